//! pcapng, the default format of Wireshark: reading piece by piece, and writing.
//!
//! Format: <https://ietf-opsawg-wg.github.io/draft-ietf-opsawg-pcap/draft-ietf-opsawg-pcapng.html>.
//! Both byte orders, several sections and interfaces, and any time resolution are read. Packets of
//! interfaces with other link types than netlink are counted and skipped, as are blocks without
//! packets.
use nlwire::pcap::{Direction, LINKTYPE_NETLINK, Packet};
use std::time::Duration;

/// First four bytes of a file: the type of a section header block, equal in both byte orders.
pub const MAGIC: [u8; 4] = [0x0a, 0x0d, 0x0d, 0x0a];
const SECTION: u32 = 0x0a0d_0d0a;
const BYTE_ORDER: u32 = 0x1a2b_3c4d;
const INTERFACE: u32 = 1;
/// Obsolete packet block.
const PACKET: u32 = 2;
const SIMPLE_PACKET: u32 = 3;
const ENHANCED_PACKET: u32 = 6;
/// Option with a comment.
const OPT_COMMENT: u16 = 1;
/// Option with the resolution of time stamps.
const IF_TSRESOL: u16 = 9;
/// Option with an offset of time stamps in seconds.
const IF_TSOFFSET: u16 = 14;
/// Maximum number of interfaces of a section, so that memory stays bounded.
const INTERFACES: usize = 1 << 16;
/// Maximum length of a block. Captures of the kernel are below a few hundred kilobytes, but a
/// malformed file may claim 4 GB.
pub const LONGEST: usize = 64 * 1024 * 1024;
/// Length of the link-layer header of `LINKTYPE_NETLINK`.
const COOKED: usize = 16;

/// Error in a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Text of the error, with the offset.
    pub sentence: String,
    /// Offset of the block in the file, bytes.
    pub offset: usize,
}
/// Part of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'b> {
    /// A block without a netlink packet, or part of one.
    Skipped { used: usize },
    /// A netlink packet.
    Packet { packet: Packet<'b>, used: usize },
    /// `needed` bytes must be available from here on.
    Missing { needed: usize },
}
#[derive(Clone, Copy)]
struct Interface {
    link_type: u16,
    /// Maximum captured length of a packet; 0 means unlimited.
    snap_len: u32,
    /// Resolution of time stamps: negative powers of 10, or of 2 if bit 7 is set.
    resolution: u8,
    /// Offset of time stamps, seconds.
    offset: i64,
}
/// Reader of a file, piece by piece, in constant memory.
#[derive(Default)]
pub struct Stream {
    foreign: bool,
    interfaces: Vec<Interface>,
    offset: usize,
    /// Remaining bytes of a block to skip.
    skip: usize,
    began: bool,
    last: Duration,
    other_links: u64,
}
impl Stream {
    /// Returns the offset of the next block, or of the next bytes to skip.
    pub fn offset(&self) -> usize {
        self.offset
    }
    /// Whether the section is of the other byte order.
    pub fn is_foreign(&self) -> bool {
        self.foreign
    }
    /// Whether a section header was read.
    pub fn has_begun(&self) -> bool {
        self.began
    }
    /// Whether a block that is skipped continues.
    pub fn is_inside_block(&self) -> bool {
        self.skip != 0
    }
    /// Returns the number of packets that were skipped because their link type is not netlink.
    pub fn other_links(&self) -> u64 {
        self.other_links
    }
    fn wrong<T>(&self, what: &str) -> Result<T, Malformed> {
        let offset = self.offset;
        Err(Malformed { sentence: format!("the block that begins at byte {offset} {what}"), offset })
    }
    fn word(&self, bytes: &[u8], at: usize) -> Option<u32> {
        let word = u32::from_ne_bytes(*bytes.get(at..)?.first_chunk()?);
        Some(if self.foreign { word.swap_bytes() } else { word })
    }
    fn half(&self, bytes: &[u8], at: usize) -> Option<u16> {
        let half = u16::from_ne_bytes(*bytes.get(at..)?.first_chunk()?);
        Some(if self.foreign { half.swap_bytes() } else { half })
    }
    /// Reads the block at the start of `bytes`, which is at [`offset`](Self::offset).
    ///
    /// # Errors
    /// Malformed blocks. The file cannot be read further.
    pub fn read<'b>(&mut self, bytes: &'b [u8]) -> Result<Piece<'b>, Malformed> {
        if self.skip != 0 {
            let used = self.skip.min(bytes.len());
            if used == 0 {
                return Ok(Piece::Missing { needed: 1 });
            }
            self.skip -= used;
            self.offset += used;
            return Ok(Piece::Skipped { used });
        }
        let Some(head) = bytes.get(..12) else { return Ok(Piece::Missing { needed: 12 }) };
        let is_section = head.starts_with(&MAGIC);
        if is_section {
            let magic = u32::from_ne_bytes([head[8], head[9], head[10], head[11]]);
            self.foreign = match magic {
                BYTE_ORDER => false,
                _ if magic.swap_bytes() == BYTE_ORDER => true,
                _ => return self.wrong(&format!("has the byte-order magic {magic:#010x}, which is unknown")),
            };
        } else if !self.began {
            return self.wrong("is not a section header");
        }
        let kind = self.word(head, 0).unwrap_or(0);
        let len = self.word(head, 4).map_or(0, |len| usize::try_from(len).unwrap_or(usize::MAX));
        let shortest = match kind {
            SECTION => 28,
            INTERFACE => 20,
            PACKET | ENHANCED_PACKET => 32,
            SIMPLE_PACKET => 16,
            _ => 12,
        };
        if len < shortest || len % 4 != 0 {
            return self.wrong(&format!(
                "has a length of {len} bytes, which is not at least {shortest} and a multiple of 4"
            ));
        }
        if len > LONGEST {
            return self.wrong(&format!("has a length of {len} bytes, which is more than {LONGEST}"));
        }
        if !matches!(kind, SECTION | INTERFACE | PACKET | ENHANCED_PACKET | SIMPLE_PACKET) {
            self.skip = len;
            return self.read(bytes);
        }
        let Some(block) = bytes.get(..len) else { return Ok(Piece::Missing { needed: len }) };
        let end = self.word(block, len - 4).unwrap_or(0);
        if end as usize != len {
            return self.wrong(&format!("has a length of {len} bytes at its start and {end} at its end"));
        }
        let body = block.get(8..len - 4).unwrap_or(&[]);
        let packet = match kind {
            SECTION => {
                self.began = true;
                self.interfaces.clear();
                None
            }
            INTERFACE => {
                if self.interfaces.len() >= INTERFACES {
                    return self.wrong(&format!("is an interface beyond the first {INTERFACES}"));
                }
                let interface = self.interface(body);
                self.interfaces.push(interface);
                None
            }
            _ => self.packet(kind, body)?,
        };
        self.offset += len;
        Ok(match packet {
            Some(packet) => Piece::Packet { packet, used: len },
            None => Piece::Skipped { used: len },
        })
    }
    fn interface(&self, body: &[u8]) -> Interface {
        let mut interface = Interface {
            link_type: self.half(body, 0).unwrap_or(0),
            snap_len: self.word(body, 4).unwrap_or(0),
            resolution: 6,
            offset: 0,
        };
        let mut options = body.get(8..).unwrap_or(&[]);
        while let (Some(code), Some(len)) = (self.half(options, 0), self.half(options, 2)) {
            let Some(value) = options.get(4..4 + usize::from(len)).filter(|_| code != 0) else { break };
            match (code, value) {
                (IF_TSRESOL, [resolution]) => interface.resolution = *resolution,
                (IF_TSOFFSET, value) => {
                    if let Some(bytes) = value.first_chunk() {
                        let offset = i64::from_ne_bytes(*bytes);
                        interface.offset = if self.foreign { offset.swap_bytes() } else { offset };
                    }
                }
                _ => {}
            }
            options = options.get(4 + usize::from(len).next_multiple_of(4)..).unwrap_or(&[]);
        }
        interface
    }
    /// Reads the body of a packet block. Returns nothing if the link type is not netlink.
    fn packet<'b>(&mut self, kind: u32, body: &'b [u8]) -> Result<Option<Packet<'b>>, Malformed> {
        let word = |at| self.word(body, at).unwrap_or(0);
        let (number, front) = match kind {
            PACKET => (self.half(body, 0).unwrap_or(0).into(), 20),
            SIMPLE_PACKET => (0, 4),
            _ => (word(0), 20),
        };
        let Some(interface) = usize::try_from(number).ok().and_then(|at| self.interfaces.get(at)).copied()
        else {
            let there = self.interfaces.len();
            return self.wrong(&format!("is a packet of interface {number}, but only {there} are described"));
        };
        if interface.link_type != LINKTYPE_NETLINK {
            self.other_links += 1;
            return Ok(None);
        }
        let rest = body.get(front..).unwrap_or(&[]);
        let (captured, original) = match kind {
            SIMPLE_PACKET => {
                let original = word(0);
                let room = u32::try_from(rest.len()).unwrap_or(u32::MAX);
                let limit = if interface.snap_len == 0 { u32::MAX } else { interface.snap_len };
                (original.min(limit).min(room), original)
            }
            _ => (word(12), word(16)),
        };
        let Some(data) = usize::try_from(captured).ok().and_then(|len| rest.get(..len)) else {
            let room = rest.len();
            return self.wrong(&format!("has {captured} bytes of packet in {room}"));
        };
        let Some((cooked, datagram)) = data.split_at_checked(COOKED) else {
            return self.wrong(&format!("has {captured} bytes of packet, less than the link-layer header"));
        };
        let short = |at: usize| u16::from_be_bytes([cooked[at], cooked[at + 1]]);
        let direction = match short(0) {
            4 => Direction::Sent,
            6 => Direction::User,
            7 => Direction::Kernel,
            _ => Direction::Received,
        };
        if kind != SIMPLE_PACKET {
            self.last = time((u64::from(word(4)) << 32) | u64::from(word(8)), interface);
        }
        let mut packet = Packet::new(self.last, direction, short(14), datagram);
        packet.whole = (original as usize).saturating_sub(COOKED).max(datagram.len());
        Ok(Some(packet))
    }
}
/// Converts a time stamp to the time since 1970.
fn time(ticks: u64, interface: Interface) -> Duration {
    let exponent = u32::from(interface.resolution & 0x7f);
    let ticks = u128::from(ticks);
    let nanoseconds = match interface.resolution & 0x80 {
        0 if exponent <= 9 => ticks * 10u128.pow(9 - exponent),
        0 => 10u128.checked_pow(exponent - 9).map_or(0, |divisor| ticks / divisor),
        _ => (ticks * 1_000_000_000).checked_shr(exponent).unwrap_or(0),
    };
    let seconds = u64::try_from(nanoseconds / 1_000_000_000).unwrap_or(u64::MAX);
    let seconds = seconds.saturating_add_signed(interface.offset);
    Duration::new(seconds, (nanoseconds % 1_000_000_000) as u32)
}

/// Returns the start of a file: a section, and an interface with nanoseconds.
pub fn start() -> Vec<u8> {
    let mut bytes = Vec::new();
    block(&mut bytes, SECTION, |body| {
        body.extend(BYTE_ORDER.to_ne_bytes());
        body.extend([1u16, 0].into_iter().flat_map(u16::to_ne_bytes));
        body.extend(u64::MAX.to_ne_bytes()); // the length of the section is unknown
    });
    block(&mut bytes, INTERFACE, |body| {
        body.extend([LINKTYPE_NETLINK, 0].into_iter().flat_map(u16::to_ne_bytes));
        body.extend(0u32.to_ne_bytes());
        body.extend([IF_TSRESOL, 1].into_iter().flat_map(u16::to_ne_bytes));
        body.extend([9, 0, 0, 0, 0, 0, 0, 0]); // nanoseconds; end of options
    });
    bytes
}
/// Appends a packet as an enhanced packet block, with a comment unless it is empty.
pub fn append(bytes: &mut Vec<u8>, packet: &Packet<'_>, comment: &str) {
    let head = packet.head();
    let cooked = head.get(COOKED..).unwrap_or(&[]);
    let len = |len: usize| u32::try_from(len.saturating_add(COOKED)).unwrap_or(u32::MAX);
    let ticks = u64::try_from(packet.time.as_nanos()).unwrap_or(u64::MAX);
    block(bytes, ENHANCED_PACKET, |body| {
        let fields = [0, (ticks >> 32) as u32, ticks as u32, len(packet.bytes.len()), len(packet.whole)];
        body.extend(fields.into_iter().flat_map(u32::to_ne_bytes));
        body.extend(cooked);
        body.extend(packet.bytes);
        if let Some(len) = u16::try_from(comment.len()).ok().filter(|len| *len != 0) {
            body.resize(body.len().next_multiple_of(4), 0);
            body.extend([OPT_COMMENT, len].into_iter().flat_map(u16::to_ne_bytes));
            body.extend(comment.as_bytes());
            body.resize(body.len().next_multiple_of(4), 0);
            body.extend([0; 4]); // end of options
        }
    });
}
fn block(bytes: &mut Vec<u8>, kind: u32, fill: impl FnOnce(&mut Vec<u8>)) {
    let mut body = Vec::new();
    fill(&mut body);
    body.resize(body.len().next_multiple_of(4), 0);
    let len = u32::try_from(body.len() + 12).unwrap_or(u32::MAX);
    bytes.extend(kind.to_ne_bytes());
    bytes.extend(len.to_ne_bytes());
    bytes.append(&mut body);
    bytes.extend(len.to_ne_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Encodes a block in a byte order.
    fn raw(big: bool, kind: u32, body: &[u8]) -> Vec<u8> {
        let word = |value: u32| if big { value.to_be_bytes() } else { value.to_le_bytes() };
        let len = body.len() as u32 + 12;
        [&word(kind)[..], &word(len), body, &word(len)].concat()
    }
    fn words(big: bool, values: &[u32]) -> Vec<u8> {
        let word = |value: &u32| if big { value.to_be_bytes() } else { value.to_le_bytes() };
        values.iter().flat_map(word).collect()
    }
    fn section(big: bool) -> Vec<u8> {
        let version = if big { 0x0001_0000 } else { 0x0000_0001 };
        raw(big, SECTION, &words(big, &[BYTE_ORDER, version, u32::MAX, u32::MAX]))
    }
    fn interface(big: bool, link_type: u16, options: &[u8]) -> Vec<u8> {
        let short = |value: u16| if big { value.to_be_bytes() } else { value.to_le_bytes() };
        let body = [&short(link_type)[..], &[0, 0], &words(big, &[0]), options].concat();
        raw(big, INTERFACE, &body)
    }
    fn tsresol(big: bool, resolution: u8) -> Vec<u8> {
        let head = if big { [0, 9, 0, 1] } else { [9, 0, 1, 0] };
        [&head[..], &[resolution, 0, 0, 0, 0, 0, 0, 0]].concat()
    }
    /// Encodes a packet of protocol 16 with one byte of payload, 4 of 5 bytes captured.
    fn packet(big: bool, interface: u32, ticks: u64) -> Vec<u8> {
        let mut body = words(big, &[interface, (ticks >> 32) as u32, ticks as u32, 20, 21]);
        body.extend([0, 4, 3, 56, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 1, 2, 3, 4]);
        raw(big, ENHANCED_PACKET, &body)
    }
    /// Reads a file that arrives byte by byte.
    fn read(file: &[u8]) -> Result<Vec<(Duration, usize)>, Malformed> {
        let (mut stream, mut shown, mut packets) = (Stream::default(), 0, Vec::new());
        for end in 0..=file.len() {
            loop {
                match stream.read(&file[shown..end])? {
                    Piece::Skipped { used } => shown += used,
                    Piece::Packet { packet, used } => {
                        assert_eq!((packet.protocol, packet.bytes), (16, &[1, 2, 3, 4][..]));
                        assert_eq!(packet.direction, Direction::Sent);
                        packets.push((packet.time, packet.whole));
                        shown += used;
                    }
                    Piece::Missing { needed } => {
                        assert!(needed > end - shown);
                        break;
                    }
                }
                assert_eq!(stream.offset(), shown);
            }
        }
        assert_eq!(shown, file.len(), "every byte is read");
        Ok(packets)
    }

    #[test]
    fn both_byte_orders_several_interfaces_and_resolutions_are_read() {
        for big in [false, true] {
            let file = [
                section(big),
                interface(big, 253, &[]),
                interface(big, 1, &[]),
                interface(big, 253, &tsresol(big, 9)),
                interface(big, 253, &tsresol(big, 0x80 | 20)),
                interface(big, 253, &tsresol(big, 12)),
                interface(big, 253, &tsresol(big, 0)),
                interface(big, 253, &tsresol(big, 0xff)),
                interface(big, 253, &tsresol(big, 0x7f)),
                raw(big, 0xbad, &[1; 4000]),
                packet(big, 0, 1_500_000),
                packet(big, 1, 1),
                packet(big, 2, 1_500_000_000),
                packet(big, 3, 3 << 19),
                packet(big, 4, 1_500_000_000_000),
                packet(big, 5, u64::MAX),
                packet(big, 6, u64::MAX),
                packet(big, 7, u64::MAX),
                // a section of the other byte order, with interfaces of its own
                section(!big),
                interface(!big, 253, &[]),
                packet(!big, 0, 2_000_000),
            ]
            .concat();
            let packets = read(&file).unwrap();
            assert!(packets.iter().all(|packet| packet.1 == 5), "one byte is missing");
            let times: Vec<_> = packets.iter().map(|packet| packet.0).collect();
            let late = Duration::from_millis(1500);
            let expected =
                [late, late, late, late, Duration::from_secs(u64::MAX), Duration::ZERO, Duration::ZERO];
            assert_eq!(times, [&expected[..], &[Duration::from_secs(2)]].concat());
        }
    }
    #[test]
    fn malformed_blocks_are_errors_with_their_offset() {
        let mut start = [section(false), interface(false, 253, &[])].concat();
        let at = start.len();
        let with_length = |len: u32| {
            let mut block = packet(false, 0, 0);
            block[4..8].copy_from_slice(&len.to_le_bytes());
            block
        };
        let mut claims = packet(false, 0, 0);
        claims[20..24].copy_from_slice(&21u32.to_le_bytes());
        let mut bare = packet(false, 0, 0);
        bare[20..24].copy_from_slice(&15u32.to_le_bytes());
        let mut end = packet(false, 0, 0);
        let len = end.len();
        end[len - 4] += 4;
        let mut magic = section(false);
        magic[8] = 0;
        for (block, what) in [
            (with_length(0), "length of 0 bytes"),
            (with_length(u32::MAX - 3), "length of 4294967292 bytes"),
            (with_length(u32::MAX), "multiple of 4"),
            (with_length(28), "at least 32"),
            (raw(false, 0xbad, &[1]), "multiple of 4"),
            (packet(false, 1, 0), "interface 1, but only 1"),
            (claims, "21 bytes of packet in 20"),
            (bare, "less than the link-layer header"),
            (end, "at its end"),
            (magic, "byte-order magic"),
        ] {
            start.truncate(at);
            start.extend(block);
            let error = read(&start).unwrap_err();
            assert_eq!(error.offset, at, "{error:?}");
            assert!(
                error.sentence.contains(what) && error.sentence.contains(&at.to_string()),
                "{what}: {error:?}"
            );
        }
        assert_eq!(read(&[section(false), packet(false, 0, 0)].concat()).unwrap_err().offset, 28);
    }
    #[test]
    fn what_is_written_is_read() {
        let mut file = start();
        let time = Duration::new(1_700_000_000, 123_456_789);
        for len in 0..9 {
            let bytes = [7; 9];
            let mut packet = Packet::new(time, Direction::User, 15, &bytes[..len]);
            packet.whole += 3;
            append(&mut file, &packet, ["", "ip[1]:3", "a"][len % 3]);
        }
        let (mut stream, mut rest, mut lens) = (Stream::default(), &file[..], Vec::new());
        while !rest.is_empty() {
            match stream.read(rest).unwrap() {
                Piece::Skipped { used } => rest = &rest[used..],
                Piece::Packet { packet, used } => {
                    assert_eq!((packet.time, packet.protocol, packet.direction), (time, 15, Direction::User));
                    assert_eq!(packet.whole, packet.bytes.len() + 3);
                    lens.push(packet.bytes.len());
                    rest = &rest[used..];
                }
                Piece::Missing { needed } => panic!("{needed} bytes are missing"),
            }
        }
        assert_eq!(lens, (0..9).collect::<Vec<_>>());
    }
}

//! Recordings of netlink traffic: pcap files of link type 253 (`LINKTYPE_NETLINK`), as `nlmon`
//! interfaces, tcpdump and Wireshark use them. Read in place, and written into buffers of the
//! caller.
//!
//! ```text
//!  file header, 24 bytes            packet header, 16       cooked header, 16, big-endian             datagram
//! +-------+---------+-----+------+ +----------------------+ +-----------+------+--------+----------+ +-----------
//! | magic | version | ... | link | | s, µs or ns, length, | | direction | type | unused | protocol | | nlmsghdr ..
//! |       | 2.4     |     | type | | whole length         | | 2         | 824  | 10     | 2        | |
//! +-------+---------+-----+------+ +----------------------+ +-----------+------+--------+----------+ +-----------
//! ```
//! The numbers of the file are in the byte order of the machine that wrote the file, which the
//! magic number shows ([`Recording::is_foreign`]). So are the datagrams, unless a converter wrote
//! the file; [`schema::is_foreign`](crate::schema::is_foreign) tells by the length of the first
//! message, and [`Decoder::swap_bytes`](crate::decode::Decoder::swap_bytes) converts. The cooked
//! header is always big-endian.
//!
//! See [LINKTYPE_NETLINK](https://www.tcpdump.org/linktypes/LINKTYPE_NETLINK.html).
//!
//! ```
//! use nlwire::pcap::{Direction, Packet, Recording, write_recording};
//! use core::time::Duration;
//! let datagram = [16, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
//! let packet = Packet::new(Duration::from_micros(1_500_000), Direction::Received, 0, &datagram);
//! let mut file = [0; 24 + 32 + 16];
//! let begun = write_recording(&mut file)?;
//! packet.write(&mut file[begun..])?;
//!
//! let mut packets = Recording::open(&file)?;
//! assert_eq!(packets.next(), Some(Ok(packet)));
//! assert_eq!(packets.next(), None);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::wire::BuildError;
use core::{fmt, iter::FusedIterator, time::Duration};

/// Link type of netlink in pcap files.
pub const LINKTYPE_NETLINK: u16 = 253;
/// Hardware type of the cooked header: `ARPHRD_NETLINK`.
const ARPHRD_NETLINK: u16 = 824;
const MICROSECONDS: u32 = 0xa1b2_c3d4;
const NANOSECONDS: u32 = 0xa1b2_3c4d;
const PCAPNG: u32 = 0x0a0d_0d0a;
const FILE_HEADER: usize = 24;
const PACKET_HEADER: usize = 16;
const COOKED_HEADER: usize = 16;

/// Direction of a datagram: the packet type of the cooked header (linux/if_packet.h).
///
/// A capture through `nlmon` marks every datagram as [`Sent`](Self::Sent); there only
/// `NLM_F_REQUEST` shows the direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Received: `PACKET_HOST`, or any type that is not listed here.
    Received,
    /// Sent: `PACKET_OUTGOING`.
    Sent,
    /// To user space: `PACKET_USER`.
    User,
    /// To the kernel: `PACKET_KERNEL`.
    Kernel,
}
impl Direction {
    const fn of(number: u16) -> Self {
        match number {
            4 => Self::Sent,
            6 => Self::User,
            7 => Self::Kernel,
            _ => Self::Received,
        }
    }
    const fn number(self) -> u16 {
        match self {
            Self::Received => 0,
            Self::Sent => 4,
            Self::User => 6,
            Self::Kernel => 7,
        }
    }
}

/// One datagram of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Packet<'a> {
    /// Time of the capture, since 1970-01-01 UTC.
    pub time: Duration,
    /// Direction of the datagram.
    pub direction: Direction,
    /// Netlink protocol: 0 is `NETLINK_ROUTE`.
    pub protocol: u16,
    /// The captured bytes of the datagram.
    pub bytes: &'a [u8],
    /// Original length, bytes: more than `bytes` holds if the capture truncated the datagram.
    pub whole: usize,
}
impl<'a> Packet<'a> {
    /// Creates a packet of a complete datagram.
    pub const fn new(time: Duration, direction: Direction, protocol: u16, bytes: &'a [u8]) -> Self {
        Self { time, direction, protocol, bytes, whole: bytes.len() }
    }
    /// Whether the capture truncated the datagram.
    pub const fn is_cut(&self) -> bool {
        self.bytes.len() < self.whole
    }
    /// Returns the packet header and the cooked header that precede the datagram, for callers that
    /// write headers and datagram separately.
    pub fn head(&self) -> [u8; PACKET_HEADER + COOKED_HEADER] {
        let cooked = |len: usize| u32::try_from(len.saturating_add(COOKED_HEADER)).unwrap_or(u32::MAX);
        let seconds = u32::try_from(self.time.as_secs()).unwrap_or(u32::MAX);
        let mut head = [0; PACKET_HEADER + COOKED_HEADER];
        let fields = [
            seconds.to_ne_bytes(),
            self.time.subsec_nanos().to_ne_bytes(),
            cooked(self.bytes.len()).to_ne_bytes(),
            cooked(self.whole).to_ne_bytes(),
            both(self.direction.number(), ARPHRD_NETLINK),
            [0; 4],
            [0; 4],
            both(0, self.protocol),
        ];
        for (out, field) in head.chunks_exact_mut(4).zip(fields) {
            out.copy_from_slice(&field);
        }
        head
    }
    /// Writes the packet to the front of `out`, after [`write_recording`] or another packet.
    /// Returns the number of bytes written.
    ///
    /// # Errors
    /// The buffer is too small.
    pub fn write(&self, out: &mut [u8]) -> Result<usize, BuildError> {
        let head = self.head();
        let needed = head.len().saturating_add(self.bytes.len());
        let Some((front, rest)) = out.split_at_mut_checked(head.len()) else {
            return Err(BuildError::TooSmall { needed });
        };
        let Some(body) = rest.get_mut(..self.bytes.len()) else {
            return Err(BuildError::TooSmall { needed });
        };
        front.copy_from_slice(&head);
        body.copy_from_slice(self.bytes);
        Ok(needed)
    }
}
/// Concatenates two big-endian numbers.
const fn both(first: u16, second: u16) -> [u8; 4] {
    ((first as u32) << 16 | second as u32).to_be_bytes()
}

/// Writes the header of a pcap file to `out`: nanoseconds, link type 253, the host's byte order.
/// Returns the number of bytes written.
///
/// # Errors
/// The buffer is too small.
pub fn write_recording(out: &mut [u8]) -> Result<usize, BuildError> {
    let Some(out) = out.get_mut(..FILE_HEADER) else {
        return Err(BuildError::TooSmall { needed: FILE_HEADER });
    };
    // version 2.4: two numbers of two bytes
    let version = if cfg!(target_endian = "big") { 0x0002_0004u32 } else { 0x0004_0002 };
    let fields = [NANOSECONDS, version, 0, 0, 0x0004_0000, LINKTYPE_NETLINK as u32];
    for (out, field) in out.chunks_exact_mut(4).zip(fields) {
        out.copy_from_slice(&field.to_ne_bytes());
    }
    Ok(FILE_HEADER)
}

/// Iterator over the datagrams of a recording in memory. Ends after an error.
#[derive(Clone, Debug)]
pub struct Recording<'a> {
    rest: &'a [u8],
    len: usize,
    format: Format,
}
impl<'a> Recording<'a> {
    /// Opens a recording; `file` is the complete content of the file.
    ///
    /// # Errors
    /// The file is not a pcap file, or holds other traffic.
    pub fn open(file: &'a [u8]) -> Result<Self, RecordingError> {
        match Format::read(file)? {
            Some(format) => {
                Ok(Self { rest: file.get(FILE_HEADER..).unwrap_or(&[]), len: file.len(), format })
            }
            None if file.len() < 4 => Err(RecordingError::NoPcap),
            None => Err(RecordingError::Cut { offset: 0 }),
        }
    }
    /// Whether a machine of the other byte order wrote the file.
    ///
    /// The datagrams usually are in that order, too: see
    /// [`schema::is_foreign`](crate::schema::is_foreign).
    pub const fn is_foreign(&self) -> bool {
        self.format.foreign
    }
    /// Returns the offset of the next packet in the file, bytes.
    pub const fn offset(&self) -> usize {
        self.len.saturating_sub(self.rest.len())
    }
}

/// Number format of a file.
#[derive(Clone, Copy, Debug)]
struct Format {
    foreign: bool,
    nanoseconds: bool,
}
impl Format {
    /// Reads the header at the front of a file. `None` if the header is incomplete.
    fn read(file: &[u8]) -> Result<Option<Self>, RecordingError> {
        let Some((magic, header)) = file.split_first_chunk::<4>() else { return Ok(None) };
        let magic = u32::from_ne_bytes(*magic);
        let (foreign, nanoseconds) = match magic {
            MICROSECONDS => (false, false),
            NANOSECONDS => (false, true),
            _ if magic.swap_bytes() == MICROSECONDS => (true, false),
            _ if magic.swap_bytes() == NANOSECONDS => (true, true),
            PCAPNG => return Err(RecordingError::Pcapng),
            _ => return Err(RecordingError::NoPcap),
        };
        let Some(link) = word(header, 16, foreign) else { return Ok(None) };
        // the upper half describes checksums
        let link = link as u16;
        if link != LINKTYPE_NETLINK {
            return Err(RecordingError::LinkType(link));
        }
        Ok(Some(Self { foreign, nanoseconds }))
    }
    /// Returns the length of the packet at the front, with its header; `None` if the header is
    /// incomplete.
    fn needed(self, bytes: &[u8]) -> Option<usize> {
        let len = word(bytes, 8, self.foreign).filter(|_| bytes.len() >= PACKET_HEADER)?;
        Some(usize::try_from(len).unwrap_or(usize::MAX).saturating_add(PACKET_HEADER))
    }
    /// Returns the packet at the front, and the rest; `None` if the packet is incomplete or shorter
    /// than its headers.
    fn packet(self, bytes: &[u8]) -> Option<(Packet<'_>, &[u8])> {
        let (packet, rest) = bytes.split_at_checked(self.needed(bytes)?)?;
        let (header, packet) = packet.split_at_checked(PACKET_HEADER)?;
        let field = |at| word(header, at, self.foreign);
        let (cooked, bytes) = packet.split_at_checked(COOKED_HEADER)?;
        let short = |at: usize| Some(u16::from_be_bytes(*cooked.get(at..)?.first_chunk()?));
        let fraction = u64::from(field(4)?);
        let fraction =
            if self.nanoseconds { Duration::from_nanos(fraction) } else { Duration::from_micros(fraction) };
        let whole = usize::try_from(field(12)?).ok()?.saturating_sub(COOKED_HEADER).max(bytes.len());
        Some((
            Packet {
                time: Duration::from_secs(field(0)?.into()).saturating_add(fraction),
                direction: Direction::of(short(0)?),
                protocol: short(14)?,
                bytes,
                whole,
            },
            rest,
        ))
    }
}
/// Reads a number of the file at an offset.
fn word(bytes: &[u8], at: usize, foreign: bool) -> Option<u32> {
    let word = u32::from_ne_bytes(*bytes.get(at..)?.first_chunk()?);
    Some(if foreign { word.swap_bytes() } else { word })
}
impl<'a> Iterator for Recording<'a> {
    type Item = Result<Packet<'a>, RecordingError>;
    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        match self.format.packet(self.rest) {
            Some((packet, rest)) => {
                self.rest = rest;
                Some(Ok(packet))
            }
            None => {
                let offset = self.offset();
                self.rest = &[];
                Some(Err(RecordingError::Cut { offset }))
            }
        }
    }
}
impl FusedIterator for Recording<'_> {}

/// Reader of a recording that arrives in pieces, for example through a pipe. Buffers nothing: the
/// caller's buffer holds the next packet.
///
/// ```
/// use nlwire::pcap::{Piece, RecordingError, RecordingStream};
/// use std::io::Read;
/// fn count(mut file: impl Read) -> Result<usize, Box<dyn std::error::Error>> {
///     let (mut stream, mut buffer, mut filled, mut packets) = (RecordingStream::new(), vec![0; 64], 0, 0);
///     loop {
///         match stream.read(&buffer[..filled])? {
///             Piece::Header { used } | Piece::Packet { used, .. } => {
///                 packets += 1;
///                 buffer.copy_within(used..filled, 0);
///                 filled -= used;
///             }
///             Piece::Missing { needed } => {
///                 buffer.resize(needed.max(buffer.len()), 0);
///                 match file.read(&mut buffer[filled..])? {
///                     0 if filled == 0 => return Ok(packets - 1),
///                     0 => return Err(RecordingError::Cut { offset: stream.offset() }.into()),
///                     read => filled += read,
///                 }
///             }
///         }
///     }
/// }
/// # use nlwire::pcap::{Direction, Packet, write_recording};
/// # let mut file = vec![0; 24 + 2 * 32 + 100];
/// # let begun = write_recording(&mut file)?;
/// # let long = Packet::new(core::time::Duration::ZERO, Direction::Sent, 0, &[1; 100]).write(&mut file[begun..])?;
/// # Packet::new(core::time::Duration::ZERO, Direction::Sent, 0, &[]).write(&mut file[begun + long..])?;
/// assert_eq!(count(&file[..])?, 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct RecordingStream {
    format: Option<Format>,
    offset: usize,
}
/// What [`RecordingStream::read`] found at the front of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'b> {
    /// The header of the file.
    Header {
        /// Length of the header, bytes.
        used: usize,
    },
    /// A packet.
    Packet {
        /// The packet.
        packet: Packet<'b>,
        /// Length of the packet with its header, bytes.
        used: usize,
    },
    /// An incomplete header or packet. Also at the end of a file, after the last packet.
    Missing {
        /// Number of bytes needed to continue. The file determines this number, so limit it.
        needed: usize,
    },
}
impl RecordingStream {
    /// Creates a reader at the start of a file.
    pub const fn new() -> Self {
        Self { format: None, offset: 0 }
    }
    /// Reads the header or packet at the front of `bytes`, which continue where the last one ended.
    /// The first four bytes of a file are enough to reject other formats.
    ///
    /// # Errors
    /// The file is not a pcap file, or holds other traffic; or a packet is shorter than its
    /// headers.
    pub fn read<'b>(&mut self, bytes: &'b [u8]) -> Result<Piece<'b>, RecordingError> {
        let Some(format) = self.format else {
            self.format = Format::read(bytes)?;
            if self.format.is_none() {
                return Ok(Piece::Missing { needed: if bytes.len() < 4 { 4 } else { FILE_HEADER } });
            }
            self.offset = FILE_HEADER;
            return Ok(Piece::Header { used: FILE_HEADER });
        };
        let used = match format.needed(bytes) {
            Some(needed) if needed <= bytes.len() => needed,
            needed => return Ok(Piece::Missing { needed: needed.unwrap_or(PACKET_HEADER) }),
        };
        let Some((packet, _)) = format.packet(bytes) else {
            return Err(RecordingError::Cut { offset: self.offset });
        };
        self.offset = self.offset.saturating_add(used);
        Ok(Piece::Packet { packet, used })
    }
    /// Whether a machine of the other byte order wrote the file; known after the header was read.
    pub const fn is_foreign(&self) -> bool {
        matches!(self.format, Some(Format { foreign: true, .. }))
    }
    /// Returns the offset of the next packet in the file, bytes.
    pub const fn offset(&self) -> usize {
        self.offset
    }
}

/// Why a file cannot be read as a recording, or where it ends early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordingError {
    /// Not a pcap file.
    NoPcap,
    /// A pcapng file, the successor format of pcap.
    Pcapng,
    /// Traffic of another link type.
    LinkType(u16),
    /// The file ends within a header or a packet, or a packet is shorter than its headers.
    Cut {
        /// Offset of that header or packet in the file, bytes.
        offset: usize,
    },
}
impl fmt::Display for RecordingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPcap => f.write_str("this is no pcap file"),
            Self::Pcapng => {
                f.write_str("this is a pcapng file: convert it by `editcap -F pcap FILE.pcapng FILE.pcap`")
            }
            Self::LinkType(link) => {
                write!(f, "the link type is {link}, which is not netlink's {LINKTYPE_NETLINK}")
            }
            Self::Cut { offset } => {
                write!(f, "the file breaks off in the packet or header that begins at its byte {offset}")
            }
        }
    }
}
impl core::error::Error for RecordingError {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{vec, vec::Vec};

    /// A file in either byte order, with microseconds or nanoseconds: packets of a datagram and its
    /// original length.
    fn file(big: bool, magic: u32, packets: &[(&[u8], u32)]) -> Vec<u8> {
        let word = |value: u32| if big { value.to_be_bytes() } else { value.to_le_bytes() };
        let mut bytes: Vec<u8> = [magic, 0, 0, 0, 0x40000, 253].into_iter().flat_map(word).collect();
        for (datagram, whole) in packets {
            let len = datagram.len() as u32 + 16;
            bytes.extend([7, 5, len, whole + 16].into_iter().flat_map(word));
            bytes.extend([0, 6, 3, 56, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16]);
            bytes.extend(*datagram);
        }
        bytes
    }

    #[test]
    fn either_byte_order_and_either_clock_is_read() {
        for big in [false, true] {
            for (magic, time) in [(MICROSECONDS, Duration::new(7, 5000)), (NANOSECONDS, Duration::new(7, 5))]
            {
                let file = file(big, magic, &[(&[1, 2, 3], 3), (&[4], 9), (&[], 0)]);
                let recording = Recording::open(&file).unwrap();
                assert_eq!(recording.is_foreign(), big != cfg!(target_endian = "big"));
                let packets: Vec<_> = recording.map(Result::unwrap).collect();
                let mut first = Packet::new(time, Direction::User, 16, &[1, 2, 3]);
                assert_eq!(packets[0], first);
                (first.bytes, first.whole) = (&[4], 9);
                assert_eq!((packets[1], packets[1].is_cut()), (first, true));
                assert_eq!((packets[2].bytes.len(), packets.len()), (0, 3));
            }
        }
    }
    #[test]
    fn what_is_no_recording_says_what_it_is() {
        assert_eq!(Recording::open(&[]).unwrap_err(), RecordingError::NoPcap);
        assert_eq!(Recording::open(b"#!/bin/sh").unwrap_err(), RecordingError::NoPcap);
        assert_eq!(Recording::open(&[0x0a, 0x0d, 0x0d, 0x0a, 1]).unwrap_err(), RecordingError::Pcapng);
        let mut ethernet = file(false, MICROSECONDS, &[]);
        ethernet[20] = 1;
        assert_eq!(Recording::open(&ethernet).unwrap_err(), RecordingError::LinkType(1));
    }
    #[test]
    fn a_file_cut_anywhere_gives_whole_packets_and_then_one_error() {
        let file = file(false, MICROSECONDS, &[(&[1, 2, 3], 3), (&[4; 20], 20)]);
        for end in 24..=file.len() {
            let mut recording = Recording::open(&file[..end]).unwrap();
            let mut last = None;
            let mut good = 0;
            for packet in recording.by_ref() {
                good += usize::from(packet.is_ok());
                last = Some(packet);
            }
            let (whole, ends) = match end {
                24 => (0, true),
                25..59 => (0, false),
                59 => (1, true),
                60..111 => (1, false),
                _ => (2, true),
            };
            assert_eq!((good, last.is_none_or(|last| last.is_ok())), (whole, ends), "{end} bytes");
            assert_eq!(recording.next(), None);
        }
        for end in 4..24 {
            assert_eq!(Recording::open(&file[..end]).unwrap_err(), RecordingError::Cut { offset: 0 });
        }
    }
    #[test]
    fn whatever_the_bytes_it_ends() {
        let good = file(true, NANOSECONDS, &[(&[9; 40], 50), (&[4; 20], 20)]);
        let mut state = 1u64;
        for _ in 0..20_000 {
            let mut bytes = good.clone();
            for _ in 0..4 {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                let at = 24 + (state >> 33) as usize % (bytes.len() - 24);
                bytes[at] = if state & 1 << 20 != 0 { 0xff } else { (state >> 24) as u8 };
            }
            let mut recording = Recording::open(&bytes).unwrap();
            let packets = recording.by_ref().take(100).filter(Result::is_ok).count();
            assert!(packets <= 3 && recording.next().is_none());
        }
    }
    #[test]
    fn a_stream_gives_the_packets_of_the_whole_however_it_is_cut() {
        let good = file(true, NANOSECONDS, &[(&[9; 40], 50), (&[], 0), (&[4; 20], 20)]);
        let short = [&good[..24], &[0; 8], &[0, 0, 0, 15], &[0; 30]].concat();
        for bytes in
            [&good, &short, &good[..good.len() - 1].to_vec(), &good[..24].to_vec(), &b"#!/bin/sh".to_vec()]
        {
            let whole: Vec<_> = match Recording::open(bytes) {
                Ok(recording) => recording.collect(),
                Err(error) => vec![Err(error)],
            };
            for step in [1, 7, 1000] {
                let (mut stream, mut begin, mut end, mut found) = (RecordingStream::new(), 0, 0, vec![]);
                loop {
                    match stream.read(&bytes[begin..end]) {
                        Ok(Piece::Header { used }) => begin += used,
                        Ok(Piece::Packet { packet, used }) => {
                            found.push(Ok(packet));
                            begin += used;
                            assert_eq!(stream.offset(), begin);
                        }
                        Ok(Piece::Missing { needed }) => {
                            assert!(needed > end - begin);
                            if end == bytes.len() {
                                if begin < end {
                                    found.push(Err(RecordingError::Cut { offset: stream.offset() }));
                                }
                                break;
                            }
                            end = bytes.len().min(end + step);
                        }
                        Err(error) => {
                            found.push(Err(error));
                            break;
                        }
                    }
                }
                assert_eq!(found, whole, "{step} bytes at a time");
            }
        }
        // four bytes are enough to reject the file
        assert_eq!(RecordingStream::new().read(b"#!/b"), Err(RecordingError::NoPcap));
        assert_eq!(RecordingStream::new().read(&good[..4]), Ok(Piece::Missing { needed: 24 }));
    }
    #[test]
    fn what_is_written_is_read_again_and_too_small_is_said() {
        let packets = [
            Packet::new(Duration::new(1, 999_999_999), Direction::Sent, 0, &[1; 17]),
            Packet::new(Duration::new(u32::MAX.into(), 0), Direction::Received, 300, &[]),
            Packet::new(Duration::ZERO, Direction::Kernel, 16, &[2; 4]),
        ];
        let mut file = vec![0xa5; 24 + 3 * 32 + 21];
        let mut at = write_recording(&mut file).unwrap();
        for packet in packets {
            for room in 0..32 + packet.bytes.len() {
                let needed = 32 + packet.bytes.len();
                assert_eq!(packet.write(&mut file[at..at + room]), Err(BuildError::TooSmall { needed }));
            }
            at += packet.write(&mut file[at..]).unwrap();
        }
        assert_eq!(at, file.len());
        let read: Vec<_> = Recording::open(&file).unwrap().map(Result::unwrap).collect();
        assert_eq!(read, packets);
        assert_eq!(write_recording(&mut [0; 23]), Err(BuildError::TooSmall { needed: 24 }));
    }
}

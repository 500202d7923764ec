//! `nlwire decode`: prints a capture in pcap or pcapng, message by message.
use crate::{
    output::{Output, Remarks},
    pcapng::{self, LONGEST},
    stop::{Stop, stop},
};
use nlwire::{
    audit::Record,
    pcap::{self, Direction, Packet, RecordingError, RecordingStream},
    schema::is_foreign,
    wire::{GetFlags, Message, MessageHeader, Messages},
};
use std::{fs::File, io::Read, time::Duration};

/// Number of bytes per read.
const CHUNK: usize = 64 * 1024;

/// A capture of either format.
enum Stream {
    Pcap(RecordingStream),
    Pcapng(pcapng::Stream),
}
/// Part of a capture.
enum Piece<'b> {
    Skipped { used: usize },
    Packet { packet: Packet<'b>, used: usize },
    Missing { needed: usize },
}
impl Stream {
    fn read<'b>(&mut self, bytes: &'b [u8]) -> Result<Piece<'b>, String> {
        match self {
            Self::Pcap(stream) => match stream.read(bytes).map_err(|error| error.to_string())? {
                pcap::Piece::Header { used } => Ok(Piece::Skipped { used }),
                pcap::Piece::Packet { packet, used } => Ok(Piece::Packet { packet, used }),
                pcap::Piece::Missing { needed } => Ok(Piece::Missing { needed }),
            },
            Self::Pcapng(stream) => match stream.read(bytes).map_err(|error| error.sentence)? {
                pcapng::Piece::Skipped { used } => Ok(Piece::Skipped { used }),
                pcapng::Piece::Packet { packet, used } => Ok(Piece::Packet { packet, used }),
                pcapng::Piece::Missing { needed } => Ok(Piece::Missing { needed }),
            },
        }
    }
    fn offset(&self) -> usize {
        match self {
            Self::Pcap(stream) => stream.offset(),
            Self::Pcapng(stream) => stream.offset(),
        }
    }
    fn is_foreign(&self) -> bool {
        match self {
            Self::Pcap(stream) => stream.is_foreign(),
            Self::Pcapng(stream) => stream.is_foreign(),
        }
    }
    /// Whether the header of the file was read.
    fn has_begun(&self) -> bool {
        match self {
            Self::Pcap(stream) => stream.offset() != 0,
            Self::Pcapng(stream) => stream.has_begun(),
        }
    }
}

/// What takes the packets of a capture.
pub trait Sink {
    /// Takes a packet, at a time since the first one. `is_foreign` is whether the file has the
    /// other byte order.
    fn packet(&mut self, packet: &Packet<'_>, time: Duration, is_foreign: bool) -> Result<(), Stop>;
    /// Ends a file that is malformed or truncated at an offset.
    fn broken_file(&mut self, error: &str, offset: usize) -> Result<(), Stop>;
    /// Is called before a read that may block.
    fn pause(&mut self) -> Result<(), Stop> {
        Ok(())
    }
    /// Is told how many packets were skipped, since they are not those of netlink.
    fn skipped(&mut self, packets: u64) {
        let _ = packets;
    }
}
impl Sink for Output {
    fn packet(&mut self, packet: &Packet<'_>, time: Duration, is_foreign: bool) -> Result<(), Stop> {
        self::packet(self, packet, time, is_foreign)
    }
    fn broken_file(&mut self, error: &str, offset: usize) -> Result<(), Stop> {
        Output::broken_file(self, error, offset)
    }
    fn pause(&mut self) -> Result<(), Stop> {
        Ok(self.flush()?)
    }
    fn skipped(&mut self, packets: u64) {
        self.remember(&format!("{packets} packets of other link types skipped"));
    }
}

/// Reads a capture.
pub fn read(sink: &mut impl Sink, path: &str) -> Result<(), Stop> {
    let mut file: Box<dyn Read> = match path {
        "-" => Box::new(std::io::stdin().lock()),
        _ => Box::new(File::open(path).map_err(|error| stop!("{path}: {error}"))?),
    };
    let (mut stream, mut begun) = (Stream::Pcap(RecordingStream::new()), None);
    // data that was read and not yet printed
    let (mut buffer, mut shown, mut end) = (vec![0; CHUNK], 0, 0);
    loop {
        let bytes = buffer.get(shown..end).unwrap_or(&[]);
        if !stream.has_begun() && bytes.starts_with(&pcapng::MAGIC) && matches!(stream, Stream::Pcap(_)) {
            stream = Stream::Pcapng(pcapng::Stream::default());
        }
        let is_header = !stream.has_begun();
        match stream.read(bytes) {
            Ok(Piece::Skipped { used }) => shown += used,
            Ok(Piece::Packet { packet, used }) => {
                let begun = *begun.get_or_insert(packet.time);
                let foreign = stream.is_foreign();
                sink.packet(&packet, packet.time.saturating_sub(begun), foreign)?;
                shown += used;
            }
            Ok(Piece::Missing { needed }) => {
                buffer.copy_within(shown..end, 0);
                (shown, end) = (0, end - shown);
                if needed > LONGEST {
                    let offset = stream.offset();
                    let sentence = format!(
                        "the packet that begins at byte {offset} has {needed} bytes, which is more than {LONGEST}"
                    );
                    return sink.broken_file(&sentence, offset);
                }
                if end == buffer.len() {
                    // grows with the data, not with the length that the file claims
                    buffer.resize((2 * buffer.len()).min(needed), 0);
                }
                // print what is complete before waiting for more
                sink.pause()?;
                let read = loop {
                    match file.read(buffer.get_mut(end..).unwrap_or(&mut [])) {
                        Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                        read => break read.map_err(|error| stop!("{path}: {error}"))?,
                    }
                };
                end += read;
                if read == 0 {
                    return finish(sink, path, &stream, end);
                }
            }
            Err(error) if is_header => return Err(stop!("{path}: {error}")),
            Err(error) => return sink.broken_file(&error, stream.offset()),
        }
    }
}
/// Ends at the end of the file, where `left` bytes belong to no complete packet.
fn finish(sink: &mut impl Sink, path: &str, stream: &Stream, left: usize) -> Result<(), Stop> {
    if let Stream::Pcapng(stream) = stream {
        match stream.other_links() {
            0 => {}
            skipped => sink.skipped(skipped),
        }
    }
    let is_header = !stream.has_begun();
    let error = match is_header {
        true if left < 4 => RecordingError::NoPcap,
        _ => RecordingError::Cut { offset: stream.offset() },
    };
    let is_inside = left != 0 || matches!(stream, Stream::Pcapng(stream) if stream.is_inside_block());
    match is_header {
        true => Err(stop!("{path}: {error}")),
        false if is_inside => sink.broken_file(&error.to_string(), stream.offset()),
        false => Ok(()),
    }
}
/// Kernel uevents: text without netlink headers.
pub const UEVENT: u16 = 15;
/// Audit records: text whose length field may lack the header.
pub const AUDIT: u16 = 9;

/// Prints the messages of a datagram, of a capture or of a traced program.
pub fn packet(out: &mut Output, packet: &Packet<'_>, time: Duration, foreign: bool) -> Result<(), Stop> {
    let (protocol, recorded) = (packet.protocol, packet.bytes);
    if protocol == UEVENT {
        let front = front(out, packet, None, time);
        return out.uevent(protocol, recorded, &front);
    }
    // converters put datagrams of either byte order into a file of either
    let foreign = match out.origin {
        Some(_) => foreign,
        None => is_foreign(recorded, packet.whole).unwrap_or(foreign),
    };
    if protocol == AUDIT {
        let mut whole = recorded.to_vec();
        if foreign {
            out.convert(protocol, &mut whole);
        }
        if let Some(record) = Record::read_cut(&whole, packet.whole) {
            self::record(out, packet, record, foreign, time)?;
            return cut(out, packet);
        }
    }
    let (mut converted, mut unconverted) = (Vec::new(), Vec::new());
    if foreign {
        converted = recorded.to_vec();
        let mut rest = &mut converted[..];
        while rest.len() >= 16 {
            let swapped = out.convert(protocol, rest);
            unconverted.push(swapped.unknown);
            rest = rest.get_mut(swapped.len..).unwrap_or_default();
        }
    }
    let datagram = if foreign { &converted } else { recorded };
    let mut unconverted = unconverted.into_iter();
    let mut messages = Messages::new(datagram);
    while let Some(message) = messages.next() {
        match message {
            Ok(message) => {
                let front = front(out, packet, Some(message), time);
                let trailing = match messages.ignored_tail().len() {
                    // whether a message follows is in the bytes that the capture lacks
                    ..4 if packet.is_cut() => 0,
                    0 => 0,
                    len => len + packet.whole.saturating_sub(datagram.len()),
                };
                let remarks = Remarks { trailing, unconverted: unconverted.next(), ..Remarks::default() };
                out.message_with(protocol, message, &front, datagram, &remarks)?;
                if trailing != 0 {
                    return Ok(());
                }
            }
            Err(error) => {
                let offset = error.offset_in(datagram).unwrap_or(0);
                let sentence = if packet.is_cut() { cut_sentence(out, packet) } else { error.to_string() };
                return out.broken(protocol, &sentence, offset, recorded.get(offset..).unwrap_or(&[]));
            }
        }
    }
    // the file may be truncated between two messages, or within the padding
    cut(out, packet)
}
/// Reports a datagram that the capture truncated.
fn cut(out: &mut Output, packet: &Packet<'_>) -> Result<(), Stop> {
    if !packet.is_cut() {
        return Ok(());
    }
    let sentence = cut_sentence(out, packet);
    out.broken(packet.protocol, &sentence, packet.bytes.len(), &[])
}
fn cut_sentence(out: &Output, packet: &Packet<'_>) -> String {
    if let Some(cut) = out.origin.as_ref().and_then(|origin| origin.cut.as_ref()) {
        return cut.clone();
    }
    format!("the recording holds {} of the datagram's {} bytes", packet.bytes.len(), packet.whole)
}
/// Prints an audit record, as a message whose length is correct.
fn record(
    out: &mut Output,
    packet: &Packet<'_>,
    record: Record<'_>,
    foreign: bool,
    time: Duration,
) -> Result<(), Stop> {
    let len = u32::try_from(packet.bytes.len()).unwrap_or(u32::MAX);
    let header = record.header().with(MessageHeader::nlmsg_len, len);
    let mut whole = packet.bytes.to_vec();
    for (to, from) in whole.iter_mut().zip(header.as_bytes()) {
        *to = *from;
    }
    let Ok(message) = Message::new(&whole) else { return Ok(()) };
    let front = front(out, packet, Some(message), time);
    let remarks =
        Remarks { text: Some(record.text()), unconverted: foreign.then_some(0), ..Remarks::default() };
    out.message_with(packet.protocol, message, &front, &whole, &remarks)
}
/// Returns the time since the start of the recording, the process that was traced, and the
/// direction: `>` to the kernel, `<` from it.
fn front(out: &Output, packet: &Packet<'_>, message: Option<Message<'_>>, time: Duration) -> String {
    if out.json {
        return String::new();
    }
    let is_request = message.is_some_and(|message| message.flags() & GetFlags::REQUEST.bits() != 0);
    let (origin, sent) = match &out.origin {
        Some(origin) => (format!("{} ", origin.text), origin.sent),
        None => (String::new(), is_request || packet.direction == Direction::Kernel),
    };
    let mark = if sent { '>' } else { '<' };
    format!("{:3}.{:06} {origin}{mark} ", time.as_secs(), time.subsec_micros())
}

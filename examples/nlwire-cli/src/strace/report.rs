//! What is printed or recorded of a traced program.
use super::{calls::Datagram, sockets::Sockets};
use crate::{
    args::Style,
    decode, families,
    output::{Origin, Output},
    record,
    stop::{Stop, printable, stop},
    talk::{Recorder, epoch},
};
use nlwire::{
    decode::Decoder,
    genl::GENL_ID_CTRL,
    pcap::{Direction, Packet},
    socket::Protocol,
    wire::{Messages, Str},
};
use std::{
    collections::HashSet,
    fs,
    io::{self, Write},
    time::Duration,
};

/// Thread, process and descriptor of a call.
#[derive(Clone, Copy)]
pub struct Place {
    pub thread: i32,
    pub process: i32,
    pub fd: i32,
}
pub struct Report {
    out: Output,
    /// The capture that is written instead of text, and its name.
    capture: Option<(Recorder, String)>,
    /// Time of the first datagram.
    begun: Option<Duration>,
    /// Width of the longest description of a process, for aligned rows.
    width: usize,
    /// Notes that were printed, each once for a process.
    noted: HashSet<(i32, &'static str)>,
    /// The reader of the output is gone, while the command goes on.
    is_unread: bool,
}
impl Report {
    /// Prints to a file or to standard error, or writes a capture, as the name demands.
    pub fn new(style: Style, path: Option<&str>) -> Result<Self, Stop> {
        let is_capture = |path: &&str| path.ends_with(".pcapng") || path.ends_with(".pcap");
        let capture = match path.filter(is_capture) {
            Some(path) => Some((record::begin(path)?, path.to_owned())),
            None => None,
        };
        let mut out = match path {
            Some(path) if capture.is_none() => {
                let file = record::create(path).map_err(|error| stop!("{path}: {error}"))?;
                Output::to_file(style, file)
            }
            _ => Output::to_stderr(style),
        };
        // for programs that know the ids already
        let _ = families::learn(&mut out);
        Ok(Self { out, capture, begun: None, width: 0, noted: HashSet::new(), is_unread: false })
    }
    /// Returns the decoder with the generic netlink families, for a new socket.
    pub fn decoder(&self) -> &Decoder {
        self.out.decoder()
    }
    /// Reports a datagram of the socket with this inode.
    pub fn datagram(
        &mut self,
        place: Place,
        sent: bool,
        datagram: Datagram,
        sockets: &mut Sockets,
        inode: u64,
    ) {
        let Some(conversation) = sockets.get(inode) else { return };
        let protocol = conversation.protocol;
        let direction = match (sent, datagram.peer) {
            (true, _) => Direction::Kernel,
            (false, None) => Direction::Received,
            (false, Some(_)) => Direction::User,
        };
        let now = epoch();
        let mut packet = Packet::new(now, direction, protocol, &datagram.bytes);
        packet.whole = datagram.whole.max(packet.whole);
        let origin = self.origin(place, sent, now, datagram.cut);
        if let Some((recorder, _)) = &mut self.capture {
            if !datagram.bytes.is_empty() {
                recorder.packet(&packet, &origin.text);
            }
            return;
        }
        // a socket is a session of its own: sequence numbers of others say nothing about its replies
        if protocol == u16::from(Protocol::GENERIC.0) {
            let messages = Messages::new(&datagram.bytes).flatten();
            for message in messages.filter(|message| message.message_type() == GENL_ID_CTRL) {
                let learn = |decoder: &mut Decoder| _ = decoder.learn(Protocol::GENERIC, message);
                sockets.all().for_each(|conversation| learn(&mut conversation.decoder));
                learn(self.out.decoder_mut());
            }
        }
        let Some(conversation) = sockets.get(inode) else { return };
        std::mem::swap(self.out.decoder_mut(), &mut conversation.decoder);
        self.out.origin = Some(origin);
        let time = now.saturating_sub(self.begun.unwrap_or(now));
        let shown = if packet.bytes.is_empty() && packet.whole == 0 {
            self.out
                .origin
                .as_mut()
                .and_then(|origin| origin.cut.take())
                .map_or(Ok(()), |cut| self.out.failed(&cut))
        } else {
            decode::packet(&mut self.out, &packet, time, false)
        };
        self.out.origin = None;
        std::mem::swap(self.out.decoder_mut(), &mut conversation.decoder);
        self.shown(shown);
    }
    /// Reports a call that failed. A loss is one of events.
    pub fn failed(&mut self, place: Place, sentence: &str, is_loss: bool) {
        if self.capture.is_some() {
            return;
        }
        let now = epoch();
        self.out.origin = Some(self.origin(place, !is_loss, now, None));
        let shown = if is_loss { self.out.lost(sentence) } else { self.out.failed(sentence) };
        self.out.origin = None;
        self.shown(shown);
    }
    /// Prints a note about a process, once.
    pub fn note(&mut self, thread: i32, note: &'static str) {
        if !self.noted.insert((process_of(thread).unwrap_or(thread), note)) {
            return;
        }
        let sentence = format!("{}[{thread}] {note}", name_of(thread));
        let shown = match self.capture {
            Some(_) => {
                complain(&sentence);
                Ok(())
            }
            None => self.out.failed(&sentence),
        };
        self.shown(shown);
    }
    /// Writes the output so that it appears together with that of the command.
    fn shown(&mut self, shown: Result<(), Stop>) {
        if self.is_unread {
            return;
        }
        let written = shown.and_then(|()| Ok(self.out.flush()?));
        match written {
            Ok(()) => {}
            Err(Stop::Because(sentence)) => {
                complain(&sentence);
                self.is_unread = true;
            }
            Err(_) => self.is_unread = true,
        }
    }
    fn origin(&mut self, place: Place, sent: bool, now: Duration, cut: Option<String>) -> Origin {
        let Place { thread, process, fd } = place;
        let begun = *self.begun.get_or_insert(now);
        let name = name_of(thread);
        let text = format!("{name}[{thread}]:{fd}");
        self.width = self.width.max(text.chars().count());
        let text = format!("{text:width$}", width = self.width);
        Origin::new(text, &name, [process, thread, fd], sent, now.saturating_sub(begun), cut)
    }
    /// Ends the output. The closing line is left out if no command ran.
    pub fn close(mut self, has_begun: bool) -> Result<(), Stop> {
        if let Some((recorder, path)) = self.capture.take() {
            return match has_begun {
                true => record::end(&mut self.out, &path, recorder).and_then(|()| Ok(self.out.flush()?)),
                false => Ok(()),
            };
        }
        if self.is_unread || !has_begun {
            return Ok(());
        }
        match self.out.close() {
            Err(Stop::Because(sentence)) => Err(Stop::Because(sentence)),
            _ => Ok(()),
        }
    }
}
/// Prints to standard error, which may be closed.
pub fn complain(sentence: &str) {
    let _ = writeln!(io::stderr(), "nlwire: {}", printable(sentence));
}
/// Returns the name of a thread, escaped.
fn name_of(thread: i32) -> String {
    let name = fs::read(format!("/proc/{thread}/comm")).unwrap_or_default();
    Str(name.strip_suffix(b"\n").unwrap_or(&name)).to_string()
}
/// Returns the process of a thread.
pub fn process_of(thread: i32) -> Option<i32> {
    let status = fs::read_to_string(format!("/proc/{thread}/status")).ok()?;
    let row = status.lines().find_map(|row| row.strip_prefix("Tgid:"))?;
    row.trim().parse().ok()
}

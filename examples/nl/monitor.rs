//! `nl monitor`: what is there, and then every change. The groups are joined first, so that nothing is missed in between.
use crate::{
    dump,
    fields::Fields,
    groups::{self, Group},
    objects::{OBJECTS, Object},
    output::Output,
    stop::{Stop, stop},
    talk::BUFFER,
};
use nlwire::{
    socket::{Config, Protocol, Socket, SocketError},
    wire::{Message, Messages, NewFlags},
};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};
use std::time::{Duration, Instant, SystemTime};

/// How long to wait after one snapshot before another, where events are lost again and again.
const PAUSE: Duration = Duration::from_secs(1);
/// What the kernel may hold for us, as far as it grants it.
const QUEUE: usize = 4 << 20;

pub fn run(out: &mut Output, wanted: &[String], lasting: Option<Duration>) -> Result<(), Stop> {
    let end = lasting.map(|lasting| Instant::now() + lasting);
    let mut joined = Vec::new();
    for name in wanted {
        joined.extend(groups::named(name)?);
    }
    let joined = if wanted.is_empty() { groups::USUAL } else { &joined };
    let mut protocols: Vec<Protocol> = joined.iter().map(|(protocol, _)| *protocol).collect();
    protocols.dedup();
    let open = |protocol: &Protocol| {
        let groups: Vec<_> =
            joined.iter().filter(|group| group.0 == *protocol).map(|group| group.1).collect();
        let config = Config::new(*protocol).receive_buffer(QUEUE).groups(&groups).nonblocking(true);
        config.open().map_err(|error| stop!("{error}"))
    };
    let sockets = protocols.iter().map(open).collect::<Result<_, _>>()?;
    let mut monitor = Monitor { out, sockets, joined, end, snapshot: Instant::now(), stale: false };
    monitor.look()?;
    monitor.listen()
}

struct Monitor<'m> {
    out: &'m mut Output,
    /// One for each protocol.
    sockets: Vec<Socket>,
    joined: &'m [Group],
    end: Option<Instant>,
    /// When the last snapshot was taken.
    snapshot: Instant,
    /// Events were lost since.
    stale: bool,
}
impl Monitor<'_> {
    /// Takes a snapshot: dumps what the groups tell of. What is refused is said, and the rest goes on.
    fn look(&mut self) -> Result<(), Stop> {
        (self.snapshot, self.stale) = (Instant::now(), false);
        dump::learn_names(self.out)?;
        let told = |object: &&Object| {
            object.groups.iter().any(|group| self.joined.contains(&(object.protocol, *group)))
        };
        for object in OBJECTS.iter().filter(told) {
            self.out.end_tables(true)?;
            if let Some(forbidden) = dump::one(self.out, object)? {
                self.out.refused(&forbidden)?;
            }
            if self.out.is_columns() {
                self.out.end_tables(false)?;
                self.out.text("")?;
            }
        }
        self.out.flush()?;
        Ok(())
    }
    /// Shows events until the end.
    fn listen(&mut self) -> Result<(), Stop> {
        let mut buffer = vec![0; BUFFER];
        loop {
            if self.end.is_some_and(|end| Instant::now() >= end) {
                return Ok(());
            }
            if self.stale && self.snapshot.elapsed() >= PAUSE {
                self.look()?;
            }
            let mut any = false;
            for at in 0..self.sockets.len() {
                any |= self.hear(at, &mut buffer)?;
            }
            if !any {
                self.wait()?;
            }
        }
    }
    /// Shows what one datagram holds, and says whether there was one, or a loss.
    fn hear(&mut self, at: usize, buffer: &mut [u8]) -> Result<bool, Stop> {
        let Some(socket) = self.sockets.get(at) else { return Ok(false) };
        let protocol = socket.protocol().0.into();
        match socket.recv_from(buffer) {
            // processes, too, may send to groups
            Ok(datagram) if !datagram.is_from_kernel() => {}
            Ok(datagram) => self.datagram(protocol, datagram.bytes)?,
            Err(error) if error.would_block() => return Ok(false),
            Err(SocketError::Overrun) if self.stale => {}
            Err(SocketError::Overrun) => {
                self.out.lost("the kernel dropped events, since they came faster than they were read: a new snapshot follows")?;
                self.stale = true;
            }
            Err(error @ SocketError::Truncated { .. }) => {
                self.out.lost(&format!("{error}: a new snapshot follows"))?;
                self.stale = true;
            }
            Err(error) => return Err(stop!("{error}")),
        }
        Ok(true)
    }
    fn datagram(&mut self, protocol: u16, datagram: &[u8]) -> Result<(), Stop> {
        for message in Messages::new(datagram) {
            match message {
                Ok(message) => {
                    let front =
                        if self.out.json { String::new() } else { front(self.out, protocol, message) };
                    self.out.message(protocol, message, &front, datagram)?;
                }
                Err(error) => {
                    let offset = error.offset_in(datagram).unwrap_or(0);
                    let rest = datagram.get(offset..).unwrap_or(&[]);
                    self.out.broken(protocol, &error.to_string(), offset, rest)?;
                }
            }
        }
        Ok(())
    }
    /// Waits until there is something to read, or to do.
    fn wait(&mut self) -> Result<(), Stop> {
        self.out.flush()?;
        let again = self.stale.then(|| self.snapshot + PAUSE);
        let until = self.end.into_iter().chain(again).min();
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        let mut all: Vec<_> = self.sockets.iter().map(|socket| PollFd::new(socket, PollFlags::IN)).collect();
        match poll(&mut all, left.as_ref()) {
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(errno) => Err(stop!("poll: {errno}")),
        }
    }
}
/// The time, and what happened.
fn front(out: &Output, protocol: u16, message: Message<'_>) -> String {
    let described = out.describe(protocol, message);
    let name = described.name().unwrap_or("");
    let flags = NewFlags::from_bits_retain(message.flags());
    let fields = Fields::of(&described);
    let index = fields.number("ifi_index").filter(|_| name == "RTM_NEWLINK");
    let (mark, paint) =
        if name.starts_with("RTM_DEL") || name.contains("_DELETE") || name.starts_with("NFT_MSG_DEL") {
            ('-', "\x1b[31m")
        } else if flags.contains(NewFlags::REPLACE)
            || (name == "IPCTNL_MSG_CT_NEW" && !flags.contains(NewFlags::CREATE))
            || index.is_some_and(|index| out.names.knows(index))
        {
            ('~', "\x1b[33m")
        } else {
            ('+', "\x1b[32m")
        };
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let (day, milliseconds) = (now.as_secs() % 86400, now.subsec_millis());
    let time = format!("{:02}:{:02}:{:02}.{milliseconds:03}", day / 3600, day / 60 % 60, day % 60);
    if out.colour { format!("{time} {paint}{mark}\x1b[0m ") } else { format!("{time} {mark} ") }
}

//! `nl monitor`: what is there, and then every change. Links, addresses, routes and neighbours are mirrored, so that what was lost comes
//! out as changes, too; of other groups the events are shown as they come, and after a loss they are listed anew.
use crate::{
    dump, families,
    fields::Fields,
    groups::{self, Group},
    objects::{ADDR, LINK, NEIGH, OBJECTS, Object, ROUTE},
    output::Output,
    stop::{Stop, stop},
    talk::BUFFER,
};
use nlwire::{
    connector,
    exchange::Transport,
    mirror::{Change, Mirror, Tree},
    route::{RouteMessage, Tables, TablesKey},
    socket::{Config, Protocol, Socket, SocketError, monotonic},
    wire::{Layout, Message, MessageHeader, Messages, MessagesMut, NewFlags},
};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};
use std::time::{Duration, SystemTime};

/// How long to wait after one listing before another, where events are lost again and again.
const PAUSE: Duration = Duration::from_secs(1);
/// What the kernel may hold for us, as far as it grants it.
const QUEUE: usize = 4 << 20;
const MIRRORED: Protocol = Protocol::ROUTE;
const ROUTE_NUMBER: u16 = MIRRORED.0 as u16;

pub fn run(out: &mut Output, wanted: &[String], lasting: Option<Duration>) -> Result<(), Stop> {
    let end = lasting.map(|lasting| monotonic() + lasting);
    let mut shown = Vec::new();
    for name in wanted {
        shown.extend(groups::named(name)?);
    }
    let families: Vec<_> = wanted.iter().filter_map(|name| families::of_group(name)).collect();
    if !families.is_empty() {
        families::learn(out)?;
    }
    let shown = if wanted.is_empty() { groups::USUAL } else { &shown };
    let any = |object: Object| object.groups.iter().any(|group| shown.contains(&(object.protocol, *group)));
    let tables = Tables {
        links: any(LINK),
        addresses: any(ADDR),
        routes: any(ROUTE),
        neighbours: any(NEIGH),
        forwarding: false,
    };
    let of = |protocol: Protocol| {
        shown.iter().filter(move |group| group.0 == protocol).map(|group| group.1).collect::<Vec<_>>()
    };
    // the groups that the tables need to be true are joined, too, and what is not wanted of them is not shown
    let mut joined = of(MIRRORED);
    for object in [LINK, ADDR, ROUTE, NEIGH].into_iter().filter(|object| any(*object)) {
        joined.extend(object.groups);
    }
    joined.extend(Tables::GROUPS.iter().filter(|_| tables.routes));
    let socket = open(MIRRORED, &joined)?;
    let others = protocols(shown).filter(|it| *it != MIRRORED).map(|protocol| open(protocol, &of(protocol)));
    let others = others.collect::<Result<Vec<_>, _>>()?;

    let mut monitor =
        Monitor { out, shown, families, begun: false, listed: None, stale: None, stopped: None };
    monitor.list_others()?;
    let seed = socket.port_id().rotate_left(16) ^ monotonic().as_nanos() as u32;
    let mut mirror = Mirror::new(tables, Tree::<Tables, Vec<u8>>::new(), socket.port_id(), seed);
    let mut buffer = vec![0; BUFFER];
    loop {
        let now = monotonic();
        if end.is_some_and(|end| now >= end) {
            return Ok(());
        }
        let mut any = false;
        for other in &others {
            any |= monitor.hear(other, &mut buffer)?;
        }
        let step = mirror.step(&mut Kernel(&socket), &mut buffer, now, &mut |change| monitor.change(change));
        any |= step.map_err(|failure| stop!("{failure}"))? != nlwire::mirror::Step::Idle;
        if let Some(stop) = monitor.stopped.take() {
            return Err(stop);
        }
        if monitor.stale.is_some_and(|since| since + PAUSE <= now) {
            monitor.list_others()?;
        }
        if !any {
            let again = monitor.stale.map(|since| (since + PAUSE).saturating_sub(now));
            let left = end.map(|end| end.saturating_sub(now));
            let limit = mirror.due_in(now).into_iter().chain(again).chain(left).min();
            monitor.out.flush()?;
            wait(others.iter().chain([&socket]), limit)?;
        }
    }
}
/// The objects that groups tell of.
pub fn told<'g>(
    groups: &'g [Group],
    families: &'g [&'g str],
) -> impl Iterator<Item = &'static Object> + use<'g> {
    OBJECTS.iter().filter(|object| {
        object.groups.iter().any(|group| groups.contains(&(object.protocol, *group)))
            || families::of_object(object).is_some_and(|family| families.contains(&family))
    })
}
/// The protocols of groups, each once.
pub fn protocols(groups: &[Group]) -> impl Iterator<Item = Protocol> {
    let first = |at: usize, protocol| !groups.iter().take(at).any(|group| group.0 == protocol);
    groups
        .iter()
        .enumerate()
        .map(|(at, group)| (at, group.0))
        .filter(move |(at, protocol)| first(*at, *protocol))
        .map(|it| it.1)
}
/// A socket that hears groups of a protocol.
pub fn open(protocol: Protocol, groups: &[u32]) -> Result<Socket, Stop> {
    let config = Config::new(protocol).receive_buffer(QUEUE).groups(groups).nonblocking(true);
    let socket = config.open().map_err(|error| stop!("{error}"))?;
    // processes may send, too, and root's are believed where devices are told of: udev is one
    let asked = protocol == Protocol::KOBJECT_UEVENT;
    socket.set_credentials(asked).map_err(|error| stop!("{error}"))?;
    if protocol == Protocol::CONNECTOR {
        // of processes the kernel tells whoever asked for it, and answers by an event
        let mut request = [0; 64];
        let request = connector::listen(&mut request, 1, None).map_err(|error| stop!("{error}"))?;
        socket.send(request).map_err(|error| stop!("{error}"))?;
        if !wait([&socket].into_iter(), Some(Duration::from_secs(2)))? {
            return Err(stop!(
                "the kernel does not tell of processes here: ask as root, outside of containers"
            ));
        }
    }
    Ok(socket)
}
/// Waits until there is something to read, or to do. Whether there is something to read.
pub fn wait<'s>(sockets: impl Iterator<Item = &'s Socket>, limit: Option<Duration>) -> Result<bool, Stop> {
    let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
    let mut all: Vec<_> = sockets.map(|socket| PollFd::new(socket, PollFlags::IN)).collect();
    match poll(&mut all, limit.as_ref()) {
        Ok(ready) => Ok(ready > 0),
        Err(Errno::INTR) => Ok(false),
        Err(errno) => Err(stop!("poll: {errno}")),
    }
}

/// A socket on which only the kernel is heard: processes, too, may send to groups.
struct Kernel<'s>(&'s Socket);
impl Transport for Kernel<'_> {
    type Error = SocketError;
    fn send(&mut self, datagram: &[u8]) -> Result<(), SocketError> {
        self.0.send(datagram)
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<usize, SocketError> {
        loop {
            let datagram = self.0.recv_from(buffer)?;
            if datagram.is_from_kernel() {
                return Ok(datagram.bytes.len());
            }
        }
    }
}

struct Monitor<'m> {
    out: &'m mut Output,
    /// The groups that are wanted.
    shown: &'m [Group],
    /// The generic families whose groups are wanted.
    families: Vec<&'m str>,
    /// The first snapshot has come to its end.
    begun: bool,
    /// The type of the messages that it listed last.
    listed: Option<u16>,
    /// Since when events of what is not mirrored are lost.
    stale: Option<Duration>,
    stopped: Option<Stop>,
}
impl Monitor<'_> {
    /// Lists what groups tell of that is not mirrored: rules, next hops, connections. What is refused is said, and the rest goes on.
    fn list_others(&mut self) -> Result<(), Stop> {
        self.stale = None;
        dump::learn_names(self.out)?;
        let all: Vec<_> = told(self.shown, &self.families).collect();
        for object in all {
            if [LINK, ADDR, ROUTE, NEIGH].iter().any(|it| it.name == object.name) {
                continue;
            }
            self.out.end_tables(true)?;
            if let Some(forbidden) = dump::one(self.out, object)? {
                self.out.refused(&forbidden)?;
            }
            self.end_list()?;
        }
        Ok(())
    }
    fn end_list(&mut self) -> Result<(), Stop> {
        if self.out.is_columns() {
            self.out.end_tables(false)?;
            self.out.text("")?;
        }
        Ok(())
    }
    /// Shows what one datagram of another protocol holds, and says whether there was one, or a loss.
    fn hear(&mut self, socket: &Socket, buffer: &mut [u8]) -> Result<bool, Stop> {
        let protocol = socket.protocol().0.into();
        match socket.recv_from(buffer) {
            Ok(datagram) if !datagram.is_from_kernel_or_root() => {}
            Ok(datagram) if socket.protocol() == Protocol::KOBJECT_UEVENT => {
                let front = if self.out.json { String::new() } else { time() };
                self.out.uevent(protocol, datagram.bytes, &front)?;
            }
            Ok(datagram) => {
                for message in Messages::new(datagram.bytes) {
                    match message {
                        Ok(message) => self.show(protocol, message, None)?,
                        Err(error) => {
                            let offset = error.offset_in(datagram.bytes).unwrap_or(0);
                            let rest = datagram.bytes.get(offset..).unwrap_or(&[]);
                            self.out.broken(protocol, &error.to_string(), offset, rest)?;
                        }
                    }
                }
            }
            Err(error) if error.would_block() => return Ok(false),
            Err(error) if error.is_loss() && self.stale.is_some() => {}
            Err(error) if error.is_loss() => {
                self.out.lost(&format!("{error}: a new listing follows"))?;
                self.stale = Some(monotonic());
            }
            Err(error) => return Err(stop!("{error}")),
        }
        Ok(true)
    }
    fn change(&mut self, change: Change<'_, TablesKey, Vec<u8>>) {
        if self.stopped.is_none() {
            self.stopped = self.try_change(change).err();
        }
    }
    fn try_change(&mut self, change: Change<'_, TablesKey, Vec<u8>>) -> Result<(), Stop> {
        match change {
            Change::Added { message, .. } if !self.begun && is_part(message) => self.list(message),
            Change::Added { message, .. } => self.show(ROUTE_NUMBER, message, Some('+')),
            Change::Changed { message, .. } => self.show(ROUTE_NUMBER, message, Some('~')),
            Change::Removed { message: Some(message), .. } => self.show(ROUTE_NUMBER, message, Some('-')),
            Change::Removed { entry, message: None, .. } => {
                // the kernel's message would have been of the next type
                let mut gone = entry.clone();
                if let Some(mut message) = MessagesMut::new(&mut gone).next() {
                    let header = message.header();
                    let kind = header.get(MessageHeader::nlmsg_type).saturating_add(1);
                    header.set(MessageHeader::nlmsg_type, kind);
                    header.set(MessageHeader::nlmsg_flags, 0);
                }
                Message::new(&gone).map_or(Ok(()), |message| self.show(ROUTE_NUMBER, message, Some('-')))
            }
            Change::Same { message } => self.show(ROUTE_NUMBER, message, Some('~')),
            Change::Other { message } => self.show(ROUTE_NUMBER, message, None),
            Change::Lost => {
                self.stale = Some(self.stale.unwrap_or(monotonic()));
                let sentence = "the kernel dropped events, since they came faster than they were read: the differences follow as changes";
                self.out.lost(sentence)
            }
            Change::Refused { refusal, .. } => self.out.refused(&refusal.to_string()),
            Change::Whole | Change::Disturbed if !self.begun => {
                self.begun = true;
                match self.listed {
                    Some(_) => self.end_list(),
                    None => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }
    /// An object of the first snapshot.
    fn list(&mut self, message: Message<'_>) -> Result<(), Stop> {
        if !self.is_shown(message) {
            return Ok(());
        }
        let before = self.listed.replace(message.kind());
        if before.is_some_and(|before| before != message.kind()) {
            self.end_list()?;
        }
        if before != Some(message.kind()) {
            self.out.end_tables(true)?;
        }
        self.out.message(ROUTE_NUMBER, message, "", message.bytes())
    }
    fn show(&mut self, protocol: u16, message: Message<'_>, mark: Option<char>) -> Result<(), Stop> {
        if protocol == ROUTE_NUMBER && !self.is_shown(message) {
            return Ok(());
        }
        let front = if self.out.json { String::new() } else { front(self.out, protocol, message, mark) };
        self.out.message(protocol, message, &front, message.bytes())
    }
    /// Whether a message is of a group that is wanted.
    fn is_shown(&self, message: Message<'_>) -> bool {
        use RouteMessage as M;
        let v6 = message.payload().first() == Some(&10);
        let group = match message.kind() {
            M::RTM_NEWLINK | M::RTM_DELLINK => 1,
            M::RTM_NEWNEIGH | M::RTM_DELNEIGH => 3,
            M::RTM_NEWADDR | M::RTM_DELADDR => {
                if v6 {
                    9
                } else {
                    5
                }
            }
            M::RTM_NEWROUTE | M::RTM_DELROUTE => match message.payload().first() {
                Some(2) => 7,
                Some(10) => 11,
                _ => return true,
            },
            M::RTM_NEWNEXTHOP | M::RTM_DELNEXTHOP => 32,
            _ => return true,
        };
        let wanted = |group| self.shown.contains(&(MIRRORED, group));
        wanted(group) || group == 1 && wanted(12)
    }
}
fn is_part(message: Message<'_>) -> bool {
    message.flags() & NewFlags::MULTI.bits() != 0
}
/// The time, and what happened.
fn front(out: &Output, protocol: u16, message: Message<'_>, mark: Option<char>) -> String {
    let described = out.describe(protocol, message);
    let name = described.name().unwrap_or("");
    let flags = NewFlags::from_bits_retain(message.flags());
    let fields = Fields::of(&described);
    let index = fields.number("ifi_index").filter(|_| name == "RTM_NEWLINK");
    let known = name.ends_with("_NTF")
        || flags.contains(NewFlags::REPLACE)
        || index.is_some_and(|index| out.names.knows(index))
        || (name == "IPCTNL_MSG_CT_NEW" && !flags.contains(NewFlags::CREATE));
    let mark = match mark {
        _ if name.starts_with("RTM_DEL")
            || name.contains("_DELETE")
            || name.contains("_CMD_DEL")
            || name.starts_with("NFT_MSG_DEL") =>
        {
            '-'
        }
        Some(mark) => mark,
        None if known => '~',
        None => '+',
    };
    let paint = match mark {
        '-' => "\x1b[31m",
        '~' => "\x1b[33m",
        _ => "\x1b[32m",
    };
    let time = time();
    let time = time.trim_end();
    if out.colour { format!("{time} {paint}{mark}\x1b[0m ") } else { format!("{time} {mark} ") }
}
/// The time of day in UTC, and a space.
fn time() -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let (day, milliseconds) = (now.as_secs() % 86400, now.subsec_millis());
    format!("{:02}:{:02}:{:02}.{milliseconds:03} ", day / 3600, day / 60 % 60, day % 60)
}

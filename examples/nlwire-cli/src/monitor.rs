//! `nlwire monitor`: prints the state, then every change. Links, addresses, routes and neighbours are
//! cached, so that lost changes are printed, too; events of other groups are printed as they
//! arrive, and after a loss their objects are listed again. With `--events` nothing is cached and
//! nothing is listed.
use crate::{
    args::Follow,
    dump, families,
    filter::Filter,
    front::Front,
    groups::{self, Group},
    netns::{self, Spaces},
    objects::{ADDR, LINK, NEIGH, OBJECTS, Object, ROUTE},
    output::{Output, Remarks},
    resync::Differences,
    stop::{Stop, stop},
    talk::BUFFER,
};
use nlwire::{
    bpf::Instruction,
    cache::{Cache, Change, Tree},
    connector,
    route::{RouteMessage, Tables, TablesKey, TablesObject},
    schema::{Json, View},
    socket::{Config, Protocol, Socket, SocketOption, monotonic, random_seed},
    wire::{Message, MessageHeader, Messages, MessagesMut, NewFlags, Str, spec::PayloadType},
};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
    low_level::pipe,
};
use std::{
    os::unix::net::UnixStream,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// Minimum interval between two listings if events are lost again and again.
const PAUSE: Duration = Duration::from_secs(1);
/// Time without an event after which lines are written, and the longest time that lines wait: a
/// stream of events is written in blocks, and one event immediately.
const QUIET: Duration = Duration::from_millis(1);
const LATEST: Duration = Duration::from_millis(20);
/// Number of datagrams that are read of one socket in turn.
const BURST: usize = 64;
/// Requested size of the receive buffer, as far as the kernel grants it.
const QUEUE: usize = 4 << 20;
const MIRRORED: Protocol = Protocol::ROUTE;
const ROUTE_NUMBER: u16 = MIRRORED.0 as u16;

pub fn run(out: &mut Output, options: &Follow) -> Result<(), Stop> {
    let wanted = options.groups.as_slice();
    options.netns.as_deref().map(netns::choose).transpose()?;
    let is_events = options.events || options.all || options.all_netns;
    // the time counts from when the groups are joined: learning all of them may take longer
    let end = || options.lasting.map(|lasting| monotonic() + lasting);
    out.prints_stats = options.stats;
    let mut shown = Vec::new();
    for name in wanted {
        shown.extend(groups::named(name)?);
    }
    if options.all {
        shown = groups::every(out)?;
    }
    let families: Vec<_> = wanted.iter().filter_map(|name| families::of_group(name)).collect();
    if !families.is_empty() || options.all {
        families::learn(out)?;
    }
    let shown = if shown.is_empty() { groups::USUAL } else { &shown };
    out.filter = Filter::parse(&options.filter, &protocols(shown).collect::<Vec<_>>())?;
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
    let mut monitor = Monitor::new(out, shown, families, !is_events)?;
    let mut buffer = vec![0; BUFFER];
    if is_events || !(tables.links || tables.addresses || tables.routes || tables.neighbours) {
        let mut sockets = Vec::new();
        for protocol in protocols(shown) {
            let filter = monitor.out.filter.program(protocol);
            let opened = if options.all {
                open_known(protocol, &of(protocol), &filter)
            } else {
                open_filtered(protocol, &of(protocol), &filter)
            };
            match opened {
                Ok(socket) => {
                    if options.all_netns {
                        let listens = socket.set_option(SocketOption::ListenAllNsid, true);
                        listens.map_err(|error| stop!("{error}"))?;
                    }
                    sockets.push(socket);
                }
                // of all, those that are permitted
                Err(Stop::Because(why)) if options.all => {
                    monitor.out.remember(&format!("{} is left out: {why}", protocol.short_name()));
                }
                Err(stop) => return Err(stop),
            }
        }
        return monitor.follow(&sockets.iter().collect::<Vec<_>>(), &mut buffer, end());
    }
    // join also the groups that the caches need; what the user did not ask for is not printed
    let mut joined = of(MIRRORED);
    for object in [LINK, ADDR, ROUTE, NEIGH].into_iter().filter(|object| any(*object)) {
        joined.extend(object.groups);
    }
    joined.extend(Tables::GROUPS.iter().filter(|_| tables.routes));
    let socket = open(MIRRORED, &joined)?;
    let others = protocols(shown).filter(|it| *it != MIRRORED).map(|protocol| open(protocol, &of(protocol)));
    let others = others.collect::<Result<Vec<_>, _>>()?;
    let end = end();

    monitor.list_others()?;
    let mut cache = Cache::new(tables, Tree::<Tables, Vec<u8>>::new(), socket.port_id(), random_seed());
    loop {
        let now = monotonic();
        if end.is_some_and(|end| now >= end) || monitor.ended.is_reached() {
            return Ok(());
        }
        let mut any = false;
        monitor.front.now = None;
        for other in &others {
            any |= monitor.hear(other, &mut buffer)?;
        }
        let step = cache.step(&mut &socket, &mut buffer, now, &mut |change| monitor.change(change));
        any |= step.map_err(|failure| stop!("{failure}"))? != nlwire::cache::Step::Idle;
        if let Some(stop) = monitor.stopped.take() {
            return Err(stop);
        }
        if monitor.stale.is_some_and(|since| since + PAUSE <= now) {
            monitor.list_others()?;
        }
        if !any {
            let again = monitor.stale.map(|since| (since + PAUSE).saturating_sub(now));
            let left = end.map(|end| end.saturating_sub(now));
            let limit = cache.due_in(now).into_iter().chain(again).chain(left).min();
            monitor.pause(others.iter().chain([&socket]), now, limit)?;
        }
    }
}
/// Prints the events that sockets receive, which have joined groups by number.
pub fn listen(
    out: &mut Output,
    sockets: &[(Socket, Vec<u32>)],
    lasting: Option<Duration>,
) -> Result<(), Stop> {
    let groups = |(socket, groups): &(Socket, Vec<u32>)| {
        let protocol = socket.protocol();
        groups.iter().map(move |group| (protocol, *group)).collect::<Vec<_>>()
    };
    let shown: Vec<_> = sockets.iter().flat_map(groups).collect();
    let mut monitor = Monitor::new(out, &shown, Vec::new(), false)?;
    let sockets: Vec<_> = sockets.iter().map(|(socket, _)| socket).collect();
    monitor.follow(&sockets, &mut vec![0; BUFFER], lasting.map(|lasting| monotonic() + lasting))
}
/// Returns the objects that groups report.
pub fn told<'g>(
    groups: &'g [Group],
    families: &'g [&'g str],
) -> impl Iterator<Item = &'static Object> + use<'g> {
    OBJECTS.iter().filter(|object| {
        object.groups.iter().any(|group| groups.contains(&(object.protocol, *group)))
            || families::of_object(object).is_some_and(|family| families.contains(&family))
    })
}
/// Returns the protocols of groups, each once.
pub fn protocols(groups: &[Group]) -> impl Iterator<Item = Protocol> {
    let first = |at: usize, protocol| !groups.iter().take(at).any(|group| group.0 == protocol);
    groups
        .iter()
        .enumerate()
        .map(|(at, group)| (at, group.0))
        .filter(move |(at, protocol)| first(*at, *protocol))
        .map(|it| it.1)
}
/// Opens a socket that has joined groups of a protocol.
pub fn open(protocol: Protocol, groups: &[u32]) -> Result<Socket, Stop> {
    open_filtered(protocol, groups, &[])
}
/// Opens a socket that has joined groups, and lets those datagrams pass that a program accepts.
fn open_filtered(protocol: Protocol, groups: &[u32], program: &[Instruction]) -> Result<Socket, Stop> {
    let config = Config::new(protocol).receive_buffer(QUEUE).groups(groups).nonblocking(true);
    let config = if program.is_empty() { config } else { config.filter(program) };
    let socket = netns::open(&config).map_err(|error| stop!("{error}"))?;
    // processes may send, too, and root is trusted for uevents: udev is one of them
    let asked = protocol == Protocol::KOBJECT_UEVENT;
    socket.set_credentials(asked).map_err(|error| stop!("{error}"))?;
    if protocol == Protocol::CONNECTOR {
        // process events must be requested; the kernel replies by an event
        let mut request = [0; 64];
        let request =
            connector::listen(&mut request, random_seed(), None).map_err(|error| stop!("{error}"))?;
        socket.send(request).map_err(|error| stop!("{error}"))?;
        if !wait([&socket].into_iter(), Some(Duration::from_secs(2)))? {
            return Err(stop!(
                "the kernel does not tell of processes here: ask as root, outside of containers"
            ));
        }
    }
    Ok(socket)
}
/// Opens a socket in those of the groups that this kernel has and permits.
///
/// # Errors
/// There is none of them; the error of the last one.
fn open_known(protocol: Protocol, groups: &[u32], program: &[Instruction]) -> Result<Socket, Stop> {
    let socket = open_filtered(protocol, &[], program)?;
    let (mut is_member, mut refused) = (groups.is_empty(), None);
    for group in groups {
        match socket.join(*group) {
            Ok(()) => is_member = true,
            Err(error) => refused = Some(error),
        }
    }
    match refused {
        Some(error) if !is_member => Err(stop!("{error}")),
        _ => Ok(socket),
    }
}
/// Waits until there is something to read, or to do. Returns whether there is something to read.
pub fn wait<'s>(sockets: impl Iterator<Item = &'s Socket>, limit: Option<Duration>) -> Result<bool, Stop> {
    wait_or_end(sockets, None, limit)
}
/// Waits as [`wait`] does, or until the user ends the program.
pub fn wait_or_end<'s>(
    sockets: impl Iterator<Item = &'s Socket>,
    end: Option<&End>,
    limit: Option<Duration>,
) -> Result<bool, Stop> {
    let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
    let mut all: Vec<_> = sockets.map(|socket| PollFd::new(socket, PollFlags::IN)).collect();
    all.extend(end.map(|end| PollFd::new(&end.wakes, PollFlags::IN)));
    match poll(&mut all, limit.as_ref()) {
        Ok(ready) => Ok(ready > 0),
        Err(Errno::INTR) => Ok(false),
        Err(errno) => Err(stop!("poll: {errno}")),
    }
}

/// Becomes readable when the user ends the program (SIGINT, SIGTERM), so that what is printed last
/// is printed.
pub struct End {
    wakes: UnixStream,
    reached: Arc<AtomicBool>,
}
impl End {
    /// # Errors
    /// The signals cannot be handled.
    pub fn new() -> Result<Self, Stop> {
        let reached = Arc::new(AtomicBool::new(false));
        let (read, write) = UnixStream::pair().map_err(|error| stop!("a pair of sockets: {error}"))?;
        for signal in [SIGINT, SIGTERM] {
            flag::register(signal, reached.clone()).map_err(|error| stop!("signals: {error}"))?;
            let write = write.try_clone().map_err(|error| stop!("a pair of sockets: {error}"))?;
            pipe::register(signal, write).map_err(|error| stop!("signals: {error}"))?;
        }
        Ok(Self { wakes: read, reached })
    }
    /// Whether the user has ended the program.
    pub fn is_reached(&self) -> bool {
        self.reached.load(Ordering::Relaxed)
    }
}
struct Monitor<'m> {
    out: &'m mut Output,
    /// The groups to print.
    shown: &'m [Group],
    /// The generic netlink families whose groups are printed.
    families: Vec<&'m str>,
    /// The first snapshot is complete.
    begun: bool,
    /// Type of the messages listed last.
    listed: Option<u16>,
    /// Time since which lost events of uncached objects have not been made up for.
    stale: Option<Duration>,
    /// What has changed since events of cached objects were lost, until a snapshot is complete.
    differences: Option<Differences>,
    /// Whether objects are listed at the start and after a loss.
    lists: bool,
    stopped: Option<Stop>,
    front: Front,
    /// The namespaces of events.
    spaces: Spaces,
    /// Members of JSON with the namespace.
    members: String,
    /// Time at which lines were written last.
    written: Duration,
    ended: End,
}
impl<'m> Monitor<'m> {
    fn new(
        out: &'m mut Output,
        shown: &'m [Group],
        families: Vec<&'m str>,
        lists: bool,
    ) -> Result<Self, Stop> {
        let ended = End::new()?;
        let front = Front::default();
        Ok(Self {
            out,
            shown,
            families,
            begun: false,
            listed: None,
            stale: None,
            differences: None,
            lists,
            stopped: None,
            front,
            spaces: Spaces::default(),
            members: String::new(),
            written: Duration::ZERO,
            ended,
        })
    }
    /// Prints events as they arrive, without a cache.
    fn follow(&mut self, sockets: &[&Socket], buffer: &mut [u8], end: Option<Duration>) -> Result<(), Stop> {
        if self.lists {
            self.list_others()?;
        } else if self.out.is_columns() {
            dump::learn_names(self.out)?;
        }
        loop {
            let now = monotonic();
            if end.is_some_and(|end| now >= end) || self.ended.is_reached() {
                return Ok(());
            }
            let mut any = false;
            for socket in sockets {
                // one look at the clock for what has arrived
                self.front.now = None;
                for _ in 0..BURST {
                    if !self.hear(socket, buffer)? {
                        break;
                    }
                    any = true;
                }
            }
            if self.stale.is_some_and(|since| since + PAUSE <= now) {
                self.list_others()?;
            }
            if !any {
                let again = self.stale.map(|since| (since + PAUSE).saturating_sub(now));
                let left = end.map(|end| end.saturating_sub(now));
                let limit = again.into_iter().chain(left).min();
                self.pause(sockets.iter().copied(), now, limit)?;
            }
        }
    }
    /// Waits for events, and writes the lines before them.
    fn pause<'s>(
        &mut self,
        sockets: impl Iterator<Item = &'s Socket> + Clone,
        now: Duration,
        limit: Option<Duration>,
    ) -> Result<(), Stop> {
        if !self.out.is_flushed() {
            let soon = Some(limit.map_or(QUIET, |limit| limit.min(QUIET)));
            let is_recent = now.saturating_sub(self.written) < LATEST;
            if is_recent && wait_or_end(sockets.clone(), Some(&self.ended), soon)? {
                return Ok(());
            }
            self.out.flush()?;
            self.written = now;
        }
        wait_or_end(sockets, Some(&self.ended), limit)?;
        Ok(())
    }
    /// Lists the objects of groups that are not cached: rules, next hops, conntrack entries. Errors
    /// of the kernel are printed, and the rest continues.
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
    /// Prints one datagram of another protocol. Returns whether there was a datagram, or a loss.
    fn hear(&mut self, socket: &Socket, buffer: &mut [u8]) -> Result<bool, Stop> {
        let protocol = socket.protocol().0.into();
        match socket.recv_from(buffer) {
            Ok(datagram) if !datagram.is_from_kernel_or_root() => self.out.count_foreign(),
            Ok(datagram) if socket.protocol() == Protocol::KOBJECT_UEVENT => {
                let front = self.front.time(self.out);
                self.out.uevent(protocol, datagram.bytes, front)?;
            }
            Ok(datagram) => {
                self.enter(datagram.nsid);
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
            Err(error) if error.is_loss() && !self.lists => {
                self.out.lost(&format!("{error}: without a cache, they are not printed later"))?;
            }
            Err(error) if error.is_loss() && self.stale.is_some() => {}
            Err(error) if error.is_loss() => {
                self.out.lost(&format!("{error}: a new listing follows"))?;
                self.stale = Some(monotonic());
            }
            Err(error) => return Err(stop!("{error}")),
        }
        Ok(true)
    }
    /// Prints what follows as events of a namespace.
    fn enter(&mut self, id: Option<i32>) {
        if self.spaces.is_current(id) {
            return;
        }
        self.spaces.enter(id, &mut self.out.names);
        self.members.clear();
        let mut label = String::new();
        if let Some((id, name)) = self.spaces.label() {
            let text = View::new(PayloadType::Text, name.as_bytes());
            self.members = format!(",\"nsid\":{id}");
            if name.is_empty() {
                label = format!("[nsid {id}] ");
            } else {
                self.members.push_str(&format!(",\"netns\":{}", Json(text)));
                label = format!("[{}] ", Str(name.as_bytes()));
            }
        }
        // lines of this namespace are aligned with those of others
        self.front.widest = self.front.widest.max(label.chars().count());
        self.front.space = format!("{label:<width$}", width = self.front.widest);
    }
    fn change(&mut self, change: Change<'_, TablesKey, TablesObject<'_>>) {
        if self.stopped.is_none() {
            self.stopped = self.try_change(change).err();
        }
    }
    fn try_change(&mut self, change: Change<'_, TablesKey, TablesObject<'_>>) -> Result<(), Stop> {
        if let Some(mut differences) = self.differences.filter(|_| self.is_told(&change)) {
            differences.count(&change);
            self.differences = Some(differences);
        }
        let is_synced = matches!(change, Change::Synced | Change::OverCapacity);
        match change {
            Change::Added { message, .. } if !self.begun && is_part(message) => self.list(message),
            Change::Added { message, .. } => self.show(ROUTE_NUMBER, message, Some('+')),
            Change::Changed { message, .. } => self.show(ROUTE_NUMBER, message, Some('~')),
            Change::Removed { message: Some(message), .. } => self.show(ROUTE_NUMBER, message, Some('-')),
            Change::Removed { entry, message: None, .. } => {
                // the kernel's message would have been of the next type
                let mut gone = entry.message().bytes().to_vec();
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
                self.differences.get_or_insert_default();
                let sentence = "the kernel dropped events, since they came faster than they were read: the differences follow as changes";
                self.out.lost(sentence)
            }
            Change::Refused { refusal, .. } => self.out.refused(&refusal.to_string()),
            Change::Synced | Change::Interrupted | Change::OverCapacity if !self.begun => {
                self.begun = true;
                if self.listed.is_some() {
                    self.end_list()?;
                }
                self.end_loss(is_synced)
            }
            Change::Synced | Change::OverCapacity => self.end_loss(true),
            _ => Ok(()),
        }
    }
    /// Prints what differed since a loss, if a snapshot has made up for it.
    fn end_loss(&mut self, is_synced: bool) -> Result<(), Stop> {
        match self.differences.take_if(|_| is_synced) {
            Some(differences) => differences.print(self.out),
            None => Ok(()),
        }
    }
    /// Whether a change is about an object of a group to print.
    fn is_told(&self, change: &Change<'_, TablesKey, TablesObject<'_>>) -> bool {
        match change {
            Change::Added { message, .. } | Change::Changed { message, .. } => self.is_shown(*message),
            Change::Removed { entry, .. } => self.is_shown(entry.message()),
            _ => false,
        }
    }
    /// Prints an object of the first snapshot.
    fn list(&mut self, message: Message<'_>) -> Result<(), Stop> {
        if !self.is_shown(message) {
            return Ok(());
        }
        let before = self.listed.replace(message.message_type());
        if before.is_some_and(|before| before != message.message_type()) {
            self.end_list()?;
        }
        if before != Some(message.message_type()) {
            self.out.end_tables(true)?;
        }
        self.out.message(ROUTE_NUMBER, message, "", message.bytes())
    }
    fn show(&mut self, protocol: u16, message: Message<'_>, mark: Option<char>) -> Result<(), Stop> {
        if protocol == ROUTE_NUMBER && !self.is_shown(message) {
            return Ok(());
        }
        let front = self.front.of(self.out, protocol, message, mark);
        let remarks = Remarks { members: &self.members, ..Remarks::default() };
        self.out.message_with(protocol, message, front, message.bytes(), &remarks)
    }
    /// Whether a message belongs to a group to print.
    fn is_shown(&self, message: Message<'_>) -> bool {
        use RouteMessage as M;
        let v6 = message.payload().first() == Some(&10);
        let group = match message.message_type() {
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

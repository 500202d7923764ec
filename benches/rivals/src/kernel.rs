//! The kernel's side: a namespace of our own, a network in it, and recordings of its dumps. Requests are written here by hand, byte by
//! byte, so that the stage owes nothing to any of the libraries that perform on it.

use rustix::{
    fd::OwnedFd,
    io::Errno,
    net::{AddressFamily, Protocol, RecvFlags, SendFlags, SocketType, netlink, netlink::SocketAddrNetlink, recv, send},
    thread::{UnshareFlags, unshare_unsafe},
};
use std::{
    fmt, fs, io,
    io::Write,
    net::{TcpListener, TcpStream},
    path::Path,
};

pub const AF_INET: u8 = 2;
pub const RTM_NEWLINK: u16 = 16;
pub const RTM_NEWROUTE: u16 = 24;
/// IPCTNL_MSG_CT_NEW, behind NFNL_SUBSYS_CTNETLINK.
pub const CT_NEW: u16 = 0x100;
const CT_GET: u16 = 0x101;
const RTM_GETLINK: u16 = 18;
const RTM_DELROUTE: u16 = 25;
const RTM_GETROUTE: u16 = 26;
const RTM_NEWADDR: u16 = 20;
pub const RTM_NEWQDISC: u16 = 36;
const RTM_GETQDISC: u16 = 38;
const RTM_NEWTCLASS: u16 = 40;
pub const SOCK_DIAG_BY_FAMILY: u16 = 20;
const RTM_NEWLINKPROP: u16 = 108;
const NLMSG_ERROR: u16 = 2;
const NLMSG_DONE: u16 = 3;
const REQUEST: u16 = 0x1;
const ACK: u16 = 0x4;
const DUMP: u16 = 0x300;
const CREATE_EXCL: u16 = 0x600;
const IFF_UP: u32 = 1;

/// The largest datagram that a dump gives is 32,448 bytes, and only to those who offer this much.
pub const RECEIVE_BUFFER: usize = 32 * 1024;

/// A namespace could not be had, or the kernel refused what the bench needs in it.
#[derive(Debug)]
pub struct Unavailable(pub String);

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Errno> for Unavailable {
    fn from(errno: Errno) -> Self {
        Self(format!("the socket failed: {errno}"))
    }
}

/// Moves this process into a user and network namespace of its own. It must have one thread still.
pub fn enter_namespace() -> Result<(), Unavailable> {
    // SAFETY: no descriptor table is unshared, so none that other code holds changes its meaning.
    unsafe { unshare_unsafe(UnshareFlags::NEWUSER | UnshareFlags::NEWNET) }.map_err(|errno| {
        Unavailable(format!("a user and network namespace of its own is what the bench records in, and the kernel gives none: {errno}"))
    })
}

/// A route socket that is connected to the kernel, so that nobody else can write to it.
pub fn route_socket() -> Result<OwnedFd, Unavailable> {
    socket_of(None)
}

fn socket_of(protocol: Option<Protocol>) -> Result<OwnedFd, Unavailable> {
    let socket = rustix::net::socket(AddressFamily::NETLINK, SocketType::RAW, protocol)?;
    rustix::net::connect(&socket, &SocketAddrNetlink::new(0, 0))?;
    Ok(socket)
}

/// Received datagrams, cut to the messages of one type: what a decoder is given.
pub struct Recording {
    pub datagrams: Vec<Vec<u8>>,
    pub messages: usize,
    /// All that the kernel sent, the end of the dump included: how a receiver that does not look knows when it has everything.
    pub bytes_on_the_wire: usize,
}

impl Recording {
    /// The datagram in the middle, alone: what lies in cache after a receive. (The first ones of a dump are small, the last one is a rest.)
    pub fn hot(&self) -> Self {
        let middle = self.datagrams.get(self.datagrams.len() / 2).cloned().unwrap_or_default();
        Self { messages: messages(&middle).count(), bytes_on_the_wire: middle.len(), datagrams: vec![middle] }
    }
    /// Messages that were made by hand, in datagrams as large as those of a dump.
    pub fn of_messages(made: impl Iterator<Item = Vec<u8>>) -> Self {
        let mut recording = Self { datagrams: vec![Vec::new()], messages: 0, bytes_on_the_wire: 0 };
        for message in made {
            let is_full = recording.datagrams.last().is_some_and(|last| !last.is_empty() && last.len() + message.len() > RECEIVE_BUFFER);
            if is_full {
                recording.datagrams.push(Vec::new());
            }
            recording.messages += 1;
            recording.bytes_on_the_wire += message.len();
            recording.datagrams.last_mut().expect("one at least").extend(message);
        }
        recording
    }
    pub fn bytes(&self) -> usize {
        self.datagrams.iter().map(Vec::len).sum()
    }
    /// Into a file: each datagram behind its length in four bytes. To be measured on a machine that may make no namespace.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let mut out = Vec::with_capacity(self.bytes());
        for datagram in &self.datagrams {
            out.extend((datagram.len() as u32).to_le_bytes());
            out.extend(datagram);
        }
        fs::write(path, out)
    }
    pub fn load(path: &Path) -> io::Result<Self> {
        let bytes = fs::read(path)?;
        let mut recording = Self { datagrams: Vec::new(), messages: 0, bytes_on_the_wire: bytes.len() };
        let mut rest = bytes.as_slice();
        while let Some((len, after)) = rest.split_first_chunk() {
            let cut = || io::Error::new(io::ErrorKind::UnexpectedEof, "the recording is cut");
            let datagram = after.get(..u32::from_le_bytes(*len) as usize).ok_or_else(cut)?;
            recording.messages += messages(datagram).count();
            recording.datagrams.push(datagram.to_vec());
            rest = &after[datagram.len()..];
        }
        Ok(recording)
    }
}

/// The request for a whole dump.
pub enum Dump {
    Links,
    Routes,
    Conntrack,
    Qdiscs,
    /// Sockets of TCP over IPv4, in all states, with every extension.
    Sockets,
}

impl Dump {
    pub fn request(&self) -> Vec<u8> {
        let mut out = Requests::default();
        match self {
            Dump::Links => out.add(RTM_GETLINK, DUMP, &[0; 16], |_| ()),
            Dump::Routes => out.add(RTM_GETROUTE, DUMP, &[AF_INET, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], |_| ()),
            Dump::Conntrack => out.add(CT_GET, DUMP, &[0; 4], |_| ()),
            Dump::Qdiscs => out.add(RTM_GETQDISC, DUMP, &[0; 20], |_| ()),
            Dump::Sockets => {
                const TCP: u8 = 6;
                let mut header = [0; 56];
                header[..4].copy_from_slice(&[AF_INET, TCP, 0xff, 0]);
                header[4..8].copy_from_slice(&0xfff_u32.to_ne_bytes());
                out.add(SOCK_DIAG_BY_FAMILY, DUMP, &header, |_| ());
            }
        }
        out.bytes
    }
    fn answer(&self) -> u16 {
        match self {
            Dump::Links => RTM_NEWLINK,
            Dump::Routes => RTM_NEWROUTE,
            Dump::Conntrack => CT_NEW,
            Dump::Qdiscs => RTM_NEWQDISC,
            Dump::Sockets => SOCK_DIAG_BY_FAMILY,
        }
    }
    fn socket(&self) -> Result<OwnedFd, Unavailable> {
        match self {
            Dump::Conntrack => socket_of(Some(netlink::NETFILTER)),
            Dump::Sockets => socket_of(Some(netlink::SOCK_DIAG)),
            _ => route_socket(),
        }
    }
}

/// Dumps once and keeps every datagram.
pub fn record(dump: Dump) -> Result<Recording, Unavailable> {
    let socket = dump.socket()?;
    send(&socket, &dump.request(), SendFlags::empty())?;
    let mut recording = Recording { datagrams: Vec::new(), messages: 0, bytes_on_the_wire: 0 };
    let mut buffer = vec![0; RECEIVE_BUFFER];
    loop {
        let (len, _) = recv(&socket, buffer.as_mut_slice(), RecvFlags::empty())?;
        recording.bytes_on_the_wire += len;
        let mut kept = 0;
        for (kind, message) in messages(&buffer[..len]) {
            match kind {
                kind if kind == dump.answer() => {
                    kept += message.len();
                    recording.messages += 1;
                }
                NLMSG_DONE => {
                    if kept > 0 {
                        recording.datagrams.push(buffer[..kept].to_vec());
                    }
                    return Ok(recording);
                }
                _ => return Err(Unavailable(format!("a dump holds a message of type {kind}: {message:?}"))),
            }
        }
        recording.datagrams.push(buffer[..kept].to_vec());
    }
}

/// What a network is made of.
pub struct Size {
    pub links: usize,
    pub routes: usize,
    pub entries: usize,
    pub qdiscs: u16,
    pub sockets: usize,
}

/// Builds the network: pairs of veth, the first of them up and with an address, and routes through it.
pub fn build(size: &Size) -> Result<(), Unavailable> {
    let socket = route_socket()?;
    eprintln!("making {} links", size.links);
    let mut requests = Requests::default();
    for pair in 0..size.links / 2 {
        let peer = |peer: &mut Vec<u8>| {
            peer.extend([0; 16]);
            text(peer, 3, &format!("peer{pair}"));
        };
        requests.add(RTM_NEWLINK, CREATE_EXCL, &[0; 16], |link| {
            text(link, 3, &format!("veth{pair}"));
            nest(link, 18, |info| {
                text(info, 1, "veth");
                nest(info, 2, |data| nest(data, 1, peer));
            });
        });
        requests.flush_if_full(&socket)?;
    }
    requests.flush(&socket)?;
    // Some of them have other names and a description, as the links of a host of containers do.
    for pair in (0..size.links / 2).step_by(4) {
        let index = index_of(&format!("veth{pair}"))?;
        requests.add(RTM_NEWLINKPROP, CREATE_EXCL, &link_header(index, 0), |link| {
            nest(link, 52, |names| text(names, 53, &format!("container-{pair}-uplink")));
        });
        requests.add(RTM_NEWLINK, 0, &link_header(index, 0), |link| text(link, 20, &format!("tenant {pair}")));
        requests.flush_if_full(&socket)?;
    }
    requests.flush(&socket)?;

    let index = index_of("veth0")?;
    // The loopback link for the sockets that come later: what is recorded now must stay as it is.
    requests.add(RTM_NEWLINK, 0, &link_header(index_of("lo")?, IFF_UP), |_| ());
    requests.add(RTM_NEWLINK, 0, &link_header(index_of("peer0")?, IFF_UP), |_| ());
    requests.add(RTM_NEWLINK, 0, &link_header(index, IFF_UP), |_| ());
    let mut address = vec![AF_INET, 16, 0, 0];
    address.extend(index.to_ne_bytes());
    requests.add(RTM_NEWADDR, CREATE_EXCL, &address, |address| {
        put(address, 2, &LOCAL);
        put(address, 1, &LOCAL);
    });
    requests.flush(&socket)?;

    eprintln!("adding {} routes", size.routes);
    for n in 0..size.routes as u32 {
        route(&mut requests, n, index);
        requests.flush_if_full(&socket)?;
        if n % 25_000 == 24_999 {
            eprintln!("  {} routes", n + 1);
        }
    }
    requests.flush(&socket)
}

/// Fills conntrack: TCP connections of several states, UDP, ICMP; a sixteenth is IPv6, a half has a mark, an eighth a zone. They count
/// packets, from 0 on.
pub fn build_conntrack(entries: usize) -> Result<(), Unavailable> {
    let unavailable = |why: io::Error| Unavailable(format!("net.netfilter.nf_conntrack_acct cannot be set: {why}"));
    fs::write("/proc/sys/net/netfilter/nf_conntrack_acct", "1").map_err(unavailable)?;
    let socket = socket_of(Some(netlink::NETFILTER))?;
    eprintln!("adding {entries} conntrack entries");
    let mut requests = Requests::default();
    for n in 0..entries as u32 {
        entry(&mut requests, n);
        requests.flush_if_full(&socket)?;
    }
    requests.flush(&socket)
}

fn entry(requests: &mut Requests, n: u32) {
    let dice = scatter(n);
    let six = dice & 15 == 0;
    let protocol: u8 = match dice >> 4 & 7 {
        0 if !six => 1,
        1 | 2 => 17,
        _ => 6,
    };
    let (client, server) = ((0x0a00_0000 + n).to_be_bytes(), (0xc000_0200 + dice % 256).to_be_bytes());
    let tuple = |out: &mut Vec<u8>, back: bool| {
        let ends = if back { [server, client] } else { [client, server] };
        nest(out, 1, |ip| {
            for (end, number) in ends.iter().zip(if six { [3, 4] } else { [1, 2] }) {
                let wide = [&[0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0], &end[..]].concat();
                put(ip, number, if six { &wide } else { end });
            }
        });
        nest(out, 2, |proto| {
            put(proto, 1, &[protocol]);
            if protocol == 1 {
                put(proto, 4, &(n as u16).to_be_bytes());
                put(proto, 5, &[if back { 0 } else { 8 }]);
                put(proto, 6, &[0]);
            } else {
                let ports = [1024 + (n % 60_000) as u16, [80, 443, 53, 22][(dice >> 8 & 3) as usize]];
                put(proto, 2, &ports[usize::from(back)].to_be_bytes());
                put(proto, 3, &ports[usize::from(!back)].to_be_bytes());
            }
        });
    };
    requests.add(CT_NEW, CREATE_EXCL, &[if six { 10 } else { AF_INET }, 0, 0, 0], |entry| {
        nest(entry, 1, |out| tuple(out, false));
        nest(entry, 2, |out| tuple(out, true));
        const CONFIRMED: u32 = 8;
        const SEEN_REPLY_ASSURED: u32 = 6;
        put(entry, 3, &(CONFIRMED | if dice & 0x1000 == 0 { SEEN_REPLY_ASSURED } else { 0 }).to_be_bytes());
        put(entry, 7, &(3600 + n % 1000).to_be_bytes());
        if dice & 0x2000 == 0 {
            put(entry, 8, &dice.to_be_bytes());
        }
        if dice >> 14 & 7 == 0 {
            put(entry, 18, &(1 + (n % 5) as u16).to_be_bytes());
        }
        if protocol == 6 {
            nest(entry, 4, |info| nest(info, 1, |tcp| put(tcp, 1, &[1 + (dice >> 17) as u8 % 7])));
        }
    });
}

/// A tree of disciplines at the loopback link: htb, a class for each of the others, and at the classes tbf, pfifo and bfifo in turns.
pub fn build_qdiscs(qdiscs: u16) -> Result<(), Unavailable> {
    const LOOPBACK: u32 = 1;
    const ROOT: u32 = u32::MAX;
    let socket = route_socket()?;
    eprintln!("making {qdiscs} queueing disciplines");
    let header = |handle: u32, parent: u32| {
        let mut header = [0; 20];
        header[4..8].copy_from_slice(&LOOPBACK.to_ne_bytes());
        header[8..12].copy_from_slice(&handle.to_ne_bytes());
        header[12..16].copy_from_slice(&parent.to_ne_bytes());
        header
    };
    let words = |words: &[u32]| words.iter().flat_map(|word| word.to_ne_bytes()).collect::<Vec<u8>>();
    // struct tc_ratespec: an Ethernet's, 125,000 bytes a second.
    let rate = [&[0, 1, 0, 0, 0, 0, 0, 0][..], &125_000_u32.to_ne_bytes()].concat();
    let mut requests = Requests::default();
    requests.add(RTM_NEWQDISC, CREATE_EXCL, &header(0x1_0000, ROOT), |tree| {
        text(tree, 1, "htb");
        nest(tree, 2, |htb| put(htb, 2, &words(&[3, 10, 1, 0, 0])));
    });
    for n in 1..u32::from(qdiscs) {
        requests.add(RTM_NEWTCLASS, CREATE_EXCL, &header(0x1_0000 + n, 0x1_0000), |class| {
            text(class, 1, "htb");
            nest(class, 2, |htb| put(htb, 1, &[&rate[..], &rate, &words(&[200_000, 200_000, 1000, 0, 0])].concat()));
        });
        requests.add(RTM_NEWQDISC, CREATE_EXCL, &header((n + 1) << 16, 0x1_0000 + n), |leaf| match n % 3 {
            0 => {
                text(leaf, 1, "tbf");
                let parms = [&rate[..], &[0; 12], &words(&[50_000, 625_000, 0])].concat();
                nest(leaf, 2, |tbf| {
                    put(tbf, 1, &parms);
                    put(tbf, 6, &5000_u32.to_ne_bytes());
                });
            }
            kind => {
                text(leaf, 1, if kind == 1 { "pfifo" } else { "bfifo" });
                put(leaf, 2, &(1000 + n).to_ne_bytes());
            }
        });
        requests.flush_if_full(&socket)?;
    }
    requests.flush(&socket)
}

/// Connections over the loopback link, both ends of each, some with bytes that nobody has read. They last as long as what this returns.
pub fn build_sockets(sockets: usize) -> Result<Vec<OwnedFd>, Unavailable> {
    const BACKLOG: i32 = 1000;
    let unavailable = |why: io::Error| Unavailable(format!("{sockets} sockets cannot be made: {why}"));
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    rustix::process::setrlimit(rustix::process::Resource::Nofile, rustix::process::Rlimit { current: limit.maximum, ..limit })?;
    eprintln!("making {sockets} sockets");
    let mut kept = Vec::new();
    // The ends that are waited for stay in the listener's queue: they are sockets, too, and need no descriptor.
    while kept.len() < sockets / 2 {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(unavailable)?;
        rustix::net::listen(&listener, BACKLOG)?;
        let address = listener.local_addr().map_err(unavailable)?;
        for n in 0..(BACKLOG as usize).min(sockets / 2 - kept.len()) {
            let mut connection = TcpStream::connect(address).map_err(unavailable)?;
            connection.write_all(&[0; 100][..n % 100]).map_err(unavailable)?;
            kept.push(connection.into());
        }
        kept.push(listener.into());
    }
    Ok(kept)
}

/// Adds or deletes routes by number, for the events.
#[allow(dead_code)] // benches/tools calls it
pub fn change_routes(numbers: std::ops::Range<u32>, is_new: bool) -> Result<(), Unavailable> {
    let socket = route_socket()?;
    let index = index_of("veth0")?;
    let mut requests = Requests::default();
    for n in numbers {
        route_of(&mut requests, if is_new { (RTM_NEWROUTE, CREATE_EXCL) } else { (RTM_DELROUTE, 0) }, n, index);
    }
    requests.flush(&socket)
}

const LOCAL: [u8; 4] = [172, 16, 0, 1];

/// Route number `n`: all have destination, gateway, device, priority and table; a quarter names its source address, an eighth has metrics,
/// another eighth stands in a table of its own. Which ones is scattered, so that no processor learns the order of attributes by heart.
fn route(requests: &mut Requests, n: u32, device: u32) {
    route_of(requests, (RTM_NEWROUTE, CREATE_EXCL), n, device);
}
fn route_of(requests: &mut Requests, (kind, flags): (u16, u16), n: u32, device: u32) {
    let dice = scatter(n);
    let table: u32 = if dice & 7 == 0 { 1000 } else { 254 };
    const STATIC: u8 = 4;
    const UNICAST: u8 = 1;
    let header = [AF_INET, 32, 0, 0, if table > 255 { 0 } else { table as u8 }, STATIC, 0, UNICAST, 0, 0, 0, 0];
    requests.add(kind, flags, &header, |route| {
        put(route, 1, &(0x0a00_0000 + n * 3).to_be_bytes());
        put(route, 15, &table.to_ne_bytes());
        put(route, 6, &(100 + n % 7).to_ne_bytes());
        put(route, 5, &[172, 16, (n % 5) as u8, 2 + (n % 200) as u8]);
        put(route, 4, &device.to_ne_bytes());
        if dice >> 3 & 3 == 0 {
            put(route, 7, &LOCAL);
        }
        if dice >> 5 & 7 == 0 {
            nest(route, 8, |metrics| {
                put(metrics, 2, &(1300 + n % 100).to_ne_bytes());
                put(metrics, 8, &(1200 + n % 100).to_ne_bytes());
            });
        }
    });
}

/// The finalizer of MurmurHash3: each bit of the result depends on all of `n`.
fn scatter(n: u32) -> u32 {
    let n = (n ^ n >> 16).wrapping_mul(0x85eb_ca6b);
    let n = (n ^ n >> 13).wrapping_mul(0xc2b2_ae35);
    n ^ n >> 16
}

fn index_of(name: &str) -> Result<u32, Unavailable> {
    let socket = rustix::net::socket(AddressFamily::INET, SocketType::DGRAM, None)?;
    Ok(rustix::net::netdevice::name_to_index(&socket, name)?)
}

fn link_header(index: u32, up: u32) -> [u8; 16] {
    let mut header = [0; 16];
    header[4..8].copy_from_slice(&index.to_ne_bytes());
    header[8..12].copy_from_slice(&up.to_ne_bytes());
    header[12..16].copy_from_slice(&up.to_ne_bytes());
    header
}

/// Requests that go out many in a datagram. Only the last of a batch asks for an acknowledgement: refusals come unasked.
#[derive(Default)]
struct Requests {
    bytes: Vec<u8>,
    last: usize,
}

impl Requests {
    fn add(&mut self, kind: u16, flags: u16, header: &[u8], attributes: impl FnOnce(&mut Vec<u8>)) {
        self.last = self.bytes.len();
        self.bytes.extend([0; 16]);
        self.bytes.extend(header);
        attributes(&mut self.bytes);
        let len = (self.bytes.len() - self.last) as u32;
        let start = &mut self.bytes[self.last..];
        start[0..4].copy_from_slice(&len.to_ne_bytes());
        start[4..6].copy_from_slice(&kind.to_ne_bytes());
        start[6..8].copy_from_slice(&(flags | REQUEST).to_ne_bytes());
        start[8..12].copy_from_slice(&1u32.to_ne_bytes());
    }
    fn flush_if_full(&mut self, socket: &OwnedFd) -> Result<(), Unavailable> {
        if self.bytes.len() > 64 * 1024 { self.flush(socket) } else { Ok(()) }
    }
    fn flush(&mut self, socket: &OwnedFd) -> Result<(), Unavailable> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        self.bytes[self.last + 6] |= ACK as u8;
        send(socket, &self.bytes, SendFlags::empty())?;
        self.bytes.clear();
        let mut buffer = [0; 4096];
        loop {
            let (len, _) = recv(socket, &mut buffer, RecvFlags::empty())?;
            for (kind, message) in messages(&buffer[..len]) {
                let code = message[16..].first_chunk().map_or(0, |code| i32::from_ne_bytes(*code));
                match (kind, code) {
                    (NLMSG_ERROR, 0) => return Ok(()),
                    (NLMSG_ERROR, code) => {
                        let kind = message.get(24..26).map_or(0, |kind| u16::from_ne_bytes([kind[0], kind[1]]));
                        let error = io::Error::from_raw_os_error(code.saturating_neg());
                        return Err(Unavailable(format!("the kernel refused a request of type {kind}: {error}")));
                    }
                    _ => {}
                }
            }
        }
    }
}

fn put(out: &mut Vec<u8>, number: u16, payload: &[u8]) {
    out.extend((4 + payload.len() as u16).to_ne_bytes());
    out.extend(number.to_ne_bytes());
    out.extend(payload);
    out.resize(out.len().next_multiple_of(4), 0);
}

fn text(out: &mut Vec<u8>, number: u16, text: &str) {
    let mut payload = text.as_bytes().to_vec();
    payload.push(0);
    put(out, number, &payload);
}

fn nest(out: &mut Vec<u8>, number: u16, inside: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    put(out, number | 0x8000, &[]);
    inside(out);
    let len = (out.len() - start) as u16;
    out[start..start + 2].copy_from_slice(&len.to_ne_bytes());
}

/// Type and bytes of each message of a datagram from the kernel; padding included, so that lengths add up.
pub fn messages(mut datagram: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let len = u32::from_ne_bytes(*datagram.first_chunk()?) as usize;
        let kind = u16::from_ne_bytes([datagram[4], datagram[5]]);
        let (message, rest) = datagram.split_at(len.next_multiple_of(4).min(datagram.len()));
        datagram = rest;
        Some((kind, message))
    })
}

/// An attribute, for messages that are made by hand.
pub fn attr(number: u16, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    put(&mut bytes, number, payload);
    bytes
}
/// A message of a dump: NLM_F_MULTI, sequence number 1, port id 0.
pub fn part_of_dump(kind: u16, payload: &[u8]) -> Vec<u8> {
    let head = [&(payload.len() as u32 + 16).to_ne_bytes()[..], &kind.to_ne_bytes(), &2u16.to_ne_bytes(), &[1, 0, 0, 0, 0, 0, 0, 0]];
    [&head.concat(), payload].concat()
}

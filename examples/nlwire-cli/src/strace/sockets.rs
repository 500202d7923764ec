//! Sockets of traced processes, by inode.
//!
//! The kernel itself is asked which socket a descriptor is at each call: `/proc/PID/fd/N`. So
//! dup(2), close(2), fork(2), `CLONE_FILES`, `O_CLOEXEC`, descriptors that were inherited and those
//! that came through a unix socket need no bookkeeping.
use nlwire::decode::Decoder;
use rustix::{
    net::{AddressFamily, sockopt},
    process::{Pid, PidfdFlags, PidfdGetfdFlags, pidfd_getfd, pidfd_open},
};
use std::{collections::HashMap, fs};

/// Maximum number of sockets of other kinds that are remembered.
const OTHERS: usize = 1 << 14;
/// Maximum number of netlink sockets that are remembered.
const CONVERSATIONS: usize = 256;

/// A netlink socket: its protocol, and what was said on it.
pub struct Conversation {
    pub protocol: u16,
    /// Remembers the requests of this socket, so that replies are decoded by them.
    pub decoder: Box<Decoder>,
    /// The datagram that the program looked at with `MSG_PEEK`, and its length.
    pub peeked: Option<(Vec<u8>, usize)>,
    /// When the socket was last used.
    used: u64,
}
#[derive(Default)]
pub struct Sockets {
    conversations: HashMap<u64, Conversation>,
    /// Sockets that are not netlink sockets.
    others: HashMap<u64, ()>,
    clock: u64,
}
impl Sockets {
    /// Returns the inode of a descriptor that is a netlink socket.
    pub fn find(&mut self, thread: i32, process: i32, fd: i32, decoder: &Decoder) -> Option<u64> {
        let inode = inode(thread, fd)?;
        if !self.conversations.contains_key(&inode) {
            if self.others.contains_key(&inode) {
                return None;
            }
            let Some(protocol) = protocol(thread, process, fd, inode) else {
                if self.others.len() >= OTHERS {
                    self.others.clear();
                }
                self.others.insert(inode, ());
                return None;
            };
            self.insert(inode, protocol, decoder);
        }
        Some(inode)
    }
    /// Remembers a descriptor that socket(2) returned for a protocol of netlink.
    pub fn created(&mut self, thread: i32, fd: i32, protocol: u16, decoder: &Decoder) {
        if let Some(inode) = inode(thread, fd) {
            self.insert(inode, protocol, decoder);
        }
    }
    fn insert(&mut self, inode: u64, protocol: u16, decoder: &Decoder) {
        if self.conversations.len() >= CONVERSATIONS {
            let oldest = self.conversations.iter().min_by_key(|(_, one)| one.used).map(|(inode, _)| *inode);
            oldest.and_then(|oldest| self.conversations.remove(&oldest));
        }
        let conversation =
            Conversation { protocol, decoder: Box::new(decoder.clone()), peeked: None, used: self.clock };
        self.conversations.insert(inode, conversation);
    }
    pub fn get(&mut self, inode: u64) -> Option<&mut Conversation> {
        self.clock += 1;
        let conversation = self.conversations.get_mut(&inode)?;
        conversation.used = self.clock;
        Some(conversation)
    }
    pub fn all(&mut self) -> impl Iterator<Item = &mut Conversation> {
        self.conversations.values_mut()
    }
}
/// Returns the inode of a socket.
fn inode(thread: i32, fd: i32) -> Option<u64> {
    let link = fs::read_link(format!("/proc/{thread}/fd/{fd}")).ok()?;
    link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.parse().ok()
}
/// Returns the protocol of a socket of another process, if it is a netlink socket.
fn protocol(thread: i32, process: i32, fd: i32, inode: u64) -> Option<u16> {
    let copy = Pid::from_raw(process)
        .and_then(|process| pidfd_open(process, PidfdFlags::empty()).ok())
        .and_then(|process| pidfd_getfd(process, fd, PidfdGetfdFlags::empty()).ok());
    match copy {
        Some(copy) => {
            let is_netlink = sockopt::socket_domain(&copy).ok()? == AddressFamily::NETLINK;
            let protocol = sockopt::socket_protocol(&copy).ok().filter(|_| is_netlink)?;
            // NETLINK_ROUTE is 0, which is no protocol elsewhere
            Some(protocol.map_or(0, |protocol| protocol.as_raw().get()).try_into().unwrap_or(u16::MAX))
        }
        // before Linux 5.6, or the main thread has ended: the sockets of the process's namespace
        None => in_table(&fs::read_to_string(format!("/proc/{thread}/net/netlink")).ok()?, inode),
    }
}
/// Returns the protocol of an inode in `/proc/net/netlink`.
fn in_table(table: &str, inode: u64) -> Option<u16> {
    let mut rows = table.lines().skip(1).map(|row| row.split_ascii_whitespace());
    let row = rows.find(|row| row.clone().last().and_then(|last| last.parse().ok()) == Some(inode))?;
    row.clone().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nlwire::socket::{Protocol, Socket};
    use std::os::fd::AsRawFd;

    #[test]
    fn the_protocol_of_a_descriptor_is_found() {
        let own = i32::try_from(std::process::id()).unwrap();
        let mut sockets = Sockets::default();
        for wanted in [Protocol::ROUTE, Protocol::GENERIC, Protocol::SOCK_DIAG] {
            let socket = Socket::new(wanted).unwrap();
            let fd = std::os::fd::AsFd::as_fd(&socket).as_raw_fd();
            let inode = inode(own, fd).unwrap();
            let table = fs::read_to_string("/proc/self/net/netlink").unwrap();
            assert_eq!(in_table(&table, inode), Some(wanted.0.into()), "{table}");
            let found = sockets.find(own, own, fd, &Decoder::new()).unwrap();
            assert_eq!(sockets.get(found).unwrap().protocol, u16::from(wanted.0));
        }
        let udp = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
        assert!(sockets.find(own, own, udp.as_raw_fd(), &Decoder::new()).is_none());
        assert!(sockets.find(own, own, -1, &Decoder::new()).is_none());
    }
    #[test]
    fn the_sockets_that_are_remembered_are_bounded() {
        let mut sockets = Sockets::default();
        for inode in 0..2 * CONVERSATIONS as u64 {
            sockets.insert(inode, 0, &Decoder::new());
            sockets.get(0).expect("the socket that is in use stays");
        }
        assert_eq!(sockets.conversations.len(), CONVERSATIONS);
    }
}

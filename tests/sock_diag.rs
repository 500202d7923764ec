//! Sockets of a namespace, held against what `ss` and `/proc` say of them in the same moment, and against what the test itself opened.
#![cfg(target_os = "linux")]
mod common;

#[path = "sock_diag/inet.rs"]
mod inet;
#[path = "sock_diag/unix.rs"]
mod unix;

use common::{in_namespace, skip};
use nlwire::{
    client::Connection,
    sock_diag::{self, *},
    socket::{Protocol, Socket},
    uapi::{AddressFamily, IpProtocol},
    wire::{Errno, Field},
};
use std::{
    collections::BTreeSet,
    io::{Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, UdpSocket},
    os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd},
};

fn connect(buffer: &mut [u8]) -> Connection<Socket, &'_ mut [u8]> {
    Connection::over_socket(Socket::new(Protocol::SOCK_DIAG).expect("a socket"), buffer)
}
/// What ss prints, a line a socket; `None` where it is not installed.
fn ss(test: &str, arguments: &[&str]) -> Option<Vec<Vec<String>>> {
    let Ok(output) = common::tool("ss").args(["-H", "-n"]).args(arguments).output() else {
        skip(test, "ss is not installed");
        return None;
    };
    let (text, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "ss {arguments:?}: {errors}");
    Some(text.lines().map(|line| line.split_whitespace().map(str::to_owned).collect()).collect())
}
/// `127.0.0.1%lo:80`, `[::1]:*`, `*:80` as ss prints them.
fn end(text: &str) -> SocketAddr {
    let (address, port) = text.rsplit_once(':').expect("a port");
    let address = address.split('%').next().unwrap_or("").trim_matches(['[', ']']);
    let address =
        if address == "*" { IpAddr::from(Ipv6Addr::UNSPECIFIED) } else { address.parse().expect(text) };
    SocketAddr::new(address, if port == "*" { 0 } else { port.parse().expect(text) })
}
type Ends = BTreeSet<(SocketAddr, SocketAddr)>;
fn ends_of_ss(lines: &[Vec<String>]) -> Ends {
    let pair = |line: &Vec<String>| (end(&line[line.len() - 2]), end(&line[line.len() - 1]));
    lines.iter().map(pair).collect()
}
fn ends(connection: &mut Connection<Socket, &mut [u8]>, protocol: IpProtocol, wanted: &Sockets<'_>) -> Ends {
    let mut found = Ends::new();
    for family in [AddressFamily::AF_INET, AddressFamily::AF_INET6] {
        let mut sockets =
            connection.dump(sock_diag::inet(family, protocol, wanted)).expect("the dump begins");
        while let Some(socket) = sockets.next().expect("a socket") {
            assert!(found.insert((socket.local().unwrap(), socket.remote().unwrap())), "{socket:?} twice");
        }
    }
    found
}
/// Numbers that are the same in every run.
struct Random(u64);
impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }
    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }
}

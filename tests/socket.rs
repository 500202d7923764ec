//! The socket against the running kernel, without root.
#![cfg(all(feature = "std", target_os = "linux"))]

mod common;

#[path = "socket/datagram.rs"]
mod datagram;
#[path = "socket/namespace.rs"]
mod namespace;
#[path = "socket/setup.rs"]
mod setup;

use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use common::{elsewhere, here, in_namespace, rtnetlink_answers, set_link_flags, skip};
use nlwire::bpf::Instruction as Bpf;
use nlwire::socket::{
    Config, IoSlice, Operation, Peer, Protocol, Requirement, Slot, Socket, SocketError, SocketOption,
    groups_of, namespace::Namespace,
};
use rustix::io::Errno;

const RTNLGRP_LINK: u32 = 1;
const RTNLGRP_NSID: u32 = 28;
const RTNLGRP_NEXTHOP: u32 = 32;
const RTNLGRP_BRVLAN: u32 = 33;

/// Long enough for any machine; a test that works never waits for it.
const PATIENCE: Option<Duration> = Some(Duration::from_secs(20));

fn errno(result: Result<impl Sized, SocketError>) -> i32 {
    match result {
        Ok(_) => 0,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            error.errno()
        }
    }
}

/// A message of a type with a payload.
fn message(kind: u16, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend((16 + payload.len() as u32).to_ne_bytes());
    bytes.extend(kind.to_ne_bytes());
    bytes.extend(1u16.to_ne_bytes()); // NLM_F_REQUEST
    bytes.extend(7u32.to_ne_bytes()); // sequence
    bytes.extend(0u32.to_ne_bytes());
    bytes.extend(payload);
    bytes
}

fn kind(datagram: &[u8]) -> u16 {
    u16::from_ne_bytes([datagram[4], datagram[5]])
}

/// Sends a request with an ack and reads it.
fn transact(socket: &Socket, request: &[u8]) -> i32 {
    socket.send(request).unwrap();
    let mut buffer = [0; 4096];
    let length = socket.recv(&mut buffer).unwrap();
    assert_eq!(kind(&buffer[..length]), 2, "an NLMSG_ERROR");
    -i32::from_ne_bytes(buffer[16..20].try_into().unwrap())
}

/// Two sockets of NETLINK_USERSOCK that hear each other; ports of the kernel's choice.
fn pair() -> (Socket, Socket) {
    let open = || Config::new(Protocol::USERSOCK).peer(Peer::Anyone).open().unwrap();
    let (a, b) = (open(), open());
    b.set_receive_timeout(PATIENCE).unwrap();
    (a, b)
}

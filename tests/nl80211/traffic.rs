//! The traffic of other programs with the kernel, captured by an `nlmon` interface.
use crate::recorder::Recorder;
use nlwire::{pcap::Direction, socket::Protocol};
use rustix::net::{AddressFamily, RecvFlags, SocketFlags, SocketType};
use std::{
    os::fd::OwnedFd,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    thread::JoinHandle,
};

/// Captures all datagrams of the namespace until [`finish`](Self::finish).
pub struct Capture {
    done: Arc<AtomicBool>,
    thread: JoinHandle<Recorder>,
}
impl Capture {
    pub fn begin() -> Self {
        crate::run("ip", "link add nlmon0 type nlmon");
        crate::run("ip", "link set nlmon0 up");
        // SOCK_DGRAM: datagrams without a header; 3 is ETH_P_ALL
        let all = rustix::net::Protocol::from_raw(u32::from(3u16.to_be()).try_into().unwrap());
        let socket = rustix::net::socket_with(
            AddressFamily::PACKET,
            SocketType::DGRAM,
            SocketFlags::CLOEXEC,
            Some(all),
        )
        .unwrap();
        rustix::net::sockopt::set_socket_recv_buffer_size_force(&socket, 8 << 20).unwrap();
        let timeout = Some(std::time::Duration::from_millis(200));
        rustix::net::sockopt::set_socket_timeout(&socket, rustix::net::sockopt::Timeout::Recv, timeout)
            .unwrap();
        let done = Arc::new(AtomicBool::new(false));
        let stop = done.clone();
        let thread = std::thread::spawn(move || capture(&socket, &stop));
        Self { done, thread }
    }
    pub fn finish(self) -> Recorder {
        self.done.store(true, Relaxed);
        self.thread.join().unwrap()
    }
}
fn capture(socket: &OwnedFd, stop: &AtomicBool) -> Recorder {
    const ARPHRD_NETLINK: u16 = 824;
    let (mut recorder, mut buffer) = (Recorder::new(), vec![0; 64 * 1024]);
    loop {
        let received = rustix::net::recvfrom(socket, &mut buffer[..], RecvFlags::empty());
        let Ok((len, _, Some(from))) = received else {
            // a queue that is empty, and nobody who fills it
            if stop.load(Relaxed) {
                return recorder;
            }
            continue;
        };
        // SAFETY: `struct sockaddr_ll` has 20 bytes.
        let from = unsafe { core::slice::from_raw_parts(from.as_ptr().cast::<u8>(), 12) };
        let protocol = u16::from_be_bytes([from[2], from[3]]);
        if u16::from_ne_bytes([from[8], from[9]]) == ARPHRD_NETLINK && protocol == 16 {
            // nlmon does not tell the direction
            recorder.record(Protocol::GENERIC, Direction::Sent, &buffer[..len]);
        }
    }
}

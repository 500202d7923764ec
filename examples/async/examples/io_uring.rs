//! Link events by io_uring: one multishot recvmsg receives all datagrams, each in a buffer that the
//! kernel takes from a pool, with the sender's address in front. Those from the kernel are passed
//! to a cache. Linux 6.0.
//!
//! `cargo run --release --manifest-path examples/async/Cargo.toml --example io_uring [EVENTS]`.
//! Needs no privileges.
use io_uring::{IoUring, cqueue, opcode, types};
use nlwire::{
    cache::{Cache, Change, Tree},
    client::Delivery,
    route::{LinkMessage, Links},
    socket::{Config, Protocol, monotonic, random_seed},
};
use std::{error::Error, os::fd::AsRawFd};

const BUFFERS: u16 = 16;
/// 32 KiB, the largest datagram of a dump, and the header that io_uring writes before it.
const SIZE: usize = 33 * 1024;
const POOL: u16 = 0;
const RECEIVE: u64 = 1;

fn main() -> Result<(), Box<dyn Error>> {
    let end = std::env::args().nth(1).map_or(Ok(u64::MAX), |events| events.parse())?;
    let socket = Config::new(Protocol::ROUTE).groups(Links::GROUPS).open()?;
    let mut cache = Cache::new(Links, Tree::<Links, Vec<u8>>::new(), socket.port_id(), random_seed());
    let mut print = |change: Change<'_, u32, LinkMessage<'_>>| match change {
        Change::Added { key, .. } => println!("+ link {key}"),
        Change::Changed { key, .. } => println!("~ link {key}"),
        Change::Removed { key, .. } => println!("- link {key}"),
        Change::Lost => println!("! events were lost"),
        _ => {}
    };

    let mut pool = vec![[0u8; SIZE]; usize::from(BUFFERS)];
    let base = pool.as_mut_ptr().cast::<u8>();
    // The kernel writes the sender's address before each datagram.
    // SAFETY: a `msghdr` is numbers and pointers, for which zeros are valid.
    let mut header: libc::msghdr = unsafe { core::mem::zeroed() };
    header.msg_namelen = size_of::<libc::sockaddr_nl>() as u32;
    let header_address = &raw const header;
    // SAFETY: the pool and the header outlive the ring, whose drop ends the kernel's writes; a
    // buffer is read only between its completion and its return.
    let mut ring = IoUring::new(8)?;
    let provide = |at: u16, count: u16| {
        let address = base.wrapping_add(usize::from(at) * SIZE);
        opcode::ProvideBuffers::new(address, SIZE as i32, count, POOL, at).build()
    };
    let receive = || {
        let receive = opcode::RecvMsgMulti::new(types::Fd(socket.as_raw_fd()), header_address, POOL);
        receive.build().user_data(RECEIVE)
    };
    // SAFETY: as above; the socket stays open.
    unsafe { ring.submission().push_multiple(&[provide(0, BUFFERS), receive()])? };
    let (mut request, mut foreign) = ([0; 64], 0u64);
    while cache.counters().received < end {
        if let Some(request) = cache.request(monotonic(), &mut request)? {
            socket.send(request)?;
        }
        let due = cache.due_in(monotonic()).map(types::Timespec::from);
        match due {
            Some(due) => _ = ring.submitter().submit_with_args(1, &types::SubmitArgs::new().timespec(&due)),
            None => _ = ring.submit_and_wait(1)?,
        }
        let completed: Vec<_> = ring.completion().collect();
        if completed.is_empty() {
            cache.drained();
        }
        for done in completed.iter().filter(|done| done.user_data() == RECEIVE) {
            match (done.result(), cqueue::buffer_select(done.flags())) {
                (len @ 0.., Some(at)) => {
                    let filled = &pool[usize::from(at)][..len as usize];
                    let received = types::RecvMsgOut::parse(filled, &header).map_err(|()| "no address")?;
                    // Other processes may send to the group, too: only the kernel has port id 0.
                    if let Some((0, groups)) = sender(received.name_data()) {
                        if received.is_payload_truncated() {
                            cache.lost(monotonic(), &mut print);
                        }
                        let delivery = if groups == 0 { Delivery::Unicast } else { Delivery::Multicast };
                        cache.receive(received.payload_data(), delivery, monotonic(), &mut print);
                    } else {
                        foreign += 1;
                    }
                    // SAFETY: as above.
                    unsafe { ring.submission().push(&provide(at, 1))? };
                }
                // ENOBUFS: the kernel lost events, or the pool was empty and some are still in the
                // socket
                (-105, _) => cache.lost(monotonic(), &mut print),
                (errno, _) => return Err(std::io::Error::from_raw_os_error(-errno).into()),
            }
            if !cqueue::more(done.flags()) {
                // SAFETY: as above.
                unsafe { ring.submission().push(&receive())? };
            }
        }
    }
    println!("{:?}, {foreign} of other senders", cache.counters());
    Ok(())
}
/// Returns nl_pid and nl_groups of a struct sockaddr_nl.
fn sender(address: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_ne_bytes(address.get(at..at + 4)?.try_into().ok()?));
    Some((number(4)?, number(8)?))
}

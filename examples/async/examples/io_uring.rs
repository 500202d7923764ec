//! Events of links by io_uring: one request to the kernel brings all that comes (multishot receive), each in a buffer that the kernel takes
//! from a pool, and the mirror is fed with them. Linux 6.0.
//! `cargo run --release --manifest-path examples/async/Cargo.toml --example io_uring [EVENTS]`. Needs no privileges.
use io_uring::{IoUring, cqueue, opcode, types};
use nlwire::{
    mirror::{Change, Mirror, Tree},
    route::Links,
    socket::{Config, Protocol, monotonic},
};
use std::{error::Error, os::fd::AsRawFd};

const BUFFERS: u16 = 16;
const SIZE: usize = 32 * 1024;
const POOL: u16 = 0;
const RECEIVE: u64 = 1;

fn main() -> Result<(), Box<dyn Error>> {
    let end = std::env::args().nth(1).map_or(Ok(u64::MAX), |events| events.parse())?;
    let socket = Config::new(Protocol::ROUTE).groups(Links::GROUPS).open()?;
    let mut mirror = Mirror::new(Links, Tree::<Links, Vec<u8>>::new(), socket.port_id(), 1);
    let mut print = |change: Change<'_, i32, _>| match change {
        Change::Added { key, .. } => println!("+ link {key}"),
        Change::Changed { key, .. } => println!("~ link {key}"),
        Change::Removed { key, .. } => println!("- link {key}"),
        Change::Lost => println!("! events were lost"),
        _ => {}
    };

    let mut pool = vec![[0u8; SIZE]; usize::from(BUFFERS)];
    let base = pool.as_mut_ptr().cast::<u8>();
    // SAFETY: the pool outlives the ring, whose drop below it ends what the kernel writes there; a buffer is read between its completion and
    // its return only.
    let mut ring = IoUring::new(8)?;
    let provide = |at: u16, count: u16| {
        let address = base.wrapping_add(usize::from(at) * SIZE);
        opcode::ProvideBuffers::new(address, SIZE as i32, count, POOL, at).build()
    };
    let receive = || opcode::RecvMulti::new(types::Fd(socket.as_raw_fd()), POOL).build().user_data(RECEIVE);
    // SAFETY: as above; the socket stays open.
    unsafe { ring.submission().push_multiple(&[provide(0, BUFFERS), receive()])? };
    let mut request = [0; 64];
    while mirror.counters().received < end {
        if let Some(request) = mirror.request(monotonic(), &mut request)? {
            socket.send(request)?;
        }
        let due = mirror.due_in(monotonic()).map(types::Timespec::from);
        match due {
            Some(due) => _ = ring.submitter().submit_with_args(1, &types::SubmitArgs::new().timespec(&due)),
            None => _ = ring.submit_and_wait(1)?,
        }
        let completed: Vec<_> = ring.completion().collect();
        if completed.is_empty() {
            mirror.drained();
        }
        for done in completed.iter().filter(|done| done.user_data() == RECEIVE) {
            match (done.result(), cqueue::buffer_select(done.flags())) {
                (len @ 0.., Some(at)) => {
                    mirror.take(&pool[usize::from(at)][..len as usize], monotonic(), &mut print);
                    // SAFETY: as above.
                    unsafe { ring.submission().push(&provide(at, 1))? };
                }
                // ENOBUFS: the kernel lost events, or the pool was empty, and some are still in the socket
                (-105, _) => mirror.lost(monotonic(), &mut print),
                (errno, _) => return Err(std::io::Error::from_raw_os_error(-errno).into()),
            }
            if !cqueue::more(done.flags()) {
                // SAFETY: as above.
                unsafe { ring.submission().push(&receive())? };
            }
        }
    }
    println!("{:?}", mirror.counters());
    Ok(())
}

//! A connection that tasks share, over a kernel that answers when the fuzzer says, with losses, datagrams cut, tasks dropped, and forged
//! multicast between: each reply is its asker's, and nobody waits for what never comes.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{
    client::{self, Delivery, ErrorKind, SharedConnection},
    route::{GetLink, IfInfo, NewLink},
    wire::{Errno, NewFlags, RequestFlags},
};
use nlwire_fuzz::{Input, LINKS, Replying, Spawned, Trouble, Wire, addressed, link};
use std::{cell::RefCell, task::Waker};

const PORT: u32 = 77;

type Conversation = SharedConnection<Wire, Vec<u8>, 3>;
async fn ask(shared: &Conversation, what: u8) {
    let index = u32::from(what >> 2 & 7) + 1;
    let fine = |failure: client::Error<Trouble>| match failure.kind {
        ErrorKind::Overrun => assert!(shared.transport().0.borrow().lost, "nothing was lost"),
        _ => assert!(failure.errno() == Some(Errno::ENODEV) && index > LINKS && what & 3 != 1, "{failure}"),
    };
    let asked = GetLink { index, ..Default::default() };
    match what & 3 {
        0 => match shared.get(asked, |link| link.header.get(IfInfo::ifi_index)).await {
            Ok(found) => assert!(found == index && index <= LINKS),
            Err(failure) => fine(failure),
        },
        1 => {
            let mut found = Vec::new();
            let dump = shared.dump(GetLink::default(), |link| found.push(link.header.get(IfInfo::ifi_index)));
            match dump.await {
                Ok(_) => assert!(found.iter().copied().eq(1..=LINKS), "{found:?}"),
                Err(failure) => fine(failure),
            }
        }
        _ => match shared.request(NewLink { index, ..Default::default() }, NewFlags::NONE).await {
            Ok(_) => assert!(index <= LINKS),
            Err(failure) => fine(failure),
        },
    }
}

fuzz_target!(|data: &[u8]| {
    // a history that is longer costs time and shows nothing new
    let data = data.get(..512).unwrap_or(data);
    let mut input = Input(data);
    let (listens, count) = (input.byte() & 1 == 0, RefCell::new(0));
    let shared = Conversation::with_places(Wire::default(), vec![0; 4096], vec![0; 256], PORT, u32::MAX - 5);
    let mut tasks: Vec<Spawned<'_>> = Vec::new();
    if let Some(mut events) = shared.events(1 << 20).filter(|_| listens) {
        let count = &count;
        tasks.push(Spawned::new(async move {
            loop {
                match events.next().await {
                    Ok(event) => {
                        *count.borrow_mut() += u32::from(event.message_type() == 16 && event.seq() == 0)
                    }
                    Err(failure) => assert!(failure.kind == ErrorKind::Overrun, "{failure}"),
                }
            }
        }));
    }
    let readers = tasks.len();
    let kernel = |act: &dyn Fn(&mut Replying)| act(&mut shared.transport().0.borrow_mut());
    while !input.is_empty() {
        let what = input.byte();
        let at = readers + usize::from(what >> 3);
        match what & 7 {
            0 | 1 if tasks.len() < 16 => tasks.push(Spawned::new(ask(&shared, input.byte()))),
            2 if at < tasks.len() => _ = tasks.swap_remove(at),
            // polled though nobody woke it, by another waker
            3 if at < tasks.len() && tasks[at].poll() => _ = tasks.swap_remove(at),
            4 => kernel(&|kernel| _ = kernel.answer()),
            5 => kernel(&|kernel| {
                if !kernel.congested {
                    kernel.events += 1;
                }
                kernel.arrives(link(3, 0, 0), Delivery::Multicast, false);
            }),
            6 if what >= 0xe0 => kernel(&|kernel| kernel.lose()),
            6 if what >= 0xc0 => kernel(&|kernel| {
                kernel.lost = true;
                kernel.queue.push_back(Err(Trouble::Cut));
                kernel.waker.take().into_iter().for_each(Waker::wake);
            }),
            6 => {
                // replies, acks and ends that another process forges
                let seq = (u32::MAX - 5).wrapping_add(u32::from(what >> 3)).max(1);
                let forged =
                    [link(99, 2, seq), addressed(3, 2, seq, &[0; 4]), addressed(2, 0x100, seq, &[0; 20])];
                kernel(&|kernel| kernel.arrives(forged.concat(), Delivery::Multicast, false));
            }
            _ => {
                if let Some(at) = (0..tasks.len()).find(|at| tasks[*at].is_woken()) {
                    if tasks[at].poll() {
                        tasks.swap_remove(at);
                    }
                }
            }
        }
    }
    // the kernel answers all: nobody is left but the reader
    for step in 0.. {
        assert!(step < 10_000, "it does not end");
        match (0..tasks.len()).find(|at| tasks[*at].is_woken()) {
            Some(at) if tasks[at].poll() => _ = tasks.swap_remove(at),
            Some(_) => {}
            None if shared.transport().0.borrow_mut().answer() => {}
            None => break,
        }
    }
    assert_eq!(tasks.len(), readers, "nobody is woken, and nothing is to come");
    let kernel = shared.transport().0.borrow();
    assert!(!listens || kernel.lost || *count.borrow() == kernel.events, "an event was not delivered");
});

//! Filters in the kernel: it says what `bpf::run` says; what is filtered never wakes the reader; a swap loses nothing.
#![cfg(all(target_os = "linux", feature = "std", feature = "route"))]
mod bpf;
mod common;

use bpf::{Dice, filter, hostile, message};
use nlwire::{
    bpf::{Instruction, Test, answers, compile, header, kind, of, run},
    client::Connection,
    route::*,
    socket::{Config, Peer, Protocol, Socket},
    wire::{Message, MessageHeader},
};
use std::{
    net::Ipv4Addr,
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
    time::Duration,
};

const LO: u32 = 1;

#[test]
fn the_kernel_says_what_run_says() {
    let open = || Config::new(Protocol::USERSOCK).peer(Peer::Anyone).nonblocking(true).open().unwrap();
    let (sender, receiver) = (open(), open());
    let mut room = [Instruction::DROP; 4096];
    let mut buffer = [0; 8192];
    let (mut passed, mut dropped) = (0, 0);
    for seed in 10_000..11_000 {
        let mut dice = Dice(seed);
        let size = dice.below(5) as u32;
        let program = compile(filter(&mut dice, size).0, &mut room).unwrap();
        receiver.attach_filter(program).unwrap();
        for n in 0..8 {
            let bytes = if n < 4 { message(&mut dice) } else { hostile(&mut dice) };
            if bytes.is_empty() {
                continue; // nobody can send nothing
            }
            sender.send_to(&bytes, receiver.port_id(), 0).unwrap();
            let passes = match receiver.recv(&mut buffer) {
                Ok(len) => {
                    assert_eq!(&buffer[..len], bytes);
                    true
                }
                Err(error) if error.would_block() => false,
                Err(error) => panic!("{error}"),
            };
            assert_eq!(run(program, &bytes).unwrap() != 0, passes, "seed {seed}: {bytes:x?}");
            if passes { passed += 1 } else { dropped += 1 }
        }
    }
    assert!(passed > 1000 && dropped > 1000, "{passed} passed, {dropped} did not");
}

fn talk(buffer: &mut [u8]) -> Connection<Socket, &'_ mut [u8]> {
    Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), buffer)
}
/// How many events are there. The kernel queues them before it acks the change.
fn count(socket: &Socket) -> usize {
    let mut buffer = [0; 8192];
    (0..)
        .take_while(|_| socket.wait(Some(Duration::ZERO)).unwrap() && socket.recv(&mut buffer).is_ok())
        .count()
}
/// Adds an address of its own to the loopback device.
fn add_address(control: &mut Connection<Socket, &mut [u8]>, n: u32) {
    control.run(addr::add(LO, Ipv4Addr::from(0x0a01_0000 + n).into(), 32)).unwrap();
}

#[test]
fn headers_attributes_and_nests_of_real_events() {
    common::in_namespace("headers_attributes_and_nests_of_real_events", || {
        let groups = [RouteGroup::RTNLGRP_LINK.0, RouteGroup::RTNLGRP_IPV4_IFADDR.0];
        let (mut buffer, mut n) = ([0; 8192], 0);
        let mut control = talk(&mut buffer);
        #[allow(clippy::type_complexity)] // a test and what causes an event
        let mut passes = |test: &dyn Test, change: &mut dyn FnMut(&mut Connection<Socket, &mut [u8]>)| {
            let mut room = [Instruction::DROP; 64];
            let program = compile(test, &mut room).unwrap();
            let socket = Config::new(Protocol::ROUTE).groups(groups).filter(program).open().unwrap();
            change(&mut control);
            count(&socket) > 0
        };
        let mut address = |control: &mut Connection<Socket, &mut [u8]>| {
            n += 1;
            add_address(control, n);
        };
        let addr = of::<GetAddr>();
        let (index, prefix) = (addr.field(IfAddr::ifa_index), addr.field(IfAddr::ifa_prefixlen));
        let (label, local) = (addr.attr(Addr::IFA_LABEL), addr.attr(Addr::IFA_LOCAL));
        let lifetime = addr.attr(Addr::IFA_CACHEINFO).field(IfaCacheInfo::ifa_valid);
        let (new, del) = (RouteMessage::RTM_NEWADDR, RouteMessage::RTM_DELADDR);
        let tests: [(&dyn Test, bool); 20] = [
            (&kind(new), true),
            (&kind(new).not(), false),
            (&header(MessageHeader::nlmsg_type).is_one_of([del, new]), true),
            (&index.is(LO), true),
            (&index.is(LO + 1), false),
            (&index.is_one_of([7, LO << 24, 9]), false),
            (&prefix.at_least(32), true),
            (&prefix.at_most(31), false),
            (&label.is("lo"), true),
            (&label.is("l"), false),
            (&label.is("lo0"), false),
            (&local.begins(Ipv4Addr::new(10, 1, 0, 0), 16), true),
            (&local.begins(Ipv4Addr::new(10, 2, 0, 0), 16), false),
            (&local.begins(Ipv4Addr::new(10, 2, 0, 0), 14), true),
            (&lifetime.at_least(u32::MAX), true),
            (&lifetime.at_most(u32::MAX - 1), false),
            (&addr.attr(Addr::IFA_ANYCAST).exists(), false),
            (&addr.attr(Addr::IFA_FLAGS).has(AddrFlags::IFA_F_PERMANENT), true),
            (&addr.attr(Addr::IFA_FLAGS).has(AddrFlags::IFA_F_DEPRECATED), false),
            (&kind(new).and(index.is(LO)).and(local.begins(Ipv4Addr::new(10, 0, 0, 0), 8)), true),
        ];
        for (nth, (test, expected)) in tests.into_iter().enumerate() {
            assert_eq!(passes(test, &mut address), expected, "test {nth}");
        }

        // within a nest, and within what a sibling selects there
        let mut n = 0;
        let mut bridge = |control: &mut Connection<Socket, &mut [u8]>| {
            n += 1;
            let made = control.run(link::add_with(format!("br{n}").as_str(), |link| {
                link.nest(Link::IFLA_LINKINFO, |info| {
                    info.choose(
                        LinkInfo::IFLA_INFO_KIND,
                        LinkInfo::IFLA_INFO_DATA,
                        LinkKind::BRIDGE,
                        |bridge| {
                            _ = bridge.put(Bridge::IFLA_BR_PRIORITY, 4096);
                        },
                    );
                });
            }));
            made.unwrap();
        };
        let info = of::<GetLink>().attr(Link::IFLA_LINKINFO);
        let priority = info.attr(LinkInfo::IFLA_INFO_DATA).as_set::<Bridge>().attr(Bridge::IFLA_BR_PRIORITY);
        let tests: [(&dyn Test, bool); 6] = [
            (&info.attr(LinkInfo::IFLA_INFO_KIND).is("bridge"), true),
            (&info.attr(LinkInfo::IFLA_INFO_KIND).is("veth"), false),
            (&info.attr(LinkInfo::IFLA_INFO_SLAVE_KIND).exists(), false),
            (&priority.is(4096), true),
            (&priority.is(16), false),
            (&of::<GetLink>().field(IfInfo::ifi_flags).has(LinkFlags::IFF_LOOPBACK), false),
        ];
        for (nth, (test, expected)) in tests.into_iter().enumerate() {
            assert_eq!(passes(test, &mut bridge), expected, "test {nth} of links");
        }
    });
}

#[test]
fn what_is_filtered_never_wakes_the_reader() {
    common::in_namespace("what_is_filtered_never_wakes_the_reader", || {
        let (mut room, mut buffer) = ([Instruction::DROP; 64], [0; 8192]);
        let wanted = of::<GetAddr>().attr(Addr::IFA_LOCAL).is(Ipv4Addr::from(0x0a01_0000 + 999));
        let groups = [RouteGroup::RTNLGRP_IPV4_IFADDR.0];
        let program = compile(wanted, &mut room).unwrap();
        let socket = Config::new(Protocol::ROUTE).groups(groups).filter(program).open().unwrap();
        let mut control = talk(&mut buffer);
        let reader_is = AtomicU32::new(0);
        std::thread::scope(|scope| {
            let reader = scope.spawn(|| {
                reader_is.store(rustix::thread::gettid().as_raw_nonzero().get() as u32, Ordering::Release);
                let mut buffer = [0; 8192];
                let len = socket.recv(&mut buffer).unwrap();
                buffer[..len].to_vec()
            });
            // it sleeps in recv; each time that it is woken it gives the processor up once more
            let about = |what: &str| {
                let id = reader_is.load(Ordering::Acquire);
                let status =
                    std::fs::read_to_string(format!("/proc/self/task/{id}/status")).unwrap_or_default();
                let line = status.lines().find_map(|line| line.strip_prefix(what));
                line.map(|rest| rest.trim().to_owned()).unwrap_or_default()
            };
            let asleep = || {
                let id = reader_is.load(Ordering::Acquire);
                let call = std::fs::read_to_string(format!("/proc/self/task/{id}/wchan")).unwrap_or_default();
                about("State:").starts_with('S')
                    && (call == "0" || call.contains("recv") || call.contains("wait"))
            };
            while !asleep() {
                std::thread::yield_now();
            }
            let before = about("voluntary_ctxt_switches:");
            (0..500).for_each(|n| add_address(&mut control, n));
            assert_eq!(about("voluntary_ctxt_switches:"), before, "500 events, and the reader never ran");
            assert!(!reader.is_finished());
            add_address(&mut control, 999);
            let event = reader.join().unwrap();
            assert_eq!(Message::new(&event).unwrap().message_type(), RouteMessage::RTM_NEWADDR);
        });
        assert_eq!(count(&socket), 0);
    });
}

#[test]
fn a_swap_loses_nothing() {
    common::in_namespace("a_swap_loses_nothing", || {
        const TOTAL: u32 = 3000;
        let groups = [RouteGroup::RTNLGRP_IPV4_IFADDR.0];
        let socket = Config::new(Protocol::ROUTE).groups(groups).receive_buffer(16 << 20).open().unwrap();
        let (mut first, mut second) = ([Instruction::DROP; 64], [Instruction::DROP; 64]);
        let addr = of::<GetAddr>();
        let local = addr.attr(Addr::IFA_LOCAL);
        // both let the even addresses of the first 2^15 pass; beside these each lets something else pass, so that they are not the same
        let even = local
            .begins(Ipv4Addr::from(0x0a01_0000), 17)
            .and(addr.attr(Addr::IFA_RT_PRIORITY).exists().not());
        let programs = [
            compile(even.and(local.begins(Ipv4Addr::from(0x0a01_0000), 16)), &mut first).unwrap(),
            compile(even.or(addr.field(IfAddr::ifa_index).is(77)), &mut second).unwrap(),
        ];
        socket.attach_filter(programs[0]).unwrap();
        let over = AtomicBool::new(false);
        let (heard, swaps) = std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut buffer = [0; 8192];
                let mut control = talk(&mut buffer);
                for n in 0..TOTAL {
                    add_address(&mut control, n);
                    // what neither wants
                    control.run(addr::add(LO, Ipv4Addr::from(0x0a02_0000 + n).into(), 32)).unwrap();
                }
                over.store(true, Ordering::Release);
            });
            let (mut heard, mut swaps) = (0, 0usize);
            loop {
                let last = over.load(Ordering::Acquire);
                socket.attach_filter(programs[swaps % 2]).unwrap();
                swaps += 1;
                heard += count(&socket);
                if last {
                    return (heard, swaps);
                }
            }
        });
        println!("{heard} events, {swaps} swaps");
        assert_eq!(heard, TOTAL as usize, "{swaps} swaps");
        assert!(swaps > 100);
    });
}

#[test]
fn a_socket_that_asks_gets_its_answers() {
    common::in_namespace("a_socket_that_asks_gets_its_answers", || {
        let (mut room, mut buffer) = ([Instruction::DROP; 64], [0; 8192]);
        let socket = Config::new(Protocol::ROUTE).groups([RouteGroup::RTNLGRP_IPV4_IFADDR]).open().unwrap();
        socket.set_receive_timeout(Some(Duration::from_secs(20))).unwrap();
        socket.attach_filter(compile(answers(socket.port_id()), &mut room).unwrap()).unwrap();
        let mut connection = Connection::over_socket(socket, &mut buffer[..]);
        let mut links = connection.dump(GetLink::default()).unwrap();
        assert!(links.next().unwrap().is_some());
        while links.next().unwrap().is_some() {}
        connection.get(GetLink { index: LO, ..Default::default() }).unwrap();
        assert!(connection.get(GetLink { index: 99, ..Default::default() }).is_err());
        // what others change is filtered, our own is told
        let mut buffer = [0; 8192];
        add_address(&mut talk(&mut buffer), 1);
        assert_eq!(count(connection.socket()), 0);
        add_address(&mut connection, 2);
        assert_eq!(connection.unhandled_events(), 1);
    });
}

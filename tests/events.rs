//! What the kernel tells unasked: devices by uevents, processes by the connector.
#![cfg(target_os = "linux")]
mod common;

use common::{in_namespace, skip};
use nlwire::{
    client::Connection,
    connector::*,
    route::{Link, LinkInfo, LinkKind, NewLink, link},
    schema::Json,
    socket::{Config, Protocol, Socket},
    uevent::{KERNEL, UDEV, UdevHeader, Uevent},
    wire::{Be, Message, NewFlags},
};
use rustix::net::{SendFlags, netlink::SocketAddrNetlink};
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    time::Duration,
};

#[test]
fn a_link_that_comes_is_told_by_a_uevent() {
    const NAME: &str = "a_link_that_comes_is_told_by_a_uevent";
    in_namespace(NAME, || {
        let socket = Config::new(Protocol::KOBJECT_UEVENT).groups([KERNEL]).open().expect("a socket");
        socket.set_receive_timeout(Some(Duration::from_secs(20))).expect("a time-out");
        socket.set_credentials(true).expect("credentials");
        let mut buffer = [0; 8192];
        let mut connection =
            Connection::over_socket(Socket::new(Protocol::ROUTE).expect("a socket"), &mut buffer[..]);
        let made = connection.request_with(NewLink::default(), NewFlags::CREATE | NewFlags::EXCL, |link| {
            link.put(Link::IFLA_IFNAME, "uevent0");
            link.nest(Link::IFLA_LINKINFO, |info| {
                info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |_| {});
            });
        });
        if let Err(failure) = made {
            return skip(NAME, &format!("no veth: {failure}"));
        }
        let index = connection.get(link::by_name("uevent0")).expect("the link").index();
        let mut datagram = [0; 4096];
        let mut last = 0;
        for _ in 0..20 {
            let found = socket.recv_from(&mut datagram).expect("an event in time");
            assert!(found.is_from_kernel() && found.is_from_kernel_or_root());
            let event = Uevent::read(found.bytes).expect("the kernel's event");
            assert!(event.udev().is_none());
            let number = event.seqnum().expect("a number");
            assert!(number > last, "{event:?} after {last}");
            last = number;
            if event.action() != "add" || event.get("INTERFACE") != Some("uevent0".into()) {
                continue;
            }
            assert!(event.subsystem() == Some("net".into()), "{event:?}");
            assert!(event.devpath() == "/devices/virtual/net/uevent0", "{event:?}");
            assert_eq!(event.get("IFINDEX"), Some(index.to_string().as_str().into()));
            let json: serde_json::Value = serde_json::from_str(&Json(event).to_string()).expect("JSON");
            assert_eq!(json["properties"]["INTERFACE"], "uevent0");
            assert_eq!((&json["protocol"], &json["action"]), (&"uevent".into(), &"add".into()));
            return;
        }
        panic!("twenty events, and none of the link");
    });
}
/// The `KEY=value` of an event as `udevadm monitor` prints them. It ends an event by an empty line.
fn block(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> BTreeMap<String, String> {
    let lines = lines.map(|line| line.expect("what udevadm prints")).take_while(|line| !line.is_empty());
    let pairs = lines.filter_map(|line| line.split_once('=').map(|(key, value)| (key.into(), value.into())));
    pairs.collect()
}
#[test]
fn events_are_what_udevadm_says() {
    const NAME: &str = "events_are_what_udevadm_says";
    in_namespace(NAME, || {
        let monitor = common::tool("udevadm")
            .args(["monitor", "--kernel", "--property"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut monitor) = monitor else { return skip(NAME, "udevadm is not installed") };
        let mut lines = BufReader::new(monitor.stdout.take().expect("its output")).lines();
        block(&mut lines); // what it says of itself, once it listens
        let socket = Config::new(Protocol::KOBJECT_UEVENT).groups([KERNEL]).open().expect("a socket");
        socket.set_receive_timeout(Some(Duration::from_secs(20))).expect("a time-out");
        let mut buffer = [0; 8192];
        let mut connection =
            Connection::over_socket(Socket::new(Protocol::ROUTE).expect("a socket"), &mut buffer[..]);
        let made = connection.request_with(NewLink::default(), NewFlags::CREATE | NewFlags::EXCL, |link| {
            link.put(Link::IFLA_IFNAME, "uevent1");
            link.nest(Link::IFLA_LINKINFO, |info| {
                info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |_| {});
            });
        });
        if let Err(failure) = made {
            let _ = (monitor.kill(), monitor.wait());
            return skip(NAME, &format!("no veth: {failure}"));
        }
        let links = connection.get(link::by_name("uevent1")).map(|link| link.index());
        connection.run(link::delete(links.expect("the link"))).expect("it goes");
        let mut datagram = [0; 4096];
        let mut compared = 0;
        loop {
            let len = socket.recv(&mut datagram).expect("an event in time");
            let event = Uevent::read(&datagram[..len]).expect("the kernel's event");
            let ours: BTreeMap<String, String> = event
                .properties()
                .map(|pair| pair.expect("a property"))
                .map(|(k, v)| (k.to_string(), v.to_string()))
                .collect();
            // it listens a little longer than we do
            let number = |event: &BTreeMap<String, String>| event["SEQNUM"].parse::<u64>().expect("a number");
            let theirs =
                std::iter::repeat_with(|| block(&mut lines)).find(|theirs| number(theirs) >= number(&ours));
            assert_eq!(Some(&ours), theirs.as_ref(), "event {compared}");
            compared += 1;
            if ours["ACTION"] == "remove" && ours.get("INTERFACE").is_some_and(|name| name == "uevent1") {
                break;
            }
        }
        let _ = (monitor.kill(), monitor.wait());
        assert!(compared >= 4, "{compared} events: two links, each with a queue at least");
    });
}
#[test]
fn udev_is_known_by_its_user() {
    in_namespace("udev_is_known_by_its_user", || {
        let socket = Config::new(Protocol::KOBJECT_UEVENT).groups([UDEV]).open().expect("a socket");
        socket.set_receive_timeout(Some(Duration::from_secs(20))).expect("a time-out");
        let forger = Socket::new(Protocol::KOBJECT_UEVENT).expect("another socket");
        let text = b"ACTION=add\0DEVPATH=/devices/x\0SUBSYSTEM=block\0";
        let header = UdevHeader::new()
            .with(UdevHeader::prefix, UdevHeader::PREFIX)
            .with(UdevHeader::magic, Be(UdevHeader::MAGIC))
            .with(UdevHeader::header_size, 40)
            .with(UdevHeader::properties_off, 40)
            .with(UdevHeader::properties_len, text.len() as u32);
        let bytes = [nlwire::zerocopy::IntoBytes::as_bytes(&header), text].concat();
        let group = SocketAddrNetlink::new(0, 1 << (UDEV - 1));
        let mut buffer = [0; 1024];
        for asked in [false, true] {
            socket.set_credentials(asked).expect("credentials");
            let sent = rustix::net::sendto(&forger, &bytes, SendFlags::empty(), &group);
            assert_eq!(sent.expect("root of the namespace may"), bytes.len());
            let found = socket.recv_from(&mut buffer).expect("the message");
            assert_eq!((found.is_from_kernel(), found.uid), (false, asked.then_some(0)));
            assert_eq!(found.is_from_kernel_or_root(), asked, "root is believed where it is known");
            let event = Uevent::read(found.bytes).expect("udev's message");
            assert!(event.action() == "add" && event.subsystem() == Some("block".into()));
        }
    });
}

/// Waits for the answer to a request; `None` where none comes. What comes before it is counted.
fn acknowledged(socket: &Socket, seq: u32) -> Option<(u32, usize)> {
    let mut buffer = [0; 256];
    for before in 0.. {
        let len = match socket.recv(&mut buffer) {
            Ok(len) => len,
            Err(error) if error.is_timeout() => return None,
            Err(error) => panic!("{error}"),
        };
        let message = CnMessage::read(Message::new(&buffer[..len]).unwrap()).expect("a message");
        if let Some(ProcEvent { data: ProcEventData::None(ack), .. }) =
            message.proc_event().expect("an event")
        {
            if message.header.get(CnMsg::ack) == seq + 1 {
                return Some((ack.get(AckProcEvent::err), before));
            }
        }
    }
    None
}
#[test]
fn a_process_is_told_from_its_birth_to_its_end() {
    const NAME: &str = "a_process_is_told_from_its_birth_to_its_end";
    let group = [CnIndex::CN_IDX_PROC.0];
    let socket = match Config::new(Protocol::CONNECTOR).groups(group).receive_buffer(1 << 20).open() {
        Ok(socket) => socket,
        Err(error) => return skip(NAME, &error.to_string()),
    };
    socket.set_receive_timeout(Some(Duration::from_secs(2))).expect("a time-out");
    let mut buffer = [0; 64];
    socket.send(listen(&mut buffer, 7, None).expect("a request")).expect("sent");
    match acknowledged(&socket, 7) {
        None => {
            return skip(
                NAME,
                "not in the first namespaces of users and processes: the kernel does not answer",
            );
        }
        Some((0, _)) => {}
        Some((errno, _)) => return skip(NAME, &format!("refused by errno {errno}")),
    }
    // what is to come comes, on a busy machine later
    socket.set_receive_timeout(Some(Duration::from_secs(20))).expect("a time-out");
    let script = "echo nlwire-comm > /proc/self/comm; exit 3";
    let mut child = Command::new("/bin/sh").args(["-c", script]).spawn().expect("a shell");
    let pid = i32::try_from(child.id()).unwrap();
    let mut lost = Sequences::<256>::new();
    let (mut forked, mut ran, mut named, mut gaps) = (false, false, false, 0);
    let mut datagram = [0; 256];
    loop {
        let len = socket.recv(&mut datagram).expect("an event in time");
        let message = Message::new(&datagram[..len]).unwrap();
        assert_eq!(message.message_type(), 3, "NLMSG_DONE, which is no end");
        let Some(event) = CnMessage::read(message).unwrap().proc_event().expect("an event") else { continue };
        gaps += lost.lost(&event);
        match event.data {
            ProcEventData::Fork(fork) if fork.get(ForkProcEvent::child_tgid) == pid => {
                assert_eq!(fork.get(ForkProcEvent::child_pid), pid);
                forked = true;
            }
            ProcEventData::Exec(exec) if exec.get(ExecProcEvent::process_tgid) == pid => ran = forked,
            ProcEventData::Comm(comm) if comm.get(CommProcEvent::process_tgid) == pid => {
                // with the newline that echo wrote
                named |= comm.get(CommProcEvent::comm).as_str() == "nlwire-comm\n";
            }
            ProcEventData::Exit(exit) if exit.get(ExitProcEvent::process_pid) == Some(pid) => {
                assert_eq!(exit.get(ExitProcEvent::exit_code), Some(3 << 8));
                break;
            }
            _ => {}
        }
    }
    assert_eq!((forked, ran, named, gaps), (true, true, true, 0));
    child.wait().expect("it has ended");

    // the choice of events, since Linux 6.6
    let one = Config::new(Protocol::CONNECTOR).groups(group).open().expect("another");
    one.set_receive_timeout(Some(Duration::from_secs(20))).expect("a time-out");
    let wanted = ProcEvents::PROC_EVENT_NONZERO_EXIT;
    one.send(listen(&mut buffer, 8, Some(wanted)).expect("a request")).expect("sent");
    // what answers is no event that was chosen, so the one who chose is not told; who hears all is
    match acknowledged(&socket, 8) {
        Some((0, _)) => {}
        answer => return skip(NAME, &format!("this kernel knows no choice of events: {answer:?}")),
    }
    let run = |code: &str| {
        let mut child = Command::new("/bin/sh").args(["-c", code]).spawn().expect("a shell");
        let pid = i32::try_from(child.id()).unwrap();
        child.wait().expect("it ends");
        pid
    };
    let (well, badly) = (run("exit 0"), run("exit 5"));
    loop {
        let len = one.recv(&mut datagram).expect("an event");
        let message = CnMessage::read(Message::new(&datagram[..len]).unwrap()).unwrap();
        let Some(event) = message.proc_event().expect("an event") else { continue };
        let ProcEventData::Exit(exit) = event.data else { panic!("{event:?} was not asked for") };
        assert_ne!(exit.get(ExitProcEvent::process_pid), Some(well), "it has ended well");
        if exit.get(ExitProcEvent::process_pid) == Some(badly) {
            break;
        }
    }
    // nothing more after it is given up
    one.send(ignore(&mut buffer, 9).expect("a request")).expect("sent");
}
#[test]
fn buses_of_one_wire_are_listed() {
    const NAME: &str = "buses_of_one_wire_are_listed";
    let Ok(socket) = Config::new(Protocol::CONNECTOR).open() else {
        return skip(NAME, "this kernel has no connector");
    };
    socket.set_receive_timeout(Some(Duration::from_secs(1))).expect("a time-out");
    let mut buffer = [0; 128];
    socket.send(w1_request(&mut buffer, 77, W1Target::Masters, &[]).expect("a request")).expect("sent");
    let mut datagram = [0; 4096];
    let len = match socket.recv(&mut datagram) {
        Ok(len) => len,
        Err(error) if error.is_timeout() => {
            return skip(NAME, "this kernel has no 1-Wire, or these are not its first namespaces");
        }
        Err(error) => panic!("{error}"),
    };
    let message = CnMessage::read(Message::new(&datagram[..len]).unwrap()).expect("an answer");
    assert!(message.is(CbId::W1) && message.header.get(CnMsg::seq) == 77);
    let record = message.w1_records().next().expect("a record").expect("whole");
    assert_eq!(record.header.get(W1NetlinkMsg::r#type), W1MessageType::W1_LIST_MASTERS);
    assert_eq!(record.header.get(W1NetlinkMsg::status), 0);
    let theirs = std::fs::read_dir("/sys/bus/w1/devices").expect("its devices");
    let names = theirs.map(|entry| entry.expect("one").file_name().into_string().expect("a name"));
    let mut theirs: Vec<u32> = names
        .filter_map(|name| name.strip_prefix("w1_bus_master").and_then(|number| number.parse().ok()))
        .collect();
    theirs.sort_unstable();
    let mut ours: Vec<_> = record.masters().collect();
    ours.sort_unstable();
    assert_eq!(ours, theirs);
}
#[test]
fn uevents_are_read_as_events_of_other_protocols_are() {
    use nlwire::uevent::{self, UeventMessage};
    const NAME: &str = "uevents_are_read_as_events_of_other_protocols_are";
    in_namespace(NAME, || {
        let mut events = uevent::listen().expect("a socket");
        let mut nl = Connection::open(Protocol::ROUTE).expect("a socket");
        if let Err(failure) = nl.run(link::add_veth("uevent2", "uevent3")) {
            return skip(NAME, &format!("no veth: {failure}"));
        }
        nl.run(link::delete("uevent2")).expect("it goes");
        let mut awaited = ["add uevent2", "add uevent3", "remove uevent2", "remove uevent3"].to_vec();
        while !awaited.is_empty() {
            let UeventMessage::Kernel(event) = events.next_event_as().expect("an event") else {
                panic!("udev is not in this namespace")
            };
            if let Some(name) = event.get("INTERFACE") {
                let seen = format!("{} {name}", event.action());
                awaited.retain(|event| *event != seen);
            }
        }
    });
}

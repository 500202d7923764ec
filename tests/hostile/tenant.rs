//! Senders in other namespaces.
use super::*;

/// Sets lo up and down, or sends to RTNLGRP_LINK, in a network namespace of its own, as its standard input says: `up`, `down`, or bytes in
/// hexadecimal. Says `done` to each.
#[test]
fn tenant() {
    common::as_tenant("tenant::tenant", || {
        println!("begun");
        for line in std::io::stdin().lines() {
            match line.unwrap().as_str() {
                "up" => switch_lo(true),
                "down" => switch_lo(false),
                hex => {
                    let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
                    let bytes: Vec<u8> = (0..hex.len()).step_by(2).map(byte).collect();
                    Forger::new().multicast(LINK, &[bytes]);
                }
            }
            println!("done");
        }
    });
}
/// A tenant that can be told what to do.
struct Tenant {
    process: Child,
    said: Box<dyn Iterator<Item = String>>,
}
impl Tenant {
    fn new() -> Self {
        let mut process = common::tenant("tenant::tenant").unwrap();
        let said = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut tenant = Self { process, said: Box::new(said) };
        tenant.await_line("begun");
        tenant
    }
    fn await_line(&mut self, wanted: &str) {
        // libtest begins its line, and ends it when the test does
        let found = self.said.by_ref().find(|line| line.ends_with(wanted));
        assert!(found.is_some(), "the tenant ended before it said {wanted}");
    }
    fn tell(&mut self, order: &str) {
        writeln!(self.process.stdin.as_mut().unwrap(), "{order}").unwrap();
        self.await_line("done");
    }
    fn forge(&mut self, datagrams: &[Vec<u8>]) {
        for datagram in datagrams {
            let hex: String = datagram.iter().map(|byte| format!("{byte:02x}")).collect();
            self.tell(&hex);
        }
    }
    /// Gives its network namespace an id here.
    fn assign(&self) -> i32 {
        let mut buffer = [0; 8192];
        let mut control = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        control.run(netns::assign(netns::NetNs::from_pid(self.process.id()))).unwrap()
    }
}
impl Drop for Tenant {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        _ = self.process.wait();
    }
}
#[test]
fn a_tenants_forgery_is_known_by_its_sender() {
    common::in_namespace("tenant::a_tenants_forgery_is_known_by_its_sender", || {
        let mut tenant = Tenant::new();
        let id = tenant.assign();
        let socket = config().open().unwrap();
        socket.set_option(SocketOption::ListenAllNsid, true).unwrap();
        let forgery = forged_link(NEWLINK, 0, 0, 0, LO);
        tenant.forge(std::slice::from_ref(&forgery));
        tenant.tell("up");
        let mut buffer = [0; 4096];
        let found = socket.recv_from(&mut buffer).unwrap();
        assert_eq!((found.bytes, found.nsid), (&forgery[..], Some(id)));
        assert!(!found.is_from_kernel() && !found.is_from_kernel_or_root());
        let found = socket.recv_from(&mut buffer).unwrap();
        assert!(found.is_from_kernel() && found.nsid == Some(id), "{found:?}");
    });
}
#[test]
fn sessions_and_caches_take_nothing_of_other_namespaces() {
    common::in_namespace("tenant::sessions_and_caches_take_nothing_of_other_namespaces", || {
        let mut tenant = Tenant::new();
        tenant.assign();
        // opened, and by another descriptor, which does not know of the option
        for adopted in [false, true] {
            let socket = config().nonblocking(true).open().unwrap();
            socket.set_option(SocketOption::ListenAllNsid, true).unwrap();
            let duplicate = socket.as_fd().try_clone_to_owned().unwrap();
            let socket = if adopted { Socket::try_from(duplicate).unwrap() } else { socket };
            let lo = [(LO, "lo".to_owned(), true)];
            let tree = Tree::<Links, Vec<u8>>::new();
            let mut cache = Cache::new(Links, tree, socket.port_id(), SEED).pace(PACE);
            settle(&mut cache, &socket, &socket);
            assert_eq!(links_of(&cache), lo);
            // its lo has the index of ours, and the kernel itself tells of it
            let all = forgeries(SEED + 1, socket.port_id());
            let small: Vec<_> = all.into_iter().filter(|bytes| bytes.len() < 4096).collect();
            tenant.forge(&small);
            tenant.tell("up");
            tenant.tell("down");
            settle(&mut cache, &socket, &socket);
            assert_eq!(links_of(&cache), lo);
            assert!(socket.foreign_datagrams() >= small.len() + 2);

            let (mut buffer, port) = ([0; 32 * 1024], socket.port_id());
            let mut connection = Connection::new(&socket, &mut buffer[..], port, SEED);
            tenant.forge(&forgeries(SEED, port)[..4]);
            tenant.tell("up");
            tenant.tell("down");
            assert!(connection.next_event().is_err_and(|failure| failure.is_timeout()));
            switch_lo(false);
            next_is_lo(&mut connection, false);
            switch_lo(true);
            next_is_lo(&mut connection, true);
        }
    });
}
#[test]
fn losses_by_foreign_datagrams_are_reported() {
    common::in_namespace("tenant::losses_by_foreign_datagrams_are_reported", || {
        let socket = Config::new(Protocol::ROUTE).groups([LINK]).nonblocking(true).open().unwrap();
        let forger = Forger::new();
        while forger.0.send_to(&[0x55; 30_000], 0, 1 << (LINK - 1)).is_ok() && !full(&socket) {}
        switch_lo(false);
        let mut buffer = [0; 32 * 1024];
        let mut connection = Connection::over_socket(socket, &mut buffer[..]);
        let failure = connection.next_event().unwrap_err();
        assert!(matches!(failure.kind, nlwire::client::ErrorKind::Overrun), "{failure}");
        switch_lo(true);
        next_is_lo(&mut connection, true);
    });
}
/// Whether the kernel has dropped something for a socket, as /proc/net/netlink counts it.
fn full(socket: &Socket) -> bool {
    let table = std::fs::read_to_string("/proc/thread-self/net/netlink").unwrap();
    let mut rows = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let row = rows.find(|row| row[1] == "0" && row[2] == socket.port_id().to_string()).unwrap();
    row[8] != "0"
}
/// The kernel itself sends a uevent where root of the namespace asks for it (uevent_net_rcv_skb, Linux 4.18): SECURITY.md says so.
#[test]
fn uevents_that_the_kernel_forwards_pass_for_its_own() {
    common::in_namespace("tenant::uevents_that_the_kernel_forwards_pass_for_its_own", || {
        let listener = Config::new(Protocol::KOBJECT_UEVENT).groups([1]).nonblocking(true).open().unwrap();
        listener.set_credentials(true).unwrap();
        let sender = Socket::new(Protocol::KOBJECT_UEVENT).unwrap();
        let text = b"add@/devices/forged\0ACTION=add\0DEVPATH=/devices/forged\0SUBSYSTEM=net\0";
        let mut bytes = (16 + text.len() as u32).to_ne_bytes().to_vec();
        // any type of data; NLM_F_REQUEST
        bytes.extend([16u16.to_ne_bytes(), 1u16.to_ne_bytes()].concat());
        bytes.extend([0; 8]);
        bytes.extend(text);
        sender.send(&bytes).unwrap();
        let mut buffer = [0; 4096];
        let Ok(found) = listener.recv_from(&mut buffer) else {
            return common::skip("forwarded uevents", "this kernel does not forward any");
        };
        assert!(found.bytes.starts_with(text), "and a number of the kernel behind it");
        assert!(found.is_from_kernel() && found.uid == Some(0) && found.nsid.is_none());
    });
}

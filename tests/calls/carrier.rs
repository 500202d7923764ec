//! Calls that await an event of the running kernel.
use super::*;

/// Waits until an interface has carrier; yields the length of its transmit queue in the message that said so.
struct Carrier<F> {
    index: u32,
    up: Option<u32>,
    left: Duration,
    /// Called before each wait.
    waits: F,
    wakes: Vec<Wake>,
}
impl<F: FnMut()> Call for Carrier<F> {
    type Output = (u32, Vec<Wake>);
    fn name(&self) -> &'static str {
        "carrier"
    }
    fn mode(&self) -> ReplyMode {
        ReplyMode::Answer
    }
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        let link = GetLink { index: self.index, ..Default::default() };
        Request::new(buffer, link, GetFlags::ACK).finish(seq).map(<[u8]>::len)
    }
    fn spec(&self) -> MessageSpec {
        MessageSpec::from_operation::<GetLink>()
    }
    fn group(&self) -> Option<u32> {
        Some(RouteGroup::RTNLGRP_LINK.0)
    }
    fn event(&mut self, message: Message<'_>) -> bool {
        if let Ok(RouteMessage::NewLink(link)) = RouteMessage::decode(message) {
            if link.index() == self.index && link.attrs.get(Link::IFLA_CARRIER) == Ok(Some(1)) {
                self.up = link.attrs.get(Link::IFLA_TXQLEN).unwrap();
            }
        }
        self.up.is_some()
    }
    fn reply(&mut self, message: Message<'_>) -> Result<(), Error> {
        self.event(message);
        Ok(())
    }
    fn next(&mut self, _: Completion) -> Step<Self::Output> {
        match self.up {
            Some(txqlen) => Step::Done((txqlen, core::mem::take(&mut self.wakes))),
            None => {
                (self.waits)();
                Step::Wait(self.left)
            }
        }
    }
    fn resume(&mut self, wake: Wake, waited: Duration) -> Step<Self::Output> {
        self.left = self.left.saturating_sub(waited);
        self.wakes.push(wake);
        match wake {
            Wake::Event => self.next(Completion::default()),
            Wake::Lost => Step::Send,
            Wake::TimedOut => Step::TimedOut,
        }
    }
}
fn connect(socket: Socket) -> Connection<Socket, Vec<u8>> {
    Connection::over_socket(socket, vec![0; 32 * 1024])
}
/// A veth pair; returns the index of the first, which has carrier when the second is up.
fn pair(nl: &mut Connection<Socket, Vec<u8>>) -> u32 {
    nl.run(link::add_veth("first", "second")).unwrap();
    nl.run(link::set_up("first")).unwrap();
    nl.run(link::index_of("first")).unwrap()
}
const LIMIT: Duration = Duration::from_secs(20);
#[test]
fn carrier_is_awaited_and_forged_events_are_not_believed() {
    let name = "carrier::carrier_is_awaited_and_forged_events_are_not_believed";
    common::in_namespace(name, || {
        let mut nl = connect(Socket::new(Protocol::ROUTE).unwrap());
        let index = pair(&mut nl);
        // a process with the privilege to multicast
        let forger = Socket::open(&nlwire::socket::Config::new(Protocol::ROUTE).peer(Peer::Anyone)).unwrap();
        let mut buffer = [0; 256];
        let operation = nlwire::route::NewLink { index, ..Default::default() };
        let mut forged = Request::new(&mut buffer, operation, NewFlags::NONE);
        forged.put(Link::IFLA_CARRIER, 1u8).put(Link::IFLA_TXQLEN, 4242);
        let forged = forged.finish(0).unwrap();
        let (begin, begun) = mpsc::channel();
        let other = std::thread::spawn(move || {
            begun.recv().unwrap();
            let mut nl = connect(Socket::new(Protocol::ROUTE).unwrap());
            nl.run(link::set_up("second")).unwrap();
        });
        let waits = || {
            forger.send_to(forged, 0, 1 << (RouteGroup::RTNLGRP_LINK.0 - 1)).unwrap();
            begin.send(()).unwrap();
        };
        let carrier = Carrier { index, up: None, left: LIMIT, waits, wakes: vec![] };
        assert_eq!(nl.run(carrier).unwrap(), (1000, vec![Wake::Event]));
        assert!(nl.socket().foreign_datagrams() > 0, "the forged event has come");
        assert!(!nl.socket().is_member(RouteGroup::RTNLGRP_LINK).unwrap());
        other.join().unwrap();
        // what has carrier already is not awaited
        let carrier = Carrier { index, up: None, left: LIMIT, waits: || panic!(), wakes: vec![] };
        assert_eq!(nl.run(carrier).unwrap(), (1000, vec![]));
    });
}
#[test]
fn a_wait_ends_at_its_limit() {
    common::in_namespace("carrier::a_wait_ends_at_its_limit", || {
        let mut nl = connect(Socket::new(Protocol::ROUTE).unwrap());
        let index = pair(&mut nl);
        let limit = Duration::from_millis(60);
        // other events do not prolong it
        let (stop, stopped) = mpsc::channel::<()>();
        let other = std::thread::spawn(move || {
            let mut nl = connect(Socket::new(Protocol::ROUTE).unwrap());
            let mut mtu = 1000;
            while stopped.try_recv() == Err(mpsc::TryRecvError::Empty) {
                mtu = 1000 + (mtu + 1) % 400;
                nl.run(link::set_mtu("second", mtu)).unwrap();
            }
        });
        let began = Instant::now();
        let carrier = Carrier { index, up: None, left: limit, waits: || {}, wakes: vec![] };
        let error = nl.run(carrier).unwrap_err();
        assert!(error.is_timeout(), "{error}");
        assert!(began.elapsed() >= limit && began.elapsed() < LIMIT, "{:?}", began.elapsed());
        drop(stop);
        other.join().unwrap();
        // a member stays a member
        nl.socket().join(RouteGroup::RTNLGRP_LINK).unwrap();
        let carrier = Carrier { index, up: None, left: limit, waits: || {}, wakes: vec![] };
        assert!(nl.run(carrier).unwrap_err().is_timeout());
        assert!(nl.socket().is_member(RouteGroup::RTNLGRP_LINK).unwrap());
    });
}
#[test]
fn after_a_loss_the_state_is_read_again() {
    common::in_namespace("carrier::after_a_loss_the_state_is_read_again", || {
        let socket = Socket::new(Protocol::ROUTE).unwrap();
        socket.set_receive_buffer(4096).unwrap();
        let mut nl = connect(socket);
        let mut other = connect(Socket::new(Protocol::ROUTE).unwrap());
        let index = pair(&mut nl);
        let mut done = false;
        // more events than the receive buffer holds, and the awaited one after them
        let waits = || {
            if !std::mem::replace(&mut done, true) {
                for mtu in 1000..1100 {
                    other.run(link::set_mtu("second", mtu)).unwrap();
                }
                other.run(link::set_up("second")).unwrap();
            }
        };
        let carrier = Carrier { index, up: None, left: LIMIT, waits, wakes: vec![] };
        let (_, wakes) = nl.run(carrier).unwrap();
        assert_eq!(wakes.first(), Some(&Wake::Lost));
        // the loss is reported to who reads events, too
        assert_eq!(nl.next_event().unwrap_err().kind, ErrorKind::Overrun);
    });
}

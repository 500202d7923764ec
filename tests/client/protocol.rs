//! Requests of one protocol over a connection of another: refused, and nothing is sent.
use super::{task::now, *};
use nlwire::{
    cache::{Cache, Tree},
    client::{PollTransport, RequestBatch, SharedConnection},
    route::{Links, link},
    socket::Protocol,
    wire::Operation,
};
use std::{
    sync::Mutex,
    task::{Context, Poll},
    time::Duration,
};

const WRONG: ErrorKind<MockError> =
    ErrorKind::WrongProtocol { request: Protocol::ROUTE, connection: Protocol::XFRM };

/// Every function that sends, over a connection that no request may reach.
fn refused<F: FnMut(Message<'_>, &mut MockReplies<'_>)>(
    nl: &mut Connection<MockTransport<'_, F>, &mut [u8]>,
) {
    let get = GetLink { index: 1, ..Default::default() };
    let new = NewLink::default();
    let mut kinds = vec![
        nl.run(link::delete("eth0")).unwrap_err().kind,
        nl.run(client::send(new, NewFlags::REQUEST, |_| {})).unwrap_err().kind,
        nl.run(client::then(client::ready(()), |()| link::delete("eth0"))).unwrap_err().kind,
        nl.run(client::allow(link::delete("eth0"), Errno::ENODEV)).unwrap_err().kind,
        nl.run(client::read(link::by_name("eth0"), |_| Ok(()))).unwrap_err().kind,
        nl.get(get).map(|_| ()).unwrap_err().kind,
        nl.get_with(get, |_| {}).map(|_| ()).unwrap_err().kind,
        nl.dump(link::list()).map(|_| ()).unwrap_err().kind,
        nl.dump_with(get, |_| {}).map(|_| ()).unwrap_err().kind,
        nl.list(link::list()).unwrap_err().kind,
        nl.request(new, NewFlags::CREATE).unwrap_err().kind,
        nl.request_with(new, NewFlags::CREATE, |_| {}).unwrap_err().kind,
        nl.request_multi(new, NewFlags::ECHO).map(|_| ()).unwrap_err().kind,
        nl.send_no_ack(new, NewFlags::CREATE).unwrap_err().kind,
        nl.dump_consistent(get, 1, |_| {}, || {}, |_| Ok(())).unwrap_err().kind,
    ];
    let mut batch: RequestBatch<'_, _, _> = nl.batch(route::lookup);
    kinds.push(batch.add(link::delete("eth0")).unwrap_err().kind);
    kinds.push(batch.add_with(new, NewFlags::CREATE, |_| {}).unwrap_err().kind);
    assert!(batch.is_empty());
    batch.commit().unwrap();
    assert!(kinds.iter().all(|kind| *kind == WRONG), "{kinds:?}");
}

#[test]
fn no_blocking_request_reaches_another_protocol() {
    let (mut queue, mut buffer) = ([0; 1024], [0; 1024]);
    let script = MockTransport::new(&mut queue, |_, _| {}).protocol(Protocol::XFRM);
    let mut nl = Connection::new(script, &mut buffer[..], PORT, 1);
    refused(&mut nl);
    let error = nl.run(link::delete("eth0")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "DelLink: the request is one of NETLINK_ROUTE and the connection is one of NETLINK_XFRM: open a \
         connection of Protocol::ROUTE"
    );
    assert_eq!((nl.transport().requests(), nl.transport().group()), (0, None));
    nl.into_transport().verdict(0).unwrap();
}

#[test]
fn a_protocol_that_is_unknown_or_the_right_one_is_no_hindrance() {
    for protocol in [None, Some(Protocol::ROUTE)] {
        let (mut queue, mut buffer) = ([0; 1024], [0; 1024]);
        let mut script = MockTransport::new(&mut queue, |_, kernel| _ = kernel.ack());
        if let Some(protocol) = protocol {
            script = script.protocol(protocol);
        }
        let mut nl = Connection::new(script, &mut buffer[..], PORT, 1);
        nl.run(link::delete("eth0")).unwrap();
        nl.into_transport().verdict(1).unwrap();
    }
}

#[test]
fn wrappers_of_a_transport_pass_its_protocol_on() {
    let (mut queue, mut log) = ([0; 64], String::new());
    let mut script = MockTransport::new(&mut queue, |_, _| {}).protocol(Protocol::XFRM);
    assert_eq!(Transport::protocol(&&mut script), Some(Protocol::XFRM));
    #[cfg(feature = "uevent")]
    assert_eq!(nlwire::uevent::UeventTransport(&mut script).protocol(), Some(Protocol::XFRM));
    let tracer = Tracer::new(script, &mut log, |message| Described::new("xfrm", None, message));
    assert_eq!(tracer.protocol(), Some(Protocol::XFRM));
}

/// A transport of NETLINK_XFRM that counts what is sent and joined.
#[derive(Default)]
struct Counting(Mutex<usize>);
impl PollTransport for Counting {
    type Error = MockError;
    fn poll_recv(&self, _: &mut Context<'_>, _: &mut [u8]) -> Poll<Result<Received, MockError>> {
        Poll::Pending
    }
    fn try_recv(&self, _: &mut [u8]) -> Result<Option<Received>, MockError> {
        Ok(None)
    }
    fn send(&self, _: &[u8]) -> Result<(), MockError> {
        *self.0.lock().unwrap() += 1;
        Ok(())
    }
    fn join(&self, _: u32) -> Result<bool, MockError> {
        *self.0.lock().unwrap() += 1;
        Ok(true)
    }
    fn protocol(&self) -> Option<Protocol> {
        Some(Protocol::XFRM)
    }
}
#[test]
fn no_shared_request_reaches_another_protocol() {
    let shared = SharedConnection::new(Counting::default(), vec![0; 1024], vec![0; 1024], PORT, 1);
    let get = GetLink { index: 1, ..Default::default() };
    let new = NewLink::default();
    let kinds = now(async {
        [
            shared.run(link::delete("eth0")).await.unwrap_err().kind,
            shared.run(client::send(new, NewFlags::REQUEST, |_| {})).await.unwrap_err().kind,
            shared.run(client::then(client::ready(()), |()| link::delete("eth0"))).await.unwrap_err().kind,
            shared.get(get, |_| ()).await.unwrap_err().kind,
            shared.get_with(get, |_| {}, |_| ()).await.unwrap_err().kind,
            shared.dump(link::list(), |_| {}).await.unwrap_err().kind,
            shared.dump_with(get, |_| {}, |_| {}).await.unwrap_err().kind,
            shared.list(link::list()).await.unwrap_err().kind,
            shared.request(new, NewFlags::CREATE).await.unwrap_err().kind,
            shared.request_multi(new, NewFlags::ECHO, |_| {}).await.unwrap_err().kind,
        ]
    });
    assert!(kinds.iter().all(|kind| *kind == WRONG), "{kinds:?}");
    assert_eq!(*shared.transport().0.lock().unwrap(), 0, "nothing was sent or joined");
}

#[test]
fn no_dump_of_a_cache_reaches_another_protocol() {
    let mut buffer = [0; 1024];
    let mut cache = Cache::new(Links, Tree::<Links, Vec<u8>>::new(), PORT, 1);
    let mut queue = [0; 1024];
    let mut script = MockTransport::new(&mut queue, |_, _| {}).protocol(Protocol::XFRM);
    let error = cache.step(&mut script, &mut buffer, Duration::ZERO, &mut |_| {}).unwrap_err();
    assert_eq!(error.kind, WRONG);
    script.verdict(0).unwrap();
    let transport = Counting::default();
    let error = now(cache.step_async(&transport, &mut buffer, &mut |_| {})).unwrap_err();
    assert_eq!((error.kind, *transport.0.lock().unwrap()), (WRONG, 0));
}

/// A call that joins a group before its first request.
#[cfg(feature = "nl80211")]
#[test]
fn no_group_of_another_protocol_is_joined() {
    use nlwire::{
        genl::{Control, ControlGroup, FamilyInfo, nl80211},
        wire::{Attrs, Writer},
    };
    let mut attrs = [0; 128];
    let mut writer = Writer::<Control>::new(&mut attrs);
    writer.put(Control::CTRL_ATTR_FAMILY_NAME, "nl80211").put(Control::CTRL_ATTR_FAMILY_ID, 30);
    writer.array(Control::CTRL_ATTR_MCAST_GROUPS, 1, [9], |group, id| {
        group.put(ControlGroup::CTRL_ATTR_MCAST_GRP_NAME, nl80211::GROUP_SCAN);
        group.put(ControlGroup::CTRL_ATTR_MCAST_GRP_ID, id);
    });
    let family = FamilyInfo::read(Attrs::new(writer.finish().unwrap())).unwrap().to_family();
    let spec = nl80211::ScanSpec::active();
    let wrong = ErrorKind::WrongProtocol { request: Protocol::GENERIC, connection: Protocol::XFRM };

    let (mut queue, mut buffer) = ([0; 1024], [0; 1024]);
    let script = MockTransport::new(&mut queue, |_, _| {}).protocol(Protocol::XFRM);
    let mut nl = Connection::new(script, &mut buffer[..], PORT, 1);
    assert_eq!(nl.run(nl80211::scan(&family, 3u32, &spec, |_| {})).unwrap_err().kind, wrong);
    assert_eq!((nl.transport().requests(), nl.transport().group()), (0, None));

    let shared = SharedConnection::new(Counting::default(), vec![0; 1024], vec![0; 1024], PORT, 1);
    assert_eq!(now(shared.run(nl80211::scan(&family, 3u32, &spec, |_| {}))).unwrap_err().kind, wrong);
    assert_eq!(*shared.transport().0.lock().unwrap(), 0, "nothing was sent or joined");
}

/// nf_tables transactions, by batch and by call.
#[cfg(feature = "nftables")]
#[test]
fn no_transaction_reaches_another_protocol() {
    use nlwire::netfilter::nftables;
    let (mut queue, mut buffer) = ([0; 1024], [0; 1024]);
    let script = MockTransport::new(&mut queue, |_, _| {}).protocol(Protocol::ROUTE);
    let mut nl = Connection::new(script, &mut buffer[..], PORT, 1);
    let wrong = ErrorKind::WrongProtocol { request: Protocol::NETFILTER, connection: Protocol::ROUTE };
    assert_eq!(nftables::transaction(&mut nl, None).map(|_| ()).unwrap_err().kind, wrong);
    let apply = nftables::apply(None, |_| {});
    assert_eq!(nl.run(apply).unwrap_err().kind, wrong);
    nl.into_transport().verdict(0).unwrap();
}

/// The protocol of each kind of operation.
#[test]
fn operations_have_the_protocol_that_serves_them() {
    fn of<O: Operation>(_: O) -> Option<Protocol> {
        O::PROTOCOL
    }
    assert_eq!(of(GetLink::default()), Some(Protocol::ROUTE));
    #[cfg(feature = "tc")]
    assert_eq!(of(nlwire::tc::GetQdisc::default()), Some(Protocol::ROUTE));
    #[cfg(feature = "xfrm")]
    {
        assert_eq!(of(nlwire::xfrm::FlushPolicy::default()), Some(Protocol::XFRM));
        assert_eq!(of(nlwire::xfrm::NewSa::default()), Some(Protocol::XFRM));
    }
    #[cfg(feature = "genl")]
    assert_eq!(of(nlwire::genl::GetFamily), Some(Protocol::GENERIC));
    #[cfg(feature = "crypto")]
    assert_eq!(of(nlwire::crypto::GetAlg::default()), Some(Protocol::CRYPTO));
    #[cfg(feature = "nftables")]
    assert_eq!(of(nlwire::netfilter::nftables::GetTable::default()), Some(Protocol::NETFILTER));
}

/// Over sockets of the kernel.
#[cfg(target_os = "linux")]
#[test]
fn a_link_is_not_changed_over_a_socket_of_xfrm() {
    use super::common::in_namespace;
    use nlwire::socket::{Cancellable, Socket};
    in_namespace("protocol::a_link_is_not_changed_over_a_socket_of_xfrm", || {
        let mut nl = Connection::open(Protocol::ROUTE).unwrap();
        let wrong = ErrorKind::WrongProtocol { request: Protocol::ROUTE, connection: Protocol::XFRM };
        let mut buffer = [0; 8192];
        let socket = Socket::new(Protocol::XFRM).unwrap();
        let port = socket.port_id();
        for shared in [false, true] {
            let error = if shared {
                let mut nl = Connection::new(Cancellable::new(&socket, None), &mut buffer[..], port, 1);
                nl.run(link::set_down("lo")).unwrap_err()
            } else {
                let mut nl = Connection::new(&socket, &mut buffer[..], port, 1);
                nl.run(link::set_down("lo")).unwrap_err()
            };
            assert_eq!(error.kind, wrong);
        }
        let mut cache = Cache::over_socket(Links, Tree::<Links, Vec<u8>>::new(), &socket);
        let error = cache.follow(&socket, &mut buffer, |_| {}).unwrap_err();
        assert_eq!(error.kind, wrong);
        // the kernel never got a request: its queue of replies is empty
        assert_eq!(socket.try_recv_checked(&mut buffer).unwrap(), None);
        let lo = nl.run(client::read(link::by_name("lo"), |lo| Ok(lo.flags()))).unwrap();
        assert!(lo.contains(nlwire::route::LinkFlags::IFF_UP));
    });
}

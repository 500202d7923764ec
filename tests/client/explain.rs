//! The text of errors: the operation, and the attribute that the kernel refused.
use super::task::{Locked, now};
use super::*;
use nlwire::{client::SharedConnection, route::link, wire::Writer};
use std::sync::Mutex;

/// Refuses IFLA_MTU, the first attribute after the headers.
fn refuse_mtu(kernel: &mut MockReplies<'_>) {
    kernel.refuse(22, |ext: &mut Writer<'_, ExtAck>| {
        ext.put(ExtAck::NLMSGERR_ATTR_MSG, "mtu greater than device maximum");
        ext.put(ExtAck::NLMSGERR_ATTR_OFFS, 32);
    });
}
const TEXT: &str = "EINVAL (invalid argument): mtu greater than device maximum";

#[test]
fn an_error_is_explained_by_the_attribute() {
    scripted(
        |_, kernel| match kernel.number() {
            1 => refuse_mtu(kernel),
            2 => _ = kernel.refuse(19, |_| {}),
            _ => _ = kernel.ack(),
        },
        |connection| {
            let error = connection.run(link::set_mtu(3u32, 1 << 20)).unwrap_err();
            let explained = connection.explain(error);
            assert_eq!(explained.to_string(), format!("SetLink: {TEXT}, at IFLA_MTU"));
            assert_eq!(format!("{explained:?}"), explained.to_string());
            assert_eq!(explained.failure, error);
            // the path belongs to that error alone
            let other = connection.run(link::set_mtu(4u32, 1400)).unwrap_err();
            assert_eq!(connection.explain(error).path, None);
            assert_eq!(connection.explain(error).to_string(), error.to_string());
            assert_eq!(connection.explain(other).to_string(), other.to_string());
            connection.run(link::set_mtu(4u32, 1400)).unwrap();
            assert_eq!(connection.explain(error).path, None);
            let timeout = client::Error { operation: "x", kind: ErrorKind::Transport(MockError::TimedOut) };
            assert_eq!(connection.explain(timeout).path, None);
            // `?` returns it from main
            let boxed: Box<dyn std::error::Error + Send + Sync> = connection.explain(error).into();
            assert_eq!(boxed.to_string(), error.to_string());
        },
    );
}

#[test]
fn a_shared_connection_explains_each_of_several_errors() {
    let mut queue = [0; 1024];
    let script = MockTransport::new(&mut queue, |_, kernel| match kernel.number() {
        1 => refuse_mtu(kernel),
        _ => _ = kernel.refuse(19, |_| {}),
    });
    let shared =
        SharedConnection::new(Locked(Mutex::new(script.port(PORT))), vec![0; 1024], vec![0; 1024], PORT, 1);
    let first = now(shared.run(link::set_mtu(3u32, 1 << 20))).unwrap_err();
    let second = now(shared.run(link::set_mtu(4u32, 1 << 20))).unwrap_err();
    assert_eq!(shared.explain(first).to_string(), format!("SetLink: {TEXT}, at IFLA_MTU"));
    assert_eq!(shared.explain(second).to_string(), second.to_string());
}

/// Errors of generic netlink name family and command, by every way of sending.
#[cfg(feature = "nl80211")]
#[test]
fn errors_name_family_and_command() {
    use nlwire::genl::{Command, CommandKey, GetFamily, nl80211::Nl80211, nl80211::Nl80211Message as Wifi};
    const GET: &str = "nl80211 NL80211_CMD_GET_WIPHY";
    let get = Command::new(30, Wifi::NL80211_CMD_GET_WIPHY);
    scripted(
        |_, kernel| _ = kernel.refuse(1, |_| {}),
        |connection| {
            let mut names = vec![
                connection.get(get).map(|_| ()).unwrap_err().operation,
                connection.get(get.version(2)).map(|_| ()).unwrap_err().operation,
                connection.get(client::query(get, |_| {})).map(|_| ()).unwrap_err().operation,
                connection.dump(get).unwrap().next().map(|_| ()).unwrap_err().operation,
                connection.request(get, GetFlags::ACK).unwrap_err().operation,
                connection.run(client::call(get, GetFlags::ACK, |_| {})).unwrap_err().operation,
                connection.run(client::read(get, |_| Ok(()))).unwrap_err().operation,
            ];
            let mut batch = connection.batch(|_| None);
            names.push(batch.add(client::read(get, |_| Ok(()))).unwrap_err().operation);
            assert!(names.iter().all(|name| *name == GET), "{names:?}");
            let error = connection.get(get).map(|_| ()).unwrap_err();
            assert!(error.to_string().starts_with("nl80211 NL80211_CMD_GET_WIPHY: EPERM ("), "{error}");
            let error = connection.get(GetFamily).map(|_| ()).unwrap_err();
            assert_eq!(error.operation, "nlctrl CTRL_CMD_GETFAMILY");
            // commands that no table has
            let mine = CommandKey::<Nl80211>::new(200);
            let unnamed = connection.get(Command::new(30, mine)).map(|_| ()).unwrap_err();
            assert_eq!(unnamed.operation, "generic netlink command");
            let named = connection.get(Command::new(30, mine.named("nl80211 MINE"))).map(|_| ());
            assert_eq!(named.unwrap_err().operation, "nl80211 MINE");
        },
    );
    let mut queue = [0; 1024];
    let script = MockTransport::new(&mut queue, |_, kernel| _ = kernel.refuse(1, |_| {})).port(PORT);
    let shared = SharedConnection::new(Locked(Mutex::new(script)), vec![0; 1024], vec![0; 1024], PORT, 1);
    let names = now(async {
        [
            shared.get(get, |_| ()).await.unwrap_err().operation,
            shared.dump(get, |_| ()).await.unwrap_err().operation,
            shared.run(client::read(get, |_| Ok(()))).await.unwrap_err().operation,
        ]
    });
    assert_eq!(names, [GET; 3]);
}
/// Every family of the crate has names in its keys.
#[cfg(feature = "genl")]
#[test]
fn keys_have_the_names_of_family_and_command() {
    use nlwire::genl::ControlMessage;
    assert_eq!(ControlMessage::CTRL_CMD_GETPOLICY.name(), "nlctrl CTRL_CMD_GETPOLICY");
    #[cfg(feature = "taskstats")]
    assert_eq!(
        nlwire::genl::taskstats::TaskstatsMessage::TASKSTATS_CMD_GET.name(),
        "TASKSTATS TASKSTATS_CMD_GET"
    );
}

/// Against the running kernel.
#[cfg(target_os = "linux")]
#[test]
fn the_kernels_error_is_explained() {
    use nlwire::socket::Protocol;
    super::common::in_namespace("explain::the_kernels_error_is_explained", || {
        let mut nl = Connection::open(Protocol::ROUTE).unwrap();
        // one byte in place of four
        let txqlen = nlwire::wire::Key::<Link, u8>::new(Link::IFLA_TXQLEN.number());
        let request = NewLink { index: 1, ..Default::default() };
        let error = nl.request_with(request, NewFlags::REQUEST, |link| _ = link.put(txqlen, 1)).unwrap_err();
        let explained = nl.explain(error);
        assert_eq!(explained.path.map(|path| path.to_string()).as_deref(), Some("IFLA_TXQLEN"));
        assert!(explained.to_string().ends_with(", at IFLA_TXQLEN"), "{explained}");
    });
}

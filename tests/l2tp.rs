//! L2TP against the running kernel, and against what `ip l2tp` says.
#![cfg(all(feature = "std", feature = "l2tp", target_os = "linux"))]

mod common;

use nlwire::{
    client::Connection,
    genl::{
        self,
        l2tp::{self, *},
    },
    schema::View,
    socket::{Protocol, Socket},
    wire::Message,
};
use std::{error::Error, time::Duration};

type Tested = Result<(), Box<dyn Error>>;

fn ip(args: &str) -> String {
    let output = common::tool("ip").args(args.split(' ')).output().expect("ip is there");
    assert!(output.status.success(), "ip {args}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn tunnels_and_sessions_are_what_ip_says() {
    let name = "tunnels_and_sessions_are_what_ip_says";
    // the family is for the system's own root
    common::in_namespace_of_root(name, || {
        if common::has_tools(name, &["ip"]) {
            live(name).expect("all of it");
        }
    });
}
fn live(name: &str) -> Tested {
    let mut buffer = [0; 32 * 1024];
    let socket = Socket::new(Protocol::GENERIC)?;
    socket.set_receive_timeout(Some(Duration::from_secs(20)))?;
    let mut connection = Connection::over_socket(socket, &mut buffer[..]);
    let family = match connection.run(genl::family(l2tp::NAME)) {
        Err(error) if error.is_not_found() => {
            common::skip(name, "this kernel has no family l2tp");
            return Ok(());
        }
        family => family?,
    };
    // made here, read by ip; the notification is read by another socket
    let mut heard_buffer = [0; 8192];
    let socket = Socket::new(Protocol::GENERIC)?;
    socket.set_receive_timeout(Some(Duration::from_secs(20)))?;
    socket.join(family.group(l2tp::EVENTS).ok_or("no group")?)?;
    let mut heard = Connection::over_socket(socket, &mut heard_buffer[..]);
    let spec = TunnelSpec::udp("127.0.0.1:5000".parse()?, "127.0.0.1:6000".parse()?);
    connection.run(l2tp::add_tunnel(&family, 1, 2, &spec))?;
    assert!(connection.run(l2tp::add_tunnel(&family, 1, 2, &spec)).unwrap_err().already_exists());
    let event = heard.find_event(|message| message.message_type() == family.id)?;
    let L2tpMessage::TunnelCreate(nlwire::genl::GenericMessage { attrs, .. }) = L2tpMessage::decode(event)?
    else {
        panic!("{event:?}")
    };
    assert_eq!((attrs.tunnel_id(), attrs.peer_tunnel_id()), (Some(1), Some(2)));
    let session = SessionSpec {
        ifname: Some("l2tpeth0"),
        cookie: Some(&[1, 2, 3, 4]),
        peer_cookie: Some(&[5, 6, 7, 8, 9, 10, 11, 12]),
        send_seq: Some(true),
        ..SessionSpec::default()
    };
    connection.run(l2tp::add_session(&family, 1, 10, 20, &session))?;
    let told = ip("l2tp show tunnel tunnel_id 1");
    for part in ["Tunnel 1, encap UDP", "From 127.0.0.1 to 127.0.0.1", "Peer tunnel 2", "5000/6000"] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let told = ip("l2tp show session tunnel_id 1 session_id 10");
    for part in [
        "Session 10 in tunnel 1",
        "Peer session 20, tunnel 2",
        "l2tpeth0",
        "cookie 01020304",
        "05060708090a0b0c",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }

    // made by ip, read here
    ip("l2tp add tunnel remote ::1 local ::1 tunnel_id 3 peer_tunnel_id 4 encap ip");
    ip("l2tp add session tunnel_id 3 session_id 30 peer_session_id 40 name other0");
    let (mut found, mut tunnels) = (Vec::new(), connection.dump(l2tp::tunnels(&family))?);
    while let Some(tunnel) = tunnels.next()? {
        assert!(!format!("{:?}", tunnel.attrs).contains('#'), "{:?}", tunnel.attrs);
        View::of(tunnel.attrs).check()?;
        found.push((tunnel.attrs.tunnel_id(), tunnel.attrs.peer_tunnel_id(), tunnel.attrs.source()));
    }
    found.sort();
    let loopback = (Some("127.0.0.1".parse()?), Some("::1".parse()?));
    assert_eq!(found, [(Some(1), Some(2), loopback.0), (Some(3), Some(4), loopback.1)]);
    let tunnel = connection.get(l2tp::tunnel(&family, 3))?;
    assert_eq!(tunnel.attrs.get(L2tp::L2TP_ATTR_ENCAP_TYPE)?, Some(EncapType::L2TP_ENCAPTYPE_IP));
    let (mut found, mut sessions) = (Vec::new(), connection.dump(l2tp::sessions(&family))?);
    while let Some(session) = sessions.next()? {
        assert!(!format!("{:?}", session.attrs).contains('#'), "{:?}", session.attrs);
        View::of(session.attrs).check()?;
        let ifname = session.attrs.ifname().ok_or("no name")?.to_string();
        found.push((session.attrs.session_id(), session.attrs.peer_session_id(), ifname));
    }
    found.sort();
    assert_eq!(
        found,
        [(Some(10), Some(20), "l2tpeth0".to_string()), (Some(30), Some(40), "other0".to_string())]
    );
    let one = connection.get(l2tp::session(&family, 1, 10))?.attrs;
    assert_eq!(one.get(L2tp::L2TP_ATTR_COOKIE)?, Some(&[1, 2, 3, 4][..]));
    assert!(connection.get(l2tp::session(&family, 1, 11)).unwrap_err().is_not_found());

    connection.run(l2tp::delete_session(&family, 1, 10))?;
    connection.run(l2tp::delete_tunnel(&family, 1))?;
    connection.run(l2tp::delete_tunnel(&family, 3))?;
    // the kernel deletes later, and announces it at once
    let deleted = |message: Message<'_>| matches!(L2tpMessage::decode(message), Ok(L2tpMessage::TunnelDelete(nlwire::genl::GenericMessage { attrs, .. })) if attrs.tunnel_id() == Some(3));
    heard.find_event(|message| message.message_type() == family.id && deleted(message))?;
    Ok(())
}

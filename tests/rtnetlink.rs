//! The smaller objects of rtnetlink against the tools that show them: `bridge mdb`, `bridge vlan`, `bridge vni`, `ip addrlabel`,
//! `ip mroute`, `cangw`, `dcb`.
#![cfg(all(feature = "std", feature = "route", target_os = "linux"))]
#![allow(clippy::unwrap_used)]
mod common;

use common::{has_tools, in_namespace, in_namespace_of_root, skip, tool};
use nlwire::{
    client::Connection,
    decode::Decoder,
    route::*,
    schema::Json,
    socket::{Config, Protocol, Socket},
    uapi::AddressFamily,
    wire::{Errno, Message, NewFlags},
};
use serde_json::{Value, json};
use std::{net::IpAddr, time::Duration};

fn connect(buffer: &mut [u8]) -> Connection<Socket, &'_ mut [u8]> {
    Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), buffer)
}
/// A connection that listens to groups, and gives up in time.
fn listen<'b>(buffer: &'b mut [u8], groups: &[RouteGroup]) -> Connection<Socket, &'b mut [u8]> {
    let groups: Vec<u32> = groups.iter().map(|group| group.0).collect();
    let socket = Config::new(Protocol::ROUTE).groups(groups).open().unwrap();
    socket.set_receive_timeout(Some(Duration::from_secs(20))).unwrap();
    Connection::over_socket(socket, buffer)
}
/// Runs a tool; what it said on its error output where it failed.
fn run(line: &str) -> Result<Vec<u8>, String> {
    let mut words = line.split_whitespace();
    let output = tool(words.next().unwrap()).args(words).output().map_err(|error| error.to_string())?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(format!("{line}: {}", String::from_utf8_lossy(&output.stderr).trim())),
    }
}
fn made(line: &str) {
    run(line).unwrap();
}
/// What a tool with `-j` says.
fn said(line: &str) -> Value {
    serde_json::from_slice(&run(line).unwrap()).unwrap()
}
/// A message as our JSON. None of its attributes is unknown.
fn ours(message: Message<'_>) -> Value {
    let text = Json(Decoder::new().describe(Protocol::ROUTE, message)).to_string();
    let value: Value = serde_json::from_str(&text).unwrap();
    known(&value, &text);
    value
}
fn known(value: &Value, text: &str) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            assert!(key.parse::<u16>().is_err(), "the attribute {key} is unknown: {text}");
            known(value, text);
        }),
        Value::Array(items) => items.iter().for_each(|item| known(item, text)),
        _ => {}
    }
}
fn index(connection: &mut Connection<Socket, &mut [u8]>, name: &str) -> u32 {
    connection.get(link::by_name(name)).unwrap().index()
}
/// A bridge with the port `p1`, up; what the kernel lacks where it cannot be made.
fn bridge(options: &str) -> Result<(), String> {
    run(&format!("ip link add br0 type bridge {options}"))?;
    run("ip link add p1 type veth peer name p2")?;
    for line in ["p1 master br0", "br0 up", "p1 up", "p2 up"] {
        run(&format!("ip link set {line}"))?;
    }
    Ok(())
}

/// Entries as `bridge -d -j mdb show` has them: port, group, state.
fn entries(mdb: &Value) -> Vec<[String; 3]> {
    let all = mdb[0]["mdb"].as_array().unwrap();
    let mut all: Vec<_> = all
        .iter()
        .map(|it| ["port", "grp", "state"].map(|key| it[key].as_str().unwrap().to_string()))
        .collect();
    all.sort();
    all
}
#[test]
fn groups_of_a_bridge_are_what_bridge_says() {
    const NAME: &str = "groups_of_a_bridge_are_what_bridge_says";
    if !has_tools(NAME, &["ip", "bridge"]) {
        return;
    }
    in_namespace(NAME, || {
        if let Err(why) = bridge("mcast_snooping 1 mcast_querier 1") {
            return skip(NAME, &why);
        }
        let (mut buffer, mut events) = (vec![0; 65536], vec![0; 65536]);
        let mut connection = connect(&mut buffer);
        let mut listener = listen(&mut events, &[RouteGroup::RTNLGRP_MDB]);
        let (br0, p1) = (index(&mut connection, "br0"), index(&mut connection, "p1"));
        let state = MdbState::MDB_PERMANENT;
        let spec = |group: &str| mdb::MdbSpec {
            port: p1,
            group: Some(group.parse().unwrap()),
            state,
            ..Default::default()
        };
        for group in ["239.1.1.1", "ff05::5"] {
            connection.run(mdb::add(br0, &spec(group))).unwrap();
            // besides those of this host's own groups
            let of_group = |event: &Value| {
                let info = &event["attributes"]["MDBA_MDB"]["MDBA_MDB_ENTRY"][0]["MDBA_MDB_ENTRY_INFO"][0];
                (&info["header"]["addr"]["u"], &info["header"]["ifindex"]) == (&json!(group), &json!(p1))
            };
            let is_new = |message: Message<'_>| {
                message.message_type() == RouteMessage::RTM_NEWMDB && of_group(&ours(message))
            };
            listener.find_event(is_new).unwrap();
        }
        let again = connection.run(mdb::add(br0, &spec("239.1.1.1"))).unwrap_err();
        assert!(again.already_exists(), "{again}");
        made("bridge mdb add dev br0 port p1 grp 239.9.9.9 src 192.0.2.7 permanent");
        made("bridge link set dev p1 mcast_router 2");
        let mut found = Vec::new();
        let mut all = connection.dump(mdb::list()).unwrap();
        while let Some(reply) = all.next().unwrap() {
            ours(reply.message);
            assert_eq!((reply.link(), reply.router_ports().collect::<Vec<_>>()), (br0, vec![p1]));
            for entry in reply.entries().filter(|entry| entry.port() == p1 && entry.state() == state) {
                let group = entry.group().unwrap().to_string();
                if group == "239.9.9.9" {
                    assert_eq!(entry.source(), Some("192.0.2.7".parse().unwrap()));
                }
                found.push(["p1".to_string(), group, "permanent".to_string()]);
            }
        }
        found.sort();
        let said = said("bridge -d -j mdb show");
        let theirs: Vec<_> =
            entries(&said).into_iter().filter(|it| it[0] == "p1" && it[2] == "permanent").collect();
        assert_eq!((found.len(), &found), (3, &theirs), "{said}");
        match connection.get(mdb::find(br0, &spec("239.1.1.1"))) {
            Ok(reply) => {
                let groups: Vec<_> = reply.entries().map(|entry| (entry.port(), entry.group())).collect();
                assert!(groups.contains(&(p1, Some([239, 1, 1, 1].into()))), "{groups:?}");
            }
            Err(error) => skip(NAME, &format!("one entry is not asked for: {error}")),
        }
        connection.run(mdb::delete(br0, &spec("239.1.1.1"))).unwrap();
        let is_gone = |message: Message<'_>| message.message_type() == RouteMessage::RTM_DELMDB;
        ours(listener.find_event(is_gone).unwrap());
        assert!(connection.run(mdb::delete(br0, &spec("239.1.1.1"))).is_err());
    });
}
#[test]
fn groups_of_a_vxlan_have_remotes() {
    const NAME: &str = "groups_of_a_vxlan_have_remotes";
    if !has_tools(NAME, &["ip"]) {
        return;
    }
    in_namespace(NAME, || {
        if let Err(why) = run("ip link add vx0 type vxlan id 5 dstport 4789 local 192.0.2.1") {
            return skip(NAME, &why);
        }
        let mut buffer = vec![0; 65536];
        let mut connection = connect(&mut buffer);
        let vx0 = index(&mut connection, "vx0");
        let entry = BrMdbEntry::from_group([239, 1, 1, 1].into())
            .with(BrMdbEntry::ifindex, vx0)
            .with(BrMdbEntry::state, MdbState::MDB_PERMANENT);
        let operation = NewMdb { family: AddressFamily::AF_BRIDGE, index: vx0 };
        let remote: IpAddr = "198.51.100.1".parse().unwrap();
        let added = connection.request_with(operation, NewFlags::CREATE | NewFlags::EXCL, |request| {
            request.put(MdbSet::MDBA_SET_ENTRY, &entry).nest(MdbSet::MDBA_SET_ENTRY_ATTRS, |options| {
                options
                    .put(MdbEntryOptions::MDBE_ATTR_DST, remote)
                    .put(MdbEntryOptions::MDBE_ATTR_DST_PORT, 4790u16)
                    .put(MdbEntryOptions::MDBE_ATTR_VNI, 77u32);
            });
        });
        if let Err(error) = added {
            return skip(NAME, &format!("no MDB of VXLAN: {error}"));
        }
        let mut all = connection.dump(mdb::list()).unwrap();
        let reply = all.next().unwrap().unwrap();
        ours(reply.message);
        let found = reply.entries().next().unwrap();
        assert_eq!((reply.link(), found.group()), (vx0, Some([239, 1, 1, 1].into())));
        let remote_of = found.attrs.get(MdbInfo::MDBA_MDB_EATTR_DST).unwrap().map(IpAddr::from);
        assert_eq!(remote_of, Some(remote));
        assert_eq!(found.attrs.get(MdbInfo::MDBA_MDB_EATTR_DST_PORT).unwrap(), Some(4790));
        assert_eq!(found.attrs.get(MdbInfo::MDBA_MDB_EATTR_VNI).unwrap(), Some(77));
    });
}

/// Flags as `bridge -j vlan show` has them.
fn vlan_flags(flags: BridgeVlanFlags) -> Value {
    let names = [
        (BridgeVlanFlags::BRIDGE_VLAN_INFO_PVID, "PVID"),
        (BridgeVlanFlags::BRIDGE_VLAN_INFO_UNTAGGED, "Egress Untagged"),
    ];
    let names: Vec<_> =
        names.iter().filter(|(flag, _)| flags.contains(*flag)).map(|(_, name)| *name).collect();
    if names.is_empty() { Value::Null } else { json!(names) }
}
#[test]
fn vlans_are_what_bridge_says() {
    const NAME: &str = "vlans_are_what_bridge_says";
    if !has_tools(NAME, &["ip", "bridge"]) {
        return;
    }
    in_namespace(NAME, || {
        if let Err(why) =
            bridge("vlan_filtering 1 vlan_stats_enabled 1 mcast_snooping 1 mcast_vlan_snooping 1")
        {
            return skip(NAME, &why);
        }
        let (mut buffer, mut events) = (vec![0; 65536], vec![0; 65536]);
        let mut connection = connect(&mut buffer);
        let mut listener = listen(&mut events, &[RouteGroup::RTNLGRP_BRVLAN]);
        let (br0, p1) = (index(&mut connection, "br0"), index(&mut connection, "p1"));
        let is_new = |message: Message<'_>| message.message_type() == RouteMessage::RTM_NEWVLAN;
        let untagged = BridgeVlanFlags::BRIDGE_VLAN_INFO_UNTAGGED;
        connection.run(vlan::add(p1, 10..=12, untagged)).unwrap();
        let event = ours(listener.find_event(is_new).unwrap());
        assert_eq!(event["attributes"]["BRIDGE_VLANDB_ENTRY"][0]["BRIDGE_VLANDB_ENTRY_INFO"]["vid"], 10);
        made("bridge vlan add dev p1 vid 20");
        connection.run(vlan::set_state(p1, 20..=20, BridgePortState::BR_STATE_BLOCKING)).unwrap();
        let (mut found, mut ranges) = (Vec::new(), 0);
        let mut all = connection.dump(vlan::list()).unwrap();
        while let Some(reply) = all.next().unwrap() {
            ours(reply.message);
            for vlan in reply.vlans().filter(|_| reply.link() == p1) {
                ranges += 1;
                found.extend((vlan.first()..=vlan.last()).map(|vid| [json!(vid), vlan_flags(vlan.flags())]));
                let blocking = vlan.state() == Some(BridgePortState::BR_STATE_BLOCKING);
                assert_eq!(blocking, vlan.first() == 20);
            }
        }
        let said = said("bridge -j vlan show dev p1");
        let theirs = said[0]["vlans"].as_array().unwrap();
        let theirs: Vec<_> = theirs.iter().map(|it| ["vlan", "flags"].map(|key| it[key].clone())).collect();
        assert_eq!((ranges, found.len(), &found), (3, 5, &theirs), "{said}");
        let mut all = connection.dump(vlan::list_with_statistics()).unwrap();
        let mut counted = 0;
        while let Some(reply) = all.next().unwrap() {
            ours(reply.message);
            let stats = BridgeVlanEntry::BRIDGE_VLANDB_ENTRY_STATS;
            counted += reply.vlans().filter(|vlan| vlan.attrs.get(stats).unwrap().is_some()).count();
        }
        assert!(counted > 0);
        connection.run(vlan::delete(p1, 10..=12, BridgeVlanFlags::empty())).unwrap();
        let is_gone = |message: Message<'_>| message.message_type() == RouteMessage::RTM_DELVLAN;
        ours(listener.find_event(is_gone).unwrap());

        // global options
        connection.run(vlan::add(br0, 30..=31, BridgeVlanFlags::BRIDGE_VLAN_INFO_BRENTRY)).unwrap();
        connection
            .run(vlan::set_global(br0, 30..=31, |options| {
                options
                    .put(BridgeVlanGlobal::BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION, 3)
                    .put(BridgeVlanGlobal::BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL, 6000u64);
            }))
            .unwrap();
        let mut found = Vec::new();
        let mut all = connection.dump(vlan::list_global()).unwrap();
        while let Some(reply) = all.next().unwrap() {
            let ours = ours(reply.message);
            assert_eq!(reply.link(), br0);
            found.extend(ours["attributes"]["BRIDGE_VLANDB_GLOBAL_OPTIONS"].as_array().unwrap().clone());
        }
        let said = self::said("bridge -j -d vlan global show");
        let theirs = said[0]["vlans"].as_array().unwrap();
        assert_eq!(found.len(), theirs.len(), "{found:?} {said}");
        let mut compared = 0;
        for (ours, theirs) in found.iter().zip(theirs) {
            for (key, value) in theirs.as_object().unwrap() {
                let name = match key.as_str() {
                    "vlan" => "ID".to_string(),
                    "vlanEnd" => "RANGE".to_string(),
                    "router_ports" | "mcast_querier_state" => continue,
                    key => key.to_uppercase().replace("INTERVAL", "INTVL").replace("COUNT", "CNT"),
                };
                assert_eq!(&ours[format!("BRIDGE_VLANDB_GOPTS_{name}")], value, "{key}: {ours} {theirs}");
                compared += 1;
            }
        }
        let changed = found.iter().find(|it| it["BRIDGE_VLANDB_GOPTS_ID"] == 30).unwrap();
        assert_eq!(changed["BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL"], 6000);
        assert!(compared > 20, "{compared}");
    });
}
#[test]
fn vnis_are_what_bridge_says() {
    const NAME: &str = "vnis_are_what_bridge_says";
    if !has_tools(NAME, &["ip", "bridge"]) {
        return;
    }
    in_namespace(NAME, || {
        if let Err(why) = run("ip link add vx0 type vxlan dstport 4789 external vnifilter") {
            return skip(NAME, &why);
        }
        let (mut buffer, mut events) = (vec![0; 65536], vec![0; 65536]);
        let mut connection = connect(&mut buffer);
        let mut listener = listen(&mut events, &[RouteGroup::RTNLGRP_TUNNEL]);
        let vx0 = index(&mut connection, "vx0");
        let group: IpAddr = "192.0.2.9".parse().unwrap();
        connection.run(tunnel::add(vx0, 100..=103, None)).unwrap();
        connection.run(tunnel::add(vx0, 200..=200, Some(group))).unwrap();
        let is_new = |message: Message<'_>| message.message_type() == RouteMessage::RTM_NEWTUNNEL;
        let event = ours(listener.find_event(is_new).unwrap());
        assert_eq!(event["header"]["ifindex"], vx0);
        made("bridge vni add dev vx0 vni 300-301 remote 2001:db8::9");
        let mut found = Vec::new();
        let mut all = connection.dump(tunnel::list()).unwrap();
        while let Some(reply) = all.next().unwrap() {
            ours(reply.message);
            assert_eq!(reply.link(), vx0);
            for vnis in reply.vnis() {
                let last = if vnis.last == vnis.first { Value::Null } else { json!(vnis.last) };
                let group = vnis.group.map_or(Value::Null, |group| json!(group.to_string()));
                found.push([json!(vnis.first), last, group]);
            }
        }
        let said = said("bridge -j vni show");
        let theirs = said[0]["vnis"].as_array().unwrap().iter();
        let theirs: Vec<_> = theirs
            .map(|it| {
                // iproute2 before 6.14 calls an IPv4 group "remote"
                let group =
                    ["group", "remote", "group6"].iter().map(|key| &it[*key]).find(|it| !it.is_null());
                [it["vni"].clone(), it["vniEnd"].clone(), group.cloned().unwrap_or_default()]
            })
            .collect();
        assert_eq!((found.len(), &found), (3, &theirs), "{said}");
        let mut all = connection.dump(tunnel::list_with_statistics()).unwrap();
        let reply = all.next().unwrap().unwrap();
        ours(reply.message);
        let counted = reply.vnis().map(|vnis| vnis.statistics.unwrap());
        let received = counted.map(|stats| stats.get(VniFilterStats::VNIFILTER_ENTRY_STATS_RX_PKTS).unwrap());
        assert_eq!(received.collect::<Vec<_>>(), [Some(0); 7]);
        while all.next().unwrap().is_some() {}
        connection.run(tunnel::delete(vx0, 100..=103)).unwrap();
        let is_gone = |message: Message<'_>| message.message_type() == RouteMessage::RTM_DELTUNNEL;
        ours(listener.find_event(is_gone).unwrap());
        let again = connection.run(tunnel::delete(vx0, 100..=103)).unwrap_err();
        assert!(again.is_not_found(), "{again}");
    });
}
#[test]
fn labels_are_what_ip_says() {
    const NAME: &str = "labels_are_what_ip_says";
    if !has_tools(NAME, &["ip"]) {
        return;
    }
    in_namespace(NAME, || {
        let mut buffer = vec![0; 65536];
        let mut connection = connect(&mut buffer);
        let prefix = "2001:db8::".parse().unwrap();
        if let Err(error) = connection.run(addrlabel::add(prefix, 32, 99)) {
            return skip(NAME, &format!("no labels: {error}"));
        }
        assert!(connection.run(addrlabel::add(prefix, 32, 99)).unwrap_err().already_exists());
        made("ip addrlabel add prefix 2001:db8:1::/48 label 100 dev lo");
        let mut found = Vec::new();
        let mut all = connection.dump(addrlabel::list()).unwrap();
        while let Some(reply) = all.next().unwrap() {
            ours(reply.message);
            let (address, len) = reply.prefix().unwrap();
            found.push((address.to_string(), len, reply.label().unwrap(), reply.link()));
        }
        let said = said("ip -j addrlabel list");
        let theirs = said.as_array().unwrap().iter().map(|it| {
            let address: std::net::Ipv6Addr = it["address"].as_str().unwrap().parse().unwrap();
            let number = |key: &str| it[key].as_u64().unwrap() as u32;
            let link = if it["ifname"] == "lo" || it["dev"] == "lo" { 1 } else { 0 };
            (address.to_string(), number("prefixlen") as u8, number("label"), link)
        });
        let theirs: Vec<_> = theirs.collect();
        let without_link = |all: &[(String, u8, u32, u32)]| {
            all.iter().map(|(address, len, label, _)| (address.clone(), *len, *label)).collect::<Vec<_>>()
        };
        assert_eq!(without_link(&found), without_link(&theirs), "{said}");
        assert!(found.contains(&("2001:db8::".to_string(), 32, 99, 0)), "{found:?}");
        assert!(found.contains(&("2001:db8:1::".to_string(), 48, 100, 1)), "{found:?}");
        let one = connection.get(addrlabel::find("2001:db8:9::1".parse().unwrap())).unwrap();
        assert_eq!(one.label(), Some(99));
        connection.run(addrlabel::delete(prefix, 32, 99)).unwrap();
        assert!(connection.run(addrlabel::delete(prefix, 32, 99)).unwrap_err().is_not_found());
    });
}

/// The socket of a multicast routing daemon, with one VIF; where it is closed, the kernel ends multicast routing.
mod daemon {
    use std::os::fd::{AsRawFd, OwnedFd};

    unsafe extern "C" {
        fn setsockopt(socket: i32, level: i32, name: i32, value: *const u8, len: u32) -> i32;
    }
    fn set(socket: &OwnedFd, name: i32, value: &[u8]) -> std::io::Result<()> {
        // SAFETY: the kernel reads `len` bytes of the value.
        match unsafe { setsockopt(socket.as_raw_fd(), 0, name, value.as_ptr(), value.len() as u32) } {
            0 => Ok(()),
            _ => Err(std::io::Error::last_os_error()),
        }
    }
    pub fn start(link: u32) -> std::io::Result<OwnedFd> {
        use rustix::net::{AddressFamily, SocketType, ipproto, socket};
        let socket = socket(AddressFamily::INET, SocketType::RAW, Some(ipproto::IGMP))?;
        set(&socket, 200, &1i32.to_ne_bytes())?; // MRT_INIT
        // struct vifctl of VIF 0, VIFF_USE_IFINDEX, threshold 1
        let mut vif = [0; 16];
        vif[2..4].copy_from_slice(&[8, 1]);
        vif[8..12].copy_from_slice(&link.to_ne_bytes());
        set(&socket, 202, &vif)?; // MRT_ADD_VIF
        Ok(socket)
    }
}
#[test]
fn multicast_routes_are_what_ip_says() {
    const NAME: &str = "multicast_routes_are_what_ip_says";
    if !has_tools(NAME, &["ip"]) {
        return;
    }
    in_namespace(NAME, || {
        if let Err(why) = run("ip link add p1 type veth peer name p2") {
            return skip(NAME, &why);
        }
        for line in [
            "link set p1 up",
            "link set p2 up",
            "address add 192.0.2.1/24 dev p1",
            "route add 239.0.0.0/8 dev p1",
        ] {
            made(&format!("ip {line}"));
        }
        let (mut buffer, mut events) = (vec![0; 65536], vec![0; 65536]);
        let mut connection = connect(&mut buffer);
        let p1 = index(&mut connection, "p1");
        let _daemon = match daemon::start(p1) {
            Ok(daemon) => daemon,
            Err(error) => return skip(NAME, &format!("no multicast routing: {error}")),
        };
        // an upcall: the route for this packet is missed
        let mut listener = listen(&mut events, &[RouteGroup::RTNLGRP_IPV4_MROUTE_R]);
        let sender = std::net::UdpSocket::bind("192.0.2.1:0").unwrap();
        sender.send_to(b"to a group", "239.1.1.1:9").unwrap();
        let is_report = |message: Message<'_>| message.message_type() == RouteMessage::RTM_NEWCACHEREPORT;
        let report = ours(listener.find_event(is_report).unwrap());
        assert_eq!(report["header"]["rtgen_family"], "RTNL_FAMILY_IPMR");
        let attributes = &report["attributes"];
        assert_eq!(attributes["IPMRA_CREPORT_MSGTYPE"], "IGMPMSG_NOCACHE");
        assert_eq!(attributes["IPMRA_CREPORT_SRC_ADDR"], "192.0.2.1");
        assert_eq!(
            (&attributes["IPMRA_CREPORT_DST_ADDR"], &attributes["IPMRA_CREPORT_VIF_ID"]),
            (&json!("239.1.1.1"), &json!(0))
        );

        let spec = mroute::MulticastRouteSpec {
            source: [192, 0, 2, 7].into(),
            group: [239, 2, 2, 2].into(),
            input_link: p1,
            ttls: &[1],
            table: None,
        };
        connection.run(mroute::replace_ipv4(&spec)).unwrap();
        let mut found = Vec::new();
        let mut all = connection.dump(mroute::list_ipv4()).unwrap();
        while let Some(route) = all.next().unwrap() {
            ours(route.message);
            let (group, len) = route.destination().unwrap();
            assert_eq!(len, 32);
            found.push((
                route.multicast_source().unwrap().to_string(),
                group.to_string(),
                route.input_link(),
            ));
        }
        found.sort();
        let said = said("ip -j mroute show");
        let mut theirs: Vec<_> = said
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                let text = |key: &str| it[key].as_str().unwrap().to_string();
                (text("src"), text("dst"), (it["iif"] == "p1").then_some(p1))
            })
            .collect();
        theirs.sort();
        assert_eq!((found.len(), &found), (2, &theirs), "{said}");
        assert!(found.contains(&("192.0.2.7".to_string(), "239.2.2.2".to_string(), Some(p1))));

        let mut tables = connection.dump(mroute::tables()).unwrap();
        let reply = tables.next().unwrap().unwrap();
        ours(reply.message);
        let table = reply.multicast_table().unwrap();
        assert_eq!(table.get(McastTable::IPMRA_TABLE_ID).unwrap(), Some(253));
        let vifs = table.get(McastTable::IPMRA_TABLE_VIFS).unwrap().unwrap();
        let vif = vifs.get_all(McastVifs::IPMRA_VIF).next().unwrap().unwrap();
        assert_eq!(vif.get(McastVif::IPMRA_VIFA_IFINDEX).unwrap(), Some(p1));
        assert_eq!(vif.get(McastVif::IPMRA_VIFA_FLAGS).unwrap(), Some(VifFlags::VIFF_USE_IFINDEX));
        let local = vif.get(McastVif::IPMRA_VIFA_LOCAL_ADDR).unwrap();
        assert_eq!(local, Some(p1.to_ne_bytes().into()), "the index where an address could be");
        while tables.next().unwrap().is_some() {}

        connection.run(mroute::delete_ipv4(&spec)).unwrap();
        assert!(connection.run(mroute::delete_ipv4(&spec)).unwrap_err().is_not_found());
    });
}
#[test]
fn can_gateways_are_what_cangw_says() {
    const NAME: &str = "can_gateways_are_what_cangw_says";
    if !has_tools(NAME, &["ip", "cangw"]) {
        return;
    }
    in_namespace_of_root(NAME, || {
        for name in ["vcan0", "vcan1"] {
            if let Err(why) = run(&format!("ip link add {name} type vcan")) {
                return skip(NAME, &why);
            }
        }
        let mut buffer = vec![0; 65536];
        let mut connection = connect(&mut buffer);
        let (from, to) = (index(&mut connection, "vcan0"), index(&mut connection, "vcan1"));
        let filter = CanFilter::new().with(CanFilter::can_id, 0x123).with(CanFilter::can_mask, 0x7ff);
        let flags = CanGwFlags::CGW_FLAGS_CAN_ECHO;
        let options = |job: &mut nlwire::wire::Writer<'_, CanGw>| {
            job.put(CanGw::CGW_FILTER, &filter);
        };
        if let Err(error) = connection.run(can_gw::add(from, to, flags, options)) {
            return skip(NAME, &format!("no CAN gateway: {error}"));
        }
        made("cangw -A -s vcan1 -d vcan0 -m SET:IL:456.2.0000000000000000");
        let mut found = Vec::new();
        let mut all = connection.dump(can_gw::list()).unwrap();
        while let Some(job) = all.next().unwrap() {
            ours(job.message);
            let set = job.attrs.get(CanGw::CGW_MOD_SET).unwrap();
            let id = set.map(|set| set.get(CgwFrameMod::cf).get(CanFrame::can_id));
            let filter = job.filter().map(|it| it.get(CanFilter::can_id));
            found.push((job.source_link(), job.destination_link(), filter, id));
        }
        found.sort();
        assert_eq!(
            found,
            [(Some(from), Some(to), Some(0x123), None), (Some(to), Some(from), None, Some(0x456))]
        );
        // its status is not 0 here
        let said = tool("cangw").arg("-L").output().unwrap();
        let said = String::from_utf8_lossy(&said.stdout);
        assert!(said.contains("-s vcan0 -d vcan1 -e -f 123:7FF"), "{said}");
        connection.run(can_gw::delete(from, to, flags, options)).unwrap();
        connection.run(can_gw::flush()).unwrap();
        assert!(connection.dump(can_gw::list()).unwrap().next().unwrap().is_none());
    });
}
#[test]
fn a_link_without_dcb_refuses_as_dcb_says() {
    const NAME: &str = "a_link_without_dcb_refuses_as_dcb_says";
    if !has_tools(NAME, &["dcb"]) {
        return;
    }
    in_namespace(NAME, || {
        let mut buffer = vec![0; 8192];
        let mut connection = connect(&mut buffer);
        let refusal = connection.get(dcb::ieee("lo")).unwrap_err();
        let theirs = run("dcb ets show dev lo").unwrap_err();
        let errno = refusal.errno().unwrap().to_string();
        let words = if errno.contains("EOPNOTSUPP") { "not supported" } else { "Invalid argument" };
        assert!(theirs.contains(words), "{refusal}: {theirs}");
        assert!(connection.get(dcb::dcbx("lo")).is_err());
        // in a user namespace nobody may
        let refused = connection.run(dcb::set_ieee("lo", |_| {})).unwrap_err();
        assert!(refused.errno() == refusal.errno() || refused.errno() == Some(Errno::EPERM), "{refused}");
        assert!(connection.get(dcb::ieee("none")).is_err());
    });
}

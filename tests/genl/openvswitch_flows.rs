//! Flows, packets, meters and limits of Open vSwitch against the running kernel and `ovs-dpctl`.
#[path = "openvswitch_flows/meters.rs"]
mod meters;
#[path = "openvswitch_flows/upcalls.rs"]
mod upcalls;
use super::{Tested, common, connect, ethtool::ip};
use nlwire::{
    client::Connection,
    decode::Decoder,
    genl::{
        self, Family, GenericHeader,
        openvswitch::{self as ovs, *},
    },
    schema::Json,
    socket::Socket,
    uapi::{EtherType, IpProtocol},
    wire::{Attrs, Be, Flag, MacField, Message, Struct, Writer},
};
use serde_json::Value;
use std::net::Ipv4Addr;
/// What `ovs-dpctl` prints, or why it refuses.
fn dpctl(args: &[&str]) -> Result<String, String> {
    let output = common::tool("ovs-dpctl").args(args).output().map_err(|error| error.to_string())?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}
type Conn<'b> = Connection<Socket, &'b mut [u8]>;
/// The family, or a skip.
fn family(connection: &mut Conn<'_>, test: &str, name: &str) -> Option<Family> {
    match connection.run(genl::family(name)) {
        Ok(family) => Some(family),
        Err(error) if error.is_not_found() => {
            common::skip(test, "this kernel has no Open vSwitch");
            None
        }
        Err(error) => panic!("{error}"),
    }
}
/// Creates a datapath, and returns its interface index.
fn datapath(connection: &mut Conn<'_>, datapaths: &Family, name: &str) -> u32 {
    connection.run(ovs::add_datapath(datapaths, name, 0)).unwrap();
    let found = connection.get(ovs::datapath(datapaths, name)).unwrap();
    found.header.get(GenericHeader::user).get(OvsHeader::dp_ifindex)
}
/// Attributes whose content is bytes to the kernel, too.
const OPAQUE: &[&str] = &[
    "OVS_USERSPACE_ATTR_USERDATA",
    "OVS_PACKET_ATTR_USERDATA",
    "OVS_PACKET_ATTR_PACKET",
    "OVS_FLOW_ATTR_UFID",
    "OVS_TUNNEL_KEY_ATTR_GENEVE_OPTS",
    "OVS_NSH_KEY_ATTR_MD2",
];
/// Adds what is unknown, or hexadecimal, to the list.
fn unknown(path: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                if name.starts_with('#') {
                    found.push(format!("{path}.{name}: {value}"));
                }
                unknown(name, value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| unknown(path, item, found)),
        Value::String(text)
            if text.len() >= 4
                && text.len() % 2 == 0
                && text.bytes().all(|byte| byte.is_ascii_hexdigit())
                && !OPAQUE.contains(&path) =>
        {
            found.push(format!("{path}: {text}"));
        }
        _ => {}
    }
}
/// Flows without statistics, sorted, as `ovs-dpctl` prints them.
fn printed(name: &str) -> Vec<String> {
    let text = dpctl(&["dump-flows", name]).unwrap();
    let mut lines: Vec<_> = text
        .lines()
        .map(|line| match (line.split_once(", packets:"), line.split_once(", actions:")) {
            (Some((key, _)), Some((_, actions))) => format!("{key} => {actions}"),
            _ => line.to_owned(),
        })
        .collect();
    lines.sort();
    lines
}
const ETH: &str = "eth(src=02:00:00:00:00:01,dst=02:00:00:00:00:02)";
/// Keys and actions for `ovs-dpctl add-flow`; ETH stands for Ethernet addresses, N for a port.
const MADE_BY_DPCTL: &[(&str, &str)] = &[
    ("in_port(N),ETH,eth_type(0x1234)", "1"),
    ("in_port(N),skb_priority(0x3),skb_mark(0x7/0xff),ETH,eth_type(0x1234)", "1"),
    ("in_port(N),eth(src=02:00:00:00:00:00/ff:00:00:00:00:00),eth_type(0x1234)", "2,3"),
    ("in_port(N),ETH,eth_type(0x8100),vlan(vid=5,pcp=3),encap(eth_type(0x1234))", "pop_vlan,1"),
    (
        "in_port(N),ETH,eth_type(0x88a8),vlan(vid=9,pcp=0),encap(eth_type(0x8100),vlan(vid=5,pcp=0),encap(eth_type(0x1234)))",
        "pop_vlan,pop_vlan,1",
    ),
    (
        "in_port(N),ETH,eth_type(0x0800),ipv4(src=10.0.0.0/255.0.0.0,dst=10.0.0.2,proto=6,tos=0,ttl=64,frag=no),tcp(src=1024,dst=80/0xfff0),tcp_flags(0x12/0xfff)",
        "push_vlan(vid=5,pcp=0),1,pop_vlan,2",
    ),
    (
        "in_port(N),ETH,eth_type(0x0800),ipv4(src=10.0.0.1,dst=10.0.0.2,proto=17,tos=0,ttl=64,frag=first),udp(src=53,dst=1000)",
        "1",
    ),
    (
        "in_port(N),ETH,eth_type(0x0800),ipv4(src=10.0.0.1,dst=10.0.0.2,proto=132,tos=0,ttl=64,frag=no),sctp(src=53,dst=1000)",
        "set(sctp(src=7)),1",
    ),
    (
        "in_port(N),ETH,eth_type(0x0800),ipv4(src=10.0.0.1,dst=10.0.0.2,proto=1,tos=0,ttl=64,frag=no),icmp(type=8,code=0)",
        "set(ipv4(ttl=9)),1",
    ),
    (
        "in_port(N),ETH,eth_type(0x86dd),ipv6(src=2001:db8::1,dst=2001:db8::2,label=0x12,proto=58,tclass=0,hlimit=255,frag=no),icmpv6(type=135,code=0),nd(target=2001:db8::2,sll=02:00:00:00:00:01,tll=00:00:00:00:00:00)",
        "1",
    ),
    (
        "in_port(N),ETH,eth_type(0x86dd),ipv6(src=2001:db8::/ffff:ffff::,dst=::/::,label=0/0,proto=17,tclass=0,hlimit=9,frag=no),udp(src=5,dst=6)",
        "set(ipv6(dst=2001:db8::9,tclass=0x10)),set(udp(dst=9)),1",
    ),
    (
        "in_port(N),ETH,eth_type(0x0806),arp(sip=10.0.0.1,tip=10.0.0.2,op=1,sha=02:00:00:00:00:01,tha=00:00:00:00:00:00)",
        "1",
    ),
    ("in_port(N),ETH,eth_type(0x8847),mpls(label=100,tc=3,ttl=64,bos=1)", "1"),
    ("recirc_id(0x5),dp_hash(0x1/0xf),in_port(N),ETH,eth_type(0x1234)", "recirc(9)"),
    (
        "ct_state(+est+trk-new),ct_zone(0x5),ct_mark(0x1/0xf),ct_label(0x1/0xff),in_port(N),ETH,eth_type(0x0800),ipv4(src=10.0.0.1,dst=10.0.0.2,proto=17,tos=0,ttl=4,frag=no),udp(src=3,dst=4)",
        "1",
    ),
    (
        "ct_state(+trk),ct_tuple4(src=10.0.0.1,dst=10.0.0.2,proto=6,tp_src=1,tp_dst=2),in_port(N),ETH,eth_type(0x0800),ipv4(src=10.0.0.1,dst=10.0.0.2,proto=17,tos=0,ttl=5,frag=no),udp(src=3,dst=4)",
        "ct_clear,1",
    ),
    (
        "ct_state(+trk),ct_tuple6(src=2001:db8::1,dst=2001:db8::2,proto=6,tp_src=1,tp_dst=2),in_port(N),ETH,eth_type(0x86dd),ipv6(src=2001:db8::1,dst=2001:db8::2,label=0,proto=17,tclass=0,hlimit=7,frag=no),udp(src=3,dst=4)",
        "1",
    ),
    (
        "tunnel(tun_id=0x7,src=192.0.2.1,dst=192.0.2.2,tos=0x0,ttl=64,tp_dst=4789,flags(df|csum|key)),in_port(N),ETH,eth_type(0x1234)",
        "1",
    ),
    (
        "tunnel(tun_id=0x7,src=192.0.2.1,dst=192.0.2.2,tos=0x0,ttl=64,vxlan(gbp(id=5,flags=0)),flags(key)),in_port(N),ETH,eth_type(0x1234)",
        "1",
    ),
    (
        "tunnel(tun_id=0x7,src=192.0.2.1,dst=192.0.2.2,tos=0x0,ttl=64,geneve({class=0x102,type=0x80,len=4,0xa}),flags(key)),in_port(N),ETH,eth_type(0x1234)",
        "1",
    ),
    (
        "tunnel(tun_id=0x7,ipv6_src=2001:db8::1,ipv6_dst=2001:db8::2,tos=0x0,ttl=64,flags(key)),in_port(N),ETH,eth_type(0x1234)",
        "1",
    ),
    (
        "in_port(N),ETH,eth_type(0x1235)",
        "set(tunnel(tun_id=0x8,src=192.0.2.1,dst=192.0.2.3,ttl=64,geneve({class=0x102,type=0x1,len=8,0x0102030405060708}),flags(df|key))),1",
    ),
    (
        "in_port(N),ETH,eth_type(0x1236)",
        "set(tunnel(tun_id=0x8,src=192.0.2.1,dst=192.0.2.3,ttl=64,erspan(ver=2,dir=1,hwid=0x7),flags(key))),1",
    ),
    (
        "in_port(N),ETH,eth_type(0x1237)",
        "set(tunnel(tun_id=0x8,src=192.0.2.1,dst=192.0.2.3,ttl=64,erspan(ver=1,idx=0x3),flags(key))),1",
    ),
    (
        "in_port(N),ETH,eth_type(0x1238)",
        "set(tunnel(tun_id=0x8,src=192.0.2.1,dst=192.0.2.3,ttl=64,vxlan(gbp(id=7,flags=0)),flags(key))),1",
    ),
    ("in_port(N),ETH,eth_type(0x1239)", "userspace(pid=55,userdata(0102030405),actions,tunnel_out_port=3)"),
    ("in_port(N),ETH,eth_type(0x123a)", "sample(sample=25.0%,actions(1,sample(sample=50.0%,actions(2)))),3"),
    ("in_port(N),ETH,eth_type(0x123b)", "clone(push_vlan(vid=1,pcp=0),1),2"),
    (
        "in_port(N),ETH,eth_type(0x123c)",
        "check_pkt_len(size=200,gt(1),le(check_pkt_len(size=100,gt(2),le(3))))",
    ),
    ("in_port(N),ETH,eth_type(0x123d)", "trunc(100),1,meter(3),2"),
    (
        "in_port(N),ETH,eth_type(0x123e)",
        "set(skb_mark(0x5/0xff)),set(skb_priority(0x9)),set(eth(src=02:00:00:00:00:09,dst=02:00:00:00:00:0a)),1",
    ),
    (
        "in_port(N),ETH,eth_type(0x0800),ipv4(src=10.0.0.1,dst=10.0.0.2,proto=6,tos=0,ttl=8,frag=no),tcp(src=1,dst=2),tcp_flags(0)",
        "ct(commit,zone=5,mark=0x1/0xf,nat(src=10.0.0.240-10.0.0.255:1024-65535,random)),recirc(3)",
    ),
    (
        "in_port(N),ETH,eth_type(0x0800),ipv4(src=10.0.0.1,dst=10.0.0.2,proto=6,tos=0,ttl=9,frag=no),tcp(src=1,dst=2),tcp_flags(0)",
        "ct(force_commit,nat(dst=10.0.0.7,persistent,hash)),ct(nat),1",
    ),
    (
        "in_port(N),ETH,eth_type(0x86dd),ipv6(src=2001:db8::1,dst=2001:db8::2,label=0,proto=6,tclass=0,hlimit=1,frag=no),tcp(src=1,dst=2),tcp_flags(0)",
        "ct(commit,nat(dst=2001:db8::7)),set(tcp(src=9)),1",
    ),
    (
        "in_port(N),ETH,eth_type(0x123f)",
        "push_nsh(flags=0,ttl=63,mdtype=1,np=3,spi=0x5,si=255,c1=0x11223344,c2=0x55667788,c3=0x99aabbcc,c4=0xddeeff00),1",
    ),
    (
        "in_port(N),ETH,eth_type(0x1240)",
        "push_nsh(flags=0,ttl=63,mdtype=2,np=3,spi=0x5,si=255,md2=0x00010203),1",
    ),
    (
        "in_port(N),ETH,eth_type(0x0800),ipv4(src=10.0.0.1,dst=10.0.0.2,proto=6,tos=0,ttl=10,frag=no),tcp(src=1,dst=2),tcp_flags(0)",
        "ct(commit,zone=5,label=0x01020304050607080910111213141516/0x01020304050607080910111213141516,helper=ftp),1",
    ),
];
#[test]
fn what_ovs_dpctl_makes_is_known() {
    const NAME: &str = "openvswitch_flows::what_ovs_dpctl_makes_is_known";
    common::in_namespace(NAME, || {
        if common::has_tools(NAME, &["ovs-dpctl"]) {
            made_by_dpctl(NAME).expect("all of it");
        }
    });
}
fn made_by_dpctl(name: &str) -> Tested {
    let mut buffer = vec![0; 64 * 1024];
    let connection = &mut connect(&mut buffer)?;
    let Some(datapaths) = family(connection, name, ovs::DATAPATH_NAME) else { return Ok(()) };
    let flows = connection.run(genl::family(ovs::FLOW_NAME))?;
    let [one, two] = ["br0", "br1"].map(|name| datapath(connection, &datapaths, name));
    let mut failures = Vec::new();
    for (at, (key, actions)) in MADE_BY_DPCTL.iter().enumerate() {
        let key = key.replace("ETH", ETH).replace('N', &(at + 10).to_string());
        if let Err(error) = dpctl(&["add-flow", "br0", &key, actions]) {
            failures.push(format!("{key} => {actions}: {error}"));
        }
    }
    let mut protocols = Decoder::new();
    genl::learn(connection, &mut protocols)?;
    let mut copies = Vec::new();
    let mut all = connection.dump(ovs::flows(&flows, one))?;
    while let Some(flow) = all.next()? {
        let described = protocols.describe(16, flow.message);
        let json = Json(described).to_string();
        if let Err(error) = described.check() {
            failures.push(format!("{error:?} in {json}"));
        }
        unknown("", &serde_json::from_str(&json)?, &mut failures);
        let parts = (flow.attrs.key()?, flow.attrs.mask()?, flow.attrs.actions()?);
        copies.push(flow.attrs.bytes().to_vec());
        assert!(parts.0.is_some() && parts.2.is_some(), "{json}");
    }
    assert!(copies.len() + failures.len() >= MADE_BY_DPCTL.len());
    for flow in &copies {
        let flow = Attrs::<Flow>::new(flow);
        let copied = connection.run(ovs::add_flow(&flows, two, |request| {
            request
                .put_some(Flow::OVS_FLOW_ATTR_UFID, flow.ufid())
                .put_some(Flow::OVS_FLOW_ATTR_KEY, flow.key().ok().flatten())
                .put_some(Flow::OVS_FLOW_ATTR_MASK, flow.mask().ok().flatten())
                .put_some(Flow::OVS_FLOW_ATTR_ACTIONS, flow.actions().ok().flatten());
        }));
        if let Err(error) = copied {
            failures.push(format!("{error}: {flow:?}"));
        }
    }
    let [ours, theirs] = ["br1", "br0"].map(printed);
    for line in theirs.iter().filter(|line| !ours.contains(line)) {
        failures.push(format!("not copied: {line}"));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    connection.run(ovs::flush_flows(&flows, one))?;
    assert!(connection.dump(ovs::flows(&flows, one))?.next()?.is_none());
    Ok(())
}
/// Writes the key of IPv4 and TCP with this port.
fn tcp_key(key: &mut Writer<'_, FlowKey>, port: u32) {
    let ethernet = KeyEthernet::new()
        .with(KeyEthernet::eth_src, MacField([2, 0, 0, 0, 0, 1]))
        .with(KeyEthernet::eth_dst, MacField([2, 0, 0, 0, 0, 2]));
    let ipv4 = KeyIpv4::new()
        .with(KeyIpv4::ipv4_src, Ipv4Addr::new(10, 0, 0, 1))
        .with(KeyIpv4::ipv4_dst, Ipv4Addr::new(10, 0, 0, 2))
        .with(KeyIpv4::ipv4_proto, IpProtocol::IPPROTO_TCP)
        .with(KeyIpv4::ipv4_ttl, 64);
    let tcp = KeyTcp::new().with(KeyTcp::tcp_src, Be(1000)).with(KeyTcp::tcp_dst, Be(80));
    key.put(FlowKey::OVS_KEY_ATTR_IN_PORT, port)
        .put(FlowKey::OVS_KEY_ATTR_ETHERNET, &ethernet)
        .put(FlowKey::OVS_KEY_ATTR_ETHERTYPE, Be(EtherType::ETH_P_IP))
        .put(FlowKey::OVS_KEY_ATTR_IPV4, &ipv4)
        .put(FlowKey::OVS_KEY_ATTR_TCP, &tcp)
        .put(FlowKey::OVS_KEY_ATTR_TCP_FLAGS, Be(KeyTcpFlags::syn));
}
type Fill = fn(&mut Writer<'_, Action>);
/// Actions, and what `ovs-dpctl` prints.
const MADE_BY_US: &[(Fill, &str)] = &[
    (|_| {}, "drop"),
    (|a| _ = a.put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32).put(Action::OVS_ACTION_ATTR_OUTPUT, 3u32), "2,3"),
    (
        |a| {
            let tag = ActionPushVlan::new()
                .with(ActionPushVlan::vlan_tpid, Be(EtherType::ETH_P_8021Q))
                .with(ActionPushVlan::vlan_tci, Be(0x7005));
            a.put(Action::OVS_ACTION_ATTR_PUSH_VLAN, &tag).put(Action::OVS_ACTION_ATTR_OUTPUT, 1u32);
            a.put(Action::OVS_ACTION_ATTR_POP_VLAN, Flag).put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
        },
        "push_vlan(vid=5,pcp=3),1,pop_vlan,2",
    ),
    (
        |a| {
            a.nest(Action::OVS_ACTION_ATTR_SAMPLE, |sample| {
                sample.put(SampleAction::OVS_SAMPLE_ATTR_PROBABILITY, 0x8000_0000u32);
                sample.nest(SampleAction::OVS_SAMPLE_ATTR_ACTIONS, |a| {
                    a.put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
                });
            });
        },
        "sample(sample=50.0%,actions(2))",
    ),
    (
        |a| {
            a.nest(Action::OVS_ACTION_ATTR_CLONE, |a| {
                a.put(Action::OVS_ACTION_ATTR_CT_CLEAR, Flag).put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
            });
            a.put(Action::OVS_ACTION_ATTR_OUTPUT, 3u32);
        },
        "clone(ct_clear,2),3",
    ),
    (
        |a| {
            a.nest(Action::OVS_ACTION_ATTR_CHECK_PKT_LEN, |check| {
                check.put(CheckPktLenAction::OVS_CHECK_PKT_LEN_ATTR_PKT_LEN, 200u16);
                check.nest(CheckPktLenAction::OVS_CHECK_PKT_LEN_ATTR_ACTIONS_IF_GREATER, |a| {
                    a.put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
                });
                check.nest(CheckPktLenAction::OVS_CHECK_PKT_LEN_ATTR_ACTIONS_IF_LESS_EQUAL, |a| {
                    a.put(Action::OVS_ACTION_ATTR_OUTPUT, 3u32);
                });
            });
        },
        "check_pkt_len(size=200,gt(2),le(3))",
    ),
    (
        |a| {
            a.nest(Action::OVS_ACTION_ATTR_CT, |ct| {
                ct.put(CtAction::OVS_CT_ATTR_COMMIT, Flag).put(CtAction::OVS_CT_ATTR_ZONE, 5u16);
                ct.put(CtAction::OVS_CT_ATTR_MARK, Masked::new(1u32, 0xf));
                ct.nest(CtAction::OVS_CT_ATTR_NAT, |nat| {
                    nat.put(NatAction::OVS_NAT_ATTR_SRC, Flag)
                        .put(NatAction::OVS_NAT_ATTR_IP_MIN, Ipv4Addr::new(10, 0, 0, 240))
                        .put(NatAction::OVS_NAT_ATTR_IP_MAX, Ipv4Addr::new(10, 0, 0, 255))
                        .put(NatAction::OVS_NAT_ATTR_PROTO_MIN, 1024u16)
                        .put(NatAction::OVS_NAT_ATTR_PROTO_MAX, 65535u16)
                        .put(NatAction::OVS_NAT_ATTR_PROTO_RANDOM, Flag);
                });
            });
            a.put(Action::OVS_ACTION_ATTR_RECIRC, 3u32);
        },
        "ct(commit,zone=5,mark=0x1/0xf,nat(src=10.0.0.240-10.0.0.255:1024-65535,random)),recirc(0x3)",
    ),
    (
        |a| {
            let [value, mask] = [[2, 0, 0, 0, 0, 9], [0xff; 6]]
                .map(|mac| KeyEthernet::new().with(KeyEthernet::eth_src, MacField(mac)));
            a.nest(Action::OVS_ACTION_ATTR_SET_MASKED, |set| {
                set.put(MaskedKey::OVS_KEY_ATTR_ETHERNET, Masked::new(value, mask));
            });
            let [value, mask] = [9, 0xff].map(|ttl| KeyIpv4::new().with(KeyIpv4::ipv4_ttl, ttl));
            a.nest(Action::OVS_ACTION_ATTR_SET_MASKED, |set| {
                set.put(MaskedKey::OVS_KEY_ATTR_IPV4, Masked::new(value, mask));
            });
            a.put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
        },
        "set(eth(src=02:00:00:00:00:09)),set(ipv4(ttl=9)),2",
    ),
    (
        |a| {
            let trunc = ActionTrunc::new().with(ActionTrunc::max_len, 100);
            a.put(Action::OVS_ACTION_ATTR_TRUNC, &trunc).put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
        },
        "trunc(100),2",
    ),
    (
        |a| {
            let hash = ActionHash::new().with(ActionHash::hash_basis, 7);
            a.put(Action::OVS_ACTION_ATTR_HASH, &hash).put(Action::OVS_ACTION_ATTR_RECIRC, 4u32);
        },
        "hash(l4(7)),recirc(0x4)",
    ),
    (
        |a| _ = a.put(Action::OVS_ACTION_ATTR_METER, 1u32).put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32),
        "meter(1),2",
    ),
    (
        |a| {
            a.nest(Action::OVS_ACTION_ATTR_USERSPACE, |upcall| {
                upcall.put(UserspaceAction::OVS_USERSPACE_ATTR_PID, 77u32);
                upcall.put(UserspaceAction::OVS_USERSPACE_ATTR_USERDATA, &[1u8, 2, 3, 4, 5][..]);
            });
        },
        "userspace(pid=77,userdata(0102030405))",
    ),
    (
        |a| {
            let entry = ActionPushMpls::new()
                .with(ActionPushMpls::mpls_lse, Be(100 << 12 | 1 << 8 | 64))
                .with(ActionPushMpls::mpls_ethertype, Be(EtherType::ETH_P_MPLS_UC));
            a.put(Action::OVS_ACTION_ATTR_PUSH_MPLS, &entry).put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
        },
        "push_mpls(label=100,tc=0,ttl=64,bos=1,eth_type=0x8847),2",
    ),
    (
        |a| {
            a.nest(Action::OVS_ACTION_ATTR_SET, |set| {
                set.nest(FlowKey::OVS_KEY_ATTR_TUNNEL, |tunnel| {
                    tunnel
                        .put(TunnelKey::OVS_TUNNEL_KEY_ATTR_ID, Be(7u64))
                        .put(TunnelKey::OVS_TUNNEL_KEY_ATTR_IPV4_DST, Ipv4Addr::new(192, 0, 2, 1))
                        .put(TunnelKey::OVS_TUNNEL_KEY_ATTR_TTL, 64u8)
                        .put(TunnelKey::OVS_TUNNEL_KEY_ATTR_DONT_FRAGMENT, Flag);
                });
            });
            a.put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
        },
        "set(tunnel(tun_id=0x7,dst=192.0.2.1,ttl=64,flags(df|key))),2",
    ),
    (
        |a| {
            let addresses = KeyEthernet::new().with(KeyEthernet::eth_dst, MacField([2, 0, 0, 0, 0, 9]));
            let header = ActionPushEth::new().with(ActionPushEth::addresses, addresses);
            a.put(Action::OVS_ACTION_ATTR_POP_ETH, Flag).put(Action::OVS_ACTION_ATTR_PUSH_ETH, &header);
            a.put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
        },
        "pop_eth,push_eth(src=00:00:00:00:00:00,dst=02:00:00:00:00:09),2",
    ),
    (
        |a| {
            let base = NshKeyBase::new()
                .with(NshKeyBase::ttl, 63)
                .with(NshKeyBase::mdtype, 1)
                .with(NshKeyBase::np, 3)
                .with(NshKeyBase::path_hdr, Be(5 << 8 | 255));
            let context = NshKeyMd1::new();
            a.nest(Action::OVS_ACTION_ATTR_PUSH_NSH, |push| {
                push.nest(FlowKey::OVS_KEY_ATTR_NSH, |nsh| {
                    nsh.put(NshKey::OVS_NSH_KEY_ATTR_BASE, &base);
                    nsh.put(NshKey::OVS_NSH_KEY_ATTR_MD1, &context);
                });
            });
            a.put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
        },
        "push_nsh(flags=0,ttl=63,mdtype=1,np=3,spi=0x5,si=255,c1=0x0,c2=0x0,c3=0x0,c4=0x0),2",
    ),
];
#[test]
fn what_we_make_ovs_dpctl_prints() {
    const NAME: &str = "openvswitch_flows::what_we_make_ovs_dpctl_prints";
    common::in_namespace(NAME, || {
        if common::has_tools(NAME, &["ovs-dpctl"]) {
            made_by_us(NAME).expect("all of it");
        }
    });
}
fn made_by_us(name: &str) -> Tested {
    let mut buffer = vec![0; 64 * 1024];
    let connection = &mut connect(&mut buffer)?;
    let Some(datapaths) = family(connection, name, ovs::DATAPATH_NAME) else { return Ok(()) };
    let flows = connection.run(genl::family(ovs::FLOW_NAME))?;
    let index = datapath(connection, &datapaths, "br0");
    let mut failures = Vec::new();
    for (port, (actions, expected)) in (10..).zip(MADE_BY_US) {
        let added = connection.run(ovs::add_flow(&flows, index, |flow| {
            flow.nest(Flow::OVS_FLOW_ATTR_KEY, |key| tcp_key(key, port));
            flow.nest(Flow::OVS_FLOW_ATTR_ACTIONS, actions);
        }));
        if let Err(error) = added {
            failures.push(format!("{expected}: {error} {:?}", connection.path()));
            continue;
        }
        let lines = printed("br0");
        let line = lines.iter().find(|line| line.contains(&format!("in_port({port})")));
        let ends = format!(" => {expected}");
        if line.is_none_or(|line| !line.ends_with(&ends)) {
            failures.push(format!("{expected} is printed as {line:?}"));
        }
        // the kernel finds the flow by its key
        let found = connection.get(ovs::flow(&flows, index, move |key| tcp_key(key, port)))?;
        assert_eq!((found.attrs.packets(), found.attrs.used()), (0, None));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    // a Network Service Header in key and mask
    let nsh = |nsh: &mut Writer<'_, NshKey>, of: [u8; 4], path: u32| {
        let [flags, ttl, mdtype, np] = of;
        let base = NshKeyBase::new()
            .with(NshKeyBase::flags, flags)
            .with(NshKeyBase::ttl, ttl)
            .with(NshKeyBase::mdtype, mdtype)
            .with(NshKeyBase::np, np)
            .with(NshKeyBase::path_hdr, Be(path));
        nsh.put(NshKey::OVS_NSH_KEY_ATTR_BASE, &base).put(NshKey::OVS_NSH_KEY_ATTR_MD1, &NshKeyMd1::new());
    };
    let nsh_key = |key: &mut Writer<'_, FlowKey>| {
        key.put(FlowKey::OVS_KEY_ATTR_IN_PORT, 6u32)
            .put(FlowKey::OVS_KEY_ATTR_ETHERNET, &KeyEthernet::new())
            .put(FlowKey::OVS_KEY_ATTR_ETHERTYPE, Be(EtherType(0x894f)))
            .nest(FlowKey::OVS_KEY_ATTR_NSH, |it| nsh(it, [0, 63, 1, 3], 5 << 8 | 255));
    };
    connection.run(ovs::add_flow(&flows, index, |flow| {
        flow.nest(Flow::OVS_FLOW_ATTR_KEY, nsh_key);
        flow.nest(Flow::OVS_FLOW_ATTR_MASK, |mask| {
            mask.put(FlowKey::OVS_KEY_ATTR_IN_PORT, u32::MAX)
                .put(FlowKey::OVS_KEY_ATTR_ETHERTYPE, Be(EtherType(0xffff)))
                .nest(FlowKey::OVS_KEY_ATTR_NSH, |it| nsh(it, [0, 0, 255, 255], 0xff));
        });
        flow.nest(Flow::OVS_FLOW_ATTR_ACTIONS, |actions| {
            actions.put(Action::OVS_ACTION_ATTR_POP_NSH, Flag).put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
        });
    }))?;
    let line = printed("br0").into_iter().find(|line| line.contains("in_port(6)")).ok_or("no flow")?;
    assert!(line.contains("nsh(") && line.contains("si=255") && line.ends_with("pop_nsh(),2"), "{line}");
    connection.run(ovs::delete_flow(&flows, index, nsh_key))?;
    // by identifier, changed, and deleted
    const UFID: [u8; 16] = *b"nlwire's flow 16";
    connection.run(ovs::add_flow(&flows, index, |flow| {
        flow.put(Flow::OVS_FLOW_ATTR_UFID, &UFID[..]);
        flow.nest(Flow::OVS_FLOW_ATTR_KEY, |key| tcp_key(key, 5));
        flow.nest(Flow::OVS_FLOW_ATTR_ACTIONS, |actions| {
            actions.put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
        });
    }))?;
    connection.run(ovs::set_flow(&flows, index, |flow| {
        flow.put(Flow::OVS_FLOW_ATTR_UFID, &UFID[..]);
        flow.nest(Flow::OVS_FLOW_ATTR_KEY, |key| tcp_key(key, 5));
        flow.nest(Flow::OVS_FLOW_ATTR_ACTIONS, |actions| {
            actions.put(Action::OVS_ACTION_ATTR_OUTPUT, 9u32);
        });
        flow.put(Flow::OVS_FLOW_ATTR_CLEAR, Flag);
    }))?;
    let found = connection.get(ovs::flow_by_ufid(&flows, index, &UFID))?;
    assert_eq!(found.attrs.ufid(), Some(&UFID[..]));
    let actions = found.attrs.actions()?.ok_or("no actions")?;
    let outputs: Result<Vec<_>, _> = actions.get_all(Action::OVS_ACTION_ATTR_OUTPUT).collect();
    assert_eq!(outputs?, [9]);
    let mut brief = connection.dump(ovs::flow_stats(&flows, index))?;
    let mut without = 0;
    while let Some(flow) = brief.next()? {
        without += usize::from(flow.attrs.key()?.is_none() && flow.attrs.ufid() == Some(&UFID[..]));
        assert_eq!(flow.attrs.actions()?, None);
    }
    assert_eq!(without, 1);
    connection.run(ovs::delete_flow_by_ufid(&flows, index, &UFID))?;
    assert!(connection.get(ovs::flow_by_ufid(&flows, index, &UFID)).map(drop).unwrap_err().is_not_found());
    connection.run(ovs::delete_flow(&flows, index, |key| tcp_key(key, 10)))?;
    let gone = connection.run(ovs::delete_flow(&flows, index, |key| tcp_key(key, 10)));
    assert!(gone.unwrap_err().is_not_found());
    assert_eq!(printed("br0").len(), MADE_BY_US.len() - 1);
    connection.run(ovs::flush_flows(&flows, index))?;
    assert_eq!(printed("br0"), [""; 0]);
    Ok(())
}

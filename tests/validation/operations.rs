//! What is asked: the operations of the route family, and the nests of their requests.
use crate::{
    ask,
    requests::{Context, Nest, attr, message},
};
use nlwire::client::Connection;
use nlwire::route::*;
use nlwire::socket::{Protocol, Socket};
use nlwire::uapi::AddressFamily;
use nlwire::wire::{
    AttributeSet, CStruct, NewFlags, Operation, Struct,
    spec::{AttributeSetSpec, AttributeSpec, PayloadType, SelectorSource},
};

type M = RouteMessage<'static>;

/// The ends of a veth pair and a bridge, the second end its port.
const LEFT: u32 = 10;
const RIGHT: u32 = 11;
const BRIDGE: u32 = 12;
/// A VXLAN interface with a VNI filter, where the kernel has them.
const VXLAN: u32 = 13;
const CREATE: u16 = 0x400;
const EXCL: u16 = 0x200;
const REPLACE: u16 = 0x100;
const DUMP: u16 = 0x300;
const BULK: u16 = 0x200;

/// Payloads that the kernel makes sense of.
pub fn value(name: &str) -> Option<Vec<u8>> {
    let number = |number: u32| number.to_ne_bytes().to_vec();
    let name = match name {
        "IFLA_IFNAME" => b"left\0".to_vec(),
        // our own namespace
        "IFLA_NET_NS_PID" | "NETNSA_PID" => number(std::process::id() as u32),
        "IFLA_NET_NS_FD" | "NETNSA_FD" | "IFLA_XDP_FD" | "IFLA_XDP_EXPECTED_FD" => number(u32::MAX),
        "LWT_BPF_PROG_FD" => number(u32::MAX),
        "IFLA_MTU" | "RTAX_MTU" => number(1400),
        "IFLA_TXQLEN" => number(1000),
        "IFLA_GSO_MAX_SIZE" | "IFLA_GSO_IPV4_MAX_SIZE" | "IFLA_GRO_MAX_SIZE" | "IFLA_GRO_IPV4_MAX_SIZE" => {
            number(65536)
        }
        "IFLA_GSO_MAX_SEGS" => number(65535),
        "IFLA_BROADCAST" => vec![0xff; 6],
        "RTA_OIF" | "NHA_OIF" | "NDA_IFINDEX" | "NDTPA_IFINDEX" => number(LEFT),
        "RTA_DST" | "FRA_DST" | "FRA_SRC" | "NDA_DST" | "IFA_ADDRESS" | "IFA_LOCAL" => return None,
        "FRA_IIFNAME" | "FRA_OIFNAME" => b"left\0".to_vec(),
        "FRA_PRIORITY" => number(7),
        "FRA_TABLE" | "RTA_TABLE" => number(254),
        "NDTA_NAME" => b"arp_cache\0".to_vec(),
        "IFA_LABEL" => b"left\0".to_vec(),
        "IFA_CACHEINFO" => [[0xff; 4], [0xff; 4], [0; 4], [0; 4]].concat(),
        "NHA_ID" => number(1),
        "IFLA_VXLAN_ID" | "IFLA_GENEVE_ID" => number(5),
        "IFLA_VLAN_ID" => vec![5, 0],
        "IFLA_PARENT_DEV_NAME" => b"x\0".to_vec(),
        "MDBA_SET_ENTRY" => mdb_entry(RIGHT, 1, 1),
        "MDBA_GET_ENTRY" => mdb_entry(0, 0, 1),
        "BRIDGE_VLANDB_ENTRY_INFO" => [[0, 0], 10u16.to_ne_bytes()].concat(),
        "BRIDGE_VLANDB_GOPTS_ID" => 10u16.to_ne_bytes().to_vec(),
        "DCB_ATTR_IFNAME" => b"left\0".to_vec(),
        "DCB_ATTR_PERM_HWADDR" => vec![],
        _ => return None,
    };
    Some(name)
}

/// An entry of a group 239.1.1.0/24.
fn mdb_entry(port: u32, state: u8, last: u8) -> Vec<u8> {
    let entry = BrMdbEntry::from_group([239, 1, 1, last].into())
        .with(BrMdbEntry::ifindex, port)
        .with(BrMdbEntry::state, MdbState(state));
    zerocopy::IntoBytes::as_bytes(&entry).to_vec()
}
fn header<H: CStruct>(header: Struct<H>) -> Vec<u8> {
    zerocopy::IntoBytes::as_bytes(&header).to_vec()
}
fn link(family: AddressFamily, index: u32) -> Vec<u8> {
    header(IfInfo::new().with(IfInfo::ifi_family, family).with(IfInfo::ifi_index, index))
}

/// Contexts under way: those that a row opens are added by themselves.
struct Contexts(Vec<Context>);
impl Contexts {
    fn add(&mut self, context: Context) {
        let index = self.0.len();
        self.0.push(context);
        let context = &self.0[index];
        if context.nests.len() > 4 {
            return;
        }
        let mut inner = Vec::new();
        for row in context.table.attributes.iter().filter(|row| (context.rows)(row)) {
            let opens = |table: &'static AttributeSetSpec, nest: Nest| {
                let known = context
                    .nests
                    .iter()
                    .any(|nest| nest.number & 0x3fff == row.number && table.name == context.table.name);
                (!known && table.name != "Link").then(|| Context {
                    name: format!("{}.{}", context.name, row.name),
                    header: context.header.clone(),
                    before: context.before.clone(),
                    nests: [&context.nests[..], &[nest]].concat(),
                    table,
                    undo: context.undo.clone(),
                    ..*context
                })
            };
            match row.payload_type {
                PayloadType::Nest(table) => inner.extend(opens(table(), Nest::new(row.number))),
                PayloadType::WithHeader { header, body: PayloadType::Nest(table), .. } => {
                    let head = vec![0; header.len.next_multiple_of(4)];
                    inner.extend(opens(table(), Nest::plain(row.number).head(head)));
                }
                PayloadType::SubMessage(choices) => {
                    // what the header selects; what a sibling does is said one by one
                    if let SelectorSource::Header { offset, len } = choices.by {
                        let key = context.header.get(offset..offset + len).unwrap_or(&[]);
                        let arm = choices.arms.iter().find(|(arm, _)| *arm == key);
                        if let Some((_, PayloadType::Nest(table))) = arm {
                            inner.extend(opens(table(), Nest::new(row.number)));
                        }
                    }
                }
                _ => {}
            }
        }
        for context in inner {
            self.add(context);
        }
    }
}

fn plain(name: &str, kind: u16, flags: u16, header: Vec<u8>, table: &'static AttributeSetSpec) -> Context {
    Context {
        name: name.to_string(),
        kind,
        flags,
        header,
        strict: true,
        before: vec![],
        nests: vec![],
        table,
        rows: |_| true,
        undo: None,
    }
}
/// Options of an entry of a multicast group that only VXLAN interfaces accept.
const OF_VXLAN: [&str; 5] =
    ["MDBE_ATTR_DST", "MDBE_ATTR_DST_PORT", "MDBE_ATTR_VNI", "MDBE_ATTR_IFINDEX", "MDBE_ATTR_SRC_VNI"];
/// Entries of multicast groups, VLANs with options, and filters of a VXLAN interface.
fn of_bridges(all: &mut Contexts) {
    let bridge = AddressFamily::AF_BRIDGE;
    let port = |index: u32| BrPortMsg::new().with(BrPortMsg::family, bridge).with(BrPortMsg::ifindex, index);
    let entry = |port: u32, last: u8| attr(1, &mdb_entry(port, u8::from(port != 0), last));
    // what a bridge accepts, and what a VXLAN interface does
    let of_bridge: fn(&AttributeSpec) -> bool = |row| !OF_VXLAN.contains(&row.name);
    let of_vxlan: fn(&AttributeSpec) -> bool = |row| row.name != "MDBE_ATTR_SRC_LIST";
    for (what, link, own, rows) in [("", BRIDGE, RIGHT, of_bridge), (" VXLAN", VXLAN, VXLAN, of_vxlan)] {
        let undo = plain("", M::RTM_DELMDB, 0, header(port(link)), MdbSet::spec());
        let undo = message(&undo, &entry(own, 1), false);
        for (name, kind, flags, before) in [
            ("RTM_NEWMDB", M::RTM_NEWMDB, CREATE | REPLACE, entry(own, 1)),
            ("RTM_DELMDB", M::RTM_DELMDB, 0, entry(own, 2)),
            ("RTM_DELMDB of many", M::RTM_DELMDB, BULK, attr(1, &[0; 28])),
        ] {
            let context = plain(&format!("{name}{what}"), kind, flags, header(port(link)), MdbSet::spec());
            all.add(Context { before, rows, undo: Some(undo.clone()), ..context });
        }
        let name = format!("RTM_GETMDB{what}");
        let context = plain(&name, M::RTM_GETMDB, 0, header(port(link)), MdbGet::spec());
        all.add(Context { before: entry(0, 1), rows, ..context });
    }
    all.add(plain("RTM_GETMDB dump", M::RTM_GETMDB, DUMP, header(port(0)), MdbGet::spec()));

    let vlan = |index: u32| BrVlanMsg::new().with(BrVlanMsg::family, bridge).with(BrVlanMsg::ifindex, index);
    // a port has no global options: they are refused before they are looked into
    let of_port: fn(&AttributeSpec) -> bool = |row| row.name != "BRIDGE_VLANDB_GLOBAL_OPTIONS";
    for (name, kind, index, rows) in [
        ("RTM_NEWVLAN of a port", M::RTM_NEWVLAN, RIGHT, of_port),
        ("RTM_NEWVLAN", M::RTM_NEWVLAN, BRIDGE, |_| true),
        ("RTM_DELVLAN", M::RTM_DELVLAN, RIGHT, |_| true),
    ] {
        all.add(Context { rows, ..plain(name, kind, 0, header(vlan(index)), BridgeVlans::spec()) });
    }
    all.add(plain("RTM_GETVLAN dump", M::RTM_GETVLAN, DUMP, header(vlan(0)), BridgeVlanDump::spec()));

    let vni = |index: u32| TunnelMsg::new().with(TunnelMsg::family, bridge).with(TunnelMsg::ifindex, index);
    all.add(plain("RTM_NEWTUNNEL", M::RTM_NEWTUNNEL, 0, header(vni(VXLAN)), VniFilter::spec()));
    all.add(plain("RTM_DELTUNNEL", M::RTM_DELTUNNEL, 0, header(vni(VXLAN)), VniFilter::spec()));
    all.add(plain("RTM_GETTUNNEL dump", M::RTM_GETTUNNEL, DUMP, header(vni(0)), VniFilter::spec()));
}
/// Address labels.
fn of_labels(all: &mut Contexts) {
    let head = |len: u8| {
        let family = AddressFamily::AF_INET6;
        header(
            IfAddrLblMsg::new()
                .with(IfAddrLblMsg::ifal_family, family)
                .with(IfAddrLblMsg::ifal_prefixlen, len),
        )
    };
    let address = attr(1, &[&[0x20, 1, 0xd, 0xb8][..], &[0; 12]].concat());
    let both = [address.clone(), attr(2, &99u32.to_ne_bytes())].concat();
    let undo = plain("", M::RTM_DELADDRLABEL, 0, head(64), AddrLabel::spec());
    let undo = message(&undo, &both, false);
    for (name, kind) in [("RTM_NEWADDRLABEL", M::RTM_NEWADDRLABEL), ("RTM_DELADDRLABEL", M::RTM_DELADDRLABEL)]
    {
        let context = plain(name, kind, CREATE, head(64), AddrLabel::spec());
        all.add(Context { before: both.clone(), undo: Some(undo.clone()), ..context });
    }
    for strict in [false, true] {
        let context = plain("RTM_GETADDRLABEL", M::RTM_GETADDRLABEL, 0, head(128), AddrLabel::spec());
        all.add(Context { before: address.clone(), strict, ..context });
        let context = plain("RTM_GETADDRLABEL dump", M::RTM_GETADDRLABEL, DUMP, head(0), AddrLabel::spec());
        all.add(Context { strict, ..context });
    }
}
/// Everything that is tried, in a namespace that this sets up.
pub fn contexts(socket: &Socket) -> Vec<Context> {
    set_up();
    let mut all = Contexts(Vec::new());
    let unspec = AddressFamily::AF_UNSPEC;

    // links: a change of one that is there
    let back = Context { nests: vec![], ..plain("", M::RTM_NEWLINK, 0, link(unspec, LEFT), Link::spec()) };
    let back = message(&back, &[attr(3, b"left\0"), attr(4, &1400u32.to_ne_bytes())].concat(), false);
    for (name, kind) in [("RTM_NEWLINK", M::RTM_NEWLINK), ("RTM_SETLINK", M::RTM_SETLINK)] {
        let context = plain(name, kind, 0, link(unspec, LEFT), Link::spec());
        all.add(Context { undo: Some(back.clone()), ..context });
    }
    all.add(Context {
        strict: false,
        ..plain("RTM_GETLINK", M::RTM_GETLINK, 0, link(unspec, LEFT), Link::spec())
    });
    all.add(plain("RTM_GETLINK strict", M::RTM_GETLINK, 0, link(unspec, LEFT), Link::spec()));
    all.add(plain("RTM_GETLINK dump", M::RTM_GETLINK, DUMP, link(unspec, 0), Link::spec()));
    all.add(plain("RTM_NEWLINKPROP", M::RTM_NEWLINKPROP, CREATE | EXCL, link(unspec, LEFT), Link::spec()));
    all.add(plain("RTM_DELLINKPROP", M::RTM_DELLINKPROP, 0, link(unspec, LEFT), Link::spec()));
    // no such link: read, and then refused
    all.add(plain("RTM_DELLINK", M::RTM_DELLINK, 0, link(unspec, 999), Link::spec()));
    let bridge = AddressFamily::AF_BRIDGE;
    all.add(plain("RTM_SETLINK of a bridge port", M::RTM_SETLINK, 0, link(bridge, RIGHT), Link::spec()));
    all.add(plain("RTM_GETLINK of bridges", M::RTM_GETLINK, DUMP, link(bridge, 0), Link::spec()));
    // each kind's data, of a link whose name is taken: read, and then refused
    let Some(PayloadType::SubMessage(kinds)) = LinkInfo::spec().attribute(2).map(|row| row.payload_type)
    else {
        unreachable!()
    };
    let mut left_out = Vec::new();
    for (kind, payload_type) in kinds.arms {
        let PayloadType::Nest(table) = payload_type else { continue };
        let name = String::from_utf8_lossy(kind).into_owned();
        if !kind_is_there(socket, kind) {
            left_out.push(name);
            continue;
        }
        let kind = attr(1, &[kind, &b"\0"[..]].concat());
        let needs: Vec<u8> = match &name[..] {
            "vxlan" => attr(1, &5u32.to_ne_bytes()),
            "geneve" => attr(1, &5u32.to_ne_bytes()),
            _ => vec![],
        };
        let nests = vec![Nest::new(18).before(kind), Nest::new(2).before(needs)];
        let context = plain(&name, M::RTM_NEWLINK, CREATE | EXCL, link(unspec, 0), table());
        all.add(Context { before: attr(3, b"lo\0"), nests, ..context });
    }
    let port = vec![Nest::new(18).before(attr(4, b"bridge\0")), Nest::new(5)];
    let context = plain("bridge port", M::RTM_NEWLINK, 0, link(unspec, RIGHT), BridgePort::spec());
    all.add(Context { nests: port, ..context });

    // addresses
    for (family, address) in [
        (AddressFamily::AF_INET, vec![192, 0, 2, 1]),
        (AddressFamily::AF_INET6, [&[0x20, 1, 0xd, 0xb8][..], &[0; 11], &[1]].concat()),
    ] {
        let name = |what: &str| format!("{what} {family}");
        let bits = address.len() as u8 * 8;
        let head = IfAddr::new().with(IfAddr::ifa_family, family).with(IfAddr::ifa_index, LEFT);
        let made = header(head.with(IfAddr::ifa_prefixlen, bits));
        let local = [attr(2, &address), attr(1, &address)].concat();
        let context =
            plain(&name("RTM_NEWADDR"), M::RTM_NEWADDR, CREATE | REPLACE, made.clone(), Addr::spec());
        all.add(Context { before: local.clone(), ..context });
        // one that is not there
        let mut other = address.clone();
        *other.last_mut().unwrap() = 99;
        let context = plain(&name("RTM_DELADDR"), M::RTM_DELADDR, 0, made, Addr::spec());
        all.add(Context { before: attr(2, &other), ..context });
        let any = header(IfAddr::new().with(IfAddr::ifa_family, family));
        all.add(plain(&name("RTM_GETADDR dump"), M::RTM_GETADDR, DUMP, any.clone(), Addr::spec()));
        if bits == 128 {
            let context = plain(&name("RTM_GETADDR"), M::RTM_GETADDR, 0, any, Addr::spec());
            all.add(Context { before: attr(1, &address), strict: true, ..context });
        }

        // routes
        let mut dst = address.clone();
        dst[2] ^= 0x55;
        let head = NewRoute {
            family,
            dst_len: bits,
            table: RtmTable::RT_TABLE_MAIN,
            protocol: RouteProtocol::RTPROT_STATIC,
            scope: if bits == 32 { RouteScope::RT_SCOPE_LINK } else { RouteScope::RT_SCOPE_UNIVERSE },
            kind: RouteType::RTN_UNICAST,
            ..Default::default()
        };
        let head = head.header();
        let dst_and_link = [attr(1, &dst), attr(4, &LEFT.to_ne_bytes())].concat();
        let context =
            plain(&name("RTM_NEWROUTE"), M::RTM_NEWROUTE, CREATE | REPLACE, header(head), Route::spec());
        all.add(Context { before: dst_and_link.clone(), ..context });
        // one that is not there
        let context = plain(&name("RTM_DELROUTE"), M::RTM_DELROUTE, 0, header(head), Route::spec());
        all.add(Context { before: [attr(1, &other), attr(6, &[9; 4])].concat(), ..context });
        let hop = |before: Vec<u8>| Nest {
            head: [&[0u8; 4][..], &LEFT.to_ne_bytes()].concat(),
            chain: true,
            ..Nest::plain(9).before(before)
        };
        // IPv6 takes no next hop without a gateway
        let gateway =
            if bits == 32 { vec![] } else { attr(5, &[&[0xfe, 0x80][..], &[0; 13], &[2]].concat()) };
        let context =
            plain(&name("next hop"), M::RTM_NEWROUTE, CREATE | REPLACE, header(head), Route::spec());
        all.add(Context {
            before: attr(1, &dst),
            nests: vec![hop(gateway.clone())],
            rows: |row| row.name != "RTA_MULTIPATH" && row.name != "RTA_METRICS",
            ..context
        });
        let Some(PayloadType::SubMessage(kinds)) = Route::spec().attribute(22).map(|row| row.payload_type)
        else {
            unreachable!()
        };
        for (kind, payload_type) in kinds.arms {
            let PayloadType::Nest(table) = payload_type else { continue };
            let table = table();
            let chosen = attr(21, kind);
            if !encap_is_there(socket, family, kind) {
                left_out.push(format!("{} {family}", table.name));
                continue;
            }
            // END: the action that needs no other attribute
            let needs = if table.name == "Seg6LocalEncap" { attr(1, &1u32.to_ne_bytes()) } else { vec![] };
            let nest = Nest::new(22).before(needs.clone());
            // never the options of an IP tunnel: see stops_the_kernel
            let rows: fn(&AttributeSpec) -> bool = |row| row.number != 8 || !row.name.starts_with("LWTUNNEL");
            let context = plain(&name(table.name), M::RTM_NEWROUTE, CREATE | REPLACE, header(head), table);
            all.add(Context {
                before: [dst_and_link.clone(), chosen.clone()].concat(),
                nests: vec![nest.clone()],
                rows,
                ..context
            });
            let context = plain(
                &name(&format!("next hop {}", table.name)),
                M::RTM_NEWROUTE,
                CREATE | REPLACE,
                header(head),
                table,
            );
            all.add(Context {
                before: attr(1, &dst),
                nests: vec![hop([gateway.clone(), chosen].concat()), nest],
                rows,
                ..context
            });
        }
        let lookup = header(GetRoute { family, dst_len: bits, ..Default::default() }.header());
        for strict in [false, true] {
            let context = plain(&name("RTM_GETROUTE"), M::RTM_GETROUTE, 0, lookup.clone(), Route::spec());
            all.add(Context { before: attr(1, &dst), strict, ..context });
        }
        let any = header(GetRoute { family, ..Default::default() }.header());
        all.add(plain(&name("RTM_GETROUTE dump"), M::RTM_GETROUTE, DUMP, any, Route::spec()));

        // neighbours
        let head = NdMsg::new().with(NdMsg::ndm_family, family).with(NdMsg::ndm_ifindex, LEFT);
        let made = header(head.with(NdMsg::ndm_state, NeighState::NUD_PERMANENT));
        let context = plain(&name("RTM_NEWNEIGH"), M::RTM_NEWNEIGH, CREATE | REPLACE, made, Neigh::spec());
        all.add(Context { before: [attr(1, &dst), attr(2, &[2, 0, 0, 0, 0, 1])].concat(), ..context });
        let context = plain(&name("RTM_DELNEIGH"), M::RTM_DELNEIGH, 0, header(head), Neigh::spec());
        all.add(Context { before: attr(1, &other), ..context });
        let context = plain(&name("RTM_GETNEIGH"), M::RTM_GETNEIGH, 0, header(head), Neigh::spec());
        all.add(Context { before: attr(1, &dst), ..context });
        let any = header(NdMsg::new().with(NdMsg::ndm_family, family));
        for strict in [false, true] {
            let context =
                plain(&name("RTM_GETNEIGH dump"), M::RTM_GETNEIGH, DUMP, any.clone(), Neigh::spec());
            all.add(Context { strict, ..context });
        }

        // rules
        let rule = NewRule {
            family,
            action: RuleAction::FR_ACT_TO_TBL,
            table: RtmTable::RT_TABLE_MAIN,
            ..Default::default()
        };
        let head = rule.header();
        for (what, kind, flags) in
            [("RTM_NEWRULE", M::RTM_NEWRULE, CREATE | EXCL), ("RTM_DELRULE", M::RTM_DELRULE, 0)]
        {
            let context = plain(&name(what), kind, flags, header(head), Rule::spec());
            all.add(Context { before: attr(6, &[77, 0, 0, 0]), ..context });
        }
        let any = header(GetRule { family }.header());
        all.add(plain(&name("RTM_GETRULE dump"), M::RTM_GETRULE, DUMP, any, Rule::spec()));

        // next-hop objects
        let head = header(NhMsg::new().with(NhMsg::nh_family, family));
        let context = plain(
            &name("RTM_NEWNEXTHOP"),
            M::RTM_NEWNEXTHOP,
            CREATE | REPLACE,
            head.clone(),
            NextHop::spec(),
        );
        all.add(Context {
            before: [attr(1, &1u32.to_ne_bytes()), attr(5, &LEFT.to_ne_bytes())].concat(),
            ..context
        });
        for (kind, payload_type) in kinds.arms {
            let PayloadType::Nest(table) = payload_type else { continue };
            let table = table();
            let rows: fn(&AttributeSpec) -> bool = |row| row.number != 8 || !row.name.starts_with("LWTUNNEL");
            if !encap_is_there(socket, family, kind) {
                continue;
            }
            let needs = if table.name == "Seg6LocalEncap" { attr(1, &1u32.to_ne_bytes()) } else { vec![] };
            let before = [attr(1, &1u32.to_ne_bytes()), attr(5, &LEFT.to_ne_bytes()), attr(7, kind)].concat();
            let context = plain(
                &name(&format!("next-hop object {}", table.name)),
                M::RTM_NEWNEXTHOP,
                CREATE | REPLACE,
                head.clone(),
                table,
            );
            all.add(Context { before, nests: vec![Nest::new(8).before(needs)], rows, ..context });
        }
    }
    // neighbour tables
    let any = header(NdtMsg::new().with(NdtMsg::ndtm_family, AddressFamily::AF_INET));
    let context = plain("RTM_SETNEIGHTBL", M::RTM_SETNEIGHTBL, 0, any.clone(), NeighTable::spec());
    all.add(Context { before: attr(1, b"arp_cache\0"), ..context });
    all.add(plain("RTM_GETNEIGHTBL dump", M::RTM_GETNEIGHTBL, DUMP, any, NeighTable::spec()));
    // groups of next-hop objects
    let group = header(NhMsg::new());
    let one = attr(2, &[1, 0, 0, 0, 0, 0, 0, 0]);
    let context = plain("group", M::RTM_NEWNEXTHOP, CREATE | REPLACE, group.clone(), NextHop::spec());
    all.add(Context { before: [attr(1, &2u32.to_ne_bytes()), one.clone()].concat(), ..context });
    let context =
        plain("resilient group", M::RTM_NEWNEXTHOP, CREATE | REPLACE, group.clone(), NextHopResGroup::spec());
    all.add(Context {
        before: [attr(1, &3u32.to_ne_bytes()), one, attr(3, &[1, 0])].concat(),
        nests: vec![Nest::new(12).before(attr(1, &[8, 0]))],
        ..context
    });
    for (name, kind, flags, id) in [
        ("RTM_GETNEXTHOP", M::RTM_GETNEXTHOP, 0, 1u32),
        ("RTM_GETNEXTHOP dump", M::RTM_GETNEXTHOP, DUMP, 0),
        ("RTM_DELNEXTHOP", M::RTM_DELNEXTHOP, 0, 99),
        ("RTM_GETNEXTHOPBUCKET", M::RTM_GETNEXTHOPBUCKET, 0, 3),
        ("RTM_GETNEXTHOPBUCKET dump", M::RTM_GETNEXTHOPBUCKET, DUMP, 0),
    ] {
        let before = if id == 0 { vec![] } else { attr(1, &id.to_ne_bytes()) };
        all.add(Context { before, ..plain(name, kind, flags, group.clone(), NextHop::spec()) });
    }
    // namespaces
    let context = plain("RTM_NEWNSID", M::RTM_NEWNSID, 0, vec![0], Nsid::spec());
    all.add(Context { before: attr(1, &5u32.to_ne_bytes()), ..context });
    for strict in [false, true] {
        all.add(Context { strict, ..plain("RTM_GETNSID", M::RTM_GETNSID, 0, vec![0], Nsid::spec()) });
    }
    all.add(plain("RTM_GETNSID dump", M::RTM_GETNSID, DUMP, vec![0], Nsid::spec()));
    // statistics and settings
    let head = |index: u32, mask: u32| [&[0; 4][..], &index.to_ne_bytes(), &mask.to_ne_bytes()].concat();
    all.add(plain("RTM_GETSTATS", M::RTM_GETSTATS, 0, head(LEFT, 1), StatsRequest::spec()));
    all.add(plain("RTM_GETSTATS dump", M::RTM_GETSTATS, DUMP, head(0, 1), StatsRequest::spec()));
    all.add(plain("RTM_SETSTATS", M::RTM_SETSTATS, 0, head(LEFT, 0), StatsRequest::spec()));
    for family in [AddressFamily::AF_INET, AddressFamily::AF_INET6] {
        let context =
            plain(&format!("RTM_GETNETCONF {family}"), M::RTM_GETNETCONF, 0, vec![family.0], NetConf::spec());
        all.add(Context { before: attr(1, &LEFT.to_ne_bytes()), ..context });
    }
    of_bridges(&mut all);
    of_labels(&mut all);
    // Data Center Bridging, of a link without it: the nests of commands are refused before they are looked into
    for (name, command) in
        [("RTM_GETDCB", DcbCommand::DCB_CMD_GSTATE), ("RTM_GETDCB of capabilities", DcbCommand::DCB_CMD_GCAP)]
    {
        let head = header(DcbMsg::new().with(DcbMsg::cmd, command));
        all.add(Context { before: attr(1, b"left\0"), ..plain(name, M::RTM_GETDCB, 0, head, Dcb::spec()) });
    }
    println!("not in this kernel: {}", left_out.join(", "));
    all.0
}

/// A veth pair and a bridge whose port one end is.
fn set_up() {
    let mut buffer = [0; 8192];
    let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
    let flags = NewFlags::CREATE | NewFlags::EXCL;
    let up = LinkFlags::IFF_UP;
    let pair = NewLink { index: LEFT, ..Default::default() };
    let peer = IfInfo::new().with(IfInfo::ifi_index, RIGHT);
    let made = connection.request_with(pair, flags, |link| {
        link.put(Link::IFLA_IFNAME, "left").nest(Link::IFLA_LINKINFO, |info| {
            info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
                veth.headed(Veth::VETH_INFO_PEER, &peer, |peer| {
                    peer.put(Link::IFLA_IFNAME, "right");
                });
            });
        });
    });
    made.unwrap();
    let bridge = NewLink { index: BRIDGE, flags: up, change: up, ..Default::default() };
    let made = connection.request_with(bridge, flags, |link| {
        link.put(Link::IFLA_IFNAME, "bridge").nest(Link::IFLA_LINKINFO, |info| {
            info.put(LinkInfo::IFLA_INFO_KIND, "bridge");
        });
    });
    made.unwrap();
    let ends = [LEFT, RIGHT].map(|index| NewLink { index, flags: up, change: up, ..Default::default() });
    connection.request(ends[0], NewFlags::empty()).unwrap();
    connection
        .request_with(ends[1], NewFlags::empty(), |link| {
            link.put(Link::IFLA_MASTER, BRIDGE);
        })
        .unwrap();
    let vxlan = NewLink { index: VXLAN, ..Default::default() };
    let made = connection.request_with(vxlan, flags, |link| {
        link.put(Link::IFLA_IFNAME, "vxlan").nest(Link::IFLA_LINKINFO, |info| {
            info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VXLAN, |vxlan| {
                vxlan.put(Vxlan::IFLA_VXLAN_COLLECT_METADATA, 1).put(Vxlan::IFLA_VXLAN_VNIFILTER, 1);
            });
        });
    });
    if let Err(error) = made {
        println!("no VXLAN interface with a VNI filter: {error}");
    }
}
/// Whether this kernel makes links of this kind, or would if it were told more.
fn kind_is_there(socket: &Socket, kind: &[u8]) -> bool {
    let context = Context {
        name: String::new(),
        kind: M::RTM_NEWLINK,
        flags: CREATE | EXCL,
        header: link(AddressFamily::AF_UNSPEC, 0),
        strict: true,
        before: vec![],
        nests: vec![],
        table: Link::spec(),
        rows: |_| true,
        undo: None,
    };
    let name = attr(3, b"probe\0");
    let kind = attr(18, &attr(1, &[kind, &b"\0"[..]].concat()));
    let answer = ask(socket, &message(&context, &[name.clone(), kind].concat(), false));
    if answer.errno == 0 {
        ask(socket, &message(&Context { kind: M::RTM_DELLINK, flags: 0, ..context }, &name, false));
    }
    answer.text != "Unknown device type"
}
/// Whether this kernel has an encapsulation, and for this family.
fn encap_is_there(socket: &Socket, family: AddressFamily, kind: &[u8]) -> bool {
    if family == AddressFamily::AF_INET && kind == 7u16.to_ne_bytes() {
        return false; // SEG6_LOCAL is IPv6's alone
    }
    let route = NewRoute {
        family,
        table: RtmTable::RT_TABLE_MAIN,
        kind: RouteType::RTN_UNICAST,
        ..Default::default()
    };
    let context = Context {
        name: String::new(),
        kind: M::RTM_NEWROUTE,
        flags: CREATE,
        header: header(route.header()),
        strict: true,
        before: vec![],
        nests: vec![],
        table: Route::spec(),
        rows: |_| true,
        undo: None,
    };
    let attrs = [attr(4, &LEFT.to_ne_bytes()), attr(21, kind), attr(22 | 0x8000, &[])].concat();
    let answer = ask(socket, &message(&context, &attrs, false));
    !answer.text.contains("not supported")
}

//! What is asked: the operations of the route family, and the nests of their requests.
use crate::{
    ask,
    requests::{Context, Nest, attr, message},
};
use nlwire::exchange::Connection;
use nlwire::route::*;
use nlwire::socket::{Protocol, Socket};
use nlwire::uapi::AddressFamily;
use nlwire::wire::{By, Layout, NewFlags, Operation, Row, Set, Shape, Table};

type M = RouteMessage<'static>;

/// The ends of a veth pair and a bridge, the second end its port.
const LEFT: i32 = 10;
const RIGHT: i32 = 11;
const BRIDGE: i32 = 12;
const CREATE: u16 = 0x400;
const EXCL: u16 = 0x200;
const REPLACE: u16 = 0x100;
const DUMP: u16 = 0x300;

/// Payloads that the kernel makes sense of.
pub fn value(name: &str) -> Option<Vec<u8>> {
    let number = |number: i32| number.to_ne_bytes().to_vec();
    let name = match name {
        "IFLA_IFNAME" => b"left\0".to_vec(),
        // our own namespace
        "IFLA_NET_NS_PID" | "NETNSA_PID" => number(std::process::id() as i32),
        "IFLA_NET_NS_FD" | "NETNSA_FD" | "IFLA_XDP_FD" | "IFLA_XDP_EXPECTED_FD" => number(-1),
        "LWT_BPF_PROG_FD" => number(-1),
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
        _ => return None,
    };
    Some(name)
}

fn header<H: Layout>(header: H) -> Vec<u8> {
    zerocopy::IntoBytes::as_bytes(&header).to_vec()
}
fn link(family: AddressFamily, index: i32) -> Vec<u8> {
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
        for row in context.table.rows.iter().filter(|row| (context.rows)(row)) {
            let opens = |table: &'static Table, nest: Nest| {
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
            match row.shape {
                Shape::Set(table) => inner.extend(opens(table(), Nest::new(row.number))),
                Shape::Headed { header, tail: Shape::Set(table), .. } => {
                    let head = vec![0; header.len.next_multiple_of(4)];
                    inner.extend(opens(table(), Nest::plain(row.number).head(head)));
                }
                Shape::By(choices) => {
                    // what the header selects; what a sibling does is said one by one
                    if let By::Header { offset, len } = choices.by {
                        let key = context.header.get(offset..offset + len).unwrap_or(&[]);
                        let arm = choices.arms.iter().find(|(arm, _)| *arm == key);
                        if let Some((_, Shape::Set(table))) = arm {
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

/// Everything that is tried, in a namespace that this sets up.
pub fn contexts(socket: &Socket) -> Vec<Context> {
    set_up();
    let mut all = Contexts(Vec::new());
    let every: fn(&Row) -> bool = |_| true;
    let plain = |name: &str, kind: u16, flags: u16, header: Vec<u8>, table: &'static Table| Context {
        name: name.to_string(),
        kind,
        flags,
        header,
        strict: true,
        before: vec![],
        nests: vec![],
        table,
        rows: every,
        undo: None,
    };
    let unspec = AddressFamily::AF_UNSPEC;

    // links: a change of one that is there
    let back = Context { nests: vec![], ..plain("", M::RTM_NEWLINK, 0, link(unspec, LEFT), Link::table()) };
    let back = message(&back, &[attr(3, b"left\0"), attr(4, &1400u32.to_ne_bytes())].concat(), false);
    for (name, kind) in [("RTM_NEWLINK", M::RTM_NEWLINK), ("RTM_SETLINK", M::RTM_SETLINK)] {
        let context = plain(name, kind, 0, link(unspec, LEFT), Link::table());
        all.add(Context { undo: Some(back.clone()), ..context });
    }
    all.add(Context {
        strict: false,
        ..plain("RTM_GETLINK", M::RTM_GETLINK, 0, link(unspec, LEFT), Link::table())
    });
    all.add(plain("RTM_GETLINK strict", M::RTM_GETLINK, 0, link(unspec, LEFT), Link::table()));
    all.add(plain("RTM_GETLINK dump", M::RTM_GETLINK, DUMP, link(unspec, 0), Link::table()));
    all.add(plain("RTM_NEWLINKPROP", M::RTM_NEWLINKPROP, CREATE | EXCL, link(unspec, LEFT), Link::table()));
    all.add(plain("RTM_DELLINKPROP", M::RTM_DELLINKPROP, 0, link(unspec, LEFT), Link::table()));
    // no such link: read, and then refused
    all.add(plain("RTM_DELLINK", M::RTM_DELLINK, 0, link(unspec, 999), Link::table()));
    let bridge = AddressFamily::AF_BRIDGE;
    all.add(plain("RTM_SETLINK of a bridge port", M::RTM_SETLINK, 0, link(bridge, RIGHT), Link::table()));
    all.add(plain("RTM_GETLINK of bridges", M::RTM_GETLINK, DUMP, link(bridge, 0), Link::table()));
    // each kind's data, of a link whose name is taken: read, and then refused
    let Some(Shape::By(kinds)) = LinkInfo::table().row(2).map(|row| row.shape) else { unreachable!() };
    let mut left_out = Vec::new();
    for (kind, shape) in kinds.arms {
        let Shape::Set(table) = shape else { continue };
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
    let context = plain("bridge port", M::RTM_NEWLINK, 0, link(unspec, RIGHT), BridgePort::table());
    all.add(Context { nests: port, ..context });

    // addresses
    for (family, address) in [
        (AddressFamily::AF_INET, vec![192, 0, 2, 1]),
        (AddressFamily::AF_INET6, [&[0x20, 1, 0xd, 0xb8][..], &[0; 11], &[1]].concat()),
    ] {
        let name = |what: &str| format!("{what} {family}");
        let bits = address.len() as u8 * 8;
        let head = IfAddr::new().with(IfAddr::ifa_family, family).with(IfAddr::ifa_index, LEFT as u32);
        let made = header(head.with(IfAddr::ifa_prefixlen, bits));
        let local = [attr(2, &address), attr(1, &address)].concat();
        let context =
            plain(&name("RTM_NEWADDR"), M::RTM_NEWADDR, CREATE | REPLACE, made.clone(), Addr::table());
        all.add(Context { before: local.clone(), ..context });
        // one that is not there
        let mut other = address.clone();
        *other.last_mut().unwrap() = 99;
        let context = plain(&name("RTM_DELADDR"), M::RTM_DELADDR, 0, made, Addr::table());
        all.add(Context { before: attr(2, &other), ..context });
        let any = header(IfAddr::new().with(IfAddr::ifa_family, family));
        all.add(plain(&name("RTM_GETADDR dump"), M::RTM_GETADDR, DUMP, any.clone(), Addr::table()));
        if bits == 128 {
            let context = plain(&name("RTM_GETADDR"), M::RTM_GETADDR, 0, any, Addr::table());
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
            plain(&name("RTM_NEWROUTE"), M::RTM_NEWROUTE, CREATE | REPLACE, header(head), Route::table());
        all.add(Context { before: dst_and_link.clone(), ..context });
        // one that is not there
        let context = plain(&name("RTM_DELROUTE"), M::RTM_DELROUTE, 0, header(head), Route::table());
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
            plain(&name("next hop"), M::RTM_NEWROUTE, CREATE | REPLACE, header(head), Route::table());
        all.add(Context {
            before: attr(1, &dst),
            nests: vec![hop(gateway.clone())],
            rows: |row| row.name != "RTA_MULTIPATH" && row.name != "RTA_METRICS",
            ..context
        });
        let Some(Shape::By(kinds)) = Route::table().row(22).map(|row| row.shape) else { unreachable!() };
        for (kind, shape) in kinds.arms {
            let Shape::Set(table) = shape else { continue };
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
            let rows: fn(&Row) -> bool = |row| row.number != 8 || !row.name.starts_with("LWTUNNEL");
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
            let context = plain(&name("RTM_GETROUTE"), M::RTM_GETROUTE, 0, lookup.clone(), Route::table());
            all.add(Context { before: attr(1, &dst), strict, ..context });
        }
        let any = header(GetRoute { family, ..Default::default() }.header());
        all.add(plain(&name("RTM_GETROUTE dump"), M::RTM_GETROUTE, DUMP, any, Route::table()));

        // neighbours
        let head = NdMsg::new().with(NdMsg::ndm_family, family).with(NdMsg::ndm_ifindex, LEFT);
        let made = header(head.with(NdMsg::ndm_state, NeighState::NUD_PERMANENT));
        let context = plain(&name("RTM_NEWNEIGH"), M::RTM_NEWNEIGH, CREATE | REPLACE, made, Neigh::table());
        all.add(Context { before: [attr(1, &dst), attr(2, &[2, 0, 0, 0, 0, 1])].concat(), ..context });
        let context = plain(&name("RTM_DELNEIGH"), M::RTM_DELNEIGH, 0, header(head), Neigh::table());
        all.add(Context { before: attr(1, &other), ..context });
        let context = plain(&name("RTM_GETNEIGH"), M::RTM_GETNEIGH, 0, header(head), Neigh::table());
        all.add(Context { before: attr(1, &dst), ..context });
        let any = header(NdMsg::new().with(NdMsg::ndm_family, family));
        for strict in [false, true] {
            let context =
                plain(&name("RTM_GETNEIGH dump"), M::RTM_GETNEIGH, DUMP, any.clone(), Neigh::table());
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
            let context = plain(&name(what), kind, flags, header(head), Rule::table());
            all.add(Context { before: attr(6, &[77, 0, 0, 0]), ..context });
        }
        let any = header(GetRule { family }.header());
        all.add(plain(&name("RTM_GETRULE dump"), M::RTM_GETRULE, DUMP, any, Rule::table()));

        // next-hop objects
        let head = header(NhMsg::new().with(NhMsg::nh_family, family));
        let context = plain(
            &name("RTM_NEWNEXTHOP"),
            M::RTM_NEWNEXTHOP,
            CREATE | REPLACE,
            head.clone(),
            NextHop::table(),
        );
        all.add(Context {
            before: [attr(1, &1u32.to_ne_bytes()), attr(5, &LEFT.to_ne_bytes())].concat(),
            ..context
        });
        for (kind, shape) in kinds.arms {
            let Shape::Set(table) = shape else { continue };
            let table = table();
            let rows: fn(&Row) -> bool = |row| row.number != 8 || !row.name.starts_with("LWTUNNEL");
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
    let context = plain("RTM_SETNEIGHTBL", M::RTM_SETNEIGHTBL, 0, any.clone(), NeighTable::table());
    all.add(Context { before: attr(1, b"arp_cache\0"), ..context });
    all.add(plain("RTM_GETNEIGHTBL dump", M::RTM_GETNEIGHTBL, DUMP, any, NeighTable::table()));
    // groups of next-hop objects
    let group = header(NhMsg::new());
    let one = attr(2, &[1, 0, 0, 0, 0, 0, 0, 0]);
    let context = plain("group", M::RTM_NEWNEXTHOP, CREATE | REPLACE, group.clone(), NextHop::table());
    all.add(Context { before: [attr(1, &2u32.to_ne_bytes()), one.clone()].concat(), ..context });
    let context = plain(
        "resilient group",
        M::RTM_NEWNEXTHOP,
        CREATE | REPLACE,
        group.clone(),
        NextHopResGroup::table(),
    );
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
        all.add(Context { before, ..plain(name, kind, flags, group.clone(), NextHop::table()) });
    }
    // namespaces
    let context = plain("RTM_NEWNSID", M::RTM_NEWNSID, 0, vec![0], Nsid::table());
    all.add(Context { before: attr(1, &5u32.to_ne_bytes()), ..context });
    for strict in [false, true] {
        all.add(Context { strict, ..plain("RTM_GETNSID", M::RTM_GETNSID, 0, vec![0], Nsid::table()) });
    }
    all.add(plain("RTM_GETNSID dump", M::RTM_GETNSID, DUMP, vec![0], Nsid::table()));
    // statistics and settings
    let head = |index: u32, mask: u32| [&[0; 4][..], &index.to_ne_bytes(), &mask.to_ne_bytes()].concat();
    all.add(plain("RTM_GETSTATS", M::RTM_GETSTATS, 0, head(LEFT as u32, 1), StatsRequest::table()));
    all.add(plain("RTM_GETSTATS dump", M::RTM_GETSTATS, DUMP, head(0, 1), StatsRequest::table()));
    all.add(plain("RTM_SETSTATS", M::RTM_SETSTATS, 0, head(LEFT as u32, 0), StatsRequest::table()));
    for family in [AddressFamily::AF_INET, AddressFamily::AF_INET6] {
        let context = plain(
            &format!("RTM_GETNETCONF {family}"),
            M::RTM_GETNETCONF,
            0,
            vec![family.0],
            NetConf::table(),
        );
        all.add(Context { before: attr(1, &LEFT.to_ne_bytes()), ..context });
    }
    println!("not in this kernel: {}", left_out.join(", "));
    all.0
}

/// A veth pair and a bridge whose port one end is.
fn set_up() {
    let mut buffer = [0; 8192];
    let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer);
    let flags = NewFlags::CREATE | NewFlags::EXCL;
    let up = LinkFlags::IFF_UP;
    let pair = NewLink { index: LEFT, ..Default::default() };
    let peer = IfInfo::new().with(IfInfo::ifi_index, RIGHT);
    let made = connection.request(pair, flags, |link| {
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
    let made = connection.request(bridge, flags, |link| {
        link.put(Link::IFLA_IFNAME, "bridge").nest(Link::IFLA_LINKINFO, |info| {
            info.put(LinkInfo::IFLA_INFO_KIND, "bridge");
        });
    });
    made.unwrap();
    let ends = [LEFT, RIGHT].map(|index| NewLink { index, flags: up, change: up, ..Default::default() });
    connection.request(ends[0], NewFlags::empty(), |_| {}).unwrap();
    connection
        .request(ends[1], NewFlags::empty(), |link| {
            link.put(Link::IFLA_MASTER, BRIDGE as u32);
        })
        .unwrap();
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
        table: Link::table(),
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
        table: Route::table(),
        rows: |_| true,
        undo: None,
    };
    let attrs = [attr(4, &LEFT.to_ne_bytes()), attr(21, kind), attr(22 | 0x8000, &[])].concat();
    let answer = ask(socket, &message(&context, &attrs, false));
    !answer.text.contains("not supported")
}

//! Routes with all that they can have, next-hop objects, rules, neighbours: made by `ip` and read by us, and routes made by us and read by
//! `ip`.
use crate::{common, compare::Rows, dump, ip, ip_json};
use core::net::{Ipv4Addr, Ipv6Addr};
use nlwire::client::Connection;
use nlwire::route::*;
use nlwire::socket::{Protocol, Socket};
use nlwire::uapi::AddressFamily;
use nlwire::wire::{Labels, NewFlags, Request, SubMessage, WithHeader, Writer};
use serde_json::Value;

const TABLE: u32 = 77;
const ROUTE: &str = "
    type ~ header.rtm_type
    dst = 100 ~ attributes.RTA_DST
    dst = 101 ~ attributes.RTA_DST
    dst = 102 ~ attributes.RTA_DST
    dst ~ attributes.RTA_DST / header.rtm_dst_len
    dev ~ attributes.RTA_OIF
    protocol ~ header.rtm_protocol
    scope = global ~ header.rtm_scope = RT_SCOPE_UNIVERSE
    scope ~ header.rtm_scope
    flags ~ header.rtm_flags
    metric ~ attributes.RTA_PRIORITY
    tos ~ header.rtm_tos
    via.family ~ attributes.RTA_VIA.header.rtvia_family
    via.host ~ attributes.RTA_VIA.data
    flow.from ~ attributes.RTA_FLOW >> 16
    flow.to ~ attributes.RTA_FLOW & 0xffff
    metrics.mtu ~ attributes.RTA_METRICS.RTAX_MTU
    metrics.advmss ~ attributes.RTA_METRICS.RTAX_ADVMSS
    metrics.window ~ attributes.RTA_METRICS.RTAX_WINDOW
    metrics.rtt ~ attributes.RTA_METRICS.RTAX_RTT div 8
    metrics.rttvar ~ attributes.RTA_METRICS.RTAX_RTTVAR div 4
    metrics.ssthresh ~ attributes.RTA_METRICS.RTAX_SSTHRESH
    metrics.cwnd ~ attributes.RTA_METRICS.RTAX_CWND
    metrics.initcwnd ~ attributes.RTA_METRICS.RTAX_INITCWND
    metrics.initrwnd ~ attributes.RTA_METRICS.RTAX_INITRWND
    metrics.hoplimit ~ attributes.RTA_METRICS.RTAX_HOPLIMIT
    metrics.quickack ~ attributes.RTA_METRICS.RTAX_QUICKACK
    metrics.rto_min ~ attributes.RTA_METRICS.RTAX_RTO_MIN
    metrics.ecn ~ attributes.RTA_METRICS.RTAX_FEATURES has RTAX_FEATURE_ECN
    metrics.congestion ~ attributes.RTA_METRICS.RTAX_CC_ALGO
    expires ~ -
    nh_info ~ -
    nhid ~ attributes.RTA_NH_ID
    encap ~ attributes.RTA_ENCAP_TYPE
    to ~ attributes.RTA_NEWDST
    ttl-propogate ~ attributes.RTA_TTL_PROPAGATE
    mode ~ attributes.RTA_ENCAP.SEG6_IPTUNNEL_SRH.header.mode
    segs ~ attributes.RTA_ENCAP.SEG6_IPTUNNEL_SRH.data reversed
    action = End.B6.Encaps ~ attributes.RTA_ENCAP.SEG6_LOCAL_ACTION = SEG6_LOCAL_ACTION_END_B6_ENCAP
    action ~ attributes.RTA_ENCAP.SEG6_LOCAL_ACTION
    table ~ attributes.RTA_ENCAP.SEG6_LOCAL_TABLE
    nh4 ~ attributes.RTA_ENCAP.SEG6_LOCAL_NH4
    nh6 ~ attributes.RTA_ENCAP.SEG6_LOCAL_NH6
    oif ~ attributes.RTA_ENCAP.SEG6_LOCAL_OIF
    srh.segs ~ attributes.RTA_ENCAP.SEG6_LOCAL_SRH.data reversed";
// ip's JSON has "dst" twice where a route has an encapsulation, and the later one stands
const MPLS: &str = "
    dst ~ attributes.RTA_ENCAP.MPLS_IPTUNNEL_DST
    ttl ~ attributes.RTA_ENCAP.MPLS_IPTUNNEL_TTL";
const IP: &str = "
    id ~ attributes.RTA_ENCAP.LWTUNNEL_IP_ID
    dst ~ attributes.RTA_ENCAP.LWTUNNEL_IP_DST
    src ~ attributes.RTA_ENCAP.LWTUNNEL_IP_SRC
    ttl ~ attributes.RTA_ENCAP.LWTUNNEL_IP_TTL
    tos ~ attributes.RTA_ENCAP.LWTUNNEL_IP_TOS
    csum ~ attributes.RTA_ENCAP.LWTUNNEL_IP_FLAGS has TUNNEL_CSUM
    key ~ attributes.RTA_ENCAP.LWTUNNEL_IP_FLAGS has TUNNEL_KEY
    seq ~ attributes.RTA_ENCAP.LWTUNNEL_IP_FLAGS has TUNNEL_SEQ";
const IP6: &str = "
    id ~ attributes.RTA_ENCAP.LWTUNNEL_IP6_ID
    dst ~ attributes.RTA_ENCAP.LWTUNNEL_IP6_DST
    src ~ attributes.RTA_ENCAP.LWTUNNEL_IP6_SRC
    hoplimit ~ attributes.RTA_ENCAP.LWTUNNEL_IP6_HOPLIMIT
    tc ~ attributes.RTA_ENCAP.LWTUNNEL_IP6_TC
    csum ~ attributes.RTA_ENCAP.LWTUNNEL_IP6_FLAGS has TUNNEL_CSUM
    key ~ attributes.RTA_ENCAP.LWTUNNEL_IP6_FLAGS has TUNNEL_KEY
    seq ~ attributes.RTA_ENCAP.LWTUNNEL_IP6_FLAGS has TUNNEL_SEQ";
const HOP: &str = "
    dev ~ header.rtnh_ifindex
    weight ~ header.rtnh_hops + 1
    flags ~ header.rtnh_flags
    to ~ attributes.RTA_NEWDST
    via.family ~ attributes.RTA_VIA.header.rtvia_family
    via.host ~ attributes.RTA_VIA.data
    encap ~ attributes.RTA_ENCAP_TYPE
    dst ~ attributes.RTA_ENCAP.MPLS_IPTUNNEL_DST";

type Fill = fn(&mut Request<'_, NewRoute>);
/// A route as `ip` makes it, rows of its own, and how we make the same.
type Case = (&'static str, &'static str, Option<Fill>);

fn oif(route: &mut Request<'_, NewRoute>) {
    route.put(Route::RTA_OIF, crate::index("p").unwrap() as u32);
}
fn encap<S: nlwire::wire::AttributeSet>(
    route: &mut Request<'_, NewRoute>,
    kind: EncapType,
    choice: nlwire::wire::SubMessageKey<EncapKind, nlwire::wire::Attrs<'static, S>>,
    fill: impl FnOnce(&mut Writer<'_, S>),
) {
    route.put(Route::RTA_ENCAP_TYPE, kind).chosen(Route::RTA_ENCAP, choice, |encap| fill(encap));
}
fn labels(labels: &[u32]) -> Vec<u8> {
    let last = labels.len() - 1;
    labels.iter().enumerate().flat_map(|(at, label)| Labels::entry(*label, at == last)).collect()
}
const GATEWAY: Ipv4Addr = Ipv4Addr::new(10, 0, 0, 2);

#[rustfmt::skip]
const ROUTES: &[Case] = &[
    ("route add 198.51.100.0/24 dev p proto static metric 5 src 10.0.0.1 mtu 1400 advmss 1300 window 1000 rtt 50 rttvar 20 ssthresh 5 \
      cwnd 6 initcwnd 7 initrwnd 8 hoplimit 9 quickack 1 rto_min 300 features ecn congctl reno realm 5/6 scope link", "", Some(|route| {
        oif(route);
        route.put(Route::RTA_PRIORITY, 5).put(Route::RTA_PREFSRC, Ipv4Addr::new(10, 0, 0, 1)).put(Route::RTA_FLOW, 5 << 16 | 6);
        route.nest(Route::RTA_METRICS, |metrics| {
            metrics.put(Metrics::RTAX_LOCK, LockedMetrics::RTAX_RTO_MIN).put(Metrics::RTAX_MTU, 1400).put(Metrics::RTAX_ADVMSS, 1300)
                .put(Metrics::RTAX_WINDOW, 1000).put(Metrics::RTAX_RTT, 50).put(Metrics::RTAX_RTTVAR, 20)
                .put(Metrics::RTAX_SSTHRESH, 5).put(Metrics::RTAX_CWND, 6).put(Metrics::RTAX_INITCWND, 7)
                .put(Metrics::RTAX_INITRWND, 8).put(Metrics::RTAX_HOPLIMIT, 9).put(Metrics::RTAX_QUICKACK, 1)
                .put(Metrics::RTAX_RTO_MIN, 300).put(Metrics::RTAX_FEATURES, RouteFeatures::RTAX_FEATURE_ECN)
                .put(Metrics::RTAX_CC_ALGO, "reno");
        });
    })),
    ("route add 198.51.100.0/24 table 77 nexthop via 10.0.0.2 dev p weight 3 nexthop via 10.0.0.3 dev p weight 5 onlink", "", Some(|route| {
        let link = crate::index("p").unwrap() as u32;
        route.chain(Route::RTA_MULTIPATH, |hops| {
            let hop = RtNextHop::new().with(RtNextHop::rtnh_ifindex, link).with(RtNextHop::rtnh_hops, 2);
            hops.link(&hop, |hop| { hop.put(Route::RTA_GATEWAY, GATEWAY); });
            let hop = hop.with(RtNextHop::rtnh_hops, 4).with(RtNextHop::rtnh_flags, NextHopFlags::RTNH_F_ONLINK);
            hops.link(&hop, |hop| { hop.put(Route::RTA_GATEWAY, Ipv4Addr::new(10, 0, 0, 3)); });
        });
    })),
    ("route add 198.51.100.0/24 via inet6 fe80::1 dev p", "", Some(|route| {
        oif(route);
        let via = RtVia::new().with(RtVia::rtvia_family, ViaFamily::AF_INET6);
        let address: Ipv6Addr = "fe80::1".parse().unwrap();
        route.put(Route::RTA_VIA, WithHeader { header: &via, body: SubMessage::new(&address.octets()) });
    })),
    ("route add blackhole 198.51.100.0/24 tos 8", "", None),
    ("route add unreachable 198.51.100.0/24", "", None),
    ("route add prohibit 198.51.100.0/24", "", None),
    ("route add throw 198.51.100.0/24", "", None),
    ("-6 route add 2001:db8:1::/48 via fe80::1 dev p pref high expires 100 metric 7 mtu lock 1400", "", None),
    ("-6 route add 2001:db8:1::/48 table 77 nexthop via fe80::1 dev p weight 2 nexthop via fe80::2 dev p weight 4", "", None),
    ("route add 198.51.100.0/24 encap mpls 100/200 ttl 50 via 10.0.0.2 dev p", MPLS, Some(|route| {
        encap(route, EncapType::LWTUNNEL_ENCAP_MPLS, EncapKind::MPLS, |mpls| {
            mpls.put(MplsEncap::MPLS_IPTUNNEL_DST, Labels(&labels(&[100, 200]))).put(MplsEncap::MPLS_IPTUNNEL_TTL, 50);
        });
        oif(route);
        route.put(Route::RTA_GATEWAY, GATEWAY);
    })),
    // (never with options: they stop Linux 6.18.44)
    ("route add 198.51.100.0/24 encap ip id 5 dst 192.0.2.7 src 192.0.2.8 ttl 9 tos 8 key csum seq dev p scope global", IP, Some(|route| {
        encap(route, EncapType::LWTUNNEL_ENCAP_IP, EncapKind::IP, |tunnel| {
            let flags = TunnelFlags::TUNNEL_KEY | TunnelFlags::TUNNEL_CSUM | TunnelFlags::TUNNEL_SEQ;
            tunnel.put(IpEncap::LWTUNNEL_IP_ID, 5u64).put(IpEncap::LWTUNNEL_IP_DST, Ipv4Addr::new(192, 0, 2, 7))
                .put(IpEncap::LWTUNNEL_IP_SRC, Ipv4Addr::new(192, 0, 2, 8)).put(IpEncap::LWTUNNEL_IP_TTL, 9)
                .put(IpEncap::LWTUNNEL_IP_TOS, 8).put(IpEncap::LWTUNNEL_IP_FLAGS, flags);
        });
        oif(route);
    })),
    ("-6 route add 2001:db8:1::/48 encap ip6 id 5 dst 2001:db8::7 src 2001:db8::8 hoplimit 9 tc 8 key csum seq dev p", IP6, Some(|route| {
        encap(route, EncapType::LWTUNNEL_ENCAP_IP6, EncapKind::IP6, |tunnel| {
            let flags = TunnelFlags::TUNNEL_KEY | TunnelFlags::TUNNEL_CSUM | TunnelFlags::TUNNEL_SEQ;
            let address = |text: &str| text.parse::<Ipv6Addr>().unwrap();
            tunnel.put(Ip6Encap::LWTUNNEL_IP6_ID, 5u64).put(Ip6Encap::LWTUNNEL_IP6_DST, address("2001:db8::7"))
                .put(Ip6Encap::LWTUNNEL_IP6_SRC, address("2001:db8::8")).put(Ip6Encap::LWTUNNEL_IP6_HOPLIMIT, 9)
                .put(Ip6Encap::LWTUNNEL_IP6_TC, 8).put(Ip6Encap::LWTUNNEL_IP6_FLAGS, flags);
        });
        oif(route);
    })),
    ("route add 198.51.100.0/24 table 77 nexthop encap mpls 100 via 10.0.0.2 dev p nexthop encap mpls 101/102 via 10.0.0.3 dev p", "", None),
    ("-6 route add 2001:db8:1::/48 encap seg6 mode encap segs fc00::1,fc00::2 dev p", "", Some(|route| {
        let segments: Vec<u8> = ["fc00::2", "fc00::1"].iter().flat_map(|it| it.parse::<Ipv6Addr>().unwrap().octets()).collect();
        let srh = Ipv6SrHdr::new().with(Ipv6SrHdr::hdrlen, 4).with(Ipv6SrHdr::r#type, 4)
            .with(Ipv6SrHdr::segments_left, 1).with(Ipv6SrHdr::first_segment, 1);
        let header = Seg6IpTunnelEncap::new().with(Seg6IpTunnelEncap::mode, Seg6Mode::SEG6_IPTUN_MODE_ENCAP)
            .with(Seg6IpTunnelEncap::srh, srh);
        encap(route, EncapType::LWTUNNEL_ENCAP_SEG6, EncapKind::SEG6, |seg6| {
            seg6.put(Seg6Encap::SEG6_IPTUNNEL_SRH, WithHeader { header: &header, body: SubMessage::new(&segments) });
        });
        oif(route);
    })),
    ("-6 route add 2001:db8:1::/48 encap seg6 mode inline segs fc00::1 dev p", "", None),
    ("-6 route add 2001:db8:1::/48 encap seg6 mode l2encap segs fc00::1 dev p", "", None),
    ("-6 route add 2001:db8:1::/48 encap seg6local action End count dev p", "", None),
    ("-6 route add 2001:db8:1::/48 encap seg6local action End.X nh6 fc00::9 dev p", "", Some(|route| {
        encap(route, EncapType::LWTUNNEL_ENCAP_SEG6_LOCAL, EncapKind::SEG6_LOCAL, |local| {
            local.put(Seg6LocalEncap::SEG6_LOCAL_ACTION, Seg6Action::SEG6_LOCAL_ACTION_END_X);
            local.put(Seg6LocalEncap::SEG6_LOCAL_NH6, "fc00::9".parse::<Ipv6Addr>().unwrap());
        });
        oif(route);
    })),
    ("-6 route add 2001:db8:1::/48 encap seg6local action End.T table 300 dev p", "", None),
    ("-6 route add 2001:db8:1::/48 encap seg6local action End.DX2 oif q dev p", "", None),
    ("-6 route add 2001:db8:1::/48 encap seg6local action End.DX4 nh4 10.0.0.9 dev p", "", None),
    ("-6 route add 2001:db8:1::/48 encap seg6local action End.DX6 nh6 fc00::9 dev p", "", None),
    ("-6 route add 2001:db8:1::/48 encap seg6local action End.DT6 table 300 dev p", "", None),
    ("-6 route add 2001:db8:1::/48 encap seg6local action End.B6.Encaps srh segs fc00::1,fc00::2 dev p", "", None),
    ("-M route add 100 as 200/300 via inet 10.0.0.2 dev p", "", None),
    ("-M route add 101 via inet 10.0.0.2 dev p ttl-propagate disabled", "", None),
    ("-M route add 102 nexthop as 201 via inet 10.0.0.2 dev p nexthop as 202 via inet6 fe80::1 dev p", "", None),
    ("route add 198.51.100.0/24 nhid 10", "", Some(|route| { route.put(Route::RTA_NH_ID, 10); })),
    ("route add 198.51.100.0/24 nhid 1", "", None),
];

/// Compares a route, its metrics and its next hops.
fn compare(
    line: &str,
    rows: &'static str,
    theirs: &mut Value,
    ours: &Value,
    wrong: &mut Vec<String>,
) -> usize {
    let mut fields = 0;
    if theirs["metrics"].is_array() {
        theirs["metrics"] = theirs["metrics"][0].clone();
    }
    if let Some(hops) = theirs.as_object_mut().unwrap().remove("nexthops") {
        let (hops, found) = (hops.as_array().unwrap().clone(), ours["attributes"]["RTA_MULTIPATH"].clone());
        assert_eq!(found.as_array().map(Vec::len), Some(hops.len()), "{line}");
        for (hop, ours) in hops.iter().zip(found.as_array().unwrap()) {
            fields += Rows { prefix: "attributes.RTA_", rows: HOP }.compare(line, hop, ours, wrong);
        }
    }
    let rows = Box::leak(format!("{rows}{ROUTE}").into_boxed_str());
    fields + Rows { prefix: "attributes.RTA_", rows }.compare(line, theirs, ours, wrong)
}
/// The only route of the table, or of MPLS, as `ip` and as we have it.
fn both(line: &str) -> (Value, Value) {
    let mpls = line.starts_with("-M");
    let mut theirs = match line.split_once("route") {
        Some(("-M ", _)) => ip_json("-M route show"),
        Some((family, _)) => ip_json(&format!("{family} route show table {TABLE}")),
        None => unreachable!(),
    };
    let ours = dump(GetRoute::default(), |_| {}).into_iter().find(|route| {
        route["attributes"]["RTA_TABLE"] == TABLE || mpls && route["header"]["rtm_family"] == "AF_MPLS"
    });
    (theirs.remove(0), ours.unwrap())
}
/// Makes a route as our table of operations has it.
fn make(line: &str, fill: Fill) {
    let mut buffer = [0; 8192];
    let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
    let v6 = line.starts_with("-6");
    let route = NewRoute {
        family: if v6 { AddressFamily::AF_INET6 } else { AddressFamily::AF_INET },
        dst_len: if v6 { 48 } else { 24 },
        table: RtmTable::RT_TABLE_COMPAT,
        protocol: if line.contains("static") {
            RouteProtocol::RTPROT_STATIC
        } else {
            RouteProtocol::RTPROT_BOOT
        },
        scope: if line.contains("scope link") {
            RouteScope::RT_SCOPE_LINK
        } else {
            RouteScope::RT_SCOPE_UNIVERSE
        },
        kind: RouteType::RTN_UNICAST,
        ..Default::default()
    };
    let made = connection.request_with(route, NewFlags::CREATE | NewFlags::EXCL, |route| {
        match v6 {
            true => route.put(Route::RTA_DST, "2001:db8:1::".parse::<Ipv6Addr>().unwrap()),
            false => route.put(Route::RTA_DST, Ipv4Addr::new(198, 51, 100, 0)),
        };
        route.put(Route::RTA_TABLE, RouteTable(TABLE));
        fill(route);
    });
    made.unwrap_or_else(|failure| panic!("{line}: {failure}"));
}
/// A veth pair that is up, with an address.
fn set_up() {
    for line in
        ["link add p type veth peer name q", "link set p up", "link set q up", "addr add 10.0.0.1/24 dev p"]
    {
        ip(line).unwrap();
    }
}
/// Runs lines of `ip`; those that this kernel cannot are left out.
fn lines(lines: &[&'static str], left_out: &mut Vec<String>) {
    for line in lines {
        match ip(line) {
            Ok(_) => {}
            Err(why) if why.contains("not supported") || why.contains("No such device") => {
                left_out.push(line.to_string())
            }
            Err(why) => panic!("ip {line}: {why}"),
        }
    }
}

#[test]
fn every_kind_of_route() {
    const NAME: &str = "routes::every_kind_of_route";
    common::in_namespace(NAME, || {
        if !common::has_tools(NAME, &["ip"]) {
            return;
        }
        set_up();
        let (mut left_out, mut wrong) = (Vec::new(), Vec::new());
        let _ = std::fs::write("/proc/sys/net/mpls/platform_labels", "1000");
        lines(
            &[
                "nexthop add id 1 via 10.0.0.2 dev p",
                "nexthop add id 2 via 10.0.0.3 dev p",
                "nexthop add id 10 group 1,3/2,5",
            ],
            &mut left_out,
        );
        let (mut fields, mut routes, mut made) = (0, 0, 0);
        for (line, rows, fill) in ROUTES {
            let mut with_table = line.to_string();
            if !line.starts_with("-M") && !line.contains("table 77") {
                with_table = format!("{line} table {TABLE}");
            }
            if let Err(why) = ip(&with_table) {
                assert!(why.contains("not supported") || why.contains("not enabled"), "ip {line}: {why}");
                left_out.push(line.to_string());
                continue;
            }
            let (mut theirs, ours) = both(line);
            let as_ip_made = theirs.clone();
            fields += compare(line, rows, &mut theirs, &ours, &mut wrong);
            routes += 1;
            ip(&with_table.replace(" add ", " del ")).unwrap();
            let Some(fill) = fill else { continue };
            make(line, *fill);
            let (theirs, _) = both(line);
            assert_eq!(theirs, as_ip_made, "made by us, and by ip {line}");
            made += 1;
            ip(&with_table.replace(" add ", " del ")).unwrap();
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
        assert!(routes > 10 && made > 4);
        common::count(&format!(
            "{fields} fields of {routes} routes are as ip has them, {made} routes of ours are as ip's; not in this kernel: {left_out:?}"
        ));
    });
}

const NEXTHOP: &str = "
    dev ~ attributes.NHA_OIF
    flags ~ header.nh_flags
    protocol ~ header.nh_protocol
    scope = global ~ header.nh_scope = RT_SCOPE_UNIVERSE
    scope ~ header.nh_scope
    type = resilient ~ attributes.NHA_GROUP_TYPE = NEXTHOP_GRP_TYPE_RES
    resilient_args.buckets ~ attributes.NHA_RES_GROUP.NHA_RES_GROUP_BUCKETS
    resilient_args.idle_timer ~ attributes.NHA_RES_GROUP.NHA_RES_GROUP_IDLE_TIMER div 100
    resilient_args.unbalanced_timer ~ attributes.NHA_RES_GROUP.NHA_RES_GROUP_UNBALANCED_TIMER div 100
    resilient_args.unbalanced_time ~ attributes.NHA_RES_GROUP.NHA_RES_GROUP_UNBALANCED_TIME div 100
    encap ~ attributes.NHA_ENCAP_TYPE
    dst ~ attributes.NHA_ENCAP.MPLS_IPTUNNEL_DST";
const BUCKET: &str = "
    flags ~ header.nh_flags
    id ~ attributes.NHA_ID
    bucket.index ~ attributes.NHA_RES_BUCKET.NHA_RES_BUCKET_INDEX
    bucket.nhid ~ attributes.NHA_RES_BUCKET.NHA_RES_BUCKET_NH_ID
    bucket.idle_time ~ -";
const RULE: &str = "
    src = all ~ header.src_len = 0
    srclen ~ header.src_len
    dstlen ~ header.dst_len
    not ~ header.flags has FIB_RULE_INVERT
    tos ~ header.tos
    flow_from ~ attributes.FRA_FLOW >> 16
    flow_to ~ attributes.FRA_FLOW & 0xffff
    action ~ header.action
    iif ~ attributes.FRA_IIFNAME
    oif ~ attributes.FRA_OIFNAME
    uid_start ~ attributes.FRA_UID_RANGE.start
    uid_end ~ attributes.FRA_UID_RANGE.end
    ipproto = ipproto-6 ~ attributes.FRA_IP_PROTO = IPPROTO_TCP
    ipproto ~ attributes.FRA_IP_PROTO
    sport_start ~ attributes.FRA_SPORT_RANGE.start
    sport_end ~ attributes.FRA_SPORT_RANGE.end
    dport_start ~ attributes.FRA_DPORT_RANGE.start
    dport_end ~ attributes.FRA_DPORT_RANGE.end
    suppress_prefixlen ~ attributes.FRA_SUPPRESS_PREFIXLEN
    suppress_ifgroup ~ attributes.FRA_SUPPRESS_IFGROUP";
// (what is managed is probed meanwhile)
const NEIGH: &str = "
    dev ~ header.ndm_ifindex
    state ~ header.ndm_state
    router ~ header.ndm_flags has NTF_ROUTER
    extern_learn ~ header.ndm_flags has NTF_EXT_LEARNED
    proxy ~ header.ndm_flags has NTF_PROXY
    managed ~ attributes.NDA_FLAGS_EXT has NTF_EXT_MANAGED";
const FDB: &str = r#"
    mac ~ attributes.NDA_LLADDR
    ifname ~ header.ndm_ifindex
    flags ~ header.ndm_flags holds
    viaIf ~ attributes.NDA_IFINDEX
    viaIfIndex ~ attributes.NDA_IFINDEX
    src_vni ~ attributes.NDA_SRC_VNI
    nhid ~ attributes.NDA_NH_ID
    state = permanent ~ header.ndm_state holds
    state = static ~ header.ndm_state = ["NUD_NOARP"]"#;

#[test]
fn next_hops_rules_and_neighbours() {
    const NAME: &str = "routes::next_hops_rules_and_neighbours";
    common::in_namespace(NAME, || {
        if !common::has_tools(NAME, &["ip"]) {
            return;
        }
        set_up();
        let (mut left_out, mut wrong, mut fields, mut things) = (Vec::new(), Vec::new(), 0, 0);
        let mut all = |what: &str, prefix, rows, theirs: Vec<Value>, ours: Vec<Value>| {
            assert_eq!(theirs.len(), ours.len(), "{what}: {theirs:?}, {ours:?}");
            for (theirs, ours) in theirs.iter().zip(&ours) {
                fields += Rows { prefix, rows }.compare(what, theirs, ours, &mut wrong);
                things += 1;
            }
        };

        lines(
            &[
                "nexthop add id 1 via 10.0.0.2 dev p",
                "nexthop add id 2 via 10.0.0.3 dev p onlink",
                "nexthop add id 10 group 1,3/2,5",
                "nexthop add id 11 group 1/2,7 type resilient buckets 8 idle_timer 60 unbalanced_timer 300",
                "nexthop add id 12 blackhole",
                "nexthop add id 13 via fe80::1 dev p",
                "nexthop add id 14 via 10.0.0.9 fdb",
                "nexthop add id 16 group 14 fdb",
                "nexthop add id 15 encap mpls 100/200 via 10.0.0.2 dev p",
            ],
            &mut left_out,
        );
        let (mut theirs, mut ours) = (ip_json("nexthop show"), dump(GetNextHop::default(), |_| {}));
        // a weight is one more than it is sent as, and ip does not show one of 1
        for (theirs, ours) in theirs.iter_mut().zip(&mut ours) {
            let Some(group) = theirs.as_object_mut().unwrap().remove("group") else { continue };
            let ours = ours["attributes"].as_object_mut().unwrap().remove("NHA_GROUP").unwrap();
            for (theirs, ours) in group.as_array().unwrap().iter().zip(ours.as_array().unwrap()) {
                let weight = theirs["weight"].as_u64().unwrap_or(1);
                assert_eq!((&theirs["id"], weight), (&ours["id"], ours["weight"].as_u64().unwrap() + 1));
            }
        }
        all("next hop", "attributes.NHA_", NEXTHOP, theirs, ours);
        all("bucket", "", BUCKET, ip_json("nexthop bucket show"), dump(GetNextHopBucket::default(), |_| {}));

        lines(
            &[
                "-6 rule add from 2001:db8::/32 to 2001:db8:1::/48 pref 100 fwmark 5/0xff iif p oif q uidrange 0-0 ipproto 6 sport 10-20 \
                 dport 30-40 lookup 200 protocol 77 suppress_prefixlength 8 suppress_ifgroup 9",
                "rule add not from 192.0.2.0/24 tos 8 pref 101 realms 5/6 tun_id 9 lookup 300",
                "rule add pref 102 l3mdev unreachable",
                "rule add pref 103 l3mdev",
                "rule add pref 104 goto 32766",
                "rule add pref 105 blackhole",
                "rule add pref 106 to 192.0.2.9 prohibit",
            ],
            &mut left_out,
        );
        for (words, family) in
            [("rule show", AddressFamily::AF_INET), ("-6 rule show", AddressFamily::AF_INET6)]
        {
            all(words, "attributes.FRA_", RULE, ip_json(words), dump(GetRule { family }, |_| {}));
        }

        lines(
            &[
                "neigh add 10.0.0.50 lladdr 02:00:00:00:00:01 dev p nud permanent router extern_learn proto 42",
                "neigh add 10.0.0.52 lladdr 02:00:00:00:00:02 dev p nud noarp",
                "neigh add 2001:db8::52 lladdr 02:00:00:00:00:02 dev p nud permanent router",
                "neigh add proxy 10.0.0.53 dev p",
            ],
            &mut left_out,
        );
        let permanent = |all: Vec<Value>, key: fn(&Value) -> &Value| {
            let mut all: Vec<Value> =
                all.into_iter().filter(|it| !key(it).as_str().unwrap().starts_with("ff02")).collect();
            all.sort_by_key(|it| key(it).to_string());
            all
        };
        let (theirs, ours) = (ip_json("neigh show nud all"), dump(GetNeigh::default(), |_| {}));
        let theirs = permanent(theirs, |it| &it["dst"]);
        all(
            "neighbour",
            "attributes.NDA_",
            NEIGH,
            theirs,
            permanent(ours, |it| &it["attributes"]["NDA_DST"]),
        );
        let proxied = GetNeigh { flags: NeighFlags::NTF_PROXY, ..Default::default() };
        all("proxy", "attributes.NDA_", NEIGH, ip_json("neigh show proxy"), dump(proxied, |_| {}));

        lines(
            &[
                "link add name b type bridge",
                "link set q master b",
                "link add v type vxlan id 5 dstport 4789 dev p",
            ],
            &mut left_out,
        );
        let bridge = |args: &str| common::tool("bridge").args(args.split(' ')).output();
        match bridge("-V") {
            Err(why) => common::skip(NAME, &format!("in part: bridge is not installed: {why}")),
            Ok(_) => {
                for line in [
                    "fdb add 02:00:00:00:00:05 dev q master static",
                    "fdb add 02:00:00:00:00:06 dev v dst 192.0.2.5 port 5555 vni 77 via p self permanent",
                    "fdb add 02:00:00:00:00:07 dev v nhid 16 self",
                    "fdb add 02:00:00:00:00:08 dev q master sticky static",
                ] {
                    let output = bridge(line).unwrap();
                    if !output.status.success() {
                        left_out.push(format!("{line}: {}", String::from_utf8_lossy(&output.stderr)));
                    }
                }
                let theirs: Vec<Value> =
                    serde_json::from_slice(&bridge("-d -j fdb show").unwrap().stdout).unwrap();
                let ours = dump(GetNeigh { family: AddressFamily::AF_BRIDGE, ..Default::default() }, |_| {});
                let own = |all: Vec<Value>, key: fn(&Value) -> &Value| {
                    let mut all: Vec<Value> = all
                        .into_iter()
                        .filter(|it| key(it).as_str().unwrap().starts_with("02:00:00:00:00:0"))
                        .collect();
                    all.sort_by_key(|it| key(it).to_string());
                    all
                };
                all(
                    "fdb",
                    "attributes.NDA_",
                    FDB,
                    own(theirs, |it| &it["mac"]),
                    own(ours, |it| &it["attributes"]["NDA_LLADDR"]),
                );
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
        common::count(&format!(
            "{fields} fields of {things} things are as ip has them; not in this kernel: {left_out:?}"
        ));
    });
}

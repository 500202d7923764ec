//! netlink-bindings 0.3 at work, in its fastest way: iteration with a `match`, for `pick`, too (its `get_x()` scans from the start for each
//! attribute, 4 to 5 times slower). It has no iterator over the messages of a datagram: its socket crate walks them by hand, and so does
//! this. It has no `finish` for a single request either: header and request are pushed to a vector that is kept, and the length is patched.
use crate::{
    fold::{fold, fold_bytes, fold_counters, nest},
    kernel::{AF_INET, RTM_NEWLINK, RTM_NEWROUTE},
    work::{Library, NEW_ROUTE_FLAGS, RTN_UNICAST, RTPROT_STATIC, Scratch, Wanted},
};
use netlink_bindings::{
    builtin::Nlmsghdr,
    rt_link::{AfSpecAttrs, Ifla6Attrs, IflaAttrs, LinkAttrs, LinkinfoAttrs, OpGetlinkDump, PropListLinkAttrs, XdpAttrs},
    rt_route::{Metrics, OpGetrouteDump, OpNewrouteDo, RouteAttrs, Rtmsg},
    utils::{ErrorContext, IterableChunks},
};
use std::{hint::black_box, net::IpAddr};

pub const LIBRARY: Library = Library {
    name: "netlink-bindings",
    walk,
    stream: |datagram| stream(datagram).unwrap_or(0),
    pick: |datagram| pick(datagram).unwrap_or(0),
    link_stream: |datagram| link_stream(datagram).unwrap_or(0),
    link_pick: |datagram| link_pick(datagram).unwrap_or(0),
    encode,
};

/// Type and payload of each message, as netlink-socket2 finds them, but with bounds that are checked.
#[inline(always)]
pub fn messages(mut datagram: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let header = Nlmsghdr::new_from_slice(datagram.get(..Nlmsghdr::len())?)?;
        let payload = datagram.get(Nlmsghdr::len()..header.len as usize)?;
        datagram = datagram.get((header.len as usize).next_multiple_of(4)..).unwrap_or(&[]);
        Some((header.r#type, payload))
    })
}

fn walk(datagram: &[u8]) -> u64 {
    let mut sum = 0;
    for (kind, payload) in messages(datagram) {
        sum = fold(sum, 0, kind);
        for (header, payload) in IterableChunks::new(payload.get(Rtmsg::len()..).unwrap_or(&[])) {
            sum = fold(sum, header.r#type, payload.len() as u64);
        }
    }
    sum
}

fn stream(datagram: &[u8]) -> Result<u64, ErrorContext> {
    let mut sum = 0;
    for (kind, payload) in messages(datagram) {
        if kind != RTM_NEWROUTE {
            continue;
        }
        let (header, attrs) = OpGetrouteDump::decode_request(payload);
        sum = fold(sum, 0, header.rtm_dst_len);
        for attr in attrs {
            sum = match attr? {
                RouteAttrs::Dst(address) => fold_ip(sum, 1, address),
                RouteAttrs::Oif(index) => fold(sum, 4, index),
                RouteAttrs::Gateway(address) => fold_ip(sum, 5, address),
                RouteAttrs::Priority(priority) => fold(sum, 6, priority),
                RouteAttrs::Prefsrc(address) => fold_ip(sum, 7, address),
                RouteAttrs::Metrics(metrics) => {
                    for metric in metrics {
                        sum = match metric? {
                            Metrics::Mtu(mtu) => fold(sum, nest::METRICS + 2, mtu),
                            Metrics::Advmss(mss) => fold(sum, nest::METRICS + 8, mss),
                            _ => sum,
                        }
                    }
                    sum
                }
                RouteAttrs::Table(table) => fold(sum, 15, table),
                _ => sum,
            }
        }
    }
    Ok(sum)
}

#[inline(always)]
fn fold_ip(sum: u64, number: u16, address: IpAddr) -> u64 {
    match address {
        IpAddr::V4(address) => fold(sum, number, u32::from(address)),
        IpAddr::V6(address) => fold_bytes(sum, number, &address.octets()),
    }
}

fn pick(datagram: &[u8]) -> Result<u64, ErrorContext> {
    let mut sum = 0;
    for (kind, payload) in messages(datagram) {
        if kind != RTM_NEWROUTE {
            continue;
        }
        let (_, attrs) = OpGetrouteDump::decode_request(payload);
        let (mut dst, mut oif, mut gateway, mut priority, mut table) = (None, None, None, None, None);
        for attr in attrs {
            match attr? {
                RouteAttrs::Dst(address) => dst = Some(address),
                RouteAttrs::Oif(index) => oif = Some(index),
                RouteAttrs::Gateway(address) => gateway = Some(address),
                RouteAttrs::Priority(n) => priority = Some(n),
                RouteAttrs::Table(n) => table = Some(n),
                _ => {}
            }
        }
        sum = dst.map_or(sum, |address| fold_ip(sum, 1, address));
        sum = fold(sum, 4, oif.unwrap_or(0));
        sum = gateway.map_or(sum, |address| fold_ip(sum, 5, address));
        sum = fold(sum, 6, priority.unwrap_or(0));
        sum = fold(sum, 15, table.unwrap_or(0));
    }
    Ok(sum)
}

fn link_stream(datagram: &[u8]) -> Result<u64, ErrorContext> {
    let mut sum = 0;
    for (kind, payload) in messages(datagram) {
        if kind != RTM_NEWLINK {
            continue;
        }
        let (header, attrs) = OpGetlinkDump::decode_request(payload);
        sum = fold(sum, 0, header.ifi_index as u32);
        for attr in attrs {
            sum = match attr? {
                LinkAttrs::Address(bytes) => fold_bytes(sum, 1, bytes),
                LinkAttrs::Broadcast(bytes) => fold_bytes(sum, 2, bytes),
                LinkAttrs::Ifname(name) => fold_bytes(sum, 3, name.to_bytes()),
                LinkAttrs::Mtu(n) => fold(sum, 4, n),
                LinkAttrs::Link(n) => fold(sum, 5, n),
                LinkAttrs::Qdisc(name) => fold_bytes(sum, 6, name.to_bytes()),
                LinkAttrs::Stats(stats) => fold_counters!(sum, nest::STATS, stats),
                LinkAttrs::Txqlen(n) => fold(sum, 13, n),
                LinkAttrs::Map(map) => {
                    sum = fold(sum, nest::MAP, map.mem_start);
                    fold(sum, nest::MAP + 1, map.irq)
                }
                LinkAttrs::Operstate(n) => fold(sum, 16, n),
                LinkAttrs::Linkmode(n) => fold(sum, 17, n),
                LinkAttrs::Linkinfo(info) => {
                    for attr in info {
                        if let LinkinfoAttrs::Kind(kind) = attr? {
                            sum = fold_bytes(sum, nest::LINKINFO, kind.to_bytes());
                        }
                    }
                    sum
                }
                LinkAttrs::Ifalias(name) => fold_bytes(sum, 20, name.to_bytes()),
                LinkAttrs::Stats64(stats) => fold_counters!(sum, nest::STATS64, stats),
                LinkAttrs::AfSpec(families) => {
                    for family in families {
                        match family? {
                            AfSpecAttrs::Inet(inet) => {
                                for attr in inet {
                                    let IflaAttrs::Conf(settings) = attr?;
                                    sum = fold(sum, nest::INET, first_u32(settings));
                                }
                            }
                            AfSpecAttrs::Inet6(inet6) => {
                                for attr in inet6 {
                                    sum = fold_inet6(sum, attr?);
                                }
                            }
                            _ => {}
                        }
                    }
                    sum
                }
                LinkAttrs::Group(n) => fold(sum, 27, n),
                LinkAttrs::Promiscuity(n) => fold(sum, 30, n),
                LinkAttrs::NumTxQueues(n) => fold(sum, 31, n),
                LinkAttrs::NumRxQueues(n) => fold(sum, 32, n),
                LinkAttrs::Carrier(n) => fold(sum, 33, n),
                LinkAttrs::CarrierChanges(n) => fold(sum, 35, n),
                LinkAttrs::ProtoDown(n) => fold(sum, 39, n),
                LinkAttrs::GsoMaxSegs(n) => fold(sum, 40, n),
                LinkAttrs::GsoMaxSize(n) => fold(sum, 41, n),
                LinkAttrs::Xdp(xdp) => {
                    for attr in xdp {
                        if let XdpAttrs::Attached(attached) = attr? {
                            sum = fold(sum, nest::XDP, attached);
                        }
                    }
                    sum
                }
                LinkAttrs::CarrierUpCount(n) => fold(sum, 47, n),
                LinkAttrs::CarrierDownCount(n) => fold(sum, 48, n),
                LinkAttrs::MinMtu(n) => fold(sum, 50, n),
                LinkAttrs::MaxMtu(n) => fold(sum, 51, n),
                LinkAttrs::PropList(properties) => {
                    for property in properties {
                        let PropListLinkAttrs::AltIfname(name) = property?;
                        sum = fold_bytes(sum, 53, name.to_bytes());
                    }
                    sum
                }
                LinkAttrs::GroMaxSize(n) => fold(sum, 58, n),
                LinkAttrs::TsoMaxSize(n) => fold(sum, 59, n),
                LinkAttrs::TsoMaxSegs(n) => fold(sum, 60, n),
                LinkAttrs::Allmulti(n) => fold(sum, 61, n),
                LinkAttrs::GsoIpv4MaxSize(n) => fold(sum, 63, n),
                LinkAttrs::GroIpv4MaxSize(n) => fold(sum, 64, n),
                LinkAttrs::MaxPacingOffloadHorizon(n) => fold(sum, 66, n),
                LinkAttrs::NetnsImmutable(n) => fold(sum, 67, n),
                LinkAttrs::Headroom(n) => fold(sum, 68, n),
                LinkAttrs::Tailroom(n) => fold(sum, 69, n),
                _ => sum,
            }
        }
    }
    Ok(sum)
}

#[inline(always)]
fn fold_inet6(sum: u64, attr: Ifla6Attrs<'_>) -> u64 {
    match attr {
        Ifla6Attrs::Flags(flags) => fold(sum, nest::INET6 + 1, flags),
        Ifla6Attrs::Conf(settings) => fold(sum, nest::INET6 + 2, first_u32(settings)),
        Ifla6Attrs::Stats(counters) => fold(sum, nest::INET6 + 3, first_u64(counters)),
        Ifla6Attrs::Cacheinfo(info) => {
            fold(fold(sum, nest::CACHEINFO, info.max_reasm_len), nest::CACHEINFO + 1, info.reachable_time as u32)
        }
        Ifla6Attrs::Icmp6stats(counters) => fold(sum, nest::INET6 + 6, first_u64(counters)),
        Ifla6Attrs::Token(address) => fold_bytes(sum, nest::INET6 + 7, address),
        Ifla6Attrs::AddrGenMode(mode) => fold(sum, nest::INET6 + 8, mode),
        _ => sum,
    }
}

#[inline(always)]
fn first_u32(array: &[u8]) -> u32 {
    netlink_bindings::utils::parse_u32(array).unwrap_or(0)
}

#[inline(always)]
fn first_u64(array: &[u8]) -> u64 {
    netlink_bindings::utils::parse_u64(array).unwrap_or(0)
}

fn link_pick(datagram: &[u8]) -> Result<u64, ErrorContext> {
    let mut sum = 0;
    for (kind, payload) in messages(datagram) {
        if kind != RTM_NEWLINK {
            continue;
        }
        let (_, attrs) = OpGetlinkDump::decode_request(payload);
        let (mut address, mut name, mut mtu, mut link) = (None, None, None, None);
        let (mut txqlen, mut state, mut stats, mut group) = (None, None, None, None);
        for attr in attrs {
            match attr? {
                LinkAttrs::Address(bytes) => address = Some(bytes),
                LinkAttrs::Ifname(text) => name = Some(text),
                LinkAttrs::Mtu(n) => mtu = Some(n),
                LinkAttrs::Link(n) => link = Some(n),
                LinkAttrs::Txqlen(n) => txqlen = Some(n),
                LinkAttrs::Operstate(n) => state = Some(n),
                LinkAttrs::Stats64(counters) => stats = Some(counters),
                LinkAttrs::Group(n) => group = Some(n),
                _ => {}
            }
        }
        sum = fold_bytes(sum, 1, address.unwrap_or(&[]));
        sum = fold_bytes(sum, 3, name.map_or(&[], |name| name.to_bytes()));
        sum = fold(sum, 4, mtu.unwrap_or(0));
        sum = fold(sum, 5, link.unwrap_or(0));
        sum = fold(sum, 13, txqlen.unwrap_or(0));
        sum = fold(sum, 16, state.unwrap_or(0));
        if let Some(stats) = stats {
            sum = fold(sum, nest::STATS64, stats.rx_bytes);
            sum = fold(sum, nest::STATS64 + 1, stats.rx_packets);
            sum = fold(sum, nest::STATS64 + 6, stats.tx_bytes);
            sum = fold(sum, nest::STATS64 + 7, stats.tx_packets);
        }
        sum = fold(sum, 27, group.unwrap_or(0));
    }
    Ok(sum)
}

fn encode(scratch: &mut Scratch, first: u32, count: u32) -> &[u8] {
    let out = &mut scratch.vector;
    for n in first..first + count {
        let wanted = Wanted::new(n);
        out.clear();
        out.extend_from_slice(Nlmsghdr::new().as_slice());
        let header = Rtmsg { rtm_family: AF_INET, rtm_dst_len: 32, rtm_protocol: RTPROT_STATIC, rtm_type: RTN_UNICAST, ..Rtmsg::new() };
        OpNewrouteDo::encode_request(out, &header)
            .push_dst(IpAddr::from(wanted.dst))
            .push_oif(wanted.oif)
            .push_gateway(IpAddr::from(wanted.gateway))
            .push_priority(wanted.priority)
            .push_table(wanted.table)
            .nested_metrics()
            .push_mtu(wanted.mtu)
            .push_advmss(wanted.advmss)
            .end_nested();
        let header = Nlmsghdr { len: out.len() as u32, r#type: RTM_NEWROUTE, flags: NEW_ROUTE_FLAGS, seq: wanted.seq, pid: 0 };
        out[..Nlmsghdr::len()].copy_from_slice(header.as_slice());
        black_box(out.as_slice());
    }
    out
}

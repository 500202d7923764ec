//! netlink-packet-route 0.34 at work. It has one way to decode: `NetlinkMessage::deserialize` makes the whole message of owned values (a
//! vector of attributes, a vector for each nest, a string for each name), from which the work then takes what it is after. To encode, the
//! same message is built and serialized into a buffer that is kept. `walk` uses the iterators that its decoder is made of.
use crate::{
    fold::{fold, fold_bytes, fold_counters, nest},
    work::{Library, NEW_ROUTE_FLAGS, Scratch, Wanted},
};
use netlink_packet_core::{DecodeError, NetlinkBuffer, NetlinkHeader, NetlinkMessage, NetlinkPayload, Nla, NlasIterator};
use netlink_packet_route::{
    AddressFamily, RouteNetlinkMessage,
    link::{AfSpecInet, AfSpecInet6, AfSpecUnspec, InfoKind, LinkAttribute, LinkInfo, LinkMessage, LinkXdp, Prop, XdpAttached},
    route::{RouteAddress, RouteAttribute, RouteMessage, RouteMetric, RouteProtocol, RouteType},
};
use std::hint::black_box;

pub const LIBRARY: Library = Library {
    name: "netlink-packet-route",
    walk: |datagram| walk(datagram).unwrap_or(0),
    stream: |datagram| stream(datagram).unwrap_or(0),
    pick: |datagram| pick(datagram).unwrap_or(0),
    link_stream: |datagram| link_stream(datagram).unwrap_or(0),
    link_pick: |datagram| link_pick(datagram).unwrap_or(0),
    encode,
};

const RTMSG_LEN: usize = 12;

fn walk(mut datagram: &[u8]) -> Result<u64, DecodeError> {
    let mut sum = 0;
    while !datagram.is_empty() {
        let message = NetlinkBuffer::new_checked(datagram)?;
        sum = fold(sum, 0, message.message_type());
        for attr in NlasIterator::new(message.payload().get(RTMSG_LEN..).unwrap_or(&[])) {
            let attr = attr?;
            sum = fold(sum, attr.kind(), attr.value_length() as u64);
        }
        datagram = next(datagram, message.length());
    }
    Ok(sum)
}

/// Each message of a datagram, decoded.
#[inline(always)]
pub fn for_each(mut datagram: &[u8], mut take: impl FnMut(RouteNetlinkMessage)) -> Result<(), DecodeError> {
    while !datagram.is_empty() {
        let message = NetlinkMessage::<RouteNetlinkMessage>::deserialize(datagram)?;
        datagram = next(datagram, message.header.length);
        if let NetlinkPayload::InnerMessage(message) = message.payload {
            take(message);
        }
    }
    Ok(())
}

/// What stands behind the first message.
pub fn next(datagram: &[u8], len: u32) -> &[u8] {
    datagram.get((len as usize).next_multiple_of(4)..).unwrap_or(&[])
}

fn stream(datagram: &[u8]) -> Result<u64, DecodeError> {
    let mut sum = 0;
    for_each(datagram, |message| {
        let RouteNetlinkMessage::NewRoute(route) = message else { return };
        sum = fold(sum, 0, route.header.destination_prefix_length);
        for attr in &route.attributes {
            sum = match attr {
                RouteAttribute::Destination(address) => fold_ip(sum, 1, address),
                RouteAttribute::Oif(index) => fold(sum, 4, *index),
                RouteAttribute::Gateway(address) => fold_ip(sum, 5, address),
                RouteAttribute::Priority(priority) => fold(sum, 6, *priority),
                RouteAttribute::PrefSource(address) => fold_ip(sum, 7, address),
                RouteAttribute::Metrics(metrics) => metrics.iter().fold(sum, |sum, metric| match metric {
                    RouteMetric::Mtu(mtu) => fold(sum, nest::METRICS + 2, *mtu),
                    RouteMetric::Advmss(mss) => fold(sum, nest::METRICS + 8, *mss),
                    _ => sum,
                }),
                RouteAttribute::Table(table) => fold(sum, 15, *table),
                _ => sum,
            }
        }
    })?;
    Ok(sum)
}

fn fold_ip(sum: u64, number: u16, address: &RouteAddress) -> u64 {
    match address {
        RouteAddress::Inet(address) => fold(sum, number, u32::from(*address)),
        RouteAddress::Inet6(address) => fold_bytes(sum, number, &address.octets()),
        _ => sum,
    }
}

fn pick(datagram: &[u8]) -> Result<u64, DecodeError> {
    let mut sum = 0;
    for_each(datagram, |message| {
        let RouteNetlinkMessage::NewRoute(route) = message else { return };
        for attr in &route.attributes {
            sum = match attr {
                RouteAttribute::Destination(address) => fold_ip(sum, 1, address),
                RouteAttribute::Oif(index) => fold(sum, 4, *index),
                RouteAttribute::Gateway(address) => fold_ip(sum, 5, address),
                RouteAttribute::Priority(priority) => fold(sum, 6, *priority),
                RouteAttribute::Table(table) => fold(sum, 15, *table),
                _ => sum,
            }
        }
    })?;
    Ok(sum)
}

fn link_stream(datagram: &[u8]) -> Result<u64, DecodeError> {
    let mut sum = 0;
    for_each(datagram, |message| {
        if let RouteNetlinkMessage::NewLink(link) = message {
            sum = fold_link(sum, link);
        }
    })?;
    Ok(sum)
}

fn fold_link(sum: u64, link: LinkMessage) -> u64 {
    let sum = fold(sum, 0, link.header.index);
    link.attributes.iter().fold(sum, |sum, attr| match attr {
        LinkAttribute::Address(bytes) => fold_bytes(sum, 1, bytes),
        LinkAttribute::Broadcast(bytes) => fold_bytes(sum, 2, bytes),
        LinkAttribute::IfName(name) => fold_bytes(sum, 3, name.as_bytes()),
        LinkAttribute::Mtu(n) => fold(sum, 4, *n),
        LinkAttribute::Link(n) => fold(sum, 5, *n),
        LinkAttribute::Qdisc(name) => fold_bytes(sum, 6, name.as_bytes()),
        LinkAttribute::Stats(stats) => fold_counters!(sum, nest::STATS, stats),
        LinkAttribute::TxQueueLen(n) => fold(sum, 13, *n),
        LinkAttribute::Map(map) => fold(fold(sum, nest::MAP, map.memory_start), nest::MAP + 1, map.irq),
        LinkAttribute::OperState(state) => fold(sum, 16, u8::from(*state)),
        LinkAttribute::Mode(mode) => fold(sum, 17, u8::from(*mode)),
        LinkAttribute::LinkInfo(info) => info.iter().fold(sum, |sum, info| match info {
            LinkInfo::Kind(InfoKind::Veth) => fold_bytes(sum, nest::LINKINFO, b"veth"),
            _ => sum,
        }),
        LinkAttribute::IfAlias(name) => fold_bytes(sum, 20, name.as_bytes()),
        LinkAttribute::Stats64(stats) => fold_counters!(sum, nest::STATS64, stats),
        LinkAttribute::AfSpecUnspec(families) => families.iter().fold(sum, |sum, family| match family {
            AfSpecUnspec::Inet(attrs) => attrs.iter().fold(sum, |sum, attr| match attr {
                AfSpecInet::DevConf(settings) => fold(sum, nest::INET, settings.forwarding as u32),
                _ => sum,
            }),
            AfSpecUnspec::Inet6(attrs) => attrs.iter().fold(sum, fold_inet6),
            _ => sum,
        }),
        LinkAttribute::Group(n) => fold(sum, 27, *n),
        LinkAttribute::Promiscuity(n) => fold(sum, 30, *n),
        LinkAttribute::NumTxQueues(n) => fold(sum, 31, *n),
        LinkAttribute::NumRxQueues(n) => fold(sum, 32, *n),
        LinkAttribute::Carrier(n) => fold(sum, 33, *n),
        LinkAttribute::CarrierChanges(n) => fold(sum, 35, *n),
        LinkAttribute::ProtoDown(n) => fold(sum, 39, *n),
        LinkAttribute::GsoMaxSegs(n) => fold(sum, 40, *n),
        LinkAttribute::GsoMaxSize(n) => fold(sum, 41, *n),
        LinkAttribute::Xdp(xdp) => xdp.iter().fold(sum, |sum, attr| match attr {
            LinkXdp::Attached(XdpAttached::None) => fold(sum, nest::XDP, 0u8),
            _ => sum,
        }),
        LinkAttribute::CarrierUpCount(n) => fold(sum, 47, *n),
        LinkAttribute::CarrierDownCount(n) => fold(sum, 48, *n),
        LinkAttribute::MinMtu(n) => fold(sum, 50, *n),
        LinkAttribute::MaxMtu(n) => fold(sum, 51, *n),
        LinkAttribute::PropList(properties) => properties.iter().fold(sum, |sum, property| match property {
            Prop::AltIfName(name) => fold_bytes(sum, 53, name.as_bytes()),
            _ => sum,
        }),
        LinkAttribute::GroMaxSize(n) => fold(sum, 58, *n),
        LinkAttribute::TsoMaxSize(n) => fold(sum, 59, *n),
        LinkAttribute::TsoMaxSegs(n) => fold(sum, 60, *n),
        LinkAttribute::AllMulticast(n) => fold(sum, 61, *n),
        LinkAttribute::GsoIpv4MaxSize(n) => fold(sum, 63, *n),
        LinkAttribute::GroIpv4MaxSize(n) => fold(sum, 64, *n),
        LinkAttribute::NetnsImmutable(yes) => fold(sum, 67, u8::from(*yes)),
        // What it does not know, it keeps as bytes: the offload horizon, head room and tail room are among them.
        LinkAttribute::Other(attr) => {
            let mut value = [0; 4];
            match (attr.kind(), attr.value_len()) {
                (66, 4) => {
                    attr.emit_value(&mut value);
                    fold(sum, attr.kind(), u32::from_ne_bytes(value))
                }
                (68 | 69, 2) => {
                    attr.emit_value(&mut value[..2]);
                    fold(sum, attr.kind(), u16::from_ne_bytes([value[0], value[1]]))
                }
                _ => sum,
            }
        }
        _ => sum,
    })
}

fn fold_inet6(sum: u64, attr: &AfSpecInet6) -> u64 {
    match attr {
        AfSpecInet6::Flags(flags) => fold(sum, nest::INET6 + 1, flags.bits()),
        AfSpecInet6::DevConf(settings) => fold(sum, nest::INET6 + 2, settings.forwarding as u32),
        AfSpecInet6::Stats(counters) => fold(sum, nest::INET6 + 3, counters.num as u64),
        AfSpecInet6::CacheInfo(info) => {
            fold(fold(sum, nest::CACHEINFO, info.max_reasm_len as u32), nest::CACHEINFO + 1, info.reachable_time as u32)
        }
        AfSpecInet6::Icmp6Stats(counters) => fold(sum, nest::INET6 + 6, counters.num as u64),
        AfSpecInet6::Token(address) => fold_bytes(sum, nest::INET6 + 7, &address.octets()),
        AfSpecInet6::AddrGenMode(mode) => fold(sum, nest::INET6 + 8, u8::from(mode)),
        _ => sum,
    }
}

fn link_pick(datagram: &[u8]) -> Result<u64, DecodeError> {
    let mut sum = 0;
    for_each(datagram, |message| {
        let RouteNetlinkMessage::NewLink(link) = message else { return };
        for attr in &link.attributes {
            sum = match attr {
                LinkAttribute::Address(bytes) => fold_bytes(sum, 1, bytes),
                LinkAttribute::IfName(name) => fold_bytes(sum, 3, name.as_bytes()),
                LinkAttribute::Mtu(n) => fold(sum, 4, *n),
                LinkAttribute::Link(n) => fold(sum, 5, *n),
                LinkAttribute::TxQueueLen(n) => fold(sum, 13, *n),
                LinkAttribute::OperState(state) => fold(sum, 16, u8::from(*state)),
                LinkAttribute::Stats64(stats) => {
                    sum = fold(sum, nest::STATS64, stats.rx_bytes);
                    sum = fold(sum, nest::STATS64 + 1, stats.rx_packets);
                    sum = fold(sum, nest::STATS64 + 6, stats.tx_bytes);
                    fold(sum, nest::STATS64 + 7, stats.tx_packets)
                }
                LinkAttribute::Group(n) => fold(sum, 27, *n),
                _ => sum,
            }
        }
    })?;
    Ok(sum)
}

fn encode(scratch: &mut Scratch, first: u32, count: u32) -> &[u8] {
    let mut len = 0;
    for n in first..first + count {
        let wanted = Wanted::new(n);
        let mut route = RouteMessage::default();
        route.header.address_family = AddressFamily::Inet;
        route.header.destination_prefix_length = 32;
        route.header.protocol = RouteProtocol::Static;
        route.header.kind = RouteType::Unicast;
        route.attributes = vec![
            RouteAttribute::Destination(RouteAddress::Inet(wanted.dst.into())),
            RouteAttribute::Oif(wanted.oif),
            RouteAttribute::Gateway(RouteAddress::Inet(wanted.gateway.into())),
            RouteAttribute::Priority(wanted.priority),
            RouteAttribute::Table(wanted.table),
            RouteAttribute::Metrics(vec![RouteMetric::Mtu(wanted.mtu), RouteMetric::Advmss(wanted.advmss)]),
        ];
        let mut header = NetlinkHeader::default();
        header.flags = NEW_ROUTE_FLAGS;
        header.sequence_number = wanted.seq;
        let mut message = NetlinkMessage::new(header, NetlinkPayload::from(RouteNetlinkMessage::NewRoute(route)));
        message.finalize();
        len = message.header.length as usize;
        message.serialize(&mut scratch.slice[..len]);
        black_box(&scratch.slice[..len]);
    }
    &scratch.slice[..len]
}

//! Conntrack entries: everything that an entry says, tuples, counters and the state of TCP entered. nlwire, netlink-bindings (of the Rust
//! libraries here the only one that reads all of it: nlink's entries leave out TCP's window scales and flags, zones of one direction and
//! uses) and libmnl (`c/conntrack.c`), each in its fastest way: one pass, a `match` or `switch` on each attribute.
//! net.netfilter.nf_conntrack_timestamp stays 0: netlink-bindings takes CTA_TIMESTAMP for a number, as the specification says, and gives
//! a message up that has one.
use crate::{
    fold::{fold, fold_bytes},
    work::Decode,
};

/// Where the numbers of each nest begin.
mod nest {
    pub const ORIG: u16 = 1;
    pub const REPLY: u16 = 17;
    pub const IP: u16 = 0;
    pub const PROTO: u16 = 4;
    pub const TUPLE_ZONE: u16 = 14;
    pub const TCP: u16 = 33;
    pub const COUNTERS_ORIG: u16 = 40;
    pub const COUNTERS_REPLY: u16 = 43;
    pub const SYNPROXY: u16 = 46;
    pub const TOP: u16 = 20;
}

pub const OURS: Decode = |datagram| ours::decode(datagram).unwrap_or(0);
pub fn rivals() -> Vec<(&'static str, Decode)> {
    vec![
        #[cfg(libmnl)]
        ("libmnl", mnl),
        ("netlink-bindings", |datagram| bindings::decode(datagram).unwrap_or(0)),
    ]
}

#[cfg(libmnl)]
fn mnl(datagram: &[u8]) -> u64 {
    unsafe extern "C" {
        fn mnl_conntrack(datagram: *const u8, len: usize) -> u64;
    }
    // SAFETY: it reads `len` bytes at the pointer and does not keep it.
    unsafe { mnl_conntrack(datagram.as_ptr(), datagram.len()) }
}

mod ours {
    use super::*;
    use nlwire::{
        netfilter::{NetfilterMessage, NfGenMsg, conntrack::*},
        wire::*,
    };

    pub fn decode(datagram: &[u8]) -> Result<u64, Error> {
        let mut sum = 0;
        for message in Messages::new(datagram) {
            let NetfilterMessage::CtNew(flow) = NetfilterMessage::decode(message?)? else { continue };
            sum = fold(sum, 0, flow.header.get(NfGenMsg::nfgen_family).0);
            for attr in flow.attrs {
                sum = match attr? {
                    ConntrackAttr::CTA_TUPLE_ORIG(tuple) => fold_tuple(sum, nest::ORIG, tuple)?,
                    ConntrackAttr::CTA_TUPLE_REPLY(tuple) => fold_tuple(sum, nest::REPLY, tuple)?,
                    ConntrackAttr::CTA_STATUS(status) => fold(sum, nest::TOP + 3, status.0.bits()),
                    ConntrackAttr::CTA_PROTOINFO(info) => {
                        for attr in info {
                            if let ProtoInfoAttr::CTA_PROTOINFO_TCP(tcp) = attr? {
                                sum = fold_tcp(sum, tcp)?;
                            }
                        }
                        sum
                    }
                    ConntrackAttr::CTA_TIMEOUT(seconds) => fold(sum, nest::TOP + 7, seconds.0),
                    ConntrackAttr::CTA_MARK(mark) => fold(sum, nest::TOP + 8, mark.0),
                    ConntrackAttr::CTA_COUNTERS_ORIG(counters) => fold_counters(sum, nest::COUNTERS_ORIG, counters)?,
                    ConntrackAttr::CTA_COUNTERS_REPLY(counters) => fold_counters(sum, nest::COUNTERS_REPLY, counters)?,
                    ConntrackAttr::CTA_USE(uses) => fold(sum, nest::TOP + 11, uses.0),
                    ConntrackAttr::CTA_ID(id) => fold(sum, nest::TOP + 12, id.0),
                    ConntrackAttr::CTA_ZONE(zone) => fold(sum, nest::TOP + 18, zone.0),
                    ConntrackAttr::CTA_SYNPROXY(proxy) => {
                        for attr in proxy {
                            sum = match attr? {
                                SynProxyAttr::CTA_SYNPROXY_ISN(n) => fold(sum, nest::SYNPROXY + 1, n.0),
                                SynProxyAttr::CTA_SYNPROXY_ITS(n) => fold(sum, nest::SYNPROXY + 2, n.0),
                                SynProxyAttr::CTA_SYNPROXY_TSOFF(n) => fold(sum, nest::SYNPROXY + 3, n.0),
                                _ => sum,
                            }
                        }
                        sum
                    }
                    _ => sum,
                }
            }
        }
        Ok(sum)
    }
    #[inline(always)]
    fn fold_tuple(mut sum: u64, first: u16, tuple: Attrs<'_, Tuple>) -> Result<u64, Error> {
        for attr in tuple {
            match attr? {
                TupleAttr::CTA_TUPLE_IP(ip) => {
                    for attr in ip {
                        sum = match attr? {
                            TupleIpAttr::CTA_IP_V4_SRC(ip) => fold(sum, first + nest::IP, u32::from(ip)),
                            TupleIpAttr::CTA_IP_V4_DST(ip) => fold(sum, first + nest::IP + 1, u32::from(ip)),
                            TupleIpAttr::CTA_IP_V6_SRC(ip) => fold_bytes(sum, first + nest::IP, &ip.octets()),
                            TupleIpAttr::CTA_IP_V6_DST(ip) => fold_bytes(sum, first + nest::IP + 1, &ip.octets()),
                            _ => sum,
                        }
                    }
                }
                TupleAttr::CTA_TUPLE_PROTO(proto) => {
                    for attr in proto {
                        sum = match attr? {
                            TupleProtoAttr::CTA_PROTO_NUM(n) => fold(sum, first + nest::PROTO + 1, n.0),
                            TupleProtoAttr::CTA_PROTO_SRC_PORT(port) => fold(sum, first + nest::PROTO + 2, port.0),
                            TupleProtoAttr::CTA_PROTO_DST_PORT(port) => fold(sum, first + nest::PROTO + 3, port.0),
                            TupleProtoAttr::CTA_PROTO_ICMP_ID(id) => fold(sum, first + nest::PROTO + 4, id.0),
                            TupleProtoAttr::CTA_PROTO_ICMP_TYPE(kind) => fold(sum, first + nest::PROTO + 5, kind),
                            TupleProtoAttr::CTA_PROTO_ICMP_CODE(code) => fold(sum, first + nest::PROTO + 6, code),
                            _ => sum,
                        }
                    }
                }
                TupleAttr::CTA_TUPLE_ZONE(zone) => sum = fold(sum, first + nest::TUPLE_ZONE, zone.0),
                _ => {}
            }
        }
        Ok(sum)
    }
    #[inline(always)]
    fn fold_tcp(mut sum: u64, tcp: Attrs<'_, ProtoInfoTcp>) -> Result<u64, Error> {
        for attr in tcp {
            sum = match attr? {
                ProtoInfoTcpAttr::CTA_PROTOINFO_TCP_STATE(state) => fold(sum, nest::TCP + 1, state.0),
                ProtoInfoTcpAttr::CTA_PROTOINFO_TCP_WSCALE_ORIGINAL(n) => fold(sum, nest::TCP + 2, n),
                ProtoInfoTcpAttr::CTA_PROTOINFO_TCP_WSCALE_REPLY(n) => fold(sum, nest::TCP + 3, n),
                ProtoInfoTcpAttr::CTA_PROTOINFO_TCP_FLAGS_ORIGINAL(flags) => fold(sum, nest::TCP + 4, flags.get(TcpFlags::flags).bits()),
                ProtoInfoTcpAttr::CTA_PROTOINFO_TCP_FLAGS_REPLY(flags) => fold(sum, nest::TCP + 5, flags.get(TcpFlags::flags).bits()),
                _ => sum,
            }
        }
        Ok(sum)
    }
    #[inline(always)]
    fn fold_counters(mut sum: u64, first: u16, counters: Attrs<'_, Counters>) -> Result<u64, Error> {
        for attr in counters {
            sum = match attr? {
                CountersAttr::CTA_COUNTERS_PACKETS(n) => fold(sum, first + 1, n.0),
                CountersAttr::CTA_COUNTERS_BYTES(n) => fold(sum, first + 2, n.0),
                _ => sum,
            }
        }
        Ok(sum)
    }
}

mod bindings {
    use super::*;
    use crate::{bindings::messages, kernel::CT_NEW};
    use netlink_bindings::{conntrack::*, utils::ErrorContext};

    pub fn decode(datagram: &[u8]) -> Result<u64, ErrorContext> {
        let mut sum = 0;
        for (kind, payload) in messages(datagram) {
            if kind != CT_NEW {
                continue;
            }
            let (header, attrs) = OpGetDump::decode_request(payload);
            sum = fold(sum, 0, header.nfgen_family);
            for attr in attrs {
                sum = match attr? {
                    ConntrackAttrs::TupleOrig(tuple) => fold_tuple(sum, nest::ORIG, tuple)?,
                    ConntrackAttrs::TupleReply(tuple) => fold_tuple(sum, nest::REPLY, tuple)?,
                    ConntrackAttrs::Status(status) => fold(sum, nest::TOP + 3, status),
                    ConntrackAttrs::Protoinfo(info) => {
                        for attr in info {
                            if let ProtoinfoAttrs::ProtoinfoTcp(tcp) = attr? {
                                for attr in tcp {
                                    sum = match attr? {
                                        ProtoinfoTcpAttrs::TcpState(state) => fold(sum, nest::TCP + 1, state),
                                        ProtoinfoTcpAttrs::TcpWscaleOriginal(n) => fold(sum, nest::TCP + 2, n),
                                        ProtoinfoTcpAttrs::TcpWscaleReply(n) => fold(sum, nest::TCP + 3, n),
                                        ProtoinfoTcpAttrs::TcpFlagsOriginal(flags) => fold(sum, nest::TCP + 4, flags.flags),
                                        ProtoinfoTcpAttrs::TcpFlagsReply(flags) => fold(sum, nest::TCP + 5, flags.flags),
                                    }
                                }
                            }
                        }
                        sum
                    }
                    ConntrackAttrs::Timeout(seconds) => fold(sum, nest::TOP + 7, seconds),
                    ConntrackAttrs::Mark(mark) => fold(sum, nest::TOP + 8, mark),
                    ConntrackAttrs::CountersOrig(counters) => fold_counters(sum, nest::COUNTERS_ORIG, counters)?,
                    ConntrackAttrs::CountersReply(counters) => fold_counters(sum, nest::COUNTERS_REPLY, counters)?,
                    ConntrackAttrs::Use(uses) => fold(sum, nest::TOP + 11, uses),
                    ConntrackAttrs::Id(id) => fold(sum, nest::TOP + 12, id),
                    ConntrackAttrs::Zone(zone) => fold(sum, nest::TOP + 18, zone),
                    ConntrackAttrs::Synproxy(proxy) => {
                        for attr in proxy {
                            sum = match attr? {
                                SynproxyAttrs::Isn(n) => fold(sum, nest::SYNPROXY + 1, n),
                                SynproxyAttrs::Its(n) => fold(sum, nest::SYNPROXY + 2, n),
                                SynproxyAttrs::Tsoff(n) => fold(sum, nest::SYNPROXY + 3, n),
                            }
                        }
                        sum
                    }
                    _ => sum,
                }
            }
        }
        Ok(sum)
    }
    #[inline(always)]
    fn fold_tuple(mut sum: u64, first: u16, tuple: IterableTupleAttrs<'_>) -> Result<u64, ErrorContext> {
        for attr in tuple {
            match attr? {
                TupleAttrs::TupleIp(ip) => {
                    for attr in ip {
                        sum = match attr? {
                            TupleIpAttrs::IpV4Src(ip) => fold(sum, first + nest::IP, u32::from(ip)),
                            TupleIpAttrs::IpV4Dst(ip) => fold(sum, first + nest::IP + 1, u32::from(ip)),
                            TupleIpAttrs::IpV6Src(ip) => fold_bytes(sum, first + nest::IP, &ip.octets()),
                            TupleIpAttrs::IpV6Dst(ip) => fold_bytes(sum, first + nest::IP + 1, &ip.octets()),
                        }
                    }
                }
                TupleAttrs::TupleProto(proto) => {
                    for attr in proto {
                        sum = match attr? {
                            TupleProtoAttrs::ProtoNum(n) => fold(sum, first + nest::PROTO + 1, n),
                            TupleProtoAttrs::ProtoSrcPort(port) => fold(sum, first + nest::PROTO + 2, port),
                            TupleProtoAttrs::ProtoDstPort(port) => fold(sum, first + nest::PROTO + 3, port),
                            TupleProtoAttrs::ProtoIcmpId(id) => fold(sum, first + nest::PROTO + 4, id),
                            TupleProtoAttrs::ProtoIcmpType(kind) => fold(sum, first + nest::PROTO + 5, kind),
                            TupleProtoAttrs::ProtoIcmpCode(code) => fold(sum, first + nest::PROTO + 6, code),
                            _ => sum,
                        }
                    }
                }
                TupleAttrs::TupleZone(zone) => sum = fold(sum, first + nest::TUPLE_ZONE, zone),
            }
        }
        Ok(sum)
    }
    #[inline(always)]
    fn fold_counters(mut sum: u64, first: u16, counters: IterableCounterAttrs<'_>) -> Result<u64, ErrorContext> {
        for attr in counters {
            sum = match attr? {
                CounterAttrs::Packets(n) => fold(sum, first + 1, n),
                CounterAttrs::Bytes(n) => fold(sum, first + 2, n),
                _ => sum,
            }
        }
        Ok(sum)
    }
}

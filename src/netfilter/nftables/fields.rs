//! Packet fields and metadata that rules match, and their data types.
use super::{CtKey, CtState, ExthdrOp, FibFlags, FibResult, MetaKey, PayloadBase, RtKey, SocketKey};
use crate::{
    flags,
    netfilter::{NfProto, conntrack},
    open_enum,
    uapi::{EtherType, HardwareType, IpProtocol},
};
use core::net::{Ipv4Addr, Ipv6Addr};

open_enum! {
    /// Data type of set keys and values, numbered by nft (nftables, include/datatype.h).
    ///
    /// The kernel stores the number and returns it unchanged. nft prints elements by the number.
    pub struct DataType(u32) {
        /// Invalid: no type.
        INVALID = 0,
        /// Verdict, as in verdict maps.
        VERDICT = 1,
        /// Netfilter protocol family, 1 byte.
        NF_PROTO = 2,
        /// Bit mask.
        BITMASK = 3,
        /// Integer of any length.
        INTEGER = 4,
        /// Text.
        STRING = 5,
        /// Link-layer address.
        LL_ADDR = 6,
        /// IPv4 address.
        IPV4_ADDR = 7,
        /// IPv6 address.
        IPV6_ADDR = 8,
        /// Ethernet address.
        ETHER_ADDR = 9,
        /// EtherType, 2 bytes.
        ETHER_TYPE = 10,
        /// ARP operation, 2 bytes.
        ARP_OP = 11,
        /// IP protocol, 1 byte.
        INET_PROTO = 12,
        /// Port, 2 bytes.
        INET_SERVICE = 13,
        /// ICMP type, 1 byte.
        ICMP_TYPE = 14,
        /// TCP flags, 1 byte.
        TCP_FLAG = 15,
        /// DCCP packet type, 4 bits.
        DCCP_PKTTYPE = 16,
        /// Mobility header type, 1 byte.
        MH_TYPE = 17,
        /// Relative time: milliseconds, 4 bytes.
        TIME = 18,
        /// Packet or conntrack mark, 4 bytes in host byte order.
        MARK = 19,
        /// Interface index, 4 bytes in host byte order.
        IFINDEX = 20,
        /// Hardware type (ARPHRD), 2 bytes in host byte order.
        ARPHRD = 21,
        /// Routing realm, 4 bytes in host byte order.
        REALM = 22,
        /// Traffic control class, 4 bytes in host byte order.
        CLASSID = 23,
        /// User ID, 4 bytes in host byte order.
        UID = 24,
        /// Group ID, 4 bytes in host byte order.
        GID = 25,
        /// Conntrack state, 4 bytes in host byte order.
        CT_STATE = 26,
        /// Conntrack direction, 1 byte.
        CT_DIR = 27,
        /// Conntrack status, 4 bytes in host byte order.
        CT_STATUS = 28,
        /// ICMPv6 type, 1 byte.
        ICMP6_TYPE = 29,
        /// Conntrack label, 128 bits in host byte order.
        CT_LABEL = 30,
        /// Packet type, 1 byte.
        PKTTYPE = 31,
        /// ICMP code, 1 byte.
        ICMP_CODE = 32,
        /// ICMPv6 code, 1 byte.
        ICMPV6_CODE = 33,
        /// Reject code of the inet family, 1 byte.
        ICMPX_CODE = 34,
        /// Interface group, 4 bytes in host byte order.
        DEVGROUP = 35,
        /// Differentiated services code point (DSCP), 6 bits.
        DSCP = 36,
        /// Explicit congestion notification (ECN), 2 bits.
        ECN = 37,
        /// Address type (RTN), 4 bytes in host byte order.
        FIB_ADDR = 38,
        /// Boolean, 1 bit.
        BOOLEAN = 39,
        /// Conntrack event, 4 bytes in host byte order.
        CT_EVENTBIT = 40,
        /// Interface name, 16 bytes.
        IFNAME = 41,
        /// IGMP type, 1 byte.
        IGMP_TYPE = 42,
        /// Time stamp: nanoseconds since 1970, 8 bytes in host byte order.
        TIME_DATE = 43,
        /// Time of the day: seconds, 4 bytes in host byte order.
        TIME_HOUR = 44,
        /// Day of the week, 1 byte; 0 is Sunday.
        TIME_DAY = 45,
        /// Control group v2, 8 bytes in host byte order.
        CGROUPV2 = 46,
    }
}
impl DataType {
    /// Returns the name that nft uses, for example `inet_service`.
    #[must_use]
    pub const fn nft_name(self) -> Option<&'static str> {
        const NAMES: [&str; 47] = [
            "invalid",
            "verdict",
            "nf_proto",
            "bitmask",
            "integer",
            "string",
            "ll_addr",
            "ipv4_addr",
            "ipv6_addr",
            "ether_addr",
            "ether_type",
            "arp_op",
            "inet_proto",
            "inet_service",
            "icmp_type",
            "tcp_flag",
            "dccp_pkttype",
            "mh_type",
            "time",
            "mark",
            "iface_index",
            "iface_type",
            "realm",
            "classid",
            "uid",
            "gid",
            "ct_state",
            "ct_dir",
            "ct_status",
            "icmpv6_type",
            "ct_label",
            "pkt_type",
            "icmp_code",
            "icmpv6_code",
            "icmpx_code",
            "devgroup",
            "dscp",
            "ecn",
            "fib_addrtype",
            "boolean",
            "ct_event",
            "ifname",
            "igmp_type",
            "time",
            "hour",
            "day",
            "cgroupsv2",
        ];
        let mut names: &[&'static str] = &NAMES;
        let mut number = self.0;
        while let Some((first, rest)) = names.split_first() {
            if number == 0 {
                return Some(*first);
            }
            number = number.wrapping_sub(1);
            names = rest;
        }
        None
    }
    /// Returns the length in bytes; 0 if the type has no fixed length.
    #[must_use]
    #[allow(clippy::len_without_is_empty)] // the length of a value
    pub const fn len(self) -> u8 {
        match self {
            Self::NF_PROTO
            | Self::INET_PROTO
            | Self::ICMP_TYPE
            | Self::TCP_FLAG
            | Self::DCCP_PKTTYPE
            | Self::MH_TYPE
            | Self::CT_DIR
            | Self::ICMP6_TYPE
            | Self::PKTTYPE
            | Self::ICMP_CODE
            | Self::ICMPV6_CODE
            | Self::ICMPX_CODE
            | Self::DSCP
            | Self::ECN
            | Self::BOOLEAN
            | Self::IGMP_TYPE
            | Self::TIME_DAY => 1,
            Self::ETHER_TYPE | Self::ARP_OP | Self::INET_SERVICE | Self::ARPHRD => 2,
            Self::IPV4_ADDR
            | Self::MARK
            | Self::IFINDEX
            | Self::REALM
            | Self::CLASSID
            | Self::UID
            | Self::GID
            | Self::CT_STATE
            | Self::CT_STATUS
            | Self::DEVGROUP
            | Self::FIB_ADDR
            | Self::CT_EVENTBIT
            | Self::TIME_HOUR
            | Self::TIME => 4,
            Self::ETHER_ADDR => 6,
            Self::TIME_DATE | Self::CGROUPV2 => 8,
            Self::IPV6_ADDR | Self::CT_LABEL | Self::IFNAME => 16,
            _ => 0,
        }
    }
    /// Returns whether values of this type are in host byte order.
    #[must_use]
    pub const fn is_host_order(self) -> bool {
        matches!(
            self,
            Self::TIME
                | Self::MARK
                | Self::IFINDEX
                | Self::ARPHRD
                | Self::REALM
                | Self::CLASSID
                | Self::UID
                | Self::GID
                | Self::CT_STATE
                | Self::CT_STATUS
                | Self::CT_LABEL
                | Self::DEVGROUP
                | Self::FIB_ADDR
                | Self::CT_EVENTBIT
                | Self::IFNAME
                | Self::TIME_DATE
                | Self::TIME_HOUR
                | Self::CGROUPV2
        )
    }
}
flags! {
    /// Flags of a TCP header (RFC 9293): `TH_*`, netinet/tcp.h.
    pub struct TcpHeaderFlags(u8) {
        /// No more data from the sender.
        TH_FIN = 0x01,
        /// Synchronises sequence numbers.
        TH_SYN = 0x02,
        /// Resets the connection.
        TH_RST = 0x04,
        /// Push (PSH): data is passed to the application without delay.
        TH_PUSH = 0x08,
        /// The acknowledgment number is valid.
        TH_ACK = 0x10,
        /// The urgent pointer is valid.
        TH_URG = 0x20,
        /// ECN echo.
        TH_ECE = 0x40,
        /// Congestion window reduced.
        TH_CWR = 0x80,
    }
}
open_enum! {
    /// ICMP type: `ICMP_*`, linux/icmp.h.
    pub struct IcmpType(u8) {
        /// Echo reply.
        ICMP_ECHOREPLY = 0,
        /// Destination unreachable.
        ICMP_DEST_UNREACH = 3,
        /// Source quench: congestion. Deprecated (RFC 6633).
        ICMP_SOURCE_QUENCH = 4,
        /// Redirect: a better first hop.
        ICMP_REDIRECT = 5,
        /// Echo request.
        ICMP_ECHO = 8,
        /// Router advertisement (RFC 1256).
        ICMP_ROUTER_ADVERTISEMENT = 9,
        /// Router solicitation (RFC 1256).
        ICMP_ROUTER_SOLICITATION = 10,
        /// Time exceeded: TTL 0, or reassembly timed out.
        ICMP_TIME_EXCEEDED = 11,
        /// Parameter problem.
        ICMP_PARAMETERPROB = 12,
        /// Timestamp request.
        ICMP_TIMESTAMP = 13,
        /// Timestamp reply.
        ICMP_TIMESTAMPREPLY = 14,
        /// Information request.
        ICMP_INFO_REQUEST = 15,
        /// Information reply.
        ICMP_INFO_REPLY = 16,
        /// Address mask request.
        ICMP_ADDRESS = 17,
        /// Address mask reply.
        ICMP_ADDRESSREPLY = 18,
    }
}
open_enum! {
    /// ICMPv6 type: linux/icmpv6.h and net/ndisc.h.
    pub struct Icmpv6Type(u8) {
        /// Destination unreachable.
        ICMPV6_DEST_UNREACH = 1,
        /// Packet too big.
        ICMPV6_PKT_TOOBIG = 2,
        /// Time exceeded.
        ICMPV6_TIME_EXCEED = 3,
        /// Parameter problem.
        ICMPV6_PARAMPROB = 4,
        /// Echo request (`ping`).
        ICMPV6_ECHO_REQUEST = 128,
        /// Echo reply (`ping`).
        ICMPV6_ECHO_REPLY = 129,
        /// Multicast listener query (MLD).
        ICMPV6_MGM_QUERY = 130,
        /// Multicast listener report (MLD).
        ICMPV6_MGM_REPORT = 131,
        /// Multicast listener done (MLD).
        ICMPV6_MGM_REDUCTION = 132,
        /// Router solicitation (NDP).
        NDISC_ROUTER_SOLICITATION = 133,
        /// Router advertisement (NDP).
        NDISC_ROUTER_ADVERTISEMENT = 134,
        /// Neighbour solicitation (NDP).
        NDISC_NEIGHBOUR_SOLICITATION = 135,
        /// Neighbour advertisement (NDP).
        NDISC_NEIGHBOUR_ADVERTISEMENT = 136,
        /// Redirect (NDP).
        NDISC_REDIRECT = 137,
        /// Multicast listener report, version 2 (MLDv2).
        ICMPV6_MLD2_REPORT = 143,
    }
}

/// Interface name as a register holds it: 16 bytes; with a trailing `*`, a prefix.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NamePattern {
    pub(crate) bytes: [u8; 16],
    pub(crate) len: u8,
    pub(crate) prefix: bool,
    pub(crate) invalid: bool,
}
impl NamePattern {
    /// Creates a pattern. A name of more than 15 bytes makes the request fail when it is built.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let (text, prefix) = match name.strip_suffix('*') {
            Some(text) => (text, true),
            None => (name, false),
        };
        let mut pattern = Self {
            bytes: [0; 16],
            len: text.len().min(15) as u8,
            prefix,
            invalid: text.len() > 15 || text.is_empty(),
        };
        pattern.bytes.iter_mut().take(15).zip(text.bytes()).for_each(|(to, from)| *to = from);
        pattern
    }
}

/// Value of a field before it is written: a number, or a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FieldBytes(pub(crate) Repr);
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Repr {
    Number(u128),
    Name(NamePattern),
}
/// Type of the values of a [`PacketField`](super::PacketField).
pub trait FieldValue: Copy {
    /// Whether a value is a set of bits: a match tests whether any of the bits is set.
    const IS_BITMASK: bool = false;
    /// Returns the value for a register.
    fn to_field_bytes(self) -> FieldBytes;
}
macro_rules! numbers {
    ($($(#[$meta:meta])* $ty:ty: $value:ident => $number:expr;)*) => { $(
        impl FieldValue for $ty {
            fn to_field_bytes(self) -> FieldBytes {
                let $value = self;
                FieldBytes(Repr::Number(u128::from($number)))
            }
        }
    )* };
}
numbers! {
    u8: value => value;
    u16: value => value;
    u32: value => value;
    u64: value => value;
    Ipv4Addr: value => value.to_bits();
    Ipv6Addr: value => value.to_bits();
    EtherType: value => value.0;
    HardwareType: value => value.0;
    IpProtocol: value => value.0;
    NfProto: value => value.0;
    IcmpType: value => value.0;
    Icmpv6Type: value => value.0;
}
impl FieldValue for [u8; 6] {
    fn to_field_bytes(self) -> FieldBytes {
        let [a, b, c, d, e, f] = self;
        FieldBytes(Repr::Number(u128::from(u64::from_be_bytes([0, 0, a, b, c, d, e, f]))))
    }
}
impl FieldValue for NamePattern {
    fn to_field_bytes(self) -> FieldBytes {
        FieldBytes(Repr::Name(self))
    }
}
impl FieldValue for &str {
    fn to_field_bytes(self) -> FieldBytes {
        FieldBytes(Repr::Name(NamePattern::new(self)))
    }
}
impl FieldValue for CtState {
    const IS_BITMASK: bool = true;
    fn to_field_bytes(self) -> FieldBytes {
        FieldBytes(Repr::Number(self.bits().into()))
    }
}
impl FieldValue for conntrack::Status {
    const IS_BITMASK: bool = true;
    fn to_field_bytes(self) -> FieldBytes {
        FieldBytes(Repr::Number(self.bits().into()))
    }
}
impl FieldValue for TcpHeaderFlags {
    const IS_BITMASK: bool = true;
    fn to_field_bytes(self) -> FieldBytes {
        FieldBytes(Repr::Number(self.bits().into()))
    }
}

/// Protocol header of a payload field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Header {
    Ether,
    Vlan,
    Arp,
    Ip,
    Ip6,
    /// Ports of any transport protocol.
    Transport,
    L4(u8),
}
impl Header {
    pub(crate) const ICMP: Self = Self::L4(1);
    pub(crate) const IGMP: Self = Self::L4(2);
    pub(crate) const TCP: Self = Self::L4(6);
    pub(crate) const UDP: Self = Self::L4(17);
    pub(crate) const DCCP: Self = Self::L4(33);
    pub(crate) const ESP: Self = Self::L4(50);
    pub(crate) const AH: Self = Self::L4(51);
    pub(crate) const ICMPV6: Self = Self::L4(58);
    pub(crate) const COMP: Self = Self::L4(108);
    pub(crate) const SCTP: Self = Self::L4(132);
    pub(crate) const UDPLITE: Self = Self::L4(136);
    pub(crate) const fn base(self) -> PayloadBase {
        match self {
            Self::Ether | Self::Vlan => PayloadBase::NFT_PAYLOAD_LL_HEADER,
            Self::Arp | Self::Ip | Self::Ip6 => PayloadBase::NFT_PAYLOAD_NETWORK_HEADER,
            Self::Transport | Self::L4(_) => PayloadBase::NFT_PAYLOAD_TRANSPORT_HEADER,
        }
    }
}
/// Where the value of a field comes from. Offsets of payload are in bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Source {
    Payload(Header, u16),
    Meta(MetaKey),
    Ct(CtKey, Option<u8>),
    Rt(RtKey),
    Socket(SocketKey),
    Fib(FibResult, FibFlags),
    /// Operation, type, offset in bits.
    Exthdr(ExthdrOp, u8, u16),
}
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct FieldSpec {
    pub name: &'static str,
    pub source: Source,
    /// Length in bits.
    pub bits: u16,
    pub data_type: DataType,
}
impl FieldSpec {
    /// Bytes to load, offset of the first in bytes, and unused bits after the field.
    pub(crate) const fn span(&self) -> (u16, u16, u16) {
        match self.source {
            Source::Payload(_, offset) | Source::Exthdr(_, _, offset) => {
                let end = offset + self.bits;
                let last = end.div_ceil(8);
                (offset / 8, last - offset / 8, last * 8 - end)
            }
            _ => (0, self.bits.div_ceil(8), 0),
        }
    }
    pub(crate) const fn is_host_order(&self) -> bool {
        match self.source {
            Source::Payload(..) | Source::Exthdr(..) => false,
            // a random number has no byte order: compared as it is
            Source::Meta(key) => !matches!(
                key,
                MetaKey::NFT_META_PROTOCOL | MetaKey::NFT_META_BRI_IIFVPROTO | MetaKey::NFT_META_PRANDOM
            ),
            Source::Ct(key, _) => !matches!(
                key,
                CtKey::NFT_CT_SRC
                    | CtKey::NFT_CT_DST
                    | CtKey::NFT_CT_PROTO_SRC
                    | CtKey::NFT_CT_PROTO_DST
                    | CtKey::NFT_CT_SRC_IP
                    | CtKey::NFT_CT_DST_IP
                    | CtKey::NFT_CT_SRC_IP6
                    | CtKey::NFT_CT_DST_IP6
                    | CtKey::NFT_CT_ID
            ),
            Source::Rt(key) => !matches!(key, RtKey::NFT_RT_NEXTHOP4 | RtKey::NFT_RT_NEXTHOP6),
            Source::Socket(_) | Source::Fib(..) => true,
        }
    }
}

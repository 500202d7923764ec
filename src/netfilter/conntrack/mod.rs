//! Connection tracking: entries, their statistics, and connections that are expected (linux/netfilter/nfnetlink_conntrack.h).
//!
//! An entry is two tuples, one for each direction, and what is known of the connection. The functions of this module are verbs for
//! whoever does not know netlink; the tables beneath read and write every attribute.
//!
//! ```
//! use nlwire::{exchange::{Answer, Connection, Transport}, netfilter::conntrack::{self, Conntrack, Flow}};
//! fn busiest<T: Transport>(connection: &mut Connection<'_, T>) -> Answer<Option<(Flow, u64)>, T> {
//!     let mut busiest = None;
//!     let mut entries = conntrack::list(connection)?;
//!     while let Some(entry) = entries.next()? {
//!         let bytes = entry.counters().map_or(0, |(there, back)| there.bytes + back.bytes);
//!         if let Some(flow) = entry.original().filter(|_| busiest.is_none_or(|(_, most)| bytes > most)) {
//!             busiest = Some((flow, bytes));
//!         }
//!     }
//!     Ok(busiest)
//! }
//! ```
mod expect;
mod flow;
mod stats;
mod table;
mod verbs;

pub use expect::*;
pub use flow::*;
pub use stats::*;
pub use table::*;
pub use verbs::*;

use super::{NetfilterMessage, NfGenMsg, NfProto};
use crate::{
    attributes, flags, layout, numbers, operations,
    uapi::IpProtocol,
    wire::{Attrs, Be, Str},
};
use core::net::{Ipv4Addr, Ipv6Addr};

layout! {
    /// Flags of a TCP connection's direction: `struct nf_ct_tcp_flags`, linux/netfilter/nf_conntrack_tcp.h.
    #[doc(alias = "nf_ct_tcp_flags")]
    pub struct TcpFlags {
        /// Which are set.
        flags: TcpFlag,
        /// Written: which are meant. Read: 0.
        mask: TcpFlag,
    }
}
flags! {
    /// What is known of one end of a TCP connection: `IP_CT_TCP_FLAG_*`, linux/netfilter/nf_conntrack_tcp.h.
    pub struct TcpFlag(u8) {
        /// It scales its window.
        IP_CT_TCP_FLAG_WINDOW_SCALE = 0x01,
        /// It permits selective acknowledgements.
        IP_CT_TCP_FLAG_SACK_PERM = 0x02,
        /// It sent the first FIN.
        IP_CT_TCP_FLAG_CLOSE_INIT = 0x04,
        /// Its windows are not checked.
        IP_CT_TCP_FLAG_BE_LIBERAL = 0x08,
        /// What it sent is not acknowledged yet.
        IP_CT_TCP_FLAG_DATA_UNACKNOWLEDGED = 0x10,
        /// The highest acknowledgement that it may send is known.
        IP_CT_TCP_FLAG_MAXACK_SET = 0x20,
        /// It may send a challenge ACK (RFC 5961).
        IP_CT_EXP_CHALLENGE_ACK = 0x40,
        /// Both ends opened at once.
        IP_CT_TCP_SIMULTANEOUS_OPEN = 0x80,
    }
}
flags! {
    /// What is known of a connection: `IPS_*`, linux/netfilter/nf_conntrack_common.h.
    pub struct Status(u32) {
        /// It was expected.
        IPS_EXPECTED = 1 << 0,
        /// Packets were seen both ways.
        IPS_SEEN_REPLY = 1 << 1,
        /// It is not dropped early when room is wanted.
        IPS_ASSURED = 1 << 2,
        /// Its first packet has left the machine.
        IPS_CONFIRMED = 1 << 3,
        /// Its source is translated.
        IPS_SRC_NAT = 1 << 4,
        /// Its destination is translated.
        IPS_DST_NAT = 1 << 5,
        /// Its TCP sequence numbers are moved.
        IPS_SEQ_ADJUST = 1 << 6,
        /// It is settled how its source is translated, if at all.
        IPS_SRC_NAT_DONE = 1 << 7,
        /// It is settled how its destination is translated, if at all.
        IPS_DST_NAT_DONE = 1 << 8,
        /// It is about to go.
        IPS_DYING = 1 << 9,
        /// Its timeout does not change.
        IPS_FIXED_TIMEOUT = 1 << 10,
        /// It is no connection but a template of one.
        IPS_TEMPLATE = 1 << 11,
        /// It lost against another of the same tuple, and its reply tuple was changed. (Once IPS_UNTRACKED.)
        IPS_NAT_CLASH = 1 << 12,
        /// Somebody gave it a helper.
        IPS_HELPER = 1 << 13,
        /// A flow table forwards it.
        IPS_OFFLOAD = 1 << 14,
        /// Hardware forwards it.
        IPS_HW_OFFLOAD = 1 << 15,
    }
}
numbers! {
    /// State of a TCP connection: `TCP_CONNTRACK_*`, linux/netfilter/nf_conntrack_tcp.h.
    pub struct TcpState(u8) {
        /// None yet.
        TCP_CONNTRACK_NONE = 0,
        /// SYN seen.
        TCP_CONNTRACK_SYN_SENT = 1,
        /// SYN and ACK seen.
        TCP_CONNTRACK_SYN_RECV = 2,
        /// Open.
        TCP_CONNTRACK_ESTABLISHED = 3,
        /// FIN seen.
        TCP_CONNTRACK_FIN_WAIT = 4,
        /// FIN acknowledged.
        TCP_CONNTRACK_CLOSE_WAIT = 5,
        /// FIN seen both ways.
        TCP_CONNTRACK_LAST_ACK = 6,
        /// The last ACK was seen.
        TCP_CONNTRACK_TIME_WAIT = 7,
        /// RST seen.
        TCP_CONNTRACK_CLOSE = 8,
        /// SYN seen both ways. (Once TCP_CONNTRACK_LISTEN.)
        TCP_CONNTRACK_SYN_SENT2 = 9,
    }
}
numbers! {
    /// State of a DCCP connection: `CT_DCCP_*`, linux/netfilter/nf_conntrack_dccp.h of the kernel.
    pub struct DccpState(u8) {
        /// None yet.
        CT_DCCP_NONE = 0,
        /// REQUEST seen.
        CT_DCCP_REQUEST = 1,
        /// RESPONSE seen.
        CT_DCCP_RESPOND = 2,
        /// ACK of the response seen.
        CT_DCCP_PARTOPEN = 3,
        /// Open.
        CT_DCCP_OPEN = 4,
        /// CLOSEREQ seen.
        CT_DCCP_CLOSEREQ = 5,
        /// CLOSE seen.
        CT_DCCP_CLOSING = 6,
        /// Over.
        CT_DCCP_TIMEWAIT = 7,
    }
}
numbers! {
    /// Which end the original direction is: `CT_DCCP_ROLE_*`, linux/netfilter/nf_conntrack_dccp.h of the kernel.
    pub struct DccpRole(u8) {
        /// The client.
        CT_DCCP_ROLE_CLIENT = 0,
        /// The server.
        CT_DCCP_ROLE_SERVER = 1,
    }
}
numbers! {
    /// State of an SCTP association: `SCTP_CONNTRACK_*`, linux/netfilter/nf_conntrack_sctp.h.
    pub struct SctpState(u8) {
        /// None yet.
        SCTP_CONNTRACK_NONE = 0,
        /// Closed.
        SCTP_CONNTRACK_CLOSED = 1,
        /// INIT seen.
        SCTP_CONNTRACK_COOKIE_WAIT = 2,
        /// COOKIE ECHO seen.
        SCTP_CONNTRACK_COOKIE_ECHOED = 3,
        /// Open.
        SCTP_CONNTRACK_ESTABLISHED = 4,
        /// SHUTDOWN seen in the original direction.
        SCTP_CONNTRACK_SHUTDOWN_SENT = 5,
        /// SHUTDOWN seen in the other direction.
        SCTP_CONNTRACK_SHUTDOWN_RECD = 6,
        /// SHUTDOWN ACK seen.
        SCTP_CONNTRACK_SHUTDOWN_ACK_SENT = 7,
        /// A second path's HEARTBEAT seen.
        SCTP_CONNTRACK_HEARTBEAT_SENT = 8,
        /// A second path's HEARTBEAT ACK seen; gone since Linux 6.3.
        SCTP_CONNTRACK_HEARTBEAT_ACKED = 9,
    }
}
flags! {
    /// Which parts of a tuple an entry must share: `CTA_FILTER_F_*`, net/netfilter/nf_internals.h of the kernel, which no header of user
    /// space has. In host order, the only number here that is.
    pub struct FilterFlags(u32) {
        /// The source address.
        CTA_FILTER_F_CTA_IP_SRC = 1 << 0,
        /// The destination address.
        CTA_FILTER_F_CTA_IP_DST = 1 << 1,
        /// The zone of the direction.
        CTA_FILTER_F_CTA_TUPLE_ZONE = 1 << 2,
        /// The protocol; those below need it.
        CTA_FILTER_F_CTA_PROTO_NUM = 1 << 3,
        /// The source port.
        CTA_FILTER_F_CTA_PROTO_SRC_PORT = 1 << 4,
        /// The destination port.
        CTA_FILTER_F_CTA_PROTO_DST_PORT = 1 << 5,
        /// The ICMP type.
        CTA_FILTER_F_CTA_PROTO_ICMP_TYPE = 1 << 6,
        /// The ICMP code.
        CTA_FILTER_F_CTA_PROTO_ICMP_CODE = 1 << 7,
        /// The ICMP id.
        CTA_FILTER_F_CTA_PROTO_ICMP_ID = 1 << 8,
        /// The ICMPv6 type.
        CTA_FILTER_F_CTA_PROTO_ICMPV6_TYPE = 1 << 9,
        /// The ICMPv6 code.
        CTA_FILTER_F_CTA_PROTO_ICMPV6_CODE = 1 << 10,
        /// The ICMPv6 id.
        CTA_FILTER_F_CTA_PROTO_ICMPV6_ID = 1 << 11,
    }
}

// Limits: ct_nla_policy, net/netfilter/nf_conntrack_netlink.c.
attributes! {
    /// An entry's attributes: `CTA_*`, linux/netfilter/nfnetlink_conntrack.h.
    pub set Conntrack, enum ConntrackAttr<'a> {
        /// The direction of the first packet.
        CTA_TUPLE_ORIG = 1 => TupleOrig(Attrs<'a, Tuple>),
        /// The direction of the answers.
        CTA_TUPLE_REPLY = 2 => TupleReply(Attrs<'a, Tuple>),
        /// What is known of it.
        CTA_STATUS = 3 => Status(Be<Status>),
        /// What its protocol has.
        CTA_PROTOINFO = 4 => ProtoInfo(Attrs<'a, ProtoInfo>),
        /// Its helper.
        CTA_HELP = 5 => Help(Attrs<'a, Help>),
        /// Written, of a new entry: how its source is translated. (Also CTA_NAT.)
        CTA_NAT_SRC = 6 => NatSrc(Attrs<'a, Nat>),
        /// Seconds until it goes; of one that is gone since Linux 6.0, what was left.
        CTA_TIMEOUT = 7 => Timeout(Be<u32>),
        /// Its mark; with [`CTA_MARK_MASK`](Self::CTA_MARK_MASK) those bits of it.
        CTA_MARK = 8 => Mark(Be<u32>),
        /// What went in the original direction; where net.netfilter.nf_conntrack_acct is set.
        CTA_COUNTERS_ORIG = 9 => CountersOrig(Attrs<'a, Counters>),
        /// What went in the other direction.
        CTA_COUNTERS_REPLY = 10 => CountersReply(Attrs<'a, Counters>),
        /// How many hold it.
        CTA_USE = 11 => Use(Be<u32>),
        /// Its id: a hash that tells apart two entries of the same tuple.
        CTA_ID = 12 => Id(Be<u32>),
        /// Written, of a new entry: how its destination is translated.
        CTA_NAT_DST = 13 => NatDst(Attrs<'a, Nat>),
        /// The original tuple of the connection that expected it.
        CTA_TUPLE_MASTER = 14 => TupleMaster(Attrs<'a, Tuple>),
        /// How sequence numbers are moved in the original direction. (Also CTA_NAT_SEQ_ADJ_ORIG.)
        CTA_SEQ_ADJ_ORIG = 15 => SeqAdjOrig(Attrs<'a, SeqAdj>),
        /// How they are in the other. (Also CTA_NAT_SEQ_ADJ_REPLY.)
        CTA_SEQ_ADJ_REPLY = 16 => SeqAdjReply(Attrs<'a, SeqAdj>),
        /// Obsolete.
        CTA_SECMARK = 17 => SecMark(Be<u32>),
        /// Its zone, where it has one in both directions. A zone of one direction stands in the tuple.
        CTA_ZONE = 18 => Zone(Be<u16>),
        /// Its security context.
        CTA_SECCTX = 19 => SecCtx(Attrs<'a, SecCtx>),
        /// When it began, and ended; where net.netfilter.nf_conntrack_timestamp is set. A nest, though the kernel's own specification
        /// calls it a number.
        CTA_TIMESTAMP = 20 => Timestamp(Attrs<'a, Timestamp>),
        /// Written: which bits of the mark are meant.
        CTA_MARK_MASK = 21 => MarkMask(Be<u32>),
        /// Its labels, a set of bits; only where a rule uses labels, else what is written is passed over. Written: a multiple of 4 bytes.
        CTA_LABELS = 22 => Labels(&'a [u8]) where at_most(16),
        /// Written: which bits are meant, as many bytes as the labels have. Labels beyond those bytes go.
        CTA_LABELS_MASK = 23 => LabelsMask(&'a [u8]) where at_most(16),
        /// What SYN proxying changed.
        CTA_SYNPROXY = 24 => SynProxy(Attrs<'a, SynProxy>),
        /// Written: which parts of the tuples count. The bit NLA_F_NESTED must be set. Since Linux 5.8.
        CTA_FILTER = 25 => Filter(Attrs<'a, Filter>),
        /// Written: which bits of the status count; without it those that are set.
        CTA_STATUS_MASK = 26 => StatusMask(Be<Status>),
        /// Of an event: when it happened, nanoseconds since 1970; where net.netfilter.nf_conntrack_timestamp is set. Since Linux 6.14.
        CTA_TIMESTAMP_EVENT = 27 => TimestampEvent(Be<u64>) where output(),
    }
}
attributes! {
    /// One direction of a connection: `CTA_TUPLE_*`.
    pub set Tuple, enum TupleAttr<'a> {
        /// Addresses.
        CTA_TUPLE_IP = 1 => Ip(Attrs<'a, TupleIp>),
        /// The protocol, and what tells connections of it apart.
        CTA_TUPLE_PROTO = 2 => Proto(Attrs<'a, TupleProto>),
        /// The zone of this direction alone.
        CTA_TUPLE_ZONE = 3 => Zone(Be<u16>),
    }
}
// Limits: cta_ip_nla_policy, net/netfilter/nf_conntrack_netlink.c.
attributes! {
    /// Addresses of a direction: `CTA_IP_*`.
    pub set TupleIp, enum TupleIpAttr<'a> {
        /// IPv4 source.
        CTA_IP_V4_SRC = 1 => V4Src(Ipv4Addr) where at_least(4),
        /// IPv4 destination.
        CTA_IP_V4_DST = 2 => V4Dst(Ipv4Addr) where at_least(4),
        /// IPv6 source.
        CTA_IP_V6_SRC = 3 => V6Src(Ipv6Addr) where at_least(16),
        /// IPv6 destination.
        CTA_IP_V6_DST = 4 => V6Dst(Ipv6Addr) where at_least(16),
    }
}
attributes! {
    /// What tells connections apart beside addresses: `CTA_PROTO_*`.
    pub set TupleProto, enum TupleProtoAttr<'a> {
        /// The protocol.
        CTA_PROTO_NUM = 1 => Num(IpProtocol),
        /// Source port; of GRE, the source key.
        CTA_PROTO_SRC_PORT = 2 => SrcPort(Be<u16>),
        /// Destination port; of GRE, the destination key.
        CTA_PROTO_DST_PORT = 3 => DstPort(Be<u16>),
        /// ICMP id.
        CTA_PROTO_ICMP_ID = 4 => IcmpId(Be<u16>),
        /// ICMP type.
        CTA_PROTO_ICMP_TYPE = 5 => IcmpType(u8),
        /// ICMP code.
        CTA_PROTO_ICMP_CODE = 6 => IcmpCode(u8),
        /// ICMPv6 id.
        CTA_PROTO_ICMPV6_ID = 7 => Icmpv6Id(Be<u16>),
        /// ICMPv6 type.
        CTA_PROTO_ICMPV6_TYPE = 8 => Icmpv6Type(u8),
        /// ICMPv6 code.
        CTA_PROTO_ICMPV6_CODE = 9 => Icmpv6Code(u8),
    }
}
attributes! {
    /// What a connection's protocol has: `CTA_PROTOINFO_*`. One of these, by the protocol in the tuple.
    pub set ProtoInfo, enum ProtoInfoAttr<'a> {
        /// TCP.
        CTA_PROTOINFO_TCP = 1 => Tcp(Attrs<'a, ProtoInfoTcp>),
        /// DCCP; gone since Linux 6.16.
        CTA_PROTOINFO_DCCP = 2 => Dccp(Attrs<'a, ProtoInfoDccp>),
        /// SCTP.
        CTA_PROTOINFO_SCTP = 3 => Sctp(Attrs<'a, ProtoInfoSctp>),
    }
}
attributes! {
    /// What a TCP connection has: `CTA_PROTOINFO_TCP_*`. Of one that is gone the state alone.
    pub set ProtoInfoTcp, enum ProtoInfoTcpAttr<'a> {
        /// Its state.
        CTA_PROTOINFO_TCP_STATE = 1 => State(TcpState),
        /// By how many bits the original direction's end scales its window.
        CTA_PROTOINFO_TCP_WSCALE_ORIGINAL = 2 => WscaleOriginal(u8),
        /// By how many bits the other end does.
        CTA_PROTOINFO_TCP_WSCALE_REPLY = 3 => WscaleReply(u8),
        /// What is known of the original direction's end.
        CTA_PROTOINFO_TCP_FLAGS_ORIGINAL = 4 => FlagsOriginal(&'a TcpFlags),
        /// What is known of the other end.
        CTA_PROTOINFO_TCP_FLAGS_REPLY = 5 => FlagsReply(&'a TcpFlags),
    }
}
attributes! {
    /// What a DCCP connection has: `CTA_PROTOINFO_DCCP_*`.
    pub set ProtoInfoDccp, enum ProtoInfoDccpAttr<'a> {
        /// Its state.
        CTA_PROTOINFO_DCCP_STATE = 1 => State(DccpState),
        /// Which end the original direction is.
        CTA_PROTOINFO_DCCP_ROLE = 2 => Role(DccpRole),
        /// The last sequence number of the handshake.
        CTA_PROTOINFO_DCCP_HANDSHAKE_SEQ = 3 => HandshakeSeq(Be<u64>),
        /// Nothing: brings what follows to a multiple of 8.
        CTA_PROTOINFO_DCCP_PAD = 4 => Pad(&'a [u8]),
    }
}
attributes! {
    /// What an SCTP association has: `CTA_PROTOINFO_SCTP_*`.
    pub set ProtoInfoSctp, enum ProtoInfoSctpAttr<'a> {
        /// Its state.
        CTA_PROTOINFO_SCTP_STATE = 1 => State(SctpState),
        /// Verification tag of the original direction.
        CTA_PROTOINFO_SCTP_VTAG_ORIGINAL = 2 => VtagOriginal(Be<u32>),
        /// Verification tag of the other.
        CTA_PROTOINFO_SCTP_VTAG_REPLY = 3 => VtagReply(Be<u32>),
    }
}
// Limits: help_nla_policy, net/netfilter/nf_conntrack_netlink.c.
attributes! {
    /// A connection's helper: `CTA_HELP_*`.
    pub set Help, enum HelpAttr<'a> {
        /// Its name: `ftp`.
        CTA_HELP_NAME = 1 => Name(Str<'a>) where nul_at_most(15),
        /// What it keeps, in its own form: a nest of `pptp`, bytes of a helper in user space.
        CTA_HELP_INFO = 2 => Info(&'a [u8]),
    }
}
attributes! {
    /// What went in a direction: `CTA_COUNTERS_*`.
    pub set Counters, enum CountersAttr<'a> {
        /// Packets.
        CTA_COUNTERS_PACKETS = 1 => Packets(Be<u64>),
        /// Bytes.
        CTA_COUNTERS_BYTES = 2 => Bytes(Be<u64>),
        /// Packets of kernels before 2.6.30.
        CTA_COUNTERS32_PACKETS = 3 => Packets32(Be<u32>),
        /// Bytes of kernels before 2.6.30.
        CTA_COUNTERS32_BYTES = 4 => Bytes32(Be<u32>),
        /// Nothing: brings what follows to a multiple of 8.
        CTA_COUNTERS_PAD = 5 => Pad(&'a [u8]),
    }
}
attributes! {
    /// When a connection began and ended: `CTA_TIMESTAMP_*`. Nanoseconds since 1970.
    pub set Timestamp, enum TimestampAttr<'a> {
        /// When it began.
        CTA_TIMESTAMP_START = 1 => Start(Be<u64>),
        /// When it ended.
        CTA_TIMESTAMP_STOP = 2 => Stop(Be<u64>),
        /// Nothing: brings what follows to a multiple of 8.
        CTA_TIMESTAMP_PAD = 3 => Pad(&'a [u8]),
    }
}
// Limits: nat_nla_policy, net/netfilter/nf_nat_core.c.
attributes! {
    /// How an end of a new entry is translated: `CTA_NAT_*`.
    pub set Nat, enum NatAttr<'a> {
        /// First address of the range, IPv4. (Also CTA_NAT_MINIP.)
        CTA_NAT_V4_MINIP = 1 => V4MinIp(Ipv4Addr) where at_least(4),
        /// Last address of it; without it the first alone. (Also CTA_NAT_MAXIP.)
        CTA_NAT_V4_MAXIP = 2 => V4MaxIp(Ipv4Addr) where at_least(4),
        /// Ports.
        CTA_NAT_PROTO = 3 => Proto(Attrs<'a, NatProto>),
        /// First address of the range, IPv6.
        CTA_NAT_V6_MINIP = 4 => V6MinIp(Ipv6Addr) where at_least(16),
        /// Last address of it; without it the first alone.
        CTA_NAT_V6_MAXIP = 5 => V6MaxIp(Ipv6Addr) where at_least(16),
    }
}
attributes! {
    /// Ports that an end is translated to: `CTA_PROTONAT_*`.
    pub set NatProto, enum NatProtoAttr<'a> {
        /// The first.
        CTA_PROTONAT_PORT_MIN = 1 => PortMin(Be<u16>),
        /// The last; without it the first alone.
        CTA_PROTONAT_PORT_MAX = 2 => PortMax(Be<u16>),
    }
}
attributes! {
    /// How TCP sequence numbers of a direction are moved: `CTA_SEQADJ_*`. All three are written, or none. (Also CTA_NAT_SEQ_*.)
    pub set SeqAdj, enum SeqAdjAttr<'a> {
        /// Where the last change is.
        CTA_SEQADJ_CORRECTION_POS = 1 => CorrectionPos(Be<u32>),
        /// By how much before it.
        CTA_SEQADJ_OFFSET_BEFORE = 2 => OffsetBefore(Be<i32>),
        /// By how much from there on.
        CTA_SEQADJ_OFFSET_AFTER = 3 => OffsetAfter(Be<i32>),
    }
}
attributes! {
    /// A security context: `CTA_SECCTX_*`.
    pub set SecCtx, enum SecCtxAttr<'a> {
        /// Its name.
        CTA_SECCTX_NAME = 1 => Name(Str<'a>),
    }
}
attributes! {
    /// What SYN proxying changed: `CTA_SYNPROXY_*`. All three are written, or none.
    pub set SynProxy, enum SynProxyAttr<'a> {
        /// The initial sequence number that the client was given.
        CTA_SYNPROXY_ISN = 1 => Isn(Be<u32>),
        /// The initial timestamp that the client was given.
        CTA_SYNPROXY_ITS = 2 => Its(Be<u32>),
        /// By how much timestamps are moved.
        CTA_SYNPROXY_TSOFF = 3 => TsOff(Be<u32>),
    }
}
// Limits: cta_filter_nla_policy, net/netfilter/nf_conntrack_netlink.c, which the kernel reads strictly. Other bits are EOPNOTSUPP.
attributes! {
    /// Which parts of the tuples of a request count: `CTA_FILTER_*`.
    pub set Filter, enum FilterAttr<'a> {
        /// Of the original direction.
        CTA_FILTER_ORIG_FLAGS = 1 => OrigFlags(FilterFlags),
        /// Of the other.
        CTA_FILTER_REPLY_FLAGS = 2 => ReplyFlags(FilterFlags),
    }
}
operations! {
    /// Asks for an entry by a tuple, or by a dump for all; a dump takes mark, status, zone and [`Conntrack::CTA_FILTER`].
    pub GetConntrack {
        /// The family; NFPROTO_UNSPEC for all.
        family: NfProto => nfgen_family,
    } = Get(NetfilterMessage::IPCTNL_MSG_CT_GET, NfGenMsg, Conntrack);
    /// The same, and their counters go back to zero.
    pub GetConntrackZero {
        /// The family; NFPROTO_UNSPEC for all.
        family: NfProto => nfgen_family,
    } = Get(NetfilterMessage::IPCTNL_MSG_CT_GET_CTRZERO, NfGenMsg, Conntrack);
    /// Makes an entry, or changes it; which flags say.
    pub NewConntrack {
        /// The family.
        family: NfProto => nfgen_family,
    } = New(NetfilterMessage::IPCTNL_MSG_CT_NEW, NfGenMsg, Conntrack);
    /// Removes an entry by a tuple; without a tuple, all that the filter lets through.
    pub DelConntrack {
        /// The family.
        family: NfProto => nfgen_family,
        /// 1 where all of the family are to go; 0 and the family is not looked at, unless [`Conntrack::CTA_FILTER`] is there.
        version: u8 => version,
    } = Delete(NetfilterMessage::IPCTNL_MSG_CT_DELETE, NfGenMsg, Conntrack);
    /// Asks for entries that are about to go; the kernel knows only the dump.
    pub GetDying {
        /// The family; NFPROTO_UNSPEC for all.
        family: NfProto => nfgen_family,
    } = Get(NetfilterMessage::IPCTNL_MSG_CT_GET_DYING, NfGenMsg, Conntrack);
    /// Asks for entries that no packet has confirmed; the kernel knows only the dump, and none are told since Linux 6.0.
    pub GetUnconfirmed {
        /// The family; NFPROTO_UNSPEC for all.
        family: NfProto => nfgen_family,
    } = Get(NetfilterMessage::IPCTNL_MSG_CT_GET_UNCONFIRMED, NfGenMsg, Conntrack);
}

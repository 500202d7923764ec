//! Connection tracking (conntrack): entries, statistics and expectations
//! (linux/netfilter/nfnetlink_conntrack.h).
//!
//! An entry consists of two tuples, one for each direction, and the state of the connection. The
//! functions of this module return queries and calls, which need no knowledge of netlink; the
//! attribute sets read and write every attribute.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, netfilter::conntrack::{self, Conntrack, Flow}};
//! fn busiest<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<Option<(Flow, u64)>, T> {
//!     let mut busiest = None;
//!     let mut entries = connection.dump(conntrack::list())?;
//!     while let Some(entry) = entries.next()? {
//!         let bytes = entry.counters().map_or(0, |(there, back)| there.bytes + back.bytes);
//!         if let Some(flow) = entry.original().filter(|_| busiest.is_none_or(|(_, most)| bytes > most)) {
//!             busiest = Some((flow, bytes));
//!         }
//!     }
//!     Ok(busiest)
//! }
//! ```
//!
//! See [Netfilter Conntrack Sysfs
//! variables](https://docs.kernel.org/networking/nf_conntrack-sysctl.html).
#[cfg(feature = "cache")]
mod cache;
mod calls;
pub mod expect;
mod flow;
pub mod stats;
mod summary;

#[cfg(feature = "cache")]
pub use cache::*;
pub use calls::*;
pub use expect::*;
pub use flow::*;
pub use stats::*;
pub use summary::*;

use super::{NetfilterMessage, NfGenMsg, NfProto};
use crate::{
    attributes, c_struct, flags, open_enum, operations,
    uapi::IpProtocol,
    wire::{Attrs, Be, Str, Struct},
};
use core::net::{Ipv4Addr, Ipv6Addr};

c_struct! {
    /// TCP flags of one direction: `struct nf_ct_tcp_flags`, linux/netfilter/nf_conntrack_tcp.h.
    #[doc(alias = "nf_ct_tcp_flags")]
    pub struct TcpFlags {
        /// Flags to set, in the bits that the mask has.
        flags: TcpFlag,
        /// Mask of the flags to change; 0 in replies and events.
        mask: TcpFlag,
    }
}
flags! {
    /// State of one endpoint of a TCP connection: `IP_CT_TCP_FLAG_*`,
    /// linux/netfilter/nf_conntrack_tcp.h.
    pub struct TcpFlag(u8) {
        /// The endpoint announced window scaling.
        IP_CT_TCP_FLAG_WINDOW_SCALE = 0x01,
        /// The endpoint permits selective acknowledgements (SACK).
        IP_CT_TCP_FLAG_SACK_PERM = 0x02,
        /// The endpoint sent the first FIN.
        IP_CT_TCP_FLAG_CLOSE_INIT = 0x04,
        /// Window checks are disabled for the endpoint.
        IP_CT_TCP_FLAG_BE_LIBERAL = 0x08,
        /// The endpoint has unacknowledged data.
        IP_CT_TCP_FLAG_DATA_UNACKNOWLEDGED = 0x10,
        /// The highest acknowledgement number is known (`td_maxack`).
        IP_CT_TCP_FLAG_MAXACK_SET = 0x20,
        /// A challenge ACK (RFC 5961) is expected.
        IP_CT_EXP_CHALLENGE_ACK = 0x40,
        /// Simultaneous open: both endpoints sent a SYN.
        IP_CT_TCP_SIMULTANEOUS_OPEN = 0x80,
    }
}
flags! {
    /// Status bits of an entry: `IPS_*`, linux/netfilter/nf_conntrack_common.h.
    pub struct Status(u32) {
        /// Created from an expectation. Never changes.
        IPS_EXPECTED = 1 << 0,
        /// Packets were seen in both directions. Can be set, not cleared.
        IPS_SEEN_REPLY = 1 << 1,
        /// Assured: never evicted early when the table is full.
        IPS_ASSURED = 1 << 2,
        /// Confirmed: the first packet has left the host, and the entry is in the table.
        IPS_CONFIRMED = 1 << 3,
        /// Source NAT applies to the original direction. Never changes.
        IPS_SRC_NAT = 1 << 4,
        /// Destination NAT applies to the original direction. Never changes.
        IPS_DST_NAT = 1 << 5,
        /// TCP sequence numbers are adjusted.
        IPS_SEQ_ADJUST = 1 << 6,
        /// Source NAT is set up; the mapping may be the null mapping.
        IPS_SRC_NAT_DONE = 1 << 7,
        /// Destination NAT is set up; the mapping may be the null mapping.
        IPS_DST_NAT_DONE = 1 << 8,
        /// Being destroyed. Can not be cleared.
        IPS_DYING = 1 << 9,
        /// Fixed timeout: packets do not refresh the timeout.
        IPS_FIXED_TIMEOUT = 1 << 10,
        /// Template for new entries (target CT of iptables), not a connection.
        IPS_TEMPLATE = 1 << 11,
        /// Lost a race against an entry with the same tuple; only the reply tuple is in the table.
        /// (Once IPS_UNTRACKED.)
        IPS_NAT_CLASH = 1 << 12,
        /// A helper was assigned explicitly, by a rule or by user space.
        IPS_HELPER = 1 << 13,
        /// Forwarded by a flow table.
        IPS_OFFLOAD = 1 << 14,
        /// Forwarded by hardware.
        IPS_HW_OFFLOAD = 1 << 15,
    }
}
open_enum! {
    /// State of a TCP connection: `TCP_CONNTRACK_*`, linux/netfilter/nf_conntrack_tcp.h.
    pub struct TcpState(u8) {
        /// Initial state.
        TCP_CONNTRACK_NONE = 0,
        /// SYN seen.
        TCP_CONNTRACK_SYN_SENT = 1,
        /// SYN and ACK seen.
        TCP_CONNTRACK_SYN_RECV = 2,
        /// Established: the handshake is complete.
        TCP_CONNTRACK_ESTABLISHED = 3,
        /// FIN seen.
        TCP_CONNTRACK_FIN_WAIT = 4,
        /// ACK of the FIN seen.
        TCP_CONNTRACK_CLOSE_WAIT = 5,
        /// FIN seen in both directions.
        TCP_CONNTRACK_LAST_ACK = 6,
        /// Last ACK seen.
        TCP_CONNTRACK_TIME_WAIT = 7,
        /// Closed: RST seen.
        TCP_CONNTRACK_CLOSE = 8,
        /// Simultaneous open: SYN seen in both directions. (Once TCP_CONNTRACK_LISTEN.)
        TCP_CONNTRACK_SYN_SENT2 = 9,
    }
}
open_enum! {
    /// State of a DCCP connection: `CT_DCCP_*`, a header internal to the kernel.
    ///
    /// include/linux/netfilter/nf_conntrack_dccp.h. Linux 6.16 removed DCCP tracking.
    pub struct DccpState(u8) {
        /// Initial state.
        CT_DCCP_NONE = 0,
        /// DCCP-Request seen.
        CT_DCCP_REQUEST = 1,
        /// DCCP-Response seen.
        CT_DCCP_RESPOND = 2,
        /// DCCP-Ack of the response seen.
        CT_DCCP_PARTOPEN = 3,
        /// Open: data is transferred.
        CT_DCCP_OPEN = 4,
        /// DCCP-CloseReq seen.
        CT_DCCP_CLOSEREQ = 5,
        /// DCCP-Close seen.
        CT_DCCP_CLOSING = 6,
        /// Time wait: closed.
        CT_DCCP_TIMEWAIT = 7,
    }
}
open_enum! {
    /// Role of the original direction's sender: `CT_DCCP_ROLE_*`, a header internal to the kernel.
    ///
    /// include/linux/netfilter/nf_conntrack_dccp.h. Linux 6.16 removed DCCP tracking.
    pub struct DccpRole(u8) {
        /// Client: sent the DCCP-Request.
        CT_DCCP_ROLE_CLIENT = 0,
        /// Server: received the DCCP-Request.
        CT_DCCP_ROLE_SERVER = 1,
    }
}
open_enum! {
    /// State of an SCTP association: `SCTP_CONNTRACK_*`, linux/netfilter/nf_conntrack_sctp.h.
    pub struct SctpState(u8) {
        /// Initial state.
        SCTP_CONNTRACK_NONE = 0,
        /// Closed: no association.
        SCTP_CONNTRACK_CLOSED = 1,
        /// INIT seen.
        SCTP_CONNTRACK_COOKIE_WAIT = 2,
        /// COOKIE ECHO seen.
        SCTP_CONNTRACK_COOKIE_ECHOED = 3,
        /// Established: the four-way handshake is complete.
        SCTP_CONNTRACK_ESTABLISHED = 4,
        /// SHUTDOWN seen in the original direction.
        SCTP_CONNTRACK_SHUTDOWN_SENT = 5,
        /// SHUTDOWN seen in the reply direction.
        SCTP_CONNTRACK_SHUTDOWN_RECD = 6,
        /// SHUTDOWN ACK seen.
        SCTP_CONNTRACK_SHUTDOWN_ACK_SENT = 7,
        /// HEARTBEAT of a secondary path seen.
        SCTP_CONNTRACK_HEARTBEAT_SENT = 8,
        /// HEARTBEAT ACK of a secondary path seen. Not used since Linux 6.3.
        SCTP_CONNTRACK_HEARTBEAT_ACKED = 9,
    }
}
flags! {
    /// Fields of a tuple that a filter compares: `CTA_FILTER_F_*`, a header internal to the kernel.
    ///
    /// net/netfilter/nf_internals.h. In host byte order, unlike the other conntrack numbers.
    pub struct FilterFlags(u32) {
        /// Source address.
        CTA_FILTER_F_CTA_IP_SRC = 1 << 0,
        /// Destination address.
        CTA_FILTER_F_CTA_IP_DST = 1 << 1,
        /// Zone of the direction.
        CTA_FILTER_F_CTA_TUPLE_ZONE = 1 << 2,
        /// Layer 4 protocol. Required by the port, ICMP and ICMPv6 flags.
        CTA_FILTER_F_CTA_PROTO_NUM = 1 << 3,
        /// Source port.
        CTA_FILTER_F_CTA_PROTO_SRC_PORT = 1 << 4,
        /// Destination port.
        CTA_FILTER_F_CTA_PROTO_DST_PORT = 1 << 5,
        /// Compares the ICMP type.
        CTA_FILTER_F_CTA_PROTO_ICMP_TYPE = 1 << 6,
        /// Compares the ICMP code.
        CTA_FILTER_F_CTA_PROTO_ICMP_CODE = 1 << 7,
        /// ICMP identifier.
        CTA_FILTER_F_CTA_PROTO_ICMP_ID = 1 << 8,
        /// Compares the ICMPv6 type.
        CTA_FILTER_F_CTA_PROTO_ICMPV6_TYPE = 1 << 9,
        /// Compares the ICMPv6 code.
        CTA_FILTER_F_CTA_PROTO_ICMPV6_CODE = 1 << 10,
        /// ICMPv6 identifier.
        CTA_FILTER_F_CTA_PROTO_ICMPV6_ID = 1 << 11,
    }
}

// Limits: ct_nla_policy, net/netfilter/nf_conntrack_netlink.c.
attributes! {
    /// Attributes of a conntrack entry: `CTA_*`, linux/netfilter/nfnetlink_conntrack.h.
    pub set Conntrack, enum ConntrackAttr<'a> {
        /// Tuple of the original direction, that of the first packet.
        CTA_TUPLE_ORIG: Attrs<'a, Tuple> = 1,
        /// Tuple of the reply direction.
        ///
        /// Differs from the reversed original tuple if NAT applies.
        CTA_TUPLE_REPLY: Attrs<'a, Tuple> = 2,
        /// Status bits.
        CTA_STATUS: Be<Status> = 3,
        /// State of the layer 4 protocol.
        CTA_PROTOINFO: Attrs<'a, ProtoInfo> = 4,
        /// Helper.
        CTA_HELP: Attrs<'a, Help> = 5,
        /// Source NAT of a new entry. Requests only. (Also CTA_NAT.)
        CTA_NAT_SRC: Attrs<'a, Nat> = 6,
        /// Time until the entry expires, seconds.
        ///
        /// In `IPCTNL_MSG_CT_DELETE` events, the time that was left. Since Linux 6.0.
        CTA_TIMEOUT: Be<u32> = 7,
        /// Conntrack mark (connmark).
        ///
        /// In requests, [`CTA_MARK_MASK`](Self::CTA_MARK_MASK) limits the change or the filter to
        /// some bits.
        CTA_MARK: Be<u32> = 8,
        /// Packets and bytes of the original direction.
        ///
        /// Requires the sysctl net.netfilter.nf_conntrack_acct.
        CTA_COUNTERS_ORIG: Attrs<'a, Counters> = 9,
        /// Packets and bytes of the reply direction.
        ///
        /// Requires the sysctl net.netfilter.nf_conntrack_acct.
        CTA_COUNTERS_REPLY: Attrs<'a, Counters> = 10,
        /// Reference count.
        CTA_USE: Be<u32> = 11,
        /// Entry id: a hash that distinguishes two successive entries with the same tuple.
        CTA_ID: Be<u32> = 12,
        /// Destination NAT of a new entry. Requests only.
        CTA_NAT_DST: Attrs<'a, Nat> = 13,
        /// Original tuple of the master, the connection whose helper expected this one.
        CTA_TUPLE_MASTER: Attrs<'a, Tuple> = 14,
        /// TCP sequence number adjustment of the original direction. (Also CTA_NAT_SEQ_ADJ_ORIG.)
        CTA_SEQ_ADJ_ORIG: Attrs<'a, SeqAdj> = 15,
        /// TCP sequence number adjustment of the reply direction. (Also CTA_NAT_SEQ_ADJ_REPLY.)
        CTA_SEQ_ADJ_REPLY: Attrs<'a, SeqAdj> = 16,
        /// Security mark. Obsolete: `CTA_SECCTX` replaces it.
        CTA_SECMARK: Be<u32> = 17,
        /// Zone of both directions. Default: 0.
        ///
        /// A zone of one direction only is in the tuple: [`Tuple::CTA_TUPLE_ZONE`].
        CTA_ZONE: Be<u16> = 18,
        /// Security context.
        CTA_SECCTX: Attrs<'a, SecCtx> = 19,
        /// Start and stop time. Requires the sysctl net.netfilter.nf_conntrack_timestamp.
        ///
        /// A nested attribute, although the kernel's netlink specification declares a number.
        CTA_TIMESTAMP: Attrs<'a, Timestamp> = 20,
        /// Mask for `CTA_MARK`. Requests only.
        CTA_MARK_MASK: Be<u32> = 21,
        /// Connection labels (connlabel), a bit set.
        ///
        /// Requests need a multiple of 4 bytes. The kernel ignores written labels unless a rule
        /// uses labels.
        CTA_LABELS: &'a [u8] = 22 where max_len(16),
        /// Mask for `CTA_LABELS`, of the same length. Requests only.
        ///
        /// Labels beyond the length of the mask are cleared.
        CTA_LABELS_MASK: &'a [u8] = 23 where max_len(16),
        /// Sequence and timestamp translation of SYNPROXY.
        CTA_SYNPROXY: Attrs<'a, SynProxy> = 24,
        /// Fields of the tuples that a dump or flush compares. Requests only. Since Linux 5.8.
        ///
        /// The bit `NLA_F_NESTED` must be set.
        CTA_FILTER: Attrs<'a, Filter> = 25,
        /// Mask for `CTA_STATUS` in a filter. Requests only.
        ///
        /// Default: the bits that are set in `CTA_STATUS`.
        CTA_STATUS_MASK: Be<Status> = 26,
        /// Time of an event, nanoseconds since 1970-01-01 00:00 UTC. Since Linux 6.14.
        ///
        /// Requires the sysctl net.netfilter.nf_conntrack_timestamp.
        CTA_TIMESTAMP_EVENT: Be<u64> = 27 where read_only,
    }
}
attributes! {
    /// Tuple: addresses, protocol and ports of one direction: `CTA_TUPLE_*`.
    pub set Tuple, enum TupleAttr<'a> {
        /// IP addresses.
        CTA_TUPLE_IP: Attrs<'a, TupleIp> = 1,
        /// Layer 4 protocol and ports, or ICMP type, code and identifier.
        CTA_TUPLE_PROTO: Attrs<'a, TupleProto> = 2,
        /// Zone of this direction only.
        CTA_TUPLE_ZONE: Be<u16> = 3,
    }
}
// Limits: cta_ip_nla_policy, net/netfilter/nf_conntrack_netlink.c.
attributes! {
    /// IP addresses of a tuple: `CTA_IP_*`.
    pub set TupleIp, enum TupleIpAttr<'a> {
        /// IPv4 source address.
        CTA_IP_V4_SRC: Ipv4Addr = 1 where min_len(4),
        /// IPv4 destination address.
        CTA_IP_V4_DST: Ipv4Addr = 2 where min_len(4),
        /// IPv6 source address.
        CTA_IP_V6_SRC: Ipv6Addr = 3 where min_len(16),
        /// IPv6 destination address.
        CTA_IP_V6_DST: Ipv6Addr = 4 where min_len(16),
    }
}
attributes! {
    /// Layer 4 part of a tuple: `CTA_PROTO_*`.
    pub set TupleProto, enum TupleProtoAttr<'a> {
        /// Layer 4 protocol.
        CTA_PROTO_NUM: IpProtocol = 1,
        /// Source port; for GRE, the source key.
        CTA_PROTO_SRC_PORT: Be<u16> = 2,
        /// Destination port; for GRE, the destination key.
        CTA_PROTO_DST_PORT: Be<u16> = 3,
        /// ICMP identifier.
        CTA_PROTO_ICMP_ID: Be<u16> = 4,
        /// ICMP type (RFC 792).
        CTA_PROTO_ICMP_TYPE: u8 = 5,
        /// ICMP code, within the type.
        CTA_PROTO_ICMP_CODE: u8 = 6,
        /// ICMPv6 identifier.
        CTA_PROTO_ICMPV6_ID: Be<u16> = 7,
        /// ICMPv6 type (RFC 4443).
        CTA_PROTO_ICMPV6_TYPE: u8 = 8,
        /// ICMPv6 code, within the type.
        CTA_PROTO_ICMPV6_CODE: u8 = 9,
    }
}
attributes! {
    /// State of the layer 4 protocol: `CTA_PROTOINFO_*`. One attribute, by the protocol of the
    /// tuple.
    pub set ProtoInfo, enum ProtoInfoAttr<'a> {
        /// TCP state.
        CTA_PROTOINFO_TCP: Attrs<'a, ProtoInfoTcp> = 1,
        /// DCCP state. Removed in Linux 6.16.
        CTA_PROTOINFO_DCCP: Attrs<'a, ProtoInfoDccp> = 2,
        /// SCTP state.
        CTA_PROTOINFO_SCTP: Attrs<'a, ProtoInfoSctp> = 3,
    }
}
attributes! {
    /// TCP state: `CTA_PROTOINFO_TCP_*`. Events about removed entries carry the state only.
    pub set ProtoInfoTcp, enum ProtoInfoTcpAttr<'a> {
        /// State of the connection.
        CTA_PROTOINFO_TCP_STATE: TcpState = 1,
        /// Window scale of the sender in the original direction, bits.
        CTA_PROTOINFO_TCP_WSCALE_ORIGINAL: u8 = 2,
        /// Window scale of the sender in the reply direction, bits.
        CTA_PROTOINFO_TCP_WSCALE_REPLY: u8 = 3,
        /// Flags of the sender in the original direction.
        CTA_PROTOINFO_TCP_FLAGS_ORIGINAL: &'a Struct<TcpFlags> = 4,
        /// Flags of the sender in the reply direction.
        CTA_PROTOINFO_TCP_FLAGS_REPLY: &'a Struct<TcpFlags> = 5,
    }
}
attributes! {
    /// DCCP state: `CTA_PROTOINFO_DCCP_*`. Removed in Linux 6.16.
    pub set ProtoInfoDccp, enum ProtoInfoDccpAttr<'a> {
        /// State of the connection.
        CTA_PROTOINFO_DCCP_STATE: DccpState = 1,
        /// Role of the sender in the original direction.
        CTA_PROTOINFO_DCCP_ROLE: DccpRole = 2,
        /// Last sequence number of the handshake.
        CTA_PROTOINFO_DCCP_HANDSHAKE_SEQ: Be<u64> = 3,
        /// Padding.
        CTA_PROTOINFO_DCCP_PAD: &'a [u8] = 4,
    }
}
attributes! {
    /// SCTP state: `CTA_PROTOINFO_SCTP_*`.
    pub set ProtoInfoSctp, enum ProtoInfoSctpAttr<'a> {
        /// State of the association.
        CTA_PROTOINFO_SCTP_STATE: SctpState = 1,
        /// Verification tag of the original direction.
        CTA_PROTOINFO_SCTP_VTAG_ORIGINAL: Be<u32> = 2,
        /// Verification tag of the reply direction.
        CTA_PROTOINFO_SCTP_VTAG_REPLY: Be<u32> = 3,
    }
}
// Limits: help_nla_policy, net/netfilter/nf_conntrack_netlink.c.
attributes! {
    /// Helper of a connection: `CTA_HELP_*`.
    pub set Help, enum HelpAttr<'a> {
        /// Helper name, for example `ftp`.
        CTA_HELP_NAME: Str<'a> = 1 where nul_max_len(15),
        /// Private data of a user space helper (NFNL_SUBSYS_CTHELPER). The kernel's own helpers
        /// report none.
        CTA_HELP_INFO: &'a [u8] = 2,
    }
}
attributes! {
    /// Counters of one direction: `CTA_COUNTERS_*`.
    pub set Counters, enum CountersAttr<'a> {
        /// Packets of this direction.
        CTA_COUNTERS_PACKETS: Be<u64> = 1,
        /// Bytes of this direction, with IP headers.
        CTA_COUNTERS_BYTES: Be<u64> = 2,
        /// Packets, 32 bits; before Linux 2.6.30.
        CTA_COUNTERS32_PACKETS: Be<u32> = 3,
        /// Bytes, 32 bits; before Linux 2.6.30.
        CTA_COUNTERS32_BYTES: Be<u32> = 4,
        /// Padding.
        CTA_COUNTERS_PAD: &'a [u8] = 5,
    }
}
attributes! {
    /// Start and stop time of a connection: `CTA_TIMESTAMP_*`.
    pub set Timestamp, enum TimestampAttr<'a> {
        /// Start time, nanoseconds since 1970-01-01 00:00 UTC.
        CTA_TIMESTAMP_START: Be<u64> = 1,
        /// Stop time, nanoseconds since 1970-01-01 00:00 UTC.
        CTA_TIMESTAMP_STOP: Be<u64> = 2,
        /// Padding.
        CTA_TIMESTAMP_PAD: &'a [u8] = 3,
    }
}
// Limits: nat_nla_policy, net/netfilter/nf_nat_core.c.
attributes! {
    /// NAT mapping of a new entry: `CTA_NAT_*`.
    pub set Nat, enum NatAttr<'a> {
        /// First IPv4 address of the range. (Also CTA_NAT_MINIP.)
        CTA_NAT_V4_MINIP: Ipv4Addr = 1 where min_len(4),
        /// Last IPv4 address of the range. Default: the first address. (Also CTA_NAT_MAXIP.)
        CTA_NAT_V4_MAXIP: Ipv4Addr = 2 where min_len(4),
        /// Port range.
        CTA_NAT_PROTO: Attrs<'a, NatProto> = 3,
        /// First IPv6 address of the range.
        CTA_NAT_V6_MINIP: Ipv6Addr = 4 where min_len(16),
        /// Last IPv6 address of the range. Default: the first address.
        CTA_NAT_V6_MAXIP: Ipv6Addr = 5 where min_len(16),
    }
}
attributes! {
    /// Port range of a NAT mapping: `CTA_PROTONAT_*`.
    pub set NatProto, enum NatProtoAttr<'a> {
        /// First port.
        CTA_PROTONAT_PORT_MIN: Be<u16> = 1,
        /// Last port. Default: the first port.
        CTA_PROTONAT_PORT_MAX: Be<u16> = 2,
    }
}
attributes! {
    /// TCP sequence number adjustment of one direction: `CTA_SEQADJ_*`. (Also CTA_NAT_SEQ_*.)
    ///
    /// Requests need all three attributes.
    pub set SeqAdj, enum SeqAdjAttr<'a> {
        /// Sequence number of the last packet whose size changed.
        CTA_SEQADJ_CORRECTION_POS: Be<u32> = 1,
        /// Offset of sequence numbers before the correction position, bytes.
        CTA_SEQADJ_OFFSET_BEFORE: Be<i32> = 2,
        /// Offset of sequence numbers from the correction position on, bytes.
        CTA_SEQADJ_OFFSET_AFTER: Be<i32> = 3,
    }
}
attributes! {
    /// Security context: `CTA_SECCTX_*`.
    pub set SecCtx, enum SecCtxAttr<'a> {
        /// Name of the security context.
        CTA_SECCTX_NAME: Str<'a> = 1,
    }
}
attributes! {
    /// SYNPROXY state of a connection: `CTA_SYNPROXY_*`. Requests need all three attributes.
    pub set SynProxy, enum SynProxyAttr<'a> {
        /// Initial sequence number (ISN) sent to the client.
        CTA_SYNPROXY_ISN: Be<u32> = 1,
        /// Initial TCP timestamp sent to the client.
        CTA_SYNPROXY_ITS: Be<u32> = 2,
        /// Offset between the TCP timestamps of client and server.
        CTA_SYNPROXY_TSOFF: Be<u32> = 3,
    }
}
// Limits: cta_filter_nla_policy, net/netfilter/nf_conntrack_netlink.c, validated strictly.
// EOPNOTSUPP for unknown bits.
attributes! {
    /// Tuple fields that a dump or flush compares: `CTA_FILTER_*`.
    pub set Filter, enum FilterAttr<'a> {
        /// Fields of the original tuple.
        CTA_FILTER_ORIG_FLAGS: FilterFlags = 1,
        /// Fields of the reply tuple.
        CTA_FILTER_REPLY_FLAGS: FilterFlags = 2,
    }
}
crate::message_types! {
    /// The conntrack statistics of one CPU: `struct nfgenmsg` and the attributes of [`Stats`].
    pub struct StatsMessage(NfGenMsg, Stats);
    /// A conntrack entry: `struct nfgenmsg` and the attributes of [`Conntrack`].
    pub struct ConntrackMessage(NfGenMsg, Conntrack);
    /// An expectation: `struct nfgenmsg` and the attributes of [`Expectation`].
    pub struct ExpectationMessage(NfGenMsg, Expectation);
}
operations! {
    protocol crate::wire::Protocol::NETFILTER;
    /// Requests one entry by tuple, or dumps all entries.
    ///
    /// A dump can be filtered by mark, status, zone and [`Conntrack::CTA_FILTER`].
    pub GetConntrack {
        /// Protocol family; `NFPROTO_UNSPEC` for all.
        family: NfProto => nfgen_family,
    } = Get(NetfilterMessage::IPCTNL_MSG_CT_GET, NfGenMsg, Conntrack) -> ConntrackMessage;
    /// Requests one entry by tuple, or dumps all entries, and resets the counters to zero.
    pub GetConntrackZero {
        /// Protocol family; `NFPROTO_UNSPEC` for all.
        family: NfProto => nfgen_family,
    } = Get(NetfilterMessage::IPCTNL_MSG_CT_GET_CTRZERO, NfGenMsg, Conntrack) -> ConntrackMessage;
    /// Creates or changes an entry, as `NLM_F_CREATE` and `NLM_F_EXCL` specify.
    pub NewConntrack {
        /// Protocol family.
        family: NfProto => nfgen_family,
    } = New(NetfilterMessage::IPCTNL_MSG_CT_NEW, NfGenMsg, Conntrack) -> ConntrackMessage;
    /// Deletes the entry of a tuple; without a tuple, flushes all entries that match the filter.
    pub DelConntrack {
        /// Protocol family.
        family: NfProto => nfgen_family,
        /// 1 if a flush deletes entries of `family` only.
        ///
        /// With 0 the kernel ignores the family, unless [`Conntrack::CTA_FILTER`] is present.
        version: u8 => version,
    } = Delete(NetfilterMessage::IPCTNL_MSG_CT_DELETE, NfGenMsg, Conntrack) -> ConntrackMessage;
    /// Requests entries that are being destroyed. Dump only.
    pub GetDying {
        /// Protocol family; `NFPROTO_UNSPEC` for all.
        family: NfProto => nfgen_family,
    } = Get(NetfilterMessage::IPCTNL_MSG_CT_GET_DYING, NfGenMsg, Conntrack) -> ConntrackMessage;
    /// Requests unconfirmed entries. Dump only; the result is empty since Linux 6.0.
    pub GetUnconfirmed {
        /// Protocol family; `NFPROTO_UNSPEC` for all.
        family: NfProto => nfgen_family,
    } = Get(NetfilterMessage::IPCTNL_MSG_CT_GET_UNCONFIRMED, NfGenMsg, Conntrack) -> ConntrackMessage;
}

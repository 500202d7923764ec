//! Statement expressions: verdicts, counters, limits, logging, NAT, queueing, set updates.
use super::{Register, VerdictCode};
use crate::{
    attributes, flags, open_enum,
    wire::{Attrs, Be, Str},
};

open_enum! {
    /// Kind of data in a register or set element: `NFT_DATA_*`, for `NFTA_SET_DATA_TYPE`.
    pub struct DataKind(u32) {
        /// Value: bytes in a register.
        NFT_DATA_VALUE = 0,
        /// Verdict in the verdict register.
        NFT_DATA_VERDICT = 0xffff_ff00,
    }
}
// Limits: nft_data_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Value or verdict: `NFTA_DATA_*`.
    pub set NftData, enum NftDataAttr<'a> {
        /// Value, in the byte order of the register: usually network byte order.
        NFTA_DATA_VALUE: &'a [u8] = 1,
        /// Verdict; excludes `NFTA_DATA_VALUE`.
        NFTA_DATA_VERDICT: Attrs<'a, NftVerdict> = 2,
    }
}
// Limits: nft_verdict_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Verdict: `NFTA_VERDICT_*`.
    pub set NftVerdict, enum NftVerdictAttr<'a> {
        /// Verdict code: accept, drop, jump, goto, ...
        NFTA_VERDICT_CODE: Be<VerdictCode> = 1,
        /// Target chain of `NFT_JUMP` and `NFT_GOTO`.
        NFTA_VERDICT_CHAIN: Str<'a> = 2 where max_len(255),
        /// Target chain by its id within the batch; an alternative to `NFTA_VERDICT_CHAIN`.
        NFTA_VERDICT_CHAIN_ID: Be<u32> = 3,
    }
}
attributes! {
    /// `immediate`: loads a value into a register, or a verdict into `NFT_REG_VERDICT`:
    /// `NFTA_IMMEDIATE_*`.
    pub set NftImmediate, enum NftImmediateAttr<'a> {
        /// Destination register.
        NFTA_IMMEDIATE_DREG: Be<Register> = 1,
        /// Value or verdict.
        NFTA_IMMEDIATE_DATA: Attrs<'a, NftData> = 2,
    }
}
attributes! {
    /// `counter`: counts packets and bytes: `NFTA_COUNTER_*`.
    pub set NftCounter, enum NftCounterAttr<'a> {
        /// Bytes counted since creation or reset.
        NFTA_COUNTER_BYTES: Be<u64> = 1,
        /// Packets counted since creation or reset.
        NFTA_COUNTER_PACKETS: Be<u64> = 2,
        /// Padding.
        NFTA_COUNTER_PAD: &'a [u8] = 3,
    }
}
attributes! {
    /// `last`: time since the last packet: `NFTA_LAST_*`.
    pub set NftLast, enum NftLastAttr<'a> {
        /// 1 if a packet was seen, else 0.
        NFTA_LAST_SET: Be<u32> = 1,
        /// Time since the last packet, milliseconds.
        NFTA_LAST_MSECS: Be<u64> = 2,
        /// Padding.
        NFTA_LAST_PAD: &'a [u8] = 3,
    }
}
open_enum! {
    /// Unit that a rate limit counts: `NFT_LIMIT_*`.
    pub struct LimitType(u32) {
        /// Packets.
        NFT_LIMIT_PKTS = 0,
        /// Limits bytes.
        NFT_LIMIT_PKT_BYTES = 1,
    }
}
flags! {
    /// Flags of a rate limit: `NFT_LIMIT_F_*`.
    pub struct LimitFlags(u32) {
        /// Inverts: matches packets over the limit.
        NFT_LIMIT_F_INV = 1 << 0,
    }
}
attributes! {
    /// `limit`: rate limit (token bucket): `NFTA_LIMIT_*`.
    pub set NftLimit, enum NftLimitAttr<'a> {
        /// Rate: packets or bytes per unit of time.
        NFTA_LIMIT_RATE: Be<u64> = 1,
        /// Unit of time, seconds: 1 for a rate per second, 60 for a rate per minute.
        NFTA_LIMIT_UNIT: Be<u64> = 2,
        /// Burst: packets or bytes allowed beyond the rate.
        NFTA_LIMIT_BURST: Be<u32> = 3,
        /// Packets or bytes. Default: packets.
        NFTA_LIMIT_TYPE: Be<LimitType> = 4,
        /// Flags: match above the limit.
        NFTA_LIMIT_FLAGS: Be<LimitFlags> = 5,
        /// Padding.
        NFTA_LIMIT_PAD: &'a [u8] = 6,
    }
}
flags! {
    /// Flags of a connection limit: `NFT_CONNLIMIT_F_*`.
    pub struct ConnLimitFlags(u32) {
        /// Inverts: matches connections over the limit.
        NFT_CONNLIMIT_F_INV = 1 << 0,
    }
}
attributes! {
    /// `connlimit`: limit of concurrent connections (`ct count` of nft): `NFTA_CONNLIMIT_*`.
    pub set NftConnLimit, enum NftConnLimitAttr<'a> {
        /// Maximum number of connections.
        NFTA_CONNLIMIT_COUNT: Be<u32> = 1,
        /// Flags: match above the limit.
        NFTA_CONNLIMIT_FLAGS: Be<ConnLimitFlags> = 2,
    }
}
flags! {
    /// Flags of a quota: `NFT_QUOTA_F_*`.
    pub struct QuotaFlags(u32) {
        /// Inverts: matches packets over the quota.
        NFT_QUOTA_F_INV = 1 << 0,
        /// Depleted: the quota is used up. Set by the kernel.
        NFT_QUOTA_F_DEPLETED = 1 << 1,
    }
}
attributes! {
    /// `quota`: byte quota: `NFTA_QUOTA_*`.
    pub set NftQuota, enum NftQuotaAttr<'a> {
        /// Quota: limit, bytes.
        NFTA_QUOTA_BYTES: Be<u64> = 1,
        /// Flags: match above the quota.
        NFTA_QUOTA_FLAGS: Be<QuotaFlags> = 2,
        /// Padding.
        NFTA_QUOTA_PAD: &'a [u8] = 3,
        /// Bytes consumed so far.
        NFTA_QUOTA_CONSUMED: Be<u64> = 4,
    }
}
open_enum! {
    /// Log level: `NFT_LOGLEVEL_*`, the levels of syslog(3) plus audit.
    pub struct LogLevel(u32) {
        /// Emergency: system unusable.
        NFT_LOGLEVEL_EMERG = 0,
        /// Alert: immediate action required.
        NFT_LOGLEVEL_ALERT = 1,
        /// Critical.
        NFT_LOGLEVEL_CRIT = 2,
        /// Error.
        NFT_LOGLEVEL_ERR = 3,
        /// Warning. Default.
        NFT_LOGLEVEL_WARNING = 4,
        /// Notice: normal, but significant.
        NFT_LOGLEVEL_NOTICE = 5,
        /// Informational.
        NFT_LOGLEVEL_INFO = 6,
        /// Debug: messages for debugging.
        NFT_LOGLEVEL_DEBUG = 7,
        /// Audit: records go to the audit subsystem.
        NFT_LOGLEVEL_AUDIT = 8,
    }
}
flags! {
    /// Packet details in the kernel log: `NF_LOG_*`, linux/netfilter/nf_log.h.
    pub struct LogFlags(u32) {
        /// TCP sequence numbers.
        NF_LOG_TCPSEQ = 0x01,
        /// TCP options.
        NF_LOG_TCPOPT = 0x02,
        /// IP options.
        NF_LOG_IPOPT = 0x04,
        /// User id (UID) of the owner of the socket.
        NF_LOG_UID = 0x08,
        /// Unsupported.
        NF_LOG_NFLOG = 0x10,
        /// Decoded link-layer header.
        NF_LOG_MACDECODE = 0x20,
    }
}
// Limits: nft_log_policy, net/netfilter/nft_log.c.
attributes! {
    /// `log`: logs packets to an NFLOG group if one is given, else to the kernel log: `NFTA_LOG_*`.
    pub set NftLog, enum NftLogAttr<'a> {
        /// NFLOG group.
        ///
        /// A 16-bit number, although the comment in the kernel header says 32.
        NFTA_LOG_GROUP: Be<u16> = 1,
        /// Prefix of the log message.
        NFTA_LOG_PREFIX: Str<'a> = 2 where max_len(127),
        /// Maximum number of packet bytes to copy (NFLOG); 0 means the complete packet.
        NFTA_LOG_SNAPLEN: Be<u32> = 3,
        /// Number of packets that the kernel collects before it sends a datagram (NFLOG).
        NFTA_LOG_QTHRESHOLD: Be<u16> = 4,
        /// Log level (kernel log).
        NFTA_LOG_LEVEL: Be<LogLevel> = 5,
        /// Packet details (kernel log).
        NFTA_LOG_FLAGS: Be<LogFlags> = 6,
    }
}
flags! {
    /// Flags of `queue`: `NFT_QUEUE_FLAG_*`.
    pub struct QueueFlags(u16) {
        /// Accepts packets if no socket has bound the queue; without this flag they are dropped.
        NFT_QUEUE_FLAG_BYPASS = 0x01,
        /// Selects the queue by CPU, instead of by a hash of the flow.
        NFT_QUEUE_FLAG_CPU_FANOUT = 0x02,
    }
}
attributes! {
    /// `queue`: queues packets to user space (NFQUEUE): `NFTA_QUEUE_*`.
    pub set NftQueue, enum NftQueueAttr<'a> {
        /// First queue number.
        NFTA_QUEUE_NUM: Be<u16> = 1,
        /// Number of queues to distribute packets over. Default: 1.
        NFTA_QUEUE_TOTAL: Be<u16> = 2,
        /// Flags: accept without a listener, choose the queue by CPU.
        NFTA_QUEUE_FLAGS: Be<QueueFlags> = 3,
        /// Source register of the queue number; an alternative to `NFTA_QUEUE_NUM`.
        NFTA_QUEUE_SREG_QNUM: Be<Register> = 4,
    }
}
open_enum! {
    /// Reply to a rejected packet: `NFT_REJECT_*`.
    pub struct RejectType(u32) {
        /// ICMP or ICMPv6 destination unreachable, with the code of the protocol.
        NFT_REJECT_ICMP_UNREACH = 0,
        /// TCP RST: resets the connection.
        NFT_REJECT_TCP_RST = 1,
        /// ICMP or ICMPv6 destination unreachable, with a code of nf_tables.
        ///
        /// The kernel maps the code to both protocols: [`NftReject::NFTA_REJECT_ICMP_CODE`].
        NFT_REJECT_ICMPX_UNREACH = 2,
    }
}
open_enum! {
    /// Code of `NFT_REJECT_ICMPX_UNREACH`: `NFT_REJECT_ICMPX_*`.
    ///
    /// The kernel translates the code to ICMP or ICMPv6 by the family of the packet.
    pub struct IcmpxCode(u8) {
        /// No route to the destination.
        NFT_REJECT_ICMPX_NO_ROUTE = 0,
        /// Port unreachable.
        NFT_REJECT_ICMPX_PORT_UNREACH = 1,
        /// Host unreachable.
        NFT_REJECT_ICMPX_HOST_UNREACH = 2,
        /// Administratively prohibited.
        NFT_REJECT_ICMPX_ADMIN_PROHIBITED = 3,
    }
}
attributes! {
    /// `reject`: drops the packet and replies with an error: `NFTA_REJECT_*`.
    pub set NftReject, enum NftRejectAttr<'a> {
        /// Type of the reply.
        NFTA_REJECT_TYPE: Be<RejectType> = 1 where range(0, 255),
        /// ICMP code of the reply.
        ///
        /// For `NFT_REJECT_ICMPX_UNREACH`: 0 no route, 1 port unreachable, 2 host unreachable, 3
        /// administratively prohibited.
        NFTA_REJECT_ICMP_CODE: u8 = 2,
    }
}
open_enum! {
    /// Type of NAT: `NFT_NAT_*`.
    pub struct NatType(u32) {
        /// Source NAT (SNAT).
        NFT_NAT_SNAT = 0,
        /// Destination NAT (DNAT).
        NFT_NAT_DNAT = 1,
    }
}
flags! {
    /// Flags of a NAT range: `NF_NAT_RANGE_*`, linux/netfilter/nf_nat.h.
    pub struct NatFlags(u32) {
        /// Addresses are given.
        NF_NAT_RANGE_MAP_IPS = 1 << 0,
        /// Ports are given.
        NF_NAT_RANGE_PROTO_SPECIFIED = 1 << 1,
        /// Random port selection, starting from a hash of the flow (`random` of nft).
        NF_NAT_RANGE_PROTO_RANDOM = 1 << 2,
        /// Persistent: a client gets the same address for each connection (`persistent` of nft).
        NF_NAT_RANGE_PERSISTENT = 1 << 3,
        /// Fully random port selection (`fully-random` of nft).
        NF_NAT_RANGE_PROTO_RANDOM_FULLY = 1 << 4,
        /// Shifted port range: a port keeps the offset from a base port.
        NF_NAT_RANGE_PROTO_OFFSET = 1 << 5,
        /// Prefix translation: the host part of the address is kept.
        NF_NAT_RANGE_NETMAP = 1 << 6,
    }
}
attributes! {
    /// `nat`: translates source or destination: `NFTA_NAT_*`.
    pub set NftNat, enum NftNatAttr<'a> {
        /// Source or destination NAT.
        NFTA_NAT_TYPE: Be<NatType> = 1,
        /// Protocol family (`NFPROTO_*`) of the addresses.
        NFTA_NAT_FAMILY: Be<u32> = 2,
        /// Source register of the first address.
        NFTA_NAT_REG_ADDR_MIN: Be<Register> = 3,
        /// Source register of the last address. Default: the first address.
        NFTA_NAT_REG_ADDR_MAX: Be<Register> = 4,
        /// Source register of the first port.
        NFTA_NAT_REG_PROTO_MIN: Be<Register> = 5,
        /// Source register of the last port. Default: the first port.
        NFTA_NAT_REG_PROTO_MAX: Be<Register> = 6,
        /// Flags: random, persistent, prefix mapping.
        NFTA_NAT_FLAGS: Be<NatFlags> = 7,
    }
}
attributes! {
    /// `masq`: masquerading, source NAT to the address of the output interface: `NFTA_MASQ_*`.
    pub set NftMasq, enum NftMasqAttr<'a> {
        /// Flags: random ports.
        NFTA_MASQ_FLAGS: Be<NatFlags> = 1,
        /// Source register of the first port.
        NFTA_MASQ_REG_PROTO_MIN: Be<Register> = 2,
        /// Source register of the last port. Default: the first port.
        NFTA_MASQ_REG_PROTO_MAX: Be<Register> = 3,
    }
}
attributes! {
    /// `redir`: redirects to this host, destination NAT to a local address: `NFTA_REDIR_*`.
    pub set NftRedir, enum NftRedirAttr<'a> {
        /// Source register of the first port.
        NFTA_REDIR_REG_PROTO_MIN: Be<Register> = 1,
        /// Source register of the last port. Default: the first port.
        NFTA_REDIR_REG_PROTO_MAX: Be<Register> = 2,
        /// Flags: random ports.
        NFTA_REDIR_FLAGS: Be<NatFlags> = 3,
    }
}
attributes! {
    /// `tproxy`: transparent proxy, assigns the packet to a local socket without NAT:
    /// `NFTA_TPROXY_*`.
    pub set NftTproxy, enum NftTproxyAttr<'a> {
        /// Protocol family (`NFPROTO_*`) of the address.
        NFTA_TPROXY_FAMILY: Be<u32> = 1 where range(0, 255),
        /// Source register of the address.
        NFTA_TPROXY_REG_ADDR: Be<Register> = 2,
        /// Source register of the port.
        NFTA_TPROXY_REG_PORT: Be<Register> = 3,
    }
}
attributes! {
    /// `dup`: sends a copy of the packet to another host or interface: `NFTA_DUP_*`.
    pub set NftDup, enum NftDupAttr<'a> {
        /// Source register of the address.
        NFTA_DUP_SREG_ADDR: Be<Register> = 1,
        /// Source register of the interface index.
        NFTA_DUP_SREG_DEV: Be<Register> = 2,
    }
}
attributes! {
    /// `fwd`: forwards the packet to another interface, in the netdev family: `NFTA_FWD_*`.
    pub set NftFwd, enum NftFwdAttr<'a> {
        /// Source register of the interface index.
        NFTA_FWD_SREG_DEV: Be<Register> = 1,
        /// Source register of the next hop address.
        NFTA_FWD_SREG_ADDR: Be<Register> = 2,
        /// Protocol family (`NFPROTO_*`) of the address.
        NFTA_FWD_NFPROTO: Be<u32> = 3,
    }
}
attributes! {
    /// `flow_offload`: offloads the connection to a flow table (`flow add` of nft): `NFTA_FLOW_*`.
    pub set NftFlowOffload, enum NftFlowOffloadAttr<'a> {
        /// Name of the flow table to which the connection is offloaded.
        NFTA_FLOW_TABLE_NAME: Str<'a> = 1 where max_len(255),
    }
}
open_enum! {
    /// Set operation of a rule: `NFT_DYNSET_OP_*`.
    pub struct DynsetOp(u32) {
        /// Adds the element if missing.
        NFT_DYNSET_OP_ADD = 0,
        /// Adds the element if missing, else refreshes the timeout.
        NFT_DYNSET_OP_UPDATE = 1,
        /// Deletes the element.
        NFT_DYNSET_OP_DELETE = 2,
    }
}
flags! {
    /// Flags of `dynset`: `NFT_DYNSET_F_*`.
    pub struct DynsetFlags(u32) {
        /// Inverts: matches if the element could not be added or updated.
        NFT_DYNSET_F_INV = 1 << 0,
        /// Elements have expressions.
        NFT_DYNSET_F_EXPR = 1 << 1,
    }
}
attributes! {
    /// `dynset`: adds, updates or deletes set elements from a rule: `NFTA_DYNSET_*`.
    pub set NftDynset, enum NftDynsetAttr<'a> {
        /// Name of the set that is updated.
        NFTA_DYNSET_SET_NAME: Str<'a> = 1 where max_len(255),
        /// Set by its id within the batch; an alternative to `NFTA_DYNSET_SET_NAME`.
        NFTA_DYNSET_SET_ID: Be<u32> = 2,
        /// Operation.
        NFTA_DYNSET_OP: Be<DynsetOp> = 3 where range(0, 255),
        /// Source register of the key.
        NFTA_DYNSET_SREG_KEY: Be<Register> = 4,
        /// Source register of the value.
        NFTA_DYNSET_SREG_DATA: Be<Register> = 5,
        /// Timeout of the element, milliseconds.
        NFTA_DYNSET_TIMEOUT: Be<u64> = 6,
        /// Expression attached to the element.
        NFTA_DYNSET_EXPR: Attrs<'a, super::NftExpr> = 7,
        /// Padding.
        NFTA_DYNSET_PAD: &'a [u8] = 8,
        /// Flags: invert the result, evaluate expressions of the element.
        NFTA_DYNSET_FLAGS: Be<DynsetFlags> = 9,
        /// Expressions attached to the element.
        NFTA_DYNSET_EXPRESSIONS: Attrs<'a, super::NftExprs> = 10,
    }
}
attributes! {
    /// `objref`: applies a stateful object to the packet, by name or by a map lookup:
    /// `NFTA_OBJREF_*`.
    pub set NftObjref, enum NftObjrefAttr<'a> {
        /// Object type.
        NFTA_OBJREF_IMM_TYPE: Be<super::ObjectType> = 1,
        /// Object name.
        NFTA_OBJREF_IMM_NAME: Str<'a> = 2 where max_len(255),
        /// Source register of the key to look up in the object map.
        NFTA_OBJREF_SET_SREG: Be<Register> = 3,
        /// Name of the object map.
        NFTA_OBJREF_SET_NAME: Str<'a> = 4 where max_len(255),
        /// Object map by its id within the batch; an alternative to `NFTA_OBJREF_SET_NAME`.
        NFTA_OBJREF_SET_ID: Be<u32> = 5,
    }
}
flags! {
    /// TCP options that SYNPROXY offers: `NF_SYNPROXY_OPT_*`, linux/netfilter/nf_synproxy.h.
    pub struct SynproxyFlags(u32) {
        /// Maximum segment size (MSS).
        NF_SYNPROXY_OPT_MSS = 0x01,
        /// Window scaling.
        NF_SYNPROXY_OPT_WSCALE = 0x02,
        /// Selective acknowledgements (SACK) permitted.
        NF_SYNPROXY_OPT_SACK_PERM = 0x04,
        /// Timestamps (RFC 7323).
        NF_SYNPROXY_OPT_TIMESTAMP = 0x08,
        /// Explicit congestion notification (ECN).
        NF_SYNPROXY_OPT_ECN = 0x10,
    }
}
attributes! {
    /// `synproxy`: completes the TCP handshake with the client on behalf of the server:
    /// `NFTA_SYNPROXY_*`.
    pub set NftSynproxy, enum NftSynproxyAttr<'a> {
        /// MSS announced to the client, in bytes; should match that of the server.
        NFTA_SYNPROXY_MSS: Be<u16> = 1,
        /// Window scale announced to the client, in bits; should match that of the server.
        NFTA_SYNPROXY_WSCALE: u8 = 2,
        /// TCP options.
        NFTA_SYNPROXY_FLAGS: Be<SynproxyFlags> = 3,
    }
}
attributes! {
    /// `target`: xtables target (iptables-nft): `NFTA_TARGET_*`.
    pub set NftTarget, enum NftTargetAttr<'a> {
        /// Name of the xtables target, such as `LOG`.
        NFTA_TARGET_NAME: Str<'a> = 1 where nul_max_len(29),
        /// Target revision.
        NFTA_TARGET_REV: Be<u32> = 2 where range(0, 255),
        /// Target parameters: the C structure of the target and revision.
        NFTA_TARGET_INFO: &'a [u8] = 3,
    }
}

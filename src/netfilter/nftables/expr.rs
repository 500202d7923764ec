//! Expressions: registers, and the expressions that load packet data or compare registers.
use super::*;
use crate::{
    attributes, flags, open_enum, sub_messages,
    wire::{Attrs, Be, Str, SubMessage, spec::SelectorSource},
};

open_enum! {
    /// Register: `NFT_REG_*`.
    ///
    /// `NFT_REG_1` to `NFT_REG_4` hold 16 bytes each. `NFT_REG32_00` to `NFT_REG32_15` hold 4 bytes
    /// each and share the memory of the former.
    pub struct Register(u32) {
        /// Verdict register.
        NFT_REG_VERDICT = 0,
        /// 16 bytes; same memory as `NFT_REG32_00` to `NFT_REG32_03`.
        NFT_REG_1 = 1,
        /// 16 bytes; same memory as `NFT_REG32_04` to `NFT_REG32_07`.
        NFT_REG_2 = 2,
        /// 16 bytes; same memory as `NFT_REG32_08` to `NFT_REG32_11`.
        NFT_REG_3 = 3,
        /// 16 bytes; same memory as `NFT_REG32_12` to `NFT_REG32_15`.
        NFT_REG_4 = 4,
        /// 4 bytes; first quarter of `NFT_REG_1`.
        NFT_REG32_00 = 8,
        /// 4 bytes; second quarter of `NFT_REG_1`.
        NFT_REG32_01 = 9,
        /// 4 bytes; third quarter of `NFT_REG_1`.
        NFT_REG32_02 = 10,
        /// 4 bytes; last quarter of `NFT_REG_1`.
        NFT_REG32_03 = 11,
        /// 4 bytes; first quarter of `NFT_REG_2`.
        NFT_REG32_04 = 12,
        /// 4 bytes; second quarter of `NFT_REG_2`.
        NFT_REG32_05 = 13,
        /// 4 bytes; third quarter of `NFT_REG_2`.
        NFT_REG32_06 = 14,
        /// 4 bytes; last quarter of `NFT_REG_2`.
        NFT_REG32_07 = 15,
        /// 4 bytes; first quarter of `NFT_REG_3`.
        NFT_REG32_08 = 16,
        /// 4 bytes; second quarter of `NFT_REG_3`.
        NFT_REG32_09 = 17,
        /// 4 bytes; third quarter of `NFT_REG_3`.
        NFT_REG32_10 = 18,
        /// 4 bytes; last quarter of `NFT_REG_3`.
        NFT_REG32_11 = 19,
        /// 4 bytes; first quarter of `NFT_REG_4`.
        NFT_REG32_12 = 20,
        /// 4 bytes; second quarter of `NFT_REG_4`.
        NFT_REG32_13 = 21,
        /// 4 bytes; third quarter of `NFT_REG_4`.
        NFT_REG32_14 = 22,
        /// 4 bytes; last quarter of `NFT_REG_4`.
        NFT_REG32_15 = 23,
    }
}
attributes! {
    /// List of expressions, evaluated in order: `NFTA_LIST_*`.
    pub set NftExprs, enum NftExprsAttr<'a> {
        /// Expression.
        NFTA_LIST_ELEM: [Attrs<'a, NftExpr>] = 1,
    }
}
// Limits: nft_expr_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Expression: `NFTA_EXPR_*`.
    pub set NftExpr, enum NftExprAttr<'a> {
        /// Expression type, for example `cmp`.
        NFTA_EXPR_NAME: Str<'a> = 1 where max_len(42),
        /// Parameters: sub-message selected by `NFTA_EXPR_NAME`.
        NFTA_EXPR_DATA: SubMessage<'a, ExprKind> = 2,
    }
}
attributes! {
    /// Empty attribute set, for expressions without parameters.
    pub set NftNone, enum NftNoneAttr<'a> {}
}
sub_messages! {
    /// Sub-message of an expression, selected by the expression type.
    pub enum ExprData<'a>, selector ExprKind from SelectorSource::text(1) => {
        /// Bitwise operation on a register.
        BITWISE = b"bitwise" => Bitwise(Attrs<'a, NftBitwise>),
        /// Byte order conversion.
        BYTEORDER = b"byteorder" => Byteorder(Attrs<'a, NftByteorder>),
        /// Comparison of a register with a value.
        CMP = b"cmp" => Cmp(Attrs<'a, NftCmp>),
        /// Limit of concurrent connections.
        CONNLIMIT = b"connlimit" => ConnLimit(Attrs<'a, NftConnLimit>),
        /// Packet and byte counter.
        COUNTER = b"counter" => Counter(Attrs<'a, NftCounter>),
        /// Conntrack data of the packet.
        CT = b"ct" => Ct(Attrs<'a, NftCt>),
        /// Copy of the packet to another host or interface.
        DUP = b"dup" => Dup(Attrs<'a, NftDup>),
        /// Set update from a rule.
        DYNSET = b"dynset" => Dynset(Attrs<'a, NftDynset>),
        /// IPv6 extension header, IPv4 or TCP option, SCTP chunk.
        EXTHDR = b"exthdr" => Exthdr(Attrs<'a, NftExthdr>),
        /// Route lookup (forwarding information base, FIB).
        FIB = b"fib" => Fib(Attrs<'a, NftFib>),
        /// Offload of the connection to a flow table.
        FLOW_OFFLOAD = b"flow_offload" => FlowOffload(Attrs<'a, NftFlowOffload>),
        /// Forwarding to another interface.
        FWD = b"fwd" => Fwd(Attrs<'a, NftFwd>),
        /// Hash of a register or of the flow.
        HASH = b"hash" => Hash(Attrs<'a, NftHash>),
        /// Constant value or verdict.
        IMMEDIATE = b"immediate" => Immediate(Attrs<'a, NftImmediate>),
        /// Match on the inner headers of a tunnel packet.
        INNER = b"inner" => Inner(Attrs<'a, NftInner>),
        /// Time since the last packet.
        LAST = b"last" => Last(Attrs<'a, NftLast>),
        /// Rate limit.
        LIMIT = b"limit" => Constraint(Attrs<'a, NftLimit>),
        /// Logging.
        LOG = b"log" => Log(Attrs<'a, NftLog>),
        /// Set or map lookup.
        LOOKUP = b"lookup" => Lookup(Attrs<'a, NftLookup>),
        /// Masquerading.
        MASQ = b"masq" => Masq(Attrs<'a, NftMasq>),
        /// xtables match.
        MATCH = b"match" => Match(Attrs<'a, NftMatch>),
        /// Packet metadata.
        META = b"meta" => Meta(Attrs<'a, NftMeta>),
        /// Network address translation (NAT).
        NAT = b"nat" => Nat(Attrs<'a, NftNat>),
        /// Exemption from connection tracking.
        NOTRACK = b"notrack" => Notrack(Attrs<'a, NftNone>),
        /// Number generator, incremental or random.
        NUMGEN = b"numgen" => Numgen(Attrs<'a, NftNumgen>),
        /// Reference to a stateful object.
        OBJREF = b"objref" => Objref(Attrs<'a, NftObjref>),
        /// Passive operating system fingerprint of the sender.
        OSF = b"osf" => Osf(Attrs<'a, NftOsf>),
        /// Packet payload: load from or store to headers.
        PAYLOAD = b"payload" => Payload(Attrs<'a, NftPayload>),
        /// Queueing to user space (NFQUEUE).
        QUEUE = b"queue" => Queue(Attrs<'a, NftQueue>),
        /// Byte quota.
        QUOTA = b"quota" => Quota(Attrs<'a, NftQuota>),
        /// Comparison of a register with a range.
        RANGE = b"range" => Range(Attrs<'a, NftRange>),
        /// Redirection to this host.
        REDIR = b"redir" => Redir(Attrs<'a, NftRedir>),
        /// Rejection with an error reply.
        REJECT = b"reject" => Reject(Attrs<'a, NftReject>),
        /// Routing data of the packet.
        RT = b"rt" => Rt(Attrs<'a, NftRt>),
        /// Data of the socket that the packet belongs to.
        SOCKET = b"socket" => Socket(Attrs<'a, NftSocket>),
        /// SYNPROXY: answers SYN packets by SYN cookies.
        SYNPROXY = b"synproxy" => Synproxy(Attrs<'a, NftSynproxy>),
        /// xtables target.
        TARGET = b"target" => Target(Attrs<'a, NftTarget>),
        /// Transparent proxy.
        TPROXY = b"tproxy" => Tproxy(Attrs<'a, NftTproxy>),
        /// Tunnel metadata.
        TUNNEL = b"tunnel" => Tunnel(Attrs<'a, NftTunnel>),
        /// IPsec data of the packet.
        XFRM = b"xfrm" => Xfrm(Attrs<'a, NftXfrm>),
    }
}

open_enum! {
    /// Bitwise operation: `NFT_BITWISE_*`.
    pub struct BitwiseOp(u32) {
        /// AND with a mask, then XOR with a value. (Also NFT_BITWISE_BOOL.)
        NFT_BITWISE_MASK_XOR = 0,
        /// Left shift by `NFTA_BITWISE_DATA`.
        NFT_BITWISE_LSHIFT = 1,
        /// Right shift by `NFTA_BITWISE_DATA`.
        NFT_BITWISE_RSHIFT = 2,
        /// Bitwise AND of a register with `NFTA_BITWISE_SREG2` or `NFTA_BITWISE_DATA`. Since Linux
        /// 6.13.
        NFT_BITWISE_AND = 3,
        /// Bitwise OR of a register with `NFTA_BITWISE_SREG2` or `NFTA_BITWISE_DATA`. Since Linux
        /// 6.13.
        NFT_BITWISE_OR = 4,
        /// Bitwise XOR of a register with `NFTA_BITWISE_SREG2` or `NFTA_BITWISE_DATA`. Since Linux
        /// 6.13.
        NFT_BITWISE_XOR = 5,
    }
}
// Limits: nft_bitwise_policy, net/netfilter/nft_bitwise.c.
attributes! {
    /// `bitwise`: bitwise operation on a register: `NFTA_BITWISE_*`.
    pub set NftBitwise, enum NftBitwiseAttr<'a> {
        /// Source register.
        NFTA_BITWISE_SREG: Be<Register> = 1,
        /// Destination register.
        NFTA_BITWISE_DREG: Be<Register> = 2,
        /// Length of the operand in bytes.
        NFTA_BITWISE_LEN: Be<u32> = 3,
        /// Mask of `NFT_BITWISE_MASK_XOR`.
        NFTA_BITWISE_MASK: Attrs<'a, NftData> = 4,
        /// XOR value of `NFT_BITWISE_MASK_XOR`.
        NFTA_BITWISE_XOR: Attrs<'a, NftData> = 5,
        /// Operation. Default: `NFT_BITWISE_MASK_XOR`.
        NFTA_BITWISE_OP: Be<BitwiseOp> = 6 where range(0, 255),
        /// Shift distance in bits, or second operand of AND, OR and XOR.
        NFTA_BITWISE_DATA: Attrs<'a, NftData> = 7,
        /// Second source register of AND, OR and XOR. Since Linux 6.13.
        NFTA_BITWISE_SREG2: Be<Register> = 8,
    }
}
open_enum! {
    /// Byte order conversion: `NFT_BYTEORDER_*`.
    pub struct ByteorderOp(u32) {
        /// Network to host byte order.
        NFT_BYTEORDER_NTOH = 0,
        /// Host to network byte order.
        NFT_BYTEORDER_HTON = 1,
    }
}
attributes! {
    /// `byteorder`: byte order conversion: `NFTA_BYTEORDER_*`.
    pub set NftByteorder, enum NftByteorderAttr<'a> {
        /// Source register.
        NFTA_BYTEORDER_SREG: Be<Register> = 1,
        /// Destination register.
        NFTA_BYTEORDER_DREG: Be<Register> = 2,
        /// Conversion.
        NFTA_BYTEORDER_OP: Be<ByteorderOp> = 3 where range(0, 255),
        /// Length of the data in bytes.
        NFTA_BYTEORDER_LEN: Be<u32> = 4 where range(0, 255),
        /// Size of one number in bytes: 2, 4 or 8.
        NFTA_BYTEORDER_SIZE: Be<u32> = 5 where range(0, 255),
    }
}
open_enum! {
    /// Comparison operator: `NFT_CMP_*`.
    pub struct CmpOp(u32) {
        /// Equal.
        NFT_CMP_EQ = 0,
        /// Not equal.
        NFT_CMP_NEQ = 1,
        /// Less.
        NFT_CMP_LT = 2,
        /// Less or equal.
        NFT_CMP_LTE = 3,
        /// Greater.
        NFT_CMP_GT = 4,
        /// Greater or equal.
        NFT_CMP_GTE = 5,
    }
}
attributes! {
    /// `cmp`: compares a register with a value, byte by byte as `memcmp` does: `NFTA_CMP_*`.
    ///
    /// Numbers must be in network byte order for the operators less and greater.
    pub set NftCmp, enum NftCmpAttr<'a> {
        /// Source register.
        NFTA_CMP_SREG: Be<Register> = 1,
        /// Operator.
        NFTA_CMP_OP: Be<CmpOp> = 2,
        /// Value to compare with.
        NFTA_CMP_DATA: Attrs<'a, NftData> = 3,
    }
}
open_enum! {
    /// Range operator: `NFT_RANGE_*`.
    pub struct RangeOp(u32) {
        /// Matches values inside the range.
        NFT_RANGE_EQ = 0,
        /// Matches values outside the range.
        NFT_RANGE_NEQ = 1,
    }
}
attributes! {
    /// `range`: compares a register with a range: `NFTA_RANGE_*`.
    pub set NftRange, enum NftRangeAttr<'a> {
        /// Source register.
        NFTA_RANGE_SREG: Be<Register> = 1,
        /// Operator.
        NFTA_RANGE_OP: Be<RangeOp> = 2 where range(0, 255),
        /// First value of the range.
        NFTA_RANGE_FROM_DATA: Attrs<'a, NftData> = 3,
        /// Last value of the range.
        NFTA_RANGE_TO_DATA: Attrs<'a, NftData> = 4,
    }
}
flags! {
    /// Flags of `lookup`: `NFT_LOOKUP_F_*`.
    pub struct LookupFlags(u32) {
        /// Inverts: matches if the key is not in the set.
        NFT_LOOKUP_F_INV = 1 << 0,
    }
}
attributes! {
    /// `lookup`: looks up a key in a set or map: `NFTA_LOOKUP_*`.
    pub set NftLookup, enum NftLookupAttr<'a> {
        /// Set name.
        NFTA_LOOKUP_SET: Str<'a> = 1 where max_len(255),
        /// Source register of the key.
        NFTA_LOOKUP_SREG: Be<Register> = 2,
        /// Destination register of the value, for maps.
        NFTA_LOOKUP_DREG: Be<Register> = 3,
        /// Set by its id within the batch; an alternative to `NFTA_LOOKUP_SET`.
        NFTA_LOOKUP_SET_ID: Be<u32> = 4,
        /// Flags: invert the result.
        NFTA_LOOKUP_FLAGS: Be<LookupFlags> = 5,
    }
}
open_enum! {
    /// Header that a payload offset starts from: `NFT_PAYLOAD_*`.
    pub struct PayloadBase(u32) {
        /// Link-layer header.
        NFT_PAYLOAD_LL_HEADER = 0,
        /// Network header: IPv4 or IPv6.
        NFT_PAYLOAD_NETWORK_HEADER = 1,
        /// Transport header: TCP, UDP, ...
        NFT_PAYLOAD_TRANSPORT_HEADER = 2,
        /// Inner header: the data behind the transport header.
        NFT_PAYLOAD_INNER_HEADER = 3,
        /// Tunnel header, for `inner`.
        NFT_PAYLOAD_TUN_HEADER = 4,
    }
}
open_enum! {
    /// Checksum to update when the payload is written: `NFT_PAYLOAD_CSUM_*`.
    pub struct PayloadCsum(u32) {
        /// None: no checksum is updated.
        NFT_PAYLOAD_CSUM_NONE = 0,
        /// Internet checksum (RFC 791): IPv4, TCP, UDP, ICMP.
        NFT_PAYLOAD_CSUM_INET = 1,
        /// CRC32c of SCTP.
        NFT_PAYLOAD_CSUM_SCTP = 2,
    }
}
flags! {
    /// Flags of a checksum update: `NFT_PAYLOAD_L4CSUM_*`.
    pub struct PayloadCsumFlags(u32) {
        /// The written field is part of the pseudo header: also updates the layer 4 checksum.
        NFT_PAYLOAD_L4CSUM_PSEUDOHDR = 1 << 0,
    }
}
attributes! {
    /// `payload`: loads packet data into a register, or writes a register to the packet:
    /// `NFTA_PAYLOAD_*`.
    pub set NftPayload, enum NftPayloadAttr<'a> {
        /// Destination register of a load.
        NFTA_PAYLOAD_DREG: Be<Register> = 1,
        /// Header that the offset starts from.
        NFTA_PAYLOAD_BASE: Be<PayloadBase> = 2,
        /// Offset from the start of the header, bytes.
        NFTA_PAYLOAD_OFFSET: Be<u32> = 3,
        /// Length in bytes.
        NFTA_PAYLOAD_LEN: Be<u32> = 4 where range(0, 255),
        /// Source register of a write.
        NFTA_PAYLOAD_SREG: Be<Register> = 5,
        /// Checksum to update on a write.
        NFTA_PAYLOAD_CSUM_TYPE: Be<PayloadCsum> = 6,
        /// Offset of the checksum from the start of the header, bytes.
        NFTA_PAYLOAD_CSUM_OFFSET: Be<u32> = 7 where range(0, 255),
        /// Flags of the checksum update.
        NFTA_PAYLOAD_CSUM_FLAGS: Be<PayloadCsumFlags> = 8,
    }
}
open_enum! {
    /// Type of extension header or option: `NFT_EXTHDR_OP_*`.
    pub struct ExthdrOp(u32) {
        /// IPv6 extension header.
        NFT_EXTHDR_OP_IPV6 = 0,
        /// TCP option.
        NFT_EXTHDR_OP_TCPOPT = 1,
        /// IPv4 option.
        NFT_EXTHDR_OP_IPV4 = 2,
        /// SCTP chunk.
        NFT_EXTHDR_OP_SCTP = 3,
        /// DCCP option.
        NFT_EXTHDR_OP_DCCP = 4,
    }
}
flags! {
    /// Flags of `exthdr`: `NFT_EXTHDR_F_*`.
    pub struct ExthdrFlags(u32) {
        /// Tests for presence: loads 1 if the header or option is present, else 0.
        NFT_EXTHDR_F_PRESENT = 1 << 0,
    }
}
attributes! {
    /// `exthdr`: loads or writes an extension header or option: `NFTA_EXTHDR_*`.
    pub set NftExthdr, enum NftExthdrAttr<'a> {
        /// Destination register of a load.
        NFTA_EXTHDR_DREG: Be<Register> = 1,
        /// Number of the extension header, option or chunk in its protocol.
        NFTA_EXTHDR_TYPE: u8 = 2,
        /// Offset within the header or option, bytes.
        NFTA_EXTHDR_OFFSET: Be<u32> = 3,
        /// Length in bytes.
        NFTA_EXTHDR_LEN: Be<u32> = 4 where range(0, 255),
        /// Flags: whether the result is the presence of the header.
        NFTA_EXTHDR_FLAGS: Be<ExthdrFlags> = 5,
        /// Type of extension header or option. Default: `NFT_EXTHDR_OP_IPV6`.
        NFTA_EXTHDR_OP: Be<ExthdrOp> = 6 where range(0, 255),
        /// Source register of a write.
        NFTA_EXTHDR_SREG: Be<Register> = 7,
    }
}
open_enum! {
    /// Packet metadata: `NFT_META_*`.
    ///
    /// Numbers in registers have 4 bytes and host byte order, unless the key says otherwise.
    pub struct MetaKey(u32) {
        /// Packet length in bytes.
        NFT_META_LEN = 0,
        /// EtherType, 2 bytes, network byte order.
        NFT_META_PROTOCOL = 1,
        /// Packet priority (`skb->priority`), a tc handle. Can be written.
        NFT_META_PRIORITY = 2,
        /// Packet mark (nfmark). Can be written.
        NFT_META_MARK = 3,
        /// Index of the input interface.
        NFT_META_IIF = 4,
        /// Index of the output interface.
        NFT_META_OIF = 5,
        /// Name of the input interface, 16 bytes.
        NFT_META_IIFNAME = 6,
        /// Name of the output interface, 16 bytes.
        NFT_META_OIFNAME = 7,
        /// Hardware type (`ARPHRD_*`) of the input interface, 2 bytes. (Also NFT_META_IIFTYPE.)
        NFT_META_IFTYPE = 8,
        /// Hardware type (`ARPHRD_*`) of the output interface, 2 bytes.
        NFT_META_OIFTYPE = 9,
        /// User id (UID) of the owner of the sending socket.
        NFT_META_SKUID = 10,
        /// Group id (GID) of the owner of the sending socket.
        NFT_META_SKGID = 11,
        /// Trace flag, 1 byte: 1 enables `NFT_MSG_TRACE` events for the packet. Write only.
        NFT_META_NFTRACE = 12,
        /// Routing realm.
        NFT_META_RTCLASSID = 13,
        /// Security mark. Can be written.
        NFT_META_SECMARK = 14,
        /// Protocol family (`NFPROTO_*`), 1 byte.
        NFT_META_NFPROTO = 15,
        /// Layer 4 protocol (`IPPROTO_*`), 1 byte.
        NFT_META_L4PROTO = 16,
        /// Name of the bridge of the input port, 16 bytes.
        NFT_META_BRI_IIFNAME = 17,
        /// Name of the bridge of the output port, 16 bytes.
        NFT_META_BRI_OIFNAME = 18,
        /// Packet type (`PACKET_*`: to this host, broadcast, multicast, to another host), 1 byte.
        /// Can be written.
        NFT_META_PKTTYPE = 19,
        /// CPU that processes the packet.
        NFT_META_CPU = 20,
        /// Interface group of the input interface.
        NFT_META_IIFGROUP = 21,
        /// Interface group of the output interface.
        NFT_META_OIFGROUP = 22,
        /// Class id of the net_cls control group of the sending socket.
        NFT_META_CGROUP = 23,
        /// Pseudo-random number.
        NFT_META_PRANDOM = 24,
        /// IPsec flag, 1 byte: 1 if the packet was received through IPsec.
        NFT_META_SECPATH = 25,
        /// Link kind of the input interface, for example `vlan`, 16 bytes.
        NFT_META_IIFKIND = 26,
        /// Link kind of the output interface, for example `vlan`, 16 bytes.
        NFT_META_OIFKIND = 27,
        /// Port VLAN id (PVID) of the bridge port that received the packet, 2 bytes.
        NFT_META_BRI_IIFPVID = 28,
        /// VLAN protocol of the bridge, 2 bytes, network byte order.
        NFT_META_BRI_IIFVPROTO = 29,
        /// Current time, nanoseconds since 1970-01-01 00:00 UTC, 8 bytes.
        NFT_META_TIME_NS = 30,
        /// Day of the week in the kernel's time zone, 0 is Sunday, 1 byte.
        NFT_META_TIME_DAY = 31,
        /// Time of day in UTC, seconds since midnight.
        NFT_META_TIME_HOUR = 32,
        /// Index of the VRF member that received the packet.
        ///
        /// 0 if the input interface is not a VRF (virtual routing and forwarding).
        NFT_META_SDIF = 33,
        /// Name of the VRF member that received the packet, 16 bytes.
        ///
        /// Empty if the input interface is not a VRF (virtual routing and forwarding).
        NFT_META_SDIFNAME = 34,
        /// Broute flag, 1 byte: 1 passes the packet to the network layer instead of bridging. Write
        /// only.
        NFT_META_BRI_BROUTE = 35,
        /// Hardware address of the bridge of the input interface. Since Linux 6.18.
        NFT_META_BRI_IIFHWADDR = 37,
    }
}
attributes! {
    /// `meta`: loads packet metadata into a register, or writes metadata: `NFTA_META_*`.
    pub set NftMeta, enum NftMetaAttr<'a> {
        /// Destination register of a load.
        NFTA_META_DREG: Be<Register> = 1,
        /// Metadata key.
        NFTA_META_KEY: Be<MetaKey> = 2 where range(0, 255),
        /// Source register of a write.
        NFTA_META_SREG: Be<Register> = 3,
    }
}
open_enum! {
    /// Conntrack data of a packet: `NFT_CT_*`.
    ///
    /// Numbers in registers have 4 bytes and host byte order, unless the key says otherwise.
    pub struct CtKey(u32) {
        /// Conntrack state of the packet, one bit of [`CtState`].
        NFT_CT_STATE = 0,
        /// Direction of the packet, 1 byte: 0 original, 1 reply.
        NFT_CT_DIRECTION = 1,
        /// Status bits (`IPS_*`).
        NFT_CT_STATUS = 2,
        /// Conntrack mark (connmark). Can be written.
        NFT_CT_MARK = 3,
        /// Security mark of the connection. Can be written.
        NFT_CT_SECMARK = 4,
        /// Time until the entry expires, milliseconds.
        NFT_CT_EXPIRATION = 5,
        /// Name of the helper, 16 bytes.
        NFT_CT_HELPER = 6,
        /// Protocol family (`NFPROTO_*`), 1 byte.
        NFT_CT_L3PROTOCOL = 7,
        /// Source address of a direction, 4 or 16 bytes, network byte order.
        NFT_CT_SRC = 8,
        /// Destination address of a direction, 4 or 16 bytes, network byte order.
        NFT_CT_DST = 9,
        /// Layer 4 protocol (`IPPROTO_*`), 1 byte.
        NFT_CT_PROTOCOL = 10,
        /// Source port of a direction, 2 bytes, network byte order.
        NFT_CT_PROTO_SRC = 11,
        /// Destination port of a direction, 2 bytes, network byte order.
        NFT_CT_PROTO_DST = 12,
        /// Connection labels (connlabel), 16 bytes. Can be written.
        NFT_CT_LABELS = 13,
        /// Packets, 8 bytes.
        NFT_CT_PKTS = 14,
        /// Bytes, 8 bytes.
        NFT_CT_BYTES = 15,
        /// Average packet size in bytes, 8 bytes.
        NFT_CT_AVGPKT = 16,
        /// Conntrack zone, 2 bytes. Can be written.
        NFT_CT_ZONE = 17,
        /// Mask of the conntrack events to send for the entry. Write only.
        NFT_CT_EVENTMASK = 18,
        /// IPv4 source address of a direction, network byte order.
        NFT_CT_SRC_IP = 19,
        /// IPv4 destination address of a direction, network byte order.
        NFT_CT_DST_IP = 20,
        /// IPv6 source address of a direction, 16 bytes.
        NFT_CT_SRC_IP6 = 21,
        /// IPv6 destination address of a direction, 16 bytes.
        NFT_CT_DST_IP6 = 22,
        /// Id of the conntrack entry.
        NFT_CT_ID = 23,
    }
}
flags! {
    /// Conntrack state of a packet as a bit: `NF_CT_STATE_*`,
    /// linux/netfilter/nf_conntrack_common.h.
    pub struct CtState(u32) {
        /// Invalid: not trackable.
        NF_CT_STATE_INVALID_BIT = 1 << 0,
        /// Established: part of a connection with packets in both directions.
        NF_CT_STATE_ESTABLISHED = 1 << 1,
        /// Related: starts an expected connection, or is an ICMP error about a connection.
        NF_CT_STATE_RELATED = 1 << 2,
        /// New: starts a connection.
        NF_CT_STATE_NEW = 1 << 3,
        /// Untracked: exempted from connection tracking.
        NF_CT_STATE_UNTRACKED_BIT = 1 << 6,
    }
}
attributes! {
    /// `ct`: loads conntrack data into a register, or writes conntrack data: `NFTA_CT_*`.
    pub set NftCt, enum NftCtAttr<'a> {
        /// Destination register of a load.
        NFTA_CT_DREG: Be<Register> = 1,
        /// Conntrack key.
        NFTA_CT_KEY: Be<CtKey> = 2 where range(0, 255),
        /// Direction that the key refers to: 0 original, 1 reply.
        NFTA_CT_DIRECTION: u8 = 3,
        /// Source register of a write.
        NFTA_CT_SREG: Be<Register> = 4,
    }
}
open_enum! {
    /// Result of a route lookup: `NFT_FIB_RESULT_*`.
    pub struct FibResult(u32) {
        /// Unspecified.
        NFT_FIB_RESULT_UNSPEC = 0,
        /// Index of the output interface.
        NFT_FIB_RESULT_OIF = 1,
        /// Name of the output interface, 16 bytes.
        NFT_FIB_RESULT_OIFNAME = 2,
        /// Address type (`RTN_*`): local, unicast, broadcast, multicast and so on.
        NFT_FIB_RESULT_ADDRTYPE = 3,
    }
}
flags! {
    /// Parameters of a route lookup: `NFTA_FIB_F_*`.
    pub struct FibFlags(u32) {
        /// Looks up the source address.
        NFTA_FIB_F_SADDR = 1 << 0,
        /// Looks up the destination address.
        NFTA_FIB_F_DADDR = 1 << 1,
        /// Uses the packet mark in the lookup.
        NFTA_FIB_F_MARK = 1 << 2,
        /// Restricts the lookup to the input interface.
        NFTA_FIB_F_IIF = 1 << 3,
        /// Restricts the lookup to the output interface.
        NFTA_FIB_F_OIF = 1 << 4,
        /// Tests for presence: loads 1 if a route exists, else 0.
        NFTA_FIB_F_PRESENT = 1 << 5,
    }
}
attributes! {
    /// `fib`: route lookup (forwarding information base, FIB): `NFTA_FIB_*`.
    pub set NftFib, enum NftFibAttr<'a> {
        /// Destination register.
        NFTA_FIB_DREG: Be<Register> = 1,
        /// Result to load.
        NFTA_FIB_RESULT: Be<FibResult> = 2,
        /// Parameters of the lookup.
        NFTA_FIB_FLAGS: Be<FibFlags> = 3,
    }
}
open_enum! {
    /// Routing data of a packet: `NFT_RT_*`.
    pub struct RtKey(u32) {
        /// Routing realm.
        NFT_RT_CLASSID = 0,
        /// IPv4 next hop.
        NFT_RT_NEXTHOP4 = 1,
        /// IPv6 next hop.
        NFT_RT_NEXTHOP6 = 2,
        /// TCP maximum segment size (MSS) of the route, 2 bytes.
        NFT_RT_TCPMSS = 3,
        /// IPsec flag, 1 byte: 1 if the packet will be sent through IPsec.
        NFT_RT_XFRM = 4,
    }
}
attributes! {
    /// `rt`: loads routing data of the packet: `NFTA_RT_*`.
    pub set NftRt, enum NftRtAttr<'a> {
        /// Destination register.
        NFTA_RT_DREG: Be<Register> = 1,
        /// Routing key.
        NFTA_RT_KEY: Be<RtKey> = 2 where range(0, 255),
    }
}
open_enum! {
    /// Data of the socket that a packet belongs to: `NFT_SOCKET_*`.
    pub struct SocketKey(u32) {
        /// Transparent flag (`IP_TRANSPARENT`), 1 byte.
        NFT_SOCKET_TRANSPARENT = 0,
        /// Socket mark (`SO_MARK`).
        NFT_SOCKET_MARK = 1,
        /// Wildcard flag, 1 byte: 1 if the socket is bound to the unspecified address.
        NFT_SOCKET_WILDCARD = 2,
        /// Control group (cgroup v2) id of the socket at a level, 8 bytes.
        NFT_SOCKET_CGROUPV2 = 3,
    }
}
attributes! {
    /// `socket`: loads data of the socket that the packet belongs to: `NFTA_SOCKET_*`.
    pub set NftSocket, enum NftSocketAttr<'a> {
        /// What is loaded of the socket.
        NFTA_SOCKET_KEY: Be<SocketKey> = 1 where range(0, 255),
        /// Destination register.
        NFTA_SOCKET_DREG: Be<Register> = 2,
        /// Level of the control group below the root, for `NFT_SOCKET_CGROUPV2`.
        NFTA_SOCKET_LEVEL: Be<u32> = 3 where range(0, 255),
    }
}
open_enum! {
    /// Type of number generator: `NFT_NG_*`.
    pub struct NumgenType(u32) {
        /// Incremental: round-robin.
        NFT_NG_INCREMENTAL = 0,
        /// Random: pseudo-random numbers.
        NFT_NG_RANDOM = 1,
    }
}
attributes! {
    /// `numgen`: number generator: `NFTA_NG_*`.
    pub set NftNumgen, enum NftNumgenAttr<'a> {
        /// Destination register.
        NFTA_NG_DREG: Be<Register> = 1,
        /// Modulus: the numbers are 0 to modulus - 1, plus the offset.
        NFTA_NG_MODULUS: Be<u32> = 2,
        /// Type of generator.
        NFTA_NG_TYPE: Be<NumgenType> = 3,
        /// Offset added to each number.
        NFTA_NG_OFFSET: Be<u32> = 4,
        /// Unused.
        NFTA_NG_SET_NAME: Str<'a> = 5 where read_only,
        /// Unused.
        NFTA_NG_SET_ID: Be<u32> = 6 where read_only,
    }
}
open_enum! {
    /// Type of hash: `NFT_HASH_*`.
    pub struct HashType(u32) {
        /// Jenkins hash of a register.
        NFT_HASH_JENKINS = 0,
        /// Symmetric hash of the flow, equal in both directions.
        NFT_HASH_SYM = 1,
    }
}
attributes! {
    /// `hash`: hash of a register or of the flow: `NFTA_HASH_*`.
    pub set NftHash, enum NftHashAttr<'a> {
        /// Source register of `NFT_HASH_JENKINS`.
        NFTA_HASH_SREG: Be<Register> = 1,
        /// Destination register.
        NFTA_HASH_DREG: Be<Register> = 2,
        /// Length of the data to hash in bytes.
        NFTA_HASH_LEN: Be<u32> = 3 where range(0, 255),
        /// Modulus: the results are 0 to modulus - 1, plus the offset.
        NFTA_HASH_MODULUS: Be<u32> = 4,
        /// Seed of `NFT_HASH_JENKINS`. Default: random.
        NFTA_HASH_SEED: Be<u32> = 5,
        /// Offset added to each result.
        NFTA_HASH_OFFSET: Be<u32> = 6,
        /// Type of hash. Default: `NFT_HASH_JENKINS`.
        NFTA_HASH_TYPE: Be<HashType> = 7,
        /// Unused.
        NFTA_HASH_SET_NAME: Str<'a> = 8 where read_only,
        /// Unused.
        NFTA_HASH_SET_ID: Be<u32> = 9 where read_only,
    }
}
flags! {
    /// Flags of `osf`: `NFT_OSF_F_*`.
    pub struct OsfFlags(u32) {
        /// Loads the name and the version of the operating system.
        NFT_OSF_F_VERSION = 1 << 0,
    }
}
attributes! {
    /// `osf`: passive operating system fingerprint of the sender: `NFTA_OSF_*`.
    pub set NftOsf, enum NftOsfAttr<'a> {
        /// Destination register of the operating system name.
        NFTA_OSF_DREG: Be<Register> = 1,
        /// TTL comparison (time to live): `NF_OSF_TTL_*`, linux/netfilter/nfnetlink_osf.h.
        ///
        /// 0 requires the TTL of the fingerprint, 1 also accepts a lower TTL, 2 skips the
        /// comparison.
        NFTA_OSF_TTL: u8 = 2,
        /// Flags: whether the version is part of the result.
        NFTA_OSF_FLAGS: Be<OsfFlags> = 3,
    }
}
open_enum! {
    /// Key of `tunnel`: `NFT_TUNNEL_*`.
    pub struct TunnelKey(u32) {
        /// Presence of tunnel metadata: 1 byte, 0 or 1.
        NFT_TUNNEL_PATH = 0,
        /// Tunnel ID, such as a VNI.
        NFT_TUNNEL_ID = 1,
    }
}
open_enum! {
    /// Direction of tunnel metadata: `NFT_TUNNEL_MODE_*`.
    pub struct TunnelMode(u32) {
        /// Any.
        NFT_TUNNEL_MODE_NONE = 0,
        /// Received.
        NFT_TUNNEL_MODE_RX = 1,
        /// Transmitted.
        NFT_TUNNEL_MODE_TX = 2,
    }
}
attributes! {
    /// `tunnel`: loads tunnel metadata of the packet: `NFTA_TUNNEL_*`.
    pub set NftTunnel, enum NftTunnelAttr<'a> {
        /// What is loaded of the tunnel metadata.
        NFTA_TUNNEL_KEY: Be<TunnelKey> = 1 where range(0, 255),
        /// Destination register.
        NFTA_TUNNEL_DREG: Be<Register> = 2,
        /// Direction of the metadata.
        NFTA_TUNNEL_MODE: Be<TunnelMode> = 3 where range(0, 255),
    }
}
open_enum! {
    /// Key of `xfrm`: `NFT_XFRM_KEY_*`.
    pub struct XfrmKey(u32) {
        /// Unspecified.
        NFT_XFRM_KEY_UNSPEC = 0,
        /// IPv4 destination address of the tunnel.
        NFT_XFRM_KEY_DADDR_IP4 = 1,
        /// IPv6 destination address of the tunnel.
        NFT_XFRM_KEY_DADDR_IP6 = 2,
        /// IPv4 source address of the tunnel.
        NFT_XFRM_KEY_SADDR_IP4 = 3,
        /// IPv6 source address of the tunnel.
        NFT_XFRM_KEY_SADDR_IP6 = 4,
        /// Request ID of the security association (SA), in host byte order.
        NFT_XFRM_KEY_REQID = 5,
        /// Security parameter index (SPI).
        NFT_XFRM_KEY_SPI = 6,
    }
}
attributes! {
    /// `xfrm`: loads IPsec data of the packet: `NFTA_XFRM_*`.
    pub set NftXfrm, enum NftXfrmAttr<'a> {
        /// Destination register.
        NFTA_XFRM_DREG: Be<Register> = 1,
        /// IPsec key: `NFT_XFRM_KEY_*`.
        ///
        /// Key.
        NFTA_XFRM_KEY: Be<XfrmKey> = 2 where range(0, 255),
        /// Direction: 0 (`XFRM_POLICY_IN`) inbound, 1 (`XFRM_POLICY_OUT`) outbound.
        NFTA_XFRM_DIR: u8 = 3,
        /// Index of the transformation if several apply.
        NFTA_XFRM_SPNUM: Be<u32> = 4 where range(0, 255),
    }
}
open_enum! {
    /// Tunnel protocol of `inner`: `NFT_INNER_*`.
    pub struct InnerType(u32) {
        /// Another tunnel protocol, such as IP in IP or GRE.
        NFT_INNER_UNSPEC = 0,
        /// VXLAN (RFC 7348).
        NFT_INNER_VXLAN = 1,
        /// Geneve (RFC 8926).
        NFT_INNER_GENEVE = 2,
    }
}
flags! {
    /// Headers of the tunnel packet: `NFT_INNER_*`.
    pub struct InnerFlags(u32) {
        /// Tunnel header of the size `NFTA_INNER_HDRSIZE`.
        NFT_INNER_HDRSIZE = 1 << 0,
        /// Link-layer header.
        NFT_INNER_LL = 1 << 1,
        /// Network header.
        NFT_INNER_NH = 1 << 2,
        /// Transport header.
        NFT_INNER_TH = 1 << 3,
    }
}
attributes! {
    /// `inner`: matches the inner headers of a tunnel packet: `NFTA_INNER_*`.
    pub set NftInner, enum NftInnerAttr<'a> {
        /// Nesting level; must be 0.
        NFTA_INNER_NUM: Be<u32> = 1,
        /// Tunnel protocol.
        NFTA_INNER_TYPE: Be<InnerType> = 2,
        /// Headers to parse, a bit mask.
        ///
        /// Headers that the tunnel packet has.
        NFTA_INNER_FLAGS: Be<InnerFlags> = 3,
        /// Size of the tunnel header in bytes.
        NFTA_INNER_HDRSIZE: Be<u32> = 4,
        /// Expression to evaluate on the inner headers: `payload` or `meta`.
        NFTA_INNER_EXPR: Attrs<'a, NftExpr> = 5,
    }
}
attributes! {
    /// `match`: xtables match (iptables-nft): `NFTA_MATCH_*`.
    pub set NftMatch, enum NftMatchAttr<'a> {
        /// Name of the xtables match, such as `conntrack`.
        NFTA_MATCH_NAME: Str<'a> = 1 where nul_max_len(29),
        /// Match revision.
        NFTA_MATCH_REV: Be<u32> = 2 where range(0, 255),
        /// Match parameters: the C structure of the match and revision.
        NFTA_MATCH_INFO: &'a [u8] = 3,
    }
}

//! Expressions that look: they load something of the packet into a register, or compare what is there.
use super::*;
use crate::{
    attributes, flags, numbers, select,
    wire::{Attrs, Be, By, Selected, Str},
};

numbers! {
    /// Where expressions keep what they load: `NFT_REG_*`. Four of 16 bytes, and the same memory as sixteen of 4.
    pub struct Register(u32) {
        /// The verdict.
        NFT_REG_VERDICT = 0,
        /// 16 bytes.
        NFT_REG_1 = 1,
        /// 16 bytes.
        NFT_REG_2 = 2,
        /// 16 bytes.
        NFT_REG_3 = 3,
        /// 16 bytes.
        NFT_REG_4 = 4,
        /// 4 bytes; the first of NFT_REG_1.
        NFT_REG32_00 = 8,
        /// 4 bytes.
        NFT_REG32_01 = 9,
        /// 4 bytes.
        NFT_REG32_02 = 10,
        /// 4 bytes.
        NFT_REG32_03 = 11,
        /// 4 bytes.
        NFT_REG32_04 = 12,
        /// 4 bytes.
        NFT_REG32_05 = 13,
        /// 4 bytes.
        NFT_REG32_06 = 14,
        /// 4 bytes.
        NFT_REG32_07 = 15,
        /// 4 bytes.
        NFT_REG32_08 = 16,
        /// 4 bytes.
        NFT_REG32_09 = 17,
        /// 4 bytes.
        NFT_REG32_10 = 18,
        /// 4 bytes.
        NFT_REG32_11 = 19,
        /// 4 bytes.
        NFT_REG32_12 = 20,
        /// 4 bytes.
        NFT_REG32_13 = 21,
        /// 4 bytes.
        NFT_REG32_14 = 22,
        /// 4 bytes.
        NFT_REG32_15 = 23,
    }
}
attributes! {
    /// Expressions, one behind the other.
    pub set NftExprs, enum NftExprsAttr<'a> {
        /// One.
        NFTA_LIST_ELEM = 1 => Elem[Attrs<'a, NftExpr>],
    }
}
// Limits: nft_expr_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// An expression: `NFTA_EXPR_*`.
    pub set NftExpr, enum NftExprAttr<'a> {
        /// Its kind.
        NFTA_EXPR_NAME = 1 => Name(Str<'a>) where at_most(42),
        /// What its kind has.
        NFTA_EXPR_DATA = 2 => Data(Selected<'a, ExprKind>),
    }
}
attributes! {
    /// Nothing: the kind says all.
    pub set NftNone, enum NftNoneAttr<'a> {}
}
select! {
    /// What an expression's kind has, by its name.
    pub enum ExprData<'a>, selector ExprKind from By::text(1) => {
        /// Bits of a register.
        BITWISE = b"bitwise" => Bitwise(Attrs<'a, NftBitwise>),
        /// Host and network order.
        BYTEORDER = b"byteorder" => Byteorder(Attrs<'a, NftByteorder>),
        /// Compares a register.
        CMP = b"cmp" => Cmp(Attrs<'a, NftCmp>),
        /// Limits connections.
        CONNLIMIT = b"connlimit" => ConnLimit(Attrs<'a, NftConnLimit>),
        /// Counts.
        COUNTER = b"counter" => Counter(Attrs<'a, NftCounter>),
        /// The packet's connection.
        CT = b"ct" => Ct(Attrs<'a, NftCt>),
        /// A copy goes elsewhere.
        DUP = b"dup" => Dup(Attrs<'a, NftDup>),
        /// What the packet says goes into a set.
        DYNSET = b"dynset" => Dynset(Attrs<'a, NftDynset>),
        /// Extension headers and options.
        EXTHDR = b"exthdr" => Exthdr(Attrs<'a, NftExthdr>),
        /// Looks a route up.
        FIB = b"fib" => Fib(Attrs<'a, NftFib>),
        /// The connection goes to a flow table.
        FLOW_OFFLOAD = b"flow_offload" => FlowOffload(Attrs<'a, NftFlowOffload>),
        /// Out by another link.
        FWD = b"fwd" => Fwd(Attrs<'a, NftFwd>),
        /// Hashes a register.
        HASH = b"hash" => Hash(Attrs<'a, NftHash>),
        /// A value into a register.
        IMMEDIATE = b"immediate" => Immediate(Attrs<'a, NftImmediate>),
        /// Looks into a tunnel's packet.
        INNER = b"inner" => Inner(Attrs<'a, NftInner>),
        /// When a packet was last here.
        LAST = b"last" => Last(Attrs<'a, NftLast>),
        /// Limits a rate.
        LIMIT = b"limit" => Limit(Attrs<'a, NftLimit>),
        /// Logs.
        LOG = b"log" => Log(Attrs<'a, NftLog>),
        /// Looks a register up in a set.
        LOOKUP = b"lookup" => Lookup(Attrs<'a, NftLookup>),
        /// Translates the source to the link's address.
        MASQ = b"masq" => Masq(Attrs<'a, NftMasq>),
        /// A match of iptables.
        MATCH = b"match" => Match(Attrs<'a, NftMatch>),
        /// What the kernel knows of the packet.
        META = b"meta" => Meta(Attrs<'a, NftMeta>),
        /// Translates addresses and ports.
        NAT = b"nat" => Nat(Attrs<'a, NftNat>),
        /// The packet is not tracked.
        NOTRACK = b"notrack" => Notrack(Attrs<'a, NftNone>),
        /// Numbers.
        NUMGEN = b"numgen" => Numgen(Attrs<'a, NftNumgen>),
        /// An object sees the packet.
        OBJREF = b"objref" => Objref(Attrs<'a, NftObjref>),
        /// The sender's operating system.
        OSF = b"osf" => Osf(Attrs<'a, NftOsf>),
        /// Bytes of the packet.
        PAYLOAD = b"payload" => Payload(Attrs<'a, NftPayload>),
        /// To user space.
        QUEUE = b"queue" => Queue(Attrs<'a, NftQueue>),
        /// Limits bytes.
        QUOTA = b"quota" => Quota(Attrs<'a, NftQuota>),
        /// Compares a register with a range.
        RANGE = b"range" => Range(Attrs<'a, NftRange>),
        /// Translates the destination to this host.
        REDIR = b"redir" => Redir(Attrs<'a, NftRedir>),
        /// Rejects.
        REJECT = b"reject" => Reject(Attrs<'a, NftReject>),
        /// The packet's route.
        RT = b"rt" => Rt(Attrs<'a, NftRt>),
        /// The packet's socket.
        SOCKET = b"socket" => Socket(Attrs<'a, NftSocket>),
        /// Answers a SYN for a server.
        SYNPROXY = b"synproxy" => Synproxy(Attrs<'a, NftSynproxy>),
        /// A target of iptables.
        TARGET = b"target" => Target(Attrs<'a, NftTarget>),
        /// To a socket of this host.
        TPROXY = b"tproxy" => Tproxy(Attrs<'a, NftTproxy>),
        /// The packet's tunnel.
        TUNNEL = b"tunnel" => Tunnel(Attrs<'a, NftTunnel>),
        /// The packet's IPsec.
        XFRM = b"xfrm" => Xfrm(Attrs<'a, NftXfrm>),
    }
}

numbers! {
    /// What is done to bits: `NFT_BITWISE_*`.
    pub struct BitwiseOp(u32) {
        /// Those of the mask, and some of them turned. (Also NFT_BITWISE_BOOL.)
        NFT_BITWISE_MASK_XOR = 0,
        /// Shifted up.
        NFT_BITWISE_LSHIFT = 1,
        /// Shifted down.
        NFT_BITWISE_RSHIFT = 2,
        /// Those of two registers. Since Linux 6.13.
        NFT_BITWISE_AND = 3,
        /// Those of either.
        NFT_BITWISE_OR = 4,
        /// Those of one of them.
        NFT_BITWISE_XOR = 5,
    }
}
// Limits: nft_bitwise_policy, net/netfilter/nft_bitwise.c.
attributes! {
    /// `bitwise`: `NFTA_BITWISE_*`.
    pub set NftBitwise, enum NftBitwiseAttr<'a> {
        /// From where.
        NFTA_BITWISE_SREG = 1 => SReg(Be<Register>),
        /// To where.
        NFTA_BITWISE_DREG = 2 => DReg(Be<Register>),
        /// How many bytes.
        NFTA_BITWISE_LEN = 3 => Len(Be<u32>),
        /// Which bits stay.
        NFTA_BITWISE_MASK = 4 => Mask(Attrs<'a, NftData>),
        /// Which of them are turned.
        NFTA_BITWISE_XOR = 5 => Xor(Attrs<'a, NftData>),
        /// What is done; NFT_BITWISE_MASK_XOR without it.
        NFTA_BITWISE_OP = 6 => Op(Be<BitwiseOp>) where range(0, 255),
        /// By how much they are shifted.
        NFTA_BITWISE_DATA = 7 => Data(Attrs<'a, NftData>),
        /// The second register.
        NFTA_BITWISE_SREG2 = 8 => SReg2(Be<Register>),
    }
}
numbers! {
    /// Which way bytes are turned: `NFT_BYTEORDER_*`.
    pub struct ByteorderOp(u32) {
        /// Network to host.
        NFT_BYTEORDER_NTOH = 0,
        /// Host to network.
        NFT_BYTEORDER_HTON = 1,
    }
}
attributes! {
    /// `byteorder`: `NFTA_BYTEORDER_*`.
    pub set NftByteorder, enum NftByteorderAttr<'a> {
        /// From where.
        NFTA_BYTEORDER_SREG = 1 => SReg(Be<Register>),
        /// To where.
        NFTA_BYTEORDER_DREG = 2 => DReg(Be<Register>),
        /// Which way.
        NFTA_BYTEORDER_OP = 3 => Op(Be<ByteorderOp>) where range(0, 255),
        /// How many bytes.
        NFTA_BYTEORDER_LEN = 4 => Len(Be<u32>) where range(0, 255),
        /// Bytes of a number.
        NFTA_BYTEORDER_SIZE = 5 => Size(Be<u32>) where range(0, 255),
    }
}
numbers! {
    /// How a register is compared: `NFT_CMP_*`.
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
    /// `cmp`: `NFTA_CMP_*`. Bytes are compared, the first counts most.
    pub set NftCmp, enum NftCmpAttr<'a> {
        /// The register.
        NFTA_CMP_SREG = 1 => SReg(Be<Register>),
        /// How.
        NFTA_CMP_OP = 2 => Op(Be<CmpOp>),
        /// With what.
        NFTA_CMP_DATA = 3 => Data(Attrs<'a, NftData>),
    }
}
numbers! {
    /// How a range is compared: `NFT_RANGE_*`.
    pub struct RangeOp(u32) {
        /// Inside.
        NFT_RANGE_EQ = 0,
        /// Outside.
        NFT_RANGE_NEQ = 1,
    }
}
attributes! {
    /// `range`: `NFTA_RANGE_*`.
    pub set NftRange, enum NftRangeAttr<'a> {
        /// The register.
        NFTA_RANGE_SREG = 1 => SReg(Be<Register>),
        /// How.
        NFTA_RANGE_OP = 2 => Op(Be<RangeOp>) where range(0, 255),
        /// The first.
        NFTA_RANGE_FROM_DATA = 3 => FromData(Attrs<'a, NftData>),
        /// The last.
        NFTA_RANGE_TO_DATA = 4 => ToData(Attrs<'a, NftData>),
    }
}
flags! {
    /// How a set is looked up: `NFT_LOOKUP_F_*`.
    pub struct LookupFlags(u32) {
        /// It matches where nothing is found.
        NFT_LOOKUP_F_INV = 1 << 0,
    }
}
attributes! {
    /// `lookup`: `NFTA_LOOKUP_*`.
    pub set NftLookup, enum NftLookupAttr<'a> {
        /// The set.
        NFTA_LOOKUP_SET = 1 => Set(Str<'a>) where at_most(255),
        /// Register that holds the key.
        NFTA_LOOKUP_SREG = 2 => SReg(Be<Register>),
        /// Register that the value goes to, of a map.
        NFTA_LOOKUP_DREG = 3 => DReg(Be<Register>),
        /// The set by its number within a batch.
        NFTA_LOOKUP_SET_ID = 4 => SetId(Be<u32>),
        /// How.
        NFTA_LOOKUP_FLAGS = 5 => Flags(Be<LookupFlags>),
    }
}
numbers! {
    /// From where in a packet: `NFT_PAYLOAD_*`.
    pub struct PayloadBase(u32) {
        /// The link header.
        NFT_PAYLOAD_LL_HEADER = 0,
        /// The network header.
        NFT_PAYLOAD_NETWORK_HEADER = 1,
        /// The transport header.
        NFT_PAYLOAD_TRANSPORT_HEADER = 2,
        /// What the transport carries.
        NFT_PAYLOAD_INNER_HEADER = 3,
        /// A tunnel's header.
        NFT_PAYLOAD_TUN_HEADER = 4,
    }
}
numbers! {
    /// Which checksum is mended: `NFT_PAYLOAD_CSUM_*`.
    pub struct PayloadCsum(u32) {
        /// None.
        NFT_PAYLOAD_CSUM_NONE = 0,
        /// That of IP, TCP, UDP.
        NFT_PAYLOAD_CSUM_INET = 1,
        /// That of SCTP.
        NFT_PAYLOAD_CSUM_SCTP = 2,
    }
}
flags! {
    /// What else is mended: `NFT_PAYLOAD_L4CSUM_*`.
    pub struct PayloadCsumFlags(u32) {
        /// The transport's checksum, which covers the addresses.
        NFT_PAYLOAD_L4CSUM_PSEUDOHDR = 1 << 0,
    }
}
attributes! {
    /// `payload`: bytes of the packet, into a register or out of one: `NFTA_PAYLOAD_*`.
    pub set NftPayload, enum NftPayloadAttr<'a> {
        /// Register that they go to.
        NFTA_PAYLOAD_DREG = 1 => DReg(Be<Register>),
        /// From where in the packet.
        NFTA_PAYLOAD_BASE = 2 => Base(Be<PayloadBase>),
        /// From which byte on.
        NFTA_PAYLOAD_OFFSET = 3 => Offset(Be<u32>),
        /// How many.
        NFTA_PAYLOAD_LEN = 4 => Len(Be<u32>) where range(0, 255),
        /// Register that they come from.
        NFTA_PAYLOAD_SREG = 5 => SReg(Be<Register>),
        /// Which checksum is mended.
        NFTA_PAYLOAD_CSUM_TYPE = 6 => CsumType(Be<PayloadCsum>),
        /// Where it is.
        NFTA_PAYLOAD_CSUM_OFFSET = 7 => CsumOffset(Be<u32>) where range(0, 255),
        /// What else.
        NFTA_PAYLOAD_CSUM_FLAGS = 8 => CsumFlags(Be<PayloadCsumFlags>),
    }
}
numbers! {
    /// Which kind of extension: `NFT_EXTHDR_OP_*`.
    pub struct ExthdrOp(u32) {
        /// An IPv6 extension header.
        NFT_EXTHDR_OP_IPV6 = 0,
        /// A TCP option.
        NFT_EXTHDR_OP_TCPOPT = 1,
        /// An IPv4 option.
        NFT_EXTHDR_OP_IPV4 = 2,
        /// An SCTP chunk.
        NFT_EXTHDR_OP_SCTP = 3,
        /// A DCCP option.
        NFT_EXTHDR_OP_DCCP = 4,
    }
}
flags! {
    /// What is asked: `NFT_EXTHDR_F_*`.
    pub struct ExthdrFlags(u32) {
        /// Whether it is there.
        NFT_EXTHDR_F_PRESENT = 1 << 0,
    }
}
attributes! {
    /// `exthdr`: extension headers and options: `NFTA_EXTHDR_*`.
    pub set NftExthdr, enum NftExthdrAttr<'a> {
        /// Register that it goes to.
        NFTA_EXTHDR_DREG = 1 => DReg(Be<Register>),
        /// Which.
        NFTA_EXTHDR_TYPE = 2 => Type(u8),
        /// From which byte on.
        NFTA_EXTHDR_OFFSET = 3 => Offset(Be<u32>),
        /// How many.
        NFTA_EXTHDR_LEN = 4 => Len(Be<u32>) where range(0, 255),
        /// What is asked.
        NFTA_EXTHDR_FLAGS = 5 => Flags(Be<ExthdrFlags>),
        /// Of which kind; IPv6 without it.
        NFTA_EXTHDR_OP = 6 => Op(Be<ExthdrOp>) where range(0, 255),
        /// Register that it comes from.
        NFTA_EXTHDR_SREG = 7 => SReg(Be<Register>),
    }
}
numbers! {
    /// What the kernel knows of a packet: `NFT_META_*`. Numbers in host order unless said otherwise.
    pub struct MetaKey(u32) {
        /// Its length.
        NFT_META_LEN = 0,
        /// Its EtherType, in network order.
        NFT_META_PROTOCOL = 1,
        /// Its priority.
        NFT_META_PRIORITY = 2,
        /// Its mark.
        NFT_META_MARK = 3,
        /// Index of the link that it came in by.
        NFT_META_IIF = 4,
        /// Index of the link that it goes out by.
        NFT_META_OIF = 5,
        /// Name of the link that it came in by, 16 bytes.
        NFT_META_IIFNAME = 6,
        /// Name of the link that it goes out by, 16 bytes.
        NFT_META_OIFNAME = 7,
        /// What the link is that it came in by. (Also NFT_META_IIFTYPE.)
        NFT_META_IFTYPE = 8,
        /// What the link is that it goes out by.
        NFT_META_OIFTYPE = 9,
        /// User of its socket.
        NFT_META_SKUID = 10,
        /// Group of its socket.
        NFT_META_SKGID = 11,
        /// Whether it is traced.
        NFT_META_NFTRACE = 12,
        /// Realm of its route.
        NFT_META_RTCLASSID = 13,
        /// Its security mark.
        NFT_META_SECMARK = 14,
        /// Its family, one byte.
        NFT_META_NFPROTO = 15,
        /// What it carries, one byte.
        NFT_META_L4PROTO = 16,
        /// Name of the bridge that it came in by.
        NFT_META_BRI_IIFNAME = 17,
        /// Name of the bridge that it goes out by.
        NFT_META_BRI_OIFNAME = 18,
        /// To one, to many, to all.
        NFT_META_PKTTYPE = 19,
        /// The CPU.
        NFT_META_CPU = 20,
        /// Group of the link that it came in by.
        NFT_META_IIFGROUP = 21,
        /// Group of the link that it goes out by.
        NFT_META_OIFGROUP = 22,
        /// Control group of its socket.
        NFT_META_CGROUP = 23,
        /// A random number.
        NFT_META_PRANDOM = 24,
        /// Whether it came by IPsec.
        NFT_META_SECPATH = 25,
        /// Kind of the link that it came in by.
        NFT_META_IIFKIND = 26,
        /// Kind of the link that it goes out by.
        NFT_META_OIFKIND = 27,
        /// VLAN of the bridge's port.
        NFT_META_BRI_IIFPVID = 28,
        /// VLAN protocol of the bridge.
        NFT_META_BRI_IIFVPROTO = 29,
        /// The time, nanoseconds since 1970, 8 bytes.
        NFT_META_TIME_NS = 30,
        /// Day of the week, 0 is Sunday.
        NFT_META_TIME_DAY = 31,
        /// Seconds of the day.
        NFT_META_TIME_HOUR = 32,
        /// Index of the link that it came in by, behind a VRF.
        NFT_META_SDIF = 33,
        /// Name of it.
        NFT_META_SDIFNAME = 34,
        /// Written: the bridge hands it to the network layer.
        NFT_META_BRI_BROUTE = 35,
    }
}
attributes! {
    /// `meta`: what the kernel knows of the packet, into a register or out of one: `NFTA_META_*`.
    pub set NftMeta, enum NftMetaAttr<'a> {
        /// Register that it goes to.
        NFTA_META_DREG = 1 => DReg(Be<Register>),
        /// What.
        NFTA_META_KEY = 2 => Key(Be<MetaKey>) where range(0, 255),
        /// Register that it comes from.
        NFTA_META_SREG = 3 => SReg(Be<Register>),
    }
}
numbers! {
    /// What is known of a packet's connection: `NFT_CT_*`.
    pub struct CtKey(u32) {
        /// What the packet is to it: bits of [`CtState`].
        NFT_CT_STATE = 0,
        /// The direction, one byte.
        NFT_CT_DIRECTION = 1,
        /// Its status.
        NFT_CT_STATUS = 2,
        /// Its mark.
        NFT_CT_MARK = 3,
        /// Its security mark.
        NFT_CT_SECMARK = 4,
        /// Milliseconds until it goes.
        NFT_CT_EXPIRATION = 5,
        /// Its helper, 16 bytes.
        NFT_CT_HELPER = 6,
        /// Its family, one byte.
        NFT_CT_L3PROTOCOL = 7,
        /// Source of a direction.
        NFT_CT_SRC = 8,
        /// Destination of a direction.
        NFT_CT_DST = 9,
        /// What it carries, one byte.
        NFT_CT_PROTOCOL = 10,
        /// Source port of a direction.
        NFT_CT_PROTO_SRC = 11,
        /// Destination port of a direction.
        NFT_CT_PROTO_DST = 12,
        /// Its labels, 16 bytes.
        NFT_CT_LABELS = 13,
        /// Packets, 8 bytes.
        NFT_CT_PKTS = 14,
        /// Bytes, 8 bytes.
        NFT_CT_BYTES = 15,
        /// Bytes a packet, 8 bytes.
        NFT_CT_AVGPKT = 16,
        /// Its zone, 2 bytes.
        NFT_CT_ZONE = 17,
        /// Which events it tells.
        NFT_CT_EVENTMASK = 18,
        /// IPv4 source of a direction.
        NFT_CT_SRC_IP = 19,
        /// IPv4 destination of a direction.
        NFT_CT_DST_IP = 20,
        /// IPv6 source of a direction.
        NFT_CT_SRC_IP6 = 21,
        /// IPv6 destination of a direction.
        NFT_CT_DST_IP6 = 22,
        /// Its id.
        NFT_CT_ID = 23,
    }
}
flags! {
    /// What a packet is to its connection, as a rule compares it: `NF_CT_STATE_*`, linux/netfilter/nf_conntrack_common.h.
    pub struct CtState(u32) {
        /// It cannot be tracked.
        NF_CT_STATE_INVALID_BIT = 1 << 0,
        /// It belongs to a connection that was answered.
        NF_CT_STATE_ESTABLISHED = 1 << 1,
        /// It begins a connection that another expected, or is an error about one.
        NF_CT_STATE_RELATED = 1 << 2,
        /// It begins a connection.
        NF_CT_STATE_NEW = 1 << 3,
        /// It is not tracked.
        NF_CT_STATE_UNTRACKED_BIT = 1 << 6,
    }
}
attributes! {
    /// `ct`: what is known of the packet's connection, into a register or out of one: `NFTA_CT_*`.
    pub set NftCt, enum NftCtAttr<'a> {
        /// Register that it goes to.
        NFTA_CT_DREG = 1 => DReg(Be<Register>),
        /// What.
        NFTA_CT_KEY = 2 => Key(Be<CtKey>) where range(0, 255),
        /// Of which direction, 0 or 1.
        NFTA_CT_DIRECTION = 3 => Direction(u8),
        /// Register that it comes from.
        NFTA_CT_SREG = 4 => SReg(Be<Register>),
    }
}
numbers! {
    /// What a lookup of a route gives: `NFT_FIB_RESULT_*`.
    pub struct FibResult(u32) {
        /// Nothing.
        NFT_FIB_RESULT_UNSPEC = 0,
        /// Index of the link.
        NFT_FIB_RESULT_OIF = 1,
        /// Name of the link.
        NFT_FIB_RESULT_OIFNAME = 2,
        /// What the address is: local, unicast, multicast.
        NFT_FIB_RESULT_ADDRTYPE = 3,
    }
}
flags! {
    /// What is looked up: `NFTA_FIB_F_*`.
    pub struct FibFlags(u32) {
        /// The source.
        NFTA_FIB_F_SADDR = 1 << 0,
        /// The destination.
        NFTA_FIB_F_DADDR = 1 << 1,
        /// With the mark.
        NFTA_FIB_F_MARK = 1 << 2,
        /// By the link that it came in by alone.
        NFTA_FIB_F_IIF = 1 << 3,
        /// By the link that it goes out by alone.
        NFTA_FIB_F_OIF = 1 << 4,
        /// Whether there is a route.
        NFTA_FIB_F_PRESENT = 1 << 5,
    }
}
attributes! {
    /// `fib`: looks a route up: `NFTA_FIB_*`.
    pub set NftFib, enum NftFibAttr<'a> {
        /// Register that the result goes to.
        NFTA_FIB_DREG = 1 => DReg(Be<Register>),
        /// Which result.
        NFTA_FIB_RESULT = 2 => Result(Be<FibResult>),
        /// Of what.
        NFTA_FIB_FLAGS = 3 => Flags(Be<FibFlags>),
    }
}
numbers! {
    /// What is known of a packet's route: `NFT_RT_*`.
    pub struct RtKey(u32) {
        /// Its realm.
        NFT_RT_CLASSID = 0,
        /// Its IPv4 next hop.
        NFT_RT_NEXTHOP4 = 1,
        /// Its IPv6 next hop.
        NFT_RT_NEXTHOP6 = 2,
        /// The largest TCP segment on it.
        NFT_RT_TCPMSS = 3,
        /// Whether it leads through IPsec.
        NFT_RT_XFRM = 4,
    }
}
attributes! {
    /// `rt`: what is known of the packet's route: `NFTA_RT_*`.
    pub set NftRt, enum NftRtAttr<'a> {
        /// Register that it goes to.
        NFTA_RT_DREG = 1 => DReg(Be<Register>),
        /// What.
        NFTA_RT_KEY = 2 => Key(Be<RtKey>) where range(0, 255),
    }
}
numbers! {
    /// What is known of a packet's socket: `NFT_SOCKET_*`.
    pub struct SocketKey(u32) {
        /// Whether it is transparent.
        NFT_SOCKET_TRANSPARENT = 0,
        /// Its mark.
        NFT_SOCKET_MARK = 1,
        /// Whether it is bound to all addresses.
        NFT_SOCKET_WILDCARD = 2,
        /// Its control group at a level, 8 bytes.
        NFT_SOCKET_CGROUPV2 = 3,
    }
}
attributes! {
    /// `socket`: what is known of the packet's socket: `NFTA_SOCKET_*`.
    pub set NftSocket, enum NftSocketAttr<'a> {
        /// What.
        NFTA_SOCKET_KEY = 1 => Key(Be<SocketKey>) where range(0, 255),
        /// Register that it goes to.
        NFTA_SOCKET_DREG = 2 => DReg(Be<Register>),
        /// Level of the control group.
        NFTA_SOCKET_LEVEL = 3 => Level(Be<u32>) where range(0, 255),
    }
}
numbers! {
    /// How numbers are made: `NFT_NG_*`.
    pub struct NumgenType(u32) {
        /// One after the other.
        NFT_NG_INCREMENTAL = 0,
        /// At random.
        NFT_NG_RANDOM = 1,
    }
}
attributes! {
    /// `numgen`: numbers: `NFTA_NG_*`.
    pub set NftNumgen, enum NftNumgenAttr<'a> {
        /// Register that the number goes to.
        NFTA_NG_DREG = 1 => DReg(Be<Register>),
        /// How many numbers there are.
        NFTA_NG_MODULUS = 2 => Modulus(Be<u32>),
        /// How they are made.
        NFTA_NG_TYPE = 3 => Type(Be<NumgenType>),
        /// The first.
        NFTA_NG_OFFSET = 4 => Offset(Be<u32>),
        /// Unused.
        NFTA_NG_SET_NAME = 5 => SetName(Str<'a>) where output(),
        /// Unused.
        NFTA_NG_SET_ID = 6 => SetId(Be<u32>) where output(),
    }
}
numbers! {
    /// How a hash is made: `NFT_HASH_*`.
    pub struct HashType(u32) {
        /// Of a register, by Jenkins' hash.
        NFT_HASH_JENKINS = 0,
        /// Of the packet's connection, the same in both directions.
        NFT_HASH_SYM = 1,
    }
}
attributes! {
    /// `hash`: `NFTA_HASH_*`.
    pub set NftHash, enum NftHashAttr<'a> {
        /// Register that is hashed.
        NFTA_HASH_SREG = 1 => SReg(Be<Register>),
        /// Register that the hash goes to.
        NFTA_HASH_DREG = 2 => DReg(Be<Register>),
        /// How many bytes are hashed.
        NFTA_HASH_LEN = 3 => Len(Be<u32>) where range(0, 255),
        /// How many hashes there are.
        NFTA_HASH_MODULUS = 4 => Modulus(Be<u32>),
        /// What it is mixed with.
        NFTA_HASH_SEED = 5 => Seed(Be<u32>),
        /// The first.
        NFTA_HASH_OFFSET = 6 => Offset(Be<u32>),
        /// How it is made.
        NFTA_HASH_TYPE = 7 => Type(Be<HashType>),
        /// Unused.
        NFTA_HASH_SET_NAME = 8 => SetName(Str<'a>) where output(),
        /// Unused.
        NFTA_HASH_SET_ID = 9 => SetId(Be<u32>) where output(),
    }
}
attributes! {
    /// `osf`: the sender's operating system, by its fingerprint: `NFTA_OSF_*`.
    pub set NftOsf, enum NftOsfAttr<'a> {
        /// Register that its name goes to.
        NFTA_OSF_DREG = 1 => DReg(Be<Register>),
        /// How the time to live is compared.
        NFTA_OSF_TTL = 2 => Ttl(u8),
        /// 1 where the version comes along.
        NFTA_OSF_FLAGS = 3 => Flags(Be<u32>),
    }
}
attributes! {
    /// `tunnel`: the packet's tunnel: `NFTA_TUNNEL_*`.
    pub set NftTunnel, enum NftTunnelAttr<'a> {
        /// 0 whether there is one, 1 its id.
        NFTA_TUNNEL_KEY = 1 => Key(Be<u32>) where range(0, 255),
        /// Register that it goes to.
        NFTA_TUNNEL_DREG = 2 => DReg(Be<Register>),
        /// 0 either way, 1 received, 2 sent.
        NFTA_TUNNEL_MODE = 3 => Mode(Be<u32>) where range(0, 255),
    }
}
attributes! {
    /// `xfrm`: the packet's IPsec: `NFTA_XFRM_*`.
    pub set NftXfrm, enum NftXfrmAttr<'a> {
        /// Register that it goes to.
        NFTA_XFRM_DREG = 1 => DReg(Be<Register>),
        /// What: 1 and 2 IPv4 addresses, 3 and 4 IPv6, 5 the request's id, 6 the SPI.
        NFTA_XFRM_KEY = 2 => Key(Be<u32>) where range(0, 255),
        /// 0 received, 1 sent.
        NFTA_XFRM_DIR = 3 => Dir(u8),
        /// Of which of several.
        NFTA_XFRM_SPNUM = 4 => SpNum(Be<u32>) where range(0, 255),
    }
}
attributes! {
    /// `inner`: looks into a tunnel's packet: `NFTA_INNER_*`.
    pub set NftInner, enum NftInnerAttr<'a> {
        /// Which packet; 0.
        NFTA_INNER_NUM = 1 => Num(Be<u32>),
        /// Which tunnel.
        NFTA_INNER_TYPE = 2 => Type(Be<u32>),
        /// Which headers there are.
        NFTA_INNER_FLAGS = 3 => Flags(Be<u32>),
        /// Bytes of the tunnel's header.
        NFTA_INNER_HDRSIZE = 4 => HdrSize(Be<u32>),
        /// What looks.
        NFTA_INNER_EXPR = 5 => Expr(Attrs<'a, NftExpr>),
    }
}
attributes! {
    /// `match`: a match of iptables: `NFTA_MATCH_*`.
    pub set NftMatch, enum NftMatchAttr<'a> {
        /// Its name.
        NFTA_MATCH_NAME = 1 => Name(Str<'a>) where nul_at_most(29),
        /// Its revision.
        NFTA_MATCH_REV = 2 => Rev(Be<u32>) where range(0, 255),
        /// What it says, in its own form.
        NFTA_MATCH_INFO = 3 => Info(&'a [u8]),
    }
}

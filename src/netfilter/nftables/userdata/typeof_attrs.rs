//! Sets of the records of an expression that nft declares a set with (`typeof`).
//!
//! Numbers and names are those of nft (include/expression.h, include/proto.h, and the file of each
//! expression), not of libnftnl.
use super::super::{
    CtKey, ExthdrOp, FibFlags, FibResult, HashType, MetaKey, NumgenType, RtKey, SocketKey, XfrmKey,
};
use crate::{
    attributes, open_enum, sub_messages,
    wire::{SubMessage, Tlvs, spec::SelectorSource},
};

open_enum! {
    /// Kind of an expression: `enum expr_types` of nft, as far as the number is that of all versions.
    ///
    /// The numbers from 26 on depend on the version: 26 was `EXPR_FIB` and 27 `EXPR_XFRM` until nft
    /// inserted `EXPR_TUNNEL` there in 2025.
    pub struct UdataExpr(u32) {
        /// Field of a packet header.
        EXPR_PAYLOAD = 7,
        /// IPv6 extension header, or an option.
        EXPR_EXTHDR = 8,
        /// Packet metadata.
        EXPR_META = 9,
        /// Local socket of the packet.
        EXPR_SOCKET = 10,
        /// Operating system fingerprint of the sender.
        EXPR_OSF = 11,
        /// Connection tracking.
        EXPR_CT = 12,
        /// Concatenation.
        EXPR_CONCAT = 13,
        /// Number generator.
        EXPR_NUMGEN = 23,
        /// Hash.
        EXPR_HASH = 24,
        /// Routing.
        EXPR_RT = 25,
    }
}
open_enum! {
    /// Protocol of a header field: `enum proto_desc_id` of nft.
    pub struct UdataProto(u32) {
        /// Unknown: base, offset and length follow.
        PROTO_DESC_UNKNOWN = 0,
        /// IPsec authentication header (RFC 4302).
        PROTO_DESC_AH = 1,
        /// IPsec encapsulating security payload (RFC 4303).
        PROTO_DESC_ESP = 2,
        /// IP payload compression (RFC 3173).
        PROTO_DESC_COMP = 3,
        /// ICMP.
        PROTO_DESC_ICMP = 4,
        /// IGMP.
        PROTO_DESC_IGMP = 5,
        /// UDP.
        PROTO_DESC_UDP = 6,
        /// UDP-Lite (RFC 3828).
        PROTO_DESC_UDPLITE = 7,
        /// TCP.
        PROTO_DESC_TCP = 8,
        /// DCCP.
        PROTO_DESC_DCCP = 9,
        /// SCTP.
        PROTO_DESC_SCTP = 10,
        /// Transport header of any protocol.
        PROTO_DESC_TH = 11,
        /// IPv4.
        PROTO_DESC_IP = 12,
        /// IPv6.
        PROTO_DESC_IP6 = 13,
        /// ICMPv6.
        PROTO_DESC_ICMPV6 = 14,
        /// ARP.
        PROTO_DESC_ARP = 15,
        /// VLAN tag (IEEE 802.1Q).
        PROTO_DESC_VLAN = 16,
        /// Ethernet.
        PROTO_DESC_ETHER = 17,
        /// VXLAN.
        PROTO_DESC_VXLAN = 18,
        /// GENEVE.
        PROTO_DESC_GENEVE = 19,
        /// GRE.
        PROTO_DESC_GRE = 20,
        /// GRE with an Ethernet header inside.
        PROTO_DESC_GRETAP = 21,
    }
}
open_enum! {
    /// Header that an offset counts from: `enum proto_bases` of nft.
    pub struct UdataProtoBase(u32) {
        /// Unspecified.
        PROTO_BASE_INVALID = 0,
        /// Link-layer header.
        PROTO_BASE_LL_HDR = 1,
        /// Network header.
        PROTO_BASE_NETWORK_HDR = 2,
        /// Transport header.
        PROTO_BASE_TRANSPORT_HDR = 3,
        /// Inner header: the data behind the transport header.
        PROTO_BASE_INNER_HDR = 4,
    }
}
open_enum! {
    /// IPv6 extension header: `enum exthdr_desc_id` of nft.
    ///
    /// For TCP options, IPv4 options and SCTP chunks the number is that of the option or chunk.
    pub struct UdataExthdr(u32) {
        /// Unknown.
        EXTHDR_DESC_UNKNOWN = 0,
        /// Hop-by-hop options.
        EXTHDR_DESC_HBH = 1,
        /// Routing header.
        EXTHDR_DESC_RT = 2,
        /// Routing header of type 0.
        EXTHDR_DESC_RT0 = 3,
        /// Routing header of type 2 (Mobile IPv6).
        EXTHDR_DESC_RT2 = 4,
        /// Segment routing header (RFC 8754).
        EXTHDR_DESC_SRH = 5,
        /// Fragment header.
        EXTHDR_DESC_FRAG = 6,
        /// Destination options.
        EXTHDR_DESC_DST = 7,
        /// Mobility header.
        EXTHDR_DESC_MH = 8,
    }
}
attributes! {
    /// Expression that nft declares a set with: `NFTNL_UDATA_SET_TYPEOF_*`.
    pub set NftUdataTypeof, enum NftUdataTypeofAttr<'a> {
        /// Kind of the expression.
        NFTNL_UDATA_SET_TYPEOF_EXPR: UdataExpr = 0,
        /// Parameters of the expression.
        NFTNL_UDATA_SET_TYPEOF_DATA: SubMessage<'a, TypeofKind> = 1,
    }
}
sub_messages! {
    /// Parameters of an expression by its kind.
    pub enum TypeofData<'a>, selector TypeofKind from SelectorSource::bytes(0) => {
        /// Field of a packet header.
        PAYLOAD = &UdataExpr::EXPR_PAYLOAD.0.to_ne_bytes() => Payload(Tlvs<'a, NftUdataPayload>),
        /// IPv6 extension header, or an option.
        EXTHDR = &UdataExpr::EXPR_EXTHDR.0.to_ne_bytes() => Exthdr(Tlvs<'a, NftUdataExthdr>),
        /// Packet metadata.
        META = &UdataExpr::EXPR_META.0.to_ne_bytes() => Meta(Tlvs<'a, NftUdataMeta>),
        /// Local socket of the packet.
        SOCKET = &UdataExpr::EXPR_SOCKET.0.to_ne_bytes() => Socket(Tlvs<'a, NftUdataSocket>),
        /// Connection tracking.
        CT = &UdataExpr::EXPR_CT.0.to_ne_bytes() => Ct(Tlvs<'a, NftUdataCt>),
        /// Concatenation.
        CONCAT = &UdataExpr::EXPR_CONCAT.0.to_ne_bytes() => Concat(Tlvs<'a, NftUdataConcat>),
        /// Number generator.
        NUMGEN = &UdataExpr::EXPR_NUMGEN.0.to_ne_bytes() => Numgen(Tlvs<'a, NftUdataNumgen>),
        /// Hash.
        HASH = &UdataExpr::EXPR_HASH.0.to_ne_bytes() => Hash(Tlvs<'a, NftUdataHash>),
        /// Routing.
        RT = &UdataExpr::EXPR_RT.0.to_ne_bytes() => Rt(Tlvs<'a, NftUdataRt>),
        /// `fib` of older versions.
        EXPR_26 = &26u32.to_ne_bytes() => Expr26(SubMessage<'a, TypeofLength>),
        /// `fib`, or `ipsec` of older versions.
        EXPR_27 = &27u32.to_ne_bytes() => Expr27(SubMessage<'a, TypeofLength>),
        /// `ipsec`.
        EXPR_28 = &28u32.to_ne_bytes() => Expr28(SubMessage<'a, TypeofLength>),
    }
}
sub_messages! {
    /// Parameters of an expression whose number depends on the version of nft, by their length.
    pub enum TypeofLengthData<'a>, selector TypeofLength from SelectorSource::Length => {
        /// Forwarding information base (`fib`): two records.
        FIB = &12u16.to_ne_bytes() => Fib(Tlvs<'a, NftUdataFib>),
        /// IPsec state (`ipsec`): three records.
        XFRM = &18u16.to_ne_bytes() => Xfrm(Tlvs<'a, NftUdataXfrm>),
    }
}
attributes! {
    /// Field of a packet header: `NFTNL_UDATA_SET_KEY_PAYLOAD_*`.
    pub set NftUdataPayload, enum NftUdataPayloadAttr<'a> {
        /// Protocol.
        NFTNL_UDATA_SET_KEY_PAYLOAD_DESC: UdataProto = 0,
        /// Field: index into nft's list of the fields of the protocol.
        NFTNL_UDATA_SET_KEY_PAYLOAD_TYPE: u32 = 1,
        /// Header that the offset counts from.
        NFTNL_UDATA_SET_KEY_PAYLOAD_BASE: UdataProtoBase = 2,
        /// Offset, bits.
        NFTNL_UDATA_SET_KEY_PAYLOAD_OFFSET: u32 = 3,
        /// Length, bits.
        NFTNL_UDATA_SET_KEY_PAYLOAD_LEN: u32 = 4,
        /// Tunnel protocol around the header.
        NFTNL_UDATA_SET_KEY_PAYLOAD_INNER_DESC: UdataProto = 5,
    }
}
attributes! {
    /// IPv6 extension header, or an option: `NFTNL_UDATA_EXTHDR_*`.
    pub set NftUdataExthdr, enum NftUdataExthdrAttr<'a> {
        /// Extension header.
        NFTNL_UDATA_EXTHDR_DESC: UdataExthdr = 0,
        /// Field: index into nft's list of the fields of the header or option.
        NFTNL_UDATA_EXTHDR_TYPE: u32 = 1,
        /// Type of extension header or option.
        NFTNL_UDATA_EXTHDR_OP: ExthdrOp = 2,
    }
}
attributes! {
    /// Packet metadata: `NFTNL_UDATA_META_*`.
    pub set NftUdataMeta, enum NftUdataMetaAttr<'a> {
        /// Key.
        NFTNL_UDATA_META_KEY: MetaKey = 0,
        /// Tunnel protocol around the packet.
        NFTNL_UDATA_META_INNER_DESC: UdataProto = 1,
    }
}
attributes! {
    /// Local socket of the packet: `NFTNL_UDATA_SOCKET_*`.
    pub set NftUdataSocket, enum NftUdataSocketAttr<'a> {
        /// Key.
        NFTNL_UDATA_SOCKET_KEY: SocketKey = 0,
    }
}
attributes! {
    /// Connection tracking: `NFTNL_UDATA_CT_*`.
    pub set NftUdataCt, enum NftUdataCtAttr<'a> {
        /// Key.
        NFTNL_UDATA_CT_KEY: CtKey = 0,
        /// Direction: 0 original, 1 reply, -1 neither.
        NFTNL_UDATA_CT_DIR: i32 = 1,
    }
}
attributes! {
    /// Number generator: `NFTNL_UDATA_NUMGEN_*`.
    pub set NftUdataNumgen, enum NftUdataNumgenAttr<'a> {
        /// Incremental or random.
        NFTNL_UDATA_NUMGEN_TYPE: NumgenType = 0,
        /// Modulus.
        NFTNL_UDATA_NUMGEN_MOD: u32 = 1,
        /// Offset that is added to the number.
        NFTNL_UDATA_NUMGEN_OFFSET: u32 = 2,
    }
}
attributes! {
    /// Hash: `NFTNL_UDATA_HASH_*`.
    pub set NftUdataHash, enum NftUdataHashAttr<'a> {
        /// Jenkins hash of a value, or the symmetric hash of the packet.
        NFTNL_UDATA_HASH_TYPE: HashType = 0,
        /// Offset that is added to the hash.
        NFTNL_UDATA_HASH_OFFSET: u32 = 1,
        /// Modulus.
        NFTNL_UDATA_HASH_MOD: u32 = 2,
        /// Seed.
        NFTNL_UDATA_HASH_SEED: u32 = 3,
        /// 1 if the seed was given, 0 if nft chose it.
        NFTNL_UDATA_HASH_SEED_SET: u32 = 4,
    }
}
attributes! {
    /// Routing: `NFTNL_UDATA_RT_*`.
    pub set NftUdataRt, enum NftUdataRtAttr<'a> {
        /// Key.
        NFTNL_UDATA_RT_KEY: RtKey = 0,
    }
}
attributes! {
    /// Forwarding information base (`fib`): `NFTNL_UDATA_FIB_*`.
    pub set NftUdataFib, enum NftUdataFibAttr<'a> {
        /// What is looked up.
        NFTNL_UDATA_FIB_RESULT: FibResult = 0,
        /// What it is looked up by.
        NFTNL_UDATA_FIB_FLAGS: FibFlags = 1,
    }
}
attributes! {
    /// IPsec state (`ipsec`): `NFTNL_UDATA_XFRM_*`.
    pub set NftUdataXfrm, enum NftUdataXfrmAttr<'a> {
        /// Key.
        NFTNL_UDATA_XFRM_KEY: XfrmKey = 0,
        /// Index of the transformation if several apply.
        NFTNL_UDATA_XFRM_SPNUM: u32 = 1,
        /// Direction: 0 in, 1 out.
        NFTNL_UDATA_XFRM_DIR: u32 = 2,
    }
}
attributes! {
    /// Concatenation: `NFTNL_UDATA_SET_KEY_CONCAT_NEST` plus the number of the field.
    pub set NftUdataConcat, enum NftUdataConcatAttr<'a> {
        /// Field 0 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST: Tlvs<'a, NftUdataConcatField> = 0,
        /// Field 1 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_1: Tlvs<'a, NftUdataConcatField> = 1,
        /// Field 2 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_2: Tlvs<'a, NftUdataConcatField> = 2,
        /// Field 3 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_3: Tlvs<'a, NftUdataConcatField> = 3,
        /// Field 4 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_4: Tlvs<'a, NftUdataConcatField> = 4,
        /// Field 5 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_5: Tlvs<'a, NftUdataConcatField> = 5,
        /// Field 6 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_6: Tlvs<'a, NftUdataConcatField> = 6,
        /// Field 7 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_7: Tlvs<'a, NftUdataConcatField> = 7,
        /// Field 8 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_8: Tlvs<'a, NftUdataConcatField> = 8,
        /// Field 9 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_9: Tlvs<'a, NftUdataConcatField> = 9,
        /// Field 10 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_10: Tlvs<'a, NftUdataConcatField> = 10,
        /// Field 11 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_11: Tlvs<'a, NftUdataConcatField> = 11,
        /// Field 12 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_12: Tlvs<'a, NftUdataConcatField> = 12,
        /// Field 13 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_13: Tlvs<'a, NftUdataConcatField> = 13,
        /// Field 14 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_14: Tlvs<'a, NftUdataConcatField> = 14,
        /// Field 15 of the concatenation.
        NFTNL_UDATA_SET_KEY_CONCAT_NEST_15: Tlvs<'a, NftUdataConcatField> = 15,
    }
}
attributes! {
    /// Field of a concatenation: `NFTNL_UDATA_SET_KEY_CONCAT_SUB_*`.
    pub set NftUdataConcatField, enum NftUdataConcatFieldAttr<'a> {
        /// Kind of the expression.
        NFTNL_UDATA_SET_KEY_CONCAT_SUB_TYPE: UdataExpr = 0,
        /// Parameters of the expression.
        NFTNL_UDATA_SET_KEY_CONCAT_SUB_DATA: SubMessage<'a, TypeofKind> = 1,
    }
}

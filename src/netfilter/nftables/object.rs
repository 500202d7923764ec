//! Stateful objects, which rules share, and flow tables.
//!
//! See [Netfilter's flowtable
//! infrastructure](https://docs.kernel.org/networking/nf_flowtable.html).
use super::*;
pub use crate::netfilter::cttimeout::{
    CtTimeoutDccp, CtTimeoutDccpAttr, CtTimeoutGeneric, CtTimeoutGenericAttr, CtTimeoutGre, CtTimeoutGreAttr,
    CtTimeoutIcmp, CtTimeoutIcmpAttr, CtTimeoutIcmpv6, CtTimeoutIcmpv6Attr, CtTimeoutSctp, CtTimeoutSctpAttr,
    CtTimeoutTcp, CtTimeoutTcpAttr, CtTimeoutUdp, CtTimeoutUdpAttr,
};
use crate::{
    attributes, flags, open_enum, sub_messages,
    uapi::IpProtocol,
    wire::{Attrs, Be, Str, SubMessage, Tlvs, spec::SelectorSource},
};

open_enum! {
    /// Type of a stateful object: `NFT_OBJECT_*`.
    pub struct ObjectType(u32) {
        /// Unspecified.
        NFT_OBJECT_UNSPEC = 0,
        /// Counter of packets and bytes.
        NFT_OBJECT_COUNTER = 1,
        /// Quota: a limit of bytes.
        NFT_OBJECT_QUOTA = 2,
        /// Conntrack helper.
        NFT_OBJECT_CT_HELPER = 3,
        /// Rate limit.
        NFT_OBJECT_LIMIT = 4,
        /// Connection limit.
        NFT_OBJECT_CONNLIMIT = 5,
        /// Tunnel metadata. Only in the family `netdev` (Linux 6.8 and later; ENOENT in others).
        NFT_OBJECT_TUNNEL = 6,
        /// Conntrack timeout policy.
        NFT_OBJECT_CT_TIMEOUT = 7,
        /// Security mark.
        NFT_OBJECT_SECMARK = 8,
        /// Conntrack expectation.
        NFT_OBJECT_CT_EXPECT = 9,
        /// SYNPROXY: parameters of the TCP options that are announced.
        NFT_OBJECT_SYNPROXY = 10,
    }
}
// Limits: nft_obj_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Attributes of a stateful object: `NFTA_OBJ_*`.
    pub set NftObject, enum NftObjectAttr<'a> {
        /// Table name.
        NFTA_OBJ_TABLE: Str<'a> = 1 where max_len(255),
        /// Object name, unique per type within the table.
        NFTA_OBJ_NAME: Str<'a> = 2 where max_len(255),
        /// Object type.
        NFTA_OBJ_TYPE: Be<ObjectType> = 3,
        /// Parameters and state of the object: sub-message selected by `NFTA_OBJ_TYPE`.
        NFTA_OBJ_DATA: SubMessage<'a, ObjectKind> = 4,
        /// Number of rules and map elements that refer to the object.
        NFTA_OBJ_USE: Be<u32> = 5 where read_only,
        /// Handle, assigned by the kernel.
        NFTA_OBJ_HANDLE: Be<u64> = 6,
        /// Padding.
        NFTA_OBJ_PAD: &'a [u8] = 7 where read_only,
        /// User data: type-length-value records of libnftnl, such as a comment.
        NFTA_OBJ_USERDATA: Tlvs<'a, NftObjectUdata> = 8 where max_len(256),
    }
}
sub_messages! {
    /// Sub-message of a stateful object, selected by the object type.
    pub enum ObjectData<'a>, selector ObjectKind from SelectorSource::bytes(3) => {
        /// Counter of packets and bytes.
        COUNTER = &[0, 0, 0, 1u8] => Counter(Attrs<'a, NftCounter>),
        /// Quota: a limit of bytes.
        QUOTA = &[0, 0, 0, 2u8] => Quota(Attrs<'a, NftQuota>),
        /// Conntrack helper.
        CT_HELPER = &[0, 0, 0, 3u8] => CtHelper(Attrs<'a, NftCtHelper>),
        /// Rate limit.
        LIMIT = &[0, 0, 0, 4u8] => Constraint(Attrs<'a, NftLimit>),
        /// Connection limit.
        CONNLIMIT = &[0, 0, 0, 5u8] => ConnLimit(Attrs<'a, NftConnLimit>),
        /// Tunnel metadata.
        TUNNEL = &[0, 0, 0, 6u8] => Tunnel(Attrs<'a, NftTunnelKey>),
        /// Conntrack timeout policy.
        CT_TIMEOUT = &[0, 0, 0, 7u8] => CtTimeout(Attrs<'a, NftCtTimeout>),
        /// Security mark.
        SECMARK = &[0, 0, 0, 8u8] => SecMark(Attrs<'a, NftSecMark>),
        /// Conntrack expectation.
        CT_EXPECT = &[0, 0, 0, 9u8] => CtExpect(Attrs<'a, NftCtExpect>),
        /// SYNPROXY: parameters of the TCP options that are announced.
        SYNPROXY = &[0, 0, 0, 10u8] => Synproxy(Attrs<'a, NftSynproxy>),
    }
}
attributes! {
    /// Conntrack helper: `NFTA_CT_HELPER_*`.
    pub set NftCtHelper, enum NftCtHelperAttr<'a> {
        /// Helper name, for example `ftp`.
        NFTA_CT_HELPER_NAME: Str<'a> = 1 where max_len(15),
        /// Protocol family (`NFPROTO_*`).
        NFTA_CT_HELPER_L3PROTO: Be<u16> = 2,
        /// Layer 4 protocol.
        NFTA_CT_HELPER_L4PROTO: IpProtocol = 3,
    }
}
attributes! {
    /// Conntrack timeout policy: `NFTA_CT_TIMEOUT_*`.
    pub set NftCtTimeout, enum NftCtTimeoutAttr<'a> {
        /// Protocol family (`NFPROTO_*`).
        NFTA_CT_TIMEOUT_L3PROTO: Be<u16> = 1,
        /// Layer 4 protocol.
        NFTA_CT_TIMEOUT_L4PROTO: IpProtocol = 2,
        /// Timeout of each protocol state, seconds.
        ///
        /// Sub-message selected by `NFTA_CT_TIMEOUT_L4PROTO`: `CTA_TIMEOUT_*`,
        /// linux/netfilter/nfnetlink_cttimeout.h.
        NFTA_CT_TIMEOUT_DATA: SubMessage<'a, CtTimeoutProtocol> = 3,
    }
}
sub_messages! {
    /// Timeouts of a conntrack timeout policy, selected by the layer 4 protocol. Other protocols
    /// have [`CtTimeoutGeneric`].
    pub enum CtTimeoutData<'a>, selector CtTimeoutProtocol from SelectorSource::bytes(2) => {
        /// TCP.
        TCP = &[6u8] => Tcp(Attrs<'a, CtTimeoutTcp>),
        /// UDP and UDP-Lite.
        UDP = &[17u8] => Udp(Attrs<'a, CtTimeoutUdp>),
        /// UDP-Lite.
        UDPLITE = &[136u8] => UdpLite(Attrs<'a, CtTimeoutUdp>),
        /// SCTP.
        SCTP = &[132u8] => Sctp(Attrs<'a, CtTimeoutSctp>),
        /// DCCP.
        DCCP = &[33u8] => Dccp(Attrs<'a, CtTimeoutDccp>),
        /// ICMP.
        ICMP = &[1u8] => Icmp(Attrs<'a, CtTimeoutIcmp>),
        /// ICMPv6.
        ICMPV6 = &[58u8] => Icmpv6(Attrs<'a, CtTimeoutIcmpv6>),
        /// GRE.
        GRE = &[47u8] => Gre(Attrs<'a, CtTimeoutGre>),
    }
}
flags! {
    /// Flags of tunnel metadata: `NFT_TUNNEL_F_*`.
    pub struct TunnelFlags(u32) {
        /// Sends UDP packets with checksum 0.
        NFT_TUNNEL_F_ZERO_CSUM_TX = 1 << 0,
        /// Sets the flag don't fragment (DF).
        NFT_TUNNEL_F_DONT_FRAGMENT = 1 << 1,
        /// Sends sequence numbers.
        NFT_TUNNEL_F_SEQ_NUMBER = 1 << 2,
    }
}
// Limits: nft_tunnel_key_policy, net/netfilter/nft_tunnel.c.
attributes! {
    /// Tunnel metadata: `NFTA_TUNNEL_KEY_*`.
    pub set NftTunnelKey, enum NftTunnelKeyAttr<'a> {
        /// Tunnel ID, such as a VNI.
        NFTA_TUNNEL_KEY_ID: Be<u32> = 1,
        /// IPv4 addresses.
        NFTA_TUNNEL_KEY_IP: Attrs<'a, NftTunnelIp> = 2,
        /// IPv6 addresses.
        NFTA_TUNNEL_KEY_IP6: Attrs<'a, NftTunnelIp6> = 3,
        /// Flags: zero UDP checksum, don't fragment, sequence numbers.
        NFTA_TUNNEL_KEY_FLAGS: Be<TunnelFlags> = 4,
        /// Type of service (TOS).
        NFTA_TUNNEL_KEY_TOS: u8 = 5,
        /// Time to live (TTL).
        NFTA_TUNNEL_KEY_TTL: u8 = 6,
        /// UDP source port.
        NFTA_TUNNEL_KEY_SPORT: Be<u16> = 7,
        /// UDP destination port.
        NFTA_TUNNEL_KEY_DPORT: Be<u16> = 8,
        /// Options of the tunnel protocol.
        NFTA_TUNNEL_KEY_OPTS: Attrs<'a, NftTunnelOpts> = 9,
    }
}
attributes! {
    /// IPv4 addresses of a tunnel: `NFTA_TUNNEL_KEY_IP_*`.
    pub set NftTunnelIp, enum NftTunnelIpAttr<'a> {
        /// Source address.
        NFTA_TUNNEL_KEY_IP_SRC: core::net::Ipv4Addr = 1,
        /// Destination address.
        NFTA_TUNNEL_KEY_IP_DST: core::net::Ipv4Addr = 2,
    }
}
attributes! {
    /// IPv6 addresses of a tunnel: `NFTA_TUNNEL_KEY_IP6_*`.
    pub set NftTunnelIp6, enum NftTunnelIp6Attr<'a> {
        /// Source address.
        NFTA_TUNNEL_KEY_IP6_SRC: core::net::Ipv6Addr = 1,
        /// Destination address.
        NFTA_TUNNEL_KEY_IP6_DST: core::net::Ipv6Addr = 2,
        /// Flow label.
        NFTA_TUNNEL_KEY_IP6_FLOWLABEL: Be<u32> = 3,
    }
}
attributes! {
    /// Options of a tunnel protocol: `NFTA_TUNNEL_KEY_OPTS_*`. One of them.
    pub set NftTunnelOpts, enum NftTunnelOptsAttr<'a> {
        /// VXLAN (RFC 7348).
        NFTA_TUNNEL_KEY_OPTS_VXLAN: Attrs<'a, NftTunnelVxlan> = 1,
        /// ERSPAN options: version, index or direction and hardware id.
        NFTA_TUNNEL_KEY_OPTS_ERSPAN: Attrs<'a, NftTunnelErspan> = 2,
        /// Option of Geneve (RFC 8926). Several options are several attributes.
        NFTA_TUNNEL_KEY_OPTS_GENEVE: [Attrs<'a, NftTunnelGeneve>] = 3,
    }
}
attributes! {
    /// Options of VXLAN: `NFTA_TUNNEL_KEY_VXLAN_*`.
    pub set NftTunnelVxlan, enum NftTunnelVxlanAttr<'a> {
        /// Group policy (GBP).
        NFTA_TUNNEL_KEY_VXLAN_GBP: Be<u32> = 1,
    }
}
attributes! {
    /// Options of ERSPAN: `NFTA_TUNNEL_KEY_ERSPAN_*`.
    pub set NftTunnelErspan, enum NftTunnelErspanAttr<'a> {
        /// Version: 1 or 2.
        NFTA_TUNNEL_KEY_ERSPAN_VERSION: Be<u32> = 1,
        /// Index of version 1.
        NFTA_TUNNEL_KEY_ERSPAN_V1_INDEX: Be<u32> = 2,
        /// Hardware ID of version 2.
        NFTA_TUNNEL_KEY_ERSPAN_V2_HWID: u8 = 3,
        /// Direction of version 2.
        NFTA_TUNNEL_KEY_ERSPAN_V2_DIR: u8 = 4,
    }
}
attributes! {
    /// Option of Geneve: `NFTA_TUNNEL_KEY_GENEVE_*`.
    pub set NftTunnelGeneve, enum NftTunnelGeneveAttr<'a> {
        /// Option class of Geneve (RFC 8926).
        NFTA_TUNNEL_KEY_GENEVE_CLASS: Be<u16> = 1,
        /// Option type of Geneve, within the class.
        NFTA_TUNNEL_KEY_GENEVE_TYPE: u8 = 2,
        /// Data, at most 127 bytes.
        NFTA_TUNNEL_KEY_GENEVE_DATA: &'a [u8] = 3,
    }
}
attributes! {
    /// Security mark: `NFTA_SECMARK_*`.
    pub set NftSecMark, enum NftSecMarkAttr<'a> {
        /// Security context.
        NFTA_SECMARK_CTX: Str<'a> = 1 where max_len(256),
    }
}
attributes! {
    /// Conntrack expectation: `NFTA_CT_EXPECT_*`.
    pub set NftCtExpect, enum NftCtExpectAttr<'a> {
        /// Protocol family (`NFPROTO_*`).
        NFTA_CT_EXPECT_L3PROTO: Be<u16> = 1,
        /// Layer 4 protocol.
        NFTA_CT_EXPECT_L4PROTO: IpProtocol = 2,
        /// Destination port of the expected connection.
        NFTA_CT_EXPECT_DPORT: Be<u16> = 3,
        /// Timeout of the expectation, milliseconds. In host byte order.
        NFTA_CT_EXPECT_TIMEOUT: u32 = 4,
        /// Maximum number of pending expectations.
        NFTA_CT_EXPECT_SIZE: u8 = 5,
    }
}
flags! {
    /// Flags of a flow table: `NFT_FLOWTABLE_*`.
    pub struct FlowtableFlags(u32) {
        /// Hardware offload.
        NFT_FLOWTABLE_HW_OFFLOAD = 0x1,
        /// Updates the conntrack counters of offloaded connections.
        NFT_FLOWTABLE_COUNTER = 0x2,
    }
}
// Limits: nft_flowtable_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Attributes of a flow table: `NFTA_FLOWTABLE_*`.
    pub set NftFlowtable, enum NftFlowtableAttr<'a> {
        /// Table name.
        NFTA_FLOWTABLE_TABLE: Str<'a> = 1 where max_len(255),
        /// Flow table name.
        NFTA_FLOWTABLE_NAME: Str<'a> = 2 where max_len(255),
        /// Hook and interfaces.
        NFTA_FLOWTABLE_HOOK: Attrs<'a, NftFlowtableHook> = 3,
        /// Number of rules that refer to the flow table.
        NFTA_FLOWTABLE_USE: Be<u32> = 4 where read_only,
        /// Handle, assigned by the kernel.
        NFTA_FLOWTABLE_HANDLE: Be<u64> = 5,
        /// Padding.
        NFTA_FLOWTABLE_PAD: &'a [u8] = 6 where read_only,
        /// Flags: hardware offload, counters.
        NFTA_FLOWTABLE_FLAGS: Be<FlowtableFlags> = 7,
    }
}
// Limits: nft_flowtable_hook_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Hook and interfaces of a flow table: `NFTA_FLOWTABLE_HOOK_*`.
    pub set NftFlowtableHook, enum NftFlowtableHookAttr<'a> {
        /// Hook number: 0 (ingress).
        NFTA_FLOWTABLE_HOOK_NUM: Be<u32> = 1,
        /// Priority: flow tables and chains on the hook run in ascending order.
        NFTA_FLOWTABLE_HOOK_PRIORITY: Be<i32> = 2,
        /// Interfaces.
        NFTA_FLOWTABLE_HOOK_DEVS: Attrs<'a, NftDevices> = 3,
    }
}
of_family! {
    /// Creates a stateful object, or changes one if the object type supports changes.
    NewObject = New(NFT_MSG_NEWOBJ, NftObject),
    /// Requests one object by table, name and type, or dumps all.
    GetObject = Get(NFT_MSG_GETOBJ, NftObject),
    /// Requests one object, or dumps all, and resets counters and quotas.
    GetObjectReset = Get(NFT_MSG_GETOBJ_RESET, NftObject),
    /// Deletes a stateful object.
    DelObject = Delete(NFT_MSG_DELOBJ, NftObject),
    /// Deletes a stateful object; a missing object is not an error. Since Linux 6.3.
    DestroyObject = Delete(NFT_MSG_DESTROYOBJ, NftObject),
    /// Creates a flow table, or adds interfaces to one.
    NewFlowtable = New(NFT_MSG_NEWFLOWTABLE, NftFlowtable),
    /// Requests one flow table by table and name, or dumps all.
    GetFlowtable = Get(NFT_MSG_GETFLOWTABLE, NftFlowtable),
    /// Deletes a flow table, or removes the given interfaces from one.
    DelFlowtable = Delete(NFT_MSG_DELFLOWTABLE, NftFlowtable),
    /// Deletes a flow table; a missing flow table is not an error. Since Linux 6.3.
    DestroyFlowtable = Delete(NFT_MSG_DESTROYFLOWTABLE, NftFlowtable),
}

//! The fields that nft has names for.
use super::{
    CtKey, CtState, DataType, ExthdrOp, FibFlags, FibResult, FieldSpec, Header, IcmpType, Icmpv6Type,
    MetaKey, NamePattern, RtKey, SocketKey, Source, TcpHeaderFlags,
};
use crate::{
    netfilter::{NfProto, conntrack},
    uapi::{EtherType, HardwareType, IpProtocol},
};
use core::{
    fmt,
    marker::PhantomData,
    net::{Ipv4Addr, Ipv6Addr},
};

/// Packet field, or metadata of a packet, whose values have the type `V`.
///
/// The constants of the module [`field`] are the fields that nft has names for.
#[derive(Clone, Copy)]
pub struct PacketField<V> {
    pub(crate) spec: FieldSpec,
    value: PhantomData<fn() -> V>,
}
impl<V> PacketField<V> {
    const fn new(name: &'static str, source: Source, bits: u16, data_type: DataType) -> Self {
        Self { spec: FieldSpec { name, source, bits, data_type }, value: PhantomData }
    }
    /// Returns the name that nft uses, for example `tcp dport`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.spec.name
    }
    /// Returns the data type for sets with this field as key.
    #[must_use]
    pub const fn data_type(&self) -> DataType {
        self.spec.data_type
    }
}
impl<V> fmt::Debug for PacketField<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.spec.name)
    }
}

/// Defines the fields, and the methods of [`Rule`](super::Rule) that match them.
macro_rules! fields {
    ($( $constant:ident $method:ident: $value:ty = $name:literal, $source:expr, $bits:expr, $data_type:ident; )*) => {
        /// Packet fields and metadata, by the names of nft.
        pub mod field {
            use super::*;
            use super::Source::*;
            $(
                #[doc = concat!("`", $name, "`.")]
                pub const $constant: PacketField<$value> =
                    PacketField::new($name, $source, $bits, DataType::$data_type);
            )*
        }
        /// All fields.
        pub(crate) static FIELDS: &[FieldSpec] = &[$( field::$constant.spec ),*];
        /// Matches of packet fields and metadata. Each first matches the protocol that the field
        /// belongs to, where the family of the table does not imply the protocol.
        impl super::Rule<'_, '_> {
            $(
                #[doc = concat!("Matches `", $name, "`: a value, a range, or a set.")]
                pub fn $method<'t>(self, test: impl Into<super::Test<'t, $value>>) -> Self {
                    self.matches(field::$constant, test)
                }
            )*
        }
    };
}
fields! {
    ETHER_DADDR ether_daddr: [u8; 6] = "ether daddr", Payload(Header::Ether, 0), 48, ETHER_ADDR;
    ETHER_SADDR ether_saddr: [u8; 6] = "ether saddr", Payload(Header::Ether, 48), 48, ETHER_ADDR;
    ETHER_TYPE ether_type: EtherType = "ether type", Payload(Header::Ether, 96), 16, ETHER_TYPE;
    VLAN_PCP vlan_pcp: u8 = "vlan pcp", Payload(Header::Vlan, 112), 3, INTEGER;
    VLAN_DEI vlan_dei: u8 = "vlan dei", Payload(Header::Vlan, 115), 1, INTEGER;
    VLAN_ID vlan_id: u16 = "vlan id", Payload(Header::Vlan, 116), 12, INTEGER;
    VLAN_TYPE vlan_type: EtherType = "vlan type", Payload(Header::Vlan, 128), 16, ETHER_TYPE;

    ARP_HTYPE arp_htype: u16 = "arp htype", Payload(Header::Arp, 0), 16, INTEGER;
    ARP_PTYPE arp_ptype: EtherType = "arp ptype", Payload(Header::Arp, 16), 16, ETHER_TYPE;
    ARP_HLEN arp_hlen: u8 = "arp hlen", Payload(Header::Arp, 32), 8, INTEGER;
    ARP_PLEN arp_plen: u8 = "arp plen", Payload(Header::Arp, 40), 8, INTEGER;
    ARP_OPERATION arp_operation: u16 = "arp operation", Payload(Header::Arp, 48), 16, ARP_OP;
    ARP_SADDR_ETHER arp_saddr_ether: [u8; 6] = "arp saddr ether", Payload(Header::Arp, 64), 48, ETHER_ADDR;
    ARP_SADDR_IP arp_saddr_ip: Ipv4Addr = "arp saddr ip", Payload(Header::Arp, 112), 32, IPV4_ADDR;
    ARP_DADDR_ETHER arp_daddr_ether: [u8; 6] = "arp daddr ether", Payload(Header::Arp, 144), 48, ETHER_ADDR;
    ARP_DADDR_IP arp_daddr_ip: Ipv4Addr = "arp daddr ip", Payload(Header::Arp, 192), 32, IPV4_ADDR;

    IP_VERSION ip_version: u8 = "ip version", Payload(Header::Ip, 0), 4, INTEGER;
    IP_HDRLENGTH ip_hdrlength: u8 = "ip hdrlength", Payload(Header::Ip, 4), 4, INTEGER;
    IP_DSCP ip_dscp: u8 = "ip dscp", Payload(Header::Ip, 8), 6, DSCP;
    IP_ECN ip_ecn: u8 = "ip ecn", Payload(Header::Ip, 14), 2, ECN;
    IP_LENGTH ip_length: u16 = "ip length", Payload(Header::Ip, 16), 16, INTEGER;
    IP_ID ip_id: u16 = "ip id", Payload(Header::Ip, 32), 16, INTEGER;
    IP_FRAG_OFF ip_frag_off: u16 = "ip frag-off", Payload(Header::Ip, 48), 16, INTEGER;
    IP_TTL ip_ttl: u8 = "ip ttl", Payload(Header::Ip, 64), 8, INTEGER;
    IP_PROTOCOL ip_protocol: IpProtocol = "ip protocol", Payload(Header::Ip, 72), 8, INET_PROTO;
    IP_CHECKSUM ip_checksum: u16 = "ip checksum", Payload(Header::Ip, 80), 16, INTEGER;
    IP_SADDR ip_saddr: Ipv4Addr = "ip saddr", Payload(Header::Ip, 96), 32, IPV4_ADDR;
    IP_DADDR ip_daddr: Ipv4Addr = "ip daddr", Payload(Header::Ip, 128), 32, IPV4_ADDR;

    IP6_VERSION ip6_version: u8 = "ip6 version", Payload(Header::Ip6, 0), 4, INTEGER;
    IP6_DSCP ip6_dscp: u8 = "ip6 dscp", Payload(Header::Ip6, 4), 6, DSCP;
    IP6_ECN ip6_ecn: u8 = "ip6 ecn", Payload(Header::Ip6, 10), 2, ECN;
    IP6_FLOWLABEL ip6_flowlabel: u32 = "ip6 flowlabel", Payload(Header::Ip6, 12), 20, INTEGER;
    IP6_LENGTH ip6_length: u16 = "ip6 length", Payload(Header::Ip6, 32), 16, INTEGER;
    IP6_NEXTHDR ip6_nexthdr: IpProtocol = "ip6 nexthdr", Payload(Header::Ip6, 48), 8, INET_PROTO;
    IP6_HOPLIMIT ip6_hoplimit: u8 = "ip6 hoplimit", Payload(Header::Ip6, 56), 8, INTEGER;
    IP6_SADDR ip6_saddr: Ipv6Addr = "ip6 saddr", Payload(Header::Ip6, 64), 128, IPV6_ADDR;
    IP6_DADDR ip6_daddr: Ipv6Addr = "ip6 daddr", Payload(Header::Ip6, 192), 128, IPV6_ADDR;

    TH_SPORT th_sport: u16 = "th sport", Payload(Header::Transport, 0), 16, INET_SERVICE;
    TH_DPORT th_dport: u16 = "th dport", Payload(Header::Transport, 16), 16, INET_SERVICE;

    ICMP_TYPE icmp_type: IcmpType = "icmp type", Payload(Header::ICMP, 0), 8, ICMP_TYPE;
    ICMP_CODE icmp_code: u8 = "icmp code", Payload(Header::ICMP, 8), 8, ICMP_CODE;
    ICMP_CHECKSUM icmp_checksum: u16 = "icmp checksum", Payload(Header::ICMP, 16), 16, INTEGER;
    ICMP_ID icmp_id: u16 = "icmp id", Payload(Header::ICMP, 32), 16, INTEGER;
    ICMP_MTU icmp_mtu: u16 = "icmp mtu", Payload(Header::ICMP, 48), 16, INTEGER;
    ICMP_SEQUENCE icmp_sequence: u16 = "icmp sequence", Payload(Header::ICMP, 48), 16, INTEGER;
    ICMP_GATEWAY icmp_gateway: u32 = "icmp gateway", Payload(Header::ICMP, 32), 32, INTEGER;
    ICMPV6_TYPE icmpv6_type: Icmpv6Type = "icmpv6 type", Payload(Header::ICMPV6, 0), 8, ICMP6_TYPE;
    ICMPV6_CODE icmpv6_code: u8 = "icmpv6 code", Payload(Header::ICMPV6, 8), 8, ICMPV6_CODE;
    ICMPV6_CHECKSUM icmpv6_checksum: u16 = "icmpv6 checksum", Payload(Header::ICMPV6, 16), 16, INTEGER;
    ICMPV6_MTU icmpv6_mtu: u32 = "icmpv6 mtu", Payload(Header::ICMPV6, 32), 32, INTEGER;
    ICMPV6_MAX_DELAY icmpv6_max_delay: u16 = "icmpv6 max-delay", Payload(Header::ICMPV6, 32), 16, INTEGER;
    ICMPV6_ID icmpv6_id: u16 = "icmpv6 id", Payload(Header::ICMPV6, 32), 16, INTEGER;
    ICMPV6_SEQUENCE icmpv6_sequence: u16 = "icmpv6 sequence", Payload(Header::ICMPV6, 48), 16, INTEGER;
    IGMP_TYPE igmp_type: u8 = "igmp type", Payload(Header::IGMP, 0), 8, IGMP_TYPE;
    IGMP_MRT igmp_mrt: u8 = "igmp mrt", Payload(Header::IGMP, 8), 8, INTEGER;
    IGMP_CHECKSUM igmp_checksum: u16 = "igmp checksum", Payload(Header::IGMP, 16), 16, INTEGER;
    IGMP_GROUP igmp_group: Ipv4Addr = "igmp group", Payload(Header::IGMP, 32), 32, IPV4_ADDR;

    TCP_SPORT tcp_sport: u16 = "tcp sport", Payload(Header::TCP, 0), 16, INET_SERVICE;
    TCP_DPORT tcp_dport: u16 = "tcp dport", Payload(Header::TCP, 16), 16, INET_SERVICE;
    TCP_SEQUENCE tcp_sequence: u32 = "tcp sequence", Payload(Header::TCP, 32), 32, INTEGER;
    TCP_ACKSEQ tcp_ackseq: u32 = "tcp ackseq", Payload(Header::TCP, 64), 32, INTEGER;
    TCP_DOFF tcp_doff: u8 = "tcp doff", Payload(Header::TCP, 96), 4, INTEGER;
    TCP_FLAGS tcp_flags: TcpHeaderFlags = "tcp flags", Payload(Header::TCP, 104), 8, TCP_FLAG;
    TCP_WINDOW tcp_window: u16 = "tcp window", Payload(Header::TCP, 112), 16, INTEGER;
    TCP_CHECKSUM tcp_checksum: u16 = "tcp checksum", Payload(Header::TCP, 128), 16, INTEGER;
    TCP_URGPTR tcp_urgptr: u16 = "tcp urgptr", Payload(Header::TCP, 144), 16, INTEGER;
    UDP_SPORT udp_sport: u16 = "udp sport", Payload(Header::UDP, 0), 16, INET_SERVICE;
    UDP_DPORT udp_dport: u16 = "udp dport", Payload(Header::UDP, 16), 16, INET_SERVICE;
    UDP_LENGTH udp_length: u16 = "udp length", Payload(Header::UDP, 32), 16, INTEGER;
    UDP_CHECKSUM udp_checksum: u16 = "udp checksum", Payload(Header::UDP, 48), 16, INTEGER;
    UDPLITE_SPORT udplite_sport: u16 = "udplite sport", Payload(Header::UDPLITE, 0), 16, INET_SERVICE;
    UDPLITE_DPORT udplite_dport: u16 = "udplite dport", Payload(Header::UDPLITE, 16), 16, INET_SERVICE;
    UDPLITE_CHECKSUM udplite_checksum: u16 = "udplite checksum", Payload(Header::UDPLITE, 48), 16, INTEGER;
    SCTP_SPORT sctp_sport: u16 = "sctp sport", Payload(Header::SCTP, 0), 16, INET_SERVICE;
    SCTP_DPORT sctp_dport: u16 = "sctp dport", Payload(Header::SCTP, 16), 16, INET_SERVICE;
    SCTP_VTAG sctp_vtag: u32 = "sctp vtag", Payload(Header::SCTP, 32), 32, INTEGER;
    SCTP_CHECKSUM sctp_checksum: u32 = "sctp checksum", Payload(Header::SCTP, 64), 32, INTEGER;
    DCCP_SPORT dccp_sport: u16 = "dccp sport", Payload(Header::DCCP, 0), 16, INET_SERVICE;
    DCCP_DPORT dccp_dport: u16 = "dccp dport", Payload(Header::DCCP, 16), 16, INET_SERVICE;
    DCCP_TYPE dccp_type: u8 = "dccp type", Payload(Header::DCCP, 67), 4, DCCP_PKTTYPE;
    AH_NEXTHDR ah_nexthdr: IpProtocol = "ah nexthdr", Payload(Header::AH, 0), 8, INET_PROTO;
    AH_HDRLENGTH ah_hdrlength: u8 = "ah hdrlength", Payload(Header::AH, 8), 8, INTEGER;
    AH_RESERVED ah_reserved: u16 = "ah reserved", Payload(Header::AH, 16), 16, INTEGER;
    AH_SPI ah_spi: u32 = "ah spi", Payload(Header::AH, 32), 32, INTEGER;
    AH_SEQUENCE ah_sequence: u32 = "ah sequence", Payload(Header::AH, 64), 32, INTEGER;
    ESP_SPI esp_spi: u32 = "esp spi", Payload(Header::ESP, 0), 32, INTEGER;
    ESP_SEQUENCE esp_sequence: u32 = "esp sequence", Payload(Header::ESP, 32), 32, INTEGER;
    COMP_NEXTHDR comp_nexthdr: IpProtocol = "comp nexthdr", Payload(Header::COMP, 0), 8, INET_PROTO;
    COMP_FLAGS comp_flags: u8 = "comp flags", Payload(Header::COMP, 8), 8, BITMASK;
    COMP_CPI comp_cpi: u16 = "comp cpi", Payload(Header::COMP, 16), 16, INTEGER;

    META_LENGTH meta_length: u32 = "meta length", Meta(MetaKey::NFT_META_LEN), 32, INTEGER;
    META_PROTOCOL meta_protocol: EtherType = "meta protocol", Meta(MetaKey::NFT_META_PROTOCOL), 16, ETHER_TYPE;
    META_PRIORITY meta_priority: u32 = "meta priority", Meta(MetaKey::NFT_META_PRIORITY), 32, CLASSID;
    META_MARK meta_mark: u32 = "meta mark", Meta(MetaKey::NFT_META_MARK), 32, MARK;
    IIF iif: u32 = "iif", Meta(MetaKey::NFT_META_IIF), 32, IFINDEX;
    OIF oif: u32 = "oif", Meta(MetaKey::NFT_META_OIF), 32, IFINDEX;
    IIFNAME iifname: NamePattern = "iifname", Meta(MetaKey::NFT_META_IIFNAME), 128, IFNAME;
    OIFNAME oifname: NamePattern = "oifname", Meta(MetaKey::NFT_META_OIFNAME), 128, IFNAME;
    IIFTYPE iiftype: HardwareType = "meta iiftype", Meta(MetaKey::NFT_META_IFTYPE), 16, ARPHRD;
    OIFTYPE oiftype: HardwareType = "meta oiftype", Meta(MetaKey::NFT_META_OIFTYPE), 16, ARPHRD;
    META_SKUID meta_skuid: u32 = "meta skuid", Meta(MetaKey::NFT_META_SKUID), 32, UID;
    META_SKGID meta_skgid: u32 = "meta skgid", Meta(MetaKey::NFT_META_SKGID), 32, GID;
    META_NFTRACE meta_nftrace: u8 = "meta nftrace", Meta(MetaKey::NFT_META_NFTRACE), 8, INTEGER;
    META_RTCLASSID meta_rtclassid: u32 = "meta rtclassid", Meta(MetaKey::NFT_META_RTCLASSID), 32, REALM;
    META_NFPROTO meta_nfproto: NfProto = "meta nfproto", Meta(MetaKey::NFT_META_NFPROTO), 8, NF_PROTO;
    META_L4PROTO meta_l4proto: IpProtocol = "meta l4proto", Meta(MetaKey::NFT_META_L4PROTO), 8, INET_PROTO;
    META_IBRNAME meta_ibrname: NamePattern = "meta ibrname", Meta(MetaKey::NFT_META_BRI_IIFNAME), 128, IFNAME;
    META_OBRNAME meta_obrname: NamePattern = "meta obrname", Meta(MetaKey::NFT_META_BRI_OIFNAME), 128, IFNAME;
    META_PKTTYPE meta_pkttype: u8 = "meta pkttype", Meta(MetaKey::NFT_META_PKTTYPE), 8, PKTTYPE;
    META_CPU meta_cpu: u32 = "meta cpu", Meta(MetaKey::NFT_META_CPU), 32, INTEGER;
    IIFGROUP iifgroup: u32 = "iifgroup", Meta(MetaKey::NFT_META_IIFGROUP), 32, DEVGROUP;
    OIFGROUP oifgroup: u32 = "oifgroup", Meta(MetaKey::NFT_META_OIFGROUP), 32, DEVGROUP;
    META_CGROUP meta_cgroup: u32 = "meta cgroup", Meta(MetaKey::NFT_META_CGROUP), 32, INTEGER;
    META_RANDOM meta_random: u32 = "meta random", Meta(MetaKey::NFT_META_PRANDOM), 32, INTEGER;
    META_IPSEC meta_ipsec: u8 = "meta ipsec", Meta(MetaKey::NFT_META_SECPATH), 8, BOOLEAN;
    META_IIFKIND meta_iifkind: NamePattern = "meta iifkind", Meta(MetaKey::NFT_META_IIFKIND), 128, IFNAME;
    META_OIFKIND meta_oifkind: NamePattern = "meta oifkind", Meta(MetaKey::NFT_META_OIFKIND), 128, IFNAME;
    META_IBRPVID meta_ibrpvid: u16 = "meta ibrpvid", Meta(MetaKey::NFT_META_BRI_IIFPVID), 16, INTEGER;
    META_IBRVPROTO meta_ibrvproto: EtherType = "meta ibrvproto", Meta(MetaKey::NFT_META_BRI_IIFVPROTO), 16, ETHER_TYPE;
    META_TIME meta_time: u64 = "meta time", Meta(MetaKey::NFT_META_TIME_NS), 64, TIME_DATE;
    META_DAY meta_day: u8 = "meta day", Meta(MetaKey::NFT_META_TIME_DAY), 8, TIME_DAY;
    META_HOUR meta_hour: u32 = "meta hour", Meta(MetaKey::NFT_META_TIME_HOUR), 32, TIME_HOUR;
    META_SDIF meta_sdif: u32 = "meta sdif", Meta(MetaKey::NFT_META_SDIF), 32, IFINDEX;
    META_SDIFNAME meta_sdifname: NamePattern = "meta sdifname", Meta(MetaKey::NFT_META_SDIFNAME), 128, IFNAME;

    CT_STATE ct_state: CtState = "ct state", Ct(CtKey::NFT_CT_STATE, None), 32, CT_STATE;
    CT_DIRECTION ct_direction: u8 = "ct direction", Ct(CtKey::NFT_CT_DIRECTION, None), 8, CT_DIR;
    CT_STATUS ct_status: conntrack::Status = "ct status", Ct(CtKey::NFT_CT_STATUS, None), 32, CT_STATUS;
    CT_MARK ct_mark: u32 = "ct mark", Ct(CtKey::NFT_CT_MARK, None), 32, MARK;
    CT_EXPIRATION ct_expiration: u32 = "ct expiration", Ct(CtKey::NFT_CT_EXPIRATION, None), 32, TIME;
    CT_HELPER ct_helper: NamePattern = "ct helper", Ct(CtKey::NFT_CT_HELPER, None), 128, STRING;
    CT_L3PROTO ct_l3proto: NfProto = "ct l3proto", Ct(CtKey::NFT_CT_L3PROTOCOL, None), 8, NF_PROTO;
    CT_PROTOCOL ct_protocol: IpProtocol = "ct protocol", Ct(CtKey::NFT_CT_PROTOCOL, None), 8, INET_PROTO;
    CT_ZONE ct_zone: u16 = "ct zone", Ct(CtKey::NFT_CT_ZONE, None), 16, INTEGER;
    CT_PACKETS ct_packets: u64 = "ct packets", Ct(CtKey::NFT_CT_PKTS, None), 64, INTEGER;
    CT_BYTES ct_bytes: u64 = "ct bytes", Ct(CtKey::NFT_CT_BYTES, None), 64, INTEGER;
    CT_AVGPKT ct_avgpkt: u64 = "ct avgpkt", Ct(CtKey::NFT_CT_AVGPKT, None), 64, INTEGER;
    CT_ID ct_id: u32 = "ct id", Ct(CtKey::NFT_CT_ID, None), 32, INTEGER;
    CT_EVENT ct_event: u32 = "ct event", Ct(CtKey::NFT_CT_EVENTMASK, None), 32, CT_EVENTBIT;
    CT_ORIGINAL_IP_SADDR ct_original_ip_saddr: Ipv4Addr = "ct original ip saddr", Ct(CtKey::NFT_CT_SRC_IP, Some(0)), 32, IPV4_ADDR;
    CT_ORIGINAL_IP_DADDR ct_original_ip_daddr: Ipv4Addr = "ct original ip daddr", Ct(CtKey::NFT_CT_DST_IP, Some(0)), 32, IPV4_ADDR;
    CT_REPLY_IP_SADDR ct_reply_ip_saddr: Ipv4Addr = "ct reply ip saddr", Ct(CtKey::NFT_CT_SRC_IP, Some(1)), 32, IPV4_ADDR;
    CT_REPLY_IP_DADDR ct_reply_ip_daddr: Ipv4Addr = "ct reply ip daddr", Ct(CtKey::NFT_CT_DST_IP, Some(1)), 32, IPV4_ADDR;
    CT_ORIGINAL_IP6_SADDR ct_original_ip6_saddr: Ipv6Addr = "ct original ip6 saddr", Ct(CtKey::NFT_CT_SRC_IP6, Some(0)), 128, IPV6_ADDR;
    CT_ORIGINAL_IP6_DADDR ct_original_ip6_daddr: Ipv6Addr = "ct original ip6 daddr", Ct(CtKey::NFT_CT_DST_IP6, Some(0)), 128, IPV6_ADDR;
    CT_REPLY_IP6_SADDR ct_reply_ip6_saddr: Ipv6Addr = "ct reply ip6 saddr", Ct(CtKey::NFT_CT_SRC_IP6, Some(1)), 128, IPV6_ADDR;
    CT_REPLY_IP6_DADDR ct_reply_ip6_daddr: Ipv6Addr = "ct reply ip6 daddr", Ct(CtKey::NFT_CT_DST_IP6, Some(1)), 128, IPV6_ADDR;
    CT_ORIGINAL_PROTO_SRC ct_original_proto_src: u16 = "ct original proto-src", Ct(CtKey::NFT_CT_PROTO_SRC, Some(0)), 16, INET_SERVICE;
    CT_ORIGINAL_PROTO_DST ct_original_proto_dst: u16 = "ct original proto-dst", Ct(CtKey::NFT_CT_PROTO_DST, Some(0)), 16, INET_SERVICE;
    CT_REPLY_PROTO_SRC ct_reply_proto_src: u16 = "ct reply proto-src", Ct(CtKey::NFT_CT_PROTO_SRC, Some(1)), 16, INET_SERVICE;
    CT_REPLY_PROTO_DST ct_reply_proto_dst: u16 = "ct reply proto-dst", Ct(CtKey::NFT_CT_PROTO_DST, Some(1)), 16, INET_SERVICE;

    RT_CLASSID rt_classid: u32 = "rt classid", Rt(RtKey::NFT_RT_CLASSID), 32, REALM;
    RT_IP_NEXTHOP rt_ip_nexthop: Ipv4Addr = "rt ip nexthop", Rt(RtKey::NFT_RT_NEXTHOP4), 32, IPV4_ADDR;
    RT_IP6_NEXTHOP rt_ip6_nexthop: Ipv6Addr = "rt ip6 nexthop", Rt(RtKey::NFT_RT_NEXTHOP6), 128, IPV6_ADDR;
    RT_MTU rt_mtu: u16 = "rt mtu", Rt(RtKey::NFT_RT_TCPMSS), 16, INTEGER;
    RT_IPSEC rt_ipsec: u8 = "rt ipsec", Rt(RtKey::NFT_RT_XFRM), 8, BOOLEAN;

    SOCKET_TRANSPARENT socket_transparent: u8 = "socket transparent", Socket(SocketKey::NFT_SOCKET_TRANSPARENT), 8, INTEGER;
    SOCKET_MARK socket_mark: u32 = "socket mark", Socket(SocketKey::NFT_SOCKET_MARK), 32, MARK;
    SOCKET_WILDCARD socket_wildcard: u8 = "socket wildcard", Socket(SocketKey::NFT_SOCKET_WILDCARD), 8, INTEGER;

    FIB_SADDR_TYPE fib_saddr_type: u32 = "fib saddr type", Fib(FibResult::NFT_FIB_RESULT_ADDRTYPE, FibFlags::NFTA_FIB_F_SADDR), 32, FIB_ADDR;
    FIB_DADDR_TYPE fib_daddr_type: u32 = "fib daddr type", Fib(FibResult::NFT_FIB_RESULT_ADDRTYPE, FibFlags::NFTA_FIB_F_DADDR), 32, FIB_ADDR;
    FIB_SADDR_IIF_OIF fib_saddr_iif_oif: u32 = "fib saddr . iif oif",
        Fib(FibResult::NFT_FIB_RESULT_OIF, FibFlags::NFTA_FIB_F_SADDR.union(FibFlags::NFTA_FIB_F_IIF)), 32, IFINDEX;

    EXTHDR_HBH_NEXTHDR hbh_nexthdr: IpProtocol = "hbh nexthdr", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 0, 0), 8, INET_PROTO;
    EXTHDR_HBH_HDRLENGTH hbh_hdrlength: u8 = "hbh hdrlength", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 0, 8), 8, INTEGER;
    EXTHDR_RT_NEXTHDR rt_nexthdr: IpProtocol = "rt nexthdr", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 43, 0), 8, INET_PROTO;
    EXTHDR_RT_HDRLENGTH rt_hdrlength: u8 = "rt hdrlength", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 43, 8), 8, INTEGER;
    EXTHDR_RT_TYPE rt_type: u8 = "rt type", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 43, 16), 8, INTEGER;
    EXTHDR_RT_SEG_LEFT rt_seg_left: u8 = "rt seg-left", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 43, 24), 8, INTEGER;
    EXTHDR_SRH_LAST_ENTRY srh_last_entry: u8 = "srh last-entry", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 43, 32), 8, INTEGER;
    EXTHDR_SRH_FLAGS srh_flags: u8 = "srh flags", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 43, 40), 8, INTEGER;
    EXTHDR_SRH_TAG srh_tag: u16 = "srh tag", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 43, 48), 16, INTEGER;
    EXTHDR_SRH_SID srh_sid: Ipv6Addr = "srh sid[1]", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 43, 64), 128, IPV6_ADDR;
    EXTHDR_FRAG_NEXTHDR frag_nexthdr: IpProtocol = "frag nexthdr", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 44, 0), 8, INET_PROTO;
    EXTHDR_FRAG_RESERVED frag_reserved: u8 = "frag reserved", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 44, 8), 8, INTEGER;
    EXTHDR_FRAG_OFF frag_frag_off: u16 = "frag frag-off", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 44, 16), 13, INTEGER;
    EXTHDR_FRAG_RESERVED2 frag_reserved2: u8 = "frag reserved2", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 44, 29), 2, INTEGER;
    EXTHDR_FRAG_MORE frag_more_fragments: u8 = "frag more-fragments", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 44, 31), 1, INTEGER;
    EXTHDR_FRAG_ID frag_id: u32 = "frag id", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 44, 32), 32, INTEGER;
    EXTHDR_DST_NEXTHDR dst_nexthdr: IpProtocol = "dst nexthdr", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 60, 0), 8, INET_PROTO;
    EXTHDR_DST_HDRLENGTH dst_hdrlength: u8 = "dst hdrlength", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 60, 8), 8, INTEGER;
    EXTHDR_MH_NEXTHDR mh_nexthdr: IpProtocol = "mh nexthdr", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 135, 0), 8, INET_PROTO;
    EXTHDR_MH_HDRLENGTH mh_hdrlength: u8 = "mh hdrlength", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 135, 8), 8, INTEGER;
    EXTHDR_MH_TYPE mh_type: u8 = "mh type", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 135, 16), 8, MH_TYPE;
    EXTHDR_MH_RESERVED mh_reserved: u8 = "mh reserved", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 135, 24), 8, INTEGER;
    EXTHDR_MH_CHECKSUM mh_checksum: u16 = "mh checksum", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, 135, 32), 16, INTEGER;

    TCP_OPTION_MAXSEG_SIZE tcp_option_maxseg_size: u16 = "tcp option maxseg size", Exthdr(ExthdrOp::NFT_EXTHDR_OP_TCPOPT, 2, 16), 16, INTEGER;
    TCP_OPTION_WINDOW_COUNT tcp_option_window_count: u8 = "tcp option window count", Exthdr(ExthdrOp::NFT_EXTHDR_OP_TCPOPT, 3, 16), 8, INTEGER;
    TCP_OPTION_TIMESTAMP_TSVAL tcp_option_timestamp_tsval: u32 = "tcp option timestamp tsval", Exthdr(ExthdrOp::NFT_EXTHDR_OP_TCPOPT, 8, 16), 32, INTEGER;
    TCP_OPTION_TIMESTAMP_TSECR tcp_option_timestamp_tsecr: u32 = "tcp option timestamp tsecr", Exthdr(ExthdrOp::NFT_EXTHDR_OP_TCPOPT, 8, 48), 32, INTEGER;
    TCP_OPTION_SACK_LEFT tcp_option_sack_left: u32 = "tcp option sack left", Exthdr(ExthdrOp::NFT_EXTHDR_OP_TCPOPT, 5, 16), 32, INTEGER;
    TCP_OPTION_SACK_RIGHT tcp_option_sack_right: u32 = "tcp option sack right", Exthdr(ExthdrOp::NFT_EXTHDR_OP_TCPOPT, 5, 48), 32, INTEGER;
    TCP_OPTION_MPTCP_SUBTYPE tcp_option_mptcp_subtype: u8 = "tcp option mptcp subtype", Exthdr(ExthdrOp::NFT_EXTHDR_OP_TCPOPT, 30, 16), 4, INTEGER;
    SCTP_CHUNK_DATA_TSN sctp_chunk_data_tsn: u32 = "sctp chunk data tsn", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 0, 32), 32, INTEGER;
    SCTP_CHUNK_DATA_STREAM sctp_chunk_data_stream: u16 = "sctp chunk data stream", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 0, 64), 16, INTEGER;
    SCTP_CHUNK_DATA_SSN sctp_chunk_data_ssn: u16 = "sctp chunk data ssn", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 0, 80), 16, INTEGER;
    SCTP_CHUNK_DATA_PPID sctp_chunk_data_ppid: u32 = "sctp chunk data ppid", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 0, 96), 32, INTEGER;
    SCTP_CHUNK_INIT_INIT_TAG sctp_chunk_init_init_tag: u32 = "sctp chunk init init-tag", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 1, 32), 32, INTEGER;
    SCTP_CHUNK_INIT_A_RWND sctp_chunk_init_a_rwnd: u32 = "sctp chunk init a-rwnd", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 1, 64), 32, INTEGER;
    SCTP_CHUNK_INIT_NUM_OUTBOUND_STREAMS sctp_chunk_init_num_outbound_streams: u16 = "sctp chunk init num-outbound-streams", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 1, 96), 16, INTEGER;
    SCTP_CHUNK_INIT_NUM_INBOUND_STREAMS sctp_chunk_init_num_inbound_streams: u16 = "sctp chunk init num-inbound-streams", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 1, 112), 16, INTEGER;
    SCTP_CHUNK_INIT_INITIAL_TSN sctp_chunk_init_initial_tsn: u32 = "sctp chunk init initial-tsn", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 1, 128), 32, INTEGER;
    SCTP_CHUNK_INIT_ACK_INIT_TAG sctp_chunk_init_ack_init_tag: u32 = "sctp chunk init-ack init-tag", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 2, 32), 32, INTEGER;
    SCTP_CHUNK_INIT_ACK_A_RWND sctp_chunk_init_ack_a_rwnd: u32 = "sctp chunk init-ack a-rwnd", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 2, 64), 32, INTEGER;
    SCTP_CHUNK_INIT_ACK_NUM_OUTBOUND_STREAMS sctp_chunk_init_ack_num_outbound_streams: u16 = "sctp chunk init-ack num-outbound-streams", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 2, 96), 16, INTEGER;
    SCTP_CHUNK_INIT_ACK_NUM_INBOUND_STREAMS sctp_chunk_init_ack_num_inbound_streams: u16 = "sctp chunk init-ack num-inbound-streams", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 2, 112), 16, INTEGER;
    SCTP_CHUNK_INIT_ACK_INITIAL_TSN sctp_chunk_init_ack_initial_tsn: u32 = "sctp chunk init-ack initial-tsn", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 2, 128), 32, INTEGER;
    SCTP_CHUNK_SACK_CUM_TSN_ACK sctp_chunk_sack_cum_tsn_ack: u32 = "sctp chunk sack cum-tsn-ack", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 3, 32), 32, INTEGER;
    SCTP_CHUNK_SACK_A_RWND sctp_chunk_sack_a_rwnd: u32 = "sctp chunk sack a-rwnd", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 3, 64), 32, INTEGER;
    SCTP_CHUNK_SACK_NUM_GAP_ACK_BLOCKS sctp_chunk_sack_num_gap_ack_blocks: u16 = "sctp chunk sack num-gap-ack-blocks", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 3, 96), 16, INTEGER;
    SCTP_CHUNK_SACK_NUM_DUP_TSNS sctp_chunk_sack_num_dup_tsns: u16 = "sctp chunk sack num-dup-tsns", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 3, 112), 16, INTEGER;
    SCTP_CHUNK_SHUTDOWN_CUM_TSN_ACK sctp_chunk_shutdown_cum_tsn_ack: u32 = "sctp chunk shutdown cum-tsn-ack", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 7, 32), 32, INTEGER;
    SCTP_CHUNK_ECNE_LOWEST_TSN sctp_chunk_ecne_lowest_tsn: u32 = "sctp chunk ecne lowest-tsn", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 12, 32), 32, INTEGER;
    SCTP_CHUNK_CWR_LOWEST_TSN sctp_chunk_cwr_lowest_tsn: u32 = "sctp chunk cwr lowest-tsn", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 13, 32), 32, INTEGER;
    SCTP_CHUNK_ASCONF_ACK_SEQNO sctp_chunk_asconf_ack_seqno: u32 = "sctp chunk asconf-ack seqno", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 0x80, 32), 32, INTEGER;
    SCTP_CHUNK_FORWARD_TSN_NEW_CUM_TSN sctp_chunk_forward_tsn_new_cum_tsn: u32 = "sctp chunk forward-tsn new-cum-tsn", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 0xc0, 32), 32, INTEGER;
    SCTP_CHUNK_ASCONF_SEQNO sctp_chunk_asconf_seqno: u32 = "sctp chunk asconf seqno", Exthdr(ExthdrOp::NFT_EXTHDR_OP_SCTP, 0xc1, 32), 32, INTEGER;
    IP_OPTION_LSRR_TYPE ip_option_lsrr_type: u8 = "ip option lsrr type", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV4, 131, 0), 8, INTEGER;
    IP_OPTION_RA_VALUE ip_option_ra_value: u16 = "ip option ra value", Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV4, 148, 16), 16, INTEGER;
}

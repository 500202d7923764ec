//! Ethernet over UDP: kinds `vxlan` (`IFLA_VXLAN_*`) and `geneve` (`IFLA_GENEVE_*`), and what else goes over UDP: `bareudp`
//! (`IFLA_BAREUDP_*`), `gtp` (`IFLA_GTP_*`), `amt` (`IFLA_AMT_*`). linux/if_link.h, linux/amt.h.
//!
//! ```
//! use nlwire::{route::{Link, LinkInfo, LinkKind, Vxlan}, wire::Writer};
//! use core::net::Ipv4Addr;
//! let mut buffer = [0; 128];
//! let mut link = Writer::<Link>::new(&mut buffer);
//! link.nest(Link::IFLA_LINKINFO, |info| {
//!     info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VXLAN, |vxlan| {
//!         vxlan.put(Vxlan::IFLA_VXLAN_ID, 42).put(Vxlan::IFLA_VXLAN_PORT, 4789);
//!         vxlan.put(Vxlan::IFLA_VXLAN_GROUP, Ipv4Addr::new(192, 0, 2, 1));
//!     });
//! });
//! let attributes = link.finish()?;
//! # let _ = attributes;
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{
    attributes, flags, layout, numbers,
    uapi::EtherType,
    wire::{Be, Flag, Ip, Key, Slice},
};

layout! {
    /// Source ports that may be used: `struct ifla_vxlan_port_range` and `struct ifla_geneve_port_range`, linux/if_link.h.
    #[doc(alias("ifla_vxlan_port_range", "ifla_geneve_port_range"))]
    pub struct TunnelPortRange {
        /// The first, big-endian.
        low: Be<u16>,
        /// The last, big-endian.
        high: Be<u16>,
    }
}
layout! {
    /// A VXLAN header: `struct vxlanhdr`, net/vxlan.h of the kernel. As `IFLA_VXLAN_RESERVED_BITS`: which bits must be zero.
    #[doc(alias = "vxlanhdr")]
    pub struct VxlanHeader {
        /// Flags and reserved bits, big-endian.
        vx_flags: Be<VxlanBits>,
        /// Network id in the upper 24 bits, big-endian.
        vx_vni: Be<u32>,
    }
}
numbers! {
    /// What becomes of the don't-fragment bit: `enum ifla_vxlan_df`, linux/if_link.h.
    pub struct VxlanDf(u8) {
        /// It is not set.
        VXLAN_DF_UNSET = 0,
        /// It is set.
        VXLAN_DF_SET = 1,
        /// As in the packet within.
        VXLAN_DF_INHERIT = 2,
    }
}
numbers! {
    /// Where the IPv6 flow label comes from: `enum ifla_vxlan_label_policy`, linux/if_link.h.
    pub struct VxlanLabelPolicy(u32) {
        /// From `IFLA_VXLAN_LABEL`.
        VXLAN_LABEL_FIXED = 0,
        /// From the packet within.
        VXLAN_LABEL_INHERIT = 1,
    }
}
numbers! {
    /// What becomes of the don't-fragment bit: `enum ifla_geneve_df`, linux/if_link.h.
    pub struct GeneveDf(u8) {
        /// It is not set.
        GENEVE_DF_UNSET = 0,
        /// It is set.
        GENEVE_DF_SET = 1,
        /// As in the packet within.
        GENEVE_DF_INHERIT = 2,
    }
}
numbers! {
    /// Which side of a mobile network this is: `enum ifla_gtp_role`, linux/if_link.h.
    pub struct GtpRole(u32) {
        /// The gateway: sessions are found by destination address.
        GTP_ROLE_GGSN = 0,
        /// The radio's side: sessions are found by source address.
        GTP_ROLE_SGSN = 1,
    }
}
numbers! {
    /// Which side of an automatic multicast tunnel this is: `enum ifla_amt_mode`, linux/amt.h.
    pub struct AmtMode(u32) {
        /// It asks for groups.
        AMT_MODE_GATEWAY = 0,
        /// It sends them.
        AMT_MODE_RELAY = 1,
    }
}
flags! {
    /// Bits of the first word of a VXLAN header: net/vxlan.h of the kernel.
    pub struct VxlanBits(u32) {
        /// There is a network id.
        VXLAN_HF_VNI = 1 << 27,
        /// There is a group policy.
        VXLAN_HF_GBP = 1 << 31,
        /// There is a next protocol (GPE).
        VXLAN_HF_NP = 1 << 26,
        /// Remote checksum offload.
        VXLAN_HF_RCO = 1 << 21,
    }
}

attributes! {
    /// A VXLAN: `IFLA_VXLAN_*`, linux/if_link.h.
    pub set Vxlan strict from 31, enum VxlanAttr<'a> {
        /// Network id, 24 bits.
        IFLA_VXLAN_ID = 1 => Id(u32),
        /// The peer, or a multicast group, IPv4.
        IFLA_VXLAN_GROUP = 2 => Group(Ip<'a>),
        /// Index of the link that it goes through.
        IFLA_VXLAN_LINK = 3 => Link(u32),
        /// Own address, IPv4.
        IFLA_VXLAN_LOCAL = 4 => Local(Ip<'a>),
        /// Time to live; 0 for the default.
        IFLA_VXLAN_TTL = 5 => Ttl(u8),
        /// Type of service; 1 for that of the packet within.
        IFLA_VXLAN_TOS = 6 => Tos(u8),
        /// Whether it learns where addresses are, 0 or 1.
        IFLA_VXLAN_LEARNING = 7 => Learning(u8),
        /// How long a learned address is kept, s.
        IFLA_VXLAN_AGEING = 8 => Ageing(u32),
        /// Most addresses; 0 for no limit.
        IFLA_VXLAN_LIMIT = 9 => Limit(u32),
        /// Source ports, big-endian.
        IFLA_VXLAN_PORT_RANGE = 10 => PortRange(&'a TunnelPortRange),
        /// Whether ARP is answered here, 0 or 1.
        IFLA_VXLAN_PROXY = 11 => Proxy(u8),
        /// Whether packets to a router's address are routed here, 0 or 1.
        IFLA_VXLAN_RSC = 12 => Rsc(u8),
        /// Whether unknown Ethernet addresses are told by netlink, 0 or 1.
        IFLA_VXLAN_L2MISS = 13 => L2miss(u8),
        /// Whether unknown IP addresses are told by netlink, 0 or 1.
        IFLA_VXLAN_L3MISS = 14 => L3miss(u8),
        /// Destination port, big-endian.
        IFLA_VXLAN_PORT = 15 => Port(Be<u16>),
        /// The peer, or a multicast group, IPv6.
        IFLA_VXLAN_GROUP6 = 16 => Group6(Ip<'a>) where at_least(16),
        /// Own address, IPv6.
        IFLA_VXLAN_LOCAL6 = 17 => Local6(Ip<'a>) where at_least(16),
        /// Whether UDP over IPv4 has a checksum, 0 or 1.
        IFLA_VXLAN_UDP_CSUM = 18 => UdpCsum(u8),
        /// Whether UDP over IPv6 is sent without one, 0 or 1.
        IFLA_VXLAN_UDP_ZERO_CSUM6_TX = 19 => UdpZeroCsum6Tx(u8),
        /// Whether UDP over IPv6 is received without one, 0 or 1.
        IFLA_VXLAN_UDP_ZERO_CSUM6_RX = 20 => UdpZeroCsum6Rx(u8),
        /// Remote checksum offload when sending, 0 or 1.
        IFLA_VXLAN_REMCSUM_TX = 21 => RemcsumTx(u8),
        /// Remote checksum offload when receiving, 0 or 1.
        IFLA_VXLAN_REMCSUM_RX = 22 => RemcsumRx(u8),
        /// Group policy extension.
        IFLA_VXLAN_GBP = 23 => Gbp(Flag),
        /// Remote checksum offload computes the checksum at once.
        IFLA_VXLAN_REMCSUM_NOPARTIAL = 24 => RemcsumNopartial(Flag),
        /// Whether the tunnel comes with each packet (`external`), 0 or 1.
        IFLA_VXLAN_COLLECT_METADATA = 25 => CollectMetadata(u8),
        /// IPv6 flow label, 20 bits, big-endian.
        IFLA_VXLAN_LABEL = 26 => Label(Be<u32>),
        /// Generic protocol extension.
        IFLA_VXLAN_GPE = 27 => Gpe(Flag),
        /// Whether the time to live is that of the packet within: one byte, 0 or 1, as the kernel tells it. A request has none, as
        /// [`IFLA_VXLAN_TTL_INHERIT_SET`](Vxlan::IFLA_VXLAN_TTL_INHERIT_SET) writes it.
        IFLA_VXLAN_TTL_INHERIT = 28 => TtlInherit(Slice<'a, u8>) where binary(0),
        /// What becomes of the don't-fragment bit.
        IFLA_VXLAN_DF = 29 => Df(VxlanDf),
        /// With `external`: whether network ids are filtered, 0 or 1.
        IFLA_VXLAN_VNIFILTER = 30 => Vnifilter(u8),
        /// Whether packets to an address of this host take a short way, 0 or 1.
        IFLA_VXLAN_LOCALBYPASS = 31 => Localbypass(u8) where range(0, 1),
        /// Where the IPv6 flow label comes from.
        IFLA_VXLAN_LABEL_POLICY = 32 => LabelPolicy(VxlanLabelPolicy) where range(0, 1),
        /// Which bits of a received header must be zero.
        IFLA_VXLAN_RESERVED_BITS = 33 => ReservedBits(&'a VxlanHeader) where exactly(8),
        /// Whether multicast packets that it makes are routed by multicast routing.
        IFLA_VXLAN_MC_ROUTE = 34 => McRoute(u8) where range(0, 1),
    }
}
impl Vxlan {
    /// `IFLA_VXLAN_TTL_INHERIT` as requests have it: without payload.
    pub const IFLA_VXLAN_TTL_INHERIT_SET: Key<Self, Flag> = Key::new(28);
}
attributes! {
    /// A Geneve tunnel: `IFLA_GENEVE_*`, linux/if_link.h.
    pub set Geneve strict from 14, enum GeneveAttr<'a> {
        /// Network id, 24 bits.
        IFLA_GENEVE_ID = 1 => Id(u32),
        /// The peer, IPv4.
        IFLA_GENEVE_REMOTE = 2 => Remote(Ip<'a>),
        /// Time to live; 0 for the default.
        IFLA_GENEVE_TTL = 3 => Ttl(u8),
        /// Type of service; 1 for that of the packet within.
        IFLA_GENEVE_TOS = 4 => Tos(u8),
        /// Destination port, big-endian.
        IFLA_GENEVE_PORT = 5 => Port(Be<u16>),
        /// The tunnel comes with each packet (`external`).
        IFLA_GENEVE_COLLECT_METADATA = 6 => CollectMetadata(Flag),
        /// The peer, IPv6.
        IFLA_GENEVE_REMOTE6 = 7 => Remote6(Ip<'a>) where at_least(16),
        /// Whether UDP over IPv4 has a checksum, 0 or 1.
        IFLA_GENEVE_UDP_CSUM = 8 => UdpCsum(u8),
        /// Whether UDP over IPv6 is sent without one, 0 or 1.
        IFLA_GENEVE_UDP_ZERO_CSUM6_TX = 9 => UdpZeroCsum6Tx(u8),
        /// Whether UDP over IPv6 is received without one, 0 or 1.
        IFLA_GENEVE_UDP_ZERO_CSUM6_RX = 10 => UdpZeroCsum6Rx(u8),
        /// IPv6 flow label, 20 bits, big-endian.
        IFLA_GENEVE_LABEL = 11 => Label(Be<u32>),
        /// Whether the time to live is that of the packet within, 0 or 1.
        IFLA_GENEVE_TTL_INHERIT = 12 => TtlInherit(u8),
        /// What becomes of the don't-fragment bit.
        IFLA_GENEVE_DF = 13 => Df(GeneveDf),
        /// The protocol within is the packet's own rather than Ethernet.
        IFLA_GENEVE_INNER_PROTO_INHERIT = 14 => InnerProtoInherit(Flag),
        /// Source ports, big-endian.
        IFLA_GENEVE_PORT_RANGE = 15 => PortRange(&'a TunnelPortRange) where exactly(4),
        /// A hint for joining packets travels as an option.
        IFLA_GENEVE_GRO_HINT = 16 => GroHint(Flag),
        /// Own address, IPv4.
        IFLA_GENEVE_LOCAL = 17 => Local(Ip<'a>) where exactly(4),
        /// Own address, IPv6.
        IFLA_GENEVE_LOCAL6 = 18 => Local6(Ip<'a>) where exactly(16),
    }
}
attributes! {
    /// Layer 3 over bare UDP: `IFLA_BAREUDP_*`, linux/if_link.h.
    pub set BareUdp, enum BareUdpAttr<'a> {
        /// Destination port, big-endian.
        IFLA_BAREUDP_PORT = 1 => Port(Be<u16>),
        /// What it carries, big-endian.
        IFLA_BAREUDP_ETHERTYPE = 2 => Ethertype(Be<EtherType>),
        /// The lowest source port, in host order.
        IFLA_BAREUDP_SRCPORT_MIN = 3 => SrcportMin(u16),
        /// It carries what is like it, too: IPv6 beside IPv4, MPLS multicast beside unicast.
        IFLA_BAREUDP_MULTIPROTO_MODE = 4 => MultiprotoMode(Flag),
    }
}
attributes! {
    /// A mobile network's GPRS tunnel: `IFLA_GTP_*`, linux/if_link.h.
    pub set Gtp, enum GtpAttr<'a> {
        /// A socket for version 0, as a file descriptor; requests only.
        IFLA_GTP_FD0 = 1 => Fd0(u32),
        /// A socket for version 1, as a file descriptor; requests only.
        IFLA_GTP_FD1 = 2 => Fd1(u32),
        /// Size of the table of sessions.
        IFLA_GTP_PDP_HASHSIZE = 3 => PdpHashsize(u32),
        /// Which side this is.
        IFLA_GTP_ROLE = 4 => Role(GtpRole),
        /// The kernel makes the sockets itself; requests only.
        IFLA_GTP_CREATE_SOCKETS = 5 => CreateSockets(u8),
        /// How often this side was restarted, for its answers.
        IFLA_GTP_RESTART_COUNT = 6 => RestartCount(u8),
        /// Own address of the kernel's sockets, IPv4.
        IFLA_GTP_LOCAL = 7 => Local(Ip<'a>),
        /// Own address of the kernel's sockets, IPv6.
        IFLA_GTP_LOCAL6 = 8 => Local6(Ip<'a>) where at_least(16),
    }
}
attributes! {
    /// An automatic multicast tunnel, RFC 7450: `IFLA_AMT_*`, linux/amt.h.
    pub set Amt, enum AmtAttr<'a> {
        /// Which side this is.
        IFLA_AMT_MODE = 1 => Mode(AmtMode),
        /// The relay's port, big-endian.
        IFLA_AMT_RELAY_PORT = 2 => RelayPort(Be<u16>),
        /// The gateway's port, big-endian.
        IFLA_AMT_GATEWAY_PORT = 3 => GatewayPort(Be<u16>),
        /// Index of the link that it goes through.
        IFLA_AMT_LINK = 4 => Link(u32),
        /// Own address, IPv4.
        IFLA_AMT_LOCAL_IP = 5 => LocalIp(Ip<'a>),
        /// The relay that was found, IPv4.
        IFLA_AMT_REMOTE_IP = 6 => RemoteIp(Ip<'a>),
        /// Where a gateway asks for a relay, IPv4.
        IFLA_AMT_DISCOVERY_IP = 7 => DiscoveryIp(Ip<'a>),
        /// Most tunnels of a relay.
        IFLA_AMT_MAX_TUNNELS = 8 => MaxTunnels(u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Attrs, Checks, Layout, Scope, Set, Writer, validate};
    use core::net::Ipv6Addr;
    use std::format;

    #[test]
    fn ports_labels_and_reserved_bits_are_big_endian() {
        let range = TunnelPortRange::new()
            .with(TunnelPortRange::low, Be(0x1234))
            .with(TunnelPortRange::high, Be(0x5678));
        let mut buffer = [0xa5; 96];
        let mut writer = Writer::<Vxlan>::new(&mut buffer);
        writer
            .put(Vxlan::IFLA_VXLAN_PORT_RANGE, &range)
            .put(Vxlan::IFLA_VXLAN_PORT, 4789)
            .put(Vxlan::IFLA_VXLAN_LOCAL6, Ipv6Addr::LOCALHOST)
            .put(Vxlan::IFLA_VXLAN_LABEL, 0xa_bcde)
            .put(Vxlan::IFLA_VXLAN_TTL_INHERIT_SET, Flag)
            .put(Vxlan::IFLA_VXLAN_RESERVED_BITS, &VxlanHeader::new().with(VxlanHeader::vx_vni, Be(0xff)));
        let bytes = writer.finish().unwrap();
        assert_eq!((&bytes[4..8], &bytes[12..14]), (&[0x12, 0x34, 0x56, 0x78][..], &[0x12, 0xb5][..]));
        assert_eq!(validate(Vxlan::table(), bytes, 0, Scope::new(16, &[]), Checks::STRICT), Ok(()));
        assert_eq!(
            format!("{:?}", Attrs::<Vxlan>::new(bytes)),
            "{IFLA_VXLAN_PORT_RANGE: {low: 4660, high: 22136}, IFLA_VXLAN_PORT: 4789, IFLA_VXLAN_LOCAL6: ::1, \
             IFLA_VXLAN_LABEL: 703710, IFLA_VXLAN_TTL_INHERIT: [], IFLA_VXLAN_RESERVED_BITS: {vx_flags: 0, vx_vni: 255}}"
        );
    }
}

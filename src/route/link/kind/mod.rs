//! Attributes by link kind: `IFLA_INFO_DATA` and `IFLA_INFO_SLAVE_DATA`, linux/if_link.h.
//!
//! `IFLA_INFO_KIND` selects the format of `IFLA_INFO_DATA`, and `IFLA_INFO_SLAVE_KIND` that of
//! `IFLA_INFO_SLAVE_DATA` (attributes of the link as a port of its master).
//!
//! ```
//! use nlwire::{route::{IfInfo, Link, LinkData, LinkInfo, LinkKind, Veth}, wire::{Attrs, Writer}};
//! let mut buffer = [0; 128];
//! let mut info = Writer::<LinkInfo>::new(&mut buffer);
//! info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
//!     veth.headed(Veth::VETH_INFO_PEER, &IfInfo::new(), |peer| {
//!         peer.put(Link::IFLA_IFNAME, "right");
//!     });
//! });
//! let info = Attrs::<LinkInfo>::new(info.finish()?);
//! let Some(LinkData::Veth(veth)) = info.select(LinkInfo::IFLA_INFO_DATA)? else { panic!("{info:?}") };
//! let peer = veth.get(Veth::VETH_INFO_PEER)?.unwrap();
//! assert_eq!(peer.body.get(Link::IFLA_IFNAME)?, Some("right".into()));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
pub mod bond;
pub mod bridge;
pub mod can;
pub mod macvlan;
pub mod small;
pub mod tunnel;
pub mod vlan;
pub mod vxlan;

pub use bond::*;
pub use bridge::*;
pub use can::*;
pub use macvlan::*;
pub use small::*;
pub use tunnel::*;
pub use vlan::*;
pub use vxlan::*;

use crate::{
    route::BridgePort,
    sub_messages,
    wire::{Attrs, Struct, spec::SelectorSource},
};

sub_messages! {
    /// Contents of `IFLA_INFO_DATA` by link kind (`IFLA_INFO_KIND`).
    pub enum LinkData<'a>, selector LinkKind from SelectorSource::text(1) => {
        /// Automatic Multicast Tunneling (AMT, RFC 7450).
        AMT = b"amt" => Amt(Attrs<'a, Amt>),
        /// Bare UDP tunnel: layer 3 directly over UDP.
        BAREUDP = b"bareudp" => BareUdp(Attrs<'a, BareUdp>),
        /// B.A.T.M.A.N. mesh.
        BATADV = b"batadv" => Batadv(Attrs<'a, Batadv>),
        /// Bond (link aggregation).
        BOND = b"bond" => Bond(Attrs<'a, Bond>),
        /// Bridge: Ethernet bridge (IEEE 802.1D).
        BRIDGE = b"bridge" => Bridge(Attrs<'a, Bridge>),
        /// CAIF interface (ST-Ericsson modem).
        CAIF = b"caif" => Caif(Attrs<'a, Caif>),
        /// CAN controller.
        CAN = b"can" => Can(Attrs<'a, Can>),
        /// Distributed Switch Architecture (DSA) port.
        DSA = b"dsa" => Dsa(Attrs<'a, Dsa>),
        /// Dummy interface: transmitted packets are dropped.
        DUMMY = b"dummy" => Dummy(Attrs<'a, NoData>),
        /// ERSPAN tunnel over IPv4: mirrored Ethernet over GRE.
        ERSPAN = b"erspan" => Erspan(Attrs<'a, Gre>),
        /// Geneve tunnel.
        GENEVE = b"geneve" => Geneve(Attrs<'a, Geneve>),
        /// GRE tunnel over IPv4.
        GRE = b"gre" => Gre(Attrs<'a, Gre>),
        /// GRETAP tunnel: Ethernet over GRE over IPv4.
        GRETAP = b"gretap" => Gretap(Attrs<'a, Gre>),
        /// GPRS Tunnelling Protocol (GTP).
        GTP = b"gtp" => Gtp(Attrs<'a, Gtp>),
        /// HSR or PRP interface: seamless redundancy (IEC 62439-3).
        HSR = b"hsr" => Hsr(Attrs<'a, Hsr>),
        /// Intermediate Functional Block (IFB): target for redirected ingress traffic.
        IFB = b"ifb" => Ifb(Attrs<'a, NoData>),
        /// ERSPAN tunnel over IPv6: mirrored Ethernet over GRE.
        IP6ERSPAN = b"ip6erspan" => Ip6Erspan(Attrs<'a, Gre6>),
        /// GRE tunnel over IPv6.
        IP6GRE = b"ip6gre" => Ip6Gre(Attrs<'a, Gre6>),
        /// GRETAP tunnel: Ethernet over GRE over IPv6.
        IP6GRETAP = b"ip6gretap" => Ip6Gretap(Attrs<'a, Gre6>),
        /// IP in IPv6 tunnel.
        IP6TNL = b"ip6tnl" => Ip6Tnl(Attrs<'a, Ip6Tunnel>),
        /// IP in IPv4 tunnel.
        IPIP = b"ipip" => Ipip(Attrs<'a, IpTunnel>),
        /// IP over InfiniBand (IPoIB).
        IPOIB = b"ipoib" => Ipoib(Attrs<'a, Ipoib>),
        /// IPVLAN: shares the lower device and its MAC address, separated by IP address.
        IPVLAN = b"ipvlan" => Ipvlan(Attrs<'a, Ipvlan>),
        /// IPVTAP: IPVLAN with a tap character device.
        IPVTAP = b"ipvtap" => Ipvtap(Attrs<'a, Ipvlan>),
        /// 6LoWPAN: IPv6 over IEEE 802.15.4.
        LOWPAN = b"lowpan" => Lowpan(Attrs<'a, NoData>),
        /// MACsec (IEEE 802.1AE).
        MACSEC = b"macsec" => Macsec(Attrs<'a, Macsec>),
        /// MACVLAN: shares the lower device, separated by MAC address.
        MACVLAN = b"macvlan" => Macvlan(Attrs<'a, Macvlan>),
        /// MACVTAP: MACVLAN with a tap character device.
        MACVTAP = b"macvtap" => Macvtap(Attrs<'a, Macvlan>),
        /// Simulated network device for kernel tests. Created through its bus, not through netlink.
        NETDEVSIM = b"netdevsim" => Netdevsim(Attrs<'a, NoData>),
        /// Netkit: pair of interfaces with BPF programs attached.
        NETKIT = b"netkit" => Netkit(Attrs<'a, Netkit>),
        /// Netlink monitor (nlmon).
        NLMON = b"nlmon" => Nlmon(Attrs<'a, NoData>),
        /// Open vSwitch port. Created through the generic netlink family `ovs_vport`.
        OPENVSWITCH = b"openvswitch" => OpenVswitch(Attrs<'a, NoData>),
        /// OpenVPN.
        OVPN = b"ovpn" => Ovpn(Attrs<'a, Ovpn>),
        /// Packet Forwarding Control Protocol (PFCP).
        PFCP = b"pfcp" => Pfcp(Attrs<'a, NoData>),
        /// Point-to-Point Protocol (PPP).
        PPP = b"ppp" => Ppp(Attrs<'a, Ppp>),
        /// Qualcomm modem channel (rmnet).
        RMNET = b"rmnet" => Rmnet(Attrs<'a, Rmnet>),
        /// IPv6 in IPv4 tunnel (SIT).
        SIT = b"sit" => Sit(Attrs<'a, IpTunnel>),
        /// Team (link aggregation controlled by user space). Options are in the generic netlink
        /// family `team`.
        TEAM = b"team" => Team(Attrs<'a, NoData>),
        /// TUN/TAP interface. Created through /dev/net/tun.
        TUN = b"tun" => Tun(Attrs<'a, Tun>),
        /// Virtual CAN.
        VCAN = b"vcan" => Vcan(Attrs<'a, NoData>),
        /// Virtual Ethernet pair.
        VETH = b"veth" => Veth(Attrs<'a, Veth>),
        /// Simulated Wi-Fi on top of another interface.
        VIRT_WIFI = b"virt_wifi" => VirtWifi(Attrs<'a, NoData>),
        /// VLAN (IEEE 802.1Q or 802.1ad).
        VLAN = b"vlan" => Vlan(Attrs<'a, Vlan>),
        /// Virtual Routing and Forwarding (VRF).
        VRF = b"vrf" => Vrf(Attrs<'a, Vrf>),
        /// Vsock monitor (vsockmon): traffic between virtual machines and the host.
        VSOCKMON = b"vsockmon" => Vsockmon(Attrs<'a, NoData>),
        /// Virtual Tunnel Interface (VTI): route-based IPsec over IPv4.
        VTI = b"vti" => Vti(Attrs<'a, Vti>),
        /// Virtual Tunnel Interface (VTI): route-based IPsec over IPv6.
        VTI6 = b"vti6" => Vti6(Attrs<'a, Vti6>),
        /// Virtual CAN pair.
        VXCAN = b"vxcan" => Vxcan(Attrs<'a, Vxcan>),
        /// VXLAN tunnel (RFC 7348).
        VXLAN = b"vxlan" => Vxlan(Attrs<'a, Vxlan>),
        /// WireGuard. Keys and peers are in the generic netlink family `wireguard`.
        WIREGUARD = b"wireguard" => Wireguard(Attrs<'a, NoData>),
        /// WWAN: wireless modem channel.
        WWAN = b"wwan" => Wwan(Attrs<'a, Wwan>),
        /// XFRM interface: IPsec by interface id.
        XFRM = b"xfrm" => Xfrm(Attrs<'a, XfrmLink>),
    }
}
sub_messages! {
    /// Contents of `IFLA_INFO_SLAVE_DATA` by the master's link kind (`IFLA_INFO_SLAVE_KIND`).
    pub enum PortData<'a>, selector PortKind from SelectorSource::text(4) => {
        /// Bond port.
        BOND = b"bond" => Bond(Attrs<'a, BondPort>),
        /// Bridge port.
        BRIDGE = b"bridge" => Bridge(Attrs<'a, BridgePort>),
        /// Team port.
        TEAM = b"team" => Team(Attrs<'a, NoData>),
        /// VRF port.
        VRF = b"vrf" => Vrf(Attrs<'a, VrfPort>),
    }
}
sub_messages! {
    /// Contents of `IFLA_INFO_XSTATS` by link kind (`IFLA_INFO_KIND`).
    pub enum KindXstats<'a>, selector XstatsKind from SelectorSource::text(1) => {
        /// CAN controller statistics.
        CAN = b"can" => Can(&'a Struct<CanDeviceStats>),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::{BridgePortState, IfInfo, Link, LinkFlags, LinkInfo, LinkInfoAttr},
        wire::{AttributeSet, Writer, spec::PayloadType},
    };
    use std::{format, vec::Vec};

    fn link_info(write: impl FnOnce(&mut Writer<'_, LinkInfo>)) -> Vec<u8> {
        let mut buffer = [0xa5; 256];
        let mut writer = Writer::<LinkInfo>::new(&mut buffer);
        write(&mut writer);
        writer.finish().unwrap().to_vec()
    }

    #[test]
    fn the_other_end_of_a_veth_is_written_and_read() {
        let header = IfInfo::new().with(IfInfo::ifi_index, 9).with(IfInfo::ifi_flags, LinkFlags::IFF_UP);
        let bytes = link_info(|info| {
            info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
                veth.headed(Veth::VETH_INFO_PEER, &header, |peer| {
                    peer.put(Link::IFLA_IFNAME, "right").nest(Link::IFLA_LINKINFO, |info| {
                        info.put(LinkInfo::IFLA_INFO_KIND, "veth");
                    });
                });
            });
        });
        let info = Attrs::<LinkInfo>::new(&bytes);
        let Some(LinkData::Veth(veth)) = info.select(LinkInfo::IFLA_INFO_DATA).unwrap() else {
            panic!("{info:?}")
        };
        let peer = veth.get(Veth::VETH_INFO_PEER).unwrap().unwrap();
        assert_eq!(*peer.header, header);
        assert_eq!(peer.body.get(Link::IFLA_IFNAME).unwrap(), Some("right".into()));
        let text = format!("{info:?}");
        assert!(text.starts_with(r#"{IFLA_INFO_KIND: "veth", IFLA_INFO_DATA: {VETH_INFO_PEER: "#), "{text}");
        assert!(text.contains("ifi_index: 9") && text.contains(r#"IFLA_IFNAME: "right""#), "{text}");
        assert!(!text.contains('#') && !text.contains("misfit"), "{text}");
    }
    #[test]
    fn kinds_share_sets_and_have_none() {
        for (kind, choice) in
            [("gre", LinkKind::GRE), ("gretap", LinkKind::GRETAP), ("erspan", LinkKind::ERSPAN)]
        {
            let bytes = link_info(|info| {
                info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, choice, |gre| {
                    gre.put(Gre::IFLA_GRE_TTL, 64);
                });
            });
            assert_eq!(
                format!("{:?}", Attrs::<LinkInfo>::new(&bytes)),
                format!(r#"{{IFLA_INFO_KIND: "{kind}", IFLA_INFO_DATA: {{IFLA_GRE_TTL: 64}}}}"#)
            );
        }
        let bytes = link_info(|info| {
            info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::DUMMY, |_| ());
        });
        let info = Attrs::<LinkInfo>::new(&bytes);
        assert_eq!(format!("{info:?}"), r#"{IFLA_INFO_KIND: "dummy", IFLA_INFO_DATA: {}}"#);
        assert!(matches!(info.select(LinkInfo::IFLA_INFO_DATA), Ok(Some(LinkData::Dummy(_)))));
    }
    #[test]
    fn a_port_is_what_its_master_makes_of_it() {
        let bytes = link_info(|info| {
            info.put(LinkInfo::IFLA_INFO_KIND, "veth").choose(
                LinkInfo::IFLA_INFO_SLAVE_KIND,
                LinkInfo::IFLA_INFO_SLAVE_DATA,
                PortKind::BRIDGE,
                |port| {
                    port.put(BridgePort::IFLA_BRPORT_STATE, BridgePortState::BR_STATE_FORWARDING);
                },
            );
        });
        let info = Attrs::<LinkInfo>::new(&bytes);
        assert_eq!(
            format!("{info:?}"),
            r#"{IFLA_INFO_KIND: "veth", IFLA_INFO_SLAVE_KIND: "bridge", IFLA_INFO_SLAVE_DATA: {IFLA_BRPORT_STATE: BR_STATE_FORWARDING}}"#
        );
        assert!(matches!(info.select(LinkInfo::IFLA_INFO_SLAVE_DATA), Ok(Some(PortData::Bridge(_)))));
    }
    #[test]
    fn a_kind_that_no_arm_stands_for_keeps_its_bytes() {
        let bytes = link_info(|info| {
            info.put(LinkInfo::IFLA_INFO_KIND, "mine").put_chosen(
                LinkInfo::IFLA_INFO_DATA,
                LinkKind::DUMMY,
                Attrs::new(&[5, 0, 1, 0, 7, 0, 0, 0]),
            );
        });
        let info = Attrs::<LinkInfo>::new(&bytes);
        let Ok(Some(LinkData::Other(data))) = info.select(LinkInfo::IFLA_INFO_DATA) else {
            panic!("{info:?}")
        };
        assert_eq!(data, [5, 0, 1, 0, 7, 0, 0, 0]);
        assert!(info.into_iter().any(|attr| matches!(attr, Ok(LinkInfoAttr::IFLA_INFO_DATA(_)))));
    }
    #[test]
    fn counters_of_a_can_controller() {
        let stats = CanDeviceStats::new().with(CanDeviceStats::restarts, 3);
        let bytes = link_info(|info| {
            info.put(LinkInfo::IFLA_INFO_KIND, "can").put_chosen(
                LinkInfo::IFLA_INFO_XSTATS,
                XstatsKind::CAN,
                &stats,
            );
        });
        let info = Attrs::<LinkInfo>::new(&bytes);
        assert!(
            matches!(info.select(LinkInfo::IFLA_INFO_XSTATS), Ok(Some(KindXstats::Can(found))) if *found == stats)
        );
    }
    #[test]
    fn arms_stand_in_the_alphabets_order_and_once() {
        let Some(PayloadType::SubMessage(choices)) =
            LinkInfo::spec().attribute(2).map(|row| row.payload_type)
        else {
            panic!()
        };
        assert!(choices.arms.windows(2).all(|two| two[0].0 < two[1].0));
        assert_eq!(choices.arms.len(), 52);
    }
}

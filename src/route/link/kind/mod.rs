//! What each kind of link has: `IFLA_INFO_DATA` by `IFLA_INFO_KIND`, and of its ports `IFLA_INFO_SLAVE_DATA` by
//! `IFLA_INFO_SLAVE_KIND`, linux/if_link.h.
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
//! assert_eq!(peer.tail.get(Link::IFLA_IFNAME)?, Some("right".into()));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
mod bond;
mod bridge;
mod can;
mod macvlan;
mod small;
mod tunnel;
mod vlan;
mod vxlan;

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
    select,
    wire::{Attrs, By},
};

select! {
    /// What a kind of link has, `IFLA_INFO_DATA`, by its name in `IFLA_INFO_KIND`.
    pub enum LinkData<'a>, selector LinkKind from By::text(1) => {
        /// Automatic multicast tunnel.
        AMT = b"amt" => Amt(Attrs<'a, Amt>),
        /// Layer 3 over bare UDP.
        BAREUDP = b"bareudp" => BareUdp(Attrs<'a, BareUdp>),
        /// B.A.T.M.A.N. mesh.
        BATADV = b"batadv" => Batadv(Attrs<'a, Batadv>),
        /// Several links as one.
        BOND = b"bond" => Bond(Attrs<'a, Bond>),
        /// Bridge.
        BRIDGE = b"bridge" => Bridge(Attrs<'a, Bridge>),
        /// Channel of an ST-Ericsson modem.
        CAIF = b"caif" => Caif(Attrs<'a, Caif>),
        /// CAN controller.
        CAN = b"can" => Can(Attrs<'a, Can>),
        /// Port of a switch on the board.
        DSA = b"dsa" => Dsa(Attrs<'a, Dsa>),
        /// Drops what is sent.
        DUMMY = b"dummy" => Dummy(Attrs<'a, NoData>),
        /// Mirrored Ethernet over GRE.
        ERSPAN = b"erspan" => Erspan(Attrs<'a, Gre>),
        /// Geneve tunnel.
        GENEVE = b"geneve" => Geneve(Attrs<'a, Geneve>),
        /// GRE over IPv4.
        GRE = b"gre" => Gre(Attrs<'a, Gre>),
        /// Ethernet over GRE over IPv4.
        GRETAP = b"gretap" => Gretap(Attrs<'a, Gre>),
        /// Mobile network's GPRS tunnel.
        GTP = b"gtp" => Gtp(Attrs<'a, Gtp>),
        /// Redundant ring.
        HSR = b"hsr" => Hsr(Attrs<'a, Hsr>),
        /// Receives what another link's ingress redirects.
        IFB = b"ifb" => Ifb(Attrs<'a, NoData>),
        /// Mirrored Ethernet over GRE over IPv6.
        IP6ERSPAN = b"ip6erspan" => Ip6Erspan(Attrs<'a, Gre6>),
        /// GRE over IPv6.
        IP6GRE = b"ip6gre" => Ip6Gre(Attrs<'a, Gre6>),
        /// Ethernet over GRE over IPv6.
        IP6GRETAP = b"ip6gretap" => Ip6Gretap(Attrs<'a, Gre6>),
        /// IP in IPv6.
        IP6TNL = b"ip6tnl" => Ip6Tnl(Attrs<'a, Ip6Tunnel>),
        /// IP in IPv4.
        IPIP = b"ipip" => Ipip(Attrs<'a, IpTunnel>),
        /// IP over InfiniBand.
        IPOIB = b"ipoib" => Ipoib(Attrs<'a, Ipoib>),
        /// Shares the link below by IP address.
        IPVLAN = b"ipvlan" => Ipvlan(Attrs<'a, Ipvlan>),
        /// The same, with a file at the other end.
        IPVTAP = b"ipvtap" => Ipvtap(Attrs<'a, Ipvlan>),
        /// IPv6 over IEEE 802.15.4.
        LOWPAN = b"lowpan" => Lowpan(Attrs<'a, NoData>),
        /// MACsec.
        MACSEC = b"macsec" => Macsec(Attrs<'a, Macsec>),
        /// Shares the link below by Ethernet address.
        MACVLAN = b"macvlan" => Macvlan(Attrs<'a, Macvlan>),
        /// The same, with a file at the other end.
        MACVTAP = b"macvtap" => Macvtap(Attrs<'a, Macvlan>),
        /// Simulated card, to test the kernel. Made by its bus, not by netlink.
        NETDEVSIM = b"netdevsim" => Netdevsim(Attrs<'a, NoData>),
        /// Pair of links with BPF programs between.
        NETKIT = b"netkit" => Netkit(Attrs<'a, Netkit>),
        /// Shows netlink messages.
        NLMON = b"nlmon" => Nlmon(Attrs<'a, NoData>),
        /// Port of an Open vSwitch. Made by its generic family.
        OPENVSWITCH = b"openvswitch" => OpenVswitch(Attrs<'a, NoData>),
        /// OpenVPN.
        OVPN = b"ovpn" => Ovpn(Attrs<'a, Ovpn>),
        /// Packet forwarding control in a mobile network.
        PFCP = b"pfcp" => Pfcp(Attrs<'a, NoData>),
        /// Point-to-point link.
        PPP = b"ppp" => Ppp(Attrs<'a, Ppp>),
        /// Channel of a Qualcomm modem.
        RMNET = b"rmnet" => Rmnet(Attrs<'a, Rmnet>),
        /// IPv6 in IPv4.
        SIT = b"sit" => Sit(Attrs<'a, IpTunnel>),
        /// Several links as one, by a program's rules. They come by the generic family `team`.
        TEAM = b"team" => Team(Attrs<'a, NoData>),
        /// A file at the other end. Made by /dev/net/tun.
        TUN = b"tun" => Tun(Attrs<'a, Tun>),
        /// Virtual CAN.
        VCAN = b"vcan" => Vcan(Attrs<'a, NoData>),
        /// Pair of Ethernet links.
        VETH = b"veth" => Veth(Attrs<'a, Veth>),
        /// Simulated Wi-Fi over another link.
        VIRT_WIFI = b"virt_wifi" => VirtWifi(Attrs<'a, NoData>),
        /// VLAN.
        VLAN = b"vlan" => Vlan(Attrs<'a, Vlan>),
        /// Routing domain.
        VRF = b"vrf" => Vrf(Attrs<'a, Vrf>),
        /// Shows what goes between virtual machines and their host.
        VSOCKMON = b"vsockmon" => Vsockmon(Attrs<'a, NoData>),
        /// IPsec by routes, over IPv4.
        VTI = b"vti" => Vti(Attrs<'a, Vti>),
        /// IPsec by routes, over IPv6.
        VTI6 = b"vti6" => Vti6(Attrs<'a, Vti6>),
        /// Pair of virtual CAN links.
        VXCAN = b"vxcan" => Vxcan(Attrs<'a, Vxcan>),
        /// Ethernet over UDP.
        VXLAN = b"vxlan" => Vxlan(Attrs<'a, Vxlan>),
        /// WireGuard. Its keys and peers come by the generic family `wireguard`.
        WIREGUARD = b"wireguard" => Wireguard(Attrs<'a, NoData>),
        /// Channel of a wireless modem.
        WWAN = b"wwan" => Wwan(Attrs<'a, Wwan>),
        /// IPsec by interface.
        XFRM = b"xfrm" => Xfrm(Attrs<'a, XfrmLink>),
    }
}
select! {
    /// What a port has because of the link that it belongs to, `IFLA_INFO_SLAVE_DATA`, by that link's kind in `IFLA_INFO_SLAVE_KIND`.
    pub enum PortData<'a>, selector PortKind from By::text(4) => {
        /// A bond's port.
        BOND = b"bond" => Bond(Attrs<'a, BondPort>),
        /// A bridge's port.
        BRIDGE = b"bridge" => Bridge(Attrs<'a, BridgePort>),
        /// A team's port.
        TEAM = b"team" => Team(Attrs<'a, NoData>),
        /// A link in a routing domain.
        VRF = b"vrf" => Vrf(Attrs<'a, VrfPort>),
    }
}
select! {
    /// What a kind of link has counted, `IFLA_INFO_XSTATS`, by its name in `IFLA_INFO_KIND`.
    pub enum KindXstats<'a>, selector XstatsKind from By::text(1) => {
        /// A CAN controller.
        CAN = b"can" => Can(&'a CanDeviceStats),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::{BridgePortState, IfInfo, Link, LinkFlags, LinkInfo, LinkInfoAttr},
        wire::{Layout, Set, Shape, Writer},
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
        assert_eq!(peer.tail.get(Link::IFLA_IFNAME).unwrap(), Some("right".into()));
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
        assert!(info.into_iter().any(|attr| matches!(attr, Ok(LinkInfoAttr::Data(_)))));
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
        let Some(Shape::By(choices)) = LinkInfo::table().row(2).map(|row| row.shape) else { panic!() };
        assert!(choices.arms.windows(2).all(|two| two[0].0 < two[1].0));
        assert_eq!(choices.arms.len(), 52);
    }
}

//! Link kinds with few attributes or none.
//!
//! `veth`, `netkit`, `tun`, `vrf`, `macsec`, `hsr`, `ovpn`, `batadv`, `ipoib`, `rmnet`, `wwan`,
//! `ppp`, `caif`, `dsa`, and [`NoData`] for `dummy`, `ifb` and others. Headers: linux/if_link.h,
//! linux/veth.h, linux/if_macsec.h, linux/batman_adv.h, linux/wwan.h, linux/caif/if_caif.h.
//!
//! See [ip-link(8)](https://man7.org/linux/man-pages/man8/ip-link.8.html).
//!
//! ```
//! use nlwire::{route::{IfInfo, Link, LinkInfo, LinkKind, Veth}, wire::Writer};
//! let mut buffer = [0; 128];
//! let mut link = Writer::<Link>::new(&mut buffer);
//! link.put(Link::IFLA_IFNAME, "left").nest(Link::IFLA_LINKINFO, |info| {
//!     info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
//!         veth.headed(Veth::VETH_INFO_PEER, &IfInfo::new(), |peer| {
//!             peer.put(Link::IFLA_IFNAME, "right");
//!         });
//!     });
//! });
//! let attributes = link.finish()?;
//! # let _ = attributes;
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{
    attributes, c_struct, flags, open_enum,
    route::{IfInfo, Link},
    wire::{Attrs, Be, HwAddr, Str, Struct, WithHeader},
};

c_struct! {
    /// Flags of an rmnet interface with mask: `struct ifla_rmnet_flags`, linux/if_link.h.
    #[doc(alias = "ifla_rmnet_flags")]
    pub struct RmnetFlagsChange {
        /// New values of the flags in `mask`.
        flags: RmnetFlags,
        /// Mask of the flags to change; all ones in replies.
        mask: RmnetFlags,
    }
}
flags! {
    /// Flags of an rmnet interface: `RMNET_FLAGS_*`, linux/if_link.h.
    ///
    /// MAP: Multiplexing and Aggregation Protocol of Qualcomm modems.
    pub struct RmnetFlags(u32) {
        /// Deaggregation of received MAP frames.
        RMNET_FLAGS_INGRESS_DEAGGREGATION = 1 << 0,
        /// Processing of received MAP commands.
        RMNET_FLAGS_INGRESS_MAP_COMMANDS = 1 << 1,
        /// MAP checksum offload version 4 on receive.
        RMNET_FLAGS_INGRESS_MAP_CKSUMV4 = 1 << 2,
        /// MAP checksum offload version 4 on transmit.
        RMNET_FLAGS_EGRESS_MAP_CKSUMV4 = 1 << 3,
        /// MAP checksum offload version 5 on receive.
        RMNET_FLAGS_INGRESS_MAP_CKSUMV5 = 1 << 4,
        /// MAP checksum offload version 5 on transmit.
        RMNET_FLAGS_EGRESS_MAP_CKSUMV5 = 1 << 5,
    }
}
open_enum! {
    /// Action of a netkit interface without program: `enum netkit_action`, linux/if_link.h.
    ///
    /// Also the return codes of BPF programs on a netkit interface.
    pub struct NetkitPolicy(u32) {
        /// Packets pass to the peer.
        NETKIT_PASS = 0,
        /// Packets are dropped.
        NETKIT_DROP = 2,
        /// Packets are redirected as the BPF program requested.
        NETKIT_REDIRECT = 7,
    }
}
open_enum! {
    /// Mode of a netkit pair: `enum netkit_mode`, linux/if_link.h.
    pub struct NetkitMode(u32) {
        /// Layer 2: Ethernet frames.
        NETKIT_L2 = 0,
        /// Layer 3: IP packets.
        NETKIT_L3 = 1,
    }
}
open_enum! {
    /// Scrubbing of packets between network namespaces: `enum netkit_scrub`, linux/if_link.h.
    pub struct NetkitScrub(u32) {
        /// The mark and priority of the packet are kept.
        NETKIT_SCRUB_NONE = 0,
        /// The mark and priority of the packet are cleared. The default.
        NETKIT_SCRUB_DEFAULT = 1,
    }
}
open_enum! {
    /// Pairing of a netkit interface: `enum netkit_pairing`, linux/if_link.h.
    pub struct NetkitPairing(u32) {
        /// Netkit pair of two interfaces.
        NETKIT_DEVICE_PAIR = 0,
        /// Single netkit interface without peer.
        NETKIT_DEVICE_SINGLE = 1,
    }
}
open_enum! {
    /// Type of a TUN/TAP interface: IFF_TUN or IFF_TAP, linux/if_tun.h.
    pub struct TunType(u8) {
        /// TUN: IP packets.
        IFF_TUN = 1,
        /// TAP: Ethernet frames.
        IFF_TAP = 2,
    }
}
open_enum! {
    /// MACsec cipher suite (IEEE 802.1AE): `MACSEC_CIPHER_ID_*`, linux/if_macsec.h.
    pub struct MacsecCipher(u64) {
        /// GCM-AES-128, by the deprecated id from before 802.1AE-2006.
        MACSEC_DEFAULT_CIPHER_ID = 0x0080_0200_0100_0001,
        /// GCM-AES-128.
        MACSEC_CIPHER_ID_GCM_AES_128 = 0x0080_c200_0100_0001,
        /// GCM-AES-256.
        MACSEC_CIPHER_ID_GCM_AES_256 = 0x0080_c200_0100_0002,
        /// GCM-AES-XPN-128: with extended packet numbering (XPN), 64 bits.
        MACSEC_CIPHER_ID_GCM_AES_XPN_128 = 0x0080_c200_0100_0003,
        /// GCM-AES-XPN-256: with extended packet numbering (XPN), 64 bits.
        MACSEC_CIPHER_ID_GCM_AES_XPN_256 = 0x0080_c200_0100_0004,
    }
}
open_enum! {
    /// Validation of received MACsec frames: `enum macsec_validation_type`, linux/if_link.h.
    pub struct MacsecValidation(u8) {
        /// Disabled: unprotected and invalid frames are accepted.
        MACSEC_VALIDATE_DISABLED = 0,
        /// Check: unprotected and invalid frames are accepted and counted.
        MACSEC_VALIDATE_CHECK = 1,
        /// Strict: unprotected and invalid frames are dropped.
        MACSEC_VALIDATE_STRICT = 2,
    }
}
open_enum! {
    /// MACsec offload: `enum macsec_offload`, linux/if_link.h.
    pub struct MacsecOffload(u8) {
        /// No offload: MACsec in software.
        MACSEC_OFFLOAD_OFF = 0,
        /// The PHY does MACsec.
        MACSEC_OFFLOAD_PHY = 1,
        /// Offload to the MAC (network controller).
        MACSEC_OFFLOAD_MAC = 2,
    }
}
open_enum! {
    /// Redundancy protocol of IEC 62439-3: `HSR_PROTOCOL_*`, linux/if_link.h.
    pub struct HsrProtocol(u8) {
        /// High-availability Seamless Redundancy (HSR), a ring.
        HSR_PROTOCOL_HSR = 0,
        /// Parallel Redundancy Protocol (PRP), two independent networks.
        HSR_PROTOCOL_PRP = 1,
    }
}
open_enum! {
    /// Mode of an OpenVPN interface: `enum ovpn_mode`, linux/if_link.h.
    pub struct OvpnMode(u8) {
        /// Point-to-point: one peer.
        OVPN_MODE_P2P = 0,
        /// Multipeer: several peers.
        OVPN_MODE_MP = 1,
    }
}
open_enum! {
    /// Mode of an IP over InfiniBand (IPoIB) interface: `IPOIB_MODE_*`, linux/if_link.h.
    pub struct IpoibMode(u16) {
        /// Datagram mode: unreliable datagram queue pairs.
        IPOIB_MODE_DATAGRAM = 0,
        /// Connected mode: connected queue pairs.
        IPOIB_MODE_CONNECTED = 1,
    }
}

attributes! {
    /// Empty attribute set of link kinds without attributes.
    pub set NoData, enum NoDataAttr<'a> {}
}
attributes! {
    /// Attributes of a virtual Ethernet pair: `VETH_INFO_*`, linux/veth.h.
    pub set Veth, enum VethAttr<'a> {
        /// Peer interface: header and link attributes. Only in requests; replies have the peer in
        /// `IFLA_LINK`.
        VETH_INFO_PEER: WithHeader<'a, IfInfo, Attrs<'a, Link>> = 1,
    }
}
attributes! {
    /// Attributes of a netkit interface: `IFLA_NETKIT_*`, linux/if_link.h.
    ///
    /// A pair of interfaces with BPF programs attached, for container networks.
    pub set Netkit, enum NetkitAttr<'a> {
        /// Peer interface: header and link attributes. Only in requests; replies have the peer in
        /// `IFLA_LINK`.
        IFLA_NETKIT_PEER_INFO: WithHeader<'a, IfInfo, Attrs<'a, Link>> = 1,
        /// Primary interface of the pair, which alone may change settings. 0 or 1.
        IFLA_NETKIT_PRIMARY: u8 = 2 where reject,
        /// Action on packets without program. Default `NETKIT_PASS`.
        IFLA_NETKIT_POLICY: NetkitPolicy = 3,
        /// Action of the peer interface on packets without program. Default `NETKIT_PASS`.
        IFLA_NETKIT_PEER_POLICY: NetkitPolicy = 4,
        /// Mode: layer 2 or layer 3. Set on creation only; default layer 3.
        IFLA_NETKIT_MODE: NetkitMode = 5 where range(0, 1),
        /// Scrubbing of packets that enter another network namespace. Set on creation only.
        IFLA_NETKIT_SCRUB: NetkitScrub = 6 where range(0, 1),
        /// Scrubbing of packets at the peer interface. Set on creation only.
        IFLA_NETKIT_PEER_SCRUB: NetkitScrub = 7 where range(0, 1),
        /// Headroom reserved before packet data, bytes.
        IFLA_NETKIT_HEADROOM: u16 = 8,
        /// Tailroom reserved after packet data, bytes.
        IFLA_NETKIT_TAILROOM: u16 = 9,
        /// Pairing: with or without peer interface.
        IFLA_NETKIT_PAIRING: NetkitPairing = 10 where range(0, 1),
    }
}
attributes! {
    /// Attributes of a TUN/TAP interface: `IFLA_TUN_*`, linux/if_link.h.
    ///
    /// The interface is created through /dev/net/tun, not through netlink. See the kernel's
    /// [TUN/TAP documentation](https://docs.kernel.org/networking/tuntap.html).
    pub set Tun, enum TunAttr<'a> {
        /// User id (UID) that may attach to the interface; absent for any.
        IFLA_TUN_OWNER: u32 = 1 where read_only,
        /// Group id (GID) that may attach to the interface; absent for any.
        IFLA_TUN_GROUP: u32 = 2 where read_only,
        /// Type: TUN or TAP.
        IFLA_TUN_TYPE: TunType = 3 where read_only,
        /// Packet information header (`struct tun_pi`) before each packet, 0 or 1.
        #[doc(alias = "IFF_NO_PI")]
        IFLA_TUN_PI: u8 = 4 where read_only,
        /// Virtio header (`struct virtio_net_hdr`) before each packet, 0 or 1.
        #[doc(alias = "IFF_VNET_HDR")]
        IFLA_TUN_VNET_HDR: u8 = 5 where read_only,
        /// Persistent interface: not deleted when the file is closed. 0 or 1.
        IFLA_TUN_PERSIST: u8 = 6 where read_only,
        /// Multiqueue: several files attached, one per queue. 0 or 1.
        #[doc(alias = "IFF_MULTI_QUEUE")]
        IFLA_TUN_MULTI_QUEUE: u8 = 7 where read_only,
        /// Number of enabled queues.
        IFLA_TUN_NUM_QUEUES: u32 = 8 where read_only,
        /// Number of disabled queues (detached files).
        IFLA_TUN_NUM_DISABLED_QUEUES: u32 = 9 where read_only,
    }
}
attributes! {
    /// Attributes of a VRF interface: `IFLA_VRF_*`, linux/if_link.h.
    ///
    /// VRF: Virtual Routing and Forwarding. See the kernel's
    /// [VRF documentation](https://docs.kernel.org/networking/vrf.html).
    pub set Vrf, enum VrfAttr<'a> {
        /// Routing table id of the VRF.
        IFLA_VRF_TABLE: u32 = 1,
    }
}
attributes! {
    /// Attributes of a VRF port: `IFLA_VRF_PORT_*`, linux/if_link.h.
    pub set VrfPort, enum VrfPortAttr<'a> {
        /// Routing table id of the VRF.
        IFLA_VRF_PORT_TABLE: u32 = 1 where read_only,
    }
}
attributes! {
    /// Attributes of a MACsec interface (IEEE 802.1AE): `IFLA_MACSEC_*`, linux/if_link.h.
    ///
    /// Secure channels and secure associations are managed by the generic netlink family `macsec`.
    pub set Macsec, enum MacsecAttr<'a> {
        /// Secure Channel Identifier (SCI): MAC address and port number, in network byte order.
        IFLA_MACSEC_SCI: Be<u64> = 1,
        /// Port number of the SCI, combined with the interface's MAC address. Network byte order;
        /// only in requests.
        IFLA_MACSEC_PORT: Be<u16> = 2,
        /// Length of the Integrity Check Value (ICV), bytes.
        IFLA_MACSEC_ICV_LEN: u8 = 3 where range(8, 16),
        /// MACsec cipher suite, which fixes the length of keys.
        IFLA_MACSEC_CIPHER_SUITE: MacsecCipher = 4,
        /// Replay window, packets.
        IFLA_MACSEC_WINDOW: u32 = 5,
        /// Secure association (SA) that protects transmitted frames, by association number.
        IFLA_MACSEC_ENCODING_SA: u8 = 6 where range(0, 3),
        /// Encryption of transmitted frames; 0 for authentication only.
        IFLA_MACSEC_ENCRYPT: u8 = 7 where range(0, 1),
        /// Protection of transmitted frames.
        IFLA_MACSEC_PROTECT: u8 = 8 where range(0, 1),
        /// SCI in each transmitted frame.
        IFLA_MACSEC_INC_SCI: u8 = 9 where range(0, 1),
        /// End Station (ES) bit in transmitted frames: the SCI follows from the source address.
        IFLA_MACSEC_ES: u8 = 10 where range(0, 1),
        /// Single Copy Broadcast (SCB) bit in transmitted frames, for EPON.
        IFLA_MACSEC_SCB: u8 = 11 where range(0, 1),
        /// Replay protection: frames outside the replay window are dropped.
        IFLA_MACSEC_REPLAY_PROTECT: u8 = 12 where range(0, 1),
        /// Validation of received frames.
        IFLA_MACSEC_VALIDATION: MacsecValidation = 13 where range(0, 2),
        /// Offload to PHY or MAC.
        IFLA_MACSEC_OFFLOAD: MacsecOffload = 15 where range(0, 2),
    }
}
attributes! {
    /// Attributes of an HSR or PRP interface: `IFLA_HSR_*`, linux/if_link.h.
    ///
    /// The link kind is `hsr` for both protocols.
    pub set Hsr, enum HsrAttr<'a> {
        /// Interface index of the first port (LAN A).
        IFLA_HSR_SLAVE1: u32 = 1,
        /// Interface index of the second port (LAN B).
        IFLA_HSR_SLAVE2: u32 = 2,
        /// Last byte of the multicast address of supervision frames. Only in requests.
        IFLA_HSR_MULTICAST_SPEC: u8 = 3,
        /// Multicast address of supervision frames. Ignored in requests.
        IFLA_HSR_SUPERVISION_ADDR: HwAddr<'a> = 4 where min_len(6),
        /// Sequence number of the next frame. Ignored in requests.
        IFLA_HSR_SEQ_NR: u16 = 5,
        /// HSR version, 0 or 1. Only in requests.
        IFLA_HSR_VERSION: u8 = 6,
        /// Redundancy protocol: HSR or PRP.
        IFLA_HSR_PROTOCOL: HsrProtocol = 7,
        /// Interface index of the interlink port, which connects to devices outside the ring.
        IFLA_HSR_INTERLINK: u32 = 8,
    }
}
attributes! {
    /// Attributes of an OpenVPN interface: `IFLA_OVPN_*`, linux/if_link.h.
    ///
    /// Peers are managed by the generic netlink family `ovpn`.
    pub set Ovpn, enum OvpnAttr<'a> {
        /// Mode: point-to-point or multipeer.
        IFLA_OVPN_MODE: OvpnMode = 1 where range(0, 1),
    }
}
attributes! {
    /// Attributes of a B.A.T.M.A.N. mesh interface: `IFLA_BATADV_*`, linux/batman_adv.h.
    pub set Batadv, enum BatadvAttr<'a> {
        /// Routing algorithm: `BATMAN_IV` or `BATMAN_V`. Only in requests.
        IFLA_BATADV_ALGO_NAME: Str<'a> = 1 where nul_max_len(u16::MAX),
    }
}
attributes! {
    /// Attributes of an IP over InfiniBand (IPoIB) interface: `IFLA_IPOIB_*`, linux/if_link.h.
    pub set Ipoib, enum IpoibAttr<'a> {
        /// Partition key (P_Key).
        IFLA_IPOIB_PKEY: u16 = 1,
        /// Mode: datagram or connected.
        IFLA_IPOIB_MODE: IpoibMode = 2,
        /// User-space multicast: programs may send to groups that the interface did not join. 0 or
        /// 1.
        IFLA_IPOIB_UMCAST: u16 = 3,
    }
}
attributes! {
    /// Attributes of an rmnet interface (Qualcomm modem): `IFLA_RMNET_*`, linux/if_link.h.
    pub set Rmnet, enum RmnetAttr<'a> {
        /// Multiplexing id of the channel, 1 to 254.
        IFLA_RMNET_MUX_ID: u16 = 1,
        /// Flags of the rmnet interface.
        IFLA_RMNET_FLAGS: &'a Struct<RmnetFlagsChange> = 2,
    }
}
attributes! {
    /// Attributes of a WWAN (wireless modem) interface: `IFLA_WWAN_*`, linux/wwan.h.
    ///
    /// The modem is in `IFLA_PARENT_DEV_NAME`.
    pub set Wwan, enum WwanAttr<'a> {
        /// Link id: channel number of the modem.
        IFLA_WWAN_LINK_ID: u32 = 1,
    }
}
attributes! {
    /// Attributes of a PPP interface: `IFLA_PPP_*`, linux/if_link.h.
    pub set Ppp, enum PppAttr<'a> {
        /// File descriptor of /dev/ppp. Only in requests.
        IFLA_PPP_DEV_FD: i32 = 1,
    }
}
attributes! {
    /// Attributes of a CAIF interface (ST-Ericsson modem): `IFLA_CAIF_*`, linux/caif/if_caif.h.
    pub set Caif, enum CaifAttr<'a> {
        /// Connection id for IPv4.
        IFLA_CAIF_IPV4_CONNID: u32 = 1,
        /// Connection id for IPv6.
        IFLA_CAIF_IPV6_CONNID: u32 = 2,
        /// Loopback interface, 0 or 1.
        IFLA_CAIF_LOOPBACK: u8 = 3,
    }
}
attributes! {
    /// Attributes of a DSA port: `IFLA_DSA_*`, linux/if_link.h.
    ///
    /// DSA: Distributed Switch Architecture, for switch chips behind an Ethernet interface.
    pub set Dsa, enum DsaAttr<'a> {
        /// Interface index of the conduit, the Ethernet interface between the CPU and the switch.
        ///
        /// `IFLA_DSA_MASTER` in older headers.
        #[doc(alias = "IFLA_DSA_MASTER")]
        IFLA_DSA_CONDUIT: u32 = 1,
    }
}

//! Kinds with few attributes, or none: `veth`, `netkit`, `tun`, `vrf`, `macsec`, `hsr`, `ovpn`, `batadv`, `ipoib`, `rmnet`, `wwan`, `ppp`,
//! `caif`, `dsa`, and [`NoData`] for `dummy`, `ifb` and their like. linux/if_link.h, linux/veth.h, linux/if_macsec.h, linux/batman_adv.h,
//! linux/wwan.h, linux/caif/if_caif.h.
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
    attributes, flags, layout, numbers,
    route::{IfInfo, Link},
    wire::{Attrs, Be, Headed, HwAddr, Str},
};

layout! {
    /// Flags to change and their new values: `struct ifla_rmnet_flags`, linux/if_link.h.
    #[doc(alias = "ifla_rmnet_flags")]
    pub struct RmnetFlagsChange {
        /// The values.
        flags: RmnetFlags,
        /// Which of them are meant; the kernel tells all ones.
        mask: RmnetFlags,
    }
}
flags! {
    /// What is done with a modem's packets: `RMNET_FLAGS_*`, linux/if_link.h.
    pub struct RmnetFlags(u32) {
        /// Received ones are taken apart.
        RMNET_FLAGS_INGRESS_DEAGGREGATION = 1 << 0,
        /// Received ones may be commands.
        RMNET_FLAGS_INGRESS_MAP_COMMANDS = 1 << 1,
        /// Received ones have checksums, version 4.
        RMNET_FLAGS_INGRESS_MAP_CKSUMV4 = 1 << 2,
        /// Sent ones have checksums, version 4.
        RMNET_FLAGS_EGRESS_MAP_CKSUMV4 = 1 << 3,
        /// Received ones have checksums, version 5.
        RMNET_FLAGS_INGRESS_MAP_CKSUMV5 = 1 << 4,
        /// Sent ones have checksums, version 5.
        RMNET_FLAGS_EGRESS_MAP_CKSUMV5 = 1 << 5,
    }
}
numbers! {
    /// What becomes of a packet where no program is attached, or of all: `enum netkit_action`, linux/if_link.h.
    pub struct NetkitPolicy(u32) {
        /// It goes on to the other end.
        NETKIT_PASS = 0,
        /// It is dropped.
        NETKIT_DROP = 2,
        /// It goes to where the program says.
        NETKIT_REDIRECT = 7,
    }
}
numbers! {
    /// What a netkit carries: `enum netkit_mode`, linux/if_link.h.
    pub struct NetkitMode(u32) {
        /// Ethernet.
        NETKIT_L2 = 0,
        /// IP.
        NETKIT_L3 = 1,
    }
}
numbers! {
    /// What a packet loses on its way into another namespace: `enum netkit_scrub`, linux/if_link.h.
    pub struct NetkitScrub(u32) {
        /// Its mark and its priority stay.
        NETKIT_SCRUB_NONE = 0,
        /// They are cleared, too.
        NETKIT_SCRUB_DEFAULT = 1,
    }
}
numbers! {
    /// Whether there is another end: `enum netkit_pairing`, linux/if_link.h.
    pub struct NetkitPairing(u32) {
        /// There is.
        NETKIT_DEVICE_PAIR = 0,
        /// There is none.
        NETKIT_DEVICE_SINGLE = 1,
    }
}
numbers! {
    /// What a tun carries: IFF_TUN or IFF_TAP, linux/if_tun.h.
    pub struct TunType(u8) {
        /// IP.
        IFF_TUN = 1,
        /// Ethernet.
        IFF_TAP = 2,
    }
}
numbers! {
    /// How frames are protected: `MACSEC_CIPHER_ID_*`, linux/if_macsec.h.
    pub struct MacsecCipher(u64) {
        /// GCM-AES-128, by its number before 2006.
        MACSEC_DEFAULT_CIPHER_ID = 0x0080_0200_0100_0001,
        /// GCM-AES-128.
        MACSEC_CIPHER_ID_GCM_AES_128 = 0x0080_c200_0100_0001,
        /// GCM-AES-256.
        MACSEC_CIPHER_ID_GCM_AES_256 = 0x0080_c200_0100_0002,
        /// GCM-AES-128 with packet numbers of 64 bits.
        MACSEC_CIPHER_ID_GCM_AES_XPN_128 = 0x0080_c200_0100_0003,
        /// GCM-AES-256 with packet numbers of 64 bits.
        MACSEC_CIPHER_ID_GCM_AES_XPN_256 = 0x0080_c200_0100_0004,
    }
}
numbers! {
    /// What becomes of frames that are not protected: `enum macsec_validation_type`, linux/if_link.h.
    pub struct MacsecValidation(u8) {
        /// They are taken.
        MACSEC_VALIDATE_DISABLED = 0,
        /// They are taken and counted.
        MACSEC_VALIDATE_CHECK = 1,
        /// They are dropped.
        MACSEC_VALIDATE_STRICT = 2,
    }
}
numbers! {
    /// Who protects frames: `enum macsec_offload`, linux/if_link.h.
    pub struct MacsecOffload(u8) {
        /// The kernel.
        MACSEC_OFFLOAD_OFF = 0,
        /// The PHY.
        MACSEC_OFFLOAD_PHY = 1,
        /// The network card.
        MACSEC_OFFLOAD_MAC = 2,
    }
}
numbers! {
    /// The protocol of a redundant ring: `HSR_PROTOCOL_*`, linux/if_link.h.
    pub struct HsrProtocol(u8) {
        /// High-availability Seamless Redundancy, a ring.
        HSR_PROTOCOL_HSR = 0,
        /// Parallel Redundancy Protocol, two networks.
        HSR_PROTOCOL_PRP = 1,
    }
}
numbers! {
    /// With how many an OpenVPN link speaks: `enum ovpn_mode`, linux/if_link.h.
    pub struct OvpnMode(u8) {
        /// With one.
        OVPN_MODE_P2P = 0,
        /// With many.
        OVPN_MODE_MP = 1,
    }
}
numbers! {
    /// How IP goes over InfiniBand: `IPOIB_MODE_*`, linux/if_link.h.
    pub struct IpoibMode(u16) {
        /// By unreliable datagrams.
        IPOIB_MODE_DATAGRAM = 0,
        /// By connections.
        IPOIB_MODE_CONNECTED = 1,
    }
}

attributes! {
    /// What a kind has that has no attributes of its own.
    pub set NoData, enum NoDataAttr<'a> {}
}
attributes! {
    /// A pair of Ethernet links: `VETH_INFO_*`, linux/veth.h.
    pub set Veth, enum VethAttr<'a> {
        /// The other end; requests only. The kernel tells it by `IFLA_LINK`.
        VETH_INFO_PEER = 1 => Peer(Headed<'a, IfInfo, Attrs<'a, Link>>),
    }
}
attributes! {
    /// A pair of links with BPF programs between: `IFLA_NETKIT_*`, linux/if_link.h.
    pub set Netkit, enum NetkitAttr<'a> {
        /// The other end; requests only. The kernel tells it by `IFLA_LINK`.
        IFLA_NETKIT_PEER_INFO = 1 => PeerInfo(Headed<'a, IfInfo, Attrs<'a, Link>>),
        /// Whether this end has the say, 0 or 1.
        IFLA_NETKIT_PRIMARY = 2 => Primary(u8) where rejected(),
        /// What becomes of packets by default.
        IFLA_NETKIT_POLICY = 3 => Policy(NetkitPolicy),
        /// The same at the other end.
        IFLA_NETKIT_PEER_POLICY = 4 => PeerPolicy(NetkitPolicy),
        /// What it carries.
        IFLA_NETKIT_MODE = 5 => Mode(NetkitMode) where range(0, 1),
        /// What packets lose on their way.
        IFLA_NETKIT_SCRUB = 6 => Scrub(NetkitScrub) where range(0, 1),
        /// The same at the other end.
        IFLA_NETKIT_PEER_SCRUB = 7 => PeerScrub(NetkitScrub) where range(0, 1),
        /// Room to leave in front of packets, bytes.
        IFLA_NETKIT_HEADROOM = 8 => Headroom(u16),
        /// Room to leave behind packets, bytes.
        IFLA_NETKIT_TAILROOM = 9 => Tailroom(u16),
        /// Whether there is another end.
        IFLA_NETKIT_PAIRING = 10 => Pairing(NetkitPairing) where range(0, 1),
    }
}
attributes! {
    /// A link whose other end is a file: `IFLA_TUN_*`, linux/if_link.h. It is made by /dev/net/tun, never by netlink.
    pub set Tun, enum TunAttr<'a> {
        /// User who may open it; absent for any.
        IFLA_TUN_OWNER = 1 => Owner(u32) where output(),
        /// Group that may open it; absent for any.
        IFLA_TUN_GROUP = 2 => Group(u32) where output(),
        /// What it carries.
        IFLA_TUN_TYPE = 3 => Type(TunType) where output(),
        /// Whether packets have a header of their own in the file, 0 or 1.
        IFLA_TUN_PI = 4 => Pi(u8) where output(),
        /// Whether packets have a virtio header in the file, 0 or 1.
        IFLA_TUN_VNET_HDR = 5 => VnetHdr(u8) where output(),
        /// Whether it stays when the file is closed, 0 or 1.
        IFLA_TUN_PERSIST = 6 => Persist(u8) where output(),
        /// Whether it has several files, 0 or 1.
        IFLA_TUN_MULTI_QUEUE = 7 => MultiQueue(u8) where output(),
        /// How many files are open.
        IFLA_TUN_NUM_QUEUES = 8 => NumQueues(u32) where output(),
        /// How many of them are set aside.
        IFLA_TUN_NUM_DISABLED_QUEUES = 9 => NumDisabledQueues(u32) where output(),
    }
}
attributes! {
    /// A routing domain: `IFLA_VRF_*`, linux/if_link.h.
    pub set Vrf, enum VrfAttr<'a> {
        /// Its routing table.
        IFLA_VRF_TABLE = 1 => Table(u32),
    }
}
attributes! {
    /// A link in a routing domain: `IFLA_VRF_PORT_*`, linux/if_link.h.
    pub set VrfPort, enum VrfPortAttr<'a> {
        /// The domain's routing table.
        IFLA_VRF_PORT_TABLE = 1 => Table(u32) where output(),
    }
}
attributes! {
    /// A MACsec link: `IFLA_MACSEC_*`, linux/if_link.h. Its associations are made by the generic family `macsec`.
    pub set Macsec, enum MacsecAttr<'a> {
        /// Identifier of the channel: an Ethernet address and a port, big-endian.
        IFLA_MACSEC_SCI = 1 => Sci(Be<u64>),
        /// The port alone, for an identifier by the link's own address; big-endian, requests only.
        IFLA_MACSEC_PORT = 2 => Port(Be<u16>),
        /// Length of the check value, bytes.
        IFLA_MACSEC_ICV_LEN = 3 => IcvLen(u8) where range(8, 16),
        /// How frames are protected.
        IFLA_MACSEC_CIPHER_SUITE = 4 => CipherSuite(MacsecCipher),
        /// How far packets may be out of order.
        IFLA_MACSEC_WINDOW = 5 => Window(u32),
        /// The association that sends, 0 to 3.
        IFLA_MACSEC_ENCODING_SA = 6 => EncodingSa(u8) where range(0, 3),
        /// Whether frames are encrypted, 0 or 1.
        IFLA_MACSEC_ENCRYPT = 7 => Encrypt(u8) where range(0, 1),
        /// Whether frames are protected, 0 or 1.
        IFLA_MACSEC_PROTECT = 8 => Protect(u8) where range(0, 1),
        /// Whether frames bear the identifier, 0 or 1.
        IFLA_MACSEC_INC_SCI = 9 => IncSci(u8) where range(0, 1),
        /// Whether the identifier is that of the station at the end, 0 or 1.
        IFLA_MACSEC_ES = 10 => Es(u8) where range(0, 1),
        /// Whether it may broadcast (EPON), 0 or 1.
        IFLA_MACSEC_SCB = 11 => Scb(u8) where range(0, 1),
        /// Whether packets that come again are dropped, 0 or 1.
        IFLA_MACSEC_REPLAY_PROTECT = 12 => ReplayProtect(u8) where range(0, 1),
        /// What becomes of frames that are not protected.
        IFLA_MACSEC_VALIDATION = 13 => Validation(MacsecValidation) where range(0, 2),
        /// Who protects frames.
        IFLA_MACSEC_OFFLOAD = 15 => Offload(MacsecOffload) where range(0, 2),
    }
}
attributes! {
    /// A redundant ring, or two networks as one: `IFLA_HSR_*`, linux/if_link.h. The kind is `hsr` for PRP, too.
    pub set Hsr, enum HsrAttr<'a> {
        /// Index of the first port.
        IFLA_HSR_SLAVE1 = 1 => Slave1(u32),
        /// Index of the second port.
        IFLA_HSR_SLAVE2 = 2 => Slave2(u32),
        /// Last byte of the group address that supervision goes to; requests only.
        IFLA_HSR_MULTICAST_SPEC = 3 => MulticastSpec(u8),
        /// That group address; a request's is ignored.
        IFLA_HSR_SUPERVISION_ADDR = 4 => SupervisionAddr(HwAddr<'a>) where at_least(6),
        /// Number of the next frame; a request's is ignored.
        IFLA_HSR_SEQ_NR = 5 => SeqNr(u16),
        /// Version of HSR, 0 or 1; requests only.
        IFLA_HSR_VERSION = 6 => Version(u8),
        /// The protocol.
        IFLA_HSR_PROTOCOL = 7 => Protocol(HsrProtocol),
        /// Index of the port to a link outside of the ring.
        IFLA_HSR_INTERLINK = 8 => Interlink(u32),
    }
}
attributes! {
    /// An OpenVPN link: `IFLA_OVPN_*`, linux/if_link.h. Its peers are made by the generic family `ovpn`.
    pub set Ovpn, enum OvpnAttr<'a> {
        /// With how many it speaks.
        IFLA_OVPN_MODE = 1 => Mode(OvpnMode) where range(0, 1),
    }
}
attributes! {
    /// A B.A.T.M.A.N. mesh: `IFLA_BATADV_*`, linux/batman_adv.h.
    pub set Batadv, enum BatadvAttr<'a> {
        /// How it finds ways: `BATMAN_IV` or `BATMAN_V`; requests only.
        IFLA_BATADV_ALGO_NAME = 1 => AlgoName(Str<'a>) where nul_at_most(u16::MAX),
    }
}
attributes! {
    /// IP over InfiniBand: `IFLA_IPOIB_*`, linux/if_link.h.
    pub set Ipoib, enum IpoibAttr<'a> {
        /// Partition key.
        IFLA_IPOIB_PKEY = 1 => Pkey(u16),
        /// How IP goes over it.
        IFLA_IPOIB_MODE = 2 => Mode(IpoibMode),
        /// Whether programs may send to groups that the link has not joined, 0 or 1.
        IFLA_IPOIB_UMCAST = 3 => Umcast(u16),
    }
}
attributes! {
    /// A channel of a Qualcomm modem: `IFLA_RMNET_*`, linux/if_link.h.
    pub set Rmnet, enum RmnetAttr<'a> {
        /// Its number, 1 to 254.
        IFLA_RMNET_MUX_ID = 1 => MuxId(u16),
        /// What is done with packets.
        IFLA_RMNET_FLAGS = 2 => Flags(&'a RmnetFlagsChange),
    }
}
attributes! {
    /// A channel of a wireless modem: `IFLA_WWAN_*`, linux/wwan.h. The modem is in `IFLA_PARENT_DEV_NAME`.
    pub set Wwan, enum WwanAttr<'a> {
        /// Its number.
        IFLA_WWAN_LINK_ID = 1 => LinkId(u32),
    }
}
attributes! {
    /// A point-to-point link: `IFLA_PPP_*`, linux/if_link.h.
    pub set Ppp, enum PppAttr<'a> {
        /// /dev/ppp, as a file descriptor; requests only.
        IFLA_PPP_DEV_FD = 1 => DevFd(i32),
    }
}
attributes! {
    /// A channel of an ST-Ericsson modem: `IFLA_CAIF_*`, linux/caif/if_caif.h.
    pub set Caif, enum CaifAttr<'a> {
        /// Connection for IPv4.
        IFLA_CAIF_IPV4_CONNID = 1 => Ipv4Connid(u32),
        /// Connection for IPv6.
        IFLA_CAIF_IPV6_CONNID = 2 => Ipv6Connid(u32),
        /// Whether it is a loopback, 0 or 1.
        IFLA_CAIF_LOOPBACK = 3 => Loopback(u8),
    }
}
attributes! {
    /// A port of a switch on the board: `IFLA_DSA_*`, linux/if_link.h.
    pub set Dsa, enum DsaAttr<'a> {
        /// Index of the link by which the processor speaks with it; IFLA_DSA_MASTER in older headers.
        IFLA_DSA_CONDUIT = 1 => Conduit(u32),
    }
}

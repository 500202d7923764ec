//! Numbers and structures that several protocols share: address families, hardware types, EtherTypes, IP protocols.
//!
//! ```
//! use nlwire::uapi::{AddressFamily, EtherType};
//! assert_eq!(AddressFamily::AF_INET6.to_string(), "AF_INET6");
//! assert_eq!(EtherType(0x0800), EtherType::ETH_P_IP);
//! assert_eq!(AddressFamily(200).to_string(), "200"); // unknown values stay what they are
//! ```
use crate::{layout, numbers};

layout! {
    /// A moment, or a span: `struct __kernel_timespec`, linux/time_types.h.
    #[doc(alias = "__kernel_timespec")]
    pub struct KernelTimespec {
        /// Seconds.
        tv_sec: i64,
        /// And nanoseconds.
        tv_nsec: i64,
    }
}

numbers! {
    /// An address family: `AF_*`, socket(2).
    pub struct AddressFamily(u8) {
        /// Unspecified.
        AF_UNSPEC = 0,
        /// Local sockets.
        AF_UNIX = 1,
        /// IP protocol family.
        AF_INET = 2,
        /// Amateur Radio AX.25.
        AF_AX25 = 3,
        /// Novell Internet Protocol.
        AF_IPX = 4,
        /// Appletalk DDP.
        AF_APPLETALK = 5,
        /// Amateur radio NetROM.
        AF_NETROM = 6,
        /// Multiprotocol bridge.
        AF_BRIDGE = 7,
        /// ATM PVCs.
        AF_ATMPVC = 8,
        /// Reserved for X.25 project.
        AF_X25 = 9,
        /// IP version 6.
        AF_INET6 = 10,
        /// Amateur Radio X.25 PLP.
        AF_ROSE = 11,
        /// Reserved for DECnet project.
        AF_DECnet = 12,
        /// Reserved for 802.2LLC project.
        AF_NETBEUI = 13,
        /// Security callback pseudo AF.
        AF_SECURITY = 14,
        /// PF_KEY key management API.
        AF_KEY = 15,
        /// Netlink.
        AF_NETLINK = 16,
        /// Packet family.
        AF_PACKET = 17,
        /// Ash.
        AF_ASH = 18,
        /// Acorn Econet.
        AF_ECONET = 19,
        /// ATM SVCs.
        AF_ATMSVC = 20,
        /// RDS sockets.
        AF_RDS = 21,
        /// Linux SNA Project.
        AF_SNA = 22,
        /// IRDA sockets.
        AF_IRDA = 23,
        /// PPPoX sockets.
        AF_PPPOX = 24,
        /// Wanpipe API sockets.
        AF_WANPIPE = 25,
        /// Linux LLC.
        AF_LLC = 26,
        /// Native InfiniBand address.
        AF_IB = 27,
        /// MPLS.
        AF_MPLS = 28,
        /// Controller Area Network.
        AF_CAN = 29,
        /// TIPC sockets.
        AF_TIPC = 30,
        /// Bluetooth sockets.
        AF_BLUETOOTH = 31,
        /// IUCV sockets.
        AF_IUCV = 32,
        /// RxRPC sockets.
        AF_RXRPC = 33,
        /// MISDN sockets.
        AF_ISDN = 34,
        /// Phonet sockets.
        AF_PHONET = 35,
        /// IEEE 802.15.4 sockets.
        AF_IEEE802154 = 36,
        /// CAIF sockets.
        AF_CAIF = 37,
        /// Algorithm sockets.
        AF_ALG = 38,
        /// NFC sockets.
        AF_NFC = 39,
        /// VSockets.
        AF_VSOCK = 40,
        /// Kernel Connection Multiplexor.
        AF_KCM = 41,
        /// Qualcomm IPC Router.
        AF_QIPCRTR = 42,
        /// SMC sockets.
        AF_SMC = 43,
        /// XDP sockets.
        AF_XDP = 44,
        /// Management component transport protocol.
        AF_MCTP = 45,
        /// IPv4 multicast routing, in netlink headers only.
        RTNL_FAMILY_IPMR = 128,
        /// IPv6 multicast routing, in netlink headers only.
        RTNL_FAMILY_IP6MR = 129,
    }
}
numbers! {
    /// What kind of hardware a link is: `ARPHRD_*`, linux/if_arp.h.
    pub struct HardwareType(u16) {
        /// From KA9Q: NET/ROM pseudo.
        ARPHRD_NETROM = 0,
        /// Ethernet 10Mbps.
        ARPHRD_ETHER = 1,
        /// Experimental Ethernet.
        ARPHRD_EETHER = 2,
        /// AX.25 Level 2.
        ARPHRD_AX25 = 3,
        /// PROnet token ring.
        ARPHRD_PRONET = 4,
        /// Chaosnet.
        ARPHRD_CHAOS = 5,
        /// IEEE 802.2 Ethernet/TR/TB.
        ARPHRD_IEEE802 = 6,
        /// ARCnet.
        ARPHRD_ARCNET = 7,
        /// APPLEtalk.
        ARPHRD_APPLETLK = 8,
        /// Frame Relay DLCI.
        ARPHRD_DLCI = 15,
        /// ATM.
        ARPHRD_ATM = 19,
        /// Metricom STRIP (new IANA id).
        ARPHRD_METRICOM = 23,
        /// IEEE 1394 IPv4 - RFC 2734.
        ARPHRD_IEEE1394 = 24,
        /// EUI-64.
        ARPHRD_EUI64 = 27,
        /// InfiniBand.
        ARPHRD_INFINIBAND = 32,
        /// Slip.
        ARPHRD_SLIP = 0x100,
        /// Cslip.
        ARPHRD_CSLIP = 0x101,
        /// Slip6.
        ARPHRD_SLIP6 = 0x102,
        /// Cslip6.
        ARPHRD_CSLIP6 = 0x103,
        /// Notional KISS type.
        ARPHRD_RSRVD = 0x104,
        /// Adapt.
        ARPHRD_ADAPT = 0x108,
        /// Rose.
        ARPHRD_ROSE = 0x10e,
        /// CCITT X.25.
        ARPHRD_X25 = 0x10f,
        /// Boards with X.25 in firmware.
        ARPHRD_HWX25 = 0x110,
        /// Controller Area Network.
        ARPHRD_CAN = 0x118,
        /// Mctp.
        ARPHRD_MCTP = 0x122,
        /// Ppp.
        ARPHRD_PPP = 0x200,
        /// Cisco HDLC.
        ARPHRD_CISCO = 0x201,
        /// LAPB.
        ARPHRD_LAPB = 0x204,
        /// Digital's DDCMP protocol.
        ARPHRD_DDCMP = 0x205,
        /// Raw HDLC.
        ARPHRD_RAWHDLC = 0x206,
        /// Raw IP.
        ARPHRD_RAWIP = 0x207,
        /// IPIP tunnel.
        ARPHRD_TUNNEL = 0x300,
        /// IP6IP6 tunnel.
        ARPHRD_TUNNEL6 = 0x301,
        /// Frame Relay Access Device.
        ARPHRD_FRAD = 0x302,
        /// SKIP vif.
        ARPHRD_SKIP = 0x303,
        /// Loopback device.
        ARPHRD_LOOPBACK = 0x304,
        /// Localtalk device.
        ARPHRD_LOCALTLK = 0x305,
        /// Fiber Distributed Data Interface.
        ARPHRD_FDDI = 0x306,
        /// AP1000 BIF.
        ARPHRD_BIF = 0x307,
        /// Sit0 device - IPv6-in-IPv4.
        ARPHRD_SIT = 0x308,
        /// IP over DDP tunneller.
        ARPHRD_IPDDP = 0x309,
        /// GRE over IP.
        ARPHRD_IPGRE = 0x30a,
        /// PIMSM register interface.
        ARPHRD_PIMREG = 0x30b,
        /// High Performance Parallel Interface.
        ARPHRD_HIPPI = 0x30c,
        /// Nexus 64Mbps Ash.
        ARPHRD_ASH = 0x30d,
        /// Acorn Econet.
        ARPHRD_ECONET = 0x30e,
        /// Linux-IrDA.
        ARPHRD_IRDA = 0x30f,
        /// Point to point fibrechannel.
        ARPHRD_FCPP = 0x310,
        /// Fibrechannel arbitrated loop.
        ARPHRD_FCAL = 0x311,
        /// Fibrechannel public loop.
        ARPHRD_FCPL = 0x312,
        /// Fibrechannel fabric.
        ARPHRD_FCFABRIC = 0x313,
        /// Magic type ident for TR.
        ARPHRD_IEEE802_TR = 0x320,
        /// IEEE 802.11.
        ARPHRD_IEEE80211 = 0x321,
        /// IEEE 802.11 + Prism2 header.
        ARPHRD_IEEE80211_PRISM = 0x322,
        /// IEEE 802.11 + radiotap header.
        ARPHRD_IEEE80211_RADIOTAP = 0x323,
        /// Ieee802154.
        ARPHRD_IEEE802154 = 0x324,
        /// IEEE 802.15.4 network monitor.
        ARPHRD_IEEE802154_MONITOR = 0x325,
        /// PhoNet media type.
        ARPHRD_PHONET = 0x334,
        /// PhoNet pipe header.
        ARPHRD_PHONET_PIPE = 0x335,
        /// CAIF media type.
        ARPHRD_CAIF = 0x336,
        /// GRE over IPv6.
        ARPHRD_IP6GRE = 0x337,
        /// Netlink header.
        ARPHRD_NETLINK = 0x338,
        /// IPv6 over LoWPAN.
        ARPHRD_6LOWPAN = 0x339,
        /// Vsock monitor header.
        ARPHRD_VSOCKMON = 0x33a,
        /// Zero header length.
        ARPHRD_NONE = 0xfffe,
        /// Void type, nothing is known.
        ARPHRD_VOID = 0xffff,
    }
}
numbers! {
    /// What an Ethernet frame carries: `ETH_P_*`, linux/if_ether.h. On the wire it is big-endian.
    pub struct EtherType(u16) {
        /// Dummy type for 802.3 frames.
        ETH_P_802_3 = 1,
        /// Dummy protocol id for AX.25.
        ETH_P_AX25 = 2,
        /// Every packet (be careful!!!).
        ETH_P_ALL = 3,
        /// 802.2 frames.
        ETH_P_802_2 = 4,
        /// Internal only.
        ETH_P_SNAP = 5,
        /// DEC DDCMP: Internal only.
        ETH_P_DDCMP = 6,
        /// Dummy type for WAN PPP frames.
        ETH_P_WAN_PPP = 7,
        /// Dummy type for PPP MP frames.
        ETH_P_PPP_MP = 8,
        /// Localtalk pseudo type.
        ETH_P_LOCALTALK = 9,
        /// CAN: Controller Area Network.
        ETH_P_CAN = 12,
        /// CANFD: CAN flexible data rate.
        ETH_P_CANFD = 13,
        /// CANXL: eXtended frame Length.
        ETH_P_CANXL = 14,
        /// Dummy type for Atalk over PPP.
        ETH_P_PPPTALK = 16,
        /// 802.2 frames.
        ETH_P_TR_802_2 = 17,
        /// Mobitex (kaz@cafe.net).
        ETH_P_MOBITEX = 21,
        /// Card specific control frames.
        ETH_P_CONTROL = 22,
        /// Linux-IrDA.
        ETH_P_IRDA = 23,
        /// Acorn Econet.
        ETH_P_ECONET = 24,
        /// HDLC frames.
        ETH_P_HDLC = 25,
        /// 1A for ArcNet :-).
        ETH_P_ARCNET = 26,
        /// Distributed Switch Arch.
        ETH_P_DSA = 27,
        /// Trailer switch tagging.
        ETH_P_TRAILER = 28,
        /// Ethernet Loopback packet.
        ETH_P_LOOP = 96,
        /// Nokia Phonet frames.
        ETH_P_PHONET = 245,
        /// IEEE802.15.4 frame.
        ETH_P_IEEE802154 = 246,
        /// ST-Ericsson CAIF protocol.
        ETH_P_CAIF = 247,
        /// Multiplexed DSA protocol.
        ETH_P_XDSA = 248,
        /// Qualcomm multiplexing and.
        ETH_P_MAP = 249,
        /// Management component transport.
        ETH_P_MCTP = 250,
        /// Xerox PUP packet.
        ETH_P_PUP = 0x200,
        /// Xerox PUP Addr Trans packet.
        ETH_P_PUPAT = 0x201,
        /// If the value in the ethernet type is more than this value.
        ETH_P_802_3_MIN = 0x600,
        /// Internet Protocol packet.
        ETH_P_IP = 0x800,
        /// CCITT X.25.
        ETH_P_X25 = 0x805,
        /// Address Resolution packet.
        ETH_P_ARP = 0x806,
        /// G8BPQ AX.25 Ethernet Packet.
        ETH_P_BPQ = 0x8ff,
        /// Xerox IEEE802.3 PUP packet.
        ETH_P_IEEEPUP = 0xa00,
        /// Xerox IEEE802.3 PUP Addr Trans packet.
        ETH_P_IEEEPUPAT = 0xa01,
        /// ERSPAN version 2 (type III).
        ETH_P_ERSPAN2 = 0x22eb,
        /// TSN (IEEE 1722) packet.
        ETH_P_TSN = 0x22f0,
        /// B.A.T.M.A.N.-Advanced packet.
        ETH_P_BATMAN = 0x4305,
        /// DEC Assigned proto.
        ETH_P_DEC = 0x6000,
        /// DEC DNA Dump/Load.
        ETH_P_DNA_DL = 0x6001,
        /// DEC DNA Remote Console.
        ETH_P_DNA_RC = 0x6002,
        /// DEC DNA Routing.
        ETH_P_DNA_RT = 0x6003,
        /// DEC LAT.
        ETH_P_LAT = 0x6004,
        /// DEC Diagnostics.
        ETH_P_DIAG = 0x6005,
        /// DEC Customer use.
        ETH_P_CUST = 0x6006,
        /// DEC Systems Comms Arch.
        ETH_P_SCA = 0x6007,
        /// Trans Ether Bridging.
        ETH_P_TEB = 0x6558,
        /// Reverse Addr Res packet.
        ETH_P_RARP = 0x8035,
        /// Appletalk DDP.
        ETH_P_ATALK = 0x809b,
        /// Appletalk AARP.
        ETH_P_AARP = 0x80f3,
        /// 802.1Q VLAN Extended Header.
        ETH_P_8021Q = 0x8100,
        /// IPX over DIX.
        ETH_P_IPX = 0x8137,
        /// IPv6 over bluebook.
        ETH_P_IPV6 = 0x86dd,
        /// IEEE Pause frames. See 802.3 31B.
        ETH_P_PAUSE = 0x8808,
        /// Slow Protocol. See 802.3ad 43B.
        ETH_P_SLOW = 0x8809,
        /// Web-cache coordination protocol.
        ETH_P_WCCP = 0x883e,
        /// MPLS Unicast traffic.
        ETH_P_MPLS_UC = 0x8847,
        /// MPLS Multicast traffic.
        ETH_P_MPLS_MC = 0x8848,
        /// MultiProtocol Over ATM.
        ETH_P_ATMMPOA = 0x884c,
        /// PPPoE discovery messages.
        ETH_P_PPP_DISC = 0x8863,
        /// PPPoE session messages.
        ETH_P_PPP_SES = 0x8864,
        /// HPNA, wlan link local tunnel.
        ETH_P_LINK_CTL = 0x886c,
        /// Frame-based ATM Transport.
        ETH_P_ATMFATE = 0x8884,
        /// Port Access Entity (IEEE 802.1X).
        ETH_P_PAE = 0x888e,
        /// PROFINET.
        ETH_P_PROFINET = 0x8892,
        /// Multiple proprietary protocols.
        ETH_P_REALTEK = 0x8899,
        /// ATA over Ethernet.
        ETH_P_AOE = 0x88a2,
        /// EtherCAT.
        ETH_P_ETHERCAT = 0x88a4,
        /// 802.1ad Service VLAN.
        ETH_P_8021AD = 0x88a8,
        /// 802.1 Local Experimental 1.
        ETH_P_802_EX1 = 0x88b5,
        /// ERSPAN type II.
        ETH_P_ERSPAN = 0x88be,
        /// 802.11 Preauthentication.
        ETH_P_PREAUTH = 0x88c7,
        /// TIPC.
        ETH_P_TIPC = 0x88ca,
        /// Link Layer Discovery Protocol.
        ETH_P_LLDP = 0x88cc,
        /// Media Redundancy Protocol.
        ETH_P_MRP = 0x88e3,
        /// 802.1ae MACsec.
        ETH_P_MACSEC = 0x88e5,
        /// 802.1ah Backbone Service Tag.
        ETH_P_8021AH = 0x88e7,
        /// 802.1Q MVRP.
        ETH_P_MVRP = 0x88f5,
        /// IEEE 1588 Timesync.
        ETH_P_1588 = 0x88f7,
        /// NCSI protocol.
        ETH_P_NCSI = 0x88f8,
        /// IEC 62439-3 PRP/HSRv0.
        ETH_P_PRP = 0x88fb,
        /// Connectivity Fault Management.
        ETH_P_CFM = 0x8902,
        /// Fibre Channel over Ethernet.
        ETH_P_FCOE = 0x8906,
        /// TDLS.
        ETH_P_TDLS = 0x890d,
        /// FCoE Initialization Protocol.
        ETH_P_FIP = 0x8914,
        /// Infiniband over Ethernet.
        ETH_P_IBOE = 0x8915,
        /// IEEE 802.21 Media Independent Handover Protocol.
        ETH_P_80221 = 0x8917,
        /// IEC 62439-3 HSRv1.
        ETH_P_HSR = 0x892f,
        /// Network Service Header.
        ETH_P_NSH = 0x894f,
        /// Ethernet loopback packet, per IEEE 802.3.
        ETH_P_LOOPBACK = 0x9000,
        /// Deprecated QinQ VLAN.
        ETH_P_QINQ1 = 0x9100,
        /// Deprecated QinQ VLAN.
        ETH_P_QINQ2 = 0x9200,
        /// Deprecated QinQ VLAN.
        ETH_P_QINQ3 = 0x9300,
        /// Ethertype DSA.
        ETH_P_EDSA = 0xdada,
        /// Fake VLAN Header for DSA.
        ETH_P_DSA_8021Q = 0xdadb,
        /// A5PSW Tag Value.
        ETH_P_DSA_A5PSW = 0xe001,
        /// ForCES inter-FE LFB type.
        ETH_P_IFE = 0xed3e,
        /// IBM af_iucv.
        ETH_P_AF_IUCV = 0xfbfb,
    }
}
numbers! {
    /// What an IP packet carries: `IPPROTO_*`, linux/in.h and linux/in6.h.
    pub struct IpProtocol(u8) {
        /// Dummy protocol for TCP.
        IPPROTO_IP = 0,
        /// Internet Control Message Protocol.
        IPPROTO_ICMP = 1,
        /// Internet Group Management Protocol.
        IPPROTO_IGMP = 2,
        /// IPIP tunnels (older KA9Q tunnels use 94).
        IPPROTO_IPIP = 4,
        /// Transmission Control Protocol.
        IPPROTO_TCP = 6,
        /// Exterior Gateway Protocol.
        IPPROTO_EGP = 8,
        /// PUP protocol.
        IPPROTO_PUP = 12,
        /// User Datagram Protocol.
        IPPROTO_UDP = 17,
        /// XNS IDP protocol.
        IPPROTO_IDP = 22,
        /// SO Transport Protocol Class 4.
        IPPROTO_TP = 29,
        /// Datagram Congestion Control Protocol.
        IPPROTO_DCCP = 33,
        /// IPv6-in-IPv4 tunnelling.
        IPPROTO_IPV6 = 41,
        /// IPv6 routing header.
        IPPROTO_ROUTING = 43,
        /// IPv6 fragmentation header.
        IPPROTO_FRAGMENT = 44,
        /// RSVP Protocol.
        IPPROTO_RSVP = 46,
        /// Cisco GRE tunnels (rfc 1701,1702).
        IPPROTO_GRE = 47,
        /// Encapsulation Security Payload protocol.
        IPPROTO_ESP = 50,
        /// Authentication Header protocol.
        IPPROTO_AH = 51,
        /// ICMPv6.
        IPPROTO_ICMPV6 = 58,
        /// IPv6 no next header.
        IPPROTO_NONE = 59,
        /// IPv6 destination options.
        IPPROTO_DSTOPTS = 60,
        /// Multicast Transport Protocol.
        IPPROTO_MTP = 92,
        /// IP option pseudo header for BEET.
        IPPROTO_BEETPH = 94,
        /// Encapsulation Header.
        IPPROTO_ENCAP = 98,
        /// Protocol Independent Multicast.
        IPPROTO_PIM = 103,
        /// Compression Header Protocol.
        IPPROTO_COMP = 108,
        /// Layer 2 Tunnelling Protocol.
        IPPROTO_L2TP = 115,
        /// Stream Control Transport Protocol.
        IPPROTO_SCTP = 132,
        /// IPv6 mobility header.
        IPPROTO_MH = 135,
        /// UDP-Lite (RFC 3828).
        IPPROTO_UDPLITE = 136,
        /// MPLS in IP (RFC 4023).
        IPPROTO_MPLS = 137,
        /// Ethernet-within-IPv6 Encapsulation.
        IPPROTO_ETHERNET = 143,
        /// Raw IP packets.
        IPPROTO_RAW = 255,
    }
}

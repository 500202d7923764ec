//! Numbers and structs shared by several netlink protocols.
//!
//! Address families, hardware types, EtherTypes and IP protocols.
//!
//! ```
//! use nlwire::uapi::{AddressFamily, EtherType};
//! assert_eq!(AddressFamily::AF_INET6.to_string(), "AF_INET6");
//! assert_eq!(EtherType(0x0800), EtherType::ETH_P_IP);
//! assert_eq!(AddressFamily(200).to_string(), "200"); // unknown values are kept
//! ```
use crate::{c_struct, open_enum};

c_struct! {
    /// Point in time or duration: `struct __kernel_timespec`, linux/time_types.h.
    #[doc(alias = "__kernel_timespec")]
    pub struct KernelTimespec {
        /// Seconds.
        tv_sec: i64,
        /// Nanoseconds, 0 to 999,999,999.
        tv_nsec: i64,
    }
}

open_enum! {
    /// Address family: `AF_*`,
    /// [address_families(7)](https://man7.org/linux/man-pages/man7/address_families.7.html).
    pub struct AddressFamily(u8) {
        /// Unspecified. In requests, often any family.
        AF_UNSPEC = 0,
        /// Unix domain sockets for local communication.
        AF_UNIX = 1,
        /// Internet Protocol version 4 (IPv4).
        AF_INET = 2,
        /// AX.25, the link layer of amateur packet radio.
        AF_AX25 = 3,
        /// Internetwork Packet Exchange (IPX) of Novell NetWare.
        AF_IPX = 4,
        /// AppleTalk, Datagram Delivery Protocol (DDP).
        AF_APPLETALK = 5,
        /// NET/ROM, a network layer of amateur packet radio.
        AF_NETROM = 6,
        /// Bridge. In rtnetlink, selects bridge ports and the FDB (forwarding database).
        AF_BRIDGE = 7,
        /// ATM permanent virtual circuits (PVC).
        AF_ATMPVC = 8,
        /// X.25 packet layer (ITU-T).
        AF_X25 = 9,
        /// Internet Protocol version 6 (IPv6).
        AF_INET6 = 10,
        /// ROSE, an X.25 network layer of amateur packet radio.
        AF_ROSE = 11,
        /// DECnet. Removed in Linux 6.1.
        AF_DECnet = 12,
        /// NetBEUI over IEEE 802.2 LLC. Reserved, never implemented.
        AF_NETBEUI = 13,
        /// Security callback. Reserved.
        AF_SECURITY = 14,
        /// PF_KEYv2 key management for IPsec (RFC 2367).
        AF_KEY = 15,
        /// Netlink sockets.
        AF_NETLINK = 16,
        /// Packet sockets: raw access to the link layer.
        AF_PACKET = 17,
        /// Ash. Reserved, never implemented.
        AF_ASH = 18,
        /// Econet of Acorn Computers. Removed in Linux 3.5.
        AF_ECONET = 19,
        /// ATM switched virtual circuits (SVC).
        AF_ATMSVC = 20,
        /// Reliable Datagram Sockets (RDS).
        AF_RDS = 21,
        /// Systems Network Architecture (SNA) of IBM. Never implemented.
        AF_SNA = 22,
        /// Infrared Data Association (IrDA). Removed in Linux 4.17.
        AF_IRDA = 23,
        /// PPP over X: PPPoE, PPTP and L2TP.
        AF_PPPOX = 24,
        /// WANPIPE of Sangoma. No longer implemented.
        AF_WANPIPE = 25,
        /// Logical Link Control (IEEE 802.2 LLC).
        AF_LLC = 26,
        /// InfiniBand native addressing.
        AF_IB = 27,
        /// Multiprotocol Label Switching (MPLS).
        AF_MPLS = 28,
        /// Controller Area Network (CAN bus).
        AF_CAN = 29,
        /// Transparent Inter-Process Communication (TIPC).
        AF_TIPC = 30,
        /// Bluetooth sockets.
        AF_BLUETOOTH = 31,
        /// Inter-User Communication Vehicle (IUCV) of IBM z/VM.
        AF_IUCV = 32,
        /// RxRPC, the remote procedure calls of AFS.
        AF_RXRPC = 33,
        /// Modular ISDN (mISDN).
        AF_ISDN = 34,
        /// Phonet, the packet protocol of Nokia modems.
        AF_PHONET = 35,
        /// IEEE 802.15.4 low-rate wireless personal area networks.
        AF_IEEE802154 = 36,
        /// Communication CPU to Application CPU Interface (CAIF) of ST-Ericsson modems.
        AF_CAIF = 37,
        /// Kernel crypto API.
        AF_ALG = 38,
        /// Near-field communication (NFC).
        AF_NFC = 39,
        /// Virtual machine sockets (vsock): guest to hypervisor.
        AF_VSOCK = 40,
        /// Kernel Connection Multiplexor (KCM).
        AF_KCM = 41,
        /// Qualcomm IPC router (QRTR).
        AF_QIPCRTR = 42,
        /// Shared Memory Communications (SMC, RFC 7609).
        AF_SMC = 43,
        /// XDP (express data path) sockets.
        AF_XDP = 44,
        /// Management Component Transport Protocol (MCTP, DMTF DSP0236).
        AF_MCTP = 45,
        /// IPv4 multicast routing. In rtnetlink headers only.
        RTNL_FAMILY_IPMR = 128,
        /// IPv6 multicast routing. In rtnetlink headers only.
        RTNL_FAMILY_IP6MR = 129,
    }
}
open_enum! {
    /// Hardware type of an interface: `ARPHRD_*`, linux/if_arp.h.
    ///
    /// Values below 256 are ARP hardware types of IANA; larger values are specific to Linux.
    pub struct HardwareType(u16) {
        /// NET/ROM (amateur packet radio) pseudo-interface.
        ARPHRD_NETROM = 0,
        /// Ethernet of any speed; also Wi-Fi interfaces in managed mode and most virtual
        /// interfaces.
        ARPHRD_ETHER = 1,
        /// Experimental Ethernet (3 Mbit/s).
        ARPHRD_EETHER = 2,
        /// AX.25 (amateur packet radio).
        ARPHRD_AX25 = 3,
        /// ProNET token ring of Proteon.
        ARPHRD_PRONET = 4,
        /// Chaosnet.
        ARPHRD_CHAOS = 5,
        /// IEEE 802 networks, such as token ring.
        ARPHRD_IEEE802 = 6,
        /// ARCNET token bus network.
        ARPHRD_ARCNET = 7,
        /// AppleTalk.
        ARPHRD_APPLETLK = 8,
        /// Frame Relay DLCI (data link connection identifier).
        ARPHRD_DLCI = 15,
        /// Asynchronous Transfer Mode (ATM).
        ARPHRD_ATM = 19,
        /// Metricom STRIP (Starmode Radio IP).
        ARPHRD_METRICOM = 23,
        /// IP over IEEE 1394, FireWire (RFC 2734).
        ARPHRD_IEEE1394 = 24,
        /// EUI-64 addresses.
        ARPHRD_EUI64 = 27,
        /// IP over InfiniBand.
        ARPHRD_INFINIBAND = 32,
        /// Serial Line IP (SLIP, RFC 1055).
        ARPHRD_SLIP = 0x100,
        /// Compressed SLIP (CSLIP, RFC 1144).
        ARPHRD_CSLIP = 0x101,
        /// SLIP with 6-bit encoding.
        ARPHRD_SLIP6 = 0x102,
        /// Compressed SLIP with 6-bit encoding.
        ARPHRD_CSLIP6 = 0x103,
        /// Reserved for KISS (amateur packet radio).
        ARPHRD_RSRVD = 0x104,
        /// Adaptive SLIP: compressed or not.
        ARPHRD_ADAPT = 0x108,
        /// ROSE (amateur packet radio).
        ARPHRD_ROSE = 0x10e,
        /// X.25 (ITU-T).
        ARPHRD_X25 = 0x10f,
        /// X.25 in the firmware of the card.
        ARPHRD_HWX25 = 0x110,
        /// Controller Area Network (CAN bus).
        ARPHRD_CAN = 0x118,
        /// Management Component Transport Protocol (MCTP).
        ARPHRD_MCTP = 0x122,
        /// Point-to-Point Protocol (PPP).
        ARPHRD_PPP = 0x200,
        /// Cisco HDLC (high-level data link control).
        ARPHRD_CISCO = 0x201,
        /// LAPB (link access procedure, balanced) of X.25.
        ARPHRD_LAPB = 0x204,
        /// DDCMP (Digital Data Communications Message Protocol).
        ARPHRD_DDCMP = 0x205,
        /// HDLC without a protocol on top.
        ARPHRD_RAWHDLC = 0x206,
        /// Raw IP: packets without a link layer header.
        ARPHRD_RAWIP = 0x207,
        /// IPv4-in-IPv4 tunnel.
        ARPHRD_TUNNEL = 0x300,
        /// IPv6 tunnel for IPv4 and IPv6.
        ARPHRD_TUNNEL6 = 0x301,
        /// Frame Relay access device.
        ARPHRD_FRAD = 0x302,
        /// SKIP (Simple Key-management for Internet Protocols) virtual interface.
        ARPHRD_SKIP = 0x303,
        /// Loopback device.
        ARPHRD_LOOPBACK = 0x304,
        /// LocalTalk.
        ARPHRD_LOCALTLK = 0x305,
        /// Fibre Distributed Data Interface (FDDI).
        ARPHRD_FDDI = 0x306,
        /// Fujitsu AP1000 BIF.
        ARPHRD_BIF = 0x307,
        /// IPv6-in-IPv4 tunnel (SIT).
        ARPHRD_SIT = 0x308,
        /// IP over AppleTalk DDP.
        ARPHRD_IPDDP = 0x309,
        /// GRE (generic routing encapsulation) over IPv4.
        ARPHRD_IPGRE = 0x30a,
        /// PIM-SM register interface of multicast routing.
        ARPHRD_PIMREG = 0x30b,
        /// High Performance Parallel Interface (HIPPI).
        ARPHRD_HIPPI = 0x30c,
        /// Nexus 64 Mbit/s Ash.
        ARPHRD_ASH = 0x30d,
        /// Econet of Acorn Computers.
        ARPHRD_ECONET = 0x30e,
        /// Infrared (IrDA).
        ARPHRD_IRDA = 0x30f,
        /// Fibre Channel, point to point.
        ARPHRD_FCPP = 0x310,
        /// Fibre Channel, arbitrated loop.
        ARPHRD_FCAL = 0x311,
        /// Fibre Channel, public loop.
        ARPHRD_FCPL = 0x312,
        /// Fibre Channel, fabric.
        ARPHRD_FCFABRIC = 0x313,
        /// Token ring (IEEE 802.5).
        ARPHRD_IEEE802_TR = 0x320,
        /// IEEE 802.11 frames (Wi-Fi).
        ARPHRD_IEEE80211 = 0x321,
        /// IEEE 802.11 frames with Prism2 header.
        ARPHRD_IEEE80211_PRISM = 0x322,
        /// IEEE 802.11 frames with radiotap header: monitor mode.
        ARPHRD_IEEE80211_RADIOTAP = 0x323,
        /// IEEE 802.15.4.
        ARPHRD_IEEE802154 = 0x324,
        /// IEEE 802.15.4 in monitor mode.
        ARPHRD_IEEE802154_MONITOR = 0x325,
        /// Phonet, the packet protocol of Nokia modems.
        ARPHRD_PHONET = 0x334,
        /// Phonet pipe: point-to-point data connection of a Nokia modem.
        ARPHRD_PHONET_PIPE = 0x335,
        /// CAIF, the protocol of ST-Ericsson modems.
        ARPHRD_CAIF = 0x336,
        /// GRE (generic routing encapsulation) over IPv6.
        ARPHRD_IP6GRE = 0x337,
        /// Netlink monitor (nlmon).
        ARPHRD_NETLINK = 0x338,
        /// IPv6 over low-power wireless personal area networks (6LoWPAN).
        ARPHRD_6LOWPAN = 0x339,
        /// Vsock monitor.
        ARPHRD_VSOCKMON = 0x33a,
        /// No link layer header or address, such as TUN and WireGuard.
        ARPHRD_NONE = 0xfffe,
        /// Unknown.
        ARPHRD_VOID = 0xffff,
    }
}
open_enum! {
    /// EtherType, the protocol of an Ethernet frame: `ETH_P_*`, linux/if_ether.h.
    ///
    /// In network byte order in frames. Values below [`ETH_P_802_3_MIN`](Self::ETH_P_802_3_MIN) are
    /// internal to Linux, except ETH_P_PUP and ETH_P_PUPAT.
    pub struct EtherType(u16) {
        /// IEEE 802.3 frame with a length field instead of an EtherType. Internal.
        ETH_P_802_3 = 1,
        /// AX.25 (amateur packet radio). Internal.
        ETH_P_AX25 = 2,
        /// All protocols: for packet sockets and filters that receive every packet. Internal.
        ETH_P_ALL = 3,
        /// IEEE 802.2 LLC frame. Internal.
        ETH_P_802_2 = 4,
        /// SNAP (subnetwork access protocol) frame. Internal.
        ETH_P_SNAP = 5,
        /// DDCMP (Digital Data Communications Message Protocol). Internal.
        ETH_P_DDCMP = 6,
        /// PPP on WAN interfaces. Internal.
        ETH_P_WAN_PPP = 7,
        /// PPP Multilink. Internal.
        ETH_P_PPP_MP = 8,
        /// LocalTalk. Internal.
        ETH_P_LOCALTALK = 9,
        /// Classical CAN (Controller Area Network) frame. Internal.
        ETH_P_CAN = 12,
        /// CAN FD (flexible data rate) frame. Internal.
        ETH_P_CANFD = 13,
        /// CAN XL (extended length) frame. Internal.
        ETH_P_CANXL = 14,
        /// AppleTalk over PPP. Internal.
        ETH_P_PPPTALK = 16,
        /// IEEE 802.2 LLC frame on token ring. Internal.
        ETH_P_TR_802_2 = 17,
        /// Mobitex packet radio. Internal.
        ETH_P_MOBITEX = 21,
        /// Control frames of a network card. Internal.
        ETH_P_CONTROL = 22,
        /// Infrared (IrDA). Internal.
        ETH_P_IRDA = 23,
        /// Econet of Acorn Computers. Internal.
        ETH_P_ECONET = 24,
        /// HDLC (high-level data link control) frame. Internal.
        ETH_P_HDLC = 25,
        /// ARCNET. Internal.
        ETH_P_ARCNET = 26,
        /// Distributed Switch Architecture (DSA) tag of a switch. Internal.
        ETH_P_DSA = 27,
        /// Switch tag at the end of the frame (DSA trailer). Internal.
        ETH_P_TRAILER = 28,
        /// Ethernet loopback, nonstandard value. The assigned one is
        /// [`ETH_P_LOOPBACK`](Self::ETH_P_LOOPBACK).
        ETH_P_LOOP = 96,
        /// Phonet, the packet protocol of Nokia modems. Internal.
        ETH_P_PHONET = 245,
        /// IEEE 802.15.4 frame. Internal.
        ETH_P_IEEE802154 = 246,
        /// CAIF, the protocol of ST-Ericsson modems. Internal.
        ETH_P_CAIF = 247,
        /// Distributed Switch Architecture (DSA) tag, selected by the interface. Internal.
        ETH_P_XDSA = 248,
        /// Qualcomm multiplexing and aggregation protocol (MAP). Internal.
        ETH_P_MAP = 249,
        /// Management Component Transport Protocol (MCTP). Internal.
        ETH_P_MCTP = 250,
        /// PARC Universal Packet (PUP) of Xerox.
        ETH_P_PUP = 0x200,
        /// PUP address translation.
        ETH_P_PUPAT = 0x201,
        /// Smallest EtherType. Smaller values are IEEE 802.3 lengths.
        ETH_P_802_3_MIN = 0x600,
        /// Internet Protocol version 4 (IPv4).
        ETH_P_IP = 0x800,
        /// X.25 (ITU-T).
        ETH_P_X25 = 0x805,
        /// Address Resolution Protocol (ARP, RFC 826).
        ETH_P_ARP = 0x806,
        /// AX.25 over Ethernet of G8BPQ. Not registered with IEEE.
        ETH_P_BPQ = 0x8ff,
        /// PARC Universal Packet (PUP) in IEEE 802.3 frames.
        ETH_P_IEEEPUP = 0xa00,
        /// PUP address translation in IEEE 802.3 frames.
        ETH_P_IEEEPUPAT = 0xa01,
        /// ERSPAN (encapsulated remote SPAN) version 2, type III.
        ETH_P_ERSPAN2 = 0x22eb,
        /// Audio Video Transport Protocol (AVTP, IEEE 1722), used by TSN.
        ETH_P_TSN = 0x22f0,
        /// B.A.T.M.A.N. Advanced mesh protocol. Not registered with IEEE.
        ETH_P_BATMAN = 0x4305,
        /// Digital Equipment Corporation, unassigned protocol.
        ETH_P_DEC = 0x6000,
        /// DECnet (DNA) dump and load: Maintenance Operation Protocol (MOP).
        ETH_P_DNA_DL = 0x6001,
        /// DECnet (DNA) remote console: Maintenance Operation Protocol (MOP).
        ETH_P_DNA_RC = 0x6002,
        /// DECnet (DNA) Phase IV routing.
        ETH_P_DNA_RT = 0x6003,
        /// Local Area Transport (LAT) of Digital Equipment Corporation.
        ETH_P_LAT = 0x6004,
        /// Diagnostics of Digital Equipment Corporation.
        ETH_P_DIAG = 0x6005,
        /// Customer protocols of Digital Equipment Corporation.
        ETH_P_CUST = 0x6006,
        /// Systems Communications Architecture (SCA) of Digital Equipment Corporation.
        ETH_P_SCA = 0x6007,
        /// Transparent Ethernet Bridging: an Ethernet frame as payload of GRE, Geneve or VXLAN-GPE.
        ETH_P_TEB = 0x6558,
        /// Reverse Address Resolution Protocol (RARP, RFC 903).
        ETH_P_RARP = 0x8035,
        /// AppleTalk (EtherTalk), Datagram Delivery Protocol.
        ETH_P_ATALK = 0x809b,
        /// AppleTalk Address Resolution Protocol (AARP).
        ETH_P_AARP = 0x80f3,
        /// VLAN tag: C-VLAN, customer VLAN (IEEE 802.1Q).
        ETH_P_8021Q = 0x8100,
        /// Internetwork Packet Exchange (IPX) of Novell NetWare.
        ETH_P_IPX = 0x8137,
        /// Internet Protocol version 6 (IPv6).
        ETH_P_IPV6 = 0x86dd,
        /// MAC control: PAUSE and priority flow control (IEEE 802.3 annex 31B).
        ETH_P_PAUSE = 0x8808,
        /// Slow protocols: LACP, marker, OAM (IEEE 802.3 annex 57A).
        ETH_P_SLOW = 0x8809,
        /// Web Cache Communication Protocol (WCCP) of Cisco.
        ETH_P_WCCP = 0x883e,
        /// MPLS unicast (RFC 3032).
        ETH_P_MPLS_UC = 0x8847,
        /// MPLS with upstream-assigned label, formerly multicast (RFC 5332).
        ETH_P_MPLS_MC = 0x8848,
        /// Multiprotocol over ATM (MPOA).
        ETH_P_ATMMPOA = 0x884c,
        /// PPPoE discovery stage (RFC 2516).
        ETH_P_PPP_DISC = 0x8863,
        /// PPPoE session stage (RFC 2516).
        ETH_P_PPP_SES = 0x8864,
        /// Link control of HomePNA and wireless LAN.
        ETH_P_LINK_CTL = 0x886c,
        /// Frame-based ATM Transport over Ethernet (FATE).
        ETH_P_ATMFATE = 0x8884,
        /// Port Access Entity: EAP over LAN (EAPOL, IEEE 802.1X).
        ETH_P_PAE = 0x888e,
        /// PROFINET: industrial Ethernet (IEC 61158).
        ETH_P_PROFINET = 0x8892,
        /// Realtek protocols: Realtek Remote Control Protocol (RRCP), loop detection, switch tags.
        ETH_P_REALTEK = 0x8899,
        /// ATA over Ethernet (AoE).
        ETH_P_AOE = 0x88a2,
        /// EtherCAT: industrial Ethernet (IEC 61158).
        ETH_P_ETHERCAT = 0x88a4,
        /// VLAN tag: S-VLAN, service VLAN (IEEE 802.1ad, QinQ).
        ETH_P_8021AD = 0x88a8,
        /// Local experimental EtherType 1 (IEEE 802).
        ETH_P_802_EX1 = 0x88b5,
        /// ERSPAN (encapsulated remote SPAN) type II.
        ETH_P_ERSPAN = 0x88be,
        /// Pre-authentication of IEEE 802.11 (RSN).
        ETH_P_PREAUTH = 0x88c7,
        /// Transparent Inter-Process Communication (TIPC).
        ETH_P_TIPC = 0x88ca,
        /// Link Layer Discovery Protocol (LLDP, IEEE 802.1AB).
        ETH_P_LLDP = 0x88cc,
        /// Media Redundancy Protocol (MRP, IEC 62439-2).
        ETH_P_MRP = 0x88e3,
        /// MAC security (MACsec, IEEE 802.1AE).
        ETH_P_MACSEC = 0x88e5,
        /// Backbone service instance tag of provider backbone bridges (PBB, IEEE 802.1ah).
        ETH_P_8021AH = 0x88e7,
        /// Multiple VLAN Registration Protocol (MVRP, IEEE 802.1Q).
        ETH_P_MVRP = 0x88f5,
        /// Precision Time Protocol (PTP, IEEE 1588).
        ETH_P_1588 = 0x88f7,
        /// Network Controller Sideband Interface (NC-SI, DMTF DSP0222).
        ETH_P_NCSI = 0x88f8,
        /// Parallel Redundancy Protocol and HSR version 0 (IEC 62439-3).
        ETH_P_PRP = 0x88fb,
        /// Connectivity Fault Management (CFM, IEEE 802.1ag; ITU-T Y.1731).
        ETH_P_CFM = 0x8902,
        /// Fibre Channel over Ethernet (FCoE).
        ETH_P_FCOE = 0x8906,
        /// Tunnelled Direct Link Setup (TDLS, IEEE 802.11z).
        ETH_P_TDLS = 0x890d,
        /// FCoE Initialization Protocol (FIP).
        ETH_P_FIP = 0x8914,
        /// InfiniBand over Ethernet: RDMA over Converged Ethernet (RoCE) version 1.
        ETH_P_IBOE = 0x8915,
        /// Media Independent Handover (IEEE 802.21).
        ETH_P_80221 = 0x8917,
        /// High-availability Seamless Redundancy (HSR) version 1 (IEC 62439-3).
        ETH_P_HSR = 0x892f,
        /// Network Service Header (NSH, RFC 8300).
        ETH_P_NSH = 0x894f,
        /// Ethernet loopback: configuration test protocol.
        ETH_P_LOOPBACK = 0x9000,
        /// Outer tag of pre-standard QinQ. Deprecated; not registered with IEEE.
        ETH_P_QINQ1 = 0x9100,
        /// Outer tag of pre-standard QinQ. Deprecated; not registered with IEEE.
        ETH_P_QINQ2 = 0x9200,
        /// Outer tag of pre-standard QinQ. Deprecated; not registered with IEEE.
        ETH_P_QINQ3 = 0x9300,
        /// DSA tag with EtherType of Marvell switches. Not registered with IEEE.
        ETH_P_EDSA = 0xdada,
        /// DSA tag in the form of a VLAN header. Not registered with IEEE.
        ETH_P_DSA_8021Q = 0xdadb,
        /// DSA tag of the Renesas RZ/N1 A5PSW switch. Not registered with IEEE.
        ETH_P_DSA_A5PSW = 0xe001,
        /// ForCES inter-FE LFB (IFE, RFC 8013).
        ETH_P_IFE = 0xed3e,
        /// HiperSockets transport of AF_IUCV. Not registered with IEEE.
        ETH_P_AF_IUCV = 0xfbfb,
    }
}
open_enum! {
    /// IP protocol or IPv6 next header: `IPPROTO_*`, linux/in.h and linux/in6.h.
    ///
    /// Assigned by [IANA](https://www.iana.org/assignments/protocol-numbers/).
    pub struct IpProtocol(u8) {
        /// IPv6 hop-by-hop options. In socket calls: the default protocol of the socket type.
        IPPROTO_IP = 0,
        /// Internet Control Message Protocol (ICMP, RFC 792).
        IPPROTO_ICMP = 1,
        /// Internet Group Management Protocol (IGMP, RFC 3376).
        IPPROTO_IGMP = 2,
        /// IPv4 encapsulation (IP in IP, RFC 2003).
        IPPROTO_IPIP = 4,
        /// Transmission Control Protocol (TCP, RFC 9293).
        IPPROTO_TCP = 6,
        /// Exterior Gateway Protocol (EGP, RFC 904).
        IPPROTO_EGP = 8,
        /// PARC Universal Packet (PUP).
        IPPROTO_PUP = 12,
        /// User Datagram Protocol (UDP, RFC 768).
        IPPROTO_UDP = 17,
        /// Internet Datagram Protocol (IDP) of Xerox Network Systems (XNS).
        IPPROTO_IDP = 22,
        /// ISO transport protocol class 4 (TP4, RFC 905).
        IPPROTO_TP = 29,
        /// Datagram Congestion Control Protocol (DCCP, RFC 4340).
        IPPROTO_DCCP = 33,
        /// IPv6 encapsulation (RFC 2473).
        IPPROTO_IPV6 = 41,
        /// IPv6 routing header (RFC 8200).
        IPPROTO_ROUTING = 43,
        /// IPv6 fragment header (RFC 8200).
        IPPROTO_FRAGMENT = 44,
        /// Resource Reservation Protocol (RSVP, RFC 2205).
        IPPROTO_RSVP = 46,
        /// Generic Routing Encapsulation (GRE, RFC 2784).
        IPPROTO_GRE = 47,
        /// Encapsulating Security Payload (ESP, RFC 4303).
        IPPROTO_ESP = 50,
        /// Authentication Header (AH, RFC 4302).
        IPPROTO_AH = 51,
        /// ICMPv6 (RFC 4443).
        IPPROTO_ICMPV6 = 58,
        /// IPv6 no next header (RFC 8200).
        IPPROTO_NONE = 59,
        /// IPv6 destination options (RFC 8200).
        IPPROTO_DSTOPTS = 60,
        /// Multicast Transport Protocol (MTP).
        IPPROTO_MTP = 92,
        /// BEET (bound end-to-end tunnel) mode of IPsec: pseudo-header for IPv4 options.
        IPPROTO_BEETPH = 94,
        /// IP encapsulation header (RFC 1241).
        IPPROTO_ENCAP = 98,
        /// Protocol Independent Multicast (PIM, RFC 7761).
        IPPROTO_PIM = 103,
        /// IP payload compression (IPComp, RFC 3173).
        IPPROTO_COMP = 108,
        /// Layer Two Tunnelling Protocol version 3 (L2TPv3, RFC 3931).
        IPPROTO_L2TP = 115,
        /// Stream Control Transmission Protocol (SCTP, RFC 9260).
        IPPROTO_SCTP = 132,
        /// IPv6 mobility header (RFC 6275).
        IPPROTO_MH = 135,
        /// Lightweight User Datagram Protocol (UDP-Lite, RFC 3828).
        IPPROTO_UDPLITE = 136,
        /// MPLS in IP (RFC 4023).
        IPPROTO_MPLS = 137,
        /// Ethernet encapsulation, such as segment routing over IPv6 (RFC 8986).
        IPPROTO_ETHERNET = 143,
        /// Reserved. In socket calls: raw IP packets with header, see
        /// [raw(7)](https://man7.org/linux/man-pages/man7/raw.7.html).
        IPPROTO_RAW = 255,
    }
}

//! Per-family data of a link: `IFLA_AF_SPEC` and `IFLA_PROTINFO`, linux/if_link.h.
//!
//! The address family in the message header selects the format. `IFLA_AF_SPEC` is [`AfSpec`] in
//! AF_UNSPEC messages, with one nest per address family, [`BridgeSpec`] in AF_BRIDGE messages, and
//! [`McastTable`] in messages of RTNL_FAMILY_IPMR.
//!
//! The IPv4 and IPv6 settings are the sysctls of
//! [ip-sysctl](https://docs.kernel.org/networking/ip-sysctl.html).
//!
//! ```
//! use nlwire::{route::{AddrGenMode, AfSpec, AfSpecFamily, Inet6, Link, SetLink}, wire::{NewFlags, Request}};
//! let mut buffer = [0; 64];
//! let mut request = Request::new(&mut buffer, SetLink { index: 3, ..Default::default() }, NewFlags::ACK);
//! request.chosen(Link::IFLA_AF_SPEC, AfSpecFamily::UNSPEC, |families| {
//!     families.nest(AfSpec::AF_INET6, |inet6| {
//!         inet6.put(Inet6::IFLA_INET6_ADDR_GEN_MODE, AddrGenMode::IN6_ADDR_GEN_MODE_NONE);
//!     });
//! });
//! assert_eq!(request.finish(1)?.len(), 48);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{BridgePort, BridgeSpec};
use crate::route::McastTable;
use crate::{
    attributes, c_struct, flags, open_enum, sub_messages,
    uapi::AddressFamily,
    wire::{Attrs, Extensible, Ip, Key, PackedArray, spec::SelectorSource},
};

c_struct! {
    /// IPv6 parameters of a link: `struct ifla_cacheinfo`, linux/if_link.h.
    #[doc(alias = "ifla_cacheinfo")]
    pub struct Inet6CacheInfo {
        /// Maximum size of a packet reassembled from fragments, bytes.
        max_reasm_len: u32,
        /// Time of the last configuration change, 1/100 s since boot.
        tstamp: u32,
        /// Reachable time of neighbours (RFC 4861), milliseconds.
        reachable_time: u32,
        /// Retransmission time of neighbour solicitations (RFC 4861), milliseconds.
        retrans_time: u32,
    }
}

flags! {
    /// IPv6 state of a link: `IF_*`, net/if_inet6.h of the kernel.
    pub struct Inet6Flags(u32) {
        /// Router solicitation sent.
        IF_RS_SENT = 0x10,
        /// Router advertisement (RA) received.
        IF_RA_RCVD = 0x20,
        /// Managed flag (M) of the last router advertisement: addresses by DHCPv6.
        IF_RA_MANAGED = 0x40,
        /// Other configuration flag (O) of the last router advertisement: settings by DHCPv6.
        IF_RA_OTHERCONF = 0x80,
        /// IPv6 is operational on the interface.
        IF_READY = 0x8000_0000,
    }
}
open_enum! {
    /// Generation mode of interface identifiers: `IN6_ADDR_GEN_MODE_*`, linux/if_link.h.
    ///
    /// For the link-local address and for addresses from prefixes in router advertisements (SLAAC).
    pub struct AddrGenMode(u8) {
        /// Modified EUI-64, from the link-layer address.
        IN6_ADDR_GEN_MODE_EUI64 = 0,
        /// No link-local address; modified EUI-64 for addresses from router advertisements.
        IN6_ADDR_GEN_MODE_NONE = 1,
        /// Stable privacy addresses (RFC 7217) with the secret of the sysctl `stable_secret`. The
        /// secret must be set first.
        IN6_ADDR_GEN_MODE_STABLE_PRIVACY = 2,
        /// Stable privacy addresses (RFC 7217), with a random secret if none is set.
        IN6_ADDR_GEN_MODE_RANDOM = 3,
    }
}
open_enum! {
    /// IPv4 settings of a link: `IPV4_DEVCONF_*`, linux/ip.h.
    ///
    /// Numbers start at 1: element 0 of the array in `IFLA_INET_CONF` is setting 1.
    pub struct InetSetting(u16) {
        /// IP forwarding, 0 or 1. Sysctl `net.ipv4.conf.*.forwarding`.
        IPV4_DEVCONF_FORWARDING = 1,
        /// Multicast routing, set by the multicast routing daemon. Sysctl
        /// `net.ipv4.conf.*.mc_forwarding`.
        IPV4_DEVCONF_MC_FORWARDING = 2,
        /// Proxy ARP, 0 or 1. Sysctl `net.ipv4.conf.*.proxy_arp`.
        IPV4_DEVCONF_PROXY_ARP = 3,
        /// Acceptance of ICMP redirects, 0 or 1. Sysctl `net.ipv4.conf.*.accept_redirects`.
        IPV4_DEVCONF_ACCEPT_REDIRECTS = 4,
        /// Acceptance of ICMP redirects to known default gateways only, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.secure_redirects`.
        IPV4_DEVCONF_SECURE_REDIRECTS = 5,
        /// Sending of ICMP redirects, 0 or 1. Sysctl `net.ipv4.conf.*.send_redirects`.
        IPV4_DEVCONF_SEND_REDIRECTS = 6,
        /// Shared media redirects (RFC 1620), 0 or 1. Sysctl `net.ipv4.conf.*.shared_media`.
        IPV4_DEVCONF_SHARED_MEDIA = 7,
        /// Reverse path filter (RFC 3704): 0 off, 1 strict, 2 loose. Sysctl
        /// `net.ipv4.conf.*.rp_filter`.
        IPV4_DEVCONF_RP_FILTER = 8,
        /// Acceptance of source-routed packets, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.accept_source_route`.
        IPV4_DEVCONF_ACCEPT_SOURCE_ROUTE = 9,
        /// Acceptance of packets from source 0.0.0.0/8 to other hosts (BOOTP relay), 0 or 1. Sysctl
        /// `net.ipv4.conf.*.bootp_relay`.
        IPV4_DEVCONF_BOOTP_RELAY = 10,
        /// Logging of packets with impossible addresses, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.log_martians`.
        IPV4_DEVCONF_LOG_MARTIANS = 11,
        /// Number for the use of the administrator. Sysctl `net.ipv4.conf.*.tag`.
        IPV4_DEVCONF_TAG = 12,
        /// ARP replies only for addresses routed through the interface, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.arp_filter`.
        IPV4_DEVCONF_ARPFILTER = 13,
        /// Medium id for proxy ARP: 0 if this is the only interface of the medium, -1 if unknown.
        /// Sysctl `net.ipv4.conf.*.medium_id`.
        IPV4_DEVCONF_MEDIUM_ID = 14,
        /// No IPsec encryption on the interface, 0 or 1. Sysctl `net.ipv4.conf.*.disable_xfrm`.
        IPV4_DEVCONF_NOXFRM = 15,
        /// No IPsec policy check on the interface, 0 or 1. Sysctl `net.ipv4.conf.*.disable_policy`.
        IPV4_DEVCONF_NOPOLICY = 16,
        /// Forced IGMP version, 1 to 3; 0 for automatic. Sysctl
        /// `net.ipv4.conf.*.force_igmp_version`.
        IPV4_DEVCONF_FORCE_IGMP_VERSION = 17,
        /// Restriction of the source address in ARP requests, 0 to 2. Sysctl
        /// `net.ipv4.conf.*.arp_announce`.
        IPV4_DEVCONF_ARP_ANNOUNCE = 18,
        /// Restriction of the replies to ARP requests, 0 to 8. Sysctl `net.ipv4.conf.*.arp_ignore`.
        IPV4_DEVCONF_ARP_IGNORE = 19,
        /// Promotion of a secondary address when the primary address is deleted, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.promote_secondaries`.
        IPV4_DEVCONF_PROMOTE_SECONDARIES = 20,
        /// Neighbour entries from gratuitous ARP: 0 never, 1 always, 2 in the local subnet. Sysctl
        /// `net.ipv4.conf.*.arp_accept`.
        IPV4_DEVCONF_ARP_ACCEPT = 21,
        /// Gratuitous ARP when the interface comes up or the MAC address changes, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.arp_notify`.
        IPV4_DEVCONF_ARP_NOTIFY = 22,
        /// Acceptance of packets with local source addresses, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.accept_local`.
        IPV4_DEVCONF_ACCEPT_LOCAL = 23,
        /// Packet mark in the reverse path lookup, 0 or 1. Sysctl `net.ipv4.conf.*.src_vmark`.
        IPV4_DEVCONF_SRC_VMARK = 24,
        /// Proxy ARP out of the receiving interface, private VLAN (RFC 3069), 0 or 1. Sysctl
        /// `net.ipv4.conf.*.proxy_arp_pvlan`.
        IPV4_DEVCONF_PROXY_ARP_PVLAN = 25,
        /// Routing of 127.0.0.0/8, 0 or 1. Sysctl `net.ipv4.conf.*.route_localnet`.
        IPV4_DEVCONF_ROUTE_LOCALNET = 26,
        /// Interval of unsolicited IGMPv1 and IGMPv2 reports, milliseconds. Sysctl
        /// `net.ipv4.conf.*.igmpv2_unsolicited_report_interval`.
        IPV4_DEVCONF_IGMPV2_UNSOLICITED_REPORT_INTERVAL = 27,
        /// Interval of unsolicited IGMPv3 reports, milliseconds. Sysctl
        /// `net.ipv4.conf.*.igmpv3_unsolicited_report_interval`.
        IPV4_DEVCONF_IGMPV3_UNSOLICITED_REPORT_INTERVAL = 28,
        /// Skipping of routes whose interface has no carrier, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.ignore_routes_with_linkdown`.
        IPV4_DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN = 29,
        /// Drop of unicast IP packets in link-layer multicast frames, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.drop_unicast_in_l2_multicast`.
        IPV4_DEVCONF_DROP_UNICAST_IN_L2_MULTICAST = 30,
        /// Drop of gratuitous ARP, 0 or 1. Sysctl `net.ipv4.conf.*.drop_gratuitous_arp`.
        IPV4_DEVCONF_DROP_GRATUITOUS_ARP = 31,
        /// Forwarding of directed broadcasts, 0 or 1. Sysctl `net.ipv4.conf.*.bc_forwarding`.
        IPV4_DEVCONF_BC_FORWARDING = 32,
        /// Flush of the ARP cache when the carrier is lost, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.arp_evict_nocarrier`.
        IPV4_DEVCONF_ARP_EVICT_NOCARRIER = 33,
    }
}
open_enum! {
    /// IPv6 settings of a link: `DEVCONF_*`, linux/ipv6.h.
    ///
    /// Numbers start at 0 and are indexes into the array in `IFLA_INET6_CONF`.
    pub struct Inet6Setting(u16) {
        /// IPv6 forwarding: 0 host, 1 router. Sysctl `net.ipv6.conf.*.forwarding`.
        DEVCONF_FORWARDING = 0,
        /// Default hop limit. Sysctl `net.ipv6.conf.*.hop_limit`.
        DEVCONF_HOPLIMIT = 1,
        /// IPv6 MTU, bytes. Sysctl `net.ipv6.conf.*.mtu`.
        DEVCONF_MTU6 = 2,
        /// Acceptance of router advertisements: 0 never, 1 if not forwarding, 2 always. Sysctl
        /// `net.ipv6.conf.*.accept_ra`.
        DEVCONF_ACCEPT_RA = 3,
        /// Acceptance of ICMPv6 redirects, 0 or 1. Sysctl `net.ipv6.conf.*.accept_redirects`.
        DEVCONF_ACCEPT_REDIRECTS = 4,
        /// Addresses from prefixes in router advertisements (SLAAC), 0 or 1. Sysctl
        /// `net.ipv6.conf.*.autoconf`.
        DEVCONF_AUTOCONF = 5,
        /// Number of duplicate address detection (DAD) probes. Sysctl
        /// `net.ipv6.conf.*.dad_transmits`.
        DEVCONF_DAD_TRANSMITS = 6,
        /// Number of router solicitations; -1 for unlimited. Sysctl
        /// `net.ipv6.conf.*.router_solicitations`.
        DEVCONF_RTR_SOLICITS = 7,
        /// Interval between router solicitations, milliseconds. Sysctl
        /// `net.ipv6.conf.*.router_solicitation_interval`.
        DEVCONF_RTR_SOLICIT_INTERVAL = 8,
        /// Delay before the first router solicitation, milliseconds. Sysctl
        /// `net.ipv6.conf.*.router_solicitation_delay`.
        DEVCONF_RTR_SOLICIT_DELAY = 9,
        /// Temporary addresses (RFC 8981): 0 off, 1 on, 2 preferred. Sysctl
        /// `net.ipv6.conf.*.use_tempaddr`.
        DEVCONF_USE_TEMPADDR = 10,
        /// Valid lifetime of temporary addresses, seconds. Sysctl `net.ipv6.conf.*.temp_valid_lft`.
        DEVCONF_TEMP_VALID_LFT = 11,
        /// Preferred lifetime of temporary addresses, seconds. Sysctl
        /// `net.ipv6.conf.*.temp_prefered_lft`.
        DEVCONF_TEMP_PREFERED_LFT = 12,
        /// Number of attempts to generate a temporary address. Sysctl
        /// `net.ipv6.conf.*.regen_max_retry`.
        DEVCONF_REGEN_MAX_RETRY = 13,
        /// Maximum random reduction of the preferred lifetime of temporary addresses, seconds.
        /// Sysctl `net.ipv6.conf.*.max_desync_factor`.
        DEVCONF_MAX_DESYNC_FACTOR = 14,
        /// Maximum number of autoconfigured addresses; 0 for unlimited. Sysctl
        /// `net.ipv6.conf.*.max_addresses`.
        DEVCONF_MAX_ADDRESSES = 15,
        /// Forced MLD version, 1 or 2; 0 for automatic. Sysctl `net.ipv6.conf.*.force_mld_version`.
        DEVCONF_FORCE_MLD_VERSION = 16,
        /// Acceptance of default routers in router advertisements, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.accept_ra_defrtr`.
        DEVCONF_ACCEPT_RA_DEFRTR = 17,
        /// Acceptance of prefix information in router advertisements, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.accept_ra_pinfo`.
        DEVCONF_ACCEPT_RA_PINFO = 18,
        /// Acceptance of router preferences in router advertisements (RFC 4191), 0 or 1. Sysctl
        /// `net.ipv6.conf.*.accept_ra_rtr_pref`.
        DEVCONF_ACCEPT_RA_RTR_PREF = 19,
        /// Minimum interval between probes of a router (RFC 4191), milliseconds. Sysctl
        /// `net.ipv6.conf.*.router_probe_interval`.
        DEVCONF_RTR_PROBE_INTERVAL = 20,
        /// Maximum prefix length of accepted route information (RFC 4191). Sysctl
        /// `net.ipv6.conf.*.accept_ra_rt_info_max_plen`.
        DEVCONF_ACCEPT_RA_RT_INFO_MAX_PLEN = 21,
        /// Proxy neighbour discovery, 0 or 1. Sysctl `net.ipv6.conf.*.proxy_ndp`.
        DEVCONF_PROXY_NDP = 22,
        /// Optimistic duplicate address detection (RFC 4429), 0 or 1. Sysctl
        /// `net.ipv6.conf.*.optimistic_dad`.
        DEVCONF_OPTIMISTIC_DAD = 23,
        /// Acceptance of type 2 routing headers: 0 or greater yes, negative no. Sysctl
        /// `net.ipv6.conf.*.accept_source_route`.
        DEVCONF_ACCEPT_SOURCE_ROUTE = 24,
        /// Multicast routing, set by the multicast routing daemon. Sysctl
        /// `net.ipv6.conf.*.mc_forwarding`.
        DEVCONF_MC_FORWARDING = 25,
        /// IPv6 disabled on the interface, 0 or 1. Sysctl `net.ipv6.conf.*.disable_ipv6`.
        DEVCONF_DISABLE_IPV6 = 26,
        /// Duplicate address detection: 0 off, 1 on, 2 disables IPv6 on a link-local duplicate.
        /// Sysctl `net.ipv6.conf.*.accept_dad`.
        DEVCONF_ACCEPT_DAD = 27,
        /// Target link-layer address option in all neighbour advertisements, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.force_tllao`.
        DEVCONF_FORCE_TLLAO = 28,
        /// Unsolicited neighbour advertisements after up and MAC address changes, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.ndisc_notify`.
        DEVCONF_NDISC_NOTIFY = 29,
        /// Interval of unsolicited MLDv1 reports, milliseconds. Sysctl
        /// `net.ipv6.conf.*.mldv1_unsolicited_report_interval`.
        DEVCONF_MLDV1_UNSOLICITED_REPORT_INTERVAL = 30,
        /// Interval of unsolicited MLDv2 reports, milliseconds. Sysctl
        /// `net.ipv6.conf.*.mldv2_unsolicited_report_interval`.
        DEVCONF_MLDV2_UNSOLICITED_REPORT_INTERVAL = 31,
        /// Drop of fragmented neighbour discovery packets (RFC 6980), 0 or 1. Sysctl
        /// `net.ipv6.conf.*.suppress_frag_ndisc`.
        DEVCONF_SUPPRESS_FRAG_NDISC = 32,
        /// Acceptance of router advertisements from local addresses, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.accept_ra_from_local`.
        DEVCONF_ACCEPT_RA_FROM_LOCAL = 33,
        /// Optimistic addresses in source address selection, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.use_optimistic`.
        DEVCONF_USE_OPTIMISTIC = 34,
        /// Acceptance of the MTU in router advertisements, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.accept_ra_mtu`.
        DEVCONF_ACCEPT_RA_MTU = 35,
        /// Secret of stable privacy addresses (RFC 7217). Not disclosed: always 0. Sysctl
        /// `net.ipv6.conf.*.stable_secret`.
        DEVCONF_STABLE_SECRET = 36,
        /// Source addresses of the outgoing interface only, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.use_oif_addrs_only`.
        DEVCONF_USE_OIF_ADDRS_ONLY = 37,
        /// Minimum hop limit accepted from router advertisements. Sysctl
        /// `net.ipv6.conf.*.accept_ra_min_hop_limit`.
        DEVCONF_ACCEPT_RA_MIN_HOP_LIMIT = 38,
        /// Skipping of routes whose interface has no carrier, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.ignore_routes_with_linkdown`.
        DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN = 39,
        /// Drop of unicast IPv6 packets in link-layer multicast frames, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.drop_unicast_in_l2_multicast`.
        DEVCONF_DROP_UNICAST_IN_L2_MULTICAST = 40,
        /// Drop of unsolicited neighbour advertisements, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.drop_unsolicited_na`.
        DEVCONF_DROP_UNSOLICITED_NA = 41,
        /// Keeping of static addresses when the interface goes down: 1 yes, 0 default, -1 no.
        /// Sysctl `net.ipv6.conf.*.keep_addr_on_down`.
        DEVCONF_KEEP_ADDR_ON_DOWN = 42,
        /// Maximum interval between router solicitations, milliseconds. Sysctl
        /// `net.ipv6.conf.*.router_solicitation_max_interval`.
        DEVCONF_RTR_SOLICIT_MAX_INTERVAL = 43,
        /// Acceptance of packets with segment routing header (SRv6), 0 or 1. Sysctl
        /// `net.ipv6.conf.*.seg6_enabled`.
        DEVCONF_SEG6_ENABLED = 44,
        /// HMAC of SRv6 packets: -1 ignored, 0 verified if present, 1 required. Sysctl
        /// `net.ipv6.conf.*.seg6_require_hmac`.
        DEVCONF_SEG6_REQUIRE_HMAC = 45,
        /// Nonce in duplicate address detection (RFC 7527), 0 or 1. Sysctl
        /// `net.ipv6.conf.*.enhanced_dad`.
        DEVCONF_ENHANCED_DAD = 46,
        /// Address generation mode, [`AddrGenMode`]. Sysctl `net.ipv6.conf.*.addr_gen_mode`.
        DEVCONF_ADDR_GEN_MODE = 47,
        /// No IPsec policy check on the interface, 0 or 1. Sysctl `net.ipv6.conf.*.disable_policy`.
        DEVCONF_DISABLE_POLICY = 48,
        /// Minimum prefix length of accepted route information (RFC 4191). Sysctl
        /// `net.ipv6.conf.*.accept_ra_rt_info_min_plen`.
        DEVCONF_ACCEPT_RA_RT_INFO_MIN_PLEN = 49,
        /// Traffic class of neighbour discovery packets. Sysctl `net.ipv6.conf.*.ndisc_tclass`.
        DEVCONF_NDISC_TCLASS = 50,
        /// Acceptance of packets with RPL source routing header (RFC 6554), 0 or 1. Sysctl
        /// `net.ipv6.conf.*.rpl_seg_enabled`.
        DEVCONF_RPL_SEG_ENABLED = 51,
        /// Metric of default routes from router advertisements. Sysctl
        /// `net.ipv6.conf.*.ra_defrtr_metric`.
        DEVCONF_RA_DEFRTR_METRIC = 52,
        /// Acceptance of in-situ OAM (IOAM) options, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.ioam6_enabled`.
        DEVCONF_IOAM6_ENABLED = 53,
        /// In-situ OAM (IOAM) interface id, 16 bits. Sysctl `net.ipv6.conf.*.ioam6_id`.
        DEVCONF_IOAM6_ID = 54,
        /// In-situ OAM (IOAM) interface id, 32 bits. Sysctl `net.ipv6.conf.*.ioam6_id_wide`.
        DEVCONF_IOAM6_ID_WIDE = 55,
        /// Flush of the neighbour cache when the carrier is lost, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.ndisc_evict_nocarrier`.
        DEVCONF_NDISC_EVICT_NOCARRIER = 56,
        /// Entries from unsolicited neighbour advertisements (RFC 9131): 0 no, 1 yes, 2 same net.
        /// Sysctl `net.ipv6.conf.*.accept_untracked_na`.
        DEVCONF_ACCEPT_UNTRACKED_NA = 57,
        /// Minimum lifetime accepted from router advertisements, seconds. Sysctl
        /// `net.ipv6.conf.*.accept_ra_min_lft`.
        DEVCONF_ACCEPT_RA_MIN_LFT = 58,
        /// IPv6 forwarding on this interface even if global forwarding is off, 0 or 1. Sysctl
        /// `net.ipv6.conf.*.force_forwarding`.
        DEVCONF_FORCE_FORWARDING = 59,
    }
}
open_enum! {
    /// Physical transport binding of MCTP (DMTF DSP0239): `enum mctp_phys_binding`, net/mctp.h.
    ///
    /// MCTP: Management Component Transport Protocol.
    pub struct MctpBinding(u8) {
        /// Unspecified binding.
        MCTP_PHYS_BINDING_UNSPEC = 0,
        /// MCTP over SMBus or I2C.
        MCTP_PHYS_BINDING_SMBUS = 1,
        /// MCTP over PCIe vendor-defined messages (VDM).
        MCTP_PHYS_BINDING_PCIE_VDM = 2,
        /// MCTP over USB.
        MCTP_PHYS_BINDING_USB = 3,
        /// MCTP over keyboard controller style (KCS) interfaces, as in IPMI.
        MCTP_PHYS_BINDING_KCS = 4,
        /// MCTP over a serial line.
        MCTP_PHYS_BINDING_SERIAL = 5,
        /// MCTP over I3C.
        MCTP_PHYS_BINDING_I3C = 6,
        /// MCTP over the memory-mapped BMC interface (MMBI).
        MCTP_PHYS_BINDING_MMBI = 7,
        /// MCTP over the Platform Communication Channel (PCC) of ACPI.
        MCTP_PHYS_BINDING_PCC = 8,
        /// MCTP over Universal Chiplet Interconnect Express (UCIe).
        MCTP_PHYS_BINDING_UCIE = 9,
        /// Vendor-defined binding.
        MCTP_PHYS_BINDING_VENDOR = 0xff,
    }
}

attributes! {
    /// Per-family data in `IFLA_AF_SPEC` of AF_UNSPEC messages; types are address families.
    ///
    /// A nest is present, possibly empty, for each address family that the kernel has loaded.
    pub set AfSpec, enum AfSpecAttr<'a> {
        /// IPv4 data of the link.
        AF_INET: Attrs<'a, Inet> = 2,
        /// IPv6 data of the link.
        AF_INET6: Attrs<'a, Inet6> = 10,
        /// Management Component Transport Protocol (MCTP) data of the link.
        AF_MCTP: Attrs<'a, Mctp> = 45,
    }
}
attributes! {
    /// IPv4 data of a link: `IFLA_INET_*`, linux/if_link.h.
    pub set Inet, enum InetAttr<'a> {
        /// IPv4 settings in replies: an array that starts with number 1 of [`InetSetting`].
        ///
        /// Newer kernels send longer arrays. Requests use another format,
        /// [`IFLA_INET_CONF_SET`](Inet::IFLA_INET_CONF_SET).
        IFLA_INET_CONF: PackedArray<'a, u32> = 1 where binary_max_len(u16::MAX),
    }
}
impl<'a> Inet {
    /// `IFLA_INET_CONF` in requests: a nest of the IPv4 settings to change.
    pub const IFLA_INET_CONF_SET: Key<Self, Attrs<'a, InetConf>> = Key::new(1);
}
attributes! {
    /// IPv4 settings to change, one attribute per setting: `IPV4_DEVCONF_*`, linux/ip.h.
    pub set InetConf, enum InetConfAttr<'a> {
        /// IP forwarding, 0 or 1. Sysctl `net.ipv4.conf.*.forwarding`.
        IPV4_DEVCONF_FORWARDING: u32 = 1,
        /// Multicast routing, set by the multicast routing daemon. Sysctl
        /// `net.ipv4.conf.*.mc_forwarding`.
        IPV4_DEVCONF_MC_FORWARDING: u32 = 2,
        /// Proxy ARP, 0 or 1. Sysctl `net.ipv4.conf.*.proxy_arp`.
        IPV4_DEVCONF_PROXY_ARP: u32 = 3,
        /// Acceptance of ICMP redirects, 0 or 1. Sysctl `net.ipv4.conf.*.accept_redirects`.
        IPV4_DEVCONF_ACCEPT_REDIRECTS: u32 = 4,
        /// Acceptance of ICMP redirects to known default gateways only, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.secure_redirects`.
        IPV4_DEVCONF_SECURE_REDIRECTS: u32 = 5,
        /// Sending of ICMP redirects, 0 or 1. Sysctl `net.ipv4.conf.*.send_redirects`.
        IPV4_DEVCONF_SEND_REDIRECTS: u32 = 6,
        /// Shared media redirects (RFC 1620), 0 or 1. Sysctl `net.ipv4.conf.*.shared_media`.
        IPV4_DEVCONF_SHARED_MEDIA: u32 = 7,
        /// Reverse path filter (RFC 3704): 0 off, 1 strict, 2 loose. Sysctl
        /// `net.ipv4.conf.*.rp_filter`.
        IPV4_DEVCONF_RP_FILTER: u32 = 8,
        /// Acceptance of source-routed packets, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.accept_source_route`.
        IPV4_DEVCONF_ACCEPT_SOURCE_ROUTE: u32 = 9,
        /// Acceptance of packets from source 0.0.0.0/8 to other hosts (BOOTP relay), 0 or 1. Sysctl
        /// `net.ipv4.conf.*.bootp_relay`.
        IPV4_DEVCONF_BOOTP_RELAY: u32 = 10,
        /// Logging of packets with impossible addresses, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.log_martians`.
        IPV4_DEVCONF_LOG_MARTIANS: u32 = 11,
        /// Number for the use of the administrator. Sysctl `net.ipv4.conf.*.tag`.
        IPV4_DEVCONF_TAG: u32 = 12,
        /// ARP replies only for addresses routed through the interface, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.arp_filter`.
        IPV4_DEVCONF_ARPFILTER: u32 = 13,
        /// Medium id for proxy ARP: 0 if this is the only interface of the medium, -1 if unknown.
        /// Sysctl `net.ipv4.conf.*.medium_id`.
        IPV4_DEVCONF_MEDIUM_ID: u32 = 14,
        /// No IPsec encryption on the interface, 0 or 1. Sysctl `net.ipv4.conf.*.disable_xfrm`.
        IPV4_DEVCONF_NOXFRM: u32 = 15,
        /// No IPsec policy check on the interface, 0 or 1. Sysctl `net.ipv4.conf.*.disable_policy`.
        IPV4_DEVCONF_NOPOLICY: u32 = 16,
        /// Forced IGMP version, 1 to 3; 0 for automatic. Sysctl
        /// `net.ipv4.conf.*.force_igmp_version`.
        IPV4_DEVCONF_FORCE_IGMP_VERSION: u32 = 17,
        /// Restriction of the source address in ARP requests, 0 to 2. Sysctl
        /// `net.ipv4.conf.*.arp_announce`.
        IPV4_DEVCONF_ARP_ANNOUNCE: u32 = 18,
        /// Restriction of the replies to ARP requests, 0 to 8. Sysctl `net.ipv4.conf.*.arp_ignore`.
        IPV4_DEVCONF_ARP_IGNORE: u32 = 19,
        /// Promotion of a secondary address when the primary address is deleted, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.promote_secondaries`.
        IPV4_DEVCONF_PROMOTE_SECONDARIES: u32 = 20,
        /// Neighbour entries from gratuitous ARP: 0 never, 1 always, 2 in the local subnet. Sysctl
        /// `net.ipv4.conf.*.arp_accept`.
        IPV4_DEVCONF_ARP_ACCEPT: u32 = 21,
        /// Gratuitous ARP when the interface comes up or the MAC address changes, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.arp_notify`.
        IPV4_DEVCONF_ARP_NOTIFY: u32 = 22,
        /// Acceptance of packets with local source addresses, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.accept_local`.
        IPV4_DEVCONF_ACCEPT_LOCAL: u32 = 23,
        /// Packet mark in the reverse path lookup, 0 or 1. Sysctl `net.ipv4.conf.*.src_vmark`.
        IPV4_DEVCONF_SRC_VMARK: u32 = 24,
        /// Proxy ARP out of the receiving interface, private VLAN (RFC 3069), 0 or 1. Sysctl
        /// `net.ipv4.conf.*.proxy_arp_pvlan`.
        IPV4_DEVCONF_PROXY_ARP_PVLAN: u32 = 25,
        /// Routing of 127.0.0.0/8, 0 or 1. Sysctl `net.ipv4.conf.*.route_localnet`.
        IPV4_DEVCONF_ROUTE_LOCALNET: u32 = 26,
        /// Interval of unsolicited IGMPv1 and IGMPv2 reports, milliseconds. Sysctl
        /// `net.ipv4.conf.*.igmpv2_unsolicited_report_interval`.
        IPV4_DEVCONF_IGMPV2_UNSOLICITED_REPORT_INTERVAL: u32 = 27,
        /// Interval of unsolicited IGMPv3 reports, milliseconds. Sysctl
        /// `net.ipv4.conf.*.igmpv3_unsolicited_report_interval`.
        IPV4_DEVCONF_IGMPV3_UNSOLICITED_REPORT_INTERVAL: u32 = 28,
        /// Skipping of routes whose interface has no carrier, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.ignore_routes_with_linkdown`.
        IPV4_DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN: u32 = 29,
        /// Drop of unicast IP packets in link-layer multicast frames, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.drop_unicast_in_l2_multicast`.
        IPV4_DEVCONF_DROP_UNICAST_IN_L2_MULTICAST: u32 = 30,
        /// Drop of gratuitous ARP, 0 or 1. Sysctl `net.ipv4.conf.*.drop_gratuitous_arp`.
        IPV4_DEVCONF_DROP_GRATUITOUS_ARP: u32 = 31,
        /// Forwarding of directed broadcasts, 0 or 1. Sysctl `net.ipv4.conf.*.bc_forwarding`.
        IPV4_DEVCONF_BC_FORWARDING: u32 = 32,
        /// Flush of the ARP cache when the carrier is lost, 0 or 1. Sysctl
        /// `net.ipv4.conf.*.arp_evict_nocarrier`.
        IPV4_DEVCONF_ARP_EVICT_NOCARRIER: u32 = 33,
    }
}
attributes! {
    /// IPv6 data of a link: `IFLA_INET6_*`, linux/if_link.h.
    ///
    /// Also the contents of `IFLA_PROTINFO` in AF_INET6 messages.
    pub set Inet6, enum Inet6Attr<'a> {
        /// IPv6 state flags.
        IFLA_INET6_FLAGS: Inet6Flags = 1 where read_only,
        /// IPv6 settings: an array indexed by [`Inet6Setting`].
        ///
        /// Newer kernels send longer arrays.
        IFLA_INET6_CONF: PackedArray<'a, i32> = 2 where read_only,
        /// IPv6 statistics: an array indexed by `IPSTATS_MIB_*`, linux/snmp.h.
        ///
        /// Element 0 is the number of elements; then follow packets received, bytes received and
        /// packets delivered. The order of the following elements differs between kernels;
        /// /proc/net/dev_snmp6 has the names. Not sent if `IFLA_EXT_MASK` has
        /// `RTEXT_FILTER_SKIP_STATS`.
        IFLA_INET6_STATS: PackedArray<'a, u64> = 3 where read_only,
        /// Unused: no kernel sends this attribute.
        IFLA_INET6_MCAST: &'a [u8] = 4 where read_only,
        /// IPv6 parameters: timers and reassembly limit.
        IFLA_INET6_CACHEINFO: Extensible<'a, Inet6CacheInfo> = 5 where read_only,
        /// ICMPv6 statistics: an array indexed by `ICMP6_MIB_*`, linux/snmp.h.
        ///
        /// Element 0 is the number of elements; then follow messages and errors received, messages
        /// and errors sent, checksum errors and rate-limited messages. Not sent if `IFLA_EXT_MASK`
        /// has `RTEXT_FILTER_SKIP_STATS`.
        IFLA_INET6_ICMP6STATS: PackedArray<'a, u64> = 6 where read_only,
        /// Tokenised interface identifier for SLAAC addresses; `::` for none.
        ///
        /// The first 8 bytes are zero, the last 8 are the identifier.
        IFLA_INET6_TOKEN: Ip<'a> = 7 where min_len(16),
        /// Generation mode of interface identifiers.
        IFLA_INET6_ADDR_GEN_MODE: AddrGenMode = 8,
        /// MTU from router advertisements, bytes.
        IFLA_INET6_RA_MTU: u32 = 9 where reject,
    }
}
attributes! {
    /// MCTP data of a link: `IFLA_MCTP_*`, linux/if_link.h.
    ///
    /// MCTP: Management Component Transport Protocol.
    pub set Mctp, enum MctpAttr<'a> {
        /// MCTP network id.
        IFLA_MCTP_NET: u32 = 1,
        /// Physical transport binding of MCTP.
        IFLA_MCTP_PHYS_BINDING: MctpBinding = 2 where read_only,
    }
}

sub_messages! {
    /// Contents of `IFLA_AF_SPEC` by the address family in the header.
    ///
    /// The kernel treats a family without a handler of its own as AF_UNSPEC. Replies have
    /// AF_UNSPEC, AF_BRIDGE or RTNL_FAMILY_IPMR only.
    pub enum LinkAfSpec<'a>, selector AfSpecFamily from SelectorSource::Header { offset: 0, len: 1 } => {
        /// One nest per address family.
        UNSPEC = &[AddressFamily::AF_UNSPEC.0] => Unspec(Attrs<'a, AfSpec>),
        /// Bridge or bridge port data.
        BRIDGE = &[AddressFamily::AF_BRIDGE.0] => Bridge(Attrs<'a, BridgeSpec>),
        /// IPv4 multicast routing table.
        IPMR = &[AddressFamily::RTNL_FAMILY_IPMR.0] => Ipmr(Attrs<'a, McastTable>),
    }
}
sub_messages! {
    /// Contents of `IFLA_PROTINFO` by the address family in the header.
    pub enum LinkProtInfo<'a>, selector ProtInfo from SelectorSource::Header { offset: 0, len: 1 } => {
        /// Bridge port attributes. Old programs send a single byte instead, the STP state.
        BRIDGE = &[AddressFamily::AF_BRIDGE.0] => Bridge(Attrs<'a, BridgePort>),
        /// IPv6 data of the link.
        INET6 = &[AddressFamily::AF_INET6.0] => Inet6(Attrs<'a, Inet6>),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::{
            GetLink, IfInfo, Link, NewLink,
            testing::{attr, message, text},
        },
        wire::{AttributeSet, CStruct, Message, NewFlags, Operation, Request, spec::Scope},
    };
    use std::vec::Vec;

    fn link(family: AddressFamily, attrs: &[u8]) -> Vec<u8> {
        let header = IfInfo::new().with(IfInfo::ifi_family, family);
        message(16, &[zerocopy::IntoBytes::as_bytes(&header), attrs].concat())
    }

    #[test]
    fn the_family_says_what_number_2_is() {
        // as the kernel sends them: nests without NLA_F_NESTED
        let vlan = [2u16.to_ne_bytes(), 10u16.to_ne_bytes()].concat();
        let bridge = [attr(0, &[2, 0]), attr(2, &vlan), attr(2, &vlan)].concat();
        let bridge = link(AddressFamily::AF_BRIDGE, &attr(26, &bridge));
        let inet = attr(1, &[1u32.to_ne_bytes(), 0u32.to_ne_bytes()].concat());
        let unspec = link(AddressFamily::AF_UNSPEC, &attr(26, &[attr(2, &inet), attr(10, &[])].concat()));
        if cfg!(target_endian = "little") {
            assert_eq!(
                text(&bridge),
                "{IFLA_AF_SPEC: {IFLA_BRIDGE_FLAGS: BRIDGE_FLAGS_SELF, IFLA_BRIDGE_VLAN_INFO: \
                 [{flags: BRIDGE_VLAN_INFO_PVID, vid: 10}, {flags: BRIDGE_VLAN_INFO_PVID, vid: 10}]}}"
            );
        }
        assert_eq!(text(&unspec), "{IFLA_AF_SPEC: {AF_INET: {IFLA_INET_CONF: [1, 0]}, AF_INET6: {}}}");

        let reply = GetLink::reply(Message::new(&bridge).unwrap()).unwrap();
        let Some(LinkAfSpec::Bridge(spec)) = reply.select(Link::IFLA_AF_SPEC).unwrap() else { panic!() };
        let vlans: Vec<_> = spec.get_all(BridgeSpec::IFLA_BRIDGE_VLAN_INFO).map(Result::unwrap).collect();
        assert_eq!((vlans.len(), vlans[0].get(super::super::BridgeVlanInfo::vid)), (2, 10));
        let reply = GetLink::reply(Message::new(&unspec).unwrap()).unwrap();
        let Some(LinkAfSpec::Unspec(spec)) = reply.select(Link::IFLA_AF_SPEC).unwrap() else { panic!() };
        let conf = spec.get(AfSpec::AF_INET).unwrap().unwrap().get(Inet::IFLA_INET_CONF).unwrap().unwrap();
        let forwarding = usize::from(InetSetting::IPV4_DEVCONF_FORWARDING.0 - 1);
        assert_eq!(conf.iter().nth(forwarding), Some(1));
    }
    #[test]
    fn protocol_information_is_the_family_s() {
        let flags = attr(1, &0x8000_0020u32.to_ne_bytes());
        let inet6 = link(AddressFamily::AF_INET6, &attr(12, &flags));
        assert_eq!(text(&inet6), "{IFLA_PROTINFO: {IFLA_INET6_FLAGS: IF_RA_RCVD|IF_READY}}");
        let port = link(AddressFamily::AF_BRIDGE, &attr(12 | 0x8000, &attr(1, &[3])));
        assert_eq!(text(&port), "{IFLA_PROTINFO: {IFLA_BRPORT_STATE: BR_STATE_FORWARDING}}");
        let other = link(AddressFamily::AF_INET, &attr(12, &[1, 2]));
        let reply = GetLink::reply(Message::new(&other).unwrap()).unwrap();
        let chosen = reply.select(Link::IFLA_PROTINFO).unwrap();
        assert!(matches!(chosen, Some(LinkProtInfo::Other(&[1, 2]))), "{chosen:?}");
    }
    #[test]
    fn a_setting_to_change_is_an_attribute() {
        let mut buffer = [0; 64];
        let mut request = Request::new(&mut buffer, NewLink::default(), NewFlags::ACK);
        request.chosen(Link::IFLA_AF_SPEC, AfSpecFamily::UNSPEC, |families| {
            families.nest(AfSpec::AF_INET, |inet| {
                inet.nest(Inet::IFLA_INET_CONF_SET, |conf| {
                    conf.put(InetConf::IPV4_DEVCONF_FORWARDING, 1);
                });
            });
        });
        let expected = [
            [20u16, 26 | 0x8000, 16, 2 | 0x8000, 12, 1 | 0x8000, 8, 1].map(u16::to_ne_bytes).concat(),
            1u32.to_ne_bytes().into(),
        ];
        assert_eq!(request.finish(1).unwrap()[32..], expected.concat());
        assert_eq!(InetConf::spec().attributes.len(), InetSetting::NAMES.len());
        for (row, setting) in InetConf::spec().attributes.iter().zip(InetSetting::NAMES) {
            assert_eq!((u64::from(row.number), row.name), (setting.value, setting.name));
        }
    }
    #[test]
    fn ends_of_arrays_are_the_kernel_s() {
        assert_eq!(InetSetting::IPV4_DEVCONF_ARP_EVICT_NOCARRIER, InetSetting(33));
        assert_eq!(Inet6Setting::DEVCONF_ACCEPT_RA_MIN_LFT, Inet6Setting(58));
        assert_eq!(Inet6CacheInfo::SPEC.len, 16);
        let scope = Scope::new(16, &[10]);
        assert_eq!(scope.find(SelectorSource::Header { offset: 0, len: 1 }), [10]);
    }
}

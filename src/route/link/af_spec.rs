//! What address families keep of a link: `IFLA_AF_SPEC` and `IFLA_PROTINFO`, linux/if_link.h.
//!
//! Which of two forms `IFLA_AF_SPEC` has depends on the family in the message's header: of AF_UNSPEC it is [`AfSpec`], a nest a family;
//! of AF_BRIDGE it is [`BridgeSpec`].
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
use crate::{
    attributes, flags, layout, numbers, select,
    uapi::AddressFamily,
    wire::{Attrs, By, Grown, Ip, Key, Slice},
};

layout! {
    /// How IPv6 deals with a link: `struct ifla_cacheinfo`, linux/if_link.h.
    #[doc(alias = "ifla_cacheinfo")]
    pub struct Inet6CacheInfo {
        /// Largest packet that can be put together from fragments, bytes.
        max_reasm_len: u32,
        /// When its settings last changed, hundredths of a second since the machine started.
        tstamp: u32,
        /// For how long a neighbour counts as reachable, milliseconds.
        reachable_time: u32,
        /// Between two solicitations of a neighbour, milliseconds.
        retrans_time: u32,
    }
}

flags! {
    /// What IPv6 has learned on a link: `IF_*`, net/if_inet6.h of the kernel.
    pub struct Inet6Flags(u32) {
        /// Routers have been solicited.
        IF_RS_SENT = 0x10,
        /// A router has announced itself.
        IF_RA_RCVD = 0x20,
        /// Routers say that addresses come by DHCPv6.
        IF_RA_MANAGED = 0x40,
        /// Routers say that other settings come by DHCPv6.
        IF_RA_OTHERCONF = 0x80,
        /// It can be used.
        IF_READY = 0x8000_0000,
    }
}
numbers! {
    /// How link-local and stateless addresses are made: `IN6_ADDR_GEN_MODE_*`, linux/if_link.h.
    pub struct AddrGenMode(u8) {
        /// Of the hardware address.
        IN6_ADDR_GEN_MODE_EUI64 = 0,
        /// Not at all: user space makes them.
        IN6_ADDR_GEN_MODE_NONE = 1,
        /// Of a secret, RFC 7217; the sysctl `stable_secret` must be set.
        IN6_ADDR_GEN_MODE_STABLE_PRIVACY = 2,
        /// Of a secret that the kernel draws.
        IN6_ADDR_GEN_MODE_RANDOM = 3,
    }
}
numbers! {
    /// IPv4 settings of a link by number: `IPV4_DEVCONF_*`, linux/ip.h. The array in `IFLA_INET_CONF` begins with number 1.
    pub struct InetSetting(u16) {
        /// Sysctl `net.ipv4.conf.*.forwarding`.
        IPV4_DEVCONF_FORWARDING = 1,
        /// Sysctl `net.ipv4.conf.*.mc_forwarding`.
        IPV4_DEVCONF_MC_FORWARDING = 2,
        /// Sysctl `net.ipv4.conf.*.proxy_arp`.
        IPV4_DEVCONF_PROXY_ARP = 3,
        /// Sysctl `net.ipv4.conf.*.accept_redirects`.
        IPV4_DEVCONF_ACCEPT_REDIRECTS = 4,
        /// Sysctl `net.ipv4.conf.*.secure_redirects`.
        IPV4_DEVCONF_SECURE_REDIRECTS = 5,
        /// Sysctl `net.ipv4.conf.*.send_redirects`.
        IPV4_DEVCONF_SEND_REDIRECTS = 6,
        /// Sysctl `net.ipv4.conf.*.shared_media`.
        IPV4_DEVCONF_SHARED_MEDIA = 7,
        /// Sysctl `net.ipv4.conf.*.rp_filter`.
        IPV4_DEVCONF_RP_FILTER = 8,
        /// Sysctl `net.ipv4.conf.*.accept_source_route`.
        IPV4_DEVCONF_ACCEPT_SOURCE_ROUTE = 9,
        /// Sysctl `net.ipv4.conf.*.bootp_relay`.
        IPV4_DEVCONF_BOOTP_RELAY = 10,
        /// Sysctl `net.ipv4.conf.*.log_martians`.
        IPV4_DEVCONF_LOG_MARTIANS = 11,
        /// Sysctl `net.ipv4.conf.*.tag`.
        IPV4_DEVCONF_TAG = 12,
        /// Sysctl `net.ipv4.conf.*.arp_filter`.
        IPV4_DEVCONF_ARPFILTER = 13,
        /// Sysctl `net.ipv4.conf.*.medium_id`.
        IPV4_DEVCONF_MEDIUM_ID = 14,
        /// Sysctl `net.ipv4.conf.*.disable_xfrm`.
        IPV4_DEVCONF_NOXFRM = 15,
        /// Sysctl `net.ipv4.conf.*.disable_policy`.
        IPV4_DEVCONF_NOPOLICY = 16,
        /// Sysctl `net.ipv4.conf.*.force_igmp_version`.
        IPV4_DEVCONF_FORCE_IGMP_VERSION = 17,
        /// Sysctl `net.ipv4.conf.*.arp_announce`.
        IPV4_DEVCONF_ARP_ANNOUNCE = 18,
        /// Sysctl `net.ipv4.conf.*.arp_ignore`.
        IPV4_DEVCONF_ARP_IGNORE = 19,
        /// Sysctl `net.ipv4.conf.*.promote_secondaries`.
        IPV4_DEVCONF_PROMOTE_SECONDARIES = 20,
        /// Sysctl `net.ipv4.conf.*.arp_accept`.
        IPV4_DEVCONF_ARP_ACCEPT = 21,
        /// Sysctl `net.ipv4.conf.*.arp_notify`.
        IPV4_DEVCONF_ARP_NOTIFY = 22,
        /// Sysctl `net.ipv4.conf.*.accept_local`.
        IPV4_DEVCONF_ACCEPT_LOCAL = 23,
        /// Sysctl `net.ipv4.conf.*.src_vmark`.
        IPV4_DEVCONF_SRC_VMARK = 24,
        /// Sysctl `net.ipv4.conf.*.proxy_arp_pvlan`.
        IPV4_DEVCONF_PROXY_ARP_PVLAN = 25,
        /// Sysctl `net.ipv4.conf.*.route_localnet`.
        IPV4_DEVCONF_ROUTE_LOCALNET = 26,
        /// Sysctl `net.ipv4.conf.*.igmpv2_unsolicited_report_interval` (milliseconds).
        IPV4_DEVCONF_IGMPV2_UNSOLICITED_REPORT_INTERVAL = 27,
        /// Sysctl `net.ipv4.conf.*.igmpv3_unsolicited_report_interval` (milliseconds).
        IPV4_DEVCONF_IGMPV3_UNSOLICITED_REPORT_INTERVAL = 28,
        /// Sysctl `net.ipv4.conf.*.ignore_routes_with_linkdown`.
        IPV4_DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN = 29,
        /// Sysctl `net.ipv4.conf.*.drop_unicast_in_l2_multicast`.
        IPV4_DEVCONF_DROP_UNICAST_IN_L2_MULTICAST = 30,
        /// Sysctl `net.ipv4.conf.*.drop_gratuitous_arp`.
        IPV4_DEVCONF_DROP_GRATUITOUS_ARP = 31,
        /// Sysctl `net.ipv4.conf.*.bc_forwarding`.
        IPV4_DEVCONF_BC_FORWARDING = 32,
        /// Sysctl `net.ipv4.conf.*.arp_evict_nocarrier`.
        IPV4_DEVCONF_ARP_EVICT_NOCARRIER = 33,
    }
}
numbers! {
    /// IPv6 settings of a link by number: `DEVCONF_*`, linux/ipv6.h. The array in `IFLA_INET6_CONF` begins with number 0.
    pub struct Inet6Setting(u16) {
        /// Sysctl `net.ipv6.conf.*.forwarding`.
        DEVCONF_FORWARDING = 0,
        /// Sysctl `net.ipv6.conf.*.hop_limit`.
        DEVCONF_HOPLIMIT = 1,
        /// Sysctl `net.ipv6.conf.*.mtu`.
        DEVCONF_MTU6 = 2,
        /// Sysctl `net.ipv6.conf.*.accept_ra`.
        DEVCONF_ACCEPT_RA = 3,
        /// Sysctl `net.ipv6.conf.*.accept_redirects`.
        DEVCONF_ACCEPT_REDIRECTS = 4,
        /// Sysctl `net.ipv6.conf.*.autoconf`.
        DEVCONF_AUTOCONF = 5,
        /// Sysctl `net.ipv6.conf.*.dad_transmits`.
        DEVCONF_DAD_TRANSMITS = 6,
        /// Sysctl `net.ipv6.conf.*.router_solicitations`.
        DEVCONF_RTR_SOLICITS = 7,
        /// Sysctl `net.ipv6.conf.*.router_solicitation_interval` (milliseconds).
        DEVCONF_RTR_SOLICIT_INTERVAL = 8,
        /// Sysctl `net.ipv6.conf.*.router_solicitation_delay` (milliseconds).
        DEVCONF_RTR_SOLICIT_DELAY = 9,
        /// Sysctl `net.ipv6.conf.*.use_tempaddr`.
        DEVCONF_USE_TEMPADDR = 10,
        /// Sysctl `net.ipv6.conf.*.temp_valid_lft` (seconds).
        DEVCONF_TEMP_VALID_LFT = 11,
        /// Sysctl `net.ipv6.conf.*.temp_prefered_lft` (seconds).
        DEVCONF_TEMP_PREFERED_LFT = 12,
        /// Sysctl `net.ipv6.conf.*.regen_max_retry`.
        DEVCONF_REGEN_MAX_RETRY = 13,
        /// Sysctl `net.ipv6.conf.*.max_desync_factor`.
        DEVCONF_MAX_DESYNC_FACTOR = 14,
        /// Sysctl `net.ipv6.conf.*.max_addresses`.
        DEVCONF_MAX_ADDRESSES = 15,
        /// Sysctl `net.ipv6.conf.*.force_mld_version`.
        DEVCONF_FORCE_MLD_VERSION = 16,
        /// Sysctl `net.ipv6.conf.*.accept_ra_defrtr`.
        DEVCONF_ACCEPT_RA_DEFRTR = 17,
        /// Sysctl `net.ipv6.conf.*.accept_ra_pinfo`.
        DEVCONF_ACCEPT_RA_PINFO = 18,
        /// Sysctl `net.ipv6.conf.*.accept_ra_rtr_pref`.
        DEVCONF_ACCEPT_RA_RTR_PREF = 19,
        /// Sysctl `net.ipv6.conf.*.router_probe_interval` (milliseconds).
        DEVCONF_RTR_PROBE_INTERVAL = 20,
        /// Sysctl `net.ipv6.conf.*.accept_ra_rt_info_max_plen`.
        DEVCONF_ACCEPT_RA_RT_INFO_MAX_PLEN = 21,
        /// Sysctl `net.ipv6.conf.*.proxy_ndp`.
        DEVCONF_PROXY_NDP = 22,
        /// Sysctl `net.ipv6.conf.*.optimistic_dad`.
        DEVCONF_OPTIMISTIC_DAD = 23,
        /// Sysctl `net.ipv6.conf.*.accept_source_route`.
        DEVCONF_ACCEPT_SOURCE_ROUTE = 24,
        /// Sysctl `net.ipv6.conf.*.mc_forwarding`.
        DEVCONF_MC_FORWARDING = 25,
        /// Sysctl `net.ipv6.conf.*.disable_ipv6`.
        DEVCONF_DISABLE_IPV6 = 26,
        /// Sysctl `net.ipv6.conf.*.accept_dad`.
        DEVCONF_ACCEPT_DAD = 27,
        /// Sysctl `net.ipv6.conf.*.force_tllao`.
        DEVCONF_FORCE_TLLAO = 28,
        /// Sysctl `net.ipv6.conf.*.ndisc_notify`.
        DEVCONF_NDISC_NOTIFY = 29,
        /// Sysctl `net.ipv6.conf.*.mldv1_unsolicited_report_interval` (milliseconds).
        DEVCONF_MLDV1_UNSOLICITED_REPORT_INTERVAL = 30,
        /// Sysctl `net.ipv6.conf.*.mldv2_unsolicited_report_interval` (milliseconds).
        DEVCONF_MLDV2_UNSOLICITED_REPORT_INTERVAL = 31,
        /// Sysctl `net.ipv6.conf.*.suppress_frag_ndisc`.
        DEVCONF_SUPPRESS_FRAG_NDISC = 32,
        /// Sysctl `net.ipv6.conf.*.accept_ra_from_local`.
        DEVCONF_ACCEPT_RA_FROM_LOCAL = 33,
        /// Sysctl `net.ipv6.conf.*.use_optimistic`.
        DEVCONF_USE_OPTIMISTIC = 34,
        /// Sysctl `net.ipv6.conf.*.accept_ra_mtu`.
        DEVCONF_ACCEPT_RA_MTU = 35,
        /// Sysctl `net.ipv6.conf.*.stable_secret`, which is not told: always 0.
        DEVCONF_STABLE_SECRET = 36,
        /// Sysctl `net.ipv6.conf.*.use_oif_addrs_only`.
        DEVCONF_USE_OIF_ADDRS_ONLY = 37,
        /// Sysctl `net.ipv6.conf.*.accept_ra_min_hop_limit`.
        DEVCONF_ACCEPT_RA_MIN_HOP_LIMIT = 38,
        /// Sysctl `net.ipv6.conf.*.ignore_routes_with_linkdown`.
        DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN = 39,
        /// Sysctl `net.ipv6.conf.*.drop_unicast_in_l2_multicast`.
        DEVCONF_DROP_UNICAST_IN_L2_MULTICAST = 40,
        /// Sysctl `net.ipv6.conf.*.drop_unsolicited_na`.
        DEVCONF_DROP_UNSOLICITED_NA = 41,
        /// Sysctl `net.ipv6.conf.*.keep_addr_on_down`.
        DEVCONF_KEEP_ADDR_ON_DOWN = 42,
        /// Sysctl `net.ipv6.conf.*.router_solicitation_max_interval` (milliseconds).
        DEVCONF_RTR_SOLICIT_MAX_INTERVAL = 43,
        /// Sysctl `net.ipv6.conf.*.seg6_enabled`.
        DEVCONF_SEG6_ENABLED = 44,
        /// Sysctl `net.ipv6.conf.*.seg6_require_hmac`.
        DEVCONF_SEG6_REQUIRE_HMAC = 45,
        /// Sysctl `net.ipv6.conf.*.enhanced_dad`.
        DEVCONF_ENHANCED_DAD = 46,
        /// Sysctl `net.ipv6.conf.*.addr_gen_mode`.
        DEVCONF_ADDR_GEN_MODE = 47,
        /// Sysctl `net.ipv6.conf.*.disable_policy`.
        DEVCONF_DISABLE_POLICY = 48,
        /// Sysctl `net.ipv6.conf.*.accept_ra_rt_info_min_plen`.
        DEVCONF_ACCEPT_RA_RT_INFO_MIN_PLEN = 49,
        /// Sysctl `net.ipv6.conf.*.ndisc_tclass`.
        DEVCONF_NDISC_TCLASS = 50,
        /// Sysctl `net.ipv6.conf.*.rpl_seg_enabled`.
        DEVCONF_RPL_SEG_ENABLED = 51,
        /// Sysctl `net.ipv6.conf.*.ra_defrtr_metric`.
        DEVCONF_RA_DEFRTR_METRIC = 52,
        /// Sysctl `net.ipv6.conf.*.ioam6_enabled`.
        DEVCONF_IOAM6_ENABLED = 53,
        /// Sysctl `net.ipv6.conf.*.ioam6_id`.
        DEVCONF_IOAM6_ID = 54,
        /// Sysctl `net.ipv6.conf.*.ioam6_id_wide`.
        DEVCONF_IOAM6_ID_WIDE = 55,
        /// Sysctl `net.ipv6.conf.*.ndisc_evict_nocarrier`.
        DEVCONF_NDISC_EVICT_NOCARRIER = 56,
        /// Sysctl `net.ipv6.conf.*.accept_untracked_na`.
        DEVCONF_ACCEPT_UNTRACKED_NA = 57,
        /// Sysctl `net.ipv6.conf.*.accept_ra_min_lft`.
        DEVCONF_ACCEPT_RA_MIN_LFT = 58,
        /// Sysctl `net.ipv6.conf.*.force_forwarding`.
        DEVCONF_FORCE_FORWARDING = 59,
    }
}
numbers! {
    /// How MCTP is carried, by DSP0239: `enum mctp_phys_binding`, net/mctp.h of the kernel.
    pub struct MctpBinding(u8) {
        /// Not said.
        MCTP_PHYS_BINDING_UNSPEC = 0,
        /// SMBus, I2C.
        MCTP_PHYS_BINDING_SMBUS = 1,
        /// Vendor-defined messages of PCIe.
        MCTP_PHYS_BINDING_PCIE_VDM = 2,
        /// USB.
        MCTP_PHYS_BINDING_USB = 3,
        /// Keyboard controller style, as IPMI.
        MCTP_PHYS_BINDING_KCS = 4,
        /// A serial line.
        MCTP_PHYS_BINDING_SERIAL = 5,
        /// I3C.
        MCTP_PHYS_BINDING_I3C = 6,
        /// Memory-mapped BMC interface.
        MCTP_PHYS_BINDING_MMBI = 7,
        /// Platform communication channel of ACPI.
        MCTP_PHYS_BINDING_PCC = 8,
        /// UCIe.
        MCTP_PHYS_BINDING_UCIE = 9,
        /// A vendor's own.
        MCTP_PHYS_BINDING_VENDOR = 0xff,
    }
}

attributes! {
    /// What address families keep of a link, in `IFLA_AF_SPEC` of AF_UNSPEC: numbers are address families. A nest is there, and perhaps
    /// empty, for each family that the kernel has loaded.
    pub set AfSpec, enum AfSpecAttr<'a> {
        /// IPv4.
        AF_INET = 2 => Inet(Attrs<'a, Inet>),
        /// IPv6.
        AF_INET6 = 10 => Inet6(Attrs<'a, Inet6>),
        /// Management component transport protocol.
        AF_MCTP = 45 => Mctp(Attrs<'a, Mctp>),
    }
}
attributes! {
    /// A link's IPv4: `IFLA_INET_*`, linux/if_link.h.
    pub set Inet, enum InetAttr<'a> {
        /// Its settings, as the kernel tells them: an array that begins with number 1 of [`InetSetting`] and grows with kernels.
        /// A request has another form here, [`IFLA_INET_CONF_SET`](Inet::IFLA_INET_CONF_SET).
        IFLA_INET_CONF = 1 => Conf(Slice<'a, u32>) where binary(u16::MAX),
    }
}
impl<'a> Inet {
    /// `IFLA_INET_CONF` as requests have it: a nest of the settings to change.
    pub const IFLA_INET_CONF_SET: Key<Self, Attrs<'a, InetConf>> = Key::new(1);
}
attributes! {
    /// IPv4 settings to change, one attribute each: `IPV4_DEVCONF_*`, linux/ip.h.
    pub set InetConf, enum InetConfAttr<'a> {
        /// Sysctl `net.ipv4.conf.*.forwarding`.
        IPV4_DEVCONF_FORWARDING = 1 => Forwarding(u32),
        /// Sysctl `net.ipv4.conf.*.mc_forwarding`.
        IPV4_DEVCONF_MC_FORWARDING = 2 => McForwarding(u32),
        /// Sysctl `net.ipv4.conf.*.proxy_arp`.
        IPV4_DEVCONF_PROXY_ARP = 3 => ProxyArp(u32),
        /// Sysctl `net.ipv4.conf.*.accept_redirects`.
        IPV4_DEVCONF_ACCEPT_REDIRECTS = 4 => AcceptRedirects(u32),
        /// Sysctl `net.ipv4.conf.*.secure_redirects`.
        IPV4_DEVCONF_SECURE_REDIRECTS = 5 => SecureRedirects(u32),
        /// Sysctl `net.ipv4.conf.*.send_redirects`.
        IPV4_DEVCONF_SEND_REDIRECTS = 6 => SendRedirects(u32),
        /// Sysctl `net.ipv4.conf.*.shared_media`.
        IPV4_DEVCONF_SHARED_MEDIA = 7 => SharedMedia(u32),
        /// Sysctl `net.ipv4.conf.*.rp_filter`.
        IPV4_DEVCONF_RP_FILTER = 8 => RpFilter(u32),
        /// Sysctl `net.ipv4.conf.*.accept_source_route`.
        IPV4_DEVCONF_ACCEPT_SOURCE_ROUTE = 9 => AcceptSourceRoute(u32),
        /// Sysctl `net.ipv4.conf.*.bootp_relay`.
        IPV4_DEVCONF_BOOTP_RELAY = 10 => BootpRelay(u32),
        /// Sysctl `net.ipv4.conf.*.log_martians`.
        IPV4_DEVCONF_LOG_MARTIANS = 11 => LogMartians(u32),
        /// Sysctl `net.ipv4.conf.*.tag`.
        IPV4_DEVCONF_TAG = 12 => Tag(u32),
        /// Sysctl `net.ipv4.conf.*.arp_filter`.
        IPV4_DEVCONF_ARPFILTER = 13 => Arpfilter(u32),
        /// Sysctl `net.ipv4.conf.*.medium_id`.
        IPV4_DEVCONF_MEDIUM_ID = 14 => MediumId(u32),
        /// Sysctl `net.ipv4.conf.*.disable_xfrm`.
        IPV4_DEVCONF_NOXFRM = 15 => Noxfrm(u32),
        /// Sysctl `net.ipv4.conf.*.disable_policy`.
        IPV4_DEVCONF_NOPOLICY = 16 => Nopolicy(u32),
        /// Sysctl `net.ipv4.conf.*.force_igmp_version`.
        IPV4_DEVCONF_FORCE_IGMP_VERSION = 17 => ForceIgmpVersion(u32),
        /// Sysctl `net.ipv4.conf.*.arp_announce`.
        IPV4_DEVCONF_ARP_ANNOUNCE = 18 => ArpAnnounce(u32),
        /// Sysctl `net.ipv4.conf.*.arp_ignore`.
        IPV4_DEVCONF_ARP_IGNORE = 19 => ArpIgnore(u32),
        /// Sysctl `net.ipv4.conf.*.promote_secondaries`.
        IPV4_DEVCONF_PROMOTE_SECONDARIES = 20 => PromoteSecondaries(u32),
        /// Sysctl `net.ipv4.conf.*.arp_accept`.
        IPV4_DEVCONF_ARP_ACCEPT = 21 => ArpAccept(u32),
        /// Sysctl `net.ipv4.conf.*.arp_notify`.
        IPV4_DEVCONF_ARP_NOTIFY = 22 => ArpNotify(u32),
        /// Sysctl `net.ipv4.conf.*.accept_local`.
        IPV4_DEVCONF_ACCEPT_LOCAL = 23 => AcceptLocal(u32),
        /// Sysctl `net.ipv4.conf.*.src_vmark`.
        IPV4_DEVCONF_SRC_VMARK = 24 => SrcVmark(u32),
        /// Sysctl `net.ipv4.conf.*.proxy_arp_pvlan`.
        IPV4_DEVCONF_PROXY_ARP_PVLAN = 25 => ProxyArpPvlan(u32),
        /// Sysctl `net.ipv4.conf.*.route_localnet`.
        IPV4_DEVCONF_ROUTE_LOCALNET = 26 => RouteLocalnet(u32),
        /// Sysctl `net.ipv4.conf.*.igmpv2_unsolicited_report_interval` (milliseconds).
        IPV4_DEVCONF_IGMPV2_UNSOLICITED_REPORT_INTERVAL = 27 => Igmpv2UnsolicitedReportInterval(u32),
        /// Sysctl `net.ipv4.conf.*.igmpv3_unsolicited_report_interval` (milliseconds).
        IPV4_DEVCONF_IGMPV3_UNSOLICITED_REPORT_INTERVAL = 28 => Igmpv3UnsolicitedReportInterval(u32),
        /// Sysctl `net.ipv4.conf.*.ignore_routes_with_linkdown`.
        IPV4_DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN = 29 => IgnoreRoutesWithLinkdown(u32),
        /// Sysctl `net.ipv4.conf.*.drop_unicast_in_l2_multicast`.
        IPV4_DEVCONF_DROP_UNICAST_IN_L2_MULTICAST = 30 => DropUnicastInL2Multicast(u32),
        /// Sysctl `net.ipv4.conf.*.drop_gratuitous_arp`.
        IPV4_DEVCONF_DROP_GRATUITOUS_ARP = 31 => DropGratuitousArp(u32),
        /// Sysctl `net.ipv4.conf.*.bc_forwarding`.
        IPV4_DEVCONF_BC_FORWARDING = 32 => BcForwarding(u32),
        /// Sysctl `net.ipv4.conf.*.arp_evict_nocarrier`.
        IPV4_DEVCONF_ARP_EVICT_NOCARRIER = 33 => ArpEvictNocarrier(u32),
    }
}
attributes! {
    /// A link's IPv6, also in `IFLA_PROTINFO` of AF_INET6: `IFLA_INET6_*`, linux/if_link.h.
    pub set Inet6, enum Inet6Attr<'a> {
        /// What it has learned.
        IFLA_INET6_FLAGS = 1 => Flags(Inet6Flags) where output(),
        /// Its settings: an array that begins with number 0 of [`Inet6Setting`] and grows with kernels.
        IFLA_INET6_CONF = 2 => Conf(Slice<'a, i32>) where output(),
        /// Its counters, `IPSTATS_MIB_*`; not with `RTEXT_FILTER_SKIP_STATS`. The first is how many there are; then packets received, bytes
        /// received, packets delivered. What stands behind these has moved between kernels: /proc/net/dev_snmp6 has the names.
        IFLA_INET6_STATS = 3 => Stats(Slice<'a, u64>) where output(),
        /// Nothing: no kernel sends it.
        IFLA_INET6_MCAST = 4 => Mcast(&'a [u8]) where output(),
        /// Times, and the largest packet.
        IFLA_INET6_CACHEINFO = 5 => CacheInfo(Grown<'a, Inet6CacheInfo>) where output(),
        /// ICMPv6 counters, `ICMP6_MIB_*`; not with `RTEXT_FILTER_SKIP_STATS`. The first is how many there are; then messages and errors
        /// received, messages and errors sent, wrong checksums, answers held back.
        IFLA_INET6_ICMP6STATS = 6 => Icmp6Stats(Slice<'a, u64>) where output(),
        /// The host's half of its stateless addresses, 16 bytes of which the first 8 are zero; `::` for none.
        IFLA_INET6_TOKEN = 7 => Token(Ip<'a>) where at_least(16),
        /// How addresses are made.
        IFLA_INET6_ADDR_GEN_MODE = 8 => AddrGenMode(AddrGenMode),
        /// The largest packet, as routers announce it, bytes.
        IFLA_INET6_RA_MTU = 9 => RaMtu(u32) where rejected(),
    }
}
attributes! {
    /// A link's MCTP: `IFLA_MCTP_*`, linux/if_link.h.
    pub set Mctp, enum MctpAttr<'a> {
        /// The network it is part of.
        IFLA_MCTP_NET = 1 => Net(u32),
        /// How it is carried.
        IFLA_MCTP_PHYS_BINDING = 2 => PhysBinding(MctpBinding) where output(),
    }
}

select! {
    /// `IFLA_AF_SPEC` by the family in the header. The kernel treats a family that it has no own handler for as AF_UNSPEC; its replies
    /// are of AF_UNSPEC and AF_BRIDGE only.
    pub enum LinkAfSpec<'a>, selector AfSpecFamily from By::Header { offset: 0, len: 1 } => {
        /// A nest a family.
        UNSPEC = &[AddressFamily::AF_UNSPEC.0] => Unspec(Attrs<'a, AfSpec>),
        /// A bridge's, or a port's.
        BRIDGE = &[AddressFamily::AF_BRIDGE.0] => Bridge(Attrs<'a, BridgeSpec>),
    }
}
select! {
    /// `IFLA_PROTINFO` by the family in the header.
    pub enum LinkProtInfo<'a>, selector ProtInfo from By::Header { offset: 0, len: 1 } => {
        /// A bridge's port. (Old requests have a single byte here, the port's state.)
        BRIDGE = &[AddressFamily::AF_BRIDGE.0] => Bridge(Attrs<'a, BridgePort>),
        /// The link's IPv6.
        INET6 = &[AddressFamily::AF_INET6.0] => Inet6(Attrs<'a, Inet6>),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::{self, GetLink, IfInfo, Link, NewLink},
        wire::{Described, Layout, Message, NewFlags, Operation, Request, Scope, Set},
    };
    use std::{format, string::String, vec::Vec};

    fn attr(number: u16, payload: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend((payload.len() as u16 + 4).to_ne_bytes());
        bytes.extend(number.to_ne_bytes());
        bytes.extend(payload);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
    }
    fn link(family: AddressFamily, attrs: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend((32 + attrs.len() as u32).to_ne_bytes());
        bytes.extend(16u16.to_ne_bytes());
        bytes.extend([0; 10]);
        bytes.extend(zerocopy::IntoBytes::as_bytes(&IfInfo::new().with(IfInfo::ifi_family, family)));
        bytes.extend(attrs);
        bytes
    }
    fn text(bytes: &[u8]) -> String {
        let message = Message::new(bytes).unwrap();
        let described = Described::new("route", route::row(message.kind()), message);
        described.check().unwrap();
        let text = format!("{described:?}");
        text.split_once("} ").unwrap().1.into()
    }

    #[test]
    fn the_family_says_what_number_2_is() {
        // as the kernel sends it: nests without the bit that says so
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
        let vlans: Vec<_> = spec.all(BridgeSpec::IFLA_BRIDGE_VLAN_INFO).map(Result::unwrap).collect();
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
        assert_eq!(InetConf::table().rows.len(), InetSetting::NAMES.len());
        for (row, setting) in InetConf::table().rows.iter().zip(InetSetting::NAMES) {
            assert_eq!((u64::from(row.number), row.name), (setting.value, setting.name));
        }
    }
    #[test]
    fn ends_of_arrays_are_the_kernel_s() {
        assert_eq!(InetSetting::IPV4_DEVCONF_ARP_EVICT_NOCARRIER, InetSetting(33));
        assert_eq!(Inet6Setting::DEVCONF_ACCEPT_RA_MIN_LFT, Inet6Setting(58));
        assert_eq!(Inet6CacheInfo::STRUCTURE.len, 16);
        let scope = Scope::new(16, &[10]);
        assert_eq!(scope.find(By::Header { offset: 0, len: 1 }), [10]);
    }
}

//! Per-interface IP configuration: `RTM_*NETCONF`, linux/netconf.h.
//!
//! The kernel announces changes in the multicast groups
//! [`RTNLGRP_IPV4_NETCONF`](crate::route::RouteGroup::RTNLGRP_IPV4_NETCONF),
//! [`RTNLGRP_IPV6_NETCONF`](crate::route::RouteGroup::RTNLGRP_IPV6_NETCONF) and
//! [`RTNLGRP_MPLS_NETCONF`](crate::route::RouteGroup::RTNLGRP_MPLS_NETCONF). The values are changed
//! by sysctl ([ip-sysctl](https://docs.kernel.org/networking/ip-sysctl.html)), not by netlink.
//!
//! ```
//! use nlwire::{route::{GetNetConf, NetConf}, uapi::AddressFamily, wire::{GetFlags, Request}};
//! let mut buffer = [0; 64];
//! let mut request = Request::new(&mut buffer, GetNetConf { family: AddressFamily::AF_INET }, GetFlags::ACK);
//! request.put(NetConf::NETCONFA_IFINDEX, NetConf::IFINDEX_ALL);
//! assert_eq!(request.finish(1)?.len(), 28);
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
#[cfg(feature = "server")]
mod policy;

use crate::{
    attributes, c_struct, message_types, open_enum, operations, route::RouteMessage, uapi::AddressFamily,
};
#[cfg(feature = "server")]
pub(in crate::route) use policy::policy;

c_struct! {
    /// Header of a configuration message: `struct netconfmsg`, linux/netconf.h.
    #[doc(alias = "netconfmsg")]
    pub struct NetConfMsg {
        /// Address family: AF_INET, AF_INET6 or AF_MPLS.
        ncm_family: AddressFamily,
    }
}
open_enum! {
    /// Reverse path filter (source validation, RFC 3704): the sysctl `rp_filter`.
    pub struct RpFilter(i32) {
        /// No source validation.
        OFF = 0,
        /// Strict mode: the best reverse path must be the receiving interface.
        STRICT = 1,
        /// Loose mode: the source must be reachable by any interface.
        LOOSE = 2,
    }
}

// Limits: devconf_ipv4_policy (net/ipv4/devinet.c), devconf_ipv6_policy (net/ipv6/addrconf.c),
// devconf_mpls_policy (net/mpls/af_mpls.c): four bytes each. On a strict socket, a get request with
// any attribute other than the index is rejected.
attributes! {
    /// IP configuration of an interface: `NETCONFA_*`, linux/netconf.h.
    pub set NetConf, enum NetConfAttr<'a> {
        /// Interface index, or a pseudo index for all or for new interfaces.
        ///
        /// See [`IFINDEX_ALL`](Self::IFINDEX_ALL) and [`IFINDEX_DEFAULT`](Self::IFINDEX_DEFAULT).
        NETCONFA_IFINDEX: i32 = 1,
        /// Packet forwarding, 0 or 1. Sysctl `forwarding`.
        NETCONFA_FORWARDING: i32 = 2,
        /// IPv4: reverse path filter.
        NETCONFA_RP_FILTER: RpFilter = 3,
        /// Multicast forwarding, 0 or 1. Sysctl `mc_forwarding`.
        NETCONFA_MC_FORWARDING: i32 = 4 where read_only,
        /// Proxy ARP (IPv4) or proxy NDP (IPv6), 0 or 1. Sysctls `proxy_arp` and `proxy_ndp`.
        NETCONFA_PROXY_NEIGH: i32 = 5,
        /// Whether routes over an interface without carrier are ignored, 0 or 1.
        ///
        /// Sysctl `ignore_routes_with_linkdown`.
        NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN: i32 = 6,
        /// MPLS: whether labelled packets are accepted, 0 or 1. Sysctl `net.mpls.conf.*.input`.
        NETCONFA_INPUT: i32 = 7 where read_only,
        /// IPv4: forwarding of directed broadcasts, 0 or 1. Sysctl `bc_forwarding`.
        NETCONFA_BC_FORWARDING: i32 = 8 where read_only,
        /// IPv6: forwarding on this interface regardless of the global setting, 0 or 1.
        ///
        /// Sysctl `force_forwarding`, since Linux 6.17.
        NETCONFA_FORCE_FORWARDING: i32 = 9 where read_only,
    }
}
impl NetConf {
    /// Pseudo index of the settings for all interfaces: `NETCONFA_IFINDEX_ALL`.
    pub const IFINDEX_ALL: i32 = -1;
    /// Pseudo index of the defaults for new interfaces: `NETCONFA_IFINDEX_DEFAULT`.
    pub const IFINDEX_DEFAULT: i32 = -2;
}
message_types! {
    /// The IP configuration of an interface: `struct netconfmsg` and the attributes of [`NetConf`].
    pub struct NetConfMessage(NetConfMsg, NetConf);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests IP configuration with `RTM_GETNETCONF`.
    ///
    /// Without [`GetFlags::DUMP`](crate::wire::GetFlags::DUMP), that of the interface in
    /// [`NetConf::NETCONFA_IFINDEX`]; with, that of all interfaces.
    pub GetNetConf {
        /// Address family: AF_INET, AF_INET6 or AF_MPLS; a dump of AF_UNSPEC covers all three.
        family: AddressFamily => ncm_family,
    } = Get(RouteMessage::RTM_GETNETCONF, NetConfMsg, NetConf) -> NetConfMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        server::{ValidationFlags, validate},
        wire::{AttributeSet, Attrs, Writer, spec::Scope},
    };
    use std::format;

    #[test]
    fn settings_by_name() {
        let mut buffer = [0; 64];
        let mut writer = Writer::<NetConf>::new(&mut buffer);
        writer.put(NetConf::NETCONFA_IFINDEX, NetConf::IFINDEX_DEFAULT);
        writer.put(NetConf::NETCONFA_RP_FILTER, RpFilter::LOOSE);
        let bytes = writer.finish().unwrap();
        assert_eq!(
            format!("{:?}", Attrs::<NetConf>::new(bytes)),
            "{NETCONFA_IFINDEX: -2, NETCONFA_RP_FILTER: LOOSE}"
        );
        assert_eq!(
            validate(NetConf::spec(), bytes, 20, Scope::new(82, &[2]), ValidationFlags::STRICT),
            Ok(())
        );
    }
}

//! IP settings of links: `RTM_*NETCONF`, linux/netconf.h. The kernel tells changes to the groups
//! [`RTNLGRP_IPV4_NETCONF`](crate::route::RouteGroup::RTNLGRP_IPV4_NETCONF) and its likes; they are set by sysctl.
//!
//! ```
//! use nlwire::{route::{GetNetConf, NetConf}, uapi::AddressFamily, wire::{GetFlags, Request}};
//! let mut buffer = [0; 64];
//! let mut request = Request::new(&mut buffer, GetNetConf { family: AddressFamily::AF_INET }, GetFlags::ACK);
//! request.put(NetConf::NETCONFA_IFINDEX, NetConf::IFINDEX_ALL);
//! assert_eq!(request.finish(1)?.len(), 28);
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{attributes, layout, numbers, operations, route::RouteMessage, uapi::AddressFamily};

layout! {
    /// `struct netconfmsg`, linux/netconf.h.
    #[doc(alias = "netconfmsg")]
    pub struct NetConfMsg {
        /// AF_INET, AF_INET6 or AF_MPLS.
        ncm_family: AddressFamily,
    }
}
numbers! {
    /// How strictly sources are checked: the sysctl `rp_filter`, RFC 3704.
    pub struct RpFilter(i32) {
        /// Not at all.
        OFF = 0,
        /// The way back is by the same link.
        STRICT = 1,
        /// There is a way back.
        LOOSE = 2,
    }
}

// Limits: devconf_ipv4_policy (net/ipv4/devinet.c), devconf_ipv6_policy (net/ipv6/addrconf.c), devconf_mpls_policy (net/mpls/af_mpls.c): four
// bytes each. Requests that get something else than an index are refused where the socket is strict.
attributes! {
    /// A link's IP settings: `NETCONFA_*`, linux/netconf.h.
    pub set NetConf, enum NetConfAttr<'a> {
        /// The link: its index, or [`IFINDEX_ALL`](Self::IFINDEX_ALL), or [`IFINDEX_DEFAULT`](Self::IFINDEX_DEFAULT).
        NETCONFA_IFINDEX = 1 => IfIndex(i32),
        /// Whether packets are forwarded, 0 or 1.
        NETCONFA_FORWARDING = 2 => Forwarding(i32),
        /// IPv4: how strictly sources are checked.
        NETCONFA_RP_FILTER = 3 => RpFilter(RpFilter),
        /// Whether multicast packets are forwarded, 0 or 1.
        NETCONFA_MC_FORWARDING = 4 => McForwarding(i32) where output(),
        /// Whether it answers for others' addresses, 0 or 1: the sysctls `proxy_arp` and `proxy_ndp`.
        NETCONFA_PROXY_NEIGH = 5 => ProxyNeigh(i32),
        /// Whether routes over a link without carrier are passed over, 0 or 1.
        NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN = 6 => IgnoreRoutesWithLinkdown(i32),
        /// MPLS: whether labelled packets are taken in, 0 or 1.
        NETCONFA_INPUT = 7 => Input(i32) where output(),
        /// IPv4: whether directed broadcasts are forwarded, 0 or 1.
        NETCONFA_BC_FORWARDING = 8 => BcForwarding(i32) where output(),
        /// IPv6, since Linux 6.17: whether this link forwards though not all do, 0 or 1.
        NETCONFA_FORCE_FORWARDING = 9 => ForceForwarding(i32) where output(),
    }
}
impl NetConf {
    /// All links together: `NETCONFA_IFINDEX_ALL`.
    pub const IFINDEX_ALL: i32 = -1;
    /// What new links begin with: `NETCONFA_IFINDEX_DEFAULT`.
    pub const IFINDEX_DEFAULT: i32 = -2;
}
operations! {
    /// Asks for the settings of the link in [`NetConf::NETCONFA_IFINDEX`], or of all by a dump.
    pub GetNetConf {
        /// AF_INET, AF_INET6 or AF_MPLS; AF_UNSPEC dumps them all.
        family: AddressFamily => ncm_family,
    } = Get(RouteMessage::RTM_GETNETCONF, NetConfMsg, NetConf);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Attrs, Checks, Scope, Set, Writer, validate};
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
        assert_eq!(validate(NetConf::table(), bytes, 20, Scope::new(82, &[2]), Checks::STRICT), Ok(()));
    }
}

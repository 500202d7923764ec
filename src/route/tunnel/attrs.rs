//! VNI filters of VXLAN interfaces: `RTM_*TUNNEL`, linux/if_link.h. Since Linux 5.18.
//!
//! A VXLAN interface in collect-metadata mode with `IFLA_VXLAN_VNIFILTER` receives only packets
//! whose VXLAN network identifier (VNI) is in the filter. Messages have the family AF_BRIDGE.
//!
//! See also [bridge(8)](https://man7.org/linux/man-pages/man8/bridge.8.html), `bridge vni`.
use crate::route::RouteMessage;
use crate::{attributes, c_struct, flags, operations, uapi::AddressFamily, wire::Attrs};
use core::net::{Ipv4Addr, Ipv6Addr};

c_struct! {
    /// Header of a VNI filter message: `struct tunnel_msg`, linux/if_link.h.
    #[doc(alias = "tunnel_msg")]
    pub struct TunnelMsg {
        /// Address family: AF_BRIDGE.
        family: AddressFamily,
        /// Options of a dump request.
        flags: TunnelMsgFlags,
        /// Reserved: 0.
        pad reserved2: u16,
        /// Interface index of the VXLAN interface. In a dump request, 0 for all.
        ifindex: u32,
    }
}
flags! {
    /// Options of a VNI filter dump: `TUNNEL_MSG_FLAG_*`, linux/if_link.h.
    pub struct TunnelMsgFlags(u8) {
        /// Includes statistics; VNIs are not merged into ranges.
        TUNNEL_MSG_FLAG_STATS = 1 << 0,
    }
}
// Limits: vni_filter_policy and vni_filter_entry_policy, drivers/net/vxlan/vxlan_vnifilter.c.
attributes! {
    /// VNI filter of a VXLAN interface: `VXLAN_VNIFILTER_*`, linux/if_link.h.
    ///
    /// ```
    /// use nlwire::{route::{NewTunnel, VniFilter, VniFilterEntry}, uapi::AddressFamily, wire::{NewFlags, Request}};
    /// let mut buffer = [0; 128];
    /// let operation = NewTunnel { family: AddressFamily::AF_BRIDGE, index: 5 };
    /// let mut request = Request::new(&mut buffer, operation, NewFlags::ACK);
    /// request.nest(VniFilter::VXLAN_VNIFILTER_ENTRY, |entry| {
    ///     entry.put(VniFilterEntry::VXLAN_VNIFILTER_ENTRY_START, 100);
    ///     entry.put(VniFilterEntry::VXLAN_VNIFILTER_ENTRY_END, 110);
    /// });
    /// assert_eq!(request.finish(1)?.len(), 16 + 8 + 4 + 8 + 8);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set VniFilter, enum VniFilterAttr<'a> {
        /// VNI or range of VNIs.
        VXLAN_VNIFILTER_ENTRY: [Attrs<'a, VniFilterEntry>] = 1,
    }
}
attributes! {
    /// VNI or range of VNIs: `VXLAN_VNIFILTER_ENTRY_*`, linux/if_link.h.
    pub set VniFilterEntry strict from 0, enum VniFilterEntryAttr<'a> {
        /// VNI, or the first VNI of a range.
        VXLAN_VNIFILTER_ENTRY_START: u32 = 1,
        /// Last VNI of a range; absent for a single VNI.
        VXLAN_VNIFILTER_ENTRY_END: u32 = 2,
        /// IPv4 multicast group or remote VTEP of the VNIs.
        VXLAN_VNIFILTER_ENTRY_GROUP: Ipv4Addr = 3,
        /// IPv6 multicast group or remote VTEP of the VNIs.
        VXLAN_VNIFILTER_ENTRY_GROUP6: Ipv6Addr = 4,
        /// Statistics of the VNI.
        VXLAN_VNIFILTER_ENTRY_STATS: Attrs<'a, VniFilterStats> = 5 where read_only,
    }
}
attributes! {
    /// Statistics of a VNI: `VNIFILTER_ENTRY_STATS_*`, linux/if_link.h.
    pub set VniFilterStats, enum VniFilterStatsAttr<'a> {
        /// Bytes received.
        VNIFILTER_ENTRY_STATS_RX_BYTES: u64 = 1,
        /// Packets received.
        VNIFILTER_ENTRY_STATS_RX_PKTS: u64 = 2,
        /// Received packets dropped.
        VNIFILTER_ENTRY_STATS_RX_DROPS: u64 = 3,
        /// Receive errors.
        VNIFILTER_ENTRY_STATS_RX_ERRORS: u64 = 4,
        /// Bytes transmitted.
        VNIFILTER_ENTRY_STATS_TX_BYTES: u64 = 5,
        /// Packets transmitted.
        VNIFILTER_ENTRY_STATS_TX_PKTS: u64 = 6,
        /// Packets dropped in transmission.
        VNIFILTER_ENTRY_STATS_TX_DROPS: u64 = 7,
        /// Transmission errors.
        VNIFILTER_ENTRY_STATS_TX_ERRORS: u64 = 8,
        /// Padding.
        VNIFILTER_ENTRY_STATS_PAD: &'a [u8] = 9,
    }
}
crate::message_types! {
    /// VNI filter entries: `struct tunnel_msg` and the attributes of [`VniFilter`].
    pub struct TunnelMessage(TunnelMsg, VniFilter);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests the VNI filters of VXLAN interfaces with `RTM_GETTUNNEL`; dump only.
    pub GetTunnel {
        /// Address family: AF_BRIDGE.
        family: AddressFamily => family,
        /// Options of the dump.
        flags: TunnelMsgFlags => flags,
        /// Interface index of the VXLAN interface; 0 for all.
        index: u32 => ifindex,
    } = Get(RouteMessage::RTM_GETTUNNEL, TunnelMsg, VniFilter) -> TunnelMessage;
    /// Adds VNIs to a filter, or changes their group, with `RTM_NEWTUNNEL`.
    pub NewTunnel {
        /// Address family: AF_BRIDGE.
        family: AddressFamily => family,
        /// Interface index of the VXLAN interface.
        index: u32 => ifindex,
    } = New(RouteMessage::RTM_NEWTUNNEL, TunnelMsg, VniFilter) -> TunnelMessage;
    /// Removes VNIs from a filter with `RTM_DELTUNNEL`.
    pub DelTunnel {
        /// Address family: AF_BRIDGE.
        family: AddressFamily => family,
        /// Interface index of the VXLAN interface.
        index: u32 => ifindex,
    } = Delete(RouteMessage::RTM_DELTUNNEL, TunnelMsg, VniFilter) -> TunnelMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::testing::{attr, message, text},
        wire::{Message, Operation},
    };
    use std::vec::Vec;

    #[test]
    fn vnis_are_read_with_group_and_statistics() {
        let one = [attr(1, &100u32.to_ne_bytes()), attr(2, &110u32.to_ne_bytes()), attr(3, &[239, 0, 0, 1])]
            .concat();
        let stats = [attr(1, &1000u64.to_ne_bytes()), attr(6, &3u64.to_ne_bytes())].concat();
        let two = [attr(1, &200u32.to_ne_bytes()), attr(0x8005, &stats)].concat();
        let mut payload = std::vec![7, 0, 0, 0];
        payload.extend(5u32.to_ne_bytes());
        payload.extend([attr(0x8001, &one), attr(0x8001, &two)].concat());
        let bytes = message(120, &payload);
        assert_eq!(
            text(&bytes),
            "{VXLAN_VNIFILTER_ENTRY: [{VXLAN_VNIFILTER_ENTRY_START: 100, VXLAN_VNIFILTER_ENTRY_END: 110, \
             VXLAN_VNIFILTER_ENTRY_GROUP: 239.0.0.1}, {VXLAN_VNIFILTER_ENTRY_START: 200, VXLAN_VNIFILTER_ENTRY_STATS: \
             {VNIFILTER_ENTRY_STATS_RX_BYTES: 1000, VNIFILTER_ENTRY_STATS_TX_PKTS: 3}}]}"
        );
        let reply = GetTunnel::reply(Message::new(&bytes).unwrap()).unwrap();
        let found: Vec<_> =
            reply.vnis().map(|it| (it.first, it.last, it.group, it.statistics.is_some())).collect();
        assert_eq!(
            (reply.link(), found),
            (5, std::vec![(100, 110, Some([239, 0, 0, 1].into()), false), (200, 200, None, true)])
        );
    }
}

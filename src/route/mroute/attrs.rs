//! Multicast routing: tables, virtual interfaces (VIFs) and upcalls, linux/mroute.h and linux/mroute6.h.
use crate::{attributes, flags, open_enum, wire::Attrs};
use core::net::{Ipv4Addr, Ipv6Addr};

open_enum! {
    /// Type of a multicast routing upcall: `IGMPMSG_*`, linux/mroute.h, and `MRT6MSG_*`,
    /// linux/mroute6.h, which have equal numbers.
    pub struct CacheReportType(u8) {
        /// Cache miss: no route for the packet. The kernel queues the packet until a route is set.
        #[doc(alias = "MRT6MSG_NOCACHE")]
        IGMPMSG_NOCACHE = 1,
        /// Packet received on a VIF that is not the parent of the route (PIM assert).
        #[doc(alias = "MRT6MSG_WRONGMIF")]
        IGMPMSG_WRONGVIF = 2,
        /// Complete packet for PIM Register.
        #[doc(alias = "MRT6MSG_WHOLEPKT")]
        IGMPMSG_WHOLEPKT = 3,
        /// Complete packet received on a VIF that is not the parent of the route.
        #[doc(alias = "MRT6MSG_WRMIFWHOLE")]
        IGMPMSG_WRVIFWHOLE = 4,
    }
}
flags! {
    /// Flags of a virtual interface (VIF): `VIFF_*`, linux/mroute.h.
    pub struct VifFlags(u16) {
        /// IP-in-IP tunnel.
        VIFF_TUNNEL = 0x1,
        /// Source routing; not implemented.
        VIFF_SRCRT = 0x2,
        /// PIM Register VIF.
        VIFF_REGISTER = 0x4,
        /// The VIF was created by interface index instead of local address.
        VIFF_USE_IFINDEX = 0x8,
    }
}
attributes! {
    /// Upcall of IPv4 multicast routing: `IPMRA_CREPORT_*`, linux/mroute.h. Notification only.
    pub set CacheReport, enum CacheReportAttr<'a> {
        /// Type of the upcall.
        IPMRA_CREPORT_MSGTYPE: CacheReportType = 1,
        /// VIF on which the packet was received.
        IPMRA_CREPORT_VIF_ID: u32 = 2,
        /// Source address of the packet.
        IPMRA_CREPORT_SRC_ADDR: Ipv4Addr = 3,
        /// Destination address of the packet: the multicast group.
        IPMRA_CREPORT_DST_ADDR: Ipv4Addr = 4,
        /// Packet, from the IP header on; only in some types of upcall.
        IPMRA_CREPORT_PKT: &'a [u8] = 5,
        /// Multicast routing table. Since Linux 5.11.
        IPMRA_CREPORT_TABLE: u32 = 6,
    }
}
attributes! {
    /// Upcall of IPv6 multicast routing: `IP6MRA_CREPORT_*`, linux/mroute6.h. Notification only.
    pub set CacheReport6, enum CacheReport6Attr<'a> {
        /// Type of the upcall.
        IP6MRA_CREPORT_MSGTYPE: CacheReportType = 1,
        /// MIF (multicast interface) on which the packet was received.
        IP6MRA_CREPORT_MIF_ID: u32 = 2,
        /// Source address of the packet.
        IP6MRA_CREPORT_SRC_ADDR: Ipv6Addr = 3,
        /// Destination address of the packet: the multicast group.
        IP6MRA_CREPORT_DST_ADDR: Ipv6Addr = 4,
        /// Packet, from the IPv6 header on; only in some types of upcall.
        IP6MRA_CREPORT_PKT: &'a [u8] = 5,
    }
}
attributes! {
    /// IPv4 multicast routing table: `IPMRA_TABLE_*`, linux/mroute.h. `IFLA_AF_SPEC` of
    /// RTNL_FAMILY_IPMR.
    pub set McastTable, enum McastTableAttr<'a> {
        /// Routing table number.
        IPMRA_TABLE_ID: u32 = 1 where read_only,
        /// Number of unresolved routes, for which packets wait.
        IPMRA_TABLE_CACHE_RES_QUEUE_LEN: u32 = 2 where read_only,
        /// PIM Register VIF; -1 if there is none.
        IPMRA_TABLE_MROUTE_REG_VIF_NUM: i32 = 3 where read_only,
        /// Upcalls IGMPMSG_WRONGVIF enabled, 0 or 1. Socket option `MRT_ASSERT`.
        IPMRA_TABLE_MROUTE_DO_ASSERT: u8 = 4 where read_only,
        /// PIM enabled, 0 or 1. Socket option `MRT_PIM`.
        IPMRA_TABLE_MROUTE_DO_PIM: u8 = 5 where read_only,
        /// Virtual interfaces (VIFs).
        IPMRA_TABLE_VIFS: Attrs<'a, McastVifs> = 6 where read_only,
        /// Upcalls IGMPMSG_WRVIFWHOLE enabled, 0 or 1.
        IPMRA_TABLE_MROUTE_DO_WRVIFWHOLE: u8 = 7 where read_only,
    }
}
attributes! {
    /// Virtual interfaces of a multicast routing table: `IPMRA_VIF`, linux/mroute.h.
    pub set McastVifs, enum McastVifsAttr<'a> {
        /// Virtual interface (VIF).
        IPMRA_VIF: [Attrs<'a, McastVif>] = 1,
    }
}
attributes! {
    /// Virtual interface (VIF) of multicast routing: `IPMRA_VIFA_*`, linux/mroute.h.
    pub set McastVif, enum McastVifAttr<'a> {
        /// Interface index.
        IPMRA_VIFA_IFINDEX: u32 = 1,
        /// Number of the VIF, 0 to 31.
        IPMRA_VIFA_VIF_ID: u32 = 2,
        /// Flags: tunnel, register interface.
        IPMRA_VIFA_FLAGS: VifFlags = 3,
        /// Bytes received.
        IPMRA_VIFA_BYTES_IN: u64 = 4,
        /// Bytes transmitted.
        IPMRA_VIFA_BYTES_OUT: u64 = 5,
        /// Packets received.
        IPMRA_VIFA_PACKETS_IN: u64 = 6,
        /// Packets transmitted.
        IPMRA_VIFA_PACKETS_OUT: u64 = 7,
        /// Local address. Of a VIF created by interface index, the interface index in host byte
        /// order.
        IPMRA_VIFA_LOCAL_ADDR: Ipv4Addr = 8,
        /// Remote address of an IP-in-IP tunnel.
        IPMRA_VIFA_REMOTE_ADDR: Ipv4Addr = 9,
        /// Padding.
        IPMRA_VIFA_PAD: &'a [u8] = 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::{
            GetLink, GetRoute,
            testing::{attr, message, text},
        },
        wire::{Message, Operation},
    };

    #[test]
    fn a_table_is_read_from_a_link_of_the_family() {
        let vif = [
            attr(1, &3u32.to_ne_bytes()),
            attr(2, &0u32.to_ne_bytes()),
            attr(3, &8u16.to_ne_bytes()),
            attr(4, &1000u64.to_ne_bytes()),
        ]
        .concat();
        let table = [
            attr(1, &253u32.to_ne_bytes()),
            attr(2, &0u32.to_ne_bytes()),
            attr(3, &(-1i32).to_ne_bytes()),
            attr(4, &[0]),
            attr(5, &[1]),
            attr(7, &[0]),
            attr(6, &attr(1, &vif)),
        ]
        .concat();
        let mut payload = std::vec![128, 0, 0, 0];
        payload.resize(16, 0);
        payload.extend(attr(26, &table));
        let bytes = message(16, &payload);
        assert_eq!(
            text(&bytes),
            "{IFLA_AF_SPEC: {IPMRA_TABLE_ID: 253, IPMRA_TABLE_CACHE_RES_QUEUE_LEN: 0, IPMRA_TABLE_MROUTE_REG_VIF_NUM: -1, \
             IPMRA_TABLE_MROUTE_DO_ASSERT: 0, IPMRA_TABLE_MROUTE_DO_PIM: 1, IPMRA_TABLE_MROUTE_DO_WRVIFWHOLE: 0, \
             IPMRA_TABLE_VIFS: {IPMRA_VIF: [{IPMRA_VIFA_IFINDEX: 3, IPMRA_VIFA_VIF_ID: 0, IPMRA_VIFA_FLAGS: VIFF_USE_IFINDEX, \
             IPMRA_VIFA_BYTES_IN: 1000}]}}}"
        );
        let reply = GetLink::reply(Message::new(&bytes).unwrap()).unwrap();
        let table = reply.multicast_table().unwrap();
        assert_eq!(table.get(McastTable::IPMRA_TABLE_ID).unwrap(), Some(253));
    }
    #[test]
    fn a_route_has_source_group_and_input() {
        let mut payload = std::vec![128, 32, 32, 0, 253, 17, 0, 5];
        payload.extend([0; 4]);
        payload.extend(
            [attr(15, &253u32.to_ne_bytes()), attr(2, &[192, 0, 2, 1]), attr(1, &[239, 0, 0, 1])].concat(),
        );
        payload.extend(attr(3, &3u32.to_ne_bytes()));
        // struct rtnexthop: the TTL is rtnh_hops
        let hop = [&8u16.to_ne_bytes()[..], &[0, 1], &4u32.to_ne_bytes()].concat();
        payload.extend(attr(9, &hop));
        payload.extend(attr(17, &[1u64, 2, 0].map(u64::to_ne_bytes).concat()));
        let bytes = message(24, &payload);
        assert_eq!(
            text(&bytes),
            "{RTA_TABLE: RT_TABLE_DEFAULT, RTA_SRC: 192.0.2.1, RTA_DST: 239.0.0.1, RTA_IIF: 3, RTA_MULTIPATH: \
             [{header: {rtnh_len: 8, rtnh_flags: 0, rtnh_hops: 1, rtnh_ifindex: 4}, attributes: {}}], RTA_MFC_STATS: {mfcs_packets: 1, mfcs_bytes: 2, \
             mfcs_wrong_if: 0}}"
        );
        let reply = GetRoute::reply(Message::new(&bytes).unwrap()).unwrap();
        assert_eq!(reply.multicast_source(), Some([192, 0, 2, 1].into()));
        assert_eq!((reply.destination(), reply.input_link()), (Some(([239, 0, 0, 1].into(), 32)), Some(3)));
    }
}

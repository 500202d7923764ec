//! UDP tunnel ports offloaded to a device.
use super::{Bitset, Header};
use crate::{
    attributes, open_enum,
    wire::{Attrs, Be},
};

open_enum! {
    /// UDP tunnel type: `ETHTOOL_UDP_TUNNEL_TYPE_*`, linux/ethtool_netlink.h.
    pub struct UdpTunnelType(u32) {
        /// VXLAN (RFC 7348).
        ETHTOOL_UDP_TUNNEL_TYPE_VXLAN = 0,
        /// Geneve (RFC 8926).
        ETHTOOL_UDP_TUNNEL_TYPE_GENEVE = 1,
        /// VXLAN-GPE (Generic Protocol Extension).
        ETHTOOL_UDP_TUNNEL_TYPE_VXLAN_GPE = 2,
    }
}
attributes! {
    /// Tunnel offload information: `ETHTOOL_A_TUNNEL_INFO_*`, linux/ethtool_netlink.h.
    pub set TunnelInfo, enum TunnelInfoAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_TUNNEL_INFO_HEADER: Attrs<'a, Header> = 1,
        /// UDP port tables.
        ETHTOOL_A_TUNNEL_INFO_UDP_PORTS: Attrs<'a, TunnelUdp> = 2 where read_only,
    }
}
attributes! {
    /// UDP port tables: `ETHTOOL_A_TUNNEL_UDP_*`, linux/ethtool_netlink.h.
    pub set TunnelUdp, enum TunnelUdpAttr<'a> {
        /// One UDP port table.
        ETHTOOL_A_TUNNEL_UDP_TABLE: [Attrs<'a, TunnelUdpTable>] = 1 where read_only,
    }
}
attributes! {
    /// UDP port table: `ETHTOOL_A_TUNNEL_UDP_TABLE_*`, linux/ethtool_netlink.h.
    pub set TunnelUdpTable, enum TunnelUdpTableAttr<'a> {
        /// Capacity of the table, entries.
        ETHTOOL_A_TUNNEL_UDP_TABLE_SIZE: u32 = 1 where read_only,
        /// Tunnel types that the table accepts: bits of [`UdpTunnelType`].
        ETHTOOL_A_TUNNEL_UDP_TABLE_TYPES: Attrs<'a, Bitset> = 2 where read_only,
        /// One entry of the table.
        ETHTOOL_A_TUNNEL_UDP_TABLE_ENTRY: [Attrs<'a, TunnelUdpEntry>] = 3 where read_only,
    }
}
attributes! {
    /// Entry of a UDP port table: `ETHTOOL_A_TUNNEL_UDP_ENTRY_*`, linux/ethtool_netlink.h.
    pub set TunnelUdpEntry, enum TunnelUdpEntryAttr<'a> {
        /// UDP port that the device parses as a tunnel.
        ETHTOOL_A_TUNNEL_UDP_ENTRY_PORT: Be<u16> = 1 where read_only,
        /// Tunnel type of the port.
        ETHTOOL_A_TUNNEL_UDP_ENTRY_TYPE: UdpTunnelType = 2 where read_only,
    }
}

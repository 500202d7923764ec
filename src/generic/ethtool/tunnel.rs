//! UDP tunnels that a device knows by their ports.
use super::{Bitset, Header};
use crate::{
    attributes, numbers,
    wire::{Attrs, Be},
};

numbers! {
    /// A kind of UDP tunnel: `ETHTOOL_UDP_TUNNEL_TYPE_*`, linux/ethtool_netlink.h.
    pub struct UdpTunnelType(u32) {
        /// VXLAN.
        ETHTOOL_UDP_TUNNEL_TYPE_VXLAN = 0,
        /// Geneve.
        ETHTOOL_UDP_TUNNEL_TYPE_GENEVE = 1,
        /// VXLAN with the generic protocol extension.
        ETHTOOL_UDP_TUNNEL_TYPE_VXLAN_GPE = 2,
    }
}
attributes! {
    /// UDP tunnels of a device: `ETHTOOL_A_TUNNEL_INFO_*`, linux/ethtool_netlink.h.
    pub set TunnelInfo, enum TunnelInfoAttr<'a> {
        /// Which device.
        ETHTOOL_A_TUNNEL_INFO_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Its tables of ports.
        ETHTOOL_A_TUNNEL_INFO_UDP_PORTS = 2 => UdpPorts(Attrs<'a, TunnelUdp>) where output(),
    }
}
attributes! {
    /// Tables of ports: `ETHTOOL_A_TUNNEL_UDP_*`, linux/ethtool_netlink.h.
    pub set TunnelUdp, enum TunnelUdpAttr<'a> {
        /// One table.
        ETHTOOL_A_TUNNEL_UDP_TABLE = 1 => Table[Attrs<'a, TunnelUdpTable>] where output(),
    }
}
attributes! {
    /// A table of ports: `ETHTOOL_A_TUNNEL_UDP_TABLE_*`, linux/ethtool_netlink.h.
    pub set TunnelUdpTable, enum TunnelUdpTableAttr<'a> {
        /// How many it holds.
        ETHTOOL_A_TUNNEL_UDP_TABLE_SIZE = 1 => Size(u32) where output(),
        /// Kinds of tunnels that it is for: bits of [`UdpTunnelType`].
        ETHTOOL_A_TUNNEL_UDP_TABLE_TYPES = 2 => Types(Attrs<'a, Bitset>) where output(),
        /// One port.
        ETHTOOL_A_TUNNEL_UDP_TABLE_ENTRY = 3 => Entry[Attrs<'a, TunnelUdpEntry>] where output(),
    }
}
attributes! {
    /// A port: `ETHTOOL_A_TUNNEL_UDP_ENTRY_*`, linux/ethtool_netlink.h.
    pub set TunnelUdpEntry, enum TunnelUdpEntryAttr<'a> {
        /// Its number.
        ETHTOOL_A_TUNNEL_UDP_ENTRY_PORT = 1 => Port(Be<u16>) where output(),
        /// What it is for.
        ETHTOOL_A_TUNNEL_UDP_ENTRY_TYPE = 2 => Type(UdpTunnelType) where output(),
    }
}

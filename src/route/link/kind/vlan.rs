//! VLANs of IEEE 802.1Q and 802.1ad: kind `vlan`, `IFLA_VLAN_*`, linux/if_link.h. The link below is in `IFLA_LINK`.
//!
//! ```
//! use nlwire::{route::{Link, LinkInfo, LinkKind, Vlan, VlanQos, VlanQosMapping}, wire::{Layout, Writer}};
//! let mut buffer = [0; 128];
//! let mut link = Writer::<Link>::new(&mut buffer);
//! link.nest(Link::IFLA_LINKINFO, |info| {
//!     info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VLAN, |vlan| {
//!         vlan.put(Vlan::IFLA_VLAN_ID, 100).nest(Vlan::IFLA_VLAN_EGRESS_QOS, |qos| {
//!             let mapping = VlanQosMapping::new().with(VlanQosMapping::from, 1).with(VlanQosMapping::to, 6);
//!             qos.put(VlanQos::IFLA_VLAN_QOS_MAPPING, &mapping);
//!         });
//!     });
//! });
//! let attributes = link.finish()?;
//! # let _ = attributes;
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{
    attributes, flags, layout,
    uapi::EtherType,
    wire::{Attrs, Be},
};

layout! {
    /// Flags to change and their new values: `struct ifla_vlan_flags`, linux/if_link.h.
    #[doc(alias = "ifla_vlan_flags")]
    pub struct VlanFlagsChange {
        /// The values.
        flags: VlanFlags,
        /// Which of them are meant; the kernel tells all ones.
        mask: VlanFlags,
    }
}
layout! {
    /// One priority for another: `struct ifla_vlan_qos_mapping`, linux/if_link.h.
    #[doc(alias = "ifla_vlan_qos_mapping")]
    pub struct VlanQosMapping {
        /// Sending: a packet's priority (SO_PRIORITY). Receiving: the priority in the tag, 0 to 7.
        from: u32,
        /// Sending: the priority in the tag, 0 to 7. Receiving: the packet's priority.
        to: u32,
    }
}
flags! {
    /// A VLAN's flags: `VLAN_FLAG_*`, linux/if_vlan.h.
    pub struct VlanFlags(u32) {
        /// The tag is taken out before anyone on this host sees the packet.
        VLAN_FLAG_REORDER_HDR = 0x1,
        /// The VLAN is told to switches by GVRP.
        VLAN_FLAG_GVRP = 0x2,
        /// Its state does not follow that of the link below.
        VLAN_FLAG_LOOSE_BINDING = 0x4,
        /// The VLAN is told to switches by MVRP.
        VLAN_FLAG_MVRP = 0x8,
        /// Its state follows that of the bridge's ports in this VLAN.
        VLAN_FLAG_BRIDGE_BINDING = 0x10,
    }
}

attributes! {
    /// A VLAN: `IFLA_VLAN_*`, linux/if_link.h.
    pub set Vlan, enum VlanAttr<'a> {
        /// Its number, 0 to 4094.
        IFLA_VLAN_ID = 1 => Id(u16),
        /// Its flags.
        IFLA_VLAN_FLAGS = 2 => Flags(&'a VlanFlagsChange),
        /// Priorities in what is sent.
        IFLA_VLAN_EGRESS_QOS = 3 => EgressQos(Attrs<'a, VlanQos>),
        /// Priorities of what is received.
        IFLA_VLAN_INGRESS_QOS = 4 => IngressQos(Attrs<'a, VlanQos>),
        /// EtherType of the tag, ETH_P_8021Q or ETH_P_8021AD, big-endian.
        IFLA_VLAN_PROTOCOL = 5 => Protocol(Be<EtherType>),
    }
}
attributes! {
    /// Priorities: `IFLA_VLAN_QOS_*`, linux/if_link.h. Each bears the same number: the kernel leaves out any other.
    pub set VlanQos, enum VlanQosAttr<'a> {
        /// One priority for another.
        IFLA_VLAN_QOS_MAPPING = 1 => Mapping[&'a VlanQosMapping],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Layout, Writer};
    use std::{format, vec::Vec};

    #[test]
    fn priorities_bear_one_number_each() {
        let mapping =
            |from, to| VlanQosMapping::new().with(VlanQosMapping::from, from).with(VlanQosMapping::to, to);
        let mut buffer = [0xa5; 128];
        let mut writer = Writer::<Vlan>::new(&mut buffer);
        writer
            .put(Vlan::IFLA_VLAN_ID, 7)
            .nest(Vlan::IFLA_VLAN_EGRESS_QOS, |qos| {
                qos.put(VlanQos::IFLA_VLAN_QOS_MAPPING, &mapping(1, 6))
                    .put(VlanQos::IFLA_VLAN_QOS_MAPPING, &mapping(2, 7));
            })
            .put(Vlan::IFLA_VLAN_PROTOCOL, Be(EtherType::ETH_P_8021AD));
        let vlan = Attrs::<Vlan>::new(writer.finish().unwrap());
        let qos = vlan.get(Vlan::IFLA_VLAN_EGRESS_QOS).unwrap().unwrap();
        let numbers: Vec<_> = qos.raw().map(|attr| attr.unwrap().number()).collect();
        assert_eq!(numbers, [1, 1]);
        let found: Vec<_> = qos.all(VlanQos::IFLA_VLAN_QOS_MAPPING).map(|mapping| mapping.unwrap()).collect();
        assert_eq!(found, [&mapping(1, 6), &mapping(2, 7)]);
        assert_eq!(
            format!("{vlan:?}"),
            "{IFLA_VLAN_ID: 7, IFLA_VLAN_EGRESS_QOS: {IFLA_VLAN_QOS_MAPPING: [{from: 1, to: 6}, {from: 2, to: 7}]}, \
             IFLA_VLAN_PROTOCOL: ETH_P_8021AD}"
        );
    }
}

//! VLAN interfaces (IEEE 802.1Q and 802.1ad): kind `vlan`, `IFLA_VLAN_*`, linux/if_link.h.
//!
//! The lower device is in `IFLA_LINK`. See
//! [ip-link(8)](https://man7.org/linux/man-pages/man8/ip-link.8.html).
//!
//! ```
//! use nlwire::{route::{Link, LinkInfo, LinkKind, Vlan, VlanQos, VlanQosMapping}, wire::Writer};
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
    attributes, c_struct, flags,
    uapi::EtherType,
    wire::{Attrs, Be, Struct},
};

c_struct! {
    /// Flags of a VLAN interface with mask: `struct ifla_vlan_flags`, linux/if_link.h.
    #[doc(alias = "ifla_vlan_flags")]
    pub struct VlanFlagsChange {
        /// New values of the flags in `mask`.
        flags: VlanFlags,
        /// Mask of the flags to change; all ones in replies.
        mask: VlanFlags,
    }
}
c_struct! {
    /// Mapping between packet priority and VLAN priority (PCP): `struct ifla_vlan_qos_mapping`.
    ///
    /// linux/if_link.h.
    #[doc(alias = "ifla_vlan_qos_mapping")]
    pub struct VlanQosMapping {
        /// Egress: packet priority (SO_PRIORITY). Ingress: VLAN priority (PCP), 0 to 7.
        from: u32,
        /// Egress: VLAN priority (PCP), 0 to 7. Ingress: packet priority.
        to: u32,
    }
}
flags! {
    /// Flags of a VLAN interface: `VLAN_FLAG_*`, linux/if_vlan.h.
    pub struct VlanFlags(u32) {
        /// Header reordering: the tag is removed before delivery, invisible to packet sockets.
        /// Default on.
        VLAN_FLAG_REORDER_HDR = 0x1,
        /// Registration of the VLAN with GVRP (GARP VLAN Registration Protocol).
        VLAN_FLAG_GVRP = 0x2,
        /// Loose binding: the operational state does not follow the lower device.
        VLAN_FLAG_LOOSE_BINDING = 0x4,
        /// Registration of the VLAN with MVRP (Multiple VLAN Registration Protocol).
        VLAN_FLAG_MVRP = 0x8,
        /// Bridge binding: the operational state follows the bridge ports in the VLAN.
        VLAN_FLAG_BRIDGE_BINDING = 0x10,
    }
}

attributes! {
    /// Attributes of a VLAN interface: `IFLA_VLAN_*`, linux/if_link.h.
    pub set Vlan, enum VlanAttr<'a> {
        /// VLAN id, 0 to 4094.
        IFLA_VLAN_ID: u16 = 1,
        /// Flags of the VLAN interface.
        IFLA_VLAN_FLAGS: &'a Struct<VlanFlagsChange> = 2,
        /// Mappings of packet priority to VLAN priority (PCP) on transmit.
        IFLA_VLAN_EGRESS_QOS: Attrs<'a, VlanQos> = 3,
        /// Mappings of VLAN priority (PCP) to packet priority on receive.
        IFLA_VLAN_INGRESS_QOS: Attrs<'a, VlanQos> = 4,
        /// EtherType of the tag, ETH_P_8021Q or ETH_P_8021AD, in network byte order.
        IFLA_VLAN_PROTOCOL: Be<EtherType> = 5,
    }
}
attributes! {
    /// Priority mappings: `IFLA_VLAN_QOS_MAPPING`, linux/if_link.h.
    ///
    /// All entries have one attribute type; the kernel ignores any other.
    pub set VlanQos, enum VlanQosAttr<'a> {
        /// Mapping between packet priority and VLAN priority (PCP).
        IFLA_VLAN_QOS_MAPPING: [&'a Struct<VlanQosMapping>] = 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Writer;
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
        let numbers: Vec<_> = qos.raw().map(|attr| attr.unwrap().attr_type()).collect();
        assert_eq!(numbers, [1, 1]);
        let found: Vec<_> =
            qos.get_all(VlanQos::IFLA_VLAN_QOS_MAPPING).map(|mapping| mapping.unwrap()).collect();
        assert_eq!(found, [&mapping(1, 6), &mapping(2, 7)]);
        assert_eq!(
            format!("{vlan:?}"),
            "{IFLA_VLAN_ID: 7, IFLA_VLAN_EGRESS_QOS: {IFLA_VLAN_QOS_MAPPING: [{from: 1, to: 6}, {from: 2, to: 7}]}, \
             IFLA_VLAN_PROTOCOL: ETH_P_8021AD}"
        );
    }
}

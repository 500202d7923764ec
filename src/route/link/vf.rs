//! SR-IOV virtual functions (VF): `IFLA_VFINFO_LIST`, `IFLA_VF_PORTS`, linux/if_link.h.
//!
//! The kernel sends these attributes only if `IFLA_EXT_MASK` has `RTEXT_FILTER_VF`. See `vf` in
//! [ip-link(8)](https://man7.org/linux/man-pages/man8/ip-link.8.html).
//!
//! ```
//! use nlwire::{route::{Link, Vf, VfList, VfTrust}, wire::{Attrs, Writer}};
//! let mut buffer = [0; 64];
//! let mut link = Writer::<Link>::new(&mut buffer);
//! let trust = VfTrust::new().with(VfTrust::vf, 2).with(VfTrust::setting, 1);
//! link.nest(Link::IFLA_VFINFO_LIST, |list| {
//!     list.nest(VfList::IFLA_VF_INFO, |vf| {
//!         vf.put(Vf::IFLA_VF_TRUST, &trust);
//!     });
//! });
//! let list = Attrs::<Link>::new(link.finish()?).get(Link::IFLA_VFINFO_LIST)?.unwrap();
//! for vf in list.get_all(VfList::IFLA_VF_INFO) {
//!     assert_eq!(vf?.get(Vf::IFLA_VF_TRUST)?, Some(&trust));
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{
    attributes, c_struct, open_enum,
    uapi::EtherType,
    wire::{Attrs, Be, Extensible, MacField, Str, Struct},
};

c_struct! {
    /// MAC address of a virtual function: `struct ifla_vf_mac`, linux/if_link.h.
    #[doc(alias = "ifla_vf_mac")]
    pub struct VfMac {
        /// VF number, from 0.
        vf: u32,
        /// Link-layer address; bytes beyond the length of the device's addresses are zero.
        mac: MacField<32>,
    }
}
c_struct! {
    /// Broadcast address of a virtual function: `struct ifla_vf_broadcast`, linux/if_link.h.
    /// Without VF number.
    #[doc(alias = "ifla_vf_broadcast")]
    pub struct VfBroadcast {
        /// Link-layer broadcast address. Bytes beyond the length of the device's addresses are
        /// undefined.
        broadcast: MacField<32>,
    }
}
c_struct! {
    /// Port VLAN of a virtual function: `struct ifla_vf_vlan`, linux/if_link.h.
    #[doc(alias = "ifla_vf_vlan")]
    pub struct VfVlan {
        /// VF number, from 0.
        vf: u32,
        /// VLAN id, 1 to 4095; 0 for none.
        vlan: u32,
        /// VLAN priority (PCP), 0 to 7.
        qos: u32,
    }
}
c_struct! {
    /// Port VLAN of a virtual function, with tag protocol. `struct ifla_vf_vlan_info`,
    /// linux/if_link.h.
    #[doc(alias = "ifla_vf_vlan_info")]
    pub struct VfVlanInfo {
        /// VF number, from 0.
        vf: u32,
        /// VLAN id, 1 to 4095; 0 for none.
        vlan: u32,
        /// VLAN priority (PCP), 0 to 7.
        qos: u32,
        /// EtherType of the tag, ETH_P_8021Q or ETH_P_8021AD, in network byte order.
        vlan_proto: Be<EtherType>,
        /// Padding.
        pad __pad: u16,
    }
}
c_struct! {
    /// Maximum transmit rate of a virtual function: `struct ifla_vf_tx_rate`, linux/if_link.h.
    #[doc(alias = "ifla_vf_tx_rate")]
    pub struct VfTxRate {
        /// VF number, from 0.
        vf: u32,
        /// Maximum transmit rate, Mbit/s; 0 for unlimited.
        rate: u32,
    }
}
c_struct! {
    /// Transmit rate limits of a virtual function: `struct ifla_vf_rate`, linux/if_link.h.
    #[doc(alias = "ifla_vf_rate")]
    pub struct VfRate {
        /// VF number, from 0.
        vf: u32,
        /// Minimum (guaranteed) transmit rate, Mbit/s; 0 for none.
        min_tx_rate: u32,
        /// Maximum transmit rate, Mbit/s; 0 for unlimited.
        max_tx_rate: u32,
    }
}
c_struct! {
    /// Spoof check of a virtual function: `struct ifla_vf_spoofchk`, linux/if_link.h.
    ///
    /// Frames with a source address other than the function's are dropped.
    #[doc(alias = "ifla_vf_spoofchk")]
    pub struct VfSpoofChk {
        /// VF number, from 0.
        vf: u32,
        /// 1 for on, 0 for off; `u32::MAX` if the driver does not report the setting.
        setting: u32,
    }
}
c_struct! {
    /// Link state policy of a virtual function: `struct ifla_vf_link_state`, linux/if_link.h.
    #[doc(alias = "ifla_vf_link_state")]
    pub struct VfLink {
        /// VF number, from 0.
        vf: u32,
        /// Link state policy.
        link_state: VfLinkState,
    }
}
c_struct! {
    /// Permission of a virtual function to query the RSS configuration.
    /// `struct ifla_vf_rss_query_en`, linux/if_link.h.
    ///
    /// Receive-side scaling (RSS): the redirection table and the hash key.
    #[doc(alias = "ifla_vf_rss_query_en")]
    pub struct VfRssQuery {
        /// VF number, from 0.
        vf: u32,
        /// 1 for allowed, 0 for denied; `u32::MAX` if the driver does not report the setting.
        setting: u32,
    }
}
c_struct! {
    /// Trust setting of a virtual function: `struct ifla_vf_trust`, linux/if_link.h.
    ///
    /// A trusted function may change settings that affect others, such as promiscuous mode.
    #[doc(alias = "ifla_vf_trust")]
    pub struct VfTrust {
        /// VF number, from 0.
        vf: u32,
        /// 1 for trusted, 0 for untrusted; `u32::MAX` if the driver does not report the setting.
        setting: u32,
    }
}
c_struct! {
    /// InfiniBand GUID of a virtual function: `struct ifla_vf_guid`, linux/if_link.h.
    ///
    /// The layout is that of architectures that align 64-bit integers to 8 bytes; i386 has no
    /// padding.
    #[doc(alias = "ifla_vf_guid")]
    pub struct VfGuid {
        /// VF number, from 0.
        vf: u32,
        /// Padding.
        pad __pad: u32,
        /// Globally unique identifier (GUID) in host byte order.
        guid: u64,
    }
}
c_struct! {
    /// VSI type of IEEE 802.1Qbg: `struct ifla_port_vsi`, linux/if_link.h. No kernel sends or reads
    /// this structure.
    ///
    /// VSI: Virtual Station Interface.
    #[doc(alias = "ifla_port_vsi")]
    pub struct PortVsi {
        /// VSI manager id.
        vsi_mgr_id: u8,
        /// VSI type id, 24 bits.
        vsi_type_id: [u8; 3],
        /// VSI type version.
        vsi_type_version: u8,
        /// Padding.
        pad pad: [u8; 3],
    }
}

open_enum! {
    /// Link state policy of a virtual function: `IFLA_VF_LINK_STATE_*`, linux/if_link.h.
    pub struct VfLinkState(u32) {
        /// Link follows the state of the uplink (physical function).
        IFLA_VF_LINK_STATE_AUTO = 0,
        /// Link always up.
        IFLA_VF_LINK_STATE_ENABLE = 1,
        /// Link always down.
        IFLA_VF_LINK_STATE_DISABLE = 2,
    }
}
open_enum! {
    /// Port profile request of the VDP protocol (IEEE 802.1Qbg): `PORT_REQUEST_*`, linux/if_link.h.
    ///
    /// VDP: VSI Discovery and Configuration Protocol.
    pub struct PortRequest(u8) {
        /// Pre-associate: announces the profile without resource reservation.
        PORT_REQUEST_PREASSOCIATE = 0,
        /// Pre-associate with resource reservation.
        PORT_REQUEST_PREASSOCIATE_RR = 1,
        /// Associate: applies the profile.
        PORT_REQUEST_ASSOCIATE = 2,
        /// Disassociate: withdraws the profile.
        PORT_REQUEST_DISASSOCIATE = 3,
    }
}
open_enum! {
    /// Response of the switch to a port profile request. `PORT_VDP_RESPONSE_*` and
    /// `PORT_PROFILE_RESPONSE_*`, linux/if_link.h.
    pub struct PortResponse(u16) {
        /// VDP (VSI discovery protocol, 802.1Qbg): success.
        PORT_VDP_RESPONSE_SUCCESS = 0,
        /// VDP (802.1Qbg): the request has an invalid format.
        PORT_VDP_RESPONSE_INVALID_FORMAT = 1,
        /// VDP (802.1Qbg): the switch has insufficient resources.
        PORT_VDP_RESPONSE_INSUFFICIENT_RESOURCES = 2,
        /// VDP: VSI type id (VTID) not in use.
        PORT_VDP_RESPONSE_UNUSED_VTID = 3,
        /// VDP: VSI type id (VTID) not allowed.
        PORT_VDP_RESPONSE_VTID_VIOLATION = 4,
        /// VDP: version of the VSI type id (VTID) not allowed. The spelling is that of the kernel.
        PORT_VDP_RESPONSE_VTID_VERSION_VIOALTION = 5,
        /// VDP: station and bridge out of synchronisation.
        PORT_VDP_RESPONSE_OUT_OF_SYNC = 6,
        /// Port profile (802.1Qbh): success.
        PORT_PROFILE_RESPONSE_SUCCESS = 0x100,
        /// Port profile: request in progress.
        PORT_PROFILE_RESPONSE_INPROGRESS = 0x101,
        /// Port profile (802.1Qbh): the profile is invalid.
        PORT_PROFILE_RESPONSE_INVALID = 0x102,
        /// Port profile: request not valid in the current state.
        PORT_PROFILE_RESPONSE_BADSTATE = 0x103,
        /// Port profile (802.1Qbh): the switch has insufficient resources.
        PORT_PROFILE_RESPONSE_INSUFFICIENT_RESOURCES = 0x104,
        /// Port profile (802.1Qbh): other error.
        PORT_PROFILE_RESPONSE_ERROR = 0x105,
    }
}

attributes! {
    /// Virtual functions in `IFLA_VFINFO_LIST`: `IFLA_VF_INFO`, linux/if_link.h.
    pub set VfList, enum VfListAttr<'a> {
        /// Attributes of one virtual function.
        IFLA_VF_INFO: [Attrs<'a, Vf>] = 1,
    }
}
attributes! {
    /// Attributes of a virtual function: `IFLA_VF_*`, linux/if_link.h. Most structures carry the VF
    /// number.
    pub set Vf, enum VfAttr<'a> {
        /// MAC address of the virtual function.
        IFLA_VF_MAC: &'a Struct<VfMac> = 1,
        /// Port VLAN: id and priority.
        IFLA_VF_VLAN: &'a Struct<VfVlan> = 2,
        /// Maximum transmit rate.
        IFLA_VF_TX_RATE: &'a Struct<VfTxRate> = 3,
        /// Spoof check of source addresses.
        #[doc(alias = "spoofchk")]
        IFLA_VF_SPOOFCHK: &'a Struct<VfSpoofChk> = 4,
        /// Link state policy.
        IFLA_VF_LINK_STATE: &'a Struct<VfLink> = 5,
        /// Minimum and maximum transmit rate.
        IFLA_VF_RATE: &'a Struct<VfRate> = 6,
        /// Permission to query the RSS redirection table and hash key.
        #[doc(alias = "query_rss")]
        IFLA_VF_RSS_QUERY_EN: &'a Struct<VfRssQuery> = 7,
        /// Statistics. Not sent if `IFLA_EXT_MASK` has `RTEXT_FILTER_SKIP_STATS`.
        IFLA_VF_STATS: Attrs<'a, VfStats> = 8,
        /// Trust setting of the virtual function.
        IFLA_VF_TRUST: &'a Struct<VfTrust> = 9,
        /// InfiniBand node GUID.
        #[doc(alias = "node_guid")]
        IFLA_VF_IB_NODE_GUID: &'a Struct<VfGuid> = 10,
        /// InfiniBand port GUID.
        #[doc(alias = "port_guid")]
        IFLA_VF_IB_PORT_GUID: &'a Struct<VfGuid> = 11,
        /// Port VLANs with tag protocol. The kernel accepts one at most.
        IFLA_VF_VLAN_LIST: Attrs<'a, VfVlanList> = 12,
        /// Broadcast address of the virtual function.
        IFLA_VF_BROADCAST: Extensible<'a, VfBroadcast> = 13 where reject,
    }
}
attributes! {
    /// Port VLANs of a virtual function: `IFLA_VF_VLAN_INFO`, linux/if_link.h.
    pub set VfVlanList, enum VfVlanListAttr<'a> {
        /// Port VLAN: id, priority and tag protocol.
        IFLA_VF_VLAN_INFO: [&'a Struct<VfVlanInfo>] = 1,
    }
}
attributes! {
    /// Statistics of a virtual function: `IFLA_VF_STATS_*`, linux/if_link.h. Attribute types start
    /// at 0.
    pub set VfStats, enum VfStatsAttr<'a> {
        /// Packets received.
        IFLA_VF_STATS_RX_PACKETS: u64 = 0 where read_only,
        /// Packets transmitted.
        IFLA_VF_STATS_TX_PACKETS: u64 = 1 where read_only,
        /// Bytes received.
        IFLA_VF_STATS_RX_BYTES: u64 = 2 where read_only,
        /// Bytes transmitted.
        IFLA_VF_STATS_TX_BYTES: u64 = 3 where read_only,
        /// Broadcast packets received.
        IFLA_VF_STATS_BROADCAST: u64 = 4 where read_only,
        /// Multicast packets received.
        IFLA_VF_STATS_MULTICAST: u64 = 5 where read_only,
        /// Received packets dropped.
        IFLA_VF_STATS_RX_DROPPED: u64 = 7 where read_only,
        /// Packets dropped on transmit.
        IFLA_VF_STATS_TX_DROPPED: u64 = 8 where read_only,
    }
}
attributes! {
    /// Port profiles of virtual functions in `IFLA_VF_PORTS`: `IFLA_VF_PORT`, linux/if_link.h.
    pub set VfPorts, enum VfPortsAttr<'a> {
        /// Port profile of a virtual function.
        IFLA_VF_PORT: [Attrs<'a, VfPort>] = 1,
    }
}
attributes! {
    /// Port profile: `IFLA_PORT_*`, linux/if_link.h. Of a virtual function, or of the interface in
    /// `IFLA_PORT_SELF`.
    pub set VfPort, enum VfPortAttr<'a> {
        /// VF number, from 0.
        IFLA_PORT_VF: u32 = 1,
        /// Name of the port profile.
        IFLA_PORT_PROFILE: Str<'a> = 2 where max_len(40),
        /// VSI type of IEEE 802.1Qbg. No kernel sends or reads this attribute.
        IFLA_PORT_VSI_TYPE: Extensible<'a, PortVsi> = 3 where max_len(8),
        /// UUID of the virtual station instance, 16 bytes.
        IFLA_PORT_INSTANCE_UUID: &'a [u8] = 4 where max_len(16),
        /// UUID of the host, 16 bytes.
        IFLA_PORT_HOST_UUID: &'a [u8] = 5 where max_len(16),
        /// Requested operation on the port profile.
        IFLA_PORT_REQUEST: PortRequest = 6,
        /// Response of the switch. Sent by the kernel; accepted in requests without effect.
        IFLA_PORT_RESPONSE: PortResponse = 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::Link,
        wire::{CStruct, Writer},
    };
    use std::{format, vec::Vec};

    #[test]
    fn structures_are_as_long_as_the_kernel_s() {
        let lengths = [
            (VfMac::SPEC.len, 36),
            (VfBroadcast::SPEC.len, 32),
            (VfVlan::SPEC.len, 12),
            (VfVlanInfo::SPEC.len, 16),
            (VfTxRate::SPEC.len, 8),
            (VfRate::SPEC.len, 12),
            (VfSpoofChk::SPEC.len, 8),
            (VfLink::SPEC.len, 8),
            (VfRssQuery::SPEC.len, 8),
            (VfTrust::SPEC.len, 8),
            (VfGuid::SPEC.len, 16),
            (PortVsi::SPEC.len, 8),
        ];
        for (at, (ours, kernel)) in lengths.into_iter().enumerate() {
            assert_eq!(ours, kernel, "structure {at}");
        }
        assert_eq!(VfGuid::guid.offset(), 8);
    }
    #[test]
    fn a_list_may_be_empty_and_so_may_a_function() {
        let mut buffer = [0; 64];
        let mut link = Writer::<Link>::new(&mut buffer);
        link.nest(Link::IFLA_VFINFO_LIST, |_| {});
        let list = Attrs::<Link>::new(link.finish().unwrap());
        assert_eq!(
            list.get(Link::IFLA_VFINFO_LIST).unwrap().unwrap().get_all(VfList::IFLA_VF_INFO).count(),
            0
        );
        assert_eq!(format!("{list:?}"), "{IFLA_VFINFO_LIST: {}}");

        let mut link = Writer::<Link>::new(&mut buffer);
        link.nest(Link::IFLA_VFINFO_LIST, |list| {
            list.nest(VfList::IFLA_VF_INFO, |_| {}).nest(VfList::IFLA_VF_INFO, |vf| {
                vf.nest(Vf::IFLA_VF_STATS, |_| {}).nest(Vf::IFLA_VF_VLAN_LIST, |_| {});
            });
        });
        let list = Attrs::<Link>::new(link.finish().unwrap()).get(Link::IFLA_VFINFO_LIST).unwrap().unwrap();
        let functions: Vec<_> = list.get_all(VfList::IFLA_VF_INFO).map(Result::unwrap).collect();
        assert_eq!(functions.len(), 2);
        assert_eq!(functions[0].get(Vf::IFLA_VF_MAC).unwrap(), None);
        let stats = functions[1].get(Vf::IFLA_VF_STATS).unwrap().unwrap();
        assert_eq!(stats.get(VfStats::IFLA_VF_STATS_RX_PACKETS).unwrap(), None);
    }
    #[test]
    fn counters_begin_at_number_0_and_a_protocol_is_big_endian() {
        let mut buffer = [0; 64];
        let mut stats = Writer::<VfStats>::new(&mut buffer);
        stats.put(VfStats::IFLA_VF_STATS_RX_PACKETS, 5).put(VfStats::IFLA_VF_STATS_TX_DROPPED, 6);
        let stats = Attrs::<VfStats>::new(stats.finish().unwrap());
        assert_eq!(format!("{stats:?}"), "{IFLA_VF_STATS_RX_PACKETS: 5, IFLA_VF_STATS_TX_DROPPED: 6}");

        let vlan = VfVlanInfo::new().with(VfVlanInfo::vlan_proto, Be(EtherType::ETH_P_8021AD));
        assert_eq!(zerocopy::IntoBytes::as_bytes(&vlan)[12..14], [0x88, 0xa8]);
        assert_eq!(format!("{vlan:?}"), "{vf: 0, vlan: 0, qos: 0, vlan_proto: ETH_P_8021AD}");
    }
}

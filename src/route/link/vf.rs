//! Virtual functions of a card that shares itself among machines: `IFLA_VFINFO_LIST`, `IFLA_VF_PORTS`, linux/if_link.h. The kernel tells
//! of them only where `IFLA_EXT_MASK` asks by `RTEXT_FILTER_VF`.
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
//! for vf in list.all(VfList::IFLA_VF_INFO) {
//!     assert_eq!(vf?.get(Vf::IFLA_VF_TRUST)?, Some(&trust));
//! }
//! # use nlwire::wire::Layout;
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{
    attributes, layout, numbers,
    uapi::EtherType,
    wire::{Attrs, Be, Grown, Octets, Str},
};

layout! {
    /// A function's hardware address: `struct ifla_vf_mac`, linux/if_link.h.
    #[doc(alias = "ifla_vf_mac")]
    pub struct VfMac {
        /// The function, counted from 0.
        vf: u32,
        /// The address; what the link's kind of hardware does not need of the 32 bytes is zero.
        mac: Octets<32>,
    }
}
layout! {
    /// A function's broadcast address: `struct ifla_vf_broadcast`, linux/if_link.h. It does not say which function.
    #[doc(alias = "ifla_vf_broadcast")]
    pub struct VfBroadcast {
        /// The address; what the link's kind of hardware does not need of the 32 bytes is undefined.
        broadcast: Octets<32>,
    }
}
layout! {
    /// The VLAN that a function is put into: `struct ifla_vf_vlan`, linux/if_link.h.
    #[doc(alias = "ifla_vf_vlan")]
    pub struct VfVlan {
        /// The function, counted from 0.
        vf: u32,
        /// The VLAN, 1 to 4095; 0 for none.
        vlan: u32,
        /// Priority, 0 to 7.
        qos: u32,
    }
}
layout! {
    /// The same with the tag's protocol: `struct ifla_vf_vlan_info`, linux/if_link.h.
    #[doc(alias = "ifla_vf_vlan_info")]
    pub struct VfVlanInfo {
        /// The function, counted from 0.
        vf: u32,
        /// The VLAN, 1 to 4095; 0 for none.
        vlan: u32,
        /// Priority, 0 to 7.
        qos: u32,
        /// ETH_P_8021Q or ETH_P_8021AD, in network order.
        vlan_proto: Be<EtherType>,
        /// Unused.
        __pad: u16,
    }
}
layout! {
    /// The most that a function may send: `struct ifla_vf_tx_rate`, linux/if_link.h.
    #[doc(alias = "ifla_vf_tx_rate")]
    pub struct VfTxRate {
        /// The function, counted from 0.
        vf: u32,
        /// Megabits a second; 0 for all that it can.
        rate: u32,
    }
}
layout! {
    /// The least and the most that a function may send: `struct ifla_vf_rate`, linux/if_link.h.
    #[doc(alias = "ifla_vf_rate")]
    pub struct VfRate {
        /// The function, counted from 0.
        vf: u32,
        /// What it is promised, megabits a second.
        min_tx_rate: u32,
        /// What it may have, megabits a second; 0 for all that it can.
        max_tx_rate: u32,
    }
}
layout! {
    /// Whether a function may send from addresses that are not its own: `struct ifla_vf_spoofchk`, linux/if_link.h.
    #[doc(alias = "ifla_vf_spoofchk")]
    pub struct VfSpoofChk {
        /// The function, counted from 0.
        vf: u32,
        /// 1 where that is checked, 0 where not, `u32::MAX` where the driver does not say.
        setting: u32,
    }
}
layout! {
    /// Whether a function's link is up: `struct ifla_vf_link_state`, linux/if_link.h.
    #[doc(alias = "ifla_vf_link_state")]
    pub struct VfLink {
        /// The function, counted from 0.
        vf: u32,
        /// As the card's own link, or always one of both.
        link_state: VfLinkState,
    }
}
layout! {
    /// Whether a function may ask for its receive-side scaling: `struct ifla_vf_rss_query_en`, linux/if_link.h.
    #[doc(alias = "ifla_vf_rss_query_en")]
    pub struct VfRssQuery {
        /// The function, counted from 0.
        vf: u32,
        /// 1 where it may, 0 where not, `u32::MAX` where the driver does not say.
        setting: u32,
    }
}
layout! {
    /// Whether a function is trusted with what touches others, such as promiscuous mode: `struct ifla_vf_trust`, linux/if_link.h.
    #[doc(alias = "ifla_vf_trust")]
    pub struct VfTrust {
        /// The function, counted from 0.
        vf: u32,
        /// 1 where it is, 0 where not, `u32::MAX` where the driver does not say.
        setting: u32,
    }
}
layout! {
    /// An InfiniBand identifier of a function: `struct ifla_vf_guid`, linux/if_link.h. (As 64-bit machines have it, and those of 32 bits
    /// that align 8 bytes to 8; i386 has no padding.)
    #[doc(alias = "ifla_vf_guid")]
    pub struct VfGuid {
        /// The function, counted from 0.
        vf: u32,
        /// Unused.
        __pad: u32,
        /// The identifier, in host order.
        guid: u64,
    }
}
layout! {
    /// What 802.1Qbg says of a virtual station: `struct ifla_port_vsi`, linux/if_link.h. No kernel sends or reads it.
    #[doc(alias = "ifla_port_vsi")]
    pub struct PortVsi {
        /// Who manages the type.
        vsi_mgr_id: u8,
        /// The type.
        vsi_type_id: [u8; 3],
        /// Its version.
        vsi_type_version: u8,
        /// Unused.
        pad: [u8; 3],
    }
}

numbers! {
    /// How a function's link follows the card's: `IFLA_VF_LINK_STATE_*`, linux/if_link.h.
    pub struct VfLinkState(u32) {
        /// As the card's.
        IFLA_VF_LINK_STATE_AUTO = 0,
        /// Always up.
        IFLA_VF_LINK_STATE_ENABLE = 1,
        /// Always down.
        IFLA_VF_LINK_STATE_DISABLE = 2,
    }
}
numbers! {
    /// What a port profile is asked: `PORT_REQUEST_*`, linux/if_link.h.
    pub struct PortRequest(u8) {
        /// Announce.
        PORT_REQUEST_PREASSOCIATE = 0,
        /// Announce, and reserve what it needs.
        PORT_REQUEST_PREASSOCIATE_RR = 1,
        /// Join.
        PORT_REQUEST_ASSOCIATE = 2,
        /// Leave.
        PORT_REQUEST_DISASSOCIATE = 3,
    }
}
numbers! {
    /// What the switch answers: `PORT_VDP_RESPONSE_*` and `PORT_PROFILE_RESPONSE_*`, linux/if_link.h.
    pub struct PortResponse(u16) {
        /// Done, by VDP.
        PORT_VDP_RESPONSE_SUCCESS = 0,
        /// It was not understood.
        PORT_VDP_RESPONSE_INVALID_FORMAT = 1,
        /// There is no room for it.
        PORT_VDP_RESPONSE_INSUFFICIENT_RESOURCES = 2,
        /// The type is not in use.
        PORT_VDP_RESPONSE_UNUSED_VTID = 3,
        /// The type is not allowed.
        PORT_VDP_RESPONSE_VTID_VIOLATION = 4,
        /// The type's version is not allowed. (The kernel spells it so.)
        PORT_VDP_RESPONSE_VTID_VERSION_VIOALTION = 5,
        /// Station and bridge disagree about what was agreed.
        PORT_VDP_RESPONSE_OUT_OF_SYNC = 6,
        /// Done, by port profile.
        PORT_PROFILE_RESPONSE_SUCCESS = 0x100,
        /// Not done yet.
        PORT_PROFILE_RESPONSE_INPROGRESS = 0x101,
        /// No such profile.
        PORT_PROFILE_RESPONSE_INVALID = 0x102,
        /// Not in this state.
        PORT_PROFILE_RESPONSE_BADSTATE = 0x103,
        /// There is no room for it.
        PORT_PROFILE_RESPONSE_INSUFFICIENT_RESOURCES = 0x104,
        /// It failed.
        PORT_PROFILE_RESPONSE_ERROR = 0x105,
    }
}

attributes! {
    /// The functions of a card, in `IFLA_VFINFO_LIST`: `IFLA_VF_INFO_*`, linux/if_link.h.
    pub set VfList, enum VfListAttr<'a> {
        /// A function.
        IFLA_VF_INFO = 1 => Info[Attrs<'a, Vf>],
    }
}
attributes! {
    /// A virtual function: `IFLA_VF_*`, linux/if_link.h. Each structure says by itself which function it means.
    pub set Vf, enum VfAttr<'a> {
        /// Hardware address.
        IFLA_VF_MAC = 1 => Mac(&'a VfMac),
        /// VLAN.
        IFLA_VF_VLAN = 2 => Vlan(&'a VfVlan),
        /// Most that it may send.
        IFLA_VF_TX_RATE = 3 => TxRate(&'a VfTxRate),
        /// Whether its source addresses are checked.
        IFLA_VF_SPOOFCHK = 4 => SpoofChk(&'a VfSpoofChk),
        /// Whether its link is up.
        IFLA_VF_LINK_STATE = 5 => LinkState(&'a VfLink),
        /// Least and most that it may send.
        IFLA_VF_RATE = 6 => Rate(&'a VfRate),
        /// Whether it may ask for its receive-side scaling.
        IFLA_VF_RSS_QUERY_EN = 7 => RssQueryEn(&'a VfRssQuery),
        /// Its counters; not with `RTEXT_FILTER_SKIP_STATS`.
        IFLA_VF_STATS = 8 => Stats(Attrs<'a, VfStats>),
        /// Whether it is trusted.
        IFLA_VF_TRUST = 9 => Trust(&'a VfTrust),
        /// InfiniBand identifier of its node.
        IFLA_VF_IB_NODE_GUID = 10 => IbNodeGuid(&'a VfGuid),
        /// InfiniBand identifier of its port.
        IFLA_VF_IB_PORT_GUID = 11 => IbPortGuid(&'a VfGuid),
        /// VLANs with their protocol; the kernel takes one at most.
        IFLA_VF_VLAN_LIST = 12 => VlanList(Attrs<'a, VfVlanList>),
        /// Broadcast address.
        IFLA_VF_BROADCAST = 13 => Broadcast(Grown<'a, VfBroadcast>) where rejected(),
    }
}
attributes! {
    /// A function's VLANs: `IFLA_VF_VLAN_INFO_*`, linux/if_link.h.
    pub set VfVlanList, enum VfVlanListAttr<'a> {
        /// A VLAN.
        IFLA_VF_VLAN_INFO = 1 => Info[&'a VfVlanInfo],
    }
}
attributes! {
    /// A function's counters: `IFLA_VF_STATS_*`, linux/if_link.h. They begin at number 0.
    pub set VfStats, enum VfStatsAttr<'a> {
        /// Packets received.
        IFLA_VF_STATS_RX_PACKETS = 0 => RxPackets(u64) where output(),
        /// Packets sent.
        IFLA_VF_STATS_TX_PACKETS = 1 => TxPackets(u64) where output(),
        /// Bytes received.
        IFLA_VF_STATS_RX_BYTES = 2 => RxBytes(u64) where output(),
        /// Bytes sent.
        IFLA_VF_STATS_TX_BYTES = 3 => TxBytes(u64) where output(),
        /// Broadcast packets received.
        IFLA_VF_STATS_BROADCAST = 4 => Broadcast(u64) where output(),
        /// Multicast packets received.
        IFLA_VF_STATS_MULTICAST = 5 => Multicast(u64) where output(),
        /// Packets dropped on their way in.
        IFLA_VF_STATS_RX_DROPPED = 7 => RxDropped(u64) where output(),
        /// Packets dropped on their way out.
        IFLA_VF_STATS_TX_DROPPED = 8 => TxDropped(u64) where output(),
    }
}
attributes! {
    /// Port profiles of functions, in `IFLA_VF_PORTS`: `IFLA_VF_PORT_*`, linux/if_link.h.
    pub set VfPorts, enum VfPortsAttr<'a> {
        /// A function's.
        IFLA_VF_PORT = 1 => Port[Attrs<'a, VfPort>],
    }
}
attributes! {
    /// The port profile of a function, or of the card itself in `IFLA_PORT_SELF`: `IFLA_PORT_*`, linux/if_link.h.
    pub set VfPort, enum VfPortAttr<'a> {
        /// The function, counted from 0.
        IFLA_PORT_VF = 1 => Vf(u32),
        /// The profile's name.
        IFLA_PORT_PROFILE = 2 => Profile(Str<'a>) where at_most(40),
        /// What 802.1Qbg says of it. No kernel sends or reads it.
        IFLA_PORT_VSI_TYPE = 3 => VsiType(Grown<'a, PortVsi>) where at_most(8),
        /// The station's UUID, 16 bytes.
        IFLA_PORT_INSTANCE_UUID = 4 => InstanceUuid(&'a [u8]) where at_most(16),
        /// The machine's UUID, 16 bytes.
        IFLA_PORT_HOST_UUID = 5 => HostUuid(&'a [u8]) where at_most(16),
        /// What is asked.
        IFLA_PORT_REQUEST = 6 => Request(PortRequest),
        /// What the switch answered. Replies only, though requests with it pass.
        IFLA_PORT_RESPONSE = 7 => Response(PortResponse),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::Link,
        wire::{Layout, Writer},
    };
    use std::{format, vec::Vec};

    #[test]
    fn structures_are_as_long_as_the_kernel_s() {
        let lengths = [
            (VfMac::STRUCTURE.len, 36),
            (VfBroadcast::STRUCTURE.len, 32),
            (VfVlan::STRUCTURE.len, 12),
            (VfVlanInfo::STRUCTURE.len, 16),
            (VfTxRate::STRUCTURE.len, 8),
            (VfRate::STRUCTURE.len, 12),
            (VfSpoofChk::STRUCTURE.len, 8),
            (VfLink::STRUCTURE.len, 8),
            (VfRssQuery::STRUCTURE.len, 8),
            (VfTrust::STRUCTURE.len, 8),
            (VfGuid::STRUCTURE.len, 16),
            (PortVsi::STRUCTURE.len, 8),
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
        assert_eq!(list.get(Link::IFLA_VFINFO_LIST).unwrap().unwrap().all(VfList::IFLA_VF_INFO).count(), 0);
        assert_eq!(format!("{list:?}"), "{IFLA_VFINFO_LIST: {}}");

        let mut link = Writer::<Link>::new(&mut buffer);
        link.nest(Link::IFLA_VFINFO_LIST, |list| {
            list.nest(VfList::IFLA_VF_INFO, |_| {}).nest(VfList::IFLA_VF_INFO, |vf| {
                vf.nest(Vf::IFLA_VF_STATS, |_| {}).nest(Vf::IFLA_VF_VLAN_LIST, |_| {});
            });
        });
        let list = Attrs::<Link>::new(link.finish().unwrap()).get(Link::IFLA_VFINFO_LIST).unwrap().unwrap();
        let functions: Vec<_> = list.all(VfList::IFLA_VF_INFO).map(Result::unwrap).collect();
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

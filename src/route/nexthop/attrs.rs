//! Nexthop objects and groups, `RTM_*NEXTHOP`, and the buckets of resilient groups,
//! `RTM_*NEXTHOPBUCKET`: linux/nexthop.h.
use crate::{
    attributes, c_struct, flags, message_types, open_enum, operations,
    route::{EncapType, NextHopEncap, NhFlags, RouteMessage, RouteProtocol, RouteScope},
    uapi::AddressFamily,
    wire::{Attrs, Flag, IndexedArray, Ip, PackedArray, Struct, SubMessage, Uint},
};

c_struct! {
    /// Header of a nexthop message: `struct nhmsg`, linux/nexthop.h.
    #[doc(alias = "nhmsg")]
    pub struct NhMsg {
        /// Address family of the gateway; AF_UNSPEC for a group.
        nh_family: AddressFamily,
        /// Scope of the gateway; in replies only.
        nh_scope: RouteScope,
        /// Origin of the nexthop: the routing protocol or daemon that added it.
        nh_protocol: RouteProtocol,
        /// Unused.
        pad __resvd: u8,
        /// Nexthop flags.
        nh_flags: NhFlags,
    }
}
c_struct! {
    /// Member of a nexthop group: `struct nexthop_grp`, linux/nexthop.h.
    #[doc(alias = "nexthop_grp")]
    pub struct NextHopGrp {
        /// Id of the member nexthop, which must exist.
        id: u32,
        /// Bits 0 to 7 of the weight minus one.
        weight: u8,
        /// Bits 8 to 15 of the weight minus one; 0 before Linux 6.12.
        weight_high: u8,
        /// Unused.
        pad __resvd2: u16,
    }
}
impl NextHopGrp {
    /// Returns a member of a group: nexthop id and weight.
    ///
    /// Weights are 1 to 65,536, above 256 since Linux 6.12; 0 is sent as 1.
    pub fn member(id: u32, weight: u32) -> Struct<Self> {
        let more = weight.saturating_sub(1).min(u32::from(u16::MAX)).to_le_bytes();
        Self::new().with(Self::id, id).with(Self::weight, more[0]).with(Self::weight_high, more[1])
    }
}
impl Struct<NextHopGrp> {
    /// Returns the weight, from 1 to 65,536.
    pub fn weights(&self) -> u32 {
        ((u32::from(self.get(NextHopGrp::weight_high)) << 8) | u32::from(self.get(NextHopGrp::weight))) + 1
    }
}
open_enum! {
    /// Selection algorithm of a nexthop group: `NEXTHOP_GRP_TYPE_*`, linux/nexthop.h.
    pub struct NextHopGrpType(u16) {
        /// Hash-threshold multipath. The default.
        NEXTHOP_GRP_TYPE_MPATH = 0,
        /// Resilient hashing: flows keep their buckets when members come and go.
        NEXTHOP_GRP_TYPE_RES = 1,
    }
}
flags! {
    /// Operation flags of a nexthop request or reply: `NHA_OP_FLAG_*`, linux/nexthop.h.
    pub struct NextHopOpFlags(u32) {
        /// Requests the packet counters of group members.
        NHA_OP_FLAG_DUMP_STATS = 1 << 0,
        /// Requests the hardware packet counters of group members as well.
        NHA_OP_FLAG_DUMP_HW_STATS = 1 << 1,
        /// In replies: the reserved fields of group members are zero, so weights have 16 bits.
        NHA_OP_FLAG_RESP_GRP_RESVD_0 = 1 << 31,
    }
}

// Limits: rtm_nh_policy_new, _get, _del, _dump and _dump_bucket, net/ipv4/nexthop.c, combined.
attributes! {
    /// Attributes of a nexthop object: `NHA_*`, linux/nexthop.h.
    pub set NextHop, enum NextHopAttr<'a> {
        /// Nexthop id; absent or 0 in a request lets the kernel choose.
        NHA_ID: u32 = 1,
        /// Members of a nexthop group.
        ///
        /// Excludes the attributes of a single nexthop, such as the gateway.
        NHA_GROUP: PackedArray<'a, Struct<NextHopGrp>> = 2,
        /// Selection algorithm of the group.
        NHA_GROUP_TYPE: NextHopGrpType = 3,
        /// Blackhole nexthop: packets are discarded. Excludes interface, gateway and encapsulation.
        NHA_BLACKHOLE: Flag = 4,
        /// Index of the outgoing interface. In a dump request: only nexthops by this interface.
        NHA_OIF: u32 = 5,
        /// Gateway address.
        NHA_GATEWAY: Ip<'a> = 6,
        /// Lightweight tunnel encapsulation type.
        NHA_ENCAP_TYPE: EncapType = 7,
        /// Encapsulation parameters, of the type in [`NHA_ENCAP_TYPE`](Self::NHA_ENCAP_TYPE).
        NHA_ENCAP: SubMessage<'a, NextHopEncap> = 8,
        /// In a dump request: only groups.
        NHA_GROUPS: Flag = 9,
        /// In a dump request: only nexthops whose interface has this master, by index.
        NHA_MASTER: u32 = 10,
        /// Nexthop for the FDB entries of a bridge or VXLAN, not for routes.
        NHA_FDB: Flag = 11,
        /// Parameters of a resilient group.
        NHA_RES_GROUP: Attrs<'a, NextHopResGroup> = 12,
        /// Bucket of a resilient group.
        ///
        /// In a dump request: only buckets with the nexthop in
        /// [`NextHopResBucket::NHA_RES_BUCKET_NH_ID`].
        NHA_RES_BUCKET: Attrs<'a, NextHopResBucket> = 13,
        /// Operation flags.
        NHA_OP_FLAGS: NextHopOpFlags = 14 where flags_mask(0x3),
        /// Packet counters of the group members.
        #[doc(alias = "NHA_GROUP_STATS_ENTRY")]
        NHA_GROUP_STATS: IndexedArray<'a, Attrs<'a, NextHopGroupStats>> = 15 where read_only,
        /// Switches the collection of hardware statistics for the group on or off.
        NHA_HW_STATS_ENABLE: u32 = 16 where range(0, 1),
        /// Whether any driver collects hardware statistics for the group, 0 or 1.
        NHA_HW_STATS_USED: u32 = 17 where read_only,
    }
}
// Limits: rtm_nh_res_policy_new.
attributes! {
    /// Parameters of a resilient group: `NHA_RES_GROUP_*`, linux/nexthop.h.
    ///
    /// Times are in hundredths of a second (USER_HZ).
    pub set NextHopResGroup, enum NextHopResGroupAttr<'a> {
        /// Padding.
        NHA_RES_GROUP_PAD: &'a [u8] = 0 where read_only,
        /// Number of buckets.
        NHA_RES_GROUP_BUCKETS: u16 = 1,
        /// Idle time after which a bucket may migrate, hundredths of a second (USER_HZ).
        NHA_RES_GROUP_IDLE_TIMER: u32 = 2,
        /// Time out of balance after which buckets in use are migrated too, hundredths of a second.
        ///
        /// In units of USER_HZ; 0 disables the timer.
        NHA_RES_GROUP_UNBALANCED_TIMER: u32 = 3,
        /// How long the group has been out of balance, hundredths of a second (USER_HZ).
        NHA_RES_GROUP_UNBALANCED_TIME: u64 = 4 where read_only,
    }
}
attributes! {
    /// Bucket of a resilient group: `NHA_RES_BUCKET_*`, linux/nexthop.h.
    pub set NextHopResBucket, enum NextHopResBucketAttr<'a> {
        /// Padding.
        NHA_RES_BUCKET_PAD: &'a [u8] = 0 where read_only,
        /// Bucket index in the resilient group, from 0 on.
        NHA_RES_BUCKET_INDEX: u16 = 1,
        /// Time since the bucket was last used, hundredths of a second (USER_HZ).
        NHA_RES_BUCKET_IDLE_TIME: u64 = 2 where read_only,
        /// Id of the nexthop that the bucket is assigned to.
        NHA_RES_BUCKET_NH_ID: u32 = 3,
    }
}
attributes! {
    /// Packet counters of one group member: `NHA_GROUP_STATS_ENTRY_*`, linux/nexthop.h.
    pub set NextHopGroupStats, enum NextHopGroupStatsAttr<'a> {
        /// Id of the member nexthop.
        NHA_GROUP_STATS_ENTRY_ID: u32 = 1 where read_only,
        /// Packets forwarded, in software and hardware.
        NHA_GROUP_STATS_ENTRY_PACKETS: Uint = 2 where read_only,
        /// Packets forwarded in hardware.
        NHA_GROUP_STATS_ENTRY_PACKETS_HW: Uint = 3 where read_only,
    }
}
message_types! {
    /// A nexthop object, or a bucket of a resilient group: `struct nhmsg` and the attributes of
    /// [`NextHop`].
    pub struct NextHopMessage(NhMsg, NextHop);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests nexthop objects with `RTM_GETNEXTHOP`.
    ///
    /// Without [`GetFlags::DUMP`](crate::wire::GetFlags::DUMP), the one with the id in
    /// [`NextHop::NHA_ID`]; with, all of them.
    pub GetNextHop {
        /// Address family filter of a dump; AF_UNSPEC for all.
        family: AddressFamily => nh_family,
    } = Get(RouteMessage::RTM_GETNEXTHOP, NhMsg, NextHop) -> NextHopMessage;
    /// Creates a nexthop object with `RTM_NEWNEXTHOP`.
    ///
    /// With [`NewFlags::REPLACE`](crate::wire::NewFlags::REPLACE), changes an existing one.
    pub NewNextHop {
        /// Address family of the gateway; AF_UNSPEC for a group.
        family: AddressFamily => nh_family,
        /// Origin of the nexthop: the routing protocol or daemon that adds it.
        protocol: RouteProtocol => nh_protocol,
        /// [`NhFlags::RTNH_F_ONLINK`] or empty.
        flags: NhFlags => nh_flags,
    } = New(RouteMessage::RTM_NEWNEXTHOP, NhMsg, NextHop) -> NextHopMessage;
    /// Removes the nexthop in [`NextHop::NHA_ID`] with `RTM_DELNEXTHOP`.
    ///
    /// Routes by this nexthop are removed as well.
    pub DelNextHop {} = Delete(RouteMessage::RTM_DELNEXTHOP, NhMsg, NextHop) -> NextHopMessage;
    /// Requests buckets of resilient groups with `RTM_GETNEXTHOPBUCKET`.
    ///
    /// Without [`GetFlags::DUMP`](crate::wire::GetFlags::DUMP), the bucket with the group's
    /// [`NextHop::NHA_ID`] and the index in [`NextHop::NHA_RES_BUCKET`]; with, all buckets.
    pub GetNextHopBucket {} = Get(RouteMessage::RTM_GETNEXTHOPBUCKET, NhMsg, NextHop) -> NextHopMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{CStruct, Value, Writer};
    use std::format;

    #[test]
    fn a_group_is_an_array_of_whole_entries() {
        let bytes = [1; 72];
        for len in 0..72 {
            let group = PackedArray::<Struct<NextHopGrp>>::read(&bytes[..len]);
            assert_eq!(group.map(|it| it.iter().count()), (len % 8 == 0).then_some(len / 8), "{len} bytes");
        }
        let hop = |weight, weight_high| {
            NextHopGrp::new()
                .with(NextHopGrp::weight, weight)
                .with(NextHopGrp::weight_high, weight_high)
                .weights()
        };
        for weight in [1, 2, 256, 257, 65_536] {
            assert_eq!(NextHopGrp::member(7, weight).weights(), weight);
        }
        assert_eq!([0, u32::MAX].map(|weight| NextHopGrp::member(7, weight).weights()), [1, 65_536]);
        assert_eq!([hop(0, 0), hop(255, 0), hop(0, 1), hop(255, 255)], [1, 256, 257, 65536]);
        assert_eq!((NhMsg::SPEC.len, NextHopGrp::SPEC.len), (8, 8));
    }
    #[test]
    fn counters_are_as_long_as_they_need() {
        let mut buffer = [0; 128];
        let mut writer = Writer::<NextHop>::new(&mut buffer);
        writer.array(NextHop::NHA_GROUP_STATS, 1, [5u64, 1 << 40], |entry, packets| {
            entry.put(NextHopGroupStats::NHA_GROUP_STATS_ENTRY_ID, 7);
            entry.put(NextHopGroupStats::NHA_GROUP_STATS_ENTRY_PACKETS, packets);
        });
        assert_eq!(
            format!("{:?}", Attrs::<NextHop>::new(writer.finish().unwrap())),
            "{NHA_GROUP_STATS: [{NHA_GROUP_STATS_ENTRY_ID: 7, NHA_GROUP_STATS_ENTRY_PACKETS: 5}, \
             {NHA_GROUP_STATS_ENTRY_ID: 7, NHA_GROUP_STATS_ENTRY_PACKETS: 1099511627776}]}"
        );
    }
}

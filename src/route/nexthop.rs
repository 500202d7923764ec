//! Next-hop objects, which routes share: `RTM_*NEXTHOP`, and the buckets of resilient groups of them, `RTM_*NEXTHOPBUCKET`:
//! linux/nexthop.h.
//!
//! ```
//! use nlwire::{route::{NewNextHop, NextHop, NextHopGrp, NhMsg}, wire::{Layout, Message, NewFlags, Request, Slice}};
//! let mut buffer = [0; 96];
//! let mut request = Request::new(&mut buffer, NewNextHop::default(), NewFlags::CREATE | NewFlags::ACK);
//! let hops = [NextHopGrp::new().with(NextHopGrp::id, 1), NextHopGrp::new().with(NextHopGrp::id, 2).with(NextHopGrp::weight, 9)];
//! request.put(NextHop::NHA_ID, 10).put(NextHop::NHA_GROUP, Slice::new(&hops));
//! let message = Message::new(request.finish(1)?)?;
//! let group = message.split::<NhMsg, NextHop>()?.1.get(NextHop::NHA_GROUP)?.expect("just written");
//! assert_eq!(group.iter().map(|hop| (hop.get(NextHopGrp::id), hop.weights())).collect::<Vec<_>>(), [(1, 1), (2, 10)]);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{
    attributes, flags, layout, numbers, operations,
    route::{EncapType, NextHopEncap, NhFlags, RouteMessage, RouteProtocol, RouteScope},
    uapi::AddressFamily,
    wire::{Array, Attrs, Flag, Ip, Layout, Selected, Slice, Uint},
};

layout! {
    /// `struct nhmsg`, linux/nexthop.h.
    #[doc(alias = "nhmsg")]
    pub struct NhMsg {
        /// Family of its gateway; AF_UNSPEC for a group.
        nh_family: AddressFamily,
        /// How far its gateway is; in answers only.
        nh_scope: RouteScope,
        /// Who made it.
        nh_protocol: RouteProtocol,
        /// Unused.
        __resvd: u8,
        /// Its flags.
        nh_flags: NhFlags,
    }
}
layout! {
    /// One next hop of a group: `struct nexthop_grp`, linux/nexthop.h.
    #[doc(alias = "nexthop_grp")]
    pub struct NextHopGrp {
        /// Its id.
        id: u32,
        /// Its weight, less one: the lower eight bits.
        weight: u8,
        /// The upper eight bits; 0 before Linux 6.12.
        weight_high: u8,
        /// Unused.
        __resvd2: u16,
    }
}
impl NextHopGrp {
    /// Its weight as a person says it, from 1 on.
    pub fn weights(&self) -> u32 {
        ((u32::from(self.get(Self::weight_high)) << 8) | u32::from(self.get(Self::weight))) + 1
    }
}
numbers! {
    /// How a group chooses: `NEXTHOP_GRP_TYPE_*`, linux/nexthop.h.
    pub struct NextHopGrpType(u16) {
        /// By a hash's threshold.
        NEXTHOP_GRP_TYPE_MPATH = 0,
        /// By buckets, so that flows stay where they are when next hops come and go.
        NEXTHOP_GRP_TYPE_RES = 1,
    }
}
flags! {
    /// What of a next hop is asked for: `NHA_OP_FLAG_*`, linux/nexthop.h.
    pub struct NextHopOpFlags(u32) {
        /// What a group has forwarded.
        NHA_OP_FLAG_DUMP_STATS = 1 << 0,
        /// What of it hardware has forwarded.
        NHA_OP_FLAG_DUMP_HW_STATS = 1 << 1,
        /// In answers: reserved fields of a group's entries are clear, so that its weights have 16 bits.
        NHA_OP_FLAG_RESP_GRP_RESVD_0 = 1 << 31,
    }
}

// Limits: rtm_nh_policy_new, _get, _del, _dump and _dump_bucket, net/ipv4/nexthop.c, together.
attributes! {
    /// A next hop's attributes: `NHA_*`, linux/nexthop.h.
    pub set NextHop, enum NextHopAttr<'a> {
        /// Its id; absent or 0 where the kernel is to choose one.
        NHA_ID = 1 => Id(u32),
        /// It is a group of these. Then, a group's type aside, nothing else may be.
        NHA_GROUP = 2 => Group(Slice<'a, NextHopGrp>),
        /// How the group chooses.
        NHA_GROUP_TYPE = 3 => GroupType(NextHopGrpType),
        /// It drops packets.
        NHA_BLACKHOLE = 4 => Blackhole(Flag),
        /// The link; in a dump's request, those by this link only.
        NHA_OIF = 5 => Oif(u32),
        /// The gateway.
        NHA_GATEWAY = 6 => Gateway(Ip<'a>),
        /// What packets are put into.
        NHA_ENCAP_TYPE = 7 => EncapType(EncapType),
        /// How they are put into it, by [`NHA_ENCAP_TYPE`](Self::NHA_ENCAP_TYPE).
        NHA_ENCAP = 8 => Encap(Selected<'a, NextHopEncap>),
        /// A dump's request: groups only.
        NHA_GROUPS = 9 => Groups(Flag),
        /// A dump's request: those whose link has this master.
        NHA_MASTER = 10 => Master(u32),
        /// It is for the forwarding entries of a bridge.
        NHA_FDB = 11 => Fdb(Flag),
        /// What a resilient group is like.
        NHA_RES_GROUP = 12 => ResGroup(Attrs<'a, NextHopResGroup>),
        /// A bucket of a resilient group; in a dump's request, those of this next hop.
        NHA_RES_BUCKET = 13 => ResBucket(Attrs<'a, NextHopResBucket>),
        /// What is asked for.
        NHA_OP_FLAGS = 14 => OpFlags(NextHopOpFlags) where mask(0x3),
        /// What each next hop of the group has forwarded.
        NHA_GROUP_STATS = 15 => GroupStats(Array<'a, Attrs<'a, NextHopGroupStats>>) where output(),
        /// Whether hardware is to count, 0 or 1.
        NHA_HW_STATS_ENABLE = 16 => HwStatsEnable(u32) where range(0, 1),
        /// Whether hardware does count, 0 or 1.
        NHA_HW_STATS_USED = 17 => HwStatsUsed(u32) where output(),
    }
}
// Limits: rtm_nh_res_policy_new.
attributes! {
    /// What a resilient group is like: `NHA_RES_GROUP_*`, linux/nexthop.h. Times are in hundredths of a second (USER_HZ).
    pub set NextHopResGroup, enum NextHopResGroupAttr<'a> {
        /// Nothing: brings what follows to a multiple of 8.
        NHA_RES_GROUP_PAD = 0 => Pad(&'a [u8]) where output(),
        /// How many buckets it has.
        NHA_RES_GROUP_BUCKETS = 1 => Buckets(u16),
        /// After which an unused bucket may go to another next hop.
        NHA_RES_GROUP_IDLE_TIMER = 2 => IdleTimer(u32),
        /// After which buckets are moved though they are in use; 0 for never.
        NHA_RES_GROUP_UNBALANCED_TIMER = 3 => UnbalancedTimer(u32),
        /// For how long it has been out of balance.
        NHA_RES_GROUP_UNBALANCED_TIME = 4 => UnbalancedTime(u64) where output(),
    }
}
attributes! {
    /// A bucket of a resilient group: `NHA_RES_BUCKET_*`, linux/nexthop.h.
    pub set NextHopResBucket, enum NextHopResBucketAttr<'a> {
        /// Nothing: brings what follows to a multiple of 8.
        NHA_RES_BUCKET_PAD = 0 => Pad(&'a [u8]) where output(),
        /// Which bucket.
        NHA_RES_BUCKET_INDEX = 1 => Index(u16),
        /// For how long it has been unused, hundredths of a second.
        NHA_RES_BUCKET_IDLE_TIME = 2 => IdleTime(u64) where output(),
        /// The next hop it goes to.
        NHA_RES_BUCKET_NH_ID = 3 => NhId(u32),
    }
}
attributes! {
    /// What one next hop of a group has forwarded: `NHA_GROUP_STATS_ENTRY_*`, linux/nexthop.h.
    pub set NextHopGroupStats, enum NextHopGroupStatsAttr<'a> {
        /// Its id.
        NHA_GROUP_STATS_ENTRY_ID = 1 => Id(u32) where output(),
        /// Packets.
        NHA_GROUP_STATS_ENTRY_PACKETS = 2 => Packets(Uint) where output(),
        /// Packets of those that hardware forwarded.
        NHA_GROUP_STATS_ENTRY_PACKETS_HW = 3 => PacketsHw(Uint) where output(),
    }
}
operations! {
    /// Asks for next hops: for one by [`NextHop::NHA_ID`], or for all by a dump.
    pub GetNextHop {
        /// A dump: those of this family only.
        family: AddressFamily => nh_family,
    } = Get(RouteMessage::RTM_GETNEXTHOP, NhMsg, NextHop);
    /// Makes a next hop, or changes one by [`NewFlags::REPLACE`](crate::wire::NewFlags::REPLACE).
    pub NewNextHop {
        /// Family of its gateway; of a group AF_UNSPEC.
        family: AddressFamily => nh_family,
        /// Who makes it.
        protocol: RouteProtocol => nh_protocol,
        /// [`NhFlags::RTNH_F_ONLINK`], or none.
        flags: NhFlags => nh_flags,
    } = New(RouteMessage::RTM_NEWNEXTHOP, NhMsg, NextHop);
    /// Removes the next hop of [`NextHop::NHA_ID`], and routes by it.
    pub DelNextHop {} = Delete(RouteMessage::RTM_DELNEXTHOP, NhMsg, NextHop);
    /// Asks for buckets: for one by [`NextHop::NHA_ID`] and index, or for all by a dump.
    pub GetNextHopBucket {} = Get(RouteMessage::RTM_GETNEXTHOPBUCKET, NhMsg, NextHop);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Layout, Value, Writer};
    use std::format;

    #[test]
    fn a_group_is_an_array_of_whole_entries() {
        let bytes = [1; 72];
        for len in 0..72 {
            let group = Slice::<NextHopGrp>::read(&bytes[..len]);
            assert_eq!(group.map(|it| it.iter().count()), (len % 8 == 0).then_some(len / 8), "{len} bytes");
        }
        let hop = |weight, weight_high| {
            NextHopGrp::new()
                .with(NextHopGrp::weight, weight)
                .with(NextHopGrp::weight_high, weight_high)
                .weights()
        };
        assert_eq!([hop(0, 0), hop(255, 0), hop(0, 1), hop(255, 255)], [1, 256, 257, 65536]);
        assert_eq!((NhMsg::STRUCTURE.len, NextHopGrp::STRUCTURE.len), (8, 8));
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

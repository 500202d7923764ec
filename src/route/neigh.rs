//! Neighbours and forwarding entries of bridges and VXLANs, `RTM_*NEIGH`, and the tables they lie in, `RTM_*NEIGHTBL`: linux/neighbour.h.
//!
//! ```
//! use nlwire::{route::{Neigh, NewNeigh, NeighState}, uapi::AddressFamily, wire::{Message, NewFlags, Request}};
//! let mut buffer = [0; 64];
//! let entry = NewNeigh { family: AddressFamily::AF_INET, index: 2, state: NeighState::NUD_PERMANENT, ..Default::default() };
//! let mut request = Request::new(&mut buffer, entry, NewFlags::CREATE | NewFlags::REPLACE | NewFlags::ACK);
//! request.put(Neigh::NDA_DST, core::net::Ipv4Addr::new(10, 0, 0, 2)).put(Neigh::NDA_LLADDR, [2, 0, 0, 0, 0, 1]);
//! let message = Message::new(request.finish(1)?)?;
//! let (_, attrs) = message.split::<nlwire::route::NdMsg, Neigh>()?;
//! assert_eq!(attrs.get(Neigh::NDA_LLADDR)?.and_then(|address| address.mac()), Some([2, 0, 0, 0, 0, 1]));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{
    attributes, flags, layout, operations,
    route::{RouteMessage, RouteProtocol, RouteType},
    uapi::AddressFamily,
    wire::{Address, Attrs, Be, Flag, Grown, HwAddr, Str},
};

layout! {
    /// `struct ndmsg`, linux/neighbour.h.
    #[doc(alias = "ndmsg")]
    pub struct NdMsg {
        /// AF_INET or AF_INET6; AF_BRIDGE for forwarding entries.
        ndm_family: AddressFamily,
        /// Unused.
        __ndm_pad1: u8,
        /// Unused.
        __ndm_pad2: u16,
        /// Index of the link; of a forwarding entry, the bridge's port.
        ndm_ifindex: i32,
        /// What is known of the neighbour.
        ndm_state: NeighState,
        /// Its flags, the lower eight.
        ndm_flags: NeighFlags,
        /// What its address is.
        ndm_type: RouteType,
    }
}
layout! {
    /// How old what is known of a neighbour is: `struct nda_cacheinfo`, linux/neighbour.h.
    #[doc(alias = "nda_cacheinfo")]
    pub struct NdaCacheInfo {
        /// Since it was confirmed, hundredths of a second (USER_HZ).
        ndm_confirmed: u32,
        /// Since it was used, hundredths of a second.
        ndm_used: u32,
        /// Since it was changed, hundredths of a second.
        ndm_updated: u32,
        /// How many hold it.
        ndm_refcnt: u32,
    }
}
layout! {
    /// `struct ndtmsg`, linux/neighbour.h.
    #[doc(alias = "ndtmsg")]
    pub struct NdtMsg {
        /// The table's family.
        ndtm_family: AddressFamily,
        /// Unused.
        __ndtm_pad1: u8,
        /// Unused.
        __ndtm_pad2: u16,
    }
}
layout! {
    /// What a neighbour table is like: `struct ndt_config`, linux/neighbour.h.
    #[doc(alias = "ndt_config")]
    pub struct NdtConfig {
        /// Bytes of a key: of an address.
        ndtc_key_len: u16,
        /// Bytes of an entry.
        ndtc_entry_size: u16,
        /// How many entries there are.
        ndtc_entries: u32,
        /// Since the last flush, milliseconds.
        ndtc_last_flush: u32,
        /// Since the timers were last drawn anew, milliseconds.
        ndtc_last_rand: u32,
        /// What the hash is mixed with.
        ndtc_hash_rnd: u32,
        /// Buckets of the hash, less one.
        ndtc_hash_mask: u32,
        /// Unused today.
        ndtc_hash_chain_gc: u32,
        /// Packets that wait for a proxied answer.
        ndtc_proxy_qlen: u32,
    }
}
layout! {
    /// What has happened in a neighbour table: `struct ndt_stats`, linux/neighbour.h.
    #[doc(alias = "ndt_stats")]
    pub struct NdtStats {
        /// Entries made.
        ndts_allocs: u64,
        /// Entries removed.
        ndts_destroys: u64,
        /// Times that the hash grew.
        ndts_hash_grows: u64,
        /// Neighbours that were not found out.
        ndts_res_failed: u64,
        /// Lookups.
        ndts_lookups: u64,
        /// Lookups that found an entry.
        ndts_hits: u64,
        /// Probes received by multicast.
        ndts_rcv_probes_mcast: u64,
        /// Probes received by unicast.
        ndts_rcv_probes_ucast: u64,
        /// Collections by timer.
        ndts_periodic_gc_runs: u64,
        /// Collections for want of room.
        ndts_forced_gc_runs: u64,
        /// Entries refused since the table was full.
        ndts_table_fulls: u64,
    }
}
flags! {
    /// What is known of a neighbour: `NUD_*`, linux/neighbour.h. One bit of them, as a rule; none is NUD_NONE.
    pub struct NeighState(u16) {
        /// It is being asked for.
        NUD_INCOMPLETE = 0x01,
        /// It was confirmed of late.
        NUD_REACHABLE = 0x02,
        /// It was confirmed long ago.
        NUD_STALE = 0x04,
        /// It is in use, and will be probed soon.
        NUD_DELAY = 0x08,
        /// It is being probed.
        NUD_PROBE = 0x10,
        /// It did not answer.
        NUD_FAILED = 0x20,
        /// It needs no asking.
        NUD_NOARP = 0x40,
        /// Somebody set it, for good.
        NUD_PERMANENT = 0x80,
    }
}
flags! {
    /// A neighbour's flags: `NTF_*`, linux/neighbour.h.
    pub struct NeighFlags(u8) {
        /// It is to be probed now, as if it were used.
        NTF_USE = 1 << 0,
        /// Forwarding entries: it is the link's own.
        NTF_SELF = 1 << 1,
        /// Forwarding entries: it is the bridge's that the link belongs to.
        NTF_MASTER = 1 << 2,
        /// Answered for by this host.
        NTF_PROXY = 1 << 3,
        /// Learnt by a control plane, not by the kernel.
        NTF_EXT_LEARNED = 1 << 4,
        /// Hardware forwards to it.
        NTF_OFFLOADED = 1 << 5,
        /// Forwarding entries: it does not move to another port.
        NTF_STICKY = 1 << 6,
        /// It is a router.
        NTF_ROUTER = 1 << 7,
    }
}
flags! {
    /// More of a neighbour's flags: `NTF_EXT_*`, linux/neighbour.h.
    pub struct NeighFlagsExt(u32) {
        /// The kernel keeps it reachable by probing.
        NTF_EXT_MANAGED = 1 << 0,
        /// Forwarding entries: it does not answer for its host's traffic until that is authenticated.
        NTF_EXT_LOCKED = 1 << 1,
        /// A control plane has checked it; the kernel does not give it up.
        NTF_EXT_EXT_VALIDATED = 1 << 2,
    }
}
flags! {
    /// What is told of a forwarding entry: `FDB_NOTIFY_*`, linux/neighbour.h.
    pub struct FdbNotify(u8) {
        /// That it came to life, or expired.
        FDB_NOTIFY_BIT = 1 << 0,
        /// It is inactive, and that was told.
        FDB_NOTIFY_INACTIVE_BIT = 1 << 1,
    }
}

// Limits: nda_policy, net/core/neighbour.c. Forwarding entries are read without a policy (rtnl_fdb_add); flushing them has policies of its own
// (br_fdb_delete_bulk, vxlan_fdb_delete_bulk), which alone know NDA_SRC_VNI and the masks.
attributes! {
    /// A neighbour's attributes: `NDA_*`, linux/neighbour.h.
    pub set Neigh strict from 13, enum NeighAttr<'a> {
        /// Its address; of a VXLAN's forwarding entry, the host that it lies behind.
        NDA_DST = 1 => Dst(Address<'a>) where binary(32),
        /// Its hardware address.
        NDA_LLADDR = 2 => LlAddr(HwAddr<'a>) where at_most(32),
        /// How old it is.
        NDA_CACHEINFO = 3 => CacheInfo(&'a NdaCacheInfo),
        /// How often it was probed without an answer.
        NDA_PROBES = 4 => Probes(u32),
        /// VLAN.
        NDA_VLAN = 5 => Vlan(u16),
        /// VXLAN: the UDP port of the host that it lies behind. Big-endian, which linux/neighbour.h does not say.
        NDA_PORT = 6 => Port(Be<u16>),
        /// VXLAN: the network that packets to it are put into.
        NDA_VNI = 7 => Vni(u32),
        /// VXLAN: the link by which it is reached.
        NDA_IFINDEX = 8 => IfIndex(u32),
        /// The link's master, such as a bridge.
        NDA_MASTER = 9 => Master(u32),
        /// The namespace of [`NDA_IFINDEX`](Self::NDA_IFINDEX), by its id here.
        NDA_LINK_NETNSID = 10 => LinkNetnsid(i32),
        /// VXLAN: the network that the entry is for.
        NDA_SRC_VNI = 11 => SrcVni(u32),
        /// Who made it.
        NDA_PROTOCOL = 12 => Protocol(RouteProtocol),
        /// The next-hop object that it lies behind.
        NDA_NH_ID = 13 => NhId(u32),
        /// More about a forwarding entry.
        NDA_FDB_EXT_ATTRS = 14 => FdbExtAttrs(Attrs<'a, FdbExt>),
        /// More flags.
        NDA_FLAGS_EXT = 15 => FlagsExt(NeighFlagsExt) where mask(0x5),
        /// Flushing: which states count.
        NDA_NDM_STATE_MASK = 16 => NdmStateMask(NeighState),
        /// Flushing: which flags count.
        NDA_NDM_FLAGS_MASK = 17 => NdmFlagsMask(NeighFlags),
    }
}
attributes! {
    /// More about a forwarding entry: `NFEA_*`, linux/neighbour.h.
    pub set FdbExt, enum FdbExtAttr<'a> {
        /// What is told of it.
        NFEA_ACTIVITY_NOTIFY = 1 => ActivityNotify(FdbNotify),
        /// Changing it does not make it younger.
        NFEA_DONT_REFRESH = 2 => DontRefresh(Flag),
    }
}
// Limits: nl_neightbl_policy, nl_ntbl_parm_policy, net/core/neighbour.c. (NDTPA_INTERVAL_PROBE_TIME_MS has a .min there without the type of
// check that would use it.)
attributes! {
    /// A neighbour table's attributes: `NDTA_*`, linux/neighbour.h. A dump has a message for the table and one for each link's settings.
    pub set NeighTable, enum NeighTableAttr<'a> {
        /// Its name: `arp_cache` or `ndisc_cache`.
        NDTA_NAME = 1 => Name(Str<'a>),
        /// Entries below which nothing is collected.
        NDTA_THRESH1 = 2 => Thresh1(u32),
        /// Entries from which on it is collected after five seconds.
        NDTA_THRESH2 = 3 => Thresh2(u32),
        /// Entries that there may be.
        NDTA_THRESH3 = 4 => Thresh3(u32),
        /// What it is like.
        NDTA_CONFIG = 5 => Config(&'a NdtConfig) where output(),
        /// Settings: of a link where [`NeighParms::NDTPA_IFINDEX`] is there, else of new links.
        NDTA_PARMS = 6 => Parms(Attrs<'a, NeighParms>),
        /// What has happened in it.
        NDTA_STATS = 7 => Stats(Grown<'a, NdtStats>) where output(),
        /// Between two collections, milliseconds.
        NDTA_GC_INTERVAL = 8 => GcInterval(u64),
        /// Nothing: brings what follows to a multiple of 8.
        NDTA_PAD = 9 => Pad(&'a [u8]) where output(),
    }
}
attributes! {
    /// How a link treats its neighbours: `NDTPA_*`, linux/neighbour.h. Times are in milliseconds.
    pub set NeighParms, enum NeighParmsAttr<'a> {
        /// The link.
        NDTPA_IFINDEX = 1 => IfIndex(u32),
        /// How many hold these settings.
        NDTPA_REFCNT = 2 => RefCnt(u32) where output(),
        /// For how long a confirmed neighbour counts as reachable: the base time, drawn at random about it. Milliseconds.
        NDTPA_REACHABLE_TIME = 3 => ReachableTime(u64) where output(),
        /// Base of the time before. Milliseconds.
        NDTPA_BASE_REACHABLE_TIME = 4 => BaseReachableTime(u64),
        /// Between two probes. Milliseconds.
        NDTPA_RETRANS_TIME = 5 => RetransTime(u64),
        /// After which an unused entry may be collected. Milliseconds.
        NDTPA_GC_STALETIME = 6 => GcStaleTime(u64),
        /// Between the first use of a stale entry and a probe. Milliseconds.
        NDTPA_DELAY_PROBE_TIME = 7 => DelayProbeTime(u64),
        /// Packets that wait for a neighbour; the kernel counts [bytes](Self::NDTPA_QUEUE_LENBYTES).
        NDTPA_QUEUE_LEN = 8 => QueueLen(u32),
        /// Probes by user space.
        NDTPA_APP_PROBES = 9 => AppProbes(u32),
        /// Probes by unicast.
        NDTPA_UCAST_PROBES = 10 => UcastProbes(u32),
        /// Probes by multicast.
        NDTPA_MCAST_PROBES = 11 => McastProbes(u32),
        /// Longest wait before an anycast address is answered for. Milliseconds.
        NDTPA_ANYCAST_DELAY = 12 => AnycastDelay(u64),
        /// Longest wait before a proxied address is answered for. Milliseconds.
        NDTPA_PROXY_DELAY = 13 => ProxyDelay(u64),
        /// Packets that wait for that.
        NDTPA_PROXY_QLEN = 14 => ProxyQlen(u32),
        /// For how long an entry is not replaced. Milliseconds.
        NDTPA_LOCKTIME = 15 => LockTime(u64),
        /// Bytes of packets that wait for a neighbour.
        NDTPA_QUEUE_LENBYTES = 16 => QueueLenBytes(u32),
        /// Probes by multicast after those by unicast failed.
        NDTPA_MCAST_REPROBES = 17 => McastReprobes(u32),
        /// Nothing: brings what follows to a multiple of 8.
        NDTPA_PAD = 18 => Pad(&'a [u8]) where output(),
        /// Between two probes of a managed entry. Milliseconds, not 0.
        NDTPA_INTERVAL_PROBE_TIME_MS = 19 => IntervalProbeTimeMs(u64),
    }
}
operations! {
    /// Asks for neighbours: for all by a dump, or for one by [`Neigh::NDA_DST`] or, AF_BRIDGE, [`Neigh::NDA_LLADDR`].
    pub GetNeigh {
        /// The family; AF_BRIDGE for forwarding entries.
        family: AddressFamily => ndm_family,
        /// The link; 0 for all.
        index: i32 => ndm_ifindex,
        /// [`NeighFlags::NTF_PROXY`] for those that are answered for.
        flags: NeighFlags => ndm_flags,
    } = Get(RouteMessage::RTM_GETNEIGH, NdMsg, Neigh);
    /// Makes a neighbour, or changes it by [`NewFlags::REPLACE`](crate::wire::NewFlags::REPLACE).
    pub NewNeigh {
        /// The family; AF_BRIDGE for a forwarding entry.
        family: AddressFamily => ndm_family,
        /// The link.
        index: i32 => ndm_ifindex,
        /// What is known of it.
        state: NeighState => ndm_state,
        /// Its flags.
        flags: NeighFlags => ndm_flags,
    } = New(RouteMessage::RTM_NEWNEIGH, NdMsg, Neigh);
    /// Removes a neighbour; by [`DeleteFlags::BULK`](crate::wire::DeleteFlags::BULK) all forwarding entries of state and flags under the masks.
    pub DelNeigh {
        /// The family; AF_BRIDGE for a forwarding entry.
        family: AddressFamily => ndm_family,
        /// The link.
        index: i32 => ndm_ifindex,
        /// Flushing: their state.
        state: NeighState => ndm_state,
        /// Its flags.
        flags: NeighFlags => ndm_flags,
    } = Delete(RouteMessage::RTM_DELNEIGH, NdMsg, Neigh);
    /// Asks for neighbour tables; the kernel knows only the dump.
    pub GetNeighTable {
        /// The family; AF_UNSPEC for all.
        family: AddressFamily => ndtm_family,
    } = Get(RouteMessage::RTM_GETNEIGHTBL, NdtMsg, NeighTable);
    /// Changes the neighbour table of the name [`NeighTable::NDTA_NAME`].
    pub SetNeighTable {
        /// The family; AF_UNSPEC for any.
        family: AddressFamily => ndtm_family,
    } = New(RouteMessage::RTM_SETNEIGHTBL, NdtMsg, NeighTable);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Checks, Layout, NewFlags, Request, Scope, Set, Value, View, Why, Writer, validate};
    use core::net::{Ipv4Addr, Ipv6Addr};
    use std::format;

    #[test]
    fn a_port_is_big_endian_and_a_vlan_is_not() {
        let mut buffer = [0; 96];
        let entry = NewNeigh { family: AddressFamily::AF_BRIDGE, ..Default::default() };
        let mut request = Request::new(&mut buffer, entry, NewFlags::ACK);
        request.put(Neigh::NDA_PORT, 4789u16).put(Neigh::NDA_VLAN, 7);
        request.put(Neigh::NDA_DST, Ipv4Addr::new(192, 0, 2, 1)).put(Neigh::NDA_VNI, 100);
        let bytes = request.finish(1).unwrap();
        assert_eq!((&bytes[32..34], &bytes[40..42]), (&[0x12, 0xb5][..], &7u16.to_ne_bytes()[..]));
        let attrs =
            View::within(crate::wire::Shape::Set(Neigh::table), &bytes[28..], Scope::new(28, &bytes[16..28]));
        assert_eq!(format!("{attrs:?}"), "{NDA_PORT: 4789, NDA_VLAN: 7, NDA_DST: 192.0.2.1, NDA_VNI: 100}");
    }
    #[test]
    fn limits_are_the_kernels() {
        let mut buffer = [0; 96];
        for (flags, why) in [(1, None), (4, None), (2, Some(Why::Mask)), (8, Some(Why::Mask))] {
            let mut writer = Writer::<Neigh>::new(&mut buffer);
            writer.put(Neigh::NDA_DST, Ipv6Addr::LOCALHOST).put(Neigh::NDA_FLAGS_EXT, flags);
            let found =
                validate(Neigh::table(), writer.finish().unwrap(), 28, Scope::new(28, &[10]), Checks::STRICT);
            assert_eq!(found.err().map(|it| it.why), why, "{flags}");
        }
    }
    #[test]
    fn structures_are_as_long_as_the_kernels() {
        let lens = (NdMsg::STRUCTURE.len, NdaCacheInfo::STRUCTURE.len, NdtMsg::STRUCTURE.len);
        assert_eq!((lens, NdtConfig::STRUCTURE.len, NdtStats::STRUCTURE.len), ((12, 16, 4), 32, 88));
        for len in 0..100 {
            assert_eq!(<&NdtConfig>::read(&[0; 100][..len]).is_some(), len >= 32);
            let stats = Grown::<NdtStats>::read(&[0; 100][..len]).unwrap();
            assert_eq!(stats.get(NdtStats::ndts_table_fulls).is_some(), len >= 88);
        }
    }
}

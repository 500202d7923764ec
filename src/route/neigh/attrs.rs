//! Neighbours and forwarding database (FDB) entries, `RTM_*NEIGH`, and neighbour tables,
//! `RTM_*NEIGHTBL`: linux/neighbour.h.
//!
//! See also [ip-neighbour(8)](https://man7.org/linux/man-pages/man8/ip-neighbour.8.html),
//! [bridge(8)](https://man7.org/linux/man-pages/man8/bridge.8.html) and [RFC
//! 4861](https://www.rfc-editor.org/rfc/rfc4861).
use crate::{
    attributes, c_struct, flags, message_types, operations,
    route::{RouteMessage, RouteProtocol, RouteType},
    uapi::AddressFamily,
    wire::{Address, Attrs, Be, Extensible, Flag, HwAddr, Str, Struct},
};

c_struct! {
    /// Header of a neighbour message: `struct ndmsg`, linux/neighbour.h.
    #[doc(alias = "ndmsg")]
    pub struct NdMsg {
        /// Address family: AF_INET or AF_INET6; AF_BRIDGE for FDB entries.
        ndm_family: AddressFamily,
        /// Unused.
        pad __ndm_pad1: u8,
        /// Unused.
        pad __ndm_pad2: u16,
        /// Interface index; of a bridge's FDB entry, the index of the bridge port.
        ndm_ifindex: u32,
        /// Neighbour state.
        ndm_state: NeighState,
        /// Neighbour flags; [`Neigh::NDA_FLAGS_EXT`] carries further flags.
        ndm_flags: NeighFlags,
        /// Address type of the neighbour: unicast, multicast, broadcast, ...
        ndm_type: RouteType,
    }
}
c_struct! {
    /// Ages and reference count of a neighbour: `struct nda_cacheinfo`, linux/neighbour.h.
    #[doc(alias = "nda_cacheinfo")]
    pub struct NdaCacheInfo {
        /// Time since reachability was last confirmed, hundredths of a second (USER_HZ).
        ndm_confirmed: u32,
        /// Time since the entry was last used, hundredths of a second (USER_HZ).
        ndm_used: u32,
        /// Time since the entry was last updated, hundredths of a second (USER_HZ).
        ndm_updated: u32,
        /// Reference count of the entry.
        ndm_refcnt: u32,
    }
}
c_struct! {
    /// Header of a neighbour table message: `struct ndtmsg`, linux/neighbour.h.
    #[doc(alias = "ndtmsg")]
    pub struct NdtMsg {
        /// Address family of the table.
        ndtm_family: AddressFamily,
        /// Unused.
        pad __ndtm_pad1: u8,
        /// Unused.
        pad __ndtm_pad2: u16,
    }
}
c_struct! {
    /// Properties of a neighbour table: `struct ndt_config`, linux/neighbour.h.
    #[doc(alias = "ndt_config")]
    pub struct NdtConfig {
        /// Length of a lookup key (protocol address), bytes.
        ndtc_key_len: u16,
        /// Size of an entry in kernel memory, bytes.
        ndtc_entry_size: u16,
        /// Number of entries.
        ndtc_entries: u32,
        /// Time since the last flush (garbage collection), milliseconds.
        ndtc_last_flush: u32,
        /// Time since the reachable times were last randomised, milliseconds.
        ndtc_last_rand: u32,
        /// Random value of the hash function.
        ndtc_hash_rnd: u32,
        /// Hash mask: the number of hash buckets, minus one.
        ndtc_hash_mask: u32,
        /// Unused.
        ndtc_hash_chain_gc: u32,
        /// Packets in the proxy queue, which wait for a delayed proxy reply.
        ndtc_proxy_qlen: u32,
    }
}
c_struct! {
    /// Counters of a neighbour table: `struct ndt_stats`, linux/neighbour.h.
    #[doc(alias = "ndt_stats")]
    pub struct NdtStats {
        /// Entries allocated.
        ndts_allocs: u64,
        /// Entries destroyed.
        ndts_destroys: u64,
        /// Hash table enlargements.
        ndts_hash_grows: u64,
        /// Failed address resolutions.
        ndts_res_failed: u64,
        /// Lookups in the neighbour table.
        ndts_lookups: u64,
        /// Lookups that found an entry.
        ndts_hits: u64,
        /// Solicitations received by multicast or broadcast.
        ndts_rcv_probes_mcast: u64,
        /// Solicitations received by unicast.
        ndts_rcv_probes_ucast: u64,
        /// Runs of the periodic garbage collector.
        ndts_periodic_gc_runs: u64,
        /// Forced runs of the garbage collector, when a table is near its limits.
        ndts_forced_gc_runs: u64,
        /// Entries that were not created because the table was full.
        ndts_table_fulls: u64,
    }
}
flags! {
    /// Neighbour state (neighbour unreachability detection, NUD): `NUD_*`, linux/neighbour.h.
    ///
    /// Normally exactly one bit is set; no bit means NUD_NONE.
    pub struct NeighState(u16) {
        /// Address resolution is in progress.
        NUD_INCOMPLETE = 0x01,
        /// Reachability was confirmed within the reachable time.
        NUD_REACHABLE = 0x02,
        /// Reachability is unknown: the reachable time has expired without a confirmation.
        NUD_STALE = 0x04,
        /// A stale entry in use; the first probe follows after the delay probe time.
        NUD_DELAY = 0x08,
        /// Unicast probes are being sent to confirm reachability.
        NUD_PROBE = 0x10,
        /// Address resolution or probing failed.
        NUD_FAILED = 0x20,
        /// No address resolution is needed, as for multicast and loopback addresses.
        NUD_NOARP = 0x40,
        /// Static entry, set by an administrator; never expires.
        NUD_PERMANENT = 0x80,
    }
}
flags! {
    /// Neighbour and FDB entry flags: `NTF_*`, linux/neighbour.h.
    pub struct NeighFlags(u8) {
        /// Resolves or probes the entry now, as if a packet used the entry; requests only.
        NTF_USE = 1 << 0,
        /// FDB entry of the interface itself rather than of its master.
        NTF_SELF = 1 << 1,
        /// FDB entry of the bridge that the interface is a port of.
        NTF_MASTER = 1 << 2,
        /// Proxy entry: this host answers ARP or neighbour solicitations for the address.
        NTF_PROXY = 1 << 3,
        /// Entry learned by an external control plane, such as EVPN; not aged by the kernel.
        NTF_EXT_LEARNED = 1 << 4,
        /// Entry offloaded to hardware.
        NTF_OFFLOADED = 1 << 5,
        /// FDB entry that does not move to another port (sticky), since Linux 4.20.
        NTF_STICKY = 1 << 6,
        /// The neighbour is a router (IPv6).
        NTF_ROUTER = 1 << 7,
    }
}
flags! {
    /// Further neighbour flags: `NTF_EXT_*`, linux/neighbour.h.
    pub struct NeighFlagsExt(u32) {
        /// Managed entry: the kernel keeps the entry reachable by sending probes.
        ///
        /// Since Linux 5.16.
        NTF_EXT_MANAGED = 1 << 0,
        /// FDB entry learned on a locked port (MAC authentication bypass, MAB).
        ///
        /// The host is not authorised until user space replaces the entry.
        NTF_EXT_LOCKED = 1 << 1,
        /// Entry validated by an external control plane.
        ///
        /// The kernel does not invalidate or remove the entry, but still probes and reports
        /// reachability.
        NTF_EXT_EXT_VALIDATED = 1 << 2,
    }
}
flags! {
    /// Activity notification of an FDB entry: `FDB_NOTIFY_*`, linux/neighbour.h.
    pub struct FdbNotify(u8) {
        /// Requests notifications when the entry becomes active or inactive.
        FDB_NOTIFY_BIT = 1 << 0,
        /// The entry is inactive, and a notification of that was sent.
        FDB_NOTIFY_INACTIVE_BIT = 1 << 1,
    }
}

// Limits: nda_policy, net/core/neighbour.c. FDB entries are parsed without a policy (rtnl_fdb_add).
// Flushing them has separate policies (br_fdb_delete_bulk, vxlan_fdb_delete_bulk), the only ones
// that accept NDA_SRC_VNI and the masks.
attributes! {
    /// Attributes of a neighbour or FDB entry: `NDA_*`, linux/neighbour.h.
    ///
    /// ```
    /// use nlwire::{route::{Neigh, NewNeigh, NeighState}, uapi::AddressFamily, wire::{Message, NewFlags, Request}};
    /// let mut buffer = [0; 64];
    /// let entry = NewNeigh { family: AddressFamily::AF_INET, index: 2, state: NeighState::NUD_PERMANENT, ..Default::default() };
    /// let mut request = Request::new(&mut buffer, entry, NewFlags::CREATE | NewFlags::REPLACE | NewFlags::ACK);
    /// request.put(Neigh::NDA_DST, core::net::Ipv4Addr::new(10, 0, 0, 2)).put(Neigh::NDA_LLADDR, [2, 0, 0, 0, 0, 1]);
    /// let message = Message::new(request.finish(1)?)?;
    /// let (_, attrs) = message.split::<nlwire::route::NdMsg, Neigh>()?;
    /// assert_eq!(attrs.get(Neigh::NDA_LLADDR)?.and_then(|address| address.as_ethernet()), Some([2, 0, 0, 0, 0, 1]));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set Neigh strict from 13, enum NeighAttr<'a> {
        /// Protocol address of the neighbour; in a VXLAN FDB entry, the remote VTEP address.
        NDA_DST: Address<'a> = 1 where binary_max_len(32),
        /// Link-layer address of the neighbour; in an FDB entry, the MAC address.
        NDA_LLADDR: HwAddr<'a> = 2 where max_len(32),
        /// Ages and reference count.
        NDA_CACHEINFO: &'a Struct<NdaCacheInfo> = 3,
        /// Probes sent without a reply.
        NDA_PROBES: u32 = 4,
        /// VLAN id of an FDB entry.
        NDA_VLAN: u16 = 5,
        /// VXLAN: UDP destination port of the remote VTEP.
        ///
        /// Big-endian, which linux/neighbour.h does not state.
        NDA_PORT: Be<u16> = 6,
        /// VXLAN: destination VNI, into which packets are encapsulated.
        NDA_VNI: u32 = 7,
        /// VXLAN: index of the outgoing interface. In a dump request: only entries of this
        /// interface.
        NDA_IFINDEX: u32 = 8,
        /// Index of the master, such as a bridge. In a dump request: only entries below this
        /// master.
        NDA_MASTER: u32 = 9,
        /// Namespace of [`NDA_IFINDEX`](Self::NDA_IFINDEX), as an id (nsid) of this namespace.
        NDA_LINK_NETNSID: i32 = 10,
        /// VXLAN: source VNI, for which the FDB entry applies.
        NDA_SRC_VNI: u32 = 11,
        /// Origin of the entry: the routing protocol or daemon that added it.
        NDA_PROTOCOL: RouteProtocol = 12,
        /// Nexthop object of an FDB entry, instead of a remote address.
        NDA_NH_ID: u32 = 13,
        /// Further attributes of an FDB entry.
        NDA_FDB_EXT_ATTRS: Attrs<'a, FdbExt> = 14,
        /// Further neighbour flags.
        NDA_FLAGS_EXT: NeighFlagsExt = 15 where flags_mask(0x5),
        /// Bulk deletion: mask of the states that are compared.
        NDA_NDM_STATE_MASK: NeighState = 16,
        /// Bulk deletion: mask of the flags that are compared.
        NDA_NDM_FLAGS_MASK: NeighFlags = 17,
    }
}
attributes! {
    /// Further attributes of an FDB entry: `NFEA_*`, linux/neighbour.h.
    pub set FdbExt, enum FdbExtAttr<'a> {
        /// Activity notification of the FDB entry.
        NFEA_ACTIVITY_NOTIFY: FdbNotify = 1,
        /// Leaves the age of the FDB entry unchanged when the entry is updated.
        NFEA_DONT_REFRESH: Flag = 2,
    }
}
// Limits: nl_neightbl_policy, nl_ntbl_parm_policy, net/core/neighbour.c.
// (NDTPA_INTERVAL_PROBE_TIME_MS has a .min there without the validation type that would apply it.)
attributes! {
    /// Attributes of a neighbour table: `NDTA_*`, linux/neighbour.h.
    ///
    /// A dump returns one message for the table and one per interface with the parameters of that
    /// interface.
    pub set NeighTable, enum NeighTableAttr<'a> {
        /// Table name: `arp_cache` or `ndisc_cache`.
        NDTA_NAME: Str<'a> = 1,
        /// Number of entries below which nothing is garbage collected. Sysctl `gc_thresh1`.
        NDTA_THRESH1: u32 = 2,
        /// Soft limit of entries. Sysctl `gc_thresh2`.
        ///
        /// Above this limit, entries are collected if the last flush is more than 5 seconds ago.
        NDTA_THRESH2: u32 = 3,
        /// Hard limit of entries. Sysctl `gc_thresh3`.
        NDTA_THRESH3: u32 = 4,
        /// Properties of the table.
        NDTA_CONFIG: &'a Struct<NdtConfig> = 5 where read_only,
        /// Parameters of one interface, or the defaults for new interfaces.
        ///
        /// Parameters of an interface contain [`NeighParms::NDTPA_IFINDEX`].
        NDTA_PARMS: Attrs<'a, NeighParms> = 6,
        /// Counters of the table.
        NDTA_STATS: Extensible<'a, NdtStats> = 7 where read_only,
        /// Interval of the garbage collector, milliseconds. Sysctl `gc_interval`.
        NDTA_GC_INTERVAL: u64 = 8,
        /// Padding.
        NDTA_PAD: &'a [u8] = 9 where read_only,
    }
}
attributes! {
    /// Neighbour parameters of an interface: `NDTPA_*`, linux/neighbour.h. Times in milliseconds.
    pub set NeighParms, enum NeighParmsAttr<'a> {
        /// Interface index.
        NDTPA_IFINDEX: u32 = 1,
        /// Reference count of the parameters.
        NDTPA_REFCNT: u32 = 2 where read_only,
        /// Reachable time in effect, milliseconds: how long a confirmed neighbour stays
        /// NUD_REACHABLE.
        ///
        /// Drawn at random from 0.5 to 1.5 of the base reachable time (RFC 4861).
        NDTPA_REACHABLE_TIME: u64 = 3 where read_only,
        /// Base reachable time (RFC 4861), milliseconds. Sysctl `base_reachable_time_ms`.
        ///
        /// The effective time is drawn from 0.5 to 1.5 of this value.
        NDTPA_BASE_REACHABLE_TIME: u64 = 4,
        /// Interval between two solicitations, milliseconds. Sysctl `retrans_time_ms`.
        NDTPA_RETRANS_TIME: u64 = 5,
        /// Time after which an unused entry may be collected, milliseconds. Sysctl `gc_stale_time`.
        NDTPA_GC_STALETIME: u64 = 6,
        /// Delay between the first use of a stale entry and the first probe, milliseconds.
        ///
        /// Sysctl `delay_first_probe_time`.
        NDTPA_DELAY_PROBE_TIME: u64 = 7,
        /// Packets queued while an address is resolved. Sysctl `unres_qlen`.
        ///
        /// The kernel counts [bytes](Self::NDTPA_QUEUE_LENBYTES) and converts.
        NDTPA_QUEUE_LEN: u32 = 8,
        /// Probes delegated to user space by RTM_GETNEIGH, before multicast probes. Sysctl
        /// `app_solicit`.
        NDTPA_APP_PROBES: u32 = 9,
        /// Unicast probes. Sysctl `ucast_solicit`.
        NDTPA_UCAST_PROBES: u32 = 10,
        /// Multicast (IPv6) or broadcast (ARP) probes. Sysctl `mcast_solicit`.
        NDTPA_MCAST_PROBES: u32 = 11,
        /// Maximum random delay before a reply for an anycast address, milliseconds.
        ///
        /// Sysctl `anycast_delay`.
        NDTPA_ANYCAST_DELAY: u64 = 12,
        /// Maximum random delay before a proxy reply, milliseconds. Sysctl `proxy_delay`.
        NDTPA_PROXY_DELAY: u64 = 13,
        /// Maximum number of packets in the proxy queue. Sysctl `proxy_qlen`.
        NDTPA_PROXY_QLEN: u32 = 14,
        /// Minimum time before an entry may be overwritten by another reply, milliseconds.
        ///
        /// Sysctl `locktime`.
        NDTPA_LOCKTIME: u64 = 15,
        /// Bytes queued while an address is resolved. Sysctl `unres_qlen_bytes`.
        NDTPA_QUEUE_LENBYTES: u32 = 16,
        /// Multicast probes after unicast probes failed, in state NUD_PROBE. Sysctl
        /// `mcast_resolicit`.
        NDTPA_MCAST_REPROBES: u32 = 17,
        /// Padding.
        NDTPA_PAD: &'a [u8] = 18 where read_only,
        /// Interval between two probes of a managed entry, milliseconds; not 0.
        ///
        /// Sysctl `interval_probe_time_ms`.
        NDTPA_INTERVAL_PROBE_TIME_MS: u64 = 19,
    }
}
message_types! {
    /// A neighbour table: `struct ndtmsg` and the attributes of [`NeighTable`].
    pub struct NeighTableMessage(NdtMsg, NeighTable);
}
message_types! {
    /// A neighbour or an entry of a forwarding database: `struct ndmsg` and the attributes of
    /// [`Neigh`].
    pub struct NeighMessage(NdMsg, Neigh);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests neighbours with `RTM_GETNEIGH`.
    ///
    /// With [`GetFlags::DUMP`](crate::wire::GetFlags::DUMP), all of them; without, the one with the
    /// address in [`Neigh::NDA_DST`] or, for AF_BRIDGE, in [`Neigh::NDA_LLADDR`].
    pub GetNeigh {
        /// Address family; AF_BRIDGE for FDB entries.
        family: AddressFamily => ndm_family,
        /// Interface index; 0 for all.
        index: u32 => ndm_ifindex,
        /// [`NeighFlags::NTF_PROXY`] for proxy entries.
        flags: NeighFlags => ndm_flags,
    } = Get(RouteMessage::RTM_GETNEIGH, NdMsg, Neigh) -> NeighMessage;
    /// Adds a neighbour or FDB entry with `RTM_NEWNEIGH`.
    ///
    /// With [`NewFlags::REPLACE`](crate::wire::NewFlags::REPLACE), changes an existing entry.
    pub NewNeigh {
        /// Address family; AF_BRIDGE for an FDB entry.
        family: AddressFamily => ndm_family,
        /// Interface index.
        index: u32 => ndm_ifindex,
        /// Neighbour state.
        state: NeighState => ndm_state,
        /// Neighbour flags.
        flags: NeighFlags => ndm_flags,
    } = New(RouteMessage::RTM_NEWNEIGH, NdMsg, Neigh) -> NeighMessage;
    /// Removes a neighbour or FDB entry with `RTM_DELNEIGH`.
    ///
    /// With [`DeleteFlags::BULK`](crate::wire::DeleteFlags::BULK), removes all FDB entries whose
    /// states and flags match under the masks.
    pub DelNeigh {
        /// Address family; AF_BRIDGE for an FDB entry.
        family: AddressFamily => ndm_family,
        /// Interface index.
        index: u32 => ndm_ifindex,
        /// Bulk deletion: state of the entries to remove.
        state: NeighState => ndm_state,
        /// Neighbour flags.
        flags: NeighFlags => ndm_flags,
    } = Delete(RouteMessage::RTM_DELNEIGH, NdMsg, Neigh) -> NeighMessage;
    /// Requests neighbour tables with `RTM_GETNEIGHTBL`; the kernel serves the dump only.
    pub GetNeighTable {
        /// Address family; AF_UNSPEC for all tables.
        family: AddressFamily => ndtm_family,
    } = Get(RouteMessage::RTM_GETNEIGHTBL, NdtMsg, NeighTable) -> NeighTableMessage;
    /// Changes a neighbour table with `RTM_SETNEIGHTBL`.
    ///
    /// [`NeighTable::NDTA_NAME`] selects the table.
    pub SetNeighTable {
        /// Address family; AF_UNSPEC for any.
        family: AddressFamily => ndtm_family,
    } = New(RouteMessage::RTM_SETNEIGHTBL, NdtMsg, NeighTable) -> NeighTableMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::View,
        server::{ValidationErrorKind, ValidationFlags, validate},
        wire::{AttributeSet, CStruct, NewFlags, Request, Value, Writer, spec::Scope},
    };
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
        let attrs = View::within(
            crate::wire::spec::PayloadType::Nest(Neigh::spec),
            &bytes[28..],
            Scope::new(28, &bytes[16..28]),
        );
        assert_eq!(format!("{attrs:?}"), "{NDA_PORT: 4789, NDA_VLAN: 7, NDA_DST: 192.0.2.1, NDA_VNI: 100}");
    }
    #[test]
    fn limits_are_the_kernels() {
        let mut buffer = [0; 96];
        for (flags, why) in [
            (1, None),
            (4, None),
            (2, Some(ValidationErrorKind::FlagsMask)),
            (8, Some(ValidationErrorKind::FlagsMask)),
        ] {
            let mut writer = Writer::<Neigh>::new(&mut buffer);
            writer.put(Neigh::NDA_DST, Ipv6Addr::LOCALHOST).put(Neigh::NDA_FLAGS_EXT, flags);
            let found = validate(
                Neigh::spec(),
                writer.finish().unwrap(),
                28,
                Scope::new(28, &[10]),
                ValidationFlags::STRICT,
            );
            assert_eq!(found.err().map(|it| it.why), why, "{flags}");
        }
    }
    #[test]
    fn structures_are_as_long_as_the_kernels() {
        let lens = (NdMsg::SPEC.len, NdaCacheInfo::SPEC.len, NdtMsg::SPEC.len);
        assert_eq!((lens, NdtConfig::SPEC.len, NdtStats::SPEC.len), ((12, 16, 4), 32, 88));
        for len in 0..100 {
            assert_eq!(<&Struct<NdtConfig>>::read(&[0; 100][..len]).is_some(), len >= 32);
            let stats = Extensible::<NdtStats>::read(&[0; 100][..len]).unwrap();
            assert_eq!(stats.get(NdtStats::ndts_table_fulls).is_some(), len >= 88);
        }
    }
}

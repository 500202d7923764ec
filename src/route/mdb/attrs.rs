//! Multicast database (MDB) of bridges and VXLAN interfaces: `RTM_*MDB`, linux/if_bridge.h.
//!
//! The MDB says to which ports of a bridge, or to which remote VTEPs of a VXLAN interface, frames
//! of a multicast group are sent. Messages have the family AF_BRIDGE.
//!
//! Replies and notifications contain [`Mdb`]. Requests to add and to delete contain [`MdbSet`],
//! requests for one entry [`MdbGet`], under the same message types and numbers.
//!
//! See also [bridge(8)](https://man7.org/linux/man-pages/man8/bridge.8.html), RFC 3376 (IGMPv3) and
//! RFC 3810 (MLDv2).
use crate::route::{McastRouter, RouteMessage, RouteProtocol};
use crate::{
    attributes, c_struct, flags, open_enum, operations,
    uapi::{AddressFamily, EtherType},
    wire::{
        Attrs, Be, CStruct, Ip, MacField, Struct, StructField, WithHeader,
        spec::{PayloadType, SelectorSource, SubMessageSpec},
    },
};
use core::{fmt, net::IpAddr};

c_struct! {
    /// Header of an MDB message: `struct br_port_msg`, linux/if_bridge.h.
    #[doc(alias = "br_port_msg")]
    pub struct BrPortMsg {
        /// Address family: AF_BRIDGE.
        family: AddressFamily,
        /// Padding.
        pad __pad: [u8; 3],
        /// Interface index of the bridge or the VXLAN interface. In a dump request, 0 for all.
        ifindex: u32,
    }
}
open_enum! {
    /// Lifetime of an MDB entry: `MDB_TEMPORARY` and `MDB_PERMANENT`, linux/if_bridge.h.
    pub struct MdbState(u8) {
        /// Temporary: the entry expires when no report refreshes it.
        MDB_TEMPORARY = 0,
        /// Permanent: the entry stays until it is deleted.
        MDB_PERMANENT = 1,
    }
}
flags! {
    /// Flags of an MDB entry: `MDB_FLAGS_*`, linux/if_bridge.h. Set by the kernel only.
    pub struct MdbFlags(u8) {
        /// The entry is offloaded to hardware.
        MDB_FLAGS_OFFLOAD = 1 << 0,
        /// The entry ended by fast leave; in notifications of deleted entries.
        MDB_FLAGS_FAST_LEAVE = 1 << 1,
        /// (S, G) entry added automatically for a (*, G) entry in EXCLUDE mode.
        MDB_FLAGS_STAR_EXCL = 1 << 2,
        /// Blocked: frames from the source are not forwarded to the port.
        MDB_FLAGS_BLOCKED = 1 << 3,
        /// Offload to hardware failed. Since Linux 6.16.
        MDB_FLAGS_OFFLOAD_FAILED = 1 << 4,
    }
}
open_enum! {
    /// Source filter mode of a multicast group (RFC 3376): `MCAST_*`, linux/in.h.
    pub struct McastFilterMode(u8) {
        /// EXCLUDE: all sources except those in the list.
        MCAST_EXCLUDE = 0,
        /// INCLUDE: only the sources in the list.
        MCAST_INCLUDE = 1,
    }
}
c_struct! {
    /// MAC address in the address union of an MDB entry.
    struct MdbMac {
        /// Multicast MAC address.
        mac_addr: MacField<6>,
        /// Padding.
        pad pad: [u8; 10],
    }
}
/// Address union of an MDB entry: an IPv4 address, an IPv6 address or a MAC address.
///
/// [`BrMdbAddr::proto`] selects the member; `group()` and `mac()` of a `Struct<BrMdbEntry>` read
/// it.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct MdbAddress(pub [u8; 16]);
impl MdbAddress {
    const BY_PROTOCOL: SubMessageSpec = SubMessageSpec {
        by: SelectorSource::Structure { up: 0, offset: 16, len: 2 },
        arms: &[
            (&[0x08, 0x00], PayloadType::Ip4),
            (&[0x86, 0xdd], PayloadType::Ip),
            (&[0, 0], PayloadType::Struct(&MdbMac::SPEC)),
        ],
    };
}
impl fmt::Debug for MdbAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl StructField for MdbAddress {
    type Raw = [u8; 16];
    const PAYLOAD_TYPE: PayloadType = PayloadType::SubMessage(&Self::BY_PROTOCOL);
    fn from_raw(raw: &[u8; 16]) -> Self {
        Self(*raw)
    }
    fn to_raw(self) -> [u8; 16] {
        self.0
    }
}
c_struct! {
    /// Address of an MDB entry, linux/if_bridge.h: [`BrMdbEntry::addr`].
    pub struct BrMdbAddr {
        /// Address.
        u: MdbAddress,
        /// EtherType of the address: ETH_P_IP, ETH_P_IPV6, or 0 for a MAC address.
        proto: Be<EtherType>,
        /// Padding.
        pad __pad: u16,
    }
}
c_struct! {
    /// MDB entry: `struct br_mdb_entry`, linux/if_bridge.h.
    #[doc(alias = "br_mdb_entry")]
    pub struct BrMdbEntry {
        /// Interface index of the bridge port; the index of the bridge for its own membership.
        ifindex: u32,
        /// Lifetime of the entry.
        state: MdbState,
        /// Flags, set by the kernel.
        flags: MdbFlags,
        /// VLAN id; 0 without VLAN filtering.
        vid: u16,
        /// Multicast group.
        addr: Struct<BrMdbAddr>,
    }
}
impl BrMdbEntry {
    /// Creates an entry for an IPv4 or IPv6 multicast group; all other fields are 0.
    pub fn from_group(group: IpAddr) -> Struct<Self> {
        let (address, proto) = match group {
            IpAddr::V4(v4) => {
                let [a, b, c, d] = v4.octets();
                ([a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], EtherType::ETH_P_IP)
            }
            IpAddr::V6(v6) => (v6.octets(), EtherType::ETH_P_IPV6),
        };
        let addr = BrMdbAddr::new().with(BrMdbAddr::u, MdbAddress(address)).with(BrMdbAddr::proto, Be(proto));
        Self::new().with(Self::addr, addr)
    }
    /// Creates an entry for a multicast MAC address (layer 2); all other fields are 0.
    pub fn from_mac(mac: [u8; 6]) -> Struct<Self> {
        let [a, b, c, d, e, f] = mac;
        let address = MdbAddress([a, b, c, d, e, f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        Self::new().with(Self::addr, BrMdbAddr::new().with(BrMdbAddr::u, address))
    }
}
impl Struct<BrMdbEntry> {
    /// Returns the IPv4 or IPv6 multicast group; `None` for a MAC address.
    pub fn group(&self) -> Option<IpAddr> {
        let addr = self.get(BrMdbEntry::addr);
        let MdbAddress(octets) = addr.get(BrMdbAddr::u);
        match addr.get(BrMdbAddr::proto).0 {
            EtherType::ETH_P_IP => octets.first_chunk::<4>().map(|v4| IpAddr::from(*v4)),
            EtherType::ETH_P_IPV6 => Some(IpAddr::from(octets)),
            _ => None,
        }
    }
    /// Returns the multicast MAC address; `None` for an IP group.
    pub fn mac(&self) -> Option<[u8; 6]> {
        let addr = self.get(BrMdbEntry::addr);
        let MdbAddress(octets) = addr.get(BrMdbAddr::u);
        (addr.get(BrMdbAddr::proto).0 == EtherType(0)).then_some(octets.first_chunk().copied()).flatten()
    }
}

attributes! {
    /// Attributes of an MDB reply or notification: `MDBA_*`, linux/if_bridge.h.
    ///
    /// A dump returns one message per bridge or VXLAN interface.
    pub set Mdb, enum MdbAttr<'a> {
        /// MDB entries.
        MDBA_MDB: Attrs<'a, MdbEntries> = 1 where read_only,
        /// Ports with a multicast router.
        MDBA_ROUTER: Attrs<'a, MdbRouters> = 2 where read_only,
    }
}
attributes! {
    /// MDB entries, grouped by multicast group: `MDBA_MDB_*`, linux/if_bridge.h.
    pub set MdbEntries, enum MdbEntriesAttr<'a> {
        /// Multicast group; in a dump with all ports of the group.
        MDBA_MDB_ENTRY: [Attrs<'a, MdbGroup>] = 1,
    }
}
attributes! {
    /// Ports of a multicast group: `MDBA_MDB_ENTRY_*`, linux/if_bridge.h.
    pub set MdbGroup, enum MdbGroupAttr<'a> {
        /// Membership of one port, or one remote VTEP.
        MDBA_MDB_ENTRY_INFO: [WithHeader<'a, BrMdbEntry, Attrs<'a, MdbInfo>>] = 1,
    }
}
attributes! {
    /// Further attributes of an MDB entry: `MDBA_MDB_EATTR_*`, linux/if_bridge.h.
    pub set MdbInfo, enum MdbInfoAttr<'a> {
        /// Time until the entry expires, 1/100 s; 0 for a permanent entry.
        MDBA_MDB_EATTR_TIMER: u32 = 1,
        /// Source list of the group.
        MDBA_MDB_EATTR_SRC_LIST: Attrs<'a, MdbSources> = 2,
        /// Source filter mode.
        MDBA_MDB_EATTR_GROUP_MODE: McastFilterMode = 3,
        /// Source address of an (S, G) entry.
        MDBA_MDB_EATTR_SOURCE: Ip<'a> = 4,
        /// Origin of the entry: the routing protocol or daemon that added it.
        MDBA_MDB_EATTR_RTPROT: RouteProtocol = 5,
        /// VXLAN: address of the remote VTEP.
        MDBA_MDB_EATTR_DST: Ip<'a> = 6,
        /// VXLAN: UDP destination port of the remote VTEP, in host byte order.
        MDBA_MDB_EATTR_DST_PORT: u16 = 7,
        /// VXLAN: destination VNI, into which packets are encapsulated.
        MDBA_MDB_EATTR_VNI: u32 = 8,
        /// VXLAN: index of the outgoing interface.
        MDBA_MDB_EATTR_IFINDEX: u32 = 9,
        /// VXLAN: source VNI, for which the entry applies.
        MDBA_MDB_EATTR_SRC_VNI: u32 = 10,
    }
}
attributes! {
    /// Source list of an MDB entry: `MDBA_MDB_SRCLIST_*`, linux/if_bridge.h.
    pub set MdbSources, enum MdbSourcesAttr<'a> {
        /// One source.
        MDBA_MDB_SRCLIST_ENTRY: [Attrs<'a, MdbSource>] = 1,
    }
}
attributes! {
    /// Source of an MDB entry: `MDBA_MDB_SRCATTR_*`, linux/if_bridge.h.
    pub set MdbSource, enum MdbSourceAttr<'a> {
        /// Source address.
        MDBA_MDB_SRCATTR_ADDRESS: Ip<'a> = 1,
        /// Time until the source expires, 1/100 s; 0 for a source that does not expire.
        MDBA_MDB_SRCATTR_TIMER: u32 = 2,
    }
}
c_struct! {
    /// Header of a multicast router port: the interface index, a `u32` without a struct in the
    /// kernel header.
    pub struct MdbRouterPort {
        /// Interface index of the port.
        ifindex: u32,
    }
}
attributes! {
    /// Ports with a multicast router: `MDBA_ROUTER_*`, linux/if_bridge.h.
    pub set MdbRouters, enum MdbRoutersAttr<'a> {
        /// One port. Notifications carry the interface index only.
        MDBA_ROUTER_PORT: [WithHeader<'a, MdbRouterPort, Attrs<'a, MdbRouter>>] = 1,
    }
}
attributes! {
    /// Attributes of a multicast router port: `MDBA_ROUTER_PATTR_*`, linux/if_bridge.h.
    pub set MdbRouter, enum MdbRouterAttr<'a> {
        /// Time until the router expires, the longer one of IPv4 and IPv6, 1/100 s.
        MDBA_ROUTER_PATTR_TIMER: u32 = 1,
        /// Multicast router mode of the port.
        MDBA_ROUTER_PATTR_TYPE: McastRouter = 2,
        /// Time until the IPv4 router expires, 1/100 s.
        MDBA_ROUTER_PATTR_INET_TIMER: u32 = 3,
        /// Time until the IPv6 router expires, 1/100 s.
        MDBA_ROUTER_PATTR_INET6_TIMER: u32 = 4,
        /// VLAN id, if the bridge snoops multicast per VLAN.
        MDBA_ROUTER_PATTR_VID: u16 = 5,
    }
}
// Limits: mdba_policy and mdba_get_policy, net/core/rtnetlink.c.
attributes! {
    /// Attributes of a request to add or to delete an MDB entry: `MDBA_SET_*`, linux/if_bridge.h.
    ///
    /// The numbers overlap with those of [`Mdb`].
    ///
    /// ```
    /// use nlwire::{route::{BrMdbEntry, MdbSet, MdbState, NewMdb}, uapi::AddressFamily};
    /// use nlwire::wire::{NewFlags, Request};
    /// let mut buffer = [0; 128];
    /// let operation = NewMdb { family: AddressFamily::AF_BRIDGE, index: 7 }; // the bridge
    /// let entry = BrMdbEntry::from_group([239, 1, 1, 1].into())
    ///     .with(BrMdbEntry::ifindex, 8) // the port
    ///     .with(BrMdbEntry::state, MdbState::MDB_PERMANENT);
    /// let mut request = Request::new(&mut buffer, operation, NewFlags::CREATE | NewFlags::EXCL | NewFlags::ACK);
    /// request.put(MdbSet::MDBA_SET_ENTRY, &entry);
    /// assert_eq!(request.finish(1)?.len(), 16 + 8 + 32);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set MdbSet, enum MdbSetAttr<'a> {
        /// Entry to add or to delete.
        MDBA_SET_ENTRY: &'a Struct<BrMdbEntry> = 1 where exact_len(28),
        /// Further attributes of the entry.
        MDBA_SET_ENTRY_ATTRS: Attrs<'a, MdbEntryOptions> = 2,
    }
}
attributes! {
    /// Attributes of a request for one MDB entry: `MDBA_GET_*`, linux/if_bridge.h.
    pub set MdbGet, enum MdbGetAttr<'a> {
        /// Entry to return: group and VLAN id.
        MDBA_GET_ENTRY: &'a Struct<BrMdbEntry> = 1 where exact_len(28),
        /// Further attributes: source address or source VNI.
        MDBA_GET_ENTRY_ATTRS: Attrs<'a, MdbEntryOptions> = 2,
    }
}
// Limits: br_mdbe_attrs_pol, net/bridge/br_mdb.c, and vxlan_mdbe_attrs_pol,
// drivers/net/vxlan/vxlan_mdb.c.
attributes! {
    /// Further attributes of an MDB entry in a request: `MDBE_ATTR_*`, linux/if_bridge.h.
    pub set MdbEntryOptions strict from 0, enum MdbEntryOptionsAttr<'a> {
        /// Source address of an (S, G) entry.
        MDBE_ATTR_SOURCE: Ip<'a> = 1,
        /// Source list of a (*, G) entry. Since Linux 6.3.
        MDBE_ATTR_SRC_LIST: Attrs<'a, MdbSourceList> = 2,
        /// Source filter mode. Since Linux 6.3.
        MDBE_ATTR_GROUP_MODE: McastFilterMode = 3 where range(0, 1),
        /// Origin of the entry, RTPROT_STATIC or higher. Since Linux 6.3.
        MDBE_ATTR_RTPROT: RouteProtocol = 4 where min(4),
        /// VXLAN: address of the remote VTEP. Since Linux 6.4.
        MDBE_ATTR_DST: Ip<'a> = 5,
        /// VXLAN: UDP destination port of the remote VTEP, in host byte order.
        MDBE_ATTR_DST_PORT: u16 = 6,
        /// VXLAN: destination VNI, 0 to 16777215.
        MDBE_ATTR_VNI: u32 = 7 where range(0, 0xff_ffff),
        /// VXLAN: index of the outgoing interface.
        MDBE_ATTR_IFINDEX: i32 = 8 where min(1),
        /// VXLAN: source VNI, 0 to 16777215.
        MDBE_ATTR_SRC_VNI: u32 = 9 where range(0, 0xff_ffff),
        /// Bulk deletion: mask of the states that are compared. Since Linux 6.8.
        MDBE_ATTR_STATE_MASK: MdbState = 10 where flags_mask(1),
    }
}
attributes! {
    /// Source list in a request: `MDBE_SRC_LIST_*`, linux/if_bridge.h.
    pub set MdbSourceList strict from 0, enum MdbSourceListAttr<'a> {
        /// One source.
        MDBE_SRC_LIST_ENTRY: [Attrs<'a, MdbSourceOptions>] = 1,
    }
}
attributes! {
    /// Source in a request: `MDBE_SRCATTR_*`, linux/if_bridge.h.
    pub set MdbSourceOptions strict from 0, enum MdbSourceOptionsAttr<'a> {
        /// Source address.
        MDBE_SRCATTR_ADDRESS: Ip<'a> = 1,
    }
}
crate::message_types! {
    /// MDB entries: `struct br_port_msg` and the attributes of [`Mdb`].
    pub struct MdbMessage(BrPortMsg, Mdb);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests MDB entries with `RTM_GETMDB`.
    ///
    /// With [`GetFlags::DUMP`](crate::wire::GetFlags::DUMP), those of all bridges and VXLAN
    /// interfaces; without, since Linux 6.8, the one in [`MdbGet::MDBA_GET_ENTRY`].
    pub GetMdb {
        /// Address family: AF_BRIDGE.
        family: AddressFamily => family,
        /// Interface index of the bridge or the VXLAN interface; 0 in a dump.
        index: u32 => ifindex,
    } = Get(RouteMessage::RTM_GETMDB, BrPortMsg, MdbGet) -> MdbMessage;
    /// Adds an MDB entry with `RTM_NEWMDB`.
    ///
    /// With [`NewFlags::REPLACE`](crate::wire::NewFlags::REPLACE), changes an existing entry, since
    /// Linux 6.3.
    pub NewMdb {
        /// Address family: AF_BRIDGE.
        family: AddressFamily => family,
        /// Interface index of the bridge or the VXLAN interface.
        index: u32 => ifindex,
    } = New(RouteMessage::RTM_NEWMDB, BrPortMsg, MdbSet) -> MdbMessage;
    /// Removes an MDB entry with `RTM_DELMDB`.
    ///
    /// With [`DeleteFlags::BULK`](crate::wire::DeleteFlags::BULK), removes all entries that match,
    /// since Linux 6.8.
    pub DelMdb {
        /// Address family: AF_BRIDGE.
        family: AddressFamily => family,
        /// Interface index of the bridge or the VXLAN interface.
        index: u32 => ifindex,
    } = Delete(RouteMessage::RTM_DELMDB, BrPortMsg, MdbSet) -> MdbMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::{
            self,
            testing::{attr, message, text},
        },
        schema::Described,
        wire::{Message, Operation, Writer},
    };
    use std::{format, vec::Vec};

    /// An entry as the kernel lays it out.
    fn entry(index: u32, state: u8, flags: u8, vid: u16, address: &[u8], proto: u16) -> Vec<u8> {
        let mut bytes = index.to_ne_bytes().to_vec();
        bytes.extend([state, flags]);
        bytes.extend(vid.to_ne_bytes());
        bytes.extend(address);
        bytes.resize(24, 0);
        bytes.extend(proto.to_be_bytes());
        bytes.extend([0, 0]);
        bytes
    }
    fn dump() -> Vec<u8> {
        // as the kernel sends them: nests without NLA_F_NESTED, attributes behind the structure
        let one = [
            entry(8, 1, 0, 10, &[239, 1, 1, 1], 0x0800),
            attr(1, &0u32.to_ne_bytes()),
            attr(2, &attr(1, &[attr(1, &[192, 0, 2, 1]), attr(2, &77u32.to_ne_bytes())].concat())),
            attr(3, &[0]),
            attr(5, &[4]),
        ]
        .concat();
        let mut group = [0; 16];
        group[0] = 0xff;
        group[15] = 5;
        let two = [entry(9, 0, 2, 0, &group, 0x86dd), attr(1, &25_999u32.to_ne_bytes())].concat();
        let three = [entry(7, 1, 0, 0, &[1, 0, 0x5e, 0, 0, 9], 0), attr(1, &0u32.to_ne_bytes())].concat();
        let entries = [one, two, three].map(|info| attr(1, &attr(1, &info))).concat();
        let router = [
            8u32.to_ne_bytes().to_vec(),
            attr(1, &5u32.to_ne_bytes()),
            attr(2, &[1]),
            attr(5, &10u16.to_ne_bytes()),
        ];
        let mut payload = std::vec![7, 0, 0, 0];
        payload.extend(7u32.to_ne_bytes());
        payload.extend(attr(1, &entries));
        payload.extend(attr(2, &attr(1, &router.concat())));
        message(84, &payload)
    }

    #[test]
    fn a_dump_is_read_with_the_attributes_behind_each_structure() {
        assert_eq!(
            text(&dump()),
            "{MDBA_MDB: {MDBA_MDB_ENTRY: [{MDBA_MDB_ENTRY_INFO: [{header: {ifindex: 8, state: MDB_PERMANENT, flags: 0, \
             vid: 10, addr: {u: 239.1.1.1, proto: ETH_P_IP}}, attributes: {MDBA_MDB_EATTR_TIMER: 0, \
             MDBA_MDB_EATTR_SRC_LIST: {MDBA_MDB_SRCLIST_ENTRY: [{MDBA_MDB_SRCATTR_ADDRESS: 192.0.2.1, \
             MDBA_MDB_SRCATTR_TIMER: 77}]}, MDBA_MDB_EATTR_GROUP_MODE: MCAST_EXCLUDE, \
             MDBA_MDB_EATTR_RTPROT: RTPROT_STATIC}}]}, {MDBA_MDB_ENTRY_INFO: [{header: {ifindex: 9, state: MDB_TEMPORARY, \
             flags: MDB_FLAGS_FAST_LEAVE, vid: 0, addr: {u: ff00::5, proto: ETH_P_IPV6}}, \
             attributes: {MDBA_MDB_EATTR_TIMER: 25999}}]}, {MDBA_MDB_ENTRY_INFO: [{header: {ifindex: 7, \
             state: MDB_PERMANENT, flags: 0, vid: 0, addr: {u: {mac_addr: 01:00:5e:00:00:09}, proto: 0}}, \
             attributes: {MDBA_MDB_EATTR_TIMER: 0}}]}]}, MDBA_ROUTER: {MDBA_ROUTER_PORT: [{header: {ifindex: 8}, \
             attributes: {MDBA_ROUTER_PATTR_TIMER: 5, MDBA_ROUTER_PATTR_TYPE: MDB_RTR_TYPE_TEMP_QUERY, \
             MDBA_ROUTER_PATTR_VID: 10}}]}}"
        );
    }
    #[test]
    fn entries_and_router_ports_are_listed() {
        let bytes = dump();
        let reply = GetMdb::reply(Message::new(&bytes).unwrap()).unwrap();
        let found: Vec<_> = reply
            .entries()
            .map(|it| (it.port(), it.group(), it.mac(), it.vid(), it.state(), it.flags()))
            .collect();
        assert_eq!(
            found,
            [
                (8, Some([239, 1, 1, 1].into()), None, 10, MdbState::MDB_PERMANENT, MdbFlags::empty()),
                (
                    9,
                    Some("ff00::5".parse().unwrap()),
                    None,
                    0,
                    MdbState::MDB_TEMPORARY,
                    MdbFlags::MDB_FLAGS_FAST_LEAVE
                ),
                (7, None, Some([1, 0, 0x5e, 0, 0, 9]), 0, MdbState::MDB_PERMANENT, MdbFlags::empty()),
            ]
        );
        assert_eq!((reply.link(), reply.router_ports().collect::<Vec<_>>()), (7, std::vec![8]));
    }
    #[test]
    fn cut_anywhere_it_is_read_without_a_panic() {
        let bytes = dump();
        for len in 16..bytes.len() {
            let mut cut = bytes[..len].to_vec();
            cut[..4].copy_from_slice(&(len as u32).to_ne_bytes());
            let message = Message::new(&cut).unwrap();
            let _ = format!("{:?}", Described::new("route", route::lookup(message), message));
            if let Ok(reply) = GetMdb::reply(message) {
                let _ = (reply.entries().count(), reply.router_ports().count());
            }
        }
    }
    #[test]
    fn an_entry_is_written_as_the_kernel_reads_it() {
        assert_eq!(BrMdbEntry::SPEC.len, 28);
        let mut buffer = [0; 64];
        let mut writer = Writer::<MdbSet>::new(&mut buffer);
        let made = BrMdbEntry::from_group([239, 1, 1, 1].into())
            .with(BrMdbEntry::ifindex, 8)
            .with(BrMdbEntry::state, MdbState::MDB_PERMANENT)
            .with(BrMdbEntry::vid, 10);
        writer.put(MdbSet::MDBA_SET_ENTRY, &made);
        assert_eq!(writer.finish().unwrap(), attr(1, &entry(8, 1, 0, 10, &[239, 1, 1, 1], 0x0800)));
    }
}

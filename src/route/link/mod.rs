//! Links: `RTM_*LINK`, linux/if_link.h.
//!
//! ```
//! use nlwire::{route::{GetLink, Link, LinkFlags, NewLink, OperState}, wire::{Attrs, NewFlags, Request, Writer}};
//! // a request: up, and called "uplink", too
//! let mut buffer = [0; 64];
//! let operation = NewLink { index: 3, flags: LinkFlags::IFF_UP, change: LinkFlags::IFF_UP, ..Default::default() };
//! let mut request = Request::new(&mut buffer, operation, NewFlags::ACK);
//! request.put(Link::IFLA_IFALIAS, "uplink").put(Link::IFLA_MTU, 9000);
//! request.finish(1)?;
//! // a reply's attributes
//! let mut buffer = [0; 64];
//! let mut link = Writer::<Link>::new(&mut buffer);
//! link.put(Link::IFLA_IFNAME, "eth0").put(Link::IFLA_OPERSTATE, OperState::IF_OPER_UP);
//! let link = nlwire::pick!(Attrs::new(link.finish()?), Link { name: IFLA_IFNAME, state: IFLA_OPERSTATE })?;
//! assert_eq!((link.name, link.state), (Some("eth0".into()), Some(OperState::IF_OPER_UP)));
//! # let _ = GetLink::default();
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
mod af_bridge;
mod af_spec;
mod bridge_port;
mod cfm;
mod info;
mod kind;
mod mrp;
mod stats;
mod vf;
mod xdp;

pub use af_bridge::*;
pub use af_spec::*;
pub use bridge_port::*;
pub use cfm::*;
pub use info::*;
pub use kind::*;
pub use mrp::*;
pub use stats::*;
pub use vf::*;
pub use xdp::*;

use crate::{
    attributes, flags, layout, numbers, operations,
    route::RouteMessage,
    uapi::{AddressFamily, HardwareType},
    wire::{Attrs, Grown, HwAddr, Selected, Str, Uint},
};

layout! {
    /// `struct ifinfomsg`, linux/rtnetlink.h.
    #[doc(alias = "ifinfomsg")]
    pub struct IfInfo {
        /// AF_UNSPEC; AF_BRIDGE for a bridge and its ports, AF_INET6 for a link's IPv6.
        ifi_family: AddressFamily,
        /// Unused.
        __ifi_pad: u8,
        /// What kind of hardware it is.
        ifi_type: HardwareType,
        /// The link's index.
        ifi_index: i32,
        /// Its flags; of a request, the values of those in `ifi_change`.
        ifi_flags: LinkFlags,
        /// Of an event, which flags have changed: all bits where the link is new or gone. Of a request, which are to change; none with
        /// flags that are set means all, for old programs.
        ifi_change: LinkFlags,
    }
}
layout! {
    /// Where an old card lies in memory: `struct rtnl_link_ifmap`, linux/if_link.h. 28 bytes, and 4 of padding where 8 bytes align to 8.
    #[doc(alias = "rtnl_link_ifmap")]
    pub struct LinkMap {
        /// Where its memory begins.
        mem_start: u64,
        /// Where its memory ends.
        mem_end: u64,
        /// Its input and output port.
        base_addr: u64,
        /// Its interrupt.
        irq: u16,
        /// Its channel of direct memory access.
        dma: u8,
        /// Its connector.
        port: u8,
        /// Unused.
        __pad: u32,
    }
}

/// What a kernel of this architecture takes for a map: few align 8 bytes to less than 8.
const LINK_MAP_LEN: u16 = 28usize.next_multiple_of(align_of::<u64>()) as u16;

flags! {
    /// A link's flags: `IFF_*`, linux/if.h.
    pub struct LinkFlags(u32) {
        /// Administratively up.
        IFF_UP = 1 << 0,
        /// It has a broadcast address. The device says so.
        IFF_BROADCAST = 1 << 1,
        /// Its driver is to talk.
        IFF_DEBUG = 1 << 2,
        /// It is a loopback. The device says so.
        IFF_LOOPBACK = 1 << 3,
        /// It has one other end. The device says so.
        IFF_POINTOPOINT = 1 << 4,
        /// No trailers, a trick of old BSD.
        IFF_NOTRAILERS = 1 << 5,
        /// Operationally up, RFC 2863.
        IFF_RUNNING = 1 << 6,
        /// Addresses are not resolved.
        IFF_NOARP = 1 << 7,
        /// It receives everything, by request of the administrator; `IFLA_PROMISCUITY` counts all reasons.
        IFF_PROMISC = 1 << 8,
        /// It receives all multicast, by request of the administrator; `IFLA_ALLMULTI` counts all reasons.
        IFF_ALLMULTI = 1 << 9,
        /// It spreads load over others: a bond.
        IFF_MASTER = 1 << 10,
        /// It is one of those that a bond spreads load over.
        IFF_SLAVE = 1 << 11,
        /// It can send multicast.
        IFF_MULTICAST = 1 << 12,
        /// Its connector can be chosen.
        IFF_PORTSEL = 1 << 13,
        /// It chooses the connector by itself.
        IFF_AUTOMEDIA = 1 << 14,
        /// It loses its address when it goes down.
        IFF_DYNAMIC = 1 << 15,
        /// There is a signal.
        IFF_LOWER_UP = 1 << 16,
        /// It waits for something outside, such as 802.1X.
        IFF_DORMANT = 1 << 17,
        /// It hears what it sends (CAN).
        IFF_ECHO = 1 << 18,
    }
}
flags! {
    /// Which details to tell of a link, and which not: `RTEXT_FILTER_*`, linux/rtnetlink.h.
    pub struct ExtFilter(u32) {
        /// Virtual functions.
        RTEXT_FILTER_VF = 1 << 0,
        /// VLANs of a bridge and its ports, one by one. AF_BRIDGE only, as all of a bridge.
        RTEXT_FILTER_BRVLAN = 1 << 1,
        /// VLANs of a bridge and its ports, as ranges.
        RTEXT_FILTER_BRVLAN_COMPRESSED = 1 << 2,
        /// No statistics: those of virtual functions and of IPv6; of newer kernels, the link's own, too.
        RTEXT_FILTER_SKIP_STATS = 1 << 3,
        /// Media redundancy of a bridge.
        RTEXT_FILTER_MRP = 1 << 4,
        /// Settings of a bridge's connectivity fault management.
        RTEXT_FILTER_CFM_CONFIG = 1 << 5,
        /// What a bridge's connectivity fault management has seen.
        RTEXT_FILTER_CFM_STATUS = 1 << 6,
        /// States of a bridge's port by spanning tree.
        RTEXT_FILTER_MST = 1 << 7,
        /// Names alone. Newer kernels only.
        RTEXT_FILTER_NAME_ONLY = 1 << 8,
    }
}
numbers! {
    /// Whether a link works, RFC 2863: `IF_OPER_*`, linux/if.h.
    pub struct OperState(u8) {
        /// Its driver does not say. It may well work.
        IF_OPER_UNKNOWN = 0,
        /// The device is gone.
        IF_OPER_NOTPRESENT = 1,
        /// It does not.
        IF_OPER_DOWN = 2,
        /// It does not, since the link below it does not.
        IF_OPER_LOWERLAYERDOWN = 3,
        /// It is being tested.
        IF_OPER_TESTING = 4,
        /// It waits for something outside, such as 802.1X.
        IF_OPER_DORMANT = 5,
        /// It does.
        IF_OPER_UP = 6,
    }
}
numbers! {
    /// How far a link comes up by itself: `IF_LINK_MODE_*`, linux/if.h.
    pub struct LinkMode(u8) {
        /// All the way.
        IF_LINK_MODE_DEFAULT = 0,
        /// It stays dormant until user space says that it is up.
        IF_LINK_MODE_DORMANT = 1,
        /// It stays in testing until user space says that it is up.
        IF_LINK_MODE_TESTING = 2,
    }
}
numbers! {
    /// Why the kernel tells of a link: `IFLA_EVENT_*`, linux/if_link.h.
    pub struct LinkEvent(u32) {
        /// For no reason that has a name.
        IFLA_EVENT_NONE = 0,
        /// It has started anew.
        IFLA_EVENT_REBOOT = 1,
        /// What its hardware does by itself has changed.
        IFLA_EVENT_FEATURES = 2,
        /// A bond sends by another link now.
        IFLA_EVENT_BONDING_FAILOVER = 3,
        /// Neighbours have been told its address again.
        IFLA_EVENT_NOTIFY_PEERS = 4,
        /// Multicast groups have been joined again.
        IFLA_EVENT_IGMP_RESEND = 5,
        /// A bond's settings have changed.
        IFLA_EVENT_BONDING_OPTIONS = 6,
    }
}

attributes! {
    /// A link's attributes: `IFLA_*`, linux/if_link.h. Where nothing else is said, a byte is 0 or 1, and a link or a namespace is a number.
    pub set Link strict from 65, enum LinkAttr<'a> {
        /// Hardware address.
        IFLA_ADDRESS = 1 => Address(HwAddr<'a>) where at_most(32),
        /// Hardware address of everybody; of a point-to-point link, of the other end.
        IFLA_BROADCAST = 2 => Broadcast(HwAddr<'a>) where at_most(32),
        /// Name, at most 15 bytes.
        IFLA_IFNAME = 3 => IfName(Str<'a>) where at_most(15),
        /// Largest packet, bytes.
        IFLA_MTU = 4 => Mtu(u32),
        /// The link below it: a VLAN's Ethernet. Of `IFLA_LINK_NETNSID`'s namespace, where that is there; 0 where there is none.
        IFLA_LINK = 5 => Link(u32),
        /// Name of its root queueing discipline.
        IFLA_QDISC = 6 => Qdisc(Str<'a>) where output(),
        /// Counters of 32 bits.
        IFLA_STATS = 7 => Stats(Grown<'a, LinkStats>) where output(),
        /// Reserved. No kernel sends it.
        IFLA_COST = 8 => Cost(&'a [u8]) where output(),
        /// Reserved. No kernel sends it.
        IFLA_PRIORITY = 9 => Priority(&'a [u8]) where output(),
        /// The bridge, bond, ... that it is part of; a request's 0 takes it out.
        IFLA_MASTER = 10 => Master(u32),
        /// An event of the old wireless extensions, linux/wireless.h.
        IFLA_WIRELESS = 11 => Wireless(&'a [u8]) where output(),
        /// What the family in the header keeps of it, where that is AF_BRIDGE or AF_INET6.
        IFLA_PROTINFO = 12 => ProtInfo(Selected<'a, ProtInfo>) where binary(u16::MAX),
        /// How many packets may wait to be sent.
        IFLA_TXQLEN = 13 => TxQLen(u32),
        /// Where an old card lies in memory.
        IFLA_MAP = 14 => Map(Grown<'a, LinkMap>) where at_least(LINK_MAP_LEN),
        /// How many packets its driver takes in one go. No kernel of today sends it or heeds it.
        IFLA_WEIGHT = 15 => Weight(u32),
        /// Whether it works.
        IFLA_OPERSTATE = 16 => OperState(OperState),
        /// How far it comes up by itself.
        IFLA_LINKMODE = 17 => LinkMode(LinkMode),
        /// What it is.
        IFLA_LINKINFO = 18 => LinkInfo(Attrs<'a, LinkInfo>),
        /// The namespace to put it into, as a process of that namespace. Requests only.
        IFLA_NET_NS_PID = 19 => NetNsPid(u32),
        /// What the administrator calls it: at most 255 bytes, and the NUL is one of them where it is sent, as it is here.
        IFLA_IFALIAS = 20 => IfAlias(Str<'a>) where binary(255),
        /// How many virtual functions it has. Only where `IFLA_EXT_MASK` asks.
        IFLA_NUM_VF = 21 => NumVf(u32) where output(),
        /// Its virtual functions. Only where `IFLA_EXT_MASK` asks.
        IFLA_VFINFO_LIST = 22 => VfInfoList(Attrs<'a, VfList>),
        /// Counters of 64 bits.
        IFLA_STATS64 = 23 => Stats64(Grown<'a, LinkStats64>) where output(),
        /// Port profiles of its virtual functions. Only where `IFLA_EXT_MASK` asks.
        IFLA_VF_PORTS = 24 => VfPorts(Attrs<'a, VfPorts>),
        /// Its own port profile. Only where `IFLA_EXT_MASK` asks.
        IFLA_PORT_SELF = 25 => PortSelf(Attrs<'a, VfPort>),
        /// What address families keep of it; of AF_BRIDGE, its VLANs and more.
        IFLA_AF_SPEC = 26 => AfSpec(Selected<'a, AfSpecFamily>),
        /// A number by which links are dealt with together, /etc/iproute2/group.
        IFLA_GROUP = 27 => Group(u32),
        /// The namespace to put it into, as an open file. Requests only.
        IFLA_NET_NS_FD = 28 => NetNsFd(u32),
        /// Which details to tell. Requests only.
        IFLA_EXT_MASK = 29 => ExtMask(ExtFilter),
        /// How many have asked it to receive everything. A request's is ignored.
        IFLA_PROMISCUITY = 30 => Promiscuity(u32),
        /// How many queues it sends by; of a request, of a link to be made.
        IFLA_NUM_TX_QUEUES = 31 => NumTxQueues(u32),
        /// How many queues it receives by; of a request, of a link to be made.
        IFLA_NUM_RX_QUEUES = 32 => NumRxQueues(u32),
        /// Whether there is a signal.
        IFLA_CARRIER = 33 => Carrier(u8),
        /// Identity of the connector, the same for all links that share it; at most 32 bytes.
        IFLA_PHYS_PORT_ID = 34 => PhysPortId(&'a [u8]) where at_most(32),
        /// How often the signal came or went. A request's is ignored.
        IFLA_CARRIER_CHANGES = 35 => CarrierChanges(u32),
        /// Identity of the switch that it is a port of; at most 32 bytes.
        IFLA_PHYS_SWITCH_ID = 36 => PhysSwitchId(&'a [u8]) where at_most(32),
        /// The namespace of the link below it, or of its other end; -1 where that has no number.
        IFLA_LINK_NETNSID = 37 => LinkNetNsId(i32),
        /// What is printed at the connector.
        IFLA_PHYS_PORT_NAME = 38 => PhysPortName(Str<'a>) where output(),
        /// Whether a protocol holds it down.
        IFLA_PROTO_DOWN = 39 => ProtoDown(u8),
        /// Most segments that a packet may have which the device is to split.
        IFLA_GSO_MAX_SEGS = 40 => GsoMaxSegs(u32),
        /// Largest packet that the device is to split, bytes. A request's must be larger than the kernel's largest TCP header, which
        /// depends on how the kernel was made.
        IFLA_GSO_MAX_SIZE = 41 => GsoMaxSize(u32),
        /// The program that it runs on every packet.
        IFLA_XDP = 43 => Xdp(Attrs<'a, Xdp>),
        /// Why the kernel tells of it.
        IFLA_EVENT = 44 => Event(LinkEvent),
        /// The namespace that it has gone to, where it left this one.
        IFLA_NEW_NETNSID = 45 => NewNetNsId(i32) where output(),
        /// The namespace that is meant, in a request and in the reply to it.
        #[doc(alias = "IFLA_IF_NETNSID")]
        IFLA_TARGET_NETNSID = 46 => TargetNetNsId(i32),
        /// How often the signal came.
        IFLA_CARRIER_UP_COUNT = 47 => CarrierUpCount(u32),
        /// How often the signal went.
        IFLA_CARRIER_DOWN_COUNT = 48 => CarrierDownCount(u32),
        /// Its index in the namespace that it has gone to, or is to go to.
        IFLA_NEW_IFINDEX = 49 => NewIfIndex(i32) where range(1, 0x7fff_ffff),
        /// Least that the largest packet can be set to, bytes.
        IFLA_MIN_MTU = 50 => MinMtu(u32),
        /// Most that the largest packet can be set to, bytes; 0 for no limit.
        IFLA_MAX_MTU = 51 => MaxMtu(u32),
        /// Its other names.
        IFLA_PROP_LIST = 52 => PropList(Attrs<'a, LinkProperty>),
        /// Another name, at most 127 bytes, to ask for it by. Requests only; replies have it in `IFLA_PROP_LIST`.
        IFLA_ALT_IFNAME = 53 => AltIfName(Str<'a>) where at_most(127),
        /// The hardware address that it was made with.
        IFLA_PERM_ADDRESS = 54 => PermAddress(HwAddr<'a>) where rejected(),
        /// Why a protocol holds it down; absent where there is no reason.
        IFLA_PROTO_DOWN_REASON = 55 => ProtoDownReason(Attrs<'a, ProtoDownReason>),
        /// The device that it belongs to, by its name in sysfs: `0000:00:1f.6`.
        IFLA_PARENT_DEV_NAME = 56 => ParentDevName(Str<'a>) where nul_at_most(65535),
        /// The bus of that device: `pci`.
        IFLA_PARENT_DEV_BUS_NAME = 57 => ParentDevBusName(Str<'a>) where output(),
        /// Largest packet that received ones are put together to, bytes.
        IFLA_GRO_MAX_SIZE = 58 => GroMaxSize(u32),
        /// Largest TCP packet that the device can split, bytes.
        IFLA_TSO_MAX_SIZE = 59 => TsoMaxSize(u32) where rejected(),
        /// Most segments that a TCP packet may have which the device can split.
        IFLA_TSO_MAX_SEGS = 60 => TsoMaxSegs(u32) where rejected(),
        /// How many have asked it to receive all multicast.
        IFLA_ALLMULTI = 61 => AllMulti(u32) where rejected(),
        /// The devlink port behind it; empty where there is none.
        IFLA_DEVLINK_PORT = 62 => DevlinkPort(Attrs<'a, LinkDevlinkPort>) where output(),
        /// As `IFLA_GSO_MAX_SIZE`, of IPv4.
        IFLA_GSO_IPV4_MAX_SIZE = 63 => GsoIpv4MaxSize(u32),
        /// As `IFLA_GRO_MAX_SIZE`, of IPv4.
        IFLA_GRO_IPV4_MAX_SIZE = 64 => GroIpv4MaxSize(u32),
        /// The clock pin behind it; empty where there is none.
        IFLA_DPLL_PIN = 65 => DpllPin(Attrs<'a, LinkDpllPin>) where output(),
        /// How far ahead the device can hold packets by itself, nanoseconds.
        IFLA_MAX_PACING_OFFLOAD_HORIZON = 66 => MaxPacingOffloadHorizon(Uint) where output(),
        /// Whether it must stay in its namespace.
        IFLA_NETNS_IMMUTABLE = 67 => NetNsImmutable(u8) where rejected(),
        /// Room that it needs in front of packets, bytes.
        IFLA_HEADROOM = 68 => Headroom(u16) where rejected(),
        /// Room that it needs behind packets, bytes.
        IFLA_TAILROOM = 69 => Tailroom(u16) where rejected(),
    }
}
attributes! {
    /// A link's other names, in `IFLA_PROP_LIST`: numbers as in [`Link`].
    pub set LinkProperty, enum LinkPropertyAttr<'a> {
        /// Another name, at most 127 bytes.
        IFLA_ALT_IFNAME = 53 => AltIfName[Str<'a>] where at_most(127),
    }
}
attributes! {
    /// Why a protocol holds a link down: `IFLA_PROTO_DOWN_REASON_*`, linux/if_link.h. What a bit means is user space's affair,
    /// /etc/iproute2/protodown_reasons.d.
    pub set ProtoDownReason, enum ProtoDownReasonAttr<'a> {
        /// Which bits are to change. Requests only.
        IFLA_PROTO_DOWN_REASON_MASK = 1 => Mask(u32),
        /// The bits.
        IFLA_PROTO_DOWN_REASON_VALUE = 2 => Value(u32),
    }
}
attributes! {
    /// The devlink port behind a link, in `IFLA_DEVLINK_PORT`: `DEVLINK_ATTR_*`, linux/devlink.h.
    pub set LinkDevlinkPort, enum LinkDevlinkPortAttr<'a> {
        /// The bus of its device.
        DEVLINK_ATTR_BUS_NAME = 1 => BusName(Str<'a>) where output(),
        /// Its device.
        DEVLINK_ATTR_DEV_NAME = 2 => DevName(Str<'a>) where output(),
        /// The port.
        DEVLINK_ATTR_PORT_INDEX = 3 => PortIndex(u32) where output(),
    }
}
attributes! {
    /// The clock pin behind a link, in `IFLA_DPLL_PIN`: `DPLL_A_PIN_*`, linux/dpll.h.
    pub set LinkDpllPin, enum LinkDpllPinAttr<'a> {
        /// The pin.
        DPLL_A_PIN_ID = 1 => Id(u32) where output(),
    }
}

operations! {
    /// Asks for links: all, by a dump, or one, by index, `IFLA_IFNAME` or `IFLA_ALT_IFNAME`.
    pub GetLink {
        /// AF_UNSPEC; AF_BRIDGE for bridges and their ports, AF_INET6 for the links' IPv6 (both by a dump only).
        family: AddressFamily => ifi_family,
        /// The link's index, or 0.
        index: i32 => ifi_index,
    } = Get(RouteMessage::RTM_GETLINK, IfInfo, Link);
    /// Makes a link, or changes one.
    pub NewLink {
        /// AF_UNSPEC.
        family: AddressFamily => ifi_family,
        /// The link's index, or 0 for one that is named or new.
        index: i32 => ifi_index,
        /// The values of the flags in `change`.
        flags: LinkFlags => ifi_flags,
        /// Which flags are to change.
        change: LinkFlags => ifi_change,
    } = New(RouteMessage::RTM_NEWLINK, IfInfo, Link);
    /// Changes a link; of AF_BRIDGE, a bridge or a port, and its VLANs.
    pub SetLink {
        /// AF_UNSPEC or AF_BRIDGE.
        family: AddressFamily => ifi_family,
        /// The link's index, or 0 for one that is named.
        index: i32 => ifi_index,
        /// The values of the flags in `change`.
        flags: LinkFlags => ifi_flags,
        /// Which flags are to change.
        change: LinkFlags => ifi_change,
    } = New(RouteMessage::RTM_SETLINK, IfInfo, Link);
    /// Removes a link, or all of an `IFLA_GROUP`; of AF_BRIDGE, VLANs of a bridge or a port.
    pub DelLink {
        /// AF_UNSPEC or AF_BRIDGE.
        family: AddressFamily => ifi_family,
        /// The link's index, or 0 for one that is named.
        index: i32 => ifi_index,
    } = Delete(RouteMessage::RTM_DELLINK, IfInfo, Link);
    /// Gives a link the names in `IFLA_PROP_LIST`, too.
    pub NewLinkProp {
        /// The link's index, or 0 for one that is named.
        index: i32 => ifi_index,
    } = New(RouteMessage::RTM_NEWLINKPROP, IfInfo, Link);
    /// Takes the names in `IFLA_PROP_LIST` from a link.
    pub DelLinkProp {
        /// The link's index, or 0 for one that is named.
        index: i32 => ifi_index,
    } = Delete(RouteMessage::RTM_DELLINKPROP, IfInfo, Link);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{
        Checks, DeleteFlags, Layout, Message, NewFlags, Request, Scope, Set, Why, Writer, validate,
    };
    use std::{format, vec::Vec};

    #[test]
    fn structures_are_as_long_as_the_kernel_s() {
        assert_eq!((IfInfo::STRUCTURE.len, LinkMap::STRUCTURE.len), (16, 32));
    }
    #[test]
    fn every_number_has_its_row_but_padding() {
        let missing: Vec<_> = (1..=69).filter(|number| Link::table().row(*number).is_none()).collect();
        assert_eq!(missing, [42]);
        assert_eq!(Link::table().rows.last().map(|row| row.number), Some(69));
    }
    #[test]
    fn names_are_as_long_as_the_kernel_allows() {
        for (name, fits) in [("a23456789012345", true), ("a234567890123456", false), ("", true)] {
            let mut buffer = [0; 64];
            let mut link = Writer::<Link>::new(&mut buffer);
            link.put(Link::IFLA_IFNAME, name);
            let bytes = link.finish().unwrap();
            let checked = validate(Link::table(), bytes, 32, Scope::new(16, &[0; 16]), Checks::LIBERAL);
            assert_eq!(checked.map_err(|invalid| invalid.why), if fits { Ok(()) } else { Err(Why::Length) });
        }
    }
    #[test]
    fn what_only_the_kernel_writes_is_refused_where_that_is_asked() {
        // what an old operation ignores, and what every operation refuses
        for (key, old) in [(Link::IFLA_NUM_VF, Ok(())), (Link::IFLA_ALLMULTI, Err(Why::Output))] {
            let mut buffer = [0; 64];
            let mut link = Writer::<Link>::new(&mut buffer);
            link.put(key, 1);
            let bytes = link.finish().unwrap();
            let check = |checks| {
                validate(Link::table(), bytes, 32, Scope::new(16, &[0; 16]), checks).map_err(|no| no.why)
            };
            assert_eq!((check(Checks::STRICT), check(Checks::LIBERAL)), (Err(Why::Output), old));
        }
    }
    #[test]
    fn other_names_stand_several_times() {
        let mut buffer = [0; 96];
        let mut request = Request::new(&mut buffer, DelLinkProp { index: 3 }, DeleteFlags::ACK);
        request.nest(Link::IFLA_PROP_LIST, |names| {
            names.put(LinkProperty::IFLA_ALT_IFNAME, "one").put(LinkProperty::IFLA_ALT_IFNAME, "two");
        });
        let message = Message::new(request.finish(1).unwrap()).unwrap();
        let (header, attrs) = message.split::<IfInfo, Link>().unwrap();
        assert_eq!((message.kind(), header.get(IfInfo::ifi_index)), (109, 3));
        assert_eq!(format!("{attrs:?}"), r#"{IFLA_PROP_LIST: {IFLA_ALT_IFNAME: ["one", "two"]}}"#);
    }
    #[test]
    fn flags_and_families_stand_in_the_header() {
        let mut buffer = [0; 64];
        let operation = SetLink {
            family: AddressFamily::AF_BRIDGE,
            index: -1,
            flags: LinkFlags::IFF_UP,
            change: LinkFlags::IFF_UP | LinkFlags::IFF_ECHO,
        };
        let message = Request::new(&mut buffer, operation, NewFlags::ACK).finish(1).unwrap();
        let expected =
            [&[7, 0, 0, 0][..], &(-1i32).to_ne_bytes(), &1u32.to_ne_bytes(), &0x40001u32.to_ne_bytes()];
        assert_eq!(message[16..], expected.concat());
        let message = Message::new(message).unwrap();
        let header = format!("{:?}", message.split::<IfInfo, Link>().unwrap().0);
        assert_eq!(
            header,
            "{ifi_family: AF_BRIDGE, ifi_type: ARPHRD_NETROM, ifi_index: -1, ifi_flags: IFF_UP, ifi_change: IFF_UP|IFF_ECHO}"
        );
    }
    #[test]
    fn a_map_that_the_kernel_would_refuse_is_refused() {
        let mut buffer = [0; 64];
        for (len, fits) in
            [(0, false), (24, false), (LINK_MAP_LEN - 1, false), (LINK_MAP_LEN, true), (40, true)]
        {
            let mut link = Writer::<Link>::new(&mut buffer);
            link.put(Link::IFLA_MAP, Grown::<LinkMap>::new(&[0; 40][..usize::from(len)]));
            let bytes = link.finish().unwrap();
            let checked = validate(Link::table(), bytes, 32, Scope::new(16, &[0; 16]), Checks::LIBERAL);
            assert_eq!(checked.is_ok(), fits, "{len} bytes");
        }
    }
    #[test]
    fn a_map_is_read_with_and_without_its_padding() {
        for (len, whole) in [(28, false), (32, true)] {
            let map = Grown::<LinkMap>::new(&[1; 32][..len]);
            assert_eq!((map.get(LinkMap::port), map.whole().is_some()), (Some(1), whole), "{len} bytes");
        }
    }
}

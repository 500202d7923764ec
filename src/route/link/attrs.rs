//! Links (network interfaces): `RTM_*LINK`, linux/if_link.h and linux/rtnetlink.h.
//!
//! See [rtnetlink(7)](https://man7.org/linux/man-pages/man7/rtnetlink.7.html),
//! [netdevice(7)](https://man7.org/linux/man-pages/man7/netdevice.7.html) and
//! [ip-link(8)](https://man7.org/linux/man-pages/man8/ip-link.8.html).
use super::*;
use crate::{
    attributes, c_struct, flags, message_types, open_enum, operations,
    route::RouteMessage,
    uapi::{AddressFamily, HardwareType},
    wire::{Attrs, Extensible, HwAddr, Str, SubMessage, Uint},
};

c_struct! {
    /// Fixed header of link messages: `struct ifinfomsg`, linux/rtnetlink.h.
    #[doc(alias = "ifinfomsg")]
    pub struct IfInfo {
        /// Address family, usually AF_UNSPEC. AF_BRIDGE selects bridges and bridge ports, AF_INET6
        /// the IPv6 data of links.
        ifi_family: AddressFamily,
        /// Padding.
        pad __ifi_pad: u8,
        /// Hardware type (`ARPHRD_*`).
        ifi_type: HardwareType,
        /// Interface index.
        ifi_index: u32,
        /// Interface flags (`IFF_*`); in a request, the new values of the flags in `ifi_change`.
        ifi_flags: LinkFlags,
        /// Change mask.
        ///
        /// In a notification, the flags that changed; all bits if the link is new or deleted. In a
        /// request, the flags to change; 0 together with nonzero `ifi_flags` means all flags, for
        /// compatibility with old programs.
        ifi_change: LinkFlags,
    }
}
c_struct! {
    /// Device memory map of old ISA cards: `struct rtnl_link_ifmap`, linux/if_link.h.
    ///
    /// 28 bytes, followed by 4 bytes of padding on architectures that align 64-bit integers to 8
    /// bytes.
    #[doc(alias = "rtnl_link_ifmap")]
    pub struct LinkMap {
        /// Start address of the shared memory.
        mem_start: u64,
        /// End address of the shared memory.
        mem_end: u64,
        /// I/O port base address.
        base_addr: u64,
        /// Interrupt number (IRQ).
        irq: u16,
        /// DMA channel.
        dma: u8,
        /// Connector (media port) in use.
        port: u8,
        /// Padding.
        pad __pad: u32,
    }
}

/// Minimum length of `IFLA_MAP` that a kernel of this architecture accepts. Few architectures align
/// 64-bit integers to less than 8 bytes.
const LINK_MAP_LEN: u16 = 28usize.next_multiple_of(align_of::<u64>()) as u16;

flags! {
    /// Interface flags: `IFF_*`, linux/if.h.
    pub struct LinkFlags(u32) {
        /// Administratively up.
        IFF_UP = 1 << 0,
        /// Broadcast address supported. Set by the driver.
        IFF_BROADCAST = 1 << 1,
        /// Debug flag for the driver.
        IFF_DEBUG = 1 << 2,
        /// Loopback interface. Set by the driver.
        IFF_LOOPBACK = 1 << 3,
        /// Point-to-point interface. Set by the driver.
        IFF_POINTOPOINT = 1 << 4,
        /// No trailer encapsulation (BSD); unused by Linux.
        IFF_NOTRAILERS = 1 << 5,
        /// Operationally up (RFC 2863). Set by the kernel only.
        IFF_RUNNING = 1 << 6,
        /// No ARP: link-layer addresses are not resolved.
        IFF_NOARP = 1 << 7,
        /// Promiscuous mode requested by the administrator; `IFLA_PROMISCUITY` counts all users.
        IFF_PROMISC = 1 << 8,
        /// All-multicast mode requested by the administrator; `IFLA_ALLMULTI` counts all users.
        IFF_ALLMULTI = 1 << 9,
        /// Master of a load-balancing bundle (bond).
        IFF_MASTER = 1 << 10,
        /// Port of a load-balancing bundle (bond).
        IFF_SLAVE = 1 << 11,
        /// Multicast supported.
        IFF_MULTICAST = 1 << 12,
        /// Media type selectable through `ifmap`.
        IFF_PORTSEL = 1 << 13,
        /// Automatic media selection active.
        IFF_AUTOMEDIA = 1 << 14,
        /// Addresses are lost when the interface goes down (dial-up).
        IFF_DYNAMIC = 1 << 15,
        /// The driver reports carrier (L1 up). Set by the kernel only.
        IFF_LOWER_UP = 1 << 16,
        /// Dormant (RFC 2863): waiting for an external event such as 802.1X authentication. Set by
        /// the kernel only.
        IFF_DORMANT = 1 << 17,
        /// Local echo of sent frames (CAN). Set by the driver.
        IFF_ECHO = 1 << 18,
    }
}
flags! {
    /// Selection of optional data in replies: `RTEXT_FILTER_*`, linux/rtnetlink.h. Sent in
    /// [`IFLA_EXT_MASK`](Link::IFLA_EXT_MASK).
    pub struct ExtFilter(u32) {
        /// SR-IOV virtual functions (VF): `IFLA_NUM_VF`, `IFLA_VFINFO_LIST`, `IFLA_VF_PORTS`.
        RTEXT_FILTER_VF = 1 << 0,
        /// VLANs of bridges and bridge ports, one entry per VLAN. AF_BRIDGE only.
        RTEXT_FILTER_BRVLAN = 1 << 1,
        /// VLANs of bridges and bridge ports, consecutive VLANs as ranges. AF_BRIDGE only.
        RTEXT_FILTER_BRVLAN_COMPRESSED = 1 << 2,
        /// Leaves out the statistics of virtual functions and of IPv6. Newer kernels leave out the
        /// link's statistics too.
        RTEXT_FILTER_SKIP_STATS = 1 << 3,
        /// Media Redundancy Protocol (MRP) instances of a bridge. AF_BRIDGE only.
        RTEXT_FILTER_MRP = 1 << 4,
        /// Connectivity Fault Management (CFM) configuration of a bridge. AF_BRIDGE only.
        RTEXT_FILTER_CFM_CONFIG = 1 << 5,
        /// Connectivity Fault Management (CFM) status of a bridge. AF_BRIDGE only.
        RTEXT_FILTER_CFM_STATUS = 1 << 6,
        /// Multiple Spanning Tree (MST) states of bridge ports. AF_BRIDGE only.
        RTEXT_FILTER_MST = 1 << 7,
        /// Names of the interface only. Newer kernels only.
        RTEXT_FILTER_NAME_ONLY = 1 << 8,
    }
}
open_enum! {
    /// Operational state of an interface (`ifOperStatus`, RFC 2863): `IF_OPER_*`, linux/if.h.
    ///
    /// See the kernel's [operational states](https://docs.kernel.org/networking/operstates.html).
    pub struct OperState(u8) {
        /// Unknown: the driver does not report a state. The interface may be usable.
        IF_OPER_UNKNOWN = 0,
        /// Not present: a component, usually hardware, is missing.
        IF_OPER_NOTPRESENT = 1,
        /// Down: the interface cannot transfer data (RFC 2863).
        IF_OPER_DOWN = 2,
        /// Lower layer down: the interface is down because a lower device is.
        IF_OPER_LOWERLAYERDOWN = 3,
        /// Testing: the interface runs a test and transfers no user data.
        IF_OPER_TESTING = 4,
        /// Dormant: L1 is up, but an external event such as 802.1X authentication is pending.
        IF_OPER_DORMANT = 5,
        /// Operational (RFC 2863).
        IF_OPER_UP = 6,
    }
}
open_enum! {
    /// Highest operational state that carrier alone leads to: `IF_LINK_MODE_*`, linux/if.h.
    pub struct LinkMode(u8) {
        /// Up: the interface becomes operational with carrier.
        IF_LINK_MODE_DEFAULT = 0,
        /// Dormant: user space sets `IF_OPER_UP`, for example after 802.1X authentication.
        IF_LINK_MODE_DORMANT = 1,
        /// Testing: user space sets `IF_OPER_UP` after the test.
        IF_LINK_MODE_TESTING = 2,
    }
}
open_enum! {
    /// Cause of a link notification: `IFLA_EVENT_*`, linux/if_link.h.
    pub struct LinkEvent(u32) {
        /// No specific cause of the notification.
        IFLA_EVENT_NONE = 0,
        /// The device was reset.
        IFLA_EVENT_REBOOT = 1,
        /// Offload features changed.
        IFLA_EVENT_FEATURES = 2,
        /// The active port of a bond changed.
        IFLA_EVENT_BONDING_FAILOVER = 3,
        /// Gratuitous ARP or unsolicited neighbour advertisements were resent.
        IFLA_EVENT_NOTIFY_PEERS = 4,
        /// IGMP membership reports were resent.
        IFLA_EVENT_IGMP_RESEND = 5,
        /// Options of a bond changed.
        IFLA_EVENT_BONDING_OPTIONS = 6,
    }
}

attributes! {
    /// Attributes of a link: `IFLA_*`, linux/if_link.h.
    ///
    /// ```
    /// use nlwire::{route::{GetLink, Link, LinkFlags, NewLink, OperState}, wire::{Attrs, NewFlags, Request, Writer}};
    /// // a request: up, and called "uplink", too
    /// let mut buffer = [0; 64];
    /// let operation = NewLink { index: 3, flags: LinkFlags::IFF_UP, change: LinkFlags::IFF_UP, ..Default::default() };
    /// let mut request = Request::new(&mut buffer, operation, NewFlags::ACK);
    /// request.put(Link::IFLA_IFALIAS, "uplink").put(Link::IFLA_MTU, 9000);
    /// request.finish(1)?;
    /// // a reply's attributes
    /// let mut buffer = [0; 64];
    /// let mut link = Writer::<Link>::new(&mut buffer);
    /// link.put(Link::IFLA_IFNAME, "eth0").put(Link::IFLA_OPERSTATE, OperState::IF_OPER_UP);
    /// let link = nlwire::pick!(Attrs::new(link.finish()?), Link { name: IFLA_IFNAME, state: IFLA_OPERSTATE })?;
    /// assert_eq!((link.name, link.state), (Some("eth0".into()), Some(OperState::IF_OPER_UP)));
    /// # let _ = GetLink::default();
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set Link strict from 65, enum LinkAttr<'a> {
        /// Link-layer (MAC) address.
        IFLA_ADDRESS: HwAddr<'a> = 1 where max_len(32),
        /// Link-layer broadcast address; on a point-to-point link, the peer's address.
        IFLA_BROADCAST: HwAddr<'a> = 2 where max_len(32),
        /// Interface name.
        #[doc(alias = "ifname")]
        #[doc(alias = "IFNAMSIZ")]
        IFLA_IFNAME: Str<'a> = 3 where max_len(15),
        /// Maximum transmission unit (MTU), bytes.
        IFLA_MTU: u32 = 4,
        /// Interface index of the lower device (Ethernet below a VLAN) or of the veth peer.
        ///
        /// The index belongs to the namespace `IFLA_LINK_NETNSID` if that attribute is present. 0
        /// if there is no lower device.
        #[doc(alias = "iflink")]
        IFLA_LINK: u32 = 5,
        /// Name of the root qdisc.
        IFLA_QDISC: Str<'a> = 6 where read_only,
        /// Statistics with 32-bit counters.
        IFLA_STATS: Extensible<'a, LinkStats> = 7 where read_only,
        /// Reserved; no kernel sends this attribute.
        IFLA_COST: &'a [u8] = 8 where read_only,
        /// Reserved; no kernel sends this attribute.
        IFLA_PRIORITY: &'a [u8] = 9 where read_only,
        /// Interface index of the master (bridge, bond, team, VRF). 0 in a request releases the
        /// interface.
        IFLA_MASTER: u32 = 10,
        /// Event of the Wireless Extensions: `struct iw_event`, linux/wireless.h.
        IFLA_WIRELESS: &'a [u8] = 11 where read_only,
        /// Protocol data of the family in the message header, AF_BRIDGE or AF_INET6.
        IFLA_PROTINFO: SubMessage<'a, ProtInfo> = 12 where binary_max_len(u16::MAX),
        /// Transmit queue length, packets.
        #[doc(alias = "txqueuelen")]
        IFLA_TXQLEN: u32 = 13,
        /// Device memory map of old ISA cards.
        IFLA_MAP: Extensible<'a, LinkMap> = 14 where min_len(LINK_MAP_LEN),
        /// Receive weight, packets per poll. Neither sent nor evaluated by current kernels.
        IFLA_WEIGHT: u32 = 15,
        /// Operational state (RFC 2863).
        IFLA_OPERSTATE: OperState = 16,
        /// Link mode: operational state that the interface enters with carrier.
        IFLA_LINKMODE: LinkMode = 17,
        /// Link kind and the data that depend on the kind.
        IFLA_LINKINFO: Attrs<'a, LinkInfo> = 18,
        /// Network namespace to move the link to, as process id of a member. Only in requests.
        IFLA_NET_NS_PID: u32 = 19,
        /// Interface alias, free text of the administrator. On the wire, a terminating NUL counts
        /// towards the length.
        #[doc(alias = "ifalias")]
        IFLA_IFALIAS: Str<'a> = 20 where binary_max_len(255),
        /// Number of SR-IOV virtual functions. Sent only if `IFLA_EXT_MASK` has `RTEXT_FILTER_VF`.
        IFLA_NUM_VF: u32 = 21 where read_only,
        /// SR-IOV virtual functions. Sent only if `IFLA_EXT_MASK` has `RTEXT_FILTER_VF`.
        IFLA_VFINFO_LIST: Attrs<'a, VfList> = 22,
        /// Statistics with 64-bit counters.
        IFLA_STATS64: Extensible<'a, LinkStats64> = 23 where read_only,
        /// Port profiles of the virtual functions. Sent only if `IFLA_EXT_MASK` has
        /// `RTEXT_FILTER_VF`.
        IFLA_VF_PORTS: Attrs<'a, VfPorts> = 24,
        /// Port profile of the interface. Sent only if `IFLA_EXT_MASK` has `RTEXT_FILTER_VF`.
        IFLA_PORT_SELF: Attrs<'a, VfPort> = 25,
        /// Data by address family; in messages of AF_BRIDGE, VLANs and other bridge data.
        IFLA_AF_SPEC: SubMessage<'a, AfSpecFamily> = 26,
        /// Interface group number. Names are in /etc/iproute2/group; 0 is the default group.
        IFLA_GROUP: u32 = 27,
        /// Network namespace to move the link to, as file descriptor. Only in requests.
        IFLA_NET_NS_FD: u32 = 28,
        /// Selection of optional data in the reply. Only in requests.
        IFLA_EXT_MASK: ExtFilter = 29,
        /// Promiscuity count: the interface is promiscuous if greater than 0. Ignored in requests.
        IFLA_PROMISCUITY: u32 = 30,
        /// Number of transmit queues. Requests set the number only when they create a link.
        IFLA_NUM_TX_QUEUES: u32 = 31,
        /// Number of receive queues. Requests set the number only when they create a link.
        IFLA_NUM_RX_QUEUES: u32 = 32,
        /// Carrier state, 0 or 1. Settable where the driver supports that.
        IFLA_CARRIER: u8 = 33,
        /// Physical port id, identical for all interfaces that share one port.
        IFLA_PHYS_PORT_ID: &'a [u8] = 34 where max_len(32),
        /// Number of carrier changes, up and down. Ignored in requests.
        IFLA_CARRIER_CHANGES: u32 = 35,
        /// Id of the switch, identical for all ports of one switch.
        IFLA_PHYS_SWITCH_ID: &'a [u8] = 36 where max_len(32),
        /// Network namespace id of the lower device or veth peer; -1 if no id is assigned.
        #[doc(alias = "link-netnsid")]
        IFLA_LINK_NETNSID: i32 = 37,
        /// Physical port name, as assigned by the driver: `p1`, `pf0vf2`.
        IFLA_PHYS_PORT_NAME: Str<'a> = 38 where read_only,
        /// Protocol down state: a protocol of user space holds the interface down. 0 or 1.
        #[doc(alias = "protodown")]
        IFLA_PROTO_DOWN: u8 = 39,
        /// Maximum number of segments of a packet for generic segmentation offload (GSO).
        IFLA_GSO_MAX_SEGS: u32 = 40,
        /// Maximum size of a packet for generic segmentation offload (GSO), bytes.
        ///
        /// In a request the value must exceed the kernel's `MAX_TCP_HEADER`, which depends on the
        /// kernel's configuration.
        IFLA_GSO_MAX_SIZE: u32 = 41 where range(193, 0xffff_ffff),
        /// XDP program (eXpress Data Path) of the interface.
        IFLA_XDP: Attrs<'a, Xdp> = 43,
        /// Cause of the notification.
        IFLA_EVENT: LinkEvent = 44,
        /// Id of the network namespace that the link moved to. Sent in the RTM_DELLINK of the old
        /// namespace.
        IFLA_NEW_NETNSID: i32 = 45 where read_only,
        /// Id of the network namespace that a request acts on; repeated in the reply.
        #[doc(alias = "IFLA_IF_NETNSID")]
        IFLA_TARGET_NETNSID: i32 = 46,
        /// Number of times that the carrier came up.
        IFLA_CARRIER_UP_COUNT: u32 = 47,
        /// Number of times that the carrier went down.
        IFLA_CARRIER_DOWN_COUNT: u32 = 48,
        /// Interface index in the network namespace that the link moves to. Sent in requests that
        /// move a link and in the RTM_DELLINK of the old namespace.
        IFLA_NEW_IFINDEX: i32 = 49 where range(1, 0x7fff_ffff),
        /// Minimum MTU that the driver accepts, bytes.
        IFLA_MIN_MTU: u32 = 50,
        /// Maximum MTU that the driver accepts, bytes; 0 for no limit.
        IFLA_MAX_MTU: u32 = 51,
        /// Alternative names of the link.
        IFLA_PROP_LIST: Attrs<'a, LinkProperty> = 52,
        /// Alternative name that selects the link. Only in requests; replies list the names in
        /// `IFLA_PROP_LIST`.
        #[doc(alias = "altname")]
        IFLA_ALT_IFNAME: Str<'a> = 53 where max_len(127),
        /// Permanent link-layer address, as assigned by the manufacturer.
        IFLA_PERM_ADDRESS: HwAddr<'a> = 54 where reject,
        /// Reasons for the protocol down state; absent if there is none.
        #[doc(alias = "protodown_reason")]
        IFLA_PROTO_DOWN_REASON: Attrs<'a, ProtoDownReason> = 55,
        /// Parent device, as named in sysfs: `0000:00:1f.6`.
        #[doc(alias = "parentdev")]
        IFLA_PARENT_DEV_NAME: Str<'a> = 56 where nul_max_len(65535),
        /// Bus of the parent device, as named in sysfs: `pci`.
        #[doc(alias = "parentbus")]
        IFLA_PARENT_DEV_BUS_NAME: Str<'a> = 57 where read_only,
        /// Maximum size of a packet aggregated by generic receive offload (GRO), bytes.
        IFLA_GRO_MAX_SIZE: u32 = 58,
        /// Maximum size of a packet for TCP segmentation offload (TSO) of the device, bytes.
        IFLA_TSO_MAX_SIZE: u32 = 59 where reject,
        /// Maximum number of segments of a packet for TCP segmentation offload (TSO) of the device.
        IFLA_TSO_MAX_SEGS: u32 = 60 where reject,
        /// All-multicast count: the interface receives all multicast if greater than 0.
        IFLA_ALLMULTI: u32 = 61 where reject,
        /// Devlink port of the interface; empty if there is none.
        IFLA_DEVLINK_PORT: Attrs<'a, LinkDevlinkPort> = 62 where read_only,
        /// Maximum size of an IPv4 packet for generic segmentation offload (GSO), bytes.
        IFLA_GSO_IPV4_MAX_SIZE: u32 = 63 where range(193, 0xffff_ffff),
        /// Maximum size of an IPv4 packet aggregated by generic receive offload (GRO), bytes.
        IFLA_GRO_IPV4_MAX_SIZE: u32 = 64,
        /// DPLL pin (clock synchronisation) of the interface; empty if there is none.
        IFLA_DPLL_PIN: Attrs<'a, LinkDpllPin> = 65 where read_only,
        /// Horizon of the device's pacing offload (earliest departure time, EDT), nanoseconds.
        IFLA_MAX_PACING_OFFLOAD_HORIZON: Uint = 66 where read_only,
        /// Namespace lock: the link cannot be moved to another network namespace. 0 or 1.
        IFLA_NETNS_IMMUTABLE: u8 = 67 where reject,
        /// Headroom that the device needs before the packet data, bytes.
        IFLA_HEADROOM: u16 = 68 where reject,
        /// Tailroom that the device needs after the packet data, bytes.
        IFLA_TAILROOM: u16 = 69 where reject,
    }
}
attributes! {
    /// Alternative names of a link in `IFLA_PROP_LIST`, numbered as in [`Link`]: linux/if_link.h.
    pub set LinkProperty, enum LinkPropertyAttr<'a> {
        /// Alternative name.
        #[doc(alias = "altname")]
        IFLA_ALT_IFNAME: [Str<'a>] = 53 where max_len(127),
    }
}
attributes! {
    /// Reasons for the protocol down state: `IFLA_PROTO_DOWN_REASON_*`, linux/if_link.h.
    ///
    /// User space defines the meaning of the bits: /etc/iproute2/protodown_reasons.d.
    pub set ProtoDownReason, enum ProtoDownReasonAttr<'a> {
        /// Mask of the reason bits to change. Only in requests.
        IFLA_PROTO_DOWN_REASON_MASK: u32 = 1,
        /// Values of the reason bits.
        IFLA_PROTO_DOWN_REASON_VALUE: u32 = 2,
    }
}
attributes! {
    /// Devlink port of a link in `IFLA_DEVLINK_PORT`: `DEVLINK_ATTR_*`, linux/devlink.h.
    pub set LinkDevlinkPort, enum LinkDevlinkPortAttr<'a> {
        /// Bus of the devlink device: `pci`.
        DEVLINK_ATTR_BUS_NAME: Str<'a> = 1 where read_only,
        /// Name of the devlink device on the bus.
        DEVLINK_ATTR_DEV_NAME: Str<'a> = 2 where read_only,
        /// Devlink port index, unique within the devlink instance.
        DEVLINK_ATTR_PORT_INDEX: u32 = 3 where read_only,
    }
}
attributes! {
    /// DPLL pin of a link in `IFLA_DPLL_PIN`: `DPLL_A_PIN_*`, linux/dpll.h.
    pub set LinkDpllPin, enum LinkDpllPinAttr<'a> {
        /// DPLL pin id, unique in the system.
        DPLL_A_PIN_ID: u32 = 1 where read_only,
    }
}

message_types! {
    /// A link: `struct ifinfomsg` and the attributes of [`Link`].
    pub struct LinkMessage(IfInfo, Link);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests links: `RTM_GETLINK`.
    ///
    /// A dump returns all links; a single link is selected by index, `IFLA_IFNAME` or
    /// `IFLA_ALT_IFNAME`.
    pub GetLink {
        /// AF_UNSPEC; in dumps also AF_BRIDGE (bridges and bridge ports) or AF_INET6 (IPv6 data).
        family: AddressFamily => ifi_family,
        /// Interface index; 0 to select by name or to dump all.
        index: u32 => ifi_index,
    } = Get(RouteMessage::RTM_GETLINK, IfInfo, Link) -> LinkMessage;
    /// Creates or changes a link: `RTM_NEWLINK`.
    pub NewLink {
        /// AF_UNSPEC.
        family: AddressFamily => ifi_family,
        /// Interface index; 0 for a new link or to select by name.
        index: u32 => ifi_index,
        /// New values of the flags in `change`.
        flags: LinkFlags => ifi_flags,
        /// Mask of the flags to change.
        change: LinkFlags => ifi_change,
    } = New(RouteMessage::RTM_NEWLINK, IfInfo, Link) -> LinkMessage;
    /// Changes a link: `RTM_SETLINK`.
    ///
    /// With AF_BRIDGE, changes a bridge or bridge port, and adds VLANs there.
    pub SetLink {
        /// AF_UNSPEC or AF_BRIDGE.
        family: AddressFamily => ifi_family,
        /// Interface index; 0 to select by name.
        index: u32 => ifi_index,
        /// New values of the flags in `change`.
        flags: LinkFlags => ifi_flags,
        /// Mask of the flags to change.
        change: LinkFlags => ifi_change,
    } = New(RouteMessage::RTM_SETLINK, IfInfo, Link) -> LinkMessage;
    /// Deletes a link, or all links of an `IFLA_GROUP`: `RTM_DELLINK`.
    ///
    /// With AF_BRIDGE, deletes VLANs of a bridge or bridge port.
    pub DelLink {
        /// AF_UNSPEC or AF_BRIDGE.
        family: AddressFamily => ifi_family,
        /// Interface index; 0 to select by name.
        index: u32 => ifi_index,
    } = Delete(RouteMessage::RTM_DELLINK, IfInfo, Link) -> LinkMessage;
    /// Adds the alternative names in `IFLA_PROP_LIST` to a link: `RTM_NEWLINKPROP`.
    pub NewLinkProp {
        /// Interface index; 0 to select by name.
        index: u32 => ifi_index,
    } = New(RouteMessage::RTM_NEWLINKPROP, IfInfo, Link) -> LinkMessage;
    /// Deletes the alternative names in `IFLA_PROP_LIST` of a link: `RTM_DELLINKPROP`.
    pub DelLinkProp {
        /// Interface index; 0 to select by name.
        index: u32 => ifi_index,
    } = Delete(RouteMessage::RTM_DELLINKPROP, IfInfo, Link) -> LinkMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        server::{ValidationErrorKind, ValidationFlags, validate},
        wire::{AttributeSet, CStruct, DeleteFlags, Errno, Message, NewFlags, Request, Writer, spec::Scope},
    };
    use std::{format, vec::Vec};

    #[test]
    fn structures_are_as_long_as_the_kernel_s() {
        assert_eq!((IfInfo::SPEC.len, LinkMap::SPEC.len), (16, 32));
    }
    #[test]
    fn every_number_has_its_row_but_padding() {
        let missing: Vec<_> = (1..=69).filter(|number| Link::spec().attribute(*number).is_none()).collect();
        assert_eq!(missing, [42]);
        assert_eq!(Link::spec().attributes.last().map(|row| row.number), Some(69));
    }
    #[test]
    fn names_are_as_long_as_the_kernel_allows() {
        for (name, fits) in [("a23456789012345", true), ("a234567890123456", false), ("", true)] {
            let mut buffer = [0; 64];
            let mut link = Writer::<Link>::new(&mut buffer);
            link.put(Link::IFLA_IFNAME, name);
            let bytes = link.finish().unwrap();
            let checked =
                validate(Link::spec(), bytes, 32, Scope::new(16, &[0; 16]), ValidationFlags::LIBERAL);
            assert_eq!(
                checked.map_err(|invalid| invalid.why),
                if fits { Ok(()) } else { Err(ValidationErrorKind::Length) }
            );
        }
    }
    #[test]
    fn what_only_the_kernel_writes_is_refused_where_that_is_asked() {
        // the first is ignored by old operations, the second is rejected by all
        for (key, old) in
            [(Link::IFLA_NUM_VF, Ok(())), (Link::IFLA_ALLMULTI, Err(ValidationErrorKind::ReadOnly))]
        {
            let mut buffer = [0; 64];
            let mut link = Writer::<Link>::new(&mut buffer);
            link.put(key, 1);
            let bytes = link.finish().unwrap();
            let check = |checks| {
                validate(Link::spec(), bytes, 32, Scope::new(16, &[0; 16]), checks).map_err(|no| no.why)
            };
            assert_eq!(
                (check(ValidationFlags::STRICT), check(ValidationFlags::LIBERAL)),
                (Err(ValidationErrorKind::ReadOnly), old)
            );
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
        assert_eq!((message.message_type(), header.get(IfInfo::ifi_index)), (109, 3));
        assert_eq!(format!("{attrs:?}"), r#"{IFLA_PROP_LIST: {IFLA_ALT_IFNAME: ["one", "two"]}}"#);
    }
    #[test]
    fn flags_and_families_stand_in_the_header() {
        let mut buffer = [0; 64];
        let operation = SetLink {
            family: AddressFamily::AF_BRIDGE,
            index: u32::MAX,
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
            "{ifi_family: AF_BRIDGE, ifi_type: ARPHRD_NETROM, ifi_index: 4294967295, ifi_flags: IFF_UP, ifi_change: IFF_UP|IFF_ECHO}"
        );
    }
    #[test]
    fn a_map_that_the_kernel_would_refuse_is_refused() {
        let mut buffer = [0; 64];
        for (len, fits) in
            [(0, false), (24, false), (LINK_MAP_LEN - 1, false), (LINK_MAP_LEN, true), (40, true)]
        {
            let mut link = Writer::<Link>::new(&mut buffer);
            link.put(Link::IFLA_MAP, Extensible::<LinkMap>::new(&[0; 40][..usize::from(len)]));
            let bytes = link.finish().unwrap();
            let checked =
                validate(Link::spec(), bytes, 32, Scope::new(16, &[0; 16]), ValidationFlags::LIBERAL);
            assert_eq!(checked.is_ok(), fits, "{len} bytes");
        }
    }
    #[test]
    fn gso_sizes_that_no_tcp_header_fits_are_refused() {
        let mut buffer = [0; 64];
        let sizes = [
            (Link::IFLA_GSO_MAX_SIZE, true),
            (Link::IFLA_GSO_IPV4_MAX_SIZE, true),
            (Link::IFLA_GRO_MAX_SIZE, false),
            (Link::IFLA_GRO_IPV4_MAX_SIZE, false),
        ];
        for (key, has_minimum) in sizes {
            for size in [0, 192, 193, u32::MAX] {
                let mut link = Writer::<Link>::new(&mut buffer);
                link.put(key, size);
                let bytes = link.finish().unwrap();
                let checked =
                    validate(Link::spec(), bytes, 32, Scope::new(16, &[0; 16]), ValidationFlags::LIBERAL);
                let refused = has_minimum && size < 193;
                assert_eq!(checked.is_err_and(|error| error.errno() == Errno::ERANGE), refused, "{size}");
            }
        }
    }
    #[test]
    fn a_map_is_read_with_and_without_its_padding() {
        for (len, whole) in [(28, false), (32, true)] {
            let map = Extensible::<LinkMap>::new(&[1; 32][..len]);
            assert_eq!((map.get(LinkMap::port), map.whole().is_some()), (Some(1), whole), "{len} bytes");
        }
    }
}

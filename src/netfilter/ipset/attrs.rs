//! Attribute sets and flags of ipset.
use crate::{
    attributes, flags,
    netfilter::NfProto,
    uapi::IpProtocol,
    wire::{Attrs, HwAddr, Net, Str},
};
use core::net::{Ipv4Addr, Ipv6Addr};

flags! {
    /// Flags of a command: `IPSET_FLAG_*`, linux/netfilter/ipset/ip_set.h.
    ///
    /// A list request uses the two LIST flags; the other flags belong to the xtables match `set`
    /// and target `SET`.
    pub struct CommandFlags(u32) {
        /// An existing element is no error. Requests express it by the absence of `NLM_F_EXCL`.
        IPSET_FLAG_EXIST = 1 << 0,
        /// Lists names only.
        IPSET_FLAG_LIST_SETNAME = 1 << 1,
        /// Lists names and headers, without elements.
        IPSET_FLAG_LIST_HEADER = 1 << 2,
        /// A match does not update the counters of the element.
        IPSET_FLAG_SKIP_COUNTER_UPDATE = 1 << 3,
        /// A match in a list of sets does not update the counters of the member set.
        IPSET_FLAG_SKIP_SUBCOUNTER_UPDATE = 1 << 4,
        /// The match compares the counters of the element.
        IPSET_FLAG_MATCH_COUNTERS = 1 << 5,
        /// An element with the flag nomatch is reported as a match.
        IPSET_FLAG_RETURN_NOMATCH = 1 << 7,
        /// The target copies the firewall mark of the element to the packet.
        IPSET_FLAG_MAP_SKBMARK = 1 << 8,
        /// The target copies the priority of the element to the packet.
        IPSET_FLAG_MAP_SKBPRIO = 1 << 9,
        /// The target copies the transmit queue of the element to the packet.
        IPSET_FLAG_MAP_SKBQUEUE = 1 << 10,
    }
}
flags! {
    /// Flags of a set or of an element: `IPSET_FLAG_*`, linux/netfilter/ipset/ip_set.h.
    ///
    /// The WITH flags and `IPSET_FLAG_WITH_FORCEADD` belong to a set, the others to an element.
    pub struct SetFlags(u32) {
        /// Element of a `list:set`: the place is before the reference set, otherwise after it.
        IPSET_FLAG_BEFORE = 1 << 0,
        /// Element of a `hash:net,iface`: the interface is the bridge port.
        IPSET_FLAG_PHYSDEV = 1 << 1,
        /// Exception: the element does not match.
        IPSET_FLAG_NOMATCH = 1 << 2,
        /// Elements have packet and byte counters.
        IPSET_FLAG_WITH_COUNTERS = 1 << 3,
        /// Elements may have a comment.
        IPSET_FLAG_WITH_COMMENT = 1 << 4,
        /// A full set evicts a random element to add a new one.
        IPSET_FLAG_WITH_FORCEADD = 1 << 5,
        /// Elements may have a firewall mark, a priority and a transmit queue.
        IPSET_FLAG_WITH_SKBINFO = 1 << 6,
        /// Element of a `hash:net,iface`: the interface name is a prefix. Since Linux 5.5.
        IPSET_FLAG_IFACE_WILDCARD = 1 << 7,
    }
}

// Limits: ip_set_setname_policy, ip_set_index_policy, ip_set_dump_policy,
// net/netfilter/ipset/ip_set_core.c.
attributes! {
    /// Attributes of a set in lists and look-ups: `IPSET_ATTR_*`,
    /// linux/netfilter/ipset/ip_set.h.
    ///
    /// The elements of a large set are spread over several messages. Only the first one has type,
    /// family, revision, index and header.
    pub set IpSet, enum IpSetAttr<'a> {
        /// Protocol version: 7, or 6. Required in every request.
        IPSET_ATTR_PROTOCOL: u8 = 1,
        /// Name of the set.
        IPSET_ATTR_SETNAME: Str<'a> = 2 where nul_max_len(31),
        /// Set type, such as `hash:ip`.
        IPSET_ATTR_TYPENAME: Str<'a> = 3 where nul_max_len(31),
        /// Revision of the set type.
        IPSET_ATTR_REVISION: u8 = 4,
        /// Address family of the elements; `NFPROTO_UNSPEC` if the type has no addresses.
        IPSET_ATTR_FAMILY: NfProto = 5,
        /// What a list request asks for. Requests only.
        IPSET_ATTR_FLAGS: Net<CommandFlags> = 6,
        /// Header: parameters and size of the set.
        IPSET_ATTR_DATA: Attrs<'a, IpSetHeader> = 7,
        /// Elements.
        IPSET_ATTR_ADT: Attrs<'a, IpSetElements> = 8,
        /// Index of the set. Rules refer to a set by its index. Protocol version 7 (Linux 4.20).
        IPSET_ATTR_INDEX: Net<u16> = 11,
    }
}
// Limits: ip_set_create_policy, net/netfilter/ipset/ip_set_core.c.
attributes! {
    /// Attributes of `IPSET_CMD_CREATE`: `IPSET_ATTR_*`, linux/netfilter/ipset/ip_set.h.
    pub set IpSetCreate, enum IpSetCreateAttr<'a> {
        /// Protocol version: 7, or 6.
        IPSET_ATTR_PROTOCOL: u8 = 1,
        /// Name of the set.
        IPSET_ATTR_SETNAME: Str<'a> = 2 where nul_max_len(31),
        /// Set type, such as `hash:ip`.
        IPSET_ATTR_TYPENAME: Str<'a> = 3 where nul_max_len(31),
        /// Revision of the set type.
        IPSET_ATTR_REVISION: u8 = 4,
        /// Address family of the elements; `NFPROTO_UNSPEC` if the type has no addresses.
        IPSET_ATTR_FAMILY: NfProto = 5,
        /// Parameters of the set. The bit `NLA_F_NESTED` must be set.
        IPSET_ATTR_DATA: Attrs<'a, IpSetOptions> = 7,
    }
}
// Limits: ip_set_setname2_policy, net/netfilter/ipset/ip_set_core.c.
attributes! {
    /// Attributes of `IPSET_CMD_RENAME` and `IPSET_CMD_SWAP`: `IPSET_ATTR_*`,
    /// linux/netfilter/ipset/ip_set.h.
    pub set IpSetPair, enum IpSetPairAttr<'a> {
        /// Protocol version: 7, or 6.
        IPSET_ATTR_PROTOCOL: u8 = 1,
        /// Name of the set.
        IPSET_ATTR_SETNAME: Str<'a> = 2 where nul_max_len(31),
        /// New name, or name of the other set.
        IPSET_ATTR_SETNAME2: Str<'a> = 3 where nul_max_len(31),
    }
}
// Limits: ip_set_adt_policy, net/netfilter/ipset/ip_set_core.c.
attributes! {
    /// Attributes of `IPSET_CMD_ADD`, `IPSET_CMD_DEL` and `IPSET_CMD_TEST`: `IPSET_ATTR_*`,
    /// linux/netfilter/ipset/ip_set.h.
    ///
    /// Requests have either one element in `IPSET_ATTR_DATA`, or several in `IPSET_ATTR_ADT`.
    pub set IpSetChange, enum IpSetChangeAttr<'a> {
        /// Protocol version: 7, or 6.
        IPSET_ATTR_PROTOCOL: u8 = 1,
        /// Name of the set.
        IPSET_ATTR_SETNAME: Str<'a> = 2 where nul_max_len(31),
        /// One element. The bit `NLA_F_NESTED` must be set.
        IPSET_ATTR_DATA: Attrs<'a, IpSetElement> = 7,
        /// Several elements; not for `IPSET_CMD_TEST`. The bit `NLA_F_NESTED` must be set.
        IPSET_ATTR_ADT: Attrs<'a, IpSetElements> = 8,
        /// Line number. Required with `IPSET_ATTR_ADT`.
        ///
        /// In the request that an error repeats, the kernel replaces it by the line number of the
        /// element that it refused: see [`failed_line`](super::failed_line).
        IPSET_ATTR_LINENO: Net<u32> = 9,
    }
}
// Limits: ip_set_type_policy, net/netfilter/ipset/ip_set_core.c.
attributes! {
    /// Attributes of `IPSET_CMD_TYPE`: `IPSET_ATTR_*`, linux/netfilter/ipset/ip_set.h.
    pub set IpSetType, enum IpSetTypeAttr<'a> {
        /// Protocol version: 7, or 6.
        IPSET_ATTR_PROTOCOL: u8 = 1,
        /// Set type, such as `hash:ip`.
        IPSET_ATTR_TYPENAME: Str<'a> = 3 where nul_max_len(31),
        /// Highest revision that the kernel has.
        IPSET_ATTR_REVISION: u8 = 4 where read_only,
        /// Address family of the elements; `NFPROTO_UNSPEC` if the type has no addresses.
        IPSET_ATTR_FAMILY: NfProto = 5,
        /// Lowest revision that the kernel has.
        IPSET_ATTR_REVISION_MIN: u8 = 10 where read_only,
    }
}
// Limits: ip_set_protocol_policy, net/netfilter/ipset/ip_set_core.c.
attributes! {
    /// Attributes of `IPSET_CMD_PROTOCOL`: `IPSET_ATTR_*`, linux/netfilter/ipset/ip_set.h.
    pub set IpSetProtocol, enum IpSetProtocolAttr<'a> {
        /// Highest protocol version; in requests, that of the sender.
        IPSET_ATTR_PROTOCOL: u8 = 1,
        /// Lowest protocol version.
        IPSET_ATTR_PROTOCOL_MIN: u8 = 10 where read_only,
    }
}
attributes! {
    /// Elements: attributes of the type `IPSET_ATTR_DATA`, one for each element.
    pub set IpSetElements, enum IpSetElementsAttr<'a> {
        /// One element.
        IPSET_ATTR_DATA: [Attrs<'a, IpSetElement>] = 7,
    }
}
// Limits: ipaddr_policy, net/netfilter/ipset/ip_set_core.c.
attributes! {
    /// Address: `IPSET_ATTR_IPADDR_*`, linux/netfilter/ipset/ip_set.h.
    pub set IpSetAddress, enum IpSetAddressAttr<'a> {
        /// IPv4 address.
        IPSET_ATTR_IPADDR_IPV4: Net<Ipv4Addr> = 1,
        /// IPv6 address.
        IPSET_ATTR_IPADDR_IPV6: Net<Ipv6Addr> = 2,
    }
}
// Limits: create_policy of each type, net/netfilter/ipset/ip_set_*.c.
attributes! {
    /// Parameters of a new set: `IPSET_ATTR_*`, linux/netfilter/ipset/ip_set.h.
    pub set IpSetOptions, enum IpSetOptionsAttr<'a> {
        /// First address of a `bitmap:ip` or `bitmap:ip,mac`. (Also IPSET_ATTR_IP_FROM.)
        IPSET_ATTR_IP: Attrs<'a, IpSetAddress> = 1,
        /// Last address of a `bitmap:ip` or `bitmap:ip,mac`.
        IPSET_ATTR_IP_TO: Attrs<'a, IpSetAddress> = 2,
        /// Prefix length of `IPSET_ATTR_IP`, instead of the last address. Requests only.
        IPSET_ATTR_CIDR: u8 = 3,
        /// First port of a `bitmap:port`. (Also IPSET_ATTR_PORT_FROM.)
        IPSET_ATTR_PORT: Net<u16> = 4,
        /// Last port of a `bitmap:port`.
        IPSET_ATTR_PORT_TO: Net<u16> = 5,
        /// Default timeout of elements, seconds; 0 means that elements do not expire.
        ///
        /// Elements of a set without this attribute cannot have a timeout.
        IPSET_ATTR_TIMEOUT: Net<u32> = 6,
        /// Flags: which extensions elements may have.
        IPSET_ATTR_CADT_FLAGS: Net<SetFlags> = 8,
        /// Mask for the mark of a `hash:ip,mark`. Default: 0xffffffff.
        IPSET_ATTR_MARKMASK: Net<u32> = 11,
        /// Mask for addresses; not together with `IPSET_ATTR_NETMASK`. Since Linux 6.2.
        IPSET_ATTR_BITMASK: Attrs<'a, IpSetAddress> = 12,
        /// Initial value of the hash function. Default: random. Since Linux 5.11.
        IPSET_ATTR_INITVAL: Net<u32> = 17,
        /// Initial size of the hash table, buckets. Default: 1024.
        IPSET_ATTR_HASHSIZE: Net<u32> = 18,
        /// Maximum number of elements of a hash. Default: 65536.
        IPSET_ATTR_MAXELEM: Net<u32> = 19,
        /// Prefix length that is applied to addresses, bits.
        IPSET_ATTR_NETMASK: u8 = 20,
        /// Maximum number of elements in a hash bucket, 2 to 12. Default: 12. Since Linux 5.11.
        IPSET_ATTR_BUCKETSIZE: u8 = 21,
        /// Growth of the hash table. The kernel ignores it.
        IPSET_ATTR_RESIZE: u8 = 22,
        /// Maximum number of sets in a `list:set`. Default: 8.
        IPSET_ATTR_SIZE: Net<u32> = 23,
    }
}
attributes! {
    /// Header of a set in a list: parameters, as in [`IpSetOptions`], and size.
    pub set IpSetHeader extends IpSetOptions, enum IpSetHeaderAttr<'a> {
        /// Mask for the mark of a `hash:ip,mark`.
        ///
        /// In host byte order and without `NLA_F_NET_BYTEORDER`, unlike in requests.
        IPSET_ATTR_MARKMASK: u32 = 11 where read_only,
        /// Number of elements.
        IPSET_ATTR_ELEMENTS: Net<u32> = 24 where read_only,
        /// Number of references by rules and by sets of sets.
        IPSET_ATTR_REFERENCES: Net<u32> = 25 where read_only,
        /// Memory that the set uses, bytes.
        IPSET_ATTR_MEMSIZE: Net<u32> = 26 where read_only,
    }
}
// Limits: adt_policy of each type, net/netfilter/ipset/ip_set_*.c.
attributes! {
    /// Element of a set: `IPSET_ATTR_*`, linux/netfilter/ipset/ip_set.h.
    pub set IpSetElement, enum IpSetElementAttr<'a> {
        /// Address, network address, or first address of a range. (Also IPSET_ATTR_IP_FROM.)
        IPSET_ATTR_IP: Attrs<'a, IpSetAddress> = 1,
        /// Last address of a range. Requests only.
        IPSET_ATTR_IP_TO: Attrs<'a, IpSetAddress> = 2,
        /// Prefix length of `IPSET_ATTR_IP`.
        IPSET_ATTR_CIDR: u8 = 3,
        /// Port; ICMP and ICMPv6: type in the upper byte, code in the lower byte; 0 for other
        /// protocols. (Also IPSET_ATTR_PORT_FROM.)
        IPSET_ATTR_PORT: Net<u16> = 4,
        /// Last port of a range. Requests only.
        IPSET_ATTR_PORT_TO: Net<u16> = 5,
        /// Time until the element expires, seconds; 0 means that the element does not expire.
        IPSET_ATTR_TIMEOUT: Net<u32> = 6,
        /// Layer 4 protocol of the port.
        IPSET_ATTR_PROTO: IpProtocol = 7,
        /// Flags of the element: exception, bridge port, place in a list.
        IPSET_ATTR_CADT_FLAGS: Net<SetFlags> = 8,
        /// Line number, which an error repeats in [`IpSetChange::IPSET_ATTR_LINENO`]. Requests
        /// only. (Also IPSET_ATTR_CADT_LINENO.)
        IPSET_ATTR_LINENO: Net<u32> = 9,
        /// Firewall mark of a `hash:ip,mark`.
        IPSET_ATTR_MARK: Net<u32> = 10,
        /// MAC address.
        IPSET_ATTR_ETHER: HwAddr<'a> = 17 where exact_len(6),
        /// Name of a member of a `list:set`.
        IPSET_ATTR_NAME: Str<'a> = 18 where max_len(32),
        /// Reference set: the member that the place in a `list:set` is relative to. Requests only.
        IPSET_ATTR_NAMEREF: Str<'a> = 19 where max_len(32),
        /// Second address or network address.
        IPSET_ATTR_IP2: Attrs<'a, IpSetAddress> = 20,
        /// Prefix length of `IPSET_ATTR_IP2`.
        IPSET_ATTR_CIDR2: u8 = 21,
        /// Last address of a range that starts with `IPSET_ATTR_IP2`. Requests only.
        IPSET_ATTR_IP2_TO: Attrs<'a, IpSetAddress> = 22,
        /// Interface name.
        IPSET_ATTR_IFACE: Str<'a> = 23 where nul_max_len(15),
        /// Byte counter.
        IPSET_ATTR_BYTES: Net<u64> = 24,
        /// Packet counter.
        IPSET_ATTR_PACKETS: Net<u64> = 25,
        /// Comment, for sets with `IPSET_FLAG_WITH_COMMENT`.
        IPSET_ATTR_COMMENT: Str<'a> = 26 where nul_max_len(255),
        /// Firewall mark in the upper 32 bits, mask in the lower 32 bits.
        IPSET_ATTR_SKBMARK: Net<u64> = 27,
        /// Priority of the packet: handle of a traffic class.
        IPSET_ATTR_SKBPRIO: Net<u32> = 28,
        /// Transmit queue of the interface.
        IPSET_ATTR_SKBQUEUE: Net<u16> = 29,
        /// Padding.
        IPSET_ATTR_PAD: &'a [u8] = 30 where read_only,
    }
}

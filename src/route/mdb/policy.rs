//! Request policies of multicast database (MDB) entries: see [`request_policy`](crate::route::request_policy).
use super::{
    BrMdbAddr, BrMdbEntry, BrPortMsg, MdbAddress, MdbEntryOptions, MdbFlags, MdbGet, MdbSet, MdbState,
};
use crate::{
    route::{
        RouteMessage as M,
        policy::{Situation, field, nests, numbers, rows},
    },
    server::{RequestPolicy, ValidationErrorKind, ValidationFlags, ValueCheck},
    uapi::EtherType,
    wire::{Struct, spec::Constraint},
};
use core::net::{Ipv4Addr, Ipv6Addr};
use zerocopy::FromBytes;

/// An entry is a structure of 28 bytes; longer ones are rejected before its values are looked at.
const ENTRY: Constraint = Constraint::BinaryMaxLen(28);
/// mdba_policy, mdba_del_bulk_policy and mdba_get_policy, net/core/rtnetlink.c.
const SET: &[(u16, Constraint)] = rows![MdbSet: MDBA_SET_ENTRY(ENTRY), MDBA_SET_ENTRY_ATTRS];
const GET: &[(u16, Constraint)] = rows![MdbGet: MDBA_GET_ENTRY(ENTRY), MDBA_GET_ENTRY_ATTRS];
const SET_NESTS: &[(u16, ValidationFlags)] = nests![MdbSet: MDBA_SET_ENTRY_ATTRS(ValidationFlags::STRICT)];
const GET_NESTS: &[(u16, ValidationFlags)] = nests![MdbGet: MDBA_GET_ENTRY_ATTRS(ValidationFlags::STRICT)];
/// br_mdbe_attrs_pol, net/bridge/br_mdb.c, and vxlan_mdbe_attrs_pol, drivers/net/vxlan/vxlan_mdb.c: a
/// bridge rejects those from MDBE_ATTR_DST on.
const SET_OPTIONS: &[(u16, Constraint)] = rows![MdbEntryOptions:
    MDBE_ATTR_SOURCE, MDBE_ATTR_SRC_LIST, MDBE_ATTR_GROUP_MODE, MDBE_ATTR_RTPROT, MDBE_ATTR_DST, MDBE_ATTR_DST_PORT,
    MDBE_ATTR_VNI, MDBE_ATTR_IFINDEX, MDBE_ATTR_SRC_VNI,
];
/// br_mdbe_attrs_del_bulk_pol and vxlan_mdbe_attrs_del_bulk_pol: a bridge accepts MDBE_ATTR_RTPROT and
/// MDBE_ATTR_STATE_MASK only.
const FLUSH_OPTIONS: &[(u16, Constraint)] = rows![MdbEntryOptions:
    MDBE_ATTR_RTPROT, MDBE_ATTR_DST, MDBE_ATTR_DST_PORT, MDBE_ATTR_VNI, MDBE_ATTR_SRC_VNI, MDBE_ATTR_STATE_MASK,
];
/// br_mdbe_attrs_get_pol and vxlan_mdbe_attrs_get_pol: a bridge rejects MDBE_ATTR_SRC_VNI.
const GET_OPTIONS: &[(u16, Constraint)] = rows![MdbEntryOptions: MDBE_ATTR_SOURCE, MDBE_ATTR_SRC_VNI];

type Inside = [(u16, &'static [(u16, Constraint)])];
const SET_INSIDE: &Inside = &[(MdbSet::MDBA_SET_ENTRY_ATTRS.number(), SET_OPTIONS)];
const FLUSH_INSIDE: &Inside = &[(MdbSet::MDBA_SET_ENTRY_ATTRS.number(), FLUSH_OPTIONS)];
const GET_INSIDE: &Inside = &[(MdbGet::MDBA_GET_ENTRY_ATTRS.number(), GET_OPTIONS)];
const SET_VALUES: &[(u16, ValueCheck)] = &[(MdbSet::MDBA_SET_ENTRY.number(), set_entry)];
const FLUSH_VALUES: &[(u16, ValueCheck)] = &[(MdbSet::MDBA_SET_ENTRY.number(), flush_entry)];
const GET_VALUES: &[(u16, ValueCheck)] = &[(MdbGet::MDBA_GET_ENTRY.number(), get_entry)];

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    let entry = numbers![MdbSet: MDBA_SET_ENTRY];
    situation.is_bridge().then(|| match situation.kind {
        M::RTM_GETMDB if situation.dump && !situation.strict => situation.get(),
        M::RTM_GETMDB if situation.dump => {
            situation.get().zero(const { &[field(BrPortMsg::ifindex)] }).bare()
        }
        M::RTM_GETMDB => situation
            .always_strict()
            .policy(GET)
            .values(GET_VALUES)
            .opens(GET_NESTS)
            .inside(GET_INSIDE)
            .needs(numbers![MdbGet: MDBA_GET_ENTRY]),
        _ if situation.bulk => situation
            .always_strict()
            .policy(SET)
            .values(FLUSH_VALUES)
            .opens(SET_NESTS)
            .inside(FLUSH_INSIDE)
            .needs(entry),
        _ => situation
            .liberal()
            .policy(SET)
            .values(SET_VALUES)
            .opens(SET_NESTS)
            .inside(SET_INSIDE)
            .needs(entry),
    })
}
/// Returns the reason as an error if the values are wrong.
fn reject(is_wrong: bool, reason: &'static str) -> Result<(), ValidationErrorKind> {
    if is_wrong { Err(ValidationErrorKind::Value(reason)) } else { Ok(()) }
}
fn read(value: &[u8]) -> Result<&Struct<BrMdbEntry>, ValidationErrorKind> {
    Struct::ref_from_bytes(value).map_err(|_| ValidationErrorKind::NumberLength)
}
/// rtnl_validate_mdb_entry.
fn set_entry(value: &[u8]) -> Result<(), ValidationErrorKind> {
    let entry = read(value)?;
    reject(entry.get(BrMdbEntry::ifindex) == 0, "Zero entry ifindex is not allowed")?;
    match address(entry) {
        (EtherType::ETH_P_IP, [a, b, c, d, ..]) => {
            let group = Ipv4Addr::new(a, b, c, d);
            let is_group = group.is_multicast() || a == 0;
            reject(!is_group, "IPv4 entry group address is not multicast or 0.0.0.0")?;
            reject((a, b, c) == (224, 0, 0), "IPv4 entry group address is local multicast")?;
        }
        (EtherType::ETH_P_IPV6, octets) => {
            let is_all_nodes = Ipv6Addr::from(octets) == Ipv6Addr::new(0xff02, 0, 0, 0, 0, 0, 0, 1);
            reject(is_all_nodes, "IPv6 entry group address is link-local all nodes")?;
        }
        (EtherType(0), [first, ..]) => reject(first & 1 == 0, "L2 entry group is not multicast")?,
        _ => reject(true, "Unknown entry protocol")?,
    }
    known_state(entry)?;
    known_vid(entry)
}
/// rtnl_validate_mdb_entry_del_bulk.
fn flush_entry(value: &[u8]) -> Result<(), ValidationErrorKind> {
    let entry = read(value)?;
    known_state(entry)?;
    reject(entry.get(BrMdbEntry::flags) != MdbFlags::empty(), "Entry flags cannot be set")?;
    known_vid(entry)?;
    reject(entry.get(BrMdbEntry::addr) != Struct::<BrMdbAddr>::default(), "Entry address cannot be set")
}
/// rtnl_validate_mdb_entry_get.
fn get_entry(value: &[u8]) -> Result<(), ValidationErrorKind> {
    let entry = read(value)?;
    reject(entry.get(BrMdbEntry::ifindex) != 0, "Entry ifindex cannot be specified")?;
    reject(entry.get(BrMdbEntry::state) != MdbState::MDB_TEMPORARY, "Entry state cannot be specified")?;
    reject(entry.get(BrMdbEntry::flags) != MdbFlags::empty(), "Entry flags cannot be specified")?;
    known_vid(entry)?;
    let (protocol, _) = address(entry);
    let is_known = matches!(protocol, EtherType::ETH_P_IP | EtherType::ETH_P_IPV6 | EtherType(0));
    reject(!is_known, "Unknown entry protocol")
}
fn address(entry: &Struct<BrMdbEntry>) -> (EtherType, [u8; 16]) {
    let addr = entry.get(BrMdbEntry::addr);
    let MdbAddress(octets) = addr.get(BrMdbAddr::u);
    (addr.get(BrMdbAddr::proto).0, octets)
}
fn known_state(entry: &Struct<BrMdbEntry>) -> Result<(), ValidationErrorKind> {
    let state = entry.get(BrMdbEntry::state);
    reject(!matches!(state, MdbState::MDB_TEMPORARY | MdbState::MDB_PERMANENT), "Unknown entry state")
}
fn known_vid(entry: &Struct<BrMdbEntry>) -> Result<(), ValidationErrorKind> {
    reject(entry.get(BrMdbEntry::vid) >= 4095, "Invalid entry VLAN id")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::{
            self,
            testing::{attr, message},
        },
        wire::{DeleteFlags, Message},
    };
    use core::net::IpAddr;
    use std::vec::Vec;

    fn verdict(kind: u16, flags: u16, attrs: &[u8]) -> Result<(), ValidationErrorKind> {
        let mut bytes = message(kind, &[&[7, 0, 0, 0][..], &7u32.to_ne_bytes(), attrs].concat());
        bytes[6..8].copy_from_slice(&flags.to_ne_bytes());
        let request = Message::new(&bytes).unwrap();
        let spec = route::lookup(request).unwrap();
        spec.validate(request, &route::request_policy(request, true)).map_err(|error| error.why)
    }
    fn entry(group: &str) -> Struct<BrMdbEntry> {
        let entry = BrMdbEntry::from_group(group.parse::<IpAddr>().unwrap());
        entry.with(BrMdbEntry::ifindex, 8).with(BrMdbEntry::state, MdbState::MDB_PERMANENT)
    }
    fn bytes(entry: Struct<BrMdbEntry>) -> Vec<u8> {
        attr(1, entry.as_bytes())
    }

    #[test]
    fn values_of_an_entry_are_validated_as_the_kernel_does() {
        let new = |entry| verdict(M::RTM_NEWMDB, 5, &bytes(entry));
        let says = |reason| Err(ValidationErrorKind::Value(reason));
        assert_eq!(
            (new(entry("239.1.1.1")), new(entry("0.0.0.0")), new(entry("ff02::2"))),
            (Ok(()), Ok(()), Ok(()))
        );
        assert_eq!(new(entry("192.0.2.1")), says("IPv4 entry group address is not multicast or 0.0.0.0"));
        assert_eq!(new(entry("224.0.0.251")), says("IPv4 entry group address is local multicast"));
        assert_eq!(new(entry("ff02::1")), says("IPv6 entry group address is link-local all nodes"));
        let right = entry("239.1.1.1");
        assert_eq!(new(right.with(BrMdbEntry::ifindex, 0)), says("Zero entry ifindex is not allowed"));
        assert_eq!(new(right.with(BrMdbEntry::state, MdbState(2))), says("Unknown entry state"));
        assert_eq!(new(right.with(BrMdbEntry::vid, 4095)), says("Invalid entry VLAN id"));
        let mac =
            |first| right.with(BrMdbEntry::addr, BrMdbEntry::from_mac([first; 6]).get(BrMdbEntry::addr));
        assert_eq!((new(mac(1)), new(mac(2))), (Ok(()), says("L2 entry group is not multicast")));
    }
    #[test]
    fn an_entry_to_find_or_to_flush_has_other_values() {
        let right = entry("239.1.1.1");
        let get = |entry| verdict(M::RTM_GETMDB, 5, &bytes(entry));
        let plain = right.with(BrMdbEntry::ifindex, 0).with(BrMdbEntry::state, MdbState::MDB_TEMPORARY);
        let says = |reason| Err(ValidationErrorKind::Value(reason));
        assert_eq!(get(plain), Ok(()));
        assert_eq!(get(plain.with(BrMdbEntry::ifindex, 8)), says("Entry ifindex cannot be specified"));
        assert_eq!(
            get(plain.with(BrMdbEntry::state, MdbState::MDB_PERMANENT)),
            says("Entry state cannot be specified")
        );
        let bulk = 5 | DeleteFlags::BULK.bits();
        assert_eq!(verdict(M::RTM_DELMDB, bulk, &bytes(BrMdbEntry::new())), Ok(()));
        assert_eq!(verdict(M::RTM_DELMDB, bulk, &bytes(right)), says("Entry address cannot be set"));
    }
    #[test]
    fn each_operation_accepts_its_own_options_and_lengths() {
        let with =
            |entry: Struct<BrMdbEntry>, option: Vec<u8>| [bytes(entry), attr(0x8002, &option)].concat();
        let mask = attr(10, &[1]);
        let bulk = 5 | DeleteFlags::BULK.bits();
        assert_eq!(verdict(M::RTM_DELMDB, bulk, &with(BrMdbEntry::new(), mask.clone())), Ok(()));
        let unsupported = Err(ValidationErrorKind::ReadOnly);
        assert_eq!(verdict(M::RTM_NEWMDB, 5, &with(entry("239.1.1.1"), mask)), unsupported);
        assert_eq!(verdict(M::RTM_NEWMDB, 5, &attr(1, &[0; 27])), Err(ValidationErrorKind::NumberLength));
        assert_eq!(verdict(M::RTM_NEWMDB, 5, &attr(1, &[0; 29])), Err(ValidationErrorKind::Length));
        assert_eq!(verdict(M::RTM_NEWMDB, 5, &[]), Err(ValidationErrorKind::Missing));
    }
}

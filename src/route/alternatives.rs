//! Tests of message types whose header or attributes depend on more than the type.
use super::*;
use crate::{
    decode::Decoder,
    route::{BrMdbEntry, Dcb, DcbCommand, DelMdb, GetCanRoute, GetRoute, NewMdb, PROTOCOL, SetDcb},
    schema::Described,
    wire::{DeleteFlags, NewFlags, Protocol, Request},
};
use std::{format, string::String, vec::Vec};

fn text(bytes: &[u8]) -> String {
    let message = Message::new(bytes).unwrap();
    format!("{:?}", Described::new("route", (PROTOCOL.lookup)(message), message))
}
/// A message without NLM_F_REQUEST.
fn reply(number: u16, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend((16 + payload.len() as u32).to_ne_bytes());
    bytes.extend(number.to_ne_bytes());
    bytes.extend([0; 10]);
    bytes.extend(payload);
    bytes
}

#[test]
fn a_route_of_can_has_another_header() {
    let mut buffer = [0; 64];
    let can = GetCanRoute { family: AddressFamily::AF_CAN };
    let bytes = Request::new(&mut buffer, can, GetFlags::DUMP).finish(1).unwrap();
    assert!(text(bytes).contains("{can_family: AF_CAN, gwtype: 0, flags: 0}"), "{}", text(bytes));
    let route = GetRoute { family: AddressFamily::AF_INET, ..Default::default() };
    let bytes = Request::new(&mut buffer, route, GetFlags::DUMP).finish(1).unwrap();
    assert!(text(bytes).contains("{rtm_family: AF_INET,"), "{}", text(bytes));
}
#[test]
fn a_request_of_the_mdb_is_not_read_as_a_notification() {
    let mut buffer = [0; 64];
    let entry = BrMdbEntry::from_group([239, 0, 0, 1].into()).with(BrMdbEntry::ifindex, 3);
    let new = NewMdb { family: AddressFamily::AF_BRIDGE, index: 2 };
    let mut request = Request::new(&mut buffer, new, NewFlags::ACK);
    request.put(MdbSet::MDBA_SET_ENTRY, &entry);
    let found = text(request.finish(1).unwrap());
    assert!(
        found.ends_with(
            "{family: AF_BRIDGE, ifindex: 2} {MDBA_SET_ENTRY: {ifindex: 3, state: MDB_TEMPORARY, flags: 0, vid: 0, \
             addr: {u: 239.0.0.1, proto: ETH_P_IP}}}"
        ),
        "{found}"
    );
    let delete = DelMdb { family: AddressFamily::AF_BRIDGE, index: 2 };
    let mut request = Request::new(&mut buffer, delete, DeleteFlags::ACK);
    request.put(MdbSet::MDBA_SET_ENTRY, &BrMdbEntry::from_mac([1, 0, 0x5e, 0, 0, 9]));
    let found = text(request.finish(1).unwrap());
    assert!(found.contains("addr: {u: {mac_addr: 01:00:5e:00:00:09}, proto: 0}"), "{found}");
}
#[test]
fn upcalls_have_the_addresses_of_their_family() {
    let src: [u8; 16] = "2001:db8::1".parse::<core::net::Ipv6Addr>().unwrap().octets();
    let mut six = std::vec![129, 0, 0, 0, 20, 0, 3, 0];
    six[4..8].copy_from_slice(&[20u16.to_ne_bytes(), 3u16.to_ne_bytes()].concat());
    six.extend(src);
    let found = text(&reply(96, &six));
    assert!(
        found.ends_with("{rtgen_family: RTNL_FAMILY_IP6MR} {IP6MRA_CREPORT_SRC_ADDR: 2001:db8::1}"),
        "{found}"
    );
    let mut four = std::vec![128, 0, 0, 0];
    four.extend([8u16.to_ne_bytes(), 3u16.to_ne_bytes()].concat());
    four.extend([192, 0, 2, 1]);
    let found = text(&reply(96, &four));
    assert!(
        found.ends_with("{rtgen_family: RTNL_FAMILY_IPMR} {IPMRA_CREPORT_SRC_ADDR: 192.0.2.1}"),
        "{found}"
    );
}
#[test]
fn a_change_of_dcb_is_answered_by_a_status() {
    let mut buffer = [0; 64];
    let set = SetDcb { command: DcbCommand::DCB_CMD_IEEE_SET };
    let mut request = Request::new(&mut buffer, set, NewFlags::ACK);
    request.put(Dcb::DCB_ATTR_IFNAME, "eth0").nest(Dcb::DCB_ATTR_IEEE, |_| {});
    let found = text(request.finish(1).unwrap());
    assert!(found.ends_with("{DCB_ATTR_IFNAME: \"eth0\", DCB_ATTR_IEEE: {}}"), "{found}");
    let answer = [&[0, 20, 0, 0][..], &5u16.to_ne_bytes(), &13u16.to_ne_bytes(), &[0, 0, 0, 0]].concat();
    let found = text(&reply(79, &answer));
    assert!(found.ends_with("{dcb_family: AF_UNSPEC, cmd: DCB_CMD_IEEE_SET} {DCB_ATTR_IEEE: 0}"), "{found}");
}
#[test]
fn any_bytes_are_read_without_a_panic() {
    let decoder = Decoder::new();
    for number in [24, 26, 78, 79, 84, 85, 86, 96, 112, 120] {
        for family in [0, 7, 29, 128, 129] {
            for len in 0..40 {
                let payload: Vec<u8> = core::iter::once(family)
                    .chain((1u8..40).map(|at| at.wrapping_mul(7)))
                    .take(len)
                    .collect();
                let bytes = reply(number, &payload);
                let message = Message::new(&bytes).unwrap();
                let _ = format!("{:?}", decoder.describe(Protocol::ROUTE, message));
            }
        }
    }
}

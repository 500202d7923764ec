use super::*;
use crate::{
    client::Call,
    genl::{Command, Control, FamilyInfo},
    schema::{Json, View},
    uapi::EtherType,
    wire::{
        Attrs, Be, CStruct, ErrorKind, Flag, GetFlags, MacField, Message, Request, Value, Writer,
        testing::attr,
    },
};
use std::{boxed::Box, format, string::ToString, vec, vec::Vec};

type Tested = Result<(), Box<dyn core::error::Error>>;

#[test]
fn structs_have_the_sizes_of_the_kernel() {
    // the lengths in ovs_key_lens, ovs_nsh_key_attr_lens and action_lens
    let sizes = [
        (KeyEthernet::SPEC, 12),
        (KeyMpls::SPEC, 4),
        (KeyIpv4::SPEC, 12),
        (KeyIpv6::SPEC, 40),
        (KeyIpv6Exthdrs::SPEC, 2),
        (KeyTcp::SPEC, 4),
        (KeyUdp::SPEC, 4),
        (KeySctp::SPEC, 4),
        (KeyIcmp::SPEC, 2),
        (KeyIcmpv6::SPEC, 2),
        (KeyArp::SPEC, 24),
        (KeyNd::SPEC, 28),
        (KeyCtLabels::SPEC, 16),
        (KeyCtTupleIpv4::SPEC, 16),
        (KeyCtTupleIpv6::SPEC, 40),
        (NshKeyBase::SPEC, 8),
        (NshKeyMd1::SPEC, 16),
        (ErspanMetadata::SPEC, 12),
        (ActionTrunc::SPEC, 4),
        (ActionPushMpls::SPEC, 8),
        (ActionAddMpls::SPEC, 8),
        (ActionPushVlan::SPEC, 4),
        (ActionHash::SPEC, 8),
        (ActionPushEth::SPEC, 12),
        (FlowStats::SPEC, 16),
        (ZoneLimit::SPEC, 12),
    ];
    for (spec, len) in sizes {
        assert_eq!(spec.len, len, "{}", spec.name);
    }
}
#[test]
fn a_flow_is_written_as_the_kernel_reads_it() -> Tested {
    let mut buffer = [0xa5; 512];
    let command = Command::headed(0x20, FlowMessage::OVS_FLOW_CMD_NEW, dp(7));
    let mut request = Request::new(&mut buffer, command, GetFlags::ACK);
    let ethernet = KeyEthernet::new().with(KeyEthernet::eth_dst, MacField([2, 0, 0, 0, 0, 1]));
    request.nest(Flow::OVS_FLOW_ATTR_KEY, |key| {
        key.put(FlowKey::OVS_KEY_ATTR_IN_PORT, 1u32)
            .put(FlowKey::OVS_KEY_ATTR_ETHERNET, &ethernet)
            .put(FlowKey::OVS_KEY_ATTR_ETHERTYPE, Be(EtherType::ETH_P_IP));
    });
    request.nest(Flow::OVS_FLOW_ATTR_ACTIONS, |actions| {
        actions.nest(Action::OVS_ACTION_ATTR_SET_MASKED, |set| {
            set.put(MaskedKey::OVS_KEY_ATTR_SKB_MARK, Masked::new(5u32, 0xff));
        });
        actions.put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32).put(Action::OVS_ACTION_ATTR_POP_VLAN, Flag);
        actions.put(Action::OVS_ACTION_ATTR_OUTPUT, 3u32);
    });
    let bytes = request.finish(1)?;
    const NESTED: u16 = 0x8000;
    let number = |value: u32| value.to_ne_bytes();
    let expected = [
        attr(
            1 | NESTED,
            &[attr(3, &number(1)), attr(4, &[0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1]), attr(6, &[8, 0])].concat(),
        ),
        attr(
            2 | NESTED,
            &[
                attr(11 | NESTED, &attr(15, &[number(5), number(0xff)].concat())),
                attr(1, &number(2)),
                attr(5, &[]),
                attr(1, &number(3)),
            ]
            .concat(),
        ),
    ]
    .concat();
    assert_eq!(&bytes[16..24], [&[1, 1, 0, 0][..], &number(7)].concat());
    assert_eq!(bytes[24..], expected);
    let FlowMessage::New(flow) = FlowMessage::decode(Message::new(bytes)?)? else { panic!() };
    View::of(flow.attrs).check()?;
    let actions = flow.attrs.actions()?.ok_or("no actions")?;
    // in order
    let mut seen = Vec::new();
    for action in actions {
        match action? {
            ActionAttr::OVS_ACTION_ATTR_SET_MASKED(set) => {
                let mark = set.get(MaskedKey::OVS_KEY_ATTR_SKB_MARK)?.ok_or("no mark")?;
                assert_eq!(mark, Masked::new(5, 0xff));
                seen.push("set".to_string());
            }
            ActionAttr::OVS_ACTION_ATTR_OUTPUT(port) => seen.push(port.to_string()),
            ActionAttr::OVS_ACTION_ATTR_POP_VLAN(_) => seen.push("pop".to_string()),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(seen, ["set", "2", "pop", "3"]);
    assert_eq!(
        format!("{actions:?}"),
        concat!(
            "[{OVS_ACTION_ATTR_SET_MASKED: {OVS_KEY_ATTR_SKB_MARK: {value: 5, mask: 255}}}, ",
            "{OVS_ACTION_ATTR_OUTPUT: 2}, {OVS_ACTION_ATTR_POP_VLAN: true}, {OVS_ACTION_ATTR_OUTPUT: 3}]"
        )
    );
    let text = format!("{:?}", flow.attrs.key()?.ok_or("no key")?);
    assert_eq!(
        text,
        "{OVS_KEY_ATTR_IN_PORT: 1, OVS_KEY_ATTR_ETHERNET: {eth_src: 00:00:00:00:00:00, eth_dst: \
         02:00:00:00:00:01}, OVS_KEY_ATTR_ETHERTYPE: ETH_P_IP}"
    );
    Ok(())
}
#[test]
fn value_and_mask_must_both_be_complete() {
    let pair: Vec<u8> = (1..=24).collect();
    for len in 0..pair.len() {
        assert_eq!(Masked::<u32>::read(&pair[..len]).is_some(), len >= 8, "{len}");
        let ethernet = Masked::<crate::wire::Struct<KeyEthernet>>::read(&pair[..len]);
        assert!(ethernet.is_none(), "{len}");
    }
    let ethernet = Masked::<crate::wire::Struct<KeyEthernet>>::read(&pair).unwrap();
    assert_eq!(ethernet.mask.get(KeyEthernet::eth_dst), MacField([19, 20, 21, 22, 23, 24]));
    let ports = Masked::<Be<u16>>::read(&[0, 80, 0xff, 0xff]);
    assert_eq!(ports, Some(Masked::new(Be(80), Be(0xffff))));
}
#[test]
fn geneve_options_end_at_the_first_error() {
    let whole = [1, 2, 0x80, 0xe1, 9, 9, 9, 9, 0, 7, 3, 0, 0xff, 0xff, 1, 2, 1, 2, 3, 4, 5, 6, 7, 8];
    let found: Vec<_> = geneve_options(&whole).map(|option| option.unwrap()).collect();
    let parts: Vec<_> = found.iter().map(|it| (it.class, it.option_type, it.data.len())).collect();
    assert_eq!(parts, [(0x102, 0x80, 4), (7, 3, 0), (0xffff, 1, 8)]);
    for cut in 0..whole.len() {
        let mut options = geneve_options(&whole[..cut]);
        let complete = options.by_ref().take_while(Result::is_ok).count();
        let ends = [0, 8, 12];
        assert_eq!(complete, ends.iter().filter(|end| **end <= cut).count().saturating_sub(1), "{cut}");
        assert!(options.next().is_none(), "{cut}");
        let errors = geneve_options(&whole[..cut]).filter(Result::is_err).count();
        assert_eq!(errors, usize::from(!ends.contains(&cut)), "{cut}");
    }
    let error = geneve_options(&[0, 0, 0, 1, 0]).next().unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Framing);
    let many = vec![0; 64 * 1024];
    assert_eq!(geneve_options(&many).count(), many.len() / 4);
}
/// Nested actions, `depth` levels deep.
fn clones(depth: usize) -> Vec<u8> {
    let mut bytes = attr(1, &2u32.to_ne_bytes());
    for level in 0..depth {
        bytes = match level % 3 {
            0 => attr(20, &bytes),
            1 => attr(6, &attr(2, &bytes)),
            _ => attr(21, &[attr(1, &200u16.to_ne_bytes()), attr(2, &bytes), attr(3, &bytes)].concat()),
        };
    }
    bytes
}
#[test]
fn nested_actions_are_cut_lie_and_are_deep() {
    let bytes = clones(7);
    let text = format!("{:?}", Attrs::<Action>::new(&bytes));
    assert!(
        text.contains("OVS_ACTION_ATTR_CLONE") && text.contains("[{OVS_ACTION_ATTR_OUTPUT: 2}]"),
        "{text}"
    );
    assert!(!text.contains('#') && !text.contains("misfit") && !text.contains("broken"), "{text}");
    assert_eq!(View::of(Attrs::<Action>::new(&bytes)).check(), Ok(()));
    for cut in 0..bytes.len() {
        let attrs = Attrs::<Action>::new(&bytes[..cut]);
        let _ = (format!("{attrs:?}"), Json(View::of(attrs)).to_string());
        assert_eq!(View::of(attrs).check().is_ok(), cut < 4, "{cut}"); // shorter than a header
    }
    for at in 0..bytes.len() {
        for value in [0, 1, 3, 0x7f, 0xff] {
            let mut lies = bytes.clone();
            lies[at] = value;
            let attrs = Attrs::<Action>::new(&lies);
            let _ = (format!("{attrs:?}"), Json(View::of(attrs)).to_string(), View::of(attrs).check());
            let _ = attrs.into_iter().filter(|action| action.is_ok()).count();
        }
    }
    // deeper than walks go
    let deep = (0..40).fold(attr(1, &2u32.to_ne_bytes()), |inside, _| attr(20, &inside));
    let text = format!("{:?}", Attrs::<Action>::new(&deep));
    assert!(text.contains("deeper "), "{text}");
    // keys within keys
    let deep = (0..1000).fold(attr(6, &[8, 0]), |inside, _| attr(1, &inside));
    let text = format!("{:?}", Attrs::<FlowKey>::new(&deep));
    assert!(text.contains("deeper "), "{text}");
}
#[test]
fn every_attribute_of_the_headers_has_a_name() {
    // the last number of each enumeration in linux/openvswitch.h
    use crate::wire::AttributeSet;
    for (spec, first, last) in [
        (FlowKey::spec(), 1, 32),
        (TunnelKey::spec(), 0, 16),
        (NshKey::spec(), 1, 3),
        (Flow::spec(), 1, 11),
        (SampleAction::spec(), 1, 2),
        (UserspaceAction::spec(), 1, 4),
        (CtAction::spec(), 1, 9),
        (NatAction::spec(), 1, 9),
        (CheckPktLenAction::spec(), 1, 3),
        (PsampleAction::spec(), 1, 2),
        (Action::spec(), 1, 25),
        (DecTtlAction::spec(), 1, 1),
        (Packet::spec(), 1, 12),
        (Meter::spec(), 1, 9),
        (MeterBand::spec(), 1, 4),
        (CtLimit::spec(), 1, 1),
        (Datapath::spec(), 1, 9),
        (Vport::spec(), 1, 10),
    ] {
        let numbers: Vec<u16> = spec.attributes.iter().map(|attribute| attribute.number).collect();
        assert_eq!(numbers, (first..=last).collect::<Vec<u16>>(), "{}", spec.name);
    }
}
/// An upcall as the kernel sends it: sequence number 0, no flags, a packet without padding.
fn upcall(command: u8) -> Vec<u8> {
    let key = [attr(3, &1u32.to_ne_bytes()), attr(4, &[2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2])].concat();
    let parts = [
        attr(2, &key),
        attr(4, b"cookie!"),
        attr(3, &attr(1, &3u32.to_ne_bytes())),
        attr(10, &1000u32.to_ne_bytes()),
        attr(11, &(1u64 << 32 | 7).to_ne_bytes()),
        attr(1, &[0x5a; 60]),
    ]
    .concat();
    let mut bytes = Vec::new();
    bytes.extend((24 + parts.len() as u32).to_ne_bytes());
    bytes.extend(0x21u16.to_ne_bytes());
    bytes.extend([0; 10]);
    bytes.extend([command, 1, 0, 0]);
    bytes.extend(7u32.to_ne_bytes());
    bytes.extend(parts);
    bytes
}
#[test]
fn an_upcall_has_packet_key_and_cookie() -> Tested {
    let bytes = upcall(2);
    let PacketMessage::Action(upcall) = PacketMessage::decode(Message::new(&bytes)?)? else { panic!() };
    View::of(upcall.attrs).check()?;
    assert_eq!(upcall.attrs.packet(), [0x5a; 60]);
    assert_eq!((upcall.attrs.in_port(), upcall.attrs.userdata()), (Some(1), Some(&b"cookie!"[..])));
    assert_eq!(upcall.attrs.get(Packet::OVS_PACKET_ATTR_HASH)?, Some(1 << 32 | 7));
    assert!(matches!(PacketMessage::decode(Message::new(&self::upcall(1))?)?, PacketMessage::Miss(_)));
    // whatever is missing is empty, and nothing panics
    for cut in 24..bytes.len() {
        let attrs = Attrs::<Packet>::new(&bytes[24..cut]);
        let _ = (attrs.packet(), attrs.key().raw().count(), attrs.in_port(), attrs.userdata());
    }
    Ok(())
}
/// A request of a call, from the headers on.
fn written(mut call: impl Call) -> Vec<u8> {
    let mut buffer = [0xa5; 512];
    let len = call.write(&mut buffer, 9).unwrap();
    buffer[16..len].to_vec()
}
#[test]
fn calls_write_their_requests() -> Tested {
    let mut buffer = [0; 64];
    let mut writer = Writer::<Control>::new(&mut buffer);
    writer
        .put(Control::CTRL_ATTR_FAMILY_NAME, "ovs")
        .put(Control::CTRL_ATTR_FAMILY_ID, 0x30)
        .put(Control::CTRL_ATTR_VERSION, 1u32);
    let family = FamilyInfo::read(Attrs::new(writer.finish()?))?.to_family();
    let header = |command: u8| [&[command, 1, 0, 0][..], &7u32.to_ne_bytes()].concat();
    const NESTED: u16 = 0x8000;
    assert_eq!(written(flush_flows(&family, 7)), header(2));
    let ufid = delete_flow_by_ufid(&family, 7, b"abcd");
    assert_eq!(written(ufid), [header(2), attr(9, b"abcd")].concat());
    let band = |rate: u32, burst: u32| {
        [attr(1, &1u32.to_ne_bytes()), attr(2, &rate.to_ne_bytes()), attr(3, &burst.to_ne_bytes())].concat()
    };
    let bands = [DropBand { rate: 10, burst: 3 }, DropBand { rate: 20, burst: 4 }];
    let expected = [
        header(2),
        attr(1, &5u32.to_ne_bytes()),
        attr(2, &[]),
        attr(4 | NESTED, &[attr(NESTED, &band(10, 3)), attr(1 | NESTED, &band(20, 4))].concat()),
    ];
    assert_eq!(written(set_meter(&family, 7, 5, MeterUnit::Kilobits, &bands)), expected.concat());
    let zones = [ZoneLimit::new().with(ZoneLimit::zone_id, -1).with(ZoneLimit::limit, 9)];
    let limit = [(-1i32).to_ne_bytes(), 9i32.to_ne_bytes(), [0; 4]].concat();
    assert_eq!(written(set_ct_limits(&family, 7, &zones)), [header(1), attr(1, &limit)].concat());
    let mut key = [0; 32];
    let mut key = Writer::<FlowKey>::new(&mut key);
    key.put(FlowKey::OVS_KEY_ATTR_IN_PORT, 1u32);
    let executed = execute(&family, 7, &[0x5a; 14], Attrs::new(key.finish()?), |actions| {
        actions.put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
    });
    let expected = [
        header(3),
        attr(1, &[0x5a; 14]),
        attr(2 | NESTED, &attr(3, &1u32.to_ne_bytes())),
        attr(3 | NESTED, &attr(1, &2u32.to_ne_bytes())),
    ];
    assert_eq!(written(executed), expected.concat());
    Ok(())
}

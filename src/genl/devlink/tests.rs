use super::*;
use crate::{
    genl::Command,
    schema::{Json, View},
    wire::{Attrs, Bitfield32, Flag, GetFlags, Key, Message, Request, Writer, spec::PayloadType},
};
use std::{boxed::Box, format, string::String, vec::Vec};

type Tested = Result<(), Box<dyn core::error::Error>>;
type Fill<'f> = &'f dyn Fn(&mut Writer<'_, FmsgItem>);

/// Attributes with a formatted message.
fn message(fill: Fill<'_>) -> Vec<u8> {
    let mut buffer = [0xa5; 4096];
    let mut writer = Writer::<Devlink>::new(&mut buffer);
    writer.nest(Devlink::DEVLINK_ATTR_FMSG, |fmsg| fill(fmsg));
    writer.finish().unwrap().to_vec()
}
fn value<P: crate::wire::Put<P> + crate::wire::Encode>(to: &mut Writer<'_, FmsgItem>, kind: u8, value: P) {
    to.put(FmsgItem::DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE, kind);
    to.put(Key::<FmsgItem, P>::new(113), value);
}
fn pair(to: &mut Writer<'_, FmsgItem>, name: &str, inner: Fill<'_>) {
    to.put(FmsgItem::DEVLINK_ATTR_FMSG_PAIR_NEST_START, Flag).put(FmsgItem::DEVLINK_ATTR_FMSG_OBJ_NAME, name);
    inner(to);
    to.put(FmsgItem::DEVLINK_ATTR_FMSG_NEST_END, Flag);
}
/// The events as text, one sign for each level.
fn text(fmsg: &mut Fmsg, bytes: &[u8]) -> Result<String, FmsgError> {
    let mut text = String::new();
    for event in fmsg.read(Attrs::new(bytes)) {
        text += &match event? {
            FmsgEvent::ObjectStart => "{".into(),
            FmsgEvent::ObjectEnd => "}".into(),
            FmsgEvent::PairStart => "(".into(),
            FmsgEvent::PairEnd => ")".into(),
            FmsgEvent::ArrayStart => "[".into(),
            FmsgEvent::ArrayEnd => "]".into(),
            FmsgEvent::Name(name) => format!("{name}:"),
            FmsgEvent::Value(value) => format!("{value:?} "),
        };
    }
    Ok(text)
}
/// As `nsim_dev_dummy_fmsg_put` of netdevsim fills a message.
fn dummy(fmsg: &mut Writer<'_, FmsgItem>) {
    fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_OBJ_NEST_START, Flag);
    pair(fmsg, "test_bool", &|to| value(to, 6, 1u8));
    pair(fmsg, "test_u8", &|to| value(to, 1, 1u8));
    pair(fmsg, "test_u32", &|to| value(to, 3, 3u32));
    pair(fmsg, "test_u64", &|to| value(to, 4, 4u64));
    pair(fmsg, "test_string", &|to| {
        to.put(FmsgItem::DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE, 10);
        to.put(Key::<FmsgItem, crate::wire::Str<'_>>::new(113), "abcd");
    });
    pair(fmsg, "test_binary", &|to| {
        to.put(FmsgItem::DEVLINK_ATTR_FMSG_ARR_NEST_START, Flag);
        to.put(FmsgItem::DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE, 11);
        to.put(Key::<FmsgItem, &[u8]>::new(113), &[1u8, 2, 3][..]);
        to.put(FmsgItem::DEVLINK_ATTR_FMSG_NEST_END, Flag);
    });
    fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_NEST_END, Flag);
}
const DUMMY: &str = concat!(
    "{(test_bool:Flag(1) )(test_u8:U8(1) )(test_u32:U32(3) )(test_u64:U64(4) )",
    "(test_string:String(\"abcd\") )(test_binary:[Binary([1, 2, 3]) ])}"
);

#[test]
fn a_formatted_message_is_a_tree_of_typed_values() -> Tested {
    let bytes = message(&dummy);
    let mut fmsg = Fmsg::new();
    assert_eq!(text(&mut fmsg, &bytes)?, DUMMY);
    fmsg.finish()?;
    let json = format!("{}", Json(View::of(Attrs::<Devlink>::new(&bytes))));
    let list = concat!(
        r#"{"DEVLINK_ATTR_FMSG":[{"DEVLINK_ATTR_FMSG_OBJ_NEST_START":true},"#,
        r#"{"DEVLINK_ATTR_FMSG_PAIR_NEST_START":true},{"DEVLINK_ATTR_FMSG_OBJ_NAME":"test_bool"},"#,
        r#"{"DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE":"DEVLINK_VAR_ATTR_TYPE_FLAG"},"#,
        r#"{"DEVLINK_ATTR_FMSG_OBJ_VALUE_DATA":1},{"DEVLINK_ATTR_FMSG_NEST_END":true},"#,
    );
    assert!(json.starts_with(list), "{json}");
    // each value by the type before it
    for value in [r#"DATA":4}"#, r#"DATA":"abcd"}"#, r#"DATA":"010203"}"#] {
        assert!(json.contains(value), "{value} in {json}");
    }
    View::of(Attrs::<Devlink>::new(&bytes)).check()?;
    Ok(())
}
#[test]
fn a_formatted_message_continues_in_the_next_netlink_message() -> Tested {
    let first = message(&|fmsg| {
        fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_OBJ_NEST_START, Flag);
        fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_PAIR_NEST_START, Flag);
        fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_OBJ_NAME, "a");
        // the kernel leaves the type in the full message, and writes it again
        fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE, 4);
    });
    let second = message(&|fmsg| {
        value(fmsg, 4, 7u64);
        fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_NEST_END, Flag).put(FmsgItem::DEVLINK_ATTR_FMSG_NEST_END, Flag);
    });
    let mut fmsg = Fmsg::new();
    assert_eq!(text(&mut fmsg, &first)?, "{(a:");
    assert_eq!((fmsg.depth(), fmsg.finish()), (2, Err(FmsgError::Unclosed)));
    assert_eq!(text(&mut fmsg, &second)?, "U64(7) )}");
    assert_eq!((fmsg.depth(), fmsg.finish()), (0, Ok(())));
    Ok(())
}
#[test]
fn levels_of_a_formatted_message_are_counted() {
    for depth in [1, 16, 17, 400] {
        let bytes = message(&|fmsg| {
            for _ in 0..depth {
                fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_ARR_NEST_START, Flag);
            }
        });
        let length = text(&mut Fmsg::new(), &bytes).map(|text| text.len());
        assert_eq!(length, if depth <= 16 { Ok(depth) } else { Err(FmsgError::TooDeep) });
    }
    let bytes = message(&|fmsg| {
        fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_OBJ_NEST_START, Flag);
        for _ in 0..2 {
            fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_NEST_END, Flag);
        }
        fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_OBJ_NEST_START, Flag);
    });
    let mut fmsg = Fmsg::new();
    let events: Vec<_> = fmsg.read(Attrs::new(&bytes)).collect();
    // the end too many is skipped
    assert!(matches!(events[..], [Ok(_), Ok(_), Ok(FmsgEvent::ObjectStart)]), "{events:?}");
    assert_eq!(fmsg.finish(), Err(FmsgError::Unclosed));
    let bytes = message(&|fmsg| _ = fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_NEST_END, Flag));
    assert_eq!(text(&mut fmsg, &bytes), Ok("}".into()));
    assert_eq!(fmsg.finish(), Err(FmsgError::UnexpectedEnd));
}
#[test]
fn a_formatted_message_may_be_cut_or_lie() {
    let whole = message(&dummy);
    for cut in 0..whole.len() {
        let _ = text(&mut Fmsg::new(), &whole[..cut]);
        // the nest alone, cut with its length mended
        if let Some(inner) = whole.get(4..cut) {
            let bytes = message(&|to| {
                for attr in crate::wire::RawAttrs::new(inner).map_while(Result::ok) {
                    to.copy(attr);
                }
            });
            let text = text(&mut Fmsg::new(), &bytes).unwrap();
            assert!(DUMMY.starts_with(&text[..text.len().saturating_sub(12)]), "{text}");
        }
    }
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            let mut fmsg = Fmsg::new();
            assert!(fmsg.read(Attrs::new(&bytes)).count() <= whole.len() / 4);
            let _ = View::of(Attrs::<Devlink>::new(&bytes)).check();
        }
    }
    // a value without a type, of a type that does not fit, of an unknown type
    let bytes = message(&|fmsg| {
        fmsg.put(Key::<FmsgItem, u32>::new(113), 7);
        value(fmsg, 4, 7u32);
        value(fmsg, 99, 7u32);
    });
    let bytes = text(&mut Fmsg::new(), &bytes).unwrap();
    assert_eq!(bytes.matches("Other(").count(), 3, "{bytes}");
}
#[test]
fn padding_between_type_and_value_is_skipped() -> Tested {
    let bytes = message(&|fmsg| {
        fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE, 4);
        fmsg.put(FmsgItem::DEVLINK_ATTR_PAD, &[][..]);
        fmsg.put(Key::<FmsgItem, u64>::new(113), 7);
    });
    assert_eq!(text(&mut Fmsg::new(), &bytes)?, "U64(7) ");
    let view = View::new(PayloadType::Nest(<Devlink as crate::wire::AttributeSet>::spec), &bytes);
    assert!(format!("{view:?}").ends_with("{DEVLINK_ATTR_FMSG_OBJ_VALUE_DATA: 7}]}"), "{view:?}");
    Ok(())
}
#[test]
fn parameters_are_typed_in_requests_and_replies() -> Tested {
    let mut buffer = [0; 512];
    let mut writer = Writer::<Devlink>::new(&mut buffer);
    Handle { bus: "netdevsim", device: "netdevsim1" }.put(&mut writer);
    writer.nest(Devlink::DEVLINK_ATTR_PARAM, |param| {
        param
            .put(Devlink::DEVLINK_ATTR_PARAM_NAME, "max_macs")
            .put(Devlink::DEVLINK_ATTR_PARAM_GENERIC, Flag);
        param.put(Devlink::DEVLINK_ATTR_PARAM_TYPE, VarAttrType::DEVLINK_VAR_ATTR_TYPE_U32);
        param.nest(Devlink::DEVLINK_ATTR_PARAM_VALUES_LIST, |list| {
            list.nest(Key::<Devlink, Attrs<'_, Devlink>>::new(85), |value| {
                value.put_chosen(Devlink::DEVLINK_ATTR_PARAM_VALUE_DATA, ParamValueBy::U32, 32);
                value
                    .put(Devlink::DEVLINK_ATTR_PARAM_VALUE_CMODE, ParamCmode::DEVLINK_PARAM_CMODE_DRIVERINIT);
            });
        });
    });
    let bytes = writer.finish()?.to_vec();
    let attrs = Attrs::<Devlink>::new(&bytes);
    assert_eq!(attrs.handle(), Some(("netdevsim".into(), "netdevsim1".into())));
    assert_eq!(
        format!("{attrs:?}").split_once("VALUES_LIST: ").unwrap().1,
        "{DEVLINK_ATTR_PARAM_VALUE: [{DEVLINK_ATTR_PARAM_VALUE_DATA: 32, DEVLINK_ATTR_PARAM_VALUE_CMODE: DEVLINK_PARAM_CMODE_DRIVERINIT}]}}}"
    );
    View::of(attrs).check()?;
    let param = attrs.get(Devlink::DEVLINK_ATTR_PARAM)?.unwrap();
    let list = param.get(Devlink::DEVLINK_ATTR_PARAM_VALUES_LIST)?.unwrap();
    let value = list.get_all(Devlink::DEVLINK_ATTR_PARAM_VALUE).next().unwrap()?;
    let data = value.get(Devlink::DEVLINK_ATTR_PARAM_VALUE_DATA)?.unwrap();
    assert!(matches!(data.by(&[3]), ParamValue::U32(32)));
    // the request of devlink(8): type and value at one level
    let mut buffer = [0; 256];
    let mut request =
        Request::new(&mut buffer, Command::new(0x20, DevlinkMessage::DEVLINK_CMD_PARAM_SET), GetFlags::ACK);
    request.put(Devlink::DEVLINK_ATTR_PARAM_TYPE, 5u8);
    request.put(Key::<Devlink, crate::wire::Str<'_>>::new(86), "text");
    let message = Message::new(request.finish(1)?)?;
    let DevlinkMessage::ParamSet(crate::genl::GenericMessage { attrs, .. }) =
        DevlinkMessage::decode(message)?
    else {
        panic!()
    };
    assert_eq!(
        format!("{attrs:?}"),
        "{DEVLINK_ATTR_PARAM_TYPE: DEVLINK_VAR_ATTR_TYPE_STRING, DEVLINK_ATTR_PARAM_VALUE_DATA: \"text\"}"
    );
    Ok(())
}
#[test]
fn chunks_versions_and_results_are_read() -> Tested {
    let mut buffer = [0; 512];
    let mut writer = Writer::<Devlink>::new(&mut buffer);
    writer.nest(Devlink::DEVLINK_ATTR_REGION_CHUNKS, |chunks| {
        for at in [0u64, 256] {
            chunks.nest(Key::<Devlink, Attrs<'_, Devlink>>::new(94), |chunk| {
                chunk.put(Devlink::DEVLINK_ATTR_REGION_CHUNK_DATA, &[1u8, 2, 3][..]);
                chunk.put(Devlink::DEVLINK_ATTR_REGION_CHUNK_ADDR, at);
            });
        }
    });
    for number in [100, 101] {
        writer.nest(Key::<Devlink, Attrs<'_, Devlink>>::new(number), |version| {
            version.put(Devlink::DEVLINK_ATTR_INFO_VERSION_NAME, "fw.mgmt");
            version.put(Devlink::DEVLINK_ATTR_INFO_VERSION_VALUE, "10.20.30");
        });
    }
    let attrs = Attrs::<Devlink>::new(writer.finish()?);
    assert_eq!(attrs.chunks().collect::<Vec<_>>(), [(0, &[1u8, 2, 3][..]), (256, &[1, 2, 3])]);
    let versions: Vec<_> = attrs.versions().map(|version| (version.kind, version.value)).collect();
    let value = crate::wire::Str(b"10.20.30");
    assert_eq!(versions, [(VersionKind::Fixed, value), (VersionKind::Running, value)]);

    let mut buffer = [0; 128];
    let mut writer = Writer::<DevlinkSelftests>::new(&mut buffer);
    writer.nest(DevlinkSelftests::DEVLINK_ATTR_SELFTESTS, |results| {
        results.nest(Key::<SelftestResults, Attrs<'_, SelftestResult>>::new(1), |result| {
            result.put(SelftestResult::DEVLINK_ATTR_SELFTEST_RESULT_ID, SelftestId(1));
            result.put(SelftestResult::DEVLINK_ATTR_SELFTEST_RESULT_STATUS, SelftestStatus(1));
        });
    });
    let attrs = Attrs::<DevlinkSelftests>::new(writer.finish()?);
    assert_eq!(
        format!("{attrs:?}"),
        "{DEVLINK_ATTR_SELFTESTS: {DEVLINK_ATTR_SELFTEST_RESULT: [{DEVLINK_ATTR_SELFTEST_RESULT_ID: DEVLINK_ATTR_SELFTEST_ID_FLASH, DEVLINK_ATTR_SELFTEST_RESULT_STATUS: DEVLINK_SELFTEST_STATUS_PASS}]}}"
    );
    let bits = FlashOverwrite::DEVLINK_FLASH_OVERWRITE_SETTINGS.bits();
    let mut buffer = [0; 32];
    let mut writer = Writer::<Devlink>::new(&mut buffer);
    writer.put(Devlink::DEVLINK_ATTR_FLASH_UPDATE_OVERWRITE_MASK, Bitfield32 { value: bits, selector: bits });
    assert_eq!(writer.finish()?.len(), 12);
    Ok(())
}

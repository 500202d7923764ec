//! Elements that are printed by name, those of any form, and attributes that hold them.
use super::*;
use crate::{
    genl::nl80211::{Bss, Nl80211},
    schema::{Json, View},
    wire::{Attrs, Encode, Error, IndexedArray, Writer},
};
use std::{format, string::String, vec::Vec};

fn json(bytes: &[u8]) -> String {
    let view = View::new(Tlvs::<InfoElement>::PAYLOAD_TYPE, bytes);
    assert_eq!(view.check(), Ok(()), "{bytes:?}");
    let _ = format!("{view:?}");
    format!("{}", Json(view))
}
/// JSON of one element, without the list.
fn one(id: u8, data: &[u8]) -> String {
    let json = json(&[&[id, u8::try_from(data.len()).unwrap()], data].concat());
    json.strip_prefix("[{").and_then(|json| json.strip_suffix("}]")).unwrap().into()
}

#[test]
fn every_element_id_has_a_row() {
    let spec = <InfoElement as crate::wire::AttributeSet>::spec();
    for id in 0..=255u8 {
        let row = spec.attribute(id.into()).map(|row| row.name);
        assert_eq!(row, ElementId(id).name(), "{id}");
    }
    assert!(spec.ordered && spec.attribute(256).is_none());
}
#[test]
fn elements_are_printed_by_name_and_in_order() {
    for (id, data, printed) in [
        (0, &b"net1"[..], r#""WLAN_EID_SSID":"net1""#),
        (0, b"", r#""WLAN_EID_SSID":"""#),
        (0, b"a\0b\xff\0", r#""WLAN_EID_SSID":"a\u0000b\\xff\u0000""#),
        (114, b"mesh", r#""WLAN_EID_MESH_ID":"mesh""#),
        (1, &[0x82, 0x0b], r#""WLAN_EID_SUPP_RATES":[130,11]"#),
        (3, &[6], r#""WLAN_EID_DS_PARAMS":6"#),
        (
            5,
            &[0, 2, 1, 0],
            r#""WLAN_EID_TIM":{"header":{"dtim_count":0,"dtim_period":2,"bitmap_ctrl":1},"data":"00"}"#,
        ),
        (
            7,
            b"DE \x01\x0d\xec",
            r#""WLAN_EID_COUNTRY":{"header":{"code":"DE","environment":32},"data":[{"first_channel":1,"num_channels":13,"max_power":-20}]}"#,
        ),
        (
            10,
            &[0, 48, 2, 200, 212],
            r#""WLAN_EID_REQUEST":["WLAN_EID_SSID","WLAN_EID_RSN","WLAN_EID_FH_PARAMS","WLAN_EID_UPSIM",212]"#,
        ),
        (
            11,
            &[1, 2, 255, 3, 4],
            r#""WLAN_EID_QBSS_LOAD":{"station_count":513,"channel_utilization":255,"admission_capacity":1027}"#,
        ),
        (37, &[1, 36, 5], r#""WLAN_EID_CHANNEL_SWITCH":{"mode":1,"new_ch_num":36,"count":5}"#),
        (42, &[5], r#""WLAN_EID_ERP_INFO":["WLAN_ERP_NON_ERP_PRESENT","WLAN_ERP_BARKER_PREAMBLE"]"#),
        (
            127,
            &[4],
            r#""WLAN_EID_EXT_CAPABILITY":{"coexistence_20_40":0,"extended_channel_switching":1,"psmp":0,"s_psmp":0,"event":0}"#,
        ),
        (48, &[1, 0], r#""WLAN_EID_RSN":"0100""#),
        (
            192,
            &[1, 42, 0, 0xff, 0xfc],
            r#""WLAN_EID_VHT_OPERATION":{"channel_width":1,"center_freq_segment0":42,"center_freq_segment1":0,"basic_mcs_map":64767}"#,
        ),
        (221, &[0, 0x50, 0xf2, 2], r#""WLAN_EID_VENDOR_SPECIFIC":"0050f202""#),
        (255, &[59, 0xab, 0xcd], r#""WLAN_EID_EXTENSION":"3babcd""#),
    ] {
        assert_eq!(one(id, data), printed);
    }
    // twice the same, an id without a name
    let printed = r##"[{"WLAN_EID_VENDOR_SPECIFIC":""},{"#230":"01"},{"WLAN_EID_VENDOR_SPECIFIC":"02"}]"##;
    assert_eq!(json(&[221, 0, 230, 1, 1, 221, 1, 2]), printed);
}
#[test]
fn what_does_not_have_the_form_of_its_element_is_bytes() {
    for (id, data, printed) in [
        (3, &[][..], r##""#3":"""##),
        (3, &[6, 0], r##""#3":"0600""##),
        (5, &[0, 2], r##""WLAN_EID_TIM":"0002""##),
        // padding at the end, and a country code with a NUL in front
        (7, b"DE \x01\x0d\x14\0", r##""WLAN_EID_COUNTRY":"444520010d1400""##),
        (7, b"\0E ", r##""WLAN_EID_COUNTRY":"004520""##),
        (11, &[1, 2, 255, 3], r##""WLAN_EID_QBSS_LOAD":"0102ff03""##),
        (11, &[1, 2, 255, 3, 4, 0], r##""WLAN_EID_QBSS_LOAD":"0102ff030400""##),
        (37, &[1, 36], r##""WLAN_EID_CHANNEL_SWITCH":"0124""##),
        // a byte that no field of the HT operation shows, and lengths that no field ends at
        (
            61,
            &[6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
            r##""WLAN_EID_HT_OPERATION":"06000000000000000000000000000000000000000001""##,
        ),
        (61, &[], r##""WLAN_EID_HT_OPERATION":"""##),
        // bits of a field whose second byte is missing
        (127, &[0, 0, 0, 0, 0, 0, 0, 0x80], r##""WLAN_EID_EXT_CAPABILITY":"0000000000000080""##),
        (192, &[1, 42, 0, 0xff], r##""WLAN_EID_VHT_OPERATION":"012a00ff""##),
    ] {
        assert_eq!(one(id, data), printed);
    }
    // without these bits, the eight bytes are fields
    let found = one(127, &[4, 0, 0, 0, 0, 0, 0, 0x40]);
    assert!(found.contains(r#""extended_channel_switching":1"#), "{found}");
    assert!(found.contains("operating_mode_notification") && !found.contains("max_msdus"), "{found}");
    // what is no complete list
    for (bytes, printed) in [(&[0][..], "00"), (&[0, 1], "0001"), (&[3, 1, 6, 221], "030106dd")] {
        assert_eq!(json(bytes), format!("\"{printed}\""));
    }
    assert_eq!(json(&[]), "[]");
}
#[test]
fn each_element_of_each_length_is_printed() {
    for id in 0..=255 {
        for len in 0..80u8 {
            for fill in [0, 0x55, 0xff] {
                let mut bytes = [&[id, len][..], &[fill].repeat(len.into())].concat();
                let _ = json(&bytes);
                bytes.pop();
                let _ = json(&bytes);
            }
        }
    }
}
#[test]
fn attributes_with_elements_are_written_from_bytes() -> Result<(), Error> {
    let bytes: &[u8] = b"\0\x02hi\x03\x01\x06";
    let mut buffer = [0; 128];
    let mut writer = Writer::<Nl80211>::new(&mut buffer);
    writer.put(Nl80211::NL80211_ATTR_IE, bytes);
    writer.nest(Nl80211::NL80211_ATTR_BSS, |bss| {
        bss.put(Bss::NL80211_BSS_BEACON_IES, Tlvs::new(bytes));
    });
    let item = [&11u16.to_ne_bytes()[..], &1u16.to_ne_bytes(), bytes, &[0]].concat();
    writer.put(Nl80211::NL80211_ATTR_MBSSID_ELEMS, IndexedArray::new(&item));
    let attrs = Attrs::<Nl80211>::new(writer.finish().unwrap());
    let found = attrs.get(Nl80211::NL80211_ATTR_IE)?.unwrap();
    assert_eq!((found.bytes(), found.get(InfoElement::WLAN_EID_DS_PARAMS)?), (bytes, Some(6)));
    assert_eq!(attrs.elements().and_then(Elements::ssid), Some(Ssid(b"hi")));
    let each = attrs.get(Nl80211::NL80211_ATTR_MBSSID_ELEMS)?.unwrap();
    let each: Vec<_> = each.iter().map(|elements| Elements::from(elements.unwrap().1).count()).collect();
    assert_eq!(each, [2]);
    let printed = format!("{attrs:?}");
    let list = r#"[{WLAN_EID_SSID: "hi"}, {WLAN_EID_DS_PARAMS: 6}]"#;
    assert_eq!(printed.matches(list).count(), 3, "{printed}");
    Ok(())
}

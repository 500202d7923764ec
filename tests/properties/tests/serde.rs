//! `Serialize` by the table: for people what `Json` prints, for machines numbers and bytes.
#[path = "../../wire_family/mod.rs"]
mod wire_family;

use nlwire::{schema::*, wire::*};
use serde_json::{json, to_value};
use wire_family::{Every, *};

#[test]
fn for_people() {
    let mut buffer = [0; 512];
    let mut writer = Writer::<Every>::new(&mut buffer);
    writer.put(Every::A_U64, u64::MAX).put(Every::A_I8, -3).put(Every::A_BE16, 80).put(Every::A_FLAG, Flag);
    writer
        .put(Every::A_STR, Str(b"a\"\xff\n"))
        .put(Every::A_BYTES, [1, 0xab])
        .put(Every::A_HARDWARE, [2, 0, 0, 0, 0, 1]);
    writer
        .put(Every::A_IP, core::net::Ipv6Addr::LOCALHOST)
        .put(Every::A_LABELS, Labels(&Labels::entry(100, true)));
    writer.put(Every::A_LEVEL, Level::LEVEL_LOW).put(Every::A_BITS, Bits::from_bits_retain(1 << 31 | 3 | 4));
    writer.nest(Every::A_NEST, |nest| {
        nest.put(Every::A_NAME, "one").put(Every::A_NAME, "two").copy(Attr::new(77, b"?"));
    });
    let attrs = Attrs::<Every>::new(writer.finish().unwrap());
    assert_eq!(
        to_value(attrs).unwrap(),
        json!({
            "A_U64": u64::MAX, "A_I8": -3, "A_BE16": 80, "A_FLAG": true, "A_STR": "a\"\\xff\n", "A_BYTES": "01ab",
            "A_HARDWARE": "02:00:00:00:00:01", "A_IP": "::1", "A_LABELS": "100", "A_LEVEL": "LEVEL_LOW",
            "A_BITS": ["BIT_BOTH", "BIT_TOP", 4], "A_NEST": {"A_NAME": ["one", "two"], "#77": "3f"},
        })
    );
}

#[test]
fn values_by_themselves() {
    let point = Point::new().with(Point::x, -1).with(Point::r#type, Level(7));
    let body = attr(2, &5u16.to_ne_bytes());
    let headed = WithHeader { header: &point, body: Attrs::<Every>::new(&body) };
    let value = to_value(point).unwrap();
    assert_eq!((&value["x"], &value["type"], &value["v4"]), (&json!(-1), &json!(7), &json!("0.0.0.0")));
    assert_eq!(value["inner"], json!({"family": 0, "index": 0}), "padding is left out");
    assert_eq!(to_value(headed).unwrap()["attributes"], json!({"A_U16": 5}));
    assert_eq!(to_value(headed).unwrap()["header"], value);
    assert_eq!(to_value(Extensible::<Head>::new(&[2, 0, 0, 0, 9])).unwrap(), json!({"family": 2}));
    assert_eq!(to_value(PackedArray::<u32>::new(&[])).unwrap(), json!([]));
    assert_eq!(
        to_value((Be(Colour::COLOUR_RED), Colour(9), Bits::BIT_ONE)).unwrap(),
        json!(["COLOUR_RED", 9, ["BIT_ONE"]])
    );
    assert_eq!(to_value((Uint(u64::MAX), Sint(-1), Flag)).unwrap(), json!([u64::MAX, -1, true]));
    assert_eq!(to_value(Bitfield32 { value: 1, selector: 3 }).unwrap(), json!({"value": 1, "selector": 3}));
    assert_eq!(
        to_value((Str(b"lo"), HwAddr(&[1, 2]), Address(&[1]), Address(&[1, 2, 3, 4]))).unwrap(),
        json!(["lo", "01:02", "01", "1.2.3.4"])
    );
    assert_eq!(to_value(InlineStr::<4>::new(b"eth0").unwrap()).unwrap(), "eth0");
    assert_eq!(to_value(SubMessage::<Kind>::new(&[1])).unwrap(), "01");
    assert_eq!(to_value(IndexedArray::<u32>::new(&attr(1, &[0; 4]))).unwrap(), json!([0]));
}

#[test]
fn for_machines() {
    let bytes = |value: &dyn Fn() -> postcard::Result<Vec<u8>>| value().unwrap();
    for (got, expected) in [
        (bytes(&|| postcard::to_allocvec(&Colour::COLOUR_RED)), vec![1]),
        (bytes(&|| postcard::to_allocvec(&Level::LEVEL_LOW)), vec![1]), // zigzag
        (bytes(&|| postcard::to_allocvec(&Be(300u16))), vec![0xac, 2]),
        (bytes(&|| postcard::to_allocvec(&Bits::BIT_BOTH)), vec![3]),
        (bytes(&|| postcard::to_allocvec(&Ip::V4(&[127, 0, 0, 1]))), vec![4, 127, 0, 0, 1]),
        (bytes(&|| postcard::to_allocvec(&HwAddr(&[1, 2]))), vec![2, 1, 2]),
        (bytes(&|| postcard::to_allocvec(&Str(b"a\xff"))), vec![2, b'a', 0xff]),
        (
            bytes(&|| postcard::to_allocvec(&Attrs::<Every>::new(&attr(1, &[9])))),
            [&[1, 4][..], b"A_U8", &[9]].concat(),
        ),
    ] {
        assert_eq!(got, expected);
    }
}

#[test]
fn a_message_of_a_generic_family_has_the_members_that_json_has() {
    let message = |kind: u16, payload: &[u8]| {
        let head = MessageHeader::new()
            .with(MessageHeader::nlmsg_len, 16 + payload.len() as u32)
            .with(MessageHeader::nlmsg_type, kind);
        [zerocopy::IntoBytes::as_bytes(&head), payload].concat()
    };
    // a command without a name, one of a family without a table, a message of no known family
    for (kind, payload) in
        [(0x10, &[109, 1, 0, 0][..]), (0x11, &[1, 1, 0, 0]), (0x10, &[]), (0x99, &[1, 1, 0, 0])]
    {
        let bytes = message(kind, payload);
        let described = nlwire::decode::Decoder::new().describe(16, Message::new(&bytes).unwrap());
        let printed: serde_json::Value = serde_json::from_str(&Json(described).to_string()).unwrap();
        assert_eq!(to_value(described).unwrap(), printed);
        assert_eq!(printed.get("family").is_some(), kind != 0x99);
        // formats that are not for people want the number of members beforehand
        assert!(postcard::to_allocvec(&described).is_ok());
    }
}

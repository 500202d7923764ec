use super::*;
use crate::{attributes, genl_family, schema::Json};
use std::{format, vec::Vec};

attributes! {
    /// Attribute set of requests.
    pub set Asked, enum AskedAttr<'a> {
        /// Number.
        ASKED_ID: u32 = 1,
    }
}
attributes! {
    /// Attribute set of replies.
    pub set Told, enum ToldAttr<'a> {
        /// Text.
        TOLD_TEXT: Str<'a> = 1,
    }
}
genl_family! {
    /// Family whose command numbers depend on the direction.
    pub enum TestMessage<'a>, family TEST = "test", header () {
        /// Get.
        TEST_GET = 1, Request Get => Get(Asked) -> Got(Told),
        /// Set.
        TEST_SET = 3, Request New => Set(Asked),
        /// Reply.
        TEST_ANSWER = 3, Reply New => Answer(Told),
        /// Notification.
        TEST_EVENT = 3, Event New => Event(Asked),
    }
    also {
        /// Command with a name only.
        TEST_ALSO = 9, Both Get,
    }
}
/// Encodes a message: family, flags, sequence number, command, attributes.
fn message(kind: u16, flags: u16, seq: u32, command: u8, attrs: &[(u16, &[u8])]) -> Vec<u8> {
    let mut bytes = [[0; 4], [0; 4], seq.to_ne_bytes(), [0; 4], [command, 1, 0, 0]].concat();
    for (number, payload) in attrs {
        bytes.extend((payload.len() as u16 + 4).to_ne_bytes());
        bytes.extend(number.to_ne_bytes());
        bytes.extend(*payload);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
    }
    let len = bytes.len() as u32;
    bytes[..4].copy_from_slice(&len.to_ne_bytes());
    bytes[4..6].copy_from_slice(&kind.to_ne_bytes());
    bytes[6..8].copy_from_slice(&flags.to_ne_bytes());
    bytes
}
fn new_family(id: u16, name: &str, header: u32) -> Vec<u8> {
    let name = format!("{name}\0");
    let attrs: [(u16, &[u8]); 3] = [(2, name.as_bytes()), (1, &id.to_ne_bytes()), (4, &header.to_ne_bytes())];
    message(0x10, 0, 1, 1, &attrs)
}
fn json(protocols: &Decoder, protocol: u8, bytes: &[u8]) -> std::string::String {
    format!("{}", Json(protocols.describe(protocol, Message::new(bytes).unwrap())))
}

#[test]
fn a_family_is_learnt_renamed_and_forgotten() {
    let mut protocols = Decoder::new();
    let mut learn = |protocol, bytes: &[u8]| {
        let learnt = protocols.learn(protocol, Message::new(bytes).unwrap());
        (learnt, protocols.families().map(|(id, name)| format!("{id} {name}")).collect::<Vec<_>>().join(", "))
    };
    assert_eq!(learn(16, &new_family(0x20, "test", 0)), (true, "32 test".into()));
    assert_eq!(learn(0, &new_family(0x21, "route", 0)), (false, "32 test".into()), "not generic netlink");
    assert_eq!(learn(16, &new_family(0x21, "test", 0)), (true, "33 test".into()), "the same name again");
    assert_eq!(learn(16, &new_family(0x21, "other", 0)), (true, "33 other".into()), "the same id again");
    assert_eq!(learn(16, &new_family(0x22, "far_too_long_a_name", 0)), (false, "33 other".into()));
    assert_eq!(learn(16, &message(0x21, 0, 1, 1, &[])), (false, "33 other".into()), "not the controller");
    for cut in 16..20 {
        let mut bytes = new_family(0x30, "cut", 0);
        bytes[..4].copy_from_slice(&u32::to_ne_bytes(cut));
        assert!(!learn(16, &bytes).0);
    }
    assert_eq!(learn(16, &message(0x10, 0, 0, 2, &[(1, &0x21u16.to_ne_bytes())])), (true, "".into()));
    assert_eq!(
        learn(16, &message(0x10, 0, 0, 2, &[(1, &0x21u16.to_ne_bytes())])),
        (false, "".into()),
        "gone already"
    );
    for id in 0x20..0x20 + 128 {
        assert!(learn(16, &new_family(id, &format!("family{id}"), 0)).0);
    }
    assert!(!learn(16, &new_family(0x200, "one more", 0)).0);
    assert!(learn(16, &new_family(0x20, "changed", 0)).0);
}
#[test]
fn a_registered_protocol_selects_replies_by_the_request() {
    use crate::wire::{AttributeSet, CStruct, Verb};
    crate::c_struct! {
        /// Header of requests and replies.
        pub struct Head {
            /// Kind of the question.
            kind: u32,
        }
    }
    const fn spec(
        name: &'static str,
        table: fn() -> &'static crate::wire::spec::AttributeSetSpec,
    ) -> MessageSpec {
        MessageSpec { number: 16, name, verb: Verb::Get, header: Some(&Head::SPEC), table, protocol: None }
    }
    static PLAIN: MessageSpec = spec("PLAIN", Asked::spec);
    static SPECIAL: MessageSpec = spec("SPECIAL", Told::spec);
    static MINE: &[&ProtocolSpec] = &[&ProtocolSpec {
        protocol: Protocol(31),
        name: "mine",
        lookup: |_| Some(&PLAIN),
        replies: Some(|request| match request.payload().first() {
            Some(7) => Some(|reply| (reply.message_type() == 16).then_some(&SPECIAL)),
            _ => None,
        }),
    }];
    let mut decoder = Decoder::new().with_protocols(MINE);
    let name = |decoder: &Decoder, kind, flags, seq| {
        let bytes = message(kind, flags, seq, 9, &[]);
        decoder.describe(31, Message::new(&bytes).unwrap()).name()
    };
    let ask = |decoder: &mut Decoder, seq, kind| {
        let bytes = message(16, 1, seq, kind, &[]);
        assert!(!decoder.learn(31, Message::new(&bytes).unwrap()));
    };
    assert_eq!(name(&decoder, 16, 0, 5), Some("PLAIN"), "no request is known");
    ask(&mut decoder, 5, 7);
    ask(&mut decoder, 0, 7);
    assert_eq!(name(&decoder, 16, 0, 5), Some("SPECIAL"));
    assert_eq!(name(&decoder, 17, 0, 5), Some("PLAIN"), "the lookup of the protocol is the fallback");
    assert_eq!(name(&decoder, 16, 1, 5), Some("PLAIN"), "a request is no reply");
    assert_eq!(name(&decoder, 16, 0, 6), Some("PLAIN"), "another number");
    assert_eq!(name(&decoder, 16, 0, 0), Some("PLAIN"), "an event has no request");
    ask(&mut decoder, 5, 8);
    assert_eq!(name(&decoder, 16, 0, 5), Some("PLAIN"), "a new request with the number");
    for seq in 1..=9 {
        ask(&mut decoder, seq, 7);
    }
    assert_eq!(name(&decoder, 16, 0, 9), Some("SPECIAL"));
    assert_eq!(name(&decoder, 16, 0, 2), Some("SPECIAL"));
    assert_eq!(name(&decoder, 16, 0, 1), Some("PLAIN"), "eight requests are stored");
}
#[test]
fn lines_name_protocol_family_and_message() {
    let mut protocols = Decoder::with(&[TEST]);
    for (id, name, header) in [(0x20, "test", 0), (0x21, "strange", 0), (0x22, "headed", 4)] {
        assert!(protocols.learn(16, Message::new(&new_family(id, name, header)).unwrap()));
    }
    let number: &[(u16, &[u8])] = &[(1, &[7; 4])];
    let text: &[(u16, &[u8])] = &[(1, b"hi\0")];
    for (kind, flags, seq, command, attrs, expected) in [
        (
            0x20,
            1,
            5,
            1,
            number,
            r#""family":"test","message":"TEST_GET","flags":["REQUEST"],"seq":5,"port":0,"header":{"cmd":1,"version":1},"attributes":{"ASKED_ID":117901063}"#,
        ),
        (
            0x20,
            0,
            5,
            1,
            text,
            r#""family":"test","message":"TEST_GET","flags":[],"seq":5,"port":0,"header":{"cmd":1,"version":1},"attributes":{"TOLD_TEXT":"hi"}"#,
        ),
        (
            0x20,
            1,
            0,
            3,
            number,
            r#""family":"test","message":"TEST_SET","flags":["REQUEST"],"seq":0,"port":0,"header":{"cmd":3,"version":1},"attributes":{"ASKED_ID":117901063}"#,
        ),
        (
            0x20,
            2,
            5,
            3,
            text,
            r#""family":"test","message":"TEST_ANSWER","flags":["MULTI"],"seq":5,"port":0,"header":{"cmd":3,"version":1},"attributes":{"TOLD_TEXT":"hi"}"#,
        ),
        (
            0x20,
            0,
            0,
            3,
            number,
            r#""family":"test","message":"TEST_EVENT","flags":[],"seq":0,"port":0,"header":{"cmd":3,"version":1},"attributes":{"ASKED_ID":117901063}"#,
        ),
        (
            0x20,
            0,
            0,
            9,
            &[],
            r#""family":"test","message":"TEST_ALSO","flags":[],"seq":0,"port":0,"header":{"cmd":9,"version":1},"attributes":{}"#,
        ),
        (
            0x20,
            0,
            0,
            77,
            text,
            r##""family":"test","message":77,"flags":[],"seq":0,"port":0,"header":{"cmd":77,"version":1},"attributes":{"#1":"686900"}"##,
        ),
        (
            0x21,
            0,
            0,
            2,
            text,
            r##""family":"strange","message":2,"flags":[],"seq":0,"port":0,"header":{"cmd":2,"version":1},"attributes":{"#1":"686900"}"##,
        ),
        (
            0x22,
            0,
            0,
            2,
            &[],
            r#""family":"headed","message":2,"flags":[],"seq":0,"port":0,"payload":"02010000""#,
        ),
        (0x23, 0, 0, 2, &[], r#""message":35,"flags":[],"seq":0,"port":0,"payload":"02010000""#),
        (
            0x10,
            1,
            1,
            3,
            &[(2, b"test\0")],
            r#""family":"nlctrl","message":"CTRL_CMD_GETFAMILY","flags":["REQUEST"],"seq":1,"port":0,"header":{"cmd":3,"version":1},"attributes":{"CTRL_ATTR_FAMILY_NAME":"test"}"#,
        ),
        (
            0x11,
            0,
            0,
            1,
            &[],
            r#""family":"VFS_DQUOT","message":"QUOTA_NL_C_WARNING","flags":[],"seq":0,"port":0,"header":{"cmd":1,"version":1},"attributes":{}"#,
        ),
        (
            3,
            2,
            5,
            0,
            &[],
            r#""message":"NLMSG_DONE","flags":["MULTI"],"seq":5,"port":0,"header":{"error":256}"#,
        ),
    ] {
        if cfg!(target_endian = "big") && kind == 3 {
            continue;
        }
        let line = json(&protocols, 16, &message(kind, flags, seq, command, attrs));
        assert_eq!(line, format!(r#"{{"protocol":"generic",{expected}}}"#));
    }
    let line = |protocol, kind| json(&protocols, protocol, &message(kind, 0, 1, 0, &[]));
    assert!(line(17, 20).starts_with(r#"{"protocol":"netlink_17","message":20,"#), "{}", line(17, 20));
    assert!(line(200, 20).starts_with(r#"{"protocol":"unknown","message":20,"#));
    #[cfg(feature = "route")]
    assert!(line(0, 16).starts_with(r#"{"protocol":"route","message":"RTM_NEWLINK","#));
    let bytes = message(0x21, 0, 0, 2, &[]);
    let text = format!("{:?}", protocols.describe(16, Message::new(&bytes).unwrap()));
    assert_eq!(text, "generic strange command 2 0 seq 0 port 0 {cmd: 2, version: 1} {}");
}
#[test]
fn an_enum_is_chosen_by_command_and_direction() {
    let decode = |flags, seq, command| {
        let bytes = message(0x20, flags, seq, command, &[]);
        let text = format!("{:?}", TestMessage::decode(Message::new(&bytes).unwrap()).unwrap());
        text.split('(').next().map(std::string::ToString::to_string).unwrap_or_default()
    };
    for (flags, seq, command, expected) in [
        (1, 1, 1, "Get"),
        (0, 1, 1, "Got"),
        (0, 0, 1, "Got"),
        (1, 1, 3, "Set"),
        (0, 1, 3, "Answer"),
        (0, 0, 3, "Event"),
        (0, 0, 9, "Unknown"),
    ] {
        assert_eq!(decode(flags, seq, command), expected);
    }
    let bytes = [19, 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0];
    if cfg!(target_endian = "little") {
        assert!(TestMessage::decode(Message::new(&bytes).unwrap()).is_err());
    }
}

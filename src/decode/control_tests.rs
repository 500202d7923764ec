//! Control messages, as the decoder describes them with the requests that they answer.
use super::*;
use crate::{
    genl::GetFamily,
    route::{Link, LinkInfo, NewLink},
    schema::Json,
    wire::{ErrorKind, ExtAck, GetFlags, NewFlags, Request, Writer, write_ack, write_done, write_error},
};
use std::{format, string::String, vec::Vec};

/// A request with an attribute in a nest: `IFLA_MTU` at offset 32, `IFLA_INFO_KIND` at offset 44.
fn new_link(seq: u32) -> Vec<u8> {
    let mut buffer = [0; 128];
    let mut request = Request::new(&mut buffer, NewLink::default(), NewFlags::ACK);
    request.put(Link::IFLA_MTU, 68).nest(Link::IFLA_LINKINFO, |info| {
        info.put(LinkInfo::IFLA_INFO_KIND, "veth");
    });
    request.finish(seq).unwrap().to_vec()
}
fn error(request: &[u8], errno: i32, capped: bool, ext: impl FnOnce(&mut Writer<'_, ExtAck>)) -> Vec<u8> {
    let mut buffer = [0; 512];
    write_error(&mut buffer, Message::new(request).unwrap(), errno, capped, ext).unwrap().to_vec()
}
/// The members that a control message adds, and its text.
fn told(decoder: &Decoder, protocol: Protocol, bytes: &[u8]) -> (String, String) {
    let described = decoder.describe(protocol, Message::new(bytes).unwrap());
    let (json, text) = (format!("{}", Json(described)), format!("{described:?}"));
    let from =
        ["\"errno\"", "\"request\"", "\"attribute\"", "\"missing\""].iter().filter_map(|key| json.find(*key));
    (from.min().map_or(String::new(), |at| json[at..json.len() - 1].into()), text)
}

#[test]
fn an_error_names_its_request_and_the_attribute() {
    let request = new_link(9);
    let mut seen = Decoder::new();
    seen.learn(0, Message::new(&request).unwrap());
    let unseen = Decoder::new();
    let at = |offset: u32| {
        move |ext: &mut Writer<'_, ExtAck>| {
            ext.put(ExtAck::NLMSGERR_ATTR_MSG, "no").put(ExtAck::NLMSGERR_ATTR_OFFS, offset);
        }
    };
    for (offset, name) in
        [(32, "IFLA_MTU"), (40, "IFLA_LINKINFO"), (44, "IFLA_LINKINFO.IFLA_INFO_KIND"), (20, "ifi_index")]
    {
        let (echo, capped) = (error(&request, 34, false, at(offset)), error(&request, 34, true, at(offset)));
        let members = format!(r#""errno":"ERANGE","request":"RTM_NEWLINK","attribute":"{name}""#);
        let text = format!(" ERANGE (-34) of RTM_NEWLINK, attribute {name} {{NLMSGERR_ATTR_MSG: \"no\", ");
        for (decoder, bytes) in [(&unseen, &echo), (&seen, &echo), (&seen, &capped)] {
            let (json, line) = told(decoder, Protocol::ROUTE, bytes);
            assert_eq!(json, members);
            assert!(line.contains(&text), "{line}");
        }
        // of a request that nobody saw, the type alone is known
        let (json, line) = told(&unseen, Protocol::ROUTE, &capped);
        assert_eq!(json, r#""errno":"ERANGE","request":"RTM_NEWLINK""#);
        assert!(line.contains(" ERANGE (-34) of RTM_NEWLINK {"), "{line}");
    }
    // an offset that points at nothing has no path
    for offset in [0, 15, 1000, u32::MAX] {
        let (json, _) = told(&seen, Protocol::ROUTE, &error(&request, 34, false, at(offset)));
        assert_eq!(json, r#""errno":"ERANGE","request":"RTM_NEWLINK""#, "{offset}");
    }
}
#[test]
fn a_missing_attribute_is_named() {
    let request = new_link(9);
    let missing = |nest: Option<u32>, number: u32| {
        move |ext: &mut Writer<'_, ExtAck>| {
            ext.put(ExtAck::NLMSGERR_ATTR_MISS_TYPE, number);
            if let Some(nest) = nest {
                ext.put(ExtAck::NLMSGERR_ATTR_MISS_NEST, nest);
            }
        }
    };
    let mut seen = Decoder::new();
    seen.learn(0, Message::new(&request).unwrap());
    for (decoder, capped, nest, expected) in [
        (&seen, true, None, r#","missing":"IFLA_IFNAME""#),
        (&Decoder::new(), true, None, r#","missing":"IFLA_IFNAME""#),
        (&Decoder::new(), false, Some(40), r#","missing":"IFLA_LINKINFO.IFLA_INFO_XSTATS""#),
        (&seen, true, Some(40), r#","missing":"IFLA_LINKINFO.IFLA_INFO_XSTATS""#),
        (&Decoder::new(), true, Some(40), ""),
    ] {
        let (json, line) = told(decoder, Protocol::ROUTE, &error(&request, 22, capped, missing(nest, 3)));
        assert_eq!(json, format!(r#""errno":"EINVAL","request":"RTM_NEWLINK"{expected}"#));
        assert_eq!(line.contains(", missing IFLA_"), !expected.is_empty(), "{line}");
    }
}
#[test]
fn acks_and_ends_name_their_request() {
    let mut buffer = [0; 256];
    let request = new_link(9);
    let ack = write_ack(&mut buffer, Message::new(&request).unwrap()).unwrap().to_vec();
    let (json, line) = told(&Decoder::new(), Protocol::ROUTE, &ack);
    assert_eq!(json, r#""request":"RTM_NEWLINK""#);
    assert!(line.contains(" ack of RTM_NEWLINK"), "{line}");

    let mut family = [0; 64];
    let asked =
        Message::new(Request::new(&mut family, GetFamily {}, GetFlags::DUMP).finish(5).unwrap()).unwrap();
    let mut decoder = Decoder::new();
    decoder.learn(16, asked);
    for (errno, code) in [(0, ""), (2, r#""errno":"ENOENT","#)] {
        let done = write_done(&mut buffer, asked, errno, |_| {}).unwrap().to_vec();
        let json = told(&decoder, Protocol::GENERIC, &done).0;
        assert_eq!(json, format!(r#"{code}"request":"CTRL_CMD_GETFAMILY""#));
        assert_eq!(
            told(&decoder, Protocol::ROUTE, &done).0,
            code.trim_end_matches(','),
            "of another protocol"
        );
    }
    // the header alone shows the family, and no command
    let capped = error(asked.bytes(), 1, true, |_| {});
    let json = format!("{}", Json(Decoder::new().describe(16, Message::new(&capped).unwrap())));
    assert!(
        json.contains(r#""family":"nlctrl","message":"NLMSG_ERROR""#)
            && json.ends_with(r#""errno":"EPERM"}"#),
        "{json}"
    );
    let json = format!("{}", Json(decoder.describe(16, Message::new(&capped).unwrap())));
    assert!(json.ends_with(r#""errno":"EPERM","request":"CTRL_CMD_GETFAMILY"}"#), "{json}");
}
#[test]
fn a_code_is_printed_by_its_name() {
    let request = new_link(9);
    let mut buffer = [0; 256];
    for (errno, code) in
        [(34, r#""-ERANGE""#), (0, "0"), (4095, "-4095"), (-34, "34"), (i32::MAX, "-2147483647")]
    {
        let done = write_done(&mut buffer, Message::new(&request).unwrap(), errno, |_| {}).unwrap().to_vec();
        for bytes in [error(&request, errno, false, |_| {}), done] {
            let described = format!("{}", Json(Decoder::new().describe(0, Message::new(&bytes).unwrap())));
            assert!(described.contains(&format!(r#""header":{{"error":{code}"#)), "{described}");
        }
    }
}
#[test]
fn what_has_no_name_is_a_number() {
    let mut request = new_link(1);
    request[4..6].copy_from_slice(&999u16.to_ne_bytes());
    let (json, line) = told(&Decoder::new(), Protocol::ROUTE, &error(&request, 4095, false, |_| {}));
    assert_eq!(json, r#""errno":4095,"request":999"#);
    assert!(line.contains(" error (-4095) of request type 999"), "{line}");
}
#[test]
fn a_control_message_that_is_cut_is_an_error() {
    let request = new_link(9);
    let check = |whole: &[u8], len: usize, flags: u16| {
        let mut bytes = whole[..len].to_vec();
        bytes[..4].copy_from_slice(&(len as u32).to_ne_bytes());
        bytes[6..8].copy_from_slice(&flags.to_ne_bytes());
        let checked = Decoder::new().describe(0, Message::new(&bytes).unwrap()).check();
        checked.map_err(|error| error.kind())
    };
    let whole = error(&request, 34, false, |_| {});
    for len in 16..whole.len() {
        let expected = match len {
            ..36 => Err(ErrorKind::Header),
            36 => Ok(()), // capped without a mark, as before Linux 4.12
            _ => Err(ErrorKind::Framing),
        };
        assert_eq!(check(&whole, len, 0), expected, "{len} bytes");
    }
    assert_eq!(check(&whole, whole.len(), 0), Ok(()));
    let capped = error(&request, 34, true, |_| {});
    assert_eq!((check(&capped, 36, 0x100), check(&capped, 35, 0x100)), (Ok(()), Err(ErrorKind::Header)));
    let mut buffer = [0; 64];
    let done = write_done(&mut buffer, Message::new(&request).unwrap(), 0, |_| {}).unwrap();
    for (len, expected) in
        [(16, Ok(())), (17, Err(ErrorKind::Header)), (19, Err(ErrorKind::Header)), (20, Ok(()))]
    {
        assert_eq!(check(done, len, 2), expected, "{len} bytes");
    }
}

//! NLMSG_ERROR and NLMSG_DONE: any bytes of them, and those that are written about any request. What is written reads back, and the
//! attribute at an offset is the last step of the path.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{
    route,
    schema::{Json, Step},
    wire::{
        Ack, Attr, BuildError, Edit, ExtAck, Message, RawAttrs, rewrite, write_ack, write_done, write_error,
    },
};
use nlwire_fuzz::{Input, JsonCheck, all_families, parts, printed};
use nlwire_tables::made;
use std::fmt::Write;

/// Reads everything that an ack can say.
fn read(message: Message<'_>) {
    let Some(ack) = Ack::read(message) else {
        return assert!(![2, 3].contains(&message.message_type()));
    };
    let refusal = ack.to_kernel_error();
    assert_eq!(ack.is_ok(), refusal.errno.0 == 0);
    assert_eq!((ack.seq(), ack.offset()), (message.seq(), refusal.offset));
    assert!(refusal.errno.0 >= 0 && refusal.text().as_bytes().len() <= 68);
    printed(format_args!("{ack:?} {refusal} {refusal:?}"));
    if let Some(request) = ack.request() {
        let row = route::lookup(request).unwrap_or(&route::RouteMessage::MESSAGES[0]);
        let path = ack.path(row);
        assert!(path.is_none_or(|path| !path.is_empty() && path.steps().len() <= 16));
        printed(format_args!("{path:?}"));
    }
    let mut json = JsonCheck::default();
    write!(json, "{}", Json(all_families().describe(0, message))).expect("the check takes everything");
    json.finish();
    // a copy of the whole message as bytes says the same; what follows a header is aligned
    if message.payload().len() % 4 != 0 {
        return;
    }
    let mut out = vec![0; message.bytes().len() + 4];
    let header = message.payload().len();
    let copy = rewrite(message, header, &mut out, &mut |_: &[u16], _: Attr<'_>| Edit::Keep);
    let copy = copy.expect("there is room, and there are no attributes");
    assert_eq!(Ack::read(copy).map(|ack| ack.to_kernel_error()), Some(refusal));
}

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let what = input.byte();
    if what & 1 == 0 {
        let kind = if what & 2 == 0 { 2 } else { 3 };
        let bytes = made::message(kind, u16::from(what) << 2 & 0x3f0 | 0x200, 7, input.0);
        return read(Message::new(&bytes).expect("well-formed"));
    }
    let (errno, offset) = (i32::from(input.byte()) * 5, u32::from(input.short()));
    let kind = route::RouteMessage::MESSAGES[input.below(route::RouteMessage::MESSAGES.len())].number;
    let (text, capped) = (String::from_utf8_lossy(input.piece()).into_owned(), what & 4 != 0);
    let text = text.replace('\0', "");
    let request = made::message(kind, 5, 99, input.0);
    let request = Message::new(&request).expect("well-formed");
    let size = if what & 8 == 0 { 8192 + data.len() } else { usize::from(what) };
    let mut buffer = vec![0xa5; size];
    let ext = |ext: &mut nlwire::wire::Writer<'_, ExtAck>| {
        ext.put(ExtAck::NLMSGERR_ATTR_MSG, text.as_str()).put(ExtAck::NLMSGERR_ATTR_OFFS, offset);
    };
    let written = match what >> 4 & 3 {
        0 => write_ack(&mut buffer, request),
        1 => write_done(&mut buffer, request, errno, ext),
        _ => write_error(&mut buffer, request, errno, capped, ext),
    };
    let written = match written {
        Ok(written) => written,
        Err(error) => {
            return assert!(matches!(error, BuildError::TooSmall { needed } if needed > size), "{error}");
        }
    };
    let message = Message::new(written).expect("what is written is well-formed");
    read(message);
    // with the request that was learnt, an error that is capped has its name
    let mut decoder = all_families().clone();
    decoder.learn(0, request);
    let described = decoder.describe(0, message);
    assert_eq!(described.request_name(), route::lookup(request).map(|row| row.name));
    printed(format_args!("{described:?}{:?}", described.attribute_path()));
    let mut json = JsonCheck::default();
    write!(json, "{}", Json(described)).expect("the check takes everything");
    json.finish();
    let ack = Ack::read(message).expect("an ack");
    if what >> 4 & 3 == 0 {
        return assert!(ack.is_ok() && ack.request_header().is_some());
    }
    assert_eq!((ack.errno().0, ack.offset()), (errno, Some(offset)));
    assert!(ack.message().is_some_and(|found| found == *text.as_str()), "{text:?}");
    // the place of each attribute of the first level is found by its offset
    let row = route::lookup(request).expect("a row");
    let Some((_, attrs)) = parts(row, request) else { return };
    let mut walk = RawAttrs::new(attrs);
    // each look for an offset begins at the front
    for _ in 0..64 {
        let at = request.bytes().len() - walk.rest().len();
        let Some(Ok(attr)) = walk.next() else { break };
        let path = row.path(request, at as u32);
        let expected = (row.table)()
            .attribute(attr.attr_type())
            .map_or(Step::Number(attr.attr_type()), |row| Step::Name(row.name));
        assert_eq!(path.steps(), [expected]);
    }
});

//! Any request of NETLINK_ROUTE against the policy of its operation: what a strict socket's policy accepts an old one accepts, a refusal
//! points into the request at the attribute that it names, and is written and read back.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{
    route::{self, RouteMessage},
    server::{ValidationErrorKind, ValidationFlags, require, validate},
    wire::{
        Ack, Message, RawAttrs,
        spec::{Scope, StrictChecking},
    },
};
use nlwire_fuzz::{Input, parts};
use nlwire_tables::made;

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let row = &RouteMessage::MESSAGES[input.below(RouteMessage::MESSAGES.len())];
    let flags = 5 | if input.byte() & 1 == 0 { 0 } else { 0x300 };
    let request = made::message(row.number, flags, 3, input.0);
    let request = Message::new(&request).expect("well-formed");
    let results = [StrictChecking::Off, StrictChecking::On].map(|strict| {
        let row = RouteMessage::lookup(request, strict).expect("a known type");
        let policy = route::request_policy(request, strict == StrictChecking::On);
        row.validate(request, &policy).map_err(|refused| (row, refused))
    });
    // with another header, the attributes are others
    let headers = [StrictChecking::Off, StrictChecking::On]
        .map(|strict| RouteMessage::lookup(request, strict).and_then(|row| row.header).map(|it| it.name));
    if headers[0] == headers[1] && results[1].is_ok() {
        assert!(results[0].is_ok(), "{} accepts more when it is strict", row.name);
    }
    for (row, refused) in results.into_iter().filter_map(Result::err) {
        assert!((16..=request.bytes().len() + 3).contains(&refused.offset), "{refused:?}");
        let mut buffer = vec![0; request.bytes().len() + 256];
        let written = refused.write(&mut buffer, request).expect("there is room");
        let message = Message::new(written).expect("well-formed");
        let ack = Ack::read(message).expect("a refusal");
        assert_eq!((ack.errno(), ack.offset()), (refused.errno(), refused.place()));
        // the kernel sends an errno alone for what it does not serve
        let text = (refused.why != ValidationErrorKind::Unsupported).then_some(refused.message());
        assert!(
            match (ack.message(), text) {
                (Some(sent), Some(text)) => sent == *text,
                (None, None) => true,
                _ => false,
            },
            "{refused:?}"
        );
        if refused.place().is_some() {
            let front = request.bytes().get(refused.offset..).unwrap_or(&[]);
            let attr = RawAttrs::new(front).next().and_then(Result::ok);
            assert_eq!(attr.map(|attr| attr.attr_type()), Some(refused.number), "{refused:?}");
            assert!(
                refused.why == ValidationErrorKind::Deep
                    || ack.path(row).is_some_and(|path| !path.is_empty()),
                "{refused:?}"
            );
        }
    }
    // what stricter checks accept, fewer checks accept
    let Some((header, attrs)) = parts(row, request) else { return };
    let base = request.bytes().len() - attrs.len();
    let check = |checks| validate((row.table)(), attrs, base, Scope::new(row.number, header), checks);
    let [liberal, old, strict] =
        [ValidationFlags::LIBERAL, ValidationFlags::DEPRECATED_STRICT, ValidationFlags::STRICT].map(check);
    assert!(strict.is_err() || old.is_ok(), "{old:?}");
    assert!(old.is_err() || liberal.is_ok(), "{liberal:?}");
    for attr in RawAttrs::new(attrs).map_while(Result::ok).take(8) {
        assert_eq!(require(attrs, base, &[attr.attr_type()]), Ok(()));
    }
});

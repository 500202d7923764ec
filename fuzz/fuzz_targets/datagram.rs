//! Any bytes as a datagram of any protocol, printed and decoded by type. The first byte selects the protocol and, by its upper bits, what
//! is done, so that one run is short.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{
    audit::Record,
    connector::CnMessage,
    crypto::CryptoMessage,
    genl::devlink::{FMSG_DEPTH, Fmsg},
    netfilter::NetfilterMessage,
    pick,
    route::*,
    schema::ByteOrder,
    sock_diag::DiagMessage,
    wire::*,
    xfrm::XfrmMessage,
};
use nlwire_fuzz::{all_families, printed};

/// Decodes by type, and prints what was decoded.
fn typed(protocol: u8, message: Message<'_>) {
    let _ = match protocol {
        0 => printed(format_args!("{:?}", RouteMessage::decode(message))),
        4 => printed(format_args!("{:?}", DiagMessage::decode(message))),
        6 => printed(format_args!("{:?}", XfrmMessage::decode(message))),
        12 => printed(format_args!("{:?}", NetfilterMessage::decode(message))),
        21 => printed(format_args!("{:?}", CryptoMessage::decode(message))),
        _ => printed(format_args!("{:?}", CnMessage::read(message))),
    };
}
/// Reads attributes one by one, and what is no attribute.
fn attributes(protocol: u8, message: Message<'_>) {
    match (protocol, RouteMessage::decode(message)) {
        (0, Ok(RouteMessage::NewLink(LinkMessage { attrs, .. }))) => {
            let count = attrs.into_iter().count();
            assert_eq!(count, attrs.raw().count());
            let picked = pick!(
                attrs,
                Link { name: IFLA_IFNAME, stats: IFLA_STATS64, info: IFLA_LINKINFO, spec: IFLA_AF_SPEC }
            );
            if let Ok(picked) = picked {
                let name = attrs.raw().flatten().filter(|attr| attr.attr_type() == 3).last();
                assert_eq!(picked.name.is_some(), name.is_some());
                printed(format_args!("{:?}{:?}{:?}", picked.name, picked.stats, picked.info));
            }
        }
        (0, Ok(RouteMessage::NewRoute(RouteEntryMessage { attrs, .. }))) => {
            attrs.into_iter().for_each(|attr| _ = printed(format_args!("{attr:?}")));
        }
        _ => {}
    }
    if let (11, Ok(message)) = (protocol, CnMessage::read(message)) {
        let _ = message.proc_event();
        for record in message.w1_records().flatten() {
            assert!(record.commands().count() <= record.data.len() / 4 + 1);
        }
    }
    if let (16, Some(payload)) = (protocol, message.payload().get(4..)) {
        let mut fmsg = Fmsg::new();
        assert!(fmsg.read(Attrs::new(payload)).count() <= payload.len() / 4 + 1);
        assert!(fmsg.depth() <= FMSG_DEPTH);
    }
    if let (0, Ok(options)) = (protocol, NdOptions::from_message(message)) {
        let most = options.rest().len() / 8 + 1;
        assert!(options.count() <= most);
    }
}

/// Converts to the other byte order and back, and the bytes as if they were of the other one.
fn swapped(protocol: u8, datagram: &[u8]) {
    let families = all_families();
    let mut bytes = datagram.to_vec();
    let there = families.swap_bytes(protocol, &mut bytes, ByteOrder::Foreign);
    assert_eq!(bytes.len(), datagram.len());
    let back = families.swap_bytes(protocol, &mut bytes, ByteOrder::Native);
    assert_eq!((there.len, &bytes[..]), (back.len, datagram));
    assert!(there.len <= bytes.len() && (there.len > 0 || bytes.is_empty()));
    assert_eq!(families.swap_bytes(protocol, &mut bytes, ByteOrder::Native).len > 0, !bytes.is_empty());
    if let Ok(message) = Message::new(&bytes) {
        printed(format_args!("{:?}", families.describe(protocol, message)));
        families.swap_bytes(protocol, &mut bytes, ByteOrder::Foreign);
        assert_eq!(bytes, datagram, "what was read as foreign is restored, too");
    }
    if let Some(record) = Record::read(datagram) {
        let decoded = record.fields().map(|field| field.decoded().count() + field.fields().count());
        assert!(decoded.sum::<usize>() <= 2 * datagram.len());
        printed(format_args!("{record:?}{:?}{:?}", record.time(), record.serial()));
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((&control, datagram)) = data.split_first() else { return };
    let protocol = control & 31;
    if control >> 5 == 7 {
        return swapped(protocol, datagram);
    }
    let families = all_families();
    for message in Messages::new(datagram).flatten() {
        if control >> 5 == 0 && (protocol, message.message_type()) == (16, 16) {
            let mut learner = families.clone();
            learner.learn(protocol, message);
            let family = learner.families().last();
            assert!(family.is_none_or(|(id, name)| learner.family(id) == Some(name)));
        }
        let described = families.describe(protocol, message);
        match control >> 5 {
            0 | 1 => assert!(printed(format_args!("{described:?}")) > 0),
            2 => assert!(printed(format_args!("{described:#?}")) > 0),
            3 | 4 => typed(protocol, message),
            5 => attributes(protocol, message),
            // what is wrong lies within the message, and nothing is wrong twice
            _ => {
                let checked = described.check();
                assert_eq!(checked, described.check());
                if let Err(error) = checked {
                    assert!(error.offset_in(message.bytes()).is_some());
                }
            }
        }
    }
});

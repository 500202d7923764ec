//! Any bytes as a datagram of any protocol: everything is decoded, printed, checked and picked from; a copy made attribute by attribute,
//! nests entered, reads as the original does, and a copy of the copy is the same bytes.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{
    connector::CnMessage, crypto::CryptoMessage, diag::DiagMessage, netfilter::NetfilterMessage, pick,
    protocols::Protocols, route::*, uevent::Uevent, wire::*, xfrm::XfrmMessage,
};
use nlwire_fuzz::all_families;
use std::sync::OnceLock;

static FAMILIES: OnceLock<Protocols> = OnceLock::new();

fn copy<'o>(message: Message<'_>, header: usize, out: &'o mut [u8]) -> Option<Message<'o>> {
    let edit = |path: &[u16], attr: Attr<'_>| {
        let whole = RawAttrs::new(attr.payload()).all(|inner| inner.is_ok());
        if attr.is_nested() && whole && path.len() < 15 { Edit::Enter } else { Edit::Keep }
    };
    rewrite(message, header, out, &mut { edit }).expect("there is room").ok()
}
/// The enums of the protocols, and what is no attribute in them.
fn typed(message: Message<'_>) {
    if let Ok(RouteMessage::NewLink(_, attrs)) = RouteMessage::decode(message) {
        let picked = pick!(
            attrs,
            Link { name: IFLA_IFNAME, stats: IFLA_STATS64, info: IFLA_LINKINFO, spec: IFLA_AF_SPEC }
        );
        let _ = picked.map(|picked| format!("{:?}", (picked.name, picked.stats, picked.info)));
        for attr in attrs {
            let _ = format!("{attr:?}");
        }
    }
    if let Ok(RouteMessage::NewRoute(_, attrs)) = RouteMessage::decode(message) {
        for attr in attrs {
            let _ = format!("{attr:?}");
        }
    }
    let _ = format!(
        "{:?} {:?} {:?} {:?} {:?}",
        RouteMessage::decode(message),
        NetfilterMessage::decode(message),
        XfrmMessage::decode(message),
        DiagMessage::decode(message),
        CryptoMessage::decode(message),
    );
    if let Ok(message) = CnMessage::read(message) {
        let _ = (format!("{message:?}"), message.proc_event().is_ok());
        for record in message.w1_records().flatten() {
            assert!(record.commands().count() <= record.data.len() / 4 + 1);
        }
    }
    if let Ok(options) = NdOptions::of(message) {
        let most = options.rest().len() / 8 + 1;
        assert!(options.count() <= most);
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((&protocol, datagram)) = data.split_first() else { return };
    if let Ok(uevent) = Uevent::read(datagram) {
        assert!(uevent.properties().count() <= datagram.len());
    }
    let mut protocols = FAMILIES.get_or_init(all_families).clone();
    for message in Messages::new(datagram).flatten() {
        typed(message);
        protocols.learn(protocol & 31, message);
        let described = protocols.describe(protocol & 31, message);
        let text = format!("{described:?}");
        assert!(!text.is_empty() && !format!("{described:#?}").is_empty());
        serde_json::from_str::<serde_json::Value>(&Json(described).to_string()).expect("valid JSON");
        let checked = described.check();
        if let Some(ack) = Ack::read(message) {
            let _ = (format!("{ack:?}"), ack.path(&RouteMessage::ROWS[0]), ack.to_refusal().to_string());
        }
        let Some(header) = described.header().map(|header| header.payload().len()) else { continue };
        // what stands between header and attributes is no attribute
        let between = described
            .attributes()
            .is_none_or(|attrs| attrs.payload().len() + header.next_multiple_of(4) < message.payload().len());
        if between || message.kind() < 16 {
            continue;
        }
        let (mut out, mut again) = (vec![0; datagram.len() + 64], vec![0; datagram.len() + 64]);
        if let Some(first) = copy(message, header, &mut out) {
            // padding that was no zero is one in the copy; what a table reads as bytes with the bit NESTED on it, and so as one, differs
            if checked.is_ok() && message.bytes() == first.bytes() {
                assert_eq!(format!("{:?}", protocols.describe(protocol & 31, first)), text);
            }
            let second = copy(first, header, &mut again).expect("a copy is well-formed");
            assert_eq!(second.bytes(), first.bytes());
        }
    }
});

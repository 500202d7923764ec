//! Any bytes as a datagram of any protocol: everything is decoded, printed, picked from, copied attribute by attribute; the copy reads as
//! the original does.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{pick, protocols::Protocols, route::*, wire::*};

fuzz_target!(|data: &[u8]| {
    let Some((&protocol, datagram)) = data.split_first() else { return };
    let mut protocols = Protocols::new();
    for message in Messages::new(datagram).flatten() {
        protocols.learn(protocol & 31, message);
        let described = protocols.describe(protocol & 31, message);
        let text = format!("{described:?} {described:#?} {}", Json(described));
        assert!(!text.is_empty());
        let _ = described.check();
        if let Some(ack) = Ack::read(message) {
            let _ = (format!("{ack:?}"), ack.path(&RouteMessage::ROWS[0]));
        }
        if let Ok(RouteMessage::NewLink(_, attrs)) = RouteMessage::decode(message) {
            let _ = pick!(
                attrs,
                Link { name: IFLA_IFNAME, stats: IFLA_STATS64, info: IFLA_LINKINFO, spec: IFLA_AF_SPEC }
            );
            let mut out = vec![0; datagram.len() + 64];
            let kept = rewrite(message, size_of::<IfInfo>(), &mut out, &mut |_, _| Edit::Keep);
            if let Ok(Ok(copy)) = kept {
                let copied = copy.split::<IfInfo, Link>().map(|(_, attrs)| format!("{attrs:?}"));
                assert_eq!(copied, message.split::<IfInfo, Link>().map(|(_, attrs)| format!("{attrs:?}")));
            }
        }
    }
});

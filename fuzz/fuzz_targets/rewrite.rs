//! A message rewritten attribute by attribute: a copy prints as the original, a copy of the copy has the same bytes, and edits give what a
//! plain copy of the edited attributes gives.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::wire::{Attr, BuildError, Edit, Message, Messages, RawAttrs, RewriteError, rewrite};
use nlwire_fuzz::{Input, all_families, hashed};
use nlwire_tables::made;

fn copy<'o>(message: Message<'_>, header: usize, out: &'o mut [u8]) -> Option<Message<'o>> {
    let edit = |path: &[u16], attr: Attr<'_>| {
        let whole = RawAttrs::new(attr.payload()).all(|inner| inner.is_ok());
        if attr.is_nested() && whole && path.len() < 15 { Edit::Enter } else { Edit::Keep }
    };
    match rewrite(message, header, out, &mut { edit }) {
        Ok(copy) => Some(copy),
        Err(RewriteError::Malformed(_)) => None,
        Err(error) => panic!("there is room: {error}"),
    }
}
/// Edits the attributes of the first level, as `script` says; `None` where the framing is broken.
fn edited(message: Message<'_>, header: usize, script: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = message.bytes()[..16 + header].to_vec();
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    for (at, attr) in RawAttrs::new(message.bytes().get(bytes.len()..).unwrap_or(&[])).enumerate() {
        let attr = attr.ok()?;
        match script.get(at).map_or(0, |step| step % 3) {
            0 => bytes.extend(made::attr(attr.raw_type(), attr.payload())),
            1 => {}
            _ => bytes.extend(made::attr(attr.raw_type(), script)),
        }
    }
    let len = bytes.len() as u32;
    bytes[..4].copy_from_slice(&len.to_ne_bytes());
    Some(bytes)
}

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let (protocol, script) = (input.byte() & 31, input.array::<4>());
    let script = &script[..usize::from(script[0] >> 6) + 1];
    let datagram = input.0;
    for message in Messages::new(datagram).flatten() {
        let described = all_families().describe(protocol, message);
        let Some(header) = described.header().map(|header| header.payload().len()) else { continue };
        let attrs = described.attributes().map_or(0, |attrs| attrs.payload().len());
        // what is between header and attributes is no attribute
        let between = message.payload().len() > attrs + header.next_multiple_of(4);
        if message.message_type() < 16 || between {
            continue;
        }
        let (mut out, mut again) = (vec![0xa5; datagram.len() + 64], vec![0xa5; datagram.len() + 64]);
        if let Some(first) = copy(message, header, &mut out) {
            // padding other than 0 is 0 in the copy
            if message.bytes() == first.bytes() {
                let text = hashed(format_args!("{described:?}"));
                assert_eq!(hashed(format_args!("{:?}", all_families().describe(protocol, first))), text);
            }
            let second = copy(first, header, &mut again).expect("a copy is well-formed");
            assert_eq!(second.bytes(), first.bytes());
        }
        let mut at = 0;
        let mut edit = |_: &[u16], _: Attr<'_>| {
            at += 1;
            match script.get(at - 1).map_or(0, |step| step % 3) {
                0 => Edit::Keep,
                1 => Edit::Drop,
                _ => Edit::Replace(script),
            }
        };
        let expected = edited(message, header, script);
        let mut room = vec![0xa5; expected.as_ref().map_or(datagram.len() + 64, Vec::len)];
        match rewrite(message, header, &mut room, &mut edit) {
            Ok(copied) => assert_eq!(Some(copied.bytes()), expected.as_deref()),
            Err(RewriteError::Malformed(_)) => assert!(expected.is_none()),
            Err(error) => assert!(
                matches!(error, RewriteError::Build(BuildError::TooSmall { .. })) && expected.is_none()
            ),
        }
    }
});

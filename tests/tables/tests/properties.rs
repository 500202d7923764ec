//! What holds of every table for any bytes: no panic, progress, bounds, the same at any address, a cut gives a prefix, what is copied is the
//! same, the typed reader and the shapes agree, what strict validation accepts can be read, and whatever walks by itself stops.
#[path = "properties/parsers.rs"]
mod parsers;
#[path = "properties/secrets.rs"]
mod secrets;
use nlwire::{
    connector::CnMessage,
    decode::Decoder,
    genl::ncsi::{CommandPacket, PacketError, Response},
    pcap::{Recording, write_recording},
    route::NdOptions,
    schema::{Described, Json, Node, View},
    server::{ValidationFlags, validate},
    uevent::Uevent,
    wire::{
        Ack, Attr, Edit, Message, Messages, NLA_F_NESTED, RawAttrs, RewriteError, rewrite,
        spec::{Constraint, Names, NumberSpec, PayloadType, Scope, SelectorSource},
    },
};
use nlwire_tables::{
    COMMANDS, LAYOUTS, Reached, SETS, Typed,
    made::{Chance, attr, attributes, message, spoil},
    messages,
};
use std::{collections::BTreeSet, sync::LazyLock};
/// How many byte strings each table is tried with; more by NLWIRE_CASES.
fn cases() -> u64 {
    std::env::var("NLWIRE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(40)
}
/// Attributes for a set: as they should be, spoilt, of chance.
fn bytes_for(set: &Typed, chance: &mut Chance) -> Vec<u8> {
    if chance.once_in(6) {
        let len = chance.below(65);
        return chance.bytes(len);
    }
    let mut bytes = attributes((set.table)(), chance, 0);
    if chance.once_in(2) {
        spoil(&mut bytes, chance);
    }
    bytes
}
fn inside(part: &[u8], whole: &[u8]) -> bool {
    let whole = whole.as_ptr_range();
    part.is_empty() || whole.start <= part.as_ptr() && part.as_ptr_range().end <= whole.end
}
/// One attribute of a set, as the typed reader tells it.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    attr: Option<(u16, Vec<u8>)>,
    fits: bool,
    debug: String,
}
fn told(set: &Typed, bytes: &[u8]) -> Vec<Told> {
    let mut all = Vec::new();
    (set.read)(bytes, &mut |read| {
        let attr = read.attr.map(|(number, payload)| {
            assert!(inside(payload, bytes), "a payload lies outside");
            (number, payload.to_vec())
        });
        // the text of an error says nothing that the flag does not
        let debug = if read.fits { read.debug } else { String::new() };
        all.push(Told { attr, fits: read.fits, debug });
    });
    assert!(all.len() <= bytes.len() / 4 + 1, "progress");
    assert!(all.iter().rev().skip(1).all(|one| one.attr.is_some()), "one broken frame, at the end");
    all
}
/// Everything that walks by itself.
fn walked(set: &Typed, bytes: &[u8]) -> (String, String, bool) {
    let view = View::new(PayloadType::Nest(set.table), bytes);
    let json = Json(view).to_string();
    (format!("{view:?}"), json, view.check().is_ok())
}
/// Names the set and the bytes where something fails.
fn each_set(salt: u64, mut test: impl FnMut(&Typed, &[u8], &mut Chance)) {
    for set in SETS {
        for case in 0..cases() {
            let name =
                set.name.bytes().fold(salt, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
            let mut chance = Chance::new(name.wrapping_add(case << 40));
            let bytes = bytes_for(set, &mut chance);
            let mut run = || test(set, &bytes, &mut chance);
            if let Err(panic) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(&mut run)) {
                eprintln!("{}, case {case}: {bytes:02x?}", set.name);
                std::panic::resume_unwind(panic);
            }
        }
    }
}
#[test]
fn the_same_at_any_address_and_json_is_json() {
    each_set(1, |set, bytes, _| {
        let (reads, walks) = (told(set, bytes), walked(set, bytes));
        assert!(serde_json::from_str::<serde_json::Value>(&walks.1).is_ok(), "{}", walks.1);
        for shift in 1..8 {
            let moved = [&vec![0xa5; shift][..], bytes].concat();
            assert!(
                told(set, &moved[shift..]) == reads && walked(set, &moved[shift..]) == walks,
                "shifted by {shift}"
            );
        }
        let message = message(99, 0, 1, bytes);
        let _ =
            serde_json::to_string(&View::new(PayloadType::Nest(set.table), &message[16..])).expect("serde");
    });
}
#[test]
fn what_is_cut_gives_a_prefix() {
    each_set(2, |set, bytes, _| {
        let whole = told(set, bytes);
        for end in 0..bytes.len() {
            let cut = told(set, &bytes[..end]);
            let whole_ones: Vec<_> = cut.iter().filter(|one| one.attr.is_some()).cloned().collect();
            assert!(whole.starts_with(&whole_ones), "cut at {end}");
            assert!(cut.len() - whole_ones.len() <= 1);
            let _ = walked(set, &bytes[..end]);
        }
    });
}
/// Whether a payload is of its shape, one level deep; what stands behind a structure is of that level.
fn fits(payload_type: PayloadType, payload: &[u8], scope: Scope<'_>) -> bool {
    let view = View::within(payload_type, payload, scope);
    match (payload_type, view.node()) {
        (_, Node::Misfit(_)) => false,
        (PayloadType::WithHeader { body, .. }, Node::Map(mut parts))
            if !matches!(body, PayloadType::SubMessage(_)) =>
        {
            parts.all(|part| fits(part.value.payload_type(), part.value.payload(), scope))
        }
        _ => true,
    }
}
#[test]
fn types_and_shapes_agree() {
    each_set(3, |set, bytes, _| {
        for one in told(set, bytes) {
            let Some((number, payload)) = one.attr else { continue };
            let Some(row) = (set.table)().attribute(number) else {
                assert!(one.fits, "what is unknown is as it is");
                continue;
            };
            // what something else selects is read when it is asked for
            if !matches!(row.payload_type, PayloadType::SubMessage(_)) {
                assert_eq!(
                    one.fits,
                    fits(row.payload_type, &payload, Scope::new(0, &[])),
                    "{} {payload:02x?}",
                    row.name
                );
            }
        }
    });
}
#[test]
fn what_strict_validation_accepts_is_read() {
    let (mut accepted, mut refused) = (0, 0);
    each_set(4, |set, bytes, _| {
        for checks in [ValidationFlags::STRICT, ValidationFlags::DEPRECATED_STRICT, ValidationFlags::LIBERAL]
        {
            match validate((set.table)(), bytes, 16, Scope::new(0, &[]), checks) {
                Ok(()) => accepted += 1,
                Err(invalid) => {
                    assert!((16..=16 + bytes.len()).contains(&invalid.offset), "{invalid:?}");
                    refused += 1;
                    continue;
                }
            }
            if checks == ValidationFlags::STRICT {
                assert_eq!(misfit((set.table)(), bytes, 0), None);
            }
        }
    });
    assert!(accepted > refused / 20 && refused > accepted / 20, "{accepted} accepted, {refused} refused");
}
/// The first attribute that does not fit, in nests, too. What something else selects, and
/// what its row calls binary, the kernel reads by hand, after validation; where it asks for a least length alone, it takes more than the
/// type has.
fn misfit(
    table: &'static nlwire::wire::spec::AttributeSetSpec,
    bytes: &[u8],
    depth: u8,
) -> Option<&'static str> {
    for attr in RawAttrs::new(bytes).map_while(Result::ok) {
        let Some(row) = table.attribute(attr.attr_type()).filter(|_| depth < 9) else { continue };
        if matches!(row.payload_type, PayloadType::SubMessage(_))
            || matches!(row.constraint, Constraint::BinaryMaxLen(_) | Constraint::MinLen(_))
        {
            continue;
        }
        if !fits(row.payload_type, attr.payload(), Scope::new(0, &[])) {
            return Some(row.name);
        }
        if let PayloadType::Nest(table) = row.payload_type {
            if let Some(inner) = misfit(table(), attr.payload(), depth + 1) {
                return Some(inner);
            }
        }
    }
    None
}
fn copied<'o>(message: Message<'_>, out: &'o mut [u8]) -> Option<Message<'o>> {
    let edit = |path: &[u16], attr: Attr<'_>| {
        let whole = RawAttrs::new(attr.payload()).all(|inner| inner.is_ok());
        if attr.is_nested() && whole && path.len() < 15 { Edit::Enter } else { Edit::Keep }
    };
    match rewrite(message, 0, out, &mut { edit }) {
        Ok(copy) => Some(copy),
        Err(RewriteError::Malformed(_)) => None,
        Err(error) => panic!("there is room: {error}"),
    }
}
#[test]
fn what_is_copied_is_the_same() {
    for set in SETS {
        for case in 0..cases() {
            let mut chance = Chance::new(case << 8 | 5);
            let bytes = message(99, 0, 1, &attributes((set.table)(), &mut chance, 0));
            let (mut out, mut again) = (vec![0xa5; bytes.len() + 64], vec![0xa5; bytes.len() + 64]);
            let copy = copied(Message::new(&bytes).expect("whole"), &mut out).expect("well-formed");
            assert_eq!(copy.bytes(), bytes, "{}: what is canonical stays as it is", set.name);
            let mut hostile = bytes[16..].to_vec();
            spoil(&mut hostile, &mut chance);
            let hostile = message(99, 0, 1, &hostile);
            if let Some(copy) = copied(Message::new(&hostile).expect("whole"), &mut out) {
                assert_eq!(copied(copy, &mut again).expect("a copy is well-formed").bytes(), copy.bytes());
            }
        }
    }
}
#[test]
fn nests_in_nests_end() {
    for set in SETS {
        for row in (set.table)().attributes.iter().filter(|row| {
            !matches!(row.payload_type, PayloadType::Number(_) | PayloadType::Flag | PayloadType::Text)
        }) {
            let mut bytes = Vec::new();
            for _ in 0..400 {
                bytes = attr(row.number | NLA_F_NESTED, &bytes);
            }
            let _ = (told(set, &bytes).len(), walked(set, &bytes));
            let _ = validate((set.table)(), &bytes, 16, Scope::new(0, &[]), ValidationFlags::STRICT);
        }
    }
}
#[test]
fn structures_of_every_length() {
    for laid in LAYOUTS {
        let structure: &'static _ = &laid.structure;
        let mut chance = Chance::new(6);
        for len in 0..=structure.len + 64 {
            let payload = chance.bytes(len);
            assert_eq!((laid.fits)(&payload), len >= structure.len, "{} of {len} bytes", laid.path);
            let (whole, grown) = (
                View::new(PayloadType::Struct(structure), &payload),
                View::new(PayloadType::Extensible(structure), &payload),
            );
            assert_eq!(
                matches!(whole.reveal_secrets().node(), Node::Misfit(_)),
                len < structure.len,
                "{} of {len} bytes",
                laid.path
            );
            let Node::Map(entries) = grown.node() else { panic!("{} of {len} bytes: {grown:?}", laid.path) };
            let mut seen = 0;
            for entry in entries {
                assert!(inside(entry.value.payload(), &payload));
                seen += 1;
            }
            let fields = structure.fields.iter().filter(|field| field.offset + field.len <= len).count();
            assert!(seen <= fields, "{} of {len} bytes: {seen} of {fields}", laid.path);
            for view in [whole, grown] {
                let _ = (format!("{view:?}{view:#?}"), view.check().is_ok());
                let json = Json(view).to_string();
                assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
            }
        }
        let covered: usize = structure.fields.iter().map(|field| field.len).sum();
        let sorted = structure.fields.windows(2).all(|pair| pair[0].offset + pair[0].len <= pair[1].offset);
        assert!(sorted && covered <= structure.len || structure.len == 1, "{}", laid.path);
    }
}
#[test]
fn numbers_and_names() {
    let reached = Reached::everything();
    for names in reached.names.values() {
        for (at, named) in names.iter().enumerate() {
            assert!(names[..at].iter().all(|other| other.name != named.name), "{} stands twice", named.name);
        }
        for len in 1..=8u8 {
            for names in [Names::Values(names), Names::Flags(names), Names::None] {
                for (signed, big) in [(false, false), (true, true)] {
                    let payload_type = PayloadType::Number(NumberSpec { len, signed, big, names });
                    for len in 0..=16 {
                        let view = View::new(payload_type, &[0xff; 16][..len]);
                        let _ = (format!("{view:?}"), Json(view).to_string());
                    }
                }
            }
        }
    }
}
#[test]
fn messages_of_every_table() {
    for row in messages() {
        for case in 0..cases() {
            let mut chance = Chance::new(case << 16 | u64::from(row.number));
            let header = row.header.map_or(0, |header| header.len);
            let mut payload = chance.bytes(header);
            payload.resize(header.next_multiple_of(4), 0);
            payload.extend(attributes((row.table)(), &mut chance, 0));
            if chance.once_in(2) {
                spoil(&mut payload, &mut chance);
            }
            let kind = [row.number, 16 + row.number][chance.below(2)];
            let bytes = message(kind, chance.any() as u16, chance.any() as u32, &payload);
            every_way(&Described::new("tables", Some(row), Message::new(&bytes).expect("whole")));
            let cut = message(kind, 0, 1, &payload[..chance.below(payload.len() + 1)]);
            every_way(&Described::new("tables", Some(row), Message::new(&cut).expect("whole")));
        }
    }
}
fn every_way(described: &Described<'_>) {
    let (line, lines, json) =
        (format!("{described:?}"), format!("{described:#?}"), Json(*described).to_string());
    assert!(!line.is_empty() && !lines.is_empty());
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
    let _ = (serde_json::to_string(described).expect("serde"), described.check().is_ok());
}
#[test]
fn any_protocol_describes_anything() {
    let mut protocols = Decoder::new();
    for (id, (_, table)) in (0x20u16..).zip(COMMANDS) {
        let attrs = [attr(1, &id.to_ne_bytes()), attr(2, &[table.name.as_bytes(), &[0]].concat())].concat();
        assert!(protocols.learn(
            16,
            Message::new(&message(16, 0, 1, &[&[1, 2, 0, 0][..], &attrs].concat())).expect("whole")
        ));
    }
    for case in 0..cases() * 2000 {
        let mut chance = Chance::new(case << 4 | 7);
        let protocol = [0, 4, 6, 11, 12, 15, 16, 21, chance.any() as u8][chance.below(9)];
        let kind = [
            3,
            chance.below(160) as u16,
            0x20 + chance.below(10) as u16,
            (chance.below(12) << 8 | chance.below(34)) as u16,
        ][chance.below(4)];
        let (flags, seq, len) = (chance.below(8) as u16, chance.below(3) as u32, chance.below(200));
        let mut payload = chance.bytes(len);
        if let (true, Some(first)) = (chance.once_in(2), payload.first_mut()) {
            *first = [0, 1, 2, 10, 16, 17, 40, 44][chance.below(8)];
        }
        let bytes = message(kind, flags, seq, &payload);
        let message = Message::new(&bytes).expect("whole");
        protocols.learn(protocol, message);
        every_way(&protocols.describe(protocol, message));
    }
}
#[test]
fn any_code_is_an_errno() {
    for code in [i32::MIN, i32::MIN + 1, -4096, -1, 0, 1, i32::MAX] {
        for kind in [2, 3] {
            let whole = message(kind, 2, 1, &[&code.to_ne_bytes()[..], &[0; 16]].concat());
            let ack = Ack::read(Message::new(&whole).expect("whole")).expect("an ack");
            // the end of a dump may bear a positive number, which is no errno
            let done = code > 0 && kind == 3;
            assert_eq!(
                ack.errno().0,
                if done { 0 } else { code.checked_abs().unwrap_or(i32::MAX) },
                "{code}"
            );
            assert!(!ack.to_kernel_error().to_string().is_empty());
        }
    }
}
/// cargo-fuzz builds every binary of the package with a fuzzer's `main`, so each must be a target; other programs are examples.
#[test]
fn every_binary_of_the_fuzz_package_is_a_target() {
    let fuzz = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let manifest = std::fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    let mut targets = 0;
    for binary in manifest.split("[[bin]]").skip(1) {
        let path = binary.split("path = \"").nth(1).and_then(|path| path.split('"').next()).unwrap();
        let source = std::fs::read_to_string(fuzz.join(path)).unwrap();
        assert!(source.contains("#![no_main]"), "{path} has a main of its own: make it an example");
        targets += 1;
    }
    assert!(targets > 0 && !fuzz.join("src/main.rs").exists() && !fuzz.join("src/bin").exists());
}
/// The attributes of one level that selectors look for, those of the nests below it included.
fn selectors(payload_type: PayloadType, up: u8, found: &mut BTreeSet<u16>) {
    match payload_type {
        PayloadType::SubMessage(choices) => {
            match choices.by {
                SelectorSource::Text { up: at, number }
                | SelectorSource::Bytes { up: at, number }
                | SelectorSource::Part { up: at, number, .. }
                    if at == up =>
                {
                    found.insert(number);
                }
                _ => {}
            }
            choices.arms.iter().for_each(|(_, arm)| selectors(*arm, up, found));
        }
        PayloadType::Nest(table) if up < 3 => {
            table().attributes.iter().for_each(|row| selectors(row.payload_type, up + 1, found))
        }
        PayloadType::IndexedArray(item) | PayloadType::NestTypeValue(item) if up < 3 => {
            selectors(*item, up + 1, found)
        }
        PayloadType::WithHeader { body, .. } => selectors(*body, up, found),
        PayloadType::NextHops(chain) => selectors(*chain.body, up, found),
        _ => {}
    }
}
/// With more than two at one level, walks would cost the square of its length: what a walk remembers is `SELECTORS` of src/wire/spec/scope.rs.
#[test]
fn no_level_has_more_selectors_than_a_walk_remembers() {
    for table in Reached::everything().tables.values() {
        let mut found = BTreeSet::new();
        table.attributes.iter().for_each(|row| selectors(row.payload_type, 0, &mut found));
        assert!(found.len() <= 2, "{}: {found:?}", table.name);
    }
}
/// A match over payload types lists them all, so that a new one does not compile until it is handled.
#[test]
fn no_match_over_payload_types_has_a_wildcard() {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src")];
    let (mut arms, mut wild) = (0, Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
            for (at, line) in lines.iter().enumerate() {
                let arm = line.trim_start().trim_start_matches("| ");
                if !arm.starts_with("PayloadType::") || !line.contains("=>") {
                    continue;
                }
                arms += 1;
                let inside = |other: &&&str| indent(other) >= indent(line);
                let others =
                    lines[..at].iter().rev().take_while(inside).chain(lines[at..].iter().take_while(inside));
                wild.extend(
                    others
                        .filter(|other| indent(other) == indent(line) && other.trim_start().starts_with("_ "))
                        .map(|other| format!("{}: {}", path.display(), other.trim())),
                );
            }
        }
    }
    assert!(arms > 30, "{arms}");
    assert!(wild.is_empty(), "{wild:?}");
}

/// All operations of the crate name their protocol: a connection would send those that do not over any.
#[test]
fn all_operations_name_their_protocol() {
    fn visit(folder: &std::path::Path, found: &mut Vec<String>, count: &mut usize) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                visit(&path, found, count);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let mut lines = text.lines().peekable();
            while let Some(line) = lines.next() {
                let opens = line.trim_start().starts_with("operations! {");
                let implements = line.contains(" Operation for ") && line.ends_with('{');
                if !opens && !implements {
                    continue;
                }
                *count += 1;
                let named = if opens {
                    line.contains("protocol ") || lines.peek().is_some_and(|next| next.contains("protocol "))
                } else {
                    lines
                        .by_ref()
                        .take_while(|line| !line.contains("fn "))
                        .any(|line| line.contains("PROTOCOL"))
                };
                if !named && !line.contains("NoRequest") {
                    found.push(format!("{}: {line}", path.display()));
                }
            }
        }
    }
    let (mut found, mut count) = (Vec::new(), 0);
    visit(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src"), &mut found, &mut count);
    assert!(count > 30, "{count}");
    assert!(found.is_empty(), "{found:#?}");
}

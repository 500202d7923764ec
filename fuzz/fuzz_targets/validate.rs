//! What strict validation accepts, the reader reads: no payload that was let through misfits its type, at any level, in any set.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{
    schema::{Node, View},
    server::{ValidationFlags, validate},
    wire::{
        spec::{AttributeSetSpec, Constraint, PayloadType, Scope},
        *,
    },
};
use nlwire_tables::{Reached, SETS, messages};
use std::sync::OnceLock;

static TABLES: OnceLock<Vec<&'static AttributeSetSpec>> = OnceLock::new();

/// The first attribute that does not fit. What something else selects, and what its row calls binary, the kernel reads by hand, after
/// validation; where a row asks for a least length alone, it takes more than the type has.
fn misfit(table: &'static AttributeSetSpec, bytes: &[u8], depth: u8) -> Option<&'static str> {
    for attr in RawAttrs::new(bytes) {
        let attr = attr.expect("what was accepted is framed");
        let Some(row) = table.attribute(attr.attr_type()).filter(|_| depth < 9) else { continue };
        if matches!(row.payload_type, PayloadType::SubMessage(_))
            || matches!(row.constraint, Constraint::BinaryMaxLen(_) | Constraint::MinLen(_))
        {
            continue;
        }
        if matches!(View::new(row.payload_type, attr.payload()).node(), Node::Misfit(_)) {
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

fuzz_target!(|data: &[u8]| {
    let tables = TABLES.get_or_init(|| Reached::everything().tables.into_values().collect());
    assert!(tables.len() >= SETS.len() && messages().next().is_some());
    let Some((which, bytes)) = data.split_first_chunk::<2>() else { return };
    let table = tables[usize::from(u16::from_le_bytes(*which)) % tables.len()];
    let (header, attrs) = bytes.split_at(bytes.len().min(4));
    let scope = Scope::new(16, header);
    for checks in [ValidationFlags::STRICT, ValidationFlags::DEPRECATED_STRICT, ValidationFlags::LIBERAL] {
        match validate(table, attrs, 20, scope, checks) {
            Err(invalid) => {
                assert!((20..=20 + attrs.len()).contains(&invalid.offset));
                let _ = (invalid.errno(), invalid.to_string());
            }
            Ok(()) if checks == ValidationFlags::STRICT => assert_eq!(misfit(table, attrs, 0), None),
            Ok(()) => {}
        }
    }
});

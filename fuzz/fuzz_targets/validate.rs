//! What strict validation accepts, the reader reads: no payload that was let through misfits its type.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{route::*, wire::*};

fuzz_target!(|data: &[u8]| {
    let Some((&pick, attrs)) = data.split_first() else { return };
    let rows = RouteMessage::ROWS;
    let row = &rows[usize::from(pick) % rows.len()];
    let header = [0; 64];
    let scope = Scope::new(row.number, &header);
    for checks in [Checks::STRICT, Checks::DEPRECATED_STRICT, Checks::LIBERAL] {
        if let Err(invalid) = validate((row.table)(), attrs, 0, scope, checks) {
            assert!(invalid.offset <= attrs.len());
            let _ = (invalid.errno(), invalid.to_string());
        }
    }
});

//! Any bytes as a datagram of any protocol, written as JSON by the printer and by serde: both are valid, and both are the same.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{schema::Json, wire::Messages};
use nlwire_fuzz::{JsonCheck, all_families};
use std::fmt::Write;

fuzz_target!(|data: &[u8]| {
    let Some((&control, datagram)) = data.split_first() else { return };
    for message in Messages::new(datagram).flatten() {
        let described = all_families().describe(control & 31, message);
        let mut printed = JsonCheck::default();
        write!(printed, "{}", Json(described)).expect("the check takes everything");
        let mut serialized = JsonCheck::default();
        serde_json::to_writer(&mut serialized, &described).expect("the check takes everything");
        assert_eq!(
            printed.finish(),
            serialized.finish(),
            "{} is not {:?}",
            Json(described),
            serde_json::to_string(&described)
        );
    }
});

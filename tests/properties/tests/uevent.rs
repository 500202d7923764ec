//! Events of devices: any bytes end, and print as JSON.
use nlwire::{schema::Json, uevent::*};
use proptest::prelude::*;

proptest! {
    #[test]
    fn whatever_the_bytes_it_ends(bytes in proptest::collection::vec(prop_oneof![Just(0u8), Just(b'='), Just(b'@'), any::<u8>()], 0..200)) {
        if let Ok(event) = Uevent::read(&bytes) {
            prop_assert!(event.properties().count() <= bytes.len());
            let _ = (format!("{event:?}"), event.seqnum());
            prop_assert!(serde_json::from_str::<serde_json::Value>(&Json(event).to_string()).is_ok());
        }
    }
}

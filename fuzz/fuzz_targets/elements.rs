//! Information elements of IEEE 802.11: any bytes. At most one error, and it is the last; joined fragments never exceed the data.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::genl::nl80211::{ElementValue, Elements, ExtFeatures, HePhyCapabilities};
use std::fmt::Write;

fuzz_target!(|bytes: &[u8]| {
    let elements = Elements::new(bytes);
    let (mut buffer, mut text) = ([0; 1024], String::new());
    let mut failed = false;
    for element in elements {
        assert!(!failed, "something after an error");
        let Ok(element) = element else {
            failed = true;
            continue;
        };
        let joined = element.join(&mut buffer);
        if let Some(joined) = joined {
            assert!(joined.len() <= bytes.len() && joined.starts_with(element.data()));
            let value = element.decode_data(joined);
            text.clear();
            let _ = write!(text, "{element:?} {value:?}");
            match value {
                ElementValue::Tim(tim) => {
                    let _ = (0..2008).filter(|aid| tim.has_traffic(*aid)).count();
                }
                ElementValue::EhtCapability(eht) => {
                    let _ = eht.mcs(HePhyCapabilities(bytes), bytes.len() % 2 == 0);
                }
                ElementValue::HeOperation(he) => {
                    let _ = (he.vht_operation_info(), he.max_cohosted_bssid(), he.six_ghz_info());
                }
                ElementValue::EhtOperation(eht) => {
                    let _ = eht.info();
                }
                _ => {}
            }
        }
    }
    let _ = (elements.ssid(), elements.rsn(), elements.wpa());
    let features = ExtFeatures(bytes);
    assert!(features.iter().all(|feature| features.contains(feature)));
    text.clear();
    let _ = write!(text, "{elements:?} {features:?}");
});

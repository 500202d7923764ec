//! Any bytes as a uevent, from the kernel or from udev: properties are those that splitting at NUL and `=` gives, JSON is valid and has each
//! key once with its last value.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{
    schema::Json,
    uevent::{UdevHeader, Uevent},
    wire::Be,
};
use nlwire_fuzz::{JsonCheck, printed};
use std::{collections::HashMap, fmt::Write};

fn check(datagram: &[u8], text: Option<&[u8]>) {
    let Ok(event) = Uevent::read(datagram) else { return };
    assert_eq!(event.udev().is_some(), datagram.starts_with(b"libudev\0"));
    let mut last = HashMap::new();
    let (mut count, mut broken) = (0, 0);
    for property in event.properties() {
        count += 1;
        match property {
            Ok((key, value)) => _ = last.insert(key.as_bytes(), value.as_bytes()),
            Err(error) => {
                broken += 1;
                assert!(error.offset_in(datagram).is_some());
            }
        }
    }
    assert!(last.keys().all(|key| !key.contains(&b'=')) && count <= datagram.len());
    if let Some(text) = text {
        let parts = text.split(|byte| *byte == 0).filter(|part| !part.is_empty());
        assert_eq!(parts.clone().count(), count);
        assert_eq!(parts.filter(|part| !part.contains(&b'=')).count(), broken);
    }
    for key in ["ACTION", "SUBSYSTEM", "A", ""] {
        assert_eq!(event.get(key).map(|value| value.as_bytes()), last.get(key.as_bytes()).copied());
    }
    assert!(event.seqnum().is_none() || last.contains_key(&b"SEQNUM"[..]));
    assert!(printed(format_args!("{event:?}")) > event.action().as_bytes().len());
    let mut json = JsonCheck::default();
    write!(json, "{}", Json(event)).expect("the check takes everything");
    json.finish();
    if datagram.len() < 512 {
        let json: serde_json::Value = serde_json::from_str(&Json(event).to_string()).expect("valid JSON");
        let text = |bytes: &[u8]| {
            serde_json::from_str::<String>(
                &Json(nlwire::schema::View::new(nlwire::wire::spec::PayloadType::Text, bytes)).to_string(),
            )
        };
        let keys: HashMap<String, &[u8]> =
            last.iter().map(|(key, value)| (text(key).expect("a string"), *value)).collect();
        let properties = json["properties"].as_object().expect("an object");
        assert_eq!(properties.len(), keys.len());
    }
}

fuzz_target!(|data: &[u8]| {
    check(data, None);
    let kernel = [b"add@/devices/a\0", data].concat();
    check(&kernel, Some(data));
    let header = UdevHeader::new()
        .with(UdevHeader::prefix, UdevHeader::PREFIX)
        .with(UdevHeader::magic, Be(UdevHeader::MAGIC))
        .with(UdevHeader::header_size, 40)
        .with(UdevHeader::properties_off, 40)
        .with(UdevHeader::properties_len, data.len() as u32);
    check(&[header.as_bytes(), data].concat(), Some(data));
});

use super::*;
use std::{format, string::String, vec::Vec};

fn datagram(kind: u16, len: usize, text: &str) -> Vec<u8> {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&(len as u32).to_ne_bytes());
    bytes[4..6].copy_from_slice(&kind.to_ne_bytes());
    [&bytes, text.as_bytes()].concat()
}
fn fields(text: &str) -> Vec<String> {
    let bytes = datagram(1300, text.len(), text);
    let record = Record::read(&bytes).unwrap();
    record.fields().map(|field| format!("{}={}", field.key(), field.value())).collect()
}

#[test]
fn a_record_is_read_by_either_length_and_by_no_other() {
    for text in ["", "audit(1.0:1): ", "audit(1.002:34): a=1 b2 c=3 dddd"] {
        for len in 0..text.len() + 40 {
            let bytes = datagram(1300, len, text);
            let read = Record::read(&bytes);
            assert_eq!(read.is_some(), len == text.len() || len == text.len() + 16, "{len} of {text:?}");
            assert!(read.is_none_or(|record| record.text() == text));
        }
    }
    for kind in [2, 3, 16, 1000, 1005, 1013, 1099] {
        assert!(Record::read(&datagram(kind, 4, "text")).is_none(), "{kind} is a reply");
    }
    for kind in [1006, 1100, 1300, 2999] {
        assert!(Record::read(&datagram(kind, 4, "text")).is_some());
    }
    assert!(Record::read(&datagram(1300, 0, "")[..15]).is_none());
    let cut = datagram(1300, 20, "text");
    assert!(Record::read_cut(&cut, 36).is_some_and(|record| record.text() == "text"));
    assert!(Record::read_cut(&cut, 37).is_none());
}
/// A record of the multicast group, as Linux 6.18 sent it.
#[test]
fn records_are_events_of_a_connection() -> Result<(), std::boxed::Box<dyn core::error::Error>> {
    use crate::client::{Connection, MockError, MockTransport};
    let text = "audit(1795854471.855:2): pid=8305 uid=0 auid=4294967295 ses=4294967295 msg='op=test acct=\"nlwire\" res=success'";
    let (mut queue, mut buffer) = ([0; 512], [0; 512]);
    let mut script = MockTransport::new(&mut queue, |_, _| {});
    script.say(|kernel| {
        kernel.multicast().raw(&datagram(1107, text.len() + 16, text)).next_datagram();
        kernel.multicast().raw(&datagram(1000, 20, "text")).next_datagram();
    });
    let mut nl = Connection::new(script, &mut buffer, 7, 1);
    let AuditMessage::Record(record) = nl.next_event_as()? else { panic!("a record") };
    let expected = (AuditType::AUDIT_USER_AVC, Some(2));
    assert_eq!((record.record_type(), record.serial(), record.text()), (expected.0, expected.1, text.into()));
    let AuditMessage::Unknown(reply) = nl.next_event_as()? else { panic!("a reply") };
    assert_eq!(reply.message_type(), AuditType::AUDIT_GET.0);
    assert!(matches!(
        nl.next_event_as::<AuditMessage<'_>>().unwrap_err().kind,
        crate::client::ErrorKind::Transport(MockError::TimedOut)
    ));
    Ok(())
}
#[test]
fn time_and_serial_number_are_read() {
    let stamp = |text: &str| {
        let bytes = datagram(1300, text.len(), text);
        let record = Record::read(&bytes).unwrap();
        (record.time().map(|time| time.as_millis()), record.serial())
    };
    assert_eq!(stamp("audit(1700000000.123:42): a=1"), (Some(1_700_000_000_123), Some(42)));
    assert_eq!(stamp("audit(5.007:1)"), (Some(5007), Some(1)));
    for broken in ["", "audit(", "audit()", "audit(:)", "audit(-1.5:-1): ", "audit(1.1000:x):", "op=1"] {
        assert_eq!(stamp(broken), (None, None), "{broken}");
    }
    assert_eq!(stamp("audit(18446744073709551615.999:18446744073709551615):").1, Some(u64::MAX));
}
#[test]
fn fields_are_split_with_quotes_and_without() {
    assert_eq!(fields("audit(1.0:1): a=1 b2 c=\"x y\" d= e=f=g\n"), ["a=1", "c=x y", "d=", "e=f=g"]);
    assert_eq!(fields("avc:  denied  { read } for  pid=1 comm=\"cat\""), ["pid=1", "comm=cat"]);
    assert_eq!(fields("a=\"open b=1"), ["a=\"open", "b=1"], "an open quote is part of the value");
    assert_eq!(fields("=1 a=1\x1dUID=\"root\""), ["=1", "a=1", "UID=root"]);
    let text = "audit(1.0:9): pid=1 msg='op=login acct=\"root\" exe=\"/bin/login\" res=success'";
    let bytes = datagram(1112, text.len() + 16, text);
    let message = Record::read(&bytes).unwrap().get("msg").unwrap();
    let inner: Vec<_> = message.fields().map(|field| format!("{}={}", field.key(), field.value())).collect();
    assert_eq!(inner, ["op=login", "acct=root", "exe=/bin/login", "res=success"]);
}
#[test]
fn values_in_hexadecimal_are_decoded() {
    let decoded = |value: &str| -> Vec<u8> {
        let text = format!("v={value}");
        let bytes = datagram(1300, text.len(), &text);
        Record::read(&bytes).unwrap().get("v").unwrap().decoded().collect()
    };
    assert_eq!(decoded("2F62696E2F73682000FF"), b"/bin/sh \0\xff");
    assert_eq!(decoded("\"2F62\""), b"2F62", "quoted");
    for text in ["(null)", "2F6", "2f62"] {
        assert_eq!(decoded(text), text.as_bytes());
    }
}
#[test]
fn a_type_has_its_name() {
    assert_eq!(lookup(1300).map(|row| row.name), Some("AUDIT_SYSCALL"));
    assert!(MESSAGES.iter().all(|row| AuditType(row.number).name() == Some(row.name)));
    assert!(lookup(1301).is_none() && lookup(0).is_none());
}
#[test]
fn any_bytes_end() {
    let mut state = 1u64;
    for _ in 0..20_000 {
        let mut text = Vec::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            text.push(b"= '\"a1F():.\n\x1d\0\xff"[(state >> 33) as usize % 15]);
        }
        let bytes = [datagram(1300, 12, ""), text].concat();
        let record = Record::read(&bytes).unwrap();
        assert!(record.fields().count() <= 12);
        let all = record.fields().map(|field| field.decoded().count() + field.fields().count());
        assert!(all.sum::<usize>() <= 24);
        let _ = (record.time(), record.serial(), format!("{record:?}"));
    }
}

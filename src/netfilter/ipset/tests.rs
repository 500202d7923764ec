//! Requests and replies by bytes.
use super::*;
use crate::{
    client::{Call, Query},
    schema::View,
    uapi::IpProtocol,
    wire::{Ack, Errno, FromMessage, Message, NewFlags, Request, write_error},
};
use std::{boxed::Box, format, string::ToString, vec, vec::Vec};

type Tested = Result<(), Box<dyn core::error::Error>>;

/// An attribute: `nla_len`, `nla_type` with flag bits, payload, padding.
fn attr(bits: u16, payload: &[u8]) -> Vec<u8> {
    let mut bytes = [(payload.len() as u16 + 4).to_ne_bytes(), bits.to_ne_bytes()].concat();
    bytes.extend(payload);
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}
const NESTED: u16 = 0x8000;
const NET: u16 = 0x4000;

#[test]
fn addresses_and_numbers_carry_the_byte_order_bit() -> Tested {
    let mut buffer = [0xa5; 256];
    let element = Element::ip("192.0.2.1".parse()?).with_port(IpProtocol::IPPROTO_TCP, 80).with_timeout(60);
    let mut add = calls::add("s", &element);
    let len = add.write(&mut buffer, 7)?;
    let written = buffer.get(..len).ok_or("short")?;
    let ip = attr(1 | NET, &[192, 0, 2, 1]);
    let data = [attr(1 | NESTED, &ip), attr(4 | NET, &[0, 80]), attr(6 | NET, &[0, 0, 0, 60]), attr(7, &[6])];
    let attrs = [attr(1, &[7]), attr(2, b"s\0"), attr(7 | NESTED, &data.concat())].concat();
    assert_eq!(written.get(20..), Some(&attrs[..]));
    let message = Message::new(written)?;
    assert_eq!(message.message_type(), 0x609);
    assert_eq!(message.flags(), (NewFlags::REQUEST | NewFlags::ACK | NewFlags::EXCL).bits());
    let change = IpSetChangeMessage::from_message(message)?;
    assert_eq!((change.name(), change.element()?), (Some("s".into()), Some(element)));
    View::of(change.attrs).check()?;
    Ok(())
}
/// An answer of Linux 6.18 to `ipset save`, with the attributes of ip_set_dump_do and mtype_head.
fn listed() -> Vec<u8> {
    let net32 = |number: u16, value: u32| attr(number | NET, &value.to_be_bytes());
    let header = [
        net32(18, 1024),
        net32(19, 65536),
        attr(11, &0xff01u32.to_ne_bytes()),
        attr(21, &[12]),
        net32(17, 0x6c36_3b3c),
        net32(25, 1),
        net32(26, 216),
        net32(24, 2),
        net32(6, 300),
        net32(8, 0x58),
    ];
    let address = |last| attr(1 | NESTED, &attr(1 | NET, &[192, 0, 2, last]));
    let full = [
        address(1),
        net32(10, 0x63),
        net32(6, 77),
        attr(24 | NET, &900u64.to_be_bytes()),
        attr(25 | NET, &3u64.to_be_bytes()),
        attr(26, b"hi\0"),
        attr(27 | NET, &0x0000_0010_0000_00ffu64.to_be_bytes()),
        attr(28 | NET, &0x0001_0010u32.to_be_bytes()),
        attr(29 | NET, &[0, 7]),
    ];
    let elements = [attr(7 | NESTED, &full.concat()), attr(7 | NESTED, &address(2))];
    let attrs = [
        attr(1, &[7]),
        attr(2, b"a\0"),
        attr(3, b"hash:ip,mark\0"),
        attr(5, &[2]),
        attr(4, &[6]),
        attr(11 | NET, &[0, 9]),
        attr(7 | NESTED, &header.concat()),
        attr(8 | NESTED, &elements.concat()),
    ];
    let mut message = vec![0; 16];
    message.extend([2, 0, 0, 0]);
    message.extend(attrs.concat());
    let len = message.len() as u32;
    message[..4].copy_from_slice(&len.to_ne_bytes());
    message[4..6].copy_from_slice(&0x607u16.to_ne_bytes());
    message[6..8].copy_from_slice(&2u16.to_ne_bytes());
    message
}
#[test]
fn a_listed_set_has_parameters_and_elements() -> Tested {
    let bytes = listed();
    let NetfilterMessage::IpSetList(set) = NetfilterMessage::decode(Message::new(&bytes)?)? else { panic!() };
    View::of(set.attrs).check()?;
    assert_eq!((set.name(), set.index(), set.revision()), (Some("a".into()), Some(9), Some(6)));
    assert_eq!((set.element_count(), set.references(), set.memory_size()), (Some(2), Some(1), Some(216)));
    let spec = set.spec()?.ok_or("no header")?;
    assert_eq!(
        spec.to_string(),
        "hash:ip,mark family inet markmask 0x0000ff01 hashsize 1024 maxelem 65536 timeout 300 counters comment skbinfo bucketsize 12 initval 0x6c363b3c"
    );
    let elements = set.elements().collect::<Result<Vec<_>, _>>()?;
    assert_eq!(
        format!("{elements:?}"),
        r#"[192.0.2.1,0x00000063 timeout 77 packets 3 bytes 900 comment "hi" skbmark 0x10/0xff skbprio 1:10 skbqueue 7, 192.0.2.2]"#
    );
    let text = format!("{:?}", set.attrs);
    for part in ["IPSET_ATTR_MARKMASK: 65281", "IPSET_ATTR_MEMSIZE: 216", "IPSET_ATTR_INDEX: 9"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains('#'), "{text}");
    Ok(())
}
#[test]
fn cut_messages_are_errors_and_never_more_elements() -> Tested {
    let bytes = listed();
    for len in 20..bytes.len() {
        let mut cut = bytes[..len].to_vec();
        cut[..4].copy_from_slice(&(len as u32).to_ne_bytes());
        let Ok(message) = Message::new(&cut) else { continue };
        let set = IpSetMessage::from_message(message)?;
        let elements: Vec<_> = set.elements().collect();
        assert!(elements.len() <= 2 && elements.iter().filter(|it| it.is_err()).count() <= 1, "{len}");
        _ = (set.spec(), format!("{set:?}"));
    }
    // lying lengths, at each place
    for at in (20..bytes.len()).step_by(2) {
        for lie in [0u16, 3, 5, 0x7fff, 0xffff] {
            let mut wrong = bytes.clone();
            wrong[at..at + 2].copy_from_slice(&lie.to_ne_bytes());
            let set = IpSetMessage::from_message(Message::new(&wrong)?)?;
            assert!(set.elements().count() < bytes.len() / 4);
            _ = (set.spec(), format!("{set:?}"));
        }
    }
    Ok(())
}
#[test]
fn what_is_written_is_read_again() -> Tested {
    let elements = [
        Element::net("2001:db8::".parse()?, 32).with_net("10.0.0.0".parse()?, 8).with_interface("eth0"),
        Element::mac([1, 2, 3, 4, 5, 6]).with_mark(7).with_comment("x"),
        Element::set("a").before("b"),
        Element {
            ip2_to: Some("::9".parse()?),
            ..Element::range("::1".parse()?, "::5".parse()?).with_ip("::7".parse()?)
        },
        Element {
            skb_mark: Some((1, 2)),
            skb_priority: Some(3),
            skb_queue: Some(4),
            packets: Some(5),
            bytes: Some(6),
            port_to: Some(9),
            ..Element::port(8)
        },
    ];
    for element in elements {
        let mut buffer = [0xa5; 512];
        let mut writer = Writer::<IpSetElement>::new(&mut buffer);
        element.write(&mut writer);
        assert_eq!(Element::read(Attrs::new(writer.finish()?))?, element);
    }
    let texts = elements.map(|element| element.to_string());
    assert_eq!(texts[0], "2001:db8::/32,10.0.0.0/8,eth0");
    assert_eq!(texts[1], "0x00000007,01:02:03:04:05:06 comment \"x\"");
    assert_eq!(texts[2], "a before b");
    assert_eq!(texts[3], "::1-::5,::7-::9");
    let spec = SetSpec {
        range: Some(("10.0.0.0".parse()?, "10.0.0.255".parse()?)),
        ports: Some((1, 2)),
        netmask: Some(24),
        bitmask: Some("255.255.255.0".parse()?),
        size: Some(3),
        ..SetSpec::new("bitmap:ip")
    };
    let mut buffer = [0xa5; 512];
    let mut writer = Writer::<IpSetOptions>::new(&mut buffer);
    spec.write(&mut writer);
    let header = Attrs::<IpSetOptions>::new(writer.finish()?).cast::<IpSetHeader>();
    assert_eq!(SetSpec::read(spec.type_name, spec.family, header)?, spec);
    for (name, family) in
        [("hash:mac", 0), ("bitmap:port", 0), ("list:set", 0), ("hash:net,iface", 2), ("hash:ip", 2)]
    {
        assert_eq!(SetSpec::new(name).family, NfProto(family), "{name}");
    }
    Ok(())
}
#[test]
fn an_error_has_the_line_and_a_name() -> Tested {
    let mut buffer = [0; 512];
    let elements = [Element::ip("192.0.2.1".parse()?), Element::ip("192.0.2.2".parse()?)];
    let len = calls::add_all("s", &elements).write(&mut buffer, 7)?;
    let mut request = buffer.get(..len).ok_or("short")?.to_vec();
    let change = IpSetChangeMessage::from_message(Message::new(&request)?)?;
    assert_eq!(change.elements().count(), 2);
    // as call_ad writes it: header, IPSET_ATTR_PROTOCOL, IPSET_ATTR_SETNAME, header of IPSET_ATTR_LINENO
    request[20 + 8 + 8 + 4..][..4].copy_from_slice(&2u32.to_be_bytes());
    let mut answer = [0; 512];
    let bytes = write_error(&mut answer, Message::new(&request)?, 4103, false, |_| {})?;
    let ack = Ack::read(Message::new(bytes)?).ok_or("no ack")?;
    assert_eq!((ack.errno(), calls::failed_line(&ack)), (Errno::IPSET_ERR_EXIST, Some(2)));
    assert_eq!(ack.errno().name(), Some("IPSET_ERR_EXIST"));
    assert_eq!(Errno(4357).name(), Some("IPSET_ERR_HASH_RANGE/IPSET_ERR_REF_EXIST"));
    assert_eq!((Errno(4116).name(), Errno(4096).name(), Errno(4358).name()), (None, None, None));
    Ok(())
}
#[test]
fn lists_ask_for_what_their_names_say() -> Tested {
    let mut buffer = [0; 128];
    let query = calls::names();
    let mut request = Request::new(&mut buffer, query.operation(), crate::wire::GetFlags::DUMP);
    query.fill(&mut request);
    let set = IpSetMessage::from_message(Message::new(request.finish(1)?)?)?;
    assert_eq!(
        format!("{:?}", set.attrs),
        "{IPSET_ATTR_PROTOCOL: 7, IPSET_ATTR_FLAGS: IPSET_FLAG_LIST_SETNAME}"
    );
    Ok(())
}

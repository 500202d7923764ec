use super::*;
use crate::{
    decode::Decoder,
    pcap::Recording,
    schema::{Json, Label, Node, View},
    wire::{Messages, cost},
};
use std::{format, vec, vec::Vec};

const RECORDINGS: &[(&str, &[u8])] = &[
    ("conntrack", include_bytes!("../../../tests/recordings/conntrack-linux-6.18.pcap")),
    ("ethtool", include_bytes!("../../../tests/recordings/ethtool-linux-6.18.pcap")),
    ("nbd", include_bytes!("../../../tests/recordings/nbd-linux-6.1.pcap")),
    ("nflog", include_bytes!("../../../tests/recordings/nflog-linux-6.18.pcap")),
    ("nfqueue", include_bytes!("../../../tests/recordings/nfqueue-linux-6.18.pcap")),
    ("nftables", include_bytes!("../../../tests/recordings/nftables-linux-6.18.pcap")),
    ("nl80211", include_bytes!("../../../tests/recordings/nl80211-linux-6.1.pcap")),
    ("openvswitch", include_bytes!("../../../tests/recordings/openvswitch-linux-6.1.pcap")),
    ("openvswitch_flows", include_bytes!("../../../tests/recordings/openvswitch-flows-linux-6.1.pcap")),
    ("process", include_bytes!("../../../tests/recordings/process-linux-6.1.pcap")),
    ("quota", include_bytes!("../../../tests/recordings/quota-linux-6.1.pcap")),
    ("sockets", include_bytes!("../../../tests/recordings/sockets-linux-6.18.pcap")),
    ("taskstats", include_bytes!("../../../tests/recordings/taskstats-linux-6.1.pcap")),
    ("tc", include_bytes!("../../../tests/recordings/tc-linux-6.1.pcap")),
    ("wireguard", include_bytes!("../../../tests/recordings/wireguard-linux-6.1.pcap")),
    ("xfrm", include_bytes!("../../../tests/recordings/xfrm-linux-6.18.pcap")),
];
/// Calls `each` for every message of the recordings, with what was learnt before.
fn messages(mut each: impl FnMut(&str, &Decoder, u8, Message<'_>)) -> usize {
    let mut count = 0;
    for (name, file) in RECORDINGS {
        let mut decoder = Decoder::new();
        for packet in Recording::open(file).unwrap().map(Result::unwrap) {
            for message in Messages::new(packet.bytes).map(Result::unwrap) {
                decoder.learn(packet.protocol as u8, message);
                each(name, &decoder, packet.protocol as u8, message);
                count += 1;
            }
        }
    }
    count
}

/// Reverses what the readers of a message take for numbers: a walk of its own, over views.
struct Expected<'m> {
    bytes: Vec<u8>,
    message: &'m [u8],
    done: Vec<bool>,
}
impl Expected<'_> {
    fn reverse(&mut self, part: &[u8], lens: &[usize]) {
        let mut at = part.as_ptr().addr() - self.message.as_ptr().addr();
        for len in lens {
            assert!(self.done[at..at + len].iter().all(|done| !done), "converted once");
            self.done[at..at + len].fill(true);
            self.bytes[at..at + len].reverse();
            at += len;
        }
    }
    fn attribute(&mut self, payload: &[u8]) {
        let at = payload.as_ptr().addr() - self.message.as_ptr().addr();
        let message = self.message;
        self.reverse(&message[at - 4..at], &[2, 2]);
    }
    fn bits(&mut self, payload: &[u8], at: u8, len: u8) {
        let offset = payload.as_ptr().addr() - self.message.as_ptr().addr();
        if !core::mem::replace(&mut self.done[offset], true) {
            self.bytes[offset] = 0;
        }
        let field = payload[0] >> at & ((1u16 << len) - 1) as u8;
        self.bytes[offset] |= field << (8 - at - len);
    }
    fn view(&mut self, view: &View<'_>) {
        let (payload_type, each) = view.resolved();
        let of_attributes = each
            || matches!(
                payload_type,
                PayloadType::Nest(_) | PayloadType::IndexedArray(_) | PayloadType::NestTypeValue(_)
            );
        if !each {
            if let PayloadType::Number(number) = payload_type {
                if !number.big {
                    self.reverse(view.payload(), &[view.payload().len()]);
                }
            }
            if let PayloadType::Bits { at, len, is_c: true } = payload_type {
                self.bits(view.payload(), at, len);
            }
        }
        match view.node() {
            Node::Map(entries) => {
                for entry in entries {
                    assert!(!matches!(entry.label, Label::Broken | Label::Crowded));
                    let (_, is_list) = entry.value.resolved();
                    if of_attributes && !is_list {
                        self.attribute(entry.value.payload());
                    }
                    self.view(&entry.value);
                }
            }
            Node::List(items) => {
                for item in items.map(Result::unwrap) {
                    if of_attributes && !item.is_attribute() {
                        self.attribute(item.payload());
                    }
                    self.view(&item);
                }
            }
            _ => {}
        }
    }
}
/// The message as a machine of the other byte order has it.
fn expected(described: &Described<'_>) -> Vec<u8> {
    let bytes = described.message().bytes();
    let mut expected = Expected { bytes: bytes.to_vec(), message: bytes, done: vec![false; bytes.len()] };
    expected.reverse(bytes, &[4, 2, 2, 4, 4]);
    described
        .views::<()>(|_, view| {
            expected.view(view);
            Ok(())
        })
        .unwrap();
    expected.bytes
}

#[test]
fn every_recorded_message_is_converted_and_restored() {
    let mut unknown = 0;
    let count = messages(|name, decoder, protocol, message| {
        let described = decoder.describe(protocol, message).reveal_secrets();
        let mut bytes = message.bytes().to_vec();
        let swapped = decoder.swap_bytes(protocol, &mut bytes, ByteOrder::Foreign);
        assert_eq!(swapped.len, bytes.len());
        unknown += swapped.unknown;
        let is_short = described.check().is_err() || described.is_control();
        assert!(
            is_short || bytes == expected(&described),
            "{name}: {described:?}\n{:x?}\n{bytes:x?}",
            expected(&described)
        );
        assert_eq!(is_foreign(&bytes, bytes.len()), Some(true));
        let back = decoder.swap_bytes(protocol, &mut bytes, ByteOrder::Native);
        assert_eq!((back, &bytes[..]), (swapped, message.bytes()), "{name}: {described:?}");
        let again = decoder.describe(protocol, Message::new(&bytes).unwrap()).reveal_secrets();
        assert_eq!(format!("{}", Json(again)), format!("{}", Json(described)));
    });
    assert!(count > 450 && unknown == 0, "{unknown} unknown payloads in {count} messages");
}
#[test]
fn an_error_is_converted_with_the_request_that_it_repeats() {
    use crate::{
        route::{Link, NewLink},
        wire::{NewFlags, Request, write_done, write_error},
    };
    let mut buffer = [0; 128];
    let mut request = Request::new(&mut buffer, NewLink { index: 7, ..Default::default() }, NewFlags::ACK);
    request.put(Link::IFLA_MTU, 0x1234);
    let request = Message::new(request.finish(9).unwrap()).unwrap();
    let decoder = Decoder::new();
    let mut swapped_request = request.bytes().to_vec();
    decoder.swap_bytes(0, &mut swapped_request, ByteOrder::Foreign);
    let ext = |ext: &mut crate::wire::Writer<'_, ExtAck>| _ = ext.put(ExtAck::NLMSGERR_ATTR_OFFS, 32);
    for (errno, capped) in [(34, false), (34, true), (0, true)] {
        let mut buffer = [0; 256];
        let bytes = write_error(&mut buffer, request, errno, capped, ext).unwrap().to_vec();
        let mut swapped = bytes.clone();
        assert_eq!(decoder.swap_bytes(0, &mut swapped, ByteOrder::Foreign).unknown, 0);
        let echo = if capped { 16 } else { swapped_request.len() };
        assert_eq!(swapped[16..20], (-errno).to_be_bytes());
        assert_eq!(swapped[20..20 + echo], swapped_request[..echo]);
        assert_eq!(swapped[20 + echo..], [0, 8, 0, 2, 0, 0, 0, 32]);
        decoder.swap_bytes(0, &mut swapped, ByteOrder::Native);
        assert_eq!(swapped, bytes);
    }
    let mut buffer = [0; 64];
    let mut bytes = write_done(&mut buffer, request, 2, ext).unwrap().to_vec();
    decoder.swap_bytes(0, &mut bytes, ByteOrder::Foreign);
    assert_eq!(bytes[16..], [[0xff, 0xff, 0xff, 0xfe], [0, 8, 0, 2], [0, 0, 0, 32]].concat());
}
#[test]
fn what_is_unknown_is_left_and_counted() {
    let mut bytes = vec![0; 64];
    bytes[..4].copy_from_slice(&64u32.to_be_bytes());
    bytes[4..6].copy_from_slice(&16u16.to_be_bytes());
    bytes[32..].copy_from_slice(&[
        0, 8, 0x13, 0x88, 1, 2, 3, 4, // an unknown attribute
        0, 6, 0, 4, 1, 2, 0, 0, // IFLA_MTU of two bytes
        0, 16, 0, 18, 0, 7, 0, 1, b'n', b'o', 0, 0, 0, 4, 0, 2, // a kind without data
    ]);
    let mut native = bytes.clone();
    let swapped = Decoder::new().swap_bytes(0, &mut native, ByteOrder::Native);
    assert_eq!((swapped.len, swapped.unknown), (64, 2));
    let described = format!("{:?}", Decoder::new().describe(0, Message::new(&native).unwrap()));
    for part in ["{IFLA_MTU: misfit 0102, ", "{IFLA_INFO_KIND: \"no\", IFLA_INFO_DATA: }", "#5000: 01020304}"]
    {
        assert!(described.contains(part), "{described}");
    }
    let mut unknown = [0, 0, 0, 20, 3, 231, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 1, 2, 3, 4];
    assert_eq!(Decoder::new().swap_bytes(0, &mut unknown, ByteOrder::Native).unknown, 1);
    assert_eq!((&unknown[4..6], &unknown[16..]), (&[231, 3][..], &[1, 2, 3, 4][..]));
}
#[test]
fn values_are_converted_by_the_type_before_them() {
    let attr = |number: u16, payload: &[u8]| -> Vec<u8> {
        let mut bytes =
            [&(payload.len() as u16 + 4).to_ne_bytes()[..], &number.to_ne_bytes(), payload].concat();
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
    };
    let message = |kind: u16, payload: &[u8]| -> Vec<u8> {
        let len = (payload.len() as u32 + 16).to_ne_bytes();
        [&len, &kind.to_ne_bytes()[..], &5u16.to_ne_bytes(), &[0; 8], payload].concat()
    };
    let mut decoder = Decoder::new();
    let family = [&[1, 2, 0, 0], &attr(1, &[39, 0])[..], &attr(2, b"devlink\0")].concat();
    assert!(decoder.learn(16, Message::new(&message(16, &family)).unwrap()));
    // DEVLINK_ATTR_FMSG with type and value of each kind: u8, u32, u64, text, flag, binary
    let typed = |kind: u8, value: &[u8]| [attr(112, &[kind]), attr(113, value)].concat();
    let inside = [
        attr(106, &[]),
        typed(1, &[7]),
        typed(3, &[1, 2, 3, 4]),
        typed(4, &[1, 2, 3, 4, 5, 6, 7, 8]),
        // a 64-bit value behind padding
        [attr(112, &[4]), attr(61, &[]), attr(113, &[8, 7, 6, 5, 4, 3, 2, 1])].concat(),
        typed(10, b"text\0"),
        typed(6, &[1]),
        typed(11, &[1, 2, 3, 4]),
        typed(3, &[9, 8, 7, 6]),
    ]
    .concat();
    // DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE
    let bytes = message(39, &[&[54, 1, 0, 0], &attr(106, &inside)[..]].concat());
    let described = decoder.describe(16, Message::new(&bytes).unwrap());
    assert!(described.check().is_ok(), "{described:?}");
    let mut swapped = bytes.clone();
    let converted = decoder.swap_bytes(16, &mut swapped, ByteOrder::Foreign);
    assert_eq!(converted.unknown, 0, "{described:?}");
    assert_eq!(swapped, expected(&described), "{described:?}");
    for big_endian in [&[4, 3, 2, 1][..], &[8, 7, 6, 5, 4, 3, 2, 1], &[1, 2, 3, 4, 5, 6, 7, 8], &[6, 7, 8, 9]]
    {
        assert!(swapped.windows(big_endian.len()).any(|part| part == big_endian), "{big_endian:?}");
    }
    assert_eq!(decoder.swap_bytes(16, &mut swapped, ByteOrder::Native), converted);
    assert_eq!(swapped, bytes);
}
/// IEEE 802.11 lays out its bits from the lowest up on every machine; a C compiler does not.
#[test]
fn bits_are_converted_where_a_compiler_allocated_them() {
    let attr = |number: u16, payload: &[u8]| -> Vec<u8> {
        [&(payload.len() as u16 + 4).to_ne_bytes()[..], &number.to_ne_bytes(), payload].concat()
    };
    let message = |kind: u16, payload: &[u8]| -> Vec<u8> {
        let len = (payload.len() as u32 + 16).to_ne_bytes();
        [&len, &kind.to_ne_bytes()[..], &5u16.to_ne_bytes(), &[0; 8], payload].concat()
    };
    let mut decoder = Decoder::new();
    let family = [&[1, 2, 0, 0], &attr(1, &[39, 0])[..], &[0, 0], &attr(2, b"nl80211\0")].concat();
    assert!(decoder.learn(16, Message::new(&message(16, &family)).unwrap()));
    // NL80211_ATTR_VHT_CAPABILITY of NL80211_CMD_SET_STATION
    let capability = attr(157, &[0xfc, 0xa0, 0xf2, 0x19, 0xbc, 0x80, 0x79, 0x8b, 0xb4, 0xff, 0x30, 0x5e]);
    let bytes = message(39, &[&[18, 0, 0, 0], &capability[..]].concat());
    let mut swapped = bytes.clone();
    assert_eq!(decoder.swap_bytes(16, &mut swapped, ByteOrder::Foreign).unknown, 0);
    assert_eq!((&swapped[20..24], &swapped[24..]), (&[0, 16, 0, 157][..], &bytes[24..]));
    assert_eq!(decoder.swap_bytes(16, &mut swapped, ByteOrder::Native).len, bytes.len());
    assert_eq!(swapped, bytes);
}
/// A look-up gets the payload before it is converted.
#[test]
fn layouts_that_lengths_decide_are_found_in_both_byte_orders() {
    let attr = |number: u16, payload: &[u8]| -> Vec<u8> {
        [&(payload.len() as u16 + 4).to_ne_bytes()[..], &number.to_ne_bytes(), payload].concat()
    };
    let four = 7u32.to_ne_bytes();
    let cases: [(u8, u16, u16, Vec<u8>); 4] = [
        (6, 18, 0x301, attr(25, &[50, 0, 0, 0])), // XFRM_MSG_GETSA, XFRMA_PROTO
        (6, 18, 0x301, attr(0, &[0; 28])),        // 32, another number when swapped
        (0, 79, 0, [&[0, 0, 0, 0], &attr(5, &[0; 4])[..]].concat()), // RTM_SETDCB
        (4, 20, 2, attr(2, &[attr(1, &four), attr(2, &four)].concat())), // AF_TIPC socket
    ];
    let decoder = Decoder::new();
    for (protocol, kind, flags, payload) in cases {
        let len = (payload.len() as u32 + 16).to_ne_bytes();
        let bytes = [&len, &kind.to_ne_bytes()[..], &flags.to_ne_bytes(), &[0; 8], &payload].concat();
        let mut swapped = bytes.clone();
        decoder.swap_bytes(protocol, &mut swapped, ByteOrder::Foreign);
        assert_ne!(swapped[16..], bytes[16..], "{protocol} {kind}: the payload is known");
        decoder.swap_bytes(protocol, &mut swapped, ByteOrder::Native);
        assert_eq!(swapped, bytes, "{protocol} {kind}");
    }
}
#[test]
fn a_length_decides_the_byte_order_where_it_can() {
    let with = |len: u32, whole: usize| is_foreign(&len.to_ne_bytes(), whole);
    assert_eq!((with(20, 20), with(20u32.swap_bytes(), 20)), (Some(false), Some(true)));
    assert_eq!((with(21, 20), with(21u32.swap_bytes(), 20)), (None, None));
    assert_eq!((with(15, 20), with(0, 20), with(u32::MAX, 20)), (None, None, None));
    // possible in both
    assert_eq!((with(0x1000, 0x1000), with(0x1000, 0x10_0000)), (Some(false), None));
    assert_eq!(is_foreign(&[20, 0, 0], 20), None);
}
#[test]
fn any_bytes_are_restored() {
    let mut kept = Vec::<(Decoder, u8, Vec<u8>)>::new();
    messages(|_, decoder, protocol, message| {
        kept.push((decoder.clone(), protocol, message.bytes().to_vec()))
    });
    let mut state = 1u64;
    for (decoder, protocol, bytes) in &kept {
        for _ in 0..20 {
            let mut changed = bytes.clone();
            for _ in 0..4 {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                let at = (state >> 33) as usize % changed.len();
                changed[at] = if state & 1 << 20 != 0 { 0xff } else { (state >> 24) as u8 };
            }
            let mut swapped = changed.clone();
            let one = decoder.swap_bytes(*protocol, &mut swapped, ByteOrder::Foreign);
            let other = decoder.swap_bytes(*protocol, &mut swapped, ByteOrder::Native);
            assert_eq!((&swapped, one.len), (&changed, other.len), "{protocol}");
            let len = changed.len();
            decoder.swap_bytes(*protocol, &mut changed, ByteOrder::Native);
            decoder.swap_bytes(*protocol, &mut changed[..len / 2], ByteOrder::Native);
        }
    }
    for len in 0..16 {
        let mut bytes = vec![0xff; len];
        assert_eq!(Decoder::new().swap_bytes(0, &mut bytes, ByteOrder::Native).len, len);
        assert_eq!(bytes, vec![0xff; len]);
    }
}
#[test]
fn the_cost_is_linear() {
    let message = |payload: Vec<u8>| {
        let mut bytes = [&[0; 32][..], &payload].concat();
        let len = bytes.len() as u32;
        bytes[..4].copy_from_slice(&len.to_ne_bytes());
        bytes[4] = 16;
        bytes
    };
    let attr = |number: u16, payload: &[u8]| -> Vec<u8> {
        [&(payload.len() as u16 + 4).to_ne_bytes()[..], &number.to_ne_bytes(), payload].concat()
    };
    // IFLA_LINKINFO with a kind, and data again and again
    let sub_messages = |len: usize| -> Vec<u8> {
        let mut info = attr(1, b"veth");
        while info.len() < len.min(60_000) {
            info.extend(attr(2, &attr(1, &[0; 16])));
        }
        (0..len.div_ceil(60_000)).flat_map(|_| attr(18, &info)).collect()
    };
    // nests in nests
    let deep = |len: usize| -> Vec<u8> {
        let mut nest = attr(1, &[]);
        while nest.len() < len.min(60_000) {
            nest = attr(18, &attr(2, &nest));
        }
        (0..len.div_ceil(60_000)).flat_map(|_| nest.clone()).collect()
    };
    let small = |len: usize| -> Vec<u8> { (0..len / 4).flat_map(|_| attr(3, &[])).collect() };
    for (name, make) in
        [("sub-messages", &sub_messages as &dyn Fn(usize) -> Vec<u8>), ("deep", &deep), ("small", &small)]
    {
        let decoder = Decoder::new();
        cost::assert_linear(name, 8, |len| {
            let mut bytes = message(make(len));
            cost::steps(|| {
                decoder.swap_bytes(0, &mut bytes, ByteOrder::Foreign);
                decoder.swap_bytes(0, &mut bytes, ByteOrder::Native);
            })
        });
    }
}

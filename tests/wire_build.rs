//! Writing: into every kind of buffer, without one, at compile time, in batches, over again.
mod wire_family;

use nlwire::{
    schema::*,
    server::*,
    wire::{spec::*, *},
};
use wire_family::{Every, *};

const NEW: New = New { family: 2, index: 5 };

/// A request with padding, nests, arrays, chains and a selected nest.
fn fill(request: &mut Writer<'_, Every>) {
    request.put(Every::A_STR, "abc").put(Every::A_U8, 1).put(Every::A_HARDWARE, [1, 2, 3, 4, 5, 6]);
    request.nest(Every::A_NEST, |nest| {
        nest.put(Every::A_U16, 7).nest(Every::A_NEST, |_| {}).put(Every::A_BYTES, [9u8; 3]);
    });
    request.headed(Every::A_HEADED, &Point::new().with(Point::x, 3), |body| {
        body.put(Every::A_U8, 2);
    });
    request.values(Every::A_ARRAY, 1, [1u32, 2]).array(Every::A_NESTS, 0, [1u8, 2], |nest, item| {
        nest.put(Every::A_U8, item);
    });
    request.chain(Every::A_CHAIN, |hops| {
        hops.link(&Hop::new(), |hop| {
            hop.put(Every::A_STR, "x");
        })
        .link(&Hop::new(), |_| {});
    });
    request.choose(Every::A_KIND, Every::A_DATA, Kind::NEST, |data| {
        data.put(Every::A_U8, 3);
    });
    request.put_some(Every::A_U32, None::<u32>).put_some(Every::A_U32, Some(4));
}
fn whole() -> Vec<u8> {
    let mut buffer = vec![0xa5; 1024];
    let mut request = Request::new(&mut buffer, NEW, NewFlags::ACK | NewFlags::CREATE);
    fill(&mut request);
    request.finish(77).unwrap().to_vec()
}

#[test]
fn needed_is_exact_for_every_size() {
    let expected = whole();
    for room in 0..expected.len() + 9 {
        let mut buffer = vec![0xa5; room];
        let mut request = Request::new(&mut buffer, NEW, NewFlags::ACK | NewFlags::CREATE);
        fill(&mut request);
        match request.split_finish(77) {
            Ok((message, rest)) => {
                assert_eq!((&*message, rest.len()), (&expected[..], room - expected.len()));
                assert!(rest.iter().all(|byte| *byte == 0xa5), "nothing behind the message is touched");
            }
            Err(error) => {
                assert!(room < expected.len());
                assert_eq!(error, BuildError::TooSmall { needed: expected.len() }, "{room} bytes");
            }
        }
    }
}

#[test]
fn a_message_is_as_its_parts() {
    let bytes = whole();
    let message = Message::new(&bytes).unwrap();
    assert_eq!(
        (message.message_type(), message.flags(), message.seq(), message.port_id()),
        (16, 0x405, 77, 0)
    );
    assert_eq!(message.bytes().len(), bytes.len());
    let (head, attrs) = message.split::<Head, Every>().unwrap();
    assert_eq!((head.get(Head::family), head.get(Head::index)), (2, 5));
    assert_eq!(
        format!("{attrs:?}"),
        r#"{A_STR: "abc", A_U8: 1, A_HARDWARE: 01:02:03:04:05:06, A_NEST: {A_U16: 7, A_NEST: {}, A_BYTES: 090909}, "#.to_owned()
            + r#"A_HEADED: {header: {x: 3, y: 0, type: 0, bits: 0, name: "", mac: 00:00:00:00:00:00, raw: 00, many: [0, 0], "#
            + r#"v4: 0.0.0.0, v6: ::, inner: {family: 0, index: 0}}, attributes: {A_U8: 2}}, A_ARRAY: [1, 2], "#
            + r#"A_NESTS: [{A_U8: 1}, {A_U8: 2}], "#
            + r#"A_CHAIN: [{header: {len: 16, flags: 0, weight: 0, index: 0}, attributes: {A_STR: "x"}}, "#
            + r#"{header: {len: 8, flags: 0, weight: 0, index: 0}, attributes: {}}], "#
            + r#"A_KIND: "nest", A_DATA: {A_U8: 3}, A_U32: 4}"#
    );
    assert_eq!(Described::new("test", row(16), message).check(), Ok(()));
    let scope = Scope::new(16, zerocopy_bytes(head));
    assert_eq!(validate(Every::spec(), attrs.bytes(), 24, scope, ValidationFlags::STRICT), Ok(()));
    // padding is zero, though the buffer was not: what follows each payload up to the next multiple of 4
    fn padding(bytes: &[u8]) {
        let mut attrs = RawAttrs::new(bytes);
        loop {
            let before = attrs.rest();
            let Some(Ok(attr)) = attrs.next() else { return };
            let end = 4 + attr.payload().len();
            assert!(before[end..before.len().min(end.next_multiple_of(4))].iter().all(|byte| *byte == 0));
            match attr.attr_type() {
                26 | 27 => padding(attr.payload()),
                29 => {
                    assert_eq!(attr.payload()[58..60], [0, 0]);
                    padding(&attr.payload()[60..]);
                }
                _ => {}
            }
        }
    }
    padding(attrs.bytes());
}

#[test]
fn an_outer_nest_that_gives_up_leaves_no_trace() {
    for room in 0..80 {
        let mut buffer = vec![0xa5; room];
        let mut writer = Writer::<Every>::new(&mut buffer);
        writer.put(Every::A_U8, 1);
        let given_up = writer.try_nest(Every::A_NEST, |nest| {
            nest.put(Every::A_U64, 9);
            nest.try_nest(Every::A_NEST, |inner| {
                inner.put(Every::A_BYTES, &[1u8; 40][..]);
                Err("no")
            })?;
            Ok(())
        });
        assert_eq!(given_up.err(), Some("no"));
        assert_eq!((writer.len(), writer.is_empty()), (8, false));
        writer
            .try_nest(Every::A_NEST, |nest| {
                nest.put(Every::A_U8, 2);
                Ok::<(), ()>(())
            })
            .unwrap();
        match writer.finish() {
            Ok(bytes) => {
                assert_eq!(format!("{:?}", Attrs::<Every>::new(bytes)), "{A_U8: 1, A_NEST: {A_U8: 2}}")
            }
            Err(error) => assert_eq!((error, room < 20), (BuildError::TooSmall { needed: 20 }, true)),
        }
    }
}

#[test]
fn a_template_is_what_the_encoder_writes() {
    const HEAD: [u8; 8] = [2, 0, 0, 0, 5, 0, 0, 0];
    const TEMPLATE: [u8; 88] = Template::<88>::new(16, NewFlags::ACK.bits())
        .seq(9)
        .header(&HEAD)
        .u8(Every::A_U8, 1)
        .u16(Every::A_U16, 2)
        .u32(Every::A_U32, 3)
        .u64(Every::A_U64, 4)
        .flag(Every::A_FLAG)
        .bytes(Every::A_STR, b"eth0\0")
        .bytes(Every::A_COLOUR_BE, &[0, 1])
        .bytes(Every::A_NEST, &[0; 0])
        .done();
    if cfg!(target_endian = "little") {
        let mut buffer = [0xa5; 128];
        let mut request = Request::new(&mut buffer, NEW, NewFlags::ACK);
        request.put(Every::A_U8, 1).put(Every::A_U16, 2).put(Every::A_U32, 3).put(Every::A_U64, 4);
        request
            .put(Every::A_FLAG, Flag)
            .put(Every::A_STR, "eth0")
            .put(Every::A_COLOUR_BE, Be(Colour::COLOUR_RED));
        request.nest(Every::A_NEST, |_| {});
        assert_eq!(request.finish(9).unwrap(), TEMPLATE);
    }
    // patching a copy
    let mut copy = TEMPLATE;
    for mut message in MessagesMut::new(&mut copy) {
        message.header().set(MessageHeader::nlmsg_seq, 10);
        message.header().set(MessageHeader::nlmsg_pid, 11);
        message.payload()[0] = 10;
    }
    let message = Message::new(&copy).unwrap();
    assert_eq!((message.seq(), message.port_id(), message.payload()[0]), (10, 11, 10));
    assert_eq!(message.payload()[1..], TEMPLATE[17..]);
}

#[test]
fn messages_are_patched_in_place() {
    let mut odd = lying_message(18, 16, 0, &[1, 2]);
    odd.extend([0xee, 0xee]); // its padding, which must stay as it is
    let mut datagram = [odd, message(17, 0, &[3; 4]), lying_message(17, 18, 0, &[5])].concat();
    let lens: Vec<usize> = MessagesMut::new(&mut datagram)
        .map(|mut message| {
            message.header().set(MessageHeader::nlmsg_seq, 1);
            message.payload().fill(9);
            message.payload().len()
        })
        .collect();
    assert_eq!((lens, &datagram[16..20]), (vec![2, 4, 1], &[9, 9, 0xee, 0xee][..]));
    assert!(Messages::new(&datagram).all(|message| message.unwrap().seq() == 1));
}

#[test]
fn a_batch_goes_back_to_the_last_whole_message() {
    let one = whole();
    for room in 0..3 * one.len() + 8 {
        let mut buffer = vec![0xa5; room];
        let mut batch = Batch::new(&mut buffer);
        let mut count = 0;
        loop {
            let before = batch.bytes().to_vec();
            let put =
                batch.request(NEW, NewFlags::ACK | NewFlags::CREATE, 77, |request| fill(request)).map(drop);
            match put {
                Ok(()) => count += 1,
                Err(error) => {
                    assert_eq!(error, BuildError::TooSmall { needed: (count + 1) * one.len() });
                    assert_eq!(batch.bytes(), before);
                    break;
                }
            }
        }
        assert_eq!((batch.count(), batch.bytes()), (count, &one.repeat(room / one.len())[..]));
        assert_eq!(count, room / one.len());
        batch.clear();
        assert_eq!((batch.count(), batch.bytes().len()), (0, 0));
    }
    // a nest that is too long leaves no trace either; an unaligned message is padded only when another follows
    let mut buffer = [0xa5; 128];
    let mut batch = Batch::new(&mut buffer);
    let odd = lying_message(17, 16, 0, &[1]);
    batch.message(Message::new(&odd).unwrap()).unwrap();
    assert_eq!(batch.bytes(), odd);
    let long = batch.request(NEW, NewFlags::ACK, 1, |request| {
        request.put(Every::A_BYTES, &vec![0; 70_000][..]);
    });
    assert_eq!(long.err(), Some(BuildError::TooLong));
    assert_eq!(batch.bytes(), odd);
    batch.message(Message::new(&odd).unwrap()).unwrap();
    assert_eq!(batch.bytes(), [&odd[..], &[0; 3], &odd].concat());
}

#[test]
fn rewriting_keeps_what_is_not_touched() {
    let inner = [attr(15 | NLA_F_NET_BYTEORDER, b"abc"), attr(3, &[1, 0, 0, 0]), attr(900, &[7; 5])].concat();
    let middle = attr(38 | NLA_F_NESTED, &inner);
    let outer = [attr(1, &[1]), attr(26, &[attr(2, &[1, 0]), middle].concat()), attr(16, &[8; 2])].concat();
    let bytes = new_message(2, &outer);
    let message = Message::new(&bytes).unwrap();
    let mut out = vec![0xa5; 512];
    let mut asked = Vec::new();
    let edited = rewrite(message, 8, &mut out, &mut |path, attr| {
        asked.push((path.to_vec(), attr.attr_type()));
        match (path, attr.attr_type()) {
            ([], 26) | ([26], 38) => Edit::Enter,
            ([26, 38], 3) => Edit::Drop,
            ([26, 38], 15) => Edit::Replace(b"longer text"),
            _ => Edit::Keep,
        }
    });
    let edited = edited.unwrap();
    let inner = [attr(15 | NLA_F_NET_BYTEORDER, b"longer text"), attr(900, &[7; 5])].concat();
    let middle = attr(38 | NLA_F_NESTED, &inner);
    let outer = [attr(1, &[1]), attr(26, &[attr(2, &[1, 0]), middle].concat()), attr(16, &[8; 2])].concat();
    assert_eq!(edited.bytes(), new_message(2, &outer));
    let (top, one, two) = (vec![], vec![26], vec![26, 38]);
    let order =
        [(&top, 1), (&top, 26), (&one, 2), (&one, 38), (&two, 15), (&two, 3), (&two, 900), (&top, 16)];
    assert_eq!(asked, order.map(|(path, number)| (path.clone(), number)));
    let needed = edited.bytes().len();
    for room in 0..needed {
        let mut out = vec![0xa5; room];
        let edit = &mut |path: &[u16], attr: Attr<'_>| match (path, attr.attr_type()) {
            ([], 26) | ([26], 38) => Edit::Enter,
            ([26, 38], 3) => Edit::Drop,
            ([26, 38], 15) => Edit::Replace(b"longer text"),
            _ => Edit::Keep,
        };
        assert_eq!(
            rewrite(message, 8, &mut out, edit).err(),
            Some(RewriteError::Build(BuildError::TooSmall { needed })),
            "{room}"
        );
    }
    // behind a structure, and sizes that make no sense
    let headed = new_message(2, &attr(29, &[&[3; 60][..], &attr(3, &[1; 4]), &attr(1, &[2])].concat()));
    let message = Message::new(&headed).unwrap();
    let mut out = vec![0xa5; 512];
    let edited = rewrite(message, 8, &mut out, &mut |path, _| match path {
        [] => Edit::EnterBehind(58),
        _ => Edit::Drop,
    });
    assert_eq!(edited.unwrap().bytes(), new_message(2, &attr(29, &[3; 60])));
    for size in [200, usize::MAX - 3, usize::MAX] {
        assert!(rewrite(message, 8, &mut out, &mut |_, _| Edit::EnterBehind(size)).is_err());
        assert_eq!(rewrite(message, size, &mut out, &mut |_, _| Edit::Drop).unwrap().bytes(), headed);
    }
    let long = vec![0; 65_532];
    assert_eq!(
        rewrite(message, 8, &mut out, &mut |_, _| Edit::Replace(&long)).err(),
        Some(RewriteError::Build(BuildError::TooLong))
    );
    let mut broken = new_message(2, &[attr(1, &[1]), lying(99, 1, &[])].concat());
    let error = rewrite(Message::new(&broken).unwrap(), 8, &mut out, &mut |_, _| Edit::Keep).unwrap_err();
    let RewriteError::Malformed(error) = error else { panic!("{error}") };
    assert_eq!((error.kind(), error.offset_in(&broken)), (ErrorKind::Framing, Some(32)));
    broken.truncate(30);
}

/// Appends to any buffer that knows how full it is, which holds one message of `len` bytes or several.
#[cfg(any(feature = "alloc", feature = "heapless", feature = "arrayvec"))]
fn appends<O: Output>(output: &mut O, bytes: impl Fn(&O) -> Vec<u8>, capacity: usize) {
    let one = whole();
    let add = |output: &mut O| {
        Request::append(output, NEW, NewFlags::ACK | NewFlags::CREATE, 77, |request| fill(request))
    };
    for count in 1..=3 {
        if count * one.len() > capacity {
            assert_eq!(add(output), Err(BuildError::TooSmall { needed: count * one.len() }));
            assert_eq!(bytes(output), one.repeat(capacity / one.len()));
            return;
        }
        assert_eq!(add(output), Ok(()));
        assert_eq!(bytes(output), one.repeat(count));
    }
    let long = Request::append(output, NEW, NewFlags::ACK, 1, |request| {
        request.put(Every::A_BYTES, &vec![0; 70_000][..]);
    });
    assert_eq!((long, bytes(output)), (Err(BuildError::TooLong), one.repeat(3)));
}
#[cfg(feature = "alloc")]
#[test]
fn into_a_vector() {
    for capacity in [0, 1, 100, 10_000] {
        appends(&mut Vec::with_capacity(capacity), Vec::clone, usize::MAX);
    }
    // behind what is there, padded
    let mut odd = vec![7u8; 5];
    Request::append(&mut odd, NEW, NewFlags::ACK, 77, |_| {}).unwrap();
    assert_eq!((&odd[..8], odd.len()), (&[7, 7, 7, 7, 7, 0, 0, 0][..], 8 + 24));
}
#[cfg(feature = "heapless")]
#[test]
fn into_a_vector_of_heapless() {
    appends(&mut heapless::Vec::<u8, 100>::new(), |vec| vec.to_vec(), 100);
    appends(&mut heapless::Vec::<u8, 600>::new(), |vec| vec.to_vec(), 600);
    appends(&mut heapless::Vec::<u8, 4000>::new(), |vec| vec.to_vec(), 4000);
    let mut odd = heapless::Vec::<u8, 30>::from_slice(&[7; 5]).unwrap();
    let append = |odd: &mut heapless::Vec<u8, 30>| Request::append(odd, NEW, NewFlags::ACK, 77, |_| {});
    assert_eq!((append(&mut odd), odd.len()), (Err(BuildError::TooSmall { needed: 32 }), 5));
    odd.resize(30, 7).unwrap();
    assert_eq!((append(&mut odd), odd.len()), (Err(BuildError::TooSmall { needed: 56 }), 30));
}
#[cfg(feature = "arrayvec")]
#[test]
fn into_a_vector_of_arrayvec() {
    appends(&mut arrayvec::ArrayVec::<u8, 100>::new(), |vec| vec.to_vec(), 100);
    appends(&mut arrayvec::ArrayVec::<u8, 4000>::new(), |vec| vec.to_vec(), 4000);
}

/// What the kernel's `validate_nla` says, row by row.
#[test]
fn strict_reading() {
    let bitfield = |value: u32, selector: u32| [value.to_ne_bytes(), selector.to_ne_bytes()].concat();
    let nested = NLA_F_NESTED;
    let table = [
        (attr(1, &[200]), ValidationFlags::STRICT, None),
        (attr(1, &[201]), ValidationFlags::STRICT, Some((ValidationErrorKind::Range, Errno::ERANGE))),
        (attr(5, &[0xfb]), ValidationFlags::STRICT, None),
        (attr(5, &[0xfa]), ValidationFlags::STRICT, Some((ValidationErrorKind::Range, Errno::ERANGE))),
        (attr(9, &[0, 0]), ValidationFlags::STRICT, Some((ValidationErrorKind::Range, Errno::ERANGE))),
        (attr(9, &[3, 0xe8]), ValidationFlags::STRICT, None),
        (
            attr(3, &0x100u32.to_ne_bytes()),
            ValidationFlags::STRICT,
            Some((ValidationErrorKind::FlagsMask, Errno::EINVAL)),
        ),
        (attr(2, &[1]), ValidationFlags::STRICT, Some((ValidationErrorKind::NumberLength, Errno::EINVAL))),
        (attr(2, &[1]), ValidationFlags::LIBERAL, Some((ValidationErrorKind::Length, Errno::ERANGE))),
        (
            attr(2, &[1, 2, 3]),
            ValidationFlags::STRICT,
            Some((ValidationErrorKind::NumberLength, Errno::EINVAL)),
        ),
        (attr(2, &[1, 2, 3]), ValidationFlags::LIBERAL, None),
        (
            attr(12, &[0; 5]),
            ValidationFlags::LIBERAL,
            Some((ValidationErrorKind::NumberLength, Errno::EINVAL)),
        ),
        (attr(12, &[0; 8]), ValidationFlags::STRICT, None),
        (attr(14, &[0]), ValidationFlags::LIBERAL, Some((ValidationErrorKind::Length, Errno::ERANGE))),
        (attr(15, b""), ValidationFlags::LIBERAL, Some((ValidationErrorKind::Length, Errno::ERANGE))),
        (attr(15, &[b'x'; 15]), ValidationFlags::STRICT, None),
        (attr(15, b"123456789012345\0"), ValidationFlags::STRICT, None),
        (attr(15, &[b'x'; 16]), ValidationFlags::STRICT, Some((ValidationErrorKind::Length, Errno::ERANGE))),
        (attr(36, b"abc"), ValidationFlags::STRICT, Some((ValidationErrorKind::Nul, Errno::EINVAL))),
        (attr(36, b""), ValidationFlags::STRICT, Some((ValidationErrorKind::Nul, Errno::EINVAL))),
        (attr(36, b"abc\0"), ValidationFlags::STRICT, None),
        (attr(36, b"abc\0def"), ValidationFlags::STRICT, None),
        (attr(16, &[0; 32]), ValidationFlags::STRICT, None),
        (attr(16, &[0; 33]), ValidationFlags::STRICT, Some((ValidationErrorKind::Length, Errno::ERANGE))),
        (attr(19, &[0; 5]), ValidationFlags::STRICT, Some((ValidationErrorKind::Length, Errno::ERANGE))),
        (attr(41, &[0; 1]), ValidationFlags::STRICT, Some((ValidationErrorKind::Length, Errno::ERANGE))),
        (attr(21, &bitfield(1, 3)), ValidationFlags::STRICT, None),
        (
            attr(21, &bitfield(4, 3)),
            ValidationFlags::STRICT,
            Some((ValidationErrorKind::FlagsMask, Errno::EINVAL)),
        ),
        (
            attr(21, &bitfield(0, 16)),
            ValidationFlags::STRICT,
            Some((ValidationErrorKind::FlagsMask, Errno::EINVAL)),
        ),
        (attr(21, &[0; 7]), ValidationFlags::STRICT, Some((ValidationErrorKind::Length, Errno::ERANGE))),
        (attr(22, &[0; 57]), ValidationFlags::STRICT, Some((ValidationErrorKind::Length, Errno::ERANGE))),
        (attr(22, &[0; 59]), ValidationFlags::STRICT, None),
        (attr(26, &[]), ValidationFlags::STRICT, Some((ValidationErrorKind::NotNested, Errno::EINVAL))),
        (attr(26, &[]), ValidationFlags::LIBERAL, None),
        (
            attr(26 | nested, &[0; 3]),
            ValidationFlags::STRICT,
            Some((ValidationErrorKind::Length, Errno::ERANGE)),
        ),
        (
            attr(2 | nested, &[0; 2]),
            ValidationFlags::STRICT,
            Some((ValidationErrorKind::Nested, Errno::EINVAL)),
        ),
        (attr(27 | nested, &attr(0, &attr(1, &[1]))), ValidationFlags::STRICT, None),
        (
            attr(27 | nested, &attr(0, &attr(1, &[201]))),
            ValidationFlags::STRICT,
            Some((ValidationErrorKind::Range, Errno::ERANGE)),
        ),
        (attr(29, &[0; 60]), ValidationFlags::STRICT, None),
        (attr(29 | nested, &[0; 60]), ValidationFlags::STRICT, None),
        (attr(29, &[0; 57]), ValidationFlags::STRICT, Some((ValidationErrorKind::Length, Errno::ERANGE))),
        (attr(32, &[1, 2]), ValidationFlags::STRICT, None),
        (attr(32 | nested, &[1, 2]), ValidationFlags::STRICT, None),
        (attr(40, &[0; 4]), ValidationFlags::STRICT, Some((ValidationErrorKind::ReadOnly, Errno::EINVAL))),
        (attr(40, &[0; 4]), ValidationFlags::LIBERAL, None),
        (attr(0, &[]), ValidationFlags::STRICT, Some((ValidationErrorKind::Unknown, Errno::EINVAL))),
        (
            attr(302, &[]),
            ValidationFlags::DEPRECATED_STRICT,
            Some((ValidationErrorKind::Unknown, Errno::EINVAL)),
        ),
        (attr(302, &[]), ValidationFlags::LIBERAL, None),
        (attr(299, &[]), ValidationFlags::STRICT, Some((ValidationErrorKind::ReadOnly, Errno::EINVAL))),
        (attr(299, &[]), ValidationFlags::DEPRECATED_STRICT, None),
        (
            [attr(1, &[1]), vec![0; 3]].concat(),
            ValidationFlags::STRICT,
            Some((ValidationErrorKind::Trailing, Errno::EINVAL)),
        ),
        ([attr(1, &[1]), vec![0; 3]].concat(), ValidationFlags::LIBERAL, None),
    ];
    for (bytes, checks, expected) in &table {
        let found = validate(Every::spec(), bytes, 24, Scope::new(16, &[2]), *checks);
        let told = found.err().map(|invalid| (invalid.why, invalid.errno()));
        assert_eq!(told, *expected, "{bytes:02x?} {checks:?}");
        // offsets near the end of all numbers do not overflow
        let _ = validate(Every::spec(), bytes, usize::MAX, Scope::new(16, &[2]), *checks);
    }
    // where the offending attribute stands
    let deep = attr(26 | nested, &[attr(2, &[0; 2]), attr(38 | nested, &attr(1, &[201]))].concat());
    let invalid =
        validate(Every::spec(), &deep, 24, Scope::new(16, &[2]), ValidationFlags::STRICT).unwrap_err();
    assert_eq!((invalid.offset, invalid.number), (24 + 4 + 8 + 4, 1));
    let whole = new_message(2, &deep);
    let message = Message::new(&whole).unwrap();
    let row = row(16).unwrap();
    assert_eq!(row.path(message, invalid.offset as u32).to_string(), "A_NEST.A_MORE.A_U8");
    assert_eq!(row.path(message, 20).to_string(), "index");
    assert_eq!(row.missing(message, Some(24 + 4 + 8), 16).to_string(), "A_NEST.A_MORE.A_BYTES");
    assert_eq!(row.missing(message, None, 77).to_string(), "#77");
    assert_eq!(
        require(&deep, 24, &[26, 1]),
        Err(ValidationError { offset: 24, number: 1, why: ValidationErrorKind::Missing })
    );
}

/// The kernel would end the text at its NUL, and find what was not asked for.
#[test]
fn text_with_a_nul_inside_is_refused() {
    let built = |fill: &dyn Fn(&mut Writer<'_, Every>)| {
        let mut buffer = [0; 256];
        let mut writer = Writer::<Every>::new(&mut buffer);
        fill(&mut writer);
        writer.finish().map(|_| ())
    };
    const NUL: Result<(), BuildError> = Err(BuildError::NulInText);
    for (text, expected) in [("lo", Ok(())), ("", Ok(())), ("lo\0evil", NUL), ("\0", NUL), ("lo\0", NUL)] {
        type Fill<'f> = &'f dyn Fn(&mut Writer<'_, Every>);
        let ways: [Fill<'_>; 4] = [
            &|writer| _ = writer.put(Every::A_STR, text),
            &|writer| _ = writer.put(Every::A_STR, text.as_bytes()),
            &|writer| _ = writer.put(Every::A_STR, Str(text.as_bytes())),
            &|writer| _ = writer.put_some(Every::A_STR, Some(text)),
        ];
        for way in ways {
            assert_eq!(built(way), expected, "{text:?}");
        }
        // deep inside, and in front of what is right
        let nested = |writer: &mut Writer<'_, Every>| {
            writer.nest(Every::A_NEST, |nest| {
                nest.put(Every::A_STR, text).put(Every::A_U8, 1);
            });
            writer.put(Every::A_STR, "good");
        };
        assert_eq!(built(&nested), expected);
        // a nest that gives up leaves no trace
        assert_eq!(
            built(&|writer| {
                let gave_up = writer.try_nest(Every::A_NEST, |nest| {
                    nest.put(Every::A_STR, text);
                    Err(())
                });
                assert!(gave_up.is_err());
            }),
            Ok(())
        );
        let mut bytes = Vec::new();
        let appended = Request::append(&mut bytes, NEW, NewFlags::ACK, 1, |request| {
            request.put(Every::A_STR, text);
        });
        assert_eq!((appended, bytes.is_empty()), (expected, expected.is_err()));
    }
    // bytes are bytes
    assert_eq!(built(&|writer| _ = writer.put(Every::A_BYTES, &b"a\0b"[..])), Ok(()));
}
/// A structure's field of text ends at its NUL, too.
#[cfg(feature = "crypto")]
#[test]
fn text_in_structures_with_a_nul_inside_is_refused() {
    use nlwire::crypto::{GetAlg, chars};
    for (name, fits) in [("aes", true), ("aes\0evil", false), ("aes\0", true)] {
        let mut buffer = [0; 512];
        let operation = GetAlg { name: chars(name), ..Default::default() };
        let built = Request::new(&mut buffer, operation, GetFlags::ACK).finish(1).map(|_| ());
        assert_eq!(built, if fits { Ok(()) } else { Err(BuildError::NulInText) });
    }
}
#[cfg(feature = "route")]
#[test]
fn a_link_is_not_found_by_a_name_with_a_nul_inside() {
    use nlwire::{
        client::{Connection, ErrorKind, MockTransport},
        route::link,
    };
    let (mut script, mut buffer) = ([0; 512], [0; 512]);
    let mut connection = Connection::new(MockTransport::new(&mut script, |_, _| {}), &mut buffer[..], 7, 1);
    let refused = connection.get(link::by_name("lo\0evil")).map(|_| ()).unwrap_err();
    assert!(matches!(refused.kind, ErrorKind::Build(BuildError::NulInText)));
}

#[cfg(feature = "route")]
mod globs {
    // the names that both have would be ambiguous where they are used
    use nlwire::{route::*, wire::*};

    #[test]
    fn a_family_and_the_codec_can_be_imported_whole() {
        fn hop(hops: &mut NextHopsWriter<'_, '_, RtNextHop, Route>) {
            hops.link(&RtNextHop::new(), |_| {});
        }
        let mut buffer = [0; 64];
        let mut writer = Writer::<Route>::new(&mut buffer);
        writer.chain(Route::RTA_MULTIPATH, hop);
        assert_eq!((writer.len(), size_of_val(&Links), nlwire::pcap::LINKTYPE_NETLINK), (12, 0, 253));
    }
}

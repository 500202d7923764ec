//! The limits of nf_tables' attributes, held against the kernel: of every attribute that its table gives a limit, the last value that is
//! taken and the first that is refused. Strict validation must say of both what the kernel's parser says, with the same errno at the same
//! offset, as far as the kernel tells an offset.
//!
//! Whatever comes of a request, nothing stays: each goes in a transaction with another behind it that is always refused.
#![cfg(all(feature = "std", feature = "netfilter", target_os = "linux"))]
#![allow(clippy::unwrap_used)]
mod common;

use nlwire::{
    client::Connection,
    netfilter::{
        self, NfProto,
        nftables::{self, *},
    },
    server::{RequestPolicy, ValidationFlags},
    socket::{Protocol, Socket},
    wire::{
        Ack, AttributeSet, Errno, Message, Messages, NewFlags, Writer,
        spec::{AttributeSetSpec, AttributeSpec, Constraint, NumberSpec, PayloadType},
    },
};
use std::{collections::BTreeSet, time::Duration};

const NESTED: u16 = 0x8000;

/// A place in a request where attributes of one set stand.
struct Place {
    name: String,
    /// The message's type within nf_tables.
    kind: u16,
    family: u8,
    /// What stands in front at the top.
    before: Vec<u8>,
    /// The nests down to the place, each with what stands in front in it.
    nests: Vec<(u16, Vec<u8>)>,
    table: &'static AttributeSetSpec,
}
fn attr(number: u16, payload: &[u8]) -> Vec<u8> {
    let mut bytes = [&(payload.len() as u16 + 4).to_ne_bytes()[..], &number.to_ne_bytes(), payload].concat();
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}
fn filled<S: AttributeSet>(fill: impl FnOnce(&mut Writer<'_, S>)) -> Vec<u8> {
    let mut buffer = [0; 1024];
    let mut writer = Writer::<S>::new(&mut buffer);
    fill(&mut writer);
    writer.finish().unwrap().to_vec()
}
fn message(kind: u16, family: u8, seq: u32, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; 16];
    bytes.extend([family, 0, 0, if kind < 0x100 { 10 } else { 0 }]);
    bytes.extend(payload);
    let len = bytes.len() as u32;
    bytes[..4].copy_from_slice(&len.to_ne_bytes());
    bytes[4..6].copy_from_slice(&kind.to_ne_bytes());
    bytes[6..8].copy_from_slice(&0x405u16.to_ne_bytes()); // REQUEST, ACK, CREATE
    bytes[8..12].copy_from_slice(&seq.to_ne_bytes());
    bytes
}
impl Place {
    /// Where the expression or the element stands, if it is in one.
    fn item(&self) -> Option<u32> {
        let inside = matches!(self.kind, M::NFT_MSG_NEWRULE | M::NFT_MSG_NEWSETELEM) && self.nests.len() > 1;
        inside.then(|| 20 + self.before.len() as u32 + 4)
    }
    /// Whether no policy refuses it, but who reads it: names of devices, with E2BIG.
    fn by_hand(&self, (errno, _): (Errno, Option<u32>)) -> bool {
        std::ptr::eq(self.table, NftDevices::spec()) && errno == Errno::E2BIG
    }
    fn request(&self, tried: &[u8]) -> Vec<u8> {
        let mut inside = tried.to_vec();
        for (number, before) in self.nests.iter().rev() {
            inside = attr(*number | NESTED, &[&before[..], &inside].concat());
        }
        message(self.kind, self.family, 2, &[&self.before[..], &inside].concat())
    }
}
/// What the kernel says of a request: errno and offset.
fn ask(socket: &Socket, request: &[u8]) -> (Errno, Option<u32>) {
    let (begin, end) = (message(0x10, 0, 1, &[]), message(0x11, 0, 4, &[]));
    let refused = message(M::NFT_MSG_NEWTABLE, NfProto::NFPROTO_INET.0, 3, &[]); // without a name
    socket.send(&[begin, request.to_vec(), refused, end].concat()).unwrap();
    let (mut buffer, mut told) = ([0; 65536], None);
    loop {
        let len = socket.recv(&mut buffer).unwrap();
        for message in Messages::new(&buffer[..len]).map(Result::unwrap) {
            let ack = Ack::read(message).unwrap();
            match message.seq() {
                2 => told = Some((ack.errno(), ack.offset())),
                3 => {
                    assert_ne!(ack.errno(), Errno(0));
                    return told.expect("it is answered before the next is");
                }
                _ => {} // begin and end, since Linux 6.10
            }
        }
    }
}
/// What strict validation says of it. Operations that are as old as these check little.
fn ours(request: &[u8]) -> (Errno, Option<u32>) {
    let message = Message::new(request).unwrap();
    let row = netfilter::lookup(message).unwrap();
    match row.validate(message, &RequestPolicy::new(ValidationFlags::LIBERAL)) {
        Ok(()) => (Errno(0), None),
        Err(refused) => (refused.errno(), refused.place()),
    }
}
/// The last payload that is taken, and the first that is not.
fn edges(row: &AttributeSpec) -> Vec<[Vec<u8>; 2]> {
    let number = |payload_type: NumberSpec, value: i64| {
        let mut bytes = value.to_le_bytes()[..payload_type.len.into()].to_vec();
        if payload_type.big || cfg!(target_endian = "big") {
            bytes.reverse();
        }
        bytes
    };
    let text = |len: u16, end: &[u8]| [&vec![b'x'; len.into()][..], end].concat();
    match (row.payload_type, row.constraint) {
        (PayloadType::Number(payload_type), Constraint::Range(min, max)) => {
            let mut edges = vec![[number(payload_type, max), number(payload_type, max + 1)]];
            if min > 0 {
                edges.push([number(payload_type, min), number(payload_type, min - 1)]);
            }
            edges
        }
        (PayloadType::Text, Constraint::MaxLen(most)) => {
            [&b"\0"[..], b""].map(|end| [text(most, end), text(most + 1, end)]).into()
        }
        (PayloadType::Text, Constraint::NulMaxLen(most)) => {
            vec![[text(most, b"\0"), text(most + 1, b"\0")], [text(most - 1, b"\0"), text(most, b"")]]
        }
        (_, Constraint::MaxLen(most)) => vec![[vec![0; most.into()], vec![0; usize::from(most) + 1]]],
        _ => vec![],
    }
}

/// The messages that are sent.
struct M;
impl M {
    const NFT_MSG_NEWTABLE: u16 = netfilter::NetfilterMessage::NFT_MSG_NEWTABLE;
    const NFT_MSG_NEWCHAIN: u16 = netfilter::NetfilterMessage::NFT_MSG_NEWCHAIN;
    const NFT_MSG_NEWRULE: u16 = netfilter::NetfilterMessage::NFT_MSG_NEWRULE;
    const NFT_MSG_NEWSET: u16 = netfilter::NetfilterMessage::NFT_MSG_NEWSET;
    const NFT_MSG_NEWSETELEM: u16 = netfilter::NetfilterMessage::NFT_MSG_NEWSETELEM;
    const NFT_MSG_NEWOBJ: u16 = netfilter::NetfilterMessage::NFT_MSG_NEWOBJ;
    const NFT_MSG_NEWFLOWTABLE: u16 = netfilter::NetfilterMessage::NFT_MSG_NEWFLOWTABLE;
}
/// The sets that something selects for an attribute of a table.
fn arms(
    table: &AttributeSetSpec,
    number: u16,
) -> impl Iterator<Item = (&'static [u8], &'static AttributeSetSpec)> {
    let row = table.attributes.iter().find(|row| row.number == number).unwrap();
    let PayloadType::SubMessage(kinds) = row.payload_type else { panic!("{}: nothing selects it", row.name) };
    kinds.arms.iter().filter_map(|(key, payload_type)| match payload_type {
        PayloadType::Nest(table) => Some((*key, table())),
        _ => None,
    })
}
/// Every place that is tried: what each message has at the top, hooks, elements, and what each kind of expression and of object has.
fn places() -> Vec<Place> {
    let (inet, netdev) = (NfProto::NFPROTO_INET.0, NfProto::NFPROTO_NETDEV.0);
    let place = |name: &str, kind, family, before: Vec<u8>, nests: Vec<(u16, Vec<u8>)>, table| Place {
        name: name.into(),
        kind,
        family,
        before,
        nests,
        table,
    };
    let table = filled::<NftTable>(|it| _ = it.put(NftTable::NFTA_TABLE_NAME, "new"));
    let chain = filled::<NftChain>(|it| {
        it.put(NftChain::NFTA_CHAIN_TABLE, "t").put(NftChain::NFTA_CHAIN_NAME, "new");
    });
    let of_hook =
        [chain.clone(), filled::<NftChain>(|it| _ = it.put(NftChain::NFTA_CHAIN_TYPE, "filter"))].concat();
    let hook = filled::<NftHook>(|it| {
        it.put(NftHook::NFTA_HOOK_HOOKNUM, 0u32).put(NftHook::NFTA_HOOK_PRIORITY, 0i32);
    });
    let rule = filled::<NftRule>(|it| {
        it.put(NftRule::NFTA_RULE_TABLE, "t").put(NftRule::NFTA_RULE_CHAIN, "c");
    });
    let set = filled::<NftSet>(|it| {
        it.put(NftSet::NFTA_SET_TABLE, "t").put(NftSet::NFTA_SET_NAME, "new").put(NftSet::NFTA_SET_ID, 1u32);
        it.put(NftSet::NFTA_SET_KEY_TYPE, 13u32).put(NftSet::NFTA_SET_KEY_LEN, 2u32);
    });
    let elements = filled::<NftSetElems>(|it| {
        it.put(NftSetElems::NFTA_SET_ELEM_LIST_TABLE, "t").put(NftSetElems::NFTA_SET_ELEM_LIST_SET, "s");
    });
    let object = filled::<NftObject>(|it| {
        it.put(NftObject::NFTA_OBJ_TABLE, "t").put(NftObject::NFTA_OBJ_NAME, "new");
    });
    let flowtable = filled::<NftFlowtable>(|it| {
        it.put(NftFlowtable::NFTA_FLOWTABLE_TABLE, "t").put(NftFlowtable::NFTA_FLOWTABLE_NAME, "new");
    });
    let key = filled::<NftSetElem>(|it| _ = it.key(&[0, 22]));
    let (top, expressions) = (Vec::new, NftRule::NFTA_RULE_EXPRESSIONS.number());
    let list = |name: &str| {
        let name = filled::<NftExpr>(|it| _ = it.put(NftExpr::NFTA_EXPR_NAME, name));
        vec![(expressions, vec![]), (1, name)]
    };
    let (hook_number, elements_number) =
        (NftChain::NFTA_CHAIN_HOOK.number(), NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS.number());
    let mut places = vec![
        place("table", M::NFT_MSG_NEWTABLE, inet, table, top(), NftTable::spec()),
        place("chain", M::NFT_MSG_NEWCHAIN, inet, chain, top(), NftChain::spec()),
        place(
            "a base chain",
            M::NFT_MSG_NEWCHAIN,
            inet,
            of_hook.clone(),
            vec![(hook_number, hook.clone())],
            NftHook::spec(),
        ),
        place(
            "a chain of a device",
            M::NFT_MSG_NEWCHAIN,
            netdev,
            of_hook.clone(),
            vec![(hook_number, hook.clone())],
            NftHook::spec(),
        ),
        place(
            "a chain of devices",
            M::NFT_MSG_NEWCHAIN,
            netdev,
            of_hook,
            vec![(hook_number, hook), (NftHook::NFTA_HOOK_DEVS.number(), vec![])],
            NftDevices::spec(),
        ),
        place("rule", M::NFT_MSG_NEWRULE, inet, rule.clone(), top(), NftRule::spec()),
        place(
            "expression",
            M::NFT_MSG_NEWRULE,
            inet,
            rule.clone(),
            vec![(expressions, vec![]), (1, vec![])],
            NftExpr::spec(),
        ),
        place("set", M::NFT_MSG_NEWSET, inet, set, top(), NftSet::spec()),
        place("elements", M::NFT_MSG_NEWSETELEM, inet, elements.clone(), top(), NftSetElems::spec()),
        place(
            "element",
            M::NFT_MSG_NEWSETELEM,
            inet,
            elements,
            vec![(elements_number, vec![]), (1, key)],
            NftSetElem::spec(),
        ),
        place("object", M::NFT_MSG_NEWOBJ, inet, object.clone(), top(), NftObject::spec()),
        place("flowtable", M::NFT_MSG_NEWFLOWTABLE, inet, flowtable, top(), NftFlowtable::spec()),
    ];
    for (name, table) in arms(NftExpr::spec(), NftExpr::NFTA_EXPR_DATA.number()) {
        let name = std::str::from_utf8(name).unwrap();
        // who looks for an extension of xtables wants to know more than its name
        let before = match name {
            "match" => filled::<NftMatch>(|it| {
                _ = it.put(NftMatch::NFTA_MATCH_REV, 0u32).put(NftMatch::NFTA_MATCH_INFO, [0; 8])
            }),
            "target" => filled::<NftTarget>(|it| {
                _ = it.put(NftTarget::NFTA_TARGET_REV, 0u32).put(NftTarget::NFTA_TARGET_INFO, [0; 8])
            }),
            _ => vec![],
        };
        // and there is none for the family inet
        let family = if before.is_empty() { inet } else { NfProto::NFPROTO_IPV4.0 };
        let nests = [list(name), vec![(NftExpr::NFTA_EXPR_DATA.number(), before)]].concat();
        places.push(place(name, M::NFT_MSG_NEWRULE, family, rule.clone(), nests, table));
    }
    for (kind, table) in arms(NftObject::spec(), NftObject::NFTA_OBJ_DATA.number()) {
        let before = [&object[..], &attr(NftObject::NFTA_OBJ_TYPE.number(), kind)].concat();
        let nests = vec![(NftObject::NFTA_OBJ_DATA.number(), vec![])];
        places.push(place(
            &format!("object of type {kind:?}"),
            M::NFT_MSG_NEWOBJ,
            inet,
            before,
            nests,
            table,
        ));
    }
    places
}
#[test]
fn limits_are_the_kernels() {
    const TEST: &str = "limits_are_the_kernels";
    common::in_namespace(TEST, || {
        let socket = Socket::new(Protocol::NETFILTER).unwrap();
        socket.set_receive_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut buffer = vec![0; 8192];
        let mut connection =
            Connection::over_socket(Socket::new(Protocol::NETFILTER).unwrap(), &mut buffer[..]);
        if connection.run(nftables::generation()).is_err_and(|failure| failure.errno() == Some(Errno::EINVAL))
        {
            return common::skip(TEST, "this kernel has no nf_tables");
        }
        for family in [NfProto::NFPROTO_INET, NfProto::NFPROTO_IPV4, NfProto::NFPROTO_NETDEV] {
            let mut all = nftables::transaction(&mut connection, None).unwrap();
            all.add_with(NewTable { family }, NewFlags::CREATE, |it| {
                _ = it.put(NftTable::NFTA_TABLE_NAME, "t")
            })
            .unwrap();
            all.add_with(NewChain { family }, NewFlags::CREATE, |it| {
                it.put(NftChain::NFTA_CHAIN_TABLE, "t").put(NftChain::NFTA_CHAIN_NAME, "c");
            })
            .unwrap();
            all.add_with(NewSet { family }, NewFlags::CREATE, |it| {
                it.put(NftSet::NFTA_SET_TABLE, "t")
                    .put(NftSet::NFTA_SET_NAME, "s")
                    .put(NftSet::NFTA_SET_ID, 1u32);
                it.put(NftSet::NFTA_SET_KEY_TYPE, 13u32).put(NftSet::NFTA_SET_KEY_LEN, 2u32);
            })
            .unwrap();
            assert!(all.commit().is_ok());
        }
        let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap();
        let mut numbers = release.split(['.', '-']).map_while(|number| number.parse::<u32>().ok());
        let old = (numbers.next().unwrap(), numbers.next().unwrap()) < (6, 2);
        let (mut held, mut unknown, mut wrong) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for place in places() {
            for row in place.table.attributes {
                for (at, edge) in edges(row).iter().enumerate() {
                    let [last, first] = edge.each_ref().map(|payload| {
                        let request = place.request(&attr(row.number, payload));
                        (ours(&request), ask(&socket, &request))
                    });
                    let name = format!("{}: {}", place.name, row.name);
                    let what = format!("{name} {at}: the last {last:?}, the first refused {first:?}");
                    // Linux before 6.2 has ranges in no policy, but reads them by hand, and knows no names of several devices
                    let by_range = matches!(row.constraint, Constraint::Range(..));
                    let lacks = first.1.0 == Errno::ENOENT && last.1.0 == Errno::ENOENT;
                    if lacks || old && (by_range || place.by_hand((Errno::E2BIG, None))) {
                        unknown.insert(name);
                        continue;
                    }
                    // the kernel may refuse what the last means; it must not be by the words of its parser
                    let taken = last.0.0 == Errno(0) && (last.1.0 != first.1.0 || last.1.1 != first.1.1);
                    let refused = first.0.0 == first.1.0 && first.1.0 != Errno(0);
                    // of what an expression or an element holds the kernel may name that as a whole
                    let told = first.1.1;
                    let offset = told.is_none() || told == first.0.1 || told == place.item();
                    match taken && (refused && offset || place.by_hand(first.1)) {
                        true => _ = held.insert(name),
                        false => wrong.push(what),
                    }
                }
            }
        }
        // what has no limit here has none there; registers are read by hand
        for place in places().iter().filter(|_| !old) {
            for row in
                place.table.attributes.iter().filter(|row| edges(row).is_empty() && !row.name.contains("REG"))
            {
                let payload = match row.payload_type {
                    PayloadType::Number(payload_type) => vec![0xff; payload_type.len.into()],
                    PayloadType::Text | PayloadType::Bytes => vec![b'x'; 600],
                    _ => continue,
                };
                let request = place.request(&attr(row.number, &payload));
                let (ours, kernel) = (ours(&request), ask(&socket, &request));
                if (kernel.0 == Errno::ERANGE) != (ours.0 == Errno::ERANGE) {
                    wrong.push(format!(
                        "{}: {}, without limit: ours {ours:?}, kernel {kernel:?}",
                        place.name, row.name
                    ));
                }
            }
        }
        common::count(&format!(
            "{} limits of nf_tables held, {} of kinds or limits that this kernel lacks",
            held.len(),
            unknown.len()
        ));
        println!("held: {held:#?}\nunknown: {unknown:#?}");
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(held.len() > if old { 25 } else { 50 }, "only {held:#?}");
    });
}

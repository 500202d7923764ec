//! nf_tables, live: a corpus of rules over every expression and statement of nft(8), loaded by nft, read, and made
//! again in another table from what was read. nft lists both tables alike.
#![cfg(all(feature = "std", feature = "nftables", target_os = "linux"))]
#![allow(clippy::unwrap_used)]
#[path = "nftables/built.rs"]
mod built;
mod common;
#[path = "nftables/live.rs"]
mod live;
#[path = "nftables/rebuild.rs"]
mod rebuild;

use built::BUILT;
use live::*;
use nlwire::{
    client::Connection,
    netfilter::{
        NetfilterMessage, NfGenMsg, lookup,
        nftables::{self, *},
    },
    schema::{Described, Json},
    socket::{Config, Protocol, Socket},
    wire::{Attrs, GetFlags, Message, Messages, NewFlags, Operation, Request},
};
use rebuild::{Copied, Rebuild};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const NLMSG_ERROR: u16 = 2;
const NLMSG_DONE: u16 = 3;

/// The messages of a dump, as bytes.
fn dump<O: Operation<Flags = GetFlags>>(
    operation: O,
    fill: impl FnOnce(&mut Request<'_, O>),
) -> Vec<Vec<u8>> {
    let socket = Config::new(Protocol::NETFILTER).open().unwrap();
    let mut buffer = vec![0; 64 * 1024];
    let mut request = Request::new(&mut buffer, operation, GetFlags::DUMP);
    fill(&mut request);
    socket.send(request.finish(1).unwrap()).unwrap();
    let mut found = Vec::new();
    loop {
        let len = socket.recv(&mut buffer).unwrap();
        for message in Messages::new(&buffer[..len]) {
            let message = message.unwrap();
            match message.message_type() {
                NLMSG_DONE => return found,
                NLMSG_ERROR => panic!("{message:?}"),
                _ => found.push(message.bytes().to_vec()),
            }
        }
    }
}
fn attrs<S>(message: &[u8]) -> Attrs<'_, S> {
    Message::new(message).unwrap().split::<NfGenMsg, S>().unwrap().1
}
/// All messages of the table `t` of a family.
#[derive(Default)]
struct Dumped {
    table: Vec<u8>,
    chains: Vec<Vec<u8>>,
    rules: Vec<Vec<u8>>,
    sets: Vec<Vec<u8>>,
    elements: BTreeMap<String, Vec<Vec<u8>>>,
    objects: Vec<Vec<u8>>,
    flowtables: Vec<Vec<u8>>,
}
impl Dumped {
    fn read(of: &str) -> Self {
        let family = family(of);
        let mut dumped = Self {
            table: dump(GetTable { family }, |_| {}).remove(0),
            chains: dump(GetChain { family }, |_| {}),
            rules: dump(GetRule { family }, |_| {}),
            sets: dump(GetSet { family }, |_| {}),
            objects: dump(GetObject { family }, |_| {}),
            flowtables: dump(GetFlowtable { family }, |_| {}),
            ..Self::default()
        };
        for set in &dumped.sets {
            let name = attrs(set).get(NftSet::NFTA_SET_NAME).unwrap().unwrap().to_string();
            let elements = dump(GetSetElem { family }, |request| {
                request.put(NftSetElems::NFTA_SET_ELEM_LIST_TABLE, "t");
                request.put(NftSetElems::NFTA_SET_ELEM_LIST_SET, name.as_str());
            });
            dumped.elements.insert(name, elements);
        }
        dumped
    }
    fn messages(&self) -> impl Iterator<Item = &Vec<u8>> {
        let lists = [&self.chains, &self.rules, &self.sets, &self.objects, &self.flowtables];
        [&self.table].into_iter().chain(lists.into_iter().flatten()).chain(self.elements.values().flatten())
    }
}
/// Makes the table again under another name from what was decoded of it.
fn make_again(connection: &mut Connection<Socket, &mut [u8]>, of: &str, name: &str, dumped: &Dumped) {
    let family = family(of);
    let mut at = Copied { table: name, ..Copied::default() };
    let mut all = nftables::transaction(connection, None).unwrap();
    all.add_with(NewTable { family }, NewFlags::CREATE, |to| Rebuild::rebuild(attrs(&dumped.table), to, &at))
        .unwrap();
    let name_of = |chain: &[u8]| attrs(chain).get(NftChain::NFTA_CHAIN_NAME).unwrap().unwrap().to_string();
    let chain_of = |rule: &[u8]| attrs(rule).get(NftRule::NFTA_RULE_CHAIN).unwrap().unwrap().to_string();
    let mut bound = BTreeMap::new();
    for chain in &dumped.chains {
        let flags = attrs(chain).get(NftChain::NFTA_CHAIN_FLAGS).unwrap().unwrap_or_default();
        if flags.0.contains(ChainFlags::NFT_CHAIN_BINDING) {
            bound.insert(name_of(chain), chain);
            continue;
        }
        all.add_with(NewChain { family }, NewFlags::CREATE, |to| Rebuild::rebuild(attrs(chain), to, &at))
            .unwrap();
    }
    for object in &dumped.objects {
        all.add_with(NewObject { family }, NewFlags::CREATE, |to| Rebuild::rebuild(attrs(object), to, &at))
            .unwrap();
    }
    for flowtable in &dumped.flowtables {
        all.add_with(NewFlowtable { family }, NewFlags::CREATE, |to| {
            Rebuild::rebuild(attrs(flowtable), to, &at);
        })
        .unwrap();
    }
    let mut id = 0;
    let mut anonymous = BTreeMap::new();
    for set in &dumped.sets {
        let name = attrs(set).get(NftSet::NFTA_SET_NAME).unwrap().unwrap().to_string();
        let flags = attrs(set).get(NftSet::NFTA_SET_FLAGS).unwrap().unwrap_or_default();
        if flags.0.contains(SetFlags::NFT_SET_ANONYMOUS) {
            anonymous.insert(name, set);
            continue;
        }
        id += 1;
        all.add_with(NewSet { family }, NewFlags::CREATE, |to| {
            Rebuild::rebuild(attrs(set), to, &at);
            to.put(NftSet::NFTA_SET_ID, id);
        })
        .unwrap();
        for elements in &dumped.elements[&name] {
            all.add_with(NewSetElem { family }, NewFlags::CREATE, |to| {
                Rebuild::rebuild(attrs(elements), to, &at);
            })
            .unwrap();
        }
    }
    all.commit().unwrap_or_else(|failure| panic!("{of}: {failure} {:?}", failure.path));

    let (mut refused, append) = (Vec::new(), NewFlags::CREATE | NewFlags::APPEND);
    for rule in dumped.rules.iter().filter(|rule| !bound.contains_key(&chain_of(rule))) {
        let mut all = nftables::transaction(connection, None).unwrap();
        let (mut sets, mut chains) = (BTreeSet::new(), BTreeSet::new());
        refers_to(attrs(rule), &mut sets, &mut chains);
        let mut rules = Vec::new();
        for chain in chains.iter().filter_map(|name| bound.get(name)) {
            id += 1;
            at.chains.insert(name_of(chain), id);
            all.add_with(NewChain { family }, NewFlags::CREATE, |to| Rebuild::rebuild(attrs(chain), to, &at))
                .unwrap();
            rules.extend(dumped.rules.iter().filter(|rule| chain_of(rule) == name_of(chain)));
        }
        rules.iter().for_each(|rule| refers_to(attrs(rule), &mut sets, &mut chains));
        rules.push(rule);
        for (name, set) in sets.iter().filter_map(|name| anonymous.get_key_value(name)) {
            id += 1;
            at.sets.insert(name.clone(), id);
            all.add_with(NewSet { family }, NewFlags::CREATE, |to| {
                Rebuild::rebuild(attrs(set), to, &at);
                to.put(NftSet::NFTA_SET_ID, id);
            })
            .unwrap();
            for elements in &dumped.elements[name] {
                all.add_with(NewSetElem { family }, NewFlags::CREATE, |to| {
                    Rebuild::rebuild(attrs(elements), to, &at);
                })
                .unwrap();
            }
        }
        for rule in rules {
            all.add_with(NewRule { family }, append, |to| Rebuild::rebuild(attrs(rule), to, &at)).unwrap();
        }
        if let Err(failure) = all.commit() {
            let path = failure.path.as_ref().map(ToString::to_string);
            refused.push(format!("{of} {:?}: {failure} {path:?}", attrs::<NftRule>(rule)));
        }
    }
    assert!(refused.is_empty(), "{} are refused:\n{}", refused.len(), refused.join("\n"));
}
/// The sets and chains that a rule refers to by name.
fn refers_to(rule: Attrs<'_, NftRule>, sets: &mut BTreeSet<String>, chains: &mut BTreeSet<String>) {
    let exprs = rule.get(NftRule::NFTA_RULE_EXPRESSIONS).unwrap().unwrap_or(Attrs::new(&[]));
    for expr in exprs.get_all(NftExprs::NFTA_LIST_ELEM) {
        let data = expr.unwrap().select(NftExpr::NFTA_EXPR_DATA).unwrap();
        let set = match data {
            Some(ExprData::Lookup(lookup)) => lookup.get(NftLookup::NFTA_LOOKUP_SET).unwrap(),
            Some(ExprData::Objref(object)) => object.get(NftObjref::NFTA_OBJREF_SET_NAME).unwrap(),
            Some(ExprData::Dynset(dynset)) => dynset.get(NftDynset::NFTA_DYNSET_SET_NAME).unwrap(),
            _ => None,
        };
        sets.extend(set.map(|set| set.to_string()));
        if let Some(ExprData::Immediate(immediate)) = data {
            let data = immediate.get(NftImmediate::NFTA_IMMEDIATE_DATA).unwrap().unwrap();
            let verdict = data.get(NftData::NFTA_DATA_VERDICT).unwrap();
            let chain = verdict.and_then(|verdict| verdict.get(NftVerdict::NFTA_VERDICT_CHAIN).unwrap());
            chains.extend(chain.map(|chain| chain.to_string()));
        }
    }
}
/// What nft lists of a table, without what the kernel chose and without the name of the table.
fn contents(of: &str, table: &str) -> Vec<Value> {
    let mut listed = nft_json(of, table);
    let list = listed["nftables"].as_array_mut().unwrap();
    list.retain(|item| item.get("metainfo").is_none());
    for item in list.iter_mut() {
        for (kind, object) in item.as_object_mut().unwrap() {
            let object = object.as_object_mut().unwrap();
            object.remove("handle");
            object.remove(if kind == "table" { "name" } else { "table" });
        }
        normalize(item);
    }
    list.clone()
}
/// Elements of sets have no order, and what is left of their time passes.
fn normalize(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(normalize),
        Value::Object(map) => {
            map.remove("expires");
            for (key, value) in map {
                normalize(value);
                if let (Value::Array(list), "elem" | "set") = (value, key.as_str()) {
                    list.sort_by_key(Value::to_string);
                }
            }
        }
        _ => {}
    }
}
/// Bytes are what is in registers alone, whose type only nft knows.
fn check_bytes(key: &str, value: &Value) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| check_bytes(key, value)),
        Value::Object(map) => map.iter().for_each(|(key, value)| check_bytes(key, value)),
        Value::String(text) if key != "NFTA_DATA_VALUE" && !key.ends_with("_COMMENT") => {
            let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(!is_hex || text.len() < 2, "{key}: {text}");
        }
        _ => {}
    }
}
/// What the decoder says of a message has a name for every attribute, and no bytes in place of a value that has a type.
fn check_names(message: &[u8]) {
    let message = Message::new(message).unwrap();
    let described = Described::new("netfilter", lookup(message), message);
    assert_eq!(described.check(), Ok(()), "{described:?}");
    let text = Json(described).to_string();
    assert!(!text.contains("\"#"), "{text}");
    check_bytes("", &serde_json::from_str(&text).unwrap());
    assert!(NetfilterMessage::decode(message).is_ok(), "{text}");
}

#[test]
fn the_corpus_is_made_again_from_what_is_read() {
    const TEST: &str = "the_corpus_is_made_again_from_what_is_read";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 256 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables_and_tools(TEST, &mut connection) {
            return;
        }
        setup();
        let (loaded, refused) = load_corpus();
        say_refused(TEST, refused.iter().map(|(line, why)| (*line, why.as_str())));
        let mut different = Vec::new();
        let (mut made, mut objects) = (0, 0);
        for of in FAMILIES {
            let dumped = Dumped::read(of);
            dumped.messages().for_each(|message| check_names(message));
            make_again(&mut connection, of, "again", &dumped);
            let (first, again) = (contents(of, "t"), contents(of, "again"));
            assert_eq!(first.len(), again.len(), "{of}");
            for (first, again) in first.iter().zip(&again) {
                if first != again {
                    different.push(format!("{of}\nfirst: {first}\nagain: {again}"));
                }
                made += usize::from(first.get("rule").is_some());
                objects += usize::from(first.get("rule").is_none());
            }
        }
        assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
        common::count(&format!(
            "{made} rules and {objects} other objects of nft made again from what was read"
        ));
        assert!(made >= loaded && loaded >= 1000, "{made} of {loaded}");
    });
}

#[test]
fn rules_of_methods_are_the_rules_of_nft() {
    const TEST: &str = "rules_of_methods_are_the_rules_of_nft";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 64 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables_and_tools(TEST, &mut connection) {
            return;
        }
        setup();
        setup_as("u");
        let lines: Vec<String> =
            BUILT.iter().map(|(of, chain, _, text)| add_rule("u", &format!("{of} {chain} {text}"))).collect();
        let refused = load(&lines);
        say_refused(TEST, refused.iter().map(|(index, why)| (lines[*index].as_str(), why.as_str())));
        let made = BUILT.len() - refused.len();
        for (_, (of, chain, build, text)) in
            BUILT.iter().enumerate().filter(|(index, _)| !refused.contains_key(index))
        {
            let mut all = nftables::transaction(&mut connection, None).unwrap();
            all.create(&Table::new(family(of), "t").chain(chain).rule(*build)).unwrap();
            all.commit().unwrap_or_else(|failure| panic!("{of} {chain} {text}: {failure}"));
        }
        let mut different = Vec::new();
        for of in FAMILIES {
            let (ours, theirs) = (contents(of, "t"), contents(of, "u"));
            assert_eq!(ours.len(), theirs.len(), "{of}");
            let pairs = ours.iter().zip(&theirs).filter(|(ours, theirs)| ours != theirs);
            different.extend(pairs.map(|(ours, theirs)| format!("ours:   {ours}\ntheirs: {theirs}")));
        }
        assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
        common::count(&format!("{made} rules of methods are those of nft"));
        assert!(made > BUILT.len() * 9 / 10, "{made} of {}", BUILT.len());
    });
}

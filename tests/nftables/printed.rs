//! Rules of nft as they are printed here.
use crate::live::family;
use nlwire::{
    client::Connection,
    netfilter::{
        NfProto,
        nftables::{self, *},
    },
    socket::Socket,
    wire::{Attrs, Str},
};
use std::{collections::BTreeMap, fmt};

/// Sets of a table with their elements, and interfaces.
#[derive(Default)]
struct Names {
    /// Contents, by the number of bits that keys are shifted.
    sets: BTreeMap<Vec<u8>, Vec<String>>,
    values: BTreeMap<Vec<u8>, SetType>,
    objects: BTreeMap<Vec<u8>, ObjectType>,
}
impl RuleNames for Names {
    fn write_set(&self, name: Str<'_>, shift: u32, f: &mut fmt::Formatter<'_>) -> Option<fmt::Result> {
        let texts = self.sets.get(name.as_bytes())?;
        Some(f.write_str(texts.get(shift as usize)?))
    }
    fn object_type(&self, map: Str<'_>) -> Option<ObjectType> {
        self.objects.get(map.as_bytes()).copied()
    }
    fn value_type(&self, map: Str<'_>) -> Option<SetType> {
        self.values.get(map.as_bytes()).copied()
    }
    fn write_interface(&self, index: u32, f: &mut fmt::Formatter<'_>) -> Option<fmt::Result> {
        Loopback.write_interface(index, f)
    }
}
struct Loopback;
impl RuleNames for Loopback {
    fn write_interface(&self, index: u32, f: &mut fmt::Formatter<'_>) -> Option<fmt::Result> {
        (index == 1).then(|| f.write_str("\"lo\""))
    }
}
type Elem<'a> = Attrs<'a, NftSetElem>;
fn key<'a>(element: Elem<'a>) -> &'a [u8] {
    let key = element.get(NftSetElem::NFTA_SET_ELEM_KEY).unwrap();
    key.and_then(|key| key.get(NftData::NFTA_DATA_VALUE).unwrap()).unwrap_or_default()
}
/// The anonymous sets of a table as nft writes them.
fn names(connection: &mut Connection<Socket, &mut [u8]>, family: NfProto) -> Names {
    let mut names = Names::default();
    let mut sets = Vec::new();
    let mut all = connection.dump(nftables::sets(family, "t")).unwrap();
    while let Some(set) = all.next().unwrap() {
        let name: String = set.name().unwrap().to_str().unwrap().to_string();
        if let Some(kind) = set.attrs.get(NftSet::NFTA_SET_OBJ_TYPE).unwrap() {
            names.objects.insert(name.clone().into_bytes(), kind.0);
        }
        let keys = SetType::from_number(set.attrs.get(NftSet::NFTA_SET_KEY_TYPE).unwrap().unwrap().0);
        let values = set.attrs.get(NftSet::NFTA_SET_DATA_TYPE).unwrap();
        let values = values.map(|values| SetType::from_number(values.0));
        names.values.extend(values.map(|values| (name.clone().into_bytes(), values)));
        let userdata = set.attrs.get(NftSet::NFTA_SET_USERDATA).unwrap().unwrap_or_default();
        let is_host = |kind| Userdata::from(userdata).number(kind) == Some(1);
        let host = [Userdata::SET_KEY_BYTE_ORDER, Userdata::SET_DATA_BYTE_ORDER].map(is_host);
        sets.push((name, keys, values, set.flags(), host));
    }
    for (name, keys, values, flags, host) in sets.into_iter().filter(|set| set.0.starts_with("__")) {
        let mut written = vec![Vec::new(); 16];
        let mut all = connection.dump(nftables::elements(family, "t", &name)).unwrap();
        while let Some(message) = all.next().unwrap() {
            let list = message.attrs.get(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS).unwrap().unwrap();
            let mut list: Vec<Elem<'_>> = list.iter().map(|element| element.unwrap().1).collect();
            let interval = flags.contains(SetFlags::NFT_SET_INTERVAL) && keys.count() < 2;
            let is_end = |element: &Elem<'_>| {
                let flags = element.get(NftSetElem::NFTA_SET_ELEM_FLAGS).unwrap().unwrap_or_default();
                flags.0.contains(SetElemFlags::NFT_SET_ELEM_INTERVAL_END)
            };
            list.sort_by_key(|element| key(*element).to_vec());
            for (index, element) in list.iter().enumerate().filter(|(_, element)| !is_end(element)) {
                let text = ElementText::new(keys, values, *element).names(&Loopback);
                // an interval ends where the next element is, be that an end or not
                let end = list.get(index + 1).filter(|_| interval).copied();
                let text =
                    if keys == SetType::from(DataType::INTEGER) { text.host_order(host[0]) } else { text };
                let text = text.value_host_order(host[1]).interval(interval).until(end);
                for (shift, list) in written.iter_mut().enumerate() {
                    list.push(text.shifted(shift as u32).to_string());
                }
            }
        }
        let written = written.iter().map(|list| format!("{{ {} }}", list.join(", ")));
        names.sets.insert(name.into_bytes(), written.collect());
    }
    names
}
/// The rules of the tables `t`, by family and chain.
pub fn printed(
    connection: &mut Connection<Socket, &mut [u8]>,
    of: &str,
) -> BTreeMap<String, Vec<(String, String)>> {
    let family = family(of);
    let names = names(connection, family);
    let mut found = BTreeMap::<_, Vec<_>>::new();
    let mut rules = connection.dump(nftables::rules(family, "t", None)).unwrap();
    while let Some(rule) = rules.next().unwrap() {
        let text = rule.to_text().names(&names).to_string();
        let chain = rule.chain().unwrap().to_string();
        found.entry(chain).or_default().push((text, format!("{:?}", rule.expressions())));
    }
    found
}

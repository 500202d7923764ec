//! Elements of sets and maps as values that a transaction creates or deletes.
use super::{set::MapValues, *};
use crate::wire::Writer;

/// Key of an element, or value of a map: one value, or a tuple of them for a concatenation.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ElementKey {
    values: [Option<FieldBytes>; SetType::MAX_FIELDS as usize],
}
impl<V: FieldValue> From<V> for ElementKey {
    fn from(value: V) -> Self {
        Self { values: [Some(value.to_field_bytes()), None, None, None, None] }
    }
}
macro_rules! keys {
    ($(($($name:ident)*))*) => { $(
        #[allow(non_snake_case)]
        impl<$($name: FieldValue),*> From<($($name,)*)> for ElementKey {
            fn from(($($name,)*): ($($name,)*)) -> Self {
                let mut values = [None; SetType::MAX_FIELDS as usize];
                let fields = [$( $name.to_field_bytes() ),*];
                values.iter_mut().zip(fields).for_each(|(to, from)| *to = Some(from));
                Self { values }
            }
        }
    )* };
}
keys! { (A B) (A B C) (A B C D) (A B C D E) }
/// Bytes of a key: at most 64 (`NFT_DATA_VALUE_MAXLEN`).
#[derive(Clone, Copy)]
struct KeyBytes {
    bytes: [u8; 64],
    len: usize,
}
impl ElementKey {
    /// The bytes by the types; `plus` is added to the last field, `None` if that overflows. Keys of
    /// intervals are in network byte order.
    fn bytes(&self, keys: SetType, plus: u8, interval: bool) -> Option<KeyBytes> {
        let mut out = KeyBytes { bytes: [0; 64], len: 0 };
        let concat = keys.count() > 1;
        for (value, field) in self.values.iter().zip(keys.fields()) {
            let len = usize::from(field.len());
            let bytes = match (*value)?.0 {
                Repr::Number(number) => {
                    let number = number.checked_add(plus.into())?;
                    if number > ones(u16::from(field.len()) * 8) {
                        return None;
                    }
                    RegBytes::number(number, 0, len as u16, field.is_host_order() && !interval)
                }
                Repr::Name(name) => RegBytes::name(&NamePattern { prefix: false, ..name }, len as u16),
            };
            let space = out.bytes.get_mut(out.len..)?.get_mut(..len)?;
            space.iter_mut().zip(bytes.as_slice()).for_each(|(to, from)| *to = *from);
            out.len += if concat { len.next_multiple_of(4) } else { len };
        }
        Some(out)
    }
}
#[derive(Clone, Copy, PartialEq, Debug)]
enum ElementValue<'a> {
    Data(ElementKey),
    Verdict(VerdictCode, Option<&'a str>),
    Object(&'a str),
}
/// Element of a set or map.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Element<'a> {
    key: ElementKey,
    last: Option<ElementKey>,
    value: Option<ElementValue<'a>>,
    timeout: Option<u64>,
    comment: Option<&'a str>,
}
impl<'a> Element<'a> {
    /// Creates an element with a key.
    #[must_use]
    pub fn new(key: impl Into<ElementKey>) -> Self {
        Self { key: key.into(), last: None, value: None, timeout: None, comment: None }
    }
    /// Creates an element that is a range of keys, both included. For interval sets.
    #[must_use]
    pub fn range(first: impl Into<ElementKey>, last: impl Into<ElementKey>) -> Self {
        Self { last: Some(last.into()), ..Self::new(first) }
    }
    /// Sets the value, for a map.
    #[must_use]
    pub fn to(mut self, value: impl Into<ElementKey>) -> Self {
        self.value = Some(ElementValue::Data(value.into()));
        self
    }
    /// Sets the verdict, for a verdict map.
    #[must_use]
    pub fn verdict(mut self, code: VerdictCode) -> Self {
        self.value = Some(ElementValue::Verdict(code, None));
        self
    }
    /// Sets the verdict to `NFT_JUMP` to a chain, for a verdict map.
    #[must_use]
    pub fn jump(mut self, chain: &'a str) -> Self {
        self.value = Some(ElementValue::Verdict(VerdictCode::NFT_JUMP, Some(chain)));
        self
    }
    /// Sets the verdict to `NFT_GOTO` to a chain, for a verdict map.
    #[must_use]
    pub fn goto(mut self, chain: &'a str) -> Self {
        self.value = Some(ElementValue::Verdict(VerdictCode::NFT_GOTO, Some(chain)));
        self
    }
    /// Sets the name of the stateful object, for an object map.
    #[must_use]
    pub fn object(mut self, name: &'a str) -> Self {
        self.value = Some(ElementValue::Object(name));
        self
    }
    /// Sets the timeout, milliseconds.
    #[must_use]
    pub fn timeout(mut self, milliseconds: u64) -> Self {
        self.timeout = Some(milliseconds);
        self
    }
    /// Sets the comment.
    #[must_use]
    pub fn comment(mut self, comment: &'a str) -> Self {
        self.comment = Some(comment);
        self
    }
}
/// What converts to an [`Element`]: a key, a range of keys, a [`Prefix`].
pub trait IntoElement<'a> {
    /// Returns the element.
    fn into_element(self) -> Element<'a>;
}
impl<'a> IntoElement<'a> for Element<'a> {
    fn into_element(self) -> Element<'a> {
        self
    }
}
impl<'a, V: FieldValue> IntoElement<'a> for V {
    fn into_element(self) -> Element<'a> {
        Element::new(self)
    }
}
impl<'a, A: FieldValue, B: FieldValue> IntoElement<'a> for (A, B) {
    fn into_element(self) -> Element<'a> {
        Element::new(self)
    }
}
impl<'a, A: FieldValue, B: FieldValue, C: FieldValue> IntoElement<'a> for (A, B, C) {
    fn into_element(self) -> Element<'a> {
        Element::new(self)
    }
}
impl<'a, V: FieldValue> IntoElement<'a> for core::ops::RangeInclusive<V> {
    fn into_element(self) -> Element<'a> {
        Element::range(*self.start(), *self.end())
    }
}
impl<'a> IntoElement<'a> for Prefix<core::net::Ipv4Addr> {
    fn into_element(self) -> Element<'a> {
        let host = ones(u16::from(32 - self.1.min(32))) as u32;
        let first = self.0.to_bits() & !host;
        Element::range(first, first | host)
    }
}
impl<'a> IntoElement<'a> for Prefix<core::net::Ipv6Addr> {
    fn into_element(self) -> Element<'a> {
        let host = ones(u16::from(128 - self.1.min(128)));
        let first = self.0.to_bits() & !host;
        Element::range(core::net::Ipv6Addr::from_bits(first), core::net::Ipv6Addr::from_bits(first | host))
    }
}
/// Elements of a set, to create or delete. Created by [`Set::elements`].
#[derive(Clone, Copy, Debug)]
pub struct Elements<'a, I> {
    pub(super) set: Set<'a>,
    pub(super) id: Option<u32>,
    pub(super) elements: I,
}
impl<'a, I> Elements<'a, I>
where
    I: IntoIterator + Clone,
    I::Item: IntoElement<'a>,
{
    fn write_to(&self, list: &mut Writer<'_, NftSetElems>) {
        let set = &self.set;
        list.put(NftSetElems::NFTA_SET_ELEM_LIST_TABLE, set.table.name);
        list.put(NftSetElems::NFTA_SET_ELEM_LIST_SET, set.name);
        list.put_some(NftSetElems::NFTA_SET_ELEM_LIST_SET_ID, self.id);
        let interval = set.flags.contains(SetFlags::NFT_SET_INTERVAL);
        let concat = set.keys.count() > 1;
        // an interval is two elements: its first key, and the key after its last
        let parts = self.elements.clone().into_iter().flat_map(|element| {
            let element = element.into_element();
            let last = element.last.unwrap_or(element.key);
            let end = if interval && !concat { last.bytes(set.keys, 1, true) } else { None };
            [(element, None), (element, Some(end))].into_iter().take(1 + usize::from(end.is_some()))
        });
        let mut wrong = false;
        list.array(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS, 1, parts, |out, (element, end)| {
            if let Some(end) = end {
                if let Some(end) = end {
                    out.key(end.bytes.get(..end.len).unwrap_or(&[]));
                }
                out.put(NftSetElem::NFTA_SET_ELEM_FLAGS, Be(SetElemFlags::NFT_SET_ELEM_INTERVAL_END));
                return;
            }
            wrong |= !element.write(out, set);
        });
        if wrong {
            list.fail_too_long();
        }
    }
}
impl Element<'_> {
    /// Writes the element; returns whether the key has the fields of the set.
    fn write(&self, out: &mut Writer<'_, NftSetElem>, set: &Set<'_>) -> bool {
        let interval = set.flags.contains(SetFlags::NFT_SET_INTERVAL);
        let Some(key) = self.key.bytes(set.keys, 0, interval) else { return false };
        out.key(key.bytes.get(..key.len).unwrap_or(&[]));
        if interval && set.keys.count() > 1 {
            let Some(last) = self.last.unwrap_or(self.key).bytes(set.keys, 0, true) else { return false };
            out.nest(NftSetElem::NFTA_SET_ELEM_KEY_END, |data| {
                data.put(NftData::NFTA_DATA_VALUE, last.bytes.get(..last.len).unwrap_or(&[]));
            });
        }
        match self.value {
            None => {}
            Some(ElementValue::Data(value)) => {
                let Some(MapValues::Data(values)) = set.values else { return false };
                let Some(value) = value.bytes(values, 0, false) else { return false };
                out.nest(NftSetElem::NFTA_SET_ELEM_DATA, |data| {
                    data.put(NftData::NFTA_DATA_VALUE, value.bytes.get(..value.len).unwrap_or(&[]));
                });
            }
            Some(ElementValue::Verdict(code, chain)) => {
                out.nest(NftSetElem::NFTA_SET_ELEM_DATA, |data| {
                    data.nest(NftData::NFTA_DATA_VERDICT, |verdict| {
                        verdict.put(NftVerdict::NFTA_VERDICT_CODE, Be(code));
                        verdict.put_some(NftVerdict::NFTA_VERDICT_CHAIN, chain);
                    });
                });
            }
            Some(ElementValue::Object(name)) => {
                out.put(NftSetElem::NFTA_SET_ELEM_OBJREF, name);
            }
        }
        out.put_some(NftSetElem::NFTA_SET_ELEM_TIMEOUT, self.timeout);
        put_comment(out, NftSetElem::NFTA_SET_ELEM_USERDATA, Userdata::COMMENT, self.comment);
        true
    }
}
impl<'a, I> Create for Elements<'a, I>
where
    I: IntoIterator + Clone,
    I::Item: IntoElement<'a>,
{
    type New = NewSetElem;
    fn new_operation(&self) -> NewSetElem {
        NewSetElem { family: self.set.table.family }
    }
    fn write(&self, request: &mut Request<'_, NewSetElem>, _: u32) {
        self.write_to(request);
    }
}
impl<'a, I> Delete for Elements<'a, I>
where
    I: IntoIterator + Clone,
    I::Item: IntoElement<'a>,
{
    type Delete = DelSetElem;
    fn delete_operation(&self) -> DelSetElem {
        DelSetElem { family: self.set.table.family }
    }
    fn write_delete(&self, request: &mut Request<'_, DelSetElem>) {
        self.write_to(request);
    }
}

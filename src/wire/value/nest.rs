//! Nests: attributes in an attribute, alone, in arrays, after a fixed header, and as next hops.
use super::{CStruct, Encode, Struct, Value, borrowed, copy};
use crate::wire::{
    AttributeSet, Attrs, Error, NLA_F_NESTED, RawAttrs, align4,
    spec::{NextHopsSpec, PayloadType},
};
use core::{iter::FusedIterator, marker::PhantomData};
use zerocopy::FromBytes;

/// An indexed array: a nest with one attribute per item.
///
/// The attribute types are indices, or have no meaning.
#[doc(alias = "indexed-array")]
pub struct IndexedArray<'a, V> {
    bytes: &'a [u8],
    items: PhantomData<fn() -> V>,
}
impl<V> Clone for IndexedArray<'_, V> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<V> Copy for IndexedArray<'_, V> {}
impl<'a, V> IndexedArray<'a, V> {
    /// Creates an array from the attributes with the items.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, items: PhantomData }
    }
    /// Returns the attributes with the items.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}
impl<'a, V: Value<'a>> IndexedArray<'a, V> {
    /// Iterates over the items, each with its attribute type.
    ///
    /// # Errors
    /// A framing error ends the iteration; an item that does not match its type does not.
    #[inline(always)]
    pub fn iter(&self) -> ArrayIter<'a, V> {
        ArrayIter { attrs: RawAttrs::new(self.bytes), items: PhantomData }
    }
}
/// A nest with one attribute per item, where the attribute type is the key of the item.
///
/// The policies of a generic netlink family by index are such a nest. Printed with the numbers as
/// keys, unlike an [`IndexedArray`]. To write an item, use a key of your own: `Key::<Mine,
/// Attrs<()>>::new(8)`.
#[doc(alias = "nest-type-value")]
pub struct NestTypeValue<'a, V> {
    bytes: &'a [u8],
    items: PhantomData<fn() -> V>,
}
impl<V> Clone for NestTypeValue<'_, V> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<V> Copy for NestTypeValue<'_, V> {}
impl<'a, V> NestTypeValue<'a, V> {
    /// Creates a nest from the attributes with the items.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, items: PhantomData }
    }
    /// Returns the attributes with the items.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}
impl<'a, V: Value<'a>> NestTypeValue<'a, V> {
    /// Iterates over the items, each with its number.
    ///
    /// # Errors
    /// A framing error ends the iteration; an item that does not match its type does not.
    #[inline(always)]
    pub fn iter(&self) -> ArrayIter<'a, V> {
        ArrayIter { attrs: RawAttrs::new(self.bytes), items: PhantomData }
    }
    /// Returns the item with this number; the last one if there are several.
    ///
    /// # Errors
    /// [`ErrorKind::Framing`](crate::wire::ErrorKind::Framing) if the framing is broken,
    /// [`ErrorKind::Payload`](crate::wire::ErrorKind::Payload) if the item does not match its type.
    pub fn get(&self, number: u16) -> Result<Option<V>, Error> {
        Attrs::<()>::new(self.bytes).get_raw(number)?.map(|attr| attr.value()).transpose()
    }
}
/// Iterator over numbers and items: see [`IndexedArray::iter`].
#[derive(Clone, Copy)]
pub struct ArrayIter<'a, V> {
    attrs: RawAttrs<'a>,
    items: PhantomData<fn() -> V>,
}
impl<'a, V: Value<'a>> Iterator for ArrayIter<'a, V> {
    type Item = Result<(u16, V), Error>;
    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        match self.attrs.next()? {
            Ok(attr) => Some(attr.value().map(|value| (attr.attr_type(), value))),
            Err(error) => Some(Err(error)),
        }
    }
}
impl<'a, V: Value<'a>> FusedIterator for ArrayIter<'a, V> {}

/// A payload that starts with a fixed header.
///
/// An example is the peer of a veth pair: the header of a link, then the attributes of a link.
#[doc(alias = "fixed-header")]
pub struct WithHeader<'a, H: CStruct, V> {
    /// Fixed header.
    pub header: &'a Struct<H>,
    /// Value after the header: attributes from the next multiple of 4, anything else directly.
    pub body: V,
}
impl<H: CStruct, V: Clone> Clone for WithHeader<'_, H, V> {
    #[inline(always)]
    fn clone(&self) -> Self {
        Self { header: self.header, body: self.body.clone() }
    }
}
impl<H: CStruct, V: Copy> Copy for WithHeader<'_, H, V> {}
impl<H: CStruct, V: Encode> WithHeader<'_, H, V> {
    /// Offset of the value after the header.
    const BODY: usize = V::PAYLOAD_TYPE.behind(size_of::<Struct<H>>());
}
impl<H: CStruct, V: Encode> Encode for WithHeader<'_, H, V> {
    const PAYLOAD_TYPE: PayloadType =
        PayloadType::WithHeader { header: &H::SPEC, body: &V::PAYLOAD_TYPE, rebinds: true };
    const FLAGS: u16 = V::FLAGS;
    #[inline(always)]
    fn wire_len(&self) -> usize {
        Self::BODY + self.body.wire_len()
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        if let Some((head, body)) = out.split_at_mut_checked(Self::BODY) {
            head.fill(0);
            if let Some(head) = head.get_mut(..size_of::<Struct<H>>()) {
                copy(head, self.header.as_bytes())
            }
            self.body.write(body)
        }
    }
    #[inline(always)]
    fn has_inner_nul(&self) -> bool {
        self.header.has_inner_nul() || self.body.has_inner_nul()
    }
}
impl<'a, H: CStruct, V: Value<'a>> Value<'a> for WithHeader<'a, H, V> {
    #[inline(always)]
    fn read(payload: &'a [u8]) -> Option<Self> {
        let (header, _) = Struct::ref_from_prefix(payload).ok()?;
        Some(WithHeader { header, body: V::read(payload.get(Self::BODY..).unwrap_or(&[]))? })
    }
}

/// A struct that starts with the length of an element of a [`Chain`].
///
/// The length is two bytes in host byte order.
///
/// An example is `struct rtnexthop`, linux/rtnetlink.h.
pub trait Linked: CStruct {}

/// A sequence of elements, each a header with the element's length, and attributes.
///
/// An example is `RTA_MULTIPATH`, the next hops of a route.
#[doc(alias = "rtnexthop")]
pub struct Chain<'a, H, S> {
    bytes: &'a [u8],
    of: PhantomData<fn() -> (H, S)>,
}
impl<H, S> Clone for Chain<'_, H, S> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<H, S> Copy for Chain<'_, H, S> {}
impl<'a, H: Linked, S> Chain<'a, H, S> {
    /// Returns the bytes of the elements.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
    /// Iterates over the elements.
    ///
    /// A length below the size of the header, or beyond the end, is one error and ends the
    /// iteration.
    #[inline(always)]
    pub fn iter(&self) -> ChainIter<'a, H, S> {
        ChainIter { rest: self.bytes, of: PhantomData }
    }
}
/// Iterator over elements: see [`Chain::iter`].
pub struct ChainIter<'a, H, S> {
    rest: &'a [u8],
    of: PhantomData<fn() -> (H, S)>,
}
impl<'a, H: Linked, S: AttributeSet> Iterator for ChainIter<'a, H, S> {
    type Item = Result<WithHeader<'a, H, Attrs<'a, S>>, Error>;
    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        let (element, rest) = match next_link(self.rest, size_of::<Struct<H>>())? {
            Ok(found) => found,
            Err(error) => {
                self.rest = &[];
                return Some(Err(error));
            }
        };
        self.rest = rest;
        WithHeader::read(element).map(Ok)
    }
}
impl<H: Linked, S: AttributeSet> FusedIterator for ChainIter<'_, H, S> {}

/// An element, and the bytes after the element.
type Link<'a> = (&'a [u8], &'a [u8]);
/// Splits off the first element; iteration, printing, validation and paths all use this function.
#[inline(always)]
pub(crate) fn next_link(bytes: &[u8], header: usize) -> Option<Result<Link<'_>, Error>> {
    if bytes.len() < 4 {
        return None; // padding
    }
    let len = bytes.first_chunk().map_or(0, |len| u16::from_ne_bytes(*len) as usize);
    match bytes.get(..len) {
        Some(element) if len >= header.max(4) => Some(Ok((element, bytes.get(align4(len)..).unwrap_or(&[])))),
        _ => Some(Err(Error::framing(bytes))),
    }
}

borrowed! {
    [S: AttributeSet] Attrs<'a, S>: PayloadType::Nest(S::spec), NLA_F_NESTED, |b| Some(Attrs::new(b)), |it| it.bytes();
    [V: Encode] IndexedArray<'a, V>: PayloadType::IndexedArray(&V::PAYLOAD_TYPE), NLA_F_NESTED, |b| Some(IndexedArray::new(b)), |it| it.bytes;
    [V: Encode] NestTypeValue<'a, V>: PayloadType::NestTypeValue(&V::PAYLOAD_TYPE), NLA_F_NESTED, |b| Some(NestTypeValue::new(b)), |it| it.bytes;
    [H: Linked, S: AttributeSet] Chain<'a, H, S>: PayloadType::NextHops(&NextHopsSpec { header: &H::SPEC, body: &PayloadType::Nest(S::spec) }), 0,
        |b| Some(Chain { bytes: b, of: PhantomData }), |it| it.bytes;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::View,
        server::ValidationFlags,
        wire::{
            Address, Be, SubMessage, Writer,
            spec::{Scope, SelectorSource},
        },
    };
    use std::format;

    crate::c_struct! {
        /// A next hop: the length comes first.
        pub struct Hop {
            /// Length.
            len: u16,
            /// Index.
            index: u16,
        }
    }
    impl Linked for Hop {}
    crate::c_struct! {
        /// Address family in two bytes, as in `struct rtvia`.
        pub struct Via {
            /// Family.
            family: Be<u16>,
        }
    }
    crate::attributes! {
        /// A route.
        pub set Road, enum RoadAttr<'a> {
            /// Destination.
            ROAD_TO: Address<'a> = 1,
            /// Next hops.
            ROAD_HOPS: Chain<'a, Hop, Road> = 2,
            /// Gateway of another family.
            ROAD_VIA: WithHeader<'a, Via, SubMessage<'a, ViaBy>> = 3,
            /// Gateway of another family, with attributes.
            ROAD_MORE: WithHeader<'a, Via, Attrs<'a, Road>> = 4,
        }
    }
    crate::sub_messages! {
        /// Address by the family in the header.
        pub enum ViaAddress<'a>, selector ViaBy from SelectorSource::Header { offset: 0, len: 2 } => {
            /// IPv4.
            INET = &[0, 2u8] => Inet(crate::wire::Ip<'a>),
        }
    }

    #[test]
    fn a_hop_is_of_the_family_of_its_route_and_a_structure_in_front_of_its_own() {
        let mut buffer = [0; 128];
        let mut writer = Writer::<Road>::new(&mut buffer);
        let via = Via::new().with(Via::family, Be(2));
        writer.chain(Road::ROAD_HOPS, |hops| {
            for index in [1u16, 2] {
                hops.link(&Hop::new().with(Hop::index, index), |hop| {
                    hop.put(Road::ROAD_TO, crate::wire::Labels(&[0, 6, 0x41, 0]));
                });
            }
        });
        writer.put(Road::ROAD_VIA, WithHeader { header: &via, body: SubMessage::new(&[10, 0, 0, 1]) });
        let bytes = writer.finish().unwrap();
        let text = |family: u8| {
            let header = [family];
            format!("{:?}", View::within(PayloadType::Nest(Road::spec), bytes, Scope::new(0, &header)))
        };
        let expected = |to: &str| {
            format!(
                "{{ROAD_HOPS: [{{header: {{len: 12, index: 1}}, attributes: {{ROAD_TO: {to}}}}}, \
                 {{header: {{len: 12, index: 2}}, attributes: {{ROAD_TO: {to}}}}}], \
                 ROAD_VIA: {{header: {{family: 2}}, data: 10.0.0.1}}}}"
            )
        };
        assert_eq!(text(28), expected("100"));
        assert_eq!(text(2), expected("0.6.65.0"));
        assert_eq!(bytes.len(), 28 + 12, "an address stands right behind its family: 4 + 2 + 4, and padding");
        let attrs = Attrs::<Road>::new(bytes);
        let found = attrs.get(Road::ROAD_VIA).unwrap().unwrap();
        assert_eq!((found.header.get(Via::family), found.body.bytes()), (Be(2), &[10, 0, 0, 1][..]));
        for len in 0..=6 {
            let read = WithHeader::<Via, &[u8]>::read(&[0, 2, 3, 4, 5, 6][..len]);
            assert_eq!(read.map(|it| it.body.len()), len.checked_sub(2), "{len} bytes");
        }
        for len in 0..=6 {
            let read = WithHeader::<Via, Attrs<'_, Road>>::read(&[0, 2, 3, 4, 5, 6][..len]);
            assert_eq!(read.map(|it| it.body.bytes().len()), (len >= 2).then(|| len.saturating_sub(4)));
        }
    }
    crate::attributes! {
        /// Rules.
        pub set Rules, enum RulesAttr<'a> {
            /// Routes by number.
            RULES_ROADS: NestTypeValue<'a, NestTypeValue<'a, u8>> = 1,
        }
    }
    #[test]
    fn items_by_number_keep_their_numbers() -> Result<(), std::boxed::Box<dyn core::error::Error>> {
        use crate::{
            schema::Json,
            server::validate,
            wire::{Attr, AttributeSet, Errno, Key, spec::MessageSpec},
        };
        let mut buffer = [0xa5; 128];
        let mut writer = Writer::<Rules>::new(&mut buffer);
        writer.nest(Key::<_, Attrs<()>>::new(1), |roads| {
            roads.nest(Key::<_, Attrs<()>>::new(0), |road| {
                road.put(Key::<_, u8>::new(7), 70).put(Key::<_, u8>::new(300), 30);
            });
            roads.nest(Key::<_, Attrs<()>>::new(5), |road| {
                road.put(Key::<_, u8>::new(2), 20).put(Key::<_, u8>::new(2), 21).copy(Attr::new(3, &[1, 2]));
            });
        });
        let rules = Attrs::<Rules>::new(writer.finish()?);
        assert_eq!(
            format!("{rules:?}"),
            "{RULES_ROADS: {0: {7: 70, 300: 30}, 5: {2: [20, 21], 3: misfit 0102}}}"
        );
        assert_eq!(
            format!("{}", Json(View::of(rules))),
            r#"{"RULES_ROADS":{"0":{"7":70,"300":30},"5":{"2":[20,21],"3":"0102"}}}"#
        );
        let roads = rules.get(Rules::RULES_ROADS)?.ok_or("no roads")?;
        let road = roads.get(5)?.ok_or("no road")?;
        assert_eq!((road.get(2)?, road.get(9)?, road.get(3).is_err()), (Some(21), None, true));
        assert_eq!(roads.iter().map(|road| road.map_or(99, |(number, _)| number)).sum::<u16>(), 5);
        assert!(NestTypeValue::<u8>::new(&[3, 0, 0, 0]).get(1).is_err());
        let strict = |offset| {
            validate(Rules::spec(), rules.bytes(), offset, Scope::new(0, &[]), ValidationFlags::STRICT)
        };
        let refused = strict(16).expect_err("two bytes are no number");
        assert_eq!(
            (refused.errno(), refused.number, refused.offset),
            (Errno::EINVAL, 3, 16 + 4 + 20 + 4 + 16)
        );
        let row = MessageSpec {
            number: 16,
            name: "",
            verb: crate::wire::Verb::Get,
            header: None,
            table: Rules::spec,
            protocol: None,
        };
        let mut bytes = [&[0; 16][..], rules.bytes()].concat();
        let len = u32::try_from(bytes.len())?;
        bytes[..4].copy_from_slice(&len.to_ne_bytes());
        let path = row.path(crate::wire::Message::new(&bytes)?, 60);
        assert_eq!(format!("{path}"), "RULES_ROADS[5][3]");
        Ok(())
    }
}

//! Nests: attributes within an attribute, alone, in arrays, behind a structure, and in chains.
use super::{Encode, Layout, Value, borrowed, copy};
use crate::wire::{Attrs, ChainShape, Error, NLA_F_NESTED, RawAttrs, Set, Shape, View, align4};
use core::{fmt, iter::FusedIterator, marker::PhantomData};

/// A nest of like things, one attribute each; their numbers are indices, or carry no meaning.
pub struct Array<'a, V> {
    bytes: &'a [u8],
    items: PhantomData<fn() -> V>,
}
impl<V> Clone for Array<'_, V> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<V> Copy for Array<'_, V> {}
impl<'a, V> Array<'a, V> {
    /// Of the attributes that hold the items.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, items: PhantomData }
    }
    /// The attributes that hold the items.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}
impl<'a, V: Value<'a>> Array<'a, V> {
    /// Each item with the number that its attribute bears.
    ///
    /// # Errors
    /// Framing ends the walk; an item that does not fit its type does not.
    #[inline(always)]
    pub fn iter(&self) -> ArrayIter<'a, V> {
        ArrayIter { attrs: RawAttrs::new(self.bytes), items: PhantomData }
    }
}
/// A nest of like things, one attribute each, that are found by their numbers: a generic family's policies by index. Printed with those
/// numbers as keys, which an [`Array`] does not show. To write one, nest by a key of your own: `Key::<Mine, Attrs<()>>::new(8)`.
pub struct ByNumber<'a, V> {
    bytes: &'a [u8],
    items: PhantomData<fn() -> V>,
}
impl<V> Clone for ByNumber<'_, V> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<V> Copy for ByNumber<'_, V> {}
impl<'a, V> ByNumber<'a, V> {
    /// Of the attributes that hold the items.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, items: PhantomData }
    }
    /// The attributes that hold the items.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}
impl<'a, V: Value<'a>> ByNumber<'a, V> {
    /// Each item with its number. Framing that is broken is one error, and the end; an item that does not fit its type is an error, too.
    #[inline(always)]
    pub fn iter(&self) -> ArrayIter<'a, V> {
        ArrayIter { attrs: RawAttrs::new(self.bytes), items: PhantomData }
    }
    /// The item of a number, the last where there are several.
    ///
    /// # Errors
    /// Framing that is broken, or an item of that number which does not fit its type.
    pub fn get(&self, number: u16) -> Result<Option<V>, Error> {
        Attrs::<()>::new(self.bytes).last(number)?.map(|attr| attr.value()).transpose()
    }
}
/// What [`Array::iter`] walks: number and item.
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
            Ok(attr) => Some(attr.value().map(|value| (attr.number(), value))),
            Err(error) => Some(Err(error)),
        }
    }
}
impl<'a, V: Value<'a>> FusedIterator for ArrayIter<'a, V> {}

/// A structure, then a value of another kind, in one payload: the other end of a veth pair is a link's header and a link's attributes.
pub struct Headed<'a, H, V> {
    /// The structure.
    pub header: &'a H,
    /// What stands behind it: attributes from the next multiple of 4 on, anything else at once.
    pub tail: V,
}
impl<H, V: Clone> Clone for Headed<'_, H, V> {
    #[inline(always)]
    fn clone(&self) -> Self {
        Self { header: self.header, tail: self.tail.clone() }
    }
}
impl<H, V: Copy> Copy for Headed<'_, H, V> {}
impl<H: Layout, V: Encode> Headed<'_, H, V> {
    /// Where the tail begins.
    const TAIL: usize = V::SHAPE.behind(size_of::<H>());
}
impl<H: Layout, V: Encode> Encode for Headed<'_, H, V> {
    const SHAPE: Shape = Shape::Headed { header: &H::STRUCTURE, tail: &V::SHAPE, rebinds: true };
    const FLAGS: u16 = V::FLAGS;
    #[inline(always)]
    fn wire_len(&self) -> usize {
        Self::TAIL + self.tail.wire_len()
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        if let Some((head, tail)) = out.split_at_mut_checked(Self::TAIL) {
            head.fill(0);
            if let Some(head) = head.get_mut(..size_of::<H>()) {
                copy(head, self.header.as_bytes())
            }
            self.tail.write(tail)
        }
    }
}
impl<'a, H: Layout, V: Value<'a>> Value<'a> for Headed<'a, H, V> {
    #[inline(always)]
    fn read(payload: &'a [u8]) -> Option<Self> {
        let (header, _) = H::ref_from_prefix(payload).ok()?;
        Some(Headed { header, tail: V::read(payload.get(Self::TAIL..).unwrap_or(&[]))? })
    }
}

/// A structure that begins with its own length, in two bytes of host order, and heads one element of a [`Chain`]:
/// `struct rtnexthop`, linux/rtnetlink.h.
pub trait Linked: Layout {}

/// Elements one behind the other, each a structure that begins with the element's length, and attributes behind it: the next hops of
/// `RTA_MULTIPATH`.
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
    /// The bytes that hold the elements.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
    /// Each element. A length that is smaller than the structure or points past the end is one error, and the end.
    #[inline(always)]
    pub fn iter(&self) -> ChainIter<'a, H, S> {
        ChainIter { rest: self.bytes, of: PhantomData }
    }
}
/// What [`Chain::iter`] walks.
pub struct ChainIter<'a, H, S> {
    rest: &'a [u8],
    of: PhantomData<fn() -> (H, S)>,
}
impl<'a, H: Linked, S: Set> Iterator for ChainIter<'a, H, S> {
    type Item = Result<Headed<'a, H, Attrs<'a, S>>, Error>;
    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        let (element, rest) = match next_link(self.rest, size_of::<H>())? {
            Ok(found) => found,
            Err(error) => {
                self.rest = &[];
                return Some(Err(error));
            }
        };
        self.rest = rest;
        Headed::read(element).map(Ok)
    }
}
impl<H: Linked, S: Set> FusedIterator for ChainIter<'_, H, S> {}

/// An element of a chain, and what follows it.
type Link<'a> = (&'a [u8], &'a [u8]);
/// The first element of a chain and what follows it. The one splitter: iteration, printing, validation and paths all use it.
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
    [S: Set] Attrs<'a, S>: Shape::Set(S::table), NLA_F_NESTED, |b| Some(Attrs::new(b)), |it| it.bytes();
    [V: Encode] Array<'a, V>: Shape::Array(&V::SHAPE), NLA_F_NESTED, |b| Some(Array::new(b)), |it| it.bytes;
    [V: Encode] ByNumber<'a, V>: Shape::ByNumber(&V::SHAPE), NLA_F_NESTED, |b| Some(ByNumber::new(b)), |it| it.bytes;
    [H: Linked, S: Set] Chain<'a, H, S>: Shape::Chain(&ChainShape { header: &H::STRUCTURE, tail: &Shape::Set(S::table) }), 0,
        |b| Some(Chain { bytes: b, of: PhantomData }), |it| it.bytes;
}

/// `Debug` by the shape, so that a value prints the same everywhere.
macro_rules! debug_by_shape { ($([$($generics:tt)*] $t:ty, |$it:ident| $bytes:expr;)*) => { $(
    impl<'a, $($generics)*> fmt::Debug for $t {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            let $it = self;
            fmt::Debug::fmt(&View::new(<Self as Encode>::SHAPE, $bytes), f)
        }
    }
)* } }
pub(super) use debug_by_shape;
debug_by_shape! {
    [S: Set] Attrs<'a, S>, |it| it.bytes();
    [V: Encode] Array<'a, V>, |it| it.bytes;
    [V: Encode] ByNumber<'a, V>, |it| it.bytes;
    [H: Linked, S: Set] Chain<'a, H, S>, |it| it.bytes;
}
impl<H: Layout, V: Encode + fmt::Debug> fmt::Debug for Headed<'_, H, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let header = View::new(Shape::Struct(&H::STRUCTURE), self.header.as_bytes());
        f.debug_struct("Headed").field("header", &header).field("tail", &self.tail).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Address, Be, By, Checks, Scope, Selected, Writer};
    use std::format;

    crate::layout! {
        /// One hop: its length comes first.
        pub struct Hop {
            /// Length.
            len: u16,
            /// Index.
            index: u16,
        }
    }
    impl Linked for Hop {}
    crate::layout! {
        /// Two bytes of family, as `struct rtvia` has them.
        pub struct Via {
            /// Family.
            family: Be<u16>,
        }
    }
    crate::attributes! {
        /// A route.
        pub set Road, enum RoadAttr<'a> {
            /// Where it goes.
            ROAD_TO = 1 => To(Address<'a>),
            /// By several hops.
            ROAD_HOPS = 2 => Hops(Chain<'a, Hop, Road>),
            /// By way of another family.
            ROAD_VIA = 3 => Via(Headed<'a, Via, Selected<'a, ViaBy>>),
            /// By way of another family, with attributes behind it.
            ROAD_MORE = 4 => More(Headed<'a, Via, Attrs<'a, Road>>),
        }
    }
    crate::select! {
        /// An address by the family in front of it.
        pub enum ViaAddress<'a>, selector ViaBy from By::Header { offset: 0, len: 2 } => {
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
        writer.put(Road::ROAD_VIA, Headed { header: &via, tail: Selected::new(&[10, 0, 0, 1]) });
        let bytes = writer.finish().unwrap();
        let text = |family: u8| {
            let header = [family];
            format!("{:?}", View::within(Shape::Set(Road::table), bytes, Scope::new(0, &header)))
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
        assert_eq!((found.header.get(Via::family), found.tail.bytes()), (Be(2), &[10, 0, 0, 1][..]));
        for len in 0..=6 {
            let read = Headed::<Via, &[u8]>::read(&[0, 2, 3, 4, 5, 6][..len]);
            assert_eq!(read.map(|it| it.tail.len()), len.checked_sub(2), "{len} bytes");
        }
        for len in 0..=6 {
            let read = Headed::<Via, Attrs<'_, Road>>::read(&[0, 2, 3, 4, 5, 6][..len]);
            assert_eq!(read.map(|it| it.tail.bytes().len()), (len >= 2).then(|| len.saturating_sub(4)));
        }
    }
    crate::attributes! {
        /// Rules.
        pub set Rules, enum RulesAttr<'a> {
            /// Roads by their numbers.
            RULES_ROADS = 1 => Roads(ByNumber<'a, ByNumber<'a, u8>>),
        }
    }
    #[test]
    fn items_by_number_keep_their_numbers() -> Result<(), std::boxed::Box<dyn core::error::Error>> {
        use crate::wire::{Attr, Errno, Json, Key, MessageRow, Set, validate};
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
        assert!(ByNumber::<u8>::new(&[3, 0, 0, 0]).get(1).is_err());
        let strict =
            |offset| validate(Rules::table(), rules.bytes(), offset, Scope::new(0, &[]), Checks::STRICT);
        let refused = strict(16).expect_err("two bytes are no number");
        assert_eq!(
            (refused.errno(), refused.number, refused.offset),
            (Errno::EINVAL, 3, 16 + 4 + 20 + 4 + 16)
        );
        let row = MessageRow {
            number: 16,
            name: "",
            verb: crate::wire::Verb::Get,
            header: None,
            table: Rules::table,
        };
        let mut bytes = [&[0; 16][..], rules.bytes()].concat();
        let len = u32::try_from(bytes.len())?;
        bytes[..4].copy_from_slice(&len.to_ne_bytes());
        let path = row.path(crate::wire::Message::new(&bytes)?, 60);
        assert_eq!(format!("{path}"), "RULES_ROADS[5][3]");
        Ok(())
    }
}

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
    /// What stands behind it, from the next multiple of 4 on.
    pub tail: V,
}
impl<H, V: Clone> Clone for Headed<'_, H, V> {
    #[inline(always)]
    fn clone(&self) -> Self {
        Self { header: self.header, tail: self.tail.clone() }
    }
}
impl<H, V: Copy> Copy for Headed<'_, H, V> {}
impl<H: Layout, V: Encode> Encode for Headed<'_, H, V> {
    const SHAPE: Shape = Shape::Headed { header: &H::STRUCTURE, tail: &V::SHAPE };
    const FLAGS: u16 = V::FLAGS;
    #[inline(always)]
    fn wire_len(&self) -> usize {
        align4(size_of::<H>()) + self.tail.wire_len()
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        if let Some((head, tail)) = out.split_at_mut_checked(align4(size_of::<H>())) {
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
        Some(Headed { header, tail: V::read(payload.get(align4(size_of::<H>())..).unwrap_or(&[]))? })
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

/// An element, and what follows it.
type Split<'a> = (&'a [u8], &'a [u8]);
/// The first element of a chain and what follows it. The one splitter: iteration, printing, validation and paths all use it.
#[inline(always)]
pub(crate) fn next_link(bytes: &[u8], header: usize) -> Option<Result<Split<'_>, Error>> {
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
    [H: Linked, S: Set] Chain<'a, H, S>, |it| it.bytes;
}
impl<H: Layout, V: Encode + fmt::Debug> fmt::Debug for Headed<'_, H, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let header = View::new(Shape::Struct(&H::STRUCTURE), self.header.as_bytes());
        f.debug_struct("Headed").field("header", &header).field("tail", &self.tail).finish()
    }
}

//! Where a value stands in a datagram: in the message header, in a family's header, in an attribute, however deep.
use super::{
    Label,
    code::{Code, If},
    test::{load, write_order},
};
use crate::wire::{
    AnyKey, Attrs, Field, Grown, Layout, Member, MessageHeader, NumberShape, Operation, Set, align4,
};
use core::marker::PhantomData;

/// How many nests in nests a place may lie in.
const DEEP: usize = 8;

/// Where a `V` stands. Its tests are below [`At::is`].
#[derive(Debug)]
pub struct At<V> {
    pub(super) spot: Spot,
    of: PhantomData<fn() -> V>,
}
impl<V> Clone for At<V> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<V> Copy for At<V> {}

/// The same without the type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// Where the attributes begin; unused without any.
    attributes: u32,
    /// The attributes' numbers, from the outermost in.
    path: [u16; DEEP],
    depth: usize,
    /// From the datagram's beginning, or from that of the innermost attribute's payload.
    offset: u32,
    /// The payload may be longer.
    grows: bool,
}
/// What values are loaded relative to.
#[derive(Clone, Copy)]
pub(super) enum Base {
    /// The datagram's beginning, and an offset.
    Datagram(u32),
    /// What the index register says, and an offset.
    Index(u32),
}

/// The header that all messages have.
pub const fn header<N: Member>(field: Field<MessageHeader, N>) -> At<N> {
    At::absolute(field.offset() as u32)
}

/// The header of a family and the attributes behind it, as the messages have them that answer this operation; events are the same.
pub const fn of<O: Operation>() -> Behind<O::ReplyHeader, O::Reply> {
    Behind::NEW
}

/// A family's header `H`, and the attributes of the set `S` behind it.
pub struct Behind<H, S>(PhantomData<fn() -> (H, S)>);
impl<H, S> core::fmt::Debug for Behind<H, S> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Behind")
    }
}
impl<H, S> Clone for Behind<H, S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<H, S> Copy for Behind<H, S> {}
impl<H: Layout, S: Set> Behind<H, S> {
    /// Right behind the message header.
    pub const NEW: Self = Self(PhantomData);
    /// A field of the header.
    pub const fn field<N: Member>(self, field: Field<H, N>) -> At<N> {
        At::absolute(size_of::<MessageHeader>() as u32 + field.offset() as u32)
    }
    /// An attribute: the first of its number.
    pub fn attr<V>(self, key: impl AnyKey<S, V>) -> At<V> {
        let attributes = (size_of::<MessageHeader>() + align4(size_of::<H>())) as u32;
        At::new(Spot { attributes, path: [0; DEEP], depth: 0, offset: 0, grows: false }.inner(key.number()))
    }
}

impl<V> At<V> {
    const fn new(spot: Spot) -> Self {
        Self { spot, of: PhantomData }
    }
    const fn absolute(offset: u32) -> Self {
        Self::new(Spot { attributes: 0, path: [0; DEEP], depth: 0, offset, grows: false })
    }
    /// The attribute's payload as a nest of that set: what a sibling selects (IFLA_INFO_DATA), or what a table does not say.
    pub const fn as_set<S: Set>(self) -> At<Attrs<'static, S>> {
        At::new(self.spot)
    }
}
impl<S> At<Attrs<'_, S>> {
    /// An attribute in the nest: the first of its number.
    pub fn attr<V>(self, key: impl AnyKey<S, V>) -> At<V> {
        At::new(self.spot.inner(key.number()))
    }
}
impl<T: Layout> At<&T> {
    /// A field of the structure in the payload.
    pub const fn field<N: Member>(self, field: Field<T, N>) -> At<N> {
        At::new(self.spot.within(field.offset()))
    }
}
impl<T: Layout> At<Grown<'_, T>> {
    /// A field of the structure in the payload, as far as the kernel's has it.
    pub const fn field<N: Member>(self, field: Field<T, N>) -> At<N> {
        At::new(self.spot.within(field.offset()))
    }
}

impl Spot {
    const fn within(mut self, offset: usize) -> Self {
        self.offset = offset as u32;
        self.grows = true;
        self
    }
    fn inner(mut self, number: u16) -> Self {
        if let Some(place) = self.path.get_mut(self.depth) {
            *place = number;
        }
        self.depth = self.depth.saturating_add(1);
        (self.offset, self.grows) = (0, false);
        self
    }
    /// What its loads are relative to, once it is found.
    pub(super) fn base(&self) -> Base {
        match self.depth {
            0 => Base::Datagram(self.offset),
            _ => Base::Index(self.offset.saturating_add(4)),
        }
    }
    /// Puts in front of `found` what finds `len` bytes there (any, where it is `None`), and leads to `no` where there are none.
    pub(super) fn find(&self, code: &mut Code<'_>, len: Option<usize>, found: Label, no: Label) -> Label {
        const LOAD_LEN: u16 = 0x80; // BPF_LD | BPF_W | BPF_LEN
        const LOAD: u16 = 0x00; // BPF_LD | BPF_IMM
        const LOAD_INDEX: u16 = 0x01; // BPF_LDX | BPF_IMM
        const TO_INDEX: u16 = 0x07; // BPF_MISC | BPF_TAX
        const EXTENSION: u16 = 0x20; // BPF_LD | BPF_W | BPF_ABS
        const HEAD: usize = 4;
        if self.depth == 0 {
            let end = self.offset.saturating_add(len.unwrap_or(0) as u32);
            if end as usize <= size_of::<MessageHeader>() {
                return found; // what is shorter is no message, and the load drops it
            }
            code.jump(If::AtLeast, end, found, no);
            return code.then(LOAD_LEN, 0);
        }
        let Some(path) = self.path.get(..self.depth) else {
            code.give_up();
            return no;
        };
        let mut next = found;
        let nla_len = len.and_then(|len| u16::try_from(HEAD + self.offset as usize + len).ok());
        if let Some(nla_len) = nla_len {
            // nla_len is in the host's order
            let (bytes, here) = (nla_len.to_ne_bytes(), Base::Index(0));
            if self.grows {
                const U16: NumberShape =
                    NumberShape { len: 2, signed: false, big: false, names: crate::wire::Names::None };
                next = write_order(code, here, &bytes, U16, true, next, no);
            } else {
                code.jump(If::Equal, u16::from_be_bytes(bytes).into(), next, no);
                next = load(code, here, 0, 2);
            }
        }
        if len.is_some() {
            next = code.then(TO_INDEX, 0);
        }
        for (depth, number) in path.iter().enumerate().rev() {
            code.jump(If::Equal, 0, no, next);
            code.then(EXTENSION, if depth == 0 { NLATTR } else { NLATTR_NEST });
            next = code.then(LOAD_INDEX, (*number).into());
        }
        code.then(LOAD, self.attributes)
    }
}

/// `SKF_AD_OFF` + `SKF_AD_NLATTR`, linux/filter.h: finds, from the offset in the accumulator on, the attribute whose number is in the
/// index register; leaves its offset in the accumulator, or 0.
pub(super) const NLATTR: u32 = 0xffff_f000 + 12;
/// `SKF_AD_OFF` + `SKF_AD_NLATTR_NEST`: the same within the attribute at that offset.
pub(super) const NLATTR_NEST: u32 = 0xffff_f000 + 16;

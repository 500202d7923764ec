//! Location of a value in a datagram: in the message header, in a family's header, or in an
//! attribute at any depth.
use super::{
    Label,
    code::{Code, If},
    test::{load, write_order},
};
use crate::wire::{
    AnyKey, AttributeSet, Attrs, CStruct, Extensible, Field, FromMessage, MessageHeader, Operation, Struct,
    StructField, align4, spec::NumberSpec,
};
use core::marker::PhantomData;

/// Maximum nesting depth of attributes.
const DEEP: usize = 8;

/// Location of a value of type `V` in a datagram. Tests start from here, for example [`At::is`].
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

/// Location of a value, without its type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// Start of the attributes; unused without a path.
    attributes: u32,
    /// Attribute types, from the outermost to the innermost.
    path: [u16; DEEP],
    depth: usize,
    /// Offset from the start of the datagram, or of the innermost attribute's payload.
    offset: u32,
    /// The payload may be longer.
    grows: bool,
}
/// Base of loads.
#[derive(Clone, Copy)]
pub(super) enum Base {
    /// Offset from the start of the datagram.
    Datagram(u32),
    /// Offset from the index register.
    Index(u32),
}

/// Returns a field of the message header, `struct nlmsghdr`.
pub const fn header<N: StructField>(field: Field<MessageHeader, N>) -> At<N> {
    At::absolute(field.offset() as u32)
}

/// Returns the family header and the attributes in replies to an operation. Events have the same
/// format.
#[allow(clippy::type_complexity)] // header and attributes of the reply
pub const fn of<O: Operation>() -> Behind<
    <O::Reply<'static> as FromMessage<'static>>::Header,
    <O::Reply<'static> as FromMessage<'static>>::Attributes,
> {
    Behind::NEW
}

/// The header `H` of a family, and the attributes of the set `S` after it.
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
impl<H: CStruct, S: AttributeSet> Behind<H, S> {
    /// The payload of a message.
    pub const NEW: Self = Self(PhantomData);
    /// Returns a field of the header.
    pub const fn field<N: StructField>(self, field: Field<H, N>) -> At<N> {
        At::absolute(size_of::<Struct<MessageHeader>>() as u32 + field.offset() as u32)
    }
    /// Returns an attribute: the first of its type.
    pub fn attr<V>(self, key: impl AnyKey<S, V>) -> At<V> {
        let attributes = (size_of::<Struct<MessageHeader>>() + align4(size_of::<Struct<H>>())) as u32;
        At::new(Spot { attributes, path: [0; DEEP], depth: 0, offset: 0, grows: false }.inner(key.number()))
    }
}

impl<V> At<V> {
    const fn new(spot: Spot) -> Self {
        Self { spot, of: PhantomData }
    }
    const fn absolute(offset: u32) -> Self {
        Self::new(Spot::absolute(offset))
    }
    /// Interprets the attribute's payload as nested attributes of a set: for sub-messages
    /// (`IFLA_INFO_DATA`), and for attributes without a set in the table.
    pub const fn as_set<S: AttributeSet>(self) -> At<Attrs<'static, S>> {
        At::new(self.spot)
    }
}
impl<S> At<Attrs<'_, S>> {
    /// Returns an attribute in the nest: the first of its type.
    pub fn attr<V>(self, key: impl AnyKey<S, V>) -> At<V> {
        At::new(self.spot.inner(key.number()))
    }
}
impl<T: CStruct> At<&Struct<T>> {
    /// Returns a field of the structure in the payload.
    pub const fn field<N: StructField>(self, field: Field<T, N>) -> At<N> {
        At::new(self.spot.within(field.offset()))
    }
}
impl<T: CStruct> At<Extensible<'_, T>> {
    /// Returns a field of the structure in the payload, if the kernel's version of the structure
    /// has it.
    pub const fn field<N: StructField>(self, field: Field<T, N>) -> At<N> {
        At::new(self.spot.within(field.offset()))
    }
}

impl Spot {
    pub(super) const fn absolute(offset: u32) -> Self {
        Self { attributes: 0, path: [0; DEEP], depth: 0, offset, grows: false }
    }
    pub(super) fn attribute(attributes: u32, path: &[u16]) -> Self {
        let top = Self { attributes, ..Self::absolute(0) };
        path.iter().fold(top, |spot, number| spot.inner(*number))
    }
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
    /// Returns the base of loads after the value was found.
    pub(super) fn base(&self) -> Base {
        match self.depth {
            0 => Base::Datagram(self.offset),
            _ => Base::Index(self.offset.saturating_add(4)),
        }
    }
    /// Prepends code that finds `len` bytes (any number if `None`) and continues at `found`, or at
    /// `no` if there are none.
    pub(super) fn find(&self, code: &mut Code<'_>, len: Option<usize>, found: Label, no: Label) -> Label {
        const LOAD_LEN: u16 = 0x80; // BPF_LD | BPF_W | BPF_LEN
        const LOAD: u16 = 0x00; // BPF_LD | BPF_IMM
        const LOAD_INDEX: u16 = 0x01; // BPF_LDX | BPF_IMM
        const TO_INDEX: u16 = 0x07; // BPF_MISC | BPF_TAX
        const EXTENSION: u16 = 0x20; // BPF_LD | BPF_W | BPF_ABS
        const HEAD: usize = 4;
        if self.depth == 0 {
            let end = self.offset.saturating_add(len.unwrap_or(0) as u32);
            if end as usize <= size_of::<Struct<MessageHeader>>() {
                return found; // too short for a message: the load drops it
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
            // nla_len is in host byte order
            let (bytes, here) = (nla_len.to_ne_bytes(), Base::Index(0));
            if self.grows {
                const U16: NumberSpec =
                    NumberSpec { len: 2, signed: false, big: false, names: crate::wire::spec::Names::None };
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

/// `SKF_AD_OFF` + `SKF_AD_NLATTR`, linux/filter.h: finds the attribute whose type is in the index
/// register, from the offset in the accumulator on; leaves its offset in the accumulator, or 0.
pub(super) const NLATTR: u32 = 0xffff_f000 + 12;
/// `SKF_AD_OFF` + `SKF_AD_NLATTR_NEST`, linux/filter.h: finds an attribute within the attribute at
/// the offset in the accumulator.
pub(super) const NLATTR_NEST: u32 = 0xffff_f000 + 16;

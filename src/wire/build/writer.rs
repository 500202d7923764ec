//! Writing attributes of a set, nests within nests.
use super::BuildError;
use crate::wire::{
    AnyKey, Array, Attr, Attrs, Chain, Choice, Encode, Headed, Key, Layout, Linked, NLA_F_NESTED, Put,
    Selected, Selector, Set, Str, align4, value::copy,
};
use core::{marker::PhantomData, mem};

/// Writes attributes of the set `S` into a buffer. A key of another set does not compile.
///
/// ```
/// use nlwire::wire::{Attrs, Writer};
/// nlwire::attributes! {
///     /// Sensors.
///     pub set Sensor, enum SensorAttr<'a> {
///         /// Its number.
///         SENSOR_ID = 1 => Id(u32),
///         /// What belongs to it.
///         SENSOR_PARTS = 2 => Parts(Attrs<'a, Sensor>),
///     }
/// }
/// let mut buffer = [0; 64];
/// let mut writer = Writer::<Sensor>::new(&mut buffer);
/// writer.put(Sensor::SENSOR_ID, 1).nest(Sensor::SENSOR_PARTS, |parts| {
///     parts.put(Sensor::SENSOR_ID, 2);
/// });
/// assert_eq!(format!("{:?}", Attrs::<Sensor>::new(writer.finish()?)), "{SENSOR_ID: 1, SENSOR_PARTS: {SENSOR_ID: 2}}");
/// # Ok::<(), nlwire::wire::BuildError>(())
/// ```
pub struct Writer<'b, S> {
    buffer: &'b mut [u8],
    len: usize,
    too_long: bool,
    set: PhantomData<fn() -> S>,
}
impl<'b, S> Writer<'b, S> {
    /// Writes from the front of `buffer` on.
    pub const fn new(buffer: &'b mut [u8]) -> Self {
        Self::at(buffer, 0)
    }
    /// Writes behind the first `len` bytes.
    #[inline(always)]
    pub(crate) const fn at(buffer: &'b mut [u8], len: usize) -> Self {
        Self { buffer, len, too_long: false, set: PhantomData }
    }
    /// How many bytes have been written, or would have been in a buffer that is large enough.
    pub const fn len(&self) -> usize {
        self.len
    }
    /// How many bytes of the buffer are left.
    pub const fn room(&self) -> usize {
        self.buffer.len().saturating_sub(self.len)
    }
    /// Whether nothing was written.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// The attributes that were written.
    ///
    /// # Errors
    /// The buffer was too small, or an attribute too long.
    pub fn finish(self) -> Result<&'b [u8], BuildError> {
        self.split_finish().map(|(written, _)| &*written)
    }
    /// What was written, and what is left of the buffer.
    #[inline(always)]
    pub(crate) fn split_finish(self) -> Result<(&'b mut [u8], &'b mut [u8]), BuildError> {
        if self.too_long {
            return Err(BuildError::TooLong);
        }
        self.buffer.split_at_mut_checked(self.len).ok_or(BuildError::TooSmall { needed: self.len })
    }

    /// One attribute. The key says what the value must be; [`Put`] lists other spellings of it.
    #[inline(always)]
    pub fn put<V, P: Put<V>>(&mut self, key: impl AnyKey<S, V>, value: P) -> &mut Self {
        let len = value.wire_len();
        self.attr(key.number() | P::FLAGS, len, |out| value.write(out))
    }
    /// One attribute where there is a value, else none.
    #[inline(always)]
    pub fn put_some<V, P: Put<V>>(&mut self, key: impl AnyKey<S, V>, value: Option<P>) -> &mut Self {
        match value {
            Some(value) => self.put(key, value),
            None => self,
        }
    }
    /// An attribute as it stands, flag bits and all: a copy from another message, or one that no table knows.
    #[inline(always)]
    pub fn copy(&mut self, attr: Attr<'_>) -> &mut Self {
        self.attr(attr.bits(), attr.payload().len(), |out| copy(out, attr.payload()))
    }
    /// Header, payload and padding; `write` gets a slice of exactly `len` bytes.
    #[inline(always)]
    fn attr(&mut self, bits: u16, len: usize, write: impl FnOnce(&mut [u8])) -> &mut Self {
        let Ok(nla_len) = u16::try_from(len.saturating_add(4)) else {
            self.too_long = true;
            return self;
        };
        let room = self.buffer.get_mut(self.len..).and_then(|rest| rest.get_mut(..4 + align4(len)));
        if let Some((head, body)) = room.and_then(|room| room.split_first_chunk_mut::<4>()) {
            *head = head_bytes(nla_len, bits);
            if len & 3 != 0 {
                if let Some(tail) = body.last_chunk_mut::<4>() {
                    *tail = [0; 4];
                }
            }
            if let Some(body) = body.get_mut(..len) {
                write(body);
            }
        }
        self.len += 4 + align4(len);
        self
    }

    /// A nest. It takes only the attributes of its own set.
    #[inline(always)]
    pub fn nest<'v, N: Set>(
        &mut self,
        key: impl AnyKey<S, Attrs<'v, N>>,
        inside: impl FnOnce(&mut Writer<'b, N>),
    ) -> &mut Self {
        self.nested(key.number() | NLA_F_NESTED, inside)
    }
    /// A nest, or nothing at all where `inside` gives up.
    ///
    /// # Errors
    /// What `inside` gave up with.
    #[inline(always)]
    pub fn try_nest<'v, N: Set, E>(
        &mut self,
        key: impl AnyKey<S, Attrs<'v, N>>,
        inside: impl FnOnce(&mut Writer<'b, N>) -> Result<(), E>,
    ) -> Result<&mut Self, E> {
        let (len, too_long, mut result) = (self.len, self.too_long, Ok(()));
        self.nested(key.number() | NLA_F_NESTED, |nest| result = inside(nest));
        if result.is_err() {
            (self.len, self.too_long) = (len, too_long);
        }
        result.map(|()| self)
    }
    /// An array: one nest an item, numbered upwards from `first`.
    #[inline(always)]
    pub fn array<'v, N: Set, I>(
        &mut self,
        key: impl AnyKey<S, Array<'v, Attrs<'v, N>>>,
        first: u16,
        items: impl IntoIterator<Item = I>,
        mut inside: impl FnMut(&mut Writer<'b, N>, I),
    ) -> &mut Self {
        self.nested::<()>(key.number() | NLA_F_NESTED, |list| {
            let mut number = first;
            for item in items {
                list.nested(number | NLA_F_NESTED, |nest| inside(nest, item));
                number = number.wrapping_add(1);
            }
        })
    }
    /// An array of plain values, numbered upwards from `first`.
    #[inline(always)]
    pub fn values<'v, V: 'v, P: Put<V>>(
        &mut self,
        key: impl AnyKey<S, Array<'v, V>>,
        first: u16,
        items: impl IntoIterator<Item = P>,
    ) -> &mut Self {
        self.nested::<()>(key.number() | NLA_F_NESTED, |list| {
            let mut number = first;
            for item in items {
                list.put(Key::<(), V>::new(number), item);
                number = number.wrapping_add(1);
            }
        })
    }
    /// A structure, then attributes, in one payload.
    #[inline(always)]
    pub fn headed<'v, H: Layout, N: Set>(
        &mut self,
        key: impl AnyKey<S, Headed<'v, H, Attrs<'v, N>>>,
        header: &H,
        inside: impl FnOnce(&mut Writer<'b, N>),
    ) -> &mut Self {
        self.nested(key.number() | NLA_F_NESTED, |nest| {
            nest.structure(header);
            inside(nest)
        })
    }
    /// A chain: `items` are written one behind the other by [`Links::link`].
    #[inline(always)]
    pub fn chain<'v, H: Linked, N: Set>(
        &mut self,
        key: impl AnyKey<S, Chain<'v, H, N>>,
        items: impl FnOnce(&mut Links<'_, 'b, H, N>),
    ) -> &mut Self {
        self.nested::<N>(key.number(), |writer| items(&mut Links { writer, header: PhantomData }))
    }
    /// The attribute that selects, and the nest that it selects: `IFLA_INFO_KIND` and `IFLA_INFO_DATA`.
    #[inline(always)]
    pub fn choose<'v, X: Selector, N: Set>(
        &mut self,
        by: Key<S, Str<'v>>,
        key: Key<S, Selected<'v, X>>,
        choice: Choice<X, Attrs<'v, N>>,
        inside: impl FnOnce(&mut Writer<'b, N>),
    ) -> &mut Self {
        self.put(by, Str(choice.key())).chosen(key, choice, inside)
    }
    /// A nest that something else selects: a header's field, or an attribute that is written by itself.
    #[inline(always)]
    pub fn chosen<'v, X: Selector, N: Set>(
        &mut self,
        key: Key<S, Selected<'v, X>>,
        _: Choice<X, Attrs<'v, N>>,
        inside: impl FnOnce(&mut Writer<'b, N>),
    ) -> &mut Self {
        self.nested(key.number() | NLA_F_NESTED, inside)
    }
    /// A structure, then attributes, in one payload that something else selects.
    #[inline(always)]
    pub fn chosen_headed<'v, X: Selector, H: Layout, N: Set>(
        &mut self,
        key: Key<S, Selected<'v, X>>,
        _: Choice<X, Headed<'v, H, Attrs<'v, N>>>,
        header: &H,
        inside: impl FnOnce(&mut Writer<'b, N>),
    ) -> &mut Self {
        self.headed(Key::<S, Headed<'v, H, Attrs<'v, N>>>::new(key.number()), header, inside)
    }
    /// A payload that is no nest and that something else selects.
    #[inline(always)]
    pub fn put_chosen<X: Selector, V: Encode, P: Put<V>>(
        &mut self,
        key: Key<S, Selected<'_, X>>,
        _: Choice<X, V>,
        value: P,
    ) -> &mut Self {
        let len = value.wire_len();
        self.attr(key.number() | P::FLAGS, len, |out| value.write(out))
    }

    /// A structure in front of attributes, padded.
    #[inline(always)]
    pub(crate) fn structure<H: Layout>(&mut self, header: &H) {
        let len = align4(size_of::<H>());
        if let Some(room) = self.buffer.get_mut(self.len..).and_then(|rest| rest.get_mut(..len)) {
            if len != size_of::<H>() {
                room.fill(0);
            }
            if let Some(room) = room.get_mut(..size_of::<H>()) {
                copy(room, header.as_bytes());
            }
        }
        self.len += len;
    }
    /// Bytes as they stand, padded.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        let len = align4(bytes.len());
        if let Some(room) = self.buffer.get_mut(self.len..).and_then(|rest| rest.get_mut(..len)) {
            room.fill(0);
            if let Some(room) = room.get_mut(..bytes.len()) {
                copy(room, bytes);
            }
        }
        self.len += len;
    }
    /// An attribute whose payload a child writer makes; the buffer is lent to it, which costs nothing.
    #[inline(always)]
    pub(crate) fn nested<N>(&mut self, bits: u16, inside: impl FnOnce(&mut Writer<'b, N>)) -> &mut Self {
        let at = self.len;
        let len = self.lend(at + 4, inside);
        match u16::try_from(len - at.min(len)) {
            Ok(nla_len) => {
                if let Some(head) = self.buffer.get_mut(at..).and_then(|rest| rest.first_chunk_mut::<4>()) {
                    *head = head_bytes(nla_len, bits);
                }
            }
            Err(_) => self.too_long = true,
        }
        self
    }
    /// Lends the buffer to a child that writes from `at` on; returns where it ended.
    #[inline(always)]
    fn lend<N>(&mut self, at: usize, inside: impl FnOnce(&mut Writer<'b, N>)) -> usize {
        let mut child = Writer {
            buffer: mem::take(&mut self.buffer),
            len: at,
            too_long: self.too_long,
            set: PhantomData,
        };
        inside(&mut child);
        (self.buffer, self.len, self.too_long) = (child.buffer, child.len, child.too_long);
        self.len
    }
}
#[inline(always)]
fn head_bytes(len: u16, bits: u16) -> [u8; 4] {
    let ([a, b], [c, d]) = (len.to_ne_bytes(), bits.to_ne_bytes());
    [a, b, c, d]
}

/// Writes the elements of a [`Chain`].
pub struct Links<'w, 'b, H, S> {
    writer: &'w mut Writer<'b, S>,
    header: PhantomData<fn() -> H>,
}
impl<'b, H: Linked, S> Links<'_, 'b, H, S> {
    /// One element: its header, of which the length is filled in, and its attributes.
    #[inline(always)]
    pub fn link(&mut self, header: &H, inside: impl FnOnce(&mut Writer<'b, S>)) -> &mut Self {
        let at = self.writer.len;
        self.writer.structure(header);
        let end = self.writer.len;
        let len = self.writer.lend(end, inside);
        match u16::try_from(len - at.min(len)) {
            Ok(len) => {
                if let Some(head) =
                    self.writer.buffer.get_mut(at..).and_then(|rest| rest.first_chunk_mut::<2>())
                {
                    *head = len.to_ne_bytes();
                }
            }
            Err(_) => self.writer.too_long = true,
        }
        self
    }
}

//! Writing the attributes of a set, and nests.
use super::BuildError;
use crate::wire::{
    AnyKey, Attr, AttributeSet, Attrs, CStruct, Chain, Encode, IndexedArray, Key, Linked, NLA_F_NESTED, Put,
    Selector, Str, Struct, SubMessage, SubMessageKey, WithHeader, align4, value::copy,
};
use core::{marker::PhantomData, mem};

/// Writes attributes of the attribute set `S` into a buffer. A key of another set does not compile.
///
/// ```
/// use nlwire::wire::{Attrs, Writer};
/// nlwire::attributes! {
///     /// Sensors.
///     pub set Sensor, enum SensorAttr<'a> {
///         /// Number.
///         SENSOR_ID: u32 = 1,
///         /// Parts of the sensor.
///         SENSOR_PARTS: Attrs<'a, Sensor> = 2,
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
///
/// If a buffer is too small, writing continues to count the length, and only the final call returns
/// an error, with the size that is needed.
///
/// ```
/// use nlwire::wire::{BuildError, Key, Str, Writer};
/// const NAME: Key<(), Str<'static>> = Key::new(3);
/// let mut writer = Writer::<()>::new(&mut []);
/// writer.put(NAME, "eth0");
/// assert_eq!(writer.finish(), Err(BuildError::TooSmall { needed: 12 }));
/// ```
#[doc(alias = "nla_put")]
pub struct Writer<'b, S> {
    buffer: &'b mut [u8],
    len: usize,
    too_long: bool,
    nul_in_text: bool,
    set: PhantomData<fn() -> S>,
}
impl<'b, S> Writer<'b, S> {
    /// Creates a writer that starts at the front of `buffer`.
    pub const fn new(buffer: &'b mut [u8]) -> Self {
        Self::at(buffer, 0)
    }
    /// Creates a writer that starts after the first `len` bytes of `buffer`.
    #[inline(always)]
    pub(crate) const fn at(buffer: &'b mut [u8], len: usize) -> Self {
        Self { buffer, len, too_long: false, nul_in_text: false, set: PhantomData }
    }
    /// Returns the number of bytes written, or the number that a sufficient buffer would hold.
    pub const fn len(&self) -> usize {
        self.len
    }
    /// Returns the number of free bytes in the buffer.
    pub const fn room(&self) -> usize {
        self.buffer.len().saturating_sub(self.len)
    }
    /// Returns whether nothing was written.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// Returns the attributes.
    ///
    /// # Errors
    /// [`BuildError`] if the buffer is too small, an attribute is too long, or text contains a NUL.
    pub fn finish(self) -> Result<&'b [u8], BuildError> {
        self.split_finish().map(|(written, _)| &*written)
    }
    /// Returns what was written, and the rest of the buffer.
    #[inline(always)]
    pub(crate) fn split_finish(self) -> Result<(&'b mut [u8], &'b mut [u8]), BuildError> {
        if self.too_long {
            return Err(BuildError::TooLong);
        }
        if self.nul_in_text {
            return Err(BuildError::NulInText);
        }
        self.buffer.split_at_mut_checked(self.len).ok_or(BuildError::TooSmall { needed: self.len })
    }

    /// Writes an attribute.
    ///
    /// The key decides the type of the payload; [`Put`] lists the types that convert to it.
    #[doc(alias = "nla_put")]
    #[inline(always)]
    pub fn put<V, P: Put<V>>(&mut self, key: impl AnyKey<S, V>, value: P) -> &mut Self {
        let len = value.wire_len();
        self.nul_in_text |= value.has_inner_nul();
        self.attr(key.number() | P::FLAGS, len, |out| value.write(out))
    }
    /// Writes an attribute if there is a value.
    #[inline(always)]
    pub fn put_some<V, P: Put<V>>(&mut self, key: impl AnyKey<S, V>, value: Option<P>) -> &mut Self {
        match value {
            Some(value) => self.put(key, value),
            None => self,
        }
    }
    /// Copies an attribute unchanged, including the flag bits.
    ///
    /// The attribute may be from another message, or unknown.
    #[inline(always)]
    pub fn copy(&mut self, attr: Attr<'_>) -> &mut Self {
        self.attr(attr.raw_type(), attr.payload().len(), |out| copy(out, attr.payload()))
    }
    /// Writes an attribute, padded; `write` gets a slice of exactly `len` bytes.
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
                // not `last_chunk_mut`, whose check for a panic the compiler does not always remove
                let at = body.len().wrapping_sub(4);
                if let Some(tail) = body.get_mut(at..).and_then(|tail| tail.first_chunk_mut::<4>()) {
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

    /// Writes a nest with the attributes of its set.
    #[doc(alias = "nla_nest_start")]
    #[doc(alias = "nla_nest_end")]
    #[inline(always)]
    pub fn nest<'v, N: AttributeSet>(
        &mut self,
        key: impl AnyKey<S, Attrs<'v, N>>,
        inside: impl FnOnce(&mut Writer<'b, N>),
    ) -> &mut Self {
        self.nested(key.number() | NLA_F_NESTED, inside)
    }
    /// Writes a nest, or nothing if `inside` returns an error.
    ///
    /// # Errors
    /// The error of `inside`.
    #[doc(alias = "nla_nest_cancel")]
    #[inline(always)]
    pub fn try_nest<'v, N: AttributeSet, E>(
        &mut self,
        key: impl AnyKey<S, Attrs<'v, N>>,
        inside: impl FnOnce(&mut Writer<'b, N>) -> Result<(), E>,
    ) -> Result<&mut Self, E> {
        let (len, too_long, nul_in_text, mut result) = (self.len, self.too_long, self.nul_in_text, Ok(()));
        self.nested(key.number() | NLA_F_NESTED, |nest| result = inside(nest));
        if result.is_err() {
            (self.len, self.too_long, self.nul_in_text) = (len, too_long, nul_in_text);
        }
        result.map(|()| self)
    }
    /// Writes an indexed array with a nest per item, numbered from `first`.
    #[inline(always)]
    pub fn array<'v, N: AttributeSet, I>(
        &mut self,
        key: impl AnyKey<S, IndexedArray<'v, Attrs<'v, N>>>,
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
    /// Writes an indexed array of values, numbered from `first`.
    #[inline(always)]
    pub fn values<'v, V: 'v, P: Put<V>>(
        &mut self,
        key: impl AnyKey<S, IndexedArray<'v, V>>,
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
    /// Writes a nest with a fixed header before the attributes.
    #[inline(always)]
    pub fn headed<'v, H: CStruct, N: AttributeSet>(
        &mut self,
        key: impl AnyKey<S, WithHeader<'v, H, Attrs<'v, N>>>,
        header: &Struct<H>,
        inside: impl FnOnce(&mut Writer<'b, N>),
    ) -> &mut Self {
        self.nested(key.number() | NLA_F_NESTED, |nest| {
            nest.structure(header);
            inside(nest)
        })
    }
    /// Writes next hops; `items` writes each with [`NextHopsWriter::link`].
    #[inline(always)]
    pub fn chain<'v, H: Linked, N: AttributeSet>(
        &mut self,
        key: impl AnyKey<S, Chain<'v, H, N>>,
        items: impl FnOnce(&mut NextHopsWriter<'_, 'b, H, N>),
    ) -> &mut Self {
        self.nested::<N>(key.number(), |writer| items(&mut NextHopsWriter { writer, header: PhantomData }))
    }
    /// Writes a selector and the nest that it selects.
    ///
    /// An example is `IFLA_INFO_KIND` and `IFLA_INFO_DATA`.
    #[inline(always)]
    pub fn choose<'v, X: Selector, N: AttributeSet>(
        &mut self,
        by: Key<S, Str<'v>>,
        key: Key<S, SubMessage<'v, X>>,
        choice: SubMessageKey<X, Attrs<'v, N>>,
        inside: impl FnOnce(&mut Writer<'b, N>),
    ) -> &mut Self {
        self.put(by, Str(choice.key())).chosen(key, choice, inside)
    }
    /// Writes a nest that is a sub-message, without the selector.
    ///
    /// The selector is a field of the header, or an attribute that is written separately.
    #[inline(always)]
    pub fn chosen<'v, X: Selector, N: AttributeSet>(
        &mut self,
        key: Key<S, SubMessage<'v, X>>,
        _: SubMessageKey<X, Attrs<'v, N>>,
        inside: impl FnOnce(&mut Writer<'b, N>),
    ) -> &mut Self {
        self.nested(key.number() | NLA_F_NESTED, inside)
    }
    /// Writes a sub-message with a fixed header before the attributes, without the selector.
    #[inline(always)]
    pub fn chosen_headed<'v, X: Selector, H: CStruct, N: AttributeSet>(
        &mut self,
        key: Key<S, SubMessage<'v, X>>,
        _: SubMessageKey<X, WithHeader<'v, H, Attrs<'v, N>>>,
        header: &Struct<H>,
        inside: impl FnOnce(&mut Writer<'b, N>),
    ) -> &mut Self {
        self.headed(Key::<S, WithHeader<'v, H, Attrs<'v, N>>>::new(key.number()), header, inside)
    }
    /// Writes a sub-message that is not a nest, without the selector.
    #[inline(always)]
    pub fn put_chosen<X: Selector, V: Encode, P: Put<V>>(
        &mut self,
        key: Key<S, SubMessage<'_, X>>,
        _: SubMessageKey<X, V>,
        value: P,
    ) -> &mut Self {
        let len = value.wire_len();
        self.nul_in_text |= value.has_inner_nul();
        self.attr(key.number() | P::FLAGS, len, |out| value.write(out))
    }

    /// Makes the request fail with [`BuildError::TooLong`].
    #[allow(dead_code)] // used by some families only
    pub(crate) fn fail_too_long(&mut self) {
        self.too_long = true;
    }
    /// Writes a fixed header before attributes, padded.
    #[inline(always)]
    pub(crate) fn structure<H: CStruct>(&mut self, header: &Struct<H>) {
        let len = align4(size_of::<Struct<H>>());
        self.nul_in_text |= header.has_inner_nul();
        if let Some(room) = self.buffer.get_mut(self.len..).and_then(|rest| rest.get_mut(..len)) {
            if len != size_of::<Struct<H>>() {
                room.fill(0);
            }
            if let Some(room) = room.get_mut(..size_of::<Struct<H>>()) {
                copy(room, header.as_bytes());
            }
        }
        self.len += len;
    }
    /// Writes bytes, padded.
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
    /// Writes an attribute whose payload a child writer writes. The buffer is lent to the child, at
    /// no cost.
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
    /// Lends the buffer to a child that writes from `at` on. Returns the end.
    #[inline(always)]
    fn lend<N>(&mut self, at: usize, inside: impl FnOnce(&mut Writer<'b, N>)) -> usize {
        let mut child = Writer {
            buffer: mem::take(&mut self.buffer),
            len: at,
            too_long: self.too_long,
            nul_in_text: self.nul_in_text,
            set: PhantomData,
        };
        inside(&mut child);
        (self.buffer, self.len) = (child.buffer, child.len);
        (self.too_long, self.nul_in_text) = (child.too_long, child.nul_in_text);
        self.len
    }
}
#[inline(always)]
fn head_bytes(len: u16, bits: u16) -> [u8; 4] {
    let ([a, b], [c, d]) = (len.to_ne_bytes(), bits.to_ne_bytes());
    [a, b, c, d]
}

/// Writer for the elements of a [`Chain`], such as the next hops of `RTA_MULTIPATH`.
pub struct NextHopsWriter<'w, 'b, H, S> {
    writer: &'w mut Writer<'b, S>,
    header: PhantomData<fn() -> H>,
}
impl<'b, H: Linked, S> NextHopsWriter<'_, 'b, H, S> {
    /// Writes an element: the header, whose length field is set, and the attributes.
    #[inline(always)]
    pub fn link(&mut self, header: &Struct<H>, inside: impl FnOnce(&mut Writer<'b, S>)) -> &mut Self {
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

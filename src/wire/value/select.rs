//! Sub-messages: payloads whose type a selector decides.
use super::borrowed;
use crate::wire::spec::{PayloadType, SubMessageSpec};
use core::marker::PhantomData;

/// A selector of a sub-message. [`sub_messages!`](crate::sub_messages) generates these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no selector of a sub-message",
    note = "write the name after `selector` in `sub_messages! {{ pub enum Name<'a>, selector NameKind from ... }}`"
)]
pub trait Selector: Sized + 'static {
    /// Specification: where the selector is, and the payload type for each key.
    const SPEC: SubMessageSpec;
    /// Decoded sub-message.
    type Chosen<'a>;
    /// Decodes `payload` by the value `key` of the selector.
    fn choose<'a>(key: &[u8], payload: &'a [u8]) -> Self::Chosen<'a>;
}

/// Key of a sub-message, with the type of its payload, such as `LinkKind::VLAN`.
pub struct SubMessageKey<X, V> {
    key: &'static [u8],
    types: PhantomData<fn() -> (X, V)>,
}
impl<X, V> SubMessageKey<X, V> {
    #[doc(hidden)]
    pub const fn new(key: &'static [u8]) -> Self {
        Self { key, types: PhantomData }
    }
    /// Returns the value of the selector: text without NUL, or the bytes of a number.
    pub const fn key(&self) -> &'static [u8] {
        self.key
    }
}
impl<X, V> Clone for SubMessageKey<X, V> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<X, V> Copy for SubMessageKey<X, V> {}

/// A sub-message: a payload whose type the selector `X` decides.
///
/// Decode with [`Attrs::select`](crate::wire::Attrs::select), or with [`by`](Self::by) if you have
/// the value of the selector.
#[doc(alias = "sub-message")]
pub struct SubMessage<'a, X> {
    bytes: &'a [u8],
    by: PhantomData<fn() -> X>,
}
impl<X> Clone for SubMessage<'_, X> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<X> Copy for SubMessage<'_, X> {}
impl<'a, X: Selector> SubMessage<'a, X> {
    /// Creates a sub-message from bytes that are already encoded.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, by: PhantomData }
    }
    /// Decodes by a value of the selector: text without NUL, or the bytes of a number.
    #[inline]
    pub fn by(&self, key: &[u8]) -> X::Chosen<'a> {
        X::choose(key, self.bytes)
    }
    /// Decodes by the length of the payload.
    ///
    /// For selectors of this kind: [`SelectorSource::Length`](crate::wire::spec::SelectorSource::Length).
    #[inline]
    pub fn by_length(&self) -> X::Chosen<'a> {
        X::choose(&crate::wire::spec::length_key(self.bytes), self.bytes)
    }
    /// Returns the payload.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}
borrowed! {
    [X: Selector] SubMessage<'a, X>: PayloadType::SubMessage(&X::SPEC), 0, |b| Some(SubMessage { bytes: b, by: PhantomData }), |it| it.bytes;
}

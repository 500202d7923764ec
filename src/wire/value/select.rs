//! Payloads whose meaning something else decides.
use super::{Encode, borrowed, nest::debug_by_shape};
use crate::wire::{Choices, Shape, View};
use core::{fmt, marker::PhantomData};

/// Where a selector looks, and what it finds there stands for. [`select!`](crate::select) makes these.
pub trait Selector: Sized + 'static {
    /// The same as data.
    const CHOICES: Choices;
    /// What the payload is, by the key that was found.
    type Chosen<'a>;
    /// Reads `payload` as what `key` stands for.
    fn choose<'a>(key: &[u8], payload: &'a [u8]) -> Self::Chosen<'a>;
}

/// One choice of a selector: its key, and the type that it stands for. `LinkKind::VLAN` is one.
pub struct Choice<X, V> {
    key: &'static [u8],
    types: PhantomData<fn() -> (X, V)>,
}
impl<X, V> Choice<X, V> {
    #[doc(hidden)]
    pub const fn new(key: &'static [u8]) -> Self {
        Self { key, types: PhantomData }
    }
    /// What the selecting attribute or field holds: text without its NUL, or a number's bytes.
    pub const fn key(&self) -> &'static [u8] {
        self.key
    }
}
impl<X, V> Clone for Choice<X, V> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<X, V> Copy for Choice<X, V> {}

/// A payload whose meaning something else decides; `X` knows what. Read it by
/// [`Attrs::select`](crate::wire::Attrs::select), or with a key that you hold, by [`by`](Self::by).
pub struct Selected<'a, X> {
    bytes: &'a [u8],
    by: PhantomData<fn() -> X>,
}
impl<X> Clone for Selected<'_, X> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<X> Copy for Selected<'_, X> {}
impl<'a, X: Selector> Selected<'a, X> {
    /// Of bytes that are already written.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, by: PhantomData }
    }
    /// Reads it by a key that the caller holds: text without its NUL, or a number's bytes.
    #[inline]
    pub fn by(&self, key: &[u8]) -> X::Chosen<'a> {
        X::choose(key, self.bytes)
    }
    /// Reads it by its own length, where that decides ([`By::Length`](crate::wire::By::Length)).
    #[inline]
    pub fn by_length(&self) -> X::Chosen<'a> {
        X::choose(&crate::wire::length_key(self.bytes), self.bytes)
    }
    /// The payload.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}
borrowed! {
    [X: Selector] Selected<'a, X>: Shape::By(&X::CHOICES), 0, |b| Some(Selected { bytes: b, by: PhantomData }), |it| it.bytes;
}
debug_by_shape! { [X: Selector] Selected<'a, X>, |it| it.bytes; }

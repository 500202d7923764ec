//! Macros that declare attribute sets, structs and messages, and the traits of their types.
mod attributes;
mod bits;
mod check;
mod layout;
mod message_types;
mod messages;
mod numbers;
mod operations;
mod pick;
mod select;

#[doc(hidden)]
pub use bits::{bit_field, bit_fields};
#[doc(hidden)]
pub use check::{check_attributes, check_commands, check_struct};
pub use message_types::{FromMessage, MessageView};
pub use messages::{FamilyMessage, MessageEnum};
pub use operations::{Operation, RequestFlags};
#[doc(hidden)]
pub use pick::{Slots, read_as, same_set};

use super::{
    Attr, Encode, Error,
    spec::{AttributeSetSpec, AttributeSpec},
};
use core::{fmt, marker::PhantomData};

/// An attribute set. [`attributes!`](crate::attributes) generates these.
#[doc(alias = "attribute-set")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no set of attributes",
    note = "sets are made by `attributes! {{ pub set Name, enum NameAttr<'a> {{ ... }} }}`"
)]
pub trait AttributeSet: Sized + 'static {
    /// Decoded attribute, an enum for a `match`.
    type Attr<'a>: fmt::Debug + Copy;
    /// Returns the specification of the set.
    fn spec() -> &'static AttributeSetSpec;
    /// Decodes an attribute.
    ///
    /// # Errors
    /// [`ErrorKind::Payload`](super::ErrorKind::Payload) if the payload does not match the type.
    fn decode(attr: Attr<'_>) -> Result<Self::Attr<'_>, Error>;
}
/// The empty set: every attribute is unknown, a number and bytes.
impl AttributeSet for () {
    type Attr<'a> = Attr<'a>;
    fn spec() -> &'static AttributeSetSpec {
        &super::spec::NOTHING
    }
    fn decode(attr: Attr<'_>) -> Result<Attr<'_>, Error> {
        Ok(attr)
    }
}

/// Key of an attribute: attribute type, attribute set, and payload type.
///
/// The same key reads, writes and nests. For an attribute that a set lacks, declare a key of your
/// own: `const MINE: Key<Link, u32> = Key::new(900);`
pub struct Key<S, V: ?Sized> {
    number: u16,
    #[allow(clippy::type_complexity)] // covariant in both, of any size, and always `Send`
    types: PhantomData<fn() -> (S, PhantomData<V>)>,
}
/// Key of an attribute that may be repeated.
///
/// Read with [`get_all`](super::Attrs::get_all); `get` does not accept the key.
pub type Repeated<S, V> = Key<S, [V]>;
/// How the type of an attribute is written in [`attributes!`](crate::attributes).
///
/// `u32` for an attribute that occurs once, `[u32]` for one that may be repeated.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type of an attribute",
    note = "write a value type, such as `u32`, or `[u32]` for an attribute that may be repeated"
)]
pub trait AttributeType {
    /// Value of one occurrence.
    type Item: Encode;
    /// Whether the attribute may be repeated.
    const REPEATED: bool;
}
#[diagnostic::do_not_recommend]
impl<V: Encode> AttributeType for V {
    type Item = V;
    const REPEATED: bool = false;
}
#[diagnostic::do_not_recommend]
impl<V: Encode> AttributeType for [V] {
    type Item = V;
    const REPEATED: bool = true;
}
/// Specification of an attribute without constraints.
#[doc(hidden)]
pub const fn attribute<T: AttributeType + ?Sized>(number: u16, name: &'static str) -> AttributeSpec {
    AttributeSpec::new(number, name, T::Item::PAYLOAD_TYPE, T::REPEATED)
}
/// A key that can be written: [`Key`] or [`Repeated`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no key of `{S}` that holds a `{V}`",
    label = "a key of another set, or of another type"
)]
pub trait AnyKey<S, V> {
    /// Returns the attribute type.
    fn number(&self) -> u16;
}
impl<S, V: ?Sized> Key<S, V> {
    /// Creates a key of an attribute type.
    pub const fn new(number: u16) -> Self {
        Self { number, types: PhantomData }
    }
    /// Returns the attribute type.
    #[inline(always)]
    pub const fn number(&self) -> u16 {
        self.number
    }
}
impl<S, V> AnyKey<S, V> for Key<S, V> {
    #[inline(always)]
    fn number(&self) -> u16 {
        self.number
    }
}
impl<S, V> AnyKey<S, V> for Repeated<S, V> {
    #[inline(always)]
    fn number(&self) -> u16 {
        self.number
    }
}
impl<S, V: ?Sized> Clone for Key<S, V> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S, V: ?Sized> Copy for Key<S, V> {}

/// Prints a decoded attribute, unless secret.
#[doc(hidden)]
pub fn debug_attribute(
    f: &mut fmt::Formatter<'_>,
    attributes: &[AttributeSpec],
    number: u16,
    value: &dyn fmt::Debug,
) -> fmt::Result {
    let Some(spec) = attributes.iter().find(|spec| spec.number == number) else { return value.fmt(f) };
    let mut tuple = f.debug_tuple(spec.name);
    if spec.secret { tuple.field(&format_args!("{}", super::spec::SECRET)) } else { tuple.field(value) }
        .finish()
}

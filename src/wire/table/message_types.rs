//! Message types: a message split into fixed header and attributes, with the accessors of its
//! family.
use crate::wire::{AttributeSet, Attrs, CStruct, Error, Message, Selector, Struct, SubMessage, spec::Scope};
use core::fmt;

/// A message type: a message as its fixed header and its attributes, such as `LinkMessage`.
///
/// Replies and events both yield it. [`message_types!`](crate::message_types) declares one with a
/// name, to which a family adds accessors; [`MessageView`] is one without.
pub trait FromMessage<'a>: Copy + fmt::Debug {
    /// Fixed header.
    type Header: CStruct;
    /// Attribute set.
    type Attributes: AttributeSet;
    /// Splits a message into fixed header and attributes. The message type is not checked.
    ///
    /// # Errors
    /// [`ErrorKind::Header`](crate::wire::ErrorKind::Header) if the payload is shorter than the
    /// fixed header.
    fn from_message(message: Message<'a>) -> Result<Self, Error>;
    /// Returns fixed header, attributes and message, without the family's accessors.
    fn view(&self) -> MessageView<'a, Self::Header, Self::Attributes>;
}

/// A message as its fixed header `H` and its attributes of the set `S`.
pub struct MessageView<'a, H: CStruct, S> {
    /// Fixed header.
    pub header: &'a Struct<H>,
    /// Attributes.
    pub attrs: Attrs<'a, S>,
    /// Complete message.
    pub message: Message<'a>,
}
impl<H: CStruct, S> Clone for MessageView<'_, H, S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<H: CStruct, S> Copy for MessageView<'_, H, S> {}
impl<'a, H: CStruct, S: AttributeSet> FromMessage<'a> for MessageView<'a, H, S> {
    type Header = H;
    type Attributes = S;
    #[inline(always)]
    fn from_message(message: Message<'a>) -> Result<Self, Error> {
        let (header, attrs) = message.split()?;
        Ok(Self { header, attrs, message })
    }
    #[inline(always)]
    fn view(&self) -> Self {
        *self
    }
}
impl<'a, H: CStruct, S: AttributeSet> MessageView<'a, H, S> {
    #[doc(hidden)]
    #[inline(always)]
    pub const fn from_parts(header: &'a Struct<H>, attrs: Attrs<'a, S>, message: Message<'a>) -> Self {
        Self { header, attrs, message }
    }
    /// Decodes a sub-message by its selector, an attribute or a field of the fixed header.
    ///
    /// # Errors
    /// [`ErrorKind::Framing`](crate::wire::ErrorKind::Framing) if the framing is broken at the top
    /// level of the attributes.
    pub fn select<X: Selector>(
        &self,
        key: crate::wire::Key<S, SubMessage<'a, X>>,
    ) -> Result<Option<X::Chosen<'a>>, Error> {
        let scope = Scope::new(self.message.message_type(), self.header.as_bytes());
        self.attrs.select_in(key, &scope)
    }
}

/// Declares message types: fixed header and attribute set under one name, so that a family can add
/// accessors.
///
/// ```text
/// message_types! {
///     /// A link: `struct ifinfomsg` and the attributes of [`Link`].
///     pub struct LinkMessage(IfInfo, Link);
/// }
/// ```
/// expands to
///
/// ```text
/// pub struct LinkMessage<'a> { pub header: &'a Struct<IfInfo>, pub attrs: Attrs<'a, Link>, pub message: Message<'a> }
/// impl<'a> FromMessage<'a> for LinkMessage<'a> { ... }
/// ```
#[macro_export]
macro_rules! message_types {
    ($( $(#[$doc:meta])* $vis:vis struct $name:ident($header:ty, $set:ty); )*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy)]
        $vis struct $name<'a> {
            /// Fixed header.
            pub header: &'a $crate::wire::Struct<$header>,
            /// Attributes.
            pub attrs: $crate::wire::Attrs<'a, $set>,
            /// Complete message.
            pub message: $crate::wire::Message<'a>,
        }
        impl<'a> $crate::wire::FromMessage<'a> for $name<'a> {
            type Header = $header;
            type Attributes = $set;
            #[inline(always)]
            fn from_message(message: $crate::wire::Message<'a>) -> ::core::result::Result<Self, $crate::wire::Error> {
                let (header, attrs) = message.split()?;
                ::core::result::Result::Ok(Self { header, attrs, message })
            }
            #[inline(always)]
            fn view(&self) -> $crate::wire::MessageView<'a, $header, $set> {
                $crate::wire::MessageView::from_parts(self.header, self.attrs, self.message)
            }
        }
        impl<'a> $name<'a> {
            /// Decodes a sub-message by its selector, an attribute or a field of the fixed header.
            ///
            /// # Errors
            /// `ErrorKind::Framing` if the framing is broken at the top level of the attributes.
            #[allow(dead_code)]
            pub fn select<X: $crate::wire::Selector>(
                &self,
                key: $crate::wire::Key<$set, $crate::wire::SubMessage<'a, X>>,
            ) -> ::core::result::Result<::core::option::Option<X::Chosen<'a>>, $crate::wire::Error> {
                $crate::wire::FromMessage::view(self).select(key)
            }
        }
        impl ::core::fmt::Debug for $name<'_> {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::wire::FromMessage::view(self).fmt_as(::core::stringify!($name), f)
            }
        }
    )* };
}

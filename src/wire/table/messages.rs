//! `messages!`: declares the message types of a protocol.
use crate::wire::{Error, Message, spec::FamilySpec};

/// The messages of a protocol or of a generic netlink family, as an enum to match on.
///
/// Events and requests are read by it: `RouteMessage`, `NetfilterMessage`, `DiagMessage`,
/// `XfrmMessage`, `CnMessage`, and one for each generic family, such as `EthtoolMessage`.
/// [`messages!`](crate::messages) and [`genl_family!`](crate::genl_family) implement the trait.
///
/// ```
/// # #[cfg(feature = "route")] {
/// use nlwire::{client::{self, Buffer, Connection, Transport}, route::RouteMessage};
/// fn watch<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     loop {
///         match nl.next_event_as::<RouteMessage>()? {
///             RouteMessage::NewLink(link) => println!("{} is up: {}", link.name(), link.is_up()),
///             RouteMessage::DelLink(link) => println!("{} is gone", link.name()),
///             _ => {}
///         }
///     }
/// }
/// # }
/// ```
#[doc(alias = "Event")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the message enum of a protocol or family",
    label = "not a message enum",
    note = "RouteMessage, NetfilterMessage, DiagMessage, XfrmMessage, CnMessage, AuditMessage, UeventMessage and the enums of generic families are"
)]
pub trait MessageEnum<'a>: Sized {
    /// Decodes a message by its type.
    ///
    /// # Errors
    /// The payload is shorter than the fixed header.
    fn decode(message: Message<'a>) -> Result<Self, Error>;
}
/// The messages of a generic netlink family, as an enum to match on.
///
/// The id of the family, which is the message type, is known at run time only: see
/// `genl::Family::decode`.
pub trait FamilyMessage<'a>: MessageEnum<'a> {
    /// The family.
    const FAMILY: &'static FamilySpec;
}

/// Declares the message types of a protocol.
///
/// Expands to an enum to match messages on, the numbers of the types, and their specifications as
/// data.
///
/// ```text
/// messages! {
///     /// Messages of NETLINK_ROUTE.
///     pub enum RouteMessage<'a> {
///         /// A link.
///         RTM_NEWLINK = 16, New => NewLink(LinkMessage<'a>),
///     }
///     also {
///         /// A queueing discipline.
///         RTM_NEWQDISC = 36, New,
///     }
/// }
/// ```
/// expands to
///
/// ```text
/// pub enum RouteMessage<'a> { NewLink(LinkMessage<'a>), Unknown(Message<'a>) }
/// impl<'a> RouteMessage<'a> {
///     pub const RTM_NEWLINK: u16 = 16;
///     pub const RTM_NEWQDISC: u16 = 36;                          // `also`: known by name only
///     pub const MESSAGES: &'static [MessageSpec];
///     pub fn decode(message: Message<'a>) -> Result<Self, Error>;
/// }
/// ```
/// A variant holds a [message type](crate::message_types), or for a message without a type of its
/// own, `NewLink(IfInfo, Link)`, a [`MessageView`](crate::wire::MessageView) of header and
/// attribute set.
///
/// `alternatives { /// Doc. [RTM_GETLINK] if short_dump, Get => ShortGetLink(RtGenMsg, Link), }`
/// after the first block declares variants for other layouts of these types, with a function that
/// says which messages have them: an [`Alternative`](crate::wire::spec::Alternative).
///
/// `if feature = "tc"` after an entry includes it only with that feature; its number is always
/// known.
///
/// The name after the number is the [`Verb`](crate::wire::Verb), which decides the meaning of the
/// flags.
#[macro_export]
macro_rules! messages {
    ($(#[$meta:meta])* $vis:vis enum $name:ident<$lt:lifetime> {
        $( $(#[$doc:meta])* $uapi:ident = $number:literal, $verb:ident => $variant:ident $view:tt $(if $cfg:meta)? ),* $(,)?
    }
    $(alternatives {
        $( $(#[$alt_doc:meta])* [$($alt_uapi:ident),+] if $when:expr, $alt_verb:ident => $alt:ident($alt_header:ty, $alt_set:ty) ),* $(,)?
    })?
    $(also { $( $(#[$also_doc:meta])* $also:ident = $also_number:literal, $also_verb:ident ),* $(,)? })?) => {
        $(#[$meta])*
        #[derive(Clone, Copy)]
        #[allow(dead_code)]
        #[non_exhaustive]
        $vis enum $name<$lt> {
            $( $(#[cfg($cfg)])? $(#[$doc])* $variant($crate::messages!(@view $lt $view)), )*
            $( $( $(#[$alt_doc])* $alt($crate::wire::MessageView<$lt, $alt_header, $alt_set>), )* )?
            /// A message of an unknown type, or of a type that is known by name only.
            Unknown($crate::wire::Message<$lt>),
        }
        impl ::core::fmt::Debug for $name<'_> {
            #[inline]
            /// Prints the kernel's name, the header, and the attributes.
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $( $(#[cfg($cfg)])? Self::$variant(view) => $crate::wire::FromMessage::view(view).fmt_as(::core::stringify!($uapi), f), )*
                    $( $( Self::$alt(view) => view.fmt_as(::core::stringify!($alt), f), )* )?
                    Self::Unknown(message) => ::core::fmt::Debug::fmt(message, f),
                }
            }
        }
        #[allow(dead_code)]
        impl<$lt> $name<$lt> {
            $( $(#[$doc])* pub const $uapi: u16 = $number; )*
            $( $( $(#[$also_doc])* pub const $also: u16 = $also_number; )* )?
            /// Specifications of the message types.
            pub const MESSAGES: &'static [$crate::wire::spec::MessageSpec] = &[
                $( $(#[cfg($cfg)])? $crate::wire::spec::MessageSpec {
                    number: $number,
                    name: ::core::stringify!($uapi),
                    verb: $crate::wire::Verb::$verb,
                    header: ::core::option::Option::Some(&<<$crate::messages!(@view $lt $view) as $crate::wire::FromMessage<$lt>>::Header as $crate::wire::CStruct>::SPEC),
                    table: <<$crate::messages!(@view $lt $view) as $crate::wire::FromMessage<$lt>>::Attributes as $crate::wire::AttributeSet>::spec,
                    protocol: ::core::option::Option::None,
                },
                $( #[cfg(not($cfg))] $crate::wire::spec::MessageSpec {
                    number: $number,
                    name: ::core::stringify!($uapi),
                    verb: $crate::wire::Verb::$verb,
                    header: ::core::option::Option::None,
                    table: <() as $crate::wire::AttributeSet>::spec,
                    protocol: ::core::option::Option::None,
                }, )? )*
                $( $( $crate::wire::spec::MessageSpec {
                    number: $also_number,
                    name: ::core::stringify!($also),
                    verb: $crate::wire::Verb::$also_verb,
                    header: ::core::option::Option::None,
                    table: <() as $crate::wire::AttributeSet>::spec,
                    protocol: ::core::option::Option::None,
                }, )* )?
            ];
            /// Other layouts of message types; the first that applies takes precedence.
            pub const ALTERNATIVES: &'static [$crate::wire::spec::Alternative] = &[
                $( $( $( $crate::wire::spec::Alternative {
                    spec: $crate::wire::spec::MessageSpec {
                        number: Self::$alt_uapi,
                        name: ::core::stringify!($alt_uapi),
                        verb: $crate::wire::Verb::$alt_verb,
                        header: ::core::option::Option::Some(&<$alt_header as $crate::wire::CStruct>::SPEC),
                        table: <$alt_set as $crate::wire::AttributeSet>::spec,
                        protocol: ::core::option::Option::None,
                    },
                    when: $when,
                }, )+ )* )?
            ];
            /// Returns the specification of a message: by its type, and by flags and length where
            /// they decide about the layout.
            pub fn lookup(
                message: $crate::wire::Message<'_>,
                strict: $crate::wire::spec::StrictChecking,
            ) -> ::core::option::Option<&'static $crate::wire::spec::MessageSpec> {
                $crate::wire::spec::lookup_in(
                    <$name<'static>>::MESSAGES, <$name<'static>>::ALTERNATIVES, message, strict,
                )
            }
            /// Decodes a message by its type, and by flags and length where they decide about the
            /// layout.
            ///
            /// # Errors
            /// `ErrorKind::Header` if the payload is shorter than the fixed header.
            #[inline(always)]
            pub fn decode(message: $crate::wire::Message<$lt>) -> ::core::result::Result<Self, $crate::wire::Error> {
                ::core::result::Result::Ok(match message.message_type() {
                    $( $( $(Self::$alt_uapi)|+ if {
                        let when: fn($crate::wire::Message<'_>, $crate::wire::spec::StrictChecking) -> bool = $when;
                        when(message, $crate::wire::spec::StrictChecking::Unknown)
                    } => Self::$alt($crate::wire::FromMessage::from_message(message)?), )* )?
                    $( $(#[cfg($cfg)])? $number => Self::$variant($crate::wire::FromMessage::from_message(message)?), )*
                    _ => Self::Unknown(message),
                })
            }
        }
        impl<$lt> $crate::wire::MessageEnum<$lt> for $name<$lt> {
            #[inline(always)]
            fn decode(message: $crate::wire::Message<$lt>) -> ::core::result::Result<Self, $crate::wire::Error> {
                Self::decode(message)
            }
        }
    };
    (@view $lt:lifetime ($header:ty, $set:ty)) => { $crate::wire::MessageView<$lt, $header, $set> };
    (@view $lt:lifetime ($view:ty)) => { $view };
}

//! Operations as values: message type, fixed headers and attribute sets of request and reply.
use crate::wire::{
    AttributeSet, CStruct, DeleteFlags, Error, FromMessage, GetFlags, Message, NewFlags, Protocol, Struct,
    Verb,
};

/// An operation: a request and the reply to it, such as `GetLink` or a generic netlink command.
///
/// Request and reply have their own fixed headers and attribute sets, since some families use
/// different ones. The message type may be known at run time only, as the id of a generic netlink
/// family is. [`operations!`](crate::operations) generates these.
pub trait Operation: Copy {
    /// Fixed header of the request.
    type Header: CStruct;
    /// Attribute set of the request.
    type Request: AttributeSet;
    /// Message type of the reply, such as `LinkMessage`.
    type Reply<'a>: FromMessage<'a>;
    /// Flags of the request.
    type Flags: RequestFlags;
    /// Name in error messages.
    const NAME: &'static str = "request";
    /// Protocol that serves the request. Message types of one protocol mean something else in another,
    /// so a connection of another protocol refuses the request
    /// ([`ErrorKind::WrongProtocol`](crate::client::ErrorKind::WrongProtocol)). `None` if any
    /// connection may send the request.
    const PROTOCOL: Option<Protocol> = None;
    /// Returns the name in error messages: [`NAME`](Self::NAME), unless a value of this type has a name
    /// of its own, as a command of a generic netlink family has.
    fn name(&self) -> &'static str {
        Self::NAME
    }
    /// Returns the message type of the request, `nlmsg_type`.
    #[doc(alias = "nlmsg_type")]
    fn message_type(&self) -> u16;
    /// Returns the fixed header of the request.
    fn header(&self) -> Struct<Self::Header>;
    /// Splits a message of the reply, or an event of the same format, into fixed header and
    /// attributes.
    ///
    /// # Errors
    /// [`ErrorKind::Header`](crate::wire::ErrorKind::Header) if the payload is shorter than the
    /// fixed header.
    #[inline(always)]
    fn reply(message: Message<'_>) -> Result<Self::Reply<'_>, Error> {
        FromMessage::from_message(message)
    }
}

/// Flags of a request: [`GetFlags`], [`NewFlags`], [`DeleteFlags`].
pub trait RequestFlags: Copy {
    /// What requests with these flags do.
    const VERB: Verb;
    /// No flags except `REQUEST`.
    const NONE: Self;
    /// Requests an ack.
    #[doc(alias = "NLM_F_ACK")]
    const ACK: Self;
    /// Returns the bits of `nlmsg_flags`.
    #[doc(alias = "nlmsg_flags")]
    fn to_bits(self) -> u16;
}
macro_rules! request_flags { ($($flags:ident, $verb:ident;)*) => { $(
    impl RequestFlags for $flags {
        const VERB: Verb = Verb::$verb;
        const NONE: Self = Self::REQUEST;
        const ACK: Self = Self::ACK.union(Self::REQUEST);
        fn to_bits(self) -> u16 { self.bits() }
    }
)* } }
request_flags! { GetFlags, Get; NewFlags, New; DeleteFlags, Delete; }

/// Declares operations: fixed header, message type, attribute sets, and reply.
///
/// ```text
/// operations! {
///     protocol Protocol::ROUTE;
///     /// Asks for links.
///     pub GetLink {
///         /// The link's index, or 0.
///         index: u32 => ifi_index,
///     } = Get(RouteMessage::RTM_GETLINK, IfInfo, Link);
/// }
/// ```
/// expands to
///
/// ```text
/// pub struct GetLink { pub index: u32 }
/// impl Operation for GetLink { type Header = IfInfo; type Request = Link; type Flags = GetFlags; ... }
/// ```
/// The first line names the protocol that serves the operations
/// ([`Operation::PROTOCOL`](crate::wire::Operation::PROTOCOL)): a connection of another protocol does
/// not send them. Without that line, any connection does.
///
/// The message type of the reply follows an arrow: `= Get(18, IfInfo, Link) -> LinkMessage;`, or
/// header and attribute set for a reply without a type of its own: `-> (IfStats, Stats);`. Without
/// an arrow, the reply has the header and the attribute set of the request.
#[macro_export]
macro_rules! operations {
    (protocol $protocol:expr; $($operations:tt)*) => {
        $crate::operations! { @of [::core::option::Option::Some($protocol)] $($operations)* }
    };
    (@of [$protocol:expr] $( $(#[$doc:meta])* $vis:vis $name:ident { $( $(#[$field_doc:meta])* $field:ident: $ty:ty => $to:ident ),* $(,)? }
        = $verb:ident($kind:expr, $header:ty, $set:ty) $(-> $reply:tt)?; )*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default)]
        $vis struct $name { $( $(#[$field_doc])* pub $field: $ty ),* }
        impl $crate::wire::Operation for $name {
            type Header = $header;
            type Request = $set;
            type Reply<'a> = $crate::operations!(@reply 'a $($reply)?, $header, $set);
            type Flags = $crate::operations!(@flags $verb);
            const NAME: &'static str = stringify!($name);
            const PROTOCOL: ::core::option::Option<$crate::wire::Protocol> = $protocol;
            #[inline(always)]
            fn message_type(&self) -> u16 { $kind }
            #[inline(always)]
            fn header(&self) -> $crate::wire::Struct<$header> {
                $crate::wire::Struct::<$header>::new()$( .with(<$header>::$to, self.$field) )*
            }
        }
    )* };
    (@reply $lt:lifetime , $header:ty, $set:ty) => { $crate::wire::MessageView<$lt, $header, $set> };
    (@reply $lt:lifetime ($header:ty, $set:ty), $_header:ty, $_set:ty) => { $crate::wire::MessageView<$lt, $header, $set> };
    (@reply $lt:lifetime $reply:ident, $_header:ty, $_set:ty) => { $reply<$lt> };
    (@flags Get) => { $crate::wire::GetFlags };
    (@flags New) => { $crate::wire::NewFlags };
    (@flags Delete) => { $crate::wire::DeleteFlags };
    (@flags $other:ident) => {
        ::core::compile_error!(::core::concat!(
            "no verb is named `", ::core::stringify!($other), "`: write `Get`, `New` or `Delete`, which decide about the flags"
        ))
    };
    () => {};
    // not a rule for all tokens: the compiler points at the token of `@of` that is wrong
    ($(#[$doc:meta])* $vis:vis $name:ident $($operations:tt)*) => {
        $crate::operations! { @of [::core::option::Option::None] $(#[$doc])* $vis $name $($operations)* }
    };
}

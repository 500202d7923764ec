//! Operations as values: what is asked, with what header and attributes, and what comes back.
use crate::wire::{
    Asked, Attrs, DeleteFlags, Error, GetFlags, Layout, Message, NewFlags, Scope, Selected, Selector, Set,
    Verb,
};
use core::fmt;
use zerocopy::IntoBytes;

/// An operation as a value: `GetLink`, or a generic family's command with the id that was resolved at run time. Request and reply have
/// headers and sets of their own, since they differ in some families. [`operations!`](crate::operations) makes these.
pub trait Operation {
    /// What stands in front of the request's attributes.
    type Header: Layout;
    /// The request's attributes.
    type Request: Set;
    /// What stands in front of a reply's attributes.
    type ReplyHeader: Layout;
    /// A reply's attributes.
    type Reply: Set;
    /// The flags that this verb takes.
    type Flags: RequestFlags;
    /// What it is called in an error.
    const NAME: &'static str = "request";
    /// `nlmsg_type` of the request.
    fn kind(&self) -> u16;
    /// The request's header.
    fn header(&self) -> Self::Header;
    /// What its reply may have to know of it.
    #[inline(always)]
    fn asked(&self) -> Asked {
        Asked::of(self.header().as_bytes())
    }
    /// A message of the reply, split.
    ///
    /// # Errors
    /// Where the payload is shorter than the reply's header.
    #[inline(always)]
    fn reply(message: Message<'_>) -> Result<Reply<'_, Self>, Error> {
        let (header, attrs) = message.split()?;
        Ok(Reply { header, attrs, message, asked: Asked::UNKNOWN })
    }
}

/// The flags of a verb's requests: [`GetFlags`], [`NewFlags`], [`DeleteFlags`].
pub trait RequestFlags: Copy {
    /// The verb.
    const VERB: Verb;
    /// None but REQUEST.
    const NONE: Self;
    /// An ack is asked for.
    const ACK: Self;
    /// As they stand in `nlmsg_flags`.
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

/// One message of a reply: its header and its attributes, borrowed.
pub struct Reply<'a, O: Operation + ?Sized> {
    /// What stands in front of the attributes.
    pub header: &'a O::ReplyHeader,
    /// The attributes.
    pub attrs: Attrs<'a, O::Reply>,
    /// The whole message.
    pub message: Message<'a>,
    /// What was asked.
    pub asked: Asked,
}
impl<O: Operation + ?Sized> Clone for Reply<'_, O> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<O: Operation + ?Sized> Copy for Reply<'_, O> {}
impl<'a, O: Operation + ?Sized> Reply<'a, O> {
    /// Reads a payload whose meaning a sibling or the header decides.
    ///
    /// # Errors
    /// Framing that is broken at the top level of the attributes.
    pub fn select<X: Selector>(
        &self,
        key: crate::wire::Key<O::Reply, Selected<'a, X>>,
    ) -> Result<Option<X::Chosen<'a>>, Error> {
        self.attrs.select_in(key, &Scope::new(self.message.kind(), self.header.as_bytes()).asked(self.asked))
    }
}
impl<O: Operation + ?Sized> fmt::Debug for Reply<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::wire::write_parts(f, "Reply", self.message.kind(), self.header, self.attrs, self.asked)
    }
}

/// Operations by name: what stands in the header, which message it is, and what comes back.
///
/// ```text
/// operations! {
///     /// Asks for links.
///     pub GetLink {
///         /// The link's index, or 0.
///         index: i32 => ifi_index,
///     } = Get(RouteMessage::RTM_GETLINK, IfInfo, Link);
/// }
/// ```
/// becomes
///
/// ```text
/// pub struct GetLink { pub index: i32 }
/// impl Operation for GetLink { type Header = IfInfo; type Request = Link; type Flags = GetFlags; ... }
/// ```
/// A reply of another form stands behind an arrow: `= Get(18, IfInfo, Link) -> (IfStats, Stats);`
#[macro_export]
macro_rules! operations {
    ($( $(#[$doc:meta])* $vis:vis $name:ident { $( $(#[$field_doc:meta])* $field:ident: $ty:ty => $to:ident ),* $(,)? }
        = $verb:ident($kind:expr, $header:ty, $set:ty) $(-> ($reply_header:ty, $reply:ty))?; )*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default)]
        $vis struct $name { $( $(#[$field_doc])* pub $field: $ty ),* }
        impl $crate::wire::Operation for $name {
            type Header = $header;
            type Request = $set;
            type ReplyHeader = $crate::operations!(@first $($reply_header)? , $header);
            type Reply = $crate::operations!(@first $($reply)? , $set);
            type Flags = $crate::operations!(@flags $verb);
            const NAME: &'static str = stringify!($name);
            #[inline(always)]
            fn kind(&self) -> u16 { $kind }
            #[inline(always)]
            fn header(&self) -> $header {
                #[allow(unused_imports)]
                use $crate::wire::Layout as _;
                <$header>::new()$( .with(<$header>::$to, self.$field) )*
            }
        }
    )* };
    (@first , $ty:ty) => { $ty };
    (@first $first:ty , $ty:ty) => { $first };
    (@flags Get) => { $crate::wire::GetFlags };
    (@flags New) => { $crate::wire::NewFlags };
    (@flags Delete) => { $crate::wire::DeleteFlags };
}

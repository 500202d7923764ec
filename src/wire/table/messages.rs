//! `messages!`: what stands behind the header, by message type.

/// What stands behind the header, by message type: an enum to match events on, the type's numbers, and rows from which names and shapes
/// of any message come.
///
/// ```text
/// messages! {
///     /// What NETLINK_ROUTE says.
///     pub enum RouteMessage<'a> {
///         /// A link.
///         RTM_NEWLINK = 16, New => NewLink(IfInfo, Link),
///     }
///     also {
///         /// A queueing discipline.
///         RTM_NEWQDISC = 36, New,
///     }
/// }
/// ```
/// becomes
///
/// ```text
/// pub enum RouteMessage<'a> { NewLink(&'a IfInfo, Attrs<'a, Link>), Unknown(Message<'a>) }
/// impl<'a> RouteMessage<'a> {
///     pub const RTM_NEWLINK: u16 = 16;
///     pub const RTM_NEWQDISC: u16 = 36;                          // `also`: known by name only
///     pub const ROWS: &'static [MessageRow];
///     pub fn decode(message: Message<'a>) -> Result<Self, Error>;
/// }
/// ```
/// The word behind the number is the [`Verb`](crate::wire::Verb), which says what the flags mean.
#[macro_export]
macro_rules! messages {
    ($(#[$meta:meta])* $vis:vis enum $name:ident<$lt:lifetime> {
        $( $(#[$doc:meta])* $uapi:ident = $number:literal, $verb:ident => $variant:ident($header:ty, $set:ty) ),* $(,)?
    }
    $(also { $( $(#[$also_doc:meta])* $also:ident = $also_number:literal, $also_verb:ident ),* $(,)? })?) => {
        $(#[$meta])*
        #[derive(Clone, Copy)]
        #[allow(dead_code)]
        #[non_exhaustive]
        $vis enum $name<$lt> {
            $( $(#[$doc])* $variant(&$lt $header, $crate::wire::Attrs<$lt, $set>), )*
            /// One that the table does not know, or knows by name only.
            Unknown($crate::wire::Message<$lt>),
        }
        impl ::core::fmt::Debug for $name<'_> {
            /// The kernel's name, the header, the attributes, selected by what the header says.
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $( Self::$variant(header, attrs) => $crate::wire::write_parts(f, stringify!($uapi), $number, *header, *attrs, $crate::wire::Asked::UNKNOWN), )*
                    Self::Unknown(message) => ::core::fmt::Debug::fmt(message, f),
                }
            }
        }
        #[allow(dead_code)]
        impl<$lt> $name<$lt> {
            $( $(#[$doc])* pub const $uapi: u16 = $number; )*
            $( $( $(#[$also_doc])* pub const $also: u16 = $also_number; )* )?
            /// The same as data.
            pub const ROWS: &'static [$crate::wire::MessageRow] = &[
                $( $crate::wire::MessageRow {
                    number: $number,
                    name: ::core::stringify!($uapi),
                    verb: $crate::wire::Verb::$verb,
                    header: ::core::option::Option::Some(&<$header as $crate::wire::Layout>::STRUCTURE),
                    table: <$set as $crate::wire::Set>::table,
                }, )*
                $( $( $crate::wire::MessageRow {
                    number: $also_number,
                    name: ::core::stringify!($also),
                    verb: $crate::wire::Verb::$also_verb,
                    header: ::core::option::Option::None,
                    table: <() as $crate::wire::Set>::table,
                }, )* )?
            ];
            /// Reads a message by its type.
            ///
            /// # Errors
            /// Where the payload is shorter than the header of that type.
            #[inline(always)]
            pub fn decode(message: $crate::wire::Message<$lt>) -> ::core::result::Result<Self, $crate::wire::Error> {
                ::core::result::Result::Ok(match message.kind() {
                    $( $number => { let (header, attrs) = message.split()?; Self::$variant(header, attrs) } )*
                    _ => Self::Unknown(message),
                })
            }
        }
    };
}

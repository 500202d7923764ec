//! `commands!`: what a generic family says, by command and direction.

/// What a generic family says, by command and direction: an enum to match on, the commands' numbers, and rows from which names and shapes
/// of any of its messages come.
///
/// ```text
/// commands! {
///     /// What the controller says.
///     pub enum ControlMessage<'a>, family NLCTRL = "nlctrl", header () {
///         /// A family is there.
///         CTRL_CMD_NEWFAMILY = 1, Reply New => NewFamily(Control),
///         /// Families are asked for.
///         CTRL_CMD_GETFAMILY = 3, Request Get => GetFamily(Control),
///     }
///     also {
///         /// Operations are there.
///         CTRL_CMD_NEWOPS = 4, Reply New,
///     }
/// }
/// ```
/// becomes
///
/// ```text
/// pub enum ControlMessage<'a> { NewFamily(&'a GenericHeader<()>, Attrs<'a, Control>), ..., Unknown(Message<'a>) }
/// impl<'a> ControlMessage<'a> {
///     pub const CTRL_CMD_NEWFAMILY: u8 = 1;
///     pub const CTRL_CMD_NEWOPS: u8 = 4;                         // `also`: known by name only
///     pub const ROWS: &'static [CommandRow];
///     pub fn decode(message: Message<'a>) -> Result<Self, Error>;
/// }
/// pub const NLCTRL: &GenericTable = ...;                         // name and rows, for `Protocols`
/// ```
/// Behind the number stands the [`Way`](crate::protocols::Way): `Both` where a number means the same in either direction, else `Request`,
/// `Reply` or `Event`; then the [`Verb`](crate::wire::Verb), which says what the flags mean. A command that has one name but two sets says the
/// reply's behind an arrow: `IPVS_CMD_GET_INFO = 15, Request Get => AskInfo(Ipvs) -> Info(IpvsInfo)`.
#[macro_export]
macro_rules! commands {
    ($(#[$meta:meta])* $vis:vis enum $name:ident<$lt:lifetime>, family $table:ident = $family:literal, header $user:ty {
        $( $(#[$doc:meta])* $uapi:ident = $number:literal, $way:ident $verb:ident
            => $variant:ident($set:ty) $(-> $reply:ident($reply_set:ty))? ),* $(,)?
    }
    $(also { $( $(#[$also_doc:meta])* $also:ident = $also_number:literal, $also_way:ident $also_verb:ident ),* $(,)? })?) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        #[allow(dead_code)]
        #[non_exhaustive]
        $vis enum $name<$lt> {
            $( $(#[$doc])* $variant(&$lt $crate::generic::GenericHeader<$user>, $crate::wire::Attrs<$lt, $set>),
               $( #[doc = concat!("The reply of `", stringify!($uapi), "`.")] $reply(&$lt $crate::generic::GenericHeader<$user>, $crate::wire::Attrs<$lt, $reply_set>), )? )*
            /// One that the table does not know, or knows by name only.
            Unknown($crate::wire::Message<$lt>),
        }
        #[allow(dead_code)]
        impl<$lt> $name<$lt> {
            $( $(#[$doc])* pub const $uapi: u8 = $number; )*
            $( $( $(#[$also_doc])* pub const $also: u8 = $also_number; )* )?
            /// The same as data.
            pub const ROWS: &'static [$crate::protocols::CommandRow] = &[
                $( $crate::commands!(@row $way, $number, $uapi, $verb, $user, $set),
                   $( $crate::commands!(@row Reply, $number, $uapi, $verb, $user, $reply_set), )? )*
                $( $( $crate::commands!(@row $also_way, $also_number, $also, $also_verb, $user, ()), )* )?
            ];
            /// Reads a message of this family by its command and its direction. That it is of this family the caller knows, by its type.
            ///
            /// # Errors
            /// Where the payload is shorter than the header.
            #[inline]
            pub fn decode(message: $crate::wire::Message<$lt>) -> Result<Self, $crate::wire::Error> {
                let (header, attrs) = message.split::<$crate::generic::GenericHeader<$user>, ()>()?;
                for way in $crate::protocols::Way::of(message).candidates() {
                    match (header.cmd, way) {
                        $( ($number, $crate::protocols::Way::$way) => return Ok(Self::$variant(header, attrs.of_set())),
                           $( ($number, $crate::protocols::Way::Reply) => return Ok(Self::$reply(header, $crate::wire::Attrs::<$reply_set>::new(attrs.bytes()))), )? )*
                        _ => {}
                    }
                }
                Ok(Self::Unknown(message))
            }
        }
        #[doc = concat!("The family `", $family, "`: its name and its rows, for [`Protocols`](", stringify!($crate), "::protocols::Protocols).")]
        $vis const $table: &$crate::protocols::GenericTable =
            &$crate::protocols::GenericTable { name: $family, rows: <$name<'static>>::ROWS };
    };
    (@row $way:ident, $number:literal, $uapi:ident, $verb:ident, $user:ty, $set:ty) => {
        $crate::protocols::CommandRow {
            way: $crate::protocols::Way::$way,
            row: $crate::wire::MessageRow {
                number: $number,
                name: stringify!($uapi),
                verb: $crate::wire::Verb::$verb,
                header: Some(&<$crate::generic::GenericHeader<$user> as $crate::wire::Layout>::STRUCTURE),
                table: <$set as $crate::wire::Set>::table,
            },
        }
    };
}

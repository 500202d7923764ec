//! `genl_family!`: the commands of a generic netlink family, by number and direction.

/// Defines the messages of a generic netlink family, by command and direction.
///
/// Generates an enum to match on, a constant for the number of each command, and entries from which
/// the names and structure of every message of the family are rendered.
///
/// ```text
/// genl_family! {
///     /// A message of the controller.
///     pub enum ControlMessage<'a>, family NLCTRL = "nlctrl", header () {
///         /// Announces a new family.
///         CTRL_CMD_NEWFAMILY = 1, Reply New => NewFamily(Control),
///         /// Requests a family.
///         CTRL_CMD_GETFAMILY = 3, Request Get => GetFamily(Control),
///     }
///     also {
///         /// New operations.
///         CTRL_CMD_NEWOPS = 4, Reply New,
///     }
/// }
/// ```
/// becomes
///
/// ```text
/// pub enum ControlMessage<'a> {
///     NewFamily(GenericMessage<'a, Control>), ..., Unknown(Message<'a>)
/// }
/// impl<'a> ControlMessage<'a> {
///     pub const CTRL_CMD_NEWFAMILY: CommandKey<Control> = CommandKey::new(1);
///     pub const CTRL_CMD_NEWOPS: CommandKey<()> = CommandKey::new(4);   // `also`: name only
///     pub const MESSAGES: &'static [CommandSpec];
///     pub fn decode(message: Message<'a>) -> Result<Self, Error>;
/// }
/// pub const NLCTRL: &FamilySpec = ...;   // name and entries, for `Decoder`
/// ```
/// After the number comes the [`Direction`](crate::wire::spec::Direction): `Both` if the number means the
/// same in both directions, otherwise `Request`, `Reply` or `Event`. Then comes the
/// [`Verb`](crate::wire::Verb), which determines the meaning of the message flags. A command whose
/// request and reply have different attribute sets names the set of the reply after an arrow:
/// `IPVS_CMD_GET_INFO = 15, Request Get => AskInfo(Ipvs) -> Info(IpvsInfo)`.
#[macro_export]
macro_rules! genl_family {
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
            $( $(#[$doc])* $variant($crate::genl::GenericMessage<$lt, $set, $user>),
               $( #[doc = concat!("The reply of `", stringify!($uapi), "`.")] $reply($crate::genl::GenericMessage<$lt, $reply_set, $user>), )? )*
            /// A message whose command is not in this enum, or is declared by name only.
            Unknown($crate::wire::Message<$lt>),
        }
        #[allow(dead_code)]
        impl<$lt> $name<$lt> {
            $( $(#[$doc])* pub const $uapi: $crate::genl::CommandKey<$set, $user, $crate::genl_family!(@first $($reply_set)?, $set)> =
                $crate::genl::CommandKey::new($number).named(::core::concat!($family, " ", ::core::stringify!($uapi))); )*
            $( $( $(#[$also_doc])* pub const $also: $crate::genl::CommandKey<(), $user> =
                $crate::genl::CommandKey::new($also_number).named(::core::concat!($family, " ", ::core::stringify!($also))); )* )?
            /// The entries of all commands of the family, as data.
            pub const MESSAGES: &'static [$crate::wire::spec::CommandSpec] = &[
                $( $crate::genl_family!(@row $way, $number, $uapi, $verb, $user, $set),
                   $( $crate::genl_family!(@row Reply, $number, $uapi, $verb, $user, $reply_set), )? )*
                $( $( $crate::genl_family!(@row $also_way, $also_number, $also, $also_verb, $user, ()), )* )?
            ];
            /// Decodes a message of this family by its command and direction.
            ///
            /// The family is not checked: the caller selects it by the message type.
            ///
            /// # Errors
            /// The payload is shorter than the header.
            #[inline]
            pub fn decode(message: $crate::wire::Message<$lt>) -> Result<Self, $crate::wire::Error> {
                let (header, _) = message.split::<$crate::genl::GenericHeader<$user>, ()>()?;
                for way in $crate::wire::spec::Direction::from_message(message).candidates() {
                    match (header.get(<$crate::genl::GenericHeader<$user>>::cmd), way) {
                        $( ($number, $crate::wire::spec::Direction::$way) => return $crate::wire::FromMessage::from_message(message).map(Self::$variant),
                           $( ($number, $crate::wire::spec::Direction::Reply) => return $crate::wire::FromMessage::from_message(message).map(Self::$reply), )? )*
                        _ => {}
                    }
                }
                Ok(Self::Unknown(message))
            }
        }
        impl<$lt> $crate::wire::MessageEnum<$lt> for $name<$lt> {
            #[inline]
            fn decode(message: $crate::wire::Message<$lt>) -> Result<Self, $crate::wire::Error> {
                Self::decode(message)
            }
        }
        impl<$lt> $crate::wire::FamilyMessage<$lt> for $name<$lt> {
            const FAMILY: &'static $crate::wire::spec::FamilySpec = $table;
        }
        const _: () = $crate::wire::check_commands($family, <$name<'static>>::MESSAGES);
        #[doc = concat!("The family `", $family, "`: its name and its commands, for [`Decoder`](", stringify!($crate), "::decode::Decoder).")]
        $vis const $table: &$crate::wire::spec::FamilySpec =
            &$crate::wire::spec::FamilySpec { name: $family, commands: <$name<'static>>::MESSAGES };
    };
    // two mistakes
    ($(#[$meta:meta])* $vis:vis enum $name:ident<$lt:lifetime>, family $table:ident = $family:literal { $($rest:tt)* } $($also:tt)*) => {
        ::core::compile_error!(::core::concat!(
            "the family `", $family, "` has no header: write `family ", ::core::stringify!($table), " = \"", $family,
            "\", header ()` if nothing is between struct genlmsghdr and the attributes"
        ));
    };
    ($(#[$meta:meta])* $vis:vis enum $name:ident<$lt:lifetime>, family $table:ident = $family:literal, header $user:ty {
        $( $(#[$doc:meta])* $uapi:ident = $number:literal, $way:ident $($verb:ident)?
            => $variant:ident $(($set:ty))? $(-> $reply:ident($reply_set:ty))? ),* $(,)?
    } $($also:tt)*) => {
        $( $crate::genl_family! { @mistake $uapi $way [$($verb)?] $variant [$($set)?] } )*
    };
    (@mistake $uapi:ident $way:ident [] $variant:ident $set:tt) => {
        ::core::compile_error!(::core::concat!(
            ::core::stringify!($uapi), ": write a direction and a verb, such as `Request Get`, in place of `",
            ::core::stringify!($way), "`"
        ));
    };
    (@mistake $uapi:ident $way:ident [$verb:ident] $variant:ident []) => {
        ::core::compile_error!(::core::concat!(
            ::core::stringify!($uapi), " has no attribute set: write `", ::core::stringify!($variant),
            "(Set)`, or `", ::core::stringify!($variant), "(())` if the message has no attributes"
        ));
    };
    (@mistake $($right:tt)*) => {};
    (@first , $set:ty) => { $set };
    (@first $first:ty, $set:ty) => { $first };
    (@row $way:ident, $number:literal, $uapi:ident, $verb:ident, $user:ty, $set:ty) => {
        $crate::wire::spec::CommandSpec {
            direction: $crate::wire::spec::Direction::$way,
            message: $crate::wire::spec::MessageSpec {
                number: $number,
                name: stringify!($uapi),
                verb: $crate::wire::Verb::$verb,
                header: Some(&<$crate::genl::GenericHeader<$user> as $crate::wire::CStruct>::SPEC),
                table: <$set as $crate::wire::AttributeSet>::spec,
                protocol: ::core::option::Option::None,
            },
        }
    };
}

//! Commands of generic netlink families, as operations.
use super::GenericHeader;
use crate::wire::{
    AttributeSet, CStruct, FromMessage, GetFlags, MessageView, Operation, Protocol, Str, Struct,
};
use core::{fmt, marker::PhantomData};

/// The number of a command, with the attribute sets of its request and reply.
///
/// `S` is the attribute set of the request, `U` the fixed header of the family after
/// `struct genlmsghdr`, and `R` the attribute set of the reply, or its message type ([`Reply`]).
/// [`genl_family!`](crate::genl_family) defines these constants. For a command that the family's
/// definition lacks, define one:
/// `const MINE: CommandKey<Sensor> = CommandKey::new(9).named("sensor SENSOR_CMD_MINE");`
pub struct CommandKey<S, U = (), R = S> {
    number: u8,
    name: &'static str,
    #[allow(clippy::type_complexity)] // the three types are the purpose of the key
    types: PhantomData<fn() -> (S, U, R)>,
}
impl<S, U, R> CommandKey<S, U, R> {
    /// Creates the key of a command number.
    pub const fn new(number: u8) -> Self {
        Self { number, name: "generic netlink command", types: PhantomData }
    }
    /// Sets the name in error messages: of the family and of the command, such as
    /// `"nl80211 NL80211_CMD_GET_WIPHY"`. [`genl_family!`](crate::genl_family) sets it.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }
    /// Returns the name in error messages.
    pub const fn name(&self) -> &'static str {
        self.name
    }
    /// Returns the command number.
    pub const fn number(&self) -> u8 {
        self.number
    }
}
impl<S, U, R> Clone for CommandKey<S, U, R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S, U, R> Copy for CommandKey<S, U, R> {}
impl<S, U, R> fmt::Debug for CommandKey<S, U, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.number, f)
    }
}

/// A command of a family whose id was resolved at run time.
///
/// An operation for [`Connection`](crate::client::Connection) and
/// [`Request`](crate::wire::Request). [`Family::command`](super::Family::command) creates one from
/// a resolved family.
pub struct Command<S, U: CStruct = (), R = S> {
    family: u16,
    name: &'static str,
    header: Struct<GenericHeader<U>>,
    types: PhantomData<fn() -> (S, R)>,
}
impl<S, R> Command<S, (), R> {
    /// Creates a command of the family with the id `family`, version 1.
    pub const fn new(family: u16, command: CommandKey<S, (), R>) -> Self {
        Self::headed(family, command, Struct::new())
    }
}
impl<S, U: CStruct, R> Command<S, U, R> {
    /// Creates a command of a family that has a fixed header of its own, version 1.
    pub const fn headed(family: u16, command: CommandKey<S, U, R>, user: Struct<U>) -> Self {
        let header = GenericHeader::new(command.number, 1, user);
        Self { family, name: command.name, header, types: PhantomData }
    }
    /// Reads the messages of the reply as the message type `M`.
    ///
    /// Many families describe all their objects by one attribute set. A message type of its own
    /// distinguishes an object, and gives it accessors and a summary: see [`Reply`].
    #[must_use]
    pub const fn replying<M: Reply<U>>(self) -> Command<S, U, M> {
        Command { family: self.family, name: self.name, header: self.header, types: PhantomData }
    }
    /// Sets the version of the family in `struct genlmsghdr`. Few families check it.
    #[must_use]
    pub const fn version(mut self, version: u8) -> Self {
        self.header.0.version = version;
        self
    }
}
impl<S, U: CStruct, R> Clone for Command<S, U, R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S, U: CStruct, R> Copy for Command<S, U, R> {}
impl<S, U: CStruct, R> fmt::Debug for Command<S, U, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Command")
            .field("name", &Str::from(self.name))
            .field("family", &self.family)
            .field("header", &self.header)
            .finish()
    }
}
/// A message of a generic netlink family: headers, and attributes of the set `S`. `U` is the fixed
/// header of the family after `struct genlmsghdr`.
pub type GenericMessage<'a, S, U = ()> = MessageView<'a, GenericHeader<U>, S>;

/// Type of the messages in the reply to a command: an attribute set, whose messages are
/// [`GenericMessage`]s of the set, or a message type.
///
/// ```
/// use nlwire::{client::{self, Query}, genl::{self, Command, Family, GenericHeader}, message_types};
/// # use nlwire::{attributes, genl_family};
/// # attributes! {
/// #     /// Attributes.
/// #     pub set Sensors, enum SensorsAttr<'a> {
/// #         /// Temperature, millidegrees Celsius.
/// #         SENSOR_ATTR_TEMPERATURE: i32 = 1,
/// #     }
/// # }
/// # genl_family! {
/// #     /// A message of the family.
/// #     pub enum SensorMessage<'a>, family SENSOR = "sensor", header () {
/// #         /// Requests a sensor.
/// #         SENSOR_CMD_GET = 1, Both Get => Get(Sensors),
/// #     }
/// # }
/// message_types! {
///     /// A probe.
///     pub struct ProbeMessage(GenericHeader, Sensors);
/// }
/// impl genl::Reply for ProbeMessage<'static> {
///     type Message<'a> = ProbeMessage<'a>;
/// }
/// fn probes(family: &Family) -> impl Query<Operation = Command<Sensors, (), ProbeMessage<'static>>> {
///     family.command(SensorMessage::SENSOR_CMD_GET).replying()
/// }
/// ```
pub trait Reply<U = ()> {
    /// Message type of the reply.
    type Message<'a>: FromMessage<'a>;
}
impl<S: AttributeSet, U: CStruct> Reply<U> for S {
    type Message<'a> = GenericMessage<'a, S, U>;
}
/// Declares message types of a family without a fixed header.
#[cfg(any(feature = "devlink", feature = "ipvs", feature = "nl80211"))]
macro_rules! objects {
    ($( $(#[$doc:meta])* $name:ident($set:ty); )*) => {
        $crate::message_types! { $( $(#[$doc])* pub struct $name($crate::genl::GenericHeader, $set); )* }
        $( impl $crate::genl::Reply for $name<'static> {
            type Message<'a> = $name<'a>;
        } )*
    };
}
#[cfg(any(feature = "devlink", feature = "ipvs", feature = "nl80211"))]
pub(super) use objects;

impl<S: AttributeSet, U: CStruct, R: Reply<U>> Operation for Command<S, U, R> {
    type Header = GenericHeader<U>;
    type Request = S;
    type Reply<'a> = R::Message<'a>;
    type Flags = GetFlags;
    const NAME: &'static str = "generic netlink command";
    const PROTOCOL: Option<Protocol> = Some(Protocol::GENERIC);
    fn name(&self) -> &'static str {
        self.name
    }
    #[inline(always)]
    fn message_type(&self) -> u16 {
        self.family
    }
    #[inline(always)]
    fn header(&self) -> Struct<GenericHeader<U>> {
        self.header
    }
}

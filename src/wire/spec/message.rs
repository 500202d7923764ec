//! Messages, families and protocols.
use super::{AttributeSetSpec, StructSpec};
use crate::wire::{AttributeSet, CStruct, Message, Operation, Protocol, Verb};

/// Specification of one message type: name, fixed header and attribute set.
///
/// [`messages!`](crate::messages) generates these.
#[derive(Clone, Copy, Debug)]
pub struct MessageSpec {
    /// Message type, `nlmsg_type`; in generic netlink, the command.
    #[doc(alias = "nlmsg_type")]
    pub number: u16,
    /// Name in the kernel header; empty if only the format is known.
    pub name: &'static str,
    /// What the message does, which decides the meaning of the flags.
    pub verb: Verb,
    /// Fixed header before the attributes; `None` if only the name is known.
    pub header: Option<&'static StructSpec>,
    /// Attribute set.
    pub table: fn() -> &'static AttributeSetSpec,
    /// Protocol that serves a request, if the specification is that of an
    /// [operation](Self::from_operation): a connection of another protocol does not send it. `None` in
    /// tables, whose protocol is in [`ProtocolSpec::protocol`].
    pub protocol: Option<Protocol>,
}
impl MessageSpec {
    /// Returns the specification of an operation's request, without number: header, attribute set,
    /// protocol, and the name of the operation.
    pub const fn from_operation<O: Operation>() -> Self {
        Self {
            number: 0,
            name: O::NAME,
            verb: Verb::Get,
            header: Some(&<O::Header as CStruct>::SPEC),
            table: O::Request::spec,
            protocol: O::PROTOCOL,
        }
    }
}

/// Another layout of a message type, for messages that the type alone does not describe.
///
/// The kernel's parser also decides by NLM_F_DUMP, by the length, and by the options of the socket.
#[derive(Clone, Copy, Debug)]
pub struct Alternative {
    /// Specification of the messages with this layout.
    pub spec: MessageSpec,
    /// Returns whether a message of this type has the layout.
    pub when: fn(Message<'_>, StrictChecking) -> bool,
}
/// Whether the socket of a request has NETLINK_GET_STRICT_CHK, by which the kernel reads some
/// requests differently.
#[doc(alias = "NETLINK_GET_STRICT_CHK")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrictChecking {
    /// Unknown, as in a capture. The layout is then the likely one.
    Unknown,
    /// Off: the socket has not set NETLINK_GET_STRICT_CHK.
    Off,
    /// On: the socket has set NETLINK_GET_STRICT_CHK.
    On,
}
/// Returns the specification of a message: the first alternative that applies, or the one of the
/// type.
#[doc(hidden)]
pub fn lookup_in(
    messages: &'static [MessageSpec],
    alternatives: &'static [Alternative],
    message: Message<'_>,
    strict: StrictChecking,
) -> Option<&'static MessageSpec> {
    let number = message.message_type();
    let applies = |other: &&Alternative| other.spec.number == number && (other.when)(message, strict);
    let other = alternatives.iter().find(applies).map(|other| &other.spec);
    other.or_else(|| messages.iter().find(|spec| spec.number == number))
}

/// Direction in which a generic netlink command is valid.
///
/// A command number may have different meanings in a request and in a reply: number 3 of ethtool is
/// `ETHTOOL_MSG_LINKINFO_SET` and `ETHTOOL_MSG_LINKINFO_NTF`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Both directions, with one meaning.
    Both,
    /// To the kernel: NLM_F_REQUEST is set.
    Request,
    /// From the kernel: reply or notification.
    Reply,
    /// From the kernel: notification, with sequence number 0. Used only if a reply with this number
    /// has another meaning, as in mptcp_pm.
    Event,
}
impl Direction {
    /// Returns the direction of a message. Never `Both`.
    pub fn from_message(message: Message<'_>) -> Self {
        match (message.flags() & 1, message.seq()) {
            (1, _) => Self::Request,
            (_, 0) => Self::Event,
            _ => Self::Reply,
        }
    }
    /// Returns the table entry directions that apply to this direction, best first.
    #[must_use]
    pub const fn candidates(self) -> [Self; 3] {
        match self {
            Self::Request | Self::Both => [Self::Request, Self::Both, Self::Both],
            Self::Reply => [Self::Reply, Self::Both, Self::Event],
            Self::Event => [Self::Event, Self::Reply, Self::Both],
        }
    }
}
/// Table entry of a generic netlink command in one direction. Created by
/// [`genl_family!`](crate::genl_family).
#[derive(Clone, Copy, Debug)]
pub struct CommandSpec {
    /// Direction: request, reply or both.
    pub direction: Direction,
    /// Description of the message. `number` is the command.
    pub message: MessageSpec,
}
/// Table of a generic netlink family. Created by [`genl_family!`](crate::genl_family).
#[derive(Clone, Copy, Debug)]
pub struct FamilySpec {
    /// Name of the family, as announced by the controller.
    pub name: &'static str,
    /// Commands of the family.
    pub commands: &'static [CommandSpec],
}
impl FamilySpec {
    /// Returns the specification of a message, by command and direction.
    pub fn lookup(&self, message: Message<'_>) -> Option<&'static MessageSpec> {
        let command = u16::from(*message.payload().first()?);
        let found = |direction| {
            self.commands.iter().find(|spec| spec.message.number == command && spec.direction == direction)
        };
        Direction::from_message(message).candidates().into_iter().find_map(found).map(|spec| &spec.message)
    }
}

/// Specification of a netlink protocol. Each protocol module has one as `PROTOCOL`; others are
/// registered with [`Decoder::with_protocols`](crate::decode::Decoder::with_protocols).
#[derive(Clone, Copy, Debug)]
pub struct ProtocolSpec {
    /// Protocol number.
    pub protocol: Protocol,
    /// Name in JSON and logs, such as `route`.
    pub name: &'static str,
    /// Returns the specification of a message; `None` for a message type that the protocol does not
    /// have.
    pub lookup: Lookup,
    /// Selects the specifications of the replies by the request; `None` if the replies of the
    /// protocol never depend on the request.
    ///
    /// Returns the lookup that takes precedence over [`lookup`](Self::lookup) for the replies to
    /// this request, or `None` if `lookup` suffices for them. A [`Decoder`](crate::decode::Decoder)
    /// calls it for every request, and finds the replies by sequence number.
    pub replies: Option<fn(request: Message<'_>) -> Option<Lookup>>,
}
/// Function that returns the specification of a message, if known.
pub type Lookup = fn(Message<'_>) -> Option<&'static MessageSpec>;

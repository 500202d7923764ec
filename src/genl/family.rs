//! Generic netlink families: resolve, list, watch.
use super::{Command, CommandKey, Control, ControlGroup, ControlOp, GetFamily, OpFlags};
use crate::{
    client::{
        self, Buffer, Call, Completion, Connection, DiscardEvents, ErrorKind, EventHandler, Replies,
        Transport, query, read,
    },
    decode::Decoder,
    wire::{
        AttributeSet, Attrs, CStruct, Error, FamilyMessage, GroupId, IndexedArray, InlineStr, Message,
        Operation, Str, Struct, Writer,
    },
};
use core::fmt;

/// Reference to a family: `"nlctrl"`, `0x10`, or a resolved [`Family`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which<'n> {
    /// Family name.
    ///
    /// The kernel may load a module for an unregistered name: `net-pf-16-proto-16-family-<name>`.
    Name(&'n str),
    /// Family id, valid while the family is registered.
    Id(u16),
}
impl Which<'_> {
    pub(super) fn put(self, request: &mut Writer<'_, Control>) {
        match self {
            Self::Name(name) => request.put(Control::CTRL_ATTR_FAMILY_NAME, name),
            Self::Id(id) => request.put(Control::CTRL_ATTR_FAMILY_ID, id),
        };
    }
}
impl<'n> From<&'n str> for Which<'n> {
    fn from(name: &'n str) -> Self {
        Self::Name(name)
    }
}
impl From<u16> for Which<'_> {
    fn from(id: u16) -> Self {
        Self::Id(id)
    }
}
impl From<&Family> for Which<'_> {
    fn from(family: &Family) -> Self {
        Self::Id(family.id)
    }
}

/// A multicast group of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Group {
    /// Group id, as joined with `NETLINK_ADD_MEMBERSHIP`.
    pub id: u32,
    /// Group name.
    pub name: InlineStr<16>,
}
impl GroupId for Group {
    fn group_id(&self) -> u32 {
        self.id
    }
}
/// An operation of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Op {
    /// Command number.
    pub command: u32,
    /// Capabilities and required privileges.
    pub flags: OpFlags,
}

/// Number of multicast groups that a [`Family`] stores.
const GROUPS: usize = 16;
/// A resolved family: id, version and multicast groups, in a value of fixed size.
///
/// The id is valid until the family is unregistered (its module is unloaded) or the machine
/// reboots. After that, requests fail with `ENOENT` ([`client::Error::is_not_found`]); resolve the
/// family again, as the id may have changed. The ids of multicast groups are valid as long.
///
/// Ids belong to the kernel, not to a network namespace: a family that was resolved over one
/// connection is valid over connections to other network namespaces of the same machine. Families
/// without namespace support (`netnsok` of the kernel's `struct genl_family`) exist in the initial
/// network namespace only; elsewhere their requests fail with `ENOENT`, too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// Family id: the `nlmsg_type` of the family's messages.
    pub id: u16,
    /// Family name.
    pub name: InlineStr<16>,
    /// Version of the family.
    pub version: u32,
    /// Size of the family's fixed header after `struct genlmsghdr`, bytes.
    pub hdrsize: u32,
    /// Highest attribute type at the top level; 0 if the policy differs between operations.
    pub maxattr: u32,
    groups: [Group; GROUPS],
    group_count: usize,
}
impl Family {
    /// Returns the first 16 multicast groups of the family.
    ///
    /// No known family has more; [`group_count`](Self::group_count) returns the full number.
    pub fn groups(&self) -> &[Group] {
        self.groups.get(..self.group_count).unwrap_or(&self.groups)
    }
    /// Returns the number of multicast groups, including groups beyond the 16 that are stored.
    pub const fn group_count(&self) -> usize {
        self.group_count
    }
    /// Returns the id of the multicast group with this name.
    pub fn group(&self, name: &str) -> Option<u32> {
        self.groups().iter().find(|group| group.name.as_str() == name).map(|group| group.id)
    }
    /// Decodes a message of this family, such as an event; `None` for a message of another family.
    ///
    /// ```
    /// # #[cfg(feature = "ethtool")] {
    /// use nlwire::{client::{self, Buffer, Connection, Transport}, genl::{self, ethtool::EthtoolMessage}};
    /// fn watch<T: Transport, B: Buffer>(
    ///     nl: &mut Connection<T, B>,
    ///     family: &genl::Family,
    /// ) -> Result<(), Box<dyn std::error::Error>> {
    ///     loop {
    ///         match family.decode(nl.next_event()?)? {
    ///             Some(EthtoolMessage::LinkmodesNtf(modes)) => println!("{:?}", modes.attrs),
    ///             Some(event) => println!("{event:?}"),
    ///             None => {} // of another family
    ///         }
    ///     }
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    /// The payload is shorter than the header.
    pub fn decode<'a, M: FamilyMessage<'a>>(&self, message: Message<'a>) -> Result<Option<M>, Error> {
        let is_ours = message.message_type() == self.id && self.name.as_str() == *M::FAMILY.name;
        is_ours.then(|| M::decode(message)).transpose()
    }
    /// Creates a command of this family, with the family's id and version.
    pub const fn command<S: AttributeSet, R: AttributeSet>(
        &self,
        command: CommandKey<S, (), R>,
    ) -> Command<S, (), R> {
        Command::new(self.id, command).version(self.version as u8)
    }
    /// Creates a command of this family, which has a fixed header of its own.
    pub const fn command_headed<S: AttributeSet, U: CStruct, R: AttributeSet>(
        &self,
        command: CommandKey<S, U, R>,
        user: Struct<U>,
    ) -> Command<S, U, R> {
        Command::headed(self.id, command, user).version(self.version as u8)
    }
}
impl fmt::Debug for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Family")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("version", &self.version)
            .field("hdrsize", &self.hdrsize)
            .field("maxattr", &self.maxattr)
            .field("groups", &self.groups())
            .finish()
    }
}

/// A family as decoded from a controller message, borrowed from the buffer.
///
/// The contents are validated by [`read`](Self::read), so the methods that return them cannot fail.
#[derive(Clone, Copy)]
pub struct FamilyInfo<'a> {
    id: u16,
    name: Str<'a>,
    version: u32,
    hdrsize: u32,
    maxattr: u32,
    groups: IndexedArray<'a, Attrs<'a, ControlGroup>>,
    ops: IndexedArray<'a, Attrs<'a, ControlOp>>,
}
impl<'a> FamilyInfo<'a> {
    /// Decodes the attributes of `CTRL_CMD_NEWFAMILY` and related notifications.
    ///
    /// `CTRL_CMD_DELFAMILY` and the notifications of multicast groups contain only id, name and
    /// groups.
    ///
    /// # Errors
    /// An attribute is malformed, or the id or name is missing.
    pub fn read(attrs: Attrs<'a, Control>) -> Result<Self, Error> {
        let found = crate::pick!(
            attrs,
            Control {
                id: CTRL_ATTR_FAMILY_ID,
                name: CTRL_ATTR_FAMILY_NAME,
                version: CTRL_ATTR_VERSION,
                hdrsize: CTRL_ATTR_HDRSIZE,
                maxattr: CTRL_ATTR_MAXATTR,
                groups: CTRL_ATTR_MCAST_GROUPS,
                ops: CTRL_ATTR_OPS,
            }
        )?;
        let missing = |number| Error::payload(number, attrs.bytes());
        let info = Self {
            id: found.id.ok_or(missing(Control::CTRL_ATTR_FAMILY_ID.number()))?,
            name: found.name.ok_or(missing(Control::CTRL_ATTR_FAMILY_NAME.number()))?,
            version: found.version.unwrap_or(0),
            hdrsize: found.hdrsize.unwrap_or(0),
            maxattr: found.maxattr.unwrap_or(0),
            groups: found.groups.unwrap_or(IndexedArray::new(&[])),
            ops: found.ops.unwrap_or(IndexedArray::new(&[])),
        };
        info.groups.iter().try_for_each(|item| group(item).map(|_| ()))?;
        info.ops.iter().try_for_each(|item| op(item).map(|_| ()))?;
        Ok(info)
    }
    /// Returns the family id: the `nlmsg_type` of the family's messages.
    pub const fn id(&self) -> u16 {
        self.id
    }
    /// Returns the family name.
    pub const fn name(&self) -> Str<'a> {
        self.name
    }
    /// Returns the version of the family.
    pub const fn version(&self) -> u32 {
        self.version
    }
    /// Returns the size of the family's fixed header after `struct genlmsghdr`, bytes.
    pub const fn hdrsize(&self) -> u32 {
        self.hdrsize
    }
    /// Returns the highest attribute type at the top level.
    ///
    /// 0 if the policy differs between operations.
    pub const fn maxattr(&self) -> u32 {
        self.maxattr
    }
    /// Returns the multicast groups of the family.
    pub fn groups(&self) -> impl Iterator<Item = Group> + 'a {
        self.groups.iter().filter_map(|item| group(item).ok())
    }
    /// Returns the operations of the family.
    pub fn ops(&self) -> impl Iterator<Item = Op> + 'a {
        self.ops.iter().filter_map(|item| op(item).ok())
    }
    /// Copies the family to a value of fixed size that does not borrow from the buffer.
    pub fn to_family(&self) -> Family {
        let mut groups = [Group::default(); GROUPS];
        let mut group_count = 0;
        for group in self.groups() {
            if let Some(place) = groups.get_mut(group_count) {
                *place = group;
            }
            group_count += 1;
        }
        let (id, name) = (self.id, self.name.to_inline_truncated().unwrap_or_default());
        let (version, hdrsize, maxattr) = (self.version, self.hdrsize, self.maxattr);
        Family { id, name, version, hdrsize, maxattr, groups, group_count }
    }
}
impl fmt::Debug for FamilyInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FamilyInfo")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("version", &self.version)
            .field("hdrsize", &self.hdrsize)
            .field("maxattr", &self.maxattr)
            .field("groups", &self.groups)
            .field("ops", &self.ops)
            .finish()
    }
}
fn group(item: Result<(u16, Attrs<'_, ControlGroup>), Error>) -> Result<Group, Error> {
    let (_, attrs) = item?;
    let name = attrs.get(ControlGroup::CTRL_ATTR_MCAST_GRP_NAME)?.unwrap_or_default();
    let id = attrs.get(ControlGroup::CTRL_ATTR_MCAST_GRP_ID)?.unwrap_or_default();
    Ok(Group { id, name: name.to_inline_truncated().unwrap_or_default() })
}
fn op(item: Result<(u16, Attrs<'_, ControlOp>), Error>) -> Result<Op, Error> {
    let (_, attrs) = item?;
    let command = attrs.get(ControlOp::CTRL_ATTR_OP_ID)?.unwrap_or_default();
    Ok(Op { command, flags: attrs.get(ControlOp::CTRL_ATTR_OP_FLAGS)?.unwrap_or_default() })
}
/// Wraps a decoding error of a controller message.
pub(in crate::genl) fn malformed<E>(operation: &'static str) -> impl Fn(Error) -> client::Error<E> + Copy {
    move |error| client::Error { operation, kind: ErrorKind::Malformed(error) }
}

/// Resolves a family by name or id: returns the family id and multicast groups.
///
/// Sends `CTRL_CMD_GETFAMILY` with `CTRL_ATTR_FAMILY_NAME` or `CTRL_ATTR_FAMILY_ID`. For a name
/// that is not registered, the kernel may load a module.
///
/// # Errors
/// `ENOENT` if the family does not exist or is not available in this network namespace
/// ([`is_not_found`](client::Error::is_not_found)); `ERANGE` or `EINVAL` for a name of more than 15
/// bytes.
pub fn family<'n>(which: impl Into<Which<'n>>) -> impl Call<Output = Family> + Copy {
    let which = which.into();
    read(query(GetFamily, move |request| which.put(request)), |family| {
        FamilyInfo::read(family.attrs).map(|info| info.to_family())
    })
}
/// Resolves a family by name or id: returns the complete reply, including operations.
///
/// The reply is borrowed from the connection's buffer. In addition to what [`family`] returns, the
/// reply contains the operations of the family. Sends `CTRL_CMD_GETFAMILY` with
/// `CTRL_ATTR_FAMILY_NAME` or `CTRL_ATTR_FAMILY_ID`.
///
/// # Errors
/// `ENOENT` if the family does not exist or is not available in this network namespace
/// ([`is_not_found`](client::Error::is_not_found)); `ERANGE` or `EINVAL` for a name of more than 15
/// bytes.
pub fn family_info<'c, 'n, T: Transport, B: Buffer, H: EventHandler>(
    connection: &'c mut Connection<T, B, H>,
    which: impl Into<Which<'n>>,
) -> client::Result<FamilyInfo<'c>, T> {
    let which = which.into();
    let reply = connection.get_with(GetFamily, |request| which.put(request))?;
    FamilyInfo::read(reply.attrs).map_err(malformed(GetFamily::NAME))
}
/// Lists all families that are registered and available in this network namespace.
///
/// Sends `CTRL_CMD_GETFAMILY` with `NLM_F_DUMP`. Does not load modules.
///
/// # Errors
/// The request could not be built or sent. Errors of the kernel are returned by [`Families::next`].
pub fn families<'c, T: Transport, B: Buffer, H: EventHandler>(
    connection: &'c mut Connection<T, B, H>,
) -> client::Result<Families<'c, T, B, H>, T> {
    Ok(Families(connection.dump(GetFamily)?))
}
/// Resolves several families with one dump; `None` for each family that does not exist.
///
/// Sends `CTRL_CMD_GETFAMILY` with `NLM_F_DUMP`. Does not load modules, unlike [`family`] by name.
///
/// # Errors
/// An error of the request or of the dump.
pub fn families_by_name<T: Transport, B: Buffer, H: EventHandler, const N: usize>(
    connection: &mut Connection<T, B, H>,
    names: &[&str; N],
) -> client::Result<[Option<Family>; N], T> {
    let mut found = [None; N];
    let mut families = families(connection)?;
    while let Some(info) = families.next()? {
        for (found, name) in found.iter_mut().zip(names) {
            if info.name() == *name {
                *found = Some(info.to_family());
            }
        }
    }
    Ok(found)
}
/// Registers the names and ids of all families in `protocols`, so that their messages are decoded.
///
/// Sends `CTRL_CMD_GETFAMILY` with `NLM_F_DUMP`. Families that are registered later are announced
/// to the multicast group `notify` ([`GENL_GROUP_NOTIFY`](super::GENL_GROUP_NOTIFY)); pass these
/// messages to [`Decoder::learn`].
///
/// # Errors
/// An error of the request or of the dump.
pub fn learn<T: Transport, B: Buffer, H: EventHandler>(
    connection: &mut Connection<T, B, H>,
    protocols: &mut Decoder,
) -> client::Result<(), T> {
    let mut replies = connection.dump(GetFamily)?;
    while let Some(reply) = replies.next()? {
        protocols.learn(crate::wire::Protocol::GENERIC, reply.message);
    }
    Ok(())
}

/// Iterator over all families, returned by [`families`].
pub struct Families<'c, T, B, H = DiscardEvents>(Replies<'c, T, B, GetFamily, H>);
impl<T: Transport, B: Buffer, H: EventHandler> Families<'_, T, B, H> {
    /// Returns the next family, or `None` at the end.
    ///
    /// # Errors
    /// The errors of [`Replies::next`](crate::client::Replies::next), or a malformed family.
    #[allow(clippy::should_implement_trait)] // the item borrows from self, which Iterator cannot express
    pub fn next(&mut self) -> client::Result<Option<FamilyInfo<'_>>, T> {
        match self.0.next()? {
            Some(reply) => FamilyInfo::read(reply.attrs).map(Some).map_err(malformed(GetFamily::NAME)),
            None => Ok(None),
        }
    }
    /// Returns the result of the dump; `None` before the end.
    pub const fn done(&self) -> Option<Completion> {
        self.0.done()
    }
}

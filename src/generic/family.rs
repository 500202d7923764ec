//! Families: resolved by name or id, listed, watched.
use super::{Command, CommandKey, Control, ControlGroup, ControlOp, GetFamily, OpFlags};
use crate::{
    exchange::{Answer, Cause, Connection, Done, Failure, Replies, Transport},
    protocols::{NETLINK_GENERIC, Protocols},
    wire::{Array, Attrs, Error, Layout, Name, Operation, Set, Str, Writer},
};
use core::fmt;

/// Which family is meant: `"nlctrl"`, `0x10`, or a [`Family`] that is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which<'n> {
    /// By name. The kernel may load a module for it, `net-pf-16-proto-16-family-<name>`.
    Name(&'n str),
    /// By id, for as long as that id is the family's.
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
    /// Its id, by which a socket joins it.
    pub id: u32,
    /// Its name.
    pub name: Name<16>,
}
/// An operation of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Op {
    /// The command.
    pub command: u32,
    /// What it can do, and who may.
    pub flags: OpFlags,
}

/// How many groups a [`Family`] keeps.
const GROUPS: usize = 16;
/// A family, of fixed size: what it takes to speak with it, and its groups.
///
/// The id holds until the family is unregistered (its module is unloaded) or the machine starts anew; then requests are refused with ENOENT
/// ([`Failure::is_not_found`]), and the family is to be resolved again, which may give another id. A group's id holds as long.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// The `nlmsg_type` of its messages.
    pub id: u16,
    /// Its name.
    pub name: Name<16>,
    /// Its version.
    pub version: u32,
    /// Bytes of its own header behind `struct genlmsghdr`.
    pub hdrsize: u32,
    /// Largest number of an attribute at the top; 0 where each operation has its own.
    pub maxattr: u32,
    groups: [Group; GROUPS],
    group_count: usize,
}
impl Family {
    /// Its multicast groups, the first 16 of them. No family that is known has more.
    pub fn groups(&self) -> &[Group] {
        self.groups.get(..self.group_count).unwrap_or(&self.groups)
    }
    /// How many groups it has, those included that found no room here.
    pub const fn group_count(&self) -> usize {
        self.group_count
    }
    /// The id of a group, to join it by.
    pub fn group(&self, name: &str) -> Option<u32> {
        self.groups().iter().find(|group| group.name.as_str() == name).map(|group| group.id)
    }
    /// A command of this family as an operation, with the family's id and version.
    pub const fn command<S: Set, R: Set>(&self, command: CommandKey<S, (), R>) -> Command<S, (), R> {
        Command::new(self.id, command).version(self.version as u8)
    }
    /// The same for a family that has a header of its own.
    pub const fn command_headed<S: Set, U: Layout, R: Set>(
        &self,
        command: CommandKey<S, U, R>,
        user: U,
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

/// A family as a message of the controller tells it, borrowed. Whatever is in it was checked when it was made, so its getters cannot fail.
#[derive(Clone, Copy)]
pub struct FamilyInfo<'a> {
    id: u16,
    name: Str<'a>,
    version: u32,
    hdrsize: u32,
    maxattr: u32,
    groups: Array<'a, Attrs<'a, ControlGroup>>,
    ops: Array<'a, Attrs<'a, ControlOp>>,
}
impl<'a> FamilyInfo<'a> {
    /// Of the attributes of a CTRL_CMD_NEWFAMILY; of CTRL_CMD_DELFAMILY and of a group's messages, too, which tell id, name and groups.
    ///
    /// # Errors
    /// Where anything in them is broken, or id or name are missing.
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
            groups: found.groups.unwrap_or(Array::new(&[])),
            ops: found.ops.unwrap_or(Array::new(&[])),
        };
        info.groups.iter().try_for_each(|item| group(item).map(|_| ()))?;
        info.ops.iter().try_for_each(|item| op(item).map(|_| ()))?;
        Ok(info)
    }
    /// The `nlmsg_type` of its messages.
    pub const fn id(&self) -> u16 {
        self.id
    }
    /// Its name.
    pub const fn name(&self) -> Str<'a> {
        self.name
    }
    /// Its version.
    pub const fn version(&self) -> u32 {
        self.version
    }
    /// Bytes of its own header behind `struct genlmsghdr`.
    pub const fn hdrsize(&self) -> u32 {
        self.hdrsize
    }
    /// Largest number of an attribute at the top; 0 where each operation has its own.
    pub const fn maxattr(&self) -> u32 {
        self.maxattr
    }
    /// Its multicast groups.
    pub fn groups(&self) -> impl Iterator<Item = Group> + 'a {
        self.groups.iter().filter_map(|item| group(item).ok())
    }
    /// Its operations.
    pub fn ops(&self) -> impl Iterator<Item = Op> + 'a {
        self.ops.iter().filter_map(|item| op(item).ok())
    }
    /// A copy of fixed size, to be carried away.
    pub fn to_family(&self) -> Family {
        let mut groups = [Group::default(); GROUPS];
        let mut group_count = 0;
        for group in self.groups() {
            if let Some(place) = groups.get_mut(group_count) {
                *place = group;
            }
            group_count += 1;
        }
        let (id, name) = (self.id, self.name.to_name_cut().unwrap_or_default());
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
    Ok(Group { id, name: name.to_name_cut().unwrap_or_default() })
}
fn op(item: Result<(u16, Attrs<'_, ControlOp>), Error>) -> Result<Op, Error> {
    let (_, attrs) = item?;
    let command = attrs.get(ControlOp::CTRL_ATTR_OP_ID)?.unwrap_or_default();
    Ok(Op { command, flags: attrs.get(ControlOp::CTRL_ATTR_OP_FLAGS)?.unwrap_or_default() })
}
/// What the controller said is broken.
pub(super) fn malformed<O: Operation, E>(error: Error) -> Failure<E> {
    Failure { operation: O::NAME, cause: Cause::Malformed(error) }
}

/// Resolves a family, by name or by id: its id, its groups and what else there is of fixed size, in one exchange.
///
/// Sends one CTRL_CMD_GETFAMILY with CTRL_ATTR_FAMILY_NAME or CTRL_ATTR_FAMILY_ID. By name the kernel may load a module.
///
/// # Errors
/// [`is_not_found`](Failure::is_not_found) where there is no such family, or none in this network namespace; a name of more than 15 bytes is
/// refused with ERANGE or EINVAL.
pub fn family<'n, T: Transport>(
    connection: &mut Connection<'_, T>,
    which: impl Into<Which<'n>>,
) -> Answer<Family, T> {
    family_info(connection, which).map(|info| info.to_family())
}
/// The same, lent from the connection's buffer, with the family's operations.
///
/// Sends one CTRL_CMD_GETFAMILY, as [`family`] does.
///
/// # Errors
/// As [`family`].
pub fn family_info<'c, 'n, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    which: impl Into<Which<'n>>,
) -> Answer<FamilyInfo<'c>, T> {
    let which = which.into();
    let reply = connection.get(GetFamily, |request| which.put(request))?;
    FamilyInfo::read(reply.attrs).map_err(malformed::<GetFamily, _>)
}
/// All families that this network namespace has, one by one.
///
/// Sends one CTRL_CMD_GETFAMILY with NLM_F_DUMP. Loads no modules.
///
/// # Errors
/// The request could not be built or sent. What the kernel refuses comes by [`Families::next`].
pub fn families<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Families<'c, 'b, T>, T> {
    Ok(Families(connection.dump(GetFamily, |_| {})?))
}
/// Resolves several families by one exchange; `None` for those that are not there.
///
/// Sends one CTRL_CMD_GETFAMILY with NLM_F_DUMP. Loads no modules, which [`family`] by name does.
///
/// # Errors
/// Those of the dump.
pub fn families_by_name<T: Transport, const N: usize>(
    connection: &mut Connection<'_, T>,
    names: &[&str; N],
) -> Answer<[Option<Family>; N], T> {
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
/// Teaches `protocols` the names of all families, so that it can describe their messages.
///
/// Sends one CTRL_CMD_GETFAMILY with NLM_F_DUMP. Families that come later are told by the group `notify`
/// ([`GENL_GROUP_NOTIFY`](super::GENL_GROUP_NOTIFY)), whose messages are for [`Protocols::learn`].
///
/// # Errors
/// Those of the dump.
pub fn learn<T: Transport>(connection: &mut Connection<'_, T>, protocols: &mut Protocols) -> Answer<(), T> {
    let mut replies = connection.dump(GetFamily, |_| {})?;
    while let Some(reply) = replies.next()? {
        protocols.learn(NETLINK_GENERIC as u8, reply.message);
    }
    Ok(())
}

/// What [`families`] walks.
pub struct Families<'c, 'b, T: Transport>(Replies<'c, 'b, T, GetFamily>);
impl<T: Transport> Families<'_, '_, T> {
    /// The next family, or `None` at the end.
    ///
    /// # Errors
    /// As [`Replies::next`].
    #[allow(clippy::should_implement_trait)] // it lends, which an Iterator cannot
    pub fn next(&mut self) -> Answer<Option<FamilyInfo<'_>>, T> {
        match self.0.next()? {
            Some(reply) => FamilyInfo::read(reply.attrs).map(Some).map_err(malformed::<GetFamily, _>),
            None => Ok(None),
        }
    }
    /// How it ended; `None` before the end.
    pub const fn done(&self) -> Option<Done> {
        self.0.done()
    }
}

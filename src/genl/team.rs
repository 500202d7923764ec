//! The family `team`: options and ports of team devices (linux/if_team.h).
//!
//! A team is a link of kind `team`, which aggregates ports as a bond does; user space (teamd)
//! controls it by options. Every command needs `CAP_NET_ADMIN`. Notifications arrive on the
//! multicast group [`CHANGE_EVENT`], as replies to `TEAM_CMD_OPTIONS_GET` and
//! `TEAM_CMD_PORT_LIST_GET` with the options and ports that changed.
//!
//! A socket must have joined the group before an option is changed: without a receiver of the
//! event, the kernel changes the option and then reports `ESRCH`.
//!
//! See teamnl(8).
//!
//! ```no_run
//! use nlwire::{client::Connection, genl::{self, team::{self, *}}, socket::{Protocol, Socket}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let family = connection.run(genl::family(team::NAME))?; // resolve once and keep
//! connection.socket().join(family.group(team::CHANGE_EVENT).ok_or("no group")?)?;
//! let team0 = 7; // interface index
//! connection.run(team::set_option(&family, team0, OptionKey::new("mode"), OptionSpec::String("activebackup")))?;
//! let mut parts = connection.dump(team::options(&family, team0))?;
//! while let Some(part) = parts.next()? {
//!     for option in part.attrs.options() {
//!         println!("{:?} {:?}", option.name(), option.value());
//!     }
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{Command, Family};
use crate::{
    attributes,
    client::{Call, Completion, Query, call, multi, query},
    genl_family, open_enum, sub_messages,
    wire::{Attrs, Flag, GetFlags, Key, Str, SubMessage, Writer, spec::SelectorSource},
};

/// Name of the family: `TEAM_GENL_NAME`.
pub const NAME: &str = "team";
/// Name of the multicast group for notifications: `TEAM_GENL_CHANGE_EVENT_MC_GRP_NAME`.
///
/// Resolve the id with [`Family::group`](super::Family::group).
pub const CHANGE_EVENT: &str = "change_event";

open_enum! {
    /// Type of an option's value: `NLA_*`, include/net/netlink.h.
    pub struct OptionType(u8) {
        /// Unsigned number.
        NLA_U32 = 3,
        /// Text.
        NLA_STRING = 5,
        /// Boolean: the value is present if true.
        NLA_FLAG = 6,
        /// Bytes.
        NLA_BINARY = 11,
        /// Signed number.
        NLA_S32 = 14,
    }
}
sub_messages! {
    /// Value of an option, selected by `TEAM_ATTR_OPTION_TYPE`.
    pub enum OptionValue<'a>, selector OptionValueBy
        from SelectorSource::bytes(TeamOption::TEAM_ATTR_OPTION_TYPE.number()) => {
        /// Unsigned number.
        U32 = &[OptionType::NLA_U32.0] => U32(u32),
        /// Text.
        STRING = &[OptionType::NLA_STRING.0] => String(Str<'a>),
        /// Boolean: present if true.
        FLAG = &[OptionType::NLA_FLAG.0] => Flag(Flag),
        /// Bytes.
        BINARY = &[OptionType::NLA_BINARY.0] => Binary(&'a [u8]),
        /// Signed number.
        S32 = &[OptionType::NLA_S32.0] => S32(i32),
    }
}
attributes! {
    /// Team: `TEAM_ATTR_*`, linux/if_team.h.
    pub set Team, enum TeamAttr<'a> {
        /// Interface index of the team.
        TEAM_ATTR_TEAM_IFINDEX: u32 = 1,
        /// Options of the team device.
        TEAM_ATTR_LIST_OPTION: Attrs<'a, TeamOptions> = 2,
        /// Ports of the team device.
        TEAM_ATTR_LIST_PORT: Attrs<'a, TeamPorts> = 3,
    }
}
attributes! {
    /// Options: `TEAM_ATTR_ITEM_OPTION`, linux/if_team.h.
    pub set TeamOptions, enum TeamOptionsAttr<'a> {
        /// Option: name, type and value.
        TEAM_ATTR_ITEM_OPTION: [Attrs<'a, TeamOption>] = 1,
    }
}
attributes! {
    /// Option of a team or port: `TEAM_ATTR_OPTION_*`, linux/if_team.h.
    pub set TeamOption, enum TeamOptionAttr<'a> {
        /// Name of the option, such as `mode`.
        TEAM_ATTR_OPTION_NAME: Str<'a> = 1 where max_len(32),
        /// The option changed; in notifications.
        TEAM_ATTR_OPTION_CHANGED: Flag = 2,
        /// Type of the value.
        TEAM_ATTR_OPTION_TYPE: OptionType = 3,
        /// Value. A boolean that is false is absent.
        TEAM_ATTR_OPTION_DATA: SubMessage<'a, OptionValueBy> = 4,
        /// The option was removed.
        TEAM_ATTR_OPTION_REMOVED: Flag = 5,
        /// Interface index of the port, if the option is of a port.
        TEAM_ATTR_OPTION_PORT_IFINDEX: u32 = 6,
        /// Index in the array, if the option is an array.
        TEAM_ATTR_OPTION_ARRAY_INDEX: u32 = 7,
    }
}
attributes! {
    /// Ports: `TEAM_ATTR_ITEM_PORT`, linux/if_team.h.
    pub set TeamPorts, enum TeamPortsAttr<'a> {
        /// Port: link, speed, duplex.
        TEAM_ATTR_ITEM_PORT: [Attrs<'a, TeamPort>] = 1,
    }
}
attributes! {
    /// Port of a team: `TEAM_ATTR_PORT_*`, linux/if_team.h.
    pub set TeamPort, enum TeamPortAttr<'a> {
        /// Interface index of the port.
        TEAM_ATTR_PORT_IFINDEX: u32 = 1,
        /// The port changed; in notifications.
        TEAM_ATTR_PORT_CHANGED: Flag = 2,
        /// The link of the port is up.
        TEAM_ATTR_PORT_LINKUP: Flag = 3,
        /// Speed, Mbit/s.
        TEAM_ATTR_PORT_SPEED: u32 = 4,
        /// Duplex: 0 is half, 1 is full.
        TEAM_ATTR_PORT_DUPLEX: u8 = 5,
        /// The port was removed.
        TEAM_ATTR_PORT_REMOVED: Flag = 6,
    }
}
genl_family! {
    /// A message of the team family.
    pub enum TeamMessage<'a>, family TEAM = "team", header () {
        /// Does nothing; the reply is empty.
        TEAM_CMD_NOOP = 0, Both Get => Noop(Team),
        /// Changes options.
        TEAM_CMD_OPTIONS_SET = 1, Both New => OptionsSet(Team),
        /// Requests the options, and is the reply; as an event, announces changed options.
        TEAM_CMD_OPTIONS_GET = 2, Both Get => OptionsGet(Team),
        /// Requests the ports, and is the reply; as an event, announces changed ports.
        TEAM_CMD_PORT_LIST_GET = 3, Both Get => PortListGet(Team),
    }
}

/// Getters for the lists of a team.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, Team> {
    /// Iterates over the options.
    pub fn options(self) -> impl Iterator<Item = Attrs<'a, TeamOption>> {
        let list = self.get(Team::TEAM_ATTR_LIST_OPTION).ok().flatten().unwrap_or(Attrs::new(&[]));
        list.get_all(TeamOptions::TEAM_ATTR_ITEM_OPTION).map_while(Result::ok)
    }
    /// Iterates over the ports.
    pub fn ports(self) -> impl Iterator<Item = Attrs<'a, TeamPort>> {
        let list = self.get(Team::TEAM_ATTR_LIST_PORT).ok().flatten().unwrap_or(Attrs::new(&[]));
        list.get_all(TeamPorts::TEAM_ATTR_ITEM_PORT).map_while(Result::ok)
    }
}
/// Getters for common attributes of an option.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, TeamOption> {
    /// Returns the name.
    #[doc(alias = "TEAM_ATTR_OPTION_NAME")]
    pub fn name(self) -> Option<Str<'a>> {
        self.get(TeamOption::TEAM_ATTR_OPTION_NAME).ok().flatten()
    }
    /// Returns the type of the value.
    #[doc(alias = "TEAM_ATTR_OPTION_TYPE")]
    pub fn option_type(self) -> Option<OptionType> {
        self.get(TeamOption::TEAM_ATTR_OPTION_TYPE).ok().flatten()
    }
    /// Returns the value; `None` also for a boolean that is false.
    #[doc(alias = "TEAM_ATTR_OPTION_DATA")]
    pub fn value(self) -> Option<OptionValue<'a>> {
        self.select(TeamOption::TEAM_ATTR_OPTION_DATA).ok().flatten()
    }
    /// Returns the interface index of the port, if the option is of a port.
    #[doc(alias = "TEAM_ATTR_OPTION_PORT_IFINDEX")]
    pub fn port_ifindex(self) -> Option<u32> {
        self.get(TeamOption::TEAM_ATTR_OPTION_PORT_IFINDEX).ok().flatten()
    }
    /// Returns the index in the array, if the option is an array.
    #[doc(alias = "TEAM_ATTR_OPTION_ARRAY_INDEX")]
    pub fn array_index(self) -> Option<u32> {
        self.get(TeamOption::TEAM_ATTR_OPTION_ARRAY_INDEX).ok().flatten()
    }
}
/// Getters for common attributes of a port.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl Attrs<'_, TeamPort> {
    /// Returns the interface index.
    #[doc(alias = "TEAM_ATTR_PORT_IFINDEX")]
    pub fn ifindex(self) -> Option<u32> {
        self.get(TeamPort::TEAM_ATTR_PORT_IFINDEX).ok().flatten()
    }
    /// Returns whether the link of the port is up.
    #[doc(alias = "TEAM_ATTR_PORT_LINKUP")]
    pub fn is_up(self) -> bool {
        self.get(TeamPort::TEAM_ATTR_PORT_LINKUP).ok().flatten().is_some()
    }
    /// Returns the speed, Mbit/s.
    #[doc(alias = "TEAM_ATTR_PORT_SPEED")]
    pub fn speed(self) -> Option<u32> {
        self.get(TeamPort::TEAM_ATTR_PORT_SPEED).ok().flatten()
    }
}

/// What identifies an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OptionKey<'n> {
    /// Name of the option.
    pub name: &'n str,
    /// Interface index of the port, for an option of a port.
    pub port: Option<u32>,
    /// Index in the array, for an option that is an array.
    pub array_index: Option<u32>,
}
impl<'n> OptionKey<'n> {
    /// Creates the key of an option of a team.
    pub const fn new(name: &'n str) -> Self {
        Self { name, port: None, array_index: None }
    }
    /// Creates the key of an option of a port.
    pub const fn of_port(name: &'n str, port: u32) -> Self {
        Self { name, port: Some(port), array_index: None }
    }
}
/// Value of an option in a request. The type must be that of the option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OptionSpec<'n> {
    /// Unsigned number.
    U32(u32),
    /// Signed number.
    S32(i32),
    /// Text.
    String(&'n str),
    /// Boolean.
    Bool(bool),
    /// Bytes.
    Binary(&'n [u8]),
}
fn put_option(request: &mut Writer<'_, Team>, team: u32, key: OptionKey<'_>, value: OptionSpec<'_>) {
    const ITEM: Key<TeamOptions, Attrs<'_, TeamOption>> =
        Key::new(TeamOptions::TEAM_ATTR_ITEM_OPTION.number());
    type By = OptionValueBy;
    request.put(Team::TEAM_ATTR_TEAM_IFINDEX, team);
    request.nest(Team::TEAM_ATTR_LIST_OPTION, |list| {
        list.nest(ITEM, |option| {
            option
                .put(TeamOption::TEAM_ATTR_OPTION_NAME, key.name)
                .put_some(TeamOption::TEAM_ATTR_OPTION_PORT_IFINDEX, key.port)
                .put_some(TeamOption::TEAM_ATTR_OPTION_ARRAY_INDEX, key.array_index)
                .put(
                    TeamOption::TEAM_ATTR_OPTION_TYPE,
                    match value {
                        OptionSpec::U32(_) => OptionType::NLA_U32,
                        OptionSpec::S32(_) => OptionType::NLA_S32,
                        OptionSpec::String(_) => OptionType::NLA_STRING,
                        OptionSpec::Bool(_) => OptionType::NLA_FLAG,
                        OptionSpec::Binary(_) => OptionType::NLA_BINARY,
                    },
                );
            let data = TeamOption::TEAM_ATTR_OPTION_DATA;
            match value {
                OptionSpec::U32(value) => _ = option.put_chosen(data, By::U32, value),
                OptionSpec::S32(value) => _ = option.put_chosen(data, By::S32, value),
                OptionSpec::String(value) => _ = option.put_chosen(data, By::STRING, value),
                OptionSpec::Bool(true) => _ = option.put_chosen(data, By::FLAG, Flag),
                OptionSpec::Bool(false) => {}
                OptionSpec::Binary(value) => _ = option.put_chosen(data, By::BINARY, value),
            }
        });
    });
}

/// A command of team, as an operation.
type Op = Command<Team>;

/// Requests the options of a team.
///
/// Sends `TEAM_CMD_OPTIONS_GET` with `TEAM_ATTR_TEAM_IFINDEX`. The reply may consist of several
/// messages, each with a part of the options.
///
/// # Errors
/// Errors of the kernel are returned by
/// [`Replies::next`](crate::client::Replies::next): `ENODEV` if the interface does not exist,
/// `EINVAL` if it is not a team, `EPERM` without `CAP_NET_ADMIN`.
pub fn options(family: &Family, team: u32) -> impl Query<Operation = Op> + Copy {
    let command = family.command(TeamMessage::TEAM_CMD_OPTIONS_GET);
    multi(query(command, move |request| {
        request.put(Team::TEAM_ATTR_TEAM_IFINDEX, team);
    }))
}
/// Changes an option of a team or port.
///
/// Sends `TEAM_CMD_OPTIONS_SET` with `TEAM_ATTR_TEAM_IFINDEX` and `TEAM_ATTR_LIST_OPTION`.
///
/// # Errors
/// `ESRCH` if no socket has joined the multicast group [`CHANGE_EVENT`]: the option has changed,
/// but its event has no receiver. `ENOENT` if the option does not exist or is of another type,
/// `ENODEV` if the interface does not exist, `EINVAL` if it is not a team or the value is invalid,
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn set_option(
    family: &Family,
    team: u32,
    option: OptionKey<'_>,
    value: OptionSpec<'_>,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(TeamMessage::TEAM_CMD_OPTIONS_SET);
    call(command, GetFlags::ACK, move |request| put_option(request, team, option, value))
}
/// Requests the ports of a team.
///
/// Sends `TEAM_CMD_PORT_LIST_GET` with `TEAM_ATTR_TEAM_IFINDEX`. The reply may consist of several
/// messages, each with a part of the ports.
///
/// # Errors
/// Errors of the kernel are returned by
/// [`Replies::next`](crate::client::Replies::next): `ENODEV` if the interface does not exist,
/// `EINVAL` if it is not a team, `EPERM` without `CAP_NET_ADMIN`.
pub fn ports(family: &Family, team: u32) -> impl Query<Operation = Op> + Copy {
    let command = family.command(TeamMessage::TEAM_CMD_PORT_LIST_GET);
    multi(query(command, move |request| {
        request.put(Team::TEAM_ATTR_TEAM_IFINDEX, team);
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::View;
    use std::format;

    #[test]
    fn an_option_has_the_type_of_its_value() {
        let values = [
            (OptionSpec::U32(7), "NLA_U32, TEAM_ATTR_OPTION_DATA: 7}]}}"),
            (OptionSpec::S32(-7), "NLA_S32, TEAM_ATTR_OPTION_DATA: -7}]}}"),
            (OptionSpec::String("random"), "NLA_STRING, TEAM_ATTR_OPTION_DATA: \"random\"}]}}"),
            (OptionSpec::Bool(true), "NLA_FLAG, TEAM_ATTR_OPTION_DATA: true}]}}"),
            (OptionSpec::Bool(false), "NLA_FLAG}]}}"),
            (OptionSpec::Binary(&[1, 2]), "NLA_BINARY, TEAM_ATTR_OPTION_DATA: 0102}]}}"),
        ];
        for (value, end) in values {
            let mut buffer = [0xa5; 128];
            let mut writer = Writer::<Team>::new(&mut buffer);
            put_option(&mut writer, 3, OptionKey::of_port("enabled", 4), value);
            let attrs = Attrs::<Team>::new(writer.finish().unwrap());
            View::of(attrs).check().unwrap();
            let text = format!("{attrs:?}");
            assert!(text.ends_with(end), "{text}");
            let option = attrs.options().next().unwrap();
            assert_eq!((option.name(), option.port_ifindex()), (Some("enabled".into()), Some(4)));
            match (value, option.value()) {
                (OptionSpec::U32(a), Some(OptionValue::U32(b))) => assert_eq!(a, b),
                (OptionSpec::S32(a), Some(OptionValue::S32(b))) => assert_eq!(a, b),
                (OptionSpec::String(a), Some(OptionValue::String(b))) => assert_eq!(b, a),
                (OptionSpec::Bool(true), Some(OptionValue::Flag(_))) | (OptionSpec::Bool(false), None) => {}
                (OptionSpec::Binary(a), Some(OptionValue::Binary(b))) => assert_eq!(a, b),
                other => panic!("{other:?}"),
            }
        }
    }
}

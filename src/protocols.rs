//! Which table describes a message: by protocol and type, and in generic netlink by the family's name, which is learnt from what the
//! controller says.
//!
//! ```
//! use nlwire::{protocols::Protocols, wire::{Json, Messages}};
//! fn print(recording: &[(u8, &[u8])]) -> Result<(), nlwire::wire::Error> {
//!     let mut protocols = Protocols::new();
//!     for (protocol, datagram) in recording {
//!         for message in Messages::new(datagram) {
//!             let message = message?;
//!             protocols.learn(*protocol, message);
//!             println!("{}", Json(protocols.describe(*protocol, message)));
//!         }
//!     }
//!     Ok(())
//! }
//! # print(&[(0, &[16, 0, 0, 0, 16, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0])]).ok();
//! ```
//! A line of JSON is `{"protocol":"generic","family":"nlctrl","message":"CTRL_CMD_NEWFAMILY","flags":[],"seq":1,"port":0,"header":{...},
//! "attributes":{...}}`; `family` is there in generic netlink alone, where it is known. A message without a name is a number: the command
//! where the family is known, `nlmsg_type` otherwise.
#![forbid(unsafe_code)]

use crate::wire::{Asked, Described, Message, MessageRow, Name, RawAttrs, Str, Value};

/// The netlink protocol under which generic families live: `NETLINK_GENERIC`, linux/netlink.h.
pub const NETLINK_GENERIC: i32 = 16;

/// What a protocol is called in JSON and in a log: `NETLINK_ROUTE` is `route`. Numbers without a name are `netlink_17`, numbers that no
/// protocol can have are `unknown`.
pub const fn protocol_name(protocol: u8) -> &'static str {
    match protocol {
        0 => "route",
        1 => "netlink_1",
        2 => "usersock",
        3 => "firewall",
        4 => "sock_diag",
        5 => "nflog",
        6 => "xfrm",
        7 => "selinux",
        8 => "iscsi",
        9 => "audit",
        10 => "fib_lookup",
        11 => "connector",
        12 => "netfilter",
        13 => "ip6_fw",
        14 => "dnrtmsg",
        15 => "uevent",
        16 => "generic",
        17 => "netlink_17",
        18 => "scsitransport",
        19 => "ecryptfs",
        20 => "rdma",
        21 => "crypto",
        22 => "smc",
        23 => "netlink_23",
        24 => "netlink_24",
        25 => "netlink_25",
        26 => "netlink_26",
        27 => "netlink_27",
        28 => "netlink_28",
        29 => "netlink_29",
        30 => "netlink_30",
        31 => "netlink_31",
        _ => "unknown",
    }
}

/// In which direction a generic command has its meaning. A number may be one thing as a request and another as a reply: ethtool's 3 is
/// `ETHTOOL_MSG_LINKINFO_SET` and `ETHTOOL_MSG_LINKINFO_NTF`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The same in either.
    Both,
    /// To the kernel: NLM_F_REQUEST is set.
    Request,
    /// From the kernel, as a reply or unasked.
    Reply,
    /// From the kernel, unasked: the sequence is 0. Only where a reply of that number is something else, as in mptcp_pm.
    Event,
}
impl Way {
    /// Which way a message goes: never `Both`.
    pub fn of(message: Message<'_>) -> Self {
        match (message.flags() & 1, message.seq()) {
            (1, _) => Self::Request,
            (_, 0) => Self::Event,
            _ => Self::Reply,
        }
    }
    /// The rows that stand for a message which goes this way, best first.
    #[must_use]
    pub const fn candidates(self) -> [Self; 3] {
        match self {
            Self::Request | Self::Both => [Self::Request, Self::Both, Self::Both],
            Self::Reply => [Self::Reply, Self::Both, Self::Event],
            Self::Event => [Self::Event, Self::Reply, Self::Both],
        }
    }
}
/// What a generic family's table says of one command in one direction. [`commands!`](crate::commands) makes these.
#[derive(Clone, Copy, Debug)]
pub struct CommandRow {
    /// In which direction.
    pub way: Way,
    /// What it says; `number` is the command.
    pub row: MessageRow,
}
/// A generic family's table. [`commands!`](crate::commands) makes these.
#[derive(Clone, Copy, Debug)]
pub struct GenericTable {
    /// The family's name, as the controller has it.
    pub name: &'static str,
    /// Its commands.
    pub rows: &'static [CommandRow],
}
impl GenericTable {
    /// The row of a message, by its command and its direction.
    pub fn row(&self, message: Message<'_>) -> Option<&'static MessageRow> {
        let command = u16::from(*message.payload().first()?);
        let found = |way| self.rows.iter().find(|row| row.row.number == command && row.way == way);
        Way::of(message).candidates().into_iter().find_map(found).map(|row| &row.row)
    }
}

/// The generic families that have a table here.
pub static GENERIC: &[&GenericTable] = &[
    #[cfg(feature = "generic")]
    crate::generic::NLCTRL,
    #[cfg(feature = "generic")]
    crate::generic::ethtool::ETHTOOL,
    #[cfg(feature = "generic")]
    crate::generic::openvswitch::OVS_DATAPATH,
    #[cfg(feature = "generic")]
    crate::generic::openvswitch::OVS_VPORT,
    #[cfg(feature = "generic")]
    crate::generic::taskstats::TASKSTATS,
    #[cfg(feature = "generic")]
    crate::generic::wireguard::WIREGUARD,
];
/// Ids that are the same on every machine (linux/genetlink.h).
const FIXED: [(u16, &str); 3] = [(CONTROLLER, "nlctrl"), (0x11, "VFS_DQUOT"), (0x12, "pmcraid")];
const CONTROLLER: u16 = 0x10;

/// Which table describes a message. Generic families have no fixed ids, so it keeps the names of up to 128, learnt from what the controller
/// says: of all of them by a dump of [`GetFamily`](crate::generic::GetFamily), and of those that come later by its group `notify`.
#[derive(Clone, Debug)]
pub struct Protocols {
    families: [Known; 128],
    tables: &'static [&'static GenericTable],
    /// The requests of late whose replies must know what was asked, the newest first.
    questions: [Question; 8],
}
/// A request by which its replies are to be read.
#[derive(Clone, Copy, Debug, Default)]
struct Question {
    protocol: u8,
    seq: u32,
    asked: Asked,
}
/// A generic family: id 0 where there is none.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    id: u16,
    #[cfg_attr(not(feature = "generic"), allow(dead_code))]
    header: u16,
    name: Name<16>,
}
impl Default for Protocols {
    fn default() -> Self {
        Self::new()
    }
}
impl Protocols {
    /// With the families of which the ids are fixed, such as the controller's.
    pub const fn new() -> Self {
        Self::with(&[])
    }
    /// The same with tables of your own for generic families; they go before those that are here.
    pub const fn with(tables: &'static [&'static GenericTable]) -> Self {
        let question = Question { protocol: 0, seq: 0, asked: Asked::UNKNOWN };
        Self {
            families: [Known { id: 0, header: 0, name: Name::new_empty() }; 128],
            tables,
            questions: [question; 8],
        }
    }
    /// Learns from a message, where it is one of the controller's that tells of a family. Whether it was; a family that finds no room is
    /// not learnt. Of sock_diag, it remembers the last eight requests: their replies do not say of which protocol they are.
    pub fn learn(&mut self, protocol: u8, message: Message<'_>) -> bool {
        #[cfg(feature = "diag")]
        if i32::from(protocol) == crate::diag::NETLINK_SOCK_DIAG {
            if let Some(asked) = crate::diag::asked(message) {
                self.learn_asked(protocol, message.seq(), asked);
            }
            return false;
        }
        let payload = message.payload();
        if i32::from(protocol) != NETLINK_GENERIC || message.kind() != CONTROLLER {
            return false;
        }
        let Some((head, attrs)) = payload.split_first_chunk::<4>() else { return false };
        let (mut id, mut header, mut name) = (None, 0, None);
        for attr in RawAttrs::new(attrs).map_while(Result::ok) {
            match attr.number() {
                1 => id = u16::read(attr.payload()).filter(|id| *id != 0),
                2 => name = Str::read(attr.payload()).and_then(|name| name.to_name()),
                4 => {
                    header = u32::read(attr.payload()).map_or(0, |len| u16::try_from(len).unwrap_or(u16::MAX))
                }
                _ => {}
            }
        }
        match (head[0], id, name) {
            // CTRL_CMD_NEWFAMILY
            (1, Some(id), Some(name)) => self.insert(Known { id, header, name }),
            // CTRL_CMD_DELFAMILY
            (2, Some(id), _) => self.remove(|known| known.id == id),
            _ => false,
        }
    }
    /// Learns what was asked by a request that is not seen itself: messages with its sequence answer it. Eight are remembered.
    pub fn learn_asked(&mut self, protocol: u8, seq: u32, asked: Asked) {
        let known = |question: &Question| (question.protocol, question.seq) == (protocol, seq);
        if let Some(question) = self.questions.iter_mut().find(|question| known(question)) {
            question.asked = asked;
            return;
        }
        self.questions.rotate_right(1);
        if let Some(first) = self.questions.first_mut() {
            *first = Question { protocol, seq, asked };
        }
    }
    fn insert(&mut self, new: Known) -> bool {
        // a name that comes again has a new id
        self.remove(|known| known.id == new.id || known.name == new.name);
        let free = self.families.iter_mut().find(|known| known.id == 0);
        free.map(|known| *known = new).is_some()
    }
    fn remove(&mut self, which: impl Fn(&Known) -> bool) -> bool {
        let mut any = false;
        for known in self.families.iter_mut().filter(|known| known.id != 0 && which(known)) {
            *known = Known::default();
            any = true;
        }
        any
    }
    fn known(&self, id: u16) -> Option<Known> {
        let learnt = self.families.iter().find(|known| known.id == id && id != 0).copied();
        learnt.or_else(|| {
            let (id, name) = FIXED.into_iter().find(|fixed| fixed.0 == id)?;
            Some(Known { id, header: 0, name: Name::new(name.as_bytes())? })
        })
    }
    /// The name of a generic family, by its id.
    pub fn family(&self, id: u16) -> Option<Name<16>> {
        self.known(id).map(|known| known.name)
    }
    /// The generic families that were learnt: ids and names.
    pub fn families(&self) -> impl Iterator<Item = (u16, Name<16>)> {
        self.families.iter().filter(|known| known.id != 0).map(|known| (known.id, known.name))
    }
    /// A message with what its table says of it.
    pub fn describe<'a>(&self, protocol: u8, message: Message<'a>) -> Described<'a> {
        let row = match i32::from(protocol) {
            #[cfg(feature = "route")]
            crate::route::NETLINK_ROUTE => crate::route::row(message.kind()),
            #[cfg(feature = "netfilter")]
            crate::netfilter::NETLINK_NETFILTER => crate::netfilter::row(message.kind()),
            NETLINK_GENERIC => {
                if let Some(known) = self.known(message.kind()) {
                    let row = self.row(known, message);
                    return Described::new(protocol_name(protocol), row, message).of_family(known.name);
                }
                None
            }
            #[cfg(feature = "xfrm")]
            crate::xfrm::NETLINK_XFRM => crate::xfrm::row(message.kind()),
            #[cfg(feature = "crypto")]
            crate::crypto::NETLINK_CRYPTO => crate::crypto::row(message.kind()),
            #[cfg(feature = "connector")]
            crate::connector::NETLINK_CONNECTOR => crate::connector::row(message.kind()),
            #[cfg(feature = "diag")]
            crate::diag::NETLINK_SOCK_DIAG => crate::diag::row_of(message),
            _ => None,
        };
        Described::new(protocol_name(protocol), row, message).asked(self.asked(protocol, message))
    }
    /// What was asked that this answers, as far as it was seen.
    fn asked(&self, protocol: u8, message: Message<'_>) -> Asked {
        let seq = message.seq();
        let found =
            self.questions.iter().find(|question| question.protocol == protocol && question.seq == seq);
        found.filter(|_| seq != 0 && protocol != 0).map_or(Asked::UNKNOWN, |question| question.asked)
    }
    /// The row of a generic family's message.
    fn row(&self, known: Known, message: Message<'_>) -> Option<&'static MessageRow> {
        let mut tables = self.tables.iter().chain(GENERIC);
        if let Some(table) = tables.find(|table| known.name.as_str() == table.name) {
            if let Some(row) = table.row(message) {
                return Some(row);
            }
        }
        // without a table: what every family has, if it has no header of its own
        #[cfg(feature = "generic")]
        if known.header == 0 {
            return Some(&crate::generic::UNKNOWN);
        }
        None
    }
}

#[cfg(all(test, feature = "generic"))]
mod tests {
    use super::*;
    use crate::{attributes, commands, wire::Json};
    use std::{format, vec::Vec};

    attributes! {
        /// One set.
        pub set Asked, enum AskedAttr<'a> {
            /// A number.
            ASKED_ID = 1 => Id(u32),
        }
    }
    attributes! {
        /// Another set.
        pub set Told, enum ToldAttr<'a> {
            /// Text.
            TOLD_TEXT = 1 => Text(Str<'a>),
        }
    }
    commands! {
        /// A family in which numbers mean different things by direction.
        pub enum TestMessage<'a>, family TEST = "test", header () {
            /// Asks.
            TEST_GET = 1, Request Get => Get(Asked) -> Got(Told),
            /// Sets.
            TEST_SET = 3, Request New => Set(Asked),
            /// An answer.
            TEST_ANSWER = 3, Reply New => Answer(Told),
            /// An event.
            TEST_EVENT = 3, Event New => Event(Asked),
        }
        also {
            /// Known by name.
            TEST_ALSO = 9, Both Get,
        }
    }
    /// Family, flags, sequence, command, attributes.
    fn message(kind: u16, flags: u16, seq: u32, command: u8, attrs: &[(u16, &[u8])]) -> Vec<u8> {
        let mut bytes = [[0; 4], [0; 4], seq.to_ne_bytes(), [0; 4], [command, 1, 0, 0]].concat();
        for (number, payload) in attrs {
            bytes.extend((payload.len() as u16 + 4).to_ne_bytes());
            bytes.extend(number.to_ne_bytes());
            bytes.extend(*payload);
            bytes.resize(bytes.len().next_multiple_of(4), 0);
        }
        let len = bytes.len() as u32;
        bytes[..4].copy_from_slice(&len.to_ne_bytes());
        bytes[4..6].copy_from_slice(&kind.to_ne_bytes());
        bytes[6..8].copy_from_slice(&flags.to_ne_bytes());
        bytes
    }
    fn new_family(id: u16, name: &str, header: u32) -> Vec<u8> {
        let name = format!("{name}\0");
        let attrs: [(u16, &[u8]); 3] =
            [(2, name.as_bytes()), (1, &id.to_ne_bytes()), (4, &header.to_ne_bytes())];
        message(0x10, 0, 1, 1, &attrs)
    }
    fn json(protocols: &Protocols, protocol: u8, bytes: &[u8]) -> std::string::String {
        format!("{}", Json(protocols.describe(protocol, Message::new(bytes).unwrap())))
    }

    #[test]
    fn a_family_is_learnt_renamed_and_forgotten() {
        let mut protocols = Protocols::new();
        let mut learn = |protocol, bytes: &[u8]| {
            let learnt = protocols.learn(protocol, Message::new(bytes).unwrap());
            (
                learnt,
                protocols.families().map(|(id, name)| format!("{id} {name}")).collect::<Vec<_>>().join(", "),
            )
        };
        assert_eq!(learn(16, &new_family(0x20, "test", 0)), (true, "32 test".into()));
        assert_eq!(learn(0, &new_family(0x21, "route", 0)), (false, "32 test".into()), "not generic netlink");
        assert_eq!(learn(16, &new_family(0x21, "test", 0)), (true, "33 test".into()), "the same name again");
        assert_eq!(learn(16, &new_family(0x21, "other", 0)), (true, "33 other".into()), "the same id again");
        assert_eq!(learn(16, &new_family(0x22, "far_too_long_a_name", 0)), (false, "33 other".into()));
        assert_eq!(learn(16, &message(0x21, 0, 1, 1, &[])), (false, "33 other".into()), "not the controller");
        for cut in 16..20 {
            let mut bytes = new_family(0x30, "cut", 0);
            bytes[..4].copy_from_slice(&u32::to_ne_bytes(cut));
            assert!(!learn(16, &bytes).0);
        }
        assert_eq!(learn(16, &message(0x10, 0, 0, 2, &[(1, &0x21u16.to_ne_bytes())])), (true, "".into()));
        assert_eq!(
            learn(16, &message(0x10, 0, 0, 2, &[(1, &0x21u16.to_ne_bytes())])),
            (false, "".into()),
            "gone already"
        );
        for id in 0x20..0x20 + 128 {
            assert!(learn(16, &new_family(id, &format!("family{id}"), 0)).0);
        }
        assert!(!learn(16, &new_family(0x200, "one more", 0)).0);
        assert!(learn(16, &new_family(0x20, "changed", 0)).0);
    }
    #[test]
    fn lines_name_protocol_family_and_message() {
        let mut protocols = Protocols::with(&[TEST]);
        for (id, name, header) in [(0x20, "test", 0), (0x21, "strange", 0), (0x22, "headed", 4)] {
            assert!(protocols.learn(16, Message::new(&new_family(id, name, header)).unwrap()));
        }
        let number: &[(u16, &[u8])] = &[(1, &[7; 4])];
        let text: &[(u16, &[u8])] = &[(1, b"hi\0")];
        for (kind, flags, seq, command, attrs, expected) in [
            (
                0x20,
                1,
                5,
                1,
                number,
                r#""family":"test","message":"TEST_GET","flags":["REQUEST"],"seq":5,"port":0,"header":{"cmd":1,"version":1},"attributes":{"ASKED_ID":117901063}"#,
            ),
            (
                0x20,
                0,
                5,
                1,
                text,
                r#""family":"test","message":"TEST_GET","flags":[],"seq":5,"port":0,"header":{"cmd":1,"version":1},"attributes":{"TOLD_TEXT":"hi"}"#,
            ),
            (
                0x20,
                1,
                0,
                3,
                number,
                r#""family":"test","message":"TEST_SET","flags":["REQUEST"],"seq":0,"port":0,"header":{"cmd":3,"version":1},"attributes":{"ASKED_ID":117901063}"#,
            ),
            (
                0x20,
                2,
                5,
                3,
                text,
                r#""family":"test","message":"TEST_ANSWER","flags":["MULTI"],"seq":5,"port":0,"header":{"cmd":3,"version":1},"attributes":{"TOLD_TEXT":"hi"}"#,
            ),
            (
                0x20,
                0,
                0,
                3,
                number,
                r#""family":"test","message":"TEST_EVENT","flags":[],"seq":0,"port":0,"header":{"cmd":3,"version":1},"attributes":{"ASKED_ID":117901063}"#,
            ),
            (
                0x20,
                0,
                0,
                9,
                &[],
                r#""family":"test","message":"TEST_ALSO","flags":[],"seq":0,"port":0,"header":{"cmd":9,"version":1},"attributes":{}"#,
            ),
            (
                0x20,
                0,
                0,
                77,
                text,
                r##""family":"test","message":77,"flags":[],"seq":0,"port":0,"header":{"cmd":77,"version":1},"attributes":{"#1":"686900"}"##,
            ),
            (
                0x21,
                0,
                0,
                2,
                text,
                r##""family":"strange","message":2,"flags":[],"seq":0,"port":0,"header":{"cmd":2,"version":1},"attributes":{"#1":"686900"}"##,
            ),
            (
                0x22,
                0,
                0,
                2,
                &[],
                r#""family":"headed","message":2,"flags":[],"seq":0,"port":0,"payload":"02010000""#,
            ),
            (0x23, 0, 0, 2, &[], r#""message":35,"flags":[],"seq":0,"port":0,"payload":"02010000""#),
            (
                0x10,
                1,
                1,
                3,
                &[(2, b"test\0")],
                r#""family":"nlctrl","message":"CTRL_CMD_GETFAMILY","flags":["REQUEST"],"seq":1,"port":0,"header":{"cmd":3,"version":1},"attributes":{"CTRL_ATTR_FAMILY_NAME":"test"}"#,
            ),
            (
                0x11,
                0,
                0,
                1,
                &[],
                r#""family":"VFS_DQUOT","message":1,"flags":[],"seq":0,"port":0,"header":{"cmd":1,"version":1},"attributes":{}"#,
            ),
            (
                3,
                2,
                5,
                0,
                &[],
                r#""message":"NLMSG_DONE","flags":["MULTI"],"seq":5,"port":0,"header":{"error":256}"#,
            ),
        ] {
            if cfg!(target_endian = "big") && kind == 3 {
                continue;
            }
            let line = json(&protocols, 16, &message(kind, flags, seq, command, attrs));
            assert_eq!(line, format!(r#"{{"protocol":"generic",{expected}}}"#));
        }
        let line = |protocol, kind| json(&protocols, protocol, &message(kind, 0, 1, 0, &[]));
        assert!(line(17, 20).starts_with(r#"{"protocol":"netlink_17","message":20,"#), "{}", line(17, 20));
        assert!(line(200, 20).starts_with(r#"{"protocol":"unknown","message":20,"#));
        #[cfg(feature = "route")]
        assert!(line(0, 16).starts_with(r#"{"protocol":"route","message":"RTM_NEWLINK","#));
        let bytes = message(0x21, 0, 0, 2, &[]);
        let text = format!("{:?}", protocols.describe(16, Message::new(&bytes).unwrap()));
        assert_eq!(text, "generic strange command 2 0 seq 0 port 0 {cmd: 2, version: 1} {}");
    }
    #[test]
    fn an_enum_is_chosen_by_command_and_direction() {
        let decode = |flags, seq, command| {
            let bytes = message(0x20, flags, seq, command, &[]);
            let text = format!("{:?}", TestMessage::decode(Message::new(&bytes).unwrap()).unwrap());
            text.split('(').next().map(std::string::ToString::to_string).unwrap_or_default()
        };
        for (flags, seq, command, expected) in [
            (1, 1, 1, "Get"),
            (0, 1, 1, "Got"),
            (0, 0, 1, "Got"),
            (1, 1, 3, "Set"),
            (0, 1, 3, "Answer"),
            (0, 0, 3, "Event"),
            (0, 0, 9, "Unknown"),
        ] {
            assert_eq!(decode(flags, seq, command), expected);
        }
        let bytes = [19, 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0];
        if cfg!(target_endian = "little") {
            assert!(TestMessage::decode(Message::new(&bytes).unwrap()).is_err());
        }
    }
}

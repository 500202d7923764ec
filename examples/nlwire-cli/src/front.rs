//! What is in front of a line of a monitor: the time, the kind of change, and the namespace.
use crate::{fields, output::Output, talk::epoch};
use nlwire::{
    socket::Protocol,
    wire::{Message, NewFlags},
};
use std::time::Duration;

const GENERIC_NUMBER: u16 = Protocol::GENERIC.0 as u16;

/// What is in front of a line: the time of day in UTC, and the kind of change.
#[derive(Default)]
pub struct Front {
    text: String,
    /// The namespace of the events, in brackets, if it is another one.
    pub space: String,
    /// Number of characters of the longest one.
    pub widest: usize,
    /// Time of the current events since the epoch, once it is read.
    pub now: Option<Duration>,
    /// The second of `clock`.
    second: u64,
    /// Hours, minutes and seconds.
    clock: String,
    /// Protocol and type of the last message, and what its name says.
    last: Option<((u16, u16), Said)>,
}
/// What the name of a message says of the object.
#[derive(Clone, Copy)]
struct Said {
    deleted: bool,
    /// It was known before.
    changed: bool,
    /// It is a link, which is known by its index.
    link: bool,
    /// It is a conntrack entry, of which flags say whether it is new.
    entry: bool,
}
impl Said {
    fn by(name: &str) -> Self {
        let deleted = name.starts_with("RTM_DEL")
            || name.contains("_DELETE")
            || name.contains("_CMD_DEL")
            || name.starts_with("NFT_MSG_DEL");
        let (link, entry) = (name == "RTM_NEWLINK", name == "IPCTNL_MSG_CT_NEW");
        Self { deleted, changed: name.ends_with("_NTF"), link, entry }
    }
}
impl Front {
    /// Returns the time of day and a space; nothing in JSON.
    pub fn time(&mut self, out: &Output) -> &str {
        self.text.clear();
        if out.json {
            return &self.text;
        }
        let now = *self.now.get_or_insert_with(epoch);
        let (second, milliseconds) = (now.as_secs(), now.subsec_millis());
        if self.second != second {
            let day = second % 86400;
            self.clock = format!("{:02}:{:02}:{:02}.", day / 3600, day / 60 % 60, day % 60);
            self.second = second;
        }
        self.text.push_str(&self.clock);
        for unit in [100, 10, 1] {
            self.text.push(char::from(b'0' + (milliseconds / unit % 10) as u8));
        }
        self.text.push(' ');
        &self.text
    }
    /// Returns the time and the kind of change of a message; nothing in JSON.
    pub fn of(&mut self, out: &Output, protocol: u16, message: Message<'_>, mark: Option<char>) -> &str {
        if out.json {
            return "";
        }
        let key = (protocol, message.message_type());
        let said = match self.last {
            // the name is that of the type, but for commands of generic netlink families
            Some((last, said)) if last == key && protocol != GENERIC_NUMBER => said,
            _ => Said::by(out.describe(protocol, message).name().unwrap_or("")),
        };
        self.last = Some((key, said));
        let flags = NewFlags::from_bits_retain(message.flags());
        let index = said.link.then(|| {
            let described = out.describe(protocol, message);
            fields::read(&described, |fields| fields.number("ifi_index"))
        });
        let index = index.flatten();
        let known = said.changed
            || flags.contains(NewFlags::REPLACE)
            || index.is_some_and(|index| out.names.knows(index))
            || (said.entry && !flags.contains(NewFlags::CREATE));
        let mark = match mark {
            _ if said.deleted => '-',
            Some(mark) => mark,
            None if known => '~',
            None => '+',
        };
        self.time(out);
        let [paint, end] = paint(mark, out.colour);
        self.text.push_str(paint);
        self.text.push(mark);
        self.text.push_str(end);
        self.text.push(' ');
        self.text.push_str(&self.space);
        &self.text
    }
}
/// Returns the escape sequences around the mark of an added, changed or removed object; empty without
/// colour.
pub fn paint(mark: char, colour: bool) -> [&'static str; 2] {
    match mark {
        _ if !colour => ["", ""],
        '-' => ["\x1b[31m", "\x1b[0m"],
        '~' => ["\x1b[33m", "\x1b[0m"],
        _ => ["\x1b[32m", "\x1b[0m"],
    }
}

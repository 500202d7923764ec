//! NETLINK_AUDIT: records of the audit system (linux/audit.h).
//!
//! A record is a type and text: `audit(SECONDS.MILLISECONDS:SERIAL): `, then `KEY=VALUE` fields.
//! The records of one event have the same serial number. This module reads complete records and
//! their fields; what a value means (a user ID, a system call number) depends on the type of the
//! record and is left to the caller.
//!
//! To the registered audit daemon, the kernel sends records whose `nlmsg_len` lacks the 16 bytes of
//! the message header. [`Messages`](crate::wire::Messages) must not be used on such a datagram:
//! [`Record::read`] reads it, and the regular form of the multicast group, too. Replies to requests
//! (`AUDIT_GET`, `AUDIT_LIST_RULES`) and acks are ordinary messages.
//!
//! ```
//! use nlwire::audit::{AuditType, Record};
//! let text = b"audit(1700000000.123:42): pid=7 comm=\"cat\" name=2F746D702F6120 res=1";
//! let mut datagram = vec![0; 16];
//! datagram[..4].copy_from_slice(&(text.len() as u32).to_ne_bytes()); // without the header
//! datagram[4..6].copy_from_slice(&1300u16.to_ne_bytes());
//! datagram.extend(text);
//! let record = Record::read(&datagram).unwrap();
//! assert_eq!((record.record_type(), record.serial()), (AuditType::AUDIT_SYSCALL, Some(42)));
//! assert!(record.get("comm").unwrap().value() == "cat");
//! let name: Vec<u8> = record.get("name").unwrap().decoded().collect();
//! assert_eq!(name, b"/tmp/a ");
//! ```
//!
//! Records as they come, by a member of the multicast group, which needs `CAP_AUDIT_READ` and the
//! initial network namespace:
//!
//! ```no_run
//! # #[cfg(feature = "std")] {
//! use nlwire::{audit::{AuditGroup, AuditMessage}, socket::{Config, Protocol}};
//! let mut nl = Config::new(Protocol::AUDIT).groups([AuditGroup::AUDIT_NLGRP_READLOG]).connect()?;
//! loop {
//!     if let AuditMessage::Record(record) = nl.next_event_as()? {
//!         println!("{:?} {} {}", record.serial(), record.record_type(), record.text());
//!     }
//! }
//! # }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! See [audit.rules(7)](https://man7.org/linux/man-pages/man7/audit.rules.7.html) and
//! [auditd(8)](https://man7.org/linux/man-pages/man8/auditd.8.html).
#![forbid(unsafe_code)]

use crate::{
    open_enum,
    wire::{
        AttributeSet, Error, GroupId, Message, MessageEnum, MessageHeader, Protocol, Str, Struct, Verb,
        spec::{MessageSpec, ProtocolSpec},
    },
};
use core::{fmt, time::Duration};
use zerocopy::FromBytes;

open_enum! {
    /// Type of an audit record or request: `AUDIT_*`, linux/audit.h.
    ///
    /// Types 1100 to 1199 and 2100 to 2999 are messages of user space, whose names libaudit
    /// defines.
    pub struct AuditType(u16) {
        /// Requests the status; also the type of the reply.
        AUDIT_GET = 1000,
        /// Changes the status.
        AUDIT_SET = 1001,
        /// Lists the rules; obsolete.
        AUDIT_LIST = 1002,
        /// Adds a rule; obsolete.
        AUDIT_ADD = 1003,
        /// Deletes a rule; obsolete.
        AUDIT_DEL = 1004,
        /// Message from user space; obsolete.
        AUDIT_USER = 1005,
        /// Login: user ID and session ID are set.
        AUDIT_LOGIN = 1006,
        /// Inserts a watch; obsolete.
        AUDIT_WATCH_INS = 1007,
        /// Removes a watch; obsolete.
        AUDIT_WATCH_REM = 1008,
        /// Lists the watches; obsolete.
        AUDIT_WATCH_LIST = 1009,
        /// Requests the sender of a signal to auditd.
        AUDIT_SIGNAL_INFO = 1010,
        /// Adds a filter rule.
        AUDIT_ADD_RULE = 1011,
        /// Deletes a rule.
        AUDIT_DEL_RULE = 1012,
        /// Lists the filter rules.
        AUDIT_LIST_RULES = 1013,
        /// Trims watched trees that are no longer mounted.
        AUDIT_TRIM = 1014,
        /// Makes two watched trees equivalent.
        AUDIT_MAKE_EQUIV = 1015,
        /// Requests the settings of TTY auditing.
        AUDIT_TTY_GET = 1016,
        /// Changes the settings of TTY auditing.
        AUDIT_TTY_SET = 1017,
        /// Enables or disables a feature.
        AUDIT_SET_FEATURE = 1018,
        /// Requests the features.
        AUDIT_GET_FEATURE = 1019,
        /// Access vector cache (AVC) message of a user-space object manager.
        AUDIT_USER_AVC = 1107,
        /// Terminal input, reported by user space.
        AUDIT_USER_TTY = 1124,
        /// Start of auditd, the user space daemon.
        AUDIT_DAEMON_START = 1200,
        /// Regular end of auditd.
        AUDIT_DAEMON_END = 1201,
        /// End of auditd after an error.
        AUDIT_DAEMON_ABORT = 1202,
        /// Changed configuration of auditd.
        AUDIT_DAEMON_CONFIG = 1203,
        /// System call.
        AUDIT_SYSCALL = 1300,
        /// Path of a file.
        AUDIT_PATH = 1302,
        /// System V IPC object.
        AUDIT_IPC = 1303,
        /// Arguments of `socketcall(2)`.
        AUDIT_SOCKETCALL = 1304,
        /// Changed configuration of the audit system.
        AUDIT_CONFIG_CHANGE = 1305,
        /// Socket address, `saddr` in hexadecimal.
        AUDIT_SOCKADDR = 1306,
        /// Current working directory.
        AUDIT_CWD = 1307,
        /// Arguments of `execve(2)`.
        AUDIT_EXECVE = 1309,
        /// New permissions of a System V IPC object.
        AUDIT_IPC_SET_PERM = 1311,
        /// `mq_open(3)` of a POSIX message queue.
        AUDIT_MQ_OPEN = 1312,
        /// Send to or receive from a POSIX message queue.
        AUDIT_MQ_SENDRECV = 1313,
        /// `mq_notify(3)` of a POSIX message queue.
        AUDIT_MQ_NOTIFY = 1314,
        /// Attributes of a POSIX message queue.
        AUDIT_MQ_GETSETATTR = 1315,
        /// Message of another kernel subsystem.
        AUDIT_KERNEL_OTHER = 1316,
        /// File descriptors of `pipe(2)` or `socketpair(2)`.
        AUDIT_FD_PAIR = 1317,
        /// Target of a signal or of ptrace.
        AUDIT_OBJ_PID = 1318,
        /// Terminal input.
        AUDIT_TTY = 1319,
        /// End of an event of several records.
        AUDIT_EOE = 1320,
        /// Capabilities gained by `execve(2)`.
        AUDIT_BPRM_FCAPS = 1321,
        /// Arguments of `capset(2)`.
        AUDIT_CAPSET = 1322,
        /// Descriptor and flags of `mmap(2)`.
        AUDIT_MMAP = 1323,
        /// Packet of the netfilter target AUDIT.
        AUDIT_NETFILTER_PKT = 1324,
        /// Changed netfilter ruleset.
        AUDIT_NETFILTER_CFG = 1325,
        /// Action of a seccomp filter.
        AUDIT_SECCOMP = 1326,
        /// Command line of the process.
        AUDIT_PROCTITLE = 1327,
        /// Changed feature of the audit system.
        AUDIT_FEATURE_CHANGE = 1328,
        /// Another process registers as audit daemon.
        AUDIT_REPLACE = 1329,
        /// Loaded or removed kernel module.
        AUDIT_KERN_MODULE = 1330,
        /// Decision of a fanotify permission event.
        AUDIT_FANOTIFY = 1331,
        /// Injected time offset.
        AUDIT_TIME_INJOFFSET = 1332,
        /// Adjusted NTP value.
        AUDIT_TIME_ADJNTPVAL = 1333,
        /// Loaded or unloaded BPF program.
        AUDIT_BPF = 1334,
        /// A process joins or leaves the multicast group.
        AUDIT_EVENT_LISTENER = 1335,
        /// Operation of io_uring.
        AUDIT_URINGOP = 1336,
        /// Arguments of `openat2(2)`.
        AUDIT_OPENAT2 = 1337,
        /// Control of a device mapper target.
        AUDIT_DM_CTRL = 1338,
        /// Event of a device mapper target.
        AUDIT_DM_EVENT = 1339,
        /// SELinux access decision of the access vector cache (AVC).
        AUDIT_AVC = 1400,
        /// SELinux error.
        AUDIT_SELINUX_ERR = 1401,
        /// Path of an SELinux decision.
        AUDIT_AVC_PATH = 1402,
        /// Loaded mandatory access control (MAC) policy.
        AUDIT_MAC_POLICY_LOAD = 1403,
        /// Changed enforcement of SELinux.
        AUDIT_MAC_STATUS = 1404,
        /// Changed SELinux boolean.
        AUDIT_MAC_CONFIG_CHANGE = 1405,
        /// Changed treatment of unlabelled traffic.
        AUDIT_MAC_UNLBL_ALLOW = 1406,
        /// Added CIPSOv4 domain of interpretation (DOI).
        AUDIT_MAC_CIPSOV4_ADD = 1407,
        /// Deleted CIPSOv4 domain of interpretation (DOI).
        AUDIT_MAC_CIPSOV4_DEL = 1408,
        /// Added NetLabel domain mapping.
        AUDIT_MAC_MAP_ADD = 1409,
        /// Deleted NetLabel domain mapping.
        AUDIT_MAC_MAP_DEL = 1410,
        /// Added IPsec SA; obsolete.
        AUDIT_MAC_IPSEC_ADDSA = 1411,
        /// Deleted IPsec SA; obsolete.
        AUDIT_MAC_IPSEC_DELSA = 1412,
        /// Added IPsec policy; obsolete.
        AUDIT_MAC_IPSEC_ADDSPD = 1413,
        /// Deleted IPsec policy; obsolete.
        AUDIT_MAC_IPSEC_DELSPD = 1414,
        /// IPsec event: SA, policy or error.
        AUDIT_MAC_IPSEC_EVENT = 1415,
        /// Added static label.
        AUDIT_MAC_UNLBL_STCADD = 1416,
        /// Deleted static label.
        AUDIT_MAC_UNLBL_STCDEL = 1417,
        /// Added CALIPSO domain of interpretation (DOI).
        AUDIT_MAC_CALIPSO_ADD = 1418,
        /// Deleted CALIPSO domain of interpretation (DOI).
        AUDIT_MAC_CALIPSO_DEL = 1419,
        /// Access decision of Integrity Policy Enforcement (IPE).
        AUDIT_IPE_ACCESS = 1420,
        /// Changed configuration of Integrity Policy Enforcement (IPE).
        AUDIT_IPE_CONFIG_CHANGE = 1421,
        /// Loaded policy of Integrity Policy Enforcement (IPE).
        AUDIT_IPE_POLICY_LOAD = 1422,
        /// Access denied by Landlock.
        AUDIT_LANDLOCK_ACCESS = 1423,
        /// Created or released Landlock domain.
        AUDIT_LANDLOCK_DOMAIN = 1424,
        /// A device enters or leaves promiscuous mode.
        AUDIT_ANOM_PROMISCUOUS = 1700,
        /// A process ends abnormally.
        AUDIT_ANOM_ABEND = 1701,
        /// Suspicious use of a link in a file system.
        AUDIT_ANOM_LINK = 1702,
        /// Suspicious creation of a file.
        AUDIT_ANOM_CREAT = 1703,
        /// Integrity of file data.
        AUDIT_INTEGRITY_DATA = 1800,
        /// Integrity of file metadata.
        AUDIT_INTEGRITY_METADATA = 1801,
        /// Status of the Integrity Measurement Architecture (IMA).
        AUDIT_INTEGRITY_STATUS = 1802,
        /// Integrity hash type.
        AUDIT_INTEGRITY_HASH = 1803,
        /// Invalidation of a platform configuration register (PCR).
        AUDIT_INTEGRITY_PCR = 1804,
        /// Integrity policy action.
        AUDIT_INTEGRITY_RULE = 1805,
        /// Extended attribute protected by EVM.
        AUDIT_INTEGRITY_EVM_XATTR = 1806,
        /// Integrity policy rule (IMA) that was loaded.
        AUDIT_INTEGRITY_POLICY_RULE = 1807,
        /// Integrity check by user space.
        AUDIT_INTEGRITY_USERSPACE = 1808,
        /// Message of the audit system itself.
        AUDIT_KERNEL = 2000,
    }
}
open_enum! {
    /// Multicast groups: `AUDIT_NLGRP_*`, linux/audit.h. Joining needs `CAP_AUDIT_READ`.
    pub struct AuditGroup(u32) {
        /// All records (Linux 3.16), in the initial network namespace.
        AUDIT_NLGRP_READLOG = 1,
    }
}
impl GroupId for AuditGroup {
    fn group_id(&self) -> u32 {
        self.0
    }
}
impl AuditType {
    /// Whether messages of this type are records, that is text: 1006 (`AUDIT_LOGIN`), and 1100 and
    /// above.
    ///
    /// The other types below 1100 are requests and replies with binary payload.
    pub const fn is_record(self) -> bool {
        self.0 == Self::AUDIT_LOGIN.0 || self.0 >= 1100
    }
}

/// Specification of the protocol, for [`decode`](crate::decode): names of the message types.
pub static PROTOCOL: ProtocolSpec = ProtocolSpec {
    protocol: Protocol::AUDIT,
    name: Protocol::AUDIT.short_name(),
    lookup: |message| lookup(message.message_type()),
    replies: None,
};
static MESSAGES: [MessageSpec; AuditType::NAMES.len()] = {
    let table = <() as AttributeSet>::spec;
    let mut messages =
        [MessageSpec { number: 0, name: "", verb: Verb::Get, header: None, table, protocol: None };
            AuditType::NAMES.len()];
    let (mut names, mut left): (_, &mut [MessageSpec]) = (AuditType::NAMES, &mut messages);
    while let ([named, names_rest @ ..], [first, left_rest @ ..]) = (names, left) {
        (first.number, first.name) = (named.value as u16, named.name);
        (names, left) = (names_rest, left_rest);
    }
    messages
};
/// Returns the table entry of a message type; `None` if the type is unknown.
pub fn lookup(kind: u16) -> Option<&'static MessageSpec> {
    MESSAGES.iter().find(|row| row.number == kind)
}

/// An audit record, borrowed from a datagram: type and text.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    header: &'a Struct<MessageHeader>,
    text: &'a [u8],
}
impl<'a> Record<'a> {
    /// Reads a datagram that is one record: with a correct `nlmsg_len`, or without the 16 bytes of
    /// the header, as the registered audit daemon receives records.
    ///
    /// `None` if the type is not that of a record, or if `nlmsg_len` is neither.
    pub fn read(datagram: &'a [u8]) -> Option<Self> {
        Self::read_cut(datagram, datagram.len())
    }
    /// Reads a datagram as [`read`](Self::read) does, of which a capture may lack the end.
    ///
    /// `whole` is the original length of the datagram, bytes.
    pub fn read_cut(datagram: &'a [u8], whole: usize) -> Option<Self> {
        let (header, text) = Struct::<MessageHeader>::ref_from_prefix(datagram).ok()?;
        let (len, kind) = (header.get(MessageHeader::nlmsg_len), header.get(MessageHeader::nlmsg_type));
        let len = usize::try_from(len).ok()?;
        // __audit_log_end() sets skb->len - NLMSG_HDRLEN, the copy for the multicast group skb->len
        let fits = len == whole || len.checked_add(size_of::<Struct<MessageHeader>>()) == Some(whole);
        (AuditType(kind).is_record() && fits).then_some(Self { header, text })
    }
    /// Reads a record from a regular message, as received from the multicast group or sent by user
    /// space; `None` if the type is not that of a record.
    pub fn from_message(message: Message<'a>) -> Option<Self> {
        let record = Self { header: message.header(), text: message.payload() };
        record.record_type().is_record().then_some(record)
    }
    /// Returns the type of the record.
    #[doc(alias = "nlmsg_type")]
    pub fn record_type(&self) -> AuditType {
        AuditType(self.header.get(MessageHeader::nlmsg_type))
    }
    /// Returns the message header, whose `nlmsg_len` may lack 16 bytes.
    pub const fn header(&self) -> &'a Struct<MessageHeader> {
        self.header
    }
    /// Returns the text of the record, without NUL bytes and newlines at the end.
    pub fn text(&self) -> Str<'a> {
        let mut text = self.text;
        while let [rest @ .., 0 | b'\n'] = text {
            text = rest;
        }
        Str(text)
    }
    /// Splits `audit(TIME:SERIAL)` from the text; `None` if the text does not start so.
    fn split(&self) -> Option<(&'a [u8], &'a [u8])> {
        let rest = self.text().0.strip_prefix(b"audit(")?;
        let end = rest.iter().position(|byte| *byte == b')')?;
        let (stamp, rest) = rest.split_at_checked(end)?;
        Some((stamp, rest.get(1..)?))
    }
    fn stamp(&self) -> Option<(&'a str, &'a str)> {
        core::str::from_utf8(self.split()?.0).ok()?.split_once(':')
    }
    /// Returns the time of the event, since 1970-01-01 UTC, with a resolution of 1 ms; `None` if
    /// the text has none.
    pub fn time(&self) -> Option<Duration> {
        let (seconds, milliseconds) = self.stamp()?.0.split_once('.')?;
        let milliseconds = milliseconds.parse().ok().filter(|milliseconds| *milliseconds < 1000)?;
        Duration::from_secs(seconds.parse().ok()?).checked_add(Duration::from_millis(milliseconds))
    }
    /// Returns the serial number of the event, which its records share; `None` if the text has
    /// none.
    pub fn serial(&self) -> Option<u64> {
        self.stamp()?.1.parse().ok()
    }
    /// Iterates over the `KEY=VALUE` fields of the text. Words without `=` are left out.
    pub fn fields(&self) -> Fields<'a> {
        match self.split() {
            Some((_, rest)) => Fields(rest.strip_prefix(b":").unwrap_or(rest)),
            None => Fields(self.text().0),
        }
    }
    /// Returns the first field with this key.
    pub fn get(&self, key: &str) -> Option<Field<'a>> {
        self.fields().find(|field| field.key.0 == key.as_bytes())
    }
}
impl fmt::Debug for Record<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.record_type(), self.text())
    }
}

/// A message of NETLINK_AUDIT, by its type.
#[derive(Clone, Copy, Debug)]
pub enum AuditMessage<'a> {
    /// Record: an event of the multicast group, or a message of user space.
    Record(Record<'a>),
    /// Request or reply, with binary payload.
    Unknown(Message<'a>),
}
impl<'a> AuditMessage<'a> {
    /// Decodes a message by its type.
    ///
    /// # Errors
    /// None: every payload is text.
    pub fn decode(message: Message<'a>) -> Result<Self, Error> {
        Ok(Record::from_message(message).map_or(Self::Unknown(message), Self::Record))
    }
}
impl<'a> MessageEnum<'a> for AuditMessage<'a> {
    fn decode(message: Message<'a>) -> Result<Self, Error> {
        Self::decode(message)
    }
}

/// One `KEY=VALUE` field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    key: Str<'a>,
    value: Str<'a>,
    quote: Option<u8>,
}
impl<'a> Field<'a> {
    /// Returns the key.
    pub const fn key(&self) -> Str<'a> {
        self.key
    }
    /// Returns the value as in the text, without the quotes around it.
    pub const fn value(&self) -> Str<'a> {
        self.value
    }
    /// Whether the value is in double quotes. Such a value is text as it is.
    pub fn is_quoted(&self) -> bool {
        self.quote == Some(b'"')
    }
    /// Iterates over the bytes of a string that the kernel does not trust
    /// (`audit_log_untrustedstring`), such as `comm`, `exe`, `name`, `cwd` and `proctitle`.
    ///
    /// The kernel writes such a string in double quotes, or in hexadecimal with capital letters and
    /// without quotes if it has a space, a quote, a control character or a byte that is not ASCII.
    /// A value that is not in hexadecimal, such as `(null)`, is returned as it is. Do not use this
    /// for numbers, which look like hexadecimal.
    pub fn decoded(&self) -> Decoded<'a> {
        let value = self.value.0;
        let digits = value.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'));
        Decoded { rest: value, hex: self.quote.is_none() && digits && value.len() % 2 == 0 }
    }
    /// Iterates over the fields within the value: messages of user space have theirs in
    /// `msg='...'`.
    pub const fn fields(&self) -> Fields<'a> {
        Fields(self.value.0)
    }
}
/// Iterator over the bytes of a value: see [`Field::decoded`].
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    rest: &'a [u8],
    hex: bool,
}
impl Iterator for Decoded<'_> {
    type Item = u8;
    fn next(&mut self) -> Option<u8> {
        if !self.hex {
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            return Some(*first);
        }
        let ([high, low], rest) = self.rest.split_first_chunk::<2>()?;
        self.rest = rest;
        let digit = |byte: u8| if byte <= b'9' { byte & 15 } else { (byte & 15).wrapping_add(9) };
        Some(digit(*high) << 4 | digit(*low))
    }
}
/// Iterator over the fields of a text: see [`Record::fields`].
#[derive(Clone, Debug)]
pub struct Fields<'a>(&'a [u8]);
impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;
    fn next(&mut self) -> Option<Field<'a>> {
        loop {
            let start = self.0.iter().position(|byte| !is_separator(*byte))?;
            let word = self.0.get(start..)?;
            let end = word.iter().position(|byte| *byte == b'=' || is_separator(*byte)).unwrap_or(word.len());
            let (key, rest) = word.split_at_checked(end)?;
            let Some(rest) = rest.strip_prefix(b"=") else {
                self.0 = rest; // `avc:  denied  { read } for`
                continue;
            };
            let quote = rest.first().copied().filter(|byte| matches!(byte, b'"' | b'\''));
            let closed = quote.and_then(|quote| {
                let inner = rest.get(1..)?;
                let end = inner.iter().position(|byte| *byte == quote)?;
                let (value, rest) = inner.split_at_checked(end)?;
                Some((value, rest.get(1..)?))
            });
            let plain = || {
                let end = rest.iter().position(|byte| is_separator(*byte)).unwrap_or(rest.len());
                rest.split_at_checked(end)
            };
            let (value, rest) = match closed {
                Some(split) => split,
                None => plain()?,
            };
            self.0 = rest;
            return Some(Field {
                key: Str(key),
                value: Str(value),
                quote: quote.filter(|_| closed.is_some()),
            });
        }
    }
}
impl core::iter::FusedIterator for Fields<'_> {}
/// Whether a byte separates fields: a space, a newline, a NUL byte, or the group separator before
/// the fields that auditd adds.
const fn is_separator(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | 0x1d | 0)
}

#[cfg(test)]
mod tests;

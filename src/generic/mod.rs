//! NETLINK_GENERIC: many families under one protocol, found by name (linux/genetlink.h).
#![forbid(unsafe_code)]

mod commands;
mod control;
mod header;

pub use control::*;
pub use header::*;

use crate::wire::{Layout, MessageRow, Set, Verb};

pub use crate::protocols::NETLINK_GENERIC;

/// The controller's own id, the one that is fixed: `GENL_ID_CTRL`, linux/genetlink.h.
pub const GENL_ID_CTRL: u16 = 0x10;
/// The id of the controller's multicast group `notify`: families and groups that come and go. It is the first that the kernel gives away,
/// `GENL_ID_CTRL` (net/netlink/genetlink.c).
pub const GENL_GROUP_NOTIFY: u32 = 0x10;

/// What every family's message is, if it has no header of its own: a command, and attributes of which nothing is known.
pub(crate) static UNKNOWN: MessageRow = MessageRow {
    number: 0,
    name: "",
    verb: Verb::Get,
    header: Some(&<GenericHeader as Layout>::STRUCTURE),
    table: <() as Set>::table,
};

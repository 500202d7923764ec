//! The header of every message: `struct nlmsghdr`, linux/netlink.h, and the flags in it.
//!
//! ```
//! use nlwire::wire::{GetFlags, MessageHeader};
//! let mut header = MessageHeader::new();
//! header.set(MessageHeader::nlmsg_len, 20);
//! header.set(MessageHeader::nlmsg_flags, GetFlags::DUMP.bits());
//! assert_eq!(header.get(MessageHeader::nlmsg_len), 20);
//! assert_eq!(size_of::<MessageHeader>(), 16);
//! # use nlwire::wire::Layout;
//! ```
use crate::{flags, layout, numbers};

layout! {
    /// `struct nlmsghdr`, linux/netlink.h: 16 bytes in the host's byte order in front of every message.
    pub struct MessageHeader {
        /// Length of the message with this header, in bytes, without the padding to 4 behind it.
        nlmsg_len: u32,
        /// What the message is: under 16 [control](ControlType), else the protocol's own; generic netlink puts the family's id here.
        nlmsg_type: u16,
        /// `NLM_F_*`. Bits from 0x100 on mean different things by verb: see [`GetFlags`], [`NewFlags`], [`DeleteFlags`], [`AckFlags`].
        nlmsg_flags: u16,
        /// Chosen by who asks, repeated in the reply. Multicast has 0 or a number of the sender's.
        nlmsg_seq: u32,
        /// Port id of the receiver in a reply; the kernel's own is 0.
        nlmsg_pid: u32,
    }
}

numbers! {
    /// Message types below 16 (`NLMSG_MIN_TYPE`), the same in every protocol: linux/netlink.h.
    pub struct ControlType(u16) {
        /// To be skipped.
        NLMSG_NOOP = 1,
        /// A refusal, or with code 0 an ack.
        NLMSG_ERROR = 2,
        /// End of a multi-part reply. Without NLM_F_MULTI it is ordinary data of the connector.
        NLMSG_DONE = 3,
        /// Data was lost.
        NLMSG_OVERRUN = 4,
    }
}
/// The first message type that is the protocol's own (linux/netlink.h).
pub const NLMSG_MIN_TYPE: u16 = 16;

flags! {
    /// Flags of a request that reads (`RTM_GET*`): linux/netlink.h.
    pub struct GetFlags(u16) {
        /// This is a request. Every request of ours has it.
        REQUEST = 0x1,
        /// Part of a message of several parts.
        MULTI = 0x2,
        /// Answer with an ack, also where nothing is wrong.
        ACK = 0x4,
        /// Send what this request changes to the requester, too.
        ECHO = 0x8,
        /// The dump was interrupted by a change; it is inconsistent.
        DUMP_INTR = 0x10,
        /// The dump was filtered as the request asked.
        DUMP_FILTERED = 0x20,
        /// The whole table rather than one entry: both bits of a dump.
        DUMP = 0x300,
        /// Half of [`DUMP`](Self::DUMP): the tree's root.
        ROOT = 0x100,
        /// Half of [`DUMP`](Self::DUMP): all that match.
        MATCH = 0x200,
        /// An atomic snapshot; the kernel ignores it.
        ATOMIC = 0x400,
    }
}
flags! {
    /// Flags of a request that creates or changes (`RTM_NEW*`, `RTM_SET*`): linux/netlink.h.
    pub struct NewFlags(u16) {
        /// This is a request. Every request of ours has it.
        REQUEST = 0x1,
        /// Part of a message of several parts.
        MULTI = 0x2,
        /// Answer with an ack, also where nothing is wrong.
        ACK = 0x4,
        /// Send what this request changes to the requester, too.
        ECHO = 0x8,
        /// The dump was interrupted by a change; it is inconsistent.
        DUMP_INTR = 0x10,
        /// The dump was filtered as the request asked.
        DUMP_FILTERED = 0x20,
        /// Replace what exists.
        REPLACE = 0x100,
        /// Refuse if it exists.
        EXCL = 0x200,
        /// Create if it does not exist.
        CREATE = 0x400,
        /// Add at the end of the list.
        APPEND = 0x800,
    }
}
flags! {
    /// Flags of a request that deletes (`RTM_DEL*`): linux/netlink.h.
    pub struct DeleteFlags(u16) {
        /// This is a request. Every request of ours has it.
        REQUEST = 0x1,
        /// Part of a message of several parts.
        MULTI = 0x2,
        /// Answer with an ack, also where nothing is wrong.
        ACK = 0x4,
        /// Send what this request changes to the requester, too.
        ECHO = 0x8,
        /// The dump was interrupted by a change; it is inconsistent.
        DUMP_INTR = 0x10,
        /// The dump was filtered as the request asked.
        DUMP_FILTERED = 0x20,
        /// Do not delete recursively.
        NONREC = 0x100,
        /// Delete many objects at once.
        BULK = 0x200,
    }
}
flags! {
    /// Flags of a control message, NLMSG_ERROR or NLMSG_DONE: linux/netlink.h.
    pub struct AckFlags(u16) {
        /// This is a request. Never set here.
        REQUEST = 0x1,
        /// Part of a message of several parts.
        MULTI = 0x2,
        /// Answer with an ack. Never set here.
        ACK = 0x4,
        /// Never set here.
        ECHO = 0x8,
        /// The dump was interrupted by a change; it is inconsistent.
        DUMP_INTR = 0x10,
        /// The dump was filtered as the request asked.
        DUMP_FILTERED = 0x20,
        /// Only the header of the request is repeated.
        CAPPED = 0x100,
        /// Extended-ack attributes follow.
        ACK_TLVS = 0x200,
    }
}

/// What a message does, which decides the meaning of the flag bits from 0x100 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Reads: [`GetFlags`].
    Get,
    /// Creates or changes: [`NewFlags`].
    New,
    /// Deletes: [`DeleteFlags`].
    Delete,
    /// A control message: [`AckFlags`].
    Ack,
}
impl Verb {
    /// The names of the flag bits, smallest first, but `DUMP` before its halves.
    pub(crate) const fn flag_names(self) -> &'static [super::Named] {
        match self {
            Self::Get => GetFlags::NAMES,
            Self::New => NewFlags::NAMES,
            Self::Delete => DeleteFlags::NAMES,
            Self::Ack => AckFlags::NAMES,
        }
    }
}

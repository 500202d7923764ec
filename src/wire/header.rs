//! The header of every message, `struct nlmsghdr`, and the flags in it: linux/netlink.h.
//!
//! See [netlink(7)](https://man7.org/linux/man-pages/man7/netlink.7.html).
use crate::{c_struct, flags, open_enum};

c_struct! {
    /// Message header, 16 bytes in host byte order: `struct nlmsghdr`, linux/netlink.h.
    ///
    /// ```
    /// use nlwire::wire::{GetFlags, MessageHeader};
    /// let mut header = MessageHeader::new();
    /// header.set(MessageHeader::nlmsg_len, 20);
    /// header.set(MessageHeader::nlmsg_flags, GetFlags::DUMP.bits());
    /// assert_eq!(header.get(MessageHeader::nlmsg_len), 20);
    /// assert_eq!(size_of::<Struct<MessageHeader>>(), 16);
    /// # use nlwire::wire::Struct;
    /// ```
    #[doc(alias = "nlmsghdr")]
    pub struct MessageHeader {
        /// Length of the message in bytes, including this header, without the padding to 4 bytes.
        nlmsg_len: u32,
        /// Message type.
        ///
        /// Types below 16 are [control messages](ControlType); the others belong to the protocol.
        /// In generic netlink, the id of the family.
        nlmsg_type: u16,
        /// Flags: `NLM_F_*`.
        ///
        /// The meaning of the bits from 0x100 on depends on the operation: see [`GetFlags`],
        /// [`NewFlags`], [`DeleteFlags`], [`AckFlags`].
        nlmsg_flags: u16,
        /// Sequence number, chosen by the requester and repeated in every reply.
        ///
        /// In a notification, 0 or the number of the request that caused the change.
        nlmsg_seq: u32,
        /// Port id: of the requester in a reply; 0 is the kernel.
        nlmsg_pid: u32,
    }
}

open_enum! {
    /// Control message types, below `NLMSG_MIN_TYPE` and common to all protocols: linux/netlink.h.
    pub struct ControlType(u16) {
        /// No operation. Ignore the message.
        NLMSG_NOOP = 1,
        /// Error, or acknowledgement (ack) if the error code is 0.
        #[doc(alias = "nlmsgerr")]
        NLMSG_ERROR = 2,
        /// End of a multipart reply.
        ///
        /// Without `NLM_F_MULTI`, an ordinary message of the connector protocol.
        NLMSG_DONE = 3,
        /// Overrun: data was lost.
        NLMSG_OVERRUN = 4,
    }
}
/// The smallest message type of a protocol; smaller ones are control messages (linux/netlink.h).
pub const NLMSG_MIN_TYPE: u16 = 16;

flags! {
    /// Flags of a request that reads (`RTM_GET*`): `NLM_F_*`, linux/netlink.h.
    pub struct GetFlags(u16) {
        /// Request. Set in every request that this crate writes.
        #[doc(alias = "NLM_F_REQUEST")]
        REQUEST = 0x1,
        /// Part of a multipart message, which ends with `NLMSG_DONE`.
        #[doc(alias = "NLM_F_MULTI")]
        MULTI = 0x2,
        /// Requests an ack, on success as well.
        #[doc(alias = "NLM_F_ACK")]
        ACK = 0x4,
        /// Requests that the notification of the change is sent to the requester as well.
        #[doc(alias = "NLM_F_ECHO")]
        ECHO = 0x8,
        /// The dump is inconsistent: a change interrupted it. Set in replies.
        #[doc(alias = "NLM_F_DUMP_INTR")]
        DUMP_INTR = 0x10,
        /// The dump was filtered as requested. Set in replies.
        #[doc(alias = "NLM_F_DUMP_FILTERED")]
        DUMP_FILTERED = 0x20,
        /// Dump: returns all objects instead of one. Both [`ROOT`](Self::ROOT) and
        /// [`MATCH`](Self::MATCH).
        #[doc(alias = "NLM_F_DUMP")]
        DUMP = 0x300,
        /// Returns the complete table. One of the two bits of [`DUMP`](Self::DUMP).
        #[doc(alias = "NLM_F_ROOT")]
        ROOT = 0x100,
        /// Returns all matching objects. One of the two bits of [`DUMP`](Self::DUMP).
        #[doc(alias = "NLM_F_MATCH")]
        MATCH = 0x200,
        /// Requests an atomic snapshot of the table. The kernel ignores it.
        #[doc(alias = "NLM_F_ATOMIC")]
        ATOMIC = 0x400,
    }
}
flags! {
    /// Flags of a request that creates or changes (`RTM_NEW*`, `RTM_SET*`): linux/netlink.h.
    pub struct NewFlags(u16) {
        /// Request. Set in every request that this crate writes.
        #[doc(alias = "NLM_F_REQUEST")]
        REQUEST = 0x1,
        /// Part of a multipart message, which ends with `NLMSG_DONE`.
        #[doc(alias = "NLM_F_MULTI")]
        MULTI = 0x2,
        /// Requests an ack, on success as well.
        #[doc(alias = "NLM_F_ACK")]
        ACK = 0x4,
        /// Requests that the notification of the change is sent to the requester as well.
        #[doc(alias = "NLM_F_ECHO")]
        ECHO = 0x8,
        /// The dump is inconsistent: a change interrupted it. Set in replies.
        #[doc(alias = "NLM_F_DUMP_INTR")]
        DUMP_INTR = 0x10,
        /// The dump was filtered as requested. Set in replies.
        #[doc(alias = "NLM_F_DUMP_FILTERED")]
        DUMP_FILTERED = 0x20,
        /// Replaces an existing object.
        #[doc(alias = "NLM_F_REPLACE")]
        REPLACE = 0x100,
        /// Fails with `EEXIST` if the object exists.
        #[doc(alias = "NLM_F_EXCL")]
        EXCL = 0x200,
        /// Creates the object if it does not exist.
        #[doc(alias = "NLM_F_CREATE")]
        CREATE = 0x400,
        /// Appends to the end of the list of objects.
        #[doc(alias = "NLM_F_APPEND")]
        APPEND = 0x800,
    }
}
flags! {
    /// Flags of a request that deletes (`RTM_DEL*`): `NLM_F_*`, linux/netlink.h.
    pub struct DeleteFlags(u16) {
        /// Request. Set in every request that this crate writes.
        #[doc(alias = "NLM_F_REQUEST")]
        REQUEST = 0x1,
        /// Part of a multipart message, which ends with `NLMSG_DONE`.
        #[doc(alias = "NLM_F_MULTI")]
        MULTI = 0x2,
        /// Requests an ack, on success as well.
        #[doc(alias = "NLM_F_ACK")]
        ACK = 0x4,
        /// Requests that the notification of the change is sent to the requester as well.
        #[doc(alias = "NLM_F_ECHO")]
        ECHO = 0x8,
        /// The dump is inconsistent: a change interrupted it. Set in replies.
        #[doc(alias = "NLM_F_DUMP_INTR")]
        DUMP_INTR = 0x10,
        /// The dump was filtered as requested. Set in replies.
        #[doc(alias = "NLM_F_DUMP_FILTERED")]
        DUMP_FILTERED = 0x20,
        /// Deletes without recursion.
        #[doc(alias = "NLM_F_NONREC")]
        NONREC = 0x100,
        /// Deletes all matching objects instead of one.
        #[doc(alias = "NLM_F_BULK")]
        BULK = 0x200,
    }
}
flags! {
    /// Flags of `NLMSG_ERROR` and `NLMSG_DONE`: `NLM_F_*`, linux/netlink.h.
    pub struct AckFlags(u16) {
        /// Request. Never set in an ack.
        #[doc(alias = "NLM_F_REQUEST")]
        REQUEST = 0x1,
        /// Part of a multipart message, which ends with `NLMSG_DONE`.
        #[doc(alias = "NLM_F_MULTI")]
        MULTI = 0x2,
        /// Requests an ack. Never set in an ack.
        #[doc(alias = "NLM_F_ACK")]
        ACK = 0x4,
        /// Requests the notification of a change. Never set in an ack.
        #[doc(alias = "NLM_F_ECHO")]
        ECHO = 0x8,
        /// The dump is inconsistent: a change interrupted it.
        #[doc(alias = "NLM_F_DUMP_INTR")]
        DUMP_INTR = 0x10,
        /// The dump was filtered as requested.
        #[doc(alias = "NLM_F_DUMP_FILTERED")]
        DUMP_FILTERED = 0x20,
        /// The ack repeats only the header of the request, without the payload.
        #[doc(alias = "NLM_F_CAPPED")]
        CAPPED = 0x100,
        /// Extended ack attributes (`NLMSGERR_ATTR_*`) follow.
        #[doc(alias = "NLM_F_ACK_TLVS")]
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
    /// Returns the names of the flag bits in ascending order; `DUMP` precedes its two bits.
    pub(crate) const fn flag_names(self) -> &'static [super::spec::Named] {
        match self {
            Self::Get => GetFlags::NAMES,
            Self::New => NewFlags::NAMES,
            Self::Delete => DeleteFlags::NAMES,
            Self::Ack => AckFlags::NAMES,
        }
    }
}

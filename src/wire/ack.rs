//! Acks, errors and ends of dumps: `NLMSG_ERROR`, `NLMSG_DONE`, extended acks (linux/netlink.h).
use crate::wire::{
    AckFlags, Attrs, BuildError, ControlType, Errno, ErrorCode, InlineStr, Message, MessageHead,
    MessageHeader, Str, Struct, Writer, align4,
};
use crate::{attributes, c_struct};
use core::{fmt, num::NonZero};

c_struct! {
    /// Start of an `NLMSG_ERROR`: `struct nlmsgerr`, linux/netlink.h.
    #[doc(alias = "nlmsgerr")]
    pub struct ErrorHeader {
        /// Error code: 0 for an ack, otherwise a negative errno.
        error: ErrorCode,
        /// Message header of the request.
        msg: Struct<MessageHeader>,
    }
}
c_struct! {
    /// Start of an `NLMSG_DONE`.
    #[doc(alias = "NLMSG_DONE")]
    pub struct DoneHeader {
        /// Error code: 0, or a negative errno if the dump failed.
        error: ErrorCode,
    }
}
attributes! {
    /// Extended ack attributes: `NLMSGERR_ATTR_*`, linux/netlink.h.
    ///
    /// The kernel sends them on a socket with `NETLINK_EXT_ACK`, since Linux 4.12.
    #[doc(alias = "nlmsgerr_attrs")]
    #[doc(alias = "extack")]
    pub set ExtAck, enum ExtAckAttr<'a> {
        /// Error message of the kernel; on success, a warning.
        NLMSGERR_ATTR_MSG: Str<'a> = 1,
        /// Offset of the offending attribute in the request, in bytes from the message header.
        NLMSGERR_ATTR_OFFS: u32 = 2,
        /// Cookie: data specific to the family, such as the id of a created object.
        NLMSGERR_ATTR_COOKIE: &'a [u8] = 3,
        /// Policy that the offending attribute violates. Since Linux 5.10.
        NLMSGERR_ATTR_POLICY: Attrs<'a, PolicyType> = 4,
        /// Type of a missing attribute.
        NLMSGERR_ATTR_MISS_TYPE: u32 = 5,
        /// Offset of the nest that lacks the attribute, in bytes from the message header.
        ///
        /// Absent if the attribute is missing at the top level.
        NLMSGERR_ATTR_MISS_NEST: u32 = 6,
    }
}
crate::open_enum! {
    /// Attribute type in a policy: `enum netlink_attribute_type`, linux/netlink.h.
    #[doc(alias = "netlink_attribute_type")]
    pub struct PolicyKind(u32) {
        /// Invalid: the attribute is not accepted.
        NL_ATTR_TYPE_INVALID = 0,
        /// Flag: no payload, the presence of the attribute is the value.
        NL_ATTR_TYPE_FLAG = 1,
        /// Unsigned integer, 8 bits.
        NL_ATTR_TYPE_U8 = 2,
        /// Unsigned integer, 16 bits.
        NL_ATTR_TYPE_U16 = 3,
        /// Unsigned integer, 32 bits.
        NL_ATTR_TYPE_U32 = 4,
        /// Unsigned integer, 64 bits.
        NL_ATTR_TYPE_U64 = 5,
        /// Signed integer, 8 bits.
        NL_ATTR_TYPE_S8 = 6,
        /// Signed integer, 16 bits.
        NL_ATTR_TYPE_S16 = 7,
        /// Signed integer, 32 bits.
        NL_ATTR_TYPE_S32 = 8,
        /// Signed integer, 64 bits.
        NL_ATTR_TYPE_S64 = 9,
        /// Binary data.
        NL_ATTR_TYPE_BINARY = 10,
        /// String, with or without NUL.
        NL_ATTR_TYPE_STRING = 11,
        /// String that ends in NUL.
        NL_ATTR_TYPE_NUL_STRING = 12,
        /// Nest: contains attributes.
        NL_ATTR_TYPE_NESTED = 13,
        /// Array of nests: each item contains attributes.
        NL_ATTR_TYPE_NESTED_ARRAY = 14,
        /// Bits and their selector: `struct nla_bitfield32`.
        #[doc(alias = "nla_bitfield32")]
        NL_ATTR_TYPE_BITFIELD32 = 15,
        /// Signed integer, 32 or 64 bits.
        NL_ATTR_TYPE_SINT = 16,
        /// Unsigned integer, 32 or 64 bits.
        NL_ATTR_TYPE_UINT = 17,
    }
}
attributes! {
    /// Policy of one attribute, as the kernel sends it: `NL_POLICY_TYPE_ATTR_*`, linux/netlink.h.
    #[doc(alias = "nla_policy")]
    #[doc(alias = "netlink_policy_type_attr")]
    pub set PolicyType, enum PolicyTypeAttr<'a> {
        /// Attribute type.
        NL_POLICY_TYPE_ATTR_TYPE: PolicyKind = 1,
        /// Minimum of a signed integer.
        NL_POLICY_TYPE_ATTR_MIN_VALUE_S: i64 = 2,
        /// Maximum of a signed integer.
        NL_POLICY_TYPE_ATTR_MAX_VALUE_S: i64 = 3,
        /// Minimum of an unsigned integer.
        NL_POLICY_TYPE_ATTR_MIN_VALUE_U: u64 = 4,
        /// Maximum of an unsigned integer.
        NL_POLICY_TYPE_ATTR_MAX_VALUE_U: u64 = 5,
        /// Minimum length of the payload, bytes.
        NL_POLICY_TYPE_ATTR_MIN_LENGTH: u32 = 6,
        /// Maximum length of the payload, bytes.
        NL_POLICY_TYPE_ATTR_MAX_LENGTH: u32 = 7,
        /// Index of the policy for the attributes of the nest.
        NL_POLICY_TYPE_ATTR_POLICY_IDX: u32 = 8,
        /// Largest attribute type in the policy of the nest.
        NL_POLICY_TYPE_ATTR_POLICY_MAXTYPE: u32 = 9,
        /// Valid bits of a `struct nla_bitfield32`.
        NL_POLICY_TYPE_ATTR_BITFIELD32_MASK: u32 = 10,
        /// Valid bits of an unsigned integer.
        NL_POLICY_TYPE_ATTR_MASK: u64 = 12,
    }
}

/// A decoded `NLMSG_ERROR` or `NLMSG_DONE`: an ack, an error, or the end of a dump.
///
/// ```text
/// NLMSG_ERROR  +----------+-------+-------------------+---------------------------+------------------+
///              | nlmsghdr | error | request's header  | request's payload, unless | attributes, with |
///              |          |  i32  | 16 bytes          | CAPPED or a success       | ACK_TLVS         |
///              +----------+-------+-------------------+---------------------------+------------------+
/// NLMSG_DONE   +----------+-------+------------------+
///              | nlmsghdr | error | attributes, with |     (some families send no error)
///              |          |  i32  | ACK_TLVS         |
///              +----------+-------+------------------+
/// ```
///
/// ```
/// use nlwire::wire::{write_error, Ack, ExtAck, Message};
/// # let request = [20u32.to_ne_bytes(), [16, 0, 1, 0], 7u32.to_ne_bytes(), 0u32.to_ne_bytes(), [0; 4]].concat();
/// let request = Message::new(&request)?;
/// let mut buffer = [0; 128];
/// let bytes = write_error(&mut buffer, request, 22, false, |ext| {
///     ext.put(ExtAck::NLMSGERR_ATTR_MSG, "no such thing").put(ExtAck::NLMSGERR_ATTR_OFFS, 16);
/// })?;
/// let ack = Ack::read(Message::new(bytes)?).unwrap();
/// assert_eq!((ack.errno().0, ack.message().unwrap() == "no such thing", ack.offset()), (22, true, Some(16)));
/// assert_eq!(ack.to_kernel_error().to_string(), "EINVAL (invalid argument): no such thing");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[doc(alias = "nlmsgerr")]
#[doc(alias = "NLMSG_ERROR")]
#[doc(alias = "NLMSG_DONE")]
#[derive(Clone, Copy)]
pub struct Ack<'a> {
    code: i32,
    done: bool,
    request: &'a [u8],
    attrs: &'a [u8],
    outer: Message<'a>,
}
impl<'a> Ack<'a> {
    /// Decodes an `NLMSG_ERROR` or `NLMSG_DONE`; `None` for other message types.
    ///
    /// A truncated message still has an errno: an `NLMSG_DONE` without a code is a success, an
    /// `NLMSG_ERROR` without a code is `EBADMSG`.
    pub fn read(message: Message<'a>) -> Option<Self> {
        let payload = message.payload();
        let code = payload.first_chunk::<4>().map(|code| i32::from_ne_bytes(*code));
        let (code, echoed) = match ControlType(message.message_type()) {
            ControlType::NLMSG_DONE => (code.unwrap_or(0), 4),
            ControlType::NLMSG_ERROR => {
                let header = payload.get(4..20).and_then(|bytes| bytes.first_chunk::<4>());
                let len = header.map_or(0, |len| u32::from_ne_bytes(*len) as usize);
                // an error that is not capped repeats the complete request
                let whole = message.flags() & AckFlags::CAPPED.bits() == 0 && code != Some(0);
                // a length that is too large means all bytes; on 32 bits it must not overflow
                let echoed = 4 + align4(if whole { len.min(payload.len()).max(16) } else { 16 });
                (code.unwrap_or(-Errno::EBADMSG.0), echoed)
            }
            _ => return None,
        };
        let (request, attrs) = payload.split_at_checked(echoed).unwrap_or((payload, &[]));
        let flagged = message.flags() & AckFlags::ACK_TLVS.bits() != 0;
        Some(Self {
            code,
            done: message.message_type() == ControlType::NLMSG_DONE.0,
            request: request.get(4..).unwrap_or(&[]),
            attrs: if flagged { attrs } else { &[] },
            outer: message,
        })
    }
    /// Returns whether the request succeeded, or the dump ended without an error.
    pub const fn is_ok(&self) -> bool {
        // an NLMSG_DONE may carry a positive number that is specific to the family
        self.code == 0 || self.code > 0 && self.done
    }
    /// Returns the errno; 0 on success.
    ///
    /// A positive code, which the kernel does not send in an `NLMSG_ERROR`, is returned as it is.
    pub fn errno(&self) -> Errno {
        if self.is_ok() { Errno(0) } else { Errno(self.code.checked_abs().unwrap_or(i32::MAX)) }
    }
    /// Returns the code of the message: 0 or a negative errno.
    pub const fn code(&self) -> i32 {
        self.code
    }
    /// Returns the sequence number of the request.
    #[doc(alias = "nlmsg_seq")]
    pub fn seq(&self) -> u32 {
        self.outer.seq()
    }
    /// Returns the message that this ack was decoded from.
    pub const fn outer(&self) -> Message<'a> {
        self.outer
    }
    /// Returns whether the ack repeats only the header of the request.
    #[doc(alias = "NLM_F_CAPPED")]
    pub fn is_capped(&self) -> bool {
        self.outer.flags() & AckFlags::CAPPED.bits() != 0
    }
    /// Returns the message header of the request, which an `NLMSG_ERROR` repeats.
    pub fn request_header(&self) -> Option<&'a Struct<MessageHeader>> {
        let bytes = self.request.first_chunk::<16>()?;
        Some(zerocopy::transmute_ref!(bytes))
    }
    /// Returns the complete request, which an error repeats unless capped.
    ///
    /// The request is needed to name the offending attribute: see [`path`](Self::path).
    pub fn request(&self) -> Option<Message<'a>> {
        Message::new(self.request).ok()
    }
    /// Returns the extended ack attributes.
    #[doc(alias = "NLM_F_ACK_TLVS")]
    pub const fn attrs(&self) -> Attrs<'a, ExtAck> {
        Attrs::new(self.attrs)
    }
    /// Returns the error message of the kernel; on success, a warning.
    pub fn message(&self) -> Option<Str<'a>> {
        self.attrs().get(ExtAck::NLMSGERR_ATTR_MSG).ok().flatten()
    }
    /// Returns the offset of the offending attribute, in bytes from the request's header.
    pub fn offset(&self) -> Option<u32> {
        self.attrs().get(ExtAck::NLMSGERR_ATTR_OFFS).ok().flatten()
    }
    /// Copies the error into a value that does not borrow the message.
    pub fn to_kernel_error(&self) -> KernelError {
        let attrs = self.attrs();
        let text = self.message().unwrap_or_default();
        KernelError {
            errno: self.errno(),
            kind: self.request_header().map_or(0, |header| header.get(MessageHeader::nlmsg_type)),
            seq: self.seq(),
            offset: self.offset(),
            missing: attrs
                .get(ExtAck::NLMSGERR_ATTR_MISS_TYPE)
                .ok()
                .flatten()
                .and_then(|number| u16::try_from(number).ok()),
            missing_in: attrs.get(ExtAck::NLMSGERR_ATTR_MISS_NEST).ok().flatten(),
            place: None,
            text: text.to_inline_truncated().unwrap_or_default(),
        }
    }
}
impl fmt::Debug for Ack<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_kernel_error(), f)
    }
}

/// Maximum length of the error message in a [`KernelError`], bytes.
const TEXT: usize = 68;
/// An error of the kernel: errno, error message, and position in the request. Borrows nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct KernelError {
    /// Errno; 0 for an ack or the end of a dump.
    pub errno: Errno,
    /// Message type of the request, `nlmsg_type`; 0 if the kernel did not repeat the header.
    pub kind: u16,
    /// Sequence number of the request, `nlmsg_seq`.
    pub seq: u32,
    /// Offset of the offending attribute in the request, in bytes from the message header.
    pub offset: Option<u32>,
    /// Attribute type of a missing attribute.
    pub missing: Option<u16>,
    /// Offset of the nest that lacks the attribute; `None` for the top level.
    pub missing_in: Option<u32>,
    /// Index of the refused request in a transaction, plus 1.
    place: Option<NonZero<u32>>,
    text: InlineStr<TEXT>,
}
impl KernelError {
    /// Creates an error with an errno and nothing else.
    pub fn new(errno: Errno, seq: u32) -> Self {
        Self {
            errno,
            kind: 0,
            seq,
            offset: None,
            missing: None,
            missing_in: None,
            place: None,
            text: InlineStr::default(),
        }
    }
    /// Returns the index of the refused request in a call of several requests, such as a
    /// transaction; counted from 0.
    pub fn index(&self) -> Option<u32> {
        self.place.map(|place| place.get().saturating_sub(1))
    }
    pub(crate) fn set_index(&mut self, index: Option<u32>) {
        self.place = index.and_then(|index| NonZero::new(index.saturating_add(1)));
    }
    /// Returns the error message of the kernel, at most 68 bytes; empty if there is none.
    pub fn text(&self) -> Str<'_> {
        self.text.as_str()
    }
    /// Writes message type, sequence number and offset, to find the request in a trace.
    pub(crate) fn numbers(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, " [request type {}, sequence {}", self.kind, self.seq)?;
        if let Some(offset) = self.offset {
            write!(f, ", offset {offset}")?;
        }
        f.write_str("]")
    }
}
impl fmt::Display for KernelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(index) = self.index() {
            write!(f, "request {index}: ")?;
        }
        fmt::Display::fmt(&self.errno, f)?;
        if !self.text().as_bytes().is_empty() {
            write!(f, ": {}", self.text())?;
        }
        if let Some(number) = self.missing {
            write!(f, " (attribute {number} is missing)")?;
        }
        Ok(())
    }
}
impl fmt::Debug for KernelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        self.numbers(f)
    }
}
impl core::error::Error for KernelError {}

/// Writes an ack, as a server sends it.
///
/// # Errors
/// [`BuildError::TooSmall`] if the buffer is too small.
pub fn write_ack<'b>(buffer: &'b mut [u8], request: Message<'_>) -> Result<&'b [u8], BuildError> {
    write_error(buffer, request, 0, true, |_| {})
}
/// Writes an `NLMSG_ERROR`: an error, or an ack if `errno` is 0.
///
/// Repeats the complete request; if `capped`, or if `errno` is 0, only the header. `ext` writes the
/// extended ack attributes.
///
/// # Errors
/// [`BuildError::TooSmall`] if the buffer is too small, [`BuildError::TooLong`] if the request is
/// too long.
pub fn write_error<'b>(
    buffer: &'b mut [u8],
    request: Message<'_>,
    errno: i32,
    capped: bool,
    ext: impl FnOnce(&mut Writer<'b, ExtAck>),
) -> Result<&'b [u8], BuildError> {
    let capped = capped || errno == 0;
    let echoed = if capped { request.bytes().get(..16) } else { None }.unwrap_or(request.bytes());
    let flags = if capped { AckFlags::CAPPED } else { AckFlags::empty() };
    control(buffer, ControlType::NLMSG_ERROR, flags, request, errno, echoed, ext)
}
/// Writes an `NLMSG_DONE`, the end of a multipart reply.
///
/// A positive `errno` means that the dump failed.
///
/// # Errors
/// [`BuildError::TooSmall`] if the buffer is too small.
pub fn write_done<'b>(
    buffer: &'b mut [u8],
    request: Message<'_>,
    errno: i32,
    ext: impl FnOnce(&mut Writer<'b, ExtAck>),
) -> Result<&'b [u8], BuildError> {
    control(buffer, ControlType::NLMSG_DONE, AckFlags::MULTI, request, errno, &[], ext)
}
fn control<'b>(
    buffer: &'b mut [u8],
    kind: ControlType,
    flags: AckFlags,
    request: Message<'_>,
    errno: i32,
    echoed: &[u8],
    ext: impl FnOnce(&mut Writer<'b, ExtAck>),
) -> Result<&'b [u8], BuildError> {
    let mut writer = Writer::at(buffer, 16);
    writer.bytes(&errno.saturating_neg().to_ne_bytes());
    writer.bytes(echoed);
    let before = writer.len();
    ext(&mut writer);
    let flags = if writer.len() > before { flags | AckFlags::ACK_TLVS } else { flags };
    let head = MessageHead { flags: flags.bits(), ..MessageHead::reply_to(request, kind.0) };
    head.seal(writer).map(|(message, _)| &*message)
}

//! Acks, refusals and ends: `NLMSG_ERROR`, `NLMSG_DONE`, and the attributes of an extended ack (linux/netlink.h), read and written.
//!
//! ```text
//! NLMSG_ERROR  +----------+-------+-------------------+---------------------------+------------------+
//!              | nlmsghdr | error | request's header  | request's payload, unless | attributes, with |
//!              |          |  i32  | 16 bytes          | CAPPED or a success       | ACK_TLVS         |
//!              +----------+-------+-------------------+---------------------------+------------------+
//! NLMSG_DONE   +----------+-------+------------------+
//!              | nlmsghdr | error | attributes, with |     (some families send no error)
//!              |          |  i32  | ACK_TLVS         |
//!              +----------+-------+------------------+
//! ```
//!
//! ```
//! use nlwire::wire::{write_refusal, Ack, ExtAck, Message};
//! # let request = [20u32.to_ne_bytes(), [16, 0, 1, 0], 7u32.to_ne_bytes(), 0u32.to_ne_bytes(), [0; 4]].concat();
//! let request = Message::new(&request)?;
//! let mut buffer = [0; 128];
//! let bytes = write_refusal(&mut buffer, request, 22, false, |ext| {
//!     ext.put(ExtAck::NLMSGERR_ATTR_MSG, "no such thing").put(ExtAck::NLMSGERR_ATTR_OFFS, 16);
//! })?;
//! let ack = Ack::read(Message::new(bytes)?).unwrap();
//! assert_eq!((ack.errno().0, ack.message().unwrap() == "no such thing", ack.offset()), (22, true, Some(16)));
//! assert_eq!(ack.to_refusal().to_string(), "EINVAL (invalid argument): no such thing");
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{
    AckFlags, Attrs, BuildError, ControlType, Errno, Layout, Message, MessageHead, MessageHeader, MessageRow,
    Name, Path, Str, Writer, align4,
};
use crate::{attributes, layout};
use core::fmt;

layout! {
    /// `struct nlmsgerr`, linux/netlink.h: what an NLMSG_ERROR begins with.
    pub struct ErrorHeader {
        /// 0 for an ack, else a negative errno.
        error: i32,
        /// The header of the request.
        msg: MessageHeader,
    }
}
layout! {
    /// What an NLMSG_DONE begins with.
    pub struct DoneHeader {
        /// 0, or a negative errno where the dump failed late.
        error: i32,
    }
}
attributes! {
    /// An extended ack: `NLMSGERR_ATTR_*`, linux/netlink.h.
    pub set ExtAck, enum ExtAckAttr<'a> {
        /// The kernel's sentence; on success, a warning.
        NLMSGERR_ATTR_MSG = 1 => Message(Str<'a>),
        /// Offset of the offending attribute in the request, in bytes from its header on.
        NLMSGERR_ATTR_OFFS = 2 => Offset(u32),
        /// Bytes of the family's own, to find what was made.
        NLMSGERR_ATTR_COOKIE = 3 => Cookie(&'a [u8]),
        /// What the attribute's payload would have to be.
        NLMSGERR_ATTR_POLICY = 4 => Policy(Attrs<'a, PolicyType>),
        /// Number of the attribute that is missing.
        NLMSGERR_ATTR_MISS_TYPE = 5 => MissType(u32),
        /// Offset of the nest in which it is missing; absent where it is missing at the top.
        NLMSGERR_ATTR_MISS_NEST = 6 => MissNest(u32),
    }
}
crate::numbers! {
    /// What a policy asks for: `enum netlink_attribute_type`, linux/netlink.h.
    pub struct PolicyKind(u32) {
        /// Unused.
        NL_ATTR_TYPE_INVALID = 0,
        /// No payload.
        NL_ATTR_TYPE_FLAG = 1,
        /// 1 byte.
        NL_ATTR_TYPE_U8 = 2,
        /// 2 bytes.
        NL_ATTR_TYPE_U16 = 3,
        /// 4 bytes.
        NL_ATTR_TYPE_U32 = 4,
        /// 8 bytes.
        NL_ATTR_TYPE_U64 = 5,
        /// 1 byte with a sign.
        NL_ATTR_TYPE_S8 = 6,
        /// 2 bytes with a sign.
        NL_ATTR_TYPE_S16 = 7,
        /// 4 bytes with a sign.
        NL_ATTR_TYPE_S32 = 8,
        /// 8 bytes with a sign.
        NL_ATTR_TYPE_S64 = 9,
        /// Bytes.
        NL_ATTR_TYPE_BINARY = 10,
        /// Text.
        NL_ATTR_TYPE_STRING = 11,
        /// Text that ends in NUL.
        NL_ATTR_TYPE_NUL_STRING = 12,
        /// A nest.
        NL_ATTR_TYPE_NESTED = 13,
        /// An array of nests.
        NL_ATTR_TYPE_NESTED_ARRAY = 14,
        /// `struct nla_bitfield32`.
        NL_ATTR_TYPE_BITFIELD32 = 15,
        /// 4 or 8 bytes with a sign.
        NL_ATTR_TYPE_SINT = 16,
        /// 4 or 8 bytes.
        NL_ATTR_TYPE_UINT = 17,
    }
}
attributes! {
    /// What an attribute's payload must be, as the kernel tells it: `NL_POLICY_TYPE_ATTR_*`, linux/netlink.h.
    pub set PolicyType, enum PolicyTypeAttr<'a> {
        /// Its kind.
        NL_POLICY_TYPE_ATTR_TYPE = 1 => Type(PolicyKind),
        /// Smallest value.
        NL_POLICY_TYPE_ATTR_MIN_VALUE_S = 2 => MinValueS(i64),
        /// Largest value.
        NL_POLICY_TYPE_ATTR_MAX_VALUE_S = 3 => MaxValueS(i64),
        /// Smallest value, without sign.
        NL_POLICY_TYPE_ATTR_MIN_VALUE_U = 4 => MinValueU(u64),
        /// Largest value, without sign.
        NL_POLICY_TYPE_ATTR_MAX_VALUE_U = 5 => MaxValueU(u64),
        /// Fewest bytes.
        NL_POLICY_TYPE_ATTR_MIN_LENGTH = 6 => MinLength(u32),
        /// Most bytes.
        NL_POLICY_TYPE_ATTR_MAX_LENGTH = 7 => MaxLength(u32),
        /// Which policy holds for what is nested in it.
        NL_POLICY_TYPE_ATTR_POLICY_IDX = 8 => PolicyIdx(u32),
        /// Largest number of an attribute nested in it.
        NL_POLICY_TYPE_ATTR_POLICY_MAXTYPE = 9 => PolicyMaxtype(u32),
        /// Bits that may be selected.
        NL_POLICY_TYPE_ATTR_BITFIELD32_MASK = 10 => Bitfield32Mask(u32),
        /// Bits that may be set.
        NL_POLICY_TYPE_ATTR_MASK = 12 => Mask(u64),
    }
}

/// An NLMSG_ERROR or an NLMSG_DONE, read: an ack, a refusal, or an end.
#[derive(Clone, Copy)]
pub struct Ack<'a> {
    code: i32,
    done: bool,
    request: &'a [u8],
    attrs: &'a [u8],
    outer: Message<'a>,
}
impl<'a> Ack<'a> {
    /// Reads a message of type NLMSG_ERROR or NLMSG_DONE; `None` where it is of another type. Whatever is missing or broken in it
    /// never costs the errno: an NLMSG_DONE without a code is an end without an error, an NLMSG_ERROR without one is EBADMSG.
    pub fn read(message: Message<'a>) -> Option<Self> {
        let payload = message.payload();
        let code = payload.first_chunk::<4>().map(|code| i32::from_ne_bytes(*code));
        let (code, echoed) = match ControlType(message.kind()) {
            ControlType::NLMSG_DONE => (code.unwrap_or(0), 4),
            ControlType::NLMSG_ERROR => {
                let header = payload.get(4..20).and_then(|bytes| bytes.first_chunk::<4>());
                let len = header.map_or(0, |len| u32::from_ne_bytes(*len) as usize);
                // the rest of the request is repeated by a refusal that is not capped
                let whole = message.flags() & AckFlags::CAPPED.bits() == 0 && code != Some(0);
                // a length that lies is as long as all there is: on 32 bits, too, it must not wrap
                let echoed = 4 + align4(if whole { len.min(payload.len()).max(16) } else { 16 });
                (code.unwrap_or(-Errno::EBADMSG.0), echoed)
            }
            _ => return None,
        };
        let (request, attrs) = payload.split_at_checked(echoed).unwrap_or((payload, &[]));
        let flagged = message.flags() & AckFlags::ACK_TLVS.bits() != 0;
        Some(Self {
            code,
            done: message.kind() == ControlType::NLMSG_DONE.0,
            request: request.get(4..).unwrap_or(&[]),
            attrs: if flagged { attrs } else { &[] },
            outer: message,
        })
    }
    /// Whether the request was granted, or the dump came to its end.
    pub const fn is_ok(&self) -> bool {
        // an NLMSG_DONE may bear a positive number of the family's own
        self.code == 0 || self.code > 0 && self.done
    }
    /// The errno, 0 for none. Of a code that is positive, though it should not be, the errno is that number.
    pub fn errno(&self) -> Errno {
        if self.is_ok() { Errno(0) } else { Errno(self.code.checked_abs().unwrap_or(i32::MAX)) }
    }
    /// The code as it stands, 0 or a negative errno.
    pub const fn code(&self) -> i32 {
        self.code
    }
    /// Sequence of the request.
    pub fn seq(&self) -> u32 {
        self.outer.seq()
    }
    /// The message itself.
    pub const fn outer(&self) -> Message<'a> {
        self.outer
    }
    /// Whether the kernel repeats only the header of the request.
    pub fn is_capped(&self) -> bool {
        self.outer.flags() & AckFlags::CAPPED.bits() != 0
    }
    /// The header of the request, as an NLMSG_ERROR repeats it.
    pub fn request_header(&self) -> Option<&'a MessageHeader> {
        let bytes = self.request.first_chunk::<16>()?;
        Some(zerocopy::transmute_ref!(bytes))
    }
    /// The whole request, as a refusal repeats it that is not capped: all that is needed to name the offending attribute.
    pub fn request(&self) -> Option<Message<'a>> {
        Message::new(self.request).ok()
    }
    /// The attributes of the extended ack.
    pub const fn attrs(&self) -> Attrs<'a, ExtAck> {
        Attrs::new(self.attrs)
    }
    /// The kernel's sentence: why it was refused; on success, a warning.
    pub fn message(&self) -> Option<Str<'a>> {
        self.attrs().get(ExtAck::NLMSGERR_ATTR_MSG).ok().flatten()
    }
    /// Offset of the offending attribute in the request, in bytes from its header on.
    pub fn offset(&self) -> Option<u32> {
        self.attrs().get(ExtAck::NLMSGERR_ATTR_OFFS).ok().flatten()
    }
    /// The attribute that the refusal is about, or that is missing, by the names of the request's table. `None` where the kernel did not
    /// say, or did not repeat the request; a request that you kept is resolved by [`MessageRow::path`].
    pub fn path(&self, row: &MessageRow) -> Option<Path> {
        let (request, attrs) = (self.request()?, self.attrs());
        if let Some(number) = attrs.get(ExtAck::NLMSGERR_ATTR_MISS_TYPE).ok().flatten() {
            let nest = attrs.get(ExtAck::NLMSGERR_ATTR_MISS_NEST).ok().flatten();
            return Some(row.missing(request, nest, u16::try_from(number).unwrap_or(u16::MAX)));
        }
        Some(row.path(request, self.offset()?)).filter(|path| !path.is_empty())
    }
    /// A copy of fixed size, to be carried away.
    pub fn to_refusal(&self) -> Refusal {
        let attrs = self.attrs();
        let text = self.message().unwrap_or_default();
        Refusal {
            errno: self.errno(),
            kind: self.request_header().map_or(0, |header| header.get(MessageHeader::nlmsg_type)),
            seq: self.seq(),
            offset: self.offset(),
            missing: attrs.get(ExtAck::NLMSGERR_ATTR_MISS_TYPE).ok().flatten(),
            missing_in: attrs.get(ExtAck::NLMSGERR_ATTR_MISS_NEST).ok().flatten(),
            text: text.to_name_cut().unwrap_or_default(),
        }
    }
}
impl fmt::Debug for Ack<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_refusal(), f)
    }
}

/// How much of the kernel's sentence a [`Refusal`] keeps, in bytes.
const TEXT: usize = 72;
/// What a refusal said, in a fixed size, so that `?` carries it out of `main`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The errno; 0 where this was an ack or an end.
    pub errno: Errno,
    /// `nlmsg_type` of the request; 0 where the kernel did not repeat it.
    pub kind: u16,
    /// `nlmsg_seq` of the request.
    pub seq: u32,
    /// Offset of the offending attribute in the request, in bytes from its header on.
    pub offset: Option<u32>,
    /// Number of the attribute that is missing.
    pub missing: Option<u32>,
    /// Offset of the nest in which it is missing; `None` at the top.
    pub missing_in: Option<u32>,
    text: Name<TEXT>,
}
impl Refusal {
    /// An errno alone.
    pub fn new(errno: Errno, seq: u32) -> Self {
        Self { errno, kind: 0, seq, offset: None, missing: None, missing_in: None, text: Name::default() }
    }
    /// The kernel's sentence, cut to 72 bytes; empty where it said none.
    pub fn text(&self) -> Str<'_> {
        self.text.as_str()
    }
    /// What a person looks up in a trace.
    pub(crate) fn numbers(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, " [request type {}, sequence {}", self.kind, self.seq)?;
        if let Some(offset) = self.offset {
            write!(f, ", offset {offset}")?;
        }
        f.write_str("]")
    }
}
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        self.numbers(f)
    }
}
impl core::error::Error for Refusal {}

/// Writes what a server answers: an ack.
///
/// # Errors
/// The buffer is too small.
pub fn write_ack<'b>(buffer: &'b mut [u8], request: Message<'_>) -> Result<&'b [u8], BuildError> {
    write_refusal(buffer, request, 0, true, |_| {})
}
/// Writes an NLMSG_ERROR: a refusal by `errno`, or with 0 an ack. Of the request it repeats all, or with `capped` or an `errno` of 0 the
/// header alone. What `ext` puts is the extended ack.
///
/// # Errors
/// The buffer is too small, or the request too long.
pub fn write_refusal<'b>(
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
/// Writes the end of a multi-part reply; with an `errno` other than 0, of a dump that failed late.
///
/// # Errors
/// The buffer is too small.
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

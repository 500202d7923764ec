//! NETLINK_CONNECTOR: parts of the kernel that speak by messages of their own, without attributes (linux/connector.h). Processes that begin
//! and end, and 1-Wire, are here.
//!
//! A message is of the type NLMSG_DONE and yet no end: behind the netlink header stands a `struct cn_msg`, behind that its data.
//!
//! ```
//! use nlwire::{connector::{CnMessage, ExecProcEvent, ProcEvent, ProcEventData, listen}, wire::{Layout, Message}};
//! let mut buffer = [0; 64];
//! let request = listen(&mut buffer, 1, None)?; // what is sent to hear of processes
//! assert_eq!(request.len(), 16 + 20 + 4);
//!
//! fn show(message: Message<'_>) -> Result<(), nlwire::wire::Error> {
//!     if let Some(ProcEvent { data: ProcEventData::Exec(exec), .. }) = CnMessage::read(message)?.proc_event()? {
//!         println!("process {} runs another program", exec.get(ExecProcEvent::process_tgid));
//!     }
//!     Ok(())
//! }
//! # show(Message::new(request)?)?;
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod process;
mod w1;

pub use process::*;
pub use w1::*;

use crate::{
    layout, numbers,
    wire::{
        BuildError, ControlType, Encode, Error, Layout, Message, MessageHeader, MessageRow, Set, Shape,
        Value, Verb, align4,
    },
};
use core::fmt;
use zerocopy::{FromBytes, IntoBytes};

/// The netlink protocol: `NETLINK_CONNECTOR`, linux/netlink.h.
pub const NETLINK_CONNECTOR: i32 = 11;

numbers! {
    /// Which part of the kernel speaks: `CN_IDX_*`, linux/connector.h. It is the multicast group, too.
    pub struct CnIndex(u32) {
        /// Processes.
        CN_IDX_PROC = 1,
        /// CIFS.
        CN_IDX_CIFS = 2,
        /// 1-Wire.
        CN_W1_IDX = 3,
        /// The frame buffer uvesafb.
        CN_IDX_V86D = 4,
        /// BlackBoard.
        CN_IDX_BB = 5,
        /// Distributed storage.
        CN_DST_IDX = 6,
        /// The device mapper's log in user space.
        CN_IDX_DM = 7,
        /// DRBD.
        CN_IDX_DRBD = 8,
        /// Hyper-V: keys and values.
        CN_KVP_IDX = 9,
        /// Hyper-V: snapshots.
        CN_VSS_IDX = 10,
    }
}
layout! {
    /// Who speaks: `struct cb_id`, linux/connector.h.
    #[doc(alias = "cb_id")]
    pub struct CbId {
        /// Which part of the kernel.
        idx: CnIndex,
        /// Which of its kinds of message; 1 for most.
        val: u32,
    }
}
layout! {
    /// What stands in front of the data: `struct cn_msg`, linux/connector.h.
    #[doc(alias = "cn_msg")]
    pub struct CnMsg then len as CnData<'static> {
        /// Who speaks, or who is spoken to.
        id: CbId,
        /// A number; how it counts is each part's own affair.
        seq: u32,
        /// Another one: of a reply, what the request said, or one more.
        ack: u32,
        /// Bytes of the data.
        len: u16,
        /// Each part's own affair.
        flags: u16,
    }
}
impl CbId {
    /// Messages about processes.
    pub const PROC: Self = Self::of(CnIndex::CN_IDX_PROC, 1);
    /// Messages of 1-Wire.
    pub const W1: Self = Self::of(CnIndex::CN_W1_IDX, 1);
    /// By its two numbers.
    pub const fn of(idx: CnIndex, val: u32) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (idx.0.to_ne_bytes(), val.to_ne_bytes());
        zerocopy::transmute!([a, b, c, d, e, f, g, h])
    }
    /// The same as eight bytes.
    const fn key(self) -> [u8; 8] {
        zerocopy::transmute!(self)
    }
}

/// The data of a message, borrowed: what they are depends on who speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CnData<'a>(pub &'a [u8]);
impl Encode for CnData<'_> {
    const SHAPE: Shape = Shape::By(&crate::wire::Choices {
        by: crate::wire::By::Header { offset: 0, len: 8 },
        arms: &[(&const { CbId::PROC.key() }, process::SHAPE)],
    });
    fn wire_len(&self) -> usize {
        self.0.len()
    }
    fn write(&self, out: &mut [u8]) {
        self.0.write(out)
    }
}
impl<'a> Value<'a> for CnData<'a> {
    fn read(payload: &'a [u8]) -> Option<Self> {
        Some(Self(payload))
    }
}

/// A message of the connector, in place.
#[derive(Clone, Copy)]
pub struct CnMessage<'a> {
    /// What stands in front of the data.
    pub header: &'a CnMsg,
    /// The data.
    pub data: &'a [u8],
}
impl<'a> CnMessage<'a> {
    /// Takes a message apart.
    ///
    /// # Errors
    /// Where it is shorter than its header, or than what that says of the data.
    #[inline]
    pub fn read(message: Message<'a>) -> Result<Self, Error> {
        let data = message.between::<CnMsg>()?;
        let (header, _) =
            CnMsg::ref_from_prefix(message.payload()).map_err(|_| Error::header(message.payload()))?;
        Ok(Self { header, data })
    }
    /// Whether it is of that part of the kernel.
    #[inline]
    pub fn is(&self, id: CbId) -> bool {
        self.header.get(CnMsg::id) == id
    }
}
impl fmt::Debug for CnMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scope = crate::wire::Scope::new(0, self.header.as_bytes());
        let data = crate::wire::View::within(<CnData<'_> as Encode>::SHAPE, self.data, scope);
        f.debug_struct("CnMessage").field("header", self.header).field("data", &data).finish()
    }
}
/// Writes a whole message to a part of the kernel: netlink's header, the connector's, the data.
///
/// # Errors
/// The buffer is too small, or the data too long.
pub fn write<'b>(buffer: &'b mut [u8], header: CnMsg, data: &[u8]) -> Result<&'b [u8], BuildError> {
    finish(buffer, header, data.len(), |out| out.iter_mut().zip(data).for_each(|(to, from)| *to = *from))
}
/// The same with data that are written in place, `len` bytes of them.
fn finish(
    buffer: &mut [u8],
    header: CnMsg,
    len: usize,
    fill: impl FnOnce(&mut [u8]),
) -> Result<&[u8], BuildError> {
    const FRONT: usize = 16 + size_of::<CnMsg>();
    let Ok(said) = u16::try_from(len) else { return Err(BuildError::TooLong) };
    let whole = FRONT + len;
    let room = buffer.get_mut(..align4(whole)).ok_or(BuildError::TooSmall { needed: align4(whole) })?;
    room.fill(0);
    let head = MessageHeader::new()
        .with(MessageHeader::nlmsg_len, whole as u32)
        .with(MessageHeader::nlmsg_type, ControlType::NLMSG_DONE.0);
    if let Some((front, data)) = room.split_at_mut_checked(FRONT) {
        if let Some((one, other)) = front.split_at_mut_checked(16) {
            one.copy_from_slice(head.as_bytes());
            other.copy_from_slice(header.with(CnMsg::len, said).as_bytes());
        }
        fill(data.get_mut(..len).unwrap_or(&mut []));
    }
    Ok(room.get(..whole).unwrap_or(&[]))
}

static ROW: MessageRow = MessageRow {
    number: 3,
    name: "NLMSG_DONE",
    verb: Verb::Ack,
    header: Some(&CnMsg::STRUCTURE),
    table: <() as Set>::table,
};
/// The row of a message type. There is one: messages are of the type NLMSG_DONE.
pub fn row(kind: u16) -> Option<&'static MessageRow> {
    (kind == ROW.number).then_some(&ROW)
}

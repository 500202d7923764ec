//! NETLINK_CONNECTOR: messages of kernel subsystems without attributes (linux/connector.h). Covers
//! process events and 1-Wire.
//!
//! All messages have the type NLMSG_DONE, which does not end a dump here. The netlink header is
//! followed by a `struct cn_msg` and the data of the subsystem.
//!
//! ```
//! use nlwire::{connector::{CnMessage, ExecProcEvent, ProcEvent, ProcEventData, listen}, wire::Message};
//! let mut buffer = [0; 64];
//! let request = listen(&mut buffer, 1, None)?; // subscribes to process events
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
//!
//! See [Kernel Connector](https://docs.kernel.org/driver-api/connector.html).
#![forbid(unsafe_code)]

mod process;
mod w1;

pub use process::*;
pub use w1::*;

use crate::{
    c_struct, open_enum,
    wire::{
        AttributeSet, BuildError, CStruct, ControlType, Encode, Error, Message, MessageHeader, Struct, Value,
        Verb, align4,
        spec::{MessageSpec, PayloadType},
    },
};
use core::fmt;
use zerocopy::FromBytes;

/// Specification of the protocol, for [`decode`](crate::decode).
pub static PROTOCOL: crate::wire::spec::ProtocolSpec = crate::wire::spec::ProtocolSpec {
    protocol: crate::wire::Protocol::CONNECTOR,
    name: crate::wire::Protocol::CONNECTOR.short_name(),
    lookup: |message| lookup(message.message_type()),
    replies: None,
};

open_enum! {
    /// Index of a connector subsystem: `CN_IDX_*`, linux/connector.h. The index is also the number
    /// of the multicast group.
    pub struct CnIndex(u32) {
        /// Process events.
        CN_IDX_PROC = 1,
        /// CIFS.
        CN_IDX_CIFS = 2,
        /// 1-Wire.
        CN_W1_IDX = 3,
        /// uvesafb frame buffer (v86d helper).
        CN_IDX_V86D = 4,
        /// BlackBoard, from the TSP sampling framework.
        CN_IDX_BB = 5,
        /// Distributed storage (DST).
        CN_DST_IDX = 6,
        /// Device mapper: dirty log in user space.
        CN_IDX_DM = 7,
        /// DRBD: replicated block device.
        CN_IDX_DRBD = 8,
        /// Hyper-V key-value pair (KVP) exchange.
        CN_KVP_IDX = 9,
        /// Hyper-V volume snapshots (VSS).
        CN_VSS_IDX = 10,
    }
}
c_struct! {
    /// Identifier of a connector subsystem: `struct cb_id`, linux/connector.h.
    #[doc(alias = "cb_id")]
    pub struct CbId {
        /// Index of the subsystem.
        idx: CnIndex,
        /// Message kind within the subsystem; 1 for most subsystems.
        val: u32,
    }
}
c_struct! {
    /// Header of a connector message: `struct cn_msg`, linux/connector.h.
    #[doc(alias = "cn_msg")]
    pub struct CnMsg then len as CnData<'static> {
        /// Identifier of the subsystem that sends or receives the message.
        id: Struct<CbId>,
        /// Sequence number. Each subsystem defines the numbering.
        seq: u32,
        /// Acknowledgement number. In a reply, the number of the request or that number plus one,
        /// depending on the subsystem.
        ack: u32,
        /// Length of the data, bytes.
        len: u16,
        /// Flags, defined by each subsystem.
        flags: u16,
    }
}
impl CbId {
    /// Identifier of process events.
    pub const PROC: Struct<Self> = Self::from_parts(CnIndex::CN_IDX_PROC, 1);
    /// Identifier of 1-Wire.
    pub const W1: Struct<Self> = Self::from_parts(CnIndex::CN_W1_IDX, 1);
    /// Creates an identifier from index and value.
    pub const fn from_parts(idx: CnIndex, val: u32) -> Struct<Self> {
        let ([a, b, c, d], [e, f, g, h]) = (idx.0.to_ne_bytes(), val.to_ne_bytes());
        Struct([a, b, c, d, e, f, g, h])
    }
}
impl Struct<CbId> {
    /// Returns the identifier as eight bytes.
    const fn key(self) -> [u8; 8] {
        self.0
    }
}

/// The borrowed data of a connector message. The layout depends on the subsystem.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CnData<'a>(pub &'a [u8]);
impl Encode for CnData<'_> {
    const PAYLOAD_TYPE: PayloadType = PayloadType::SubMessage(&crate::wire::spec::SubMessageSpec {
        by: crate::wire::spec::SelectorSource::Header { offset: 0, len: 8 },
        arms: &[(&const { CbId::PROC.key() }, process::PAYLOAD_TYPE)],
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

/// A connector message, borrowed from a buffer.
#[derive(Clone, Copy)]
pub struct CnMessage<'a> {
    /// Header of the message.
    pub header: &'a Struct<CnMsg>,
    /// Data after the header.
    pub data: &'a [u8],
}
impl<'a> crate::wire::MessageEnum<'a> for CnMessage<'a> {
    #[inline]
    fn decode(message: Message<'a>) -> Result<Self, Error> {
        Self::read(message)
    }
}
impl<'a> CnMessage<'a> {
    /// Splits a netlink message into connector header and data.
    ///
    /// # Errors
    /// The message is shorter than the header, or than the data length in the header.
    #[inline]
    pub fn read(message: Message<'a>) -> Result<Self, Error> {
        let data = message.between::<CnMsg>()?;
        let (header, _) = Struct::<CnMsg>::ref_from_prefix(message.payload())
            .map_err(|_| Error::header(message.payload()))?;
        Ok(Self { header, data })
    }
    /// Returns whether the message belongs to a subsystem.
    #[inline]
    pub fn is(&self, id: Struct<CbId>) -> bool {
        self.header.get(CnMsg::id) == id
    }
}
impl fmt::Debug for CnMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scope = crate::wire::spec::Scope::new(0, self.header.as_bytes());
        let data = crate::schema::View::within(<CnData<'_> as Encode>::PAYLOAD_TYPE, self.data, scope);
        f.debug_struct("CnMessage").field("header", self.header).field("data", &data).finish()
    }
}
/// Writes a complete connector message: netlink header, connector header and data.
///
/// # Errors
/// The buffer is too small, or the data is longer than 65,535 bytes.
pub fn write<'b>(buffer: &'b mut [u8], header: Struct<CnMsg>, data: &[u8]) -> Result<&'b [u8], BuildError> {
    finish(buffer, header, data.len(), |out| out.iter_mut().zip(data).for_each(|(to, from)| *to = *from))
}
/// Writes a complete connector message with `len` bytes of data that `fill` writes in place.
fn finish(
    buffer: &mut [u8],
    header: Struct<CnMsg>,
    len: usize,
    fill: impl FnOnce(&mut [u8]),
) -> Result<&[u8], BuildError> {
    const FRONT: usize = 16 + size_of::<Struct<CnMsg>>();
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

static ROW: MessageSpec = MessageSpec {
    number: 3,
    name: "NLMSG_DONE",
    verb: Verb::Ack,
    header: Some(&CnMsg::SPEC),
    table: <() as AttributeSet>::spec,
    protocol: None,
};
/// Returns the table entry of a message type. All connector messages have the type NLMSG_DONE.
pub fn lookup(kind: u16) -> Option<&'static MessageSpec> {
    (kind == ROW.number).then_some(&ROW)
}

//! NC-SI packets, the payload of `NCSI_ATTR_DATA`: commands, and responses with their checksum.
use crate::{
    c_struct, open_enum,
    wire::{Be, Error, Put, Struct},
};
use core::fmt;

/// Number of packages of an interface: `NCSI_MAX_PACKAGE`, net/ncsi/internal.h of the kernel.
pub const NCSI_MAX_PACKAGE: u32 = 8;
/// Number of channels of a package: `NCSI_MAX_CHANNEL`, net/ncsi/internal.h of the kernel.
pub const NCSI_MAX_CHANNEL: u32 = 32;
/// Channel id of a command for the package: `NCSI_RESERVED_CHANNEL`, net/ncsi/internal.h of the
/// kernel.
pub const NCSI_RESERVED_CHANNEL: u32 = 0x1f;
/// Header revision: `NCSI_PKT_REVISION`, net/ncsi/ncsi-pkt.h of the kernel.
pub const NCSI_PKT_REVISION: u8 = 1;

const HEADER: usize = size_of::<Struct<PacketHeader>>();
/// Length of response code and reason, which the payload length includes, bytes.
const STATUS: usize = 4;
const CHECKSUM: usize = 4;

open_enum! {
    /// Type of an NC-SI packet: `NCSI_PKT_*`, net/ncsi/ncsi-pkt.h of the kernel.
    ///
    /// The type of a response is that of the command plus 0x80.
    pub struct PacketType(u8) {
        /// Clear Initial State.
        NCSI_PKT_CMD_CIS = 0x00,
        /// Select Package.
        NCSI_PKT_CMD_SP = 0x01,
        /// Deselect Package.
        NCSI_PKT_CMD_DP = 0x02,
        /// Enable Channel.
        NCSI_PKT_CMD_EC = 0x03,
        /// Disable Channel.
        NCSI_PKT_CMD_DC = 0x04,
        /// Reset Channel.
        NCSI_PKT_CMD_RC = 0x05,
        /// Enable Channel Network TX.
        NCSI_PKT_CMD_ECNT = 0x06,
        /// Disable Channel Network TX.
        NCSI_PKT_CMD_DCNT = 0x07,
        /// AEN Enable: asynchronous event notifications.
        NCSI_PKT_CMD_AE = 0x08,
        /// Set Link.
        NCSI_PKT_CMD_SL = 0x09,
        /// Get Link Status.
        NCSI_PKT_CMD_GLS = 0x0a,
        /// Set VLAN Filter.
        NCSI_PKT_CMD_SVF = 0x0b,
        /// Enable VLAN.
        NCSI_PKT_CMD_EV = 0x0c,
        /// Disable VLAN.
        NCSI_PKT_CMD_DV = 0x0d,
        /// Set MAC Address.
        NCSI_PKT_CMD_SMA = 0x0e,
        /// Enable Broadcast Filter.
        NCSI_PKT_CMD_EBF = 0x10,
        /// Disable Broadcast Filter.
        NCSI_PKT_CMD_DBF = 0x11,
        /// Enable Global Multicast Filter.
        NCSI_PKT_CMD_EGMF = 0x12,
        /// Disable Global Multicast Filter.
        NCSI_PKT_CMD_DGMF = 0x13,
        /// Set NC-SI Flow Control.
        NCSI_PKT_CMD_SNFC = 0x14,
        /// Get Version ID.
        NCSI_PKT_CMD_GVI = 0x15,
        /// Get Capabilities.
        NCSI_PKT_CMD_GC = 0x16,
        /// Get Parameters.
        NCSI_PKT_CMD_GP = 0x17,
        /// Get Controller Packet Statistics.
        NCSI_PKT_CMD_GCPS = 0x18,
        /// Get NC-SI Statistics.
        NCSI_PKT_CMD_GNS = 0x19,
        /// Get NC-SI Pass-through Statistics.
        NCSI_PKT_CMD_GNPTS = 0x1a,
        /// Get Package Status.
        NCSI_PKT_CMD_GPS = 0x1b,
        /// OEM command: the payload begins with the manufacturer id (IANA).
        NCSI_PKT_CMD_OEM = 0x50,
        /// PLDM request over NC-SI over RBT.
        NCSI_PKT_CMD_PLDM = 0x51,
        /// Get Package UUID.
        NCSI_PKT_CMD_GPUUID = 0x52,
        /// Query Pending NC PLDM Request.
        NCSI_PKT_CMD_QPNPR = 0x56,
        /// Send NC PLDM Reply.
        NCSI_PKT_CMD_SNPR = 0x57,
        /// Get MC MAC Address.
        NCSI_PKT_CMD_GMCMA = 0x58,
        /// Response to Clear Initial State.
        NCSI_PKT_RSP_CIS = 0x80,
        /// Response to Select Package.
        NCSI_PKT_RSP_SP = 0x81,
        /// Response to Deselect Package.
        NCSI_PKT_RSP_DP = 0x82,
        /// Response to Enable Channel.
        NCSI_PKT_RSP_EC = 0x83,
        /// Response to Disable Channel.
        NCSI_PKT_RSP_DC = 0x84,
        /// Response to Reset Channel.
        NCSI_PKT_RSP_RC = 0x85,
        /// Response to Enable Channel Network TX.
        NCSI_PKT_RSP_ECNT = 0x86,
        /// Response to Disable Channel Network TX.
        NCSI_PKT_RSP_DCNT = 0x87,
        /// Response to AEN Enable.
        NCSI_PKT_RSP_AE = 0x88,
        /// Response to Set Link.
        NCSI_PKT_RSP_SL = 0x89,
        /// Response to Get Link Status.
        NCSI_PKT_RSP_GLS = 0x8a,
        /// Response to Set VLAN Filter.
        NCSI_PKT_RSP_SVF = 0x8b,
        /// Response to Enable VLAN.
        NCSI_PKT_RSP_EV = 0x8c,
        /// Response to Disable VLAN.
        NCSI_PKT_RSP_DV = 0x8d,
        /// Response to Set MAC Address.
        NCSI_PKT_RSP_SMA = 0x8e,
        /// Response to Enable Broadcast Filter.
        NCSI_PKT_RSP_EBF = 0x90,
        /// Response to Disable Broadcast Filter.
        NCSI_PKT_RSP_DBF = 0x91,
        /// Response to Enable Global Multicast Filter.
        NCSI_PKT_RSP_EGMF = 0x92,
        /// Response to Disable Global Multicast Filter.
        NCSI_PKT_RSP_DGMF = 0x93,
        /// Response to Set NC-SI Flow Control.
        NCSI_PKT_RSP_SNFC = 0x94,
        /// Response to Get Version ID.
        NCSI_PKT_RSP_GVI = 0x95,
        /// Response to Get Capabilities.
        NCSI_PKT_RSP_GC = 0x96,
        /// Response to Get Parameters.
        NCSI_PKT_RSP_GP = 0x97,
        /// Response to Get Controller Packet Statistics.
        NCSI_PKT_RSP_GCPS = 0x98,
        /// Response to Get NC-SI Statistics.
        NCSI_PKT_RSP_GNS = 0x99,
        /// Response to Get NC-SI Pass-through Statistics.
        NCSI_PKT_RSP_GNPTS = 0x9a,
        /// Response to Get Package Status.
        NCSI_PKT_RSP_GPS = 0x9b,
        /// Response to OEM command.
        NCSI_PKT_RSP_OEM = 0xd0,
        /// Response to PLDM request over NC-SI over RBT.
        NCSI_PKT_RSP_PLDM = 0xd1,
        /// Response to Get Package UUID.
        NCSI_PKT_RSP_GPUUID = 0xd2,
        /// Response to Query Pending NC PLDM Request.
        NCSI_PKT_RSP_QPNPR = 0xd6,
        /// Response to Send NC PLDM Reply.
        NCSI_PKT_RSP_SNPR = 0xd7,
        /// Response to Get MC MAC Address.
        NCSI_PKT_RSP_GMCMA = 0xd8,
        /// Asynchronous event notification (AEN). The kernel handles it, and does not forward it.
        NCSI_PKT_AEN = 0xff,
    }
}
impl PacketType {
    /// Returns the type of the response to a command.
    pub const fn response(self) -> Self {
        Self(self.0 | 0x80)
    }
    /// Returns the type of the command that a response answers; `None` for a command or
    /// notification.
    pub const fn command(self) -> Option<Self> {
        if self.0 & 0x80 == 0 || self.0 == Self::NCSI_PKT_AEN.0 { None } else { Some(Self(self.0 & 0x7f)) }
    }
}
open_enum! {
    /// Response code: `NCSI_PKT_RSP_C_*`, net/ncsi/ncsi-pkt.h of the kernel.
    pub struct ResponseCode(u16) {
        /// Command completed.
        NCSI_PKT_RSP_C_COMPLETED = 0,
        /// Command failed.
        NCSI_PKT_RSP_C_FAILED = 1,
        /// Command unavailable.
        NCSI_PKT_RSP_C_UNAVAILABLE = 2,
        /// Command unsupported.
        NCSI_PKT_RSP_C_UNSUPPORTED = 3,
    }
}
open_enum! {
    /// Reason of a response code: `NCSI_PKT_RSP_R_*`, net/ncsi/ncsi-pkt.h of the kernel.
    ///
    /// Reasons of a single command have its type in the upper byte.
    pub struct ResponseReason(u16) {
        /// No error.
        NCSI_PKT_RSP_R_NO_ERROR = 0,
        /// Interface initialisation required.
        NCSI_PKT_RSP_R_INTERFACE = 1,
        /// Parameter invalid, unsupported or out of range.
        NCSI_PKT_RSP_R_PARAM = 2,
        /// Channel not ready.
        NCSI_PKT_RSP_R_CHANNEL = 3,
        /// Package not ready.
        NCSI_PKT_RSP_R_PACKAGE = 4,
        /// Invalid payload length.
        NCSI_PKT_RSP_R_LENGTH = 5,
        /// Command type unknown or unsupported.
        NCSI_PKT_RSP_R_UNKNOWN = 0x7fff,
    }
}
c_struct! {
    /// Header of an NC-SI packet: `struct ncsi_pkt_hdr`, net/ncsi/ncsi-pkt.h of the kernel.
    #[doc(alias = "ncsi_pkt_hdr")]
    pub struct PacketHeader {
        /// Management controller id. The kernel sends 0.
        mc_id: u8,
        /// Header revision: [`NCSI_PKT_REVISION`].
        revision: u8,
        /// Reserved.
        pad reserved: u8,
        /// Instance id, which a response repeats. The kernel assigns it.
        id: u8,
        /// Type of the packet.
        r#type: PacketType,
        /// Package id in bits 7 to 5, channel id in bits 4 to 0.
        channel: u8,
        /// Length of the payload without padding and checksum, bytes. The payload of a response
        /// includes code and reason.
        length: Be<u16>,
        /// Reserved.
        pad reserved1: [u8; 8],
    }
}

/// Returns the checksum of a packet: the two's complement of the 32-bit sum of its big-endian
/// 16-bit words.
///
/// `packet` is header and payload. A last byte without a pair is followed by 0.
#[doc(alias = "ncsi_calculate_checksum")]
pub fn checksum(packet: &[u8]) -> u32 {
    let words = packet.chunks(2).map(|word| match *word {
        [high, low] => u16::from_be_bytes([high, low]),
        [high] => u16::from_be_bytes([high, 0]),
        _ => 0,
    });
    words.fold(0u32, |sum, word| sum.wrapping_add(word.into())).wrapping_neg()
}

/// An NC-SI command: its type and its payload.
///
/// ```
/// use nlwire::{genl::{Command, ncsi::{CommandPacket, Ncsi, NcsiMessage, PacketType}}, wire::{GetFlags, Request}};
/// let mut buffer = [0; 64];
/// let command = Command::new(0x20, NcsiMessage::NCSI_CMD_SEND_CMD);
/// let mut request = Request::new(&mut buffer, command, GetFlags::empty());
/// // Select Package, with hardware arbitration disabled
/// request.put(Ncsi::NCSI_ATTR_DATA, CommandPacket::new(PacketType::NCSI_PKT_CMD_SP, &[0, 0, 0, 1]));
/// let data = &request.finish(1)?[24..];
/// assert_eq!(data, [0, 1, 0, 0, 1, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
/// # Ok::<(), nlwire::wire::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "ncsi_cmd_pkt_hdr")]
pub struct CommandPacket<'a> {
    /// Type of the command.
    pub packet_type: PacketType,
    /// Payload: at most 2032 bytes, which with the header is what `NCSI_ATTR_DATA` holds.
    pub payload: &'a [u8],
}
impl<'a> CommandPacket<'a> {
    /// Creates a command.
    pub const fn new(packet_type: PacketType, payload: &'a [u8]) -> Self {
        Self { packet_type, payload }
    }
    /// Reads the `NCSI_ATTR_DATA` of a request.
    ///
    /// Like the kernel, which writes the header anew, it takes type and length from the header and
    /// ignores what follows the payload.
    ///
    /// # Errors
    /// [`PacketError::Truncated`] if header or payload are incomplete. The kernel refuses an
    /// incomplete header only.
    pub fn read(data: &'a [u8]) -> Result<Self, PacketError> {
        let (header, rest) = header(data)?;
        let length = usize::from(header.get(PacketHeader::length).0);
        let needed = HEADER.saturating_add(length);
        let payload = rest.get(..length).ok_or(PacketError::Truncated { needed, len: data.len() })?;
        Ok(Self { packet_type: header.get(PacketHeader::r#type), payload })
    }
}
impl Put<&[u8]> for CommandPacket<'_> {
    fn wire_len(&self) -> usize {
        HEADER.saturating_add(self.payload.len())
    }
    fn write(&self, out: &mut [u8]) {
        // what exceeds the length field exceeds the attribute, too: the kernel refuses it
        let length = u16::try_from(self.payload.len()).unwrap_or(u16::MAX);
        let header = PacketHeader::new()
            .with(PacketHeader::revision, NCSI_PKT_REVISION)
            .with(PacketHeader::r#type, self.packet_type)
            .with(PacketHeader::length, Be(length));
        if let Some((head, payload)) = out.split_at_mut_checked(HEADER) {
            crate::wire::copy(head, header.as_bytes());
            crate::wire::copy(payload, self.payload);
        }
    }
}

/// An NC-SI response: header, code, reason and payload. Length and checksum are verified.
///
/// ```
/// use nlwire::genl::ncsi::{PacketError, PacketType, Response, ResponseCode};
/// let data = [
///     0, 1, 0, 7, 0x8a, 0x21, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, // header: Get Link Status, package 1, channel 1
///     0, 0, 0, 0, // code, reason
///     0, 0, 0, 0x61, 0, 0, 0, 0, 0, 0, 0, 0, // link status, other indications, OEM link status
///     0xff, 0xff, 0x75, 0x66, // checksum
///     0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // padding of the Ethernet frame
/// ];
/// let response = Response::read(&data)?;
/// assert_eq!(response.command(), PacketType::NCSI_PKT_CMD_GLS);
/// assert_eq!((response.package(), response.channel(), response.code), (1, 1, ResponseCode::NCSI_PKT_RSP_C_COMPLETED));
/// assert_eq!(response.payload, [0, 0, 0, 0x61, 0, 0, 0, 0, 0, 0, 0, 0]);
/// assert_eq!(Response::read(&data[..35]), Err(PacketError::Truncated { needed: 36, len: 35 }));
/// # Ok::<(), PacketError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "ncsi_rsp_pkt_hdr")]
#[non_exhaustive]
pub struct Response<'a> {
    /// Header.
    pub header: Struct<PacketHeader>,
    /// Response code.
    pub code: ResponseCode,
    /// Reason of the code.
    pub reason: ResponseReason,
    /// Payload after code and reason, without padding and checksum.
    pub payload: &'a [u8],
    /// Checksum, which is right; `None` if the network controller does not compute one (0).
    pub checksum: Option<u32>,
}
impl<'a> Response<'a> {
    /// Reads the `NCSI_ATTR_DATA` of a reply.
    ///
    /// The kernel forwards the frame with its padding, so bytes after the checksum are ignored. It
    /// verifies the checksum of completed commands only.
    ///
    /// # Errors
    /// [`PacketError`] if the packet is incomplete, is no response, or has a wrong checksum.
    pub fn read(data: &'a [u8]) -> Result<Self, PacketError> {
        let (header, rest) = header(data)?;
        let (revision, packet_type) = (header.get(PacketHeader::revision), header.get(PacketHeader::r#type));
        if revision != NCSI_PKT_REVISION {
            return Err(PacketError::Revision(revision));
        }
        if packet_type.command().is_none() {
            return Err(PacketError::Type(packet_type));
        }
        let length = header.get(PacketHeader::length).0;
        let padded = usize::from(length).next_multiple_of(CHECKSUM);
        let needed = HEADER.saturating_add(padded).saturating_add(CHECKSUM);
        let truncated = PacketError::Truncated { needed, len: data.len() };
        let payload = rest.get(..usize::from(length)).ok_or(truncated)?;
        let (status, payload) = payload.split_first_chunk::<STATUS>().ok_or(PacketError::Length(length))?;
        let [code, more_code, reason, more_reason] = *status;
        let sent = rest.get(padded..).and_then(|rest| rest.first_chunk()).ok_or(truncated)?;
        let sent = u32::from_be_bytes(*sent);
        if sent != 0 {
            // with the byte of padding that completes the last word
            let words = HEADER.saturating_add(usize::from(length).next_multiple_of(2));
            let computed = checksum(data.get(..words).unwrap_or(data));
            if sent != computed {
                return Err(PacketError::Checksum { sent, computed });
            }
        }
        Ok(Self {
            header: *header,
            code: ResponseCode(u16::from_be_bytes([code, more_code])),
            reason: ResponseReason(u16::from_be_bytes([reason, more_reason])),
            payload,
            checksum: Some(sent).filter(|sent| *sent != 0),
        })
    }
    /// Returns the type of the command.
    pub fn command(&self) -> PacketType {
        let packet_type = self.header.get(PacketHeader::r#type);
        packet_type.command().unwrap_or(packet_type)
    }
    /// Returns whether the command completed without an error.
    pub fn is_completed(&self) -> bool {
        self.code == ResponseCode::NCSI_PKT_RSP_C_COMPLETED
            && self.reason == ResponseReason::NCSI_PKT_RSP_R_NO_ERROR
    }
    /// Returns the id of the package that responds.
    pub fn package(&self) -> u32 {
        u32::from(self.header.get(PacketHeader::channel) >> 5)
    }
    /// Returns the id of the channel that responds; [`NCSI_RESERVED_CHANNEL`] for the package.
    pub fn channel(&self) -> u32 {
        u32::from(self.header.get(PacketHeader::channel) & 0x1f)
    }
}
/// Splits data into header and rest.
fn header(data: &[u8]) -> Result<(&Struct<PacketHeader>, &[u8]), PacketError> {
    let truncated = PacketError::Truncated { needed: HEADER, len: data.len() };
    let (header, rest) = data.split_at_checked(HEADER).ok_or(truncated)?;
    Ok((crate::wire::Value::read(header).ok_or(truncated)?, rest))
}

/// Why data is no NC-SI packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PacketError {
    /// The attributes of the message are malformed.
    Malformed(Error),
    /// The data ends before the packet does.
    Truncated {
        /// Length that the packet needs, bytes.
        needed: usize,
        /// Length of the data, bytes.
        len: usize,
    },
    /// The header revision is not [`NCSI_PKT_REVISION`].
    Revision(u8),
    /// The type is not that of a response.
    Type(PacketType),
    /// The payload length is less than 4, the length of code and reason.
    Length(u16),
    /// The checksum is wrong.
    Checksum {
        /// Checksum in the packet.
        sent: u32,
        /// Checksum of header and payload.
        computed: u32,
    },
}
impl fmt::Display for PacketError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Malformed(error) => fmt::Display::fmt(&error, f),
            Self::Truncated { needed, len } => {
                write!(f, "the NC-SI packet is truncated: {len} bytes, of which it needs {needed}")
            }
            Self::Revision(revision) => write!(f, "unknown header revision {revision} of the NC-SI packet"),
            Self::Type(packet_type) => {
                write!(f, "the NC-SI packet is no response: its type is {:#x}", packet_type.0)
            }
            Self::Length(length) => {
                write!(f, "payload length {length} of the NC-SI response: code and reason are 4 bytes")
            }
            Self::Checksum { sent, computed } => {
                write!(f, "checksum {sent:#010x} of the NC-SI packet is not {computed:#010x}")
            }
        }
    }
}
impl core::error::Error for PacketError {}

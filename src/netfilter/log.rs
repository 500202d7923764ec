//! NFLOG: packets logged to user space (linux/netfilter/nfnetlink_log.h).
//!
//! A rule (`log group 5` of nf_tables, target NFLOG of iptables) sends packets to a group number.
//! The socket that has bound the group receives the packets as messages, several per datagram.
//!
//! ```no_run
//! use nlwire::{client::Connection, netfilter::log, socket::{Protocol, Socket}};
//! let mut buffer = vec![0; 128 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::NETFILTER)?, &mut buffer);
//! connection.run(log::bind(5))?;
//! connection.run(log::copy_packets(5, 128))?;
//! loop {
//!     let packet = log::next(&mut connection)?;
//!     println!("{:?}: {} bytes at {}", packet.prefix(), packet.payload().len(), packet.hook);
//! }
//! # #[allow(unreachable_code)]
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! See NFLOG in
//! [iptables-extensions(8)](https://man7.org/linux/man-pages/man8/iptables-extensions.8.html) and
//! the log statement in [nft(8)](https://man7.org/linux/man-pages/man8/nft.8.html).
use super::{
    CtInfo, Hook, NetfilterMessage, NfGenMsg, NfProto, PacketHw, PacketTimestamp, conntrack::Conntrack,
};
use crate::{
    attributes, c_struct,
    client::{self, Buffer, Call, Completion, Connection, EventHandler, Transport, call},
    flags, open_enum, operations,
    uapi::{EtherType, HardwareType},
    wire::{Attrs, Be, Message, NewFlags, Request, RequestFlags, Str, Struct},
};

c_struct! {
    /// Header of a logged packet: `struct nfulnl_msg_packet_hdr`.
    #[doc(alias = "nfulnl_msg_packet_hdr")]
    pub struct PacketHdr {
        /// EtherType.
        hw_protocol: Be<EtherType>,
        /// Netfilter hook that logged the packet.
        hook: Hook,
        /// Padding.
        pad _pad: u8,
    }
}
c_struct! {
    /// Command for a group: `struct nfulnl_msg_config_cmd`, 1 byte.
    #[doc(alias = "nfulnl_msg_config_cmd")]
    pub struct ConfigCmd {
        /// Command: bind or unbind.
        command: Command,
    }
}
c_struct! {
    /// Copy mode and copy range of a group: `struct nfulnl_msg_config_mode`, 6 bytes.
    #[doc(alias = "nfulnl_msg_config_mode")]
    pub struct ConfigMode as packed {
        /// Maximum number of bytes to copy from each packet; 0 means the complete packet.
        copy_range: Be<u32>,
        /// What is copied of each packet.
        copy_mode: CopyMode,
        /// Padding.
        pad _pad: u8,
    }
}
open_enum! {
    /// Commands for a group: `NFULNL_CFG_CMD_*`.
    pub struct Command(u8) {
        /// No command.
        NFULNL_CFG_CMD_NONE = 0,
        /// Binds the group to this socket.
        NFULNL_CFG_CMD_BIND = 1,
        /// Unbinds the group.
        NFULNL_CFG_CMD_UNBIND = 2,
        /// Makes NFLOG the logger of a protocol family.
        ///
        /// The logger receives packets of `log` rules without a group, and packets that the kernel
        /// logs itself.
        NFULNL_CFG_CMD_PF_BIND = 3,
        /// Removes the logger of a protocol family.
        NFULNL_CFG_CMD_PF_UNBIND = 4,
    }
}
open_enum! {
    /// Part of a packet that is copied to user space: `NFULNL_COPY_*`.
    pub struct CopyMode(u8) {
        /// Metadata only; same effect as `NFULNL_COPY_META`.
        NFULNL_COPY_NONE = 0,
        /// Metadata only.
        NFULNL_COPY_META = 1,
        /// Metadata and packet.
        NFULNL_COPY_PACKET = 2,
    }
}
flags! {
    /// Flags of a group: `NFULNL_CFG_F_*`.
    pub struct LogFlags(u16) {
        /// Includes a sequence number per group: `NFULA_SEQ`.
        NFULNL_CFG_F_SEQ = 0x0001,
        /// Includes a sequence number over all groups: `NFULA_SEQ_GLOBAL`.
        NFULNL_CFG_F_SEQ_GLOBAL = 0x0002,
        /// Includes the conntrack entry: `NFULA_CT`, `NFULA_CT_INFO`.
        NFULNL_CFG_F_CONNTRACK = 0x0004,
    }
}

attributes! {
    /// Attributes of a logged packet: `NFULA_*`.
    pub set LoggedPacket, enum LoggedPacketAttr<'a> {
        /// Packet header: EtherType, hook.
        NFULA_PACKET_HDR: &'a Struct<PacketHdr> = 1,
        /// Packet mark (nfmark). Absent if 0.
        NFULA_MARK: Be<u32> = 2,
        /// Time of reception. Present only if the kernel took a timestamp.
        NFULA_TIMESTAMP: &'a Struct<PacketTimestamp> = 3,
        /// Index of the input interface.
        NFULA_IFINDEX_INDEV: Be<u32> = 4,
        /// Index of the output interface.
        NFULA_IFINDEX_OUTDEV: Be<u32> = 5,
        /// Index of the bridge port that received the packet.
        NFULA_IFINDEX_PHYSINDEV: Be<u32> = 6,
        /// Index of the bridge port that will send the packet.
        NFULA_IFINDEX_PHYSOUTDEV: Be<u32> = 7,
        /// Source hardware address.
        NFULA_HWADDR: &'a Struct<PacketHw> = 8,
        /// Packet from the network header on, up to the copy range.
        NFULA_PAYLOAD: &'a [u8] = 9,
        /// Log prefix of the rule.
        NFULA_PREFIX: Str<'a> = 10,
        /// User id (UID) of the sending socket.
        NFULA_UID: Be<u32> = 11,
        /// Sequence number within the group.
        ///
        /// Requires [`LogFlags::NFULNL_CFG_F_SEQ`].
        NFULA_SEQ: Be<u32> = 12,
        /// Sequence number over all groups.
        ///
        /// Requires [`LogFlags::NFULNL_CFG_F_SEQ_GLOBAL`].
        NFULA_SEQ_GLOBAL: Be<u32> = 13,
        /// Group id (GID) of the sending socket.
        NFULA_GID: Be<u32> = 14,
        /// Hardware type (`ARPHRD_*`) of the input interface.
        NFULA_HWTYPE: Be<HardwareType> = 15,
        /// Link-layer header.
        NFULA_HWHEADER: &'a [u8] = 16,
        /// Length of the link-layer header in bytes.
        NFULA_HWLEN: Be<u16> = 17,
        /// Conntrack entry of the packet.
        ///
        /// Requires [`LogFlags::NFULNL_CFG_F_CONNTRACK`].
        NFULA_CT: Attrs<'a, Conntrack> = 18,
        /// Conntrack state of the packet.
        ///
        /// Requires [`LogFlags::NFULNL_CFG_F_CONNTRACK`].
        NFULA_CT_INFO: Be<CtInfo> = 19,
        /// VLAN tag.
        NFULA_VLAN: Attrs<'a, LoggedVlan> = 20,
        /// Complete link-layer header, for packets of the bridge family.
        NFULA_L2HDR: &'a [u8] = 21,
    }
}
attributes! {
    /// VLAN tag of a logged packet: `NFULA_VLAN_*`.
    pub set LoggedVlan, enum LoggedVlanAttr<'a> {
        /// VLAN protocol (TPID): 802.1Q or 802.1ad.
        NFULA_VLAN_PROTO: Be<EtherType> = 1,
        /// Tag control information (TCI): priority, drop eligible indicator, VLAN id.
        NFULA_VLAN_TCI: Be<u16> = 2,
    }
}
// Limits: nfula_cfg_policy, net/netfilter/nfnetlink_log.c.
attributes! {
    /// Configuration of a group: `NFULA_CFG_*`.
    pub set LogConfig, enum LogConfigAttr<'a> {
        /// Command: binds or unbinds the group.
        NFULA_CFG_CMD: &'a Struct<ConfigCmd> = 1,
        /// Copy mode and copy range.
        NFULA_CFG_MODE: &'a Struct<ConfigMode> = 2,
        /// Size of the kernel's buffer for one datagram, bytes.
        NFULA_CFG_NLBUFSIZ: Be<u32> = 3,
        /// Maximum delay before a partly filled datagram is sent, 1/100 seconds. Default: 100.
        NFULA_CFG_TIMEOUT: Be<u32> = 4,
        /// Maximum number of packets per datagram. Default: 100.
        NFULA_CFG_QTHRESH: Be<u32> = 5,
        /// Flags: sequence numbers, conntrack.
        NFULA_CFG_FLAGS: Be<LogFlags> = 6,
    }
}
operations! {
    protocol crate::wire::Protocol::NETFILTER;
    /// Binds, unbinds or configures a group.
    pub ConfigureLog {
        /// Protocol family, for `NFULNL_CFG_CMD_PF_BIND` and `NFULNL_CFG_CMD_PF_UNBIND`.
        family: NfProto => nfgen_family,
        /// Group number.
        group: Be<u16> => res_id,
    } = New(NetfilterMessage::NFULNL_MSG_CONFIG, NfGenMsg, LogConfig);
}

/// Configures a group with the attributes that `fill` writes.
///
/// These are [`LogConfig::NFULA_CFG_TIMEOUT`], [`LogConfig::NFULA_CFG_QTHRESH`],
/// [`LogConfig::NFULA_CFG_NLBUFSIZ`] and [`LogConfig::NFULA_CFG_FLAGS`].
///
/// Sends `NFULNL_MSG_CONFIG` with the attributes that `fill` writes.
///
/// # Errors
/// - `ENODEV`: the group is not bound.
/// - `EPERM`: another socket has bound the group, or `CAP_NET_ADMIN` is missing.
pub fn configure(
    group: u16,
    fill: impl Fn(&mut Request<'_, ConfigureLog>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    let operation = ConfigureLog { group: Be(group), ..Default::default() };
    call(operation, NewFlags::NONE, fill)
}
/// Binds a group to this socket, until [`unbind`] or until the socket is closed.
///
/// Sends `NFULNL_MSG_CONFIG` with `NFULA_CFG_CMD` `NFULNL_CFG_CMD_BIND`.
///
/// # Errors
/// - `EBUSY`: this socket has bound the group already.
/// - `EPERM`: another socket has bound the group, or `CAP_NET_ADMIN` is missing.
pub fn bind(group: u16) -> impl Call<Output = Completion> + Copy {
    let bind = ConfigCmd::new().with(ConfigCmd::command, Command::NFULNL_CFG_CMD_BIND);
    configure(group, move |request| {
        request.put(LogConfig::NFULA_CFG_CMD, &bind);
    })
}
/// Unbinds a group.
///
/// Sends `NFULNL_MSG_CONFIG` with `NFULA_CFG_CMD` `NFULNL_CFG_CMD_UNBIND`.
///
/// # Errors
/// - `ENODEV`: the group is not bound.
/// - `EPERM`: another socket has bound the group, or `CAP_NET_ADMIN` is missing.
pub fn unbind(group: u16) -> impl Call<Output = Completion> + Copy {
    let unbind = ConfigCmd::new().with(ConfigCmd::command, Command::NFULNL_CFG_CMD_UNBIND);
    configure(group, move |request| {
        request.put(LogConfig::NFULA_CFG_CMD, &unbind);
    })
}
/// Sets the copy mode to complete packets, or to their first `bytes` bytes.
///
/// 0 means the complete packet, the initial mode of a group.
///
/// Sends `NFULNL_MSG_CONFIG` with `NFULA_CFG_MODE` `NFULNL_COPY_PACKET`.
///
/// # Errors
/// - `ENODEV`: the group is not bound.
/// - `EPERM`: another socket has bound the group, or `CAP_NET_ADMIN` is missing.
pub fn copy_packets(group: u16, bytes: u32) -> impl Call<Output = Completion> + Copy {
    copy(group, CopyMode::NFULNL_COPY_PACKET, bytes)
}
/// Sets the copy mode to metadata only, without packet data.
///
/// Sends `NFULNL_MSG_CONFIG` with `NFULA_CFG_MODE` `NFULNL_COPY_META`.
///
/// # Errors
/// - `ENODEV`: the group is not bound.
/// - `EPERM`: another socket has bound the group, or `CAP_NET_ADMIN` is missing.
pub fn copy_meta(group: u16) -> impl Call<Output = Completion> + Copy {
    copy(group, CopyMode::NFULNL_COPY_META, 0)
}
fn copy(group: u16, mode: CopyMode, bytes: u32) -> impl Call<Output = Completion> + Copy {
    let mode = ConfigMode::new().with(ConfigMode::copy_range, Be(bytes)).with(ConfigMode::copy_mode, mode);
    configure(group, move |request| {
        request.put(LogConfig::NFULA_CFG_MODE, &mode);
    })
}

/// Logged packet, borrowed from the receive buffer.
#[derive(Clone, Copy, Debug)]
pub struct Packet<'a> {
    /// Group number.
    pub group: u16,
    /// Netfilter hook that logged the packet.
    pub hook: Hook,
    /// EtherType.
    pub protocol: EtherType,
    /// All attributes of the packet.
    pub attrs: Attrs<'a, LoggedPacket>,
}
impl<'a> Packet<'a> {
    /// Reads a logged packet.
    ///
    /// Returns `None` if the message is of another type or lacks `NFULA_PACKET_HDR`.
    #[inline]
    pub fn read(message: Message<'a>) -> Option<Self> {
        if message.message_type() != NetfilterMessage::NFULNL_MSG_PACKET {
            return None;
        }
        let (header, attrs) = message.split::<NfGenMsg, LoggedPacket>().ok()?;
        let packet = attrs.get(LoggedPacket::NFULA_PACKET_HDR).ok()??;
        Some(Self {
            group: header.get(NfGenMsg::res_id).0,
            hook: packet.get(PacketHdr::hook),
            protocol: packet.get(PacketHdr::hw_protocol).0,
            attrs,
        })
    }
    /// Returns the packet from the network header on, up to the copy range.
    #[inline]
    pub fn payload(&self) -> &'a [u8] {
        self.attrs.get(LoggedPacket::NFULA_PAYLOAD).ok().flatten().unwrap_or(&[])
    }
    /// Returns the log prefix of the rule.
    pub fn prefix(&self) -> Option<Str<'a>> {
        self.attrs.get(LoggedPacket::NFULA_PREFIX).ok().flatten()
    }
    /// Returns the conntrack entry. Requires [`LogFlags::NFULNL_CFG_F_CONNTRACK`].
    pub fn connection(&self) -> Option<Attrs<'a, Conntrack>> {
        self.attrs.get(LoggedPacket::NFULA_CT).ok().flatten()
    }
}
/// Waits for the next packet that is logged to a group which this connection has bound.
///
/// The packet borrows the connection's buffer until the next call. Other events are skipped, and so
/// is the `NLMSG_DONE` that ends a datagram with several packets.
///
/// # Errors
/// The errors of [`Connection::next_event`]. After
/// [`ErrorKind::Overrun`](crate::client::ErrorKind::Overrun) packets were lost because the receive
/// buffer of the socket was full; continue with the next call.
pub fn next<'c, T: Transport, B: Buffer, H: EventHandler>(
    connection: &'c mut Connection<T, B, H>,
) -> client::Result<Packet<'c>, T> {
    let message = connection.find_event(|message| Packet::read(message).is_some())?;
    // cannot fail: the same message was accepted above
    Packet::read(message)
        .ok_or(crate::client::Error { operation: "events", kind: crate::client::ErrorKind::MissingReply })
}

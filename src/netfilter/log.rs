//! Packets logged to user space: nflog (linux/netfilter/nfnetlink_log.h).
//!
//! A rule (`log group 5` of nf_tables, NFLOG of iptables) sends packets to a group by its number; whoever has bound the group gets them
//! as messages, several in a datagram.
//!
//! ```no_run
//! use nlwire::{exchange::Connection, netfilter::log, socket::{Protocol, Socket}};
//! let mut buffer = vec![0; 128 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::NETFILTER)?, &mut buffer);
//! log::bind(&mut connection, 5)?;
//! log::copy_packets(&mut connection, 5, 128)?;
//! loop {
//!     let packet = log::next(&mut connection)?;
//!     println!("{:?}: {} bytes at {}", packet.prefix(), packet.payload().len(), packet.hook);
//! }
//! # #[allow(unreachable_code)]
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{
    CtInfo, Hook, NetfilterMessage, NfGenMsg, NfProto, PacketHw, PacketTimestamp, conntrack::Conntrack,
};
use crate::{
    attributes,
    exchange::{Answer, Connection, Done, Transport},
    flags, layout, numbers, operations,
    uapi::{EtherType, HardwareType},
    wire::{Attrs, Be, Layout, Message, NewFlags, Request, RequestFlags, Str},
};

layout! {
    /// What there is of every packet: `struct nfulnl_msg_packet_hdr`.
    #[doc(alias = "nfulnl_msg_packet_hdr")]
    pub struct PacketHdr {
        /// What it is.
        hw_protocol: Be<EtherType>,
        /// Where it was met.
        hook: Hook,
        /// Unused.
        _pad: u8,
    }
}
layout! {
    /// A command to a group: `struct nfulnl_msg_config_cmd`, one byte.
    #[doc(alias = "nfulnl_msg_config_cmd")]
    pub struct ConfigCmd {
        /// The command.
        command: Command,
    }
}
layout! {
    /// How much of a packet is copied: `struct nfulnl_msg_config_mode`, 6 bytes.
    #[doc(alias = "nfulnl_msg_config_mode")]
    pub struct ConfigMode {
        /// Bytes at most; 0 means all.
        copy_range: Be<u32>,
        /// What.
        copy_mode: CopyMode,
        /// Unused.
        _pad: u8,
    }
}
numbers! {
    /// Commands to a group: `NFULNL_CFG_CMD_*`.
    pub struct Command(u8) {
        /// None.
        NFULNL_CFG_CMD_NONE = 0,
        /// The group is ours.
        NFULNL_CFG_CMD_BIND = 1,
        /// It is nobody's.
        NFULNL_CFG_CMD_UNBIND = 2,
        /// This is the logger of a family: of `log` without a group, of what the kernel logs by itself.
        NFULNL_CFG_CMD_PF_BIND = 3,
        /// A family has no logger.
        NFULNL_CFG_CMD_PF_UNBIND = 4,
    }
}
numbers! {
    /// What is copied of a packet: `NFULNL_COPY_*`.
    pub struct CopyMode(u8) {
        /// Nothing beyond the header.
        NFULNL_COPY_NONE = 0,
        /// What is known of it.
        NFULNL_COPY_META = 1,
        /// That, and the packet.
        NFULNL_COPY_PACKET = 2,
    }
}
flags! {
    /// How a group works: `NFULNL_CFG_F_*`.
    pub struct LogFlags(u16) {
        /// Packets are numbered.
        NFULNL_CFG_F_SEQ = 0x0001,
        /// Packets are numbered over all groups.
        NFULNL_CFG_F_SEQ_GLOBAL = 0x0002,
        /// The packet's connection comes along.
        NFULNL_CFG_F_CONNTRACK = 0x0004,
    }
}

attributes! {
    /// A packet's attributes: `NFULA_*`.
    pub set LoggedPacket, enum LoggedPacketAttr<'a> {
        /// What there is of every packet.
        NFULA_PACKET_HDR = 1 => PacketHdr(&'a PacketHdr),
        /// Its mark, unless that is 0.
        NFULA_MARK = 2 => Mark(Be<u32>),
        /// When it came in, where that is known.
        NFULA_TIMESTAMP = 3 => Timestamp(&'a PacketTimestamp),
        /// Link that it came in by.
        NFULA_IFINDEX_INDEV = 4 => IfIndexInDev(Be<u32>),
        /// Link that it goes out by.
        NFULA_IFINDEX_OUTDEV = 5 => IfIndexOutDev(Be<u32>),
        /// Port of the bridge that it came in by.
        NFULA_IFINDEX_PHYSINDEV = 6 => IfIndexPhysInDev(Be<u32>),
        /// Port of the bridge that it goes out by.
        NFULA_IFINDEX_PHYSOUTDEV = 7 => IfIndexPhysOutDev(Be<u32>),
        /// Hardware address that it came from.
        NFULA_HWADDR = 8 => HwAddr(&'a PacketHw),
        /// The packet, from its network header on, as much as is wanted.
        NFULA_PAYLOAD = 9 => Payload(&'a [u8]),
        /// What the rule says.
        NFULA_PREFIX = 10 => Prefix(Str<'a>),
        /// User of the socket that sent it.
        NFULA_UID = 11 => Uid(Be<u32>),
        /// Its number in the group; with [`LogFlags::NFULNL_CFG_F_SEQ`].
        NFULA_SEQ = 12 => Seq(Be<u32>),
        /// Its number over all groups; with [`LogFlags::NFULNL_CFG_F_SEQ_GLOBAL`].
        NFULA_SEQ_GLOBAL = 13 => SeqGlobal(Be<u32>),
        /// Group of the socket that sent it.
        NFULA_GID = 14 => Gid(Be<u32>),
        /// What the link that it came in by is.
        NFULA_HWTYPE = 15 => HwType(Be<HardwareType>),
        /// Its link header.
        NFULA_HWHEADER = 16 => HwHeader(&'a [u8]),
        /// How many bytes the link header has.
        NFULA_HWLEN = 17 => HwLen(Be<u16>),
        /// Its connection; with [`LogFlags::NFULNL_CFG_F_CONNTRACK`].
        NFULA_CT = 18 => Ct(Attrs<'a, Conntrack>),
        /// What it is to its connection.
        NFULA_CT_INFO = 19 => CtInfo(Be<CtInfo>),
        /// Its VLAN.
        NFULA_VLAN = 20 => Vlan(Attrs<'a, LoggedVlan>),
        /// Its whole link header, of a bridge.
        NFULA_L2HDR = 21 => L2Hdr(&'a [u8]),
    }
}
attributes! {
    /// A packet's VLAN: `NFULA_VLAN_*`.
    pub set LoggedVlan, enum LoggedVlanAttr<'a> {
        /// Its protocol.
        NFULA_VLAN_PROTO = 1 => Proto(Be<EtherType>),
        /// Priority, drop eligibility, id: the 16 bits of the tag.
        NFULA_VLAN_TCI = 2 => Tci(Be<u16>),
    }
}
// Limits: nfula_cfg_policy, net/netfilter/nfnetlink_log.c.
attributes! {
    /// How a group works: `NFULA_CFG_*`.
    pub set LogConfig, enum LogConfigAttr<'a> {
        /// A command.
        NFULA_CFG_CMD = 1 => Cmd(&'a ConfigCmd),
        /// What is copied.
        NFULA_CFG_MODE = 2 => Mode(&'a ConfigMode),
        /// Bytes that the kernel gathers before it sends.
        NFULA_CFG_NLBUFSIZ = 3 => NlBufSiz(Be<u32>),
        /// After which it sends in any case, hundredths of a second.
        NFULA_CFG_TIMEOUT = 4 => Timeout(Be<u32>),
        /// Packets that it gathers before it sends.
        NFULA_CFG_QTHRESH = 5 => QThresh(Be<u32>),
        /// How it works.
        NFULA_CFG_FLAGS = 6 => Flags(Be<LogFlags>),
    }
}
operations! {
    /// Binds a group, or says how it works.
    pub ConfigureLog {
        /// The family, of PF_BIND and PF_UNBIND.
        family: NfProto => nfgen_family,
        /// The group.
        group: Be<u16> => res_id,
    } = New(NetfilterMessage::NFULNL_MSG_CONFIG, NfGenMsg, LogConfig);
}

/// Says how a group works: `fill` puts [`LogConfig::NFULA_CFG_TIMEOUT`], [`LogConfig::NFULA_CFG_QTHRESH`],
/// [`LogConfig::NFULA_CFG_NLBUFSIZ`], [`LogConfig::NFULA_CFG_FLAGS`].
///
/// Sends NFULNL_MSG_CONFIG with what is put.
///
/// # Errors
/// ENODEV where the group is not bound; EPERM where somebody else has it, and without CAP_NET_ADMIN.
pub fn configure<T: Transport>(
    connection: &mut Connection<'_, T>,
    group: u16,
    fill: impl FnOnce(&mut Request<'_, ConfigureLog>),
) -> Answer<Done, T> {
    let operation = ConfigureLog { group: Be(group), ..Default::default() };
    connection.request(operation, NewFlags::NONE, fill)
}
/// Binds a group: what is logged to it comes to this socket. It lasts until [`unbind`], or until the socket is closed.
///
/// Sends NFULNL_MSG_CONFIG with NFULA_CFG_CMD of NFULNL_CFG_CMD_BIND.
///
/// # Errors
/// EBUSY where this socket has it already; EPERM where somebody else has it, and without CAP_NET_ADMIN.
pub fn bind<T: Transport>(connection: &mut Connection<'_, T>, group: u16) -> Answer<Done, T> {
    let bind = ConfigCmd::new().with(ConfigCmd::command, Command::NFULNL_CFG_CMD_BIND);
    configure(connection, group, |request| {
        request.put(LogConfig::NFULA_CFG_CMD, &bind);
    })
}
/// Gives a group up.
///
/// Sends NFULNL_MSG_CONFIG with NFULA_CFG_CMD of NFULNL_CFG_CMD_UNBIND.
///
/// # Errors
/// ENODEV where it is not bound; EPERM where somebody else has it.
pub fn unbind<T: Transport>(connection: &mut Connection<'_, T>, group: u16) -> Answer<Done, T> {
    let unbind = ConfigCmd::new().with(ConfigCmd::command, Command::NFULNL_CFG_CMD_UNBIND);
    configure(connection, group, |request| {
        request.put(LogConfig::NFULA_CFG_CMD, &unbind);
    })
}
/// Lets packets come whole, or their first `bytes`; 0 means all. A group that was just bound does that.
///
/// Sends NFULNL_MSG_CONFIG with NFULA_CFG_MODE of NFULNL_COPY_PACKET.
///
/// # Errors
/// As [`configure`].
pub fn copy_packets<T: Transport>(
    connection: &mut Connection<'_, T>,
    group: u16,
    bytes: u32,
) -> Answer<Done, T> {
    copy(connection, group, CopyMode::NFULNL_COPY_PACKET, bytes)
}
/// Lets only come what is known of packets, without the packets.
///
/// Sends NFULNL_MSG_CONFIG with NFULA_CFG_MODE of NFULNL_COPY_META.
///
/// # Errors
/// As [`configure`].
pub fn copy_meta<T: Transport>(connection: &mut Connection<'_, T>, group: u16) -> Answer<Done, T> {
    copy(connection, group, CopyMode::NFULNL_COPY_META, 0)
}
fn copy<T: Transport>(
    connection: &mut Connection<'_, T>,
    group: u16,
    mode: CopyMode,
    bytes: u32,
) -> Answer<Done, T> {
    let mode = ConfigMode::new().with(ConfigMode::copy_range, Be(bytes)).with(ConfigMode::copy_mode, mode);
    configure(connection, group, |request| {
        request.put(LogConfig::NFULA_CFG_MODE, &mode);
    })
}

/// A packet that was logged, borrowed.
#[derive(Clone, Copy, Debug)]
pub struct Packet<'a> {
    /// The group.
    pub group: u16,
    /// Where it was met.
    pub hook: Hook,
    /// What it is.
    pub protocol: EtherType,
    /// All that is known of it.
    pub attrs: Attrs<'a, LoggedPacket>,
}
impl<'a> Packet<'a> {
    /// Reads a message; `None` where it is no logged packet.
    #[inline]
    pub fn read(message: Message<'a>) -> Option<Self> {
        if message.kind() != NetfilterMessage::NFULNL_MSG_PACKET {
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
    /// The packet from its network header on, as much as was copied.
    #[inline]
    pub fn payload(&self) -> &'a [u8] {
        self.attrs.get(LoggedPacket::NFULA_PAYLOAD).ok().flatten().unwrap_or(&[])
    }
    /// What the rule says.
    pub fn prefix(&self) -> Option<Str<'a>> {
        self.attrs.get(LoggedPacket::NFULA_PREFIX).ok().flatten()
    }
    /// Its connection, where the group has [`LogFlags::NFULNL_CFG_F_CONNTRACK`].
    pub fn connection(&self) -> Option<Attrs<'a, Conntrack>> {
        self.attrs.get(LoggedPacket::NFULA_CT).ok().flatten()
    }
}
/// The next packet that is logged to a group which this connection has bound, lent until the next call. Other events are passed over; so
/// is the NLMSG_DONE that ends a datagram of several.
///
/// # Errors
/// As [`Connection::next_event`]. After [`Cause::Overrun`](crate::exchange::Cause::Overrun) packets were lost; go on.
pub fn next<'c, T: Transport>(connection: &'c mut Connection<'_, T>) -> Answer<Packet<'c>, T> {
    let message = connection.next_event_that(|message| Packet::read(message).is_some())?;
    // it was read a moment ago
    Packet::read(message)
        .ok_or(crate::exchange::Failure { operation: "events", cause: crate::exchange::Cause::NoAnswer })
}

//! Packets queued to user space, which decides what becomes of them: nfqueue (linux/netfilter/nfnetlink_queue.h).
//!
//! A rule (`queue` of nf_tables, NFQUEUE of iptables) sends packets to a queue by its number; whoever has bound the queue gets each as
//! a message, and answers by a verdict. What is borrowed from the message lies in the connection's buffer: nothing is copied.
//!
//! ```no_run
//! use nlwire::{exchange::Connection, netfilter::queue::{self, Verdict}, socket::{Protocol, Socket}};
//! let mut buffer = vec![0; 128 * 1024]; // a packet of up to 64 KiB, and what is known of it
//! let mut connection = Connection::over_socket(Socket::new(Protocol::NETFILTER)?, &mut buffer);
//! queue::bind(&mut connection, 7)?;
//! queue::copy_packets(&mut connection, 7, 0xffff)?;
//! loop {
//!     let packet = queue::next(&mut connection)?;
//!     let verdict = if packet.payload().starts_with(&[0x45]) { Verdict::NF_ACCEPT } else { Verdict::NF_DROP };
//!     let id = packet.id;
//!     queue::verdict(&mut connection, 7, id, verdict)?;
//! }
//! # #[allow(unreachable_code)]
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{
    CtInfo, Hook, NetfilterMessage, NfGenMsg, PacketHw, PacketTimestamp,
    conntrack::{Conntrack, Expectation},
};
use crate::{
    attributes,
    exchange::{Answer, Connection, Done, Transport},
    flags, layout, numbers, operations,
    uapi::EtherType,
    wire::{Attrs, Be, Layout, Message, NewFlags, Request, RequestFlags, Str},
};

layout! {
    /// What there is of every packet: `struct nfqnl_msg_packet_hdr`.
    #[doc(alias = "nfqnl_msg_packet_hdr")]
    pub struct PacketHdr {
        /// Its number in the queue; they ascend.
        packet_id: Be<u32>,
        /// What it is.
        hw_protocol: Be<EtherType>,
        /// Where it was met.
        hook: Hook,
    }
}
layout! {
    /// What becomes of a packet: `struct nfqnl_msg_verdict_hdr`.
    #[doc(alias = "nfqnl_msg_verdict_hdr")]
    pub struct VerdictHdr {
        /// What.
        verdict: Be<Verdict>,
        /// Of which; of several, up to which.
        id: Be<u32>,
    }
}
layout! {
    /// A command to a queue: `struct nfqnl_msg_config_cmd`.
    #[doc(alias = "nfqnl_msg_config_cmd")]
    pub struct ConfigCmd {
        /// The command.
        command: Command,
        /// Unused.
        _pad: u8,
        /// The family of PF_BIND and PF_UNBIND.
        pf: Be<u16>,
    }
}
layout! {
    /// How much of a packet is copied: `struct nfqnl_msg_config_params`, 5 bytes.
    #[doc(alias = "nfqnl_msg_config_params")]
    pub struct ConfigParams {
        /// Bytes at most; 0 and 0xffff mean all.
        copy_range: Be<u32>,
        /// What.
        copy_mode: CopyMode,
    }
}
numbers! {
    /// What becomes of a packet: `NF_*`, linux/netfilter.h. The upper 16 bits are a queue's number with NF_QUEUE.
    pub struct Verdict(u32) {
        /// It is dropped.
        NF_DROP = 0,
        /// It goes on: behind the hook that queued it.
        NF_ACCEPT = 1,
        /// It is somebody else's; not for user space, which leaks it.
        NF_STOLEN = 2,
        /// It goes to another queue.
        NF_QUEUE = 3,
        /// It meets the same hook again.
        NF_REPEAT = 4,
        /// It goes on and meets no other hook; as NF_ACCEPT since Linux 4.10.
        NF_STOP = 5,
    }
}
impl Verdict {
    /// It goes to another queue.
    pub const fn queue(number: u16) -> Self {
        Self(Self::NF_QUEUE.0 | (number as u32) << 16)
    }
}
numbers! {
    /// Commands to a queue: `NFQNL_CFG_CMD_*`.
    pub struct Command(u8) {
        /// None.
        NFQNL_CFG_CMD_NONE = 0,
        /// The queue is ours.
        NFQNL_CFG_CMD_BIND = 1,
        /// It is nobody's.
        NFQNL_CFG_CMD_UNBIND = 2,
        /// Does nothing since Linux 3.8.
        NFQNL_CFG_CMD_PF_BIND = 3,
        /// Does nothing since Linux 3.8.
        NFQNL_CFG_CMD_PF_UNBIND = 4,
    }
}
numbers! {
    /// What is copied of a packet: `NFQNL_COPY_*`.
    pub struct CopyMode(u8) {
        /// Nothing: no message comes.
        NFQNL_COPY_NONE = 0,
        /// What is known of it.
        NFQNL_COPY_META = 1,
        /// That, and the packet.
        NFQNL_COPY_PACKET = 2,
    }
}
flags! {
    /// How a queue works: `NFQA_CFG_F_*`.
    pub struct QueueFlags(u32) {
        /// Packets go on where the queue is full; else they are dropped.
        NFQA_CFG_F_FAIL_OPEN = 1 << 0,
        /// The packet's connection comes along.
        NFQA_CFG_F_CONNTRACK = 1 << 1,
        /// Packets larger than the MTU are not cut up, nor are their checksums computed.
        NFQA_CFG_F_GSO = 1 << 2,
        /// User and group of the socket come along.
        NFQA_CFG_F_UID_GID = 1 << 3,
        /// The security context comes along.
        NFQA_CFG_F_SECCTX = 1 << 4,
    }
}
flags! {
    /// What the kernel knows of a packet: `NFQA_SKB_*`.
    pub struct SkbInfo(u32) {
        /// Its checksum is not computed yet.
        NFQA_SKB_CSUMNOTREADY = 1 << 0,
        /// It is larger than the MTU.
        NFQA_SKB_GSO = 1 << 1,
        /// Its checksum was not checked.
        NFQA_SKB_CSUM_NOTVERIFIED = 1 << 2,
    }
}

// Limits: nfqa_verdict_policy, net/netfilter/nfnetlink_queue.c.
attributes! {
    /// A packet's attributes, and those of a verdict: `NFQA_*`.
    pub set QueuedPacket, enum QueuedPacketAttr<'a> {
        /// What there is of every packet.
        NFQA_PACKET_HDR = 1 => PacketHdr(&'a PacketHdr) where output(),
        /// What becomes of it.
        NFQA_VERDICT_HDR = 2 => VerdictHdr(&'a VerdictHdr),
        /// Its mark.
        NFQA_MARK = 3 => Mark(Be<u32>),
        /// When it came in, where that is known.
        NFQA_TIMESTAMP = 4 => Timestamp(&'a PacketTimestamp) where output(),
        /// Link that it came in by.
        NFQA_IFINDEX_INDEV = 5 => IfIndexInDev(Be<u32>) where output(),
        /// Link that it goes out by.
        NFQA_IFINDEX_OUTDEV = 6 => IfIndexOutDev(Be<u32>) where output(),
        /// Port of the bridge that it came in by.
        NFQA_IFINDEX_PHYSINDEV = 7 => IfIndexPhysInDev(Be<u32>) where output(),
        /// Port of the bridge that it goes out by.
        NFQA_IFINDEX_PHYSOUTDEV = 8 => IfIndexPhysOutDev(Be<u32>) where output(),
        /// Hardware address that it came from.
        NFQA_HWADDR = 9 => HwAddr(&'a PacketHw) where output(),
        /// The packet, from its network header on. In a verdict: what it is replaced by.
        NFQA_PAYLOAD = 10 => Payload(&'a [u8]),
        /// Its connection; in a verdict, what changes of it.
        NFQA_CT = 11 => Ct(Attrs<'a, Conntrack>),
        /// What it is to its connection.
        NFQA_CT_INFO = 12 => CtInfo(Be<CtInfo>) where output(),
        /// Its length, where the payload is cut.
        NFQA_CAP_LEN = 13 => CapLen(Be<u32>) where output(),
        /// What the kernel knows of it.
        NFQA_SKB_INFO = 14 => SkbInfo(Be<SkbInfo>) where output(),
        /// In a verdict: a connection that its own connection expects.
        NFQA_EXP = 15 => Exp(Attrs<'a, Expectation>),
        /// User of the socket that sent it.
        NFQA_UID = 16 => Uid(Be<u32>) where output(),
        /// Group of it.
        NFQA_GID = 17 => Gid(Be<u32>) where output(),
        /// Its security context, not ended by NUL.
        NFQA_SECCTX = 18 => SecCtx(Str<'a>) where output(),
        /// Its VLAN.
        NFQA_VLAN = 19 => Vlan(Attrs<'a, QueuedVlan>),
        /// Its link header. In a verdict: what that is replaced by.
        NFQA_L2HDR = 20 => L2Hdr(&'a [u8]) where output(),
        /// Its priority. Since Linux 5.18.
        NFQA_PRIORITY = 21 => Priority(Be<u32>),
        /// Class of its control group. Since Linux 6.4.
        NFQA_CGROUP_CLASSID = 22 => CgroupClassId(Be<u32>) where output(),
    }
}
// Limits: nfqa_vlan_policy, net/netfilter/nfnetlink_queue.c.
attributes! {
    /// A packet's VLAN: `NFQA_VLAN_*`.
    pub set QueuedVlan, enum QueuedVlanAttr<'a> {
        /// Its protocol.
        NFQA_VLAN_PROTO = 1 => Proto(Be<EtherType>),
        /// Priority, drop eligibility, id: the 16 bits of the tag.
        NFQA_VLAN_TCI = 2 => Tci(Be<u16>),
    }
}
// Limits: nfqa_cfg_policy, net/netfilter/nfnetlink_queue.c.
attributes! {
    /// How a queue works: `NFQA_CFG_*`. The kernel takes the command first, then the rest.
    pub set QueueConfig, enum QueueConfigAttr<'a> {
        /// A command.
        NFQA_CFG_CMD = 1 => Cmd(&'a ConfigCmd),
        /// What is copied.
        NFQA_CFG_PARAMS = 2 => Params(&'a ConfigParams),
        /// How many packets may wait; 1024 of themselves.
        NFQA_CFG_QUEUE_MAXLEN = 3 => QueueMaxLen(Be<u32>),
        /// Which flags are meant.
        NFQA_CFG_MASK = 4 => Mask(Be<QueueFlags>),
        /// The flags. They need the mask.
        NFQA_CFG_FLAGS = 5 => Flags(Be<QueueFlags>),
    }
}
operations! {
    /// Says what becomes of a packet.
    pub SetVerdict {
        /// The queue.
        queue: Be<u16> => res_id,
    } = New(NetfilterMessage::NFQNL_MSG_VERDICT, NfGenMsg, QueuedPacket);
    /// Says what becomes of all packets up to one.
    pub SetVerdictBatch {
        /// The queue.
        queue: Be<u16> => res_id,
    } = New(NetfilterMessage::NFQNL_MSG_VERDICT_BATCH, NfGenMsg, QueuedPacket);
    /// Binds a queue, or says how it works.
    pub ConfigureQueue {
        /// The queue.
        queue: Be<u16> => res_id,
    } = New(NetfilterMessage::NFQNL_MSG_CONFIG, NfGenMsg, QueueConfig);
}

fn configure<T: Transport>(
    connection: &mut Connection<'_, T>,
    queue: u16,
    fill: impl FnOnce(&mut Request<'_, ConfigureQueue>),
) -> Answer<Done, T> {
    connection.request(ConfigureQueue { queue: Be(queue) }, NewFlags::NONE, fill)
}
/// Binds a queue: its packets come to this socket. It lasts until [`unbind`], or until the socket is closed.
///
/// Sends NFQNL_MSG_CONFIG with NFQA_CFG_CMD of NFQNL_CFG_CMD_BIND.
///
/// # Errors
/// EBUSY where this socket has it already; EPERM where somebody else has it, and without CAP_NET_ADMIN.
pub fn bind<T: Transport>(connection: &mut Connection<'_, T>, queue: u16) -> Answer<Done, T> {
    let bind = ConfigCmd::new().with(ConfigCmd::command, Command::NFQNL_CFG_CMD_BIND);
    configure(connection, queue, |request| {
        request.put(QueueConfig::NFQA_CFG_CMD, &bind);
    })
}
/// Gives a queue up. Packets that wait in it are dropped.
///
/// Sends NFQNL_MSG_CONFIG with NFQA_CFG_CMD of NFQNL_CFG_CMD_UNBIND.
///
/// # Errors
/// ENODEV where it is not bound; EPERM where somebody else has it, and without CAP_NET_ADMIN.
pub fn unbind<T: Transport>(connection: &mut Connection<'_, T>, queue: u16) -> Answer<Done, T> {
    let unbind = ConfigCmd::new().with(ConfigCmd::command, Command::NFQNL_CFG_CMD_UNBIND);
    configure(connection, queue, |request| {
        request.put(QueueConfig::NFQA_CFG_CMD, &unbind);
    })
}
/// Lets packets come whole, or their first `bytes`; 0 and 0xffff mean all. A queue that was just bound sends nothing.
///
/// Sends NFQNL_MSG_CONFIG with NFQA_CFG_PARAMS of NFQNL_COPY_PACKET.
///
/// # Errors
/// ENODEV where it is not bound; EPERM where somebody else has it.
pub fn copy_packets<T: Transport>(
    connection: &mut Connection<'_, T>,
    queue: u16,
    bytes: u32,
) -> Answer<Done, T> {
    copy(connection, queue, CopyMode::NFQNL_COPY_PACKET, bytes)
}
/// Lets only come what is known of packets, without the packets.
///
/// Sends NFQNL_MSG_CONFIG with NFQA_CFG_PARAMS of NFQNL_COPY_META.
///
/// # Errors
/// As [`copy_packets`].
pub fn copy_meta<T: Transport>(connection: &mut Connection<'_, T>, queue: u16) -> Answer<Done, T> {
    copy(connection, queue, CopyMode::NFQNL_COPY_META, 0)
}
fn copy<T: Transport>(
    connection: &mut Connection<'_, T>,
    queue: u16,
    mode: CopyMode,
    bytes: u32,
) -> Answer<Done, T> {
    let params =
        ConfigParams::new().with(ConfigParams::copy_range, Be(bytes)).with(ConfigParams::copy_mode, mode);
    configure(connection, queue, |request| {
        request.put(QueueConfig::NFQA_CFG_PARAMS, &params);
    })
}
/// Says how many packets may wait in a queue.
///
/// Sends NFQNL_MSG_CONFIG with NFQA_CFG_QUEUE_MAXLEN.
///
/// # Errors
/// As [`copy_packets`].
pub fn set_max_len<T: Transport>(
    connection: &mut Connection<'_, T>,
    queue: u16,
    packets: u32,
) -> Answer<Done, T> {
    configure(connection, queue, |request| {
        request.put(QueueConfig::NFQA_CFG_QUEUE_MAXLEN, packets);
    })
}
/// Sets those flags of a queue that are in `mask`.
///
/// Sends NFQNL_MSG_CONFIG with NFQA_CFG_FLAGS and NFQA_CFG_MASK.
///
/// # Errors
/// As [`copy_packets`]; EOPNOTSUPP for flags that the kernel does not know, or of something that it lacks.
pub fn set_flags<T: Transport>(
    connection: &mut Connection<'_, T>,
    queue: u16,
    flags: QueueFlags,
    mask: QueueFlags,
) -> Answer<Done, T> {
    configure(connection, queue, |request| {
        request.put(QueueConfig::NFQA_CFG_MASK, Be(mask)).put(QueueConfig::NFQA_CFG_FLAGS, Be(flags));
    })
}

/// A packet that waits for a verdict, borrowed.
#[derive(Clone, Copy, Debug)]
pub struct Packet<'a> {
    /// The queue.
    pub queue: u16,
    /// Its number in the queue.
    pub id: u32,
    /// Where it was met.
    pub hook: Hook,
    /// What it is.
    pub protocol: EtherType,
    /// All that is known of it.
    pub attrs: Attrs<'a, QueuedPacket>,
}
impl<'a> Packet<'a> {
    /// Reads a message; `None` where it is no packet of a queue, or lacks its number.
    #[inline]
    pub fn read(message: Message<'a>) -> Option<Self> {
        if message.kind() != NetfilterMessage::NFQNL_MSG_PACKET {
            return None;
        }
        let (header, attrs) = message.split::<NfGenMsg, QueuedPacket>().ok()?;
        // the kernel puts it first
        let packet = attrs.get(QueuedPacket::NFQA_PACKET_HDR).ok()??;
        Some(Self {
            queue: header.get(NfGenMsg::res_id).0,
            id: packet.get(PacketHdr::packet_id).0,
            hook: packet.get(PacketHdr::hook),
            protocol: packet.get(PacketHdr::hw_protocol).0,
            attrs,
        })
    }
    /// The packet from its network header on; empty where only what is known of it was copied.
    #[inline]
    pub fn payload(&self) -> &'a [u8] {
        self.attrs.get(QueuedPacket::NFQA_PAYLOAD).ok().flatten().unwrap_or(&[])
    }
    /// Its connection, where the queue has [`QueueFlags::NFQA_CFG_F_CONNTRACK`].
    pub fn connection(&self) -> Option<Attrs<'a, Conntrack>> {
        self.attrs.get(QueuedPacket::NFQA_CT).ok().flatten()
    }
}
/// The next packet of a queue that this connection has bound, lent until the next call. Other events are passed over.
///
/// # Errors
/// As [`Connection::next_event`]. After [`Cause::Overrun`](crate::exchange::Cause::Overrun) packets were dropped, since the socket's
/// buffer was full; go on.
pub fn next<'c, T: Transport>(connection: &'c mut Connection<'_, T>) -> Answer<Packet<'c>, T> {
    let message = connection.next_event_that(|message| Packet::read(message).is_some())?;
    // it was read a moment ago
    Packet::read(message)
        .ok_or(crate::exchange::Failure { operation: "events", cause: crate::exchange::Cause::NoAnswer })
}
/// Says what becomes of a packet. No ack is asked for, so that this waits for nothing; a verdict on a packet that is gone is lost.
///
/// Sends NFQNL_MSG_VERDICT with NFQA_VERDICT_HDR.
///
/// # Errors
/// It could not be sent.
pub fn verdict<T: Transport>(
    connection: &mut Connection<'_, T>,
    queue: u16,
    id: u32,
    verdict: Verdict,
) -> Answer<(), T> {
    verdict_with(connection, queue, id, verdict, |_| {})
}
/// The same, and `more` puts what is to be changed: [`QueuedPacket::NFQA_PAYLOAD`] replaces the packet, [`QueuedPacket::NFQA_MARK`] its
/// mark, [`QueuedPacket::NFQA_CT`] what is known of its connection.
///
/// Sends NFQNL_MSG_VERDICT with NFQA_VERDICT_HDR, and what is put.
///
/// # Errors
/// It could not be sent, or does not fit the buffer.
pub fn verdict_with<T: Transport>(
    connection: &mut Connection<'_, T>,
    queue: u16,
    id: u32,
    verdict: Verdict,
    more: impl FnOnce(&mut Request<'_, SetVerdict>),
) -> Answer<(), T> {
    let header = VerdictHdr::new().with(VerdictHdr::verdict, Be(verdict)).with(VerdictHdr::id, Be(id));
    connection.tell(SetVerdict { queue: Be(queue) }, NewFlags::NONE, |request| {
        request.put(QueuedPacket::NFQA_VERDICT_HDR, &header);
        more(request);
    })
}
/// Says what becomes of all packets of a queue up to one and including it: fewer system calls where many have one fate.
///
/// Sends NFQNL_MSG_VERDICT_BATCH with NFQA_VERDICT_HDR.
///
/// # Errors
/// It could not be sent.
pub fn verdict_batch<T: Transport>(
    connection: &mut Connection<'_, T>,
    queue: u16,
    up_to: u32,
    verdict: Verdict,
) -> Answer<(), T> {
    let header = VerdictHdr::new().with(VerdictHdr::verdict, Be(verdict)).with(VerdictHdr::id, Be(up_to));
    connection.tell(SetVerdictBatch { queue: Be(queue) }, NewFlags::NONE, |request| {
        request.put(QueuedPacket::NFQA_VERDICT_HDR, &header);
    })
}

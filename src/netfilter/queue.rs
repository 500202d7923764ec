//! NFQUEUE: packets queued to user space, which issues the verdict
//! (linux/netfilter/nfnetlink_queue.h).
//!
//! A rule (`queue` of nf_tables, target NFQUEUE of iptables) sends packets to a queue number. The
//! socket that has bound the queue receives one message per packet and replies with a verdict.
//! Packet data is borrowed from the connection's buffer, without a copy.
//!
//! ```no_run
//! use nlwire::{client::Connection, netfilter::queue::{self, Verdict}, socket::{Protocol, Socket}};
//! let mut buffer = vec![0; 128 * 1024]; // a packet of up to 64 KiB, and its other attributes
//! let mut connection = Connection::over_socket(Socket::new(Protocol::NETFILTER)?, &mut buffer);
//! connection.run(queue::bind(7))?;
//! connection.run(queue::copy_packets(7, 0xffff))?;
//! loop {
//!     let packet = queue::next(&mut connection)?;
//!     let verdict = if packet.payload().starts_with(&[0x45]) { Verdict::NF_ACCEPT } else { Verdict::NF_DROP };
//!     let id = packet.id;
//!     connection.run(queue::verdict(7, id, verdict))?;
//! }
//! # #[allow(unreachable_code)]
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! See NFQUEUE in
//! [iptables-extensions(8)](https://man7.org/linux/man-pages/man8/iptables-extensions.8.html) and
//! the queue statement in [nft(8)](https://man7.org/linux/man-pages/man8/nft.8.html).
use super::{
    CtInfo, Hook, NetfilterMessage, NfGenMsg, PacketHw, PacketTimestamp,
    conntrack::{Conntrack, Expectation},
};
use crate::{
    attributes, c_struct,
    client::{self, Buffer, Call, Completion, Connection, EventHandler, Transport, call, send},
    flags, open_enum, operations,
    uapi::EtherType,
    wire::{Attrs, Be, Message, NewFlags, Request, RequestFlags, Str, Struct},
};

c_struct! {
    /// Header of a queued packet: `struct nfqnl_msg_packet_hdr`.
    #[doc(alias = "nfqnl_msg_packet_hdr")]
    pub struct PacketHdr as packed {
        /// Packet id, which the verdict refers to. Ascending within the queue.
        packet_id: Be<u32>,
        /// EtherType.
        hw_protocol: Be<EtherType>,
        /// Netfilter hook that queued the packet.
        hook: Hook,
    }
}
c_struct! {
    /// Verdict on one or more packets: `struct nfqnl_msg_verdict_hdr`.
    #[doc(alias = "nfqnl_msg_verdict_hdr")]
    pub struct VerdictHdr {
        /// Verdict: accept, drop, repeat, ...
        verdict: Be<Verdict>,
        /// Packet id; in a batch verdict, the last packet id that the verdict applies to.
        id: Be<u32>,
    }
}
c_struct! {
    /// Command for a queue: `struct nfqnl_msg_config_cmd`.
    #[doc(alias = "nfqnl_msg_config_cmd")]
    pub struct ConfigCmd {
        /// Command: bind or unbind.
        command: Command,
        /// Padding.
        pad _pad: u8,
        /// Protocol family, for `NFQNL_CFG_CMD_PF_BIND` and `NFQNL_CFG_CMD_PF_UNBIND`.
        pf: Be<u16>,
    }
}
c_struct! {
    /// Copy mode and copy range of a queue: `struct nfqnl_msg_config_params`, 5 bytes.
    #[doc(alias = "nfqnl_msg_config_params")]
    pub struct ConfigParams as packed {
        /// Maximum number of bytes to copy from each packet; 0 and 0xffff mean the complete packet.
        copy_range: Be<u32>,
        /// What is copied of each packet.
        copy_mode: CopyMode,
    }
}
open_enum! {
    /// Verdict on a queued packet: `NF_*`, linux/netfilter.h.
    ///
    /// With `NF_QUEUE`, the upper 16 bits hold the number of the next queue: [`Verdict::queue`].
    pub struct Verdict(u32) {
        /// Drops the packet.
        NF_DROP = 0,
        /// Accepts the packet; processing continues after the hook function that queued the packet.
        NF_ACCEPT = 1,
        /// Stolen by the hook function. Invalid from user space: `EINVAL`.
        NF_STOLEN = 2,
        /// Passes the packet to another queue.
        NF_QUEUE = 3,
        /// Runs the hook function that queued the packet again.
        NF_REPEAT = 4,
        /// Accepts the packet and skips the remaining hook functions. Same as `NF_ACCEPT` since
        /// Linux 4.10.
        NF_STOP = 5,
    }
}
impl Verdict {
    /// Returns the verdict that passes the packet to another queue.
    pub const fn queue(number: u16) -> Self {
        Self(Self::NF_QUEUE.0 | (number as u32) << 16)
    }
}
open_enum! {
    /// Commands for a queue: `NFQNL_CFG_CMD_*`.
    pub struct Command(u8) {
        /// No command.
        NFQNL_CFG_CMD_NONE = 0,
        /// Binds the queue to this socket.
        NFQNL_CFG_CMD_BIND = 1,
        /// Unbinds the queue.
        NFQNL_CFG_CMD_UNBIND = 2,
        /// Binds a protocol family. No effect since Linux 3.8.
        NFQNL_CFG_CMD_PF_BIND = 3,
        /// Unbinds a protocol family. No effect since Linux 3.8.
        NFQNL_CFG_CMD_PF_UNBIND = 4,
    }
}
open_enum! {
    /// Part of a packet that is copied to user space: `NFQNL_COPY_*`.
    pub struct CopyMode(u8) {
        /// Nothing; no messages are sent. Initial mode of a bound queue.
        NFQNL_COPY_NONE = 0,
        /// Metadata only.
        NFQNL_COPY_META = 1,
        /// Metadata and packet.
        NFQNL_COPY_PACKET = 2,
    }
}
flags! {
    /// Flags of a queue: `NFQA_CFG_F_*`.
    pub struct QueueFlags(u32) {
        /// Accepts packets when the queue is full; without this flag they are dropped.
        NFQA_CFG_F_FAIL_OPEN = 1 << 0,
        /// Includes the conntrack entry: `NFQA_CT`, `NFQA_CT_INFO`.
        NFQA_CFG_F_CONNTRACK = 1 << 1,
        /// Delivers GSO (generic segmentation offload) packets unsegmented. Checksums may be
        /// incomplete.
        NFQA_CFG_F_GSO = 1 << 2,
        /// Includes UID and GID of the sending socket: `NFQA_UID`, `NFQA_GID`.
        NFQA_CFG_F_UID_GID = 1 << 3,
        /// Includes the security context: `NFQA_SECCTX`.
        NFQA_CFG_F_SECCTX = 1 << 4,
    }
}
flags! {
    /// Checksum and segmentation state of a packet: `NFQA_SKB_*`.
    pub struct SkbInfo(u32) {
        /// The checksum is not computed yet.
        NFQA_SKB_CSUMNOTREADY = 1 << 0,
        /// GSO packet, larger than the MTU.
        NFQA_SKB_GSO = 1 << 1,
        /// The checksum was not verified on reception.
        NFQA_SKB_CSUM_NOTVERIFIED = 1 << 2,
    }
}

// Limits: nfqa_verdict_policy, net/netfilter/nfnetlink_queue.c.
attributes! {
    /// Attributes of a queued packet and of a verdict: `NFQA_*`.
    pub set QueuedPacket, enum QueuedPacketAttr<'a> {
        /// Packet header: id, EtherType, hook.
        NFQA_PACKET_HDR: &'a Struct<PacketHdr> = 1 where read_only,
        /// Verdict and packet id. Verdict messages only.
        NFQA_VERDICT_HDR: &'a Struct<VerdictHdr> = 2,
        /// Packet mark (nfmark); in a verdict, the new mark.
        NFQA_MARK: Be<u32> = 3,
        /// Time of reception. Present only if the kernel took a timestamp.
        NFQA_TIMESTAMP: &'a Struct<PacketTimestamp> = 4 where read_only,
        /// Index of the input interface.
        NFQA_IFINDEX_INDEV: Be<u32> = 5 where read_only,
        /// Index of the output interface.
        NFQA_IFINDEX_OUTDEV: Be<u32> = 6 where read_only,
        /// Index of the bridge port that received the packet.
        NFQA_IFINDEX_PHYSINDEV: Be<u32> = 7 where read_only,
        /// Index of the bridge port that will send the packet.
        NFQA_IFINDEX_PHYSOUTDEV: Be<u32> = 8 where read_only,
        /// Source hardware address.
        NFQA_HWADDR: &'a Struct<PacketHw> = 9 where read_only,
        /// Packet from the network header on; in a verdict, the replacement packet.
        NFQA_PAYLOAD: &'a [u8] = 10,
        /// Conntrack entry of the packet; in a verdict, changes of the entry.
        ///
        /// Requires [`QueueFlags::NFQA_CFG_F_CONNTRACK`].
        NFQA_CT: Attrs<'a, Conntrack> = 11,
        /// Conntrack state of the packet.
        NFQA_CT_INFO: Be<CtInfo> = 12 where read_only,
        /// Original packet length in bytes. Present if `NFQA_PAYLOAD` is truncated.
        NFQA_CAP_LEN: Be<u32> = 13 where read_only,
        /// Checksum and segmentation state.
        NFQA_SKB_INFO: Be<SkbInfo> = 14 where read_only,
        /// Expectation to create for the connection of the packet. Verdict messages only.
        NFQA_EXP: Attrs<'a, Expectation> = 15,
        /// User id (UID) of the sending socket.
        ///
        /// Requires [`QueueFlags::NFQA_CFG_F_UID_GID`].
        NFQA_UID: Be<u32> = 16 where read_only,
        /// Group id (GID) of the sending socket.
        ///
        /// Requires [`QueueFlags::NFQA_CFG_F_UID_GID`].
        NFQA_GID: Be<u32> = 17 where read_only,
        /// Security context of the sending socket, without a terminating NUL.
        ///
        /// Requires [`QueueFlags::NFQA_CFG_F_SECCTX`].
        NFQA_SECCTX: Str<'a> = 18 where read_only,
        /// VLAN tag; in a verdict on a packet of the bridge family, the new tag.
        NFQA_VLAN: Attrs<'a, QueuedVlan> = 19,
        /// Link-layer header; in a verdict on a packet of the bridge family, the new header.
        NFQA_L2HDR: &'a [u8] = 20 where read_only,
        /// Packet priority (`skb->priority`); in a verdict, the new priority. Since Linux 5.18.
        NFQA_PRIORITY: Be<u32> = 21,
        /// Class id of the net_cls control group of the sending socket. Since Linux 6.4.
        NFQA_CGROUP_CLASSID: Be<u32> = 22 where read_only,
    }
}
// Limits: nfqa_vlan_policy, net/netfilter/nfnetlink_queue.c.
attributes! {
    /// VLAN tag of a queued packet: `NFQA_VLAN_*`.
    pub set QueuedVlan, enum QueuedVlanAttr<'a> {
        /// VLAN protocol (TPID): 802.1Q or 802.1ad.
        NFQA_VLAN_PROTO: Be<EtherType> = 1,
        /// Tag control information (TCI): priority, drop eligible indicator, VLAN id.
        NFQA_VLAN_TCI: Be<u16> = 2,
    }
}
// Limits: nfqa_cfg_policy, net/netfilter/nfnetlink_queue.c.
attributes! {
    /// Configuration of a queue: `NFQA_CFG_*`. The kernel executes the command first, then applies
    /// the rest.
    pub set QueueConfig, enum QueueConfigAttr<'a> {
        /// Command: binds or unbinds the queue.
        NFQA_CFG_CMD: &'a Struct<ConfigCmd> = 1,
        /// Copy mode and copy range.
        NFQA_CFG_PARAMS: &'a Struct<ConfigParams> = 2,
        /// Maximum number of packets waiting in the queue. Default: 1024.
        NFQA_CFG_QUEUE_MAXLEN: Be<u32> = 3,
        /// Mask of the flags to change.
        NFQA_CFG_MASK: Be<QueueFlags> = 4,
        /// Flags. Requires `NFQA_CFG_MASK`.
        NFQA_CFG_FLAGS: Be<QueueFlags> = 5,
    }
}
operations! {
    protocol crate::wire::Protocol::NETFILTER;
    /// Issues the verdict on one packet.
    pub SetVerdict {
        /// Queue number.
        queue: Be<u16> => res_id,
    } = New(NetfilterMessage::NFQNL_MSG_VERDICT, NfGenMsg, QueuedPacket);
    /// Issues one verdict on all packets up to and including a packet id.
    pub SetVerdictBatch {
        /// Queue number.
        queue: Be<u16> => res_id,
    } = New(NetfilterMessage::NFQNL_MSG_VERDICT_BATCH, NfGenMsg, QueuedPacket);
    /// Binds, unbinds or configures a queue.
    pub ConfigureQueue {
        /// Queue number.
        queue: Be<u16> => res_id,
    } = New(NetfilterMessage::NFQNL_MSG_CONFIG, NfGenMsg, QueueConfig);
}

fn configure(
    queue: u16,
    fill: impl Fn(&mut Request<'_, ConfigureQueue>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    call(ConfigureQueue { queue: Be(queue) }, NewFlags::NONE, fill)
}
/// Binds a queue to this socket, until [`unbind`] or until the socket is closed.
///
/// Sends `NFQNL_MSG_CONFIG` with `NFQA_CFG_CMD` `NFQNL_CFG_CMD_BIND`. No packets arrive before
/// [`copy_packets`] or [`copy_meta`].
///
/// # Errors
/// - `EBUSY`: this socket has bound the queue already.
/// - `EPERM`: another socket has bound the queue, or `CAP_NET_ADMIN` is missing.
pub fn bind(queue: u16) -> impl Call<Output = Completion> + Copy {
    let bind = ConfigCmd::new().with(ConfigCmd::command, Command::NFQNL_CFG_CMD_BIND);
    configure(queue, move |request| {
        request.put(QueueConfig::NFQA_CFG_CMD, &bind);
    })
}
/// Unbinds a queue. Packets waiting in the queue are dropped.
///
/// Sends `NFQNL_MSG_CONFIG` with `NFQA_CFG_CMD` `NFQNL_CFG_CMD_UNBIND`.
///
/// # Errors
/// - `ENODEV`: the queue is not bound.
/// - `EPERM`: another socket has bound the queue, or `CAP_NET_ADMIN` is missing.
pub fn unbind(queue: u16) -> impl Call<Output = Completion> + Copy {
    let unbind = ConfigCmd::new().with(ConfigCmd::command, Command::NFQNL_CFG_CMD_UNBIND);
    configure(queue, move |request| {
        request.put(QueueConfig::NFQA_CFG_CMD, &unbind);
    })
}
/// Sets the copy mode to complete packets, or to their first `bytes` bytes.
///
/// 0 and 0xffff mean the complete packet. A queue delivers nothing between [`bind`] and this call.
///
/// Sends `NFQNL_MSG_CONFIG` with `NFQA_CFG_PARAMS` `NFQNL_COPY_PACKET`.
///
/// # Errors
/// - `ENODEV`: the queue is not bound.
/// - `EPERM`: another socket has bound the queue, or `CAP_NET_ADMIN` is missing.
pub fn copy_packets(queue: u16, bytes: u32) -> impl Call<Output = Completion> + Copy {
    copy(queue, CopyMode::NFQNL_COPY_PACKET, bytes)
}
/// Sets the copy mode to metadata only, without packet data.
///
/// Sends `NFQNL_MSG_CONFIG` with `NFQA_CFG_PARAMS` `NFQNL_COPY_META`.
///
/// # Errors
/// - `ENODEV`: the queue is not bound.
/// - `EPERM`: another socket has bound the queue, or `CAP_NET_ADMIN` is missing.
pub fn copy_meta(queue: u16) -> impl Call<Output = Completion> + Copy {
    copy(queue, CopyMode::NFQNL_COPY_META, 0)
}
fn copy(queue: u16, mode: CopyMode, bytes: u32) -> impl Call<Output = Completion> + Copy {
    let params =
        ConfigParams::new().with(ConfigParams::copy_range, Be(bytes)).with(ConfigParams::copy_mode, mode);
    configure(queue, move |request| {
        request.put(QueueConfig::NFQA_CFG_PARAMS, &params);
    })
}
/// Sets the maximum number of packets waiting in a queue.
///
/// Sends `NFQNL_MSG_CONFIG` with `NFQA_CFG_QUEUE_MAXLEN`.
///
/// # Errors
/// - `ENODEV`: the queue is not bound.
/// - `EPERM`: another socket has bound the queue, or `CAP_NET_ADMIN` is missing.
pub fn set_max_len(queue: u16, packets: u32) -> impl Call<Output = Completion> + Copy {
    configure(queue, move |request| {
        request.put(QueueConfig::NFQA_CFG_QUEUE_MAXLEN, packets);
    })
}
/// Sets or clears the flags of a queue that are set in `mask`.
///
/// Sends `NFQNL_MSG_CONFIG` with `NFQA_CFG_FLAGS` and `NFQA_CFG_MASK`.
///
/// # Errors
/// - `ENODEV`: the queue is not bound.
/// - `EPERM`: another socket has bound the queue, or `CAP_NET_ADMIN` is missing.
/// - `EOPNOTSUPP`: the kernel does not support one of the flags, or lacks the feature behind it.
pub fn set_flags(queue: u16, flags: QueueFlags, mask: QueueFlags) -> impl Call<Output = Completion> + Copy {
    configure(queue, move |request| {
        request.put(QueueConfig::NFQA_CFG_MASK, Be(mask)).put(QueueConfig::NFQA_CFG_FLAGS, Be(flags));
    })
}

/// Queued packet that waits for a verdict, borrowed from the receive buffer.
#[derive(Clone, Copy, Debug)]
pub struct Packet<'a> {
    /// Queue number.
    pub queue: u16,
    /// Packet id, for [`verdict`].
    pub id: u32,
    /// Netfilter hook that queued the packet.
    pub hook: Hook,
    /// EtherType.
    pub protocol: EtherType,
    /// All attributes of the packet.
    pub attrs: Attrs<'a, QueuedPacket>,
}
impl<'a> Packet<'a> {
    /// Reads a queued packet.
    ///
    /// Returns `None` if the message is of another type or lacks `NFQA_PACKET_HDR`.
    #[inline]
    pub fn read(message: Message<'a>) -> Option<Self> {
        if message.message_type() != NetfilterMessage::NFQNL_MSG_PACKET {
            return None;
        }
        let (header, attrs) = message.split::<NfGenMsg, QueuedPacket>().ok()?;
        // the kernel writes this attribute first, so that the lookup is short
        let packet = attrs.get(QueuedPacket::NFQA_PACKET_HDR).ok()??;
        Some(Self {
            queue: header.get(NfGenMsg::res_id).0,
            id: packet.get(PacketHdr::packet_id).0,
            hook: packet.get(PacketHdr::hook),
            protocol: packet.get(PacketHdr::hw_protocol).0,
            attrs,
        })
    }
    /// Returns the packet from the network header on.
    ///
    /// Empty if the copy mode is [`CopyMode::NFQNL_COPY_META`].
    #[inline]
    pub fn payload(&self) -> &'a [u8] {
        self.attrs.get(QueuedPacket::NFQA_PAYLOAD).ok().flatten().unwrap_or(&[])
    }
    /// Returns the conntrack entry. Requires [`QueueFlags::NFQA_CFG_F_CONNTRACK`].
    pub fn connection(&self) -> Option<Attrs<'a, Conntrack>> {
        self.attrs.get(QueuedPacket::NFQA_CT).ok().flatten()
    }
}
/// Waits for the next packet of a queue that this connection has bound.
///
/// The packet borrows the connection's buffer until the next call. Other events are skipped.
///
/// A function over the connection, not a call as [`verdict`] is: what a
/// [`Call`] yields outlives its run, so that the packet, of up to 64 KiB, would have to be copied. Over
/// a shared connection, read packets by `Events::next` and [`Packet::read`].
///
/// # Errors
/// The errors of [`Connection::next_event`]. After
/// [`ErrorKind::Overrun`](crate::client::ErrorKind::Overrun) packets were dropped because the
/// receive buffer of the socket was full; continue with the next call.
pub fn next<'c, T: Transport, B: Buffer, H: EventHandler>(
    connection: &'c mut Connection<T, B, H>,
) -> client::Result<Packet<'c>, T> {
    let message = connection.find_event(|message| Packet::read(message).is_some())?;
    // cannot fail: the same message was accepted above
    Packet::read(message)
        .ok_or(crate::client::Error { operation: "events", kind: crate::client::ErrorKind::MissingReply })
}
/// Issues the verdict on a packet.
///
/// Sends `NFQNL_MSG_VERDICT` with `NFQA_VERDICT_HDR`, without requesting an ack: the call does not
/// wait, and a verdict on a packet that is no longer queued is ignored.
///
/// # Errors
/// The request could not be sent.
pub fn verdict(queue: u16, id: u32, verdict: Verdict) -> impl Call<Output = ()> + Copy {
    verdict_with(queue, id, verdict, |_| {})
}
/// Issues the verdict on a packet and changes the packet.
///
/// `more` writes the changes: [`QueuedPacket::NFQA_PAYLOAD`] replaces the packet,
/// [`QueuedPacket::NFQA_MARK`] sets the mark, [`QueuedPacket::NFQA_CT`] changes the conntrack
/// entry.
///
/// Sends `NFQNL_MSG_VERDICT` with `NFQA_VERDICT_HDR` and the attributes that `more` writes, without
/// requesting an ack.
///
/// # Errors
/// The request does not fit the buffer, or could not be sent.
pub fn verdict_with(
    queue: u16,
    id: u32,
    verdict: Verdict,
    more: impl Fn(&mut Request<'_, SetVerdict>) + Copy,
) -> impl Call<Output = ()> + Copy {
    let header = VerdictHdr::new().with(VerdictHdr::verdict, Be(verdict)).with(VerdictHdr::id, Be(id));
    send(SetVerdict { queue: Be(queue) }, NewFlags::NONE, move |request| {
        request.put(QueuedPacket::NFQA_VERDICT_HDR, &header);
        more(request);
    })
}
/// Issues one verdict on all packets of a queue up to and including packet id `up_to`.
///
/// Saves system calls when many packets get the same verdict.
///
/// Sends `NFQNL_MSG_VERDICT_BATCH` with `NFQA_VERDICT_HDR`, without requesting an ack.
///
/// # Errors
/// The request could not be sent.
pub fn verdict_batch(queue: u16, up_to: u32, verdict: Verdict) -> impl Call<Output = ()> + Copy {
    let header = VerdictHdr::new().with(VerdictHdr::verdict, Be(verdict)).with(VerdictHdr::id, Be(up_to));
    send(SetVerdictBatch { queue: Be(queue) }, NewFlags::NONE, move |request| {
        request.put(QueuedPacket::NFQA_VERDICT_HDR, &header);
    })
}

//! What queued and logged packets have in common.
use crate::{
    layout, numbers,
    wire::{Be, Layout, Octets},
};

numbers! {
    /// Where in the kernel a packet was met: `NF_INET_*`, linux/netfilter.h; of ARP and bridges the numbers mean their own hooks, 0 in and
    /// 1 out.
    pub struct Hook(u8) {
        /// It came in, and is not routed yet.
        NF_INET_PRE_ROUTING = 0,
        /// It is for this host.
        NF_INET_LOCAL_IN = 1,
        /// It goes through this host.
        NF_INET_FORWARD = 2,
        /// This host sent it.
        NF_INET_LOCAL_OUT = 3,
        /// It goes out.
        NF_INET_POST_ROUTING = 4,
        /// It came in, and nobody has seen it yet.
        NF_INET_INGRESS = 5,
    }
}
numbers! {
    /// What a packet is to its connection: `IP_CT_*`, linux/netfilter/nf_conntrack_common.h.
    pub struct CtInfo(u32) {
        /// It belongs to a connection, in the original direction.
        IP_CT_ESTABLISHED = 0,
        /// It is the first of a connection that another expected, or an ICMP error about one.
        IP_CT_RELATED = 1,
        /// It begins a connection.
        IP_CT_NEW = 2,
        /// It belongs to a connection, in the other direction.
        IP_CT_ESTABLISHED_REPLY = 3,
        /// Related, in the other direction.
        IP_CT_RELATED_REPLY = 4,
        /// It is not tracked.
        IP_CT_UNTRACKED = 7,
    }
}
layout! {
    /// The hardware address that a packet came from: `struct nfqnl_msg_packet_hw`, linux/netfilter/nfnetlink_queue.h, and
    /// `struct nfulnl_msg_packet_hw`, linux/netfilter/nfnetlink_log.h.
    #[doc(alias = "nfqnl_msg_packet_hw")]
    #[doc(alias = "nfulnl_msg_packet_hw")]
    pub struct PacketHw {
        /// How many bytes of it count.
        hw_addrlen: Be<u16>,
        /// Unused.
        _pad: u16,
        /// The address.
        hw_addr: Octets<8>,
    }
}
impl PacketHw {
    /// The address, as many bytes as it has.
    pub fn address(&self) -> &[u8] {
        let all = self.bytes_of(Self::hw_addr);
        all.get(..usize::from(self.get(Self::hw_addrlen).0)).unwrap_or(all)
    }
}
layout! {
    /// When a packet came in: `struct nfqnl_msg_packet_timestamp`, linux/netfilter/nfnetlink_queue.h, and
    /// `struct nfulnl_msg_packet_timestamp`, linux/netfilter/nfnetlink_log.h.
    #[doc(alias = "nfqnl_msg_packet_timestamp")]
    #[doc(alias = "nfulnl_msg_packet_timestamp")]
    pub struct PacketTimestamp {
        /// Seconds since 1970.
        sec: Be<u64>,
        /// Microseconds.
        usec: Be<u64>,
    }
}

//! Types that NFQUEUE and NFLOG share: hook, conntrack state, hardware address, timestamp.
use crate::{
    c_struct, open_enum,
    wire::{Be, MacField, Struct},
};

open_enum! {
    /// Netfilter hook where the packet was seen: `NF_INET_*`, linux/netfilter.h.
    ///
    /// Bridge hooks use the numbers 0 to 4 with the same meaning. For ARP, 0 is input, 1 is output.
    pub struct Hook(u8) {
        /// Prerouting: received, before the routing decision.
        NF_INET_PRE_ROUTING = 0,
        /// Input: addressed to this host.
        NF_INET_LOCAL_IN = 1,
        /// Forward: routed through this host.
        NF_INET_FORWARD = 2,
        /// Output: sent by this host.
        NF_INET_LOCAL_OUT = 3,
        /// Postrouting: about to leave this host.
        NF_INET_POST_ROUTING = 4,
        /// Ingress: received, before all other hooks of the families IPv4 and IPv6.
        NF_INET_INGRESS = 5,
    }
}
open_enum! {
    /// Conntrack state of a packet: `IP_CT_*`, linux/netfilter/nf_conntrack_common.h.
    pub struct CtInfo(u32) {
        /// Part of an established connection, original direction.
        IP_CT_ESTABLISHED = 0,
        /// Related to a connection, original direction: first packet of an expected connection, or
        /// ICMP error.
        IP_CT_RELATED = 1,
        /// Starts a new connection; may be a retransmission.
        IP_CT_NEW = 2,
        /// Part of an established connection, reply direction.
        IP_CT_ESTABLISHED_REPLY = 3,
        /// Related to a connection (`IP_CT_RELATED`), reply direction.
        IP_CT_RELATED_REPLY = 4,
        /// Not tracked: exempted by `notrack` (`CT --notrack` of iptables).
        IP_CT_UNTRACKED = 7,
    }
}
c_struct! {
    /// Source hardware address of a packet.
    ///
    /// `struct nfqnl_msg_packet_hw`, linux/netfilter/nfnetlink_queue.h, and
    /// `struct nfulnl_msg_packet_hw`, linux/netfilter/nfnetlink_log.h.
    #[doc(alias = "nfqnl_msg_packet_hw")]
    #[doc(alias = "nfulnl_msg_packet_hw")]
    pub struct PacketHw {
        /// Address length in bytes.
        hw_addrlen: Be<u16>,
        /// Unused.
        pad _pad: u16,
        /// Hardware address, padded to 8 bytes.
        hw_addr: MacField<8>,
    }
}
impl Struct<PacketHw> {
    /// Returns the hardware address without padding.
    pub fn address(&self) -> &[u8] {
        let all = self.bytes_of(PacketHw::hw_addr);
        all.get(..usize::from(self.get(PacketHw::hw_addrlen).0)).unwrap_or(all)
    }
}
c_struct! {
    /// Time at which a packet was received.
    ///
    /// `struct nfqnl_msg_packet_timestamp`, linux/netfilter/nfnetlink_queue.h, and
    /// `struct nfulnl_msg_packet_timestamp`, linux/netfilter/nfnetlink_log.h.
    #[doc(alias = "nfqnl_msg_packet_timestamp")]
    #[doc(alias = "nfulnl_msg_packet_timestamp")]
    pub struct PacketTimestamp {
        /// Seconds since 1970-01-01 00:00 UTC.
        sec: Be<u64>,
        /// Microseconds within the second.
        usec: Be<u64>,
    }
}

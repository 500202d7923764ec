//! Actions that edit packets or packet metadata, or report packets.
//!
//! Kinds: `pedit`, `csum`, `nat`, `skbmod`, `skbedit`, `simple` and `sample`. Kernel headers:
//! linux/tc_act/*.h.
use super::{TcfT, action_layout};
use crate::{
    attributes, c_struct, flags, open_enum,
    uapi::EtherType,
    wire::{Attrs, Extensible, HwAddr, PackedArray, Str, Struct, WithHeader},
};
use core::net::Ipv4Addr;

action_layout! {
    /// Parameters of the `pedit` action: `struct tc_pedit_sel`, linux/tc_act/tc_pedit.h. The keys
    /// follow.
    #[doc(alias = "tc_pedit_sel")]
    pub struct TcPeditSel {
        /// Number of keys.
        nkeys: u8,
        /// Unused.
        flags: u8,
        /// Padding.
        pad __pad: u16,
    }
}
c_struct! {
    /// Edit of four bytes: `struct tc_pedit_key`, linux/tc_act/tc_pedit.h.
    #[doc(alias = "tc_pedit_key")]
    pub struct TcPeditKey {
        /// Mask of the bits to keep, in network byte order.
        mask: u32,
        /// Value that is XORed into, or added to, the masked bytes, in network byte order.
        val: u32,
        /// Offset of the edit, bytes from the start of the header that the extended key selects. A
        /// multiple of 4.
        off: u32,
        /// Offset of a byte in the packet that is added to [`off`](Self::off), after
        /// [`offmask`](Self::offmask) and [`shift`](Self::shift).
        at: u32,
        /// Mask of the byte at [`at`](Self::at). 0 disables the variable offset.
        offmask: u32,
        /// Number of bits that the masked byte at [`at`](Self::at) is shifted right by.
        shift: u32,
    }
}
action_layout! {
    /// Parameters of the `csum` action: `struct tc_csum`, linux/tc_act/tc_csum.h.
    #[doc(alias = "tc_csum")]
    pub struct TcCsum {
        /// Checksums to recompute.
        update_flags: CsumFlags,
    }
}
action_layout! {
    /// Parameters of the `nat` action: `struct tc_nat`, linux/tc_act/tc_nat.h.
    #[doc(alias = "tc_nat")]
    pub struct TcNat {
        /// Address prefix to translate.
        old_addr: Ipv4Addr,
        /// Address prefix to translate to.
        new_addr: Ipv4Addr,
        /// Network mask of both prefixes.
        mask: Ipv4Addr,
        /// Direction: egress if set, else ingress.
        flags: NatFlags,
    }
}
action_layout! {
    /// Parameters of the `skbmod` action: `struct tc_skbmod`, linux/tc_act/tc_skbmod.h.
    #[doc(alias = "tc_skbmod")]
    pub struct TcSkbmod {
        /// Padding.
        pad __pad: u32,
        /// Fields to edit.
        flags: SkbmodFlags,
    }
}
action_layout! {
    /// Parameters of the `skbedit` action: `struct tc_skbedit`, linux/tc_act/tc_skbedit.h.
    #[doc(alias = "tc_skbedit")]
    pub struct TcSkbedit {}
}
action_layout! {
    /// Parameters of the `simple` action: `struct tc_defact`, linux/tc_act/tc_defact.h.
    #[doc(alias = "tc_defact")]
    pub struct TcDefact {}
}
action_layout! {
    /// Parameters of the `sample` action: `struct tc_sample`, linux/tc_act/tc_sample.h.
    #[doc(alias = "tc_sample")]
    pub struct TcSample {}
}
open_enum! {
    /// Base header of the offset of an edit: `enum pedit_header_type`, linux/tc_act/tc_pedit.h.
    pub struct PeditHeaderType(u16) {
        /// Network header.
        TCA_PEDIT_KEY_EX_HDR_TYPE_NETWORK = 0,
        /// Ethernet header.
        TCA_PEDIT_KEY_EX_HDR_TYPE_ETH = 1,
        /// IPv4 header.
        TCA_PEDIT_KEY_EX_HDR_TYPE_IP4 = 2,
        /// IPv6 header.
        TCA_PEDIT_KEY_EX_HDR_TYPE_IP6 = 3,
        /// TCP header.
        TCA_PEDIT_KEY_EX_HDR_TYPE_TCP = 4,
        /// UDP header.
        TCA_PEDIT_KEY_EX_HDR_TYPE_UDP = 5,
    }
}
open_enum! {
    /// Operation of an edit: `enum pedit_cmd`, linux/tc_act/tc_pedit.h.
    pub struct PeditCmd(u16) {
        /// Replaces the bits that `mask` clears by those of `val`.
        TCA_PEDIT_KEY_EX_CMD_SET = 0,
        /// Adds `val` to the bits that `mask` clears.
        TCA_PEDIT_KEY_EX_CMD_ADD = 1,
    }
}
open_enum! {
    /// Packet type: `PACKET_*`, linux/if_packet.h. See
    /// [packet(7)](https://man7.org/linux/man-pages/man7/packet.7.html).
    pub struct PacketType(u16) {
        /// Addressed to this host.
        PACKET_HOST = 0,
        /// Link layer broadcast.
        PACKET_BROADCAST = 1,
        /// Link layer multicast.
        PACKET_MULTICAST = 2,
        /// Addressed to another host; received in promiscuous mode.
        PACKET_OTHERHOST = 3,
        /// Sent by this host and looped back to a packet socket.
        PACKET_OUTGOING = 4,
        /// Multicast or broadcast looped back to this host.
        PACKET_LOOPBACK = 5,
        /// To user space.
        PACKET_USER = 6,
        /// To the kernel.
        PACKET_KERNEL = 7,
    }
}
flags! {
    /// Checksums to recompute: `TCA_CSUM_UPDATE_FLAG_*`, linux/tc_act/tc_csum.h.
    pub struct CsumFlags(u32) {
        /// IPv4 header checksum.
        TCA_CSUM_UPDATE_FLAG_IPV4HDR = 1,
        /// ICMP checksum.
        TCA_CSUM_UPDATE_FLAG_ICMP = 2,
        /// IGMP checksum.
        TCA_CSUM_UPDATE_FLAG_IGMP = 4,
        /// TCP checksum.
        TCA_CSUM_UPDATE_FLAG_TCP = 8,
        /// UDP checksum.
        TCA_CSUM_UPDATE_FLAG_UDP = 16,
        /// UDP-Lite checksum.
        TCA_CSUM_UPDATE_FLAG_UDPLITE = 32,
        /// SCTP checksum (CRC32c).
        TCA_CSUM_UPDATE_FLAG_SCTP = 64,
    }
}
flags! {
    /// Direction of a translation: `TCA_NAT_FLAG_*`, linux/tc_act/tc_nat.h.
    pub struct NatFlags(u32) {
        /// Egress: translates the source address. Without the flag, ingress: translates the
        /// destination address.
        TCA_NAT_FLAG_EGRESS = 1,
    }
}
flags! {
    /// Ethernet header fields to edit: `SKBMOD_F_*`, linux/tc_act/tc_skbmod.h.
    pub struct SkbmodFlags(u64) {
        /// Sets the destination MAC address.
        SKBMOD_F_DMAC = 0x1,
        /// Sets the source MAC address.
        SKBMOD_F_SMAC = 0x2,
        /// Sets the EtherType.
        SKBMOD_F_ETYPE = 0x4,
        /// Swaps destination and source MAC address.
        SKBMOD_F_SWAPMAC = 0x8,
        /// Sets the ECN field to CE (congestion experienced) in ECN-capable IP packets.
        SKBMOD_F_ECN = 0x10,
    }
}
flags! {
    /// Metadata to edit: `SKBEDIT_F_*`, linux/tc_act/tc_skbedit.h.
    pub struct SkbeditFlags(u64) {
        /// Sets the priority.
        SKBEDIT_F_PRIORITY = 0x1,
        /// Sets the queue mapping.
        SKBEDIT_F_QUEUE_MAPPING = 0x2,
        /// Sets the mark.
        SKBEDIT_F_MARK = 0x4,
        /// Sets the packet type.
        SKBEDIT_F_PTYPE = 0x8,
        /// Sets the masked bits of the mark only.
        SKBEDIT_F_MASK = 0x10,
        /// Sets the priority to the DSCP of the IP header.
        SKBEDIT_F_INHERITDSFIELD = 0x20,
        /// Selects the queue by packet hash within the configured range.
        SKBEDIT_F_TXQ_SKBHASH = 0x40,
    }
}

// Limits: pedit_policy, pedit_key_ex_policy, net/sched/act_pedit.c.
attributes! {
    /// Attributes of the `pedit` action: `TCA_PEDIT_*`, linux/tc_act/tc_pedit.h.
    ///
    /// A reply has either `TCA_PEDIT_PARMS` or `TCA_PEDIT_PARMS_EX`. Manual page:
    /// [tc-pedit(8)](https://man7.org/linux/man-pages/man8/tc-pedit.8.html).
    pub set Pedit, enum PeditAttr<'a> {
        /// Times since creation, first use, last use, and until expiry.
        TCA_PEDIT_TM: Extensible<'a, TcfT> = 1 where read_only,
        /// Edits relative to the network header.
        TCA_PEDIT_PARMS: WithHeader<'a, TcPeditSel, PackedArray<'a, Struct<TcPeditKey>>> = 2,
        /// Padding.
        TCA_PEDIT_PAD: &'a [u8] = 3 where read_only,
        /// Edits with an extended key each in [`TCA_PEDIT_KEYS_EX`](Self::TCA_PEDIT_KEYS_EX).
        TCA_PEDIT_PARMS_EX: WithHeader<'a, TcPeditSel, PackedArray<'a, Struct<TcPeditKey>>> = 4,
        /// Extended keys: header and operation of each edit, in the order of the edits.
        TCA_PEDIT_KEYS_EX: Attrs<'a, PeditKeysEx> = 5,
    }
}
attributes! {
    /// Extended keys of `pedit`: `TCA_PEDIT_KEY_EX`, linux/tc_act/tc_pedit.h.
    pub set PeditKeysEx, enum PeditKeysExAttr<'a> {
        /// Extended key of one edit.
        TCA_PEDIT_KEY_EX: [Attrs<'a, PeditKeyEx>] = 6,
    }
}
attributes! {
    /// Extended key of an edit: `TCA_PEDIT_KEY_EX_*`, linux/tc_act/tc_pedit.h.
    pub set PeditKeyEx, enum PeditKeyExAttr<'a> {
        /// Header that the offset is relative to.
        TCA_PEDIT_KEY_EX_HTYPE: PeditHeaderType = 1 where range(0, 5),
        /// Operation: set or add.
        TCA_PEDIT_KEY_EX_CMD: PeditCmd = 2 where range(0, 1),
    }
}
// Limits: csum_policy, net/sched/act_csum.c.
attributes! {
    /// Attributes of the `csum` action: `TCA_CSUM_*`, linux/tc_act/tc_csum.h.
    ///
    /// Manual page: [tc-csum(8)](https://man7.org/linux/man-pages/man8/tc-csum.8.html).
    pub set Csum, enum CsumAttr<'a> {
        /// Checksums to recompute.
        TCA_CSUM_PARMS: &'a Struct<TcCsum> = 1,
        /// Times since creation, first use, last use, and until expiry.
        TCA_CSUM_TM: Extensible<'a, TcfT> = 2 where read_only,
        /// Padding.
        TCA_CSUM_PAD: &'a [u8] = 3 where read_only,
    }
}
// Limits: nat_policy, net/sched/act_nat.c.
attributes! {
    /// Attributes of the stateless NAT action `nat`: `TCA_NAT_*`, linux/tc_act/tc_nat.h.
    ///
    /// Manual page: [tc-nat(8)](https://man7.org/linux/man-pages/man8/tc-nat.8.html).
    pub set Nat, enum NatAttr<'a> {
        /// Addresses and direction.
        TCA_NAT_PARMS: &'a Struct<TcNat> = 1,
        /// Times since creation, first use, last use, and until expiry.
        TCA_NAT_TM: Extensible<'a, TcfT> = 2 where read_only,
        /// Padding.
        TCA_NAT_PAD: &'a [u8] = 3 where read_only,
    }
}
// Limits: skbmod_policy, net/sched/act_skbmod.c.
attributes! {
    /// Attributes of the `skbmod` action: `TCA_SKBMOD_*`, linux/tc_act/tc_skbmod.h.
    ///
    /// Manual page: [tc-skbmod(8)](https://man7.org/linux/man-pages/man8/tc-skbmod.8.html).
    pub set Skbmod, enum SkbmodAttr<'a> {
        /// Times since creation, first use, last use, and until expiry.
        TCA_SKBMOD_TM: Extensible<'a, TcfT> = 1 where read_only,
        /// Fields to edit.
        TCA_SKBMOD_PARMS: &'a Struct<TcSkbmod> = 2,
        /// Destination MAC address to set.
        TCA_SKBMOD_DMAC: HwAddr<'a> = 3 where min_len(6),
        /// Source MAC address to set.
        TCA_SKBMOD_SMAC: HwAddr<'a> = 4 where min_len(6),
        /// EtherType to set, in host byte order.
        TCA_SKBMOD_ETYPE: EtherType = 5,
        /// Padding.
        TCA_SKBMOD_PAD: &'a [u8] = 6 where read_only,
    }
}
// Limits: skbedit_policy, net/sched/act_skbedit.c.
attributes! {
    /// Attributes of the `skbedit` action: `TCA_SKBEDIT_*`, linux/tc_act/tc_skbedit.h.
    ///
    /// An attribute that is present sets the corresponding metadata. Manual page:
    /// [tc-skbedit(8)](https://man7.org/linux/man-pages/man8/tc-skbedit.8.html).
    pub set Skbedit, enum SkbeditAttr<'a> {
        /// Times since creation, first use, last use, and until expiry.
        TCA_SKBEDIT_TM: Extensible<'a, TcfT> = 1 where read_only,
        /// Index, reference counts and verdict.
        TCA_SKBEDIT_PARMS: &'a Struct<TcSkbedit> = 2,
        /// Priority. May be the handle of a class.
        TCA_SKBEDIT_PRIORITY: crate::tc::TcHandle = 3,
        /// Transmit queue.
        TCA_SKBEDIT_QUEUE_MAPPING: u16 = 4,
        /// Mark to set on the packet (`skb->mark`).
        TCA_SKBEDIT_MARK: u32 = 5,
        /// Padding.
        TCA_SKBEDIT_PAD: &'a [u8] = 6 where read_only,
        /// Packet type.
        TCA_SKBEDIT_PTYPE: PacketType = 7,
        /// Mask of the mark.
        TCA_SKBEDIT_MASK: u32 = 8,
        /// Flags without an attribute of their own. `SKBEDIT_F_INHERITDSFIELD` and
        /// `SKBEDIT_F_TXQ_SKBHASH`.
        TCA_SKBEDIT_FLAGS: SkbeditFlags = 9,
        /// Last transmit queue of the range for `SKBEDIT_F_TXQ_SKBHASH`. Since Linux 6.0.
        TCA_SKBEDIT_QUEUE_MAPPING_MAX: u16 = 10,
    }
}
// Limits: simple_policy, net/sched/act_simple.c.
attributes! {
    /// Attributes of the `simple` action: `TCA_DEF_*`, linux/tc_act/tc_defact.h.
    pub set Simple, enum SimpleAttr<'a> {
        /// Times since creation, first use, last use, and until expiry.
        TCA_DEF_TM: Extensible<'a, TcfT> = 1 where read_only,
        /// Index, reference counts and verdict.
        TCA_DEF_PARMS: &'a Struct<TcDefact> = 2,
        /// String to log.
        TCA_DEF_DATA: Str<'a> = 3 where max_len(32),
        /// Padding.
        TCA_DEF_PAD: &'a [u8] = 4 where read_only,
    }
}
// Limits: sample_policy, net/sched/act_sample.c.
attributes! {
    /// Attributes of the `sample` action: `TCA_SAMPLE_*`, linux/tc_act/tc_sample.h.
    ///
    /// Samples are sent to a multicast group of the generic netlink family `psample`. Manual page:
    /// [tc-sample(8)](https://man7.org/linux/man-pages/man8/tc-sample.8.html).
    pub set Sample, enum SampleAttr<'a> {
        /// Times since creation, first use, last use, and until expiry.
        TCA_SAMPLE_TM: Extensible<'a, TcfT> = 1 where read_only,
        /// Index, reference counts and verdict.
        TCA_SAMPLE_PARMS: &'a Struct<TcSample> = 2,
        /// Sampling rate: one packet in this number is sampled, at random.
        TCA_SAMPLE_RATE: u32 = 3,
        /// Truncation size: longest sample, bytes. Absent for complete packets.
        TCA_SAMPLE_TRUNC_SIZE: u32 = 4,
        /// psample group that samples are sent to.
        TCA_SAMPLE_PSAMPLE_GROUP: u32 = 5,
        /// Padding.
        TCA_SAMPLE_PAD: &'a [u8] = 6 where read_only,
    }
}

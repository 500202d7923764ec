//! Actions that change a packet: pedit, csum, nat, skbmod, and what the kernel knows of it: skbedit, simple, sample.
use super::{TcfT, action_layout};
use crate::{
    attributes, flags, layout, numbers,
    uapi::EtherType,
    wire::{Attrs, Grown, Headed, HwAddr, Slice, Str},
};
use core::net::Ipv4Addr;

action_layout! {
    /// Edits a packet: `struct tc_pedit_sel`, linux/tc_act/tc_pedit.h, without the keys behind it.
    #[doc(alias = "tc_pedit_sel")]
    pub struct TcPeditSel {
        /// How many keys follow.
        nkeys: u8,
        /// Unused.
        flags: u8,
        /// Unused.
        __pad: u16,
    }
}
layout! {
    /// One edit of four bytes: `struct tc_pedit_key`, linux/tc_act/tc_pedit.h.
    #[doc(alias = "tc_pedit_key")]
    pub struct TcPeditKey {
        /// The bits that stay, in the packet's order.
        mask: u32,
        /// What is exclusive-ored, or added, then; in the packet's order.
        val: u32,
        /// Where, bytes from the front of the header that the extended key says. A multiple of 4.
        off: u32,
        /// The byte that is added to it, behind masking and shifting; see [`offmask`](Self::offmask).
        at: u32,
        /// Which bits of that byte count; 0 for no such byte.
        offmask: u32,
        /// By how much they are shifted to the right.
        shift: u32,
    }
}
action_layout! {
    /// Mends checksums: `struct tc_csum`, linux/tc_act/tc_csum.h.
    #[doc(alias = "tc_csum")]
    pub struct TcCsum {
        /// Which ones.
        update_flags: CsumFlags,
    }
}
action_layout! {
    /// Translates addresses: `struct tc_nat`, linux/tc_act/tc_nat.h.
    #[doc(alias = "tc_nat")]
    pub struct TcNat {
        /// The addresses to be translated.
        old_addr: Ipv4Addr,
        /// Into which.
        new_addr: Ipv4Addr,
        /// The bits of them that count.
        mask: Ipv4Addr,
        /// Which direction.
        flags: NatFlags,
    }
}
action_layout! {
    /// Edits an Ethernet header: `struct tc_skbmod`, linux/tc_act/tc_skbmod.h.
    #[doc(alias = "tc_skbmod")]
    pub struct TcSkbmod {
        /// Nothing: brings what follows to a multiple of 8.
        __pad: u32,
        /// What of it.
        flags: SkbmodFlags,
    }
}
action_layout! {
    /// Edits what is known of a packet: `struct tc_skbedit`, linux/tc_act/tc_skbedit.h.
    #[doc(alias = "tc_skbedit")]
    pub struct TcSkbedit {}
}
action_layout! {
    /// Says a word in the kernel's log: `struct tc_defact`, linux/tc_act/tc_defact.h.
    #[doc(alias = "tc_defact")]
    pub struct TcDefact {}
}
action_layout! {
    /// Shows packets to a listener: `struct tc_sample`, linux/tc_act/tc_sample.h.
    #[doc(alias = "tc_sample")]
    pub struct TcSample {}
}
numbers! {
    /// From where an edit's offset counts: `enum pedit_header_type`, linux/tc_act/tc_pedit.h.
    pub struct PeditHeaderType(u16) {
        /// The network header.
        TCA_PEDIT_KEY_EX_HDR_TYPE_NETWORK = 0,
        /// The Ethernet header.
        TCA_PEDIT_KEY_EX_HDR_TYPE_ETH = 1,
        /// The IPv4 header.
        TCA_PEDIT_KEY_EX_HDR_TYPE_IP4 = 2,
        /// The IPv6 header.
        TCA_PEDIT_KEY_EX_HDR_TYPE_IP6 = 3,
        /// The TCP header.
        TCA_PEDIT_KEY_EX_HDR_TYPE_TCP = 4,
        /// The UDP header.
        TCA_PEDIT_KEY_EX_HDR_TYPE_UDP = 5,
    }
}
numbers! {
    /// What an edit does: `enum pedit_cmd`, linux/tc_act/tc_pedit.h.
    pub struct PeditCmd(u16) {
        /// Sets.
        TCA_PEDIT_KEY_EX_CMD_SET = 0,
        /// Adds.
        TCA_PEDIT_KEY_EX_CMD_ADD = 1,
    }
}
numbers! {
    /// Whom a packet is for: `PACKET_*`, linux/if_packet.h.
    pub struct PacketType(u16) {
        /// This host.
        PACKET_HOST = 0,
        /// Everybody.
        PACKET_BROADCAST = 1,
        /// A group.
        PACKET_MULTICAST = 2,
        /// Another host.
        PACKET_OTHERHOST = 3,
        /// It is sent by this host.
        PACKET_OUTGOING = 4,
        /// It is sent to itself.
        PACKET_LOOPBACK = 5,
        /// User space.
        PACKET_USER = 6,
        /// The kernel.
        PACKET_KERNEL = 7,
    }
}
flags! {
    /// Which checksums are mended: `TCA_CSUM_UPDATE_FLAG_*`, linux/tc_act/tc_csum.h.
    pub struct CsumFlags(u32) {
        /// The IPv4 header's.
        TCA_CSUM_UPDATE_FLAG_IPV4HDR = 1,
        /// ICMP.
        TCA_CSUM_UPDATE_FLAG_ICMP = 2,
        /// IGMP.
        TCA_CSUM_UPDATE_FLAG_IGMP = 4,
        /// TCP.
        TCA_CSUM_UPDATE_FLAG_TCP = 8,
        /// UDP.
        TCA_CSUM_UPDATE_FLAG_UDP = 16,
        /// UDP-Lite.
        TCA_CSUM_UPDATE_FLAG_UDPLITE = 32,
        /// SCTP.
        TCA_CSUM_UPDATE_FLAG_SCTP = 64,
    }
}
flags! {
    /// How addresses are translated: `TCA_NAT_FLAG_*`, linux/tc_act/tc_nat.h.
    pub struct NatFlags(u32) {
        /// The source as a packet goes out; else the destination as it comes in.
        TCA_NAT_FLAG_EGRESS = 1,
    }
}
flags! {
    /// What of an Ethernet header is edited: `SKBMOD_F_*`, linux/tc_act/tc_skbmod.h.
    pub struct SkbmodFlags(u64) {
        /// The destination.
        SKBMOD_F_DMAC = 0x1,
        /// The source.
        SKBMOD_F_SMAC = 0x2,
        /// The type.
        SKBMOD_F_ETYPE = 0x4,
        /// Source and destination are swapped.
        SKBMOD_F_SWAPMAC = 0x8,
        /// Congestion is told in the IP header.
        SKBMOD_F_ECN = 0x10,
    }
}
flags! {
    /// How what is known of a packet is edited: `SKBEDIT_F_*`, linux/tc_act/tc_skbedit.h.
    pub struct SkbeditFlags(u64) {
        /// Its priority is set.
        SKBEDIT_F_PRIORITY = 0x1,
        /// Its queue is set.
        SKBEDIT_F_QUEUE_MAPPING = 0x2,
        /// Its mark is set.
        SKBEDIT_F_MARK = 0x4,
        /// Its type is set.
        SKBEDIT_F_PTYPE = 0x8,
        /// Only some bits of its mark are set.
        SKBEDIT_F_MASK = 0x10,
        /// Its priority comes from its DSCP.
        SKBEDIT_F_INHERITDSFIELD = 0x20,
        /// Its queue comes from its hash.
        SKBEDIT_F_TXQ_SKBHASH = 0x40,
    }
}

// Limits: pedit_policy, pedit_key_ex_policy, net/sched/act_pedit.c.
attributes! {
    /// Edits a packet: `TCA_PEDIT_*`, linux/tc_act/tc_pedit.h. The kernel tells of the one or the other of TCA_PEDIT_PARMS and
    /// TCA_PEDIT_PARMS_EX.
    pub set Pedit, enum PeditAttr<'a> {
        /// When it did what.
        TCA_PEDIT_TM = 1 => Tm(Grown<'a, TcfT>) where output(),
        /// The edits, all of the network header.
        TCA_PEDIT_PARMS = 2 => Parms(Headed<'a, TcPeditSel, Slice<'a, TcPeditKey>>),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_PEDIT_PAD = 3 => Pad(&'a [u8]) where output(),
        /// The edits, to each of which [`TCA_PEDIT_KEYS_EX`](Self::TCA_PEDIT_KEYS_EX) says more.
        TCA_PEDIT_PARMS_EX = 4 => ParmsEx(Headed<'a, TcPeditSel, Slice<'a, TcPeditKey>>),
        /// Of which header each edit is, in the same order.
        TCA_PEDIT_KEYS_EX = 5 => KeysEx(Attrs<'a, PeditKeysEx>),
    }
}
attributes! {
    /// Of which header the edits are: `TCA_PEDIT_KEY_EX`, linux/tc_act/tc_pedit.h.
    pub set PeditKeysEx, enum PeditKeysExAttr<'a> {
        /// Of one edit.
        TCA_PEDIT_KEY_EX = 6 => One[Attrs<'a, PeditKeyEx>],
    }
}
attributes! {
    /// Of which header an edit is: `TCA_PEDIT_KEY_EX_*`, linux/tc_act/tc_pedit.h.
    pub set PeditKeyEx, enum PeditKeyExAttr<'a> {
        /// The header.
        TCA_PEDIT_KEY_EX_HTYPE = 1 => Htype(PeditHeaderType) where range(0, 5),
        /// What the edit does.
        TCA_PEDIT_KEY_EX_CMD = 2 => Cmd(PeditCmd) where range(0, 1),
    }
}
// Limits: csum_policy, net/sched/act_csum.c.
attributes! {
    /// Mends checksums: `TCA_CSUM_*`, linux/tc_act/tc_csum.h.
    pub set Csum, enum CsumAttr<'a> {
        /// Which ones.
        TCA_CSUM_PARMS = 1 => Parms(&'a TcCsum),
        /// When it did what.
        TCA_CSUM_TM = 2 => Tm(Grown<'a, TcfT>) where output(),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_CSUM_PAD = 3 => Pad(&'a [u8]) where output(),
    }
}
// Limits: nat_policy, net/sched/act_nat.c.
attributes! {
    /// Translates addresses: `TCA_NAT_*`, linux/tc_act/tc_nat.h.
    pub set Nat, enum NatAttr<'a> {
        /// Which ones.
        TCA_NAT_PARMS = 1 => Parms(&'a TcNat),
        /// When it did what.
        TCA_NAT_TM = 2 => Tm(Grown<'a, TcfT>) where output(),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_NAT_PAD = 3 => Pad(&'a [u8]) where output(),
    }
}
// Limits: skbmod_policy, net/sched/act_skbmod.c.
attributes! {
    /// Edits an Ethernet header: `TCA_SKBMOD_*`, linux/tc_act/tc_skbmod.h.
    pub set Skbmod, enum SkbmodAttr<'a> {
        /// When it did what.
        TCA_SKBMOD_TM = 1 => Tm(Grown<'a, TcfT>) where output(),
        /// What of it.
        TCA_SKBMOD_PARMS = 2 => Parms(&'a TcSkbmod),
        /// The destination that is set.
        TCA_SKBMOD_DMAC = 3 => Dmac(HwAddr<'a>) where at_least(6),
        /// The source that is set.
        TCA_SKBMOD_SMAC = 4 => Smac(HwAddr<'a>) where at_least(6),
        /// The type that is set. In host order.
        TCA_SKBMOD_ETYPE = 5 => Etype(EtherType),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_SKBMOD_PAD = 6 => Pad(&'a [u8]) where output(),
    }
}
// Limits: skbedit_policy, net/sched/act_skbedit.c.
attributes! {
    /// Edits what is known of a packet: `TCA_SKBEDIT_*`, linux/tc_act/tc_skbedit.h. What is there is set.
    pub set Skbedit, enum SkbeditAttr<'a> {
        /// When it did what.
        TCA_SKBEDIT_TM = 1 => Tm(Grown<'a, TcfT>) where output(),
        /// Its number and its verdict.
        TCA_SKBEDIT_PARMS = 2 => Parms(&'a TcSkbedit),
        /// The priority; it may name a class.
        TCA_SKBEDIT_PRIORITY = 3 => Priority(crate::route::tc::TcHandle),
        /// The queue that it is sent by.
        TCA_SKBEDIT_QUEUE_MAPPING = 4 => QueueMapping(u16),
        /// The mark.
        TCA_SKBEDIT_MARK = 5 => Mark(u32),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_SKBEDIT_PAD = 6 => Pad(&'a [u8]) where output(),
        /// Whom it is for.
        TCA_SKBEDIT_PTYPE = 7 => Ptype(PacketType),
        /// Which bits of the mark.
        TCA_SKBEDIT_MASK = 8 => Mask(u32),
        /// More, which has no attribute of its own.
        TCA_SKBEDIT_FLAGS = 9 => Flags(SkbeditFlags),
        /// The last queue, where the hash chooses one. Kernels since 6.0.
        TCA_SKBEDIT_QUEUE_MAPPING_MAX = 10 => QueueMappingMax(u16),
    }
}
// Limits: simple_policy, net/sched/act_simple.c.
attributes! {
    /// Says a word in the kernel's log: `TCA_DEF_*`, linux/tc_act/tc_defact.h.
    pub set Simple, enum SimpleAttr<'a> {
        /// When it did what.
        TCA_DEF_TM = 1 => Tm(Grown<'a, TcfT>) where output(),
        /// Its number and its verdict.
        TCA_DEF_PARMS = 2 => Parms(&'a TcDefact),
        /// The word.
        TCA_DEF_DATA = 3 => Data(Str<'a>) where at_most(32),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_DEF_PAD = 4 => Pad(&'a [u8]) where output(),
    }
}
// Limits: sample_policy, net/sched/act_sample.c.
attributes! {
    /// Shows packets to a listener of the generic family `psample`: `TCA_SAMPLE_*`, linux/tc_act/tc_sample.h.
    pub set Sample, enum SampleAttr<'a> {
        /// When it did what.
        TCA_SAMPLE_TM = 1 => Tm(Grown<'a, TcfT>) where output(),
        /// Its number and its verdict.
        TCA_SAMPLE_PARMS = 2 => Parms(&'a TcSample),
        /// One of so many packets, by chance.
        TCA_SAMPLE_RATE = 3 => Rate(u32),
        /// How many bytes of them; absent for all.
        TCA_SAMPLE_TRUNC_SIZE = 4 => TruncSize(u32),
        /// The group of listeners.
        TCA_SAMPLE_PSAMPLE_GROUP = 5 => PsampleGroup(u32),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_SAMPLE_PAD = 6 => Pad(&'a [u8]) where output(),
    }
}

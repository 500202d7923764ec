//! Structures of IPsec (linux/xfrm.h). Addresses are unions of 16 bytes, of a family that stands elsewhere in the structure.
use crate::{
    flags, layout, numbers,
    uapi::IpProtocol,
    wire::{Be, Chars, IpUnion, Layout, Str},
};

/// Where the lower byte of a family lies, which is two bytes in host order.
const fn low(at: usize) -> usize {
    if cfg!(target_endian = "big") { at + 1 } else { at }
}
const SELECTOR: usize = low(40);
const SA: usize = low(212);
const SA_ID: usize = low(20);
const TMPL: usize = low(24);
const ACQUIRE: usize = low(80);
const OLD: usize = low(72);
const NEW: usize = low(74);
const KM: usize = low(36);
const FILTER: usize = low(32);
/// An address in a [`XfrmUserSaId`], of its family.
pub type XfrmSaAddress = IpUnion<0, SA_ID>;

numbers! {
    /// A family, in two bytes: `AF_*`, socket(2).
    pub struct XfrmFamily(u16) {
        /// Any.
        AF_UNSPEC = 0,
        /// IPv4.
        AF_INET = 2,
        /// IPv6.
        AF_INET6 = 10,
    }
}
numbers! {
    /// What a state does to packets: `XFRM_MODE_*`, linux/xfrm.h.
    pub struct XfrmMode(u8) {
        /// It protects what a packet carries.
        XFRM_MODE_TRANSPORT = 0,
        /// It wraps whole packets.
        XFRM_MODE_TUNNEL = 1,
        /// Mobile IPv6.
        XFRM_MODE_ROUTEOPTIMIZATION = 2,
        /// Mobile IPv6.
        XFRM_MODE_IN_TRIGGER = 3,
        /// It wraps without a second header on the wire.
        XFRM_MODE_BEET = 4,
        /// It wraps packets in streams of one size. Since Linux 6.14.
        XFRM_MODE_IPTFS = 5,
    }
}
numbers! {
    /// In which direction a policy works: `XFRM_POLICY_*`, linux/xfrm.h.
    pub struct XfrmPolicyDir(u8) {
        /// What comes in.
        XFRM_POLICY_IN = 0,
        /// What goes out.
        XFRM_POLICY_OUT = 1,
        /// What passes through.
        XFRM_POLICY_FWD = 2,
    }
}
numbers! {
    /// What a policy does: `XFRM_POLICY_*`, linux/xfrm.h.
    pub struct XfrmPolicyAction(u8) {
        /// It lets through, by its templates.
        XFRM_POLICY_ALLOW = 0,
        /// It drops.
        XFRM_POLICY_BLOCK = 1,
    }
}
numbers! {
    /// Which kind of policy: `XFRM_POLICY_TYPE_*`, linux/xfrm.h.
    pub struct XfrmPolicyType(u8) {
        /// An ordinary one.
        XFRM_POLICY_TYPE_MAIN = 0,
        /// Of mobile IPv6.
        XFRM_POLICY_TYPE_SUB = 1,
        /// Any.
        XFRM_POLICY_TYPE_ANY = 255,
    }
}
numbers! {
    /// With whom a state is shared: `XFRM_SHARE_*`, linux/xfrm.h.
    pub struct XfrmShare(u8) {
        /// With everybody.
        XFRM_SHARE_ANY = 0,
        /// For this session only.
        XFRM_SHARE_SESSION = 1,
        /// For this user only.
        XFRM_SHARE_USER = 2,
        /// To be used once.
        XFRM_SHARE_UNIQUE = 3,
    }
}
numbers! {
    /// What happens without a policy: `XFRM_USERPOLICY_*`, linux/xfrm.h.
    pub struct XfrmUserPolicy(u8) {
        /// As it is.
        XFRM_USERPOLICY_UNSPEC = 0,
        /// Packets are dropped.
        XFRM_USERPOLICY_BLOCK = 1,
        /// Packets go through.
        XFRM_USERPOLICY_ACCEPT = 2,
    }
}
flags! {
    /// How a state works: `XFRM_STATE_*`, linux/xfrm.h.
    pub struct XfrmStateFlags(u8) {
        /// Congestion marks are not copied.
        XFRM_STATE_NOECN = 1,
        /// The type of service is copied as packets are unwrapped.
        XFRM_STATE_DECAP_DSCP = 2,
        /// The path's largest packet is not looked for.
        XFRM_STATE_NOPMTUDISC = 4,
        /// It receives from anywhere.
        XFRM_STATE_WILDRECV = 8,
        /// ICMP goes with what it is about.
        XFRM_STATE_ICMP = 16,
        /// It takes packets of either family.
        XFRM_STATE_AF_UNSPEC = 32,
        /// IPv4 is aligned to 4.
        XFRM_STATE_ALIGN4 = 64,
        /// Sequence numbers have 64 bits.
        XFRM_STATE_ESN = 128,
    }
}
flags! {
    /// More of how a state works: `XFRM_SA_XFLAG_*`, linux/xfrm.h.
    pub struct XfrmSaExtraFlags(u32) {
        /// The type of service is not copied as packets are wrapped.
        XFRM_SA_XFLAG_DONT_ENCAP_DSCP = 1,
        /// Sequence numbers may begin anew.
        XFRM_SA_XFLAG_OSEQ_MAY_WRAP = 2,
    }
}
flags! {
    /// How a policy works: `XFRM_POLICY_*`, linux/xfrm.h.
    pub struct XfrmPolicyFlags(u8) {
        /// A socket's own may override it.
        XFRM_POLICY_LOCALOK = 1,
        /// ICMP goes with what it is about.
        XFRM_POLICY_ICMP = 2,
        /// It counts by processor.
        XFRM_POLICY_CPU_ACQUIRE = 4,
    }
}
flags! {
    /// What is told, or why: `XFRM_AE_*`, linux/xfrm.h.
    pub struct XfrmAeFlags(u32) {
        /// The threshold of replay.
        XFRM_AE_RTHR = 1,
        /// The value of replay.
        XFRM_AE_RVAL = 2,
        /// The lifetime.
        XFRM_AE_LVAL = 4,
        /// The timer's threshold.
        XFRM_AE_ETHR = 8,
        /// Replay has changed.
        XFRM_AE_CR = 16,
        /// The timer has run off.
        XFRM_AE_CE = 32,
        /// A policy has changed.
        XFRM_AE_CU = 64,
    }
}
flags! {
    /// How a device helps: `XFRM_OFFLOAD_*`, linux/xfrm.h.
    pub struct XfrmOffloadFlags(u8) {
        /// IPv6; of no use.
        XFRM_OFFLOAD_IPV6 = 1,
        /// What comes in.
        XFRM_OFFLOAD_INBOUND = 2,
        /// It does all of it.
        XFRM_OFFLOAD_PACKET = 4,
    }
}
layout! {
    /// No header at all: of a dump, and of what removes all policies.
    pub struct XfrmNoHeader {}
}
layout! {
    /// Flags of which none has a meaning: a `__u32`.
    pub struct XfrmFlagsHeader {
        /// 0.
        flags: u32,
    }
}
layout! {
    /// For which packets: `struct xfrm_selector`, linux/xfrm.h.
    #[doc(alias = "xfrm_selector")]
    pub struct XfrmSelector {
        /// Where they go.
        daddr: IpUnion<0, SELECTOR>,
        /// Where they come from.
        saddr: IpUnion<0, SELECTOR>,
        /// The port that they go to.
        dport: Be<u16>,
        /// Which bits of it count.
        dport_mask: Be<u16>,
        /// The port that they come from.
        sport: Be<u16>,
        /// Which bits of it count.
        sport_mask: Be<u16>,
        /// The family of the addresses.
        family: XfrmFamily,
        /// Bits of the destination that count.
        prefixlen_d: u8,
        /// Bits of the source that count.
        prefixlen_s: u8,
        /// What they carry; 0 for anything.
        proto: IpProtocol,
        /// Nothing.
        pad1: [u8; 3],
        /// The link.
        ifindex: i32,
        /// The user.
        user: u32,
    }
}
layout! {
    /// A state, in a [`XfrmUserSaInfo`]: `struct xfrm_id`, linux/xfrm.h.
    #[doc(alias = "xfrm_id")]
    pub struct XfrmId {
        /// Where its packets go, of the family in the structure around this.
        daddr: IpUnion<1, SA>,
        /// Its number.
        spi: Be<u32>,
        /// IPPROTO_ESP, IPPROTO_AH, IPPROTO_COMP.
        proto: IpProtocol,
        /// Nothing.
        pad1: [u8; 3],
    }
}
layout! {
    /// A state, in a [`XfrmUserTmpl`]: `struct xfrm_id`, linux/xfrm.h.
    #[doc(alias = "xfrm_id")]
    pub struct XfrmTmplId {
        /// Where its packets go, of the family in the structure around this.
        daddr: IpUnion<1, TMPL>,
        /// Its number.
        spi: Be<u32>,
        /// IPPROTO_ESP, IPPROTO_AH, IPPROTO_COMP.
        proto: IpProtocol,
        /// Nothing.
        pad1: [u8; 3],
    }
}
layout! {
    /// A state, in a [`XfrmUserAcquire`]: `struct xfrm_id`, linux/xfrm.h.
    #[doc(alias = "xfrm_id")]
    pub struct XfrmAcquireId {
        /// Where its packets go, of the family in the structure around this.
        daddr: IpUnion<1, ACQUIRE>,
        /// Its number.
        spi: Be<u32>,
        /// IPPROTO_ESP, IPPROTO_AH, IPPROTO_COMP.
        proto: IpProtocol,
        /// Nothing.
        pad1: [u8; 3],
    }
}
layout! {
    /// How long it lives; all ones for ever, 0 seconds for ever: `struct xfrm_lifetime_cfg`, linux/xfrm.h.
    #[doc(alias = "xfrm_lifetime_cfg")]
    pub struct XfrmLifetimeCfg {
        /// Bytes until it is said that it expires soon.
        soft_byte_limit: u64,
        /// Bytes until it expires.
        hard_byte_limit: u64,
        /// Packets until it is said that it expires soon.
        soft_packet_limit: u64,
        /// Packets until it expires.
        hard_packet_limit: u64,
        /// Seconds since it was made until it is said that it expires soon.
        soft_add_expires_seconds: u64,
        /// Seconds since it was made until it expires.
        hard_add_expires_seconds: u64,
        /// Seconds since it was first used until it is said that it expires soon.
        soft_use_expires_seconds: u64,
        /// Seconds since it was first used until it expires.
        hard_use_expires_seconds: u64,
    }
}
layout! {
    /// How long it has lived: `struct xfrm_lifetime_cur`, linux/xfrm.h.
    #[doc(alias = "xfrm_lifetime_cur")]
    pub struct XfrmLifetimeCur {
        /// Bytes.
        bytes: u64,
        /// Packets.
        packets: u64,
        /// When it was made, seconds since 1970.
        add_time: u64,
        /// When it was first used; 0 for never.
        use_time: u64,
    }
}
layout! {
    /// What a state counts: `struct xfrm_stats`, linux/xfrm.h.
    #[doc(alias = "xfrm_stats")]
    pub struct XfrmStats {
        /// Packets that were too old.
        replay_window: u32,
        /// Packets that came again.
        replay: u32,
        /// Packets that were not authentic.
        integrity_failed: u32,
    }
}
layout! {
    /// Sequence numbers: `struct xfrm_replay_state`, linux/xfrm.h.
    #[doc(alias = "xfrm_replay_state")]
    pub struct XfrmReplayState {
        /// The last sent.
        oseq: u32,
        /// The last received.
        seq: u32,
        /// Which of the 32 before it have come.
        bitmap: u32,
    }
}
layout! {
    /// Sequence numbers of 64 bits, and behind this a bitmap of those that have come: `struct xfrm_replay_state_esn`, linux/xfrm.h.
    #[doc(alias = "xfrm_replay_state_esn")]
    pub struct XfrmReplayStateEsn {
        /// Words of the bitmap, of four bytes each.
        bmp_len: u32,
        /// The last sent: lower half.
        oseq: u32,
        /// The last received: lower half.
        seq: u32,
        /// The last sent: upper half.
        oseq_hi: u32,
        /// The last received: upper half.
        seq_hi: u32,
        /// How many may come out of order.
        replay_window: u32,
    }
}
layout! {
    /// An algorithm, and behind this its key: `struct xfrm_algo`, linux/xfrm.h.
    #[doc(alias = "xfrm_algo")]
    pub struct XfrmAlgo {
        /// Its name.
        alg_name: Chars<64>,
        /// Bits of the key.
        alg_key_len: u32,
    }
}
layout! {
    /// An algorithm that authenticates, and behind this its key: `struct xfrm_algo_auth`, linux/xfrm.h.
    #[doc(alias = "xfrm_algo_auth")]
    pub struct XfrmAlgoAuth {
        /// Its name.
        alg_name: Chars<64>,
        /// Bits of the key.
        alg_key_len: u32,
        /// Bits of the tag that are sent.
        alg_trunc_len: u32,
    }
}
layout! {
    /// An algorithm that encrypts and authenticates, and behind this its key: `struct xfrm_algo_aead`, linux/xfrm.h.
    #[doc(alias = "xfrm_algo_aead")]
    pub struct XfrmAlgoAead {
        /// Its name.
        alg_name: Chars<64>,
        /// Bits of the key.
        alg_key_len: u32,
        /// Bits of the tag.
        alg_icv_len: u32,
    }
}
/// What algorithms have in common.
macro_rules! algorithms { ($($t:ident),*) => { $(
    impl $t {
        /// Its name.
        pub fn name(&self) -> Str<'_> {
            Str(crate::wire::to_nul(self.bytes_of(Self::alg_name)))
        }
        /// The key, of what stands behind this structure; `None` where that is shorter than is said.
        pub fn key<'a>(&self, behind: &'a [u8]) -> Option<&'a [u8]> {
            behind.get(..self.get(Self::alg_key_len).div_ceil(8) as usize)
        }
    }
)* } }
algorithms!(XfrmAlgo, XfrmAlgoAuth, XfrmAlgoAead);
layout! {
    /// A security context, and behind this its text: `struct xfrm_user_sec_ctx`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_sec_ctx")]
    pub struct XfrmUserSecCtx {
        /// Bytes of this and of the text.
        len: u16,
        /// `XFRMA_SEC_CTX`.
        exttype: u16,
        /// Whose: 1 is SELinux.
        ctx_alg: u8,
        /// Its domain: 1.
        ctx_doi: u8,
        /// Bytes of the text.
        ctx_len: u16,
    }
}
layout! {
    /// Which states a policy wants: `struct xfrm_user_tmpl`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_tmpl")]
    pub struct XfrmUserTmpl {
        /// Which; what is 0 fits any.
        id: XfrmTmplId,
        /// The family of the addresses.
        family: XfrmFamily,
        /// Nothing.
        pad1: u16,
        /// Where packets come from.
        saddr: IpUnion<0, TMPL>,
        /// By which states are found.
        reqid: u32,
        /// What it does.
        mode: XfrmMode,
        /// With whom it is shared.
        share: XfrmShare,
        /// Packets go through without it, too.
        optional: u8,
        /// Nothing.
        pad2: u8,
        /// Algorithms that authenticate, a bit each; all ones for any.
        aalgos: u32,
        /// Algorithms that encrypt.
        ealgos: u32,
        /// Algorithms that compress.
        calgos: u32,
    }
}
layout! {
    /// In which packets ESP is wrapped: `struct xfrm_encap_tmpl`, linux/xfrm.h.
    #[doc(alias = "xfrm_encap_tmpl")]
    pub struct XfrmEncapTmpl {
        /// 1 UDP without a marker, 2 UDP, 7 TCP.
        encap_type: u16,
        /// The port that they come from.
        encap_sport: Be<u16>,
        /// The port that they go to.
        encap_dport: Be<u16>,
        /// Nothing.
        pad1: u16,
        /// The original address, of the state's family; 0 for none.
        encap_oa: [u8; 16],
    }
}
layout! {
    /// A state: `struct xfrm_usersa_info`, linux/xfrm.h.
    #[doc(alias = "xfrm_usersa_info")]
    pub struct XfrmUserSaInfo {
        /// For which packets.
        sel: XfrmSelector,
        /// Which it is.
        id: XfrmId,
        /// Where its packets come from.
        saddr: IpUnion<0, SA>,
        /// How long it lives.
        lft: XfrmLifetimeCfg,
        /// How long it has lived.
        curlft: XfrmLifetimeCur,
        /// What it counts.
        stats: XfrmStats,
        /// The number of the request for it.
        seq: u32,
        /// By which policies find it.
        reqid: u32,
        /// The family of its addresses.
        family: XfrmFamily,
        /// What it does.
        mode: XfrmMode,
        /// How many packets may come out of order, up to 32.
        replay_window: u8,
        /// How it works.
        flags: XfrmStateFlags,
        /// Nothing.
        pad1: [u8; 7],
    }
}
layout! {
    /// Which state: `struct xfrm_usersa_id`, linux/xfrm.h.
    #[doc(alias = "xfrm_usersa_id")]
    pub struct XfrmUserSaId {
        /// Where its packets go.
        daddr: XfrmSaAddress,
        /// Its number.
        spi: Be<u32>,
        /// The family of the address: host order, beside a number that is not.
        family: XfrmFamily,
        /// IPPROTO_ESP, IPPROTO_AH, IPPROTO_COMP.
        proto: IpProtocol,
        /// Nothing.
        pad1: u8,
    }
}
layout! {
    /// Which state, and what of it: `struct xfrm_aevent_id`, linux/xfrm.h.
    #[doc(alias = "xfrm_aevent_id")]
    pub struct XfrmAeventId {
        /// Which.
        sa_id: XfrmUserSaId,
        /// Where its packets come from.
        saddr: IpUnion<0, SA_ID>,
        /// What is told.
        flags: XfrmAeFlags,
        /// By which policies find it.
        reqid: u32,
    }
}
layout! {
    /// A state to come: `struct xfrm_userspi_info`, linux/xfrm.h.
    #[doc(alias = "xfrm_userspi_info")]
    pub struct XfrmUserSpiInfo {
        /// What is known of it.
        info: XfrmUserSaInfo,
        /// The least number that it may have.
        min: u32,
        /// The largest.
        max: u32,
    }
}
layout! {
    /// A policy: `struct xfrm_userpolicy_info`, linux/xfrm.h.
    #[doc(alias = "xfrm_userpolicy_info")]
    pub struct XfrmUserPolicyInfo {
        /// For which packets.
        sel: XfrmSelector,
        /// How long it lives.
        lft: XfrmLifetimeCfg,
        /// How long it has lived.
        curlft: XfrmLifetimeCur,
        /// The least number goes first.
        priority: u32,
        /// Its index.
        index: u32,
        /// In which direction it works.
        dir: XfrmPolicyDir,
        /// What it does.
        action: XfrmPolicyAction,
        /// How it works.
        flags: XfrmPolicyFlags,
        /// With whom its states are shared.
        share: XfrmShare,
        /// Nothing.
        pad1: u32,
    }
}
layout! {
    /// Which policy: `struct xfrm_userpolicy_id`, linux/xfrm.h.
    #[doc(alias = "xfrm_userpolicy_id")]
    pub struct XfrmUserPolicyId {
        /// For which packets.
        sel: XfrmSelector,
        /// Its index.
        index: u32,
        /// In which direction it works.
        dir: XfrmPolicyDir,
        /// Nothing.
        pad1: [u8; 3],
    }
}
layout! {
    /// A state that is wanted: `struct xfrm_user_acquire`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_acquire")]
    pub struct XfrmUserAcquire {
        /// Which.
        id: XfrmAcquireId,
        /// Where its packets come from.
        saddr: IpUnion<0, ACQUIRE>,
        /// The packet that wants it.
        sel: XfrmSelector,
        /// The policy that wants it.
        policy: XfrmUserPolicyInfo,
        /// Algorithms that authenticate.
        aalgos: u32,
        /// Algorithms that encrypt.
        ealgos: u32,
        /// Algorithms that compress.
        calgos: u32,
        /// The number of the request.
        seq: u32,
    }
}
layout! {
    /// A state expires: `struct xfrm_user_expire`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_expire")]
    pub struct XfrmUserExpire {
        /// Which.
        state: XfrmUserSaInfo,
        /// It is gone; else it will be soon.
        hard: u8,
        /// Nothing.
        pad1: [u8; 7],
    }
}
layout! {
    /// A policy expires: `struct xfrm_user_polexpire`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_polexpire")]
    pub struct XfrmUserPolExpire {
        /// Which.
        pol: XfrmUserPolicyInfo,
        /// It is gone; else it will be soon.
        hard: u8,
        /// Nothing.
        pad1: [u8; 7],
    }
}
layout! {
    /// Which states: `struct xfrm_usersa_flush`, linux/xfrm.h.
    #[doc(alias = "xfrm_usersa_flush")]
    pub struct XfrmUserSaFlush {
        /// Of which protocol; 0 for all.
        proto: IpProtocol,
    }
}
layout! {
    /// A report of mobile IPv6: `struct xfrm_user_report`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_report")]
    pub struct XfrmUserReport {
        /// The protocol.
        proto: IpProtocol,
        /// Nothing.
        pad1: [u8; 3],
        /// The packet.
        sel: XfrmSelector,
    }
}
layout! {
    /// With whom keys are agreed on: `struct xfrm_user_kmaddress`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_kmaddress")]
    pub struct XfrmUserKmAddress {
        /// Here.
        local: IpUnion<0, KM>,
        /// There.
        remote: IpUnion<0, KM>,
        /// 0.
        reserved: u32,
        /// The family of the addresses.
        family: XfrmFamily,
        /// Nothing.
        pad1: u16,
    }
}
layout! {
    /// From which addresses to which: `struct xfrm_user_migrate`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_migrate")]
    pub struct XfrmUserMigrate {
        /// The old destination.
        old_daddr: IpUnion<0, OLD>,
        /// The old source.
        old_saddr: IpUnion<0, OLD>,
        /// The new destination.
        new_daddr: IpUnion<0, NEW>,
        /// The new source.
        new_saddr: IpUnion<0, NEW>,
        /// The protocol.
        proto: IpProtocol,
        /// What the state does.
        mode: XfrmMode,
        /// 0.
        reserved: u16,
        /// By which the state is found.
        reqid: u32,
        /// The family of the old addresses.
        old_family: XfrmFamily,
        /// The family of the new ones.
        new_family: XfrmFamily,
    }
}
layout! {
    /// A peer behind NAT has another address: `struct xfrm_user_mapping`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_mapping")]
    pub struct XfrmUserMapping {
        /// Which state.
        id: XfrmUserSaId,
        /// By which policies find it.
        reqid: u32,
        /// The old address.
        old_saddr: IpUnion<0, SA_ID>,
        /// The new one.
        new_saddr: IpUnion<0, SA_ID>,
        /// The old port.
        old_sport: Be<u16>,
        /// The new one.
        new_sport: Be<u16>,
    }
}
layout! {
    /// Which states are to be told of: `struct xfrm_address_filter`, linux/xfrm.h.
    #[doc(alias = "xfrm_address_filter")]
    pub struct XfrmAddressFilter {
        /// Where their packets come from.
        saddr: IpUnion<0, FILTER>,
        /// Where they go.
        daddr: IpUnion<0, FILTER>,
        /// The family of the addresses.
        family: XfrmFamily,
        /// Bits of the source that count.
        splen: u8,
        /// Bits of the destination that count.
        dplen: u8,
    }
}
layout! {
    /// Which device helps: `struct xfrm_user_offload`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_offload")]
    pub struct XfrmUserOffload {
        /// The link.
        ifindex: i32,
        /// How.
        flags: XfrmOffloadFlags,
        /// Nothing.
        pad1: [u8; 3],
    }
}
layout! {
    /// Which kind of policy: `struct xfrm_userpolicy_type`, linux/xfrm.h.
    #[doc(alias = "xfrm_userpolicy_type")]
    pub struct XfrmUserPolicyType {
        /// Which.
        r#type: XfrmPolicyType,
        /// Nothing.
        pad1: u8,
        /// 0.
        reserved1: u16,
        /// 0.
        reserved2: u8,
        /// Nothing.
        pad2: u8,
    }
}
layout! {
    /// What happens without a policy: `struct xfrm_userpolicy_default`, linux/xfrm.h.
    #[doc(alias = "xfrm_userpolicy_default")]
    pub struct XfrmUserPolicyDefault {
        /// To what comes in.
        r#in: XfrmUserPolicy,
        /// To what passes through.
        fwd: XfrmUserPolicy,
        /// To what goes out.
        out: XfrmUserPolicy,
    }
}
layout! {
    /// Marks of packets: `struct xfrm_mark`, linux/xfrm.h.
    #[doc(alias = "xfrm_mark")]
    pub struct XfrmMark {
        /// The mark.
        v: u32,
        /// Which bits count.
        m: u32,
    }
}
layout! {
    /// The table of states: `struct xfrmu_sadhinfo`, linux/xfrm.h.
    #[doc(alias = "xfrmu_sadhinfo")]
    pub struct XfrmuSadHInfo {
        /// Buckets.
        sadhcnt: u32,
        /// Buckets that there may be.
        sadhmcnt: u32,
    }
}
layout! {
    /// How many policies there are: `struct xfrmu_spdinfo`, linux/xfrm.h.
    #[doc(alias = "xfrmu_spdinfo")]
    pub struct XfrmuSpdInfo {
        /// For what comes in.
        incnt: u32,
        /// For what goes out.
        outcnt: u32,
        /// For what passes through.
        fwdcnt: u32,
        /// Of sockets, for what comes in.
        inscnt: u32,
        /// Of sockets, for what goes out.
        outscnt: u32,
        /// Of sockets, for what passes through.
        fwdscnt: u32,
    }
}
layout! {
    /// The table of policies: `struct xfrmu_spdhinfo`, linux/xfrm.h.
    #[doc(alias = "xfrmu_spdhinfo")]
    pub struct XfrmuSpdHInfo {
        /// Buckets.
        spdhcnt: u32,
        /// Buckets that there may be.
        spdhmcnt: u32,
    }
}
layout! {
    /// From which prefixes on policies are hashed: `struct xfrmu_spdhthresh`, linux/xfrm.h.
    #[doc(alias = "xfrmu_spdhthresh")]
    pub struct XfrmuSpdHThresh {
        /// Bits of the local address.
        lbits: u8,
        /// Bits of the remote address.
        rbits: u8,
    }
}

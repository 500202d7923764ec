//! Structures of IPsec (linux/xfrm.h). Addresses are unions of 16 bytes; the address family is in
//! another field of the structure.
use super::numbers::*;
use crate::{
    c_struct,
    uapi::IpProtocol,
    wire::{Be, FixedStr, IpUnion, Str, Struct},
};

/// Returns the offset of the low byte of an address family: two bytes in host byte order at `at`.
const fn low(at: usize) -> usize {
    if cfg!(target_endian = "big") { at + 1 } else { at }
}

const SELECTOR: usize = low(40);

pub(super) const SA: usize = low(212);

const SA_ID: usize = low(20);

const TMPL: usize = low(24);

pub(super) const ACQUIRE: usize = low(80);

const OLD: usize = low(72);

const NEW: usize = low(74);

const MIGRATE_STATE: usize = low(128);

const KM: usize = low(36);

const FILTER: usize = low(32);

/// An address in a [`XfrmUserSaId`], decoded by the address family of the structure.
pub type XfrmSaAddress = IpUnion<0, SA_ID>;

/// Padding because of the alignment of a `u64`, bytes: 32-bit x86 aligns it to 4 bytes.
const WIDE: usize = align_of::<u64>().saturating_sub(4);

c_struct! {
    /// An empty header: of dump requests and of XFRM_MSG_FLUSHPOLICY.
    pub struct XfrmNoHeader {}
}

c_struct! {
    /// A header of flags that are all unused: a `__u32`.
    pub struct XfrmFlagsHeader {
        /// Flags: 0.
        flags: u32,
    }
}

c_struct! {
    /// Selector: the packets that a policy or an SA applies to. `struct xfrm_selector`,
    /// linux/xfrm.h.
    #[doc(alias = "xfrm_selector")]
    pub struct XfrmSelector {
        /// Destination address prefix.
        daddr: IpUnion<0, SELECTOR>,
        /// Source address prefix.
        saddr: IpUnion<0, SELECTOR>,
        /// Destination port.
        dport: Be<u16>,
        /// Mask of the destination port; 0 matches any port.
        dport_mask: Be<u16>,
        /// Source port.
        sport: Be<u16>,
        /// Mask of the source port; 0 matches any port.
        sport_mask: Be<u16>,
        /// Address family.
        family: XfrmFamily,
        /// Prefix length of the destination, bits.
        prefixlen_d: u8,
        /// Prefix length of the source, bits.
        prefixlen_s: u8,
        /// Transport protocol; 0 for any.
        proto: IpProtocol,
        /// Padding.
        pad pad1: [u8; 3],
        /// Index of the link; 0 for any.
        ifindex: u32,
        /// User id.
        user: u32,
    }
}

c_struct! {
    /// Identity of an SA in a [`XfrmUserSaInfo`]: `struct xfrm_id`, linux/xfrm.h.
    #[doc(alias = "xfrm_id")]
    pub struct XfrmId {
        /// Destination address. The address family is in the enclosing structure.
        daddr: IpUnion<1, SA>,
        /// Security parameter index (SPI).
        spi: Be<u32>,
        /// IPsec protocol: IPPROTO_ESP, IPPROTO_AH or IPPROTO_COMP.
        proto: IpProtocol,
        /// Padding.
        pad pad1: [u8; 3],
    }
}

c_struct! {
    /// Identity of an SA in a [`XfrmUserTmpl`]: `struct xfrm_id`, linux/xfrm.h.
    #[doc(alias = "xfrm_id")]
    pub struct XfrmTmplId {
        /// Destination address. The address family is in the enclosing structure.
        daddr: IpUnion<1, TMPL>,
        /// Security parameter index (SPI); 0 for any.
        spi: Be<u32>,
        /// IPsec protocol: IPPROTO_ESP, IPPROTO_AH or IPPROTO_COMP.
        proto: IpProtocol,
        /// Padding.
        pad pad1: [u8; 3],
    }
}

c_struct! {
    /// Identity of an SA in a [`XfrmUserAcquire`]: `struct xfrm_id`, linux/xfrm.h.
    #[doc(alias = "xfrm_id")]
    pub struct XfrmAcquireId {
        /// Destination address. The address family is in the enclosing structure.
        daddr: IpUnion<1, ACQUIRE>,
        /// Security parameter index (SPI); 0 if any SPI is acceptable.
        spi: Be<u32>,
        /// IPsec protocol: IPPROTO_ESP, IPPROTO_AH or IPPROTO_COMP.
        proto: IpProtocol,
        /// Padding.
        pad pad1: [u8; 3],
    }
}

c_struct! {
    /// Lifetime limits of an SA or policy: `struct xfrm_lifetime_cfg`, linux/xfrm.h.
    ///
    /// A soft limit triggers a notification, so that the key manager can rekey; a hard limit
    /// expires the SA or policy. All ones (`XFRM_INF`) means no byte or packet limit; 0 seconds
    /// means no time limit.
    #[doc(alias = "xfrm_lifetime_cfg")]
    pub struct XfrmLifetimeCfg {
        /// Soft limit, bytes. All ones for no limit.
        soft_byte_limit: u64,
        /// Hard limit, bytes. All ones for no limit.
        hard_byte_limit: u64,
        /// Soft limit, packets. All ones for no limit.
        soft_packet_limit: u64,
        /// Hard limit, packets. All ones for no limit.
        hard_packet_limit: u64,
        /// Soft limit, seconds since creation. 0 for no limit.
        soft_add_expires_seconds: u64,
        /// Hard limit, seconds since creation. 0 for no limit.
        hard_add_expires_seconds: u64,
        /// Soft limit, seconds since first use. 0 for no limit.
        soft_use_expires_seconds: u64,
        /// Hard limit, seconds since first use. 0 for no limit.
        hard_use_expires_seconds: u64,
    }
}

c_struct! {
    /// Consumed lifetime of an SA or policy: `struct xfrm_lifetime_cur`, linux/xfrm.h.
    #[doc(alias = "xfrm_lifetime_cur")]
    pub struct XfrmLifetimeCur {
        /// Processed bytes.
        bytes: u64,
        /// Processed packets.
        packets: u64,
        /// Time of creation, seconds since 1970-01-01.
        add_time: u64,
        /// Time of first use, seconds since 1970-01-01; 0 if not yet used.
        use_time: u64,
    }
}

c_struct! {
    /// Error counters of an SA: `struct xfrm_stats`, linux/xfrm.h.
    #[doc(alias = "xfrm_stats")]
    pub struct XfrmStats {
        /// Packets older than the replay window.
        replay_window: u32,
        /// Replayed packets.
        replay: u32,
        /// Packets that failed the integrity check.
        integrity_failed: u32,
    }
}

c_struct! {
    /// Replay state with 32-bit sequence numbers: `struct xfrm_replay_state`, linux/xfrm.h.
    #[doc(alias = "xfrm_replay_state")]
    pub struct XfrmReplayState {
        /// Last outbound sequence number.
        oseq: u32,
        /// Highest inbound sequence number.
        seq: u32,
        /// Received packets among the last 32, one bit each.
        bitmap: u32,
    }
}

c_struct! {
    /// Replay state with extended sequence numbers (ESN, 64 bits), followed by the replay bitmap.
    /// `struct xfrm_replay_state_esn`, linux/xfrm.h.
    #[doc(alias = "xfrm_replay_state_esn")]
    pub struct XfrmReplayStateEsn {
        /// Length of the bitmap, in units of 4 bytes.
        bmp_len: u32,
        /// Last outbound sequence number, lower 32 bits.
        oseq: u32,
        /// Highest inbound sequence number, lower 32 bits.
        seq: u32,
        /// Last outbound sequence number, upper 32 bits.
        oseq_hi: u32,
        /// Highest inbound sequence number, upper 32 bits.
        seq_hi: u32,
        /// Size of the replay window, packets.
        replay_window: u32,
    }
}

c_struct! {
    /// Algorithm, followed by the key: `struct xfrm_algo`, linux/xfrm.h.
    #[doc(alias = "xfrm_algo")]
    pub struct XfrmAlgo {
        /// Name of the algorithm, as in the crypto API.
        alg_name: FixedStr<64>,
        /// Length of the key, bits.
        alg_key_len: u32,
    }
}

c_struct! {
    /// Authentication algorithm, followed by the key: `struct xfrm_algo_auth`, linux/xfrm.h.
    #[doc(alias = "xfrm_algo_auth")]
    pub struct XfrmAlgoAuth {
        /// Name of the algorithm, as in the crypto API.
        alg_name: FixedStr<64>,
        /// Length of the key, bits.
        alg_key_len: u32,
        /// Length of the truncated ICV (integrity check value), bits.
        alg_trunc_len: u32,
    }
}

c_struct! {
    /// AEAD algorithm, followed by the key: `struct xfrm_algo_aead`, linux/xfrm.h.
    #[doc(alias = "xfrm_algo_aead")]
    pub struct XfrmAlgoAead {
        /// Name of the algorithm, as in the crypto API.
        alg_name: FixedStr<64>,
        /// Length of the key, bits.
        alg_key_len: u32,
        /// Length of the ICV (integrity check value), bits.
        alg_icv_len: u32,
    }
}

/// Methods shared by the algorithm structures.
macro_rules! algorithms { ($($t:ident),*) => { $(
    impl Struct<$t> {
        /// Returns the name of the algorithm.
        pub fn name(&self) -> Str<'_> {
            Str(crate::wire::to_nul(self.bytes_of($t::alg_name)))
        }
        /// Returns the key: the first bytes after this structure. `None` if `behind` is too short.
        pub fn key<'a>(&self, behind: &'a [u8]) -> Option<&'a [u8]> {
            behind.get(..self.get($t::alg_key_len).div_ceil(8) as usize)
        }
    }
)* } }

algorithms!(XfrmAlgo, XfrmAlgoAuth, XfrmAlgoAead);

c_struct! {
    /// Security context, followed by the label: `struct xfrm_user_sec_ctx`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_sec_ctx")]
    pub struct XfrmUserSecCtx {
        /// Length of this structure and the label, bytes.
        len: u16,
        /// Attribute type: `XFRMA_SEC_CTX`.
        exttype: u16,
        /// Security module: 1 is SELinux (XFRM_SC_ALG_SELINUX).
        ctx_alg: u8,
        /// Domain of interpretation: 1 (XFRM_SC_DOI_LSM).
        ctx_doi: u8,
        /// Length of the label, bytes.
        ctx_len: u16,
    }
}

c_struct! {
    /// SA template of a policy: `struct xfrm_user_tmpl`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_tmpl")]
    pub struct XfrmUserTmpl {
        /// Identity of the SA. Zero fields match any value.
        id: Struct<XfrmTmplId>,
        /// Address family of the addresses.
        family: XfrmFamily,
        /// Padding.
        pad pad1: u16,
        /// Source address.
        saddr: IpUnion<0, TMPL>,
        /// Request id, which links the policy to SAs with the same id.
        reqid: u32,
        /// Mode of the SA.
        mode: XfrmMode,
        /// Sharing of the SA.
        share: XfrmShare,
        /// Whether the transform is optional (`level use`): packets pass without the SA, too. 0 or
        /// 1.
        optional: u8,
        /// Padding.
        pad pad2: u8,
        /// Bit mask of authentication algorithms; all ones for any.
        aalgos: u32,
        /// Bit mask of encryption algorithms; all ones for any.
        ealgos: u32,
        /// Bit mask of compression algorithms; all ones for any.
        calgos: u32,
    }
}

c_struct! {
    /// Encapsulation of ESP: `struct xfrm_encap_tmpl`, linux/xfrm.h.
    #[doc(alias = "xfrm_encap_tmpl")]
    pub struct XfrmEncapTmpl {
        /// Encapsulation type. 1 UDP with a non-IKE marker (obsolete draft), 2 UDP (RFC 3948), 7
        /// TCP (RFC 8229).
        encap_type: u16,
        /// Source port.
        encap_sport: Be<u16>,
        /// Destination port.
        encap_dport: Be<u16>,
        /// Padding.
        pad pad1: u16,
        /// Original address of the peer, of the address family of the SA; 0 for none.
        encap_oa: [u8; 16],
    }
}

c_struct! {
    /// Security association (SA): `struct xfrm_usersa_info`, linux/xfrm.h.
    #[doc(alias = "xfrm_usersa_info")]
    pub struct XfrmUserSaInfo {
        /// Selector.
        sel: Struct<XfrmSelector>,
        /// Identity: destination address, SPI and protocol.
        id: Struct<XfrmId>,
        /// Source address.
        saddr: IpUnion<0, SA>,
        /// Lifetime limits.
        lft: Struct<XfrmLifetimeCfg>,
        /// Consumed lifetime.
        curlft: Struct<XfrmLifetimeCur>,
        /// Error counters.
        stats: Struct<XfrmStats>,
        /// Sequence number of the acquire request that the SA answers.
        seq: u32,
        /// Request id, which links the SA to policies with the same id.
        reqid: u32,
        /// Address family of the outer addresses.
        family: XfrmFamily,
        /// Mode of the SA.
        mode: XfrmMode,
        /// Size of the replay window, packets; at most 32. Larger windows need
        /// `XFRMA_REPLAY_ESN_VAL`.
        replay_window: u8,
        /// Flags of the SA, such as `XFRM_STATE_ESN`.
        flags: XfrmStateFlags,
        /// Padding.
        pad pad1: [u8; 3 + WIDE],
    }
}

c_struct! {
    /// Identity of an SA: `struct xfrm_usersa_id`, linux/xfrm.h.
    #[doc(alias = "xfrm_usersa_id")]
    pub struct XfrmUserSaId {
        /// Destination address.
        daddr: XfrmSaAddress,
        /// Security parameter index (SPI).
        spi: Be<u32>,
        /// Address family of the address. Host byte order, unlike the SPI.
        family: XfrmFamily,
        /// IPsec protocol: IPPROTO_ESP, IPPROTO_AH or IPPROTO_COMP.
        proto: IpProtocol,
        /// Padding.
        pad pad1: u8,
    }
}

c_struct! {
    /// Header of an aevent: `struct xfrm_aevent_id`, linux/xfrm.h.
    #[doc(alias = "xfrm_aevent_id")]
    pub struct XfrmAeventId {
        /// Identity of the SA.
        sa_id: Struct<XfrmUserSaId>,
        /// Source address of the SA.
        saddr: IpUnion<0, SA_ID>,
        /// Contents and cause of the aevent.
        flags: XfrmAeFlags,
        /// Request id of the SA.
        reqid: u32,
    }
}

c_struct! {
    /// Request to allocate an SPI: `struct xfrm_userspi_info`, linux/xfrm.h.
    #[doc(alias = "xfrm_userspi_info")]
    pub struct XfrmUserSpiInfo {
        /// Properties of the SA to create.
        info: Struct<XfrmUserSaInfo>,
        /// Smallest SPI to allocate. Host byte order.
        min: u32,
        /// Largest SPI to allocate. Host byte order.
        max: u32,
    }
}

c_struct! {
    /// Policy: `struct xfrm_userpolicy_info`, linux/xfrm.h.
    #[doc(alias = "xfrm_userpolicy_info")]
    pub struct XfrmUserPolicyInfo {
        /// Selector.
        sel: Struct<XfrmSelector>,
        /// Lifetime limits.
        lft: Struct<XfrmLifetimeCfg>,
        /// Consumed lifetime.
        curlft: Struct<XfrmLifetimeCur>,
        /// Priority. The smallest value wins.
        priority: u32,
        /// Index. The kernel assigns one if 0.
        index: u32,
        /// Direction.
        dir: XfrmPolicyDir,
        /// Action: allow or block.
        action: XfrmPolicyAction,
        /// Flags of the policy, such as `XFRM_POLICY_LOCALOK`.
        flags: XfrmPolicyFlags,
        /// Sharing of the SAs.
        share: XfrmShare,
        /// Padding.
        pad pad1: [u8; WIDE],
    }
}

c_struct! {
    /// Identity of a policy: `struct xfrm_userpolicy_id`, linux/xfrm.h.
    #[doc(alias = "xfrm_userpolicy_id")]
    pub struct XfrmUserPolicyId {
        /// Selector.
        sel: Struct<XfrmSelector>,
        /// Index; 0 to identify the policy by the selector.
        index: u32,
        /// Direction.
        dir: XfrmPolicyDir,
        /// Padding.
        pad pad1: [u8; 3],
    }
}

c_struct! {
    /// Request for a missing SA: `struct xfrm_user_acquire`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_acquire")]
    pub struct XfrmUserAcquire {
        /// Identity of the SA.
        id: Struct<XfrmAcquireId>,
        /// Source address of the SA.
        saddr: IpUnion<0, ACQUIRE>,
        /// Selector of the packet that needs the SA.
        sel: Struct<XfrmSelector>,
        /// Policy that requires the SA.
        policy: Struct<XfrmUserPolicyInfo>,
        /// Bit mask of acceptable authentication algorithms.
        aalgos: u32,
        /// Bit mask of acceptable encryption algorithms.
        ealgos: u32,
        /// Bit mask of acceptable compression algorithms.
        calgos: u32,
        /// Sequence number of the acquire request; to be copied to the SA.
        seq: u32,
    }
}

c_struct! {
    /// Expiration of an SA: `struct xfrm_user_expire`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_expire")]
    pub struct XfrmUserExpire {
        /// The SA.
        state: Struct<XfrmUserSaInfo>,
        /// Kind of expiration: 1 hard (the SA is deleted), 0 soft.
        hard: u8,
        /// Padding.
        pad pad1: [u8; 3 + WIDE],
    }
}

c_struct! {
    /// Expiration of a policy: `struct xfrm_user_polexpire`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_polexpire")]
    pub struct XfrmUserPolExpire {
        /// The policy.
        pol: Struct<XfrmUserPolicyInfo>,
        /// Kind of expiration: 1 hard (the policy is deleted), 0 soft.
        hard: u8,
        /// Padding.
        pad pad1: [u8; 3 + WIDE],
    }
}

c_struct! {
    /// Flush of SAs: `struct xfrm_usersa_flush`, linux/xfrm.h.
    #[doc(alias = "xfrm_usersa_flush")]
    pub struct XfrmUserSaFlush {
        /// IPsec protocol; 0 for all.
        proto: IpProtocol,
    }
}

c_struct! {
    /// Report of Mobile IPv6: `struct xfrm_user_report`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_report")]
    pub struct XfrmUserReport {
        /// Protocol of the rejected extension header.
        proto: IpProtocol,
        /// Padding.
        pad pad1: [u8; 3],
        /// Selector of the rejected packet.
        sel: Struct<XfrmSelector>,
    }
}

c_struct! {
    /// Addresses for the key manager after a migration: `struct xfrm_user_kmaddress`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_kmaddress")]
    pub struct XfrmUserKmAddress {
        /// Local address.
        local: IpUnion<0, KM>,
        /// Remote address.
        remote: IpUnion<0, KM>,
        /// Reserved: 0.
        pad reserved: u32,
        /// Address family of the addresses.
        family: XfrmFamily,
        /// Padding.
        pad pad1: u16,
    }
}

c_struct! {
    /// Change of addresses in a migration: `struct xfrm_user_migrate`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_migrate")]
    pub struct XfrmUserMigrate {
        /// Old destination address.
        old_daddr: IpUnion<0, OLD>,
        /// Old source address.
        old_saddr: IpUnion<0, OLD>,
        /// New destination address.
        new_daddr: IpUnion<0, NEW>,
        /// New source address.
        new_saddr: IpUnion<0, NEW>,
        /// IPsec protocol.
        proto: IpProtocol,
        /// Mode of the SA.
        mode: XfrmMode,
        /// Reserved: 0.
        pad reserved: u16,
        /// Request id of the SA.
        reqid: u32,
        /// Address family of the old addresses.
        old_family: XfrmFamily,
        /// Address family of the new addresses.
        new_family: XfrmFamily,
    }
}

c_struct! {
    /// Migration of one SA: `struct xfrm_user_migrate_state`, linux/xfrm.h. Since Linux 7.2.
    #[doc(alias = "xfrm_user_migrate_state")]
    pub struct XfrmUserMigrateState {
        /// Identity of the old SA.
        id: Struct<XfrmUserSaId>,
        /// New destination address.
        new_daddr: IpUnion<0, MIGRATE_STATE>,
        /// New source address.
        new_saddr: IpUnion<0, MIGRATE_STATE>,
        /// Mark of the old SA.
        old_mark: Struct<XfrmMark>,
        /// New selector.
        new_sel: Struct<XfrmSelector>,
        /// New request id.
        new_reqid: u32,
        /// Options.
        flags: XfrmMigrateStateFlags,
        /// Address family of the new addresses.
        new_family: XfrmFamily,
        /// Reserved: 0.
        pad reserved: u16,
    }
}

c_struct! {
    /// Change of a NAT mapping: `struct xfrm_user_mapping`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_mapping")]
    pub struct XfrmUserMapping {
        /// Identity of the SA.
        id: Struct<XfrmUserSaId>,
        /// Request id of the SA.
        reqid: u32,
        /// Old source address of the peer.
        old_saddr: IpUnion<0, SA_ID>,
        /// New source address of the peer.
        new_saddr: IpUnion<0, SA_ID>,
        /// Old source port of the peer.
        old_sport: Be<u16>,
        /// New source port of the peer.
        new_sport: Be<u16>,
    }
}

c_struct! {
    /// Address filter of an SA dump: `struct xfrm_address_filter`, linux/xfrm.h.
    #[doc(alias = "xfrm_address_filter")]
    pub struct XfrmAddressFilter {
        /// Source address prefix.
        saddr: IpUnion<0, FILTER>,
        /// Destination address prefix.
        daddr: IpUnion<0, FILTER>,
        /// Address family of the addresses.
        family: XfrmFamily,
        /// Prefix length of the source, bits.
        splen: u8,
        /// Prefix length of the destination, bits.
        dplen: u8,
    }
}

c_struct! {
    /// Hardware offload of an SA or policy: `struct xfrm_user_offload`, linux/xfrm.h.
    #[doc(alias = "xfrm_user_offload")]
    pub struct XfrmUserOffload {
        /// Index of the device.
        ifindex: u32,
        /// Flags: direction, and whether the device does the whole packet.
        flags: XfrmOffloadFlags,
        /// Padding.
        pad pad1: [u8; 3],
    }
}

c_struct! {
    /// Policy type attribute: `struct xfrm_userpolicy_type`, linux/xfrm.h.
    #[doc(alias = "xfrm_userpolicy_type")]
    pub struct XfrmUserPolicyType {
        /// Policy type.
        r#type: XfrmPolicyType,
        /// Padding.
        pad pad1: u8,
        /// Reserved: 0.
        pad reserved1: u16,
        /// Reserved: 0.
        pad reserved2: u8,
        /// Padding.
        pad pad2: u8,
    }
}

c_struct! {
    /// Default policies, by direction: `struct xfrm_userpolicy_default`, linux/xfrm.h.
    #[doc(alias = "xfrm_userpolicy_default")]
    pub struct XfrmUserPolicyDefault {
        /// Default policy of inbound packets.
        r#in: XfrmUserPolicy,
        /// Default policy of forwarded packets.
        fwd: XfrmUserPolicy,
        /// Default policy of outbound packets.
        out: XfrmUserPolicy,
    }
}

c_struct! {
    /// Packet mark and mask: `struct xfrm_mark`, linux/xfrm.h.
    #[doc(alias = "xfrm_mark")]
    pub struct XfrmMark {
        /// Value of the mark.
        v: u32,
        /// Mask of the mark.
        m: u32,
    }
}

c_struct! {
    /// Hash table of the SA database (SAD): `struct xfrmu_sadhinfo`, linux/xfrm.h.
    #[doc(alias = "xfrmu_sadhinfo")]
    pub struct XfrmuSadHInfo {
        /// Number of hash buckets.
        sadhcnt: u32,
        /// Maximum number of hash buckets.
        sadhmcnt: u32,
    }
}

c_struct! {
    /// Numbers of policies: `struct xfrmu_spdinfo`, linux/xfrm.h.
    #[doc(alias = "xfrmu_spdinfo")]
    pub struct XfrmuSpdInfo {
        /// Inbound policies.
        incnt: u32,
        /// Outbound policies.
        outcnt: u32,
        /// Forward policies.
        fwdcnt: u32,
        /// Inbound socket policies.
        inscnt: u32,
        /// Outbound socket policies.
        outscnt: u32,
        /// Forward socket policies.
        fwdscnt: u32,
    }
}

c_struct! {
    /// Hash table of the policy database (SPD): `struct xfrmu_spdhinfo`, linux/xfrm.h.
    #[doc(alias = "xfrmu_spdhinfo")]
    pub struct XfrmuSpdHInfo {
        /// Number of hash buckets.
        spdhcnt: u32,
        /// Maximum number of hash buckets.
        spdhmcnt: u32,
    }
}

c_struct! {
    /// Prefix length thresholds for hashing policies: `struct xfrmu_spdhthresh`, linux/xfrm.h.
    /// Policies with prefixes at least this long are hashed, others are kept in a list.
    #[doc(alias = "xfrmu_spdhthresh")]
    pub struct XfrmuSpdHThresh {
        /// Minimum prefix length of the local address, bits.
        lbits: u8,
        /// Minimum prefix length of the remote address, bits.
        rbits: u8,
    }
}

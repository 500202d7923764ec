//! Attributes of security associations (SA) and policies (linux/xfrm.h).
use super::*;
use crate::{
    attributes, open_enum,
    uapi::IpProtocol,
    wire::{
        Encode, Flag, PackedArray, Str, Struct, Value, WithHeader,
        spec::{PayloadType, SelectorSource, SubMessageSpec},
    },
};
use core::net::IpAddr;

/// An IPv4 or IPv6 address in an attribute, 16 bytes. The address family is in the header of the
/// message, at an offset that depends on the message type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "xfrm_address_t")]
pub struct XfrmAddress<'a>(pub &'a [u8]);
impl XfrmAddress<'_> {
    /// Returns the address, decoded by a given address family, such as the one in the header.
    ///
    /// `None` if the family is neither IPv4 nor IPv6.
    pub fn of_family(&self, family: XfrmFamily) -> Option<IpAddr> {
        let union = crate::wire::IpUnion::<0, 0>(*self.0.first_chunk()?);
        union.of_family(u8::try_from(family.0).ok()?)
    }
    /// Offset of the address family in the header, by message type.
    const PLACES: SubMessageSpec = SubMessageSpec {
        by: SelectorSource::Type,
        arms: &[
            (&0x10u16.to_ne_bytes(), PayloadType::SubMessage(&const { by_family(212) })),
            (&0x11u16.to_ne_bytes(), PayloadType::SubMessage(&const { by_family(20) })),
            (&0x12u16.to_ne_bytes(), PayloadType::SubMessage(&const { by_family(20) })),
            (&0x16u16.to_ne_bytes(), PayloadType::SubMessage(&const { by_family(212) })),
            (&0x18u16.to_ne_bytes(), PayloadType::SubMessage(&const { by_family(212) })),
            (&0x1au16.to_ne_bytes(), PayloadType::SubMessage(&const { by_family(212) })),
            (&0x1eu16.to_ne_bytes(), PayloadType::SubMessage(&const { by_family(20) })),
            (&0x1fu16.to_ne_bytes(), PayloadType::SubMessage(&const { by_family(20) })),
        ],
    };
}
const fn by_family(offset: usize) -> SubMessageSpec {
    const FAMILIES: &[(&[u8], PayloadType)] =
        &[(&2u16.to_ne_bytes(), PayloadType::Ip4), (&10u16.to_ne_bytes(), PayloadType::Ip)];
    SubMessageSpec { by: SelectorSource::Header { offset, len: 2 }, arms: FAMILIES }
}
impl Encode for XfrmAddress<'_> {
    const PAYLOAD_TYPE: PayloadType = PayloadType::SubMessage(&Self::PLACES);
    fn wire_len(&self) -> usize {
        self.0.len()
    }
    fn write(&self, out: &mut [u8]) {
        self.0.write(out)
    }
}
impl<'a> Value<'a> for XfrmAddress<'a> {
    fn read(payload: &'a [u8]) -> Option<Self> {
        (payload.len() >= 16).then_some(Self(payload))
    }
}
open_enum! {
    /// Direction of a security association (SA): `XFRM_SA_DIR_*`, linux/xfrm.h.
    pub struct XfrmSaDir(u8) {
        /// Inbound.
        XFRM_SA_DIR_IN = 1,
        /// Outbound.
        XFRM_SA_DIR_OUT = 2,
    }
}
// Limits: xfrma_policy, net/xfrm/xfrm_user.c: lengths of structures, and the direction.
attributes! {
    /// Attributes of security associations (SA) and policies: `XFRMA_*`, linux/xfrm.h.
    pub set Xfrm, enum XfrmAttr<'a> {
        /// Authentication algorithm and key.
        XFRMA_ALG_AUTH: WithHeader<'a, XfrmAlgo, &'a [u8]> = 1 where secret,
        /// Encryption algorithm and key.
        XFRMA_ALG_CRYPT: WithHeader<'a, XfrmAlgo, &'a [u8]> = 2 where secret,
        /// Compression algorithm (IPComp).
        XFRMA_ALG_COMP: WithHeader<'a, XfrmAlgo, &'a [u8]> = 3,
        /// Encapsulation of ESP in UDP (NAT traversal) or in TCP.
        XFRMA_ENCAP: &'a Struct<XfrmEncapTmpl> = 4,
        /// SA templates of a policy, applied in order.
        XFRMA_TMPL: PackedArray<'a, Struct<XfrmUserTmpl>> = 5,
        /// The deleted SA, in notifications.
        XFRMA_SA: &'a Struct<XfrmUserSaInfo> = 6,
        /// The deleted policy, in notifications.
        XFRMA_POLICY: &'a Struct<XfrmUserPolicyInfo> = 7,
        /// Security context (LSM label).
        XFRMA_SEC_CTX: WithHeader<'a, XfrmUserSecCtx, Str<'a>> = 8,
        /// Consumed lifetime.
        XFRMA_LTIME_VAL: &'a Struct<XfrmLifetimeCur> = 9,
        /// Replay state: 32-bit sequence numbers.
        XFRMA_REPLAY_VAL: &'a Struct<XfrmReplayState> = 10,
        /// Replay threshold: number of packets after which an aevent (XFRM_MSG_NEWAE) is sent.
        XFRMA_REPLAY_THRESH: u32 = 11,
        /// Replay timer: time after which an aevent (XFRM_MSG_NEWAE) is sent. Reported in units of
        /// 100 ms; a value that is set is stored without conversion, in jiffies.
        XFRMA_ETIMER_THRESH: u32 = 12,
        /// Source address of an SA.
        XFRMA_SRCADDR: XfrmAddress<'a> = 13,
        /// Care-of address (Mobile IPv6).
        XFRMA_COADDR: XfrmAddress<'a> = 14,
        /// Time of last use, seconds since 1970-01-01.
        XFRMA_LASTUSED: u64 = 15,
        /// Policy type: main or sub.
        XFRMA_POLICY_TYPE: &'a Struct<XfrmUserPolicyType> = 16,
        /// Address changes of a migration (XFRM_MSG_MIGRATE).
        XFRMA_MIGRATE: PackedArray<'a, Struct<XfrmUserMigrate>> = 17,
        /// AEAD algorithm and key.
        XFRMA_ALG_AEAD: WithHeader<'a, XfrmAlgoAead, &'a [u8]> = 18 where secret,
        /// Addresses that the key manager (IKE) uses after a migration.
        XFRMA_KMADDRESS: &'a Struct<XfrmUserKmAddress> = 19,
        /// Authentication algorithm, key and truncation length. Reported in addition to
        /// [`XFRMA_ALG_AUTH`](Self::XFRMA_ALG_AUTH).
        XFRMA_ALG_AUTH_TRUNC: WithHeader<'a, XfrmAlgoAuth, &'a [u8]> = 20 where secret,
        /// Packet mark and mask to match.
        XFRMA_MARK: &'a Struct<XfrmMark> = 21,
        /// Traffic flow confidentiality padding (TFC, RFC 4303), bytes. Packets are padded to this
        /// size.
        XFRMA_TFCPAD: u32 = 22,
        /// Replay state with extended sequence numbers (ESN). Also used for replay windows larger
        /// than 32 packets.
        XFRMA_REPLAY_ESN_VAL: WithHeader<'a, XfrmReplayStateEsn, PackedArray<'a, u32>> = 23,
        /// Additional SA flags.
        XFRMA_SA_EXTRA_FLAGS: XfrmSaExtraFlags = 24,
        /// Protocol to dump: restricts a dump of SAs.
        XFRMA_PROTO: IpProtocol = 25,
        /// Addresses to dump: restricts a dump of SAs.
        XFRMA_ADDRESS_FILTER: &'a Struct<XfrmAddressFilter> = 26,
        /// Padding.
        XFRMA_PAD: &'a [u8] = 27,
        /// Hardware offload device.
        XFRMA_OFFLOAD_DEV: &'a Struct<XfrmUserOffload> = 28,
        /// Packet mark to set (output mark). Also called `XFRMA_OUTPUT_MARK`.
        XFRMA_SET_MARK: u32 = 29,
        /// Mask of the packet mark to set.
        XFRMA_SET_MARK_MASK: u32 = 30,
        /// Id of the XFRM interface (link kind `xfrm`).
        XFRMA_IF_ID: u32 = 31,
        /// Minimum interval between notifications of changed NAT mappings, seconds. For inbound
        /// SAs.
        XFRMA_MTIMER_THRESH: u32 = 32,
        /// Direction of an SA. Since Linux 6.10.
        XFRMA_SA_DIR: XfrmSaDir = 33 where range(1, 2),
        /// Interval of NAT keepalive packets, seconds. Since Linux 6.11.
        XFRMA_NAT_KEEPALIVE_INTERVAL: u32 = 34,
        /// CPU that the SA is bound to. Since Linux 6.13.
        XFRMA_SA_PCPU: u32 = 35,
        /// IP-TFS: time to wait for a missing packet, microseconds. Inbound. Since Linux 6.14.
        XFRMA_IPTFS_DROP_TIME: u32 = 36,
        /// IP-TFS: reorder window, packets. Inbound. Since Linux 6.14.
        XFRMA_IPTFS_REORDER_WINDOW: u16 = 37,
        /// IP-TFS: inner packets are not fragmented. Outbound. Since Linux 6.14.
        XFRMA_IPTFS_DONT_FRAG: Flag = 38,
        /// IP-TFS: delay of the first packet to aggregate others, microseconds. Outbound. Since
        /// Linux 6.14.
        XFRMA_IPTFS_INIT_DELAY: u32 = 39,
        /// IP-TFS: maximum queue size, bytes. Outbound. Since Linux 6.14.
        XFRMA_IPTFS_MAX_QSIZE: u32 = 40,
        /// IP-TFS: size of outer packets, bytes; 0 means the path MTU. Outbound. Since Linux 6.14.
        XFRMA_IPTFS_PKT_SIZE: u32 = 41,
    }
}
attributes! {
    /// Attributes of the security association database (SAD): `XFRMA_SAD_*`, linux/xfrm.h.
    pub set XfrmSad, enum XfrmSadAttr<'a> {
        /// Number of SAs.
        XFRMA_SAD_CNT: u32 = 1,
        /// Hash table of the SAD.
        XFRMA_SAD_HINFO: &'a Struct<XfrmuSadHInfo> = 2,
    }
}
attributes! {
    /// Attributes of the security policy database (SPD): `XFRMA_SPD_*`, linux/xfrm.h.
    pub set XfrmSpd, enum XfrmSpdAttr<'a> {
        /// Numbers of policies, by direction.
        XFRMA_SPD_INFO: &'a Struct<XfrmuSpdInfo> = 1,
        /// Hash table of the SPD.
        XFRMA_SPD_HINFO: &'a Struct<XfrmuSpdHInfo> = 2,
        /// Prefix length thresholds for hashing IPv4 policies.
        XFRMA_SPD_IPV4_HTHRESH: &'a Struct<XfrmuSpdHThresh> = 3,
        /// Prefix length thresholds for hashing IPv6 policies.
        XFRMA_SPD_IPV6_HTHRESH: &'a Struct<XfrmuSpdHThresh> = 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::Described,
        wire::{CStruct, Message, NewFlags, Request},
    };
    use std::format;

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        let lens = [
            (XfrmSelector::SPEC, 56),
            (XfrmId::SPEC, 24),
            (XfrmUserSaInfo::SPEC, 224),
            (XfrmUserSaId::SPEC, 24),
            (XfrmUserPolicyInfo::SPEC, 168),
            (XfrmUserPolicyId::SPEC, 64),
            (XfrmUserTmpl::SPEC, 64),
            (XfrmEncapTmpl::SPEC, 24),
            (XfrmUserAcquire::SPEC, 280),
            (XfrmUserExpire::SPEC, 232),
            (XfrmUserPolExpire::SPEC, 176),
            (XfrmAeventId::SPEC, 48),
            (XfrmUserSpiInfo::SPEC, 232),
            (XfrmUserReport::SPEC, 60),
            (XfrmUserMapping::SPEC, 64),
            (XfrmUserMigrate::SPEC, 76),
            (XfrmUserMigrateState::SPEC, 132),
            (XfrmUserKmAddress::SPEC, 40),
            (XfrmAddressFilter::SPEC, 36),
            (XfrmUserOffload::SPEC, 8),
            (XfrmUserPolicyType::SPEC, 6),
            (XfrmUserPolicyDefault::SPEC, 3),
            (XfrmUserSecCtx::SPEC, 8),
            (XfrmAlgo::SPEC, 68),
            (XfrmAlgoAuth::SPEC, 72),
            (XfrmReplayStateEsn::SPEC, 24),
            (XfrmNoHeader::SPEC, 0),
        ];
        for (structure, len) in lens {
            assert_eq!(structure.len, len, "{}", structure.name);
        }
    }
    #[test]
    fn a_state_prints_its_addresses_by_its_family_and_its_key_behind_its_algorithm() {
        let addresses = ["192.0.2.2", "192.0.2.1", "::1"].map(|text| text.parse::<IpAddr>().unwrap());
        let [to, from, inner] = addresses;
        let selector = XfrmSelector::new()
            .with(XfrmSelector::family, XfrmFamily::AF_INET6)
            .with(XfrmSelector::saddr, inner.into());
        let info = XfrmUserSaInfo::new()
            .with(XfrmUserSaInfo::family, XfrmFamily::AF_INET)
            .with(XfrmUserSaInfo::id, XfrmId::new().with(XfrmId::daddr, to.into()))
            .with(XfrmUserSaInfo::saddr, from.into())
            .with(XfrmUserSaInfo::sel, selector);
        let mut name = [0; 64];
        name[..8].copy_from_slice(b"cbc(aes)");
        let algo = XfrmAlgo::new()
            .with(XfrmAlgo::alg_name, crate::wire::FixedStr(name))
            .with(XfrmAlgo::alg_key_len, 24);
        let mut buffer = [0xa5; 512];
        let mut request = Request::new(&mut buffer, NewSa(info), NewFlags::ACK);
        request.put(Xfrm::XFRMA_ALG_CRYPT, WithHeader { header: &algo, body: &[1u8, 2, 3][..] });
        request.put(Xfrm::XFRMA_COADDR, XfrmAddress(&[10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        let message = Message::new(request.finish(1).unwrap()).unwrap();
        let text = format!("{:?}", Described::new("xfrm", lookup(message), message));
        for part in [
            "saddr: ::1",
            "id: {daddr: 192.0.2.2",
            "saddr: 192.0.2.1",
            "XFRMA_COADDR: 10.0.0.1",
            r#"XFRMA_ALG_CRYPT: {header: {alg_name: "cbc(aes)", alg_key_len: 24}, data: <secret>}"#,
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let (_, attrs) = message.split::<XfrmUserSaInfo, Xfrm>().unwrap();
        let read = attrs.get(Xfrm::XFRMA_ALG_CRYPT).unwrap().unwrap();
        assert_eq!((read.header.key(read.body), read.header.key(&[1, 2])), (Some(&[1u8, 2, 3][..]), None));
        let lying = XfrmAlgo::new().with(XfrmAlgo::alg_key_len, u32::MAX);
        assert_eq!(lying.key(read.body), None);
    }
}

//! Attributes of IPsec (linux/xfrm.h).
use super::*;
use crate::{
    attributes, numbers,
    uapi::IpProtocol,
    wire::{By, Choices, Encode, Flag, Headed, Shape, Slice, Str, Value},
};
use core::net::IpAddr;

/// An address in an attribute, of 16 bytes; which family it is of, the message's header says: each type of message has it elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XfrmAddress<'a>(pub &'a [u8]);
impl XfrmAddress<'_> {
    /// By a family that the caller holds, such as the header's.
    pub fn of_family(&self, family: XfrmFamily) -> Option<IpAddr> {
        let union = crate::wire::IpUnion::<0, 0>(*self.0.first_chunk()?);
        union.of_family(u8::try_from(family.0).ok()?)
    }
    /// Where the header has its family, by the message's type.
    const PLACES: Choices = Choices {
        by: By::Type,
        arms: &[
            (&0x10u16.to_ne_bytes(), Shape::By(&const { by_family(212) })),
            (&0x11u16.to_ne_bytes(), Shape::By(&const { by_family(20) })),
            (&0x12u16.to_ne_bytes(), Shape::By(&const { by_family(20) })),
            (&0x16u16.to_ne_bytes(), Shape::By(&const { by_family(212) })),
            (&0x18u16.to_ne_bytes(), Shape::By(&const { by_family(212) })),
            (&0x1au16.to_ne_bytes(), Shape::By(&const { by_family(212) })),
            (&0x1eu16.to_ne_bytes(), Shape::By(&const { by_family(20) })),
            (&0x1fu16.to_ne_bytes(), Shape::By(&const { by_family(20) })),
        ],
    };
}
const fn by_family(offset: usize) -> Choices {
    const FAMILIES: &[(&[u8], Shape)] =
        &[(&2u16.to_ne_bytes(), Shape::Ip4), (&10u16.to_ne_bytes(), Shape::Ip)];
    Choices { by: By::Header { offset, len: 2 }, arms: FAMILIES }
}
impl Encode for XfrmAddress<'_> {
    const SHAPE: Shape = Shape::By(&Self::PLACES);
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
numbers! {
    /// In which direction a state works: `XFRM_SA_DIR_*`, linux/xfrm.h.
    pub struct XfrmSaDir(u8) {
        /// What comes in.
        XFRM_SA_DIR_IN = 1,
        /// What goes out.
        XFRM_SA_DIR_OUT = 2,
    }
}
// Limits: xfrma_policy, net/xfrm/xfrm_user.c: lengths of structures, and the direction.
attributes! {
    /// Attributes of states and policies: `XFRMA_*`, linux/xfrm.h.
    pub set Xfrm, enum XfrmAttr<'a> {
        /// What authenticates, and its key.
        XFRMA_ALG_AUTH = 1 => AlgAuth(Headed<'a, XfrmAlgo, &'a [u8]>),
        /// What encrypts, and its key.
        XFRMA_ALG_CRYPT = 2 => AlgCrypt(Headed<'a, XfrmAlgo, &'a [u8]>),
        /// What compresses.
        XFRMA_ALG_COMP = 3 => AlgComp(Headed<'a, XfrmAlgo, &'a [u8]>),
        /// In which packets it is wrapped.
        XFRMA_ENCAP = 4 => Encap(&'a XfrmEncapTmpl),
        /// Which states a policy wants.
        XFRMA_TMPL = 5 => Tmpl(Slice<'a, XfrmUserTmpl>),
        /// The state that is gone.
        XFRMA_SA = 6 => Sa(&'a XfrmUserSaInfo),
        /// The policy that is gone.
        XFRMA_POLICY = 7 => Policy(&'a XfrmUserPolicyInfo),
        /// A security context.
        XFRMA_SEC_CTX = 8 => SecCtx(Headed<'a, XfrmUserSecCtx, Str<'a>>),
        /// How long it has lived.
        XFRMA_LTIME_VAL = 9 => LtimeVal(&'a XfrmLifetimeCur),
        /// Sequence numbers.
        XFRMA_REPLAY_VAL = 10 => ReplayVal(&'a XfrmReplayState),
        /// After how many packets sequence numbers are told.
        XFRMA_REPLAY_THRESH = 11 => ReplayThresh(u32),
        /// After how long they are told, tenths of a second.
        XFRMA_ETIMER_THRESH = 12 => EtimerThresh(u32),
        /// Where packets come from.
        XFRMA_SRCADDR = 13 => SrcAddr(XfrmAddress<'a>),
        /// The care-of address of mobile IPv6.
        XFRMA_COADDR = 14 => CoAddr(XfrmAddress<'a>),
        /// When it was last used, seconds since 1970.
        XFRMA_LASTUSED = 15 => LastUsed(u64),
        /// Which kind of policy.
        XFRMA_POLICY_TYPE = 16 => PolicyType(&'a XfrmUserPolicyType),
        /// From which addresses to which.
        XFRMA_MIGRATE = 17 => Migrate(Slice<'a, XfrmUserMigrate>),
        /// What encrypts and authenticates, and its key.
        XFRMA_ALG_AEAD = 18 => AlgAead(Headed<'a, XfrmAlgoAead, &'a [u8]>),
        /// With whom keys are agreed on.
        XFRMA_KMADDRESS = 19 => KmAddress(&'a XfrmUserKmAddress),
        /// What authenticates, and its key; told beside [`XFRMA_ALG_AUTH`](Self::XFRMA_ALG_AUTH).
        XFRMA_ALG_AUTH_TRUNC = 20 => AlgAuthTrunc(Headed<'a, XfrmAlgoAuth, &'a [u8]>),
        /// For packets with which marks.
        XFRMA_MARK = 21 => Mark(&'a XfrmMark),
        /// To how many bytes packets are filled up.
        XFRMA_TFCPAD = 22 => TfcPad(u32),
        /// Sequence numbers of 64 bits.
        XFRMA_REPLAY_ESN_VAL = 23 => ReplayEsnVal(Headed<'a, XfrmReplayStateEsn, Slice<'a, u32>>),
        /// More of how a state works.
        XFRMA_SA_EXTRA_FLAGS = 24 => SaExtraFlags(XfrmSaExtraFlags),
        /// A dump: of which protocol.
        XFRMA_PROTO = 25 => Proto(IpProtocol),
        /// A dump: of which addresses.
        XFRMA_ADDRESS_FILTER = 26 => AddressFilter(&'a XfrmAddressFilter),
        /// Nothing: brings what follows to a multiple of 8.
        XFRMA_PAD = 27 => Pad(&'a [u8]),
        /// Which device helps.
        XFRMA_OFFLOAD_DEV = 28 => OffloadDev(&'a XfrmUserOffload),
        /// Mark that packets get.
        XFRMA_SET_MARK = 29 => SetMark(u32),
        /// Which bits of it.
        XFRMA_SET_MARK_MASK = 30 => SetMarkMask(u32),
        /// Id of the link of kind xfrm that it belongs to.
        XFRMA_IF_ID = 31 => IfId(u32),
        /// After how long a changed address is told again, seconds.
        XFRMA_MTIMER_THRESH = 32 => MtimerThresh(u32),
        /// In which direction a state works. Since Linux 6.10.
        XFRMA_SA_DIR = 33 => SaDir(XfrmSaDir) where range(1, 2),
        /// Between two packets that keep NAT alive, seconds. Since Linux 6.11.
        XFRMA_NAT_KEEPALIVE_INTERVAL = 34 => NatKeepaliveInterval(u32),
        /// The processor that it is for. Since Linux 6.13.
        XFRMA_SA_PCPU = 35 => SaPcpu(u32),
        /// IP-TFS: after how long a missing packet is given up, microseconds. Since Linux 6.14.
        XFRMA_IPTFS_DROP_TIME = 36 => IptfsDropTime(u32),
        /// IP-TFS: how many packets may come out of order.
        XFRMA_IPTFS_REORDER_WINDOW = 37 => IptfsReorderWindow(u16),
        /// IP-TFS: packets are not fragmented.
        XFRMA_IPTFS_DONT_FRAG = 38 => IptfsDontFrag(Flag),
        /// IP-TFS: how long the first packet waits for others, microseconds.
        XFRMA_IPTFS_INIT_DELAY = 39 => IptfsInitDelay(u32),
        /// IP-TFS: bytes that may wait.
        XFRMA_IPTFS_MAX_QSIZE = 40 => IptfsMaxQsize(u32),
        /// IP-TFS: bytes of a packet; 0 for as many as the path takes.
        XFRMA_IPTFS_PKT_SIZE = 41 => IptfsPktSize(u32),
    }
}
attributes! {
    /// The table of states: `XFRMA_SAD_*`, linux/xfrm.h.
    pub set XfrmSad, enum XfrmSadAttr<'a> {
        /// How many there are.
        XFRMA_SAD_CNT = 1 => Cnt(u32),
        /// The table.
        XFRMA_SAD_HINFO = 2 => HInfo(&'a XfrmuSadHInfo),
    }
}
attributes! {
    /// The table of policies: `XFRMA_SPD_*`, linux/xfrm.h.
    pub set XfrmSpd, enum XfrmSpdAttr<'a> {
        /// How many there are.
        XFRMA_SPD_INFO = 1 => Info(&'a XfrmuSpdInfo),
        /// The table.
        XFRMA_SPD_HINFO = 2 => HInfo(&'a XfrmuSpdHInfo),
        /// From which prefixes of IPv4 on policies are hashed.
        XFRMA_SPD_IPV4_HTHRESH = 3 => Ipv4HThresh(&'a XfrmuSpdHThresh),
        /// The same of IPv6.
        XFRMA_SPD_IPV6_HTHRESH = 4 => Ipv6HThresh(&'a XfrmuSpdHThresh),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Described, Layout, Message, NewFlags, Request};
    use std::format;

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        let lens = [
            (XfrmSelector::STRUCTURE, 56),
            (XfrmId::STRUCTURE, 24),
            (XfrmUserSaInfo::STRUCTURE, 224),
            (XfrmUserSaId::STRUCTURE, 24),
            (XfrmUserPolicyInfo::STRUCTURE, 168),
            (XfrmUserPolicyId::STRUCTURE, 64),
            (XfrmUserTmpl::STRUCTURE, 64),
            (XfrmEncapTmpl::STRUCTURE, 24),
            (XfrmUserAcquire::STRUCTURE, 280),
            (XfrmUserExpire::STRUCTURE, 232),
            (XfrmUserPolExpire::STRUCTURE, 176),
            (XfrmAeventId::STRUCTURE, 48),
            (XfrmUserSpiInfo::STRUCTURE, 232),
            (XfrmUserReport::STRUCTURE, 60),
            (XfrmUserMapping::STRUCTURE, 64),
            (XfrmUserMigrate::STRUCTURE, 76),
            (XfrmUserKmAddress::STRUCTURE, 40),
            (XfrmAddressFilter::STRUCTURE, 36),
            (XfrmUserOffload::STRUCTURE, 8),
            (XfrmUserPolicyType::STRUCTURE, 6),
            (XfrmUserPolicyDefault::STRUCTURE, 3),
            (XfrmUserSecCtx::STRUCTURE, 8),
            (XfrmAlgo::STRUCTURE, 68),
            (XfrmAlgoAuth::STRUCTURE, 72),
            (XfrmReplayStateEsn::STRUCTURE, 24),
            (XfrmNoHeader::STRUCTURE, 0),
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
            .with(XfrmAlgo::alg_name, crate::wire::Chars(name))
            .with(XfrmAlgo::alg_key_len, 24);
        let mut buffer = [0xa5; 512];
        let mut request = Request::new(&mut buffer, NewSa(info), NewFlags::ACK);
        request.put(Xfrm::XFRMA_ALG_CRYPT, Headed { header: &algo, tail: &[1u8, 2, 3][..] });
        request.put(Xfrm::XFRMA_COADDR, XfrmAddress(&[10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        let message = Message::new(request.finish(1).unwrap()).unwrap();
        let text = format!("{:?}", Described::new("xfrm", row(message.kind()), message));
        for part in [
            "saddr: ::1",
            "id: {daddr: 192.0.2.2",
            "saddr: 192.0.2.1",
            "XFRMA_COADDR: 10.0.0.1",
            r#"XFRMA_ALG_CRYPT: {header: {alg_name: "cbc(aes)", alg_key_len: 24}, data: 010203}"#,
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let (_, attrs) = message.split::<XfrmUserSaInfo, Xfrm>().unwrap();
        let read = attrs.get(Xfrm::XFRMA_ALG_CRYPT).unwrap().unwrap();
        assert_eq!((read.header.key(read.tail), read.header.key(&[1, 2])), (Some(&[1u8, 2, 3][..]), None));
        let lying = XfrmAlgo::new().with(XfrmAlgo::alg_key_len, u32::MAX);
        assert_eq!(lying.key(read.tail), None);
    }
}

//! Parameters of xtables matches and targets, as iptables-nft writes them
//! (linux/netfilter/xt_*.h, linux/netfilter/nf_nat.h).
use super::{NftMatch, NftTarget};
use crate::{
    attributes, c_struct, flags,
    netfilter::{NetfilterMessage, NfGenMsg, NfProto},
    open_enum, operations,
    wire::{Attrs, Be, FieldArray, FixedStr, Str, Struct},
};

c_struct! {
    /// Match `comment`: `struct xt_comment_info`.
    #[doc(alias = "xt_comment_info")]
    pub struct XtComment {
        /// Comment text, ignored by the kernel.
        comment: FixedStr<256>,
    }
}
flags! {
    /// Inverted conditions of [`XtTcp`]: `XT_TCP_INV_*`.
    pub struct XtTcpInvert(u8) {
        /// Source ports.
        XT_TCP_INV_SRCPT = 0x01,
        /// Destination ports.
        XT_TCP_INV_DSTPT = 0x02,
        /// Inverts the match of TCP flags.
        XT_TCP_INV_FLAGS = 0x04,
        /// Inverts the match of the TCP option.
        XT_TCP_INV_OPTION = 0x08,
    }
}
c_struct! {
    /// Match `tcp`: `struct xt_tcp`.
    #[doc(alias = "xt_tcp")]
    pub struct XtTcp {
        /// First and last source port, in host byte order.
        spts: FieldArray<u16, 2>,
        /// First and last destination port, in host byte order.
        dpts: FieldArray<u16, 2>,
        /// TCP option that must be present; 0 for none.
        option: u8,
        /// Mask of the TCP flags.
        flg_mask: u8,
        /// Values of the TCP flags in the mask.
        flg_cmp: u8,
        /// Inverted conditions.
        invflags: XtTcpInvert,
    }
}
c_struct! {
    /// Match `udp`: `struct xt_udp`.
    #[doc(alias = "xt_udp")]
    pub struct XtUdp {
        /// First and last source port, in host byte order.
        spts: FieldArray<u16, 2>,
        /// First and last destination port, in host byte order.
        dpts: FieldArray<u16, 2>,
        /// Inverted conditions: `XT_TCP_INV_SRCPT`, `XT_TCP_INV_DSTPT`.
        invflags: XtTcpInvert,
        /// Padding.
        pad _pad: u8,
    }
}
open_enum! {
    /// Ports that [`XtMultiport`] compares: `XT_MULTIPORT_*`.
    pub struct XtMultiportFlags(u8) {
        /// Source port.
        XT_MULTIPORT_SOURCE = 0,
        /// Destination port.
        XT_MULTIPORT_DESTINATION = 1,
        /// Source or destination port.
        XT_MULTIPORT_EITHER = 2,
    }
}
c_struct! {
    /// Match `multiport`, revision 1: `struct xt_multiport_v1`.
    #[doc(alias = "xt_multiport_v1")]
    pub struct XtMultiport {
        /// Ports that are compared.
        flags: XtMultiportFlags,
        /// Number of ports.
        count: u8,
        /// Ports, in host byte order.
        ports: FieldArray<u16, 15>,
        /// 1 if the port begins a range that the next port ends.
        pflags: FieldArray<u8, 15>,
        /// 1 inverts the match.
        invert: u8,
    }
}
flags! {
    /// Flags of [`XtAddrtype`]: `XT_ADDRTYPE_*`.
    pub struct XtAddrtypeFlags(u32) {
        /// Inverts the source type.
        XT_ADDRTYPE_INVERT_SOURCE = 0x0001,
        /// Inverts the destination type.
        XT_ADDRTYPE_INVERT_DEST = 0x0002,
        /// Types of the input interface only.
        XT_ADDRTYPE_LIMIT_IFACE_IN = 0x0004,
        /// Types of the output interface only.
        XT_ADDRTYPE_LIMIT_IFACE_OUT = 0x0008,
    }
}
c_struct! {
    /// Match `addrtype`, revision 1: `struct xt_addrtype_info_v1`.
    #[doc(alias = "xt_addrtype_info_v1")]
    pub struct XtAddrtype {
        /// Types of the source address: bit n for the route type n (`RTN_*`).
        source: u16,
        /// Types of the destination address: bit n for the route type n (`RTN_*`).
        dest: u16,
        /// Flags: inversion, and limits to the input or output interface.
        flags: XtAddrtypeFlags,
    }
}
c_struct! {
    /// Match `limit`: the first fields of `struct xt_rateinfo`. The others are the kernel's own.
    #[doc(alias = "xt_rateinfo")]
    pub struct XtLimit {
        /// Average time between packets, in units of 1/10,000 second.
        avg: u32,
        /// Burst, packets.
        burst: u32,
    }
}
c_struct! {
    /// Match `mark`, revision 1: `struct xt_mark_mtinfo1`.
    #[doc(alias = "xt_mark_mtinfo1")]
    pub struct XtMark {
        /// Mark to compare, or to set.
        mark: u32,
        /// Mask: bits of the mark that are compared or changed.
        mask: u32,
        /// 1 inverts the match.
        invert: u8,
        /// Padding.
        pad _pad: [u8; 3],
    }
}
flags! {
    /// Conditions of [`XtConntrack`]: `XT_CONNTRACK_*`.
    pub struct XtConntrackFlags(u16) {
        /// Matches the state: new, established, related, ...
        XT_CONNTRACK_STATE = 1 << 0,
        /// Layer 4 protocol.
        XT_CONNTRACK_PROTO = 1 << 1,
        /// Source address of the original direction.
        XT_CONNTRACK_ORIGSRC = 1 << 2,
        /// Destination address of the original direction.
        XT_CONNTRACK_ORIGDST = 1 << 3,
        /// Source address of the reply direction.
        XT_CONNTRACK_REPLSRC = 1 << 4,
        /// Destination address of the reply direction.
        XT_CONNTRACK_REPLDST = 1 << 5,
        /// Matches the status bits (`IPS_*`).
        XT_CONNTRACK_STATUS = 1 << 6,
        /// Remaining lifetime.
        XT_CONNTRACK_EXPIRES = 1 << 7,
        /// Source port of the original direction.
        XT_CONNTRACK_ORIGSRC_PORT = 1 << 8,
        /// Destination port of the original direction.
        XT_CONNTRACK_ORIGDST_PORT = 1 << 9,
        /// Source port of the reply direction.
        XT_CONNTRACK_REPLSRC_PORT = 1 << 10,
        /// Destination port of the reply direction.
        XT_CONNTRACK_REPLDST_PORT = 1 << 11,
        /// Matches the direction: original or reply.
        XT_CONNTRACK_DIRECTION = 1 << 12,
        /// The rule uses the match `state`, an alias of `conntrack`. The kernel ignores the bit.
        XT_CONNTRACK_STATE_ALIAS = 1 << 13,
    }
}
flags! {
    /// States of [`XtConntrack`]: `XT_CONNTRACK_STATE_*`, and bit n + 1 for `IP_CT_*` n.
    pub struct XtConntrackStates(u16) {
        /// Invalid: the packet belongs to no connection.
        XT_CONNTRACK_STATE_INVALID = 1 << 0,
        /// Established: packets in both directions were seen.
        XT_CONNTRACK_STATE_ESTABLISHED = 1 << 1,
        /// Related: expected by another connection, or an ICMP error.
        XT_CONNTRACK_STATE_RELATED = 1 << 2,
        /// New: first packet of a connection.
        XT_CONNTRACK_STATE_NEW = 1 << 3,
        /// Source NAT.
        XT_CONNTRACK_STATE_SNAT = 1 << 6,
        /// Destination NAT.
        XT_CONNTRACK_STATE_DNAT = 1 << 7,
        /// Untracked: excluded from tracking (`NOTRACK`).
        XT_CONNTRACK_STATE_UNTRACKED = 1 << 8,
    }
}
c_struct! {
    /// Match `conntrack`, revision 3: `struct xt_conntrack_mtinfo3`.
    ///
    /// Addresses have 16 bytes; IPv4 addresses are in the first 4. Revision 2 has the same fields
    /// up to `status_mask`.
    #[doc(alias = "xt_conntrack_mtinfo3")]
    pub struct XtConntrack {
        /// Source address of the original direction.
        origsrc_addr: [u8; 16],
        /// Mask of the source address of the original direction.
        origsrc_mask: [u8; 16],
        /// Destination address of the original direction.
        origdst_addr: [u8; 16],
        /// Mask of the destination address of the original direction.
        origdst_mask: [u8; 16],
        /// Source address of the reply direction.
        replsrc_addr: [u8; 16],
        /// Mask of the source address of the reply direction.
        replsrc_mask: [u8; 16],
        /// Destination address of the reply direction.
        repldst_addr: [u8; 16],
        /// Mask of the destination address of the reply direction.
        repldst_mask: [u8; 16],
        /// Minimum of the remaining lifetime, seconds.
        expires_min: u32,
        /// Maximum of the remaining lifetime, seconds.
        expires_max: u32,
        /// Layer 4 protocol.
        l4proto: u16,
        /// First source port of the original direction, in host byte order.
        origsrc_port: u16,
        /// First destination port of the original direction, in host byte order.
        origdst_port: u16,
        /// First source port of the reply direction, in host byte order.
        replsrc_port: u16,
        /// First destination port of the reply direction, in host byte order.
        repldst_port: u16,
        /// Conditions.
        match_flags: XtConntrackFlags,
        /// Inverted conditions.
        invert_flags: XtConntrackFlags,
        /// States to match.
        state_mask: XtConntrackStates,
        /// Status bits.
        status_mask: u16,
        /// Last source port of the original direction.
        origsrc_port_high: u16,
        /// Last destination port of the original direction.
        origdst_port_high: u16,
        /// Last source port of the reply direction.
        replsrc_port_high: u16,
        /// Last destination port of the reply direction.
        repldst_port_high: u16,
        /// Padding.
        pad _pad: [u8; 2],
    }
}
c_struct! {
    /// Target `MARK`, revision 2: `struct xt_mark_tginfo2`.
    #[doc(alias = "xt_mark_tginfo2")]
    pub struct XtMarkTarget {
        /// Mark to compare, or to set.
        mark: u32,
        /// Bits that are cleared before the mark is combined by XOR.
        mask: u32,
    }
}
c_struct! {
    /// Target `LOG`: `struct xt_log_info`.
    #[doc(alias = "xt_log_info")]
    pub struct XtLog {
        /// Log level.
        level: u8,
        /// Flags (`NF_LOG_*`).
        logflags: u8,
        /// Prefix of the log message.
        prefix: FixedStr<30>,
    }
}
open_enum! {
    /// Reply of the target `REJECT` for IPv4: `IPT_*`.
    pub struct XtRejectWith(u32) {
        /// ICMP network unreachable.
        IPT_ICMP_NET_UNREACHABLE = 0,
        /// Answers by ICMP host unreachable.
        IPT_ICMP_HOST_UNREACHABLE = 1,
        /// ICMP protocol unreachable.
        IPT_ICMP_PROT_UNREACHABLE = 2,
        /// Answers by ICMP port unreachable.
        IPT_ICMP_PORT_UNREACHABLE = 3,
        /// ICMP echo reply. The kernel rejects the value.
        IPT_ICMP_ECHOREPLY = 4,
        /// ICMP network prohibited.
        IPT_ICMP_NET_PROHIBITED = 5,
        /// Answers by ICMP host administratively prohibited.
        IPT_ICMP_HOST_PROHIBITED = 6,
        /// TCP RST.
        IPT_TCP_RESET = 7,
        /// ICMP administratively prohibited.
        IPT_ICMP_ADMIN_PROHIBITED = 8,
    }
}
c_struct! {
    /// Target `REJECT`: `struct ipt_reject_info`. IPv6 has other values.
    #[doc(alias = "ipt_reject_info")]
    pub struct XtReject {
        /// Reply.
        with: XtRejectWith,
    }
}
c_struct! {
    /// Targets `MASQUERADE`, `REDIRECT`, `SNAT` and `DNAT` of IPv4, revision 0:
    /// `struct nf_nat_ipv4_multi_range_compat`.
    #[doc(alias = "nf_nat_ipv4_multi_range_compat")]
    pub struct XtNatIpv4 {
        /// Number of ranges: 1.
        rangesize: u32,
        /// Flags: which ranges are given, random, persistent.
        flags: super::NatFlags,
        /// First address.
        min_ip: core::net::Ipv4Addr,
        /// Last address.
        max_ip: core::net::Ipv4Addr,
        /// First port.
        min: Be<u16>,
        /// Last port.
        max: Be<u16>,
    }
}
c_struct! {
    /// Targets of NAT with addresses of either family: `struct nf_nat_range`, the first fields of
    /// `struct nf_nat_range2`.
    #[doc(alias = "nf_nat_range")]
    #[doc(alias = "nf_nat_range2")]
    pub struct XtNat {
        /// Flags: which ranges are given, random, persistent.
        flags: super::NatFlags,
        /// First address; an IPv4 address is in the first 4 bytes.
        min_addr: [u8; 16],
        /// Last address; an IPv4 address is in the first 4 bytes.
        max_addr: [u8; 16],
        /// First port.
        min_proto: Be<u16>,
        /// Last port.
        max_proto: Be<u16>,
    }
}

/// Declares an enum of parameters by name and revision.
macro_rules! infos {
    ($(#[$meta:meta])* $name:ident { $( $(#[$doc:meta])* $variant:ident($ty:ty) = $($text:literal [$($revision:literal)+]),+; )* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub enum $name<'a> {
            $( $(#[$doc])* $variant(&'a Struct<$ty>), )*
            /// Parameters of another match or target, of an unknown revision, or too short.
            Other(&'a [u8]),
        }
        impl<'a> $name<'a> {
            /// Decodes parameters by name and revision.
            #[must_use]
            pub fn new(name: Str<'_>, revision: u32, info: &'a [u8]) -> Self {
                match (name.as_bytes(), revision) {
                    $( $( ($text, $($revision)|+) )|+ => {
                        // the kernel pads the parameters to 8 bytes
                        match <Struct<$ty> as zerocopy::FromBytes>::ref_from_prefix(info) {
                            Ok((info, _)) => Self::$variant(info),
                            Err(_) => Self::Other(info),
                        }
                    } )*
                    _ => Self::Other(info),
                }
            }
        }
    };
}
infos! {
    /// Parameters of an xtables match: by name and revision.
    XtMatch {
        /// Match `comment`: matches all packets.
        Comment(XtComment) = b"comment" [0];
        /// Match `tcp`: ports, flags and options.
        Tcp(XtTcp) = b"tcp" [0];
        /// Match `udp`: ports.
        Udp(XtUdp) = b"udp" [0], b"udplite" [0];
        /// Match `multiport`: up to 15 ports.
        Multiport(XtMultiport) = b"multiport" [1];
        /// Match `addrtype`: types of the addresses, such as local.
        Addrtype(XtAddrtype) = b"addrtype" [1];
        /// Match `limit`: token bucket.
        Limit(XtLimit) = b"limit" [0];
        /// `mark`.
        Mark(XtMark) = b"mark" [1];
        /// Match `conntrack`: state of the connection.
        Conntrack(XtConntrack) = b"conntrack" [3];
    }
}
infos! {
    /// Parameters of an xtables target, by name and revision.
    XtTarget {
        /// `MARK`.
        Mark(XtMarkTarget) = b"MARK" [2];
        /// Target `LOG`: prints the packet to the kernel log.
        Log(XtLog) = b"LOG" [0];
        /// Target `REJECT`: drops the packet and answers by an ICMP error or a TCP RST.
        Reject(XtReject) = b"REJECT" [0];
        /// `SNAT`, `DNAT` and `REDIRECT` of IPv4, and `MASQUERADE`.
        NatIpv4(XtNatIpv4) = b"MASQUERADE" [0], b"SNAT" [0], b"DNAT" [0], b"REDIRECT" [0];
        /// `SNAT` and `DNAT`.
        Nat(XtNat) = b"SNAT" [1 2], b"DNAT" [1 2];
    }
}
impl<'a> Attrs<'a, NftMatch> {
    /// Returns the parameters of the match by its name and revision.
    ///
    /// Malformed attributes count as absent.
    #[must_use]
    pub fn info(self) -> XtMatch<'a> {
        let revision = self.get(NftMatch::NFTA_MATCH_REV).ok().flatten().map_or(0, |revision| revision.0);
        let name = self.get(NftMatch::NFTA_MATCH_NAME).ok().flatten().unwrap_or_default();
        let info = self.get(NftMatch::NFTA_MATCH_INFO).ok().flatten().unwrap_or_default();
        XtMatch::new(name, revision, info)
    }
}
impl<'a> Attrs<'a, NftTarget> {
    /// Returns the parameters of the target by its name and revision.
    ///
    /// Malformed attributes count as absent. `MASQUERADE` in IPv6 has the parameters of
    /// [`XtNat`]: decode those with [`XtTarget::new`] and the name `SNAT`, revision 1.
    #[must_use]
    pub fn info(self) -> XtTarget<'a> {
        let revision = self.get(NftTarget::NFTA_TARGET_REV).ok().flatten().map_or(0, |revision| revision.0);
        let name = self.get(NftTarget::NFTA_TARGET_NAME).ok().flatten().unwrap_or_default();
        let info = self.get(NftTarget::NFTA_TARGET_INFO).ok().flatten().unwrap_or_default();
        XtTarget::new(name, revision, info)
    }
}

open_enum! {
    /// What `NFNL_MSG_COMPAT_GET` asks for: matches or targets.
    pub struct CompatType(u32) {
        /// Match of xtables.
        MATCH = 0,
        /// Target of xtables.
        TARGET = 1,
    }
}
attributes! {
    /// xtables match or target of the compatibility layer: `NFTA_COMPAT_*`.
    pub set NftCompat, enum NftCompatAttr<'a> {
        /// Name of the match or target.
        NFTA_COMPAT_NAME: Str<'a> = 1 where max_len(31),
        /// Revision.
        NFTA_COMPAT_REV: Be<u32> = 2 where range(0, 255),
        /// Match or target.
        NFTA_COMPAT_TYPE: Be<CompatType> = 3,
    }
}
operations! {
    protocol crate::wire::Protocol::NETFILTER;
    /// Requests the highest revision of an xtables match or target that the kernel supports.
    pub GetCompat {
        /// Protocol family.
        family: NfProto => nfgen_family,
    } = Get(NetfilterMessage::NFNL_MSG_COMPAT_GET, NfGenMsg, NftCompat);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Writer;

    #[test]
    fn parameters_are_structs_by_name_and_revision() {
        let tcp = XtTcp::new().with(XtTcp::dpts, FieldArray([22u16.into(), 80.into()]));
        let mut padded = [0; 24];
        padded[..size_of::<Struct<XtTcp>>()].copy_from_slice(zerocopy::IntoBytes::as_bytes(&tcp));
        let mut buffer = [0; 128];
        let mut writer = Writer::<NftMatch>::new(&mut buffer);
        writer.put(NftMatch::NFTA_MATCH_NAME, "tcp").put(NftMatch::NFTA_MATCH_REV, 0u32);
        writer.put(NftMatch::NFTA_MATCH_INFO, &padded[..]);
        let XtMatch::Tcp(read) = Attrs::<NftMatch>::new(writer.finish().unwrap()).info() else { panic!() };
        let ports = read.get(XtTcp::dpts);
        assert!(ports.iter().eq([22, 80]));
        for (name, revision) in [("tcp", 1), ("conntrack", 2), ("recent", 0)] {
            assert!(matches!(XtMatch::new(name.into(), revision, &padded), XtMatch::Other(_)));
        }
        assert!(matches!(XtMatch::new("tcp".into(), 0, &padded[..11]), XtMatch::Other(_)), "too short");
        assert!(matches!(XtTarget::new("DNAT".into(), 2, &[0; 48]), XtTarget::Nat(_)));
        assert!(matches!(XtTarget::new("MASQUERADE".into(), 0, &[0; 24]), XtTarget::NatIpv4(_)));
    }
    #[test]
    fn structs_have_the_sizes_of_the_headers() {
        assert_eq!(
            [
                size_of::<Struct<XtComment>>(),
                size_of::<Struct<XtTcp>>(),
                size_of::<Struct<XtUdp>>(),
                size_of::<Struct<XtMultiport>>()
            ],
            [256, 12, 10, 48]
        );
        assert_eq!(
            [
                size_of::<Struct<XtAddrtype>>(),
                size_of::<Struct<XtMark>>(),
                size_of::<Struct<XtConntrack>>(),
                size_of::<Struct<XtLog>>()
            ],
            [8, 12, 164, 32]
        );
        assert_eq!(
            [
                size_of::<Struct<XtMarkTarget>>(),
                size_of::<Struct<XtReject>>(),
                size_of::<Struct<XtNatIpv4>>(),
                size_of::<Struct<XtNat>>()
            ],
            [8, 4, 20, 40]
        );
    }
}

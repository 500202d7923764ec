//! Rules by what they match and do.
mod bytes;
mod parameters;
mod statements;
mod test;

pub(crate) use bytes::*;
pub use parameters::*;
pub use test::*;

use super::*;
use crate::{
    netfilter::NfProto,
    uapi::IpProtocol,
    wire::{AttributeSet, Attrs, Be, SubMessageKey, Writer},
};
use core::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    ops::{RangeFrom, RangeInclusive, RangeToInclusive},
};

/// First 32-bit register of the second operand (`NFT_REG_2`).
const SECOND: Register = Register::NFT_REG_2;
const THIRD: Register = Register::NFT_REG_3;
const FOURTH: Register = Register::NFT_REG_4;
const FIRST: Register = Register::NFT_REG_1;

/// Writes a rule: matches and statements in order.
///
/// Each method writes expressions into the request and returns the rule. Protocol matches that
/// a field needs (`meta nfproto`, `meta l4proto`, `meta protocol`, `ether type`) are added as nft
/// adds them. Created by [`Chain::rule`], and by [`Rule::new`] for the expressions of any writer.
///
/// ```
/// use nlwire::{netfilter::{NfProto, nftables::*}, wire::Writer};
/// let mut buffer = [0; 1024];
/// let mut writer = Writer::<NftExprs>::new(&mut buffer);
/// Rule::new(&mut writer, NfProto::NFPROTO_INET).tcp_dport(22).ct_state(CtState::NF_CT_STATE_NEW).counter().accept();
/// let expressions = nlwire::wire::Attrs::new(writer.finish()?);
/// let text = RuleText::new(NfProto::NFPROTO_INET, expressions).to_string();
/// assert_eq!(text, "tcp dport 22 ct state new counter packets 0 bytes 0 accept");
/// # Ok::<(), nlwire::wire::BuildError>(())
/// ```
pub struct Rule<'w, 'b> {
    exprs: &'w mut Writer<'b, NftExprs>,
    family: NfProto,
    /// EtherType of the network header, where it is known.
    network: Option<u16>,
    transport: Option<u8>,
    ethernet: bool,
    vlan: bool,
}
const ETH_P_IP: u16 = 0x0800;
const ETH_P_ARP: u16 = 0x0806;
const ETH_P_8021Q: u16 = 0x8100;
const ETH_P_IPV6: u16 = 0x86dd;

impl<'w, 'b> Rule<'w, 'b> {
    /// Creates a rule of a table of the family that writes its expressions into `exprs`.
    pub fn new(exprs: &'w mut Writer<'b, NftExprs>, family: NfProto) -> Self {
        let network = match family {
            NfProto::NFPROTO_IPV4 => Some(ETH_P_IP),
            NfProto::NFPROTO_IPV6 => Some(ETH_P_IPV6),
            NfProto::NFPROTO_ARP => Some(ETH_P_ARP),
            _ => None,
        };
        let ethernet = family == NfProto::NFPROTO_BRIDGE;
        Self { exprs, family, network, transport: None, ethernet, vlan: false }
    }
    /// Writes any expression: what this type has no method for.
    pub fn expr<'v, N: AttributeSet>(
        self,
        kind: SubMessageKey<ExprKind, Attrs<'v, N>>,
        fill: impl FnOnce(&mut Writer<'b, N>),
    ) -> Self {
        self.exprs.expr(kind, fill);
        self
    }

    // Dependencies.

    fn need_network(&mut self, ether_type: u16) {
        if self.network == Some(ether_type) {
            return;
        }
        self.network = Some(ether_type);
        let proto = match ether_type {
            ETH_P_IP => NfProto::NFPROTO_IPV4,
            ETH_P_IPV6 => NfProto::NFPROTO_IPV6,
            _ => NfProto::NFPROTO_ARP,
        };
        if self.vlan {
            self.exprs.payload(PayloadBase::NFT_PAYLOAD_LL_HEADER, 16, 2, FIRST);
            self.exprs.cmp(FIRST, CmpOp::NFT_CMP_EQ, &ether_type.to_be_bytes());
        } else if matches!(self.family, NfProto::NFPROTO_BRIDGE | NfProto::NFPROTO_NETDEV) {
            self.exprs.meta(MetaKey::NFT_META_PROTOCOL, FIRST);
            self.exprs.cmp(FIRST, CmpOp::NFT_CMP_EQ, &ether_type.to_be_bytes());
        } else {
            self.exprs.meta(MetaKey::NFT_META_NFPROTO, FIRST);
            self.exprs.cmp(FIRST, CmpOp::NFT_CMP_EQ, &[proto.0]);
        }
    }
    fn need_transport(&mut self, protocol: u8) {
        match protocol {
            1 | 2 => self.need_network(ETH_P_IP),
            58 => self.need_network(ETH_P_IPV6),
            _ => {}
        }
        if self.transport != Some(protocol) {
            self.transport = Some(protocol);
            self.exprs.meta(MetaKey::NFT_META_L4PROTO, FIRST);
            self.exprs.cmp(FIRST, CmpOp::NFT_CMP_EQ, &[protocol]);
        }
    }
    fn need_ethernet(&mut self) {
        if !self.ethernet {
            self.ethernet = true;
            self.exprs.meta(MetaKey::NFT_META_IFTYPE, FIRST);
            self.exprs.cmp(FIRST, CmpOp::NFT_CMP_EQ, &1u16.to_ne_bytes());
        }
    }
    fn need(&mut self, spec: &FieldSpec) {
        match spec.source {
            Source::Payload(header, _) => match header {
                Header::Ether => self.need_ethernet(),
                Header::Vlan => {
                    self.need_ethernet();
                    if !self.vlan {
                        self.vlan = true;
                        self.exprs.payload(PayloadBase::NFT_PAYLOAD_LL_HEADER, 12, 2, FIRST);
                        self.exprs.cmp(FIRST, CmpOp::NFT_CMP_EQ, &ETH_P_8021Q.to_be_bytes());
                    }
                }
                Header::Arp => self.need_network(ETH_P_ARP),
                Header::Ip => self.need_network(ETH_P_IP),
                Header::Ip6 => self.need_network(ETH_P_IPV6),
                Header::Transport => {}
                Header::L4(protocol) => self.need_transport(protocol),
            },
            Source::Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV6, ..) => self.need_network(ETH_P_IPV6),
            Source::Exthdr(ExthdrOp::NFT_EXTHDR_OP_IPV4, ..) => self.need_network(ETH_P_IP),
            Source::Rt(RtKey::NFT_RT_NEXTHOP4) => self.need_network(ETH_P_IP),
            Source::Rt(RtKey::NFT_RT_NEXTHOP6) => self.need_network(ETH_P_IPV6),
            _ => {}
        }
    }

    // Loads and comparisons.

    /// Loads `len` bytes of a field, starting at byte `skip` of it.
    fn load(&mut self, spec: &FieldSpec, len: u16, register: Register) {
        let (first, _, _) = spec.span();
        match spec.source {
            Source::Payload(header, _) => {
                self.exprs.payload(header.base(), first.into(), len.into(), register);
            }
            Source::Meta(key) => {
                self.exprs.meta(key, register);
            }
            Source::Ct(key, direction) => {
                self.exprs.expr(ExprKind::CT, |ct| {
                    ct.put(NftCt::NFTA_CT_KEY, Be(key)).put(NftCt::NFTA_CT_DREG, Be(register));
                    ct.put_some(NftCt::NFTA_CT_DIRECTION, direction);
                });
            }
            Source::Rt(key) => {
                self.exprs.expr(ExprKind::RT, |rt| {
                    rt.put(NftRt::NFTA_RT_KEY, Be(key)).put(NftRt::NFTA_RT_DREG, Be(register));
                });
            }
            Source::Socket(key) => {
                self.exprs.expr(ExprKind::SOCKET, |socket| {
                    socket.put(NftSocket::NFTA_SOCKET_KEY, Be(key));
                    socket.put(NftSocket::NFTA_SOCKET_DREG, Be(register));
                });
            }
            Source::Fib(result, flags) => {
                self.exprs.expr(ExprKind::FIB, |fib| {
                    fib.put(NftFib::NFTA_FIB_DREG, Be(register)).put(NftFib::NFTA_FIB_RESULT, Be(result));
                    fib.put(NftFib::NFTA_FIB_FLAGS, Be(flags));
                });
            }
            Source::Exthdr(op, kind, _) => self.exthdr(op, kind, first, len, false, register),
        }
    }
    fn exthdr(&mut self, op: ExthdrOp, kind: u8, offset: u16, len: u16, present: bool, register: Register) {
        self.exprs.expr(ExprKind::EXTHDR, |header| {
            header.put(NftExthdr::NFTA_EXTHDR_DREG, Be(register)).put(NftExthdr::NFTA_EXTHDR_TYPE, kind);
            header.put(NftExthdr::NFTA_EXTHDR_OFFSET, u32::from(offset));
            header.put(NftExthdr::NFTA_EXTHDR_LEN, u32::from(len));
            if present {
                header.put(NftExthdr::NFTA_EXTHDR_FLAGS, Be(ExthdrFlags::NFT_EXTHDR_F_PRESENT));
            }
            header.put(NftExthdr::NFTA_EXTHDR_OP, Be(op));
        });
    }
    fn compare(&mut self, op: CmpOp, bytes: &RegBytes) {
        self.exprs.cmp(FIRST, op, bytes.as_slice());
    }
    /// Loads a whole field for a comparison; clears the bits of its neighbours.
    fn load_masked(&mut self, spec: &FieldSpec) {
        let (_, len, shift) = spec.span();
        self.load(spec, len, FIRST);
        if spec.bits < len.saturating_mul(8) {
            let mask = RegBytes::number(ones(spec.bits), shift, len, false);
            self.exprs.bitwise(FIRST, mask.as_slice(), &RegBytes::zero(len));
        }
    }
    /// Loads a whole field for a lookup: its value in the low bits.
    fn load_value(&mut self, spec: &FieldSpec, register: Register) {
        let (_, len, shift) = spec.span();
        self.load(spec, len, register);
        if spec.bits < len.saturating_mul(8) {
            let mask = RegBytes::number(ones(spec.bits), shift, len, false);
            self.exprs.bitwise(register, mask.as_slice(), &RegBytes::zero(len));
        }
        if shift == 0 {
            return;
        }
        // the kernel shifts numbers in host byte order
        if len > 1 {
            self.byte_order(register, ByteorderOp::NFT_BYTEORDER_NTOH, len);
        }
        self.exprs.expr(ExprKind::BITWISE, |bits| {
            bits.put(NftBitwise::NFTA_BITWISE_SREG, Be(register));
            bits.put(NftBitwise::NFTA_BITWISE_DREG, Be(register));
            bits.put(NftBitwise::NFTA_BITWISE_LEN, u32::from(len));
            bits.put(NftBitwise::NFTA_BITWISE_OP, Be(BitwiseOp::NFT_BITWISE_RSHIFT));
            bits.nest(NftBitwise::NFTA_BITWISE_DATA, |data| {
                data.put(NftData::NFTA_DATA_VALUE, u32::from(shift).to_ne_bytes().as_slice());
            });
        });
        if len > 1 {
            self.byte_order(register, ByteorderOp::NFT_BYTEORDER_HTON, len);
        }
    }
    fn byte_order(&mut self, register: Register, op: ByteorderOp, len: u16) {
        self.exprs.expr(ExprKind::BYTEORDER, |order| {
            order.put(NftByteorder::NFTA_BYTEORDER_SREG, Be(register));
            order.put(NftByteorder::NFTA_BYTEORDER_DREG, Be(register));
            order.put(NftByteorder::NFTA_BYTEORDER_OP, Be(op));
            order.put(NftByteorder::NFTA_BYTEORDER_LEN, u32::from(len));
            order.put(NftByteorder::NFTA_BYTEORDER_SIZE, u32::from(len));
        });
    }
    /// Loads a field in network byte order, for comparisons by size.
    fn load_ordered(&mut self, spec: &FieldSpec) {
        self.load_masked(spec);
        self.convert_to_network(spec, FIRST);
    }
    /// Converts a field that is in a register in host byte order to network byte order.
    fn convert_to_network(&mut self, spec: &FieldSpec, register: Register) {
        let (_, len, _) = spec.span();
        if spec.is_host_order() && len > 1 && len <= 8 {
            self.byte_order(register, ByteorderOp::NFT_BYTEORDER_HTON, len);
        }
    }
    /// Matches a field: a value, a range, or a set.
    pub fn matches<'t, V: FieldValue>(mut self, field: PacketField<V>, test: impl Into<Test<'t, V>>) -> Self {
        let (spec, test) = (field.spec, test.into());
        self.need(&spec);
        let (_, len, shift) = spec.span();
        let host = spec.is_host_order();
        let mut invalid = false;
        let mut bytes = |value: V, host: bool| match value.to_field_bytes().0 {
            Repr::Number(number) => RegBytes::number(number, shift, len, host),
            Repr::Name(name) => {
                invalid |= name.invalid;
                RegBytes::name(&name, len)
            }
        };
        match test {
            Test::Is(value) | Test::IsNot(value) if V::IS_BITMASK => {
                self.load(&spec, len, FIRST);
                self.exprs.bitwise(FIRST, bytes(value, host).as_slice(), &RegBytes::zero(len));
                let any = matches!(test, Test::Is(_));
                let op = if any { CmpOp::NFT_CMP_NEQ } else { CmpOp::NFT_CMP_EQ };
                self.exprs.cmp(FIRST, op, &RegBytes::zero(len));
            }
            Test::Is(value) => {
                self.load_masked(&spec);
                self.compare(CmpOp::NFT_CMP_EQ, &bytes(value, host));
                self.learn(&spec, value.to_field_bytes());
            }
            Test::IsNot(value) => {
                self.load_masked(&spec);
                self.compare(CmpOp::NFT_CMP_NEQ, &bytes(value, host));
            }
            Test::Less(value) | Test::AtMost(value) | Test::Greater(value) | Test::AtLeast(value) => {
                self.load_ordered(&spec);
                let op = match test {
                    Test::Less(_) => CmpOp::NFT_CMP_LT,
                    Test::AtMost(_) => CmpOp::NFT_CMP_LTE,
                    Test::Greater(_) => CmpOp::NFT_CMP_GT,
                    _ => CmpOp::NFT_CMP_GTE,
                };
                self.compare(op, &bytes(value, false));
            }
            Test::Within(first, last) => {
                self.load_ordered(&spec);
                self.compare(CmpOp::NFT_CMP_GTE, &bytes(first, false));
                self.compare(CmpOp::NFT_CMP_LTE, &bytes(last, false));
            }
            Test::Outside(first, last) => {
                self.load_ordered(&spec);
                let (first, last) = (bytes(first, false), bytes(last, false));
                self.exprs.expr(ExprKind::RANGE, |range| {
                    range.put(NftRange::NFTA_RANGE_SREG, Be(FIRST));
                    range.put(NftRange::NFTA_RANGE_OP, Be(RangeOp::NFT_RANGE_NEQ));
                    range.nest(NftRange::NFTA_RANGE_FROM_DATA, |data| {
                        data.put(NftData::NFTA_DATA_VALUE, first.as_slice());
                    });
                    range.nest(NftRange::NFTA_RANGE_TO_DATA, |data| {
                        data.put(NftData::NFTA_DATA_VALUE, last.as_slice());
                    });
                });
            }
            Test::Prefix(value, prefix) | Test::NotPrefix(value, prefix) => {
                let prefix = u16::from(prefix).min(spec.bits);
                let equal = matches!(test, Test::Prefix(..));
                let op = if equal { CmpOp::NFT_CMP_EQ } else { CmpOp::NFT_CMP_NEQ };
                let mask = ones(spec.bits) ^ ones(spec.bits - prefix);
                if let Repr::Number(number) = value.to_field_bytes().0 {
                    let bytes = RegBytes::number(number & mask, shift, len, host);
                    if prefix % 8 == 0 && prefix > 0 && shift == 0 && !host {
                        self.load(&spec, prefix / 8, FIRST);
                        self.compare(op, &bytes.truncated(prefix / 8));
                    } else {
                        self.load(&spec, len, FIRST);
                        let mask = RegBytes::number(mask, shift, len, host);
                        self.exprs.bitwise(FIRST, mask.as_slice(), &RegBytes::zero(len));
                        self.compare(op, &bytes);
                    }
                }
            }
            Test::Masked(mask, value) | Test::NotMasked(mask, value) => {
                self.load(&spec, len, FIRST);
                self.exprs.bitwise(FIRST, bytes(mask, host).as_slice(), &RegBytes::zero(len));
                let equal = matches!(test, Test::Masked(..));
                let op = if equal { CmpOp::NFT_CMP_EQ } else { CmpOp::NFT_CMP_NEQ };
                self.compare(op, &bytes(value, host));
            }
            Test::In(set) | Test::NotIn(set) => {
                self.load_for(&spec, FIRST, set.interval);
                self.lookup(set, None, matches!(test, Test::NotIn(_)));
            }
        }
        if invalid {
            self.exprs.fail_too_long();
        }
        self
    }
    /// Notes the protocol that a match has established.
    fn learn(&mut self, spec: &FieldSpec, value: FieldBytes) {
        let Repr::Number(number) = value.0 else { return };
        match spec.source {
            Source::Meta(MetaKey::NFT_META_L4PROTO) => self.transport = u8::try_from(number).ok(),
            Source::Payload(Header::Ip, 72) | Source::Payload(Header::Ip6, 48) => {
                self.transport = u8::try_from(number).ok();
            }
            Source::Meta(MetaKey::NFT_META_NFPROTO) => match number {
                2 => self.network = Some(ETH_P_IP),
                10 => self.network = Some(ETH_P_IPV6),
                _ => {}
            },
            Source::Meta(MetaKey::NFT_META_PROTOCOL) => self.network = u16::try_from(number).ok(),
            Source::Payload(Header::Ether, 96) => {
                if number == ETH_P_8021Q.into() {
                    self.vlan = true;
                } else {
                    self.network = u16::try_from(number).ok();
                }
            }
            Source::Payload(Header::Vlan, 128) => self.network = u16::try_from(number).ok(),
            _ => {}
        }
    }
    /// Loads a whole field for a lookup in a set, whose intervals are in network byte order.
    fn load_for(&mut self, spec: &FieldSpec, register: Register, interval: bool) {
        self.load_value(spec, register);
        if interval {
            self.convert_to_network(spec, register);
        }
    }
    /// Loads the fields one after the other, each at a multiple of 4 bytes, from a register on.
    fn load_key(&mut self, fields: impl FieldList, first: u32, interval: bool) {
        fields.each(&mut |FieldKey(spec)| self.need(&spec));
        let mut register = first;
        fields.each(&mut |FieldKey(spec)| {
            let (_, len, _) = spec.span();
            self.load_for(&spec, Register(register), interval);
            register = register.saturating_add(u32::from(len.div_ceil(4)));
        });
    }
    pub(super) fn lookup(&mut self, set: SetRef<'_>, to: Option<Register>, invert: bool) {
        self.exprs.expr(ExprKind::LOOKUP, |lookup| {
            lookup.put(NftLookup::NFTA_LOOKUP_SET, set.name);
            lookup.put_some(NftLookup::NFTA_LOOKUP_SET_ID, set.id);
            lookup.put(NftLookup::NFTA_LOOKUP_SREG, Be(FIRST));
            lookup.put_some(NftLookup::NFTA_LOOKUP_DREG, to.map(Be));
            if invert {
                lookup.put(NftLookup::NFTA_LOOKUP_FLAGS, Be(LookupFlags::NFT_LOOKUP_F_INV));
            }
        });
    }
    /// Matches if the set contains the fields, for example `(field::IP_SADDR, field::TCP_DPORT)`.
    pub fn is_in<'t>(mut self, fields: impl FieldList, set: impl Into<SetRef<'t>>) -> Self {
        let set = set.into();
        self.load_key(fields, Register::NFT_REG32_00.0, set.interval);
        self.lookup(set, None, false);
        self
    }
    /// Matches if the set does not contain the fields.
    pub fn is_not_in<'t>(mut self, fields: impl FieldList, set: impl Into<SetRef<'t>>) -> Self {
        let set = set.into();
        self.load_key(fields, Register::NFT_REG32_00.0, set.interval);
        self.lookup(set, None, true);
        self
    }
    /// Applies the verdict that a verdict map has for the fields (`vmap`).
    pub fn verdict_map<'t>(mut self, fields: impl FieldList, map: impl Into<SetRef<'t>>) -> Self {
        let map = map.into();
        self.load_key(fields, Register::NFT_REG32_00.0, map.interval);
        self.lookup(map, Some(Register::NFT_REG_VERDICT), false);
        self
    }
    /// Matches if an IPv6 extension header, or an option of IPv4 or TCP, is present or absent.
    ///
    /// `number` is the protocol number of the header, or the kind of the option.
    pub fn header_exists(mut self, op: ExthdrOp, number: u8, exists: bool) -> Self {
        match op {
            ExthdrOp::NFT_EXTHDR_OP_IPV6 => self.need_network(ETH_P_IPV6),
            ExthdrOp::NFT_EXTHDR_OP_IPV4 => self.need_network(ETH_P_IP),
            _ => {}
        }
        self.exthdr(op, number, 0, 1, true, FIRST);
        self.exprs.cmp(FIRST, CmpOp::NFT_CMP_EQ, &[exists.into()]);
        self
    }
    /// Matches if the reverse path of the source address exists or not (`fib saddr . iif oif`).
    pub fn reverse_path(self, exists: bool) -> Self {
        self.exprs.expr(ExprKind::FIB, |fib| {
            let flags = FibFlags::NFTA_FIB_F_SADDR | FibFlags::NFTA_FIB_F_IIF | FibFlags::NFTA_FIB_F_PRESENT;
            fib.put(NftFib::NFTA_FIB_DREG, Be(FIRST));
            fib.put(NftFib::NFTA_FIB_RESULT, Be(FibResult::NFT_FIB_RESULT_OIF));
            fib.put(NftFib::NFTA_FIB_FLAGS, Be(flags));
        });
        self.exprs.cmp(FIRST, CmpOp::NFT_CMP_EQ, &u32::from(exists).to_ne_bytes());
        self
    }
}

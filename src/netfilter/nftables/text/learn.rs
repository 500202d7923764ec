//! Protocols that matches establish, and matches that nft omits since a later field implies them.
use super::*;

/// EtherType of an 802.1Q tag.
const ETH_P_8021Q: u32 = 0x8100;
/// EtherType of an 802.1ad tag.
const ETH_P_8021AD: u32 = 0x88a8;
/// Maximum number of VLAN tags that are followed.
const MAX_VLANS: u32 = 2;

impl<'a> Printer<'a, '_, '_> {
    /// Notes the protocol that a comparison establishes. Returns whether a later expression implies
    /// the comparison, which is then not written.
    pub(super) fn learn(&mut self, value: &Value<'a>, bytes: &[u8], rest: &Exprs<'a>) -> bool {
        let number = number(bytes, false) as u32;
        let network = |ether_type| match ether_type {
            0x0800 => Some(Header::Ip),
            0x86dd => Some(Header::Ip6),
            0x0806 => Some(Header::Arp),
            _ => None,
        };
        let header = match value.from {
            From::Field(Source::Meta(MetaKey::NFT_META_L4PROTO)) => {
                let protocol = number as u8;
                self.transport = Some(protocol);
                return has_fields(protocol)
                    && ahead(rest).any(|expr| match expr.data {
                        Some(ExprData::Payload(payload)) => {
                            get!(payload, NftPayload::NFTA_PAYLOAD_BASE)
                                == Some(PayloadBase::NFT_PAYLOAD_TRANSPORT_HEADER)
                        }
                        Some(ExprData::Reject(reject)) => {
                            let plain = matches!(self.family, NfProto::NFPROTO_IPV4 | NfProto::NFPROTO_IPV6);
                            let reset = get!(reject, NftReject::NFTA_REJECT_TYPE)
                                == Some(RejectType::NFT_REJECT_TCP_RST);
                            plain && reset && protocol == 6
                        }
                        Some(ExprData::Exthdr(header)) => {
                            let op = get!(header, NftExthdr::NFTA_EXTHDR_OP);
                            protocol == 6 && op == Some(ExthdrOp::NFT_EXTHDR_OP_TCPOPT)
                                || protocol == 132 && op == Some(ExthdrOp::NFT_EXTHDR_OP_SCTP)
                        }
                        _ => false,
                    });
            }
            From::Field(Source::Meta(MetaKey::NFT_META_IFTYPE)) => {
                self.ethernet |= number_of_type(bytes) == 1;
                return self.ethernet
                    && self.family != NfProto::NFPROTO_BRIDGE
                    && has_payload(rest, PayloadBase::NFT_PAYLOAD_LL_HEADER);
            }
            From::Field(Source::Meta(MetaKey::NFT_META_NFPROTO)) => match number {
                2 => Some(Header::Ip),
                10 => Some(Header::Ip6),
                _ => None,
            },
            From::Field(Source::Meta(MetaKey::NFT_META_PROTOCOL)) => network(number),
            From::Payload(PayloadBase::NFT_PAYLOAD_LL_HEADER, at, 2) if at == 12 + self.vlans * 4 => {
                if matches!(number, ETH_P_8021Q | ETH_P_8021AD) && self.vlans < MAX_VLANS {
                    self.vlans += 1;
                    // nft omits the type only before a field that no other kind of frame has
                    return (at, number) == (12, ETH_P_8021Q)
                        && ahead(rest).any(|expr| match expr.data {
                            Some(ExprData::Payload(payload)) => {
                                get!(payload, NftPayload::NFTA_PAYLOAD_BASE)
                                    == Some(PayloadBase::NFT_PAYLOAD_LL_HEADER)
                                    && matches!(get!(payload, NftPayload::NFTA_PAYLOAD_OFFSET), Some(14 | 15))
                            }
                            _ => false,
                        });
                }
                network(number)
            }
            // types that a field of ICMP implies
            From::Payload(PayloadBase::NFT_PAYLOAD_TRANSPORT_HEADER, 0, 1) => {
                let place = match (self.transport, number) {
                    (Some(58), 2) | (Some(1), 5) => (4, 4), // icmpv6 mtu, icmp gateway
                    (Some(1), 3) => (6, 2),                 // icmp mtu
                    (Some(58), 130) => (4, 2),              // icmpv6 max-delay
                    _ => return false,
                };
                self.icmp_type = Some(number as u8);
                return ahead(rest).any(|expr| match expr.data {
                    Some(ExprData::Payload(payload)) => {
                        let offset = get!(payload, NftPayload::NFTA_PAYLOAD_OFFSET).unwrap_or_default();
                        let len = get!(payload, NftPayload::NFTA_PAYLOAD_LEN).unwrap_or_default();
                        get!(payload, NftPayload::NFTA_PAYLOAD_BASE)
                            == Some(PayloadBase::NFT_PAYLOAD_TRANSPORT_HEADER)
                            && (offset, len) == place
                    }
                    _ => false,
                });
            }
            From::Payload(PayloadBase::NFT_PAYLOAD_NETWORK_HEADER, 9, 1)
                if self.network == Some(Header::Ip) =>
            {
                self.transport = Some(number as u8);
                return false;
            }
            From::Payload(PayloadBase::NFT_PAYLOAD_NETWORK_HEADER, 6, 1)
                if self.network == Some(Header::Ip6) =>
            {
                self.transport = Some(number as u8);
                return false;
            }
            _ => return false,
        };
        let Some(header) = header else { return false };
        self.network = Some(header);
        if has_payload(rest, PayloadBase::NFT_PAYLOAD_NETWORK_HEADER) {
            return true;
        }
        let (extension, icmp) = match header {
            Header::Ip => (ExthdrOp::NFT_EXTHDR_OP_IPV4, 1),
            _ => (ExthdrOp::NFT_EXTHDR_OP_IPV6, 58),
        };
        let mut is_icmp = false;
        ahead(rest).any(|expr| match expr.data {
            Some(ExprData::Exthdr(next)) => get!(next, NftExthdr::NFTA_EXTHDR_OP) == Some(extension),
            Some(ExprData::Reject(reject)) => {
                get!(reject, NftReject::NFTA_REJECT_TYPE) == Some(RejectType::NFT_REJECT_ICMP_UNREACH)
            }
            Some(ExprData::Cmp(cmp)) => {
                is_icmp |= data_of(cmp.get(NftCmp::NFTA_CMP_DATA).ok().flatten()) == [icmp];
                false
            }
            Some(ExprData::Payload(payload)) => {
                is_icmp
                    && get!(payload, NftPayload::NFTA_PAYLOAD_BASE)
                        == Some(PayloadBase::NFT_PAYLOAD_TRANSPORT_HEADER)
            }
            Some(ExprData::Rt(rt)) => match get!(rt, NftRt::NFTA_RT_KEY) {
                Some(RtKey::NFT_RT_NEXTHOP4) => header == Header::Ip,
                Some(RtKey::NFT_RT_NEXTHOP6) => header == Header::Ip6,
                _ => false,
            },
            _ => false,
        })
    }
}
fn number_of_type(bytes: &[u8]) -> u128 {
    number(bytes, true)
}
/// Whether an expression only matches. nft omits a protocol match that a later field implies only
/// if no statement is between them.
fn is_match(expr: &Expr<'_>) -> bool {
    match expr.data {
        Some(ExprData::Meta(meta)) => meta.get(NftMeta::NFTA_META_SREG).ok().flatten().is_none(),
        Some(ExprData::Ct(ct)) => ct.get(NftCt::NFTA_CT_SREG).ok().flatten().is_none(),
        Some(
            ExprData::Counter(_)
            | ExprData::Constraint(_)
            | ExprData::Quota(_)
            | ExprData::Last(_)
            | ExprData::ConnLimit(_)
            | ExprData::Log(_)
            | ExprData::Notrack(_)
            | ExprData::Objref(_)
            | ExprData::Dynset(_),
        ) => false,
        Some(_) => true,
        None => false,
    }
}
/// Whether a field of the transport protocol has a name.
pub(super) fn has_fields(protocol: u8) -> bool {
    FIELDS
        .iter()
        .any(|spec| matches!(spec.source, Source::Payload(Header::L4(number), _) if number == protocol))
}
/// Maximum number of expressions of a rule: `NFT_RULE_MAXEXPRS`, include/net/netfilter/nf_tables.h.
const MAX_EXPRS: usize = 128;
/// Returns the matches that follow, up to as many as a rule may have: a longer list would take
/// quadratic time.
fn ahead<'a>(rest: &Exprs<'a>) -> impl Iterator<Item = Expr<'a>> {
    rest.clone().take_while(is_match).take(MAX_EXPRS)
}
fn has_payload(rest: &Exprs<'_>, base: PayloadBase) -> bool {
    ahead(rest).any(|expr| match expr.data {
        Some(ExprData::Payload(payload)) => {
            get!(payload, NftPayload::NFTA_PAYLOAD_BASE) == Some(base)
                && get!(payload, NftPayload::NFTA_PAYLOAD_OFFSET).is_some()
        }
        _ => false,
    })
}

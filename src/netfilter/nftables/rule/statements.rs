//! Verdicts and statements.
use super::*;

impl<'w, 'b> Rule<'w, 'b> {
    // Verdicts.

    /// Accepts the packet.
    pub fn accept(self) -> Self {
        self.exprs.verdict(VerdictCode::NF_ACCEPT);
        self
    }
    /// Drops the packet.
    pub fn drop(self) -> Self {
        self.exprs.verdict(VerdictCode::NF_DROP);
        self
    }
    /// Continues with the next rule (`continue`).
    pub fn next_rule(self) -> Self {
        self.exprs.verdict(VerdictCode::NFT_CONTINUE);
        self
    }
    /// Returns to the calling chain; in a base chain, applies the policy (`return`).
    pub fn return_to_caller(self) -> Self {
        self.exprs.verdict(VerdictCode::NFT_RETURN);
        self
    }
    /// Continues in another chain, and returns afterwards.
    pub fn jump(self, chain: &str) -> Self {
        self.exprs.go(VerdictCode::NFT_JUMP, chain);
        self
    }
    /// Continues in another chain, without return.
    pub fn goto(self, chain: &str) -> Self {
        self.exprs.go(VerdictCode::NFT_GOTO, chain);
        self
    }
    /// Rejects the packet with ICMP or ICMPv6 port unreachable.
    pub fn reject(self) -> Self {
        let with = match self.family {
            NfProto::NFPROTO_IPV4 => RejectWith::Icmp(3),
            NfProto::NFPROTO_IPV6 => RejectWith::Icmpv6(4),
            _ => RejectWith::Icmpx(IcmpxCode::NFT_REJECT_ICMPX_PORT_UNREACH),
        };
        self.reject_with(with)
    }
    /// Rejects the packet with a given reply.
    pub fn reject_with(mut self, with: RejectWith) -> Self {
        let (kind, code) = match with {
            RejectWith::TcpReset => {
                self.need_transport(IpProtocol::IPPROTO_TCP.0);
                (RejectType::NFT_REJECT_TCP_RST, 0)
            }
            RejectWith::Icmp(code) => {
                self.need_network(ETH_P_IP);
                (RejectType::NFT_REJECT_ICMP_UNREACH, code)
            }
            RejectWith::Icmpv6(code) => {
                self.need_network(ETH_P_IPV6);
                (RejectType::NFT_REJECT_ICMP_UNREACH, code)
            }
            RejectWith::Icmpx(code) => (RejectType::NFT_REJECT_ICMPX_UNREACH, code.0),
        };
        self.expr(ExprKind::REJECT, |reject| {
            reject.put(NftReject::NFTA_REJECT_TYPE, Be(kind));
            reject.put(NftReject::NFTA_REJECT_ICMP_CODE, code);
        })
    }
    /// Queues the packet to a user-space queue (NFQUEUE), or to one of several.
    pub fn queue(self, queues: RangeInclusive<u16>, flags: QueueFlags) -> Self {
        let total = queues.end().saturating_sub(*queues.start()).saturating_add(1);
        self.expr(ExprKind::QUEUE, |queue| {
            queue.put(NftQueue::NFTA_QUEUE_NUM, *queues.start());
            queue.put(NftQueue::NFTA_QUEUE_TOTAL, total).put(NftQueue::NFTA_QUEUE_FLAGS, Be(flags));
        })
    }

    // Statements.

    /// Counts packets and bytes.
    pub fn counter(self) -> Self {
        self.exprs.counter();
        self
    }
    /// Counts with a named counter of the table.
    pub fn counter_named(self, name: &str) -> Self {
        self.object(ObjectType::NFT_OBJECT_COUNTER, name)
    }
    /// Refers to a stateful object of the table.
    pub fn object(self, kind: ObjectType, name: &str) -> Self {
        self.expr(ExprKind::OBJREF, |object| {
            object.put(NftObjref::NFTA_OBJREF_IMM_TYPE, Be(kind));
            object.put(NftObjref::NFTA_OBJREF_IMM_NAME, name);
        })
    }
    /// Applies the stateful object that an object map has for the fields.
    pub fn object_map<'t>(mut self, fields: impl FieldList, map: impl Into<SetRef<'t>>) -> Self {
        let map = map.into();
        self.load_key(fields, Register::NFT_REG32_00.0, map.interval);
        self.expr(ExprKind::OBJREF, |object| {
            object.put(NftObjref::NFTA_OBJREF_SET_SREG, Be(FIRST));
            object.put(NftObjref::NFTA_OBJREF_SET_NAME, map.name);
            object.put_some(NftObjref::NFTA_OBJREF_SET_ID, map.id);
        })
    }
    /// Matches packets within a rate; with [`Rate::over`], packets that exceed the rate.
    pub fn limit(self, rate: Rate) -> Self {
        self.expr(ExprKind::LIMIT, |limit| rate.write(limit))
    }
    /// Matches until a number of bytes has passed.
    pub fn quota(self, bytes: u64) -> Self {
        self.expr(ExprKind::QUOTA, |quota| {
            quota.put(NftQuota::NFTA_QUOTA_BYTES, bytes);
        })
    }
    /// Matches after a number of bytes has passed.
    pub fn quota_over(self, bytes: u64) -> Self {
        self.expr(ExprKind::QUOTA, |quota| {
            quota.put(NftQuota::NFTA_QUOTA_BYTES, bytes);
            quota.put(NftQuota::NFTA_QUOTA_FLAGS, Be(QuotaFlags::NFT_QUOTA_F_INV));
        })
    }
    /// Matches if more than `count` connections exist (`ct count over`).
    pub fn connections_over(self, count: u32) -> Self {
        self.expr(ExprKind::CONNLIMIT, |limit| {
            limit.put(NftConnLimit::NFTA_CONNLIMIT_COUNT, count);
            limit.put(NftConnLimit::NFTA_CONNLIMIT_FLAGS, Be(ConnLimitFlags::NFT_CONNLIMIT_F_INV));
        })
    }
    /// Logs the packet to the kernel log.
    pub fn log(self) -> Self {
        self.log_with(Log::default())
    }
    /// Logs the packet to the kernel log with a prefix.
    pub fn log_prefix(self, prefix: &str) -> Self {
        self.log_with(Log { prefix: Some(prefix), ..Log::default() })
    }
    /// Logs the packet.
    pub fn log_with(self, log: Log<'_>) -> Self {
        self.expr(ExprKind::LOG, |out| {
            out.put_some(NftLog::NFTA_LOG_PREFIX, log.prefix);
            out.put_some(NftLog::NFTA_LOG_GROUP, log.group);
            out.put_some(NftLog::NFTA_LOG_SNAPLEN, log.snaplen);
            out.put_some(NftLog::NFTA_LOG_QTHRESHOLD, log.queue_threshold);
            out.put_some(NftLog::NFTA_LOG_LEVEL, log.level.map(Be));
            if !log.flags.is_empty() {
                out.put(NftLog::NFTA_LOG_FLAGS, Be(log.flags));
            }
        })
    }
    /// Exempts the packet from connection tracking.
    pub fn notrack(self) -> Self {
        self.expr(ExprKind::NOTRACK, |_| {})
    }
    /// Offloads the connection to a flow table.
    pub fn flow_add(self, flowtable: &str) -> Self {
        self.expr(ExprKind::FLOW_OFFLOAD, |flow| {
            flow.put(NftFlowOffload::NFTA_FLOW_TABLE_NAME, flowtable);
        })
    }
    /// Answers TCP handshakes in place of the server (SYNPROXY).
    pub fn synproxy(self, mss: u16, window_scale: u8, flags: SynproxyFlags) -> Self {
        self.expr(ExprKind::SYNPROXY, |proxy| {
            proxy.put(NftSynproxy::NFTA_SYNPROXY_MSS, mss);
            proxy.put(NftSynproxy::NFTA_SYNPROXY_WSCALE, window_scale);
            let set = SynproxyFlags::NF_SYNPROXY_OPT_MSS | SynproxyFlags::NF_SYNPROXY_OPT_WSCALE;
            proxy.put(NftSynproxy::NFTA_SYNPROXY_FLAGS, Be(flags | set));
        })
    }

    // NAT.

    fn immediate_ip(&mut self, register: Register, address: IpAddr) {
        match address {
            IpAddr::V4(address) => self.exprs.immediate(register, &address.octets()),
            IpAddr::V6(address) => self.exprs.immediate(register, &address.octets()),
        };
    }
    fn nat(mut self, kind: NatType, target: NatTarget) -> Self {
        let mut family = None;
        let (mut address_min, mut address_max) = (None, None);
        if let Some((first, last)) = target.addresses {
            family = Some(family_of(first));
            self.immediate_ip(FIRST, first);
            address_min = Some(FIRST);
            address_max = Some(FIRST);
            if first != last {
                self.immediate_ip(SECOND, last);
                address_max = Some(SECOND);
            }
        }
        let (min, max) = self.immediate_ports(target.ports, THIRD, FOURTH);
        let family = family.unwrap_or(self.family);
        self.expr(ExprKind::NAT, |nat| {
            nat.put(NftNat::NFTA_NAT_TYPE, Be(kind)).put(NftNat::NFTA_NAT_FAMILY, u32::from(family.0));
            nat.put_some(NftNat::NFTA_NAT_REG_ADDR_MIN, address_min.map(Be));
            nat.put_some(NftNat::NFTA_NAT_REG_ADDR_MAX, address_max.map(Be));
            nat.put_some(NftNat::NFTA_NAT_REG_PROTO_MIN, min.map(Be));
            nat.put_some(NftNat::NFTA_NAT_REG_PROTO_MAX, max.map(Be));
            if !target.flags.is_empty() {
                nat.put(NftNat::NFTA_NAT_FLAGS, Be(target.flags));
            }
        })
    }
    fn immediate_ports(
        &mut self,
        ports: Option<(u16, u16)>,
        first: Register,
        second: Register,
    ) -> (Option<Register>, Option<Register>) {
        let Some((min, max)) = ports else { return (None, None) };
        self.exprs.immediate(first, &min.to_be_bytes());
        if min == max {
            return (Some(first), Some(first));
        }
        self.exprs.immediate(second, &max.to_be_bytes());
        (Some(first), Some(second))
    }
    /// Replaces the destination address, and port if given. In a chain of type nat.
    pub fn dnat_to(self, target: impl Into<NatTarget>) -> Self {
        self.nat(NatType::NFT_NAT_DNAT, target.into())
    }
    /// Replaces the source address, and port if given. In a chain of type nat.
    pub fn snat_to(self, target: impl Into<NatTarget>) -> Self {
        self.nat(NatType::NFT_NAT_SNAT, target.into())
    }
    /// Replaces the destination address by the value that a map has for the fields.
    ///
    /// `family` is the family of the map's addresses.
    pub fn dnat_to_map<'t>(
        mut self,
        family: NfProto,
        fields: impl FieldList,
        map: impl Into<SetRef<'t>>,
    ) -> Self {
        let map = map.into();
        self.load_key(fields, Register::NFT_REG32_00.0, map.interval);
        self.lookup(map, Some(FIRST), false);
        self.expr(ExprKind::NAT, |nat| {
            nat.put(NftNat::NFTA_NAT_TYPE, Be(NatType::NFT_NAT_DNAT));
            nat.put(NftNat::NFTA_NAT_FAMILY, u32::from(family.0));
            nat.put(NftNat::NFTA_NAT_REG_ADDR_MIN, Be(FIRST)).put(NftNat::NFTA_NAT_REG_ADDR_MAX, Be(FIRST));
        })
    }
    /// Replaces the source address by the address of the output interface.
    pub fn masquerade(self) -> Self {
        self.masquerade_with(NatFlags::empty())
    }
    /// Replaces the source address by the address of the output interface, with flags.
    pub fn masquerade_with(self, flags: NatFlags) -> Self {
        self.expr(ExprKind::MASQ, |masq| {
            if !flags.is_empty() {
                masq.put(NftMasq::NFTA_MASQ_FLAGS, Be(flags));
            }
        })
    }
    /// Redirects the packet to this host, to the same port.
    pub fn redirect(self) -> Self {
        self.expr(ExprKind::REDIR, |_| {})
    }
    /// Redirects the packet to a port of this host, or one of a range.
    pub fn redirect_to(mut self, target: impl Into<NatTarget>) -> Self {
        let target = target.into();
        let (min, max) = self.immediate_ports(target.ports, FIRST, SECOND);
        self.expr(ExprKind::REDIR, |redir| {
            redir.put_some(NftRedir::NFTA_REDIR_REG_PROTO_MIN, min.map(Be));
            redir.put_some(NftRedir::NFTA_REDIR_REG_PROTO_MAX, max.map(Be));
            if !target.flags.is_empty() {
                redir.put(NftRedir::NFTA_REDIR_FLAGS, Be(target.flags));
            }
        })
    }
    /// Delivers the packet to a transparent socket of this host (TPROXY).
    pub fn tproxy_to(mut self, target: impl Into<NatTarget>) -> Self {
        let target = target.into();
        let mut family = None;
        if let Some((address, _)) = target.addresses {
            family = Some(family_of(address));
            self.immediate_ip(FIRST, address);
        }
        let (port, _) = self.immediate_ports(target.ports.map(|(port, _)| (port, port)), SECOND, SECOND);
        let default = match self.family {
            NfProto::NFPROTO_INET => NfProto::NFPROTO_UNSPEC,
            other => other,
        };
        self.expr(ExprKind::TPROXY, |proxy| {
            proxy.put(NftTproxy::NFTA_TPROXY_FAMILY, u32::from(family.unwrap_or(default).0));
            proxy.put_some(NftTproxy::NFTA_TPROXY_REG_ADDR, family.map(|_| Be(FIRST)));
            proxy.put_some(NftTproxy::NFTA_TPROXY_REG_PORT, port.map(Be));
        })
    }
    /// Sends a copy of the packet to another host, by its address. In families ip and ip6.
    pub fn dup_to(mut self, address: impl Into<IpAddr>) -> Self {
        self.immediate_ip(FIRST, address.into());
        self.expr(ExprKind::DUP, |dup| {
            dup.put(NftDup::NFTA_DUP_SREG_ADDR, Be(FIRST));
        })
    }
    /// Forwards the packet to another interface. In family netdev.
    pub fn forward_to(self, index: u32) -> Self {
        self.exprs.immediate(FIRST, &index.to_ne_bytes());
        self.expr(ExprKind::FWD, |fwd| {
            fwd.put(NftFwd::NFTA_FWD_SREG_DEV, Be(FIRST));
        })
    }

    // Setting.

    /// Sets metadata or a conntrack field to a value, or writes a packet field.
    ///
    /// Of packet fields, whole bytes are written and the checksum is updated; writing some bits
    /// of a byte reads the others first.
    pub fn set<V: FieldValue>(mut self, field: PacketField<V>, value: V) -> Self {
        let spec = field.spec;
        self.need(&spec);
        let (_, len, shift) = spec.span();
        let bytes = match value.to_field_bytes().0 {
            Repr::Number(number) => RegBytes::number(number, shift, len, spec.is_host_order()),
            Repr::Name(name) => RegBytes::name(&name, len),
        };
        if let Source::Payload(header, offset) = spec.source {
            return self.write_payload(&spec, header, offset, &bytes);
        }
        self.exprs.immediate(FIRST, bytes.as_slice());
        self.store(&spec, FIRST)
    }
    /// Sets metadata or a conntrack field to the value that a map has for the fields.
    pub fn set_from_map<'t, V: FieldValue>(
        mut self,
        field: PacketField<V>,
        fields: impl FieldList,
        map: impl Into<SetRef<'t>>,
    ) -> Self {
        let map = map.into();
        self.load_key(fields, Register::NFT_REG32_00.0, map.interval);
        self.lookup(map, Some(FIRST), false);
        self.store(&field.spec, FIRST)
    }
    /// Sets metadata or a conntrack field to the value of another field of the same type.
    pub fn set_from<V: FieldValue>(mut self, field: PacketField<V>, from: PacketField<V>) -> Self {
        self.need(&from.spec);
        self.load_masked(&from.spec);
        self.store(&field.spec, FIRST)
    }
    /// Replaces the bits of `mask` in metadata or a conntrack field by the bits of `value`.
    pub fn set_bits<V: FieldValue>(mut self, field: PacketField<V>, mask: V, value: V) -> Self {
        let spec = field.spec;
        let (_, len, shift) = spec.span();
        self.load_masked(&spec);
        if let (Repr::Number(mask), Repr::Number(value)) = (mask.to_field_bytes().0, value.to_field_bytes().0)
        {
            let host = spec.is_host_order();
            let keep = RegBytes::number(!mask & ones(spec.bits), shift, len, host);
            let set = RegBytes::number(value & mask, shift, len, host);
            self.exprs.bitwise(FIRST, keep.as_slice(), set.as_slice());
        }
        self.store(&spec, FIRST)
    }
    fn store(self, spec: &FieldSpec, register: Register) -> Self {
        match spec.source {
            Source::Meta(key) => self.expr(ExprKind::META, |meta| {
                meta.put(NftMeta::NFTA_META_KEY, Be(key)).put(NftMeta::NFTA_META_SREG, Be(register));
            }),
            Source::Ct(key, direction) => self.expr(ExprKind::CT, |ct| {
                ct.put(NftCt::NFTA_CT_KEY, Be(key)).put(NftCt::NFTA_CT_SREG, Be(register));
                ct.put_some(NftCt::NFTA_CT_DIRECTION, direction);
            }),
            Source::Exthdr(op, kind, _) => {
                let (offset, len, _) = spec.span();
                self.expr(ExprKind::EXTHDR, |header| {
                    header.put(NftExthdr::NFTA_EXTHDR_SREG, Be(register));
                    header.put(NftExthdr::NFTA_EXTHDR_TYPE, kind);
                    header.put(NftExthdr::NFTA_EXTHDR_OFFSET, u32::from(offset));
                    header.put(NftExthdr::NFTA_EXTHDR_LEN, u32::from(len));
                    header.put(NftExthdr::NFTA_EXTHDR_OP, Be(op));
                })
            }
            _ => self,
        }
    }
    fn write_payload(mut self, spec: &FieldSpec, header: Header, offset: u16, bytes: &RegBytes) -> Self {
        let (first, len, shift) = spec.span();
        let checksum = match header {
            Header::Ip => Some((10, PayloadCsumFlags::empty())),
            Header::Ip6 => None,
            Header::L4(6) => Some((16, PayloadCsumFlags::empty())),
            Header::L4(17 | 136) => Some((6, PayloadCsumFlags::empty())),
            Header::ICMP | Header::ICMPV6 | Header::IGMP => Some((2, PayloadCsumFlags::empty())),
            _ => None,
        };
        // the addresses are part of the pseudo header of the transport protocol
        let pseudo = matches!(header, Header::Ip if offset >= 96);
        // the Internet checksum works on pairs of bytes
        let (mut at, mut size, mut pad) = (first, len, shift);
        if checksum.is_some() {
            if at % 2 == 1 {
                (at, size) = (at - 1, size + 1);
            }
            if size % 2 == 1 {
                (size, pad) = (size + 1, pad + 8);
            }
        }
        if size == len && spec.bits == len.saturating_mul(8) {
            self.exprs.immediate(FIRST, bytes.as_slice());
        } else {
            let spread = FieldSpec { source: Source::Payload(header, at * 8), bits: size * 8, ..*spec };
            self.load(&spread, size, FIRST);
            let keep = ones(size * 8) ^ (ones(spec.bits) << pad);
            let mask = RegBytes::number(keep, 0, size, false);
            let value = RegBytes::number(bytes.to_number() >> shift, pad, size, false);
            self.exprs.bitwise(FIRST, mask.as_slice(), value.as_slice());
        }
        self.expr(ExprKind::PAYLOAD, |payload| {
            payload.put(NftPayload::NFTA_PAYLOAD_SREG, Be(FIRST));
            payload.put(NftPayload::NFTA_PAYLOAD_BASE, Be(header.base()));
            payload.put(NftPayload::NFTA_PAYLOAD_OFFSET, u32::from(at));
            payload.put(NftPayload::NFTA_PAYLOAD_LEN, u32::from(size));
            if let Some((offset, flags)) = checksum {
                payload.put(NftPayload::NFTA_PAYLOAD_CSUM_TYPE, Be(PayloadCsum::NFT_PAYLOAD_CSUM_INET));
                payload.put(NftPayload::NFTA_PAYLOAD_CSUM_OFFSET, offset);
                let pseudo = if pseudo { PayloadCsumFlags::NFT_PAYLOAD_L4CSUM_PSEUDOHDR } else { flags };
                payload.put(NftPayload::NFTA_PAYLOAD_CSUM_FLAGS, Be(pseudo));
            }
        })
    }
    /// Sets the packet mark.
    pub fn meta_mark_set(self, mark: u32) -> Self {
        self.set(field::META_MARK, mark)
    }
    /// Sets the conntrack mark.
    pub fn ct_mark_set(self, mark: u32) -> Self {
        self.set(field::CT_MARK, mark)
    }
    /// Sets the conntrack zone. In a chain that runs before connection tracking (priority raw).
    pub fn ct_zone_set(self, zone: u16) -> Self {
        self.set(field::CT_ZONE, zone)
    }
    /// Copies the packet mark to the connection.
    pub fn save_mark(self) -> Self {
        self.set_from(field::CT_MARK, field::META_MARK)
    }
    /// Copies the mark of the connection to the packet.
    pub fn restore_mark(self) -> Self {
        self.set_from(field::META_MARK, field::CT_MARK)
    }
    /// Traces the packet: trace events describe the rules that it passes.
    pub fn trace(self) -> Self {
        self.set(field::META_NFTRACE, 1)
    }
    /// Clamps the MSS of TCP to the path MTU. Match SYN packets before.
    pub fn clamp_mss_to_pmtu(mut self) -> Self {
        self.load(&field::RT_MTU.spec, 2, FIRST);
        self.byte_order(FIRST, ByteorderOp::NFT_BYTEORDER_HTON, 2);
        self.store(&field::TCP_OPTION_MAXSEG_SIZE.spec, FIRST)
    }

    // Set updates.

    fn dynset(
        mut self,
        op: DynsetOp,
        set: SetRef<'_>,
        fields: impl FieldList,
        timeout: Option<u64>,
        rate: Option<Rate>,
    ) -> Self {
        self.load_key(fields, Register::NFT_REG32_00.0, set.interval);
        self.expr(ExprKind::DYNSET, |dynset| {
            dynset.put(NftDynset::NFTA_DYNSET_SET_NAME, set.name);
            dynset.put_some(NftDynset::NFTA_DYNSET_SET_ID, set.id);
            dynset.put(NftDynset::NFTA_DYNSET_OP, Be(op)).put(NftDynset::NFTA_DYNSET_SREG_KEY, Be(FIRST));
            dynset.put_some(NftDynset::NFTA_DYNSET_TIMEOUT, timeout);
            if let Some(rate) = rate {
                dynset.nest(NftDynset::NFTA_DYNSET_EXPR, |expr| {
                    let (name, data) = (NftExpr::NFTA_EXPR_NAME, NftExpr::NFTA_EXPR_DATA);
                    expr.choose(name, data, ExprKind::LIMIT, |limit| rate.write(limit));
                });
            }
        })
    }
    /// Adds the fields to a set, unless it contains them. The set needs `NFT_SET_EVAL`.
    pub fn add_to<'t>(self, set: impl Into<SetRef<'t>>, fields: impl FieldList) -> Self {
        self.dynset(DynsetOp::NFT_DYNSET_OP_ADD, set.into(), fields, None, None)
    }
    /// Adds the fields to a set, or restarts the timeout of the element.
    pub fn update<'t>(self, set: impl Into<SetRef<'t>>, fields: impl FieldList) -> Self {
        self.dynset(DynsetOp::NFT_DYNSET_OP_UPDATE, set.into(), fields, None, None)
    }
    /// Adds the fields to a set with a timeout in milliseconds, or restarts the timeout.
    pub fn update_with_timeout<'t>(
        self,
        set: impl Into<SetRef<'t>>,
        fields: impl FieldList,
        milliseconds: u64,
    ) -> Self {
        self.dynset(DynsetOp::NFT_DYNSET_OP_UPDATE, set.into(), fields, Some(milliseconds), None)
    }
    /// Deletes the fields from a set.
    pub fn delete_from<'t>(self, set: impl Into<SetRef<'t>>, fields: impl FieldList) -> Self {
        self.dynset(DynsetOp::NFT_DYNSET_OP_DELETE, set.into(), fields, None, None)
    }
    /// Matches packets within a rate for each value of the fields, which the set records.
    pub fn limit_each<'t>(self, set: impl Into<SetRef<'t>>, fields: impl FieldList, rate: Rate) -> Self {
        self.dynset(DynsetOp::NFT_DYNSET_OP_UPDATE, set.into(), fields, None, Some(rate))
    }
}
const fn family_of(address: IpAddr) -> NfProto {
    match address {
        IpAddr::V4(_) => NfProto::NFPROTO_IPV4,
        IpAddr::V6(_) => NfProto::NFPROTO_IPV6,
    }
}

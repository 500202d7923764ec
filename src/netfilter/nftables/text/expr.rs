//! Expressions: what they load into registers, and the matches and statements that they end.
use super::*;

impl<'a> Printer<'a, '_, '_> {
    pub(super) fn expr(&mut self, expr: Expr<'a>, rest: &mut Exprs<'a>) -> fmt::Result {
        let Some(data) = expr.data else {
            return match expr.name.0 {
                b"notrack" | b"counter" | b"masq" | b"redir" | b"log" => self.word(match expr.name.0 {
                    b"masq" => "masquerade",
                    b"redir" => "redirect",
                    b"log" => "log",
                    b"counter" => "counter",
                    _ => "notrack",
                }),
                _ => self.fallback(&expr),
            };
        };
        match data {
            ExprData::Payload(payload) => {
                let base = get!(payload, NftPayload::NFTA_PAYLOAD_BASE).unwrap_or_default();
                let offset = get!(payload, NftPayload::NFTA_PAYLOAD_OFFSET).unwrap_or_default();
                let len = get!(payload, NftPayload::NFTA_PAYLOAD_LEN).unwrap_or_default();
                match get!(payload, NftPayload::NFTA_PAYLOAD_SREG) {
                    Some(register) => self.payload_write(base, offset, len, self.slot(Some(register))),
                    None => {
                        let register = get!(payload, NftPayload::NFTA_PAYLOAD_DREG);
                        self.load(register, From::Payload(base, offset, len), len.min(64) as u16);
                        Ok(())
                    }
                }
            }
            ExprData::Meta(meta) => {
                let source = Source::Meta(get!(meta, NftMeta::NFTA_META_KEY).unwrap_or_default());
                match get!(meta, NftMeta::NFTA_META_SREG) {
                    Some(register) => self.set_statement(source, self.slot(Some(register))),
                    None => {
                        let register = get!(meta, NftMeta::NFTA_META_DREG);
                        self.load(register, From::Field(source), len_of(source));
                        Ok(())
                    }
                }
            }
            ExprData::Ct(ct) => {
                let direction = ct.get(NftCt::NFTA_CT_DIRECTION).ok().flatten();
                // in the families ip and ip6 the key of an address is that of any family
                let key = match (get!(ct, NftCt::NFTA_CT_KEY).unwrap_or_default(), self.network) {
                    (CtKey::NFT_CT_SRC, Some(Header::Ip)) => CtKey::NFT_CT_SRC_IP,
                    (CtKey::NFT_CT_DST, Some(Header::Ip)) => CtKey::NFT_CT_DST_IP,
                    (CtKey::NFT_CT_SRC, Some(Header::Ip6)) => CtKey::NFT_CT_SRC_IP6,
                    (CtKey::NFT_CT_DST, Some(Header::Ip6)) => CtKey::NFT_CT_DST_IP6,
                    (key, _) => key,
                };
                let source = Source::Ct(key, direction);
                match get!(ct, NftCt::NFTA_CT_SREG) {
                    Some(register) => self.set_statement(source, self.slot(Some(register))),
                    None => {
                        let register = get!(ct, NftCt::NFTA_CT_DREG);
                        self.load(register, From::Field(source), len_of(source));
                        Ok(())
                    }
                }
            }
            ExprData::Rt(rt) => {
                let source = Source::Rt(get!(rt, NftRt::NFTA_RT_KEY).unwrap_or_default());
                self.load(get!(rt, NftRt::NFTA_RT_DREG), From::Field(source), len_of(source));
                Ok(())
            }
            ExprData::Socket(socket) => {
                let key = get!(socket, NftSocket::NFTA_SOCKET_KEY).unwrap_or_default();
                let register = get!(socket, NftSocket::NFTA_SOCKET_DREG);
                if key == SocketKey::NFT_SOCKET_CGROUPV2 {
                    self.load(register, From::Socket(socket), 8);
                } else {
                    self.load(register, From::Field(Source::Socket(key)), len_of(Source::Socket(key)));
                }
                Ok(())
            }
            ExprData::Fib(fib) => {
                let result = get!(fib, NftFib::NFTA_FIB_RESULT).unwrap_or_default();
                let flags = get!(fib, NftFib::NFTA_FIB_FLAGS).unwrap_or_default();
                let len = if result == FibResult::NFT_FIB_RESULT_OIFNAME { 16 } else { 4 };
                self.load(get!(fib, NftFib::NFTA_FIB_DREG), From::Fib(result, flags), len);
                Ok(())
            }
            ExprData::Exthdr(header) => self.exthdr(header),
            ExprData::Numgen(numgen) => {
                self.load(get!(numgen, NftNumgen::NFTA_NG_DREG), From::Numgen(numgen), 4);
                Ok(())
            }
            ExprData::Hash(hash) => {
                let len = get!(hash, NftHash::NFTA_HASH_LEN);
                self.take_key(get!(hash, NftHash::NFTA_HASH_SREG), len.unwrap_or(u32::MAX));
                self.load(get!(hash, NftHash::NFTA_HASH_DREG), From::Hash(hash), 4);
                Ok(())
            }
            ExprData::Osf(osf) => {
                self.load(get!(osf, NftOsf::NFTA_OSF_DREG), From::Osf(osf), 16);
                Ok(())
            }
            ExprData::Xfrm(xfrm) => {
                self.load(get!(xfrm, NftXfrm::NFTA_XFRM_DREG), From::Xfrm(xfrm), 16);
                Ok(())
            }
            ExprData::Immediate(immediate) => self.immediate(immediate),
            ExprData::Bitwise(bitwise) => self.bitwise(&expr, bitwise),
            ExprData::Byteorder(order) => {
                let mut slot = self.slot(get!(order, NftByteorder::NFTA_BYTEORDER_SREG));
                if let Slot::Value(value) = &mut slot {
                    value.ordered =
                        get!(order, NftByteorder::NFTA_BYTEORDER_OP) == Some(ByteorderOp::NFT_BYTEORDER_HTON);
                }
                self.put(get!(order, NftByteorder::NFTA_BYTEORDER_DREG), slot);
                Ok(())
            }
            ExprData::Cmp(cmp) => {
                let op = get!(cmp, NftCmp::NFTA_CMP_OP).unwrap_or_default();
                let register = get!(cmp, NftCmp::NFTA_CMP_SREG);
                let bytes = data_of(cmp.get(NftCmp::NFTA_CMP_DATA).ok().flatten());
                match self.slot(register) {
                    Slot::Value(value) => self.cmp(register, value, op, bytes, rest),
                    _ => self.fallback(&expr),
                }
            }
            ExprData::Range(range) => {
                let Slot::Value(value) = self.slot(get!(range, NftRange::NFTA_RANGE_SREG)) else {
                    return self.fallback(&expr);
                };
                let first = data_of(range.get(NftRange::NFTA_RANGE_FROM_DATA).ok().flatten());
                let last = data_of(range.get(NftRange::NFTA_RANGE_TO_DATA).ok().flatten());
                let invert = get!(range, NftRange::NFTA_RANGE_OP) == Some(RangeOp::NFT_RANGE_NEQ);
                self.range(value, first, last, invert)
            }
            ExprData::Lookup(lookup) => self.lookup(lookup),
            ExprData::Objref(object) => self.objref(&expr, object),
            ExprData::Dynset(dynset) => self.dynset(dynset),
            ExprData::Nat(nat) => self.nat(nat),
            ExprData::Masq(masq) => {
                self.word("masquerade")?;
                self.ports(
                    get!(masq, NftMasq::NFTA_MASQ_REG_PROTO_MIN),
                    get!(masq, NftMasq::NFTA_MASQ_REG_PROTO_MAX),
                    " to ",
                )?;
                self.nat_flags(get!(masq, NftMasq::NFTA_MASQ_FLAGS).unwrap_or_default())
            }
            ExprData::Redir(redir) => {
                self.word("redirect")?;
                self.ports(
                    get!(redir, NftRedir::NFTA_REDIR_REG_PROTO_MIN),
                    get!(redir, NftRedir::NFTA_REDIR_REG_PROTO_MAX),
                    " to ",
                )?;
                self.nat_flags(get!(redir, NftRedir::NFTA_REDIR_FLAGS).unwrap_or_default())
            }
            ExprData::Tproxy(proxy) => self.tproxy(proxy),
            ExprData::Dup(dup) => {
                let device = self.slot(get!(dup, NftDup::NFTA_DUP_SREG_DEV));
                self.word("dup to ")?;
                match get!(dup, NftDup::NFTA_DUP_SREG_ADDR) {
                    Some(address) => {
                        self.operand(self.slot(Some(address)), DataType::INVALID)?;
                        if !matches!(device, Slot::Empty) {
                            self.f.write_str(" device ")?;
                            self.operand(device, DataType::IFINDEX)?;
                        }
                        Ok(())
                    }
                    None => self.operand(device, DataType::IFINDEX),
                }
            }
            ExprData::Fwd(fwd) => {
                let device = self.slot(get!(fwd, NftFwd::NFTA_FWD_SREG_DEV));
                match get!(fwd, NftFwd::NFTA_FWD_SREG_ADDR) {
                    Some(address) => {
                        let ip6 = get!(fwd, NftFwd::NFTA_FWD_NFPROTO) == Some(10);
                        self.word(if ip6 { "fwd ip6 to " } else { "fwd ip to " })?;
                        self.operand(self.slot(Some(address)), DataType::INVALID)?;
                        self.f.write_str(" device ")?;
                    }
                    None => self.word("fwd to ")?,
                }
                self.operand(device, DataType::IFINDEX)
            }
            ExprData::Counter(counter) => {
                self.space()?;
                let packets = get!(counter, NftCounter::NFTA_COUNTER_PACKETS).unwrap_or_default();
                let bytes = get!(counter, NftCounter::NFTA_COUNTER_BYTES).unwrap_or_default();
                write!(self.f, "counter packets {packets} bytes {bytes}")
            }
            ExprData::Constraint(limit) => {
                self.space()?;
                write_limit(self.f, limit)
            }
            ExprData::Quota(quota) => {
                self.space()?;
                write_quota(self.f, quota)
            }
            ExprData::ConnLimit(limit) => {
                self.space()?;
                write_connlimit(self.f, limit)
            }
            ExprData::Last(last) => {
                let set = get!(last, NftLast::NFTA_LAST_SET).unwrap_or_default();
                self.word(if set == 0 { "last used never" } else { "last used " })?;
                if set != 0 {
                    write_time(self.f, get!(last, NftLast::NFTA_LAST_MSECS).unwrap_or_default())?;
                    self.f.write_str(" ago")?;
                }
                Ok(())
            }
            ExprData::Log(log) => self.log(log),
            ExprData::Queue(queue) => self.queue(queue),
            ExprData::Reject(reject) => self.reject(reject),
            ExprData::Notrack(_) => self.word("notrack"),
            ExprData::FlowOffload(flow) => {
                self.space()?;
                let name = flow.get(NftFlowOffload::NFTA_FLOW_TABLE_NAME).ok().flatten().unwrap_or_default();
                write!(self.f, "flow add @{name}")
            }
            ExprData::Synproxy(proxy) => {
                self.word("synproxy")?;
                write_synproxy(self.f, proxy)
            }
            ExprData::Match(xt) => {
                self.space()?;
                let name = xt.get(NftMatch::NFTA_MATCH_NAME).ok().flatten().unwrap_or_default();
                write!(self.f, "xt match \"{name}\"")
            }
            ExprData::Target(xt) => {
                self.space()?;
                let name = xt.get(NftTarget::NFTA_TARGET_NAME).ok().flatten().unwrap_or_default();
                write!(self.f, "xt target \"{name}\"")
            }
            _ => self.fallback(&expr),
        }
    }
    fn exthdr(&mut self, header: Attrs<'a, NftExthdr>) -> fmt::Result {
        let op = get!(header, NftExthdr::NFTA_EXTHDR_OP).unwrap_or_default();
        let kind = header.get(NftExthdr::NFTA_EXTHDR_TYPE).ok().flatten().unwrap_or_default();
        let offset = get!(header, NftExthdr::NFTA_EXTHDR_OFFSET).unwrap_or_default();
        let len = get!(header, NftExthdr::NFTA_EXTHDR_LEN).unwrap_or_default();
        let flags = get!(header, NftExthdr::NFTA_EXTHDR_FLAGS).unwrap_or_default();
        let present = flags.contains(ExthdrFlags::NFT_EXTHDR_F_PRESENT);
        let from = From::Exthdr(op, kind, offset, len, present);
        if let Some(register) = get!(header, NftExthdr::NFTA_EXTHDR_DREG) {
            self.load(Some(register), from, len.min(64) as u16);
            return Ok(());
        }
        let Some(register) = get!(header, NftExthdr::NFTA_EXTHDR_SREG) else {
            self.word("reset ")?;
            let name = Value { from: From::Exthdr(op, kind, 0, 0, true), ..Value::NONE };
            return self.source(&name).map(|_| ());
        };
        self.space()?;
        let data_type = self.source(&Value { from, len: len as u16, ..Value::NONE })?;
        self.f.write_str(" set ")?;
        self.operand(self.slot(Some(register)), data_type)
    }
    fn immediate(&mut self, immediate: Attrs<'a, NftImmediate>) -> fmt::Result {
        let register = get!(immediate, NftImmediate::NFTA_IMMEDIATE_DREG);
        let data = immediate.get(NftImmediate::NFTA_IMMEDIATE_DATA).ok().flatten();
        if register != Some(Register::NFT_REG_VERDICT) {
            self.put(register, Slot::Constant(data_of(data)));
            return Ok(());
        }
        let verdict = data.and_then(|data| data.get(NftData::NFTA_DATA_VERDICT).ok().flatten());
        self.space()?;
        write_verdict(self.f, verdict.unwrap_or(Attrs::new(&[])))
    }
    fn bitwise(&mut self, expr: &Expr<'a>, bitwise: Attrs<'a, NftBitwise>) -> fmt::Result {
        let mut slot = self.slot(get!(bitwise, NftBitwise::NFTA_BITWISE_SREG));
        let op = get!(bitwise, NftBitwise::NFTA_BITWISE_OP).unwrap_or_default();
        let known = match &mut slot {
            Slot::Value(value) => match op {
                BitwiseOp::NFT_BITWISE_MASK_XOR if value.bits.is_none() && value.shift.is_none() => {
                    let mask = data_of(bitwise.get(NftBitwise::NFTA_BITWISE_MASK).ok().flatten());
                    let xor = data_of(bitwise.get(NftBitwise::NFTA_BITWISE_XOR).ok().flatten());
                    value.bits = Some((mask, xor));
                    true
                }
                BitwiseOp::NFT_BITWISE_LSHIFT | BitwiseOp::NFT_BITWISE_RSHIFT if value.shift.is_none() => {
                    let by = data_of(bitwise.get(NftBitwise::NFTA_BITWISE_DATA).ok().flatten());
                    value.shift = Some((op, number(by, true) as u32));
                    true
                }
                _ => false,
            },
            _ => false,
        };
        if known {
            self.put(get!(bitwise, NftBitwise::NFTA_BITWISE_DREG), slot);
            return Ok(());
        }
        self.put(get!(bitwise, NftBitwise::NFTA_BITWISE_DREG), Slot::Empty);
        self.fallback(expr)
    }
}

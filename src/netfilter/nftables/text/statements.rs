//! Statements.
use super::*;

impl<'a> Printer<'a, '_, '_> {
    pub(super) fn set_statement(&mut self, source: Source, slot: Slot<'a>) -> fmt::Result {
        self.space()?;
        let value = Value { from: From::Field(source), len: len_of(source), ..Value::NONE };
        let data_type = self.source(&value)?;
        self.f.write_str(" set ")?;
        match slot {
            Slot::Constant(bytes) if data_type != DataType::IFNAME => {
                let host = self.is_host(&value);
                self.value(data_type, bytes, host)
            }
            _ => self.operand(slot, data_type),
        }
    }
    pub(super) fn payload_write(
        &mut self,
        base: PayloadBase,
        offset: u32,
        len: u32,
        slot: Slot<'a>,
    ) -> fmt::Result {
        self.space()?;
        let whole = Value { from: From::Payload(base, offset, len), len: len.min(64) as u16, ..Value::NONE };
        if let Slot::Value(Value { from: From::Payload(from, at, size), bits: Some((mask, xor)), .. }) = slot
        {
            if (from, at, size) == (base, offset, len) && len <= 16 {
                // the mask keeps the neighbours of the field
                let bits = len * 8;
                let field = !number(mask, false) & super::ones(bits as u16);
                let (after, ones) = (field.trailing_zeros().min(127), field.count_ones());
                let start = (offset.saturating_mul(8)).saturating_add(bits.saturating_sub(after + ones));
                if let Some(spec) = self.field_at(base, start, ones, false) {
                    write!(self.f, "{} set ", spec.name)?;
                    let value = number(xor, false) >> after;
                    return match spec.data_type {
                        DataType::TCP_FLAG => write_flags(self.f, spec.data_type, value, false),
                        _ => write_number(self.f, spec.data_type, value, len as usize),
                    };
                }
            }
        }
        let data_type = self.source(&whole)?;
        self.f.write_str(" set ")?;
        match slot {
            Slot::Constant(bytes) if data_type == DataType::TCP_FLAG => {
                write_flags(self.f, data_type, number(bytes, false), false)
            }
            Slot::Constant(bytes) => self.value(data_type, bytes, false),
            _ => self.operand(slot, data_type),
        }
    }
    pub(super) fn objref(&mut self, expr: &Expr<'a>, object: Attrs<'a, NftObjref>) -> fmt::Result {
        let map = object.get(NftObjref::NFTA_OBJREF_SET_NAME).ok().flatten();
        let kind = match map {
            Some(map) => self.names.object_type(map).unwrap_or(ObjectType::NFT_OBJECT_COUNTER),
            None => get!(object, NftObjref::NFTA_OBJREF_IMM_TYPE).unwrap_or_default(),
        };
        let word = match kind {
            ObjectType::NFT_OBJECT_COUNTER => "counter name ",
            ObjectType::NFT_OBJECT_QUOTA => "quota name ",
            ObjectType::NFT_OBJECT_CT_HELPER => "ct helper set ",
            ObjectType::NFT_OBJECT_LIMIT => "limit name ",
            ObjectType::NFT_OBJECT_CT_TIMEOUT => "ct timeout set ",
            ObjectType::NFT_OBJECT_SECMARK => "meta secmark set ",
            ObjectType::NFT_OBJECT_CT_EXPECT => "ct expectation set ",
            ObjectType::NFT_OBJECT_SYNPROXY => "synproxy name ",
            ObjectType::NFT_OBJECT_TUNNEL => "tunnel name ",
            _ => return self.fallback(expr),
        };
        self.word(word)?;
        match map {
            Some(map) => {
                self.take_key(get!(object, NftObjref::NFTA_OBJREF_SET_SREG), u32::MAX);
                self.write_key()?;
                self.f.write_str(" map ")?;
                self.set_name(map)
            }
            None => {
                let name = object.get(NftObjref::NFTA_OBJREF_IMM_NAME).ok().flatten().unwrap_or_default();
                write!(self.f, "\"{name}\"")
            }
        }
    }
    pub(super) fn dynset(&mut self, dynset: Attrs<'a, NftDynset>) -> fmt::Result {
        let name = dynset.get(NftDynset::NFTA_DYNSET_SET_NAME).ok().flatten().unwrap_or_default();
        self.space()?;
        let op = match get!(dynset, NftDynset::NFTA_DYNSET_OP).unwrap_or_default() {
            DynsetOp::NFT_DYNSET_OP_ADD => "add",
            DynsetOp::NFT_DYNSET_OP_UPDATE => "update",
            _ => "delete",
        };
        write!(self.f, "{op} @{name} {{ ")?;
        self.take_key(get!(dynset, NftDynset::NFTA_DYNSET_SREG_KEY), u32::MAX);
        self.write_key()?;
        if let Some(timeout) = get!(dynset, NftDynset::NFTA_DYNSET_TIMEOUT).filter(|timeout| *timeout != 0) {
            self.f.write_str(" timeout ")?;
            write_time(self.f, timeout)?;
        }
        let one = dynset.get(NftDynset::NFTA_DYNSET_EXPR).ok().flatten();
        let more = dynset.get(NftDynset::NFTA_DYNSET_EXPRESSIONS).ok().flatten();
        let more = more.map(|list| Exprs(list.get_all(NftExprs::NFTA_LIST_ELEM)));
        for expr in one.map(Expr::new).into_iter().chain(more.into_iter().flatten()) {
            self.f.write_char(' ')?;
            write_stateful(self.f, &expr)?;
        }
        if let Some(register) = get!(dynset, NftDynset::NFTA_DYNSET_SREG_DATA) {
            self.f.write_str(" : ")?;
            let types = self.names.value_type(name).filter(|types| types.count() == 1);
            let data_type = types.map_or(DataType::INVALID, |types| DataType(types.number()));
            self.operand(self.slot(Some(register)), data_type)?;
        }
        self.f.write_str(" }")
    }
    /// Writes ports, where there are any, after a word; `:80` or `:80-90`.
    pub(super) fn ports(
        &mut self,
        min: Option<Register>,
        max: Option<Register>,
        before: &str,
    ) -> fmt::Result {
        let (Some(min), max) = (min, max.or(min)) else { return Ok(()) };
        let slot = self.slot(Some(min));
        if matches!(slot, Slot::Empty) {
            return Ok(());
        }
        write!(self.f, "{before}:")?;
        self.operand(slot, DataType::INET_SERVICE)?;
        if max != Some(min) {
            self.f.write_char('-')?;
            self.operand(self.slot(max), DataType::INET_SERVICE)?;
        }
        Ok(())
    }
    pub(super) fn nat_flags(&mut self, flags: NatFlags) -> fmt::Result {
        let mut before = ' ';
        for (flag, name) in [
            (NatFlags::NF_NAT_RANGE_PROTO_RANDOM, "random"),
            (NatFlags::NF_NAT_RANGE_PROTO_RANDOM_FULLY, "fully-random"),
            (NatFlags::NF_NAT_RANGE_PERSISTENT, "persistent"),
        ] {
            if flags.contains(flag) {
                write!(self.f, "{before}{name}")?;
                before = ',';
            }
        }
        Ok(())
    }
    pub(super) fn nat(&mut self, nat: Attrs<'a, NftNat>) -> fmt::Result {
        let source = get!(nat, NftNat::NFTA_NAT_TYPE) == Some(NatType::NFT_NAT_SNAT);
        let flags = get!(nat, NftNat::NFTA_NAT_FLAGS).unwrap_or_default();
        let family = get!(nat, NftNat::NFTA_NAT_FAMILY).unwrap_or_default();
        self.word(if source { "snat" } else { "dnat" })?;
        let min = get!(nat, NftNat::NFTA_NAT_REG_ADDR_MIN);
        let max = get!(nat, NftNat::NFTA_NAT_REG_ADDR_MAX);
        let ports = get!(nat, NftNat::NFTA_NAT_REG_PROTO_MIN);
        let last_port = get!(nat, NftNat::NFTA_NAT_REG_PROTO_MAX);
        let netmap = flags.contains(NatFlags::NF_NAT_RANGE_NETMAP);
        // a map to an address and a port; what the register of the port held before is the key of the map
        let load = |register: Option<Register>| match self.slot(register) {
            Slot::Value(value) => value.load,
            _ => 0,
        };
        let is_map = matches!(self.slot(min), Slot::Value(Value { from: From::Map(_), .. }));
        let pair = is_map && ports.is_some() && load(ports) < load(min);
        let (ports, last_port) = if pair { (None, None) } else { (ports, last_port) };
        // nft names the family of a pair everywhere
        if (self.family == NfProto::NFPROTO_INET || netmap || pair) && min.is_some() {
            self.f.write_str(if family == 10 { " ip6" } else { " ip" })?;
        }
        if netmap {
            self.f.write_str(" prefix")?;
        }
        self.f.write_str(" to ")?;
        if let Some(min) = min {
            let slot = self.slot(Some(min));
            let has_ports = ports.is_some_and(|register| !matches!(self.slot(Some(register)), Slot::Empty));
            let brackets = family == 10 && has_ports;
            self.f.write_str(if brackets { "[" } else { "" })?;
            self.operand(slot, DataType::INVALID)?;
            self.f.write_str(if brackets { "]" } else { "" })?;
            let mut prefix = None;
            if let (true, Slot::Constant(first), Slot::Constant(last)) = (netmap, slot, self.slot(max)) {
                let bits = (first.len().min(16) * 8) as u16;
                let mask = !(number(first, false) ^ number(last, false)) & super::ones(bits);
                prefix = prefix_len(mask, bits);
            }
            if let Some(prefix) = prefix {
                write!(self.f, "/{prefix}")?;
            } else if let Some(max) = max.filter(|max| *max != min) {
                if !matches!(self.slot(Some(max)), Slot::Empty) {
                    self.f.write_str(if brackets { "-[" } else { "-" })?;
                    self.operand(self.slot(Some(max)), DataType::INVALID)?;
                    self.f.write_str(if brackets { "]" } else { "" })?;
                }
            }
        }
        self.ports(ports, last_port, "")?;
        self.nat_flags(flags)
    }
    pub(super) fn tproxy(&mut self, proxy: Attrs<'a, NftTproxy>) -> fmt::Result {
        let address = get!(proxy, NftTproxy::NFTA_TPROXY_REG_ADDR);
        let family = get!(proxy, NftTproxy::NFTA_TPROXY_FAMILY).unwrap_or_default();
        self.word("tproxy")?;
        if self.family == NfProto::NFPROTO_INET {
            self.f.write_str(match family {
                2 => " ip",
                10 => " ip6",
                _ => "",
            })?;
        }
        self.f.write_str(" to ")?;
        let port = get!(proxy, NftTproxy::NFTA_TPROXY_REG_PORT);
        if let Some(address) = address {
            let brackets = family == 10;
            self.f.write_str(if brackets { "[" } else { "" })?;
            self.operand(self.slot(Some(address)), DataType::INVALID)?;
            self.f.write_str(if brackets { "]" } else { "" })?;
        }
        self.ports(port, port, "")
    }
    pub(super) fn log(&mut self, log: Attrs<'a, NftLog>) -> fmt::Result {
        self.word("log")?;
        let prefix = log.get(NftLog::NFTA_LOG_PREFIX).ok().flatten();
        if let Some(prefix) = prefix.filter(|prefix| !prefix.0.is_empty()) {
            write!(self.f, " prefix \"{prefix}\"")?;
        }
        if let Some(group) = get!(log, NftLog::NFTA_LOG_GROUP) {
            write!(self.f, " group {group}")?;
            if let Some(len) = get!(log, NftLog::NFTA_LOG_SNAPLEN) {
                write!(self.f, " snaplen {len}")?;
            }
            if let Some(len) = get!(log, NftLog::NFTA_LOG_QTHRESHOLD).filter(|len| *len != 0) {
                write!(self.f, " queue-threshold {len}")?;
            }
            return Ok(());
        }
        let level = get!(log, NftLog::NFTA_LOG_LEVEL).unwrap_or(LogLevel::NFT_LOGLEVEL_WARNING);
        let names = ["emerg", "alert", "crit", "err", "warn", "notice", "info", "debug", "audit"];
        if level != LogLevel::NFT_LOGLEVEL_WARNING {
            match names.get(level.0 as usize) {
                Some(name) => write!(self.f, " level {name}")?,
                None => write!(self.f, " level {}", level.0)?,
            }
        }
        let flags = get!(log, NftLog::NFTA_LOG_FLAGS).unwrap_or_default();
        let tcp = flags & (LogFlags::NF_LOG_TCPSEQ | LogFlags::NF_LOG_TCPOPT);
        if flags.bits() & 0x2f == 0x2f {
            return self.f.write_str(" flags all");
        }
        if tcp.bits() == 3 {
            self.f.write_str(" flags tcp sequence,options")?;
        } else if tcp.contains(LogFlags::NF_LOG_TCPSEQ) {
            self.f.write_str(" flags tcp sequence")?;
        } else if tcp.contains(LogFlags::NF_LOG_TCPOPT) {
            self.f.write_str(" flags tcp options")?;
        }
        for (flag, name) in [
            (LogFlags::NF_LOG_IPOPT, "ip options"),
            (LogFlags::NF_LOG_UID, "skuid"),
            (LogFlags::NF_LOG_MACDECODE, "ether"),
        ] {
            if flags.contains(flag) {
                write!(self.f, " flags {name}")?;
            }
        }
        Ok(())
    }
    pub(super) fn queue(&mut self, queue: Attrs<'a, NftQueue>) -> fmt::Result {
        self.word("queue")?;
        let flags = get!(queue, NftQueue::NFTA_QUEUE_FLAGS).unwrap_or_default();
        let mut before = " flags ";
        for (flag, name) in
            [(QueueFlags::NFT_QUEUE_FLAG_BYPASS, "bypass"), (QueueFlags::NFT_QUEUE_FLAG_CPU_FANOUT, "fanout")]
        {
            if flags.contains(flag) {
                write!(self.f, "{before}{name}")?;
                before = ",";
            }
        }
        self.f.write_str(" to ")?;
        if let Some(register) = get!(queue, NftQueue::NFTA_QUEUE_SREG_QNUM) {
            return self.operand(self.slot(Some(register)), DataType::INTEGER);
        }
        let first = get!(queue, NftQueue::NFTA_QUEUE_NUM).unwrap_or_default();
        let total = get!(queue, NftQueue::NFTA_QUEUE_TOTAL).unwrap_or(1);
        write!(self.f, "{first}")?;
        if total > 1 {
            write!(self.f, "-{}", u32::from(first) + u32::from(total) - 1)?;
        }
        Ok(())
    }
    pub(super) fn reject(&mut self, reject: Attrs<'a, NftReject>) -> fmt::Result {
        self.word("reject")?;
        let code = reject.get(NftReject::NFTA_REJECT_ICMP_CODE).ok().flatten().unwrap_or_default();
        let (word, data_type, default) = match get!(reject, NftReject::NFTA_REJECT_TYPE).unwrap_or_default() {
            RejectType::NFT_REJECT_TCP_RST => return self.f.write_str(" with tcp reset"),
            RejectType::NFT_REJECT_ICMPX_UNREACH => ("icmpx", DataType::ICMPX_CODE, code == 1),
            _ if self.network == Some(Header::Ip6) => {
                let default = self.family == NfProto::NFPROTO_IPV6 && code == 4;
                ("icmpv6", DataType::ICMPV6_CODE, default)
            }
            _ => ("icmp", DataType::ICMP_CODE, self.family == NfProto::NFPROTO_IPV4 && code == 3),
        };
        if default {
            return Ok(());
        }
        write!(self.f, " with {word} ")?;
        write_number(self.f, data_type, code.into(), 1)
    }
}

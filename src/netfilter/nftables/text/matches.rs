//! Matches: fields, comparisons and lookups in sets.
use super::*;

impl<'a> Printer<'a, '_, '_> {
    /// Whether a header starts at a base, by the family and earlier matches.
    fn is_at(&self, header: Header, base: PayloadBase) -> bool {
        match header {
            Header::Ether => base == PayloadBase::NFT_PAYLOAD_LL_HEADER && self.ethernet,
            Header::Vlan => base == PayloadBase::NFT_PAYLOAD_LL_HEADER && self.vlans > 0,
            Header::Ip | Header::Ip6 | Header::Arp => {
                base == PayloadBase::NFT_PAYLOAD_NETWORK_HEADER && self.network == Some(header)
            }
            Header::L4(protocol) => {
                base == PayloadBase::NFT_PAYLOAD_TRANSPORT_HEADER && self.transport == Some(protocol)
            }
            Header::Transport => {
                base == PayloadBase::NFT_PAYLOAD_TRANSPORT_HEADER && !self.transport.is_some_and(has_fields)
            }
        }
    }
    /// Whether a field is one of the ICMP messages of the type that was matched, or of any type.
    fn has_type(&self, spec: &FieldSpec) -> bool {
        match spec.name {
            "icmp mtu" => self.icmp_type == Some(3),
            "icmp gateway" => self.icmp_type == Some(5),
            "icmpv6 max-delay" => self.icmp_type == Some(130),
            _ => true,
        }
    }
    /// The field at a place in bits; `prefix`: or the address that begins there.
    pub(super) fn field_at(
        &self,
        base: PayloadBase,
        offset: u32,
        bits: u32,
        prefix: bool,
    ) -> Option<&'static FieldSpec> {
        FIELDS.iter().find(|spec| match spec.source {
            Source::Payload(header, at) => {
                let address = matches!(spec.data_type, DataType::IPV4_ADDR | DataType::IPV6_ADDR);
                // fields of the innermost VLAN tag, and the types of the tags before
                let tags = if header == Header::Vlan { self.vlans.saturating_sub(1) * 32 } else { 0 };
                let outer = spec.data_type == DataType::ETHER_TYPE && tags > 0 && u32::from(at) == offset;
                (u32::from(at) + tags == offset || outer)
                    && self.has_type(spec)
                    && self.is_at(header, base)
                    && (u32::from(spec.bits) == bits || prefix && address && u32::from(spec.bits) > bits)
            }
            _ => false,
        })
    }
    /// The field of a value, whether the mask selects it, and how many bits follow it in the bytes.
    pub(super) fn field_of(&self, value: &Value<'a>) -> (Option<&'static FieldSpec>, bool, u32) {
        let find = |offset: u32, len: u32, at: &dyn Fn(u32, u32) -> Option<&'static FieldSpec>| {
            if let Some((mask, xor)) = value.bits {
                // a mask of adjacent bits may select a field
                let mask = number(mask, false);
                let bits = len.saturating_mul(8).min(128);
                let (after, ones) = (mask.trailing_zeros().min(128), mask.count_ones());
                let adjacent = mask != 0 && mask >> after == super::ones(ones as u16);
                if adjacent && number(xor, false) == 0 && after + ones <= bits && ones < bits {
                    let start = offset.saturating_mul(8).saturating_add(bits - after - ones);
                    if let Some(spec) = at(start, ones) {
                        return (Some(spec), true, after);
                    }
                }
            }
            (at(offset.saturating_mul(8), len.saturating_mul(8)), false, 0)
        };
        match value.from {
            From::Payload(base, offset, len) => {
                find(offset, len, &|at, bits| self.field_at(base, at, bits, false))
            }
            From::Exthdr(op, kind, offset, len, false) => find(offset, len, &|at, bits| {
                FIELDS.iter().find(|spec| {
                    u32::from(spec.bits) == bits
                        && matches!(spec.source, Source::Exthdr(its, number, place)
                            if its == op && number == kind && u32::from(place) == at)
                })
            }),
            From::Field(source) => (FIELDS.iter().find(|spec| spec.source == source), false, 0),
            _ => (None, false, 0),
        }
    }
    /// Writes a value of a type in the byte order that the register has.
    pub(super) fn value(&mut self, data_type: DataType, bytes: &[u8], host_order: bool) -> fmt::Result {
        match data_type {
            DataType::IFNAME if bytes.len() < 16 && bytes.iter().all(|byte| *byte != 0) => {
                write!(self.f, "\"{}*\"", Str(bytes))
            }
            DataType::IFNAME | DataType::STRING => write_quoted(self.f, bytes),
            DataType::IFINDEX => write_index(self.f, self.names, bytes, host_order),
            DataType::INVALID => write!(self.f, "0x{:x}", number(bytes, host_order)),
            _ => write_number(self.f, data_type, number(bytes, host_order), bytes.len()),
        }
    }
    /// Whether the bytes of a value are in host byte order.
    pub(super) fn is_host(&self, value: &Value<'a>) -> bool {
        if value.ordered {
            return false;
        }
        match value.from {
            From::Field(source) => {
                FieldSpec { name: "", source, bits: 0, data_type: DataType::INVALID }.is_host_order()
            }
            From::Numgen(_) | From::Hash(_) | From::Socket(_) | From::Fib(..) => true,
            From::Xfrm(xfrm) => get!(xfrm, NftXfrm::NFTA_XFRM_KEY) == Some(XfrmKey::NFT_XFRM_KEY_REQID),
            _ => false,
        }
    }
    /// Writes a value with its arithmetic; returns the data type.
    fn written(&mut self, value: &Value<'a>) -> Result<DataType, fmt::Error> {
        let (_, selected, after) = self.field_of(value);
        let plain = Value { bits: if selected { value.bits } else { None }, ..*value };
        let data_type = self.source(&plain)?;
        if let (Some((mask, xor)), false) = (value.bits, selected) {
            let host = self.is_host(&Value { ordered: false, ..*value });
            self.arithmetic(data_type, number(mask, host), number(xor, host), value.len)?;
        }
        let down = (BitwiseOp::NFT_BITWISE_RSHIFT, after);
        if let Some((op, by)) = value.shift.filter(|shift| !(selected && *shift == down)) {
            write!(self.f, " {} {by}", if op == BitwiseOp::NFT_BITWISE_LSHIFT { "<<" } else { ">>" })?;
        }
        Ok(data_type)
    }
    /// Writes a mask and the bits that are exchanged as nft does: AND, XOR, and OR of the bits that both clear and set.
    fn arithmetic(&mut self, data_type: DataType, mask: u128, xor: u128, len: u16) -> fmt::Result {
        let set = xor & !mask;
        let (mask, xor) = (mask | set, xor & mask);
        let all = super::ones(len.saturating_mul(8));
        for (sign, operand, none) in [(" & ", mask, all), (" ^ ", xor, 0), (" | ", set, 0)] {
            if operand != none {
                self.f.write_str(sign)?;
                self.number(data_type, operand, len)?;
            }
        }
        Ok(())
    }
    fn number(&mut self, data_type: DataType, value: u128, len: u16) -> fmt::Result {
        match data_type {
            DataType::INVALID => write!(self.f, "0x{value:x}"),
            DataType::TCP_FLAG => write_flags(self.f, data_type, value, true),
            _ => write_number(self.f, data_type, value, len.into()),
        }
    }
    /// Writes what a statement takes from a register.
    pub(super) fn operand(&mut self, slot: Slot<'a>, data_type: DataType) -> fmt::Result {
        match slot {
            Slot::Empty => self.f.write_str("?"),
            Slot::Constant(bytes) => match (data_type, bytes.len()) {
                (DataType::INVALID, 4) => self.value(DataType::IPV4_ADDR, bytes, false),
                (DataType::INVALID, 16) => self.value(DataType::IPV6_ADDR, bytes, false),
                _ => self.value(data_type, bytes, data_type.is_host_order()),
            },
            Slot::Value(value) => self.written(&value).map(|_| ()),
        }
    }

    // Matches.

    pub(super) fn cmp(
        &mut self,
        register: Option<Register>,
        value: Value<'a>,
        op: CmpOp,
        bytes: &'a [u8],
        rest: &mut Exprs<'a>,
    ) -> fmt::Result {
        if op == CmpOp::NFT_CMP_GTE {
            if let Some(ExprData::Cmp(next)) = rest.clone().next().and_then(|expr| expr.data) {
                let same = get!(next, NftCmp::NFTA_CMP_SREG) == register;
                if same && get!(next, NftCmp::NFTA_CMP_OP) == Some(CmpOp::NFT_CMP_LTE) {
                    let last = data_of(next.get(NftCmp::NFTA_CMP_DATA).ok().flatten());
                    let _ = rest.next();
                    return self.range(value, bytes, last, false);
                }
            }
        }
        if op == CmpOp::NFT_CMP_EQ && value.bits.is_none() && self.learn(&value, bytes, rest) {
            return Ok(());
        }
        self.space()?;
        if let From::Payload(base, offset, len) = value.from {
            // adjacent fields in one comparison, and addresses by a prefix of whole bytes
            if value.bits.is_none() && self.field_of(&value).0.is_none() {
                if let Some(spec) = self.field_at(base, offset.saturating_mul(8), len.saturating_mul(8), true)
                {
                    self.f.write_str(spec.name)?;
                    self.op(op, spec.data_type)?;
                    let number =
                        number(bytes, false) << (u32::from(spec.bits) - len.saturating_mul(8)).min(127);
                    write_number(self.f, spec.data_type, number, usize::from(spec.bits / 8))?;
                    return write!(self.f, "/{}", len.saturating_mul(8));
                }
                if op == CmpOp::NFT_CMP_EQ && self.split(base, offset, bytes)? {
                    return Ok(());
                }
            }
        }
        let (field, selected, after) = self.field_of(&value);
        if let (Some(spec), true) = (field, selected) {
            self.f.write_str(spec.name)?;
            self.op(op, spec.data_type)?;
            let number = number(bytes, false) >> after.min(127);
            return write_number(self.f, spec.data_type, number, bytes.len());
        }
        let host = self.is_host(&value);
        if let Some((mask, xor)) = value.bits.filter(|_| value.shift.is_none()) {
            let plain = Value { bits: None, ..value };
            // the mask comes before a conversion of the byte order
            let before = self.is_host(&Value { ordered: false, ..value });
            let (mask, xor) = (number(mask, before), number(xor, before));
            let data_type = self.source(&plain)?;
            let expected = number(bytes, host);
            if xor == 0 && is_bitmask(data_type) && mask == super::ones(value.len.saturating_mul(8)) {
                self.f.write_str(if op == CmpOp::NFT_CMP_EQ { " ==" } else { "" })?;
                self.op(op, data_type)?;
                return write_number(self.f, data_type, expected, bytes.len());
            }
            if xor == 0 && is_bitmask(data_type) && expected == 0 {
                match op {
                    CmpOp::NFT_CMP_NEQ => self.f.write_char(' ')?,
                    _ => self.f.write_str(" ! ")?,
                }
                return write_number(self.f, data_type, mask, bytes.len());
            }
            let prefix = prefix_len(mask, value.len.saturating_mul(8));
            if let (Some(prefix), DataType::IPV4_ADDR | DataType::IPV6_ADDR, 0) = (prefix, data_type, xor) {
                self.op(op, data_type)?;
                write_number(self.f, data_type, expected, bytes.len())?;
                return write!(self.f, "/{prefix}");
            }
            if xor == 0 && data_type == DataType::TCP_FLAG {
                self.f.write_str(if op == CmpOp::NFT_CMP_EQ { " " } else { " != " })?;
                write_number(self.f, data_type, expected, bytes.len())?;
                self.f.write_str(" / ")?;
                return write_number(self.f, data_type, mask, bytes.len());
            }
            self.arithmetic(data_type, mask, xor, value.len)?;
            self.f.write_str(if op == CmpOp::NFT_CMP_EQ { " ==" } else { "" })?;
            self.op(op, data_type)?;
            return self.number(data_type, expected, value.len);
        }
        let data_type = self.written(&value)?;
        let exact = op == CmpOp::NFT_CMP_EQ && is_bitmask(data_type);
        self.f.write_str(if exact { " ==" } else { "" })?;
        self.op(op, data_type)?;
        let bits = (bytes.len() * 8) as u32;
        match data_type {
            // a prefix of whole bytes
            DataType::IPV4_ADDR if bits < 32 => {
                write_number(self.f, data_type, number(bytes, false) << (32 - bits), 4)?;
                write!(self.f, "/{bits}")
            }
            DataType::IPV6_ADDR if bits < 128 => {
                write_number(self.f, data_type, number(bytes, false) << (128 - bits).min(127), 16)?;
                write!(self.f, "/{bits}")
            }
            _ => self.value(data_type, bytes, host),
        }
    }
    fn op(&mut self, op: CmpOp, _: DataType) -> fmt::Result {
        self.f.write_str(match op {
            CmpOp::NFT_CMP_EQ => " ",
            CmpOp::NFT_CMP_NEQ => " != ",
            CmpOp::NFT_CMP_LT => " < ",
            CmpOp::NFT_CMP_LTE => " <= ",
            CmpOp::NFT_CMP_GT => " > ",
            CmpOp::NFT_CMP_GTE => " >= ",
            _ => " ? ",
        })
    }
    /// The field of whole bytes at byte `at` of a load of `len` bytes.
    fn field_from(
        &self,
        base: PayloadBase,
        offset: u32,
        at: usize,
        len: usize,
    ) -> Option<&'static FieldSpec> {
        let start = offset.saturating_add(u32::try_from(at).unwrap_or(u32::MAX)).saturating_mul(8);
        FIELDS.iter().find(|spec| {
            spec.bits % 8 == 0
                && usize::from(spec.bits / 8) <= len.saturating_sub(at)
                && matches!(spec.source, Source::Payload(header, place)
                    if u32::from(place) == start && self.is_at(header, base))
        })
    }
    /// Writes a comparison of adjacent fields as one of each; returns whether they are known.
    fn split(&mut self, base: PayloadBase, offset: u32, bytes: &'a [u8]) -> Result<bool, fmt::Error> {
        let (mut at, mut count) = (0usize, 0u32);
        while at < bytes.len() {
            let Some(spec) = self.field_from(base, offset, at, bytes.len()) else { return Ok(false) };
            at += usize::from(spec.bits / 8).max(1);
            count += 1;
        }
        if count < 2 {
            return Ok(false);
        }
        let mut at = 0;
        while let Some(spec) = self.field_from(base, offset, at, bytes.len()) {
            let end = at + usize::from(spec.bits / 8).max(1);
            if at > 0 {
                self.f.write_char(' ')?;
            }
            write!(self.f, "{} ", spec.name)?;
            write_number(
                self.f,
                spec.data_type,
                number(bytes.get(at..end).unwrap_or(&[]), false),
                usize::from(spec.bits / 8),
            )?;
            at = end;
        }
        Ok(true)
    }
    pub(super) fn range(
        &mut self,
        value: Value<'a>,
        first: &'a [u8],
        last: &'a [u8],
        invert: bool,
    ) -> fmt::Result {
        self.space()?;
        let (field, selected, after) = self.field_of(&value);
        let data_type = self.written(&value)?;
        self.f.write_str(if invert { " != " } else { " " })?;
        let host = self.is_host(&value);
        if let (Some(_), true) = (field, selected) {
            write_bound(self.f, data_type, number(first, false) >> after.min(127), first.len())?;
            self.f.write_char('-')?;
            return write_bound(self.f, data_type, number(last, false) >> after.min(127), last.len());
        }
        if matches!(data_type, DataType::TIME | DataType::TIME_DAY) {
            write_bound(self.f, data_type, number(first, host), first.len())?;
            self.f.write_char('-')?;
            return write_bound(self.f, data_type, number(last, host), last.len());
        }
        self.value(data_type, first, host)?;
        self.f.write_char('-')?;
        self.value(data_type, last, host)
    }
    /// Takes the values of a concatenation that starts in a register.
    pub(super) fn take_key(&mut self, register: Option<Register>, len: u32) {
        self.key = [Value::NONE; 5];
        let Some(mut index) = register.and_then(slot_index) else { return };
        let (mut load, mut taken) = (0, 0u32);
        for place in &mut self.key {
            let Some(Slot::Value(value)) = self.slots.get(index).copied() else { break };
            if value.load <= load || taken >= len {
                break;
            }
            load = value.load;
            *place = value;
            let words = u32::from(value.len.div_ceil(4).max(1));
            taken = taken.saturating_add(words * 4);
            index = index.saturating_add(words as usize);
        }
    }
    pub(super) fn write_key(&mut self) -> fmt::Result {
        for (index, value) in self.key.into_iter().enumerate() {
            match value.from {
                From::None if index > 0 => break,
                From::Map(_) | From::Hash(_) => {
                    // only the key of the last map is kept
                    self.f.write_str("?")?;
                    continue;
                }
                _ => {}
            }
            if index > 0 {
                self.f.write_str(" . ")?;
            }
            self.written(&value)?;
        }
        Ok(())
    }
    pub(super) fn set_name(&mut self, name: Str<'a>) -> fmt::Result {
        if name.0.starts_with(b"__") {
            let [first, second, ..] = self.key;
            let shift = match (first.shift, second.from) {
                (None, From::None) => self.field_of(&first).2,
                _ => 0,
            };
            if let Some(result) = self.names.write_set(name, shift, &mut *self.f) {
                return result;
            }
        }
        write!(self.f, "@{name}")
    }
    pub(super) fn lookup(&mut self, lookup: Attrs<'a, NftLookup>) -> fmt::Result {
        let name = lookup.get(NftLookup::NFTA_LOOKUP_SET).ok().flatten().unwrap_or_default();
        let source = get!(lookup, NftLookup::NFTA_LOOKUP_SREG);
        let to = get!(lookup, NftLookup::NFTA_LOOKUP_DREG);
        // a hash is the key itself: its own key stays
        let hash = match self.slot(source) {
            Slot::Value(value @ Value { from: From::Hash(_), .. }) => Some(value),
            _ => None,
        };
        if hash.is_none() {
            self.take_key(source, u32::MAX);
        }
        match to {
            Some(Register::NFT_REG_VERDICT) => {
                self.space()?;
                match hash {
                    Some(value) => self.source(&value).map(|_| ())?,
                    None => self.write_key()?,
                }
                self.f.write_str(" vmap ")?;
                self.set_name(name)
            }
            Some(_) => {
                self.hashed = hash;
                self.load(to, From::Map(name), 4);
                Ok(())
            }
            None => {
                self.space()?;
                match hash {
                    Some(value) => self.source(&value).map(|_| ())?,
                    None => self.write_key()?,
                }
                let flags = get!(lookup, NftLookup::NFTA_LOOKUP_FLAGS).unwrap_or_default();
                let invert = flags.contains(LookupFlags::NFT_LOOKUP_F_INV);
                self.f.write_str(if invert { " != " } else { " " })?;
                self.set_name(name)
            }
        }
    }
}
/// Length of a value that is not payload, in bytes.
pub(super) fn len_of(source: Source) -> u16 {
    if let Source::Ct(CtKey::NFT_CT_LABELS, _) = source {
        return 16;
    }
    let plain = |source| match source {
        Source::Ct(key, Some(_)) => Source::Ct(key, None),
        source => source,
    };
    let spec = FIELDS.iter().find(|spec| spec.source == source || spec.source == plain(source));
    spec.map_or(4, |spec| spec.bits.div_ceil(8))
}

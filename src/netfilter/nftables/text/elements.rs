//! Elements of sets and maps as text.
use super::*;

/// Element of a set or map in the syntax of nft.
///
/// In an interval set without concatenation, an interval ends at the next key of the set: pass the
/// element with that key to [`until`](Self::until). Elements with `NFT_SET_ELEM_INTERVAL_END` only
/// end an interval.
#[derive(Clone, Copy)]
pub struct ElementText<'a> {
    keys: SetType,
    values: Option<SetType>,
    element: Attrs<'a, NftSetElem>,
    end: Option<Attrs<'a, NftSetElem>>,
    interval: bool,
    host_order: Option<bool>,
    value_host_order: Option<bool>,
    shift: u32,
    names: Option<&'a dyn RuleNames>,
}
impl<'a> ElementText<'a> {
    /// Creates the text of an element by the types of the set.
    #[must_use]
    pub const fn new(keys: SetType, values: Option<SetType>, element: Attrs<'a, NftSetElem>) -> Self {
        Self {
            keys,
            values,
            element,
            end: None,
            interval: false,
            host_order: None,
            value_host_order: None,
            shift: 0,
            names: None,
        }
    }
    /// Sets whether keys are in host byte order. Needed for integers, whose data type has no byte
    /// order.
    ///
    /// The user data of the set has the byte order: [`Userdata::SET_KEY_BYTE_ORDER`].
    #[must_use]
    pub const fn host_order(mut self, host_order: bool) -> Self {
        self.host_order = Some(host_order);
        self
    }
    /// Sets whether the values of a map are in host byte order, as [`host_order`](Self::host_order)
    /// does for keys: [`Userdata::SET_DATA_BYTE_ORDER`].
    #[must_use]
    pub const fn value_host_order(mut self, host_order: bool) -> Self {
        self.value_host_order = Some(host_order);
        self
    }
    /// Sets whether the set is a set of intervals. Its keys are in network byte order. An interval
    /// without a key after it reaches to the greatest key.
    #[must_use]
    pub const fn interval(mut self, interval: bool) -> Self {
        self.interval = interval;
        self
    }
    /// Sets the number of bits that the keys are shifted to the left, see
    /// [`RuleNames::write_set`].
    #[must_use]
    pub const fn shifted(mut self, bits: u32) -> Self {
        self.shift = bits;
        self
    }
    /// Resolves interface indexes by `names`.
    #[must_use]
    pub const fn names(mut self, names: &'a dyn RuleNames) -> Self {
        self.names = Some(names);
        self
    }
    /// Sets the element with the first key after the interval.
    #[must_use]
    pub const fn until(mut self, end: Option<Attrs<'a, NftSetElem>>) -> Self {
        self.end = end;
        self
    }
}
/// Writes a value of a field.
fn write_field(
    f: &mut fmt::Formatter<'_>,
    names: &dyn RuleNames,
    data_type: DataType,
    bytes: &[u8],
) -> fmt::Result {
    match data_type {
        DataType::IFINDEX => write_index(f, names, bytes, data_type.is_host_order()),
        _ => write_bytes(f, data_type, bytes),
    }
}
/// Writes a key by its types.
fn write_types(
    f: &mut fmt::Formatter<'_>,
    names: &dyn RuleNames,
    types: SetType,
    bytes: &[u8],
) -> fmt::Result {
    if types.count() < 2 {
        return write_field(f, names, DataType(types.number()), bytes);
    }
    let mut rest = bytes;
    for (index, field) in types.fields().enumerate() {
        if index > 0 {
            f.write_str(" . ")?;
        }
        let len = usize::from(field.len());
        let (now, next) = rest.split_at_checked(len.next_multiple_of(4)).unwrap_or((rest, &[]));
        write_field(f, names, field, now.get(..len).unwrap_or(now))?;
        rest = next;
    }
    Ok(())
}
impl fmt::Display for ElementText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = data_of(self.element.get(NftSetElem::NFTA_SET_ELEM_KEY).ok().flatten());
        let flags = get!(self.element, NftSetElem::NFTA_SET_ELEM_FLAGS).unwrap_or_default();
        let data_type = DataType(self.keys.number());
        let single = self.keys.count() < 2
            && !matches!(data_type, DataType::IFNAME | DataType::STRING | DataType::IFINDEX);
        let names = self.names.unwrap_or(&());
        let host = self.host_order.unwrap_or(data_type.is_host_order());
        let bits = (key.len().min(16) * 8) as u16;
        if flags.contains(SetElemFlags::NFT_SET_ELEM_CATCHALL) {
            f.write_char('*')?;
        } else if let Some(end) = self.element.get(NftSetElem::NFTA_SET_ELEM_KEY_END).ok().flatten() {
            write_intervals(f, self.keys, key, data_of(Some(end)))?;
        } else if self.end.is_some() || self.interval && self.keys.count() < 2 {
            let last = self.end.map_or(ones(bits), |end| {
                let end = data_of(end.get(NftSetElem::NFTA_SET_ELEM_KEY).ok().flatten());
                number(end, false).wrapping_sub(1) & ones(bits)
            });
            write_interval(f, data_type, key, last)?;
        } else if single {
            write_number(f, data_type, number(key, host) >> self.shift.min(127), key.len())?;
        } else {
            write_types(f, names, self.keys, key)?;
        }
        if let Some(timeout) = get!(self.element, NftSetElem::NFTA_SET_ELEM_TIMEOUT).filter(|time| *time != 0)
        {
            f.write_str(" timeout ")?;
            write_time(f, timeout)?;
        }
        if let Some(left) = get!(self.element, NftSetElem::NFTA_SET_ELEM_EXPIRATION).filter(|time| *time != 0)
        {
            f.write_str(" expires ")?;
            write_time(f, left)?;
        }
        let userdata = self.element.get(NftSetElem::NFTA_SET_ELEM_USERDATA).ok().flatten();
        if let Some(comment) = userdata.and_then(|data| Userdata::from(data).comment()) {
            write!(f, " comment \"{comment}\"")?;
        }
        if let Some(name) = self.element.get(NftSetElem::NFTA_SET_ELEM_OBJREF).ok().flatten() {
            write!(f, " : \"{name}\"")?;
        }
        let Some(data) = self.element.get(NftSetElem::NFTA_SET_ELEM_DATA).ok().flatten() else {
            return Ok(());
        };
        f.write_str(" : ")?;
        match data.get(NftData::NFTA_DATA_VERDICT).ok().flatten() {
            Some(verdict) => write_verdict(f, verdict),
            None => {
                let types = self.values.unwrap_or(SetType::from_number(0));
                let bytes = data_of(Some(data));
                let len = types.len() as usize;
                match bytes.split_at_checked(len) {
                    // values that are intervals, for NAT of prefixes
                    Some((first, last)) if len != 0 && first.len() == last.len() => {
                        write_intervals(f, types, first, last)
                    }
                    _ if types == SetType::from(DataType::INTEGER) => {
                        let host = self.value_host_order.unwrap_or(false);
                        write_number(f, DataType::INTEGER, number(bytes, host), bytes.len())
                    }
                    _ => write_types(f, names, types, bytes),
                }
            }
        }
    }
}
/// An interval: one value, a prefix of an address or name, or a range. Keys are in network byte order.
fn write_interval(f: &mut fmt::Formatter<'_>, data_type: DataType, key: &[u8], last: u128) -> fmt::Result {
    let (first, len) = (number(key, false), key.len());
    let bits = (len.min(16) * 8) as u16;
    let prefix = prefix_len(!(first ^ last) & ones(bits), bits);
    let prefix = prefix.filter(|prefix| first & ones(bits - prefix) == 0);
    match (data_type, prefix) {
        (DataType::IFNAME | DataType::STRING, Some(prefix)) if first != last => {
            write!(f, "\"{}*\"", Str(key.get(..usize::from(prefix / 8)).unwrap_or(key)))
        }
        (DataType::IFNAME | DataType::STRING, _) => write_quoted(f, key),
        _ if first == last => write_number(f, data_type, first, len),
        (DataType::IPV4_ADDR | DataType::IPV6_ADDR, Some(prefix)) => {
            write_number(f, data_type, first, len)?;
            write!(f, "/{prefix}")
        }
        _ => {
            write_bound(f, data_type, first, len)?;
            f.write_char('-')?;
            write_bound(f, data_type, last, len)
        }
    }
}
fn write_intervals(f: &mut fmt::Formatter<'_>, types: SetType, first: &[u8], last: &[u8]) -> fmt::Result {
    let (mut first, mut last) = (first, last);
    for (index, field) in types.fields().enumerate() {
        if index > 0 {
            f.write_str(" . ")?;
        }
        let len = usize::from(field.len());
        let step = len.next_multiple_of(4);
        let (a, next) = first.split_at_checked(step).unwrap_or((first, &[]));
        let (b, end) = last.split_at_checked(step).unwrap_or((last, &[]));
        let (a, b) = (a.get(..len).unwrap_or(a), b.get(..len).unwrap_or(b));
        write_interval(f, field, a, number(b, false))?;
        (first, last) = (next, end);
    }
    Ok(())
}

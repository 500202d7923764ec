//! Sets and maps as values that a transaction creates or deletes.
use super::*;
use crate::wire::Writer;

/// Type of the keys of a set, or of the values of a map: a data type or a concatenation.
///
/// ```
/// use nlwire::netfilter::nftables::SetType;
/// const SERVICE: SetType = SetType::IPV4_ADDR.and(SetType::INET_SERVICE);
/// assert_eq!(SERVICE.to_string(), "ipv4_addr . inet_service");
/// assert_eq!((SERVICE.number(), SERVICE.len()), (461, 8));
/// assert_eq!(SetType::from_number(461), SERVICE);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SetType {
    number: u32,
}
macro_rules! set_types {
    ($($name:ident)*) => {
        impl SetType { $(
            #[doc = concat!("[`DataType::", stringify!($name), "`].")]
            pub const $name: Self = Self { number: DataType::$name.0 };
        )* }
    };
}
set_types! {
    IPV4_ADDR IPV6_ADDR ETHER_ADDR ETHER_TYPE ARP_OP INET_PROTO INET_SERVICE ICMP_TYPE TCP_FLAG MH_TYPE MARK
    IFINDEX ARPHRD REALM CLASSID UID GID CT_STATE CT_DIR CT_STATUS ICMP6_TYPE PKTTYPE ICMP_CODE ICMPV6_CODE
    DEVGROUP DSCP ECN FIB_ADDR IFNAME IGMP_TYPE TIME_DATE TIME_HOUR TIME_DAY CGROUPV2 NF_PROTO
}
impl SetType {
    /// Maximum number of fields of a concatenation.
    pub const MAX_FIELDS: u8 = 5;
    /// Creates a set type from the number that nft uses: 6 bits per field, the last field lowest.
    #[must_use]
    pub const fn from_number(number: u32) -> Self {
        Self { number }
    }
    /// Returns the number that nft uses.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.number
    }
    /// Appends the fields of another type: a concatenation.
    ///
    /// Of more than five fields, the first are lost; the kernel rejects the length of the elements.
    #[must_use]
    pub const fn and(self, next: Self) -> Self {
        let mut fields = next.count();
        let mut number = self.number;
        while fields > 0 {
            number <<= 6;
            fields -= 1;
        }
        Self { number: number | next.number }
    }
    /// Returns the number of fields.
    #[must_use]
    pub const fn count(self) -> u8 {
        let (mut count, mut number) = (0, self.number);
        while number != 0 {
            count += 1;
            number >>= 6;
        }
        count
    }
    /// Returns the data types of the fields, in order.
    pub fn fields(self) -> impl Iterator<Item = DataType> + Clone {
        let count = self.count();
        (0..count)
            .map(move |index| DataType((self.number >> (u32::from(count - 1 - index) * 6).min(31)) & 0x3f))
    }
    /// Returns the length of a key in bytes. Fields of a concatenation are padded to 4 bytes.
    #[must_use]
    #[allow(clippy::len_without_is_empty)]
    pub fn len(self) -> u32 {
        match self.count() {
            0 | 1 => DataType(self.number).len().into(),
            _ => self.fields().map(|field| u32::from(field.len().next_multiple_of(4))).sum(),
        }
    }
}
impl From<DataType> for SetType {
    fn from(data_type: DataType) -> Self {
        Self { number: data_type.0 }
    }
}
impl core::fmt::Display for SetType {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        for (index, field) in self.fields().enumerate() {
            if index > 0 {
                f.write_str(" . ")?;
            }
            match field.nft_name() {
                Some(name) => f.write_str(name)?,
                None => write!(f, "{}", field.0)?,
            }
        }
        Ok(())
    }
}
impl core::fmt::Debug for SetType {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        core::fmt::Display::fmt(self, f)
    }
}
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum MapValues {
    Data(SetType),
    Verdict,
    Object(ObjectType),
}
/// Set or map of a table. Created by [`Table::set`], [`Table::map`] and [`Table::verdict_map`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Set<'a> {
    pub(super) table: Table<'a>,
    pub(super) name: &'a str,
    pub(super) keys: SetType,
    pub(super) values: Option<MapValues>,
    pub(super) flags: SetFlags,
    pub(super) timeout: Option<u64>,
    pub(super) gc_interval: Option<u32>,
    pub(super) size: Option<u32>,
    pub(super) comment: Option<&'a str>,
}
impl<'a> Set<'a> {
    /// Allows intervals as elements: ranges and prefixes.
    #[must_use]
    pub const fn interval(mut self) -> Self {
        self.flags = self.flags.union(SetFlags::NFT_SET_INTERVAL);
        self
    }
    /// Lets elements expire. `milliseconds` is the default timeout of elements.
    #[must_use]
    pub const fn timeout(mut self, milliseconds: u64) -> Self {
        self.timeout = Some(milliseconds);
        self.flags = self.flags.union(SetFlags::NFT_SET_TIMEOUT);
        self
    }
    /// Sets the interval between garbage collections of expired elements, milliseconds.
    #[must_use]
    pub const fn gc_interval(mut self, milliseconds: u32) -> Self {
        self.gc_interval = Some(milliseconds);
        self
    }
    /// Lets rules add and update elements.
    #[must_use]
    pub const fn dynamic(mut self) -> Self {
        self.flags = self.flags.union(SetFlags::NFT_SET_EVAL);
        self
    }
    /// Makes the elements constant.
    #[must_use]
    pub const fn constant(mut self) -> Self {
        self.flags = self.flags.union(SetFlags::NFT_SET_CONSTANT);
        self
    }
    /// Makes the set anonymous: it is bound to the rule that follows in the transaction and refers
    /// to it by [`SetRef::with_id`]. The name is a pattern such as `__set%d`.
    #[must_use]
    pub const fn anonymous(mut self) -> Self {
        self.flags = self.flags.union(SetFlags::NFT_SET_ANONYMOUS).union(SetFlags::NFT_SET_CONSTANT);
        self
    }
    /// Sets the maximum number of elements.
    #[must_use]
    pub const fn size(mut self, elements: u32) -> Self {
        self.size = Some(elements);
        self
    }
    /// Sets the comment.
    #[must_use]
    pub const fn comment(mut self, comment: &'a str) -> Self {
        self.comment = Some(comment);
        self
    }
    /// Returns elements of the set: keys, ranges of keys, or [`Element`]s.
    ///
    /// One request holds at most 64 KiB of elements.
    pub const fn elements<I>(self, elements: I) -> Elements<'a, I>
    where
        I: IntoIterator + Clone,
        I::Item: IntoElement<'a>,
    {
        Elements { set: self, id: None, elements }
    }
    /// Returns elements of a set of the same transaction by the index of the request that creates
    /// it, which [`Transaction::create`] returns. Needed for anonymous sets.
    pub const fn elements_of_id<I>(self, id: u32, elements: I) -> Elements<'a, I>
    where
        I: IntoIterator + Clone,
        I::Item: IntoElement<'a>,
    {
        Elements { set: self, id: Some(id), elements }
    }
}
/// Writes the lengths of the fields of a concatenation.
fn put_fields(desc: &mut Writer<'_, NftSetDesc>, keys: SetType) {
    desc.nest(NftSetDesc::NFTA_SET_DESC_CONCAT, |list| {
        for field in keys.fields() {
            list.nest(NftSetFields::NFTA_LIST_ELEM, |one| {
                one.put(NftSetField::NFTA_SET_FIELD_LEN, u32::from(field.len()));
            });
        }
    });
}
fn byte_order(keys: SetType) -> u32 {
    if keys.count() < 2 && DataType(keys.number).is_host_order() { 1 } else { 2 }
}
impl Create for Set<'_> {
    type New = NewSet;
    fn new_operation(&self) -> NewSet {
        NewSet { family: self.table.family }
    }
    fn write(&self, request: &mut Request<'_, NewSet>, index: u32) {
        let mut flags = self.flags;
        // the kernel must know the fields only where each may be an interval
        let concat = self.keys.count() > 1 && flags.contains(SetFlags::NFT_SET_INTERVAL);
        if concat {
            flags |= SetFlags::NFT_SET_CONCAT;
        }
        request.put(NftSet::NFTA_SET_TABLE, self.table.name).put(NftSet::NFTA_SET_NAME, self.name);
        request.put(NftSet::NFTA_SET_FLAGS, Be(flags)).put(NftSet::NFTA_SET_ID, index);
        request.put(NftSet::NFTA_SET_KEY_TYPE, self.keys.number);
        request.put(NftSet::NFTA_SET_KEY_LEN, self.keys.len());
        match self.values {
            None => {}
            Some(MapValues::Verdict) => {
                request.put(NftSet::NFTA_SET_DATA_TYPE, 0xffff_ff00u32);
            }
            Some(MapValues::Data(values)) => {
                request.put(NftSet::NFTA_SET_DATA_TYPE, values.number);
                request.put(NftSet::NFTA_SET_DATA_LEN, values.len());
            }
            Some(MapValues::Object(objects)) => {
                request.put(NftSet::NFTA_SET_OBJ_TYPE, Be(objects));
            }
        }
        if self.size.is_some() || concat {
            request.nest(NftSet::NFTA_SET_DESC, |desc| {
                desc.put_some(NftSetDesc::NFTA_SET_DESC_SIZE, self.size);
                if concat {
                    put_fields(desc, self.keys);
                }
            });
        }
        request.put_some(NftSet::NFTA_SET_TIMEOUT, self.timeout);
        request.put_some(NftSet::NFTA_SET_GC_INTERVAL, self.gc_interval);
        let mut data = UserdataBuilder::new();
        data.number(Userdata::SET_KEY_BYTE_ORDER, byte_order(self.keys));
        if let Some(MapValues::Data(values)) = self.values {
            data.number(Userdata::SET_DATA_BYTE_ORDER, byte_order(values));
        }
        if self.comment.is_some_and(|comment| !data.text(Userdata::SET_COMMENT, comment)) {
            request.fail_too_long();
        }
        request.put(NftSet::NFTA_SET_USERDATA, data.as_userdata().as_bytes());
    }
}
impl Delete for Set<'_> {
    type Delete = DelSet;
    fn delete_operation(&self) -> DelSet {
        DelSet { family: self.table.family }
    }
    fn write_delete(&self, request: &mut Request<'_, DelSet>) {
        request.put(NftSet::NFTA_SET_TABLE, self.table.name).put(NftSet::NFTA_SET_NAME, self.name);
    }
}

//! The attributes of a level, and the elements of an array.
use super::{
    lossless::{is_lossless, is_text_bytes},
    *,
};

/// Key of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Name of a known attribute or field.
    Name(&'static str),
    /// Type of an unknown attribute.
    Number(u16),
    /// Number of an item of a [`NestTypeValue`](crate::wire::NestTypeValue).
    Key(u16),
    /// Broken framing: not an attribute, but the bytes from the error on.
    Broken,
    /// More than [`GROUPS`] repeated attribute types at this level.
    ///
    /// Not an attribute: the value is the bytes of the level.
    Crowded,
}

/// Maximum number of attribute types that may be repeated at one level and be printed as lists.
///
/// Each list is a walk over the level, so that without a limit a message could take quadratic time.
/// Messages of the kernel have only a few.
pub const GROUPS: u8 = 64;

/// A value with its key.
#[derive(Clone, Copy)]
pub struct Entry<'v> {
    /// Key.
    pub label: Label,
    /// Value.
    pub value: View<'v>,
}

/// Iterator over attributes, or over the fields of a struct without padding.
///
/// Attributes that occur several times, or that may be repeated, are one entry with a list.
/// Of an ordered set, an entry is one attribute. Attribute types from 256 on come last. If more
/// than [`GROUPS`] types are repeated, the last
/// entry contains the bytes of the complete level ([`Label::Crowded`]).
#[derive(Clone)]
pub struct Entries<'v> {
    pub(super) of: EntriesOf<'v>,
    pub(super) scope: Scope<'v>,
}

#[derive(Clone)]
pub(super) enum EntriesOf<'v> {
    /// Attributes of a set, or items of one payload type.
    Set {
        table: Result<&'static AttributeSetSpec, PayloadType>,
        attrs: RawAttrs<'v>,
        page: Page,
        groups: u8,
    },
    /// One attribute of an ordered set.
    One {
        table: Table,
        attrs: RawAttrs<'v>,
    },
    /// Records with a byte each for type and length.
    Tlvs {
        table: &'static AttributeSetSpec,
        records: TlvIter<'v>,
    },
    Fields(core::slice::Iter<'static, FieldSpec>, &'v [u8]),
    Headed {
        header: Option<&'static StructSpec>,
        body: Option<&'static PayloadType>,
        rebinds: bool,
        payload: &'v [u8],
        secret: bool,
    },
}

impl<'v> Entries<'v> {
    /// Returns the next attribute, without collecting repeated attributes into lists.
    pub(super) fn next_alone(&mut self) -> Option<Entry<'v>> {
        let (EntriesOf::Set { table, attrs, .. } | EntriesOf::One { table, attrs }) = &mut self.of else {
            return self.next();
        };
        let here = attrs.rest();
        let Ok(attr) = attrs.next()? else {
            return Some(Entry::undecoded(Label::Broken, here, *table, self.scope));
        };
        let number = attr.attr_type();
        let Row { label, payload_type, secret, .. } = Row::of(*table, number);
        let (payload, scope) = (attr.payload(), self.scope);
        let value = View { payload_type, payload, scope, number, extent: Extent::Value, secret };
        Some(Entry { label, value })
    }
}

/// Attributes of a set, or items of one payload type.
type Table = Result<&'static AttributeSetSpec, PayloadType>;

/// Specification of an attribute or item in a [`Table`].
pub(super) struct Row {
    label: Label,
    payload_type: PayloadType,
    may_repeat: bool,
    secret: bool,
}

impl Row {
    fn of(table: Table, number: u16) -> Self {
        let (label, payload_type, may_repeat, secret) = match table {
            Ok(table) => match table.attribute(number) {
                Some(row) => (Label::Name(row.name), row.payload_type, row.repeated, row.secret),
                None => (Label::Number(number), PayloadType::Bytes, false, false),
            },
            Err(item) => (Label::Key(number), item, false, false),
        };
        Self { label, payload_type, may_repeat, secret }
    }
}

impl<'v> Entry<'v> {
    /// Bytes of a level that cannot be decoded.
    fn undecoded(label: Label, bytes: &'v [u8], table: Table, scope: Scope<'v>) -> Self {
        let hides = table.is_ok_and(|table| table.holds_secrets(2));
        Self { label, value: View::within(PayloadType::Bytes, bytes, scope).hiding(hides) }
    }
}

impl<'v> Iterator for Entries<'v> {
    type Item = Entry<'v>;
    fn next(&mut self) -> Option<Entry<'v>> {
        let scope = self.scope;
        match &mut self.of {
            EntriesOf::Fields(rows, payload) => loop {
                let row = rows.next()?;
                let Some(bytes) = payload.get(row.offset..).and_then(|rest| rest.get(..row.len)) else {
                    return None; // this kernel's structure ends here
                };
                if !row.padding {
                    return Some(Entry {
                        label: Label::Name(row.name),
                        value: View::within(row.payload_type, bytes, scope).hiding(row.secret),
                    });
                }
            },
            EntriesOf::One { .. } => self.next_alone(),
            EntriesOf::Tlvs { table, records } => {
                let (kind, payload) = records.next()?;
                let Row { label, payload_type, secret, .. } = Row::of(Ok(*table), kind.into());
                let settled = scope.settle_for(payload_type, payload, None);
                if is_lossless(settled, payload) {
                    let value = View::within(payload_type, payload, scope).hiding(secret);
                    return Some(Entry { label, value });
                }
                let value = View::within(PayloadType::Bytes, payload, scope);
                let value = value.hiding(secret || settled.holds_secrets());
                let label = if is_text_bytes(settled) { label } else { Label::Number(kind.into()) };
                Some(Entry { label, value })
            }
            EntriesOf::Headed { header, body, rebinds, payload, secret } => {
                if let Some(header) = header.take() {
                    let at = body.map_or(header.len, |body| body.behind(header.len));
                    let (head, rest) = payload.split_at_checked(at).unwrap_or((payload, &[]));
                    *payload = rest;
                    if *rebinds {
                        self.scope = scope.behind(head);
                    }
                    let value = View::within(PayloadType::Struct(header), head, scope);
                    return Some(Entry { label: Label::Name("header"), value });
                }
                let body = body.take()?;
                let name = if matches!(body, PayloadType::Nest(_)) { "attributes" } else { "data" };
                Some(Entry {
                    label: Label::Name(name),
                    value: View::within(*body, payload, scope).hiding(*secret),
                })
            }
            EntriesOf::Set { table, attrs, page, groups } => loop {
                let here = attrs.rest();
                let attr = match attrs.next() {
                    Some(Ok(attr)) => attr,
                    _ if page.beyond != 0 => {
                        *attrs = RawAttrs::new(scope.siblings());
                        *page = Page::of(scope.siblings(), page.beyond.trailing_zeros() as u16);
                        continue;
                    }
                    Some(Err(_)) => return Some(Entry::undecoded(Label::Broken, here, *table, scope)),
                    None => return None,
                };
                let number = attr.attr_type();
                let Some(several) = page.take(number) else {
                    continue; // stands in the list of its first occurrence, or on another page
                };
                let Row { label, payload_type, may_repeat, secret } = Row::of(*table, number);
                let repeated = several || may_repeat;
                if repeated {
                    let Some(left) = groups.checked_sub(1) else {
                        (*attrs, page.beyond) = (RawAttrs::new(&[]), 0);
                        return Some(Entry::undecoded(Label::Crowded, scope.siblings(), *table, scope));
                    };
                    *groups = left;
                }
                let view = View {
                    payload_type,
                    payload: if repeated { here } else { attr.payload() },
                    scope,
                    number,
                    extent: if repeated { Extent::Each } else { Extent::Value },
                    secret,
                };
                return Some(Entry { label, value: view });
            },
        }
    }
}

/// Which of 256 attribute types occur at a level. Searching for each attribute instead would take
/// quadratic time.
#[derive(Clone)]
pub(super) struct Page {
    /// Upper 8 bits of the attribute types.
    at: u16,
    /// Attribute types that occur and are not yet taken, one bit each.
    left: [u64; 4],
    /// Attribute types that occur several times.
    several: [u64; 4],
    /// Later pages that are not empty.
    beyond: u64,
}

impl Page {
    pub(super) fn of(attrs: &[u8], at: u16) -> Self {
        let mut page = Self { at, left: [0; 4], several: [0; 4], beyond: 0 };
        for attr in RawAttrs::new(attrs).map_while(Result::ok) {
            let number = attr.attr_type();
            if number >> 8 > at {
                page.beyond |= 1 << (number >> 8 & 63);
            }
            if let Some((word, bit)) = page.place(number) {
                if let (Some(left), Some(several)) = (page.left.get_mut(word), page.several.get_mut(word)) {
                    *several |= *left & bit;
                    *left |= bit;
                }
            }
        }
        page
    }
    /// Returns word and bit of an attribute type; `None` on another page.
    fn place(&self, number: u16) -> Option<(usize, u64)> {
        (number >> 8 == self.at).then_some((usize::from(number >> 6 & 3), 1 << (number & 63)))
    }
    /// Takes an attribute type, and returns whether it occurs several times. `None` on another
    /// page, or if already taken.
    fn take(&mut self, number: u16) -> Option<bool> {
        let (word, bit) = self.place(number)?;
        let left = self.left.get_mut(word).filter(|left| **left & bit != 0)?;
        *left &= !bit;
        self.several.get(word).map(|several| several & bit != 0)
    }
}

/// Iterator over the items of an array or of next hops, or over the occurrences of one attribute.
#[derive(Clone)]
pub struct Items<'v> {
    pub(super) of: ItemsOf<'v>,
    pub(super) payload_type: PayloadType,
    pub(super) scope: Scope<'v>,
    pub(super) secret: bool,
}

#[derive(Clone)]
pub(super) enum ItemsOf<'v> {
    Each { attrs: RawAttrs<'v>, number: u16 },
    Array(RawAttrs<'v>),
    Ordered(RawAttrs<'v>),
    Tlvs(TlvIter<'v>),
    Slice { rest: &'v [u8], len: usize },
    Chain { rest: &'v [u8], header: &'static StructSpec },
}

impl<'v> Iterator for Items<'v> {
    type Item = Result<View<'v>, Error>;
    fn next(&mut self) -> Option<Self::Item> {
        let mut extent = Extent::Value;
        let (payload, number) = match &mut self.of {
            ItemsOf::Each { attrs, number } => {
                let attr = attrs.map_while(Result::ok).find(|attr| attr.attr_type() == *number)?;
                (attr.payload(), *number)
            }
            ItemsOf::Array(attrs) => match attrs.next()? {
                Ok(attr) => (attr.payload(), attr.attr_type()),
                Err(error) => return Some(Err(error)),
            },
            ItemsOf::Ordered(attrs) => {
                let here = attrs.rest();
                let number = match attrs.next()? {
                    Ok(attr) => attr.attr_type(),
                    Err(_) => 0,
                };
                let len = here.len().saturating_sub(attrs.rest().len());
                extent = Extent::One;
                (here.get(..len).unwrap_or(here), number)
            }
            ItemsOf::Tlvs(records) => {
                let here = records.rest();
                let (kind, value) = records.next()?;
                extent = Extent::One;
                (here.get(..value.len().saturating_add(2)).unwrap_or(here), kind.into())
            }
            ItemsOf::Slice { rest, len } => {
                let (item, after) = rest.split_at_checked(*len).filter(|(item, _)| !item.is_empty())?;
                *rest = after;
                (item, 0)
            }
            ItemsOf::Chain { rest, header } => match next_link(rest, header.len)? {
                Ok((element, after)) => {
                    *rest = after;
                    (element, 0)
                }
                Err(error) => {
                    *rest = &[];
                    return Some(Err(error));
                }
            },
        };
        let Self { payload_type, scope, secret, .. } = *self;
        Some(Ok(View { payload_type, payload, scope, number, extent, secret }))
    }
}

//! A payload seen through its shape: the one walk that printing, serializing and checking are made of.
//!
//! ```
//! use nlwire::wire::{Attrs, Node, View};
//! nlwire::attributes! {
//!     /// Sensors.
//!     pub set Sensor, enum SensorAttr<'a> {
//!         /// Its number.
//!         SENSOR_ID = 1 => Id(u32),
//!     }
//! }
//! let bytes = [8u16.to_ne_bytes(), 1u16.to_ne_bytes(), 7u16.to_ne_bytes(), 0u16.to_ne_bytes()].concat();
//! # if cfg!(target_endian = "little") {
//! let view = View::of(Attrs::<Sensor>::new(&bytes));
//! let Node::Map(mut entries) = view.node() else { unreachable!() };
//! assert!(matches!(entries.next().unwrap().value.node(), Node::Unsigned(7)));
//! assert_eq!(format!("{view:?}"), "{SENSOR_ID: 7}");
//! # }
//! ```
use super::{
    Attrs, Error, FieldRow, Named, Names, NumberShape, RawAttrs, Scope, Set, Shape, Structure, Table,
    next_link, shape::name_of, to_nul,
};

/// A payload with its shape and its place.
#[derive(Clone, Copy)]
pub struct View<'a> {
    shape: Shape,
    payload: &'a [u8],
    scope: Scope<'a>,
    number: u16,
    /// The payload is not one value but the attributes among which those of `number` are the values.
    each: bool,
}

/// What a payload is, ready to be printed.
#[derive(Clone)]
pub enum Node<'v> {
    /// It is there, and that is all.
    Flag,
    /// A number.
    Unsigned(u64),
    /// A number with a sign.
    Signed(i64),
    /// A number that has a name.
    Name(&'static str),
    /// Bits, and their names.
    Flags(u64, &'static [Named]),
    /// Text without NUL; need not be UTF-8.
    Text(&'v [u8]),
    /// 4 or 16 octets.
    Ip(&'v [u8]),
    /// A hardware address.
    Hardware(&'v [u8]),
    /// A stack of MPLS labels.
    Labels(&'v [u8]),
    /// Bytes of which nothing more is known.
    Bytes(&'v [u8]),
    /// Things with names.
    Map(Entries<'v>),
    /// Things in order.
    List(Items<'v>),
    /// A payload that does not fit its type.
    Misfit(&'v [u8]),
    /// A nest more than 16 deep; whatever walks by itself stops here.
    Deep(&'v [u8]),
}

impl<'a> View<'a> {
    /// A payload by itself.
    pub const fn new(shape: Shape, payload: &'a [u8]) -> Self {
        Self::within(shape, payload, Scope::new(0, &[]))
    }
    /// A payload in its place.
    pub const fn within(shape: Shape, payload: &'a [u8], scope: Scope<'a>) -> Self {
        Self { shape, payload, scope, number: 0, each: false }
    }
    /// Attributes by themselves.
    pub const fn of<S: Set>(attrs: Attrs<'a, S>) -> Self {
        Self::new(Shape::Set(S::table), attrs.bytes())
    }
    /// Its bytes.
    pub const fn payload(&self) -> &'a [u8] {
        self.payload
    }
    /// What it is, as the table has it.
    pub const fn shape(&self) -> Shape {
        self.shape
    }

    /// What it is, one level deep.
    pub fn node<'v>(&'v self) -> Node<'v> {
        if self.each {
            let of = ItemsOf::Each { attrs: RawAttrs::new(self.payload), number: self.number };
            return Node::List(Items { of, shape: self.scope.settle(self.shape), scope: self.scope });
        }
        let (payload, scope) = (self.payload, self.scope);
        let map = |of| Node::Map(Entries { of, scope });
        match scope.settle_for(self.shape, payload) {
            Shape::Number(shape) => number(shape, payload),
            Shape::Flag if payload.is_empty() => Node::Flag,
            Shape::Text => Node::Text(to_nul(payload)),
            Shape::UnixName => Node::Text(super::value::unix_name(payload)),
            Shape::Bytes => Node::Bytes(payload),
            Shape::Hardware => Node::Hardware(payload),
            Shape::Ip if matches!(payload.len(), 4 | 16) => Node::Ip(payload),
            Shape::IpOf(len) if payload.len() == usize::from(len) => Node::Ip(payload),
            Shape::Ip4 if payload.len() >= 4 => Node::Ip(payload.get(..4).unwrap_or(payload)),
            Shape::Bits { at, len } if payload.len() == 1 => {
                Node::Unsigned(view_bits(unsigned(payload, false), at, len))
            }
            Shape::Labels if payload.len() % 4 == 0 => Node::Labels(payload),
            Shape::Bitfield32 if payload.len() == 8 => map(EntriesOf::Fields(BITFIELD32.iter(), payload)),
            Shape::Struct(structure) if payload.len() >= structure.len => self.fields(structure),
            Shape::Grown(structure) => self.fields(structure),
            Shape::Slice { item, len } if len != 0 && payload.len() % len == 0 => {
                Node::List(Items { of: ItemsOf::Slice { rest: payload, len }, shape: *item, scope })
            }
            Shape::Headed { header, tail, rebinds } if payload.len() >= header.len => {
                map(EntriesOf::Headed { header: Some(header), tail: Some(tail), rebinds, payload })
            }
            Shape::Set(table) => match self.scope.inner(payload) {
                Some(scope) => Node::Map(Entries {
                    of: EntriesOf::Set {
                        table: Ok(table()),
                        attrs: RawAttrs::new(payload),
                        page: Page::of(payload, 0),
                    },
                    scope,
                }),
                None => Node::Deep(payload),
            },
            Shape::Array(item) => match self.scope.inner(payload) {
                Some(scope) => {
                    let shape = scope.settle(*item);
                    Node::List(Items { of: ItemsOf::Array(RawAttrs::new(payload)), shape, scope })
                }
                None => Node::Deep(payload),
            },
            Shape::ByNumber(item) => match self.scope.inner(payload) {
                Some(scope) => Node::Map(Entries {
                    of: EntriesOf::Set {
                        table: Err(scope.settle(*item)),
                        attrs: RawAttrs::new(payload),
                        page: Page::of(payload, 0),
                    },
                    scope,
                }),
                None => Node::Deep(payload),
            },
            Shape::Chain(chain) => Node::List(Items {
                of: ItemsOf::Chain { rest: payload, header: chain.header },
                shape: Shape::Headed { header: chain.header, tail: chain.tail, rebinds: false },
                scope,
            }),
            _ => Node::Misfit(payload),
        }
    }

    /// The fields of a structure, one level further in, so that one may be selected by another.
    fn fields<'v>(&'v self, structure: &'static Structure) -> Node<'v> {
        let scope = self.scope.inner(self.payload).unwrap_or(self.scope);
        Node::Map(Entries { of: EntriesOf::Fields(structure.fields.iter(), self.payload), scope })
    }
    /// The same of a number, without its name.
    #[cfg(feature = "serde")]
    pub(crate) fn plain(&self) -> Node<'_> {
        match self.scope.settle_for(self.shape, self.payload) {
            Shape::Number(shape) => plain(shape, self.payload),
            _ => self.node(),
        }
    }
    /// The first thing that is wrong in it, at any level down to 16: framing, or a payload that does not fit its type.
    ///
    /// # Errors
    /// That first thing. Unknown attributes and unknown values are no errors; nor is what lies deeper.
    pub fn check(&self) -> Result<(), Error> {
        match self.node() {
            Node::Misfit(payload) => Err(Error::payload(self.number, payload)),
            Node::Map(entries) => {
                for entry in entries {
                    match entry.label {
                        Label::Broken => return Err(Error::framing(entry.value.payload)),
                        _ => entry.value.check()?,
                    }
                }
                Ok(())
            }
            Node::List(items) => {
                for item in items {
                    item?.check()?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// The fields of `struct nla_bitfield32`.
static BITFIELD32: [FieldRow; 2] = [
    super::field("value", 0, 4, <u32 as super::Encode>::SHAPE),
    super::field("selector", 4, 4, <u32 as super::Encode>::SHAPE),
];

/// Up to eight bytes as a number.
pub(crate) fn unsigned(bytes: &[u8], big: bool) -> u64 {
    let push = |value: u64, byte: &u8| (value << 8) | u64::from(*byte);
    if big || cfg!(target_endian = "big") {
        bytes.iter().fold(0, push)
    } else {
        bytes.iter().rev().fold(0, push)
    }
}
/// Some bits of a byte.
pub(crate) const fn view_bits(byte: u64, at: u8, len: u8) -> u64 {
    (byte >> (at & 7)) & ((1 << (len & 15)) - 1)
}
fn number<'v>(shape: NumberShape, payload: &'v [u8]) -> Node<'v> {
    let fits =
        if shape.len == 0 { matches!(payload.len(), 4 | 8) } else { payload.len() == shape.len as usize };
    if !fits || payload.is_empty() || payload.len() > 8 {
        return Node::Misfit(payload);
    }
    match (plain(shape, payload), shape.names) {
        (Node::Unsigned(value), Names::Values(names)) => {
            name_of(names, value).map_or(Node::Unsigned(value), Node::Name)
        }
        (Node::Signed(value), Names::Values(names)) => {
            name_of(names, value as u64).map_or(Node::Signed(value), Node::Name)
        }
        (_, Names::Flags(names)) => Node::Flags(unsigned(payload, shape.big), names),
        (plain, _) => plain,
    }
}
/// A number without its name.
fn plain<'v>(shape: NumberShape, payload: &[u8]) -> Node<'v> {
    let value = unsigned(payload, shape.big);
    let unused = 64u32.saturating_sub(8 * payload.len() as u32) & 63;
    if shape.signed { Node::Signed(((value << unused) as i64) >> unused) } else { Node::Unsigned(value) }
}

/// The name of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// An attribute or a field that the table knows.
    Name(&'static str),
    /// An attribute that it does not.
    Number(u16),
    /// The number by which the item of a [`ByNumber`](super::ByNumber) is found.
    Key(u16),
    /// Not an attribute: here the framing breaks.
    Broken,
}
/// One thing with its name.
#[derive(Clone, Copy)]
pub struct Entry<'v> {
    /// Its name.
    pub label: Label,
    /// What it is.
    pub value: View<'v>,
}

/// Named things in order: attributes, of which those that occur several times, or that the table calls repeated, are one entry, a list;
/// or the fields of a structure, without padding. Attributes numbered 256 and more stand behind the others.
#[derive(Clone)]
pub struct Entries<'v> {
    of: EntriesOf<'v>,
    scope: Scope<'v>,
}
#[derive(Clone)]
enum EntriesOf<'v> {
    /// Of a set, or without one, where each is of the same shape.
    Set {
        table: Result<&'static Table, Shape>,
        attrs: RawAttrs<'v>,
        page: Page,
    },
    Fields(core::slice::Iter<'static, FieldRow>, &'v [u8]),
    Headed {
        header: Option<&'static Structure>,
        tail: Option<&'static Shape>,
        rebinds: bool,
        payload: &'v [u8],
    },
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
                if !row.is_padding() {
                    return Some(Entry {
                        label: Label::Name(row.name),
                        value: View::within(row.shape, bytes, scope),
                    });
                }
            },
            EntriesOf::Headed { header, tail, rebinds, payload } => {
                if let Some(header) = header.take() {
                    let at = tail.map_or(header.len, |tail| tail.behind(header.len));
                    let (head, rest) = payload.split_at_checked(at).unwrap_or((payload, &[]));
                    *payload = rest;
                    if *rebinds {
                        self.scope = scope.behind(head);
                    }
                    let value = View::within(Shape::Struct(header), head, scope);
                    return Some(Entry { label: Label::Name("header"), value });
                }
                let tail = tail.take()?;
                let name = if matches!(tail, Shape::Set(_)) { "attributes" } else { "data" };
                Some(Entry { label: Label::Name(name), value: View::within(*tail, payload, scope) })
            }
            EntriesOf::Set { table, attrs, page } => loop {
                let here = attrs.rest();
                let attr = match attrs.next() {
                    Some(Ok(attr)) => attr,
                    _ if page.beyond != 0 => {
                        *attrs = RawAttrs::new(scope.siblings());
                        *page = Page::of(scope.siblings(), page.beyond.trailing_zeros() as u16);
                        continue;
                    }
                    Some(Err(_)) => {
                        let value = View::within(Shape::Bytes, here, scope);
                        return Some(Entry { label: Label::Broken, value });
                    }
                    None => return None,
                };
                let number = attr.number();
                let Some(several) = page.take(number) else {
                    continue; // stands in the list of its first occurrence, or on another page
                };
                let (label, shape, may_repeat) = match table {
                    Ok(table) => match table.row(number) {
                        Some(row) => (Label::Name(row.name), row.shape, row.repeated),
                        None => (Label::Number(number), Shape::Bytes, false),
                    },
                    Err(item) => (Label::Key(number), *item, false),
                };
                let repeated = several || may_repeat;
                let view = View {
                    shape,
                    payload: if repeated { here } else { attr.payload() },
                    scope,
                    number,
                    each: repeated,
                };
                return Some(Entry { label, value: view });
            },
        }
    }
}
/// Which of 256 numbers stand at a level. A look back or ahead for each attribute instead would take the square of their count.
#[derive(Clone)]
struct Page {
    /// Its numbers without their lower 8 bits.
    at: u16,
    /// Numbers that are there and have not been taken yet, a bit each.
    left: [u64; 4],
    /// Those that are there several times.
    several: [u64; 4],
    /// The pages behind this one on which there is something.
    beyond: u64,
}
impl Page {
    fn of(attrs: &[u8], at: u16) -> Self {
        let mut page = Self { at, left: [0; 4], several: [0; 4], beyond: 0 };
        for attr in RawAttrs::new(attrs).map_while(Result::ok) {
            let number = attr.number();
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
    /// Word and bit of a number; `None` where it is on another page.
    fn place(&self, number: u16) -> Option<(usize, u64)> {
        (number >> 8 == self.at).then_some((usize::from(number >> 6 & 3), 1 << (number & 63)))
    }
    /// Takes a number; says whether it is there several times. `None` where it is on another page, or was taken before.
    fn take(&mut self, number: u16) -> Option<bool> {
        let (word, bit) = self.place(number)?;
        let left = self.left.get_mut(word).filter(|left| **left & bit != 0)?;
        *left &= !bit;
        self.several.get(word).map(|several| several & bit != 0)
    }
}

/// Things in order: the items of an array, of a slice, of a chain, or the occurrences of one attribute.
#[derive(Clone)]
pub struct Items<'v> {
    of: ItemsOf<'v>,
    shape: Shape,
    scope: Scope<'v>,
}
#[derive(Clone)]
enum ItemsOf<'v> {
    Each { attrs: RawAttrs<'v>, number: u16 },
    Array(RawAttrs<'v>),
    Slice { rest: &'v [u8], len: usize },
    Chain { rest: &'v [u8], header: &'static Structure },
}
impl<'v> Iterator for Items<'v> {
    type Item = Result<View<'v>, Error>;
    fn next(&mut self) -> Option<Self::Item> {
        let (payload, number) = match &mut self.of {
            ItemsOf::Each { attrs, number } => {
                let attr = attrs.map_while(Result::ok).find(|attr| attr.number() == *number)?;
                (attr.payload(), *number)
            }
            ItemsOf::Array(attrs) => match attrs.next()? {
                Ok(attr) => (attr.payload(), attr.number()),
                Err(error) => return Some(Err(error)),
            },
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
        Some(Ok(View { shape: self.shape, payload, scope: self.scope, number, each: false }))
    }
}

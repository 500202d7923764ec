//! What payloads are, as data. Whatever treats every attribute alike (printing, validation, the path of an extended ack, a policy dump,
//! a fuzzer's dictionary) is one walk over shapes, and costs nothing where it is not used.
//!
//! ```
//! use nlwire::wire::{By, Names, Shape};
//! nlwire::attributes! {
//!     /// Sensors.
//!     pub set Sensor, enum SensorAttr<'a> {
//!         /// Its number.
//!         SENSOR_ID = 1 => Id(u32),
//!     }
//! }
//! let row = Sensor::table().row(1).unwrap();
//! assert_eq!(row.name, "SENSOR_ID");
//! assert!(matches!(row.shape, Shape::Number(number) if number.len == 4));
//! # use nlwire::wire::Set;
//! ```
use super::{Limit, RawAttrs, to_nul};

/// What a payload is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Shape {
    /// A number.
    Number(NumberShape),
    /// Nothing: being there is the value.
    Flag,
    /// Text, with or without NUL.
    Text,
    /// The name of a socket of AF_UNIX: as text, but for a NUL at its front.
    UnixName,
    /// Bytes.
    Bytes,
    /// A hardware address.
    Hardware,
    /// An IPv4 or IPv6 address, by its length.
    Ip,
    /// An address of one family alone: exactly so many bytes, 4 or 16.
    IpOf(u8),
    /// An IPv4 address at the front; what follows is the unused rest of a union.
    Ip4,
    /// Some bits of one byte, as a number.
    Bits {
        /// The lowest, counted from the byte's lowest.
        at: u8,
        /// How many.
        len: u8,
    },
    /// A stack of MPLS labels.
    Labels,
    /// `struct nla_bitfield32`.
    Bitfield32,
    /// A structure; longer payloads are tolerated, shorter ones are not.
    Struct(&'static Structure),
    /// A structure of which a kernel may have less, or more.
    Grown(&'static Structure),
    /// Items one behind the other, each `len` bytes long.
    Slice {
        /// What each is.
        item: &'static Shape,
        /// Bytes of each.
        len: usize,
    },
    /// A nest; a function, so that sets may hold each other.
    Set(fn() -> &'static Table),
    /// A nest of like things, whose numbers are indices or mean nothing.
    Array(&'static Shape),
    /// A nest of like things that are found by their numbers.
    ByNumber(&'static Shape),
    /// A structure, then something else.
    Headed {
        /// The structure.
        header: &'static Structure,
        /// What stands behind it: attributes from the next multiple of 4 on, anything else at once.
        tail: &'static Shape,
        /// Whether [`By::Header`] in the tail means this structure. A chain's element keeps the header further out: the address of a
        /// next hop is of the route's family.
        rebinds: bool,
    },
    /// Elements that begin with their length.
    Chain(&'static ChainShape),
    /// What something else decides.
    By(&'static Choices),
}

impl Shape {
    /// Where a value of this shape begins behind a structure of `len` bytes: attributes at the next multiple of 4, anything else at
    /// once, as C lays it out (`struct rtvia` is two bytes of family and an address).
    pub(crate) const fn behind(&self, len: usize) -> usize {
        match self {
            Shape::Set(_) | Shape::Array(_) | Shape::ByNumber(_) | Shape::Chain(_) => super::align4(len),
            _ => len,
        }
    }
}

/// A number on the wire.
#[derive(Clone, Copy, Debug)]
pub struct NumberShape {
    /// Bytes: 1, 2, 4 or 8; 0 for either 4 or 8.
    pub len: u8,
    /// Whether it has a sign.
    pub signed: bool,
    /// Whether it travels in network byte order.
    pub big: bool,
    /// What its values are called.
    pub names: Names,
}

/// What the values of a number are called.
#[derive(Clone, Copy, Debug)]
pub enum Names {
    /// It is a plain number.
    None,
    /// Each value has a name.
    Values(&'static [Named]),
    /// Each bit has a name.
    Flags(&'static [Named]),
}
/// One name of a number's value or bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The value, of a negative one its two's complement in 64 bits; or the bits.
    pub value: u64,
    /// The kernel's name.
    pub name: &'static str,
}
/// The name of a value, if it has one.
pub(crate) fn name_of(names: &'static [Named], value: u64) -> Option<&'static str> {
    names.iter().find(|named| named.value == value).map(|named| named.name)
}

/// A structure: its name, its size, its fields in order.
#[derive(Clone, Copy, Debug)]
pub struct Structure {
    /// The name it has here.
    pub name: &'static str,
    /// Bytes.
    pub len: usize,
    /// Its fields, in order.
    pub fields: &'static [FieldRow],
    /// Where the field begins, two bytes in host order, that says how many bytes of something else stand between the structure and the
    /// attributes; `None` where nothing does.
    pub then: Option<usize>,
    /// What that something else is.
    pub between: &'static Shape,
}
impl Structure {
    /// What stands in front of the attributes, and the attributes: the structure (with its padding), what it says is there, the rest.
    #[inline(always)]
    pub(crate) fn split<'a>(&self, payload: &'a [u8]) -> Option<(&'a [u8], &'a [u8], &'a [u8])> {
        let header = payload.get(..self.len)?;
        let rest = payload.get(super::align4(self.len)..).unwrap_or(&[]);
        let Some(at) = self.then else { return Some((header, &[], rest)) };
        let said = header.get(at..).and_then(|bytes| bytes.first_chunk::<2>())?;
        let said = usize::from(u16::from_ne_bytes(*said));
        Some((header, rest.get(..said)?, rest.get(super::align4(said)..).unwrap_or(&[])))
    }
}
/// One field of a structure.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow {
    /// The kernel's name.
    pub name: &'static str,
    /// Where it begins, in bytes.
    pub offset: usize,
    /// Bytes.
    pub len: usize,
    /// What it is.
    pub shape: Shape,
}
impl FieldRow {
    /// Padding is not worth a word to anybody.
    pub(crate) fn is_padding(&self) -> bool {
        let name = self.name.as_bytes();
        name.starts_with(b"pad")
            || name.starts_with(b"__")
            || name.starts_with(b"reserved")
            || name.ends_with(b"_pad")
            || name.windows(5).any(|part| part == b"__pad")
    }
}

/// The attributes of a set, in ascending order; a set that extends another has it as its base.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The set's name.
    pub name: &'static str,
    /// Its own rows, ascending by number.
    pub rows: &'static [Row],
    /// Where the rows are that it does not have itself.
    pub base: Option<fn() -> &'static Table>,
    /// From which attribute on the kernel checks strictly even where the operation does not: `strict_start_type`. From 0 on: it is read
    /// strictly wherever it stands (`nla_parse_nested`), what is unknown and the bit NLA_F_NESTED in front of it included.
    pub strict_from: Option<u16>,
}
impl Table {
    /// Whether the kernel checks this attribute strictly in any operation.
    pub(crate) fn is_strict(&self, number: u16) -> bool {
        let own = self.strict_from.is_some_and(|from| from <= number);
        own || self.base.is_some_and(|base| base().is_strict(number))
    }
    /// The row of an attribute, its own first.
    pub fn row(&self, number: u16) -> Option<&'static Row> {
        let mut table = *self;
        loop {
            match table.rows.binary_search_by_key(&number, |row| row.number) {
                Ok(at) => return table.rows.get(at),
                Err(_) => table = *table.base?(),
            }
        }
    }
    /// The largest number that it knows; 0 where it knows none.
    pub(crate) fn last(&self) -> u16 {
        let own = self.rows.last().map_or(0, |row| row.number);
        self.base.map_or(own, |base| own.max(base().last()))
    }
    /// The row of an attribute, by the kernel's name.
    pub fn row_named(&self, name: &str) -> Option<&'static Row> {
        let mut table = *self;
        loop {
            match table.rows.iter().find(|row| row.name == name) {
                Some(row) => return Some(row),
                None => table = *table.base?(),
            }
        }
    }
}
/// A set without rows: attributes of which nothing is known.
pub(crate) static NOTHING: Table = Table { name: "", rows: &[], base: None, strict_from: None };

/// One attribute.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its number.
    pub number: u16,
    /// Whether it may stand several times at one level.
    pub repeated: bool,
    /// The kernel's name.
    pub name: &'static str,
    /// What its payload is.
    pub shape: Shape,
    /// What its payload may be, where that is less than the shape allows.
    pub limit: Limit,
}

/// The elements of a [`Chain`](super::Chain).
#[derive(Clone, Copy, Debug)]
pub struct ChainShape {
    /// What heads each.
    pub header: &'static Structure,
    /// The attributes behind it.
    pub tail: &'static Shape,
}

/// What a payload is by something else.
#[derive(Clone, Copy, Debug)]
pub struct Choices {
    /// Where to look.
    pub by: By,
    /// What stands there, and the shape that it stands for.
    pub arms: &'static [(&'static [u8], Shape)],
}
impl Choices {
    /// The shape that a key stands for; bytes, where none does.
    fn arm(&self, key: &[u8]) -> Shape {
        self.arms.iter().find(|(arm, _)| *arm == key).map_or(Shape::Bytes, |(_, shape)| *shape)
    }
}
/// The key that a payload's own length is: [`By::Length`].
pub(crate) fn length_key(payload: &[u8]) -> [u8; 2] {
    u16::try_from(payload.len()).unwrap_or(u16::MAX).to_ne_bytes()
}
/// Where a selector looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum By {
    /// The text of an attribute, without its NUL.
    Text {
        /// How many levels above the selected payload's own: 0 for a sibling.
        up: u8,
        /// The attribute's number.
        number: u16,
    },
    /// The payload of an attribute, as it stands.
    Bytes {
        /// How many levels above the selected payload's own: 0 for a sibling.
        up: u8,
        /// The attribute's number.
        number: u16,
    },
    /// Some bytes of an attribute's payload: a field of a structure that stands beside.
    Part {
        /// How many levels above the selected payload's own: 0 for a sibling.
        up: u8,
        /// The attribute's number.
        number: u16,
        /// Where they begin.
        offset: usize,
        /// How many.
        len: usize,
    },
    /// Bytes of the header: the message's, or that of the structure in front, where one is. The elements of a chain have the header
    /// that the chain has.
    Header {
        /// Where they begin.
        offset: usize,
        /// How many.
        len: usize,
    },
    /// The message's type, as two bytes in host order.
    Type,
    /// The payload's own length, as two bytes in host order: `&16u16.to_ne_bytes()` is the key of what has 16 bytes.
    Length,
    /// Bytes of the structure that the selected field lies in.
    Structure {
        /// How many structures further out: 0 for the field's own, 1 for the one that holds it.
        up: u8,
        /// Where they begin.
        offset: usize,
        /// How many.
        len: usize,
    },
    /// Bytes of [what was asked](Asked): a reply of sock_diag does not say of which protocol it is.
    Asked {
        /// Where they begin.
        offset: usize,
        /// How many.
        len: usize,
    },
}
/// What was asked: the first four bytes of the request's header. All zero where that is not known, as of an event. A reply that a
/// [`Connection`](crate::exchange::Connection) lends knows it; so does what [`Protocols`](crate::protocols::Protocols) describes, as long as
/// the request stands in the same recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Asked(pub [u8; 4]);
impl Asked {
    /// Nothing is known of it.
    pub const UNKNOWN: Self = Self([0; 4]);
    /// By the request's header.
    #[inline(always)]
    pub fn of(header: &[u8]) -> Self {
        let at = |place: usize| header.get(place).copied().unwrap_or(0);
        Self([at(0), at(1), at(2), at(3)])
    }
}
impl By {
    /// The text of a sibling, by its number.
    pub const fn text(number: u16) -> Self {
        Self::Text { up: 0, number }
    }
    /// The bytes of a sibling, by its number.
    pub const fn bytes(number: u16) -> Self {
        Self::Bytes { up: 0, number }
    }
}

/// Where a payload stands: its siblings, the levels above, the header. A list on the stack, at most 16 deep.
#[derive(Clone, Copy)]
pub struct Scope<'s> {
    siblings: &'s [u8],
    up: Option<&'s Scope<'s>>,
    header: &'s [u8],
    kind: u16,
    depth: u8,
    asked: Asked,
}
/// How deep nests may lie within nests for whatever walks by itself. (64 kB of nests in nests overflowed a stack without a limit.)
pub(crate) const DEPTH: u8 = 16;
impl<'s> Scope<'s> {
    /// The top of a message: its type, and its family's header.
    pub const fn new(kind: u16, header: &'s [u8]) -> Self {
        Self { siblings: &[], up: None, header, kind, depth: 0, asked: Asked::UNKNOWN }
    }
    /// The same for a reply to what was asked.
    #[must_use]
    pub const fn asked(self, asked: Asked) -> Self {
        Scope { asked, ..self }
    }
    /// The scope of attributes that stand beside each other in `siblings`, one level below this.
    pub(crate) fn inner<'n>(&'n self, siblings: &'n [u8]) -> Option<Scope<'n>> {
        (self.depth < DEPTH).then_some(Scope {
            siblings,
            up: Some(self),
            header: self.header,
            kind: self.kind,
            depth: self.depth + 1,
            asked: self.asked,
        })
    }
    /// The same place behind another header.
    pub(crate) const fn behind(self, header: &'s [u8]) -> Self {
        Scope { header, ..self }
    }
    /// What stands at this level.
    pub(crate) const fn siblings(&self) -> &'s [u8] {
        self.siblings
    }
    /// What stands there: text without its NUL, a number's bytes. Nothing is the empty key.
    pub fn find(&self, by: By) -> &[u8] {
        let part = |of: &'s [u8], offset: usize, len| {
            of.get(offset..).and_then(|rest| rest.get(..len)).unwrap_or(&[])
        };
        match by {
            By::Header { offset, len } => part(self.header, offset, len),
            By::Part { up, number, offset, len } => part(self.attr(up, number), offset, len),
            By::Type => zerocopy::IntoBytes::as_bytes(&self.kind),
            By::Structure { up, offset, len } => {
                part(self.above(up).map_or(&[], |level| level.siblings), offset, len)
            }
            By::Asked { offset, len } => {
                self.asked.0.get(offset..).and_then(|asked| asked.get(..len)).unwrap_or(&[])
            }
            By::Text { up, number } => to_nul(self.attr(up, number)),
            By::Bytes { up, number } => self.attr(up, number),
            By::Length => &[], // no place, but the payload's: see `settle_for`
        }
    }
    /// The level so many above.
    fn above(&self, up: u8) -> Option<&Self> {
        let mut level = self;
        for _ in 0..up {
            level = level.up?;
        }
        Some(level)
    }
    /// The payload of the last attribute of that number, some levels up; empty where there is none.
    fn attr(&self, up: u8, number: u16) -> &'s [u8] {
        let Some(level) = self.above(up) else { return &[] };
        let attrs = RawAttrs::new(level.siblings).map_while(Result::ok);
        attrs.filter(|attr| attr.number() == number).last().map_or(&[], |attr| attr.payload())
    }
    /// The shape of a payload that stands here: as [`settle`](Self::settle) says, or by its own length.
    pub(crate) fn settle_for(&self, shape: Shape, payload: &[u8]) -> Shape {
        let mut shape = self.settle(shape);
        while let Shape::By(choices) = shape {
            shape = self.settle(choices.arm(&length_key(payload)));
        }
        shape
    }
    /// The shape that a selector's key stands for here, which may be a selector in turn; bytes, where none of its arms does. What a
    /// payload's own length selects stays as it is.
    pub(crate) fn settle(&self, mut shape: Shape) -> Shape {
        while let Shape::By(choices) = shape {
            if choices.by == By::Length {
                break;
            }
            let key = self.find(choices.by);
            shape = choices.arm(key);
        }
        shape
    }
}

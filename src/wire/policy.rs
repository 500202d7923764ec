//! Strict reading, for whoever answers requests: what the kernel's own parser refuses (`__nla_validate_parse`, lib/nlattr.c), by the
//! same table that reads and writes.
//!
//! ```
//! use nlwire::wire::{validate, Attrs, Checks, Errno, Scope, Set, Why};
//! nlwire::attributes! {
//!     /// Sensors.
//!     pub set Sensor, enum SensorAttr<'a> {
//!         /// Its number.
//!         SENSOR_ID = 1 => Id(u32) where range(1, 100),
//!     }
//! }
//! # if cfg!(target_endian = "little") {
//! let attrs = [8, 0, 1, 0, 200, 0, 0, 0]; // SENSOR_ID: 200
//! let refused = validate(Sensor::table(), &attrs, 20, Scope::new(0, &[]), Checks::STRICT).unwrap_err();
//! assert_eq!((refused.errno(), refused.why, refused.offset), (Errno::ERANGE, Why::Range, 20));
//! # }
//! ```
use super::{Errno, NumberShape, RawAttrs, Row, Scope, Shape, Table, align4, next_link, view::unsigned};
use crate::flags;
use core::fmt;

/// What a payload may be, where that is less than its type allows: the kernel's `struct nla_policy` beyond the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// All that its type allows.
    None,
    /// A number from the first to the second: `NLA_POLICY_RANGE`, `NLA_POLICY_MIN`, `NLA_POLICY_MAX`.
    Range(i64, i64),
    /// A number with no other bits: `NLA_POLICY_MASK`; of a bitfield, the bits that may be selected.
    Mask(u64),
    /// So many bytes at most; of text, without its NUL: `.len` of NLA_STRING and NLA_BINARY.
    AtMost(u16),
    /// So many bytes at least: `NLA_POLICY_MIN_LEN`.
    AtLeast(u16),
    /// Exactly so many bytes: `NLA_POLICY_EXACT_LEN`.
    Exactly(u16),
    /// Text that must end in NUL, and at most so many bytes without it: NLA_NUL_STRING.
    NulAtMost(u16),
    /// Only the kernel writes it: its policy has no such attribute, or NLA_REJECT.
    Output,
}
impl Limit {
    /// A number from `min` to `max`, both included.
    pub const fn range(min: i64, max: i64) -> Self {
        Self::Range(min, max)
    }
    /// A number with no other bits than these.
    pub const fn mask(mask: u64) -> Self {
        Self::Mask(mask)
    }
    /// So many bytes at most; of text, without its NUL.
    pub const fn at_most(len: u16) -> Self {
        Self::AtMost(len)
    }
    /// So many bytes at least.
    pub const fn at_least(len: u16) -> Self {
        Self::AtLeast(len)
    }
    /// Exactly so many bytes.
    pub const fn exactly(len: u16) -> Self {
        Self::Exactly(len)
    }
    /// Text that must end in NUL, and at most so many bytes without it.
    pub const fn nul_at_most(len: u16) -> Self {
        Self::NulAtMost(len)
    }
    /// Only the kernel writes it.
    pub const fn output() -> Self {
        Self::Output
    }
}

flags! {
    /// What to be strict about: `enum netlink_validation`, net/netlink.h of the kernel. Old operations check less, for old programs.
    pub struct Checks(u8) {
        /// Bytes behind the last attribute.
        NL_VALIDATE_TRAILING = 1,
        /// Unknown attributes.
        NL_VALIDATE_MAXTYPE = 2,
        /// Attributes that only the kernel writes.
        NL_VALIDATE_UNSPEC = 4,
        /// Numbers in more bytes than they have.
        NL_VALIDATE_STRICT_ATTRS = 8,
        /// The bit NLA_F_NESTED, where it must be and where it must not.
        NL_VALIDATE_NESTED = 16,
    }
}
impl Checks {
    /// What operations since Linux 5.2 check, and dumps on a socket with NETLINK_GET_STRICT_CHK.
    pub const STRICT: Self = Self::from_bits_retain(31);
    /// What older strict operations check: `nlmsg_parse_deprecated_strict`.
    pub const DEPRECATED_STRICT: Self = Self::from_bits_retain(3);
    /// What old operations check: `nlmsg_parse_deprecated`.
    pub const LIBERAL: Self = Self::empty();
}

/// What a strict reader finds wrong, and where: all that an extended ack needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Offset of the attribute, in bytes, counted from `base`.
    pub offset: usize,
    /// Its number; of a missing one, too.
    pub number: u16,
    /// What is wrong.
    pub why: Why,
}
/// What can be wrong with an attribute in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// Bytes behind the last attribute, or framing that is broken.
    Trailing,
    /// No such attribute.
    Unknown,
    /// Only the kernel writes it.
    Output,
    /// A number in another length than it has.
    NumberLength,
    /// A payload that is too long, too short, or lacks its NUL.
    Length,
    /// Text without NUL where one must be.
    Nul,
    /// A number outside its range.
    Range,
    /// Bits that mean nothing.
    Mask,
    /// NLA_F_NESTED is missing.
    NotNested,
    /// NLA_F_NESTED stands where no nest is.
    Nested,
    /// Nests in nests, more than 10 deep (the kernel's bound on nested policies).
    Deep,
    /// An attribute that the operation needs is missing.
    Missing,
}
impl Invalid {
    /// The errno that the kernel answers with.
    pub fn errno(&self) -> Errno {
        match self.why {
            Why::Range | Why::Length => Errno::ERANGE,
            _ => Errno::EINVAL,
        }
    }
    /// A sentence for the extended ack, as the kernel words it.
    pub const fn message(&self) -> &'static str {
        match self.why {
            Why::Trailing => "bytes leftover after parsing attributes",
            Why::Unknown => "Unknown attribute type",
            Why::Output => "Unsupported attribute",
            Why::NumberLength => "invalid attribute length",
            Why::Length | Why::Nul => "Attribute failed policy validation",
            Why::Range => "integer out of range",
            Why::Mask => "reserved bit set",
            Why::NotNested => "NLA_F_NESTED is missing",
            Why::Nested => "NLA_F_NESTED not expected",
            Why::Deep => "allowed policy recursion depth exceeded",
            Why::Missing => "required attribute is missing",
        }
    }
}
impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (attribute {}, offset {})", self.message(), self.number, self.offset)
    }
}
impl core::error::Error for Invalid {}

/// The kernel's bound on nested policies, `MAX_POLICY_RECURSION_DEPTH`.
const POLICY_DEPTH: u8 = 10;

/// Checks attributes as the kernel would. `base` is the offset of `attrs` in the message, header included; `scope` is the message's
/// top: its type and its family's header.
///
/// # Errors
/// The first attribute that the kernel would refuse.
pub fn validate(
    table: &Table,
    attrs: &[u8],
    base: usize,
    scope: Scope<'_>,
    checks: Checks,
) -> Result<(), Invalid> {
    level(Level::Set(table), attrs, base, scope, checks, 0)
}
/// Checks that attributes are there which an operation needs.
///
/// # Errors
/// The first that is missing, with `base` as its offset.
pub fn require(attrs: &[u8], base: usize, numbers: &[u16]) -> Result<(), Invalid> {
    for number in numbers {
        if !RawAttrs::new(attrs).flatten().any(|attr| attr.number() == *number) {
            return Err(Invalid { offset: base, number: *number, why: Why::Missing });
        }
    }
    Ok(())
}

/// What stands at a level: attributes of a set, or items of one shape.
#[derive(Clone, Copy)]
enum Level<'t> {
    Set(&'t Table),
    Items(&'static Shape),
}
fn level(
    what: Level<'_>,
    bytes: &[u8],
    base: usize,
    scope: Scope<'_>,
    checks: Checks,
    depth: u8,
) -> Result<(), Invalid> {
    let mut attrs = RawAttrs::new(bytes);
    let mut settled = None;
    loop {
        let rest = attrs.rest().len();
        let offset = base.saturating_add(bytes.len().saturating_sub(rest));
        let invalid = |number, why| Invalid { offset, number, why };
        let attr = match attrs.next() {
            Some(Ok(attr)) => attr,
            None if rest == 0 => return Ok(()),
            _ if checks.contains(Checks::NL_VALIDATE_TRAILING) => return Err(invalid(0, Why::Trailing)),
            _ => return Ok(()),
        };
        let (payload, number) = (attr.payload(), attr.number());
        let row = match what {
            Level::Set(table) => table.row(number).copied(),
            Level::Items(shape) => {
                Some(Row { number, repeated: true, name: "", shape: *shape, limit: Limit::None })
            }
        };
        let Some(row) = row else {
            // a gap in the table is one in the kernel's policy: NLA_UNSPEC
            let beyond = number == 0 || matches!(what, Level::Set(table) if table.last() < number);
            let (check, why) = if beyond {
                (Checks::NL_VALIDATE_MAXTYPE, Why::Unknown)
            } else {
                (Checks::NL_VALIDATE_UNSPEC, Why::Output)
            };
            if checks.contains(check) {
                return Err(invalid(number, why));
            }
            continue;
        };
        if row.limit == Limit::Output {
            if checks.contains(Checks::NL_VALIDATE_UNSPEC) {
                return Err(invalid(number, Why::Output));
            }
            continue;
        }
        let Some(inner) = scope.inner(bytes).filter(|_| depth < POLICY_DEPTH) else {
            return Err(invalid(number, Why::Deep));
        };
        // one attribute several times looks for what selects it once
        let shape = match settled {
            Some((settled, shape)) if settled == number || matches!(what, Level::Items(_)) => shape,
            _ => inner.settle(row.shape),
        };
        settled = Some((number, shape));
        let is_nest = matches!(shape, Shape::Set(_) | Shape::Array(_));
        if let Shape::Number(number_shape) = shape {
            // one of 4 or 8 bytes is never lenient
            let strict = checks.contains(Checks::NL_VALIDATE_STRICT_ATTRS) || number_shape.len == 0;
            if strict && !number_fits(number_shape, payload) {
                return Err(invalid(number, Why::NumberLength));
            }
        }
        // items of an array are not asked, nor is what the kernel's policy knows by its least length only
        let either = matches!(what, Level::Items(_))
            || !is_nest && matches!(row.shape, Shape::By(_) | Shape::Headed { .. } | Shape::Chain(_));
        if checks.contains(Checks::NL_VALIDATE_NESTED) && !either && is_nest != attr.is_nested() {
            return Err(invalid(number, if is_nest { Why::NotNested } else { Why::Nested }));
        }
        value(&row, shape, payload).map_err(|why| invalid(number, why))?;
        let (at, below) = (offset.saturating_add(4), depth + 1);
        match shape {
            // an empty nest is one, too
            Shape::Set(_) | Shape::Array(_) if payload.is_empty() => {}
            Shape::Set(_) | Shape::Array(_) if payload.len() < 4 => return Err(invalid(number, Why::Length)),
            Shape::Set(table) => level(Level::Set(table()), payload, at, inner, checks, below)?,
            Shape::Array(item) => level(Level::Items(item), payload, at, inner, checks, depth)?,
            Shape::Headed { header, tail: Shape::Set(table), .. } => {
                let (head, tail) = payload.split_at_checked(align4(header.len)).unwrap_or((payload, &[]));
                level(
                    Level::Set(table()),
                    tail,
                    at.saturating_add(head.len()),
                    inner.behind(head),
                    checks,
                    below,
                )?;
            }
            Shape::Chain(chain) => {
                let Shape::Set(table) = chain.tail else { continue };
                let mut rest = payload;
                while let Some(link) = next_link(rest, chain.header.len) {
                    let Ok((element, after)) = link else { return Err(invalid(number, Why::Length)) };
                    let at = at.saturating_add(payload.len().saturating_sub(rest.len()));
                    let (head, tail) =
                        element.split_at_checked(align4(chain.header.len)).unwrap_or((element, &[]));
                    level(Level::Set(table()), tail, at.saturating_add(head.len()), inner, checks, below)?;
                    rest = after;
                }
            }
            _ => {}
        }
    }
}
fn number_fits(shape: NumberShape, payload: &[u8]) -> bool {
    if shape.len == 0 { matches!(payload.len(), 4 | 8) } else { payload.len() == usize::from(shape.len) }
}
/// Checks one payload against its shape and its limit, nests aside.
fn value(row: &Row, shape: Shape, payload: &[u8]) -> Result<(), Why> {
    let len = payload.len();
    let fits = match shape {
        Shape::Number(number) => len >= usize::from(number.len.max(if number.len == 0 { 4 } else { 0 })),
        Shape::Flag => len == 0,
        Shape::Text if !matches!(row.limit, Limit::NulAtMost(_)) => len >= 1,
        Shape::Ip => matches!(len, 4 | 16),
        Shape::Bitfield32 => len == 8,
        Shape::Struct(structure) | Shape::Headed { header: structure, .. } => len >= structure.len,
        Shape::Slice { len: item, .. } => item == 0 || len % item == 0,
        Shape::Labels => len % 4 == 0,
        _ => true,
    };
    if !fits {
        return Err(Why::Length);
    }
    let text = payload.strip_suffix(&[0]).map_or(len, <[u8]>::len);
    let inside = match (row.limit, shape) {
        (Limit::AtMost(most), Shape::Text) => text <= usize::from(most),
        (Limit::NulAtMost(most), _) => {
            if !payload.iter().take(usize::from(most) + 1).any(|byte| *byte == 0) {
                return Err(Why::Nul);
            }
            text <= usize::from(most)
        }
        (Limit::AtMost(most), _) => len <= usize::from(most),
        (Limit::AtLeast(least), _) => len >= usize::from(least),
        (Limit::Exactly(exact), _) => len == usize::from(exact),
        _ => true,
    };
    if !inside {
        return Err(Why::Length);
    }
    if let (Shape::Bitfield32, Some((value, selector))) = (shape, payload.split_at_checked(4)) {
        let (value, selector) = (unsigned(value, false), unsigned(selector, false));
        let valid = if let Limit::Mask(mask) = row.limit { mask } else { u64::MAX };
        return if selector & !valid != 0 || value & !selector != 0 { Err(Why::Mask) } else { Ok(()) };
    }
    let Shape::Number(number) = shape else { return Ok(()) };
    // a number in more bytes than it has is read from its first ones, as an old operation does
    let bytes = payload.get(..usize::from(number.len)).filter(|bytes| !bytes.is_empty()).unwrap_or(payload);
    let value = unsigned(bytes, number.big);
    match row.limit {
        Limit::Mask(mask) if value & !mask != 0 => Err(Why::Mask),
        Limit::Range(min, max) => {
            let unused = 64u32.saturating_sub(8 * bytes.len() as u32) & 63;
            let inside = if number.signed {
                (min..=max).contains(&(((value << unused) as i64) >> unused))
            } else {
                u64::try_from(min).unwrap_or(0) <= value && value <= u64::try_from(max).unwrap_or(0)
            };
            if inside { Ok(()) } else { Err(Why::Range) }
        }
        _ => Ok(()),
    }
}

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
use super::{
    BuildError, Errno, ExtAck, Message, MessageRow, NumberShape, RawAttrs, Row, Scope, Shape, Table, align4,
    next_link, view::unsigned, write_refusal,
};
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
    /// So many bytes at most, whatever they are: NLA_BINARY, or no policy at all, of what is read by hand.
    Binary(u16),
    /// Text that must end in NUL, and at most so many bytes without it: NLA_NUL_STRING.
    NulAtMost(u16),
    /// Only the kernel writes it: its policy has no such attribute (NLA_UNSPEC), so that old operations ignore it.
    Output,
    /// Only the kernel writes it, and every operation refuses it: NLA_REJECT.
    Rejected,
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
    /// So many bytes at most, whatever they are: they are read by hand.
    pub const fn binary(len: u16) -> Self {
        Self::Binary(len)
    }
    /// Text that must end in NUL, and at most so many bytes without it.
    pub const fn nul_at_most(len: u16) -> Self {
        Self::NulAtMost(len)
    }
    /// Only the kernel writes it; old operations ignore it.
    pub const fn output() -> Self {
        Self::Output
    }
    /// Only the kernel writes it; every operation refuses it.
    pub const fn rejected() -> Self {
        Self::Rejected
    }
    /// Whether only the kernel writes it.
    pub const fn is_output(self) -> bool {
        matches!(self, Self::Output | Self::Rejected)
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

/// How an operation reads its request, beyond what the table says of each attribute. It is the operation's affair, not the set's: two
/// operations with one set differ in it.
///
/// ```
/// use nlwire::{route::{self, GetLink, Link}, wire::{Checks, GetFlags, Message, Reading, Request, Why}};
/// const GET: Reading = Reading::new(Checks::STRICT).serves(&[3]).needs(&[3]); // IFLA_IFNAME
/// let mut buffer = [0; 64];
/// let request = Request::new(&mut buffer, GetLink::default(), GetFlags::ACK).finish(1)?;
/// let request = Message::new(request)?;
/// let refused = route::row(request.kind()).unwrap().validate(request, &GET).unwrap_err();
/// assert_eq!((refused.why, refused.number), (Why::Missing, 3));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Reading {
    /// What to be strict about.
    pub checks: Checks,
    /// The attributes that its policy has, where those are not all of the set's, each with what it may be there;
    /// [`Limit::None`] for what the table says. The others are as [`Limit::Output`].
    pub policy: Option<&'static [(u16, Limit)]>,
    /// The nests that it looks into, where those are not all, each with how strict it is there.
    pub opens: Option<&'static [(u16, Checks)]>,
    /// The attributes that it serves. Another one is refused after all have been read, without a place.
    pub serves: Option<&'static [u16]>,
    /// Bytes of the header that must be 0: where they begin, and how many.
    pub zero: &'static [(u8, u8)],
    /// The attributes that must be there.
    pub needs: &'static [u16],
    /// Nothing may stand behind the header.
    pub bare: bool,
    /// The kernel has no policy for it, but picks out what it looks for; no attribute is read strictly by its number.
    pub by_hand: bool,
    /// Nothing is refused, whatever is wrong: old dumps.
    pub lenient: bool,
}
impl Reading {
    /// Every attribute of the set is taken, none is needed.
    pub const fn new(checks: Checks) -> Self {
        Self {
            checks,
            policy: None,
            opens: None,
            serves: None,
            zero: &[],
            needs: &[],
            bare: false,
            by_hand: false,
            lenient: false,
        }
    }
    /// The policy has these attributes only.
    #[must_use]
    pub const fn policy(self, policy: &'static [(u16, Limit)]) -> Self {
        Self { policy: Some(policy), ..self }
    }
    /// These nests are looked into, and no other.
    #[must_use]
    pub const fn opens(self, nests: &'static [(u16, Checks)]) -> Self {
        Self { opens: Some(nests), ..self }
    }
    /// Nothing may stand behind the header.
    #[must_use]
    pub const fn bare(self) -> Self {
        Self { bare: true, ..self }
    }
    /// Of the attributes without a policy these are looked for, and are as said.
    #[must_use]
    pub const fn by_hand(self, policy: &'static [(u16, Limit)]) -> Self {
        Self { policy: Some(policy), by_hand: true, ..self }
    }
    /// Nothing is refused.
    #[must_use]
    pub const fn lenient(self) -> Self {
        Self { lenient: true, ..self }
    }
    /// These attributes are served, and no other.
    #[must_use]
    pub const fn serves(self, numbers: &'static [u16]) -> Self {
        Self { serves: Some(numbers), ..self }
    }
    /// These bytes of the header must be 0.
    #[must_use]
    pub const fn zero(self, bytes: &'static [(u8, u8)]) -> Self {
        Self { zero: bytes, ..self }
    }
    /// These attributes must be there.
    #[must_use]
    pub const fn needs(self, numbers: &'static [u16]) -> Self {
        Self { needs: numbers, ..self }
    }
}
impl MessageRow {
    /// Reads a request as strictly as the kernel does: its header, its attributes at every level, what the operation serves and needs.
    /// This is the one call of a server; [`Invalid::write`] answers.
    ///
    /// # Errors
    /// The first thing that the kernel would refuse.
    pub fn validate(&self, request: Message<'_>, reading: &Reading) -> Result<(), Invalid> {
        if reading.lenient {
            return Ok(());
        }
        let (payload, len) = (request.payload(), self.header.map_or(0, |header| header.len));
        let refused = |number, why| Invalid { offset: 16, number, why };
        let Some((header, between, attrs)) =
            self.header.map_or(Some((&[][..], &[][..], payload)), |header| header.split(payload))
        else {
            return Err(refused(0, Why::Header));
        };
        let within = |(at, len): &(u8, u8)| {
            header.iter().skip(usize::from(*at)).take(usize::from(*len)).all(|byte| *byte == 0)
        };
        if !reading.zero.iter().all(within) {
            return Err(refused(0, Why::HeaderValue));
        }
        if reading.bare && !attrs.is_empty() {
            return Err(refused(0, Why::Trailing));
        }
        let base = 16usize.saturating_add(align4(len)).saturating_add(align4(between.len()));
        let scope = Scope::new(request.kind(), header);
        level(Level::Top((self.table)(), reading), attrs, base, scope, reading.checks, 0)?;
        if let Some(serves) = reading.serves {
            let mut numbers = RawAttrs::new(attrs).map_while(Result::ok).map(|attr| attr.number());
            let last = (self.table)().last();
            if let Some(number) =
                numbers.find(|number| (1..=last).contains(number) && !serves.contains(number))
            {
                return Err(refused(number, Why::Unserved));
            }
        }
        require(attrs, base, reading.needs)
    }
}

/// What a strict reader finds wrong, and where: all that an extended ack needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Offset of the attribute, in bytes, counted from `base`; see [`place`](Self::place).
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
    /// The family's header is cut.
    Header,
    /// Something stands in the family's header where nothing may.
    HeaderValue,
    /// A known attribute that this operation does not serve.
    Unserved,
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
            Why::Header => "Invalid header length",
            Why::HeaderValue => "Invalid values in header",
            Why::Unserved => "Unsupported attribute in request",
        }
    }
    /// The offset that an extended ack tells: none where no attribute is to blame.
    pub fn place(&self) -> Option<u32> {
        match self.why {
            Why::Trailing | Why::Missing | Why::Header | Why::HeaderValue | Why::Unserved => None,
            _ => u32::try_from(self.offset).ok(),
        }
    }
    /// Writes the refusal that a server answers with: the errno, the sentence, the offset or the number of what is missing.
    ///
    /// # Errors
    /// The buffer is too small, or the request too long.
    pub fn write<'b>(&self, buffer: &'b mut [u8], request: Message<'_>) -> Result<&'b [u8], BuildError> {
        write_refusal(buffer, request, self.errno().0, false, |ext| {
            ext.put(ExtAck::NLMSGERR_ATTR_MSG, self.message())
                .put_some(ExtAck::NLMSGERR_ATTR_OFFS, self.place());
            let missing = (self.why == Why::Missing).then_some(u32::from(self.number));
            ext.put_some(ExtAck::NLMSGERR_ATTR_MISS_TYPE, missing);
        })
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
    Top(&'t Table, &'t Reading),
    Set(&'t Table),
    /// Without a policy: of an element of a chain the kernel picks out what it looks for. What is chosen there is read, all the same.
    Loose(&'t Table),
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
    let checks = match what {
        Level::Set(table) if table.strict_from == Some(0) => Checks::STRICT,
        _ => checks,
    };
    let mut attrs = RawAttrs::new(bytes);
    let mut settled = None;
    loop {
        let rest = attrs.rest().len();
        let offset = base.saturating_add(bytes.len().saturating_sub(rest));
        let invalid = |number, why| Invalid { offset, number, why };
        let attr = match attrs.next() {
            Some(Ok(attr)) => attr,
            None if rest == 0 => return Ok(()),
            _ if checks.contains(Checks::NL_VALIDATE_TRAILING) && !matches!(what, Level::Loose(_)) => {
                return Err(invalid(0, Why::Trailing));
            }
            _ => return Ok(()),
        };
        let (payload, number) = (attr.payload(), attr.number());
        let row = match what {
            Level::Top(table, Reading { policy: Some(policy), .. }) => {
                let own = policy.iter().find(|(own, _)| *own == number);
                table.row(number).zip(own).map(|(row, (_, limit))| match limit {
                    Limit::None => *row,
                    limit => Row { limit: *limit, ..*row },
                })
            }
            Level::Top(table, _) | Level::Set(table) | Level::Loose(table) => table.row(number).copied(),
            Level::Items(shape) => {
                Some(Row { number, repeated: true, name: "", shape: *shape, limit: Limit::None })
            }
        };
        let is_loose = matches!(what, Level::Loose(_));
        if is_loose && !matches!(row, Some(Row { shape: Shape::By(_), .. })) {
            continue;
        }
        // a set that has grown since the kernel is strict is strict with what came later
        let outside = checks;
        let checks = match what {
            Level::Top(_, Reading { by_hand: true, .. }) => checks,
            Level::Top(table, _) | Level::Set(table) if table.is_strict(number) => Checks::STRICT,
            _ => checks,
        };
        let Some(row) = row else {
            // a gap in the table is one in the kernel's policy: NLA_UNSPEC
            let beyond = number == 0
                || matches!(what, Level::Top(table, _) | Level::Set(table) if table.last() < number);
            let (check, why) = if beyond {
                (Checks::NL_VALIDATE_MAXTYPE, Why::Unknown)
            } else {
                (Checks::NL_VALIDATE_UNSPEC, Why::Output)
            };
            if (if beyond { outside } else { checks }).contains(check) {
                return Err(invalid(number, why));
            }
            continue;
        };
        if row.limit == Limit::Rejected {
            return Err(invalid(number, Why::Output));
        }
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
        let shape = inner.settle_for(shape, payload);
        let is_nest = matches!(shape, Shape::Set(_) | Shape::Array(_) | Shape::ByNumber(_));
        if let Shape::Number(number_shape) = shape {
            // one of 4 or 8 bytes is never lenient, unless the operation reads it as one of 4
            let either = number_shape.len == 0 && !matches!(row.limit, Limit::AtLeast(_));
            let strict = checks.contains(Checks::NL_VALIDATE_STRICT_ATTRS) || either;
            if strict && !number_fits(number_shape, payload) {
                return Err(invalid(number, Why::NumberLength));
            }
        }
        // items of an array are not asked, nor is what the kernel's policy knows by its least length only
        let by_hand = matches!(row.limit, Limit::Binary(_));
        let strict_inside = matches!(shape, Shape::Set(table) if table().strict_from == Some(0));
        let either = matches!(what, Level::Items(_) | Level::Loose(_))
            || by_hand && is_nest
            || !is_nest && matches!(row.shape, Shape::By(_) | Shape::Headed { .. } | Shape::Chain(_));
        if checks.contains(Checks::NL_VALIDATE_NESTED) && !either && is_nest != attr.is_nested() {
            return Err(invalid(number, if is_nest { Why::NotNested } else { Why::Nested }));
        }
        if !is_loose {
            value(&row, shape, payload, checks).map_err(|why| invalid(number, why))?;
        }
        let (at, below) = (offset.saturating_add(4), depth + 1);
        let opened = match what {
            Level::Top(_, Reading { opens: Some(opens), .. }) => {
                opens.iter().find(|(open, _)| *open == number).map(|(_, checks)| *checks)
            }
            _ => Some(checks),
        };
        match shape {
            _ if strict_inside && opened.is_some() && !attr.is_nested() => {
                return Err(invalid(number, Why::NotNested));
            }
            // an empty nest is one, too
            _ if is_nest && payload.is_empty() => {}
            _ if is_nest && payload.len() < 4 && (is_loose || by_hand) => {}
            _ if is_nest && payload.len() < 4 => return Err(invalid(number, Why::Length)),
            _ if opened.is_none() => {}
            Shape::Set(table) => {
                level(Level::Set(table()), payload, at, inner, opened.unwrap_or(checks), below)?
            }
            Shape::Array(item) | Shape::ByNumber(item) => {
                level(Level::Items(item), payload, at, inner, opened.unwrap_or(checks), depth)?
            }
            Shape::Headed { header, tail: Shape::Set(table), .. } => {
                let (head, tail) = payload.split_at_checked(align4(header.len)).unwrap_or((payload, &[]));
                level(
                    Level::Set(table()),
                    tail,
                    at.saturating_add(head.len()),
                    inner.behind(head),
                    opened.unwrap_or(checks),
                    below,
                )?;
            }
            Shape::Chain(chain) => {
                let Shape::Set(table) = chain.tail else { continue };
                let mut rest = payload;
                while let Some(link) = next_link(rest, chain.header.len) {
                    let Ok((element, after)) = link else { return Err(invalid(number, Why::Trailing)) };
                    let at = at.saturating_add(payload.len().saturating_sub(rest.len()));
                    let (head, tail) =
                        element.split_at_checked(align4(chain.header.len)).unwrap_or((element, &[]));
                    let at = at.saturating_add(head.len());
                    level(Level::Loose(table()), tail, at, inner, opened.unwrap_or(checks), below)?;
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
fn value(row: &Row, shape: Shape, payload: &[u8], checks: Checks) -> Result<(), Why> {
    let len = payload.len();
    let fits = match shape {
        _ if matches!(row.limit, Limit::Binary(_)) => true,
        Shape::Number(number) => len >= usize::from(number.len.max(if number.len == 0 { 4 } else { 0 })),
        Shape::Flag => len == 0,
        Shape::Text if !matches!(row.limit, Limit::NulAtMost(_)) => len >= 1,
        Shape::Ip if checks.contains(Checks::NL_VALIDATE_STRICT_ATTRS) => matches!(len, 4 | 16),
        Shape::Ip => len >= 4,
        Shape::IpOf(want) if matches!(row.limit, Limit::AtLeast(_)) => len >= usize::from(want),
        Shape::IpOf(want) if checks.contains(Checks::NL_VALIDATE_STRICT_ATTRS) => len == usize::from(want),
        Shape::IpOf(want) => len >= usize::from(want),
        Shape::Ip4 => len >= 4,
        Shape::Bits { .. } => len == 1,
        Shape::Bitfield32 => len == 8,
        Shape::Struct(structure) | Shape::Headed { header: structure, .. } => len >= structure.len,
        Shape::Slice { len: item, .. } => item == 0 || len % item == 0,
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
        (Limit::AtMost(most) | Limit::Binary(most), _) => len <= usize::from(most),
        (Limit::AtLeast(least), _) => len >= usize::from(least),
        (Limit::Exactly(exact), _) => len == usize::from(exact),
        _ => true,
    };
    if !inside {
        return Err(Why::Length);
    }
    if matches!(shape, Shape::Labels) && len % 4 != 0 {
        return Err(Why::NumberLength);
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

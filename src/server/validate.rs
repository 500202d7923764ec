//! Validation of attributes: `__nla_validate_parse`, lib/nlattr.c.
use super::{RequestPolicy, ValidationError, ValidationErrorKind};
use crate::{
    flags,
    wire::{
        RawAttrs, align4, next_link,
        spec::{
            AttributeSetSpec, AttributeSpec, Constraint, Memo, NumberSpec, PayloadType, Scope, leaf, unsigned,
        },
    },
};

flags! {
    /// Which checks are strict: `enum netlink_validation`, include/net/netlink.h of the kernel.
    ///
    /// Old operations check less, for compatibility with old programs.
    #[doc(alias = "netlink_validation")]
    pub struct ValidationFlags(u8) {
        /// Rejects bytes after the last attribute.
        NL_VALIDATE_TRAILING = 1,
        /// Rejects unknown attributes.
        NL_VALIDATE_MAXTYPE = 2,
        /// Rejects read-only attributes.
        NL_VALIDATE_UNSPEC = 4,
        /// Rejects numbers that are longer than their type.
        NL_VALIDATE_STRICT_ATTRS = 8,
        /// Requires NLA_F_NESTED on nests, and rejects the bit on other attributes.
        NL_VALIDATE_NESTED = 16,
    }
}
impl ValidationFlags {
    /// Checks of operations since Linux 5.2, and of dumps on a socket with NETLINK_GET_STRICT_CHK.
    pub const STRICT: Self = Self::from_bits_retain(31);
    /// Checks of older strict operations: `nlmsg_parse_deprecated_strict`.
    pub const DEPRECATED_STRICT: Self = Self::from_bits_retain(3);
    /// Checks of old operations: `nlmsg_parse_deprecated`.
    pub const LIBERAL: Self = Self::empty();
}

/// Validates attributes as the kernel does.
///
/// `base` is the offset of `attrs` in the message, including the message header. `scope` is the top
/// of the message: type and header of the family.
///
/// # Errors
/// The first attribute that the kernel rejects.
pub fn validate(
    table: &AttributeSetSpec,
    attrs: &[u8],
    base: usize,
    scope: Scope<'_>,
    checks: ValidationFlags,
) -> Result<(), ValidationError> {
    level(Level::Set(table), attrs, base, scope, checks, 0, &Memo::new())
}
/// Checks that all required attributes are present.
///
/// # Errors
/// The first missing attribute, with `base` as its offset.
pub fn require(attrs: &[u8], base: usize, numbers: &[u16]) -> Result<(), ValidationError> {
    for number in numbers {
        if !RawAttrs::new(attrs).flatten().any(|attr| attr.attr_type() == *number) {
            return Err(ValidationError { offset: base, number: *number, why: ValidationErrorKind::Missing });
        }
    }
    Ok(())
}

impl AttributeSetSpec {
    /// Whether the kernel validates this attribute strictly in every operation.
    pub(super) fn is_strict(&self, number: u16) -> bool {
        let own = self.strict_from.is_some_and(|from| from <= number);
        own || self.base.is_some_and(|base| base().is_strict(number))
    }
    /// Returns the largest known attribute type; 0 if there is none.
    pub(super) fn last(&self) -> u16 {
        let own = self.attributes.last().map_or(0, |attribute| attribute.number);
        self.base.map_or(own, |base| own.max(base().last()))
    }
}

/// Maximum depth of nested policies: the kernel's `MAX_POLICY_RECURSION_DEPTH`.
const POLICY_DEPTH: u8 = 10;
/// Content of a level: attributes of a set, or items of one payload type.
#[derive(Clone, Copy)]
pub(super) enum Level<'t> {
    Top(&'t AttributeSetSpec, &'t RequestPolicy),
    Set(&'t AttributeSetSpec),
    /// A nest in which the operation accepts only the attributes of a policy.
    Part(&'t AttributeSetSpec, &'t &'static [(u16, Constraint)]),
    /// Without a policy: of a next hop, the kernel picks out the attributes that it looks for.
    /// Sub-messages are read nevertheless.
    Loose(&'t AttributeSetSpec),
    Items(&'static PayloadType),
}
#[deny(clippy::wildcard_enum_match_arm)] // a new payload type is to be handled here
pub(super) fn level(
    what: Level<'_>,
    bytes: &[u8],
    base: usize,
    scope: Scope<'_>,
    checks: ValidationFlags,
    depth: u8,
    memo: &Memo,
) -> Result<(), ValidationError> {
    let checks = match what {
        Level::Set(table) | Level::Part(table, _) if table.strict_from == Some(0) => ValidationFlags::STRICT,
        Level::Top(..) | Level::Set(_) | Level::Part(..) | Level::Loose(_) | Level::Items(_) => checks,
    };
    let mut attrs = RawAttrs::new(bytes);
    loop {
        let rest = attrs.rest().len();
        let offset = base.saturating_add(bytes.len().saturating_sub(rest));
        let invalid = |number, why| ValidationError { offset, number, why };
        let attr = match attrs.next() {
            Some(Ok(attr)) => attr,
            None if rest == 0 => return Ok(()),
            _ if checks.contains(ValidationFlags::NL_VALIDATE_TRAILING)
                && !matches!(what, Level::Loose(_)) =>
            {
                return Err(invalid(0, ValidationErrorKind::Trailing));
            }
            _ => return Ok(()),
        };
        let (payload, number) = (attr.payload(), attr.attr_type());
        let row = match what {
            Level::Top(table, RequestPolicy { policy: Some(policy), .. }) | Level::Part(table, policy) => {
                let own = policy.iter().find(|(own, _)| *own == number);
                table.attribute(number).zip(own).map(|(row, (_, limit))| {
                    if *limit == Constraint::None {
                        *row
                    } else {
                        AttributeSpec { constraint: *limit, ..*row }
                    }
                })
            }
            Level::Top(table, _) | Level::Set(table) | Level::Loose(table) => {
                table.attribute(number).copied()
            }
            Level::Items(payload_type) => Some(AttributeSpec {
                number,
                repeated: true,
                name: "",
                payload_type: *payload_type,
                constraint: Constraint::None,
                secret: false,
            }),
        };
        let is_loose = matches!(what, Level::Loose(_));
        if is_loose && !matches!(row, Some(AttributeSpec { payload_type: PayloadType::SubMessage(_), .. })) {
            continue;
        }
        // attributes added to a set after the kernel became strict are checked strictly
        let outside = checks;
        let checks = match what {
            Level::Top(_, RequestPolicy { by_hand: true, .. }) => checks,
            Level::Top(table, _) | Level::Set(table) | Level::Part(table, _) if table.is_strict(number) => {
                ValidationFlags::STRICT
            }
            Level::Top(..) | Level::Set(_) | Level::Part(..) | Level::Loose(_) | Level::Items(_) => checks,
        };
        let Some(row) = row else {
            // a gap in the specification is a gap in the kernel's policy: NLA_UNSPEC
            let beyond = number == 0
                || matches!(what, Level::Top(table, _) | Level::Set(table) | Level::Part(table, _)
                    if table.last() < number);
            let (check, why) = if beyond {
                (ValidationFlags::NL_VALIDATE_MAXTYPE, ValidationErrorKind::Unknown)
            } else {
                (ValidationFlags::NL_VALIDATE_UNSPEC, ValidationErrorKind::ReadOnly)
            };
            if (if beyond { outside } else { checks }).contains(check) {
                return Err(invalid(number, why));
            }
            continue;
        };
        if row.constraint == Constraint::Reject {
            return Err(invalid(number, ValidationErrorKind::ReadOnly));
        }
        if row.constraint == Constraint::ReadOnly {
            if checks.contains(ValidationFlags::NL_VALIDATE_UNSPEC) {
                return Err(invalid(number, ValidationErrorKind::ReadOnly));
            }
            continue;
        }
        let Some(inner) = scope.inner(bytes).filter(|_| depth < POLICY_DEPTH) else {
            return Err(invalid(number, ValidationErrorKind::Deep));
        };
        let payload_type = inner.settle_for(row.payload_type, payload, Some(memo));
        let is_nest = payload_type.is_nest();
        if let PayloadType::Number(number_shape) = payload_type {
            // a uint or sint of 4 or 8 bytes is always strict, unless the operation reads 4 bytes
            let either = number_shape.len == 0 && !matches!(row.constraint, Constraint::MinLen(_));
            let strict = checks.contains(ValidationFlags::NL_VALIDATE_STRICT_ATTRS) || either;
            if strict && !number_fits(number_shape, payload) {
                return Err(invalid(number, ValidationErrorKind::NumberLength));
            }
        }
        // not checked: items of an array, and attributes of which the kernel's policy has only the
        // minimum length
        let by_hand = matches!(row.constraint, Constraint::BinaryMaxLen(_));
        let strict_inside =
            matches!(payload_type, PayloadType::Nest(table) if table().strict_from == Some(0));
        let either = matches!(what, Level::Items(_) | Level::Loose(_))
            || by_hand && is_nest
            || !is_nest
                && matches!(
                    row.payload_type,
                    PayloadType::SubMessage(_) | PayloadType::WithHeader { .. } | PayloadType::NextHops(_)
                );
        if checks.contains(ValidationFlags::NL_VALIDATE_NESTED) && !either && is_nest != attr.is_nested() {
            return Err(invalid(
                number,
                if is_nest { ValidationErrorKind::NotNested } else { ValidationErrorKind::Nested },
            ));
        }
        if !is_loose {
            value(&row, payload_type, payload, checks).map_err(|why| invalid(number, why))?;
        }
        let (values, inside) = match what {
            Level::Top(_, policy) => (policy.values, policy.inside),
            Level::Set(_) | Level::Part(..) | Level::Loose(_) | Level::Items(_) => (&[][..], &[][..]),
        };
        if let Some((_, validate)) = values.iter().find(|(own, _)| *own == number) {
            validate(payload).map_err(|why| invalid(number, why))?;
        }
        let (at, below) = (offset.saturating_add(4), depth + 1);
        let opened = match what {
            Level::Top(_, RequestPolicy { opens: Some(opens), .. }) => {
                opens.iter().find(|(open, _)| *open == number).map(|(_, checks)| *checks)
            }
            Level::Top(..) | Level::Set(_) | Level::Part(..) | Level::Loose(_) | Level::Items(_) => {
                Some(checks)
            }
        };
        if strict_inside && opened.is_some() && !attr.is_nested() {
            return Err(invalid(number, ValidationErrorKind::NotNested));
        }
        // the kernel's policy has a nest, whatever the selector is
        let is_always_nest = matches!(row.payload_type, PayloadType::SubMessage(choices)
            if choices.arms.iter().all(|(_, arm)| arm.is_nest()));
        if (is_nest || is_always_nest) && payload.len() < 4 {
            // an empty nest is one, too
            if payload.is_empty() || is_loose || by_hand && opened.is_none() {
                continue;
            }
            if !by_hand {
                return Err(invalid(number, ValidationErrorKind::Length));
            }
        }
        let Some(opened) = opened else { continue };
        let part = inside.iter().find(|(own, _)| *own == number).map(|(_, policy)| policy);
        match payload_type {
            PayloadType::Nest(table) => {
                let what = part.map_or(Level::Set(table()), |policy| Level::Part(table(), policy));
                level(what, payload, at, inner, opened, below, memo)?;
            }
            PayloadType::IndexedArray(item) | PayloadType::NestTypeValue(item) => {
                level(Level::Items(item), payload, at, inner, opened, depth, memo)?
            }
            PayloadType::WithHeader { header, body: PayloadType::Nest(table), .. } => {
                let (head, tail) = payload.split_at_checked(align4(header.len)).unwrap_or((payload, &[]));
                level(
                    Level::Set(table()),
                    tail,
                    at.saturating_add(head.len()),
                    inner.behind(head),
                    opened,
                    below,
                    memo,
                )?;
            }
            PayloadType::NextHops(chain) => {
                let PayloadType::Nest(table) = chain.body else { continue };
                let mut rest = payload;
                while let Some(link) = next_link(rest, chain.header.len) {
                    let Ok((element, after)) = link else {
                        return Err(invalid(number, ValidationErrorKind::Trailing));
                    };
                    let at = at.saturating_add(payload.len().saturating_sub(rest.len()));
                    let (head, tail) =
                        element.split_at_checked(align4(chain.header.len)).unwrap_or((element, &[]));
                    let at = at.saturating_add(head.len());
                    level(Level::Loose(table()), tail, at, inner, opened, below, memo)?;
                    rest = after;
                }
            }
            leaf!() | PayloadType::WithHeader { .. } | PayloadType::SubMessage(_) => {}
        }
    }
}
fn number_fits(payload_type: NumberSpec, payload: &[u8]) -> bool {
    if payload_type.len == 0 {
        matches!(payload.len(), 4 | 8)
    } else {
        payload.len() == usize::from(payload_type.len)
    }
}
/// Checks one payload against its shape and its limit, nests aside.
#[deny(clippy::wildcard_enum_match_arm)] // a new payload type is to be handled here
fn value(
    row: &AttributeSpec,
    payload_type: PayloadType,
    payload: &[u8],
    checks: ValidationFlags,
) -> Result<(), ValidationErrorKind> {
    let len = payload.len();
    // what the kernel checks as bytes may have any form
    let fits = matches!(row.constraint, Constraint::BinaryMaxLen(_))
        || match payload_type {
            PayloadType::Number(number) => {
                len >= usize::from(number.len.max(if number.len == 0 { 4 } else { 0 }))
            }
            PayloadType::Flag => len == 0,
            PayloadType::Text => len >= 1 || matches!(row.constraint, Constraint::NulMaxLen(_)),
            PayloadType::Ip if checks.contains(ValidationFlags::NL_VALIDATE_STRICT_ATTRS) => {
                matches!(len, 4 | 16)
            }
            PayloadType::Ip => len >= 4,
            PayloadType::IpOf(want) if matches!(row.constraint, Constraint::MinLen(_)) => {
                len >= usize::from(want)
            }
            PayloadType::IpOf(want) if checks.contains(ValidationFlags::NL_VALIDATE_STRICT_ATTRS) => {
                len == usize::from(want)
            }
            PayloadType::IpOf(want) => len >= usize::from(want),
            PayloadType::Ip4 => len >= 4,
            PayloadType::Bits { .. } => len == 1,
            PayloadType::Bitfield32 => len == 8,
            PayloadType::Struct(structure) | PayloadType::WithHeader { header: structure, .. } => {
                len >= structure.len
            }
            PayloadType::PackedArray { len: item, .. } => item == 0 || len % item == 0,
            PayloadType::UnixName
            | PayloadType::CountedText
            | PayloadType::Bytes
            | PayloadType::Hardware
            | PayloadType::Labels
            | PayloadType::Extensible(_)
            | PayloadType::Nest(_)
            | PayloadType::IndexedArray(_)
            | PayloadType::NestTypeValue(_)
            | PayloadType::NextHops(_)
            | PayloadType::SubMessage(_)
            | PayloadType::Tlvs(_) => true,
        };
    if !fits {
        return Err(ValidationErrorKind::Length);
    }
    let text = payload.strip_suffix(&[0]).map_or(len, <[u8]>::len);
    let inside = match (row.constraint, payload_type) {
        (Constraint::MaxLen(most), PayloadType::Text) => text <= usize::from(most),
        (Constraint::NulMaxLen(most), _) => {
            if !payload.iter().take(usize::from(most) + 1).any(|byte| *byte == 0) {
                return Err(ValidationErrorKind::Nul);
            }
            text <= usize::from(most)
        }
        (Constraint::MaxLen(most) | Constraint::BinaryMaxLen(most), _) => len <= usize::from(most),
        (Constraint::MinLen(least), _) => len >= usize::from(least),
        (Constraint::ExactLen(exact), _) => len == usize::from(exact),
        (
            Constraint::None
            | Constraint::Range(..)
            | Constraint::FlagsMask(_)
            | Constraint::ReadOnly
            | Constraint::Reject,
            _,
        ) => true,
    };
    if !inside {
        return Err(ValidationErrorKind::Length);
    }
    if matches!(payload_type, PayloadType::Labels) && len % 4 != 0 {
        return Err(ValidationErrorKind::NumberLength);
    }
    if let (PayloadType::Bitfield32, Some((value, selector))) = (payload_type, payload.split_at_checked(4)) {
        let (value, selector) = (unsigned(value, false), unsigned(selector, false));
        let valid = if let Constraint::FlagsMask(mask) = row.constraint { mask } else { u64::MAX };
        return if selector & !valid != 0 || value & !selector != 0 {
            Err(ValidationErrorKind::FlagsMask)
        } else {
            Ok(())
        };
    }
    let PayloadType::Number(number) = payload_type else { return Ok(()) };
    // an old operation reads a number that is too long from its first bytes
    let bytes = payload.get(..usize::from(number.len)).filter(|bytes| !bytes.is_empty()).unwrap_or(payload);
    let value = unsigned(bytes, number.big);
    match row.constraint {
        Constraint::FlagsMask(mask) if value & !mask != 0 => Err(ValidationErrorKind::FlagsMask),
        Constraint::Range(min, max) => {
            let unused = 64u32.saturating_sub(8 * bytes.len() as u32) & 63;
            let inside = if number.signed {
                (min..=max).contains(&(((value << unused) as i64) >> unused))
            } else {
                u64::try_from(min).unwrap_or(0) <= value && value <= u64::try_from(max).unwrap_or(0)
            };
            if inside { Ok(()) } else { Err(ValidationErrorKind::Range) }
        }
        Constraint::None
        | Constraint::FlagsMask(_)
        | Constraint::MaxLen(_)
        | Constraint::MinLen(_)
        | Constraint::ExactLen(_)
        | Constraint::BinaryMaxLen(_)
        | Constraint::NulMaxLen(_)
        | Constraint::ReadOnly
        | Constraint::Reject => Ok(()),
    }
}

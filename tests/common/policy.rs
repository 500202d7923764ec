//! What the running kernel says that a generic family's operations take, held against a table of ours.
//!
//! ```ignore
//! #[path = "common/policy.rs"]
//! mod policy;
//! assert_eq!(policy::differences(&mut connection, genl::NLCTRL)?, [""; 0]);
//! ```
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use nlwire::client::{Connection, Transport};

use nlwire::genl::{self, OpFlags, PolicyPart};
use nlwire::wire::{
    Attrs, PolicyKind, PolicyType,
    spec::{AttributeSetSpec, Constraint, Direction, FamilySpec, PayloadType},
};

/// What an attribute must be, as the kernel tells it.
#[derive(Clone, Copy, Debug, Default)]
struct Must {
    kind: PolicyKind,
    unsigned: (Option<u64>, Option<u64>),
    signed: (Option<i64>, Option<i64>),
    len: (Option<u32>, Option<u32>),
    mask: Option<u64>,
    nested: Option<u32>,
}
impl Must {
    fn read(attrs: Attrs<'_, PolicyType>) -> Result<Self, nlwire::wire::Error> {
        type P = PolicyType;
        let bits = attrs.get(P::NL_POLICY_TYPE_ATTR_BITFIELD32_MASK)?.map(u64::from);
        Ok(Self {
            kind: attrs.get(P::NL_POLICY_TYPE_ATTR_TYPE)?.unwrap_or_default(),
            unsigned: (
                attrs.get(P::NL_POLICY_TYPE_ATTR_MIN_VALUE_U)?,
                attrs.get(P::NL_POLICY_TYPE_ATTR_MAX_VALUE_U)?,
            ),
            signed: (
                attrs.get(P::NL_POLICY_TYPE_ATTR_MIN_VALUE_S)?,
                attrs.get(P::NL_POLICY_TYPE_ATTR_MAX_VALUE_S)?,
            ),
            len: (
                attrs.get(P::NL_POLICY_TYPE_ATTR_MIN_LENGTH)?,
                attrs.get(P::NL_POLICY_TYPE_ATTR_MAX_LENGTH)?,
            ),
            mask: attrs.get(P::NL_POLICY_TYPE_ATTR_MASK)?.or(bits),
            nested: attrs.get(P::NL_POLICY_TYPE_ATTR_POLICY_IDX)?,
        })
    }
    /// In words, for comparing and for a person. What a kind allows by itself is left out.
    fn words(&self) -> String {
        let kind = self.kind.to_string();
        let mut words = kind.strip_prefix("NL_ATTR_TYPE_").unwrap_or(&kind).to_string();
        let bits = match self.kind {
            PolicyKind::NL_ATTR_TYPE_U8 | PolicyKind::NL_ATTR_TYPE_S8 => 8,
            PolicyKind::NL_ATTR_TYPE_U16 | PolicyKind::NL_ATTR_TYPE_S16 => 16,
            PolicyKind::NL_ATTR_TYPE_U32 | PolicyKind::NL_ATTR_TYPE_S32 => 32,
            _ => 64,
        };
        if let (Some(min), Some(max)) = self.unsigned {
            if (min, max) != (0, u64::MAX >> (64 - bits)) {
                words += &format!(" {min}..={max}");
            }
        }
        if let (Some(min), Some(max)) = self.signed {
            if (min, max) != (i64::MIN >> (64 - bits), i64::MAX >> (64 - bits)) {
                words += &format!(" {min}..={max}");
            }
        }
        if let Some(mask) = self.mask {
            words += &format!(" mask {mask:#x}");
        }
        match self.len {
            (None, None) => {}
            (None, Some(max)) => words += &format!(" at most {max}"),
            (Some(min), None) => words += &format!(" at least {min}"),
            (Some(min), Some(max)) if min == max => words += &format!(" exactly {max}"),
            (Some(min), Some(max)) => words += &format!(" {min} to {max} bytes"),
        }
        words
    }
}
/// What a row of ours says, in the same words; several, where the kernel may say it in several ways.
fn ours(payload_type: PayloadType, limit: Constraint) -> Vec<String> {
    let is_bytes = !matches!(payload_type, PayloadType::Text | PayloadType::Number(_));
    match limit {
        // no policy: checked by code
        Constraint::BinaryMaxLen(u16::MAX) => return vec!["BINARY".into()],
        Constraint::BinaryMaxLen(max) => return vec![format!("BINARY at most {max}")],
        Constraint::MinLen(min) if is_bytes => return vec![format!("BINARY at least {min}")],
        Constraint::ExactLen(exact) if is_bytes => return vec![format!("BINARY exactly {exact}")],
        _ => {}
    }
    let words: Vec<String> = match payload_type {
        PayloadType::Number(number) => {
            let sign = if number.signed { "S" } else { "U" };
            match number.len {
                0 => vec![format!("{sign}INT")],
                len => {
                    let bits = u32::from(len) * 8;
                    // a number may stand as so many bytes
                    vec![format!("{sign}{bits}"), format!("BINARY exactly {len}")]
                }
            }
        }
        PayloadType::Flag => vec!["FLAG".into()],
        PayloadType::Ip4 | PayloadType::Ip | PayloadType::IpOf(_) => {
            ["U32", "BINARY", "BINARY exactly 4", "BINARY exactly 16", "BINARY at most 16"]
                .map(String::from)
                .into()
        }
        PayloadType::Text if matches!(limit, Constraint::NulMaxLen(_)) => vec!["NUL_STRING".into()],
        PayloadType::Text => vec!["STRING".into(), "NUL_STRING".into()],
        PayloadType::Bitfield32 => vec!["BITFIELD32".into()],
        PayloadType::Nest(_) | PayloadType::IndexedArray(_) | PayloadType::NestTypeValue(_) => {
            vec!["NESTED".into(), "NESTED_ARRAY".into()]
        }
        PayloadType::Struct(structure) => vec![
            format!("BINARY exactly {}", structure.len),
            format!("BINARY at most {}", structure.len),
            format!("BINARY at least {}", structure.len),
        ],
        _ => vec!["BINARY".into()],
    };
    let limit = match limit {
        // a limit of one side alone
        Constraint::Range(min, max) => {
            let (least, most) = match payload_type {
                PayloadType::Number(number) if number.signed => {
                    let unused = 64 - 8 * u32::from(number.len.clamp(1, 8));
                    (i64::MIN >> unused, i64::MAX >> unused)
                }
                PayloadType::Number(number) if number.len < 8 => (0, (1 << (8 * number.len)) - 1),
                _ => (0, i64::MAX),
            };
            format!(" {}..={}", min.max(least), max.min(most))
        }
        Constraint::FlagsMask(mask) => format!(" mask {mask:#x}"),
        Constraint::MaxLen(max) | Constraint::NulMaxLen(max) => format!(" at most {max}"),
        Constraint::MinLen(min) => format!(" at least {min}"),
        Constraint::ExactLen(exact) => format!(" exactly {exact}"),
        _ => String::new(),
    };
    words.into_iter().map(|words| words + &limit).collect()
}

/// Tables of ours, each with the attributes that some policy takes.
type Taken = BTreeMap<*const AttributeSetSpec, (&'static AttributeSetSpec, BTreeSet<u16>)>;
/// One policy: attributes by number.
type Policy = BTreeMap<u16, Must>;

/// Every difference between what the kernel's policies and what our table of the family say, each a line.
pub fn differences<T: Transport>(
    connection: &mut Connection<T, &mut [u8]>,
    table: &FamilySpec,
) -> Result<Vec<String>, Box<dyn Error>>
where
    T::Error: 'static,
{
    let info = genl::family_info(connection, table.name)?;
    let commands: Vec<u32> = info
        .ops()
        .filter(|op| op.flags.contains(OpFlags::GENL_CMD_CAP_HASPOL))
        .map(|op| op.command)
        .collect();
    let (mut taken, mut found) = (Taken::new(), Vec::new());
    // one by one, since a dump of all tells operations without a do as command 0
    for command in commands {
        let ours = |way| {
            table
                .commands
                .iter()
                .find(|spec| u32::from(spec.message.number) == command && spec.direction == way)
        };
        let Some(row) = ours(Direction::Request).or_else(|| ours(Direction::Both)) else {
            found.push(format!("command {command}: not in our table"));
            continue;
        };
        let (mut policies, mut roots) = (BTreeMap::<u32, Policy>::new(), BTreeSet::new());
        let mut parts = genl::policy(connection, table.name, u8::try_from(command).ok())?;
        while let Some(part) = parts.next()? {
            match part {
                PolicyPart::Operation { do_policy, dump_policy, .. } => {
                    roots.extend(do_policy.into_iter().chain(dump_policy));
                }
                PolicyPart::Attribute { policy, attribute, must } => {
                    policies.entry(policy.into()).or_default().insert(attribute, Must::read(must)?);
                }
            }
        }
        let seen = BTreeSet::new();
        let mut walk = Walk { policies: &policies, seen, taken: &mut taken, found: &mut found };
        for policy in roots {
            walk.compare(policy, (row.message.table)(), row.message.name);
        }
    }
    // what ours takes and the kernel's nowhere
    for (table, taken) in taken.into_values() {
        for row in table.attributes {
            if row.constraint != Constraint::ReadOnly && !taken.contains(&row.number) {
                found.push(format!("{}: the kernel takes none", row.name));
            }
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}
struct Walk<'p> {
    policies: &'p BTreeMap<u32, Policy>,
    seen: BTreeSet<(u32, *const AttributeSetSpec)>,
    taken: &'p mut Taken,
    found: &'p mut Vec<String>,
}
impl Walk<'_> {
    fn compare(&mut self, policy: u32, table: &'static AttributeSetSpec, at: &str) {
        if !self.seen.insert((policy, table)) {
            return;
        }
        let nothing = Policy::new();
        for (number, must) in self.policies.get(&policy).unwrap_or(&nothing) {
            self.taken.entry(table).or_insert((table, BTreeSet::new())).1.insert(*number);
            let (kernel, shown) = (must.words(), format!("{at}: {}", table.name));
            let Some(row) = table.attribute(*number) else {
                self.found.push(format!("{shown} has no attribute {number}, {kernel}"));
                continue;
            };
            let said = ours(row.payload_type, row.constraint);
            if row.constraint == Constraint::ReadOnly {
                self.found.push(format!("{}: is not for output only, but {kernel}", row.name));
            } else if !said.contains(&kernel) {
                self.found.push(format!("{}: {kernel}, not {}", row.name, said.join(" or ")));
            }
            let inner = match row.payload_type {
                PayloadType::Nest(table) => Some(table()),
                PayloadType::IndexedArray(PayloadType::Nest(table))
                | PayloadType::NestTypeValue(PayloadType::Nest(table)) => Some(table()),
                _ => None,
            };
            if let (Some(policy), Some(table)) = (must.nested, inner) {
                self.compare(policy, table, row.name);
            }
        }
    }
}

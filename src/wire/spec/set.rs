//! Attribute sets.
use super::{Constraint, PayloadType, StructSpec};

/// Specification of an attribute set.
#[derive(Clone, Copy, Debug)]
pub struct AttributeSetSpec {
    /// Name of the set.
    pub name: &'static str,
    /// Attributes in ascending order, without those of the base.
    pub attributes: &'static [AttributeSpec],
    /// Set that this set extends.
    pub base: Option<fn() -> &'static AttributeSetSpec>,
    /// Whether the order of the attributes carries meaning, such as that of actions.
    ///
    /// Printed and serialized as a list with one attribute an item.
    pub ordered: bool,
    /// Smallest attribute type that the kernel validates strictly in every operation.
    ///
    /// `strict_start_type` in the kernel. 0 means that the set is always parsed strictly
    /// (`nla_parse_nested`): unknown attributes are rejected, and NLA_F_NESTED is required.
    #[doc(alias = "strict_start_type")]
    pub strict_from: Option<u16>,
}
impl AttributeSetSpec {
    /// Whether there may be a secret in the attributes, or up to `depth` levels down.
    pub(crate) fn holds_secrets(&self, depth: u8) -> bool {
        let Some(below) = depth.checked_sub(1) else { return false };
        self.attributes
            .iter()
            .any(|attribute| attribute.secret || attribute.payload_type.holds_secrets_within(below))
            || self.base.is_some_and(|base| base().holds_secrets(depth))
    }
    /// Returns the specification of an attribute; this set comes before its base.
    pub fn attribute(&self, number: u16) -> Option<&'static AttributeSpec> {
        let mut spec = *self;
        loop {
            // most sets are without gaps
            let first = spec.attributes.first().map_or(0, |first| first.number);
            let guess = spec.attributes.get(usize::from(number.wrapping_sub(first)));
            if let Some(found) = guess.filter(|found| found.number == number) {
                return Some(found);
            }
            match spec.attributes.binary_search_by_key(&number, |attribute| attribute.number) {
                Ok(at) => return spec.attributes.get(at),
                Err(_) => spec = *spec.base?(),
            }
        }
    }
    /// Returns the specification of an attribute by the name in the kernel header.
    pub fn attribute_by_name(&self, name: &str) -> Option<&'static AttributeSpec> {
        let mut spec = *self;
        loop {
            match spec.attributes.iter().find(|attribute| attribute.name == name) {
                Some(attribute) => return Some(attribute),
                None => spec = *spec.base?(),
            }
        }
    }
}
/// Empty set: all attributes are unknown.
pub(crate) static NOTHING: AttributeSetSpec =
    AttributeSetSpec { name: "", attributes: &[], base: None, ordered: false, strict_from: None };

/// Specification of one attribute.
#[derive(Clone, Copy, Debug)]
pub struct AttributeSpec {
    /// Attribute type: `nla_type` without its flags.
    pub number: u16,
    /// Whether the attribute may be repeated.
    pub repeated: bool,
    /// Name in the kernel header.
    pub name: &'static str,
    /// Type of the payload: number, text, nest, ...
    pub payload_type: PayloadType,
    /// Constraint on the payload beyond its type.
    pub constraint: Constraint,
    /// Whether the payload is a key or a password, which is printed only on request.
    pub secret: bool,
}
impl AttributeSpec {
    /// Creates an attribute without constraints.
    ///
    /// The following methods each add one; [`attributes!`](crate::attributes) calls them for
    /// `where`.
    pub const fn new(number: u16, name: &'static str, payload_type: PayloadType, repeated: bool) -> Self {
        Self { number, repeated, name, payload_type, constraint: Constraint::None, secret: false }
    }
    const fn with(mut self, constraint: Constraint) -> Self {
        self.constraint = constraint;
        self
    }
    /// Requires a number from `min` to `max`, inclusive.
    pub const fn range(self, min: i64, max: i64) -> Self {
        self.with(Constraint::Range(min, max))
    }
    /// Requires a number of at least `min`.
    pub const fn min(self, min: i64) -> Self {
        self.with(Constraint::Range(min, i64::MAX))
    }
    /// Requires a number of at most `max`.
    pub const fn max(self, max: i64) -> Self {
        self.with(Constraint::Range(i64::MIN, max))
    }
    /// Requires a number without bits outside `mask`.
    pub const fn flags_mask(self, mask: u64) -> Self {
        self.with(Constraint::FlagsMask(mask))
    }
    /// Requires at most `len` bytes; of text, without NUL.
    pub const fn max_len(self, len: u16) -> Self {
        self.with(Constraint::MaxLen(len))
    }
    /// Requires at least `len` bytes.
    pub const fn min_len(self, len: u16) -> Self {
        self.with(Constraint::MinLen(len))
    }
    /// Requires exactly `len` bytes.
    pub const fn exact_len(self, len: u16) -> Self {
        self.with(Constraint::ExactLen(len))
    }
    /// Requires at most `len` bytes with any content: the kernel validates the payload elsewhere.
    pub const fn binary_max_len(self, len: u16) -> Self {
        self.with(Constraint::BinaryMaxLen(len))
    }
    /// Requires text that ends in NUL, with at most `len` bytes before the NUL.
    pub const fn nul_max_len(self, len: u16) -> Self {
        self.with(Constraint::NulMaxLen(len))
    }
    /// Marks an attribute that only the kernel writes; old operations ignore it in a request.
    pub const fn read_only(self) -> Self {
        self.with(Constraint::ReadOnly)
    }
    /// Marks an attribute that only the kernel writes, and that every operation refuses in a
    /// request.
    pub const fn reject(self) -> Self {
        self.with(Constraint::Reject)
    }
    /// Marks a key or a password.
    ///
    /// Printed only [on request](crate::schema::View::reveal_secrets).
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }
}

/// Specification of the elements of a [`Chain`](crate::wire::Chain), such as next hops.
#[derive(Clone, Copy, Debug)]
pub struct NextHopsSpec {
    /// Header of an element.
    pub header: &'static StructSpec,
    /// Payload type of the attributes after the header.
    pub body: &'static PayloadType,
}

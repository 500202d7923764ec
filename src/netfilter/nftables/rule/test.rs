//! Conditions of fields.
use super::*;

/// Condition that a [`PacketField`] must meet.
///
/// Made from a value, an inclusive range of values, [`Prefix`], [`set`], [`not`], and the
/// functions of this type. Of flags, a match tests whether any of the flags is set.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Test<'a, V> {
    /// Equal to the value; of flags, any of the flags.
    Is(V),
    /// Not equal to the value; of flags, none of the flags.
    IsNot(V),
    /// Less than the value.
    Less(V),
    /// At most the value.
    AtMost(V),
    /// Greater than the value.
    Greater(V),
    /// At least the value.
    AtLeast(V),
    /// Between the values, both included.
    Within(V, V),
    /// Less than the first value or greater than the second.
    Outside(V, V),
    /// The first bits of the field equal the first bits of the value.
    Prefix(V, u8),
    /// The first bits of the field differ from the first bits of the value.
    NotPrefix(V, u8),
    /// The bits of the first value (mask) equal the second value.
    Masked(V, V),
    /// The bits of the first value (mask) differ from the second value.
    NotMasked(V, V),
    /// An element of the set.
    In(SetRef<'a>),
    /// Not an element of the set.
    NotIn(SetRef<'a>),
}
impl<V> Test<'_, V> {
    /// Returns the opposite condition.
    #[must_use]
    fn negate(self) -> Self {
        match self {
            Self::Is(value) => Self::IsNot(value),
            Self::IsNot(value) => Self::Is(value),
            Self::Less(value) => Self::AtLeast(value),
            Self::AtMost(value) => Self::Greater(value),
            Self::Greater(value) => Self::AtMost(value),
            Self::AtLeast(value) => Self::Less(value),
            Self::Within(first, last) => Self::Outside(first, last),
            Self::Outside(first, last) => Self::Within(first, last),
            Self::Prefix(value, len) => Self::NotPrefix(value, len),
            Self::NotPrefix(value, len) => Self::Prefix(value, len),
            Self::Masked(mask, value) => Self::NotMasked(mask, value),
            Self::NotMasked(mask, value) => Self::Masked(mask, value),
            Self::In(set) => Self::NotIn(set),
            Self::NotIn(set) => Self::In(set),
        }
    }
}
/// Returns the opposite of a condition.
pub fn not<'a, V>(test: impl Into<Test<'a, V>>) -> Test<'a, V> {
    test.into().negate()
}
/// Returns the condition that the bits of `mask` have the value `value`; the other bits are
/// ignored.
///
/// `tcp_flags(masked(TH_SYN | TH_ACK, TH_SYN))` matches the first packet of a connection.
pub const fn masked<'a, V>(mask: V, value: V) -> Test<'a, V> {
    Test::Masked(mask, value)
}
/// Address and prefix length.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Prefix<V>(pub V, pub u8);
/// Reference to a set or map of the table of the rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SetRef<'a> {
    pub(crate) name: &'a str,
    pub(crate) id: Option<u32>,
    pub(crate) interval: bool,
}
/// Refers to a set or map by name.
pub const fn set(name: &str) -> SetRef<'_> {
    SetRef { name, id: None, interval: false }
}
impl<'a> From<&'a str> for SetRef<'a> {
    fn from(name: &'a str) -> Self {
        set(name)
    }
}
impl<'a> SetRef<'a> {
    /// Refers to a set of the same transaction by name and id; the name of an anonymous set is a
    /// pattern such as `__set%d`.
    #[must_use]
    pub const fn with_id(name: &'a str, id: u32) -> Self {
        Self { name, id: Some(id), interval: false }
    }
    /// Declares that the set is a set of intervals ([`Set::interval`](super::Set::interval)).
    ///
    /// Needed for fields in host byte order: marks, user ids, priorities, packet lengths and others
    /// of `meta` and `ct`. The kernel compares intervals byte by byte, so that such sets hold keys
    /// in network byte order, to which the rule converts the field. nft does the same.
    ///
    /// ```
    /// use nlwire::{netfilter::{NfProto, nftables::*}, wire::{Attrs, Writer}};
    /// let mut buffer = [0; 256];
    /// let mut writer = Writer::<NftExprs>::new(&mut buffer);
    /// let _ = Rule::new(&mut writer, NfProto::NFPROTO_INET).meta_mark(set("marks").interval()).drop();
    /// let expressions = Attrs::new(writer.finish()?);
    /// // meta, byteorder, lookup, immediate
    /// assert_eq!(expressions.get_all(NftExprs::NFTA_LIST_ELEM).count(), 4);
    /// let text = RuleText::new(NfProto::NFPROTO_INET, expressions).to_string();
    /// assert_eq!(text, "meta mark @marks drop");
    /// # Ok::<(), nlwire::wire::BuildError>(())
    /// ```
    #[must_use]
    pub const fn interval(mut self) -> Self {
        self.interval = true;
        self
    }
}
impl<V: FieldValue> From<V> for Test<'_, V> {
    fn from(value: V) -> Self {
        Self::Is(value)
    }
}
impl<V: FieldValue> From<Prefix<V>> for Test<'_, V> {
    fn from(Prefix(value, len): Prefix<V>) -> Self {
        Self::Prefix(value, len)
    }
}
impl<V: FieldValue> From<RangeInclusive<V>> for Test<'_, V> {
    fn from(range: RangeInclusive<V>) -> Self {
        Self::Within(*range.start(), *range.end())
    }
}
impl<V: FieldValue> From<RangeFrom<V>> for Test<'_, V> {
    fn from(range: RangeFrom<V>) -> Self {
        Self::AtLeast(range.start)
    }
}
impl<V: FieldValue> From<RangeToInclusive<V>> for Test<'_, V> {
    fn from(range: RangeToInclusive<V>) -> Self {
        Self::AtMost(range.end)
    }
}
impl<'a, V: FieldValue> From<SetRef<'a>> for Test<'a, V> {
    fn from(set: SetRef<'a>) -> Self {
        Self::In(set)
    }
}
impl From<&str> for Test<'_, NamePattern> {
    fn from(name: &str) -> Self {
        Self::Is(NamePattern::new(name))
    }
}

/// One field or several: the key of a set. Tuples are concatenations.
pub trait FieldList: Copy {
    /// Calls `each` with the description of each field.
    #[doc(hidden)]
    fn each(&self, each: &mut dyn FnMut(FieldKey));
}
/// Description of a field.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct FieldKey(pub(crate) FieldSpec);
impl<V: Copy> FieldList for PacketField<V> {
    fn each(&self, each: &mut dyn FnMut(FieldKey)) {
        each(FieldKey(self.spec));
    }
}
macro_rules! lists {
    ($(($($name:ident)*))*) => { $(
        #[allow(non_snake_case)]
        impl<$($name: FieldList),*> FieldList for ($($name,)*) {
            fn each(&self, each: &mut dyn FnMut(FieldKey)) {
                let ($($name,)*) = self;
                $( $name.each(each); )*
            }
        }
    )* };
}
lists! { (A B) (A B C) (A B C D) (A B C D E) }

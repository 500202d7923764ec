//! Values found by the kernel's names, in any message that a table describes: `ifi_index`, `IFLA_LINKINFO.IFLA_INFO_KIND`.
use nlwire::wire::{Described, Label, Named, Node, Shape, Str, View};
use std::fmt::Write;

/// The header and the attributes of a message.
pub struct Fields<'a> {
    header: Option<View<'a>>,
    attributes: Option<View<'a>>,
    /// One item of a list in it, which goes first.
    item: Option<View<'a>>,
}
impl<'a> Fields<'a> {
    pub fn of(described: &Described<'a>) -> Self {
        Self { header: described.header(), attributes: described.attributes(), item: None }
    }
    /// The same, of one item of a list in it.
    pub fn with<'i>(&self, item: View<'i>) -> Fields<'i>
    where
        'a: 'i,
    {
        Fields { header: self.header, attributes: self.attributes, item: Some(item) }
    }
    /// Calls `f` with the field or the attribute at a path.
    pub fn at<R>(&self, path: &str, mut f: impl FnMut(&View<'_>) -> R) -> Option<R> {
        let parts = [&self.item, &self.header, &self.attributes];
        parts.into_iter().flatten().find_map(|part| at(part, path, &mut f))
    }
    pub fn number(&self, path: &str) -> Option<u64> {
        self.at(path, number).flatten()
    }
    /// Writes what is at a path, in people's words: of names of the kernel's, what stands behind `prefix`.
    pub fn spell(&self, path: &str, prefix: &str, out: &mut String) -> bool {
        self.at(path, |view| spell(view, prefix, out)).is_some()
    }
    pub fn text(&self, path: &str) -> Option<String> {
        let mut text = String::new();
        self.spell(path, "", &mut text).then_some(text)
    }
}

/// Calls `f` with what is at a path below a view.
pub fn at<R>(view: &View<'_>, path: &str, f: &mut impl FnMut(&View<'_>) -> R) -> Option<R> {
    let (name, below) = path.split_once('.').map_or((path, None), |(name, below)| (name, Some(below)));
    let Node::Map(mut entries) = view.node() else { return None };
    let value = entries.find(|entry| matches!(entry.label, Label::Name(found) if found == name))?.value;
    match below {
        Some(below) => at(&value, below, f),
        None => Some(f(&value)),
    }
}
/// Calls `f` with each of a list; with the thing itself where it is none.
pub fn each(view: &View<'_>, f: &mut dyn FnMut(&View<'_>)) {
    match view.node() {
        Node::List(items) => items.map_while(Result::ok).for_each(|item| f(&item)),
        _ => f(view),
    }
}
pub fn number(view: &View<'_>) -> Option<u64> {
    match view.node() {
        Node::Unsigned(value) | Node::Flags(value, _) => Some(value),
        Node::Signed(value) => Some(value as u64),
        Node::Name(_) => {
            let big =
                matches!(view.shape(), Shape::Number(shape) if shape.big) || cfg!(target_endian = "big");
            let push = |value: u64, byte: &u8| (value << 8) | u64::from(*byte);
            let bytes = view.payload();
            Some(if big { bytes.iter().fold(0, push) } else { bytes.iter().rev().fold(0, push) })
        }
        _ => None,
    }
}
/// Writes a value in people's words: of names of the kernel's, what stands behind `prefix`.
pub fn spell(view: &View<'_>, prefix: &str, out: &mut String) {
    let word = |name: &str| name.strip_prefix(prefix).unwrap_or(name).to_lowercase();
    let _ = match view.node() {
        Node::Text(text) => write!(out, "{}", Str(text)),
        Node::Name(name) => write!(out, "{}", word(name)),
        Node::Flags(value, names) => {
            let mut words: Vec<_> = set(value, names).map(&word).collect();
            let left = names.iter().fold(value, |left, named| left & !named.value);
            if left != 0 {
                words.push(format!("{left:#x}"));
            }
            write!(out, "{}", words.join(","))
        }
        _ => write!(out, "{view:?}"),
    };
}
/// The names of the bits that are set.
fn set(value: u64, names: &'static [Named]) -> impl Iterator<Item = &'static str> {
    let is_set = move |named: &&Named| named.value.is_power_of_two() && value & named.value != 0;
    names.iter().filter(is_set).map(|named| named.name)
}

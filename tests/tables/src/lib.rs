//! Every table of nlwire, found in its source, as data and as types: for tests that go through all of them.
use nlwire::{
    protocols::GenericTable,
    wire::{Attrs, Layout, MessageRow, Named, Set, Shape, Structure, Table},
};
use std::collections::BTreeMap;

pub mod made;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// A set of attributes.
pub struct Typed {
    /// Its name.
    pub name: &'static str,
    /// Its rows.
    pub table: fn() -> &'static Table,
    /// Decodes each attribute as its type, up to the first that is broken.
    pub read: for<'a> fn(&'a [u8], &mut dyn FnMut(Read<'a>)),
}
/// What the typed reader says of one attribute.
#[derive(Debug)]
pub struct Read<'a> {
    /// Its number and its payload; `None` where the framing breaks.
    pub attr: Option<(u16, &'a [u8])>,
    /// Whether the payload is of the type that the table says.
    pub fits: bool,
    /// What `Debug` prints of it.
    pub debug: String,
}
impl Typed {
    const fn of<S: Set>(name: &'static str) -> Self {
        Self { name, table: S::table, read: read::<S> }
    }
}
fn read<'a, S: Set>(bytes: &'a [u8], each: &mut dyn FnMut(Read<'a>)) {
    let mut raw = Attrs::<S>::new(bytes).raw();
    for attr in Attrs::<S>::new(bytes) {
        let plain = raw.next().and_then(Result::ok).map(|attr| (attr.number(), attr.payload()));
        each(Read { attr: plain, fits: attr.is_ok(), debug: format!("{attr:?}") });
    }
    assert!(raw.next().is_none(), "both walks end together");
}

/// A structure.
pub struct Laid {
    /// Where it is.
    pub path: &'static str,
    /// What the kernel may call it.
    pub aliases: &'static [&'static str],
    /// Its size and its fields.
    pub structure: Structure,
    /// Whether so many bytes are one, as an attribute's payload.
    pub fits: fn(&[u8]) -> bool,
}
impl Laid {
    const fn of<L: Layout>(path: &'static str, aliases: &'static [&'static str]) -> Self {
        Self {
            path,
            aliases,
            structure: L::STRUCTURE,
            fits: |payload| <&L as nlwire::wire::Value>::read(payload).is_some(),
        }
    }
}
/// Named values or bits.
pub struct Numbered {
    /// Where they are.
    pub path: &'static str,
    /// What they are called.
    pub names: &'static [Named],
    /// Whether they are bits.
    pub flags: bool,
    /// Bytes of one.
    pub len: usize,
}

/// Everything that shapes reach.
#[derive(Default)]
pub struct Reached {
    /// Tables by name; several may have one.
    pub tables: BTreeMap<(&'static str, usize), &'static Table>,
    /// Structures by name and size.
    pub structures: BTreeMap<(&'static str, usize), &'static Structure>,
    /// Names by where they stand first.
    pub names: BTreeMap<String, &'static [Named]>,
}
impl Reached {
    /// From every set, every structure and every message that there is.
    pub fn everything() -> Self {
        let mut reached = Self::default();
        for set in SETS {
            reached.table((set.table)());
        }
        for laid in LAYOUTS {
            reached.structure(&laid.structure);
        }
        for row in messages() {
            reached.table((row.table)());
            row.header.iter().for_each(|header| reached.structure(header));
        }
        reached
    }
    fn table(&mut self, table: &'static Table) {
        if self.tables.insert((table.name, std::ptr::from_ref(table).addr()), table).is_some() {
            return;
        }
        table.base.iter().for_each(|base| self.table(base()));
        for row in table.rows {
            self.shape(row.name, row.shape);
        }
    }
    fn structure(&mut self, structure: &'static Structure) {
        if self.structures.insert((structure.name, structure.len), structure).is_some() {
            return;
        }
        self.shape(structure.name, *structure.between);
        for field in structure.fields {
            self.shape(&format!("{}.{}", structure.name, field.name), field.shape);
        }
    }
    fn shape(&mut self, place: &str, shape: Shape) {
        match shape {
            Shape::Number(number) => match number.names {
                nlwire::wire::Names::Values(names) | nlwire::wire::Names::Flags(names) => {
                    self.names.insert(place.to_string(), names);
                }
                nlwire::wire::Names::None => {}
            },
            Shape::Struct(structure) | Shape::Grown(structure) => self.structure(structure),
            Shape::Slice { item, .. } => self.shape(place, *item),
            Shape::Set(table) => self.table(table()),
            Shape::Array(item) | Shape::ByNumber(item) => self.shape(place, *item),
            Shape::Headed { header, tail, .. } => {
                self.structure(header);
                self.shape(place, *tail);
            }
            Shape::Chain(chain) => {
                self.structure(chain.header);
                self.shape(place, *chain.tail);
            }
            Shape::By(choices) => choices.arms.iter().for_each(|(_, arm)| self.shape(place, *arm)),
            _ => {}
        }
    }
}

/// Every message of every protocol that a table describes.
pub fn messages() -> impl Iterator<Item = &'static MessageRow> {
    let plain = MESSAGES.iter().flat_map(|(_, rows)| rows.iter());
    plain.chain(COMMANDS.iter().flat_map(|(_, table)| table.rows.iter().map(|row| &row.row)))
}

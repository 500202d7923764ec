//! Every table of nlwire, found in its source, as data and as types: for tests that go through all of them.
use nlwire::{
    wire::spec::FamilySpec,
    wire::{
        AttributeSet, Attrs, CStruct,
        spec::{AttributeSetSpec, MessageSpec, Named, PayloadType, StructSpec},
    },
};
use std::collections::BTreeMap;

pub mod made;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// A set of attributes.
pub struct Typed {
    /// Its name.
    pub name: &'static str,
    /// Its rows.
    pub table: fn() -> &'static AttributeSetSpec,
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
    const fn of<S: AttributeSet>(name: &'static str) -> Self {
        Self { name, table: S::spec, read: read::<S> }
    }
}
fn read<'a, S: AttributeSet>(bytes: &'a [u8], each: &mut dyn FnMut(Read<'a>)) {
    let mut raw = Attrs::<S>::new(bytes).raw();
    for attr in Attrs::<S>::new(bytes) {
        let plain = raw.next().and_then(Result::ok).map(|attr| (attr.attr_type(), attr.payload()));
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
    pub structure: StructSpec,
    /// Whether so many bytes are one, as an attribute's payload.
    pub fits: fn(&[u8]) -> bool,
}
impl Laid {
    const fn of<L: CStruct>(path: &'static str, aliases: &'static [&'static str]) -> Self {
        Self {
            path,
            aliases,
            structure: L::SPEC,
            fits: |payload| <&nlwire::wire::Struct<L> as nlwire::wire::Value>::read(payload).is_some(),
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
    pub tables: BTreeMap<(&'static str, usize), &'static AttributeSetSpec>,
    /// Structures by name and size.
    pub structures: BTreeMap<(&'static str, usize), &'static StructSpec>,
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
    fn table(&mut self, table: &'static AttributeSetSpec) {
        if self.tables.insert((table.name, std::ptr::from_ref(table).addr()), table).is_some() {
            return;
        }
        table.base.iter().for_each(|base| self.table(base()));
        for row in table.attributes {
            self.payload_type(row.name, row.payload_type);
        }
    }
    fn structure(&mut self, structure: &'static StructSpec) {
        if self.structures.insert((structure.name, structure.len), structure).is_some() {
            return;
        }
        self.payload_type(structure.name, *structure.between);
        for field in structure.fields {
            self.payload_type(&format!("{}.{}", structure.name, field.name), field.payload_type);
        }
    }
    fn payload_type(&mut self, place: &str, payload_type: PayloadType) {
        match payload_type {
            PayloadType::Number(number) => match number.names {
                nlwire::wire::spec::Names::Values(names) | nlwire::wire::spec::Names::Flags(names) => {
                    self.names.insert(place.to_string(), names);
                }
                nlwire::wire::spec::Names::None => {}
            },
            PayloadType::Struct(structure) | PayloadType::Extensible(structure) => self.structure(structure),
            PayloadType::PackedArray { item, .. } => self.payload_type(place, *item),
            PayloadType::Nest(table) | PayloadType::Tlvs(table) => self.table(table()),
            PayloadType::IndexedArray(item) | PayloadType::NestTypeValue(item) => {
                self.payload_type(place, *item)
            }
            PayloadType::WithHeader { header, body, .. } => {
                self.structure(header);
                self.payload_type(place, *body);
            }
            PayloadType::NextHops(chain) => {
                self.structure(chain.header);
                self.payload_type(place, *chain.body);
            }
            PayloadType::SubMessage(choices) => {
                choices.arms.iter().for_each(|(_, arm)| self.payload_type(place, *arm))
            }
            _ => {}
        }
    }
}

/// Every message of every protocol that a table describes.
pub fn messages() -> impl Iterator<Item = &'static MessageSpec> {
    let plain = MESSAGES.iter().flat_map(|(_, rows)| rows.iter());
    plain.chain(COMMANDS.iter().flat_map(|(_, table)| table.commands.iter().map(|spec| &spec.message)))
}

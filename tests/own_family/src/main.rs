//! A family that nlwire does not know, in a crate of its own: a structure, a set, a selector, messages, an operation; and an attribute
//! more in a set of nlwire's. What it prints, `tests/own_family.rs` knows.
#![forbid(unsafe_code)]
#![deny(missing_docs, warnings)]
use nlwire::{attributes, flags, c_struct, messages, open_enum, operations, pick, sub_messages};
use nlwire::{
    route::Link,
    schema::{Described, Json, View}, server::{ValidationFlags, validate}, wire::{AttributeSet, Attrs, Be, Extensible, GetFlags, Key, Message, Operation, Request, Str, SubMessage, Writer, spec::{Scope, SelectorSource}},
};

/// Names that people shadow: what the macros make must not take these for core's.
#[allow(dead_code)]
mod shadows {
    pub type Result<T> = core::result::Result<T, String>;
    pub type Option = u8;
    pub trait Default {}
    pub trait From {}
    pub struct Some;
    pub struct None;
    pub struct Ok;
    pub struct Err;
    pub trait PartialEq {}
    pub trait Eq {}
    pub fn size_of() {}
}
/// The family.
pub mod garden {
    #[allow(unused_imports)]
    use super::shadows::*;
    use super::*;

    c_struct! {
        /// In front of the attributes: `struct genlmsghdr`, and the family's own.
        pub struct GardenHeader { /// Command.
            cmd: u8, /// Version.
            version: u8, /// Unused.
            pad reserved: u16, /// Which bed.
            bed: Be<u32> }
    }
    open_enum! {
        /// Soil.
        pub struct Soil(u8) { /// Loam.
            SOIL_LOAM = 1 }
    }
    flags! {
        /// What it needs.
        pub struct Needs(u32) { /// Sun.
            NEEDS_SUN = 1, /// Water.
            NEEDS_WATER = 2 }
    }
    attributes! {
        /// A plant.
        pub set Plant, enum PlantAttr<'a> {
            /// Its kind.
            PLANT_KIND: Str<'a> = 1 where max_len(15),
            /// What only its kind has.
            PLANT_DATA: SubMessage<'a, PlantKind> = 2,
            /// Height.
            PLANT_HEIGHT: Be<u16> = 3 where range(1, 500),
            /// Soil.
            PLANT_SOIL: Soil = 4,
            /// Needs.
            PLANT_NEEDS: [Needs] = 5,
            /// Another bed.
            PLANT_BED: Extensible<'a, GardenHeader> = 6,
        }
    }
    attributes! {
        /// A rose.
        pub set Rose, enum RoseAttr<'a> {
            /// Thorns.
            ROSE_THORNS: u32 = 1,
        }
    }
    sub_messages! {
        /// `PLANT_DATA` by `PLANT_KIND`.
        pub enum PlantData<'a>, selector PlantKind from SelectorSource::text(1) => {
            /// A rose.
            ROSE = b"rose" => Rose(Attrs<'a, Rose>),
        }
    }
    messages! {
        /// The family's messages.
        pub enum GardenMessage<'a> {
            /// A plant.
            GARDEN_GET = 0x1b, Get => Get(GardenHeader, Plant),
        }
        also {
            /// A weed.
            GARDEN_WEED = 0x1c, Delete,
        }
    }
    operations! {
        /// Asks for plants in a bed.
        pub GetPlants { /// The bed.
            bed: Be<u32> => bed } = Get(GardenMessage::GARDEN_GET, GardenHeader, Plant);
    }
}
use garden::*;

/// An attribute that a vendor's kernel adds to links.
pub const MINE: Key<Link, u32> = Key::new(900);
attributes! {
    /// The same, known to printing and checking, too.
    pub set MyLink extends Link, enum MyLinkAttr<'a> {
        /// The vendor's number.
        IFLA_MINE: u32 = 900 where range(0, 99),
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut buffer = [0; 256];
    let mut request = Request::new(&mut buffer, GetPlants { bed: Be(7) }, GetFlags::DUMP);
    request.choose(Plant::PLANT_KIND, Plant::PLANT_DATA, PlantKind::ROSE, |rose| {
        rose.put(Rose::ROSE_THORNS, 12);
    });
    request
        .put(Plant::PLANT_HEIGHT, 150)
        .put(Plant::PLANT_SOIL, Soil::SOIL_LOAM)
        .put(Plant::PLANT_NEEDS, Needs::NEEDS_SUN | Needs::NEEDS_WATER);
    let message = Message::new(request.finish(1)?)?;
    let GardenMessage::Get(nlwire::wire::MessageView { header, attrs: plant, .. }) = GardenMessage::decode(message)? else {
        return Err("not ours".into());
    };
    println!(
        "{:?} {:?}",
        header.get(GardenHeader::bed),
        pick!(plant, Plant { kind: PLANT_KIND, height: PLANT_HEIGHT })?.height
    );
    if let Some(PlantData::Rose(rose)) = plant.select(Plant::PLANT_DATA)? {
        println!("{:?}", rose.get(Rose::ROSE_THORNS)?);
    }
    for need in plant.get_all(Plant::PLANT_NEEDS) {
        println!("{}", need?);
    }
    let row = &GardenMessage::MESSAGES[0];
    println!("{:?}", Described::new("garden", Some(row), message));
    println!("{}", Json(Described::new("garden", Some(row), message)));
    println!("{}", row.path(message, 24 + 12 + 4));
    let scope = Scope::new(message.message_type(), message.payload());
    println!("{:?}", validate(Plant::spec(), plant.bytes(), 24, scope, ValidationFlags::STRICT));
    println!("{:?}", GetPlants::reply(message)?.select(Plant::PLANT_DATA)?);

    let mut buffer = [0; 64];
    let mut writer = Writer::<Link>::new(&mut buffer);
    writer.put(Link::IFLA_IFNAME, "lo").put(MINE, 100);
    let link = Attrs::<Link>::new(writer.finish()?);
    let picked = pick!(link, { name: Link::IFLA_IFNAME, mine: MINE })?;
    println!("{:?} {:?} {:?}", link.get(MINE)?, picked.name, picked.mine);
    let mine = link.cast::<MyLink>();
    for attr in mine {
        match attr? {
            MyLinkAttr::IFLA_MINE(number) => println!("mine {number}"),
            MyLinkAttr::Base(_) => println!("base"),
        }
    }
    println!("{mine:?} {}", Json(View::of(mine)));
    println!(
        "{}",
        validate(MyLink::spec(), mine.bytes(), 32, Scope::new(16, &[]), ValidationFlags::STRICT).unwrap_err()
    );
    println!(
        "{}",
        validate(Link::spec(), mine.bytes(), 32, Scope::new(16, &[]), ValidationFlags::STRICT).unwrap_err()
    );
    Ok(())
}

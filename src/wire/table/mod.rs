//! The macros that turn a table into types, and what the types have in common.
//!
//! A family is its tables. This one is complete: it reads, writes, prints and validates.
//!
//! ```
//! use nlwire::{attributes, layout, numbers, select, wire::*};
//!
//! numbers! {
//!     /// Where a sensor hangs.
//!     pub struct Place(u8) {
//!         /// On the roof.
//!         PLACE_ROOF = 1,
//!     }
//! }
//! layout! {
//!     /// One reading.
//!     pub struct Reading {
//!         /// Seconds since the epoch.
//!         at: u64,
//!         /// Thousandths of a degree.
//!         value: Be<i32>,
//!     }
//! }
//! attributes! {
//!     /// A sensor.
//!     pub set Sensor, enum SensorAttr<'a> {
//!         /// Its number.
//!         SENSOR_ID = 1 => Id(u32),
//!         /// Its name, at most 15 bytes.
//!         SENSOR_NAME = 2 => Name(Str<'a>) where at_most(15),
//!         /// Where it hangs.
//!         SENSOR_PLACE = 3 => Place(Place),
//!         /// Readings, one attribute each: brackets say that it may stand several times.
//!         SENSOR_READING = 4 => Reading[&'a Reading],
//!         /// Of which kind it is.
//!         SENSOR_KIND = 5 => Kind(Str<'a>),
//!         /// What only its kind has.
//!         SENSOR_DATA = 6 => Data(Selected<'a, SensorKind>),
//!     }
//! }
//! attributes! {
//!     /// What a thermometer has.
//!     pub set Thermometer, enum ThermometerAttr<'a> {
//!         /// Lowest value it can tell, thousandths of a degree.
//!         THERMOMETER_LOWEST = 1 => Lowest(i32),
//!     }
//! }
//! select! {
//!     /// `SENSOR_DATA` by `SENSOR_KIND`.
//!     pub enum SensorData<'a>, selector SensorKind from By::text(5) => {
//!         /// A thermometer's attributes.
//!         THERMOMETER = b"thermometer" => Thermometer(Attrs<'a, Thermometer>),
//!     }
//! }
//!
//! let mut buffer = [0; 128];
//! let mut writer = Writer::<Sensor>::new(&mut buffer);
//! writer.put(Sensor::SENSOR_ID, 7).put(Sensor::SENSOR_NAME, "roof").put(Sensor::SENSOR_PLACE, Place::PLACE_ROOF);
//! writer.choose(Sensor::SENSOR_KIND, Sensor::SENSOR_DATA, SensorKind::THERMOMETER, |data| {
//!     data.put(Thermometer::THERMOMETER_LOWEST, -40_000);
//! });
//! let sensor = Attrs::<Sensor>::new(writer.finish()?);
//! assert_eq!(sensor.get(Sensor::SENSOR_ID)?, Some(7));
//! let picked = nlwire::pick!(sensor, Sensor { name: SENSOR_NAME, place: SENSOR_PLACE })?;
//! assert_eq!((picked.name, picked.place), (Some("roof".into()), Some(Place::PLACE_ROOF)));
//! let Some(SensorData::Thermometer(data)) = sensor.select(Sensor::SENSOR_DATA)? else { panic!() };
//! assert_eq!(data.get(Thermometer::THERMOMETER_LOWEST)?, Some(-40_000));
//! assert_eq!(
//!     format!("{sensor:?}"),
//!     r#"{SENSOR_ID: 7, SENSOR_NAME: "roof", SENSOR_PLACE: PLACE_ROOF, SENSOR_KIND: "thermometer", SENSOR_DATA: {THERMOMETER_LOWEST: -40000}}"#
//! );
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
mod attributes;
mod bits;
#[cfg(any(feature = "route", feature = "netfilter"))]
mod getters;
mod layout;
mod messages;
mod numbers;
mod operations;
mod pick;
mod select;

#[doc(hidden)]
pub use bits::{bit_field, bit_fields};
#[cfg(any(feature = "route", feature = "netfilter"))]
pub(crate) use getters::getters;
pub use operations::{Operation, Reply, RequestFlags};
#[doc(hidden)]
pub use pick::{Slots, read_as, same_set};

use super::{Attr, Error, Row, Table};
use core::{fmt, marker::PhantomData};

/// A set of attributes that may stand together at one level. [`attributes!`](crate::attributes) makes these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no set of attributes",
    note = "sets are made by `attributes! {{ pub set Name, enum NameAttr<'a> {{ ... }} }}`"
)]
pub trait Set: Sized + 'static {
    /// Every attribute, decoded, for a `match`.
    type Attr<'a>: fmt::Debug + Copy;
    /// The same as data.
    fn table() -> &'static Table;
    /// Decodes one attribute.
    ///
    /// # Errors
    /// Where the payload does not fit the type that the table says.
    fn decode(attr: Attr<'_>) -> Result<Self::Attr<'_>, Error>;
}
/// A set of which nothing is known: every attribute is a number and bytes.
impl Set for () {
    type Attr<'a> = Attr<'a>;
    fn table() -> &'static Table {
        &super::shape::NOTHING
    }
    fn decode(attr: Attr<'_>) -> Result<Attr<'_>, Error> {
        Ok(attr)
    }
}

/// The name of an attribute: it knows the set it belongs to and the type of its payload. The same key reads, writes and nests.
/// An attribute that a table lacks is one line of yours: `const MINE: Key<Link, u32> = Key::new(900);`
pub struct Key<S, V> {
    number: u16,
    types: PhantomData<fn() -> (S, V)>,
}
/// The name of an attribute that may stand several times: [`all`](super::Attrs::all) reads it; `get` does not take it.
pub struct Repeated<S, V> {
    number: u16,
    types: PhantomData<fn() -> (S, V)>,
}
/// What `put` and `nest` take: either kind of key.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no key of `{S}` that holds a `{V}`",
    label = "a key of another set, or of another type"
)]
pub trait AnyKey<S, V> {
    /// The attribute's number.
    fn number(&self) -> u16;
}
macro_rules! keys { ($($key:ident),*) => { $(
    impl<S, V> $key<S, V> {
        /// The key of a number.
        pub const fn new(number: u16) -> Self {
            Self { number, types: PhantomData }
        }
        /// The attribute's number.
        #[inline(always)]
        pub const fn number(&self) -> u16 {
            self.number
        }
    }
    impl<S, V> AnyKey<S, V> for $key<S, V> {
        #[inline(always)]
        fn number(&self) -> u16 { self.number }
    }
    impl<S, V> Clone for $key<S, V> {
        fn clone(&self) -> Self { *self }
    }
    impl<S, V> Copy for $key<S, V> {}
)* } }
keys!(Key, Repeated);

/// Whether rows ascend by number, as a table must for its rows to be found.
#[doc(hidden)]
#[allow(clippy::indexing_slicing)] // runs when it is compiled
pub const fn ascending(rows: &[Row]) -> bool {
    let mut at = 1;
    while at < rows.len() {
        if rows[at - 1].number >= rows[at].number {
            return false;
        }
        at += 1;
    }
    true
}

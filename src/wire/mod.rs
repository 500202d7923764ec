//! The wire format of netlink: messages, attributes, payload types and attribute sets.
//!
//! This layer reads and writes messages. It has no attributes of any family; those are in the
//! modules of the families, such as [`route`](crate::route). [`spec`] describes them as data, which
//! [`schema`](crate::schema) prints and `nlwire::server` validates by.
//!
//! Reading borrows and never copies. Writing fills a buffer of the caller. Nothing allocates, and
//! nothing panics. [`attributes!`](crate::attributes) declares an attribute set, and [`Request`]
//! writes a request.
//!
//! The format is described in [netlink(7)](https://man7.org/linux/man-pages/man7/netlink.7.html)
//! and in the [kernel documentation](https://docs.kernel.org/userspace-api/netlink/intro.html).
//!
//! ```
//! use nlwire::wire::{Messages, RawAttrs};
//! fn count(datagram: &[u8], header: usize) -> Result<usize, nlwire::wire::Error> {
//!     let mut attributes = 0;
//!     for message in Messages::new(datagram) {
//!         for attr in RawAttrs::new(message?.payload().get(header..).unwrap_or(&[])) {
//!             attributes += usize::from(attr?.attr_type() != 0);
//!         }
//!     }
//!     Ok(attributes)
//! }
//! assert_eq!(count(&[], 16), Ok(0));
//! ```
//!
//! # Payload types
//!
//! Each value has a [payload type](spec::PayloadType), the data that printing, validation and paths use. The byte
//! order is part of the type.
//!
//! | payload | type |
//! |---|---|
//! | numbers in host byte order | `u8` ... `u64`, `i8` ... `i64`, types of [`open_enum!`](crate::open_enum) and [`flags!`](crate::flags) |
//! | numbers in network byte order | [`Be`] of any of those |
//! | numbers and addresses with NLA_F_NET_BYTEORDER | [`Net`] |
//! | numbers of 4 or 8 bytes, depending on the value | [`Uint`], [`Sint`] |
//! | flag, without payload | [`Flag`] |
//! | text | [`Str`], [`UnixName`] |
//! | bytes | `&[u8]` |
//! | addresses | [`Ip`], [`Address`], [`HwAddr`]; of one family, `Ipv4Addr` and `Ipv6Addr` |
//! | structs | `&T`, [`Extensible`], [`PackedArray`], [`Bitfield32`] |
//! | nests | [`Attrs`], [`IndexedArray`], [`NestTypeValue`], [`WithHeader`], [`Chain`] |
//! | sub-messages | [`SubMessage`] |
//! | records with a byte each for type and length | [`Tlvs`] |
//!
//! ```
//! use nlwire::wire::{Be, Str, Value};
//! assert_eq!(u32::read(&1500u32.to_ne_bytes()), Some(1500));
//! assert_eq!(Be::<u16>::read(&[0, 80]), Some(Be(80)));
//! assert_eq!(u32::read(&[1, 2]), None); // a number must fit exactly
//! assert_eq!(Str::read(b"lo\0").and_then(|name| name.to_str().ok()), Some("lo"));
//! ```
//!
//! # A complete family
//!
//! A family is a set of declarations. This one is read, written and printed:
//!
//! ```
//! use nlwire::{attributes, c_struct, open_enum, sub_messages, schema::*, wire::{*, spec::*}};
//!
//! open_enum! {
//!     /// Position of a sensor.
//!     pub struct Place(u8) {
//!         /// Roof.
//!         PLACE_ROOF = 1,
//!     }
//! }
//! c_struct! {
//!     /// A measurement.
//!     pub struct SensorReading {
//!         /// Seconds since the epoch.
//!         at: u64,
//!         /// Thousandths of a degree.
//!         value: Be<i32>,
//!         /// Padding.
//!         pad __pad: [u8; 4],
//!     }
//! }
//! attributes! {
//!     /// A sensor.
//!     pub set Sensor, enum SensorAttr<'a> {
//!         /// Number.
//!         SENSOR_ID: u32 = 1,
//!         /// Name, at most 15 bytes.
//!         SENSOR_NAME: Str<'a> = 2 where max_len(15),
//!         /// Position.
//!         SENSOR_PLACE: Place = 3,
//!         /// Measurements. The brackets mean that the attribute may be repeated.
//!         SENSOR_READING: [&'a Struct<SensorReading>] = 4,
//!         /// Kind of the sensor.
//!         SENSOR_KIND: Str<'a> = 5,
//!         /// Attributes of this kind of sensor.
//!         SENSOR_DATA: SubMessage<'a, SensorKind> = 6,
//!     }
//! }
//! attributes! {
//!     /// Attributes of a thermometer.
//!     pub set Thermometer, enum ThermometerAttr<'a> {
//!         /// Smallest measurable value, thousandths of a degree.
//!         THERMOMETER_LOWEST: i32 = 1,
//!     }
//! }
//! sub_messages! {
//!     /// `SENSOR_DATA` by `SENSOR_KIND`.
//!     pub enum SensorData<'a>, selector SensorKind from SelectorSource::text(5) => {
//!         /// Thermometer.
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
#![forbid(unsafe_code)]

mod ack;
mod attr;
mod build;
#[cfg(test)]
pub(crate) mod cost;
mod errno;
mod error;
pub(crate) mod format;
mod header;
mod message;
mod protocol;
pub mod spec;
pub(crate) mod summary;
mod table;
#[cfg(test)]
pub(crate) mod testing;
mod value;

pub use ack::*;
pub use attr::*;
pub use build::*;
pub use errno::*;
pub use error::*;
#[doc(hidden)]
pub use format::write_flags;
pub use header::*;
pub use message::*;
pub use protocol::{GroupId, Protocol};
pub use summary::Summarize;
pub use table::*;
pub use value::*;

/// Rounds up to the next multiple of 4: `NLMSG_ALIGN`, `NLA_ALIGN`.
#[doc(alias = "NLMSG_ALIGN")]
#[doc(alias = "NLA_ALIGN")]
#[inline(always)]
pub(crate) const fn align4(len: usize) -> usize {
    len.wrapping_add(3) & !3
}
/// Returns the bytes after the first `len` and their padding.
///
/// Empty if the padding is missing, which is valid for the last message of a datagram.
#[inline(always)]
pub(crate) fn behind(bytes: &[u8], len: usize) -> &[u8] {
    match bytes.get(align4(len)..) {
        Some(rest) => rest,
        None => {
            cold_path();
            &[]
        }
    }
}
/// Returns whether 16-bit numbers of a payload pass a test in one of the two byte orders. `fits`
/// gets the function that decodes a number.
///
/// For look-ups of a layout that a number in the payload decides: when a captured message is
/// converted to the other byte order, the look-up comes first, so it must find the same layout
/// before and after the conversion.
#[cfg(any(feature = "route", feature = "sock_diag", feature = "xfrm"))]
pub(crate) fn in_either_order(fits: impl Fn(fn([u8; 2]) -> u16) -> bool) -> bool {
    fits(u16::from_le_bytes) || fits(u16::from_be_bytes)
}
/// Marks the surrounding branch as unlikely.
///
/// The compiler keeps the likely path free of jumps. Without it, `pick!` takes a sixth longer.
#[cold]
#[inline(always)]
pub(crate) fn cold_path() {}

//! Specifications as data: payload types, structs, attribute sets.
//!
//! Printing, validation, the path of an extended ack, a policy dump and a fuzzer's dictionary are
//! each one walk over this data, and cost nothing unless used.
//!
//! ```
//! use nlwire::wire::spec::{Names, PayloadType, SelectorSource};
//! nlwire::attributes! {
//!     /// Sensors.
//!     pub set Sensor, enum SensorAttr<'a> {
//!         /// Number.
//!         SENSOR_ID: u32 = 1,
//!     }
//! }
//! let row = Sensor::spec().attribute(1).unwrap();
//! assert_eq!(row.name, "SENSOR_ID");
//! assert!(matches!(row.payload_type, PayloadType::Number(number) if number.len == 4));
//! # use nlwire::wire::AttributeSet;
//! ```
mod constraint;
mod message;
mod number;
mod scope;
mod select;
mod set;
mod structure;

pub use constraint::Constraint;
pub use message::*;
pub use number::*;
pub use scope::*;
pub use select::*;
pub use set::*;
pub use structure::*;

/// The type of a payload, as data.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum PayloadType {
    /// Number: integer, with names of its values if it is an enum or flags.
    Number(NumberSpec),
    /// Flag: no payload, the presence of the attribute is the value.
    Flag,
    /// Text, with or without NUL.
    Text,
    /// Name of a Unix domain socket. A leading NUL marks an abstract name.
    UnixName,
    /// Text of which every byte counts, NUL included, as in an SSID.
    CountedText,
    /// Bytes without further structure.
    Bytes,
    /// Hardware address.
    Hardware,
    /// IPv4 or IPv6 address, by length.
    Ip,
    /// Address of one family, of exactly this length: 4 or 16 bytes.
    IpOf(u8),
    /// IPv4 address in a larger union. The bytes after the address are unused.
    Ip4,
    /// Bit field in a byte, or in up to four bytes of a little-endian number.
    Bits {
        /// Lowest bit of the field, below 8; 0 is the lowest bit of the first byte.
        at: u8,
        /// Number of bits.
        len: u8,
        /// Whether the bits are those of a C bit field in a byte, which compilers for big-endian
        /// machines allocate from the highest bit down. Otherwise they are the same everywhere.
        is_c: bool,
    },
    /// Stack of MPLS labels.
    Labels,
    /// Bits and their selector: `struct nla_bitfield32`.
    #[doc(alias = "nla_bitfield32")]
    Bitfield32,
    /// Struct. A longer payload is valid, a shorter one is not.
    Struct(&'static StructSpec),
    /// Extensible struct: the payload may be shorter or longer.
    Extensible(&'static StructSpec),
    /// Packed array: items of `len` bytes, without headers.
    PackedArray {
        /// Payload type of an item.
        item: &'static PayloadType,
        /// Length of an item, bytes.
        len: usize,
    },
    /// Nest. A function, so that attribute sets may be recursive.
    #[doc(alias = "NLA_NESTED")]
    Nest(fn() -> &'static AttributeSetSpec),
    /// Indexed array: a nest of items whose numbers are indices or have no meaning.
    #[doc(alias = "NLA_NESTED_ARRAY")]
    IndexedArray(&'static PayloadType),
    /// Nest of items that are identified by their numbers.
    NestTypeValue(&'static PayloadType),
    /// Fixed header, followed by another payload type.
    WithHeader {
        /// Fixed header.
        header: &'static StructSpec,
        /// Payload type after the header.
        ///
        /// Attributes start at the next multiple of 4, anything else directly.
        body: &'static PayloadType,
        /// Whether [`SelectorSource::Header`] in the body refers to this header.
        ///
        /// False for next hops, whose addresses are of the family in the header of the route.
        rebinds: bool,
    },
    /// Next hops: elements that start with their length.
    NextHops(&'static NextHopsSpec),
    /// Sub-message, whose payload type a selector decides.
    SubMessage(&'static SubMessageSpec),
    /// Type-length-value records with a byte each for type and length: [`Tlvs`](crate::wire::Tlvs).
    ///
    /// Bytes that are not complete records are valid. A sub-message in a record is selected by another
    /// record, in an ordered set by none.
    Tlvs(fn() -> &'static AttributeSetSpec),
}

/// Pattern of the payload types that hold no attributes: one list, so that a new one is added to
/// all matches at once.
macro_rules! leaf {
    () => {
        $crate::wire::spec::PayloadType::Number(_)
            | $crate::wire::spec::PayloadType::Flag
            | $crate::wire::spec::PayloadType::Text
            | $crate::wire::spec::PayloadType::UnixName
            | $crate::wire::spec::PayloadType::CountedText
            | $crate::wire::spec::PayloadType::Bytes
            | $crate::wire::spec::PayloadType::Hardware
            | $crate::wire::spec::PayloadType::Ip
            | $crate::wire::spec::PayloadType::IpOf(_)
            | $crate::wire::spec::PayloadType::Ip4
            | $crate::wire::spec::PayloadType::Bits { .. }
            | $crate::wire::spec::PayloadType::Labels
            | $crate::wire::spec::PayloadType::Bitfield32
            | $crate::wire::spec::PayloadType::Struct(_)
            | $crate::wire::spec::PayloadType::Extensible(_)
            | $crate::wire::spec::PayloadType::PackedArray { .. }
            | $crate::wire::spec::PayloadType::Tlvs(_)
    };
}
pub(crate) use leaf;

impl PayloadType {
    /// Returns whether the payload is a nest, which `NLA_F_NESTED` marks.
    #[deny(clippy::wildcard_enum_match_arm)] // a new payload type is to be handled here
    pub const fn is_nest(&self) -> bool {
        match self {
            PayloadType::Nest(_) | PayloadType::IndexedArray(_) | PayloadType::NestTypeValue(_) => true,
            leaf!()
            | PayloadType::WithHeader { .. }
            | PayloadType::NextHops(_)
            | PayloadType::SubMessage(_) => false,
        }
    }
    /// Returns the offset of a value of this type behind a struct of `len` bytes: attributes at the
    /// next multiple of 4, other values without padding, as in C (`struct rtvia` is two bytes of
    /// family and an address).
    #[deny(clippy::wildcard_enum_match_arm)] // a new payload type is to be handled here
    pub const fn behind(&self, len: usize) -> usize {
        match self {
            PayloadType::Nest(_)
            | PayloadType::IndexedArray(_)
            | PayloadType::NestTypeValue(_)
            | PayloadType::NextHops(_) => super::align4(len),
            leaf!() | PayloadType::WithHeader { .. } | PayloadType::SubMessage(_) => len,
        }
    }
}

/// Text that replaces a secret when printed.
pub const SECRET: &str = "<secret>";
impl PayloadType {
    /// Whether the payload may contain a secret, down to two levels of nests.
    ///
    /// The bytes of such a payload must not be printed.
    pub(crate) fn holds_secrets(&self) -> bool {
        self.holds_secrets_within(2)
    }
    #[deny(clippy::wildcard_enum_match_arm)] // a new payload type is to be handled here
    fn holds_secrets_within(&self, depth: u8) -> bool {
        match self {
            Self::Struct(structure) | Self::Extensible(structure) => structure.holds_secrets(),
            Self::PackedArray { item, .. } => item.holds_secrets_within(depth),
            Self::WithHeader { header, body, .. } => {
                header.holds_secrets() || body.holds_secrets_within(depth)
            }
            Self::IndexedArray(item) | Self::NestTypeValue(item) => item.holds_secrets_within(depth),
            Self::Nest(table) | Self::Tlvs(table) => table().holds_secrets(depth),
            Self::Number(_)
            | Self::Flag
            | Self::Text
            | Self::UnixName
            | Self::CountedText
            | Self::Bytes
            | Self::Hardware
            | Self::Ip
            | Self::IpOf(_)
            | Self::Ip4
            | Self::Bits { .. }
            | Self::Labels
            | Self::Bitfield32
            | Self::NextHops(_)
            | Self::SubMessage(_) => false,
        }
    }
}

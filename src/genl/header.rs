//! `struct genlmsghdr`, and the fixed header that a family may put after it.
use crate::wire::{
    CStruct, Field, Struct, field_of,
    spec::{FieldSpec, PayloadType, StructSpec},
};
use core::{marker::PhantomData, mem::offset_of};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned, native_endian::U16};

/// Header of a generic netlink message: `struct genlmsghdr`, linux/genetlink.h.
///
/// `U` is the fixed header of the family that follows, such as `struct ovs_header` of Open vSwitch.
/// The controller and most families have none: `GenericHeader`, which is `GenericHeader<()>`.
#[doc(alias = "genlmsghdr")]
pub struct GenericHeader<U = ()>(PhantomData<U>);
/// Bytes of a [`GenericHeader`].
#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub struct GenericHeaderBytes<U: CStruct> {
    cmd: u8,
    pub(crate) version: u8,
    reserved: U16,
    user: Struct<U>,
}
impl<U: CStruct> Clone for GenericHeaderBytes<U> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<U: CStruct> Copy for GenericHeaderBytes<U> {}
#[allow(non_upper_case_globals)]
impl<U: CStruct> GenericHeader<U> {
    /// Command number, defined by the family.
    pub const cmd: Field<Self, u8> = Field::at(offset_of!(GenericHeaderBytes<U>, cmd));
    /// Version of the family.
    pub const version: Field<Self, u8> = Field::at(offset_of!(GenericHeaderBytes<U>, version));
    /// Reserved.
    const reserved: Field<Self, u16> = Field::at(offset_of!(GenericHeaderBytes<U>, reserved));
    /// Fixed header of the family.
    pub const user: Field<Self, Struct<U>> = Field::at(offset_of!(GenericHeaderBytes<U>, user));
    /// Creates the header of a command.
    pub const fn new(cmd: u8, version: u8, user: Struct<U>) -> Struct<Self> {
        Struct(GenericHeaderBytes { cmd, version, reserved: U16::ZERO, user })
    }
    const FIELDS: [FieldSpec; 4] = [
        field_of("cmd", Self::cmd),
        field_of("version", Self::version),
        field_of("reserved", Self::reserved).padding(),
        field_of(U::SPEC.name, Self::user),
    ];
}
impl<U: CStruct> CStruct for GenericHeader<U> {
    type Bytes = GenericHeaderBytes<U>;
    const ZEROED: GenericHeaderBytes<U> =
        GenericHeaderBytes { cmd: 0, version: 0, reserved: U16::ZERO, user: Struct::new() };
    const SPEC: StructSpec = StructSpec {
        name: "GenericHeader",
        len: size_of::<Struct<Self>>(),
        fields: if size_of::<Struct<U>>() == 0 { Self::FIELDS.split_at(3).0 } else { &Self::FIELDS },
        then: None,
        between: &PayloadType::Bytes,
    };
}

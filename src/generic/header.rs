//! `struct genlmsghdr`, and what a family may put behind it.
use crate::wire::{Encode, Field, FieldRow, Layout, Member, Shape, Structure, View, field};
use core::{fmt, mem::offset_of};
use zerocopy::{FromBytes, FromZeros, Immutable, IntoBytes, KnownLayout, Unaligned, native_endian::U16};

/// `struct genlmsghdr`, linux/genetlink.h, with the family's own header `U` behind it, where there is one: `struct ovs_header` of Open
/// vSwitch. The controller and almost every other family have none: `GenericHeader`, which is `GenericHeader<()>`.
#[doc(alias = "genlmsghdr")]
#[derive(Clone, Copy, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
#[non_exhaustive]
pub struct GenericHeader<U = ()> {
    /// The command: the family's own number of what the message does.
    pub cmd: u8,
    /// The family's version.
    pub version: u8,
    /// Unused.
    pub reserved: U16,
    /// The family's own header.
    pub user: U,
}
#[allow(non_upper_case_globals)]
impl<U: Layout> GenericHeader<U> {
    /// The command: the family's own number of what the message does.
    pub const cmd: Field<Self, u8> = Field::at(offset_of!(Self, cmd));
    /// The family's version.
    pub const version: Field<Self, u8> = Field::at(offset_of!(Self, version));
    /// A command's header.
    pub const fn new(cmd: u8, version: u8, user: U) -> Self {
        Self { cmd, version, reserved: U16::ZERO, user }
    }
    const FIELDS: [FieldRow; 4] = [
        field("cmd", offset_of!(Self, cmd), 1, <u8 as Encode>::SHAPE),
        field("version", offset_of!(Self, version), 1, <u8 as Encode>::SHAPE),
        field("reserved", offset_of!(Self, reserved), 2, <u16 as Encode>::SHAPE),
        field(U::STRUCTURE.name, offset_of!(Self, user), size_of::<U>(), Shape::Struct(&U::STRUCTURE)),
    ];
}
impl<U: Layout> Layout for GenericHeader<U> {
    const STRUCTURE: Structure = Structure {
        name: "GenericHeader",
        len: size_of::<Self>(),
        fields: if size_of::<U>() == 0 { Self::FIELDS.split_at(3).0 } else { &Self::FIELDS },
        then: None,
        between: &Shape::Bytes,
    };
}
impl<U: Layout> Member for GenericHeader<U> {
    type Raw = Self;
    const SHAPE: Shape = Shape::Struct(&Self::STRUCTURE);
    fn of_raw(raw: &Self) -> Self {
        *raw
    }
    fn to_raw(self) -> Self {
        self
    }
}
impl<U: Layout> Default for GenericHeader<U> {
    fn default() -> Self {
        Self::new_zeroed()
    }
}
impl<U: Layout> fmt::Debug for GenericHeader<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&View::new(Self::SHAPE, self.as_bytes()), f)
    }
}
impl<U: Layout> PartialEq for GenericHeader<U> {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}
impl<U: Layout> Eq for GenericHeader<U> {}
/// No header of its own: what stands behind `struct genlmsghdr` in almost every generic family.
impl Layout for () {
    const STRUCTURE: Structure =
        Structure { name: "", len: 0, fields: &[], then: None, between: &Shape::Bytes };
}

//! A serializer that counts: a format of which nothing is known, for people or not.
use crate::Sink;
use core::{
    fmt::{self, Write},
    hint::black_box,
};
use serde::ser::*;

/// Counts what it is given; there may be room for it or not.
pub struct Counting(Sink);
/// There is no room.
#[derive(Debug)]
pub struct Full;
impl fmt::Display for Full {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("full")
    }
}
impl core::error::Error for Full {}
impl Error for Full {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

#[inline(never)]
fn count(bytes: &[u8]) -> Result<(), Full> {
    if black_box(bytes).is_empty() { Err(Full) } else { Ok(()) }
}
macro_rules! plain { ($($name:ident $t:ty;)*) => { $(
    fn $name(self, value: $t) -> Result<(), Full> {
        count(&value.to_ne_bytes())
    }
)* } }
macro_rules! compound { ($($name:ident($($before:ty),*);)*) => { $(
    fn $name(self, $(_: $before,)* _: usize) -> Result<Self, Full> {
        Ok(self)
    }
)* } }

impl Serializer for Counting {
    type Ok = ();
    type Error = Full;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    fn is_human_readable(&self) -> bool {
        black_box(true)
    }
    fn collect_str<T: fmt::Display + ?Sized>(mut self, value: &T) -> Result<(), Full> {
        write!(self.0, "{value}").map_err(|_| Full)
    }
    plain! {
        serialize_i8 i8; serialize_i16 i16; serialize_i32 i32; serialize_i64 i64;
        serialize_u8 u8; serialize_u16 u16; serialize_u32 u32; serialize_u64 u64; serialize_f32 f32; serialize_f64 f64;
    }
    fn serialize_bool(self, value: bool) -> Result<(), Full> {
        count(&[u8::from(value)])
    }
    fn serialize_char(self, value: char) -> Result<(), Full> {
        count(&u32::from(value).to_ne_bytes())
    }
    fn serialize_str(self, value: &str) -> Result<(), Full> {
        count(value.as_bytes())
    }
    fn serialize_bytes(self, value: &[u8]) -> Result<(), Full> {
        count(value)
    }
    fn serialize_none(self) -> Result<(), Full> {
        count(&[])
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Full> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Full> {
        count(&[])
    }
    fn serialize_unit_struct(self, name: &'static str) -> Result<(), Full> {
        count(name.as_bytes())
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<(), Full> {
        count(name.as_bytes())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Full> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Full> {
        value.serialize(self)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Full> {
        black_box(Ok(self))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self, Full> {
        black_box(Ok(self))
    }
    compound! {
        serialize_tuple();
        serialize_tuple_struct(&'static str);
        serialize_tuple_variant(&'static str, u32, &'static str);
        serialize_struct(&'static str);
        serialize_struct_variant(&'static str, u32, &'static str);
    }
}

// What has parts: each goes to a serializer of its own.
macro_rules! parts { ($($kind:ident $($name:ident($($before:ty),*))*;)*) => { $(
    impl $kind for Counting {
        type Ok = ();
        type Error = Full;
        $(fn $name<T: Serialize + ?Sized>(&mut self, $(_: $before,)* value: &T) -> Result<(), Full> {
            value.serialize(Counting(Sink::NEW))
        })*
        fn end(self) -> Result<(), Full> {
            black_box(Ok(()))
        }
    }
)* } }
parts! {
    SerializeSeq serialize_element();
    SerializeTuple serialize_element();
    SerializeTupleStruct serialize_field();
    SerializeTupleVariant serialize_field();
    SerializeMap serialize_key() serialize_value();
    SerializeStruct serialize_field(&'static str);
    SerializeStructVariant serialize_field(&'static str);
}

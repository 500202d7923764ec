//! `Serialize` for everything with a specification, by the walk that printing uses.
//!
//! Serializes borrowed bytes without allocation, and does not deserialize. The lengths of maps and
//! lists are known in advance, as some formats require.
//!
//! Human-readable formats get what [`Json`](super::Json) prints: names, addresses as text, bytes in
//! hexadecimal. Other formats get numbers, and bytes as bytes; text is a string if valid UTF-8, and
//! bytes otherwise. Keys of maps are names in both.
use super::describe::Summary;
use crate::{
    schema::{Described, Label, Node, Path, View},
    wire::{
        Address, AttributeSet, Attrs, Be, Bitfield32, CStruct, Chain, Encode, Extensible, Flag, HwAddr,
        IndexedArray, InlineStr, Ip, Labels, Linked, Number, PackedArray, Selector, Sint, Str, Struct,
        StructField, SubMessage, Tlvs, Uint, UnixName, WithHeader, format,
        spec::{Memo, Named, PayloadType, SECRET},
    },
};
use core::fmt;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

impl Serialize for View<'_> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        Remembered(self, &Memo::new()).serialize(serializer)
    }
}
/// A view in a walk that remembers selectors.
struct Remembered<'w>(&'w View<'w>, &'w Memo);
impl Serialize for Remembered<'_> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        let Self(view, memo) = *self;
        let human = serializer.is_human_readable();
        let node = match view.node_in(Some(memo)) {
            Node::Name(_) if !human => view.plain(),
            node => node,
        };
        match node {
            Node::Flag => serializer.serialize_bool(true),
            Node::Unsigned(value) => serializer.serialize_u64(value),
            Node::Signed(value) => serializer.serialize_i64(value),
            Node::Name(name) => serializer.serialize_str(name),
            Node::Flags(value, names) => Bits(value, names).serialize(serializer),
            Node::Secret => serializer.serialize_str(SECRET),
            Node::Text(text) => match core::str::from_utf8(text) {
                Ok(text) if !human || !text.contains('\\') => serializer.serialize_str(text),
                _ if human => serializer.collect_str(&Shown(text, lossless)),
                _ => serializer.serialize_bytes(text),
            },
            Node::Ip(bytes)
            | Node::Hardware(bytes)
            | Node::Labels(bytes)
            | Node::Bytes(bytes)
            | Node::Misfit(bytes)
            | Node::Deep(bytes)
                if !human =>
            {
                serializer.serialize_bytes(bytes)
            }
            Node::Ip(octets) => serializer.collect_str(&Shown(octets, format::ip)),
            Node::Hardware(bytes) => serializer.collect_str(&Shown(bytes, format::hardware)),
            Node::Labels(stack) => serializer.collect_str(&Shown(stack, format::labels)),
            Node::Bytes(bytes) | Node::Misfit(bytes) | Node::Deep(bytes) => {
                serializer.collect_str(&Shown(bytes, format::hex))
            }
            Node::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.clone().count()))?;
                for entry in entries {
                    let value = &Remembered(&entry.value, memo);
                    match entry.label {
                        Label::Name(name) => map.serialize_entry(name, value)?,
                        Label::Number(number) => map.serialize_entry(&Unknown(number), value)?,
                        Label::Key(number) => map.serialize_entry(&Key(number), value)?,
                        Label::Broken => map.serialize_entry("#broken", value)?,
                        Label::Crowded => map.serialize_entry("#crowded", value)?,
                    }
                }
                map.end()
            }
            Node::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.clone().count()))?;
                for item in items {
                    match item {
                        Ok(item) => list.serialize_element(&Remembered(&item, memo))?,
                        Err(_) => list.serialize_element("broken framing")?,
                    }
                }
                list.end()
            }
        }
    }
}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
/// A number as key of a map. Text, as the keys of JSON objects are.
struct Key(u16);
impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
/// Bytes as a function of the printer writes them.
struct Shown<'v>(&'v [u8], fn(&mut dyn fmt::Write, &[u8]) -> fmt::Result);
impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.1(f, self.0)
    }
}
/// Writes text as [`Json`](super::Json) does, without the escapes of the format.
fn lossless(out: &mut dyn fmt::Write, bytes: &[u8]) -> fmt::Result {
    format::escape(out, bytes, format::Quotes::Foreign)
}
/// Key of an unknown attribute.
struct Unknown(u16);
impl Serialize for Unknown {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        serializer.collect_str(&format_args!("#{}", self.0))
    }
}
/// Bits: in human-readable formats a list of names, with one number for bits without a name.
struct Bits(u64, &'static [Named]);
impl Bits {
    /// Calls `each` for each name, then for the remaining bits.
    fn each<E>(&self, mut each: impl FnMut(Result<&'static str, u64>) -> Result<(), E>) -> Result<(), E> {
        let mut left = self.0;
        for named in self.1 {
            if named.value != 0 && left & named.value == named.value {
                left &= !named.value;
                each(Ok(named.name))?;
            }
        }
        if left != 0 { each(Err(left)) } else { Ok(()) }
    }
}
impl Serialize for Bits {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_u64(self.0);
        }
        let mut count = 0;
        self.each::<T::Error>(|_| {
            count += 1;
            Ok(())
        })?;
        let mut list = serializer.serialize_seq(Some(count))?;
        self.each(|bit| match bit {
            Ok(name) => list.serialize_element(name),
            Err(left) => list.serialize_element(&left),
        })?;
        list.end()
    }
}

impl Serialize for Described<'_> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        let message = self.message();
        let mut count = 5 + usize::from(self.family().is_some());
        self.views::<T::Error>(|_, _| {
            count += 1;
            Ok(())
        })?;
        let Summary { errno, request, attribute } = self.summary();
        count +=
            [errno.is_some(), request.is_some(), attribute.is_some()].map(usize::from).iter().sum::<usize>();
        let mut map = serializer.serialize_map(Some(count))?;
        map.serialize_entry("protocol", self.protocol())?;
        if let Some(family) = self.family() {
            map.serialize_entry("family", &family)?;
        }
        match self.name() {
            Some(name) => map.serialize_entry("message", name)?,
            None => map.serialize_entry("message", &self.number())?,
        }
        map.serialize_entry("flags", &Bits(message.flags().into(), self.verb().flag_names()))?;
        map.serialize_entry("seq", &message.seq())?;
        map.serialize_entry("port", &message.port_id())?;
        self.views(|name, view| map.serialize_entry(name, view))?;
        match errno {
            Some(Ok(name)) => map.serialize_entry("errno", name)?,
            Some(Err(number)) => map.serialize_entry("errno", &number)?,
            None => {}
        }
        match request {
            Some(Ok(name)) => map.serialize_entry("request", name)?,
            Some(Err(number)) => map.serialize_entry("request", &number)?,
            None => {}
        }
        if let Some((key, path)) = attribute {
            map.serialize_entry(key, path)?;
        }
        map.end()
    }
}

/// Implements `Serialize` for borrowed values by payload type and bytes.
macro_rules! by_shape { ($([$($generics:tt)*] $t:ty, |$it:ident| $bytes:expr;)*) => { $(
    impl<$($generics)*> Serialize for $t {
        fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
            let $it = self;
            View::new(<Self as Encode>::PAYLOAD_TYPE, $bytes).serialize(serializer)
        }
    }
)* } }
by_shape! {
    [S: AttributeSet] Attrs<'_, S>, |it| it.bytes();
    [T: CStruct] Extensible<'_, T>, |it| it.bytes();
    [V: Encode] IndexedArray<'_, V>, |it| it.bytes();
    [H: Linked, S: AttributeSet] Chain<'_, H, S>, |it| it.bytes();
    [T: StructField] PackedArray<'_, T>, |it| it.bytes();
    [X: Selector] SubMessage<'_, X>, |it| it.bytes();
    [S: AttributeSet] Tlvs<'_, S>, |it| it.bytes();
    [] Str<'_>, |it| it.as_bytes();
    [] Ip<'_>, |it| it.octets();
    [] UnixName<'_>, |it| it.bytes();
    [] HwAddr<'_>, |it| it.bytes();
    [] Labels<'_>, |it| it.0;
}
impl<S: CStruct> Serialize for Struct<S> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        View::new(PayloadType::Struct(&S::SPEC), self.as_bytes()).serialize(serializer)
    }
}
/// By length, since the address family is unknown.
impl Serialize for Address<'_> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        let payload_type = if self.ip().is_some() { PayloadType::Ip } else { PayloadType::Bytes };
        View::new(payload_type, self.bytes()).serialize(serializer)
    }
}
impl<const N: usize> Serialize for InlineStr<N> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        self.as_str().serialize(serializer)
    }
}
impl<H: CStruct, V: Encode + Serialize> Serialize for WithHeader<'_, H, V> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("header", &View::new(PayloadType::Struct(&H::SPEC), self.header.as_bytes()))?;
        map.serialize_entry(
            if matches!(V::PAYLOAD_TYPE, PayloadType::Nest(_)) { "attributes" } else { "data" },
            &self.body,
        )?;
        map.end()
    }
}

/// Serializes a value of at most 8 bytes as an attribute with this payload.
///
/// [`open_enum!`](crate::open_enum) and [`flags!`](crate::flags) use this.
#[doc(hidden)]
pub fn serialize_number<V: Encode, T: Serializer>(value: &V, serializer: T) -> Result<T::Ok, T::Error> {
    let mut room = [0; 8];
    let bytes = room.get_mut(..value.wire_len()).unwrap_or(&mut []);
    value.write(bytes);
    View::new(V::PAYLOAD_TYPE, bytes).serialize(serializer)
}
macro_rules! by_number { ($([$($generics:tt)*] $t:ty;)*) => { $(
    impl<$($generics)*> Serialize for $t {
        fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
            serialize_number(self, serializer)
        }
    }
)* } }
by_number! { [T: Number] Be<T>; [] Uint; [] Sint; [] Flag; [] Bitfield32; }

//! `Serialize` for whatever a table describes, by the same walk that prints it. Serializing only, from borrowed bytes, without
//! allocation; the lengths of maps and lists are known beforehand, since some formats need them.
//!
//! Formats for people get what [`Json`](super::Json) prints: names, addresses as text, bytes as hex. The others get numbers, and bytes
//! as bytes; text is a string where it is UTF-8, else bytes. Keys of maps are names in both.
use super::{
    Address, Array, Attrs, Be, Bitfield32, Chain, Described, Encode, Flag, Grown, Headed, HwAddr, Ip, Label,
    Labels, Layout, Linked, Member, Name, Named, Node, Number, Selected, Selector, Set, Shape, Sint, Slice,
    Str, Uint, UnixName, View, print,
};
use core::fmt;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

impl Serialize for View<'_> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        let human = serializer.is_human_readable();
        let node = match self.node() {
            Node::Name(_) if !human => self.plain(),
            node => node,
        };
        match node {
            Node::Flag => serializer.serialize_bool(true),
            Node::Unsigned(value) => serializer.serialize_u64(value),
            Node::Signed(value) => serializer.serialize_i64(value),
            Node::Name(name) => serializer.serialize_str(name),
            Node::Flags(value, names) => Bits(value, names).serialize(serializer),
            Node::Text(text) => match core::str::from_utf8(text) {
                Ok(text) => serializer.serialize_str(text),
                Err(_) if human => serializer.collect_str(&Shown(text, lossless)),
                Err(_) => serializer.serialize_bytes(text),
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
            Node::Ip(octets) => serializer.collect_str(&Shown(octets, print::ip)),
            Node::Hardware(bytes) => serializer.collect_str(&Shown(bytes, print::hardware)),
            Node::Labels(stack) => serializer.collect_str(&Shown(stack, print::labels)),
            Node::Bytes(bytes) | Node::Misfit(bytes) | Node::Deep(bytes) => {
                serializer.collect_str(&Shown(bytes, print::hex))
            }
            Node::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.clone().count()))?;
                for entry in entries {
                    match entry.label {
                        Label::Name(name) => map.serialize_entry(name, &entry.value)?,
                        Label::Number(number) => map.serialize_entry(&Unknown(number), &entry.value)?,
                        Label::Key(number) => map.serialize_entry(&Key(number), &entry.value)?,
                        Label::Broken => map.serialize_entry("#broken", &entry.value)?,
                    }
                }
                map.end()
            }
            Node::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.clone().count()))?;
                for item in items {
                    match item {
                        Ok(item) => list.serialize_element(&item)?,
                        Err(_) => list.serialize_element("broken framing")?,
                    }
                }
                list.end()
            }
        }
    }
}

/// A number that is a key, as text: a JSON object's keys are.
struct Key(u16);
impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
/// Bytes as one of the printer's functions writes them.
struct Shown<'v>(&'v [u8], fn(&mut dyn fmt::Write, &[u8]) -> fmt::Result);
impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.1(f, self.0)
    }
}
/// UTF-8 as it stands, other bytes as `\xff`.
fn lossless(out: &mut dyn fmt::Write, bytes: &[u8]) -> fmt::Result {
    for chunk in bytes.utf8_chunks() {
        out.write_str(chunk.valid())?;
        chunk.invalid().iter().try_for_each(|byte| write!(out, "\\x{byte:02x}"))?;
    }
    Ok(())
}
/// The key of an attribute that the table does not know.
struct Unknown(u16);
impl Serialize for Unknown {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        serializer.collect_str(&format_args!("#{}", self.0))
    }
}
/// Bits: for people a list of names, and of what has none as one number.
struct Bits(u64, &'static [Named]);
impl Bits {
    /// Each name whose bits are there, then what is left.
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
        let mut count = 5;
        self.views::<T::Error>(|_, _| {
            count += 1;
            Ok(())
        })?;
        let mut map = serializer.serialize_map(Some(count))?;
        map.serialize_entry("protocol", self.protocol())?;
        match self.name() {
            Some(name) => map.serialize_entry("message", name)?,
            None => map.serialize_entry("message", &message.kind())?,
        }
        map.serialize_entry("flags", &Bits(message.flags().into(), self.verb().flag_names()))?;
        map.serialize_entry("seq", &message.seq())?;
        map.serialize_entry("port", &message.port())?;
        self.views(|name, view| map.serialize_entry(name, view))?;
        map.end()
    }
}

/// Values that lie in the buffer: by their shape and their bytes.
macro_rules! by_shape { ($([$($generics:tt)*] $t:ty, |$it:ident| $bytes:expr;)*) => { $(
    impl<$($generics)*> Serialize for $t {
        fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
            let $it = self;
            View::new(<Self as Encode>::SHAPE, $bytes).serialize(serializer)
        }
    }
)* } }
by_shape! {
    [S: Set] Attrs<'_, S>, |it| it.bytes();
    [T: Layout] Grown<'_, T>, |it| it.bytes();
    [V: Encode] Array<'_, V>, |it| it.bytes();
    [H: Linked, S: Set] Chain<'_, H, S>, |it| it.bytes();
    [T: Member] Slice<'_, T>, |it| it.bytes();
    [X: Selector] Selected<'_, X>, |it| it.bytes();
    [] Str<'_>, |it| it.as_bytes();
    [] Ip<'_>, |it| it.octets();
    [] UnixName<'_>, |it| it.bytes();
    [] HwAddr<'_>, |it| it.bytes();
    [] Labels<'_>, |it| it.0;
}
/// By its length, since nobody says the family.
impl Serialize for Address<'_> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        let shape = if self.ip().is_some() { Shape::Ip } else { Shape::Bytes };
        View::new(shape, self.bytes()).serialize(serializer)
    }
}
impl<const N: usize> Serialize for Name<N> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        self.as_str().serialize(serializer)
    }
}
impl<H: Layout, V: Encode + Serialize> Serialize for Headed<'_, H, V> {
    fn serialize<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("header", &View::new(Shape::Struct(&H::STRUCTURE), self.header.as_bytes()))?;
        map.serialize_entry(
            if matches!(V::SHAPE, Shape::Set(_)) { "attributes" } else { "data" },
            &self.tail,
        )?;
        map.end()
    }
}

/// Serializes a value of at most 8 bytes as it would stand in an attribute: what [`numbers!`](crate::numbers) and
/// [`flags!`](crate::flags) make of their types.
#[doc(hidden)]
pub fn serialize_number<V: Encode, T: Serializer>(value: &V, serializer: T) -> Result<T::Ok, T::Error> {
    let mut room = [0; 8];
    let bytes = room.get_mut(..value.wire_len()).unwrap_or(&mut []);
    value.write(bytes);
    View::new(V::SHAPE, bytes).serialize(serializer)
}
macro_rules! numbers { ($([$($generics:tt)*] $t:ty;)*) => { $(
    impl<$($generics)*> Serialize for $t {
        fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
            serialize_number(self, serializer)
        }
    }
)* } }
numbers! { [T: Number] Be<T>; [] Uint; [] Sint; [] Flag; [] Bitfield32; }

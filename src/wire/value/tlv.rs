//! Type-length-value records with a byte each for type and length.
use super::{Selector, SubMessage, Value, borrowed, copy};
use crate::wire::{
    AttributeSet, Error, Key, Put,
    spec::{PayloadType, Scope, SelectorSource, length_key},
};
use core::{iter::FusedIterator, marker::PhantomData};

/// Type-length-value records: a byte of type, a byte of length, and the value, without padding.
///
/// The user data of libnftnl and the information elements of IEEE 802.11 have this format. The
/// kernel does not read the former, so that the payload may be any bytes: bytes that are not
/// complete records are no error. [`attributes!`](crate::attributes) declares the set `S`; its
/// numbers are types of up to 8 bits.
///
/// Printed and serialized as a map of the names in the set. Hexadecimal bytes stand in place of the
/// map if the payload is not complete records of one type each (in an `ordered` set, of any types),
/// and in place of a value that has no name or does not have the form of its type, such as text
/// without NUL at the end, or a struct with other bits than its fields. `#` and the type is the key
/// then, except for structs and arrays. Nothing is lost: the printed form determines the bytes.
///
/// ```
/// use nlwire::{schema::Json, schema::View, wire::{Encode, Str, Tlvs, Value}};
/// nlwire::attributes! {
///     /// Notes to a rule.
///     pub set Note, enum NoteAttr<'a> {
///         /// Comment.
///         NOTE_COMMENT: Str<'a> = 0,
///         /// Priority.
///         NOTE_PRIORITY: u8 = 1,
///     }
/// }
/// let notes = Tlvs::<Note>::new(b"\x00\x04ssh\0\x01\x01\x07");
/// assert_eq!(notes.get(Note::NOTE_PRIORITY)?, Some(7));
/// assert_eq!(format!("{notes:?}"), r#"{NOTE_COMMENT: "ssh", NOTE_PRIORITY: 7}"#);
/// let json = |bytes| Json(View::new(Tlvs::<Note>::PAYLOAD_TYPE, bytes)).to_string();
/// assert_eq!(json(b"\x00\x03ssh\x01\x02\x07\x00"), r##"{"#0":"737368","#1":"0700"}"##);
/// assert_eq!(json(b"\x00\x09ssh\0"), r#""000973736800""#);
/// # Ok::<(), nlwire::wire::Error>(())
/// ```
#[doc(alias = "nftnl_udata")]
#[doc(alias = "information element")]
pub struct Tlvs<'a, S> {
    bytes: &'a [u8],
    of: PhantomData<fn() -> S>,
}
impl<S> Clone for Tlvs<'_, S> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Tlvs<'_, S> {}
impl<S> Default for Tlvs<'_, S> {
    fn default() -> Self {
        Self::new(&[])
    }
}
impl<'a, S> Tlvs<'a, S> {
    /// Creates records from their bytes.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, of: PhantomData }
    }
    /// Returns the bytes.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
    /// Iterates over type and value of the records.
    pub const fn iter(&self) -> TlvIter<'a> {
        TlvIter(self.bytes)
    }
    /// Returns the value of the last record of a type; `None` if there is none.
    ///
    /// # Errors
    /// [`ErrorKind::Payload`](crate::wire::ErrorKind::Payload) if the value does not match its type.
    pub fn get<V: Value<'a>>(&self, key: Key<S, V>) -> Result<Option<V>, Error> {
        let read = |value| V::read(value).ok_or(Error::payload(key.number(), value));
        self.iter().last_of(key.number()).map(read).transpose()
    }
    /// Decodes a sub-message by its selector, which is another record or the length of the value.
    ///
    /// `None` if there is no record of the type. A value that matches no variant is the variant
    /// `Other`, with its bytes.
    pub fn select<X: Selector>(&self, key: Key<S, SubMessage<'a, X>>) -> Option<X::Chosen<'a>> {
        let value = self.iter().last_of(key.number())?;
        let top = Scope::new(0, &[]);
        let (here, length) = (top.inner_tlvs(self.bytes)?, length_key(value));
        let key = if X::SPEC.by == SelectorSource::Length { &length[..] } else { here.find(X::SPEC.by) };
        Some(X::choose(key, value))
    }
}
/// Iterator over records: see [`Tlvs::iter`].
///
/// Ends at a record that is longer than what is left.
#[derive(Clone, Copy, Debug)]
pub struct TlvIter<'a>(&'a [u8]);
impl<'a> TlvIter<'a> {
    /// Creates an iterator over records.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
    /// Returns the bytes after the last record that was returned.
    pub const fn rest(&self) -> &'a [u8] {
        self.0
    }
    /// Returns the value of the last record of a type, which counts if there are several.
    pub(crate) fn last_of(self, kind: u16) -> Option<&'a [u8]> {
        self.filter(|(found, _)| u16::from(*found) == kind).last().map(|(_, value)| value)
    }
}
impl<'a> Iterator for TlvIter<'a> {
    type Item = (u8, &'a [u8]);
    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        #[cfg(test)]
        crate::wire::cost::step();
        let (head, rest) = self.0.split_first_chunk::<2>()?;
        let [kind, len] = *head;
        let (value, rest) = rest.split_at_checked(len.into())?;
        self.0 = rest;
        Some((kind, value))
    }
}
impl FusedIterator for TlvIter<'_> {}

/// Whether bytes are complete records; if `once`, of one type each.
pub(crate) fn are_tlvs(bytes: &[u8], once: bool) -> bool {
    let (mut records, mut seen) = (TlvIter(bytes), [0u64; 4]);
    for (kind, _) in &mut records {
        if let Some(word) = seen.get_mut(usize::from(kind >> 6)) {
            let bit = 1 << (kind & 63);
            if once && *word & bit != 0 {
                return false;
            }
            *word |= bit;
        }
    }
    records.rest().is_empty()
}

borrowed! {
    [S: AttributeSet] Tlvs<'a, S>: PayloadType::Tlvs(S::spec), 0, |b| Some(Tlvs::new(b)), |it| it.bytes;
}
/// Writes records that are already encoded.
impl<S> Put<Tlvs<'_, S>> for &[u8] {
    #[inline(always)]
    fn wire_len(&self) -> usize {
        self.len()
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        copy(out, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        attributes, c_struct,
        schema::{ByteOrder, Described, Json, Node, View, swap_bytes},
        sub_messages,
        wire::{Be, CStruct, Encode, ErrorKind, Message, Str, Verb, Writer, spec::MessageSpec},
    };
    use std::{format, string::String, vec, vec::Vec};

    attributes! {
        /// Records of a note.
        set Note, enum NoteAttr<'a> {
            /// Comment.
            NOTE_TEXT: Str<'a> = 0,
            /// Number.
            NOTE_NUMBER: u32 = 1,
            /// Inner records.
            NOTE_INNER: Tlvs<'a, Note> = 2,
            /// Payload by `NOTE_NUMBER`.
            NOTE_DATA: SubMessage<'a, ByNumber> = 3,
        }
    }
    attributes! {
        /// Records with a secret.
        set Login, enum LoginAttr<'a> {
            /// Password.
            LOGIN_PASSWORD: Str<'a> = 200 where secret,
        }
    }
    c_struct! {
        /// Header of a message.
        struct Head {
            /// Number.
            number: u32,
        }
    }
    sub_messages! {
        /// Payload by `NOTE_NUMBER`.
        enum NoteData<'a>, selector ByNumber from SelectorSource::bytes(1) => {
            /// Port.
            PORT = &7u32.to_ne_bytes() => Port(Be<u16>),
        }
    }
    attributes! {
        /// Records whose order carries meaning.
        set Step ordered, enum StepAttr<'a> {
            /// Number.
            STEP_NUMBER: u8 = 1,
            /// Text.
            STEP_TEXT: Str<'a> = 2,
        }
    }
    attributes! {
        /// Attributes with records.
        set Thing, enum ThingAttr<'a> {
            /// Records.
            THING_NOTE: Tlvs<'a, Note> = 1 where max_len(256),
            /// Records in order.
            THING_STEPS: Tlvs<'a, Step> = 2,
        }
    }
    static ROW: MessageSpec = MessageSpec {
        number: 16,
        name: "",
        verb: Verb::Get,
        header: Some(&<Head as CStruct>::SPEC),
        table: Thing::spec,
        protocol: None,
    };
    fn describe(message: Message<'_>) -> Described<'_> {
        Described::new("", Some(&ROW), message)
    }
    fn note(bytes: &[u8]) -> (String, String) {
        let view = View::new(Tlvs::<Note>::PAYLOAD_TYPE, bytes);
        assert_eq!(view.check(), Ok(()), "{bytes:?}");
        (format!("{view:?}"), format!("{}", Json(view)))
    }
    fn json(bytes: &[u8]) -> String {
        note(bytes).1
    }
    fn number(kind: u8, value: u32) -> Vec<u8> {
        [&[kind, 4][..], &value.to_ne_bytes()].concat()
    }

    #[test]
    fn records_are_a_map_by_name() {
        let bytes =
            [&number(1, 7)[..], b"\x00\x03a\"\0\x02\x03\x00\x01\0\x03\x02\x01\xbb\x09\x01\xff"].concat();
        let (debug, printed) = note(&bytes);
        let members =
            r#"NOTE_NUMBER: 7, NOTE_TEXT: "a\"", NOTE_INNER: {NOTE_TEXT: ""}, NOTE_DATA: 443, #9: ff"#;
        assert_eq!(debug, format!("{{{members}}}"));
        let members =
            r##""NOTE_NUMBER":7,"NOTE_TEXT":"a\"","NOTE_INNER":{"NOTE_TEXT":""},"NOTE_DATA":443,"#9":"ff""##;
        assert_eq!(printed, format!("{{{members}}}"));
        let notes = Tlvs::<Note>::new(&bytes);
        assert_eq!(notes.get(Note::NOTE_TEXT), Ok(Some("a\"".into())));
        assert!(matches!(notes.select(Note::NOTE_DATA), Some(NoteData::Port(Be(443)))));
        assert_eq!(notes.get(Note::NOTE_INNER).unwrap().unwrap().bytes(), b"\x00\x01\0");
        assert_eq!(format!("{notes:?}"), debug);
        assert_eq!(json(&[]), "{}");
    }
    #[test]
    fn what_is_no_value_of_its_type_is_bytes_by_number() {
        for (bytes, printed) in [
            // without NUL, with an inner NUL, and nothing at all
            (&b"\x00\x02ab"[..], r##"{"#0":"6162"}"##),
            (b"\x00\x04a\0b\0", r##"{"#0":"61006200"}"##),
            (b"\x00\x00", r##"{"#0":""}"##),
            // numbers of other lengths
            (b"\x01\x02\x07\x00", r##"{"#1":"0700"}"##),
            (b"\x01\x00", r##"{"#1":""}"##),
            // sub-messages: without selector, bytes under the name
            (b"\x03\x02\x01\xbb", r#"{"NOTE_DATA":"01bb"}"#),
            // inner records that are none
            (b"\x02\x03\x00\x09a", r#"{"NOTE_INNER":"000961"}"#),
        ] {
            assert_eq!(json(bytes), printed, "{bytes:?}");
        }
        let wrong = [&number(1, 7)[..], b"\x03\x01\xbb"].concat();
        assert_eq!(json(&wrong), r##"{"NOTE_NUMBER":7,"#3":"bb"}"##);
        let short = Tlvs::<Note>::new(b"\x01\x02\x07\x00").get(Note::NOTE_NUMBER);
        assert_eq!(short.map_err(|error| error.kind()), Err(ErrorKind::Payload));
    }
    #[test]
    fn what_is_no_complete_list_of_records_is_bytes() {
        for (bytes, printed) in [
            // a length past the end, half a header, a type that repeats
            (&b"\x00\x09ab\0"[..], "0009616200"),
            (b"\x00\xff", "00ff"),
            (b"\x00\x01\0\x01", "00010001"),
            (b"\x00\x01\0\x00\x01\0", "000100000100"),
            (b"ssh", "737368"),
        ] {
            assert_eq!(note(bytes), (printed.into(), format!("\"{printed}\"")), "{bytes:?}");
        }
        assert_eq!(Tlvs::<Note>::new(b"\x00\x01\0\x01\x09").get(Note::NOTE_TEXT), Ok(Some("".into())));
    }
    #[test]
    fn records_of_an_ordered_set_are_a_list() {
        let print = |bytes| format!("{}", Json(View::new(Tlvs::<Step>::PAYLOAD_TYPE, bytes)));
        let bytes = b"\x01\x01\x05\x02\x02a\0\x01\x01\x06\x01\x02\x00\x00\x63\x00";
        let printed = r##"[{"STEP_NUMBER":5},{"STEP_TEXT":"a"},{"STEP_NUMBER":6},{"#1":"0000"},{"#99":""}]"##;
        assert_eq!(print(bytes), printed);
        assert_eq!(print(b""), "[]");
        assert_eq!(print(b"\x01\x01\x05\x01"), r#""01010501""#);
    }
    #[test]
    fn nesting_ends_at_sixteen_levels() {
        let mut bytes = vec![0, 1, 0];
        for _ in 0..40 {
            bytes = [&[2, u8::try_from(bytes.len()).unwrap()][..], &bytes].concat();
        }
        let (debug, json) = note(&bytes);
        assert_eq!(debug.matches("NOTE_INNER").count(), 16);
        assert!(debug.contains("deeper 02"), "{debug}");
        assert!(json.contains(r#"{"NOTE_INNER":"02"#), "{json}");
    }
    #[test]
    fn secrets_stay_hidden() {
        for bytes in [&b"\xc8\x03pw\0"[..], b"\xc8\x02pw", b"\xc8\x09pw\0"] {
            let view = View::new(Tlvs::<Login>::PAYLOAD_TYPE, bytes);
            let hidden = format!("{view:?}{}", Json(view));
            assert!(!hidden.contains("pw") && !hidden.contains("7077"), "{hidden}");
            assert!(matches!(view.reveal_secrets().node(), Node::Map(_) | Node::Bytes(_)));
        }
    }
    #[test]
    fn any_bytes_print_and_convert_back() {
        let mut state = 7u64;
        let mut any = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % below) as u8
        };
        for _ in 0..4000 {
            let bytes: Vec<u8> = (0..any(30)).map(|_| if any(4) == 0 { any(255) } else { any(5) }).collect();
            let _ = note(&bytes);
            let mut buffer = [0; 128];
            let mut writer = Writer::<Thing>::new(&mut buffer);
            writer.put(Thing::THING_NOTE, &bytes[..]).put(Thing::THING_STEPS, Tlvs::new(&bytes));
            let attrs = writer.finish().unwrap();
            let len = u32::try_from(attrs.len() + 20).unwrap();
            let mut message = [&len.to_ne_bytes()[..], &16u16.to_ne_bytes(), &[0; 14], attrs].concat();
            let before = message.clone();
            swap_bytes(&mut message, ByteOrder::Foreign, &describe);
            swap_bytes(&mut message, ByteOrder::Native, &describe);
            assert_eq!(message, before, "{bytes:?}");
        }
    }
    #[test]
    fn numbers_of_records_are_converted() {
        // NOTE_DATA comes before the record that selects it
        let records =
            [b"\x03\x02\x01\xbb\x02\x06", &number(1, 9)[..], &number(1, 7), b"\x00\x02a\0"].concat();
        let mut buffer = [0; 64];
        let mut writer = Writer::<Thing>::new(&mut buffer);
        writer.put(Thing::THING_NOTE, &records[..]);
        let attrs = writer.finish().unwrap();
        let len = u32::try_from(attrs.len() + 20).unwrap();
        let mut message = [&len.to_ne_bytes()[..], &16u16.to_ne_bytes(), &[0; 14], attrs].concat();
        let converted = swap_bytes(&mut message, ByteOrder::Foreign, &describe);
        assert_eq!(converted.unknown, 0);
        let swapped = |value: u32| number(1, value.swap_bytes());
        let expected = [b"\x03\x02\x01\xbb\x02\x06", &swapped(9)[..], &swapped(7), b"\x00\x02a\0"].concat();
        assert_eq!(message[24..24 + expected.len()], expected);
    }
}

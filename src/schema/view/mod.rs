//! A payload with its payload type: the walk that printing, serializing and checking share.
mod entries;
mod lossless;

pub use entries::*;

use crate::wire::{
    AttributeSet, Attrs, Encode, Error, RawAttrs, TlvIter, are_tlvs, field, next_link,
    spec::{
        AttributeSetSpec, FieldSpec, Memo, Named, Names, NumberSpec, PayloadType, Scope, StructSpec,
        unsigned, value_name, view_bits,
    },
    to_nul, unix_name,
};

/// A payload with its payload type and its position in the message.
///
/// ```
/// use nlwire::{schema::{Node, View}, wire::Attrs};
/// nlwire::attributes! {
///     /// Sensors.
///     pub set Sensor, enum SensorAttr<'a> {
///         /// Number.
///         SENSOR_ID: u32 = 1,
///     }
/// }
/// let bytes = [8u16.to_ne_bytes(), 1u16.to_ne_bytes(), 7u16.to_ne_bytes(), 0u16.to_ne_bytes()].concat();
/// # if cfg!(target_endian = "little") {
/// let view = View::of(Attrs::<Sensor>::new(&bytes));
/// let Node::Map(mut entries) = view.node() else { unreachable!() };
/// assert!(matches!(entries.next().unwrap().value.node(), Node::Unsigned(7)));
/// assert_eq!(format!("{view:?}"), "{SENSOR_ID: 7}");
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct View<'a> {
    payload_type: PayloadType,
    payload: &'a [u8],
    scope: Scope<'a>,
    number: u16,
    extent: Extent,
    /// The payload is secret, or part of a secret.
    secret: bool,
}

/// What the payload of a view is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// The value.
    Value,
    /// Attributes. The value is the list of those with the type of the view.
    Each,
    /// One attribute of an ordered set, with its header, or malformed bytes.
    One,
}

/// A decoded payload, one level deep, ready to be printed.
#[derive(Clone)]
pub enum Node<'v> {
    /// Flag: the attribute is present.
    Flag,
    /// Unsigned number.
    Unsigned(u64),
    /// Signed number.
    Signed(i64),
    /// Name of a number.
    Name(&'static str),
    /// Bits and their names.
    Flags(u64, &'static [Named]),
    /// Text without NUL, not necessarily UTF-8.
    Text(&'v [u8]),
    /// IP address: 4 or 16 bytes in network byte order.
    Ip(&'v [u8]),
    /// Hardware address.
    Hardware(&'v [u8]),
    /// Stack of MPLS labels.
    Labels(&'v [u8]),
    /// Bytes of unknown content.
    Bytes(&'v [u8]),
    /// Named values: attributes, or fields of a struct. Of an ordered set, one attribute.
    Map(Entries<'v>),
    /// Values in order. Of an ordered set, each is a map of one attribute.
    List(Items<'v>),
    /// Payload that does not match its type.
    Misfit(&'v [u8]),
    /// Nest deeper than 16 levels, where recursive walks end.
    Deep(&'v [u8]),
    /// Key or password, or bytes that may contain one. [`View::reveal_secrets`] reveals the
    /// payload.
    Secret,
}

impl<'a> View<'a> {
    /// Creates a view of a payload outside a message.
    pub const fn new(payload_type: PayloadType, payload: &'a [u8]) -> Self {
        Self::within(payload_type, payload, Scope::new(0, &[]))
    }
    /// Creates a view of a payload at its position in a message.
    pub const fn within(payload_type: PayloadType, payload: &'a [u8], scope: Scope<'a>) -> Self {
        Self { payload_type, payload, scope, number: 0, extent: Extent::Value, secret: false }
    }
    /// Creates a view of attributes.
    pub const fn of<S: AttributeSet>(attrs: Attrs<'a, S>) -> Self {
        Self::new(PayloadType::Nest(S::spec), attrs.bytes())
    }
    /// Reveals secrets, that is keys and passwords, at any level.
    ///
    /// ```
    /// use nlwire::{schema::{Json, View}, wire::{Writer, spec::SECRET}};
    /// nlwire::attributes! {
    ///     /// A peer.
    ///     pub set Peer, enum PeerAttr<'a> {
    ///         /// A key.
    ///         PEER_KEY: &'a [u8] = 1 where exact_len(2) where secret,
    ///     }
    /// }
    /// let mut buffer = [0; 8];
    /// let mut peer = Writer::<Peer>::new(&mut buffer);
    /// peer.put(Peer::PEER_KEY, [1u8, 2]);
    /// let view = View::of(nlwire::wire::Attrs::<Peer>::new(peer.finish()?));
    /// assert_eq!(format!("{view:?}"), "{PEER_KEY: <secret>}");
    /// assert_eq!(Json(view.reveal_secrets()).to_string(), r#"{"PEER_KEY":"0102"}"#);
    /// # Ok::<(), nlwire::wire::BuildError>(())
    /// ```
    #[must_use]
    pub const fn reveal_secrets(self) -> Self {
        Self { scope: self.scope.revealing(true), ..self }
    }
    /// Sets whether the bytes may contain secrets.
    pub(crate) const fn hiding(self, secret: bool) -> Self {
        Self { secret, ..self }
    }
    /// Returns the payload.
    pub const fn payload(&self) -> &'a [u8] {
        self.payload
    }
    /// Returns the payload type of the specification, with sub-messages not resolved.
    pub const fn payload_type(&self) -> PayloadType {
        self.payload_type
    }

    /// Decodes the payload one level deep.
    pub fn node<'v>(&'v self) -> Node<'v> {
        self.node_in(None)
    }
    /// [`node`](Self::node) of a walk that remembers what selects.
    #[deny(clippy::wildcard_enum_match_arm)] // a new payload type is to be handled here
    pub(crate) fn node_in<'v>(&'v self, memo: Option<&Memo>) -> Node<'v> {
        // most payloads are numbers, and nothing else decides about them
        if let (PayloadType::Number(spec), Extent::Value, false) =
            (self.payload_type, self.extent, self.secret)
        {
            return number(spec, self.payload);
        }
        if self.extent == Extent::Each {
            let of = ItemsOf::Each { attrs: RawAttrs::new(self.payload), number: self.number };
            return Node::List(Items {
                of,
                payload_type: self.scope.resolve(self.payload_type, memo),
                scope: self.scope,
                secret: self.secret,
            });
        }
        let (payload, scope) = (self.payload, self.scope);
        let (hides, secret) = (!scope.reveals(), self.secret);
        let map = |of| Node::Map(Entries { of, scope });
        let payload_type = scope.settle_for(self.payload_type, payload, memo);
        let deep = || if hides && payload_type.holds_secrets() { Node::Secret } else { Node::Deep(payload) };
        // of a key with something in front of it, that is shown
        let in_front =
            matches!(payload_type, PayloadType::WithHeader { header, .. } if payload.len() >= header.len);
        if secret && hides && !in_front {
            return Node::Secret;
        }
        match payload_type {
            PayloadType::Number(payload_type) => number(payload_type, payload),
            PayloadType::Flag if payload.is_empty() => Node::Flag,
            PayloadType::Text => Node::Text(to_nul(payload)),
            PayloadType::UnixName => Node::Text(unix_name(payload)),
            PayloadType::CountedText => Node::Text(payload),
            PayloadType::Bytes => Node::Bytes(payload),
            PayloadType::Hardware => Node::Hardware(payload),
            PayloadType::Ip if matches!(payload.len(), 4 | 16) => Node::Ip(payload),
            PayloadType::IpOf(len) if payload.len() == usize::from(len) => Node::Ip(payload),
            PayloadType::Ip4 if payload.len() >= 4 => Node::Ip(payload.get(..4).unwrap_or(payload)),
            PayloadType::Bits { at, len, .. } if (1..=4).contains(&payload.len()) => {
                Node::Unsigned(view_bits(little(payload), at, len))
            }
            PayloadType::Labels if payload.len() % 4 == 0 => Node::Labels(payload),
            PayloadType::Bitfield32 if payload.len() == 8 => {
                map(EntriesOf::Fields(BITFIELD32.iter(), payload))
            }
            PayloadType::Struct(structure) if payload.len() >= structure.len => self.fields(structure),
            PayloadType::Extensible(structure) => self.fields(structure),
            PayloadType::PackedArray { item, len } if len != 0 && payload.len() % len == 0 => {
                Node::List(Items {
                    of: ItemsOf::Slice { rest: payload, len },
                    payload_type: *item,
                    scope,
                    secret,
                })
            }
            PayloadType::WithHeader { header, body, rebinds } if payload.len() >= header.len => {
                map(EntriesOf::Headed { header: Some(header), body: Some(body), rebinds, payload, secret })
            }
            PayloadType::Nest(table) if self.extent == Extent::One => {
                map(EntriesOf::One { table: Ok(table()), attrs: RawAttrs::new(payload) })
            }
            PayloadType::Nest(table) if table().ordered => match self.scope.inner(payload) {
                Some(scope) => Node::List(Items {
                    of: ItemsOf::Ordered(RawAttrs::new(payload)),
                    payload_type,
                    scope,
                    secret,
                }),
                None => deep(),
            },
            PayloadType::Nest(table) => match self.scope.inner(payload) {
                Some(scope) => Node::Map(Entries {
                    of: EntriesOf::Set {
                        table: Ok(table()),
                        attrs: RawAttrs::new(payload),
                        page: Page::of(payload, 0),
                        groups: GROUPS,
                    },
                    scope,
                }),
                None => deep(),
            },
            PayloadType::IndexedArray(item) => match self.scope.inner(payload) {
                Some(scope) => {
                    let payload_type = scope.resolve(*item, memo);
                    Node::List(Items {
                        of: ItemsOf::Array(RawAttrs::new(payload)),
                        payload_type,
                        scope,
                        secret,
                    })
                }
                None => deep(),
            },
            PayloadType::NestTypeValue(item) => match self.scope.inner(payload) {
                Some(scope) => Node::Map(Entries {
                    of: EntriesOf::Set {
                        table: Err(scope.resolve(*item, memo)),
                        attrs: RawAttrs::new(payload),
                        page: Page::of(payload, 0),
                        groups: GROUPS,
                    },
                    scope,
                }),
                None => deep(),
            },
            PayloadType::NextHops(chain) => Node::List(Items {
                of: ItemsOf::Chain { rest: payload, header: chain.header },
                payload_type: PayloadType::WithHeader {
                    header: chain.header,
                    body: chain.body,
                    rebinds: false,
                },
                scope,
                secret,
            }),
            PayloadType::Tlvs(table) => self.records(payload_type, table()).unwrap_or_else(deep),
            PayloadType::Flag
            | PayloadType::Ip
            | PayloadType::IpOf(_)
            | PayloadType::Ip4
            | PayloadType::Bits { .. }
            | PayloadType::Labels
            | PayloadType::Bitfield32
            | PayloadType::Struct(_)
            | PayloadType::PackedArray { .. }
            | PayloadType::WithHeader { .. }
            | PayloadType::SubMessage(_) => {
                if hides && payload_type.holds_secrets() {
                    Node::Secret
                } else {
                    Node::Misfit(payload)
                }
            }
        }
    }

    /// Returns records, or the bytes if they are not complete records; `None` if too deep.
    fn records<'v>(
        &'v self,
        payload_type: PayloadType,
        table: &'static AttributeSetSpec,
    ) -> Option<Node<'v>> {
        let (payload, secret) = (self.payload, self.secret);
        let of = EntriesOf::Tlvs { table, records: TlvIter::new(payload) };
        if self.extent == Extent::One {
            return Some(Node::Map(Entries { of, scope: self.scope }));
        }
        if !are_tlvs(payload, !table.ordered) {
            let hides = !self.scope.reveals() && payload_type.holds_secrets();
            return Some(if hides { Node::Secret } else { Node::Bytes(payload) });
        }
        // in order, records do not select: to search all of them for each one takes quadratic time
        let scope = self.scope.inner_tlvs(if table.ordered { &[] } else { payload })?;
        Some(if table.ordered {
            Node::List(Items { of: ItemsOf::Tlvs(TlvIter::new(payload)), payload_type, scope, secret })
        } else {
            Node::Map(Entries { of, scope })
        })
    }
    /// Returns the fields of a struct, one level down, so that one field may select another.
    fn fields<'v>(&'v self, structure: &'static StructSpec) -> Node<'v> {
        let scope = self.scope.inner(self.payload).unwrap_or(self.scope);
        Node::Map(Entries { of: EntriesOf::Fields(structure.fields.iter(), self.payload), scope })
    }
    /// Decodes as [`node`](Self::node), but a number without its name.
    #[cfg(feature = "serde")]
    pub(crate) fn plain(&self) -> Node<'_> {
        if let PayloadType::Number(number) = self.scope.settle_for(self.payload_type, self.payload, None) {
            plain(number, self.payload)
        } else {
            self.node()
        }
    }
    /// Checks framing and payload types at every level, down to 16.
    ///
    /// # Errors
    /// The first error. Unknown attributes and values are no errors.
    pub fn check(&self) -> Result<(), Error> {
        self.reveal_secrets().check_in(&Memo::new())
    }
    #[deny(clippy::wildcard_enum_match_arm)] // a new node is to be handled here
    fn check_in(&self, memo: &Memo) -> Result<(), Error> {
        if self.extent == Extent::Value
            && is_plain(self.payload_type, self.payload, &self.scope, self.scope.depth())
        {
            return Ok(());
        }
        match self.node_in(Some(memo)) {
            Node::Misfit(payload) => Err(Error::payload(self.number, payload)),
            Node::Map(mut entries) => {
                while let Some(entry) = entries.next_alone() {
                    match entry.label {
                        Label::Broken => return Err(Error::framing(entry.value.payload)),
                        Label::Name(_) | Label::Number(_) | Label::Key(_) | Label::Crowded => {
                            entry.value.check_in(memo)?;
                        }
                    }
                }
                Ok(())
            }
            Node::List(items) => {
                for item in items {
                    item?.check_in(memo)?;
                }
                Ok(())
            }
            Node::Flag
            | Node::Unsigned(_)
            | Node::Signed(_)
            | Node::Name(_)
            | Node::Flags(..)
            | Node::Text(_)
            | Node::Ip(_)
            | Node::Hardware(_)
            | Node::Labels(_)
            | Node::Bytes(_)
            | Node::Deep(_)
            | Node::Secret => Ok(()),
        }
    }
}

/// Whether a payload is valid by its type and its length, as most are: a walk without the position
/// of each payload, of which `scope` has the header. False decides nothing.
fn is_plain(payload_type: PayloadType, payload: &[u8], scope: &Scope<'_>, depth: u8) -> bool {
    let below = depth.saturating_add(1);
    match payload_type {
        PayloadType::Number(spec) => fits(spec, payload),
        PayloadType::Text
        | PayloadType::UnixName
        | PayloadType::CountedText
        | PayloadType::Bytes
        | PayloadType::Hardware
        | PayloadType::Tlvs(_) => true,
        PayloadType::Flag => payload.is_empty(),
        PayloadType::Ip => matches!(payload.len(), 4 | 16),
        PayloadType::IpOf(len) => payload.len() == usize::from(len),
        PayloadType::Struct(_) | PayloadType::Nest(_) | PayloadType::SubMessage(_) if depth >= DEEPEST => {
            false
        }
        PayloadType::Struct(spec) => {
            payload.len() >= spec.len
                && spec.fields.iter().all(|field| {
                    let bytes = payload.get(field.offset..).and_then(|rest| rest.get(..field.len));
                    let is_plain = |bytes| is_plain(field.payload_type, bytes, scope, below);
                    field.padding || bytes.is_some_and(is_plain)
                })
        }
        PayloadType::Nest(table) => {
            let table = table();
            RawAttrs::new(payload).all(|attr| {
                attr.is_ok_and(|attr| match table.attribute(attr.attr_type()) {
                    Some(spec) => is_plain(spec.payload_type, attr.payload(), scope, below),
                    None => true,
                })
            })
        }
        PayloadType::SubMessage(choices) => {
            choices.by.is_header() && is_plain(choices.arm(scope.find(choices.by)), payload, scope, below)
        }
        PayloadType::Ip4
        | PayloadType::Bits { .. }
        | PayloadType::Labels
        | PayloadType::Bitfield32
        | PayloadType::Extensible(_)
        | PayloadType::PackedArray { .. }
        | PayloadType::WithHeader { .. }
        | PayloadType::IndexedArray(_)
        | PayloadType::NestTypeValue(_)
        | PayloadType::NextHops(_) => false,
    }
}

/// Depth from which payloads are not plain.
const DEEPEST: u8 = 8;

/// Fields of `struct nla_bitfield32`.
static BITFIELD32: [FieldSpec; 2] = [
    field("value", 0, 4, <u32 as Encode>::PAYLOAD_TYPE),
    field("selector", 4, 4, <u32 as Encode>::PAYLOAD_TYPE),
];

/// Decodes up to eight bytes as a little-endian number.
fn little(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |value, byte| (value << 8) | u64::from(*byte))
}

/// Whether a payload has the length of a number.
fn fits(spec: NumberSpec, payload: &[u8]) -> bool {
    match spec.len {
        0 => matches!(payload.len(), 4 | 8),
        len => payload.len() == usize::from(len) && payload.len() <= 8,
    }
}

fn number<'v>(payload_type: NumberSpec, payload: &'v [u8]) -> Node<'v> {
    if !fits(payload_type, payload) {
        return Node::Misfit(payload);
    }
    match (plain(payload_type, payload), payload_type.names) {
        (Node::Unsigned(value), Names::Values(names)) => {
            value_name(names, value).map_or(Node::Unsigned(value), Node::Name)
        }
        (Node::Signed(value), Names::Values(names)) => {
            value_name(names, value as u64).map_or(Node::Signed(value), Node::Name)
        }
        (_, Names::Flags(names)) => Node::Flags(unsigned(payload, payload_type.big), names),
        (plain, _) => plain,
    }
}

/// Decodes a number without its name.
fn plain<'v>(payload_type: NumberSpec, payload: &[u8]) -> Node<'v> {
    let value = unsigned(payload, payload_type.big);
    let unused = 64u32.saturating_sub(8 * payload.len() as u32) & 63;
    if payload_type.signed {
        Node::Signed(((value << unused) as i64) >> unused)
    } else {
        Node::Unsigned(value)
    }
}

#[cfg(all(test, target_endian = "little", feature = "full"))]
impl View<'_> {
    /// Returns the payload type with sub-messages resolved, and whether the value is the list of
    /// the attributes of one type.
    pub(crate) fn resolved(&self) -> (PayloadType, bool) {
        (self.scope.settle_for(self.payload_type, self.payload, None), self.extent == Extent::Each)
    }
    /// Whether the value is one attribute of an ordered set, with its header.
    pub(crate) fn is_attribute(&self) -> bool {
        self.extent == Extent::One
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Json;
    use crate::wire::Writer;
    crate::attributes! {
        /// Steps of a program.
        set Steps ordered, enum StepsAttr<'a> {
            /// Waits.
            STEP_WAIT: [u8] = 1,
            /// Steps inside.
            STEP_INNER: [Attrs<'a, Steps>] = 2,
            /// Far away.
            STEP_FAR: u8 = 300,
        }
    }
    fn steps(fill: impl Fn(&mut Writer<'_, Steps>)) -> alloc::vec::Vec<u8> {
        let mut buffer = [0; 256];
        let mut writer = Writer::<Steps>::new(&mut buffer);
        fill(&mut writer);
        writer.finish().unwrap().to_vec()
    }
    fn json(bytes: &[u8]) -> alloc::string::String {
        alloc::format!("{}", Json(View::of(Attrs::<Steps>::new(bytes))))
    }
    #[test]
    fn an_ordered_set_is_a_list_in_the_order_of_the_attributes() {
        let bytes = steps(|steps| {
            steps.put(Steps::STEP_WAIT, 1u8).put(Steps::STEP_FAR, 2u8);
            steps.nest(Steps::STEP_INNER, |inner| {
                inner.put(Steps::STEP_FAR, 3u8).put(Steps::STEP_WAIT, 4u8);
            });
            steps.put(Steps::STEP_WAIT, 5u8);
        });
        let list = r#"[{"STEP_WAIT":1},{"STEP_FAR":2},{"STEP_INNER":[{"STEP_FAR":3},{"STEP_WAIT":4}]},{"STEP_WAIT":5}]"#;
        assert_eq!(json(&bytes), list);
        assert_eq!(View::of(Attrs::<Steps>::new(&bytes)).check(), Ok(()));
        assert_eq!(json(&[]), "[]");
    }
    #[test]
    fn what_is_malformed_in_an_ordered_set_is_the_last_item() {
        let bytes = [&steps(|steps| _ = steps.put(Steps::STEP_WAIT, 1u8))[..], &[3, 0, 1, 0]].concat();
        if cfg!(target_endian = "little") {
            assert_eq!(json(&bytes), r##"[{"STEP_WAIT":1},{"#broken":"03000100"}]"##);
        }
        assert!(View::of(Attrs::<Steps>::new(&bytes)).check().is_err());
        // a payload of the wrong length, and an unknown attribute
        let bytes = steps(|steps| {
            let wide = crate::wire::Key::<Steps, u16>::new(1);
            let unknown = crate::wire::Key::<Steps, u16>::new(7);
            steps.put(wide, 0u16).put(unknown, 0u16);
        });
        assert_eq!(json(&bytes), r##"[{"STEP_WAIT":"0000"},{"#7":"0000"}]"##);
        assert!(View::of(Attrs::<Steps>::new(&bytes)).check().is_err());
    }
}

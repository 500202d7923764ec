//! Resolves the offset in an extended ack to a path of names.
use crate::wire::spec::leaf;
use crate::wire::{
    Ack, ExtAck, Message, RawAttrs, next_link,
    spec::{AttributeSpec, DEPTH, MessageSpec, PayloadType, Scope},
};
use core::fmt;

/// A step of a [`Path`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Name of an attribute, or of a field of a header or struct.
    Name(&'static str),
    /// Type of an unknown attribute.
    Number(u16),
    /// Index of an item in an array, from 0.
    ///
    /// In a [`NestTypeValue`](crate::wire::NestTypeValue), the number of the item.
    Item(u16),
}
/// Path to an attribute, outermost first: `IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VLAN_ID`.
///
/// At most 16 steps, stored inline.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Path {
    steps: [Step; DEPTH as usize],
    len: u8,
}
impl Path {
    const fn new() -> Self {
        Self { steps: [Step::Number(0); DEPTH as usize], len: 0 }
    }
    fn push(&mut self, step: Step) {
        if let Some(slot) = self.steps.get_mut(usize::from(self.len)) {
            *slot = step;
            self.len += 1;
        }
    }
    /// Returns the steps, outermost first. Empty if the offset points to nothing known.
    pub fn steps(&self) -> &[Step] {
        self.steps.get(..usize::from(self.len)).unwrap_or(&[])
    }
    /// Returns whether the path has no steps.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
}
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.steps().iter().enumerate() {
            match step {
                Step::Item(item) => write!(f, "[{item}]")?,
                Step::Name(name) if at == 0 => f.write_str(name)?,
                Step::Name(name) => write!(f, ".{name}")?,
                Step::Number(number) if at == 0 => write!(f, "#{number}")?,
                Step::Number(number) => write!(f, ".#{number}")?,
            }
        }
        Ok(())
    }
}
impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Ack<'_> {
    /// Returns the path of the offending or missing attribute in the request.
    ///
    /// `None` if the kernel did not send an offset, or did not repeat the request. If you kept the
    /// request, use [`MessageSpec::path`].
    ///
    /// ```
    /// use nlwire::{route, wire::{Message, NewFlags, Request}};
    /// use route::{Link, LinkInfo, NewLink};
    /// let mut buffer = [0; 64];
    /// let mut request = Request::new(&mut buffer, NewLink::default(), NewFlags::ACK);
    /// request.put(Link::IFLA_MTU, 68).nest(Link::IFLA_LINKINFO, |info| {
    ///     info.put(LinkInfo::IFLA_INFO_KIND, "veth");
    /// });
    /// let request = Message::new(request.finish(1)?)?;
    /// let row = route::lookup(request).unwrap();
    /// assert_eq!(row.path(request, 44).to_string(), "IFLA_LINKINFO.IFLA_INFO_KIND"); // 16 + 16 + 8 + 4
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn path(&self, row: &MessageSpec) -> Option<Path> {
        let (request, attrs) = (self.request()?, self.attrs());
        if let Some(number) = attrs.get(ExtAck::NLMSGERR_ATTR_MISS_TYPE).ok().flatten() {
            let nest = attrs.get(ExtAck::NLMSGERR_ATTR_MISS_NEST).ok().flatten();
            return Some(row.missing(request, nest, u16::try_from(number).unwrap_or(u16::MAX)));
        }
        Some(row.path(request, self.offset()?)).filter(|path| !path.is_empty())
    }
}
impl MessageSpec {
    /// Returns the path to `offset`, in bytes from the message header.
    ///
    /// Extended acks contain such offsets.
    ///
    /// An offset in the family's header resolves to the field.
    pub fn path(&self, request: Message<'_>, offset: u32) -> Path {
        let mut path = Path::new();
        let Some(offset) = (offset as usize).checked_sub(16) else { return path };
        let payload = request.payload();
        let (header, attrs) = self.split(payload);
        match offset.checked_sub(header.len()) {
            None => {
                let fields = self.header.map_or(&[][..], |header| header.fields);
                let field =
                    fields.iter().find(|field| (field.offset..field.offset + field.len).contains(&offset));
                if let Some(field) = field {
                    path.push(Step::Name(field.name));
                }
            }
            Some(offset) => {
                descend(
                    PayloadType::Nest(self.table),
                    attrs,
                    offset,
                    Scope::new(request.message_type(), header),
                    &mut path,
                );
            }
        }
        path
    }
    /// Splits the payload into what precedes the attributes, and the attributes.
    fn split<'a>(&self, payload: &'a [u8]) -> (&'a [u8], &'a [u8]) {
        let attrs = match self.header {
            Some(header) => header.split(payload).map_or(&[][..], |(_, _, attrs)| attrs),
            None => payload,
        };
        payload.split_at_checked(payload.len().saturating_sub(attrs.len())).unwrap_or((payload, &[]))
    }
    /// The path of an attribute that is missing: that of the nest at `nest` (`None` for the top),
    /// and the name of the attribute.
    #[deny(clippy::wildcard_enum_match_arm)] // a new payload type is to be handled here
    pub fn missing(&self, request: Message<'_>, nest: Option<u32>, number: u16) -> Path {
        let mut path = nest.map_or(Path::new(), |nest| self.path(request, nest));
        // descend a second time along the same offset to find the set of the innermost nest
        let mut payload_type = PayloadType::Nest(self.table);
        if let Some(nest) = nest {
            let payload = request.payload();
            let (header, attrs) = self.split(payload);
            if let Some(offset) = (nest as usize).checked_sub(16 + header.len()) {
                let scope = Scope::new(request.message_type(), header);
                payload_type = descend(payload_type, attrs, offset, scope, &mut Path::new())
                    .unwrap_or(PayloadType::Bytes);
            }
        }
        let row = match payload_type {
            PayloadType::Nest(table) | PayloadType::WithHeader { body: &PayloadType::Nest(table), .. } => {
                table().attribute(number)
            }
            leaf!()
            | PayloadType::IndexedArray(_)
            | PayloadType::NestTypeValue(_)
            | PayloadType::WithHeader { .. }
            | PayloadType::NextHops(_)
            | PayloadType::SubMessage(_) => None,
        };
        path.push(row.map_or(Step::Number(number), |row| Step::Name(row.name)));
        path
    }
}

/// Goes down to `offset` within `bytes`, which are a `payload_type`; returns the shape of the
/// attribute that begins there, selected.
#[deny(clippy::wildcard_enum_match_arm)] // a new payload type is to be handled here
fn descend(
    payload_type: PayloadType,
    bytes: &[u8],
    offset: usize,
    scope: Scope<'_>,
    path: &mut Path,
) -> Option<PayloadType> {
    match payload_type {
        PayloadType::SubMessage(_) => {
            descend(scope.settle_for(payload_type, bytes, None), bytes, offset, scope, path)
        }
        PayloadType::Nest(table) => {
            let table = table();
            attribute(bytes, offset, &scope, path, |number, _| {
                let row: Option<&AttributeSpec> = table.attribute(number);
                let step = row.map_or(Step::Number(number), |row| Step::Name(row.name));
                (step, row.map_or(PayloadType::Bytes, |row| row.payload_type))
            })
        }
        PayloadType::IndexedArray(item) => {
            attribute(bytes, offset, &scope, path, |_, at| (Step::Item(at), *item))
        }
        PayloadType::NestTypeValue(item) => {
            attribute(bytes, offset, &scope, path, |number, _| (Step::Item(number), *item))
        }
        PayloadType::WithHeader { header, body, rebinds } => {
            let (head, rest) = bytes.split_at_checked(body.behind(header.len))?;
            let scope = if rebinds { scope.behind(head) } else { scope };
            descend(*body, rest, offset.checked_sub(head.len())?, scope, path)
        }
        PayloadType::NextHops(chain) => {
            let mut rest = bytes;
            let mut at = 0u16;
            while let Some(Ok((element, after))) = next_link(rest, chain.header.len) {
                let start = bytes.len().saturating_sub(rest.len());
                if (start..start + element.len()).contains(&offset) {
                    path.push(Step::Item(at));
                    let inside =
                        PayloadType::WithHeader { header: chain.header, body: chain.body, rebinds: false };
                    return descend(inside, element, offset - start, scope, path).or(Some(inside));
                }
                rest = after;
                at = at.wrapping_add(1);
            }
            None
        }
        leaf!() => None,
    }
}
/// Finds the attribute of `bytes` that contains `offset`.
///
/// `known` returns step and payload type by attribute type and index.
fn attribute(
    bytes: &[u8],
    offset: usize,
    scope: &Scope<'_>,
    path: &mut Path,
    known: impl Fn(u16, u16) -> (Step, PayloadType),
) -> Option<PayloadType> {
    let inner = scope.inner(bytes)?;
    let mut attrs = RawAttrs::new(bytes);
    let mut at = 0u16;
    loop {
        let start = bytes.len().saturating_sub(attrs.rest().len());
        let attr = attrs.next()?.ok()?;
        if (start..start + 4 + attr.payload().len()).contains(&offset) {
            let (step, payload_type) = known(attr.attr_type(), at);
            let payload_type = inner.settle_for(payload_type, attr.payload(), None);
            path.push(step);
            return match offset.checked_sub(start + 4) {
                Some(inside) => {
                    descend(payload_type, attr.payload(), inside, inner, path).or(Some(payload_type))
                }
                None => Some(payload_type),
            };
        }
        at = at.wrapping_add(1);
    }
}

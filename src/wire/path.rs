//! The place that an extended ack means, as a path of names.
//!
//! ```
//! use nlwire::{route, wire::{Message, NewFlags, Request}};
//! use route::{Link, LinkInfo, NewLink};
//! let mut buffer = [0; 64];
//! let mut request = Request::new(&mut buffer, NewLink::default(), NewFlags::ACK);
//! request.put(Link::IFLA_MTU, 68).nest(Link::IFLA_LINKINFO, |info| {
//!     info.put(LinkInfo::IFLA_INFO_KIND, "veth");
//! });
//! let request = Message::new(request.finish(1)?)?;
//! let row = route::row(request.kind()).unwrap();
//! assert_eq!(row.path(request, 44).to_string(), "IFLA_LINKINFO.IFLA_INFO_KIND"); // 16 + 16 + 8 + 4
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{Message, MessageRow, RawAttrs, Row, Scope, Shape, next_link, shape::DEPTH};
use core::fmt;

/// One step of a [`Path`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// An attribute, or a header's or structure's field, by the kernel's name.
    Name(&'static str),
    /// An attribute that the table does not know.
    Number(u16),
    /// The item of an array or a chain that stands at this place, counted from 0; of a [`ByNumber`](super::ByNumber), the one of this
    /// number.
    Item(u16),
}
/// Names from the outermost in: `IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VLAN_ID`. Of fixed size; at most 16 steps.
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
    /// The steps, outermost first. None where the offset points into nothing that the table knows.
    pub fn steps(&self) -> &[Step] {
        self.steps.get(..usize::from(self.len)).unwrap_or(&[])
    }
    /// Whether there is none.
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

impl MessageRow {
    /// The names that lead to `offset`, in bytes from the front of `request`: what an extended ack means. An offset into the family's
    /// header is its field.
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
                descend(Shape::Set(self.table), attrs, offset, Scope::new(request.kind(), header), &mut path);
            }
        }
        path
    }
    /// What stands in front of the attributes, and the attributes.
    fn split<'a>(&self, payload: &'a [u8]) -> (&'a [u8], &'a [u8]) {
        let attrs = match self.header {
            Some(header) => header.split(payload).map_or(&[][..], |(_, _, attrs)| attrs),
            None => payload,
        };
        payload.split_at_checked(payload.len().saturating_sub(attrs.len())).unwrap_or((payload, &[]))
    }
    /// The path of an attribute that is missing: that of the nest at `nest` (`None` for the top), and the name of the attribute.
    pub fn missing(&self, request: Message<'_>, nest: Option<u32>, number: u16) -> Path {
        let mut path = nest.map_or(Path::new(), |nest| self.path(request, nest));
        // what the innermost nest is, by walking down again along the same offset
        let mut shape = Shape::Set(self.table);
        if let Some(nest) = nest {
            let payload = request.payload();
            let (header, attrs) = self.split(payload);
            if let Some(offset) = (nest as usize).checked_sub(16 + header.len()) {
                let scope = Scope::new(request.kind(), header);
                shape = descend(shape, attrs, offset, scope, &mut Path::new()).unwrap_or(Shape::Bytes);
            }
        }
        let row = match shape {
            Shape::Set(table) | Shape::Headed { tail: &Shape::Set(table), .. } => table().row(number),
            _ => None,
        };
        path.push(row.map_or(Step::Number(number), |row| Step::Name(row.name)));
        path
    }
}

/// Goes down to `offset` within `bytes`, which are a `shape`; returns the shape of the attribute that begins there, selected.
fn descend(shape: Shape, bytes: &[u8], offset: usize, scope: Scope<'_>, path: &mut Path) -> Option<Shape> {
    match shape {
        Shape::By(_) => descend(scope.settle_for(shape, bytes), bytes, offset, scope, path),
        Shape::Set(table) => {
            let table = table();
            attribute(bytes, offset, &scope, path, |number, _| {
                let row: Option<&Row> = table.row(number);
                let step = row.map_or(Step::Number(number), |row| Step::Name(row.name));
                (step, row.map_or(Shape::Bytes, |row| row.shape))
            })
        }
        Shape::Array(item) => attribute(bytes, offset, &scope, path, |_, at| (Step::Item(at), *item)),
        Shape::ByNumber(item) => {
            attribute(bytes, offset, &scope, path, |number, _| (Step::Item(number), *item))
        }
        Shape::Headed { header, tail, rebinds } => {
            let (head, rest) = bytes.split_at_checked(tail.behind(header.len))?;
            let scope = if rebinds { scope.behind(head) } else { scope };
            descend(*tail, rest, offset.checked_sub(head.len())?, scope, path)
        }
        Shape::Chain(chain) => {
            let mut rest = bytes;
            let mut at = 0u16;
            while let Some(Ok((element, after))) = next_link(rest, chain.header.len) {
                let start = bytes.len().saturating_sub(rest.len());
                if (start..start + element.len()).contains(&offset) {
                    path.push(Step::Item(at));
                    let inside = Shape::Headed { header: chain.header, tail: chain.tail, rebinds: false };
                    return descend(inside, element, offset - start, scope, path).or(Some(inside));
                }
                rest = after;
                at = at.wrapping_add(1);
            }
            None
        }
        _ => None,
    }
}
/// The attribute of `bytes` that holds `offset`; `known` says its step and its shape by number and place.
fn attribute(
    bytes: &[u8],
    offset: usize,
    scope: &Scope<'_>,
    path: &mut Path,
    known: impl Fn(u16, u16) -> (Step, Shape),
) -> Option<Shape> {
    let inner = scope.inner(bytes)?;
    let mut attrs = RawAttrs::new(bytes);
    let mut at = 0u16;
    loop {
        let start = bytes.len().saturating_sub(attrs.rest().len());
        let attr = attrs.next()?.ok()?;
        if (start..start + 4 + attr.payload().len()).contains(&offset) {
            let (step, shape) = known(attr.number(), at);
            let shape = inner.settle_for(shape, attr.payload());
            path.push(step);
            return match offset.checked_sub(start + 4) {
                Some(inside) => descend(shape, attr.payload(), inside, inner, path).or(Some(shape)),
                None => Some(shape),
            };
        }
        at = at.wrapping_add(1);
    }
}

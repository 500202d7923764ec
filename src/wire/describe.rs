//! A whole message by its table: names of its type and flags, its header, its attributes.
//!
//! ```
//! use nlwire::{route, wire::{Described, Message, NewFlags, Request}};
//! let mut buffer = [0; 64];
//! let mut request = Request::new(&mut buffer, route::NewLink { index: 1, ..Default::default() }, NewFlags::ACK);
//! request.put(route::Link::IFLA_MTU, 1500);
//! let message = Message::new(request.finish(7)?)?;
//! let text = format!("{:?}", Described::new("route", route::row(message.kind()), message));
//! assert!(text.starts_with("RTM_NEWLINK REQUEST|ACK seq 7 port 0 {ifi_family: AF_UNSPEC, "), "{text}");
//! assert!(text.ends_with("{IFLA_MTU: 1500}"), "{text}");
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{
    Ack, Asked, Attrs, ControlType, DoneHeader, Encode, Error, ErrorHeader, ExtAck, Json, Layout, Message,
    NLMSG_MIN_TYPE, Name, Scope, Set, Shape, Structure, Table, Verb, View,
    print::{Printer, Style},
    shape::name_of,
};
use core::fmt;

/// What a protocol's table says of one message type. [`messages!`](crate::messages) makes these.
#[derive(Clone, Copy, Debug)]
pub struct MessageRow {
    /// `nlmsg_type`, or what takes its place: a generic family's command.
    pub number: u16,
    /// The kernel's name; empty where only the form is known.
    pub name: &'static str,
    /// What it does.
    pub verb: Verb,
    /// The structure in front of the attributes; `None` where only the name is known.
    pub header: Option<&'static Structure>,
    /// The attributes.
    pub table: fn() -> &'static Table,
}

/// A message with what a table says of it. `Debug` is for a log, on one line or with `{:#?}` indented; [`Json`] for a program.
#[derive(Clone, Copy)]
pub struct Described<'a> {
    protocol: &'static str,
    family: Option<Name<16>>,
    row: Option<&'static MessageRow>,
    message: Message<'a>,
    asked: Asked,
}

/// How shapes refer to a table.
type TableOf = fn() -> &'static Table;
/// The parts of a message behind its own header.
struct Parts<'a> {
    header: Option<(&'static Structure, &'a [u8])>,
    between: &'a [u8],
    attrs: Option<(TableOf, &'a [u8])>,
    rest: &'a [u8],
}

impl<'a> Described<'a> {
    /// A message of a protocol, with the row of its type where there is one. Control messages need none.
    pub const fn new(protocol: &'static str, row: Option<&'static MessageRow>, message: Message<'a>) -> Self {
        Self { protocol, family: None, row, message, asked: Asked::UNKNOWN }
    }
    /// The same with the name of a family within the protocol, as generic netlink has them: JSON shows it behind the protocol. A message
    /// without a name is then one of its commands, by the number at the front of the payload.
    #[must_use]
    pub const fn of_family(mut self, family: Name<16>) -> Self {
        self.family = Some(family);
        self
    }
    /// The same as a reply to what was asked.
    #[must_use]
    pub const fn asked(mut self, asked: Asked) -> Self {
        self.asked = asked;
        self
    }
    fn scope(&self) -> Scope<'a> {
        Scope::new(self.message.kind(), &[]).asked(self.asked)
    }
    /// The message.
    pub const fn message(&self) -> Message<'a> {
        self.message
    }
    /// The structure in front of the attributes, as far as it is there.
    pub fn header(&self) -> Option<View<'a>> {
        let (structure, header) = self.parts().header?;
        Some(View::within(Shape::Grown(structure), header, self.scope()))
    }
    /// The attributes.
    pub fn attributes(&self) -> Option<View<'a>> {
        let Parts { header, attrs, .. } = self.parts();
        let scope = self.scope().behind(header.map_or(&[], |(_, header)| header));
        attrs.map(|(table, attrs)| View::within(Shape::Set(table), attrs, scope))
    }
    /// The protocol's name, as the caller gave it.
    pub const fn protocol(&self) -> &'static str {
        self.protocol
    }
    /// The name of its type.
    pub fn name(&self) -> Option<&'static str> {
        if self.is_control() {
            return name_of(ControlType::NAMES, self.message.kind().into());
        }
        self.row.map(|row| row.name).filter(|name| !name.is_empty())
    }
    /// The number of what has no name: the command where the family is known, else the message's type.
    fn number(&self) -> u64 {
        match (self.family, self.message.payload().first()) {
            (Some(_), Some(command)) => (*command).into(),
            _ => self.message.kind().into(),
        }
    }
    /// A message type under 16 is control, unless it is the connector's data: NLMSG_DONE with a row of its own.
    fn is_control(&self) -> bool {
        self.message.kind() < NLMSG_MIN_TYPE && self.row.is_none()
    }
    pub(crate) fn verb(&self) -> Verb {
        match self.row {
            _ if self.is_control() => Verb::Ack,
            Some(row) => row.verb,
            None => Verb::Get,
        }
    }
    fn parts(&self) -> Parts<'a> {
        let payload = self.message.payload();
        if self.is_control() {
            let structure = match ControlType(self.message.kind()) {
                ControlType::NLMSG_ERROR => &ErrorHeader::STRUCTURE,
                ControlType::NLMSG_DONE => &DoneHeader::STRUCTURE,
                _ => return Parts { header: None, between: &[], attrs: None, rest: payload },
            };
            let attrs = Ack::read(self.message).map_or(&[][..], |ack| ack.attrs().bytes());
            let attrs = (!attrs.is_empty()).then_some((ExtAck::table as TableOf, attrs));
            return match payload.get(..structure.len) {
                Some(header) => Parts { header: Some((structure, header)), between: &[], attrs, rest: &[] },
                None => Parts { header: None, between: &[], attrs: None, rest: payload },
            };
        }
        let Some((structure, table)) = self.row.and_then(|row| Some((row.header?, row.table))) else {
            return Parts { header: None, between: &[], attrs: None, rest: payload };
        };
        match structure.split(payload) {
            Some((header, between, attrs)) => {
                Parts { header: Some((structure, header)), between, attrs: Some((table, attrs)), rest: &[] }
            }
            // tools ask with less than the family's header: what is there is shown
            None => {
                let (header, rest) = payload.split_at_checked(structure.len).unwrap_or((payload, &[]));
                Parts { header: Some((structure, header)), between: &[], attrs: None, rest }
            }
        }
    }
    /// The first thing that is wrong in it, at any level: framing, a payload that does not fit its type, a header that is cut.
    ///
    /// # Errors
    /// That first thing.
    pub fn check(&self) -> Result<(), Error> {
        let parts = self.parts();
        let mut scope = self.scope();
        if let Some((structure, header)) = parts.header {
            if header.len() < structure.len || !parts.rest.is_empty() {
                return Err(Error::header(self.message.payload()));
            }
            scope = scope.behind(header);
        }
        match parts.attrs {
            Some((table, attrs)) => View::within(Shape::Set(table), attrs, scope).check(),
            None => Ok(()),
        }
    }
    fn print(&self, printer: &mut Printer<'_>) -> fmt::Result {
        let message = self.message;
        match self.name() {
            Some(name) => printer.raw(name)?,
            None => {
                printer.raw(self.protocol)?;
                match self.family {
                    Some(family) => {
                        printer.raw(" ")?;
                        printer.bare_text(family.as_str().as_bytes())?;
                        printer.raw(" command ")?;
                    }
                    None => printer.raw(" type ")?,
                }
                printer.number(self.number())?;
            }
        }
        printer.raw(" ")?;
        printer.flags(message.flags().into(), self.verb().flag_names())?;
        printer.raw(" seq ")?;
        printer.number(message.seq().into())?;
        printer.raw(" port ")?;
        printer.number(message.port().into())?;
        self.views(|name, view| {
            printer.raw(if name == "payload" { " payload " } else { " " })?;
            printer.view(view)
        })
    }
    fn json(
        &self,
        printer: &mut Printer<'_>,
        more: &mut dyn FnMut(&mut dyn fmt::Write) -> fmt::Result,
    ) -> fmt::Result {
        let message = self.message;
        printer.group(["{", "}"], |printer, any| {
            printer.key(any, "protocol")?;
            printer.word(self.protocol)?;
            if let Some(family) = self.family {
                printer.key(any, "family")?;
                printer.text(family.as_str().as_bytes())?;
            }
            printer.key(any, "message")?;
            match self.name() {
                Some(name) => printer.word(name)?,
                None => printer.number(self.number())?,
            }
            printer.key(any, "flags")?;
            printer.flags(message.flags().into(), self.verb().flag_names())?;
            printer.key(any, "seq")?;
            printer.number(message.seq().into())?;
            printer.key(any, "port")?;
            printer.number(message.port().into())?;
            self.views(|name, view| {
                printer.key(any, name)?;
                printer.view(view)
            })?;
            printer.more(more)
        })
    }
    /// Header, attributes, or the payload of which nothing is known, each with its key.
    pub(crate) fn views<E>(
        &self,
        mut each: impl FnMut(&'static str, &View<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let parts = self.parts();
        let mut scope = self.scope();
        if let Some((structure, header)) = parts.header {
            // a header that is cut shows the fields that are there
            each("header", &View::within(Shape::Grown(structure), header, scope))?;
            scope = scope.behind(header);
        }
        if !parts.between.is_empty() {
            let between = parts.header.map_or(&Shape::Bytes, |(structure, _)| structure.between);
            each("payload", &View::within(*between, parts.between, scope))?;
        }
        if let Some((table, attrs)) = parts.attrs {
            each("attributes", &View::within(Shape::Set(table), attrs, scope))?;
        }
        if !parts.rest.is_empty() {
            each("payload", &View::within(<&[u8] as Encode>::SHAPE, parts.rest, scope))?;
        }
        Ok(())
    }
    /// As JSON, with more members behind its own: `more` writes them, each with a comma in front.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_json(
        &self,
        out: &mut dyn fmt::Write,
        more: &mut dyn FnMut(&mut dyn fmt::Write) -> fmt::Result,
    ) -> fmt::Result {
        self.json(&mut Printer::new(out, Style::Json), more)
    }
    /// As `Debug` prints it, on one line or, `pretty`, indented.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_debug(&self, out: &mut dyn fmt::Write, pretty: bool) -> fmt::Result {
        self.print(&mut Printer::new(out, if pretty { Style::Pretty } else { Style::Line }))
    }
}
impl fmt::Debug for Described<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let style = if f.alternate() { Style::Pretty } else { Style::Line };
        self.print(&mut Printer::new(f, style))
    }
}
impl fmt::Display for Json<Described<'_>> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write_json(f, &mut |_| Ok(()))
    }
}
/// Header and attributes of a message that was taken apart, behind `name`.
#[doc(hidden)]
pub fn write_parts<H: Layout, S: Set>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    kind: u16,
    header: &H,
    attrs: Attrs<'_, S>,
    asked: Asked,
) -> fmt::Result {
    let header = zerocopy::IntoBytes::as_bytes(header);
    let style = if f.alternate() { Style::Pretty } else { Style::Line };
    let mut printer = Printer::new(f, style);
    printer.raw(name)?;
    printer.raw(" ")?;
    printer.view(&View::new(Shape::Struct(&H::STRUCTURE), header))?;
    printer.raw(" ")?;
    printer.view(&View::within(Shape::Set(S::table), attrs.bytes(), Scope::new(kind, header).asked(asked)))
}
impl fmt::Debug for Message<'_> {
    /// Type, flags and numbers; the payload as hex, since a message by itself does not say its protocol.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Described::new("netlink", None, *self).fmt(f)
    }
}

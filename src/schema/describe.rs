//! A message with its specification: names of type and flags, header and attributes.
use super::print::{Printer, Style};
use crate::{
    schema::{Json, Path, View},
    wire::{
        Ack, AckFlags, AttributeSet, Attrs, CStruct, ControlType, DoneHeader, Encode, Error, ErrorHeader,
        ExtAck, InlineStr, Message, NLMSG_MIN_TYPE, Struct, Verb,
        spec::{AttributeSetSpec, MessageSpec, PayloadType, Scope, StructSpec, value_name},
    },
};
use core::fmt;

/// A message with the specification of its type.
///
/// `Debug` prints for a log, on one line, or indented with `{:#?}`. [`Json`] prints for a program.
///
/// ```
/// use nlwire::{route, schema::Described, wire::{Message, NewFlags, Request}};
/// let mut buffer = [0; 64];
/// let mut request = Request::new(&mut buffer, route::NewLink { index: 1, ..Default::default() }, NewFlags::ACK);
/// request.put(route::Link::IFLA_MTU, 1500);
/// let message = Message::new(request.finish(7)?)?;
/// let text = format!("{:?}", Described::new("route", route::lookup(message), message));
/// assert!(text.starts_with("RTM_NEWLINK REQUEST|ACK seq 7 port 0 {ifi_family: AF_UNSPEC, "), "{text}");
/// assert!(text.ends_with("{IFLA_MTU: 1500}"), "{text}");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Described<'a> {
    protocol: &'static str,
    family: Option<InlineStr<16>>,
    row: Option<&'a MessageSpec>,
    message: Message<'a>,
    answered: Option<Answered>,
    reveals: bool,
    /// JSON leaves out fields of the header that are zero.
    omits_zeros: bool,
}
/// The request that a control message answers.
#[derive(Clone, Copy)]
struct Answered {
    /// Name, or number if there is none; `None` if the message has neither.
    request: Option<Result<&'static str, u64>>,
    /// The attribute that the kernel refuses, or that is missing.
    path: Option<(PathKind, Path)>,
}
/// What is wrong with the attribute at a path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PathKind {
    Refused,
    Missing,
}
/// What a control message says, for printing and serializing. Names where known, otherwise numbers.
pub(crate) struct Summary<'d> {
    pub(crate) errno: Option<Result<&'static str, i32>>,
    pub(crate) request: Option<Result<&'static str, u64>>,
    /// Key and path.
    pub(crate) attribute: Option<(&'static str, &'d Path)>,
}

/// How a payload type refers to an attribute set.
type TableOf = fn() -> &'static AttributeSetSpec;
/// Parts of the payload of a message.
struct Parts<'a> {
    header: Option<(&'static StructSpec, &'a [u8])>,
    between: &'a [u8],
    attrs: Option<(TableOf, &'a [u8])>,
    rest: &'a [u8],
}

impl<'a> Described<'a> {
    /// Describes a message of a protocol by the specification of its type, if known.
    ///
    /// Control messages need no specification.
    pub const fn new(protocol: &'static str, row: Option<&'a MessageSpec>, message: Message<'a>) -> Self {
        Self { protocol, family: None, row, message, answered: None, reveals: false, omits_zeros: false }
    }
    /// Sets the name of the generic netlink family, which JSON prints after the protocol.
    ///
    /// A message without a name is then printed as a command, by the first byte of the payload.
    #[must_use]
    pub const fn of_family(mut self, family: InlineStr<16>) -> Self {
        self.family = Some(family);
        self
    }
    /// Sets the request that a control message answers, for the name of the request and the path of
    /// the attribute that the kernel refuses.
    ///
    /// ```
    /// use nlwire::{route, schema::*, wire::{spec::*, *}};
    /// let mut buffer = [0; 64];
    /// let mut request = Request::new(&mut buffer, route::NewLink::default(), NewFlags::ACK);
    /// request.put(route::Link::IFLA_MTU, 60);
    /// let request = Message::new(request.finish(7)?)?;
    /// let mut buffer = [0; 128];
    /// let error = write_error(&mut buffer, request, 22, true, |ext| _ = ext.put(ExtAck::NLMSGERR_ATTR_OFFS, 32))?;
    /// let request = Described::new("route", route::lookup(request), request);
    /// let error = Described::new("route", None, Message::new(error)?).answering(&request);
    /// assert!(format!("{error:?}").contains("EINVAL (-22) of RTM_NEWLINK, attribute IFLA_MTU"), "{error:?}");
    /// assert!(Json(error).to_string().ends_with(r#","errno":"EINVAL","request":"RTM_NEWLINK","attribute":"IFLA_MTU"}"#));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn answering(mut self, request: &Described<'_>) -> Self {
        let Some(ack) = Ack::read(self.message).filter(|_| self.is_control()) else { return self };
        if self.family.is_none() {
            self.family = request.family;
        }
        let path =
            request.row.filter(|row| row.header.is_some()).and_then(|row| path(row, request.message, &ack));
        // of a generic netlink request, the header alone shows the family, and not the command
        let known = request.family.is_none() || !request.message.payload().is_empty();
        let request = request.name().ok_or(request.number());
        self.answered = Some(Answered { request: Some(request).filter(|_| known), path });
        self
    }
    /// Returns the name of the request that a control message answers, if known.
    pub fn request_name(&self) -> Option<&'static str> {
        self.answered?.request?.ok()
    }
    /// Returns the path of the attribute that the kernel refuses, or that is missing, in the
    /// request that a control message answers.
    pub fn attribute_path(&self) -> Option<Path> {
        self.answered?.path.map(|(_, path)| path)
    }
    /// Returns what a control message says; nothing for other messages.
    pub(crate) fn summary(&self) -> Summary<'_> {
        let errno = || {
            let ack = Ack::read(self.message).filter(|_| self.is_control())?;
            // without a code, the message is truncated
            let errno = ack.errno();
            (!ack.is_ok() && self.message.payload().len() >= 4).then(|| errno.name().ok_or(errno.0))
        };
        let answered = self.answered.as_ref();
        Summary {
            errno: errno(),
            request: answered.and_then(|answered| answered.request),
            attribute: answered.and_then(|answered| answered.path.as_ref()).map(|(kind, path)| match kind {
                PathKind::Refused => ("attribute", path),
                PathKind::Missing => ("missing", path),
            }),
        }
    }
    /// Prints and serializes keys and passwords. Otherwise, [`SECRET`](crate::wire::spec::SECRET) replaces
    /// them.
    #[must_use]
    pub const fn reveal_secrets(mut self) -> Self {
        self.reveals = true;
        self
    }
    /// Leaves out the fields of the fixed header whose bytes are zero, and of JSON `flags` without
    /// a flag, and `seq` and `port` of 0. Whoever reads it takes a missing field as zero.
    ///
    /// ```
    /// use nlwire::{route, schema::{Described, Json}, wire::{Message, NewFlags, Request}};
    /// let mut buffer = [0; 64];
    /// let operation = route::NewLink { index: 7, ..Default::default() };
    /// let request = Request::new(&mut buffer, operation, NewFlags::empty());
    /// let message = Message::new(request.finish(1)?)?;
    /// let json = Json(Described::new("route", route::lookup(message), message).omit_zeros()).to_string();
    /// assert!(json.contains(r#""seq":1,"header":{"ifi_index":7},"attributes":{}"#), "{json}");
    /// let text = format!("{:?}", Described::new("route", route::lookup(message), message).omit_zeros());
    /// assert!(text.ends_with("seq 1 port 0 {ifi_index: 7} {}"), "{text}");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn omit_zeros(mut self) -> Self {
        self.omits_zeros = true;
        self
    }
    fn scope(&self) -> Scope<'a> {
        Scope::new(self.message.message_type(), &[]).revealing(self.reveals)
    }
    /// Returns the message.
    pub const fn message(&self) -> Message<'a> {
        self.message
    }
    /// Returns the fixed header, which may be truncated.
    pub fn header(&self) -> Option<View<'a>> {
        let (structure, header) = self.parts().header?;
        Some(View::within(PayloadType::Extensible(structure), header, self.scope()))
    }
    /// Returns the attributes.
    pub fn attributes(&self) -> Option<View<'a>> {
        let Parts { header, attrs, .. } = self.parts();
        let scope = self.scope().behind(header.map_or(&[], |(_, header)| header));
        attrs.map(|(table, attrs)| View::within(PayloadType::Nest(table), attrs, scope))
    }
    /// Returns the name of the protocol, as the caller gave it.
    pub const fn protocol(&self) -> &'static str {
        self.protocol
    }
    /// Returns the name of the message type.
    pub fn name(&self) -> Option<&'static str> {
        if self.is_control() {
            return value_name(ControlType::NAMES, self.message.message_type().into());
        }
        self.row.map(|row| row.name).filter(|name| !name.is_empty())
    }
    /// Returns the name of the generic netlink family, if known.
    #[cfg(feature = "serde")]
    pub(crate) const fn family(&self) -> Option<InlineStr<16>> {
        self.family
    }
    /// Returns the specification of the message.
    pub(crate) const fn row(&self) -> Option<&'a MessageSpec> {
        self.row
    }
    /// Returns the number of a message without a name.
    ///
    /// The command if the family is known, otherwise the message type.
    pub(crate) fn number(&self) -> u64 {
        match (self.family, self.message.payload().first()) {
            (Some(_), Some(command)) => (*command).into(),
            _ => self.message.message_type().into(),
        }
    }
    /// Whether this is a control message: type below 16 and no specification.
    ///
    /// NLMSG_DONE has a specification in the connector protocol, where it carries data.
    pub(crate) fn is_control(&self) -> bool {
        self.message.message_type() < NLMSG_MIN_TYPE && self.row.is_none()
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
            let structure = match ControlType(self.message.message_type()) {
                ControlType::NLMSG_ERROR => &ErrorHeader::SPEC,
                ControlType::NLMSG_DONE => &DoneHeader::SPEC,
                _ => return Parts { header: None, between: &[], attrs: None, rest: payload },
            };
            let attrs = Ack::read(self.message).map_or(&[][..], |ack| ack.attrs().bytes());
            let attrs = (!attrs.is_empty()).then_some((ExtAck::spec as TableOf, attrs));
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
            // tools send requests with less than the family's header: print the fields that exist
            None => {
                let (header, rest) = payload.split_at_checked(structure.len).unwrap_or((payload, &[]));
                Parts { header: Some((structure, header)), between: &[], attrs: None, rest }
            }
        }
    }
    /// Checks the message at every level.
    ///
    /// # Errors
    /// The first error: broken framing, a payload that does not match its type, a truncated header.
    pub fn check(&self) -> Result<(), Error> {
        if self.is_control() {
            self.check_control()?;
        }
        let parts = self.parts();
        let mut scope = self.scope();
        if let Some((structure, header)) = parts.header {
            if header.len() < structure.len || !parts.rest.is_empty() {
                return Err(Error::header(self.message.payload()));
            }
            scope = scope.behind(header);
        }
        match parts.attrs {
            Some((table, attrs)) => View::within(PayloadType::Nest(table), attrs, scope).check(),
            None => Ok(()),
        }
    }
    fn is_ack(&self) -> bool {
        self.is_control() && Ack::read(self.message).is_some_and(|ack| ack.is_ok())
    }
    /// Checks that a control message is complete.
    fn check_control(&self) -> Result<(), Error> {
        let payload = self.message.payload();
        match (ControlType(self.message.message_type()), payload.split_at_checked(4)) {
            // some families end a dump without a code
            (ControlType::NLMSG_DONE, None) if !payload.is_empty() => Err(Error::header(payload)),
            (ControlType::NLMSG_ERROR, Some((code, echo))) if echo.len() >= 16 => {
                let capped = self.message.flags() & AckFlags::CAPPED.bits() != 0 || code == [0; 4];
                let len = echo.first_chunk::<4>().map_or(0, |len| u32::from_ne_bytes(*len) as usize);
                // before Linux 4.12, a capped error has no mark
                let cut = !capped && echo.len() > 16 && echo.len() < len;
                if cut { Err(Error::framing(echo)) } else { Ok(()) }
            }
            (ControlType::NLMSG_ERROR, _) => Err(Error::header(payload)),
            _ => Ok(()),
        }
    }
    /// Writes what a control message says, for people. Returns whether that is its complete header.
    fn print_summary(&self, printer: &mut Printer<'_>) -> Result<bool, fmt::Error> {
        let Summary { errno, request, attribute } = self.summary();
        match (errno, ControlType(self.message.message_type())) {
            (Some(errno), _) => {
                printer.raw(" ")?;
                printer.raw(errno.unwrap_or("error"))?;
                printer.more(&mut |out| {
                    write!(out, " ({})", Ack::read(self.message).map_or(0, |ack| ack.code()))
                })?;
            }
            (None, ControlType::NLMSG_ERROR) if self.is_ack() => printer.raw(" ack")?,
            _ => {}
        }
        let Some(request) = request else { return Ok(false) };
        printer.raw(" of ")?;
        match request {
            Ok(name) => printer.raw(name)?,
            Err(number) => printer.more(&mut |out| write!(out, "request type {number}"))?,
        }
        if let Some((key, path)) = attribute {
            printer.more(&mut |out| write!(out, ", {key} {path}"))?;
        }
        Ok(true)
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
        printer.number(message.port_id().into())?;
        let said = self.print_summary(printer)?;
        self.views(|name, view| {
            if said && name == "header" && !printer.is_pretty() {
                return Ok(()); // code, and the header of the request
            }
            printer.raw(if name == "payload" { " payload " } else { " " })?;
            printer.omit_zeros(self.omits_zeros && name == "header");
            printer.view(view)
        })
    }
    fn json(
        &self,
        printer: &mut Printer<'_>,
        more: &mut dyn FnMut(&mut dyn fmt::Write) -> fmt::Result,
    ) -> fmt::Result {
        let message = self.message;
        printer.group([b'{', b'}'], |printer, any| {
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
            if !(self.omits_zeros && message.flags() == 0) {
                printer.key(any, "flags")?;
                printer.flags(message.flags().into(), self.verb().flag_names())?;
            }
            for (key, value) in [("seq", message.seq()), ("port", message.port_id())] {
                if !(self.omits_zeros && value == 0) {
                    printer.key(any, key)?;
                    printer.number(value.into())?;
                }
            }
            self.views(|name, view| {
                printer.key(any, name)?;
                printer.omit_zeros(self.omits_zeros && name == "header");
                printer.view(view)
            })?;
            let Summary { errno, request, attribute } = self.summary();
            if let Some(errno) = errno {
                printer.key(any, "errno")?;
                match errno {
                    Ok(name) => printer.word(name)?,
                    Err(number) => printer.number(number.unsigned_abs().into())?,
                }
            }
            if let Some(request) = request {
                printer.key(any, "request")?;
                match request {
                    Ok(name) => printer.word(name)?,
                    Err(number) => printer.number(number)?,
                }
            }
            if let Some((key, path)) = attribute {
                printer.key(any, key)?;
                // names of the kernel, which need no escapes
                printer.more(&mut |out| write!(out, "\"{path}\""))?;
            }
            printer.more(more)
        })
    }
    /// Calls `each` with header, attributes, or unknown payload, each with its key.
    pub(crate) fn views<E>(
        &self,
        mut each: impl FnMut(&'static str, &View<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let parts = self.parts();
        let mut scope = self.scope();
        if let Some((structure, header)) = parts.header {
            // a truncated header prints the fields that exist
            each("header", &View::within(PayloadType::Extensible(structure), header, scope))?;
            scope = scope.behind(header);
        }
        if !parts.between.is_empty() {
            let between = parts.header.map_or(&PayloadType::Bytes, |(structure, _)| structure.between);
            each("payload", &View::within(*between, parts.between, scope))?;
        }
        if let Some((table, attrs)) = parts.attrs {
            each("attributes", &View::within(PayloadType::Nest(table), attrs, scope))?;
        }
        if !parts.rest.is_empty() {
            // a truncated header and what follows: even the positions of keys are unknown
            let hides = self.row.is_some_and(|row| (row.table)().holds_secrets(2));
            each("payload", &View::within(<&[u8] as Encode>::PAYLOAD_TYPE, parts.rest, scope).hiding(hides))?;
        }
        Ok(())
    }
    /// Writes the message as JSON, and lets `more` append members, each with a comma in front.
    ///
    /// # Errors
    /// An error of `out`.
    pub fn write_json(
        &self,
        out: &mut dyn fmt::Write,
        more: &mut dyn FnMut(&mut dyn fmt::Write) -> fmt::Result,
    ) -> fmt::Result {
        Printer::print(out, Style::Json, |printer| self.json(printer, more))
    }
    /// Writes the message as `Debug` does, on one line, or indented if `pretty`.
    ///
    /// # Errors
    /// An error of `out`.
    pub fn write_debug(&self, out: &mut dyn fmt::Write, pretty: bool) -> fmt::Result {
        let style = if pretty { Style::Pretty } else { Style::Line };
        Printer::print(out, style, |printer| self.print(printer))
    }
}
impl fmt::Debug for Described<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let style = if f.alternate() { Style::Pretty } else { Style::Line };
        Printer::print(f, style, |printer| self.print(printer))
    }
}
impl fmt::Display for Json<Described<'_>> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write_json(f, &mut |_| Ok(()))
    }
}
/// Returns the path of the attribute that an ack is about, as far as the request shows it.
fn path(row: &MessageSpec, request: Message<'_>, ack: &Ack<'_>) -> Option<(PathKind, Path)> {
    let number = |key| ack.attrs().get(key).ok().flatten();
    let holds = |offset: u32| usize::try_from(offset).is_ok_and(|offset| offset < request.bytes().len());
    if let Some(missing) = number(ExtAck::NLMSGERR_ATTR_MISS_TYPE) {
        let nest = number(ExtAck::NLMSGERR_ATTR_MISS_NEST);
        let known = nest.is_none_or(holds);
        let missing = u16::try_from(missing).unwrap_or(u16::MAX);
        return known.then(|| (PathKind::Missing, row.missing(request, nest, missing)));
    }
    let offset = number(ExtAck::NLMSGERR_ATTR_OFFS).filter(|offset| holds(*offset))?;
    Some((PathKind::Refused, row.path(request, offset))).filter(|(_, path)| !path.is_empty())
}
/// Writes `name`, then header and attributes of a message.
#[doc(hidden)]
pub fn write_parts<H: CStruct, S: AttributeSet>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    kind: u16,
    header: &Struct<H>,
    attrs: Attrs<'_, S>,
) -> fmt::Result {
    let header = zerocopy::IntoBytes::as_bytes(header);
    let style = if f.alternate() { Style::Pretty } else { Style::Line };
    Printer::print(f, style, |printer| {
        printer.raw(name)?;
        printer.raw(" ")?;
        printer.view(&View::new(PayloadType::Struct(&H::SPEC), header))?;
        printer.raw(" ")?;
        printer.view(&View::within(PayloadType::Nest(S::spec), attrs.bytes(), Scope::new(kind, header)))
    })
}
impl fmt::Debug for Message<'_> {
    /// Prints type, flags, numbers, and the payload in hexadecimal.
    ///
    /// The payload cannot be decoded, since a message does not carry its protocol.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Described::new("netlink", None, *self).fmt(f)
    }
}

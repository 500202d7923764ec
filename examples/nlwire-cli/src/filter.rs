//! Conditions on messages in the names of the tables: `RTA_OIF=3`, `IFLA_LINKINFO.IFLA_INFO_KIND!=veth`.
use crate::{
    build::Builder,
    fields,
    json::Json,
    perform,
    registry::{self, Entry},
    stop::{Stop, stop},
};
use nlwire::{
    bpf::{self, Code, Instruction, Label, Test},
    schema::{Described, Node, View},
    wire::{
        Protocol, RawAttrs,
        spec::{MessageSpec, Names, PayloadType},
    },
};

/// Conditions that must all hold.
#[derive(Default)]
pub struct Filter(Vec<Condition>);
struct Condition {
    path: String,
    /// The value in lower case.
    value: String,
    /// Whether the value must not be equal.
    differs: bool,
    forms: Vec<Form>,
}
/// A value in messages of one type.
struct Form {
    protocol: Protocol,
    number: u16,
    /// Offset of the field, or of the attributes, in the message.
    offset: u32,
    /// Attribute types down to the attribute; empty for a field of the header.
    path: Vec<u16>,
    bytes: Vec<u8>,
    payload_type: Kind,
}
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Equal if the bytes are.
    Exact,
    /// Flags, of which all must be set.
    Flags,
    /// Text, which may end with NUL, or anything of another length.
    Other,
}

impl Filter {
    /// Parses conditions for the messages of protocols.
    ///
    /// # Errors
    /// A name is in none of the messages, or the value does not fit its type.
    pub fn parse(conditions: &[String], protocols: &[Protocol]) -> Result<Self, Stop> {
        if conditions.is_empty() {
            return Ok(Self::default());
        }
        let entries = registry::all();
        let of = |entry: &&Entry| protocols.contains(&entry.protocol) && entry.spec.header.is_some();
        let entries: Vec<_> = entries.iter().filter(of).copied().collect();
        conditions.iter().map(|text| Condition::parse(text, &entries)).collect::<Result<_, _>>().map(Self)
    }
    /// Whether a message fulfils all conditions.
    pub fn passes(&self, described: &Described<'_>) -> bool {
        self.0.iter().all(|condition| condition.holds(described))
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Returns a program for the kernel, of those conditions that it can decide; none if there are
    /// none.
    pub fn program(&self, protocol: Protocol) -> Vec<Instruction> {
        let mut room = [Instruction::DROP; 512];
        let conditions = self.0.iter().filter(|condition| condition.is_for_kernel(protocol)).collect();
        match bpf::compile(Program { conditions, protocol }, &mut room) {
            Ok(program) if self.0.iter().any(|it| it.is_for_kernel(protocol)) => program.to_vec(),
            _ => Vec::new(),
        }
    }
}
/// Conditions that the kernel decides.
struct Program<'f> {
    conditions: Vec<&'f Condition>,
    protocol: Protocol,
}
impl Test for Program<'_> {
    fn write(&self, code: &mut Code<'_>, yes: Label, no: Label) -> Label {
        self.conditions.iter().rev().fold(yes, |holds, condition| {
            let [equal, other] = if condition.differs { [no, holds] } else { [holds, no] };
            let forms = condition.forms.iter().rev().filter(|form| form.protocol == self.protocol);
            forms.fold(other, |other, form| {
                let value = match form.path.as_slice() {
                    [] => bpf::field_bytes(form.offset, &form.bytes),
                    path => bpf::attr_bytes(form.offset, path, &form.bytes),
                };
                bpf::kind(form.number).and(value).write(code, equal, other)
            })
        })
    }
}
impl Condition {
    fn parse(text: &str, entries: &[Entry]) -> Result<Self, Stop> {
        let Some((path, value)) = text.split_once('=') else {
            return Err(stop!("--filter {text:?}: NAME=VALUE or NAME!=VALUE is expected"));
        };
        let (path, differs) = path.strip_suffix('!').map_or((path, false), |path| (path, true));
        let (path, value) = (path.trim(), value.trim());
        let (mut forms, mut is_known, mut is_open, mut wrong) = (Vec::new(), false, false, None);
        for entry in entries {
            match resolve(entry.spec, path) {
                Resolved::Unknown => continue,
                // what is below depends on the message: compared as it is printed
                Resolved::Open => is_open = true,
                Resolved::At { numbers, payload_type } => {
                    match Form::new(entry, path, numbers, payload_type, value) {
                        Ok(form) => {
                            // the usual layout of a type comes first; others are those of requests
                            let same =
                                |other: &Form| (other.protocol, other.number) == (form.protocol, form.number);
                            if form.protocol == Protocol::GENERIC || !forms.iter().any(same) {
                                forms.push(form);
                            }
                        }
                        Err(error) => wrong = wrong.or(Some(error)),
                    }
                }
            }
            is_known = true;
        }
        if !is_known {
            let first = path.split('.').next().unwrap_or(path);
            let names = entries.iter().flat_map(|entry| {
                let fields =
                    entry.spec.header.into_iter().flat_map(|header| header.fields).map(|field| field.name);
                fields.chain((entry.spec.table)().attributes.iter().map(|attribute| attribute.name))
            });
            let hint = registry::nearest(path.rsplit('.').next().unwrap_or(first), names);
            return Err(stop!("--filter: no message of these groups has {path:?}{hint}"));
        }
        match wrong {
            Some(wrong) if forms.is_empty() && !is_open => Err(stop!("--filter: {wrong}")),
            _ => Ok(Self { path: path.to_owned(), value: value.to_lowercase(), differs, forms }),
        }
    }
    fn holds(&self, described: &Described<'_>) -> bool {
        let message = described.message();
        let equal = fields::read(described, |fields| {
            let mut equal = false;
            fields.at_built(&self.path, |view| {
                fields::each(view, &mut |item| equal |= self.equals(item, message.message_type()));
            });
            equal
        });
        equal != self.differs
    }
    fn equals(&self, view: &View<'_>, number: u16) -> bool {
        for form in self.forms.iter().filter(|form| form.number == number) {
            match (form.payload_type, view.node()) {
                (Kind::Flags, Node::Flags(value, _)) => {
                    let wanted = fields::number(&View::new(view.payload_type(), &form.bytes)).unwrap_or(0);
                    return if wanted == 0 { value == 0 } else { value & wanted == wanted };
                }
                (Kind::Exact, _) => return view.payload() == form.bytes,
                _ => {}
            }
        }
        let mut text = String::new();
        fields::spell(view, "", &mut text);
        let text = text.to_lowercase();
        text == self.value
            || matches!(view.node(), Node::Name(_)) && text.ends_with(&format!("_{}", self.value))
    }
    /// Whether the kernel can decide the condition for messages of a protocol.
    fn is_for_kernel(&self, protocol: Protocol) -> bool {
        // generic netlink families share numbers of messages
        let forms: Vec<_> = self.forms.iter().filter(|form| form.protocol == protocol).collect();
        protocol != Protocol::GENERIC
            && !forms.is_empty()
            && forms.iter().all(|form| form.payload_type == Kind::Exact && form.path.len() <= 8)
    }
}
/// What the tables say of a path.
enum Resolved {
    /// The message does not have it.
    Unknown,
    /// It depends on the message.
    Open,
    At {
        numbers: Vec<u16>,
        payload_type: PayloadType,
    },
}
fn resolve(spec: &MessageSpec, path: &str) -> Resolved {
    let mut names = path.split('.');
    let first = names.next().unwrap_or("");
    let field = spec.header.and_then(|header| header.fields.iter().find(|field| field.name == first));
    if let Some(field) = field.filter(|field| !field.padding) {
        return match names.next() {
            None => Resolved::At { numbers: Vec::new(), payload_type: field.payload_type },
            Some(_) => Resolved::Open,
        };
    }
    let Some(attribute) = (spec.table)().attribute_by_name(first) else { return Resolved::Unknown };
    let (mut numbers, mut payload_type) = (vec![attribute.number], attribute.payload_type);
    for name in names {
        match payload_type {
            PayloadType::Nest(set) if !set().ordered => {
                let Some(attribute) = set().attribute_by_name(name) else { return Resolved::Unknown };
                numbers.push(attribute.number);
                payload_type = attribute.payload_type;
            }
            _ => return Resolved::Open,
        }
    }
    match payload_type {
        PayloadType::SubMessage(_) => Resolved::Open,
        _ => Resolved::At { numbers, payload_type },
    }
}
impl Form {
    /// Encodes a value, as a request would have it.
    fn new(
        entry: &Entry,
        path: &str,
        numbers: Vec<u16>,
        payload_type: PayloadType,
        value: &str,
    ) -> Result<Self, String> {
        let header = entry.spec.header.ok_or("the message has no header")?;
        let mut members = Vec::new();
        perform::insert(&mut members, path, path, Json::Word(value.to_owned()))?;
        let part = if numbers.is_empty() { "header" } else { "attributes" };
        let line = Json::Map(vec![(part.to_owned(), Json::Map(members))]);
        // an empty header is one of zeros here, rather than none
        let line = match (line, perform::first_number(header)) {
            (Json::Map(mut parts), Some(field)) if !numbers.is_empty() => {
                parts.push(("header".to_owned(), Json::Map(vec![(field.to_owned(), Json::Unsigned(0))])));
                Json::Map(parts)
            }
            (line, _) => line,
        };
        let bytes = Builder::default().message(entry.spec, (entry.spec.number, 0, 0, 0), &line)?;
        let attributes = 16 + header.len.next_multiple_of(4);
        let (offset, found) =
            match header.fields.iter().find(|field| numbers.is_empty() && field.name == path) {
                Some(field) => {
                    (16 + field.offset, bytes.get(16 + field.offset..).and_then(|rest| rest.get(..field.len)))
                }
                None => {
                    let mut payload = bytes.get(attributes..);
                    for number in &numbers {
                        let mut all = RawAttrs::new(payload.unwrap_or(&[])).map_while(Result::ok);
                        payload = all.find(|attr| attr.attr_type() == *number).map(|attr| attr.payload());
                    }
                    (attributes, payload)
                }
            };
        let payload_type = match payload_type {
            PayloadType::Number(number) if matches!(number.names, Names::Flags(_)) => Kind::Flags,
            PayloadType::Number(number) if number.len != 0 => Kind::Exact,
            PayloadType::Ip | PayloadType::IpOf(_) | PayloadType::Hardware => Kind::Exact,
            _ => Kind::Other,
        };
        Ok(Self {
            protocol: entry.protocol,
            number: entry.spec.number,
            offset: offset as u32,
            path: numbers,
            bytes: found.ok_or("the value cannot be encoded")?.to_vec(),
            payload_type,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nlwire::{decode::Decoder, wire::Message};

    const ROUTE: Protocol = Protocol::ROUTE;

    fn filter(conditions: &[&str]) -> Filter {
        let conditions: Vec<_> = conditions.iter().map(|text| (*text).to_owned()).collect();
        match Filter::parse(&conditions, &[ROUTE]) {
            Ok(filter) => filter,
            Err(stop) => panic!("{stop:?}"),
        }
    }
    #[test]
    fn the_kernel_and_the_tool_decide_alike() {
        let line = |header: &str, attributes: &str| {
            format!("{{\"header\":{{{header}}},\"attributes\":{{{attributes}}}}}")
        };
        let mut messages = vec![("RTM_NEWLINK", line("\"ifi_index\":1", ""))];
        for number in 1..=2 {
            for mtu in [1400, 1500, 65536] {
                let link = line(&format!("\"ifi_index\":{number}"), &format!("\"IFLA_MTU\":{mtu}"));
                messages.extend([("RTM_NEWLINK", link.clone()), ("RTM_DELLINK", link)]);
                for len in [24, 32] {
                    let attributes = format!(
                        "\"RTA_OIF\":{number},\"RTA_TABLE\":{},\"RTA_PRIORITY\":{},\"RTA_METRICS\":{{\"RTAX_MTU\":{mtu}}}",
                        253 + number,
                        1024 * number
                    );
                    let header = format!("\"rtm_family\":2,\"rtm_dst_len\":{len}");
                    for attributes in [attributes.as_str(), ""] {
                        messages.push(("RTM_NEWROUTE", line(&header, attributes)));
                    }
                }
            }
        }
        let entries = registry::all();
        let all: &[&[&str]] = &[
            &["IFLA_MTU=1500"],
            &["IFLA_MTU!=1500"],
            &["rtm_dst_len=32"],
            &["rtm_dst_len!=32", "RTA_TABLE=RT_TABLE_MAIN"],
            &["RTA_OIF=1"],
            &["ifi_index=1", "IFLA_MTU=65536"],
            &["RTA_PRIORITY!=1024", "RTA_OIF!=1"],
            &["RTA_METRICS.RTAX_MTU=1400"],
        ];
        let decoder = Decoder::new();
        for conditions in all {
            let (filter, mut passed) = (filter(conditions), 0);
            let program = filter.program(ROUTE);
            assert!(!program.is_empty(), "{conditions:?}");
            for (name, line) in &messages {
                let spec = entries.iter().find(|entry| entry.spec.name == *name).unwrap().spec;
                let line = Json::parse(line).unwrap();
                let bytes = Builder::default().message(spec, (spec.number, 0, 0, 0), &line).unwrap();
                let described = decoder.describe(ROUTE, Message::new(&bytes).unwrap());
                let kernel = bpf::run(&program, &bytes) == Ok(u32::MAX);
                assert_eq!(kernel, filter.passes(&described), "{conditions:?} {described:?}");
                passed += usize::from(kernel);
            }
            assert!(passed > 0 && passed < messages.len(), "{conditions:?}: {passed}");
        }
    }
    #[test]
    fn what_only_the_tool_can_decide_is_not_in_the_program() {
        for conditions in [&["IFLA_IFNAME=lo"][..], &["ifi_flags=IFF_UP"], &["RTA_DST=10.0.0.0"]] {
            assert!(filter(conditions).program(ROUTE).is_empty(), "{conditions:?}");
        }
        assert!(!filter(&["IFLA_IFNAME=lo", "IFLA_MTU=1500"]).program(ROUTE).is_empty());
    }
    #[test]
    fn a_wrong_condition_is_a_sentence() {
        for (wrong, said) in [
            ("IFLA_MTU", "NAME=VALUE"),
            ("IFLA_MTV=1", "did you mean IFLA_MTU?"),
            ("IFLA_MTU=fast", "IFLA_MTU"),
            ("rtm_dst_len=300", "rtm_dst_len"),
        ] {
            match Filter::parse(&[wrong.to_owned()], &[ROUTE]) {
                Err(Stop::Because(sentence)) => assert!(sentence.contains(said), "{wrong}: {sentence}"),
                _ => panic!("{wrong} is accepted"),
            }
        }
    }
}

//! `nlwire do`: sends any request, built from names and values by the tables.
use crate::{
    annotate,
    args::Perform,
    build::{Builder, Wrong},
    families, groups,
    json::Json,
    line, monitor, netns,
    output::Output,
    policy,
    registry::{self, Entry, UNKNOWN},
    stop::{Stop, stop},
};
use nlwire::{
    decode::Decoder,
    socket::{Config, Protocol, Socket, namespace::Namespace, random_seed},
    wire::{
        Ack, Errno, ExtAck, GetFlags, Message, Messages, NewFlags, Verb,
        spec::{Direction, MessageSpec, StructSpec},
    },
};
use std::time::Duration;

/// How long the kernel may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Subsystem of nf_tables, in the upper byte of the message type.
const NFNL_SUBSYS_NFTABLES: u16 = 10;
const NFNL_MSG_BATCH_BEGIN: u16 = 16;
const NFNL_MSG_BATCH_END: u16 = 17;

pub fn run(out: &mut Output, wanted: &Perform) -> Result<(), Stop> {
    let entries = registry::all();
    let namespace = wanted.netns.as_deref().map(netns::find).transpose()?;
    // joined before the request, so that its own events are printed
    let events = subscribe(out, wanted, namespace.as_ref())?;
    if wanted.operation.is_some() {
        request(out, wanted, namespace.as_ref(), &entries)?;
    }
    if events.is_empty() {
        return Ok(());
    }
    monitor::listen(out, &events, wanted.lasting)
}
/// Opens a socket that has joined the groups to which the user subscribes.
fn subscribe(
    out: &mut Output,
    wanted: &Perform,
    namespace: Option<&Namespace>,
) -> Result<Vec<(Socket, Vec<u32>)>, Stop> {
    let mut all: Vec<(Protocol, u32)> = Vec::new();
    for group in &wanted.subscribe {
        let family = wanted.family.as_str();
        let of_protocol = groups::named(&format!("{family}:{group}"));
        let found = match registry::all().iter().find(|entry| entry.family == family) {
            Some(entry) if entry.protocol != Protocol::GENERIC => {
                // by number in front of the colon, by name without
                let named = of_protocol.or_else(|_| groups::named(group))?;
                let named: Vec<_> = named.into_iter().filter(|found| found.0 == entry.protocol).collect();
                if named.is_empty() {
                    return Err(stop!("{family} has no group {group:?}: nlwire monitor --help shows some"));
                }
                named
            }
            _ => of_protocol?,
        };
        all.extend(found);
    }
    let Some((protocol, _)) = all.first().copied() else { return Ok(Vec::new()) };
    if protocol == Protocol::GENERIC {
        families::learn(out)?;
    }
    let numbers: Vec<_> = all.iter().map(|group| group.1).collect();
    let config = Config::new(protocol).groups(&numbers).receive_buffer(4 << 20).nonblocking(true);
    let socket = match namespace {
        Some(namespace) => namespace.open(&config),
        None => config.open(),
    };
    let socket = socket.map_err(|error| stop!("{error}"))?;
    Ok(vec![(socket, numbers)])
}
fn request(
    out: &mut Output,
    wanted: &Perform,
    namespace: Option<&Namespace>,
    entries: &[Entry],
) -> Result<(), Stop> {
    let wrong = |error: Wrong| stop!("{error}");
    let candidates = candidates(entries, wanted)?;
    let protocol = candidates.first().map_or(Protocol::GENERIC, |entry| entry.protocol);
    let mut id = None;
    if protocol == Protocol::GENERIC {
        families::learn(out)?; // the same in all namespaces
        let name = candidates.first().map_or(wanted.family.as_str(), |entry| entry.family);
        id = Some(line::family_id(out.decoder(), name).ok_or_else(|| families::missing(name))?);
    }
    let seq = random_seed();
    let (mut built, mut first_error) = (None, None);
    for entry in &candidates {
        let mut message = body(entry.spec, wanted).map_err(wrong)?;
        if id.is_some() {
            line::set_command(&mut message, entry.spec.number);
        }
        let flags = flags(entry.spec.verb, wanted).map_err(wrong)?;
        let kind = id.unwrap_or(entry.spec.number);
        match Builder::default().message(entry.spec, (kind, flags, seq, 0), &message) {
            Ok(bytes) => {
                built = Some((bytes, entry.spec));
                break;
            }
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    let Some((bytes, spec)) = built else {
        return Err(stop!("{}", first_error.unwrap_or_default()));
    };
    let datagram = if is_in_batch(protocol, spec) { batch(&bytes, seq) } else { bytes.clone() };
    if wanted.dry_run {
        out.quiet = true;
        return annotate::datagram(out, protocol, &datagram);
    }
    let config = Config::new(protocol);
    let socket = match namespace {
        Some(namespace) => namespace.open(&config),
        None => config.open(),
    };
    let socket = socket.map_err(|error| stop!("{error}"))?;
    if let Ok(request) = Message::new(&bytes) {
        out.learn(protocol.0.into(), request);
    }
    socket.send(&datagram).map_err(|error| stop!("{error}"))?;
    answers(out, &socket, seq)
}
/// Prints the answers to a request.
fn answers(out: &mut Output, socket: &Socket, seq: u32) -> Result<(), Stop> {
    let protocol = socket.protocol().0.into();
    let mut buffer = vec![0; 256 * 1024];
    let mut interrupted = false;
    loop {
        if !monitor::wait([socket].into_iter(), Some(PATIENCE))? {
            return Err(stop!("the kernel does not answer within {} s", PATIENCE.as_secs()));
        }
        let received = socket.recv_checked(&mut buffer).map_err(|error| stop!("{error}"))?;
        for message in Messages::new(buffer.get(..received.len).unwrap_or(&[])) {
            let message = message.map_err(|error| stop!("malformed answer: {error}"))?;
            if message.seq() != seq {
                continue;
            }
            interrupted |= message.flags() & GetFlags::DUMP_INTR.bits() != 0;
            match Ack::read(message).filter(|_| message.message_type() < 16) {
                None => out.message(protocol, message, "", message.bytes())?,
                Some(ack) if ack.is_ok() => {
                    if interrupted {
                        out.interrupted("the answer");
                    }
                    return Ok(());
                }
                Some(ack) => {
                    let sentence = refusal(out.decoder(), socket.protocol(), message, &ack);
                    if out.json {
                        out.message(protocol, message, "", message.bytes())?;
                    }
                    return match ack.errno() {
                        Errno::EPERM | Errno::EACCES => {
                            Err(stop!("{sentence}; this needs CAP_NET_ADMIN in the network namespace"))
                        }
                        _ => out.refused(&sentence),
                    };
                }
            }
        }
    }
}
/// Returns what the kernel says of a refused request: errno, message, attribute, policy.
pub fn refusal(decoder: &Decoder, protocol: Protocol, message: Message<'_>, ack: &Ack<'_>) -> String {
    let described = decoder.describe(protocol, message);
    let request = described.request_name().unwrap_or("request");
    let mut sentence = format!("{request}: {}", ack.to_kernel_error());
    if let Some(path) = described.attribute_path().filter(|path| !path.is_empty()) {
        let missing = ack.attrs().get(ExtAck::NLMSGERR_ATTR_MISS_TYPE).ok().flatten();
        let what = if missing.is_some() { "missing" } else { "attribute" };
        sentence.push_str(&format!("; {what} {path}"));
    }
    if let Some(violated) = ack.attrs().get(ExtAck::NLMSGERR_ATTR_POLICY).ok().flatten() {
        if let Ok(what) = policy::what(violated) {
            sentence.push_str(&format!("; the policy is {what}"));
        }
    }
    sentence
}
/// Returns the layouts of the wanted message, that of requests first.
fn candidates(entries: &[Entry], wanted: &Perform) -> Result<Vec<Entry>, Stop> {
    let family = wanted.family.as_str();
    let operation = wanted.operation.as_deref().unwrap_or_default();
    let of_family: Vec<_> = entries.iter().filter(|entry| entry.family == family).copied().collect();
    if of_family.is_empty() {
        if let Ok(command) = operation.parse::<u8>() {
            // a family without tables: the command by number, attributes as #1
            return Ok(vec![Entry {
                protocol: Protocol::GENERIC,
                family: Box::leak(family.to_owned().into_boxed_str()),
                direction: Direction::Both,
                spec: Box::leak(Box::new(MessageSpec { number: command.into(), ..UNKNOWN })),
            }]);
        }
        let mut names: Vec<_> = entries.iter().map(|entry| entry.family).collect();
        names.dedup();
        let hint = registry::nearest(family, names.iter().copied());
        return Err(stop!(
            "no family is named {family:?}{hint}; known are {}; of others, OPERATION is the number of a command",
            names.join(", ")
        ));
    }
    let exact = of_family.iter().any(|entry| entry.spec.name == operation);
    let is_wanted = |entry: &&Entry| {
        entry.spec.header.is_some()
            && if exact { entry.spec.name == operation } else { registry::is_named(entry.spec, operation) }
    };
    let mut found: Vec<_> = of_family.iter().filter(is_wanted).copied().collect();
    found.sort_by_key(|entry| (entry.direction != Direction::Request, entry.direction != Direction::Both));
    let names: Vec<_> = of_family.iter().map(|entry| entry.spec.name).collect();
    let Some(first) = found.first().copied() else {
        let hint = registry::nearest(operation, names.iter().copied());
        return Err(stop!("{family} has no operation {:?}{hint}", operation));
    };
    if found.iter().any(|entry| entry.spec.name != first.spec.name) {
        let mut names: Vec<_> = found.iter().map(|entry| entry.spec.name).collect();
        names.dedup();
        return Err(stop!("{:?} is the end of several names: {}", operation, names.join(", ")));
    }
    Ok(found)
}
fn flags(verb: Verb, wanted: &Perform) -> Result<u16, Wrong> {
    let mut flags = NewFlags::REQUEST.bits() | NewFlags::ACK.bits();
    flags |= line::flags(verb, wanted.flags.iter().map(String::as_str).filter(|flag| !flag.is_empty()))?;
    if wanted.dump {
        flags |= GetFlags::DUMP.bits();
    }
    Ok(flags)
}
/// Returns header and attributes of the request, from `--json` and then `--set`.
fn body(spec: &MessageSpec, wanted: &Perform) -> Result<Json, Wrong> {
    let (mut header, mut attributes, mut payload) = (Vec::new(), Vec::new(), None);
    if let Some(text) = &wanted.json_body {
        let Json::Map(members) = Json::parse(text).map_err(|error| format!("--json: {error}"))? else {
            return Err("--json: an object is expected".to_owned());
        };
        // a line of the output, of which header and attributes count; or their members
        let is_line = members.iter().any(|(name, _)| name == "attributes" || name == "header");
        for (name, value) in members {
            match (name.as_str(), value) {
                ("header", Json::Map(members)) if is_line => header.extend(members),
                ("attributes", Json::Map(members)) if is_line => attributes.extend(members),
                ("payload", value) if is_line => payload = Some(value),
                ("protocol" | "family" | "message" | "flags" | "seq" | "port", _) if is_line => {}
                (name, value) => {
                    let part = if is_field(spec.header, name) { &mut header } else { &mut attributes };
                    part.push((name.to_owned(), value));
                }
            }
        }
    }
    for set in &wanted.set {
        let Some((path, value)) = set.split_once('=') else {
            return Err(format!("--set {set:?}: KEY=VALUE is expected"));
        };
        let value = match value.chars().next() {
            Some('{' | '[' | '"') => Json::parse(value).map_err(|error| format!("--set {path}: {error}"))?,
            _ => Json::Word(value.to_owned()),
        };
        let first = path.split('.').next().unwrap_or(path);
        let part = if is_field(spec.header, first) { &mut header } else { &mut attributes };
        insert(part, path, path, value)?;
    }
    let mut body = vec![("header".to_owned(), Json::Map(header))];
    if let Some(payload) = payload {
        body.push(("payload".to_owned(), payload));
    }
    body.push(("attributes".to_owned(), Json::Map(attributes)));
    // an empty header is one of zeros here, rather than none
    if let (Some(structure), Some((_, Json::Map(header)))) = (spec.header, body.first_mut()) {
        if let (true, Some(field)) = (header.is_empty(), first_number(structure)) {
            header.push((field.to_owned(), Json::Unsigned(0)));
        }
    }
    Ok(Json::Map(body))
}
fn is_field(header: Option<&StructSpec>, name: &str) -> bool {
    header.is_some_and(|header| header.fields.iter().any(|field| field.name == name && !field.padding))
}
pub fn first_number(structure: &StructSpec) -> Option<&'static str> {
    let mut fields = structure.fields.iter().filter(|field| field.name != "cmd");
    fields
        .find(|field| {
            !field.padding && matches!(field.payload_type, nlwire::wire::spec::PayloadType::Number(_))
        })
        .map(|field| field.name)
}
/// Inserts a value at a path such as `IFLA_LINKINFO.IFLA_INFO_KIND`.
pub fn insert(members: &mut Vec<(String, Json)>, path: &str, whole: &str, value: Json) -> Result<(), Wrong> {
    let (name, below) = path.split_once('.').map_or((path, None), |(name, below)| (name, Some(below)));
    let at = members.iter().position(|(other, _)| other == name);
    match (below, at) {
        (None, None) => members.push((name.to_owned(), value)),
        (None, Some(_)) => return Err(format!("--set {whole}: the value is given twice")),
        (Some(below), None) => {
            let mut inner = Vec::new();
            insert(&mut inner, below, whole, value)?;
            members.push((name.to_owned(), Json::Map(inner)));
        }
        (Some(below), Some(at)) => match members.get_mut(at) {
            Some((_, Json::Map(inner))) => insert(inner, below, whole, value)?,
            _ => return Err(format!("--set {whole}: {name} has a value already, which is no object")),
        },
    }
    Ok(())
}
/// Whether the kernel accepts a message in a batch only.
fn is_in_batch(protocol: Protocol, spec: &MessageSpec) -> bool {
    protocol == Protocol::NETFILTER
        && spec.number >> 8 == NFNL_SUBSYS_NFTABLES
        && matches!(spec.verb, Verb::New | Verb::Delete)
}
/// Returns a batch of one message for nf_tables.
fn batch(message: &[u8], seq: u32) -> Vec<u8> {
    let end = |kind: u16| {
        let mut bytes = Vec::new();
        bytes.extend(20u32.to_ne_bytes());
        bytes.extend(kind.to_ne_bytes());
        bytes.extend(NewFlags::REQUEST.bits().to_ne_bytes());
        bytes.extend(seq.to_ne_bytes());
        bytes.extend([0; 6]);
        bytes.extend(NFNL_SUBSYS_NFTABLES.to_be_bytes());
        bytes
    };
    let mut bytes = end(NFNL_MSG_BATCH_BEGIN);
    bytes.extend(message);
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes.extend(end(NFNL_MSG_BATCH_END));
    bytes
}

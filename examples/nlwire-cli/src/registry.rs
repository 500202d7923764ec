//! The specifications of all messages, by protocol, family and name.
use nlwire::{
    crypto::CryptoMessage,
    decode::{FAMILIES, PROTOCOLS},
    genl::GenericHeader,
    netfilter::NetfilterMessage,
    route::RouteMessage,
    wire::{
        AttributeSet, CStruct, Message, Protocol, Verb,
        spec::{Alternative, Direction, MessageSpec},
    },
    xfrm::XfrmMessage,
};

/// A message of a protocol, or of a generic netlink family.
#[derive(Clone, Copy)]
pub struct Entry {
    pub protocol: Protocol,
    /// Name of the protocol, or of the family.
    pub family: &'static str,
    /// Direction of a generic netlink command; `Both` for other protocols.
    pub direction: Direction,
    pub spec: &'static MessageSpec,
}
/// Specification of the commands of families without tables.
pub static UNKNOWN: MessageSpec = MessageSpec {
    number: 0,
    name: "",
    verb: Verb::Get,
    header: Some(&<GenericHeader as CStruct>::SPEC),
    table: <() as AttributeSet>::spec,
    protocol: None,
};

/// Returns every message with a specification; usual layouts come before the alternatives.
pub fn all() -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut tabled = |protocol: Protocol,
                      messages: &'static [MessageSpec],
                      others: &'static [Alternative]| {
        let specs = messages.iter().chain(others.iter().map(|other| &other.spec));
        for spec in specs.filter(|spec| !spec.name.is_empty()) {
            entries.push(Entry { protocol, family: protocol.short_name(), direction: Direction::Both, spec });
        }
    };
    tabled(Protocol::ROUTE, RouteMessage::MESSAGES, RouteMessage::ALTERNATIVES);
    tabled(Protocol::NETFILTER, NetfilterMessage::MESSAGES, NetfilterMessage::ALTERNATIVES);
    tabled(Protocol::XFRM, XfrmMessage::MESSAGES, XfrmMessage::ALTERNATIVES);
    tabled(Protocol::CRYPTO, CryptoMessage::MESSAGES, CryptoMessage::ALTERNATIVES);
    for protocol in PROTOCOLS {
        let found = entries.iter().any(|entry| entry.protocol == protocol.protocol);
        if !found {
            probe(protocol, &mut entries);
        }
    }
    for family in FAMILIES {
        for command in family.commands {
            entries.push(Entry {
                protocol: Protocol::GENERIC,
                family: family.name,
                direction: command.direction,
                spec: &command.message,
            });
        }
    }
    entries
}
/// Finds the messages of a protocol whose table is a function: of message type, direction and
/// address family, and of the request that a message answers.
fn probe(protocol: &'static nlwire::wire::spec::ProtocolSpec, entries: &mut Vec<Entry>) {
    let is_by_family = protocol.protocol == Protocol::SOCK_DIAG;
    let (numbers, families) = if is_by_family { (18..=21u16, 0..=48u8) } else { (0..=2200, 0..=0) };
    let mut found = |spec: Option<&'static MessageSpec>, direction: Direction| {
        let Some(spec) = spec.filter(|spec| !spec.name.is_empty()) else { return };
        if !entries.iter().any(|entry| std::ptr::eq(entry.spec, spec)) {
            entries.push(Entry { protocol: protocol.protocol, family: protocol.name, direction, spec });
        }
    };
    let directions = if is_by_family { [Direction::Request, Direction::Reply] } else { [Direction::Both; 2] };
    for number in numbers {
        for (flags, direction) in [1, 0].into_iter().zip(directions) {
            for family in families.clone() {
                let bytes = sample(number, flags, [family, 0]);
                found(Message::new(&bytes).ok().and_then(protocol.lookup), direction);
            }
        }
    }
    let Some(replies) = protocol.replies.filter(|_| is_by_family) else { return };
    for family in [2, 10] {
        for transport in 0..=255 {
            let request = sample(20, 1, [family, transport]);
            let lookup = Message::new(&request).ok().and_then(replies);
            let bytes = sample(20, 0, [family, 0]);
            let spec = lookup.and_then(|lookup| lookup(Message::new(&bytes).ok()?));
            found(spec, Direction::Reply);
        }
    }
}
/// Returns a message of 256 bytes, which begins with these two bytes after the header.
fn sample(number: u16, flags: u16, begin: [u8; 2]) -> [u8; 256] {
    let mut bytes = [0; 256];
    bytes[..4].copy_from_slice(&256u32.to_ne_bytes());
    bytes[4..6].copy_from_slice(&number.to_ne_bytes());
    bytes[6..8].copy_from_slice(&flags.to_ne_bytes());
    bytes[16..18].copy_from_slice(&begin);
    bytes
}
/// Whether a word names a message: its name, or the end of it after an underscore, in any case.
pub fn is_named(spec: &MessageSpec, word: &str) -> bool {
    let (name, word) = (spec.name.to_uppercase(), word.to_uppercase().replace('-', "_"));
    name == word || name.strip_suffix(&word).is_some_and(|front| front.ends_with('_'))
}
/// Returns `; did you mean NAME?` for the known name that is nearest to a wrong one.
pub fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> String {
    let wrong = wrong.to_lowercase();
    let scored = names.map(|name| {
        let lower = name.to_lowercase();
        // without the prefix of all names, too
        let short = lower.split_once('_').map_or(0.0, |(_, short)| strsim::jaro_winkler(&wrong, short));
        (short.max(strsim::jaro_winkler(&wrong, &lower)), name)
    });
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|best| best.0 > 0.8);
    best.map_or(String::new(), |(_, name)| format!("; did you mean {name}?"))
}

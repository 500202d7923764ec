//! Lines of JSON as messages: the inverse of `--json`.
use crate::{
    build::{Builder, Wrong},
    json::Json,
    registry::{self, Entry, UNKNOWN},
};
use nlwire::{
    decode::Decoder,
    wire::{
        DeleteFlags, GetFlags, Message, NewFlags, Protocol, Verb,
        spec::{Direction, Named},
    },
};

/// A message, with the offsets that JSON leaves open.
pub struct Built {
    pub bytes: Vec<u8>,
    /// Offsets of the types of attributes, whose flag bits JSON does not have.
    #[cfg_attr(not(test), allow(dead_code))]
    pub attributes: Vec<usize>,
    /// Offsets of the types of array items, which JSON does not have.
    #[cfg_attr(not(test), allow(dead_code))]
    pub items: Vec<usize>,
}
/// Returns the protocol with this name in JSON, such as `route`.
pub fn protocol(name: &str) -> Option<Protocol> {
    let number = name.strip_prefix("netlink_").and_then(|number| number.parse().ok());
    (0..32).chain(number).map(Protocol).find(|protocol| protocol.short_name() == name)
}
/// Returns the names of the flags of a request.
fn flag_names(verb: Verb) -> &'static [Named] {
    match verb {
        Verb::New => NewFlags::NAMES,
        Verb::Delete => DeleteFlags::NAMES,
        _ => GetFlags::NAMES,
    }
}
/// Reads the flags of a request: names in any case, or numbers.
pub fn flags<'n>(verb: Verb, words: impl Iterator<Item = &'n str>) -> Result<u16, Wrong> {
    let (names, mut flags) = (flag_names(verb), 0);
    for word in words {
        let upper = word.trim().to_uppercase();
        let upper = upper.strip_prefix("NLM_F_").unwrap_or(&upper);
        let number = || {
            upper
                .strip_prefix("0X")
                .map_or_else(|| upper.parse().ok(), |hex| u64::from_str_radix(hex, 16).ok())
        };
        match names.iter().find(|named| named.name == upper).map(|named| named.value).or_else(number) {
            Some(bits) if bits <= 0xffff => flags |= bits as u16,
            _ => {
                let known: Vec<_> = names.iter().map(|named| named.name.to_lowercase()).collect();
                return Err(format!("flags: no flag is named {word:?}: known are {}", known.join(", ")));
            }
        }
    }
    Ok(flags)
}
/// Builds the message of a line of `--json`.
///
/// # Errors
/// What does not fit the tables, with its place.
pub fn build(decoder: &Decoder, entries: &[Entry], line: &Json) -> Result<(Protocol, Built), Wrong> {
    let text = |key: &str| match line.get(key) {
        Some(Json::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    const KNOWN: [&str; 9] =
        ["protocol", "family", "message", "flags", "seq", "port", "header", "attributes", "payload"];
    if let Json::Map(members) = line {
        let mut names: Vec<_> = members.iter().map(|(name, _)| name.as_str()).collect();
        if let Some(unknown) = names.iter().find(|name| !KNOWN.contains(name)) {
            return Err(format!("{unknown:?} is not a member of a message"));
        }
        names.sort_unstable();
        if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(format!("{:?} occurs twice", twice[0]));
        }
    }
    let name = text("protocol").ok_or("protocol: its name is missing")?;
    let protocol = protocol(name).ok_or_else(|| format!("protocol: {name:?} is unknown"))?;
    let family = if protocol == Protocol::GENERIC { text("family") } else { None };
    let number = |key: &str| match line.get(key) {
        None => Ok(0),
        Some(Json::Unsigned(number)) if u32::try_from(*number).is_ok() => Ok(*number as u32),
        Some(other) => Err(format!("{key}: {} is not a number of 32 bits", other.describe())),
    };
    let (seq, port) = (number("seq")?, number("port")?);
    let given = match line.get("flags") {
        None => &[][..],
        Some(Json::List(given)) => given,
        Some(other) => return Err(format!("flags: {} where a list is expected", other.describe())),
    };
    let words: Vec<_> = given
        .iter()
        .map(|flag| match flag {
            Json::Unsigned(number) => number.to_string(),
            Json::Text(name) => name.clone(),
            other => other.describe(),
        })
        .collect();
    let is_request = words.iter().any(|word| word == "REQUEST");
    let mut candidates: Vec<_> = match line.get("message") {
        Some(Json::Text(name)) => entries
            .iter()
            .filter(|entry| entry.protocol == protocol && entry.spec.name == name)
            .filter(|entry| family.is_none_or(|family| entry.family == family))
            .map(|entry| (entry.spec, entry.spec.number, entry.direction))
            .collect(),
        Some(Json::Unsigned(number)) => {
            let number = u16::try_from(*number).map_err(|_| format!("message: {number} is above 65535"))?;
            let entry = Entry { protocol, family: "", direction: Direction::Both, spec: &UNKNOWN };
            vec![(entry.spec, number, entry.direction)]
        }
        _ => return Err("message: its name or number is missing".to_owned()),
    };
    candidates.sort_by_key(|candidate| (candidate.2 == Direction::Request) != is_request);
    let id = match family {
        None => None,
        Some(family) => {
            Some(family_id(decoder, family).ok_or_else(|| format!("family: {family:?} is unknown"))?)
        }
    };
    let mut first_error = None;
    for (spec, number, _) in candidates {
        let mut builder = Builder::default();
        let built = flags(spec.verb, words.iter().map(String::as_str)).and_then(|flags| {
            let mut line = line.clone();
            let mut kind = number;
            if let Some(id) = id {
                kind = id;
                set_command(&mut line, number);
            }
            // a message of which only the number is known
            if line.get("header").is_none() && spec.name.is_empty() {
                let bare = nlwire::wire::spec::MessageSpec { header: None, ..*spec };
                return builder.message(&bare, (kind, flags, seq, port), &line);
            }
            builder.message(spec, (kind, flags, seq, port), &line)
        });
        match built {
            Ok(bytes) => {
                let Builder { attributes, items, .. } = builder;
                return Ok((protocol, Built { bytes, attributes, items }));
            }
            // of the layouts that do not fit, the one that fits longest
            Err(error) => {
                let depth =
                    |error: &String| error.split(": ").next().map_or(0, |path| path.matches('.').count());
                let is_deeper = first_error.as_ref().is_none_or(|first| depth(&error) > depth(first));
                first_error = if is_deeper { Some(error) } else { first_error };
            }
        }
    }
    Err(first_error.unwrap_or_else(|| {
        let name = line.get("message").map_or(String::new(), Json::describe);
        let names = entries.iter().filter(|entry| entry.protocol == protocol).map(|entry| entry.spec.name);
        format!(
            "message: {} has no {name}{}",
            protocol.short_name(),
            registry::nearest(name.trim_matches('"'), names)
        )
    }))
}
/// Returns the message type of a generic netlink family.
pub fn family_id(decoder: &Decoder, family: &str) -> Option<u16> {
    let fixed = [("nlctrl", 16), ("VFS_DQUOT", 17), ("pmcraid", 18)];
    let learnt = decoder.families().find(|(_, name)| name.as_str() == family).map(|(id, _)| id);
    learnt.or_else(|| fixed.iter().find(|fixed| fixed.0 == family).map(|fixed| fixed.1))
}
/// Sets the command of a generic netlink header, unless it is given.
pub fn set_command(line: &mut Json, command: u16) {
    let Json::Map(members) = line else { return };
    if !members.iter().any(|(name, _)| name == "header") && !members.iter().any(|(name, _)| name == "payload")
    {
        members.push(("header".to_owned(), Json::Map(Vec::new())));
    }
    for (name, value) in members {
        if let (true, Json::Map(fields)) = (name == "header", value) {
            if !fields.iter().any(|(name, _)| name == "cmd") {
                fields.push(("cmd".to_owned(), Json::Unsigned(command.into())));
            }
        }
    }
}
/// Returns the names of bytes that a message consists of.
#[cfg_attr(not(test), allow(dead_code))]
pub fn json(decoder: &Decoder, protocol: Protocol, message: Message<'_>) -> String {
    nlwire::schema::Json(decoder.describe(protocol, message).reveal_secrets()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nlwire::{pcap::Recording, wire::Messages};
    use std::collections::BTreeMap;

    /// Messages with bytes that JSON does not have: their JSON must be equal, not their bytes.
    const EXCEPTIONS: [(&str, &str); 4] = [
        // the kernel does not pad the last attribute, and nlmsg_len does not count padding
        ("NFQNL_MSG_PACKET", "NFQA_PAYLOAD"),
        // 64-bit kernels send struct gnet_stats_basic and struct tc_stats with 4 bytes of padding
        ("", "TCA_STATS_BASIC"),
        ("", "TCA_STATS"),
        // all bits of a byte, of which IEEE 802.11 reserves some
        ("NL80211_CMD_NEW_WIPHY", "NL80211_ATTR_HT_CAPABILITY_MASK"),
    ];
    #[test]
    fn every_message_of_the_recordings_is_built_again() {
        if cfg!(target_endian = "big") {
            return; // the recordings are those of little-endian machines
        }
        let entries = registry::all();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/recordings");
        let (mut equal, mut equal_as_json, mut exceptions) =
            (0, 0, BTreeMap::<String, (usize, String)>::new());
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_none_or(|end| end != "pcap") {
                continue;
            }
            let bytes = std::fs::read(&file).unwrap();
            let mut decoder = Decoder::new();
            for packet in Recording::open(&bytes).unwrap() {
                let packet = packet.unwrap();
                if packet.protocol == 15 {
                    continue; // uevents are text
                }
                let protocol = Protocol(packet.protocol as u8);
                for message in Messages::new(packet.bytes) {
                    let Ok(message) = message else { break };
                    decoder.learn(protocol, message);
                    let line = json(&decoder, protocol, message);
                    let described = decoder.describe(protocol, message);
                    if message.message_type() < 16 && protocol != Protocol::CONNECTOR
                        || described.check().is_err()
                    {
                        continue; // control messages quote a request
                    }
                    let name = format!(
                        "{} {}",
                        file.file_name().unwrap().to_str().unwrap(),
                        described.name().unwrap_or("?")
                    );
                    let mut fail = |why: String| {
                        let entry = exceptions.entry(name.clone()).or_insert((0, why));
                        entry.0 += 1;
                    };
                    match build(&decoder, &entries, &Json::parse(&line).unwrap()) {
                        Ok((_, mut built)) => {
                            let mut expected = message.bytes().to_vec();
                            for bytes in [&mut expected, &mut built.bytes] {
                                for at in &built.attributes {
                                    if let Some(byte) = bytes.get_mut(at + 1) {
                                        *byte &= 0x3f;
                                    }
                                }
                                for at in &built.items {
                                    bytes.iter_mut().skip(*at).take(2).for_each(|byte| *byte = 0);
                                }
                            }
                            let is_exception = || {
                                let mut all = EXCEPTIONS.iter();
                                let found = all.any(|(message, attribute)| {
                                    (message.is_empty() || described.name() == Some(message))
                                        && line.contains(&format!("\"{attribute}\":"))
                                });
                                found && json(&decoder, protocol, Message::new(&built.bytes).unwrap()) == line
                            };
                            if expected == built.bytes {
                                equal += 1;
                            } else if is_exception() {
                                equal_as_json += 1;
                            } else {
                                let at = expected.iter().zip(&built.bytes).position(|(a, b)| a != b);
                                fail(format!(
                                    "lengths {} {}, differ at {at:?}: {line}",
                                    expected.len(),
                                    built.bytes.len()
                                ));
                            }
                        }
                        Err(error) => fail(format!("{error}: {line}")),
                    }
                }
            }
        }
        for (name, (count, why)) in &exceptions {
            println!("{count} of {name}: {}", &why[..why.len().min(600)]);
        }
        println!("{equal} messages are equal, {equal_as_json} in what JSON has");
        assert!(exceptions.is_empty() && equal > 300, "{equal}");
    }
}

//! Strict validation held against a live kernel: requests of the route family, each right but for one place, asked of our reader and of
//! the kernel. Both must accept the syntax, or both refuse it with the same errno at the same offset. Where they may differ,
//! `exceptions.rs` says by which rule and why.
//!
//! The requests are made from the tables: every attribute that an operation reads, in a request that is right as far as its syntax goes,
//! and then broken in every way that the kernel's parser looks for: lengths, ranges, masks, NUL, the bits of the attribute's header,
//! unknown numbers, framing at every level, trailing bytes, cut headers; then several in one request with one of them broken, drawn from a
//! fixed seed. (Policies that nest too deep cannot be reached: none of this family's nests ten times.) What such a request means is tried first by the request that is
//! right: it may well be refused (there is no such link, the name is taken), and that answer is the mark by which a broken one that the
//! kernel took for right is known.
#![cfg(all(feature = "std", feature = "route"))]

mod common;
#[path = "validation/exceptions.rs"]
mod exceptions;
#[path = "validation/operations.rs"]
mod operations;
#[path = "validation/requests.rs"]
mod requests;

use nlwire::route::{self, RouteMessage};
use nlwire::socket::{Config, Protocol, Requirement, Socket};
use nlwire::wire::{Ack, Errno, Message, Messages, spec::StrictChecking};
use requests::{Case, Context, Random};
use std::collections::BTreeMap;

/// What the kernel answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub errno: i32,
    pub offset: Option<u32>,
    pub text: String,
}
impl Answer {
    /// Whether it is the parser that refused: the sentences of lib/nlattr.c and of the checks that stand in front of a get.
    pub fn is_syntax(&self) -> bool {
        const SENTENCES: [&str; 20] = [
            "Attribute failed policy validation",
            "integer out of range",
            "Unknown attribute type",
            "NLA_F_NESTED is missing",
            "NLA_F_NESTED not expected",
            "Unsupported attribute",
            "reserved bit set",
            "invalid attribute length",
            "binary attribute size out of range",
            "allowed policy recursion depth exceeded",
            "Invalid header",
            "Invalid data after header",
            "Invalid values in header",
            "Unsupported attribute in",
            "can not be set",
            "Entry ifindex cannot be",
            "Entry state cannot be",
            "Entry flags cannot be",
            "Unknown entry",
            "Invalid entry VLAN id",
        ];
        self.errno != 0 && SENTENCES.iter().any(|sentence| self.text.contains(sentence))
    }
}

/// Asks the kernel.
pub fn ask(socket: &Socket, request: &[u8]) -> Answer {
    assert!(!requests::stops_the_kernel(request), "this must never be sent");
    socket.send(request).unwrap();
    let seq = Message::new(request).unwrap().seq();
    let mut buffer = [0; 65536];
    loop {
        let len = socket.recv(&mut buffer).unwrap();
        for message in Messages::new(&buffer[..len]) {
            let message = message.unwrap();
            if let Some(ack) = Ack::read(message).filter(|_| message.seq() == seq) {
                return Answer {
                    errno: ack.errno().0,
                    offset: ack.offset(),
                    text: ack.message().map_or_else(String::new, |text| text.to_string()),
                };
            }
        }
    }
}

/// How a case came out.
enum Outcome {
    Agreed,
    Excused(&'static str),
    Wrong(String),
}
fn compare(context: &Context, case: &Case, mark: &Answer, kernel: &Answer) -> Outcome {
    let message = Message::new(&case.bytes).unwrap();
    let strict = if context.strict { StrictChecking::On } else { StrictChecking::Off };
    let row = RouteMessage::lookup(message, strict).unwrap();
    let ours = row.validate(message, &route::request_policy(message, context.strict));
    let agreed = match &ours {
        Err(refused) => (refused.errno(), refused.place()) == (Errno(kernel.errno), kernel.offset),
        // the mark, or what it means: refused by a sentence that is not the parser's, or by an errno that the parser does not know
        Ok(()) => {
            let another = ![Errno::EINVAL.0, Errno::ERANGE.0].contains(&kernel.errno);
            !kernel.is_syntax() && (kernel.errno == mark.errno || !kernel.text.is_empty() || another)
        }
    };
    if agreed {
        return Outcome::Agreed;
    }
    match exceptions::excuse(context, case, &ours, mark, kernel) {
        Some(rule) => Outcome::Excused(rule),
        None => Outcome::Wrong(format!(
            "{} | {} | {} | ours {ours:?} | kernel {kernel:?} | mark {}",
            context.name, case.row, case.what, mark.errno
        )),
    }
}

/// Every message type, of families that have handlers and of others, as do and as dump, with headers of every length.
#[test]
fn the_kernel_has_the_operations_that_the_policies_have() {
    common::in_namespace("the_kernel_has_the_operations_that_the_policies_have", || {
        let open = |strict| {
            Config::new(Protocol::ROUTE)
                .strict_checking(if strict { Requirement::Required } else { Requirement::Off })
                .open()
                .unwrap()
        };
        let sockets = [open(false), open(true)];
        let (mut agreed, mut refused, mut wrong) = (0, 0, Vec::new());
        for spec in RouteMessage::MESSAGES {
            for (family, flags, strict) in sweep() {
                // a type without a table has at most a header of this length
                let header = spec.header.map_or(12, |header| header.len);
                let lens =
                    (0..=header).chain([header.next_multiple_of(4) + 4, header.next_multiple_of(4) + 1]);
                for len in lens {
                    let mut payload = vec![0; len];
                    if let Some(first) = payload.first_mut() {
                        *first = family;
                    }
                    let bytes = requests::request(spec.number, flags, &payload);
                    let kernel = ask(&sockets[usize::from(strict)], &bytes);
                    let message = Message::new(&bytes).unwrap();
                    let checking = if strict { StrictChecking::On } else { StrictChecking::Off };
                    let row = RouteMessage::lookup(message, checking).unwrap();
                    let ours = row.validate(message, &route::request_policy(message, strict));
                    let is_unknown = kernel.errno == Errno::EOPNOTSUPP.0 && kernel.text.is_empty();
                    let same = match &ours {
                        Err(error) => error.errno().0 == kernel.errno,
                        Ok(()) => !is_unknown && !kernel.is_syntax(),
                    };
                    refused += usize::from(same && is_unknown);
                    agreed += usize::from(same);
                    if !same && !exceptions::of_operations(spec, message, &ours, &kernel) {
                        let name = spec.name;
                        wrong.push(format!("{name} family {family} flags {flags:#x} strict {strict} len {len} of {header} | {ours:?} | {kernel:?}"));
                    }
                }
            }
        }
        common::count(&format!(
            "{agreed} requests agreed, {refused} of them for operations that do not exist"
        ));
        for line in &wrong {
            println!("WRONG {line}");
        }
        assert!(wrong.is_empty(), "{} unexplained differences", wrong.len());
        assert!(refused >= 1000 && agreed >= 5000, "only {agreed} compared");
    });
}
/// Requests that ask only, with drawn headers and attributes: set bits in the header, several attributes in any order, repeated, of any
/// length and with any flags, cut anywhere.
#[test]
fn drawn_questions_are_refused_as_the_kernel_refuses_them() {
    common::in_namespace("drawn_questions_are_refused_as_the_kernel_refuses_them", || {
        let open = |strict| {
            Config::new(Protocol::ROUTE)
                .strict_checking(if strict { Requirement::Required } else { Requirement::Off })
                .open()
                .unwrap()
        };
        let sockets = [open(false), open(true)];
        let (mut agreed, mut refused, mut wrong) = (0, 0, Vec::new());
        let mut random = Random(0x6472_6177);
        let questions = RouteMessage::MESSAGES.iter().filter(|spec| spec.number & 3 == 2);
        for spec in questions {
            let Some(header) = spec.header else { continue };
            for (family, flags, strict) in sweep().filter(|(family, ..)| [0, 2, 10, 7, 3].contains(family)) {
                for _ in 0..48 {
                    let payload = requests::drawn(header.len, family, (spec.table)(), &mut random);
                    let bytes = requests::request(spec.number, flags, &payload);
                    if requests::stops_the_kernel(&bytes) {
                        continue;
                    }
                    let kernel = ask(&sockets[usize::from(strict)], &bytes);
                    let message = Message::new(&bytes).unwrap();
                    let checking = if strict { StrictChecking::On } else { StrictChecking::Off };
                    let row = RouteMessage::lookup(message, checking).unwrap();
                    let ours = row.validate(message, &route::request_policy(message, strict));
                    let is_unknown = kernel.errno == Errno::EOPNOTSUPP.0 && kernel.text.is_empty();
                    let same = match &ours {
                        Err(error) => (error.errno().0, error.place()) == (kernel.errno, kernel.offset),
                        Ok(()) => !is_unknown && !kernel.is_syntax(),
                    };
                    agreed += usize::from(same);
                    refused += usize::from(same && ours.is_err());
                    if !same && !exceptions::of_questions(spec, message, strict, &ours, &kernel) {
                        let name = spec.name;
                        wrong.push(format!(
                            "{name} family {family} flags {flags:#x} strict {strict} payload {payload:02x?} | {ours:?} | {kernel:?}"
                        ));
                    }
                }
            }
        }
        common::count(&format!("{agreed} drawn questions agreed, {refused} of them refused"));
        for line in &wrong {
            println!("WRONG {line}");
        }
        assert!(wrong.is_empty(), "{} unexplained differences", wrong.len());
        assert!(refused >= 1000 && agreed >= 5000, "only {agreed} compared");
    });
}
/// Families, flags, and whether checking is strict.
fn sweep() -> impl Iterator<Item = (u8, u16, bool)> {
    // AF_UNSPEC, AF_INET, AF_INET6, AF_BRIDGE, families without handlers, and one that is none
    let families = [0, 2, 10, 7, 3, 26, 200];
    let ways = [(0, false), (0, true), (0x300, false), (0x300, true)];
    families.into_iter().flat_map(move |family| ways.map(|(flags, strict)| (family, flags, strict)))
}

#[test]
fn our_reader_and_the_kernel_refuse_the_same_requests() {
    common::in_namespace("our_reader_and_the_kernel_refuse_the_same_requests", || {
        let open = |strict| {
            Config::new(Protocol::ROUTE)
                .strict_checking(if strict { Requirement::Required } else { Requirement::Off })
                .open()
                .unwrap()
        };
        let sockets = [open(false), open(true)];
        let contexts = operations::contexts(&sockets[1]);
        let (mut agreed, mut refused) = (0, 0);
        let (mut excused, mut wrong) = (BTreeMap::<_, usize>::new(), Vec::new());
        let mut random = Random(0x6e6c_7769_7265);
        for context in &contexts {
            let socket = &sockets[usize::from(context.strict)];
            let mut mark = None;
            // what is right, and what the kernel takes for right: of these mixed requests are made
            let (mut first, mut taken) = (None, Vec::new());
            let mut ask_one = |case: &Case, mark: &mut Option<Answer>| {
                let kernel = ask(socket, &case.bytes);
                if case.is_right {
                    *mark = Some(kernel.clone());
                }
                if let (0, Some(undo)) = (kernel.errno, &context.undo) {
                    ask(socket, undo);
                }
                let outcome = compare(context, case, mark.as_ref().unwrap(), &kernel);
                let is_agreed = matches!(outcome, Outcome::Agreed);
                match outcome {
                    Outcome::Agreed => {
                        agreed += 1;
                        refused += usize::from(kernel.is_syntax());
                    }
                    Outcome::Excused(rule) => *excused.entry(rule).or_default() += 1,
                    Outcome::Wrong(line) => wrong.push(line),
                }
                is_agreed.then_some(kernel)
            };
            for case in requests::cases(context) {
                let kernel = ask_one(&case, &mut mark);
                let errno = kernel.map(|kernel| kernel.errno);
                if case.is_right && errno == *first.get_or_insert(errno) && !case.row.is_empty() {
                    taken.push((case.row, case.inside));
                }
            }
            for case in requests::mixed(context, &taken, &mut random) {
                ask_one(&case, &mut mark);
            }
        }
        common::count(&format!(
            "{agreed} requests agreed, {refused} of them refused, of {} operations and nests; {} excused by rules",
            contexts.len(),
            excused.values().sum::<usize>()
        ));
        for (rule, count) in &excused {
            println!("{count} excused: {rule}");
        }
        for line in &wrong {
            println!("WRONG {line}");
        }
        assert!(wrong.is_empty(), "{} unexplained differences", wrong.len());
        assert!(agreed >= 1000 && refused >= 500, "only {agreed} compared");
    });
}

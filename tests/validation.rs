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

use nlwire::route;
use nlwire::socket::{Config, Protocol, Socket, Want};
use nlwire::wire::{Ack, Errno, Message, Messages};
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
        const SENTENCES: [&str; 14] = [
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
            "Invalid values in header",
            "Unsupported attribute in",
            "can not be set",
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
    let row = route::row(message.kind()).unwrap();
    let ours = row.validate(message, &route::reading(message, context.strict));
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

#[test]
fn our_reader_and_the_kernel_refuse_the_same_requests() {
    common::in_namespace("our_reader_and_the_kernel_refuse_the_same_requests", || {
        let open = |strict| {
            Config::new(Protocol::ROUTE)
                .strict_checking(if strict { Want::Required } else { Want::Off })
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

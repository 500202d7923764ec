//! Summaries: what matters of a message, in a small value that does not borrow.
//!
//! `summary` and `Display` of each are `inline`: only crates that call them compile them.
#![allow(dead_code, unused_macros, unused_imports)] // by feature
use super::{
    Error, Int, NamedNumber, format,
    spec::{Names, value_name},
};
use core::{
    fmt::{self, Write},
    net::IpAddr,
};

/// A message type with a summary: a `Copy` value of fixed size, with public fields and with
/// `Display` on one line, in the words of `ip`, `tc`, `ss` or `conntrack`.
///
/// A summary does not borrow from the connection: it can be kept, compared, sorted, and sent to
/// other threads. `Connection::list` collects the summaries of a dump. Summaries of this crate
/// occupy at most 256 bytes and need no allocator. What does not fit is left out, and the field
/// `truncated` is set.
///
/// ```
/// use nlwire::{pick, route::{Addr, AddrMessage, IfAddr}, wire::{Error, Summarize}};
/// use std::fmt;
/// # fn example(message: nlwire::wire::Message<'_>) -> Result<(), Error> {
/// # use nlwire::wire::FromMessage;
/// # let message = AddrMessage::from_message(message)?;
/// let summary = message.summary()?;
/// println!("{summary}"); // inet 192.0.2.1/24 scope global eth0 dev if2
/// println!("{} {:?}", summary.link, summary.address);
/// # Ok(()) }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no summary",
    label = "no summary",
    note = "messages with a method `summary` have one; of others, read what you need by `Connection::dump` or `Replies::collect`"
)]
pub trait Summarize {
    /// The summary.
    type Summary: Copy + fmt::Debug + fmt::Display + Send + Sync + 'static;
    /// Copies what matters of the message.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken. Unlike the accessors of
    /// a message type, a summary does not treat a malformed attribute as absent.
    fn summary(&self) -> Result<Self::Summary, Error>;
}
/// Implements [`Summarize`] by a method of the message type, and asserts the size of the summary.
macro_rules! summaries {
    ($($message:ident => $summary:ident;)*) => { $(
        const _: () = assert!(size_of::<$summary>() <= 256, "a summary exceeds 256 bytes");
        impl $crate::wire::Summarize for $message<'_> {
            type Summary = $summary;
            #[inline]
            fn summary(&self) -> Result<$summary, $crate::wire::Error> {
                <$message<'_>>::summary(self)
            }
        }
    )* };
}
pub(crate) use summaries;

/// A named number as iproute2 prints it: the kernel's name without its prefix, in lower case; a
/// number without a name in digits.
#[derive(Clone, Copy)]
pub(crate) struct Word {
    name: Option<&'static str>,
    value: u64,
}
impl Word {
    pub(crate) fn of<T: NamedNumber>(number: T, prefix: &str) -> Self {
        let value = number.to_int().to_u64();
        let name = match T::NAMES {
            Names::Values(names) => value_name(names, value),
            Names::Flags(_) | Names::None => None,
        };
        Self { name: name.map(|name| name.strip_prefix(prefix).unwrap_or(name)), value }
    }
    /// Writes the name in upper case, as it is in the kernel's header.
    pub(crate) fn upper(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            Some(name) => f.write_str(name),
            None => fmt::Display::fmt(&self.value, f),
        }
    }
}
impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            Some(name) => name.chars().try_for_each(|letter| f.write_char(letter.to_ascii_lowercase())),
            None => fmt::Display::fmt(&self.value, f),
        }
    }
}
/// An IP address. The `Display` of the standard library has a path to a panic.
pub(crate) struct IpText(pub(crate) IpAddr);
impl fmt::Display for IpText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            IpAddr::V4(address) => format::ip(f, &address.octets()),
            IpAddr::V6(address) => format::ip(f, &address.octets()),
        }
    }
}
/// A prefix: an address and, unless the prefix is a host address, its length.
pub(crate) struct PrefixText(pub(crate) IpAddr, pub(crate) u8);
impl fmt::Display for PrefixText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        IpText(self.0).fmt(f)?;
        let bits = if self.0.is_ipv4() { 32 } else { 128 };
        if self.1 == bits { Ok(()) } else { write!(f, "/{}", self.1) }
    }
}
/// Writes ` name value` if there is a value.
pub(crate) fn word<T: fmt::Display>(f: &mut fmt::Formatter<'_>, name: &str, value: Option<T>) -> fmt::Result {
    value.map_or(Ok(()), |value| write!(f, " {name} {value}"))
}

//! Links by name or index.
use super::{GetLink, Link, LinkMessage, LinkSummary};
use crate::{
    client::{Call, Completion, ReplyMode, Step},
    wire::{
        BuildError, Error, FromMessage, GetFlags, InlineStr, Message, Operation, Request, Str, Verb, Writer,
        spec::MessageSpec,
    },
};
use core::fmt;

/// Maximum length of an interface name, bytes: IFNAMSIZ without NUL. Alternative names may be
/// longer.
const NAME_LEN: usize = 15;

/// A link by index, name or alternative name.
///
/// ```
/// use nlwire::route::link::{self, LinkId};
/// let (by_index, by_name) = (link::set_mtu(2, 1400), link::set_mtu("eth0", 1400));
/// assert_eq!(LinkId::from("eth0").to_string(), "eth0");
/// # _ = (by_index, by_name);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkId<'n> {
    /// Interface index.
    Index(u32),
    /// Name of at most 15 bytes, or alternative name of at most 127 bytes.
    Name(Str<'n>),
}
impl From<u32> for LinkId<'_> {
    fn from(index: u32) -> Self {
        Self::Index(index)
    }
}
impl<'n> From<&'n str> for LinkId<'n> {
    fn from(name: &'n str) -> Self {
        Self::Name(name.into())
    }
}
impl<'n> From<Str<'n>> for LinkId<'n> {
    fn from(name: Str<'n>) -> Self {
        Self::Name(name)
    }
}
impl<'n, const N: usize> From<&'n InlineStr<N>> for LinkId<'n> {
    fn from(name: &'n InlineStr<N>) -> Self {
        Self::Name(name.as_str())
    }
}
impl From<&LinkSummary> for LinkId<'_> {
    /// The link by its index.
    fn from(link: &LinkSummary) -> Self {
        Self::Index(link.index)
    }
}
#[cfg(feature = "alloc")]
impl<'n> From<&'n alloc::string::String> for LinkId<'n> {
    fn from(name: &'n alloc::string::String) -> Self {
        Self::from(name.as_str())
    }
}
impl fmt::Display for LinkId<'_> {
    /// Prints the name, or the index as a number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(index) => index.fmt(f),
            Self::Name(name) => name.fmt(f),
        }
    }
}
impl LinkId<'_> {
    /// Returns the index for `ifi_index`: 0 if the link is named by an attribute.
    pub const fn header_index(&self) -> u32 {
        match self {
            Self::Index(index) => *index,
            Self::Name(_) => 0,
        }
    }
    /// Writes the name: `IFLA_IFNAME`, or `IFLA_ALT_IFNAME` for a name of more than 15 bytes.
    pub fn put(&self, request: &mut Writer<'_, Link>) {
        if let Self::Name(name) = self {
            let is_short = name.as_bytes().len() <= NAME_LEN;
            request.put(if is_short { Link::IFLA_IFNAME } else { Link::IFLA_ALT_IFNAME }, *name);
        }
    }
}

/// A [`Call`] that yields the index of a link; made by [`index_of`].
#[derive(Clone, Copy, Debug)]
pub struct LinkLookup<'n> {
    link: LinkId<'n>,
    found: Option<u32>,
}
/// Looks up the index of a link.
///
/// Sends `RTM_GETLINK` with `IFLA_IFNAME` or, for a name of more than 15 bytes, `IFLA_ALT_IFNAME`;
/// nothing for a link that is given by its index.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, route::link};
/// fn index<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<u32, T> {
///     nl.run(link::index_of("eth0"))
/// }
/// ```
///
/// # Errors
/// ENODEV: the link does not exist ([`is_not_found`](crate::client::Error::is_not_found)).
#[doc(alias = "if_nametoindex")]
pub fn index_of<'n>(link: impl Into<LinkId<'n>>) -> LinkLookup<'n> {
    LinkLookup { link: link.into(), found: None }
}
impl Call for LinkLookup<'_> {
    type Output = u32;
    fn start(&mut self) -> Step<u32> {
        match self.link {
            LinkId::Index(index) => Step::Done(index),
            LinkId::Name(_) => Step::Send,
        }
    }
    fn name(&self) -> &'static str {
        GetLink::NAME
    }
    fn mode(&self) -> ReplyMode {
        ReplyMode::from_flags(Verb::Get, GetFlags::ACK.bits())
    }
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        let mut request = Request::new(buffer, GetLink::default(), GetFlags::ACK);
        self.link.put(&mut request);
        request.finish(seq).map(<[u8]>::len)
    }
    fn reply(&mut self, message: Message<'_>) -> Result<(), Error> {
        let link = LinkMessage::from_message(message)?;
        self.found = self.found.or(Some(link.index()));
        Ok(())
    }
    fn next(&mut self, _completion: Completion) -> Step<u32> {
        self.found.map_or(Step::MissingReply, Step::Done)
    }
    fn spec(&self) -> MessageSpec {
        MessageSpec::from_operation::<GetLink>()
    }
}

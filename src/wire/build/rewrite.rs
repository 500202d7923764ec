//! Copies messages with changes, for proxies and filters.
use super::{BuildError, Writer};
use crate::wire::{Attr, Error, Message, RawAttrs, align4, spec::DEPTH};
use core::fmt;

/// Error of [`rewrite`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RewriteError {
    /// The message is malformed, or nested more than 16 deep where the edit entered.
    Malformed(Error),
    /// The copy cannot be written: the buffer is too small, or an attribute became too long.
    Build(BuildError),
}
impl From<Error> for RewriteError {
    fn from(error: Error) -> Self {
        Self::Malformed(error)
    }
}
impl From<BuildError> for RewriteError {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}
impl fmt::Display for RewriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => write!(f, "the message cannot be copied: {error}"),
            Self::Build(error) => write!(f, "the copy cannot be written: {error}"),
        }
    }
}
impl core::error::Error for RewriteError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(match self {
            Self::Malformed(error) => error,
            Self::Build(error) => error,
        })
    }
}

/// What to do with an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit<'e> {
    /// Copies the attribute unchanged.
    Keep,
    /// Omits the attribute.
    Drop,
    /// Replaces the payload; attribute type and flag bits stay.
    Replace(&'e [u8]),
    /// Enters a nest, and edits each of its attributes.
    Enter,
    /// Copies this many bytes at the start of the payload, and edits each attribute after them.
    EnterBehind(usize),
}

/// Copies `message` into `out`, and edits each attribute as `edit` returns.
///
/// The lengths of the message and of all nests are updated; attribute types and flag bits stay.
/// `header` is the size of the family's header, which is copied with the message header. `edit`
/// gets the types of the enclosing nests, outermost first, and the attribute.
///
/// ```
/// use nlwire::{route::{IfInfo, Link, NewLink}, wire::{Struct, rewrite, Edit, Message, NewFlags, Request}};
/// let mut buffer = [0; 64];
/// let mut request = Request::new(&mut buffer, NewLink::default(), NewFlags::NONE);
/// request.put(Link::IFLA_IFNAME, "eth0").put(Link::IFLA_MTU, 1500);
/// let request = Message::new(request.finish(1)?)?;
/// let mut out = [0; 64];
/// let edited = rewrite(request, size_of::<Struct<IfInfo>>(), &mut out, &mut |_, attr| match attr.attr_type() {
///     4 => Edit::Drop,
///     _ => Edit::Replace(b"wan0\0"),
/// })?;
/// let (_, link) = edited.split::<IfInfo, Link>()?;
/// assert_eq!(format!("{link:?}"), r#"{IFLA_IFNAME: "wan0"}"#);
/// # use nlwire::wire::RequestFlags;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// # Errors
/// The outer error is a [`BuildError`]: `out` is too small, or an attribute became too long. The
/// inner error is an [`Error`]: the framing of the message is broken, or `edit` entered more than
/// 16 nests.
pub fn rewrite<'o, 'e>(
    message: Message<'_>,
    header: usize,
    out: &'o mut [u8],
    edit: &mut dyn FnMut(&[u16], Attr<'_>) -> Edit<'e>,
) -> Result<Message<'o>, RewriteError> {
    let mut writer = Writer::<()>::new(out);
    let (head, attrs) =
        message.bytes().split_at_checked(header.saturating_add(16)).unwrap_or((message.bytes(), &[]));
    writer.bytes(head);
    let skip = align4(head.len()) - head.len();
    level(&mut writer, attrs.get(skip..).unwrap_or(&[]), &mut [0; DEPTH as usize], 0, edit)?;
    let (copy, _) = writer.split_finish()?;
    let Ok(len) = u32::try_from(copy.len()) else { return Err(BuildError::TooLong.into()) };
    if let Some(head) = copy.first_chunk_mut::<4>() {
        *head = len.to_ne_bytes();
    }
    Ok(Message::new(copy)?)
}
/// Rewrites the attributes of one level, `depth` nests deep; `path` has their types.
fn level<'e>(
    writer: &mut Writer<'_, ()>,
    attrs: &[u8],
    path: &mut [u16; DEPTH as usize],
    depth: usize,
    edit: &mut dyn FnMut(&[u16], Attr<'_>) -> Edit<'e>,
) -> Result<(), Error> {
    for attr in RawAttrs::new(attrs) {
        let attr = attr?;
        let front = match edit(path.get(..depth).unwrap_or(&[]), attr) {
            Edit::Drop => continue,
            Edit::Keep => {
                writer.copy(attr);
                continue;
            }
            Edit::Replace(payload) => {
                writer.copy(Attr::new(attr.raw_type(), payload));
                continue;
            }
            Edit::Enter => 0,
            Edit::EnterBehind(len) => len,
        };
        let Some(slot) = path.get_mut(depth) else {
            return Err(Error::payload(attr.attr_type(), attr.payload()));
        };
        *slot = attr.attr_type();
        let Some((head, inside)) = attr.payload().split_at_checked(align4(front.min(1 << 16))) else {
            return Err(Error::payload(attr.attr_type(), attr.payload()));
        };
        let mut result = Ok(());
        writer.nested::<()>(attr.raw_type(), |nest| {
            nest.bytes(head);
            result = level(nest, inside, path, depth + 1, edit);
        });
        result?;
    }
    Ok(())
}

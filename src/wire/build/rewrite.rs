//! Copying a message with changes: for proxies and filters.
use super::{BuildError, Writer};
use crate::wire::{Attr, Error, Message, RawAttrs, align4, shape::DEPTH};

/// What becomes of one attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit<'e> {
    /// It is copied as it stands.
    Keep,
    /// It is left out.
    Drop,
    /// It keeps its number and flag bits, and gets this payload.
    Replace(&'e [u8]),
    /// It is a nest, and each attribute in it is asked for in turn.
    Enter,
    /// It is a nest behind a structure of so many bytes, which is copied; each attribute behind it is asked for in turn.
    EnterBehind(usize),
}

/// Copies `message` into `out`, attribute by attribute, as `edit` says; lengths of the message and of all nests come out right, numbers
/// and flag bits stay as they were. `header` is the size of the family's header, which is copied with the message's own. `edit` is given
/// the numbers of the nests it stands in, outermost first, and the attribute.
///
/// ```
/// use nlwire::{route::{IfInfo, Link, NewLink}, wire::{rewrite, Edit, Message, NewFlags, Request}};
/// let mut buffer = [0; 64];
/// let mut request = Request::new(&mut buffer, NewLink::default(), NewFlags::NONE);
/// request.put(Link::IFLA_IFNAME, "eth0").put(Link::IFLA_MTU, 1500);
/// let request = Message::new(request.finish(1)?)?;
/// let mut out = [0; 64];
/// let edited = rewrite(request, size_of::<IfInfo>(), &mut out, &mut |_, attr| match attr.number() {
///     4 => Edit::Drop,
///     _ => Edit::Replace(b"wan0\0"),
/// })??;
/// let (_, link) = edited.split::<IfInfo, Link>()?;
/// assert_eq!(format!("{link:?}"), r#"{IFLA_IFNAME: "wan0"}"#);
/// # use nlwire::wire::RequestFlags;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// # Errors
/// The outer one: `out` is too small, or an attribute became too long. The inner one: the message's framing is broken, or it is
/// nested more than 16 deep where `edit` entered.
pub fn rewrite<'o, 'e>(
    message: Message<'_>,
    header: usize,
    out: &'o mut [u8],
    edit: &mut dyn FnMut(&[u16], Attr<'_>) -> Edit<'e>,
) -> Result<Result<Message<'o>, Error>, BuildError> {
    let mut writer = Writer::<()>::new(out);
    let (head, attrs) =
        message.bytes().split_at_checked(header.saturating_add(16)).unwrap_or((message.bytes(), &[]));
    writer.bytes(head);
    let skip = align4(head.len()) - head.len();
    let walked = level(&mut writer, attrs.get(skip..).unwrap_or(&[]), &mut [0; DEPTH as usize], 0, edit);
    if let Err(error) = walked {
        return Ok(Err(error));
    }
    let (copy, _) = writer.split_finish()?;
    let Ok(len) = u32::try_from(copy.len()) else { return Err(BuildError::TooLong) };
    if let Some(head) = copy.first_chunk_mut::<4>() {
        *head = len.to_ne_bytes();
    }
    Ok(Message::new(copy))
}
/// The attributes of one level, `depth` nests deep; `path` holds their numbers.
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
                writer.copy(Attr::new(attr.bits(), payload));
                continue;
            }
            Edit::Enter => 0,
            Edit::EnterBehind(len) => len,
        };
        let Some(slot) = path.get_mut(depth) else {
            return Err(Error::payload(attr.number(), attr.payload()));
        };
        *slot = attr.number();
        let Some((head, inside)) = attr.payload().split_at_checked(align4(front.min(1 << 16))) else {
            return Err(Error::payload(attr.number(), attr.payload()));
        };
        let mut result = Ok(());
        writer.nested::<()>(attr.bits(), |nest| {
            nest.bytes(head);
            result = level(nest, inside, path, depth + 1, edit);
        });
        result?;
    }
    Ok(())
}

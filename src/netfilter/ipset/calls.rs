//! Queries and calls: list, create, change, test.
use super::*;
use crate::{
    client::{Call, Completion, Query, ReplyMode, Step, call, query, read, then},
    wire::{
        Ack, BuildError, DeleteFlags, Errno, FromMessage, KernelError, NewFlags, Operation, Request,
        RequestFlags, spec::MessageSpec,
    },
};

fn list_with(name: Option<&str>, flags: Option<CommandFlags>) -> impl Query<Operation = ListSets> + Copy {
    query(ListSets {}, move |request| {
        request
            .put(IpSet::IPSET_ATTR_PROTOCOL, PROTOCOL_VERSION)
            .put_some(IpSet::IPSET_ATTR_SETNAME, name)
            .put_some(IpSet::IPSET_ATTR_FLAGS, flags);
    })
}
fn put_name<O: Operation<Request = IpSet>>(request: &mut Request<'_, O>, name: Option<&str>) {
    request.put(IpSet::IPSET_ATTR_PROTOCOL, PROTOCOL_VERSION).put_some(IpSet::IPSET_ATTR_SETNAME, name);
}
fn put_pair<O: Operation<Request = IpSetPair>>(request: &mut Request<'_, O>, first: &str, second: &str) {
    request
        .put(IpSetPair::IPSET_ATTR_PROTOCOL, PROTOCOL_VERSION)
        .put(IpSetPair::IPSET_ATTR_SETNAME, first)
        .put(IpSetPair::IPSET_ATTR_SETNAME2, second);
}
fn put_element<O: Operation<Request = IpSetChange>>(
    request: &mut Request<'_, O>,
    name: &str,
    element: &Element<'_>,
) {
    request
        .put(IpSetChange::IPSET_ATTR_PROTOCOL, PROTOCOL_VERSION)
        .put(IpSetChange::IPSET_ATTR_SETNAME, name)
        .nest(IpSetChange::IPSET_ATTR_DATA, |data| element.write(data));
}
fn put_elements<O: Operation<Request = IpSetChange>>(
    request: &mut Request<'_, O>,
    name: &str,
    elements: &[Element<'_>],
) {
    request
        .put(IpSetChange::IPSET_ATTR_PROTOCOL, PROTOCOL_VERSION)
        .put(IpSetChange::IPSET_ATTR_SETNAME, name)
        .put(IpSetChange::IPSET_ATTR_LINENO, 0u32)
        .nest(IpSetChange::IPSET_ATTR_ADT, |list| {
            for (line, element) in (1u32..).zip(elements) {
                list.nest(IpSetElements::IPSET_ATTR_DATA, |data| {
                    element.write(data);
                    data.put(IpSetElement::IPSET_ATTR_LINENO, line);
                });
            }
        });
}

/// Returns the protocol versions of the kernel.
///
/// Sends `IPSET_CMD_PROTOCOL`.
///
/// # Errors
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
/// - `EINVAL`: the kernel has no ipset.
pub fn protocol() -> impl Query<Operation = GetProtocol> + Copy {
    query(GetProtocol {}, |request| {
        request.put(IpSetProtocol::IPSET_ATTR_PROTOCOL, PROTOCOL_VERSION);
    })
}
/// Lists all sets with their elements; sets of sets come last.
///
/// The elements of a large set are spread over several messages with the name of the set.
///
/// Sends `IPSET_CMD_LIST` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn list() -> impl Query<Operation = ListSets> + Copy {
    list_with(None, None)
}
/// Lists one set with its elements.
///
/// The elements of a large set are spread over several messages.
///
/// Sends `IPSET_CMD_LIST` with `NLM_F_DUMP` and `IPSET_ATTR_SETNAME`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `ENOENT`
/// if the set does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn list_set(name: &str) -> impl Query<Operation = ListSets> + Copy {
    list_with(Some(name), None)
}
/// Lists the names of all sets.
///
/// Sends `IPSET_CMD_LIST` with `NLM_F_DUMP` and `IPSET_FLAG_LIST_SETNAME`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn names() -> impl Query<Operation = ListSets> + Copy {
    list_with(None, Some(CommandFlags::IPSET_FLAG_LIST_SETNAME))
}
/// Lists all sets with their headers, without elements.
///
/// Sends `IPSET_CMD_LIST` with `NLM_F_DUMP` and `IPSET_FLAG_LIST_HEADER`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn headers() -> impl Query<Operation = ListSets> + Copy {
    list_with(None, Some(CommandFlags::IPSET_FLAG_LIST_HEADER))
}
/// Returns type, family and revision of a set.
///
/// Sends `IPSET_CMD_HEADER`.
///
/// # Errors
/// - `ENOENT`: the set does not exist.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn header(name: &str) -> impl Query<Operation = GetHeader> + Copy {
    query(GetHeader {}, move |request| put_name(request, Some(name)))
}
/// Returns the revisions of a set type that the kernel has. The kernel loads the module of the
/// type.
///
/// Sends `IPSET_CMD_TYPE`.
///
/// # Errors
/// - `IPSET_ERR_FIND_TYPE`: the kernel does not have the type for this family.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn set_type<'a>(type_name: Str<'a>, family: NfProto) -> impl Query<Operation = GetType> + Copy + use<'a> {
    query(GetType {}, move |request| {
        request
            .put(IpSetType::IPSET_ATTR_PROTOCOL, PROTOCOL_VERSION)
            .put(IpSetType::IPSET_ATTR_TYPENAME, type_name)
            .put(IpSetType::IPSET_ATTR_FAMILY, family);
    })
}
/// Returns index and family of a set.
///
/// Sends `IPSET_CMD_GET_BYNAME`. Since Linux 4.20.
///
/// # Errors
/// - `ENOENT`: the set does not exist.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn by_name(name: &str) -> impl Query<Operation = GetByName> + Copy {
    query(GetByName {}, move |request| put_name(request, Some(name)))
}
/// Returns the name of the set with an index.
///
/// Sends `IPSET_CMD_GET_BYINDEX`. Since Linux 4.20.
///
/// # Errors
/// - `ENOENT`: there is no set with the index.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn by_index(index: u16) -> impl Query<Operation = GetByIndex> + Copy {
    query(GetByIndex {}, move |request| {
        request.put(IpSet::IPSET_ATTR_PROTOCOL, PROTOCOL_VERSION).put(IpSet::IPSET_ATTR_INDEX, index);
    })
}
/// Creates a set, with the highest revision of the set type that the kernel has.
///
/// Sends `IPSET_CMD_TYPE`, and `IPSET_CMD_CREATE` with `NLM_F_CREATE | NLM_F_EXCL`.
///
/// # Errors
/// - `EEXIST`: a set with the name exists.
/// - `IPSET_ERR_FIND_TYPE`: the kernel does not have the type for this family.
/// - `IPSET_ERR_MAX_SETS`: there are too many sets.
/// - `IPSET_ERR_PROTOCOL`: a parameter is missing, such as the range of a bitmap, or too long.
/// - `IPSET_ERR_INVALID_NETMASK`, `IPSET_ERR_INVALID_MARKMASK`: a mask is 0 or too long.
/// - `IPSET_ERR_BITMAP_RANGE_SIZE`: a bitmap is larger than 65536 elements.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn create(name: &str, spec: &SetSpec<'_>) -> impl Call<Output = Completion> + Copy {
    let revision = read(set_type(spec.type_name, spec.family), |message| Ok(message.revision().unwrap_or(0)));
    then(revision, move |revision| create_revision(name, spec, revision))
}
/// Creates a set with a revision of the set type.
///
/// Sends `IPSET_CMD_CREATE` with `NLM_F_CREATE | NLM_F_EXCL`.
///
/// # Errors
/// Those of [`create`]. `IPSET_ERR_FIND_TYPE` if the kernel does not have the revision.
pub fn create_revision(
    name: &str,
    spec: &SetSpec<'_>,
    revision: u8,
) -> impl Call<Output = Completion> + Copy {
    call(CreateSet {}, NewFlags::CREATE | NewFlags::EXCL, move |request| {
        request
            .put(IpSetCreate::IPSET_ATTR_PROTOCOL, PROTOCOL_VERSION)
            .put(IpSetCreate::IPSET_ATTR_SETNAME, name)
            .put(IpSetCreate::IPSET_ATTR_TYPENAME, spec.type_name)
            .put(IpSetCreate::IPSET_ATTR_REVISION, revision)
            .put(IpSetCreate::IPSET_ATTR_FAMILY, spec.family)
            .nest(IpSetCreate::IPSET_ATTR_DATA, |data| spec.write(data));
    })
}
/// Destroys a set.
///
/// Sends `IPSET_CMD_DESTROY` with `IPSET_ATTR_SETNAME`.
///
/// # Errors
/// - `ENOENT`: the set does not exist.
/// - `IPSET_ERR_BUSY`: a rule or a set of sets refers to the set.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn destroy(name: &str) -> impl Call<Output = Completion> + Copy {
    call(DestroySet {}, DeleteFlags::NONE, move |request| put_name(request, Some(name)))
}
/// Destroys all sets.
///
/// Sends `IPSET_CMD_DESTROY` without a name.
///
/// # Errors
/// - `IPSET_ERR_BUSY`: a rule or a set of sets refers to a set; no set is destroyed.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn destroy_all() -> impl Call<Output = Completion> + Copy {
    call(DestroySet {}, DeleteFlags::NONE, |request| put_name(request, None))
}
/// Deletes all elements of a set.
///
/// Sends `IPSET_CMD_FLUSH` with `IPSET_ATTR_SETNAME`.
///
/// # Errors
/// - `ENOENT`: the set does not exist.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn flush(name: &str) -> impl Call<Output = Completion> + Copy {
    call(FlushSet {}, DeleteFlags::NONE, move |request| put_name(request, Some(name)))
}
/// Deletes all elements of all sets.
///
/// Sends `IPSET_CMD_FLUSH` without a name.
///
/// # Errors
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn flush_all() -> impl Call<Output = Completion> + Copy {
    call(FlushSet {}, DeleteFlags::NONE, |request| put_name(request, None))
}
/// Renames a set.
///
/// Sends `IPSET_CMD_RENAME`.
///
/// # Errors
/// - `ENOENT`: the set does not exist.
/// - `IPSET_ERR_EXIST_SETNAME2`: a set with the new name exists.
/// - `IPSET_ERR_REFERENCED`: a rule or a set of sets refers to the set.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn rename(name: &str, new_name: &str) -> impl Call<Output = Completion> + Copy {
    call(RenameSet {}, NewFlags::NONE, move |request| put_pair(request, name, new_name))
}
/// Exchanges the content of two sets: rules that refer to one use the content of the other.
///
/// Sends `IPSET_CMD_SWAP`.
///
/// # Errors
/// - `ENOENT`: the first set does not exist.
/// - `IPSET_ERR_EXIST_SETNAME2`: the second set does not exist.
/// - `IPSET_ERR_TYPE_MISMATCH`: the sets have different types or families.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn swap(first: &str, second: &str) -> impl Call<Output = Completion> + Copy {
    call(SwapSets {}, NewFlags::NONE, move |request| put_pair(request, first, second))
}
/// Adds an element.
///
/// Sends `IPSET_CMD_ADD` with `NLM_F_EXCL`.
///
/// # Errors
/// - `ENOENT`: the set does not exist.
/// - `IPSET_ERR_EXIST`: the set contains the element.
/// - `IPSET_ERR_PROTOCOL`: the element lacks a part that the type needs.
/// - `IPSET_ERR_TIMEOUT`, `IPSET_ERR_COUNTER`, `IPSET_ERR_COMMENT`, `IPSET_ERR_SKBINFO`: the set
///   was created without this extension.
/// - `IPSET_ERR_HASH_FULL`, `IPSET_ERR_LIST_FULL`: the set is full.
/// - `IPSET_ERR_BITMAP_RANGE`: the element is outside of the range of the bitmap.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn add(name: &str, element: &Element<'_>) -> impl Call<Output = Completion> + Copy {
    call(AddElements {}, NewFlags::EXCL, move |request| put_element(request, name, element))
}
/// Adds an element, or replaces timeout, counters, comment and packet information of an existing
/// one.
///
/// Sends `IPSET_CMD_ADD` without `NLM_F_EXCL`.
///
/// # Errors
/// Those of [`add`], without `IPSET_ERR_EXIST`.
pub fn replace(name: &str, element: &Element<'_>) -> impl Call<Output = Completion> + Copy {
    call(AddElements {}, NewFlags::NONE, move |request| put_element(request, name, element))
}
/// Adds several elements by one request, which must not exceed 65535 bytes: some 2000 addresses.
///
/// The kernel adds the elements one after the other and stops at the first that it refuses; the
/// elements before it remain. [`failed_line`] returns the number of the refused element, counted
/// from 1.
///
/// Sends `IPSET_CMD_ADD` with `NLM_F_EXCL`, `IPSET_ATTR_ADT` and line numbers.
///
/// # Errors
/// Those of [`add`].
pub fn add_all(name: &str, elements: &[Element<'_>]) -> impl Call<Output = Completion> + Copy {
    call(AddElements {}, NewFlags::EXCL, move |request| put_elements(request, name, elements))
}
/// Deletes an element.
///
/// Sends `IPSET_CMD_DEL` with `NLM_F_EXCL`.
///
/// # Errors
/// - `ENOENT`: the set does not exist.
/// - `IPSET_ERR_EXIST`: the set does not contain the element.
/// - `IPSET_ERR_PROTOCOL`: the element lacks a part that the type needs.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn delete(name: &str, element: &Element<'_>) -> impl Call<Output = Completion> + Copy {
    call(DelElements {}, NewFlags::EXCL, move |request| put_element(request, name, element))
}
/// Deletes several elements by one request, which must not exceed 65535 bytes.
///
/// The kernel stops at the first element that it refuses; [`failed_line`] returns its number,
/// counted from 1.
///
/// Sends `IPSET_CMD_DEL` with `NLM_F_EXCL`, `IPSET_ATTR_ADT` and line numbers.
///
/// # Errors
/// Those of [`delete`].
pub fn delete_all(name: &str, elements: &[Element<'_>]) -> impl Call<Output = Completion> + Copy {
    call(DelElements {}, NewFlags::EXCL, move |request| put_elements(request, name, elements))
}
/// Returns whether a set contains an element.
///
/// Sends `IPSET_CMD_TEST`.
///
/// # Errors
/// - `ENOENT`: the set does not exist.
/// - `IPSET_ERR_PROTOCOL`: an attribute is malformed.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn test(name: &str, element: &Element<'_>) -> impl Call<Output = bool> + Copy {
    TestCall(call(TestElement {}, NewFlags::NONE, move |request| put_element(request, name, element)))
}
/// A call whose refusal with `IPSET_ERR_EXIST` is the result `false`.
#[derive(Clone, Copy)]
struct TestCall<C>(C);
impl<C: Call<Output = Completion>> Call for TestCall<C> {
    type Output = bool;
    fn name(&self) -> &'static str {
        self.0.name()
    }
    fn mode(&self) -> ReplyMode {
        self.0.mode()
    }
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        self.0.write(buffer, seq)
    }
    fn next(&mut self, _completion: Completion) -> Step<bool> {
        Step::Done(true)
    }
    fn refused(&mut self, refusal: &KernelError) -> Option<Step<bool>> {
        (refusal.errno == Errno::IPSET_ERR_EXIST).then_some(Step::Done(false))
    }
    fn spec(&self) -> MessageSpec {
        self.0.spec()
    }
}
/// Returns the line number of the element that the kernel refused, of a request with several
/// elements.
///
/// For [`add_all`] and [`delete_all`], the number of the element, counted from 1. The ack is that
/// of [`Connection::last_error`](crate::client::Connection::last_error).
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, netfilter::ipset::{self, Element}};
/// fn fill<T: Transport, B: Buffer>(nl: &mut Connection<T, B>, elements: &[Element<'_>]) -> client::Result<(), T> {
///     if let Err(error) = nl.run(ipset::add_all("banned", elements)) {
///         let line = nl.last_error().and_then(|ack| ipset::failed_line(&ack));
///         println!("element {line:?}: {error}");
///     }
///     Ok(())
/// }
/// ```
pub fn failed_line(ack: &Ack<'_>) -> Option<u32> {
    let message = ack.request()?;
    let types = [NetfilterMessage::IPSET_CMD_ADD, NetfilterMessage::IPSET_CMD_DEL];
    if !types.contains(&message.message_type()) {
        return None;
    }
    let change = IpSetChangeMessage::from_message(message).ok()?;
    let line = change.attrs.get(IpSetChange::IPSET_ATTR_LINENO).ok()??;
    Some(line.0).filter(|line| *line != 0)
}

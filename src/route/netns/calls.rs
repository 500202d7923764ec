//! Queries and calls.
use super::{NetNs, NsidMessage};
use crate::{
    client::{Call, Query, allow, call, query, read, ready, then},
    route::{GetNsid, NewNsid, Nsid},
    wire::{Errno, NewFlags, RequestFlags},
};

/// No id is assigned: `NETNSA_NSID_NOT_ASSIGNED`, linux/net_namespace.h.
const NOT_ASSIGNED: i32 = -1;

impl<'a> NsidMessage<'a> {
    /// Returns the id; `None` if the namespace has no id in the current namespace.
    #[doc(alias = "NETNSA_NSID")]
    pub fn id(&self) -> Option<i32> {
        self.attrs.get(Nsid::NETNSA_NSID).ok().flatten().filter(|id| *id != NOT_ASSIGNED)
    }
}

/// Lists the namespace ids of the current namespace.
///
/// Sends `RTM_GETNSID` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "ip netns list-id")]
pub fn list() -> impl Query<Operation = GetNsid> + Copy {
    GetNsid {}
}
/// Returns the id of a namespace; `None` if no id is assigned.
///
/// Sends `RTM_GETNSID` with `NETNSA_FD` or `NETNSA_PID`.
///
/// # Errors
/// - EINVAL: the descriptor is not a network namespace.
/// - ESRCH: the process does not exist.
pub fn id_of<'n>(namespace: impl Into<NetNs<'n>>) -> impl Call<Output = Option<i32>> + Copy {
    let namespace = namespace.into();
    let namespace = query(GetNsid {}, move |request| namespace.put_nsid(request));
    read(namespace, |namespace| Ok(namespace.id()))
}
/// Assigns an id to a namespace that has none, and returns the id of the namespace.
///
/// Sends `RTM_NEWNSID` with `NETNSA_FD` or `NETNSA_PID`, and a `NETNSA_NSID` of -1, which lets the
/// kernel choose; then the request of [`id_of`].
///
/// # Errors
/// - EPERM: CAP_NET_ADMIN is missing.
/// - EINVAL: the descriptor is not a network namespace.
/// - ESRCH: the process does not exist.
#[doc(alias = "ip netns set")]
pub fn assign<'n>(namespace: impl Into<NetNs<'n>>) -> impl Call<Output = i32> + Copy {
    let namespace = namespace.into();
    let assign = call(NewNsid {}, NewFlags::NONE, move |request| {
        request.put(Nsid::NETNSA_NSID, NOT_ASSIGNED);
        namespace.put_nsid(request);
    });
    let id = then(allow(assign, Errno::EEXIST), move |_| id_of(namespace));
    then(id, |id| ready(id.unwrap_or(NOT_ASSIGNED)))
}

//! Ids of other network namespaces, by verbs: list, find, assign. Each function sends one request and says which.
//!
//! A namespace is known in another one by a number, if it was given one there. Events of all namespaces that have one come by one socket
//! (`SocketOption::ListenAllNsid`), each with its number, and by the number a request asks another namespace
//! ([`Link::IFLA_TARGET_NETNSID`](crate::route::Link::IFLA_TARGET_NETNSID)). The example `namespace_links` follows the links of all.
//!
//! ```no_run
//! # #[cfg(feature = "std")] {
//! use nlwire::{exchange::Connection, route::namespaces, socket::{Protocol, Socket, namespace::Namespace}};
//! use std::os::fd::{AsFd, AsRawFd};
//! let mut buffer = [0; 8192];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut buffer);
//! let blue = Namespace::named("blue")?;
//! let id = namespaces::assign(&mut connection, blue.as_fd().as_raw_fd())?; // the one that it has, or a new one
//! println!("events of it bear {id}");
//! # }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{
    exchange::{Answer, Connection, Replies, Transport},
    route::{GetNsid, NewNsid, Nsid},
    wire::{NewFlags, RequestFlags, getters},
};

/// `NETNSA_NSID_NOT_ASSIGNED`, linux/net_namespace.h.
const NOT_ASSIGNED: i32 = -1;

getters! { Nsid, GetNsid {
    /// The id; `None` where the namespace has none here.
    id(attrs) -> Option<i32> = attrs.get(Nsid::NETNSA_NSID).ok().flatten().filter(|id| *id != NOT_ASSIGNED);
} }

/// Lists the ids that namespaces have in this one.
///
/// Sends RTM_GETNSID with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn list<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetNsid>, T> {
    connection.dump(GetNsid {}, |_| {})
}
/// The id that a namespace has in this one, by a descriptor of it; `None` where it has none.
///
/// Sends RTM_GETNSID with NETNSA_FD.
///
/// # Errors
/// EINVAL for a descriptor of something else.
pub fn id_of<T: Transport>(connection: &mut Connection<'_, T>, descriptor: i32) -> Answer<Option<i32>, T> {
    let reply = connection.get(GetNsid {}, |request| {
        request.put(Nsid::NETNSA_FD, descriptor as u32);
    })?;
    Ok(reply.id())
}
/// Gives a namespace an id in this one, unless it has one, and says which it has.
///
/// Sends RTM_NEWNSID with NETNSA_FD and NETNSA_NSID of -1, by which the kernel chooses; then as [`id_of`].
///
/// # Errors
/// EPERM without CAP_NET_ADMIN, EINVAL for a descriptor of something else.
pub fn assign<T: Transport>(connection: &mut Connection<'_, T>, descriptor: i32) -> Answer<i32, T> {
    let made = connection.request(NewNsid {}, NewFlags::NONE, |request| {
        request.put(Nsid::NETNSA_NSID, NOT_ASSIGNED).put(Nsid::NETNSA_FD, descriptor as u32);
    });
    match made {
        Err(failure) if !failure.already_exists() => Err(failure),
        _ => Ok(id_of(connection, descriptor)?.unwrap_or(NOT_ASSIGNED)),
    }
}

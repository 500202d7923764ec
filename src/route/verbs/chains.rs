//! Chains of filters, by verbs: list, add, delete. Each function sends one request and says which.
//!
//! Filters lie in chains; the chain 0 is asked first, and others by actions that say so,
//! [`TcVerdict::to_chain`](crate::route::tc::TcVerdict::to_chain). A chain comes with its first filter; one that is made by itself may say what
//! its filters must be like.
//!
//! ```
//! use nlwire::{exchange::{Answer, Connection, Transport}, route::{chains, tc::TcHandle}};
//! fn show<T: Transport>(connection: &mut Connection<'_, T>, link: u32) -> Answer<(), T> {
//!     let mut all = chains::list(connection, link, TcHandle::CLSACT_INGRESS)?;
//!     while let Some(chain) = all.next()? {
//!         println!("{}", chain.attrs.chain());
//!     }
//!     Ok(())
//! }
//! ```
use crate::{
    exchange::{Answer, Connection, Done, Replies, Transport},
    route::tc::{DelChain, GetChain, NewChain, TFilter, TcHandle},
    wire::{DeleteFlags, NewFlags, RequestFlags},
};

/// Lists the chains of a discipline or a class.
///
/// Sends RTM_GETCHAIN with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn list<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    index: u32,
    parent: TcHandle,
) -> Answer<Replies<'c, 'b, T, GetChain>, T> {
    connection.dump(GetChain { index: index as i32, parent }, |_| {})
}
/// Makes a chain, for filters of any kind.
///
/// Sends RTM_NEWCHAIN with NLM_F_CREATE | NLM_F_EXCL and TCA_CHAIN.
///
/// # Errors
/// EEXIST where it is there ([`already_exists`](crate::exchange::Failure::already_exists)), EPERM without CAP_NET_ADMIN.
pub fn add<T: Transport>(
    connection: &mut Connection<'_, T>,
    index: u32,
    parent: TcHandle,
    chain: u32,
) -> Answer<Done, T> {
    connection.request(
        NewChain { index: index as i32, parent, info: 0 },
        NewFlags::CREATE | NewFlags::EXCL,
        |request| {
            request.put(TFilter::TCA_CHAIN, chain);
        },
    )
}
/// Removes a chain with all its filters.
///
/// Sends RTM_DELCHAIN with TCA_CHAIN.
///
/// # Errors
/// EINVAL where there is none, EBUSY where an action leads to it, EPERM without CAP_NET_ADMIN.
pub fn delete<T: Transport>(
    connection: &mut Connection<'_, T>,
    index: u32,
    parent: TcHandle,
    chain: u32,
) -> Answer<Done, T> {
    connection.request(DelChain { index: index as i32, parent }, DeleteFlags::NONE, |request| {
        request.put(TFilter::TCA_CHAIN, chain);
    })
}

//! Queries and calls.
use crate::route::link::{LinkId, index_of};
use crate::{
    client::{Call, Completion, Query, call, then},
    tc::{DelChain, GetChain, NewChain, TFilter, TcHandle},
    wire::{DeleteFlags, NewFlags, RequestFlags},
};

/// Lists the filter chains of a qdisc or class.
///
/// Sends `RTM_GETCHAIN` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "tc chain show")]
pub fn list(index: u32, parent: TcHandle) -> impl Query<Operation = GetChain> + Copy {
    GetChain { index, parent }
}
/// Creates a filter chain without a template.
///
/// Sends `RTM_NEWCHAIN` with `NLM_F_CREATE | NLM_F_EXCL` and `TCA_CHAIN`.
///
/// # Errors
/// - EEXIST: the chain exists ([`already_exists`](crate::client::Error::already_exists)).
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "tc chain add")]
pub fn add<'n>(
    link: impl Into<LinkId<'n>>,
    parent: TcHandle,
    chain: u32,
) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |index| {
        call(NewChain { index, parent, info: 0 }, NewFlags::CREATE | NewFlags::EXCL, move |request| {
            request.put(TFilter::TCA_CHAIN, chain);
        })
    })
}
/// Removes a filter chain with all its filters.
///
/// Sends `RTM_DELCHAIN` with `TCA_CHAIN`.
///
/// # Errors
/// - EINVAL: the chain does not exist.
/// - EBUSY: an action leads to the chain.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "tc chain delete")]
pub fn delete<'n>(
    link: impl Into<LinkId<'n>>,
    parent: TcHandle,
    chain: u32,
) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |index| {
        call(DelChain { index, parent }, DeleteFlags::NONE, move |request| {
            request.put(TFilter::TCA_CHAIN, chain);
        })
    })
}

//! Filters: what each kind matches, `TCA_OPTIONS` by `TCA_KIND`, linux/pkt_cls.h. Chains have the same attributes.
use super::{TFilter, TcHandle, TcMsg};
use crate::{operations, route::RouteMessage, select, wire::By};

select! {
    /// What a kind of filter has, `TCA_OPTIONS`, by its name in `TCA_KIND`.
    pub enum FilterOptions<'a>, selector FilterKind from By::text(1) => {}
}

operations! {
    /// Asks for filters: for those of a discipline or class by a dump, or for one.
    pub GetTFilter {
        /// The link.
        index: i32 => tcm_ifindex,
        /// What they hang on.
        parent: TcHandle => tcm_parent,
        /// Its handle.
        handle: TcHandle => tcm_handle,
        /// Priority in the upper, protocol (big-endian) in the lower 16 bits.
        info: u32 => tcm_info,
    } = Get(RouteMessage::RTM_GETTFILTER, TcMsg, TFilter);
    /// Makes a filter or changes it.
    pub NewTFilter {
        /// The link.
        index: i32 => tcm_ifindex,
        /// What it hangs on.
        parent: TcHandle => tcm_parent,
        /// Its handle; 0 for one that the kernel chooses.
        handle: TcHandle => tcm_handle,
        /// Priority in the upper, protocol (big-endian) in the lower 16 bits.
        info: u32 => tcm_info,
    } = New(RouteMessage::RTM_NEWTFILTER, TcMsg, TFilter);
    /// Removes a filter, or all of a priority, or all.
    pub DelTFilter {
        /// The link.
        index: i32 => tcm_ifindex,
        /// What it hangs on.
        parent: TcHandle => tcm_parent,
        /// Its handle; 0 for all.
        handle: TcHandle => tcm_handle,
        /// Priority in the upper, protocol (big-endian) in the lower 16 bits.
        info: u32 => tcm_info,
    } = Delete(RouteMessage::RTM_DELTFILTER, TcMsg, TFilter);
    /// Asks for chains: for those of a discipline or class by a dump, or for one by [`TFilter::TCA_CHAIN`].
    pub GetChain {
        /// The link.
        index: i32 => tcm_ifindex,
        /// What they hang on.
        parent: TcHandle => tcm_parent,
    } = Get(RouteMessage::RTM_GETCHAIN, TcMsg, TFilter);
    /// Makes a chain, with a template for its filters or without.
    pub NewChain {
        /// The link.
        index: i32 => tcm_ifindex,
        /// What it hangs on.
        parent: TcHandle => tcm_parent,
        /// Of a template: its protocol (big-endian) in the lower 16 bits.
        info: u32 => tcm_info,
    } = New(RouteMessage::RTM_NEWCHAIN, TcMsg, TFilter);
    /// Removes a chain and its filters.
    pub DelChain {
        /// The link.
        index: i32 => tcm_ifindex,
        /// What it hangs on.
        parent: TcHandle => tcm_parent,
    } = Delete(RouteMessage::RTM_DELCHAIN, TcMsg, TFilter);
}

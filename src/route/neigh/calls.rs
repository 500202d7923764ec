//! Queries and calls.
use super::NeighMessage;
use crate::route::convert::family_of;
use crate::route::link::{LinkId, index_of};
use crate::{
    client::{Call, Completion, Query, call, query, then},
    route::{DelNeigh, GetNeigh, NdMsg, Neigh, NeighFlags, NeighState, NewNeigh},
    wire::{DeleteFlags, HwAddr, NewFlags, RequestFlags},
};
use core::net::IpAddr;

impl<'a> NeighMessage<'a> {
    /// Returns the IP address of the neighbour.
    #[doc(alias = "NDA_DST")]
    pub fn address(&self) -> Option<IpAddr> {
        self.attrs.get(Neigh::NDA_DST).ok().flatten().and_then(|address| address.to_ip_addr())
    }
    /// Returns the link-layer (hardware) address, if resolved.
    #[doc(alias = "NDA_LLADDR")]
    pub fn hardware_address(&self) -> Option<HwAddr<'a>> {
        self.attrs.get(Neigh::NDA_LLADDR).ok().flatten()
    }
}
impl NeighMessage<'_> {
    /// Returns the interface index.
    pub fn link(&self) -> u32 {
        self.header.get(NdMsg::ndm_ifindex)
    }
    /// Returns the neighbour state (NUD).
    pub fn state(&self) -> NeighState {
        self.header.get(NdMsg::ndm_state)
    }
    /// Returns the neighbour flags.
    pub fn flags(&self) -> NeighFlags {
        self.header.get(NdMsg::ndm_flags)
    }
}

/// Lists the IPv4 and IPv6 neighbours of all interfaces.
///
/// Includes entries that need no address resolution (NUD_NOARP), which `ip neighbour` hides.
///
/// Sends `RTM_GETNEIGH` of AF_UNSPEC with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "ip neighbour show")]
pub fn list() -> impl Query<Operation = GetNeigh> + Copy {
    GetNeigh::default()
}
/// Lists the neighbours of one interface.
///
/// Sends `RTM_GETNEIGH` of AF_UNSPEC with `NLM_F_DUMP` and `NDA_IFINDEX`.
///
/// # Errors
/// The errors of [`list`].
pub fn of_link(link: u32) -> impl Query<Operation = GetNeigh> + Copy {
    query(GetNeigh::default(), move |request| {
        request.put(Neigh::NDA_IFINDEX, link);
    })
    .matching(move |reply| reply.link() == link)
}
/// Returns the neighbour with an IP address on an interface.
///
/// Sends `RTM_GETNEIGH` with `ndm_ifindex` and `NDA_DST`. Since Linux 5.0.
///
/// # Errors
/// [`is_not_found`](crate::client::Error::is_not_found) covers both.
///
/// - ENOENT: there is no such neighbour.
/// - ENODEV: the interface does not exist.
#[doc(alias = "ip neighbour get")]
pub fn find(link: u32, address: IpAddr) -> impl Query<Operation = GetNeigh> + Copy {
    let operation = GetNeigh { family: family_of(address), index: link, ..Default::default() };
    query(operation, move |request| {
        request.put(Neigh::NDA_DST, address);
    })
}
fn put(
    flags: NewFlags,
    (link, address, hardware): (u32, IpAddr, &[u8]),
) -> impl Call<Output = Completion> + Copy {
    let operation = NewNeigh {
        family: family_of(address),
        index: link,
        state: NeighState::NUD_PERMANENT,
        ..Default::default()
    };
    call(operation, flags, move |request| {
        request.put(Neigh::NDA_DST, address).put(Neigh::NDA_LLADDR, hardware);
    })
}
/// Adds a permanent neighbour (NUD_PERMANENT) with a link-layer address.
///
/// Sends `RTM_NEWNEIGH` with `NLM_F_CREATE | NLM_F_EXCL`, `NDA_DST` and `NDA_LLADDR`.
///
/// # Errors
/// - EEXIST: the neighbour exists, possibly learned by the kernel. Use [`replace`] in most cases.
/// - EINVAL: the length of the link-layer address differs from that of the interface.
/// - ENODEV: the interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip neighbour add")]
pub fn add<'n>(
    link: impl Into<LinkId<'n>>,
    address: IpAddr,
    hardware_address: &[u8],
) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |link| {
        put(NewFlags::CREATE | NewFlags::EXCL, (link, address, hardware_address))
    })
}
/// Adds or replaces a permanent neighbour (NUD_PERMANENT) with a link-layer address.
///
/// Sends the request of [`add`] with `NLM_F_CREATE | NLM_F_REPLACE`.
///
/// # Errors
/// The errors of [`add`], except EEXIST.
#[doc(alias = "ip neighbour replace")]
pub fn replace<'n>(
    link: impl Into<LinkId<'n>>,
    address: IpAddr,
    hardware_address: &[u8],
) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |link| {
        put(NewFlags::CREATE | NewFlags::REPLACE, (link, address, hardware_address))
    })
}
/// Removes a neighbour.
///
/// Sends `RTM_DELNEIGH` with `ndm_ifindex` and `NDA_DST`.
///
/// # Errors
/// [`is_not_found`](crate::client::Error::is_not_found) covers ENOENT and ENODEV.
///
/// - ENOENT: there is no such neighbour.
/// - ENODEV: the interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip neighbour delete")]
pub fn delete<'n>(link: impl Into<LinkId<'n>>, address: IpAddr) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |link| {
        let operation = DelNeigh { family: family_of(address), index: link, ..Default::default() };
        call(operation, DeleteFlags::NONE, move |request| {
            request.put(Neigh::NDA_DST, address);
        })
    })
}

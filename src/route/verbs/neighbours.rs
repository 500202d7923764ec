//! Neighbours (ARP, IPv6 neighbour discovery), by verbs: list, find, add, replace, delete. Each function sends one request and says which.
//!
//! ```
//! use nlwire::{exchange::{Answer, Connection, Transport}, route::neighbours};
//! fn show<T: Transport>(connection: &mut Connection<'_, T>) -> Answer<(), T> {
//!     neighbours::replace(connection, 2, [192, 0, 2, 9].into(), &[2, 0, 0, 0, 0, 9])?;
//!     let mut all = neighbours::list(connection)?;
//!     while let Some(found) = all.next()? {
//!         println!("{:?} at link {} is {:?}, {:?}", found.address(), found.link(), found.hardware_address(), found.state());
//!     }
//!     Ok(())
//! }
//! ```
//! Changes need CAP_NET_ADMIN; without it the kernel refuses with EPERM.
use super::{Matching, family_of, getters};
use crate::{
    exchange::{Answer, Connection, Done, Replies, Transport},
    route::{DelNeigh, GetNeigh, NdMsg, Neigh, NeighFlags, NeighState, NewNeigh},
    wire::{DeleteFlags, HwAddr, Layout, NewFlags, Reply, RequestFlags},
};
use core::net::IpAddr;

getters! { Neigh, GetNeigh {
    /// Its IP address.
    address(attrs) -> Option<IpAddr> = attrs.get(Neigh::NDA_DST).ok().flatten().and_then(|address| address.addr());
    /// Its hardware address, where that is known.
    hardware_address(attrs) -> Option<HwAddr<'a>> = attrs.get(Neigh::NDA_LLADDR).ok().flatten();
} }
impl Reply<'_, GetNeigh> {
    /// Index of the link that it is at.
    pub fn link(&self) -> u32 {
        self.header.get(NdMsg::ndm_ifindex) as u32
    }
    /// What is known of it.
    pub fn state(&self) -> NeighState {
        self.header.get(NdMsg::ndm_state)
    }
    /// Its flags.
    pub fn flags(&self) -> NeighFlags {
        self.header.get(NdMsg::ndm_flags)
    }
}

/// Lists all neighbours of all links, IPv4 and IPv6, one by one; also those that need no asking (NUD_NOARP), which `ip neighbour` hides.
///
/// Sends RTM_GETNEIGH of AF_UNSPEC with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn list<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetNeigh>, T> {
    connection.dump(GetNeigh::default(), |_| {})
}
/// Lists the neighbours at one link.
///
/// Sends RTM_GETNEIGH of AF_UNSPEC with NLM_F_DUMP and NDA_IFINDEX.
///
/// # Errors
/// As [`list`].
pub fn of_link<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    link: u32,
) -> Answer<Matching<'c, 'b, T, GetNeigh>, T> {
    let replies = connection.dump(GetNeigh::default(), |request| {
        request.put(Neigh::NDA_IFINDEX, link);
    })?;
    Ok(Matching { replies, wanted: link, number: |reply| reply.link() })
}
/// The neighbour of an address at a link.
///
/// Sends RTM_GETNEIGH with `ndm_ifindex` and NDA_DST. Since Linux 5.0.
///
/// # Errors
/// ENOENT where it is not known, ENODEV where there is no such link ([`is_not_found`](crate::exchange::Failure::is_not_found) is both).
pub fn find<'c, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    link: u32,
    address: IpAddr,
) -> Answer<Reply<'c, GetNeigh>, T> {
    let operation = GetNeigh { family: family_of(address), index: link as i32, ..Default::default() };
    connection.get(operation, |request| {
        request.put(Neigh::NDA_DST, address);
    })
}
fn put<T: Transport>(
    connection: &mut Connection<'_, T>,
    flags: NewFlags,
    (link, address, hardware): (u32, IpAddr, &[u8]),
) -> Answer<Done, T> {
    let operation = NewNeigh {
        family: family_of(address),
        index: link as i32,
        state: NeighState::NUD_PERMANENT,
        ..Default::default()
    };
    connection.request(operation, flags, |request| {
        request.put(Neigh::NDA_DST, address).put(Neigh::NDA_LLADDR, hardware);
    })
}
/// Sets the hardware address of a neighbour for good, as NUD_PERMANENT.
///
/// Sends RTM_NEWNEIGH with NLM_F_CREATE | NLM_F_EXCL: NDA_DST and NDA_LLADDR.
///
/// # Errors
/// EEXIST where the kernel knows it, also by having asked, so that [`replace`] is what is wanted, as a rule; EINVAL where the hardware
/// address is not as long as the link's; ENODEV where there is no such link; EPERM without CAP_NET_ADMIN.
pub fn add<T: Transport>(
    connection: &mut Connection<'_, T>,
    link: u32,
    address: IpAddr,
    hardware_address: &[u8],
) -> Answer<Done, T> {
    put(connection, NewFlags::CREATE | NewFlags::EXCL, (link, address, hardware_address))
}
/// Sets the hardware address of a neighbour for good, whether or not it is known already.
///
/// Sends what [`add`] does, but with NLM_F_CREATE | NLM_F_REPLACE.
///
/// # Errors
/// As [`add`], but never EEXIST.
pub fn replace<T: Transport>(
    connection: &mut Connection<'_, T>,
    link: u32,
    address: IpAddr,
    hardware_address: &[u8],
) -> Answer<Done, T> {
    put(connection, NewFlags::CREATE | NewFlags::REPLACE, (link, address, hardware_address))
}
/// Forgets a neighbour.
///
/// Sends RTM_DELNEIGH with `ndm_ifindex` and NDA_DST.
///
/// # Errors
/// ENOENT where it is not known, ENODEV where there is no such link ([`is_not_found`](crate::exchange::Failure::is_not_found) is both), EPERM
/// without CAP_NET_ADMIN.
pub fn delete<T: Transport>(
    connection: &mut Connection<'_, T>,
    link: u32,
    address: IpAddr,
) -> Answer<Done, T> {
    let operation = DelNeigh { family: family_of(address), index: link as i32, ..Default::default() };
    connection.request(operation, DeleteFlags::NONE, |request| {
        request.put(Neigh::NDA_DST, address);
    })
}

//! Verbs for whoever does not know netlink: each sends one request, and says which.
pub mod actions;
pub mod addresses;
pub mod chains;
pub mod filters;
pub mod links;
pub mod namespaces;
pub mod neighbours;
pub mod qdiscs;
pub mod routes;
pub mod rules;

use crate::{
    exchange::{Answer, Done, Replies, Transport},
    route::RtmTable,
    uapi::AddressFamily,
    wire::{Address, Operation, Reply, getters},
};
use core::net::IpAddr;

/// Those messages of a dump that belong to one link, or to one table, lent one by one. The kernel is asked for these alone; older ones send
/// all, and the rest is passed over here.
pub struct Matching<'c, 'b, T: Transport, O: Operation> {
    replies: Replies<'c, 'b, T, O>,
    wanted: u32,
    number: fn(&Reply<'_, O>) -> u32,
}
impl<T: Transport, O: Operation> Matching<'_, '_, T, O> {
    /// The next one, or `None` at the end.
    ///
    /// # Errors
    /// As [`Replies::next`].
    #[allow(clippy::should_implement_trait)] // it lends, which an Iterator cannot
    pub fn next(&mut self) -> Answer<Option<Reply<'_, O>>, T> {
        while let Some(reply) = self.replies.next()? {
            if (self.number)(&reply) == self.wanted {
                return Ok(self.replies.current());
            }
        }
        Ok(None)
    }
    /// How it ended; `None` before the end.
    pub const fn done(&self) -> Option<Done> {
        self.replies.done()
    }
}

const fn family_of(address: IpAddr) -> AddressFamily {
    match address {
        IpAddr::V4(_) => AddressFamily::AF_INET,
        IpAddr::V6(_) => AddressFamily::AF_INET6,
    }
}
/// Bits of an address that is no prefix.
const fn bits_of(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}
/// An address with its prefix length, unless the family has no IP addresses.
fn prefix(family: AddressFamily, address: Option<Address<'_>>, len: u8) -> Option<(IpAddr, u8)> {
    let address = address?.addr()?;
    (family_of(address) == family).then_some((address, len))
}
/// A table for the header, and for the attribute where the header has no room: what `ip` does.
fn split_table(table: u32) -> (RtmTable, Option<u32>) {
    match u8::try_from(table) {
        Ok(table) => (RtmTable(table), None),
        Err(_) => (RtmTable::RT_TABLE_UNSPEC, Some(table)),
    }
}

//! Queries and calls.
use super::AddrLabelMessage;
use crate::{
    client::{Call, Completion, Query, call, query},
    route::{AddrLabel, DelAddrLabel, GetAddrLabel, IfAddrLblMsg, NewAddrLabel},
    uapi::AddressFamily,
    wire::{DeleteFlags, NewFlags, RequestFlags},
};
use core::net::Ipv6Addr;

impl<'a> AddrLabelMessage<'a> {
    /// Returns the label.
    #[doc(alias = "IFAL_LABEL")]
    pub fn label(&self) -> Option<u32> {
        self.attrs.get(AddrLabel::IFAL_LABEL).ok().flatten()
    }
}
impl AddrLabelMessage<'_> {
    /// Returns the prefix and its length, bits.
    pub fn prefix(&self) -> Option<(Ipv6Addr, u8)> {
        let address = self.attrs.get(AddrLabel::IFAL_ADDRESS).ok().flatten()?;
        Some((address, self.header.get(IfAddrLblMsg::ifal_prefixlen)))
    }
    /// Returns the interface index that the label is restricted to; 0 for all interfaces.
    pub fn link(&self) -> u32 {
        self.header.get(IfAddrLblMsg::ifal_index)
    }
}

/// Lists the IPv6 address labels.
///
/// Sends `RTM_GETADDRLABEL` of AF_INET6 with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "ip addrlabel list")]
pub fn list() -> impl Query<Operation = GetAddrLabel> + Copy {
    GetAddrLabel { family: AddressFamily::AF_INET6, ..Default::default() }
}
/// Returns the label that applies to an IPv6 address.
///
/// Sends `RTM_GETADDRLABEL` with `IFAL_ADDRESS` and a prefix length of 128.
///
/// # Errors
/// - ESRCH: no label applies; the default label `::/0` was removed.
pub fn find(address: Ipv6Addr) -> impl Query<Operation = GetAddrLabel> + Copy {
    let operation = GetAddrLabel { family: AddressFamily::AF_INET6, prefix_len: 128, index: 0 };
    query(operation, move |request| {
        request.put(AddrLabel::IFAL_ADDRESS, address);
    })
}
/// Adds an IPv6 address label for all interfaces.
///
/// Sends `RTM_NEWADDRLABEL` with `NLM_F_CREATE | NLM_F_EXCL`, `IFAL_ADDRESS` and `IFAL_LABEL`.
///
/// # Errors
/// - EEXIST: the prefix has a label ([`already_exists`](crate::client::Error::already_exists)).
/// - EINVAL: the prefix length exceeds 128, or the label is 4294967295.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip addrlabel add")]
pub fn add(prefix: Ipv6Addr, prefix_len: u8, label: u32) -> impl Call<Output = Completion> + Copy {
    let operation = NewAddrLabel { family: AddressFamily::AF_INET6, prefix_len, index: 0 };
    call(operation, NewFlags::CREATE | NewFlags::EXCL, move |request| {
        request.put(AddrLabel::IFAL_ADDRESS, prefix).put(AddrLabel::IFAL_LABEL, label);
    })
}
/// Removes an IPv6 address label.
///
/// Sends `RTM_DELADDRLABEL` with `IFAL_ADDRESS` and `IFAL_LABEL`. The kernel requires a label, but
/// does not compare it.
///
/// # Errors
/// - ESRCH: the prefix has no label ([`is_not_found`](crate::client::Error::is_not_found)).
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip addrlabel del")]
pub fn delete(prefix: Ipv6Addr, prefix_len: u8, label: u32) -> impl Call<Output = Completion> + Copy {
    let operation = DelAddrLabel { family: AddressFamily::AF_INET6, prefix_len, index: 0 };
    call(operation, DeleteFlags::NONE, move |request| {
        request.put(AddrLabel::IFAL_ADDRESS, prefix).put(AddrLabel::IFAL_LABEL, label);
    })
}

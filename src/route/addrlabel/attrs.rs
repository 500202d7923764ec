//! IPv6 address labels (RFC 6724, section 2.1): `RTM_*ADDRLABEL`, linux/if_addrlabel.h.
//!
//! Source address selection prefers addresses whose label equals that of the destination.
//!
//! See also [ip-addrlabel(8)](https://man7.org/linux/man-pages/man8/ip-addrlabel.8.html).
use crate::route::RouteMessage;
use crate::{attributes, c_struct, operations, uapi::AddressFamily};
use core::net::Ipv6Addr;

c_struct! {
    /// Header of an address label message: `struct ifaddrlblmsg`, linux/if_addrlabel.h.
    #[doc(alias = "ifaddrlblmsg")]
    pub struct IfAddrLblMsg {
        /// Address family: AF_INET6.
        ifal_family: AddressFamily,
        /// Reserved: 0.
        pad __ifal_reserved: u8,
        /// Prefix length, bits.
        ifal_prefixlen: u8,
        /// Flags: 0, no flag is defined.
        ifal_flags: u8,
        /// Interface index that the label is restricted to; 0 for all interfaces.
        ifal_index: u32,
        /// Sequence number of the label table, which every change increments. Set by the kernel.
        ifal_seq: u32,
    }
}
// Limits: ifal_policy, net/ipv6/addrlabel.c.
attributes! {
    /// Attributes of an IPv6 address label: `IFAL_*`, linux/if_addrlabel.h.
    ///
    /// ```
    /// use nlwire::{route::{AddrLabel, NewAddrLabel}, uapi::AddressFamily, wire::{NewFlags, Request}};
    /// let mut buffer = [0; 64];
    /// let operation = NewAddrLabel { family: AddressFamily::AF_INET6, prefix_len: 32, index: 0 };
    /// let mut request = Request::new(&mut buffer, operation, NewFlags::CREATE | NewFlags::ACK);
    /// request.put(AddrLabel::IFAL_ADDRESS, "2001:db8::".parse::<core::net::Ipv6Addr>()?);
    /// request.put(AddrLabel::IFAL_LABEL, 99);
    /// assert_eq!(request.finish(1)?.len(), 16 + 12 + 20 + 8);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set AddrLabel, enum AddrLabelAttr<'a> {
        /// Prefix; in a request for one label, an address.
        IFAL_ADDRESS: Ipv6Addr = 1,
        /// Label. 4294967295 is invalid.
        IFAL_LABEL: u32 = 2,
    }
}
crate::message_types! {
    /// An address label: `struct ifaddrlblmsg` and the attributes of [`AddrLabel`].
    pub struct AddrLabelMessage(IfAddrLblMsg, AddrLabel);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests IPv6 address labels with `RTM_GETADDRLABEL`.
    ///
    /// With [`GetFlags::DUMP`](crate::wire::GetFlags::DUMP), all of them; without, the one for the
    /// address in [`AddrLabel::IFAL_ADDRESS`].
    pub GetAddrLabel {
        /// Address family: AF_INET6.
        family: AddressFamily => ifal_family,
        /// Prefix length, bits: 128 in a request for one label.
        prefix_len: u8 => ifal_prefixlen,
        /// Interface index; 0 for all interfaces.
        index: u32 => ifal_index,
    } = Get(RouteMessage::RTM_GETADDRLABEL, IfAddrLblMsg, AddrLabel) -> AddrLabelMessage;
    /// Adds an IPv6 address label with `RTM_NEWADDRLABEL`.
    pub NewAddrLabel {
        /// Address family: AF_INET6.
        family: AddressFamily => ifal_family,
        /// Prefix length, bits.
        prefix_len: u8 => ifal_prefixlen,
        /// Interface index; 0 for all interfaces.
        index: u32 => ifal_index,
    } = New(RouteMessage::RTM_NEWADDRLABEL, IfAddrLblMsg, AddrLabel) -> AddrLabelMessage;
    /// Removes an IPv6 address label with `RTM_DELADDRLABEL`.
    pub DelAddrLabel {
        /// Address family: AF_INET6.
        family: AddressFamily => ifal_family,
        /// Prefix length, bits.
        prefix_len: u8 => ifal_prefixlen,
        /// Interface index; 0 for all interfaces.
        index: u32 => ifal_index,
    } = Delete(RouteMessage::RTM_DELADDRLABEL, IfAddrLblMsg, AddrLabel) -> AddrLabelMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::testing::{attr, message, text},
        wire::{Message, Operation},
    };

    #[test]
    fn a_label_is_read_with_its_prefix() {
        let prefix: Ipv6Addr = "2001:db8::".parse().unwrap();
        let mut payload = std::vec![10, 0, 32, 0];
        payload.extend([2u32.to_ne_bytes(), 11u32.to_ne_bytes()].concat());
        payload.extend([attr(1, &prefix.octets()), attr(2, &99u32.to_ne_bytes())].concat());
        let bytes = message(72, &payload);
        assert_eq!(text(&bytes), "{IFAL_ADDRESS: 2001:db8::, IFAL_LABEL: 99}");
        let reply = GetAddrLabel::reply(Message::new(&bytes).unwrap()).unwrap();
        assert_eq!((reply.prefix(), reply.label(), reply.link()), (Some((prefix, 32)), Some(99), 2));
    }
}

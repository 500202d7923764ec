//! IPv6 prefixes of router advertisements: `RTM_NEWPREFIX`, linux/rtnetlink.h.
//!
//! The kernel notifies the multicast group
//! [`RTNLGRP_IPV6_PREFIX`](crate::route::RouteGroup::RTNLGRP_IPV6_PREFIX); there is no request.
//!
//! ```
//! use nlwire::{route::{Prefix, PrefixCacheInfo}, wire::Attrs};
//! fn lifetime(attrs: Attrs<Prefix>) -> Result<Option<u32>, nlwire::wire::Error> {
//!     Ok(attrs.get(Prefix::PREFIX_CACHEINFO)?.map(|cache| cache.get(PrefixCacheInfo::valid_time)))
//! }
//! assert_eq!(lifetime(Attrs::new(&[])), Ok(None));
//! ```
//!
//! See also [RFC 4861](https://www.rfc-editor.org/rfc/rfc4861), section 4.6.2.
use crate::{
    attributes, c_struct, flags, message_types,
    uapi::AddressFamily,
    wire::{Ip, Struct},
};

c_struct! {
    /// Header of a prefix notification: `struct prefixmsg`, linux/rtnetlink.h.
    #[doc(alias = "prefixmsg")]
    pub struct PrefixMsg {
        /// Address family: AF_INET6.
        prefix_family: AddressFamily,
        /// Unused.
        pad __prefix_pad1: u8,
        /// Unused.
        pad __prefix_pad2: u16,
        /// Index of the interface that received the advertisement.
        prefix_ifindex: u32,
        /// Option type: 3, prefix information (RFC 4861).
        prefix_type: u8,
        /// Prefix length, bits.
        prefix_len: u8,
        /// Prefix flags: on-link, autonomous.
        prefix_flags: PrefixFlags,
        /// Unused.
        pad __prefix_pad3: u8,
    }
}
c_struct! {
    /// Lifetimes of a prefix: `struct prefix_cacheinfo`, linux/rtnetlink.h.
    #[doc(alias = "prefix_cacheinfo")]
    pub struct PrefixCacheInfo {
        /// Preferred lifetime, seconds; 0xffff_ffff means forever.
        preferred_time: u32,
        /// Valid lifetime, seconds; 0xffff_ffff means forever.
        valid_time: u32,
    }
}
flags! {
    /// Prefix flags: `IF_PREFIX_*`, the kernel's net/if_inet6.h.
    pub struct PrefixFlags(u8) {
        /// On-link flag (L): the prefix is on-link.
        IF_PREFIX_ONLINK = 0x01,
        /// Autonomous address configuration flag (A): usable for SLAAC (RFC 4862).
        IF_PREFIX_AUTOCONF = 0x02,
    }
}

attributes! {
    /// Attributes of a prefix: `PREFIX_*`, linux/rtnetlink.h.
    pub set Prefix, enum PrefixAttr<'a> {
        /// The prefix of the router advertisement; its length is in the header.
        PREFIX_ADDRESS: Ip<'a> = 1 where read_only,
        /// Lifetimes.
        PREFIX_CACHEINFO: &'a Struct<PrefixCacheInfo> = 2 where read_only,
    }
}

message_types! {
    /// An IPv6 prefix of a router advertisement: `struct prefixmsg` and the attributes of
    /// [`Prefix`].
    pub struct PrefixMessage(PrefixMsg, Prefix);
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{CStruct, Value};

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        assert_eq!((PrefixMsg::SPEC.len, PrefixCacheInfo::SPEC.len), (12, 8));
        for len in 0..72 {
            assert_eq!(<&Struct<PrefixCacheInfo>>::read(&[0; 72][..len]).is_some(), len >= 8);
        }
    }
}

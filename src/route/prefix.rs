//! Prefixes that routers announce: `RTM_NEWPREFIX`, linux/rtnetlink.h. The kernel tells the group
//! [`RTNLGRP_IPV6_PREFIX`](crate::route::RouteGroup::RTNLGRP_IPV6_PREFIX); nobody can ask.
//!
//! ```
//! use nlwire::{route::{Prefix, PrefixCacheInfo}, wire::{Attrs, Layout}};
//! fn lifetime(attrs: Attrs<Prefix>) -> Result<Option<u32>, nlwire::wire::Error> {
//!     Ok(attrs.get(Prefix::PREFIX_CACHEINFO)?.map(|cache| cache.get(PrefixCacheInfo::valid_time)))
//! }
//! assert_eq!(lifetime(Attrs::new(&[])), Ok(None));
//! ```
use crate::{attributes, flags, layout, uapi::AddressFamily, wire::Ip};

layout! {
    /// `struct prefixmsg`, linux/rtnetlink.h.
    #[doc(alias = "prefixmsg")]
    pub struct PrefixMsg {
        /// AF_INET6.
        prefix_family: AddressFamily,
        /// Unused.
        __prefix_pad1: u8,
        /// Unused.
        __prefix_pad2: u16,
        /// Index of the link that heard it.
        prefix_ifindex: i32,
        /// The option it came in: 3, prefix information (RFC 4861).
        prefix_type: u8,
        /// Its length, bits.
        prefix_len: u8,
        /// What it is good for.
        prefix_flags: PrefixFlags,
        /// Unused.
        __prefix_pad3: u8,
    }
}
layout! {
    /// How long a prefix lives: `struct prefix_cacheinfo`, linux/rtnetlink.h.
    #[doc(alias = "prefix_cacheinfo")]
    pub struct PrefixCacheInfo {
        /// Seconds for which its addresses are preferred; all ones for ever.
        preferred_time: u32,
        /// Seconds for which it is valid; all ones for ever.
        valid_time: u32,
    }
}
flags! {
    /// What a prefix is good for: `IF_PREFIX_*`, net/if_inet6.h of the kernel.
    pub struct PrefixFlags(u8) {
        /// Its addresses are on the link.
        IF_PREFIX_ONLINK = 0x01,
        /// Hosts may make addresses of it.
        IF_PREFIX_AUTOCONF = 0x02,
    }
}

attributes! {
    /// A prefix's attributes: `PREFIX_*`, linux/rtnetlink.h.
    pub set Prefix, enum PrefixAttr<'a> {
        /// The prefix.
        PREFIX_ADDRESS = 1 => Address(Ip<'a>) where output(),
        /// How long it lives.
        PREFIX_CACHEINFO = 2 => CacheInfo(&'a PrefixCacheInfo) where output(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Layout, Value};

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        assert_eq!((PrefixMsg::STRUCTURE.len, PrefixCacheInfo::STRUCTURE.len), (12, 8));
        for len in 0..72 {
            assert_eq!(<&PrefixCacheInfo>::read(&[0; 72][..len]).is_some(), len >= 8);
        }
    }
}

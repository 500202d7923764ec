//! Options of IPv6 neighbour discovery that are for user space: `RTM_NEWNDUSEROPT`, linux/rtnetlink.h. The kernel tells the group
//! [`RTNLGRP_ND_USEROPT`](crate::route::RouteGroup::RTNLGRP_ND_USEROPT) of the name servers and search domains that a router announces.
//!
//! ```text
//! +---------------+-------------------------------+------------+
//! | nduseroptmsg  | options, nduseropt_opts_len   | attributes |
//! | 16 bytes      | bytes of them                 |            |
//! +---------------+-------------------------------+------------+
//! ```
//!
//! ```
//! use nlwire::{route::{NdOption, NdOptions}, wire::Message};
//! fn search_domains(message: Message) -> Result<usize, nlwire::wire::Error> {
//!     let mut found = 0;
//!     for option in NdOptions::of(message)? {
//!         found += usize::from(option?.kind == NdOption::DNSSL);
//!     }
//!     Ok(found)
//! }
//! ```
use crate::{
    attributes, layout, numbers,
    uapi::AddressFamily,
    wire::{Error, Ip, Message},
};
use core::{fmt, iter::FusedIterator};

layout! {
    /// `struct nduseroptmsg`, linux/rtnetlink.h. Options stand behind it: [`NdOptions::of`].
    #[doc(alias = "nduseroptmsg")]
    pub struct NdUserOptMsg then nduseropt_opts_len {
        /// AF_INET6.
        nduseropt_family: AddressFamily,
        /// Unused.
        __nduseropt_pad1: u8,
        /// How many bytes of options follow.
        nduseropt_opts_len: u16,
        /// Index of the link that heard them.
        nduseropt_ifindex: i32,
        /// Type of the ICMPv6 message that they came in: 134, a router's announcement.
        nduseropt_icmp_type: u8,
        /// Its code.
        nduseropt_icmp_code: u8,
        /// Unused.
        __nduseropt_pad2: u16,
        /// Unused.
        __nduseropt_pad3: u32,
    }
}
numbers! {
    /// What an option is: `ND_OPT_*`, the registry "IPv6 Neighbor Discovery Option Formats" of IANA. The kernel hands on those that it
    /// does not use itself, and some of those it does.
    pub struct NdOptionKind(u8) {
        /// The sender's hardware address.
        ND_OPT_SOURCE_LL_ADDR = 1,
        /// Another's hardware address.
        ND_OPT_TARGET_LL_ADDR = 2,
        /// A prefix.
        ND_OPT_PREFIX_INFO = 3,
        /// The packet that a redirect is about.
        ND_OPT_REDIRECT_HDR = 4,
        /// Largest packet.
        ND_OPT_MTU = 5,
        /// A nonce.
        ND_OPT_NONCE = 14,
        /// A route.
        ND_OPT_ROUTE_INFO = 24,
        /// Name servers: RFC 8106.
        ND_OPT_RDNSS = 25,
        /// Search domains: RFC 8106.
        ND_OPT_DNSSL = 31,
        /// 6LoWPAN context.
        ND_OPT_6CO = 34,
        /// Captive portal: RFC 8910.
        ND_OPT_CAPTIVE_PORTAL = 37,
        /// Prefix of NAT64: RFC 8781.
        ND_OPT_PREF64 = 38,
    }
}

attributes! {
    /// What stands behind the options: `NDUSEROPT_*`, linux/rtnetlink.h.
    pub set NdUserOpt, enum NdUserOptAttr<'a> {
        /// Who sent them.
        NDUSEROPT_SRCADDR = 1 => SrcAddr(Ip<'a>) where output(),
    }
}

/// One option of neighbour discovery: RFC 4861, section 4.6.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NdOption<'a> {
    /// What it is.
    pub kind: NdOptionKind,
    /// What stands behind its type and length, padding included.
    pub data: &'a [u8],
}
impl NdOption<'_> {
    /// Name servers.
    pub const RDNSS: NdOptionKind = NdOptionKind::ND_OPT_RDNSS;
    /// Search domains.
    pub const DNSSL: NdOptionKind = NdOptionKind::ND_OPT_DNSSL;
}
impl fmt::Debug for NdOption<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.kind)?;
        self.data.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Options one behind the other: type, length in units of 8 bytes, data. A length of 0, or one that points past the end, is one error and
/// the end; each step goes on by 8 bytes at least.
#[derive(Clone, Copy)]
pub struct NdOptions<'a>(&'a [u8]);
impl<'a> NdOptions<'a> {
    /// The options in `bytes`.
    #[inline(always)]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
    /// The options of an RTM_NEWNDUSEROPT.
    ///
    /// # Errors
    /// Where the message is shorter than its header and the options that it says are there.
    #[inline(always)]
    pub fn of(message: Message<'a>) -> Result<Self, Error> {
        message.between::<NdUserOptMsg>().map(Self)
    }
    /// What has not been walked yet.
    #[inline(always)]
    pub const fn rest(&self) -> &'a [u8] {
        self.0
    }
}
impl<'a> Iterator for NdOptions<'a> {
    type Item = Result<NdOption<'a>, Error>;
    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let found = match *self.0 {
            [kind, units, ..] if units != 0 => {
                self.0.split_at_checked(usize::from(units) * 8).map(|cut| (kind, cut))
            }
            _ => None,
        };
        match found {
            Some((kind, (option, rest))) => {
                self.0 = rest;
                let data = option.get(2..).unwrap_or(&[]);
                Some(Ok(NdOption { kind: NdOptionKind(kind), data }))
            }
            None => {
                let error = Error::framing(self.0);
                self.0 = &[];
                Some(Err(error))
            }
        }
    }
}
impl FusedIterator for NdOptions<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::RouteMessage,
        wire::{Described, ErrorKind},
    };
    use std::{format, vec, vec::Vec};

    #[test]
    fn options_advance_by_their_length_or_end_with_one_error() {
        let rdnss = [25, 1, 0, 0, 0, 0, 0, 60];
        let (zero, long) = ([31, 0, 0, 0, 0, 0, 0, 0], [31, 2, 0, 0, 0, 0, 0, 0]);
        for (bytes, kinds) in [
            (vec![], vec![]),
            (rdnss.to_vec(), vec![Some(25)]),
            ([rdnss, rdnss].concat(), vec![Some(25), Some(25)]),
            ([rdnss, zero, rdnss].concat(), vec![Some(25), None]),
            ([rdnss, long].concat(), vec![Some(25), None]),
            ([&rdnss[..], &[31]].concat(), vec![Some(25), None]),
            (rdnss[..7].to_vec(), vec![None]),
            (vec![0; 64], vec![None]),
            (vec![255; 64], vec![None]),
        ] {
            let found: Vec<_> = NdOptions::new(&bytes).map(|it| it.map(|it| it.kind.0).ok()).collect();
            assert_eq!(found, kinds, "{bytes:?}");
        }
        let mut options = NdOptions::new(&zero);
        assert_eq!(options.next().unwrap().unwrap_err().kind(), ErrorKind::Framing);
        assert!(options.next().is_none() && options.next().is_none());
    }

    fn message(opts_len: u16, behind: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0; 32];
        bytes.extend_from_slice(behind);
        let len = bytes.len() as u32;
        bytes[..4].copy_from_slice(&len.to_ne_bytes());
        bytes[4..6].copy_from_slice(&RouteMessage::RTM_NEWNDUSEROPT.to_ne_bytes());
        bytes[16] = 10;
        bytes[18..20].copy_from_slice(&opts_len.to_ne_bytes());
        bytes[20..24].copy_from_slice(&2u32.to_ne_bytes());
        bytes[24] = 134;
        bytes
    }
    #[test]
    fn attributes_stand_behind_the_options() {
        let attr = [&20u16.to_ne_bytes()[..], &1u16.to_ne_bytes(), &[0xfe, 0x80], &[0; 13], &[1]].concat();
        let bytes = message(8, &[&[38, 1, 0x0b, 0xb8, 0, 0x64, 0xff, 0x9b][..], &attr].concat());
        let message = Message::new(&bytes).unwrap();
        let RouteMessage::NewNdUserOpt(_, attrs) = RouteMessage::decode(message).unwrap() else { panic!() };
        assert_eq!(format!("{attrs:?}"), "{NDUSEROPT_SRCADDR: fe80::1}");
        let options: Vec<_> = NdOptions::of(message).unwrap().collect();
        assert_eq!(format!("{options:?}"), "[Ok(ND_OPT_PREF64: 0bb80064ff9b)]");
        let printed = format!("{:?}", Described::new("route", crate::route::row(message.kind()), message));
        assert!(
            printed.ends_with("nduseropt_icmp_type: 134, nduseropt_icmp_code: 0} payload 26010bb80064ff9b {NDUSEROPT_SRCADDR: fe80::1}"),
            "{printed}"
        );
    }
    #[test]
    fn options_that_are_said_but_not_there_are_an_error() {
        for (opts_len, there, fits) in
            [(8, 8, true), (9, 8, false), (0xffff, 8, false), (0, 0, true), (1, 0, false)]
        {
            let bytes = message(opts_len, &[1; 8][..there]);
            let message = Message::new(&bytes).unwrap();
            assert_eq!(NdOptions::of(message).is_ok(), fits, "{opts_len} of {there}");
            assert_eq!(RouteMessage::decode(message).is_ok(), fits);
            let _ = format!("{:?}", Described::new("route", crate::route::row(message.kind()), message));
        }
    }
}

//! IPv6 neighbour discovery options for user space: `RTM_NEWNDUSEROPT`, linux/rtnetlink.h.
//!
//! The kernel passes on options of router advertisements that user space has to process, such as
//! name servers (RDNSS) and search domains (DNSSL), to the multicast group
//! [`RTNLGRP_ND_USEROPT`](crate::route::RouteGroup::RTNLGRP_ND_USEROPT).
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
//!     for option in NdOptions::from_message(message)? {
//!         found += usize::from(option?.kind == NdOption::DNSSL);
//!     }
//!     Ok(found)
//! }
//! ```
//!
//! See also [RFC 4861](https://www.rfc-editor.org/rfc/rfc4861) and [RFC
//! 8106](https://www.rfc-editor.org/rfc/rfc8106).
use crate::{
    attributes, c_struct, message_types, open_enum,
    uapi::AddressFamily,
    wire::{Error, Ip, Message},
};
use core::{fmt, iter::FusedIterator};

c_struct! {
    /// Header of an option notification: `struct nduseroptmsg`, linux/rtnetlink.h.
    ///
    /// The options follow the header: [`NdOptions::from_message`].
    #[doc(alias = "nduseroptmsg")]
    pub struct NdUserOptMsg then nduseropt_opts_len {
        /// Address family: AF_INET6.
        nduseropt_family: AddressFamily,
        /// Unused.
        pad __nduseropt_pad1: u8,
        /// Length of the options after the header, bytes.
        nduseropt_opts_len: u16,
        /// Index of the interface that received the options.
        nduseropt_ifindex: u32,
        /// ICMPv6 type of the message with the options: 134, router advertisement.
        nduseropt_icmp_type: u8,
        /// ICMPv6 code of the message with the options.
        nduseropt_icmp_code: u8,
        /// Unused.
        pad __nduseropt_pad2: u16,
        /// Unused.
        pad __nduseropt_pad3: u32,
    }
}
open_enum! {
    /// Neighbour discovery option type: `ND_OPT_*`.
    ///
    /// Numbers of the IANA registry "IPv6 Neighbor Discovery Option Formats". The kernel passes on
    /// the options that it does not process, and some that it does.
    pub struct NdOptionKind(u8) {
        /// Source link-layer address.
        ND_OPT_SOURCE_LL_ADDR = 1,
        /// Target link-layer address.
        ND_OPT_TARGET_LL_ADDR = 2,
        /// Prefix information.
        ND_OPT_PREFIX_INFO = 3,
        /// Redirected header: the packet that caused a redirect.
        ND_OPT_REDIRECT_HDR = 4,
        /// MTU of the link.
        ND_OPT_MTU = 5,
        /// Nonce (RFC 3971).
        ND_OPT_NONCE = 14,
        /// Route information (RFC 4191).
        ND_OPT_ROUTE_INFO = 24,
        /// Recursive DNS servers, RDNSS (RFC 8106).
        ND_OPT_RDNSS = 25,
        /// DNS search list, DNSSL (RFC 8106).
        ND_OPT_DNSSL = 31,
        /// 6LoWPAN context (RFC 6775).
        ND_OPT_6CO = 34,
        /// Captive portal URI (RFC 8910).
        ND_OPT_CAPTIVE_PORTAL = 37,
        /// NAT64 prefix, PREF64 (RFC 8781).
        ND_OPT_PREF64 = 38,
    }
}

attributes! {
    /// Attributes after the options: `NDUSEROPT_*`, linux/rtnetlink.h.
    pub set NdUserOpt, enum NdUserOptAttr<'a> {
        /// Source address of the router advertisement.
        NDUSEROPT_SRCADDR: Ip<'a> = 1 where read_only,
    }
}

/// Neighbour discovery option: RFC 4861, section 4.6.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NdOption<'a> {
    /// Option type.
    pub kind: NdOptionKind,
    /// Option data after type and length, with padding.
    pub data: &'a [u8],
}
impl NdOption<'_> {
    /// Option type of recursive DNS servers (RDNSS).
    pub const RDNSS: NdOptionKind = NdOptionKind::ND_OPT_RDNSS;
    /// Option type of the DNS search list (DNSSL).
    pub const DNSSL: NdOptionKind = NdOptionKind::ND_OPT_DNSSL;
}
impl fmt::Debug for NdOption<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.kind)?;
        self.data.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Iterator over neighbour discovery options: type, length in units of 8 bytes, data.
///
/// A length of 0, or one that exceeds the buffer, yields one error and ends the iteration. Each
/// step advances by at least 8 bytes.
#[derive(Clone, Copy)]
pub struct NdOptions<'a>(&'a [u8]);
impl<'a> NdOptions<'a> {
    /// Creates an iterator over the options in `bytes`.
    #[inline(always)]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
    /// Creates an iterator over the options of an RTM_NEWNDUSEROPT.
    ///
    /// # Errors
    /// The message ends before the options that the header announces.
    #[inline(always)]
    pub fn from_message(message: Message<'a>) -> Result<Self, Error> {
        message.between::<NdUserOptMsg>().map(Self)
    }
    /// Returns the bytes that have not been iterated yet.
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

message_types! {
    /// Neighbour discovery options: `struct nduseroptmsg` and the attributes of [`NdUserOpt`].
    pub struct NdUserOptMessage(NdUserOptMsg, NdUserOpt);
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::{route::RouteMessage, schema::Described, wire::ErrorKind};
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
        let RouteMessage::NewNdUserOpt(NdUserOptMessage { attrs, .. }) =
            RouteMessage::decode(message).unwrap()
        else {
            panic!()
        };
        assert_eq!(format!("{attrs:?}"), "{NDUSEROPT_SRCADDR: fe80::1}");
        let options: Vec<_> = NdOptions::from_message(message).unwrap().collect();
        assert_eq!(format!("{options:?}"), "[Ok(ND_OPT_PREF64: 0bb80064ff9b)]");
        let printed = format!("{:?}", Described::new("route", crate::route::lookup(message), message));
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
            assert_eq!(NdOptions::from_message(message).is_ok(), fits, "{opts_len} of {there}");
            assert_eq!(RouteMessage::decode(message).is_ok(), fits);
            let _ = format!("{:?}", Described::new("route", crate::route::lookup(message), message));
        }
    }
}

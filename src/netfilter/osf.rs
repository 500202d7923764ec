//! Passive operating system fingerprints (OSF) that rules match TCP SYN packets against
//! (linux/netfilter/nfnetlink_osf.h).
//!
//! Fingerprints are added and removed, and cannot be listed. Both need `CAP_NET_ADMIN` of the
//! initial user namespace. Numbers are in host byte order, unlike in other subsystems of netfilter.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Completion, Connection, Transport}, netfilter::osf::{self, *}};
//! fn add<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<Completion, T> {
//!     let linux = FingerSpec {
//!         window: (WindowKind::OSF_WSS_MSS, 44),
//!         ttl: 64,
//!         dont_fragment: true,
//!         len: 60,
//!         options: &[
//!             (OptionKind::OSFOPT_MSS, 4),
//!             (OptionKind::OSFOPT_SACKP, 2),
//!             (OptionKind::OSFOPT_TS, 10),
//!             (OptionKind::OSFOPT_NOP, 1),
//!             (OptionKind::OSFOPT_WSO, 3),
//!         ],
//!         ..FingerSpec::new("Linux", "5.x", "")
//!     };
//!     connection.run(osf::add(&linux.to_struct()))
//! }
//! ```
use super::{NetfilterMessage, NfGenMsg};
use crate::{
    attributes, c_struct,
    client::{Call, Completion, call},
    open_enum, operations,
    wire::{DeleteFlags, FieldArray, FixedStr, NewFlags, RequestFlags, Struct, StructField},
};

open_enum! {
    /// How the window size is compared: `OSF_WSS_*`, linux/netfilter/nfnetlink_osf.h.
    pub struct WindowKind(u32) {
        /// Equal to the value; 0 means any.
        OSF_WSS_PLAIN = 0,
        /// Multiple of the MSS.
        OSF_WSS_MSS = 1,
        /// Multiple of the MTU.
        OSF_WSS_MTU = 2,
        /// Divisible by the value.
        OSF_WSS_MODULO = 3,
    }
}
open_enum! {
    /// Kind of a TCP option: `OSFOPT_*`, linux/netfilter/nfnetlink_osf.h.
    pub struct OptionKind(u16) {
        /// End of the options.
        OSFOPT_EOL = 0,
        /// No operation.
        OSFOPT_NOP = 1,
        /// Maximum segment size (MSS).
        OSFOPT_MSS = 2,
        /// Window scale.
        OSFOPT_WSO = 3,
        /// Selective acknowledgements (SACK) permitted.
        OSFOPT_SACKP = 4,
        /// Selective acknowledgement (SACK).
        OSFOPT_SACK = 5,
        /// Echo (RFC 1072). Obsolete.
        OSFOPT_ECHO = 6,
        /// Echo reply.
        OSFOPT_ECHOREPLY = 7,
        /// Timestamps.
        OSFOPT_TS = 8,
        /// Partial order connection permitted.
        OSFOPT_POCP = 9,
        /// Partial order service profile.
        OSFOPT_POSP = 10,
        /// None.
        OSFOPT_EMPTY = 255,
    }
}
c_struct! {
    /// Number and how it is compared: `struct nf_osf_wc`, linux/netfilter/nfnetlink_osf.h.
    #[doc(alias = "nf_osf_wc")]
    pub struct OsfWildcard {
        /// How the number is compared.
        wc: WindowKind,
        /// Number.
        val: u32,
    }
}
c_struct! {
    /// TCP option: `struct nf_osf_opt`, linux/netfilter/nfnetlink_osf.h.
    #[doc(alias = "nf_osf_opt")]
    pub struct OsfOption {
        /// Kind of the TCP option.
        kind: OptionKind,
        /// Length with kind and length, bytes.
        length: u16,
        /// Value. The kernel ignores it.
        wc: Struct<OsfWildcard>,
    }
}
c_struct! {
    /// Fingerprint: `struct nf_osf_user_finger`, linux/netfilter/nfnetlink_osf.h.
    #[doc(alias = "nf_osf_user_finger")]
    pub struct OsfFinger {
        /// Window size.
        wss: Struct<OsfWildcard>,
        /// Initial time to live (TTL).
        ttl: u8,
        /// Whether the flag don't fragment (DF) is set: 0 or 1.
        df: u8,
        /// Length of the packet, bytes.
        ss: u16,
        /// Maximum segment size (MSS). The kernel ignores it.
        mss: u16,
        /// Number of TCP options.
        opt_num: u16,
        /// Operating system.
        genre: FixedStr<32>,
        /// Version of the operating system.
        version: FixedStr<32>,
        /// Subtype: version or variant of the system.
        subtype: FixedStr<32>,
        /// TCP options, in the order of the packet.
        opt: FieldArray<Struct<OsfOption>, 40>,
    }
}
// Limits: nfnl_osf_policy, net/netfilter/nfnetlink_osf.c.
attributes! {
    /// Attributes of a fingerprint: `OSF_ATTR_*`, linux/netfilter/nfnetlink_osf.h.
    pub set Osf, enum OsfAttr<'a> {
        /// Fingerprint.
        OSF_ATTR_FINGER: &'a Struct<OsfFinger> = 1 where min_len(592),
    }
}
operations! {
    protocol crate::wire::Protocol::NETFILTER;
    /// Adds a fingerprint. `NLM_F_CREATE` is required; with `NLM_F_EXCL`, an existing fingerprint
    /// is an error.
    pub AddFinger {} = New(NetfilterMessage::OSF_MSG_ADD, NfGenMsg, Osf);
    /// Removes a fingerprint that equals the one in the request.
    pub RemoveFinger {} = Delete(NetfilterMessage::OSF_MSG_REMOVE, NfGenMsg, Osf);
}
/// A fingerprint.
#[derive(Clone, Copy)]
pub struct FingerSpec<'a> {
    /// Window size, and how it is compared.
    pub window: (WindowKind, u32),
    /// Initial time to live (TTL).
    pub ttl: u8,
    /// Whether the flag don't fragment (DF) is set.
    pub dont_fragment: bool,
    /// Length of the packet, bytes.
    pub len: u16,
    /// Operating system, at most 31 bytes; the rest is cut.
    pub genre: &'a str,
    /// Version of the operating system, at most 31 bytes; the rest is cut.
    pub version: &'a str,
    /// Subtype, at most 31 bytes; the rest is cut.
    pub subtype: &'a str,
    /// TCP options and their lengths in bytes, at most 40; the rest is cut.
    pub options: &'a [(OptionKind, u16)],
}
impl core::fmt::Debug for FingerSpec<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("FingerSpec").field(&self.genre).field(&self.version).finish()
    }
}
impl<'a> FingerSpec<'a> {
    /// Returns a fingerprint with any window and without TCP options.
    pub const fn new(genre: &'a str, version: &'a str, subtype: &'a str) -> Self {
        let window = (WindowKind::OSF_WSS_PLAIN, 0);
        Self { window, ttl: 0, dont_fragment: false, len: 0, genre, version, subtype, options: &[] }
    }
    /// Converts into the struct that the kernel takes.
    pub fn to_struct(&self) -> Struct<OsfFinger> {
        let text = |text: &str| {
            let mut bytes = [0; 32];
            for (to, from) in bytes.iter_mut().take(31).zip(text.bytes()) {
                *to = from;
            }
            FixedStr(bytes)
        };
        let wildcard = |kind, value| {
            Struct::<OsfWildcard>::new().with(OsfWildcard::wc, kind).with(OsfWildcard::val, value)
        };
        let mut options = FieldArray::<Struct<OsfOption>, 40>::default();
        for (to, (kind, length)) in options.0.iter_mut().zip(self.options) {
            let option = Struct::<OsfOption>::new().with(OsfOption::kind, *kind);
            *to = option.with(OsfOption::length, *length).to_raw();
        }
        Struct::<OsfFinger>::new()
            .with(OsfFinger::wss, wildcard(self.window.0, self.window.1))
            .with(OsfFinger::ttl, self.ttl)
            .with(OsfFinger::df, self.dont_fragment.into())
            .with(OsfFinger::ss, self.len)
            .with(OsfFinger::opt_num, self.options.len().min(40) as u16)
            .with(OsfFinger::genre, text(self.genre))
            .with(OsfFinger::version, text(self.version))
            .with(OsfFinger::subtype, text(self.subtype))
            .with(OsfFinger::opt, options)
    }
}
/// Adds a fingerprint.
///
/// Sends `OSF_MSG_ADD` with `NLM_F_CREATE | NLM_F_EXCL` and `OSF_ATTR_FINGER`.
///
/// # Errors
/// - `EEXIST`: the fingerprint exists.
/// - `EINVAL`: the options are longer than 40 bytes.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn add(finger: &Struct<OsfFinger>) -> impl Call<Output = Completion> + Copy {
    call(AddFinger {}, NewFlags::CREATE | NewFlags::EXCL, move |request| {
        request.put(Osf::OSF_ATTR_FINGER, finger);
    })
}
/// Removes a fingerprint.
///
/// Sends `OSF_MSG_REMOVE` with `OSF_ATTR_FINGER`.
///
/// # Errors
/// - `ENOENT`: the fingerprint does not exist.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn remove(finger: &Struct<OsfFinger>) -> impl Call<Output = Completion> + Copy {
    call(RemoveFinger {}, DeleteFlags::NONE, move |request| {
        request.put(Osf::OSF_ATTR_FINGER, finger);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::View,
        wire::{Attrs, Message},
    };
    use std::{boxed::Box, format, vec::Vec};

    #[test]
    fn a_fingerprint_has_the_layout_of_c() -> Result<(), Box<dyn core::error::Error>> {
        let spec = FingerSpec {
            window: (WindowKind::OSF_WSS_MSS, 44),
            ttl: 64,
            dont_fragment: true,
            len: 60,
            options: &[(OptionKind::OSFOPT_MSS, 4), (OptionKind::OSFOPT_SACKP, 2)],
            ..FingerSpec::new("Linux", "5.x", "a subtype that is longer than 31 bytes")
        };
        let finger = spec.to_struct();
        let mut buffer = [0xa5; 1024];
        let len = add(&finger).write(&mut buffer, 1)?;
        let message = Message::new(buffer.get(..len).ok_or("short")?)?;
        let NetfilterMessage::OsfAdd(added) = NetfilterMessage::decode(message)? else { panic!() };
        View::of(added.attrs).check()?;
        let raw = added.attrs.get_raw(1)?.ok_or("no finger")?.payload();
        let start = [
            &1u32.to_ne_bytes()[..],
            &44u32.to_ne_bytes(),
            &[64, 1],
            &60u16.to_ne_bytes(),
            &[0; 2],
            &2u16.to_ne_bytes(),
            b"Linux\0",
        ];
        assert_eq!((raw.len(), raw.starts_with(&start.concat())), (592, true));
        let option = [2u16.to_ne_bytes(), 4u16.to_ne_bytes(), [0; 2], [0; 2], [0; 2], [0; 2]].concat();
        assert_eq!(raw.get(112..124), Some(&option[..]));
        let text = format!("{:?}", added.attrs);
        for part in ["wc: OSF_WSS_MSS", "kind: OSFOPT_SACKP", "a subtype that is longer than 31\""] {
            let part = part.replace("31\"", "3\"");
            assert!(text.contains(&part), "{part} in {text}");
        }
        for len in 0..raw.len() {
            let head = [(len as u16 + 4).to_ne_bytes(), 1u16.to_ne_bytes()].concat();
            let attr: Vec<u8> = [&head[..], raw.get(..len).ok_or("short")?].concat();
            let attrs = Attrs::<Osf>::new(&attr);
            assert!(attrs.get(Osf::OSF_ATTR_FINGER).is_err(), "{len}");
            _ = format!("{attrs:?}");
        }
        Ok(())
    }
}

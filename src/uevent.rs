//! NETLINK_KOBJECT_UEVENT: devices that come, go and change, as the kernel tells (group 1) and as udev tells once more when its rules have run
//! (group 2). A datagram is text without a netlink header: `add@/devices/...`, then `KEY=value` each with a NUL behind it.
//!
//! ```
//! use nlwire::uevent::Uevent;
//! let event = Uevent::read(b"add@/devices/virtual/net/veth0\0ACTION=add\0SUBSYSTEM=net\0INTERFACE=veth0\0SEQNUM=1207\0")?;
//! assert!(event.action() == "add" && event.subsystem().is_some_and(|subsystem| subsystem == "net"));
//! assert_eq!((event.get("INTERFACE"), event.seqnum()), (Some("veth0".into()), Some(1207)));
//! for property in event.properties() {
//!     let (key, value) = property?;
//!     println!("{key} is {value}");
//! }
//! # Ok::<(), nlwire::wire::Error>(())
//! ```
//! Live, with udev's word believed only where root sent it:
//!
//! ```no_run
//! # #[cfg(feature = "std")] {
//! use nlwire::{socket::{Config, Protocol}, uevent::{UDEV, Uevent}};
//! let socket = Config::new(Protocol::KOBJECT_UEVENT).groups(&[UDEV]).open()?;
//! socket.set_credentials(true)?;
//! let mut buffer = [0; 8192];
//! loop {
//!     let datagram = socket.recv_from(&mut buffer)?;
//!     if datagram.is_from_kernel_or_root() {
//!         println!("{:?}", Uevent::read(datagram.bytes)?);
//!     }
//! }
//! # }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//! Whoever has CAP_NET_ADMIN in the network namespace may send to either group, so ask for the sender in both. Nothing needs to be UTF-8.
#![forbid(unsafe_code)]

use crate::{
    layout,
    wire::{
        Be, Error, Json, Layout, Str,
        print::{Printer, Style},
        to_nul,
    },
};
use core::{fmt, iter::FusedIterator};
use zerocopy::FromBytes;

/// The netlink protocol: `NETLINK_KOBJECT_UEVENT`, linux/netlink.h.
pub const NETLINK_KOBJECT_UEVENT: i32 = 15;
/// The group in which the kernel tells.
pub const KERNEL: u32 = 1;
/// The group in which udev tells.
pub const UDEV: u32 = 2;

layout! {
    /// What stands in front of udev's text: `struct udev_monitor_netlink_header` of libudev. The hashes are for socket filters.
    #[doc(alias = "udev_monitor_netlink_header")]
    pub struct UdevHeader {
        /// `libudev` and NUL.
        prefix: [u8; 8],
        /// [`MAGIC`](Self::MAGIC).
        magic: Be<u32>,
        /// Bytes of this header, host order.
        header_size: u32,
        /// Where the properties begin, host order.
        properties_off: u32,
        /// Bytes of them, host order.
        properties_len: u32,
        /// Hash of the subsystem.
        filter_subsystem_hash: Be<u32>,
        /// Hash of the device's type.
        filter_devtype_hash: Be<u32>,
        /// Bloom filter of the tags: the upper half.
        filter_tag_bloom_hi: Be<u32>,
        /// And the lower half.
        filter_tag_bloom_lo: Be<u32>,
    }
}
impl UdevHeader {
    /// What all of udev's messages begin with.
    pub const PREFIX: [u8; 8] = *b"libudev\0";
    /// By which its version is known.
    pub const MAGIC: u32 = 0xfeed_cafe;
}

/// An event, in place.
#[derive(Clone, Copy)]
pub struct Uevent<'a> {
    udev: Option<&'a UdevHeader>,
    /// What stands in front of the properties of the kernel's: `add@/devices/...`.
    front: Option<(Str<'a>, Str<'a>)>,
    properties: &'a [u8],
}
impl<'a> Uevent<'a> {
    /// A whole datagram. Udev's header is checked: its magic number, and that the properties lie within the datagram.
    ///
    /// # Errors
    /// Where it is neither the kernel's nor udev's, and where udev's header is wrong.
    pub fn read(datagram: &'a [u8]) -> Result<Self, Error> {
        let broken = Error::framing(datagram);
        if datagram.starts_with(&UdevHeader::PREFIX) {
            let (header, _) = UdevHeader::ref_from_prefix(datagram).map_err(|_| broken)?;
            let number = |field| header.get(field) as usize;
            let (size, at) = (number(UdevHeader::header_size), number(UdevHeader::properties_off));
            let len = number(UdevHeader::properties_len);
            let properties = datagram.get(at..).and_then(|rest| rest.get(..len)).ok_or(broken)?;
            if header.get(UdevHeader::magic) != Be(UdevHeader::MAGIC)
                || size < size_of::<UdevHeader>()
                || at < size_of::<UdevHeader>()
            {
                return Err(broken);
            }
            return Ok(Self { udev: Some(header), front: None, properties });
        }
        let front = to_nul(datagram);
        let at = front.iter().position(|byte| *byte == b'@').ok_or(broken)?;
        let (Some(action), Some(path)) = (front.get(..at), front.get(at + 1..)) else { return Err(broken) };
        let properties = datagram.get(front.len() + 1..).unwrap_or(&[]);
        Ok(Self { udev: None, front: Some((Str(action), Str(path))), properties })
    }
    /// Udev's header; `None` of the kernel's own events.
    pub const fn udev(&self) -> Option<&'a UdevHeader> {
        self.udev
    }
    /// What happened: `add`, `remove`, `change`, `move`, `online`, `offline`, `bind`, `unbind`. Empty where udev does not say.
    pub fn action(&self) -> Str<'a> {
        self.front.map(|front| front.0).or(self.get("ACTION")).unwrap_or_default()
    }
    /// The device, as a path below `/sys`. Empty where udev does not say.
    pub fn devpath(&self) -> Str<'a> {
        self.front.map(|front| front.1).or(self.get("DEVPATH")).unwrap_or_default()
    }
    /// What kind of device it is: `net`, `block`, `usb`.
    pub fn subsystem(&self) -> Option<Str<'a>> {
        self.get("SUBSYSTEM")
    }
    /// The event's number, which the kernel counts upwards over all network namespaces; those of other namespaces are not seen.
    pub fn seqnum(&self) -> Option<u64> {
        self.get("SEQNUM")?.to_str().ok()?.parse().ok()
    }
    /// The value of a key; of the last where it stands several times.
    pub fn get(&self, key: &str) -> Option<Str<'a>> {
        let properties = self.properties().filter_map(Result::ok);
        properties.filter(|(found, _)| *found == *key).last().map(|(_, value)| value)
    }
    /// Every key and its value, in order: split at the first `=`. One without `=` is an error, and the walk goes on.
    pub const fn properties(&self) -> Properties<'a> {
        Properties(self.properties)
    }
    /// As JSON: `{"protocol":"uevent","source":"kernel","action":...,"devpath":...,"properties":{...}}`, and more members behind its own:
    /// `more` writes them, each with a comma in front. Udev's has `"source":"udev"`; what has no `=` is left out.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_json(
        &self,
        out: &mut dyn fmt::Write,
        more: &mut dyn FnMut(&mut dyn fmt::Write) -> fmt::Result,
    ) -> fmt::Result {
        let mut printer = Printer::new(out, Style::Json);
        printer.group(["{", "}"], |printer, any| {
            printer.key(any, "protocol")?;
            printer.word("uevent")?;
            printer.key(any, "source")?;
            printer.word(if self.udev.is_some() { "udev" } else { "kernel" })?;
            printer.key(any, "action")?;
            printer.text(self.action().as_bytes())?;
            printer.key(any, "devpath")?;
            printer.text(self.devpath().as_bytes())?;
            printer.key(any, "properties")?;
            printer.group(["{", "}"], |printer, any| {
                for (at, property) in self.properties().enumerate() {
                    let Ok((key, value)) = property else { continue };
                    // a key twice in a map breaks readers: the last one counts
                    let mut later = self.properties().skip(at + 1).filter_map(Result::ok);
                    if later.any(|other| other.0 == key) {
                        continue;
                    }
                    printer.next(any)?;
                    printer.text(key.as_bytes())?;
                    printer.raw(":")?;
                    printer.text(value.as_bytes())?;
                }
                Ok(())
            })?;
            printer.more(more)
        })
    }
}
impl fmt::Debug for Uevent<'_> {
    /// On one line: `add /devices/virtual/net/veth0 SUBSYSTEM=net INTERFACE=veth0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.action(), self.devpath())?;
        for (key, value) in self.properties().filter_map(Result::ok) {
            let told = *b"ACTION" == *key.as_bytes() || *b"DEVPATH" == *key.as_bytes();
            if !told {
                write!(f, " {key}={value}")?;
            }
        }
        Ok(())
    }
}
impl fmt::Display for Json<Uevent<'_>> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write_json(f, &mut |_| Ok(()))
    }
}

/// What [`Uevent::properties`] walks.
#[derive(Clone, Copy)]
pub struct Properties<'a>(&'a [u8]);
impl<'a> Iterator for Properties<'a> {
    type Item = Result<(Str<'a>, Str<'a>), Error>;
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.0.is_empty() {
                return None;
            }
            let text = to_nul(self.0);
            self.0 = self.0.get(text.len() + 1..).unwrap_or(&[]);
            if text.is_empty() {
                continue; // a NUL more than is needed
            }
            let found = text.iter().position(|byte| *byte == b'=');
            return Some(match found.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?))) {
                Some((key, value)) => Ok((Str(key), Str(value))),
                None => Err(Error::framing(text)),
            });
        }
    }
}
impl FusedIterator for Properties<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{format, string::ToString, vec::Vec};

    fn udev(change: impl Fn(&mut UdevHeader)) -> Vec<u8> {
        let text = b"ACTION=bind\0DEVPATH=/devices/a\0SUBSYSTEM=usb\0SEQNUM=7\0NAME=a=b\xff\0";
        let mut header = UdevHeader::new()
            .with(UdevHeader::prefix, UdevHeader::PREFIX)
            .with(UdevHeader::magic, Be(UdevHeader::MAGIC))
            .with(UdevHeader::header_size, 40)
            .with(UdevHeader::properties_off, 40)
            .with(UdevHeader::properties_len, text.len() as u32);
        change(&mut header);
        [zerocopy::IntoBytes::as_bytes(&header), text].concat()
    }
    #[test]
    fn the_kernels_and_udevs_are_told_apart() {
        let kernel =
            Uevent::read(b"change@/devices/x\0ACTION=change\0A=1\0broken\0A=2\0EMPTY=\0LAST=no nul").unwrap();
        assert!(kernel.udev().is_none() && kernel.action() == "change" && kernel.devpath() == "/devices/x");
        let all: Vec<_> = kernel
            .properties()
            .map(|property| property.map(|(key, value)| format!("{key}={value}")))
            .collect();
        assert_eq!(all.len(), 6);
        assert!(all[2].is_err() && all[5] == Ok("LAST=no nul".into()), "{all:?}");
        assert_eq!(
            (kernel.get("A"), kernel.get("EMPTY"), kernel.get("B")),
            (Some("2".into()), Some("".into()), None)
        );
        assert_eq!(
            Json(kernel).to_string(),
            r#"{"protocol":"uevent","source":"kernel","action":"change","devpath":"/devices/x","properties":{"ACTION":"change","A":"2","EMPTY":"","LAST":"no nul"}}"#
        );
        let bytes = udev(|_| {});
        let event = Uevent::read(&bytes).unwrap();
        assert!(event.udev().is_some() && event.action() == "bind" && event.devpath() == "/devices/a");
        assert_eq!((event.seqnum(), event.get("NAME").unwrap().as_bytes()), (Some(7), &b"a=b\xff"[..]));
        assert_eq!(format!("{event:?}"), "bind /devices/a SUBSYSTEM=usb SEQNUM=7 NAME=a=b\\xff");
        assert!(Json(event).to_string().contains(r#""source":"udev""#));
    }
    #[test]
    fn a_header_that_lies_is_an_error() {
        let lies: [fn(&mut UdevHeader); 6] = [
            |header| header.set(UdevHeader::magic, Be(0xfeed_caff)),
            |header| header.set(UdevHeader::header_size, 39),
            |header| header.set(UdevHeader::properties_off, 39),
            |header| header.set(UdevHeader::properties_off, 1000),
            |header| header.set(UdevHeader::properties_len, 1000),
            |header| header.set(UdevHeader::properties_len, u32::MAX),
        ];
        for (at, lie) in lies.into_iter().enumerate() {
            assert!(Uevent::read(&udev(lie)).is_err(), "lie {at}");
        }
        let whole = udev(|_| {});
        for len in 0..whole.len() {
            assert!(Uevent::read(&whole[..len]).is_err(), "{len} bytes");
        }
        for bytes in [&b""[..], b"no at\0A=1\0", b"\0", b"libudev\0"] {
            assert!(Uevent::read(bytes).is_err());
        }
    }
}

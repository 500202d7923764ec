//! NETLINK_KOBJECT_UEVENT: device events (uevents) from the kernel (group 1) and udev (group 2).
//!
//! udev sends each event again after it has processed its rules. A datagram has no netlink header.
//! An event from the kernel is text: `add@/devices/...`, then `KEY=value` properties, each with a
//! terminating NUL byte. An event from udev has a binary header ([`UdevHeader`]) before the
//! properties.
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
//!
//! The kernel's events, as of any protocol; what the kernel did not send is discarded:
//!
//! ```no_run
//! # #[cfg(feature = "std")] {
//! use nlwire::uevent::{self, UeventMessage};
//! let mut events = uevent::listen()?;
//! loop {
//!     let message: UeventMessage = events.next_event_as()?;
//!     println!("{:?}", message.event()); // add /devices/virtual/net/veth0 SUBSYSTEM=net INTERFACE=veth0
//! }
//! # }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! udev's events, accepted only if the kernel or root sent them:
//!
//! ```no_run
//! # #[cfg(feature = "std")] {
//! use nlwire::{socket::{Config, Protocol}, uevent::{UDEV, Uevent}};
//! let socket = Config::new(Protocol::KOBJECT_UEVENT).groups([UDEV]).open()?;
//! socket.set_credentials(true)?;
//! let mut buffer = [0; 8192];
//! loop {
//!     let datagram = match socket.recv_from(&mut buffer) {
//!         Err(error) if error.is_loss() => {
//!             println!("{error}"); // events were dropped, or one did not fit the buffer
//!             continue;
//!         }
//!         received => received?,
//!     };
//!     match Uevent::read(datagram.bytes) {
//!         _ if !datagram.is_from_kernel_or_root() => println!("discarded: sent by {}", datagram.sender),
//!         Ok(event) => println!("{event:?}"),
//!         Err(error) => println!("malformed: {error}"),
//!     }
//! }
//! # }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! Any process with CAP_NET_ADMIN in the network namespace may send to both groups, so check the
//! sender of each datagram. Since Linux 4.18, the kernel also sends events that a process with
//! CAP_SYS_ADMIN in the user namespace of the network namespace hands to it; these cannot be told
//! from its own. Keys and values are not necessarily UTF-8.
//!
//! See [udev(7)](https://man7.org/linux/man-pages/man7/udev.7.html).
#![forbid(unsafe_code)]

use crate::{
    c_struct,
    schema::{
        Json,
        print::{Printer, Style},
    },
    transport::{Received, Transport},
    wire::{Be, Error, Message, MessageEnum, MessageHeader, NLMSG_MIN_TYPE, Protocol, Str, Struct, to_nul},
};
use core::{fmt, iter::FusedIterator, time::Duration};
use zerocopy::FromBytes;

/// Multicast group of events from the kernel.
pub const KERNEL: u32 = 1;
/// Multicast group of events from udev, sent after udev has processed its rules.
pub const UDEV: u32 = 2;

c_struct! {
    /// Header of an event from udev: `struct udev_monitor_netlink_header` of libudev. The hashes
    /// serve socket filters.
    #[doc(alias = "udev_monitor_netlink_header")]
    pub struct UdevHeader {
        /// Prefix: `libudev` and a NUL byte.
        prefix: [u8; 8],
        /// Magic number: [`MAGIC`](Self::MAGIC).
        magic: Be<u32>,
        /// Size of this header, bytes. Host byte order.
        header_size: u32,
        /// Offset of the properties in the datagram, bytes. Host byte order.
        properties_off: u32,
        /// Length of the properties, bytes. Host byte order.
        properties_len: u32,
        /// Hash of the subsystem (MurmurHash2), for BPF filters.
        filter_subsystem_hash: Be<u32>,
        /// Hash of the device type.
        filter_devtype_hash: Be<u32>,
        /// Bloom filter of the tags, upper 32 bits.
        filter_tag_bloom_hi: Be<u32>,
        /// Bloom filter of the tags, lower 32 bits.
        filter_tag_bloom_lo: Be<u32>,
    }
}
impl UdevHeader {
    /// Prefix of all messages from udev.
    pub const PREFIX: [u8; 8] = *b"libudev\0";
    /// Magic number of this version of the header.
    pub const MAGIC: u32 = 0xfeed_cafe;
}

/// A message of a [`UeventTransport`], by the source of the event.
#[derive(Clone, Copy, Debug)]
pub enum UeventMessage<'a> {
    /// Event from the kernel.
    Kernel(Uevent<'a>),
    /// Event from udev, after its rules.
    Udev(Uevent<'a>),
}
impl<'a> UeventMessage<'a> {
    /// Decodes a message whose payload is a uevent.
    ///
    /// # Errors
    /// The errors of [`Uevent::read`].
    pub fn decode(message: Message<'a>) -> Result<Self, Error> {
        let event = Uevent::read(message.payload())?;
        Ok(if event.udev().is_some() { Self::Udev(event) } else { Self::Kernel(event) })
    }
    /// Returns the event.
    pub const fn event(&self) -> Uevent<'a> {
        match self {
            Self::Kernel(event) | Self::Udev(event) => *event,
        }
    }
}
impl<'a> MessageEnum<'a> for UeventMessage<'a> {
    fn decode(message: Message<'a>) -> Result<Self, Error> {
        Self::decode(message)
    }
}

/// A transport that writes a message header before each datagram of another one, so that
/// connections receive uevents as messages: [`UeventMessage`] decodes these.
///
/// Each message has type 16 and sequence number 0, so that the connection reports an event. The
/// connection's buffer needs 16 bytes more than the longest datagram. Datagrams of the kernel have
/// at most 4 KiB.
#[derive(Clone, Copy, Debug)]
pub struct UeventTransport<T>(pub T);
/// Length of the message header, bytes.
const HEADER: usize = size_of::<Struct<MessageHeader>>();
/// Returns the part of the buffer for the datagram.
fn body(buffer: &mut [u8]) -> &mut [u8] {
    buffer.get_mut(HEADER..).unwrap_or_default()
}
/// Writes the header of a datagram that is in the body of the buffer. An empty datagram, which
/// a transport discarded, has none.
fn framed(received: Received, buffer: &mut [u8]) -> Received {
    let len = received.len.saturating_add(HEADER);
    let Some(place) = buffer.get_mut(..HEADER).filter(|_| received.len != 0) else { return received };
    let header = MessageHeader::new()
        .with(MessageHeader::nlmsg_len, u32::try_from(len).unwrap_or(u32::MAX))
        .with(MessageHeader::nlmsg_type, NLMSG_MIN_TYPE);
    for (to, from) in place.iter_mut().zip(header.as_bytes()) {
        *to = *from;
    }
    Received { len, ..received }
}
impl<T: Transport> Transport for UeventTransport<T> {
    type Error = T::Error;
    fn send(&mut self, datagram: &[u8]) -> Result<(), T::Error> {
        self.0.send(datagram)
    }
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, T::Error> {
        let received = self.0.recv(body(buffer))?;
        Ok(framed(received, buffer))
    }
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, T::Error> {
        let received = self.0.try_recv(body(buffer))?;
        Ok(received.map(|received| framed(received, buffer)))
    }
    fn join(&mut self, group: u32) -> Result<bool, T::Error> {
        self.0.join(group)
    }
    fn leave(&mut self, group: u32) -> Result<(), T::Error> {
        self.0.leave(group)
    }
    fn protocol(&self) -> Option<Protocol> {
        self.0.protocol()
    }
    fn now(&self) -> Duration {
        self.0.now()
    }
    fn recv_until(&mut self, buffer: &mut [u8], deadline: Duration) -> Result<Received, T::Error> {
        let received = self.0.recv_until(body(buffer), deadline)?;
        Ok(framed(received, buffer))
    }
}
#[cfg(feature = "std")]
impl<X: crate::client::PollTransport> crate::client::PollTransport for UeventTransport<X> {
    type Error = X::Error;
    fn poll_recv(
        &self,
        context: &mut core::task::Context<'_>,
        buffer: &mut [u8],
    ) -> core::task::Poll<Result<Received, X::Error>> {
        let received = self.0.poll_recv(context, body(buffer));
        received.map_ok(|received| framed(received, buffer))
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, X::Error> {
        let received = self.0.try_recv(body(buffer))?;
        Ok(received.map(|received| framed(received, buffer)))
    }
    fn send(&self, datagram: &[u8]) -> Result<(), X::Error> {
        self.0.send(datagram)
    }
    fn join(&self, group: u32) -> Result<bool, X::Error> {
        self.0.join(group)
    }
    fn leave(&self, group: u32) -> Result<(), X::Error> {
        self.0.leave(group)
    }
    fn protocol(&self) -> Option<Protocol> {
        self.0.protocol()
    }
    fn sleep(&self, limit: Duration) -> impl core::future::Future<Output = ()> + Send {
        self.0.sleep(limit)
    }
}
/// Opens a connection to the kernel's events: a socket that has joined the group [`KERNEL`], and a
/// buffer of 16 KiB.
///
/// # Errors
/// As [`Socket::open`](crate::socket::Socket::open).
#[cfg(all(feature = "alloc", feature = "socket", any(target_os = "linux", target_os = "android")))]
#[doc(alias = "udev_monitor_new_from_netlink")]
pub fn listen() -> Result<
    crate::client::Connection<UeventTransport<crate::socket::Socket>, alloc::vec::Vec<u8>>,
    crate::socket::SocketError,
> {
    use crate::{
        client::Connection,
        socket::{Config, random_seed},
        wire::Protocol,
    };
    let socket = Config::new(Protocol::KOBJECT_UEVENT).groups([KERNEL]).open()?;
    let port = socket.port_id();
    Ok(Connection::new(UeventTransport(socket), alloc::vec![0; 16 * 1024], port, random_seed()))
}

/// How many properties JSON shows. Each is compared with those behind it, so without a bound an
/// event takes the square of its length; the kernel's own have at most 64 (`UEVENT_NUM_ENVP`).
const SHOWN: usize = 512;

/// A uevent, borrowed from a datagram.
#[derive(Clone, Copy)]
pub struct Uevent<'a> {
    udev: Option<&'a Struct<UdevHeader>>,
    /// Action and path of an event from the kernel: `add@/devices/...`.
    front: Option<(Str<'a>, Str<'a>)>,
    properties: &'a [u8],
}
impl<'a> Uevent<'a> {
    /// Parses a complete datagram. Of the header of udev, the magic number and the position of the
    /// properties are checked.
    ///
    /// # Errors
    /// The datagram is neither from the kernel nor from udev, or the header of udev is invalid.
    pub fn read(datagram: &'a [u8]) -> Result<Self, Error> {
        let broken = Error::framing(datagram);
        if datagram.starts_with(&UdevHeader::PREFIX) {
            let (header, _) = Struct::<UdevHeader>::ref_from_prefix(datagram).map_err(|_| broken)?;
            let number = |field| header.get(field) as usize;
            let (size, at) = (number(UdevHeader::header_size), number(UdevHeader::properties_off));
            let len = number(UdevHeader::properties_len);
            let properties = datagram.get(at..).and_then(|rest| rest.get(..len)).ok_or(broken)?;
            if header.get(UdevHeader::magic) != Be(UdevHeader::MAGIC)
                || size < size_of::<Struct<UdevHeader>>()
                || at < size_of::<Struct<UdevHeader>>()
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
    /// Returns the header of an event from udev; `None` for events from the kernel.
    pub const fn udev(&self) -> Option<&'a Struct<UdevHeader>> {
        self.udev
    }
    /// Returns the action. Empty if an event from udev has no action.
    ///
    /// The kernel sends `add`, `remove`, `change`, `move`, `online`, `offline`, `bind` and
    /// `unbind`.
    pub fn action(&self) -> Str<'a> {
        self.front.map(|front| front.0).or(self.get("ACTION")).unwrap_or_default()
    }
    /// Returns the path of the device below `/sys`. Empty if an event from udev has no path.
    pub fn devpath(&self) -> Str<'a> {
        self.front.map(|front| front.1).or(self.get("DEVPATH")).unwrap_or_default()
    }
    /// Returns the subsystem of the device, such as `net`, `block` or `usb`.
    pub fn subsystem(&self) -> Option<Str<'a>> {
        self.get("SUBSYSTEM")
    }
    /// Returns the sequence number of the event. The kernel numbers the events of all network
    /// namespaces together, so that gaps are normal.
    pub fn seqnum(&self) -> Option<u64> {
        self.get("SEQNUM")?.to_str().ok()?.parse().ok()
    }
    /// Returns the value of a key; the last one if the key occurs several times.
    pub fn get(&self, key: &str) -> Option<Str<'a>> {
        let properties = self.properties().filter_map(Result::ok);
        properties.filter(|(found, _)| *found == *key).last().map(|(_, value)| value)
    }
    /// Returns an iterator over all keys and values, in order, split at the first `=`. A property
    /// without `=` yields an error, and iteration continues.
    pub const fn properties(&self) -> Properties<'a> {
        Properties(self.properties)
    }
    /// The properties that JSON shows, and those that it leaves out.
    fn shown(&self) -> (Properties<'a>, Properties<'a>) {
        let mut rest = self.properties;
        for _ in 0..SHOWN {
            rest = rest.get(to_nul(rest).len().saturating_add(1)..).unwrap_or(&[]);
        }
        let shown = self.properties.get(..self.properties.len().saturating_sub(rest.len()));
        (Properties(shown.unwrap_or(&[])), Properties(rest))
    }
    /// Writes the event as JSON.
    ///
    /// The object is
    /// `{"protocol":"uevent","source":"kernel","action":...,"devpath":...,"properties":{...}}`;
    /// events from udev have `"source":"udev"`. Properties without `=` are omitted. `more` may
    /// append further members, each preceded by a comma.
    ///
    /// # Errors
    /// The errors of `out` and of `more`.
    pub fn write_json(
        &self,
        out: &mut dyn fmt::Write,
        more: &mut dyn FnMut(&mut dyn fmt::Write) -> fmt::Result,
    ) -> fmt::Result {
        Printer::print(out, Style::Json, |printer| self.print(printer, more))
    }
    fn print(
        &self,
        printer: &mut Printer<'_>,
        more: &mut dyn FnMut(&mut dyn fmt::Write) -> fmt::Result,
    ) -> fmt::Result {
        printer.group([b'{', b'}'], |printer, any| {
            printer.key(any, "protocol")?;
            printer.word("uevent")?;
            printer.key(any, "source")?;
            printer.word(if self.udev.is_some() { "udev" } else { "kernel" })?;
            printer.key(any, "action")?;
            printer.text(self.action().as_bytes())?;
            printer.key(any, "devpath")?;
            printer.text(self.devpath().as_bytes())?;
            printer.key(any, "properties")?;
            let (shown, left_out) = self.shown();
            printer.group([b'{', b'}'], |printer, any| {
                let mut later = shown;
                while let Some(property) = later.next() {
                    let Ok((key, value)) = property else { continue };
                    // a key twice in a map breaks readers: the last one counts
                    let mut others = later.filter_map(Result::ok);
                    if others.any(|other| other.0 == key) {
                        continue;
                    }
                    printer.next(any)?;
                    printer.text(key.as_bytes())?;
                    printer.raw(":")?;
                    printer.text(value.as_bytes())?;
                }
                Ok(())
            })?;
            let left_out = left_out.count();
            if left_out != 0 {
                printer.key(any, "properties_left_out")?;
                printer.number(left_out as u64)?;
            }
            printer.more(more)
        })
    }
}
impl fmt::Debug for Uevent<'_> {
    /// Formats the event on one line.
    ///
    /// For example `add /devices/virtual/net/veth0 SUBSYSTEM=net INTERFACE=veth0`.
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

/// Iterator over the properties of an event; see [`Uevent::properties`].
#[derive(Clone, Copy)]
pub struct Properties<'a>(&'a [u8]);
impl<'a> Iterator for Properties<'a> {
    type Item = Result<(Str<'a>, Str<'a>), Error>;
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            #[cfg(test)]
            crate::wire::cost::step();
            if self.0.is_empty() {
                return None;
            }
            let text = to_nul(self.0);
            self.0 = self.0.get(text.len() + 1..).unwrap_or(&[]);
            if text.is_empty() {
                continue; // a redundant NUL
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

    fn udev(change: impl Fn(&mut Struct<UdevHeader>)) -> Vec<u8> {
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
    fn uevents_are_events_of_a_connection() -> Result<(), std::boxed::Box<dyn core::error::Error>> {
        use crate::client::{Connection, ErrorKind, MockTransport};
        let (mut queue, mut buffer) = ([0; 512], [0; 256]);
        let mut script = MockTransport::new(&mut queue, |_, _| {});
        script.say(|kernel| {
            for datagram in [&b"add@/devices/x\0SEQNUM=7\0"[..], &udev(|_| {}), b"malformed", &[b'x'; 241]] {
                kernel.multicast().raw(datagram).next_datagram();
            }
            kernel.multicast().raw(b"remove@/devices/x\0").next_datagram();
        });
        let mut nl = Connection::new(UeventTransport(script), &mut buffer, 7, 1);
        let UeventMessage::Kernel(event) = nl.next_event_as()? else { panic!("from the kernel") };
        assert_eq!((event.devpath(), event.seqnum()), ("/devices/x".into(), Some(7)));
        let UeventMessage::Udev(event) = nl.next_event_as()? else { panic!("from udev") };
        assert_eq!((event.action(), event.seqnum()), ("bind".into(), Some(7)));
        let malformed = nl.next_event_as::<UeventMessage<'_>>().unwrap_err();
        assert!(matches!(malformed.kind, ErrorKind::Malformed(_)), "{malformed}");
        let long = nl.next_event_as::<UeventMessage<'_>>().unwrap_err();
        assert!(matches!(long.kind, ErrorKind::Transport(_)), "{long}");
        let last: UeventMessage<'_> = nl.next_event_as()?;
        assert_eq!(last.event().action(), "remove");
        Ok(())
    }
    #[test]
    fn printing_is_linear_in_the_event() {
        use crate::wire::cost::{assert_linear, steps};
        type PayloadType = (&'static str, fn(usize) -> Vec<u8>);
        let shapes: [PayloadType; 4] = [
            ("keys that differ", |at| format!("{at}=\0").into_bytes()),
            ("one key", |_| b"A=\0".to_vec()),
            ("NULs", |_| b"\0\0\0".to_vec()),
            ("a few properties, and NULs", |at| {
                if at < 500 { format!("{at}=\0").into_bytes() } else { b"\0".to_vec() }
            }),
        ];
        for (name, make) in shapes {
            let event = |len: usize| -> Vec<u8> {
                let properties = (0..).flat_map(make).take(len);
                b"add@/devices/x\0".iter().copied().chain(properties).collect()
            };
            assert_linear(name, 48, |len| {
                let bytes = event(len);
                steps(|| drop(Json(Uevent::read(&bytes).unwrap()).to_string()))
            });
            assert_linear(name, 16, |len| {
                let bytes = event(len);
                steps(|| drop(format!("{:?}", Uevent::read(&bytes).unwrap())))
            });
        }
        let text = |count: usize| {
            let properties: Vec<u8> = (0..count).flat_map(|at| format!("K{at}=\0").into_bytes()).collect();
            Json(Uevent::read(&[b"add@/devices/x\0", &properties[..]].concat()).unwrap()).to_string()
        };
        assert!(text(SHOWN).ends_with(r#""K511":""}}"#));
        assert!(text(SHOWN + 3).ends_with(r#""K511":""},"properties_left_out":3}"#));
    }
    #[test]
    fn a_header_that_lies_is_an_error() {
        let lies: [fn(&mut Struct<UdevHeader>); 6] = [
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

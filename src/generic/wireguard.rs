//! The family `wireguard`: devices, their peers, and which addresses each may use (linux/wireguard.h). Everything needs CAP_NET_ADMIN.
//!
//! A device that has many peers comes in several messages, and a peer that has many allowed IPs goes on in the next one; [`get`] puts them
//! together. What is set may be larger than a message, or an attribute, can be; [`set`] sends as many as it takes.
//!
//! ```no_run
//! use nlwire::{exchange::Connection, generic::{self, wireguard::{self, AllowedIp, DeviceSpec, Part, PeerSpec}}, socket::{Protocol, Socket}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let family = generic::family(&mut connection, wireguard::NAME)?; // keep it
//! let key = wireguard::key_from_base64("xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=").ok_or("no key")?;
//! let office = [AllowedIp::new("10.1.0.0".parse()?, 16)];
//! let peer = PeerSpec { endpoint: Some("192.0.2.1:51820".parse()?), allowed_ips: &office, ..PeerSpec::new(&key) };
//! wireguard::set(&mut connection, &family, "wg0", &DeviceSpec { listen_port: Some(51820), ..DeviceSpec::default() }, [peer])?;
//! let mut parts = wireguard::get(&mut connection, &family, "wg0")?;
//! while let Some(part) = parts.next()? {
//!     match part {
//!         Part::Device(device) => println!("port {:?}", device.listen_port()),
//!         Part::Peer(peer) => println!("peer {:?} at {:?}, {} bytes received", peer.public_key().map(wireguard::Base64), peer.endpoint(), peer.rx_bytes()),
//!         Part::AllowedIp(allowed) => println!("    {}/{}", allowed.address, allowed.prefix),
//!     }
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{Command, Device, Family};
use crate::{
    attributes, commands,
    exchange::{Answer, Connection, Done, Replies, Transport},
    flags, layout, numbers, select,
    uapi::KernelTimespec,
    wire::{Array, Attrs, Be, By, Error, GetFlags, Ip, Key, Layout, RawAttrs, Selected, Str, Writer},
};
use core::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6},
    time::Duration,
};

/// The family's name, by which it is resolved: `WG_GENL_NAME`.
pub const NAME: &str = "wireguard";
/// Bytes of a key: `WG_KEY_LEN`.
pub const KEY_LEN: usize = 32;

layout! {
    /// An endpoint of IPv4: `struct sockaddr_in`, linux/in.h.
    #[doc(alias = "sockaddr_in")]
    pub struct SockaddrIn {
        /// AF_INET.
        sin_family: InetFamily,
        /// Port.
        sin_port: Be<u16>,
        /// Address.
        sin_addr: Ipv4Addr,
        /// Unused.
        __pad: [u8; 8],
    }
}
layout! {
    /// An endpoint of IPv6: `struct sockaddr_in6`, linux/in6.h.
    #[doc(alias = "sockaddr_in6")]
    pub struct SockaddrIn6 {
        /// AF_INET6.
        sin6_family: InetFamily,
        /// Port.
        sin6_port: Be<u16>,
        /// Flow information.
        sin6_flowinfo: Be<u32>,
        /// Address.
        sin6_addr: Ipv6Addr,
        /// Index of the link that a link-local address is of.
        sin6_scope_id: u32,
    }
}
numbers! {
    /// The two families of addresses, as two bytes: socket(2).
    pub struct InetFamily(u16) {
        /// IPv4.
        AF_INET = 2,
        /// IPv6.
        AF_INET6 = 10,
    }
}
flags! {
    /// What setting a device does besides: `WGDEVICE_F_*`, linux/wireguard.h.
    pub struct DeviceFlags(u32) {
        /// Peers that are not in the message go.
        WGDEVICE_F_REPLACE_PEERS = 1 << 0,
    }
}
flags! {
    /// What setting a peer does: `WGPEER_F_*`, linux/wireguard.h.
    pub struct PeerFlags(u32) {
        /// It goes.
        WGPEER_F_REMOVE_ME = 1 << 0,
        /// Allowed IPs that are not in the message go.
        WGPEER_F_REPLACE_ALLOWEDIPS = 1 << 1,
        /// It is set if it is there, and not made.
        WGPEER_F_UPDATE_ONLY = 1 << 2,
    }
}
flags! {
    /// What setting an allowed IP does: `WGALLOWEDIP_F_*`, linux/wireguard.h (Linux 6.16).
    pub struct AllowedIpFlags(u32) {
        /// It goes, if it is this peer's.
        WGALLOWEDIP_F_REMOVE_ME = 1 << 0,
    }
}
attributes! {
    /// A device: `WGDEVICE_A_*`, linux/wireguard.h. Of an answer in several messages only the first has more than the peers.
    pub set WgDevice, enum WgDeviceAttr<'a> {
        /// Index of its link. This, or the name.
        WGDEVICE_A_IFINDEX = 1 => Ifindex(u32),
        /// Name of its link.
        WGDEVICE_A_IFNAME = 2 => Ifname(Str<'a>) where nul_at_most(15),
        /// Its private key; all zero removes it.
        WGDEVICE_A_PRIVATE_KEY = 3 => PrivateKey(&'a [u8]) where exactly(32),
        /// The public key, as it follows from the private one.
        WGDEVICE_A_PUBLIC_KEY = 4 => PublicKey(&'a [u8]) where exactly(32),
        /// What setting does besides.
        WGDEVICE_A_FLAGS = 5 => Flags(DeviceFlags) where mask(1),
        /// The UDP port; 0 has the kernel choose.
        WGDEVICE_A_LISTEN_PORT = 6 => ListenPort(u16),
        /// The mark of its own packets; 0 is none.
        WGDEVICE_A_FWMARK = 7 => Fwmark(u32),
        /// Its peers.
        WGDEVICE_A_PEERS = 8 => Peers(Array<'a, Attrs<'a, WgPeer>>),
    }
}
attributes! {
    /// A peer: `WGPEER_A_*`, linux/wireguard.h. Where it goes on in another message, that has its public key and more allowed IPs only.
    pub set WgPeer, enum WgPeerAttr<'a> {
        /// Its public key, by which it is known.
        WGPEER_A_PUBLIC_KEY = 1 => PublicKey(&'a [u8]) where exactly(32),
        /// The key that both share besides; all zero is none.
        WGPEER_A_PRESHARED_KEY = 2 => PresharedKey(&'a [u8]) where exactly(32),
        /// What setting does.
        WGPEER_A_FLAGS = 3 => Flags(PeerFlags) where mask(7),
        /// Where it is; [`by_length`](Selected::by_length) reads it.
        WGPEER_A_ENDPOINT = 4 => Endpoint(Selected<'a, EndpointBy>) where at_least(16),
        /// A packet is sent so often when there is nothing else to send, seconds; 0 is never.
        WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL = 5 => PersistentKeepaliveInterval(u16),
        /// When the last handshake was; all zero where none was.
        WGPEER_A_LAST_HANDSHAKE_TIME = 6 => LastHandshakeTime(&'a KernelTimespec) where exactly(16),
        /// Bytes received.
        WGPEER_A_RX_BYTES = 7 => RxBytes(u64),
        /// Bytes sent.
        WGPEER_A_TX_BYTES = 8 => TxBytes(u64),
        /// Which addresses it may use.
        WGPEER_A_ALLOWEDIPS = 9 => Allowedips(Array<'a, Attrs<'a, WgAllowedIp>>),
        /// Version of the protocol: 1, or none said.
        WGPEER_A_PROTOCOL_VERSION = 10 => ProtocolVersion(u32),
    }
}
attributes! {
    /// Addresses that a peer may use, a prefix: `WGALLOWEDIP_A_*`, linux/wireguard.h.
    pub set WgAllowedIp, enum WgAllowedIpAttr<'a> {
        /// The family.
        WGALLOWEDIP_A_FAMILY = 1 => Family(InetFamily),
        /// The prefix.
        WGALLOWEDIP_A_IPADDR = 2 => Ipaddr(Ip<'a>) where at_least(4),
        /// Its length, bits.
        WGALLOWEDIP_A_CIDR_MASK = 3 => CidrMask(u8),
        /// What setting does.
        WGALLOWEDIP_A_FLAGS = 4 => Flags(AllowedIpFlags) where mask(1),
    }
}

select! {
    /// `WGPEER_A_ENDPOINT` by its length.
    pub enum Endpoint<'a>, selector EndpointBy from By::Length => {
        /// IPv4.
        INET = &16u16.to_ne_bytes() => Inet(&'a SockaddrIn),
        /// IPv6.
        INET6 = &28u16.to_ne_bytes() => Inet6(&'a SockaddrIn6),
    }
}
impl Endpoint<'_> {
    /// As an address that outlives the buffer.
    pub fn addr(&self) -> Option<SocketAddr> {
        match self {
            Self::Inet(addr) => {
                let port = addr.get(SockaddrIn::sin_port).0;
                Some(SocketAddr::new(addr.get(SockaddrIn::sin_addr).into(), port))
            }
            Self::Inet6(addr) => Some(SocketAddr::V6(SocketAddrV6::new(
                addr.get(SockaddrIn6::sin6_addr),
                addr.get(SockaddrIn6::sin6_port).0,
                addr.get(SockaddrIn6::sin6_flowinfo).0,
                addr.get(SockaddrIn6::sin6_scope_id),
            ))),
            Self::Other(_) => None,
        }
    }
}

commands! {
    /// What the family says.
    pub enum WireguardMessage<'a>, family WIREGUARD = "wireguard", header () {
        /// A device is asked for, by a dump that is of this one; and told.
        WG_CMD_GET_DEVICE = 0, Both Get => GetDevice(WgDevice),
        /// A device is changed.
        WG_CMD_SET_DEVICE = 1, Request New => SetDevice(WgDevice),
    }
}

/// What a person wants first. An attribute that is broken is as one that is absent; [`get`](Attrs::get) tells them apart.
impl<'a> Attrs<'a, WgDevice> {
    /// Index of its link.
    pub fn index(self) -> Option<u32> {
        self.get(WgDevice::WGDEVICE_A_IFINDEX).ok().flatten()
    }
    /// Name of its link.
    pub fn name(self) -> Option<Str<'a>> {
        self.get(WgDevice::WGDEVICE_A_IFNAME).ok().flatten()
    }
    /// Its private key, where it has one.
    pub fn private_key(self) -> Option<&'a [u8; KEY_LEN]> {
        key(self.get(WgDevice::WGDEVICE_A_PRIVATE_KEY).ok().flatten())
    }
    /// Its public key, where it has one.
    pub fn public_key(self) -> Option<&'a [u8; KEY_LEN]> {
        key(self.get(WgDevice::WGDEVICE_A_PUBLIC_KEY).ok().flatten())
    }
    /// The UDP port that it listens on, while it is up.
    pub fn listen_port(self) -> Option<u16> {
        self.get(WgDevice::WGDEVICE_A_LISTEN_PORT).ok().flatten()
    }
    /// The mark of its own packets; `None` for none.
    pub fn fwmark(self) -> Option<u32> {
        self.get(WgDevice::WGDEVICE_A_FWMARK).ok().flatten().filter(|mark| *mark != 0)
    }
}
/// What a person wants first. An attribute that is broken is as one that is absent; [`get`](Attrs::get) tells them apart.
impl<'a> Attrs<'a, WgPeer> {
    /// Its public key, by which it is known.
    pub fn public_key(self) -> Option<&'a [u8; KEY_LEN]> {
        key(self.get(WgPeer::WGPEER_A_PUBLIC_KEY).ok().flatten())
    }
    /// The key that both share besides, where there is one.
    pub fn preshared_key(self) -> Option<&'a [u8; KEY_LEN]> {
        key(self.get(WgPeer::WGPEER_A_PRESHARED_KEY).ok().flatten()).filter(|key| **key != [0; KEY_LEN])
    }
    /// Where it is, as far as is known.
    pub fn endpoint(self) -> Option<SocketAddr> {
        self.select(WgPeer::WGPEER_A_ENDPOINT).ok().flatten()?.addr()
    }
    /// How often a packet is sent when there is nothing else to send; `None` for never.
    pub fn persistent_keepalive(self) -> Option<Duration> {
        let seconds = self.get(WgPeer::WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL).ok().flatten();
        seconds.filter(|seconds| *seconds != 0).map(|seconds| Duration::from_secs(seconds.into()))
    }
    /// When the last handshake was, since 1970; `None` where none was.
    pub fn last_handshake(self) -> Option<Duration> {
        let time = self.get(WgPeer::WGPEER_A_LAST_HANDSHAKE_TIME).ok().flatten()?;
        let seconds = u64::try_from(time.get(KernelTimespec::tv_sec)).ok()?;
        let nanoseconds =
            u32::try_from(time.get(KernelTimespec::tv_nsec)).ok().filter(|part| *part < 1_000_000_000)?;
        Some(Duration::new(seconds, nanoseconds)).filter(|time| !time.is_zero())
    }
    /// Bytes received.
    pub fn rx_bytes(self) -> u64 {
        self.get(WgPeer::WGPEER_A_RX_BYTES).ok().flatten().unwrap_or(0)
    }
    /// Bytes sent.
    pub fn tx_bytes(self) -> u64 {
        self.get(WgPeer::WGPEER_A_TX_BYTES).ok().flatten().unwrap_or(0)
    }
}
fn key(bytes: Option<&[u8]>) -> Option<&[u8; KEY_LEN]> {
    bytes?.try_into().ok()
}

/// Addresses that a peer may use: a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AllowedIp {
    /// The prefix; bits behind its length are of no account.
    pub address: IpAddr,
    /// Its length, bits.
    pub prefix: u8,
    /// What setting it does besides.
    pub flags: AllowedIpFlags,
}
impl AllowedIp {
    /// A prefix.
    pub const fn new(address: IpAddr, prefix: u8) -> Self {
        Self { address, prefix, flags: AllowedIpFlags::empty() }
    }
    /// The same, to be taken from the peer (Linux 6.16).
    #[must_use]
    pub const fn removed(self) -> Self {
        Self { flags: AllowedIpFlags::WGALLOWEDIP_F_REMOVE_ME, ..self }
    }
    /// Of an item of WGPEER_A_ALLOWEDIPS.
    ///
    /// # Errors
    /// Where anything in it is broken, or missing.
    pub fn read(attrs: Attrs<'_, WgAllowedIp>) -> Result<Self, Error> {
        let found = crate::pick!(
            attrs,
            WgAllowedIp {
                address: WGALLOWEDIP_A_IPADDR,
                prefix: WGALLOWEDIP_A_CIDR_MASK,
                flags: WGALLOWEDIP_A_FLAGS,
            }
        )?;
        let missing = |number| Error::payload(number, attrs.bytes());
        Ok(Self {
            address: found.address.ok_or(missing(WgAllowedIp::WGALLOWEDIP_A_IPADDR.number()))?.addr(),
            prefix: found.prefix.ok_or(missing(WgAllowedIp::WGALLOWEDIP_A_CIDR_MASK.number()))?,
            flags: found.flags.unwrap_or_default(),
        })
    }
    /// Bytes that it takes in a message.
    fn len(&self) -> usize {
        let address = if self.address.is_ipv4() { 8 } else { 20 };
        4 + 8 + address + 8 + if self.flags.is_empty() { 0 } else { 8 }
    }
    fn put(&self, to: &mut Writer<'_, WgAllowedIp>) {
        let family = if self.address.is_ipv4() { InetFamily::AF_INET } else { InetFamily::AF_INET6 };
        to.put(WgAllowedIp::WGALLOWEDIP_A_FAMILY, family)
            .put(WgAllowedIp::WGALLOWEDIP_A_IPADDR, self.address)
            .put(WgAllowedIp::WGALLOWEDIP_A_CIDR_MASK, self.prefix)
            .put_some(WgAllowedIp::WGALLOWEDIP_A_FLAGS, (!self.flags.is_empty()).then_some(self.flags));
    }
}

/// One thing that [`get`] tells.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// The device. It comes first.
    Device(Attrs<'a, WgDevice>),
    /// A peer. Its allowed IPs follow as parts of their own; those in here are not all, where they go on in another message.
    Peer(Attrs<'a, WgPeer>),
    /// An allowed IP of the peer before.
    AllowedIp(AllowedIp),
}
/// Where in a message a part lies, counted from its front; and what is known across messages.
#[derive(Clone, Copy, Default)]
struct Cursor {
    /// A device was told.
    device: bool,
    /// The peer that was told last.
    peer: Option<[u8; KEY_LEN]>,
    /// What is left of WGDEVICE_A_PEERS, and of WGPEER_A_ALLOWEDIPS of the current peer.
    peers: (usize, usize),
    ips: (usize, usize),
}
#[derive(Clone, Copy)]
enum Step {
    Device,
    Peer(usize, usize),
    AllowedIp(AllowedIp),
}
impl Cursor {
    /// Begins with another message; whether a device is to be told.
    fn enter(&mut self, attrs: Attrs<'_, WgDevice>) -> Result<Option<Step>, Error> {
        (self.peers, self.ips) = ((0, 0), (0, 0));
        if let Some(peers) = attrs.get(WgDevice::WGDEVICE_A_PEERS)? {
            self.peers = place_of(attrs.bytes(), peers.bytes());
        }
        // of an answer in several messages only the first says more than the peers
        let first = !core::mem::replace(&mut self.device, true);
        Ok(first.then_some(Step::Device))
    }
    /// The next part of the current message.
    fn step(&mut self, attrs: Attrs<'_, WgDevice>) -> Result<Option<Step>, Error> {
        let bytes = attrs.bytes();
        loop {
            if let Some(item) = take(bytes, &mut self.ips)? {
                return AllowedIp::read(Attrs::new(item)).map(Step::AllowedIp).map(Some);
            }
            let Some(item) = take(bytes, &mut self.peers)? else { return Ok(None) };
            let peer = Attrs::<WgPeer>::new(item);
            if let Some(ips) = peer.get(WgPeer::WGPEER_A_ALLOWEDIPS)? {
                self.ips = place_of(bytes, ips.bytes());
            }
            let key = peer.public_key().copied();
            if key.is_none() || core::mem::replace(&mut self.peer, key) != key {
                let (start, end) = place_of(bytes, item);
                return Ok(Some(Step::Peer(start, end)));
            }
        }
    }
    fn lend<'a>(step: Step, attrs: Attrs<'a, WgDevice>) -> Part<'a> {
        match step {
            Step::Device => Part::Device(attrs),
            Step::Peer(start, end) => Part::Peer(Attrs::new(attrs.bytes().get(start..end).unwrap_or(&[]))),
            Step::AllowedIp(allowed) => Part::AllowedIp(allowed),
        }
    }
}
/// Where `part` lies in `whole`.
fn place_of(whole: &[u8], part: &[u8]) -> (usize, usize) {
    let start = (part.as_ptr() as usize).wrapping_sub(whole.as_ptr() as usize);
    (start, start.wrapping_add(part.len()))
}
/// The payload of the next attribute at a place, which then begins behind it.
fn take<'a>(bytes: &'a [u8], place: &mut (usize, usize)) -> Result<Option<&'a [u8]>, Error> {
    let mut attrs = RawAttrs::new(bytes.get(place.0..place.1).unwrap_or(&[]));
    let attr = attrs.next().transpose();
    place.0 = place.1.saturating_sub(attrs.rest().len());
    attr.map(|attr| attr.map(|attr| attr.payload()))
}

/// What [`get`] walks.
pub struct Parts<'c, 'b, T: Transport> {
    replies: Replies<'c, 'b, T, GetDevice>,
    cursor: Cursor,
}
/// WG_CMD_GET_DEVICE as an operation.
type GetDevice = Command<WgDevice>;
impl<T: Transport> Parts<'_, '_, T> {
    /// The next part, or `None` at the end.
    ///
    /// # Errors
    /// As [`Replies::next`]. After a part that is broken the next call goes on.
    #[allow(clippy::should_implement_trait)] // it lends, which an Iterator cannot
    pub fn next(&mut self) -> Answer<Option<Part<'_>>, T> {
        let broken = super::family::malformed::<GetDevice, _>;
        let step = loop {
            if let Some(message) = self.replies.current() {
                if let Some(step) = self.cursor.step(message.attrs).map_err(broken)? {
                    break step;
                }
            }
            let Some(message) = self.replies.next()? else { return Ok(None) };
            if let Some(step) = self.cursor.enter(message.attrs).map_err(broken)? {
                break step;
            }
        };
        Ok(self.replies.current().map(|message| Cursor::lend(step, message.attrs)))
    }
    /// How it ended; `None` before the end. A dump that a change interrupted may lack peers.
    pub const fn done(&self) -> Option<Done> {
        self.replies.done()
    }
}
/// Asks for a device: the device, and each peer followed by its allowed IPs, lent one by one however they were cut into messages.
///
/// Sends WG_CMD_GET_DEVICE with NLM_F_DUMP and the link's index or name.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Parts::next`]: ENODEV where there is no such link
/// ([`is_not_found`](crate::exchange::Failure::is_not_found)), EOPNOTSUPP where it is of another kind, EPERM without CAP_NET_ADMIN.
pub fn get<'c, 'b, 'n, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    family: &Family,
    device: impl Into<Device<'n>>,
) -> Answer<Parts<'c, 'b, T>, T> {
    let device = device.into();
    let replies = connection.dump(family.command(WireguardMessage::WG_CMD_GET_DEVICE), |request| {
        put_device(request, device);
    })?;
    Ok(Parts { replies, cursor: Cursor::default() })
}
fn put_device(request: &mut Writer<'_, WgDevice>, device: Device<'_>) {
    match device {
        Device::Index(index) => request.put(WgDevice::WGDEVICE_A_IFINDEX, index),
        Device::Name(name) => request.put(WgDevice::WGDEVICE_A_IFNAME, name),
    };
}
/// Calls `each` with index and name of every WireGuard device in the network namespace. The connection is one of NETLINK_ROUTE.
///
/// Sends RTM_GETLINK with NLM_F_DUMP, and takes the links of the kind `wireguard`.
///
/// # Errors
/// Those of the dump.
#[cfg(feature = "route")]
pub fn devices<T: Transport>(
    route: &mut Connection<'_, T>,
    mut each: impl FnMut(u32, Str<'_>),
) -> Answer<Done, T> {
    use crate::route::{GetLink, IfInfo, Link, LinkInfo};
    let mut links = route.dump(GetLink::default(), |link| {
        link.nest(Link::IFLA_LINKINFO, |info| _ = info.put(LinkInfo::IFLA_INFO_KIND, NAME));
    })?;
    while let Some(link) = links.next()? {
        let info = link.attrs.get(Link::IFLA_LINKINFO).ok().flatten();
        let kind = info.and_then(|info| info.get(LinkInfo::IFLA_INFO_KIND).ok().flatten());
        let name = link.attrs.get(Link::IFLA_IFNAME).ok().flatten();
        if let (Some(name), true) = (name, kind == Some(NAME.into())) {
            each(link.header.get(IfInfo::ifi_index) as u32, name);
        }
    }
    Ok(links.done().unwrap_or_default())
}

/// What is set of a device. What is left out stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeviceSpec<'a> {
    /// The private key; all zero removes it.
    pub private_key: Option<&'a [u8; KEY_LEN]>,
    /// The UDP port; 0 has the kernel choose.
    pub listen_port: Option<u16>,
    /// The mark of its own packets; 0 is none.
    pub fwmark: Option<u32>,
    /// Peers that are not said go.
    pub replace_peers: bool,
}
/// What is set of a peer. What is left out stays.
#[derive(Clone, Copy, Debug)]
pub struct PeerSpec<'a> {
    /// Its public key, by which it is known.
    pub public_key: &'a [u8; KEY_LEN],
    /// The key that both share besides; all zero is none.
    pub preshared_key: Option<&'a [u8; KEY_LEN]>,
    /// What setting does.
    pub flags: PeerFlags,
    /// Where it is.
    pub endpoint: Option<SocketAddr>,
    /// How often a packet is sent when there is nothing else to send, seconds; 0 is never.
    pub persistent_keepalive: Option<u16>,
    /// Addresses that it may use, from now on it alone.
    pub allowed_ips: &'a [AllowedIp],
}
impl<'a> PeerSpec<'a> {
    /// A peer that is made if it is not there, of which nothing else is set.
    pub const fn new(public_key: &'a [u8; KEY_LEN]) -> Self {
        let flags = PeerFlags::empty();
        Self {
            public_key,
            preshared_key: None,
            flags,
            endpoint: None,
            persistent_keepalive: None,
            allowed_ips: &[],
        }
    }
    /// A peer that goes.
    pub const fn remove(public_key: &'a [u8; KEY_LEN]) -> Self {
        Self { flags: PeerFlags::WGPEER_F_REMOVE_ME, ..Self::new(public_key) }
    }
    /// Most bytes that it takes in a message, without allowed IPs.
    const LEN: usize = 4 + 36 + 36 + 8 + 32 + 8 + 4;
    /// Puts as much of it as there is room for behind the first `from` allowed IPs, one at least; says how many of them were put.
    fn put(&self, peers: &mut Writer<'_, ()>, from: usize, most: usize) -> usize {
        let start = peers.len();
        let mut put = 0;
        peers.nest(Key::<(), Attrs<'_, WgPeer>>::new(0), |peer| {
            peer.put(WgPeer::WGPEER_A_PUBLIC_KEY, self.public_key);
            // what goes on must not take away what was put before, nor make a peer that was not to be made
            let flags = if from == 0 { self.flags } else { self.flags & PeerFlags::WGPEER_F_UPDATE_ONLY };
            peer.put_some(WgPeer::WGPEER_A_FLAGS, (!flags.is_empty()).then_some(flags));
            if from == 0 {
                peer.put_some(WgPeer::WGPEER_A_PRESHARED_KEY, self.preshared_key);
                match self.endpoint {
                    Some(SocketAddr::V4(endpoint)) => {
                        let address = SockaddrIn::new()
                            .with(SockaddrIn::sin_family, InetFamily::AF_INET)
                            .with(SockaddrIn::sin_port, Be(endpoint.port()))
                            .with(SockaddrIn::sin_addr, *endpoint.ip());
                        peer.put_chosen(WgPeer::WGPEER_A_ENDPOINT, EndpointBy::INET, &address);
                    }
                    Some(SocketAddr::V6(endpoint)) => {
                        let address = SockaddrIn6::new()
                            .with(SockaddrIn6::sin6_family, InetFamily::AF_INET6)
                            .with(SockaddrIn6::sin6_port, Be(endpoint.port()))
                            .with(SockaddrIn6::sin6_flowinfo, Be(endpoint.flowinfo()))
                            .with(SockaddrIn6::sin6_addr, *endpoint.ip())
                            .with(SockaddrIn6::sin6_scope_id, endpoint.scope_id());
                        peer.put_chosen(WgPeer::WGPEER_A_ENDPOINT, EndpointBy::INET6, &address);
                    }
                    None => {}
                }
                let keepalive = self.persistent_keepalive;
                peer.put_some(WgPeer::WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL, keepalive);
            }
            let rest = self.allowed_ips.get(from..).unwrap_or(&[]);
            if rest.is_empty() {
                return;
            }
            peer.nest(Key::<WgPeer, Attrs<'_, ()>>::new(WgPeer::WGPEER_A_ALLOWEDIPS.number()), |ips| {
                for allowed in rest {
                    let end = ips.len().saturating_add(allowed.len());
                    if put > 0 && (end.saturating_sub(start) > most || allowed.len() > ips.room()) {
                        break;
                    }
                    ips.nest(Key::<(), Attrs<'_, WgAllowedIp>>::new(0), |ip| allowed.put(ip));
                    put += 1;
                }
            });
        });
        put
    }
}
/// Most bytes of WGDEVICE_A_PEERS: its length has 16 bits.
const MOST: usize = u16::MAX as usize - 4;

/// Changes a device, and makes, changes and removes peers.
///
/// Sends WG_CMD_SET_DEVICE with the link's index or name and what is said of the device, then the peers; as many messages as it takes for
/// the connection's buffer and the 64 kB of an attribute, each with an ack before the next. A peer whose allowed IPs do not fit goes on in
/// the next message. The messages are not one change: after a refusal what came before it holds.
///
/// # Errors
/// ENODEV where there is no such link, EOPNOTSUPP where it is of another kind, EINVAL for what it does not take, EPERM without
/// CAP_NET_ADMIN; [`BuildError::TooSmall`](crate::wire::BuildError::TooSmall) where the buffer does not hold one peer with one allowed IP (about 256 bytes).
pub fn set<'n, 'p, T: Transport>(
    connection: &mut Connection<'_, T>,
    family: &Family,
    device: impl Into<Device<'n>>,
    spec: &DeviceSpec<'_>,
    peers: impl IntoIterator<Item = PeerSpec<'p>>,
) -> Answer<Done, T> {
    let device = device.into();
    let command = family.command(WireguardMessage::WG_CMD_SET_DEVICE);
    let mut rest = Rest { peers: peers.into_iter(), current: None };
    let mut first = true;
    loop {
        let done = connection.request(command, GetFlags::ACK, |request| {
            rest.put(request, device, first.then_some(spec));
        })?;
        first = false;
        if !rest.more() {
            return Ok(done);
        }
    }
}
/// Peers that were not put yet, and of the first of them how many allowed IPs were.
struct Rest<'p, I> {
    peers: I,
    current: Option<(PeerSpec<'p>, usize)>,
}
impl<'p, I: Iterator<Item = PeerSpec<'p>>> Rest<'p, I> {
    fn more(&mut self) -> bool {
        self.current = self.current.take().or_else(|| self.peers.next().map(|peer| (peer, 0)));
        self.current.is_some()
    }
    /// Puts as much as a message takes, of a peer one allowed IP at least.
    fn put(&mut self, request: &mut Writer<'_, WgDevice>, device: Device<'_>, spec: Option<&DeviceSpec<'_>>) {
        put_device(request, device);
        if let Some(spec) = spec {
            let flags = spec.replace_peers.then_some(DeviceFlags::WGDEVICE_F_REPLACE_PEERS);
            request
                .put_some(WgDevice::WGDEVICE_A_PRIVATE_KEY, spec.private_key)
                .put_some(WgDevice::WGDEVICE_A_FLAGS, flags)
                .put_some(WgDevice::WGDEVICE_A_LISTEN_PORT, spec.listen_port)
                .put_some(WgDevice::WGDEVICE_A_FWMARK, spec.fwmark);
        }
        if !self.more() {
            return;
        }
        let start = request.len();
        let key = Key::<WgDevice, Attrs<'_, ()>>::new(WgDevice::WGDEVICE_A_PEERS.number());
        request.nest(key, |peers| {
            let mut any = false;
            while self.more() {
                let Some((peer, from)) = self.current else { return };
                let ip = peer.allowed_ips.get(from).map_or(0, AllowedIp::len);
                let left = MOST.saturating_sub(peers.len().saturating_sub(start));
                if core::mem::replace(&mut any, true) && PeerSpec::LEN + ip > left.min(peers.room()) {
                    return;
                }
                let next = from + peer.put(peers, from, left);
                self.current = (next < peer.allowed_ips.len()).then_some((peer, next));
            }
        });
    }
}
/// Sets one peer, or makes it, or removes it ([`PeerSpec::remove`]).
///
/// Sends WG_CMD_SET_DEVICE, as [`set`] does.
///
/// # Errors
/// As [`set`].
pub fn set_peer<'n, T: Transport>(
    connection: &mut Connection<'_, T>,
    family: &Family,
    device: impl Into<Device<'n>>,
    peer: PeerSpec<'_>,
) -> Answer<Done, T> {
    set(connection, family, device, &DeviceSpec::default(), [peer])
}

/// A key as people write it: displayed in base64.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Base64<'a>(pub &'a [u8; KEY_LEN]);
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
impl fmt::Display for Base64<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |bits: u32, at: u32| {
            char::from(DIGITS.get((bits >> (18 - 6 * at) & 63) as usize).copied().unwrap_or(b'='))
        };
        for chunk in self.0.chunks(3) {
            let bits = chunk.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte));
            let bits = bits << (8 * (3 - chunk.len().min(3)));
            for at in 0..4 {
                let shown = if at as usize <= chunk.len() { digit(bits, at) } else { '=' };
                fmt::Write::write_char(f, shown)?;
            }
        }
        Ok(())
    }
}
impl fmt::Debug for Base64<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
/// A key from base64, as `wg genkey` and its like print it; `None` where it is none.
pub fn key_from_base64(text: &str) -> Option<[u8; KEY_LEN]> {
    let digits = text.as_bytes().strip_suffix(b"=").filter(|digits| digits.len() == 43)?;
    let mut key = [0; KEY_LEN];
    let (mut bits, mut held, mut bytes) = (0u32, 0, key.iter_mut());
    for digit in digits {
        let value = DIGITS.iter().position(|known| known == digit)?;
        bits = bits << 6 | value as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            *bytes.next()? = (bits >> held) as u8;
        }
    }
    // bits behind the last byte are zero
    (bits & ((1 << held) - 1) == 0).then_some(key)
}

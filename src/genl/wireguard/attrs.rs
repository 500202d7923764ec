//! Constants, attribute sets and messages: linux/wireguard.h.
use super::*;

c_struct! {
    /// IPv4 endpoint: `struct sockaddr_in`, linux/in.h.
    #[doc(alias = "sockaddr_in")]
    pub struct SockaddrIn {
        /// Address family: `AF_INET`.
        sin_family: InetFamily,
        /// UDP port.
        sin_port: Be<u16>,
        /// IPv4 address.
        sin_addr: Ipv4Addr,
        /// Padding.
        pad __pad: [u8; 8],
    }
}

c_struct! {
    /// IPv6 endpoint: `struct sockaddr_in6`, linux/in6.h.
    #[doc(alias = "sockaddr_in6")]
    pub struct SockaddrIn6 {
        /// Address family: `AF_INET6`.
        sin6_family: InetFamily,
        /// UDP port.
        sin6_port: Be<u16>,
        /// Flow label and traffic class.
        sin6_flowinfo: Be<u32>,
        /// IPv6 address.
        sin6_addr: Ipv6Addr,
        /// Scope id: the interface index for a link-local address, otherwise 0.
        sin6_scope_id: u32,
    }
}

open_enum! {
    /// Address family of two bytes, limited to IPv4 and IPv6: `AF_*`, address_families(7).
    pub struct InetFamily(u16) {
        /// IPv4.
        AF_INET = 2,
        /// IPv6.
        AF_INET6 = 10,
    }
}

flags! {
    /// Flags for changing a device: `WGDEVICE_F_*`, linux/wireguard.h.
    pub struct DeviceFlags(u32) {
        /// Removes all peers before the peers of the message are added.
        WGDEVICE_F_REPLACE_PEERS = 1 << 0,
    }
}

flags! {
    /// Flags for changing a peer: `WGPEER_F_*`, linux/wireguard.h.
    pub struct PeerFlags(u32) {
        /// Removes the peer.
        WGPEER_F_REMOVE_ME = 1 << 0,
        /// Removes all allowed IPs of the peer before the new ones are added.
        WGPEER_F_REPLACE_ALLOWEDIPS = 1 << 1,
        /// Changes the peer only if the peer exists; no peer is created.
        WGPEER_F_UPDATE_ONLY = 1 << 2,
    }
}

flags! {
    /// Flags for changing an allowed IP: `WGALLOWEDIP_F_*`, linux/wireguard.h (Linux 6.16).
    pub struct AllowedIpFlags(u32) {
        /// Removes the allowed IP, if assigned to this peer.
        WGALLOWEDIP_F_REMOVE_ME = 1 << 0,
    }
}

attributes! {
    /// Attributes of a device: `WGDEVICE_A_*`, linux/wireguard.h.
    ///
    /// If a reply is split into several messages, only the first one contains more than the peers.
    pub set WgDevice, enum WgDeviceAttr<'a> {
        /// Interface index. Requests contain either this or the name.
        WGDEVICE_A_IFINDEX: u32 = 1,
        /// Interface name. Requests contain either this or the index.
        WGDEVICE_A_IFNAME: Str<'a> = 2 where nul_max_len(15),
        /// Private key of the device; all zeros removes the key.
        WGDEVICE_A_PRIVATE_KEY: &'a [u8] = 3 where exact_len(32) where secret,
        /// Public key, derived from the private key. Ignored in requests.
        WGDEVICE_A_PUBLIC_KEY: &'a [u8] = 4 where exact_len(32),
        /// Flags of a change.
        WGDEVICE_A_FLAGS: DeviceFlags = 5 where flags_mask(1),
        /// Listening UDP port; 0 lets the kernel choose one.
        WGDEVICE_A_LISTEN_PORT: u16 = 6,
        /// Firewall mark (fwmark) of outgoing tunnel packets; 0 disables it.
        WGDEVICE_A_FWMARK: u32 = 7,
        /// Peers of the device.
        WGDEVICE_A_PEERS: IndexedArray<'a, Attrs<'a, WgPeer>> = 8,
    }
}

attributes! {
    /// Attributes of a peer: `WGPEER_A_*`, linux/wireguard.h.
    ///
    /// If a peer is continued in another message, the continuation contains only the public key and
    /// more allowed IPs.
    pub set WgPeer, enum WgPeerAttr<'a> {
        /// Public key, which identifies the peer.
        WGPEER_A_PUBLIC_KEY: &'a [u8] = 1 where exact_len(32),
        /// Pre-shared key; all zeros disables it.
        WGPEER_A_PRESHARED_KEY: &'a [u8] = 2 where exact_len(32) where secret,
        /// Flags of a change.
        WGPEER_A_FLAGS: PeerFlags = 3 where flags_mask(7),
        /// Endpoint address and port; decode with [`by_length`](SubMessage::by_length).
        WGPEER_A_ENDPOINT: SubMessage<'a, EndpointBy> = 4 where min_len(16),
        /// Persistent keepalive interval, seconds; 0 disables keepalives.
        WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL: u16 = 5,
        /// Time of the last handshake; all zeros if there was none.
        WGPEER_A_LAST_HANDSHAKE_TIME: &'a Struct<KernelTimespec> = 6 where exact_len(16),
        /// Bytes received from the peer.
        WGPEER_A_RX_BYTES: u64 = 7,
        /// Bytes sent to the peer.
        WGPEER_A_TX_BYTES: u64 = 8,
        /// Allowed IPs of the peer.
        WGPEER_A_ALLOWEDIPS: IndexedArray<'a, Attrs<'a, WgAllowedIp>> = 9,
        /// Protocol version: 1. If omitted, the newest version.
        WGPEER_A_PROTOCOL_VERSION: u32 = 10,
    }
}

attributes! {
    /// Allowed IP, a prefix: `WGALLOWEDIP_A_*`, linux/wireguard.h.
    pub set WgAllowedIp, enum WgAllowedIpAttr<'a> {
        /// Address family of the prefix.
        WGALLOWEDIP_A_FAMILY: InetFamily = 1,
        /// Address of the prefix.
        WGALLOWEDIP_A_IPADDR: Ip<'a> = 2 where min_len(4),
        /// Prefix length, bits.
        WGALLOWEDIP_A_CIDR_MASK: u8 = 3,
        /// Flags of a change.
        WGALLOWEDIP_A_FLAGS: AllowedIpFlags = 4 where flags_mask(1),
    }
}

sub_messages! {
    /// Endpoint of a peer: `WGPEER_A_ENDPOINT`, selected by length.
    pub enum Endpoint<'a>, selector EndpointBy from SelectorSource::Length => {
        /// IPv4 endpoint.
        INET = &16u16.to_ne_bytes() => Inet(&'a Struct<SockaddrIn>),
        /// IPv6 endpoint.
        INET6 = &28u16.to_ne_bytes() => Inet6(&'a Struct<SockaddrIn6>),
    }
}

impl Endpoint<'_> {
    /// Returns the endpoint as a socket address that does not borrow from the buffer.
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

genl_family! {
    /// A message of the wireguard family.
    pub enum WireguardMessage<'a>, family WIREGUARD = "wireguard", header () {
        /// Requests a dump of one device, and is the reply.
        WG_CMD_GET_DEVICE = 0, Both Get => GetDevice(WgDevice),
        /// Changes a device and its peers.
        WG_CMD_SET_DEVICE = 1, Request New => SetDevice(WgDevice),
    }
}

/// Getters for common attributes of a device.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, WgDevice> {
    /// Returns the interface index.
    #[doc(alias = "WGDEVICE_A_IFINDEX")]
    pub fn index(self) -> Option<u32> {
        self.get(WgDevice::WGDEVICE_A_IFINDEX).ok().flatten()
    }
    /// Returns the interface name.
    #[doc(alias = "WGDEVICE_A_IFNAME")]
    pub fn name(self) -> Option<Str<'a>> {
        self.get(WgDevice::WGDEVICE_A_IFNAME).ok().flatten()
    }
    /// Returns the private key, if the device has one.
    #[doc(alias = "WGDEVICE_A_PRIVATE_KEY")]
    pub fn private_key(self) -> Option<&'a [u8; KEY_LEN]> {
        key(self.get(WgDevice::WGDEVICE_A_PRIVATE_KEY).ok().flatten())
    }
    /// Returns the public key, if the device has one.
    #[doc(alias = "WGDEVICE_A_PUBLIC_KEY")]
    pub fn public_key(self) -> Option<&'a [u8; KEY_LEN]> {
        key(self.get(WgDevice::WGDEVICE_A_PUBLIC_KEY).ok().flatten())
    }
    /// Returns the UDP port on which the device listens while up.
    #[doc(alias = "WGDEVICE_A_LISTEN_PORT")]
    pub fn listen_port(self) -> Option<u16> {
        self.get(WgDevice::WGDEVICE_A_LISTEN_PORT).ok().flatten()
    }
    /// Returns the firewall mark of outgoing tunnel packets; `None` if disabled.
    #[doc(alias = "WGDEVICE_A_FWMARK")]
    pub fn fwmark(self) -> Option<u32> {
        self.get(WgDevice::WGDEVICE_A_FWMARK).ok().flatten().filter(|mark| *mark != 0)
    }
}

/// Getters for common attributes of a peer.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, WgPeer> {
    /// Returns the public key, which identifies the peer.
    #[doc(alias = "WGPEER_A_PUBLIC_KEY")]
    pub fn public_key(self) -> Option<&'a [u8; KEY_LEN]> {
        key(self.get(WgPeer::WGPEER_A_PUBLIC_KEY).ok().flatten())
    }
    /// Returns the pre-shared key; `None` if the peer has none.
    #[doc(alias = "WGPEER_A_PRESHARED_KEY")]
    pub fn preshared_key(self) -> Option<&'a [u8; KEY_LEN]> {
        key(self.get(WgPeer::WGPEER_A_PRESHARED_KEY).ok().flatten()).filter(|key| **key != [0; KEY_LEN])
    }
    /// Returns the endpoint, if known.
    #[doc(alias = "WGPEER_A_ENDPOINT")]
    pub fn endpoint(self) -> Option<SocketAddr> {
        self.select(WgPeer::WGPEER_A_ENDPOINT).ok().flatten()?.addr()
    }
    /// Returns the persistent keepalive interval; `None` if disabled.
    #[doc(alias = "WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL")]
    pub fn persistent_keepalive(self) -> Option<Duration> {
        let seconds = self.get(WgPeer::WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL).ok().flatten();
        seconds.filter(|seconds| *seconds != 0).map(|seconds| Duration::from_secs(seconds.into()))
    }
    /// Returns the time of the last handshake since 1970; `None` if there was none.
    #[doc(alias = "WGPEER_A_LAST_HANDSHAKE_TIME")]
    pub fn last_handshake(self) -> Option<Duration> {
        let time = self.get(WgPeer::WGPEER_A_LAST_HANDSHAKE_TIME).ok().flatten()?;
        let seconds = u64::try_from(time.get(KernelTimespec::tv_sec)).ok()?;
        let nanoseconds =
            u32::try_from(time.get(KernelTimespec::tv_nsec)).ok().filter(|part| *part < 1_000_000_000)?;
        Some(Duration::new(seconds, nanoseconds)).filter(|time| !time.is_zero())
    }
    /// Returns the number of bytes received from the peer.
    #[doc(alias = "WGPEER_A_RX_BYTES")]
    pub fn rx_bytes(self) -> u64 {
        self.get(WgPeer::WGPEER_A_RX_BYTES).ok().flatten().unwrap_or(0)
    }
    /// Returns the number of bytes sent to the peer.
    #[doc(alias = "WGPEER_A_TX_BYTES")]
    pub fn tx_bytes(self) -> u64 {
        self.get(WgPeer::WGPEER_A_TX_BYTES).ok().flatten().unwrap_or(0)
    }
}

fn key(bytes: Option<&[u8]>) -> Option<&[u8; KEY_LEN]> {
    bytes?.try_into().ok()
}

/// Allowed IP of a peer: a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AllowedIp {
    /// Address of the prefix; the bits after the prefix length are ignored.
    pub address: IpAddr,
    /// Prefix length, bits.
    pub prefix: u8,
    /// Flags of a change.
    pub flags: AllowedIpFlags,
}

impl AllowedIp {
    /// Creates an allowed IP that is added to the peer.
    pub const fn new(address: IpAddr, prefix: u8) -> Self {
        Self { address, prefix, flags: AllowedIpFlags::empty() }
    }
    /// Marks the allowed IP for removal from the peer (Linux 6.16).
    #[must_use]
    pub const fn removed(self) -> Self {
        Self { flags: AllowedIpFlags::WGALLOWEDIP_F_REMOVE_ME, ..self }
    }
    /// Decodes an item of `WGPEER_A_ALLOWEDIPS`.
    ///
    /// # Errors
    /// An attribute is malformed, or the address or prefix length is missing.
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
            address: found.address.ok_or(missing(WgAllowedIp::WGALLOWEDIP_A_IPADDR.number()))?.to_ip_addr(),
            prefix: found.prefix.ok_or(missing(WgAllowedIp::WGALLOWEDIP_A_CIDR_MASK.number()))?,
            flags: found.flags.unwrap_or_default(),
        })
    }
    /// Encoded size in a message, bytes.
    pub(super) fn len(&self) -> usize {
        let address = if self.address.is_ipv4() { 8 } else { 20 };
        4 + 8 + address + 8 + if self.flags.is_empty() { 0 } else { 8 }
    }
    pub(super) fn put(&self, to: &mut Writer<'_, WgAllowedIp>) {
        let family = if self.address.is_ipv4() { InetFamily::AF_INET } else { InetFamily::AF_INET6 };
        to.put(WgAllowedIp::WGALLOWEDIP_A_FAMILY, family)
            .put(WgAllowedIp::WGALLOWEDIP_A_IPADDR, self.address)
            .put(WgAllowedIp::WGALLOWEDIP_A_CIDR_MASK, self.prefix)
            .put_some(WgAllowedIp::WGALLOWEDIP_A_FLAGS, (!self.flags.is_empty()).then_some(self.flags));
    }
}

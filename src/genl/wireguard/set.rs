//! Changing a device, in as many requests as its peers and addresses need.
use super::*;

/// Configuration of a device; fields that are `None` remain unchanged.
#[derive(Clone, Copy, Default)]
pub struct DeviceSpec<'a> {
    /// Private key; all zeros removes the key.
    pub private_key: Option<&'a [u8; KEY_LEN]>,
    /// Listening UDP port; 0 lets the kernel choose one.
    pub listen_port: Option<u16>,
    /// Firewall mark (fwmark) of outgoing tunnel packets; 0 disables it.
    pub fwmark: Option<u32>,
    /// Whether all existing peers are removed before the given ones are added.
    pub replace_peers: bool,
}

impl fmt::Debug for DeviceSpec<'_> {
    /// Without the private key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceSpec")
            .field("private_key", &self.private_key.map(|_| Hidden))
            .field("listen_port", &self.listen_port)
            .field("fwmark", &self.fwmark)
            .field("replace_peers", &self.replace_peers)
            .finish()
    }
}

/// A key that is not printed.
struct Hidden;

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SECRET)
    }
}

/// Configuration of a peer; fields that are `None` remain unchanged.
#[derive(Clone, Copy)]
pub struct PeerSpec<'a> {
    /// Public key, which identifies the peer.
    pub public_key: &'a [u8; KEY_LEN],
    /// Pre-shared key; all zeros disables it.
    pub preshared_key: Option<&'a [u8; KEY_LEN]>,
    /// Flags of the change.
    pub flags: PeerFlags,
    /// Endpoint address and UDP port.
    pub endpoint: Option<SocketAddr>,
    /// Persistent keepalive interval, seconds; 0 disables keepalives.
    pub persistent_keepalive: Option<u16>,
    /// Allowed IPs to add to the peer. An allowed IP of another peer moves to this peer.
    pub allowed_ips: &'a [AllowedIp],
}

impl fmt::Debug for PeerSpec<'_> {
    /// Without the preshared key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PeerSpec")
            .field("public_key", &self.public_key)
            .field("preshared_key", &self.preshared_key.map(|_| Hidden))
            .field("flags", &self.flags)
            .field("endpoint", &self.endpoint)
            .field("persistent_keepalive", &self.persistent_keepalive)
            .field("allowed_ips", &self.allowed_ips)
            .finish()
    }
}

impl<'a> PeerSpec<'a> {
    /// Creates the configuration of a peer with default values; the peer is created if necessary.
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
    /// Creates a configuration that removes the peer.
    pub const fn remove(public_key: &'a [u8; KEY_LEN]) -> Self {
        Self { flags: PeerFlags::WGPEER_F_REMOVE_ME, ..Self::new(public_key) }
    }
    /// Maximum encoded size without allowed IPs, bytes.
    const LEN: usize = 4 + 36 + 36 + 8 + 32 + 8 + 4;
    /// Writes the peer and the allowed IPs that fit, starting at index `from`; at least one.
    ///
    /// Returns the number of allowed IPs that were written.
    fn put(&self, peers: &mut Writer<'_, ()>, from: usize, most: usize) -> usize {
        let start = peers.len();
        let mut put = 0;
        peers.nest(Key::<(), Attrs<'_, WgPeer>>::new(0), |peer| {
            peer.put(WgPeer::WGPEER_A_PUBLIC_KEY, self.public_key);
            // a continuation must not remove the allowed IPs of the previous messages, nor create a
            // peer that the flags forbid to create
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

/// Maximum size of `WGDEVICE_A_PEERS`, bytes: the length of an attribute has 16 bits.
const MOST: usize = u16::MAX as usize - 4;

/// Changes a device, and creates, changes and removes peers.
///
/// Sends `WG_CMD_SET_DEVICE` with the interface index or name, the configuration of the device and
/// the peers. As many messages are sent as the size of the connection's buffer and the 64 KiB limit
/// of an attribute require; each is acknowledged before the next is sent. A peer whose allowed IPs
/// do not fit is continued in the next message. The change is not atomic: after an error, the
/// messages before it remain in effect.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `EOPNOTSUPP` if the interface is not a WireGuard
/// device, `EINVAL` for invalid values, `EPERM` without `CAP_NET_ADMIN`.
/// [`BuildError::TooSmall`] if the buffer cannot hold one peer
/// with one allowed IP (about 256 bytes).
pub fn set<'a, I>(
    family: &Family,
    device: impl Into<Device<'a>>,
    spec: &DeviceSpec<'a>,
    peers: I,
) -> impl Call<Output = Completion>
where
    I: IntoIterator<Item = PeerSpec<'a>>,
{
    SetCall {
        command: family.command(WireguardMessage::WG_CMD_SET_DEVICE),
        device: device.into(),
        spec: Some(*spec),
        rest: Rest { peers: peers.into_iter(), current: None },
    }
}

/// Changes a device in as many messages as necessary.
struct SetCall<'a, I> {
    command: SetDevice,
    device: Device<'a>,
    /// `None` after the first message.
    spec: Option<DeviceSpec<'a>>,
    rest: Rest<'a, I>,
}

type SetDevice = Command<WgDevice>;

impl<'a, I: Iterator<Item = PeerSpec<'a>>> Call for SetCall<'a, I> {
    type Output = Completion;
    fn name(&self) -> &'static str {
        self.command.name()
    }
    fn mode(&self) -> ReplyMode {
        ReplyMode::Answer
    }
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        let mut request = Request::new(buffer, self.command, GetFlags::ACK);
        self.rest.put(&mut request, self.device, self.spec.take().as_ref());
        request.finish(seq).map(<[u8]>::len)
    }
    fn next(&mut self, completion: Completion) -> client::Step<Completion> {
        if self.rest.more() { client::Step::Send } else { client::Step::Done(completion) }
    }
    fn spec(&self) -> MessageSpec {
        MessageSpec::from_operation::<SetDevice>()
    }
}

/// Peers that remain to be written, and the number of allowed IPs written of the current peer.
struct Rest<'p, I> {
    peers: I,
    current: Option<(PeerSpec<'p>, usize)>,
}

impl<'p, I: Iterator<Item = PeerSpec<'p>>> Rest<'p, I> {
    fn more(&mut self) -> bool {
        self.current = self.current.take().or_else(|| self.peers.next().map(|peer| (peer, 0)));
        self.current.is_some()
    }
    /// Writes as many peers as fit into one message, at least one allowed IP of the first one.
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

/// Creates, changes or removes ([`PeerSpec::remove`]) one peer.
///
/// Sends `WG_CMD_SET_DEVICE` with the interface index or name and the peer, in several messages if
/// necessary, as [`set`] does.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `EOPNOTSUPP` if the interface is not a WireGuard
/// device, `EINVAL` for invalid values, `EPERM` without `CAP_NET_ADMIN`.
/// [`BuildError::TooSmall`] if the buffer cannot hold one peer
/// with one allowed IP (about 256 bytes).
pub fn set_peer<'a>(
    family: &Family,
    device: impl Into<Device<'a>>,
    peer: PeerSpec<'a>,
) -> impl Call<Output = Completion> {
    const UNCHANGED: &DeviceSpec<'static> =
        &DeviceSpec { private_key: None, listen_port: None, fwmark: None, replace_peers: false };
    set(family, device, UNCHANGED, [peer])
}

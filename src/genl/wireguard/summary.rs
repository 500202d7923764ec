//! Summaries of a device and of a peer.
use super::{Base64, KEY_LEN, WgDevice, WgPeer};
use crate::{
    genl::GenericMessage,
    pick,
    wire::{
        Attrs, Error, InlineStr,
        summary::{IpText, summaries},
    },
};
use core::{
    fmt,
    net::{IpAddr, SocketAddr},
    time::Duration,
};

/// A device: the reply to `WG_CMD_GET_DEVICE`. [`Attrs::summary`] of its attributes is its summary.
pub type DeviceMessage<'a> = GenericMessage<'a, WgDevice>;

/// What matters of a device, without its private key: the attributes of
/// [`Part::Device`](super::Part::Device) as a small value that does not borrow.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, genl::{Family, wireguard::{self, Part}}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>, family: &Family) -> client::Result<(), T> {
///     let mut parts = wireguard::get(nl, family, "wg0")?;
///     while let Some(part) = parts.next()? {
///         match part {
///             Part::Device(device) => println!("{:?}", device.summary().map(|it| it.to_string())),
///             Part::Peer(peer) => println!("  {:?}", peer.summary().map(|it| it.to_string())),
///             Part::AllowedIp(allowed) => println!("    {}/{}", allowed.address, allowed.prefix),
///         }
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DeviceSummary {
    /// Interface index.
    pub index: u32,
    /// Interface name.
    pub name: InlineStr<16>,
    /// Public key; `None` if the device has no private key.
    pub public_key: Option<[u8; KEY_LEN]>,
    /// UDP port on which the device listens while up.
    pub listen_port: u16,
    /// Firewall mark of outgoing tunnel packets; 0 if disabled.
    pub fwmark: u32,
    /// The interface name does not fit, and is cut.
    pub truncated: bool,
}
impl Attrs<'_, WgDevice> {
    /// Returns what matters of the device, in a value that does not borrow. The private key is left
    /// out.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(self) -> Result<DeviceSummary, Error> {
        let found = pick!(
            self,
            WgDevice {
                index: WGDEVICE_A_IFINDEX,
                name: WGDEVICE_A_IFNAME,
                key: WGDEVICE_A_PUBLIC_KEY,
                port: WGDEVICE_A_LISTEN_PORT,
                fwmark: WGDEVICE_A_FWMARK,
            }
        )?;
        let mut truncated = false;
        Ok(DeviceSummary {
            index: found.index.unwrap_or_default(),
            name: found.name.unwrap_or_default().to_inline_cut(&mut truncated),
            public_key: found.key.and_then(|key| key.try_into().ok()),
            listen_port: found.port.unwrap_or_default(),
            fwmark: found.fwmark.unwrap_or_default(),
            truncated,
        })
    }
}
impl DeviceMessage<'_> {
    /// Returns what matters of the device, in a value that does not borrow. The private key is left
    /// out.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<DeviceSummary, Error> {
        self.attrs.summary()
    }
}
summaries! { DeviceMessage => DeviceSummary; }
impl fmt::Display for DeviceSummary {
    /// Prints in the format of `wg show`, on one line.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "interface: {}", self.name)?;
        if let Some(key) = &self.public_key {
            write!(f, " public key: {}", Base64(key))?;
        }
        write!(f, " listening port: {}", self.listen_port)?;
        if self.fwmark != 0 { write!(f, " fwmark: {:#x}", self.fwmark) } else { Ok(()) }
    }
}

/// What matters of a peer, without its pre-shared key: the attributes of
/// [`Part::Peer`](super::Part::Peer) as a small value that does not borrow.
///
/// The allowed IPs of a peer are parts of their own: [`Part::AllowedIp`](super::Part::AllowedIp).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PeerSummary {
    /// Public key, which identifies the peer.
    pub public_key: Option<[u8; KEY_LEN]>,
    /// The peer has a pre-shared key.
    pub has_preshared_key: bool,
    /// Endpoint, if known.
    pub endpoint: Option<SocketAddr>,
    /// Persistent keepalive interval; `None` if disabled.
    pub persistent_keepalive: Option<Duration>,
    /// Time of the last handshake since 1970; `None` if there was none.
    pub last_handshake: Option<Duration>,
    /// Bytes received from the peer.
    pub rx_bytes: u64,
    /// Bytes sent to the peer.
    pub tx_bytes: u64,
}
impl Attrs<'_, WgPeer> {
    /// Returns what matters of the peer, in a value that does not borrow. The pre-shared key is left
    /// out.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(self) -> Result<PeerSummary, Error> {
        let found = pick!(
            self,
            WgPeer {
                key: WGPEER_A_PUBLIC_KEY,
                keepalive: WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL,
                handshake: WGPEER_A_LAST_HANDSHAKE_TIME,
                rx: WGPEER_A_RX_BYTES,
                tx: WGPEER_A_TX_BYTES,
            }
        )?;
        Ok(PeerSummary {
            public_key: found.key.and_then(|key| key.try_into().ok()),
            has_preshared_key: self.preshared_key().is_some(),
            endpoint: self.select(WgPeer::WGPEER_A_ENDPOINT)?.and_then(|endpoint| endpoint.addr()),
            persistent_keepalive: found
                .keepalive
                .filter(|seconds| *seconds != 0)
                .map(|seconds| Duration::from_secs(seconds.into())),
            last_handshake: found.handshake.and_then(|_| self.last_handshake()),
            rx_bytes: found.rx.unwrap_or_default(),
            tx_bytes: found.tx.unwrap_or_default(),
        })
    }
}
const _: () = assert!(size_of::<PeerSummary>() <= 256, "a summary exceeds 256 bytes");
impl fmt::Display for PeerSummary {
    /// Prints in the format of `wg show`, on one line; the last handshake as seconds since 1970.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("peer: ")?;
        match &self.public_key {
            Some(key) => Base64(key).fmt(f),
            None => f.write_str("unknown"),
        }?;
        if self.has_preshared_key {
            f.write_str(" preshared key: (hidden)")?;
        }
        if let Some(endpoint) = self.endpoint {
            match endpoint.ip() {
                IpAddr::V4(_) => write!(f, " endpoint: {}:{}", IpText(endpoint.ip()), endpoint.port()),
                IpAddr::V6(_) => write!(f, " endpoint: [{}]:{}", IpText(endpoint.ip()), endpoint.port()),
            }?;
        }
        if let Some(time) = self.last_handshake {
            write!(f, " latest handshake: {}", time.as_secs())?;
        }
        write!(f, " transfer: {} B received, {} B sent", self.rx_bytes, self.tx_bytes)?;
        self.persistent_keepalive
            .map_or(Ok(()), |time| write!(f, " persistent keepalive: every {} seconds", time.as_secs()))
    }
}

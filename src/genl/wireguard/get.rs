//! Reading a device, whose peers and addresses come in several messages.
use super::*;

/// One part of a device configuration, as returned by [`get`].
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// The device. Always the first part.
    Device(Attrs<'a, WgDevice>),
    /// A peer.
    ///
    /// The allowed IPs follow as parts of their own. The list in this attribute set is incomplete
    /// if the peer is continued in another message.
    Peer(Attrs<'a, WgPeer>),
    /// An allowed IP of the preceding peer.
    AllowedIp(AllowedIp),
}

/// Position in a message, as offsets from the start of the attributes, and state across messages.
#[derive(Clone, Copy, Default)]
struct Cursor {
    /// Whether the device was returned.
    device: bool,
    /// Public key of the last peer that was returned.
    peer: Option<[u8; KEY_LEN]>,
    /// Remaining ranges of `WGDEVICE_A_PEERS`, and of `WGPEER_A_ALLOWEDIPS` of the current peer.
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
    /// Enters the next message; returns the device if this is the first one.
    fn enter(&mut self, attrs: Attrs<'_, WgDevice>) -> Result<Option<Step>, Error> {
        (self.peers, self.ips) = ((0, 0), (0, 0));
        if let Some(peers) = attrs.get(WgDevice::WGDEVICE_A_PEERS)? {
            self.peers = place_of(attrs.bytes(), peers.bytes());
        }
        // only the first message of a reply contains more than the peers
        let first = !core::mem::replace(&mut self.device, true);
        Ok(first.then_some(Step::Device))
    }
    /// Returns the next part of the current message.
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

/// Range of `part` within `whole`, as offsets.
fn place_of(whole: &[u8], part: &[u8]) -> (usize, usize) {
    let start = (part.as_ptr() as usize).wrapping_sub(whole.as_ptr() as usize);
    (start, start.wrapping_add(part.len()))
}

/// Returns the payload of the next attribute in a range, and moves the start of the range after it.
fn take<'a>(bytes: &'a [u8], place: &mut (usize, usize)) -> Result<Option<&'a [u8]>, Error> {
    let mut attrs = RawAttrs::new(bytes.get(place.0..place.1).unwrap_or(&[]));
    let attr = attrs.next().transpose();
    place.0 = place.1.saturating_sub(attrs.rest().len());
    attr.map(|attr| attr.map(|attr| attr.payload()))
}

/// Iterator over the parts of a device configuration, returned by [`get`].
pub struct Parts<'c, T, B, H = DiscardEvents> {
    replies: Replies<'c, T, B, GetDevice, H>,
    cursor: Cursor,
}

/// `WG_CMD_GET_DEVICE` as an operation.
type GetDevice = Command<WgDevice>;

impl<T: Transport, B: Buffer, H: EventHandler> Parts<'_, T, B, H> {
    /// Returns the next part, or `None` at the end.
    ///
    /// # Errors
    /// The errors of [`Replies::next`], or a malformed part; the next call continues after that
    /// part.
    #[allow(clippy::should_implement_trait)] // the item borrows from self, which Iterator cannot express
    pub fn next(&mut self) -> client::Result<Option<Part<'_>>, T> {
        let broken = crate::genl::family::malformed(WireguardMessage::WG_CMD_GET_DEVICE.name());
        let step = loop {
            if let Some(message) = self.replies.last() {
                if let Some(step) = self.cursor.step(message.attrs).map_err(broken)? {
                    break step;
                }
            }
            let Some(message) = self.replies.next()? else { return Ok(None) };
            if let Some(step) = self.cursor.enter(message.attrs).map_err(broken)? {
                break step;
            }
        };
        Ok(self.replies.last().map(|message| Cursor::lend(step, message.attrs)))
    }
    /// Returns the result of the dump; `None` before the end.
    ///
    /// A dump that was interrupted by a change may lack peers.
    pub const fn done(&self) -> Option<Completion> {
        self.replies.done()
    }
}

/// Dumps a device: the device itself, then each peer followed by its allowed IPs.
///
/// Sends `WG_CMD_GET_DEVICE` with `NLM_F_DUMP` and the interface index or name. The parts are
/// returned one by one, regardless of how the kernel splits them into messages.
///
/// # Errors
/// The request could not be sent. Errors of the kernel are returned by [`Parts::next`]: `ENODEV` if
/// the interface does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// `EOPNOTSUPP` if the interface is not a WireGuard device, `EPERM` without `CAP_NET_ADMIN`.
pub fn get<'c, 'n, T: Transport, B: Buffer, H: EventHandler>(
    connection: &'c mut Connection<T, B, H>,
    family: &Family,
    device: impl Into<Device<'n>>,
) -> client::Result<Parts<'c, T, B, H>, T> {
    let device = device.into();
    let replies = connection.dump_with(family.command(WireguardMessage::WG_CMD_GET_DEVICE), |request| {
        put_device(request, device);
    })?;
    Ok(Parts { replies, cursor: Cursor::default() })
}

pub(super) fn put_device(request: &mut Writer<'_, WgDevice>, device: Device<'_>) {
    match device {
        Device::Index(index) => request.put(WgDevice::WGDEVICE_A_IFINDEX, index),
        Device::Name(name) => request.put(WgDevice::WGDEVICE_A_IFNAME, name),
    };
}

/// Calls `each` with the interface index and name of every WireGuard device.
///
/// Lists the devices of the network namespace of the connection. Sends `RTM_GETLINK` with
/// `NLM_F_DUMP` on a connection of `NETLINK_ROUTE`, and selects links of kind `wireguard`.
///
/// # Errors
/// An error of the request or of the dump.
#[cfg(feature = "route")]
pub fn devices<T: Transport, B: Buffer, H: EventHandler>(
    route: &mut Connection<T, B, H>,
    mut each: impl FnMut(u32, Str<'_>),
) -> client::Result<Completion, T> {
    use crate::route::{GetLink, IfInfo, Link, LinkInfo};
    let mut links = route.dump_with(GetLink::default(), |link| {
        link.nest(Link::IFLA_LINKINFO, |info| _ = info.put(LinkInfo::IFLA_INFO_KIND, NAME));
    })?;
    while let Some(link) = links.next()? {
        let info = link.attrs.get(Link::IFLA_LINKINFO).ok().flatten();
        let kind = info.and_then(|info| info.get(LinkInfo::IFLA_INFO_KIND).ok().flatten());
        let name = link.attrs.get(Link::IFLA_IFNAME).ok().flatten();
        if let (Some(name), true) = (name, kind == Some(NAME.into())) {
            each(link.header.get(IfInfo::ifi_index), name);
        }
    }
    Ok(links.done().unwrap_or_default())
}

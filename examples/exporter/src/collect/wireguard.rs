//! WireGuard peers: those with the most traffic.
use super::Tables;
use crate::{
    names::Name,
    namespace::{Failure, Namespace},
    table::{Labels, Metric, Row, keep_top, metric},
};
use nlwire::{
    client::query,
    genl::wireguard::{self, Base64, KEY_LEN, WgDevice, WgPeer, WireguardMessage},
    pick,
    route::{GetLink, Link, LinkInfo},
    uapi::KernelTimespec,
    wire::{Attrs, Error},
};
use std::fmt;

/// A peer of a device.
pub struct PeerRow {
    device: Name,
    key: [u8; KEY_LEN],
    received: u64,
    sent: u64,
    /// Seconds since 1970; 0 before the first handshake.
    handshake: u64,
}
impl Row for PeerRow {
    const METRICS: &'static [Metric<Self>] = &[
        metric!(Counter "wireguard_received_bytes", "Bytes received from the peer.", |row| row.received),
        metric!(Counter "wireguard_sent_bytes", "Bytes sent to the peer.", |row| row.sent),
        metric!(Gauge "wireguard_latest_handshake_seconds", "Time of the latest handshake, Unix time; 0 if none.",
            |row| row.handshake),
    ];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("interface", &super::text(&self.device.as_str()))?;
        label("public_key", &Base64(&self.key).to_string())
    }
}
/// Reads the peers of a message. The kernel continues a peer with many allowed IPs in the next message, where only
/// its key and further allowed IPs are: that is no other peer.
fn read(device: Name, message: Attrs<'_, WgDevice>) -> Result<Vec<PeerRow>, Error> {
    let mut rows = Vec::new();
    let Some(peers) = message.get(WgDevice::WGDEVICE_A_PEERS)? else { return Ok(rows) };
    for peer in peers.iter() {
        let (_, peer) = peer?;
        let found = pick!(
            peer,
            WgPeer {
                key: WGPEER_A_PUBLIC_KEY,
                received: WGPEER_A_RX_BYTES,
                sent: WGPEER_A_TX_BYTES,
                handshake: WGPEER_A_LAST_HANDSHAKE_TIME,
            }
        )?;
        let key = found.key.and_then(|key| <[u8; KEY_LEN]>::try_from(key).ok());
        let (Some(key), Some(received), Some(sent)) = (key, found.received, found.sent) else { continue };
        let handshake = found.handshake.map_or(0, |time| time.get(KernelTimespec::tv_sec));
        rows.push(PeerRow { device, key, received, sent, handshake: handshake.try_into().unwrap_or(0) });
    }
    Ok(rows)
}

/// Adds the `top` peers of a namespace with the most traffic.
pub async fn collect(namespace: &Namespace, top: usize, tables: &mut Tables) -> Result<(), Failure> {
    let Some(family) = namespace.family(wireguard::NAME).await? else { return Ok(()) };
    let links = query(GetLink::default(), |request| {
        request.nest(Link::IFLA_LINKINFO, |info| _ = info.put(LinkInfo::IFLA_INFO_KIND, wireguard::NAME));
    });
    let devices = namespace.dump(namespace.route()?, links, |link| {
        let name =
            link.name().to_inline().filter(|_| link.kind().is_some_and(|kind| kind == wireguard::NAME));
        Ok(name.map(|name| (link.index(), name)))
    });
    let mut peers = Vec::new();
    for (index, device) in devices.await? {
        let query = query(family.command(WireguardMessage::WG_CMD_GET_DEVICE), move |request| {
            request.put(WgDevice::WGDEVICE_A_IFINDEX, index);
        });
        let found =
            namespace.dump(namespace.generic()?, query, |part| read(device, part.attrs).map(Some)).await;
        match found {
            // deleted meanwhile
            Err(Failure::Request(error)) if error.is_not_found() => continue,
            found => peers.extend(found?.into_iter().flatten()),
        }
        keep_top(&mut peers, top, |peer| peer.received.saturating_add(peer.sent));
    }
    tables.wireguard.add(&namespace.label, peers);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use nlwire::{genl::wireguard::WgAllowedIp, wire::Writer};

    #[test]
    fn a_peer_that_continues_in_the_next_message_is_one_peer() {
        let (mut first, mut second) = ([0; 512], [0; 512]);
        let keys = [[1; KEY_LEN], [2; KEY_LEN]];
        let mut writer = Writer::<WgDevice>::new(&mut first);
        writer.array(WgDevice::WGDEVICE_A_PEERS, 0, &keys, |peer, key| {
            peer.put(WgPeer::WGPEER_A_PUBLIC_KEY, &key[..]);
            peer.put(WgPeer::WGPEER_A_RX_BYTES, 10u64).put(WgPeer::WGPEER_A_TX_BYTES, 20 + u64::from(key[0]));
        });
        let rows = read(Name::default(), Attrs::new(writer.finish().unwrap())).unwrap();
        let found: Vec<_> = rows.iter().map(|row| (row.key, row.received, row.sent)).collect();
        assert_eq!(found, [(keys[0], 10, 21), (keys[1], 10, 22)]);
        let mut writer = Writer::<WgDevice>::new(&mut second);
        writer.array(WgDevice::WGDEVICE_A_PEERS, 0, &keys[1..], |peer, key| {
            peer.put(WgPeer::WGPEER_A_PUBLIC_KEY, &key[..]);
            peer.array(WgPeer::WGPEER_A_ALLOWEDIPS, 0, [24u8], |ip, len| {
                ip.put(WgAllowedIp::WGALLOWEDIP_A_CIDR_MASK, len);
            });
        });
        assert!(read(Name::default(), Attrs::new(writer.finish().unwrap())).unwrap().is_empty());
    }
}

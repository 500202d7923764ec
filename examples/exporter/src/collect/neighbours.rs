//! Neighbours by device, family and state.
use super::{Tables, constant, family, text};
use crate::{
    names::Name,
    namespace::{Failure, Namespace},
    table::{Labels, Metric, Row, keep_top, metric},
};
use nlwire::{
    route::{NdMsg, NeighState, neigh},
    uapi::AddressFamily,
};
use std::{collections::BTreeMap, fmt};

/// Number of IPv4 neighbours of a device, as /proc/net/arp lists them.
pub struct ArpRow {
    device: Name,
    count: u64,
}
impl Row for ArpRow {
    const METRICS: &'static [Metric<Self>] =
        &[metric!(Gauge "node_arp_entries", "ARP entries by device.", |row| row.count)];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("device", &text(&self.device.as_str()))
    }
}
/// Number of neighbours in a state.
pub struct NeighbourRow {
    family: AddressFamily,
    state: NeighState,
    count: u64,
}
impl Row for NeighbourRow {
    const METRICS: &'static [Metric<Self>] =
        &[metric!(Gauge "nlwire_neighbours", "Neighbours by address family and state.", |row| row.count)];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("family", &family(self.family))?;
        let named = NeighState::NAMES.iter().find(|named| named.value == u64::from(self.state.bits()));
        label("state", &constant(named.map(|named| named.name), "NUD_", self.state.bits()))
    }
}

/// Adds the neighbours of a namespace.
pub async fn collect(namespace: &Namespace, top: usize, tables: &mut Tables) -> Result<(), Failure> {
    type Counts = (BTreeMap<u32, u64>, BTreeMap<(AddressFamily, u16), u64>);
    let counts = namespace.fold(namespace.route()?, neigh::list(), |(arp, states): &mut Counts, entry| {
        let (family, state) = (entry.header.get(NdMsg::ndm_family), entry.state());
        *states.entry((family, state.bits())).or_default() += 1;
        if family == AddressFamily::AF_INET && !state.difference(NeighState::NUD_NOARP).is_empty() {
            *arp.entry(entry.link()).or_default() += 1;
        }
        Ok(())
    });
    let (arp, states) = counts.await?;
    let names = namespace.names().await?;
    let mut rows: Vec<_> =
        arp.into_iter().map(|(link, count)| ArpRow { device: names.get(link), count }).collect();
    keep_top(&mut rows, top, |row| row.count);
    tables.arp.add(&namespace.label, rows);
    let rows = states.into_iter().map(|((family, state), count)| NeighbourRow {
        family,
        state: NeighState::from_bits_retain(state),
        count,
    });
    tables.neighbours.add(&namespace.label, rows);
    Ok(())
}

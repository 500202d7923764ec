//! Qdiscs: the metrics of node_exporter's collector qdisc, which are of root qdiscs.
use super::{Tables, text};
use crate::{
    names::Name,
    namespace::{Failure, Namespace},
    table::{Labels, Metric, Row, metric},
};
use nlwire::{
    tc::{
        TcHandle,
        qdisc::{self, QueueCounters},
    },
    wire::InlineStr,
};
use std::fmt;

/// A root qdisc.
pub struct QdiscRow {
    device: Name,
    kind: InlineStr<16>,
    counters: QueueCounters,
}
impl Row for QdiscRow {
    const METRICS: &'static [Metric<Self>] = &[
        metric!(Counter "node_qdisc_bytes", "Bytes sent.", |row| row.counters.bytes),
        metric!(Counter "node_qdisc_packets", "Packets sent.", |row| row.counters.packets),
        metric!(Counter "node_qdisc_drops", "Packets dropped.", |row| row.counters.drops.into()),
        metric!(Counter "node_qdisc_requeues", "Packets requeued because the driver did not accept them.", |row| row.counters.requeues.into()),
        metric!(Counter "node_qdisc_overlimits", "Times that the rate or the queue limit was exceeded.", |row| row.counters.overlimits.into()),
        metric!(Gauge "node_qdisc_current_queue_length", "Packets in the queue.", |row| row.counters.queued.into()),
        metric!(Gauge "node_qdisc_backlog", "Bytes in the queue.", |row| row.counters.backlog.into()),
    ];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("device", &text(&self.device.as_str()))?;
        label("kind", &text(&self.kind.as_str()))
    }
}

/// Adds the root qdiscs of a namespace.
pub async fn collect(namespace: &Namespace, _: usize, tables: &mut Tables) -> Result<(), Failure> {
    let found = namespace.dump(namespace.route()?, qdisc::list(), |qdisc| {
        let is_root = qdisc.parent() == TcHandle::TC_H_ROOT;
        is_root.then(|| qdisc.summary()).transpose()
    });
    let (found, names) = (found.await?, namespace.names().await?);
    let rows = found.into_iter().map(|qdisc| QdiscRow {
        device: names.get(qdisc.link),
        kind: qdisc.kind,
        counters: qdisc.counters,
    });
    tables.qdiscs.add(&namespace.label, rows);
    Ok(())
}

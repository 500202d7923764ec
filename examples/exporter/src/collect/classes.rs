//! Classes of qdiscs: those with the most bytes.
use super::{Tables, text};
use crate::{
    names::Name,
    namespace::{Failure, Namespace},
    table::{Labels, Metric, Row, keep_top, metric},
};
use nlwire::{
    tc::{
        TcHandle,
        qdisc::{self, ClassSummary},
    },
    wire::Summarize,
};
use std::{collections::BTreeSet, fmt};

/// Kinds of qdiscs without classes, which most links have.
const CLASSLESS: &[&str] = &["noqueue", "pfifo_fast", "pfifo", "bfifo", "tbf", "netem"];

/// A class.
pub struct ClassRow {
    device: Name,
    class: ClassSummary,
}
impl Row for ClassRow {
    const METRICS: &'static [Metric<Self>] = &[
        metric!(Counter "nlwire_class_bytes", "Bytes sent.", |row| row.class.counters.bytes),
        metric!(Counter "nlwire_class_packets", "Packets sent.", |row| row.class.counters.packets),
        metric!(Counter "nlwire_class_drops", "Packets dropped.", |row| row.class.counters.drops.into()),
        metric!(Counter "nlwire_class_overlimits", "Times that the rate or the queue limit was exceeded.",
            |row| row.class.counters.overlimits.into()),
        metric!(Gauge "nlwire_class_current_queue_length", "Packets in the queue.",
            |row| row.class.counters.queued.into()),
        metric!(Gauge "nlwire_class_backlog", "Bytes in the queue.", |row| row.class.counters.backlog.into()),
    ];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("class", &handle(self.class.handle))?;
        label("device", &text(&self.device.as_str()))?;
        label("kind", &text(&self.class.kind.as_str()))
    }
}
/// A handle as tc(8) writes it.
fn handle(handle: TcHandle) -> String {
    format!("{:x}:{:x}", handle.major(), handle.minor())
}

/// Adds the classes of a namespace with the most bytes.
pub async fn collect(namespace: &Namespace, top: usize, tables: &mut Tables) -> Result<(), Failure> {
    let route = namespace.route()?;
    let links = namespace.dump(route, qdisc::list(), |qdisc| {
        let kind = qdisc.kind().unwrap_or_default();
        Ok((!CLASSLESS.iter().any(|classless| kind == **classless)).then(|| qdisc.link()))
    });
    let links: BTreeSet<u32> = links.await?.into_iter().collect();
    let mut classes = Vec::new();
    for link in links {
        // the kernel has no dump of the classes of all links
        classes.extend(
            namespace.dump(route, qdisc::classes(link), |class| Summarize::summary(&class).map(Some)).await?,
        );
        keep_top(&mut classes, top, |class| class.counters.bytes);
    }
    let names = namespace.names().await?;
    let rows = classes.into_iter().map(|class| ClassRow { device: names.get(class.link), class });
    tables.classes.add(&namespace.label, rows);
    Ok(())
}

//! Connection tracking: entries by zone and protocol, and statistics.
use super::{Tables, constant};
use crate::{
    namespace::{Failure, Namespace, is_unsupported},
    table::{Labels, Metric, Row, keep_top, metric},
};
use nlwire::{
    netfilter::conntrack::{self, Stats},
    uapi::IpProtocol,
    wire::{Be, Key},
};
use std::{collections::BTreeMap, fmt};

/// Number of entries of a zone and protocol.
pub struct EntriesRow {
    zone: u16,
    protocol: IpProtocol,
    count: u64,
}
impl Row for EntriesRow {
    const METRICS: &'static [Metric<Self>] = &[
        metric!(Gauge "nlwire_conntrack_entries", "Conntrack entries by zone and protocol.", |row| row.count),
    ];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("protocol", &constant(self.protocol.name(), "IPPROTO_", self.protocol.0))?;
        label("zone", &self.zone.to_string())
    }
}
/// Totals of a namespace.
pub struct TotalsRow {
    entries: u64,
    limit: Option<u64>,
    found: u64,
    invalid: u64,
    insert: u64,
    insert_failed: u64,
    drop: u64,
    early_drop: u64,
    search_restart: u64,
}
impl Row for TotalsRow {
    const METRICS: &'static [Metric<Self>] = &[
        metric!(Gauge "node_nf_conntrack_entries", "Conntrack entries.", |row| row.entries),
        Metric {
            name: "node_nf_conntrack_entries_limit",
            help: "Maximum number of conntrack entries.",
            kind: crate::table::Kind::Gauge,
            value: |row| row.limit.map(crate::table::Value::Count),
        },
        metric!(Gauge "node_nf_conntrack_stat_found", "Lookups that found an entry.", |row| row.found),
        metric!(Gauge "node_nf_conntrack_stat_invalid", "Packets that cannot be tracked.", |row| row.invalid),
        metric!(Gauge "node_nf_conntrack_stat_insert", "Entries inserted.", |row| row.insert),
        metric!(Gauge "node_nf_conntrack_stat_insert_failed", "Entries that could not be inserted.",
            |row| row.insert_failed),
        metric!(Gauge "node_nf_conntrack_stat_drop", "Packets dropped.", |row| row.drop),
        metric!(Gauge "node_nf_conntrack_stat_early_drop", "Entries evicted from a full table.", |row| row.early_drop),
        metric!(Gauge "node_nf_conntrack_stat_search_restart", "Lookups restarted.", |row| row.search_restart),
    ];
    fn labels(&self, _: Labels<'_>) -> fmt::Result {
        Ok(())
    }
}

/// Adds the connections of a namespace: the `top` zones and protocols with the most.
pub async fn collect(namespace: &Namespace, top: usize, tables: &mut Tables) -> Result<(), Failure> {
    let netfilter = namespace.netfilter()?;
    let (entries, limit) = match netfilter.run(conntrack::totals()).await {
        Ok((entries, limit)) => (entries.into(), limit.map(u64::from)),
        // nf_conntrack_netlink is not loaded
        Err(error) if is_unsupported(&error) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let cpus = namespace.dump(netfilter, conntrack::stats(), |cpu| {
        let value = |key: Key<Stats, Be<u32>>| {
            cpu.attrs.get(key).map(|value| value.map_or(0, |value| u64::from(value.0)))
        };
        Ok(Some([
            value(Stats::CTA_STATS_FOUND)?,
            value(Stats::CTA_STATS_INVALID)?,
            value(Stats::CTA_STATS_INSERT)?,
            value(Stats::CTA_STATS_INSERT_FAILED)?,
            value(Stats::CTA_STATS_DROP)?,
            value(Stats::CTA_STATS_EARLY_DROP)?,
            value(Stats::CTA_STATS_SEARCH_RESTART)?,
        ]))
    });
    let sum = cpus.await?.into_iter().fold([0; 7], |mut sum, cpu| {
        sum.iter_mut().zip(cpu).for_each(|(sum, value)| *sum += value);
        sum
    });
    let [found, invalid, insert, insert_failed, drop, early_drop, search_restart] = sum;
    // counted as they come: a table of a million entries leaves nothing behind
    type Counts = BTreeMap<(u16, IpProtocol), u64>;
    let counts = namespace.fold(netfilter, conntrack::list(), |counts: &mut Counts, entry| {
        let protocol = entry.original().map_or(IpProtocol::default(), |flow| flow.protocol);
        *counts.entry((entry.zone(), protocol)).or_default() += 1;
        Ok(())
    });
    let counts = counts.await?;
    let rows = counts.into_iter().map(|((zone, protocol), count)| EntriesRow { zone, protocol, count });
    let mut rows: Vec<_> = rows.collect();
    keep_top(&mut rows, top, |row| row.count);
    tables.conntrack.add(&namespace.label, rows);
    let totals =
        TotalsRow { entries, limit, found, invalid, insert, insert_failed, drop, early_drop, search_restart };
    tables.conntrack_totals.add(&namespace.label, [totals]);
    Ok(())
}

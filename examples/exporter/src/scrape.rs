//! A scrape: all collectors in all namespaces, and what is reported of the scrape itself.
use crate::{
    args::{Args, Choice},
    collect::{Collector, Tables},
    namespace::{Counts, Failure, Namespace},
    table::{AnyTable, Kind, Labels, Metric, Row, Table, Value},
};
use std::{
    collections::BTreeMap,
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::Mutex, time::timeout};

/// Time for a collector, below the time that Prometheus waits for all by default, 10 seconds.
const LIMIT: Duration = Duration::from_secs(8);

/// Collects what `/metrics` shows.
pub struct Scraper {
    collectors: Vec<Collector>,
    top: usize,
    state: Mutex<State>,
}
struct State {
    namespaces: Vec<Namespace>,
    /// Errors since the start, by namespace and collector.
    errors: BTreeMap<(usize, &'static str), u64>,
}
impl Scraper {
    /// Prepares the collectors and namespaces of the command line, and the namespace of the process.
    pub fn new(args: &Args) -> Self {
        let chosen = |collector: &Collector| {
            args.collectors.iter().any(|choice| matches!(choice, Choice::All) || choice.is(*collector))
        };
        let named = args.netns.iter().map(|name| Namespace::named(name));
        let namespaces = [Namespace::own()].into_iter().chain(named).collect();
        Self {
            collectors: Collector::ALL.iter().copied().filter(chosen).collect(),
            top: args.top,
            state: Mutex::new(State { namespaces, errors: BTreeMap::new() }),
        }
    }
    /// Runs all collectors. One scrape runs at a time.
    pub async fn scrape(&self) -> Vec<Arc<dyn AnyTable>> {
        let State { namespaces, errors } = &mut *self.state.lock().await;
        let (mut tables, mut collectors, mut counters) =
            (Tables::default(), Table::default(), Table::default());
        for (number, namespace) in namespaces.iter_mut().enumerate() {
            let opened = namespace.refresh();
            let mut rows = Vec::new();
            for collector in &self.collectors {
                let began = Instant::now();
                let done = match &opened {
                    Ok(()) => {
                        let collect = collector.collect(namespace, self.top, &mut tables);
                        timeout(LIMIT, collect).await.unwrap_or(Err(Failure::Timeout))
                    }
                    Err(_) => Err(Failure::Open(std::io::ErrorKind::NotFound.into())),
                };
                let errors = errors.entry((number, collector.name())).or_default();
                if let Err(failure) = &done {
                    *errors += 1;
                    // the first error of a collector; its metric has the rest
                    if *errors == 1 {
                        let place = if namespace.label.is_empty() { "" } else { " in " };
                        eprintln!(
                            "nlwire-exporter: {}{place}{}: {failure}",
                            collector.name(),
                            namespace.label
                        );
                    }
                }
                rows.push(CollectorRow {
                    collector: collector.name(),
                    success: done.is_ok(),
                    seconds: began.elapsed().as_secs_f64(),
                    errors: *errors,
                });
            }
            collectors.add(&namespace.label, rows);
            counters.add(&namespace.label, [CountsRow::of(&namespace.counts)]);
        }
        let mut all = tables.into_list();
        all.push(Arc::new(collectors) as _);
        all.push(Arc::new(counters) as _);
        all
    }
}

struct CollectorRow {
    collector: &'static str,
    success: bool,
    seconds: f64,
    errors: u64,
}
impl Row for CollectorRow {
    const METRICS: &'static [Metric<Self>] = &[
        Metric {
            name: "node_scrape_collector_duration_seconds",
            help: "Duration of a collector in this scrape.",
            kind: Kind::Gauge,
            value: |row| Some(Value::Float(row.seconds)),
        },
        Metric {
            name: "node_scrape_collector_success",
            help: "Whether the collector succeeded in this scrape.",
            kind: Kind::Gauge,
            value: |row| Some(Value::Count(row.success.into())),
        },
        Metric {
            name: "nlwire_scrape_errors",
            help: "Scrapes in which the collector failed, since the start.",
            kind: Kind::Counter,
            value: |row| Some(Value::Count(row.errors)),
        },
    ];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("collector", self.collector)
    }
}
struct CountsRow {
    malformed: u64,
    interrupted: u64,
    losses: u64,
    snapshots: u64,
}
impl CountsRow {
    fn of(counts: &Counts) -> Self {
        Self {
            malformed: counts.malformed.get(),
            interrupted: counts.interrupted.get(),
            losses: counts.losses.get(),
            snapshots: counts.snapshots.get(),
        }
    }
}
impl Row for CountsRow {
    const METRICS: &'static [Metric<Self>] = &[
        Metric {
            name: "nlwire_decode_errors",
            help: "Objects left out because a message or an attribute is malformed.",
            kind: Kind::Counter,
            value: |row| Some(Value::Count(row.malformed)),
        },
        Metric {
            name: "nlwire_dumps_interrupted",
            help: "Dumps that a change interrupted, so that they were repeated.",
            kind: Kind::Counter,
            value: |row| Some(Value::Count(row.interrupted)),
        },
        Metric {
            name: "nlwire_cache_losses",
            help: "Times that the kernel reported lost events to a cache.",
            kind: Kind::Counter,
            value: |row| Some(Value::Count(row.losses)),
        },
        Metric {
            name: "nlwire_cache_resyncs",
            help: "Complete snapshots of caches, including the first.",
            kind: Kind::Counter,
            value: |row| Some(Value::Count(row.snapshots)),
        },
    ];
    fn labels(&self, _: Labels<'_>) -> fmt::Result {
        Ok(())
    }
}

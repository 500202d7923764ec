//! Tables of samples: typed rows, and what each metric reads of them.
//!
//! A scrape fills one table for each type of row, over all namespaces, since the text format wants the samples of a
//! metric together. [`encode`] writes one metric at a time, so that a response never exists as a whole.
use prometheus_client::{
    collector::Collector,
    encoding::{
        DescriptorEncoder, EncodeLabel, EncodeLabelSet, LabelSetEncoder, NoLabelSet, text::encode_registry,
    },
    metrics::MetricType,
    registry::Registry,
};
use std::{fmt, sync::Arc};

/// Type of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Counter,
    Gauge,
    Histogram,
}
/// Value of a sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    Count(u64),
    Signed(i64),
    Float(f64),
    Histogram(&'a Histogram),
}
/// A distribution: the number of observations of each bucket, without those of the buckets before.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    pub sum: f64,
    pub count: u64,
    /// Upper bound and number of observations; the last bound is infinite.
    pub buckets: Vec<(f64, u64)>,
}
impl Histogram {
    /// Creates an empty histogram with these upper bounds, in ascending order.
    pub fn new(bounds: &[f64]) -> Self {
        let bounds = bounds.iter().copied().chain([f64::INFINITY]);
        Self { sum: 0.0, count: 0, buckets: bounds.map(|bound| (bound, 0)).collect() }
    }
    /// Adds an observation.
    pub fn observe(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
        if let Some((_, count)) = self.buckets.iter_mut().find(|(bound, _)| value <= *bound) {
            *count += 1;
        }
    }
}

/// A metric: its name, without the `_total` of counters, and its value in a row. A row without a value has no sample.
pub struct Metric<R: 'static> {
    pub name: &'static str,
    pub help: &'static str,
    pub kind: Kind,
    pub value: for<'a> fn(&'a R) -> Option<Value<'a>>,
}
/// A metric whose value is an unsigned number: type, name, text, value.
macro_rules! metric {
    ($kind:ident $name:literal, $help:literal, |$row:ident| $value:expr) => {
        $crate::table::Metric {
            name: $name,
            help: $help,
            kind: $crate::table::Kind::$kind,
            value: |$row| Some($crate::table::Value::Count($value)),
        }
    };
}
pub(crate) use metric;
/// Receives the labels of a row: name and value.
pub type Labels<'l> = &'l mut dyn FnMut(&'static str, &str) -> fmt::Result;
/// A row of a table.
pub trait Row: Send + Sync + Sized + 'static {
    /// The metrics of the table.
    const METRICS: &'static [Metric<Self>];
    /// Reports the labels, which distinguish the row from every other of its namespace.
    fn labels(&self, label: Labels<'_>) -> fmt::Result;
}

/// Rows with their namespaces: empty for the namespace of the process.
pub struct Table<R> {
    rows: Vec<R>,
    /// Namespace, and the number of rows up to the end of its rows.
    spans: Vec<(Arc<str>, usize)>,
}
impl<R> Default for Table<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), spans: Vec::new() }
    }
}
impl<R: Row> Table<R> {
    /// Adds the rows of a namespace.
    pub fn add(&mut self, netns: &Arc<str>, rows: impl IntoIterator<Item = R>) {
        self.rows.extend(rows);
        self.spans.push((netns.clone(), self.rows.len()));
    }
}

/// Keeps the `top` rows with the largest numbers, in descending order.
pub fn keep_top<R>(rows: &mut Vec<R>, top: usize, number: impl Fn(&R) -> u64) {
    rows.sort_unstable_by_key(|row| std::cmp::Reverse(number(row)));
    rows.truncate(top);
}

/// A table of any type of row.
pub trait AnyTable: Send + Sync {
    /// Number of metrics.
    fn metrics(&self) -> usize;
    /// Encodes a metric, by its number: nothing if it has no sample.
    fn encode(&self, metric: usize, encoder: DescriptorEncoder<'_>) -> fmt::Result;
}
struct RowLabels<'r, R> {
    netns: &'r str,
    row: &'r R,
}
impl<R: Row> EncodeLabelSet for RowLabels<'_, R> {
    fn encode(&self, encoder: &mut LabelSetEncoder<'_>) -> fmt::Result {
        if !self.netns.is_empty() {
            ("netns", self.netns).encode(encoder.encode_label())?;
        }
        self.row.labels(&mut |name, value| (name, value).encode(encoder.encode_label()))
    }
}
impl<R: Row> AnyTable for Table<R> {
    fn metrics(&self) -> usize {
        R::METRICS.len()
    }
    fn encode(&self, metric: usize, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let Some(metric) = R::METRICS.get(metric) else { return Ok(()) };
        if !self.rows.iter().any(|row| (metric.value)(row).is_some()) {
            return Ok(());
        }
        let kind = match metric.kind {
            Kind::Counter => MetricType::Counter,
            Kind::Gauge => MetricType::Gauge,
            Kind::Histogram => MetricType::Histogram,
        };
        let mut family = encoder.encode_descriptor(metric.name, metric.help, None, kind)?;
        let mut start = 0;
        for (netns, end) in &self.spans {
            for row in self.rows.get(start..*end).unwrap_or_default() {
                let Some(value) = (metric.value)(row) else { continue };
                let labels = RowLabels { netns, row };
                let mut sample = family.encode_family(&labels)?;
                match (metric.kind, value) {
                    (Kind::Counter, Value::Count(count)) => {
                        sample.encode_counter::<NoLabelSet, u64, f64>(&count, None)?;
                    }
                    (Kind::Counter, Value::Float(count)) => {
                        sample.encode_counter::<NoLabelSet, f64, f64>(&count, None)?;
                    }
                    (_, Value::Count(count)) => sample.encode_gauge(&count)?,
                    (_, Value::Signed(number)) => sample.encode_gauge(&number)?,
                    (_, Value::Float(number)) => sample.encode_gauge(&number)?,
                    (_, Value::Histogram(found)) => {
                        sample.encode_histogram::<NoLabelSet>(
                            found.sum,
                            found.count,
                            &found.buckets,
                            None,
                        )?;
                    }
                }
            }
            start = *end;
        }
        Ok(())
    }
}

/// One metric of a table, as the encoder takes it.
struct One(Arc<dyn AnyTable>, usize);
impl fmt::Debug for One {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "metric {}", self.1)
    }
}
impl Collector for One {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> fmt::Result {
        self.0.encode(self.1, encoder)
    }
}
/// Appends the samples of one metric, by its number in the table, in the OpenMetrics text format.
///
/// # Errors
/// The writer fails, or a counter has a negative value.
pub fn encode(table: &Arc<dyn AnyTable>, metric: usize, text: &mut String) -> fmt::Result {
    let mut registry = Registry::default();
    registry.register_collector(Box::new(One(table.clone(), metric)));
    encode_registry(text, &registry)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sample(&'static str, Option<u64>, Histogram);
    impl Row for Sample {
        const METRICS: &'static [Metric<Self>] = &[
            Metric { name: "seen", help: "Seen.", kind: Kind::Counter, value: |row| row.1.map(Value::Count) },
            Metric { name: "none", help: "None.", kind: Kind::Gauge, value: |_| None },
            Metric {
                name: "time",
                help: "Time.",
                kind: Kind::Histogram,
                value: |row| Some(Value::Histogram(&row.2)),
            },
        ];
        fn labels(&self, label: Labels<'_>) -> fmt::Result {
            label("name", self.0)
        }
    }
    #[test]
    fn samples_of_a_metric_are_together_and_labels_are_escaped() {
        let mut histogram = Histogram::new(&[1.0, 2.0]);
        [0.5, 1.0, 1.5, 9.0].into_iter().for_each(|value| histogram.observe(value));
        let mut table = Table::default();
        let none = Histogram::new(&[]);
        table.add(&"".into(), [Sample("a\"b\n", Some(3), histogram), Sample("b", None, none.clone())]);
        table.add(&"blue".into(), [Sample("c", Some(u64::MAX), none)]);
        let table: Arc<dyn AnyTable> = Arc::new(table);
        let text = |metric| {
            let mut text = String::new();
            encode(&table, metric, &mut text).unwrap();
            text
        };
        let expected = "# HELP seen Seen.\n# TYPE seen counter\nseen_total{name=\"a\\\"b\\n\"} 3\n\
                        seen_total{netns=\"blue\",name=\"c\"} 18446744073709551615\n";
        assert_eq!((text(0).as_str(), text(1).as_str()), (expected, ""));
        for line in ["_sum{", "_count{", "_bucket{le=\"1.0\",", "_bucket{le=\"2.0\",", "_bucket{le=\"+Inf\","]
            .iter()
            .zip([12.0, 4.0, 2.0, 3.0, 4.0])
            .map(|(name, value)| (format!("time{name}name=\"a\\\"b\\n\"}} "), value))
        {
            let found = text(2).lines().find_map(|it| it.strip_prefix(&line.0)?.parse::<f64>().ok());
            assert_eq!(found, Some(line.1), "{}", text(2));
        }
    }
}

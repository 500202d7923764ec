//! Counters of objects, whose rates `dump --watch` prints.
use crate::{
    fields::Fields,
    units::Unit::{self, Bytes, Count},
};

/// The counters of the messages of an object.
pub struct Counters {
    /// Name of the object.
    pub object: &'static str,
    /// Paths of the values that identify an object.
    key: &'static [&'static str],
    /// Titles of the columns in front of the rates.
    pub columns: &'static [&'static str],
    pub rates: &'static [Rate],
}
/// A column: the sum of the rates of counters.
pub struct Rate {
    pub title: &'static str,
    pub paths: &'static [&'static str],
    pub unit: Unit,
}
const fn rate(title: &'static str, paths: &'static [&'static str], unit: Unit) -> Rate {
    Rate { title, paths, unit }
}
const BASIC: [Rate; 4] = [
    rate("bytes/s", &["TCA_STATS2.TCA_STATS_BASIC.bytes"], Bytes),
    rate("packets/s", &["TCA_STATS2.TCA_STATS_BASIC.packets"], Count),
    rate("drops/s", &["TCA_STATS2.TCA_STATS_QUEUE.drops"], Count),
    rate("overlimits/s", &["TCA_STATS2.TCA_STATS_QUEUE.overlimits"], Count),
];
static ALL: &[Counters] = &[
    Counters {
        object: "link",
        key: &["ifi_family", "ifi_index"],
        columns: &["name", "state"],
        rates: &[
            rate("rx-bytes/s", &["IFLA_STATS64.rx_bytes"], Bytes),
            rate("tx-bytes/s", &["IFLA_STATS64.tx_bytes"], Bytes),
            rate("rx-pkts/s", &["IFLA_STATS64.rx_packets"], Count),
            rate("tx-pkts/s", &["IFLA_STATS64.tx_packets"], Count),
            rate("errors/s", &["IFLA_STATS64.rx_errors", "IFLA_STATS64.tx_errors"], Count),
            rate("drops/s", &["IFLA_STATS64.rx_dropped", "IFLA_STATS64.tx_dropped"], Count),
        ],
    },
    Counters {
        object: "qdisc",
        key: &["tcm_ifindex", "tcm_handle", "tcm_parent"],
        columns: &["dev", "kind", "handle", "parent", "backlog"],
        rates: &BASIC,
    },
    Counters {
        object: "class",
        key: &["tcm_ifindex", "tcm_handle", "tcm_parent"],
        columns: &["dev", "kind", "handle", "parent", "backlog"],
        rates: &BASIC,
    },
    Counters {
        object: "tcp",
        key: &["id.idiag_cookie"],
        columns: &["state", "local", "peer"],
        rates: &[
            rate("tx-bytes/s", &["INET_DIAG_INFO.tcpi_bytes_sent"], Bytes),
            rate("rx-bytes/s", &["INET_DIAG_INFO.tcpi_bytes_received"], Bytes),
            rate("tx-segs/s", &["INET_DIAG_INFO.tcpi_segs_out"], Count),
            rate("rx-segs/s", &["INET_DIAG_INFO.tcpi_segs_in"], Count),
            rate("retrans/s", &["INET_DIAG_INFO.tcpi_total_retrans"], Count),
        ],
    },
    Counters {
        object: "conntrack",
        key: &["CTA_TUPLE_ORIG", "CTA_ZONE", "CTA_ID"],
        columns: &["proto", "original"],
        rates: &[
            rate("tx-bytes/s", &["CTA_COUNTERS_ORIG.CTA_COUNTERS_BYTES"], Bytes),
            rate("rx-bytes/s", &["CTA_COUNTERS_REPLY.CTA_COUNTERS_BYTES"], Bytes),
            rate("tx-pkts/s", &["CTA_COUNTERS_ORIG.CTA_COUNTERS_PACKETS"], Count),
            rate("rx-pkts/s", &["CTA_COUNTERS_REPLY.CTA_COUNTERS_PACKETS"], Count),
        ],
    },
];

/// Returns the counters of an object.
///
/// # Errors
/// The names of the objects that have counters.
pub fn of_object(name: &str) -> Result<&'static Counters, String> {
    ALL.iter().find(|counters| counters.object == name).ok_or_else(|| {
        let names: Vec<_> = ALL.iter().map(|counters| counters.object).collect();
        names.join(", ")
    })
}
impl Counters {
    /// Returns the paths of the counters.
    pub fn paths(&self) -> impl Iterator<Item = &'static str> {
        self.rates.iter().flat_map(|rate| rate.paths).copied()
    }
    /// Returns the bytes that identify the object of a message.
    pub fn key(&self, fields: &Fields<'_>) -> Vec<u8> {
        let mut key = Vec::new();
        for path in self.key {
            fields.bytes(path, |bytes| {
                key.push(bytes.len() as u8);
                key.extend_from_slice(bytes);
            });
        }
        key
    }
    /// Returns the values of the counters, in the order of [`paths`](Self::paths).
    pub fn read(&self, fields: &Fields<'_>) -> Vec<Option<u64>> {
        self.paths().map(|path| fields.number(path)).collect()
    }
}

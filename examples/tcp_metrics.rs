//! A generic netlink family that nlwire lacks: the metrics that TCP keeps of destinations, as
//! `ip tcp_metrics` lists them. `cargo run --example tcp_metrics`. Needs no privileges.
use nlwire::{attributes, genl, genl_family, prelude::*, wire::NestTypeValue};
use std::{error::Error, net::Ipv4Addr, net::Ipv6Addr};

attributes! {
    /// Metrics of a destination: `TCP_METRICS_ATTR_*`, linux/tcp_metrics.h.
    pub set TcpMetrics, enum TcpMetricsAttr<'a> {
        /// Destination (IPv4).
        TCP_METRICS_ATTR_ADDR_IPV4: Ipv4Addr = 1,
        /// Destination (IPv6).
        TCP_METRICS_ATTR_ADDR_IPV6: Ipv6Addr = 2,
        /// Time since the last update, milliseconds.
        TCP_METRICS_ATTR_AGE: u64 = 3,
        /// Metrics by number: `TCP_METRIC_*` plus 1.
        TCP_METRICS_ATTR_VALS: NestTypeValue<'a, u32> = 6,
    }
}
genl_family! {
    /// Message of the family `tcp_metrics`.
    pub enum TcpMetricsMessage<'a>, family TCP_METRICS = "tcp_metrics", header () {
        /// Requests the metrics of a destination, or with NLM_F_DUMP of all.
        TCP_METRICS_CMD_GET = 1, Both Get => Get(TcpMetrics),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut nl = Connection::open(Protocol::GENERIC)?;
    let family = nl.run(genl::family("tcp_metrics"))?;
    let get = family.command(TcpMetricsMessage::TCP_METRICS_CMD_GET);
    nl.dump(get)?.for_each(|metrics| println!("{:?}", metrics.attrs))?;
    Ok(())
}

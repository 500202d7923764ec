//! The command line.
use clap::{Parser, ValueEnum};
use std::net::SocketAddr;

/// Prometheus exporter for what the kernel reports over netlink.
#[derive(Clone, Debug, Parser)]
#[command(name = "nlwire-exporter", version, max_term_width = 80, after_help = EXAMPLES)]
pub struct Args {
    /// Address and port [default: 127.0.0.1:9101]
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:9101", hide_default_value = true)]
    pub listen: SocketAddr,
    /// What to collect: all, or names of the list below
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "links,qdiscs",
        hide_default_value = true
    )]
    #[arg(hide_possible_values = true)]
    pub collectors: Vec<Choice>,
    /// Named network namespace to add; repeatable
    #[arg(long, value_name = "NAME")]
    pub netns: Vec<String>,
    /// Maximum of series for each object [default: 100]
    #[arg(long, value_name = "N", default_value_t = 100, hide_default_value = true)]
    pub top: usize,
}
const EXAMPLES: &str = "\
Collectors: links qdiscs (default) classes sockets conntrack neighbours
            routes nftables ethtool wireguard wifi devlink

Examples:
  nlwire-exporter
  nlwire-exporter --collectors all --top 20
  nlwire-exporter --collectors links,sockets --netns blue --netns green
  curl http://127.0.0.1:9101/metrics";

/// Value of `--collectors`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Choice {
    All,
    Links,
    Qdiscs,
    Classes,
    Sockets,
    Conntrack,
    Neighbours,
    Routes,
    Nftables,
    Ethtool,
    Wireguard,
    Wifi,
    Devlink,
}

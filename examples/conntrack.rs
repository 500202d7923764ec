//! Lists the TCP connections with a mark, then those that end: `cargo run --example conntrack -- 7`.
//! Needs `CAP_NET_ADMIN`.
//!
//! With the sysctl net.netfilter.nf_conntrack_events=2, the default of most systems, a connection that
//! is older than the first listener ends without an event.
use nlwire::{
    netfilter::{
        NetfilterGroup, NetfilterMessage,
        conntrack::{self, Which},
    },
    prelude::*,
    uapi::IpProtocol,
};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mark = std::env::args().nth(1).map(|mark| mark.parse()).transpose()?.unwrap_or(0);
    let group = NetfilterGroup::NFNLGRP_CONNTRACK_DESTROY;
    let mut events = Config::new(Protocol::NETFILTER).groups([group]).connect()?;
    let mut nl = Connection::open(Protocol::NETFILTER)?;
    let tcp =
        Which { protocol: Some(IpProtocol::IPPROTO_TCP), mark: Some((mark, u32::MAX)), ..Default::default() };
    for flow in nl.list(conntrack::list_only(&tcp))? {
        println!("{flow}");
    }
    loop {
        if let NetfilterMessage::CtDelete(entry) = events.next_event_as()? {
            println!("[DESTROY] {}", entry.summary()?);
        }
    }
}

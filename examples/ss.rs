//! Lists established TCP connections to a port, with congestion control and round-trip time:
//! `cargo run --example ss -- 443`. Needs no privileges.
use nlwire::{
    prelude::*,
    sock_diag::{self, Filter, InetDiagExt, Sockets, Tcp, TcpStates},
};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let port = std::env::args().nth(1).map(|port| port.parse()).transpose()?.unwrap_or(443);
    let wanted = Sockets::all()
        .states(TcpStates::TCPF_ESTABLISHED)
        .show(InetDiagExt::INET_DIAG_CONG)
        .filter(Filter::dport(port));
    let mut nl = Connection::open(Protocol::SOCK_DIAG)?;
    for socket in nl.list(sock_diag::list(Tcp, &wanted))? {
        println!("{socket}"); // also as fields: local, remote, rtt, congestion_control, ...
    }
    Ok(())
}

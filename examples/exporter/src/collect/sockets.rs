//! TCP sockets by state, with their round-trip times, and UDP sockets.
use super::Tables;
use crate::{
    namespace::{Failure, Namespace},
    table::{Histogram, Kind, Labels, Metric, Row, Value, metric},
};
use nlwire::sock_diag::{
    self, InetDiagExt, InetDiagMsg, Sockets, Tcp, TcpDiag, TcpInfo, TcpState, TcpStates, Udp,
};
use std::{collections::BTreeMap, fmt};

/// Upper bounds of round-trip times, seconds: from those within a machine to those over satellites.
const BOUNDS: &[f64] = &[
    0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5,
];

/// Number of TCP sockets in a state, or bytes in their queues, as node_exporter has both in one metric.
pub struct TcpRow {
    state: &'static str,
    count: u64,
}
/// Number of UDP sockets in a state.
pub struct UdpRow {
    state: &'static str,
    count: u64,
}
/// Round-trip times of established connections.
pub struct RttRow(Histogram);
impl Row for TcpRow {
    const METRICS: &'static [Metric<Self>] = &[metric!(
        Gauge "node_tcp_connection_states", "TCP sockets by state, and bytes in their queues.", |row| row.count)];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("state", self.state)
    }
}
impl Row for UdpRow {
    const METRICS: &'static [Metric<Self>] =
        &[metric!(Gauge "nlwire_udp_sockets", "UDP sockets: connected or not.", |row| row.count)];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("state", self.state)
    }
}
impl Row for RttRow {
    const METRICS: &'static [Metric<Self>] = &[Metric {
        name: "nlwire_tcp_rtt_seconds",
        help: "Smoothed round-trip times of the established TCP connections of this moment.",
        kind: Kind::Histogram,
        value: |row| Some(Value::Histogram(&row.0)),
    }];
    fn labels(&self, _: Labels<'_>) -> fmt::Result {
        Ok(())
    }
}

/// The names of node_exporter.
const fn name(state: TcpState) -> &'static str {
    match state {
        TcpState::TCP_ESTABLISHED => "established",
        TcpState::TCP_SYN_SENT => "syn_sent",
        TcpState::TCP_SYN_RECV | TcpState::TCP_NEW_SYN_RECV => "syn_recv",
        TcpState::TCP_FIN_WAIT1 => "fin_wait1",
        TcpState::TCP_FIN_WAIT2 => "fin_wait2",
        TcpState::TCP_TIME_WAIT => "time_wait",
        TcpState::TCP_CLOSE => "close",
        TcpState::TCP_CLOSE_WAIT => "close_wait",
        TcpState::TCP_LAST_ACK => "last_ack",
        TcpState::TCP_LISTEN => "listen",
        TcpState::TCP_CLOSING => "closing",
        _ => "other",
    }
}

/// Adds the sockets of a namespace.
pub async fn collect(namespace: &Namespace, _: usize, tables: &mut Tables) -> Result<(), Failure> {
    let diag = namespace.diag()?;
    let mut states = BTreeMap::<_, u64>::new();
    let mut rtt = Histogram::new(BOUNDS);
    // only established connections have a round-trip time, and the rest are cheaper without it
    let plain = Sockets { show: InetDiagExt::empty(), ..Sockets::all() };
    let established = plain.states(TcpStates::TCPF_ESTABLISHED).show(InetDiagExt::INET_DIAG_INFO);
    let others = plain.states(TcpStates::ALL.difference(TcpStates::TCPF_ESTABLISHED));
    for query in [established, others].iter().flat_map(|wanted| sock_diag::list(Tcp, wanted)) {
        let (counts, times): (BTreeMap<_, u64>, Vec<u32>) = namespace
            .fold(diag, query, |(counts, times): &mut (BTreeMap<_, _>, Vec<_>), socket| {
                let info = socket.attrs.get(TcpDiag::INET_DIAG_INFO)?;
                times.extend(info.and_then(|info| info.get(TcpInfo::tcpi_rtt)).filter(|rtt| *rtt > 0));
                let field = |field| u64::from(socket.header.get(field));
                let state = name(socket.header.get(InetDiagMsg::idiag_state));
                *counts.entry(state).or_default() += 1;
                *counts.entry("rx_queued_bytes").or_default() += field(InetDiagMsg::idiag_rqueue);
                *counts.entry("tx_queued_bytes").or_default() += field(InetDiagMsg::idiag_wqueue);
                Ok(())
            })
            .await?;
        counts.into_iter().for_each(|(state, count)| *states.entry(state).or_default() += count);
        times.into_iter().for_each(|time| rtt.observe(f64::from(time) / 1e6));
    }
    let mut udp = BTreeMap::<_, u64>::new();
    for query in sock_diag::list(Udp, &plain) {
        let counts = namespace
            .fold(diag, query, |counts: &mut BTreeMap<_, u64>, socket| {
                let state = match socket.header.get(InetDiagMsg::idiag_state) {
                    TcpState::TCP_ESTABLISHED => "established",
                    _ => "unconnected",
                };
                *counts.entry(state).or_default() += 1;
                Ok(())
            })
            .await?;
        counts.into_iter().for_each(|(state, count)| *udp.entry(state).or_default() += count);
    }
    tables.tcp.add(&namespace.label, states.into_iter().map(|(state, count)| TcpRow { state, count }));
    tables.udp.add(&namespace.label, udp.into_iter().map(|(state, count)| UdpRow { state, count }));
    tables.rtt.add(&namespace.label, [RttRow(rtt)]);
    Ok(())
}

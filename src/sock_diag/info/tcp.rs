//! TCP: linux/tcp.h, linux/inet_diag.h.
use super::*;

open_enum! {
    /// State of a socket: `TCP_*`, net/tcp_states.h of the kernel; `BPF_TCP_*`, linux/bpf.h. UDP,
    /// UNIX, VSOCK and other sockets use a subset.
    pub struct TcpState(u8) {
        /// Established (RFC 9293). For UDP, connected.
        TCP_ESTABLISHED = 1,
        /// SYN sent: active open in progress (RFC 9293).
        TCP_SYN_SENT = 2,
        /// SYN received (RFC 9293). Reported for half-open connections of a listening socket, too.
        TCP_SYN_RECV = 3,
        /// FIN-WAIT-1: closed locally, the FIN is not yet acknowledged (RFC 9293).
        TCP_FIN_WAIT1 = 4,
        /// FIN-WAIT-2: closed locally, the FIN is acknowledged (RFC 9293).
        TCP_FIN_WAIT2 = 5,
        /// TIME-WAIT: waits for delayed segments after the connection closed (RFC 9293).
        TCP_TIME_WAIT = 6,
        /// Closed, or not connected (UDP, raw, UNIX).
        TCP_CLOSE = 7,
        /// CLOSE-WAIT: closed by the peer, not yet closed locally (RFC 9293).
        TCP_CLOSE_WAIT = 8,
        /// LAST-ACK: closed by both, the local FIN is not yet acknowledged (RFC 9293).
        TCP_LAST_ACK = 9,
        /// Listening: waits for connections.
        TCP_LISTEN = 10,
        /// CLOSING: simultaneous close, the local FIN is not yet acknowledged (RFC 9293).
        TCP_CLOSING = 11,
        /// Request socket (mini-socket) of a half-open connection. Kernel internal: reported in state
        /// TCP_SYN_RECV.
        TCP_NEW_SYN_RECV = 12,
        /// Bound to a port, neither listening nor connected (Linux 6.8). Only selected by
        /// [`TCPF_BOUND_INACTIVE`](TcpStates::TCPF_BOUND_INACTIVE): such sockets are reported in state
        /// TCP_CLOSE.
        TCP_BOUND_INACTIVE = 13,
    }
}

flags! {
    /// Set of socket states: `TCPF_*`, net/tcp_states.h of the kernel.
    pub struct TcpStates(u32) {
        /// Established (RFC 9293). For UDP, connected.
        TCPF_ESTABLISHED = 1 << 1,
        /// SYN sent: active open in progress (RFC 9293).
        TCPF_SYN_SENT = 1 << 2,
        /// SYN received (RFC 9293). Selects half-open connections of listening sockets, too.
        TCPF_SYN_RECV = 1 << 3,
        /// FIN-WAIT-1: closed locally, the FIN is not yet acknowledged (RFC 9293).
        TCPF_FIN_WAIT1 = 1 << 4,
        /// FIN-WAIT-2: closed locally, the FIN is acknowledged (RFC 9293).
        TCPF_FIN_WAIT2 = 1 << 5,
        /// TIME-WAIT: waits for delayed segments after the connection closed (RFC 9293).
        TCPF_TIME_WAIT = 1 << 6,
        /// Closed, or not connected (UDP, raw, UNIX).
        TCPF_CLOSE = 1 << 7,
        /// CLOSE-WAIT: closed by the peer, not yet closed locally (RFC 9293).
        TCPF_CLOSE_WAIT = 1 << 8,
        /// LAST-ACK: closed by both, the local FIN is not yet acknowledged (RFC 9293).
        TCPF_LAST_ACK = 1 << 9,
        /// Listening sockets.
        TCPF_LISTEN = 1 << 10,
        /// CLOSING: simultaneous close, the local FIN is not yet acknowledged (RFC 9293).
        TCPF_CLOSING = 1 << 11,
        /// Request socket (mini-socket) of a half-open connection. Kernel internal.
        TCPF_NEW_SYN_RECV = 1 << 12,
        /// Selects TCP sockets that are bound to a port, but neither listen nor connect (Linux 6.8).
        /// The kernel reports these sockets in state TCP_CLOSE. Not part of [`ALL`](Self::ALL).
        TCPF_BOUND_INACTIVE = 1 << 13,
    }
}

impl TcpStates {
    /// All states that sockets are reported in; without
    /// [`TCPF_BOUND_INACTIVE`](Self::TCPF_BOUND_INACTIVE), which `ss -a` adds since iproute2 6.8.
    pub const ALL: Self = Self::from_bits_retain(0xfff);
    /// States of a connection, as `ss` requests them without `-a` and `-l`: [`ALL`](Self::ALL)
    /// without LISTEN, CLOSE, TIME-WAIT and SYN-RECV.
    pub const CONNECTED: Self = Self::from_bits_retain(
        Self::ALL.bits()
            & !(1 << TcpState::TCP_LISTEN.0
                | 1 << TcpState::TCP_CLOSE.0
                | 1 << TcpState::TCP_TIME_WAIT.0
                | 1 << TcpState::TCP_SYN_RECV.0),
    );
}

open_enum! {
    /// State of TCP congestion control: `TCP_CA_*`, linux/tcp.h.
    pub struct TcpCaState(u8) {
        /// Normal operation.
        TCP_CA_Open = 0,
        /// Duplicate or selective ACKs received; loss not yet confirmed.
        TCP_CA_Disorder = 1,
        /// Congestion window reduced after ECN or local congestion.
        TCP_CA_CWR = 2,
        /// Fast recovery: retransmitting after duplicate ACKs.
        TCP_CA_Recovery = 3,
        /// Loss recovery after a retransmission timeout (RTO).
        TCP_CA_Loss = 4,
    }
}

flags! {
    /// TCP options in use on a connection: `TCPI_OPT_*`, linux/tcp.h.
    pub struct TcpInfoOptions(u8) {
        /// Timestamps (RFC 7323).
        TCPI_OPT_TIMESTAMPS = 1,
        /// Selective acknowledgements (SACK, RFC 2018).
        TCPI_OPT_SACK = 2,
        /// Window scaling (RFC 7323).
        TCPI_OPT_WSCALE = 4,
        /// Explicit congestion notification (ECN, RFC 3168) negotiated.
        TCPI_OPT_ECN = 8,
        /// At least one packet with an ECT codepoint received.
        TCPI_OPT_ECN_SEEN = 16,
        /// Data in the SYN acknowledged by the SYN-ACK (TCP Fast Open).
        TCPI_OPT_SYN_DATA = 32,
        /// Timestamps with microsecond resolution.
        TCPI_OPT_USEC_TS = 64,
        /// Connection accepted by TCP Fast Open (RFC 7413).
        TCPI_OPT_TFO_CHILD = 128,
    }
}

bitfields! {
    /// Window scale factors of `struct tcp_info` (RFC 7323).
    pub struct TcpInfoScales {
        /// Window scale of the peer: the shift applied to windows advertised by the peer.
        tcpi_snd_wscale: 4,
        /// Local window scale: the shift applied to windows advertised to the peer.
        tcpi_rcv_wscale: 4,
    }
}

bitfields! {
    /// Bit-fields of `struct tcp_info`: delivery rate and Fast Open.
    pub struct TcpInfoBits {
        /// Whether the delivery rate was limited by the application rather than by the network.
        tcpi_delivery_rate_app_limited: 1,
        /// Reason of a Fast Open failure. 0 none, 1 no cookie, 2 cookie refused, 3 SYN
        /// retransmitted.
        tcpi_fastopen_client_fail: 2,
    }
}

c_struct! {
    /// Statistics of a TCP socket: `struct tcp_info`, linux/tcp.h.
    ///
    /// RTT is the round-trip time, RTO the retransmission timeout, MSS the maximum segment size.
    #[doc(alias = "tcp_info")]
    pub struct TcpInfo {
        /// State of the socket.
        tcpi_state: TcpState,
        /// State of congestion control.
        tcpi_ca_state: TcpCaState,
        /// Number of consecutive RTO expirations of the current segment.
        tcpi_retransmits: u8,
        /// Number of unanswered zero-window or keepalive probes.
        tcpi_probes: u8,
        /// Exponential backoff of the timer: how many times the timeout was doubled.
        tcpi_backoff: u8,
        /// TCP options in use.
        tcpi_options: TcpInfoOptions,
        /// Window scale factors: two bit-fields without a common name in the header.
        tcpi_wscale: TcpInfoScales,
        /// Further bit-fields without a common name in the header.
        tcpi_bits: TcpInfoBits,
        /// Retransmission timeout (RTO), microseconds.
        tcpi_rto: u32,
        /// Delayed ACK timeout, microseconds.
        tcpi_ato: u32,
        /// MSS for sending, bytes.
        tcpi_snd_mss: u32,
        /// MSS of received segments, as estimated, bytes.
        tcpi_rcv_mss: u32,
        /// Segments sent and not yet acknowledged. For a listening socket, the current length of
        /// the accept queue.
        tcpi_unacked: u32,
        /// Segments acknowledged by SACK. For a listening socket, the maximum length of the accept
        /// queue (the backlog of listen(2)).
        tcpi_sacked: u32,
        /// Segments considered lost.
        tcpi_lost: u32,
        /// Retransmitted segments not yet acknowledged.
        tcpi_retrans: u32,
        /// Segments acknowledged by FACK. Always 0 on current kernels.
        tcpi_fackets: u32,
        /// Time since data was last sent, milliseconds.
        tcpi_last_data_sent: u32,
        /// Always 0: the kernel does not record the time of the last ACK sent.
        tcpi_last_ack_sent: u32,
        /// Time since data was last received, milliseconds.
        tcpi_last_data_recv: u32,
        /// Time since an ACK was last received, milliseconds.
        tcpi_last_ack_recv: u32,
        /// Path MTU, bytes.
        tcpi_pmtu: u32,
        /// Slow start threshold of the advertised receive window, bytes.
        tcpi_rcv_ssthresh: u32,
        /// Smoothed RTT, microseconds.
        tcpi_rtt: u32,
        /// Variation of the RTT, microseconds.
        tcpi_rttvar: u32,
        /// Slow start threshold of the congestion window, segments.
        tcpi_snd_ssthresh: u32,
        /// Congestion window, segments.
        tcpi_snd_cwnd: u32,
        /// MSS advertised to the peer, bytes.
        tcpi_advmss: u32,
        /// Reordering tolerance: segments that may arrive out of order before loss is assumed.
        tcpi_reordering: u32,
        /// RTT as estimated by the receiver, microseconds.
        tcpi_rcv_rtt: u32,
        /// Bytes read by the application per RTT; the basis of receive buffer autotuning.
        tcpi_rcv_space: u32,
        /// Total number of retransmitted segments.
        tcpi_total_retrans: u32,
        /// Pacing rate, bytes per second. All ones means unlimited.
        tcpi_pacing_rate: u64,
        /// Maximum pacing rate (SO_MAX_PACING_RATE), bytes per second. All ones means unlimited.
        tcpi_max_pacing_rate: u64,
        /// Total bytes acknowledged (RFC 4898).
        tcpi_bytes_acked: u64,
        /// Total bytes received in order (RFC 4898).
        tcpi_bytes_received: u64,
        /// Total segments sent (RFC 4898).
        tcpi_segs_out: u32,
        /// Total segments received (RFC 4898).
        tcpi_segs_in: u32,
        /// Bytes in the send queue not yet sent.
        tcpi_notsent_bytes: u32,
        /// Minimum RTT, microseconds.
        tcpi_min_rtt: u32,
        /// Total segments with data received (RFC 4898).
        tcpi_data_segs_in: u32,
        /// Total segments with data sent (RFC 4898).
        tcpi_data_segs_out: u32,
        /// Most recent delivery rate, bytes per second.
        tcpi_delivery_rate: u64,
        /// Time spent sending data, microseconds.
        tcpi_busy_time: u64,
        /// Time limited by the receive window of the peer, microseconds.
        tcpi_rwnd_limited: u64,
        /// Time limited by the send buffer, microseconds.
        tcpi_sndbuf_limited: u64,
        /// Total segments delivered to the peer, retransmissions included.
        tcpi_delivered: u32,
        /// Segments delivered that the peer reported as CE-marked (ECN).
        tcpi_delivered_ce: u32,
        /// Total bytes of data sent, retransmissions included (RFC 4898).
        tcpi_bytes_sent: u64,
        /// Total bytes of data retransmitted (RFC 4898).
        tcpi_bytes_retrans: u64,
        /// Duplicate segments reported by the peer with DSACK (RFC 4898).
        tcpi_dsack_dups: u32,
        /// Number of reordering events.
        tcpi_reord_seen: u32,
        /// Segments received out of order.
        tcpi_rcv_ooopack: u32,
        /// Receive window advertised by the peer, after scaling, bytes.
        tcpi_snd_wnd: u32,
        /// Receive window advertised to the peer, after scaling, bytes.
        tcpi_rcv_wnd: u32,
        /// Number of flow hash changes to try another path. Causes are timeouts and protective load
        /// balancing (PLB).
        tcpi_rehash: u32,
        /// Total number of RTO expirations, SYN and SYN-ACK included.
        tcpi_total_rto: u16,
        /// Total number of recoveries after an RTO, an unfinished one included.
        tcpi_total_rto_recoveries: u16,
        /// Total time in recoveries after an RTO, an unfinished one included, milliseconds.
        tcpi_total_rto_time: u32,
        /// CE-marked segments received (Accurate ECN).
        tcpi_received_ce: u32,
        /// Bytes delivered with ECT(1), as the peer reports (Accurate ECN).
        tcpi_delivered_e1_bytes: u32,
        /// Bytes delivered with ECT(0), as the peer reports (Accurate ECN).
        tcpi_delivered_e0_bytes: u32,
        /// Bytes delivered with CE, as the peer reports (Accurate ECN).
        tcpi_delivered_ce_bytes: u32,
        /// Bytes received with ECT(1) (Accurate ECN).
        tcpi_received_e1_bytes: u32,
        /// Bytes received with ECT(0) (Accurate ECN).
        tcpi_received_e0_bytes: u32,
        /// Bytes received with CE (Accurate ECN).
        tcpi_received_ce_bytes: u32,
        /// State of Accurate ECN. The layout depends on the kernel: in Linux 6.18
        /// `tcpi_accecn_fail_mode` and `tcpi_accecn_opt_seen`, two bytes each; later the bit-fields
        /// `tcpi_ecn_mode:2`, `tcpi_accecn_opt_seen:2`, `tcpi_accecn_fail_mode:4` and
        /// `tcpi_options2:24`.
        tcpi_accecn: [u8; 4],
    }
}

c_struct! {
    /// Statistics of vegas, westwood, illinois and yeah: `struct tcpvegas_info`, linux/inet_diag.h.
    #[doc(alias = "tcpvegas_info")]
    pub struct TcpVegasInfo {
        /// Whether the algorithm is active. 0 or 1.
        tcpv_enabled: u32,
        /// Number of RTT samples.
        tcpv_rttcnt: u32,
        /// RTT, microseconds.
        tcpv_rtt: u32,
        /// Minimum RTT, microseconds.
        tcpv_minrtt: u32,
    }
}

c_struct! {
    /// Statistics of DCTCP (RFC 8257): `struct tcp_dctcp_info`, linux/inet_diag.h.
    #[doc(alias = "tcp_dctcp_info")]
    pub struct TcpDctcpInfo {
        /// Whether DCTCP is active (ECN was negotiated). 0 or 1.
        dctcp_enabled: u16,
        /// Whether the last received packet was CE-marked. 0 or 1.
        dctcp_ce_state: u16,
        /// Estimate of the fraction of marked bytes, in units of 1/1024: 0 to 1024.
        dctcp_alpha: u32,
        /// Bytes acknowledged with congestion feedback (ECE).
        dctcp_ab_ecn: u32,
        /// Bytes acknowledged.
        dctcp_ab_tot: u32,
    }
}

c_struct! {
    /// Statistics of BBR: `struct tcp_bbr_info`, linux/inet_diag.h.
    #[doc(alias = "tcp_bbr_info")]
    pub struct TcpBbrInfo {
        /// Bandwidth estimate, bytes per second: the lower 32 bits.
        bbr_bw_lo: u32,
        /// Bandwidth estimate, bytes per second: the upper 32 bits.
        bbr_bw_hi: u32,
        /// Minimum RTT, microseconds.
        bbr_min_rtt: u32,
        /// Pacing gain in units of 1/256: ratio of the pacing rate to the bandwidth estimate.
        bbr_pacing_gain: u32,
        /// Congestion window gain in units of 1/256: ratio to the bandwidth-delay product.
        bbr_cwnd_gain: u32,
    }
}

//! What protocols tell of a socket: TCP, MPTCP, SCTP, and what lies above TCP (linux/tcp.h, linux/mptcp.h, linux/sctp.h, linux/tls.h).
//!
//! Kernels grow these structures, so they are read field by field: one that this kernel does not have is `None`.
//!
//! ```
//! use nlwire::{diag::TcpInfo, wire::Grown};
//! let told = [0; 192]; // an old kernel's
//! let info = Grown::<TcpInfo>::new(&told);
//! assert_eq!((info.get(TcpInfo::tcpi_rtt), info.get(TcpInfo::tcpi_total_rto)), (Some(0), None));
//! ```
use super::{InetDiag, SockAddrStorage};
use crate::{
    attributes, bits, flags, layout, numbers, select,
    wire::{Attrs, By, Flag, Grown, Selected, Str},
};

numbers! {
    /// A socket's state: `TCP_*`, net/tcp_states.h of the kernel; `BPF_TCP_*`, linux/bpf.h. Other protocols use some of them.
    pub struct TcpState(u8) {
        /// Connected.
        TCP_ESTABLISHED = 1,
        /// It connects.
        TCP_SYN_SENT = 2,
        /// It is being connected to.
        TCP_SYN_RECV = 3,
        /// It was closed here.
        TCP_FIN_WAIT1 = 4,
        /// It was closed here, and the peer knows.
        TCP_FIN_WAIT2 = 5,
        /// Late packets are waited for.
        TCP_TIME_WAIT = 6,
        /// Not connected.
        TCP_CLOSE = 7,
        /// The peer has closed it.
        TCP_CLOSE_WAIT = 8,
        /// Both have closed it, and the last acknowledgement is awaited.
        TCP_LAST_ACK = 9,
        /// It listens.
        TCP_LISTEN = 10,
        /// Both have closed it at once.
        TCP_CLOSING = 11,
        /// It is being connected to, and is no whole socket yet.
        TCP_NEW_SYN_RECV = 12,
        /// Bound, and not connected.
        TCP_BOUND_INACTIVE = 13,
    }
}
flags! {
    /// Several states: `TCPF_*`, net/tcp_states.h of the kernel.
    pub struct TcpStates(u32) {
        /// Connected.
        TCPF_ESTABLISHED = 1 << 1,
        /// It connects.
        TCPF_SYN_SENT = 1 << 2,
        /// It is being connected to.
        TCPF_SYN_RECV = 1 << 3,
        /// It was closed here.
        TCPF_FIN_WAIT1 = 1 << 4,
        /// It was closed here, and the peer knows.
        TCPF_FIN_WAIT2 = 1 << 5,
        /// Late packets are waited for.
        TCPF_TIME_WAIT = 1 << 6,
        /// Not connected.
        TCPF_CLOSE = 1 << 7,
        /// The peer has closed it.
        TCPF_CLOSE_WAIT = 1 << 8,
        /// Both have closed it, and the last acknowledgement is awaited.
        TCPF_LAST_ACK = 1 << 9,
        /// It listens.
        TCPF_LISTEN = 1 << 10,
        /// Both have closed it at once.
        TCPF_CLOSING = 1 << 11,
        /// It is being connected to, and is no whole socket yet.
        TCPF_NEW_SYN_RECV = 1 << 12,
        /// Bound, and not connected. Asked for by itself only, since tools before Linux 6.8 asked for all bits.
        TCPF_BOUND_INACTIVE = 1 << 13,
    }
}
impl TcpStates {
    /// Every state but TCP_BOUND_INACTIVE: what `ss -a` shows.
    pub const ALL: Self = Self::from_bits_retain(0xfff);
    /// Every state of a connection: what `ss` shows without `-a` and `-l`.
    pub const CONNECTED: Self = Self::from_bits_retain(
        Self::ALL.bits()
            & !(1 << TcpState::TCP_LISTEN.0
                | 1 << TcpState::TCP_CLOSE.0
                | 1 << TcpState::TCP_TIME_WAIT.0
                | 1 << TcpState::TCP_SYN_RECV.0),
    );
}
numbers! {
    /// What the congestion control is about: `TCP_CA_*`, linux/tcp.h.
    pub struct TcpCaState(u8) {
        /// Nothing unusual.
        TCP_CA_Open = 0,
        /// Acknowledgements are out of order.
        TCP_CA_Disorder = 1,
        /// The window was reduced.
        TCP_CA_CWR = 2,
        /// It retransmits at once.
        TCP_CA_Recovery = 3,
        /// It retransmits after a time-out.
        TCP_CA_Loss = 4,
    }
}
flags! {
    /// What a connection has agreed on: `TCPI_OPT_*`, linux/tcp.h.
    pub struct TcpInfoOptions(u8) {
        /// Timestamps.
        TCPI_OPT_TIMESTAMPS = 1,
        /// Selective acknowledgements.
        TCPI_OPT_SACK = 2,
        /// Window scales.
        TCPI_OPT_WSCALE = 4,
        /// Explicit congestion notification.
        TCPI_OPT_ECN = 8,
        /// At least one packet bore it.
        TCPI_OPT_ECN_SEEN = 16,
        /// Data in its SYN were acknowledged.
        TCPI_OPT_SYN_DATA = 32,
        /// Timestamps of a microsecond.
        TCPI_OPT_USEC_TS = 64,
        /// It was opened with data by a fast open.
        TCPI_OPT_TFO_CHILD = 128,
    }
}
bits! {
    /// Window scales.
    pub struct TcpInfoScales {
        /// The peer's: what it sends is shifted left by so much.
        tcpi_snd_wscale: 4,
        /// Our own.
        tcpi_rcv_wscale: 4,
    }
}
bits! {
    /// Two small numbers.
    pub struct TcpInfoBits {
        /// Whether the delivery rate was limited by the program and not by the network.
        tcpi_delivery_rate_app_limited: 1,
        /// Why a fast open failed: 0 it did not, 1 no cookie, 2 the cookie was refused, 3 SYN was retransmitted.
        tcpi_fastopen_client_fail: 2,
    }
}
layout! {
    /// What TCP tells: `struct tcp_info`, linux/tcp.h. Times are in microseconds where nothing else is said.
    #[doc(alias = "tcp_info")]
    pub struct TcpInfo {
        /// State.
        tcpi_state: TcpState,
        /// What the congestion control is about.
        tcpi_ca_state: TcpCaState,
        /// Time-outs in a row.
        tcpi_retransmits: u8,
        /// Unanswered probes in a row.
        tcpi_probes: u8,
        /// How often the time-out was doubled.
        tcpi_backoff: u8,
        /// What was agreed on.
        tcpi_options: TcpInfoOptions,
        /// Window scales: two bit fields that have no common name in the header.
        tcpi_wscale: TcpInfoScales,
        /// Two more bit fields.
        tcpi_bits: TcpInfoBits,
        /// Time-out of a retransmission.
        tcpi_rto: u32,
        /// Time-out of a delayed acknowledgement.
        tcpi_ato: u32,
        /// Largest segment that is sent, bytes.
        tcpi_snd_mss: u32,
        /// Largest segment that is received, bytes.
        tcpi_rcv_mss: u32,
        /// Segments that are not acknowledged; of a listening one, connections that wait.
        tcpi_unacked: u32,
        /// Segments that were acknowledged out of order; of a listening one, connections that may wait.
        tcpi_sacked: u32,
        /// Segments that are taken for lost.
        tcpi_lost: u32,
        /// Segments that were retransmitted and not acknowledged.
        tcpi_retrans: u32,
        /// 0 today.
        tcpi_fackets: u32,
        /// Since data were sent, milliseconds.
        tcpi_last_data_sent: u32,
        /// 0: it is not remembered.
        tcpi_last_ack_sent: u32,
        /// Since data were received, milliseconds.
        tcpi_last_data_recv: u32,
        /// Since an acknowledgement was received, milliseconds.
        tcpi_last_ack_recv: u32,
        /// Largest packet of the path, bytes.
        tcpi_pmtu: u32,
        /// Slow start threshold of the window that we announce, bytes.
        tcpi_rcv_ssthresh: u32,
        /// Round trip time, smoothed.
        tcpi_rtt: u32,
        /// How much it varies.
        tcpi_rttvar: u32,
        /// Slow start threshold, segments.
        tcpi_snd_ssthresh: u32,
        /// Congestion window, segments.
        tcpi_snd_cwnd: u32,
        /// Largest segment that we announce, bytes.
        tcpi_advmss: u32,
        /// How far segments may come out of order before one counts as lost.
        tcpi_reordering: u32,
        /// Round trip time as the receiver estimates it.
        tcpi_rcv_rtt: u32,
        /// Bytes that the program reads in a round trip.
        tcpi_rcv_space: u32,
        /// Segments that were retransmitted.
        tcpi_total_retrans: u32,
        /// Rate at which it sends, bytes a second; all ones for no limit.
        tcpi_pacing_rate: u64,
        /// The most that the program allows, bytes a second.
        tcpi_max_pacing_rate: u64,
        /// Bytes that were acknowledged.
        tcpi_bytes_acked: u64,
        /// Bytes that were received in order.
        tcpi_bytes_received: u64,
        /// Segments sent.
        tcpi_segs_out: u32,
        /// Segments received.
        tcpi_segs_in: u32,
        /// Bytes that have not been sent yet.
        tcpi_notsent_bytes: u32,
        /// Least round trip time.
        tcpi_min_rtt: u32,
        /// Segments with data received.
        tcpi_data_segs_in: u32,
        /// Segments with data sent.
        tcpi_data_segs_out: u32,
        /// Rate at which data were delivered of late, bytes a second.
        tcpi_delivery_rate: u64,
        /// For how long it was busy sending.
        tcpi_busy_time: u64,
        /// For how long the peer's window was what it waited for.
        tcpi_rwnd_limited: u64,
        /// For how long its buffer was what it waited for.
        tcpi_sndbuf_limited: u64,
        /// Segments delivered.
        tcpi_delivered: u32,
        /// Segments delivered of which the peer told that they met congestion.
        tcpi_delivered_ce: u32,
        /// Bytes sent, retransmissions included.
        tcpi_bytes_sent: u64,
        /// Bytes retransmitted.
        tcpi_bytes_retrans: u64,
        /// Duplicates that the peer told of.
        tcpi_dsack_dups: u32,
        /// How often segments came out of order.
        tcpi_reord_seen: u32,
        /// Segments received out of order.
        tcpi_rcv_ooopack: u32,
        /// The peer's window, scaled, bytes.
        tcpi_snd_wnd: u32,
        /// Our own window, scaled, bytes.
        tcpi_rcv_wnd: u32,
        /// How often another path was tried.
        tcpi_rehash: u32,
        /// Time-outs of retransmissions.
        tcpi_total_rto: u16,
        /// Recoveries from them.
        tcpi_total_rto_recoveries: u16,
        /// How long those took, milliseconds.
        tcpi_total_rto_time: u32,
        /// Segments received that met congestion.
        tcpi_received_ce: u32,
        /// Bytes delivered as ECT(1).
        tcpi_delivered_e1_bytes: u32,
        /// Bytes delivered as ECT(0).
        tcpi_delivered_e0_bytes: u32,
        /// Bytes delivered that met congestion.
        tcpi_delivered_ce_bytes: u32,
        /// Bytes received as ECT(1).
        tcpi_received_e1_bytes: u32,
        /// Bytes received as ECT(0).
        tcpi_received_e0_bytes: u32,
        /// Bytes received that met congestion.
        tcpi_received_ce_bytes: u32,
        /// About Accurate ECN. Kernels differ: in Linux 6.18 `tcpi_accecn_fail_mode` and `tcpi_accecn_opt_seen`, of two bytes each; later
        /// `tcpi_ecn_mode:2`, `tcpi_accecn_opt_seen:2`, `tcpi_accecn_fail_mode:4` and `tcpi_options2:24`.
        tcpi_accecn: [u8; 4],
    }
}
layout! {
    /// What vegas, westwood or illinois tells: `struct tcpvegas_info`, linux/inet_diag.h.
    #[doc(alias = "tcpvegas_info")]
    pub struct TcpVegasInfo {
        /// Whether it is at work.
        tcpv_enabled: u32,
        /// Round trips counted.
        tcpv_rttcnt: u32,
        /// Round trip time, microseconds.
        tcpv_rtt: u32,
        /// Least round trip time, microseconds.
        tcpv_minrtt: u32,
    }
}
layout! {
    /// What dctcp tells: `struct tcp_dctcp_info`, linux/inet_diag.h.
    #[doc(alias = "tcp_dctcp_info")]
    pub struct TcpDctcpInfo {
        /// Whether it is at work.
        dctcp_enabled: u16,
        /// Whether the last packet met congestion.
        dctcp_ce_state: u16,
        /// Its estimate of congestion, 0 to 1024.
        dctcp_alpha: u32,
        /// Bytes acknowledged that met congestion.
        dctcp_ab_ecn: u32,
        /// Bytes acknowledged.
        dctcp_ab_tot: u32,
    }
}
layout! {
    /// What bbr tells: `struct tcp_bbr_info`, linux/inet_diag.h.
    #[doc(alias = "tcp_bbr_info")]
    pub struct TcpBbrInfo {
        /// Its estimate of the bandwidth, bytes a second: the lower half.
        bbr_bw_lo: u32,
        /// And the upper half.
        bbr_bw_hi: u32,
        /// Least round trip time, microseconds.
        bbr_min_rtt: u32,
        /// How much faster it sends than it estimates, times 256.
        bbr_pacing_gain: u32,
        /// How much larger its window is, times 256.
        bbr_cwnd_gain: u32,
    }
}
flags! {
    /// What is known of an MPTCP connection: `MPTCP_INFO_FLAG_*`, linux/mptcp.h.
    pub struct MptcpInfoFlags(u32) {
        /// It is plain TCP after all.
        MPTCP_INFO_FLAG_FALLBACK = 1 << 0,
        /// The peer's key is known.
        MPTCP_INFO_FLAG_REMOTE_KEY_RECEIVED = 1 << 1,
    }
}
layout! {
    /// What MPTCP tells: `struct mptcp_info`, linux/mptcp.h.
    #[doc(alias = "mptcp_info")]
    pub struct MptcpInfo {
        /// Subflows beside the first.
        mptcpi_subflows: u8,
        /// Addresses announced.
        mptcpi_add_addr_signal: u8,
        /// Addresses taken that the peer announced.
        mptcpi_add_addr_accepted: u8,
        /// Subflows that there may be.
        mptcpi_subflows_max: u8,
        /// Addresses that may be announced.
        mptcpi_add_addr_signal_max: u8,
        /// Addresses that may be taken.
        mptcpi_add_addr_accepted_max: u8,
        /// Nothing.
        __hole1: u16,
        /// What is known of it.
        mptcpi_flags: MptcpInfoFlags,
        /// Our token.
        mptcpi_token: u32,
        /// Number of the next byte to be sent.
        mptcpi_write_seq: u64,
        /// Number of the first byte that is not acknowledged.
        mptcpi_snd_una: u64,
        /// Number of the next byte to be received.
        mptcpi_rcv_nxt: u64,
        /// Own addresses in use.
        mptcpi_local_addr_used: u8,
        /// Own addresses that may be.
        mptcpi_local_addr_max: u8,
        /// Whether it computes checksums.
        mptcpi_csum_enabled: u8,
        /// Nothing.
        __hole2: u8,
        /// Retransmissions.
        mptcpi_retransmits: u32,
        /// Bytes retransmitted.
        mptcpi_bytes_retrans: u64,
        /// Bytes sent.
        mptcpi_bytes_sent: u64,
        /// Bytes received.
        mptcpi_bytes_received: u64,
        /// Bytes acknowledged.
        mptcpi_bytes_acked: u64,
        /// Subflows in all.
        mptcpi_subflows_total: u8,
        /// End points for whoever the peer announces, that there may be.
        mptcpi_endp_laminar_max: u8,
        /// End points for a full mesh, that there may be.
        mptcpi_endp_fullmesh_max: u8,
        /// Nothing yet.
        reserved: u8,
        /// Since data were sent, milliseconds.
        mptcpi_last_data_sent: u32,
        /// Since data were received, milliseconds.
        mptcpi_last_data_recv: u32,
        /// Since an acknowledgement was received, milliseconds.
        mptcpi_last_ack_recv: u32,
    }
}
layout! {
    /// What SCTP tells: `struct sctp_info`, linux/sctp.h.
    #[doc(alias = "sctp_info")]
    pub struct SctpInfo {
        /// Verification tag.
        sctpi_tag: u32,
        /// The association's state.
        sctpi_state: u32,
        /// Window, bytes.
        sctpi_rwnd: u32,
        /// Chunks that are not acknowledged.
        sctpi_unackdata: u16,
        /// Chunks that wait to be read.
        sctpi_penddata: u16,
        /// Streams that come in.
        sctpi_instrms: u16,
        /// Streams that go out.
        sctpi_outstrms: u16,
        /// Where messages are fragmented, bytes.
        sctpi_fragmentation_point: u32,
        /// Chunks in the queue of what came in.
        sctpi_inqueue: u32,
        /// Chunks in the queue of what goes out.
        sctpi_outqueue: u32,
        /// Errors in a row.
        sctpi_overall_error: u32,
        /// Packets that may go out at once.
        sctpi_max_burst: u32,
        /// Largest fragment, bytes.
        sctpi_maxseg: u32,
        /// The peer's window, bytes.
        sctpi_peer_rwnd: u32,
        /// The peer's tag.
        sctpi_peer_tag: u32,
        /// What the peer can do.
        sctpi_peer_capable: u8,
        /// Selective acknowledgements.
        sctpi_peer_sack: u8,
        /// Nothing.
        __reserved1: u16,
        /// Acknowledgements received.
        sctpi_isacks: u64,
        /// Acknowledgements sent.
        sctpi_osacks: u64,
        /// Packets sent.
        sctpi_opackets: u64,
        /// Packets received.
        sctpi_ipackets: u64,
        /// Chunks retransmitted.
        sctpi_rtxchunks: u64,
        /// Chunks received out of sequence.
        sctpi_outofseqtsns: u64,
        /// Chunks received twice.
        sctpi_idupchunks: u64,
        /// Gaps acknowledged.
        sctpi_gapcnt: u64,
        /// Unordered chunks sent.
        sctpi_ouodchunks: u64,
        /// Unordered chunks received.
        sctpi_iuodchunks: u64,
        /// Ordered chunks sent.
        sctpi_oodchunks: u64,
        /// Ordered chunks received.
        sctpi_iodchunks: u64,
        /// Control chunks sent.
        sctpi_octrlchunks: u64,
        /// Control chunks received.
        sctpi_ictrlchunks: u64,
        /// The primary path: the peer's address.
        sctpi_p_address: SockAddrStorage,
        /// Its state.
        sctpi_p_state: i32,
        /// Its congestion window, bytes.
        sctpi_p_cwnd: u32,
        /// Its round trip time, milliseconds.
        sctpi_p_srtt: u32,
        /// Its time-out, milliseconds.
        sctpi_p_rto: u32,
        /// Between two heartbeats, milliseconds.
        sctpi_p_hbinterval: u32,
        /// Retransmissions until it counts as dead.
        sctpi_p_pathmaxrxt: u32,
        /// How long acknowledgements are delayed, milliseconds.
        sctpi_p_sackdelay: u32,
        /// After how many packets one is sent.
        sctpi_p_sackfreq: u32,
        /// Its slow start threshold, bytes.
        sctpi_p_ssthresh: u32,
        /// Bytes acknowledged towards a larger window.
        sctpi_p_partial_bytes_acked: u32,
        /// Bytes on their way.
        sctpi_p_flight_size: u32,
        /// Errors.
        sctpi_p_error: u16,
        /// Nothing.
        __reserved2: u16,
        /// The socket: seconds of silence after which it closes an association; 0 for never.
        sctpi_s_autoclose: u32,
        /// Adaptation layer indication.
        sctpi_s_adaptation_ind: u32,
        /// From which size on messages are handed over in part.
        sctpi_s_pd_point: u32,
        /// Small messages are sent at once.
        sctpi_s_nodelay: u8,
        /// Messages are not fragmented.
        sctpi_s_disable_fragments: u8,
        /// IPv4 addresses are shown as IPv6 ones.
        sctpi_s_v4mapped: u8,
        /// How parts of messages may mix.
        sctpi_s_frag_interleave: u8,
        /// One to one, or one to many.
        sctpi_s_type: u32,
        /// Nothing.
        __reserved3: u32,
    }
}
layout! {
    /// Memory of a socket, bytes: numbers at the places `SK_MEMINFO_*`, linux/sock_diag.h.
    pub struct SkMemInfo {
        /// Of what was received.
        SK_MEMINFO_RMEM_ALLOC: u32,
        /// What may be received.
        SK_MEMINFO_RCVBUF: u32,
        /// Of what was sent and not freed.
        SK_MEMINFO_WMEM_ALLOC: u32,
        /// What may wait to be sent.
        SK_MEMINFO_SNDBUF: u32,
        /// Allocated ahead.
        SK_MEMINFO_FWD_ALLOC: u32,
        /// Of what waits to be sent.
        SK_MEMINFO_WMEM_QUEUED: u32,
        /// Of options and filters.
        SK_MEMINFO_OPTMEM: u32,
        /// Of what arrived while a program held the socket.
        SK_MEMINFO_BACKLOG: u32,
        /// Packets dropped: a number of them, not of bytes.
        SK_MEMINFO_DROPS: u32,
    }
}
numbers! {
    /// Who encrypts: `TLS_CONF_*`, linux/tls.h.
    pub struct TlsConf(u16) {
        /// Nobody as yet.
        TLS_CONF_BASE = 1,
        /// The kernel.
        TLS_CONF_SW = 2,
        /// The device.
        TLS_CONF_HW = 3,
        /// The device, whole connections.
        TLS_CONF_HW_RECORD = 4,
    }
}
numbers! {
    /// Version of TLS: `TLS_*_VERSION`, linux/tls.h.
    pub struct TlsVersion(u16) {
        /// 1.2.
        TLS_1_2_VERSION = 0x303,
        /// 1.3.
        TLS_1_3_VERSION = 0x304,
    }
}
numbers! {
    /// Cipher of TLS: `TLS_CIPHER_*`, linux/tls.h.
    pub struct TlsCipher(u16) {
        /// AES-GCM, 128 bits.
        TLS_CIPHER_AES_GCM_128 = 51,
        /// AES-GCM, 256 bits.
        TLS_CIPHER_AES_GCM_256 = 52,
        /// AES-CCM, 128 bits.
        TLS_CIPHER_AES_CCM_128 = 53,
        /// ChaCha20 with Poly1305.
        TLS_CIPHER_CHACHA20_POLY1305 = 54,
        /// SM4-GCM.
        TLS_CIPHER_SM4_GCM = 55,
        /// SM4-CCM.
        TLS_CIPHER_SM4_CCM = 56,
        /// ARIA-GCM, 128 bits.
        TLS_CIPHER_ARIA_GCM_128 = 57,
        /// ARIA-GCM, 256 bits.
        TLS_CIPHER_ARIA_GCM_256 = 58,
    }
}
flags! {
    /// What is known of a subflow: `MPTCP_SUBFLOW_FLAG_*`, linux/mptcp.h.
    pub struct MptcpSubflowFlags(u32) {
        /// The peer asked for MPTCP by the first SYN.
        MPTCP_SUBFLOW_FLAG_MCAP_REM = 1 << 0,
        /// So did we.
        MPTCP_SUBFLOW_FLAG_MCAP_LOC = 1 << 1,
        /// The peer joined it to a connection.
        MPTCP_SUBFLOW_FLAG_JOIN_REM = 1 << 2,
        /// So did we.
        MPTCP_SUBFLOW_FLAG_JOIN_LOC = 1 << 3,
        /// A spare one, says the peer.
        MPTCP_SUBFLOW_FLAG_BKUP_REM = 1 << 4,
        /// A spare one, say we.
        MPTCP_SUBFLOW_FLAG_BKUP_LOC = 1 << 5,
        /// Both know that it is there.
        MPTCP_SUBFLOW_FLAG_FULLY_ESTABLISHED = 1 << 6,
        /// Connected.
        MPTCP_SUBFLOW_FLAG_CONNECTED = 1 << 7,
        /// The mapping is valid.
        MPTCP_SUBFLOW_FLAG_MAPVALID = 1 << 8,
    }
}
attributes! {
    /// What a protocol above TCP tells: `INET_ULP_INFO_*`, linux/inet_diag.h.
    pub set UlpInfo, enum UlpInfoAttr<'a> {
        /// Its name: `tls`, `mptcp`.
        INET_ULP_INFO_NAME = 1 => Name(Str<'a>),
        /// What TLS tells.
        INET_ULP_INFO_TLS = 2 => Tls(Attrs<'a, TlsInfo>),
        /// What MPTCP tells of this subflow.
        INET_ULP_INFO_MPTCP = 3 => Mptcp(Attrs<'a, MptcpSubflow>),
    }
}
attributes! {
    /// What TLS tells: `TLS_INFO_*`, linux/tls.h.
    pub set TlsInfo, enum TlsInfoAttr<'a> {
        /// Its version.
        TLS_INFO_VERSION = 1 => Version(TlsVersion),
        /// Its cipher.
        TLS_INFO_CIPHER = 2 => Cipher(TlsCipher),
        /// Who encrypts.
        TLS_INFO_TXCONF = 3 => TxConf(TlsConf),
        /// Who decrypts.
        TLS_INFO_RXCONF = 4 => RxConf(TlsConf),
        /// What sendfile sends is not copied.
        TLS_INFO_ZC_RO_TX = 5 => ZcRoTx(Flag),
        /// Records are taken to have no padding.
        TLS_INFO_RX_NO_PAD = 6 => RxNoPad(Flag),
    }
}
attributes! {
    /// What MPTCP tells of a subflow: `MPTCP_SUBFLOW_ATTR_*`, linux/mptcp.h.
    pub set MptcpSubflow, enum MptcpSubflowAttr<'a> {
        /// The peer's token.
        MPTCP_SUBFLOW_ATTR_TOKEN_REM = 1 => TokenRem(u32),
        /// Our token.
        MPTCP_SUBFLOW_ATTR_TOKEN_LOC = 2 => TokenLoc(u32),
        /// Where the subflow's sequence begins.
        MPTCP_SUBFLOW_ATTR_RELWRITE_SEQ = 3 => RelwriteSeq(u32),
        /// The mapping: where it begins in the connection.
        MPTCP_SUBFLOW_ATTR_MAP_SEQ = 4 => MapSeq(u64),
        /// Where it begins in the subflow.
        MPTCP_SUBFLOW_ATTR_MAP_SFSEQ = 5 => MapSfseq(u32),
        /// The subflow's first sequence number.
        MPTCP_SUBFLOW_ATTR_SSN_OFFSET = 6 => SsnOffset(u32),
        /// Bytes of the mapping.
        MPTCP_SUBFLOW_ATTR_MAP_DATALEN = 7 => MapDatalen(u16),
        /// What is known of it.
        MPTCP_SUBFLOW_ATTR_FLAGS = 8 => Flags(MptcpSubflowFlags),
        /// The peer's address, by its id.
        MPTCP_SUBFLOW_ATTR_ID_REM = 9 => IdRem(u8),
        /// Our address, by its id.
        MPTCP_SUBFLOW_ATTR_ID_LOC = 10 => IdLoc(u8),
        /// Nothing: brings what follows to a multiple of 8.
        MPTCP_SUBFLOW_ATTR_PAD = 11 => Pad(&'a [u8]),
    }
}
select! {
    /// [`InetDiag::INET_DIAG_INFO`] by the protocol that was asked for, which the reply does not say.
    pub enum Info<'a>, selector InfoOf from By::Asked { offset: 1, len: 1 } => {
        /// TCP.
        TCP = &[6u8] => Tcp(Grown<'a, TcpInfo>),
        /// SCTP.
        SCTP = &[132u8] => Sctp(Grown<'a, SctpInfo>),
        /// DCCP, gone since Linux 6.16: it fills the fields of TCP that it has.
        DCCP = &[33u8] => Dccp(Grown<'a, TcpInfo>),
        /// MPTCP, asked for by [`IPPROTO_MPTCP`](super::IPPROTO_MPTCP).
        MPTCP = &[super::MPTCP_ASKED] => Mptcp(Grown<'a, MptcpInfo>),
        /// Nothing was asked: told that a socket has ended, by the protocol that the message itself says.
        UNASKED = &[0u8] => Unasked(Selected<'a, ToldOf>),
    }
}
select! {
    /// The same by [`InetDiag::INET_DIAG_PROTOCOL`].
    pub enum Told<'a>, selector ToldOf from By::bytes(InetDiag::INET_DIAG_PROTOCOL.number()) => {
        /// TCP.
        TOLD_TCP = &[6u8] => Tcp(Grown<'a, TcpInfo>),
        /// SCTP.
        TOLD_SCTP = &[132u8] => Sctp(Grown<'a, SctpInfo>),
        /// DCCP.
        TOLD_DCCP = &[33u8] => Dccp(Grown<'a, TcpInfo>),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Asked, Attr, Layout, Scope, Set, Shape, View, Writer};
    use std::format;

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        let lens = (TcpInfo::STRUCTURE.len, MptcpInfo::STRUCTURE.len, SctpInfo::STRUCTURE.len);
        assert_eq!(lens, (280, 96, 368));
        assert_eq!(
            (TcpVegasInfo::STRUCTURE.len, TcpDctcpInfo::STRUCTURE.len, TcpBbrInfo::STRUCTURE.len),
            (16, 16, 20)
        );
        assert_eq!(SkMemInfo::STRUCTURE.len, 36);
    }
    #[test]
    fn what_was_asked_says_what_a_socket_tells() {
        let mut buffer = [0; 400];
        let mut writer = Writer::<InetDiag>::new(&mut buffer);
        writer.copy(Attr::new(2, &[1, 0, 0, 0, 0, 0, 0x77, 3, 9, 0, 0, 0]));
        writer.copy(Attr::new(10, &[132]));
        let bytes = writer.finish().unwrap();
        let text = |asked| {
            let scope = Scope::new(20, &[2]).asked(Asked(asked));
            format!("{:?}", View::within(Shape::Set(InetDiag::table), bytes, scope))
        };
        let tcp = text([2, 6, 0, 0]);
        let scales = "tcpi_wscale: {tcpi_snd_wscale: 7, tcpi_rcv_wscale: 7}";
        assert!(tcp.contains(scales) && tcp.contains("tcpi_state: TCP_ESTABLISHED"), "{tcp}");
        assert!(text([10, super::super::MPTCP_ASKED, 0, 0]).contains("mptcpi_subflows: 1"));
        assert!(text([10, 132, 0, 0]).contains("sctpi_tag"));
        assert!(text([0; 4]).contains("sctpi_tag"), "an end that is told bears its protocol");
        assert!(text([2, 17, 0, 0]).contains("INET_DIAG_INFO: 01000000"), "{}", text([2, 17, 0, 0]));
    }
}

//! SCTP: linux/sctp.h.
use super::*;

c_struct! {
    /// Statistics of an SCTP association or socket: `struct sctp_info`, linux/sctp.h. Fields
    /// `sctpi_p_*` describe the primary path. The kernel fills fields `sctpi_s_*` for a socket
    /// without an association, and all others for an association.
    #[doc(alias = "sctp_info")]
    pub struct SctpInfo {
        /// Local verification tag.
        sctpi_tag: u32,
        /// State of the association, as numbered inside the kernel.
        sctpi_state: u32,
        /// Advertised receive window, bytes.
        sctpi_rwnd: u32,
        /// DATA chunks sent and not yet acknowledged.
        sctpi_unackdata: u16,
        /// DATA chunks missing from the peer: gaps before the highest TSN received.
        sctpi_penddata: u16,
        /// Number of inbound streams.
        sctpi_instrms: u16,
        /// Number of outbound streams.
        sctpi_outstrms: u16,
        /// Message size above which messages are fragmented, bytes.
        sctpi_fragmentation_point: u32,
        /// Chunks in the inbound queue.
        sctpi_inqueue: u32,
        /// Chunks in the outbound queue.
        sctpi_outqueue: u32,
        /// Consecutive errors of the association, all paths included.
        sctpi_overall_error: u32,
        /// Maximum burst, packets.
        sctpi_max_burst: u32,
        /// Maximum size of a fragment (SCTP_MAXSEG), bytes.
        sctpi_maxseg: u32,
        /// Receive window of the peer, bytes.
        sctpi_peer_rwnd: u32,
        /// Verification tag of the peer.
        sctpi_peer_tag: u32,
        /// Capabilities of the peer, a bit mask. From bit 0: AUTH, PR-SCTP, ASCONF; the higher bits
        /// depend on the kernel.
        sctpi_peer_capable: u8,
        /// State of SACK generation, a bit mask. Bit 0: zero window announced, bit 1: SACK
        /// generation, bit 2: SACK needed.
        sctpi_peer_sack: u8,
        /// Padding.
        pad __reserved1: u16,
        /// SACK chunks received.
        sctpi_isacks: u64,
        /// SACK chunks sent.
        sctpi_osacks: u64,
        /// Packets sent.
        sctpi_opackets: u64,
        /// Packets received.
        sctpi_ipackets: u64,
        /// Chunks retransmitted.
        sctpi_rtxchunks: u64,
        /// TSNs received beyond the next one expected.
        sctpi_outofseqtsns: u64,
        /// Duplicate chunks received.
        sctpi_idupchunks: u64,
        /// Gap acknowledgements received.
        sctpi_gapcnt: u64,
        /// Unordered DATA chunks sent.
        sctpi_ouodchunks: u64,
        /// Unordered DATA chunks received.
        sctpi_iuodchunks: u64,
        /// Ordered DATA chunks sent.
        sctpi_oodchunks: u64,
        /// Ordered DATA chunks received.
        sctpi_iodchunks: u64,
        /// Control chunks sent.
        sctpi_octrlchunks: u64,
        /// Control chunks received.
        sctpi_ictrlchunks: u64,
        /// Peer address of the primary path.
        sctpi_p_address: Struct<SockAddrStorage>,
        /// State of the primary path. 0 inactive, 1 potentially failed, 2 active, 3 unconfirmed
        /// (`enum sctp_spinfo_state`, linux/sctp.h).
        sctpi_p_state: i32,
        /// Congestion window of the primary path, bytes.
        sctpi_p_cwnd: u32,
        /// Smoothed RTT of the primary path, milliseconds.
        sctpi_p_srtt: u32,
        /// Retransmission timeout (RTO) of the primary path, milliseconds.
        sctpi_p_rto: u32,
        /// Heartbeat interval of the primary path, milliseconds.
        sctpi_p_hbinterval: u32,
        /// Retransmissions after which the primary path is considered unreachable.
        sctpi_p_pathmaxrxt: u32,
        /// SACK delay of the primary path, milliseconds.
        sctpi_p_sackdelay: u32,
        /// SACK frequency of the primary path: packets per SACK.
        sctpi_p_sackfreq: u32,
        /// Slow start threshold of the primary path, bytes.
        sctpi_p_ssthresh: u32,
        /// Bytes acknowledged towards the next increase of the congestion window.
        sctpi_p_partial_bytes_acked: u32,
        /// Bytes in flight on the primary path.
        sctpi_p_flight_size: u32,
        /// Error count of the primary path.
        sctpi_p_error: u16,
        /// Padding.
        pad __reserved2: u16,
        /// Idle time after which the socket closes an association, seconds; 0 means never.
        sctpi_s_autoclose: u32,
        /// Adaptation layer indication of the socket.
        sctpi_s_adaptation_ind: u32,
        /// Partial delivery point of the socket, bytes. Messages above this size are delivered in
        /// parts.
        sctpi_s_pd_point: u32,
        /// Whether the Nagle algorithm is disabled (SCTP_NODELAY). 0 or 1.
        sctpi_s_nodelay: u8,
        /// Whether message fragmentation is disabled (SCTP_DISABLE_FRAGMENTS). 0 or 1.
        sctpi_s_disable_fragments: u8,
        /// Whether IPv4 addresses are reported as IPv4-mapped IPv6 addresses. 0 or 1.
        sctpi_s_v4mapped: u8,
        /// Level of fragment interleaving (SCTP_FRAGMENT_INTERLEAVE): 0 to 2.
        sctpi_s_frag_interleave: u8,
        /// Style of the socket: 0 one-to-many, 1 peeled off, 2 one-to-one.
        sctpi_s_type: u32,
        /// Padding.
        pad __reserved3: u32,
    }
}

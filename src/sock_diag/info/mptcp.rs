//! MPTCP: linux/mptcp.h.
use super::*;

flags! {
    /// Flags of an MPTCP connection: `MPTCP_INFO_FLAG_*`, linux/mptcp.h.
    pub struct MptcpInfoFlags(u32) {
        /// The connection fell back to plain TCP.
        MPTCP_INFO_FLAG_FALLBACK = 1 << 0,
        /// The key of the peer was received.
        MPTCP_INFO_FLAG_REMOTE_KEY_RECEIVED = 1 << 1,
    }
}

c_struct! {
    /// Statistics of an MPTCP connection (RFC 8684): `struct mptcp_info`, linux/mptcp.h.
    #[doc(alias = "mptcp_info")]
    pub struct MptcpInfo {
        /// Number of subflows in addition to the initial one.
        mptcpi_subflows: u8,
        /// Number of addresses announced to the peer (ADD_ADDR).
        mptcpi_add_addr_signal: u8,
        /// Number of accepted addresses that the peer announced (ADD_ADDR).
        mptcpi_add_addr_accepted: u8,
        /// Limit of subflows in addition to the initial one.
        mptcpi_subflows_max: u8,
        /// Number of endpoints with the flag `signal`: addresses to announce.
        mptcpi_add_addr_signal_max: u8,
        /// Limit of accepted addresses that the peer announces.
        mptcpi_add_addr_accepted_max: u8,
        /// Padding.
        pad __hole1: u16,
        /// Flags of the connection.
        mptcpi_flags: MptcpInfoFlags,
        /// Local token.
        mptcpi_token: u32,
        /// Data sequence number of the next byte to queue for sending.
        mptcpi_write_seq: u64,
        /// Data sequence number of the first byte not yet acknowledged.
        mptcpi_snd_una: u64,
        /// Data sequence number of the next byte expected.
        mptcpi_rcv_nxt: u64,
        /// Number of local addresses in use.
        mptcpi_local_addr_used: u8,
        /// Number of endpoints with the flag `subflow`: local addresses to use.
        mptcpi_local_addr_max: u8,
        /// Whether data checksums are enabled. 0 or 1.
        mptcpi_csum_enabled: u8,
        /// Padding.
        pad __hole2: u8,
        /// Number of retransmissions at MPTCP level.
        mptcpi_retransmits: u32,
        /// Bytes retransmitted at MPTCP level.
        mptcpi_bytes_retrans: u64,
        /// Bytes sent.
        mptcpi_bytes_sent: u64,
        /// Bytes received.
        mptcpi_bytes_received: u64,
        /// Bytes acknowledged.
        mptcpi_bytes_acked: u64,
        /// Number of subflows, the initial one included.
        mptcpi_subflows_total: u8,
        /// Number of endpoints with the flag `laminar`. They are the local addresses for subflows
        /// to addresses that the peer announces.
        mptcpi_endp_laminar_max: u8,
        /// Number of endpoints with the flag `fullmesh`.
        mptcpi_endp_fullmesh_max: u8,
        /// Reserved.
        pad reserved: u8,
        /// Time since data was last sent, milliseconds.
        mptcpi_last_data_sent: u32,
        /// Time since data was last received, milliseconds.
        mptcpi_last_data_recv: u32,
        /// Time since an ACK was last received, milliseconds.
        mptcpi_last_ack_recv: u32,
    }
}

flags! {
    /// Flags of an MPTCP subflow: `MPTCP_SUBFLOW_FLAG_*`, linux/mptcp.h.
    pub struct MptcpSubflowFlags(u32) {
        /// The peer sent MP_CAPABLE.
        MPTCP_SUBFLOW_FLAG_MCAP_REM = 1 << 0,
        /// MP_CAPABLE was sent to the peer.
        MPTCP_SUBFLOW_FLAG_MCAP_LOC = 1 << 1,
        /// The peer sent MP_JOIN.
        MPTCP_SUBFLOW_FLAG_JOIN_REM = 1 << 2,
        /// MP_JOIN was sent to the peer.
        MPTCP_SUBFLOW_FLAG_JOIN_LOC = 1 << 3,
        /// Backup subflow at the request of the peer.
        MPTCP_SUBFLOW_FLAG_BKUP_REM = 1 << 4,
        /// Backup subflow at the request of this host.
        MPTCP_SUBFLOW_FLAG_BKUP_LOC = 1 << 5,
        /// Fully established: both hosts confirmed the subflow.
        MPTCP_SUBFLOW_FLAG_FULLY_ESTABLISHED = 1 << 6,
        /// The TCP handshake is complete.
        MPTCP_SUBFLOW_FLAG_CONNECTED = 1 << 7,
        /// The current data sequence mapping is valid.
        MPTCP_SUBFLOW_FLAG_MAPVALID = 1 << 8,
    }
}

attributes! {
    /// State of an MPTCP subflow: `MPTCP_SUBFLOW_ATTR_*`, linux/mptcp.h.
    pub set MptcpSubflow, enum MptcpSubflowAttr<'a> {
        /// Token of the peer.
        MPTCP_SUBFLOW_ATTR_TOKEN_REM: u32 = 1,
        /// Local token.
        MPTCP_SUBFLOW_ATTR_TOKEN_LOC: u32 = 2,
        /// Relative write sequence number of the subflow.
        MPTCP_SUBFLOW_ATTR_RELWRITE_SEQ: u32 = 3,
        /// Data sequence number at the beginning of the current mapping.
        MPTCP_SUBFLOW_ATTR_MAP_SEQ: u64 = 4,
        /// Subflow sequence number at the beginning of the current mapping.
        MPTCP_SUBFLOW_ATTR_MAP_SFSEQ: u32 = 5,
        /// Offset of the subflow sequence numbers: the initial sequence number.
        MPTCP_SUBFLOW_ATTR_SSN_OFFSET: u32 = 6,
        /// Length of the current mapping, bytes.
        MPTCP_SUBFLOW_ATTR_MAP_DATALEN: u16 = 7,
        /// Flags of the subflow: kind, state of the handshake, backup.
        MPTCP_SUBFLOW_ATTR_FLAGS: MptcpSubflowFlags = 8,
        /// Address id of the peer.
        MPTCP_SUBFLOW_ATTR_ID_REM: u8 = 9,
        /// Local address id.
        MPTCP_SUBFLOW_ATTR_ID_LOC: u8 = 10,
        /// Padding.
        MPTCP_SUBFLOW_ATTR_PAD: &'a [u8] = 11,
    }
}

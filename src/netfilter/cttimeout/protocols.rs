//! Timeouts of each layer 4 protocol: one attribute for each state.
use crate::{attributes, wire::Be};

attributes! {
    /// Conntrack timeouts of TCP: `CTA_TIMEOUT_TCP_*`. Seconds.
    pub set CtTimeoutTcp, enum CtTimeoutTcpAttr<'a> {
        /// Timeout in state SYN-SENT.
        CTA_TIMEOUT_TCP_SYN_SENT: Be<u32> = 1,
        /// SYN received.
        CTA_TIMEOUT_TCP_SYN_RECV: Be<u32> = 2,
        /// Timeout in state ESTABLISHED.
        CTA_TIMEOUT_TCP_ESTABLISHED: Be<u32> = 3,
        /// Timeout in state FIN-WAIT.
        CTA_TIMEOUT_TCP_FIN_WAIT: Be<u32> = 4,
        /// Timeout in state CLOSE-WAIT.
        CTA_TIMEOUT_TCP_CLOSE_WAIT: Be<u32> = 5,
        /// Timeout in state LAST-ACK.
        CTA_TIMEOUT_TCP_LAST_ACK: Be<u32> = 6,
        /// Timeout in state TIME-WAIT.
        CTA_TIMEOUT_TCP_TIME_WAIT: Be<u32> = 7,
        /// Timeout in state CLOSE, as after a RST.
        CTA_TIMEOUT_TCP_CLOSE: Be<u32> = 8,
        /// SYN sent by both sides.
        CTA_TIMEOUT_TCP_SYN_SENT2: Be<u32> = 9,
        /// Retransmission without acknowledgment.
        CTA_TIMEOUT_TCP_RETRANS: Be<u32> = 10,
        /// Unacknowledged data.
        CTA_TIMEOUT_TCP_UNACK: Be<u32> = 11,
    }
}
attributes! {
    /// Conntrack timeouts of UDP and UDP-Lite: `CTA_TIMEOUT_UDP_*`. Seconds.
    pub set CtTimeoutUdp, enum CtTimeoutUdpAttr<'a> {
        /// No reply seen.
        CTA_TIMEOUT_UDP_UNREPLIED: Be<u32> = 1,
        /// Reply seen.
        CTA_TIMEOUT_UDP_REPLIED: Be<u32> = 2,
    }
}
attributes! {
    /// Conntrack timeouts of SCTP: `CTA_TIMEOUT_SCTP_*`. Seconds.
    pub set CtTimeoutSctp, enum CtTimeoutSctpAttr<'a> {
        /// Timeout in state CLOSED.
        CTA_TIMEOUT_SCTP_CLOSED: Be<u32> = 1,
        /// Timeout in state COOKIE-WAIT, after INIT.
        CTA_TIMEOUT_SCTP_COOKIE_WAIT: Be<u32> = 2,
        /// Timeout in state COOKIE-ECHOED.
        CTA_TIMEOUT_SCTP_COOKIE_ECHOED: Be<u32> = 3,
        /// Timeout in state ESTABLISHED.
        CTA_TIMEOUT_SCTP_ESTABLISHED: Be<u32> = 4,
        /// Timeout in state SHUTDOWN-SENT.
        CTA_TIMEOUT_SCTP_SHUTDOWN_SENT: Be<u32> = 5,
        /// Shutdown received.
        CTA_TIMEOUT_SCTP_SHUTDOWN_RECD: Be<u32> = 6,
        /// Shutdown acknowledgment sent.
        CTA_TIMEOUT_SCTP_SHUTDOWN_ACK_SENT: Be<u32> = 7,
        /// Timeout after a HEARTBEAT on a new path.
        CTA_TIMEOUT_SCTP_HEARTBEAT_SENT: Be<u32> = 8,
        /// Heartbeat acknowledged. Not used since Linux 6.3.
        CTA_TIMEOUT_SCTP_HEARTBEAT_ACKED: Be<u32> = 9,
    }
}
attributes! {
    /// Conntrack timeouts of DCCP: `CTA_TIMEOUT_DCCP_*`. Seconds.
    pub set CtTimeoutDccp, enum CtTimeoutDccpAttr<'a> {
        /// Timeout in state REQUEST.
        CTA_TIMEOUT_DCCP_REQUEST: Be<u32> = 1,
        /// Timeout in state RESPOND.
        CTA_TIMEOUT_DCCP_RESPOND: Be<u32> = 2,
        /// Partly open.
        CTA_TIMEOUT_DCCP_PARTOPEN: Be<u32> = 3,
        /// Timeout in state OPEN.
        CTA_TIMEOUT_DCCP_OPEN: Be<u32> = 4,
        /// Close request.
        CTA_TIMEOUT_DCCP_CLOSEREQ: Be<u32> = 5,
        /// Timeout in state CLOSING.
        CTA_TIMEOUT_DCCP_CLOSING: Be<u32> = 6,
        /// Time wait.
        CTA_TIMEOUT_DCCP_TIMEWAIT: Be<u32> = 7,
    }
}
attributes! {
    /// Conntrack timeouts of ICMP: `CTA_TIMEOUT_ICMP_*`. Seconds.
    pub set CtTimeoutIcmp, enum CtTimeoutIcmpAttr<'a> {
        /// Time without packets after which the entry expires.
        CTA_TIMEOUT_ICMP_TIMEOUT: Be<u32> = 1,
    }
}
attributes! {
    /// Conntrack timeouts of ICMPv6: `CTA_TIMEOUT_ICMPV6_*`. Seconds.
    pub set CtTimeoutIcmpv6, enum CtTimeoutIcmpv6Attr<'a> {
        /// Time without packets after which the entry expires.
        CTA_TIMEOUT_ICMPV6_TIMEOUT: Be<u32> = 1,
    }
}
attributes! {
    /// Conntrack timeouts of GRE: `CTA_TIMEOUT_GRE_*`. Seconds.
    pub set CtTimeoutGre, enum CtTimeoutGreAttr<'a> {
        /// No reply seen.
        CTA_TIMEOUT_GRE_UNREPLIED: Be<u32> = 1,
        /// Reply seen.
        CTA_TIMEOUT_GRE_REPLIED: Be<u32> = 2,
    }
}
attributes! {
    /// Conntrack timeout of other protocols: `CTA_TIMEOUT_GENERIC_*`. Seconds.
    pub set CtTimeoutGeneric, enum CtTimeoutGenericAttr<'a> {
        /// Time without packets after which the entry expires.
        CTA_TIMEOUT_GENERIC_TIMEOUT: Be<u32> = 1,
    }
}

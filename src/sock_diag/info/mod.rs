//! Protocol statistics of a socket: TCP, MPTCP and SCTP, and upper layer protocols on TCP
//! (linux/tcp.h, linux/mptcp.h, linux/sctp.h, linux/tls.h).
//!
//! Newer kernels append fields to these structures, so fields are read one by one: a field that the
//! kernel does not send is `None`.
//!
//! ```
//! use nlwire::{sock_diag::TcpInfo, wire::Extensible};
//! let bytes = [0; 192]; // from an old kernel
//! let info = Extensible::<TcpInfo>::new(&bytes);
//! assert_eq!((info.get(TcpInfo::tcpi_rtt), info.get(TcpInfo::tcpi_total_rto)), (Some(0), None));
//! ```
//!
//! See [tcp(7)](https://man7.org/linux/man-pages/man7/tcp.7.html),
//! [RFC 8684](https://www.rfc-editor.org/rfc/rfc8684) (MPTCP) and
//! [RFC 9260](https://www.rfc-editor.org/rfc/rfc9260) (SCTP).
mod mptcp;
mod sctp;
mod tcp;
mod tls;
use super::{InetDiag, SockAddrStorage};
pub use mptcp::*;
pub use sctp::*;
pub use tcp::*;
pub use tls::*;

use crate::{
    attributes, bitfields, c_struct, flags, open_enum, sub_messages,
    wire::{Attrs, Extensible, Flag, Str, Struct, spec::SelectorSource},
};

c_struct! {
    /// Memory use of a socket: an array of `__u32` indexed by `SK_MEMINFO_*`, linux/sock_diag.h.
    #[doc(alias = "SK_MEMINFO")]
    pub struct SkMemInfo {
        /// Memory allocated for received data, bytes.
        SK_MEMINFO_RMEM_ALLOC: u32,
        /// Limit of the receive buffer (SO_RCVBUF), bytes.
        SK_MEMINFO_RCVBUF: u32,
        /// Memory of transmitted packets that are not yet freed, bytes.
        SK_MEMINFO_WMEM_ALLOC: u32,
        /// Limit of the send buffer (SO_SNDBUF), bytes.
        SK_MEMINFO_SNDBUF: u32,
        /// Forward-allocated memory, bytes.
        SK_MEMINFO_FWD_ALLOC: u32,
        /// Memory of the send queue, bytes.
        SK_MEMINFO_WMEM_QUEUED: u32,
        /// Memory of options, filters and ancillary data, bytes.
        SK_MEMINFO_OPTMEM: u32,
        /// Memory of the backlog, bytes: packets received while the socket was locked.
        SK_MEMINFO_BACKLOG: u32,
        /// Number of packets dropped.
        SK_MEMINFO_DROPS: u32,
    }
}

attributes! {
    /// Statistics of an upper layer protocol (ULP) on TCP: `INET_ULP_INFO_*`, linux/inet_diag.h.
    pub set UlpInfo, enum UlpInfoAttr<'a> {
        /// Name of the upper layer protocol: `tls`, `mptcp`.
        INET_ULP_INFO_NAME: Str<'a> = 1,
        /// State of kernel TLS.
        INET_ULP_INFO_TLS: Attrs<'a, TlsInfo> = 2,
        /// State of the MPTCP subflow.
        INET_ULP_INFO_MPTCP: Attrs<'a, MptcpSubflow> = 3,
    }
}

sub_messages! {
    /// Statistics of the protocol: the payload of [`InetDiag::INET_DIAG_INFO`], selected by
    /// [`InetDiag::INET_DIAG_PROTOCOL`], which notifications of closed sockets contain.
    pub enum Info<'a>, selector InfoOf from SelectorSource::bytes(InetDiag::INET_DIAG_PROTOCOL.number()) => {
        /// TCP.
        TCP = &[6u8] => Tcp(Extensible<'a, TcpInfo>),
        /// SCTP.
        SCTP = &[132u8] => Sctp(Extensible<'a, SctpInfo>),
        /// DCCP, removed in Linux 6.16. The kernel filled the fields of [`TcpInfo`] that apply.
        DCCP = &[33u8] => Dccp(Extensible<'a, TcpInfo>),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::CStruct;

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        let lens = (TcpInfo::SPEC.len, MptcpInfo::SPEC.len, SctpInfo::SPEC.len);
        assert_eq!(lens, (280, 96, 368));
        assert_eq!((TcpVegasInfo::SPEC.len, TcpDctcpInfo::SPEC.len, TcpBbrInfo::SPEC.len), (16, 16, 20));
        assert_eq!(SkMemInfo::SPEC.len, 36);
    }
}

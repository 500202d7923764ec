//! Sockets of AF_SMC (Shared Memory Communications): linux/smc_diag.h.
//!
//! An SMC connection starts as TCP and moves to RDMA (SMC-R) or to direct memory access (SMC-D), or
//! falls back to TCP.
use super::{InetDiagSockId, Shutdown};
use crate::{
    attributes, c_struct, flags, open_enum, operations,
    uapi::AddressFamily,
    wire::{Extensible, FixedStr, IpUnion, Struct},
};
use core::net::{IpAddr, SocketAddr};

c_struct! {
    /// Header of an AF_SMC socket request: `struct smc_diag_req`, linux/smc_diag.h.
    #[doc(alias = "smc_diag_req")]
    pub struct SmcDiagReq {
        /// Address family: AF_SMC.
        diag_family: AddressFamily,
        /// Padding: 0.
        pad pad: [u8; 2],
        /// Extensions to report for each socket.
        diag_ext: SmcDiagExt,
        /// Identity of the socket; the kernel ignores it.
        id: Struct<InetDiagSockId>,
    }
}
c_struct! {
    /// Header of an AF_SMC socket: `struct smc_diag_msg`, linux/smc_diag.h.
    ///
    /// The addresses of the identity are IPv4 or IPv6; the message does not say which.
    ///
    /// ```
    /// use nlwire::{sock_diag::*, client::{self, Buffer, Connection, Transport}};
    /// fn fallbacks<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
    ///     let mut sockets = connection.dump(smc(SmcDiagExt::empty()))?;
    ///     while let Some(socket) = sockets.next()? {
    ///         if socket.header.get(SmcDiagMsg::diag_mode) == SmcDiagMode::SMC_DIAG_MODE_FALLBACK_TCP {
    ///             println!("{:?} fell back to TCP", socket.local());
    ///         }
    ///     }
    ///     Ok(())
    /// }
    /// ```
    #[doc(alias = "smc_diag_msg")]
    pub struct SmcDiagMsg {
        /// Address family: AF_SMC.
        diag_family: AddressFamily,
        /// State of the socket.
        diag_state: SmcState,
        /// Mode of the connection. In old headers `diag_fallback`.
        #[doc(alias = "diag_fallback")]
        diag_mode: SmcDiagMode,
        /// Unused: see [`SmcDiag::SMC_DIAG_SHUTDOWN`].
        diag_shutdown: u8,
        /// Identity of the TCP socket below.
        id: Struct<InetDiagSockId>,
        /// User id of the owner.
        diag_uid: u32,
        /// Inode number of the socket.
        diag_inode: u64,
    }
}
impl Struct<SmcDiagMsg> {
    /// Returns the local address and port.
    pub fn local(&self) -> SocketAddr {
        let id = self.get(SmcDiagMsg::id);
        SocketAddr::new(
            SmcDiagMsg::address(id.get(InetDiagSockId::idiag_src)),
            id.get(InetDiagSockId::idiag_sport).0,
        )
    }
    /// Returns the remote address and port, all zero if the socket is not connected.
    pub fn remote(&self) -> SocketAddr {
        let id = self.get(SmcDiagMsg::id);
        SocketAddr::new(
            SmcDiagMsg::address(id.get(InetDiagSockId::idiag_dst)),
            id.get(InetDiagSockId::idiag_dport).0,
        )
    }
}
impl SmcDiagMsg {
    /// An address with 12 bytes of 0 behind the first four is IPv4: no IPv6 host address is like
    /// that but `::`.
    fn address(IpUnion(octets): IpUnion<1, 0>) -> IpAddr {
        match octets {
            [a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] => IpAddr::from([a, b, c, d]),
            octets => IpAddr::from(octets),
        }
    }
}
open_enum! {
    /// State of an AF_SMC socket: `enum smc_state`, net/smc/smc.h of the kernel.
    pub struct SmcState(u8) {
        /// Connected.
        SMC_ACTIVE = 1,
        /// New socket.
        SMC_INIT = 2,
        /// Closed.
        SMC_CLOSED = 7,
        /// Listening: waits for connections.
        SMC_LISTEN = 10,
        /// Closed here; waits for the peer, which may still send.
        SMC_PEERCLOSEWAIT1 = 20,
        /// Closed here; waits for the peer to close.
        SMC_PEERCLOSEWAIT2 = 21,
        /// Closed by the peer; waits for the application, which may still send.
        SMC_APPCLOSEWAIT1 = 22,
        /// Closed by the peer; waits for the application to close.
        SMC_APPCLOSEWAIT2 = 23,
        /// Closed by the peer after a shutdown here; waits for the application.
        SMC_APPFINCLOSEWAIT = 24,
        /// Closed on both sides; waits for the final message of the peer.
        SMC_PEERFINCLOSEWAIT = 25,
        /// Aborted here; waits for the peer.
        SMC_PEERABORTWAIT = 26,
        /// Aborted by the peer; the abort is in progress.
        SMC_PROCESSABORT = 27,
    }
}
open_enum! {
    /// Mode of an SMC connection: `SMC_DIAG_MODE_*`, linux/smc_diag.h.
    pub struct SmcDiagMode(u8) {
        /// SMC-R: over RDMA. Also the mode of a socket that is not connected.
        SMC_DIAG_MODE_SMCR = 0,
        /// Fallback to TCP: the peers could not agree on SMC.
        SMC_DIAG_MODE_FALLBACK_TCP = 1,
        /// SMC-D: direct memory access (ISM).
        SMC_DIAG_MODE_SMCD = 2,
    }
}
flags! {
    /// Extensions to report for each socket: bits `1 << (SMC_DIAG_* - 1)`, linux/smc_diag.h.
    ///
    /// [`SmcDiag::SMC_DIAG_SHUTDOWN`] and [`SmcDiag::SMC_DIAG_FALLBACK`] are always reported.
    pub struct SmcDiagExt(u8) {
        /// State of the connection: [`SmcDiag::SMC_DIAG_CONNINFO`].
        SMC_DIAG_CONNINFO = 1 << 0,
        /// Link group of SMC-R: [`SmcDiag::SMC_DIAG_LGRINFO`].
        SMC_DIAG_LGRINFO = 1 << 1,
        /// Direct memory buffer of SMC-D: [`SmcDiag::SMC_DIAG_DMBINFO`].
        SMC_DIAG_DMBINFO = 1 << 3,
    }
}
c_struct! {
    /// Position in a ring buffer: `struct smc_diag_cursor`, linux/smc_diag.h.
    #[doc(alias = "smc_diag_cursor")]
    pub struct SmcDiagCursor {
        /// Reserved.
        pad reserved: u16,
        /// Number of times that the buffer wrapped around.
        wrap: u16,
        /// Offset in the buffer, bytes.
        count: u32,
    }
}
c_struct! {
    /// State of an SMC connection: `struct smc_diag_conninfo`, linux/smc_diag.h. An RMB is a remote
    /// memory buffer, and an RMBE one of its elements.
    #[doc(alias = "smc_diag_conninfo")]
    pub struct SmcDiagConnInfo {
        /// Connection id.
        token: u32,
        /// Size of the send buffer, bytes.
        sndbuf_size: u32,
        /// Size of the own RMB element, bytes.
        rmbe_size: u32,
        /// Size of the peer's RMB element, bytes.
        peer_rmbe_size: u32,
        /// Producer cursor received from the peer.
        rx_prod: Struct<SmcDiagCursor>,
        /// Consumer cursor received from the peer.
        rx_cons: Struct<SmcDiagCursor>,
        /// Producer cursor sent to the peer.
        tx_prod: Struct<SmcDiagCursor>,
        /// Consumer cursor sent to the peer.
        tx_cons: Struct<SmcDiagCursor>,
        /// Producer flags received from the peer (RFC 7609, CDC message).
        rx_prod_flags: u8,
        /// Connection state flags received from the peer (RFC 7609, CDC message).
        rx_conn_state_flags: u8,
        /// Producer flags sent to the peer (RFC 7609, CDC message).
        tx_prod_flags: u8,
        /// Connection state flags sent to the peer (RFC 7609, CDC message).
        tx_conn_state_flags: u8,
        /// End of the data that is prepared for sending.
        tx_prep: Struct<SmcDiagCursor>,
        /// End of the data that is sent.
        tx_sent: Struct<SmcDiagCursor>,
        /// End of the data whose sending is confirmed.
        tx_fin: Struct<SmcDiagCursor>,
    }
}
c_struct! {
    /// Link of an SMC-R link group: `struct smc_diag_linkinfo`, linux/smc_diag.h.
    #[doc(alias = "smc_diag_linkinfo")]
    pub struct SmcDiagLinkInfo {
        /// Link id within the link group.
        link_id: u8,
        /// Name of the RDMA device.
        ibname: FixedStr<64>,
        /// Port of the RDMA device.
        ibport: u8,
        /// Local GID, as text.
        gid: FixedStr<40>,
        /// GID of the peer, as text.
        peer_gid: FixedStr<40>,
    }
}
c_struct! {
    /// SMC-R link group: `struct smc_diag_lgrinfo`, linux/smc_diag.h.
    #[doc(alias = "smc_diag_lgrinfo")]
    pub struct SmcDiagLgrInfo {
        /// Link of the connection.
        lnk: Struct<SmcDiagLinkInfo>,
        /// Role in the link group: 0 client, 1 server.
        role: u8,
    }
}
c_struct! {
    /// Reason for a fallback to TCP: `struct smc_diag_fallback`, linux/smc_diag.h.
    ///
    /// The numbers are the diagnosis codes of the CLC decline message (`SMC_CLC_DECL_*`,
    /// net/smc/smc_clc.h of the kernel).
    #[doc(alias = "smc_diag_fallback")]
    pub struct SmcDiagFallback {
        /// Own reason; 0 without a fallback.
        reason: u32,
        /// Reason that the peer sent.
        peer_diagnosis: u32,
    }
}
c_struct! {
    /// Direct memory buffer (DMB) of SMC-D: `struct smcd_diag_dmbinfo`, linux/smc_diag.h.
    #[doc(alias = "smcd_diag_dmbinfo")]
    pub struct SmcdDiagDmbInfo {
        /// Link id.
        linkid: u32,
        /// Padding.
        pad __pad: u32,
        /// GID of the peer: global id of its ISM device.
        peer_gid: u64,
        /// Own GID.
        my_gid: u64,
        /// Token of the own DMB.
        token: u64,
        /// Token of the peer's DMB element.
        peer_token: u64,
        /// GID of the peer, upper half. Since Linux 6.8.
        peer_gid_ext: u64,
        /// Own GID, upper half. Since Linux 6.8.
        my_gid_ext: u64,
    }
}
attributes! {
    /// Attributes of an AF_SMC socket: `SMC_DIAG_*`, linux/smc_diag.h.
    pub set SmcDiag, enum SmcDiagAttr<'a> {
        /// State of the connection.
        SMC_DIAG_CONNINFO: Extensible<'a, SmcDiagConnInfo> = 1,
        /// Link group of SMC-R.
        SMC_DIAG_LGRINFO: Extensible<'a, SmcDiagLgrInfo> = 2,
        /// Directions that are shut down.
        SMC_DIAG_SHUTDOWN: Shutdown = 3,
        /// Direct memory buffer of SMC-D.
        SMC_DIAG_DMBINFO: Extensible<'a, SmcdDiagDmbInfo> = 4,
        /// Reason for a fallback to TCP.
        SMC_DIAG_FALLBACK: Extensible<'a, SmcDiagFallback> = 5,
    }
}
crate::message_types! {
    /// An AF_SMC socket: `struct smc_diag_msg` and the attributes of [`SmcDiag`].
    pub struct SmcMessage(SmcDiagMsg, SmcDiag);
}
operations! {
    protocol crate::wire::Protocol::SOCK_DIAG;
    /// Requests AF_SMC sockets. The kernel supports the dump only.
    pub GetSmc {
        /// Address family: AF_SMC.
        family: AddressFamily => diag_family,
        /// Extensions to report for each socket.
        ext: SmcDiagExt => diag_ext,
    } = Get(super::DiagMessage::SOCK_DIAG_BY_FAMILY, SmcDiagReq, ()) -> SmcMessage;
}
impl SmcMessage<'_> {
    /// Returns the local address and port.
    pub fn local(&self) -> SocketAddr {
        self.header.local()
    }
    /// Returns the remote address and port, all zero if the socket is not connected.
    pub fn remote(&self) -> SocketAddr {
        self.header.remote()
    }
    /// Returns the state of the socket.
    pub fn state(&self) -> SmcState {
        self.header.get(SmcDiagMsg::diag_state)
    }
    /// Returns the mode of the connection.
    pub fn mode(&self) -> SmcDiagMode {
        self.header.get(SmcDiagMsg::diag_mode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::CStruct;
    use crate::{
        schema::Described,
        sock_diag::{DiagMessage, lookup},
        wire::{Be, Message},
    };
    use std::{format, vec::Vec};

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        let lens = (
            SmcDiagReq::SPEC.len,
            SmcDiagMsg::SPEC.len,
            SmcDiagConnInfo::SPEC.len,
            SmcDiagLinkInfo::SPEC.len,
        );
        assert_eq!(lens, (52, 64, 76, 146));
        let lens = (SmcDiagLgrInfo::SPEC.len, SmcDiagFallback::SPEC.len, SmcdDiagDmbInfo::SPEC.len);
        assert_eq!(lens, (147, 8, 56));
    }
    #[test]
    fn a_socket_is_read_with_its_fallback() {
        let id = InetDiagSockId::new()
            .with(InetDiagSockId::idiag_sport, Be(443))
            .with(InetDiagSockId::idiag_src, IpUnion([192, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        let header = SmcDiagMsg::new()
            .with(SmcDiagMsg::diag_family, AddressFamily::AF_SMC)
            .with(SmcDiagMsg::diag_state, SmcState::SMC_LISTEN)
            .with(SmcDiagMsg::diag_mode, SmcDiagMode::SMC_DIAG_MODE_FALLBACK_TCP)
            .with(SmcDiagMsg::id, id);
        let mut bytes = (16 + 64 + 8 + 12u32).to_ne_bytes().to_vec();
        bytes.extend(20u16.to_ne_bytes());
        bytes.extend([0; 10]);
        bytes.extend(header.as_bytes());
        bytes.extend([5u16.to_ne_bytes(), 3u16.to_ne_bytes()].concat());
        bytes.extend([3, 0, 0, 0]);
        bytes.extend([12u16.to_ne_bytes(), 5u16.to_ne_bytes()].concat());
        bytes.extend([0x0301_0000u32.to_ne_bytes(), [0; 4]].concat());
        let message = Message::new(&bytes).unwrap();
        let text = format!("{:?}", Described::new("sock_diag", lookup(message), message));
        assert!(text.contains("diag_state: SMC_LISTEN, diag_mode: SMC_DIAG_MODE_FALLBACK_TCP"), "{text}");
        assert!(text.ends_with("SMC_DIAG_FALLBACK: {reason: 50397184, peer_diagnosis: 0}}"), "{text}");
        let Ok(DiagMessage::Smc(header, _)) = DiagMessage::decode(message) else { panic!("{text}") };
        assert_eq!(header.local(), "192.0.2.1:443".parse().unwrap());
        let six: Vec<u8> = "2001:db8::1".parse::<core::net::Ipv6Addr>().unwrap().octets().to_vec();
        let id = id.with(InetDiagSockId::idiag_src, IpUnion(six.try_into().unwrap()));
        assert_eq!(header.with(SmcDiagMsg::id, id).local(), "[2001:db8::1]:443".parse().unwrap());
    }
}

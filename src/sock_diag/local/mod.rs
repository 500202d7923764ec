//! Sockets of AF_UNIX, AF_NETLINK, AF_PACKET, AF_VSOCK and AF_XDP (linux/unix_diag.h,
//! linux/netlink_diag.h, linux/packet_diag.h, linux/vm_sockets_diag.h, linux/xdp_diag.h).
//!
//! ```
//! use nlwire::{sock_diag::*, client::{self, Buffer, Connection, Transport}};
//! fn named<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     let mut sockets = connection.dump(unix(UnixShow::UDIAG_SHOW_NAME | UnixShow::UDIAG_SHOW_PEER))?;
//!     while let Some(socket) = sockets.next()? {
//!         let name = socket.attrs.get(UnixDiag::UNIX_DIAG_NAME).ok().flatten();
//!         println!("{} {name:?}", socket.header.get(UnixDiagMsg::udiag_ino));
//!     }
//!     Ok(())
//! }
//! ```
//!
//! See [sock_diag(7)](https://man7.org/linux/man-pages/man7/sock_diag.7.html),
//! [packet(7)](https://man7.org/linux/man-pages/man7/packet.7.html) and
//! [AF_XDP](https://docs.kernel.org/networking/af_xdp.html).
mod netlink;
mod packet;
mod unix;
mod vsock;
mod xdp;
use super::{Shutdown, SkMemInfo, TcpState, TcpStates};
pub use netlink::*;
pub use packet::*;
pub use unix::*;
pub use vsock::*;
pub use xdp::*;

use crate::{
    attributes, c_struct, flags, open_enum, operations,
    uapi::{AddressFamily, EtherType},
    wire::{Extensible, FieldArray, MacField, PackedArray, Struct, UnixName},
};

/// Whether `SOCK_STREAM` and `SOCK_DGRAM` have each other's numbers:
/// arch/mips/include/asm/socket.h.
const SWAPPED: bool = cfg!(any(
    target_arch = "mips",
    target_arch = "mips32r6",
    target_arch = "mips64",
    target_arch = "mips64r6"
));

open_enum! {
    /// Type of a socket: `SOCK_*`, socket(2).
    pub struct SocketType(u8) {
        /// Byte stream.
        SOCK_STREAM = if SWAPPED { 2 } else { 1 },
        /// Datagrams.
        SOCK_DGRAM = if SWAPPED { 1 } else { 2 },
        /// Raw packets.
        SOCK_RAW = 3,
        /// Reliable datagrams.
        SOCK_RDM = 4,
        /// Sequenced, reliable stream of datagrams.
        SOCK_SEQPACKET = 5,
        /// Datagram Congestion Control Protocol (DCCP).
        SOCK_DCCP = 6,
        /// Obsolete packet interface; replaced by AF_PACKET.
        SOCK_PACKET = 10,
    }
}

operations! {
    protocol crate::wire::Protocol::SOCK_DIAG;
    /// Requests AF_UNIX sockets: those in the given states (dump), or one by inode and cookie (do).
    pub GetUnix {
        /// Address family: AF_UNIX.
        family: AddressFamily => sdiag_family,
        /// Socket states to dump.
        states: TcpStates => udiag_states,
        /// Inode number of the socket (do).
        inode: u32 => udiag_ino,
        /// Attributes to report.
        show: UnixShow => udiag_show,
        /// Cookie of the socket (do), or [`NO_COOKIE`](crate::sock_diag::NO_COOKIE) for any.
        cookie: FieldArray<u32, 2> => udiag_cookie,
    } = Get(super::DiagMessage::SOCK_DIAG_BY_FAMILY, UnixDiagReq, ()) -> (UnixDiagMsg, UnixDiag);
    /// Requests AF_NETLINK sockets. The kernel supports the dump only.
    pub GetNetlink {
        /// Address family: AF_NETLINK.
        family: AddressFamily => sdiag_family,
        /// Netlink protocol, or [`NetlinkDiagReq::NDIAG_PROTO_ALL`].
        protocol: u8 => sdiag_protocol,
        /// Attributes to report.
        show: NetlinkShow => ndiag_show,
    } = Get(super::DiagMessage::SOCK_DIAG_BY_FAMILY, NetlinkDiagReq, ()) -> (NetlinkDiagMsg, NetlinkDiag);
    /// Requests AF_PACKET sockets. The kernel supports the dump only.
    pub GetPacket {
        /// Address family: AF_PACKET.
        family: AddressFamily => sdiag_family,
        /// Attributes to report.
        show: PacketShow => pdiag_show,
    } = Get(super::DiagMessage::SOCK_DIAG_BY_FAMILY, PacketDiagReq, ()) -> (PacketDiagMsg, PacketDiag);
    /// Requests AF_VSOCK sockets. The kernel supports the dump only.
    pub GetVsock {
        /// Address family: AF_VSOCK.
        family: AddressFamily => sdiag_family,
        /// Socket states to dump.
        states: TcpStates => vdiag_states,
    } = Get(super::DiagMessage::SOCK_DIAG_BY_FAMILY, VsockDiagReq, ()) -> (VsockDiagMsg, ());
    /// Requests AF_XDP sockets. The kernel supports the dump only.
    pub GetXdp {
        /// Address family: AF_XDP.
        family: AddressFamily => sdiag_family,
        /// Attributes to report.
        show: XdpShow => xdiag_show,
    } = Get(super::DiagMessage::SOCK_DIAG_BY_FAMILY, XdpDiagReq, ()) -> (XdpDiagMsg, XdpDiag);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::CStruct;

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        assert_eq!((UnixDiagReq::SPEC.len, UnixDiagMsg::SPEC.len), (24, 16));
        assert_eq!((NetlinkDiagReq::SPEC.len, NetlinkDiagMsg::SPEC.len), (20, 28));
        assert_eq!((PacketDiagReq::SPEC.len, PacketDiagMsg::SPEC.len), (20, 16));
        assert_eq!((PacketDiagInfo::SPEC.len, PacketDiagMclist::SPEC.len), (24, 44));
        assert_eq!((VsockDiagReq::SPEC.len, VsockDiagMsg::SPEC.len), (24, 32));
        assert_eq!((XdpDiagReq::SPEC.len, XdpDiagMsg::SPEC.len, XdpDiagUmem::SPEC.len), (20, 16, 40));
    }
    #[test]
    fn groups_are_bits_of_long_words() {
        let mut bitmap = [0; 16];
        let word = size_of::<usize>();
        bitmap[..word].copy_from_slice(&1usize.to_ne_bytes());
        bitmap[word..2 * word].copy_from_slice(&6usize.to_ne_bytes());
        let first = word as u32 * 8;
        assert_eq!(groups(&bitmap).collect::<std::vec::Vec<_>>(), [1, first + 2, first + 3]);
        assert_eq!(groups(&bitmap[..word]).count(), 1);
        assert_eq!(groups(&[]).count(), 0);
    }
}

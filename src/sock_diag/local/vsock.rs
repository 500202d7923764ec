//! AF_VSOCK sockets: linux/vm_sockets_diag.h.
use super::*;

c_struct! {
    /// Header of an AF_VSOCK socket request: `struct vsock_diag_req`, linux/vm_sockets_diag.h.
    #[doc(alias = "vsock_diag_req")]
    pub struct VsockDiagReq {
        /// Address family: AF_VSOCK.
        sdiag_family: AddressFamily,
        /// Reserved: 0.
        sdiag_protocol: u8,
        /// Padding: 0.
        pad pad: u16,
        /// Socket states to dump.
        vdiag_states: TcpStates,
        /// Reserved: 0. The kernel supports dumps only.
        vdiag_ino: u32,
        /// Reserved: 0.
        vdiag_show: u32,
        /// Unused.
        vdiag_cookie: FieldArray<u32, 2>,
    }
}

c_struct! {
    /// Header of an AF_VSOCK socket: `struct vsock_diag_msg`, linux/vm_sockets_diag.h.
    #[doc(alias = "vsock_diag_msg")]
    pub struct VsockDiagMsg {
        /// Address family: AF_VSOCK.
        vdiag_family: AddressFamily,
        /// Socket type.
        vdiag_type: SocketType,
        /// State of the socket.
        vdiag_state: TcpState,
        /// Shut down directions.
        vdiag_shutdown: Shutdown,
        /// Local context id (CID).
        vdiag_src_cid: u32,
        /// Local port.
        vdiag_src_port: u32,
        /// Remote context id (CID).
        vdiag_dst_cid: u32,
        /// Remote port.
        vdiag_dst_port: u32,
        /// Inode number of the socket.
        vdiag_ino: u32,
        /// Socket cookie: two halves, the lower one first.
        vdiag_cookie: FieldArray<u32, 2>,
    }
}

//! AF_UNIX sockets: linux/unix_diag.h.
use super::*;

c_struct! {
    /// Header of an AF_UNIX socket request: `struct unix_diag_req`, linux/unix_diag.h.
    #[doc(alias = "unix_diag_req")]
    pub struct UnixDiagReq {
        /// Address family: AF_UNIX.
        sdiag_family: AddressFamily,
        /// Reserved: 0.
        sdiag_protocol: u8,
        /// Padding: 0.
        pad pad: u16,
        /// Socket states to dump.
        udiag_states: TcpStates,
        /// Inode number of the socket (do).
        udiag_ino: u32,
        /// Attributes to report.
        udiag_show: UnixShow,
        /// Cookie of the socket (do), or [`NO_COOKIE`](crate::sock_diag::NO_COOKIE) for any.
        udiag_cookie: FieldArray<u32, 2>,
    }
}

c_struct! {
    /// Header of an AF_UNIX socket: `struct unix_diag_msg`, linux/unix_diag.h.
    #[doc(alias = "unix_diag_msg")]
    pub struct UnixDiagMsg {
        /// Address family: AF_UNIX.
        udiag_family: AddressFamily,
        /// Socket type.
        udiag_type: SocketType,
        /// State of the socket: TCP_ESTABLISHED, TCP_LISTEN or TCP_CLOSE.
        udiag_state: TcpState,
        /// Padding.
        pad pad: u8,
        /// Inode number of the socket.
        udiag_ino: u32,
        /// Socket cookie: two halves, the lower one first.
        udiag_cookie: FieldArray<u32, 2>,
    }
}

c_struct! {
    /// File system location of a bound AF_UNIX socket: `struct unix_diag_vfs`, linux/unix_diag.h.
    #[doc(alias = "unix_diag_vfs")]
    pub struct UnixDiagVfs {
        /// Inode number of the socket file.
        udiag_vfs_ino: u32,
        /// Device number of the file system. The upper 12 bits are the major number, the lower 20
        /// bits the minor number (the encoding inside the kernel).
        udiag_vfs_dev: u32,
    }
}

c_struct! {
    /// Queue lengths of an AF_UNIX socket: `struct unix_diag_rqlen`, linux/unix_diag.h.
    #[doc(alias = "unix_diag_rqlen")]
    pub struct UnixDiagRqLen {
        /// Receive queue: bytes not yet read. For a listening socket, the number of connections not
        /// yet accepted.
        udiag_rqueue: u32,
        /// Send queue: memory of data sent and not yet read by the peer, bytes. For a listening
        /// socket, the maximum number of pending connections (the backlog of listen(2)).
        udiag_wqueue: u32,
    }
}

flags! {
    /// Attributes to report for an AF_UNIX socket: `UDIAG_SHOW_*`, linux/unix_diag.h.
    pub struct UnixShow(u32) {
        /// Socket name: [`UnixDiag::UNIX_DIAG_NAME`].
        UDIAG_SHOW_NAME = 0x01,
        /// File system location: [`UnixDiag::UNIX_DIAG_VFS`].
        UDIAG_SHOW_VFS = 0x02,
        /// Inode number of the peer: [`UnixDiag::UNIX_DIAG_PEER`].
        UDIAG_SHOW_PEER = 0x04,
        /// Pending connections: [`UnixDiag::UNIX_DIAG_ICONS`].
        UDIAG_SHOW_ICONS = 0x08,
        /// Queue lengths: [`UnixDiag::UNIX_DIAG_RQLEN`].
        UDIAG_SHOW_RQLEN = 0x10,
        /// Memory use: [`UnixDiag::UNIX_DIAG_MEMINFO`].
        UDIAG_SHOW_MEMINFO = 0x20,
        /// User id of the owner: [`UnixDiag::UNIX_DIAG_UID`].
        UDIAG_SHOW_UID = 0x40,
    }
}

attributes! {
    /// Attributes of an AF_UNIX socket: `UNIX_DIAG_*`, linux/unix_diag.h. Attribute types begin at
    /// 0.
    pub set UnixDiag, enum UnixDiagAttr<'a> {
        /// Socket name: a path, or an abstract name, which begins with a NUL byte.
        UNIX_DIAG_NAME: UnixName<'a> = 0,
        /// File system location of a socket bound to a path.
        UNIX_DIAG_VFS: &'a Struct<UnixDiagVfs> = 1,
        /// Inode number of the peer socket.
        UNIX_DIAG_PEER: u32 = 2,
        /// Inode numbers of the clients whose connections are pending. 0 stands for a client that
        /// has closed its socket.
        UNIX_DIAG_ICONS: PackedArray<'a, u32> = 3,
        /// Queue lengths.
        UNIX_DIAG_RQLEN: &'a Struct<UnixDiagRqLen> = 4,
        /// Memory use.
        UNIX_DIAG_MEMINFO: Extensible<'a, SkMemInfo> = 5,
        /// Shut down directions.
        UNIX_DIAG_SHUTDOWN: Shutdown = 6,
        /// User id of the owner.
        UNIX_DIAG_UID: u32 = 7,
    }
}

//! Sockets of AF_TIPC (Transparent Inter-Process Communication): linux/tipc_sockets_diag.h and
//! linux/tipc_netlink.h.
//!
//! A reply has no header: it is the attribute [`TipcDiag::TIPC_NLA_SOCK`].
use super::TcpStates;
use crate::{
    attributes, c_struct, open_enum, operations,
    uapi::AddressFamily,
    wire::{Attrs, Flag},
};

c_struct! {
    /// Header of an AF_TIPC socket request: `struct tipc_sock_diag_req`, linux/tipc_sockets_diag.h.
    #[doc(alias = "tipc_sock_diag_req")]
    pub struct TipcSockDiagReq {
        /// Address family: AF_TIPC.
        sdiag_family: AddressFamily,
        /// Reserved: 0.
        sdiag_protocol: u8,
        /// Padding: 0.
        pad pad: u16,
        /// Socket states to dump: a bit for each [`TipcState`], which has the numbers of TCP
        /// states.
        tidiag_states: TcpStates,
    }
}
c_struct! {
    /// Header of an AF_TIPC socket: none.
    pub struct TipcNoHeader {}
}
open_enum! {
    /// State of an AF_TIPC socket: `TIPC_*`, net/tipc/socket.c of the kernel.
    pub struct TipcState(u32) {
        /// Connected.
        TIPC_ESTABLISHED = 1,
        /// Connection attempt in progress.
        TIPC_CONNECTING = 2,
        /// New or connectionless socket.
        TIPC_OPEN = 7,
        /// Connection closed by the peer or lost.
        TIPC_DISCONNECTING = 8,
        /// Listening: waits for connections.
        TIPC_LISTEN = 10,
    }
}
attributes! {
    /// Attribute of an AF_TIPC socket message: `TIPC_NLA_*`, linux/tipc_netlink.h.
    pub set TipcDiag, enum TipcDiagAttr<'a> {
        /// Socket.
        TIPC_NLA_SOCK: Attrs<'a, TipcSock> = 2,
    }
}
attributes! {
    /// Attributes of an AF_TIPC socket: `TIPC_NLA_SOCK_*`, linux/tipc_netlink.h.
    pub set TipcSock, enum TipcSockAttr<'a> {
        /// Address of the own node.
        TIPC_NLA_SOCK_ADDR: u32 = 1,
        /// Reference of the socket: the port id.
        TIPC_NLA_SOCK_REF: u32 = 2,
        /// Connection.
        TIPC_NLA_SOCK_CON: Attrs<'a, TipcSockCon> = 3,
        /// The socket is bound to a service address.
        TIPC_NLA_SOCK_HAS_PUBL: Flag = 4,
        /// Statistics.
        TIPC_NLA_SOCK_STAT: Attrs<'a, TipcSockStat> = 5,
        /// Socket type: 1 SOCK_STREAM, 2 SOCK_DGRAM, 4 SOCK_RDM, 5 SOCK_SEQPACKET; on MIPS, 1 and 2
        /// have each other's meaning.
        TIPC_NLA_SOCK_TYPE: u32 = 6,
        /// Inode number of the socket.
        TIPC_NLA_SOCK_INO: u32 = 7,
        /// User id of the owner.
        TIPC_NLA_SOCK_UID: u32 = 8,
        /// State of the socket.
        TIPC_NLA_SOCK_TIPC_STATE: TipcState = 9,
        /// Socket cookie, unique since boot.
        TIPC_NLA_SOCK_COOKIE: u64 = 10,
        /// Padding.
        TIPC_NLA_SOCK_PAD: &'a [u8] = 11,
        /// Communication group that the socket has joined.
        TIPC_NLA_SOCK_GROUP: Attrs<'a, TipcSockGroup> = 12,
    }
}
attributes! {
    /// Connection of an AF_TIPC socket: `TIPC_NLA_CON_*`, linux/tipc_netlink.h.
    pub set TipcSockCon, enum TipcSockConAttr<'a> {
        /// The connection was made by a service address, in type and instance.
        TIPC_NLA_CON_FLAG: Flag = 1,
        /// Node address of the peer.
        TIPC_NLA_CON_NODE: u32 = 2,
        /// Reference of the peer's socket.
        TIPC_NLA_CON_SOCK: u32 = 3,
        /// Service type.
        TIPC_NLA_CON_TYPE: u32 = 4,
        /// Service instance.
        TIPC_NLA_CON_INST: u32 = 5,
    }
}
attributes! {
    /// Statistics of an AF_TIPC socket: `TIPC_NLA_SOCK_STAT_*`, linux/tipc_netlink.h.
    ///
    /// Attribute types start at 0.
    pub set TipcSockStat, enum TipcSockStatAttr<'a> {
        /// Receive queue, messages.
        TIPC_NLA_SOCK_STAT_RCVQ: u32 = 0,
        /// Send queue, messages.
        TIPC_NLA_SOCK_STAT_SENDQ: u32 = 1,
        /// The socket waits for a congested link.
        TIPC_NLA_SOCK_STAT_LINK_CONG: Flag = 2,
        /// The connection is congested.
        TIPC_NLA_SOCK_STAT_CONN_CONG: Flag = 3,
        /// Messages dropped.
        TIPC_NLA_SOCK_STAT_DROP: u32 = 4,
    }
}
attributes! {
    /// Communication group of an AF_TIPC socket: `TIPC_NLA_SOCK_GROUP_*`, linux/tipc_netlink.h.
    ///
    /// Attribute types start at 0.
    pub set TipcSockGroup, enum TipcSockGroupAttr<'a> {
        /// Group id: the service type.
        TIPC_NLA_SOCK_GROUP_ID: u32 = 0,
        /// The group is open: the socket may send.
        TIPC_NLA_SOCK_GROUP_OPEN: Flag = 1,
        /// The membership is visible on the own node only.
        TIPC_NLA_SOCK_GROUP_NODE_SCOPE: Flag = 2,
        /// The membership is visible in the cluster.
        TIPC_NLA_SOCK_GROUP_CLUSTER_SCOPE: Flag = 3,
        /// Member id: the service instance.
        TIPC_NLA_SOCK_GROUP_INSTANCE: u32 = 4,
        /// Sequence number of the next broadcast.
        TIPC_NLA_SOCK_GROUP_BC_SEND_NEXT: u32 = 5,
    }
}
crate::message_types! {
    /// An AF_TIPC socket: the attributes of [`TipcDiag`]. The message has no header.
    pub struct TipcMessage(TipcNoHeader, TipcDiag);
}
operations! {
    protocol crate::wire::Protocol::SOCK_DIAG;
    /// Requests AF_TIPC sockets. The kernel supports the dump only.
    pub GetTipc {
        /// Address family: AF_TIPC.
        family: AddressFamily => sdiag_family,
        /// Socket states to dump. An empty set matches no socket.
        states: TcpStates => tidiag_states,
    } = Get(super::DiagMessage::SOCK_DIAG_BY_FAMILY, TipcSockDiagReq, ()) -> TipcMessage;
}
impl<'a> TipcMessage<'a> {
    /// Returns the attributes of the socket.
    #[doc(alias = "TIPC_NLA_SOCK")]
    pub fn socket(&self) -> Option<Attrs<'a, TipcSock>> {
        self.attrs.get(TipcDiag::TIPC_NLA_SOCK).ok().flatten()
    }
    /// Returns the reference of the socket: the port id.
    #[doc(alias = "TIPC_NLA_SOCK_REF")]
    pub fn reference(&self) -> Option<u32> {
        self.socket()?.get(TipcSock::TIPC_NLA_SOCK_REF).ok().flatten()
    }
    /// Returns the state of the socket.
    #[doc(alias = "TIPC_NLA_SOCK_TIPC_STATE")]
    pub fn state(&self) -> Option<TipcState> {
        self.socket()?.get(TipcSock::TIPC_NLA_SOCK_TIPC_STATE).ok().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::Described,
        sock_diag::{DiagMessage, lookup},
        wire::{CStruct, Message, Operation, testing::attr},
    };
    use std::{format, vec::Vec};

    fn reply(payload: &[u8]) -> Vec<u8> {
        let mut bytes = (16 + payload.len() as u32).to_ne_bytes().to_vec();
        bytes.extend(20u16.to_ne_bytes());
        bytes.extend(2u16.to_ne_bytes()); // NLM_F_MULTI
        bytes.extend([0; 8]);
        bytes.extend(payload);
        bytes
    }

    #[test]
    fn a_reply_without_a_header_is_known_by_its_only_attribute() {
        assert_eq!(TipcSockDiagReq::SPEC.len, 8);
        for flag in [0, 0x8000] {
            let stat = attr(5 | flag, &[attr(0, &3u32.to_ne_bytes()), attr(2, &[])].concat());
            let socket = [
                attr(2, &77u32.to_ne_bytes()),
                attr(1, &0x0100_1001u32.to_ne_bytes()),
                attr(9, &10u32.to_ne_bytes()),
                stat,
            ]
            .concat();
            let bytes = reply(&attr(2 | flag, &socket));
            let message = Message::new(&bytes).unwrap();
            let text = format!("{:?}", Described::new("sock_diag", lookup(message), message));
            let socket = "{TIPC_NLA_SOCK: {TIPC_NLA_SOCK_REF: 77, TIPC_NLA_SOCK_ADDR: 16781313, \
                          TIPC_NLA_SOCK_TIPC_STATE: TIPC_LISTEN, TIPC_NLA_SOCK_STAT: {TIPC_NLA_SOCK_STAT_RCVQ: 3, \
                          TIPC_NLA_SOCK_STAT_LINK_CONG: true}}}";
            assert!(text.ends_with(socket), "{text}");
            assert!(matches!(DiagMessage::decode(message), Ok(DiagMessage::Tipc(..))), "{text}");
            let reply = GetTipc::reply(message).unwrap();
            assert_eq!((reply.reference(), reply.state()), (Some(77), Some(TipcState::TIPC_LISTEN)));
        }
    }
    #[test]
    fn another_familys_socket_is_not_taken_for_one() {
        // struct netlink_diag_msg of an unbound socket of NETLINK_USERSOCK reads as an attribute of type 2
        let mut bytes = std::vec![16, 3, 2, 0];
        bytes.resize(28, 0);
        let bytes = reply(&bytes);
        let message = Message::new(&bytes).unwrap();
        assert!(matches!(DiagMessage::decode(message), Ok(DiagMessage::Netlink(..))));
        assert_eq!(lookup(message).unwrap().header.unwrap().name, "NetlinkDiagMsg");
    }
}

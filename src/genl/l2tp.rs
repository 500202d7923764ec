//! The family `l2tp`: tunnels and sessions of the Layer 2 Tunneling Protocol (linux/l2tp.h).
//!
//! A tunnel connects two hosts over UDP or IP; its sessions are pseudowires, each with a network
//! device for Ethernet, or a PPPoL2TP socket. Every command needs `CAP_NET_ADMIN`, and acts on
//! L2TPv2 (RFC 2661) and L2TPv3 (RFC 3931). Notifications arrive on the multicast group [`EVENTS`].
//!
//! See [L2TP](https://docs.kernel.org/networking/l2tp.html) in the kernel documentation and
//! ip-l2tp(8).
//!
//! ```no_run
//! use nlwire::{client::Connection, genl::{self, l2tp::{self, *}}, socket::{Protocol, Socket}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let family = connection.run(genl::family(l2tp::NAME))?; // resolve once and keep
//! let tunnel = TunnelSpec::udp("192.0.2.1:5000".parse()?, "192.0.2.2:5000".parse()?);
//! connection.run(l2tp::add_tunnel(&family, 1, 2, &tunnel))?;
//! let session = SessionSpec { ifname: Some("l2tpeth0"), ..SessionSpec::default() };
//! connection.run(l2tp::add_session(&family, 1, 10, 20, &session))?;
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{Command, Family};
use crate::{
    attributes, c_struct,
    client::{Call, Completion, Query, call, query},
    flags, genl_family, open_enum,
    wire::{Attrs, Be, Flag, GetFlags, Str, Writer},
};
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Name of the family: `L2TP_GENL_NAME`.
pub const NAME: &str = "l2tp";
/// Name of the multicast group for notifications: `L2TP_GENL_MCGROUP`.
///
/// Resolve the id with [`Family::group`](super::Family::group).
pub const EVENTS: &str = "l2tp";

open_enum! {
    /// Type of a pseudowire: `enum l2tp_pwtype`, linux/l2tp.h.
    pub struct PwType(u16) {
        /// None: no pseudowire type.
        L2TP_PWTYPE_NONE = 0x0000,
        /// Ethernet VLAN. The kernel does not support it.
        L2TP_PWTYPE_ETH_VLAN = 0x0004,
        /// Ethernet.
        L2TP_PWTYPE_ETH = 0x0005,
        /// PPP frames.
        L2TP_PWTYPE_PPP = 0x0007,
        /// PPP to an access concentrator. The kernel does not support it.
        L2TP_PWTYPE_PPP_AC = 0x0008,
        /// IP. The kernel does not support it.
        L2TP_PWTYPE_IP = 0x000b,
    }
}
open_enum! {
    /// Layer 2 specific sublayer of L2TPv3: `enum l2tp_l2spec_type`, linux/l2tp.h.
    pub struct L2SpecType(u8) {
        /// None: no sublayer header.
        L2TP_L2SPECTYPE_NONE = 0,
        /// Default sublayer, 4 bytes with a sequence number.
        L2TP_L2SPECTYPE_DEFAULT = 1,
    }
}
open_enum! {
    /// Encapsulation of a tunnel: `enum l2tp_encap_type`, linux/l2tp.h.
    pub struct EncapType(u16) {
        /// UDP, by default port 1701.
        L2TP_ENCAPTYPE_UDP = 0,
        /// IP protocol 115.
        L2TP_ENCAPTYPE_IP = 1,
    }
}
open_enum! {
    /// Sequencing of data packets: `enum l2tp_seqmode`, linux/l2tp.h. The kernel ignores it.
    pub struct SeqMode(u8) {
        /// None: no sequence numbers.
        L2TP_SEQ_NONE = 0,
        /// IP packets.
        L2TP_SEQ_IP = 1,
        /// All packets.
        L2TP_SEQ_ALL = 2,
    }
}
flags! {
    /// Kinds of debug messages: `enum l2tp_debug_flags`, linux/l2tp.h. The kernel ignores them.
    pub struct DebugFlags(u32) {
        /// Debug messages.
        L2TP_MSG_DEBUG = 1 << 0,
        /// Control by user space.
        L2TP_MSG_CONTROL = 1 << 1,
        /// Sequence numbers.
        L2TP_MSG_SEQ = 1 << 2,
        /// Data packets.
        L2TP_MSG_DATA = 1 << 3,
    }
}
c_struct! {
    /// Socket address of L2TP over IPv4: `struct sockaddr_l2tpip`, linux/l2tp.h.
    #[doc(alias = "sockaddr_l2tpip")]
    pub struct SockaddrL2tpip {
        /// Address family: `AF_INET`.
        l2tp_family: u16,
        /// Unused.
        pad l2tp_unused: u16,
        /// IPv4 address.
        l2tp_addr: Ipv4Addr,
        /// Id of the tunnel.
        l2tp_conn_id: u32,
        /// Padding.
        pad __pad: [u8; 4],
    }
}
c_struct! {
    /// Socket address of L2TP over IPv6: `struct sockaddr_l2tpip6`, linux/l2tp.h.
    #[doc(alias = "sockaddr_l2tpip6")]
    pub struct SockaddrL2tpip6 {
        /// Address family: `AF_INET6`.
        l2tp_family: u16,
        /// Unused.
        pad l2tp_unused: u16,
        /// Flow label and traffic class.
        l2tp_flowinfo: Be<u32>,
        /// IPv6 address.
        l2tp_addr: Ipv6Addr,
        /// Scope id: the interface index for a link-local address, otherwise 0.
        l2tp_scope_id: u32,
        /// Id of the tunnel.
        l2tp_conn_id: u32,
    }
}
attributes! {
    /// Tunnel or session: `L2TP_ATTR_*`, linux/l2tp.h.
    pub set L2tp, enum L2tpAttr<'a> {
        /// Type of the pseudowire.
        L2TP_ATTR_PW_TYPE: PwType = 1,
        /// Encapsulation of the tunnel.
        L2TP_ATTR_ENCAP_TYPE: EncapType = 2,
        /// Offset of the data in a packet. The kernel ignores it.
        L2TP_ATTR_OFFSET: u16 = 3,
        /// Sequencing of data packets. The kernel ignores it.
        L2TP_ATTR_DATA_SEQ: SeqMode = 4,
        /// Layer 2 specific sublayer.
        L2TP_ATTR_L2SPEC_TYPE: L2SpecType = 5,
        /// Length of the layer 2 specific sublayer. The kernel ignores it.
        L2TP_ATTR_L2SPEC_LEN: u8 = 6,
        /// Version of the protocol: 2 or 3.
        L2TP_ATTR_PROTO_VERSION: u8 = 7,
        /// Interface name of the session's network device.
        L2TP_ATTR_IFNAME: Str<'a> = 8 where nul_max_len(15),
        /// Id of the tunnel.
        L2TP_ATTR_CONN_ID: u32 = 9,
        /// Id of the tunnel at the peer.
        L2TP_ATTR_PEER_CONN_ID: u32 = 10,
        /// Id of the session, in received packets.
        L2TP_ATTR_SESSION_ID: u32 = 11,
        /// Id of the session at the peer, in sent packets.
        L2TP_ATTR_PEER_SESSION_ID: u32 = 12,
        /// UDP checksum of IPv4 packets. In a request, any value enables it; in a reply, 0 or 1.
        L2TP_ATTR_UDP_CSUM: u8 = 13,
        /// VLAN id. The kernel ignores it.
        L2TP_ATTR_VLAN_ID: u16 = 14,
        /// Cookie that the kernel writes into sent packets: 4 or 8 bytes.
        L2TP_ATTR_COOKIE: &'a [u8] = 15 where binary_max_len(8),
        /// Cookie of the peer: 4 or 8 bytes. Received packets with another cookie are dropped.
        L2TP_ATTR_PEER_COOKIE: &'a [u8] = 16 where binary_max_len(8),
        /// Debug messages. The kernel ignores them.
        L2TP_ATTR_DEBUG: DebugFlags = 17,
        /// Whether received packets must have sequence numbers. 0 or 1.
        L2TP_ATTR_RECV_SEQ: u8 = 18,
        /// Whether sent packets have sequence numbers. 0 or 1.
        L2TP_ATTR_SEND_SEQ: u8 = 19,
        /// Whether this side is the LNS (L2TP network server), which decides about sequencing. 0 or
        /// 1.
        L2TP_ATTR_LNS_MODE: u8 = 20,
        /// Whether IPsec protects the session. 0 or 1. Set by the kernel only.
        L2TP_ATTR_USING_IPSEC: u8 = 21,
        /// Time to wait for reordered packets, milliseconds.
        L2TP_ATTR_RECV_TIMEOUT: u64 = 22,
        /// File descriptor of the socket of a managed tunnel.
        L2TP_ATTR_FD: u32 = 23,
        /// Source IPv4 address.
        L2TP_ATTR_IP_SADDR: Ipv4Addr = 24,
        /// Destination IPv4 address.
        L2TP_ATTR_IP_DADDR: Ipv4Addr = 25,
        /// Source UDP port, in host byte order.
        L2TP_ATTR_UDP_SPORT: u16 = 26,
        /// Destination UDP port, in host byte order.
        L2TP_ATTR_UDP_DPORT: u16 = 27,
        /// Maximum transmission unit. The kernel ignores it.
        L2TP_ATTR_MTU: u16 = 28,
        /// Maximum receive unit. The kernel ignores it.
        L2TP_ATTR_MRU: u16 = 29,
        /// Statistics.
        L2TP_ATTR_STATS: Attrs<'a, L2tpStats> = 30,
        /// Source IPv6 address.
        L2TP_ATTR_IP6_SADDR: Ipv6Addr = 31,
        /// Destination IPv6 address.
        L2TP_ATTR_IP6_DADDR: Ipv6Addr = 32,
        /// IPv6 packets are sent with UDP checksum 0.
        L2TP_ATTR_UDP_ZERO_CSUM6_TX: Flag = 33,
        /// IPv6 packets with UDP checksum 0 are received.
        L2TP_ATTR_UDP_ZERO_CSUM6_RX: Flag = 34,
        /// Padding.
        L2TP_ATTR_PAD: &'a [u8] = 35 where read_only,
    }
}
attributes! {
    /// Statistics of a tunnel or session: `L2TP_ATTR_*` within `L2TP_ATTR_STATS`, linux/l2tp.h.
    pub set L2tpStats, enum L2tpStatsAttr<'a> {
        /// Packets transmitted.
        L2TP_ATTR_TX_PACKETS: u64 = 1,
        /// Bytes transmitted.
        L2TP_ATTR_TX_BYTES: u64 = 2,
        /// Packets that failed to be transmitted.
        L2TP_ATTR_TX_ERRORS: u64 = 3,
        /// Packets received.
        L2TP_ATTR_RX_PACKETS: u64 = 4,
        /// Bytes received.
        L2TP_ATTR_RX_BYTES: u64 = 5,
        /// Received packets discarded because of their sequence number.
        L2TP_ATTR_RX_SEQ_DISCARDS: u64 = 6,
        /// Packets received out of sequence.
        L2TP_ATTR_RX_OOS_PACKETS: u64 = 7,
        /// Packets received with errors.
        L2TP_ATTR_RX_ERRORS: u64 = 8,
        /// Padding.
        L2TP_ATTR_STATS_PAD: &'a [u8] = 9 where read_only,
        /// Received packets discarded because of their cookie (Linux 5.10).
        L2TP_ATTR_RX_COOKIE_DISCARDS: u64 = 10,
        /// Received packets that are invalid (Linux 5.12).
        L2TP_ATTR_RX_INVALID: u64 = 11,
    }
}
genl_family! {
    /// A message of the l2tp family.
    pub enum L2tpMessage<'a>, family L2TP = "l2tp", header () {
        /// Does nothing; the reply is empty.
        L2TP_CMD_NOOP = 0, Both Get => Noop(L2tp),
        /// Creates a tunnel; as an event, announces a new one.
        L2TP_CMD_TUNNEL_CREATE = 1, Both New => TunnelCreate(L2tp),
        /// Deletes a tunnel; as an event, announces the deletion.
        L2TP_CMD_TUNNEL_DELETE = 2, Both Delete => TunnelDelete(L2tp),
        /// Changes a tunnel; as an event, announces the change.
        L2TP_CMD_TUNNEL_MODIFY = 3, Both New => TunnelModify(L2tp),
        /// Requests a tunnel or a dump of all, and is the reply.
        L2TP_CMD_TUNNEL_GET = 4, Both Get => TunnelGet(L2tp),
        /// Creates a session; as an event, announces a new one.
        L2TP_CMD_SESSION_CREATE = 5, Both New => SessionCreate(L2tp),
        /// Deletes a session; as an event, announces the deletion.
        L2TP_CMD_SESSION_DELETE = 6, Both Delete => SessionDelete(L2tp),
        /// Changes a session; as an event, announces the change.
        L2TP_CMD_SESSION_MODIFY = 7, Both New => SessionModify(L2tp),
        /// Requests a session or a dump of all, and is the reply.
        L2TP_CMD_SESSION_GET = 8, Both Get => SessionGet(L2tp),
    }
}

/// Getters for common attributes of a tunnel or session.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, L2tp> {
    /// Returns the id of the tunnel.
    #[doc(alias = "L2TP_ATTR_CONN_ID")]
    pub fn tunnel_id(self) -> Option<u32> {
        self.get(L2tp::L2TP_ATTR_CONN_ID).ok().flatten()
    }
    /// Returns the id of the tunnel at the peer.
    #[doc(alias = "L2TP_ATTR_PEER_CONN_ID")]
    pub fn peer_tunnel_id(self) -> Option<u32> {
        self.get(L2tp::L2TP_ATTR_PEER_CONN_ID).ok().flatten()
    }
    /// Returns the id of the session.
    #[doc(alias = "L2TP_ATTR_SESSION_ID")]
    pub fn session_id(self) -> Option<u32> {
        self.get(L2tp::L2TP_ATTR_SESSION_ID).ok().flatten()
    }
    /// Returns the id of the session at the peer.
    #[doc(alias = "L2TP_ATTR_PEER_SESSION_ID")]
    pub fn peer_session_id(self) -> Option<u32> {
        self.get(L2tp::L2TP_ATTR_PEER_SESSION_ID).ok().flatten()
    }
    /// Returns the interface name of the session's network device.
    #[doc(alias = "L2TP_ATTR_IFNAME")]
    pub fn ifname(self) -> Option<Str<'a>> {
        self.get(L2tp::L2TP_ATTR_IFNAME).ok().flatten()
    }
    /// Returns the source address of the tunnel.
    pub fn source(self) -> Option<IpAddr> {
        let v4 = self.get(L2tp::L2TP_ATTR_IP_SADDR).ok().flatten().map(IpAddr::V4);
        v4.or_else(|| self.get(L2tp::L2TP_ATTR_IP6_SADDR).ok().flatten().map(IpAddr::V6))
    }
    /// Returns the destination address of the tunnel.
    pub fn destination(self) -> Option<IpAddr> {
        let v4 = self.get(L2tp::L2TP_ATTR_IP_DADDR).ok().flatten().map(IpAddr::V4);
        v4.or_else(|| self.get(L2tp::L2TP_ATTR_IP6_DADDR).ok().flatten().map(IpAddr::V6))
    }
}

/// Configuration of a tunnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TunnelSpec {
    /// Version of the protocol: 2 or 3.
    pub version: u8,
    /// Encapsulation.
    pub encap: EncapType,
    /// Source address and UDP port; the port is ignored without UDP.
    pub source: SocketAddr,
    /// Destination address and UDP port, of the same address family.
    pub destination: SocketAddr,
    /// Whether packets have a UDP checksum.
    pub checksum: bool,
}
impl TunnelSpec {
    /// Creates the configuration of an L2TPv3 tunnel over UDP, with checksums.
    pub const fn udp(source: SocketAddr, destination: SocketAddr) -> Self {
        Self { version: 3, encap: EncapType::L2TP_ENCAPTYPE_UDP, source, destination, checksum: true }
    }
    /// Creates the configuration of an L2TPv3 tunnel over IP.
    pub const fn ip(source: IpAddr, destination: IpAddr) -> Self {
        let (source, destination) = (SocketAddr::new(source, 0), SocketAddr::new(destination, 0));
        Self { version: 3, encap: EncapType::L2TP_ENCAPTYPE_IP, source, destination, checksum: false }
    }
    fn put(&self, request: &mut Writer<'_, L2tp>) {
        request.put(L2tp::L2TP_ATTR_PROTO_VERSION, self.version).put(L2tp::L2TP_ATTR_ENCAP_TYPE, self.encap);
        match self.source.ip() {
            IpAddr::V4(ip) => request.put(L2tp::L2TP_ATTR_IP_SADDR, ip),
            IpAddr::V6(ip) => request.put(L2tp::L2TP_ATTR_IP6_SADDR, ip),
        };
        match self.destination.ip() {
            IpAddr::V4(ip) => request.put(L2tp::L2TP_ATTR_IP_DADDR, ip),
            IpAddr::V6(ip) => request.put(L2tp::L2TP_ATTR_IP6_DADDR, ip),
        };
        if self.encap == EncapType::L2TP_ENCAPTYPE_UDP {
            request
                .put(L2tp::L2TP_ATTR_UDP_SPORT, self.source.port())
                .put(L2tp::L2TP_ATTR_UDP_DPORT, self.destination.port());
            if self.source.is_ipv4() {
                request.put_some(L2tp::L2TP_ATTR_UDP_CSUM, self.checksum.then_some(1));
            } else if !self.checksum {
                request
                    .put(L2tp::L2TP_ATTR_UDP_ZERO_CSUM6_TX, Flag)
                    .put(L2tp::L2TP_ATTR_UDP_ZERO_CSUM6_RX, Flag);
            }
        }
    }
}
/// Configuration of a session; fields that are `None` have the kernel's default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionSpec<'n> {
    /// Type of the pseudowire.
    pub pw_type: PwType,
    /// Interface name of the network device; `None` lets the kernel choose one.
    pub ifname: Option<&'n str>,
    /// Cookie that the kernel writes into sent packets: 4 or 8 bytes.
    pub cookie: Option<&'n [u8]>,
    /// Cookie of the peer: 4 or 8 bytes. Received packets with another cookie are dropped.
    pub peer_cookie: Option<&'n [u8]>,
    /// Layer 2 specific sublayer.
    pub l2spec: Option<L2SpecType>,
    /// Whether sent packets have sequence numbers.
    pub send_seq: Option<bool>,
    /// Whether received packets must have sequence numbers.
    pub recv_seq: Option<bool>,
}
impl Default for SessionSpec<'_> {
    /// An Ethernet pseudowire.
    fn default() -> Self {
        let pw_type = PwType::L2TP_PWTYPE_ETH;
        Self {
            pw_type,
            ifname: None,
            cookie: None,
            peer_cookie: None,
            l2spec: None,
            send_seq: None,
            recv_seq: None,
        }
    }
}

/// A command of L2TP, as an operation.
type Op = Command<L2tp>;

/// Lists the tunnels.
///
/// Sends `L2TP_CMD_TUNNEL_GET` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn tunnels(family: &Family) -> impl Query<Operation = Op> + Copy {
    family.command(L2tpMessage::L2TP_CMD_TUNNEL_GET)
}
/// Returns a tunnel.
///
/// Sends `L2TP_CMD_TUNNEL_GET` with `L2TP_ATTR_CONN_ID`.
///
/// # Errors
/// `ENODEV` if the tunnel does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn tunnel(family: &Family, tunnel: u32) -> impl Query<Operation = Op> + Copy {
    query(family.command(L2tpMessage::L2TP_CMD_TUNNEL_GET), move |request| {
        request.put(L2tp::L2TP_ATTR_CONN_ID, tunnel);
    })
}
/// Creates a tunnel whose socket the kernel opens.
///
/// Sends `L2TP_CMD_TUNNEL_CREATE` with the ids at both ends, addresses and encapsulation.
///
/// # Errors
/// `EEXIST` if the tunnel exists ([`already_exists`](crate::client::Error::already_exists)),
/// `EADDRNOTAVAIL` if the source address is not local, `EINVAL` for invalid values, `EPERM` without
/// `CAP_NET_ADMIN`.
pub fn add_tunnel(
    family: &Family,
    tunnel: u32,
    peer_tunnel: u32,
    spec: &TunnelSpec,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(L2tpMessage::L2TP_CMD_TUNNEL_CREATE);
    call(command, GetFlags::ACK, move |request| {
        request.put(L2tp::L2TP_ATTR_CONN_ID, tunnel).put(L2tp::L2TP_ATTR_PEER_CONN_ID, peer_tunnel);
        spec.put(request);
    })
}
/// Deletes a tunnel and its sessions.
///
/// Sends `L2TP_CMD_TUNNEL_DELETE` with `L2TP_ATTR_CONN_ID`. The kernel deletes the tunnel some time
/// after the ack.
///
/// # Errors
/// `ENODEV` if the tunnel does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn delete_tunnel(family: &Family, tunnel: u32) -> impl Call<Output = Completion> + Copy {
    let command = family.command(L2tpMessage::L2TP_CMD_TUNNEL_DELETE);
    call(command, GetFlags::ACK, move |request| {
        request.put(L2tp::L2TP_ATTR_CONN_ID, tunnel);
    })
}
/// Lists the sessions of all tunnels.
///
/// Sends `L2TP_CMD_SESSION_GET` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn sessions(family: &Family) -> impl Query<Operation = Op> + Copy {
    family.command(L2tpMessage::L2TP_CMD_SESSION_GET)
}
/// Returns a session.
///
/// Sends `L2TP_CMD_SESSION_GET` with `L2TP_ATTR_CONN_ID` and `L2TP_ATTR_SESSION_ID`.
///
/// # Errors
/// `ENODEV` if the session does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn session(family: &Family, tunnel: u32, session: u32) -> impl Query<Operation = Op> + Copy {
    query(family.command(L2tpMessage::L2TP_CMD_SESSION_GET), move |request| {
        request.put(L2tp::L2TP_ATTR_CONN_ID, tunnel).put(L2tp::L2TP_ATTR_SESSION_ID, session);
    })
}
/// Creates a session in a tunnel, and its network device.
///
/// Sends `L2TP_CMD_SESSION_CREATE` with the ids of tunnel and session, the id of the session at the
/// peer, and the configuration.
///
/// # Errors
/// `ENODEV` if the tunnel does not exist, `EEXIST` if the session or the network device exists
/// ([`already_exists`](crate::client::Error::already_exists)), `EPROTONOSUPPORT` if the kernel does
/// not support the pseudowire, `EPERM` without `CAP_NET_ADMIN`.
pub fn add_session(
    family: &Family,
    tunnel: u32,
    session: u32,
    peer_session: u32,
    spec: &SessionSpec<'_>,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(L2tpMessage::L2TP_CMD_SESSION_CREATE);
    call(command, GetFlags::ACK, move |request| {
        request
            .put(L2tp::L2TP_ATTR_CONN_ID, tunnel)
            .put(L2tp::L2TP_ATTR_SESSION_ID, session)
            .put(L2tp::L2TP_ATTR_PEER_SESSION_ID, peer_session)
            .put(L2tp::L2TP_ATTR_PW_TYPE, spec.pw_type)
            .put_some(L2tp::L2TP_ATTR_L2SPEC_TYPE, spec.l2spec)
            .put_some(L2tp::L2TP_ATTR_IFNAME, spec.ifname)
            .put_some(L2tp::L2TP_ATTR_COOKIE, spec.cookie)
            .put_some(L2tp::L2TP_ATTR_PEER_COOKIE, spec.peer_cookie)
            .put_some(L2tp::L2TP_ATTR_RECV_SEQ, spec.recv_seq.map(u8::from))
            .put_some(L2tp::L2TP_ATTR_SEND_SEQ, spec.send_seq.map(u8::from));
    })
}
/// Deletes a session and its network device.
///
/// Sends `L2TP_CMD_SESSION_DELETE` with `L2TP_ATTR_CONN_ID` and `L2TP_ATTR_SESSION_ID`.
///
/// # Errors
/// `ENODEV` if the session does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn delete_session(family: &Family, tunnel: u32, session: u32) -> impl Call<Output = Completion> + Copy {
    let command = family.command(L2tpMessage::L2TP_CMD_SESSION_DELETE);
    call(command, GetFlags::ACK, move |request| {
        request.put(L2tp::L2TP_ATTR_CONN_ID, tunnel).put(L2tp::L2TP_ATTR_SESSION_ID, session);
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::View;
    use std::{boxed::Box, format};

    #[test]
    fn tunnels_of_both_families_are_written_and_read() -> Result<(), Box<dyn core::error::Error>> {
        let specs = [
            (TunnelSpec::udp("192.0.2.1:5000".parse()?, "192.0.2.2:6000".parse()?), "UDP_CSUM: 1}"),
            (
                TunnelSpec {
                    checksum: false,
                    ..TunnelSpec::udp("[2001:db8::1]:5000".parse()?, "[2001:db8::2]:6000".parse()?)
                },
                "L2TP_ATTR_UDP_ZERO_CSUM6_TX: true, L2TP_ATTR_UDP_ZERO_CSUM6_RX: true}",
            ),
            (TunnelSpec::ip("192.0.2.1".parse()?, "192.0.2.2".parse()?), "L2TP_ATTR_IP_DADDR: 192.0.2.2}"),
        ];
        for (spec, end) in specs {
            let mut buffer = [0xa5; 128];
            let mut writer = Writer::<L2tp>::new(&mut buffer);
            spec.put(&mut writer);
            let attrs = Attrs::<L2tp>::new(writer.finish()?);
            View::of(attrs).check()?;
            assert_eq!(
                (attrs.source(), attrs.destination()),
                (Some(spec.source.ip()), Some(spec.destination.ip()))
            );
            assert!(format!("{attrs:?}").ends_with(end), "{attrs:?}");
        }
        Ok(())
    }
}

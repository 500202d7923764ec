//! Constants, attribute sets and messages: linux/ip_vs.h.
use super::*;

/// IPv4 address in the first 4 of 16 bytes: `union nf_inet_addr`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "nf_inet_addr")]
pub struct UnionIpv4(pub Ipv4Addr);

impl Encode for UnionIpv4 {
    const PAYLOAD_TYPE: PayloadType = PayloadType::Ip4;
    fn wire_len(&self) -> usize {
        16
    }
    fn write(&self, out: &mut [u8]) {
        out.fill(0);
        for (to, from) in out.iter_mut().zip(self.0.octets()) {
            *to = from;
        }
    }
}

impl<'a> Value<'a> for UnionIpv4 {
    fn read(payload: &'a [u8]) -> Option<Self> {
        payload.first_chunk::<4>().map(|octets| Self(Ipv4Addr::from(*octets)))
    }
}

open_enum! {
    /// Address family of two bytes, limited to IPv4 and IPv6: `AF_*`, address_families(7).
    pub struct IpvsFamily(u16) {
        /// Unspecified.
        AF_UNSPEC = 0,
        /// IPv4.
        AF_INET = 2,
        /// IPv6.
        AF_INET6 = 10,
    }
}

open_enum! {
    /// Transport protocol of a service: `IPPROTO_*`, linux/in.h.
    pub struct IpvsProtocol(u16) {
        /// None: the service is a firewall mark.
        IPPROTO_IP = 0,
        /// TCP: Transmission Control Protocol.
        IPPROTO_TCP = 6,
        /// UDP: User Datagram Protocol.
        IPPROTO_UDP = 17,
        /// SCTP: Stream Control Transmission Protocol.
        IPPROTO_SCTP = 132,
    }
}

flags! {
    /// Flags of a service: `IP_VS_SVC_F_*`, linux/ip_vs.h.
    ///
    /// The flags of the schedulers `sh` and `mh` are `IP_VS_SVC_F_SCHED1` (fallback to another
    /// destination) and `IP_VS_SVC_F_SCHED2` (the source port is part of the hash).
    pub struct ServiceFlags(u32) {
        /// Persistent: connections of a client go to one destination.
        IP_VS_SVC_F_PERSISTENT = 0x1,
        /// The service is in the hash table. Set by the kernel only.
        IP_VS_SVC_F_HASHED = 0x2,
        /// One-packet scheduling: each UDP packet is scheduled by itself.
        IP_VS_SVC_F_ONEPACKET = 0x4,
        /// Scheduler flag 1.
        IP_VS_SVC_F_SCHED1 = 0x8,
        /// Scheduler flag 2.
        IP_VS_SVC_F_SCHED2 = 0x10,
        /// Scheduler flag 3.
        IP_VS_SVC_F_SCHED3 = 0x20,
    }
}

open_enum! {
    /// Forwarding method of a destination: `IP_VS_CONN_F_*` within `IP_VS_CONN_F_FWD_MASK`.
    ///
    /// Header: linux/ip_vs.h.
    pub struct ForwardMethod(u32) {
        /// Masquerading (NAT).
        IP_VS_CONN_F_MASQ = 0,
        /// Local node.
        IP_VS_CONN_F_LOCALNODE = 1,
        /// Tunnel: encapsulates packets for the destination.
        IP_VS_CONN_F_TUNNEL = 2,
        /// Direct routing: only the MAC address changes.
        IP_VS_CONN_F_DROUTE = 3,
        /// Bypass of a cache.
        IP_VS_CONN_F_BYPASS = 4,
    }
}

open_enum! {
    /// Tunnel type of a destination: `IP_VS_CONN_F_TUNNEL_TYPE_*`, linux/ip_vs.h.
    pub struct TunnelType(u8) {
        /// IP in IP (RFC 2003).
        IP_VS_CONN_F_TUNNEL_TYPE_IPIP = 0,
        /// Generic UDP Encapsulation (GUE).
        IP_VS_CONN_F_TUNNEL_TYPE_GUE = 1,
        /// GRE: generic routing encapsulation (RFC 2784).
        IP_VS_CONN_F_TUNNEL_TYPE_GRE = 2,
    }
}

flags! {
    /// Flags of a tunnel: `IP_VS_TUNNEL_ENCAP_FLAG_*`, linux/ip_vs.h.
    pub struct TunnelFlags(u16) {
        /// Checksum in the encapsulation header.
        IP_VS_TUNNEL_ENCAP_FLAG_CSUM = 1 << 0,
        /// Remote checksum offload.
        IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM = 1 << 1,
    }
}

flags! {
    /// State of a synchronization daemon: `IP_VS_STATE_*`, linux/ip_vs.h.
    pub struct DaemonState(u32) {
        /// Master: sends the connections.
        IP_VS_STATE_MASTER = 0x1,
        /// Backup: receives the connections.
        IP_VS_STATE_BACKUP = 0x2,
    }
}

c_struct! {
    /// Flags of a service and a mask of those to change: `struct ip_vs_flags`, linux/ip_vs.h.
    #[doc(alias = "ip_vs_flags")]
    pub struct IpVsFlags {
        /// New values of the flags.
        flags: ServiceFlags,
        /// Flags to change.
        mask: ServiceFlags,
    }
}

sub_messages! {
    /// Address of a service, selected by `IPVS_SVC_ATTR_AF`.
    pub enum ServiceAddress<'a>, selector ServiceAddressBy
        from SelectorSource::bytes(IpvsService::IPVS_SVC_ATTR_AF.number()) => {
        /// IPv4 address.
        INET = &2u16.to_ne_bytes() => Inet(UnionIpv4),
        /// IPv6 address.
        INET6 = &10u16.to_ne_bytes() => Inet6(Ipv6Addr),
    }
}

sub_messages! {
    /// Netmask of a persistent service, selected by `IPVS_SVC_ATTR_AF`.
    pub enum ServiceNetmask<'a>, selector ServiceNetmaskBy
        from SelectorSource::bytes(IpvsService::IPVS_SVC_ATTR_AF.number()) => {
        /// IPv4 netmask.
        INET = &2u16.to_ne_bytes() => Inet(Ipv4Addr),
        /// IPv6 prefix length, bits.
        INET6 = &10u16.to_ne_bytes() => Inet6(u32),
    }
}

sub_messages! {
    /// Address of a destination, selected by `IPVS_DEST_ATTR_ADDR_FAMILY`.
    pub enum DestAddress<'a>, selector DestAddressBy
        from SelectorSource::bytes(IpvsDest::IPVS_DEST_ATTR_ADDR_FAMILY.number()) => {
        /// IPv4 address.
        INET = &2u16.to_ne_bytes() => Inet(UnionIpv4),
        /// IPv6 address.
        INET6 = &10u16.to_ne_bytes() => Inet6(Ipv6Addr),
    }
}

attributes! {
    /// Attributes of the commands: `IPVS_CMD_ATTR_*`, linux/ip_vs.h.
    pub set Ipvs, enum IpvsAttr<'a> {
        /// Service: virtual address and port, or firewall mark.
        IPVS_CMD_ATTR_SERVICE: Attrs<'a, IpvsService> = 1,
        /// Destination.
        IPVS_CMD_ATTR_DEST: Attrs<'a, IpvsDest> = 2,
        /// Synchronization daemon.
        IPVS_CMD_ATTR_DAEMON: Attrs<'a, IpvsDaemon> = 3,
        /// Timeout of TCP connections, seconds.
        IPVS_CMD_ATTR_TIMEOUT_TCP: u32 = 4,
        /// Timeout of TCP connections after a FIN, seconds.
        IPVS_CMD_ATTR_TIMEOUT_TCP_FIN: u32 = 5,
        /// Timeout of UDP flows, seconds.
        IPVS_CMD_ATTR_TIMEOUT_UDP: u32 = 6,
    }
}

attributes! {
    /// Service: `IPVS_SVC_ATTR_*`, linux/ip_vs.h.
    pub set IpvsService, enum IpvsServiceAttr<'a> {
        /// Address family.
        IPVS_SVC_ATTR_AF: IpvsFamily = 1,
        /// Transport protocol. Absent if the service is a firewall mark.
        IPVS_SVC_ATTR_PROTOCOL: IpvsProtocol = 2,
        /// Address, 16 bytes; an IPv4 address is in the first 4.
        IPVS_SVC_ATTR_ADDR: SubMessage<'a, ServiceAddressBy> = 3 where binary_max_len(16),
        /// Port. 0 means all ports, for a persistent service.
        IPVS_SVC_ATTR_PORT: Be<u16> = 4,
        /// Firewall mark (fwmark) that selects the packets of the service.
        IPVS_SVC_ATTR_FWMARK: u32 = 5,
        /// Name of the scheduler, such as `rr`; `none` if the scheduler is missing.
        IPVS_SVC_ATTR_SCHED_NAME: Str<'a> = 6 where nul_max_len(16),
        /// Flags and the mask of those to change: persistence, one packet, scheduler's own.
        IPVS_SVC_ATTR_FLAGS: Extensible<'a, IpVsFlags> = 7 where binary_max_len(8),
        /// Timeout of persistence, seconds.
        IPVS_SVC_ATTR_TIMEOUT: u32 = 8,
        /// Granularity of persistence: IPv4 netmask, or IPv6 prefix length.
        IPVS_SVC_ATTR_NETMASK: SubMessage<'a, ServiceNetmaskBy> = 9 where min_len(4),
        /// Statistics, with counters of 32 bits.
        IPVS_SVC_ATTR_STATS: Attrs<'a, IpvsStats> = 10,
        /// Name of the persistence engine, such as `sip`.
        IPVS_SVC_ATTR_PE_NAME: Str<'a> = 11 where nul_max_len(16),
        /// Statistics, with counters of 64 bits (Linux 4.1).
        IPVS_SVC_ATTR_STATS64: Attrs<'a, IpvsStats64> = 12,
    }
}

attributes! {
    /// Destination of a service: `IPVS_DEST_ATTR_*`, linux/ip_vs.h.
    pub set IpvsDest, enum IpvsDestAttr<'a> {
        /// Address, 16 bytes; an IPv4 address is in the first 4.
        IPVS_DEST_ATTR_ADDR: SubMessage<'a, DestAddressBy> = 1 where binary_max_len(16),
        /// Port of the real server.
        IPVS_DEST_ATTR_PORT: Be<u16> = 2,
        /// Forwarding method.
        IPVS_DEST_ATTR_FWD_METHOD: ForwardMethod = 3,
        /// Weight. 0 means no new connections.
        IPVS_DEST_ATTR_WEIGHT: u32 = 4,
        /// Upper threshold of connections, from which there are no new ones; 0 means no limit.
        IPVS_DEST_ATTR_U_THRESH: u32 = 5,
        /// Lower threshold of connections, below which there are new ones again; 0 means three
        /// quarters of the upper threshold.
        IPVS_DEST_ATTR_L_THRESH: u32 = 6,
        /// Number of active connections.
        IPVS_DEST_ATTR_ACTIVE_CONNS: u32 = 7,
        /// Number of inactive connections.
        IPVS_DEST_ATTR_INACT_CONNS: u32 = 8,
        /// Number of persistent connections.
        IPVS_DEST_ATTR_PERSIST_CONNS: u32 = 9,
        /// Statistics, with counters of 32 bits.
        IPVS_DEST_ATTR_STATS: Attrs<'a, IpvsStats> = 10,
        /// Address family; if absent in a request, the family of the service.
        IPVS_DEST_ATTR_ADDR_FAMILY: IpvsFamily = 11,
        /// Statistics, with counters of 64 bits (Linux 4.1).
        IPVS_DEST_ATTR_STATS64: Attrs<'a, IpvsStats64> = 12,
        /// Tunnel type (Linux 5.2).
        IPVS_DEST_ATTR_TUN_TYPE: TunnelType = 13,
        /// UDP port of the tunnel (Linux 5.2).
        IPVS_DEST_ATTR_TUN_PORT: Be<u16> = 14,
        /// Tunnel flags (Linux 5.3).
        IPVS_DEST_ATTR_TUN_FLAGS: TunnelFlags = 15,
    }
}

attributes! {
    /// Synchronization daemon: `IPVS_DAEMON_ATTR_*`, linux/ip_vs.h.
    pub set IpvsDaemon, enum IpvsDaemonAttr<'a> {
        /// State: master or backup.
        IPVS_DAEMON_ATTR_STATE: DaemonState = 1,
        /// Name of the interface for multicast.
        IPVS_DAEMON_ATTR_MCAST_IFN: Str<'a> = 2 where nul_max_len(16),
        /// Synchronization id. A backup accepts only messages with its own id, unless 0.
        IPVS_DAEMON_ATTR_SYNC_ID: u32 = 3,
        /// Maximum payload of a message, bytes (Linux 4.3).
        IPVS_DAEMON_ATTR_SYNC_MAXLEN: u16 = 4,
        /// IPv4 multicast group (Linux 4.3).
        IPVS_DAEMON_ATTR_MCAST_GROUP: Ipv4Addr = 5,
        /// IPv6 multicast group (Linux 4.3).
        IPVS_DAEMON_ATTR_MCAST_GROUP6: Ipv6Addr = 6,
        /// UDP port, in host byte order (Linux 4.3).
        IPVS_DAEMON_ATTR_MCAST_PORT: u16 = 7,
        /// Time to live of multicast packets (Linux 4.3).
        IPVS_DAEMON_ATTR_MCAST_TTL: u8 = 8,
    }
}

attributes! {
    /// Statistics with counters of 32 bits: `IPVS_STATS_ATTR_*`, linux/ip_vs.h.
    pub set IpvsStats, enum IpvsStatsAttr<'a> {
        /// Connections scheduled.
        IPVS_STATS_ATTR_CONNS: u32 = 1,
        /// Packets from clients.
        IPVS_STATS_ATTR_INPKTS: u32 = 2,
        /// Packets to clients, seen with masquerading only.
        IPVS_STATS_ATTR_OUTPKTS: u32 = 3,
        /// Bytes from clients.
        IPVS_STATS_ATTR_INBYTES: u64 = 4,
        /// Bytes to clients, seen with masquerading only.
        IPVS_STATS_ATTR_OUTBYTES: u64 = 5,
        /// Connections per second.
        IPVS_STATS_ATTR_CPS: u32 = 6,
        /// Packets per second from clients.
        IPVS_STATS_ATTR_INPPS: u32 = 7,
        /// Packets per second to clients.
        IPVS_STATS_ATTR_OUTPPS: u32 = 8,
        /// Bytes per second from clients.
        IPVS_STATS_ATTR_INBPS: u32 = 9,
        /// Bytes per second to clients.
        IPVS_STATS_ATTR_OUTBPS: u32 = 10,
        /// Padding.
        IPVS_STATS_ATTR_PAD: &'a [u8] = 11 where read_only,
    }
}

attributes! {
    /// Statistics with counters of 64 bits: `IPVS_STATS_ATTR_*`, linux/ip_vs.h.
    pub set IpvsStats64, enum IpvsStats64Attr<'a> {
        /// Connections scheduled.
        IPVS_STATS_ATTR_CONNS: u64 = 1,
        /// Packets from clients.
        IPVS_STATS_ATTR_INPKTS: u64 = 2,
        /// Packets to clients, seen with masquerading only.
        IPVS_STATS_ATTR_OUTPKTS: u64 = 3,
        /// Bytes from clients.
        IPVS_STATS_ATTR_INBYTES: u64 = 4,
        /// Bytes to clients, seen with masquerading only.
        IPVS_STATS_ATTR_OUTBYTES: u64 = 5,
        /// Connections per second.
        IPVS_STATS_ATTR_CPS: u64 = 6,
        /// Packets per second from clients.
        IPVS_STATS_ATTR_INPPS: u64 = 7,
        /// Packets per second to clients.
        IPVS_STATS_ATTR_OUTPPS: u64 = 8,
        /// Bytes per second from clients.
        IPVS_STATS_ATTR_INBPS: u64 = 9,
        /// Bytes per second to clients.
        IPVS_STATS_ATTR_OUTBPS: u64 = 10,
        /// Padding.
        IPVS_STATS_ATTR_PAD: &'a [u8] = 11 where read_only,
    }
}

attributes! {
    /// Information about IPVS itself: `IPVS_INFO_ATTR_*`, linux/ip_vs.h.
    pub set IpvsInfo, enum IpvsInfoAttr<'a> {
        /// Version: 0x010201 is 1.2.1.
        IPVS_INFO_ATTR_VERSION: u32 = 1,
        /// Size of the connection hash table, buckets.
        IPVS_INFO_ATTR_CONN_TAB_SIZE: u32 = 2,
    }
}

genl_family! {
    /// A message of the IPVS family.
    pub enum IpvsMessage<'a>, family IPVS = "IPVS", header () {
        /// Adds a service; reply to `IPVS_CMD_GET_SERVICE`.
        IPVS_CMD_NEW_SERVICE = 1, Both New => NewService(Ipvs),
        /// Changes a service.
        IPVS_CMD_SET_SERVICE = 2, Both New => SetService(Ipvs),
        /// Deletes a service.
        IPVS_CMD_DEL_SERVICE = 3, Both Delete => DelService(Ipvs),
        /// Requests a service, or a dump of all.
        IPVS_CMD_GET_SERVICE = 4, Both Get => GetService(Ipvs),
        /// Adds a destination to a service; reply to `IPVS_CMD_GET_DEST`.
        IPVS_CMD_NEW_DEST = 5, Both New => NewDest(Ipvs),
        /// Changes a destination of a service.
        IPVS_CMD_SET_DEST = 6, Both New => SetDest(Ipvs),
        /// Deletes a destination of a service.
        IPVS_CMD_DEL_DEST = 7, Both Delete => DelDest(Ipvs),
        /// Requests a dump of the destinations of a service.
        IPVS_CMD_GET_DEST = 8, Both Get => GetDest(Ipvs),
        /// Starts a synchronization daemon; reply to `IPVS_CMD_GET_DAEMON`.
        IPVS_CMD_NEW_DAEMON = 9, Both New => NewDaemon(Ipvs),
        /// Stops a synchronization daemon.
        IPVS_CMD_DEL_DAEMON = 10, Both Delete => DelDaemon(Ipvs),
        /// Requests a dump of the synchronization daemons.
        IPVS_CMD_GET_DAEMON = 11, Both Get => GetDaemon(Ipvs),
        /// Changes the timeouts; reply to `IPVS_CMD_GET_CONFIG`.
        IPVS_CMD_SET_CONFIG = 12, Both New => SetConfig(Ipvs),
        /// Requests the timeouts.
        IPVS_CMD_GET_CONFIG = 13, Both Get => GetConfig(Ipvs),
        /// Reply to `IPVS_CMD_GET_INFO`.
        IPVS_CMD_SET_INFO = 14, Reply New => SetInfo(IpvsInfo),
        /// Requests version and size of the connection hash table.
        IPVS_CMD_GET_INFO = 15, Request Get => GetInfo(Ipvs) -> Info(IpvsInfo),
        /// Resets the statistics of one service or of all.
        IPVS_CMD_ZERO = 16, Both New => Zero(Ipvs),
        /// Deletes all services.
        IPVS_CMD_FLUSH = 17, Both Delete => Flush(Ipvs),
    }
}

objects! {
    /// A service: the reply to `IPVS_CMD_GET_SERVICE`, with `IPVS_CMD_ATTR_SERVICE`.
    ServiceMessage(Ipvs);
    /// A destination: the reply to `IPVS_CMD_GET_DEST`, with `IPVS_CMD_ATTR_DEST`.
    DestMessage(Ipvs);
}

/// Getters for common attributes of a service.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, IpvsService> {
    /// Returns the address; `None` if the service is a firewall mark.
    #[doc(alias = "IPVS_SVC_ATTR_ADDR")]
    pub fn address(self) -> Option<IpAddr> {
        match self.select(IpvsService::IPVS_SVC_ATTR_ADDR).ok().flatten()? {
            ServiceAddress::Inet(address) => Some(address.0.into()),
            ServiceAddress::Inet6(address) => Some(address.into()),
            ServiceAddress::Other(_) => None,
        }
    }
    /// Returns the port; `None` if the service is a firewall mark.
    #[doc(alias = "IPVS_SVC_ATTR_PORT")]
    pub fn port(self) -> Option<u16> {
        self.get(IpvsService::IPVS_SVC_ATTR_PORT).ok().flatten().map(|port| port.0)
    }
    /// Returns the firewall mark; `None` if the service is an address.
    #[doc(alias = "IPVS_SVC_ATTR_FWMARK")]
    pub fn fwmark(self) -> Option<u32> {
        self.get(IpvsService::IPVS_SVC_ATTR_FWMARK).ok().flatten()
    }
    /// Returns the key of the service, for requests.
    pub fn key(self) -> Option<ServiceKey> {
        if let Some(mark) = self.fwmark() {
            return Some(ServiceKey::Mark {
                family: self.get(IpvsService::IPVS_SVC_ATTR_AF).ok().flatten()?,
                mark,
            });
        }
        Some(ServiceKey::Address {
            protocol: self.get(IpvsService::IPVS_SVC_ATTR_PROTOCOL).ok().flatten()?,
            address: SocketAddr::new(self.address()?, self.port()?),
        })
    }
    /// Returns the name of the scheduler.
    #[doc(alias = "IPVS_SVC_ATTR_SCHED_NAME")]
    pub fn scheduler(self) -> Option<Str<'a>> {
        self.get(IpvsService::IPVS_SVC_ATTR_SCHED_NAME).ok().flatten()
    }
    /// Returns the flags.
    #[doc(alias = "IPVS_SVC_ATTR_FLAGS")]
    pub fn flags(self) -> Option<ServiceFlags> {
        self.get(IpvsService::IPVS_SVC_ATTR_FLAGS).ok().flatten()?.get(IpVsFlags::flags)
    }
}

/// Getters for common attributes of a destination.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl Attrs<'_, IpvsDest> {
    /// Returns the address.
    #[doc(alias = "IPVS_DEST_ATTR_ADDR")]
    pub fn address(self) -> Option<IpAddr> {
        match self.select(IpvsDest::IPVS_DEST_ATTR_ADDR).ok().flatten()? {
            DestAddress::Inet(address) => Some(address.0.into()),
            DestAddress::Inet6(address) => Some(address.into()),
            DestAddress::Other(_) => None,
        }
    }
    /// Returns the port.
    #[doc(alias = "IPVS_DEST_ATTR_PORT")]
    pub fn port(self) -> Option<u16> {
        self.get(IpvsDest::IPVS_DEST_ATTR_PORT).ok().flatten().map(|port| port.0)
    }
    /// Returns the weight.
    #[doc(alias = "IPVS_DEST_ATTR_WEIGHT")]
    pub fn weight(self) -> Option<u32> {
        self.get(IpvsDest::IPVS_DEST_ATTR_WEIGHT).ok().flatten()
    }
    /// Returns the forwarding method.
    #[doc(alias = "IPVS_DEST_ATTR_FWD_METHOD")]
    pub fn forward_method(self) -> Option<ForwardMethod> {
        self.get(IpvsDest::IPVS_DEST_ATTR_FWD_METHOD).ok().flatten()
    }
}

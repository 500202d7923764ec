//! Parameters of statements.
use super::*;

/// Rate of packets or bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rate {
    amount: u64,
    unit: u64,
    burst: u32,
    bytes: bool,
    over: bool,
}
impl Rate {
    const fn new(amount: u64, unit: u64) -> Self {
        Self { amount, unit, burst: 5, bytes: false, over: false }
    }
    /// Creates a rate of packets per second.
    #[must_use]
    pub const fn per_second(packets: u64) -> Self {
        Self::new(packets, 1)
    }
    /// Creates a rate of packets per minute.
    #[must_use]
    pub const fn per_minute(packets: u64) -> Self {
        Self::new(packets, 60)
    }
    /// Creates a rate of packets per hour.
    #[must_use]
    pub const fn per_hour(packets: u64) -> Self {
        Self::new(packets, 3600)
    }
    /// Creates a rate of packets per day.
    #[must_use]
    pub const fn per_day(packets: u64) -> Self {
        Self::new(packets, 86400)
    }
    /// Creates a rate of bytes per second.
    #[must_use]
    pub const fn bytes_per_second(bytes: u64) -> Self {
        Self { amount: bytes, unit: 1, burst: 0, bytes: true, over: false }
    }
    /// Sets the burst: packets or bytes that may exceed the rate. Default: 5 packets, 0 bytes.
    #[must_use]
    pub const fn burst(mut self, burst: u32) -> Self {
        self.burst = burst;
        self
    }
    /// Inverts: matches what exceeds the rate.
    #[must_use]
    pub const fn over(mut self) -> Self {
        self.over = true;
        self
    }
    pub(crate) fn write(&self, limit: &mut Writer<'_, NftLimit>) {
        limit.put(NftLimit::NFTA_LIMIT_RATE, self.amount).put(NftLimit::NFTA_LIMIT_UNIT, self.unit);
        limit.put(NftLimit::NFTA_LIMIT_BURST, self.burst);
        let kind = if self.bytes { LimitType::NFT_LIMIT_PKT_BYTES } else { LimitType::NFT_LIMIT_PKTS };
        limit.put(NftLimit::NFTA_LIMIT_TYPE, Be(kind));
        if self.over {
            limit.put(NftLimit::NFTA_LIMIT_FLAGS, Be(LimitFlags::NFT_LIMIT_F_INV));
        }
    }
}
/// Parameters of `log`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Log<'a> {
    /// Text before the message.
    pub prefix: Option<&'a str>,
    /// Log level. Not with a group.
    pub level: Option<LogLevel>,
    /// What the message includes. Not with a group.
    pub flags: LogFlags,
    /// NFLOG group.
    pub group: Option<u16>,
    /// Bytes of the packet that NFLOG copies.
    pub snaplen: Option<u32>,
    /// Packets that NFLOG collects before it sends a message.
    pub queue_threshold: Option<u16>,
}
/// Reply of `reject`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RejectWith {
    /// TCP RST.
    TcpReset,
    /// ICMP destination unreachable with a code.
    Icmp(u8),
    /// ICMPv6 destination unreachable with a code.
    Icmpv6(u8),
    /// ICMP or ICMPv6 by the family of the packet.
    Icmpx(IcmpxCode),
}
/// Target of NAT: address or addresses, port or ports.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NatTarget {
    pub(super) addresses: Option<(IpAddr, IpAddr)>,
    pub(super) ports: Option<(u16, u16)>,
    pub(super) flags: NatFlags,
}
impl NatTarget {
    /// Creates a target that is a range of addresses of one family, both included.
    #[must_use]
    pub fn addresses(first: impl Into<IpAddr>, last: impl Into<IpAddr>) -> Self {
        Self { addresses: Some((first.into(), last.into())), ports: None, flags: NatFlags::empty() }
    }
    /// Creates a target that is a range of ports, both included.
    #[must_use]
    pub fn ports(first: u16, last: u16) -> Self {
        Self { addresses: None, ports: Some((first, last)), flags: NatFlags::empty() }
    }
    /// Adds a range of ports, both included.
    #[must_use]
    pub const fn and_ports(mut self, first: u16, last: u16) -> Self {
        self.ports = Some((first, last));
        self
    }
    /// Adds flags, such as `NF_NAT_RANGE_PERSISTENT`.
    #[must_use]
    pub const fn flags(mut self, flags: NatFlags) -> Self {
        self.flags = flags;
        self
    }
}
impl From<Ipv4Addr> for NatTarget {
    fn from(address: Ipv4Addr) -> Self {
        Self::addresses(address, address)
    }
}
impl From<Ipv6Addr> for NatTarget {
    fn from(address: Ipv6Addr) -> Self {
        Self::addresses(address, address)
    }
}
impl From<IpAddr> for NatTarget {
    fn from(address: IpAddr) -> Self {
        Self::addresses(address, address)
    }
}
impl<A: Into<IpAddr>> From<(A, u16)> for NatTarget {
    fn from((address, port): (A, u16)) -> Self {
        Self::from(address.into()).and_ports(port, port)
    }
}
impl From<core::net::SocketAddr> for NatTarget {
    fn from(address: core::net::SocketAddr) -> Self {
        Self::from((address.ip(), address.port()))
    }
}
impl From<u16> for NatTarget {
    fn from(port: u16) -> Self {
        Self::ports(port, port)
    }
}

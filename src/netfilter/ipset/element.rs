//! Elements of a set as plain values.
use super::{IpSetAddress, IpSetElement, IpSetElements, SetFlags, address, put_address};
use crate::{
    pick,
    uapi::IpProtocol,
    wire::{All, Attrs, Error, Net, Str, Writer, format},
};
use core::{fmt, net::IpAddr};

/// Element of a set, independent of the set type. Fields that the type does not use are `None`.
///
/// `Display` and `Debug` print an element in the syntax of ipset(8), with ICMP types as numbers.
///
/// ```
/// use nlwire::netfilter::ipset::Element;
/// use nlwire::uapi::IpProtocol;
/// let web = Element::ip("192.0.2.1".parse()?).with_port(IpProtocol::IPPROTO_TCP, 80).with_timeout(60);
/// assert_eq!(web.to_string(), "192.0.2.1,tcp:80 timeout 60");
/// let network = Element::net("2001:db8::".parse()?, 32).with_interface("eth0");
/// assert_eq!(network.to_string(), "2001:db8::/32,eth0");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Element<'a> {
    /// Address, network address, or first address of a range.
    pub ip: Option<IpAddr>,
    /// Last address of a range. Never set by the kernel.
    pub ip_to: Option<IpAddr>,
    /// Prefix length of the address.
    pub cidr: Option<u8>,
    /// Layer 4 protocol of the port.
    pub protocol: Option<IpProtocol>,
    /// Port; ICMP and ICMPv6: type in the upper byte, code in the lower byte.
    pub port: Option<u16>,
    /// Last port of a range. Never set by the kernel.
    pub port_to: Option<u16>,
    /// MAC address.
    pub mac: Option<[u8; 6]>,
    /// Firewall mark, in a `hash:ip,mark`.
    pub mark: Option<u32>,
    /// Second address or network address.
    pub ip2: Option<IpAddr>,
    /// Last address of a range that starts with the second address. Never set by the kernel.
    pub ip2_to: Option<IpAddr>,
    /// Prefix length of the second address.
    pub cidr2: Option<u8>,
    /// Interface name.
    pub interface: Option<Str<'a>>,
    /// Name of a member of a `list:set`.
    pub name: Option<Str<'a>>,
    /// Member that the place in a `list:set` is relative to. Never set by the kernel.
    pub reference: Option<Str<'a>>,
    /// Flags: exception, bridge port, place in a list.
    pub flags: SetFlags,
    /// Time until the element expires, seconds; 0 means that the element does not expire.
    pub timeout: Option<u32>,
    /// Packet counter.
    pub packets: Option<u64>,
    /// Byte counter.
    pub bytes: Option<u64>,
    /// Comment, for sets with comments.
    pub comment: Option<Str<'a>>,
    /// Firewall mark and mask that the target `SET` copies to packets.
    pub skb_mark: Option<(u32, u32)>,
    /// Priority that the target `SET` copies to packets: handle of a traffic class.
    pub skb_priority: Option<u32>,
    /// Transmit queue that the target `SET` copies to packets.
    pub skb_queue: Option<u16>,
}
impl<'a> Element<'a> {
    /// Returns an address.
    pub fn ip(ip: IpAddr) -> Self {
        Self { ip: Some(ip), ..Self::default() }
    }
    /// Returns a network: address and prefix length.
    pub fn net(ip: IpAddr, cidr: u8) -> Self {
        Self { cidr: Some(cidr), ..Self::ip(ip) }
    }
    /// Returns a range of addresses. The kernel adds an element for each address, or for each
    /// network that the range consists of.
    pub fn range(first: IpAddr, last: IpAddr) -> Self {
        Self { ip_to: Some(last), ..Self::ip(first) }
    }
    /// Returns a port, for a `bitmap:port`.
    pub fn port(port: u16) -> Self {
        Self { port: Some(port), ..Self::default() }
    }
    /// Returns a MAC address, for a `hash:mac`.
    pub fn mac(mac: [u8; 6]) -> Self {
        Self { mac: Some(mac), ..Self::default() }
    }
    /// Returns a member of a `list:set`: the name of a set.
    pub fn set(name: &'a str) -> Self {
        Self { name: Some(Str(name.as_bytes())), ..Self::default() }
    }
    /// Adds protocol and port.
    #[must_use]
    pub const fn with_port(mut self, protocol: IpProtocol, port: u16) -> Self {
        (self.protocol, self.port) = (Some(protocol), Some(port));
        self
    }
    /// Adds protocol, type and code of ICMP or ICMPv6.
    #[must_use]
    pub const fn with_icmp(self, protocol: IpProtocol, icmp_type: u8, code: u8) -> Self {
        self.with_port(protocol, u16::from_be_bytes([icmp_type, code]))
    }
    /// Adds a MAC address.
    #[must_use]
    pub const fn with_mac(mut self, mac: [u8; 6]) -> Self {
        self.mac = Some(mac);
        self
    }
    /// Adds a firewall mark, for a `hash:ip,mark`.
    #[must_use]
    pub const fn with_mark(mut self, mark: u32) -> Self {
        self.mark = Some(mark);
        self
    }
    /// Adds a second address.
    #[must_use]
    pub const fn with_ip(mut self, ip: IpAddr) -> Self {
        self.ip2 = Some(ip);
        self
    }
    /// Adds a second network.
    #[must_use]
    pub const fn with_net(mut self, ip: IpAddr, cidr: u8) -> Self {
        (self.ip2, self.cidr2) = (Some(ip), Some(cidr));
        self
    }
    /// Adds the name of an interface.
    #[must_use]
    pub const fn with_interface(mut self, name: &'a str) -> Self {
        self.interface = Some(Str(name.as_bytes()));
        self
    }
    /// Places a member of a `list:set` before another member.
    #[must_use]
    pub const fn before(mut self, member: &'a str) -> Self {
        self.reference = Some(Str(member.as_bytes()));
        self.with_flags(SetFlags::IPSET_FLAG_BEFORE)
    }
    /// Places a member of a `list:set` after another member.
    #[must_use]
    pub const fn after(mut self, member: &'a str) -> Self {
        self.reference = Some(Str(member.as_bytes()));
        self
    }
    /// Adds flags.
    #[must_use]
    pub const fn with_flags(mut self, flags: SetFlags) -> Self {
        self.flags = self.flags.union(flags);
        self
    }
    /// Adds a timeout, seconds; 0 means that the element does not expire.
    #[must_use]
    pub const fn with_timeout(mut self, seconds: u32) -> Self {
        self.timeout = Some(seconds);
        self
    }
    /// Adds a comment.
    #[must_use]
    pub const fn with_comment(mut self, comment: &'a str) -> Self {
        self.comment = Some(Str(comment.as_bytes()));
        self
    }
    /// Reads an element from its attributes.
    ///
    /// # Errors
    /// The attributes are malformed, or a payload has an invalid length.
    pub fn read(attrs: Attrs<'a, IpSetElement>) -> Result<Self, Error> {
        let found = pick!(
            attrs,
            IpSetElement {
                ip: IPSET_ATTR_IP,
                ip_to: IPSET_ATTR_IP_TO,
                cidr: IPSET_ATTR_CIDR,
                port: IPSET_ATTR_PORT,
                port_to: IPSET_ATTR_PORT_TO,
                timeout: IPSET_ATTR_TIMEOUT,
                protocol: IPSET_ATTR_PROTO,
                flags: IPSET_ATTR_CADT_FLAGS,
                mark: IPSET_ATTR_MARK,
                mac: IPSET_ATTR_ETHER,
                name: IPSET_ATTR_NAME,
                reference: IPSET_ATTR_NAMEREF,
                ip2: IPSET_ATTR_IP2,
                cidr2: IPSET_ATTR_CIDR2,
                ip2_to: IPSET_ATTR_IP2_TO,
                interface: IPSET_ATTR_IFACE,
                bytes: IPSET_ATTR_BYTES,
                packets: IPSET_ATTR_PACKETS,
                comment: IPSET_ATTR_COMMENT,
                skb_mark: IPSET_ATTR_SKBMARK,
                skb_priority: IPSET_ATTR_SKBPRIO,
                skb_queue: IPSET_ATTR_SKBQUEUE
            }
        )?;
        let ip = |nest: Option<Attrs<'_, IpSetAddress>>| nest.map_or(Ok(None), address);
        Ok(Self {
            ip: ip(found.ip)?,
            ip_to: ip(found.ip_to)?,
            cidr: found.cidr,
            protocol: found.protocol,
            port: found.port.map(|it| it.0),
            port_to: found.port_to.map(|it| it.0),
            mac: found.mac.and_then(|it| it.0.try_into().ok()),
            mark: found.mark.map(|it| it.0),
            ip2: ip(found.ip2)?,
            ip2_to: ip(found.ip2_to)?,
            cidr2: found.cidr2,
            interface: found.interface,
            name: found.name,
            reference: found.reference,
            flags: found.flags.map_or(SetFlags::empty(), |it| it.0),
            timeout: found.timeout.map(|it| it.0),
            packets: found.packets.map(|it| it.0),
            bytes: found.bytes.map(|it| it.0),
            comment: found.comment,
            skb_mark: found.skb_mark.map(|Net(both)| ((both >> 32) as u32, both as u32)),
            skb_priority: found.skb_priority.map(|it| it.0),
            skb_queue: found.skb_queue.map(|it| it.0),
        })
    }
    /// Writes the attributes of the element.
    pub fn write(&self, out: &mut Writer<'_, IpSetElement>) {
        use IpSetElement as E;
        put_address(out, E::IPSET_ATTR_IP, self.ip);
        put_address(out, E::IPSET_ATTR_IP_TO, self.ip_to);
        out.put_some(E::IPSET_ATTR_CIDR, self.cidr)
            .put_some(E::IPSET_ATTR_PORT, self.port)
            .put_some(E::IPSET_ATTR_PORT_TO, self.port_to)
            .put_some(E::IPSET_ATTR_TIMEOUT, self.timeout)
            .put_some(E::IPSET_ATTR_PROTO, self.protocol)
            .put_some(E::IPSET_ATTR_CADT_FLAGS, Some(self.flags).filter(|flags| !flags.is_empty()))
            .put_some(E::IPSET_ATTR_MARK, self.mark)
            .put_some(E::IPSET_ATTR_ETHER, self.mac)
            .put_some(E::IPSET_ATTR_NAME, self.name)
            .put_some(E::IPSET_ATTR_NAMEREF, self.reference);
        put_address(out, E::IPSET_ATTR_IP2, self.ip2);
        out.put_some(E::IPSET_ATTR_CIDR2, self.cidr2);
        put_address(out, E::IPSET_ATTR_IP2_TO, self.ip2_to);
        out.put_some(E::IPSET_ATTR_IFACE, self.interface)
            .put_some(E::IPSET_ATTR_BYTES, self.bytes)
            .put_some(E::IPSET_ATTR_PACKETS, self.packets)
            .put_some(E::IPSET_ATTR_COMMENT, self.comment)
            .put_some(
                E::IPSET_ATTR_SKBMARK,
                self.skb_mark.map(|(mark, mask)| u64::from(mark) << 32 | u64::from(mask)),
            )
            .put_some(E::IPSET_ATTR_SKBPRIO, self.skb_priority)
            .put_some(E::IPSET_ATTR_SKBQUEUE, self.skb_queue);
    }
}
/// Writes address, range and prefix length; a prefix that is the complete address is omitted.
fn network(f: &mut fmt::Formatter<'_>, ip: IpAddr, to: Option<IpAddr>, cidr: Option<u8>) -> fmt::Result {
    write_ip(f, ip)?;
    if let Some(to) = to {
        f.write_str("-")?;
        write_ip(f, to)?;
    }
    match cidr {
        Some(cidr) if cidr != if ip.is_ipv4() { 32 } else { 128 } => write!(f, "/{cidr}"),
        _ => Ok(()),
    }
}
/// Writes an IP address: `Display` of core has a path to a panic.
pub(super) fn write_ip(f: &mut fmt::Formatter<'_>, ip: IpAddr) -> fmt::Result {
    match ip {
        IpAddr::V4(ip) => format::ip(f, &ip.octets()),
        IpAddr::V6(ip) => format::ip(f, &ip.octets()),
    }
}
/// Writes protocol and port in the syntax of ipset(8).
fn write_port(f: &mut fmt::Formatter<'_>, protocol: Option<IpProtocol>, port: u16) -> fmt::Result {
    let name = match protocol {
        None => return write!(f, "{port}"),
        Some(IpProtocol::IPPROTO_ICMP) => "icmp",
        Some(IpProtocol::IPPROTO_ICMPV6) => "ipv6-icmp",
        Some(IpProtocol::IPPROTO_TCP) => "tcp",
        Some(IpProtocol::IPPROTO_UDP) => "udp",
        Some(IpProtocol::IPPROTO_UDPLITE) => "udplite",
        Some(IpProtocol::IPPROTO_SCTP) => "sctp",
        Some(IpProtocol::IPPROTO_GRE) => "gre",
        Some(IpProtocol::IPPROTO_ESP) => "esp",
        Some(IpProtocol::IPPROTO_AH) => "ah",
        Some(IpProtocol(number)) => return write!(f, "{number}:{port}"),
    };
    if matches!(protocol, Some(IpProtocol::IPPROTO_ICMP | IpProtocol::IPPROTO_ICMPV6)) {
        let [icmp_type, code] = port.to_be_bytes();
        return write!(f, "{name}:{icmp_type}/{code}");
    }
    write!(f, "{name}:{port}")
}
impl fmt::Display for Element<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut any = false;
        let mut comma = |f: &mut fmt::Formatter<'_>| {
            let first = !core::mem::replace(&mut any, true);
            if first { Ok(()) } else { f.write_str(",") }
        };
        if let Some(name) = self.name {
            comma(f)?;
            write!(f, "{name}")?;
        }
        if let Some(ip) = self.ip {
            comma(f)?;
            network(f, ip, self.ip_to, self.cidr)?;
        }
        if let Some(mark) = self.mark {
            comma(f)?;
            write!(f, "0x{mark:08x}")?;
        }
        if let Some([a, b, c, d, e, g]) = self.mac {
            comma(f)?;
            write!(f, "{a:02X}:{b:02X}:{c:02X}:{d:02X}:{e:02X}:{g:02X}")?;
        }
        if let Some(port) = self.port {
            comma(f)?;
            write_port(f, self.protocol, port)?;
            if let Some(to) = self.port_to {
                write!(f, "-{to}")?;
            }
        }
        if let Some(ip) = self.ip2 {
            comma(f)?;
            network(f, ip, self.ip2_to, self.cidr2)?;
        }
        if let Some(interface) = self.interface {
            comma(f)?;
            if self.flags.contains(SetFlags::IPSET_FLAG_PHYSDEV) {
                f.write_str("physdev:")?;
            }
            write!(f, "{interface}")?;
        }
        if let Some(reference) = self.reference {
            let before = self.flags.contains(SetFlags::IPSET_FLAG_BEFORE);
            write!(f, " {} {reference}", if before { "before" } else { "after" })?;
        }
        if let Some(seconds) = self.timeout {
            write!(f, " timeout {seconds}")?;
        }
        if self.flags.contains(SetFlags::IPSET_FLAG_NOMATCH) {
            f.write_str(" nomatch")?;
        }
        if let Some(packets) = self.packets {
            write!(f, " packets {packets}")?;
        }
        if let Some(bytes) = self.bytes {
            write!(f, " bytes {bytes}")?;
        }
        if let Some(comment) = self.comment {
            write!(f, " comment \"{comment}\"")?;
        }
        if let Some((mark, mask)) = self.skb_mark {
            write!(f, " skbmark 0x{mark:x}")?;
            if mask != u32::MAX {
                write!(f, "/0x{mask:x}")?;
            }
        }
        if let Some(handle) = self.skb_priority {
            write!(f, " skbprio {:x}:{:x}", handle >> 16, handle & 0xffff)?;
        }
        if let Some(queue) = self.skb_queue {
            write!(f, " skbqueue {queue}")?;
        }
        if self.flags.contains(SetFlags::IPSET_FLAG_IFACE_WILDCARD) {
            f.write_str(" wildcard")?;
        }
        Ok(())
    }
}
impl fmt::Debug for Element<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Iterator over the elements of a message. Broken framing is one error, and the end.
#[derive(Clone, Copy)]
pub struct Elements<'a> {
    list: Result<All<'a, Attrs<'a, IpSetElement>>, Error>,
}
impl<'a> Elements<'a> {
    /// Iterates over a list of elements.
    pub(super) fn new(list: Result<Option<Attrs<'a, IpSetElements>>, Error>) -> Self {
        let key = IpSetElements::IPSET_ATTR_DATA;
        Self { list: list.map(|list| list.unwrap_or(Attrs::new(&[])).get_all(key)) }
    }
}
impl fmt::Debug for Elements<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(*self).finish()
    }
}
impl<'a> Iterator for Elements<'a> {
    type Item = Result<Element<'a>, Error>;
    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.list {
            Ok(list) => list.next().map(|element| Element::read(element?)),
            Err(error) => {
                let error = *error;
                self.list = Ok(Attrs::<IpSetElements>::new(&[]).get_all(IpSetElements::IPSET_ATTR_DATA));
                Some(Err(error))
            }
        }
    }
}

//! Addresses of links, by verbs: list, add, replace, delete. Each function sends one request and says which.
//!
//! ```
//! use nlwire::{exchange::{Answer, Connection, Transport}, route::{addresses, links}};
//! fn address<T: Transport>(connection: &mut Connection<'_, T>) -> Answer<(), T> {
//!     let link = links::by_name(connection, "eth0")?.index();
//!     addresses::add(connection, link, [192, 0, 2, 1].into(), 24)?;
//!     let mut all = addresses::of_link(connection, link)?;
//!     while let Some(found) = all.next()? {
//!         println!("{:?}/{}", found.address(), found.prefix_len());
//!     }
//!     Ok(())
//! }
//! ```
//! Changes need CAP_NET_ADMIN; without it the kernel refuses with EPERM. What is sent is what `ip address` sends: IFA_LOCAL and IFA_ADDRESS
//! both (only at a point-to-point link, by [`AddressSpec::peer`], do they differ), RT_SCOPE_HOST for 127.0.0.0/8, and no broadcast address
//! unless it is asked for.
use super::{Matching, family_of, getters};
use crate::{
    exchange::{Answer, Connection, Done, Replies, Transport},
    route::{Addr, AddrFlags, DelAddr, GetAddr, IfAddr, IfAddrFlags, IfaCacheInfo, NewAddr, RouteScope},
    uapi::AddressFamily,
    wire::{DeleteFlags, Layout, NewFlags, Reply, RequestFlags, Str, Writer},
};
use core::net::{IpAddr, Ipv4Addr};

getters! { Addr, GetAddr {
    /// The address itself: IFA_LOCAL where that is there, else IFA_ADDRESS.
    address(attrs) -> Option<IpAddr> = {
        let own = attrs.get(Addr::IFA_LOCAL).ok().flatten();
        own.or_else(|| attrs.get(Addr::IFA_ADDRESS).ok().flatten()).map(IpAddr::from)
    };
    /// The other end's address, of a point-to-point link: IFA_ADDRESS where it differs from IFA_LOCAL.
    peer(attrs) -> Option<IpAddr> = {
        let own = attrs.get(Addr::IFA_LOCAL).ok().flatten();
        let other = attrs.get(Addr::IFA_ADDRESS).ok().flatten();
        other.filter(|other| own.is_some_and(|own| own != *other)).map(IpAddr::from)
    };
    /// The broadcast address (IPv4).
    broadcast(attrs) -> Option<IpAddr> = attrs.get(Addr::IFA_BROADCAST).ok().flatten().map(IpAddr::from);
    /// Its label (IPv4): the link's name, as a rule.
    label(attrs) -> Option<Str<'a>> = attrs.get(Addr::IFA_LABEL).ok().flatten();
} }
impl Reply<'_, GetAddr> {
    /// Index of the link that has it.
    pub fn link(&self) -> u32 {
        self.header.get(IfAddr::ifa_index)
    }
    /// Length of its prefix, bits.
    pub fn prefix_len(&self) -> u8 {
        self.header.get(IfAddr::ifa_prefixlen)
    }
    /// How far it reaches.
    pub fn scope(&self) -> RouteScope {
        self.header.get(IfAddr::ifa_scope)
    }
    /// Its flags: IFA_FLAGS, or those of the header where that is not there.
    pub fn flags(&self) -> AddrFlags {
        let of_header = AddrFlags::from_bits_retain(u32::from(self.header.get(IfAddr::ifa_flags).bits()));
        self.attrs.get(Addr::IFA_FLAGS).ok().flatten().unwrap_or(of_header)
    }
}

/// An address of a link, with all that may be said of it.
///
/// ```
/// use nlwire::route::addresses::AddressSpec;
/// let spec = AddressSpec {
///     broadcast: Some([192, 0, 2, 255].into()),
///     label: Some("eth0:web".into()),
///     ..AddressSpec::new(2, [192, 0, 2, 1].into(), 24)
/// };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressSpec<'a> {
    /// Index of the link.
    pub link: u32,
    /// The address.
    pub address: IpAddr,
    /// Length of its prefix, bits; with a peer, of the peer's.
    pub prefix_len: u8,
    /// The other end's address, of a point-to-point link: IFA_ADDRESS in place of the address itself.
    pub peer: Option<IpAddr>,
    /// IPv4: the broadcast address.
    pub broadcast: Option<Ipv4Addr>,
    /// IPv4: a label, which begins with the link's name.
    pub label: Option<Str<'a>>,
    /// How far it reaches; `None` for RT_SCOPE_HOST of 127.0.0.0/8, and RT_SCOPE_UNIVERSE of the rest. IPv6 finds that out itself.
    pub scope: Option<RouteScope>,
    /// Its flags: those that can be set, such as IFA_F_NODAD and IFA_F_NOPREFIXROUTE.
    pub flags: AddrFlags,
    /// For how many seconds it is preferred, and for how many valid; `None` for ever.
    pub lifetime: Option<(u32, u32)>,
    /// Metric of the route that the kernel makes for its prefix.
    pub metric: Option<u32>,
}
impl AddressSpec<'_> {
    /// An address of which nothing more is said.
    pub const fn new(link: u32, address: IpAddr, prefix_len: u8) -> Self {
        let (peer, broadcast, label, scope) = (None, None, None, None);
        let (flags, lifetime, metric) = (AddrFlags::empty(), None, None);
        Self { link, address, prefix_len, peer, broadcast, label, scope, flags, lifetime, metric }
    }
    fn put_addresses(&self, request: &mut Writer<'_, Addr>) {
        request.put(Addr::IFA_LOCAL, self.address);
        request.put(Addr::IFA_ADDRESS, self.peer.unwrap_or(self.address));
    }
    fn send<T: Transport>(&self, connection: &mut Connection<'_, T>, flags: NewFlags) -> Answer<Done, T> {
        let loopback = matches!(self.address, IpAddr::V4(address) if address.is_loopback());
        let usual = if loopback { RouteScope::RT_SCOPE_HOST } else { RouteScope::RT_SCOPE_UNIVERSE };
        let operation = NewAddr {
            family: family_of(self.address),
            prefix_len: self.prefix_len,
            flags: IfAddrFlags::from_bits_retain(self.flags.bits() as u8),
            scope: self.scope.unwrap_or(usual),
            index: self.link,
        };
        connection.request(operation, flags, |request| {
            self.put_addresses(request);
            request.put_some(Addr::IFA_BROADCAST, self.broadcast).put_some(Addr::IFA_LABEL, self.label);
            if let Some((preferred, valid)) = self.lifetime {
                let life = IfaCacheInfo::new()
                    .with(IfaCacheInfo::ifa_prefered, preferred)
                    .with(IfaCacheInfo::ifa_valid, valid);
                request.put(Addr::IFA_CACHEINFO, &life);
            }
            // the header has room for the lower eight
            let all = Some(self.flags).filter(|flags| flags.bits() > 0xff);
            request.put_some(Addr::IFA_FLAGS, all).put_some(Addr::IFA_RT_PRIORITY, self.metric);
        })
    }
}

/// Lists all addresses of all links, IPv4 and IPv6, one by one.
///
/// Sends RTM_GETADDR of AF_UNSPEC with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn list<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetAddr>, T> {
    connection.dump(GetAddr::default(), |_| {})
}
/// Lists the addresses of one link.
///
/// Sends RTM_GETADDR of AF_UNSPEC with NLM_F_DUMP and `ifa_index`, which the kernel heeds on a socket with NETLINK_GET_STRICT_CHK.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Matching::next`]: ENODEV where there is no such link.
pub fn of_link<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    link: u32,
) -> Answer<Matching<'c, 'b, T, GetAddr>, T> {
    let replies = connection.dump(GetAddr { index: link, ..Default::default() }, |_| {})?;
    Ok(Matching { replies, wanted: link, number: |reply| reply.link() })
}
/// Gives a link an address.
///
/// Sends RTM_NEWADDR with NLM_F_CREATE | NLM_F_EXCL: IFA_LOCAL and IFA_ADDRESS, both the address; no IFA_BROADCAST.
///
/// # Errors
/// EEXIST where the link has it ([`already_exists`](crate::exchange::Failure::already_exists)), ENODEV where there is no such link, EINVAL
/// for a prefix length that is too large, EACCES where IPv6 is switched off, EPERM without CAP_NET_ADMIN.
pub fn add<T: Transport>(
    connection: &mut Connection<'_, T>,
    link: u32,
    address: IpAddr,
    prefix_len: u8,
) -> Answer<Done, T> {
    add_spec(connection, &AddressSpec::new(link, address, prefix_len))
}
/// Gives a link an address, with all that may be said of it.
///
/// Sends RTM_NEWADDR with NLM_F_CREATE | NLM_F_EXCL: IFA_LOCAL, IFA_ADDRESS (the peer's, where there is one), and of IFA_BROADCAST,
/// IFA_LABEL, IFA_CACHEINFO, IFA_FLAGS, IFA_RT_PRIORITY those that the specification has.
///
/// # Errors
/// As [`add`].
pub fn add_spec<T: Transport>(connection: &mut Connection<'_, T>, spec: &AddressSpec<'_>) -> Answer<Done, T> {
    spec.send(connection, NewFlags::CREATE | NewFlags::EXCL)
}
/// Gives a link an address, or where it has it, makes it live for ever.
///
/// Sends what [`add`] does, but with NLM_F_CREATE | NLM_F_REPLACE. An address is the same where address and prefix length are.
///
/// # Errors
/// As [`add`], but never EEXIST for the same prefix length.
pub fn replace<T: Transport>(
    connection: &mut Connection<'_, T>,
    link: u32,
    address: IpAddr,
    prefix_len: u8,
) -> Answer<Done, T> {
    replace_spec(connection, &AddressSpec::new(link, address, prefix_len))
}
/// Gives a link an address, or where it has it, changes its lifetime, flags and metric.
///
/// Sends what [`add_spec`] does, but with NLM_F_CREATE | NLM_F_REPLACE.
///
/// # Errors
/// As [`replace`].
pub fn replace_spec<T: Transport>(
    connection: &mut Connection<'_, T>,
    spec: &AddressSpec<'_>,
) -> Answer<Done, T> {
    spec.send(connection, NewFlags::CREATE | NewFlags::REPLACE)
}
/// Takes an address from a link. Of IPv4, those of the same prefix that came later go with the first, unless the sysctl
/// `promote_secondaries` keeps them.
///
/// Sends RTM_DELADDR: IFA_LOCAL and IFA_ADDRESS, both the address, and the prefix length.
///
/// # Errors
/// EADDRNOTAVAIL where the link has no such address ([`is_not_found`](crate::exchange::Failure::is_not_found)), ENODEV where there is no such
/// link, EPERM without CAP_NET_ADMIN.
pub fn delete<T: Transport>(
    connection: &mut Connection<'_, T>,
    link: u32,
    address: IpAddr,
    prefix_len: u8,
) -> Answer<Done, T> {
    delete_spec(connection, &AddressSpec::new(link, address, prefix_len))
}
/// Takes an address from a link: one that has a peer or a label.
///
/// Sends RTM_DELADDR: IFA_LOCAL, IFA_ADDRESS (the peer's, where there is one), and IFA_LABEL where the specification has it. The rest of the
/// specification is not looked at.
///
/// # Errors
/// As [`delete`].
pub fn delete_spec<T: Transport>(
    connection: &mut Connection<'_, T>,
    spec: &AddressSpec<'_>,
) -> Answer<Done, T> {
    let family: AddressFamily = family_of(spec.address);
    let operation = DelAddr { family, prefix_len: spec.prefix_len, index: spec.link };
    connection.request(operation, DeleteFlags::NONE, |request| {
        spec.put_addresses(request);
        request.put_some(Addr::IFA_LABEL, spec.label);
    })
}

//! Queries and calls.
use super::AddrMessage;
use crate::route::convert::family_of;
use crate::route::link::{LinkId, index_of};
use crate::{
    client::{Call, Completion, Query, call, query, then},
    route::{Addr, AddrFlags, DelAddr, GetAddr, IfAddr, IfAddrFlags, IfaCacheInfo, NewAddr, RouteScope},
    uapi::AddressFamily,
    wire::{DeleteFlags, NewFlags, RequestFlags, Str, Writer},
};
use core::net::{IpAddr, Ipv4Addr};

impl<'a> AddrMessage<'a> {
    /// Returns the local address: IFA_LOCAL if present, otherwise IFA_ADDRESS.
    pub fn address(&self) -> Option<IpAddr> {
        let own = self.attrs.get(Addr::IFA_LOCAL).ok().flatten();
        own.or_else(|| self.attrs.get(Addr::IFA_ADDRESS).ok().flatten()).and_then(|own| own.to_ip_addr())
    }
    /// Returns the peer address of a point-to-point interface.
    ///
    /// IFA_ADDRESS where it differs from IFA_LOCAL.
    pub fn peer(&self) -> Option<IpAddr> {
        let own = self.attrs.get(Addr::IFA_LOCAL).ok().flatten();
        let other = self.attrs.get(Addr::IFA_ADDRESS).ok().flatten();
        other.filter(|other| own.is_some_and(|own| own != *other)).and_then(|other| other.to_ip_addr())
    }
    /// Returns the broadcast address (IPv4).
    #[doc(alias = "IFA_BROADCAST")]
    pub fn broadcast(&self) -> Option<IpAddr> {
        self.attrs.get(Addr::IFA_BROADCAST).ok().flatten().map(IpAddr::from)
    }
    /// Returns the address label (IPv4), normally the name of the interface.
    #[doc(alias = "IFA_LABEL")]
    pub fn label(&self) -> Option<Str<'a>> {
        self.attrs.get(Addr::IFA_LABEL).ok().flatten()
    }
}
impl AddrMessage<'_> {
    /// Returns the interface index.
    pub fn link(&self) -> u32 {
        self.header.get(IfAddr::ifa_index)
    }
    /// Returns the prefix length, bits.
    pub fn prefix_len(&self) -> u8 {
        self.header.get(IfAddr::ifa_prefixlen)
    }
    /// Returns the scope.
    pub fn scope(&self) -> RouteScope {
        self.header.get(IfAddr::ifa_scope)
    }
    /// Returns the address flags: IFA_FLAGS if present, otherwise the flags in the header.
    pub fn flags(&self) -> AddrFlags {
        let of_header = AddrFlags::from_bits_retain(u32::from(self.header.get(IfAddr::ifa_flags).bits()));
        self.attrs.get(Addr::IFA_FLAGS).ok().flatten().unwrap_or(of_header)
    }
}

/// Parameters of an address.
///
/// ```
/// use nlwire::route::addr::AddressSpec;
/// let spec = AddressSpec {
///     broadcast: Some([192, 0, 2, 255].into()),
///     label: Some("eth0:web".into()),
///     ..AddressSpec::new(2, [192, 0, 2, 1].into(), 24)
/// };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressSpec<'a> {
    /// Interface index.
    pub link: u32,
    /// Local address.
    pub address: IpAddr,
    /// Prefix length, bits; of the peer address if there is one.
    pub prefix_len: u8,
    /// Peer address of a point-to-point interface, sent in IFA_ADDRESS.
    pub peer: Option<IpAddr>,
    /// IPv4 broadcast address.
    pub broadcast: Option<Ipv4Addr>,
    /// IPv4 address label; begins with the interface name.
    pub label: Option<Str<'a>>,
    /// Scope of the address.
    ///
    /// `None` means RT_SCOPE_HOST for 127.0.0.0/8 and RT_SCOPE_UNIVERSE otherwise. IPv6 derives the
    /// scope from the address.
    pub scope: Option<RouteScope>,
    /// Address flags that a request can set, such as IFA_F_NODAD and IFA_F_NOPREFIXROUTE.
    pub flags: AddrFlags,
    /// Preferred and valid lifetime, seconds; `None` means forever.
    pub lifetime: Option<(u32, u32)>,
    /// Metric of the prefix route that the kernel adds for this address.
    pub metric: Option<u32>,
}
impl AddressSpec<'_> {
    /// Creates the parameters of an address, with defaults for all optional fields.
    pub const fn new(link: u32, address: IpAddr, prefix_len: u8) -> Self {
        let (peer, broadcast, label, scope) = (None, None, None, None);
        let (flags, lifetime, metric) = (AddrFlags::empty(), None, None);
        Self { link, address, prefix_len, peer, broadcast, label, scope, flags, lifetime, metric }
    }
    fn put_addresses(&self, request: &mut Writer<'_, Addr>) {
        request.put(Addr::IFA_LOCAL, self.address);
        request.put(Addr::IFA_ADDRESS, self.peer.unwrap_or(self.address));
    }
    fn send(self, flags: NewFlags) -> impl Call<Output = Completion> + Copy {
        let loopback = matches!(self.address, IpAddr::V4(address) if address.is_loopback());
        let usual = if loopback { RouteScope::RT_SCOPE_HOST } else { RouteScope::RT_SCOPE_UNIVERSE };
        let operation = NewAddr {
            family: family_of(self.address),
            prefix_len: self.prefix_len,
            flags: IfAddrFlags::from_bits_retain(self.flags.bits() as u8),
            scope: self.scope.unwrap_or(usual),
            index: self.link,
        };
        call(operation, flags, move |request| {
            self.put_addresses(request);
            request.put_some(Addr::IFA_BROADCAST, self.broadcast).put_some(Addr::IFA_LABEL, self.label);
            if let Some((preferred, valid)) = self.lifetime {
                let life = IfaCacheInfo::new()
                    .with(IfaCacheInfo::ifa_prefered, preferred)
                    .with(IfaCacheInfo::ifa_valid, valid);
                request.put(Addr::IFA_CACHEINFO, &life);
            }
            // the header carries the lower eight flags only
            let all = Some(self.flags).filter(|flags| flags.bits() > 0xff);
            request.put_some(Addr::IFA_FLAGS, all).put_some(Addr::IFA_RT_PRIORITY, self.metric);
        })
    }
}

/// Lists the IPv4 and IPv6 addresses of all interfaces.
///
/// Sends `RTM_GETADDR` of AF_UNSPEC with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "ip address show")]
pub fn list() -> impl Query<Operation = GetAddr> + Copy {
    GetAddr::default()
}
/// Lists the addresses of one interface.
///
/// Sends `RTM_GETADDR` of AF_UNSPEC with `NLM_F_DUMP` and `ifa_index`, by which the kernel filters
/// on a socket with NETLINK_GET_STRICT_CHK.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next), such as
/// ENODEV: the interface does not exist.
pub fn of_link(link: u32) -> impl Query<Operation = GetAddr> + Copy {
    query(GetAddr { index: link, ..Default::default() }, |_| {})
        .matching(move |address| address.link() == link)
}
/// Adds an address to an interface.
///
/// Sends `RTM_NEWADDR` with `NLM_F_CREATE | NLM_F_EXCL`, and the address in `IFA_LOCAL` and
/// `IFA_ADDRESS`; no `IFA_BROADCAST`.
///
/// # Errors
/// - EEXIST: the interface has this address
///   ([`already_exists`](crate::client::Error::already_exists)).
/// - ENODEV: the interface does not exist.
/// - EINVAL: the prefix length is too large.
/// - EACCES: IPv6 is disabled.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip address add")]
pub fn add<'n>(
    link: impl Into<LinkId<'n>>,
    address: IpAddr,
    prefix_len: u8,
) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |link| add_spec(AddressSpec::new(link, address, prefix_len)))
}
/// Adds an address with further parameters to an interface.
///
/// Sends `RTM_NEWADDR` with `NLM_F_CREATE | NLM_F_EXCL`, `IFA_LOCAL`, `IFA_ADDRESS` (the peer
/// address if there is one), and those of `IFA_BROADCAST`, `IFA_LABEL`, `IFA_CACHEINFO`,
/// `IFA_FLAGS` and `IFA_RT_PRIORITY` that `spec` contains.
///
/// # Errors
/// The errors of [`add`].
pub fn add_spec(spec: AddressSpec<'_>) -> impl Call<Output = Completion> + Copy {
    spec.send(NewFlags::CREATE | NewFlags::EXCL)
}
/// Adds an address to an interface, or makes an existing one permanent.
///
/// Sends the request of [`add`] with `NLM_F_CREATE | NLM_F_REPLACE`. An existing address is
/// identified by address and prefix length; its lifetimes become infinite.
///
/// # Errors
/// The errors of [`add`], except EEXIST for an address with the same prefix length.
#[doc(alias = "ip address replace")]
pub fn replace<'n>(
    link: impl Into<LinkId<'n>>,
    address: IpAddr,
    prefix_len: u8,
) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |link| replace_spec(AddressSpec::new(link, address, prefix_len)))
}
/// Adds an address to an interface, or changes lifetimes, flags and metric of an existing one.
///
/// Sends the request of [`add_spec`] with `NLM_F_CREATE | NLM_F_REPLACE`.
///
/// # Errors
/// The errors of [`replace`].
pub fn replace_spec(spec: AddressSpec<'_>) -> impl Call<Output = Completion> + Copy {
    spec.send(NewFlags::CREATE | NewFlags::REPLACE)
}
/// Removes an address from an interface.
///
/// Removing the primary IPv4 address of a prefix also removes the secondary ones, unless the sysctl
/// `promote_secondaries` is set.
///
/// Sends `RTM_DELADDR` with the address in `IFA_LOCAL` and `IFA_ADDRESS`, and the prefix length.
///
/// # Errors
/// - EADDRNOTAVAIL: the interface does not have this address
///   ([`is_not_found`](crate::client::Error::is_not_found)).
/// - ENODEV: the interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip address delete")]
pub fn delete<'n>(
    link: impl Into<LinkId<'n>>,
    address: IpAddr,
    prefix_len: u8,
) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |link| delete_spec(AddressSpec::new(link, address, prefix_len)))
}
/// Removes an address with a peer or a label from an interface.
///
/// Sends `RTM_DELADDR` with `IFA_LOCAL`, `IFA_ADDRESS` (the peer address if there is one), and
/// `IFA_LABEL` if `spec` contains a label. The other fields of `spec` are ignored.
///
/// # Errors
/// The errors of [`delete`].
pub fn delete_spec(spec: AddressSpec<'_>) -> impl Call<Output = Completion> + Copy {
    let family: AddressFamily = family_of(spec.address);
    let operation = DelAddr { family, prefix_len: spec.prefix_len, index: spec.link };
    call(operation, DeleteFlags::NONE, move |request| {
        spec.put_addresses(request);
        request.put_some(Addr::IFA_LABEL, spec.label);
    })
}

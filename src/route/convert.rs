//! Addresses and tables as the headers hold them, and as summaries do.
use crate::{
    route::{RouteScope, RouteTable, RtmTable},
    uapi::AddressFamily,
    wire::{Address, Error, summary::Word},
};
use core::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

pub(crate) const fn family_of(address: IpAddr) -> AddressFamily {
    match address {
        IpAddr::V4(_) => AddressFamily::AF_INET,
        IpAddr::V6(_) => AddressFamily::AF_INET6,
    }
}
/// Prefix length of a host address, bits.
pub(crate) const fn bits_of(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}
/// Returns an address with its prefix length; `None` for a family without IP addresses.
pub(crate) fn prefix(family: AddressFamily, address: Option<Address<'_>>, len: u8) -> Option<(IpAddr, u8)> {
    let family = match family {
        AddressFamily::RTNL_FAMILY_IPMR => AddressFamily::AF_INET,
        AddressFamily::RTNL_FAMILY_IP6MR => AddressFamily::AF_INET6,
        family => family,
    };
    let address = address?.to_ip_addr()?;
    (family_of(address) == family).then_some((address, len))
}
/// Splits a table number into the header field and, above 255, the attribute, as `ip` does.
pub(crate) fn split_table(table: u32) -> (RtmTable, Option<u32>) {
    match u8::try_from(table) {
        Ok(table) => (RtmTable(table), None),
        Err(_) => (RtmTable::RT_TABLE_UNSPEC, Some(table)),
    }
}
/// Returns an address of a summary.
///
/// # Errors
/// The length is not 4 or 16.
pub(crate) fn checked_ip(number: u16, address: Option<Address<'_>>) -> Result<Option<IpAddr>, Error> {
    let checked =
        |address: Address<'_>| address.to_ip_addr().ok_or_else(|| Error::payload(number, address.bytes()));
    address.map(checked).transpose()
}
/// Returns a prefix of a summary; `None` for the prefix of length 0 without an address, and for a
/// family without IP addresses.
///
/// # Errors
/// The length of the address does not match the family.
pub(crate) fn checked_prefix(
    family: AddressFamily,
    number: u16,
    address: Option<Address<'_>>,
    len: u8,
) -> Result<Option<(IpAddr, u8)>, Error> {
    let unspecified = match family {
        AddressFamily::AF_INET | AddressFamily::RTNL_FAMILY_IPMR => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        AddressFamily::AF_INET6 | AddressFamily::RTNL_FAMILY_IP6MR => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
        _ => return Ok(None),
    };
    match address {
        None => Ok((len != 0).then_some((unspecified, len))),
        Some(address) => match address.to_ip_addr() {
            Some(ip) if ip.is_ipv4() == unspecified.is_ipv4() => Ok(Some((ip, len))),
            _ => Err(Error::payload(number, address.bytes())),
        },
    }
}
/// Routing table as `ip` prints it.
pub(crate) struct TableText(pub(crate) u32);
impl fmt::Display for TableText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match RouteTable(self.0) {
            RouteTable::RT_TABLE_COMPAT => self.0.fmt(f),
            table => Word::of(table, "RT_TABLE_").fmt(f),
        }
    }
}
/// Scope of a route or address as `ip` prints it.
pub(crate) struct ScopeText(pub(crate) RouteScope);
impl fmt::Display for ScopeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            RouteScope::RT_SCOPE_UNIVERSE => f.write_str("global"),
            scope => Word::of(scope, "RT_SCOPE_").fmt(f),
        }
    }
}
/// Writes the words of those flags that are set.
pub(crate) fn flag_words<F: Copy>(
    f: &mut fmt::Formatter<'_>,
    words: &[(F, &str)],
    is_set: impl Fn(F) -> bool,
) -> fmt::Result {
    words.iter().filter(|(flag, _)| is_set(*flag)).try_for_each(|(_, word)| write!(f, " {word}"))
}

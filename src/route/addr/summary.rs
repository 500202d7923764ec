//! Summary of an address.
use super::AddrMessage;
use crate::{
    pick,
    route::{
        Addr, AddrFlags, AddrProtocol, IfAddr, IfaCacheInfo, RouteScope,
        convert::{ScopeText, checked_ip, flag_words},
    },
    uapi::AddressFamily,
    wire::{
        Error, InlineStr,
        summary::{IpText, summaries, word},
    },
};
use core::{fmt, net::IpAddr};

/// What matters of an address: an [`AddrMessage`] as a small value that does not borrow.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, route::addr::{self, AddressSummary}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     let addresses: Vec<AddressSummary> = nl.list(addr::list())?;
///     for address in &addresses {
///         println!("{address}"); // inet 192.0.2.1/24 brd 192.0.2.255 scope global eth0 dev if2
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AddressSummary {
    /// Interface index.
    pub link: u32,
    /// Address family.
    pub family: AddressFamily,
    /// Local address; `None` for a family without IP addresses.
    pub address: Option<IpAddr>,
    /// Prefix length, bits; of the peer address if there is one.
    pub prefix_len: u8,
    /// Peer address of a point-to-point interface.
    pub peer: Option<IpAddr>,
    /// Broadcast address (IPv4).
    pub broadcast: Option<IpAddr>,
    /// Address label (IPv4), normally the name of the interface; empty if absent.
    pub label: InlineStr<16>,
    /// Scope: where the address is valid.
    pub scope: RouteScope,
    /// Address flags.
    pub flags: AddrFlags,
    /// Origin of the address.
    pub protocol: AddrProtocol,
    /// Metric of the prefix route, if set.
    pub metric: Option<u32>,
    /// Valid lifetime, seconds; `None` means forever.
    pub valid_lifetime: Option<u32>,
    /// Preferred lifetime, seconds; `None` means forever.
    pub preferred_lifetime: Option<u32>,
    /// The label does not fit, and is cut; or the family has no IP addresses.
    pub truncated: bool,
}
impl AddrMessage<'_> {
    /// Returns what matters of the address, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<AddressSummary, Error> {
        let found = pick!(
            self.attrs,
            Addr {
                address: IFA_ADDRESS,
                local: IFA_LOCAL,
                label: IFA_LABEL,
                broadcast: IFA_BROADCAST,
                multicast: IFA_MULTICAST,
                anycast: IFA_ANYCAST,
                lifetime: IFA_CACHEINFO,
                flags: IFA_FLAGS,
                metric: IFA_RT_PRIORITY,
                protocol: IFA_PROTO,
            }
        )?;
        let family = self.header.get(IfAddr::ifa_family);
        let mut truncated = false;
        let (mut address, mut peer) = (None, None);
        if matches!(family, AddressFamily::AF_INET | AddressFamily::AF_INET6) {
            let remote = checked_ip(Addr::IFA_ADDRESS.number(), found.address)?;
            let local = checked_ip(Addr::IFA_LOCAL.number(), found.local)?;
            address = local.or(remote).or_else(|| found.multicast.or(found.anycast).map(IpAddr::from));
            peer = remote.filter(|remote| local.is_some_and(|local| local != *remote));
        } else {
            truncated = true;
        }
        let seconds = |field| {
            let seconds = found.lifetime.map(|lifetime| lifetime.get(field));
            seconds.filter(|seconds| *seconds != u32::MAX)
        };
        let of_header = AddrFlags::from_bits_retain(u32::from(self.header.get(IfAddr::ifa_flags).bits()));
        Ok(AddressSummary {
            link: self.link(),
            family,
            address,
            prefix_len: self.prefix_len(),
            peer,
            broadcast: found.broadcast.map(IpAddr::from),
            label: found.label.unwrap_or_default().to_inline_cut(&mut truncated),
            scope: self.scope(),
            flags: found.flags.unwrap_or(of_header),
            protocol: found.protocol.unwrap_or_default(),
            metric: found.metric,
            valid_lifetime: seconds(IfaCacheInfo::ifa_valid),
            preferred_lifetime: seconds(IfaCacheInfo::ifa_prefered),
            truncated,
        })
    }
}
summaries! { AddrMessage => AddressSummary; }

impl fmt::Display for AddressSummary {
    /// Prints in the format of `ip -o address`, with the interface at the end.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.family, self.address) {
            (AddressFamily::AF_INET, Some(address)) => write!(f, "inet {}", IpText(address)),
            (AddressFamily::AF_INET6, Some(address)) => write!(f, "inet6 {}", IpText(address)),
            (family, _) => write!(f, "family {family}"),
        }?;
        word(f, "peer", self.peer.map(IpText))?;
        write!(f, "/{}", self.prefix_len)?;
        word(f, "metric", self.metric)?;
        word(f, "brd", self.broadcast.map(IpText))?;
        word(f, "scope", Some(ScopeText(self.scope)))?;
        if self.flags.contains(AddrFlags::IFA_F_SECONDARY) {
            let is_ipv6 = self.family == AddressFamily::AF_INET6;
            f.write_str(if is_ipv6 { " temporary" } else { " secondary" })?;
        }
        flag_words(f, &FLAGS, |flag| self.flags.contains(flag) != (flag == AddrFlags::IFA_F_PERMANENT))?;
        if !self.label.is_empty() {
            write!(f, " {}", self.label)?;
        }
        write!(f, " dev if{}", self.link)?;
        if let Some(seconds) = self.valid_lifetime {
            write!(f, " valid_lft {seconds}sec")?;
        }
        if let Some(seconds) = self.preferred_lifetime {
            write!(f, " preferred_lft {seconds}sec")?;
        }
        Ok(())
    }
}
/// Words of flags in the order of `ip`; that of IFA_F_PERMANENT is printed if the flag is not set.
const FLAGS: [(AddrFlags, &str); 11] = [
    (AddrFlags::IFA_F_NODAD, "nodad"),
    (AddrFlags::IFA_F_OPTIMISTIC, "optimistic"),
    (AddrFlags::IFA_F_DADFAILED, "dadfailed"),
    (AddrFlags::IFA_F_HOMEADDRESS, "home"),
    (AddrFlags::IFA_F_DEPRECATED, "deprecated"),
    (AddrFlags::IFA_F_TENTATIVE, "tentative"),
    (AddrFlags::IFA_F_PERMANENT, "dynamic"),
    (AddrFlags::IFA_F_MANAGETEMPADDR, "mngtmpaddr"),
    (AddrFlags::IFA_F_NOPREFIXROUTE, "noprefixroute"),
    (AddrFlags::IFA_F_MCAUTOJOIN, "autojoin"),
    (AddrFlags::IFA_F_STABLE_PRIVACY, "stable-privacy"),
];

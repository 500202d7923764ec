//! Summary of a neighbour or FDB entry.
use super::NeighMessage;
use crate::{
    pick,
    route::{
        NdMsg, Neigh, NeighFlags, NeighState, RouteProtocol,
        convert::{checked_ip, flag_words},
    },
    uapi::AddressFamily,
    wire::{
        Error, InlineHwAddr,
        summary::{IpText, Word, summaries, word},
    },
};
use core::{fmt, net::IpAddr};

/// What matters of a neighbour or bridge FDB entry: a [`NeighMessage`] as a small value that does
/// not borrow.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, route::neigh::{self, NeighbourSummary}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     let neighbours: Vec<NeighbourSummary> = nl.list(neigh::list())?;
///     for neighbour in &neighbours {
///         println!("{neighbour}"); // 192.0.2.1 dev if2 lladdr 02:fc:00:00:00:01 REACHABLE
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct NeighbourSummary {
    /// Address family; AF_BRIDGE for an entry of a forwarding database (FDB).
    pub family: AddressFamily,
    /// Interface index.
    pub link: u32,
    /// IP address of the neighbour; of an FDB entry, the remote VXLAN tunnel endpoint.
    pub address: Option<IpAddr>,
    /// Link-layer (hardware) address, if resolved; of an FDB entry, the MAC address.
    pub hardware_address: Option<InlineHwAddr>,
    /// State (neighbour unreachability detection, NUD).
    pub state: NeighState,
    /// Flags, such as proxy, router, or learned by user space.
    pub flags: NeighFlags,
    /// Index of the master: the bridge of an FDB entry.
    pub master: Option<u32>,
    /// VLAN id of an FDB entry.
    pub vlan: Option<u16>,
    /// VXLAN network identifier (VNI) of an FDB entry.
    pub vni: Option<u32>,
    /// Origin of the entry, if set.
    pub protocol: Option<RouteProtocol>,
    /// An address does not fit, or is of another family.
    pub truncated: bool,
}
impl NeighMessage<'_> {
    /// Returns what matters of the entry, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<NeighbourSummary, Error> {
        let found = pick!(
            self.attrs,
            Neigh {
                address: NDA_DST,
                hardware: NDA_LLADDR,
                vlan: NDA_VLAN,
                vni: NDA_VNI,
                master: NDA_MASTER,
                protocol: NDA_PROTOCOL,
            }
        )?;
        let family = self.header.get(NdMsg::ndm_family);
        let has_ip =
            matches!(family, AddressFamily::AF_INET | AddressFamily::AF_INET6 | AddressFamily::AF_BRIDGE);
        let hardware_address = found.hardware.and_then(|address| address.to_inline());
        Ok(NeighbourSummary {
            family,
            link: self.link(),
            address: checked_ip(Neigh::NDA_DST.number(), found.address.filter(|_| has_ip))?,
            hardware_address,
            state: self.state(),
            flags: self.flags(),
            master: found.master,
            vlan: found.vlan,
            vni: found.vni,
            protocol: found.protocol,
            truncated: !has_ip && found.address.is_some()
                || found.hardware.is_some() && hardware_address.is_none(),
        })
    }
}
summaries! { NeighMessage => NeighbourSummary; }

impl fmt::Display for NeighbourSummary {
    /// Prints in the format of `ip neighbour` or, for an FDB entry, of `bridge fdb`, with indexes
    /// as `if3` where these look names up.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_fdb = self.family == AddressFamily::AF_BRIDGE;
        match (is_fdb, self.address, self.hardware_address) {
            (false, Some(address), _) => IpText(address).fmt(f),
            (true, _, Some(address)) => address.fmt(f),
            _ => f.write_str("-"),
        }?;
        write!(f, " dev if{}", self.link)?;
        if is_fdb {
            word(f, "dst", self.address.map(IpText))?;
            word(f, "vlan", self.vlan)?;
            word(f, "vni", self.vni)?;
            flag_words(f, &FDB_FLAGS, |flag| self.flags.contains(flag))?;
            if let Some(master) = self.master {
                write!(f, " master if{master}")?;
            }
            return match self.state {
                NeighState::NUD_PERMANENT => f.write_str(" permanent"),
                NeighState::NUD_NOARP => f.write_str(" static"),
                NeighState::NUD_STALE => f.write_str(" stale"),
                state if state.is_empty() || state == NeighState::NUD_REACHABLE => Ok(()),
                state => write!(f, " state={:#x}", state.bits()),
            };
        }
        word(f, "lladdr", self.hardware_address)?;
        flag_words(f, &FLAGS, |flag| self.flags.contains(flag))?;
        if self.state.is_empty() && !self.flags.contains(NeighFlags::NTF_PROXY) {
            f.write_str(" NONE")?;
        }
        for name in self.state.iter_names() {
            write!(f, " {}", name.strip_prefix("NUD_").unwrap_or(name))?;
        }
        word(f, "proto", self.protocol.map(|protocol| Word::of(protocol, "RTPROT_")))
    }
}
/// Words of `ip neighbour`, in its order.
const FLAGS: [(NeighFlags, &str); 4] = [
    (NeighFlags::NTF_ROUTER, "router"),
    (NeighFlags::NTF_PROXY, "proxy"),
    (NeighFlags::NTF_EXT_LEARNED, "extern_learn"),
    (NeighFlags::NTF_OFFLOADED, "offload"),
];
/// Words of `bridge fdb`, in its order.
const FDB_FLAGS: [(NeighFlags, &str); 5] = [
    (NeighFlags::NTF_SELF, "self"),
    (NeighFlags::NTF_ROUTER, "router"),
    (NeighFlags::NTF_EXT_LEARNED, "extern_learn"),
    (NeighFlags::NTF_OFFLOADED, "offload"),
    (NeighFlags::NTF_STICKY, "sticky"),
];

//! Summary of a nexthop object.
use super::{NextHop, NextHopMessage, NhMsg};
use crate::{
    pick,
    route::{
        NhFlags, RouteProtocol, RouteScope,
        convert::{ScopeText, flag_words},
    },
    uapi::AddressFamily,
    wire::{
        Error,
        summary::{IpText, Word, summaries, word},
    },
};
use core::{fmt, net::IpAddr};

/// What matters of a nexthop object: a [`NextHopMessage`] as a small value that does not borrow.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, route::{GetNextHop, NextHopSummary}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     let nexthops: Vec<NextHopSummary> = nl.list(GetNextHop::default())?;
///     for nexthop in &nexthops {
///         println!("{nexthop}"); // id 1 via 192.0.2.1 dev if2 scope link proto static
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct NextHopSummary {
    /// Nexthop id.
    pub id: u32,
    /// Address family of the gateway; AF_UNSPEC for a group.
    pub family: AddressFamily,
    /// Gateway address; `None` for a directly connected nexthop and a group.
    pub gateway: Option<IpAddr>,
    /// Index of the outgoing interface.
    pub link: Option<u32>,
    /// Scope of the gateway.
    pub scope: RouteScope,
    /// Origin: who installed the object, such as the kernel or a routing daemon.
    pub protocol: RouteProtocol,
    /// Flags: on-link, dead, offloaded.
    pub flags: NhFlags,
    /// Packets are discarded.
    pub blackhole: bool,
    /// The nexthop is for the FDB entries of a bridge or VXLAN.
    pub fdb: bool,
    /// Number of members of a group; 0 for a single nexthop.
    pub member_count: u32,
    /// Id and weight of the first members of a group; the rest is 0. See
    /// [`members`](Self::members).
    pub first_members: [(u32, u32); 8],
    /// The group has more members, or the nexthop has an encapsulation.
    pub truncated: bool,
}
impl NextHopSummary {
    /// Returns id and weight of the members of a group, at most eight.
    pub fn members(&self) -> &[(u32, u32)] {
        self.first_members.get(..self.member_count as usize).unwrap_or(&self.first_members)
    }
}
impl NextHopMessage<'_> {
    /// Returns what matters of the nexthop, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<NextHopSummary, Error> {
        let found = pick!(
            self.attrs,
            NextHop {
                id: NHA_ID,
                group: NHA_GROUP,
                blackhole: NHA_BLACKHOLE,
                link: NHA_OIF,
                gateway: NHA_GATEWAY,
                encap: NHA_ENCAP_TYPE,
                fdb: NHA_FDB,
            }
        )?;
        let mut members = [(0, 0); 8];
        let mut count = 0u32;
        for (at, member) in found.group.into_iter().flat_map(|group| group.iter()).enumerate() {
            if let Some(place) = members.get_mut(at) {
                *place = (member.get(super::NextHopGrp::id), member.weights());
            }
            count = count.saturating_add(1);
        }
        Ok(NextHopSummary {
            id: found.id.unwrap_or(0),
            family: self.header.get(NhMsg::nh_family),
            gateway: found.gateway.map(IpAddr::from),
            link: found.link,
            scope: self.header.get(NhMsg::nh_scope),
            protocol: self.header.get(NhMsg::nh_protocol),
            flags: self.header.get(NhMsg::nh_flags),
            blackhole: found.blackhole.is_some(),
            fdb: found.fdb.is_some(),
            member_count: count,
            first_members: members,
            truncated: count > 8 || found.encap.is_some(),
        })
    }
}
summaries! { NextHopMessage => NextHopSummary; }

impl fmt::Display for NextHopSummary {
    /// Prints in the format of `ip nexthop`, with indexes as `if3` where `ip` looks names up.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "id {}", self.id)?;
        for (at, (id, weight)) in self.members().iter().enumerate() {
            write!(f, "{}{id}", if at == 0 { " group " } else { "/" })?;
            if *weight != 1 {
                write!(f, ",{weight}")?;
            }
        }
        if self.member_count > 8 {
            write!(f, " and {} more", self.member_count - 8)?;
        }
        word(f, "via", self.gateway.map(IpText))?;
        if let Some(link) = self.link {
            write!(f, " dev if{link}")?;
        }
        if self.scope != RouteScope::RT_SCOPE_UNIVERSE {
            word(f, "scope", Some(ScopeText(self.scope)))?;
        }
        if self.blackhole {
            f.write_str(" blackhole")?;
        }
        if self.protocol != RouteProtocol::RTPROT_UNSPEC {
            word(f, "proto", Some(Word::of(self.protocol, "RTPROT_")))?;
        }
        flag_words(f, &FLAGS, |flag| self.flags.contains(flag))?;
        if self.fdb { f.write_str(" fdb") } else { Ok(()) }
    }
}
/// Words of flags in the order of `ip`.
const FLAGS: [(NhFlags, &str); 6] = [
    (NhFlags::RTNH_F_DEAD, "dead"),
    (NhFlags::RTNH_F_ONLINK, "onlink"),
    (NhFlags::RTNH_F_PERVASIVE, "pervasive"),
    (NhFlags::RTNH_F_OFFLOAD, "offload"),
    (NhFlags::RTNH_F_TRAP, "trap"),
    (NhFlags::RTNH_F_LINKDOWN, "linkdown"),
];

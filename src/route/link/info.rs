//! What a link is: `IFLA_LINKINFO`, linux/if_link.h. What only one kind of link has is in a module of that kind.
//!
//! ```
//! use nlwire::{route::{Link, LinkInfo}, wire::{Attrs, Writer}};
//! let mut buffer = [0; 32];
//! let mut link = Writer::<Link>::new(&mut buffer);
//! link.nest(Link::IFLA_LINKINFO, |info| {
//!     info.put(LinkInfo::IFLA_INFO_KIND, "dummy");
//! });
//! let info = Attrs::<Link>::new(link.finish()?).get(Link::IFLA_LINKINFO)?.unwrap();
//! assert_eq!(info.get(LinkInfo::IFLA_INFO_KIND)?.unwrap(), "dummy");
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{LinkKind, PortKind, XstatsKind};
use crate::{
    attributes,
    wire::{Selected, Str},
};

attributes! {
    /// What a link is, and what it is within its master: `IFLA_INFO_*`, linux/if_link.h.
    pub set LinkInfo, enum LinkInfoAttr<'a> {
        /// The kind: `vlan`, `bridge`, `vxlan`, ... Absent where a driver made the link (Ethernet cards, the loopback).
        IFLA_INFO_KIND = 1 => Kind(Str<'a>),
        /// What only its kind has.
        IFLA_INFO_DATA = 2 => Data(Selected<'a, LinkKind>),
        /// Statistics of its kind, in the kind's own form (CAN controllers have them).
        IFLA_INFO_XSTATS = 3 => XStats(Selected<'a, XstatsKind>) where output(),
        /// The kind of its master, where it has one: `bridge`, `bond`, `team`, `vrf`.
        IFLA_INFO_SLAVE_KIND = 4 => SlaveKind(Str<'a>),
        /// What its master keeps of it.
        IFLA_INFO_SLAVE_DATA = 5 => SlaveData(Selected<'a, PortKind>),
    }
}

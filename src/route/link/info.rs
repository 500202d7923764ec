//! Kind of a link and the data that depend on the kind: `IFLA_LINKINFO`, linux/if_link.h.
//!
//! The attributes of each kind are in a module per kind or group of kinds.
use super::{LinkKind, PortKind, XstatsKind};
use crate::{
    attributes,
    wire::{Str, SubMessage},
};

attributes! {
    /// Kind of a link and of the link's master: `IFLA_INFO_*`, linux/if_link.h.
    ///
    /// ```
    /// use nlwire::{route::{Link, LinkInfo}, wire::{Attrs, Writer}};
    /// let mut buffer = [0; 32];
    /// let mut link = Writer::<Link>::new(&mut buffer);
    /// link.nest(Link::IFLA_LINKINFO, |info| {
    ///     info.put(LinkInfo::IFLA_INFO_KIND, "dummy");
    /// });
    /// let info = Attrs::<Link>::new(link.finish()?).get(Link::IFLA_LINKINFO)?.unwrap();
    /// assert_eq!(info.get(LinkInfo::IFLA_INFO_KIND)?.unwrap(), "dummy");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set LinkInfo, enum LinkInfoAttr<'a> {
        /// Link kind: `vlan`, `bridge`, `vxlan`, ... Absent for hardware and loopback interfaces.
        IFLA_INFO_KIND: Str<'a> = 1,
        /// Attributes of the link's kind.
        IFLA_INFO_DATA: SubMessage<'a, LinkKind> = 2,
        /// Statistics of the link's kind, in a form that depends on the kind. CAN controllers have
        /// them.
        IFLA_INFO_XSTATS: SubMessage<'a, XstatsKind> = 3 where read_only,
        /// Link kind of the master: `bridge`, `bond`, `team`, `vrf`. Absent if there is no master.
        IFLA_INFO_SLAVE_KIND: Str<'a> = 4,
        /// Attributes of the link as a port of the master.
        IFLA_INFO_SLAVE_DATA: SubMessage<'a, PortKind> = 5,
    }
}

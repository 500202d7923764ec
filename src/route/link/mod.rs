//! Links: `RTM_*LINK`, linux/if_link.h.
mod kind;

pub use kind::*;

use crate::{
    attributes, flags, layout, operations,
    route::RouteMessage,
    uapi::{AddressFamily, HardwareType},
    wire::{Attrs, HwAddr, Selected, Str},
};

layout! {
    /// `struct ifinfomsg`, linux/rtnetlink.h.
    #[doc(alias = "ifinfomsg")]
    pub struct IfInfo {
        /// AF_UNSPEC, or AF_BRIDGE for a bridge's ports.
        ifi_family: AddressFamily,
        /// Unused.
        __ifi_pad: u8,
        /// What kind of hardware it is.
        ifi_type: HardwareType,
        /// The link's index.
        ifi_index: i32,
        /// Its flags.
        ifi_flags: LinkFlags,
        /// Which flags a request means.
        ifi_change: LinkFlags,
    }
}
flags! {
    /// A link's flags: `IFF_*`, linux/if.h.
    pub struct LinkFlags(u32) {
        /// Administratively up.
        IFF_UP = 1 << 0,
    }
}
attributes! {
    /// A link's attributes: `IFLA_*`, linux/if_link.h.
    pub set Link, enum LinkAttr<'a> {
        /// Hardware address.
        IFLA_ADDRESS = 1 => Address(HwAddr<'a>),
        /// Name, at most 15 bytes.
        IFLA_IFNAME = 3 => IfName(Str<'a>) where at_most(15),
        /// Largest packet, bytes.
        IFLA_MTU = 4 => Mtu(u32),
        /// What the link is.
        IFLA_LINKINFO = 18 => LinkInfo(Attrs<'a, LinkInfo>),
        /// Which details to tell: `RTEXT_FILTER_*`.
        IFLA_EXT_MASK = 29 => ExtMask(u32),
    }
}
attributes! {
    /// What a link is: `IFLA_INFO_*`, linux/if_link.h.
    pub set LinkInfo, enum LinkInfoAttr<'a> {
        /// The kind.
        IFLA_INFO_KIND = 1 => Kind(Str<'a>),
        /// What its kind has.
        IFLA_INFO_DATA = 2 => Data(Selected<'a, LinkKind>),
        /// What its kind has counted.
        IFLA_INFO_XSTATS = 3 => Xstats(Selected<'a, XstatsKind>) where output(),
        /// The kind of the link that it is a port of.
        IFLA_INFO_SLAVE_KIND = 4 => SlaveKind(Str<'a>),
        /// What it has as a port.
        IFLA_INFO_SLAVE_DATA = 5 => SlaveData(Selected<'a, PortKind>),
    }
}
operations! {
    /// Asks for links.
    pub GetLink {
        /// The link's index, or 0.
        index: i32 => ifi_index,
    } = Get(RouteMessage::RTM_GETLINK, IfInfo, Link);
    /// Makes a link, or changes one.
    pub NewLink {
        /// The link's index, or 0 for one that is named or new.
        index: i32 => ifi_index,
        /// The values of the flags in `change`.
        flags: LinkFlags => ifi_flags,
        /// Which flags are to change.
        change: LinkFlags => ifi_change,
    } = New(RouteMessage::RTM_NEWLINK, IfInfo, Link);
}

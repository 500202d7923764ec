//! Links that share the one below by address: kinds `macvlan`, `macvtap`, `ipvlan`, `ipvtap`, linux/if_link.h. The link below is in
//! `IFLA_LINK`.
//!
//! ```
//! use nlwire::{route::{Link, LinkInfo, LinkKind, Macvlan, MacvlanMode}, wire::Writer};
//! let mut buffer = [0; 64];
//! let mut link = Writer::<Link>::new(&mut buffer);
//! link.nest(Link::IFLA_LINKINFO, |info| {
//!     info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::MACVLAN, |macvlan| {
//!         macvlan.put(Macvlan::IFLA_MACVLAN_MODE, MacvlanMode::MACVLAN_MODE_BRIDGE);
//!     });
//! });
//! let attributes = link.finish()?;
//! # let _ = attributes;
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{
    attributes, flags, numbers,
    wire::{Attrs, HwAddr},
};

numbers! {
    /// With whom a macvlan speaks: `enum macvlan_mode`, linux/if_link.h.
    pub struct MacvlanMode(u32) {
        /// With none of its siblings.
        MACVLAN_MODE_PRIVATE = 1,
        /// With its siblings through a switch outside.
        MACVLAN_MODE_VEPA = 2,
        /// With its siblings directly.
        MACVLAN_MODE_BRIDGE = 4,
        /// It has the link below for itself.
        MACVLAN_MODE_PASSTHRU = 8,
        /// It receives from the senders in its list.
        MACVLAN_MODE_SOURCE = 16,
    }
}
numbers! {
    /// What happens to the list of senders: `enum macvlan_macaddr_mode`, linux/if_link.h.
    pub struct MacvlanAddrMode(u32) {
        /// One is added.
        MACVLAN_MACADDR_ADD = 0,
        /// One is removed.
        MACVLAN_MACADDR_DEL = 1,
        /// All are removed.
        MACVLAN_MACADDR_FLUSH = 2,
        /// Others take the place of all.
        MACVLAN_MACADDR_SET = 3,
    }
}
flags! {
    /// A macvlan's flags: `MACVLAN_FLAG_*`, linux/if_link.h.
    pub struct MacvlanFlags(u16) {
        /// In passthru mode: the link below does not become promiscuous.
        MACVLAN_FLAG_NOPROMISC = 1,
        /// In source mode: a packet goes to the listed ones alone, not to its destination as well.
        MACVLAN_FLAG_NODST = 2,
    }
}
numbers! {
    /// Where an ipvlan hands over packets: `enum ipvlan_mode`, linux/if_link.h.
    pub struct IpvlanMode(u16) {
        /// At layer 2, with broadcast and ARP.
        IPVLAN_MODE_L2 = 0,
        /// At layer 3, without them.
        IPVLAN_MODE_L3 = 1,
        /// At layer 3, through netfilter.
        IPVLAN_MODE_L3S = 2,
    }
}
flags! {
    /// An ipvlan's flags: `IPVLAN_F_*`, linux/if_link.h.
    pub struct IpvlanFlags(u16) {
        /// It does not speak with its siblings.
        IPVLAN_F_PRIVATE = 0x1,
        /// It speaks with its siblings through a switch outside.
        IPVLAN_F_VEPA = 0x2,
    }
}

attributes! {
    /// A macvlan or a macvtap: `IFLA_MACVLAN_*`, linux/if_link.h.
    pub set Macvlan, enum MacvlanAttr<'a> {
        /// With whom it speaks.
        IFLA_MACVLAN_MODE = 1 => Mode(MacvlanMode),
        /// Its flags.
        IFLA_MACVLAN_FLAGS = 2 => Flags(MacvlanFlags),
        /// What happens to the list of senders; requests only.
        IFLA_MACVLAN_MACADDR_MODE = 3 => MacaddrMode(MacvlanAddrMode),
        /// The sender to add or to remove; requests only.
        IFLA_MACVLAN_MACADDR = 4 => Macaddr(HwAddr<'a>) where at_most(32),
        /// The list of senders.
        IFLA_MACVLAN_MACADDR_DATA = 5 => MacaddrData(Attrs<'a, MacvlanAddrs>),
        /// How many senders are listed; a number in a request is ignored.
        IFLA_MACVLAN_MACADDR_COUNT = 6 => MacaddrCount(u32),
        /// How many broadcast packets may wait, as this link wishes.
        IFLA_MACVLAN_BC_QUEUE_LEN = 7 => BcQueueLen(u32),
        /// How many may wait: the greatest wish of all links on the same one.
        IFLA_MACVLAN_BC_QUEUE_LEN_USED = 8 => BcQueueLenUsed(u32) where rejected(),
        /// Groups with more members than this are served from the queue; -1 for none, 0 for all but link-local ones.
        IFLA_MACVLAN_BC_CUTOFF = 9 => BcCutoff(i32),
    }
}
attributes! {
    /// Senders of a macvlan in source mode, in the nest `IFLA_MACVLAN_MACADDR_DATA`: each bears the number of `IFLA_MACVLAN_MACADDR`.
    pub set MacvlanAddrs, enum MacvlanAddrsAttr<'a> {
        /// A sender's address.
        IFLA_MACVLAN_MACADDR = 4 => Macaddr[HwAddr<'a>],
    }
}
attributes! {
    /// An ipvlan or an ipvtap: `IFLA_IPVLAN_*`, linux/if_link.h.
    pub set Ipvlan, enum IpvlanAttr<'a> {
        /// Where it hands over packets.
        IFLA_IPVLAN_MODE = 1 => Mode(IpvlanMode),
        /// Its flags.
        IFLA_IPVLAN_FLAGS = 2 => Flags(IpvlanFlags),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Checks, Scope, Set, Why, Writer, validate};
    use std::format;

    #[test]
    fn a_list_of_senders_is_written_and_read() {
        let mut buffer = [0xa5; 64];
        let mut writer = Writer::<Macvlan>::new(&mut buffer);
        writer.put(Macvlan::IFLA_MACVLAN_MACADDR_MODE, MacvlanAddrMode::MACVLAN_MACADDR_SET).nest(
            Macvlan::IFLA_MACVLAN_MACADDR_DATA,
            |list| {
                list.put(MacvlanAddrs::IFLA_MACVLAN_MACADDR, [2, 0, 0, 0, 0, 1])
                    .put(MacvlanAddrs::IFLA_MACVLAN_MACADDR, [2, 0, 0, 0, 0, 2]);
            },
        );
        assert_eq!(
            format!("{:?}", Attrs::<Macvlan>::new(writer.finish().unwrap())),
            "{IFLA_MACVLAN_MACADDR_MODE: MACVLAN_MACADDR_SET, \
             IFLA_MACVLAN_MACADDR_DATA: {IFLA_MACVLAN_MACADDR: [02:00:00:00:00:01, 02:00:00:00:00:02]}}"
        );
    }
    #[test]
    fn what_the_kernel_tells_cannot_be_asked_for() {
        let mut buffer = [0xa5; 16];
        let mut writer = Writer::<Macvlan>::new(&mut buffer);
        writer.put(Macvlan::IFLA_MACVLAN_BC_QUEUE_LEN_USED, 1000);
        let refused =
            validate(Macvlan::table(), writer.finish().unwrap(), 0, Scope::new(16, &[]), Checks::STRICT);
        assert_eq!(refused.unwrap_err().why, Why::Output);
    }
}

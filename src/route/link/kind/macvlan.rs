//! Virtual interfaces that share a lower device: kinds `macvlan`, `macvtap`, `ipvlan` and `ipvtap`.
//!
//! linux/if_link.h. The lower device is in `IFLA_LINK`. See
//! [ip-link(8)](https://man7.org/linux/man-pages/man8/ip-link.8.html) and the kernel's
//! [ipvlan documentation](https://docs.kernel.org/networking/ipvlan.html).
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
    attributes, flags, open_enum,
    wire::{Attrs, HwAddr},
};

open_enum! {
    /// Mode of a macvlan: `enum macvlan_mode`, linux/if_link.h.
    pub struct MacvlanMode(u32) {
        /// Private mode: macvlans of one lower device do not reach each other.
        MACVLAN_MODE_PRIVATE = 1,
        /// VEPA mode (802.1Qbg): macvlans reach each other through the external switch.
        MACVLAN_MODE_VEPA = 2,
        /// Bridge mode: macvlans of one lower device reach each other directly.
        MACVLAN_MODE_BRIDGE = 4,
        /// Passthru mode: a single macvlan takes over the lower device.
        MACVLAN_MODE_PASSTHRU = 8,
        /// Source mode: only frames from listed source MAC addresses are received.
        MACVLAN_MODE_SOURCE = 16,
    }
}
open_enum! {
    /// Operation on the source MAC address list: `enum macvlan_macaddr_mode`, linux/if_link.h.
    pub struct MacvlanAddrMode(u32) {
        /// Adds an address to the list.
        MACVLAN_MACADDR_ADD = 0,
        /// Deletes an address from the list.
        MACVLAN_MACADDR_DEL = 1,
        /// Deletes all addresses from the list.
        MACVLAN_MACADDR_FLUSH = 2,
        /// Replaces the list of addresses.
        MACVLAN_MACADDR_SET = 3,
    }
}
flags! {
    /// Flags of a macvlan: `MACVLAN_FLAG_*`, linux/if_link.h.
    pub struct MacvlanFlags(u16) {
        /// Passthru mode: the lower device does not become promiscuous.
        MACVLAN_FLAG_NOPROMISC = 1,
        /// Source mode: no additional delivery by destination address for frames of listed sources.
        MACVLAN_FLAG_NODST = 2,
    }
}
open_enum! {
    /// Mode of an ipvlan: `enum ipvlan_mode`, linux/if_link.h.
    pub struct IpvlanMode(u16) {
        /// L2 mode: broadcast, multicast and ARP are handled.
        IPVLAN_MODE_L2 = 0,
        /// L3 mode: routing in the lower device's namespace, without broadcast, multicast and ARP.
        IPVLAN_MODE_L3 = 1,
        /// L3S mode: L3 with netfilter and connection tracking (symmetric).
        IPVLAN_MODE_L3S = 2,
    }
}
flags! {
    /// Flags of an ipvlan: `IPVLAN_F_*`, linux/if_link.h.
    pub struct IpvlanFlags(u16) {
        /// Private: ipvlans of one lower device do not reach each other.
        IPVLAN_F_PRIVATE = 0x1,
        /// VEPA (802.1Qbg): ipvlans reach each other through the external switch.
        IPVLAN_F_VEPA = 0x2,
    }
}

attributes! {
    /// Attributes of a macvlan or macvtap: `IFLA_MACVLAN_*`, linux/if_link.h.
    pub set Macvlan, enum MacvlanAttr<'a> {
        /// Macvlan mode: private, VEPA, bridge, passthru, source.
        IFLA_MACVLAN_MODE: MacvlanMode = 1,
        /// Macvlan flags: no promiscuous mode of the lower device, no destination cache.
        IFLA_MACVLAN_FLAGS: MacvlanFlags = 2,
        /// Operation on the source MAC address list. Only in requests.
        IFLA_MACVLAN_MACADDR_MODE: MacvlanAddrMode = 3,
        /// Source MAC address to add or delete. Only in requests.
        IFLA_MACVLAN_MACADDR: HwAddr<'a> = 4 where max_len(32),
        /// Source MAC address list.
        IFLA_MACVLAN_MACADDR_DATA: Attrs<'a, MacvlanAddrs> = 5,
        /// Number of addresses in the source MAC address list. Ignored in requests.
        IFLA_MACVLAN_MACADDR_COUNT: u32 = 6,
        /// Requested length of the broadcast and multicast queue, packets. Default 1000.
        #[doc(alias = "bcqueuelen")]
        IFLA_MACVLAN_BC_QUEUE_LEN: u32 = 7,
        /// Length of the broadcast and multicast queue in use, packets.
        ///
        /// The maximum of the requests of all macvlans of the lower device.
        #[doc(alias = "usedbcqueuelen")]
        IFLA_MACVLAN_BC_QUEUE_LEN_USED: u32 = 8 where reject,
        /// Cutoff for the queue: multicast addresses with more members than this are queued.
        /// Default 1.
        ///
        /// -1 disables the queue; 0 queues all multicast except link-local.
        #[doc(alias = "bclim")]
        IFLA_MACVLAN_BC_CUTOFF: i32 = 9,
    }
}
attributes! {
    /// Source MAC address list of a macvlan in `IFLA_MACVLAN_MACADDR_DATA`.
    ///
    /// Each entry has the attribute type of `IFLA_MACVLAN_MACADDR`.
    pub set MacvlanAddrs, enum MacvlanAddrsAttr<'a> {
        /// Source MAC address.
        IFLA_MACVLAN_MACADDR: [HwAddr<'a>] = 4,
    }
}
attributes! {
    /// Attributes of an ipvlan or ipvtap: `IFLA_IPVLAN_*`, linux/if_link.h.
    pub set Ipvlan, enum IpvlanAttr<'a> {
        /// Ipvlan mode: L2, L3 or L3S.
        IFLA_IPVLAN_MODE: IpvlanMode = 1,
        /// Ipvlan flags: private, VEPA.
        IFLA_IPVLAN_FLAGS: IpvlanFlags = 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        server::{ValidationErrorKind, ValidationFlags, validate},
        wire::{AttributeSet, Writer, spec::Scope},
    };
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
        let refused = validate(
            Macvlan::spec(),
            writer.finish().unwrap(),
            0,
            Scope::new(16, &[]),
            ValidationFlags::STRICT,
        );
        assert_eq!(refused.unwrap_err().why, ValidationErrorKind::ReadOnly);
    }
}

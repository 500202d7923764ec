//! XDP (eXpress Data Path) program of a link: `IFLA_XDP`, linux/if_link.h.
//!
//! The program runs on every received packet. See `xdp` in
//! [ip-link(8)](https://man7.org/linux/man-pages/man8/ip-link.8.html).
//!
//! ```
//! use nlwire::{route::{Link, Xdp, XdpAttached}, wire::{Attrs, Writer}};
//! let mut buffer = [0; 32];
//! let mut link = Writer::<Link>::new(&mut buffer);
//! link.nest(Link::IFLA_XDP, |xdp| {
//!     xdp.put(Xdp::IFLA_XDP_FD, -1); // take it off again
//! });
//! let xdp = Attrs::<Link>::new(link.finish()?).get(Link::IFLA_XDP)?.unwrap();
//! assert_eq!((xdp.get(Xdp::IFLA_XDP_FD)?, xdp.get(Xdp::IFLA_XDP_ATTACHED)?), (Some(-1), None));
//! # let _ = XdpAttached::XDP_ATTACHED_NONE;
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{attributes, flags, open_enum};

open_enum! {
    /// Mode in which an XDP program is attached: `XDP_ATTACHED_*`, linux/if_link.h.
    pub struct XdpAttached(u8) {
        /// No program attached.
        XDP_ATTACHED_NONE = 0,
        /// Native mode: in the driver.
        XDP_ATTACHED_DRV = 1,
        /// Generic mode: in the network stack, for drivers without XDP support.
        XDP_ATTACHED_SKB = 2,
        /// Offload mode: in the device.
        XDP_ATTACHED_HW = 3,
        /// Several modes at the same time; each program id has an attribute per mode.
        XDP_ATTACHED_MULTI = 4,
    }
}
flags! {
    /// Flags for attaching an XDP program: `XDP_FLAGS_*`, linux/if_link.h. At most one of the three
    /// mode flags; without one, native mode if the driver supports XDP, else generic mode.
    pub struct XdpFlags(u32) {
        /// Fails with EBUSY if a program is already attached.
        XDP_FLAGS_UPDATE_IF_NOEXIST = 1 << 0,
        /// Generic mode: in the network stack.
        #[doc(alias = "xdpgeneric")]
        XDP_FLAGS_SKB_MODE = 1 << 1,
        /// Native mode: in the driver.
        #[doc(alias = "xdpdrv")]
        XDP_FLAGS_DRV_MODE = 1 << 2,
        /// Offload mode: in the device.
        #[doc(alias = "xdpoffload")]
        XDP_FLAGS_HW_MODE = 1 << 3,
        /// Replaces the program of `IFLA_XDP_EXPECTED_FD`; EEXIST if another one is attached.
        XDP_FLAGS_REPLACE = 1 << 4,
    }
}
attributes! {
    /// XDP program of a link: `IFLA_XDP_*`, linux/if_link.h.
    pub set Xdp strict from 8, enum XdpAttr<'a> {
        /// File descriptor of the program to attach; -1 detaches. Only in requests.
        IFLA_XDP_FD: i32 = 1,
        /// Mode of the attached program. Only in replies; requests that carry this attribute fail
        /// with EINVAL.
        IFLA_XDP_ATTACHED: XdpAttached = 2,
        /// Flags for attaching. Only in requests.
        IFLA_XDP_FLAGS: XdpFlags = 3,
        /// Id of the program, if only one is attached. Only in replies; requests that carry this
        /// attribute fail with EINVAL.
        IFLA_XDP_PROG_ID: u32 = 4,
        /// Id of the program in native mode (driver).
        IFLA_XDP_DRV_PROG_ID: u32 = 5 where read_only,
        /// Id of the program in generic mode (network stack).
        IFLA_XDP_SKB_PROG_ID: u32 = 6 where read_only,
        /// Id of the program in offload mode (device).
        IFLA_XDP_HW_PROG_ID: u32 = 7 where read_only,
        /// File descriptor of the program that must be attached; -1 for none. Only in requests,
        /// with `XDP_FLAGS_REPLACE`.
        IFLA_XDP_EXPECTED_FD: i32 = 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Attrs;
    use std::{format, vec::Vec};

    #[test]
    fn what_is_attached_has_a_name() {
        let attached = |mode: u8| {
            let mut bytes = Vec::new();
            bytes.extend(5u16.to_ne_bytes());
            bytes.extend(2u16.to_ne_bytes());
            bytes.extend([mode, 0, 0, 0]);
            format!("{:?}", Attrs::<Xdp>::new(&bytes))
        };
        assert_eq!(attached(0), "{IFLA_XDP_ATTACHED: XDP_ATTACHED_NONE}");
        assert_eq!(attached(4), "{IFLA_XDP_ATTACHED: XDP_ATTACHED_MULTI}");
        assert_eq!(attached(9), "{IFLA_XDP_ATTACHED: 9}");
    }
}

//! The program that a link runs on every packet it receives: `IFLA_XDP`, linux/if_link.h.
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
use crate::{attributes, flags, numbers};

numbers! {
    /// Where a program is attached: `XDP_ATTACHED_*`, linux/if_link.h.
    pub struct XdpAttached(u8) {
        /// Nowhere.
        XDP_ATTACHED_NONE = 0,
        /// In the driver.
        XDP_ATTACHED_DRV = 1,
        /// In the network stack, for drivers that cannot.
        XDP_ATTACHED_SKB = 2,
        /// In the device itself.
        XDP_ATTACHED_HW = 3,
        /// In more than one of these: each has an attribute of its own.
        XDP_ATTACHED_MULTI = 4,
    }
}
flags! {
    /// How to attach a program: `XDP_FLAGS_*`, linux/if_link.h. Of the three modes, one at most.
    pub struct XdpFlags(u32) {
        /// Fail where there is one already.
        XDP_FLAGS_UPDATE_IF_NOEXIST = 1 << 0,
        /// In the network stack.
        XDP_FLAGS_SKB_MODE = 1 << 1,
        /// In the driver.
        XDP_FLAGS_DRV_MODE = 1 << 2,
        /// In the device.
        XDP_FLAGS_HW_MODE = 1 << 3,
        /// Only in place of the program that `IFLA_XDP_EXPECTED_FD` says.
        XDP_FLAGS_REPLACE = 1 << 4,
    }
}
attributes! {
    /// A link's XDP program: `IFLA_XDP_*`, linux/if_link.h.
    pub set Xdp strict from 8, enum XdpAttr<'a> {
        /// The program to attach, an open file; -1 takes it off. Requests only.
        IFLA_XDP_FD = 1 => Fd(i32),
        /// Where one is attached. Replies only; a request that has it is refused.
        IFLA_XDP_ATTACHED = 2 => Attached(XdpAttached),
        /// How to attach it. Requests only.
        IFLA_XDP_FLAGS = 3 => Flags(XdpFlags),
        /// The number of the only program that is attached. Replies only; a request that has it is refused.
        IFLA_XDP_PROG_ID = 4 => ProgId(u32),
        /// The number of the driver's program.
        IFLA_XDP_DRV_PROG_ID = 5 => DrvProgId(u32) where output(),
        /// The number of the network stack's program.
        IFLA_XDP_SKB_PROG_ID = 6 => SkbProgId(u32) where output(),
        /// The number of the device's program.
        IFLA_XDP_HW_PROG_ID = 7 => HwProgId(u32) where output(),
        /// The program that must be there to be replaced, an open file; -1 for none. Requests only.
        IFLA_XDP_EXPECTED_FD = 8 => ExpectedFd(i32),
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

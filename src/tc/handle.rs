//! Handles: identifiers of qdiscs, classes and filters: linux/pkt_sched.h.
use crate::open_enum;
use core::fmt;

open_enum! {
    /// Identifier of a qdisc or class on an interface: `TC_H_*`, linux/pkt_sched.h.
    ///
    /// The upper 16 bits are the major number, the lower 16 bits the minor number. The minor number
    /// of a qdisc is 0. A class has the major number of the qdisc and a minor number other than 0.
    ///
    /// ```
    /// use nlwire::tc::TcHandle;
    /// let class = TcHandle::new(1, 0x10);
    /// assert_eq!((class.major(), class.minor(), class.id().to_string()), (1, 16, "1:10".to_string()));
    /// assert_eq!("1:10".parse(), Ok(class));
    /// assert_eq!(TcHandle::TC_H_ROOT.id().to_string(), "root");
    /// ```
    pub struct TcHandle(u32) {
        /// Unspecified. In a request, the kernel chooses.
        TC_H_UNSPEC = 0,
        /// Ingress: parent of the `ingress` and `clsact` qdiscs. `TC_H_CLSACT` has the same value.
        TC_H_INGRESS = 0xffff_fff1,
        /// Root: parent of the root qdisc, which handles egress traffic.
        TC_H_ROOT = 0xffff_ffff,
    }
}
impl TcHandle {
    /// Parent of ingress filters of a `clsact` or `ingress` qdisc. C: `TC_H_MAKE(TC_H_CLSACT,
    /// TC_H_MIN_INGRESS)`.
    pub const CLSACT_INGRESS: Self = Self(0xffff_fff2);
    /// Parent of egress filters of a `clsact` qdisc. C: `TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_EGRESS)`.
    pub const CLSACT_EGRESS: Self = Self(0xffff_fff3);
    /// Creates a handle from major and minor number: `TC_H_MAKE`.
    #[must_use]
    pub const fn new(major: u16, minor: u16) -> Self {
        Self((major as u32) << 16 | minor as u32)
    }
    /// Returns the major number, the upper 16 bits: `TC_H_MAJ` shifted right by 16.
    #[must_use]
    pub const fn major(self) -> u16 {
        (self.0 >> 16) as u16
    }
    /// Returns the minor number, the lower 16 bits: `TC_H_MIN`.
    #[must_use]
    pub const fn minor(self) -> u16 {
        self.0 as u16
    }
    /// Returns a value that displays the handle as tc(8) does. Examples, hexadecimal: `1:` or
    /// `1:10`, or `root`, `ingress`, `none`.
    #[must_use]
    pub const fn id(self) -> TcId {
        TcId(self)
    }
}

/// Display form of a handle, made by [`TcHandle::id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TcId(TcHandle);
impl fmt::Display for TcId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            TcHandle::TC_H_UNSPEC => f.write_str("none"),
            TcHandle::TC_H_ROOT => f.write_str("root"),
            TcHandle::TC_H_INGRESS => f.write_str("ingress"),
            handle if handle.minor() == 0 => write!(f, "{:x}:", handle.major()),
            handle if handle.major() == 0 => write!(f, ":{:x}", handle.minor()),
            handle => write!(f, "{:x}:{:x}", handle.major(), handle.minor()),
        }
    }
}

/// Error of parsing a handle: the text has no valid syntax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoHandle;
impl fmt::Display for NoHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a handle is written MAJOR:MINOR in hexadecimal, as 1: or 1:10, or is root, ingress or none",
        )
    }
}
impl core::error::Error for NoHandle {}
impl core::str::FromStr for TcHandle {
    type Err = NoHandle;
    fn from_str(text: &str) -> Result<Self, NoHandle> {
        let half = |text: &str| match text {
            "" => Ok(0),
            _ if text.starts_with('+') => Err(NoHandle),
            _ => u16::from_str_radix(text, 16).map_err(|_| NoHandle),
        };
        match text {
            "none" => Ok(Self::TC_H_UNSPEC),
            "root" => Ok(Self::TC_H_ROOT),
            "ingress" | "clsact" => Ok(Self::TC_H_INGRESS),
            ":" => Err(NoHandle),
            _ => {
                let (major, minor) = text.split_once(':').ok_or(NoHandle)?;
                Ok(Self::new(half(major)?, half(minor)?))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn handles_read_as_they_are_written() {
        for (text, handle) in [
            ("none", 0),
            ("root", 0xffff_ffff),
            ("ingress", 0xffff_fff1),
            ("ffff:fff2", 0xffff_fff2),
            ("8001:", 0x8001_0000),
            ("1:ffff", 0x0001_ffff),
            (":a", 10),
        ] {
            assert_eq!(
                (text.parse(), TcHandle(handle).id().to_string().as_str()),
                (Ok(TcHandle(handle)), text)
            );
        }
        for text in ["", ":", "1", "1:x", "10000:", "1:2:3", "+1:", "-1:"] {
            assert_eq!(text.parse::<TcHandle>(), Err(NoHandle), "{text:?}");
        }
    }
}

//! Handles: how disciplines, classes and filters are named, linux/pkt_sched.h.
use crate::numbers;
use core::fmt;

numbers! {
    /// The name of a discipline or a class on its link: a major number in the upper and a minor one in the lower 16 bits, `TC_H_*`,
    /// linux/pkt_sched.h. A discipline's minor number is 0, that of its classes is not.
    ///
    /// ```
    /// use nlwire::route::tc::TcHandle;
    /// let class = TcHandle::new(1, 0x10);
    /// assert_eq!((class.major(), class.minor(), class.id().to_string()), (1, 16, "1:10".to_string()));
    /// assert_eq!("1:10".parse(), Ok(class));
    /// assert_eq!(TcHandle::TC_H_ROOT.id().to_string(), "root");
    /// ```
    pub struct TcHandle(u32) {
        /// Nothing; the kernel is to choose.
        TC_H_UNSPEC = 0,
        /// What packets go through as they come in: parent of `ingress` and `clsact` (TC_H_CLSACT has the same number).
        TC_H_INGRESS = 0xffff_fff1,
        /// The root: what the link sends goes through it.
        TC_H_ROOT = 0xffff_ffff,
    }
}
impl TcHandle {
    /// Parent of the filters of packets that come in, where the discipline is `clsact` or `ingress`: `TC_H_MIN_INGRESS` of TC_H_CLSACT.
    pub const CLSACT_INGRESS: Self = Self(0xffff_fff2);
    /// Parent of the filters of packets that go out, where the discipline is `clsact`: `TC_H_MIN_EGRESS` of TC_H_CLSACT.
    pub const CLSACT_EGRESS: Self = Self(0xffff_fff3);
    /// Of a major and a minor number: `TC_H_MAKE`.
    #[must_use]
    pub const fn new(major: u16, minor: u16) -> Self {
        Self((major as u32) << 16 | minor as u32)
    }
    /// The upper 16 bits: `TC_H_MAJ`, shifted.
    #[must_use]
    pub const fn major(self) -> u16 {
        (self.0 >> 16) as u16
    }
    /// The lower 16 bits: `TC_H_MIN`.
    #[must_use]
    pub const fn minor(self) -> u16 {
        self.0 as u16
    }
    /// As people write it: `1:`, `1:10`, both hexadecimal; `root`, `ingress`, `none`.
    #[must_use]
    pub const fn id(self) -> TcId {
        TcId(self)
    }
}

/// A handle as people write it, by [`TcHandle::id`].
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

/// A text that is no handle.
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

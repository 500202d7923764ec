//! A network device, by index or by name.

/// Which device is meant: `2`, `"eth0"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device<'n> {
    /// By index.
    Index(u32),
    /// By name, or by an alternative name.
    Name(&'n str),
}
impl<'n> From<&'n str> for Device<'n> {
    fn from(name: &'n str) -> Self {
        Self::Name(name)
    }
}
impl From<u32> for Device<'_> {
    fn from(index: u32) -> Self {
        Self::Index(index)
    }
}

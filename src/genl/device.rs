//! Reference to a network device by index or name.

/// Reference to a network device: `2` or `"eth0"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device<'n> {
    /// Interface index.
    Index(u32),
    /// Interface name, or an alternative name.
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

//! Geneve options (RFC 8926) of tunnel keys.
use crate::wire::Error;
use core::iter::FusedIterator;

/// A Geneve option: `struct geneve_opt`, include/net/geneve.h.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GeneveOption<'a> {
    /// Option class, assigned by IANA.
    pub class: u16,
    /// Option type. The highest bit marks a critical option.
    pub option_type: u8,
    /// Data, a multiple of 4 bytes.
    pub data: &'a [u8],
}
/// Iterator over Geneve options: see [`geneve_options`].
#[derive(Clone, Copy, Debug)]
pub struct GeneveOptions<'a>(&'a [u8]);

/// Iterates over the options in `OVS_TUNNEL_KEY_ATTR_GENEVE_OPTS`.
///
/// The options of a mask have the lengths of the options of the key.
///
/// # Errors
/// An option that exceeds the end is one error, and ends the iteration.
///
/// ```
/// use nlwire::genl::openvswitch::geneve_options;
/// let mut options = geneve_options(&[0x01, 0x02, 0x80, 1, 0xa, 0xb, 0xc, 0xd]);
/// let option = options.next().unwrap()?;
/// assert_eq!((option.class, option.option_type, option.data), (0x102, 0x80, &[0xa, 0xb, 0xc, 0xd][..]));
/// assert!(options.next().is_none());
/// # Ok::<(), nlwire::wire::Error>(())
/// ```
pub const fn geneve_options(bytes: &[u8]) -> GeneveOptions<'_> {
    GeneveOptions(bytes)
}
impl<'a> Iterator for GeneveOptions<'a> {
    type Item = Result<GeneveOption<'a>, Error>;
    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let option = self.0.split_first_chunk::<4>().and_then(|(&[high, low, option_type, len], rest)| {
            // the upper three bits are reserved
            let (data, rest) = rest.split_at_checked(4 * usize::from(len & 0x1f))?;
            Some((GeneveOption { class: u16::from_be_bytes([high, low]), option_type, data }, rest))
        });
        let Some((option, rest)) = option else {
            return Some(Err(Error::framing(core::mem::take(&mut self.0))));
        };
        self.0 = rest;
        Some(Ok(option))
    }
}
impl FusedIterator for GeneveOptions<'_> {}

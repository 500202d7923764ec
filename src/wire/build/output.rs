//! Growable buffers for requests.
use super::BuildError;

/// A growable buffer, such as `Vec<u8>` (feature `alloc`).
///
/// Others are `heapless::Vec<u8, N>` and `arrayvec::ArrayVec<u8, N>`, whose capacity is fixed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no buffer that knows how full it is",
    note = "Vec<u8> (feature `alloc`), heapless::Vec<u8, N> (`heapless`) and arrayvec::ArrayVec<u8, N> (`arrayvec`) are; for a plain slice use `Request::new`"
)]
pub trait Output {
    /// Appends what `build` writes, after padding to 4 bytes.
    ///
    /// `build` gets the free part of the buffer and returns the length of what it wrote. It may be
    /// called twice, the second time with a larger buffer.
    ///
    /// # Errors
    /// An error of `build`; [`TooSmall`](BuildError::TooSmall) only if the capacity is fixed. The
    /// contents are then unchanged.
    fn append(&mut self, build: impl Fn(&mut [u8]) -> Result<usize, BuildError>) -> Result<(), BuildError>;
}

/// Extends to the capacity, builds there, and truncates to the result.
#[cfg(any(feature = "heapless", feature = "arrayvec"))]
macro_rules! fixed {
    ($full:ident, $vec:ty) => {
        impl<const N: usize> Output for $vec {
            fn append(
                &mut self,
                build: impl Fn(&mut [u8]) -> Result<usize, BuildError>,
            ) -> Result<(), BuildError> {
                let start = self.len();
                while !self.is_full() && self.len() % 4 != 0 {
                    let _ = self.$full(0);
                }
                let at = self.len();
                while !self.is_full() {
                    let _ = self.$full(0);
                }
                let built = build(self.get_mut(at..).unwrap_or(&mut []));
                self.truncate(built.map_or(start, |len| at.saturating_add(len)));
                match built {
                    Ok(_) => Ok(()),
                    Err(BuildError::TooSmall { needed }) => {
                        let at = crate::wire::align4(start); // with padding for which there was no room
                        Err(BuildError::TooSmall { needed: at.saturating_add(needed) })
                    }
                    Err(error) => Err(error),
                }
            }
        }
    };
}
#[cfg(feature = "heapless")]
fixed!(push, heapless::Vec<u8, N>);
#[cfg(feature = "arrayvec")]
fixed!(try_push, arrayvec::ArrayVec<u8, N>);

#[cfg(feature = "alloc")]
impl Output for alloc::vec::Vec<u8> {
    fn append(&mut self, build: impl Fn(&mut [u8]) -> Result<usize, BuildError>) -> Result<(), BuildError> {
        let start = self.len();
        let at = crate::wire::align4(start);
        // spare space, but not more than is cheap to clear each time
        self.resize(at.max(self.capacity().min(at.saturating_add(4096))), 0);
        let mut built = build(self.get_mut(at..).unwrap_or(&mut []));
        if let Err(BuildError::TooSmall { needed }) = built {
            self.resize(at.saturating_add(needed), 0);
            built = build(self.get_mut(at..).unwrap_or(&mut []));
        }
        self.truncate(built.map_or(start, |len| at.saturating_add(len)));
        built.map(|_| ())
    }
}

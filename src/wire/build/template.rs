//! Constant requests, built at compile time.
use crate::wire::{Encode, Key, Number, align4};

/// A constant request, built at compile time.
///
/// The payloads are numbers. `N` is the size of the request in bytes, which the compiler checks. To
/// send the request, copy it and set the sequence number, or send it unchanged with sequence number
/// 0.
///
/// ```
/// use nlwire::{route::{Link, RouteMessage}, wire::{GetFlags, Messages, Template}};
/// const DUMP: [u8; 40] = Template::<40>::new(RouteMessage::RTM_GETLINK, GetFlags::DUMP.bits())
///     .zeros(16) // struct ifinfomsg
///     .u32(Link::IFLA_EXT_MASK, 9)
///     .done();
/// assert_eq!(Messages::new(&DUMP).next().unwrap()?.flags(), 0x301);
/// # Ok::<(), nlwire::wire::Error>(())
/// ```
/// A wrong size does not compile:
///
/// ```compile_fail
/// use nlwire::wire::Template;
/// const WRONG: [u8; 24] = Template::<24>::new(18, 0).done();
/// ```
#[derive(Clone, Copy)]
pub struct Template<const N: usize> {
    bytes: [u8; N],
    len: usize,
}
impl<const N: usize> Template<N> {
    /// Creates a request of this type with these flags and NLM_F_REQUEST.
    #[must_use]
    pub const fn new(kind: u16, flags: u16) -> Self {
        let template = Self { bytes: [0; N], len: 16 };
        template
            .set(0, &(N as u32).to_ne_bytes())
            .set(4, &kind.to_ne_bytes())
            .set(6, &(flags | 1).to_ne_bytes())
    }
    /// Sets the sequence number.
    #[must_use]
    pub const fn seq(self, seq: u32) -> Self {
        self.set(8, &seq.to_ne_bytes())
    }
    /// Appends zero bytes, such as a fixed header without values.
    #[must_use]
    pub const fn zeros(mut self, len: usize) -> Self {
        self.len += align4(len);
        self
    }
    /// Appends the bytes of a fixed header.
    #[must_use]
    pub const fn header<const H: usize>(self, header: &[u8; H]) -> Self {
        let at = self.len;
        self.set(at, header).zeros(H)
    }
    const fn attr(self, number: u16, payload: &[u8]) -> Self {
        assert!(payload.len() <= 65531, "an attribute's length has 16 bits");
        let at = self.len;
        let template =
            self.set(at, &((payload.len() + 4) as u16).to_ne_bytes()).set(at + 2, &number.to_ne_bytes());
        template.set(at + 4, payload).zeros(payload.len() + 4)
    }
    /// Appends a flag: an attribute without payload.
    #[must_use]
    pub const fn flag<S>(self, key: Key<S, crate::wire::Flag>) -> Self {
        self.attr(key.number(), &[])
    }
    /// Appends an attribute of 1 byte.
    #[must_use]
    pub const fn u8<S, V: Number<Repr = u8>>(self, key: Key<S, V>, value: u8) -> Self {
        self.attr(key.number(), &[value])
    }
    /// Appends an attribute of 2 bytes, in host byte order.
    #[must_use]
    pub const fn u16<S, V: Number<Repr = u16>>(self, key: Key<S, V>, value: u16) -> Self {
        self.attr(key.number(), &value.to_ne_bytes())
    }
    /// Appends an attribute of 4 bytes, in host byte order.
    #[must_use]
    pub const fn u32<S, V: Number<Repr = u32>>(self, key: Key<S, V>, value: u32) -> Self {
        self.attr(key.number(), &value.to_ne_bytes())
    }
    /// Appends an attribute of 8 bytes, in host byte order.
    #[must_use]
    pub const fn u64<S, V: Number<Repr = u64>>(self, key: Key<S, V>, value: u64) -> Self {
        self.attr(key.number(), &value.to_ne_bytes())
    }
    /// Appends an attribute with these bytes, such as a number in network byte order.
    #[must_use]
    pub const fn bytes<S, V: Encode, const L: usize>(self, key: Key<S, V>, bytes: &[u8; L]) -> Self {
        self.attr(key.number() | V::FLAGS, bytes)
    }
    #[allow(clippy::indexing_slicing)] // evaluated at compile time
    const fn set(mut self, at: usize, from: &[u8]) -> Self {
        let mut i = 0;
        while i < from.len() {
            self.bytes[at + i] = from[i];
            i += 1;
        }
        self
    }
    /// Returns the request.
    ///
    /// # Panics
    /// At compile time, if `N` is not the size of the request.
    #[must_use]
    pub const fn done(self) -> [u8; N] {
        assert!(self.len == N, "the template has another size than its attributes take");
        self.bytes
    }
}

//! SSIDs and mesh ids.
use crate::{
    schema::View,
    wire::{Str, borrowed, spec::PayloadType, spelling},
};
use core::fmt;

/// SSID or mesh id: up to 32 bytes, borrowed. Not necessarily UTF-8, and may contain NUL.
///
/// `Display` prints the bytes as text, escaped as [`Str`] does. An empty SSID is the wildcard, and
/// so is an SSID of NUL bytes in the beacon of an AP that hides its SSID.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ssid<'a>(pub &'a [u8]);
impl<'a> Ssid<'a> {
    /// Returns the bytes.
    pub const fn bytes(&self) -> &'a [u8] {
        self.0
    }
    /// Returns whether an AP hides its SSID: empty, or NUL bytes only.
    pub fn is_hidden(&self) -> bool {
        self.0.iter().all(|byte| *byte == 0)
    }
}
borrowed! {
    [] Ssid<'a>: PayloadType::CountedText, 0, |b| Some(Ssid(b)), |it| it.0;
}
spelling! {
    [] &str => Ssid<'_>, |it| it;
    [] &[u8] => Ssid<'_>, |it| it;
}
impl<'a> From<&'a str> for Ssid<'a> {
    fn from(text: &'a str) -> Self {
        Self(text.as_bytes())
    }
}
impl<'a> From<&'a [u8]> for Ssid<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
}
impl PartialEq<&str> for Ssid<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == other.as_bytes()
    }
}
impl fmt::Display for Ssid<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Str(self.0), f)
    }
}
impl fmt::Debug for Ssid<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&View::new(PayloadType::CountedText, self.0), f)
    }
}

//! Dumps without progress.
use super::*;

/// Detects a dump without progress: a kernel whose entry outgrew the datagram sends the same one
/// forever.
#[derive(Clone, Copy, Default)]
pub(super) struct Guard {
    /// Hash of the front of the last datagram.
    front: u64,
    /// Hash of the complete datagram, computed only after several equal fronts.
    complete: u64,
    /// Number of consecutive datagrams with the same front.
    alike: u16,
    /// Number of consecutive identical datagrams.
    identical: u16,
}

impl Guard {
    /// Limit of consecutive identical datagrams.
    const LIMIT: u16 = 1000;
    /// Number of equal fronts before complete datagrams are hashed: a dump that makes progress is
    /// never read twice.
    const SUSPECT: u16 = 16;
    #[inline]
    pub(super) fn look<E>(&mut self, datagram: &[u8]) -> Result<(), ErrorKind<E>> {
        // events come without NLM_F_MULTI, and may well be identical
        if !Message::new(datagram).is_ok_and(|first| first.flags() & GetFlags::MULTI.bits() != 0) {
            return Ok(());
        }
        let front = fnv(datagram.len() as u64, datagram.get(16..datagram.len().min(112)).unwrap_or(&[]));
        self.alike = if front == self.front { self.alike.saturating_add(1) } else { 0 };
        self.front = front;
        if self.alike < Self::SUSPECT {
            self.identical = 0;
            return Ok(());
        }
        let complete = fnv(front, datagram.get(112..).unwrap_or(&[]));
        self.identical = if complete == self.complete { self.identical.saturating_add(1) } else { 0 };
        self.complete = complete;
        if self.identical >= Self::LIMIT { Err(ErrorKind::NoProgress) } else { Ok(()) }
    }
}

/// Hashes bytes by FNV-1a, eight at a time.
fn fnv(seed: u64, bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, word| {
        let word = word.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte));
        (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

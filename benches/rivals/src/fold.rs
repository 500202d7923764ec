//! What a decoder returns: a sum over everything that it has read, the same for every library and in C (`fold` in `c/mnl.c`).
//! Two decoders with equal sums have read the same values of the same attributes; the harness asserts it before it measures.

/// Adds a value that was read under a number. The rotation tells attributes apart and costs one instruction.
#[inline(always)]
pub fn fold(sum: u64, number: u16, value: impl Into<u64>) -> u64 {
    sum.wrapping_add(value.into().rotate_left(u32::from(number) & 63))
}

/// Adds a payload of any length by its length and its first four bytes: enough to prove that it was found, no contest in summing bytes.
#[inline(always)]
pub fn fold_bytes(sum: u64, number: u16, bytes: &[u8]) -> u64 {
    let head = bytes.first_chunk().map_or(0, |head| u32::from_ne_bytes(*head));
    fold(sum, number, bytes.len() as u64 | u64::from(head) << 32)
}

/// Where the numbers of one nest begin, so that they differ from those of the level above: added to the nest's own numbers.
pub mod nest {
    pub const METRICS: u16 = 32;
    pub const MAP: u16 = 5;
    pub const LINKINFO: u16 = 7;
    pub const STATS: u16 = 11;
    pub const STATS64: u16 = 23;
    pub const XDP: u16 = 29;
    pub const INET: u16 = 37;
    pub const INET6: u16 = 41;
    pub const CACHEINFO: u16 = 47;
}

/// Adds the twelve counters that `ip -s link` prints, of a structure with public fields.
macro_rules! fold_counters {
    ($sum:expr, $first:expr, $stats:expr) => {{
        let stats = $stats;
        let mut sum = $sum;
        sum = $crate::fold::fold(sum, $first, stats.rx_bytes);
        sum = $crate::fold::fold(sum, $first + 1, stats.rx_packets);
        sum = $crate::fold::fold(sum, $first + 2, stats.rx_errors);
        sum = $crate::fold::fold(sum, $first + 3, stats.rx_dropped);
        sum = $crate::fold::fold(sum, $first + 4, stats.rx_missed_errors);
        sum = $crate::fold::fold(sum, $first + 5, stats.multicast);
        sum = $crate::fold::fold(sum, $first + 6, stats.tx_bytes);
        sum = $crate::fold::fold(sum, $first + 7, stats.tx_packets);
        sum = $crate::fold::fold(sum, $first + 8, stats.tx_errors);
        sum = $crate::fold::fold(sum, $first + 9, stats.tx_dropped);
        sum = $crate::fold::fold(sum, $first + 10, stats.tx_carrier_errors);
        $crate::fold::fold(sum, $first + 11, stats.collisions)
    }};
}
pub(crate) use fold_counters;

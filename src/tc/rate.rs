//! Rates, times and packet sizes of traffic control: linux/pkt_sched.h.
use crate::{
    attributes, c_struct, open_enum,
    wire::{PackedArray, Struct},
};

open_enum! {
    /// Time in ticks of 64 nanoseconds. Older attributes have this unit; newer ones have
    /// nanoseconds.
    ///
    /// /proc/net/psched reports the length of a tick in its first two numbers (nanoseconds and
    /// ticks per microsecond). A tick has been 64 nanoseconds on every kernel since Linux 2.6.31,
    /// and programs rely on it.
    ///
    /// ```
    /// use nlwire::tc::Ticks;
    /// assert_eq!((Ticks(15_625).to_ns(), Ticks::from_ns(1_000_000)), (1_000_000, Ticks(15_625)));
    /// assert_eq!(Ticks::from_bytes(1600, 125_000), Ticks(200_000)); // 12.8 milliseconds at 1 Mbit/s
    /// ```
    pub struct Ticks(u32) {}
}
impl Ticks {
    /// Converts to nanoseconds.
    #[must_use]
    pub const fn to_ns(self) -> u64 {
        self.0 as u64 * 64
    }
    /// Converts from nanoseconds. Saturates at the longest time, 274 seconds.
    #[must_use]
    pub const fn from_ns(ns: u64) -> Self {
        let ticks = ns / 64;
        Self(if ticks > u32::MAX as u64 { u32::MAX } else { ticks as u32 })
    }
    /// Returns the transmission time of `bytes` at `rate` bytes per second, the unit of bursts.
    /// Saturates at the longest time, also if `rate` is 0.
    #[must_use]
    pub const fn from_bytes(bytes: u32, rate: u64) -> Self {
        match (bytes as u64 * 1_000_000_000).checked_div(rate) {
            Some(ns) => Self::from_ns(ns),
            None => Self(u32::MAX),
        }
    }
    /// Returns the bytes transmitted in this time at `rate` bytes per second.
    #[must_use]
    pub const fn to_bytes(self, rate: u64) -> u64 {
        let bytes = self.to_ns() as u128 * rate as u128 / 1_000_000_000;
        if bytes > u64::MAX as u128 { u64::MAX } else { bytes as u64 }
    }
}
open_enum! {
    /// Probability as a fraction of 2^32 - 1: 0 is never, 2^32 - 1 is always.
    ///
    /// ```
    /// use nlwire::tc::Probability;
    /// assert_eq!((Probability::from_percent(50.0), Probability::from_percent(200.0)), (Probability(0x8000_0000), Probability(u32::MAX)));
    /// assert_eq!(format!("{:.1}", Probability::from_percent(2.5).percent()), "2.5");
    /// ```
    pub struct Probability(u32) {}
}
impl Probability {
    /// Converts from per cent. Values below 0 become 0, values above 100 become 100.
    #[must_use]
    pub const fn from_percent(percent: f64) -> Self {
        Self((percent / 100.0 * u32::MAX as f64 + 0.5) as u32)
    }
    /// Converts to per cent.
    #[must_use]
    pub const fn percent(self) -> f64 {
        self.0 as f64 / u32::MAX as f64 * 100.0
    }
}
open_enum! {
    /// Clock: `CLOCK_*`, linux/time.h. See
    /// [clock_gettime(2)](https://man7.org/linux/man-pages/man2/clock_gettime.2.html).
    pub struct ClockId(i32) {
        /// Wall clock time (UTC).
        CLOCK_REALTIME = 0,
        /// Monotonic time since boot, without suspended time.
        CLOCK_MONOTONIC = 1,
        /// Monotonic time since boot, with suspended time.
        CLOCK_BOOTTIME = 7,
        /// International Atomic Time (TAI).
        CLOCK_TAI = 11,
    }
}
open_enum! {
    /// Link layer whose framing a rate takes into account: `enum tc_link_layer`, linux/pkt_sched.h.
    pub struct LinkLayer(u8) {
        /// Not specified, by old programs: Ethernet.
        TC_LINKLAYER_UNAWARE = 0,
        /// Ethernet: the length of a packet is what is sent.
        TC_LINKLAYER_ETHERNET = 1,
        /// ATM: packets occupy complete cells of 53 bytes with 48 bytes of payload.
        TC_LINKLAYER_ATM = 2,
    }
}
c_struct! {
    /// Rate: `struct tc_ratespec`, linux/pkt_sched.h.
    #[doc(alias = "tc_ratespec")]
    pub struct TcRateSpec {
        /// Base-2 logarithm of the step of the rate table. Kernels since Linux 3.8 do not use rate
        /// tables.
        cell_log: u8,
        /// Link layer, in the lower 4 bits.
        linklayer: LinkLayer,
        /// Overhead added to the length of each packet, bytes.
        overhead: u16,
        /// Offset added to the length before a rate table lookup. Kernels since Linux 3.8 do not
        /// use rate tables.
        cell_align: i16,
        /// Minimum packet unit: smallest length that a packet counts with, bytes.
        mpu: u16,
        /// Rate, bytes per second. All bits set if the rate exceeds 32 bits; a 64-bit attribute has
        /// the rate then.
        rate: u32,
    }
}
impl TcRateSpec {
    /// Creates a rate in bytes per second, with link layer Ethernet.
    ///
    /// A rate above 32 bits is stored as all bits set and needs the 64-bit attribute as well, such
    /// as `TCA_HTB_RATE64`.
    #[must_use]
    pub fn from_bytes_per_second(rate: u64) -> Struct<Self> {
        let rate = u32::try_from(rate).unwrap_or(u32::MAX);
        Self::new().with(Self::linklayer, LinkLayer::TC_LINKLAYER_ETHERNET).with(Self::rate, rate)
    }
}
c_struct! {
    /// Parameters of a size table: `struct tc_sizespec`, linux/pkt_sched.h.
    #[doc(alias = "tc_sizespec")]
    pub struct TcSizeSpec {
        /// Base-2 logarithm of the packet length step between two table entries.
        cell_log: u8,
        /// Number of bits that table entries are shifted left by.
        size_log: u8,
        /// Offset added to the length before the table lookup, bytes.
        cell_align: i16,
        /// Overhead added to the length of each packet, bytes. May be negative.
        overhead: i32,
        /// Link layer: `TC_LINKLAYER_*`, see [`LinkLayer`].
        linklayer: u32,
        /// Minimum packet unit: smallest length that a packet counts with, bytes.
        mpu: u32,
        /// Longest packet that the table covers, bytes.
        mtu: u32,
        /// Number of table entries. 0 for no table.
        tsize: u32,
    }
}

// Limits: stab_policy, net/sched/sch_api.c.
attributes! {
    /// Size table: `TCA_STAB_*`, linux/pkt_sched.h. See
    /// [tc-stab(8)](https://man7.org/linux/man-pages/man8/tc-stab.8.html).
    pub set Stab, enum StabAttr<'a> {
        /// Parameters of the table and per-packet overhead.
        TCA_STAB_BASE: &'a Struct<TcSizeSpec> = 1,
        /// Table entries: packet sizes. Present in requests only: the kernel does not return the
        /// table.
        TCA_STAB_DATA: PackedArray<'a, u16> = 2,
    }
}

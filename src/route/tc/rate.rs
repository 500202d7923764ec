//! Rates, times and lengths as disciplines keep them: linux/pkt_sched.h.
use crate::{
    attributes, layout, numbers,
    wire::{Layout, Slice},
};

numbers! {
    /// A time in the scheduler's ticks of 64 nanoseconds: what old attributes hold where newer ones have nanoseconds.
    ///
    /// /proc/net/psched says how long a tick is, by its first two numbers (1000 nanoseconds are so and so many 64ths); it has been 64
    /// nanoseconds on every kernel since Linux 2.6.31, and programs rely on it.
    ///
    /// ```
    /// use nlwire::route::tc::Ticks;
    /// assert_eq!((Ticks(15_625).to_ns(), Ticks::of_ns(1_000_000)), (1_000_000, Ticks(15_625)));
    /// assert_eq!(Ticks::of_bytes(1600, 125_000), Ticks(200_000)); // 12.8 milliseconds at 1 Mbit/s
    /// ```
    pub struct Ticks(u32) {}
}
impl Ticks {
    /// In nanoseconds.
    #[must_use]
    pub const fn to_ns(self) -> u64 {
        self.0 as u64 * 64
    }
    /// Of nanoseconds; the longest time, 274 seconds, where there are more.
    #[must_use]
    pub const fn of_ns(ns: u64) -> Self {
        let ticks = ns / 64;
        Self(if ticks > u32::MAX as u64 { u32::MAX } else { ticks as u32 })
    }
    /// How long so many bytes take at a rate of so many bytes a second: what bursts are given in. The longest time where the rate is 0.
    #[must_use]
    pub const fn of_bytes(bytes: u32, rate: u64) -> Self {
        match (bytes as u64 * 1_000_000_000).checked_div(rate) {
            Some(ns) => Self::of_ns(ns),
            None => Self(u32::MAX),
        }
    }
    /// How many bytes pass in this time at a rate of so many bytes a second.
    #[must_use]
    pub const fn to_bytes(self, rate: u64) -> u64 {
        let bytes = self.to_ns() as u128 * rate as u128 / 1_000_000_000;
        if bytes > u64::MAX as u128 { u64::MAX } else { bytes as u64 }
    }
}
numbers! {
    /// A probability: of 2^32 - 1, which is certain.
    ///
    /// ```
    /// use nlwire::route::tc::Probability;
    /// assert_eq!((Probability::of_percent(50.0), Probability::of_percent(200.0)), (Probability(0x8000_0000), Probability(u32::MAX)));
    /// assert_eq!(format!("{:.1}", Probability::of_percent(2.5).percent()), "2.5");
    /// ```
    pub struct Probability(u32) {}
}
impl Probability {
    /// Of per cent: 0 for less than 0, certain for more than 100.
    #[must_use]
    pub const fn of_percent(percent: f64) -> Self {
        Self((percent / 100.0 * u32::MAX as f64 + 0.5) as u32)
    }
    /// In per cent.
    #[must_use]
    pub const fn percent(self) -> f64 {
        self.0 as f64 / u32::MAX as f64 * 100.0
    }
}
numbers! {
    /// A clock: `CLOCK_*`, linux/time.h.
    pub struct ClockId(i32) {
        /// The time of day.
        CLOCK_REALTIME = 0,
        /// Since the machine began, without sleep.
        CLOCK_MONOTONIC = 1,
        /// Since the machine began.
        CLOCK_BOOTTIME = 7,
        /// International atomic time.
        CLOCK_TAI = 11,
    }
}
numbers! {
    /// How a link below wraps packets, so that their length there can be known: `enum tc_link_layer`, linux/pkt_sched.h.
    pub struct LinkLayer(u8) {
        /// Not said: Ethernet.
        TC_LINKLAYER_UNAWARE = 0,
        /// As Ethernet does.
        TC_LINKLAYER_ETHERNET = 1,
        /// In ATM cells of 53 bytes.
        TC_LINKLAYER_ATM = 2,
    }
}
layout! {
    /// A rate: `struct tc_ratespec`, linux/pkt_sched.h.
    #[doc(alias = "tc_ratespec")]
    pub struct TcRateSpec {
        /// Of a table of times by length, which kernels since Linux 3.8 do not use: the logarithm of the step.
        cell_log: u8,
        /// How the link below wraps packets, in the lower four bits.
        linklayer: LinkLayer,
        /// Bytes that each packet counts as longer.
        overhead: u16,
        /// Of that table: added to a length.
        cell_align: i16,
        /// Bytes that a packet counts as at least.
        mpu: u16,
        /// Bytes a second; all bits set where there are more, which an attribute of 64 bits then has.
        rate: u32,
    }
}
impl TcRateSpec {
    /// A rate of so many bytes a second, or all bits set where it needs the attribute of 64 bits.
    #[must_use]
    pub fn of(bytes_a_second: u64) -> Self {
        let rate = u32::try_from(bytes_a_second).unwrap_or(u32::MAX);
        Self::new().with(Self::linklayer, LinkLayer::TC_LINKLAYER_ETHERNET).with(Self::rate, rate)
    }
}
layout! {
    /// How long packets count as: `struct tc_sizespec`, linux/pkt_sched.h.
    #[doc(alias = "tc_sizespec")]
    pub struct TcSizeSpec {
        /// The logarithm of the step between two entries of the table.
        cell_log: u8,
        /// What entries are shifted by.
        size_log: u8,
        /// Added to a length before it is looked up.
        cell_align: i16,
        /// Bytes that each packet counts as longer; it may be negative.
        overhead: i32,
        /// How the link below wraps packets.
        linklayer: u32,
        /// Bytes that a packet counts as at least.
        mpu: u32,
        /// Bytes of the longest packet that the table was made for.
        mtu: u32,
        /// Entries of the table; 0 for no table.
        tsize: u32,
    }
}

// Limits: stab_policy, net/sched/sch_api.c.
attributes! {
    /// How long packets count as: `TCA_STAB_*`, linux/pkt_sched.h.
    pub set Stab, enum StabAttr<'a> {
        /// How the table is made, and what is added.
        TCA_STAB_BASE = 1 => Base(&'a TcSizeSpec),
        /// The table. The kernel takes it and does not give it back.
        TCA_STAB_DATA = 2 => Data(Slice<'a, u16>),
    }
}

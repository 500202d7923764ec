//! What connections by a route are like: `RTA_METRICS`, linux/rtnetlink.h.
//!
//! ```
//! use nlwire::{route::{LockedMetrics, Metrics}, wire::{Attrs, Writer}};
//! let mut buffer = [0; 64];
//! let mut metrics = Writer::<Metrics>::new(&mut buffer);
//! metrics.put(Metrics::RTAX_LOCK, LockedMetrics::RTAX_MTU).put(Metrics::RTAX_MTU, 1400).put(Metrics::RTAX_CC_ALGO, "bbr");
//! let text = format!("{:?}", Attrs::<Metrics>::new(metrics.finish()?));
//! assert_eq!(text, r#"{RTAX_LOCK: RTAX_MTU, RTAX_MTU: 1400, RTAX_CC_ALGO: "bbr"}"#);
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{attributes, flags, wire::Str};

flags! {
    /// What TCP does by a route: `RTAX_FEATURE_*`, linux/rtnetlink.h.
    pub struct RouteFeatures(u32) {
        /// Explicit congestion notification.
        RTAX_FEATURE_ECN = 1 << 0,
        /// Unused today.
        RTAX_FEATURE_SACK = 1 << 1,
        /// Unused today.
        RTAX_FEATURE_TIMESTAMP = 1 << 2,
        /// Unused today.
        RTAX_FEATURE_ALLFRAG = 1 << 3,
        /// Timestamps in microseconds.
        RTAX_FEATURE_TCP_USEC_TS = 1 << 4,
    }
}
flags! {
    /// Which metrics TCP and path discovery may not change: a bit for each of `RTAX_*`, linux/rtnetlink.h.
    pub struct LockedMetrics(u32) {
        /// [`Metrics::RTAX_MTU`].
        RTAX_MTU = 1 << 2,
        /// [`Metrics::RTAX_WINDOW`].
        RTAX_WINDOW = 1 << 3,
        /// [`Metrics::RTAX_RTT`].
        RTAX_RTT = 1 << 4,
        /// [`Metrics::RTAX_RTTVAR`].
        RTAX_RTTVAR = 1 << 5,
        /// [`Metrics::RTAX_SSTHRESH`].
        RTAX_SSTHRESH = 1 << 6,
        /// [`Metrics::RTAX_CWND`].
        RTAX_CWND = 1 << 7,
        /// [`Metrics::RTAX_ADVMSS`].
        RTAX_ADVMSS = 1 << 8,
        /// [`Metrics::RTAX_REORDERING`].
        RTAX_REORDERING = 1 << 9,
        /// [`Metrics::RTAX_HOPLIMIT`].
        RTAX_HOPLIMIT = 1 << 10,
        /// [`Metrics::RTAX_INITCWND`].
        RTAX_INITCWND = 1 << 11,
        /// [`Metrics::RTAX_FEATURES`].
        RTAX_FEATURES = 1 << 12,
        /// [`Metrics::RTAX_RTO_MIN`].
        RTAX_RTO_MIN = 1 << 13,
        /// [`Metrics::RTAX_INITRWND`].
        RTAX_INITRWND = 1 << 14,
        /// [`Metrics::RTAX_QUICKACK`].
        RTAX_QUICKACK = 1 << 15,
        /// [`Metrics::RTAX_CC_ALGO`].
        RTAX_CC_ALGO = 1 << 16,
        /// [`Metrics::RTAX_FASTOPEN_NO_COOKIE`].
        RTAX_FASTOPEN_NO_COOKIE = 1 << 17,
    }
}

// Limits: ip_metrics_convert, net/ipv4/metrics.c: all but the algorithm are 4 bytes, too long ones are refused, too.
attributes! {
    /// What connections by a route are like: `RTAX_*`, linux/rtnetlink.h.
    pub set Metrics strict from 1, enum MetricsAttr<'a> {
        /// Which of these stay as they are.
        RTAX_LOCK = 1 => Lock(LockedMetrics),
        /// Largest packet, bytes; the kernel takes 65,520 for more.
        RTAX_MTU = 2 => Mtu(u32),
        /// Largest window that TCP announces, bytes.
        RTAX_WINDOW = 3 => Window(u32),
        /// Round-trip time to begin with, eighths of a millisecond.
        RTAX_RTT = 4 => Rtt(u32),
        /// Its variance, quarters of a millisecond.
        RTAX_RTTVAR = 5 => RttVar(u32),
        /// Threshold of slow start, segments.
        RTAX_SSTHRESH = 6 => Ssthresh(u32),
        /// Largest congestion window, segments; only where it is locked.
        RTAX_CWND = 7 => Cwnd(u32),
        /// Largest segment that TCP announces, bytes; the kernel takes 65,495 for more.
        RTAX_ADVMSS = 8 => AdvMss(u32),
        /// By how many segments packets may be out of order.
        RTAX_REORDERING = 9 => Reordering(u32),
        /// Hop limit; the kernel takes 255 for more.
        RTAX_HOPLIMIT = 10 => HopLimit(u32),
        /// Congestion window to begin with, segments.
        RTAX_INITCWND = 11 => InitCwnd(u32),
        /// What TCP does.
        RTAX_FEATURES = 12 => Features(RouteFeatures) where mask(0x1f),
        /// Shortest timeout before a retransmission, milliseconds.
        RTAX_RTO_MIN = 13 => RtoMin(u32),
        /// Receive window to begin with, segments.
        RTAX_INITRWND = 14 => InitRwnd(u32),
        /// Whether acks are sent at once, 0 or 1.
        RTAX_QUICKACK = 15 => QuickAck(u32),
        /// The congestion control, by name, at most 15 bytes.
        RTAX_CC_ALGO = 16 => CcAlgo(Str<'a>) where binary(u16::MAX),
        /// Whether TCP Fast Open does without a cookie, 0 or 1.
        RTAX_FASTOPEN_NO_COOKIE = 17 => FastopenNoCookie(u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Checks, Scope, Set, Why, Writer, validate};

    #[test]
    fn a_feature_that_is_none_is_refused() {
        let mut buffer = [0; 16];
        for (features, why) in [(0x1f, None), (0x20, Some(Why::Mask))] {
            let mut writer = Writer::<Metrics>::new(&mut buffer);
            writer.put(Metrics::RTAX_FEATURES, features);
            let found =
                validate(Metrics::table(), writer.finish().unwrap(), 0, Scope::new(24, &[2]), Checks::STRICT);
            assert_eq!(found.err().map(|it| it.why), why);
        }
    }
}

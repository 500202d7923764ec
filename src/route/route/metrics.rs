//! Route metrics for TCP and path MTU: `RTA_METRICS`, linux/rtnetlink.h.
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
//!
//! See also [ip-route(8)](https://man7.org/linux/man-pages/man8/ip-route.8.html).
use crate::{attributes, flags, wire::Str};

flags! {
    /// TCP features of a route: `RTAX_FEATURE_*`, linux/rtnetlink.h.
    pub struct RouteFeatures(u32) {
        /// Explicit Congestion Notification (ECN, RFC 3168).
        RTAX_FEATURE_ECN = 1 << 0,
        /// Selective acknowledgement (SACK); unused.
        RTAX_FEATURE_SACK = 1 << 1,
        /// TCP timestamps; unused.
        RTAX_FEATURE_TIMESTAMP = 1 << 2,
        /// Fragment header on all packets; unused.
        RTAX_FEATURE_ALLFRAG = 1 << 3,
        /// TCP timestamps in microseconds. Since Linux 6.7.
        RTAX_FEATURE_TCP_USEC_TS = 1 << 4,
    }
}
flags! {
    /// Locked metrics, which TCP and path MTU discovery do not change: one bit for each of
    /// `RTAX_*`.
    pub struct LockedMetrics(u32) {
        /// Locks [`Metrics::RTAX_MTU`].
        RTAX_MTU = 1 << 2,
        /// Locks [`Metrics::RTAX_WINDOW`].
        RTAX_WINDOW = 1 << 3,
        /// Locks [`Metrics::RTAX_RTT`].
        RTAX_RTT = 1 << 4,
        /// Locks [`Metrics::RTAX_RTTVAR`].
        RTAX_RTTVAR = 1 << 5,
        /// Locks [`Metrics::RTAX_SSTHRESH`].
        RTAX_SSTHRESH = 1 << 6,
        /// Locks [`Metrics::RTAX_CWND`].
        RTAX_CWND = 1 << 7,
        /// Locks [`Metrics::RTAX_ADVMSS`].
        RTAX_ADVMSS = 1 << 8,
        /// Locks [`Metrics::RTAX_REORDERING`].
        RTAX_REORDERING = 1 << 9,
        /// Locks [`Metrics::RTAX_HOPLIMIT`].
        RTAX_HOPLIMIT = 1 << 10,
        /// Locks [`Metrics::RTAX_INITCWND`].
        RTAX_INITCWND = 1 << 11,
        /// Locks [`Metrics::RTAX_FEATURES`].
        RTAX_FEATURES = 1 << 12,
        /// Locks [`Metrics::RTAX_RTO_MIN`].
        RTAX_RTO_MIN = 1 << 13,
        /// Locks [`Metrics::RTAX_INITRWND`].
        RTAX_INITRWND = 1 << 14,
        /// Locks [`Metrics::RTAX_QUICKACK`].
        RTAX_QUICKACK = 1 << 15,
        /// Locks [`Metrics::RTAX_CC_ALGO`].
        RTAX_CC_ALGO = 1 << 16,
        /// Locks [`Metrics::RTAX_FASTOPEN_NO_COOKIE`].
        RTAX_FASTOPEN_NO_COOKIE = 1 << 17,
    }
}

// Limits: ip_metrics_convert, net/ipv4/metrics.c: all but the algorithm are exactly 4 bytes.
attributes! {
    /// Route metrics: `RTAX_*`, linux/rtnetlink.h.
    pub set Metrics strict from 1, enum MetricsAttr<'a> {
        /// Metrics that TCP and path MTU discovery do not change.
        RTAX_LOCK: LockedMetrics = 1,
        /// Path MTU, bytes; the kernel caps values at 65,520.
        RTAX_MTU: u32 = 2,
        /// Maximum advertised TCP receive window, bytes.
        RTAX_WINDOW: u32 = 3,
        /// Initial round-trip time (RTT) estimate, in units of 1/8 millisecond.
        RTAX_RTT: u32 = 4,
        /// Initial RTT variance estimate, in units of 1/4 millisecond.
        RTAX_RTTVAR: u32 = 5,
        /// Initial slow start threshold (ssthresh), segments.
        RTAX_SSTHRESH: u32 = 6,
        /// Maximum congestion window (cwnd), segments; effective only if locked.
        RTAX_CWND: u32 = 7,
        /// Advertised maximum segment size (MSS), bytes; the kernel caps values at 65,495.
        RTAX_ADVMSS: u32 = 8,
        /// Initial TCP reordering level, segments.
        RTAX_REORDERING: u32 = 9,
        /// Hop limit (TTL); the kernel caps values at 255.
        RTAX_HOPLIMIT: u32 = 10,
        /// Initial congestion window (initcwnd), segments.
        RTAX_INITCWND: u32 = 11,
        /// TCP features.
        RTAX_FEATURES: RouteFeatures = 12 where flags_mask(0x1f),
        /// Minimum TCP retransmission timeout (RTO), milliseconds.
        RTAX_RTO_MIN: u32 = 13,
        /// Initial advertised receive window (initrwnd), segments.
        RTAX_INITRWND: u32 = 14,
        /// Quick acknowledgement mode, without delayed acks, 0 or 1.
        RTAX_QUICKACK: u32 = 15,
        /// Name of the TCP congestion control algorithm, at most 15 bytes.
        RTAX_CC_ALGO: Str<'a> = 16 where binary_max_len(u16::MAX),
        /// TCP Fast Open without a cookie, 0 or 1.
        RTAX_FASTOPEN_NO_COOKIE: u32 = 17,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        server::{ValidationErrorKind, ValidationFlags, validate},
        wire::{AttributeSet, Writer, spec::Scope},
    };

    #[test]
    fn a_feature_that_is_none_is_refused() {
        let mut buffer = [0; 16];
        for (features, why) in [(0x1f, None), (0x20, Some(ValidationErrorKind::FlagsMask))] {
            let mut writer = Writer::<Metrics>::new(&mut buffer);
            writer.put(Metrics::RTAX_FEATURES, features);
            let found = validate(
                Metrics::spec(),
                writer.finish().unwrap(),
                0,
                Scope::new(24, &[2]),
                ValidationFlags::STRICT,
            );
            assert_eq!(found.err().map(|it| it.why), why);
        }
    }
}

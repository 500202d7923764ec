//! Policing: the `police` action. Old filters also have a policer outside of the action list.
//!
//! Kernel header: linux/pkt_cls.h. Manual page:
//! [tc-police(8)](https://man7.org/linux/man-pages/man8/tc-police.8.html).
use super::{TcVerdict, TcfT};
use crate::{
    attributes, c_struct,
    tc::{TcRateSpec, Ticks},
    wire::{Extensible, PackedArray, Struct},
};

c_struct! {
    /// Parameters of a policer: `struct tc_police`, linux/pkt_cls.h.
    #[doc(alias = "tc_police")]
    pub struct TcPolice {
        /// Index of the action among the actions of its kind. 0 in a request makes the kernel
        /// choose.
        index: u32,
        /// Verdict for packets that exceed the rate.
        action: TcVerdict,
        /// Unused.
        limit: u32,
        /// Burst, as the transmission time of the burst at the rate; see [`Ticks::from_bytes`].
        burst: Ticks,
        /// Largest conforming packet, bytes. With a peak rate, also the burst at the peak rate.
        mtu: u32,
        /// Rate above which packets get the verdict `action`.
        rate: Struct<TcRateSpec>,
        /// Peak rate: limit within a burst. 0 for none.
        peakrate: Struct<TcRateSpec>,
        /// Reference count. Set by the kernel only.
        refcnt: i32,
        /// Number of filters that use the action. Set by the kernel only.
        bindcnt: i32,
        /// Unused.
        capab: u32,
    }
}

// Limits: police_policy, net/sched/act_police.c.
attributes! {
    /// Attributes of the `police` action: `TCA_POLICE_*`, linux/pkt_cls.h.
    pub set Police, enum PoliceAttr<'a> {
        /// Parameters of the token bucket: rate, burst, verdict.
        TCA_POLICE_TBF: &'a Struct<TcPolice> = 1,
        /// Rate table, in requests. 256 transmission times by packet length, in ticks of 64
        /// nanoseconds.
        ///
        /// Kernels since Linux 3.8 require the table together with a rate whose `cell_log` is from
        /// 1 to 31, but ignore the content if the rate specifies the link layer: zeros suffice.
        TCA_POLICE_RATE: PackedArray<'a, u32> = 2 where min_len(1024),
        /// Rate table of the peak rate, in requests. 256 transmission times by packet length, in
        /// ticks of 64 nanoseconds.
        TCA_POLICE_PEAKRATE: PackedArray<'a, u32> = 3 where min_len(1024),
        /// Limit of the estimated rate, bytes per second. Requires a rate estimator.
        TCA_POLICE_AVRATE: u32 = 4,
        /// Verdict for conforming packets. Default: `TC_ACT_OK`.
        TCA_POLICE_RESULT: TcVerdict = 5,
        /// Times since creation, first use, last use, and until expiry.
        TCA_POLICE_TM: Extensible<'a, TcfT> = 6 where read_only,
        /// Padding.
        TCA_POLICE_PAD: &'a [u8] = 7 where read_only,
        /// Rate, bytes per second, if the rate exceeds 32 bits.
        TCA_POLICE_RATE64: u64 = 8,
        /// Peak rate, bytes per second, if the peak rate exceeds 32 bits.
        TCA_POLICE_PEAKRATE64: u64 = 9,
        /// Packet rate, packets per second.
        TCA_POLICE_PKTRATE64: u64 = 10,
        /// Packet burst, in ticks of 64 nanoseconds. The value is the transmission time of the
        /// burst at the packet rate.
        TCA_POLICE_PKTBURST64: u64 = 11,
    }
}

//! Queueing disciplines and classes, by verbs: list, add, replace, delete. Each function sends one request and says which.
//!
//! ```
//! use nlwire::{exchange::{Answer, Connection, Transport}, route::{qdiscs::{self, ClassSpec, QdiscSpec}, tc::TcHandle}};
//! fn shape<T: Transport>(connection: &mut Connection<'_, T>, link: u32) -> Answer<(), T> {
//!     let (root, class) = (TcHandle::new(1, 0), TcHandle::new(1, 0x10));
//!     qdiscs::replace(connection, link, TcHandle::TC_H_ROOT, root, &QdiscSpec::Htb { default: 0x10 })?;
//!     qdiscs::add_class(connection, link, root, class, &ClassSpec { rate: 1_250_000, ..Default::default() })?; // 10 Mbit/s
//!     qdiscs::add(connection, link, class, TcHandle::TC_H_UNSPEC, &QdiscSpec::FqCodel { limit: None, target: Some(5_000) })?;
//!     let mut all = qdiscs::of_link(connection, link)?;
//!     while let Some(qdisc) = all.next()? {
//!         println!("{:?} {}: {} bytes, {} drops", qdisc.kind(), qdisc.handle().id(), qdisc.sent_bytes(), qdisc.drops());
//!     }
//!     Ok(())
//! }
//! ```
//! Changes need CAP_NET_ADMIN; without it the kernel refuses with EPERM. What the specifications lack is put by
//! [`NewQdisc`] and [`NewTClass`] themselves, with any kind's own attributes.
use super::{Matching, getters};
use crate::{
    exchange::{Answer, Connection, Done, Replies, Transport},
    route::tc::*,
    wire::{DeleteFlags, Layout, NewFlags, Reply, RequestFlags, Str, Writer},
};

/// One field of the statistics that disciplines and classes have alike; 0 where it is not there.
macro_rules! counted {
    ($attrs:ident, $set:ident, $stats:ident, $key:ident, $field:expr) => {
        $attrs
            .get($set::TCA_STATS2)
            .ok()
            .flatten()
            .and_then(|stats| stats.get($stats::$key).ok().flatten())
            .and_then(|found| found.get($field))
            .unwrap_or_default()
    };
}
/// Packets, also where they outgrow 32 bits.
macro_rules! packets {
    ($attrs:ident, $set:ident, $stats:ident) => {{
        let stats = $attrs.get($set::TCA_STATS2).ok().flatten();
        let all = stats.and_then(|stats| stats.get($stats::TCA_STATS_PKT64).ok().flatten());
        all.unwrap_or_else(|| counted!($attrs, $set, $stats, TCA_STATS_BASIC, GnetStatsBasic::packets).into())
    }};
}

getters! { Qdisc, GetQdisc {
    /// Its kind.
    kind(attrs) -> Option<Str<'a>> = attrs.get(Qdisc::TCA_KIND).ok().flatten();
    /// What only its kind has.
    options(attrs) -> Option<QdiscOptions<'a>> = attrs.select(Qdisc::TCA_OPTIONS).ok().flatten();
    /// What only its kind counts.
    counted(attrs) -> Option<QdiscXstats<'a>> = {
        let stats = attrs.get(Qdisc::TCA_STATS2).ok().flatten();
        let app = stats.and_then(|stats| stats.get(QdiscStats::TCA_STATS_APP).ok().flatten());
        app.zip(attrs.kind()).map(|(app, kind)| app.by(kind.as_bytes()))
    };
    /// Bytes sent.
    sent_bytes(attrs) -> u64 = counted!(attrs, Qdisc, QdiscStats, TCA_STATS_BASIC, GnetStatsBasic::bytes);
    /// Packets sent.
    sent_packets(attrs) -> u64 = packets!(attrs, Qdisc, QdiscStats);
    /// Packets dropped.
    drops(attrs) -> u32 = counted!(attrs, Qdisc, QdiscStats, TCA_STATS_QUEUE, GnetStatsQueue::drops);
    /// How often it was over its limit.
    overlimits(attrs) -> u32 = counted!(attrs, Qdisc, QdiscStats, TCA_STATS_QUEUE, GnetStatsQueue::overlimits);
    /// Packets that wait.
    queued(attrs) -> u32 = counted!(attrs, Qdisc, QdiscStats, TCA_STATS_QUEUE, GnetStatsQueue::qlen);
    /// Bytes that wait.
    backlog(attrs) -> u32 = counted!(attrs, Qdisc, QdiscStats, TCA_STATS_QUEUE, GnetStatsQueue::backlog);
} }
getters! { TClass, GetTClass {
    /// Its kind.
    kind(attrs) -> Option<Str<'a>> = attrs.get(TClass::TCA_KIND).ok().flatten();
    /// What only its kind has.
    options(attrs) -> Option<ClassOptions<'a>> = attrs.select(TClass::TCA_OPTIONS).ok().flatten();
    /// What only its kind counts.
    counted(attrs) -> Option<ClassXstats<'a>> = {
        let stats = attrs.get(TClass::TCA_STATS2).ok().flatten();
        let app = stats.and_then(|stats| stats.get(ClassStats::TCA_STATS_APP).ok().flatten());
        app.zip(attrs.kind()).map(|(app, kind)| app.by(kind.as_bytes()))
    };
    /// Bytes sent.
    sent_bytes(attrs) -> u64 = counted!(attrs, TClass, ClassStats, TCA_STATS_BASIC, GnetStatsBasic::bytes);
    /// Packets sent.
    sent_packets(attrs) -> u64 = packets!(attrs, TClass, ClassStats);
    /// Packets dropped.
    drops(attrs) -> u32 = counted!(attrs, TClass, ClassStats, TCA_STATS_QUEUE, GnetStatsQueue::drops);
    /// Packets that wait.
    queued(attrs) -> u32 = counted!(attrs, TClass, ClassStats, TCA_STATS_QUEUE, GnetStatsQueue::qlen);
} }
macro_rules! places { ($($operation:ident)*) => { $(
    impl Reply<'_, $operation> {
        /// Index of the link that it is at.
        pub fn link(&self) -> u32 {
            self.header.get(TcMsg::tcm_ifindex) as u32
        }
        /// Its handle.
        pub fn handle(&self) -> TcHandle {
            self.header.get(TcMsg::tcm_handle)
        }
        /// What it hangs on.
        pub fn parent(&self) -> TcHandle {
            self.header.get(TcMsg::tcm_parent)
        }
    }
)* } }
places! { GetQdisc GetTClass }

/// A queueing discipline to be made. Rates are in bytes a second.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum QdiscSpec<'s> {
    /// A kind with its defaults: `pfifo_fast`, `mq`, `drr`, ...
    Kind(&'s str),
    /// A tree of token buckets; [`add_class`] makes its classes.
    Htb {
        /// Minor number of the class for packets that no filter knows; 0 for none: they go out at once.
        default: u16,
    },
    /// A token bucket.
    Tbf {
        /// The rate.
        rate: u64,
        /// Bytes that may go at once: at least a packet.
        burst: u32,
        /// Bytes that may wait.
        limit: u32,
    },
    /// A queue for each flow, kept short.
    FqCodel {
        /// Packets that may wait.
        limit: Option<u32>,
        /// How long they may wait, microseconds.
        target: Option<u32>,
    },
    /// Delays and loses packets.
    Netem {
        /// How long packets are kept, nanoseconds.
        delay: u64,
        /// By how much that differs, nanoseconds.
        jitter: u64,
        /// How many are lost.
        loss: Probability,
        /// Packets that may be kept.
        limit: u32,
    },
    /// Where filters of what comes in hang. Its parent is [`TcHandle::TC_H_INGRESS`], its handle `ffff:`.
    Ingress,
    /// Where filters of both directions hang. Its parent is [`TcHandle::TC_H_INGRESS`], its handle `ffff:`.
    Clsact,
}
impl QdiscSpec<'_> {
    fn write(&self, request: &mut Writer<'_, Qdisc>) {
        let (kind, options) = (Qdisc::TCA_KIND, Qdisc::TCA_OPTIONS);
        match *self {
            Self::Kind(name) => request.put(kind, name),
            Self::Htb { default } => request.choose(kind, options, QdiscKind::HTB, |htb| {
                let glob = TcHtbGlob::new().with(TcHtbGlob::version, 3).with(TcHtbGlob::rate2quantum, 10);
                htb.put(Htb::TCA_HTB_INIT, &glob.with(TcHtbGlob::defcls, default.into()));
            }),
            Self::Tbf { rate, burst, limit } => request.choose(kind, options, QdiscKind::TBF, |tbf| {
                let parms = TcTbfQopt::new().with(TcTbfQopt::rate, TcRateSpec::of(rate));
                let parms =
                    parms.with(TcTbfQopt::limit, limit).with(TcTbfQopt::buffer, Ticks::of_bytes(burst, rate));
                tbf.put(Tbf::TCA_TBF_PARMS, &parms).put(Tbf::TCA_TBF_BURST, burst);
                tbf.put_some(Tbf::TCA_TBF_RATE64, (rate > u32::MAX.into()).then_some(rate));
            }),
            Self::FqCodel { limit, target } => request.choose(kind, options, QdiscKind::FQ_CODEL, |codel| {
                codel
                    .put_some(FqCodel::TCA_FQ_CODEL_LIMIT, limit)
                    .put_some(FqCodel::TCA_FQ_CODEL_TARGET, target);
            }),
            Self::Netem { delay, jitter, loss, limit } => {
                let head = TcNetemQopt::new().with(TcNetemQopt::limit, limit).with(TcNetemQopt::loss, loss);
                let head = head.with(TcNetemQopt::latency, Ticks::of_ns(delay));
                let head = head.with(TcNetemQopt::jitter, Ticks::of_ns(jitter));
                request.put(kind, Str(QdiscKind::NETEM.key())).chosen_headed(
                    options,
                    QdiscKind::NETEM,
                    &head,
                    |netem| {
                        netem
                            .put(Netem::TCA_NETEM_LATENCY64, delay as i64)
                            .put(Netem::TCA_NETEM_JITTER64, jitter as i64);
                    },
                )
            }
            Self::Ingress => request.put(kind, Str(QdiscKind::INGRESS.key())),
            Self::Clsact => request.put(kind, Str(QdiscKind::CLSACT.key())),
        };
    }
}
/// A class of a tree of token buckets, `htb`. Rates are in bytes a second.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClassSpec {
    /// What it is sure of; not 0.
    pub rate: u64,
    /// What it may have where others leave it; `None` for no more than the rate.
    pub ceil: Option<u64>,
    /// Bytes that may go at once; `None` for a packet and what a hundredth of a second brings.
    pub burst: Option<u32>,
    /// Priority, 0 (first) to 7.
    pub prio: u32,
}
impl ClassSpec {
    fn write(&self, request: &mut Writer<'_, TClass>) {
        let (rate, ceil) = (self.rate, self.ceil.unwrap_or(self.rate));
        let burst =
            |rate: u64| self.burst.unwrap_or((rate / 100).saturating_add(1600).min(u32::MAX.into()) as u32);
        request.choose(TClass::TCA_KIND, TClass::TCA_OPTIONS, ClassKind::HTB, |htb| {
            let opt = TcHtbOpt::new().with(TcHtbOpt::rate, TcRateSpec::of(rate));
            let opt = opt.with(TcHtbOpt::ceil, TcRateSpec::of(ceil)).with(TcHtbOpt::prio, self.prio);
            let opt = opt.with(TcHtbOpt::buffer, Ticks::of_bytes(burst(rate), rate));
            htb.put(Htb::TCA_HTB_PARMS, &opt.with(TcHtbOpt::cbuffer, Ticks::of_bytes(burst(ceil), ceil)));
            htb.put_some(Htb::TCA_HTB_RATE64, (rate > u32::MAX.into()).then_some(rate));
            htb.put_some(Htb::TCA_HTB_CEIL64, (ceil > u32::MAX.into()).then_some(ceil));
        });
    }
}

/// Lists the disciplines of all links, one by one.
///
/// Sends RTM_GETQDISC with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn list<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetQdisc>, T> {
    connection.dump(GetQdisc::default(), |_| {})
}
/// Lists the disciplines of one link. The kernel sends those of all links; the others are passed over here.
///
/// Sends what [`list`] does, with `tcm_ifindex`.
///
/// # Errors
/// As [`list`].
pub fn of_link<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    link: u32,
) -> Answer<Matching<'c, 'b, T, GetQdisc>, T> {
    let replies = connection.dump(GetQdisc { index: link as i32, ..Default::default() }, |_| {})?;
    Ok(Matching { replies, wanted: link, number: |reply| reply.link() })
}
/// Lists the classes of one link.
///
/// Sends RTM_GETTCLASS with NLM_F_DUMP and `tcm_ifindex`. A link that is not there has none.
///
/// # Errors
/// As [`list`].
pub fn classes<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    link: u32,
) -> Answer<Replies<'c, 'b, T, GetTClass>, T> {
    connection.dump(GetTClass { index: link as i32, ..Default::default() }, |_| {})
}
fn put<T: Transport>(
    connection: &mut Connection<'_, T>,
    flags: NewFlags,
    operation: NewQdisc,
    spec: &QdiscSpec<'_>,
) -> Answer<Done, T> {
    connection.request(operation, flags, |request| spec.write(request))
}
/// Makes a discipline at a place where none was made: the root of a link ([`TcHandle::TC_H_ROOT`]), or a class. The one that the kernel
/// had put there goes. `handle` may be [`TcHandle::TC_H_UNSPEC`], for one that the kernel chooses.
///
/// Sends RTM_NEWQDISC with NLM_F_CREATE | NLM_F_EXCL: TCA_KIND and TCA_OPTIONS.
///
/// # Errors
/// EEXIST where one is there, so that [`replace`] may be what is wanted; ENOENT where there is no such kind (its module is not loaded) or
/// no such parent; ENODEV where there is no such link; EINVAL for what the kind does not allow; EPERM without CAP_NET_ADMIN.
pub fn add<T: Transport>(
    connection: &mut Connection<'_, T>,
    link: u32,
    parent: TcHandle,
    handle: TcHandle,
    spec: &QdiscSpec<'_>,
) -> Answer<Done, T> {
    let operation = NewQdisc { index: link as i32, parent, handle };
    put(connection, NewFlags::CREATE | NewFlags::EXCL, operation, spec)
}
/// Makes a discipline, whether or not one is at that place; one of the same kind and handle is changed. What hung on another one goes.
///
/// Sends what [`add`] does, but with NLM_F_CREATE | NLM_F_REPLACE.
///
/// # Errors
/// As [`add`], but EEXIST only where that handle is elsewhere on the link.
pub fn replace<T: Transport>(
    connection: &mut Connection<'_, T>,
    link: u32,
    parent: TcHandle,
    handle: TcHandle,
    spec: &QdiscSpec<'_>,
) -> Answer<Done, T> {
    let operation = NewQdisc { index: link as i32, parent, handle };
    put(connection, NewFlags::CREATE | NewFlags::REPLACE, operation, spec)
}
/// Removes the discipline at a place, with all that hangs on it. The kernel puts a default one there.
///
/// Sends RTM_DELQDISC with `tcm_parent`.
///
/// # Errors
/// ENOENT where none was made there, or the kernel's own is (EINVAL of older kernels), ENODEV where there is no such link, EPERM without
/// CAP_NET_ADMIN.
pub fn delete<T: Transport>(
    connection: &mut Connection<'_, T>,
    link: u32,
    parent: TcHandle,
) -> Answer<Done, T> {
    let operation = DelQdisc { index: link as i32, parent, ..Default::default() };
    connection.request(operation, DeleteFlags::NONE, |_| {})
}
/// Makes a class of a tree of token buckets. `parent` is its discipline, or the class that it borrows from.
///
/// Sends RTM_NEWTCLASS with NLM_F_CREATE | NLM_F_EXCL: TCA_KIND and TCA_OPTIONS.
///
/// # Errors
/// EEXIST where there is such a class, ENOENT where there is no such parent, EINVAL where the link's discipline is of another kind or the
/// rate is 0, ENODEV where there is no such link, EPERM without CAP_NET_ADMIN.
pub fn add_class<T: Transport>(
    connection: &mut Connection<'_, T>,
    link: u32,
    parent: TcHandle,
    handle: TcHandle,
    spec: &ClassSpec,
) -> Answer<Done, T> {
    let operation = NewTClass { index: link as i32, parent, handle };
    connection.request(operation, NewFlags::CREATE | NewFlags::EXCL, |request| spec.write(request))
}
/// Changes a class of a tree of token buckets.
///
/// Sends RTM_NEWTCLASS without a flag: TCA_KIND and TCA_OPTIONS.
///
/// # Errors
/// As [`add_class`], but ENOENT where there is no such class.
pub fn change_class<T: Transport>(
    connection: &mut Connection<'_, T>,
    link: u32,
    handle: TcHandle,
    spec: &ClassSpec,
) -> Answer<Done, T> {
    let operation = NewTClass { index: link as i32, handle, ..Default::default() };
    connection.request(operation, NewFlags::NONE, |request| spec.write(request))
}
/// Removes a class.
///
/// Sends RTM_DELTCLASS with `tcm_handle`.
///
/// # Errors
/// ENOENT where there is none, EBUSY where classes or filters hang on it, EPERM without CAP_NET_ADMIN.
pub fn delete_class<T: Transport>(
    connection: &mut Connection<'_, T>,
    link: u32,
    handle: TcHandle,
) -> Answer<Done, T> {
    let operation = DelTClass { index: link as i32, handle, ..Default::default() };
    connection.request(operation, DeleteFlags::NONE, |_| {})
}

//! Queries and calls.
use crate::route::link::{LinkId, index_of};
use crate::{
    client::{Call, Completion, Query, call, query, then},
    tc::*,
    wire::{DeleteFlags, NewFlags, RequestFlags, Str, Writer},
};

/// A field of the statistics that qdiscs and classes share; 0 if absent.
macro_rules! counted {
    ($attrs:expr, $set:ident, $stats:ident, $key:ident, $field:expr) => {
        $attrs
            .get($set::TCA_STATS2)
            .ok()
            .flatten()
            .and_then(|stats| stats.get($stats::$key).ok().flatten())
            .and_then(|found| found.get($field))
            .unwrap_or_default()
    };
}
/// Packet counter, from the 64-bit attribute if present.
macro_rules! packets {
    ($attrs:expr, $set:ident, $stats:ident) => {{
        let stats = $attrs.get($set::TCA_STATS2).ok().flatten();
        let all = stats.and_then(|stats| stats.get($stats::TCA_STATS_PKT64).ok().flatten());
        all.unwrap_or_else(|| counted!($attrs, $set, $stats, TCA_STATS_BASIC, GnetStatsBasic::packets).into())
    }};
}

impl<'a> QdiscMessage<'a> {
    /// Returns the qdisc kind, such as `htb`.
    #[doc(alias = "TCA_KIND")]
    pub fn kind(&self) -> Option<Str<'a>> {
        self.attrs.get(Qdisc::TCA_KIND).ok().flatten()
    }
    /// Returns the options of the qdisc kind.
    #[doc(alias = "TCA_OPTIONS")]
    pub fn options(&self) -> Option<QdiscOptions<'a>> {
        self.attrs.select(Qdisc::TCA_OPTIONS).ok().flatten()
    }
    /// Returns the statistics of the qdisc kind.
    pub fn counted(&self) -> Option<QdiscXstats<'a>> {
        let stats = self.attrs.get(Qdisc::TCA_STATS2).ok().flatten();
        let app = stats.and_then(|stats| stats.get(QdiscStats::TCA_STATS_APP).ok().flatten());
        app.zip(self.kind()).map(|(app, kind)| app.by(kind.as_bytes()))
    }
    /// Returns the number of bytes sent.
    pub fn sent_bytes(&self) -> u64 {
        counted!(self.attrs, Qdisc, QdiscStats, TCA_STATS_BASIC, GnetStatsBasic::bytes)
    }
    /// Returns the number of packets sent.
    pub fn sent_packets(&self) -> u64 {
        packets!(self.attrs, Qdisc, QdiscStats)
    }
    /// Returns the number of packets dropped.
    pub fn drops(&self) -> u32 {
        counted!(self.attrs, Qdisc, QdiscStats, TCA_STATS_QUEUE, GnetStatsQueue::drops)
    }
    /// Returns the overlimits counter: how often the qdisc exceeded its rate or queue limit.
    pub fn overlimits(&self) -> u32 {
        counted!(self.attrs, Qdisc, QdiscStats, TCA_STATS_QUEUE, GnetStatsQueue::overlimits)
    }
    /// Returns the queue length, packets.
    pub fn queued(&self) -> u32 {
        counted!(self.attrs, Qdisc, QdiscStats, TCA_STATS_QUEUE, GnetStatsQueue::qlen)
    }
    /// Returns the backlog, bytes in the queue.
    pub fn backlog(&self) -> u32 {
        counted!(self.attrs, Qdisc, QdiscStats, TCA_STATS_QUEUE, GnetStatsQueue::backlog)
    }
}
impl<'a> ClassMessage<'a> {
    /// Returns the class kind, such as `htb`.
    #[doc(alias = "TCA_KIND")]
    pub fn kind(&self) -> Option<Str<'a>> {
        self.attrs.get(TClass::TCA_KIND).ok().flatten()
    }
    /// Returns the options of the class kind.
    #[doc(alias = "TCA_OPTIONS")]
    pub fn options(&self) -> Option<ClassOptions<'a>> {
        self.attrs.select(TClass::TCA_OPTIONS).ok().flatten()
    }
    /// Returns the statistics of the class kind.
    pub fn counted(&self) -> Option<ClassXstats<'a>> {
        let stats = self.attrs.get(TClass::TCA_STATS2).ok().flatten();
        let app = stats.and_then(|stats| stats.get(ClassStats::TCA_STATS_APP).ok().flatten());
        app.zip(self.kind()).map(|(app, kind)| app.by(kind.as_bytes()))
    }
    /// Returns the number of bytes sent.
    pub fn sent_bytes(&self) -> u64 {
        counted!(self.attrs, TClass, ClassStats, TCA_STATS_BASIC, GnetStatsBasic::bytes)
    }
    /// Returns the number of packets sent.
    pub fn sent_packets(&self) -> u64 {
        packets!(self.attrs, TClass, ClassStats)
    }
    /// Returns the number of packets dropped.
    pub fn drops(&self) -> u32 {
        counted!(self.attrs, TClass, ClassStats, TCA_STATS_QUEUE, GnetStatsQueue::drops)
    }
    /// Returns the queue length, packets.
    pub fn queued(&self) -> u32 {
        counted!(self.attrs, TClass, ClassStats, TCA_STATS_QUEUE, GnetStatsQueue::qlen)
    }
}
macro_rules! places { ($($message:ident)*) => { $(
    impl $message<'_> {
        /// Returns the interface index.
        pub fn link(&self) -> u32 {
            self.header.get(TcMsg::tcm_ifindex)
        }
        /// Returns the handle.
        pub fn handle(&self) -> TcHandle {
            self.header.get(TcMsg::tcm_handle)
        }
        /// Returns the handle of the parent qdisc or class.
        pub fn parent(&self) -> TcHandle {
            self.header.get(TcMsg::tcm_parent)
        }
    }
)* } }
places! { QdiscMessage ClassMessage }

/// Parameters of a qdisc. Rates are in bytes per second.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum QdiscSpec<'s> {
    /// Any kind with default parameters, such as `pfifo_fast`, `mq` or `drr`.
    Kind(&'s str),
    /// Hierarchical Token Bucket (HTB).
    ///
    /// [`add_class`] creates the classes.
    Htb {
        /// Minor number of the default class, for unclassified packets.
        ///
        /// 0 means none: unclassified packets are sent without shaping.
        default: u16,
    },
    /// Token Bucket Filter (TBF).
    Tbf {
        /// Rate, bytes per second.
        rate: u64,
        /// Burst (bucket size), bytes; at least the size of one packet.
        burst: u32,
        /// Queue limit, bytes.
        limit: u32,
    },
    /// Fair Queuing with Controlled Delay (FQ-CoDel, RFC 8290).
    FqCodel {
        /// Queue limit, packets; `None` for the kernel's default.
        limit: Option<u32>,
        /// CoDel target: acceptable standing delay, microseconds; `None` for the kernel's default.
        target: Option<u32>,
    },
    /// Network emulator (netem): delays and drops packets.
    Netem {
        /// Added delay, nanoseconds.
        delay: u64,
        /// Variation of the delay (jitter), nanoseconds.
        jitter: u64,
        /// Probability of packet loss.
        loss: Probability,
        /// Queue limit, packets.
        limit: u32,
    },
    /// Ingress qdisc, which holds filters for received packets.
    ///
    /// Parent [`TcHandle::TC_H_INGRESS`], handle `ffff:`.
    Ingress,
    /// Clsact qdisc, which holds filters for ingress and egress.
    ///
    /// Parent [`TcHandle::TC_H_INGRESS`], handle `ffff:`.
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
                let parms = TcTbfQopt::new().with(TcTbfQopt::rate, TcRateSpec::from_bytes_per_second(rate));
                let parms = parms
                    .with(TcTbfQopt::limit, limit)
                    .with(TcTbfQopt::buffer, Ticks::from_bytes(burst, rate));
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
                let head = head.with(TcNetemQopt::latency, Ticks::from_ns(delay));
                let head = head.with(TcNetemQopt::jitter, Ticks::from_ns(jitter));
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
/// Parameters of an HTB class (Hierarchical Token Bucket). Rates are in bytes per second.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClassSpec {
    /// Guaranteed rate, bytes per second; not 0.
    pub rate: u64,
    /// Ceiling: maximum rate including bandwidth borrowed from the parent class, bytes per second.
    ///
    /// `None` means no more than the rate.
    pub ceil: Option<u64>,
    /// Burst, bytes, sent at the ceiling rate.
    ///
    /// `None` means 1600 bytes plus the amount of 10 ms at the rate.
    pub burst: Option<u32>,
    /// Priority for borrowed bandwidth, 0 (highest) to 7.
    pub prio: u32,
}
impl ClassSpec {
    fn write(&self, request: &mut Writer<'_, TClass>) {
        let (rate, ceil) = (self.rate, self.ceil.unwrap_or(self.rate));
        let burst =
            |rate: u64| self.burst.unwrap_or((rate / 100).saturating_add(1600).min(u32::MAX.into()) as u32);
        request.choose(TClass::TCA_KIND, TClass::TCA_OPTIONS, ClassKind::HTB, |htb| {
            let opt = TcHtbOpt::new().with(TcHtbOpt::rate, TcRateSpec::from_bytes_per_second(rate));
            let opt = opt
                .with(TcHtbOpt::ceil, TcRateSpec::from_bytes_per_second(ceil))
                .with(TcHtbOpt::prio, self.prio);
            let opt = opt.with(TcHtbOpt::buffer, Ticks::from_bytes(burst(rate), rate));
            htb.put(Htb::TCA_HTB_PARMS, &opt.with(TcHtbOpt::cbuffer, Ticks::from_bytes(burst(ceil), ceil)));
            htb.put_some(Htb::TCA_HTB_RATE64, (rate > u32::MAX.into()).then_some(rate));
            htb.put_some(Htb::TCA_HTB_CEIL64, (ceil > u32::MAX.into()).then_some(ceil));
        });
    }
}

/// Lists the qdiscs of all interfaces.
///
/// Sends `RTM_GETQDISC` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "tc qdisc show")]
pub fn list() -> impl Query<Operation = GetQdisc> + Copy {
    GetQdisc::default()
}
/// Lists the qdiscs of one interface.
///
/// The kernel returns the qdiscs of all interfaces; the others are skipped here.
///
/// Sends the request of [`list`] with `tcm_ifindex`.
///
/// # Errors
/// The errors of [`list`].
pub fn of_link(link: u32) -> impl Query<Operation = GetQdisc> + Copy {
    query(GetQdisc { index: link, ..Default::default() }, |_| {}).matching(move |qdisc| qdisc.link() == link)
}
/// Lists the classes of one interface.
///
/// The list is empty if the interface does not exist.
///
/// Sends `RTM_GETTCLASS` with `NLM_F_DUMP` and `tcm_ifindex`.
///
/// # Errors
/// The errors of [`list`].
#[doc(alias = "tc class show")]
pub fn classes(link: u32) -> impl Query<Operation = GetTClass> + Copy {
    GetTClass { index: link, ..Default::default() }
}
fn put(flags: NewFlags, operation: NewQdisc, spec: &QdiscSpec<'_>) -> impl Call<Output = Completion> + Copy {
    call(operation, flags, move |request| spec.write(request))
}
/// Creates a qdisc.
///
/// `parent` is the root of the interface ([`TcHandle::TC_H_ROOT`]) or a class, without a qdisc
/// other than the kernel's default one, which is replaced. With a `handle` of
/// [`TcHandle::TC_H_UNSPEC`], the kernel chooses the handle.
///
/// Sends `RTM_NEWQDISC` with `NLM_F_CREATE | NLM_F_EXCL`, `TCA_KIND` and `TCA_OPTIONS`.
///
/// # Errors
/// - EEXIST: the parent has a qdisc. See [`replace`].
/// - ENOENT: the kernel does not have this kind (module not loaded), or the parent does not exist.
/// - ENODEV: the interface does not exist.
/// - EINVAL: the kind does not allow these parameters.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "tc qdisc add")]
pub fn add<'n>(
    link: impl Into<LinkId<'n>>,
    parent: TcHandle,
    handle: TcHandle,
    spec: &QdiscSpec<'_>,
) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |link| {
        let operation = NewQdisc { index: link, parent, handle };
        put(NewFlags::CREATE | NewFlags::EXCL, operation, spec)
    })
}
/// Creates or replaces a qdisc.
///
/// An existing qdisc of the same kind and handle is changed. A different qdisc is removed with its
/// classes and filters.
///
/// Sends the request of [`add`] with `NLM_F_CREATE | NLM_F_REPLACE`.
///
/// # Errors
/// The errors of [`add`], with EEXIST only if the handle is in use elsewhere on the interface.
#[doc(alias = "tc qdisc replace")]
pub fn replace<'n>(
    link: impl Into<LinkId<'n>>,
    parent: TcHandle,
    handle: TcHandle,
    spec: &QdiscSpec<'_>,
) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |link| {
        let operation = NewQdisc { index: link, parent, handle };
        put(NewFlags::CREATE | NewFlags::REPLACE, operation, spec)
    })
}
/// Removes the qdisc of a parent, with its classes and filters.
///
/// The kernel attaches a default qdisc in place.
///
/// Sends `RTM_DELQDISC` with `tcm_parent`.
///
/// # Errors
/// - ENOENT: the parent has no qdisc other than the kernel's default one (older kernels: EINVAL).
/// - ENODEV: the interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "tc qdisc delete")]
pub fn delete<'n>(link: impl Into<LinkId<'n>>, parent: TcHandle) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |link| {
        let operation = DelQdisc { index: link, parent, ..Default::default() };
        call(operation, DeleteFlags::NONE, |_| {})
    })
}
/// Creates an HTB class.
///
/// `parent` is the qdisc, or the class from which bandwidth is borrowed.
///
/// Sends `RTM_NEWTCLASS` with `NLM_F_CREATE | NLM_F_EXCL`, `TCA_KIND` and `TCA_OPTIONS`.
///
/// # Errors
/// - EEXIST: the class exists.
/// - ENOENT: the parent does not exist.
/// - EINVAL: the qdisc is of another kind, or the rate is 0.
/// - ENODEV: the interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "tc class add")]
pub fn add_class<'n>(
    link: impl Into<LinkId<'n>>,
    parent: TcHandle,
    handle: TcHandle,
    spec: &ClassSpec,
) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |link| {
        let operation = NewTClass { index: link, parent, handle };
        call(operation, NewFlags::CREATE | NewFlags::EXCL, move |request| spec.write(request))
    })
}
/// Changes an HTB class.
///
/// Sends `RTM_NEWTCLASS` without flags, with `TCA_KIND` and `TCA_OPTIONS`.
///
/// # Errors
/// The errors of [`add_class`], with ENOENT if the class does not exist.
#[doc(alias = "tc class change")]
pub fn change_class<'n>(
    link: impl Into<LinkId<'n>>,
    handle: TcHandle,
    spec: &ClassSpec,
) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |link| {
        let operation = NewTClass { index: link, handle, ..Default::default() };
        call(operation, NewFlags::NONE, move |request| spec.write(request))
    })
}
/// Removes a class.
///
/// Sends `RTM_DELTCLASS` with `tcm_handle`.
///
/// # Errors
/// - ENOENT: the class does not exist.
/// - EBUSY: the class has child classes or filters.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "tc class delete")]
pub fn delete_class<'n>(
    link: impl Into<LinkId<'n>>,
    handle: TcHandle,
) -> impl Call<Output = Completion> + Copy {
    then(index_of(link), move |link| {
        let operation = DelTClass { index: link, handle, ..Default::default() };
        call(operation, DeleteFlags::NONE, |_| {})
    })
}

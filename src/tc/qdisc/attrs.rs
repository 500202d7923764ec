//! Options and statistics of qdiscs and classes by kind: `TCA_OPTIONS` and `TCA_XSTATS`.
//!
//! Kinds that are not listed have no options, such as `mq`, `noqueue` and `teql`: a request has the
//! kind only.
use super::*;
use crate::{
    route::NoData,
    sub_messages,
    wire::{
        Attrs, Extensible, Selector, Struct, WithHeader,
        spec::{SelectorSource, SubMessageSpec},
    },
};

sub_messages! {
    /// Options of a qdisc, `TCA_OPTIONS`, by the kind in `TCA_KIND`.
    pub enum QdiscOptions<'a>, selector QdiscKind from SelectorSource::text(1) => {
        /// FIFO queue with a limit in bytes.
        BFIFO = b"bfifo" => Bfifo(&'a Struct<TcFifoQopt>),
        /// Common Applications Kept Enhanced: shaper, flow isolation and AQM in one.
        CAKE = b"cake" => Cake(Attrs<'a, Cake>),
        /// CAKE on each hardware queue, with one rate for all queues. Since Linux 7.0.
        CAKE_MQ = b"cake_mq" => CakeMq(Attrs<'a, Cake>),
        /// Credit-Based Shaper (IEEE 802.1Qav).
        CBS = b"cbs" => Cbs(Attrs<'a, Cbs>),
        /// CHOKe: CHOose and Keep for responsive flows, CHOose and Kill for unresponsive flows.
        CHOKE = b"choke" => Choke(Attrs<'a, Choke>),
        /// Attachment point of ingress and egress filters; no queue.
        CLSACT = b"clsact" => Clsact(Attrs<'a, NoData>),
        /// CoDel: Controlled Delay active queue management (RFC 8289).
        CODEL = b"codel" => Codel(Attrs<'a, Codel>),
        /// DualPI2: dual-queue coupled AQM for L4S (RFC 9332).
        DUALPI2 = b"dualpi2" => Dualpi2(Attrs<'a, Dualpi2>),
        /// Earliest TxTime First (SO_TXTIME).
        ETF = b"etf" => Etf(Attrs<'a, Etf>),
        /// Enhanced Transmission Selection (IEEE 802.1Qaz).
        ETS = b"ets" => Ets(Attrs<'a, Ets>),
        /// Fair Queue: flow separation by socket, with pacing.
        FQ = b"fq" => Fq(Attrs<'a, Fq>),
        /// Fair queueing with CoDel (RFC 8290).
        FQ_CODEL = b"fq_codel" => FqCodel(Attrs<'a, FqCodel>),
        /// Flow queueing with PIE.
        FQ_PIE = b"fq_pie" => FqPie(Attrs<'a, FqPie>),
        /// Generic Random Early Detection: up to 16 virtual queues with RED.
        GRED = b"gred" => Gred(Attrs<'a, Gred>),
        /// Hierarchical Fair Service Curve.
        HFSC = b"hfsc" => Hfsc(&'a Struct<TcHfscQopt>),
        /// Heavy-Hitter Filter.
        HHF = b"hhf" => Hhf(Attrs<'a, Hhf>),
        /// Hierarchical Token Bucket.
        HTB = b"htb" => Htb(Attrs<'a, Htb>),
        /// Attachment point of ingress filters; no queue.
        INGRESS = b"ingress" => Ingress(Attrs<'a, NoData>),
        /// Multiqueue Priority: maps priorities to traffic classes and hardware queues.
        MQPRIO = b"mqprio" => Mqprio(WithHeader<'a, TcMqprioQopt, Attrs<'a, Mqprio>>),
        /// Multiqueue: one band per hardware queue, served round robin.
        MULTIQ = b"multiq" => Multiq(&'a Struct<TcMultiqQopt>),
        /// Network Emulator: delay, loss, duplication, reordering, corruption, rate.
        NETEM = b"netem" => Netem(WithHeader<'a, TcNetemQopt, Attrs<'a, Netem>>),
        /// FIFO queue with a limit in packets.
        PFIFO = b"pfifo" => Pfifo(&'a Struct<TcFifoQopt>),
        /// Three FIFO bands by priority; the usual default qdisc.
        PFIFO_FAST = b"pfifo_fast" => PfifoFast(&'a Struct<TcPrioQopt>),
        /// FIFO queue with a limit in packets that drops the oldest packet.
        PFIFO_HEAD_DROP = b"pfifo_head_drop" => PfifoHeadDrop(&'a Struct<TcFifoQopt>),
        /// PIE: Proportional Integral controller Enhanced (RFC 8033).
        PIE = b"pie" => Pie(Attrs<'a, Pie>),
        /// Plug: holds packets until user space releases them. The kernel does not return the
        /// options.
        PLUG = b"plug" => Plug(&'a Struct<TcPlugQopt>),
        /// Priority bands, served in strict order.
        PRIO = b"prio" => Prio(&'a Struct<TcPrioQopt>),
        /// Random Early Detection.
        RED = b"red" => Red(Attrs<'a, Red>),
        /// Stochastic Fair Blue.
        SFB = b"sfb" => Sfb(Attrs<'a, Sfb>),
        /// Stochastic Fairness Queueing. Kernels before Linux 3.3 have only the first structure,
        /// [`TcSfqQopt`].
        SFQ = b"sfq" => Sfq(Extensible<'a, TcSfqQoptV1>),
        /// Priority queue that drops the packet of the lowest priority when full.
        SKBPRIO = b"skbprio" => Skbprio(&'a Struct<TcSkbprioQopt>),
        /// Time-Aware Priority Shaper (IEEE 802.1Qbv).
        TAPRIO = b"taprio" => Taprio(Attrs<'a, Taprio>),
        /// Token Bucket Filter.
        TBF = b"tbf" => Tbf(Attrs<'a, Tbf>),
    }
}
sub_messages! {
    /// Options of a class, `TCA_OPTIONS`, by the kind in `TCA_KIND`. Other kinds have no class
    /// options.
    pub enum ClassOptions<'a>, selector ClassKind from SelectorSource::text(1) => {
        /// Deficit Round Robin.
        DRR = b"drr" => Drr(Attrs<'a, Drr>),
        /// Enhanced Transmission Selection (IEEE 802.1Qaz).
        ETS = b"ets" => Ets(Attrs<'a, Ets>),
        /// Hierarchical Fair Service Curve.
        HFSC = b"hfsc" => Hfsc(Attrs<'a, Hfsc>),
        /// Hierarchical Token Bucket.
        HTB = b"htb" => Htb(Attrs<'a, Htb>),
        /// Quick Fair Queueing.
        QFQ = b"qfq" => Qfq(Attrs<'a, Qfq>),
    }
}
sub_messages! {
    /// Statistics of a qdisc kind, `TCA_XSTATS`, by the kind in `TCA_KIND`.
    pub enum QdiscXstats<'a>, selector QdiscXstatsKind from SelectorSource::text(1) => {
        /// Common Applications Kept Enhanced.
        CAKE = b"cake" => Cake(Attrs<'a, CakeStats>),
        /// CHOKe: choose and keep responsive flows.
        CHOKE = b"choke" => Choke(Extensible<'a, TcChokeXstats>),
        /// CoDel: controlled delay.
        CODEL = b"codel" => Codel(Extensible<'a, TcCodelXstats>),
        /// DualPI2: dual queue coupled AQM (RFC 9332).
        DUALPI2 = b"dualpi2" => Dualpi2(Extensible<'a, TcDualpi2Xstats>),
        /// Fair Queue.
        FQ = b"fq" => Fq(Extensible<'a, TcFqQdStats>),
        /// Fair queueing with CoDel.
        FQ_CODEL = b"fq_codel" => FqCodel(Extensible<'a, TcFqCodelQdStats>),
        /// Flow queueing with PIE.
        FQ_PIE = b"fq_pie" => FqPie(Extensible<'a, TcFqPieXstats>),
        /// Heavy-Hitter Filter.
        HHF = b"hhf" => Hhf(Extensible<'a, TcHhfXstats>),
        /// Network Emulator.
        NETEM = b"netem" => Netem(Extensible<'a, TcNetemXstats>),
        /// Proportional Integral controller Enhanced.
        PIE = b"pie" => Pie(Extensible<'a, TcPieXstats>),
        /// Random Early Detection.
        RED = b"red" => Red(Extensible<'a, TcRedXstats>),
        /// Stochastic Fair Blue.
        SFB = b"sfb" => Sfb(Extensible<'a, TcSfbXstats>),
        /// Time-Aware Priority Shaper.
        TAPRIO = b"taprio" => Taprio(Attrs<'a, TaprioStats>),
    }
}
sub_messages! {
    /// Statistics of a class kind, `TCA_XSTATS`, by the kind in `TCA_KIND`.
    pub enum ClassXstats<'a>, selector ClassXstatsKind from SelectorSource::text(1) => {
        /// Common Applications Kept Enhanced: a flow.
        CAKE = b"cake" => Cake(Attrs<'a, CakeStats>),
        /// Deficit Round Robin.
        DRR = b"drr" => Drr(Extensible<'a, TcDrrStats>),
        /// Fair queueing with CoDel: a flow.
        FQ_CODEL = b"fq_codel" => FqCodel(Extensible<'a, TcFqCodelClStats>),
        /// Hierarchical Fair Service Curve.
        HFSC = b"hfsc" => Hfsc(Extensible<'a, TcHfscStats>),
        /// Hierarchical Token Bucket.
        HTB = b"htb" => Htb(Extensible<'a, TcHtbXstats>),
        /// Quick Fair Queueing.
        QFQ = b"qfq" => Qfq(Extensible<'a, TcQfqStats>),
        /// Stochastic Fairness Queueing: a flow.
        SFQ = b"sfq" => Sfq(Extensible<'a, TcSfqXstats>),
        /// Time-Aware Priority Shaper: a hardware queue.
        TAPRIO = b"taprio" => Taprio(Attrs<'a, TaprioStats>),
    }
}

/// Declares a selector for `TCA_STATS2`, whose selecting `TCA_KIND` is one nesting level up.
macro_rules! one_level_up { ($(#[$doc:meta])* $name:ident, $selector:ident, $chosen:ident) => {
    $(#[$doc])*
    pub enum $name {}
    impl Selector for $name {
        const SPEC: SubMessageSpec = SubMessageSpec { by: SelectorSource::Text { up: 1, number: 1 }, arms: $selector::SPEC.arms };
        type Chosen<'a> = $chosen<'a>;
        #[inline]
        fn choose<'a>(key: &[u8], payload: &'a [u8]) -> $chosen<'a> {
            $selector::choose(key, payload)
        }
    }
} }
one_level_up! {
    /// Selector of [`QdiscXstats`] in `TCA_STATS2`, by the `TCA_KIND` one level up.
    ///
    /// [`SubMessage::by`](crate::wire::SubMessage::by) decodes the value.
    QdiscXstatsUp, QdiscXstatsKind, QdiscXstats
}
one_level_up! {
    /// Selector of [`ClassXstats`] in `TCA_STATS2`, by the `TCA_KIND` one level up.
    ///
    /// [`SubMessage::by`](crate::wire::SubMessage::by) decodes the value.
    ClassXstatsUp, ClassXstatsKind, ClassXstats
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::View,
        tc::{Qdisc, QdiscStats, TClass},
        wire::{AttributeSet, CStruct, Writer, spec::PayloadType},
    };
    use std::format;

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        macro_rules! lens { ($($structure:ident $len:literal)*) => {
            $( assert_eq!($structure::SPEC.len, $len, stringify!($structure)); )*
        } }
        // Sizes of Linux 6.1's headers. Structures that grew later have a test in their own file.
        lens! {
            TcTbfQopt 36 TcHtbOpt 44 TcHtbGlob 20 TcHtbXstats 20 TcFifoQopt 4 TcPrioQopt 20 TcMultiqQopt 4 TcSkbprioQopt 4
            TcPlugQopt 8 TcCbsQopt 20 TcEtfQopt 12 TcCodelXstats 36 TcFqCodelQdStats 40 TcFqCodelClStats 28 TcSfqQopt 20
            TcSfqredStats 24 TcSfqQoptV1 72 TcSfqXstats 4 TcRedQopt 16 TcRedXstats 16 TcChokeXstats 20 TcGredQopt 52
            TcGredSopt 12 TcSfbQopt 36 TcSfbXstats 36 TcNetemQopt 24 TcNetemCorr 12 TcNetemReorder 8 TcNetemCorrupt 8
            TcNetemRate 16 TcNetemSlot 40 TcNetemGiModel 20 TcNetemGeModel 16 TcMqprioQopt 82 TcPieXstats 40
            TcFqPieXstats 36 TcHfscQopt 2 TcServiceCurve 12 TcHfscStats 24 TcDrrStats 4 TcQfqStats 8 TcHhfXstats 16 TcNetemXstats 56
        }
        // 104 bytes in Linux 6.1; Linux 6.7 appended members.
        assert_eq!(TcFqQdStats::fastpath_packets.offset(), 104);
    }
    #[test]
    fn the_arms_are_sorted_and_what_counts_has_options() {
        let sorted = |choices: SubMessageSpec| choices.arms.windows(2).all(|two| two[0].0 < two[1].0);
        assert!(sorted(QdiscKind::SPEC) && sorted(ClassKind::SPEC));
        assert!(sorted(QdiscXstatsKind::SPEC) && sorted(ClassXstatsKind::SPEC));
        for (kind, _) in QdiscXstatsKind::SPEC.arms {
            assert!(QdiscKind::SPEC.arms.iter().any(|(other, _)| other == kind), "{kind:?}");
        }
    }
    #[test]
    fn a_discipline_and_a_class_of_one_kind_count_differently() {
        let mut buffer = [0; 128];
        let (qdisc, class) = ([0u32, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1u32, 2, 3, 4, 5, 6, 7]);
        let of =
            |words: &[u32]| words.iter().flat_map(|word| word.to_ne_bytes()).collect::<std::vec::Vec<u8>>();
        let (qdisc, class) = (of(&qdisc), of(&class));
        let mut writer = Writer::<Qdisc>::new(&mut buffer);
        writer.put(Qdisc::TCA_KIND, "fq_codel").nest(Qdisc::TCA_STATS2, |stats| {
            stats.put(QdiscStats::TCA_STATS_APP, crate::wire::SubMessage::new(&qdisc));
        });
        let bytes = writer.finish().unwrap();
        let text = format!("{:?}", View::new(PayloadType::Nest(Qdisc::spec), bytes));
        assert!(text.contains("TCA_STATS_APP: {type: 0, maxpacket: 1,"), "{text}");
        let attrs = Attrs::<Qdisc>::new(bytes);
        let stats = attrs.get(Qdisc::TCA_STATS2).unwrap().unwrap();
        let app = stats.get(QdiscStats::TCA_STATS_APP).unwrap().unwrap().by(b"fq_codel");
        let QdiscXstats::FqCodel(app) = app else { panic!("{app:?}") };
        assert_eq!(app.get(TcFqCodelQdStats::drop_overmemory), Some(9));
        let mut writer = Writer::<TClass>::new(&mut buffer);
        writer.put(TClass::TCA_KIND, "fq_codel");
        writer.put(TClass::TCA_XSTATS, crate::wire::SubMessage::new(&class));
        let text = format!("{:?}", View::new(PayloadType::Nest(TClass::spec), writer.finish().unwrap()));
        assert!(text.ends_with("TCA_XSTATS: {type: 1, deficit: 2, ldelay: 3, count: 4, lastcount: 5, dropping: 6, drop_next: 7}}"), "{text}");
    }
    #[test]
    fn a_structure_stands_in_front_of_the_attributes_of_netem_and_mqprio() {
        let mut buffer = [0; 256];
        let mut writer = Writer::<Qdisc>::new(&mut buffer);
        let head = TcMqprioQopt::new().with(TcMqprioQopt::num_tc, 2);
        writer.put(Qdisc::TCA_KIND, "mqprio");
        writer.chosen_headed(Qdisc::TCA_OPTIONS, QdiscKind::MQPRIO, &head, |mqprio| {
            mqprio.put(Mqprio::TCA_MQPRIO_MODE, MqprioMode::TC_MQPRIO_MODE_CHANNEL);
            mqprio.nest(Mqprio::TCA_MQPRIO_MIN_RATE64, |rates| {
                rates
                    .put(MqprioMinRates::TCA_MQPRIO_MIN_RATE64, 5u64)
                    .put(MqprioMinRates::TCA_MQPRIO_MIN_RATE64, 6u64);
            });
        });
        let attrs = Attrs::<Qdisc>::new(writer.finish().unwrap());
        let Some(QdiscOptions::Mqprio(options)) = attrs.select(Qdisc::TCA_OPTIONS).unwrap() else {
            panic!("{attrs:?}")
        };
        assert_eq!(options.header.get(TcMqprioQopt::num_tc), 2);
        let rates = options.body.get(Mqprio::TCA_MQPRIO_MIN_RATE64).unwrap().unwrap();
        assert_eq!(
            rates.get_all(MqprioMinRates::TCA_MQPRIO_MIN_RATE64).flatten().collect::<std::vec::Vec<_>>(),
            [5, 6]
        );
        assert_eq!(
            options.body.get(Mqprio::TCA_MQPRIO_MODE).unwrap(),
            Some(MqprioMode::TC_MQPRIO_MODE_CHANNEL)
        );
    }
}

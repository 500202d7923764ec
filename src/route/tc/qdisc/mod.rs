//! What each kind of queueing discipline has: `TCA_OPTIONS` by `TCA_KIND`, of disciplines and of their classes, and what it counts.
//!
//! Kinds that are not listed have no options: `mq`, `noqueue`, `teql`. Put their name alone.
mod cake;
mod codel;
mod fair;
mod fq;
mod htb;
mod mqprio;
mod netem;
mod pie;
mod red;
mod sfq;
mod small;
mod tbf;

pub use cake::*;
pub use codel::*;
pub use fair::*;
pub use fq::*;
pub use htb::*;
pub use mqprio::*;
pub use netem::*;
pub use pie::*;
pub use red::*;
pub use sfq::*;
pub use small::*;
pub use tbf::*;

use crate::{
    route::NoData,
    select,
    wire::{Attrs, By, Choices, Grown, Headed, Selector},
};

select! {
    /// What a kind of queueing discipline has, `TCA_OPTIONS`, by its name in `TCA_KIND`.
    pub enum QdiscOptions<'a>, selector QdiscKind from By::text(1) => {
        /// A queue, limited by bytes.
        BFIFO = b"bfifo" => Bfifo(&'a TcFifoQopt),
        /// A shaper with fair queues.
        CAKE = b"cake" => Cake(Attrs<'a, Cake>),
        /// A credit-based shaper.
        CBS = b"cbs" => Cbs(Attrs<'a, Cbs>),
        /// Early drops of whoever has most in the queue.
        CHOKE = b"choke" => Choke(Attrs<'a, Choke>),
        /// Where filters of both directions hang.
        CLSACT = b"clsact" => Clsact(Attrs<'a, NoData>),
        /// A queue that is kept short.
        CODEL = b"codel" => Codel(Attrs<'a, Codel>),
        /// A queue for those who keep delays low, and one for the others.
        DUALPI2 = b"dualpi2" => Dualpi2(Attrs<'a, Dualpi2>),
        /// Packets that say when they go.
        ETF = b"etf" => Etf(Attrs<'a, Etf>),
        /// Bands, strict ones and then those with shares.
        ETS = b"ets" => Ets(Attrs<'a, Ets>),
        /// A queue for each socket, paced by what it says.
        FQ = b"fq" => Fq(Attrs<'a, Fq>),
        /// A queue for each flow, kept short.
        FQ_CODEL = b"fq_codel" => FqCodel(Attrs<'a, FqCodel>),
        /// A queue for each flow, with early drops.
        FQ_PIE = b"fq_pie" => FqPie(Attrs<'a, FqPie>),
        /// Several queues with early drops.
        GRED = b"gred" => Gred(Attrs<'a, Gred>),
        /// A tree of classes by curves of service.
        HFSC = b"hfsc" => Hfsc(&'a TcHfscQopt),
        /// Heavy flows kept apart.
        HHF = b"hhf" => Hhf(Attrs<'a, Hhf>),
        /// A tree of token buckets.
        HTB = b"htb" => Htb(Attrs<'a, Htb>),
        /// Where filters of what comes in hang.
        INGRESS = b"ingress" => Ingress(Attrs<'a, NoData>),
        /// Priorities in queues of the hardware.
        MQPRIO = b"mqprio" => Mqprio(Headed<'a, TcMqprioQopt, Attrs<'a, Mqprio>>),
        /// Queues as the hardware has them, in turn.
        MULTIQ = b"multiq" => Multiq(&'a TcMultiqQopt),
        /// Delays, loses and damages packets.
        NETEM = b"netem" => Netem(Headed<'a, TcNetemQopt, Attrs<'a, Netem>>),
        /// A queue, limited by packets.
        PFIFO = b"pfifo" => Pfifo(&'a TcFifoQopt),
        /// Three queues by priority: what a link has by default.
        PFIFO_FAST = b"pfifo_fast" => PfifoFast(&'a TcPrioQopt),
        /// A queue, limited by packets, which drops the oldest.
        PFIFO_HEAD_DROP = b"pfifo_head_drop" => PfifoHeadDrop(&'a TcFifoQopt),
        /// Early drops that aim at a delay.
        PIE = b"pie" => Pie(Attrs<'a, Pie>),
        /// Keeps packets until it is told to let go. The kernel takes it and does not give it back.
        PLUG = b"plug" => Plug(&'a TcPlugQopt),
        /// Queues by priority.
        PRIO = b"prio" => Prio(&'a TcPrioQopt),
        /// Early drops.
        RED = b"red" => Red(Attrs<'a, Red>),
        /// Flows that do not give way, held down.
        SFB = b"sfb" => Sfb(Attrs<'a, Sfb>),
        /// Flows told apart by chance. Kernels before Linux 3.3 have only the first form of it.
        SFQ = b"sfq" => Sfq(Grown<'a, TcSfqQoptV1>),
        /// Drops what is of least priority.
        SKBPRIO = b"skbprio" => Skbprio(&'a TcSkbprioQopt),
        /// When each queue of the hardware is open.
        TAPRIO = b"taprio" => Taprio(Attrs<'a, Taprio>),
        /// Token bucket: a rate and a burst.
        TBF = b"tbf" => Tbf(Attrs<'a, Tbf>),
    }
}
select! {
    /// What a kind of class has, `TCA_OPTIONS`, by its name in `TCA_KIND`. Classes of other kinds have none.
    pub enum ClassOptions<'a>, selector ClassKind from By::text(1) => {
        /// Of flows in turn.
        DRR = b"drr" => Drr(Attrs<'a, Drr>),
        /// A band.
        ETS = b"ets" => Ets(Attrs<'a, Ets>),
        /// Of a tree by curves of service.
        HFSC = b"hfsc" => Hfsc(Attrs<'a, Hfsc>),
        /// Of a tree of token buckets.
        HTB = b"htb" => Htb(Attrs<'a, Htb>),
        /// Of fair shares.
        QFQ = b"qfq" => Qfq(Attrs<'a, Qfq>),
    }
}
select! {
    /// What only a kind of queueing discipline counts, by its name in `TCA_KIND`.
    pub enum QdiscXstats<'a>, selector QdiscXstatsKind from By::text(1) => {
        /// A shaper with fair queues.
        CAKE = b"cake" => Cake(Attrs<'a, CakeStats>),
        /// Early drops of whoever has most in the queue.
        CHOKE = b"choke" => Choke(Grown<'a, TcChokeXstats>),
        /// A queue that is kept short.
        CODEL = b"codel" => Codel(Grown<'a, TcCodelXstats>),
        /// A queue for those who keep delays low, and one for the others.
        DUALPI2 = b"dualpi2" => Dualpi2(Grown<'a, TcDualpi2Xstats>),
        /// A queue for each socket.
        FQ = b"fq" => Fq(Grown<'a, TcFqQdStats>),
        /// A queue for each flow, kept short.
        FQ_CODEL = b"fq_codel" => FqCodel(Grown<'a, TcFqCodelQdStats>),
        /// A queue for each flow, with early drops.
        FQ_PIE = b"fq_pie" => FqPie(Grown<'a, TcFqPieXstats>),
        /// Heavy flows kept apart.
        HHF = b"hhf" => Hhf(Grown<'a, TcHhfXstats>),
        /// Early drops that aim at a delay.
        PIE = b"pie" => Pie(Grown<'a, TcPieXstats>),
        /// Early drops.
        RED = b"red" => Red(Grown<'a, TcRedXstats>),
        /// Flows that do not give way, held down.
        SFB = b"sfb" => Sfb(Grown<'a, TcSfbXstats>),
        /// When each queue of the hardware is open.
        TAPRIO = b"taprio" => Taprio(Attrs<'a, TaprioStats>),
    }
}
select! {
    /// What only a kind of class counts, by its name in `TCA_KIND`.
    pub enum ClassXstats<'a>, selector ClassXstatsKind from By::text(1) => {
        /// A flow of a shaper.
        CAKE = b"cake" => Cake(Attrs<'a, CakeStats>),
        /// Of flows in turn.
        DRR = b"drr" => Drr(Grown<'a, TcDrrStats>),
        /// A flow.
        FQ_CODEL = b"fq_codel" => FqCodel(Grown<'a, TcFqCodelClStats>),
        /// Of a tree by curves of service.
        HFSC = b"hfsc" => Hfsc(Grown<'a, TcHfscStats>),
        /// Of a tree of token buckets.
        HTB = b"htb" => Htb(Grown<'a, TcHtbXstats>),
        /// Of fair shares.
        QFQ = b"qfq" => Qfq(Grown<'a, TcQfqStats>),
        /// A flow.
        SFQ = b"sfq" => Sfq(Grown<'a, TcSfqXstats>),
        /// A queue of the hardware.
        TAPRIO = b"taprio" => Taprio(Attrs<'a, TaprioStats>),
    }
}

/// The same choices within `TCA_STATS2`, one level below `TCA_KIND`.
macro_rules! one_level_up { ($(#[$doc:meta])* $name:ident, $selector:ident, $chosen:ident) => {
    $(#[$doc])*
    pub enum $name {}
    impl Selector for $name {
        const CHOICES: Choices = Choices { by: By::Text { up: 1, number: 1 }, arms: $selector::CHOICES.arms };
        type Chosen<'a> = $chosen<'a>;
        #[inline]
        fn choose<'a>(key: &[u8], payload: &'a [u8]) -> $chosen<'a> {
            $selector::choose(key, payload)
        }
    }
} }
one_level_up! {
    /// What selects [`QdiscXstats`] within `TCA_STATS2`, by the `TCA_KIND` above. [`Selected::by`](crate::wire::Selected::by) reads it.
    QdiscXstatsUp, QdiscXstatsKind, QdiscXstats
}
one_level_up! {
    /// What selects [`ClassXstats`] within `TCA_STATS2`, by the `TCA_KIND` above. [`Selected::by`](crate::wire::Selected::by) reads it.
    ClassXstatsUp, ClassXstatsKind, ClassXstats
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::tc::{Qdisc, QdiscStats, TClass},
        wire::{Layout, Set, Shape, View, Writer},
    };
    use std::format;

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        macro_rules! lens { ($($structure:ident $len:literal)*) => {
            $( assert_eq!($structure::STRUCTURE.len, $len, stringify!($structure)); )*
        } }
        // sizeof, of Linux 6.1's headers; what grew later stands at its own file
        lens! {
            TcTbfQopt 36 TcHtbOpt 44 TcHtbGlob 20 TcHtbXstats 20 TcFifoQopt 4 TcPrioQopt 20 TcMultiqQopt 4 TcSkbprioQopt 4
            TcPlugQopt 8 TcCbsQopt 20 TcEtfQopt 12 TcCodelXstats 36 TcFqCodelQdStats 40 TcFqCodelClStats 28 TcSfqQopt 20
            TcSfqredStats 24 TcSfqQoptV1 72 TcSfqXstats 4 TcRedQopt 16 TcRedXstats 16 TcChokeXstats 20 TcGredQopt 52
            TcGredSopt 12 TcSfbQopt 36 TcSfbXstats 36 TcNetemQopt 24 TcNetemCorr 12 TcNetemReorder 8 TcNetemCorrupt 8
            TcNetemRate 16 TcNetemSlot 40 TcNetemGiModel 20 TcNetemGeModel 16 TcMqprioQopt 82 TcPieXstats 40
            TcFqPieXstats 36 TcHfscQopt 2 TcServiceCurve 12 TcHfscStats 24 TcDrrStats 4 TcQfqStats 8 TcHhfXstats 16
        }
        // 104 of Linux 6.1, and what Linux 6.7 added
        assert_eq!(TcFqQdStats::fastpath_packets.offset(), 104);
    }
    #[test]
    fn the_arms_are_sorted_and_what_counts_has_options() {
        let sorted = |choices: Choices| choices.arms.windows(2).all(|two| two[0].0 < two[1].0);
        assert!(sorted(QdiscKind::CHOICES) && sorted(ClassKind::CHOICES));
        assert!(sorted(QdiscXstatsKind::CHOICES) && sorted(ClassXstatsKind::CHOICES));
        for (kind, _) in QdiscXstatsKind::CHOICES.arms {
            assert!(QdiscKind::CHOICES.arms.iter().any(|(other, _)| other == kind), "{kind:?}");
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
            stats.put(QdiscStats::TCA_STATS_APP, crate::wire::Selected::new(&qdisc));
        });
        let bytes = writer.finish().unwrap();
        let text = format!("{:?}", View::new(Shape::Set(Qdisc::table), bytes));
        assert!(text.contains("TCA_STATS_APP: {type: 0, maxpacket: 1,"), "{text}");
        let attrs = Attrs::<Qdisc>::new(bytes);
        let stats = attrs.get(Qdisc::TCA_STATS2).unwrap().unwrap();
        let app = stats.get(QdiscStats::TCA_STATS_APP).unwrap().unwrap().by(b"fq_codel");
        let QdiscXstats::FqCodel(app) = app else { panic!("{app:?}") };
        assert_eq!(app.get(TcFqCodelQdStats::drop_overmemory), Some(9));
        let mut writer = Writer::<TClass>::new(&mut buffer);
        writer.put(TClass::TCA_KIND, "fq_codel");
        writer.put(TClass::TCA_XSTATS, crate::wire::Selected::new(&class));
        let text = format!("{:?}", View::new(Shape::Set(TClass::table), writer.finish().unwrap()));
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
        let rates = options.tail.get(Mqprio::TCA_MQPRIO_MIN_RATE64).unwrap().unwrap();
        assert_eq!(
            rates.all(MqprioMinRates::TCA_MQPRIO_MIN_RATE64).flatten().collect::<std::vec::Vec<_>>(),
            [5, 6]
        );
        assert_eq!(
            options.tail.get(Mqprio::TCA_MQPRIO_MODE).unwrap(),
            Some(MqprioMode::TC_MQPRIO_MODE_CHANNEL)
        );
    }
}

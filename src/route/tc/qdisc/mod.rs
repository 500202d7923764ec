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

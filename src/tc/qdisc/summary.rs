//! Summaries of qdiscs and classes.
use crate::{
    pick,
    tc::{
        ClassMessage, ClassStats, GnetStatsBasic, GnetStatsQueue, Qdisc, QdiscMessage, QdiscStats, TClass,
        TcHandle, TcMsg,
    },
    wire::{
        Error, InlineStr,
        summary::{summaries, word},
    },
};
use core::fmt;

/// Counters and queue length of a qdisc or class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct QueueCounters {
    /// Bytes sent.
    pub bytes: u64,
    /// Packets sent.
    pub packets: u64,
    /// Packets dropped.
    pub drops: u32,
    /// How often the rate or the queue limit was exceeded.
    pub overlimits: u32,
    /// Packets requeued.
    pub requeues: u32,
    /// Queue length, packets.
    pub queued: u32,
    /// Backlog: bytes in the queue.
    pub backlog: u32,
}
impl fmt::Display for QueueCounters {
    /// Prints in the format of `tc -s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bytes, packets, drops, overlimits, requeues, queued, backlog } = self;
        write!(f, "Sent {bytes} bytes {packets} pkt (dropped {drops}, overlimits {overlimits} ")?;
        write!(f, "requeues {requeues}) backlog {backlog}b {queued}p")
    }
}
/// What matters of a qdisc: a [`QdiscMessage`] as a small value that does not borrow. Options and
/// statistics of the kind are not part of it.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, tc::qdisc::{self, QdiscSummary}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     let qdiscs: Vec<QdiscSummary> = nl.list(qdisc::list())?;
///     for qdisc in &qdiscs {
///         println!("{qdisc}, {}", qdisc.counters); // qdisc fq 8001: dev if2 root refcnt 2, Sent ...
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct QdiscSummary {
    /// Interface index.
    pub link: u32,
    /// Kind, such as `htb`.
    pub kind: InlineStr<16>,
    /// Handle: the number by which requests name the object.
    pub handle: TcHandle,
    /// Handle of the parent.
    pub parent: TcHandle,
    /// Reference count.
    pub refcount: u32,
    /// Whether hardware implements the qdisc.
    pub offloaded: bool,
    /// Counters and queue length.
    pub counters: QueueCounters,
    /// The kind does not fit, and is cut.
    pub truncated: bool,
}
/// What matters of a class: a [`ClassMessage`] as a small value that does not borrow. Options and
/// statistics of the kind are not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ClassSummary {
    /// Interface index.
    pub link: u32,
    /// Kind, such as `htb`.
    pub kind: InlineStr<16>,
    /// Handle: the number by which requests name the object.
    pub handle: TcHandle,
    /// Handle of the parent qdisc or class.
    pub parent: TcHandle,
    /// Handle of the leaf qdisc; unspecified if there is none.
    pub leaf: TcHandle,
    /// Counters and queue length.
    pub counters: QueueCounters,
    /// The kind does not fit, and is cut.
    pub truncated: bool,
}
/// Reads the statistics that qdiscs and classes share.
macro_rules! counters {
    ($stats:expr, $set:ident) => {
        match $stats {
            None => QueueCounters::default(),
            Some(stats) => {
                let found = pick!(
                    stats,
                    $set { basic: TCA_STATS_BASIC, queue: TCA_STATS_QUEUE, packets: TCA_STATS_PKT64 }
                )?;
                let queue = |field| found.queue.and_then(|queue| queue.get(field)).unwrap_or(0);
                let packets = found.basic.and_then(|basic| basic.get(GnetStatsBasic::packets)).map(u64::from);
                QueueCounters {
                    bytes: found.basic.and_then(|basic| basic.get(GnetStatsBasic::bytes)).unwrap_or(0),
                    packets: found.packets.or(packets).unwrap_or(0),
                    drops: queue(GnetStatsQueue::drops),
                    overlimits: queue(GnetStatsQueue::overlimits),
                    requeues: queue(GnetStatsQueue::requeues),
                    queued: queue(GnetStatsQueue::qlen),
                    backlog: queue(GnetStatsQueue::backlog),
                }
            }
        }
    };
}
impl QdiscMessage<'_> {
    /// Returns what matters of the qdisc, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<QdiscSummary, Error> {
        let found =
            pick!(self.attrs, Qdisc { kind: TCA_KIND, stats: TCA_STATS2, offloaded: TCA_HW_OFFLOAD })?;
        let mut truncated = false;
        Ok(QdiscSummary {
            link: self.link(),
            kind: found.kind.unwrap_or_default().to_inline_cut(&mut truncated),
            handle: self.handle(),
            parent: self.parent(),
            refcount: self.header.get(TcMsg::tcm_info),
            offloaded: found.offloaded.is_some_and(|offloaded| offloaded != 0),
            counters: counters!(found.stats, QdiscStats),
            truncated,
        })
    }
}
impl ClassMessage<'_> {
    /// Returns what matters of the class, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<ClassSummary, Error> {
        let found = pick!(self.attrs, TClass { kind: TCA_KIND, stats: TCA_STATS2 })?;
        let mut truncated = false;
        Ok(ClassSummary {
            link: self.link(),
            kind: found.kind.unwrap_or_default().to_inline_cut(&mut truncated),
            handle: self.handle(),
            parent: self.parent(),
            leaf: TcHandle(self.header.get(TcMsg::tcm_info)),
            counters: counters!(found.stats, ClassStats),
            truncated,
        })
    }
}
summaries! {
    QdiscMessage => QdiscSummary;
    ClassMessage => ClassSummary;
}
impl fmt::Display for QdiscSummary {
    /// Prints in the format of `tc qdisc`, with the index as `if3` where `tc` looks the name up.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "qdisc {} {:x}:", self.kind, self.handle.major())?;
        write!(f, " dev if{}", self.link)?;
        match self.parent {
            TcHandle::TC_H_ROOT => f.write_str(" root"),
            TcHandle::TC_H_UNSPEC => Ok(()),
            TcHandle::TC_H_INGRESS => f.write_str(" parent ffff:fff1"),
            parent => write!(f, " parent {}", parent.id()),
        }?;
        word(f, "refcnt", Some(self.refcount).filter(|count| *count != 1))?;
        if self.offloaded { f.write_str(" offloaded") } else { Ok(()) }
    }
}
impl fmt::Display for ClassSummary {
    /// Prints in the format of `tc class`, with the interface after the handle.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "class {} {} dev if{}", self.kind, self.handle.id(), self.link)?;
        match self.parent {
            TcHandle::TC_H_ROOT => f.write_str(" root"),
            parent => write!(f, " parent {}", parent.id()),
        }?;
        word(f, "leaf", Some(self.leaf).filter(|leaf| *leaf != TcHandle::TC_H_UNSPEC).map(TcHandle::id))
    }
}

//! Summary of a conntrack entry.
use super::{
    Conntrack, ConntrackMessage, Count, Counters, Ends, Flow, Help, ProtoInfo, ProtoInfoTcp, Status, TcpState,
};
use crate::{
    pick,
    uapi::IpProtocol,
    wire::{
        Attrs, Error, InlineStr,
        summary::{IpText, Word, summaries},
    },
};
use core::fmt;

/// What matters of a conntrack entry: a [`ConntrackMessage`] as a small value that does not borrow.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, netfilter::conntrack::{self, FlowSummary}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     let flows: Vec<FlowSummary> = nl.list(conntrack::list())?;
///     for flow in &flows {
///         println!("{flow}"); // tcp 6 431999 ESTABLISHED src=192.0.2.1 dst=198.51.100.7 sport=...
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct FlowSummary {
    /// Original direction, that of the first packet; `None` if the message has none.
    pub original: Option<Flow>,
    /// Reply direction; `None` if the message has none.
    pub reply: Option<Flow>,
    /// Status bits.
    pub status: Status,
    /// State of a TCP connection.
    pub tcp_state: Option<TcpState>,
    /// Time until the entry expires, seconds.
    pub timeout: Option<u32>,
    /// Counters of the original direction. They require the sysctl net.netfilter.nf_conntrack_acct.
    pub original_count: Option<Count>,
    /// Counters of the reply direction.
    pub reply_count: Option<Count>,
    /// Mark (connmark).
    pub mark: u32,
    /// Zone; 0 is the default zone.
    pub zone: u16,
    /// Entry id.
    pub id: Option<u32>,
    /// Name of the helper; empty if there is none.
    pub helper: InlineStr<16>,
    /// The name of the helper does not fit, and is cut.
    pub truncated: bool,
}
fn count(counters: Option<Attrs<'_, Counters>>) -> Result<Option<Count>, Error> {
    let Some(counters) = counters else { return Ok(None) };
    let count = pick!(counters, Counters { packets: CTA_COUNTERS_PACKETS, bytes: CTA_COUNTERS_BYTES })?;
    let count = count.packets.zip(count.bytes);
    Ok(count.map(|(packets, bytes)| Count { packets: packets.0, bytes: bytes.0 }))
}
impl ConntrackMessage<'_> {
    /// Returns what matters of the entry, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<FlowSummary, Error> {
        let found = pick!(
            self.attrs,
            Conntrack {
                original: CTA_TUPLE_ORIG,
                reply: CTA_TUPLE_REPLY,
                status: CTA_STATUS,
                state: CTA_PROTOINFO,
                helper: CTA_HELP,
                timeout: CTA_TIMEOUT,
                mark: CTA_MARK,
                there: CTA_COUNTERS_ORIG,
                back: CTA_COUNTERS_REPLY,
                id: CTA_ID,
                zone: CTA_ZONE,
            }
        )?;
        let tcp = found.state.map(|state| state.get(ProtoInfo::CTA_PROTOINFO_TCP)).transpose()?.flatten();
        let tcp_state = tcp.map(|tcp| tcp.get(ProtoInfoTcp::CTA_PROTOINFO_TCP_STATE)).transpose()?;
        let helper = found.helper.map(|help| help.get(Help::CTA_HELP_NAME)).transpose()?;
        let mut truncated = false;
        Ok(FlowSummary {
            original: found.original.map(Flow::read).transpose()?.flatten(),
            reply: found.reply.map(Flow::read).transpose()?.flatten(),
            status: found.status.map_or(Status::empty(), |status| status.0),
            tcp_state: tcp_state.flatten(),
            timeout: found.timeout.map(|seconds| seconds.0),
            original_count: count(found.there)?,
            reply_count: count(found.back)?,
            mark: found.mark.map_or(0, |mark| mark.0),
            zone: found.zone.map_or(0, |zone| zone.0),
            id: found.id.map(|id| id.0),
            helper: helper.flatten().unwrap_or_default().to_inline_cut(&mut truncated),
            truncated,
        })
    }
}
summaries! { ConntrackMessage => FlowSummary; }

impl fmt::Display for FlowSummary {
    /// Prints in the format of `conntrack -L`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let protocol = self.original.or(self.reply).map_or(IpProtocol(0), |flow| flow.protocol);
        match protocol.name() {
            Some(_) => write!(f, "{} {}", Word::of(protocol, "IPPROTO_"), protocol.0),
            None => write!(f, "unknown {}", protocol.0),
        }?;
        self.timeout.map_or(Ok(()), |seconds| write!(f, " {seconds}"))?;
        if let Some(state) = self.tcp_state {
            f.write_str(" ")?;
            Word::of(state, "TCP_CONNTRACK_").upper(f)?;
        }
        write_flow(f, self.original, self.original_count)?;
        if !self.status.contains(Status::IPS_SEEN_REPLY) {
            f.write_str(" [UNREPLIED]")?;
        }
        write_flow(f, self.reply, self.reply_count)?;
        if self.status.contains(Status::IPS_HW_OFFLOAD) {
            f.write_str(" [HW_OFFLOAD]")?;
        } else if self.status.contains(Status::IPS_OFFLOAD) {
            f.write_str(" [OFFLOAD]")?;
        } else if self.status.contains(Status::IPS_ASSURED) {
            f.write_str(" [ASSURED]")?;
        }
        write!(f, " mark={}", self.mark)?;
        if self.zone != 0 {
            write!(f, " zone={}", self.zone)?;
        }
        if !self.helper.is_empty() {
            write!(f, " helper={}", self.helper)?;
        }
        Ok(())
    }
}
fn write_flow(f: &mut fmt::Formatter<'_>, flow: Option<Flow>, count: Option<Count>) -> fmt::Result {
    if let Some(flow) = flow {
        write!(f, " src={} dst={}", IpText(flow.source), IpText(flow.destination))?;
        match flow.ends {
            Ends::Ports { source, destination } => write!(f, " sport={source} dport={destination}"),
            Ends::Icmp { id, kind, code } => write!(f, " type={kind} code={code} id={id}"),
            Ends::None => Ok(()),
        }?;
    }
    count.map_or(Ok(()), |count| write!(f, " packets={} bytes={}", count.packets, count.bytes))
}

//! Summary of a routing rule.
use super::RuleMessage;
use crate::{
    pick,
    route::{
        FibRuleHdr, PortRange, RouteProtocol, Rule, RuleAction, RuleFlags, UidRange,
        convert::{TableText, checked_prefix},
    },
    uapi::{AddressFamily, IpProtocol},
    wire::{
        Error, InlineStr, Struct,
        summary::{PrefixText, Word, summaries, word},
    },
};
use core::{fmt, net::IpAddr};

/// What matters of a routing rule: a [`RuleMessage`] as a small value that does not borrow.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, route::rule::{self, RuleSummary}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     let rules: Vec<RuleSummary> = nl.list(rule::list())?;
///     for rule in &rules {
///         println!("{rule}"); // 100: from 192.0.2.0/24 fwmark 0x1/0xff lookup 1000
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RuleSummary {
    /// Address family of the packets to which the rule applies.
    pub family: AddressFamily,
    /// Priority: rules with lower numbers are evaluated first.
    pub priority: u32,
    /// The rule applies to packets that do not match the selectors.
    pub invert: bool,
    /// Source prefix and its length; `None` for any.
    pub from: Option<(IpAddr, u8)>,
    /// Destination prefix and its length; `None` for any.
    pub to: Option<(IpAddr, u8)>,
    /// Type of service (TOS) selector; 0 for any.
    pub tos: u8,
    /// Packet mark (fwmark) selector.
    pub mark: Option<u32>,
    /// Mask of the packet mark.
    pub mark_mask: Option<u32>,
    /// Name of the incoming interface; empty for any.
    pub incoming: InlineStr<16>,
    /// Name of the outgoing interface; empty for any.
    pub outgoing: InlineStr<16>,
    /// IP protocol selector.
    pub ip_protocol: Option<IpProtocol>,
    /// First and last source port of the selector.
    pub source_ports: Option<(u16, u16)>,
    /// First and last destination port of the selector.
    pub destination_ports: Option<(u16, u16)>,
    /// First and last user id of the selector.
    pub uids: Option<(u32, u32)>,
    /// The rule looks up the table of the L3 master device (VRF).
    pub l3mdev: bool,
    /// Action: lookup, goto, or a route type such as blackhole.
    pub action: RuleAction,
    /// Routing table to look up; 0 for a rule with another action.
    pub table: u32,
    /// Priority of the target rule of `FR_ACT_GOTO`.
    pub goto: Option<u32>,
    /// Routes with this prefix length or a shorter one are ignored.
    pub suppress_prefix_len: Option<i32>,
    /// Origin of the rule.
    pub protocol: RouteProtocol,
    /// The rule has a selector that is not in the summary, a name is cut, or the prefixes are of
    /// another family.
    pub truncated: bool,
}
impl RuleMessage<'_> {
    /// Returns what matters of the rule, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<RuleSummary, Error> {
        let found = pick!(
            self.attrs,
            Rule {
                to: FRA_DST,
                from: FRA_SRC,
                incoming: FRA_IIFNAME,
                outgoing: FRA_OIFNAME,
                goto: FRA_GOTO,
                priority: FRA_PRIORITY,
                mark: FRA_FWMARK,
                mark_mask: FRA_FWMASK,
                tunnel: FRA_TUN_ID,
                table: FRA_TABLE,
                suppress: FRA_SUPPRESS_PREFIXLEN,
                suppress_group: FRA_SUPPRESS_IFGROUP,
                l3mdev: FRA_L3MDEV,
                uids: FRA_UID_RANGE,
                protocol: FRA_PROTOCOL,
                ip_protocol: FRA_IP_PROTO,
                source_ports: FRA_SPORT_RANGE,
                destination_ports: FRA_DPORT_RANGE,
                source_port_mask: FRA_SPORT_MASK,
                destination_port_mask: FRA_DPORT_MASK,
                dscp: FRA_DSCP,
                flow_label: FRA_FLOWLABEL,
            }
        )?;
        let family = self.family();
        let flags = self.header.get(FibRuleHdr::flags);
        let prefix = |key, address, len| checked_prefix(family, key, address, self.header.get(len));
        let (to, from) = (
            prefix(Rule::FRA_DST.number(), found.to, FibRuleHdr::dst_len)?,
            prefix(Rule::FRA_SRC.number(), found.from, FibRuleHdr::src_len)?,
        );
        let ports = |range: &Struct<PortRange>| (range.get(PortRange::start), range.get(PortRange::end));
        let mut truncated = found.tunnel.is_some_and(|id| id.0 != 0)
            || found.suppress_group.is_some_and(|group| group != u32::MAX)
            || found.source_port_mask.is_some_and(|mask| mask != u16::MAX)
            || found.destination_port_mask.is_some_and(|mask| mask != u16::MAX)
            || found.dscp.is_some()
            || found.flow_label.is_some()
            || (to.is_none() && found.to.is_some())
            || (from.is_none() && found.from.is_some());
        Ok(RuleSummary {
            family,
            priority: found.priority.unwrap_or(0),
            invert: flags.contains(RuleFlags::FIB_RULE_INVERT),
            from,
            to,
            tos: self.header.get(FibRuleHdr::tos),
            mark: found.mark,
            mark_mask: found.mark_mask,
            incoming: found.incoming.unwrap_or_default().to_inline_cut(&mut truncated),
            outgoing: found.outgoing.unwrap_or_default().to_inline_cut(&mut truncated),
            ip_protocol: found.ip_protocol.filter(|protocol| protocol.0 != 0),
            source_ports: found.source_ports.map(ports),
            destination_ports: found.destination_ports.map(ports),
            uids: found.uids.map(|range| (range.get(UidRange::start), range.get(UidRange::end))),
            l3mdev: found.l3mdev.is_some_and(|on| on != 0),
            action: self.action(),
            table: found.table.map_or_else(|| self.header.get(FibRuleHdr::table).0.into(), |table| table.0),
            goto: found.goto,
            suppress_prefix_len: found.suppress.filter(|len| *len != -1),
            protocol: found.protocol.unwrap_or_default(),
            truncated,
        })
    }
}
summaries! { RuleMessage => RuleSummary; }

impl fmt::Display for RuleSummary {
    /// Prints in the format of `ip rule`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.priority)?;
        if self.invert {
            f.write_str(" not")?;
        }
        match self.from {
            Some((address, len)) => write!(f, " from {}", PrefixText(address, len)),
            None => f.write_str(" from all"),
        }?;
        word(f, "to", self.to.map(|(address, len)| PrefixText(address, len)))?;
        if self.tos != 0 {
            write!(f, " tos {:#04x}", self.tos)?;
        }
        match (self.mark, self.mark_mask) {
            (Some(mark), Some(mask)) if mask != u32::MAX => write!(f, " fwmark {mark:#x}/{mask:#x}")?,
            (Some(mark), _) => write!(f, " fwmark {mark:#x}")?,
            (None, _) => {}
        }
        word(f, "iif", Some(self.incoming).filter(|name| !name.is_empty()))?;
        word(f, "oif", Some(self.outgoing).filter(|name| !name.is_empty()))?;
        if let Some((first, last)) = self.uids {
            write!(f, " uidrange {first}-{last}")?;
        }
        if let Some(protocol) = self.ip_protocol {
            write!(f, " ipproto {}", Word::of(protocol, "IPPROTO_"))?;
        }
        for (name, ports) in [("sport", self.source_ports), ("dport", self.destination_ports)] {
            match ports {
                Some((first, last)) if first == last => write!(f, " {name} {first}")?,
                Some((first, last)) => write!(f, " {name} {first}-{last}")?,
                None => {}
            }
        }
        match self.action {
            RuleAction::FR_ACT_TO_TBL if self.l3mdev => f.write_str(" lookup [l3mdev-table]"),
            RuleAction::FR_ACT_TO_TBL => write!(f, " lookup {}", TableText(self.table)),
            RuleAction::FR_ACT_GOTO => write!(f, " goto {}", self.goto.unwrap_or(0)),
            action => write!(f, " {}", Word::of(action, "FR_ACT_")),
        }?;
        word(f, "suppress_prefixlength", self.suppress_prefix_len)?;
        let protocol = Some(self.protocol).filter(|protocol| {
            !matches!(*protocol, RouteProtocol::RTPROT_KERNEL | RouteProtocol::RTPROT_UNSPEC)
        });
        word(f, "proto", protocol.map(|protocol| Word::of(protocol, "RTPROT_")))
    }
}

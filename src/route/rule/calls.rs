//! Queries and calls.
use super::RuleMessage;
use crate::route::convert::{family_of, prefix, split_table};
use crate::{
    client::{Call, Completion, Query, call},
    route::{DelRule, FibRuleHdr, GetRule, NewRule, RouteTable, RtmTable, Rule, RuleAction, RuleFlags},
    uapi::AddressFamily,
    wire::{DeleteFlags, NewFlags, RequestFlags, Str, Writer},
};
use core::net::IpAddr;

impl<'a> RuleMessage<'a> {
    /// Returns the priority: rules with lower numbers are evaluated first.
    ///
    /// 0 if absent, since the kernel does not send a priority of 0.
    #[doc(alias = "FRA_PRIORITY")]
    pub fn priority(&self) -> u32 {
        self.attrs.get(Rule::FRA_PRIORITY).ok().flatten().unwrap_or(0)
    }
    /// Returns the packet mark (fwmark) selector.
    #[doc(alias = "FRA_FWMARK")]
    pub fn mark(&self) -> Option<u32> {
        self.attrs.get(Rule::FRA_FWMARK).ok().flatten()
    }
    /// Returns the mask of the packet mark.
    #[doc(alias = "FRA_FWMASK")]
    pub fn mark_mask(&self) -> Option<u32> {
        self.attrs.get(Rule::FRA_FWMASK).ok().flatten()
    }
    /// Returns the name of the incoming interface.
    #[doc(alias = "FRA_IIFNAME")]
    pub fn incoming(&self) -> Option<Str<'a>> {
        self.attrs.get(Rule::FRA_IIFNAME).ok().flatten()
    }
    /// Returns the name of the outgoing interface.
    #[doc(alias = "FRA_OIFNAME")]
    pub fn outgoing(&self) -> Option<Str<'a>> {
        self.attrs.get(Rule::FRA_OIFNAME).ok().flatten()
    }
}
impl RuleMessage<'_> {
    /// Returns the address family of the packets to which the rule applies.
    pub fn family(&self) -> AddressFamily {
        self.header.get(FibRuleHdr::family)
    }
    /// Returns the rule action.
    pub fn action(&self) -> RuleAction {
        self.header.get(FibRuleHdr::action)
    }
    /// Returns the routing table to look up: FRA_TABLE if present, otherwise the table in the
    /// header.
    ///
    /// 0 for a rule with another action.
    pub fn table(&self) -> u32 {
        let table = self.attrs.get(Rule::FRA_TABLE).ok().flatten();
        table.map_or_else(|| u32::from(self.header.get(FibRuleHdr::table).0), |table| table.0)
    }
    /// Returns the source prefix and its length; `None` for any.
    pub fn from(&self) -> Option<(IpAddr, u8)> {
        let address = self.attrs.get(Rule::FRA_SRC).ok().flatten();
        prefix(self.family(), address, self.header.get(FibRuleHdr::src_len))
    }
    /// Returns the destination prefix and its length; `None` for any.
    pub fn to(&self) -> Option<(IpAddr, u8)> {
        let address = self.attrs.get(Rule::FRA_DST).ok().flatten();
        prefix(self.family(), address, self.header.get(FibRuleHdr::dst_len))
    }
}

/// Parameters of a routing rule.
///
/// In an add request, omitted selectors match any packet. In a delete request, omitted fields match
/// any rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RuleSpec<'a> {
    /// Address family, if neither `from` nor `to` determines it.
    ///
    /// AF_UNSPEC means AF_INET.
    pub family: AddressFamily,
    /// Priority: rules with lower numbers are evaluated first.
    ///
    /// `None` lets the kernel choose: one less than the priority of the second rule.
    pub priority: Option<u32>,
    /// Source prefix and length, bits.
    pub from: Option<(IpAddr, u8)>,
    /// Destination prefix and length, bits.
    pub to: Option<(IpAddr, u8)>,
    /// Type of service (TOS) selector; 0 for any.
    pub tos: u8,
    /// Packet mark (fwmark) selector.
    pub mark: Option<u32>,
    /// Mask of the packet mark; `None` means all bits.
    pub mark_mask: Option<u32>,
    /// Name of the incoming interface.
    pub incoming: Option<Str<'a>>,
    /// Name of the outgoing interface.
    pub outgoing: Option<Str<'a>>,
    /// Routing table to look up; in an add request, `None` means the main table.
    pub table: Option<u32>,
    /// Rule action; FR_ACT_UNSPEC, the default, is sent as FR_ACT_TO_TBL by add requests.
    pub action: RuleAction,
    /// Inverted match: the rule applies to packets that do not match the selectors.
    pub invert: bool,
}
impl RuleSpec<'_> {
    fn family(&self) -> AddressFamily {
        match (self.from.or(self.to), self.family) {
            (Some((address, _)), _) => family_of(address),
            (None, AddressFamily::AF_UNSPEC) => AddressFamily::AF_INET,
            (None, family) => family,
        }
    }
    fn flags(&self) -> RuleFlags {
        if self.invert { RuleFlags::FIB_RULE_INVERT } else { RuleFlags::empty() }
    }
    fn put(&self, request: &mut Writer<'_, Rule>, table: Option<u32>) {
        request
            .put_some(Rule::FRA_PRIORITY, self.priority)
            .put_some(Rule::FRA_SRC, self.from.map(|(address, _)| address))
            .put_some(Rule::FRA_DST, self.to.map(|(address, _)| address))
            .put_some(Rule::FRA_FWMARK, self.mark)
            .put_some(Rule::FRA_FWMASK, self.mark_mask)
            .put_some(Rule::FRA_IIFNAME, self.incoming)
            .put_some(Rule::FRA_OIFNAME, self.outgoing)
            .put_some(Rule::FRA_TABLE, table.map(RouteTable));
    }
}

/// Lists the routing rules of all families, in order of evaluation within each family.
///
/// Sends `RTM_GETRULE` of AF_UNSPEC with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "ip rule show")]
pub fn list() -> impl Query<Operation = GetRule> + Copy {
    GetRule::default()
}
/// Adds a routing rule.
///
/// Sends `RTM_NEWRULE` with `NLM_F_CREATE | NLM_F_EXCL`, `FR_ACT_TO_TBL` unless `spec` has another
/// action, the table in the header or, above 255, in `FRA_TABLE`, and those of `FRA_PRIORITY`,
/// `FRA_SRC`, `FRA_DST`, `FRA_FWMARK`, `FRA_FWMASK`, `FRA_IIFNAME` and `FRA_OIFNAME` that `spec`
/// contains.
///
/// # Errors
/// - EEXIST: the rule exists ([`already_exists`](crate::client::Error::already_exists)).
/// - EINVAL: invalid combination of parameters.
/// - EAFNOSUPPORT or EOPNOTSUPP: the family does not support rules.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip rule add")]
pub fn add(spec: RuleSpec<'_>) -> impl Call<Output = Completion> + Copy {
    let action = match spec.action {
        RuleAction::FR_ACT_UNSPEC => RuleAction::FR_ACT_TO_TBL,
        action => action,
    };
    let usual = if action == RuleAction::FR_ACT_TO_TBL { u32::from(RtmTable::RT_TABLE_MAIN.0) } else { 0 };
    let (table, more) = split_table(spec.table.unwrap_or(usual));
    let operation = NewRule {
        family: spec.family(),
        dst_len: spec.to.map_or(0, |(_, len)| len),
        src_len: spec.from.map_or(0, |(_, len)| len),
        tos: spec.tos,
        table,
        action,
        flags: spec.flags(),
    };
    call(operation, NewFlags::CREATE | NewFlags::EXCL, move |request| spec.put(request, more))
}
/// Removes the first routing rule that matches all given fields.
///
/// Omitted fields match any rule: empty parameters remove the first rule, which is that of the
/// local table. Give at least the priority.
///
/// Sends `RTM_DELRULE` with the attributes of [`add`]. An omitted table or action is sent as
/// unspecified.
///
/// # Errors
/// - ENOENT: no rule matches ([`is_not_found`](crate::client::Error::is_not_found)).
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip rule delete")]
pub fn delete(spec: RuleSpec<'_>) -> impl Call<Output = Completion> + Copy {
    let (table, more) = split_table(spec.table.unwrap_or(0));
    let operation = DelRule {
        family: spec.family(),
        dst_len: spec.to.map_or(0, |(_, len)| len),
        src_len: spec.from.map_or(0, |(_, len)| len),
        tos: spec.tos,
        table,
        action: spec.action,
        flags: spec.flags(),
    };
    call(operation, DeleteFlags::NONE, move |request| spec.put(request, more))
}

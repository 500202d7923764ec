//! Routing rules, by verbs: list, add, delete. Each function sends one request and says which.
//!
//! ```
//! use nlwire::{exchange::{Answer, Connection, Transport}, route::rules::{self, RuleSpec}};
//! fn policy<T: Transport>(connection: &mut Connection<'_, T>) -> Answer<(), T> {
//!     let from = Some(([192, 0, 2, 0].into(), 24));
//!     rules::add(connection, &RuleSpec { priority: Some(100), from, table: Some(1000), ..Default::default() })?;
//!     let mut all = rules::list(connection)?;
//!     while let Some(rule) = all.next()? {
//!         println!("{}: from {:?} table {}", rule.priority(), rule.from(), rule.table());
//!     }
//!     Ok(())
//! }
//! ```
//! Changes need CAP_NET_ADMIN; without it the kernel refuses with EPERM.
use super::{family_of, getters, prefix, split_table};
use crate::{
    exchange::{Answer, Connection, Done, Replies, Transport},
    route::{DelRule, FibRuleHdr, GetRule, NewRule, RouteTable, RtmTable, Rule, RuleAction, RuleFlags},
    uapi::AddressFamily,
    wire::{DeleteFlags, Layout, NewFlags, Reply, RequestFlags, Str, Writer},
};
use core::net::IpAddr;

getters! { Rule, GetRule {
    /// Its priority: rules are tried in ascending order. The kernel sends none for 0.
    priority(attrs) -> u32 = attrs.get(Rule::FRA_PRIORITY).ok().flatten().unwrap_or(0);
    /// The packet's mark that it is for.
    mark(attrs) -> Option<u32> = attrs.get(Rule::FRA_FWMARK).ok().flatten();
    /// Which bits of the mark count.
    mark_mask(attrs) -> Option<u32> = attrs.get(Rule::FRA_FWMASK).ok().flatten();
    /// Name of the link that packets come by.
    incoming(attrs) -> Option<Str<'a>> = attrs.get(Rule::FRA_IIFNAME).ok().flatten();
    /// Name of the link that packets go by.
    outgoing(attrs) -> Option<Str<'a>> = attrs.get(Rule::FRA_OIFNAME).ok().flatten();
} }
impl Reply<'_, GetRule> {
    /// The family whose packets it is for.
    pub fn family(&self) -> AddressFamily {
        self.header.get(FibRuleHdr::family)
    }
    /// What it does.
    pub fn action(&self) -> RuleAction {
        self.header.get(FibRuleHdr::action)
    }
    /// The table that it looks into: FRA_TABLE, or the header's where that is not there. 0 where it does something else.
    pub fn table(&self) -> u32 {
        let table = self.attrs.get(Rule::FRA_TABLE).ok().flatten();
        table.map_or_else(|| u32::from(self.header.get(FibRuleHdr::table).0), |table| table.0)
    }
    /// The source's prefix; `None` for any.
    pub fn from(&self) -> Option<(IpAddr, u8)> {
        let address = self.attrs.get(Rule::FRA_SRC).ok().flatten();
        prefix(self.family(), address, self.header.get(FibRuleHdr::src_len))
    }
    /// The destination's prefix; `None` for any.
    pub fn to(&self) -> Option<(IpAddr, u8)> {
        let address = self.attrs.get(Rule::FRA_DST).ok().flatten();
        prefix(self.family(), address, self.header.get(FibRuleHdr::dst_len))
    }
}

/// A rule. What is left out matches any packet, or, where a rule is to be removed, any rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RuleSpec<'a> {
    /// The family, where neither `from` nor `to` says it; AF_UNSPEC is taken for AF_INET.
    pub family: AddressFamily,
    /// Its priority; without one the kernel takes one less than that of the second rule.
    pub priority: Option<u32>,
    /// The source's prefix.
    pub from: Option<(IpAddr, u8)>,
    /// The destination's prefix.
    pub to: Option<(IpAddr, u8)>,
    /// Type of service that it is for; 0 for any.
    pub tos: u8,
    /// The packet's mark that it is for.
    pub mark: Option<u32>,
    /// Which bits of the mark count; without one, all.
    pub mark_mask: Option<u32>,
    /// Name of the link that packets come by.
    pub incoming: Option<Str<'a>>,
    /// Name of the link that packets go by.
    pub outgoing: Option<Str<'a>>,
    /// The table that it looks into; without one a rule is added for the main table.
    pub table: Option<u32>,
    /// What it does; FR_ACT_UNSPEC, the default, adds one that looks into the table.
    pub action: RuleAction,
    /// It is for what does not match.
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

/// Lists all rules of all families, one by one, each family's in the order in which they are tried.
///
/// Sends RTM_GETRULE of AF_UNSPEC with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn list<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetRule>, T> {
    connection.dump(GetRule::default(), |_| {})
}
/// Makes a rule.
///
/// Sends RTM_NEWRULE with NLM_F_CREATE | NLM_F_EXCL: FR_ACT_TO_TBL unless the specification says something else, the table in the header or,
/// above 255, in FRA_TABLE, and of FRA_PRIORITY, FRA_SRC, FRA_DST, FRA_FWMARK, FRA_FWMASK, FRA_IIFNAME, FRA_OIFNAME those that it has.
///
/// # Errors
/// EEXIST where it is there ([`already_exists`](crate::exchange::Failure::already_exists)), EINVAL for what does not fit together,
/// EAFNOSUPPORT or EOPNOTSUPP for a family without rules, EPERM without CAP_NET_ADMIN.
pub fn add<T: Transport>(connection: &mut Connection<'_, T>, spec: &RuleSpec<'_>) -> Answer<Done, T> {
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
    connection.request(operation, NewFlags::CREATE | NewFlags::EXCL, |request| spec.put(request, more))
}
/// Removes the first rule that is as said. What the specification leaves out matches any rule, so one that says nothing removes the first
/// rule of all, that of the local table: say the priority at least.
///
/// Sends RTM_DELRULE with what [`add`] sends, but for table and action that are left out.
///
/// # Errors
/// ENOENT where there is none ([`is_not_found`](crate::exchange::Failure::is_not_found)), EPERM without CAP_NET_ADMIN.
pub fn delete<T: Transport>(connection: &mut Connection<'_, T>, spec: &RuleSpec<'_>) -> Answer<Done, T> {
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
    connection.request(operation, DeleteFlags::NONE, |request| spec.put(request, more))
}

//! Tables, chains, sets, elements and flow tables as values that a transaction creates or deletes.
use super::*;
use crate::{
    netfilter::{Hook, NfProto},
    wire::{Be, DeleteFlags, NewFlags, Operation, Request},
};

mod element;
mod set;
pub use element::*;
pub use set::*;

/// What [`Transaction::create`] takes: an object of a ruleset.
pub trait Create {
    /// Operation that creates the object.
    type New: Operation<Flags = NewFlags>;
    /// Returns the operation that creates the object.
    fn new_operation(&self) -> Self::New;
    /// Returns the flags of the request that creates the object.
    fn new_flags(&self) -> NewFlags {
        NewFlags::CREATE
    }
    /// Writes the attributes of the request that creates the object.
    ///
    /// `index` is the index of the request within the transaction, which identifies a set.
    fn write(&self, request: &mut Request<'_, Self::New>, index: u32);
}
/// What [`Transaction::delete`] takes: an object of a ruleset.
pub trait Delete {
    /// Operation that deletes the object.
    type Delete: Operation<Flags = DeleteFlags>;
    /// Returns the operation that deletes the object.
    fn delete_operation(&self) -> Self::Delete;
    /// Writes the attributes of the request that deletes the object.
    fn write_delete(&self, request: &mut Request<'_, Self::Delete>);
}

/// Table: family and name.
///
/// ```
/// use nlwire::{client::{Buffer, BatchError, Connection, Transport}, netfilter::{Hook, nftables::{self, *}}};
/// /// Accepts TCP connections to some ports, and drops what else arrives.
/// fn guard<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> Result<(), BatchError<T::Error>> {
///     let table = Table::inet("guard");
///     let input = table.chain("input").filter(Hook::NF_INET_LOCAL_IN).policy(VerdictCode::NF_DROP);
///     let ports = table.set("ports", SetType::INET_SERVICE);
///     let mut all = nftables::transaction(connection, None)?;
///     all.create(&table)?;
///     all.create(&input)?;
///     all.create(&ports)?;
///     all.create(&ports.elements([22u16, 80, 443]))?;
///     all.create(&input.rule(|rule| rule.tcp_dport(set("ports")).counter().accept()))?;
///     all.commit()?;
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Table<'a> {
    family: NfProto,
    name: &'a str,
    flags: TableFlags,
    comment: Option<&'a str>,
}
impl<'a> Table<'a> {
    /// Creates a table of a family.
    #[must_use]
    pub const fn new(family: NfProto, name: &'a str) -> Self {
        Self { family, name, flags: TableFlags::empty(), comment: None }
    }
    /// Creates a table of the family `inet`: IPv4 and IPv6.
    #[must_use]
    pub const fn inet(name: &'a str) -> Self {
        Self::new(NfProto::NFPROTO_INET, name)
    }
    /// Creates a table of the family `ip`: IPv4.
    #[must_use]
    pub const fn ip(name: &'a str) -> Self {
        Self::new(NfProto::NFPROTO_IPV4, name)
    }
    /// Creates a table of the family `ip6`: IPv6.
    #[must_use]
    pub const fn ip6(name: &'a str) -> Self {
        Self::new(NfProto::NFPROTO_IPV6, name)
    }
    /// Creates a table of the family `arp`.
    #[must_use]
    pub const fn arp(name: &'a str) -> Self {
        Self::new(NfProto::NFPROTO_ARP, name)
    }
    /// Creates a table of the family `bridge`.
    #[must_use]
    pub const fn bridge(name: &'a str) -> Self {
        Self::new(NfProto::NFPROTO_BRIDGE, name)
    }
    /// Creates a table of the family `netdev`: ingress and egress of interfaces.
    #[must_use]
    pub const fn netdev(name: &'a str) -> Self {
        Self::new(NfProto::NFPROTO_NETDEV, name)
    }
    /// Sets the flags of the table.
    #[must_use]
    pub const fn flags(mut self, flags: TableFlags) -> Self {
        self.flags = flags;
        self
    }
    /// Sets the comment.
    #[must_use]
    pub const fn comment(mut self, comment: &'a str) -> Self {
        self.comment = Some(comment);
        self
    }
    /// Returns a chain of the table that no hook calls; rules jump to it.
    #[must_use]
    pub const fn chain(self, name: &'a str) -> Chain<'a> {
        Chain { table: self, name, base: None, device: None, comment: None }
    }
    /// Returns a set of the table.
    #[must_use]
    pub const fn set(self, name: &'a str, keys: SetType) -> Set<'a> {
        Set {
            table: self,
            name,
            keys,
            values: None,
            flags: SetFlags::empty(),
            timeout: None,
            gc_interval: None,
            size: None,
            comment: None,
        }
    }
    /// Returns a map of the table.
    #[must_use]
    pub const fn map(self, name: &'a str, keys: SetType, values: SetType) -> Set<'a> {
        let mut map = self.set(name, keys);
        map.values = Some(MapValues::Data(values));
        map.flags = SetFlags::NFT_SET_MAP;
        map
    }
    /// Returns a verdict map of the table.
    #[must_use]
    pub const fn verdict_map(self, name: &'a str, keys: SetType) -> Set<'a> {
        let mut map = self.set(name, keys);
        map.values = Some(MapValues::Verdict);
        map.flags = SetFlags::NFT_SET_MAP;
        map
    }
    /// Returns a map of the table from keys to stateful objects of one type.
    #[must_use]
    pub const fn object_map(self, name: &'a str, keys: SetType, objects: ObjectType) -> Set<'a> {
        let mut map = self.set(name, keys);
        map.values = Some(MapValues::Object(objects));
        map.flags = SetFlags::NFT_SET_OBJECT;
        map
    }
    /// Returns a flow table for the interfaces.
    #[must_use]
    pub const fn flowtable(self, name: &'a str, devices: &'a [&'a str]) -> Flowtable<'a> {
        Flowtable { table: self, name, devices, priority: 0, flags: FlowtableFlags::empty() }
    }
    /// Returns the family.
    #[must_use]
    pub const fn family(&self) -> NfProto {
        self.family
    }
    /// Returns the name.
    #[must_use]
    pub const fn name(&self) -> &'a str {
        self.name
    }
}
impl Create for Table<'_> {
    type New = NewTable;
    fn new_operation(&self) -> NewTable {
        NewTable { family: self.family }
    }
    fn write(&self, request: &mut Request<'_, NewTable>, _: u32) {
        request.put(NftTable::NFTA_TABLE_NAME, self.name);
        if !self.flags.is_empty() {
            request.put(NftTable::NFTA_TABLE_FLAGS, Be(self.flags));
        }
        put_comment(request, NftTable::NFTA_TABLE_USERDATA, Userdata::COMMENT, self.comment);
    }
}
impl Delete for Table<'_> {
    type Delete = DelTable;
    fn delete_operation(&self) -> DelTable {
        DelTable { family: self.family }
    }
    fn write_delete(&self, request: &mut Request<'_, DelTable>) {
        request.put(NftTable::NFTA_TABLE_NAME, self.name);
    }
}

/// Order of the chains of a hook. Lower numbers run first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Priority(pub i32);
impl Priority {
    /// Before connection tracking.
    pub const RAW: Self = Self(-300);
    /// Mangling of packets.
    pub const MANGLE: Self = Self(-150);
    /// Destination NAT.
    pub const DSTNAT: Self = Self(-100);
    /// Filtering (`filter`).
    pub const FILTER: Self = Self(0);
    /// Security marks.
    pub const SECURITY: Self = Self(50);
    /// Source NAT.
    pub const SRCNAT: Self = Self(100);
    /// Destination NAT in the family bridge.
    pub const BRIDGE_DSTNAT: Self = Self(-300);
    /// Filtering in the family bridge.
    pub const BRIDGE_FILTER: Self = Self(-200);
    /// Local output in the family bridge.
    pub const BRIDGE_OUT: Self = Self(100);
    /// Source NAT in the family bridge.
    pub const BRIDGE_SRCNAT: Self = Self(300);
}
impl From<i32> for Priority {
    fn from(priority: i32) -> Self {
        Self(priority)
    }
}
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Base {
    kind: &'static str,
    hook: u32,
    priority: Priority,
    policy: Option<VerdictCode>,
}
/// Chain of a table. Created by [`Table::chain`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Chain<'a> {
    table: Table<'a>,
    name: &'a str,
    base: Option<Base>,
    device: Option<&'a str>,
    comment: Option<&'a str>,
}
impl<'a> Chain<'a> {
    const fn base(mut self, kind: &'static str, hook: u32, priority: Priority) -> Self {
        self.base = Some(Base { kind, hook, priority, policy: None });
        self
    }
    /// Attaches the chain to a hook as a chain of type filter, priority filter.
    #[must_use]
    pub const fn filter(self, hook: Hook) -> Self {
        let bridge = matches!(self.table.family, NfProto::NFPROTO_BRIDGE);
        let priority = if bridge { Priority::BRIDGE_FILTER } else { Priority::FILTER };
        self.base("filter", hook.0 as u32, priority)
    }
    /// Attaches the chain to a hook as a chain of type nat: priority srcnat for the hooks
    /// postrouting and input, else dstnat.
    #[must_use]
    pub const fn nat(self, hook: Hook) -> Self {
        let source = matches!(hook, Hook::NF_INET_POST_ROUTING | Hook::NF_INET_LOCAL_IN);
        self.base("nat", hook.0 as u32, if source { Priority::SRCNAT } else { Priority::DSTNAT })
    }
    /// Attaches the chain to the output hook as a chain of type route, priority mangle: a packet
    /// is routed again if the chain changes its mark or addresses.
    #[must_use]
    pub const fn route(self) -> Self {
        self.base("route", Hook::NF_INET_LOCAL_OUT.0 as u32, Priority::MANGLE)
    }
    /// Attaches the chain to the ingress of an interface. In the families netdev and inet.
    #[must_use]
    pub const fn ingress(mut self, device: &'a str) -> Self {
        self.device = Some(device);
        let hook = if matches!(self.table.family, NfProto::NFPROTO_INET) { 5 } else { 0 };
        self.base("filter", hook, Priority::FILTER)
    }
    /// Attaches the chain to the egress of an interface. In the family netdev.
    #[must_use]
    pub const fn egress(mut self, device: &'a str) -> Self {
        self.device = Some(device);
        self.base("filter", 1, Priority::FILTER)
    }
    /// Sets the priority of a chain that is attached to a hook.
    #[must_use]
    pub const fn priority(mut self, priority: Priority) -> Self {
        if let Some(base) = &mut self.base {
            base.priority = priority;
        }
        self
    }
    /// Sets the verdict for packets that no rule accepts or drops, of a chain that is attached to
    /// a hook: `NF_ACCEPT` or `NF_DROP`. Default: `NF_ACCEPT`.
    #[must_use]
    pub const fn policy(mut self, policy: VerdictCode) -> Self {
        if let Some(base) = &mut self.base {
            base.policy = Some(policy);
        }
        self
    }
    /// Sets the comment.
    #[must_use]
    pub const fn comment(mut self, comment: &'a str) -> Self {
        self.comment = Some(comment);
        self
    }
    /// Returns a rule of the chain. `fill` writes the matches and statements.
    ///
    /// The rule is appended to the chain.
    pub const fn rule<F>(self, fill: F) -> ChainRule<'a, F>
    where
        F: for<'w, 'b> Fn(Rule<'w, 'b>) -> Rule<'w, 'b>,
    {
        ChainRule { chain: self, fill, place: RulePlace::Last, comment: None }
    }
    /// Returns the rule of the chain with this handle, to delete it.
    #[must_use]
    pub const fn rule_handle(self, handle: u64) -> RuleHandle<'a> {
        RuleHandle { chain: self, handle: Some(handle) }
    }
    /// Returns all rules of the chain, to delete them.
    #[must_use]
    pub const fn all_rules(self) -> RuleHandle<'a> {
        RuleHandle { chain: self, handle: None }
    }
    /// Returns the table.
    #[must_use]
    pub const fn table(&self) -> Table<'a> {
        self.table
    }
}
impl Create for Chain<'_> {
    type New = NewChain;
    fn new_operation(&self) -> NewChain {
        NewChain { family: self.table.family }
    }
    fn write(&self, request: &mut Request<'_, NewChain>, _: u32) {
        request.put(NftChain::NFTA_CHAIN_TABLE, self.table.name).put(NftChain::NFTA_CHAIN_NAME, self.name);
        if let Some(base) = self.base {
            request.nest(NftChain::NFTA_CHAIN_HOOK, |hook| {
                hook.put(NftHook::NFTA_HOOK_HOOKNUM, base.hook);
                hook.put(NftHook::NFTA_HOOK_PRIORITY, base.priority.0);
                hook.put_some(NftHook::NFTA_HOOK_DEV, self.device);
            });
            request.put(NftChain::NFTA_CHAIN_TYPE, base.kind);
            request.put_some(NftChain::NFTA_CHAIN_POLICY, base.policy.map(Be));
        }
        put_comment(request, NftChain::NFTA_CHAIN_USERDATA, Userdata::COMMENT, self.comment);
    }
}
impl Delete for Chain<'_> {
    type Delete = DelChain;
    fn delete_operation(&self) -> DelChain {
        DelChain { family: self.table.family }
    }
    fn write_delete(&self, request: &mut Request<'_, DelChain>) {
        request.put(NftChain::NFTA_CHAIN_TABLE, self.table.name).put(NftChain::NFTA_CHAIN_NAME, self.name);
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum RulePlace {
    Last,
    First,
    After(u64),
    Before(u64),
    Replace(u64),
}
/// Rule of a chain. Created by [`Chain::rule`].
#[derive(Clone, Copy, Debug)]
pub struct ChainRule<'a, F> {
    chain: Chain<'a>,
    fill: F,
    place: RulePlace,
    comment: Option<&'a str>,
}
impl<'a, F> ChainRule<'a, F> {
    /// Sets the comment.
    #[must_use]
    pub fn comment(mut self, comment: &'a str) -> Self {
        self.comment = Some(comment);
        self
    }
    /// Inserts the rule at the front of the chain.
    #[must_use]
    pub fn first(mut self) -> Self {
        self.place = RulePlace::First;
        self
    }
    /// Inserts the rule after the rule with this handle.
    #[must_use]
    pub fn after(mut self, handle: u64) -> Self {
        self.place = RulePlace::After(handle);
        self
    }
    /// Inserts the rule before the rule with this handle.
    #[must_use]
    pub fn before(mut self, handle: u64) -> Self {
        self.place = RulePlace::Before(handle);
        self
    }
    /// Replaces the rule with this handle.
    #[must_use]
    pub fn replace(mut self, handle: u64) -> Self {
        self.place = RulePlace::Replace(handle);
        self
    }
}
impl<F> Create for ChainRule<'_, F>
where
    F: for<'w, 'b> Fn(Rule<'w, 'b>) -> Rule<'w, 'b>,
{
    type New = NewRule;
    fn new_operation(&self) -> NewRule {
        NewRule { family: self.chain.table.family }
    }
    fn new_flags(&self) -> NewFlags {
        match self.place {
            RulePlace::Last | RulePlace::After(_) => NewFlags::CREATE | NewFlags::APPEND,
            RulePlace::First | RulePlace::Before(_) => NewFlags::CREATE,
            RulePlace::Replace(_) => NewFlags::REPLACE,
        }
    }
    fn write(&self, request: &mut Request<'_, NewRule>, _: u32) {
        let chain = &self.chain;
        request.put(NftRule::NFTA_RULE_TABLE, chain.table.name).put(NftRule::NFTA_RULE_CHAIN, chain.name);
        match self.place {
            RulePlace::After(handle) | RulePlace::Before(handle) => {
                request.put(NftRule::NFTA_RULE_POSITION, handle);
            }
            RulePlace::Replace(handle) => {
                request.put(NftRule::NFTA_RULE_HANDLE, handle);
            }
            RulePlace::First | RulePlace::Last => {}
        }
        request.nest(NftRule::NFTA_RULE_EXPRESSIONS, |exprs| {
            let _ = (self.fill)(Rule::new(exprs, chain.table.family));
        });
        put_comment(request, NftRule::NFTA_RULE_USERDATA, Userdata::COMMENT, self.comment);
    }
}
/// Rule by its handle, or all rules of a chain, to delete.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RuleHandle<'a> {
    chain: Chain<'a>,
    handle: Option<u64>,
}
impl Delete for RuleHandle<'_> {
    type Delete = DelRule;
    fn delete_operation(&self) -> DelRule {
        DelRule { family: self.chain.table.family }
    }
    fn write_delete(&self, request: &mut Request<'_, DelRule>) {
        request.put(NftRule::NFTA_RULE_TABLE, self.chain.table.name);
        request.put(NftRule::NFTA_RULE_CHAIN, self.chain.name);
        request.put_some(NftRule::NFTA_RULE_HANDLE, self.handle);
    }
}

/// Flow table: connections that bypass the rules. Created by [`Table::flowtable`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flowtable<'a> {
    table: Table<'a>,
    name: &'a str,
    devices: &'a [&'a str],
    priority: i32,
    flags: FlowtableFlags,
}
impl Flowtable<'_> {
    /// Sets the priority at the ingress hook. Default: 0.
    #[must_use]
    pub const fn priority(mut self, priority: Priority) -> Self {
        self.priority = priority.0;
        self
    }
    /// Sets the flags.
    #[must_use]
    pub const fn flags(mut self, flags: FlowtableFlags) -> Self {
        self.flags = flags;
        self
    }
}
impl Create for Flowtable<'_> {
    type New = NewFlowtable;
    fn new_operation(&self) -> NewFlowtable {
        NewFlowtable { family: self.table.family }
    }
    fn write(&self, request: &mut Request<'_, NewFlowtable>, _: u32) {
        request.put(NftFlowtable::NFTA_FLOWTABLE_TABLE, self.table.name);
        request.put(NftFlowtable::NFTA_FLOWTABLE_NAME, self.name);
        request.nest(NftFlowtable::NFTA_FLOWTABLE_HOOK, |hook| {
            hook.put(NftFlowtableHook::NFTA_FLOWTABLE_HOOK_NUM, 0u32);
            hook.put(NftFlowtableHook::NFTA_FLOWTABLE_HOOK_PRIORITY, self.priority);
            hook.nest(NftFlowtableHook::NFTA_FLOWTABLE_HOOK_DEVS, |devices| {
                for device in self.devices {
                    devices.put(NftDevices::NFTA_DEVICE_NAME, *device);
                }
            });
        });
        if !self.flags.is_empty() {
            request.put(NftFlowtable::NFTA_FLOWTABLE_FLAGS, Be(self.flags));
        }
    }
}
impl Delete for Flowtable<'_> {
    type Delete = DelFlowtable;
    fn delete_operation(&self) -> DelFlowtable {
        DelFlowtable { family: self.table.family }
    }
    fn write_delete(&self, request: &mut Request<'_, DelFlowtable>) {
        request.put(NftFlowtable::NFTA_FLOWTABLE_TABLE, self.table.name);
        request.put(NftFlowtable::NFTA_FLOWTABLE_NAME, self.name);
    }
}

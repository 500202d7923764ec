//! nf_tables: tables hold chains, chains hold rules, rules are expressions one behind the other (linux/netfilter/nf_tables.h).
//!
//! Whatever changes is sent as a batch, which the kernel takes whole or not at all: [`transaction`]. Reading is by dumps: [`tables`],
//! [`chains`], [`rules`], [`sets`], [`elements`].
//!
//! ```
//! use nlwire::{exchange::{Connection, Transport}, netfilter::{NfProto, nftables::{self, *}}, wire::NewFlags};
//! /// Drops TCP to a port.
//! fn close<T: Transport>(connection: &mut Connection<'_, T>, port: u16) -> Result<(), BatchFailure<T::Error>> {
//!     let mut all = nftables::transaction(connection, None)?;
//!     all.add(NewTable { family: NfProto::NFPROTO_INET }, NewFlags::CREATE, |table| {
//!         table.put(NftTable::NFTA_TABLE_NAME, "guard");
//!     })?;
//!     all.add(NewChain { family: NfProto::NFPROTO_INET }, NewFlags::CREATE, |chain| {
//!         chain.put(NftChain::NFTA_CHAIN_TABLE, "guard").put(NftChain::NFTA_CHAIN_NAME, "in");
//!         chain.put(NftChain::NFTA_CHAIN_TYPE, "filter");
//!         chain.nest(NftChain::NFTA_CHAIN_HOOK, |hook| {
//!             hook.put(NftHook::NFTA_HOOK_HOOKNUM, 1u32).put(NftHook::NFTA_HOOK_PRIORITY, 0i32); // input
//!         });
//!     })?;
//!     all.add(NewRule { family: NfProto::NFPROTO_INET }, NewFlags::CREATE | NewFlags::APPEND, |rule| {
//!         rule.put(NftRule::NFTA_RULE_TABLE, "guard").put(NftRule::NFTA_RULE_CHAIN, "in");
//!         rule.nest(NftRule::NFTA_RULE_EXPRESSIONS, |rule| {
//!             let reg = Register::NFT_REG32_00;
//!             rule.meta(MetaKey::NFT_META_L4PROTO, reg).cmp(reg, CmpOp::NFT_CMP_EQ, &[6]);
//!             rule.payload(PayloadBase::NFT_PAYLOAD_TRANSPORT_HEADER, 2, 2, reg);
//!             rule.cmp(reg, CmpOp::NFT_CMP_EQ, &port.to_be_bytes());
//!             rule.counter().verdict(VerdictCode::NF_DROP);
//!         });
//!     })?;
//!     all.commit()?;
//!     Ok(())
//! }
//! # use nlwire::exchange::BatchFailure;
//! ```
mod expr;
mod object;
mod set;
mod statement;
mod verbs;

pub use expr::*;
pub use object::*;
pub use set::*;
pub use statement::*;
pub use verbs::*;

use super::{NetfilterMessage, NfGenMsg, NfProto};
use crate::{
    attributes, flags, numbers, operations,
    uapi::HardwareType,
    wire::{Attrs, Be, Str},
};

flags! {
    /// A table's flags: `NFT_TABLE_F_*`.
    pub struct TableFlags(u32) {
        /// Its chains see no packets.
        NFT_TABLE_F_DORMANT = 0x1,
        /// It belongs to the socket that made it, and goes with it.
        NFT_TABLE_F_OWNER = 0x2,
        /// It stays when the socket goes that it belongs to. Since Linux 6.9.
        NFT_TABLE_F_PERSIST = 0x4,
    }
}
flags! {
    /// A chain's flags: `NFT_CHAIN_*`.
    pub struct ChainFlags(u32) {
        /// Packets come to it by a hook.
        NFT_CHAIN_BASE = 1 << 0,
        /// Hardware does it.
        NFT_CHAIN_HW_OFFLOAD = 1 << 1,
        /// It belongs to a rule, and has no name of its own.
        NFT_CHAIN_BINDING = 1 << 2,
    }
}
flags! {
    /// Flags of a rule that iptables made: `NFT_RULE_COMPAT_F_*`.
    pub struct RuleCompatFlags(u32) {
        /// The protocol is inverted.
        NFT_RULE_COMPAT_F_INV = 1 << 1,
    }
}
numbers! {
    /// Where a packet goes: `NFT_*`, linux/netfilter/nf_tables.h, and `NF_*`, linux/netfilter.h.
    pub struct VerdictCode(i32) {
        /// Returns to the chain that called.
        NFT_RETURN = -5,
        /// To another chain, and not back.
        NFT_GOTO = -4,
        /// To another chain, and back.
        NFT_JUMP = -3,
        /// To the next rule: the expression did not match.
        NFT_BREAK = -2,
        /// To the next expression.
        NFT_CONTINUE = -1,
        /// Nowhere: it is dropped.
        NF_DROP = 0,
        /// On, behind this hook's chain.
        NF_ACCEPT = 1,
        /// Somebody else has it.
        NF_STOLEN = 2,
        /// To user space.
        NF_QUEUE = 3,
        /// To the same hook again.
        NF_REPEAT = 4,
    }
}
numbers! {
    /// What a message about a traced packet tells: `NFT_TRACETYPE_*`.
    pub struct TraceType(u32) {
        /// Nothing.
        NFT_TRACETYPE_UNSPEC = 0,
        /// A chain's policy was met.
        NFT_TRACETYPE_POLICY = 1,
        /// A chain was left.
        NFT_TRACETYPE_RETURN = 2,
        /// A rule was met.
        NFT_TRACETYPE_RULE = 3,
    }
}

// Limits: nft_table_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// A table's attributes: `NFTA_TABLE_*`.
    pub set NftTable, enum NftTableAttr<'a> {
        /// Its name.
        NFTA_TABLE_NAME = 1 => Name(Str<'a>) where at_most(255),
        /// Its flags.
        NFTA_TABLE_FLAGS = 2 => Flags(Be<TableFlags>),
        /// How many chains, sets, objects and flow tables it has.
        NFTA_TABLE_USE = 3 => Use(Be<u32>) where output(),
        /// Its number.
        NFTA_TABLE_HANDLE = 4 => Handle(Be<u64>),
        /// Nothing: brings what follows to a multiple of 8.
        NFTA_TABLE_PAD = 5 => Pad(&'a [u8]) where output(),
        /// What user space keeps with it: records of type, length and value of libnftnl.
        NFTA_TABLE_USERDATA = 6 => UserData(&'a [u8]) where at_most(256),
        /// Port id of the socket that it belongs to.
        NFTA_TABLE_OWNER = 7 => Owner(Be<u32>) where output(),
    }
}
// Limits: nft_chain_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// A chain's attributes: `NFTA_CHAIN_*`.
    pub set NftChain, enum NftChainAttr<'a> {
        /// Its table.
        NFTA_CHAIN_TABLE = 1 => Table(Str<'a>) where at_most(255),
        /// Its number.
        NFTA_CHAIN_HANDLE = 2 => Handle(Be<u64>),
        /// Its name.
        NFTA_CHAIN_NAME = 3 => Name(Str<'a>) where at_most(255),
        /// Where packets come to it from; a chain without it is called by rules alone.
        NFTA_CHAIN_HOOK = 4 => Hook(Attrs<'a, NftHook>),
        /// What becomes of packets at its end: NF_ACCEPT or NF_DROP.
        NFTA_CHAIN_POLICY = 5 => Policy(Be<VerdictCode>),
        /// How many rules there are in it and lead to it.
        NFTA_CHAIN_USE = 6 => Use(Be<u32>) where output(),
        /// Of a chain with a hook: `filter`, `route` or `nat`.
        NFTA_CHAIN_TYPE = 7 => Type(Str<'a>) where at_most(42),
        /// What met its policy.
        NFTA_CHAIN_COUNTERS = 8 => Counters(Attrs<'a, NftCounter>),
        /// Nothing: brings what follows to a multiple of 8.
        NFTA_CHAIN_PAD = 9 => Pad(&'a [u8]) where output(),
        /// Its flags.
        NFTA_CHAIN_FLAGS = 10 => Flags(Be<ChainFlags>),
        /// Within a batch: a number for it, before it has a handle.
        NFTA_CHAIN_ID = 11 => Id(Be<u32>),
        /// What user space keeps with it.
        NFTA_CHAIN_USERDATA = 12 => UserData(&'a [u8]) where at_most(256),
    }
}
// Limits: nft_hook_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Where packets come to a chain from: `NFTA_HOOK_*`.
    pub set NftHook, enum NftHookAttr<'a> {
        /// The hook: [`Hook`](crate::netfilter::Hook) of IP; of netdev 0 in, 1 out.
        NFTA_HOOK_HOOKNUM = 1 => HookNum(Be<u32>),
        /// Which chain is first: the lowest.
        NFTA_HOOK_PRIORITY = 2 => Priority(Be<i32>),
        /// The link, of netdev; the first of several.
        NFTA_HOOK_DEV = 3 => Dev(Str<'a>) where at_most(15),
        /// Several links.
        NFTA_HOOK_DEVS = 4 => Devs(Attrs<'a, NftDevices>),
    }
}
attributes! {
    /// Links: `NFTA_DEVICE_*`.
    pub set NftDevices, enum NftDevicesAttr<'a> {
        /// One of the name.
        NFTA_DEVICE_NAME = 1 => Name[Str<'a>] where at_most(15),
        /// All whose names begin so. Since Linux 6.18.
        NFTA_DEVICE_PREFIX = 2 => Prefix[Str<'a>] where at_most(15),
    }
}
// Limits: nft_rule_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// A rule's attributes: `NFTA_RULE_*`.
    pub set NftRule, enum NftRuleAttr<'a> {
        /// Its table.
        NFTA_RULE_TABLE = 1 => Table(Str<'a>) where at_most(255),
        /// Its chain.
        NFTA_RULE_CHAIN = 2 => Chain(Str<'a>) where at_most(255),
        /// Its number; rules have no names.
        NFTA_RULE_HANDLE = 3 => Handle(Be<u64>),
        /// What it does.
        NFTA_RULE_EXPRESSIONS = 4 => Expressions(Attrs<'a, NftExprs>),
        /// Of a rule that iptables made.
        NFTA_RULE_COMPAT = 5 => Compat(Attrs<'a, NftRuleCompat>),
        /// Read: the rule before it. Written: the rule that it goes behind (with NLM_F_APPEND) or before.
        NFTA_RULE_POSITION = 6 => Position(Be<u64>),
        /// What user space keeps with it, such as a comment.
        NFTA_RULE_USERDATA = 7 => UserData(&'a [u8]) where at_most(256),
        /// Nothing: brings what follows to a multiple of 8.
        NFTA_RULE_PAD = 8 => Pad(&'a [u8]) where output(),
        /// Within a batch: a number for it, before it has a handle.
        NFTA_RULE_ID = 9 => Id(Be<u32>),
        /// Within a batch: the same as the position, by such a number.
        NFTA_RULE_POSITION_ID = 10 => PositionId(Be<u32>),
        /// Within a batch: its chain, by its number.
        NFTA_RULE_CHAIN_ID = 11 => ChainId(Be<u32>),
    }
}
// Limits: nft_rule_compat_policy, net/netfilter/nft_compat.c.
attributes! {
    /// What iptables says of a rule: `NFTA_RULE_COMPAT_*`.
    pub set NftRuleCompat, enum NftRuleCompatAttr<'a> {
        /// The protocol that it is for.
        NFTA_RULE_COMPAT_PROTO = 1 => Proto(Be<u32>),
        /// Its flags.
        NFTA_RULE_COMPAT_FLAGS = 2 => Flags(Be<RuleCompatFlags>),
    }
}
attributes! {
    /// Which generation the rules are in: `NFTA_GEN_*`. It grows with each change.
    pub set NftGen, enum NftGenAttr<'a> {
        /// Its number.
        NFTA_GEN_ID = 1 => Id(Be<u32>) where output(),
        /// Process that made it.
        NFTA_GEN_PROC_PID = 2 => ProcPid(Be<u32>) where output(),
        /// Its name.
        NFTA_GEN_PROC_NAME = 3 => ProcName(Str<'a>) where output(),
    }
}
attributes! {
    /// The way of a traced packet: `NFTA_TRACE_*`.
    pub set NftTrace, enum NftTraceAttr<'a> {
        /// The table.
        NFTA_TRACE_TABLE = 1 => Table(Str<'a>),
        /// The chain.
        NFTA_TRACE_CHAIN = 2 => Chain(Str<'a>),
        /// The rule.
        NFTA_TRACE_RULE_HANDLE = 3 => RuleHandle(Be<u64>),
        /// What is told.
        NFTA_TRACE_TYPE = 4 => Type(Be<TraceType>),
        /// What became of the packet there.
        NFTA_TRACE_VERDICT = 5 => Verdict(Attrs<'a, NftVerdict>),
        /// A number of the packet.
        NFTA_TRACE_ID = 6 => Id(Be<u32>),
        /// Its link header.
        NFTA_TRACE_LL_HEADER = 7 => LlHeader(&'a [u8]),
        /// Its network header.
        NFTA_TRACE_NETWORK_HEADER = 8 => NetworkHeader(&'a [u8]),
        /// Its transport header.
        NFTA_TRACE_TRANSPORT_HEADER = 9 => TransportHeader(&'a [u8]),
        /// Link that it came in by.
        NFTA_TRACE_IIF = 10 => Iif(Be<u32>),
        /// What that is.
        NFTA_TRACE_IIFTYPE = 11 => IifType(Be<HardwareType>),
        /// Link that it goes out by.
        NFTA_TRACE_OIF = 12 => Oif(Be<u32>),
        /// What that is.
        NFTA_TRACE_OIFTYPE = 13 => OifType(Be<HardwareType>),
        /// Its mark.
        NFTA_TRACE_MARK = 14 => Mark(Be<u32>),
        /// Its family.
        NFTA_TRACE_NFPROTO = 15 => NfProto(Be<u32>),
        /// The policy that it met.
        NFTA_TRACE_POLICY = 16 => Policy(Be<VerdictCode>),
        /// Nothing: brings what follows to a multiple of 8.
        NFTA_TRACE_PAD = 17 => Pad(&'a [u8]),
        /// Id of its connection. Since Linux 6.16.
        NFTA_TRACE_CT_ID = 18 => CtId(Be<u32>),
        /// Its direction there.
        NFTA_TRACE_CT_DIRECTION = 19 => CtDirection(u8),
        /// What is known of the connection.
        NFTA_TRACE_CT_STATUS = 20 => CtStatus(Be<crate::netfilter::conntrack::Status>),
        /// What the packet is to it.
        NFTA_TRACE_CT_STATE = 21 => CtState(Be<CtState>),
    }
}

/// Operations of nf_tables, which all have a family alone in their headers.
macro_rules! of_family {
    ($( $(#[$doc:meta])* $name:ident = $verb:ident($kind:ident, $set:ty) ),* $(,)?) => {
        operations! { $(
            $(#[$doc])*
            pub $name {
                /// The family of the table; NFPROTO_UNSPEC in a dump is all.
                family: NfProto => nfgen_family,
            } = $verb(NetfilterMessage::$kind, NfGenMsg, $set);
        )* }
    };
}
use of_family;
of_family! {
    /// Makes a table, or changes its flags.
    NewTable = New(NFT_MSG_NEWTABLE, NftTable),
    /// Asks for a table by name, or by a dump for all.
    GetTable = Get(NFT_MSG_GETTABLE, NftTable),
    /// Removes a table with all that is in it; without a name all tables.
    DelTable = Delete(NFT_MSG_DELTABLE, NftTable),
    /// The same, and it is no error where there is none. Since Linux 6.3.
    DestroyTable = Delete(NFT_MSG_DESTROYTABLE, NftTable),
    /// Makes a chain, or changes its policy, its name, its counters.
    NewChain = New(NFT_MSG_NEWCHAIN, NftChain),
    /// Asks for a chain by table and name, or by a dump for all.
    GetChain = Get(NFT_MSG_GETCHAIN, NftChain),
    /// Removes a chain.
    DelChain = Delete(NFT_MSG_DELCHAIN, NftChain),
    /// The same, and it is no error where there is none. Since Linux 6.3.
    DestroyChain = Delete(NFT_MSG_DESTROYCHAIN, NftChain),
    /// Makes a rule: at the chain's end with NLM_F_APPEND, else at its front; or replaces one.
    NewRule = New(NFT_MSG_NEWRULE, NftRule),
    /// Asks for a rule by handle, or by a dump for all, of a table, of a chain.
    GetRule = Get(NFT_MSG_GETRULE, NftRule),
    /// The same, and counters and quotas go back to zero. Since Linux 6.2.
    GetRuleReset = Get(NFT_MSG_GETRULE_RESET, NftRule),
    /// Removes a rule by handle, or all of a chain, of a table.
    DelRule = Delete(NFT_MSG_DELRULE, NftRule),
    /// The same, and it is no error where there is none. Since Linux 6.3.
    DestroyRule = Delete(NFT_MSG_DESTROYRULE, NftRule),
    /// Asks for the generation.
    GetGen = Get(NFT_MSG_GETGEN, NftGen),
}

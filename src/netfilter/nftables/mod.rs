//! nf_tables: tables, chains, rules, sets, stateful objects and flow tables
//! (linux/netfilter/nf_tables.h).
//!
//! A table holds chains, a chain holds rules, a rule is a list of expressions. Changes are sent as
//! a batch, which the kernel applies atomically: [`apply`], or [`transaction`] for changes that are
//! not known before. Reading uses dumps: [`tables`], [`chains`], [`rules`], [`sets`], [`elements`]. [`NftRuleMessage::to_text`] prints a rule in the
//! syntax of nft.
//!
//! ```
//! use nlwire::client::{self, Buffer, Connection, Transport};
//! use nlwire::netfilter::{Hook, nftables::{self, *}};
//! /// Drops TCP to a port.
//! fn close<T: Transport, B: Buffer>(nl: &mut Connection<T, B>, port: u16) -> client::Result<(), T> {
//!     let table = Table::inet("guard");
//!     let input = table.chain("input").filter(Hook::NF_INET_LOCAL_IN);
//!     nl.run(nftables::apply(None, |changes| {
//!         changes.create(&table);
//!         changes.create(&input);
//!         changes.create(&input.rule(|rule| rule.tcp_dport(port).counter().drop()));
//!     }))?;
//!     Ok(())
//! }
//! ```
//!
//! See [nft(8)](https://man7.org/linux/man-pages/man8/nft.8.html).
mod apply;
mod calls;
pub mod expr;
mod field_table;
mod fields;
pub mod object;
pub mod rule;
pub mod ruleset;
mod set;
pub mod statement;
mod summary;
mod text;
pub mod userdata;
pub mod values;
pub mod xt;

pub use apply::*;
pub use calls::*;
pub use expr::*;
pub use field_table::*;
pub use fields::*;
pub use object::*;
pub use rule::*;
pub use ruleset::*;
pub use set::*;
pub use statement::*;
pub use summary::*;
pub use text::*;
pub use userdata::*;
pub use xt::*;

use super::{NetfilterMessage, NfGenMsg, NfProto};
use crate::{
    attributes, flags, open_enum, operations,
    uapi::HardwareType,
    wire::{Attrs, Be, Str, Tlvs},
};

flags! {
    /// Flags of a table: `NFT_TABLE_F_*`.
    pub struct TableFlags(u32) {
        /// Dormant: the chains of the table are not attached to their hooks.
        NFT_TABLE_F_DORMANT = 0x1,
        /// Owned by the socket that created the table; deleted when the socket is closed.
        NFT_TABLE_F_OWNER = 0x2,
        /// Persistent: remains when the owner socket is closed. Since Linux 6.9.
        NFT_TABLE_F_PERSIST = 0x4,
    }
}
flags! {
    /// Flags of a chain: `NFT_CHAIN_*`.
    pub struct ChainFlags(u32) {
        /// Base chain: attached to a hook.
        NFT_CHAIN_BASE = 1 << 0,
        /// Hardware offload.
        NFT_CHAIN_HW_OFFLOAD = 1 << 1,
        /// Anonymous chain, bound to the rule that jumps to the chain.
        NFT_CHAIN_BINDING = 1 << 2,
    }
}
flags! {
    /// Compatibility flags of a rule made by iptables-nft: `NFT_RULE_COMPAT_F_*`.
    pub struct RuleCompatFlags(u32) {
        /// Unused by the kernel.
        NFT_RULE_COMPAT_F_UNUSED = 1 << 0,
        /// Inverts the protocol match.
        NFT_RULE_COMPAT_F_INV = 1 << 1,
    }
}
open_enum! {
    /// Verdict: `NFT_*`, linux/netfilter/nf_tables.h, and `NF_*`, linux/netfilter.h.
    pub struct VerdictCode(i32) {
        /// Returns to the calling chain.
        NFT_RETURN = -5,
        /// Continues in another chain, without return.
        NFT_GOTO = -4,
        /// Continues in another chain, and returns afterwards.
        NFT_JUMP = -3,
        /// Ends the rule: the expression did not match. Evaluation continues with the next rule.
        NFT_BREAK = -2,
        /// Continues with the next expression.
        NFT_CONTINUE = -1,
        /// Drops the packet.
        NF_DROP = 0,
        /// Accepts the packet: ends the evaluation of this base chain.
        NF_ACCEPT = 1,
        /// Stolen: the expression took over the packet.
        NF_STOLEN = 2,
        /// Queues the packet to user space.
        NF_QUEUE = 3,
        /// Runs the same hook function again.
        NF_REPEAT = 4,
    }
}
open_enum! {
    /// Type of a trace event: `NFT_TRACETYPE_*`.
    pub struct TraceType(u32) {
        /// Unspecified.
        NFT_TRACETYPE_UNSPEC = 0,
        /// The policy of a base chain was applied.
        NFT_TRACETYPE_POLICY = 1,
        /// A chain returned to the calling chain.
        NFT_TRACETYPE_RETURN = 2,
        /// A rule matched.
        NFT_TRACETYPE_RULE = 3,
    }
}

// Limits: nft_table_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Attributes of a table: `NFTA_TABLE_*`.
    pub set NftTable, enum NftTableAttr<'a> {
        /// Table name, unique within the address family.
        NFTA_TABLE_NAME: Str<'a> = 1 where max_len(255),
        /// Flags: dormant, owner, persist.
        NFTA_TABLE_FLAGS: Be<TableFlags> = 2,
        /// Number of chains, sets, objects and flow tables in the table.
        NFTA_TABLE_USE: Be<u32> = 3 where read_only,
        /// Handle, assigned by the kernel.
        NFTA_TABLE_HANDLE: Be<u64> = 4,
        /// Padding.
        NFTA_TABLE_PAD: &'a [u8] = 5 where read_only,
        /// User data: type-length-value records of libnftnl, such as a comment.
        NFTA_TABLE_USERDATA: Tlvs<'a, NftTableUdata> = 6 where max_len(256),
        /// Port id of the owner socket.
        NFTA_TABLE_OWNER: Be<u32> = 7 where read_only,
    }
}
// Limits: nft_chain_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Attributes of a chain: `NFTA_CHAIN_*`.
    pub set NftChain, enum NftChainAttr<'a> {
        /// Table name.
        NFTA_CHAIN_TABLE: Str<'a> = 1 where max_len(255),
        /// Handle, assigned by the kernel.
        NFTA_CHAIN_HANDLE: Be<u64> = 2,
        /// Chain name, unique within the table.
        NFTA_CHAIN_NAME: Str<'a> = 3 where max_len(255),
        /// Hook of a base chain. Chains without this attribute are reached only by jump or goto.
        NFTA_CHAIN_HOOK: Attrs<'a, NftHook> = 4,
        /// Policy of a base chain: `NF_ACCEPT` or `NF_DROP`. Default: `NF_ACCEPT`.
        NFTA_CHAIN_POLICY: Be<VerdictCode> = 5,
        /// Reference count: rules in the chain, and jumps or gotos to the chain.
        NFTA_CHAIN_USE: Be<u32> = 6 where read_only,
        /// Type of a base chain: `filter`, `route` or `nat`.
        NFTA_CHAIN_TYPE: Str<'a> = 7 where max_len(42),
        /// Packets and bytes to which the policy was applied.
        NFTA_CHAIN_COUNTERS: Attrs<'a, NftCounter> = 8,
        /// Padding.
        NFTA_CHAIN_PAD: &'a [u8] = 9 where read_only,
        /// Flags: base chain, hardware offload, binding.
        NFTA_CHAIN_FLAGS: Be<ChainFlags> = 10,
        /// Id within the batch: other messages refer to the chain by this number before a handle
        /// exists.
        NFTA_CHAIN_ID: Be<u32> = 11,
        /// User data: type-length-value records of libnftnl, such as a comment.
        NFTA_CHAIN_USERDATA: Tlvs<'a, NftChainUdata> = 12 where max_len(256),
    }
}
// Limits: nft_hook_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Hook of a base chain: `NFTA_HOOK_*`.
    pub set NftHook, enum NftHookAttr<'a> {
        /// Hook number: [`Hook`](crate::netfilter::Hook); in the netdev family 0 is ingress, 1 is
        /// egress.
        NFTA_HOOK_HOOKNUM: Be<u32> = 1,
        /// Priority: chains on a hook run in ascending order.
        NFTA_HOOK_PRIORITY: Be<i32> = 2,
        /// Interface name, for netdev chains; the first of several interfaces.
        NFTA_HOOK_DEV: Str<'a> = 3 where max_len(15),
        /// Interface names, for netdev chains.
        NFTA_HOOK_DEVS: Attrs<'a, NftDevices> = 4,
    }
}
attributes! {
    /// List of interfaces: `NFTA_DEVICE_*`.
    pub set NftDevices, enum NftDevicesAttr<'a> {
        /// Interface name.
        NFTA_DEVICE_NAME: [Str<'a>] = 1 where max_len(15),
        /// Prefix of interface names, a wildcard. Since Linux 6.18.
        NFTA_DEVICE_PREFIX: [Str<'a>] = 2 where max_len(15),
    }
}
// Limits: nft_rule_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Attributes of a rule: `NFTA_RULE_*`.
    pub set NftRule, enum NftRuleAttr<'a> {
        /// Table name.
        NFTA_RULE_TABLE: Str<'a> = 1 where max_len(255),
        /// Chain name.
        NFTA_RULE_CHAIN: Str<'a> = 2 where max_len(255),
        /// Handle, assigned by the kernel. Identifies the rule within its table.
        NFTA_RULE_HANDLE: Be<u64> = 3,
        /// Expressions: what the rule matches and does, in order.
        NFTA_RULE_EXPRESSIONS: Attrs<'a, NftExprs> = 4,
        /// Compatibility data of a rule made by iptables-nft.
        NFTA_RULE_COMPAT: Attrs<'a, NftRuleCompat> = 5,
        /// Handle of an adjacent rule.
        ///
        /// In replies and events, the previous rule. In requests, the rule to append after (with
        /// `NLM_F_APPEND`) or to insert before.
        NFTA_RULE_POSITION: Be<u64> = 6,
        /// User data: type-length-value records of libnftnl, such as a comment.
        NFTA_RULE_USERDATA: Tlvs<'a, NftRuleUdata> = 7 where max_len(256),
        /// Padding.
        NFTA_RULE_PAD: &'a [u8] = 8 where read_only,
        /// Id within the batch: other messages refer to the rule by this number before a handle
        /// exists.
        NFTA_RULE_ID: Be<u32> = 9,
        /// Adjacent rule by its id within the batch; an alternative to `NFTA_RULE_POSITION`.
        NFTA_RULE_POSITION_ID: Be<u32> = 10,
        /// Chain by its id within the batch; an alternative to `NFTA_RULE_CHAIN`.
        NFTA_RULE_CHAIN_ID: Be<u32> = 11,
    }
}
// Limits: nft_rule_compat_policy, net/netfilter/nft_compat.c.
attributes! {
    /// Compatibility data of a rule made by iptables-nft: `NFTA_RULE_COMPAT_*`.
    pub set NftRuleCompat, enum NftRuleCompatAttr<'a> {
        /// Layer 4 protocol number that the rule matches.
        NFTA_RULE_COMPAT_PROTO: Be<u32> = 1,
        /// Flags of the protocol: inverted match.
        NFTA_RULE_COMPAT_FLAGS: Be<RuleCompatFlags> = 2,
    }
}
attributes! {
    /// Ruleset generation, which increases with each transaction: `NFTA_GEN_*`.
    pub set NftGen, enum NftGenAttr<'a> {
        /// Generation id.
        NFTA_GEN_ID: Be<u32> = 1 where read_only,
        /// Process id (PID) of the process that made the transaction.
        NFTA_GEN_PROC_PID: Be<u32> = 2 where read_only,
        /// Name of the process that made the transaction.
        NFTA_GEN_PROC_NAME: Str<'a> = 3 where read_only,
    }
}
attributes! {
    /// Trace event of a packet: `NFTA_TRACE_*`.
    pub set NftTrace, enum NftTraceAttr<'a> {
        /// Table name.
        NFTA_TRACE_TABLE: Str<'a> = 1,
        /// Chain name.
        NFTA_TRACE_CHAIN: Str<'a> = 2,
        /// Handle of the rule that matched.
        NFTA_TRACE_RULE_HANDLE: Be<u64> = 3,
        /// Type of the event.
        NFTA_TRACE_TYPE: Be<TraceType> = 4,
        /// Verdict of the rule or of the policy.
        NFTA_TRACE_VERDICT: Attrs<'a, NftVerdict> = 5,
        /// Trace id, equal in all events of one packet.
        NFTA_TRACE_ID: Be<u32> = 6,
        /// Link-layer header.
        NFTA_TRACE_LL_HEADER: &'a [u8] = 7,
        /// First bytes of the network header (IPv4, IPv6).
        NFTA_TRACE_NETWORK_HEADER: &'a [u8] = 8,
        /// First bytes of the transport header (TCP, UDP, ...).
        NFTA_TRACE_TRANSPORT_HEADER: &'a [u8] = 9,
        /// Index of the input interface.
        NFTA_TRACE_IIF: Be<u32> = 10,
        /// Hardware type (`ARPHRD_*`) of the input interface.
        NFTA_TRACE_IIFTYPE: Be<HardwareType> = 11,
        /// Index of the output interface.
        NFTA_TRACE_OIF: Be<u32> = 12,
        /// Hardware type (`ARPHRD_*`) of the output interface.
        NFTA_TRACE_OIFTYPE: Be<HardwareType> = 13,
        /// Packet mark (nfmark).
        NFTA_TRACE_MARK: Be<u32> = 14,
        /// Protocol family (`NFPROTO_*`).
        NFTA_TRACE_NFPROTO: Be<u32> = 15,
        /// Policy that was applied to the packet.
        NFTA_TRACE_POLICY: Be<VerdictCode> = 16,
        /// Padding.
        NFTA_TRACE_PAD: &'a [u8] = 17,
        /// Id of the conntrack entry. Since Linux 6.16.
        NFTA_TRACE_CT_ID: Be<u32> = 18,
        /// Direction of the packet within the connection: 0 original, 1 reply. Since Linux 6.16.
        NFTA_TRACE_CT_DIRECTION: u8 = 19,
        /// Status bits of the conntrack entry. Since Linux 6.16.
        NFTA_TRACE_CT_STATUS: Be<crate::netfilter::conntrack::Status> = 20,
        /// Conntrack state of the packet. Since Linux 6.16.
        NFTA_TRACE_CT_STATE: Be<CtState> = 21,
    }
}

crate::message_types! {
    /// A table: `struct nfgenmsg` and the attributes of [`NftTable`].
    pub struct TableMessage(NfGenMsg, NftTable);
    /// A chain: `struct nfgenmsg` and the attributes of [`NftChain`].
    pub struct ChainMessage(NfGenMsg, NftChain);
    /// A rule: `struct nfgenmsg` and the attributes of [`NftRule`].
    pub struct NftRuleMessage(NfGenMsg, NftRule);
    /// A set: `struct nfgenmsg` and the attributes of [`NftSet`].
    pub struct SetMessage(NfGenMsg, NftSet);
}
/// Defines operations whose header parameter is the protocol family alone.
macro_rules! of_family {
    ($( $(#[$doc:meta])* $name:ident = $verb:ident($kind:ident, $set:ty) $(-> $reply:ident)? ),* $(,)?) => {
        operations! { protocol $crate::wire::Protocol::NETFILTER; $(
            $(#[$doc])*
            pub $name {
                /// Protocol family of the table; `NFPROTO_UNSPEC` in a dump for all families.
                family: NfProto => nfgen_family,
            } = $verb(NetfilterMessage::$kind, NfGenMsg, $set) $(-> $reply)?;
        )* }
    };
}
use of_family;
of_family! {
    /// Creates a table, or changes the flags of a table.
    NewTable = New(NFT_MSG_NEWTABLE, NftTable) -> TableMessage,
    /// Requests one table by name, or dumps all.
    GetTable = Get(NFT_MSG_GETTABLE, NftTable) -> TableMessage,
    /// Deletes a table with its content; without a name, all tables.
    DelTable = Delete(NFT_MSG_DELTABLE, NftTable) -> TableMessage,
    /// Deletes a table with its content; a missing table is not an error. Since Linux 6.3.
    DestroyTable = Delete(NFT_MSG_DESTROYTABLE, NftTable) -> TableMessage,
    /// Creates a chain, or changes policy, name or counters of a chain.
    NewChain = New(NFT_MSG_NEWCHAIN, NftChain) -> ChainMessage,
    /// Requests one chain by table and name, or dumps all.
    GetChain = Get(NFT_MSG_GETCHAIN, NftChain) -> ChainMessage,
    /// Deletes a chain.
    DelChain = Delete(NFT_MSG_DELCHAIN, NftChain) -> ChainMessage,
    /// Deletes a chain; a missing chain is not an error. Since Linux 6.3.
    DestroyChain = Delete(NFT_MSG_DESTROYCHAIN, NftChain) -> ChainMessage,
    /// Adds a rule: at the end of the chain with `NLM_F_APPEND`, else at the start.
    ///
    /// With `NLM_F_REPLACE`, replaces the rule with the given handle.
    NewRule = New(NFT_MSG_NEWRULE, NftRule) -> NftRuleMessage,
    /// Requests one rule by handle, or dumps the rules of a chain, of a table, or all.
    GetRule = Get(NFT_MSG_GETRULE, NftRule) -> NftRuleMessage,
    /// Requests one rule, or dumps rules, and resets counters and quotas. Since Linux 6.2.
    GetRuleReset = Get(NFT_MSG_GETRULE_RESET, NftRule) -> NftRuleMessage,
    /// Deletes one rule by handle, or all rules of a chain or table.
    DelRule = Delete(NFT_MSG_DELRULE, NftRule) -> NftRuleMessage,
    /// Deletes rules; a missing rule is not an error. Since Linux 6.3.
    DestroyRule = Delete(NFT_MSG_DESTROYRULE, NftRule) -> NftRuleMessage,
    /// Requests the current ruleset generation.
    GetGen = Get(NFT_MSG_GETGEN, NftGen),
}

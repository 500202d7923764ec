//! Summaries of a table, of a chain, and of a set.
use super::{
    ChainMessage, NftChain, NftCounter, NftHook, NftSet, NftTable, SetFlags, SetMessage, SetType, TableFlags,
    TableMessage, VerdictCode,
};
use crate::{
    netfilter::{Hook, NfGenMsg, NfProto},
    pick,
    wire::{
        Attrs, Error, InlineStr,
        summary::{Word, summaries},
    },
};
use core::fmt;

/// What matters of a table: a [`TableMessage`] as a small value that does not borrow.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, netfilter::nftables};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     let chains = nl.list(nftables::chains())?;
///     for table in nl.list(nftables::tables())? {
///         println!("{table}"); // table inet guard
///         let of = |family, name| (family, name) == (table.family, table.name);
///         for chain in chains.iter().filter(|chain| of(chain.family, chain.table)) {
///             println!("    {chain}"); // chain input { type filter hook input priority 0; policy drop; }
///         }
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TableSummary {
    /// Protocol family.
    pub family: NfProto,
    /// Table name.
    pub name: InlineStr<64>,
    /// Flags, such as dormant, constant or interval.
    pub flags: TableFlags,
    /// Number of chains, sets, objects and flow tables in the table.
    pub use_count: u32,
    /// Handle, assigned by the kernel.
    pub handle: u64,
    /// Port id of the owner socket.
    pub owner: Option<u32>,
    /// The name is longer than 64 bytes, and is cut.
    pub truncated: bool,
}
impl TableMessage<'_> {
    /// Returns what matters of the table, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<TableSummary, Error> {
        let found = pick!(
            self.attrs,
            NftTable {
                name: NFTA_TABLE_NAME,
                flags: NFTA_TABLE_FLAGS,
                users: NFTA_TABLE_USE,
                handle: NFTA_TABLE_HANDLE,
                owner: NFTA_TABLE_OWNER,
            }
        )?;
        let mut truncated = false;
        Ok(TableSummary {
            family: self.header.get(NfGenMsg::nfgen_family),
            name: found.name.unwrap_or_default().to_inline_cut(&mut truncated),
            flags: found.flags.map_or(TableFlags::empty(), |flags| flags.0),
            use_count: found.users.map_or(0, |users| users.0),
            handle: found.handle.map_or(0, |handle| handle.0),
            owner: found.owner.map(|owner| owner.0),
            truncated,
        })
    }
}
impl fmt::Display for TableSummary {
    /// Prints in nft's words: `table inet guard`, and flags in braces.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "table {} {}", FamilyText(self.family), self.name)?;
        let words = [
            (TableFlags::NFT_TABLE_F_DORMANT, "dormant"),
            (TableFlags::NFT_TABLE_F_OWNER, "owner"),
            (TableFlags::NFT_TABLE_F_PERSIST, "persist"),
        ];
        let set = words.iter().filter(|(flag, _)| self.flags.contains(*flag));
        in_braces(f, "flags", set.map(|(_, word)| *word))
    }
}

/// What matters of a chain: a [`ChainMessage`] as a small value that does not borrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ChainSummary {
    /// Protocol family.
    pub family: NfProto,
    /// Table name.
    pub table: InlineStr<64>,
    /// Chain name.
    pub name: InlineStr<64>,
    /// Type of a base chain, such as `filter`; empty for other chains.
    pub chain_type: InlineStr<16>,
    /// Hook number of a base chain. In the netdev family 0 is ingress, 1 is egress.
    pub hook: Option<u32>,
    /// Priority of a base chain at the hook.
    pub priority: i32,
    /// Interface of a netdev chain, the first of several; empty for other chains.
    pub device: InlineStr<16>,
    /// Policy of a base chain.
    pub policy: Option<VerdictCode>,
    /// Packets and bytes to which the policy was applied, if they are counted.
    pub counters: Option<(u64, u64)>,
    /// Reference count: rules in the chain, and jumps or gotos to the chain.
    pub use_count: u32,
    /// Handle, assigned by the kernel.
    pub handle: u64,
    /// A name is longer than its field, and is cut.
    pub truncated: bool,
}
impl ChainMessage<'_> {
    /// Returns what matters of the chain, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<ChainSummary, Error> {
        let found = pick!(
            self.attrs,
            NftChain {
                table: NFTA_CHAIN_TABLE,
                handle: NFTA_CHAIN_HANDLE,
                name: NFTA_CHAIN_NAME,
                hook: NFTA_CHAIN_HOOK,
                policy: NFTA_CHAIN_POLICY,
                users: NFTA_CHAIN_USE,
                kind: NFTA_CHAIN_TYPE,
                counters: NFTA_CHAIN_COUNTERS,
            }
        )?;
        let hook = pick!(
            found.hook.unwrap_or(Attrs::new(&[])),
            NftHook { number: NFTA_HOOK_HOOKNUM, priority: NFTA_HOOK_PRIORITY, device: NFTA_HOOK_DEV }
        )?;
        let counters = pick!(
            found.counters.unwrap_or(Attrs::new(&[])),
            NftCounter { bytes: NFTA_COUNTER_BYTES, packets: NFTA_COUNTER_PACKETS }
        )?;
        let mut truncated = false;
        Ok(ChainSummary {
            family: self.header.get(NfGenMsg::nfgen_family),
            table: found.table.unwrap_or_default().to_inline_cut(&mut truncated),
            name: found.name.unwrap_or_default().to_inline_cut(&mut truncated),
            chain_type: found.kind.unwrap_or_default().to_inline_cut(&mut truncated),
            hook: hook.number.map(|number| number.0),
            priority: hook.priority.map_or(0, |priority| priority.0),
            device: hook.device.unwrap_or_default().to_inline_cut(&mut truncated),
            policy: found.policy.map(|policy| policy.0),
            counters: counters.packets.zip(counters.bytes).map(|(packets, bytes)| (packets.0, bytes.0)),
            use_count: found.users.map_or(0, |users| users.0),
            handle: found.handle.map_or(0, |handle| handle.0),
            truncated,
        })
    }
}
impl fmt::Display for ChainSummary {
    /// Prints in the format of `nft -y list chains`: name, and what a base chain has in braces.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "chain {}", self.name)?;
        let Some(hook) = self.hook else { return Ok(()) };
        write!(f, " {{ type {} hook ", self.chain_type)?;
        match (self.family, hook) {
            (NfProto::NFPROTO_NETDEV, 0) => f.write_str("ingress"),
            (NfProto::NFPROTO_NETDEV, 1) => f.write_str("egress"),
            (NfProto::NFPROTO_ARP, 0) => f.write_str("input"),
            (NfProto::NFPROTO_ARP, 1) => f.write_str("output"),
            (NfProto::NFPROTO_ARP, 2) => f.write_str("forward"),
            (_, number) => match Hook(number as u8) {
                Hook::NF_INET_PRE_ROUTING => f.write_str("prerouting"),
                Hook::NF_INET_LOCAL_IN => f.write_str("input"),
                Hook::NF_INET_FORWARD => f.write_str("forward"),
                Hook::NF_INET_LOCAL_OUT => f.write_str("output"),
                Hook::NF_INET_POST_ROUTING => f.write_str("postrouting"),
                Hook::NF_INET_INGRESS => f.write_str("ingress"),
                _ => write!(f, "{number}"),
            },
        }?;
        if !self.device.is_empty() {
            write!(f, " device \"{}\"", self.device)?;
        }
        write!(f, " priority {};", self.priority)?;
        if let Some(policy) = self.policy {
            write!(f, " policy {};", Word::of(policy, "NF_"))?;
        }
        f.write_str(" }")
    }
}

/// What matters of a set or map: a [`SetMessage`] as a small value that does not borrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SetSummary {
    /// Protocol family.
    pub family: NfProto,
    /// Table name.
    pub table: InlineStr<64>,
    /// Set name.
    pub name: InlineStr<64>,
    /// Flags, such as dormant, constant or interval.
    pub flags: SetFlags,
    /// Type of the keys, a number of nft.
    pub key_type: SetType,
    /// Type of the values of a map, a number of nft.
    pub value_type: Option<SetType>,
    /// Default timeout of elements, milliseconds.
    pub timeout: Option<u64>,
    /// Number of elements (Linux 6.16).
    pub count: Option<u32>,
    /// Handle, assigned by the kernel.
    pub handle: u64,
    /// A name is longer than 64 bytes, and is cut.
    pub truncated: bool,
}
impl SetMessage<'_> {
    /// Returns what matters of the set, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<SetSummary, Error> {
        let found = pick!(
            self.attrs,
            NftSet {
                table: NFTA_SET_TABLE,
                name: NFTA_SET_NAME,
                flags: NFTA_SET_FLAGS,
                key_type: NFTA_SET_KEY_TYPE,
                value_type: NFTA_SET_DATA_TYPE,
                timeout: NFTA_SET_TIMEOUT,
                handle: NFTA_SET_HANDLE,
                count: NFTA_SET_COUNT,
            }
        )?;
        let mut truncated = false;
        Ok(SetSummary {
            family: self.header.get(NfGenMsg::nfgen_family),
            table: found.table.unwrap_or_default().to_inline_cut(&mut truncated),
            name: found.name.unwrap_or_default().to_inline_cut(&mut truncated),
            flags: found.flags.map_or(SetFlags::empty(), |flags| flags.0),
            key_type: SetType::from_number(found.key_type.map_or(0, |number| number.0)),
            value_type: found.value_type.map(|number| SetType::from_number(number.0)),
            timeout: found.timeout.map(|timeout| timeout.0),
            count: found.count.map(|count| count.0),
            handle: found.handle.map_or(0, |handle| handle.0),
            truncated,
        })
    }
}
summaries! {
    TableMessage => TableSummary;
    ChainMessage => ChainSummary;
    SetMessage => SetSummary;
}
impl fmt::Display for SetSummary {
    /// Prints in the format of `nft list sets`: name, type and flags.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.flags.contains(SetFlags::NFT_SET_MAP) { "map" } else { "set" };
        write!(f, "{kind} {} {{ type {}", self.name, self.key_type)?;
        match self.value_type {
            // NFT_DATA_VERDICT
            Some(value) if value.number() == 0xffff_ff00 => f.write_str(" : verdict")?,
            Some(value) => write!(f, " : {value}")?,
            None => {}
        }
        let words = [
            (SetFlags::NFT_SET_CONSTANT, "constant"),
            (SetFlags::NFT_SET_EVAL, "dynamic"),
            (SetFlags::NFT_SET_INTERVAL, "interval"),
            (SetFlags::NFT_SET_TIMEOUT, "timeout"),
        ];
        f.write_str(";")?;
        let mut separator = " flags ";
        for (_, word) in words.iter().filter(|(flag, _)| self.flags.contains(*flag)) {
            write!(f, "{separator}{word}")?;
            separator = ",";
        }
        f.write_str(if separator == "," { "; }" } else { " }" })
    }
}

/// Writes ` { name word,word; }`, if there are words.
fn in_braces<'w>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    words: impl Iterator<Item = &'w str>,
) -> fmt::Result {
    let mut any = false;
    for word in words {
        match any {
            false => write!(f, " {{ {name} {word}"),
            true => write!(f, ",{word}"),
        }?;
        any = true;
    }
    if any { f.write_str("; }") } else { Ok(()) }
}
/// Protocol family in nft's words.
struct FamilyText(NfProto);
impl fmt::Display for FamilyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            NfProto::NFPROTO_IPV4 => f.write_str("ip"),
            NfProto::NFPROTO_IPV6 => f.write_str("ip6"),
            other => fmt::Display::fmt(&Word::of(other, "NFPROTO_"), f),
        }
    }
}

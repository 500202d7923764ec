//! nf_tables calls: transactions, lists, and builders for common expressions.
use super::*;
use crate::{
    client::{
        self, BatchError, BatchReplies, Buffer, Call, Completion, Connection, DiscardEvents, EventHandler,
        Query, RequestBatch, Transport, query, read,
    },
    netfilter::{BatchBegin, BatchEnd, NfnlBatch, Subsystem, lookup},
    wire::{AttributeSet, Batch, NewFlags, Operation, Request, RequestFlags, SubMessageKey, Writer},
};

pub(super) const NFTABLES: Be<u16> = Be(Subsystem::NFNL_SUBSYS_NFTABLES.0 as u16);

/// Batch of ruleset changes that the kernel applies atomically.
///
/// The connection's buffer holds the batch: `NFNL_MSG_BATCH_BEGIN` first; [`commit`](Self::commit)
/// and [`send`](Self::send) append `NFNL_MSG_BATCH_END`. Dropping the transaction before that sends
/// nothing.
pub struct Transaction<'c, T, B, H = DiscardEvents>(RequestBatch<'c, T, B, H>);
/// Starts a transaction.
///
/// With a generation (from [`generation`]), the transaction fails with `ERESTART` if the ruleset
/// has changed since.
///
/// Sends `NFNL_MSG_BATCH_BEGIN` (with `NFNL_BATCH_GENID` if a generation is given), the changes,
/// and `NFNL_MSG_BATCH_END`, in one datagram.
///
/// # Errors
/// The connection's buffer is too small.
pub fn transaction<'c, T: Transport, B: Buffer, H: EventHandler>(
    connection: &'c mut Connection<T, B, H>,
    generation: Option<u32>,
) -> client::Result<Transaction<'c, T, B, H>, T> {
    let mut batch = connection.batch(lookup);
    batch.front(BatchBegin { subsystem: NFTABLES }, NewFlags::NONE, |begin| {
        begin.put_some(NfnlBatch::NFNL_BATCH_GENID, generation);
    })?;
    Ok(Transaction(batch))
}
impl<'c, T: Transport, B: Buffer, H: EventHandler> Transaction<'c, T, B, H> {
    /// Adds a change and returns its index within the transaction, counted from 0.
    ///
    /// # Errors
    /// The change does not fit the connection's buffer. The changes added before can still be
    /// committed. A transaction cannot be split: use a larger buffer.
    pub fn add<C: Call>(&mut self, call: C) -> client::Result<usize, T> {
        self.0.add(call)
    }
    /// Adds a change by its operation, with attributes that `fill` adds.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub fn add_with<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> client::Result<usize, T> {
        self.0.add_with(operation, flags, fill)
    }
    /// Adds the creation of a table, chain, rule, set, of elements, or of a flow table, and returns
    /// the index of the change.
    ///
    /// # Errors
    /// The request does not fit the connection's buffer, or a name or comment is too long.
    pub fn create<C: Create>(&mut self, object: &C) -> client::Result<usize, T> {
        let index = u32::try_from(self.len()).unwrap_or(u32::MAX);
        self.add_with(object.new_operation(), object.new_flags(), |request| object.write(request, index))
    }
    /// Adds the deletion of an object, or of rules, and returns the index of the change.
    ///
    /// # Errors
    /// The request does not fit the connection's buffer.
    pub fn delete<D: Delete>(&mut self, object: &D) -> client::Result<usize, T> {
        let flags = crate::wire::DeleteFlags::REQUEST;
        self.add_with(object.delete_operation(), flags, |request| object.write_delete(request))
    }
    /// Returns the number of changes.
    pub const fn len(&self) -> usize {
        self.0.len()
    }
    /// Returns whether the transaction contains no changes.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Sends all changes and returns the replies.
    ///
    /// With `NLM_F_ECHO`, the replies include the created objects with their handles. If the kernel
    /// rejects one change, no change is applied.
    ///
    /// # Errors
    /// The batch could not be sent.
    pub fn send(self) -> client::Result<BatchReplies<'c, T, B, H>, T> {
        self.0.send_with(|buffer, len| {
            let mut batch = Batch::behind(buffer, len);
            batch.request(BatchEnd { subsystem: NFTABLES }, NewFlags::NONE, 0, |_| {})?;
            Ok(batch.bytes().len())
        })
    }
    /// Sends all changes and waits for completion.
    ///
    /// # Errors
    /// The first change that the kernel rejects, with index, errno and attribute; no change is
    /// applied.
    ///
    /// - `ERESTART`: the ruleset generation has changed.
    /// - `EPERM`: `CAP_NET_ADMIN` is missing.
    #[allow(clippy::result_large_err)] // once for many requests
    pub fn commit(self) -> Result<Completion, BatchError<T::Error>> {
        self.send()?.finish()
    }
}

/// Lists all tables.
///
/// Sends `NFT_MSG_GETTABLE` with `NLM_F_DUMP` for `NFPROTO_UNSPEC`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn tables() -> impl Query<Operation = GetTable> + Copy {
    GetTable::default()
}
/// Lists all chains.
///
/// Sends `NFT_MSG_GETCHAIN` with `NLM_F_DUMP` for `NFPROTO_UNSPEC`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn chains() -> impl Query<Operation = GetChain> + Copy {
    GetChain::default()
}
/// Lists the rules of a chain, of a table (no `chain`), or of all tables (empty `table`).
///
/// Sends `NFT_MSG_GETRULE` with `NLM_F_DUMP`, `NFTA_RULE_TABLE` and `NFTA_RULE_CHAIN`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn rules(family: NfProto, table: &str, chain: Option<&str>) -> impl Query<Operation = GetRule> + Copy {
    query(GetRule { family }, move |request| {
        request.put_some(NftRule::NFTA_RULE_TABLE, Some(table).filter(|table| !table.is_empty()));
        request.put_some(NftRule::NFTA_RULE_CHAIN, chain);
    })
}
/// Lists the rules as [`rules`] does, and resets their counters and quotas. Since Linux 6.2.
///
/// Sends `NFT_MSG_GETRULE_RESET` with `NLM_F_DUMP`, `NFTA_RULE_TABLE` and `NFTA_RULE_CHAIN`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn reset_rules(
    family: NfProto,
    table: &str,
    chain: Option<&str>,
) -> impl Query<Operation = GetRuleReset> + Copy {
    query(GetRuleReset { family }, move |request| {
        request.put_some(NftRule::NFTA_RULE_TABLE, Some(table).filter(|table| !table.is_empty()));
        request.put_some(NftRule::NFTA_RULE_CHAIN, chain);
    })
}
/// Lists the stateful objects of a type in a table, or in all tables (empty `table`).
///
/// Sends `NFT_MSG_GETOBJ` with `NLM_F_DUMP`, `NFTA_OBJ_TABLE` and `NFTA_OBJ_TYPE`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn objects(
    family: NfProto,
    table: &str,
    kind: Option<ObjectType>,
) -> impl Query<Operation = GetObject> + Copy {
    query(GetObject { family }, move |request| {
        request.put_some(NftObject::NFTA_OBJ_TABLE, Some(table).filter(|table| !table.is_empty()));
        request.put_some(NftObject::NFTA_OBJ_TYPE, kind.map(Be));
    })
}
/// Lists the stateful objects as [`objects`] does, and resets counters and quotas.
///
/// Sends `NFT_MSG_GETOBJ_RESET` with `NLM_F_DUMP`, `NFTA_OBJ_TABLE` and `NFTA_OBJ_TYPE`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn reset_objects(
    family: NfProto,
    table: &str,
    kind: Option<ObjectType>,
) -> impl Query<Operation = GetObjectReset> + Copy {
    query(GetObjectReset { family }, move |request| {
        request.put_some(NftObject::NFTA_OBJ_TABLE, Some(table).filter(|table| !table.is_empty()));
        request.put_some(NftObject::NFTA_OBJ_TYPE, kind.map(Be));
    })
}
/// Lists the sets and maps of a table, or of all tables (empty `table`).
///
/// Sends `NFT_MSG_GETSET` with `NLM_F_DUMP` and `NFTA_SET_TABLE`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn sets(family: NfProto, table: &str) -> impl Query<Operation = GetSet> + Copy {
    query(GetSet { family }, move |request| {
        request.put_some(NftSet::NFTA_SET_TABLE, Some(table).filter(|table| !table.is_empty()));
    })
}
/// Lists the elements of a set. Each reply holds many elements.
///
/// Sends `NFT_MSG_GETSETELEM` with `NLM_F_DUMP`, `NFTA_SET_ELEM_LIST_TABLE` and
/// `NFTA_SET_ELEM_LIST_SET`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next):
///
/// - `ENOENT`: no such set.
pub fn elements(family: NfProto, table: &str, set: &str) -> impl Query<Operation = GetSetElem> + Copy {
    query(GetSetElem { family }, move |request| {
        request
            .put(NftSetElems::NFTA_SET_ELEM_LIST_TABLE, table)
            .put(NftSetElems::NFTA_SET_ELEM_LIST_SET, set);
    })
}
/// Returns the current ruleset generation, which increases with each transaction.
///
/// Sends `NFT_MSG_GETGEN`.
///
/// # Errors
/// The kernel rejects the request.
pub fn generation() -> impl Call<Output = u32> + Copy {
    read(GetGen::default(), |reply| {
        Ok(reply.attrs.get(NftGen::NFTA_GEN_ID).ok().flatten().map_or(0, |id| id.0))
    })
}

impl<'a> TableMessage<'a> {
    /// Returns the table name.
    #[doc(alias = "NFTA_TABLE_NAME")]
    pub fn name(&self) -> Option<Str<'a>> {
        self.attrs.get(NftTable::NFTA_TABLE_NAME).ok().flatten()
    }
    /// Returns the handle, assigned by the kernel.
    #[doc(alias = "NFTA_TABLE_HANDLE")]
    pub fn handle(&self) -> Option<u64> {
        self.attrs.get(NftTable::NFTA_TABLE_HANDLE).ok().flatten().map(|handle| handle.0)
    }
    /// Returns the comment of the table, as nft shows it.
    #[doc(alias = "NFTA_TABLE_USERDATA")]
    pub fn comment(&self) -> Option<Str<'a>> {
        Userdata::from(self.attrs.get(NftTable::NFTA_TABLE_USERDATA).ok()??).comment()
    }
}
impl<'a> ChainMessage<'a> {
    /// Returns the table name.
    #[doc(alias = "NFTA_CHAIN_TABLE")]
    pub fn table(&self) -> Option<Str<'a>> {
        self.attrs.get(NftChain::NFTA_CHAIN_TABLE).ok().flatten()
    }
    /// Returns the chain name.
    #[doc(alias = "NFTA_CHAIN_NAME")]
    pub fn name(&self) -> Option<Str<'a>> {
        self.attrs.get(NftChain::NFTA_CHAIN_NAME).ok().flatten()
    }
    /// Returns the handle, assigned by the kernel.
    #[doc(alias = "NFTA_CHAIN_HANDLE")]
    pub fn handle(&self) -> Option<u64> {
        self.attrs.get(NftChain::NFTA_CHAIN_HANDLE).ok().flatten().map(|handle| handle.0)
    }
    /// Returns the comment of the chain, as nft shows it.
    #[doc(alias = "NFTA_CHAIN_USERDATA")]
    pub fn comment(&self) -> Option<Str<'a>> {
        Userdata::from(self.attrs.get(NftChain::NFTA_CHAIN_USERDATA).ok()??).comment()
    }
}
impl<'a> NftRuleMessage<'a> {
    /// Returns the table name.
    #[doc(alias = "NFTA_RULE_TABLE")]
    pub fn table(&self) -> Option<Str<'a>> {
        self.attrs.get(NftRule::NFTA_RULE_TABLE).ok().flatten()
    }
    /// Returns the chain name.
    #[doc(alias = "NFTA_RULE_CHAIN")]
    pub fn chain(&self) -> Option<Str<'a>> {
        self.attrs.get(NftRule::NFTA_RULE_CHAIN).ok().flatten()
    }
    /// Returns the handle, assigned by the kernel.
    #[doc(alias = "NFTA_RULE_HANDLE")]
    pub fn handle(&self) -> Option<u64> {
        self.attrs.get(NftRule::NFTA_RULE_HANDLE).ok().flatten().map(|handle| handle.0)
    }
    /// Expressions of the rule.
    ///
    /// `select(NftExpr::NFTA_EXPR_DATA)` decodes the parameters of one expression.
    #[doc(alias = "NFTA_RULE_EXPRESSIONS")]
    pub fn expressions(&self) -> Attrs<'a, NftExprs> {
        self.attrs.get(NftRule::NFTA_RULE_EXPRESSIONS).ok().flatten().unwrap_or(Attrs::new(&[]))
    }
    /// Returns the comment of the rule, as nft shows it.
    #[doc(alias = "NFTA_RULE_USERDATA")]
    pub fn comment(&self) -> Option<Str<'a>> {
        Userdata::from(self.attrs.get(NftRule::NFTA_RULE_USERDATA).ok()??).comment()
    }
}
impl<'a> SetMessage<'a> {
    /// Returns the table name.
    #[doc(alias = "NFTA_SET_TABLE")]
    pub fn table(&self) -> Option<Str<'a>> {
        self.attrs.get(NftSet::NFTA_SET_TABLE).ok().flatten()
    }
    /// Returns the set name.
    #[doc(alias = "NFTA_SET_NAME")]
    pub fn name(&self) -> Option<Str<'a>> {
        self.attrs.get(NftSet::NFTA_SET_NAME).ok().flatten()
    }
    /// Flags of the set.
    #[doc(alias = "NFTA_SET_FLAGS")]
    pub fn flags(&self) -> SetFlags {
        self.attrs.get(NftSet::NFTA_SET_FLAGS).ok().flatten().map_or(SetFlags::empty(), |flags| flags.0)
    }
    /// Returns the comment of the set, as nft shows it.
    pub fn comment(&self) -> Option<Str<'a>> {
        Userdata::from(self.attrs.get(NftSet::NFTA_SET_USERDATA).ok()??).text(Userdata::SET_COMMENT)
    }
}
impl TableMessage<'_> {
    /// Returns the protocol family of the table.
    pub fn family(&self) -> NfProto {
        self.header.get(NfGenMsg::nfgen_family)
    }
}

/// Builders for common expressions. [`expr`](Self::expr) builds any other.
impl<'b> Writer<'b, NftExprs> {
    /// Appends an expression of any type.
    ///
    /// Example:
    /// `rule.expr(ExprKind::LIMIT, |limit| { limit.put(NftLimit::NFTA_LIMIT_RATE, 10u64); })`.
    pub fn expr<'v, N: AttributeSet>(
        &mut self,
        kind: SubMessageKey<ExprKind, Attrs<'v, N>>,
        fill: impl FnOnce(&mut Writer<'b, N>),
    ) -> &mut Self {
        self.nest(NftExprs::NFTA_LIST_ELEM, |expr| {
            expr.choose(NftExpr::NFTA_EXPR_NAME, NftExpr::NFTA_EXPR_DATA, kind, fill);
        })
    }
    /// Appends `meta`: loads packet metadata into a register.
    pub fn meta(&mut self, key: MetaKey, register: Register) -> &mut Self {
        self.expr(ExprKind::META, |meta| {
            meta.put(NftMeta::NFTA_META_KEY, Be(key)).put(NftMeta::NFTA_META_DREG, Be(register));
        })
    }
    /// Appends `payload`: loads `len` bytes of the packet at `offset` into a register.
    pub fn payload(&mut self, base: PayloadBase, offset: u32, len: u32, register: Register) -> &mut Self {
        self.expr(ExprKind::PAYLOAD, |payload| {
            payload
                .put(NftPayload::NFTA_PAYLOAD_DREG, Be(register))
                .put(NftPayload::NFTA_PAYLOAD_BASE, Be(base));
            payload.put(NftPayload::NFTA_PAYLOAD_OFFSET, offset).put(NftPayload::NFTA_PAYLOAD_LEN, len);
        })
    }
    /// Appends `ct`: loads conntrack data into a register.
    pub fn ct(&mut self, key: CtKey, register: Register) -> &mut Self {
        self.expr(ExprKind::CT, |ct| {
            ct.put(NftCt::NFTA_CT_KEY, Be(key)).put(NftCt::NFTA_CT_DREG, Be(register));
        })
    }
    /// Appends `cmp`: ends the rule unless the comparison of the register with `bytes` holds.
    pub fn cmp(&mut self, register: Register, op: CmpOp, bytes: &[u8]) -> &mut Self {
        self.expr(ExprKind::CMP, |cmp| {
            cmp.put(NftCmp::NFTA_CMP_SREG, Be(register)).put(NftCmp::NFTA_CMP_OP, Be(op));
            cmp.nest(NftCmp::NFTA_CMP_DATA, |data| {
                data.put(NftData::NFTA_DATA_VALUE, bytes);
            });
        })
    }
    /// Appends `bitwise`: replaces a register by `register & mask ^ xor`.
    ///
    /// `mask` and `xor` have the length of the data in the register, at most 16 bytes.
    pub fn bitwise(&mut self, register: Register, mask: &[u8], xor: &[u8]) -> &mut Self {
        self.expr(ExprKind::BITWISE, |bits| {
            bits.put(NftBitwise::NFTA_BITWISE_SREG, Be(register))
                .put(NftBitwise::NFTA_BITWISE_DREG, Be(register));
            bits.put(NftBitwise::NFTA_BITWISE_LEN, mask.len() as u32);
            bits.nest(NftBitwise::NFTA_BITWISE_MASK, |data| {
                data.put(NftData::NFTA_DATA_VALUE, mask);
            });
            bits.nest(NftBitwise::NFTA_BITWISE_XOR, |data| {
                data.put(NftData::NFTA_DATA_VALUE, xor);
            });
        })
    }
    /// Appends `lookup`: ends the rule unless the set contains the key in the register.
    pub fn lookup(&mut self, set: &str, register: Register) -> &mut Self {
        self.expr(ExprKind::LOOKUP, |lookup| {
            lookup.put(NftLookup::NFTA_LOOKUP_SET, set).put(NftLookup::NFTA_LOOKUP_SREG, Be(register));
        })
    }
    /// Appends `immediate`: loads constant bytes into a register.
    pub fn immediate(&mut self, register: Register, bytes: &[u8]) -> &mut Self {
        self.expr(ExprKind::IMMEDIATE, |immediate| {
            immediate.put(NftImmediate::NFTA_IMMEDIATE_DREG, Be(register));
            immediate.nest(NftImmediate::NFTA_IMMEDIATE_DATA, |data| {
                data.put(NftData::NFTA_DATA_VALUE, bytes);
            });
        })
    }
    /// Appends `immediate` with a verdict that needs no chain, such as `NF_ACCEPT` or `NF_DROP`.
    pub fn verdict(&mut self, code: VerdictCode) -> &mut Self {
        self.verdict_to(code, None)
    }
    /// Appends `immediate` with `NFT_JUMP` or `NFT_GOTO` to a chain.
    pub fn go(&mut self, code: VerdictCode, chain: &str) -> &mut Self {
        self.verdict_to(code, Some(chain))
    }
    fn verdict_to(&mut self, code: VerdictCode, chain: Option<&str>) -> &mut Self {
        self.expr(ExprKind::IMMEDIATE, |immediate| {
            immediate.put(NftImmediate::NFTA_IMMEDIATE_DREG, Be(Register::NFT_REG_VERDICT));
            immediate.nest(NftImmediate::NFTA_IMMEDIATE_DATA, |data| {
                data.nest(NftData::NFTA_DATA_VERDICT, |verdict| {
                    verdict.put(NftVerdict::NFTA_VERDICT_CODE, Be(code));
                    verdict.put_some(NftVerdict::NFTA_VERDICT_CHAIN, chain);
                });
            });
        })
    }
    /// Appends `counter`, starting from 0.
    pub fn counter(&mut self) -> &mut Self {
        self.expr(ExprKind::COUNTER, |_| {})
    }
    /// Appends `log` to an NFLOG group.
    pub fn log(&mut self, group: u16, prefix: &str) -> &mut Self {
        self.expr(ExprKind::LOG, |log| {
            log.put(NftLog::NFTA_LOG_GROUP, group).put(NftLog::NFTA_LOG_PREFIX, prefix);
        })
    }
    /// Appends `queue` to an NFQUEUE queue number.
    pub fn queue(&mut self, number: u16, flags: QueueFlags) -> &mut Self {
        self.expr(ExprKind::QUEUE, |queue| {
            queue.put(NftQueue::NFTA_QUEUE_NUM, number).put(NftQueue::NFTA_QUEUE_FLAGS, Be(flags));
        })
    }
}
/// Builders for set elements.
impl Writer<'_, NftSetElem> {
    /// Writes the key of the element.
    ///
    /// Example, within a request:
    /// `request.array(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS, 1, ports,
    /// |element, port| { element.key(&port.to_be_bytes()); })`.
    pub fn key(&mut self, bytes: &[u8]) -> &mut Self {
        self.nest(NftSetElem::NFTA_SET_ELEM_KEY, |data| {
            data.put(NftData::NFTA_DATA_VALUE, bytes);
        })
    }
}

//! Verbs: transactions, lists, and the usual expressions in few words.
use super::*;
use crate::{
    exchange::{Answer, BatchAnswers, BatchFailure, Connection, Done, Replies, RequestBatch, Transport},
    netfilter::{BatchBegin, BatchEnd, NfnlBatch, Subsystem, row},
    wire::{Batch, Choice, NewFlags, Operation, Reply, Request, RequestFlags, Set, Writer, getters},
};

const NFTABLES: Be<u16> = Be(Subsystem::NFNL_SUBSYS_NFTABLES.0 as u16);

/// Changes that the kernel takes all together, or not at all.
///
/// They are built in the connection's buffer; NFNL_MSG_BATCH_BEGIN stands before them, and NFNL_MSG_BATCH_END is put behind them by
/// [`commit`](Self::commit) and [`send`](Self::send). Dropped before, nothing is sent.
pub struct Transaction<'c, 'b, T: Transport>(RequestBatch<'c, 'b, T>);
/// Begins a transaction. With a generation (from [`generation`]) it fails with ERESTART where the rules have changed since then.
///
/// Sends NFNL_MSG_BATCH_BEGIN (with NFNL_BATCH_GENID where one is given), the changes, and NFNL_MSG_BATCH_END, in one datagram.
///
/// # Errors
/// The connection's buffer is too small.
pub fn transaction<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    generation: Option<u32>,
) -> Answer<Transaction<'c, 'b, T>, T> {
    let mut batch = connection.batch(row);
    batch.front(BatchBegin { subsystem: NFTABLES }, NewFlags::NONE, |begin| {
        begin.put_some(NfnlBatch::NFNL_BATCH_GENID, generation);
    })?;
    Ok(Transaction(batch))
}
impl<'c, 'b, T: Transport> Transaction<'c, 'b, T> {
    /// Adds a change, and says its place among them, counted from 0.
    ///
    /// # Errors
    /// It does not fit the connection's buffer; what is there can still be committed. A batch cannot be split: take a larger buffer.
    pub fn add<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Answer<usize, T> {
        self.0.add(operation, flags, fill)
    }
    /// How many changes there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }
    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Sends all, and lends what is answered: with NLM_F_ECHO what was made, with its handle; refusals. Nothing is done where one is refused.
    ///
    /// # Errors
    /// They could not be sent.
    pub fn send(self) -> Answer<BatchAnswers<'c, 'b, T>, T> {
        self.0.send_with(|buffer, len| {
            let mut batch = Batch::behind(buffer, len);
            batch.request(BatchEnd { subsystem: NFTABLES }, NewFlags::NONE, 0, |_| {})?;
            Ok(batch.bytes().len())
        })
    }
    /// Sends all, and waits for the end.
    ///
    /// # Errors
    /// The first refusal: which change, why, which attribute; nothing was done then. ERESTART where the generation is another; EPERM
    /// without CAP_NET_ADMIN.
    #[allow(clippy::result_large_err)] // once for many requests
    pub fn commit(self) -> Result<Done, BatchFailure<T::Error>> {
        self.send()?.finish()
    }
}

/// Lists all tables.
///
/// Sends NFT_MSG_GETTABLE of NFPROTO_UNSPEC with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn tables<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetTable>, T> {
    connection.dump(GetTable::default(), |_| {})
}
/// Lists all chains.
///
/// Sends NFT_MSG_GETCHAIN of NFPROTO_UNSPEC with NLM_F_DUMP.
///
/// # Errors
/// As [`tables`].
pub fn chains<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetChain>, T> {
    connection.dump(GetChain::default(), |_| {})
}
/// Lists the rules of a table, of a chain where one is given, of all where `table` is empty.
///
/// Sends NFT_MSG_GETRULE with NLM_F_DUMP, NFTA_RULE_TABLE and NFTA_RULE_CHAIN.
///
/// # Errors
/// As [`tables`].
pub fn rules<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    family: NfProto,
    table: &str,
    chain: Option<&str>,
) -> Answer<Replies<'c, 'b, T, GetRule>, T> {
    connection.dump(GetRule { family }, |request| {
        request.put_some(NftRule::NFTA_RULE_TABLE, Some(table).filter(|table| !table.is_empty()));
        request.put_some(NftRule::NFTA_RULE_CHAIN, chain);
    })
}
/// Lists the sets and maps of a table, of all where it is empty.
///
/// Sends NFT_MSG_GETSET with NLM_F_DUMP and NFTA_SET_TABLE.
///
/// # Errors
/// As [`tables`].
pub fn sets<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    family: NfProto,
    table: &str,
) -> Answer<Replies<'c, 'b, T, GetSet>, T> {
    connection.dump(GetSet { family }, |request| {
        request.put_some(NftSet::NFTA_SET_TABLE, Some(table).filter(|table| !table.is_empty()));
    })
}
/// Lists the elements of a set; each message holds many.
///
/// Sends NFT_MSG_GETSETELEM with NLM_F_DUMP, NFTA_SET_ELEM_LIST_TABLE and NFTA_SET_ELEM_LIST_SET.
///
/// # Errors
/// As [`tables`]; by [`Replies::next`] ENOENT where there is no such set.
pub fn elements<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    family: NfProto,
    table: &str,
    set: &str,
) -> Answer<Replies<'c, 'b, T, GetSetElem>, T> {
    connection.dump(GetSetElem { family }, |request| {
        request
            .put(NftSetElems::NFTA_SET_ELEM_LIST_TABLE, table)
            .put(NftSetElems::NFTA_SET_ELEM_LIST_SET, set);
    })
}
/// The generation of the rules, which grows with each change.
///
/// Sends NFT_MSG_GETGEN.
///
/// # Errors
/// The kernel's refusal.
pub fn generation<T: Transport>(connection: &mut Connection<'_, T>) -> Answer<u32, T> {
    let reply = connection.get(GetGen::default(), |_| {})?;
    Ok(reply.attrs.get(NftGen::NFTA_GEN_ID).ok().flatten().map_or(0, |id| id.0))
}

getters! { NftTable, GetTable {
    /// Its name.
    name(attrs) -> Option<Str<'a>> = attrs.get(NftTable::NFTA_TABLE_NAME).ok().flatten();
    /// Its number.
    handle(attrs) -> Option<u64> = attrs.get(NftTable::NFTA_TABLE_HANDLE).ok().flatten().map(|handle| handle.0);
} }
getters! { NftChain, GetChain {
    /// Its table.
    table(attrs) -> Option<Str<'a>> = attrs.get(NftChain::NFTA_CHAIN_TABLE).ok().flatten();
    /// Its name.
    name(attrs) -> Option<Str<'a>> = attrs.get(NftChain::NFTA_CHAIN_NAME).ok().flatten();
    /// Its number.
    handle(attrs) -> Option<u64> = attrs.get(NftChain::NFTA_CHAIN_HANDLE).ok().flatten().map(|handle| handle.0);
} }
getters! { NftRule, GetRule {
    /// Its table.
    table(attrs) -> Option<Str<'a>> = attrs.get(NftRule::NFTA_RULE_TABLE).ok().flatten();
    /// Its chain.
    chain(attrs) -> Option<Str<'a>> = attrs.get(NftRule::NFTA_RULE_CHAIN).ok().flatten();
    /// Its number.
    handle(attrs) -> Option<u64> = attrs.get(NftRule::NFTA_RULE_HANDLE).ok().flatten().map(|handle| handle.0);
    /// What it does: each expression, of which `select(NftExpr::NFTA_EXPR_DATA)` says what its kind has.
    expressions(attrs) -> Attrs<'a, NftExprs> =
        attrs.get(NftRule::NFTA_RULE_EXPRESSIONS).ok().flatten().unwrap_or(Attrs::new(&[]));
} }
getters! { NftSet, GetSet {
    /// Its table.
    table(attrs) -> Option<Str<'a>> = attrs.get(NftSet::NFTA_SET_TABLE).ok().flatten();
    /// Its name.
    name(attrs) -> Option<Str<'a>> = attrs.get(NftSet::NFTA_SET_NAME).ok().flatten();
    /// What it is like.
    flags(attrs) -> SetFlags = attrs.get(NftSet::NFTA_SET_FLAGS).ok().flatten().map_or(SetFlags::empty(), |flags| flags.0);
} }
impl Reply<'_, GetTable> {
    /// Its family.
    pub fn family(&self) -> NfProto {
        crate::wire::Layout::get(self.header, NfGenMsg::nfgen_family)
    }
}

/// The usual expressions in few words. Any other is one line, too: [`expr`](Self::expr).
impl<'b> Writer<'b, NftExprs> {
    /// An expression of a kind: `rule.expr(ExprKind::LIMIT, |limit| { limit.put(NftLimit::NFTA_LIMIT_RATE, 10u64); })`.
    pub fn expr<'v, N: Set>(
        &mut self,
        kind: Choice<ExprKind, Attrs<'v, N>>,
        fill: impl FnOnce(&mut Writer<'b, N>),
    ) -> &mut Self {
        self.nest(NftExprs::NFTA_LIST_ELEM, |expr| {
            expr.choose(NftExpr::NFTA_EXPR_NAME, NftExpr::NFTA_EXPR_DATA, kind, fill);
        })
    }
    /// `meta`: what the kernel knows of the packet, into a register.
    pub fn meta(&mut self, key: MetaKey, register: Register) -> &mut Self {
        self.expr(ExprKind::META, |meta| {
            meta.put(NftMeta::NFTA_META_KEY, Be(key)).put(NftMeta::NFTA_META_DREG, Be(register));
        })
    }
    /// `payload`: bytes of the packet, into a register.
    pub fn payload(&mut self, base: PayloadBase, offset: u32, len: u32, register: Register) -> &mut Self {
        self.expr(ExprKind::PAYLOAD, |payload| {
            payload
                .put(NftPayload::NFTA_PAYLOAD_DREG, Be(register))
                .put(NftPayload::NFTA_PAYLOAD_BASE, Be(base));
            payload.put(NftPayload::NFTA_PAYLOAD_OFFSET, offset).put(NftPayload::NFTA_PAYLOAD_LEN, len);
        })
    }
    /// `ct`: what is known of the packet's connection, into a register.
    pub fn ct(&mut self, key: CtKey, register: Register) -> &mut Self {
        self.expr(ExprKind::CT, |ct| {
            ct.put(NftCt::NFTA_CT_KEY, Be(key)).put(NftCt::NFTA_CT_DREG, Be(register));
        })
    }
    /// `cmp`: goes on only where a register compares so with bytes.
    pub fn cmp(&mut self, register: Register, op: CmpOp, bytes: &[u8]) -> &mut Self {
        self.expr(ExprKind::CMP, |cmp| {
            cmp.put(NftCmp::NFTA_CMP_SREG, Be(register)).put(NftCmp::NFTA_CMP_OP, Be(op));
            cmp.nest(NftCmp::NFTA_CMP_DATA, |data| {
                data.put(NftData::NFTA_DATA_VALUE, bytes);
            });
        })
    }
    /// `bitwise`: a register under a mask, `mask` as long as what is in it, at most 16 bytes; the bits of `xor`, as long, are turned then.
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
    /// `lookup`: goes on only where a set has what is in a register.
    pub fn lookup(&mut self, set: &str, register: Register) -> &mut Self {
        self.expr(ExprKind::LOOKUP, |lookup| {
            lookup.put(NftLookup::NFTA_LOOKUP_SET, set).put(NftLookup::NFTA_LOOKUP_SREG, Be(register));
        })
    }
    /// `immediate`: bytes into a register.
    pub fn immediate(&mut self, register: Register, bytes: &[u8]) -> &mut Self {
        self.expr(ExprKind::IMMEDIATE, |immediate| {
            immediate.put(NftImmediate::NFTA_IMMEDIATE_DREG, Be(register));
            immediate.nest(NftImmediate::NFTA_IMMEDIATE_DATA, |data| {
                data.put(NftData::NFTA_DATA_VALUE, bytes);
            });
        })
    }
    /// `immediate`: a verdict that needs no chain.
    pub fn verdict(&mut self, code: VerdictCode) -> &mut Self {
        self.verdict_to(code, None)
    }
    /// `immediate`: NFT_JUMP or NFT_GOTO to a chain.
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
    /// `counter`, from 0 on.
    pub fn counter(&mut self) -> &mut Self {
        self.expr(ExprKind::COUNTER, |_| {})
    }
    /// `log` to a group of nflog.
    pub fn log(&mut self, group: u16, prefix: &str) -> &mut Self {
        self.expr(ExprKind::LOG, |log| {
            log.put(NftLog::NFTA_LOG_GROUP, group).put(NftLog::NFTA_LOG_PREFIX, prefix);
        })
    }
    /// `queue` to a queue of nfqueue.
    pub fn queue(&mut self, number: u16, flags: QueueFlags) -> &mut Self {
        self.expr(ExprKind::QUEUE, |queue| {
            queue.put(NftQueue::NFTA_QUEUE_NUM, number).put(NftQueue::NFTA_QUEUE_FLAGS, Be(flags));
        })
    }
}
/// An element in few words.
impl Writer<'_, NftSetElem> {
    /// Its key: `request.array(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS, 1, ports, |element, port| { element.key(&port.to_be_bytes()); })`.
    pub fn key(&mut self, bytes: &[u8]) -> &mut Self {
        self.nest(NftSetElem::NFTA_SET_ELEM_KEY, |data| {
            data.put(NftData::NFTA_DATA_VALUE, bytes);
        })
    }
}

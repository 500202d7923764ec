//! The messages that delimit a batch: `NFNL_MSG_BATCH_BEGIN` and `NFNL_MSG_BATCH_END`,
//! linux/netfilter/nfnetlink.h.
use super::{NetfilterMessage, NfGenMsg};
use crate::{attributes, operations, wire::Be};

// Limits: nfnl_batch_policy, net/netfilter/nfnetlink.c.
attributes! {
    /// Attributes of a batch: `NFNL_BATCH_*`.
    pub set NfnlBatch, enum NfnlBatchAttr<'a> {
        /// Ruleset generation that the batch is based on.
        ///
        /// The kernel rejects the batch with `ERESTART` if the current generation differs.
        NFNL_BATCH_GENID: Be<u32> = 1,
    }
}
operations! {
    protocol crate::wire::Protocol::NETFILTER;
    /// Begins a batch.
    pub BatchBegin {
        /// Subsystem of the batch: 10 (`NFNL_SUBSYS_NFTABLES`).
        subsystem: Be<u16> => res_id,
    } = New(NetfilterMessage::NFNL_MSG_BATCH_BEGIN, NfGenMsg, NfnlBatch);
    /// Ends a batch. A batch without this message has no effect.
    pub BatchEnd {
        /// Subsystem of the batch: 10 (`NFNL_SUBSYS_NFTABLES`).
        subsystem: Be<u16> => res_id,
    } = New(NetfilterMessage::NFNL_MSG_BATCH_END, NfGenMsg, NfnlBatch);
}

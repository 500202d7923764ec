//! The two ends of a batch: `NFNL_MSG_BATCH_BEGIN` and `NFNL_MSG_BATCH_END`, linux/netfilter/nfnetlink.h.
use super::{NetfilterMessage, NfGenMsg};
use crate::{attributes, operations, wire::Be};

// Limits: nfnl_batch_policy, net/netfilter/nfnetlink.c.
attributes! {
    /// What a batch needs: `NFNL_BATCH_*`.
    pub set NfnlBatch, enum NfnlBatchAttr<'a> {
        /// The generation that it was made for; where the kernel has another, it refuses the batch with ERESTART.
        NFNL_BATCH_GENID = 1 => GenId(Be<u32>),
    }
}
operations! {
    /// Begins a batch.
    pub BatchBegin {
        /// The subsystem: nf_tables is 10.
        subsystem: Be<u16> => res_id,
    } = New(NetfilterMessage::NFNL_MSG_BATCH_BEGIN, NfGenMsg, NfnlBatch);
    /// Ends it; without, nothing is done.
    pub BatchEnd {
        /// The subsystem.
        subsystem: Be<u16> => res_id,
    } = New(NetfilterMessage::NFNL_MSG_BATCH_END, NfGenMsg, NfnlBatch);
}

//! Transactions as values, which every kind of connection runs.
use super::{Create, Delete, GetGen, NFTABLES};
use crate::{
    client::{Call, Completion, ReplyMode, Step},
    netfilter::{BatchBegin, BatchEnd, NfnlBatch, lookup},
    wire::{
        Batch, BuildError, DeleteFlags, NewFlags, Operation, Request, RequestFlags,
        spec::{Lookup, MessageSpec},
    },
};
use core::fmt;

/// Creates a call that applies changes of the ruleset atomically: all or none.
///
/// With a generation (from [`generation`](super::generation())), the call fails with `ERESTART` if
/// the ruleset has changed since. Without changes nothing is sent.
///
/// Sends `NFNL_MSG_BATCH_BEGIN` (with `NFNL_BATCH_GENID` if a generation is given), the changes, and
/// `NFNL_MSG_BATCH_END`, in one datagram. [`transaction`](super::transaction) is for changes that
/// are not known before, and for the replies to `NLM_F_ECHO`.
///
/// ```
/// use nlwire::{
///     client::{self, Call, Completion, PollTransport, SharedConnection},
///     netfilter::{Hook, nftables::{self, *}},
/// };
/// /// Drops TCP to a port.
/// fn close(port: u16) -> impl Call<Output = Completion> {
///     nftables::apply(None, move |changes| {
///         let table = Table::inet("guard");
///         let input = table.chain("input").filter(Hook::NF_INET_LOCAL_IN);
///         changes.create(&table);
///         changes.create(&input);
///         changes.create(&input.rule(|rule| rule.tcp_dport(port).counter().drop()));
///     })
/// }
/// async fn close_telnet<X: PollTransport>(nl: &SharedConnection<X>) -> Result<(), client::Error<X::Error>> {
///     nl.run(close(23)).await?; // or connection.run(close(23))?
///     Ok(())
/// }
/// ```
///
/// # Errors
/// The first change that the kernel rejects: errno, [`index`](crate::wire::KernelError::index), and
/// by [`Connection::path`](crate::client::Connection::path) the attribute. No change is applied.
///
/// - `ERESTART`: the ruleset generation has changed.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
/// - [`BuildError`]: the changes do not fit the connection's buffer, or a name is too long. A
///   transaction cannot be split: use a larger buffer.
#[doc(alias = "nft -f")]
pub const fn apply<F: Fn(&mut Changes<'_>)>(generation: Option<u32>, changes: F) -> Apply<F> {
    Apply { generation, changes }
}
/// A [`Call`] that applies changes of the ruleset; made by [`apply`].
#[derive(Clone, Copy)]
pub struct Apply<F> {
    generation: Option<u32>,
    changes: F,
}
impl<F> fmt::Debug for Apply<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Apply").field("generation", &self.generation).finish_non_exhaustive()
    }
}
impl<F: Fn(&mut Changes<'_>)> Call for Apply<F> {
    type Output = Completion;
    fn name(&self) -> &'static str {
        "transaction"
    }
    fn mode(&self) -> ReplyMode {
        ReplyMode::Ack
    }
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        let mut batch = Batch::new(buffer);
        batch.request(BatchBegin { subsystem: NFTABLES }, NewFlags::NONE, seq, |begin| {
            begin.put_some(NfnlBatch::NFNL_BATCH_GENID, self.generation);
        })?;
        let mut changes = Changes { batch, count: 0, error: None };
        (self.changes)(&mut changes);
        let Changes { mut batch, error, .. } = changes;
        error.map_or(Ok(()), Err)?;
        batch.request(BatchEnd { subsystem: NFTABLES }, NewFlags::NONE, seq, |_| {})?;
        Ok(batch.bytes().len())
    }
    fn next(&mut self, completion: Completion) -> Step<Completion> {
        Step::Done(completion)
    }
    fn transaction(&self) -> Option<Lookup> {
        Some(lookup)
    }
    fn spec(&self) -> MessageSpec {
        MessageSpec::from_operation::<GetGen>()
    }
}

/// Changes of a ruleset, in the order in which [`apply`] sends them.
///
/// An error in building a change is reported by the call, which then sends nothing.
pub struct Changes<'b> {
    batch: Batch<'b>,
    count: u32,
    error: Option<BuildError>,
}
impl fmt::Debug for Changes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changes").field("len", &self.count).field("error", &self.error).finish()
    }
}
impl Changes<'_> {
    /// Adds the creation of a table, chain, rule, set, of elements, or of a flow table.
    pub fn create<C: Create>(&mut self, object: &C) -> &mut Self {
        let index = self.count;
        self.add_with(object.new_operation(), object.new_flags(), |request| object.write(request, index))
    }
    /// Adds the deletion of an object, or of rules.
    pub fn delete<D: Delete>(&mut self, object: &D) -> &mut Self {
        let operation = object.delete_operation();
        self.add_with(operation, DeleteFlags::REQUEST, |request| object.write_delete(request))
    }
    /// Adds a change by its operation, with attributes that `fill` adds.
    pub fn add_with<O: Operation>(
        &mut self,
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> &mut Self {
        match self.batch.request(operation, flags, 0, fill) {
            Ok(_) => self.count = self.count.saturating_add(1),
            Err(error) => self.error = self.error.or(Some(error)),
        }
        self
    }
    /// Returns the number of changes: the index of the next one.
    pub const fn len(&self) -> usize {
        self.count as usize
    }
    /// Returns whether there are no changes.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }
}

//! A request and its reply, as the connection sees them.
use super::*;

/// Writes a request and reads the messages of the reply, both under the lock.
pub(in crate::client) trait Exchange {
    fn write(&mut self, buffer: &mut [u8]) -> Result<usize, BuildError>;
    fn reply(&mut self, message: Message<'_>) -> Result<(), Error>;
    /// Reads an event, if the exchange has a watch.
    fn event(&mut self, _event: Message<'_>) {}
}

/// An operation and the caller's closures.
pub(super) struct OperationExchange<O, F, E> {
    pub(super) operation: Option<(O, F)>,
    pub(super) flags: u16,
    pub(super) each: E,
}

impl<O: Operation, F: FnOnce(&mut Request<'_, O>), E: FnMut(O::Reply<'_>)> Exchange
    for OperationExchange<O, F, E>
{
    fn write(&mut self, buffer: &mut [u8]) -> Result<usize, BuildError> {
        let Some((operation, fill)) = self.operation.take() else { return Ok(0) };
        let mut request = Request::with_bits(buffer, operation, self.flags);
        fill(&mut request);
        request.finish(0).map(<[u8]>::len)
    }
    fn reply(&mut self, message: Message<'_>) -> Result<(), Error> {
        O::reply(message).map(|reply| (self.each)(reply))
    }
}

/// Properties of a request: name, answer mode, specification, and the messages of a transaction.
#[derive(Clone, Copy)]
pub(in crate::client) struct RequestInfo {
    pub(in crate::client) name: &'static str,
    pub(in crate::client) mode: ReplyMode,
    pub(in crate::client) spec: MessageSpec,
    pub(in crate::client) transaction: Option<Lookup>,
}

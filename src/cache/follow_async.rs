//! Loops that drive a cache over a socket that is registered with a runtime.
use super::{At, Cache, CacheSpec, Change, Entry, Slot, Step, Store};
use crate::{
    client::{self, PollTransport},
    socket::monotonic,
};
use alloc::collections::VecDeque;
use core::{
    convert::Infallible,
    fmt,
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
    time::Duration,
};

/// Number of datagrams without waiting, before other tasks of the runtime get their turn.
const BUDGET: u32 = 128;

impl<T: CacheSpec, S, E> Cache<T, S>
where
    S: Store<Key = At<T::Key>, Value = Slot<E>>,
    E: Entry<T>,
{
    /// Follows the table for ever, over a transport of an async runtime.
    ///
    /// What is due at a later time is awaited by [`PollTransport::sleep`]. Dropping the future loses
    /// nothing: the next call continues. After 128 datagrams without waiting, other tasks of the
    /// runtime get their turn.
    ///
    /// ```
    /// # #[cfg(all(feature = "route", feature = "tokio"))] {
    /// use nlwire::{cache::{Cache, Tree}, route::Links, socket::{Config, Protocol}, tokio::Socket};
    /// async fn follow() -> Result<(), Box<dyn core::error::Error>> {
    ///     let socket = Socket::open(&Config::new(Protocol::ROUTE).groups(Links::GROUPS))?;
    ///     let mut cache = Cache::over_socket(Links, Tree::<Links, Vec<u8>>::new(), socket.get());
    ///     let mut buffer = vec![0; 32 * 1024];
    ///     cache.follow_async(&socket, &mut buffer, |change| println!("{change:?}")).await?;
    ///     Ok(())
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    /// Errors of the transport except losses, and a buffer that is too small for a request.
    pub async fn follow_async<X: PollTransport>(
        &mut self,
        transport: &X,
        buffer: &mut [u8],
        mut on_change: impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> Result<Infallible, client::Error<X::Error>> {
        loop {
            for _ in 0..BUDGET {
                self.step_async(transport, buffer, &mut on_change).await?;
            }
            yield_now().await;
        }
    }
    /// Returns a reader of the changes, one by one: [`Changes::next`] is the `next` of a stream.
    ///
    /// A change borrows from the cache, so `map` makes of it what is kept, such as its key, a name,
    /// or a summary; `None` skips the change.
    ///
    /// ```
    /// # #[cfg(all(feature = "route", feature = "tokio"))] {
    /// use nlwire::{
    ///     cache::{Cache, Change, Tree}, route::Links, socket::{Config, Protocol}, tokio::Socket, wire::Summarize,
    /// };
    /// /// Prints new links.
    /// async fn new_links() -> Result<(), Box<dyn core::error::Error>> {
    ///     let socket = Socket::open(&Config::new(Protocol::ROUTE).groups(Links::GROUPS))?;
    ///     let mut cache = Cache::over_socket(Links, Tree::<Links, Vec<u8>>::new(), socket.get());
    ///     let mut buffer = vec![0; 32 * 1024];
    ///     let mut added = cache.changes(&socket, &mut buffer, |change| match change {
    ///         Change::Added { entry, .. } => entry.summary().ok(),
    ///         _ => None,
    ///     });
    ///     loop {
    ///         println!("{}", added.next().await?);
    ///     }
    /// }
    /// # }
    /// ```
    pub fn changes<'c, X: PollTransport, R, M>(
        &'c mut self,
        transport: &'c X,
        buffer: &'c mut [u8],
        map: M,
    ) -> Changes<'c, T, S, X, R, M>
    where
        M: FnMut(Change<'_, T::Key, E::View<'_>>) -> Option<R>,
    {
        Changes { cache: self, transport, buffer, map, queue: VecDeque::new(), budget: BUDGET }
    }
    /// Sends what is due, and receives one datagram; waits until one arrives or until something is
    /// due.
    ///
    /// Dropping the future loses nothing. A caller that loops yields to its runtime from time to
    /// time, as [`follow_async`](Self::follow_async) does: in a storm of events this function never
    /// waits.
    ///
    /// # Errors
    /// The errors of [`follow_async`](Self::follow_async).
    pub async fn step_async<X: PollTransport>(
        &mut self,
        transport: &X,
        buffer: &mut [u8],
        on_change: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> Result<Step, client::Error<X::Error>> {
        let now = monotonic();
        self.send_due(now, buffer, transport.protocol(), |request| transport.send(request))?;
        // First without waiting: "not ready" of a runtime may mean that its budget is spent, and
        // does not show that the queue was read to its end.
        if let Some(received) = transport.try_recv(buffer).transpose() {
            return self.received(received, buffer, now, on_change);
        }
        self.drained();
        let received = match self.due_in(now) {
            Some(Duration::ZERO) => return Ok(Step::Idle),
            None => Some(poll_fn(|context| transport.poll_recv(context, buffer)).await),
            Some(due) => {
                let mut timer = pin!(transport.sleep(due));
                poll_fn(|context| match transport.poll_recv(context, buffer) {
                    Poll::Ready(received) => Poll::Ready(Some(received)),
                    Poll::Pending => timer.as_mut().poll(context).map(|()| None),
                })
                .await
            }
        };
        match received {
            Some(received) => self.received(received, buffer, monotonic(), on_change),
            None => Ok(Step::Idle),
        }
    }
}

/// The changes of a cache, one by one; made by [`Cache::changes`].
#[doc(alias = "Stream")]
pub struct Changes<'c, T: CacheSpec, S, X, R, M> {
    cache: &'c mut Cache<T, S>,
    transport: &'c X,
    buffer: &'c mut [u8],
    map: M,
    /// Changes of the last datagram.
    queue: VecDeque<R>,
    /// Number of datagrams until other tasks get their turn.
    budget: u32,
}
impl<T: CacheSpec, S, X, R, M> fmt::Debug for Changes<'_, T, S, X, R, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changes").field("queued", &self.queue.len()).finish_non_exhaustive()
    }
}
impl<T: CacheSpec, S, X, R, M> Changes<'_, T, S, X, R, M> {
    /// Returns the cache. It may contain changes that [`next`](Self::next) has yet to return.
    pub const fn cache(&self) -> &Cache<T, S> {
        self.cache
    }
}
impl<T: CacheSpec, S, E, X: PollTransport, R, M> Changes<'_, T, S, X, R, M>
where
    S: Store<Key = At<T::Key>, Value = Slot<E>>,
    E: Entry<T>,
    M: FnMut(Change<'_, T::Key, E::View<'_>>) -> Option<R>,
{
    /// Returns the next change. Cancel safe: dropping the future loses no change.
    ///
    /// # Errors
    /// The errors of [`Cache::follow_async`]. The next call continues.
    pub async fn next(&mut self) -> Result<R, client::Error<X::Error>> {
        let Self { cache, transport, buffer, map, queue, budget } = self;
        loop {
            if let Some(change) = queue.pop_front() {
                return Ok(change);
            }
            *budget = budget.saturating_sub(1);
            if *budget == 0 {
                *budget = BUDGET;
                yield_now().await;
            }
            cache.step_async(*transport, buffer, &mut |change| queue.extend(map(change))).await?;
        }
    }
}

/// Lets other tasks of the runtime run.
async fn yield_now() {
    let mut yielded = false;
    poll_fn(|context| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

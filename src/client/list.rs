//! Replies by closure, and collected: for programs that keep what they read.
use super::{Completion, EventHandler, Query, Replies, Transport};
#[cfg(feature = "alloc")]
use super::{Connection, ErrorKind};
use crate::{
    client::{self, Buffer},
    wire::Operation,
};
#[cfg(feature = "alloc")]
use {crate::wire::Summarize, alloc::vec::Vec};

/// The message type of the replies to a query.
pub type ReplyOf<'a, Q> = <<Q as Query>::Operation as Operation>::Reply<'a>;

impl<T: Transport, B: Buffer, Q: Query, H: EventHandler> Replies<'_, T, B, Q, H> {
    /// Calls `each` with each message of the reply, and returns how the request completed.
    ///
    /// ```
    /// use nlwire::{client::{self, Buffer, Connection, Transport}, route::link};
    /// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
    ///     nl.dump(link::list())?.for_each(|link| println!("{} {}", link.index(), link.name()))?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`next`](Self::next). After an error, no further message is read.
    pub fn for_each(mut self, mut each: impl FnMut(ReplyOf<'_, Q>)) -> client::Result<Completion, T> {
        while let Some(reply) = self.next()? {
            each(reply);
        }
        Ok(self.done().unwrap_or_default())
    }
    /// Collects what `take` makes of each message of the reply.
    ///
    /// ```
    /// use nlwire::{client::{self, Buffer, Connection, Transport}, route::link};
    /// fn names<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<Vec<String>, T> {
    ///     nl.dump(link::list())?.collect(|link| link.name().to_string())
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`next`](Self::next); [`ErrorKind::Interrupted`] if a change interrupted the dump, so
    /// that entries may be missing. [`Connection::list`] repeats such a dump.
    #[cfg(feature = "alloc")]
    pub fn collect<V>(mut self, mut take: impl FnMut(ReplyOf<'_, Q>) -> V) -> client::Result<Vec<V>, T> {
        let mut all = Vec::new();
        while let Some(reply) = self.next()? {
            all.push(take(reply));
        }
        match self.done() {
            Some(Completion { interrupted: true, .. }) => {
                Err(client::Error { operation: self.name(), kind: ErrorKind::Interrupted(1) })
            }
            _ => Ok(all),
        }
    }
}

/// One query, or several of one type, whose results belong together: the argument of
/// [`Connection::list`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no query, and no array of queries",
    label = "not a query",
    note = "`list` reads the objects of a query, such as `link::list()`; a call, such as `link::set_up(\"eth0\")`, is sent by `run`"
)]
pub trait Queries {
    /// The query.
    type Query: Query + Copy;
    /// The queries, as an array.
    type List: IntoIterator<Item = Self::Query>;
    /// Returns the queries.
    fn queries(self) -> Self::List;
}
impl<Q: Query + Copy> Queries for Q {
    type Query = Q;
    type List = [Q; 1];
    fn queries(self) -> [Q; 1] {
        [self]
    }
}
impl<Q: Query + Copy, const N: usize> Queries for [Q; N] {
    type Query = Q;
    type List = Self;
    fn queries(self) -> Self {
        self
    }
}

/// Number of dumps before [`Connection::list`] gives up because changes interrupt each of them.
#[cfg(feature = "alloc")]
const ATTEMPTS: u32 = 10;

#[cfg(feature = "alloc")]
impl<T: Transport, B: Buffer, H: EventHandler> Connection<T, B, H> {
    /// Returns the summaries of all objects of a query. A dump that a change interrupted is
    /// repeated, up to ten times.
    ///
    /// ```
    /// use nlwire::{client::{self, Buffer, Connection, Transport}, route::{addr, link}};
    /// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
    ///     let addresses = nl.list(addr::list())?;
    ///     for link in nl.list(link::list())? {
    ///         println!("{link}"); // the words of `ip`; the fields are public
    ///         for address in addresses.iter().filter(|address| address.link == link.index) {
    ///             println!("    {address}");
    ///         }
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`dump`](Self::dump) and [`Replies::next`]; [`ErrorKind::Malformed`] if an attribute of a
    /// summary is malformed; [`ErrorKind::Interrupted`] if changes interrupted each dump.
    pub fn list<L, S>(&mut self, queries: L) -> client::Result<Vec<S>, T>
    where
        L: Queries,
        for<'a> ReplyOf<'a, L::Query>: Summarize<Summary = S>,
    {
        let mut all = Vec::new();
        queries.queries().into_iter().try_for_each(|query| self.append(query, &mut all))?;
        Ok(all)
    }
    /// Appends the summaries of one query.
    fn append<Q, S>(&mut self, query: Q, all: &mut Vec<S>) -> client::Result<(), T>
    where
        Q: Query + Copy,
        for<'a> ReplyOf<'a, Q>: Summarize<Summary = S>,
    {
        let operation = query.operation().name();
        let fail = |kind| client::Error { operation, kind };
        let start = all.len();
        for _ in 0..ATTEMPTS {
            all.truncate(start);
            let mut replies = self.dump(query)?;
            while let Some(reply) = replies.next()? {
                all.push(reply.summary().map_err(|error| fail(ErrorKind::Malformed(error)))?);
            }
            if !replies.done().unwrap_or_default().interrupted {
                return Ok(());
            }
        }
        Err(fail(ErrorKind::Interrupted(ATTEMPTS)))
    }
}
#[cfg(feature = "std")]
impl<X: client::PollTransport, C: Buffer, const N: usize> client::SharedConnection<X, C, N> {
    /// Returns the summaries of all objects of a query, as [`Connection::list`].
    ///
    /// # Errors
    /// As [`Connection::list`].
    pub async fn list<L, S>(&self, queries: L) -> Result<Vec<S>, client::Error<X::Error>>
    where
        L: Queries,
        for<'a> ReplyOf<'a, L::Query>: Summarize<Summary = S>,
    {
        let mut all = Vec::new();
        for query in queries.queries() {
            self.append(query, &mut all).await?;
        }
        Ok(all)
    }
    /// Appends the summaries of one query.
    async fn append<Q, S>(&self, query: Q, all: &mut Vec<S>) -> Result<(), client::Error<X::Error>>
    where
        Q: Query + Copy,
        for<'a> ReplyOf<'a, Q>: Summarize<Summary = S>,
    {
        let operation = query.operation().name();
        let fail = |kind| client::Error { operation, kind };
        let start = all.len();
        for _ in 0..ATTEMPTS {
            all.truncate(start);
            let mut malformed = None;
            let keep = |reply: ReplyOf<'_, Q>| match reply.summary() {
                Ok(summary) => all.push(summary),
                Err(error) => malformed = malformed.or(Some(error)),
            };
            let done = self.dump(query, keep).await?;
            match malformed {
                Some(error) => return Err(fail(ErrorKind::Malformed(error))),
                None if !done.interrupted => return Ok(()),
                None => {}
            }
        }
        Err(fail(ErrorKind::Interrupted(ATTEMPTS)))
    }
}

#[cfg(all(test, feature = "std", feature = "route"))]
mod tests {
    use crate::{
        client::{PollTransport, SharedConnection},
        route::link,
    };

    #[allow(dead_code)] // its types are checked
    /// Compiles only if tasks of a multi-threaded runtime can await a list.
    fn the_future_of_a_list_can_be_sent<X: PollTransport + Send + Sync>(shared: &SharedConnection<X>) {
        fn send<F: Send>(future: F) -> F {
            future
        }
        drop(send(shared.list(link::list())));
        drop(send(shared.list([link::by_index(1); 2])));
    }
}

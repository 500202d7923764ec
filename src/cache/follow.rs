//! Loops that drive a cache over a socket.
use super::{At, Cache, CacheSpec, Change, Entry, Slot, Store, step::failed};
use crate::{
    client,
    socket::{Ready, Socket, SocketError, Waker, monotonic},
};
use core::{convert::Infallible, time::Duration};

impl<T: CacheSpec, S, E> Cache<T, S>
where
    S: Store<Key = At<T::Key>, Value = Slot<E>>,
    E: Entry<T>,
{
    /// Follows the table for ever: sends what is due, receives, and reports every change.
    ///
    /// The socket has joined the groups of the table; whether it blocks does not matter. The clock
    /// is [`monotonic`], which a program that also calls [`step`](Self::step) uses, too.
    ///
    /// ```no_run
    /// # #[cfg(all(feature = "alloc", feature = "route"))] {
    /// use nlwire::{cache::{Cache, Change, Tree}, route::Links, socket::{Config, Protocol}};
    /// let socket = Config::new(Protocol::ROUTE).groups(Links::GROUPS).open()?;
    /// let mut cache = Cache::over_socket(Links, Tree::<Links, Vec<u8>>::new(), &socket);
    /// let Err(error) = cache.follow(&socket, &mut [0; 32 * 1024], |change| match change {
    ///     Change::Added { entry, .. } => println!("+ {} mtu {:?}", entry.name(), entry.mtu()),
    ///     Change::Changed { old, entry, .. } => println!("~ {} mtu {:?} (was {:?})", entry.name(), entry.mtu(), old.mtu()),
    ///     Change::Removed { entry, .. } => println!("- {}", entry.name()),
    ///     _ => {}
    /// });
    /// # return Err(error.into());
    /// # }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Errors of the socket except losses, and a buffer that is too small for a request. After an
    /// error the function may be called again.
    pub fn follow(
        &mut self,
        socket: &Socket,
        buffer: &mut [u8],
        mut on_change: impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> Result<Infallible, client::Error<SocketError>> {
        loop {
            self.drive(socket, buffer, None, None, &mut on_change)?;
        }
    }
    /// Follows the table until a waker is triggered: by another thread, or by `on_change`.
    ///
    /// At most 128 datagrams are received after that.
    ///
    /// # Errors
    /// The errors of [`follow`](Self::follow).
    pub fn follow_until_woken(
        &mut self,
        socket: &Socket,
        waker: &Waker,
        buffer: &mut [u8],
        mut on_change: impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> Result<(), client::Error<SocketError>> {
        const BUDGET: u32 = 128;
        loop {
            for _ in 0..BUDGET {
                if self.drive(socket, buffer, Some(waker), None, &mut on_change)? == Ready::Woken {
                    return Ok(());
                }
            }
            // In a storm of events nothing waits.
            if socket.wait_or(Some(waker), Some(Duration::ZERO)).map_err(failed)? == Ready::Woken {
                return Ok(());
            }
        }
    }
    /// Follows the table for some time.
    ///
    /// # Errors
    /// The errors of [`follow`](Self::follow).
    pub fn follow_for(
        &mut self,
        socket: &Socket,
        buffer: &mut [u8],
        time: Duration,
        mut on_change: impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> Result<(), client::Error<SocketError>> {
        let end = monotonic().saturating_add(time);
        while monotonic() < end {
            self.drive(socket, buffer, None, Some(end), &mut on_change)?;
        }
        Ok(())
    }
    /// Follows the table until no snapshot is due: at first, until the table has been read. Call it
    /// before the cache is used, and again whenever it is not [synced](Self::is_synced).
    ///
    /// The cache is then complete, unless the kernel refused a dump ([`Change::Refused`]) or the
    /// store was full ([`Change::NoRoom`]): see [`is_synced`](Self::is_synced).
    ///
    /// # Errors
    /// The errors of [`follow`](Self::follow).
    pub fn sync(
        &mut self,
        socket: &Socket,
        buffer: &mut [u8],
        mut on_change: impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> Result<(), client::Error<SocketError>> {
        while self.due_in(monotonic()).is_some() {
            self.drive(socket, buffer, None, None, &mut on_change)?;
        }
        Ok(())
    }
    /// Creates a cache of a table in an empty store, for dumps over this socket. Sequence numbers
    /// start at a [random one](crate::socket::random_seed).
    pub fn over_socket(table: T, store: S, socket: &Socket) -> Self {
        Self::new(table, store, socket.port_id(), crate::socket::random_seed())
    }

    /// Sends what is due; receives one datagram, or waits until one arrives, until something is due,
    /// until `end`, or until the waker is triggered.
    fn drive(
        &mut self,
        socket: &Socket,
        buffer: &mut [u8],
        waker: Option<&Waker>,
        end: Option<Duration>,
        on_change: &mut impl FnMut(Change<'_, T::Key, E::View<'_>>),
    ) -> Result<Ready, client::Error<SocketError>> {
        let now = monotonic();
        self.send_due(now, buffer, Some(socket.protocol()), |request| socket.send(request))?;
        // Only a receive that finds nothing shows that the queue was read to its end.
        match socket.try_recv_checked(buffer).transpose() {
            Some(received) => self.received(received, buffer, now, on_change).map(|_| Ready::Socket),
            None => {
                self.drained();
                let left = end.map(|end| end.saturating_sub(now));
                let limit = self.due_in(now).into_iter().chain(left).min();
                socket.wait_or(waker, limit).map_err(failed)
            }
        }
    }
}

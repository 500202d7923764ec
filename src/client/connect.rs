//! Connections with an allocated buffer.
use super::Connection;
use crate::socket::{Config, Socket, SocketError};
use alloc::{vec, vec::Vec};

/// Length of the buffer: that of the largest datagram that a dump sends.
const BUFFER: usize = 32 * 1024;

impl Connection<Socket, Vec<u8>> {
    /// Opens a socket, and a connection over it with a buffer of 32 KiB. A protocol is a
    /// configuration, too.
    ///
    /// ```no_run
    /// # #[cfg(feature = "route")] {
    /// use nlwire::{client::Connection, route::link, socket::Protocol};
    /// let mut nl = Connection::open(Protocol::ROUTE)?;
    /// nl.run(link::set_up("lo"))?;
    /// # }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Socket::open`].
    pub fn open<'a>(config: impl Into<Config<'a>>) -> Result<Self, SocketError> {
        Ok(Self::over_socket(config.into().open()?, vec![0; BUFFER]))
    }
}
impl Config<'_> {
    /// Opens the socket, and a connection over it with a buffer of 32 KiB.
    ///
    /// ```no_run
    /// # #[cfg(feature = "route")] {
    /// use nlwire::{route::{RouteGroup, RouteMessage}, socket::{Config, Protocol}};
    /// let mut nl = Config::new(Protocol::ROUTE).groups([RouteGroup::RTNLGRP_LINK]).connect()?;
    /// loop {
    ///     println!("{:?}", RouteMessage::decode(nl.next_event()?)?);
    /// }
    /// # }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Socket::open`].
    pub fn connect(&self) -> Result<Connection<Socket, Vec<u8>>, SocketError> {
        Connection::open(*self)
    }
}

#[cfg(feature = "std")]
impl crate::socket::namespace::Namespace {
    /// Opens a socket in this namespace, and a connection over it with a buffer of 32 KiB. A
    /// protocol is a configuration, too.
    ///
    /// ```no_run
    /// # #[cfg(feature = "route")] {
    /// use nlwire::{route::link, socket::{Protocol, namespace::Namespace}};
    /// let blue = Namespace::named("blue")?;
    /// let mut there = blue.connect(Protocol::ROUTE)?;
    /// there.run(link::set_up("lo"))?;
    /// # }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Socket::open_in`].
    pub fn connect<'a>(
        &self,
        config: impl Into<Config<'a>>,
    ) -> Result<Connection<Socket, Vec<u8>>, SocketError> {
        Ok(Connection::over_socket(self.open(&config.into())?, vec![0; BUFFER]))
    }
}

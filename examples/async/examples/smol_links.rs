//! Two dumps and a request concurrently over one socket, with async-io's reactor (smol): a runtime
//! needs about twenty lines of code. `cargo run --manifest-path examples/async/Cargo.toml --example
//! smol_links`. Needs no privileges.
use async_io::{Async, Timer};
use futures_lite::future::{block_on, try_zip};
use nlwire::{
    client::{PollTransport, Received, SharedConnection},
    route::{GetAddr, GetLink, Link},
    socket::{Config, Operation, Protocol, Socket, SocketError, random_seed},
};
use std::{
    error::Error,
    task::{Context, Poll, ready},
    time::Duration,
};

/// A socket registered with the reactor.
struct Reactive(Async<Socket>);
impl PollTransport for Reactive {
    type Error = SocketError;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, SocketError>> {
        loop {
            if let Some(received) = self.try_recv(buffer).transpose() {
                return Poll::Ready(received);
            }
            let ready = ready!(self.0.poll_readable(context));
            ready.map_err(|error| SocketError::from_io(Operation::Wait, &error))?;
        }
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, SocketError> {
        self.0.get_ref().try_recv_checked(buffer)
    }
    fn send(&self, datagram: &[u8]) -> Result<(), SocketError> {
        self.0.get_ref().send(datagram)
    }
    // requests of other protocols are refused
    fn protocol(&self) -> Option<Protocol> {
        Some(self.0.get_ref().protocol())
    }
    // for calls that await an event
    fn join(&self, group: u32) -> Result<bool, SocketError> {
        let is_member = self.0.get_ref().is_member(group)?;
        self.0.get_ref().join(group).map(|()| !is_member)
    }
    fn leave(&self, group: u32) -> Result<(), SocketError> {
        self.0.get_ref().leave(group)
    }
    async fn sleep(&self, limit: Duration) {
        Timer::after(limit).await;
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let socket = Async::new(Config::new(Protocol::ROUTE).open()?)?;
    let port = socket.get_ref().port_id();
    let shared =
        SharedConnection::new(Reactive(socket), vec![0; 32 * 1024], vec![0; 4096], port, random_seed());
    let (mut links, mut addresses) = (Vec::new(), 0);
    block_on(async {
        let of_links = shared.dump(GetLink::default(), |link| {
            links.extend(link.attrs.get(Link::IFLA_IFNAME).ok().flatten().map(|name| name.to_string()));
        });
        let of_addresses = shared.dump(GetAddr::default(), |_| addresses += 1);
        try_zip(of_links, of_addresses).await
    })?;
    println!("{} links, {addresses} addresses: {}", links.len(), links.join(" "));
    Ok(())
}

//! Two dumps and a question at once over one socket, with async-io's reactor (smol): all that a runtime must bring is twenty lines.
//! `cargo run --manifest-path examples/async/Cargo.toml --example smol_links`. Needs no privileges.
use async_io::Async;
use futures_lite::future::{block_on, try_zip};
use nlwire::{
    exchange::{PollTransport, Shared},
    route::{GetAddr, GetLink, Link},
    socket::{Config, Operation, Protocol, Socket, SocketError},
};
use std::{
    error::Error,
    task::{Context, Poll, ready},
};

/// A socket in the reactor's care.
struct Reactive(Async<Socket>);
impl PollTransport for Reactive {
    type Error = SocketError;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<usize, SocketError>> {
        loop {
            match self.0.get_ref().try_recv(buffer) {
                Err(error) if error.would_block() => {
                    let ready = ready!(self.0.poll_readable(context));
                    ready.map_err(|error| SocketError::of(Operation::Wait, &error))?;
                }
                result => return Poll::Ready(result),
            }
        }
    }
    fn send(&self, datagram: &[u8]) -> Result<(), SocketError> {
        self.0.get_ref().send(datagram)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let socket = Async::new(Config::new(Protocol::ROUTE).open()?)?;
    let port = socket.get_ref().port_id();
    let shared = Shared::new(Reactive(socket), vec![0; 32 * 1024], vec![0; 4096], port, 1);
    let (mut links, mut addresses) = (Vec::new(), 0);
    block_on(async {
        let of_links = shared.dump(
            GetLink::default(),
            |_| {},
            |link| {
                links.extend(link.attrs.get(Link::IFLA_IFNAME).ok().flatten().map(|name| name.to_string()));
            },
        );
        let of_addresses = shared.dump(GetAddr::default(), |_| {}, |_| addresses += 1);
        try_zip(of_links, of_addresses).await
    })?;
    println!("{} links, {addresses} addresses: {}", links.len(), links.join(" "));
    Ok(())
}

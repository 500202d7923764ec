//! nf_tables transactions as values, live: over a blocking connection and over a shared one, as `nft` lists what they made.
#![cfg(all(feature = "full", target_os = "linux"))]
#![allow(unsafe_code)]
mod common;

use nlwire::{
    client::{Call, Completion, Connection, PollTransport, Received, SharedConnection, then},
    netfilter::{
        Hook,
        nftables::{self, *},
    },
    socket::{Protocol, Socket, SocketError, random_seed},
    wire::Errno,
};
use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

/// A socket whose polls wait.
struct Waits(Socket);
impl PollTransport for Waits {
    type Error = SocketError;
    fn poll_recv(&self, _: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, SocketError>> {
        assert!(self.0.wait(Some(Duration::from_secs(10)))?, "no reply");
        self.try_recv(buffer).transpose().map_or(Poll::Pending, Poll::Ready)
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, SocketError> {
        self.0.try_recv_checked(buffer)
    }
    fn send(&self, datagram: &[u8]) -> Result<(), SocketError> {
        self.0.send(datagram)
    }
}
fn block_on<R>(future: impl Future<Output = R>) -> R {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(result) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return result;
        }
    }
}
/// A table that drops TCP to a port.
fn close(name: &str, port: u16) -> impl Call<Output = Completion> {
    nftables::apply(None, move |changes| {
        let table = Table::inet(name);
        let input = table.chain("input").filter(Hook::NF_INET_LOCAL_IN);
        changes.create(&table).create(&input);
        changes.create(&input.rule(|rule| rule.tcp_dport(port).counter().drop()));
    })
}
/// A chain in a table, and one in a table that does not exist.
fn refused() -> impl Call<Output = Completion> {
    nftables::apply(None, |changes| {
        changes.create(&Table::inet("blocking").chain("other"));
        changes.create(&Table::inet("none").chain("other"));
    })
}
fn reopen() -> impl Call<Output = Completion> {
    nftables::apply(None, |changes| _ = changes.delete(&Table::inet("shared")))
}

#[test]
fn a_transaction_runs_over_every_connection() {
    const TEST: &str = "a_transaction_runs_over_every_connection";
    common::in_namespace(TEST, || {
        let socket = Socket::new(Protocol::NETFILTER).unwrap();
        socket.set_receive_timeout(Some(Duration::from_secs(10))).unwrap();
        let mut nl = Connection::over_socket(socket, vec![0; 32 * 1024]);
        match nl.run(nftables::generation()) {
            Err(error) if error.errno() == Some(Errno::EINVAL) => {
                return common::skip(TEST, "this kernel has no nf_tables");
            }
            generation => _ = generation.unwrap(),
        }
        let socket = Socket::new(Protocol::NETFILTER).unwrap();
        socket.set_nonblocking(true).unwrap();
        let port = socket.port_id();
        let shared: SharedConnection<_, Vec<u8>> =
            SharedConnection::new(Waits(socket), vec![0; 32 * 1024], vec![0; 8192], port, random_seed());

        nl.run(close("blocking", 22)).unwrap();
        block_on(shared.run(close("shared", 23))).unwrap();
        let text = match common::tool("nft").args(["list", "ruleset"]).output() {
            Ok(output) => String::from_utf8(output.stdout).unwrap(),
            Err(error) => return common::skip(TEST, &format!("nft is not installed: {error}")),
        };
        for (name, port) in [("blocking", 22), ("shared", 23)] {
            assert!(text.contains(&format!("table inet {name} {{")), "{text}");
            assert!(text.contains(&format!("tcp dport {port} counter packets 0 bytes 0 drop")), "{text}");
        }
        // one is refused: none is applied, and the error says which
        let error = nl.run(refused()).unwrap_err();
        assert_eq!((error.errno(), index(&error)), (Some(Errno::ENOENT), Some(1)));
        assert_eq!(nl.path().map(|path| path.to_string()).as_deref(), Some("NFTA_CHAIN_TABLE"));
        let error = block_on(shared.run(refused())).unwrap_err();
        assert_eq!((error.errno(), index(&error)), (Some(Errno::ENOENT), Some(1)));
        assert_eq!(shared.path(&error).map(|path| path.to_string()).as_deref(), Some("NFTA_CHAIN_TABLE"));
        let mut chains = nl.dump(nftables::chains()).unwrap();
        while let Some(chain) = chains.next().unwrap() {
            assert_eq!(chain.name().map(|name| name.to_string()).as_deref(), Some("input"));
        }
        // a generation that is over; a call that reads it first
        let generation = nl.run(nftables::generation()).unwrap();
        let at =
            |generation| nftables::apply(Some(generation), |changes| _ = changes.create(&Table::inet("at")));
        let error = nl.run(at(generation.wrapping_sub(1))).unwrap_err();
        assert_eq!((error.errno(), index(&error)), (Some(Errno::ERESTART), None));
        block_on(shared.run(then(nftables::generation(), at))).unwrap();
        // deletions, and replies that go on as before
        block_on(shared.run(reopen())).unwrap();
        let mut tables = Vec::new();
        block_on(
            shared.dump(nftables::tables(), |table| tables.extend(table.name().map(|it| it.to_string()))),
        )
        .unwrap();
        assert_eq!(tables, ["blocking", "at"]);
        assert_eq!(shared.in_flight(), 0);
    });
}
fn index(error: &nlwire::client::Error<SocketError>) -> Option<u32> {
    error.kind.refusal().and_then(|refusal| refusal.index())
}

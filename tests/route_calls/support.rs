//! What the tests of all objects use.
pub use core::net::IpAddr;
pub use nlwire::{
    client::Connection,
    route::{netns::NetNs, *},
};

pub fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}
/// `192.0.2.0/24`.
pub fn net(text: &str) -> (IpAddr, u8) {
    let (address, len) = text.split_once('/').unwrap();
    (ip(address), len.parse().unwrap())
}
macro_rules! same {
    (|$c:ident| $call:expr, $($made:tt)*) => {
        assert_eq!(sent(|$c| { let _ = $call; }), made($($made)*), stringify!($call))
    };
}

pub mod scripted {
    pub use super::*;
    pub use addr::AddressSpec;
    pub use nlwire::{
        client::{MockReplies, MockTransport},
        uapi::AddressFamily,
        wire::{DeleteFlags, GetFlags, Message, NewFlags, Operation, Request, Str, SubMessage, WithHeader},
    };
    pub use route::{Hop, RouteSpec};
    pub use rule::RuleSpec;
    pub use std::cell::RefCell;
    pub const INET: AddressFamily = AddressFamily::AF_INET;
    pub const INET6: AddressFamily = AddressFamily::AF_INET6;
    pub type Scripted<'a> = MockTransport<'a, Box<dyn FnMut(Message<'_>, &mut MockReplies<'_>) + 'a>>;
    /// Runs a test with a connection over a script.
    pub fn with(
        answer: impl FnMut(Message<'_>, &mut MockReplies<'_>),
        test: impl FnOnce(&mut Connection<Scripted<'_>, &mut [u8]>),
    ) {
        let (mut queue, mut buffer) = ([0; 4096], [0; 4096]);
        let script: Scripted<'_> = MockTransport::new(&mut queue, Box::new(answer));
        test(&mut Connection::new(script, &mut buffer[..], 7, 1));
    }
    /// What a call sends. The script refuses it.
    pub fn sent(call: impl FnOnce(&mut Connection<Scripted<'_>, &mut [u8]>)) -> Vec<u8> {
        let bytes = RefCell::new(Vec::new());
        let answer = |message: Message<'_>, kernel: &mut MockReplies<'_>| {
            bytes.borrow_mut().extend_from_slice(message.bytes());
            kernel.refuse(1, |_| {});
        };
        with(answer, call);
        bytes.into_inner()
    }
    /// A request made by hand.
    pub fn made<O: Operation>(
        operation: O,
        flags: O::Flags,
        fill: impl FnOnce(&mut Request<'_, O>),
    ) -> Vec<u8> {
        let mut buffer = [0; 1024];
        let mut request = Request::new(&mut buffer, operation, flags);
        fill(&mut request);
        request.finish(1).unwrap().to_vec()
    }
    pub const EXCL: NewFlags = NewFlags::CREATE.union(NewFlags::EXCL).union(NewFlags::ACK);
    pub const REPLACE: NewFlags = NewFlags::CREATE.union(NewFlags::REPLACE).union(NewFlags::ACK);
}

#[cfg(all(feature = "std", target_os = "linux"))]
pub mod live {
    pub use addr::AddressSpec;
    pub use nexthop::NextHopSpec;
    pub use nlwire::{
        client,
        socket::{Config, Protocol, Socket, SocketError, namespace::Namespace},
        uapi::AddressFamily,
        wire::Errno,
    };
    pub use route::{Hop, RouteSpec};
    pub use rule::RuleSpec;
    pub use std::time::{Duration, Instant};
    pub use {super::*, crate::common::in_namespace};
    pub const INET: AddressFamily = AddressFamily::AF_INET;
    pub const INET6: AddressFamily = AddressFamily::AF_INET6;
    pub type Live<'b> = Connection<Socket, &'b mut [u8]>;
    pub fn with(name: &str, test: impl FnOnce(&mut Live<'_>)) {
        in_namespace(name, || {
            let mut buffer = [0; 32 * 1024];
            test(&mut Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]));
        });
    }
    pub fn errno<V>(answer: Result<V, client::Error<SocketError>>) -> Option<Errno> {
        answer.err().map(|failure| failure.errno().unwrap_or_else(|| panic!("{failure}")))
    }
    /// A veth pair, both ends up, and the indexes.
    pub fn pair(c: &mut Live<'_>) -> (u32, u32) {
        c.run(link::add_veth("a", "b")).unwrap();
        let ends = (c.get(link::by_name("a")).unwrap().index(), c.get(link::by_name("b")).unwrap().index());
        c.run(link::set_up(ends.0)).unwrap();
        c.run(link::set_up(ends.1)).unwrap();
        ends
    }
    /// What `ip -j` says; `None` where it is not installed, or cannot say it as JSON.
    pub fn ip_json(args: &str) -> Option<Vec<serde_json::Value>> {
        if !crate::common::has_tools(&crate::common::test_name(), &["ip"]) {
            return None;
        }
        let output = crate::common::tool("ip").arg("-j").args(args.split(' ')).output().ok()?;
        match serde_json::from_slice(&output.stdout) {
            Ok(serde_json::Value::Array(found)) => Some(found),
            _ => {
                crate::common::skip(
                    &crate::common::test_name(),
                    &format!("in part: this ip has no JSON of {args}"),
                );
                None
            }
        }
    }
}

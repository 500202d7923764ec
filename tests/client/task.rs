//! A transport and a runtime for tests of the shared connection.
use super::*;
use nlwire::client::PollTransport;
use std::{
    future::Future,
    pin::pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Wake},
};

/// A mock behind a lock.
pub struct Locked<T>(pub Mutex<T>);
impl<T: Transport> PollTransport for Locked<T> {
    type Error = T::Error;
    fn poll_recv(&self, _: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, T::Error>> {
        self.try_recv(buffer).transpose().map_or(Poll::Pending, Poll::Ready)
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, T::Error> {
        self.0.lock().unwrap().try_recv(buffer)
    }
    fn send(&self, datagram: &[u8]) -> Result<(), T::Error> {
        self.0.lock().unwrap().send(datagram)
    }
    fn join(&self, group: u32) -> Result<bool, T::Error> {
        self.0.lock().unwrap().join(group)
    }
    fn leave(&self, group: u32) -> Result<(), T::Error> {
        self.0.lock().unwrap().leave(group)
    }
    fn protocol(&self) -> Option<nlwire::socket::Protocol> {
        self.0.lock().unwrap().protocol()
    }
}
/// Polls a future once, which must end it.
pub fn now<R>(future: impl Future<Output = R>) -> R {
    struct Nobody;
    impl Wake for Nobody {
        fn wake(self: Arc<Self>) {}
    }
    let waker = Arc::new(Nobody).into();
    match pin!(future).poll(&mut Context::from_waker(&waker)) {
        Poll::Ready(result) => result,
        Poll::Pending => panic!("the future waits"),
    }
}

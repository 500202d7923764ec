//! Tasks that are polled by hand.
use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    task::{Context, Wake, Waker},
};

struct Woken(AtomicBool);
impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, SeqCst);
    }
}
/// A task, which begins woken.
pub struct Spawned<'a> {
    woken: Arc<Woken>,
    future: Pin<Box<dyn Future<Output = ()> + 'a>>,
}
impl<'a> Spawned<'a> {
    /// Creates a task.
    pub fn new(future: impl Future<Output = ()> + 'a) -> Self {
        Self { woken: Arc::new(Woken(AtomicBool::new(true))), future: Box::pin(future) }
    }
    /// Returns whether the task was woken since it was polled.
    pub fn is_woken(&self) -> bool {
        self.woken.0.load(SeqCst)
    }
    /// Polls the task with a new waker; returns whether it is finished. A wake-up by an earlier waker is lost, as the contract of futures
    /// allows.
    pub fn poll(&mut self) -> bool {
        self.woken = Arc::new(Woken(AtomicBool::new(false)));
        let waker = Waker::from(self.woken.clone());
        self.future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready()
    }
}

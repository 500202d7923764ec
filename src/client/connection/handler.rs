//! What happens to events that arrive while a request waits.
use super::*;

/// Handles events that arrive while a reply is awaited: a closure, or [`DiscardEvents`].
pub trait EventHandler {
    /// Handles an event. Returns `false` if the event was discarded.
    fn handle(&mut self, event: Message<'_>) -> bool;
}

impl<F: FnMut(Message<'_>)> EventHandler for F {
    fn handle(&mut self, event: Message<'_>) -> bool {
        self(event);
        true
    }
}

/// Discards events that arrive while a reply is awaited; a [`Connection`] counts them.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiscardEvents;

impl EventHandler for DiscardEvents {
    fn handle(&mut self, _event: Message<'_>) -> bool {
        false
    }
}

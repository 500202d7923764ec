//! Names of links by index, in a cache that follows the kernel's events: other collectors need no dump of links.
use crate::namespace::{Failure, Namespace};
use nlwire::{
    cache::{Cache, Change, Entry, Tree},
    route::{Link, LinkMessage, Links},
    socket::{Config, Protocol},
    wire::{FromMessage, InlineStr, Message},
};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};
use tokio::{
    sync::Notify,
    task::{JoinHandle, yield_now},
};

/// Name of a link.
pub type Name = InlineStr<16>;

/// What the cache keeps of a link.
struct Named(Name);
impl Entry<Links> for Named {
    type View<'a> = Name;
    fn view(&self, _: &Links) -> Option<Name> {
        Some(self.0)
    }
    fn of(_: &Links, message: Message<'_>, old: Option<&Self>) -> Option<Self> {
        name(message).or(old.map(|old| old.0)).map(Self)
    }
    fn matches(&self, _: &Links, message: Message<'_>) -> bool {
        name(message).is_none_or(|name| name == self.0)
    }
}
fn name(message: Message<'_>) -> Option<Name> {
    let link = LinkMessage::from_message(message).ok()?;
    link.attrs.get(Link::IFLA_IFNAME).ok().flatten()?.to_inline()
}

#[derive(Default)]
struct Shared {
    names: RefCell<HashMap<u32, Name>>,
    synced: Cell<bool>,
    waiting: Notify,
    losses: Cell<u64>,
    snapshots: Cell<u64>,
}
/// The names, and the task that follows them, which ends with this value.
pub struct Names {
    shared: Rc<Shared>,
    task: JoinHandle<()>,
}
impl Drop for Names {
    fn drop(&mut self) {
        self.task.abort();
    }
}
impl Names {
    /// Starts to follow the links of a namespace.
    pub fn follow(namespace: &Namespace) -> Result<Self, Failure> {
        let socket = namespace.open(&Config::new(Protocol::ROUTE).groups(Links::GROUPS))?;
        let shared = Rc::new(Shared::default());
        let ours = shared.clone();
        let task = tokio::task::spawn_local(async move {
            let mut cache = Cache::over_socket(Links, Tree::<Links, Named>::new(), socket.get());
            let mut buffer = vec![0; 32 * 1024];
            let Err(error) = cache.follow_async(&socket, &mut buffer, |change| ours.take(&change)).await;
            eprintln!("nlwire-exporter: names of links: {error}");
            // the scrape that waits has no names; the next one starts another task
            ours.synced.set(true);
            ours.waiting.notify_waiters();
        });
        Ok(Self { shared, task })
    }
    /// Waits until a snapshot is complete: the first one, or that after a loss of events.
    pub async fn ready(&self) {
        while !self.shared.synced.get() {
            self.shared.waiting.notified().await;
        }
    }
    /// Whether the task has ended by an error.
    pub fn is_finished(&self) -> bool {
        self.task.is_finished()
    }
    /// Lets the task read the events that are queued: those of links that a dump has just reported.
    pub async fn settle(&self) {
        for _ in 0..2 {
            yield_now().await;
        }
    }
    /// Returns the name of a link. For a link whose event was not read yet, `ifN` with its index.
    pub fn get(&self, index: u32) -> Name {
        let known = self.shared.names.borrow().get(&index).copied();
        known.unwrap_or_else(|| Name::new(format!("if{index}").as_bytes()).unwrap_or_default())
    }
    /// Returns the number of losses of events since the last call.
    pub fn take_losses(&self) -> u64 {
        self.shared.losses.take()
    }
    /// Returns the number of snapshots since the last call.
    pub fn take_snapshots(&self) -> u64 {
        self.shared.snapshots.take()
    }
}
impl Shared {
    fn take(&self, change: &Change<'_, u32, Name>) {
        match change {
            Change::Added { key, entry, .. } | Change::Changed { key, entry, .. } => {
                self.names.borrow_mut().insert(**key, *entry);
            }
            Change::Removed { key, .. } => _ = self.names.borrow_mut().remove(*key),
            Change::Lost => {
                self.losses.set(self.losses.get() + 1);
                self.synced.set(false);
            }
            Change::Synced => {
                self.snapshots.set(self.snapshots.get() + 1);
                self.synced.set(true);
                self.waiting.notify_waiters();
            }
            _ => {}
        }
    }
}

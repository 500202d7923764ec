//! Network namespaces: the one in which sockets are opened, and those of events.
use crate::{
    names::Names,
    stop::{Stop, stop},
};
use nlwire::{
    client::Connection,
    route::netns::id_of,
    socket::{Config, Protocol, Socket, SocketError, namespace::Namespace},
};
use std::{collections::HashMap, sync::OnceLock};

/// The namespace of all sockets, if it is not that of the process.
static CHOSEN: OnceLock<Namespace> = OnceLock::new();

/// Opens a namespace by name, process or path.
pub fn find(name: &str) -> Result<Namespace, Stop> {
    let opened = match name.parse() {
        Ok(process) => Namespace::from_pid(process),
        Err(_) if name.contains('/') => Namespace::at(name),
        Err(_) => Namespace::named(name),
    };
    opened.map_err(|error| stop!("network namespace {name:?}: {error}"))
}
/// Sets the namespace in which [`open`] opens sockets.
pub fn choose(name: &str) -> Result<(), Stop> {
    let _ = CHOSEN.set(find(name)?);
    Ok(())
}
/// Opens a socket in the chosen namespace.
pub fn open(config: &Config<'_>) -> Result<Socket, SocketError> {
    match CHOSEN.get() {
        Some(namespace) => namespace.open(config),
        None => config.open(),
    }
}

/// The namespaces of events, by the id that each has here: names of namespaces, and of the interfaces
/// in each, whose indexes differ.
#[derive(Default)]
pub struct Spaces {
    current: Option<i32>,
    labels: HashMap<i32, String>,
    interfaces: HashMap<Option<i32>, Names>,
}
impl Spaces {
    /// Whether a namespace is the current one.
    pub fn is_current(&self, id: Option<i32>) -> bool {
        self.current == id
    }
    /// Exchanges the names of interfaces for those of a namespace. `None` is the namespace of the
    /// socket.
    pub fn enter(&mut self, id: Option<i32>, names: &mut Names) {
        let others = self.interfaces.remove(&id).unwrap_or_default();
        self.interfaces.insert(self.current, std::mem::replace(names, others));
        self.current = id;
    }
    /// Returns id and name of the current namespace, if it is not that of the socket. The name is
    /// empty if there is none in `/run/netns`.
    pub fn label(&mut self) -> Option<(i32, &str)> {
        let id = self.current?;
        if !self.labels.contains_key(&id) {
            self.labels.extend(named());
            self.labels.entry(id).or_default();
        }
        Some((id, self.labels.get(&id)?))
    }
}
/// Returns the ids of the namespaces in `/run/netns` that have one, with their names.
fn named() -> HashMap<i32, String> {
    let mut found = HashMap::new();
    let Ok(socket) = open(&Config::new(Protocol::ROUTE)) else { return found };
    let mut buffer = [0; 4096];
    let mut talk = Connection::over_socket(socket, &mut buffer[..]);
    for name in Namespace::list().unwrap_or_default() {
        if let Ok(namespace) = Namespace::named(&name) {
            if let Ok(Some(id)) = talk.run(id_of(&namespace)) {
                found.insert(id, name);
            }
        }
    }
    found
}

//! A network namespace that is scraped: its connections, and the names of its links.
use crate::{collect::routes::Counted, names::Names};
use nlwire::{
    client::{self, ErrorKind, Query, ReplyOf},
    genl::{self, Family},
    socket::{self, Config, Protocol, SocketError, namespace},
    tokio::{Connection, Socket},
    wire::{self, Errno},
};
use std::{
    cell::{Cell, OnceCell},
    fmt, io,
    os::unix::fs::MetadataExt,
    sync::Arc,
};

/// Number of dumps before one is used although changes interrupted it.
const ATTEMPTS: u32 = 5;

/// Why a collector has no samples.
#[derive(Debug)]
pub enum Failure {
    Open(io::Error),
    /// The kernel did not answer in time: a process holds a lock, such as rtnetlink's.
    Timeout,
    Request(Box<client::Error<SocketError>>),
}
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open(error) => error.fmt(f),
            Self::Timeout => f.write_str("the kernel did not answer in time"),
            Self::Request(error) => error.fmt(f),
        }
    }
}
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Open(error)
    }
}
impl From<SocketError> for Failure {
    fn from(error: SocketError) -> Self {
        Self::Open(io::Error::other(error))
    }
}
impl From<client::Error<SocketError>> for Failure {
    fn from(error: client::Error<SocketError>) -> Self {
        Self::Request(Box::new(error))
    }
}

/// Whether the kernel refused a request because it lacks the subsystem: nfnetlink has EINVAL for that.
pub fn is_unsupported(error: &client::Error<SocketError>) -> bool {
    error.is_unsupported() || error.errno() == Some(Errno::EINVAL)
}

/// What went wrong in a namespace since the start, without ending a collector.
#[derive(Debug, Default)]
pub struct Counts {
    /// Messages and attributes that could not be decoded.
    pub malformed: Cell<u64>,
    /// Dumps that a change interrupted.
    pub interrupted: Cell<u64>,
    /// Times that the kernel reported lost events.
    pub losses: Cell<u64>,
    /// Snapshots of caches.
    pub snapshots: Cell<u64>,
}
/// Adds one.
pub fn count(counter: &Cell<u64>) {
    counter.set(counter.get() + 1);
}

/// A network namespace. Sockets are opened when a collector first needs them.
pub struct Namespace {
    /// Value of the label `netns`; empty for the namespace of the process.
    pub label: Arc<str>,
    pub counts: Counts,
    place: Option<Place>,
    route: OnceCell<Connection>,
    generic: OnceCell<Connection>,
    netfilter: OnceCell<Connection>,
    diag: OnceCell<Connection>,
    names: OnceCell<Names>,
    /// The routes as they were counted last.
    pub routes: Counted,
}
/// A named namespace, and the inode that its name had when the sockets were opened.
struct Place {
    namespace: Option<(namespace::Namespace, u64)>,
}
impl Namespace {
    /// The namespace of the process.
    pub fn own() -> Self {
        Self::new("", None)
    }
    /// A namespace by its name in `/run/netns`. It may exist later than this, and may be replaced.
    pub fn named(name: &str) -> Self {
        Self::new(name, Some(Place { namespace: None }))
    }
    fn new(label: &str, place: Option<Place>) -> Self {
        Self {
            label: label.into(),
            counts: Counts::default(),
            place,
            route: OnceCell::new(),
            generic: OnceCell::new(),
            netfilter: OnceCell::new(),
            diag: OnceCell::new(),
            names: OnceCell::new(),
            routes: Counted::default(),
        }
    }
    /// Opens the namespace of the name, if it is another than before: the sockets of a deleted namespace would keep
    /// it alive, and report what nobody can reach any more. Forgets names that are no longer followed.
    ///
    /// # Errors
    /// There is no namespace of this name.
    pub fn refresh(&mut self) -> Result<(), Failure> {
        if self.names.get().is_some_and(Names::is_finished) {
            self.names.take();
        }
        let Some(place) = &mut self.place else { return Ok(()) };
        let inode = std::fs::metadata(format!("/run/netns/{}", self.label)).map(|file| file.ino()).ok();
        if inode.is_some() && place.namespace.as_ref().map(|(_, inode)| *inode) == inode {
            return Ok(());
        }
        *place = Place { namespace: None };
        for connection in [&mut self.route, &mut self.generic, &mut self.netfilter, &mut self.diag] {
            connection.take();
        }
        self.names.take();
        self.routes = Counted::default();
        let namespace = namespace::Namespace::named(&self.label)?;
        self.place = Some(Place { namespace: Some((namespace, inode.unwrap_or(0))) });
        Ok(())
    }
    /// Opens a socket in the namespace.
    pub fn open(&self, config: &Config<'_>) -> Result<Socket, Failure> {
        let socket = match &self.place {
            None => config.open()?,
            Some(Place { namespace: Some((namespace, _)) }) => namespace.open(config)?,
            Some(Place { namespace: None }) => return Err(io::Error::from(io::ErrorKind::NotFound).into()),
        };
        Ok(Socket::new(socket)?)
    }
    fn connection<'s>(
        &'s self,
        cell: &'s OnceCell<Connection>,
        protocol: Protocol,
    ) -> Result<&'s Connection, Failure> {
        if let Some(connection) = cell.get() {
            return Ok(connection);
        }
        let socket = self.open(&Config::new(protocol))?;
        let port = socket.get().port_id();
        let connection =
            Connection::new(socket, vec![0; 32 * 1024], vec![0; 4096], port, socket::random_seed());
        Ok(cell.get_or_init(|| connection))
    }
    pub fn route(&self) -> Result<&Connection, Failure> {
        self.connection(&self.route, Protocol::ROUTE)
    }
    pub fn generic(&self) -> Result<&Connection, Failure> {
        self.connection(&self.generic, Protocol::GENERIC)
    }
    pub fn netfilter(&self) -> Result<&Connection, Failure> {
        self.connection(&self.netfilter, Protocol::NETFILTER)
    }
    pub fn diag(&self) -> Result<&Connection, Failure> {
        self.connection(&self.diag, Protocol::SOCK_DIAG)
    }
    /// The names of the links, which follow the kernel's. To be called after the dump whose links are named.
    pub async fn names(&self) -> Result<&Names, Failure> {
        if self.names.get().is_none() {
            let names = Names::follow(self)?;
            _ = self.names.set(names);
        }
        let Some(names) = self.names.get() else {
            return Err(io::Error::from(io::ErrorKind::NotFound).into());
        };
        names.settle().await;
        names.ready().await;
        self.counts.losses.set(self.counts.losses.get() + names.take_losses());
        self.counts.snapshots.set(self.counts.snapshots.get() + names.take_snapshots());
        Ok(names)
    }
    /// Resolves a family of generic netlink; `None` if the kernel does not have it.
    pub async fn family(&self, name: &str) -> Result<Option<Family>, Failure> {
        match self.generic()?.run(genl::family(name)).await {
            Ok(family) => Ok(Some(family)),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
    /// Collects what `read` makes of each object of a dump.
    pub async fn dump<Q: Query + Copy, R>(
        &self,
        connection: &Connection,
        query: Q,
        mut read: impl FnMut(ReplyOf<'_, Q>) -> Result<Option<R>, wire::Error>,
    ) -> Result<Vec<R>, Failure> {
        let add = |rows: &mut Vec<R>, reply: ReplyOf<'_, Q>| {
            rows.extend(read(reply)?);
            Ok(())
        };
        self.fold(connection, query, add).await
    }
    /// Adds each object of a dump to a value, which begins as the default. A dump that a change interrupted is
    /// repeated with another value; what is malformed is counted.
    pub async fn fold<Q: Query + Copy, A: Default>(
        &self,
        connection: &Connection,
        query: Q,
        mut add: impl FnMut(&mut A, ReplyOf<'_, Q>) -> Result<(), wire::Error>,
    ) -> Result<A, Failure> {
        let mut attempt = 0;
        loop {
            let (mut all, mut malformed) = (A::default(), 0);
            let done =
                connection.dump(query, |reply| malformed += u64::from(add(&mut all, reply).is_err())).await;
            self.counts.malformed.set(self.counts.malformed.get() + malformed);
            attempt += 1;
            match done {
                Ok(done) if !done.interrupted => return Ok(all),
                Ok(_) => count(&self.counts.interrupted),
                Err(client::Error { kind: ErrorKind::Malformed(_), .. }) => {
                    count(&self.counts.malformed);
                    return Ok(all);
                }
                Err(error) => return Err(error.into()),
            }
            if attempt == ATTEMPTS {
                return Ok(all);
            }
        }
    }
}

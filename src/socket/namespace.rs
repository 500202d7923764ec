//! Sockets in other network namespaces. A socket belongs to the namespace that it was made in, for as long as
//! it lives, so a process can hold one in each of several.
//!
//! The caller's thread never changes its own namespace: a helper thread enters the other one, makes the
//! socket, hands it back and ends. So nothing needs to be put back, and nothing can be forgotten. The same way
//! anything else is done there ([`Namespace::run`]).
//!
//! ```no_run
//! use nlwire::socket::{Config, Protocol, namespace::Namespace};
//!
//! # fn main() -> Result<(), nlwire::socket::SocketError> {
//! let blue = Namespace::named("blue")?; // as `ip netns add blue` has made it
//! let socket = blue.open(&Config::new(Protocol::ROUTE))?;
//! # Ok(())
//! # }
//! ```
//!
//! man 7 network_namespaces, man 2 setns, man 8 ip-netns.
#![forbid(unsafe_code)]

use std::fs::File;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::{format, thread};

use rustix::io::Errno;
use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};

use super::{Config, Operation, Socket, SocketError};

/// A network namespace, held by a file descriptor: it lives at least as long as this.
#[derive(Debug)]
pub struct Namespace(OwnedFd);

impl Namespace {
    /// The namespace of the calling thread.
    ///
    /// # Errors
    /// Where `/proc` is not mounted: `ENOENT`.
    pub fn current() -> Result<Self, SocketError> {
        // A thread may have a namespace of its own. `thread-self` is younger (Linux 3.17) than setns.
        Self::at("/proc/thread-self/ns/net")
    }

    /// The namespace of a process, or of a thread by its id.
    ///
    /// # Errors
    /// `ENOENT` when there is no such process, `EACCES` when it is another user's.
    pub fn of_process(id: u32) -> Result<Self, SocketError> {
        Self::at(format!("/proc/{id}/ns/net"))
    }

    /// The namespace behind a file: `/proc/PID/ns/net`, or where one was mounted.
    ///
    /// # Errors
    /// An errno of `open(2)`. Whether the file is a namespace is found out when it is used.
    pub fn at(path: impl AsRef<Path>) -> Result<Self, SocketError> {
        File::open(path)
            .map(|file| Self(file.into()))
            .map_err(|error| SocketError::of(Operation::OpenNamespace, &error))
    }

    /// A namespace by its name, as `ip netns` gives it: the file of that name in `/run/netns`, or in
    /// `/var/run/netns` where that is another directory.
    ///
    /// # Errors
    /// `ENOENT` when there is none; `EINVAL` for what is no name of a file.
    pub fn named(name: &str) -> Result<Self, SocketError> {
        if name.is_empty() || name == "." || name == ".." || name.contains(['/', '\0']) {
            return Err(SocketError::new(Operation::OpenNamespace, Errno::INVAL));
        }
        match Self::at(Path::new("/run/netns").join(name)) {
            Err(error) if error.errno() == Errno::NOENT.raw_os_error() => {
                Self::at(Path::new("/var/run/netns").join(name))
            }
            result => result,
        }
    }

    /// Runs something in this namespace, on a thread of its own that ends with it, and waits for its result: the calling thread, one of a
    /// pool say, stays where it is, and many may do so at once. For a whole conversation, and for whatever else is bound to the namespace of
    /// a thread: files under `/proc/thread-self/net`, programs that are started. A panic goes on in the caller.
    ///
    /// ```no_run
    /// # #[cfg(feature = "route")] {
    /// use nlwire::{exchange::Connection, route::links, socket::{Protocol, Socket, namespace::Namespace}};
    /// let up = Namespace::named("blue")?.run(|| -> Result<bool, Box<dyn core::error::Error + Send + Sync>> {
    ///     let mut buffer = [0; 8192];
    ///     let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut buffer);
    ///     Ok(links::by_name(&mut connection, "lo")?.is_up())
    /// })?;
    /// # }
    /// # Ok::<(), nlwire::socket::SocketError>(())
    /// ```
    ///
    /// # Errors
    /// `EPERM` without `CAP_SYS_ADMIN` in that namespace and in our own, `EINVAL` for a descriptor of something else, `EAGAIN` when no thread
    /// can be started; then nothing was run.
    #[doc(alias = "setns")]
    pub fn run<R: Send>(&self, what: impl FnOnce() -> R + Send) -> Result<R, SocketError> {
        run_in(self.as_fd(), what)
    }

    /// Opens a socket in this namespace: [`Socket::open_in`].
    ///
    /// # Errors
    /// As there.
    pub fn open(&self, config: &Config<'_>) -> Result<Socket, SocketError> {
        Socket::open_in(self, config)
    }
}

impl AsFd for Namespace {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

impl From<OwnedFd> for Namespace {
    fn from(fd: OwnedFd) -> Self {
        Self(fd)
    }
}

impl Socket {
    /// Opens a socket in another network namespace, given by a [`Namespace`] or any descriptor of one, on a
    /// thread of its own: the calling thread stays where it is.
    ///
    /// # Errors
    /// As [`open`](Self::open), and before it: `EPERM` without `CAP_SYS_ADMIN` in that namespace and in our
    /// own, `EINVAL` for a descriptor of something else, `EAGAIN` when no thread can be started.
    #[doc(alias = "setns")]
    pub fn open_in(namespace: impl AsFd, config: &Config<'_>) -> Result<Self, SocketError> {
        run_in(namespace.as_fd(), || Self::open(config))?
    }
}

fn run_in<R: Send>(namespace: BorrowedFd<'_>, what: impl FnOnce() -> R + Send) -> Result<R, SocketError> {
    let inside = || {
        move_into_link_name_space(namespace, Some(LinkNameSpaceType::Network))
            .map_err(|errno| SocketError::new(Operation::EnterNamespace, errno))?;
        Ok(what())
    };
    thread::scope(|scope| {
        let helper = thread::Builder::new().name("nlwire-netns".into()).spawn_scoped(scope, inside);
        let helper = helper.map_err(|error| SocketError::of(Operation::Thread, &error))?;
        helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

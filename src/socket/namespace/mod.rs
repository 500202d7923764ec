//! Sockets in other network namespaces. A socket belongs for its lifetime to the namespace in which
//! it was created, so a process can hold sockets in several.
//!
//! The caller's thread never changes its own namespace: a helper thread enters the other one,
//! creates the socket, returns it and ends. So nothing has to be restored. Other code runs there in
//! the same way ([`Namespace::run`]).
//!
//! ```no_run
//! use nlwire::socket::{Config, Protocol, namespace::Namespace};
//!
//! # fn main() -> Result<(), nlwire::socket::SocketError> {
//! let blue = Namespace::named("blue")?; // created by `ip netns add blue`
//! let socket = blue.open(&Config::new(Protocol::ROUTE))?;
//! let green = Namespace::create("green")?; // as `ip netns add green`
//! let nameless = Namespace::new()?; // exists as long as something uses it
//! for name in Namespace::list()? {
//!     println!("{name}");
//! }
//! Namespace::delete("green")?;
//! # Ok(())
//! # }
//! ```
//!
//! See [network_namespaces(7)](https://man7.org/linux/man-pages/man7/network_namespaces.7.html),
//! [setns(2)](https://man7.org/linux/man-pages/man2/setns.2.html) and
//! [ip-netns(8)](https://man7.org/linux/man-pages/man8/ip-netns.8.html).
#![forbid(unsafe_code)]

use std::fs::File;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::string::String;
use std::vec::Vec;
use std::{format, thread};

use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};

use super::{Config, Operation, Socket, SocketError, sys};

mod names;

/// Namespace of the calling thread. A thread may have its own namespace; `thread-self` (Linux 3.17)
/// is newer than setns.
const CURRENT: &str = "/proc/thread-self/ns/net";

/// A network namespace, held open by a file descriptor.
#[doc(alias = "netns")]
#[derive(Debug)]
pub struct Namespace(OwnedFd);

// Functions are `inline`: only crates that call them compile them.
impl Namespace {
    /// Creates a namespace without a name. It exists until nothing uses it any more: no descriptor,
    /// no socket, no process. Its only link is the loopback, which is down.
    ///
    /// # Errors
    /// `EPERM` without `CAP_SYS_ADMIN`, `ENOSPC` if `/proc/sys/user/max_net_namespaces` is reached,
    /// `ENOENT` if `/proc` is not mounted.
    #[doc(alias = "unshare")]
    #[inline]
    pub fn new() -> Result<Self, SocketError> {
        in_new(Self::current)
    }

    /// Creates a namespace with a name, as `ip netns add` does: a file of that name in
    /// `/run/netns`, onto which the namespace is mounted. It exists until it is
    /// [deleted](Self::delete). Its only link is the loopback, which is down.
    ///
    /// # Errors
    /// `EEXIST` if the name is in use, `EINVAL` if it is not a valid file name, `EPERM` without
    /// `CAP_SYS_ADMIN`, `EACCES` if `/run/netns` cannot be written, `ENOSPC` if
    /// `/proc/sys/user/max_net_namespaces` is reached. No file remains then.
    #[doc(alias = "ip netns add")]
    #[inline]
    pub fn create(name: &str) -> Result<Self, SocketError> {
        names::create(name)
    }

    /// Deletes a name, as `ip netns delete` does. The namespace itself exists until nothing uses it
    /// any more; then its physical links return to the initial namespace, and the others are
    /// deleted.
    ///
    /// # Errors
    /// `ENOENT` if there is no such namespace, `EINVAL` if the name is not a valid file name,
    /// `EBUSY` or `EPERM` if it cannot be unmounted.
    #[doc(alias = "ip netns delete")]
    #[inline]
    pub fn delete(name: &str) -> Result<(), SocketError> {
        names::delete(name)
    }

    /// Returns the names of all named namespaces, sorted. Names that are not UTF-8 are left out.
    ///
    /// # Errors
    /// `EACCES` if `/run/netns` cannot be read. A directory that does not exist is empty.
    #[doc(alias = "ip netns list")]
    #[inline]
    pub fn list() -> Result<Vec<String>, SocketError> {
        names::list()
    }

    /// Opens the namespace of the calling thread.
    ///
    /// # Errors
    /// `ENOENT` if `/proc` is not mounted.
    #[inline]
    pub fn current() -> Result<Self, SocketError> {
        Self::at(CURRENT)
    }

    /// Opens the namespace of a process, or of a thread by its id.
    ///
    /// # Errors
    /// `ENOENT` if there is no such process, `EACCES` if it belongs to another user.
    #[inline]
    pub fn from_pid(id: u32) -> Result<Self, SocketError> {
        Self::at(format!("/proc/{id}/ns/net"))
    }

    /// Opens the namespace behind a file: `/proc/PID/ns/net`, or a bind mount of one.
    ///
    /// # Errors
    /// An errno of `open(2)`. Whether the file is a network namespace is checked when it is used.
    pub fn at(path: impl AsRef<Path>) -> Result<Self, SocketError> {
        File::open(path)
            .map(|file| Self(file.into()))
            .map_err(|error| SocketError::from_io(Operation::OpenNamespace, &error))
    }

    /// Opens a namespace by its name, as `ip netns` does: the file of that name in `/run/netns`, or
    /// in `/var/run/netns` if that is another directory.
    ///
    /// # Errors
    /// `ENOENT` if there is no such namespace; `EINVAL` if the name is not a valid file name.
    #[inline]
    pub fn named(name: &str) -> Result<Self, SocketError> {
        names::open(name)
    }

    /// Runs a closure in this namespace, on a new thread, and waits for its result. The calling
    /// thread, for example of a pool, keeps its namespace, and several threads may call at the same
    /// time.
    ///
    /// For a session with several requests, and for everything else that depends on a thread's
    /// namespace: files under `/proc/thread-self/net`, child processes. A panic is propagated to
    /// the caller.
    ///
    /// ```no_run
    /// # #[cfg(feature = "route")] {
    /// use nlwire::{client::Connection, route::link, socket::{Protocol, Socket, namespace::Namespace}};
    /// let up = Namespace::named("blue")?.run(|| -> Result<bool, Box<dyn core::error::Error + Send + Sync>> {
    ///     let mut buffer = [0; 8192];
    ///     let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut buffer);
    ///     Ok(connection.get(link::by_name("lo"))?.is_up())
    /// })?;
    /// # }
    /// # Ok::<(), nlwire::socket::SocketError>(())
    /// ```
    ///
    /// # Errors
    /// `EPERM` without `CAP_SYS_ADMIN` in that namespace and in the caller's own, `EINVAL` if the
    /// descriptor is not a network namespace, `EAGAIN` if no thread can be started. The closure
    /// does not run then.
    #[doc(alias = "setns")]
    #[doc(alias = "ip netns exec")]
    pub fn run<R: Send>(&self, what: impl FnOnce() -> R + Send) -> Result<R, SocketError> {
        run_in(self.as_fd(), what)
    }

    /// Opens a socket in this namespace, as [`Socket::open_in`] does.
    ///
    /// # Errors
    /// As [`Socket::open_in`].
    #[inline]
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
    /// Opens a socket in another network namespace, given by a [`Namespace`] or any descriptor of
    /// one, on a helper thread: the calling thread keeps its namespace.
    ///
    /// # Errors
    /// As [`open`](Self::open); and `EPERM` without `CAP_SYS_ADMIN` in that namespace and in the
    /// caller's own, `EINVAL` if the descriptor is not a network namespace, `EAGAIN` if no thread
    /// can be started.
    #[doc(alias = "setns")]
    #[inline]
    pub fn open_in(namespace: impl AsFd, config: &Config<'_>) -> Result<Self, SocketError> {
        run_in(namespace.as_fd(), || Self::open(config))?
    }
}

fn run_in<R: Send>(namespace: BorrowedFd<'_>, what: impl FnOnce() -> R + Send) -> Result<R, SocketError> {
    on_a_thread(|| {
        move_into_link_name_space(namespace, Some(LinkNameSpaceType::Network))
            .map_err(|errno| SocketError::new(Operation::EnterNamespace, errno))?;
        Ok(what())
    })
}

/// Runs a closure in a new namespace, which exists as long as the closure's result holds it.
fn in_new<R: Send>(what: impl FnOnce() -> Result<R, SocketError> + Send) -> Result<R, SocketError> {
    on_a_thread(|| {
        sys::unshare_network().map_err(|errno| SocketError::new(Operation::CreateNamespace, errno))?;
        what()
    })
}

/// Runs a closure on a new thread, which may leave the caller's namespace, and waits for its end.
fn on_a_thread<R: Send>(inside: impl FnOnce() -> Result<R, SocketError> + Send) -> Result<R, SocketError> {
    thread::scope(|scope| {
        let helper = thread::Builder::new().name("nlwire-netns".into()).spawn_scoped(scope, inside);
        let helper = helper.map_err(|error| SocketError::from_io(Operation::Thread, &error))?;
        helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

//! Network namespaces as a request names them.
use crate::{
    route::{Link, Nsid},
    wire::Writer,
};
use core::marker::PhantomData;

/// A network namespace, as a request names it: by process or by file descriptor.
///
/// ```
/// # #[cfg(feature = "std")] {
/// use nlwire::{route::{link, netns::NetNs}, socket::namespace::Namespace};
/// let here = Namespace::current()?;
/// _ = link::move_to_namespace("eth0", &here); // by descriptor, which stays open until the call has run
/// # }
/// # use nlwire::route::{link, netns::NetNs};
/// _ = link::move_to_namespace("eth0", NetNs::from_pid(4711));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NetNs<'n> {
    by: By,
    open: PhantomData<&'n ()>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum By {
    Pid(u32),
    Fd(i32),
}
impl<'n> NetNs<'n> {
    /// Names the namespace of a process, by process id.
    pub const fn from_pid(id: u32) -> Self {
        Self { by: By::Pid(id), open: PhantomData }
    }
    /// Names a namespace by the number of a file descriptor, of `/run/netns/NAME` or
    /// `/proc/PID/ns/net`. The descriptor must be open when the request is sent. With the feature
    /// `socket`, a `BorrowedFd` or a `Namespace` converts into this type, and the compiler checks
    /// that.
    pub const fn from_raw_fd(descriptor: i32) -> Self {
        Self { by: By::Fd(descriptor), open: PhantomData }
    }
    /// Writes the namespace into a message of a link: `IFLA_NET_NS_PID` or `IFLA_NET_NS_FD`.
    pub fn put_link(&self, link: &mut Writer<'_, Link>) {
        match self.by {
            By::Pid(id) => link.put(Link::IFLA_NET_NS_PID, id),
            By::Fd(descriptor) => link.put(Link::IFLA_NET_NS_FD, descriptor as u32),
        };
    }
    /// Writes the namespace into a message of nsids: `NETNSA_PID` or `NETNSA_FD`.
    pub fn put_nsid(&self, namespace: &mut Writer<'_, Nsid>) {
        match self.by {
            By::Pid(id) => namespace.put(Nsid::NETNSA_PID, id),
            By::Fd(descriptor) => namespace.put(Nsid::NETNSA_FD, descriptor as u32),
        };
    }
}
#[cfg(all(feature = "socket", any(target_os = "linux", target_os = "android")))]
impl<'n> From<rustix::fd::BorrowedFd<'n>> for NetNs<'n> {
    fn from(descriptor: rustix::fd::BorrowedFd<'n>) -> Self {
        Self::from_raw_fd(rustix::fd::AsRawFd::as_raw_fd(&descriptor))
    }
}
#[cfg(all(feature = "std", any(target_os = "linux", target_os = "android")))]
impl<'n> From<&'n crate::socket::namespace::Namespace> for NetNs<'n> {
    fn from(namespace: &'n crate::socket::namespace::Namespace) -> Self {
        Self::from(rustix::fd::AsFd::as_fd(namespace))
    }
}

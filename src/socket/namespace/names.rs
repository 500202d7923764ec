//! Named namespaces: bind mounts in `/run/netns`, as `ip netns` keeps them.
#![forbid(unsafe_code)]

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::string::String;
use std::vec::Vec;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use rustix::mount::{
    MountPropagationFlags, UnmountFlags, mount_bind, mount_bind_recursive, mount_change, unmount,
};

use super::{CURRENT, Namespace, in_new};
use crate::socket::{Operation, SocketError};

/// Directories of named namespaces. The second one is that of `ip netns`; on most systems it is
/// another path of the first.
const DIRECTORIES: [&str; 2] = ["/run/netns", "/var/run/netns"];

/// Creates a namespace with a name.
#[inline]
pub(super) fn create(name: &str) -> Result<Namespace, SocketError> {
    let fail = |error: io::Error| SocketError::from_io(Operation::CreateNamespace, &error);
    check(name, Operation::CreateNamespace)?;
    let [ours, of_ip] = DIRECTORIES.map(Path::new);
    let directory = if Path::new("/var/run").is_dir() { of_ip } else { ours };
    prepare(directory).map_err(fail)?;
    let path = directory.join(name);
    // Fails with EEXIST if the name is in use.
    drop(OpenOptions::new().write(true).create_new(true).mode(0o444).open(&path).map_err(fail)?);
    let created = in_new(|| {
        mount_bind(CURRENT, &path).map_err(|errno| SocketError::new(Operation::CreateNamespace, errno))?;
        Namespace::at(&path)
    });
    if created.is_err() {
        // The first error is the one to report.
        _ = unmount(&path, UnmountFlags::DETACH);
        _ = fs::remove_file(&path);
    }
    created
}

/// Makes the directory, and makes it a shared mount: so a namespace that is deleted in one mount
/// namespace is not kept by the mounts of others.
#[inline]
fn prepare(directory: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o755).create(directory) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    // `ip netns` holds the same lock: two processes must not mount the directory twice.
    let lock = File::open(directory)?;
    flock(&lock, FlockOperation::LockExclusive)?;
    let shared = MountPropagationFlags::SHARED | MountPropagationFlags::REC;
    match mount_change(directory, shared) {
        // The directory is not a mount point yet.
        Err(Errno::INVAL) => {
            mount_bind_recursive(directory, directory)?;
            Ok(mount_change(directory, shared)?)
        }
        result => Ok(result?),
    }
}

/// Deletes a name.
#[inline]
pub(super) fn delete(name: &str) -> Result<(), SocketError> {
    check(name, Operation::DeleteNamespace)?;
    let mut result = Err(SocketError::new(Operation::DeleteNamespace, Errno::NOENT));
    for directory in DIRECTORIES {
        let path = Path::new(directory).join(name);
        // The file stays without a mount if the creation was interrupted.
        _ = unmount(&path, UnmountFlags::DETACH);
        result =
            fs::remove_file(&path).map_err(|error| SocketError::from_io(Operation::DeleteNamespace, &error));
        if !matches!(result, Err(error) if error.errno() == Errno::NOENT.raw_os_error()) {
            break;
        }
    }
    result
}

/// Lists the names.
#[inline]
pub(super) fn list() -> Result<Vec<String>, SocketError> {
    let fail = |error: io::Error| SocketError::from_io(Operation::ListNamespaces, &error);
    let mut names = Vec::new();
    for directory in DIRECTORIES {
        match fs::read_dir(directory) {
            Ok(entries) => {
                for entry in entries {
                    names.extend(entry.map_err(fail)?.file_name().into_string());
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(fail(error)),
        }
    }
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

/// Opens a namespace by name.
pub(super) fn open(name: &str) -> Result<Namespace, SocketError> {
    check(name, Operation::OpenNamespace)?;
    let [first, second] = DIRECTORIES.map(|directory| -> PathBuf { Path::new(directory).join(name) });
    match Namespace::at(first) {
        Err(error) if error.errno() == Errno::NOENT.raw_os_error() => Namespace::at(second),
        result => result,
    }
}

/// Rejects names that are not plain file names, with EINVAL.
#[inline]
fn check(name: &str, operation: Operation) -> Result<(), SocketError> {
    if name.is_empty() || name == "." || name == ".." || name.contains(['/', '\0']) {
        return Err(SocketError::new(operation, Errno::INVAL));
    }
    Ok(())
}

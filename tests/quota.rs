//! Warnings of VFS_DQUOT against an ext4 filesystem with quotas on a loop device, and against what `repquota` says.
#![cfg(all(feature = "std", feature = "quota", feature = "pcap", target_os = "linux"))]

mod common;
#[path = "common/recorder.rs"]
mod recorder;

use nlwire::{
    client::Connection,
    genl::{
        self,
        quota::{self, QuotaMessage, QuotaType, QuotaWarning},
    },
    schema::View,
    socket::{Protocol, Socket},
};
use recorder::{Recorder, Tap};
use rustix::{io::Errno, mount};
use std::{
    fs::{self, File, Permissions},
    io::{self, Write},
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard},
    time::{Duration, SystemTime},
};

/// Size of a block of the filesystem, bytes.
const BLOCK: usize = 4096;
const TOOLS: [&str; 5] = ["mkfs.ext4", "chattr", "setquota", "repquota", "losetup"];

/// Type of the quota, id whose quota it is, warning, and id of the user who caused the warning.
type Warning = (QuotaType, u64, QuotaWarning, u64);

fn run(tool: &str, args: &str) -> String {
    let output = common::tool(tool).args(args.split(' ')).output().expect("the tool is there");
    assert!(output.status.success(), "{tool} {args}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// An ext4 filesystem with quotas of users, groups and projects on a loop device, in which everybody may write.
struct Filesystem {
    folder: PathBuf,
    image: PathBuf,
    device: String,
    /// The warnings of all filesystems go to each listener: one filesystem at a time.
    _alone: MutexGuard<'static, ()>,
}
impl Filesystem {
    fn new() -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        let alone = ALONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let folder = std::env::temp_dir().join(format!("nlwire-quota-{}", std::process::id()));
        let image = folder.with_extension("image");
        fs::create_dir_all(&folder).unwrap();
        File::create(&image).and_then(|file| file.set_len(64 << 20)).unwrap();
        let options = "-q -F -b 4096 -O quota,project -E quotatype=usrquota:grpquota:prjquota";
        run("mkfs.ext4", &format!("{options} {}", image.display()));
        let device = run("losetup", "-f").trim().to_string();
        run("losetup", &format!("{device} {}", image.display()));
        let (flags, options) = (mount::MountFlags::empty(), c"usrquota,grpquota,prjquota");
        mount::mount(device.as_str(), &folder, "ext4", flags, options).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(0o777)).unwrap();
        Self { folder, image, device, _alone: alone }
    }
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
    /// Sets limits as `setquota` takes them: soft and hard limit of KiB, soft and hard limit of inodes.
    fn set_quota(&self, who: &str, limits: &str) {
        run("setquota", &format!("{who} {limits} {}", self.folder.display()));
    }
    /// What `repquota` says of an id: the states of blocks and inodes; usage, soft and hard limit of both, blocks as KiB. With when the
    /// grace times end, seconds since 1970.
    fn reported(&self, kind: &str, id: u64) -> (String, [u64; 2]) {
        let all = run("repquota", &format!("{kind} -n -p -O csv {}", self.folder.display()));
        let found = all.lines().find(|line| line.starts_with(&format!("#{id},")));
        let fields: Vec<_> = found.unwrap_or_else(|| panic!("no {id} in {all}")).split(',').collect();
        let [_, numbers @ .., blocks, bs, bh, btime, inodes, is, ih, itime] = &fields[..] else {
            panic!("{all}")
        };
        let text = format!("{}, {blocks} {bs} {bh}, {inodes} {is} {ih}", numbers.join(" "));
        (text, [btime, itime].map(|time| time.parse().unwrap()))
    }
    /// The device, as stat(2) says.
    fn numbers(&self) -> (u32, u32) {
        let device = fs::metadata(&self.folder).unwrap().dev();
        (rustix::fs::major(device), rustix::fs::minor(device))
    }
}
impl Drop for Filesystem {
    fn drop(&mut self) {
        let _ = mount::unmount(&self.folder, mount::UnmountFlags::DETACH);
        let _ = common::tool("losetup").args(["-d", &self.device]).status();
        let _ = fs::remove_file(&self.image);
        let _ = fs::remove_dir(&self.folder);
    }
}

/// Creates a file of so many blocks, which are allocated when this returns.
fn write(path: &Path, blocks: usize) -> io::Result<()> {
    let mut file = File::options().create(true).append(true).open(path)?;
    for _ in 0..blocks {
        file.write_all(&[0x5a; BLOCK])?;
    }
    file.sync_all()
}
fn truncate(path: &Path, blocks: u64) {
    let file = File::options().write(true).open(path).unwrap();
    file.set_len(blocks * BLOCK as u64).unwrap();
}
fn is_over_quota(result: io::Result<()>) -> bool {
    result.is_err_and(|error| error.raw_os_error() == Some(Errno::DQUOT.raw_os_error()))
}

/// A listener, and the sequence number that comes next: the kernel counts its warnings.
struct Listener<'b> {
    connection: Connection<Tap<'b>, &'b mut [u8]>,
    device: (u32, u32),
    next: Option<u32>,
}
impl<'b> Listener<'b> {
    fn new(recorder: &'b mut Recorder, buffer: &'b mut [u8], device: (u32, u32)) -> Self {
        let mut connection = recorder.connect(Protocol::GENERIC, buffer, |_| true);
        let family = connection.run(genl::family(quota::NAME)).expect("the family of a kernel with quotas");
        assert_eq!((family.id, family.group(quota::EVENTS)), (quota::GENL_ID_VFS_DQUOT, Some(quota::GROUP)));
        // the kernel sends a warning before the system call returns that causes it
        let socket = &connection.transport().socket;
        socket.set_receive_timeout(Some(Duration::from_millis(100))).unwrap();
        socket.join(quota::GROUP).unwrap();
        Self { connection, device, next: None }
    }
    /// All warnings that have come.
    fn heard(&mut self) -> Vec<Warning> {
        let mut all = Vec::new();
        loop {
            let event = match self.connection.next_event() {
                Err(error) if error.is_timeout() => return all,
                event => event.unwrap(),
            };
            assert_eq!((event.message_type(), event.port_id()), (quota::GENL_ID_VFS_DQUOT, 0));
            assert_eq!(self.next.unwrap_or(event.seq()), event.seq());
            self.next = Some(event.seq().wrapping_add(1));
            let QuotaMessage::Warning(warning) = QuotaMessage::decode(event).unwrap() else {
                panic!("{event:?}")
            };
            let attrs = warning.attrs;
            View::of(attrs).check().unwrap();
            let text = format!("{attrs:?}");
            assert!(!text.contains('#') && text.contains("QUOTA_NL_A_CAUSED_ID"), "{text}");
            assert_eq!(attrs.device(), Some(self.device), "{text}");
            let complete = (attrs.quota_type(), attrs.id(), attrs.warning(), attrs.caused_by());
            let (Some(kind), Some(id), Some(warning), Some(causer)) = complete else { panic!("{text}") };
            all.push((kind, id, warning, causer));
        }
    }
}

#[test]
fn warnings_are_what_users_did() {
    let name = "warnings_are_what_users_did";
    if !common::in_virtual_machine(name) || !common::has_tools(name, &TOOLS) {
        return;
    }
    let filesystem = Filesystem::new();
    let (mut recorder, mut buffer) = (Recorder::new(), [0; 8192]);
    let mut listener = Listener::new(&mut recorder, &mut buffer, filesystem.numbers());
    blocks(&filesystem, &mut listener);
    inodes(&filesystem, &mut listener);
    grace(&filesystem, &mut listener);
    drop(listener);
    recorder.finish("quota.pcap");
}
/// Five blocks are allowed, and ten for a time.
fn blocks(filesystem: &Filesystem, listener: &mut Listener<'_>) {
    let user = |warning, causer| vec![(QuotaType::USRQUOTA, 1000, warning, causer)];
    let file = filesystem.path("blocks");
    let write = |blocks| common::as_user(1000, 1000, || write(&file, blocks));
    let reported = || filesystem.reported("-u", 1000).0;
    filesystem.set_quota("-u 1000", "20 40 0 0");
    write(5).unwrap();
    assert_eq!(listener.heard(), [], "the limit itself is allowed");
    write(1).unwrap();
    assert_eq!(listener.heard(), user(QuotaWarning::QUOTA_NL_BSOFTWARN, 1000));
    assert_eq!(reported(), "soft ok, 24 20 40, 1 0 0");
    write(4).unwrap();
    assert_eq!(listener.heard(), [], "a soft limit is exceeded once");
    assert!(is_over_quota(write(1)));
    assert_eq!(listener.heard(), user(QuotaWarning::QUOTA_NL_BHARDWARN, 1000));
    assert_eq!(reported(), "soft ok, 40 20 40, 1 0 0");
    assert!(is_over_quota(write(1)));
    assert_eq!(listener.heard(), [], "warned before");
    // root is who gives blocks back
    truncate(&file, 9);
    assert_eq!(listener.heard(), user(QuotaWarning::QUOTA_NL_BHARDBELOW, 0));
    assert!(is_over_quota(write(2)));
    assert_eq!(listener.heard(), user(QuotaWarning::QUOTA_NL_BHARDWARN, 1000), "usage fell in between");
    truncate(&file, 6);
    assert_eq!(listener.heard(), user(QuotaWarning::QUOTA_NL_BHARDBELOW, 0));
    truncate(&file, 5);
    assert_eq!(listener.heard(), user(QuotaWarning::QUOTA_NL_BSOFTBELOW, 0));
    assert_eq!(reported(), "ok ok, 20 20 40, 1 0 0");
}
/// Two inodes are allowed, and four for a time. The user id does not fit into 31 bits.
fn inodes(filesystem: &Filesystem, listener: &mut Listener<'_>) {
    const USER: u32 = 4_000_000_000;
    let user = |warning, causer| vec![(QuotaType::USRQUOTA, u64::from(USER), warning, causer)];
    let create = |number: u32| {
        let path = filesystem.path(&format!("inode{number}"));
        common::as_user(USER, 1000, || File::create(path).map(drop))
    };
    let delete = |number: u32| fs::remove_file(filesystem.path(&format!("inode{number}"))).unwrap();
    filesystem.set_quota(&format!("-u {USER}"), "0 0 2 4");
    (1..=2).for_each(|number| create(number).unwrap());
    assert_eq!(listener.heard(), []);
    create(3).unwrap();
    assert_eq!(listener.heard(), user(QuotaWarning::QUOTA_NL_ISOFTWARN, USER.into()));
    create(4).unwrap();
    assert_eq!(listener.heard(), []);
    assert!(is_over_quota(create(5)));
    assert_eq!(listener.heard(), user(QuotaWarning::QUOTA_NL_IHARDWARN, USER.into()));
    assert_eq!(filesystem.reported("-u", USER.into()).0, "ok soft, 0 0 0, 4 2 4");
    delete(4);
    assert_eq!(listener.heard(), user(QuotaWarning::QUOTA_NL_IHARDBELOW, 0));
    delete(3);
    assert_eq!(listener.heard(), user(QuotaWarning::QUOTA_NL_ISOFTBELOW, 0));
    assert_eq!(filesystem.reported("-u", USER.into()), ("ok ok, 0 0 0, 2 2 4".to_string(), [0, 0]));
}
/// What exceeds a soft limit may do so for a second.
fn grace(filesystem: &Filesystem, listener: &mut Listener<'_>) {
    let user = |warning| (QuotaType::USRQUOTA, 1002, warning, 1002);
    let (file, other) = (filesystem.path("long"), filesystem.path("longer"));
    run("setquota", &format!("-t -u 1 1 {}", filesystem.folder.display()));
    filesystem.set_quota("-u 1002", "4 400 1 10");
    common::as_user(1002, 1000, || {
        write(&file, 2).unwrap();
        File::create(&other).unwrap();
    });
    let soft = [QuotaWarning::QUOTA_NL_BSOFTWARN, QuotaWarning::QUOTA_NL_ISOFTWARN].map(user);
    assert_eq!(listener.heard(), soft);
    std::thread::sleep(Duration::from_millis(2100));
    common::as_user(1002, 1000, || {
        assert!(is_over_quota(write(&file, 1)));
        assert!(is_over_quota(File::create(filesystem.path("longest")).map(drop)));
    });
    let long = [QuotaWarning::QUOTA_NL_BSOFTLONGWARN, QuotaWarning::QUOTA_NL_ISOFTLONGWARN].map(user);
    assert_eq!(listener.heard(), long);
    let (reported, ends) = filesystem.reported("-u", 1002);
    assert_eq!(reported, "soft soft, 8 4 400, 2 1 10");
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    assert!(ends.iter().all(|end| (now - 60..=now).contains(end)), "{ends:?} before {now}");
}

#[test]
fn groups_and_projects_have_quotas() {
    let name = "groups_and_projects_have_quotas";
    if !common::in_virtual_machine(name) || !common::has_tools(name, &TOOLS) {
        return;
    }
    let filesystem = Filesystem::new();
    let (mut recorder, mut buffer) = (Recorder::new(), [0; 8192]);
    let mut listener = Listener::new(&mut recorder, &mut buffer, filesystem.numbers());
    // one block exceeds the limit of the user and that of the group
    filesystem.set_quota("-u 1001", "4 40 0 0");
    filesystem.set_quota("-g 200", "4 8 0 0");
    let file = filesystem.path("group");
    common::as_user(1001, 200, || write(&file, 2)).unwrap();
    let soft = QuotaWarning::QUOTA_NL_BSOFTWARN;
    assert_eq!(
        listener.heard(),
        [(QuotaType::USRQUOTA, 1001, soft, 1001), (QuotaType::GRPQUOTA, 200, soft, 1001)]
    );
    assert!(is_over_quota(common::as_user(1001, 200, || write(&file, 1))));
    let hard = QuotaWarning::QUOTA_NL_BHARDWARN;
    assert_eq!(listener.heard(), [(QuotaType::GRPQUOTA, 200, hard, 1001)]);
    assert_eq!(filesystem.reported("-g", 200).0, "soft ok, 8 4 8, 1 0 0");

    let project = filesystem.path("project");
    fs::create_dir(&project).unwrap();
    fs::set_permissions(&project, Permissions::from_mode(0o777)).unwrap();
    run("chattr", &format!("-p 7 +P {}", project.display()));
    // the folder has a block and an inode, too
    filesystem.set_quota("-P 7", "8 12 0 0");
    let file = project.join("file");
    common::as_user(1002, 1000, || write(&file, 2)).unwrap();
    assert_eq!(listener.heard(), [(QuotaType::PRJQUOTA, 7, soft, 1002)]);
    assert!(is_over_quota(common::as_user(1003, 1000, || write(&project.join("other"), 1))));
    assert_eq!(listener.heard(), [(QuotaType::PRJQUOTA, 7, hard, 1003)]);
    assert_eq!(filesystem.reported("-P", 7).0, "soft ok, 12 8 12, 3 0 0");
}

#[test]
fn ordinary_users_of_the_first_namespace_listen() {
    let name = "ordinary_users_of_the_first_namespace_listen";
    if !common::in_virtual_machine(name) || !common::has_tools(name, &TOOLS) {
        return;
    }
    let filesystem = Filesystem::new();
    let listen = || {
        let socket = Socket::new(Protocol::GENERIC).unwrap();
        socket.set_receive_timeout(Some(Duration::from_millis(500))).unwrap();
        let mut buffer = [0; 4096];
        let family = Connection::over_socket(socket, &mut buffer[..]).run(genl::family(quota::NAME));
        let socket = Socket::new(Protocol::GENERIC).unwrap();
        socket.set_receive_timeout(Some(Duration::from_millis(500))).unwrap();
        socket.join(quota::GROUP).unwrap();
        (socket, family.map_err(|error| error.is_not_found()))
    };
    let (ordinary, found) = common::as_user(1000, 1000, listen);
    assert!(found.is_ok());
    // elsewhere the group can be joined, in vain
    let (elsewhere, found) = common::elsewhere().run(listen).unwrap();
    assert!(found.is_err_and(|is_not_found| is_not_found));
    filesystem.set_quota("-u 1000", "4 40 0 0");
    common::as_user(1000, 1000, || write(&filesystem.path("file"), 2)).unwrap();
    let mut buffer = [0; 4096];
    let mut connection = Connection::over_socket(ordinary, &mut buffer[..]);
    let event = connection.next_event().unwrap();
    assert!(matches!(QuotaMessage::decode(event), Ok(QuotaMessage::Warning(_))), "{event:?}");
    let mut buffer = [0; 4096];
    let mut connection = Connection::over_socket(elsewhere, &mut buffer[..]);
    assert!(connection.next_event().unwrap_err().is_timeout());
}

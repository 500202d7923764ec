//! Generic netlink against the running kernel, without root.
#![cfg(all(feature = "std", feature = "generic", target_os = "linux"))]
#![allow(clippy::result_large_err)]

mod common;
#[path = "generic/ethtool.rs"]
mod ethtool;
#[path = "generic/modules.rs"]
mod modules;
#[path = "generic/openvswitch.rs"]
mod openvswitch;
#[path = "common/policy.rs"]
mod policy;
#[path = "generic/taskstats.rs"]
mod taskstats;
#[path = "generic/wireguard.rs"]
mod wireguard;

use std::error::Error;
use std::process::Command as Process;
use std::time::Duration;

use nlwire::exchange::{Connection, Failure};
use nlwire::generic::{
    self, Control, ControlMessage, FamilyInfo, GENL_GROUP_NOTIFY, GENL_ID_CTRL, GetFamily, GetPolicy,
    OpFlags, PolicyPart, Which,
};
use nlwire::protocols::{GENERIC, Protocols};
use nlwire::socket::{Protocol, Socket, SocketError};
use nlwire::wire::{Described, Errno, Json, Message, PolicyKind, PolicyType};

type Tested = Result<(), Box<dyn Error>>;

fn connect(buffer: &mut [u8]) -> Result<Connection<'_, Socket>, Box<dyn Error>> {
    let socket = Socket::new(Protocol::GENERIC)?;
    socket.set_receive_timeout(Some(Duration::from_secs(20)))?;
    Ok(Connection::over_socket(socket, buffer))
}

#[test]
fn the_controller_resolves_itself() -> Tested {
    let mut buffer = [0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let controller = generic::family(&mut connection, "nlctrl")?;
    assert_eq!(controller.id, GENL_ID_CTRL);
    assert_eq!(controller.group("notify"), Some(GENL_GROUP_NOTIFY));
    assert_eq!((controller.version, controller.hdrsize), (2, 0));
    assert_eq!(generic::family(&mut connection, GENL_ID_CTRL)?, controller);
    assert_eq!(generic::family(&mut connection, &controller)?, controller);
    let info = generic::family_info(&mut connection, "nlctrl")?;
    let get = info.ops().find(|op| op.command == 3).ok_or("no CTRL_CMD_GETFAMILY")?;
    assert!(get.flags.contains(OpFlags::GENL_CMD_CAP_DO | OpFlags::GENL_CMD_CAP_DUMP));
    connection.socket().join(GENL_GROUP_NOTIFY)?;
    connection.socket().leave(GENL_GROUP_NOTIFY)?;
    // the generic command does what the controller's own operation does
    let command = controller.command(ControlMessage::CTRL_CMD_GETFAMILY);
    let reply = connection.get(command, |request| _ = request.put(Control::CTRL_ATTR_FAMILY_ID, 0x10))?;
    assert_eq!(FamilyInfo::read(reply.attrs)?.to_family(), controller);
    Ok(())
}

#[test]
fn what_is_not_there_is_not_found() -> Tested {
    let mut buffer = [0; 8192];
    let mut connection = connect(&mut buffer)?;
    for which in [Which::Name("no such"), Which::Name(""), Which::Id(0x3ff), Which::Id(0)] {
        let failure = generic::family(&mut connection, which).expect_err("there is none");
        assert!(failure.is_not_found(), "{which:?}: {failure:?}");
    }
    // longer than a family's name can be: not the same refusal
    let failure = generic::family(&mut connection, "a_name_of_16_let").expect_err("too long");
    assert_eq!(failure.errno(), Some(Errno::EINVAL), "{failure:?}");
    assert_eq!(
        connection.path::<GetFamily>().map(|path| path.to_string()),
        Some("CTRL_ATTR_FAMILY_NAME".into())
    );
    let mut parts = generic::policy(&mut connection, "no such", None)?;
    assert!(parts.next().expect_err("there is none").is_not_found());
    // an operation that the family lacks
    let mut parts = generic::policy(&mut connection, "nlctrl", Some(77))?;
    assert!(parts.next().expect_err("no such command").is_not_found());
    Ok(())
}

#[test]
fn by_name_by_id_and_in_the_dump_a_family_is_the_same() -> Tested {
    let mut buffer = [0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let mut all = Vec::new();
    let mut families = generic::families(&mut connection)?;
    while let Some(info) = families.next()? {
        all.push((info.to_family(), info.ops().collect::<Vec<_>>()));
    }
    assert!(families.done().is_some_and(|done| !done.interrupted));
    for (family, ops) in &all {
        let name = family.name.to_string();
        assert_eq!(family.groups().len(), family.group_count(), "{name} has more groups than a Family keeps");
        for which in [Which::Name(&name), Which::Id(family.id)] {
            let info = generic::family_info(&mut connection, which)?;
            assert_eq!(info.to_family(), *family, "{which:?}");
            assert_eq!(info.ops().collect::<Vec<_>>(), *ops, "{which:?}");
        }
    }
    let found = generic::families_by_name(&mut connection, &["nlctrl", "no such"])?;
    assert_eq!(found.map(|family| family.map(|family| family.id)), [Some(GENL_ID_CTRL), None]);
    assert!(all.iter().any(|(family, _)| family.id == GENL_ID_CTRL));

    // and as iproute2 reads it
    let Ok(output) = Process::new("genl").args(["ctrl", "list"]).output() else {
        println!("SKIPPED by_name_by_id_and_in_the_dump_a_family_is_the_same: no genl here");
        return Ok(());
    };
    // without capabilities, which it prints for some families only
    let text = String::from_utf8(output.stdout)?;
    let lines = text.lines().filter(|line| !line.contains("Capabilities (") && !line.starts_with(" \t\t  "));
    let theirs = lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    let mut ours = String::new();
    for (family, ops) in &all {
        let (id, version, hdrsize, maxattr) = (family.id, family.version, family.hdrsize, family.maxattr);
        ours += &format!(
            "Name: {} ID: {id:#x} Version: {version:#x} header size: {hdrsize} max attribs: {maxattr} ",
            family.name
        );
        if !ops.is_empty() {
            ours += "commands supported: ";
        }
        for (at, op) in ops.iter().enumerate() {
            ours += &format!("#{}: ID-{:#x} ", at + 1, op.command);
        }
        if !family.groups().is_empty() {
            ours += "multicast groups: ";
        }
        for (at, group) in family.groups().iter().enumerate() {
            ours += &format!("#{}: ID-{:#x} name: {} ", at + 1, group.id, group.name);
        }
    }
    assert_eq!(ours.trim(), theirs);
    Ok(())
}

#[test]
fn a_policy_tells_types_and_limits() -> Tested {
    let mut buffer = [0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let (mut name, mut operations) = (false, Vec::new());
    let mut parts = generic::policy(&mut connection, "nlctrl", None)?;
    while let Some(part) = parts.next()? {
        match part {
            PolicyPart::Operation { command, .. } => operations.push(command),
            PolicyPart::Attribute { attribute: 2, must, .. } => {
                let kind = must.get(PolicyType::NL_POLICY_TYPE_ATTR_TYPE)?;
                let longest = must.get(PolicyType::NL_POLICY_TYPE_ATTR_MAX_LENGTH)?;
                assert_eq!((kind, longest), (Some(PolicyKind::NL_ATTR_TYPE_NUL_STRING), Some(15)));
                name = true;
            }
            PolicyPart::Attribute { .. } => {}
        }
    }
    assert!(name);
    println!("operations with policies: {operations:?}");
    assert!(operations.contains(&3));
    let mut parts = generic::policy(&mut connection, GENL_ID_CTRL, Some(3))?;
    let Some(PolicyPart::Operation { command: 3, do_policy: Some(0), .. }) = parts.next()? else {
        panic!("the one operation asked for comes first");
    };
    Ok(())
}

/// What our tables and kernels say differently, and why. A line stands for what begins so.
const DIFFERENCES: &[(&str, &str)] = &[
    (
        "ETHTOOL_A_HEADER_FLAGS: U32 mask 0x3, not",
        "only commands that have statistics take ETHTOOL_FLAG_STATS",
    ),
    ("ETHTOOL_A_RSS_CONTEXT: U32 1..=4294967295, not", "context 0 is there, and cannot be made or removed"),
    (
        "OVS_DP_ATTR_MASKS_CACHE_SIZE: U32 0..=4096, not",
        "as many entries as a page of a CPU holds: they grew",
    ),
    ("WGDEVICE_A_FLAGS: U32, not U32 mask", "Linux 6.1 looks at the bits by itself"),
    ("ETHTOOL_A_RSS_HFUNC: U32 1..=4294967295, not", "a new context has a hash function, if it is said"),
];
/// Attributes of ours that are newer than Linux 6.18, the newest kernel that this was held against.
const NEWER: &[&str] = &["ETHTOOL_A_COALESCE_RX_CQE_FRAMES", "ETHTOOL_A_COALESCE_RX_CQE_NSECS"];

/// Major and minor number of the running kernel.
fn kernel_version() -> (u32, u32) {
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let mut numbers = release.split(|c: char| !c.is_ascii_digit()).map(|number| number.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

#[test]
fn our_tables_are_the_kernels() -> Tested {
    let mut buffer = [0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let (mut held, mut unexpected) = (Vec::new(), Vec::new());
    // what an older kernel does not take came later
    let old = kernel_version() < (6, 18);
    for table in GENERIC {
        match policy::differences(&mut connection, table) {
            Ok(found) => {
                held.push(table.name);
                unexpected.extend(found.into_iter().filter(|line| {
                    let known = DIFFERENCES.iter().any(|(known, _)| line.starts_with(known));
                    let newer = line
                        .strip_suffix(": the kernel takes none")
                        .is_some_and(|name| old || NEWER.contains(&name));
                    !known && !newer
                }));
            }
            // the module is not there
            Err(error) if error.downcast_ref::<Failure<SocketError>>().is_some_and(Failure::is_not_found) => {
            }
            Err(error) => return Err(error),
        }
    }
    println!("held against the kernel: {held:?}");
    assert!(held.contains(&"nlctrl") && held.contains(&"ethtool"));
    assert_eq!(unexpected, [""; 0]);
    Ok(())
}

/// Nothing unknown, and nothing that does not fit its type.
fn assert_known(protocols: &Protocols, message: Message<'_>) {
    let described: Described<'_> = protocols.describe(16, message);
    let (debug, json) = (format!("{described:?}"), Json(described).to_string());
    assert_eq!(described.check(), Ok(()), "{debug}");
    assert!(debug.starts_with("CTRL_CMD_"), "{debug}");
    assert!(!debug.contains("{#") && !debug.contains(" #") && !debug.contains("misfit"), "{debug}");
    assert!(json.starts_with(r#"{"protocol":"generic","family":"nlctrl","message":"CTRL_CMD_"#), "{json}");
    assert!(!json.contains("\"#") && !json.contains(r#""header":{"cmd":0"#), "{json}");
}

#[test]
fn every_message_of_the_controller_is_known() -> Tested {
    let mut buffer = [0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let mut protocols = Protocols::new();
    let mut names = Vec::new();
    let mut replies = connection.dump(GetFamily, |_| {})?;
    while let Some(reply) = replies.next()? {
        assert!(protocols.learn(16, reply.message));
        assert_known(&protocols, reply.message);
        names.push(FamilyInfo::read(reply.attrs)?.name().to_string());
    }
    assert_eq!(protocols.families().count(), names.len());
    let (mut messages, mut without) = (0, 0);
    for name in &names {
        let mut replies = connection.dump(GetPolicy, |request| {
            request.put(Control::CTRL_ATTR_FAMILY_NAME, name.as_str());
        })?;
        loop {
            match replies.next() {
                Ok(Some(reply)) => {
                    assert_known(&protocols, reply.message);
                    messages += 1;
                }
                Ok(None) => break,
                Err(failure) if failure.errno() == Some(Errno::ENODATA) => {
                    without += 1;
                    break;
                }
                Err(failure) => return Err(failure.into()),
            }
        }
    }
    println!("{} families, {messages} messages of policies, {without} families without", names.len());
    let mut again = Protocols::new();
    generic::learn(&mut connection, &mut again)?;
    assert!(again.families().eq(protocols.families()));
    Ok(())
}

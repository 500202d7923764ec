//! Generic netlink against the running kernel, without root.
#![cfg(all(feature = "std", feature = "genl", target_os = "linux"))]

mod common;
#[path = "genl/ethtool.rs"]
mod ethtool;
#[path = "genl/modules.rs"]
mod modules;
#[path = "genl/openvswitch.rs"]
mod openvswitch;
#[path = "genl/openvswitch_flows.rs"]
mod openvswitch_flows;
#[path = "common/policy.rs"]
mod policy;
#[path = "genl/taskstats.rs"]
mod taskstats;
#[path = "genl/wireguard.rs"]
mod wireguard;

use std::error::Error;
use std::time::Duration;

use nlwire::client::{self, Connection};
use nlwire::decode::{Decoder, FAMILIES};
use nlwire::genl::{
    self, Control, ControlMessage, FamilyInfo, GENL_GROUP_NOTIFY, GENL_ID_CTRL, GetFamily, GetPolicy,
    OpFlags, PolicyPart, Which,
};
use nlwire::socket::{Protocol, Socket, SocketError};
use nlwire::{
    schema::{Described, Json},
    wire::{Errno, Message, PolicyKind, PolicyType},
};

type Tested = Result<(), Box<dyn Error>>;

fn connect(buffer: &mut [u8]) -> Result<Connection<Socket, &'_ mut [u8]>, Box<dyn Error>> {
    let socket = Socket::new(Protocol::GENERIC)?;
    socket.set_receive_timeout(Some(Duration::from_secs(20)))?;
    Ok(Connection::over_socket(socket, buffer))
}

#[test]
fn families_have_the_same_ids_in_all_network_namespaces() {
    common::in_namespace("families_have_the_same_ids_in_all_network_namespaces", || {
        let mut here = Connection::open(Protocol::GENERIC).unwrap();
        let mut there = common::elsewhere().connect(Protocol::GENERIC).unwrap();
        let mut all = Vec::new();
        let mut families = genl::families(&mut here).unwrap();
        while let Some(info) = families.next().unwrap() {
            all.push(info.to_family());
        }
        assert!(all.len() > 1, "{all:?}");
        for family in all {
            assert_eq!(there.run(genl::family(&*family.name.to_string())).unwrap(), family, "ids and groups");
        }
    });
}

#[test]
fn the_controller_resolves_itself() -> Tested {
    let mut buffer = [0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let controller = connection.run(genl::family("nlctrl"))?;
    assert_eq!(controller.id, GENL_ID_CTRL);
    assert_eq!(controller.group("notify"), Some(GENL_GROUP_NOTIFY));
    assert_eq!((controller.version, controller.hdrsize), (2, 0));
    assert_eq!(connection.run(genl::family(GENL_ID_CTRL))?, controller);
    assert_eq!(connection.run(genl::family(&controller))?, controller);
    let info = genl::family_info(&mut connection, "nlctrl")?;
    let get = info.ops().find(|op| op.command == 3).ok_or("no CTRL_CMD_GETFAMILY")?;
    assert!(get.flags.contains(OpFlags::GENL_CMD_CAP_DO | OpFlags::GENL_CMD_CAP_DUMP));
    connection.socket().join(GENL_GROUP_NOTIFY)?;
    connection.socket().leave(GENL_GROUP_NOTIFY)?;
    // the generic command does what the controller's own operation does
    let command = controller.command(ControlMessage::CTRL_CMD_GETFAMILY);
    let reply =
        connection.get_with(command, |request| _ = request.put(Control::CTRL_ATTR_FAMILY_ID, 0x10))?;
    assert_eq!(FamilyInfo::read(reply.attrs)?.to_family(), controller);
    Ok(())
}

#[test]
fn what_is_not_there_is_not_found() -> Tested {
    let mut buffer = [0; 8192];
    let mut connection = connect(&mut buffer)?;
    for which in [Which::Name("no such"), Which::Name(""), Which::Id(0x3ff), Which::Id(0)] {
        let failure = connection.run(genl::family(which)).expect_err("there is none");
        assert!(failure.is_not_found(), "{which:?}: {failure:?}");
    }
    // longer than a family's name can be: not the same refusal
    let failure = connection.run(genl::family("a_name_of_16_let")).expect_err("too long");
    assert_eq!(failure.errno(), Some(Errno::EINVAL), "{failure:?}");
    assert_eq!(connection.path().map(|path| path.to_string()), Some("CTRL_ATTR_FAMILY_NAME".into()));
    let mut parts = genl::policy(&mut connection, "no such", None)?;
    assert!(parts.next().expect_err("there is none").is_not_found());
    // an operation that the family lacks
    let mut parts = genl::policy(&mut connection, "nlctrl", Some(77))?;
    assert!(parts.next().expect_err("no such command").is_not_found());
    Ok(())
}

#[test]
fn by_name_by_id_and_in_the_dump_a_family_is_the_same() -> Tested {
    let mut buffer = [0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let mut all = Vec::new();
    let mut families = genl::families(&mut connection)?;
    while let Some(info) = families.next()? {
        all.push((info.to_family(), info.ops().collect::<Vec<_>>()));
    }
    assert!(families.done().is_some_and(|done| !done.interrupted));
    for (family, ops) in &all {
        let name = family.name.to_string();
        assert_eq!(family.groups().len(), family.group_count(), "{name} has more groups than a Family keeps");
        for which in [Which::Name(&name), Which::Id(family.id)] {
            let info = genl::family_info(&mut connection, which)?;
            assert_eq!(info.to_family(), *family, "{which:?}");
            assert_eq!(info.ops().collect::<Vec<_>>(), *ops, "{which:?}");
        }
    }
    let found = genl::families_by_name(&mut connection, &["nlctrl", "no such"])?;
    assert_eq!(found.map(|family| family.map(|family| family.id)), [Some(GENL_ID_CTRL), None]);
    assert!(all.iter().any(|(family, _)| family.id == GENL_ID_CTRL));

    // and as iproute2 reads it
    let Ok(output) = common::tool("genl").args(["ctrl", "list"]).output() else {
        common::skip(&common::test_name(), "in part: genl is not installed");
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
    let mut parts = genl::policy(&mut connection, "nlctrl", None)?;
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
    let mut parts = genl::policy(&mut connection, GENL_ID_CTRL, Some(3))?;
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
    (
        "OVS_CT_LIMIT_ATTR_ZONE_LIMIT: NESTED, not",
        "the payload is an array of structs, whatever the policy says",
    ),
    ("WGDEVICE_A_FLAGS: U32, not U32 mask", "Linux 6.1 looks at the bits by itself"),
    ("ETHTOOL_A_RSS_HFUNC: U32 1..=4294967295, not", "a new context has a hash function, if it is said"),
];
/// What older kernels' policies lack, as of Linux 6.1: they take more. A line stands for what begins so.
const OLDER: &[(&str, &str)] = &[
    ("DEVLINK_ATTR_ESWITCH_ENCAP_MODE: U8, not", "the range came later"),
    ("DEVLINK_ATTR_ESWITCH_INLINE_MODE: U8, not", "the range came later"),
    ("DEVLINK_ATTR_ESWITCH_MODE: U16 0..=1, not", "DEVLINK_ESWITCH_MODE_SWITCHDEV_INACTIVE came later"),
    ("DEVLINK_ATTR_HEALTH_REPORTER_AUTO_DUMP: U8, not", "the range came later"),
    ("DEVLINK_ATTR_HEALTH_REPORTER_AUTO_RECOVER: U8, not", "the range came later"),
    ("DEVLINK_ATTR_PARAM_VALUE_CMODE: U8, not", "the range came later"),
    ("DEVLINK_ATTR_PORT_FLAVOUR: U16, not", "the range came later"),
    ("DEVLINK_ATTR_PORT_TYPE: U16 1..=3, not", "DEVLINK_PORT_TYPE_NOTSET is refused by the policy"),
    ("DEVLINK_ATTR_RELOAD_LIMITS: BITFIELD32 mask 0x3, not", "the mask is another later"),
    ("DEVLINK_ATTR_SB_POOL_THRESHOLD_TYPE: U8, not", "the range came later"),
    ("DEVLINK_ATTR_SB_POOL_TYPE: U8, not", "the range came later"),
    ("DEVLINK_ATTR_TRAP_ACTION: U8, not", "the range came later"),
    ("NL80211_ATTR_IFTYPE: U32 0..=12, not", "later interface types"),
    ("NL80211_ATTR_TXQ_QUANTUM: U32 0..=2147483647, not", "later kernels refuse 0"),
    ("NL80211_ATTR_WPA_VERSIONS: U32, not", "NL80211_WPA_VERSION_3 and the range came later"),
];
/// What the policies of nl80211 say in words that our tables lack, or where our tables say more.
const WIRELESS: &[(&str, &str)] = &[
    ("NL80211_ATTR_AUTH_DATA: BINARY, not", "less than 4 bytes are refused by code"),
    ("NL80211_ATTR_CONTROL_PORT_ETHERTYPE: U16, not", "a flag in a wiphy, a number in a request"),
    ("NL80211_ATTR_STA_SUPPORTED_CHANNELS: BINARY, not", "less than 2 bytes are refused by code"),
    ("NL80211_ATTR_WIPHY_TX_POWER_LEVEL: U32, not", "the kernel reads a signed number"),
    ("NL80211_TXRATE_GI: U8, not", "more than 2 is refused by code"),
    // a table has the most alone
    (
        "NL80211_ATTR_EHT_CAPABILITY: BINARY 13 to 51 bytes, not BINARY at most 51",
        "the least is not in the table",
    ),
    ("NL80211_ATTR_QOS_MAP: BINARY 16 to 58 bytes, not BINARY at most 58", "the least is not in the table"),
    ("NL80211_ATTR_REG_ALPHA2: BINARY 2 to 3 bytes, not BINARY at most 3", "the least is not in the table"),
    (
        "NL80211_ATTR_STA_SUPPORTED_OPER_CLASSES: BINARY 2 to 253 bytes, not BINARY at most 253",
        "the least is not in the table",
    ),
    (
        "NL80211_FILS_DISCOVERY_ATTR_TMPL: BINARY 42 to 2304 bytes, not BINARY at most 2304",
        "the least is not in the table",
    ),
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
    for table in FAMILIES {
        match policy::differences(&mut connection, table) {
            Ok(found) => {
                held.push(table.name);
                unexpected.extend(found.into_iter().filter(|line| {
                    let known = DIFFERENCES.iter().chain(WIRELESS).any(|(known, _)| line.starts_with(known))
                        || old && OLDER.iter().any(|(known, _)| line.starts_with(known));
                    let newer = line
                        .strip_suffix(": the kernel takes none")
                        .is_some_and(|name| old || NEWER.contains(&name));
                    !known && !newer
                }));
            }
            // the module is not there
            Err(error)
                if error
                    .downcast_ref::<client::Error<SocketError>>()
                    .is_some_and(client::Error::is_not_found) => {}
            Err(error) => return Err(error),
        }
    }
    println!("held against the kernel: {held:?}");
    assert!(held.contains(&"nlctrl") && held.contains(&"ethtool"));
    assert_eq!(unexpected, [""; 0]);
    Ok(())
}

/// Nothing unknown, and nothing that does not fit its type.
fn assert_known(protocols: &Decoder, message: Message<'_>) {
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
    let mut protocols = Decoder::new();
    let mut names = Vec::new();
    let mut replies = connection.dump(GetFamily)?;
    while let Some(reply) = replies.next()? {
        assert!(protocols.learn(16, reply.message));
        assert_known(&protocols, reply.message);
        names.push(FamilyInfo::read(reply.attrs)?.name().to_string());
    }
    assert_eq!(protocols.families().count(), names.len());
    let (mut messages, mut without) = (0, 0);
    for name in &names {
        let mut replies = connection.dump_with(GetPolicy, |request| {
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
    let mut again = Decoder::new();
    genl::learn(&mut connection, &mut again)?;
    assert!(again.families().eq(protocols.families()));
    Ok(())
}

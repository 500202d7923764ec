//! Families that come with a module, resolved through the controller with their groups and their policies: one that nlwire has a table
//! of, and two that it has none of. For those stands here what their users would write.
use std::collections::BTreeMap;

use super::{Tested, common, connect, ethtool::ip};
use nlwire::{
    attributes,
    client::Connection,
    genl::{self, Family, OpFlags, PolicyPart, wireguard},
    genl_family,
    socket::Socket,
    wire::{Attrs, Flag, GetFlags, IndexedArray, Message, PolicyKind, PolicyType, Str},
};

attributes! {
    /// A team and its options: `TEAM_ATTR_*`, linux/if_team.h.
    set Team, enum TeamAttr<'a> {
        /// Index of the team's link.
        TEAM_ATTR_TEAM_IFINDEX: u32 = 1,
        /// Options.
        TEAM_ATTR_LIST_OPTION: IndexedArray<'a, Attrs<'a, TeamOption>> = 2,
    }
}
attributes! {
    /// An option: `TEAM_ATTR_OPTION_*`.
    set TeamOption, enum TeamOptionAttr<'a> {
        /// Its name.
        TEAM_ATTR_OPTION_NAME: Str<'a> = 1,
        /// It changed.
        TEAM_ATTR_OPTION_CHANGED: Flag = 2,
        /// Its type, in the kernel's numbers: 5 is a text.
        TEAM_ATTR_OPTION_TYPE: u8 = 3,
        /// Its value, here a text.
        TEAM_ATTR_OPTION_DATA: Str<'a> = 4,
    }
}
genl_family! {
    /// What a team says.
    enum TeamMessage<'a>, family TEAM = "team", header () {
        /// Options are set.
        TEAM_CMD_OPTIONS_SET = 1, Request Get => OptionsSet(Team),
        /// Options, asked for or changed.
        TEAM_CMD_OPTIONS_GET = 2, Both Get => OptionsGet(Team),
    }
}
attributes! {
    /// A radio: two of `NL80211_ATTR_*`; this test is of families that are defined outside of the crate.
    set Radio, enum RadioAttr<'a> {
        /// Its number.
        NL80211_ATTR_WIPHY: u32 = 1,
        /// Its name.
        NL80211_ATTR_WIPHY_NAME: Str<'a> = 2,
    }
}
genl_family! {
    /// What is said of radios.
    enum RadioMessage<'a>, family NL80211 = "nl80211", header () {
        /// Radios are asked for.
        NL80211_CMD_GET_WIPHY = 1, Request Get => GetWiphy(Radio),
        /// A radio is told.
        NL80211_CMD_NEW_WIPHY = 3, Reply New => NewWiphy(Radio),
    }
}

/// An attribute's kind, and the least and the most bytes of its payload.
type Must = (Option<PolicyKind>, Option<u32>, Option<u32>);
/// What a family's policies say: the policy of each operation's do, what each attribute must be, and what is nested.
#[derive(Default)]
struct Policies {
    operations: BTreeMap<u16, Option<u32>>,
    attributes: BTreeMap<(u16, u16), Must>,
    nested: BTreeMap<(u16, u16), u32>,
}
impl Policies {
    fn ask(
        connection: &mut Connection<Socket, &mut [u8]>,
        family: &Family,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        type P = PolicyType;
        let mut all = Self::default();
        let mut parts = genl::policy(connection, family, None)?;
        while let Some(part) = parts.next()? {
            match part {
                PolicyPart::Operation { command, do_policy, .. } => {
                    all.operations.insert(command, do_policy);
                }
                PolicyPart::Attribute { policy, attribute, must } => {
                    let kind = must.get(P::NL_POLICY_TYPE_ATTR_TYPE)?;
                    let least = must.get(P::NL_POLICY_TYPE_ATTR_MIN_LENGTH)?;
                    let most = must.get(P::NL_POLICY_TYPE_ATTR_MAX_LENGTH)?;
                    all.attributes.insert((policy, attribute), (kind, least, most));
                    if let Some(nested) = must.get(P::NL_POLICY_TYPE_ATTR_POLICY_IDX)? {
                        all.nested.insert((policy, attribute), nested);
                    }
                }
            }
        }
        Ok(all)
    }
    fn kind(&self, policy: u16, attribute: u16) -> Option<PolicyKind> {
        self.attributes.get(&(policy, attribute))?.0
    }
}

/// The family of that name. Where the module is missing, says that the test is skipped.
fn resolve(
    connection: &mut Connection<Socket, &mut [u8]>,
    test: &str,
    family: &str,
) -> Result<Option<Family>, Box<dyn std::error::Error>> {
    match connection.run(genl::family(family)) {
        Ok(found) => Ok(Some(found)),
        Err(failure) if failure.is_not_found() => {
            common::skip(test, &format!("this kernel has no family {family}"));
            Ok(None)
        }
        Err(failure) => Err(failure.into()),
    }
}

#[test]
fn wireguard_tells_its_policies() -> Tested {
    let mut buffer = [0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let name = "modules::wireguard_tells_its_policies";
    let Some(family) = resolve(&mut connection, name, wireguard::NAME)? else { return Ok(()) };
    assert_eq!((family.version, family.hdrsize, family.group_count()), (1, 0, 0));
    let info = genl::family_info(&mut connection, family.id)?;
    let ops = info.ops().map(|op| (op.command, op.flags)).collect::<Vec<_>>();
    assert_eq!(ops.iter().map(|op| op.0).collect::<Vec<_>>(), [0, 1]);
    assert!(ops.iter().all(|op| op.1.contains(OpFlags::GENL_UNS_ADMIN_PERM)), "{ops:?}");
    let policies = Policies::ask(&mut connection, &family)?;
    assert_eq!(policies.operations.get(&1), Some(&Some(0)));
    let key = (Some(PolicyKind::NL_ATTR_TYPE_BINARY), Some(32), Some(32));
    assert_eq!(policies.attributes.get(&(0, 3)), Some(&key), "WGDEVICE_A_PRIVATE_KEY");
    // what is in WGDEVICE_A_PEERS Linux 6.1 checks by itself, later kernels by policies: in one WGPEER_A_PUBLIC_KEY and
    // WGPEER_A_ALLOWEDIPS, in another WGALLOWEDIP_A_CIDR_MASK
    if let Some(&peer) = policies.nested.get(&(0, 8)) {
        let peer = u16::try_from(peer)?;
        assert_eq!(policies.attributes.get(&(peer, 1)), Some(&key));
        let allowed = u16::try_from(*policies.nested.get(&(peer, 9)).ok_or("no policy of allowed IPs")?)?;
        assert_eq!(policies.kind(allowed, 3), Some(PolicyKind::NL_ATTR_TYPE_U8));
    }
    assert!(policies.attributes.contains_key(&(0, 8)), "WGDEVICE_A_PEERS");
    Ok(())
}

#[test]
fn a_team_tells_its_options() {
    let name = "modules::a_team_tells_its_options";
    // its options are for the system's own root
    common::in_namespace_of_root(name, || {
        if common::has_tools(name, &["ip"]) {
            team(name).expect("all of it");
        }
    });
}
fn team(name: &str) -> Tested {
    let mut buffer = [0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let Some(family) = resolve(&mut connection, name, TEAM.name)? else { return Ok(()) };
    assert_eq!((family.version, family.hdrsize, family.group_count()), (1, 0, 1));
    let group = family.group("change_event").ok_or("no group change_event")?;
    let policies = Policies::ask(&mut connection, &family)?;
    assert_eq!(policies.operations.keys().copied().collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!(policies.kind(0, 1), Some(PolicyKind::NL_ATTR_TYPE_U32));
    assert_eq!(policies.kind(0, 2), Some(PolicyKind::NL_ATTR_TYPE_NESTED));

    connection.socket().join(group)?;
    ip("link add team0 type team");
    // told before the link has an index
    let born = options(connection.find_event(|message| message.message_type() == family.id)?)?;
    assert_eq!(born.0, 0);
    assert_eq!(born.1.get("mode"), Some(&"*NOMODE*".to_string()), "{born:?}");
    let shown = common::tool("ip").args(["-j", "link", "show", "team0"]).output()?;
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout)?;
    let index = u32::try_from(shown[0]["ifindex"].as_u64().ok_or("no index")?)?;

    // a request passes over events that come before its ack
    let mut another = [0; 8192];
    connect(&mut another)?.request_with(
        family.command(TeamMessage::TEAM_CMD_OPTIONS_SET),
        GetFlags::empty(),
        |request| {
            request.put(Team::TEAM_ATTR_TEAM_IFINDEX, index);
            request.array(Team::TEAM_ATTR_LIST_OPTION, 1, ["activebackup"], |option, mode| {
                option.put(TeamOption::TEAM_ATTR_OPTION_NAME, "mode");
                option.put(TeamOption::TEAM_ATTR_OPTION_TYPE, 5);
                option.put(TeamOption::TEAM_ATTR_OPTION_DATA, mode);
            });
        },
    )?;
    // the mode's own options are told before it
    let mut told = Vec::new();
    let mode = loop {
        let (of, mut changed) =
            options(connection.find_event(|message| message.message_type() == family.id)?)?;
        assert_eq!(of, index);
        match changed.remove("mode") {
            Some(mode) => break mode,
            None => told.extend(changed.into_keys()),
        }
    };
    assert_eq!((mode.as_str(), told), ("activebackup", vec!["activeport".to_string()]));
    Ok(())
}
/// The team's index, and its options that changed: of texts the value, of others nothing.
fn options(event: Message<'_>) -> Result<(u32, BTreeMap<String, String>), Box<dyn std::error::Error>> {
    let TeamMessage::OptionsGet(nlwire::genl::GenericMessage { attrs, .. }) = TeamMessage::decode(event)?
    else {
        panic!("{event:?}")
    };
    let mut changed = BTreeMap::new();
    for option in attrs.get(Team::TEAM_ATTR_LIST_OPTION)?.ok_or("no options")?.iter() {
        let (_, option) = option?;
        if option.get(TeamOption::TEAM_ATTR_OPTION_CHANGED)?.is_none() {
            continue;
        }
        let name = option.get(TeamOption::TEAM_ATTR_OPTION_NAME)?.ok_or("no name")?;
        let text = match option.get(TeamOption::TEAM_ATTR_OPTION_TYPE)? {
            Some(5) => option.get(TeamOption::TEAM_ATTR_OPTION_DATA)?.map(|text| text.to_string()),
            _ => None,
        };
        changed.insert(name.to_string(), text.unwrap_or_default());
    }
    Ok((attrs.get(Team::TEAM_ATTR_TEAM_IFINDEX)?.ok_or("no index")?, changed))
}

#[test]
fn radios_are_found() -> Tested {
    let mut buffer = [0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let name = "modules::radios_are_found";
    let Some(family) = resolve(&mut connection, name, NL80211.name)? else { return Ok(()) };
    assert_eq!((family.version, family.hdrsize), (1, 0));
    for group in ["config", "scan", "regulatory", "mlme", "vendor", "nan"] {
        assert!(family.group(group).is_some(), "{group} is not among {:?}", family.groups());
    }
    let info = genl::family_info(&mut connection, &family)?;
    let get = info.ops().find(|op| op.command == 1).ok_or("no NL80211_CMD_GET_WIPHY")?;
    assert!(get.flags.contains(OpFlags::GENL_CMD_CAP_DO | OpFlags::GENL_CMD_CAP_DUMP));
    let policies = Policies::ask(&mut connection, &family)?;
    assert!(policies.operations.len() > 80, "{:?}", policies.operations);
    assert_eq!(policies.kind(0, 1), Some(PolicyKind::NL_ATTR_TYPE_U32));
    let text = (Some(PolicyKind::NL_ATTR_TYPE_NUL_STRING), None, Some(19));
    assert_eq!(policies.attributes.get(&(0, 2)), Some(&text), "NL80211_ATTR_WIPHY_NAME");

    // radios themselves, which a simulation brings
    if let Some(simulation) = resolve(&mut connection, name, "MAC80211_HWSIM")? {
        assert!(simulation.group("config").is_some(), "{:?}", simulation.groups());
    }
    let mut radios = Vec::new();
    let mut replies = connection.dump(family.command(RadioMessage::NL80211_CMD_GET_WIPHY))?;
    while let Some(reply) = replies.next()? {
        assert!(
            matches!(RadioMessage::decode(reply.message)?, RadioMessage::NewWiphy(..)),
            "{:?}",
            reply.message
        );
        let number = reply.attrs.get(Radio::NL80211_ATTR_WIPHY)?.ok_or("no number")?;
        radios.push((reply.attrs.get(Radio::NL80211_ATTR_WIPHY_NAME)?.ok_or("no name")?.to_string(), number));
    }
    radios.sort();
    radios.dedup();
    let Ok(theirs) = common::tool("iw").arg("phy").output() else {
        common::skip(name, "in part: iw is not installed");
        return Ok(());
    };
    let theirs = String::from_utf8(theirs.stdout)?;
    let mut names = theirs.lines().filter_map(|line| line.strip_prefix("Wiphy ")).collect::<Vec<_>>();
    names.sort_unstable();
    assert_eq!(radios.iter().map(|radio| radio.0.as_str()).collect::<Vec<_>>(), names);
    for (radio, number) in &radios {
        let sysfs = std::fs::read_to_string(format!("/sys/class/ieee80211/{radio}/index"))?;
        assert_eq!(sysfs.trim(), number.to_string());
    }
    Ok(())
}

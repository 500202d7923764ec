//! ethtool against the running kernel, and against what the program of that name says.
use super::{Tested, common, connect};
use nlwire::{
    client::{self, Connection},
    genl::{
        self, Family,
        ethtool::{self, *},
    },
    schema::Json,
    socket::{Socket, SocketError},
    wire::{Attrs, Errno, Message},
};
use serde_json::Value;
use std::{collections::BTreeMap, time::Duration};

pub fn ip(args: &str) {
    let output = common::tool("ip").args(args.split(' ')).output().expect("ip is there");
    assert!(output.status.success(), "ip {args}: {}", String::from_utf8_lossy(&output.stderr));
}
/// What `ethtool` prints, or `None` where it is missing.
fn program(test: &str, args: &[&str]) -> Option<String> {
    match common::tool("ethtool").args(args).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(_) => {
            common::skip(test, "ethtool is not installed");
            None
        }
    }
}
fn with_veth(name: &str, test: impl FnOnce(&mut Connection<Socket, &mut [u8]>, Family) -> Tested) {
    if !common::has_tools(name, &["ip"]) {
        return;
    }
    ip("link add v0 numtxqueues 4 numrxqueues 4 type veth peer name v1 numtxqueues 4 numrxqueues 4");
    ip("link set v0 up");
    ip("link set v1 up");
    let mut buffer = vec![0; 32 * 1024];
    let mut connection = connect(&mut buffer).expect("a socket");
    let family = connection.run(genl::family(ethtool::NAME)).expect("ethtool");
    test(&mut connection, family).expect("all of it");
}
/// Names of the bits that are set, and of all.
fn bits(bitset: Option<Attrs<'_, Bitset>>) -> (Vec<String>, Vec<String>) {
    let bits: Vec<_> = bitset.into_iter().flat_map(|set| set.bits()).map(Result::unwrap).collect();
    let name = |bit: &Bit<'_>| bit.name.map_or_else(|| format!("{:?}", bit.index), |name| name.to_string());
    (bits.iter().filter(|bit| bit.value).map(name).collect(), bits.iter().map(name).collect())
}

#[test]
fn features_are_what_the_program_says_in_both_forms() {
    let name = "ethtool::features_are_what_the_program_says_in_both_forms";
    common::in_namespace(name, || {
        with_veth(name, |connection, family| {
            use EthtoolMessage as M;
            let read =
                |connection: &mut Connection<Socket, &mut [u8]>| -> Result<_, Box<dyn std::error::Error>> {
                    let reply = connection.get(ethtool::get(&family, M::ETHTOOL_MSG_FEATURES_GET, "v0"))?;
                    assert_eq!(reply.attrs.dev_name(), Some("v0".into()));
                    Ok((
                        bits(reply.attrs.get(Features::ETHTOOL_A_FEATURES_ACTIVE)?).0,
                        bits(reply.attrs.get(Features::ETHTOOL_A_FEATURES_WANTED)?).0,
                        bits(reply.attrs.get(Features::ETHTOOL_A_FEATURES_HW)?).0,
                        bits(reply.attrs.get(Features::ETHTOOL_A_FEATURES_NOCHANGE)?).0,
                    ))
                };
            let before = read(connection)?;
            let (changed, stays) = ("tx-tcp-segmentation", "tx-tcp6-segmentation");
            assert!(before.0.iter().any(|name| name == changed) && before.0.iter().any(|name| name == stays));
            // one off by its name in a list, told by an answer and by an event
            connection.socket().join(family.group(ethtool::MONITOR).ok_or("no group")?)?;
            let set = M::ETHTOOL_MSG_FEATURES_SET;
            let answer =
                connection.get(ethtool::get_with(&family, set, "v0", HeaderFlags::empty(), |request| {
                    request.nest(Features::ETHTOOL_A_FEATURES_WANTED, |wanted| {
                        _ = wanted.named([(changed, false)])
                    });
                }))?;
            let told = bits(answer.attrs.get(Features::ETHTOOL_A_FEATURES_ACTIVE)?);
            // what changed: with it went another that leans on it
            assert!(
                told.1.iter().any(|name| name == changed) && !told.0.iter().any(|name| name == changed),
                "{told:?}"
            );
            connection.socket().set_receive_timeout(Some(Duration::from_secs(5)))?;
            let after = read(connection)?;
            assert!(!after.0.iter().any(|name| name == changed) && after.0.iter().any(|name| name == stays));
            // and on again by its number in words
            let strings = connection.get(ethtool::strings(&family, None, &[StringSetId::ETH_SS_FEATURES]))?;
            let strings = strings.attrs.strings(StringSetId::ETH_SS_FEATURES).ok_or("no strings")?;
            let count = strings.get_all(Strings::ETHTOOL_A_STRINGS_STRING).count() as u32;
            let index =
                (0..count).find(|index| strings.name(*index) == Some(changed.into())).ok_or("no such bit")?;
            let all: Vec<_> = (0..count).filter_map(|index| Some(strings.name(index)?.to_string())).collect();
            connection.run(ethtool::set(&family, set, "v0", |request| {
                request.nest(Features::ETHTOOL_A_FEATURES_WANTED, |wanted| {
                    _ = wanted.compact(count, [(index, true)])
                });
            }))?;
            assert_eq!(read(connection)?, before);
            // words say the same as the list
            let words = M::ETHTOOL_MSG_FEATURES_GET;
            let flags = HeaderFlags::ETHTOOL_FLAG_COMPACT_BITSETS;
            let reply = connection.get(ethtool::get_with(&family, words, "v0", flags, |_| {}))?;
            for (key, listed) in [
                (Features::ETHTOOL_A_FEATURES_ACTIVE, &before.0),
                (Features::ETHTOOL_A_FEATURES_HW, &before.2),
                (Features::ETHTOOL_A_FEATURES_NOCHANGE, &before.3),
            ] {
                let set = reply.attrs.get(key)?.ok_or("no bitset")?;
                assert!(set.get(Bitset::ETHTOOL_A_BITSET_BITS)?.is_none(), "{set:?}");
                let set: Vec<_> =
                    set.bits().flatten().filter(|bit| bit.value).filter_map(|bit| bit.index).collect();
                let names: Vec<_> = set.iter().map(|index| &all[*index as usize]).collect();
                assert!(names.into_iter().eq(listed), "{}", key.number());
            }
            // a feature that is none: the kernel's sentence, and the path to it
            let refused = connection.run(ethtool::set(&family, set, "v0", |request| {
                request.nest(Features::ETHTOOL_A_FEATURES_WANTED, |wanted| {
                    _ = wanted.named([("no-such", true)])
                });
            }));
            assert_eq!(refused.unwrap_err().errno(), Some(Errno::EOPNOTSUPP));
            let path = connection.path().map(|path| path.to_string());
            println!("{path:?}");
            assert!(
                path.is_some_and(|path| path.starts_with("ETHTOOL_A_FEATURES_WANTED.ETHTOOL_A_BITSET_BITS"))
            );
            let nobody = connection.get(ethtool::get(&family, words, "nobody")).map(drop).unwrap_err();
            assert!(nobody.is_not_found(), "{nobody:?}");

            let Some(text) = program(name, &["--json", "-k", "v0"]) else { return Ok(()) };
            let theirs: Value = serde_json::from_str(&text)?;
            let (mut compared, theirs) = (0, theirs[0].as_object().ok_or("no object")?);
            for feature in &all {
                let Some(theirs) = theirs.get(feature) else { continue };
                let has = |of: &Vec<String>| Value::from(of.contains(feature));
                assert_eq!(theirs["active"], has(&before.0), "{feature}");
                assert_eq!(theirs["requested"], has(&before.1), "{feature}");
                let fixed = !before.2.contains(feature) || before.3.contains(feature);
                assert_eq!(theirs["fixed"], Value::from(fixed), "{feature}");
                compared += 1;
            }
            assert!(compared > 30, "{compared} of {}", theirs.len());
            Ok(())
        });
    });
}

#[test]
fn changes_are_told_to_the_monitor_group() {
    let name = "ethtool::changes_are_told_to_the_monitor_group";
    common::in_namespace(name, || {
        with_veth(name, |connection, family| {
            connection.socket().join(family.group(ethtool::MONITOR).ok_or("no group")?)?;
            let mut buffer = vec![0; 8192];
            let mut other = connect(&mut buffer)?;
            other.run(ethtool::set(&family, EthtoolMessage::ETHTOOL_MSG_FEATURES_SET, "v0", |request| {
                request.nest(Features::ETHTOOL_A_FEATURES_WANTED, |wanted| {
                    _ = wanted.named([("tx-tcp-segmentation", false)])
                });
            }))?;
            loop {
                let event = connection.next_event()?;
                let EthtoolMessage::FeaturesNtf(nlwire::genl::GenericMessage { attrs, .. }) =
                    EthtoolMessage::decode(event)?
                else {
                    continue;
                };
                assert_eq!(attrs.dev_name(), Some("v0".into()));
                let active = bits(attrs.get(Features::ETHTOOL_A_FEATURES_ACTIVE)?).0;
                if !active.contains(&"tx-tcp-segmentation".to_string()) {
                    return Ok(());
                }
            }
        });
    });
}

#[test]
fn links_are_what_the_program_says() {
    let name = "ethtool::links_are_what_the_program_says";
    common::in_namespace(name, || {
        with_veth(name, |connection, family| {
            use EthtoolMessage as M;
            let modes = connection.get(ethtool::get(&family, M::ETHTOOL_MSG_LINKMODES_GET, "v0"))?;
            let speed = modes.attrs.get(LinkModes::ETHTOOL_A_LINKMODES_SPEED)?;
            let duplex = modes.attrs.get(LinkModes::ETHTOOL_A_LINKMODES_DUPLEX)?;
            assert_eq!((speed, duplex), (Some(10000), Some(Duplex::DUPLEX_FULL)));
            let info = connection.get(ethtool::get(&family, M::ETHTOOL_MSG_LINKINFO_GET, "v0"))?;
            assert_eq!(info.attrs.get(LinkInfo::ETHTOOL_A_LINKINFO_PORT)?, Some(Port::PORT_TP));
            let state = connection.get(ethtool::get(&family, M::ETHTOOL_MSG_LINKSTATE_GET, "v0"))?;
            assert_eq!(state.attrs.get(LinkState::ETHTOOL_A_LINKSTATE_LINK)?, Some(1));
            let mut all = connection.dump(ethtool::dump(&family, M::ETHTOOL_MSG_LINKSTATE_GET))?;
            let mut links = BTreeMap::new();
            while let Some(state) = all.next()? {
                let name = state.attrs.dev_name().ok_or("no name")?.to_string();
                links.insert(name, state.attrs.get(LinkState::ETHTOOL_A_LINKSTATE_LINK)?);
            }
            assert_eq!(links.get("v1"), Some(&Some(1)), "{links:?}");
            if let Some(text) = program(name, &["v0"]) {
                for line in ["Speed: 10000Mb/s", "Duplex: Full", "Port: Twisted Pair", "Link detected: yes"] {
                    assert!(text.contains(line), "{line} in {text}");
                }
            }
            Ok(())
        });
    });
}

#[test]
fn channels_are_set_and_told() {
    let name = "ethtool::channels_are_set_and_told";
    common::in_namespace(name, || {
        with_veth(name, |connection, family| {
            use EthtoolMessage as M;
            let read =
                |connection: &mut Connection<Socket, &mut [u8]>| -> Result<_, Box<dyn std::error::Error>> {
                    let channels =
                        connection.get(ethtool::get(&family, M::ETHTOOL_MSG_CHANNELS_GET, "v0"))?.attrs;
                    Ok((
                        channels.get(Channels::ETHTOOL_A_CHANNELS_RX_MAX)?,
                        channels.get(Channels::ETHTOOL_A_CHANNELS_RX_COUNT)?,
                        channels.get(Channels::ETHTOOL_A_CHANNELS_TX_COUNT)?,
                    ))
                };
            let (max, rx, tx) = read(connection)?;
            assert_eq!((max, rx, tx), (Some(4), Some(4), Some(4)));
            connection.run(ethtool::set(&family, M::ETHTOOL_MSG_CHANNELS_SET, "v0", |channels| {
                channels
                    .put(Channels::ETHTOOL_A_CHANNELS_RX_COUNT, 2)
                    .put(Channels::ETHTOOL_A_CHANNELS_TX_COUNT, 3);
            }))?;
            assert_eq!(read(connection)?, (Some(4), Some(2), Some(3)));
            let refused =
                connection.run(ethtool::set(&family, M::ETHTOOL_MSG_CHANNELS_SET, "v0", |channels| {
                    channels.put(Channels::ETHTOOL_A_CHANNELS_RX_COUNT, 5);
                }));
            assert_eq!(refused.unwrap_err().errno(), Some(Errno::EINVAL));
            let path = connection.path().map(|path| path.to_string());
            assert_eq!(path.as_deref(), Some("ETHTOOL_A_CHANNELS_RX_COUNT"));
            // a device that has none says so
            let none =
                connection.get(ethtool::get(&family, M::ETHTOOL_MSG_RINGS_GET, "lo")).map(drop).unwrap_err();
            assert_eq!(none.errno(), Some(Errno::EOPNOTSUPP), "{none:?}");
            if let Some(text) = program(name, &["-l", "v0"]) {
                let numbers: Vec<_> = text.lines().filter_map(|line| line.split_once(':')).collect();
                let of = |which: &str| {
                    numbers
                        .iter()
                        .filter(|line| line.0 == which)
                        .map(|line| line.1.trim())
                        .collect::<Vec<_>>()
                };
                assert_eq!((of("RX"), of("TX")), (vec!["4", "2"], vec!["4", "3"]), "{text}");
            }
            Ok(())
        });
    });
}

#[test]
fn a_tap_coalesces_what_it_is_told() {
    let name = "ethtool::a_tap_coalesces_what_it_is_told";
    common::in_namespace(name, || {
        if !common::has_tools(name, &["ip"]) {
            return;
        }
        let made =
            common::tool("ip").args(["tuntap", "add", "t0", "mode", "tap"]).output().expect("ip is there");
        if !made.status.success() {
            return common::skip(name, "no tap here");
        }
        with_veth(name, |connection, family| {
            use EthtoolMessage as M;
            let frames = Coalesce::ETHTOOL_A_COALESCE_RX_MAX_FRAMES;
            let read =
                |connection: &mut Connection<Socket, &mut [u8]>| -> Result<_, Box<dyn std::error::Error>> {
                    Ok(connection
                        .get(ethtool::get(&family, M::ETHTOOL_MSG_COALESCE_GET, "t0"))?
                        .attrs
                        .get(frames)?)
                };
            assert_eq!(read(connection)?, Some(0));
            let set = M::ETHTOOL_MSG_COALESCE_SET;
            connection.run(ethtool::set(&family, set, "t0", |coalesce| _ = coalesce.put(frames, 17)))?;
            assert_eq!(read(connection)?, Some(17));
            let usecs = Coalesce::ETHTOOL_A_COALESCE_RX_USECS;
            let refused =
                connection.run(ethtool::set(&family, set, "t0", |coalesce| _ = coalesce.put(usecs, 5)));
            assert_eq!(refused.unwrap_err().errno(), Some(Errno::EINVAL));
            let path = connection.path().map(|path| path.to_string());
            assert_eq!(path.as_deref(), Some("ETHTOOL_A_COALESCE_RX_USECS"));
            if let Some(text) = program(name, &["-c", "t0"]) {
                assert!(text.lines().any(|line| line.split_whitespace().eq(["rx-frames:", "17"])), "{text}");
            }
            Ok(())
        });
    });
}

#[test]
fn names_of_link_modes_and_statistics_are_the_kernels() -> Tested {
    let mut buffer = vec![0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let family = connection.run(genl::family(ethtool::NAME))?;
    let reply = connection.get(ethtool::strings(&family, None, &[StringSetId::ETH_SS_LINK_MODES]))?;
    let modes = reply.attrs.strings(StringSetId::ETH_SS_LINK_MODES).ok_or("no link modes")?;
    let mut named = 0;
    for mode in LinkMode::NAMES {
        let Some(name) = modes.name(u32::try_from(mode.value)?) else { continue };
        // two are called otherwise
        let name = match name.to_string().as_str() {
            "None" => "FEC_NONE".to_string(),
            "RS" => "FEC_RS".to_string(),
            "BASER" => "FEC_BASER".to_string(),
            "LLRS" => "FEC_LLRS".to_string(),
            "Asym_Pause" => "Asym_Pause".to_string(),
            other => other.replace('/', "_"),
        };
        assert_eq!(mode.name, format!("ETHTOOL_LINK_MODE_{name}_BIT"), "{}", mode.value);
        named += 1;
    }
    assert!(named >= 92, "{named}");
    for (set, table) in [
        (StringSetId::ETH_SS_STATS_ETH_MAC, <EthMacStats as nlwire::wire::AttributeSet>::spec()),
        (StringSetId::ETH_SS_STATS_ETH_CTRL, <EthCtrlStats as nlwire::wire::AttributeSet>::spec()),
        (StringSetId::ETH_SS_STATS_RMON, <RmonStats as nlwire::wire::AttributeSet>::spec()),
    ] {
        let reply = connection.get(ethtool::strings(&family, None, &[set]))?;
        let strings = reply.attrs.strings(set).ok_or("no strings")?;
        assert_eq!(
            strings.get_all(Strings::ETHTOOL_A_STRINGS_STRING).count(),
            table.attributes.len(),
            "{set}"
        );
        if set == StringSetId::ETH_SS_STATS_ETH_MAC {
            assert_eq!(strings.name(3), Some("FramesReceivedOK".into()));
        }
    }
    Ok(())
}

/// Everything that every device tells is known to the tables, and fits them.
#[test]
fn every_answer_of_every_device_is_known() -> Tested {
    let mut buffer = vec![0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let family = connection.run(genl::family(ethtool::NAME))?;
    let mut protocols = nlwire::decode::Decoder::new();
    genl::learn(&mut connection, &mut protocols)?;
    let (mut seen, mut messages) = (Vec::new(), 0);
    let flags = HeaderFlags::ETHTOOL_FLAG_STATS;
    let mut check = |message: Message<'_>, what: &str| {
        let described = protocols.describe(16, message);
        let json = Json(described).to_string();
        assert_eq!(described.check(), Ok(()), "{json}");
        assert!(json.contains("\"message\":\"ETHTOOL_MSG_") && !json.contains("\"#"), "{json}");
        seen.push(what.to_string());
        messages += 1;
    };
    macro_rules! dumps { ($($command:ident $flags:expr;)*) => { $( {
        let mut all = connection.dump(ethtool::dump_with(&family, EthtoolMessage::$command, $flags))?;
        loop {
            match all.next() {
                Ok(Some(reply)) => check(reply.message, stringify!($command)),
                Ok(None) => break,
                // some say it of the whole dump, and an older kernel has fewer commands
                Err(failure) if matches!(failure.errno(), Some(Errno::EOPNOTSUPP | Errno::EINVAL)) => break,
                // Wake-on-LAN has passwords
                Err(failure) if failure.errno() == Some(Errno::EPERM) => {
                    let name = "ethtool::every_answer_of_every_device_is_known";
                    common::skip(name, concat!("in part: ", stringify!($command), " needs CAP_NET_ADMIN"));
                    break;
                }
                Err(failure) => return Err(failure.into()),
            }
        }
    } )* } }
    let none = HeaderFlags::empty();
    dumps! {
        ETHTOOL_MSG_STRSET_GET none; ETHTOOL_MSG_LINKINFO_GET none; ETHTOOL_MSG_LINKMODES_GET none; ETHTOOL_MSG_LINKSTATE_GET none;
        ETHTOOL_MSG_DEBUG_GET none; ETHTOOL_MSG_WOL_GET none; ETHTOOL_MSG_FEATURES_GET none; ETHTOOL_MSG_PRIVFLAGS_GET none;
        ETHTOOL_MSG_RINGS_GET none; ETHTOOL_MSG_CHANNELS_GET none; ETHTOOL_MSG_COALESCE_GET none; ETHTOOL_MSG_PAUSE_GET flags;
        ETHTOOL_MSG_EEE_GET none; ETHTOOL_MSG_TSINFO_GET none; ETHTOOL_MSG_TUNNEL_INFO_GET none; ETHTOOL_MSG_FEC_GET flags;
        ETHTOOL_MSG_PHC_VCLOCKS_GET none; ETHTOOL_MSG_MODULE_GET none; ETHTOOL_MSG_RSS_GET none; ETHTOOL_MSG_PLCA_GET_CFG none;
        ETHTOOL_MSG_MM_GET flags; ETHTOOL_MSG_PHY_GET none; ETHTOOL_MSG_TSCONFIG_GET none;
    }
    seen.dedup();
    println!("{messages} messages: {seen:?}");
    assert!(seen.iter().any(|what| what == "ETHTOOL_MSG_FEATURES_GET"), "{seen:?}");
    Ok(())
}

/// A device of netdevsim, which has most of the operations. Root alone can make one.
struct Simulated(u32, String);
impl Simulated {
    fn new(test: &str, id: u32) -> Option<Self> {
        let path = "/sys/bus/netdevsim/new_device";
        if let Err(error) = std::fs::write(path, format!("{id} 1 4")) {
            common::skip(test, &format!("no netdevsim: {error}"));
            return None;
        }
        let net =
            std::fs::read_dir(format!("/sys/bus/netdevsim/devices/netdevsim{id}/net")).expect("a device");
        let name = net.flatten().next().expect("a name").file_name().to_string_lossy().into_owned();
        Some(Self(id, name))
    }
}
impl Drop for Simulated {
    fn drop(&mut self) {
        let _ = std::fs::write("/sys/bus/netdevsim/del_device", self.0.to_string());
    }
}
#[test]
fn a_simulated_device_takes_and_tells_everything() -> Tested {
    let test = "ethtool::a_simulated_device_takes_and_tells_everything";
    let Some(device) = Simulated::new(test, 4711) else { return Ok(()) };
    let name = device.1.as_str();
    let mut buffer = vec![0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let family = connection.run(genl::family(ethtool::NAME))?;
    use EthtoolMessage as M;
    let connection = &mut connection;
    // pause frames, with statistics
    connection.run(ethtool::set(&family, M::ETHTOOL_MSG_PAUSE_SET, name, |pause| {
        pause.put(Pause::ETHTOOL_A_PAUSE_RX, true).put(Pause::ETHTOOL_A_PAUSE_TX, false);
    }))?;
    let flags = HeaderFlags::ETHTOOL_FLAG_STATS;
    let pause = connection.get(ethtool::get_with(&family, M::ETHTOOL_MSG_PAUSE_GET, name, flags, |_| {}))?;
    assert_eq!(pause.attrs.get(Pause::ETHTOOL_A_PAUSE_RX)?, Some(1));
    assert_eq!(pause.attrs.get(Pause::ETHTOOL_A_PAUSE_TX)?, Some(0));
    let stats = pause.attrs.get(Pause::ETHTOOL_A_PAUSE_STATS)?.ok_or("no statistics")?;
    let counted = (
        stats.get(PauseStat::ETHTOOL_A_PAUSE_STAT_RX_FRAMES)?,
        stats.get(PauseStat::ETHTOOL_A_PAUSE_STAT_TX_FRAMES)?,
    );
    if let Some(text) = program(test, &["--json", "-I", "-a", name]) {
        let theirs: Value = serde_json::from_str(&text)?;
        assert_eq!((&theirs[0]["rx"], &theirs[0]["tx"]), (&true.into(), &false.into()), "{text}");
        let of = |which: &str| theirs[0]["statistics"][which].as_u64();
        assert_eq!((of("rx_pause_frames"), of("tx_pause_frames")), counted, "{text}");
    }
    // rings
    let rings = connection.get(ethtool::get(&family, M::ETHTOOL_MSG_RINGS_GET, name))?;
    let max = rings.attrs.get(Rings::ETHTOOL_A_RINGS_RX_MAX)?.ok_or("no largest size")?;
    connection.run(ethtool::set(&family, M::ETHTOOL_MSG_RINGS_SET, name, |rings| {
        _ = rings.put(Rings::ETHTOOL_A_RINGS_RX, max / 4)
    }))?;
    let rings = connection.get(ethtool::get(&family, M::ETHTOOL_MSG_RINGS_GET, name))?;
    assert_eq!(rings.attrs.get(Rings::ETHTOOL_A_RINGS_RX)?, Some(max / 4));
    let much = connection.run(ethtool::set(&family, M::ETHTOOL_MSG_RINGS_SET, name, |rings| {
        _ = rings.put(Rings::ETHTOOL_A_RINGS_RX, max + 1)
    }));
    assert_eq!(much.unwrap_err().errno(), Some(Errno::EINVAL));
    if let Some(text) = program(test, &["-g", name]) {
        assert!(
            text.lines().any(|line| line.split_whitespace().eq(["RX:", (max / 4).to_string().as_str()])),
            "{text}"
        );
    }
    // coalescing: values that only this test sets, each told back
    let values = [
        (Coalesce::ETHTOOL_A_COALESCE_RX_USECS, 1001, "rx-usecs:"),
        (Coalesce::ETHTOOL_A_COALESCE_TX_MAX_FRAMES, 1002, "tx-frames:"),
        (Coalesce::ETHTOOL_A_COALESCE_PKT_RATE_HIGH, 1003, "pkt-rate-high:"),
        (Coalesce::ETHTOOL_A_COALESCE_RATE_SAMPLE_INTERVAL, 1004, "sample-interval:"),
    ];
    connection.run(ethtool::set(&family, M::ETHTOOL_MSG_COALESCE_SET, name, |coalesce| {
        values.iter().for_each(|(key, value, _)| _ = coalesce.put(*key, *value));
        coalesce.put(Coalesce::ETHTOOL_A_COALESCE_USE_ADAPTIVE_RX, true);
    }))?;
    let coalesce = connection.get(ethtool::get(&family, M::ETHTOOL_MSG_COALESCE_GET, name))?;
    let text = program(test, &["-c", name]);
    for (key, value, called) in values {
        assert_eq!(coalesce.attrs.get(key)?, Some(value), "{called}");
        if let Some(text) = &text {
            assert!(
                text.lines().any(|line| line.split_whitespace().eq([called, value.to_string().as_str()])),
                "{text}"
            );
        }
    }
    assert_eq!(coalesce.attrs.get(Coalesce::ETHTOOL_A_COALESCE_USE_ADAPTIVE_RX)?, Some(1));
    // error correction: one that is set is the one in use
    connection.run(ethtool::set(&family, M::ETHTOOL_MSG_FEC_SET, name, |fec| {
        fec.nest(Fec::ETHTOOL_A_FEC_MODES, |modes| {
            _ = modes.compact_all(
                LinkMode::ETHTOOL_LINK_MODE_FEC_LLRS_BIT.0 + 1,
                [LinkMode::ETHTOOL_LINK_MODE_FEC_RS_BIT.0],
            )
        });
        fec.put(Fec::ETHTOOL_A_FEC_AUTO, false);
    }))?;
    let fec = connection.get(ethtool::get_with(&family, M::ETHTOOL_MSG_FEC_GET, name, flags, |_| {}))?;
    assert_eq!(bits(fec.attrs.get(Fec::ETHTOOL_A_FEC_MODES)?).0, ["RS"]);
    assert_eq!(fec.attrs.get(Fec::ETHTOOL_A_FEC_ACTIVE)?, Some(LinkMode::ETHTOOL_LINK_MODE_FEC_RS_BIT.0));
    if let Some(text) = program(test, &["--show-fec", name]) {
        assert!(text.contains("Active FEC encoding: RS"), "{text}");
    }
    // tunnels' ports
    let tunnels = connection.get(ethtool::get(&family, M::ETHTOOL_MSG_TUNNEL_INFO_GET, name))?;
    let ports = tunnels.attrs.get(TunnelInfo::ETHTOOL_A_TUNNEL_INFO_UDP_PORTS)?.ok_or("no ports")?;
    assert!(ports.get_all(TunnelUdp::ETHTOOL_A_TUNNEL_UDP_TABLE).count() >= 1);
    let channels: Result<_, client::Error<SocketError>> =
        connection.get(ethtool::get(&family, M::ETHTOOL_MSG_CHANNELS_GET, name));
    println!("{:?}", channels.map(|channels| channels.attrs));
    Ok(())
}

//! Generic netlink families: dumps, groups by name, columns.
use crate::{
    columns::{self, Sheet, plain, word},
    fields::{self, Fields, at, each},
    groups::Group,
    names::Names,
    objects::{Each, FAMILY, Object},
    output::Output,
    stop::{Stop, stop},
    talk::{self, BUFFER, Ended, Talk, dump, dump_with},
};
use nlwire::{
    client::Connection,
    genl::{
        self, Family, GenericHeader,
        ethtool::{self, EthtoolMessage, HeaderFlags},
        openvswitch::{DATAPATH_NAME, DatapathMessage, OvsHeader, VPORT_NAME, VportMessage},
        wireguard::{self, Base64, WgDevice, WireguardMessage},
    },
    socket::{Protocol, Socket},
    wire::Attrs,
};
use std::fmt::Write;

/// All ethtool objects that can be dumped for every interface.
pub const ETHTOOL: Object = object("ethtool", |talk, each| {
    let family = resolve(talk, ethtool::NAME)?;
    let mut ended = Ended::default();
    macro_rules! dumps { ($($command:ident)*) => { $(
        let command = family.command(EthtoolMessage::$command);
        let flags = HeaderFlags::ETHTOOL_FLAG_STATS;
        let flags = if stringify!($command) == "ETHTOOL_MSG_PAUSE_GET" { flags } else { HeaderFlags::empty() };
        let one = dump_with(talk, command, each, |request| ethtool::put_device(request, None, flags))?;
        // not an error if no interface supports it
        if !one.unsupported {
            ended.and(one);
        }
    )* } }
    dumps! {
        ETHTOOL_MSG_LINKSTATE_GET ETHTOOL_MSG_LINKMODES_GET ETHTOOL_MSG_LINKINFO_GET ETHTOOL_MSG_FEATURES_GET ETHTOOL_MSG_RINGS_GET
        ETHTOOL_MSG_CHANNELS_GET ETHTOOL_MSG_COALESCE_GET ETHTOOL_MSG_PAUSE_GET ETHTOOL_MSG_WOL_GET ETHTOOL_MSG_EEE_GET
        ETHTOOL_MSG_FEC_GET ETHTOOL_MSG_TSINFO_GET
    }
    Ok(ended)
});
/// Every WireGuard device, found by link kind.
pub const WIREGUARD: Object = object("wireguard", |talk, each| {
    let socket = Socket::new(Protocol::ROUTE).map_err(|error| stop!("{error}"))?;
    let (mut buffer, mut devices) = (vec![0; BUFFER], Vec::new());
    let mut route = Connection::over_socket(socket, &mut buffer[..]);
    let listed = wireguard::devices(&mut route, |index, _| devices.push(index));
    listed.map_err(|failure| stop!("{failure}"))?;
    let mut ended = Ended::default();
    if devices.is_empty() {
        return Ok(ended); // the family may be missing, too
    }
    let family = resolve(talk, wireguard::NAME)?;
    for index in devices {
        let command = family.command(WireguardMessage::WG_CMD_GET_DEVICE);
        let fill =
            |request: &mut nlwire::wire::Request<'_, _>| _ = request.put(WgDevice::WGDEVICE_A_IFINDEX, index);
        ended.and(dump_with(talk, command, each, fill)?);
    }
    Ok(ended)
});
/// Open vSwitch datapaths, and the ports of each.
pub const OVS: Object = object("ovs", |talk, each| {
    let mut datapaths = Vec::new();
    let any = OvsHeader::new();
    let command = resolve(talk, DATAPATH_NAME)?.command_headed(DatapathMessage::OVS_DP_CMD_GET, any);
    let mut ended = dump(talk, command, &mut |message| {
        if let Ok(DatapathMessage::New(genl::GenericMessage { header, .. })) =
            DatapathMessage::decode(message)
        {
            datapaths.push(header.get(GenericHeader::user));
        }
        each(message)
    })?;
    let vports = resolve(talk, VPORT_NAME)?;
    for datapath in datapaths {
        ended.and(dump(talk, vports.command_headed(VportMessage::OVS_VPORT_CMD_GET, datapath), each)?);
    }
    Ok(ended)
});
const fn object(name: &'static str, dump: fn(&mut Talk<'_>, Each<'_>) -> Result<Ended, Stop>) -> Object {
    Object { name, protocol: Protocol::GENERIC, groups: &[], dump }
}
/// Returns the generic netlink family of an object's messages and groups.
pub fn of_object(object: &Object) -> Option<&'static str> {
    match object.name {
        "ethtool" => Some(ethtool::NAME),
        "wireguard" => Some(wireguard::NAME),
        "ovs" => Some(VPORT_NAME),
        _ => None,
    }
}
fn resolve(talk: &mut Talk<'_>, name: &str) -> Result<Family, Stop> {
    talk.run(genl::family(name)).map_err(|failure| match failure.is_not_found() {
        true => {
            stop!("this kernel has no family {name:?} now; a module may bring it: nlwire family lists them")
        }
        false => stop!("{failure}"),
    })
}
/// Returns the error for a family that the kernel does not have.
pub fn missing(name: &str) -> Stop {
    stop!("this kernel has no family {name:?} now; a module may bring it: nlwire family lists them")
}
/// Learns the existing families, so that their messages have names.
pub fn learn(out: &mut Output) -> Result<(), Stop> {
    let mut buffer = vec![0; BUFFER];
    let mut talk = talk::open(Protocol::GENERIC, &mut buffer, None)?;
    (FAMILY.dump)(&mut talk, &mut |message| {
        out.learn(Protocol::GENERIC.0.into(), message);
        Ok(())
    })?;
    Ok(())
}

/// Calls `each` with the group ids of all families, and learns the families.
pub fn every_group(out: &mut Output, each_group: &mut dyn FnMut(u32)) -> Result<(), Stop> {
    let mut buffer = vec![0; BUFFER];
    let mut talk = talk::open(Protocol::GENERIC, &mut buffer, None)?;
    (FAMILY.dump)(&mut talk, &mut |message| {
        out.learn(Protocol::GENERIC.0.into(), message);
        fields::read(&out.describe(Protocol::GENERIC.0.into(), message), |fields| {
            fields.at("CTRL_ATTR_MCAST_GROUPS", |groups| {
                each(groups, &mut |group| {
                    let id = at(group, "CTRL_ATTR_MCAST_GRP_ID", &mut fields::number).flatten();
                    id.into_iter().for_each(|id| each_group(id as u32));
                });
            });
        });
        Ok(())
    })?;
    Ok(())
}

/// Returns the family in `ethtool:monitor`; none in `netfilter:3`, which names a protocol.
pub fn of_group(name: &str) -> Option<&str> {
    name.split_once(':').map(|(family, _)| family).filter(|of| !matches!(*of, "route" | "netfilter"))
}
/// Returns a group of a family, by name or number.
pub fn groups(family: &str, group: &str) -> Result<Vec<Group>, Stop> {
    let mut buffer = vec![0; BUFFER];
    let mut talk = talk::open(Protocol::GENERIC, &mut buffer, None)?;
    let resolved = resolve(&mut talk, family)?;
    if let Some(id) = resolved.group(group).or_else(|| group.parse().ok()).filter(|id| *id != 0) {
        return Ok(vec![(Protocol::GENERIC, id)]);
    }
    let names: Vec<_> = resolved.groups().iter().map(|group| format!("{family}:{}", group.name)).collect();
    Err(match names.is_empty() {
        true => stop!("the family {family} has no groups"),
        false => stop!("the family {family} has no group {group:?}: known are {}", names.join(", ")),
    })
}

/// Path of the peers of a WireGuard device, each of which is printed as a row.
pub const PEERS: &str = "WGDEVICE_A_PEERS";

pub static SHEETS: &[Sheet] = &[
    Sheet {
        object: "link",
        messages: &["ETHTOOL_MSG_LINKSTATE_GET_REPLY"],
        columns: &[
            ("dev", |f, _, out| dev(f, "ETHTOOL_A_LINKSTATE", out)),
            ("link", |f, _, out| on(f, "ETHTOOL_A_LINKSTATE_LINK", out)),
            ("quality", |f, _, out| of(f, "ETHTOOL_A_LINKSTATE_SQI", "ETHTOOL_A_LINKSTATE_SQI_MAX", out)),
            ("reason", |f, _, out| word(f, "ETHTOOL_A_LINKSTATE_EXT_STATE", "ETHTOOL_LINK_EXT_STATE_", out)),
            ("went down", |f, _, out| plain(f, "ETHTOOL_A_LINKSTATE_EXT_DOWN_CNT", out)),
        ],
    },
    Sheet {
        object: "modes",
        messages: &["ETHTOOL_MSG_LINKMODES_GET_REPLY", "ETHTOOL_MSG_LINKMODES_NTF"],
        columns: &[
            ("dev", |f, _, out| dev(f, "ETHTOOL_A_LINKMODES", out)),
            ("mbit/s", |f, _, out| {
                if let Some(speed) =
                    f.number("ETHTOOL_A_LINKMODES_SPEED").filter(|speed| *speed != 0xffff_ffff)
                {
                    let _ = write!(out, "{speed}");
                }
            }),
            ("duplex", |f, _, out| word(f, "ETHTOOL_A_LINKMODES_DUPLEX", "DUPLEX_", out)),
            ("autoneg", |f, _, out| on(f, "ETHTOOL_A_LINKMODES_AUTONEG", out)),
            ("lanes", |f, _, out| plain(f, "ETHTOOL_A_LINKMODES_LANES", out)),
            ("advertised", |f, _, out| bits(f, "ETHTOOL_A_LINKMODES_OURS", out)),
        ],
    },
    Sheet {
        object: "port",
        messages: &["ETHTOOL_MSG_LINKINFO_GET_REPLY", "ETHTOOL_MSG_LINKINFO_NTF"],
        columns: &[
            ("dev", |f, _, out| dev(f, "ETHTOOL_A_LINKINFO", out)),
            ("port", |f, _, out| word(f, "ETHTOOL_A_LINKINFO_PORT", "PORT_", out)),
            ("transceiver", |f, _, out| word(f, "ETHTOOL_A_LINKINFO_TRANSCEIVER", "XCVR_", out)),
            ("crossing", |f, _, out| word(f, "ETHTOOL_A_LINKINFO_TP_MDIX", "ETH_TP_", out)),
            ("phy", |f, _, out| plain(f, "ETHTOOL_A_LINKINFO_PHYADDR", out)),
        ],
    },
    Sheet {
        object: "feature",
        messages: &[
            "ETHTOOL_MSG_FEATURES_GET_REPLY",
            "ETHTOOL_MSG_FEATURES_SET_REPLY",
            "ETHTOOL_MSG_FEATURES_NTF",
        ],
        columns: &[
            ("dev", |f, _, out| dev(f, "ETHTOOL_A_FEATURES", out)),
            ("features", |f, names, out| {
                named_bits(f, "ETHTOOL_A_FEATURES_ACTIVE", |index| names.feature(index), out)
            }),
        ],
    },
    Sheet {
        object: "rings",
        messages: &["ETHTOOL_MSG_RINGS_GET_REPLY", "ETHTOOL_MSG_RINGS_NTF"],
        columns: &[
            ("dev", |f, _, out| dev(f, "ETHTOOL_A_RINGS", out)),
            ("rx ring", |f, _, out| of(f, "ETHTOOL_A_RINGS_RX", "ETHTOOL_A_RINGS_RX_MAX", out)),
            ("mini", |f, _, out| of(f, "ETHTOOL_A_RINGS_RX_MINI", "ETHTOOL_A_RINGS_RX_MINI_MAX", out)),
            ("jumbo", |f, _, out| of(f, "ETHTOOL_A_RINGS_RX_JUMBO", "ETHTOOL_A_RINGS_RX_JUMBO_MAX", out)),
            ("tx ring", |f, _, out| of(f, "ETHTOOL_A_RINGS_TX", "ETHTOOL_A_RINGS_TX_MAX", out)),
            ("buffer", |f, _, out| plain(f, "ETHTOOL_A_RINGS_RX_BUF_LEN", out)),
            ("split", |f, _, out| word(f, "ETHTOOL_A_RINGS_TCP_DATA_SPLIT", "ETHTOOL_TCP_DATA_SPLIT_", out)),
        ],
    },
    Sheet {
        object: "channel",
        messages: &["ETHTOOL_MSG_CHANNELS_GET_REPLY", "ETHTOOL_MSG_CHANNELS_NTF"],
        columns: &[
            ("dev", |f, _, out| dev(f, "ETHTOOL_A_CHANNELS", out)),
            ("rx channels", |f, _, out| {
                of(f, "ETHTOOL_A_CHANNELS_RX_COUNT", "ETHTOOL_A_CHANNELS_RX_MAX", out)
            }),
            ("tx", |f, _, out| of(f, "ETHTOOL_A_CHANNELS_TX_COUNT", "ETHTOOL_A_CHANNELS_TX_MAX", out)),
            ("other", |f, _, out| {
                of(f, "ETHTOOL_A_CHANNELS_OTHER_COUNT", "ETHTOOL_A_CHANNELS_OTHER_MAX", out)
            }),
            ("combined", |f, _, out| {
                of(f, "ETHTOOL_A_CHANNELS_COMBINED_COUNT", "ETHTOOL_A_CHANNELS_COMBINED_MAX", out)
            }),
        ],
    },
    Sheet {
        object: "irq",
        messages: &["ETHTOOL_MSG_COALESCE_GET_REPLY", "ETHTOOL_MSG_COALESCE_NTF"],
        columns: &[
            ("dev", |f, _, out| dev(f, "ETHTOOL_A_COALESCE", out)),
            ("rx waits", |f, _, out| micro(f, "ETHTOOL_A_COALESCE_RX_USECS", out)),
            ("packets", |f, _, out| plain(f, "ETHTOOL_A_COALESCE_RX_MAX_FRAMES", out)),
            ("adapts", |f, _, out| on(f, "ETHTOOL_A_COALESCE_USE_ADAPTIVE_RX", out)),
            ("tx waits", |f, _, out| micro(f, "ETHTOOL_A_COALESCE_TX_USECS", out)),
            ("packets", |f, _, out| plain(f, "ETHTOOL_A_COALESCE_TX_MAX_FRAMES", out)),
            ("adapts", |f, _, out| on(f, "ETHTOOL_A_COALESCE_USE_ADAPTIVE_TX", out)),
        ],
    },
    Sheet {
        object: "pause",
        messages: &["ETHTOOL_MSG_PAUSE_GET_REPLY", "ETHTOOL_MSG_PAUSE_NTF"],
        columns: &[
            ("dev", |f, _, out| dev(f, "ETHTOOL_A_PAUSE", out)),
            ("pause autoneg", |f, _, out| on(f, "ETHTOOL_A_PAUSE_AUTONEG", out)),
            ("rx", |f, _, out| on(f, "ETHTOOL_A_PAUSE_RX", out)),
            ("tx", |f, _, out| on(f, "ETHTOOL_A_PAUSE_TX", out)),
            ("received", |f, _, out| plain(f, "ETHTOOL_A_PAUSE_STATS.ETHTOOL_A_PAUSE_STAT_RX_FRAMES", out)),
            ("sent", |f, _, out| plain(f, "ETHTOOL_A_PAUSE_STATS.ETHTOOL_A_PAUSE_STAT_TX_FRAMES", out)),
        ],
    },
    Sheet {
        object: "wake",
        messages: &["ETHTOOL_MSG_WOL_GET_REPLY", "ETHTOOL_MSG_WOL_NTF"],
        columns: &[
            ("dev", |f, _, out| dev(f, "ETHTOOL_A_WOL", out)),
            ("wakes on", |f, _, out| bits(f, "ETHTOOL_A_WOL_MODES", out)),
        ],
    },
    Sheet {
        object: "eee",
        messages: &["ETHTOOL_MSG_EEE_GET_REPLY", "ETHTOOL_MSG_EEE_NTF"],
        columns: &[
            ("dev", |f, _, out| dev(f, "ETHTOOL_A_EEE", out)),
            ("eee", |f, _, out| on(f, "ETHTOOL_A_EEE_ENABLED", out)),
            ("active", |f, _, out| on(f, "ETHTOOL_A_EEE_ACTIVE", out)),
            ("idle after", |f, _, out| micro(f, "ETHTOOL_A_EEE_TX_LPI_TIMER", out)),
        ],
    },
    Sheet {
        object: "fec",
        messages: &["ETHTOOL_MSG_FEC_GET_REPLY", "ETHTOOL_MSG_FEC_NTF"],
        columns: &[
            ("dev", |f, _, out| dev(f, "ETHTOOL_A_FEC", out)),
            ("fec", |f, _, out| bits(f, "ETHTOOL_A_FEC_MODES", out)),
            ("auto", |f, _, out| on(f, "ETHTOOL_A_FEC_AUTO", out)),
        ],
    },
    Sheet {
        object: "tsinfo",
        messages: &["ETHTOOL_MSG_TSINFO_GET_REPLY"],
        columns: &[
            ("dev", |f, _, out| dev(f, "ETHTOOL_A_TSINFO", out)),
            ("clock", |f, _, out| plain(f, "ETHTOOL_A_TSINFO_PHC_INDEX", out)),
            ("time stamps", |f, _, out| bits(f, "ETHTOOL_A_TSINFO_TIMESTAMPING", out)),
        ],
    },
    Sheet {
        object: "wireguard",
        messages: &["WG_CMD_GET_DEVICE"],
        columns: &[
            ("dev", |f, _, out| plain(f, "WGDEVICE_A_IFNAME", out)),
            ("port", |f, _, out| plain(f, "WGDEVICE_A_LISTEN_PORT", out)),
            ("peer", |f, _, out| {
                let key = |view: &nlwire::schema::View<'_>| {
                    <&[u8; 32]>::try_from(view.payload()).map(|key| Base64(key).to_string())
                };
                out.extend(f.at("WGPEER_A_PUBLIC_KEY", key).and_then(Result::ok));
            }),
            ("endpoint", endpoint),
            ("handshake", |f, _, out| {
                if let Some(seconds) =
                    f.number("WGPEER_A_LAST_HANDSHAKE_TIME.tv_sec").filter(|seconds| *seconds != 0)
                {
                    let _ = write!(out, "{}", ago(seconds));
                }
            }),
            ("received", |f, _, out| plain(f, "WGPEER_A_RX_BYTES", out)),
            ("sent", |f, _, out| plain(f, "WGPEER_A_TX_BYTES", out)),
            ("allowed ips", |f, _, out| {
                f.at("WGPEER_A_ALLOWEDIPS", |all| {
                    each(all, &mut |ip| {
                        out.push_str(if out.is_empty() { "" } else { "," });
                        at(ip, "WGALLOWEDIP_A_IPADDR", &mut |view| fields::spell(view, "", out));
                        let bits = at(ip, "WGALLOWEDIP_A_CIDR_MASK", &mut fields::number).flatten();
                        let _ = write!(out, "/{}", bits.unwrap_or(0));
                    });
                });
            }),
        ],
    },
    Sheet {
        object: "ovs",
        messages: &["OVS_DP_CMD_NEW", "OVS_DP_CMD_DEL", "OVS_DP_CMD_SET"],
        columns: &[
            ("datapath", |f, _, out| plain(f, "OVS_DP_ATTR_NAME", out)),
            ("flows", |f, _, out| plain(f, "OVS_DP_ATTR_STATS.n_flows", out)),
            ("hit", |f, _, out| plain(f, "OVS_DP_ATTR_STATS.n_hit", out)),
            ("missed", |f, _, out| plain(f, "OVS_DP_ATTR_STATS.n_missed", out)),
            ("lost", |f, _, out| plain(f, "OVS_DP_ATTR_STATS.n_lost", out)),
            ("masks", |f, _, out| plain(f, "OVS_DP_ATTR_MEGAFLOW_STATS.n_masks", out)),
        ],
    },
    Sheet {
        object: "vport",
        messages: &["OVS_VPORT_CMD_NEW", "OVS_VPORT_CMD_DEL", "OVS_VPORT_CMD_SET"],
        columns: &[
            ("datapath", |f, names, out| columns::device(f, names, "OvsHeader.dp_ifindex", out)),
            ("port", |f, _, out| plain(f, "OVS_VPORT_ATTR_PORT_NO", out)),
            ("name", |f, _, out| plain(f, "OVS_VPORT_ATTR_NAME", out)),
            ("type", |f, _, out| word(f, "OVS_VPORT_ATTR_TYPE", "OVS_VPORT_TYPE_", out)),
            ("received", |f, _, out| plain(f, "OVS_VPORT_ATTR_STATS.rx_packets", out)),
            ("sent", |f, _, out| plain(f, "OVS_VPORT_ATTR_STATS.tx_packets", out)),
            ("dropped", |f, _, out| plain(f, "OVS_VPORT_ATTR_STATS.rx_dropped", out)),
        ],
    },
];
/// Prints the interface of an ethtool message, in the header attribute with this prefix.
fn dev(f: &Fields<'_>, prefix: &'static str, out: &mut String) {
    let path = format!("{prefix}_HEADER.ETHTOOL_A_HEADER_DEV_NAME");
    f.at_built(&path, |name| fields::spell(name, "", out));
}
fn on(f: &Fields<'_>, path: &'static str, out: &mut String) {
    match f.number(path) {
        Some(0) => out.push_str("off"),
        Some(_) => out.push_str("on"),
        None => {}
    }
}
/// Prints `512 of 4096`.
fn of(f: &Fields<'_>, path: &'static str, most: &'static str, out: &mut String) {
    plain(f, path, out);
    if let (Some(most), false) = (f.number(most), out.is_empty()) {
        let _ = write!(out, " of {most}");
    }
}
fn micro(f: &Fields<'_>, path: &'static str, out: &mut String) {
    if let Some(time) = f.number(path) {
        let _ = write!(out, "{time}us");
    }
}
/// Prints the names of the bits set in a bitset, or their numbers if it has no names.
fn bits(f: &Fields<'_>, path: &'static str, out: &mut String) {
    named_bits(f, path, |_| None, out);
}
fn named_bits<'n>(
    f: &Fields<'_>,
    path: &'static str,
    name: impl Fn(u32) -> Option<&'n str>,
    out: &mut String,
) {
    f.at(path, |bitset| {
        let bitset = Attrs::<ethtool::Bitset>::new(bitset.payload());
        for bit in bitset.bits().flatten().filter(|bit| bit.value) {
            out.push_str(if out.is_empty() { "" } else { "," });
            let _ = match (bit.name, bit.index) {
                (Some(name), _) => write!(out, "{name}"),
                (None, Some(index)) => match name(index) {
                    Some(name) => write!(out, "{name}"),
                    None => write!(out, "{index}"),
                },
                (None, None) => Ok(()),
            };
        }
    });
}
fn endpoint(f: &Fields<'_>, _: &Names, out: &mut String) {
    let both = |address, port| f.text(address).zip(f.text(port));
    if let Some((address, port)) = both("WGPEER_A_ENDPOINT.sin_addr", "WGPEER_A_ENDPOINT.sin_port") {
        let _ = write!(out, "{address}:{port}");
    } else if let Some((address, port)) = both("WGPEER_A_ENDPOINT.sin6_addr", "WGPEER_A_ENDPOINT.sin6_port") {
        let _ = write!(out, "[{address}]:{port}");
    }
}
/// Returns the time since a moment.
fn ago(seconds: u64) -> String {
    match talk::epoch().as_secs().checked_sub(seconds) {
        Some(ago) if ago < 120 => format!("{ago}s ago"),
        Some(ago) if ago < 7200 => format!("{}m ago", ago / 60),
        Some(ago) => format!("{}h ago", ago / 3600),
        None => "in future".into(),
    }
}

//! Columns of each kind of message.
use crate::{
    families,
    fields::{self, Fields, at, each},
    names::Names,
    nftables, security, sockets, traffic,
};
use nlwire::{
    schema::{Described, View},
    tc::TcHandle,
};
use std::fmt::Write;

/// The columns of one kind of message.
pub struct Sheet {
    /// Name of the object, and the messages' properties.
    pub object: &'static str,
    pub messages: &'static [&'static str],
    pub columns: &'static [Column],
}
/// Title, and function that writes the cell. An empty cell is printed as `-`.
pub type Column = (&'static str, fn(&Fields<'_>, &Names, &mut String));

/// Returns the columns of a message, by its name; of a socket, by its family.
pub fn sheet(described: &Described<'_>) -> Option<&'static Sheet> {
    let message = described.name()?;
    let mut sheets = [SHEETS, families::SHEETS, nftables::SHEETS, security::SHEETS].into_iter().flatten();
    let named = sheets.find(|sheet| sheet.messages.contains(&message));
    named.or_else(|| sockets::sheet(described))
}

impl Sheet {
    /// Returns the path of a list whose items are printed as rows, if there is one. Columns then
    /// look into the item first.
    pub fn items(&self) -> Option<&'static str> {
        match self.object {
            "action" => Some("TCA_ROOT_TAB"),
            "wireguard" => Some(families::PEERS),
            "element" => Some(nftables::ELEMENTS),
            _ => None,
        }
    }
}

/// Paths of a tuple's values.
struct Tuple {
    /// Source and destination, of IPv4 and of IPv6.
    addresses: [[&'static str; 2]; 2],
    ports: [&'static str; 2],
    /// Type, code and id of ICMP and of ICMPv6.
    icmp: [[&'static str; 2]; 3],
}
macro_rules! tuple {
    ($of:literal) => {
        &Tuple {
            addresses: [
                [concat!($of, ".CTA_TUPLE_IP.CTA_IP_V4_SRC"), concat!($of, ".CTA_TUPLE_IP.CTA_IP_V6_SRC")],
                [concat!($of, ".CTA_TUPLE_IP.CTA_IP_V4_DST"), concat!($of, ".CTA_TUPLE_IP.CTA_IP_V6_DST")],
            ],
            ports: [
                concat!($of, ".CTA_TUPLE_PROTO.CTA_PROTO_SRC_PORT"),
                concat!($of, ".CTA_TUPLE_PROTO.CTA_PROTO_DST_PORT"),
            ],
            icmp: [
                [
                    concat!($of, ".CTA_TUPLE_PROTO.CTA_PROTO_ICMP_TYPE"),
                    concat!($of, ".CTA_TUPLE_PROTO.CTA_PROTO_ICMPV6_TYPE"),
                ],
                [
                    concat!($of, ".CTA_TUPLE_PROTO.CTA_PROTO_ICMP_CODE"),
                    concat!($of, ".CTA_TUPLE_PROTO.CTA_PROTO_ICMPV6_CODE"),
                ],
                [
                    concat!($of, ".CTA_TUPLE_PROTO.CTA_PROTO_ICMP_ID"),
                    concat!($of, ".CTA_TUPLE_PROTO.CTA_PROTO_ICMPV6_ID"),
                ],
            ],
        }
    };
}
static SHEETS: &[Sheet] = &[
    Sheet {
        object: "link",
        messages: &["RTM_NEWLINK", "RTM_DELLINK"],
        columns: &[
            ("index", |f, _, out| plain(f, "ifi_index", out)),
            ("name", link_name),
            ("kind", link_kind),
            ("state", |f, _, out| word(f, "IFLA_OPERSTATE", "IF_OPER_", out)),
            ("mtu", |f, _, out| plain(f, "IFLA_MTU", out)),
            ("master", |f, names, out| device(f, names, "IFLA_MASTER", out)),
            ("address", |f, _, out| plain(f, "IFLA_ADDRESS", out)),
            ("flags", |f, _, out| flags(f, &["ifi_flags"], "IFF_", out)),
        ],
    },
    Sheet {
        object: "addr",
        messages: &["RTM_NEWADDR", "RTM_DELADDR"],
        columns: &[
            ("dev", |f, names, out| device(f, names, "ifa_index", out)),
            ("address", address),
            ("scope", |f, _, out| word(f, "ifa_scope", "RT_SCOPE_", out)),
            ("flags", |f, _, out| flags(f, &["IFA_FLAGS", "ifa_flags"], "IFA_F_", out)),
            ("valid", |f, _, out| lifetime(f, "IFA_CACHEINFO.ifa_valid", out)),
            ("preferred", |f, _, out| lifetime(f, "IFA_CACHEINFO.ifa_prefered", out)),
        ],
    },
    Sheet {
        object: "route",
        messages: &["RTM_NEWROUTE", "RTM_DELROUTE"],
        columns: &[
            ("destination", destination),
            ("via", |f, _, out| via(f, out)),
            ("dev", |f, names, out| device(f, names, "RTA_OIF", out)),
            ("table", route_table),
            ("proto", |f, _, out| word(f, "rtm_protocol", "RTPROT_", out)),
            ("scope", |f, _, out| word(f, "rtm_scope", "RT_SCOPE_", out)),
            ("type", |f, _, out| word(f, "rtm_type", "RTN_", out)),
            ("metric", |f, _, out| plain(f, "RTA_PRIORITY", out)),
            ("source", |f, _, out| plain(f, "RTA_PREFSRC", out)),
            ("hops", hops),
        ],
    },
    Sheet {
        object: "neigh",
        messages: &["RTM_NEWNEIGH", "RTM_DELNEIGH"],
        columns: &[
            ("destination", |f, _, out| plain(f, "NDA_DST", out)),
            ("address", |f, _, out| plain(f, "NDA_LLADDR", out)),
            ("dev", |f, names, out| device(f, names, "ndm_ifindex", out)),
            ("state", |f, _, out| flags(f, &["ndm_state"], "NUD_", out)),
            ("flags", |f, _, out| flags(f, &["ndm_flags"], "NTF_", out)),
        ],
    },
    Sheet {
        object: "ndt",
        messages: &["RTM_NEWNEIGHTBL"],
        columns: &[
            ("name", |f, _, out| plain(f, "NDTA_NAME", out)),
            ("dev", |f, names, out| device(f, names, "NDTA_PARMS.NDTPA_IFINDEX", out)),
            ("entries", |f, _, out| plain(f, "NDTA_CONFIG.ndtc_entries", out)),
            ("thresholds", thresholds),
            ("reachable", |f, _, out| milliseconds(f, "NDTA_PARMS.NDTPA_REACHABLE_TIME", out)),
            ("retransmit", |f, _, out| milliseconds(f, "NDTA_PARMS.NDTPA_RETRANS_TIME", out)),
            ("stale", |f, _, out| milliseconds(f, "NDTA_PARMS.NDTPA_GC_STALETIME", out)),
            ("queue", |f, _, out| plain(f, "NDTA_PARMS.NDTPA_QUEUE_LENBYTES", out)),
        ],
    },
    Sheet {
        object: "rule",
        messages: &["RTM_NEWRULE", "RTM_DELRULE"],
        columns: &[
            ("priority", |f, _, out| {
                let _ = write!(out, "{}", f.number("FRA_PRIORITY").unwrap_or(0));
            }),
            ("family", rule_family),
            ("from", |f, _, out| selector(f, "FRA_SRC", "src_len", out)),
            ("to", |f, _, out| selector(f, "FRA_DST", "dst_len", out)),
            ("in", |f, _, out| plain(f, "FRA_IIFNAME", out)),
            ("out", |f, _, out| plain(f, "FRA_OIFNAME", out)),
            ("mark", mark),
            ("action", |f, _, out| word(f, "action", "FR_ACT_", out)),
            ("table", rule_table),
        ],
    },
    Sheet {
        object: "nsid",
        messages: &["RTM_NEWNSID", "RTM_DELNSID"],
        columns: &[
            ("nsid", |f, _, out| plain(f, "NETNSA_NSID", out)),
            ("current", |f, _, out| plain(f, "NETNSA_CURRENT_NSID", out)),
            ("pid", |f, _, out| plain(f, "NETNSA_PID", out)),
        ],
    },
    Sheet {
        object: "nexthop",
        messages: &["RTM_NEWNEXTHOP", "RTM_DELNEXTHOP"],
        columns: &[
            ("id", |f, _, out| plain(f, "NHA_ID", out)),
            ("via", |f, _, out| plain(f, "NHA_GATEWAY", out)),
            ("dev", |f, names, out| device(f, names, "NHA_OIF", out)),
            ("group", group),
            ("proto", |f, _, out| word(f, "nh_protocol", "RTPROT_", out)),
            ("scope", |f, _, out| word(f, "nh_scope", "RT_SCOPE_", out)),
            ("flags", |f, _, out| flags(f, &["nh_flags"], "RTNH_F_", out)),
            ("blackhole", |f, _, out| plain(f, "NHA_BLACKHOLE", out)),
        ],
    },
    Sheet {
        object: "qdisc",
        messages: &["RTM_NEWQDISC", "RTM_DELQDISC"],
        columns: &[
            ("dev", |f, names, out| device(f, names, "tcm_ifindex", out)),
            ("kind", |f, _, out| plain(f, "TCA_KIND", out)),
            ("handle", |f, _, out| handle(f, "tcm_handle", out)),
            ("parent", |f, _, out| handle(f, "tcm_parent", out)),
            ("bytes", |f, _, out| plain(f, "TCA_STATS2.TCA_STATS_BASIC.bytes", out)),
            ("packets", |f, _, out| plain(f, "TCA_STATS2.TCA_STATS_BASIC.packets", out)),
            ("drops", |f, _, out| plain(f, "TCA_STATS2.TCA_STATS_QUEUE.drops", out)),
            ("overlimits", |f, _, out| plain(f, "TCA_STATS2.TCA_STATS_QUEUE.overlimits", out)),
            ("requeues", |f, _, out| plain(f, "TCA_STATS2.TCA_STATS_QUEUE.requeues", out)),
            ("backlog", |f, _, out| plain(f, "TCA_STATS2.TCA_STATS_QUEUE.backlog", out)),
            ("qlen", |f, _, out| plain(f, "TCA_STATS2.TCA_STATS_QUEUE.qlen", out)),
        ],
    },
    Sheet {
        object: "class",
        messages: &["RTM_NEWTCLASS", "RTM_DELTCLASS"],
        columns: &[
            ("dev", |f, names, out| device(f, names, "tcm_ifindex", out)),
            ("kind", |f, _, out| plain(f, "TCA_KIND", out)),
            ("handle", |f, _, out| handle(f, "tcm_handle", out)),
            ("parent", |f, _, out| handle(f, "tcm_parent", out)),
            ("leaf", |f, _, out| handle(f, "tcm_info", out)),
            ("bytes", |f, _, out| plain(f, "TCA_STATS2.TCA_STATS_BASIC.bytes", out)),
            ("packets", |f, _, out| plain(f, "TCA_STATS2.TCA_STATS_BASIC.packets", out)),
            ("drops", |f, _, out| plain(f, "TCA_STATS2.TCA_STATS_QUEUE.drops", out)),
            ("backlog", |f, _, out| plain(f, "TCA_STATS2.TCA_STATS_QUEUE.backlog", out)),
            ("qlen", |f, _, out| plain(f, "TCA_STATS2.TCA_STATS_QUEUE.qlen", out)),
        ],
    },
    Sheet {
        object: "filter",
        messages: &["RTM_NEWTFILTER", "RTM_DELTFILTER"],
        columns: &[
            ("dev", traffic::device),
            ("parent", traffic::parent),
            ("pref", traffic::priority),
            ("protocol", traffic::protocol),
            ("kind", |f, _, out| plain(f, "TCA_KIND", out)),
            ("chain", |f, _, out| plain(f, "TCA_CHAIN", out)),
            ("handle", traffic::handle),
            ("class", traffic::class),
            ("actions", traffic::list),
            ("match", traffic::matches),
        ],
    },
    Sheet {
        object: "chain",
        messages: &["RTM_NEWCHAIN", "RTM_DELCHAIN"],
        columns: &[
            ("dev", traffic::device),
            ("parent", traffic::parent),
            ("chain", |f, _, out| plain(f, "TCA_CHAIN", out)),
            ("protocol", traffic::protocol),
            ("template", |f, _, out| plain(f, "TCA_KIND", out)),
            ("match", traffic::matches),
        ],
    },
    Sheet {
        object: "action",
        messages: &["RTM_NEWACTION", "RTM_DELACTION", "RTM_GETACTION"],
        columns: &[
            ("kind", |f, _, out| plain(f, "TCA_ACT_KIND", out)),
            ("index", traffic::action_index),
            ("verdict", traffic::action_verdict),
            ("filters", traffic::action_bound),
            ("bytes", |f, _, out| plain(f, "TCA_ACT_STATS.TCA_STATS_BASIC.bytes", out)),
            ("packets", |f, _, out| plain(f, "TCA_ACT_STATS.TCA_STATS_BASIC.packets", out)),
            ("drops", |f, _, out| plain(f, "TCA_ACT_STATS.TCA_STATS_QUEUE.drops", out)),
            ("overlimits", |f, _, out| plain(f, "TCA_ACT_STATS.TCA_STATS_QUEUE.overlimits", out)),
            ("cookie", |f, _, out| plain(f, "TCA_ACT_COOKIE", out)),
        ],
    },
    Sheet {
        object: "family",
        messages: &["CTRL_CMD_NEWFAMILY", "CTRL_CMD_DELFAMILY"],
        columns: &[
            ("id", |f, _, out| plain(f, "CTRL_ATTR_FAMILY_ID", out)),
            ("name", |f, _, out| plain(f, "CTRL_ATTR_FAMILY_NAME", out)),
            ("version", |f, _, out| plain(f, "CTRL_ATTR_VERSION", out)),
            ("header", |f, _, out| plain(f, "CTRL_ATTR_HDRSIZE", out)),
            ("commands", |f, _, out| {
                let count = f.at("CTRL_ATTR_OPS", count).unwrap_or(0);
                let _ = write!(out, "{count}");
            }),
            ("groups", |f, _, out| list(f, "CTRL_ATTR_MCAST_GROUPS", "CTRL_ATTR_MCAST_GRP_NAME", out)),
        ],
    },
    Sheet {
        object: "conntrack",
        messages: &["IPCTNL_MSG_CT_NEW", "IPCTNL_MSG_CT_DELETE"],
        columns: &[
            ("proto", |f, _, out| word(f, "CTA_TUPLE_ORIG.CTA_TUPLE_PROTO.CTA_PROTO_NUM", "IPPROTO_", out)),
            ("seconds", |f, _, out| plain(f, "CTA_TIMEOUT", out)),
            ("state", conntrack_state),
            ("original", |f, _, out| tuple(f, tuple!("CTA_TUPLE_ORIG"), out)),
            ("reply", |f, _, out| tuple(f, tuple!("CTA_TUPLE_REPLY"), out)),
            ("status", conntrack_status),
            ("mark", |f, _, out| plain(f, "CTA_MARK", out)),
            ("zone", |f, _, out| plain(f, "CTA_ZONE", out)),
            ("packets", |f, _, out| {
                both_ways(
                    f,
                    ["CTA_COUNTERS_ORIG.CTA_COUNTERS_PACKETS", "CTA_COUNTERS_REPLY.CTA_COUNTERS_PACKETS"],
                    out,
                )
            }),
            ("bytes", |f, _, out| {
                both_ways(
                    f,
                    ["CTA_COUNTERS_ORIG.CTA_COUNTERS_BYTES", "CTA_COUNTERS_REPLY.CTA_COUNTERS_BYTES"],
                    out,
                )
            }),
            ("helper", |f, _, out| plain(f, "CTA_HELP.CTA_HELP_NAME", out)),
        ],
    },
    Sheet {
        object: "expect",
        messages: &["IPCTNL_MSG_EXP_NEW", "IPCTNL_MSG_EXP_DELETE"],
        columns: &[
            ("proto", |f, _, out| word(f, "CTA_EXPECT_TUPLE.CTA_TUPLE_PROTO.CTA_PROTO_NUM", "IPPROTO_", out)),
            ("seconds", |f, _, out| plain(f, "CTA_EXPECT_TIMEOUT", out)),
            ("expected", |f, _, out| tuple(f, tuple!("CTA_EXPECT_TUPLE"), out)),
            ("mask", |f, _, out| tuple(f, tuple!("CTA_EXPECT_MASK"), out)),
            ("master", |f, _, out| tuple(f, tuple!("CTA_EXPECT_MASTER"), out)),
            ("helper", |f, _, out| plain(f, "CTA_EXPECT_HELP_NAME", out)),
            ("flags", |f, _, out| flags(f, &["CTA_EXPECT_FLAGS"], "NF_CT_EXPECT_", out)),
        ],
    },
];

pub fn plain(f: &Fields<'_>, path: &'static str, out: &mut String) {
    f.spell(path, "", out);
}
pub fn word(f: &Fields<'_>, path: &'static str, prefix: &'static str, out: &mut String) {
    f.spell(path, prefix, out);
}
/// Prints the flags at the first path that exists.
fn flags(f: &Fields<'_>, paths: &[&'static str], prefix: &'static str, out: &mut String) {
    let _ = paths.iter().any(|path| f.spell(path, prefix, out));
}
pub fn device(f: &Fields<'_>, names: &Names, path: &'static str, out: &mut String) {
    if let Some(index) = f.number(path).filter(|index| *index != 0) {
        names.write(index, out);
    }
}
/// Prints a qdisc's or a class's handle: `1:10`, `root`.
fn handle(f: &Fields<'_>, path: &'static str, out: &mut String) {
    if let Some(handle) = f.number(path).filter(|handle| *handle != 0) {
        let _ = write!(out, "{}", TcHandle(handle as u32).id());
    }
}
/// Prints `veth0@veth1`, as ip(8) does; if the peer is in another namespace, its index has no
/// meaning here.
fn link_name(f: &Fields<'_>, names: &Names, out: &mut String) {
    plain(f, "IFLA_IFNAME", out);
    let Some(other) = f.number("IFLA_LINK").filter(|link| *link != 0) else { return };
    let _ = match f.number("IFLA_LINK_NETNSID") {
        Some(_) => write!(out, "@if{other}"),
        None => write!(out, "@{}", names.of(other)),
    };
}
/// A bridge reports its ports by separate messages, which come and go independently of the link.
fn link_kind(f: &Fields<'_>, _: &Names, out: &mut String) {
    if f.text("ifi_family").as_deref() == Some("af_bridge") {
        return out.push_str("bridge port");
    }
    if !f.spell("IFLA_LINKINFO.IFLA_INFO_KIND", "", out) {
        word(f, "ifi_type", "ARPHRD_", out);
    }
}
/// Prints the address; for a point-to-point interface, the peer's address, too.
fn address(f: &Fields<'_>, _: &Names, out: &mut String) {
    let (local, peer) = (f.text("IFA_LOCAL"), f.text("IFA_ADDRESS"));
    out.push_str(local.as_deref().or(peer.as_deref()).unwrap_or(""));
    if let (true, Some(peer)) = (local.is_some() && local != peer, &peer) {
        let _ = write!(out, " peer {peer}");
    }
    let _ = write!(out, "/{}", f.number("ifa_prefixlen").unwrap_or(0));
}
fn lifetime(f: &Fields<'_>, path: &'static str, out: &mut String) {
    let _ = match f.number(path) {
        Some(0xffff_ffff) => write!(out, "forever"),
        Some(seconds) => write!(out, "{seconds}s"),
        None => Ok(()),
    };
}
fn milliseconds(f: &Fields<'_>, path: &'static str, out: &mut String) {
    if let Some(milliseconds) = f.number(path) {
        let _ = write!(out, "{milliseconds}ms");
    }
}
fn destination(f: &Fields<'_>, _: &Names, out: &mut String) {
    if f.spell("RTA_DST", "", out) {
        out.push('/');
        fields::decimal(f.number("rtm_dst_len").unwrap_or(0), out);
    } else {
        out.push_str("default");
        if f.text("rtm_family").as_deref() == Some("af_inet6") {
            out.push_str(" (ipv6)");
        }
    }
}
fn via(f: &Fields<'_>, out: &mut String) {
    if !f.spell("RTA_GATEWAY", "", out) {
        plain(f, "RTA_VIA.data", out);
    }
    if let Some(id) = f.number("RTA_NH_ID") {
        let _ = write!(out, "{}nexthop {id}", if out.is_empty() { "" } else { " " });
    }
}
/// The table number is in the header, too, if it fits in a byte.
fn route_table(f: &Fields<'_>, _: &Names, out: &mut String) {
    if !f.spell("RTA_TABLE", "RT_TABLE_", out) {
        word(f, "rtm_table", "RT_TABLE_", out);
    }
}
fn rule_family(f: &Fields<'_>, _: &Names, out: &mut String) {
    let family = f.text("family").unwrap_or_default();
    out.push_str(family.trim_start_matches("af_").trim_start_matches("rtnl_family_"));
}
fn rule_table(f: &Fields<'_>, _: &Names, out: &mut String) {
    if !f.spell("FRA_TABLE", "RT_TABLE_", out) {
        word(f, "table", "RT_TABLE_", out);
    }
}
/// Prints the next hops of a multipath route: `via 10.0.0.1 dev eth0 weight 2; ...`.
fn hops(f: &Fields<'_>, names: &Names, out: &mut String) {
    f.at("RTA_MULTIPATH", |hops| {
        each(hops, &mut |hop| {
            out.push_str(if out.is_empty() { "" } else { "; " });
            let mut written = |view: &View<'_>| {
                out.push_str("via ");
                fields::spell(view, "", out);
                out.push(' ');
            };
            if at(hop, "attributes.RTA_GATEWAY", &mut written).is_none() {
                at(hop, "attributes.RTA_VIA.data", &mut written);
            }
            let number = |path| at(hop, path, &mut fields::number).flatten().unwrap_or(0);
            let device = names.of(number("header.rtnh_ifindex"));
            let _ = write!(out, "dev {device} weight {}", number("header.rtnh_hops") + 1);
        });
    });
}
/// Prints a next-hop group, ids with weights: `1*1,2*3`.
fn group(f: &Fields<'_>, _: &Names, out: &mut String) {
    f.at("NHA_GROUP", |members| {
        each(members, &mut |member| {
            let number = |path| at(member, path, &mut fields::number).flatten().unwrap_or(0);
            let between = if out.is_empty() { "" } else { "," };
            let _ = write!(out, "{between}{}*{}", number("id"), number("weight") + 1);
        });
    });
}
/// Prints a tuple: `192.0.2.1:1000 > 192.0.2.2:443`; for ICMP, with type, code and id after the
/// addresses.
fn tuple(f: &Fields<'_>, of: &Tuple, out: &mut String) {
    for (at, (addresses, port)) in of.addresses.iter().zip(of.ports).enumerate() {
        let port = f.number(port);
        let start = out.len();
        if !addresses.iter().any(|path| f.spell(path, "", out)) && at == 0 {
            return;
        }
        if let Some(port) = port {
            if out[start..].contains(':') {
                out.insert(start, '[');
                out.push(']');
            }
            out.push(':');
            fields::decimal(port, out);
        }
        if at == 0 {
            out.push_str(" > ");
        }
    }
    let [kind, code, id] = &of.icmp;
    for (word, paths) in [(" type ", kind), (" code ", code), (" id ", id)] {
        let before = out.len();
        out.push_str(word);
        if !paths.iter().any(|path| f.spell(path, "", out)) {
            out.truncate(before);
            return;
        }
    }
}
fn conntrack_state(f: &Fields<'_>, _: &Names, out: &mut String) {
    for (path, prefix) in [
        ("CTA_PROTOINFO.CTA_PROTOINFO_TCP.CTA_PROTOINFO_TCP_STATE", "TCP_CONNTRACK_"),
        ("CTA_PROTOINFO.CTA_PROTOINFO_SCTP.CTA_PROTOINFO_SCTP_STATE", "SCTP_CONNTRACK_"),
        ("CTA_PROTOINFO.CTA_PROTOINFO_DCCP.CTA_PROTOINFO_DCCP_STATE", "CT_DCCP_"),
    ] {
        word(f, path, prefix, out);
    }
}
/// Prints the status as conntrack(8) does: whether replies were seen, whether the entry is assured,
/// whether it is offloaded.
fn conntrack_status(f: &Fields<'_>, _: &Names, out: &mut String) {
    let Some(status) = f.number("CTA_STATUS") else { return };
    let words = [
        (status & 2 == 0, "unreplied"),
        (status & 4 != 0, "assured"),
        (status & 1 != 0, "expected"),
        (status & 0x10 != 0, "src_nat"),
        (status & 0x20 != 0, "dst_nat"),
        (status & 0x4000 != 0, "offload"),
        (status & 0x8000 != 0, "hw_offload"),
    ];
    for (_, word) in words.iter().filter(|word| word.0) {
        out.push_str(if out.is_empty() { "" } else { "," });
        out.push_str(word);
    }
}
/// Prints the counters of both directions, `10/7`.
fn both_ways(f: &Fields<'_>, [there, back]: [&'static str; 2], out: &mut String) {
    if let (Some(there), Some(back)) = (f.number(there), f.number(back)) {
        fields::decimal(there, out);
        out.push('/');
        fields::decimal(back, out);
    }
}
fn thresholds(f: &Fields<'_>, _: &Names, out: &mut String) {
    let of = |path| f.number(path);
    if let (Some(low), Some(middle), Some(high)) =
        (of("NDTA_THRESH1"), of("NDTA_THRESH2"), of("NDTA_THRESH3"))
    {
        let _ = write!(out, "{low}/{middle}/{high}");
    }
}
fn selector(f: &Fields<'_>, path: &'static str, length: &'static str, out: &mut String) {
    if f.spell(path, "", out) {
        let _ = write!(out, "/{}", f.number(length).unwrap_or(0));
    } else {
        out.push_str("all");
    }
}
fn mark(f: &Fields<'_>, _: &Names, out: &mut String) {
    if let Some(mark) = f.number("FRA_FWMARK").filter(|mark| *mark != 0) {
        let _ = write!(out, "{mark:#x}/{:#x}", f.number("FRA_FWMASK").unwrap_or(0xffff_ffff));
    }
}
fn count(view: &View<'_>) -> usize {
    let mut count = 0;
    each(view, &mut |_| count += 1);
    count
}
fn list(f: &Fields<'_>, path: &'static str, name: &str, out: &mut String) {
    f.at(path, |items| {
        each(items, &mut |item| {
            out.push_str(if out.is_empty() { "" } else { "," });
            at(item, name, &mut |view| fields::spell(view, "", out));
        });
    });
}

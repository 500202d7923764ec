//! Where our reader and the kernel may differ, by rule and with the reason.
use crate::{
    Answer,
    requests::{Case, Context},
};
use nlwire::{
    server::{ValidationError, ValidationErrorKind},
    wire::{Errno, Message, RawAttrs, spec::MessageSpec},
};
use std::sync::OnceLock;

/// What is told apart.
struct Difference<'a> {
    context: &'a Context,
    case: &'a Case,
    ours: Result<(), ValidationError>,
    mark: &'a Answer,
    kernel: &'a Answer,
}
impl Difference<'_> {
    fn is(&self, errno: Errno) -> bool {
        self.kernel.errno == errno.0
    }
    /// Ours refuses by the same errno, and the kernel tells no place.
    fn only_the_place(&self) -> bool {
        self.ours.is_err_and(|ours| ours.errno().0 == self.kernel.errno) && self.kernel.offset.is_none()
    }
    fn within(&self, name: &str) -> bool {
        self.context.name.contains(name)
    }
    fn tries(&self, names: &[&str]) -> bool {
        names.contains(&&*self.case.row)
    }
    /// A check by hand: EINVAL, without a place or a word.
    fn by_hand(&self) -> bool {
        self.is(Errno::EINVAL) && self.kernel.offset.is_none() && self.kernel.text.is_empty()
    }
}
type Rule = (&'static str, fn(&Difference<'_>) -> bool);

const RULES: [Rule; 25] = [
    ("the kernel is older than the attribute", |it| is_newer(it.context, &it.case.row)),
    (
        "what the attribute is for is not in this kernel or not of this link: it is refused before it is looked into",
        |it| {
            let not_there = [Errno::EOPNOTSUPP, Errno::EAFNOSUPPORT, Errno::EBUSY].map(|errno| errno.0);
            not_there.contains(&it.kernel.errno) && it.kernel.errno == it.mark.errno
        },
    ),
    (
        "these nests are parsed without an extended ack: IFLA_LINKINFO, virtual functions, ports, XDP, a bridge port's IFLA_PROTINFO, \
         the programs of LWT_BPF and of SEG6_LOCAL, its counters and flavours",
        |it| {
            let nests = [
                "IFLA_LINKINFO",
                "IFLA_VFINFO_LIST",
                "IFLA_PORT_SELF",
                "IFLA_XDP",
                "IFLA_PROTINFO",
                "LWT_BPF_",
                "SEG6_LOCAL_",
            ];
            let in_link_info = it.context.nests.first().is_some_and(|nest| nest.number & 0x3fff == 18);
            (in_link_info || nests.iter().any(|nest| it.within(nest))) && it.only_the_place()
        },
    ),
    ("a dump of buckets is parsed without an extended ack", |it| {
        it.within("RTM_GETNEXTHOPBUCKET dump") && it.only_the_place()
    }),
    ("a dump of namespace ids tells the place of what it does not serve", |it| {
        it.within("RTM_GETNSID dump")
            && it.ours.is_err_and(|ours| ours.why == ValidationErrorKind::Unserved)
            && it.is(Errno::EINVAL)
    }),
    (
        "the settings of a resilient group are looked into in one only, those of SEG6_LOCAL where the action takes them",
        |it| {
            let elsewhere =
                it.within("NHA_RES_GROUP") || it.tries(&["NHA_RES_GROUP"]) || it.within("SEG6_LOCAL_BPF");
            elsewhere && it.kernel.errno == it.mark.errno && it.kernel.text == it.mark.text
        },
    ),
    (
        "metrics are read by hand: with any bits in an attribute's header, and without the place of an unknown feature",
        |it| {
            let bits = it.ours.is_err_and(|ours| ours.why == ValidationErrorKind::Nested)
                && it.kernel.errno == it.mark.errno;
            it.within("RTA_METRICS") && (bits || it.by_hand() || it.only_the_place())
        },
    ),
    (
        "what address families keep is walked by hand: a nest too short for an attribute is one without any",
        |it| {
            let short = it.ours.is_err_and(|ours| ours.why == ValidationErrorKind::Length)
                && it.kernel.text.starts_with("bytes leftover");
            it.within("IFLA_AF_SPEC") && short && it.kernel.errno == it.mark.errno
        },
    ),
    ("the index of a bucket is for a get alone, its next hop for a dump alone", |it| {
        it.within("RTM_GETNEXTHOPBUCKET")
            && it.tries(&["NHA_RES_BUCKET_INDEX", "NHA_RES_BUCKET_NH_ID"])
            && it.is(Errno::EINVAL)
    }),
    ("IFLA_INET_CONF is a nest in a request and an array in an answer", |it| {
        it.tries(&["IFLA_INET_CONF"]) && it.is(Errno::ERANGE)
    }),
    ("a program of LWT_BPF needs both descriptor and name, which is checked by hand", |it| {
        it.within("BpfEncap") && it.within(".LWT_BPF_") && it.by_hand()
    }),
    (
        "IFLA_MAP has a length but no type: strict operations refuse it, and IFLA_PORT_HOST_UUID counts as text, of one byte at least",
        |it| {
            let untyped = it.kernel.text == "Unsupported attribute" && it.is(Errno::EINVAL);
            it.tries(&["IFLA_MAP"]) && untyped || it.tries(&["IFLA_PORT_HOST_UUID"]) && it.is(Errno::ERANGE)
        },
    ),
    ("the length of a hardware address is the device's, checked by hand", |it| {
        it.by_hand()
            && (it.tries(&["IFLA_ADDRESS", "IFLA_BROADCAST", "IFLA_MACVLAN_MACADDR"])
                || it.tries(&["IFLA_MACVLAN_MACADDR_DATA"])
                || it.within("MACADDR_DATA"))
    }),
    ("the length of an IPv6 prefix is checked by hand", |it| {
        it.by_hand() && it.within("AF_INET6") && it.tries(&["RTA_DST", "RTA_SRC", "FRA_DST", "FRA_SRC"])
    }),
    ("lists of virtual functions and of a bridge's VLANs are walked by hand", |it| {
        it.by_hand()
            && (it.within("IFLA_VFINFO_LIST")
                || it.tries(&["IFLA_VFINFO_LIST"])
                || it.within("bridge port.IFLA_AF_SPEC"))
    }),
    ("before Linux 6.3 the end of a dump that failed tells the sentence alone", |it| {
        before(6, 3) && it.context.flags & 0x300 != 0 && it.only_the_place()
    }),
    ("before Linux 6.8 a bridge, its ports and VXLAN were not strict with what came later", |it| {
        let later = it.ours.is_err_and(|ours| {
            matches!(
                ours.why,
                ValidationErrorKind::NumberLength
                    | ValidationErrorKind::Nested
                    | ValidationErrorKind::ReadOnly
            )
        });
        let sets = ["Bridge", "BridgePort", "Vxlan"].contains(&it.context.table.name);
        before(6, 8) && sets && later
    }),
    ("before Linux 6.18 MACsec checked its settings by hand", |it| {
        before(6, 18)
            && it.within("macsec")
            && it.ours.is_err_and(|ours| ours.why == ValidationErrorKind::Range)
    }),
    (
        "the least size of a GSO packet follows the kernel's configuration, and is checked since Linux 6.13",
        |it| {
            let below_another_minimum = it.is(Errno::ERANGE) && it.case.what == "the number 193";
            let unchecked =
                before(6, 13) && it.ours.is_err_and(|ours| ours.why == ValidationErrorKind::Range);
            // what the device can do bounds it from above
            let above = it.is(Errno::EINVAL) && it.case.what == "the number 4294967295";
            it.tries(&["IFLA_GSO_MAX_SIZE", "IFLA_GSO_IPV4_MAX_SIZE"])
                && (below_another_minimum || unchecked || above)
        },
    ),
    ("an address of a multicast group's entry may have any length from 4 to 16 for the parser", |it| {
        let addresses = ["MDBE_ATTR_SOURCE", "MDBE_ATTR_DST", "MDBE_SRCATTR_ADDRESS"];
        it.tries(&addresses)
            && !it.kernel.is_syntax()
            && it.kernel.offset.is_none()
            && it.ours.is_err_and(|ours| ours.why == ValidationErrorKind::Length)
    }),
    ("the group of a VNI may be shorter than an address, of which the kernel reads what is behind", |it| {
        it.tries(&["VXLAN_VNIFILTER_ENTRY_GROUP", "VXLAN_VNIFILTER_ENTRY_GROUP6"])
            && it.ours.is_err_and(|ours| ours.why == ValidationErrorKind::Length)
            && it.kernel.text == it.mark.text
    }),
    (
        "global options, and tunnels of VLANs that a port does not have, are refused before they are looked into",
        |it| {
            let tunnel = it.within("BRIDGE_VLANDB_ENTRY_TUNNEL_INFO")
                || it.tries(&["BRIDGE_VLANDB_ENTRY_TUNNEL_INFO"]);
            let deleted = it.within("RTM_DELVLAN.BRIDGE_VLANDB_GLOBAL_OPTIONS");
            (tunnel || deleted) && it.kernel.errno == it.mark.errno && it.kernel.text == it.mark.text
        },
    ),
    (
        "before Linux 6.3 a bridge parsed entries of multicast groups by hand, with the source as the only option",
        |it| before(6, 3) && (it.within("RTM_NEWMDB") || it.within("RTM_DELMDB")),
    ),
    ("one set serves two kinds: ipip ignores what sit takes, and sit what ipip takes", |it| {
        ["ipip", "sit"].contains(&&*it.context.name) && it.kernel.errno == it.mark.errno
    }),
    (
        "properties of a link, and what a bridge's port keeps, are handled one by one: the first is refused, or counts alone",
        |it| {
            let in_order = it.within("IFLA_PROP_LIST") || it.within("bridge port.IFLA_AF_SPEC");
            in_order && it.case.what == "twice, the second empty"
        },
    ),
];

/// The running kernel's version.
fn version() -> (u32, u32) {
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap();
    let mut numbers = release.split('.').map(|number| number.parse().unwrap_or(0));
    (numbers.next().unwrap(), numbers.next().unwrap())
}
/// Whether the running kernel is older than this one.
fn before(major: u32, minor: u32) -> bool {
    static VERSION: OnceLock<(u32, u32)> = OnceLock::new();
    *VERSION.get_or_init(version) < (major, minor)
}
/// Attributes by the kernel whose headers had them first, of those looked at: after each of these two, and after the newest.
const AFTER_6_1: &[&str] = &[
    "BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS",
    "BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS",
    "BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS",
    "DPLL_A_PIN_ID",
    "FRA_DSCP",
    "IFLA_BRPORT_BACKUP_NHID",
    "IFLA_BRPORT_MAB",
    "IFLA_BRPORT_MCAST_MAX_GROUPS",
    "IFLA_BRPORT_MCAST_N_GROUPS",
    "IFLA_BRPORT_NEIGH_VLAN_SUPPRESS",
    "IFLA_BR_FDB_MAX_LEARNED",
    "IFLA_BR_FDB_N_LEARNED",
    "IFLA_DEVLINK_PORT",
    "IFLA_DPLL_PIN",
    "IFLA_DSA_CONDUIT",
    "IFLA_GRO_IPV4_MAX_SIZE",
    "IFLA_GSO_IPV4_MAX_SIZE",
    "IFLA_GTP_LOCAL",
    "IFLA_GTP_LOCAL6",
    "IFLA_MACVLAN_BC_CUTOFF",
    "IFLA_NETKIT_MODE",
    "IFLA_NETKIT_PEER_INFO",
    "IFLA_NETKIT_PEER_POLICY",
    "IFLA_NETKIT_PEER_SCRUB",
    "IFLA_NETKIT_POLICY",
    "IFLA_NETKIT_PRIMARY",
    "IFLA_NETKIT_SCRUB",
    "IFLA_VXLAN_LABEL_POLICY",
    "IFLA_VXLAN_LOCALBYPASS",
    "IOAM6_IPTUNNEL_SRC",
    "NHA_GROUP_STATS",
    "NHA_GROUP_STATS_ENTRY_ID",
    "NHA_GROUP_STATS_ENTRY_PACKETS",
    "NHA_GROUP_STATS_ENTRY_PACKETS_HW",
    "NHA_HW_STATS_ENABLE",
    "NHA_HW_STATS_USED",
    "NHA_OP_FLAGS",
];
const AFTER_6_12: &[&str] = &[
    "FRA_DPORT_MASK",
    "FRA_DSCP_MASK",
    "FRA_FLOWLABEL",
    "FRA_FLOWLABEL_MASK",
    "FRA_SPORT_MASK",
    "IFLA_BOND_BROADCAST_NEIGH",
    "IFLA_CAN_XL_DATA_BITRATE_CONST",
    "IFLA_CAN_XL_DATA_BITTIMING",
    "IFLA_CAN_XL_DATA_BITTIMING_CONST",
    "IFLA_CAN_XL_PWM",
    "IFLA_CAN_XL_TDC",
    "IFLA_GENEVE_GRO_HINT",
    "IFLA_GENEVE_LOCAL",
    "IFLA_GENEVE_LOCAL6",
    "IFLA_GENEVE_PORT_RANGE",
    "IFLA_HEADROOM",
    "IFLA_MAX_PACING_OFFLOAD_HORIZON",
    "IFLA_MCTP_PHYS_BINDING",
    "IFLA_NETKIT_HEADROOM",
    "IFLA_NETKIT_TAILROOM",
    "IFLA_NETNS_IMMUTABLE",
    "IFLA_TAILROOM",
    "IFLA_VXLAN_MC_ROUTE",
    "IFLA_VXLAN_RESERVED_BITS",
    "NETCONFA_FORCE_FORWARDING",
    "RTA_FLOWLABEL",
];
const AFTER_6_18: &[&str] = &[
    "BRIDGE_VLANDB_ENTRY_NEIGH_FORWARD_GRAT",
    "IFA_MC_USERS",
    "IFLA_BOND_LACP_STRICT",
    "IFLA_BRPORT_NEIGH_FORWARD_GRAT",
    "IFLA_BR_STP_MODE",
    "IFLA_NETKIT_PAIRING",
    "RTA_DEL_REASON",
    "SEG6_IPTUNNEL_SRC",
];
/// Whether an attribute, or the nest that it stands in, came after the running kernel.
fn is_newer(context: &Context, row: &str) -> bool {
    let has = |names: &[&str]| {
        let outer = context.name.split('.').skip(1).any(|nest| names.contains(&nest));
        outer || names.contains(&row)
    };
    has(AFTER_6_18) || before(6, 18) && has(AFTER_6_12) || before(6, 12) && has(AFTER_6_1)
}

/// Whether a difference about an operation without attributes is excused.
pub fn of_operations(
    spec: &MessageSpec,
    message: Message<'_>,
    ours: &Result<(), ValidationError>,
    kernel: &Answer,
) -> bool {
    type M = nlwire::route::RouteMessage<'static>;
    let is_missing = kernel.errno == Errno::EOPNOTSUPP.0 && kernel.text.is_empty();
    let family = message.payload().first().copied().unwrap_or(0);
    match spec.number {
        // need CAP_NET_ADMIN in the first namespace, which is looked at before the header
        M::RTM_NEWACTION | M::RTM_DELACTION | M::RTM_SETDCB => kernel.errno == Errno::EPERM.0,
        // a kernel without CONFIG_BRIDGE_VLAN_FILTERING, and a loopback interface without DCB
        M::RTM_NEWVLAN | M::RTM_DELVLAN | M::RTM_GETVLAN | M::RTM_GETDCB if is_missing => {
            !is_unsupported(ours)
        }
        M::RTM_GETMULTICAST if is_missing && family == 2 => before(6, 15),
        M::RTM_GETMDB | M::RTM_DELMDB if kernel.errno == Errno::EOPNOTSUPP.0 => before(6, 8),
        _ => false,
    }
}
fn is_unsupported(ours: &Result<(), ValidationError>) -> bool {
    ours.is_err_and(|error| error.errno() == Errno::EOPNOTSUPP)
}
/// Whether a difference about a drawn question is excused.
pub fn of_questions(
    spec: &MessageSpec,
    message: Message<'_>,
    strict: bool,
    ours: &Result<(), ValidationError>,
    kernel: &Answer,
) -> bool {
    type M = nlwire::route::RouteMessage<'static>;
    // what the header asks for is looked at before the attributes
    let first = ["No device specified", "Filter mask must be set", "Invalid stats requested"];
    let is_looked_at_first = first.iter().any(|text| kernel.text.contains(text));
    let is_dump = message.flags() & 0x300 != 0;
    let only_the_place = ours.is_err_and(|ours| ours.errno().0 == kernel.errno) && kernel.offset.is_none();
    let has = |number| {
        RawAttrs::new(
            message.payload().get(spec.header.map_or(0, |it| it.len.next_multiple_of(4))..).unwrap_or(&[]),
        )
        .flatten()
        .any(|attr| attr.attr_type() == number)
    };
    match spec.number {
        M::RTM_GETNEIGH | M::RTM_GETSTATS if is_looked_at_first => true,
        M::RTM_GETSTATS if !is_dump && kernel.errno == Errno::EINVAL.0 && kernel.text.is_empty() => true,
        // the parser's errno is replaced
        M::RTM_GETNEIGH if is_dump && !strict => ours.is_err() && kernel.errno == Errno::EINVAL.0,
        // the place of what is not served
        M::RTM_GETNSID if is_dump => ours.is_err_and(|ours| ours.errno().0 == kernel.errno),
        // the device, too
        M::RTM_GETMDB if !is_dump => {
            kernel.errno == Errno::ENODEV.0
                && ours.is_err_and(|ours| ours.why == ValidationErrorKind::Missing)
        }
        M::RTM_GETSTATS if !is_dump => kernel.errno == Errno::ENODEV.0,
        M::RTM_GETROUTE if is_dump && has(4) => kernel.errno == Errno::ENODEV.0,
        // parsed without an extended ack
        M::RTM_GETNEXTHOPBUCKET if is_dump => only_the_place,
        // newer than the kernel: IFA_MC_USERS, RTA_DEL_REASON
        M::RTM_GETADDR | M::RTM_GETMULTICAST | M::RTM_GETANYCAST => has(12),
        M::RTM_GETROUTE if has(32) || has(31) => true,
        _ => of_operations(spec, message, ours, kernel),
    }
}
/// The rule that excuses a difference, if one does.
pub fn excuse(
    context: &Context,
    case: &Case,
    ours: &Result<(), ValidationError>,
    mark: &Answer,
    kernel: &Answer,
) -> Option<&'static str> {
    let difference = Difference { context, case, ours: *ours, mark, kernel };
    RULES.iter().find(|(_, holds)| holds(&difference)).map(|(rule, _)| *rule)
}

//! Request policies of links: see [`request_policy`](crate::route::request_policy).
use super::{IfInfo, Link};
use crate::{
    route::{
        RouteMessage as M,
        policy::{BINARY, Situation, behind, between, nests, numbers, rows},
    },
    server::{RequestPolicy, ValidationFlags},
    uapi::AddressFamily,
    wire::spec::Constraint,
};

const LIBERAL: ValidationFlags = ValidationFlags::LIBERAL;
/// Nested attributes that rtnl_newlink and do_setlink parse, net/core/rtnetlink.c.
const NEW_NESTS: &[(u16, ValidationFlags)] = nests![Link:
    IFLA_LINKINFO(LIBERAL), IFLA_VFINFO_LIST(LIBERAL), IFLA_PORT_SELF(LIBERAL), IFLA_AF_SPEC(LIBERAL), IFLA_XDP(LIBERAL),
    IFLA_PROTO_DOWN_REASON(LIBERAL),
];
const SET_NESTS: &[(u16, ValidationFlags)] = nests![Link:
    IFLA_VFINFO_LIST(LIBERAL), IFLA_PORT_SELF(LIBERAL), IFLA_AF_SPEC(LIBERAL), IFLA_XDP(LIBERAL),
    IFLA_PROTO_DOWN_REASON(LIBERAL),
];
/// Alternative names are parsed one by one, strictly; other attributes are not validated.
const NAMES: &[(u16, ValidationFlags)] =
    nests![Link: IFLA_PROP_LIST(ValidationFlags::STRICT.difference(ValidationFlags::DEPRECATED_STRICT))];
/// A bridge and its ports have no top-level policy: rtnl_bridge_setlink.
const BRIDGE: &[(u16, Constraint)] = rows![Link: IFLA_PROTINFO(BINARY), IFLA_AF_SPEC(BINARY)];
/// RTNL_FAMILY_IPMR, linux/rtnetlink.h: the interfaces of multicast routing.
const IPMR: AddressFamily = AddressFamily(128);

/// Returns the policy of a request; `None` if Linux has no handler for it.
pub(in crate::route) fn policy(situation: Situation) -> Option<RequestPolicy> {
    let get = situation.get();
    Some(match situation.kind {
        M::RTM_NEWLINK => situation.liberal().opens(NEW_NESTS),
        M::RTM_SETLINK | M::RTM_DELLINK if situation.is_bridge() => situation.liberal().by_hand(BRIDGE),
        M::RTM_SETLINK => situation.liberal().opens(SET_NESTS),
        M::RTM_DELLINK => situation.liberal().opens(&[]),
        M::RTM_NEWLINKPROP | M::RTM_DELLINKPROP => situation.always_strict().opens(NAMES),
        M::RTM_GETLINK if !situation.strict => get,
        M::RTM_GETLINK if situation.dump => {
            let get = get.zero(const { &[behind(IfInfo::ifi_family)] });
            match situation.family {
                // the IPv6 settings of links
                AddressFamily::AF_INET6 | IPMR => get.bare(),
                AddressFamily::AF_BRIDGE => get.serves(numbers![Link: IFLA_EXT_MASK]),
                _ => {
                    get.serves(numbers![Link: IFLA_MASTER, IFLA_LINKINFO, IFLA_EXT_MASK, IFLA_TARGET_NETNSID])
                }
            }
        }
        M::RTM_GETLINK => get
            .zero(const { &[between(IfInfo::ifi_family, IfInfo::ifi_index), behind(IfInfo::ifi_index)] })
            .serves(numbers![Link: IFLA_IFNAME, IFLA_EXT_MASK, IFLA_TARGET_NETNSID, IFLA_ALT_IFNAME]),
        _ => return None,
    })
}

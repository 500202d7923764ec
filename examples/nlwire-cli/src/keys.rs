//! What identifies an object: the keys of the library's caches, and for other objects the values of
//! paths.
use crate::{columns::sheet, fields};
use nlwire::{
    cache::{CacheSpec, Position, Update},
    route::{Tables, TablesKey},
    schema::Described,
    wire::Protocol,
};

/// The links, addresses, routes and neighbours whose keys the cache has.
const TABLES: Tables =
    Tables { links: true, addresses: true, routes: true, neighbours: true, forwarding: false };
/// Paths that identify an object of a sheet, by the name of the object.
const KEYS: &[(&str, &[&str])] = &[
    (
        "rule",
        &[
            "family",
            "FRA_PRIORITY",
            "table",
            "FRA_TABLE",
            "src_len",
            "FRA_SRC",
            "dst_len",
            "FRA_DST",
            "FRA_IIFNAME",
            "FRA_OIFNAME",
            "FRA_FWMARK",
            "tos",
            "action",
        ],
    ),
    ("nsid", &["NETNSA_NSID"]),
    ("nexthop", &["NHA_ID"]),
    ("qdisc", &["tcm_ifindex", "tcm_handle", "tcm_parent"]),
    ("class", &["tcm_ifindex", "tcm_handle", "tcm_parent"]),
    ("filter", &["tcm_ifindex", "tcm_parent", "tcm_info", "tcm_handle", "TCA_CHAIN", "TCA_KIND"]),
    ("chain", &["tcm_ifindex", "tcm_parent", "TCA_CHAIN"]),
    ("family", &["CTRL_ATTR_FAMILY_NAME"]),
    ("conntrack", &["CTA_TUPLE_ORIG", "CTA_ZONE", "CTA_ID"]),
    ("expect", &["CTA_EXPECT_TUPLE", "CTA_EXPECT_MASK", "CTA_EXPECT_ZONE"]),
];
/// Attributes that change without an event: counters and ages.
const VOLATILE: &[&str] = &[
    "IFLA_STATS",
    "IFLA_STATS64",
    "IFLA_AF_SPEC",
    "IFA_CACHEINFO",
    "RTA_CACHEINFO",
    "NDA_CACHEINFO",
    "NDA_PROBES",
    "TCA_STATS",
    "TCA_STATS2",
    "TCA_XSTATS",
    "CTA_COUNTERS_ORIG",
    "CTA_COUNTERS_REPLY",
    "CTA_TIMEOUT",
    "CTA_TIMESTAMP",
    "CTA_EXPECT_TIMEOUT",
];

/// An object of a table.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Cached(TablesKey),
    /// Name of the object, and the values of its paths.
    Other(&'static str, Vec<u8>),
}
/// What a message says of an object.
pub enum Said {
    /// It exists, beside others of its key or instead of them.
    Present(Key, Place),
    Deleted(Key),
}
/// Which object of its key a message describes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Only,
    Before,
    Last,
}
impl Key {
    /// Returns the name of the object, as `dump` takes it.
    pub fn object(&self) -> &'static str {
        match self {
            Self::Cached(TablesKey::Link(_)) => "link",
            Self::Cached(TablesKey::Address(_)) => "addr",
            Self::Cached(TablesKey::Route(_)) => "route",
            Self::Cached(TablesKey::Neighbour(_)) => "neigh",
            Self::Other(object, _) => object,
        }
    }
}
/// Returns the object of a message from the kernel, if it has a key.
pub fn of(protocol: u16, described: &Described<'_>) -> Option<Said> {
    let message = described.message();
    if protocol == u16::from(Protocol::ROUTE.0) {
        match TABLES.classify(message) {
            Update::Present(key, position) => {
                let place = match position {
                    Position::Last if TABLES.has_siblings(&key) => Place::Last,
                    Position::Before if TABLES.has_siblings(&key) => Place::Before,
                    _ => Place::Only,
                };
                return Some(Said::Present(Key::Cached(key), place));
            }
            Update::Deleted(key) | Update::Excluded(key) => return Some(Said::Deleted(Key::Cached(key))),
            Update::Nothing => {}
        }
    }
    let object = sheet(described)?.object;
    let (object, paths) = KEYS.iter().find(|known| known.0 == object)?;
    let mut bytes = Vec::new();
    fields::read(described, |fields| {
        for path in *paths {
            let len = bytes.len();
            bytes.push(0);
            fields.bytes(path, |value| bytes.extend_from_slice(value));
            bytes[len] = (bytes.len() - len) as u8;
        }
    });
    let key = Key::Other(object, bytes);
    let name = described.name()?;
    let is_deleted = name.contains("_DEL");
    Some(if is_deleted { Said::Deleted(key) } else { Said::Present(key, Place::Only) })
}
/// Whether an attribute changes without an event.
pub fn is_volatile(name: &str) -> bool {
    VOLATILE.contains(&name)
}

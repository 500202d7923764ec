//! Cache of conntrack entries, kept up to date by events; see [`Cache`](crate::cache::Cache).
//!
//! The key of an entry follows the kernel's rule: original tuple, zone, and the id, which
//! distinguishes a new entry from an old one with the same tuple (`nf_ct_get_id`,
//! `ctnetlink_conntrack_event`: net/netfilter/nf_conntrack_netlink.c).
use super::{Conntrack, ConntrackMessage, Flow, GetConntrack, Status, Tuple};
use crate::{
    cache::{CacheSpec, Ignored, Position, Update, same_within},
    netfilter::{NetfilterGroup, NetfilterMessage, NfGenMsg},
    pick,
    wire::{Attrs, BuildError, CStruct, FromMessage, GetFlags, Message, NewFlags, Protocol, Request},
};
use core::fmt;

/// Key of a conntrack entry: original tuple, zone and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionKey {
    /// Original direction, that of the first packet.
    pub flow: Flow,
    /// Zone of the original direction; 0 is the default zone.
    pub zone: u16,
    /// Entry id, assigned by the kernel.
    pub id: u32,
}

impl fmt::Display for ConnectionKey {
    /// Prints the flow and the id, and the zone unless it is the default one:
    /// `tcp 192.0.2.1:40000 -> 198.51.100.7:443 id 7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.flow.fmt(f)?;
        if self.zone != 0 {
            write!(f, " zone {}", self.zone)?;
        }
        write!(f, " id {}", self.id)
    }
}

/// Specification of a cache of conntrack entries, keyed by original tuple, zone and id.
///
/// - Values that change without an event do not count as a change: counters, remaining timeout,
///   reference count, and the TCP attributes other than the state. An entry holds the values
///   received last.
/// - An update event carries only what changed; the other attributes keep their values
///   ([`is_partial`](CacheSpec::is_partial)).
/// - With the sysctl net.netfilter.nf_conntrack_events at 2 (default), the kernel sends no events
///   for connections that started before the first listener, neither for changes nor for their end.
///   Set the sysctl to 1, or refresh the cache periodically ([`Cache::refresh`]). Current counters
///   need a refresh too.
///
/// [`Cache::refresh`]: crate::cache::Cache::refresh
///
/// ```no_run
/// # #[cfg(feature = "std")] {
/// use nlwire::{cache::{Change, Cache, Tree}, netfilter::conntrack::Connections, socket::{Config, Protocol}};
/// let socket = Config::new(Protocol::NETFILTER).groups(Connections::GROUPS).open()?;
/// let mut cache = Cache::over_socket(Connections, Tree::<Connections, Vec<u8>>::new(), &socket);
/// cache.follow(&socket, &mut [0; 32 * 1024], |change| {
///     if let Change::Added { key, entry, .. } = change {
///         println!("+ {} mark {:?}", key.flow, entry.mark()); // + tcp 192.0.2.1:40000 -> 198.51.100.7:443
///     }
/// })?;
/// # }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Connections;
impl Connections {
    /// Multicast groups to join: new, changed and removed entries.
    pub const GROUPS: &'static [u32] = &[
        NetfilterGroup::NFNLGRP_CONNTRACK_NEW.0,
        NetfilterGroup::NFNLGRP_CONNTRACK_UPDATE.0,
        NetfilterGroup::NFNLGRP_CONNTRACK_DESTROY.0,
    ];
}
const HEADER: usize = NfGenMsg::SPEC.len;
/// Status bits that change without an event.
const SILENT: u32 = Status::IPS_DYING.bits() | Status::IPS_OFFLOAD.bits() | Status::IPS_HW_OFFLOAD.bits();
/// Ignored TCP attributes: CTA_PROTOINFO_TCP_WSCALE_ORIGINAL to CTA_PROTOINFO_TCP_FLAGS_REPLY.
const TCP_SILENT: &[Ignored] = &[Ignored::all(2), Ignored::all(3), Ignored::all(4), Ignored::all(5)];
const IGNORED: &[Ignored] = &[
    Ignored::all(Conntrack::CTA_STATUS.number()), // compared separately in `same`
    Ignored::within(Conntrack::CTA_PROTOINFO.number(), &[Ignored::within(1, TCP_SILENT)]),
    Ignored::all(Conntrack::CTA_TIMEOUT.number()),
    Ignored::all(Conntrack::CTA_MARK.number()), // compared separately in `same`
    Ignored::all(Conntrack::CTA_COUNTERS_ORIG.number()),
    Ignored::all(Conntrack::CTA_COUNTERS_REPLY.number()),
    Ignored::all(Conntrack::CTA_USE.number()),
    Ignored::all(Conntrack::CTA_TIMESTAMP.number()),
    Ignored::all(Conntrack::CTA_TIMESTAMP_EVENT.number()),
];
fn attributes(message: Message<'_>) -> Attrs<'_, Conntrack> {
    Attrs::new(message.payload().get(HEADER..).unwrap_or(&[]))
}
impl CacheSpec for Connections {
    const PROTOCOL: Option<Protocol> = Some(Protocol::NETFILTER);
    type Key = ConnectionKey;
    type Object<'a> = ConntrackMessage<'a>;
    fn object<'a>(&self, message: Message<'a>) -> Option<ConntrackMessage<'a>> {
        ConntrackMessage::from_message(message).ok()
    }
    fn request<'b>(&self, _: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        Request::new(buffer, GetConntrack::default(), GetFlags::DUMP).finish(seq)
    }
    fn classify(&self, message: Message<'_>) -> Update<ConnectionKey> {
        let there = message.message_type() == NetfilterMessage::IPCTNL_MSG_CT_NEW;
        if !there && message.message_type() != NetfilterMessage::IPCTNL_MSG_CT_DELETE {
            return Update::Nothing;
        }
        let found =
            pick!(attributes(message), Conntrack { original: CTA_TUPLE_ORIG, zone: CTA_ZONE, id: CTA_ID });
        let Ok(found) = found else { return Update::Nothing };
        let (Some(tuple), Some(id)) = (found.original, found.id) else { return Update::Nothing };
        let Ok(Some(flow)) = Flow::read(tuple) else { return Update::Nothing };
        let own = tuple.get(Tuple::CTA_TUPLE_ZONE).ok().flatten();
        let key = ConnectionKey { flow, zone: found.zone.or(own).map_or(0, |zone| zone.0), id: id.0 };
        if there { Update::Present(key, Position::Unique) } else { Update::Deleted(key) }
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        // events carry a mark of 0, dumps omit it
        let told = |message| {
            let found = pick!(attributes(message), Conntrack { status: CTA_STATUS, mark: CTA_MARK });
            found.map_or((None, None), |found| {
                (found.status.map(|it| it.0.bits() & !SILENT), found.mark.map(|it| it.0))
            })
        };
        let ((old_status, old_mark), (new_status, new_mark)) = (told(old), told(new));
        let partial = self.is_partial(new);
        let marks = old_mark.unwrap_or(0) == new_mark.unwrap_or(0) || partial && new_mark.is_none();
        let statuses = old_status == new_status || partial && new_status.is_none();
        // the order of attributes differs between events and dumps
        let (old, new) = (attributes(old).bytes(), attributes(new).bytes());
        marks && statuses && same_within(old, new, IGNORED) && (partial || same_within(new, old, IGNORED))
    }
    fn is_partial(&self, message: Message<'_>) -> bool {
        let whole = NewFlags::CREATE.bits() | NewFlags::MULTI.bits();
        message.flags() & whole == 0
    }
}

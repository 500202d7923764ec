//! Connections as a table that a [`Mirror`](crate::mirror::Mirror) keeps.
//!
//! What identifies an entry is the kernel's own rule: its original tuple in its zone, and the id, by which a new entry of the same tuple
//! is told from the old one (`nf_ct_get_id`, `ctnetlink_conntrack_event`: net/netfilter/nf_conntrack_netlink.c).
use super::{Conntrack, Flow, GetConntrack, Status, Tuple};
use crate::{
    mirror::{Ignored, Place, Table, Tells, same_within},
    netfilter::{NetfilterGroup, NetfilterMessage, NfGenMsg},
    pick,
    wire::{Attrs, BuildError, GetFlags, Layout, Message, NewFlags, Request},
};

/// What identifies a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionKey {
    /// The direction of its first packet.
    pub flow: Flow,
    /// The zone of that direction; 0 for none.
    pub zone: u16,
    /// The kernel's id of the entry.
    pub id: u32,
}

/// Connections, by their original direction and the kernel's id.
///
/// - What changes all the time without an event does not count: counters, what is left of the time-out, how many hold it, and of TCP all
///   but the state. An entry holds what came last of each.
/// - An event tells what changed, and the rest stays as it was (an update is [partial](Table::is_partial)).
/// - With net.netfilter.nf_conntrack_events at 2, the default, the kernel tells nothing of connections that began before anybody listened,
///   neither a change nor the end. Set it to 1, or ask for a new snapshot from time to time ([`Mirror::refresh`]); so does whoever wants
///   counters.
///
/// [`Mirror::refresh`]: crate::mirror::Mirror::refresh
///
/// ```no_run
/// # #[cfg(feature = "std")] {
/// use nlwire::{mirror::{Change, Mirror, Tree}, netfilter::conntrack::Connections, socket::{Config, Protocol, monotonic}};
/// let socket = Config::new(Protocol::NETFILTER).groups(Connections::GROUPS).nonblocking(true).open()?;
/// let mut mirror = Mirror::new(Connections, Tree::<Connections, ()>::new(), socket.port_id(), 1);
/// let mut buffer = vec![0; 32 * 1024];
/// loop {
///     socket.wait(mirror.due_in(monotonic()))?;
///     mirror.step(&mut &socket, &mut buffer, monotonic(), &mut |change| {
///         if let Change::Added { key, .. } = change {
///             println!("+ {}", key.flow); // + tcp 192.0.2.1:40000 -> 198.51.100.7:443
///         }
///     })?;
/// }
/// # }
/// # #[cfg(not(feature = "std"))] return Ok(());
/// # #[allow(unreachable_code)]
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Connections;
impl Connections {
    /// The groups that tell of changes.
    pub const GROUPS: &'static [u32] = &[
        NetfilterGroup::NFNLGRP_CONNTRACK_NEW.0,
        NetfilterGroup::NFNLGRP_CONNTRACK_UPDATE.0,
        NetfilterGroup::NFNLGRP_CONNTRACK_DESTROY.0,
    ];
}
const HEADER: usize = NfGenMsg::STRUCTURE.len;
/// Bits of the status that change without an event.
const SILENT: u32 = Status::IPS_DYING.bits() | Status::IPS_OFFLOAD.bits() | Status::IPS_HW_OFFLOAD.bits();
/// CTA_PROTOINFO_TCP_WSCALE_ORIGINAL to CTA_PROTOINFO_TCP_FLAGS_REPLY.
const TCP_SILENT: &[Ignored] = &[Ignored::all(2), Ignored::all(3), Ignored::all(4), Ignored::all(5)];
const IGNORED: &[Ignored] = &[
    Ignored::all(Conntrack::CTA_STATUS.number()), // compared by itself
    Ignored::within(Conntrack::CTA_PROTOINFO.number(), &[Ignored::within(1, TCP_SILENT)]),
    Ignored::all(Conntrack::CTA_TIMEOUT.number()),
    Ignored::all(Conntrack::CTA_MARK.number()), // the same
    Ignored::all(Conntrack::CTA_COUNTERS_ORIG.number()),
    Ignored::all(Conntrack::CTA_COUNTERS_REPLY.number()),
    Ignored::all(Conntrack::CTA_USE.number()),
    Ignored::all(Conntrack::CTA_TIMESTAMP.number()),
    Ignored::all(Conntrack::CTA_TIMESTAMP_EVENT.number()),
];
fn attributes(message: Message<'_>) -> Attrs<'_, Conntrack> {
    Attrs::new(message.payload().get(HEADER..).unwrap_or(&[]))
}
impl Table for Connections {
    type Key = ConnectionKey;
    fn request<'b>(&self, _: u8, buffer: &'b mut [u8], seq: u32) -> Result<&'b [u8], BuildError> {
        Request::new(buffer, GetConntrack::default(), GetFlags::DUMP).finish(seq)
    }
    fn tells(&self, message: Message<'_>) -> Tells<ConnectionKey> {
        let there = message.kind() == NetfilterMessage::IPCTNL_MSG_CT_NEW;
        if !there && message.kind() != NetfilterMessage::IPCTNL_MSG_CT_DELETE {
            return Tells::Nothing;
        }
        let found =
            pick!(attributes(message), Conntrack { original: CTA_TUPLE_ORIG, zone: CTA_ZONE, id: CTA_ID });
        let Ok(found) = found else { return Tells::Nothing };
        let (Some(tuple), Some(id)) = (found.original, found.id) else { return Tells::Nothing };
        let Ok(Some(flow)) = Flow::read(tuple) else { return Tells::Nothing };
        let own = tuple.get(Tuple::CTA_TUPLE_ZONE).ok().flatten();
        let key = ConnectionKey { flow, zone: found.zone.or(own).map_or(0, |zone| zone.0), id: id.0 };
        if there { Tells::There(key, Place::Only) } else { Tells::Gone(key) }
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        // a mark of 0 is told by an event, but not by a dump
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
        // an event has them in another order than a dump
        let (old, new) = (attributes(old).bytes(), attributes(new).bytes());
        marks && statuses && same_within(old, new, IGNORED) && (partial || same_within(new, old, IGNORED))
    }
    fn is_partial(&self, message: Message<'_>) -> bool {
        let whole = NewFlags::CREATE.bits() | NewFlags::MULTI.bits();
        message.flags() & whole == 0
    }
}

//! Verbs: list, find, make, change, remove, count. Each function sends one request and says which.
use super::*;
use crate::{
    exchange::{Answer, Connection, Done, Replies, Transport},
    netfilter::{NetfilterMessage, NfGenMsg},
    pick,
    wire::{DeleteFlags, Layout, NewFlags, Reply, Request, RequestFlags, Writer, getters},
};

/// What went in one direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Packets.
    pub packets: u64,
    /// Bytes.
    pub bytes: u64,
}
fn flow(attrs: Attrs<'_, Conntrack>, key: crate::wire::Key<Conntrack, Attrs<'_, Tuple>>) -> Option<Flow> {
    let tuple = attrs.last(key.number()).ok()??;
    Flow::read(Attrs::new(tuple.payload())).ok()?
}
fn count(counters: Attrs<'_, Counters>) -> Option<Count> {
    let count =
        pick!(counters, Counters { packets: CTA_COUNTERS_PACKETS, bytes: CTA_COUNTERS_BYTES }).ok()?;
    Some(Count { packets: count.packets?.0, bytes: count.bytes?.0 })
}
/// Labels of a connection: a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labels<'a>(pub &'a [u8]);
impl Labels<'_> {
    /// Whether a label is set. They lie in 32-bit words of the host's order, on a 64-bit kernel in 64-bit ones.
    pub fn contains(&self, label: u8) -> bool {
        self.iter().any(|set| set == label)
    }
    /// The labels that are set, in order.
    pub fn iter(&self) -> impl Iterator<Item = u8> {
        let word = if cfg!(target_pointer_width = "64") { 8 } else { 4 };
        (0..128u8).filter(move |label| {
            let (at, bit) = (usize::from(label / 8), label % 8);
            let at = if cfg!(target_endian = "big") { at ^ (word - 1) } else { at };
            self.0.get(at).is_some_and(|byte| byte >> bit & 1 == 1)
        })
    }
}
getters! { Conntrack, GetConntrack {
    /// The direction of the first packet.
    original(attrs) -> Option<Flow> = flow(attrs, Conntrack::CTA_TUPLE_ORIG);
    /// The direction of the answers. Where it is not the reverse of the other, addresses or ports are translated.
    reply(attrs) -> Option<Flow> = flow(attrs, Conntrack::CTA_TUPLE_REPLY);
    /// What is known of it.
    status(attrs) -> Status = attrs.get(Conntrack::CTA_STATUS).ok().flatten().map_or(Status::empty(), |status| status.0);
    /// Seconds until it goes.
    timeout(attrs) -> Option<u32> = attrs.get(Conntrack::CTA_TIMEOUT).ok().flatten().map(|seconds| seconds.0);
    /// Its mark.
    mark(attrs) -> u32 = attrs.get(Conntrack::CTA_MARK).ok().flatten().map_or(0, |mark| mark.0);
    /// Its zone; 0 is the default one.
    zone(attrs) -> u16 = attrs.get(Conntrack::CTA_ZONE).ok().flatten().map_or(0, |zone| zone.0);
    /// Its id.
    id(attrs) -> Option<u32> = attrs.get(Conntrack::CTA_ID).ok().flatten().map(|id| id.0);
    /// The state of a TCP connection.
    tcp_state(attrs) -> Option<TcpState> = attrs.get(Conntrack::CTA_PROTOINFO).ok().flatten()
        .and_then(|info| info.get(ProtoInfo::CTA_PROTOINFO_TCP).ok()?)
        .and_then(|tcp| tcp.get(ProtoInfoTcp::CTA_PROTOINFO_TCP_STATE).ok()?);
    /// What went in the original direction, and what in the other; where net.netfilter.nf_conntrack_acct is set.
    counters(attrs) -> Option<(Count, Count)> = {
        let counters = pick!(attrs, Conntrack { there: CTA_COUNTERS_ORIG, back: CTA_COUNTERS_REPLY }).ok();
        counters.and_then(|counters| Some((count(counters.there?)?, count(counters.back?)?)))
    };
    /// Its helper's name.
    helper(attrs) -> Option<Str<'a>> = attrs.get(Conntrack::CTA_HELP).ok().flatten()
        .and_then(|help| help.get(Help::CTA_HELP_NAME).ok()?);
    /// Its labels.
    labels(attrs) -> Labels<'a> = Labels(attrs.get(Conntrack::CTA_LABELS).ok().flatten().unwrap_or(&[]));
} }

/// Which entries are meant; the kernel looks them out. Its default is all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Which {
    /// Those of a family; NFPROTO_UNSPEC for all. Needed where a tuple is given.
    pub family: NfProto,
    /// Those whose mark, under the mask (the second), is the first.
    pub mark: Option<(u32, u32)>,
    /// Those whose status, under the mask (the second), is the first. Since Linux 5.18.
    pub status: Option<(Status, Status)>,
    /// Those of a zone. Since Linux 6.8.
    pub zone: Option<u16>,
    /// Those whose original direction shares these parts of a flow. Since Linux 5.8.
    pub original: Option<(Flow, FilterFlags)>,
    /// Those whose other direction shares these parts of a flow. Since Linux 5.8.
    pub reply: Option<(Flow, FilterFlags)>,
}
impl Which {
    /// Puts what selects them into a request.
    pub fn write(&self, request: &mut Writer<'_, Conntrack>) {
        if let Some((mark, mask)) = self.mark {
            request.put(Conntrack::CTA_MARK, mark).put(Conntrack::CTA_MARK_MASK, mask);
        }
        if let Some((status, mask)) = self.status {
            request.put(Conntrack::CTA_STATUS, Be(status)).put(Conntrack::CTA_STATUS_MASK, Be(mask));
        }
        request.put_some(Conntrack::CTA_ZONE, self.zone);
        if let Some((flow, _)) = &self.original {
            request.nest(Conntrack::CTA_TUPLE_ORIG, |tuple| flow.write(tuple));
        }
        if let Some((flow, _)) = &self.reply {
            request.nest(Conntrack::CTA_TUPLE_REPLY, |tuple| flow.write(tuple));
        }
        if self.original.is_some() || self.reply.is_some() {
            request.nest(Conntrack::CTA_FILTER, |filter| {
                filter.put_some(Filter::CTA_FILTER_ORIG_FLAGS, self.original.map(|(_, flags)| flags));
                filter.put_some(Filter::CTA_FILTER_REPLY_FLAGS, self.reply.map(|(_, flags)| flags));
            });
        }
    }
}
fn write_flow(request: &mut Writer<'_, Conntrack>, flow: &Flow, zone: u16) {
    request.nest(Conntrack::CTA_TUPLE_ORIG, |tuple| flow.write(tuple));
    request.put_some(Conntrack::CTA_ZONE, Some(zone).filter(|zone| *zone != 0));
}

/// Lists all entries of the network namespace, one by one.
///
/// Sends IPCTNL_MSG_CT_GET of NFPROTO_UNSPEC with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn list<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetConntrack>, T> {
    connection.dump(GetConntrack::default(), |_| {})
}
/// Lists those entries that the kernel looks out.
///
/// Sends IPCTNL_MSG_CT_GET of the family with NLM_F_DUMP, and CTA_MARK, CTA_STATUS, CTA_ZONE, CTA_FILTER and tuples as wanted.
///
/// # Errors
/// As [`list`]. By [`Replies::next`] EOPNOTSUPP where a tuple is given and no family.
pub fn list_only<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    which: &Which,
) -> Answer<Replies<'c, 'b, T, GetConntrack>, T> {
    connection.dump(GetConntrack { family: which.family }, |request| which.write(request))
}
/// The entry of a flow, by its original direction or by that of the answers.
///
/// Sends IPCTNL_MSG_CT_GET with CTA_TUPLE_ORIG, and CTA_ZONE unless that is 0.
///
/// # Errors
/// ENOENT where there is none ([`is_not_found`](crate::exchange::Failure::is_not_found)).
pub fn find<'c, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    flow: &Flow,
    zone: u16,
) -> Answer<Reply<'c, GetConntrack>, T> {
    connection.get(GetConntrack { family: flow.family() }, |request| write_flow(request, flow, zone))
}
/// Makes an entry of a flow that goes after some seconds. `more` puts what else it has: mark, status, labels, NAT, the state of TCP
/// (without which a TCP connection has the state TCP_CONNTRACK_NONE).
///
/// Sends IPCTNL_MSG_CT_NEW with NLM_F_CREATE | NLM_F_EXCL: CTA_TUPLE_ORIG, CTA_TUPLE_REPLY (the reverse), CTA_TIMEOUT, and CTA_ZONE
/// unless that is 0.
///
/// ```
/// use nlwire::{exchange::{Answer, Connection, Done, Transport}, netfilter::conntrack::{self, *}, wire::Be};
/// fn open<T: Transport>(connection: &mut Connection<'_, T>, flow: &Flow) -> Answer<Done, T> {
///     conntrack::create(connection, flow, 0, 300, |entry| {
///         entry.put(Conntrack::CTA_STATUS, Be(Status::IPS_CONFIRMED | Status::IPS_SEEN_REPLY | Status::IPS_ASSURED));
///         entry.nest(Conntrack::CTA_PROTOINFO, |info| {
///             info.nest(ProtoInfo::CTA_PROTOINFO_TCP, |tcp| {
///                 tcp.put(ProtoInfoTcp::CTA_PROTOINFO_TCP_STATE, TcpState::TCP_CONNTRACK_ESTABLISHED);
///             });
///         });
///     })
/// }
/// ```
///
/// # Errors
/// EEXIST where there is one; EBUSY where a status is put without IPS_CONFIRMED; EPERM without CAP_NET_ADMIN; EINVAL where what is put
/// does not fit together.
pub fn create<T: Transport>(
    connection: &mut Connection<'_, T>,
    flow: &Flow,
    zone: u16,
    seconds: u32,
    more: impl FnOnce(&mut Request<'_, NewConntrack>),
) -> Answer<Done, T> {
    let operation = NewConntrack { family: flow.family() };
    connection.request(operation, NewFlags::CREATE | NewFlags::EXCL, |request| {
        write_flow(request, flow, zone);
        request.nest(Conntrack::CTA_TUPLE_REPLY, |tuple| flow.reversed().write(tuple));
        request.put(Conntrack::CTA_TIMEOUT, seconds);
        more(request);
    })
}
/// Changes the entry of a flow: `change` puts what is to be otherwise.
///
/// Sends IPCTNL_MSG_CT_NEW without further flags: CTA_TUPLE_ORIG, and CTA_ZONE unless that is 0.
///
/// # Errors
/// ENOENT where there is none; EBUSY where a status is put without the bits that never go (IPS_CONFIRMED, and IPS_EXPECTED where it was); EOPNOTSUPP for NAT, and for a helper where it has none;
/// EPERM without CAP_NET_ADMIN.
pub fn update<T: Transport>(
    connection: &mut Connection<'_, T>,
    flow: &Flow,
    zone: u16,
    change: impl FnOnce(&mut Request<'_, NewConntrack>),
) -> Answer<Done, T> {
    connection.request(NewConntrack { family: flow.family() }, NewFlags::NONE, |request| {
        write_flow(request, flow, zone);
        change(request);
    })
}
/// Removes the entry of a flow.
///
/// Sends IPCTNL_MSG_CT_DELETE with CTA_TUPLE_ORIG, and CTA_ZONE unless that is 0.
///
/// # Errors
/// ENOENT where there is none; EPERM without CAP_NET_ADMIN.
pub fn delete<T: Transport>(connection: &mut Connection<'_, T>, flow: &Flow, zone: u16) -> Answer<Done, T> {
    let operation = DelConntrack { family: flow.family(), ..Default::default() };
    connection.request(operation, DeleteFlags::NONE, |request| write_flow(request, flow, zone))
}
/// Removes all entries that the kernel looks out; with `Which::default()` all.
///
/// Sends IPCTNL_MSG_CT_DELETE without a tuple, or with tuples and CTA_FILTER: CTA_MARK, CTA_STATUS, CTA_ZONE as wanted. The header's
/// version is 1 where a family is meant.
///
/// # Errors
/// EOPNOTSUPP where a tuple is given and no family; EPERM without CAP_NET_ADMIN.
pub fn flush<T: Transport>(connection: &mut Connection<'_, T>, which: &Which) -> Answer<Done, T> {
    let version = u8::from(which.family != NfProto::NFPROTO_UNSPEC);
    let operation = DelConntrack { family: which.family, version };
    connection.request(operation, DeleteFlags::NONE, |request| which.write(request))
}
/// What has happened on each CPU; [`Reply::cpu`](Reply::<GetStats>::cpu) says which.
///
/// Sends IPCTNL_MSG_CT_GET_STATS_CPU with NLM_F_DUMP.
///
/// # Errors
/// As [`list`].
pub fn stats<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetStats>, T> {
    connection.dump(GetStats {}, |_| {})
}
impl Reply<'_, GetStats> {
    /// The CPU.
    pub fn cpu(&self) -> u16 {
        self.header.get(NfGenMsg::res_id).0
    }
}
/// How many entries there are in the network namespace, and how many there may be in all.
///
/// Sends IPCTNL_MSG_CT_GET_STATS.
///
/// # Errors
/// The kernel's refusal. The second is `None` before Linux 5.6.
pub fn totals<T: Transport>(connection: &mut Connection<'_, T>) -> Answer<(u32, Option<u32>), T> {
    let reply = connection.get(GetGlobalStats {}, |_| {})?;
    let number = |key| reply.attrs.get(key).ok().flatten().map(|Be(number)| number);
    Ok((
        number(GlobalStats::CTA_STATS_GLOBAL_ENTRIES).unwrap_or(0),
        number(GlobalStats::CTA_STATS_GLOBAL_MAX_ENTRIES),
    ))
}
/// Lists connections that are expected.
///
/// Sends IPCTNL_MSG_EXP_GET of NFPROTO_UNSPEC with NLM_F_DUMP.
///
/// # Errors
/// As [`list`].
pub fn expectations<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetExpectation>, T> {
    connection.dump(GetExpectation::default(), |_| {})
}

/// An event of conntrack, of the groups NFNLGRP_CONNTRACK_*.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// A new entry.
    New(Attrs<'a, Conntrack>),
    /// One that has changed.
    Update(Attrs<'a, Conntrack>),
    /// One that is gone.
    Destroy(Attrs<'a, Conntrack>),
    /// A connection is expected.
    ExpectNew(Attrs<'a, Expectation>),
    /// An expectation is gone.
    ExpectDestroy(Attrs<'a, Expectation>),
}
impl<'a> Event<'a> {
    /// Reads an event; `None` where the message is none of conntrack's.
    ///
    /// # Errors
    /// The message is shorter than its header.
    pub fn read(message: crate::wire::Message<'a>) -> Result<Option<Self>, crate::wire::Error> {
        Ok(match NetfilterMessage::decode(message)? {
            NetfilterMessage::CtNew(_, attrs)
                if NewFlags::from_bits_retain(message.flags()).contains(NewFlags::CREATE) =>
            {
                Some(Event::New(attrs))
            }
            NetfilterMessage::CtNew(_, attrs) => Some(Event::Update(attrs)),
            NetfilterMessage::CtDelete(_, attrs) => Some(Event::Destroy(attrs)),
            NetfilterMessage::ExpNew(_, attrs) => Some(Event::ExpectNew(attrs)),
            NetfilterMessage::ExpDelete(_, attrs) => Some(Event::ExpectDestroy(attrs)),
            _ => None,
        })
    }
}

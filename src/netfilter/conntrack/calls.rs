//! Queries and calls: list, find, create, update, delete, flush and count.
use super::*;
use crate::{
    client::{Call, Completion, Query, call, query, read},
    netfilter::{NetfilterMessage, NfGenMsg},
    pick,
    wire::{DeleteFlags, Key, NewFlags, Request, RequestFlags, Writer},
};

/// Counters of one direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Count {
    /// Packets in this direction.
    pub packets: u64,
    /// Bytes in this direction, with IP headers.
    pub bytes: u64,
}
fn flow(attrs: Attrs<'_, Conntrack>, key: Key<Conntrack, Attrs<'_, Tuple>>) -> Option<Flow> {
    let tuple = attrs.get_raw(key.number()).ok()??;
    Flow::read(Attrs::new(tuple.payload())).ok()?
}
impl Flow {
    /// Reads the original direction from the attributes of an entry: those of a packet that carries
    /// its entry. `None` if it is absent or malformed.
    pub fn original_of(entry: Attrs<'_, Conntrack>) -> Option<Self> {
        flow(entry, Conntrack::CTA_TUPLE_ORIG)
    }
    /// Reads the reply direction from the attributes of an entry. `None` if it is absent or
    /// malformed.
    pub fn reply_of(entry: Attrs<'_, Conntrack>) -> Option<Self> {
        flow(entry, Conntrack::CTA_TUPLE_REPLY)
    }
}
fn count(counters: Attrs<'_, Counters>) -> Option<Count> {
    let count =
        pick!(counters, Counters { packets: CTA_COUNTERS_PACKETS, bytes: CTA_COUNTERS_BYTES }).ok()?;
    Some(Count { packets: count.packets?.0, bytes: count.bytes?.0 })
}
/// Connection labels (connlabel), a bit set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labels<'a>(pub &'a [u8]);
impl Labels<'_> {
    /// Returns whether a label is set.
    pub fn contains(&self, label: u8) -> bool {
        self.iter().any(|set| set == label)
    }
    /// Returns the labels that are set, in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = u8> {
        // the kernel keeps labels in words of host byte order, 64 bits on a 64-bit kernel
        let word = if cfg!(target_pointer_width = "64") { 8 } else { 4 };
        (0..128u8).filter(move |label| {
            let (at, bit) = (usize::from(label / 8), label % 8);
            let at = if cfg!(target_endian = "big") { at ^ (word - 1) } else { at };
            self.0.get(at).is_some_and(|byte| byte >> bit & 1 == 1)
        })
    }
}
impl<'a> ConntrackMessage<'a> {
    /// Returns the original direction, that of the first packet.
    pub fn original(&self) -> Option<Flow> {
        flow(self.attrs, Conntrack::CTA_TUPLE_ORIG)
    }
    /// Returns the reply direction. Differs from the reversed original direction if NAT applies.
    pub fn reply(&self) -> Option<Flow> {
        flow(self.attrs, Conntrack::CTA_TUPLE_REPLY)
    }
    /// Status bits.
    #[doc(alias = "CTA_STATUS")]
    pub fn status(&self) -> Status {
        self.attrs.get(Conntrack::CTA_STATUS).ok().flatten().map_or(Status::empty(), |status| status.0)
    }
    /// Returns the time until the entry expires, seconds.
    #[doc(alias = "CTA_TIMEOUT")]
    pub fn timeout(&self) -> Option<u32> {
        self.attrs.get(Conntrack::CTA_TIMEOUT).ok().flatten().map(|seconds| seconds.0)
    }
    /// Returns the conntrack mark (connmark); 0 if absent.
    #[doc(alias = "CTA_MARK")]
    pub fn mark(&self) -> u32 {
        self.attrs.get(Conntrack::CTA_MARK).ok().flatten().map_or(0, |mark| mark.0)
    }
    /// Returns the conntrack zone; 0 is the default zone.
    #[doc(alias = "CTA_ZONE")]
    pub fn zone(&self) -> u16 {
        self.attrs.get(Conntrack::CTA_ZONE).ok().flatten().map_or(0, |zone| zone.0)
    }
    /// Returns the entry id.
    #[doc(alias = "CTA_ID")]
    pub fn id(&self) -> Option<u32> {
        self.attrs.get(Conntrack::CTA_ID).ok().flatten().map(|id| id.0)
    }
    /// Returns the state of a TCP connection.
    pub fn tcp_state(&self) -> Option<TcpState> {
        self.attrs
            .get(Conntrack::CTA_PROTOINFO)
            .ok()
            .flatten()
            .and_then(|info| info.get(ProtoInfo::CTA_PROTOINFO_TCP).ok()?)
            .and_then(|tcp| tcp.get(ProtoInfoTcp::CTA_PROTOINFO_TCP_STATE).ok()?)
    }
    /// Counters of the original and the reply direction.
    ///
    /// Requires the sysctl net.netfilter.nf_conntrack_acct.
    pub fn counters(&self) -> Option<(Count, Count)> {
        let counters =
            pick!(self.attrs, Conntrack { there: CTA_COUNTERS_ORIG, back: CTA_COUNTERS_REPLY }).ok();
        counters.and_then(|counters| Some((count(counters.there?)?, count(counters.back?)?)))
    }
    /// Returns the name of the helper.
    pub fn helper(&self) -> Option<Str<'a>> {
        self.attrs
            .get(Conntrack::CTA_HELP)
            .ok()
            .flatten()
            .and_then(|help| help.get(Help::CTA_HELP_NAME).ok()?)
    }
    /// Returns the connection labels.
    #[doc(alias = "CTA_LABELS")]
    pub fn labels(&self) -> Labels<'a> {
        Labels(self.attrs.get(Conntrack::CTA_LABELS).ok().flatten().unwrap_or(&[]))
    }
}

/// Filter for conntrack entries, evaluated by the kernel. The default matches all entries.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, netfilter::conntrack::{self, Which}, uapi::IpProtocol};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     let (protocol, mark) = (Some(IpProtocol::IPPROTO_TCP), Some((7, 0xff)));
///     for flow in nl.list(conntrack::list_only(&Which { protocol, mark, ..Default::default() }))? {
///         println!("{flow}");
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Which {
    /// Protocol family; `NFPROTO_UNSPEC` for all. Required with `original` or `reply`, and with
    /// `protocol` in [`flush`].
    pub family: NfProto,
    /// Mark and mask: matches entries whose mark, masked, equals the mark given.
    pub mark: Option<(u32, u32)>,
    /// Status and mask: matches entries whose status, masked, equals the status given. Since Linux
    /// 5.18.
    pub status: Option<(Status, Status)>,
    /// Conntrack zone. Since Linux 6.8.
    pub zone: Option<u16>,
    /// Transport protocol. Takes precedence over the protocol of `original`. Since Linux 5.8; in
    /// [`list_only`], nlwire compares it where the kernel does not, as for `NFPROTO_UNSPEC`.
    pub protocol: Option<IpProtocol>,
    /// Flow and the fields of the original direction to compare with it. Since Linux 5.8.
    pub original: Option<(Flow, FilterFlags)>,
    /// Flow and the fields of the reply direction to compare with it. Since Linux 5.8.
    pub reply: Option<(Flow, FilterFlags)>,
}
impl Which {
    /// Writes the filter attributes into a request.
    pub fn write(&self, request: &mut Writer<'_, Conntrack>) {
        if let Some((mark, mask)) = self.mark {
            request.put(Conntrack::CTA_MARK, mark).put(Conntrack::CTA_MARK_MASK, mask);
        }
        if let Some((status, mask)) = self.status {
            request.put(Conntrack::CTA_STATUS, Be(status)).put(Conntrack::CTA_STATUS_MASK, Be(mask));
        }
        request.put_some(Conntrack::CTA_ZONE, self.zone);
        match (&self.original, self.protocol) {
            (Some((flow, _)), protocol) => {
                let flow = Flow { protocol: protocol.unwrap_or(flow.protocol), ..*flow };
                request.nest(Conntrack::CTA_TUPLE_ORIG, |tuple| flow.write(tuple));
            }
            (None, Some(protocol)) => {
                request.nest(Conntrack::CTA_TUPLE_ORIG, |tuple| {
                    tuple.nest(Tuple::CTA_TUPLE_PROTO, |proto| {
                        proto.put(TupleProto::CTA_PROTO_NUM, protocol);
                    });
                });
            }
            (None, None) => {}
        }
        if let Some((flow, _)) = &self.reply {
            request.nest(Conntrack::CTA_TUPLE_REPLY, |tuple| flow.write(tuple));
        }
        let protocol = self.protocol.map(|_| FilterFlags::CTA_FILTER_F_CTA_PROTO_NUM);
        let original = match (self.original, protocol) {
            (Some((_, flags)), Some(protocol)) => Some(flags | protocol),
            (Some((_, flags)), None) => Some(flags),
            (None, protocol) => protocol,
        };
        if original.is_some() || self.reply.is_some() {
            request.nest(Conntrack::CTA_FILTER, |filter| {
                filter.put_some(Filter::CTA_FILTER_ORIG_FLAGS, original);
                filter.put_some(Filter::CTA_FILTER_REPLY_FLAGS, self.reply.map(|(_, flags)| flags));
            });
        }
    }
}
fn write_flow(
    request: &mut Writer<'_, Conntrack>,
    direction: Key<Conntrack, Attrs<'static, Tuple>>,
    flow: &Flow,
    zone: u16,
) {
    request.nest(direction, |tuple| flow.write(tuple));
    request.put_some(Conntrack::CTA_ZONE, Some(zone).filter(|zone| *zone != 0));
}

/// Lists all entries of the network namespace.
///
/// Sends `IPCTNL_MSG_CT_GET` with `NLM_F_DUMP` for `NFPROTO_UNSPEC`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn list() -> impl Query<Operation = GetConntrack> + Copy {
    GetConntrack::default()
}
/// Lists the entries that match a filter.
///
/// Sends `IPCTNL_MSG_CT_GET` with `NLM_F_DUMP` for the family of the filter, with `CTA_MARK`,
/// `CTA_STATUS`, `CTA_ZONE`, `CTA_FILTER` and tuples as the filter needs them.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next):
///
/// - `EOPNOTSUPP`: the filter has a flow, but no family.
pub fn list_only(which: &Which) -> impl Query<Operation = GetConntrack> + Copy {
    let protocol = which.protocol;
    let is_dual =
        which.family == NfProto::NFPROTO_UNSPEC && which.original.is_none() && which.reply.is_none();
    // the kernel refuses a filter of tuples for both families
    let sent = Which { protocol: protocol.filter(|_| !is_dual), ..*which };
    query(GetConntrack { family: which.family }, move |request| sent.write(request)).matching(move |entry| {
        protocol.is_none_or(|protocol| entry.original().is_some_and(|flow| flow.protocol == protocol))
    })
}
/// Returns the entry of a flow, found by the original or the reply direction.
///
/// Sends `IPCTNL_MSG_CT_GET` with `CTA_TUPLE_ORIG`, and `CTA_ZONE` unless `zone` is 0.
///
/// # Errors
/// - `ENOENT`: no such entry ([`is_not_found`](crate::client::Error::is_not_found)).
pub fn find(flow: &Flow, zone: u16) -> impl Query<Operation = GetConntrack> + Copy {
    query(GetConntrack { family: flow.family() }, move |request| {
        write_flow(request, Conntrack::CTA_TUPLE_ORIG, flow, zone)
    })
}
/// Returns the entry of a flow, found by its reply direction: the one that packets have behind NAT.
///
/// Sends `IPCTNL_MSG_CT_GET` with `CTA_TUPLE_REPLY`, and `CTA_ZONE` unless `zone` is 0. The kernel
/// searches both directions for the tuple, as for [`find`].
///
/// # Errors
/// - `ENOENT`: no such entry ([`is_not_found`](crate::client::Error::is_not_found)).
#[doc(alias = "CTA_TUPLE_REPLY")]
pub fn find_by_reply(flow: &Flow, zone: u16) -> impl Query<Operation = GetConntrack> + Copy {
    query(GetConntrack { family: flow.family() }, move |request| {
        write_flow(request, Conntrack::CTA_TUPLE_REPLY, flow, zone);
    })
}
/// Creates an entry for a flow, with a timeout in seconds.
///
/// `more` writes further attributes: mark, status, labels, NAT, TCP state. Without a TCP state, the
/// state of a TCP connection is `TCP_CONNTRACK_NONE`.
///
/// Sends `IPCTNL_MSG_CT_NEW` with `NLM_F_CREATE | NLM_F_EXCL`: `CTA_TUPLE_ORIG`, `CTA_TUPLE_REPLY`
/// (the reversed flow), `CTA_TIMEOUT`, and `CTA_ZONE` unless `zone` is 0.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Completion, Transport}, netfilter::conntrack::{self, *}, wire::Be};
/// fn open<T: Transport, B: Buffer>(connection: &mut Connection<T, B>, flow: &Flow) -> client::Result<Completion, T> {
///     connection.run(conntrack::create(flow, 0, 300, |entry| {
///         entry.put(Conntrack::CTA_STATUS, Be(Status::IPS_CONFIRMED | Status::IPS_SEEN_REPLY | Status::IPS_ASSURED));
///         entry.nest(Conntrack::CTA_PROTOINFO, |info| {
///             info.nest(ProtoInfo::CTA_PROTOINFO_TCP, |tcp| {
///                 tcp.put(ProtoInfoTcp::CTA_PROTOINFO_TCP_STATE, TcpState::TCP_CONNTRACK_ESTABLISHED);
///             });
///         });
///     }))
/// }
/// ```
///
/// # Errors
/// - `EEXIST`: the entry exists.
/// - `EBUSY`: a status is given without `IPS_CONFIRMED`.
/// - `EINVAL`: the attributes contradict each other.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn create(
    flow: &Flow,
    zone: u16,
    seconds: u32,
    more: impl Fn(&mut Request<'_, NewConntrack>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    let operation = NewConntrack { family: flow.family() };
    call(operation, NewFlags::CREATE | NewFlags::EXCL, move |request| {
        write_flow(request, Conntrack::CTA_TUPLE_ORIG, flow, zone);
        request.nest(Conntrack::CTA_TUPLE_REPLY, |tuple| flow.reversed().write(tuple));
        request.put(Conntrack::CTA_TIMEOUT, seconds);
        more(request);
    })
}
/// Changes the entry of a flow: `change` writes the new values.
///
/// Sends `IPCTNL_MSG_CT_NEW` without `NLM_F_CREATE`: `CTA_TUPLE_ORIG`, and `CTA_ZONE` unless `zone`
/// is 0.
///
/// # Errors
/// - `ENOENT`: no such entry.
/// - `EBUSY`: a status is given without the bits that cannot be cleared: `IPS_CONFIRMED`, and
///   `IPS_EXPECTED` if the entry has that bit.
/// - `EOPNOTSUPP`: NAT is given, or a helper for an entry without a helper.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn update(
    flow: &Flow,
    zone: u16,
    change: impl Fn(&mut Request<'_, NewConntrack>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    call(NewConntrack { family: flow.family() }, NewFlags::NONE, move |request| {
        write_flow(request, Conntrack::CTA_TUPLE_ORIG, flow, zone);
        change(request);
    })
}
/// Changes the entry of a flow, found by its reply direction.
///
/// Sends the request of [`update`] with `CTA_TUPLE_REPLY` in place of `CTA_TUPLE_ORIG`.
///
/// # Errors
/// The errors of [`update`].
pub fn update_by_reply(
    flow: &Flow,
    zone: u16,
    change: impl Fn(&mut Request<'_, NewConntrack>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    call(NewConntrack { family: flow.family() }, NewFlags::NONE, move |request| {
        write_flow(request, Conntrack::CTA_TUPLE_REPLY, flow, zone);
        change(request);
    })
}
/// Deletes the entry of a flow.
///
/// Sends `IPCTNL_MSG_CT_DELETE` with `CTA_TUPLE_ORIG`, and `CTA_ZONE` unless `zone` is 0.
///
/// # Errors
/// - `ENOENT`: no such entry.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn delete(flow: &Flow, zone: u16) -> impl Call<Output = Completion> + Copy {
    let operation = DelConntrack { family: flow.family(), ..Default::default() };
    call(operation, DeleteFlags::NONE, move |request| {
        write_flow(request, Conntrack::CTA_TUPLE_ORIG, flow, zone)
    })
}
/// Deletes the entry of a flow, found by its reply direction.
///
/// Sends the request of [`delete`] with `CTA_TUPLE_REPLY` in place of `CTA_TUPLE_ORIG`.
///
/// # Errors
/// The errors of [`delete`].
pub fn delete_by_reply(flow: &Flow, zone: u16) -> impl Call<Output = Completion> + Copy {
    let operation = DelConntrack { family: flow.family(), ..Default::default() };
    call(operation, DeleteFlags::NONE, move |request| {
        write_flow(request, Conntrack::CTA_TUPLE_REPLY, flow, zone);
    })
}
/// Deletes all entries that match a filter; with `Which::default()`, all entries.
///
/// Sends `IPCTNL_MSG_CT_DELETE` with `CTA_MARK`, `CTA_STATUS`, `CTA_ZONE`, tuples and `CTA_FILTER`
/// as the filter needs them. The version in the header is 1 if the filter has a family.
///
/// # Errors
/// - `EOPNOTSUPP`: the filter has a flow or a protocol, but no family.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn flush(which: &Which) -> impl Call<Output = Completion> + Copy {
    let version = u8::from(which.family != NfProto::NFPROTO_UNSPEC);
    let operation = DelConntrack { family: which.family, version };
    call(operation, DeleteFlags::NONE, move |request| which.write(request))
}
/// Lists the statistics of each CPU; [`StatsMessage::cpu`] returns the CPU.
///
/// Sends `IPCTNL_MSG_CT_GET_STATS_CPU` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn stats() -> impl Query<Operation = GetStats> + Copy {
    GetStats {}
}
impl StatsMessage<'_> {
    /// Returns the CPU number.
    pub fn cpu(&self) -> u16 {
        self.header.get(NfGenMsg::res_id).0
    }
}
/// Returns the current and the maximum number of entries of the network namespace.
///
/// The maximum is `None` before Linux 5.6.
///
/// Sends `IPCTNL_MSG_CT_GET_STATS`.
///
/// # Errors
/// The kernel rejects the request.
pub fn totals() -> impl Call<Output = (u32, Option<u32>)> + Copy {
    read(GetGlobalStats {}, |reply| {
        let number = |key| reply.attrs.get(key).ok().flatten().map(|Be(number)| number);
        Ok((
            number(GlobalStats::CTA_STATS_GLOBAL_ENTRIES).unwrap_or(0),
            number(GlobalStats::CTA_STATS_GLOBAL_MAX_ENTRIES),
        ))
    })
}
/// Lists all expectations of the network namespace.
///
/// Sends `IPCTNL_MSG_EXP_GET` with `NLM_F_DUMP` for `NFPROTO_UNSPEC`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn expectations() -> impl Query<Operation = GetExpectation> + Copy {
    GetExpectation::default()
}

/// Conntrack event, from the groups `NFNLGRP_CONNTRACK_*`.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// New entry.
    New(ConntrackMessage<'a>),
    /// Changed entry.
    Update(ConntrackMessage<'a>),
    /// Removed entry.
    Destroy(ConntrackMessage<'a>),
    /// New expectation.
    ExpectNew(ExpectationMessage<'a>),
    /// Removed expectation.
    ExpectDestroy(ExpectationMessage<'a>),
}
impl<'a> Event<'a> {
    /// Reads a conntrack event; returns `None` if the message is of another type.
    ///
    /// # Errors
    /// The message is shorter than its header.
    pub fn read(message: crate::wire::Message<'a>) -> Result<Option<Self>, crate::wire::Error> {
        Ok(match NetfilterMessage::decode(message)? {
            NetfilterMessage::CtNew(entry)
                if NewFlags::from_bits_retain(message.flags()).contains(NewFlags::CREATE) =>
            {
                Some(Event::New(entry))
            }
            NetfilterMessage::CtNew(message) => Some(Event::Update(message)),
            NetfilterMessage::CtDelete(message) => Some(Event::Destroy(message)),
            NetfilterMessage::ExpNew(message) => Some(Event::ExpectNew(message)),
            NetfilterMessage::ExpDelete(message) => Some(Event::ExpectDestroy(message)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{GetFlags, Message};
    use core::net::{IpAddr, Ipv4Addr};

    #[test]
    fn an_entry_is_found_by_the_direction_that_is_given() {
        let address = |last| IpAddr::from(Ipv4Addr::new(192, 0, 2, last));
        let flow = Flow::tcp((address(1), 1000).into(), (address(2), 443).into());
        let directions = |bytes: &[u8]| {
            let message = Message::new(bytes).unwrap();
            let (_, attrs) = message.split::<NfGenMsg, Conntrack>().unwrap();
            (Flow::original_of(attrs), Flow::reply_of(attrs))
        };
        let asked = |query: &dyn Fn(&mut Request<'_, GetConntrack>)| {
            let mut buffer = [0; 256];
            let mut request = Request::new(&mut buffer, GetConntrack::default(), GetFlags::ACK);
            query(&mut request);
            directions(request.finish(1).unwrap())
        };
        let (original, reply) = ((Some(flow), None), (None, Some(flow)));
        assert_eq!(asked(&|request| find(&flow, 0).fill(request)), original);
        assert_eq!(asked(&|request| find_by_reply(&flow, 0).fill(request)), reply);
        let mut buffer = [0; 256];
        let mut written = |call: &dyn Fn(&mut [u8]) -> usize| {
            let len = call(&mut buffer);
            directions(&buffer[..len])
        };
        assert_eq!(written(&|buffer| update(&flow, 0, |_| {}).write(buffer, 1).unwrap()), original);
        assert_eq!(written(&|buffer| update_by_reply(&flow, 0, |_| {}).write(buffer, 1).unwrap()), reply);
        assert_eq!(written(&|buffer| delete(&flow, 0).write(buffer, 1).unwrap()), original);
        assert_eq!(written(&|buffer| delete_by_reply(&flow, 0).write(buffer, 1).unwrap()), reply);
    }
}

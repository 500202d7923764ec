//! Request policies of NETLINK_ROUTE; each object has its policies beside its attributes.
use super::{
    RouteMessage as M, addr, addrlabel, dcb, link, mdb, neigh, netconf, netns, nexthop, route, rule, stats,
    tunnel, vlan,
};
use crate::{
    server::{RequestPolicy, ValidationFlags},
    uapi::AddressFamily,
    wire::{CStruct, DeleteFlags, Field, GetFlags, Message, StructField, spec::Constraint},
};

/// Attributes of a policy, by name: `rows![Addr: IFA_ADDRESS(IPV4), IFA_LABEL]`.
///
/// An attribute has the constraint in parentheses, otherwise that of the attribute set.
macro_rules! rows {
    (@constraint) => { $crate::wire::spec::Constraint::None };
    (@constraint $constraint:expr) => { $constraint };
    ($set:ty: $($name:ident $(($constraint:expr))?),* $(,)?) => {
        &[$( (<$set>::$name.number(), $crate::route::policy::rows!(@constraint $($constraint)?)) ),*]
    };
}
/// Nests that an operation parses, by name, each with the strict checks in it.
macro_rules! nests {
    ($set:ty: $($name:ident($checks:expr)),* $(,)?) => { &[$( (<$set>::$name.number(), $checks) ),*] };
}
/// Attribute types by name.
macro_rules! numbers {
    ($set:ty: $($name:ident),* $(,)?) => { const { &[$( <$set>::$name.number() ),*] } };
}
pub(crate) use {nests, numbers, rows};

/// Address of 4 bytes; old operations accept longer ones.
pub(super) const IPV4: Constraint = Constraint::MinLen(4);
/// Address of 16 bytes; old operations accept longer ones.
pub(super) const IPV6: Constraint = Constraint::MinLen(16);
/// Attribute of any length, checked by the handler.
pub(super) const BINARY: Constraint = Constraint::BinaryMaxLen(u16::MAX);

/// Returns the place of a field in the header: offset and length.
pub(super) const fn field<H, N: StructField>(field: Field<H, N>) -> (u8, u8) {
    (field.offset() as u8, size_of::<N::Raw>() as u8)
}
/// Returns the place of what lies between two fields of the header.
pub(super) const fn between<H, A: StructField, B>(first: Field<H, A>, second: Field<H, B>) -> (u8, u8) {
    let start = first.offset() + size_of::<A::Raw>();
    (start as u8, second.offset().saturating_sub(start) as u8)
}
/// Returns the place of what follows a field, to the end of the header.
pub(super) const fn behind<H: CStruct, A: StructField>(last: Field<H, A>) -> (u8, u8) {
    let start = last.offset() + size_of::<A::Raw>();
    (start as u8, H::SPEC.len.saturating_sub(start) as u8)
}

/// What decides how the kernel reads a request.
#[derive(Clone, Copy)]
pub(crate) struct Situation {
    /// Message type.
    pub(crate) kind: u16,
    /// Address family: the first byte of the payload.
    pub(crate) family: AddressFamily,
    /// Second byte of the payload: the command of DCB; 0 if there is none.
    pub(crate) second: u8,
    /// Whether the request deletes many objects: NLM_F_BULK.
    pub(crate) bulk: bool,
    /// Whether the request is a dump.
    pub(crate) dump: bool,
    /// Whether the socket has NETLINK_GET_STRICT_CHK.
    pub(crate) strict: bool,
    /// Length of the payload, bytes.
    pub(crate) len: usize,
}
impl Situation {
    /// Returns the policy of a get request, which depends on the socket. Without strict checking a
    /// dump rejects nothing.
    pub(crate) fn get(self) -> RequestPolicy {
        let checks = if self.strict { ValidationFlags::DEPRECATED_STRICT } else { ValidationFlags::LIBERAL };
        let get = RequestPolicy::new(checks).opens(&[]);
        if self.dump && !self.strict { get.lenient() } else { get }
    }
    /// Returns the policy of an operation from before Linux 5.2: new attributes are accepted.
    pub(crate) const fn liberal(self) -> RequestPolicy {
        RequestPolicy::new(ValidationFlags::LIBERAL)
    }
    /// Returns the policy of an operation since Linux 5.2, strict on every socket.
    pub(crate) const fn always_strict(self) -> RequestPolicy {
        RequestPolicy::new(ValidationFlags::STRICT)
    }
    /// Whether the request reads. Other requests have NLM_F_REPLACE and NLM_F_EXCL in the bits of
    /// NLM_F_DUMP.
    pub(crate) const fn is_get(self) -> bool {
        self.kind & 3 == 2
    }
    pub(crate) fn is_bridge(self) -> bool {
        self.family == AddressFamily::AF_BRIDGE
    }
    pub(crate) fn is_ipv4(self) -> bool {
        self.family == AddressFamily::AF_INET
    }
    pub(crate) fn is_ipv6(self) -> bool {
        self.family == AddressFamily::AF_INET6
    }
}

/// Returns the policy by which Linux 6.18 validates a request.
///
/// The policy depends on the message type, the address family and the flags. `strict` is true for a
/// socket with NETLINK_GET_STRICT_CHK. Whether the operation exists is decided first; a request without
/// any payload is always accepted: the kernel acks it and does nothing.
///
/// Options of MDB entries that only bridges or only VXLAN interfaces accept are accepted: the request
/// does not say of which kind the interface is. What a DCB command requires of an interface is not part
/// of the policy.
///
/// It is for programs that answer such requests themselves.
///
/// ```
/// use nlwire::{route::{self, GetLink, Link}, server::ValidationErrorKind, wire::{GetFlags, Message, Request}};
/// let mut buffer = [0; 64];
/// let mut request = Request::new(&mut buffer, GetLink::default(), GetFlags::ACK);
/// request.put(Link::IFLA_MTU, 1500);
/// let request = Message::new(request.finish(1)?)?;
/// let row = route::lookup(request).unwrap();
/// // an old program's socket, and one with NETLINK_GET_STRICT_CHK
/// assert_eq!(row.validate(request, &route::request_policy(request, false)), Ok(()));
/// let refused = row.validate(request, &route::request_policy(request, true)).unwrap_err();
/// assert_eq!((refused.why, refused.number), (ValidationErrorKind::Unserved, 4));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub fn request_policy(request: Message<'_>, strict: bool) -> RequestPolicy {
    let Some(family) = request.payload().first().copied().map(AddressFamily) else {
        return RequestPolicy::new(ValidationFlags::LIBERAL).lenient();
    };
    let kind = request.message_type();
    let mut situation = Situation {
        kind,
        family,
        second: request.payload().get(1).copied().unwrap_or(0),
        bulk: kind & 3 == 1 && request.flags() & DeleteFlags::BULK.bits() != 0,
        dump: false,
        strict,
        len: request.payload().len(),
    };
    situation.dump = situation.is_get() && request.flags() & GetFlags::DUMP.bits() != 0;
    let has_bulk = situation.is_bridge() && matches!(situation.kind, M::RTM_DELNEIGH | M::RTM_DELMDB);
    // Of address families in modules (MPLS, MCTP, Phonet, CAN), all handlers count.
    let policy = match situation.kind {
        _ if situation.bulk && !has_bulk => None,
        M::RTM_NEWLINK..=M::RTM_SETLINK | M::RTM_NEWLINKPROP | M::RTM_DELLINKPROP => link::policy(situation),
        M::RTM_NEWADDR..=M::RTM_GETADDR | M::RTM_GETMULTICAST | M::RTM_GETANYCAST => addr::policy(situation),
        M::RTM_NEWROUTE..=M::RTM_GETROUTE => route::policy(situation),
        M::RTM_NEWNEIGH..=M::RTM_GETNEIGH | M::RTM_GETNEIGHTBL | M::RTM_SETNEIGHTBL => {
            neigh::policy(situation)
        }
        M::RTM_NEWRULE..=M::RTM_GETRULE => rule::policy(situation),
        #[cfg(feature = "tc")]
        M::RTM_NEWQDISC..=M::RTM_GETACTION | M::RTM_NEWCHAIN..=M::RTM_GETCHAIN => {
            crate::tc::policy(situation)
        }
        M::RTM_NEWADDRLABEL..=M::RTM_GETADDRLABEL => addrlabel::policy(situation),
        M::RTM_GETDCB..=M::RTM_SETDCB => dcb::policy(situation),
        M::RTM_GETNETCONF => netconf::policy(situation),
        M::RTM_NEWMDB..=M::RTM_GETMDB => mdb::policy(situation),
        M::RTM_NEWNSID | M::RTM_GETNSID => netns::policy(situation),
        M::RTM_GETSTATS | M::RTM_SETSTATS => stats::policy(situation),
        M::RTM_NEWNEXTHOP..=M::RTM_GETNEXTHOP | M::RTM_GETNEXTHOPBUCKET => nexthop::policy(situation),
        M::RTM_NEWVLAN..=M::RTM_GETVLAN => vlan::policy(situation),
        M::RTM_NEWTUNNEL..=M::RTM_GETTUNNEL => tunnel::policy(situation),
        _ => None,
    };
    policy.unwrap_or(RequestPolicy::new(ValidationFlags::LIBERAL).unsupported())
}

//! Queries and calls.
use super::{DelNextHop, GetNextHop, NewNextHop, NextHop, NextHopGrp, NextHopMessage, NhMsg};
use crate::route::convert::family_of;
use crate::{
    client::{Call, Completion, Query, call, query},
    route::{NhFlags, RouteProtocol},
    uapi::AddressFamily,
    wire::{DeleteFlags, Flag, NewFlags, PackedArray, RequestFlags, Struct},
};
use core::net::IpAddr;

impl<'a> NextHopMessage<'a> {
    /// Returns the nexthop id; 0 if absent.
    #[doc(alias = "NHA_ID")]
    pub fn id(&self) -> u32 {
        self.attrs.get(NextHop::NHA_ID).ok().flatten().unwrap_or(0)
    }
    /// Returns the gateway address.
    #[doc(alias = "NHA_GATEWAY")]
    pub fn gateway(&self) -> Option<IpAddr> {
        self.attrs.get(NextHop::NHA_GATEWAY).ok().flatten().map(|gateway| gateway.to_ip_addr())
    }
    /// Returns the index of the outgoing interface.
    #[doc(alias = "NHA_OIF")]
    pub fn link(&self) -> Option<u32> {
        self.attrs.get(NextHop::NHA_OIF).ok().flatten()
    }
    /// Whether packets are discarded.
    #[doc(alias = "NHA_BLACKHOLE")]
    pub fn is_blackhole(&self) -> bool {
        matches!(self.attrs.get(NextHop::NHA_BLACKHOLE), Ok(Some(_)))
    }
    /// Returns the members of a group; `None` for a single nexthop.
    #[doc(alias = "NHA_GROUP")]
    pub fn group(&self) -> Option<PackedArray<'a, Struct<NextHopGrp>>> {
        self.attrs.get(NextHop::NHA_GROUP).ok().flatten()
    }
    /// Returns the origin of the nexthop.
    pub fn protocol(&self) -> RouteProtocol {
        self.header.get(NhMsg::nh_protocol)
    }
}

/// Parameters of a nexthop object.
///
/// ```
/// use nlwire::{route::nexthop::NextHopSpec, uapi::AddressFamily};
/// let gateway = NextHopSpec { id: 1, via: Some([192, 0, 2, 1].into()), link: Some(3), ..Default::default() };
/// let blackhole = NextHopSpec { id: 2, family: AddressFamily::AF_INET6, blackhole: true, ..Default::default() };
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct NextHopSpec<'a> {
    /// Nexthop id; 0 lets the kernel choose.
    pub id: u32,
    /// Address family of a nexthop without a gateway; AF_UNSPEC means AF_INET. Without effect for a
    /// group.
    pub family: AddressFamily,
    /// Gateway address.
    pub via: Option<IpAddr>,
    /// Index of the outgoing interface. Required unless the nexthop is a group or a blackhole.
    pub link: Option<u32>,
    /// Members of a group, instead of the other parameters: see [`NextHopGrp::member`].
    pub group: &'a [Struct<NextHopGrp>],
    /// Whether packets are discarded, instead of `via` and `link`.
    pub blackhole: bool,
    /// Treats the gateway as directly reachable on the link, whatever the address.
    pub on_link: bool,
    /// Origin of the nexthop: the routing protocol or daemon that adds it.
    pub protocol: RouteProtocol,
}
impl NextHopSpec<'_> {
    fn send(self, flags: NewFlags) -> impl Call<Output = Completion> + Copy {
        let family = match (self.via, self.family) {
            _ if !self.group.is_empty() => AddressFamily::AF_UNSPEC,
            (Some(via), _) => family_of(via),
            (None, AddressFamily::AF_UNSPEC) => AddressFamily::AF_INET,
            (None, family) => family,
        };
        let on_link = if self.on_link { NhFlags::RTNH_F_ONLINK } else { NhFlags::empty() };
        call(NewNextHop { family, protocol: self.protocol, flags: on_link }, flags, move |request| {
            request.put_some(NextHop::NHA_ID, Some(self.id).filter(|id| *id != 0));
            if !self.group.is_empty() {
                request.put(NextHop::NHA_GROUP, PackedArray::new(self.group));
            }
            request.put_some(NextHop::NHA_BLACKHOLE, self.blackhole.then_some(Flag));
            request.put_some(NextHop::NHA_OIF, self.link).put_some(NextHop::NHA_GATEWAY, self.via);
        })
    }
}

/// Lists all nexthop objects.
///
/// Sends `RTM_GETNEXTHOP` of AF_UNSPEC with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "ip nexthop show")]
pub fn list() -> impl Query<Operation = GetNextHop> + Copy {
    GetNextHop::default()
}
/// Returns the nexthop object with an id.
///
/// Sends `RTM_GETNEXTHOP` with `NHA_ID`.
///
/// # Errors
/// - ENOENT: no such nexthop ([`is_not_found`](crate::client::Error::is_not_found)).
#[doc(alias = "ip nexthop get")]
pub fn find(id: u32) -> impl Query<Operation = GetNextHop> + Copy {
    query(GetNextHop::default(), move |request| {
        request.put(NextHop::NHA_ID, id);
    })
}
/// Adds a nexthop object or a group.
///
/// Sends `RTM_NEWNEXTHOP` with `NLM_F_CREATE | NLM_F_EXCL`, and those of `NHA_ID`, `NHA_GROUP`,
/// `NHA_BLACKHOLE`, `NHA_OIF` and `NHA_GATEWAY` that `spec` contains.
///
/// # Errors
/// - EEXIST: a nexthop with this id exists
///   ([`already_exists`](crate::client::Error::already_exists)).
/// - EINVAL: invalid combination, such as a nexthop without an interface, or a member that does not
///   exist.
/// - ENETUNREACH or EHOSTUNREACH: the gateway is not directly reachable on the interface.
/// - ENETDOWN: the interface is down.
/// - ENODEV: the interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip nexthop add")]
pub fn add(spec: NextHopSpec<'_>) -> impl Call<Output = Completion> + Copy {
    spec.send(NewFlags::CREATE | NewFlags::EXCL)
}
/// Adds a nexthop object or a group, or replaces the one with the same id. Routes use the new one.
///
/// Sends the request of [`add`] with `NLM_F_CREATE | NLM_F_REPLACE`.
///
/// # Errors
/// The errors of [`add`], except EEXIST; EINVAL also if a group would replace a single nexthop, or
/// the reverse.
#[doc(alias = "ip nexthop replace")]
pub fn replace(spec: NextHopSpec<'_>) -> impl Call<Output = Completion> + Copy {
    spec.send(NewFlags::CREATE | NewFlags::REPLACE)
}
/// Removes a nexthop object and the routes that use it.
///
/// Sends `RTM_DELNEXTHOP` with `NHA_ID`.
///
/// # Errors
/// - ENOENT: no such nexthop ([`is_not_found`](crate::client::Error::is_not_found)).
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "ip nexthop delete")]
pub fn delete(id: u32) -> impl Call<Output = Completion> + Copy {
    call(DelNextHop {}, DeleteFlags::NONE, move |request| {
        request.put(NextHop::NHA_ID, id);
    })
}

//! Network namespace ids (nsids): `RTM_*NSID`, linux/net_namespace.h.
//!
//! An nsid is a number by which one network namespace refers to another.
//!
//! See also [ip-netns(8)](https://man7.org/linux/man-pages/man8/ip-netns.8.html).
use crate::{attributes, c_struct, message_types, operations, route::RouteMessage, uapi::AddressFamily};

c_struct! {
    /// Generic header of NETLINK_ROUTE, an address family only: `struct rtgenmsg`,
    /// linux/rtnetlink.h.
    #[doc(alias = "rtgenmsg")]
    pub struct RtGenMsg {
        /// Address family.
        rtgen_family: AddressFamily,
    }
}

// Limits: rtnl_net_policy, net/core/net_namespace.c.
attributes! {
    /// Attributes of a network namespace id: `NETNSA_*`, linux/net_namespace.h.
    ///
    /// A request identifies the namespace by process, file descriptor or nsid.
    ///
    /// ```
    /// use nlwire::{route::{GetNsid, Nsid}, wire::{GetFlags, Request}};
    /// let mut buffer = [0; 64];
    /// let mut request = Request::new(&mut buffer, GetNsid {}, GetFlags::ACK);
    /// request.put(Nsid::NETNSA_PID, 1); // which id has the namespace of process 1?
    /// assert_eq!(request.finish(1)?.len(), 28);
    /// # Ok::<(), nlwire::wire::BuildError>(())
    /// ```
    pub set Nsid, enum NsidAttr<'a> {
        /// Namespace id (nsid) in the current namespace.
        ///
        /// -1 (NETNSA_NSID_NOT_ASSIGNED) where none is assigned; in a request, lets the kernel
        /// choose.
        NETNSA_NSID: i32 = 1,
        /// Process id of a process in the namespace.
        NETNSA_PID: u32 = 2,
        /// File descriptor of the namespace.
        NETNSA_FD: u32 = 3,
        /// Namespace whose ids are requested, as an nsid of the current namespace.
        NETNSA_TARGET_NSID: i32 = 4,
        /// Namespace id in the current namespace, in addition to that in the target namespace.
        NETNSA_CURRENT_NSID: i32 = 5 where read_only,
    }
}
message_types! {
    /// The id of a network namespace: `struct rtgenmsg` and the attributes of [`Nsid`].
    pub struct NsidMessage(RtGenMsg, Nsid);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests the id of a namespace with `RTM_GETNSID`.
    ///
    /// With [`GetFlags::DUMP`](crate::wire::GetFlags::DUMP), all ids.
    pub GetNsid {} = Get(RouteMessage::RTM_GETNSID, RtGenMsg, Nsid) -> NsidMessage;
    /// Assigns an id to a namespace with `RTM_NEWNSID`. An assigned id cannot be changed.
    pub NewNsid {} = New(RouteMessage::RTM_NEWNSID, RtGenMsg, Nsid) -> NsidMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::Described,
        wire::{Message, NewFlags, Request},
    };
    use std::format;

    #[test]
    fn a_header_of_one_byte_is_padded_to_four() {
        let mut buffer = [0xa5; 64];
        let mut request = Request::new(&mut buffer, NewNsid {}, NewFlags::ACK);
        request.put(Nsid::NETNSA_NSID, -1).put(Nsid::NETNSA_FD, 5u32);
        let message = Message::new(request.finish(1).unwrap()).unwrap();
        assert_eq!(message.payload()[..4], [0; 4]);
        assert_eq!(
            format!("{:?}", Described::new("route", crate::route::lookup(message), message)),
            "RTM_NEWNSID REQUEST|ACK seq 1 port 0 {rtgen_family: AF_UNSPEC} {NETNSA_NSID: -1, NETNSA_FD: 5}"
        );
    }
}

//! Ids of other network namespaces: `RTM_*NSID`, linux/net_namespace.h.
//!
//! ```
//! use nlwire::{route::{GetNsid, Nsid}, wire::{GetFlags, Request}};
//! let mut buffer = [0; 64];
//! let mut request = Request::new(&mut buffer, GetNsid {}, GetFlags::ACK);
//! request.put(Nsid::NETNSA_PID, 1); // which id has the namespace of process 1?
//! assert_eq!(request.finish(1)?.len(), 28);
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{attributes, layout, operations, route::RouteMessage, uapi::AddressFamily};

layout! {
    /// The shortest header of NETLINK_ROUTE, a family: `struct rtgenmsg`, linux/rtnetlink.h.
    #[doc(alias = "rtgenmsg")]
    pub struct RtGenMsg {
        /// The family.
        rtgen_family: AddressFamily,
    }
}

// Limits: rtnl_net_policy, net/core/net_namespace.c.
attributes! {
    /// A namespace's attributes: `NETNSA_*`, linux/net_namespace.h. A request names the namespace by process, descriptor or id.
    pub set Nsid, enum NsidAttr<'a> {
        /// Its id here; -1 where it has none (NETNSA_NSID_NOT_ASSIGNED), and in a request where the kernel is to choose one.
        NETNSA_NSID = 1 => Nsid(i32),
        /// A process in it.
        NETNSA_PID = 2 => Pid(u32),
        /// A descriptor of it.
        NETNSA_FD = 3 => Fd(u32),
        /// The id, here, of the namespace whose ids are asked for.
        NETNSA_TARGET_NSID = 4 => TargetNsid(i32),
        /// Beside the id in the target namespace: the id here.
        NETNSA_CURRENT_NSID = 5 => CurrentNsid(i32) where output(),
    }
}
operations! {
    /// Asks for a namespace's id, or by [`GetFlags::DUMP`](crate::wire::GetFlags::DUMP) for all ids.
    pub GetNsid {} = Get(RouteMessage::RTM_GETNSID, RtGenMsg, Nsid);
    /// Gives a namespace an id. It cannot be changed afterwards.
    pub NewNsid {} = New(RouteMessage::RTM_NEWNSID, RtGenMsg, Nsid);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Described, Message, NewFlags, Request};
    use std::format;

    #[test]
    fn a_header_of_one_byte_is_padded_to_four() {
        let mut buffer = [0xa5; 64];
        let mut request = Request::new(&mut buffer, NewNsid {}, NewFlags::ACK);
        request.put(Nsid::NETNSA_NSID, -1).put(Nsid::NETNSA_FD, 5u32);
        let message = Message::new(request.finish(1).unwrap()).unwrap();
        assert_eq!(message.payload()[..4], [0; 4]);
        assert_eq!(
            format!("{:?}", Described::new("route", crate::route::row(message.kind()), message)),
            "RTM_NEWNSID REQUEST|ACK seq 1 port 0 {rtgen_family: AF_UNSPEC} {NETNSA_NSID: -1, NETNSA_FD: 5}"
        );
    }
}

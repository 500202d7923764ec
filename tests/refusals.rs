//! What the kernel refuses, by name: for each mechanism a request that is wrong in one place, sent to a live kernel, and the path that its
//! extended ack resolves to.
#![cfg(all(feature = "std", feature = "route"))]
mod common;

use nlwire::client::{Connection, ErrorKind};
use nlwire::route::*;
use nlwire::socket::{Config, Protocol, Requirement, Socket};
use nlwire::uapi::AddressFamily;
use nlwire::wire::{Ack, Attr, Attrs, Errno, IndexedArray, Message, NewFlags, Operation, Request, Str};

/// Sends a request that must be refused; returns errno, the kernel's sentence, and the path.
fn refused<O: Operation<Flags = NewFlags>>(
    operation: O,
    fill: impl FnOnce(&mut Request<'_, O>),
) -> (Errno, String, String) {
    let mut buffer = [0; 8192];
    let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
    let failure = connection.request_with(operation, NewFlags::CREATE | NewFlags::EXCL, fill).unwrap_err();
    let ErrorKind::Refused(refusal) = failure.kind else { panic!("{failure:?}") };
    let path = connection.path().map_or_else(String::new, |path| path.to_string());
    (refusal.errno, refusal.text().to_string(), path)
}

#[test]
fn a_plain_attribute() {
    common::in_namespace("a_plain_attribute", || {
        let (errno, text, path) = refused(NewLink::default(), |link| {
            link.put(Link::IFLA_MTU, 1500).put(Link::IFLA_IFNAME, "a-name-that-is-too-long");
        });
        assert_eq!((errno, path.as_str()), (Errno::ERANGE, "IFLA_IFNAME"), "{text}");
        assert!(!text.is_empty());
    });
}
#[test]
fn in_nests_within_a_nest_that_the_header_selects() {
    // (IFLA_LINKINFO itself will not do: the kernel parses it without an extended ack)
    common::in_namespace("in_nests_within_a_nest_that_the_header_selects", || {
        let change = SetLink { index: 1, ..Default::default() };
        let (errno, text, path) = refused(change, |link| {
            link.chosen(Link::IFLA_AF_SPEC, AfSpecFamily::UNSPEC, |families| {
                families.nest(AfSpec::AF_INET6, |inet6| {
                    inet6.copy(Attr::new(Inet6::IFLA_INET6_TOKEN.number(), &[1, 2, 3]));
                });
            });
        });
        assert_eq!(
            (errno, path.as_str()),
            (Errno::ERANGE, "IFLA_AF_SPEC.AF_INET6.IFLA_INET6_TOKEN"),
            "{text}"
        );
    });
}
#[test]
fn in_what_a_sibling_selects() {
    common::in_namespace("in_what_a_sibling_selects", || {
        let (errno, text, path) = refused(NewLink::default(), |link| {
            link.put(Link::IFLA_IFNAME, "vxlan7").nest(Link::IFLA_LINKINFO, |info| {
                info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VXLAN, |vxlan| {
                    vxlan.put(Vxlan::IFLA_VXLAN_TTL, 1).put(Vxlan::IFLA_VXLAN_ID, 1 << 24);
                });
            });
        });
        assert_eq!(
            (errno, path.as_str()),
            (Errno::ERANGE, "IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VXLAN_ID"),
            "{text}"
        );
    });
}
#[test]
fn behind_a_structure() {
    common::in_namespace("behind_a_structure", || {
        let (errno, text, path) = refused(NewLink::default(), |link| {
            link.put(Link::IFLA_IFNAME, "here").nest(Link::IFLA_LINKINFO, |info| {
                info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
                    veth.headed(Veth::VETH_INFO_PEER, &IfInfo::new(), |peer| {
                        peer.put(Link::IFLA_MTU, 1500).put(Link::IFLA_IFNAME, "a-name-that-is-too-long");
                    });
                });
            });
        });
        let expected = "IFLA_LINKINFO.IFLA_INFO_DATA.VETH_INFO_PEER.IFLA_IFNAME";
        assert_eq!((errno, path.as_str()), (Errno::ERANGE, expected), "{text}");
    });
}
#[test]
fn among_several_of_a_kind() {
    common::in_namespace("among_several_of_a_kind", || {
        let too_long = "b".repeat(200);
        let (errno, text, path) = refused(NewLinkProp { index: 1 }, |link| {
            link.nest(Link::IFLA_PROP_LIST, |names| {
                names
                    .put(LinkProperty::IFLA_ALT_IFNAME, "fine")
                    .put(LinkProperty::IFLA_ALT_IFNAME, too_long.as_str());
            });
        });
        assert_eq!((errno, path.as_str()), (Errno::ERANGE, "IFLA_PROP_LIST.IFLA_ALT_IFNAME"), "{text}");
    });
}
#[test]
fn in_an_indexed_array() {
    // of links, addresses and routes only answers have arrays by index; a filter's actions are one whose refusals tell a place
    nlwire::c_struct! {
        /// `struct tcmsg`, linux/rtnetlink.h.
        pub struct TrafficHeader {
            tcm_family: u8,
            pad tcm__pad1: u8,
            pad tcm__pad2: u16,
            tcm_ifindex: i32,
            tcm_handle: u32,
            tcm_parent: u32,
            tcm_info: u32,
        }
    }
    nlwire::attributes! {
        /// A discipline or a filter.
        pub set Traffic, enum TrafficAttr<'a> {
            /// Its name.
            TCA_KIND: Str<'a> = 1,
            /// What u32 takes.
            TCA_OPTIONS: Attrs<'a, Options> = 2,
        }
    }
    nlwire::attributes! {
        /// What a filter of the kind u32 takes.
        pub set Options, enum OptionsAttr<'a> {
            /// `struct tc_u32_sel`: what packets it selects.
            TCA_U32_SEL: &'a [u8] = 5,
            /// What is done with them, in order, from 1 on.
            TCA_U32_ACT: IndexedArray<'a, Attrs<'a, Step>> = 7,
        }
    }
    nlwire::attributes! {
        /// One action.
        pub set Step, enum StepAttr<'a> {
            /// What it does.
            TCA_ACT_KIND: Str<'a> = 1,
            /// What user space keeps with it: 16 bytes at most.
            TCA_ACT_COOKIE: &'a [u8] = 6,
        }
    }
    nlwire::operations! {
        /// Makes a discipline.
        pub MakeDiscipline { index: i32 => tcm_ifindex, handle: u32 => tcm_handle, parent: u32 => tcm_parent }
            = New(RouteMessage::RTM_NEWQDISC, TrafficHeader, Traffic);
        /// Makes a filter.
        pub MakeFilter { index: i32 => tcm_ifindex, parent: u32 => tcm_parent, info: u32 => tcm_info }
            = New(RouteMessage::RTM_NEWTFILTER, TrafficHeader, Traffic);
    }
    common::in_namespace("in_an_indexed_array", || {
        let mut buffer = [0; 4096];
        let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        let ingress = MakeDiscipline { index: 1, handle: 0xffff_0000, parent: 0xffff_fff1 };
        let made = connection.request_with(ingress, NewFlags::CREATE, |request| {
            request.put(Traffic::TCA_KIND, "ingress");
        });
        made.unwrap();
        // priority 1, all IPv4
        let info = 1 << 16 | u32::from(0x0800u16.to_be());
        let filter = MakeFilter { index: 1, parent: 0xffff_0000, info };
        let (errno, text, path) = refused(filter, |request| {
            request.put(Traffic::TCA_KIND, "u32").nest(Traffic::TCA_OPTIONS, |options| {
                options.put(Options::TCA_U32_SEL, &[0u8; 16][..]);
                options.array(Options::TCA_U32_ACT, 1, [4, 17], |action, len| {
                    action.put(Step::TCA_ACT_KIND, "mirred").put(Step::TCA_ACT_COOKIE, &[7; 17][..len]);
                });
            });
        });
        let expected = "TCA_OPTIONS.TCA_U32_ACT[1].TCA_ACT_COOKIE";
        assert_eq!((errno, path.as_str()), (Errno::ERANGE, expected), "{text}");
    });
}
#[test]
fn in_a_chain_of_next_hops() {
    common::in_namespace("in_a_chain_of_next_hops", || {
        let operation = NewRoute {
            family: AddressFamily::AF_INET,
            dst_len: 24,
            table: RtmTable::RT_TABLE_MAIN,
            protocol: RouteProtocol::RTPROT_STATIC,
            kind: RouteType::RTN_UNICAST,
            ..Default::default()
        };
        let (errno, text, path) = refused(operation, |route| {
            route.put(Route::RTA_DST, core::net::Ipv4Addr::new(192, 0, 2, 0));
            route.chain(Route::RTA_MULTIPATH, |hops| {
                let hop = RtNextHop::new().with(RtNextHop::rtnh_ifindex, 1);
                hops.link(&hop, |_| {});
                // of the errors in a next hop's own attributes the kernel tells no place; of those in its encapsulation it does
                hops.link(&hop, |hop| {
                    hop.put(Route::RTA_ENCAP_TYPE, EncapType::LWTUNNEL_ENCAP_IP);
                    hop.chosen(Route::RTA_ENCAP, EncapKind::IP, |tunnel| {
                        tunnel
                            .put(IpEncap::LWTUNNEL_IP_TTL, 64)
                            .copy(Attr::new(IpEncap::LWTUNNEL_IP_DST.number(), &[1, 2]));
                    });
                });
            });
        });
        assert_eq!(
            (errno, path.as_str()),
            (Errno::ERANGE, "RTA_MULTIPATH[1].RTA_ENCAP.LWTUNNEL_IP_DST"),
            "{text}"
        );
    });
}
#[test]
fn a_capped_ack_is_resolved_by_the_request_that_was_kept() {
    common::in_namespace("a_capped_ack_is_resolved_by_the_request_that_was_kept", || {
        let socket = Config::new(Protocol::ROUTE).capped_acks(Requirement::Required).open().unwrap();
        let mut buffer = [0; 256];
        let mut request = Request::new(&mut buffer, NewLink::default(), NewFlags::ACK);
        request.put(Link::IFLA_MTU, 1500).put(Link::IFLA_IFNAME, "a-name-that-is-too-long");
        let request = Message::new(request.finish(1).unwrap()).unwrap();
        socket.send(request.bytes()).unwrap();
        let mut answer = [0; 1024];
        let len = socket.recv(&mut answer).unwrap();
        let ack = Ack::read(Message::new(&answer[..len]).unwrap()).unwrap();
        let row = lookup(request).unwrap();
        assert!(ack.is_capped() && ack.request().is_none() && ack.path(row).is_none());
        assert_eq!(ack.errno(), Errno::ERANGE);
        assert_eq!(row.path(request, ack.offset().unwrap()).to_string(), "IFLA_IFNAME");
    });
}

//! Requests whose layout the message type alone does not decide: flags and length do, or the socket's option; and replies whose layout the
//! request decides.
#![cfg(all(feature = "route", feature = "xfrm", feature = "crypto", feature = "conntrack"))]

use nlwire::{
    decode::Decoder,
    route::{self, RouteMessage},
    schema::Json,
    server::ValidationErrorKind,
    wire::{AttributeSet, Message, Protocol, spec::StrictChecking},
    xfrm::XfrmMessage,
};

const REQUEST: u16 = 1;
const DUMP: u16 = 0x301;

fn message(kind: u16, flags: u16, payload: &[u8]) -> Vec<u8> {
    let len = 16 + payload.len() as u32;
    let head =
        [&len.to_ne_bytes()[..], &kind.to_ne_bytes(), &flags.to_ne_bytes(), &9u32.to_ne_bytes(), &[0; 4]];
    [&head.concat(), payload].concat()
}
fn attr(number: u16, payload: &[u8]) -> Vec<u8> {
    let mut bytes = [&(4 + payload.len() as u16).to_ne_bytes()[..], &number.to_ne_bytes(), payload].concat();
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}
/// Header and attributes as JSON; the message must be well-formed.
fn printed(decoder: &Decoder, protocol: Protocol, bytes: &[u8]) -> String {
    let described = decoder.describe(protocol, Message::new(bytes).unwrap());
    described.check().unwrap_or_else(|error| panic!("{described:?}: {error}"));
    let text = Json(described).to_string();
    let at = text.find(r#","port":0"#).unwrap();
    text[at + 9..].to_string()
}
fn route(kind: u16, flags: u16, payload: &[u8]) -> String {
    printed(&Decoder::new(), Protocol::ROUTE, &message(kind, flags, payload))
}

#[test]
fn a_dump_may_have_the_generic_header() {
    for kind in [
        RouteMessage::RTM_GETLINK,
        RouteMessage::RTM_GETADDR,
        RouteMessage::RTM_GETROUTE,
        RouteMessage::RTM_GETNEIGH,
        RouteMessage::RTM_GETRULE,
        RouteMessage::RTM_GETMULTICAST,
        RouteMessage::RTM_GETANYCAST,
        RouteMessage::RTM_GETADDRLABEL,
        RouteMessage::RTM_GETMDB,
        RouteMessage::RTM_GETNSID,
        RouteMessage::RTM_GETNETCONF,
    ] {
        for payload in [&[10][..], &[10, 0, 0, 0]] {
            let text = route(kind, DUMP, payload);
            let named = text.contains(r#""header":{"rtgen_family":"AF_INET6"}"#);
            assert!(named || kind == RouteMessage::RTM_GETNETCONF, "{kind}: {text}");
        }
    }
    let neighbour_table = route(RouteMessage::RTM_GETNEIGHTBL, DUMP, &[10]);
    assert!(neighbour_table.contains("rtgen_family"), "{neighbour_table}");
    // iproute2 before 3.9 adds an attribute
    let old = [&[0; 4][..], &attr(29, &1u32.to_ne_bytes())].concat();
    let text = route(RouteMessage::RTM_GETLINK, DUMP, &old);
    assert!(text.contains(r#""attributes":{"IFLA_EXT_MASK":["RTEXT_FILTER_VF"]}"#), "{text}");
    // a complete header, and a request for one object
    assert!(route(RouteMessage::RTM_GETLINK, DUMP, &[0; 16]).contains("ifi_family"));
    let bytes = message(RouteMessage::RTM_GETLINK, REQUEST, &[0; 4]);
    let decoder = Decoder::new();
    assert!(decoder.describe(Protocol::ROUTE, Message::new(&bytes).unwrap()).check().is_err());
}
#[test]
fn an_old_dump_has_the_header_of_a_link() {
    let mask = attr(29, &1u32.to_ne_bytes());
    for (kind, family, own) in [
        (RouteMessage::RTM_GETADDR, 2, 8),
        (RouteMessage::RTM_GETROUTE, 10, 12),
        (RouteMessage::RTM_GETNEIGH, 0, 12),
        (RouteMessage::RTM_GETRULE, 2, 12),
        (RouteMessage::RTM_GETMULTICAST, 2, 8),
        (RouteMessage::RTM_GETANYCAST, 10, 8),
        (RouteMessage::RTM_GETNEIGHTBL, 0, 4),
        (RouteMessage::RTM_GETADDRLABEL, 10, 12),
        (RouteMessage::RTM_GETNETCONF, 2, 4),
        (RouteMessage::RTM_GETNSID, 0, 4),
        (RouteMessage::RTM_GETMDB, 7, 8),
    ] {
        let old = [&[family][..], &[0; 15]].concat();
        assert!(route(kind, DUMP, &old).contains("ifi_index"), "{kind}");
        let text = route(kind, DUMP, &[&old[..], &mask].concat());
        assert!(text.contains(r#""attributes":{"IFLA_EXT_MASK":["RTEXT_FILTER_VF"]}"#), "{kind}: {text}");
        // the header of the type, without attributes and with some; a request for one object
        let own = [&[family][..], &vec![0; own - 1]].concat();
        assert!(!route(kind, DUMP, &own).contains("ifi_index"), "{kind}");
        let described = |flags, payload: &[u8]| {
            let bytes = message(kind, flags, payload);
            format!("{:?}", Decoder::new().describe(Protocol::ROUTE, Message::new(&bytes).unwrap()))
        };
        let attrs = [&own[..], &attr(200, &[0; 4]), &attr(201, &[0; 12])].concat();
        assert!(!described(DUMP, &attrs).contains("ifi_index"), "{kind}");
        assert!(!described(REQUEST, &old).contains("ifi_index"), "{kind}");
        // a server knows the option
        let bytes = message(kind, DUMP, &old);
        let spec = |strict| RouteMessage::lookup(Message::new(&bytes).unwrap(), strict).unwrap();
        let header = |strict| spec(strict).header.unwrap().name;
        assert_eq!(header(StrictChecking::Off), "IfInfo", "{kind}");
        assert_ne!(header(StrictChecking::On), "IfInfo", "{kind}");
        let request = Message::new(&bytes).unwrap();
        let accepted = spec(StrictChecking::Off).validate(request, &route::request_policy(request, false));
        assert_eq!(accepted, Ok(()), "{kind}");
    }
}
#[test]
fn an_old_fdb_dump_has_the_header_of_a_link() {
    let master = |number| attr(number, &5u32.to_ne_bytes());
    let text = route(RouteMessage::RTM_GETNEIGH, DUMP, &[&[7][..], &[0; 15], &master(10)].concat());
    assert!(text.contains("ifi_index") && text.contains(r#""IFLA_MASTER":5"#), "{text}");
    assert!(route(RouteMessage::RTM_GETNEIGH, DUMP, &[&[7][..], &[0; 15]].concat()).contains("ifi_index"));
    for attrs in [vec![], master(9), [master(9), attr(8, &[1, 0, 0, 0])].concat()] {
        let text = route(RouteMessage::RTM_GETNEIGH, DUMP, &[&[7][..], &[0; 11], &attrs].concat());
        assert!(text.contains("ndm_ifindex"), "{text}");
        assert_eq!(text.contains(r#""NDA_MASTER":5"#), !attrs.is_empty(), "{text}");
    }
    // of another family, and of one entry
    let text = route(RouteMessage::RTM_GETNEIGH, DUMP, &[&[2][..], &[0; 11], &attr(2, &[0; 8])].concat());
    assert!(text.contains("ndm_ifindex"), "{text}");
}
#[test]
fn the_option_of_the_socket_decides_for_a_server() {
    let header = |bytes: &[u8], strict| {
        RouteMessage::lookup(Message::new(bytes).unwrap(), strict).unwrap().header.unwrap().name
    };
    let short = message(RouteMessage::RTM_GETADDR, DUMP, &[2, 0, 0, 0]);
    assert_eq!(header(&short, StrictChecking::Off), "RtGenMsg");
    assert_eq!(header(&short, StrictChecking::On), "IfAddr");
    let request = Message::new(&short).unwrap();
    let spec = RouteMessage::lookup(request, StrictChecking::On).unwrap();
    let refused = spec.validate(request, &route::request_policy(request, true)).unwrap_err();
    assert_eq!(refused.why, ValidationErrorKind::Header);
    let spec = RouteMessage::lookup(request, StrictChecking::Off).unwrap();
    assert_eq!(spec.validate(request, &route::request_policy(request, false)), Ok(()));
    // the kernel reads a struct ifinfomsg unless the length is that of a struct ndmsg, with or without one attribute
    for (len, off) in
        [(12, "NdMsg"), (16, "IfInfo"), (20, "NdMsg"), (24, "IfInfo"), (28, "IfInfo"), (4, "IfInfo")]
    {
        let fdb = message(RouteMessage::RTM_GETNEIGH, DUMP, &[&[7][..], &vec![0; len - 1]].concat());
        assert_eq!(header(&fdb, StrictChecking::Off), off, "{len}");
        assert_eq!(header(&fdb, StrictChecking::On), "NdMsg", "{len}");
    }
}
#[test]
fn dumps_of_ipsec_have_no_header() {
    let xfrm = |kind, flags, payload: &[u8]| {
        printed(&Decoder::new(), Protocol::XFRM, &message(kind, flags, payload))
    };
    let filter = [attr(25, &[50]), attr(26, &[&[192, 0, 2][..], &[0; 31], &[24, 0]].concat())].concat();
    let text = xfrm(XfrmMessage::XFRM_MSG_GETSA, DUMP, &filter);
    assert!(text.contains(r#""header":{},"attributes":{"XFRMA_PROTO":"IPPROTO_ESP","#), "{text}");
    assert!(text.contains(r#""splen":24"#), "{text}");
    assert!(xfrm(XfrmMessage::XFRM_MSG_GETSA, REQUEST, &[0; 24]).contains(r#""header":{"daddr""#));
    for kind in [XfrmMessage::XFRM_MSG_GETSA, XfrmMessage::XFRM_MSG_GETPOLICY] {
        assert!(xfrm(kind, DUMP, &[]).contains(r#""header":{}"#));
        // what the kernel ignores is no error
        let ignored = xfrm(kind, DUMP, &[&[0; 16][..], &attr(29, &1u32.to_ne_bytes())].concat());
        assert!(ignored.starts_with(r#","payload":"00000000"#), "{ignored}");
    }
    let bytes = message(XfrmMessage::XFRM_MSG_GETSA, DUMP, &filter);
    let decoded = XfrmMessage::decode(Message::new(&bytes).unwrap());
    assert!(
        matches!(decoded, Ok(XfrmMessage::GetSas(nlwire::wire::MessageView { attrs, .. })) if attrs.raw().count() == 2)
    );
}
#[test]
fn a_dump_of_algorithms_needs_no_header() {
    let crypto =
        |flags, payload: &[u8]| printed(&Decoder::new(), Protocol::CRYPTO, &message(0x13, flags, payload));
    assert_eq!(crypto(DUMP, &[]), "}");
    assert!(crypto(DUMP, &[0; 208]).contains(r#""header":{"cru_name""#));
}
#[test]
fn statistics_of_expectations_come_as_a_conntrack_message() {
    let mut decoder = Decoder::new();
    let reply = message(0x103, 2, &[&[2, 0, 0, 1][..], &attr(1, &[0, 0, 0, 7])].concat());
    let plain = decoder.describe(Protocol::NETFILTER, Message::new(&reply).unwrap());
    assert!(plain.check().is_err(), "read as a conntrack entry: {plain:?}");
    let request = message(0x203, DUMP, &[0; 4]);
    assert!(!decoder.learn(Protocol::NETFILTER, Message::new(&request).unwrap()));
    let text = printed(&decoder, Protocol::NETFILTER, &reply);
    assert!(text.contains(r#""attributes":{"CTA_STATS_EXP_NEW":7}"#), "{text}");
    let described = decoder.describe(Protocol::NETFILTER, Message::new(&reply).unwrap());
    assert_eq!(described.name(), Some("IPCTNL_MSG_EXP_GET_STATS_CPU"));
    // another request with the number
    let request = message(0x103, DUMP, &[0; 4]);
    decoder.learn(Protocol::NETFILTER, Message::new(&request).unwrap());
    let described = decoder.describe(Protocol::NETFILTER, Message::new(&reply).unwrap());
    assert_eq!(described.name(), Some("IPCTNL_MSG_CT_GET_CTRZERO"));
}
#[test]
fn every_alternative_is_of_a_type_that_the_protocol_has() {
    let tables = [
        (RouteMessage::MESSAGES, RouteMessage::ALTERNATIVES),
        (XfrmMessage::MESSAGES, XfrmMessage::ALTERNATIVES),
    ];
    for (messages, alternatives) in tables {
        assert!(!alternatives.is_empty());
        for other in alternatives {
            let base = messages.iter().find(|spec| spec.number == other.spec.number).expect("a type");
            assert_eq!((base.name, base.verb), (other.spec.name, other.spec.verb));
            let _ = (other.spec.table)();
        }
    }
    let _ = route::Link::spec();
}
#[test]
fn the_family_of_the_header_decides_about_addresses() {
    let addr = |family: u8, address: &[u8]| {
        let header = [family, 0, 0, 0, 3, 0, 0, 0];
        let attrs = [attr(1, address), attr(2, address)].concat();
        route(RouteMessage::RTM_NEWADDR, 2, &[&header[..], &attrs].concat())
    };
    assert!(addr(45, &[8]).contains(r#""IFA_ADDRESS":"08","IFA_LOCAL":"08""#)); // AF_MCTP
    assert!(addr(35, &[0x6c]).contains(r#""IFA_LOCAL":"6c""#)); // AF_PHONET
    assert!(addr(29, &[]).contains(r#""IFA_LOCAL":"""#)); // AF_CAN
    assert!(addr(2, &[192, 0, 2, 1]).contains(r#""IFA_LOCAL":"192.0.2.1""#));
    // a family with addresses of a known length
    let short =
        message(RouteMessage::RTM_NEWADDR, 2, &[&[2, 0, 0, 0, 3, 0, 0, 0][..], &attr(2, &[1])].concat());
    assert!(Decoder::new().describe(Protocol::ROUTE, Message::new(&short).unwrap()).check().is_err());
    let attrs = [[2, 0, 0, 0, 3, 0, 0, 0].to_vec(), attr(2, &[8])].concat();
    let bytes = message(RouteMessage::RTM_NEWADDR, 2, &attrs);
    let Ok(RouteMessage::NewAddr(nlwire::route::AddrMessage { attrs, .. })) =
        RouteMessage::decode(Message::new(&bytes).unwrap())
    else {
        panic!()
    };
    assert_eq!(
        (
            attrs.get(route::Addr::IFA_LOCAL).ok().flatten().and_then(|own| own.to_ip_addr()),
            attrs.get(route::Addr::IFA_LOCAL).unwrap().unwrap().bytes()
        ),
        (None, &[8][..])
    );
}
#[test]
fn a_route_of_can_is_a_gateway_job() {
    let job = [&[29, 1, 1, 0][..], &attr(9, &3u32.to_ne_bytes()), &attr(10, &4u32.to_ne_bytes())].concat();
    let text = route(RouteMessage::RTM_NEWROUTE, 2, &job);
    let header = r#""header":{"can_family":"AF_CAN","gwtype":"CGW_TYPE_CAN_CAN","#;
    assert!(text.contains(header) && text.contains(r#""CGW_SRC_IF":3,"CGW_DST_IF":4"#), "{text}");
    let text = route(RouteMessage::RTM_DELROUTE, REQUEST, &job);
    assert!(text.contains(header), "{text}");
}

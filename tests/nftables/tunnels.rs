//! Inner headers of tunnel packets, and tunnel metadata.
use super::*;
use nlwire::{
    client::BatchError,
    netfilter::lookup,
    schema::{Described, Json},
    wire::Be,
};
use std::net::{Ipv4Addr, Ipv6Addr, UdpSocket};

const NETDEV: NfProto = NfProto::NFPROTO_NETDEV;

/// Whether the kernel does not have a type of expression or object; panics for any other refusal.
fn is_missing<C, E: core::fmt::Debug + core::fmt::Display>(committed: Result<C, BatchError<E>>) -> bool {
    match committed {
        Ok(_) => false,
        Err(failure) if failure.to_string().contains("ENOENT") => true,
        Err(failure) => panic!("{failure}"),
    }
}
/// What a rule does with packets of a tunnel protocol: counts those whose inner packet is from an address.
fn count_inner<'w, 'b>(rule: Rule<'w, 'b>, kind: InnerType, from: [u8; 4]) -> Rule<'w, 'b> {
    let flags = InnerFlags::NFT_INNER_HDRSIZE
        | InnerFlags::NFT_INNER_LL
        | InnerFlags::NFT_INNER_NH
        | InnerFlags::NFT_INNER_TH;
    let rule = rule.expr(ExprKind::INNER, |inner| {
        inner.put(NftInner::NFTA_INNER_NUM, 0u32).put(NftInner::NFTA_INNER_TYPE, Be(kind));
        inner.put(NftInner::NFTA_INNER_FLAGS, Be(flags)).put(NftInner::NFTA_INNER_HDRSIZE, 8u32);
        inner.nest(NftInner::NFTA_INNER_EXPR, |expr| {
            expr.choose(NftExpr::NFTA_EXPR_NAME, NftExpr::NFTA_EXPR_DATA, ExprKind::PAYLOAD, |payload| {
                payload
                    .put(NftPayload::NFTA_PAYLOAD_DREG, Be(Register::NFT_REG_1))
                    .put(NftPayload::NFTA_PAYLOAD_BASE, Be(PayloadBase::NFT_PAYLOAD_NETWORK_HEADER))
                    .put(NftPayload::NFTA_PAYLOAD_OFFSET, 12u32)
                    .put(NftPayload::NFTA_PAYLOAD_LEN, 4u32);
            });
        });
    });
    let rule = rule.expr(ExprKind::CMP, |cmp| {
        cmp.put(NftCmp::NFTA_CMP_SREG, Be(Register::NFT_REG_1))
            .put(NftCmp::NFTA_CMP_OP, Be(CmpOp::NFT_CMP_EQ));
        cmp.nest(NftCmp::NFTA_CMP_DATA, |data| {
            data.put(NftData::NFTA_DATA_VALUE, from);
        });
    });
    rule.counter()
}
/// A frame behind a tunnel header of 8 bytes and options: Ethernet, IPv4, UDP.
fn packet(header: [u8; 8], options: &[u8], from: [u8; 4]) -> Vec<u8> {
    let ethernet = [&[2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2][..], &[8, 0]].concat();
    let ip = [&[0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0, 0][..], &from, &[10, 0, 0, 2]].concat();
    [&header[..], options, &ethernet, &ip, &[0, 53, 0, 53, 0, 8, 0, 0]].concat()
}
#[test]
fn inner_headers_of_tunnel_packets_are_matched() {
    const TEST: &str = "tunnels::inner_headers_of_tunnel_packets_are_matched";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 64 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables_and_tools(TEST, &mut connection) {
            return;
        }
        assert!(common::tool("ip").args(["link", "set", "lo", "up"]).status().unwrap().success());
        let table = Table::inet("t");
        let input = table.chain("in").filter(Hook::NF_INET_LOCAL_IN);
        let vxlan = |from| {
            input.rule(move |rule| count_inner(rule.udp_dport(4789), InnerType::NFT_INNER_VXLAN, from))
        };
        let geneve =
            input.rule(|rule| count_inner(rule.udp_dport(6081), InnerType::NFT_INNER_GENEVE, [10, 0, 0, 1]));
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        all.create(&table).unwrap();
        all.create(&input).unwrap();
        all.create(&vxlan([10, 0, 0, 1])).unwrap();
        all.create(&vxlan([10, 0, 0, 9])).unwrap();
        all.create(&geneve).unwrap();
        if is_missing(all.commit()) {
            return common::skip(TEST, "Linux 6.2 has the first inner headers");
        }
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        for _ in 0..3 {
            let frame = packet([8, 0, 0, 0, 0, 0, 7, 0], &[], [10, 0, 0, 1]);
            socket.send_to(&frame, "127.0.0.1:4789").unwrap();
        }
        // an option of Geneve of 4 bytes: the inner packet is behind
        let frame = packet([1, 0, 0x65, 0x58, 0, 0, 7, 0], &[0, 1, 2, 0], [10, 0, 0, 1]);
        socket.send_to(&frame, "127.0.0.1:6081").unwrap();

        let mut found = Vec::new();
        let mut rules = connection.dump(nftables::rules(INET, "t", Some("in"))).unwrap();
        while let Some(rule) = rules.next().unwrap() {
            let described = Described::new("netfilter", lookup(rule.message), rule.message);
            assert_eq!(described.check(), Ok(()));
            let text = Json(described).to_string();
            assert!(
                text.contains(
                    r#""NFTA_INNER_FLAGS":["NFT_INNER_HDRSIZE","NFT_INNER_LL","NFT_INNER_NH","NFT_INNER_TH"]"#
                ),
                "{text}"
            );
            assert!(text.contains(r#""NFTA_INNER_HDRSIZE":8"#), "{text}");
            for expr in rule.expressions().get_all(NftExprs::NFTA_LIST_ELEM) {
                match expr.unwrap().select(NftExpr::NFTA_EXPR_DATA).unwrap() {
                    Some(ExprData::Inner(inner)) => {
                        let kind = inner.get(NftInner::NFTA_INNER_TYPE).unwrap().unwrap().0;
                        let expr = inner.get(NftInner::NFTA_INNER_EXPR).unwrap().unwrap();
                        let Some(ExprData::Payload(payload)) = expr.select(NftExpr::NFTA_EXPR_DATA).unwrap()
                        else {
                            panic!("{expr:?}");
                        };
                        assert_eq!(payload.get(NftPayload::NFTA_PAYLOAD_OFFSET), Ok(Some(Be(12))));
                        found.push((kind, 0));
                    }
                    Some(ExprData::Counter(counter)) => {
                        let packets = counter.get(NftCounter::NFTA_COUNTER_PACKETS).unwrap().unwrap().0;
                        found.last_mut().unwrap().1 = packets;
                    }
                    _ => {}
                }
            }
        }
        let vxlan = InnerType::NFT_INNER_VXLAN;
        assert_eq!(found, [(vxlan, 3), (vxlan, 0), (InnerType::NFT_INNER_GENEVE, 1)]);
        let (ok, listed) = nft("list chain inet t in\n");
        if listed.contains("vxlan") {
            assert!(listed.contains("vxlan ip saddr 10.0.0.1 counter packets 3"), "{listed}");
        } else {
            println!("this nft does not print inner headers ({ok}): {listed}");
        }
    });
}

#[test]
fn tunnel_objects_are_dumped_as_they_were_made() {
    const TEST: &str = "tunnels::tunnel_objects_are_dumped_as_they_were_made";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 64 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables(TEST, &mut connection) {
            return;
        }
        let (here, there) = (Ipv4Addr::new(192, 0, 2, 1), Ipv4Addr::new(192, 0, 2, 2));
        let there6: Ipv6Addr = "2001:db8::2".parse().unwrap();
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        // since Linux 6.8 and the stable kernels of that time, only this family has tunnel objects
        all.create(&Table::new(NETDEV, "t")).unwrap();
        let mut create = |name: &str, fill: &dyn Fn(&mut nlwire::wire::Writer<'_, NftTunnelKey>)| {
            all.add_with(NewObject { family: NETDEV }, EXCL, |object| {
                object.put(NftObject::NFTA_OBJ_TABLE, "t").put(NftObject::NFTA_OBJ_NAME, name);
                object.put(NftObject::NFTA_OBJ_TYPE, Be(ObjectType::NFT_OBJECT_TUNNEL));
                object.chosen(NftObject::NFTA_OBJ_DATA, ObjectKind::TUNNEL, fill);
            })
            .unwrap();
        };
        create("erspan", &|tunnel| {
            tunnel.put(NftTunnelKey::NFTA_TUNNEL_KEY_ID, 10u32).nest(
                NftTunnelKey::NFTA_TUNNEL_KEY_IP,
                |ip| {
                    ip.put(NftTunnelIp::NFTA_TUNNEL_KEY_IP_SRC, here);
                    ip.put(NftTunnelIp::NFTA_TUNNEL_KEY_IP_DST, there);
                },
            );
            tunnel.nest(NftTunnelKey::NFTA_TUNNEL_KEY_OPTS, |options| {
                options.nest(NftTunnelOpts::NFTA_TUNNEL_KEY_OPTS_ERSPAN, |erspan| {
                    erspan.put(NftTunnelErspan::NFTA_TUNNEL_KEY_ERSPAN_VERSION, 1u32);
                    erspan.put(NftTunnelErspan::NFTA_TUNNEL_KEY_ERSPAN_V1_INDEX, 5u32);
                });
            });
        });
        create("vxlan", &|tunnel| {
            tunnel.put(NftTunnelKey::NFTA_TUNNEL_KEY_ID, 7u32);
            tunnel.nest(NftTunnelKey::NFTA_TUNNEL_KEY_IP6, |ip| {
                ip.put(NftTunnelIp6::NFTA_TUNNEL_KEY_IP6_DST, there6);
                ip.put(NftTunnelIp6::NFTA_TUNNEL_KEY_IP6_FLOWLABEL, 9u32);
            });
            let flags = TunnelFlags::NFT_TUNNEL_F_ZERO_CSUM_TX | TunnelFlags::NFT_TUNNEL_F_SEQ_NUMBER;
            tunnel.put(NftTunnelKey::NFTA_TUNNEL_KEY_FLAGS, Be(flags));
            tunnel.put(NftTunnelKey::NFTA_TUNNEL_KEY_TOS, 4u8).put(NftTunnelKey::NFTA_TUNNEL_KEY_TTL, 64u8);
            tunnel.put(NftTunnelKey::NFTA_TUNNEL_KEY_SPORT, 1000u16);
            tunnel.put(NftTunnelKey::NFTA_TUNNEL_KEY_DPORT, 4789u16);
            tunnel.nest(NftTunnelKey::NFTA_TUNNEL_KEY_OPTS, |options| {
                options.nest(NftTunnelOpts::NFTA_TUNNEL_KEY_OPTS_VXLAN, |vxlan| {
                    vxlan.put(NftTunnelVxlan::NFTA_TUNNEL_KEY_VXLAN_GBP, 200u32);
                });
            });
        });
        if is_missing(all.commit()) {
            return common::skip(TEST, "this kernel has no tunnel objects (CONFIG_NFT_TUNNEL)");
        }
        let mut found = Vec::new();
        let tunnels = Some(ObjectType::NFT_OBJECT_TUNNEL);
        let mut objects = connection.dump(nftables::objects(NETDEV, "t", tunnels)).unwrap();
        while let Some(object) = objects.next().unwrap() {
            let described = Described::new("netfilter", lookup(object.message), object.message);
            assert_eq!(described.check(), Ok(()), "{described:?}");
            let line: serde_json::Value = serde_json::from_str(&Json(described).to_string()).unwrap();
            let attributes = &line["attributes"];
            found.push((attributes["NFTA_OBJ_NAME"].to_string(), attributes["NFTA_OBJ_DATA"].clone()));
        }
        found.sort_by(|one, other| one.0.cmp(&other.0));
        let [(_, erspan), (_, vxlan)] = &found[..] else { panic!("{found:?}") };
        let wanted = serde_json::json!({
            "NFTA_TUNNEL_KEY_ID": 10,
            "NFTA_TUNNEL_KEY_IP":
                {"NFTA_TUNNEL_KEY_IP_SRC": "192.0.2.1", "NFTA_TUNNEL_KEY_IP_DST": "192.0.2.2"},
            "NFTA_TUNNEL_KEY_SPORT": 0,
            "NFTA_TUNNEL_KEY_DPORT": 0,
            "NFTA_TUNNEL_KEY_FLAGS": [],
            "NFTA_TUNNEL_KEY_TOS": 0,
            "NFTA_TUNNEL_KEY_TTL": 255,
            "NFTA_TUNNEL_KEY_OPTS": {"NFTA_TUNNEL_KEY_OPTS_ERSPAN":
                {"NFTA_TUNNEL_KEY_ERSPAN_VERSION": 1, "NFTA_TUNNEL_KEY_ERSPAN_V1_INDEX": 5}},
        });
        assert_eq!(erspan, &wanted);
        let wanted = serde_json::json!({
            "NFTA_TUNNEL_KEY_ID": 7,
            "NFTA_TUNNEL_KEY_IP6": {
                "NFTA_TUNNEL_KEY_IP6_SRC": "::",
                "NFTA_TUNNEL_KEY_IP6_DST": "2001:db8::2",
                "NFTA_TUNNEL_KEY_IP6_FLOWLABEL": 9,
            },
            "NFTA_TUNNEL_KEY_SPORT": 1000,
            "NFTA_TUNNEL_KEY_DPORT": 4789,
            "NFTA_TUNNEL_KEY_FLAGS": ["NFT_TUNNEL_F_ZERO_CSUM_TX", "NFT_TUNNEL_F_SEQ_NUMBER"],
            "NFTA_TUNNEL_KEY_TOS": 4,
            "NFTA_TUNNEL_KEY_TTL": 64,
            "NFTA_TUNNEL_KEY_OPTS":
                {"NFTA_TUNNEL_KEY_OPTS_VXLAN": {"NFTA_TUNNEL_KEY_VXLAN_GBP": 200}},
        });
        assert_eq!(vxlan, &wanted);
    });
}

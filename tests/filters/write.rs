//! What is made here, `tc` reads.
use super::*;

#[test]
fn tc_reads_what_is_made_here() {
    const NAME: &str = "write::tc_reads_what_is_made_here";
    in_namespace(NAME, || {
        let Some((v0, v1)) = classified_wires(NAME) else { return };
        let mut buffer = vec![0; 32 * 1024];
        let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        let (ingress, class) = (TcHandle::CLSACT_INGRESS, TcHandle::new(1, 0x10));
        let spec = FilterSpec {
            protocol: EtherType::ETH_P_IP,
            priority: 7,
            chain: 3,
            ..FilterSpec::of_link(v0, ingress)
        };
        let mut lacking = vec![];

        // u32
        let keys = [filter::u32_key(12, 0x0a00_0000, 0xff00_0000)];
        talk.run(filter::add_u32(&spec, class, &keys)).unwrap();
        let made = theirs("filter show dev v0 ingress").pop().unwrap();
        assert_eq!(
            (&made["protocol"], &made["pref"], &made["chain"], &made["kind"]),
            (&"ip".into(), &7.into(), &3.into(), &"u32".into())
        );
        assert_eq!(
            (&made["options"]["fh"], &made["options"]["flowid"]),
            (&"800::800".into(), &"1:10".into())
        );
        assert_eq!(
            made["options"]["match"],
            serde_json::json!({"value": "a000000", "mask": "ff000000", "offmask": "", "off": 12})
        );
        let mut found = vec![];
        let mut all = talk.dump(filter::list(v0, ingress)).unwrap();
        while let Some(filter) = all.next().unwrap() {
            found.push((
                filter.handle(),
                filter.priority(),
                filter.protocol(),
                filter.chain(),
                filter.kind().to_string(),
            ));
        }
        let table = TcHandle(0x8000_0000);
        let one = TcHandle::from(U32Handle { table: 0x800, bucket: 0, node: 0x800 });
        let expected = [TcHandle::TC_H_UNSPEC, table, one]
            .map(|handle| (handle, 7, EtherType::ETH_P_IP, 3, "u32".to_string()));
        assert_eq!(found, expected);
        let again = talk.run(filter::add_u32(&FilterSpec { handle: one, ..spec }, class, &keys));
        assert!(again.is_err_and(|failure| failure.already_exists()));
        talk.run(filter::delete(&FilterSpec { handle: one, ..spec }, "u32")).unwrap();
        assert!(
            talk.run(filter::delete(&FilterSpec { handle: one, ..spec }, "u32"))
                .is_err_and(|failure| failure.is_not_found())
        );
        talk.run(filter::delete(&spec, "")).ok();
        assert_eq!(theirs("filter show dev v0 ingress"), [] as [Value; 0]);

        // classic bpf
        let spec = FilterSpec { handle: TcHandle(5), chain: 0, ..spec };
        let program = [
            SockFilter::new().with(SockFilter::code, 0x28).with(SockFilter::k, 12),
            SockFilter::new().with(SockFilter::code, 0x06).with(SockFilter::k, u32::MAX),
        ];
        talk.run(filter::add_bpf(&spec, class, &program)).unwrap();
        let made = theirs("filter show dev v0 ingress").pop().unwrap();
        assert_eq!((&made["options"]["handle"], &made["options"]["flowid"]), (&"0x5".into(), &"1:10".into()));
        assert_eq!(
            made["options"]["bytecode"],
            serde_json::json!({"length": 2, "insns": [{"code": 40, "jt": 0, "jf": 0, "k": 12}, {"code": 6, "jt": 0, "jf": 0, "k": u32::MAX}]})
        );
        talk.run(filter::delete(&spec, "bpf")).unwrap();
        assert_eq!(theirs("filter show dev v0 ingress"), [] as [Value; 0]);

        // all packets, redirected
        let spec = FilterSpec { handle: TcHandle(1), ..spec };
        let made = talk.run(filter::add(&spec, |filter| {
            filter.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::MATCHALL, |all| {
                all.array(
                    Matchall::TCA_MATCHALL_ACT,
                    1,
                    [MirredEaction::TCA_EGRESS_MIRROR, MirredEaction::TCA_EGRESS_REDIR],
                    |action, how| {
                        action.choose(
                            Action::TCA_ACT_KIND,
                            Action::TCA_ACT_OPTIONS,
                            ActionKind::MIRRED,
                            |mirred| {
                                let verdict = match how {
                                    MirredEaction::TCA_EGRESS_MIRROR => TcVerdict::TC_ACT_PIPE,
                                    _ => TcVerdict::TC_ACT_STOLEN,
                                };
                                let parms =
                                    TcMirred::new().with(TcMirred::eaction, how).with(TcMirred::ifindex, v1);
                                mirred.put(Mirred::TCA_MIRRED_PARMS, &parms.with(TcMirred::action, verdict));
                            },
                        );
                    },
                );
            });
        }));
        match made {
            Err(failure) if failure.is_not_found() => lacking.push("matchall"),
            made => {
                made.unwrap();
                let made = theirs("filter show dev v0 ingress").pop().unwrap();
                let said = |at: usize, field: &str| spelled(made["options"]["actions"][at].get(field));
                assert_eq!(
                    ["mirred_action", "direction", "to_dev"].map(|field| said(0, field)),
                    ["mirror", "egress", "v1"]
                );
                assert_eq!(
                    ["mirred_action", "direction", "to_dev"].map(|field| said(1, field)),
                    ["redirect", "egress", "v1"]
                );
                assert_eq!(made["options"]["actions"][1]["control_action"]["type"], "stolen");
                talk.run(filter::flush(v0, ingress)).unwrap();
                assert_eq!(theirs("filter show dev v0 ingress"), [] as [Value; 0]);
                talk.run(filter::add_matchall(&spec, class)).unwrap();
                assert_eq!(theirs("filter show dev v0 ingress")[0]["options"]["flowid"], "1:10");
                talk.run(filter::flush(v0, ingress)).unwrap();
            }
        }

        // a rate to keep to: a table of times must come along, though the kernel reads none of it
        let rate = TcRateSpec::from_bytes_per_second(125_000).with(TcRateSpec::cell_log, 3);
        let made = talk.run(filter::add(&spec, |filter| {
            filter.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::MATCHALL, |all| {
                all.array(Matchall::TCA_MATCHALL_ACT, 1, [()], |action, ()| {
                    action.choose(
                        Action::TCA_ACT_KIND,
                        Action::TCA_ACT_OPTIONS,
                        ActionKind::POLICE,
                        |police| {
                            let parms = TcPolice::new().with(TcPolice::rate, rate).with(TcPolice::mtu, 2048);
                            let parms = parms.with(TcPolice::burst, Ticks::from_bytes(10_000, 125_000));
                            police.put(
                                Police::TCA_POLICE_TBF,
                                &parms.with(TcPolice::action, TcVerdict::TC_ACT_SHOT),
                            );
                            police.put(Police::TCA_POLICE_RATE, PackedArray::new(&[0.into(); 256]));
                        },
                    );
                });
            });
        }));
        match made {
            Err(failure) if failure.is_not_found() => lacking.push("police"),
            made => {
                made.unwrap();
                let text = tc("filter show dev v0 ingress").unwrap();
                assert!(text.contains("rate 1Mbit burst 10000b mtu 2Kb action drop"), "{text}");
                talk.run(filter::flush(v0, ingress)).unwrap();
            }
        }

        // flower; a replacement must keep the masks
        let into = |filter: &mut Writer<'_, TFilter>, class| {
            filter.choose(TFilter::TCA_KIND, TFilter::TCA_OPTIONS, FilterKind::FLOWER, |flower| {
                flower
                    .put(Flower::TCA_FLOWER_CLASSID, class)
                    .put(Flower::TCA_FLOWER_KEY_ETH_TYPE, EtherType::ETH_P_IP);
                flower
                    .put(Flower::TCA_FLOWER_KEY_IP_PROTO, IpProtocol::IPPROTO_TCP)
                    .put(Flower::TCA_FLOWER_KEY_TCP_DST, 443);
                flower.put(Flower::TCA_FLOWER_KEY_IPV4_DST, core::net::Ipv4Addr::new(10, 0, 0, 0));
                flower.put(Flower::TCA_FLOWER_KEY_IPV4_DST_MASK, core::net::Ipv4Addr::new(255, 0, 0, 0));
                flower
                    .put(Flower::TCA_FLOWER_KEY_TCP_FLAGS, TcpFlags::syn)
                    .put(Flower::TCA_FLOWER_KEY_TCP_FLAGS_MASK, TcpFlags::syn | TcpFlags::ack);
            });
        };
        let made = talk.run(filter::add(&spec, |filter| into(filter, class)));
        match made {
            Err(failure) if failure.is_not_found() => lacking.push("flower"),
            made => {
                made.unwrap();
                let made = theirs("filter show dev v0 ingress").pop().unwrap();
                assert_eq!(
                    made["options"]["keys"],
                    serde_json::json!({"eth_type": "ipv4", "ip_proto": "tcp", "dst_ip": "10.0.0.0/8", "dst_port": 443, "tcp_flags": "0x2/12"})
                );
                talk.run(filter::replace(&spec, |filter| into(filter, TcHandle::new(1, 0x20)))).unwrap();
                assert_eq!(theirs("filter show dev v0 ingress")[0]["options"]["classid"], "1:20");
                talk.run(filter::delete(&spec, "flower")).unwrap();
                assert_eq!(theirs("filter show dev v0 ingress"), [] as [Value; 0]);
            }
        }
        if !lacking.is_empty() {
            skip(NAME, &format!("in part; this kernel has not got: {}", lacking.join(", ")));
        }
    });
}

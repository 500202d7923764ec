//! nf_tables, live: tables, chains, rules, sets, objects made by transactions, as `nft -j list ruleset` shows them; what a refused
//! transaction tells; echoes, generations, events.
#![cfg(all(feature = "std", feature = "netfilter", target_os = "linux"))]
#![allow(clippy::unwrap_used, clippy::result_large_err)]
mod common;
#[path = "nftables/live.rs"]
mod live;

use live::*;
use nlwire::{
    client::{BatchError, BatchReply, Connection, ErrorKind},
    netfilter::{
        NetfilterMessage,
        nftables::{self, *},
    },
    socket::{Protocol, Socket, SocketError},
    wire::{Be, Errno, NewFlags, Writer},
};
use serde_json::Value;
use std::time::Duration;

type Failed = BatchError<SocketError>;

const APPEND: NewFlags = NewFlags::CREATE.union(NewFlags::APPEND);
const REG: Register = Register::NFT_REG32_00;

/// A chain of `t`, at a hook of IP.
fn chain(name: &str, hook: Option<u32>) -> impl FnOnce(&mut nlwire::wire::Request<'_, NewChain>) {
    move |chain| {
        chain.put(NftChain::NFTA_CHAIN_TABLE, "t").put(NftChain::NFTA_CHAIN_NAME, name);
        if let Some(hook) = hook {
            chain
                .put(NftChain::NFTA_CHAIN_TYPE, "filter")
                .put(NftChain::NFTA_CHAIN_POLICY, Be(VerdictCode::NF_ACCEPT));
            chain.nest(NftChain::NFTA_CHAIN_HOOK, |at| {
                at.put(NftHook::NFTA_HOOK_HOOKNUM, hook).put(NftHook::NFTA_HOOK_PRIORITY, -5i32);
            });
        }
    }
}
fn rule(
    chain: &str,
    fill: impl FnOnce(&mut Writer<'_, NftExprs>),
) -> impl FnOnce(&mut nlwire::wire::Request<'_, NewRule>) {
    move |rule| {
        rule.put(NftRule::NFTA_RULE_TABLE, "t").put(NftRule::NFTA_RULE_CHAIN, chain);
        rule.nest(NftRule::NFTA_RULE_EXPRESSIONS, fill);
    }
}
/// A table `t` with a base chain `in`, a chain `other`, and rules of many expressions.
fn make(connection: &mut Connection<Socket, &mut [u8]>) -> Result<(), Failed> {
    let mut all = nftables::transaction(connection, None)?;
    all.add_with(NewTable { family: INET }, EXCL, table("t"))?;
    all.add_with(NewChain { family: INET }, EXCL, chain("in", Some(1)))?;
    all.add_with(NewChain { family: INET }, EXCL, chain("other", None))?;
    all.add_with(NewSet { family: INET }, EXCL, |set| {
        set.put(NftSet::NFTA_SET_TABLE, "t")
            .put(NftSet::NFTA_SET_NAME, "ports")
            .put(NftSet::NFTA_SET_ID, 1u32);
        set.put(NftSet::NFTA_SET_KEY_TYPE, 13u32).put(NftSet::NFTA_SET_KEY_LEN, 2u32); // inet_service
    })?;
    all.add_with(NewSetElem { family: INET }, NewFlags::CREATE, |elements| {
        elements
            .put(NftSetElems::NFTA_SET_ELEM_LIST_TABLE, "t")
            .put(NftSetElems::NFTA_SET_ELEM_LIST_SET, "ports");
        elements.array(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS, 1, [22u16, 80, 443], |element, port| {
            element.key(&port.to_be_bytes());
        });
    })?;
    all.add_with(NewObject { family: INET }, EXCL, |object| {
        object.put(NftObject::NFTA_OBJ_TABLE, "t").put(NftObject::NFTA_OBJ_NAME, "seen");
        object.put(NftObject::NFTA_OBJ_TYPE, Be(ObjectType::NFT_OBJECT_COUNTER));
        object.chosen(NftObject::NFTA_OBJ_DATA, ObjectKind::COUNTER, |counter| {
            counter.put(NftCounter::NFTA_COUNTER_PACKETS, 3u64).put(NftCounter::NFTA_COUNTER_BYTES, 99u64);
        });
    })?;
    let (eq, tcp) = (CmpOp::NFT_CMP_EQ, [6u8]);
    let transport = PayloadBase::NFT_PAYLOAD_TRANSPORT_HEADER;
    all.add_with(
        NewRule { family: INET },
        APPEND,
        rule("in", |rule| {
            rule.meta(MetaKey::NFT_META_L4PROTO, REG).cmp(REG, eq, &tcp);
            rule.payload(transport, 2, 2, REG).cmp(REG, eq, &8080u16.to_be_bytes()).counter();
            rule.verdict(VerdictCode::NF_DROP);
        }),
    )?;
    all.add_with(
        NewRule { family: INET },
        APPEND,
        rule("in", |rule| {
            rule.meta(MetaKey::NFT_META_L4PROTO, REG).cmp(REG, eq, &tcp);
            rule.payload(transport, 2, 2, REG).lookup("ports", REG);
            rule.go(VerdictCode::NFT_JUMP, "other");
        }),
    )?;
    all.add_with(
        NewRule { family: INET },
        APPEND,
        rule("in", |rule| {
            let states = CtState::NF_CT_STATE_ESTABLISHED | CtState::NF_CT_STATE_RELATED;
            rule.ct(CtKey::NFT_CT_STATE, REG).bitwise(REG, &states.bits().to_ne_bytes(), &[0; 4]);
            rule.cmp(REG, CmpOp::NFT_CMP_NEQ, &[0; 4]).verdict(VerdictCode::NF_ACCEPT);
        }),
    )?;
    all.add_with(
        NewRule { family: INET },
        APPEND,
        rule("other", |rule| {
            rule.expr(ExprKind::LIMIT, |limit| {
                limit.put(NftLimit::NFTA_LIMIT_RATE, 10u64).put(NftLimit::NFTA_LIMIT_UNIT, 60u64);
                limit
                    .put(NftLimit::NFTA_LIMIT_BURST, 5u32)
                    .put(NftLimit::NFTA_LIMIT_TYPE, Be(LimitType::NFT_LIMIT_PKTS));
            });
            rule.log(5, "seen: ");
        }),
    )?;
    all.add_with(
        NewRule { family: INET },
        APPEND,
        rule("other", |rule| {
            rule.expr(ExprKind::OBJREF, |object| {
                object.put(NftObjref::NFTA_OBJREF_IMM_TYPE, Be(ObjectType::NFT_OBJECT_COUNTER));
                object.put(NftObjref::NFTA_OBJREF_IMM_NAME, "seen");
            });
            rule.verdict(VerdictCode::NFT_RETURN);
        }),
    )?;
    all.add_with(
        NewRule { family: INET },
        APPEND,
        rule("other", |rule| {
            rule.meta(MetaKey::NFT_META_IIFNAME, Register::NFT_REG_1);
            rule.cmp(Register::NFT_REG_1, eq, b"lo\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
            rule.immediate(REG, &0x1234u32.to_ne_bytes());
            rule.expr(ExprKind::META, |meta| {
                meta.put(NftMeta::NFTA_META_KEY, Be(MetaKey::NFT_META_MARK))
                    .put(NftMeta::NFTA_META_SREG, Be(REG));
            });
            rule.expr(ExprKind::REJECT, |reject| {
                reject.put(NftReject::NFTA_REJECT_TYPE, Be(RejectType::NFT_REJECT_ICMPX_UNREACH));
                reject.put(NftReject::NFTA_REJECT_ICMP_CODE, 1);
            });
        }),
    )?;
    assert_eq!(all.len(), 12);
    all.commit()?;
    Ok(())
}

#[test]
fn what_a_transaction_makes_is_what_nft_lists() {
    const TEST: &str = "what_a_transaction_makes_is_what_nft_lists";
    common::in_namespace(TEST, || {
        let mut buffer = [0; 32 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables(TEST, &mut connection) {
            return;
        }
        let before = connection.run(nftables::generation()).unwrap();
        make(&mut connection).unwrap();
        assert!(connection.run(nftables::generation()).unwrap() != before);

        let mut tables = connection.dump(nftables::tables()).unwrap();
        let found = tables.next().unwrap().unwrap();
        assert_eq!((found.name(), found.family()), (Some("t".into()), INET));
        assert!(tables.next().unwrap().is_none());
        let mut names = Vec::new();
        let mut chains = connection.dump(nftables::chains()).unwrap();
        while let Some(chain) = chains.next().unwrap() {
            names.push(chain.name().unwrap().to_string());
        }
        assert_eq!(names, ["in", "other"]);
        // every expression has its kind, and every attribute a name
        let (mut kinds, mut text) = (Vec::new(), String::new());
        let mut rules = connection.dump(nftables::rules(INET, "t", None)).unwrap();
        while let Some(rule) = rules.next().unwrap() {
            for expr in rule.expressions().get_all(NftExprs::NFTA_LIST_ELEM) {
                let expr = expr.unwrap();
                kinds.push(expr.get(NftExpr::NFTA_EXPR_NAME).unwrap().unwrap().to_string());
                let data = expr.select(NftExpr::NFTA_EXPR_DATA).unwrap();
                assert!(!matches!(data, Some(ExprData::Other(_))), "{expr:?}");
            }
            text += &format!("{:?}\n", rule.attrs);
        }
        assert_eq!(
            kinds.join(" "),
            "meta cmp payload cmp counter immediate meta cmp payload lookup immediate ct bitwise cmp immediate \
             limit log objref immediate meta cmp immediate meta reject"
        );
        assert!(!text.contains('#') && !text.contains("misfit"), "{text}");
        assert!(text.contains("NFTA_META_KEY: NFT_META_L4PROTO"), "{text}");
        assert!(text.contains("NFTA_VERDICT_CODE: NFT_JUMP, NFTA_VERDICT_CHAIN: \"other\""), "{text}");
        let mut ports = Vec::new();
        let mut elements = connection.dump(nftables::elements(INET, "t", "ports")).unwrap();
        while let Some(message) = elements.next().unwrap() {
            for element in
                message.attrs.get(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS).unwrap().unwrap().iter()
            {
                let key = element.unwrap().1.get(NftSetElem::NFTA_SET_ELEM_KEY).unwrap().unwrap();
                let value = key.get(NftData::NFTA_DATA_VALUE).unwrap().unwrap();
                ports.push(u16::from_be_bytes(value.try_into().unwrap()));
            }
        }
        ports.sort();
        assert_eq!(ports, [22, 80, 443]);

        let Some(text) = nft_prints(TEST, &["-j", "list", "ruleset"]) else { return };
        let listed: Value = serde_json::from_str(&text).unwrap();
        let all = listed["nftables"].as_array().unwrap();
        let of = |kind: &str| all.iter().filter_map(|item| item.get(kind)).collect::<Vec<_>>();
        assert_eq!(
            (of("table").len(), of("table")[0]["name"].as_str(), of("table")[0]["family"].as_str()),
            (1, Some("t"), Some("inet"))
        );
        let base = of("chain").into_iter().find(|chain| chain["name"] == "in").unwrap();
        assert_eq!(
            (&base["hook"], &base["prio"], &base["policy"], &base["type"]),
            (&"input".into(), &(-5).into(), &"accept".into(), &"filter".into())
        );
        let mut elements: Vec<_> =
            of("set")[0]["elem"].as_array().unwrap().iter().filter_map(Value::as_u64).collect();
        elements.sort();
        assert_eq!((elements, of("set")[0]["type"].as_str()), (vec![22, 80, 443], Some("inet_service")));
        assert_eq!((&of("counter")[0]["packets"], &of("counter")[0]["bytes"]), (&3.into(), &99.into()));
        let rules: Vec<String> = of("rule").iter().map(|rule| rule["expr"].to_string()).collect();
        let expected = [
            r#"[{"match":{"left":{"payload":{"field":"dport","protocol":"tcp"}},"op":"==","right":8080}},{"counter":{"bytes":0,"packets":0}},{"drop":null}]"#,
            r#"[{"match":{"left":{"payload":{"field":"dport","protocol":"tcp"}},"op":"==","right":"@ports"}},{"jump":{"target":"other"}}]"#,
            r#"[{"match":{"left":{"ct":{"key":"state"}},"op":"in","right":["established","related"]}},{"accept":null}]"#,
            r#"[{"limit":{"burst":5,"per":"minute","rate":10}},{"log":{"group":5,"prefix":"seen: "}}]"#,
            r#"[{"counter":"seen"},{"return":null}]"#,
            r#"[{"match":{"left":{"meta":{"key":"iifname"}},"op":"==","right":"lo"}},{"mangle":{"key":{"meta":{"key":"mark"}},"value":4660}},{"reject":{"expr":"port-unreachable","type":"icmpx"}}]"#,
        ];
        for (rule, expected) in rules.iter().zip(expected) {
            let (ours, theirs): (Value, Value) =
                (serde_json::from_str(expected).unwrap(), serde_json::from_str(rule).unwrap());
            assert_eq!(ours, theirs);
        }
        assert_eq!(rules.len(), expected.len());
    });
}
#[test]
fn a_refusal_names_its_element_and_nothing_is_done() {
    const TEST: &str = "a_refusal_names_its_element_and_nothing_is_done";
    common::in_namespace(TEST, || {
        let mut buffer = [0; 32 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables(TEST, &mut connection) {
            return;
        }
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        assert_eq!(all.add_with(NewTable { family: INET }, EXCL, table("t")).unwrap(), 0);
        assert_eq!(all.add_with(NewChain { family: INET }, EXCL, chain("in", Some(1))).unwrap(), 1);
        let bad = rule("in", |rule| {
            rule.meta(MetaKey::NFT_META_MARK, REG);
            rule.lookup("nowhere", REG);
        });
        assert_eq!(all.add_with(NewRule { family: INET }, APPEND, bad).unwrap(), 2);
        assert_eq!(all.add_with(NewChain { family: INET }, EXCL, chain("fine", None)).unwrap(), 3);
        let lost = rule("lost", |rule| {
            rule.counter();
        });
        assert_eq!(all.add_with(NewRule { family: INET }, APPEND, lost).unwrap(), 4);
        let failed = all.commit().unwrap_err();
        assert_eq!((failed.index, failed.refused, failed.failure.errno()), (Some(2), 2, Some(Errno::ENOENT)));
        assert_eq!(failed.failure.operation, "NFT_MSG_NEWRULE");
        assert!(
            failed.to_string().starts_with("request 2 of the batch, NFT_MSG_NEWRULE: ENOENT"),
            "{failed}"
        );
        let path = failed.path.map(|path| path.to_string()).unwrap_or_default();
        assert!(path.starts_with("NFTA_RULE_EXPRESSIONS"), "{path:?} {failed}");
        assert!(connection.dump(nftables::tables()).unwrap().next().unwrap().is_none(), "nothing was made");

        // each refusal by itself, in order
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        for name in ["a", "b", "c"] {
            all.add_with(DelTable { family: INET }, nlwire::wire::DeleteFlags::REQUEST, |table| {
                table.put(NftTable::NFTA_TABLE_NAME, name);
            })
            .unwrap();
        }
        let (mut answers, mut seen) = (all.send().unwrap(), Vec::new());
        while let Some(answer) = answers.next().unwrap() {
            let BatchReply::Refused { index, refusal } = answer else { panic!("{answer:?}") };
            seen.push((index, refusal.errno, answers.path().map(|path| path.to_string())));
        }
        let at = |index| (Some(index), Errno::ENOENT, Some("NFTA_TABLE_NAME".to_owned()));
        assert_eq!(seen, [at(0), at(1), at(2)]);

        // another generation: all is refused at once
        let generation = connection.run(nftables::generation()).unwrap();
        make(&mut connection).unwrap();
        let mut late = nftables::transaction(&mut connection, Some(generation)).unwrap();
        late.add_with(NewTable { family: INET }, NewFlags::CREATE, table("late")).unwrap();
        late.add_with(NewTable { family: INET }, NewFlags::CREATE, table("later")).unwrap();
        let failed = late.commit().unwrap_err();
        assert_eq!((failed.index, failed.failure.errno()), (None, Some(Errno(85))), "ERESTART: {failed}");
        assert_eq!(failed.failure.operation, "NFNL_MSG_BATCH_BEGIN");
        // and the connection is as good as before
        let generation = connection.run(nftables::generation()).unwrap();
        let mut now = nftables::transaction(&mut connection, Some(generation)).unwrap();
        now.add_with(NewTable { family: INET }, NewFlags::CREATE, table("now")).unwrap();
        now.commit().unwrap();
        // an empty one sends nothing
        nftables::transaction(&mut connection, None).unwrap().commit().unwrap();
        assert_eq!(connection.run(nftables::generation()).unwrap(), generation + 1);
    });
}
#[test]
fn what_was_made_is_echoed_with_its_handle() {
    const TEST: &str = "what_was_made_is_echoed_with_its_handle";
    common::in_namespace(TEST, || {
        let mut buffer = [0; 32 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables(TEST, &mut connection) {
            return;
        }
        make(&mut connection).unwrap();
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        for _ in 0..3 {
            let counter = rule("other", |rule| {
                rule.counter();
            });
            all.add_with(NewRule { family: INET }, APPEND | NewFlags::ECHO, counter).unwrap();
        }
        let (mut answers, mut handles) = (all.send().unwrap(), Vec::new());
        while let Some(answer) = answers.next().unwrap() {
            let BatchReply::Item { index, message } = answer else { panic!("{answer:?}") };
            match NetfilterMessage::decode(message).unwrap() {
                NetfilterMessage::NewRule(rule) => handles.push((index.unwrap(), rule.handle().unwrap())),
                NetfilterMessage::NewGen(..) => assert_eq!(index, Some(0)),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(handles.iter().map(|made| made.0).collect::<Vec<_>>(), [0, 1, 2]);
        // and can be removed by it
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        for (_, handle) in &handles {
            all.add_with(DelRule { family: INET }, nlwire::wire::DeleteFlags::REQUEST, |rule| {
                rule.put(NftRule::NFTA_RULE_TABLE, "t").put(NftRule::NFTA_RULE_CHAIN, "other");
                rule.put(NftRule::NFTA_RULE_HANDLE, *handle);
            })
            .unwrap();
        }
        all.commit().unwrap();
        let mut count = 0;
        let mut rules = connection.dump(nftables::rules(INET, "t", Some("other"))).unwrap();
        while let Some(rule) = rules.next().unwrap() {
            assert!(!handles.iter().any(|made| Some(made.1) == rule.handle()));
            count += 1;
        }
        assert_eq!(count, 3);
    });
}
/// A large transaction: more than a datagram of answers, ten thousand elements over several messages.
#[test]
fn a_thousand_rules_and_elements_go_by_one_send() {
    const TEST: &str = "a_thousand_rules_and_elements_go_by_one_send";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 1 << 20];
        let mut connection = connect(&mut buffer);
        if !has_nftables(TEST, &mut connection) {
            return;
        }
        connection.socket().set_send_buffer(1 << 20).unwrap();
        make(&mut connection).unwrap();
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        for mark in 0..1000u32 {
            let marked = rule("other", |rule| {
                rule.meta(MetaKey::NFT_META_MARK, REG)
                    .cmp(REG, CmpOp::NFT_CMP_EQ, &mark.to_ne_bytes())
                    .counter();
            });
            all.add_with(NewRule { family: INET }, APPEND, marked).unwrap();
        }
        for chunk in 0..5u16 {
            all.add_with(NewSetElem { family: INET }, NewFlags::CREATE, |elements| {
                elements
                    .put(NftSetElems::NFTA_SET_ELEM_LIST_TABLE, "t")
                    .put(NftSetElems::NFTA_SET_ELEM_LIST_SET, "ports");
                let ports = 1000 + 2000 * chunk..3000 + 2000 * chunk;
                elements.array(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS, 1, ports, |element, port| {
                    element.key(&port.to_be_bytes());
                });
            })
            .unwrap();
        }
        all.commit().unwrap();
        let mut rules = connection.dump(nftables::rules(INET, "t", Some("other"))).unwrap();
        let mut count = 0;
        while rules.next().unwrap().is_some() {
            count += 1;
        }
        let mut elements = connection.dump(nftables::elements(INET, "t", "ports")).unwrap();
        let mut keys = 0;
        while let Some(message) = elements.next().unwrap() {
            keys +=
                message.attrs.get(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS).unwrap().unwrap().iter().count();
        }
        assert_eq!((count, keys), (1003, 10_003));
        // too much for one attribute is said so, and the transaction is as it was
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        let refused = all.add_with(NewSetElem { family: INET }, NewFlags::CREATE, |elements| {
            elements.array(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS, 1, 0..5000u16, |element, port| {
                element.key(&port.to_be_bytes());
            });
        });
        assert!(matches!(refused.unwrap_err().kind, ErrorKind::Build(nlwire::wire::BuildError::TooLong)));
        assert!(all.is_empty());
    });
}
/// A plain batch of route's, where each element is by itself.
#[cfg(feature = "route")]
#[test]
fn a_batch_of_addresses_goes_by_one_send() {
    const TEST: &str = "a_batch_of_addresses_goes_by_one_send";
    use nlwire::{
        route::{self, Addr, DelAddr, NewAddr},
        uapi::AddressFamily,
    };
    common::in_namespace(TEST, || {
        let mut buffer = [0; 32 * 1024];
        let socket = Socket::new(Protocol::ROUTE).unwrap();
        socket.set_receive_timeout(Some(Duration::from_secs(10))).unwrap();
        let mut connection = Connection::over_socket(socket, &mut buffer[..]);
        let family = AddressFamily::AF_INET;
        let mut batch = connection.batch(route::lookup);
        for last in [1, 2, 2, 3, 3] {
            let operation = NewAddr { family, prefix_len: 32, index: 1, ..Default::default() };
            batch
                .add_with(operation, EXCL, |request| {
                    request.put(Addr::IFA_LOCAL, core::net::Ipv4Addr::new(192, 0, 2, last));
                })
                .unwrap();
        }
        let failed = batch.commit().unwrap_err();
        assert_eq!((failed.index, failed.refused, failed.failure.errno()), (Some(2), 2, Some(Errno::EEXIST)));
        // the others were made all the same
        let mut count = 0;
        let mut all = connection.dump(route::addr::list()).unwrap();
        while let Some(found) = all.next().unwrap() {
            count += usize::from(
                found.address().is_some_and(|address| address.to_string().starts_with("192.0.2.")),
            );
        }
        assert_eq!(count, 3);
        let mut batch = connection.batch(route::lookup);
        for last in 1..4 {
            let operation = DelAddr { family, prefix_len: 32, index: 1 };
            batch
                .add_with(operation, nlwire::wire::DeleteFlags::REQUEST, |request| {
                    request.put(Addr::IFA_LOCAL, core::net::Ipv4Addr::new(192, 0, 2, last));
                })
                .unwrap();
        }
        batch.commit().unwrap();
    });
}

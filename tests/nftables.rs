//! nf_tables, live: tables, chains, rules, sets, objects made by transactions, as `nft -j list ruleset` shows them; what a refused
//! transaction tells; echoes, generations, events.
#![cfg(all(feature = "std", feature = "netfilter", target_os = "linux"))]
#![allow(clippy::unwrap_used, clippy::result_large_err)]
mod common;

use nlwire::{
    exchange::{BatchAnswer, BatchFailure, Cause, Connection},
    netfilter::{
        NetfilterGroup, NetfilterMessage, NfProto,
        nftables::{self, *},
        row,
    },
    socket::{Config, Protocol, Socket, SocketError},
    wire::{Be, Errno, Json, NewFlags, Writer},
};
use serde_json::Value;
use std::{
    process::{Command, Output},
    time::Duration,
};

type Failed = BatchFailure<SocketError>;

fn connect(buffer: &mut [u8]) -> Connection<'_, Socket> {
    connected(buffer, &[])
}
fn connected<'b>(buffer: &'b mut [u8], groups: &[u32]) -> Connection<'b, Socket> {
    let socket = Config::new(Protocol::NETFILTER).groups(groups).open().unwrap();
    socket.set_receive_timeout(Some(Duration::from_secs(10))).unwrap();
    Connection::over_socket(socket, buffer)
}
/// What `nft` prints; `None` where it is not installed.
fn nft(test: &str, args: &[&str]) -> Option<String> {
    match Command::new("nft").args(args).output() {
        Ok(Output { status, stdout, stderr }) => {
            assert!(status.success(), "nft {args:?}: {}", String::from_utf8_lossy(&stderr));
            Some(String::from_utf8(stdout).unwrap())
        }
        Err(error) => {
            common::skip(test, &format!("no nft to compare with: {error}"));
            None
        }
    }
}
/// Whether this kernel has nf_tables; says so where it has not.
fn has_nftables(test: &str, connection: &mut Connection<'_, Socket>) -> bool {
    match nftables::generation(connection) {
        Ok(_) => true,
        Err(failure) if failure.errno() == Some(Errno::EINVAL) => {
            common::skip(test, "this kernel has no nf_tables");
            false
        }
        Err(failure) => panic!("{failure}"),
    }
}
const INET: NfProto = NfProto::NFPROTO_INET;
const EXCL: NewFlags = NewFlags::CREATE.union(NewFlags::EXCL);
const APPEND: NewFlags = NewFlags::CREATE.union(NewFlags::APPEND);
const REG: Register = Register::NFT_REG32_00;

fn table(name: &str) -> impl FnOnce(&mut nlwire::wire::Request<'_, NewTable>) {
    move |table| {
        table.put(NftTable::NFTA_TABLE_NAME, name);
    }
}
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
fn make(connection: &mut Connection<'_, Socket>) -> Result<(), Failed> {
    let mut all = nftables::transaction(connection, None)?;
    all.add(NewTable { family: INET }, EXCL, table("t"))?;
    all.add(NewChain { family: INET }, EXCL, chain("in", Some(1)))?;
    all.add(NewChain { family: INET }, EXCL, chain("other", None))?;
    all.add(NewSet { family: INET }, EXCL, |set| {
        set.put(NftSet::NFTA_SET_TABLE, "t")
            .put(NftSet::NFTA_SET_NAME, "ports")
            .put(NftSet::NFTA_SET_ID, 1u32);
        set.put(NftSet::NFTA_SET_KEY_TYPE, 13u32).put(NftSet::NFTA_SET_KEY_LEN, 2u32); // inet_service
    })?;
    all.add(NewSetElem { family: INET }, NewFlags::CREATE, |elements| {
        elements
            .put(NftSetElems::NFTA_SET_ELEM_LIST_TABLE, "t")
            .put(NftSetElems::NFTA_SET_ELEM_LIST_SET, "ports");
        elements.array(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS, 1, [22u16, 80, 443], |element, port| {
            element.key(&port.to_be_bytes());
        });
    })?;
    all.add(NewObject { family: INET }, EXCL, |object| {
        object.put(NftObject::NFTA_OBJ_TABLE, "t").put(NftObject::NFTA_OBJ_NAME, "seen");
        object.put(NftObject::NFTA_OBJ_TYPE, Be(ObjectType::NFT_OBJECT_COUNTER));
        object.chosen(NftObject::NFTA_OBJ_DATA, ObjectKind::COUNTER, |counter| {
            counter.put(NftCounter::NFTA_COUNTER_PACKETS, 3u64).put(NftCounter::NFTA_COUNTER_BYTES, 99u64);
        });
    })?;
    let (eq, tcp) = (CmpOp::NFT_CMP_EQ, [6u8]);
    let transport = PayloadBase::NFT_PAYLOAD_TRANSPORT_HEADER;
    all.add(
        NewRule { family: INET },
        APPEND,
        rule("in", |rule| {
            rule.meta(MetaKey::NFT_META_L4PROTO, REG).cmp(REG, eq, &tcp);
            rule.payload(transport, 2, 2, REG).cmp(REG, eq, &8080u16.to_be_bytes()).counter();
            rule.verdict(VerdictCode::NF_DROP);
        }),
    )?;
    all.add(
        NewRule { family: INET },
        APPEND,
        rule("in", |rule| {
            rule.meta(MetaKey::NFT_META_L4PROTO, REG).cmp(REG, eq, &tcp);
            rule.payload(transport, 2, 2, REG).lookup("ports", REG);
            rule.go(VerdictCode::NFT_JUMP, "other");
        }),
    )?;
    all.add(
        NewRule { family: INET },
        APPEND,
        rule("in", |rule| {
            let states = CtState::NF_CT_STATE_ESTABLISHED | CtState::NF_CT_STATE_RELATED;
            rule.ct(CtKey::NFT_CT_STATE, REG).bitwise(REG, &states.bits().to_ne_bytes(), &[0; 4]);
            rule.cmp(REG, CmpOp::NFT_CMP_NEQ, &[0; 4]).verdict(VerdictCode::NF_ACCEPT);
        }),
    )?;
    all.add(
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
    all.add(
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
    all.add(
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
        let before = nftables::generation(&mut connection).unwrap();
        make(&mut connection).unwrap();
        assert!(nftables::generation(&mut connection).unwrap() != before);

        let mut tables = nftables::tables(&mut connection).unwrap();
        let found = tables.next().unwrap().unwrap();
        assert_eq!((found.name(), found.family()), (Some("t".into()), INET));
        assert!(tables.next().unwrap().is_none());
        let mut names = Vec::new();
        let mut chains = nftables::chains(&mut connection).unwrap();
        while let Some(chain) = chains.next().unwrap() {
            names.push(chain.name().unwrap().to_string());
        }
        assert_eq!(names, ["in", "other"]);
        // every expression has its kind, and every attribute a name
        let (mut kinds, mut text) = (Vec::new(), String::new());
        let mut rules = nftables::rules(&mut connection, INET, "t", None).unwrap();
        while let Some(rule) = rules.next().unwrap() {
            for expr in rule.expressions().all(NftExprs::NFTA_LIST_ELEM) {
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
        let mut elements = nftables::elements(&mut connection, INET, "t", "ports").unwrap();
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

        let Some(text) = nft(TEST, &["-j", "list", "ruleset"]) else { return };
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
        assert_eq!(all.add(NewTable { family: INET }, EXCL, table("t")).unwrap(), 0);
        assert_eq!(all.add(NewChain { family: INET }, EXCL, chain("in", Some(1))).unwrap(), 1);
        let bad = rule("in", |rule| {
            rule.meta(MetaKey::NFT_META_MARK, REG);
            rule.lookup("nowhere", REG);
        });
        assert_eq!(all.add(NewRule { family: INET }, APPEND, bad).unwrap(), 2);
        assert_eq!(all.add(NewChain { family: INET }, EXCL, chain("fine", None)).unwrap(), 3);
        let lost = rule("lost", |rule| {
            rule.counter();
        });
        assert_eq!(all.add(NewRule { family: INET }, APPEND, lost).unwrap(), 4);
        let failed = all.commit().unwrap_err();
        assert_eq!((failed.index, failed.refused, failed.failure.errno()), (Some(2), 2, Some(Errno::ENOENT)));
        assert_eq!(failed.failure.operation, "NFT_MSG_NEWRULE");
        assert!(
            failed.to_string().starts_with("request 2 of the batch, NFT_MSG_NEWRULE: ENOENT"),
            "{failed}"
        );
        let path = failed.path.map(|path| path.to_string()).unwrap_or_default();
        assert!(path.starts_with("NFTA_RULE_EXPRESSIONS"), "{path:?} {failed}");
        assert!(nftables::tables(&mut connection).unwrap().next().unwrap().is_none(), "nothing was made");

        // each refusal by itself, in order
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        for name in ["a", "b", "c"] {
            all.add(DelTable { family: INET }, nlwire::wire::DeleteFlags::REQUEST, |table| {
                table.put(NftTable::NFTA_TABLE_NAME, name);
            })
            .unwrap();
        }
        let (mut answers, mut seen) = (all.send().unwrap(), Vec::new());
        while let Some(answer) = answers.next().unwrap() {
            let BatchAnswer::Refused { index, refusal } = answer else { panic!("{answer:?}") };
            seen.push((index, refusal.errno, answers.path().map(|path| path.to_string())));
        }
        let at = |index| (Some(index), Errno::ENOENT, Some("NFTA_TABLE_NAME".to_owned()));
        assert_eq!(seen, [at(0), at(1), at(2)]);

        // another generation: all is refused at once
        let generation = nftables::generation(&mut connection).unwrap();
        make(&mut connection).unwrap();
        let mut late = nftables::transaction(&mut connection, Some(generation)).unwrap();
        late.add(NewTable { family: INET }, NewFlags::CREATE, table("late")).unwrap();
        late.add(NewTable { family: INET }, NewFlags::CREATE, table("later")).unwrap();
        let failed = late.commit().unwrap_err();
        assert_eq!((failed.index, failed.failure.errno()), (None, Some(Errno(85))), "ERESTART: {failed}");
        assert_eq!(failed.failure.operation, "NFNL_MSG_BATCH_BEGIN");
        // and the connection is as good as before
        let generation = nftables::generation(&mut connection).unwrap();
        let mut now = nftables::transaction(&mut connection, Some(generation)).unwrap();
        now.add(NewTable { family: INET }, NewFlags::CREATE, table("now")).unwrap();
        now.commit().unwrap();
        // an empty one sends nothing
        nftables::transaction(&mut connection, None).unwrap().commit().unwrap();
        assert_eq!(nftables::generation(&mut connection).unwrap(), generation + 1);
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
            all.add(NewRule { family: INET }, APPEND | NewFlags::ECHO, counter).unwrap();
        }
        let (mut answers, mut handles) = (all.send().unwrap(), Vec::new());
        while let Some(answer) = answers.next().unwrap() {
            let BatchAnswer::Item { index, message } = answer else { panic!("{answer:?}") };
            match NetfilterMessage::decode(message).unwrap() {
                NetfilterMessage::NewRule(_, rule) => handles.push((index.unwrap(), rule.handle().unwrap())),
                NetfilterMessage::NewGen(..) => assert_eq!(index, Some(0)),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(handles.iter().map(|made| made.0).collect::<Vec<_>>(), [0, 1, 2]);
        // and can be removed by it
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        for (_, handle) in &handles {
            all.add(DelRule { family: INET }, nlwire::wire::DeleteFlags::REQUEST, |rule| {
                rule.put(NftRule::NFTA_RULE_TABLE, "t").put(NftRule::NFTA_RULE_CHAIN, "other");
                rule.put(NftRule::NFTA_RULE_HANDLE, *handle);
            })
            .unwrap();
        }
        all.commit().unwrap();
        let mut count = 0;
        let mut rules = nftables::rules(&mut connection, INET, "t", Some("other")).unwrap();
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
            all.add(NewRule { family: INET }, APPEND, marked).unwrap();
        }
        for chunk in 0..5u16 {
            all.add(NewSetElem { family: INET }, NewFlags::CREATE, |elements| {
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
        let mut rules = nftables::rules(&mut connection, INET, "t", Some("other")).unwrap();
        let mut count = 0;
        while rules.next().unwrap().is_some() {
            count += 1;
        }
        let mut elements = nftables::elements(&mut connection, INET, "t", "ports").unwrap();
        let mut keys = 0;
        while let Some(message) = elements.next().unwrap() {
            keys +=
                message.attrs.get(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS).unwrap().unwrap().iter().count();
        }
        assert_eq!((count, keys), (1003, 10_003));
        // too much for one attribute is said so, and the transaction is as it was
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        let refused = all.add(NewSetElem { family: INET }, NewFlags::CREATE, |elements| {
            elements.array(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS, 1, 0..5000u16, |element, port| {
                element.key(&port.to_be_bytes());
            });
        });
        assert!(matches!(refused.unwrap_err().cause, Cause::Build(nlwire::wire::BuildError::TooLong)));
        assert!(all.is_empty());
    });
}
#[test]
fn sets_of_every_shape() {
    const TEST: &str = "sets_of_every_shape";
    common::in_namespace(TEST, || {
        let mut buffer = [0; 32 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables(TEST, &mut connection) {
            return;
        }
        let mut all = nftables::transaction(&mut connection, None).unwrap();
        all.add(NewTable { family: INET }, EXCL, table("t")).unwrap();
        let set = |name: &'static str, id: u32, flags: SetFlags, key: u32, len: u32| {
            move |set: &mut nlwire::wire::Request<'_, NewSet>| {
                set.put(NftSet::NFTA_SET_TABLE, "t")
                    .put(NftSet::NFTA_SET_NAME, name)
                    .put(NftSet::NFTA_SET_ID, id);
                set.put(NftSet::NFTA_SET_FLAGS, Be(flags))
                    .put(NftSet::NFTA_SET_KEY_TYPE, key)
                    .put(NftSet::NFTA_SET_KEY_LEN, len);
            }
        };
        let new = NewSet { family: INET };
        all.add(new, EXCL, set("nets", 1, SetFlags::NFT_SET_INTERVAL, 7, 4)).unwrap(); // ipv4_addr
        all.add(new, EXCL, |request| {
            set("pairs", 2, SetFlags::NFT_SET_CONCAT | SetFlags::NFT_SET_INTERVAL, 7 << 6 | 13, 8)(request); // ipv4_addr . inet_service
            request.nest(NftSet::NFTA_SET_DESC, |desc| {
                desc.nest(NftSetDesc::NFTA_SET_DESC_CONCAT, |fields| {
                    for len in [4u32, 2] {
                        fields.nest(NftSetFields::NFTA_LIST_ELEM, |field| {
                            field.put(NftSetField::NFTA_SET_FIELD_LEN, len);
                        });
                    }
                });
            });
        })
        .unwrap();
        all.add(new, EXCL, |request| {
            set("timed", 3, SetFlags::NFT_SET_TIMEOUT | SetFlags::NFT_SET_EVAL, 7, 4)(request);
            request.put(NftSet::NFTA_SET_TIMEOUT, 3_600_000u64).put(NftSet::NFTA_SET_GC_INTERVAL, 1000u32);
            request.nest(NftSet::NFTA_SET_EXPR, |expr| {
                expr.choose(NftExpr::NFTA_EXPR_NAME, NftExpr::NFTA_EXPR_DATA, ExprKind::COUNTER, |_| {});
            });
        })
        .unwrap();
        all.add(new, EXCL, |request| {
            set("marks", 4, SetFlags::NFT_SET_MAP, 13, 2)(request);
            request.put(NftSet::NFTA_SET_DATA_TYPE, 13u32).put(NftSet::NFTA_SET_DATA_LEN, 2u32);
        })
        .unwrap();
        let elem = NewSetElem { family: INET };
        let of = |name: &'static str, elements: &mut nlwire::wire::Request<'_, NewSetElem>| {
            elements
                .put(NftSetElems::NFTA_SET_ELEM_LIST_TABLE, "t")
                .put(NftSetElems::NFTA_SET_ELEM_LIST_SET, name);
        };
        all.add(elem, NewFlags::CREATE, |elements| {
            of("nets", elements);
            // 10.0.0.0/8: its first, and the first behind it
            elements.array(
                NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS,
                1,
                [([10, 0, 0, 0], false), ([11, 0, 0, 0], true)],
                |element, (key, end)| {
                    element.key(&key);
                    if end {
                        element.put(
                            NftSetElem::NFTA_SET_ELEM_FLAGS,
                            Be(SetElemFlags::NFT_SET_ELEM_INTERVAL_END),
                        );
                    }
                },
            );
        })
        .unwrap();
        all.add(elem, NewFlags::CREATE, |elements| {
            of("pairs", elements);
            elements.array(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS, 1, [()], |element, ()| {
                element.key(&[192, 0, 2, 0, 0, 80, 0, 0]);
                element.nest(NftSetElem::NFTA_SET_ELEM_KEY_END, |data| {
                    data.put(NftData::NFTA_DATA_VALUE, [192, 0, 2, 255, 0, 90, 0, 0]);
                });
            });
        })
        .unwrap();
        all.add(elem, NewFlags::CREATE, |elements| {
            of("timed", elements);
            elements.array(
                NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS,
                1,
                [[192, 0, 2, 1], [192, 0, 2, 2]],
                |element, key| {
                    element.key(&key).put(NftSetElem::NFTA_SET_ELEM_TIMEOUT, 60_000u64);
                },
            );
        })
        .unwrap();
        all.add(elem, NewFlags::CREATE, |elements| {
            of("marks", elements);
            elements.array(
                NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS,
                1,
                [(22u16, 7u16), (80, 9)],
                |element, (port, mark)| {
                    element.key(&port.to_be_bytes()).nest(NftSetElem::NFTA_SET_ELEM_DATA, |data| {
                        data.put(NftData::NFTA_DATA_VALUE, mark.to_be_bytes());
                    });
                },
            );
        })
        .unwrap();
        all.commit().unwrap();

        let mut text = String::new();
        let mut sets = nftables::sets(&mut connection, INET, "t").unwrap();
        while let Some(set) = sets.next().unwrap() {
            text += &format!("{:?}\n", set.attrs);
        }
        for name in ["nets", "pairs", "timed", "marks"] {
            let mut elements = nftables::elements(&mut connection, INET, "t", name).unwrap();
            while let Some(message) = elements.next().unwrap() {
                text += &format!("{:?}\n", message.attrs);
            }
        }
        assert!(!text.contains('#') && !text.contains("misfit"), "{text}");
        for expected in [
            "NFTA_SET_DESC: {NFTA_SET_DESC_CONCAT: {NFTA_LIST_ELEM: [{NFTA_SET_FIELD_LEN: 4}, {NFTA_SET_FIELD_LEN: 2}]}}",
            "NFTA_SET_FLAGS: NFT_SET_TIMEOUT|NFT_SET_EVAL",
            "NFTA_SET_TIMEOUT: 3600000",
            "NFTA_SET_ELEM_FLAGS: NFT_SET_ELEM_INTERVAL_END",
            "NFTA_SET_ELEM_KEY_END: {NFTA_DATA_VALUE: c00002ff005a0000}",
            "NFTA_SET_ELEM_TIMEOUT: 60000",
            "NFTA_EXPR_NAME: \"counter\", NFTA_EXPR_DATA: {NFTA_COUNTER_BYTES: 0, NFTA_COUNTER_PACKETS: 0}",
        ] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
        let Some(listed) = nft(TEST, &["-j", "list", "ruleset"]) else { return };
        let listed: Value = serde_json::from_str(&listed).unwrap();
        let set = |name: &str| {
            let all = listed["nftables"].as_array().unwrap().iter();
            all.filter_map(|item| item.get("set").or(item.get("map")))
                .find(|set| set["name"] == name)
                .unwrap()
                .clone()
        };
        assert_eq!(set("nets")["elem"].to_string(), r#"[{"prefix":{"addr":"10.0.0.0","len":8}}]"#);
        assert_eq!(
            set("pairs")["elem"].to_string(),
            r#"[{"concat":[{"prefix":{"addr":"192.0.2.0","len":24}},{"range":[80,90]}]}]"#
        );
        let timed = set("timed");
        assert_eq!((&timed["timeout"], timed["elem"].as_array().unwrap().len()), (&3600.into(), 2));
        assert_eq!(timed["elem"][0]["elem"]["timeout"], 60);
        let mut marks =
            set("marks")["elem"].as_array().unwrap().iter().map(Value::to_string).collect::<Vec<_>>();
        marks.sort();
        assert_eq!(marks, ["[22,7]", "[80,9]"]);
    });
}
#[test]
fn events_tell_of_another_tools_changes() {
    const TEST: &str = "events_tell_of_another_tools_changes";
    common::in_namespace(TEST, || {
        let mut buffer = [0; 32 * 1024];
        let mut events = connected(&mut buffer, &[NetfilterGroup::NFNLGRP_NFTABLES.0]);
        if !has_nftables(TEST, &mut events) {
            return;
        }
        let setup = "add table ip x; add counter ip x n; add chain ip x o; add chain ip x c { type filter hook prerouting priority 0; }; \
            add chain ip x n { type nat hook prerouting priority -100; }; add chain ip x p { type nat hook postrouting priority 100; }; \
            add set ip x s { type ipv4_addr; flags dynamic,timeout; timeout 1m; }; ";
        let rules = [
            "p ip saddr 10.0.0.0/8 tcp dport { 80, 443 } counter masquerade comment \"out\"",
            "n udp dport 53 dnat to 192.0.2.1:5353",
            "n tcp dport 9 redirect to :8080",
            "c ip protocol icmp limit rate over 5/second drop",
            "c quota 10 mbytes fib daddr type local",
            "c numgen random mod 4 vmap { 0 : accept, 1 : return }",
            "c jhash ip saddr mod 8 seed 0xdead == 3",
            "c symhash mod 8 == 3 ct mark set meta mark",
            "c ip daddr 10.0.0.0-10.0.0.9 tcp dport != 10-20 goto o",
            "c ct count over 3 log prefix \"a\" level debug flags all",
            "c socket transparent 1 rt classid 1",
            "c ip daddr 192.0.2.9 tcp dport 80 tproxy to :81",
            "c counter name \"n\" meta nftrace set 1 notrack",
            "c ct label set 3 dup to 192.0.2.9",
            "c add @s { ip saddr limit rate 10/second }",
            "c ip saddr . tcp dport { 192.0.2.4 . 80-90 } ip dscp set cs1 reject",
            "c osf name \"Linux\" ct zone set 3",
            "c tcp option maxseg size 1000",
        ];
        let rules = rules.map(|rule| format!("add rule ip x {rule}; ")).concat();
        let script = &format!("{setup}{rules}delete table ip x");
        // it is one transaction, so a kernel without one of these kinds takes none of it
        if let Ok(Output { status, stderr, .. }) = Command::new("nft").args(["-c", script]).output() {
            let why = String::from_utf8_lossy(&stderr);
            if !status.success() && why.contains("Could not process rule: No such file or directory") {
                return common::skip(
                    TEST,
                    "this kernel has not got a kind of expression or chain that is asked for",
                );
            }
        }
        if nft(TEST, &[script.as_str()]).is_none() {
            return;
        }
        let (mut names, mut text, mut kinds) = (Vec::new(), String::new(), std::collections::BTreeSet::new());
        loop {
            let message = events.next_event().unwrap();
            let described = nlwire::wire::Described::new("netfilter", row(message.kind()), message);
            assert_eq!(described.check(), Ok(()), "{described:?}");
            names.push(described.name().unwrap());
            let line = format!("{}", Json(described));
            let parsed: Value = serde_json::from_str(&line).unwrap();
            for expr in parsed["attributes"]["NFTA_RULE_EXPRESSIONS"]["NFTA_LIST_ELEM"]
                .as_array()
                .into_iter()
                .flatten()
            {
                kinds.insert(expr["NFTA_EXPR_NAME"].as_str().unwrap().to_owned());
            }
            text += &(line + "\n");
            if *names.last().unwrap() == "NFT_MSG_NEWGEN" {
                break;
            }
        }
        assert!(!text.contains("\"#"), "{text}");
        assert_eq!(names.first(), Some(&"NFT_MSG_NEWTABLE"));
        for name in [
            "NFT_MSG_NEWCHAIN",
            "NFT_MSG_NEWRULE",
            "NFT_MSG_NEWSET",
            "NFT_MSG_NEWSETELEM",
            "NFT_MSG_NEWOBJ",
            "NFT_MSG_DELTABLE",
        ] {
            assert!(names.contains(&name), "{names:?}");
        }
        assert!(kinds.len() >= 20, "{kinds:?}");
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
        let mut connection = Connection::over_socket(socket, &mut buffer);
        let family = AddressFamily::AF_INET;
        let mut batch = connection.batch(route::row);
        for last in [1, 2, 2, 3, 3] {
            let operation = NewAddr { family, prefix_len: 32, index: 1, ..Default::default() };
            batch
                .add(operation, EXCL, |request| {
                    request.put(Addr::IFA_LOCAL, core::net::Ipv4Addr::new(192, 0, 2, last));
                })
                .unwrap();
        }
        let failed = batch.commit().unwrap_err();
        assert_eq!((failed.index, failed.refused, failed.failure.errno()), (Some(2), 2, Some(Errno::EEXIST)));
        // the others were made all the same
        let mut count = 0;
        let mut all = route::addresses::list(&mut connection).unwrap();
        while let Some(found) = all.next().unwrap() {
            count += usize::from(
                found.address().is_some_and(|address| address.to_string().starts_with("192.0.2.")),
            );
        }
        assert_eq!(count, 3);
        let mut batch = connection.batch(route::row);
        for last in 1..4 {
            let operation = DelAddr { family, prefix_len: 32, index: 1 };
            batch
                .add(operation, nlwire::wire::DeleteFlags::REQUEST, |request| {
                    request.put(Addr::IFA_LOCAL, core::net::Ipv4Addr::new(192, 0, 2, last));
                })
                .unwrap();
        }
        batch.commit().unwrap();
    });
}

//! nf_tables, live: sets of every shape made by transactions as `nft -j list ruleset` shows them; events of what nft changes.
#![cfg(all(feature = "std", feature = "netfilter", target_os = "linux"))]
#![allow(clippy::unwrap_used)]
mod common;
#[path = "nftables/live.rs"]
mod live;

use live::*;
use nlwire::{
    netfilter::{
        NetfilterGroup, lookup,
        nftables::{self, *},
    },
    schema::Json,
    wire::{Be, NewFlags},
};
use serde_json::Value;
use std::process::Output;

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
        all.add_with(NewTable { family: INET }, EXCL, table("t")).unwrap();
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
        all.add_with(new, EXCL, set("nets", 1, SetFlags::NFT_SET_INTERVAL, 7, 4)).unwrap(); // ipv4_addr
        all.add_with(new, EXCL, |request| {
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
        all.add_with(new, EXCL, |request| {
            set("timed", 3, SetFlags::NFT_SET_TIMEOUT | SetFlags::NFT_SET_EVAL, 7, 4)(request);
            request.put(NftSet::NFTA_SET_TIMEOUT, 3_600_000u64).put(NftSet::NFTA_SET_GC_INTERVAL, 1000u32);
            request.nest(NftSet::NFTA_SET_EXPR, |expr| {
                expr.choose(NftExpr::NFTA_EXPR_NAME, NftExpr::NFTA_EXPR_DATA, ExprKind::COUNTER, |_| {});
            });
        })
        .unwrap();
        all.add_with(new, EXCL, |request| {
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
        all.add_with(elem, NewFlags::CREATE, |elements| {
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
        all.add_with(elem, NewFlags::CREATE, |elements| {
            of("pairs", elements);
            elements.array(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS, 1, [()], |element, ()| {
                element.key(&[192, 0, 2, 0, 0, 80, 0, 0]);
                element.nest(NftSetElem::NFTA_SET_ELEM_KEY_END, |data| {
                    data.put(NftData::NFTA_DATA_VALUE, [192, 0, 2, 255, 0, 90, 0, 0]);
                });
            });
        })
        .unwrap();
        all.add_with(elem, NewFlags::CREATE, |elements| {
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
        all.add_with(elem, NewFlags::CREATE, |elements| {
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
        let mut sets = connection.dump(nftables::sets(INET, "t")).unwrap();
        while let Some(set) = sets.next().unwrap() {
            text += &format!("{:?}\n", set.attrs);
        }
        for name in ["nets", "pairs", "timed", "marks"] {
            let mut elements = connection.dump(nftables::elements(INET, "t", name)).unwrap();
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
        let Some(listed) = nft_prints(TEST, &["-j", "list", "ruleset"]) else { return };
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
        if let Ok(Output { status, stderr, .. }) = common::tool("nft").args(["-c", script]).output() {
            let why = String::from_utf8_lossy(&stderr);
            if !status.success() && why.contains("Could not process rule: No such file or directory") {
                return common::skip(
                    TEST,
                    "this kernel has not got a kind of expression or chain that is asked for",
                );
            }
        }
        if nft_prints(TEST, &[script.as_str()]).is_none() {
            return;
        }
        let (mut names, mut text, mut kinds) = (Vec::new(), String::new(), std::collections::BTreeSet::new());
        loop {
            let message = events.next_event().unwrap();
            let described = nlwire::schema::Described::new("netfilter", lookup(message), message);
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

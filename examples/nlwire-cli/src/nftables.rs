//! Dumps and columns of nf_tables.
use crate::{
    columns::{Sheet, plain, word},
    fields::{Fields, at, each, spell},
    names::Names,
    objects::{Each, Object},
    stop::Stop,
    talk::{Ended, Talk, dump, dump_with},
};
use nlwire::{
    netfilter::{
        NetfilterMessage, NfGenMsg,
        nftables::{
            GetChain, GetFlowtable, GetObject, GetRule, GetSet, GetSetElem, GetTable, NftSet, NftSetElems,
        },
    },
    socket::Protocol,
    wire::Str,
};
use std::fmt::Write;

pub const OBJECTS: &[Object] = &[
    object("nft-table", |talk, each| dump(talk, GetTable::default(), each)),
    object("nft-chain", |talk, each| dump(talk, GetChain::default(), each)),
    object("nft-rule", |talk, each| dump(talk, GetRule::default(), each)),
    object("nft-set", |talk, each| dump(talk, GetSet::default(), each)),
    object("nft-element", elements),
    object("nft-object", |talk, each| dump(talk, GetObject::default(), each)),
    object("nft-flowtable", |talk, each| dump(talk, GetFlowtable::default(), each)),
];
const NFNLGRP_NFTABLES: u32 = 7;
const fn object(name: &'static str, dump: fn(&mut Talk<'_>, Each<'_>) -> Result<Ended, Stop>) -> Object {
    Object { name, protocol: Protocol::NETFILTER, groups: &[NFNLGRP_NFTABLES], dump }
}
/// The kernel dumps the elements of one set at a time.
fn elements(talk: &mut Talk<'_>, each: Each<'_>) -> Result<Ended, Stop> {
    let mut sets = Vec::new();
    let mut ended = dump(talk, GetSet::default(), &mut |message| {
        if let Ok(NetfilterMessage::NewSet(nlwire::netfilter::nftables::SetMessage {
            header, attrs, ..
        })) = NetfilterMessage::decode(message)
        {
            let name = |key| attrs.get(key).ok().flatten().map(|name: Str<'_>| name.to_string());
            if let (Some(table), Some(set)) = (name(NftSet::NFTA_SET_TABLE), name(NftSet::NFTA_SET_NAME)) {
                sets.push((header.get(NfGenMsg::nfgen_family), table, set));
            }
        }
        Ok(())
    })?;
    for (family, table, set) in sets {
        let (table, set) = (table.as_str(), set.as_str());
        ended.and(dump_with(talk, GetSetElem { family }, each, |request| {
            request
                .put(NftSetElems::NFTA_SET_ELEM_LIST_TABLE, table)
                .put(NftSetElems::NFTA_SET_ELEM_LIST_SET, set);
        })?);
    }
    Ok(ended)
}

/// Path of the elements of a set, each of which is printed as a row.
pub const ELEMENTS: &str = "NFTA_SET_ELEM_LIST_ELEMENTS";

pub static SHEETS: &[Sheet] = &[
    Sheet {
        object: "table",
        messages: &["NFT_MSG_NEWTABLE", "NFT_MSG_DELTABLE"],
        columns: &[
            ("family", family),
            ("table", |f, _, out| plain(f, "NFTA_TABLE_NAME", out)),
            ("handle", |f, _, out| plain(f, "NFTA_TABLE_HANDLE", out)),
            ("chains, sets", |f, _, out| plain(f, "NFTA_TABLE_USE", out)),
            ("flags", |f, _, out| word(f, "NFTA_TABLE_FLAGS", "NFT_TABLE_F_", out)),
            ("owner", |f, _, out| plain(f, "NFTA_TABLE_OWNER", out)),
        ],
    },
    Sheet {
        object: "chain",
        messages: &["NFT_MSG_NEWCHAIN", "NFT_MSG_DELCHAIN"],
        columns: &[
            ("family", family),
            ("table", |f, _, out| plain(f, "NFTA_CHAIN_TABLE", out)),
            ("chain", |f, _, out| plain(f, "NFTA_CHAIN_NAME", out)),
            ("handle", |f, _, out| plain(f, "NFTA_CHAIN_HANDLE", out)),
            ("rules, jumps", |f, _, out| plain(f, "NFTA_CHAIN_USE", out)),
            ("type", |f, _, out| plain(f, "NFTA_CHAIN_TYPE", out)),
            ("hook", hook),
            ("priority", |f, _, out| plain(f, "NFTA_CHAIN_HOOK.NFTA_HOOK_PRIORITY", out)),
            ("policy", |f, _, out| word(f, "NFTA_CHAIN_POLICY", "NF_", out)),
            ("dev", |f, _, out| plain(f, "NFTA_CHAIN_HOOK.NFTA_HOOK_DEV", out)),
        ],
    },
    Sheet {
        object: "rule",
        messages: &["NFT_MSG_NEWRULE", "NFT_MSG_DELRULE"],
        columns: &[
            ("family", family),
            ("table", |f, _, out| plain(f, "NFTA_RULE_TABLE", out)),
            ("chain", |f, _, out| plain(f, "NFTA_RULE_CHAIN", out)),
            ("handle", |f, _, out| plain(f, "NFTA_RULE_HANDLE", out)),
            ("behind", |f, _, out| plain(f, "NFTA_RULE_POSITION", out)),
            ("expressions", |f, _, out| expressions(f, "NFTA_RULE_EXPRESSIONS", out)),
        ],
    },
    Sheet {
        object: "set",
        messages: &["NFT_MSG_NEWSET", "NFT_MSG_DELSET"],
        columns: &[
            ("family", family),
            ("table", |f, _, out| plain(f, "NFTA_SET_TABLE", out)),
            ("set", |f, _, out| plain(f, "NFTA_SET_NAME", out)),
            ("handle", |f, _, out| plain(f, "NFTA_SET_HANDLE", out)),
            ("flags", |f, _, out| word(f, "NFTA_SET_FLAGS", "NFT_SET_", out)),
            ("key bytes", |f, _, out| plain(f, "NFTA_SET_KEY_LEN", out)),
            ("value bytes", |f, _, out| plain(f, "NFTA_SET_DATA_LEN", out)),
            ("at most", |f, _, out| plain(f, "NFTA_SET_DESC.NFTA_SET_DESC_SIZE", out)),
            ("timeout", |f, _, out| milliseconds(f, "NFTA_SET_TIMEOUT", out)),
        ],
    },
    Sheet {
        object: "element",
        messages: &["NFT_MSG_NEWSETELEM", "NFT_MSG_DELSETELEM"],
        columns: &[
            ("family", family),
            ("table", |f, _, out| plain(f, "NFTA_SET_ELEM_LIST_TABLE", out)),
            ("set", |f, _, out| plain(f, "NFTA_SET_ELEM_LIST_SET", out)),
            ("key", |f, _, out| plain(f, "NFTA_SET_ELEM_KEY.NFTA_DATA_VALUE", out)),
            ("up to", |f, _, out| plain(f, "NFTA_SET_ELEM_KEY_END.NFTA_DATA_VALUE", out)),
            ("value", |f, _, out| {
                plain(f, "NFTA_SET_ELEM_DATA.NFTA_DATA_VALUE", out);
                word(f, "NFTA_SET_ELEM_DATA.NFTA_DATA_VERDICT.NFTA_VERDICT_CODE", "NF_", out);
            }),
            ("flags", |f, _, out| word(f, "NFTA_SET_ELEM_FLAGS", "NFT_SET_ELEM_", out)),
            ("expires", |f, _, out| milliseconds(f, "NFTA_SET_ELEM_EXPIRATION", out)),
        ],
    },
    Sheet {
        object: "object",
        messages: &["NFT_MSG_NEWOBJ", "NFT_MSG_DELOBJ"],
        columns: &[
            ("family", family),
            ("table", |f, _, out| plain(f, "NFTA_OBJ_TABLE", out)),
            ("object", |f, _, out| plain(f, "NFTA_OBJ_NAME", out)),
            ("type", |f, _, out| word(f, "NFTA_OBJ_TYPE", "NFT_OBJECT_", out)),
            ("handle", |f, _, out| plain(f, "NFTA_OBJ_HANDLE", out)),
            ("used by", |f, _, out| plain(f, "NFTA_OBJ_USE", out)),
            ("data", |f, _, out| plain(f, "NFTA_OBJ_DATA", out)),
        ],
    },
    Sheet {
        object: "flowtable",
        messages: &["NFT_MSG_NEWFLOWTABLE", "NFT_MSG_DELFLOWTABLE"],
        columns: &[
            ("family", family),
            ("table", |f, _, out| plain(f, "NFTA_FLOWTABLE_TABLE", out)),
            ("flowtable", |f, _, out| plain(f, "NFTA_FLOWTABLE_NAME", out)),
            ("handle", |f, _, out| plain(f, "NFTA_FLOWTABLE_HANDLE", out)),
            ("used by", |f, _, out| plain(f, "NFTA_FLOWTABLE_USE", out)),
        ],
    },
];
/// Prints the hook of a chain: the meaning of the number depends on the family.
fn hook(f: &Fields<'_>, _: &Names, out: &mut String) {
    const PATH: &str = "NFTA_CHAIN_HOOK.NFTA_HOOK_HOOKNUM";
    let names: &[&str] = match f.number("nfgen_family") {
        Some(3) => &["input", "output", "forward"], // arp
        Some(5) => &["ingress", "egress"],          // netdev
        _ => &["prerouting", "input", "forward", "output", "postrouting", "ingress"],
    };
    match f.number(PATH).and_then(|number| names.get(usize::try_from(number).ok()?)) {
        Some(name) => out.push_str(name),
        None => plain(f, PATH, out),
    }
}
fn family(f: &Fields<'_>, _: &Names, out: &mut String) {
    word(f, "nfgen_family", "NFPROTO_", out);
}
fn milliseconds(f: &Fields<'_>, path: &'static str, out: &mut String) {
    if let Some(time) = f.number(path) {
        let _ = write!(out, "{}.{:03}s", time / 1000, time % 1000);
    }
}
/// Prints the names of a rule's expressions in order, with a verdict if one ends the rule: `meta
/// cmp counter immediate=accept`.
fn expressions(f: &Fields<'_>, path: &'static str, out: &mut String) {
    f.at(path, |list| {
        at(list, "NFTA_LIST_ELEM", &mut |list| {
            each(list, &mut |expression| {
                out.push_str(if out.is_empty() { "" } else { " " });
                at(expression, "NFTA_EXPR_NAME", &mut |name| spell(name, "", out));
                const VERDICT: &str =
                    "NFTA_EXPR_DATA.NFTA_IMMEDIATE_DATA.NFTA_DATA_VERDICT.NFTA_VERDICT_CODE";
                at(expression, VERDICT, &mut |code| {
                    out.push('=');
                    let mut word = String::new();
                    spell(code, "NF_", &mut word);
                    out.push_str(word.trim_start_matches("nft_"));
                });
            });
        });
    });
}

//! Dumps and columns of IPsec and of the kernel's crypto algorithms.
use crate::{
    columns::{Sheet, plain, word},
    fields::{Fields, at, each, number, spell},
    names::Names,
    objects::{Each, Object},
    stop::Stop,
    talk::{Ended, Talk, dump},
};
use nlwire::{crypto::GetAlg, socket::Protocol, xfrm};
use std::fmt::Write;

pub const OBJECTS: &[Object] = &[
    of(Protocol::XFRM, "xfrm-state", &[1, 3], |talk, each| dump(talk, xfrm::GetSas {}, each)),
    of(Protocol::XFRM, "xfrm-policy", &[4], |talk, each| dump(talk, xfrm::GetPolicies {}, each)),
    of(Protocol::CRYPTO, "crypto", &[], |talk, each| dump(talk, GetAlg::default(), each)),
];
type Dumps = fn(&mut Talk<'_>, Each<'_>) -> Result<Ended, Stop>;
const fn of(protocol: Protocol, name: &'static str, groups: &'static [u32], dump: Dumps) -> Object {
    Object { name, protocol, groups, dump }
}

pub static SHEETS: &[Sheet] = &[
    Sheet {
        object: "state",
        messages: &["XFRM_MSG_NEWSA", "XFRM_MSG_UPDSA"],
        columns: &[
            ("proto", |f, _, out| word(f, "id.proto", "IPPROTO_", out)),
            ("source", |f, _, out| plain(f, "saddr", out)),
            ("destination", |f, _, out| plain(f, "id.daddr", out)),
            ("spi", |f, _, out| hex(f, "id.spi", out)),
            ("reqid", |f, _, out| plain(f, "reqid", out)),
            ("mode", |f, _, out| word(f, "mode", "XFRM_MODE_", out)),
            ("algorithms", algorithms),
            ("port", |f, _, out| plain(f, "XFRMA_ENCAP.encap_dport", out)),
            ("mark", mark),
            ("if_id", |f, _, out| plain(f, "XFRMA_IF_ID", out)),
            ("bytes", |f, _, out| plain(f, "curlft.bytes", out)),
            ("packets", |f, _, out| plain(f, "curlft.packets", out)),
        ],
    },
    Sheet {
        object: "policy",
        messages: &["XFRM_MSG_NEWPOLICY", "XFRM_MSG_UPDPOLICY"],
        columns: &[
            ("dir", |f, _, out| word(f, "dir", "XFRM_POLICY_", out)),
            ("action", |f, _, out| word(f, "action", "XFRM_POLICY_", out)),
            ("source", |f, _, out| selected(f, ["sel.saddr", "sel.prefixlen_s", "sel.sport"], out)),
            ("destination", |f, _, out| selected(f, ["sel.daddr", "sel.prefixlen_d", "sel.dport"], out)),
            ("proto", |f, _, out| {
                if f.number("sel.proto").is_some_and(|proto| proto != 0) {
                    word(f, "sel.proto", "IPPROTO_", out);
                }
            }),
            ("priority", |f, _, out| plain(f, "priority", out)),
            ("index", |f, _, out| plain(f, "index", out)),
            ("mark", mark),
            ("if_id", |f, _, out| plain(f, "XFRMA_IF_ID", out)),
            ("templates", templates),
        ],
    },
    Sheet {
        object: "algorithm",
        messages: &["CRYPTO_MSG_GETALG", "CRYPTO_MSG_NEWALG", "CRYPTO_MSG_UPDATEALG"],
        columns: &[
            ("name", |f, _, out| plain(f, "cru_name", out)),
            ("driver", |f, _, out| plain(f, "cru_driver_name", out)),
            ("type", algorithm_type),
            ("priority", |f, _, out| plain(f, "CRYPTOCFGA_PRIORITY_VAL", out)),
            ("module", |f, _, out| plain(f, "cru_module_name", out)),
            ("used by", |f, _, out| plain(f, "cru_refcnt", out)),
        ],
    },
];
fn hex(f: &Fields<'_>, path: &'static str, out: &mut String) {
    if let Some(number) = f.number(path) {
        let _ = write!(out, "{number:#x}");
    }
}
fn mark(f: &Fields<'_>, _: &Names, out: &mut String) {
    if let (Some(value), Some(mask)) = (f.number("XFRMA_MARK.v"), f.number("XFRMA_MARK.m")) {
        let _ = write!(out, "{value:#x}/{mask:#x}");
    }
}
/// Prints algorithms by name only: keys are part of the full output.
fn algorithms(f: &Fields<'_>, _: &Names, out: &mut String) {
    for kind in
        ["XFRMA_ALG_AEAD", "XFRMA_ALG_CRYPT", "XFRMA_ALG_AUTH_TRUNC", "XFRMA_ALG_AUTH", "XFRMA_ALG_COMP"]
    {
        // the kernel reports authentication algorithms in both forms
        if kind == "XFRMA_ALG_AUTH" && f.text("XFRMA_ALG_AUTH_TRUNC").is_some() {
            continue;
        }
        f.at_built(&format!("{kind}.header.alg_name"), |name| {
            out.push_str(if out.is_empty() { "" } else { " " });
            spell(name, "", out);
        });
    }
}
/// Prints a selector: `10.1.0.0/16:80`, or `any` for all addresses.
fn selected(f: &Fields<'_>, [address, bits, port]: [&'static str; 3], out: &mut String) {
    match f.number(bits) {
        Some(0) | None => out.push_str("any"),
        Some(bits) => {
            let _ = write!(out, "{}/{bits}", f.text(address).unwrap_or_default());
        }
    }
    if let Some(port) = f.number(port).filter(|port| *port != 0) {
        let _ = write!(out, ":{port}");
    }
}
/// Prints the templates of a policy: `tunnel esp 192.0.2.1 > 192.0.2.2 reqid 42; ...`.
fn templates(f: &Fields<'_>, _: &Names, out: &mut String) {
    f.at("XFRMA_TMPL", |list| {
        each(list, &mut |template| {
            let word = |path, prefix: &str| {
                let mut word = String::new();
                at(template, path, &mut |view| spell(view, prefix, &mut word));
                word
            };
            let between = if out.is_empty() { "" } else { "; " };
            let (mode, proto) = (word("mode", "XFRM_MODE_"), word("id.proto", "IPPROTO_"));
            let _ = write!(out, "{between}{mode} {proto}");
            if mode == "tunnel" {
                let _ = write!(out, " {} > {}", word("saddr", ""), word("id.daddr", ""));
            }
            if let Some(id) = at(template, "reqid", &mut number).flatten().filter(|id| *id != 0) {
                let _ = write!(out, " reqid {id}");
            }
        });
    });
}
/// Prints the type of an algorithm by its report attribute, as /proc/crypto does.
fn algorithm_type(f: &Fields<'_>, _: &Names, out: &mut String) {
    for report in [
        "LARVAL",
        "HASH",
        "BLKCIPHER",
        "AEAD",
        "COMPRESS",
        "RNG",
        "CIPHER",
        "AKCIPHER",
        "KPP",
        "ACOMP",
        "SIG",
    ] {
        if out.is_empty() {
            f.at_built(&format!("CRYPTOCFGA_REPORT_{report}.type"), |kind| spell(kind, "", out));
        }
    }
}

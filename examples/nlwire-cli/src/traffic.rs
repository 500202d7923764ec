//! Filters, chains and actions of traffic control: dumps and columns.
use crate::{
    fields::{self, Fields, at, each},
    names::Names,
    objects::Each,
    stop::Stop,
    talk::{Ended, Talk, dump, dump_with},
};
use nlwire::{
    schema::{Label, Node, View},
    tc::{
        Action, ActionKind, ActionRoot, GetAction, GetChain, GetQdisc, GetTClass, GetTFilter, Qdisc,
        QdiscAttr, TClass, TcHandle, TcMsg, U32Handle,
    },
    uapi::EtherType,
    wire::{Attrs, GetFlags, Operation, Selector, Str, Struct},
};
use std::fmt::Write;

/// Where filters can be attached: an interface index and a parent handle, or -1 and a block number.
type Place = (u32, TcHandle);

pub fn filters(talk: &mut Talk<'_>, each: Each<'_>) -> Result<Ended, Stop> {
    everywhere(talk, each, |(index, parent)| GetTFilter { index, parent, ..Default::default() })
}
pub fn chains(talk: &mut Talk<'_>, each: Each<'_>) -> Result<Ended, Stop> {
    everywhere(talk, each, |(index, parent)| GetChain { index, parent })
}
/// The kernel dumps the actions of one kind at a time, and returns nothing for a kind that it
/// lacks.
pub fn actions(talk: &mut Talk<'_>, each: Each<'_>) -> Result<Ended, Stop> {
    let mut ended = Ended::default();
    for (kind, _) in ActionKind::SPEC.arms {
        let asked = dump_with(talk, GetAction {}, each, |request| {
            request.array(ActionRoot::TCA_ROOT_TAB, 1, [*kind], |action, kind| {
                action.put(Action::TCA_ACT_KIND, Str(kind));
            });
        });
        ended.and(asked?);
    }
    Ok(ended)
}
/// Dumps the filters or chains of each qdisc and each class of all interfaces, and of shared
/// blocks, each once.
fn everywhere<O: Operation<Flags = GetFlags>>(
    talk: &mut Talk<'_>,
    each: Each<'_>,
    of: impl Fn(Place) -> O,
) -> Result<Ended, Stop> {
    let mut places = Vec::new();
    let mut ended = dump(talk, GetQdisc::default(), &mut |message| {
        if let Ok((header, attrs)) = message.split::<TcMsg, Qdisc>() {
            qdisc(header, attrs, &mut places);
        }
        Ok(())
    })?;
    let mut classful: Vec<_> = places.iter().filter(|place| place.0 > 0).map(|place| place.0).collect();
    classful.dedup();
    for index in classful {
        ended.and(dump(talk, GetTClass { index, ..Default::default() }, &mut |message| {
            if let Ok((header, _)) = message.split::<TcMsg, TClass>() {
                places.push((index, header.get(TcMsg::tcm_handle)));
            }
            Ok(())
        })?);
    }
    let mut seen = Vec::new();
    for place in places {
        if !seen.contains(&place) {
            seen.push(place);
            ended.and(dump(talk, of(place), each)?);
        }
    }
    Ok(ended)
}
/// Adds the places where filters of a qdisc may be attached.
fn qdisc(header: &Struct<TcMsg>, attrs: Attrs<'_, Qdisc>, places: &mut Vec<Place>) {
    let (index, handle) = (header.get(TcMsg::tcm_ifindex), header.get(TcMsg::tcm_handle));
    let (mut kind, mut blocks) = (Default::default(), [None; 2]);
    for attr in attrs.into_iter().flatten() {
        match attr {
            QdiscAttr::TCA_KIND(name) => kind = name,
            QdiscAttr::TCA_INGRESS_BLOCK(block) => blocks[0] = Some(block),
            QdiscAttr::TCA_EGRESS_BLOCK(block) => blocks[1] = Some(block),
            _ => {}
        }
    }
    let mut sides = vec![handle];
    match kind.as_bytes() {
        b"noqueue" => return,
        b"clsact" => sides = vec![TcHandle::CLSACT_INGRESS, TcHandle::CLSACT_EGRESS],
        // the kernel's default qdiscs have no handle: the root is found without one, and no other
        // has filters
        _ if handle == TcHandle::TC_H_UNSPEC && header.get(TcMsg::tcm_parent) != TcHandle::TC_H_ROOT => {
            return;
        }
        _ => {}
    }
    for (at, parent) in sides.into_iter().enumerate() {
        places.push(match blocks.get(at).copied().flatten() {
            Some(block) => (TcMsg::TCM_IFINDEX_MAGIC_BLOCK, TcHandle(block)),
            None => (index, parent),
        });
    }
}

/// Prints the interface's name, or the block.
pub fn device(f: &Fields<'_>, names: &Names, out: &mut String) {
    let Some(index) = f.number("tcm_ifindex") else { return };
    if index as u32 != TcMsg::TCM_IFINDEX_MAGIC_BLOCK {
        out.push_str(&names.of(index));
    } else if let Some(block) = f.number("tcm_parent") {
        let _ = write!(out, "block {block}");
    }
}
/// Prints the parent of a filter, unless it is a block.
pub fn parent(f: &Fields<'_>, _: &Names, out: &mut String) {
    let block = f.number("tcm_ifindex").is_some_and(|index| index as u32 == TcMsg::TCM_IFINDEX_MAGIC_BLOCK);
    let Some(parent) = f.number("tcm_parent").filter(|_| !block) else { return };
    let _ = match TcHandle(parent as u32) {
        TcHandle::CLSACT_INGRESS => write!(out, "ingress"),
        TcHandle::CLSACT_EGRESS => write!(out, "egress"),
        parent => write!(out, "{}", parent.id()),
    };
}
/// Returns the header of a filter.
fn info(f: &Fields<'_>) -> Struct<TcMsg> {
    TcMsg::new().with(TcMsg::tcm_info, f.number("tcm_info").unwrap_or(0) as u32)
}
pub fn priority(f: &Fields<'_>, _: &Names, out: &mut String) {
    let _ = write!(out, "{}", info(f).priority());
}
pub fn protocol(f: &Fields<'_>, _: &Names, out: &mut String) {
    let _ = match info(f).protocol() {
        EtherType(0) => Ok(()),
        protocol => match protocol.name() {
            Some(name) => write!(out, "{}", name.trim_start_matches("ETH_P_").to_lowercase()),
            None => write!(out, "{:#06x}", protocol.0),
        },
    };
}
/// Prints a filter's handle in the notation of its kind.
pub fn handle(f: &Fields<'_>, _: &Names, out: &mut String) {
    let Some(handle) = f.number("tcm_handle").filter(|handle| *handle != 0) else { return };
    let _ = match f.text("TCA_KIND").as_deref() {
        Some("u32") => write!(out, "{}", U32Handle::from(TcHandle(handle as u32))),
        Some("fw") => write!(out, "mark {handle:#x}"),
        _ => write!(out, "{handle}"),
    };
}
/// Calls `f` with a filter option whose name depends on the kind, such as `TCA_U32_CLASSID`.
fn option<R>(f: &Fields<'_>, name: &str, then: impl FnMut(&View<'_>) -> R) -> Option<R> {
    let kind = f.text("TCA_KIND")?.to_uppercase().replace("ROUTE", "ROUTE4");
    f.at_built(&format!("TCA_OPTIONS.TCA_{kind}_{name}"), then)
}
pub fn class(f: &Fields<'_>, _: &Names, out: &mut String) {
    if let Some(class) = option(f, "CLASSID", fields::number).flatten() {
        let _ = write!(out, "{}", TcHandle(class as u32).id());
    }
}
/// Prints a filter's match in short.
pub fn matches(f: &Fields<'_>, _: &Names, out: &mut String) {
    match f.text("TCA_KIND").as_deref() {
        Some("u32") => {
            if let Some(buckets) = option(f, "DIVISOR", fields::number).flatten() {
                let _ = write!(out, "table of {buckets}");
            }
            option(f, "SEL", |sel| at(sel, "data", &mut |keys| each(keys, &mut |key| u32_key(key, out))));
        }
        Some("flower") => {
            f.at("TCA_OPTIONS", |options| flower(options, out));
        }
        Some("bpf") => {
            let named = option(f, "NAME", |name| fields::spell(name, "", out)).is_some();
            if let Some(count) = option(f, "OPS_LEN", fields::number).flatten().filter(|_| !named) {
                let _ = write!(out, "{count} instructions");
            }
        }
        _ => {}
    }
}
fn u32_key(key: &View<'_>, out: &mut String) {
    let number = |name| at(key, name, &mut fields::number).flatten().unwrap_or(0) as u32;
    let between = if out.is_empty() { "" } else { " " };
    let (value, mask, off) = (number("val"), number("mask"), number("off") as i32);
    let _ = write!(out, "{between}{value:08x}/{mask:08x}@{off}");
}
/// Prints flower keys, and masks that are not all ones.
fn flower(options: &View<'_>, out: &mut String) {
    let Node::Map(entries) = options.node() else { return };
    for entry in entries {
        let Label::Name(name) = entry.label else { continue };
        let Some(key) = name.strip_prefix("TCA_FLOWER_KEY_") else { continue };
        match key.strip_suffix("_MASK") {
            Some(_) if entry.value.payload().iter().all(|byte| *byte == 0xff) => continue,
            Some(_) => out.push('/'),
            None => {
                let _ = write!(out, "{}{}=", if out.is_empty() { "" } else { " " }, key.to_lowercase());
            }
        }
        let mut value = String::new();
        fields::spell(&entry.value, "", &mut value);
        for prefix in ["eth_p_", "ipproto_", "tca_flower_key_ct_flags_", "tca_flower_key_flags_"] {
            value = value.replace(prefix, "");
        }
        out.push_str(&value.replace("TCA_FLOWER_KEY_", ""));
    }
}
/// Prints the actions of a filter, in order: `police shot, mirred veth1`.
pub fn list(f: &Fields<'_>, names: &Names, out: &mut String) {
    option(f, "ACT", |actions| {
        each(actions, &mut |action| {
            out.push_str(if out.is_empty() { "" } else { ", " });
            at(action, "TCA_ACT_KIND", &mut |kind| fields::spell(kind, "", out));
            let number = |path| at(action, path, &mut fields::number).flatten();
            if let Some(link) = number("TCA_ACT_OPTIONS.TCA_MIRRED_PARMS.ifindex") {
                let _ = write!(out, " {}", names.of(link));
            }
            at(action, "TCA_ACT_OPTIONS.TCA_GACT_PARMS.action", &mut |verdict| {
                out.push(' ');
                fields::spell(verdict, "TC_ACT_", out);
            });
        });
    });
}
/// Calls `then` with a field of an action's parameters, whose name depends on the kind.
fn parms<R>(f: &Fields<'_>, field: &str, mut then: impl FnMut(&View<'_>) -> R) -> Option<R> {
    f.at("TCA_ACT_OPTIONS", |options| {
        let Node::Map(entries) = options.node() else { return None };
        let mut found = None;
        for entry in entries {
            if found.is_none() && matches!(entry.value.node(), Node::Map(_)) {
                found = at(&entry.value, field, &mut then)
                    .or_else(|| at(&entry.value, &format!("header.{field}"), &mut then));
            }
        }
        found
    })
    .flatten()
}
pub fn action_index(f: &Fields<'_>, _: &Names, out: &mut String) {
    parms(f, "index", |index| fields::spell(index, "", out));
}
pub fn action_verdict(f: &Fields<'_>, _: &Names, out: &mut String) {
    parms(f, "action", |verdict| fields::spell(verdict, "TC_ACT_", out));
}
pub fn action_bound(f: &Fields<'_>, _: &Names, out: &mut String) {
    parms(f, "bindcnt", |count| fields::spell(count, "", out));
}

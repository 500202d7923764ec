//! `nlwire policy`: the attributes that a family's commands accept, from the running kernel.
use crate::{
    output::Output,
    stop::{Stop, stop},
    talk::{self, BUFFER},
};
use nlwire::{
    genl::{Control, ControlPolicy, GetPolicy},
    socket::Protocol,
    wire::{Attrs, Error, Key, PolicyType, RawAttrs, Value},
};
use std::fmt::Write;

pub fn run(out: &mut Output, name: &str) -> Result<(), Stop> {
    let mut buffer = vec![0; BUFFER];
    let mut talk = talk::open(Protocol::GENERIC, &mut buffer, None)?;
    let replies = talk.dump_with(GetPolicy, |request| _ = request.put(Control::CTRL_ATTR_FAMILY_NAME, name));
    let mut replies = replies.map_err(|failure| stop!("{failure}"))?;
    loop {
        match replies.next() {
            Ok(Some(reply)) if out.is_columns() => {
                out.count(reply.message);
                if let Err(error) = show(out, reply.attrs)? {
                    out.note(&error.to_string())?;
                    out.incomplete = true;
                }
            }
            Ok(Some(reply)) => {
                out.message(Protocol::GENERIC.0.into(), reply.message, "", reply.message.bytes())?;
            }
            Ok(None) => break,
            Err(failure) if failure.is_not_found() => {
                return Err(stop!(
                    "this kernel has no family {name:?} now, or the family has no policies: nlwire family lists them"
                ));
            }
            Err(failure) => return Err(stop!("{failure}")),
        }
    }
    if replies.interrupted() {
        out.interrupted(name);
    }
    Ok(())
}
/// Prints one message of the reply: about a command, or an attribute.
fn show(out: &mut Output, attrs: Attrs<'_, Control>) -> Result<Result<(), Error>, Stop> {
    let mut lines = Vec::new();
    let read = lines_of(attrs, &mut lines);
    lines.iter().try_for_each(|line| out.text(line))?;
    Ok(read)
}
fn lines_of(attrs: Attrs<'_, Control>, lines: &mut Vec<String>) -> Result<(), Error> {
    for attr in attrs.raw() {
        let attr = attr?;
        if attr.attr_type() == Control::CTRL_ATTR_OP_POLICY.number() {
            for command in RawAttrs::new(attr.payload()) {
                let command = command?;
                let policies = Attrs::<ControlPolicy>::new(command.payload());
                let mut line = format!("command {}:", command.attr_type());
                for (way, key) in [
                    ("do", ControlPolicy::CTRL_ATTR_POLICY_DO),
                    ("dump", ControlPolicy::CTRL_ATTR_POLICY_DUMP),
                ] {
                    if let Some(index) = policies.get(key)? {
                        let _ = write!(line, " {way} by policy {index}");
                    }
                }
                lines.push(line);
            }
        } else if attr.attr_type() == Control::CTRL_ATTR_POLICY.number() {
            for policy in RawAttrs::new(attr.payload()) {
                let policy = policy?;
                for taken in RawAttrs::new(policy.payload()) {
                    let taken = taken?;
                    let what = what(Attrs::new(taken.payload()))?;
                    lines.push(format!(
                        "policy {:3}  attribute {:3}  {what}",
                        policy.attr_type(),
                        taken.attr_type()
                    ));
                }
            }
        }
    }
    Ok(())
}
/// Prints a type with its limits: `u32, 1 to 10`.
pub fn what(of: Attrs<'_, PolicyType>) -> Result<String, Error> {
    let kind = of.get(PolicyType::NL_POLICY_TYPE_ATTR_TYPE)?.unwrap_or_default().to_string();
    let mut what = kind.trim_start_matches("NL_ATTR_TYPE_").to_lowercase().replace('_', " ");
    range(
        of,
        PolicyType::NL_POLICY_TYPE_ATTR_MIN_VALUE_U,
        PolicyType::NL_POLICY_TYPE_ATTR_MAX_VALUE_U,
        "",
        &mut what,
    )?;
    range(
        of,
        PolicyType::NL_POLICY_TYPE_ATTR_MIN_VALUE_S,
        PolicyType::NL_POLICY_TYPE_ATTR_MAX_VALUE_S,
        "",
        &mut what,
    )?;
    let lengths = (PolicyType::NL_POLICY_TYPE_ATTR_MIN_LENGTH, PolicyType::NL_POLICY_TYPE_ATTR_MAX_LENGTH);
    range(of, lengths.0, lengths.1, " bytes", &mut what)?;
    if let Some(mask) = of.get(PolicyType::NL_POLICY_TYPE_ATTR_MASK)? {
        let _ = write!(what, ", bits {mask:#x}");
    }
    if let Some(mask) = of.get(PolicyType::NL_POLICY_TYPE_ATTR_BITFIELD32_MASK)? {
        let _ = write!(what, ", bits {mask:#x}");
    }
    if let Some(index) = of.get(PolicyType::NL_POLICY_TYPE_ATTR_POLICY_IDX)? {
        let _ = write!(what, " of policy {index}");
    }
    Ok(what)
}
fn range<'a, V: Value<'a> + std::fmt::Display>(
    of: Attrs<'a, PolicyType>,
    least: Key<PolicyType, V>,
    most: Key<PolicyType, V>,
    unit: &str,
    out: &mut String,
) -> Result<(), Error> {
    let _ = match (of.get(least)?, of.get(most)?) {
        (Some(least), Some(most)) => write!(out, ", {least} to {most}{unit}"),
        (Some(least), None) => write!(out, ", from {least}{unit} on"),
        (None, Some(most)) => write!(out, ", up to {most}{unit}"),
        (None, None) => Ok(()),
    };
    Ok(())
}

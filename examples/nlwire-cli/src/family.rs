//! `nlwire family`: a generic netlink family with its commands and groups, from the controller.
use crate::{
    dump,
    fields::{self, Fields, at, each},
    objects::FAMILY,
    output::Output,
    stop::{Stop, stop},
    talk::{self, BUFFER},
};
use nlwire::{
    genl::{Control, GetFamily},
    socket::Protocol,
};

pub fn run(out: &mut Output, name: Option<&str>) -> Result<(), Stop> {
    let Some(name) = name else {
        return match dump::one(out, &FAMILY)? {
            Some(forbidden) => Err(stop!("{forbidden}")),
            None => Ok(()),
        };
    };
    let mut buffer = vec![0; BUFFER];
    let mut talk = talk::open(Protocol::GENERIC, &mut buffer, None)?;
    let reply = talk.get_with(GetFamily, |request| _ = request.put(Control::CTRL_ATTR_FAMILY_NAME, name));
    let message = match reply {
        Ok(reply) => reply.message,
        Err(failure) if failure.is_not_found() => {
            return Err(stop!(
                "this kernel has no family {name:?} now; a module may bring it: nlwire family lists them"
            ));
        }
        Err(failure) => return Err(stop!("{failure}")),
    };
    let protocol = Protocol::GENERIC.0.into();
    if !out.is_columns() {
        return out.message(protocol, message, "", message.bytes());
    }
    out.count(message);
    let described = out.describe(protocol, message);
    fields::read(&described, |fields| print(out, fields))
}
fn print(out: &mut Output, fields: &Fields<'_>) -> Result<(), Stop> {
    let number = |path| fields.number(path).unwrap_or(0);
    out.text(&format!(
        "{}: id {}, version {}, header of {} bytes, attributes up to {}",
        fields.text("CTRL_ATTR_FAMILY_NAME").unwrap_or_default(),
        number("CTRL_ATTR_FAMILY_ID"),
        number("CTRL_ATTR_VERSION"),
        number("CTRL_ATTR_HDRSIZE"),
        number("CTRL_ATTR_MAXATTR")
    ))?;
    let mut lines = Vec::new();
    fields.at("CTRL_ATTR_OPS", |commands| {
        each(commands, &mut |command| {
            let id = at(command, "CTRL_ATTR_OP_ID", &mut fields::number).flatten().unwrap_or(0);
            let mut flags = String::new();
            at(command, "CTRL_ATTR_OP_FLAGS", &mut |view| fields::spell(view, "GENL_", &mut flags));
            lines.push(format!("  command {id:3}  {}", flags.replace("cmd_cap_", "")));
        });
    });
    fields.at("CTRL_ATTR_MCAST_GROUPS", |groups| {
        each(groups, &mut |group| {
            let id = at(group, "CTRL_ATTR_MCAST_GRP_ID", &mut fields::number).flatten().unwrap_or(0);
            let mut name = String::new();
            at(group, "CTRL_ATTR_MCAST_GRP_NAME", &mut |view| fields::spell(view, "", &mut name));
            lines.push(format!("  group   {id:3}  {name}"));
        });
    });
    lines.iter().try_for_each(|line| out.text(line))
}

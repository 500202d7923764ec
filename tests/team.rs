//! Teams against the running kernel, and against what `teamnl` says.
#![cfg(all(feature = "std", feature = "team", target_os = "linux"))]

mod common;

use nlwire::{
    client::Connection,
    genl::{
        self,
        team::{self, *},
    },
    route::link,
    schema::View,
    socket::{Protocol, Socket},
};
use std::{error::Error, time::Duration};

type Tested = Result<(), Box<dyn Error>>;

fn run(tool: &str, args: &str) -> String {
    let output = common::tool(tool).args(args.split(' ')).output().expect("the tool is there");
    assert!(output.status.success(), "{tool} {args}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn options_and_ports_are_what_teamnl_says() {
    let name = "options_and_ports_are_what_teamnl_says";
    // the family is for the system's own root
    common::in_namespace_of_root(name, || {
        if common::has_tools(name, &["ip", "teamnl"]) {
            live(name).expect("all of it");
        }
    });
}
fn live(name: &str) -> Tested {
    let mut buffer = [0; 32 * 1024];
    let socket = Socket::new(Protocol::GENERIC)?;
    socket.set_receive_timeout(Some(Duration::from_secs(20)))?;
    let mut connection = Connection::over_socket(socket, &mut buffer[..]);
    let family = match connection.run(genl::family(team::NAME)) {
        Err(error) if error.is_not_found() => {
            common::skip(name, "this kernel has no family team");
            return Ok(());
        }
        family => family?,
    };
    // without a receiver of its event, a change is an error: Linux 6.1
    let listener = Socket::new(Protocol::GENERIC)?;
    listener.join(family.group(team::CHANGE_EVENT).ok_or("no group")?)?;
    run("ip", "link add team0 type team");
    run("ip", "link add v0 type veth peer name v1");
    let mut route_buffer = [0; 8192];
    let mut route = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut route_buffer[..]);
    let team0 = route.get(link::by_name("team0"))?.index();
    let v0 = route.get(link::by_name("v0"))?.index();
    let mode = OptionKey::new("mode");
    let wrong = connection.run(team::set_option(&family, team0, OptionKey::new("none"), OptionSpec::U32(1)));
    assert!(wrong.is_err());
    connection.run(team::set_option(&family, team0, mode, OptionSpec::String("activebackup")))?;
    assert_eq!(run("teamnl", "team0 getoption mode").trim(), "activebackup");
    run("ip", "link set v0 master team0");
    run("ip", "link set v1 up");
    run("ip", "link set team0 up");
    connection.run(team::set_option(
        &family,
        team0,
        OptionKey::of_port("priority", v0),
        OptionSpec::S32(-5),
    ))?;
    let enabled = OptionKey::of_port("enabled", v0);
    connection.run(team::set_option(&family, team0, enabled, OptionSpec::Bool(false)))?;
    assert_eq!(run("teamnl", "team0 -p v0 getoption priority").trim(), "-5");
    assert_eq!(run("teamnl", "team0 -p v0 getoption enabled").trim(), "false");
    run("teamnl", "team0 -p v0 setoption queue_id 3");

    let (mut found, mut options) = (Vec::new(), connection.dump(team::options(&family, team0))?);
    while let Some(part) = options.next()? {
        assert!(!format!("{:?}", part.attrs).contains('#'), "{:?}", part.attrs);
        View::of(part.attrs).check()?;
        for option in part.attrs.options() {
            let value = match option.value() {
                Some(OptionValue::U32(value)) => value.to_string(),
                Some(OptionValue::S32(value)) => value.to_string(),
                Some(OptionValue::String(value)) => value.to_string(),
                Some(OptionValue::Flag(_)) => "true".to_string(),
                None => "false".to_string(),
                other => format!("{other:?}"),
            };
            let port = option.port_ifindex().map_or("", |port| {
                assert_eq!(port, v0);
                " (port:v0)"
            });
            found.push(format!("{}{port} {value}", option.name().ok_or("no name")?));
        }
    }
    // as ` *mode activebackup` and ` priority (port:v0) -5`
    let told = run("teamnl", "team0 options");
    let mut theirs = told
        .lines()
        .map(|line| line.trim().trim_start_matches('*').split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>();
    found.sort();
    theirs.sort();
    assert_eq!(found, theirs);
    assert!(found.contains(&"queue_id (port:v0) 3".to_string()), "{found:?}");

    let (mut found, mut ports) = (Vec::new(), connection.dump(team::ports(&family, team0))?);
    while let Some(part) = ports.next()? {
        assert!(!format!("{:?}", part.attrs).contains('#'), "{:?}", part.attrs);
        found.extend(part.attrs.ports().map(|port| (port.ifindex(), port.is_up(), port.speed())));
    }
    let told = run("teamnl", "team0 ports");
    let [(index, up, speed)] = found[..] else { panic!("{found:?}") };
    assert_eq!(index, Some(v0));
    let line = format!("{v0}: v0: {} {}Mbit", if up { "up" } else { "down" }, speed.unwrap_or(0));
    assert!(told.contains(&line), "{line} in {told}");
    Ok(())
}

//! devlink against a simulated device (netdevsim), and against what `devlink` says.
#![cfg(all(feature = "std", feature = "devlink", target_os = "linux"))]

mod common;

use nlwire::{
    client::Connection,
    genl::{
        self, Family,
        devlink::{self, *},
    },
    schema::View,
    socket::{Protocol, Socket},
    wire::Attrs,
};
use serde_json::Value;
use std::{error::Error, fs, time::Duration};

type Tested = Result<(), Box<dyn Error>>;
const HANDLE: Handle<'_> = Handle { bus: "netdevsim", device: "netdevsim7" };
const NAME: &str = "netdevsim/netdevsim7";

fn text(args: &str) -> String {
    let output = common::tool("devlink").args(args.split(' ')).output().expect("devlink is there");
    assert!(output.status.success(), "devlink {args}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
fn theirs(args: &str) -> Value {
    let said = text(&format!("-j {args}"));
    serde_json::from_str(&said).unwrap_or_else(|error| panic!("devlink -j {args}: {error}: {said}"))
}
/// A kernel's name as devlink(8) prints it: `DEVLINK_PORT_FLAVOUR_PHYSICAL` is `physical`.
fn word(name: Option<&str>, prefix: &str) -> String {
    name.and_then(|name| name.strip_prefix(prefix)).unwrap_or("?").to_lowercase()
}
/// Checks that everything in a message is known.
fn known(attrs: Attrs<'_, Devlink>) -> Tested {
    assert!(!format!("{attrs:?}").contains('#'), "{attrs:?}");
    Ok(View::of(attrs).check()?)
}

#[test]
fn a_simulated_device_is_what_devlink_says() {
    let name = "a_simulated_device_is_what_devlink_says";
    common::in_namespace_of_root(name, || {
        if !common::has_tools(name, &["devlink"]) {
            return;
        }
        if !fs::exists("/sys/bus/netdevsim/new_device").unwrap_or(false) {
            return common::skip(name, "this kernel has no netdevsim");
        }
        fs::write("/sys/bus/netdevsim/new_device", "7 2").expect("a device");
        let _device = Device;
        live().expect("all of it");
    });
}
/// The simulated device, removed at the end also of a test that fails.
struct Device;
impl Drop for Device {
    fn drop(&mut self) {
        let _ = fs::write("/sys/bus/netdevsim/del_device", "7");
    }
}
fn connect(buffer: &mut [u8]) -> Result<Connection<Socket, &'_ mut [u8]>, Box<dyn Error>> {
    let socket = Socket::new(Protocol::GENERIC)?;
    socket.set_receive_timeout(Some(Duration::from_secs(60)))?;
    Ok(Connection::over_socket(socket, buffer))
}
fn live() -> Tested {
    let mut buffer = vec![0; 64 * 1024];
    let mut connection = connect(&mut buffer)?;
    let family = connection.run(genl::family(devlink::NAME))?;
    assert!(family.group(devlink::CONFIG).is_some());
    let mut devices = connection.dump(devlink::devices(&family))?;
    let mut found = false;
    while let Some(device) = devices.next()? {
        known(device.attrs)?;
        found |= device.attrs.handle() == Some(("netdevsim".into(), "netdevsim7".into()));
    }
    assert!(found);
    let parts: [fn(Live<'_, '_>, &Family) -> Tested; 7] =
        [devices_and_ports, parameters, health, regions, traps, resources, flash];
    let mut failed = Vec::new();
    for part in parts {
        if let Err(error) = part(&mut connection, &family) {
            failed.push(error.to_string());
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    let reply = connection.get(devlink::reload(
        &family,
        HANDLE,
        ReloadAction::DEVLINK_RELOAD_ACTION_DRIVER_REINIT,
    ))?;
    let done = reply.attrs.get(Devlink::DEVLINK_ATTR_RELOAD_ACTIONS_PERFORMED)?.ok_or("no actions")?;
    assert_eq!(done.value, 1 << ReloadAction::DEVLINK_RELOAD_ACTION_DRIVER_REINIT.0);
    let gone = Handle { device: "netdevsim8", ..HANDLE };
    assert!(connection.get(devlink::info(&family, gone)).unwrap_err().is_not_found());
    Ok(())
}
type Live<'c, 'b> = &'c mut Connection<Socket, &'b mut [u8]>;
fn devices_and_ports(connection: Live<'_, '_>, family: &Family) -> Tested {
    let info = connection.get(devlink::info(family, HANDLE))?.attrs;
    known(info)?;
    let said = theirs(&format!("dev info {NAME}"));
    assert_eq!(said["info"][NAME]["driver"].as_str(), Some(&*info.driver().ok_or("no driver")?.to_string()));
    let mut ports = connection.dump(devlink::ports(family, Some(HANDLE)))?;
    let mut ours = Vec::new();
    while let Some(port) = ports.next()? {
        known(port.attrs)?;
        if port.attrs.handle() == Some(("netdevsim".into(), "netdevsim7".into())) {
            let flavour = port.attrs.port_flavour().ok_or("no flavour")?;
            ours.push((
                port.attrs.port_index().ok_or("no index")?,
                word(flavour.name(), "DEVLINK_PORT_FLAVOUR_"),
                port.attrs.netdev_name().map(|name| name.to_string()),
            ));
        }
    }
    let said = theirs("port show");
    let said = said["port"].as_object().ok_or("no ports")?;
    assert_eq!(ours.len(), 2);
    for (index, flavour, netdev) in ours {
        let port = said.get(&format!("{NAME}/{index}")).ok_or("no such port")?;
        assert_eq!(port["flavour"].as_str(), Some(&*flavour));
        assert_eq!(port["netdev"].as_str(), netdev.as_deref());
        known(connection.get(devlink::port(family, HANDLE, index))?.attrs)?;
    }
    let devices = text("dev show");
    for device in connection.list(devlink::devices(family))? {
        assert!(devices.contains(&device.to_string()), "{device} in {devices}");
    }
    let shown = text("port show");
    let ports = connection.list(devlink::ports(family, Some(HANDLE)))?;
    assert!(!ports.is_empty());
    for port in ports {
        let line = port.to_string();
        let of = shown.lines().find(|of| of.starts_with(&format!("{}/{}:", port.handle, port.index)));
        let of = of.ok_or("no such port")?;
        let mut rest = of.split_whitespace();
        assert!(line.split(' ').all(|word| rest.any(|other| other == word)), "{line} in {of}");
    }
    let eswitch = connection.get(devlink::eswitch(family, HANDLE))?.attrs;
    known(eswitch)?;
    let mode = eswitch.get(Devlink::DEVLINK_ATTR_ESWITCH_MODE)?.ok_or("no mode")?;
    let said = theirs(&format!("dev eswitch show {NAME}"));
    assert_eq!(said["dev"][NAME]["mode"].as_str(), Some(&*word(mode.name(), "DEVLINK_ESWITCH_MODE_")));
    Ok(())
}
fn parameters(connection: Live<'_, '_>, family: &Family) -> Tested {
    let driverinit = ParamCmode::DEVLINK_PARAM_CMODE_DRIVERINIT;
    connection.run(devlink::set_param(family, HANDLE, "max_macs", ParamSpec::U32(16), driverinit))?;
    connection.run(devlink::set_param(family, HANDLE, "test1", ParamSpec::Bool(true), driverinit))?;
    let mut params = connection.dump(devlink::params(family, Some(HANDLE)))?;
    let mut ours = Vec::new();
    while let Some(param) = params.next()? {
        known(param.attrs)?;
        let param = param.attrs.get(Devlink::DEVLINK_ATTR_PARAM)?.ok_or("no parameter")?;
        let kind = param.get(Devlink::DEVLINK_ATTR_PARAM_TYPE)?.ok_or("no type")?;
        let list = param.get(Devlink::DEVLINK_ATTR_PARAM_VALUES_LIST)?.ok_or("no values")?;
        for value in list.get_all(Devlink::DEVLINK_ATTR_PARAM_VALUE) {
            let value = value?;
            let mode = value.get(Devlink::DEVLINK_ATTR_PARAM_VALUE_CMODE)?.ok_or("no mode")?;
            let data = value.get(Devlink::DEVLINK_ATTR_PARAM_VALUE_DATA)?.map(|data| data.by(&[kind.0]));
            let data = match data {
                Some(ParamValue::U32(number)) => number.to_string(),
                Some(ParamValue::Flag(_)) => "true".to_string(),
                None => "false".to_string(),
                other => format!("{other:?}"),
            };
            let name = param.get(Devlink::DEVLINK_ATTR_PARAM_NAME)?.ok_or("no name")?;
            ours.push(format!("{name} {} {data}", word(mode.name(), "DEVLINK_PARAM_CMODE_")));
        }
    }
    let said = theirs("dev param show");
    let mut them = Vec::new();
    for param in said["param"][NAME].as_array().ok_or("no parameters")? {
        for value in param["values"].as_array().ok_or("no values")? {
            let data = value["value"].to_string();
            let data = data.trim_matches('"');
            them.push(format!(
                "{} {} {data}",
                param["name"].as_str().unwrap_or("?"),
                value["cmode"].as_str().unwrap_or("?")
            ));
        }
    }
    ours.sort();
    them.sort();
    assert_eq!(ours, them);
    assert!(ours.contains(&"max_macs driverinit 16".to_string()), "{ours:?}");
    assert!(ours.contains(&"test1 driverinit true".to_string()), "{ours:?}");
    known(connection.get(devlink::param(family, HANDLE, "max_macs"))?.attrs)
}
/// The values of a formatted message with the name of their pair, without bytes.
#[derive(Default)]
struct Leaves {
    fmsg: Fmsg,
    names: Vec<String>,
    found: Vec<String>,
    bytes: usize,
}
impl Leaves {
    fn read(&mut self, attrs: Attrs<'_, Devlink>) -> Tested {
        for event in self.fmsg.read(attrs) {
            let value = match event? {
                FmsgEvent::Name(name) => {
                    self.names.push(name.to_string());
                    continue;
                }
                FmsgEvent::PairEnd => {
                    self.names.pop();
                    continue;
                }
                FmsgEvent::Value(FmsgValue::Flag(value)) => (value != 0).to_string(),
                FmsgEvent::Value(FmsgValue::U8(value)) => value.to_string(),
                FmsgEvent::Value(FmsgValue::U32(value)) => value.to_string(),
                FmsgEvent::Value(FmsgValue::U64(value)) => value.to_string(),
                FmsgEvent::Value(FmsgValue::String(value)) => value.to_string(),
                FmsgEvent::Value(FmsgValue::Binary(bytes)) => {
                    self.bytes += bytes.len();
                    continue;
                }
                FmsgEvent::Value(other) => panic!("{other:?}"),
                _ => continue,
            };
            self.found.push(format!("{} {value}", self.names.last().ok_or("no name")?));
        }
        Ok(())
    }
}
fn leaves(name: &str, value: &Value, to: &mut Vec<String>) {
    match value {
        Value::Object(pairs) => pairs.iter().for_each(|(name, value)| leaves(name, value, to)),
        Value::Array(values) => values.iter().for_each(|value| leaves(name, value, to)),
        Value::String(text) => to.push(format!("{name} {text}")),
        other => to.push(format!("{name} {other}")),
    }
}
fn health(connection: Live<'_, '_>, family: &Family) -> Tested {
    let mut reporters = connection.dump(devlink::health_reporters(family, Some(HANDLE)))?;
    let mut names = Vec::new();
    while let Some(reporter) = reporters.next()? {
        known(reporter.attrs)?;
        let reporter = reporter.attrs.get(Devlink::DEVLINK_ATTR_HEALTH_REPORTER)?.ok_or("no reporter")?;
        names.push(reporter.get(Devlink::DEVLINK_ATTR_HEALTH_REPORTER_NAME)?.ok_or("no name")?.to_string());
    }
    names.sort();
    assert_eq!(names, ["dummy", "empty"]);
    for dump in [false, true] {
        let mut ours = Leaves::default();
        let mut messages = 0;
        macro_rules! read {
            ($replies:expr) => {
                let mut replies = $replies?;
                while let Some(message) = replies.next()? {
                    known(message.attrs)?;
                    ours.read(message.attrs)?;
                    messages += 1;
                }
            };
        }
        if dump {
            read!(connection.dump(devlink::health_dump(family, HANDLE, None, "dummy")));
        } else {
            read!(connection.dump(devlink::diagnose(family, HANDLE, None, "dummy")));
        }
        // the driver of Linux 6.1 writes an end too many, at which devlink(8) stops
        let balanced = match ours.fmsg.finish() {
            Err(FmsgError::UnexpectedEnd) => false,
            result => result.map(|()| true)?,
        };
        assert!(messages >= 1 && ours.bytes > 0, "{messages} messages, {} bytes", ours.bytes);
        let what = if dump { "dump show" } else { "diagnose" };
        let said = theirs(&format!("health {what} {NAME} reporter dummy"));
        let mut them = Vec::new();
        leaves("", &said, &mut them);
        let bytes = |line: &String| line.starts_with("test_binary") || line.starts_with(' ');
        them.retain(|line| !bytes(line));
        ours.found.sort();
        them.sort();
        assert!(ours.found.contains(&"in_array_nested_test_u8 9".to_string()), "{:?}", ours.found);
        if !balanced {
            ours.found.retain(|line| them.contains(line));
        }
        assert_eq!(ours.found, them, "{what}: {said}");
    }
    connection.run(devlink::clear_health_dump(family, HANDLE, None, "dummy"))?;
    Ok(())
}
fn regions(connection: Live<'_, '_>, family: &Family) -> Tested {
    connection.run(devlink::new_snapshot(family, HANDLE, "dummy", Some(5)))?;
    let mut regions = connection.dump(devlink::regions(family, Some(HANDLE)))?;
    let mut snapshots = Vec::new();
    while let Some(region) = regions.next()? {
        known(region.attrs)?;
        let list = region.attrs.get(Devlink::DEVLINK_ATTR_REGION_SNAPSHOTS)?.ok_or("no snapshots")?;
        for snapshot in list.get_all(Devlink::DEVLINK_ATTR_REGION_SNAPSHOT) {
            snapshots.push(snapshot?.get(Devlink::DEVLINK_ATTR_REGION_SNAPSHOT_ID)?.ok_or("no id")?);
        }
    }
    assert_eq!(snapshots, [5]);
    let read = |connection: Live<'_, '_>, range| -> Result<Vec<u8>, Box<dyn Error>> {
        let (mut data, mut start) = (Vec::new(), None);
        let mut replies = connection.dump(devlink::read_region(family, HANDLE, "dummy", 5, range))?;
        while let Some(message) = replies.next()? {
            known(message.attrs)?;
            for (address, bytes) in message.attrs.chunks() {
                assert_eq!(address, *start.get_or_insert(address) + data.len() as u64);
                data.extend_from_slice(bytes);
            }
        }
        Ok(data)
    };
    let complete = read(connection, None)?;
    assert_eq!(complete.len(), 32 * 1024);
    assert_eq!(read(connection, Some((256, 300)))?, complete[256..556]);
    let said = text(&format!("region dump {NAME}/dummy snapshot 5"));
    let them = said.lines().flat_map(|line| {
        line.split_whitespace().skip(1).flat_map(|word| {
            word.as_bytes()
                .chunks(2)
                .map(|hex| u8::from_str_radix(std::str::from_utf8(hex).unwrap(), 16).unwrap())
        })
    });
    assert!(them.eq(complete.iter().copied()), "{}", said.lines().next().unwrap_or(""));
    connection.run(devlink::delete_snapshot(family, HANDLE, "dummy", 5))?;
    Ok(())
}
fn traps(connection: Live<'_, '_>, family: &Family) -> Tested {
    let trap = "source_mac_is_multicast";
    connection.run(devlink::set_trap_action(family, HANDLE, trap, TrapAction::DEVLINK_TRAP_ACTION_TRAP))?;
    let mut traps = connection.dump(devlink::traps(family, Some(HANDLE)))?;
    let mut ours = Vec::new();
    while let Some(trap) = traps.next()? {
        known(trap.attrs)?;
        let attrs = trap.attrs;
        ours.push(format!(
            "{} {} {} {}",
            attrs.get(Devlink::DEVLINK_ATTR_TRAP_NAME)?.ok_or("no name")?,
            word(attrs.get(Devlink::DEVLINK_ATTR_TRAP_TYPE)?.ok_or("no type")?.name(), "DEVLINK_TRAP_TYPE_"),
            word(
                attrs.get(Devlink::DEVLINK_ATTR_TRAP_ACTION)?.ok_or("no action")?.name(),
                "DEVLINK_TRAP_ACTION_"
            ),
            attrs.get(Devlink::DEVLINK_ATTR_TRAP_GROUP_NAME)?.ok_or("no group")?,
        ));
    }
    let said = theirs("trap show");
    let field = |trap: &Value, name: &str| trap[name].as_str().unwrap_or("?").to_string();
    let them = said["trap"][NAME].as_array().ok_or("no traps")?.iter();
    let mut them = them
        .map(|trap| ["name", "type", "action", "group"].map(|name| field(trap, name)).join(" "))
        .collect::<Vec<_>>();
    ours.sort();
    them.sort();
    assert_eq!(ours, them);
    assert!(ours.iter().any(|line| line.starts_with(&format!("{trap} drop trap "))), "{ours:?}");
    let mut policers = connection.dump(devlink::trap_policers(family, Some(HANDLE)))?;
    let mut ids = Vec::new();
    while let Some(policer) = policers.next()? {
        known(policer.attrs)?;
        ids.push(policer.attrs.get(Devlink::DEVLINK_ATTR_TRAP_POLICER_ID)?.ok_or("no id")?);
    }
    let first = *ids.first().ok_or("no policers")?;
    connection.run(devlink::set_trap_policer(family, HANDLE, first, Some(2000), Some(32)))?;
    let said = theirs(&format!("trap policer show {NAME} policer {first}"));
    let said = &said["trap_policer"][NAME][0];
    assert_eq!((said["rate"].as_u64(), said["burst"].as_u64()), (Some(2000), Some(32)));
    let mut groups = connection.dump(devlink::trap_groups(family, Some(HANDLE)))?;
    while let Some(group) = groups.next()? {
        known(group.attrs)?;
    }
    Ok(())
}
fn resources(connection: Live<'_, '_>, family: &Family) -> Tested {
    fn ours(list: Attrs<'_, Devlink>, to: &mut Vec<String>) -> Tested {
        for resource in list.get_all(Devlink::DEVLINK_ATTR_RESOURCE) {
            let resource = resource?;
            let name = resource.get(Devlink::DEVLINK_ATTR_RESOURCE_NAME)?.ok_or("no name")?;
            let size = resource.get(Devlink::DEVLINK_ATTR_RESOURCE_SIZE)?.ok_or("no size")?;
            to.push(format!("{name} {size}"));
            if let Some(parts) = resource.get(Devlink::DEVLINK_ATTR_RESOURCE_LIST)? {
                ours(parts, to)?;
            }
        }
        Ok(())
    }
    fn them(list: &Value, to: &mut Vec<String>) {
        for resource in list.as_array().into_iter().flatten() {
            let size = match &resource["size"] {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            to.push(format!("{} {size}", resource["name"].as_str().unwrap_or("?")));
            them(&resource["resources"], to);
        }
    }
    let reply = connection.get(devlink::resources(family, HANDLE))?.attrs;
    known(reply)?;
    let (mut we, mut they) = (Vec::new(), Vec::new());
    ours(reply.get(Devlink::DEVLINK_ATTR_RESOURCE_LIST)?.ok_or("no resources")?, &mut we)?;
    let said = theirs(&format!("resource show {NAME}"));
    them(&said["resources"][NAME], &mut they);
    // the tool prints "unlimited" for the largest number
    for line in &mut they {
        *line = line.replace("unlimited", &u64::MAX.to_string());
    }
    assert!(we.len() >= 4, "{we:?}");
    assert_eq!(we, they, "{said}");
    Ok(())
}
fn flash(connection: Live<'_, '_>, family: &Family) -> Tested {
    if std::env::var_os("NLWIRE_VM").is_none() {
        return Ok(()); // no files into this system's folder of firmware
    }
    fs::create_dir_all("/lib/firmware")?;
    fs::write("/lib/firmware/nlwire-test", [7; 64])?;
    // the kernel works within the system call that sends the request: another thread listens
    let mut buffer = vec![0; 32 * 1024];
    let mut heard = connect(&mut buffer)?;
    heard.socket().join(family.group(devlink::CONFIG).ok_or("no group")?)?;
    let messages = std::thread::scope(|scope| {
        let listener = scope.spawn(move || {
            let mut messages = Vec::new();
            loop {
                let event =
                    heard.find_event(|message| message.message_type() == family.id).expect("an event");
                match DevlinkMessage::decode(event).expect("a message") {
                    DevlinkMessage::FlashUpdateStatus(nlwire::genl::GenericMessage { attrs, .. }) => {
                        known(attrs).expect("known");
                        let progress = attrs.flash_progress();
                        let text = progress.message.map(|text| text.to_string());
                        messages.push((text, progress.done, progress.total));
                    }
                    DevlinkMessage::FlashUpdateEnd(..) => return messages,
                    _ => {}
                }
            }
        });
        let file = "nlwire-test";
        connection
            .run(devlink::flash_update(family, HANDLE, file, None, FlashOverwrite::empty()))
            .expect("an update");
        listener.join().expect("a list")
    });
    assert!(messages.contains(&(Some("Flashing".to_string()), 1000, 500_000)), "{messages:?}");
    assert_eq!(messages.last().map(|(text, ..)| text.as_deref()), Some(Some("Flashing done")));
    Ok(())
}

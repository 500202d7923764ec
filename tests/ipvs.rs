//! IPVS against the running kernel, and against what `ipvsadm` says.
#![cfg(all(feature = "std", feature = "ipvs", target_os = "linux"))]

mod common;

use nlwire::{
    client::Connection,
    genl::{
        self,
        ipvs::{self, *},
    },
    schema::View,
    socket::{Protocol, Socket},
};
use std::{error::Error, time::Duration};

type Tested = Result<(), Box<dyn Error>>;

fn ipvsadm(args: &str) -> String {
    let output = common::tool("ipvsadm").args(args.split(' ')).output().expect("ipvsadm is there");
    assert!(output.status.success(), "ipvsadm {args}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn services_and_destinations_are_what_ipvsadm_says() {
    let name = "services_and_destinations_are_what_ipvsadm_says";
    // the family is for the system's own root
    common::in_namespace_of_root(name, || {
        if common::has_tools(name, &["ipvsadm", "ip"]) {
            live(name).expect("all of it");
        }
    });
}
fn live(name: &str) -> Tested {
    let mut buffer = [0; 32 * 1024];
    let socket = Socket::new(Protocol::GENERIC)?;
    socket.set_receive_timeout(Some(Duration::from_secs(20)))?;
    let mut connection = Connection::over_socket(socket, &mut buffer[..]);
    let family = match connection.run(genl::family(ipvs::NAME)) {
        Err(error) if error.is_not_found() => {
            common::skip(name, "this kernel has no family IPVS");
            return Ok(());
        }
        family => family?,
    };
    let version = connection.get(ipvs::info(&family))?.attrs.get(IpvsInfo::IPVS_INFO_ATTR_VERSION)?;
    assert!(version.is_some_and(|version| version >= 0x01_02_00), "{version:?}");

    // made here, read by ipvsadm
    let web = ServiceKey::tcp("192.0.2.1:80".parse()?);
    let six = ServiceKey::udp("[2001:db8::1]:53".parse()?);
    let mark = ServiceKey::Mark { family: IpvsFamily::AF_INET, mark: 7 };
    let persistent = ServiceSpec {
        flags: ServiceFlags::IP_VS_SVC_F_PERSISTENT,
        timeout: 300,
        prefix: Some(24),
        ..ServiceSpec::new("rr")
    };
    connection.run(ipvs::add_service(&family, web, &ServiceSpec::new("wrr")))?;
    connection.run(ipvs::add_service(&family, six, &ServiceSpec::new("wlc")))?;
    connection.run(ipvs::add_service(&family, mark, &persistent))?;
    let again = connection.run(ipvs::add_service(&family, web, &ServiceSpec::new("wrr")));
    assert!(again.unwrap_err().already_exists());
    let masq = DestSpec { weight: 10, ..DestSpec::new(ForwardMethod::IP_VS_CONN_F_MASQ) };
    let gue = TunnelSpec {
        tunnel_type: TunnelType::IP_VS_CONN_F_TUNNEL_TYPE_GUE,
        port: 6080,
        flags: TunnelFlags::empty(),
    };
    let tunnel = DestSpec {
        upper_threshold: 100,
        lower_threshold: 50,
        tunnel: Some(gue),
        ..DestSpec::new(ForwardMethod::IP_VS_CONN_F_TUNNEL)
    };
    connection.run(ipvs::add_destination(&family, web, "198.51.100.7:8080".parse()?, &masq))?;
    connection.run(ipvs::add_destination(&family, web, "198.51.100.8:80".parse()?, &tunnel))?;
    let direct = DestSpec::new(ForwardMethod::IP_VS_CONN_F_DROUTE);
    connection.run(ipvs::add_destination(&family, six, "[2001:db8::2]:53".parse()?, &direct))?;
    let saved = ipvsadm("-S -n");
    for line in [
        "-A -t 192.0.2.1:80 -s wrr",
        "-a -t 192.0.2.1:80 -r 198.51.100.7:8080 -m -w 10",
        "-a -t 192.0.2.1:80 -r 198.51.100.8:80 -i -w 1 --tun-type gue --tun-port 6080",
        "-A -u [2001:db8::1]:53 -s wlc",
        "-a -u [2001:db8::1]:53 -r [2001:db8::2]:53 -g -w 1",
        "-A -f 7 -s rr -p 300 -M 255.255.255.0",
    ] {
        assert!(saved.lines().any(|said| said.starts_with(line)), "{line} in\n{saved}");
    }
    let said = ipvsadm("-L -n --thresholds");
    let line = said.lines().find(|line| line.contains("198.51.100.8:80")).ok_or("no destination")?;
    assert_eq!(line.split_whitespace().skip(2).take(2).collect::<Vec<_>>(), ["100", "50"], "{line}");

    // made by ipvsadm, read here
    ipvsadm("-A -u 192.0.2.9:53 -s rr -o");
    ipvsadm("-a -u 192.0.2.9:53 -r 198.51.100.9:53 -g -w 3");
    ipvsadm("-e -t 192.0.2.1:80 -r 198.51.100.7:8080 -m -w 0");
    let (mut keys, mut services) = (Vec::new(), connection.dump(ipvs::services(&family))?);
    while let Some(message) = services.next()? {
        assert!(!format!("{:?}", message.attrs).contains('#'), "{:?}", message.attrs);
        View::of(message.attrs).check()?;
        let service = message.attrs.get(Ipvs::IPVS_CMD_ATTR_SERVICE)?.ok_or("no service")?;
        assert!(service.get(IpvsService::IPVS_SVC_ATTR_STATS64)?.is_some());
        keys.push((service.key().ok_or("no key")?, service.scheduler().ok_or("no scheduler")?.to_string()));
    }
    let dns = ServiceKey::udp("192.0.2.9:53".parse()?);
    for (key, scheduler) in [(web, "wrr"), (six, "wlc"), (mark, "rr"), (dns, "rr")] {
        assert!(keys.contains(&(key, scheduler.to_string())), "{key:?} in {keys:?}");
    }
    assert_eq!(keys.len(), 4);
    let one = connection.get(ipvs::service(&family, dns))?;
    let one = one.attrs.get(Ipvs::IPVS_CMD_ATTR_SERVICE)?.ok_or("no service")?;
    assert!(one.flags().is_some_and(|flags| flags.contains(ServiceFlags::IP_VS_SVC_F_ONEPACKET)));
    let mut found = Vec::new();
    for key in [web, six, dns] {
        let mut destinations = connection.dump(ipvs::destinations(&family, key))?;
        while let Some(message) = destinations.next()? {
            assert!(!format!("{:?}", message.attrs).contains('#'), "{:?}", message.attrs);
            View::of(message.attrs).check()?;
            let dest = message.attrs.get(Ipvs::IPVS_CMD_ATTR_DEST)?.ok_or("no destination")?;
            found.push(format!(
                "{}:{} {:?} {:?}",
                dest.address().ok_or("no address")?,
                dest.port().ok_or("no port")?,
                dest.forward_method().ok_or("no method")?,
                dest.weight().ok_or("no weight")?
            ));
        }
    }
    found.sort();
    assert_eq!(
        found,
        [
            "198.51.100.7:8080 IP_VS_CONN_F_MASQ 0",
            "198.51.100.8:80 IP_VS_CONN_F_TUNNEL 1",
            "198.51.100.9:53 IP_VS_CONN_F_DROUTE 3",
            "2001:db8::2:53 IP_VS_CONN_F_DROUTE 1",
        ]
    );

    // summaries, in the words of ipvsadm
    let listed: Vec<String> =
        ipvsadm("-L -n").lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let services = connection.list(ipvs::services(&family))?;
    assert_eq!(services.len(), 4);
    for service in &services {
        let line = service.to_string();
        let words: Vec<_> = line.split(' ').take(3).collect();
        assert!(listed.iter().any(|of| of.starts_with(&words.join(" "))), "{line} in {listed:#?}");
    }
    for destination in connection.list([web, six, dns].map(|key| ipvs::destinations(&family, key)))? {
        let line = format!("-> {destination}");
        assert!(listed.contains(&line), "{line} in {listed:#?}");
    }

    let timeouts = Timeouts { tcp: Some(901), tcp_fin: Some(121), udp: Some(301) };
    connection.run(ipvs::set_config(&family, timeouts))?;
    assert!(ipvsadm("-L --timeout").contains("901 121 301"));
    ipvsadm("--set 800 100 200");
    let config = connection.get(ipvs::config(&family))?.attrs;
    assert_eq!(config.get(Ipvs::IPVS_CMD_ATTR_TIMEOUT_UDP)?, Some(200));

    let made = common::tool("ip").args(["link", "add", "d0", "type", "dummy"]).status()?;
    assert!(made.success());
    common::tool("ip").args(["link", "set", "d0", "up", "multicast", "on"]).status()?;
    common::tool("ip").args(["addr", "add", "192.0.2.77/24", "dev", "d0"]).status()?;
    connection.run(ipvs::start_daemon(&family, DaemonState::IP_VS_STATE_BACKUP, "d0", 5))?;
    let told = ipvsadm("-L --daemon");
    assert!(told.contains("backup sync daemon (mcast=d0, syncid=5"), "{told}");
    let mut daemons = connection.dump(ipvs::daemons(&family))?;
    let mut states = Vec::new();
    while let Some(message) = daemons.next()? {
        assert!(!format!("{:?}", message.attrs).contains('#'), "{:?}", message.attrs);
        let daemon = message.attrs.get(Ipvs::IPVS_CMD_ATTR_DAEMON)?.ok_or("no daemon")?;
        states.push(daemon.get(IpvsDaemon::IPVS_DAEMON_ATTR_STATE)?);
    }
    assert_eq!(states, [Some(DaemonState::IP_VS_STATE_BACKUP)]);
    connection.run(ipvs::stop_daemon(&family, DaemonState::IP_VS_STATE_BACKUP))?;

    connection.run(ipvs::zero(&family, None))?;
    connection.run(ipvs::delete_destination(&family, web, "198.51.100.8:80".parse()?))?;
    connection.run(ipvs::delete_service(&family, mark))?;
    let saved = ipvsadm("-S -n");
    assert!(!saved.contains("198.51.100.8") && !saved.contains("-f 7"), "{saved}");
    connection.run(ipvs::flush(&family))?;
    assert_eq!(ipvsadm("-S -n").trim(), "");
    Ok(())
}

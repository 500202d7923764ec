//! Networks that hostapd, wpa_supplicant and our functions make.
use super::{traffic::Capture, *};
use nlwire::{
    decode::Decoder,
    pcap::Recording,
    schema::Json,
    wire::{GetFlags, Messages},
};
use std::{
    io::{BufRead, BufReader},
    process::{Child, Stdio},
};

/// A program that ends with the test.
pub struct Program(Child);
impl Program {
    /// Starts a tool with a configuration, and waits until it prints `ready`.
    pub fn start(tool: &str, config: &str, args: &[&str], ready: &str) -> Self {
        let path = format!("{}/nlwire-{}-{tool}.conf", std::env::temp_dir().display(), std::process::id());
        std::fs::write(&path, config).unwrap();
        let mut command = common::tool(tool);
        for arg in args {
            command.arg(if *arg == "CONFIG" { path.as_str() } else { arg });
        }
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = String::new();
        let found = lines.by_ref().map_while(Result::ok).any(|line| {
            said += &line;
            said.push('\n');
            line.contains(ready)
        });
        // the pipe is read to its end, lest the program stop
        std::thread::spawn(move || lines.for_each(drop));
        let program = Self(child);
        assert!(found, "{tool} did not say {ready}:\n{said}");
        program
    }
}
impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn traffic_of_the_programs_is_known() {
    let name = "networks::traffic_of_the_programs_is_known";
    with_radios(
        name,
        &["iw", "ip", "hostapd", "wpa_supplicant"],
        &[("net0", 1), ("net1", 1)],
        |connection, family, radios| {
            let [ap, station] = radios else { panic!() };
            let capture = Capture::begin();
            let mut buffer = vec![0; 32 * 1024];
            let mut events = connect(&mut buffer)?;
            events.socket().join(family.group(nl80211::GROUP_MLME).ok_or("no group")?)?;
            let hostapd = Program::start(
                "hostapd",
                &format!(
                    "interface={}\ndriver=nl80211\nssid=one\nhw_mode=g\nchannel=6\nieee80211n=1\nwpa=2\nwpa_key_mgmt=WPA-PSK\nrsn_pairwise=CCMP\nwpa_passphrase=correct horse\ncountry_code=DE\nieee80211d=1\n",
                    ap.name
                ),
                &["CONFIG"],
                "AP-ENABLED",
            );
            let supplicant = Program::start(
                "wpa_supplicant",
                "network={\n ssid=\"one\"\n psk=\"correct horse\"\n}\n",
                &["-Dnl80211", "-i", &station.name, "-c", "CONFIG"],
                "CTRL-EVENT-CONNECTED",
            );
            let connected = events.find_event(|message| {
                matches!(nl80211::Nl80211Message::decode(message), Ok(nl80211::Nl80211Message::Connect(..)))
            });
            connected?;
            for args in ["link", "info", "station dump", "scan dump", "survey dump"] {
                iw(&format!("dev {} {args}", station.name));
            }
            let _ = connection;
            drop(supplicant);
            drop(hostapd);
            known(&capture.finish().finish("nl80211.pcap"));
            Ok(())
        },
    );
}
/// Every message has a table, and each attribute and number a name.
fn known(file: &[u8]) {
    let mut decoder = Decoder::new();
    let (mut messages, mut wrong) = (0, Vec::new());
    for packet in Recording::open(file).unwrap().map(Result::unwrap) {
        for message in Messages::new(packet.bytes).map(Result::unwrap) {
            decoder.learn(16, message);
            if message.message_type() < 16 {
                continue;
            }
            messages += 1;
            // the kernel clears requests with keys, before the capture reads them
            if !message.payload().is_empty() && message.payload().iter().all(|byte| *byte == 0) {
                continue;
            }
            let described = decoder.describe(16, message);
            let json = Json(described).to_string();
            let asks = message.flags() & GetFlags::REQUEST.bits() != 0 && message.payload().is_empty();
            if described.name().is_none() || json.contains("\"#") || !(asks || described.check() == Ok(())) {
                wrong.push(format!("{:?} {json}", described.check()));
            }
        }
    }
    assert!(messages > 100, "{messages} messages");
    assert!(wrong.is_empty(), "{} of {messages} messages:\n{}", wrong.len(), wrong.join("\n"));
}

//! Networks that hostapd, wpa_supplicant and our functions make.
use super::{recorder::Recorder, traffic::Capture, *};
use nlwire::{
    decode::Decoder,
    genl::nl80211::{Nl80211Message, ScanSpec, Ssid},
    pcap::Recording,
    schema::{Json, View},
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
            known(&capture.finish().finish("nl80211.pcap"), 100);
            Ok(())
        },
    );
}
/// A conversation of ours: a wiphy, its interface, a scan that finds an AP with WPA2, and the AP as the station that it is then.
#[test]
fn a_conversation_about_a_network_is_known() {
    let name = "networks::a_conversation_about_a_network_is_known";
    let tools = ["hostapd", "wpa_supplicant"];
    with_radios(name, &tools, &[("talk0", 1), ("talk1", 1)], |_, _, radios| {
        let [ap, station] = radios else { panic!() };
        let hostapd = Program::start(
            "hostapd",
            &format!(
                "interface={}\ndriver=nl80211\nssid=net1\nhw_mode=g\nchannel=6\nieee80211n=1\nwpa=2\nwpa_key_mgmt=WPA-PSK\nrsn_pairwise=CCMP\nwpa_passphrase=correct horse\ncountry_code=DE\nieee80211d=1\n",
                ap.name
            ),
            &["CONFIG"],
            "AP-ENABLED",
        );
        set_up(station.index, true)?;
        let (mut recorder, mut buffer) = (Recorder::new(), vec![0; 32 * 1024]);
        let mut recorded = recorder.connect(Protocol::GENERIC, &mut buffer, |_| true);
        let family = recorded.run(genl::family(nl80211::NAME))?;
        recorded.transport().socket.join(family.group(nl80211::GROUP_SCAN).ok_or("no group")?)?;
        let mut wiphys = recorded.dump(nl80211::wiphys(&family, Some(station.wiphy)))?;
        while wiphys.next()?.is_some() {}
        let interface = recorded.get(nl80211::interface(&family, station.index))?.attrs;
        assert_eq!(interface.mac(), Some(station.mac));
        let active = ScanSpec::active().on(&[2437]);
        recorded.run(nl80211::trigger_scan(&family, station.index, &active))?;
        recorded.find_event(|event| {
            matches!(Nl80211Message::decode(event), Ok(Nl80211Message::NewScanResults(..)))
        })?;
        let mut results = recorded.dump(nl80211::scan_results(&family, station.index))?;
        let mut printed = String::new();
        while let Some(result) = results.next()? {
            let bss = result.attrs.bss().ok_or("no BSS")?;
            assert_eq!((bss.bssid(), bss.ssid()), (Some(ap.mac), Some(Ssid(b"net1"))));
            let elements = bss.elements();
            assert!(elements.rsn().is_some_and(|rsn| rsn.version == 1), "{elements:?}");
            printed = Json(View::of(bss)).to_string();
        }
        let list = "\"NL80211_BSS_INFORMATION_ELEMENTS\":[{\"WLAN_EID_SSID\":\"net1\"},{\"WLAN_EID_SUPP_RATES\":[130,132,139,150,";
        assert!(printed.contains(list) && printed.contains("{\"WLAN_EID_DS_PARAMS\":6}"), "{printed}");
        for name in ["COUNTRY", "ERP_INFO", "HT_CAPABILITY", "HT_OPERATION", "EXT_CAPABILITY"] {
            let whole = printed.contains(&format!("{{\"WLAN_EID_{name}\":{{"))
                || printed.contains(&format!("{{\"WLAN_EID_{name}\":["));
            assert!(whole, "{name}: {printed}");
        }
        let supplicant = Program::start(
            "wpa_supplicant",
            "network={\n ssid=\"net1\"\n psk=\"correct horse\"\n}\n",
            &["-Dnl80211", "-i", &station.name, "-c", "CONFIG"],
            "CTRL-EVENT-CONNECTED",
        );
        let mut stations = recorded.dump(nl80211::stations(&family, station.index))?;
        let found = stations.next()?.ok_or("no station")?.attrs.mac();
        assert_eq!(found, Some(ap.mac));
        while stations.next()?.is_some() {}
        drop(supplicant);
        drop(hostapd);
        known(&recorder.finish("nl80211-talk.pcap"), 20);
        Ok(())
    });
}
/// Every message has a table, and each attribute and number a name.
fn known(file: &[u8], least: usize) {
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
    assert!(messages > least, "{messages} messages");
    assert!(wrong.is_empty(), "{} of {messages} messages:\n{}", wrong.len(), wrong.join("\n"));
}

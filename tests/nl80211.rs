//! nl80211 against the running kernel with simulated radios, and against what `iw`, hostapd and
//! wpa_supplicant say.
//!
//! Each test has a network namespace with radios of its own, which `mac80211_hwsim` creates.
#![cfg(all(feature = "full", target_os = "linux"))]
#![allow(unsafe_code)]

mod common;
#[path = "nl80211/networks.rs"]
mod networks;
#[path = "nl80211/own.rs"]
mod own;
#[path = "nl80211/radios.rs"]
mod radios;
#[allow(dead_code)] // the recorder for connections is used by others
#[path = "common/recorder.rs"]
mod recorder;
#[path = "nl80211/traffic.rs"]
mod traffic;

use nlwire::{
    attributes,
    client::Connection,
    genl::{self, Family, nl80211},
    genl_family,
    route::link,
    socket::{Protocol, Socket},
    wire::{Flag, GetFlags, Str},
};
use std::{
    fmt::Display,
    panic::Location,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// An error, and where it was returned.
#[derive(Debug)]
struct Failed(#[allow(dead_code)] String);
impl<E: Display> From<E> for Failed {
    #[track_caller]
    fn from(error: E) -> Self {
        Self(format!("{}: {error}", Location::caller()))
    }
}
type Tested = Result<(), Failed>;
type Wifi<'b> = Connection<Socket, &'b mut [u8]>;

attributes! {
    /// Attributes of a simulated radio: `HWSIM_ATTR_*`, drivers/net/wireless/virtual/mac80211_hwsim.h.
    set Hwsim, enum HwsimAttr<'a> {
        /// Number of channels that the radio uses at the same time.
        HWSIM_ATTR_CHANNELS: u32 = 9,
        /// The radio disappears when the socket is closed.
        HWSIM_ATTR_DESTROY_RADIO_ON_CLOSE: Flag = 16,
        /// Name of the wiphy.
        HWSIM_ATTR_RADIO_NAME: Str<'a> = 17,
    }
}
genl_family! {
    /// Message of the family `MAC80211_HWSIM`.
    enum HwsimMessage<'a>, family HWSIM = "MAC80211_HWSIM", header () {
        /// Creates a radio.
        HWSIM_CMD_NEW_RADIO = 4, Request New => NewRadio(Hwsim),
    }
}

/// Runs a tool, and returns what it prints.
fn run(tool: &str, args: &str) -> String {
    let output = common::tool(tool).args(args.split(' ')).output().expect("the tool is there");
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{tool} {args}: {stdout}{stderr}");
    stdout.into_owned()
}
fn iw(args: &str) -> String {
    run("iw", args)
}
fn connect(buffer: &mut [u8]) -> Result<Wifi<'_>, Failed> {
    let socket = Socket::new(Protocol::GENERIC)?;
    socket.set_receive_timeout(Some(Duration::from_secs(60)))?;
    Ok(Connection::over_socket(socket, buffer))
}

/// A simulated radio: wiphy index, its name, index and name of its interface, MAC address.
#[derive(Clone, Debug)]
struct Radio {
    wiphy: u32,
    phy: String,
    index: u32,
    name: String,
    mac: [u8; 6],
}
/// Runs `test` in a network namespace with simulated radios, whose names are `phys`.
fn with_radios(
    name: &str,
    tools: &[&str],
    phys: &[(&str, u32)],
    test: impl FnOnce(&mut Wifi<'_>, &Family, &[Radio]) -> Tested,
) {
    // the regulatory domain is one for all
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    common::in_namespace_of_root(name, || {
        if !common::has_tools(name, tools) {
            return;
        }
        let (mut buffer, mut second) = (vec![0; 32 * 1024], vec![0; 8192]);
        let mut connection = connect(&mut buffer).unwrap();
        // The radios exist as long as this connection. It is the second one, whose port id no socket of another
        // protocol has: mac80211_hwsim of Linux 6.1 removes the radios when any socket with that port id is closed.
        let mut simulator = connect(&mut second).unwrap();
        let simulation = match simulator.run(genl::family(HWSIM.name)) {
            Err(error) if error.is_not_found() => {
                return common::skip(name, "this kernel has no mac80211_hwsim");
            }
            family => family.unwrap(),
        };
        for (phy, channels) in phys {
            let command = simulation.command(HwsimMessage::HWSIM_CMD_NEW_RADIO);
            let made = simulator.request_with(command, GetFlags::empty(), |request| {
                request
                    .put(Hwsim::HWSIM_ATTR_CHANNELS, *channels)
                    .put(Hwsim::HWSIM_ATTR_DESTROY_RADIO_ON_CLOSE, Flag)
                    .put(Hwsim::HWSIM_ATTR_RADIO_NAME, *phy);
            });
            // the reply is the number of the radio, as an error that is positive
            println!("radio {phy}: {made:?}");
        }
        let family = connection.run(genl::family(nl80211::NAME)).unwrap();
        let mut radios = Vec::new();
        let mut parts = nl80211::WiphyParts::new(connection.dump(nl80211::wiphys(&family, None)).unwrap());
        while let Some(part) = parts.next().unwrap() {
            if let nl80211::WiphyPart::Wiphy { index, name } = part {
                radios.push((index, name.unwrap().to_string()));
            }
        }
        let place = |phy: &str| phys.iter().position(|wanted| wanted.0 == phy);
        radios.sort_by_key(|radio: &(u32, String)| place(&radio.1));
        assert!(radios.iter().map(|radio| radio.1.as_str()).eq(phys.iter().map(|phy| phy.0)), "{radios:?}");
        let radios: Vec<_> = radios
            .into_iter()
            .map(|(wiphy, phy)| {
                let mut interfaces = connection.dump(nl80211::interfaces(&family, Some(wiphy))).unwrap();
                let mut radio = None;
                while let Some(found) = interfaces.next().unwrap() {
                    let found = found.attrs;
                    assert_eq!(found.wiphy(), Some(wiphy));
                    let (index, name) = (found.index().unwrap(), found.name().unwrap().to_string());
                    radio = Some(Radio { wiphy, phy: phy.clone(), index, name, mac: found.mac().unwrap() });
                }
                radio.expect("an interface of each radio")
            })
            .collect();
        test(&mut connection, &family, &radios).expect("all of it");
    });
}
/// Sets an interface up or down.
fn set_up(index: u32, up: bool) -> Tested {
    let mut buffer = [0; 8192];
    let mut route = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut buffer[..]);
    if up {
        route.run(link::set_up(index))?
    } else {
        route.run(link::set_down(index))?
    };
    Ok(())
}
fn mac(bytes: [u8; 6]) -> String {
    bytes.map(|byte| format!("{byte:02x}")).join(":")
}

//! MACsec against the running kernel, and against what `ip macsec` says.
#![cfg(all(feature = "std", feature = "macsec", target_os = "linux"))]

mod common;

use nlwire::{
    client::Connection,
    genl::{
        self,
        macsec::{self, *},
    },
    route::{MacsecCipher, link},
    schema::View,
    socket::{Protocol, Socket},
};
use std::{error::Error, time::Duration};

type Tested = Result<(), Box<dyn Error>>;

fn ip(args: &str) -> String {
    let output = common::tool("ip").args(args.split(' ')).output().expect("ip is there");
    assert!(output.status.success(), "ip {args}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn channels_and_associations_are_what_ip_says() {
    let name = "channels_and_associations_are_what_ip_says";
    // the family is for the system's own root
    common::in_namespace_of_root(name, || {
        if common::has_tools(name, &["ip"]) {
            live(name).expect("all of it");
        }
    });
}
/// The packet number that the kernel keeps: one that is big-endian and older than 6.17 reads 8 bytes
/// where there are 4, so that the number is in the half that it does not use.
fn kept(number: u32) -> u32 {
    if cfg!(target_endian = "big") { 0 } else { number }
}
fn live(name: &str) -> Tested {
    let mut buffer = [0; 32 * 1024];
    let socket = Socket::new(Protocol::GENERIC)?;
    socket.set_receive_timeout(Some(Duration::from_secs(20)))?;
    let mut connection = Connection::over_socket(socket, &mut buffer[..]);
    let family = match connection.run(genl::family(macsec::NAME)) {
        Err(error) if error.is_not_found() => {
            common::skip(name, "this kernel has no family macsec");
            return Ok(());
        }
        family => family?,
    };
    ip("link add v0 type veth peer name v1");
    ip("link add link v0 macsec0 type macsec cipher gcm-aes-128 encrypt on");
    let mut route_buffer = [0; 8192];
    let mut route = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut route_buffer[..]);
    let index = route.get(link::by_name("macsec0"))?.index();

    // made here, read by ip
    let (key, id) = ([0x5a; 16], [0x01; 16]);
    let peer = Sci::new([2, 0, 0, 0, 0, 1], 1);
    let passive = SaSpec { packet_number: PacketNumber::Pn(100), active: false, ..SaSpec::new(&key, &id) };
    connection.run(macsec::add_tx_sa(&family, index, 0, &SaSpec::new(&key, &id)))?;
    connection.run(macsec::add_rx_sc(&family, index, peer, true))?;
    connection.run(macsec::add_rx_sa(&family, index, peer, 2, &passive))?;
    let told = ip("macsec show macsec0");
    for part in [
        format!("0: PN {}, state on, key 01010101010101010101010101010101", kept(1)).as_str(),
        // ip takes the one byte of the state for four
        if cfg!(target_endian = "big") {
            "RXSC: 0200000000010001"
        } else {
            "RXSC: 0200000000010001, state on"
        },
        &format!("2: PN {}, state off, key 01010101010101010101010101010101", kept(100)),
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }

    // made by ip, read here
    ip("macsec add macsec0 rx port 258 address 02:00:00:00:00:02 on");
    ip(
        "macsec add macsec0 rx port 258 address 02:00:00:00:00:02 sa 1 pn 7 on key 02 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
    );
    let mut found = Vec::new();
    let mut interfaces = connection.dump(macsec::interfaces(&family))?;
    while let Some(interface) = interfaces.next()? {
        let attrs = interface.attrs;
        assert!(!format!("{attrs:?}").contains('#'), "{attrs:?}");
        View::of(attrs).check()?;
        assert_eq!(attrs.get(Macsec::MACSEC_ATTR_IFINDEX)?, Some(index));
        let secy = attrs.get(Macsec::MACSEC_ATTR_SECY)?.ok_or("no SecY")?;
        assert!(secy.cipher().is_some_and(|cipher| {
            [MacsecCipher::MACSEC_CIPHER_ID_GCM_AES_128, MacsecCipher::MACSEC_DEFAULT_CIPHER_ID]
                .contains(&cipher)
        }));
        let sci = secy.sci().ok_or("no SCI")?;
        assert!(ip("macsec show macsec0").contains(&format!("TXSC: {sci} on SA 0")), "{sci}");
        for sa in attrs.get(Macsec::MACSEC_ATTR_TXSA_LIST)?.ok_or("no list")?.iter() {
            let sa = sa?.1;
            found.push(format!("tx {:?} {:?} {}", sa.an(), sa.packet_number(), sa.is_active()));
        }
        for channel in attrs.get(Macsec::MACSEC_ATTR_RXSC_LIST)?.ok_or("no list")?.iter() {
            let channel = channel?.1;
            let sci = channel.sci().ok_or("no SCI")?;
            assert!(channel.is_active(), "{channel:?}");
            for sa in channel.get(MacsecRxsc::MACSEC_RXSC_ATTR_SA_LIST)?.ok_or("no list")?.iter() {
                let sa = sa?.1;
                let id = sa.key_id().ok_or("no key id")?[0];
                let (an, number) = (sa.an().ok_or("no number")?, sa.packet_number().ok_or("no PN")?);
                found.push(format!("{sci} {an} {number} {} {id}", sa.is_active()));
            }
        }
    }
    found.sort();
    let wanted = [
        format!("0200000000010001 2 {} false 1", kept(100)),
        format!("0200000000020102 1 {} true 2", kept(7)),
        format!("tx Some(0) Some({}) true", kept(1)),
    ];
    assert_eq!(found, wanted);
    assert!(interfaces.done().is_some());

    // changed and deleted
    let change = SaChange { active: Some(true), ..SaChange::default() };
    connection.run(macsec::set_rx_sa(&family, index, peer, 2, change))?;
    let busy = connection.run(macsec::delete_rx_sa(&family, index, peer, 2));
    assert!(format!("{}", busy.unwrap_err()).contains("EBUSY"));
    let change = SaChange { active: Some(false), packet_number: Some(PacketNumber::Pn(200)) };
    connection.run(macsec::set_rx_sa(&family, index, peer, 2, change))?;
    assert!(ip("macsec show macsec0").contains(&format!("2: PN {}, state off", kept(200))));
    connection.run(macsec::delete_rx_sa(&family, index, peer, 2))?;
    connection.run(macsec::set_rx_sc(&family, index, peer, false))?;
    connection.run(macsec::delete_rx_sc(&family, index, peer))?;
    let change = SaChange { active: Some(false), ..SaChange::default() };
    connection.run(macsec::set_tx_sa(&family, index, 0, change))?;
    connection.run(macsec::delete_tx_sa(&family, index, 0))?;
    let told = ip("macsec show macsec0");
    assert!(!told.contains("0200000000010001") && !told.contains("0: PN"), "{told}");
    Ok(())
}

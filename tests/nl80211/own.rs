//! Interfaces and networks that our functions make, as `iw` shows them.
use super::{networks::Program, *};
use nlwire::genl::nl80211::{
    ApSpec, CapabilityInfo, Channel, ConnectSpec, DfsRegion, IfType, Nl80211, Nl80211Message, Rate,
    ReasonCode, RegRuleFlags, RegRuleSpec, ScanEnd, ScanReport, ScanSpec, Ssid, StatusCode,
};

/// Lines of `iw`, without blanks around them.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).collect()
}
fn info(name: &str) -> String {
    iw(&format!("dev {name} info"))
}
#[track_caller]
fn shows(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(lines(text).contains(wanted), "no line {wanted:?} in\n{text}");
    }
}

#[test]
fn interfaces_and_networks_are_what_iw_shows() {
    let name = "own::interfaces_and_networks_are_what_iw_shows";
    with_radios(name, &["iw"], &[("own0", 1), ("own1", 1)], |connection, family, radios| {
        let [one, two] = radios else { panic!("{radios:?}") };
        let mut buffer = vec![0; 32 * 1024];
        let mut events = connect(&mut buffer)?;
        events.socket().join(family.group(nl80211::GROUP_MLME).ok_or("no group")?)?;
        // an interface that comes and goes
        let made = nl80211::add_interface(family, one.wiphy, "monitor0", IfType::NL80211_IFTYPE_MONITOR);
        let monitor = connection.get(made)?.attrs.index().ok_or("no index")?;
        shows(
            &info("monitor0"),
            &[&format!("ifindex {monitor}"), "type monitor", &format!("wiphy {}", one.wiphy)],
        );
        set_up(monitor, true)?;
        connection.run(nl80211::set_channel(family, monitor, &Channel::new(2412)))?;
        shows(&info("monitor0"), &["channel 1 (2412 MHz), width: 20 MHz (no HT), center1: 2412 MHz"]);
        connection.run(nl80211::delete_interface(family, monitor))?;
        assert!(!iw("dev").contains("monitor0"));
        let gone = connection.get(nl80211::interface(family, monitor)).expect_err("deleted");
        assert!(gone.is_not_found(), "{gone}");

        // an IBSS
        connection.run(nl80211::set_interface_type(family, one.index, IfType::NL80211_IFTYPE_ADHOC))?;
        set_up(one.index, true)?;
        let cell = [0x02, 0, 0, 0, 0, 9];
        connection.run(nl80211::join_ibss(family, one.index, "cell", &Channel::new(2437), Some(cell)))?;
        events
            .find_event(|event| matches!(Nl80211Message::decode(event), Ok(Nl80211Message::JoinIbss(..))))?;
        let joined =
            ["type IBSS", "ssid cell", "channel 6 (2437 MHz), width: 20 MHz (no HT), center1: 2437 MHz"];
        shows(&info(&one.name), &joined);
        connection.run(nl80211::leave_ibss(family, one.index))?;
        assert!(!info(&one.name).contains("ssid"));
        set_up(one.index, false)?;

        // a mesh
        connection.run(nl80211::set_interface_type(family, one.index, IfType::NL80211_IFTYPE_MESH_POINT))?;
        set_up(one.index, true)?;
        connection.run(nl80211::join_mesh(family, one.index, "mesh", &Channel::ht20(2437)))?;
        shows(
            &info(&one.name),
            &["type mesh point", "channel 6 (2437 MHz), width: 20 MHz, center1: 2437 MHz"],
        );
        connection.run(nl80211::leave_mesh(family, one.index))?;
        assert!(!info(&one.name).contains("channel"));
        set_up(one.index, false)?;

        // an AP, which the other radio finds
        connection.run(nl80211::set_interface_type(family, one.index, IfType::NL80211_IFTYPE_AP))?;
        set_up(one.index, true)?;
        let mut head = [0; 128];
        let rates = [0x82, 0x84, 0x8b, 0x96].map(Rate);
        let capability = CapabilityInfo::from_bits_retain(1);
        let ssid = Ssid(b"ours");
        let head = nl80211::write_beacon_head(&mut head, one.mac, ssid, 100, capability, &rates, 6)
            .ok_or("too long")?;
        connection.run(nl80211::start_ap(
            family,
            one.index,
            &ApSpec::open(ssid, Channel::new(2437), head),
        ))?;
        shows(
            &info(&one.name),
            &["type AP", "ssid ours", "channel 6 (2437 MHz), width: 20 MHz (no HT), center1: 2437 MHz"],
        );
        set_up(two.index, true)?;
        let mut found = 0;
        let spec = ScanSpec::default().on(&[2437]);
        let report = connection.run(nl80211::scan(family, two.index, &spec, |bss| {
            assert_eq!((bss.bssid(), bss.ssid(), bss.frequency()), (Some(one.mac), Some(ssid), Some(2437)));
            found += 1;
        }))?;
        assert_eq!(report, ScanReport { end: ScanEnd::Finished, interrupted: false });
        let group = family.group(nl80211::GROUP_SCAN).ok_or("no group")?;
        assert!(!connection.socket().is_member(group)?, "the group was left");
        assert_eq!(found, 1);
        let dump = iw(&format!("dev {} scan dump", two.name));
        let wanted = [
            "SSID: ours",
            "freq: 2437",
            "beacon interval: 100 TUs",
            "capability: ESS (0x0001)",
            "DS Parameter set: channel 6",
        ];
        shows(&dump, &wanted);
        assert!(dump.starts_with(&format!("BSS {}(on {})", mac(one.mac), two.name)), "{dump}");
        connection.run(nl80211::stop_ap(family, one.index))?;
        assert!(!info(&one.name).contains("ssid"));

        // settings
        connection.run(nl80211::set_tx_power(family, two.index, Some(1000)))?;
        let mut power = connection.get(nl80211::interface(family, two.index))?.attrs.tx_power();
        let shown = info(&two.name);
        match power.take() {
            Some(mbm) => shows(&shown, &[&format!("txpower {}.{:02} dBm", mbm / 100, mbm % 100)]),
            None => assert!(!shown.contains("txpower"), "{shown}"),
        }
        for on in [true, false] {
            connection.run(nl80211::set_power_save(family, two.index, on))?;
            let state = if on { "on" } else { "off" };
            assert_eq!(
                iw(&format!("dev {} get power_save", two.name)).trim(),
                format!("Power save: {state}")
            );
            assert_eq!(connection.run(nl80211::power_save(family, two.index))?, on);
        }
        connection.run(nl80211::set_wiphy(family, two.wiphy, |request| {
            request.put(Nl80211::NL80211_ATTR_WIPHY_NAME, "renamed");
        }))?;
        shows(&iw("phy"), &["Wiphy renamed"]);
        Ok(())
    });
}

#[test]
fn a_station_of_an_open_network_is_what_iw_shows() {
    let name = "own::a_station_of_an_open_network_is_what_iw_shows";
    with_radios(name, &["iw", "hostapd"], &[("open0", 1), ("open1", 1)], |connection, family, radios| {
        let [ap, station] = radios else { panic!("{radios:?}") };
        let mut buffer = vec![0; 32 * 1024];
        let mut events = connect(&mut buffer)?;
        events.socket().join(family.group(nl80211::GROUP_MLME).ok_or("no group")?)?;
        let config = format!("interface={}\ndriver=nl80211\nssid=open\nhw_mode=g\nchannel=6\n", ap.name);
        let _hostapd = Program::start("hostapd", &config, &["CONFIG"], "AP-ENABLED");
        set_up(station.index, true)?;
        connection.run(nl80211::connect(family, station.index, &ConnectSpec::open("open")))?;
        let event = events
            .find_event(|event| matches!(Nl80211Message::decode(event), Ok(Nl80211Message::Connect(..))))?;
        let Nl80211Message::Connect(event) = Nl80211Message::decode(event)? else { panic!() };
        assert_eq!((event.attrs.status_code(), event.attrs.mac()), (Some(StatusCode(0)), Some(ap.mac)));
        let link = iw(&format!("dev {} link", station.name));
        assert!(link.starts_with(&format!("Connected to {} (on {})", mac(ap.mac), station.name)), "{link}");
        shows(&link, &["SSID: open", "freq: 2437"]);

        for radio in radios {
            let other = if radio.index == ap.index { station } else { ap };
            let found = connection.get(nl80211::station(family, radio.index, other.mac))?;
            let info = found.attrs.station().ok_or("no statistics")?;
            let dump = iw(&format!("dev {} station dump", radio.name));
            assert!(dump.starts_with(&format!("Station {} (on {})", mac(other.mac), radio.name)), "{dump}");
            let flags = info.flags().ok_or("no flags")?;
            assert!(format!("{flags:?}").contains("AUTHORIZED"), "{flags:?}");
            let short = format!("{flags:?}").contains("SHORT_PREAMBLE");
            let preamble = if short { "preamble:\tshort" } else { "preamble:\tlong" };
            shows(&dump, &["authorized:\tyes", "authenticated:\tyes", "associated:\tyes", preamble]);
            let signal = info.signal().ok_or("no signal")?;
            assert!(
                lines(&dump)
                    .iter()
                    .any(|line| line.split_whitespace().take(2).eq(["signal:", &signal.to_string()])),
                "{signal}: {dump}"
            );
            assert!(
                lines(&dump).iter().any(|line| line.starts_with("tx bitrate:")) == info.tx_rate().is_some(),
                "{dump}"
            );
        }
        let mut stations = connection.dump(nl80211::stations(family, ap.index))?;
        let mut macs = Vec::new();
        while let Some(found) = stations.next()? {
            macs.extend(found.attrs.mac());
        }
        assert_eq!(macs, [station.mac]);
        let summaries = connection.list(nl80211::stations(family, ap.index))?;
        assert_eq!(summaries.iter().map(|it| it.address).collect::<Vec<_>>(), [Some(station.mac)]);
        let (line, dump) = (summaries[0].to_string(), iw(&format!("dev {} station dump", ap.name)));
        assert!(line.starts_with(&format!("{} dev if{}", mac(station.mac), ap.index)), "{line}");
        assert!(dump.starts_with(&format!("Station {}", mac(station.mac))), "{dump}");
        // the survey, by channel
        let dump = iw(&format!("dev {} survey dump", station.name));
        let mut surveys = connection.dump(nl80211::survey(family, station.index, false))?;
        let mut count = 0;
        while let Some(found) = surveys.next()? {
            let survey = found.attrs.survey().ok_or("no survey")?;
            let mhz =
                survey.get(nl80211::SurveyInfo::NL80211_SURVEY_INFO_FREQUENCY)?.ok_or("no frequency")?;
            let used = survey.get(nl80211::SurveyInfo::NL80211_SURVEY_INFO_IN_USE)?.is_some();
            assert!(
                dump.contains(&format!("frequency:\t\t\t{mhz} MHz{}\n", if used { " [in use]" } else { "" })),
                "{mhz} in {dump}"
            );
            if let Some(noise) = survey.get(nl80211::SurveyInfo::NL80211_SURVEY_INFO_NOISE)? {
                assert!(dump.contains(&format!("noise:\t\t\t\t{noise} dBm")), "{noise} in {dump}");
            }
            count += 1;
        }
        assert_eq!(count, dump.matches("Survey data").count());

        connection.run(nl80211::disconnect(family, station.index, ReasonCode(3)))?;
        events.find_event(|event| {
            matches!(Nl80211Message::decode(event), Ok(Nl80211Message::Disconnect(..)))
        })?;
        assert_eq!(iw(&format!("dev {} link", station.name)).trim(), "Not connected.");
        Ok(())
    });
}

#[test]
fn the_regulatory_domain_is_what_iw_says() {
    let name = "own::the_regulatory_domain_is_what_iw_says";
    with_radios(name, &["iw"], &[("reg0", 1)], |connection, family, _| {
        let reply = connection.get(nl80211::regulatory_domain(family, None))?;
        let country = reply.attrs.country().ok_or("no country")?.to_string();
        let told = iw("reg get");
        assert!(told.contains(&format!("country {country}: DFS-UNSET")), "{told}");
        let mut ours = Vec::new();
        for rule in reply.attrs.get(Nl80211::NL80211_ATTR_REG_RULES)?.ok_or("no rules")?.iter() {
            let rule = rule?.1;
            type R = nl80211::RegRule;
            let mhz = |key| rule.get(key).ok().flatten().unwrap_or(0) / 1000;
            let gain = match rule.get(R::NL80211_ATTR_POWER_RULE_MAX_ANT_GAIN)?.unwrap_or(0) / 100 {
                0 => "N/A".to_string(),
                dbi => dbi.to_string(),
            };
            ours.push(format!(
                "({} - {} @ {}), ({gain}, {})",
                mhz(R::NL80211_ATTR_FREQ_RANGE_START),
                mhz(R::NL80211_ATTR_FREQ_RANGE_END),
                mhz(R::NL80211_ATTR_FREQ_RANGE_MAX_BW),
                rule.get(R::NL80211_ATTR_POWER_RULE_MAX_EIRP)?.unwrap_or(0) / 100
            ));
        }
        let theirs: Vec<_> =
            lines(&told).into_iter().filter(|line| line.starts_with('(')).map(str::to_string).collect();
        assert_eq!(ours.len(), theirs.len(), "{told}");
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert!(theirs.starts_with(ours), "{ours} is not {theirs}");
        }
        // a country whose rules we deliver
        let mut buffer = vec![0; 32 * 1024];
        let mut events = connect(&mut buffer)?;
        events.socket().join(family.group(nl80211::GROUP_REGULATORY).ok_or("no group")?)?;
        connection.run(nl80211::set_country(family, "DE"))?;
        let range = |start, end, max_bandwidth| RegRuleSpec {
            start,
            end,
            max_bandwidth,
            max_antenna_gain: 0,
            max_eirp: 2000,
            flags: RegRuleFlags::empty(),
        };
        // the other tests find their channels in this domain, too
        let rules = [range(2_400_000, 2_483_500, 40_000), range(5_150_000, 5_350_000, 80_000)];
        let set =
            connection.run(nl80211::set_regulatory_domain(family, "DE", DfsRegion::NL80211_DFS_ETSI, &rules));
        println!("{set:?}");
        if set.is_ok() {
            events.find_event(|event| {
                matches!(Nl80211Message::decode(event), Ok(Nl80211Message::RegChange(..)))
            })?;
            let told = iw("reg get");
            assert!(
                told.contains("country DE: DFS-ETSI") && told.contains("(2400 - 2483 @ 40), (N/A, 20)"),
                "{told}"
            );
        }
        Ok(())
    });
}

//! Wiphys and interfaces: what is dumped is what `iw` prints.
use super::*;
use nlwire::genl::nl80211::{
    Band, BandAttrs, Bitrate, CommandId, IfType, InterfaceCombination, Nl80211, WiphyPart,
};
use nlwire::{schema::View, wire::RawAttrs};

/// An interface type in the words of `iw`.
fn mode(number: u16) -> &'static str {
    let modes = [
        "unspecified",
        "IBSS",
        "managed",
        "AP",
        "AP/VLAN",
        "WDS",
        "monitor",
        "mesh point",
        "P2P-client",
        "P2P-GO",
        "P2P-device",
        "outside context of a BSS",
        "NAN",
    ];
    modes.get(usize::from(number)).copied().unwrap_or("later")
}
fn modes(types: nlwire::wire::Attrs<'_, nl80211::IfTypes>) -> Vec<&'static str> {
    RawAttrs::new(types.bytes()).map(|attr| mode(attr.unwrap().attr_type())).collect()
}

#[test]
fn wiphys_are_what_iw_says() {
    let name = "radios::wiphys_are_what_iw_says";
    with_radios(name, &["iw"], &[("radio0", 1), ("radio1", 3)], |connection, family, radios| {
        for radio in radios {
            let told = iw(&format!("phy#{} info", radio.wiphy));
            let mut ours = vec![format!("Wiphy {}", radio.phy), format!("wiphy index: {}", radio.wiphy)];
            let (mut commands, mut features, mut wiphys, mut channels) = (Vec::new(), 0, 0, 0);
            let mut parts =
                nl80211::WiphyParts::new(connection.dump(nl80211::wiphys(family, Some(radio.wiphy)))?);
            while let Some(part) = parts.next()? {
                let said = format!("{part:?}");
                assert!(!said.contains("#") && !said.contains("misfit"), "{said}");
                match part {
                    WiphyPart::Wiphy { index, name } => {
                        assert_eq!(
                            (index, name.ok_or("no name")?.to_string()),
                            (radio.wiphy, radio.phy.clone())
                        );
                        wiphys += 1;
                    }
                    WiphyPart::Attributes(attrs) => {
                        View::of(attrs).check()?;
                        if let Some(number) = attrs.get(Nl80211::NL80211_ATTR_MAX_NUM_SCAN_SSIDS)? {
                            ours.push(format!("max # scan SSIDs: {number}"));
                        }
                        if let Some(len) = attrs.get(Nl80211::NL80211_ATTR_MAX_SCAN_IE_LEN)? {
                            ours.push(format!("max scan IEs length: {len} bytes"));
                        }
                        if let Some(limit) = attrs.get(Nl80211::NL80211_ATTR_WIPHY_RETRY_SHORT)? {
                            ours.push(format!("Retry short limit: {limit}"));
                        }
                        if let Some(limit) = attrs.get(Nl80211::NL80211_ATTR_WIPHY_RETRY_LONG)? {
                            ours.push(format!("Retry long limit: {limit}"));
                        }
                        if let Some(suites) = attrs.get(Nl80211::NL80211_ATTR_CIPHER_SUITES)? {
                            let mut count = 0;
                            for suite in suites.iter() {
                                let [a, b, c, kind] = suite.0.to_be_bytes();
                                let id = format!("({a:02x}-{b:02x}-{c:02x}:{kind})");
                                assert!(told.contains(&id), "{id} in {told}");
                                count += 1;
                            }
                            assert_eq!(count, told.matches("(00-0f-ac:").count());
                        }
                        if let Some(types) = attrs.get(Nl80211::NL80211_ATTR_SUPPORTED_IFTYPES)? {
                            ours.extend(modes(types).iter().map(|mode| format!("* {mode}")));
                        }
                        if let Some(list) = attrs.get(Nl80211::NL80211_ATTR_SUPPORTED_COMMANDS)? {
                            for command in list.iter() {
                                commands.push(command?.1);
                            }
                        }
                        if let Some(list) = attrs.get(Nl80211::NL80211_ATTR_INTERFACE_COMBINATIONS)? {
                            for combination in list.iter() {
                                ours.extend(combination_lines(combination?.1)?);
                            }
                        }
                        for feature in attrs.ext_features().iter().flat_map(|features| features.iter()) {
                            let name = feature.to_string();
                            let short = name.strip_prefix("NL80211_EXT_FEATURE_").ok_or("no name")?;
                            // iw leaves out what it does not know
                            features += told.matches(&format!("* [ {short} ]")).count();
                        }
                    }
                    WiphyPart::Band(band, attrs) => {
                        ours.push(format!("Band {}:", band.0 + 1));
                        if let Some(ht) = attrs.get(BandAttrs::NL80211_BAND_ATTR_HT_CAPA)? {
                            ours.push(format!("Capabilities: {:#x}", ht.bits()));
                        }
                        if let Some(vht) = attrs.get(BandAttrs::NL80211_BAND_ATTR_VHT_CAPA)? {
                            ours.push(format!("VHT Capabilities (0x{:08x}):", vht.bits()));
                        }
                    }
                    WiphyPart::Bitrate(_, rate) => {
                        let bitrate = rate.get(Bitrate::NL80211_BITRATE_ATTR_RATE)?.ok_or("no rate")?;
                        let short = rate.get(Bitrate::NL80211_BITRATE_ATTR_2GHZ_SHORTPREAMBLE)?;
                        let preamble = if short.is_some() { " (short preamble supported)" } else { "" };
                        ours.push(format!("* {}.{} Mbps{preamble}", bitrate / 10, bitrate % 10));
                    }
                    // iw numbers the channels below 1 GHz as if they were of 2.4 GHz
                    WiphyPart::Frequency(Band::NL80211_BAND_S1GHZ, channel) => {
                        assert_eq!(channel.channel(), None);
                        channels += 1;
                    }
                    WiphyPart::Frequency(_, channel) => {
                        channels += 1;
                        let mhz = channel.frequency().ok_or("no MHz")?;
                        let number = channel.channel().ok_or("no channel")?;
                        let mbm = channel.max_tx_power().ok_or("no power")?;
                        let state = if channel.is_disabled() {
                            "disabled".to_string()
                        } else {
                            format!("{}.{} dBm", mbm / 100, mbm % 100 / 10)
                        };
                        ours.push(format!("* {mhz} MHz [{number}] ({state})"));
                        if channel.is_no_ir() {
                            let line = told
                                .lines()
                                .find(|line| line.contains(&format!("* {mhz} MHz [")))
                                .ok_or("no line")?;
                            assert!(line.contains("(no IR"), "{line}");
                        }
                    }
                }
            }
            let mut rest: Vec<_> = told.lines().map(str::trim).collect();
            for line in &ours {
                // flags follow the power, widths for radar detection the channels
                let at = rest.iter().position(|theirs| {
                    theirs == line
                        || (line.ends_with("dBm)") || line.starts_with("total <="))
                            && theirs.starts_with(line.as_str())
                });
                assert!(at.is_some(), "{line} is not in {rest:#?}");
                rest.remove(at.unwrap_or(0));
            }
            assert_eq!(wiphys, 1);
            assert_eq!(
                channels,
                told.lines().filter(|line| line.trim().starts_with("* ") && line.contains(" MHz [")).count()
            );
            assert_eq!(features, told.matches("* [ ").count());
            let lines = told.lines().skip_while(|line| line.trim() != "Supported commands:").skip(1);
            let theirs: Vec<_> = lines
                .take_while(|line| line.trim().starts_with("* "))
                .map(|line| line.trim()[2..].to_string())
                .collect();
            let names: Vec<_> = commands.iter().map(command_name).collect();
            assert_eq!(names, theirs);
        }
        Ok(())
    });
}
/// A command in the words of `iw`.
fn command_name(command: &CommandId) -> String {
    let name = command.to_string();
    let name = name.strip_prefix("NL80211_CMD_").unwrap_or(&name).to_lowercase();
    // the name before NL80211_CMD_START_AP
    if name == "start_ap" { "start_ap".into() } else { name }
}
/// A combination as `iw` prints it, in two lines.
fn combination_lines(
    combination: nlwire::wire::Attrs<'_, InterfaceCombination>,
) -> Result<[String; 2], Failed> {
    type C = InterfaceCombination;
    let mut limits = Vec::new();
    for limit in combination.get(C::NL80211_IFACE_COMB_LIMITS)?.ok_or("no limits")?.iter() {
        let limit = limit?.1;
        let types = modes(limit.get(nl80211::IfaceLimit::NL80211_IFACE_LIMIT_TYPES)?.ok_or("no types")?);
        let max = limit.get(nl80211::IfaceLimit::NL80211_IFACE_LIMIT_MAX)?.ok_or("no maximum")?;
        limits.push(format!("#{{ {} }} <= {max}", types.join(", ")));
    }
    let total = combination.get(C::NL80211_IFACE_COMB_MAXNUM)?.ok_or("no total")?;
    let channels = combination.get(C::NL80211_IFACE_COMB_NUM_CHANNELS)?.ok_or("no channels")?;
    Ok([format!("* {},", limits.join(", ")), format!("total <= {total}, #channels <= {channels}")])
}

#[test]
fn interfaces_are_what_iw_says() {
    let name = "radios::interfaces_are_what_iw_says";
    with_radios(name, &["iw"], &[("dev0", 1), ("dev1", 1)], |connection, family, radios| {
        let told = iw("dev");
        let mut interfaces = connection.dump(nl80211::interfaces(family, None))?;
        let mut count = 0;
        while let Some(interface) = interfaces.next()? {
            let attrs = interface.attrs;
            View::of(attrs).check()?;
            assert_eq!(attrs.iftype(), Some(IfType::NL80211_IFTYPE_STATION));
            let (index, wdev) = (attrs.index().ok_or("no index")?, attrs.wdev().ok_or("no wdev")?);
            let radio = radios.iter().find(|radio| radio.index == index).ok_or("another radio")?;
            let block = format!(
                "phy#{}\n\tInterface {}\n\t\tifindex {index}\n\t\twdev {wdev:#x}\n\t\taddr {}\n\t\ttype managed\n",
                radio.wiphy,
                radio.name,
                mac(radio.mac)
            );
            assert!(told.contains(&block), "{block} in {told}");
            count += 1;
        }
        assert_eq!(count, radios.len());
        for interface in connection.list(nl80211::interfaces(family, None))? {
            let radio = radios.iter().find(|radio| radio.index == interface.index).ok_or("another radio")?;
            let line = format!("{}: {}: addr {} type managed", radio.index, radio.name, mac(radio.mac));
            assert!(interface.to_string().starts_with(&line), "{interface}");
        }
        Ok(())
    });
}

//! Summaries of an interface, of a station, and of a BSS.
use super::{
    Bss, BssMessage, BssStatus, CapabilityInfo, ChannelWidth, Elements, IfType, InterfaceMessage, Modulation,
    Nl80211, StaFlagBits, StaFlagUpdate, StaInfo, StationMessage, StationRate, channel_of_frequency,
};
use crate::{
    pick,
    wire::{
        Attrs, Error, HwAddr, InlineBytes, InlineStr,
        summary::{Word, summaries},
    },
};
use core::{fmt, time::Duration};

/// What matters of an interface: an [`InterfaceMessage`] as a small value that does not borrow.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, genl::{Family, nl80211}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>, family: &Family) -> client::Result<(), T> {
///     for interface in nl.list(nl80211::interfaces(family, None))? {
///         println!("{interface}"); // 3: wlan0: addr 02:00:00:00:00:00 type managed ssid home channel 1 (2412 MHz)
///         for station in nl.list(nl80211::stations(family, interface.index))? {
///             println!("    {station}"); // 02:00:00:00:01:00 dev if3 signal -30 dBm tx 54.0 MBit/s
///         }
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InterfaceSummary {
    /// Interface index; 0 for a wireless device without interface.
    pub index: u32,
    /// Interface name; empty for a wireless device without interface.
    pub name: InlineStr<16>,
    /// Wiphy index.
    pub wiphy: u32,
    /// Wireless device (wdev).
    pub wdev: u64,
    /// Interface type.
    pub iftype: IfType,
    /// MAC address.
    pub address: Option<[u8; 6]>,
    /// SSID or mesh id, if the interface belongs to a network.
    pub ssid: Option<InlineBytes<32>>,
    /// Frequency of the control channel, MHz.
    pub frequency: Option<u32>,
    /// Channel width.
    pub width: Option<ChannelWidth>,
    /// Transmit power, mBm (1/100 dBm).
    pub tx_power: Option<i32>,
    /// The interface name or the SSID does not fit, and is cut.
    pub truncated: bool,
}
impl InterfaceMessage<'_> {
    /// Returns what matters of the interface, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<InterfaceSummary, Error> {
        let found = pick!(
            self.attrs,
            Nl80211 {
                wiphy: NL80211_ATTR_WIPHY,
                index: NL80211_ATTR_IFINDEX,
                name: NL80211_ATTR_IFNAME,
                iftype: NL80211_ATTR_IFTYPE,
                address: NL80211_ATTR_MAC,
                frequency: NL80211_ATTR_WIPHY_FREQ,
                ssid: NL80211_ATTR_SSID,
                tx_power: NL80211_ATTR_WIPHY_TX_POWER_LEVEL,
                wdev: NL80211_ATTR_WDEV,
                width: NL80211_ATTR_CHANNEL_WIDTH,
            }
        )?;
        let mut truncated = false;
        Ok(InterfaceSummary {
            index: found.index.unwrap_or_default(),
            name: found.name.unwrap_or_default().to_inline_cut(&mut truncated),
            wiphy: found.wiphy.unwrap_or_default(),
            wdev: found.wdev.unwrap_or_default(),
            iftype: found.iftype.unwrap_or_default(),
            address: found.address.and_then(|address| address.as_ethernet()),
            ssid: found.ssid.map(|ssid| InlineBytes::cut(ssid.0, &mut truncated)),
            frequency: found.frequency,
            width: found.width,
            tx_power: found.tx_power,
            truncated,
        })
    }
}
impl fmt::Display for InterfaceSummary {
    /// Prints in the format of `iw dev`, on one line.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.index == 0 {
            write!(f, "wdev {:#x}:", self.wdev)?;
        } else {
            write!(f, "{}: {}:", self.index, self.name)?;
        }
        if let Some(address) = self.address {
            write!(f, " addr {}", HwAddr(&address))?;
        }
        f.write_str(" type ")?;
        match self.iftype {
            IfType::NL80211_IFTYPE_ADHOC => f.write_str("IBSS"),
            IfType::NL80211_IFTYPE_STATION => f.write_str("managed"),
            IfType::NL80211_IFTYPE_AP => f.write_str("AP"),
            IfType::NL80211_IFTYPE_AP_VLAN => f.write_str("AP/VLAN"),
            IfType::NL80211_IFTYPE_WDS => f.write_str("WDS"),
            IfType::NL80211_IFTYPE_MESH_POINT => f.write_str("mesh point"),
            IfType::NL80211_IFTYPE_P2P_CLIENT => f.write_str("P2P-client"),
            IfType::NL80211_IFTYPE_P2P_GO => f.write_str("P2P-GO"),
            IfType::NL80211_IFTYPE_P2P_DEVICE => f.write_str("P2P-device"),
            IfType::NL80211_IFTYPE_OCB => f.write_str("outside context of a BSS"),
            IfType::NL80211_IFTYPE_NAN => f.write_str("NAN"),
            other => write!(f, "{}", Word::of(other, "NL80211_IFTYPE_")),
        }?;
        if let Some(ssid) = self.ssid {
            write!(f, " ssid {ssid}")?;
        }
        if let Some(mhz) = self.frequency {
            match channel_of_frequency(mhz) {
                Some(channel) => write!(f, " channel {channel} ({mhz} MHz)"),
                None => write!(f, " freq {mhz} MHz"),
            }?;
        }
        self.tx_power.map_or(Ok(()), |power| write!(f, " txpower {} dBm", Hundredths(power)))
    }
}

/// What matters of a station: a [`StationMessage`] as a small value that does not borrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StationSummary {
    /// Index of the interface.
    pub index: u32,
    /// MAC address.
    pub address: Option<[u8; 6]>,
    /// Time since the last activity.
    pub inactive: Option<Duration>,
    /// Time since the association.
    pub connected: Option<Duration>,
    /// Bytes received; of an old kernel modulo 2^32.
    pub rx_bytes: u64,
    /// Bytes sent; of an old kernel modulo 2^32.
    pub tx_bytes: u64,
    /// Signal of the last PPDU received, dBm.
    pub signal: Option<i8>,
    /// Average signal, dBm.
    pub signal_avg: Option<i8>,
    /// Rate of the last unicast frame sent.
    pub tx_rate: Option<StationRate>,
    /// Rate of the last unicast data frame received.
    pub rx_rate: Option<StationRate>,
    /// Flags that are set.
    pub flags: StaFlagBits,
}
impl StationMessage<'_> {
    /// Returns what matters of the station, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<StationSummary, Error> {
        let found = pick!(
            self.attrs,
            Nl80211 { index: NL80211_ATTR_IFINDEX, address: NL80211_ATTR_MAC, info: NL80211_ATTR_STA_INFO }
        )?;
        let info = pick!(
            found.info.unwrap_or(Attrs::new(&[])),
            StaInfo {
                inactive: NL80211_STA_INFO_INACTIVE_TIME,
                rx32: NL80211_STA_INFO_RX_BYTES,
                tx32: NL80211_STA_INFO_TX_BYTES,
                signal: NL80211_STA_INFO_SIGNAL,
                tx_rate: NL80211_STA_INFO_TX_BITRATE,
                signal_avg: NL80211_STA_INFO_SIGNAL_AVG,
                rx_rate: NL80211_STA_INFO_RX_BITRATE,
                connected: NL80211_STA_INFO_CONNECTED_TIME,
                flags: NL80211_STA_INFO_STA_FLAGS,
                rx: NL80211_STA_INFO_RX_BYTES64,
                tx: NL80211_STA_INFO_TX_BYTES64,
            }
        )?;
        let flags = info.flags.map(|flags| flags.get(StaFlagUpdate::mask) & flags.get(StaFlagUpdate::set));
        Ok(StationSummary {
            index: found.index.unwrap_or_default(),
            address: found.address.and_then(|address| address.as_ethernet()),
            inactive: info.inactive.map(|time| Duration::from_millis(time.into())),
            connected: info.connected.map(|time| Duration::from_secs(time.into())),
            rx_bytes: info.rx.or(info.rx32.map(u64::from)).unwrap_or_default(),
            tx_bytes: info.tx.or(info.tx32.map(u64::from)).unwrap_or_default(),
            signal: info.signal,
            signal_avg: info.signal_avg,
            tx_rate: info.tx_rate.and_then(Attrs::rate),
            rx_rate: info.rx_rate.and_then(Attrs::rate),
            flags: flags.unwrap_or(StaFlagBits::empty()),
        })
    }
}
impl fmt::Display for StationSummary {
    /// Prints in the format of `iw dev DEV station dump`, on one line.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address {
            Some(address) => HwAddr(&address).fmt(f),
            None => f.write_str("unknown"),
        }?;
        write!(f, " dev if{}", self.index)?;
        if let Some(signal) = self.signal {
            write!(f, " signal {signal} dBm")?;
        }
        for (name, rate) in [("tx", self.tx_rate), ("rx", self.rx_rate)] {
            if let Some(rate) = rate {
                write!(f, " {name}{}", RateText(rate))?;
            }
        }
        write!(f, " rx bytes {} tx bytes {}", self.rx_bytes, self.tx_bytes)?;
        let Some(time) = self.inactive else { return Ok(()) };
        let milliseconds = time.as_secs().saturating_mul(1000).saturating_add(time.subsec_millis().into());
        write!(f, " inactive {milliseconds} ms")
    }
}
/// Rate, as `iw` prints it, after a blank.
struct RateText(StationRate);
impl fmt::Display for RateText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(rate) = self.0.bitrate {
            write!(f, " {}.{} MBit/s", rate / 10, rate % 10)?;
        }
        match self.0.modulation {
            Modulation::Legacy => Ok(()),
            Modulation::Ht { mcs } => write!(f, " MCS {mcs}"),
            Modulation::Vht { mcs, nss } => write!(f, " VHT-MCS {mcs} VHT-NSS {nss}"),
            Modulation::He { mcs, nss, .. } => write!(f, " HE-MCS {mcs} HE-NSS {nss}"),
            Modulation::Eht { mcs, nss } => write!(f, " EHT-MCS {mcs} EHT-NSS {nss}"),
            Modulation::Uhr { mcs, nss } => write!(f, " UHR-MCS {mcs} UHR-NSS {nss}"),
            Modulation::S1g { mcs, nss } => write!(f, " S1G-MCS {mcs} S1G-NSS {nss}"),
        }
    }
}
/// A number of hundredths.
struct Hundredths(i32);
impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, value) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        write!(f, "{sign}{}.{:02}", value / 100, value % 100)
    }
}

/// What matters of a BSS that a scan found: a [`BssMessage`] as a small value that does not borrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BssSummary {
    /// BSSID of the network that the interface is associated with.
    pub bssid: Option<[u8; 6]>,
    /// SSID; `None` if there is no SSID element.
    pub ssid: Option<InlineBytes<32>>,
    /// Frequency, MHz.
    pub frequency: u32,
    /// Signal, mBm (1/100 dBm).
    pub signal_mbm: Option<i32>,
    /// Beacon interval, TU.
    pub beacon_interval: u16,
    /// Capability information field.
    pub capability: CapabilityInfo,
    /// Relation of the interface to the BSS.
    pub status: Option<BssStatus>,
    /// Age of the entry.
    pub age: Option<Duration>,
    /// The SSID is longer than an SSID may be, and is cut.
    pub truncated: bool,
}
impl Attrs<'_, Bss> {
    /// Returns what matters of the BSS, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(self) -> Result<BssSummary, Error> {
        let found = pick!(
            self,
            Bss {
                bssid: NL80211_BSS_BSSID,
                frequency: NL80211_BSS_FREQUENCY,
                beacon_interval: NL80211_BSS_BEACON_INTERVAL,
                capability: NL80211_BSS_CAPABILITY,
                elements: NL80211_BSS_INFORMATION_ELEMENTS,
                signal: NL80211_BSS_SIGNAL_MBM,
                status: NL80211_BSS_STATUS,
                age: NL80211_BSS_SEEN_MS_AGO,
            }
        )?;
        let mut truncated = false;
        let ssid = found.elements.and_then(|elements| Elements::from(elements).ssid());
        Ok(BssSummary {
            bssid: found.bssid.and_then(|bssid| bssid.as_ethernet()),
            ssid: ssid.map(|ssid| InlineBytes::cut(ssid.0, &mut truncated)),
            frequency: found.frequency.unwrap_or_default(),
            signal_mbm: found.signal,
            beacon_interval: found.beacon_interval.unwrap_or_default(),
            capability: found.capability.unwrap_or(CapabilityInfo::empty()),
            status: found.status,
            age: found.age.map(|age| Duration::from_millis(age.into())),
            truncated,
        })
    }
}
impl BssMessage<'_> {
    /// Returns what matters of the BSS, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<BssSummary, Error> {
        self.attrs.get(Nl80211::NL80211_ATTR_BSS)?.unwrap_or(Attrs::new(&[])).summary()
    }
}
summaries! {
    InterfaceMessage => InterfaceSummary;
    StationMessage => StationSummary;
    BssMessage => BssSummary;
}
impl fmt::Display for BssSummary {
    /// Prints in the format of `iw dev DEV scan dump`, on one line.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BSS ")?;
        match self.bssid {
            Some(bssid) => HwAddr(&bssid).fmt(f),
            None => f.write_str("unknown"),
        }?;
        write!(f, " freq: {}", self.frequency)?;
        if let Some(signal) = self.signal_mbm {
            write!(f, " signal: {} dBm", Hundredths(signal))?;
        }
        if let Some(ssid) = self.ssid {
            write!(f, " SSID: {ssid}")?;
        }
        match self.status {
            Some(BssStatus::NL80211_BSS_STATUS_ASSOCIATED) => f.write_str(" -- associated"),
            Some(BssStatus::NL80211_BSS_STATUS_IBSS_JOINED) => f.write_str(" -- joined"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Nl80211Message, RateInfo};
    use super::*;
    use crate::{
        genl::{Command, CommandKey},
        wire::{FromMessage, GetFlags, Message, Request},
    };
    use std::{boxed::Box, format, string::ToString, vec::Vec};

    type Failed = Box<dyn core::error::Error>;
    const MAC: [u8; 6] = [2, 0, 0, 0, 1, 0];
    fn message(
        command: CommandKey<Nl80211>,
        fill: impl Fn(&mut Request<'_, Command<Nl80211>>),
    ) -> Result<Vec<u8>, Failed> {
        let mut buffer = [0xa5; 512];
        let mut request = Request::new(&mut buffer, Command::new(0x20, command), GetFlags::ACK);
        request.put(Nl80211::NL80211_ATTR_IFINDEX, 3).put(Nl80211::NL80211_ATTR_MAC, MAC);
        fill(&mut request);
        Ok(request.finish(1)?.into())
    }

    #[test]
    fn interfaces_stations_and_networks_in_the_words_of_iw() -> Result<(), Failed> {
        let bytes = message(Nl80211Message::NL80211_CMD_NEW_INTERFACE, |interface| {
            interface
                .put(Nl80211::NL80211_ATTR_IFNAME, "wlan0")
                .put(Nl80211::NL80211_ATTR_IFTYPE, IfType::NL80211_IFTYPE_STATION)
                .put(Nl80211::NL80211_ATTR_SSID, "home")
                .put(Nl80211::NL80211_ATTR_WIPHY_FREQ, 2412)
                .put(Nl80211::NL80211_ATTR_WIPHY_TX_POWER_LEVEL, -50);
        })?;
        let interface = InterfaceMessage::from_message(Message::new(&bytes)?)?.summary()?;
        assert_eq!(
            interface.to_string(),
            "3: wlan0: addr 02:00:00:00:01:00 type managed ssid home channel 1 (2412 MHz) txpower -0.50 dBm"
        );
        let bytes = message(Nl80211Message::NL80211_CMD_NEW_STATION, |station| {
            station.nest(Nl80211::NL80211_ATTR_STA_INFO, |info| {
                info.put(StaInfo::NL80211_STA_INFO_INACTIVE_TIME, 12)
                    .put(StaInfo::NL80211_STA_INFO_RX_BYTES, 1)
                    .put(StaInfo::NL80211_STA_INFO_TX_BYTES64, 1u64 << 40)
                    .put(StaInfo::NL80211_STA_INFO_SIGNAL, -30)
                    .nest(StaInfo::NL80211_STA_INFO_TX_BITRATE, |rate| {
                        rate.put(RateInfo::NL80211_RATE_INFO_BITRATE, 1300)
                            .put(RateInfo::NL80211_RATE_INFO_MCS, 15);
                    });
            });
        })?;
        let station = StationMessage::from_message(Message::new(&bytes)?)?.summary()?;
        assert_eq!(
            station.to_string(),
            format!(
                "02:00:00:00:01:00 dev if3 signal -30 dBm tx 130.0 MBit/s MCS 15 rx bytes 1 tx bytes {} inactive 12 ms",
                1u64 << 40
            )
        );
        let bytes = message(Nl80211Message::NL80211_CMD_NEW_SCAN_RESULTS, |result| {
            result.nest(Nl80211::NL80211_ATTR_BSS, |bss| {
                bss.put(Bss::NL80211_BSS_BSSID, MAC)
                    .put(Bss::NL80211_BSS_FREQUENCY, 5180)
                    .put(Bss::NL80211_BSS_SIGNAL_MBM, -4205)
                    .put(Bss::NL80211_BSS_STATUS, BssStatus::NL80211_BSS_STATUS_ASSOCIATED)
                    .put(Bss::NL80211_BSS_INFORMATION_ELEMENTS, &b"\0\x05a\0b c"[..]);
            });
        })?;
        let bss = BssMessage::from_message(Message::new(&bytes)?)?.summary()?;
        assert_eq!(
            bss.to_string(),
            "BSS 02:00:00:00:01:00 freq: 5180 signal: -42.05 dBm SSID: a\\x00b c -- associated"
        );
        assert_eq!(bss.ssid.map(|ssid| ssid.bytes().to_vec()), Some(b"a\0b c".to_vec()));
        Ok(())
    }
}

//! Getters for common attributes.
use super::{
    Band, Bss, BssStatus, CapabilityInfo, ChannelWidth, EhtGi, Elements, ExtFeatures, FeatureFlags,
    Frequency, HeGi, IfType, Nl80211, RateInfo, ReasonCode, Ssid, StaFlagBits, StaFlagUpdate, StaInfo,
    StatusCode, SurveyInfo,
};
use crate::wire::{Attrs, Key, Str, Value};
use core::time::Duration;

/// Returns an attribute; `None` if it is missing or malformed.
fn some<'a, S, V: Value<'a>>(attrs: Attrs<'a, S>, key: Key<S, V>) -> Option<V> {
    attrs.get(key).ok().flatten()
}

/// Getters for common attributes.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, Nl80211> {
    /// Returns the wiphy index.
    #[doc(alias = "NL80211_ATTR_WIPHY")]
    pub fn wiphy(self) -> Option<u32> {
        some(self, Nl80211::NL80211_ATTR_WIPHY)
    }
    /// Returns the wiphy name.
    #[doc(alias = "NL80211_ATTR_WIPHY_NAME")]
    pub fn wiphy_name(self) -> Option<Str<'a>> {
        some(self, Nl80211::NL80211_ATTR_WIPHY_NAME)
    }
    /// Returns the interface index; `None` for a wireless device without interface.
    #[doc(alias = "NL80211_ATTR_IFINDEX")]
    pub fn index(self) -> Option<u32> {
        some(self, Nl80211::NL80211_ATTR_IFINDEX)
    }
    /// Returns the interface name.
    #[doc(alias = "NL80211_ATTR_IFNAME")]
    pub fn name(self) -> Option<Str<'a>> {
        some(self, Nl80211::NL80211_ATTR_IFNAME)
    }
    /// Returns the wireless device (wdev).
    #[doc(alias = "NL80211_ATTR_WDEV")]
    pub fn wdev(self) -> Option<u64> {
        some(self, Nl80211::NL80211_ATTR_WDEV)
    }
    /// Returns the interface type.
    #[doc(alias = "NL80211_ATTR_IFTYPE")]
    pub fn iftype(self) -> Option<IfType> {
        some(self, Nl80211::NL80211_ATTR_IFTYPE)
    }
    /// Returns the MAC address: of the interface, station or BSS.
    #[doc(alias = "NL80211_ATTR_MAC")]
    pub fn mac(self) -> Option<[u8; 6]> {
        some(self, Nl80211::NL80211_ATTR_MAC)?.as_ethernet()
    }
    /// Returns the SSID.
    #[doc(alias = "NL80211_ATTR_SSID")]
    pub fn ssid(self) -> Option<Ssid<'a>> {
        some(self, Nl80211::NL80211_ATTR_SSID)
    }
    /// Returns the frequency of the control channel, kHz.
    pub fn frequency_khz(self) -> Option<u64> {
        let mhz = some(self, Nl80211::NL80211_ATTR_WIPHY_FREQ)?;
        let khz = some(self, Nl80211::NL80211_ATTR_WIPHY_FREQ_OFFSET).unwrap_or(0);
        Some(u64::from(mhz) * 1000 + u64::from(khz))
    }
    /// Returns the channel width.
    #[doc(alias = "NL80211_ATTR_CHANNEL_WIDTH")]
    pub fn channel_width(self) -> Option<ChannelWidth> {
        some(self, Nl80211::NL80211_ATTR_CHANNEL_WIDTH)
    }
    /// Returns the transmit power of the interface, mBm (1/100 dBm).
    #[doc(alias = "NL80211_ATTR_WIPHY_TX_POWER_LEVEL")]
    pub fn tx_power(self) -> Option<i32> {
        some(self, Nl80211::NL80211_ATTR_WIPHY_TX_POWER_LEVEL)
    }
    /// Returns the generation of the list that is dumped.
    #[doc(alias = "NL80211_ATTR_GENERATION")]
    pub fn generation(self) -> Option<u32> {
        some(self, Nl80211::NL80211_ATTR_GENERATION)
    }
    /// Returns the features of the driver.
    #[doc(alias = "NL80211_ATTR_FEATURE_FLAGS")]
    pub fn features(self) -> Option<FeatureFlags> {
        some(self, Nl80211::NL80211_ATTR_FEATURE_FLAGS)
    }
    /// Returns the extended features of the driver.
    #[doc(alias = "NL80211_ATTR_EXT_FEATURES")]
    pub fn ext_features(self) -> Option<ExtFeatures<'a>> {
        some(self, Nl80211::NL80211_ATTR_EXT_FEATURES)
    }
    /// Returns the statistics and state of a station.
    #[doc(alias = "NL80211_ATTR_STA_INFO")]
    pub fn station(self) -> Option<Attrs<'a, StaInfo>> {
        some(self, Nl80211::NL80211_ATTR_STA_INFO)
    }
    /// Returns the BSS of a scan result.
    #[doc(alias = "NL80211_ATTR_BSS")]
    pub fn bss(self) -> Option<Attrs<'a, Bss>> {
        some(self, Nl80211::NL80211_ATTR_BSS)
    }
    /// Returns the survey of a channel.
    #[doc(alias = "NL80211_ATTR_SURVEY_INFO")]
    pub fn survey(self) -> Option<Attrs<'a, SurveyInfo>> {
        some(self, Nl80211::NL80211_ATTR_SURVEY_INFO)
    }
    /// Returns the country code of a regulatory domain; `00` is the world.
    #[doc(alias = "NL80211_ATTR_REG_ALPHA2")]
    pub fn country(self) -> Option<Str<'a>> {
        some(self, Nl80211::NL80211_ATTR_REG_ALPHA2)
    }
    /// Returns the status code of a connection or authentication.
    #[doc(alias = "NL80211_ATTR_STATUS_CODE")]
    pub fn status_code(self) -> Option<StatusCode> {
        some(self, Nl80211::NL80211_ATTR_STATUS_CODE)
    }
    /// Returns the reason code of a disconnection.
    #[doc(alias = "NL80211_ATTR_REASON_CODE")]
    pub fn reason_code(self) -> Option<ReasonCode> {
        some(self, Nl80211::NL80211_ATTR_REASON_CODE)
    }
    /// Returns the cookie of a request.
    #[doc(alias = "NL80211_ATTR_COOKIE")]
    pub fn cookie(self) -> Option<u64> {
        some(self, Nl80211::NL80211_ATTR_COOKIE)
    }
    /// Returns the additional elements of a frame.
    #[doc(alias = "NL80211_ATTR_IE")]
    pub fn elements(self) -> Option<Elements<'a>> {
        some(self, Nl80211::NL80211_ATTR_IE).map(Elements::from)
    }
}

/// Getters for common attributes.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, StaInfo> {
    /// Returns the time since the last activity.
    #[doc(alias = "NL80211_STA_INFO_INACTIVE_TIME")]
    pub fn inactive(self) -> Option<Duration> {
        some(self, StaInfo::NL80211_STA_INFO_INACTIVE_TIME).map(|time| Duration::from_millis(time.into()))
    }
    /// Returns the time since the association.
    #[doc(alias = "NL80211_STA_INFO_CONNECTED_TIME")]
    pub fn connected(self) -> Option<Duration> {
        some(self, StaInfo::NL80211_STA_INFO_CONNECTED_TIME).map(|time| Duration::from_secs(time.into()))
    }
    /// Returns the number of bytes received; of an old kernel modulo 2^32.
    pub fn rx_bytes(self) -> Option<u64> {
        some(self, StaInfo::NL80211_STA_INFO_RX_BYTES64)
            .or_else(|| some(self, StaInfo::NL80211_STA_INFO_RX_BYTES).map(u64::from))
    }
    /// Returns the number of bytes sent; of an old kernel modulo 2^32.
    pub fn tx_bytes(self) -> Option<u64> {
        some(self, StaInfo::NL80211_STA_INFO_TX_BYTES64)
            .or_else(|| some(self, StaInfo::NL80211_STA_INFO_TX_BYTES).map(u64::from))
    }
    /// Returns the signal of the last PPDU received, dBm.
    #[doc(alias = "NL80211_STA_INFO_SIGNAL")]
    pub fn signal(self) -> Option<i8> {
        some(self, StaInfo::NL80211_STA_INFO_SIGNAL)
    }
    /// Returns the average signal, dBm.
    #[doc(alias = "NL80211_STA_INFO_SIGNAL_AVG")]
    pub fn signal_avg(self) -> Option<i8> {
        some(self, StaInfo::NL80211_STA_INFO_SIGNAL_AVG)
    }
    /// Returns the rate of the last unicast frame sent.
    #[doc(alias = "NL80211_STA_INFO_TX_BITRATE")]
    pub fn tx_rate(self) -> Option<StationRate> {
        some(self, StaInfo::NL80211_STA_INFO_TX_BITRATE)?.rate()
    }
    /// Returns the rate of the last unicast data frame received.
    #[doc(alias = "NL80211_STA_INFO_RX_BITRATE")]
    pub fn rx_rate(self) -> Option<StationRate> {
        some(self, StaInfo::NL80211_STA_INFO_RX_BITRATE)?.rate()
    }
    /// Returns the flags that are set.
    #[doc(alias = "NL80211_STA_INFO_STA_FLAGS")]
    pub fn flags(self) -> Option<StaFlagBits> {
        let flags = some(self, StaInfo::NL80211_STA_INFO_STA_FLAGS)?;
        Some(flags.get(StaFlagUpdate::mask) & flags.get(StaFlagUpdate::set))
    }
}

/// Rate of a station: [`Attrs<RateInfo>::rate`](Attrs::rate).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StationRate {
    /// Rate, 100 kbit/s; `None` if the kernel cannot compute it.
    pub bitrate: Option<u32>,
    /// Modulation and spatial streams.
    pub modulation: Modulation,
    /// Channel width, MHz.
    pub width: u16,
    /// Guard interval, nanoseconds; `None` for a legacy or S1G rate.
    pub guard_interval: Option<u16>,
}
/// Modulation of a rate: PHY, MCS index, and number of spatial streams (NSS).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Modulation {
    /// Legacy rate: DSSS, CCK, OFDM.
    Legacy,
    /// HT (IEEE 802.11n). The MCS index determines the streams: 8 for each.
    Ht {
        /// MCS index.
        mcs: u8,
    },
    /// VHT (IEEE 802.11ac).
    Vht {
        /// MCS index.
        mcs: u8,
        /// Spatial streams.
        nss: u8,
    },
    /// HE (IEEE 802.11ax).
    He {
        /// MCS index.
        mcs: u8,
        /// Spatial streams.
        nss: u8,
        /// Dual carrier modulation (DCM).
        dcm: bool,
    },
    /// EHT (IEEE 802.11be).
    Eht {
        /// MCS index.
        mcs: u8,
        /// Spatial streams.
        nss: u8,
    },
    /// UHR (IEEE 802.11bn).
    Uhr {
        /// MCS index.
        mcs: u8,
        /// Spatial streams.
        nss: u8,
    },
    /// S1G (IEEE 802.11ah).
    S1g {
        /// MCS index.
        mcs: u8,
        /// Spatial streams.
        nss: u8,
    },
}
impl Attrs<'_, RateInfo> {
    /// Returns the rate: bit rate, modulation, channel width and guard interval.
    ///
    /// `None` if there is neither a bit rate nor an MCS index.
    pub fn rate(self) -> Option<StationRate> {
        let found = crate::pick!(
            self,
            RateInfo {
                bitrate: NL80211_RATE_INFO_BITRATE,
                bitrate32: NL80211_RATE_INFO_BITRATE32,
                ht: NL80211_RATE_INFO_MCS,
                vht: NL80211_RATE_INFO_VHT_MCS,
                vht_nss: NL80211_RATE_INFO_VHT_NSS,
                he: NL80211_RATE_INFO_HE_MCS,
                he_nss: NL80211_RATE_INFO_HE_NSS,
                he_gi: NL80211_RATE_INFO_HE_GI,
                he_dcm: NL80211_RATE_INFO_HE_DCM,
                eht: NL80211_RATE_INFO_EHT_MCS,
                eht_nss: NL80211_RATE_INFO_EHT_NSS,
                eht_gi: NL80211_RATE_INFO_EHT_GI,
                uhr: NL80211_RATE_INFO_UHR_MCS,
                s1g: NL80211_RATE_INFO_S1G_MCS,
                s1g_nss: NL80211_RATE_INFO_S1G_NSS,
                short_gi: NL80211_RATE_INFO_SHORT_GI,
                mhz40: NL80211_RATE_INFO_40_MHZ_WIDTH,
                mhz80: NL80211_RATE_INFO_80_MHZ_WIDTH,
                mhz80p80: NL80211_RATE_INFO_80P80_MHZ_WIDTH,
                mhz160: NL80211_RATE_INFO_160_MHZ_WIDTH,
                mhz320: NL80211_RATE_INFO_320_MHZ_WIDTH,
                mhz10: NL80211_RATE_INFO_10_MHZ_WIDTH,
                mhz5: NL80211_RATE_INFO_5_MHZ_WIDTH,
                mhz1: NL80211_RATE_INFO_1_MHZ_WIDTH,
                mhz2: NL80211_RATE_INFO_2_MHZ_WIDTH,
                mhz4: NL80211_RATE_INFO_4_MHZ_WIDTH,
                mhz8: NL80211_RATE_INFO_8_MHZ_WIDTH,
                mhz16: NL80211_RATE_INFO_16_MHZ_WIDTH,
            }
        )
        .ok()?;
        let eht_gi = match found.eht_gi {
            Some(EhtGi::NL80211_RATE_INFO_EHT_GI_0_8) => Some(800),
            Some(EhtGi::NL80211_RATE_INFO_EHT_GI_1_6) => Some(1600),
            Some(EhtGi::NL80211_RATE_INFO_EHT_GI_3_2) => Some(3200),
            _ => None,
        };
        let short = Some(if found.short_gi.is_some() { 400 } else { 800 });
        let streams = |nss: Option<u8>| nss.unwrap_or(1);
        let (modulation, guard_interval) = if let Some(mcs) = found.uhr {
            (Modulation::Uhr { mcs, nss: streams(found.eht_nss) }, eht_gi)
        } else if let Some(mcs) = found.eht {
            (Modulation::Eht { mcs, nss: streams(found.eht_nss) }, eht_gi)
        } else if let Some(mcs) = found.he {
            let guard = match found.he_gi {
                Some(HeGi::NL80211_RATE_INFO_HE_GI_0_8) => Some(800),
                Some(HeGi::NL80211_RATE_INFO_HE_GI_1_6) => Some(1600),
                Some(HeGi::NL80211_RATE_INFO_HE_GI_3_2) => Some(3200),
                _ => None,
            };
            let dcm = found.he_dcm.is_some_and(|dcm| dcm != 0);
            (Modulation::He { mcs, nss: streams(found.he_nss), dcm }, guard)
        } else if let Some(mcs) = found.vht {
            (Modulation::Vht { mcs, nss: streams(found.vht_nss) }, short)
        } else if let Some(mcs) = found.ht {
            (Modulation::Ht { mcs }, short)
        } else if let Some(mcs) = found.s1g {
            (Modulation::S1g { mcs, nss: streams(found.s1g_nss) }, None)
        } else {
            (Modulation::Legacy, None)
        };
        let widths = [
            (found.mhz320, 320),
            (found.mhz160, 160),
            (found.mhz80p80, 160),
            (found.mhz80, 80),
            (found.mhz40, 40),
            (found.mhz10, 10),
            (found.mhz5, 5),
            (found.mhz16, 16),
            (found.mhz8, 8),
            (found.mhz4, 4),
            (found.mhz2, 2),
            (found.mhz1, 1),
        ];
        let width = widths.into_iter().find(|(flag, _)| flag.is_some()).map_or(20, |(_, width)| width);
        let bitrate = found.bitrate32.or(found.bitrate.map(u32::from));
        if bitrate.is_none() && modulation == Modulation::Legacy {
            return None;
        }
        Some(StationRate { bitrate, modulation, width, guard_interval })
    }
}

/// Getters for common attributes.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, Bss> {
    /// Returns the BSSID.
    #[doc(alias = "NL80211_BSS_BSSID")]
    pub fn bssid(self) -> Option<[u8; 6]> {
        some(self, Bss::NL80211_BSS_BSSID)?.as_ethernet()
    }
    /// Returns the frequency, MHz.
    #[doc(alias = "NL80211_BSS_FREQUENCY")]
    pub fn frequency(self) -> Option<u32> {
        some(self, Bss::NL80211_BSS_FREQUENCY)
    }
    /// Returns the signal, mBm (1/100 dBm).
    #[doc(alias = "NL80211_BSS_SIGNAL_MBM")]
    pub fn signal_mbm(self) -> Option<i32> {
        some(self, Bss::NL80211_BSS_SIGNAL_MBM)
    }
    /// Returns the beacon interval, TU.
    #[doc(alias = "NL80211_BSS_BEACON_INTERVAL")]
    pub fn beacon_interval(self) -> Option<u16> {
        some(self, Bss::NL80211_BSS_BEACON_INTERVAL)
    }
    /// Returns the capability information field.
    #[doc(alias = "NL80211_BSS_CAPABILITY")]
    pub fn capability(self) -> Option<CapabilityInfo> {
        some(self, Bss::NL80211_BSS_CAPABILITY)
    }
    /// Returns the relation of the interface to the BSS; `None` if there is none.
    #[doc(alias = "NL80211_BSS_STATUS")]
    pub fn status(self) -> Option<BssStatus> {
        some(self, Bss::NL80211_BSS_STATUS)
    }
    /// Returns the age of the entry.
    #[doc(alias = "NL80211_BSS_SEEN_MS_AGO")]
    pub fn age(self) -> Option<Duration> {
        some(self, Bss::NL80211_BSS_SEEN_MS_AGO).map(|age| Duration::from_millis(age.into()))
    }
    /// Returns the elements of the last probe response or beacon.
    #[doc(alias = "NL80211_BSS_INFORMATION_ELEMENTS")]
    pub fn elements(self) -> Elements<'a> {
        some(self, Bss::NL80211_BSS_INFORMATION_ELEMENTS).unwrap_or_default().into()
    }
    /// Returns the SSID; `None` if there is no SSID element.
    pub fn ssid(self) -> Option<Ssid<'a>> {
        self.elements().ssid()
    }
}

/// Getters for common attributes.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl Attrs<'_, Frequency> {
    /// Returns the center frequency, MHz.
    #[doc(alias = "NL80211_FREQUENCY_ATTR_FREQ")]
    pub fn frequency(self) -> Option<u32> {
        some(self, Frequency::NL80211_FREQUENCY_ATTR_FREQ)
    }
    /// Returns whether the regulatory domain does not allow the channel.
    #[doc(alias = "NL80211_FREQUENCY_ATTR_DISABLED")]
    pub fn is_disabled(self) -> bool {
        some(self, Frequency::NL80211_FREQUENCY_ATTR_DISABLED).is_some()
    }
    /// Returns whether initiating radiation is not allowed.
    #[doc(alias = "NL80211_FREQUENCY_ATTR_NO_IR")]
    pub fn is_no_ir(self) -> bool {
        some(self, Frequency::NL80211_FREQUENCY_ATTR_NO_IR).is_some()
    }
    /// Returns whether radar detection is mandatory.
    #[doc(alias = "NL80211_FREQUENCY_ATTR_RADAR")]
    pub fn needs_radar_detection(self) -> bool {
        some(self, Frequency::NL80211_FREQUENCY_ATTR_RADAR).is_some()
    }
    /// Returns the maximum transmit power, mBm (1/100 dBm).
    #[doc(alias = "NL80211_FREQUENCY_ATTR_MAX_TX_POWER")]
    pub fn max_tx_power(self) -> Option<u32> {
        some(self, Frequency::NL80211_FREQUENCY_ATTR_MAX_TX_POWER)
    }
    /// Returns the channel number; `None` if the frequency has none.
    pub fn channel(self) -> Option<u16> {
        channel_of_frequency(self.frequency()?)
    }
}

/// Returns the channel number of a frequency in MHz; `None` if the frequency has none.
///
/// The bands of 2.4, 5, 6 and 60 GHz, and the Japanese channels of 4.9 GHz.
pub const fn channel_of_frequency(mhz: u32) -> Option<u16> {
    let channel = match mhz {
        2484 => 14,
        2412..=2472 if (mhz - 2407) % 5 == 0 => (mhz - 2407) / 5,
        4910..=4980 if mhz % 5 == 0 => (mhz - 4000) / 5,
        5935 => 2,
        5000..=5949 if mhz % 5 == 0 => (mhz - 5000) / 5,
        5951..=7125 if mhz % 5 == 0 => (mhz - 5950) / 5,
        58_320..=70_200 if (mhz - 56_160) % 2160 == 0 => (mhz - 56_160) / 2160,
        _ => return None,
    };
    Some(channel as u16)
}
/// Returns the center frequency of a channel of a band, MHz; `None` if the band has no such
/// channel.
pub const fn frequency_of_channel(channel: u16, band: Band) -> Option<u32> {
    let channel = channel as u32;
    match band {
        Band::NL80211_BAND_2GHZ => match channel {
            14 => Some(2484),
            1..=13 => Some(2407 + 5 * channel),
            _ => None,
        },
        Band::NL80211_BAND_5GHZ => match channel {
            182..=196 => Some(4000 + 5 * channel),
            1..=181 => Some(5000 + 5 * channel),
            _ => None,
        },
        Band::NL80211_BAND_6GHZ => match channel {
            2 => Some(5935),
            1..=233 => Some(5950 + 5 * channel),
            _ => None,
        },
        Band::NL80211_BAND_60GHZ => match channel {
            1..=6 => Some(56_160 + 2160 * channel),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Flag, Writer};
    use std::{boxed::Box, format, vec::Vec};

    fn rate(fill: impl Fn(&mut Writer<'_, RateInfo>)) -> Option<StationRate> {
        let mut buffer = [0; 256];
        let mut writer = Writer::<RateInfo>::new(&mut buffer);
        fill(&mut writer);
        Attrs::<RateInfo>::new(writer.finish().unwrap()).rate()
    }
    type Fill = Box<dyn Fn(&mut Writer<'_, RateInfo>)>;

    #[test]
    fn rates_from_legacy_to_eht() {
        use RateInfo as R;
        let cases: [(Fill, Modulation, u16, Option<u16>); 7] = [
            (Box::new(|_| {}), Modulation::Legacy, 20, None),
            (
                Box::new(|to| {
                    to.put(R::NL80211_RATE_INFO_MCS, 15).put(R::NL80211_RATE_INFO_40_MHZ_WIDTH, Flag);
                    to.put(R::NL80211_RATE_INFO_SHORT_GI, Flag);
                }),
                Modulation::Ht { mcs: 15 },
                40,
                Some(400),
            ),
            (
                Box::new(|to| {
                    to.put(R::NL80211_RATE_INFO_VHT_MCS, 9).put(R::NL80211_RATE_INFO_VHT_NSS, 2);
                    to.put(R::NL80211_RATE_INFO_80P80_MHZ_WIDTH, Flag);
                }),
                Modulation::Vht { mcs: 9, nss: 2 },
                160,
                Some(800),
            ),
            (
                Box::new(|to| {
                    to.put(R::NL80211_RATE_INFO_HE_MCS, 11).put(R::NL80211_RATE_INFO_HE_NSS, 1);
                    to.put(R::NL80211_RATE_INFO_HE_GI, HeGi::NL80211_RATE_INFO_HE_GI_3_2);
                    to.put(R::NL80211_RATE_INFO_HE_DCM, 1).put(R::NL80211_RATE_INFO_80_MHZ_WIDTH, Flag);
                }),
                Modulation::He { mcs: 11, nss: 1, dcm: true },
                80,
                Some(3200),
            ),
            (
                Box::new(|to| {
                    to.put(R::NL80211_RATE_INFO_EHT_MCS, 13).put(R::NL80211_RATE_INFO_EHT_NSS, 4);
                    to.put(R::NL80211_RATE_INFO_EHT_GI, EhtGi::NL80211_RATE_INFO_EHT_GI_0_8);
                    to.put(R::NL80211_RATE_INFO_320_MHZ_WIDTH, Flag);
                }),
                Modulation::Eht { mcs: 13, nss: 4 },
                320,
                Some(800),
            ),
            (
                Box::new(|to| {
                    to.put(R::NL80211_RATE_INFO_S1G_MCS, 3).put(R::NL80211_RATE_INFO_S1G_NSS, 1);
                    to.put(R::NL80211_RATE_INFO_2_MHZ_WIDTH, Flag);
                }),
                Modulation::S1g { mcs: 3, nss: 1 },
                2,
                None,
            ),
            (
                Box::new(|to| {
                    to.put(R::NL80211_RATE_INFO_10_MHZ_WIDTH, Flag);
                }),
                Modulation::Legacy,
                10,
                None,
            ),
        ];
        for (fill, modulation, width, guard_interval) in cases {
            let read = rate(|to| {
                to.put(R::NL80211_RATE_INFO_BITRATE, 0xffff).put(R::NL80211_RATE_INFO_BITRATE32, 70_000);
                fill(to);
            });
            let wanted = StationRate { bitrate: Some(70_000), modulation, width, guard_interval };
            assert_eq!(read, Some(wanted));
            // without a bit rate, a legacy rate is unknown
            assert_eq!(rate(&fill).is_none(), modulation == Modulation::Legacy);
        }
        let old = rate(|to| {
            to.put(R::NL80211_RATE_INFO_BITRATE, 540);
        });
        assert_eq!(old.and_then(|rate| rate.bitrate), Some(540));
    }
    #[test]
    fn channels_and_frequencies() {
        use Band as B;
        for (mhz, channel, band) in [
            (2412, 1, B::NL80211_BAND_2GHZ),
            (2472, 13, B::NL80211_BAND_2GHZ),
            (2484, 14, B::NL80211_BAND_2GHZ),
            (4920, 184, B::NL80211_BAND_5GHZ),
            (5180, 36, B::NL80211_BAND_5GHZ),
            (5885, 177, B::NL80211_BAND_5GHZ),
            (5935, 2, B::NL80211_BAND_6GHZ),
            (5955, 1, B::NL80211_BAND_6GHZ),
            (7115, 233, B::NL80211_BAND_6GHZ),
            (58_320, 1, B::NL80211_BAND_60GHZ),
        ] {
            assert_eq!(channel_of_frequency(mhz), Some(channel), "{mhz}");
            assert_eq!(frequency_of_channel(channel, band), Some(mhz), "{channel} {band}");
        }
        for mhz in [0, 2411, 2413, 2477, 5181, 5950, 7126, 71_000, u32::MAX] {
            assert_eq!(channel_of_frequency(mhz), None, "{mhz}");
        }
        for channel in [0, u16::MAX] {
            for band in 0..6 {
                assert_eq!(frequency_of_channel(channel, Band(band)), None, "{channel} {band}");
            }
        }
    }
    #[test]
    fn getters_of_a_station_and_a_bss() {
        let mut buffer = [0; 512];
        let mut writer = Writer::<StaInfo>::new(&mut buffer);
        writer.put(StaInfo::NL80211_STA_INFO_RX_BYTES, 0xffff_ffff);
        writer.put(StaInfo::NL80211_STA_INFO_RX_BYTES64, 1 << 40);
        writer.put(StaInfo::NL80211_STA_INFO_TX_BYTES, 7).put(StaInfo::NL80211_STA_INFO_SIGNAL, -30);
        writer.put(StaInfo::NL80211_STA_INFO_INACTIVE_TIME, 1500);
        let bytes = writer.finish().unwrap().to_vec();
        let station = Attrs::<StaInfo>::new(&bytes);
        assert_eq!(
            (station.rx_bytes(), station.tx_bytes(), station.signal()),
            (Some(1 << 40), Some(7), Some(-30))
        );
        assert_eq!(station.inactive(), Some(Duration::from_millis(1500)));
        assert_eq!((station.tx_rate(), station.connected()), (None, None));
        let mut writer = Writer::<Bss>::new(&mut buffer);
        writer.put(Bss::NL80211_BSS_FREQUENCY, 2437).put(Bss::NL80211_BSS_SIGNAL_MBM, -3000);
        writer.put(Bss::NL80211_BSS_INFORMATION_ELEMENTS, &[0, 2, b'h', b'i', 3, 9][..]);
        let bytes = writer.finish().unwrap().to_vec();
        let bss = Attrs::<Bss>::new(&bytes);
        assert_eq!((bss.frequency(), bss.signal_mbm()), (Some(2437), Some(-3000)));
        let found: Vec<_> = bss.elements().map(|element| element.is_ok()).collect();
        assert_eq!((bss.ssid(), found), (Some(Ssid(b"hi")), [true, false].into()));
        // printed with the names of the elements
        let _ = format!("{bss:?}");
    }
}

//! Wi-Fi interfaces and their stations: the metrics of node_exporter's collector wifi.
use super::{Tables, text};
use crate::{
    names::Name,
    namespace::{Failure, Namespace, is_unsupported},
    table::{Kind, Labels, Metric, Row, Value, keep_top},
};
use nlwire::{
    genl::nl80211::{self, Nl80211, StaInfo, StationSummary},
    wire::{HwAddr, Summarize},
};
use std::fmt;

/// A Wi-Fi interface.
pub struct InterfaceRow {
    device: Name,
    /// MHz.
    frequency: Option<u32>,
}
impl Row for InterfaceRow {
    const METRICS: &'static [Metric<Self>] = &[Metric {
        name: "node_wifi_interface_frequency_hertz",
        help: "Frequency of the control channel.",
        kind: Kind::Gauge,
        value: |row| row.frequency.map(|mhz| Value::Count(u64::from(mhz) * 1_000_000)),
    }];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("device", &text(&self.device.as_str()))
    }
}
/// A station of an interface.
pub struct StationRow {
    device: Name,
    station: StationSummary,
    retries: Option<u32>,
    failed: Option<u32>,
    beacon_loss: Option<u32>,
}
/// A value of a station: type, name, text, value.
macro_rules! value {
    ($kind:ident $name:literal, $help:literal, |$row:ident| $value:expr) => {
        Metric { name: $name, help: $help, kind: Kind::$kind, value: |$row| $value }
    };
}
/// A rate in units of 100 kbit/s.
fn rate(rate: Option<nl80211::StationRate>) -> Option<Value<'static>> {
    rate.and_then(|rate| rate.bitrate).map(|rate| Value::Count(u64::from(rate) * 100_000))
}
fn wide(number: Option<u32>) -> Option<Value<'static>> {
    number.map(|number| Value::Count(number.into()))
}
impl Row for StationRow {
    const METRICS: &'static [Metric<Self>] = &[
        value!(Counter "node_wifi_station_connected_seconds", "Time since the association.",
            |row| row.station.connected.map(|time| Value::Count(time.as_secs()))),
        value!(Gauge "node_wifi_station_inactive_seconds", "Time since the last activity.",
            |row| row.station.inactive.map(|time| Value::Float(time.as_secs_f64()))),
        value!(Gauge "node_wifi_station_receive_bits_per_second", "Rate of the last frame received.",
            |row| rate(row.station.rx_rate)),
        value!(Gauge "node_wifi_station_transmit_bits_per_second", "Rate of the last frame sent.",
            |row| rate(row.station.tx_rate)),
        value!(Counter "node_wifi_station_receive_bytes", "Bytes received.",
            |row| Some(Value::Count(row.station.rx_bytes))),
        value!(Counter "node_wifi_station_transmit_bytes", "Bytes sent.",
            |row| Some(Value::Count(row.station.tx_bytes))),
        value!(Gauge "node_wifi_station_signal_dbm", "Signal of the last PPDU received.",
            |row| row.station.signal.map(|signal| Value::Signed(signal.into()))),
        value!(Counter "node_wifi_station_transmit_retries", "Retries.", |row| wide(row.retries)),
        value!(Counter "node_wifi_station_transmit_failed", "Frames not acknowledged.", |row| wide(row.failed)),
        value!(Counter "node_wifi_station_beacon_loss", "Beacons lost.", |row| wide(row.beacon_loss)),
    ];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("device", &text(&self.device.as_str()))?;
        match &self.station.address {
            Some(address) => label("mac_address", &HwAddr(address).to_string()),
            None => label("mac_address", ""),
        }
    }
}

/// Adds the interfaces of a namespace, and the `top` stations with the most bytes.
pub async fn collect(namespace: &Namespace, top: usize, tables: &mut Tables) -> Result<(), Failure> {
    let Some(family) = namespace.family(nl80211::NAME).await? else { return Ok(()) };
    let generic = namespace.generic()?;
    let interfaces = namespace
        .dump(generic, nl80211::interfaces(&family, None), |interface| interface.summary().map(Some));
    let (mut interfaces, mut stations) = (interfaces.await?, Vec::new());
    // a wireless device without interface, such as a P2P device
    interfaces.retain(|interface| interface.index != 0);
    for interface in &interfaces {
        let found = namespace.dump(generic, nl80211::stations(&family, interface.index), |station| {
            let info = station.attrs.get(Nl80211::NL80211_ATTR_STA_INFO)?;
            let number = |key| info.map(|info| info.get(key)).transpose().map(Option::flatten);
            Ok(Some(StationRow {
                device: interface.name,
                station: Summarize::summary(&station)?,
                retries: number(StaInfo::NL80211_STA_INFO_TX_RETRIES)?,
                failed: number(StaInfo::NL80211_STA_INFO_TX_FAILED)?,
                beacon_loss: number(StaInfo::NL80211_STA_INFO_BEACON_LOSS)?,
            }))
        });
        match found.await {
            // deleted meanwhile, or a driver without stations
            Err(Failure::Request(error)) if error.is_not_found() || is_unsupported(&error) => continue,
            found => stations.extend(found?),
        }
    }
    keep_top(&mut stations, top, |row| row.station.rx_bytes.saturating_add(row.station.tx_bytes));
    let rows = interfaces.iter().map(|it| InterfaceRow { device: it.name, frequency: it.frequency });
    tables.wifi_interfaces.add(&namespace.label, rows);
    tables.wifi_stations.add(&namespace.label, stations);
    Ok(())
}

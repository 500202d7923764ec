//! Links: the metrics of node_exporter's collectors netclass and netdev.
use super::{Tables, text};
use crate::{
    names::Name,
    namespace::{Failure, Namespace},
    table::{Kind, Labels, Metric, Row, Value},
};
use nlwire::{
    genl::ethtool::{self, Duplex, EthtoolMessage},
    pick,
    route::{IfInfo, Link, LinkFlags, LinkMessage, LinkStats64, OperState, link},
    wire::{Error, Extensible, HwAddr},
};
use std::{collections::HashMap, fmt};

/// A link.
pub struct LinkRow {
    name: Name,
    index: u32,
    hardware: u16,
    flags: LinkFlags,
    state: OperState,
    lower: u32,
    /// Speed, Mbit/s.
    speed: Option<u32>,
    mtu: Option<u64>,
    carrier: Option<u64>,
    carrier_changes: Option<u64>,
    carrier_ups: Option<u64>,
    carrier_downs: Option<u64>,
    link_mode: Option<u64>,
    group: Option<u64>,
    queue_length: Option<u64>,
    promiscuous: bool,
    all_multicast: bool,
    stats: Option<Stats>,
}
/// Text about a link, for node_network_info.
pub struct InfoRow {
    name: Name,
    address: Box<str>,
    broadcast: Box<str>,
    alias: Box<str>,
    duplex: &'static str,
    state: &'static str,
    up: bool,
}

/// Declares the counters that are copied from the kernel's struct.
macro_rules! stats { ($($field:ident)*) => {
    struct Stats { $($field: u64),* }
    impl Stats {
        fn of(stats: &Extensible<'_, LinkStats64>) -> Self {
            Self { $($field: stats.get(LinkStats64::$field).unwrap_or(0)),* }
        }
    }
} }
stats! {
    rx_packets tx_packets rx_bytes tx_bytes rx_errors tx_errors rx_dropped tx_dropped multicast collisions
    rx_length_errors rx_over_errors rx_crc_errors rx_frame_errors rx_fifo_errors rx_missed_errors tx_aborted_errors
    tx_carrier_errors tx_fifo_errors tx_heartbeat_errors tx_window_errors rx_compressed tx_compressed rx_nohandler
}
/// A counter, from the sum of fields of the statistics.
macro_rules! counter { ($name:literal, $help:literal, $($field:ident)+) => {
    Metric {
        name: $name,
        help: $help,
        kind: Kind::Counter,
        value: |row| row.stats.as_ref().map(|stats| Value::Count(0 $(+ stats.$field)+)),
    }
} }
/// A metric of the link itself.
macro_rules! property {
    ($name:literal, $kind:ident, $help:literal, $value:expr) => {
        Metric {
            name: $name,
            help: $help,
            kind: Kind::$kind,
            value: |row| {
                let value: fn(&LinkRow) -> Option<u64> = $value;
                value(row).map(Value::Count)
            },
        }
    };
}
impl Row for LinkRow {
    const METRICS: &'static [Metric<Self>] = &[
        property!("node_network_up", Gauge, "1 if the operational state is up, else 0.", |row| Some(
            (row.state == OperState::IF_OPER_UP).into()
        )),
        property!("node_network_carrier", Gauge, "Carrier: 1 or 0. Only of links that are up.", |row| row
            .while_up(row.carrier)),
        property!("node_network_carrier_changes", Counter, "Changes of carrier.", |row| row.carrier_changes),
        property!("node_network_carrier_up_changes", Counter, "Changes of carrier to 1.", |row| row
            .carrier_ups),
        property!("node_network_carrier_down_changes", Counter, "Changes of carrier to 0.", |row| row
            .carrier_downs),
        property!(
            "node_network_dormant",
            Gauge,
            "1 if the link is dormant. Only of links that are up.",
            |row| row.while_up(Some(row.flags.contains(LinkFlags::IFF_DORMANT).into()))
        ),
        property!(
            "node_network_flags",
            Gauge,
            "Flags that are set, without those that the kernel derives from the state.",
            |row| Some(row.flags())
        ),
        property!("node_network_iface_id", Gauge, "Interface index.", |row| Some(row.index.into())),
        property!(
            "node_network_iface_link",
            Gauge,
            "Index of the lower link or of the peer; the own index if there is none.",
            |row| Some(row.lower.into())
        ),
        property!("node_network_iface_link_mode", Gauge, "Link mode: 0 default, 1 dormant.", |row| row
            .link_mode),
        property!("node_network_mtu_bytes", Gauge, "MTU, bytes.", |row| row.mtu),
        property!("node_network_net_dev_group", Gauge, "Group of the link.", |row| row.group),
        property!("node_network_protocol_type", Gauge, "Hardware type (ARPHRD_*).", |row| Some(
            row.hardware.into()
        )),
        property!(
            "node_network_transmit_queue_length",
            Gauge,
            "Length of the transmit queue, packets.",
            |row| row.queue_length
        ),
        property!(
            "node_network_speed_bytes",
            Gauge,
            "Speed, bytes per second. Only of links that are up.",
            |row| row.speed.map(|speed| u64::from(speed) * 125_000)
        ),
        counter!("node_network_receive_bytes", "Bytes received.", rx_bytes),
        counter!("node_network_receive_packets", "Packets received.", rx_packets),
        counter!("node_network_receive_errs", "Receive errors.", rx_errors),
        counter!("node_network_receive_drop", "Received packets dropped: by the host, or because it provided no buffers.", rx_dropped rx_missed_errors),
        counter!("node_network_receive_fifo", "Receiver FIFO overflows.", rx_fifo_errors),
        counter!("node_network_receive_frame", "Received packets with wrong length, CRC or alignment, and overruns.", rx_length_errors rx_over_errors rx_crc_errors rx_frame_errors),
        counter!("node_network_receive_compressed", "Compressed packets received.", rx_compressed),
        counter!("node_network_receive_multicast", "Multicast packets received.", multicast),
        counter!(
            "node_network_receive_nohandler",
            "Received packets dropped because the device is inactive.",
            rx_nohandler
        ),
        counter!("node_network_transmit_bytes", "Bytes transmitted.", tx_bytes),
        counter!("node_network_transmit_packets", "Packets transmitted.", tx_packets),
        counter!("node_network_transmit_errs", "Transmit errors.", tx_errors),
        counter!("node_network_transmit_drop", "Packets dropped before transmission.", tx_dropped),
        counter!("node_network_transmit_fifo", "Transmitter FIFO underruns.", tx_fifo_errors),
        counter!("node_network_transmit_colls", "Collisions.", collisions),
        counter!("node_network_transmit_carrier", "Packets lost because of carrier, abortion, late collision or heartbeat.", tx_carrier_errors tx_aborted_errors tx_window_errors tx_heartbeat_errors),
        counter!("node_network_transmit_compressed", "Compressed packets transmitted.", tx_compressed),
    ];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("device", &text(&self.name.as_str()))
    }
}
impl Row for InfoRow {
    const METRICS: &'static [Metric<Self>] = &[Metric {
        name: "node_network_info",
        help: "Addresses, alias, duplex mode and states of a link. The value is always 1.",
        kind: Kind::Gauge,
        value: |_| Some(Value::Count(1)),
    }];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("address", &self.address)?;
        label("adminstate", if self.up { "up" } else { "down" })?;
        label("broadcast", &self.broadcast)?;
        label("device", &text(&self.name.as_str()))?;
        label("duplex", self.duplex)?;
        label("ifalias", &self.alias)?;
        label("operstate", self.state)
    }
}
impl LinkRow {
    /// What the kernel's files in sysfs show only while the link is up.
    fn while_up(&self, value: Option<u64>) -> Option<u64> {
        value.filter(|_| self.flags.contains(LinkFlags::IFF_UP))
    }
    /// The flags as /sys/class/net/NAME/flags has them. Netlink adds what follows from the state, and reports
    /// promiscuous mode only where a program has set the flag.
    fn flags(&self) -> u64 {
        let derived = LinkFlags::IFF_RUNNING
            | LinkFlags::IFF_LOWER_UP
            | LinkFlags::IFF_DORMANT
            | LinkFlags::IFF_PROMISC
            | LinkFlags::IFF_ALLMULTI;
        let mut flags = self.flags.bits() & !derived.bits();
        if self.promiscuous {
            flags |= LinkFlags::IFF_PROMISC.bits();
        }
        if self.all_multicast {
            flags |= LinkFlags::IFF_ALLMULTI.bits();
        }
        flags.into()
    }
}

/// Adds the links of a namespace.
pub async fn collect(namespace: &Namespace, _: usize, tables: &mut Tables) -> Result<(), Failure> {
    let modes = modes(namespace).await?;
    let rows = namespace.dump(namespace.route()?, link::list(), |link| read(&link, &modes).map(Some)).await?;
    let (links, infos): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    tables.links.add(&namespace.label, links);
    tables.link_infos.add(&namespace.label, infos);
    Ok(())
}
/// Speed and duplex mode of the links whose drivers report them, by index.
async fn modes(namespace: &Namespace) -> Result<HashMap<u32, (Option<u32>, &'static str)>, Failure> {
    let Some(family) = namespace.family(ethtool::NAME).await? else { return Ok(HashMap::new()) };
    let query = ethtool::dump(&family, EthtoolMessage::ETHTOOL_MSG_LINKMODES_GET);
    let modes = namespace.dump(namespace.generic()?, query, |modes| {
        let modes = modes.summary()?;
        let duplex = match modes.duplex {
            Some(Duplex::DUPLEX_FULL) => "full",
            Some(Duplex::DUPLEX_HALF) => "half",
            _ => "unknown",
        };
        Ok(Some((modes.index, (modes.speed, duplex))))
    });
    Ok(modes.await?.into_iter().collect())
}
fn read(
    link: &LinkMessage<'_>,
    modes: &HashMap<u32, (Option<u32>, &'static str)>,
) -> Result<(LinkRow, InfoRow), Error> {
    let found = pick!(
        link.attrs,
        Link {
            name: IFLA_IFNAME,
            address: IFLA_ADDRESS,
            broadcast: IFLA_BROADCAST,
            alias: IFLA_IFALIAS,
            state: IFLA_OPERSTATE,
            mode: IFLA_LINKMODE,
            lower: IFLA_LINK,
            mtu: IFLA_MTU,
            carrier: IFLA_CARRIER,
            changes: IFLA_CARRIER_CHANGES,
            ups: IFLA_CARRIER_UP_COUNT,
            downs: IFLA_CARRIER_DOWN_COUNT,
            group: IFLA_GROUP,
            queue: IFLA_TXQLEN,
            promiscuity: IFLA_PROMISCUITY,
            all_multicast: IFLA_ALLMULTI,
            stats: IFLA_STATS64,
        }
    )?;
    let (index, flags) = (link.index(), link.flags());
    let state = found.state.unwrap_or_default();
    let name = found.name.unwrap_or_default().to_inline().unwrap_or_default();
    let up = flags.contains(LinkFlags::IFF_UP);
    let (speed, duplex) = modes.get(&index).copied().filter(|_| up).unwrap_or((None, ""));
    let wide = |number: Option<u32>| number.map(u64::from);
    let row = LinkRow {
        name,
        index,
        hardware: link.header.get(IfInfo::ifi_type).0,
        flags,
        state,
        lower: found.lower.filter(|index| *index != 0).unwrap_or(index),
        speed,
        mtu: wide(found.mtu),
        carrier: found.carrier.map(u64::from),
        carrier_changes: wide(found.changes),
        carrier_ups: wide(found.ups),
        carrier_downs: wide(found.downs),
        link_mode: found.mode.map(|mode| mode.0.into()),
        group: wide(found.group),
        queue_length: wide(found.queue),
        promiscuous: found.promiscuity.is_some_and(|count| count != 0),
        all_multicast: found.all_multicast.is_some_and(|count| count != 0),
        stats: found.stats.as_ref().map(Stats::of),
    };
    let address =
        |address: Option<_>| address.map_or_else(Box::default, |it: HwAddr<'_>| it.to_string().into());
    let info = InfoRow {
        name,
        address: address(found.address),
        broadcast: address(found.broadcast),
        alias: found.alias.map_or_else(Box::default, |alias| text(&alias).into()),
        duplex,
        state: operstate(state),
        up,
    };
    Ok((row, info))
}
/// The operational state, as /sys/class/net/NAME/operstate has it.
const fn operstate(state: OperState) -> &'static str {
    match state {
        OperState::IF_OPER_NOTPRESENT => "notpresent",
        OperState::IF_OPER_DOWN => "down",
        OperState::IF_OPER_LOWERLAYERDOWN => "lowerlayerdown",
        OperState::IF_OPER_TESTING => "testing",
        OperState::IF_OPER_DORMANT => "dormant",
        OperState::IF_OPER_UP => "up",
        _ => "unknown",
    }
}

//! Standard statistics of Ethernet devices (IEEE 802.3, RMON), which few drivers report.
use super::{Tables, constant, text};
use crate::{
    names::Name,
    namespace::{Failure, Namespace},
    table::{Labels, Metric, Row, metric},
};
use nlwire::{
    client::query,
    genl::ethtool::{
        self, EthCtrlStats, EthMacStats, EthPhyStats, EthtoolMessage, HeaderFlags, PhyStats, RmonStats,
        Stats, StatsGroup, StatsGrp,
    },
    wire::{AttributeSet, Attrs, Error},
};
use std::{borrow::Cow, fmt};

/// A statistic of a device.
pub struct StatRow {
    device: Name,
    group: StatsGroup,
    number: u16,
    value: u64,
}
impl Row for StatRow {
    const METRICS: &'static [Metric<Self>] = &[
        metric!(Counter "nlwire_ethtool_stat", "Standard statistic of a device, by the kernel's name.", |row| row.value),
    ];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("device", &text(&self.device.as_str()))?;
        label("group", &constant(self.group.name(), "ETHTOOL_STATS_", self.group.0))?;
        label("statistic", &statistic(self.group, self.number))
    }
}
/// The name of a statistic, without what all of its group begin with, in lower case.
fn statistic(group: StatsGroup, number: u16) -> Cow<'static, str> {
    let (set, prefix) = match group {
        StatsGroup::ETHTOOL_STATS_ETH_PHY => (EthPhyStats::spec(), "ETHTOOL_A_STATS_ETH_PHY_"),
        StatsGroup::ETHTOOL_STATS_ETH_MAC => (EthMacStats::spec(), "ETHTOOL_A_STATS_ETH_MAC_"),
        StatsGroup::ETHTOOL_STATS_ETH_CTRL => (EthCtrlStats::spec(), "ETHTOOL_A_STATS_ETH_CTRL_"),
        StatsGroup::ETHTOOL_STATS_RMON => (RmonStats::spec(), "ETHTOOL_A_STATS_RMON_"),
        StatsGroup::ETHTOOL_STATS_PHY => (PhyStats::spec(), "ETHTOOL_A_STATS_PHY_"),
        _ => return number.to_string().into(),
    };
    constant(
        set.attributes.iter().find(|attribute| attribute.number == number).map(|attribute| attribute.name),
        prefix,
        number,
    )
}
/// Reads the statistics of a device.
fn read(device: Name, stats: Attrs<'_, Stats>) -> Result<Vec<StatRow>, Error> {
    let mut rows = Vec::new();
    for group in stats.get_all(Stats::ETHTOOL_A_STATS_GRP) {
        let counters = group?;
        let Some(group) = counters.get(StatsGrp::ETHTOOL_A_STATS_GRP_ID)? else { continue };
        rows.extend(counters.counters().map(|(number, value)| StatRow { device, group, number, value }));
    }
    Ok(rows)
}

/// Adds the statistics of the devices of a namespace: those of the first `top` devices.
pub async fn collect(namespace: &Namespace, top: usize, tables: &mut Tables) -> Result<(), Failure> {
    let Some(family) = namespace.family(ethtool::NAME).await? else { return Ok(()) };
    // the groups of Linux 5.13; an older kernel refuses those that it does not know
    let query = query(family.command(EthtoolMessage::ETHTOOL_MSG_STATS_GET), |request| {
        ethtool::put_device(request, None, HeaderFlags::empty());
        request.nest(Stats::ETHTOOL_A_STATS_GROUPS, |groups| {
            _ = groups.numbered((0..4).map(|group| (group, true)))
        });
    });
    let rows = namespace.dump(namespace.generic()?, query, |stats| {
        let device = stats.attrs.dev_name().and_then(|name| name.to_inline()).unwrap_or_default();
        Ok(Some(read(device, stats.attrs)?).filter(|rows| !rows.is_empty()))
    });
    tables.ethtool.add(&namespace.label, rows.await?.into_iter().take(top).flatten());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use nlwire::wire::{Key, Writer};

    #[test]
    fn statistics_have_the_names_of_the_kernel() {
        let mut buffer = [0; 256];
        let mut writer = Writer::<Stats>::new(&mut buffer);
        writer.nest(Key::<Stats, Attrs<'_, StatsGrp>>::new(4), |group| {
            group.put(StatsGrp::ETHTOOL_A_STATS_GRP_ID, StatsGroup::ETHTOOL_STATS_ETH_MAC);
            for (number, value) in [(0u16, 7u64), (99, 8)] {
                group.nest(Key::<_, Attrs<'_, ()>>::new(4), |stat| {
                    _ = stat.put(Key::<_, u64>::new(number), value)
                });
            }
        });
        let rows = read(Name::default(), Attrs::new(writer.finish().unwrap())).unwrap();
        let named = rows.iter().map(|row| (statistic(row.group, row.number), row.value));
        assert_eq!(named.collect::<Vec<_>>(), [("2_tx_pkt".into(), 7), ("99".into(), 8)]);
    }
}

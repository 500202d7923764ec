//! Health reporters of devlink.
use super::{Tables, text};
use crate::{
    namespace::{Failure, Namespace},
    table::{Labels, Metric, Row, keep_top, metric},
};
use nlwire::{
    genl::devlink::{self, Devlink, HealthReporterState},
    pick,
};
use std::fmt;

/// A health reporter of a device or of a port.
pub struct ReporterRow {
    bus: Box<str>,
    device: Box<str>,
    port: Option<u32>,
    reporter: Box<str>,
    healthy: bool,
    errors: u64,
    recoveries: u64,
}
impl Row for ReporterRow {
    const METRICS: &'static [Metric<Self>] = &[
        metric!(Gauge "nlwire_devlink_health_healthy", "1 if the reporter is healthy, 0 after an error.",
            |row| row.healthy.into()),
        metric!(Counter "nlwire_devlink_health_errors", "Errors reported.", |row| row.errors),
        metric!(Counter "nlwire_devlink_health_recoveries", "Recoveries.", |row| row.recoveries),
    ];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("bus", &self.bus)?;
        label("device", &self.device)?;
        if let Some(port) = self.port {
            label("port", &port.to_string())?;
        }
        label("reporter", &self.reporter)
    }
}

/// Adds the health reporters of a namespace: the `top` with the most errors.
pub async fn collect(namespace: &Namespace, top: usize, tables: &mut Tables) -> Result<(), Failure> {
    let Some(family) = namespace.family(devlink::NAME).await? else { return Ok(()) };
    let rows = namespace.dump(namespace.generic()?, devlink::health_reporters(&family, None), |message| {
        let of = pick!(
            message.attrs,
            Devlink {
                bus: DEVLINK_ATTR_BUS_NAME,
                device: DEVLINK_ATTR_DEV_NAME,
                port: DEVLINK_ATTR_PORT_INDEX,
                reporter: DEVLINK_ATTR_HEALTH_REPORTER,
            }
        )?;
        let Some(reporter) = of.reporter else { return Ok(None) };
        let found = pick!(
            reporter,
            Devlink {
                name: DEVLINK_ATTR_HEALTH_REPORTER_NAME,
                state: DEVLINK_ATTR_HEALTH_REPORTER_STATE,
                errors: DEVLINK_ATTR_HEALTH_REPORTER_ERR_COUNT,
                recoveries: DEVLINK_ATTR_HEALTH_REPORTER_RECOVER_COUNT,
            }
        )?;
        Ok(Some(ReporterRow {
            bus: text(&of.bus.unwrap_or_default()).into(),
            device: text(&of.device.unwrap_or_default()).into(),
            port: of.port,
            reporter: text(&found.name.unwrap_or_default()).into(),
            healthy: found.state == Some(HealthReporterState::DEVLINK_HEALTH_REPORTER_STATE_HEALTHY),
            errors: found.errors.unwrap_or(0),
            recoveries: found.recoveries.unwrap_or(0),
        }))
    });
    let mut rows = rows.await?;
    keep_top(&mut rows, top, |row| row.errors);
    tables.devlink.add(&namespace.label, rows);
    Ok(())
}

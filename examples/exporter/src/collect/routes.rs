//! Routes by family, table and protocol. They are counted again only after an event of the kernel.
use super::{Tables, constant, family};
use crate::{
    namespace::{Failure, Namespace, count},
    table::{Labels, Metric, Row, keep_top, metric},
};
use nlwire::{
    route::{RouteProtocol, Routes, route},
    socket::{Config, Protocol},
    tokio::Socket,
    uapi::AddressFamily,
};
use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeMap,
    fmt,
};

/// Number of routes of a family, table and protocol.
#[derive(Clone)]
pub struct RouteRow {
    family: AddressFamily,
    table: u32,
    protocol: RouteProtocol,
    count: u64,
}
impl Row for RouteRow {
    const METRICS: &'static [Metric<Self>] =
        &[metric!(Gauge "nlwire_routes", "Routes by address family, table and protocol.", |row| row.count)];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("family", &family(self.family))?;
        label("protocol", &constant(self.protocol.name(), "RTPROT_", self.protocol.0))?;
        match self.table {
            253 => label("table", "default"),
            254 => label("table", "main"),
            255 => label("table", "local"),
            number => label("table", &number.to_string()),
        }
    }
}
/// The counted routes of a namespace, and the socket whose events make them outdated.
///
/// A cache keeps at least 100 bytes for each route (key and slot), and spends time on each event. A dump of 200,000
/// routes takes 65 ms of CPU time, once in a scrape while something changes, and 0.4 ms while nothing does, in memory
/// that does not depend on the number of routes.
#[derive(Default)]
pub struct Counted {
    events: OnceCell<Socket>,
    rows: RefCell<Option<Vec<RouteRow>>>,
}
impl Counted {
    /// Reads the events that are queued, or joins their groups. Returns whether there were events.
    fn changed(&self, namespace: &Namespace) -> Result<bool, Failure> {
        let Some(socket) = self.events.get() else {
            let config = Config::new(Protocol::ROUTE).groups(Routes::GROUPS);
            _ = self.events.set(namespace.open(&config)?);
            return Ok(true);
        };
        let (mut changed, mut buffer) = (false, [0; 32 * 1024]);
        loop {
            match socket.get().try_recv_checked(&mut buffer) {
                Ok(None) => return Ok(changed),
                Ok(Some(_)) => changed = true,
                // what was lost is read by the dump that follows
                Err(error) if error.is_loss() => {
                    count(&namespace.counts.losses);
                    changed = true;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// Adds the routes of a namespace: the `top` families, tables and protocols with the most.
pub async fn collect(namespace: &Namespace, top: usize, tables: &mut Tables) -> Result<(), Failure> {
    let counted = &namespace.routes;
    if counted.changed(namespace)? {
        // not valid any more, also if the dump fails
        counted.rows.take();
    }
    if counted.rows.borrow().is_none() {
        type Counts = BTreeMap<(AddressFamily, u32, RouteProtocol), u64>;
        let counts = namespace.fold(namespace.route()?, route::list(), |counts: &mut Counts, route| {
            *counts.entry((route.family(), route.table(), route.protocol())).or_default() += 1;
            Ok(())
        });
        let counts = counts.await?;
        count(&namespace.counts.snapshots);
        let rows = counts.into_iter().map(|((family, table, protocol), count)| RouteRow {
            family,
            table,
            protocol,
            count,
        });
        let mut rows: Vec<_> = rows.collect();
        keep_top(&mut rows, top, |row| row.count);
        counted.rows.replace(Some(rows));
    }
    tables.routes.add(&namespace.label, counted.rows.borrow().iter().flatten().cloned());
    Ok(())
}

use nlwire::{operations, route::Link};
operations! {
    /// Requests a sensor.
    pub GetSensor {} = Get(20, Link, Link);
}
fn main() {}

use nlwire::{operations, route::{IfInfo, Link}};
operations! {
    /// Requests a sensor.
    pub SetSensor {} = Set(20, IfInfo, Link);
}
fn main() {}

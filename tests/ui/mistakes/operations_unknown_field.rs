use nlwire::{operations, route::{IfInfo, Link}};
operations! {
    /// Requests a sensor.
    pub GetSensor {
        /// Index.
        index: u32 => index,
    } = Get(20, IfInfo, Link);
}
fn main() {}

#![deny(missing_docs)]
//! A crate.
nlwire::attributes! {
    /// Sensor attributes.
    pub set Sensor, enum SensorAttr<'a> {
        SENSOR_ID: u32 = 1,
    }
}
fn main() {}

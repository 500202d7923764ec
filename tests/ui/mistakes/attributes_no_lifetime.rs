nlwire::attributes! {
    /// Sensor attributes.
    pub set Sensor, enum SensorAttr {
        /// Number.
        SENSOR_ID: u32 = 1,
    }
}
fn main() {}

nlwire::attributes! {
    /// Sensor attributes.
    pub set Sensor, enum SensorAttr<'a> {
        /// Number.
        SENSOR_ID: u32 = 1 where at_most(100),
    }
}
fn main() {}

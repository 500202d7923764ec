nlwire::attributes! {
    /// Sensor attributes.
    pub set Sensor, enum SensorAttr<'a> {
        /// Number.
        SENSOR_ID: u32 = 1
        /// Value.
        SENSOR_VALUE: i32 = 2,
    }
}
fn main() {}

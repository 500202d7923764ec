nlwire::attributes! {
    /// Sensor attributes.
    pub set Sensor, enum SensorAttr<'a> {
        /// Value.
        SENSOR_VALUE: i32 = 2,
        /// Number.
        SENSOR_ID: u32 = 1,
    }
}
fn main() {}

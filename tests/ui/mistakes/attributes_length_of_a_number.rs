nlwire::attributes! {
    /// Sensor attributes.
    pub set Sensor, enum SensorAttr<'a> {
        /// Number.
        SENSOR_ID: u32 = 1 where max_len(4),
    }
}
fn main() {}

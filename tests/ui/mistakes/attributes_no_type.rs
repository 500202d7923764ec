nlwire::attributes! {
    /// Sensor attributes.
    pub set Sensor, enum SensorAttr<'a> {
        /// Number.
        SENSOR_ID = 1,
    }
}
fn main() {}

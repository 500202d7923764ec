const ID: u16 = 1;
nlwire::attributes! {
    /// Sensor attributes.
    pub set Sensor, enum SensorAttr<'a> {
        /// Number.
        SENSOR_ID: u32 = ID,
    }
}
fn main() {}

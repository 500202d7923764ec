nlwire::attributes! {
    /// Sensor attributes.
    pub set Sensor, enum SensorAttr<'a> {
        /// Name.
        SENSOR_NAME: nlwire::wire::Str<'a> = 1 where range(1, 15),
    }
}
fn main() {}

use nlwire::route::IfInfo;
nlwire::attributes! {
    /// Sensor attributes.
    pub set Sensor, enum SensorAttr<'a> {
        /// Header.
        SENSOR_LINK: IfInfo = 1,
    }
}
fn main() {}

nlwire::attributes! {
    /// Sensor.
    pub set Sensor, enum SensorAttr<'a> {
        /// Number.
        SENSOR_ID: u32 = 1,
    }
}
nlwire::genl_family! {
    /// Message.
    pub enum SensorMessage<'a>, family SENSORS = "sensors", header () {
        /// Get.
        SENSOR_GET = 1, Do Get => Get(Sensor),
    }
}
fn main() {}

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
        SENSOR_GET = 1, Both Get => Get(Sensor),
        /// Set.
        SENSOR_SET = 1, Request New => Set(Sensor),
    }
}
fn main() {}

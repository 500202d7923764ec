nlwire::genl_family! {
    /// Message.
    pub enum SensorMessage<'a>, family SENSORS = "sensors", header () {
        /// Get.
        SENSOR_GET = 1, Both Get => Get,
    }
}
fn main() {}

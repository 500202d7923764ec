use nlwire::{attributes, sub_messages, wire::Attrs};
attributes! {
    /// Thermometer.
    pub set Thermometer, enum ThermometerAttr<'a> {
        /// Lowest.
        THERMOMETER_LOWEST: i32 = 1,
    }
}
sub_messages! {
    /// Data.
    pub enum SensorData<'a> {
        /// Thermometer.
        THERMOMETER = b"thermometer" => Thermometer(Attrs<'a, Thermometer>),
    }
}
fn main() {}

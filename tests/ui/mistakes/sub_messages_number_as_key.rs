use nlwire::{attributes, sub_messages, wire::{Attrs, spec::SelectorSource}};
attributes! {
    /// Thermometer.
    pub set Thermometer, enum ThermometerAttr<'a> {
        /// Lowest.
        THERMOMETER_LOWEST: i32 = 1,
    }
}
sub_messages! {
    /// Data.
    pub enum SensorData<'a>, selector SensorKind from SelectorSource::text(1) => {
        /// Thermometer.
        THERMOMETER = 7 => Thermometer(Attrs<'a, Thermometer>),
    }
}
fn main() {}

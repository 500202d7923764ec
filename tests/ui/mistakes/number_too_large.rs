nlwire::open_enum! {
    /// Place.
    pub struct Place(u8) {
        /// Roof.
        PLACE_ROOF = 256,
    }
}
fn main() {}

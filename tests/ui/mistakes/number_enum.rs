nlwire::open_enum! {
    /// Place.
    pub enum Place(u8) {
        /// Roof.
        PLACE_ROOF = 1,
    }
}
fn main() {}

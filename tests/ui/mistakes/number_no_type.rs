nlwire::open_enum! {
    /// Place.
    pub struct Place {
        /// Roof.
        PLACE_ROOF = 1,
    }
}
fn main() {}

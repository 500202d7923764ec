nlwire::flags! {
    /// Modes.
    pub struct Modes(u32) {
        /// On.
        MODE_ON,
    }
}
fn main() {}

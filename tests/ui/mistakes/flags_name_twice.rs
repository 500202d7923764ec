nlwire::flags! {
    /// Modes.
    pub struct Modes(u32) {
        /// On.
        MODE_ON = 1 << 0,
        /// Off.
        MODE_ON = 1 << 1,
    }
}
fn main() {}

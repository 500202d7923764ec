nlwire::c_struct! {
    /// A reading.
    pub struct Reading {
        /// Name.
        name = u8,
    }
}
fn main() {}

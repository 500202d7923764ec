nlwire::c_struct! {
    /// A reading.
    pub struct Reading {
        /// Kind.
        kind: u8,
        /// Value.
        value: u32,
    }
}
fn main() {}

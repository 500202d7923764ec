nlwire::c_struct! {
    /// A reading.
    pub struct Reading {
        /// Value.
        value: u64,
        /// Kind.
        kind: u16,
    }
}
fn main() {}

//! To be written.
use crate::{attributes, layout, uapi::AddressFamily};

layout! {
    /// To be written.
    pub struct IfAddr {
        /// Family.
        family: AddressFamily,
    }
}
attributes! {
    /// To be written.
    pub set Addr, enum AddrAttr<'a> {
        /// To be written.
        TODO_ADDR = 1 => Todo(u32),
    }
}

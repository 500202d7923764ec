//! To be written.
use crate::{attributes, layout, uapi::AddressFamily};

layout! {
    /// To be written.
    pub struct NhMsg {
        /// Family.
        family: AddressFamily,
    }
}
attributes! {
    /// To be written.
    pub set NextHop, enum NextHopAttr<'a> {
        /// To be written.
        TODO_NEXTHOP = 1 => Todo(u32),
    }
}

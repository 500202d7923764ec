//! To be written.
use crate::{attributes, layout, uapi::AddressFamily};

layout! {
    /// To be written.
    pub struct NdUserOptMsg {
        /// Family.
        family: AddressFamily,
    }
}
attributes! {
    /// To be written.
    pub set NdUserOpt, enum NdUserOptAttr<'a> {
        /// To be written.
        TODO_NDUSEROPT = 1 => Todo(u32),
    }
}

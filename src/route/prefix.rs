//! To be written.
use crate::{attributes, layout, uapi::AddressFamily};

layout! {
    /// To be written.
    pub struct PrefixMsg {
        /// Family.
        family: AddressFamily,
    }
}
attributes! {
    /// To be written.
    pub set Prefix, enum PrefixAttr<'a> {
        /// To be written.
        TODO_PREFIX = 1 => Todo(u32),
    }
}

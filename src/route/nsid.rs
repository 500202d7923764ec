//! To be written.
use crate::{attributes, layout, uapi::AddressFamily};

layout! {
    /// To be written.
    pub struct RtGenMsg {
        /// Family.
        family: AddressFamily,
    }
}
attributes! {
    /// To be written.
    pub set Nsid, enum NsidAttr<'a> {
        /// To be written.
        TODO_NSID = 1 => Todo(u32),
    }
}

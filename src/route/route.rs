//! To be written.
use crate::{attributes, layout, uapi::AddressFamily};

layout! {
    /// To be written.
    pub struct RtMsg {
        /// Family.
        family: AddressFamily,
    }
}
attributes! {
    /// To be written.
    pub set Route, enum RouteAttr<'a> {
        /// To be written.
        TODO_ROUTE = 1 => Todo(u32),
    }
}

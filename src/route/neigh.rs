//! To be written.
use crate::{attributes, layout, uapi::AddressFamily};

layout! {
    /// To be written.
    pub struct NdMsg {
        /// Family.
        family: AddressFamily,
    }
}
attributes! {
    /// To be written.
    pub set Neigh, enum NeighAttr<'a> {
        /// To be written.
        TODO_NEIGH = 1 => Todo(u32),
    }
}
layout! {
    /// To be written.
    pub struct NdtMsg {
        /// Family.
        family: AddressFamily,
    }
}
attributes! {
    /// To be written.
    pub set NeighTable, enum NeighTableAttr<'a> {
        /// To be written.
        TODO_NEIGHTABLE = 1 => Todo(u32),
    }
}

//! To be written.
use crate::{attributes, layout, uapi::AddressFamily};

layout! {
    /// To be written.
    pub struct IfStatsMsg {
        /// Family.
        family: AddressFamily,
    }
}
attributes! {
    /// To be written.
    pub set Stats, enum StatsAttr<'a> {
        /// To be written.
        TODO_STATS = 1 => Todo(u32),
    }
}

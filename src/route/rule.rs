//! To be written.
use crate::{attributes, layout, uapi::AddressFamily};

layout! {
    /// To be written.
    pub struct FibRuleHdr {
        /// Family.
        family: AddressFamily,
    }
}
attributes! {
    /// To be written.
    pub set Rule, enum RuleAttr<'a> {
        /// To be written.
        TODO_RULE = 1 => Todo(u32),
    }
}

//! To be written.
use crate::{attributes, layout, uapi::AddressFamily};

layout! {
    /// To be written.
    pub struct NetConfMsg {
        /// Family.
        family: AddressFamily,
    }
}
attributes! {
    /// To be written.
    pub set NetConf, enum NetConfAttr<'a> {
        /// To be written.
        TODO_NETCONF = 1 => Todo(u32),
    }
}

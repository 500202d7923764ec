//! `getters!`: plain methods for what a person wants first.

/// Getters of a set of attributes, and of the replies that have them.
macro_rules! getters {
    ($set:ident, $operation:ident { $( $(#[$doc:meta])* $name:ident($it:ident) -> $ty:ty = $value:expr; )* }) => {
        /// What a person wants first. An attribute that is broken is as one that is absent; [`get`](crate::wire::Attrs::get) tells them apart.
        impl<'a> crate::wire::Attrs<'a, $set> { $(
            $(#[$doc])*
            pub fn $name(self) -> $ty { let $it = self; $value }
        )* }
        /// What a person wants first. An attribute that is broken is as one that is absent; `attrs.get` tells them apart.
        impl<'a> crate::wire::Reply<'a, $operation> { $(
            $(#[$doc])*
            pub fn $name(&self) -> $ty { self.attrs.$name() }
        )* }
    };
}
pub(crate) use getters;

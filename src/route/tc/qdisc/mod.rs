//! What each kind of queueing discipline has: `TCA_OPTIONS` by `TCA_KIND`, of disciplines and of their classes, and what it counts.
mod tbf;

pub use tbf::*;

use crate::{
    select,
    wire::{Attrs, By, Choices, Selector},
};

select! {
    /// What a kind of queueing discipline has, `TCA_OPTIONS`, by its name in `TCA_KIND`.
    pub enum QdiscOptions<'a>, selector QdiscKind from By::text(1) => {
        /// Token bucket: a rate and a burst.
        TBF = b"tbf" => Tbf(Attrs<'a, Tbf>),
    }
}
select! {
    /// What a kind of class has, `TCA_OPTIONS`, by its name in `TCA_KIND`.
    pub enum ClassOptions<'a>, selector ClassKind from By::text(1) => {
        /// Of a token bucket; it has none.
        TBF = b"tbf" => Tbf(Attrs<'a, Tbf>),
    }
}
select! {
    /// What only a kind of queueing discipline counts, by its name in `TCA_KIND`.
    pub enum QdiscXstats<'a>, selector QdiscXstatsKind from By::text(1) => {}
}
select! {
    /// What only a kind of class counts, by its name in `TCA_KIND`.
    pub enum ClassXstats<'a>, selector ClassXstatsKind from By::text(1) => {}
}

/// The same choices within `TCA_STATS2`, one level below `TCA_KIND`.
macro_rules! one_level_up { ($(#[$doc:meta])* $name:ident, $selector:ident, $chosen:ident) => {
    $(#[$doc])*
    pub enum $name {}
    impl Selector for $name {
        const CHOICES: Choices = Choices { by: By::Text { up: 1, number: 1 }, arms: $selector::CHOICES.arms };
        type Chosen<'a> = $chosen<'a>;
        #[inline]
        fn choose<'a>(key: &[u8], payload: &'a [u8]) -> $chosen<'a> {
            $selector::choose(key, payload)
        }
    }
} }
one_level_up! {
    /// What selects [`QdiscXstats`] within `TCA_STATS2`, by the `TCA_KIND` above. [`Selected::by`](crate::wire::Selected::by) reads it.
    QdiscXstatsUp, QdiscXstatsKind, QdiscXstats
}
one_level_up! {
    /// What selects [`ClassXstats`] within `TCA_STATS2`, by the `TCA_KIND` above. [`Selected::by`](crate::wire::Selected::by) reads it.
    ClassXstatsUp, ClassXstatsKind, ClassXstats
}

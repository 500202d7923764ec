//! Cache entries as bytes.
use nlwire::{
    cache::{CacheSpec, Entry},
    wire::Message,
};

/// An entry of a cache that shows the bytes of the message, whatever the table.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Raw(pub Vec<u8>);
impl<T: CacheSpec + ?Sized> Entry<T> for Raw {
    type View<'a> = &'a [u8];
    fn view<'a>(&'a self, _: &T) -> Option<&'a [u8]> {
        Some(&self.0)
    }
    fn of(table: &T, message: Message<'_>, old: Option<&Self>) -> Option<Self> {
        <Vec<u8> as Entry<T>>::of(table, message, old.map(|old| &old.0)).map(Self)
    }
    fn matches(&self, table: &T, message: Message<'_>) -> bool {
        Entry::<T>::matches(&self.0, table, message)
    }
    fn is_more_than(&self, table: &T, gone: Message<'_>) -> bool {
        Entry::<T>::is_more_than(&self.0, table, gone)
    }
}

//! What a cache reports, added up.
use nlwire::cache::Change;
use std::collections::BTreeMap;

/// What was reported of each key.
#[derive(Default)]
pub struct Told<K>(pub BTreeMap<K, u32>);
impl<K: Ord + Copy + core::fmt::Debug> Told<K> {
    /// Takes a change; without siblings a key is added once.
    ///
    /// # Panics
    /// If the change does not go with what was reported before.
    pub fn take(&mut self, change: Change<'_, K, impl Sized>, siblings: bool) {
        match change {
            Change::Added { key, .. } => {
                let count = self.0.entry(*key).or_default();
                *count += 1;
                assert!(siblings || *count == 1, "{key:?} was there");
            }
            Change::Changed { key, .. } => {
                assert!(self.0.contains_key(key), "{key:?} was not there");
            }
            Change::Removed { key, .. } => {
                let count = self.0.get_mut(key).expect("it was there");
                *count -= 1;
                if *count == 0 {
                    self.0.remove(key);
                }
            }
            Change::NoRoom { .. } => panic!("there is room"),
            _ => {}
        }
    }
}

//! What differed when a cache was synchronised again after a loss.
use crate::{output::Output, stop::Stop};
use nlwire::cache::Change;

/// Numbers of objects that changed between a loss and the snapshot that made up for it.
#[derive(Clone, Copy, Default)]
pub struct Differences {
    added: u64,
    changed: u64,
    removed: u64,
}
impl Differences {
    pub fn count<K, V>(&mut self, change: &Change<'_, K, V>) {
        match change {
            Change::Added { .. } => self.added += 1,
            Change::Changed { .. } => self.changed += 1,
            Change::Removed { .. } => self.removed += 1,
            _ => {}
        }
    }
    pub fn print(self, out: &mut Output) -> Result<(), Stop> {
        let Self { added, changed, removed } = self;
        if out.is_json() {
            return out.text(&format!(
                "{{\"resync\":{{\"added\":{added},\"changed\":{changed},\"removed\":{removed}}}}}"
            ));
        }
        out.remark_people(&format!(
            "synchronised again: since the loss, {added} added, {changed} changed, {removed} removed"
        ))?;
        Ok(())
    }
}

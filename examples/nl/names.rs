//! What links are called, by their index: learnt from the messages of links.
use crate::fields::Fields;
use nlwire::wire::Described;
use std::collections::HashMap;

#[derive(Default)]
pub struct Names(HashMap<u64, String>);
impl Names {
    /// Learns from a message of a link; of others nothing.
    pub fn learn(&mut self, described: &Described<'_>) {
        if described.name() == Some("RTM_NEWLINK") {
            let fields = Fields::of(described);
            if let (Some(index), Some(name)) = (fields.number("ifi_index"), fields.text("IFLA_IFNAME")) {
                self.0.insert(index, name);
            }
        }
    }
    /// Forgets a link that is gone.
    pub fn forget(&mut self, described: &Described<'_>) {
        // a bridge says RTM_DELLINK of a port that stays
        let fields = Fields::of(described);
        if described.name() == Some("RTM_DELLINK")
            && fields.text("ifi_family").as_deref() == Some("af_unspec")
        {
            self.0.retain(|index, _| Some(*index) != fields.number("ifi_index"));
        }
    }
    pub fn knows(&self, index: u64) -> bool {
        self.0.contains_key(&index)
    }
    /// The name of a link, or `#7`.
    pub fn of(&self, index: u64) -> String {
        self.0.get(&index).cloned().unwrap_or_else(|| format!("#{index}"))
    }
}

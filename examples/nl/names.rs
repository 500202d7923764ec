//! What links are called, by their index, and features of ethtool, by their number: learnt from messages that tell both.
use crate::fields::Fields;
use nlwire::{
    generic::ethtool::Bitset,
    wire::{Attrs, Described},
};
use std::collections::HashMap;

#[derive(Default)]
pub struct Names(HashMap<u64, String>, HashMap<u32, String>);
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
    /// Learns names of features from a message that lists them; those that come unasked have numbers alone.
    pub fn learn_features(&mut self, described: &Described<'_>) {
        if described.name() != Some("ETHTOOL_MSG_FEATURES_GET_REPLY") {
            return;
        }
        for list in ["ETHTOOL_A_FEATURES_HW", "ETHTOOL_A_FEATURES_ACTIVE"] {
            Fields::of(described).at(list, |bitset| {
                for bit in Attrs::<Bitset>::new(bitset.payload()).bits().flatten() {
                    if let (Some(index), Some(name)) = (bit.index, bit.name) {
                        self.1.entry(index).or_insert_with(|| name.to_string());
                    }
                }
            });
        }
    }
    /// The name of a feature, if it is known.
    pub fn feature(&self, index: u32) -> Option<&str> {
        self.1.get(&index).map(String::as_str)
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

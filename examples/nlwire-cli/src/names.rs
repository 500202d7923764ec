//! Names of interfaces by index, and of ethtool features by number, learnt from messages that
//! contain both.
use crate::fields::{self, Fields};
use nlwire::{genl::ethtool::Bitset, schema::Described, wire::Attrs};
use std::collections::{BTreeMap, HashMap};

/// Maximum number of names: a recording may contain any number of interfaces, and is decoded in
/// constant memory.
const MOST: usize = 1 << 16;

#[derive(Default)]
pub struct Names(BTreeMap<u64, String>, HashMap<u32, String>);
impl Names {
    /// Learns from a message about a link; ignores others.
    pub fn learn(&mut self, described: &Described<'_>) {
        if described.name() == Some("RTM_NEWLINK") {
            let said =
                fields::read(described, |fields| fields.number("ifi_index").zip(fields.text("IFLA_IFNAME")));
            if let Some((index, name)) = said {
                if self.0.len() < MOST || self.0.contains_key(&index) {
                    self.0.insert(index, name);
                }
            }
        }
    }
    /// Learns the names of features from a message that lists them; notifications contain numbers
    /// only.
    pub fn learn_features(&mut self, described: &Described<'_>) {
        if described.name() != Some("ETHTOOL_MSG_FEATURES_GET_REPLY") {
            return;
        }
        for list in ["ETHTOOL_A_FEATURES_HW", "ETHTOOL_A_FEATURES_ACTIVE"] {
            fields::read(described, |fields| {
                fields.at(list, |bitset| {
                    for bit in Attrs::<Bitset>::new(bitset.payload()).bits().flatten() {
                        if let (Some(index), Some(name)) =
                            (bit.index.filter(|_| self.1.len() < MOST), bit.name)
                        {
                            self.1.entry(index).or_insert_with(|| name.to_string());
                        }
                    }
                })
            });
        }
    }
    /// Returns the name of a feature, if known.
    pub fn feature(&self, index: u32) -> Option<&str> {
        self.1.get(&index).map(String::as_str)
    }
    /// Forgets a deleted interface.
    pub fn forget(&mut self, described: &Described<'_>) {
        // a bridge sends RTM_DELLINK for a port that leaves, although the interface remains
        if described.name() == Some("RTM_DELLINK") {
            let of_link = |fields: &Fields<'_>| {
                let is_link = fields.text("ifi_family").as_deref() == Some("af_unspec");
                fields.number("ifi_index").filter(|_| is_link)
            };
            if let Some(index) = fields::read(described, of_link) {
                self.0.remove(&index);
            }
        }
    }
    pub fn knows(&self, index: u64) -> bool {
        self.0.contains_key(&index)
    }
    /// Writes the name of an interface, or `#7`.
    pub fn write(&self, index: u64, out: &mut String) {
        match self.0.get(&index) {
            Some(name) => out.push_str(name),
            None => {
                out.push('#');
                fields::decimal(index, out);
            }
        }
    }
    /// Returns the name of an interface, or `#7`.
    pub fn of(&self, index: u64) -> String {
        self.0.get(&index).cloned().unwrap_or_else(|| format!("#{index}"))
    }
}

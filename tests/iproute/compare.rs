//! Two JSONs of one thing held against each other.
use serde_json::Value;

/// Where `ip` and we have each field of a thing. One row a line:
///
///     theirs ~ OURS                    the two mean the same
///     theirs = 1 ~ OURS = "words"      where theirs is that, ours is this
///     theirs ~ OURS has FLAG           theirs is whether ours, a list, has it
///     theirs ~ OURS & 0xff             ours in part; >> 20, + 1 and div 100 as well
///     theirs ~ OURS reversed           a list, from its end
///     theirs ~ OURS holds              what theirs is, or each of it, is in ours
///     theirs ~ OURS / LEN              an address with the length of its prefix
///     theirs ~ -                       not compared
///
/// A dot goes one level down. What has no row of its own is ours under the prefix and theirs in upper case.
pub struct Rows {
    pub prefix: &'static str,
    pub rows: &'static str,
}
impl Rows {
    /// Compares each field of theirs; how many, and what is wrong in words. Of ours nothing may be unknown.
    pub fn compare(&self, what: &str, theirs: &Value, ours: &Value, wrong: &mut Vec<String>) -> usize {
        let mut fields = Vec::new();
        self.flatten("", theirs, &mut fields);
        for (path, their) in &fields {
            let rows: Vec<(&str, &str)> =
                self.rows.lines().filter_map(|row| row.trim().split_once(" ~ ")).collect();
            let of_path = |row: &&(&str, &str)| row.0.split(" = ").next() == Some(path);
            let said = |row: &&(&str, &str)| match row.0.split_once(" = ") {
                Some((_, value)) => text(their) == value,
                None => true,
            };
            let row = rows.iter().filter(of_path).find(said).map(|row| row.1);
            let own = format!("{}{}", self.prefix, path.to_uppercase());
            let row = row.unwrap_or(&own);
            let (holds, found) = holds(their, row, ours);
            if !holds {
                wrong.push(format!("{what}: {path} is {their}, {row} is {found}"));
            }
        }
        unknown(what, "", ours, wrong);
        fields.len()
    }
    /// Leaves by their paths; what has a row is a leaf, whatever it is.
    fn flatten(&self, path: &str, value: &Value, fields: &mut Vec<(String, Value)>) {
        let has_row = |path: &str| self.rows.lines().any(|row| row.trim().split(' ').next() == Some(path));
        match value {
            Value::Object(object)
                if path.is_empty() || object.keys().any(|key| has_row(&format!("{path}.{key}"))) =>
            {
                for (key, value) in object {
                    let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    self.flatten(&path, value, fields);
                }
            }
            Value::Null if path.is_empty() => {}
            _ => fields.push((path.to_string(), value.clone())),
        }
    }
}
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}
/// Whether a row holds, and what was found of ours.
fn holds(their: &Value, row: &str, ours: &Value) -> (bool, Value) {
    if row == "-" {
        return (true, Value::Null);
    }
    let mut words = row.splitn(3, ' ');
    let path = words.next().unwrap_or_default();
    let found = path.split('.').fold(ours, |value, key| &value[key]).clone();
    let number = |text: &str| {
        u64::from_str_radix(text.trim_start_matches("0x"), if text.starts_with("0x") { 16 } else { 10 })
            .unwrap()
    };
    let holds = match (words.next(), words.next()) {
        (Some("="), Some(value)) => serde_json::from_str(value).unwrap_or(Value::from(value)) == found,
        (Some("has"), Some(flag)) => {
            let has = found.as_array().is_some_and(|found| found.iter().any(|found| found == flag));
            let is = their == &Value::Null
                || their == &Value::Bool(true)
                || their.as_u64().is_some_and(|their| their != 0);
            has == is
        }
        (Some(sign @ ("&" | ">>" | "+" | "div")), Some(by)) => found.as_u64().is_some_and(|found| {
            let by = number(by);
            let part = match sign {
                "&" => found & by,
                ">>" => found >> by,
                "+" => found + by,
                _ => found / by,
            };
            same(their, &Value::from(part))
        }),
        (Some("reversed"), _) => {
            let found = found.as_array().map(|found| found.iter().rev().cloned().collect::<Vec<_>>());
            found.is_some_and(|found| same(their, &Value::from(found)))
        }
        (Some("holds"), _) => {
            let found = found.as_array().cloned().unwrap_or_default();
            let holds = |their: &Value| found.iter().any(|found| same(their, found));
            their.as_array().map_or_else(|| holds(their), |their| their.iter().all(holds))
        }
        (Some("/"), Some(len)) => {
            let len = len.split('.').fold(ours, |value, key| &value[key]);
            text(their) == format!("{}/{len}", text(&found))
        }
        _ => same(their, &found),
    };
    (holds, found)
}
/// Whether a value of theirs means what ours does.
pub fn same(their: &Value, ours: &Value) -> bool {
    match (their, ours) {
        _ if their == ours => true,
        (Value::Number(their), Value::Number(ours)) => their.as_f64() == ours.as_f64(),
        (Value::Bool(their), Value::Number(ours)) => Some(u64::from(*their)) == ours.as_u64(),
        // a flag that is not there
        (Value::Bool(false), Value::Null) => true,
        (Value::Null, Value::String(ours)) => ours.ends_with("_NONE"),
        // a word without a value
        (Value::Null, Value::Bool(true)) => true,
        (Value::Null, Value::Number(ours)) => ours.as_u64() != Some(0),
        (Value::Number(their), Value::Null) => their.as_u64() == Some(0),
        (Value::Array(their), Value::Array(ours)) => {
            their.len() == ours.len() && their.iter().zip(ours).all(|(their, ours)| same(their, ours))
        }
        (Value::Object(their), Value::Object(ours)) => {
            their.iter().all(|(key, their)| ours.get(key).is_some_and(|ours| same(their, ours)))
        }
        (Value::String(their), Value::Number(ours)) => {
            let Some(ours) = ours.as_u64() else { return false };
            let hex = their.strip_prefix("0x").or((their.len() == 16).then_some(their));
            let address = their.parse().map(|it: core::net::Ipv4Addr| u64::from(u32::from(it)));
            their.parse() == Ok(ours)
                || hex.is_some_and(|hex| u64::from_str_radix(hex, 16) == Ok(ours))
                || address == Ok(ours)
                || crate::index(their) == Some(ours)
                || ["off", "on"].iter().position(|word| word == their) == usize::try_from(ours).ok()
        }
        // "any" is the address that is none
        (Value::String(their), Value::String(ours))
            if their == "any" && ["0.0.0.0", "::"].contains(&&**ours) =>
        {
            true
        }
        // a name without what comes before it: "active-backup" of BOND_MODE_ACTIVEBACKUP
        (Value::String(their), Value::String(ours)) => {
            let plain = |text: &str| -> String {
                text.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect()
            };
            let words: Vec<String> = ours.split('_').map(plain).collect();
            (0..words.len()).any(|from| words[from..].concat() == plain(their))
        }
        _ => false,
    }
}
/// Attributes that no table knows, and bytes as hex.
fn unknown(what: &str, path: &str, value: &Value, wrong: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                if key.starts_with('#') {
                    wrong.push(format!("{what}: no table knows {path}.{key}, {value}"));
                }
                unknown(what, &format!("{path}.{key}"), value, wrong);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| unknown(what, path, item, wrong)),
        _ => {}
    }
}

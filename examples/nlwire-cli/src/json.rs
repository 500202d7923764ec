//! JSON as it was written: the order of members and duplicate keys are kept.
use nlwire::{
    schema::{self, View},
    wire::spec::PayloadType,
};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A JSON value, or a word of the command line.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    /// A number with a fraction or an exponent, which no payload type has.
    Float(f64),
    Text(String),
    /// A value of the command line, which the payload type decides how to read.
    Word(String),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}
impl Json {
    /// Parses a text.
    ///
    /// # Errors
    /// A sentence with line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }
    /// Returns a member of a map.
    pub fn get(&self, key: &str) -> Option<&Json> {
        let Self::Map(members) = self else { return None };
        members.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
    /// Returns the value as JSON.
    pub fn to_text(&self) -> String {
        let joined = |parts: Vec<String>| parts.join(",");
        match self {
            Self::Text(text) | Self::Word(text) => quoted(text),
            Self::List(items) => format!("[{}]", joined(items.iter().map(Self::to_text).collect())),
            Self::Map(members) => {
                let member = |(name, value): &(String, Json)| format!("{}:{}", quoted(name), value.to_text());
                format!("{{{}}}", joined(members.iter().map(member).collect()))
            }
            scalar => scalar.describe(),
        }
    }
    /// Returns the value for error messages: the kind, and scalars as they are.
    pub fn describe(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Unsigned(value) => value.to_string(),
            Self::Signed(value) => value.to_string(),
            Self::Float(value) => value.to_string(),
            Self::Text(text) | Self::Word(text) => format!("{text:?}"),
            Self::List(_) => "a list".to_owned(),
            Self::Map(_) => "an object".to_owned(),
        }
    }
}
/// Returns text as it was in a line of `--json`, with hidden characters escaped.
fn quoted(text: &str) -> String {
    let part = |part: &str| {
        let quoted = schema::Json(View::new(PayloadType::Text, part.as_bytes())).to_string();
        quoted.get(1..quoted.len() - 1).unwrap_or("").to_owned()
    };
    format!("\"{}\"", text.split('\\').map(part).collect::<Vec<_>>().join("\\\\"))
}
impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}
struct Reader;
impl<'de> Visitor<'de> for Reader {
    type Value = Json;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }
    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Unsigned(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(u64::try_from(value).map_or(Json::Signed(value), Json::Unsigned))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Float(value))
    }
    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut map = Vec::new();
        while let Some(member) = members.next_entry()? {
            map.push(member);
        }
        Ok(Json::Map(map))
    }
}

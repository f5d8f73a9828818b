//! JSON whose keys stay in the order in which they were put.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::source::Sources;
use crate::yaml::{self, Kind, Node};

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Json {
    /// True or false.
    Truth(bool),
    /// A whole number.
    Number(u64),
    /// A text.
    Text(String),
    /// Elements in order.
    List(Vec<Json>),
    /// Keys and values in order.
    Map(Vec<(String, Json)>),
}

impl Json {
    /// Makes a map of keys.
    pub(super) fn map<const N: usize>(entries: [(&str, Self); N]) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// Makes a list of texts.
    pub(super) fn texts(texts: &[&str]) -> Self {
        Self::List(texts.iter().map(|text| Self::from(*text)).collect())
    }

    /// Puts a key at the end of a map.
    pub(super) fn with(mut self, key: &str, value: impl Into<Self>) -> Self {
        if let Self::Map(entries) = &mut self {
            entries.push((key.to_owned(), value.into()));
        }
        self
    }

    /// Tells whether this is a map that has a key.
    pub(super) fn has(&self, key: &str) -> bool {
        matches!(self, Self::Map(entries) if entries.iter().any(|(own, _)| own == key))
    }

    /// Reads what an author would write; a text that is no YAML stays itself.
    pub(super) fn of_yaml(text: &str) -> Self {
        let mut sources = Sources::default();
        let id = sources.add("exemple.yaml", text);
        yaml::read(&sources, id).map_or_else(|_| Self::from(text), |node| Self::of_node(&node))
    }

    fn of_node(node: &Node) -> Self {
        match &node.kind {
            Kind::Null => Self::from(""),
            Kind::Truth(truth) => Self::Truth(*truth),
            Kind::Scalar { text, plain } => match text.parse() {
                Ok(number) if *plain => Self::Number(number),
                _ => Self::from(text.as_str()),
            },
            Kind::List(nodes) => Self::List(nodes.iter().map(Self::of_node).collect()),
            Kind::Map(entries) => Self::Map(
                entries
                    .iter()
                    .map(|(key, node)| (key.value.clone(), Self::of_node(node)))
                    .collect(),
            ),
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Json {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Json {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl From<Vec<Json>> for Json {
    fn from(list: Vec<Json>) -> Self {
        Self::List(list)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(list) => serializer.collect_seq(list),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_in_yaml_keeps_its_order_and_the_text_of_its_values() {
        let json = Json::of_yaml("{b: 12, a: [\"12\", 95 %, oui, true]}");
        let text = serde_json::to_string(&json).unwrap();
        assert_eq!(text, r#"{"b":12,"a":["12","95 %","oui",true]}"#);
        assert_eq!(Json::of_yaml("44,5 %"), Json::from("44,5 %"));
    }
}

//! JSON Schema, as much of draft 7 as the schemas of `docs/schema` use: takes a
//! schema and a value, gives where the value is not what the schema says.
//!
//! A keyword that is not known here stops the test, so that no schema says more
//! than is checked.

use serde_json::{Map, Value};

/// Keywords that say nothing of a value.
const REMARKS: [&str; 4] = ["$schema", "title", "description", "definitions"];

/// The one pattern in use: words in small letters and figures, joined by
/// hyphens.
const KEBAB: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// A schema.
pub(crate) struct Schema {
    root: Value,
}

impl Schema {
    /// Reads a schema.
    pub(crate) fn read(text: &str) -> Self {
        Self { root: serde_json::from_str(text).expect("a schema in JSON") }
    }

    /// Lists the places of a value that are not what the schema says.
    pub(crate) fn breaches(&self, value: &Value) -> Vec<String> {
        let mut found = Vec::new();
        self.check(&self.root, value, "", &mut found);
        found
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
        for (keyword, said) in schema.as_object().expect("a schema is an object") {
            let kept = match keyword.as_str() {
                "$ref" => {
                    self.check(self.definition(said), value, at, found);
                    true
                }
                "properties" => {
                    self.properties(said, value, at, found);
                    true
                }
                "items" => {
                    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
                    for (rank, item) in items.iter().enumerate() {
                        self.check(said, item, &format!("{at}/{rank}"), found);
                    }
                    true
                }
                other => REMARKS.contains(&other) || keeps(other, said, value),
            };
            if !kept {
                found.push(format!("{at} {keyword}"));
            }
        }
    }

    fn definition(&self, reference: &Value) -> &Value {
        let name = reference.as_str().and_then(|text| text.strip_prefix("#/definitions/"));
        &self.root["definitions"][name.expect("a reference to a definition")]
    }

    fn properties(&self, said: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
        let Some(object) = value.as_object() else { return };
        for (key, schema) in said.as_object().expect("properties by name") {
            if let Some(value) = object.get(key) {
                self.check(schema, value, &format!("{at}/{key}"), found);
            }
        }
    }
}

/// Tells whether a value is what a keyword of its own says.
fn keeps(keyword: &str, said: &Value, value: &Value) -> bool {
    match keyword {
        "type" => match said.as_str() {
            Some("object") => value.is_object(),
            Some("array") => value.is_array(),
            Some("string") => value.is_string(),
            Some("integer") => value.is_u64() || value.is_i64(),
            other => panic!("unknown type {other:?}"),
        },
        "const" => value == said,
        "enum" => said.as_array().expect("a list").contains(value),
        "required" => {
            let none = Map::new();
            let object = value.as_object().unwrap_or(&none);
            let keys = said.as_array().expect("a list").iter();
            keys.filter_map(Value::as_str).all(|key| object.contains_key(key))
        }
        "minimum" => value.as_i64().is_none_or(|number| Some(number) >= said.as_i64()),
        "minLength" => {
            value.as_str().is_none_or(|text| Some(text.chars().count() as u64) >= said.as_u64())
        }
        "pattern" => {
            assert_eq!(said, KEBAB, "an unknown pattern");
            let word = |word: &str| {
                !word.is_empty()
                    && word.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit())
            };
            value.as_str().is_none_or(|text| text.split('-').all(word))
        }
        other => panic!("unknown keyword {other}"),
    }
}

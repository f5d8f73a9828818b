//! What may be written somewhere, as a schema of JSON.

use super::json::Json;
use super::label::french;
use crate::subject::read::{Cases, Form, Mapping, RESERVED, Rule, When};

/// A number that an author writes: sign, figures, then anything.
const FIGURES: &str = r"^\s*[-−+]?\s*[0-9]";
/// A number without unit: figures, spaces, marks of decimals, a fraction bar.
const BARE: &str = r"^\s*[-−+]?\s*[0-9][0-9\s,./]*$";
/// A whole number; a fraction may be one.
const WHOLE: &str = r"^\s*\+?\s*[0-9][0-9\s]*([,.]0*)?\s*(/.*)?$";
/// Points, once or several times.
const POINTS: &str = r"^\s*\+?\s*[0-9][0-9\s,./]*([×x*]\s*\+?\s*[0-9][0-9\s,./]*)?$";
/// A number and its percent sign.
const PERCENT: &str = r"^\s*[-−+]?\s*[0-9][0-9\s,./]*%\s*$";
/// A number and a unit of time, or the first letter of one.
const DURATION: &str = r"^\s*[-−+]?\s*[0-9][0-9\s,./]*[smhjSMHJ]";
/// A number and its currency.
const PRICE: &str = r"^\s*[-−+]?\s*[0-9].*(€|[eE][uU][rR])";
/// What has a figure: a number, or a date.
const BOUND: &str = "[0-9]";
/// `2025-11-08`, `8/11/2025`, `8 novembre 2025`, a day of the week before or not.
const DATE: &str = r"^\s*([0-9]+-[0-9]+-[0-9]+|[0-9]+/[0-9]+/[0-9]+|(\S+\s+)?[0-9]+([eE][rR])?\s+\S+\s+[0-9]+)\s*$";
/// `novembre 2025`, `2025-11`.
const MONTH: &str = r"^\s*(\S+\s+[0-9]+|[0-9]+-[0-9]+)\s*$";
/// `contact@val-dore.example`.
const EMAIL: &str = r"^\s*[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z]+\s*$";
/// A name: the signs that are no letters are those of ASCII, so that every
/// dialect of patterns reads it alike.
const NAME: &str = r"^[^\s0-9_!-/:-@\[-^`{-~][^\s!-/:-@\[-^`{-~]*$";

/// Returns the schema of what may be written.
pub(super) fn form(form: &Form) -> Json {
    match form {
        Form::Text | Form::Line | Form::Value => words(),
        Form::Plain | Form::Name | Form::File | Form::Formula => words().with("pattern", r"\S"),
        // « true » is a noun like another.
        Form::Unit => {
            Json::map([("type", Json::texts(&["string", "boolean"])), ("pattern", r"\S".into())])
        }
        Form::Quantity => number(FIGURES),
        Form::Bound => number(BOUND),
        Form::Number => number(BARE),
        Form::Whole(least, most) => {
            let kinds = Json::texts(&["integer", "string"]);
            let whole = Json::map([("type", kinds)]).with("minimum", *least);
            match most {
                Some(most) => whole.with("maximum", *most),
                None => whole,
            }
            .with("pattern", WHOLE)
        }
        Form::Rating => number(BARE).with("minimum", 0).with("maximum", 5),
        Form::Points => number(POINTS).with("minimum", 0),
        Form::Percent => text(PERCENT),
        Form::Duration => text(DURATION),
        Form::Price => text(PRICE),
        Form::Date => text(DATE),
        Form::Month => text(MONTH),
        Form::Email => text(EMAIL),
        Form::Flag => one_of(&["oui", "non", "Oui", "Non"], &[true, false]),
        Form::Yes => one_of(&["oui", "Oui"], &[true]),
        Form::Choice(words) => Json::map([("enum", Json::texts(words))]),
        Form::Block(mapping) => reference(mapping.name),
        Form::Cases(cases) => reference(cases.name),
        Form::Short(short, block) => when_type("object", self::form(block), self::form(short)),
        Form::List(one) => when_type("array", list(one), self::form(one)),
        Form::Some(one) => when_type("array", list(one).with("minItems", 1), self::form(one)),
        Form::Array(one) => array(one),
        Form::Filled(one) => array(one).with("minItems", 1),
        Form::Pair(one) => array(one).with("minItems", 2).with("maxItems", 2),
        Form::Named(one) => object()
            .with(
                "propertyNames",
                Json::map([("pattern", NAME.into())])
                    .with("not", Json::map([("enum", Json::texts(&RESERVED))])),
            )
            .with("additionalProperties", self::form(one)),
        Form::Labelled(one) => object().with("additionalProperties", self::form(one)),
    }
}

/// Returns the schema that tells several blocks apart.
pub(super) fn cases(cases: &Cases) -> Json {
    let mut schema = reference(cases.otherwise.name);
    for (when, mapping) in cases.when.iter().rev() {
        schema =
            Json::map([("if", told(*when)), ("then", reference(mapping.name)), ("else", schema)]);
    }
    let mut titled = Json::map([("title", french(cases.title).into())]);
    if let (Json::Map(titled), Json::Map(schema)) = (&mut titled, schema) {
        titled.extend(schema);
    }
    titled
}

fn told(when: When) -> Json {
    match when {
        When::Has(key) => has(key),
        When::Is(key, word) => {
            has(key).with("properties", Json::map([(key, Json::map([("const", word.into())]))]))
        }
    }
}

/// Adds to the schema of a block what it asks of its keys together.
pub(super) fn rules(mapping: &Mapping, mut schema: Json) -> Json {
    let mut not_both = Vec::new();
    let mut dependencies = Vec::new();
    for rule in mapping.rules {
        match *rule {
            Rule::Single => schema = schema.with("minProperties", 1).with("maxProperties", 1),
            Rule::Any(keys) => schema = schema.with("anyOf", each(keys)),
            Rule::One(keys) => schema = schema.with("oneOf", each(keys)),
            Rule::NotBoth(one, other) => {
                let both = Json::map([("required", Json::texts(&[one, other]))]);
                not_both.push(Json::map([("not", both)]));
            }
            Rule::Together(keys) => {
                dependencies.extend(keys.iter().map(|key| ((*key).to_owned(), Json::texts(keys))));
            }
            Rule::Only(by, key, words) => {
                let admitted = Json::map([(by, Json::map([("enum", Json::texts(words))]))]);
                dependencies.push((key.to_owned(), Json::map([("properties", admitted)])));
            }
        }
    }
    if !not_both.is_empty() {
        schema = schema.with("allOf", not_both);
    }
    if !dependencies.is_empty() {
        schema = schema.with("dependencies", Json::Map(dependencies));
    }
    schema
}

fn each(keys: &[&str]) -> Json {
    Json::List(keys.iter().map(|key| has(key)).collect())
}

fn has(key: &str) -> Json {
    Json::map([("required", Json::texts(&[key]))])
}

fn reference(name: &str) -> Json {
    Json::map([("$ref", format!("#/definitions/{name}").into())])
}

fn words() -> Json {
    Json::map([("type", Json::texts(&["string", "number", "boolean"]))])
}

fn text(pattern: &str) -> Json {
    Json::map([("type", "string".into()), ("pattern", pattern.into())])
}

fn number(pattern: &str) -> Json {
    Json::map([("type", Json::texts(&["number", "string"])), ("pattern", pattern.into())])
}

fn one_of(words: &[&str], truths: &[bool]) -> Json {
    let words = words.iter().map(|word| Json::from(*word));
    let all = words.chain(truths.iter().map(|truth| Json::from(*truth)));
    Json::map([("enum", Json::List(all.collect()))])
}

fn object() -> Json {
    Json::map([("type", "object".into())])
}

fn list(one: &Form) -> Json {
    Json::map([("items", form(one))])
}

fn array(one: &Form) -> Json {
    Json::map([("type", "array".into()), ("items", form(one))])
}

fn when_type(name: &str, then: Json, otherwise: Json) -> Json {
    Json::map([("if", Json::map([("type", name.into())])), ("then", then), ("else", otherwise)])
}

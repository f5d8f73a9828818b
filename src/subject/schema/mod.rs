//! The keys of a subject as others read them: takes the tables of keys that
//! the readers declare, gives a JSON Schema for editors and a page for authors.

mod form;
mod json;
mod label;
mod reference;

use form::{cases, form, rules};
use json::Json;

pub use reference::reference;

use super::read::{Cases, Form, Key, Mapping, SUBJECT};

/// Writes the JSON Schema (draft 7) of a subject, with titles, descriptions
/// and examples in French.
#[must_use]
pub fn schema() -> String {
    let head = Json::map([
        ("$schema", "http://json-schema.org/draft-07/schema#".into()),
        ("title", "Sujet de corrige".into()),
        (
            "description",
            "Un sujet d’examen, son corrigé et son barème, que le programme « corrige » imprime."
                .into(),
        ),
    ]);
    let definitions = parts().into_iter().filter(|part| part.name() != SUBJECT.name);
    let definitions = definitions.map(|part| {
        let schema = match part {
            Part::Block(mapping) => {
                block(mapping, Json::map([("title", label::french(mapping.title).into())]))
            }
            Part::Cases(several) => cases(several),
        };
        (part.name().to_owned(), schema)
    });
    let schema = block(&SUBJECT, head).with("definitions", Json::Map(definitions.collect()));
    // Texts, numbers and lists are always written.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// A part of the schema that others refer to.
#[derive(Clone, Copy)]
enum Part {
    Block(&'static Mapping),
    Cases(&'static Cases),
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Block(mapping) => mapping.name,
            Self::Cases(cases) => cases.name,
        }
    }

    /// Lists the parts that this one refers to, in order.
    fn below(self) -> Vec<Self> {
        let mut found = Vec::new();
        match self {
            Self::Block(mapping) => {
                let forms = mapping.all().map(|key| key.form).chain(mapping.others);
                forms.for_each(|form| within(&form, &mut found));
            }
            Self::Cases(cases) => {
                found.extend(cases.when.iter().map(|(_, mapping)| Self::Block(mapping)));
                found.push(Self::Block(cases.otherwise));
            }
        }
        found
    }
}

fn within(form: &Form, found: &mut Vec<Part>) {
    match *form {
        Form::Block(mapping) => found.push(Part::Block(mapping)),
        Form::Cases(cases) => found.push(Part::Cases(cases)),
        Form::Short(short, block) => {
            within(short, found);
            within(block, found);
        }
        Form::List(one)
        | Form::Some(one)
        | Form::Array(one)
        | Form::Filled(one)
        | Form::Pair(one)
        | Form::Named(one)
        | Form::Labelled(one) => within(one, found),
        _ => {}
    }
}

/// Lists all parts, each before those that it refers to.
fn parts() -> Vec<Part> {
    let mut all: Vec<Part> = Vec::new();
    let mut waiting = vec![Part::Block(&SUBJECT)];
    while let Some(part) = waiting.pop() {
        if all.iter().any(|known| known.name() == part.name()) {
            continue;
        }
        all.push(part);
        waiting.extend(part.below().into_iter().rev());
    }
    all
}

/// Returns the schema of a block of keys, after what stands at its head.
fn block(mapping: &Mapping, head: Json) -> Json {
    let properties = mapping.all().map(|key| (key.name.to_owned(), property(key)));
    let required: Vec<_> = mapping.all().filter(|key| key.required).map(|key| key.name).collect();
    let others = mapping.others.as_ref().map_or(Json::Truth(false), form);
    let schema = head
        .with("type", "object")
        .with("properties", Json::Map(properties.collect()))
        .with("additionalProperties", others);
    let schema =
        if required.is_empty() { schema } else { schema.with("required", Json::texts(&required)) };
    rules(mapping, schema)
}

fn property(key: &Key) -> Json {
    let says = format!("{}\n\nAttendu : {}.", key.says, label::plain(&key.form));
    let says = label::french(&says);
    let mut schema = Json::map([("description", says.into())]);
    if !key.default.is_empty() {
        schema = schema.with("default", Json::of_yaml(key.default));
    }
    schema = schema.with("examples", vec![Json::of_yaml(key.example)]);
    let body = form(&key.form);
    // In draft 7, what stands beside a reference counts for nothing.
    if body.has("$ref") {
        return schema.with("allOf", vec![body]);
    }
    if let (Json::Map(schema), Json::Map(body)) = (&mut schema, body) {
        schema.extend(body);
    }
    schema
}

//! One parameter: which of its rules was written, and over what.

use super::target::{Shape, Target};
use super::{Known, alternatives, order, range, shares};
use crate::diagnostic::Fault;
use crate::source::Spanned;
use crate::subject::read::{Fields, Reader, formula};
use crate::subject::variants::{Draw, Parameter, Rule};
use crate::yaml::{Kind, Node};

/// The keys that tell a rule from the others.
const HEADS: [&str; 7] =
    ["formule", "parmi", "permutation", "echantillon", "somme", "autour", "de"];

/// The keys that complete a rule.
const OTHERS: [&str; 5] = ["a", "pas", "poids", "lignes", "noms"];

/// What a rule looks like.
const A_RULE: &str = "une règle, comme « {de: 3, a: 9, pas: 1} » ou « {parmi: [3, 4]} »";

/// Reads a parameter.
pub(super) fn parameter(
    reader: &mut Reader<'_>,
    name: &Spanned<String>,
    node: &Node,
    known: Known<'_>,
) -> Option<Parameter> {
    let mut fields = Fields::open(reader, node, A_RULE)?;
    let Kind::Map(entries) = &node.kind else { return None };
    let heads = heads(entries);
    let target = Target::find(reader, name, &mut fields, known);
    let head = match heads.as_slice() {
        [] => {
            absent(reader, name, entries, fields);
            return None;
        }
        [(head, _)] => *head,
        [(_, first), (_, second), ..] => {
            reader.faults.push(
                Fault::error("regles-multiples", format!("« {} » a plusieurs règles", name.value))
                    .at(second.span, format!("« {} » suit « {} »", second.value, first.value))
                    .help("gardez une seule manière de tirer cette valeur"),
            );
            return None;
        }
    };
    let rule = rule(reader, head, &mut fields, &target?)?;
    fields.close(reader);
    Some(Parameter { name: name.clone(), rule })
}

fn rule(
    reader: &mut Reader<'_>,
    head: &'static str,
    fields: &mut Fields<'_>,
    target: &Target<'_>,
) -> Option<Rule> {
    let drawn = |draws: Option<Vec<Draw>>| draws.map(Rule::Drawn);
    match (head, target.shape) {
        ("formule", Shape::Datum(datum)) => {
            let formula = fields.required(reader, "formule", formula)?;
            Some(Rule::Derived { datum, formula })
        }
        ("parmi", Shape::Datum(_) | Shape::Column | Shape::Group) => {
            drawn(alternatives::choice(reader, fields, target))
        }
        ("permutation", Shape::Column | Shape::Table(_) | Shape::Group) => {
            drawn(order::permutation(reader, fields, target))
        }
        ("echantillon", Shape::Column | Shape::Table(_)) => {
            drawn(order::sample(reader, fields, target))
        }
        ("somme", Shape::Column | Shape::Group) => drawn(shares::shares(reader, fields, target)),
        ("autour", Shape::Datum(_) | Shape::Column) => drawn(range::around(reader, fields, target)),
        ("de", Shape::Datum(_) | Shape::Column) => drawn(range::between(reader, fields, target)),
        _ => {
            unfit(reader, head, fields, target);
            None
        }
    }
}

/// Finds the rules among the keys: a sum has bounds, said in either way.
fn heads(entries: &[(Spanned<String>, Node)]) -> Vec<(&'static str, &Spanned<String>)> {
    let mut found: Vec<(&'static str, &Spanned<String>)> = Vec::new();
    for (key, _) in entries {
        let word = if key.value == "a" { "de" } else { key.value.as_str() };
        if let Some(head) = HEADS.into_iter().find(|head| *head == word)
            && found.iter().all(|(other, _)| *other != head)
        {
            found.push((head, key));
        }
    }
    let bounds = |(head, _): &(&str, _)| matches!(*head, "de" | "autour");
    if found.iter().any(|(head, _)| *head == "somme") {
        let twice = found.iter().filter(|rule| bounds(rule)).count() > 1;
        found.retain(|rule| if twice { rule.0 != "somme" } else { !bounds(rule) });
    }
    found
}

/// Reports that no rule was found: it may be misspelt.
fn absent(
    reader: &mut Reader<'_>,
    name: &Spanned<String>,
    entries: &[(Spanned<String>, Node)],
    mut fields: Fields<'_>,
) {
    let known: Vec<_> = HEADS.into_iter().chain(OTHERS).collect();
    for key in &known {
        fields.take(key);
    }
    if entries.iter().any(|(key, _)| !known.contains(&key.value.as_str())) {
        fields.close(reader);
        return;
    }
    reader.faults.push(
        Fault::error("regle-absente", format!("« {} » n’a pas de règle", name.value))
            .at(name.span, format!("attendu : {A_RULE}")),
    );
}

/// Reports a rule that does not go with what it is for.
fn unfit(
    reader: &mut Reader<'_>,
    head: &'static str,
    fields: &mut Fields<'_>,
    target: &Target<'_>,
) {
    let name = &target.name.value;
    let key = if head == "de" && !fields.has("de") { "a" } else { head };
    let span = fields.take(key).map_or(target.name.span, |node| node.span);
    let fault = Fault::error(
        "regle-impossible",
        format!("« {key} » ne convient pas à « {name} », qui est {}", target.what()),
    );
    let (expected, help) = match target.shape {
        Shape::Table(_) => (
            "attendu pour une table : « echantillon » ou « permutation »",
            Some(format!("pour une colonne, écrivez « {name}.colonne »")),
        ),
        Shape::Group => ("attendu pour un groupe : « parmi », « permutation » ou « somme »", None),
        _ if head == "formule" => ("attendu : une donnée seule", None),
        _ => (
            "attendu pour une seule donnée : « de » et « a », « parmi », « autour » ou « formule »",
            None,
        ),
    };
    let fault = fault.at(span, expected);
    reader.faults.push(match help {
        Some(help) => fault.help(help),
        None => fault,
    });
}

//! One parameter: which of its rules was written, and over what.

use super::target::{Shape, Target};
use super::{Known, alternatives, around, order, range, shares};
use crate::diagnostic::Fault;
use crate::source::Spanned;
use crate::subject::read::keys::{Cases, Form, Key, Mapping, Rule as Together, When};
use crate::subject::read::keys::{optional, required};
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

/// The rules: one key tells each from the others.
pub(in crate::subject::read) static RULE: Cases = Cases {
    name: "regle",
    title: "Règle d’une variante",
    when: &[
        (When::Has("formule"), &DERIVED),
        (When::Has("parmi"), &CHOICE),
        (When::Has("permutation"), &PERMUTATION),
        (When::Has("echantillon"), &SAMPLE),
        (When::Has("somme"), &SHARES),
        (When::Has("autour"), &AROUND),
    ],
    otherwise: &RANGE,
};

pub(in crate::subject::read) static DERIVED: Mapping = Mapping {
    name: "regle_formule",
    title: "Règle : une donnée qui suit les autres",
    expected: A_RULE,
    keys: &[&[required(
        "formule",
        Form::Formula,
        "plafond(budget ÷ 10)",
        "Formule dont la donnée prend la valeur.",
    )]],
    ..Mapping::PLAIN
};

pub(in crate::subject::read) static CHOICE: Mapping = Mapping {
    name: "regle_parmi",
    title: "Règle : une valeur parmi d’autres",
    expected: A_RULE,
    keys: &[
        &[
            required(
                "parmi",
                Form::Filled(&Form::List(&Form::Value)),
                "[3 min, 4 min]",
                "Valeurs possibles ; pour un groupe de données, une liste de listes.",
            ),
            optional(
                "poids",
                Form::Filled(&Form::Whole(0, None)),
                "[2, 1]",
                "Un poids par valeur.",
            ),
        ],
        LINES,
        NAMES,
    ],
    ..Mapping::PLAIN
};

pub(in crate::subject::read) static PERMUTATION: Mapping = Mapping {
    name: "regle_permutation",
    title: "Règle : les valeurs écrites, dans un autre ordre",
    expected: A_RULE,
    keys: &[
        &[required("permutation", Form::Yes, "oui", "Mélange les valeurs écrites.")],
        LINES,
        NAMES,
    ],
    ..Mapping::PLAIN
};

pub(in crate::subject::read) static SAMPLE: Mapping = Mapping {
    name: "regle_echantillon",
    title: "Règle : un échantillon",
    expected: A_RULE,
    keys: &[
        &[required(
            "echantillon",
            Form::Filled(&Form::List(&Form::Value)),
            "[Ana, Bob, Chloé]",
            "Valeurs dont chacune sort une fois au plus ; pour une table, une liste de lignes.",
        )],
        LINES,
    ],
    ..Mapping::PLAIN
};

pub(in crate::subject::read) static SHARES: Mapping = Mapping {
    name: "regle_somme",
    title: "Règle : des parts dont la somme est fixe",
    expected: A_RULE,
    keys: &[
        &[
            required("somme", Form::Quantity, "100 %", "Somme des parts."),
            required("pas", Form::Quantity, "5 %", "Les parts sont des multiples du pas."),
            optional("autour", Form::Quantity, "20 %", "Écart à la valeur écrite, au plus."),
            optional("de", Form::Quantity, "5 %", "Plus petite part."),
            optional("a", Form::Quantity, "80 %", "Plus grande part."),
        ],
        LINES,
        NAMES,
    ],
    rules: &[Together::NotBoth("autour", "de"), Together::NotBoth("autour", "a")],
    ..Mapping::PLAIN
};

pub(in crate::subject::read) static AROUND: Mapping = Mapping {
    name: "regle_autour",
    title: "Règle : autour de la valeur écrite",
    expected: A_RULE,
    keys: &[
        &[
            required(
                "autour",
                Form::Quantity,
                "20 %",
                "Écart à la valeur écrite, au plus : une part, ou un nombre dans son unité.",
            ),
            PACE,
        ],
        LINES,
    ],
    ..Mapping::PLAIN
};

pub(in crate::subject::read) static RANGE: Mapping = Mapping {
    name: "regle_plage",
    title: "Règle : une plage de valeurs",
    expected: A_RULE,
    keys: &[
        &[
            required("de", Form::Bound, "90 %", "Première valeur possible."),
            required("a", Form::Bound, "98 %", "Dernière valeur possible."),
            PACE,
        ],
        LINES,
    ],
    ..Mapping::PLAIN
};

const PACE: Key = optional(
    "pas",
    Form::Quantity,
    "1 %",
    "Écart entre deux valeurs possibles ; obligatoire, sauf pour une date, où il vaut un jour.",
);

static LINES: &[Key] = &[optional(
    "lignes",
    Form::Filled(&Form::Whole(1, None)),
    "[1, 3]",
    "Lignes concernées, à partir de 1, pour une colonne ou une table ; toutes, à défaut.",
)];

static NAMES: &[Key] = &[optional(
    "noms",
    Form::List(&Form::Name),
    "[cliente, accord]",
    "Données qui forment le groupe, quand le nom du paramètre n’est pas celui d’une donnée.",
)];

/// Reads a parameter.
pub(super) fn parameter(
    reader: &mut Reader<'_>,
    name: &Spanned<String>,
    node: &Node,
    known: Known<'_>,
) -> Option<Parameter> {
    let before = reader.faults.iter().count();
    let mut fields = Fields::open(reader, node, RULE.of(node))?;
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
    let rule = target.and_then(|target| rule(reader, head, &mut fields, &target));
    // A rule that is left out must say why: its unknown keys may be the cause.
    if rule.is_none() {
        fields.mention_all();
    }
    fields.close(reader);
    if rule.is_none() && reader.faults.iter().count() == before {
        reader.faults.push(
            Fault::error("regle-absente", format!("la règle de « {} » ne se lit pas", name.value))
                .at(node.span, format!("attendu : {A_RULE}")),
        );
    }
    Some(Parameter { name: name.clone(), rule: rule? })
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
        ("autour", Shape::Datum(_) | Shape::Column) => {
            drawn(around::around(reader, fields, target))
        }
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
        fields.mention(key);
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

//! The formulas of variants: names that exist, parameters that do not derive
//! from themselves, constraints that are conditions.

use std::collections::BTreeMap;

use crate::diagnostic::{Fault, Faults};
use crate::formula::Expr;
use crate::source::Sources;
use crate::subject::check::names::in_formula;
use crate::subject::model::{Scalar, Subject};
use crate::subject::text::Formula;
use crate::subject::uses::behind;
use crate::subject::variants::{Likeness, Rule, Variants};

/// Kinds of names, as far as they can be told.
type Kinds = BTreeMap<String, &'static str>;

/// Checks the formulas of the variants.
pub(super) fn check(
    subject: &Subject,
    variants: &Variants,
    sources: &Sources,
    faults: &mut Faults,
) {
    let derived = variants.parameters.iter().filter_map(|parameter| match &parameter.rule {
        Rule::Derived { formula, .. } => Some((parameter.name.value.as_str(), formula)),
        Rule::Drawn(_) => None,
    });
    for (name, formula) in derived {
        in_formula(subject, formula, sources, faults);
        circular(subject, name, formula, sources, faults);
    }
    let kinds = kinds(subject);
    for formula in &variants.constraints {
        in_formula(subject, formula, sources, faults);
        condition(formula, &kinds, sources, faults);
    }
    for fairness in &variants.fairness {
        in_formula(subject, &fairness.formula, sources, faults);
        if fairness.likeness != Likeness::Conclusion {
            number(&fairness.formula, &kinds, sources, faults);
        }
    }
}

/// Reports a parameter that needs itself.
fn circular(
    subject: &Subject,
    name: &str,
    formula: &Formula,
    sources: &Sources,
    faults: &mut Faults,
) {
    if !behind(subject, formula).contains(name) {
        return;
    }
    let direct = formula.expr.names().into_iter().find(|(own, _)| *own == name);
    let range = direct.as_ref().map_or(0..formula.text.len(), |(_, range)| range.clone());
    let label = match direct {
        Some(_) => "attendu : d’autres noms que le sien".to_owned(),
        None => format!("cette formule a besoin de « {name} » par d’autres noms"),
    };
    faults.push(
        Fault::error("parametre-circulaire", format!("« {name} » dépend de lui-même"))
            .at(formula.origin.place(sources, range), label),
    );
}

fn condition(formula: &Formula, kinds: &Kinds, sources: &Sources, faults: &mut Faults) {
    let kind = kind(&formula.expr, kinds);
    let Some(kind) = kind.filter(|kind| *kind != "une condition") else { return };
    let place = formula.origin.place(sources, 0..formula.text.len());
    let fault = Fault::error("condition-attendue", "cette contrainte n’est pas une condition")
        .at(place, format!("ceci est {kind}"));
    faults.push(if kind == "une colonne" {
        fault.help("écrivez « tous(…) » ou « un_au_moins(…) »")
    } else {
        fault.help("écrivez une comparaison : « … > 0 » ou « … entre 3 et 9 »")
    });
}

/// Reports a formula that has neither sign, magnitude nor rounding.
fn number(formula: &Formula, kinds: &Kinds, sources: &Sources, faults: &mut Faults) {
    let kind = kind(&formula.expr, kinds);
    if let Some(kind) = kind.filter(|kind| !["un nombre", "une colonne"].contains(kind)) {
        let place = formula.origin.place(sources, 0..formula.text.len());
        faults.push(
            Fault::error("comparaison-impossible", format!("{kind} ne se compare pas ainsi"))
                .at(place, "attendu : un nombre")
                .help("pour qu’une valeur reste la même, écrivez « meme_conclusion »"),
        );
    }
}

fn kind(expr: &Expr, kinds: &Kinds) -> Option<&'static str> {
    expr.kind(&|name| kinds.get(name).copied())
}

/// Tells the kinds of names, computations from those they name.
fn kinds(subject: &Subject) -> Kinds {
    let mut kinds = Kinds::new();
    for datum in &subject.data {
        kinds.insert(datum.name.value.clone(), scalar(&datum.value.value));
    }
    for table in &subject.tables {
        for column in table.names() {
            kinds.insert(format!("{}.{}", table.name.value, column.value), "une colonne");
        }
    }
    for grid in &subject.grids {
        kinds.insert(grid.value.name.clone(), "une grille");
    }
    // A computation may name one that comes after it.
    loop {
        let before = kinds.len();
        for computation in &subject.computations {
            if let Some(found) = kind(&computation.formula.expr, &kinds) {
                kinds.insert(computation.name.value.clone(), found);
            }
        }
        if kinds.len() == before {
            return kinds;
        }
    }
}

fn scalar(scalar: &Scalar) -> &'static str {
    scalar.to_value().kind()
}

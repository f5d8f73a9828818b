//! A scope for the tests of this module: figures of both papers, tables, a
//! grid, and a name that fails.

use std::sync::Arc;

use super::{
    Class, FormulaFault, Grid, Limit, Lookup, Scope, Term, Value, evaluate, parse, worked,
};
use crate::number::{Format, Quantity, display, parse_quantity};

/// Names, labels and values.
pub(super) struct Sample(Vec<(&'static str, &'static str, Value)>);

impl Scope for Sample {
    fn lookup(&self, name: &str) -> Lookup {
        match self.0.iter().find(|(known, ..)| *known == name) {
            Some((.., value)) => Lookup::Found(value.clone()),
            None if name == "brisé" => Lookup::Failed,
            None => Lookup::Unknown,
        }
    }

    fn names(&self) -> Vec<String> {
        self.0.iter().map(|(name, ..)| (*name).to_owned()).collect()
    }

    fn label(&self, name: &str) -> Option<String> {
        let known = self.0.iter().find(|(known, ..)| *known == name);
        known.map(|(_, label, _)| (*label).to_owned()).filter(|label| !label.is_empty())
    }
}

/// Reads a quantity as an author writes it.
pub(super) fn quantity(text: &str) -> Quantity {
    parse_quantity(text).expect("the tests write quantities")
}

fn column(texts: &[&str]) -> Value {
    Value::column(texts.iter().map(|text| quantity(text).into()))
}

/// A grid of recency: up to 3 months, up to 12, beyond.
pub(super) fn grid(classes: &[(Option<i64>, Option<i64>, i64)]) -> Grid {
    let limit =
        |at: Option<i64>| at.map(|at| Limit { value: Quantity::whole(at), inclusive: true });
    let class = |(from, to, score): &(Option<i64>, Option<i64>, i64)| Class {
        from: limit(*from),
        to: limit(*to),
        score: Quantity::whole(*score),
    };
    let classes = classes.iter().map(class).collect();
    Grid { name: "exemple".into(), label: "Grille de fréquence".into(), classes, whole: true }
}

/// The scope.
pub(super) fn table() -> Sample {
    let number = |text: &str| Value::Number(quantity(text));
    Sample(vec![
        ("visiteurs_2021", "Visiteurs 2021", number("8000")),
        ("visiteurs_2022", "Visiteurs 2022", number("5000")),
        ("charge", "Charge", number("102 h")),
        ("temps_productif", "Temps productif", number("24 h")),
        ("téléacteurs", "Téléacteurs", number("5 téléacteurs")),
        ("validite", "Validité", number("95 %")),
        ("promoteurs", "Promoteurs", column(&["40 %", "30 %"])),
        ("detracteurs", "Détracteurs", column(&["2 %", "2 %", "0 %", "1 %", "2 %", "4 %", "4 %"])),
        ("rien", "", number("0")),
        ("debut", "Début", Value::Date(crate::number::parse_date("2025-01-01").unwrap())),
        ("hebergements.nombre", "Nombre d’hébergements", column(&["345", "997"])),
        (
            "clients.age",
            "Âge",
            column(&["18", "52", "41", "60", "20", "56", "23", "32", "35", "49"]),
        ),
        (
            "clients.score",
            "Score",
            column(&["0", "16", "12", "16", "3", "16", "5", "7", "10", "14"]),
        ),
        ("exemple", "Grille de fréquence", {
            Value::Grid(Arc::new(grid(&[
                (None, Some(2), 0),
                (Some(3), Some(11), 4),
                (Some(12), None, 6),
            ])))
        }),
    ])
}

/// Computes a formula and writes its value; columns between brackets.
pub(super) fn shown(text: &str) -> String {
    fn write(value: &Value) -> String {
        match value {
            Value::Column(column) => {
                format!("[{}]", column.iter().map(write).collect::<Vec<_>>().join(" ; "))
            }
            scalar => scalar.to_text().unwrap_or_else(|| scalar.kind().to_owned()),
        }
    }
    match parse(text).and_then(|expr| evaluate(&expr, &table()).map_err(|fault| vec![fault])) {
        Ok(value) => write(&value),
        Err(faults) => faults.iter().map(|fault| picture(text, fault)).collect(),
    }
}

/// Writes the way to the value of a formula, a step a line; `{a / b}` is a
/// fraction, `a^{b}` a power.
pub(super) fn way(text: &str) -> String {
    let way = worked(&parse(text).expect("the tests write formulas"), &table()).expect("a value");
    let unrounded = way.unrounded.map(|before| format!("= {}\n", figure(&before)));
    format!(
        "  {}\n= {}\n{}= {}\n",
        line(&way.symbols),
        line(&way.figures),
        unrounded.unwrap_or_default(),
        way.result.to_text().unwrap_or_else(|| way.result.kind().to_owned()),
    )
}

fn figure(quantity: &Quantity) -> String {
    display(quantity, &Format::default()).text
}

fn line(term: &Term) -> String {
    match term {
        Term::Symbol(text) | Term::Words(text) => text.clone(),
        Term::Figure(quantity, _) => figure(quantity),
        Term::Operator(sign) => (*sign).to_owned(),
        Term::Fraction(top, bottom) => format!("{{{} / {}}}", line(top), line(bottom)),
        Term::Fence { open, close, content } => format!("{open}{}{close}", line(content)),
        Term::Power(base, exponent) => format!("{}^{{{}}}", line(base), line(exponent)),
        Term::Call { name, args } => {
            format!("{name}({})", args.iter().map(line).collect::<Vec<_>>().join("; "))
        }
        Term::Row(terms) => terms.iter().map(line).collect::<Vec<_>>().join(" "),
    }
}

/// Draws a fault under the formula it points into.
pub(super) fn picture(text: &str, fault: &FormulaFault) -> String {
    let before = text[..fault.range.start].chars().count();
    let under = text[fault.range.clone()].chars().count().max(1);
    let (space, carets) = (" ".repeat(before), "^".repeat(under));
    let help = fault.help.as_ref().map_or(String::new(), |help| format!("aide : {help}\n"));
    let label = if fault.label.is_empty() { "" } else { " " };
    format!(
        "{text}\n{space}{carets}{label}{}\n{} : {}\n{help}",
        fault.label, fault.id, fault.message
    )
}

//! Named values, formulas and grids from the tree.

use super::keys::{Cases, Form, Mapping, Rule, When, optional, required};
use super::scalar::{doubtful, unread_unit};
use super::{Fields, Reader, exact, flag, formula, list, plain, quantity, spanned, table};
use crate::diagnostic::Fault;
use crate::formula::{Class, Grid, GridFault, Limit};
use crate::number::{self, Quantity, Unit};
use crate::source::Spanned;
use crate::subject::model::{Computation, Datum, Scalar};
use crate::subject::table::Table;
use crate::yaml::{Kind, Node};

/// What stands under the name of a datum.
pub(super) static DATUM: Form = Form::Short(&Form::Value, &Form::Cases(&DATA));

pub(super) static DATA: Cases = Cases {
    name: "donnee",
    title: "Donnée",
    when: &[(When::Has("colonnes"), &table::TABLE)],
    otherwise: &VALUE,
};

pub(super) static VALUE: Mapping = Mapping {
    name: "valeur",
    title: "Donnée : une valeur",
    expected: "une valeur",
    keys: &[&[
        required("valeur", Form::Value, "1 250 abonnés", "La valeur, avec son unité."),
        optional(
            "libelle",
            Form::Plain,
            "Abonnés du compte",
            "Nom que lit le correcteur ; à défaut, celui de la donnée.",
        ),
        optional("unite", Form::Unit, "abonnés", "Unité, si la valeur est écrite sans elle."),
    ]],
    ..Mapping::PLAIN
};

pub(super) static COMPUTATION: Mapping = Mapping {
    name: "calcul",
    title: "Calcul",
    expected: "un calcul",
    keys: &[&[
        optional(
            "libelle",
            Form::Plain,
            "Contacts exploitables",
            "Nom que lit le correcteur ; à défaut, celui du calcul.",
        ),
        required("formule", Form::Formula, "plafond(fiches × validite)", "La formule."),
        optional("unite", Form::Unit, "contacts", "Unité du résultat."),
        optional(
            "decimales",
            Form::Whole(0, Some(9)),
            "2",
            "Nombre de décimales affichées ; le calcul, lui, reste exact.",
        ),
        optional(
            "signe",
            Form::Flag,
            "oui",
            "Écrit le plus d’un résultat positif, comme une évolution ou un écart ; dans une phrase, le \
             nombre reste nu.",
        )
        .default("non"),
    ]],
    ..Mapping::PLAIN
};

pub(super) static GRID: Mapping = Mapping {
    name: "grille",
    title: "Grille de notation",
    expected: "une grille : {classes: […]}",
    keys: &[&[
        optional(
            "libelle",
            Form::Plain,
            "Fréquence (achats)",
            "Titre de la grille ; à défaut, son nom.",
        ),
        optional("entier", Form::Flag, "oui", "Dit que les valeurs notées sont entières.")
            .default("non"),
        required(
            "classes",
            Form::List(&Form::Block(&CLASS)),
            "[{moins_de: 10, note: 0}, {de: 10, note: 5}]",
            "Classes, de la plus basse à la plus haute, sans trou ni chevauchement.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static CLASS: Mapping = Mapping {
    name: "classe",
    title: "Classe d’une grille",
    expected: "une classe : {de: 3, moins_de: 12, note: 4}",
    keys: &[&[
        optional("de", Form::Quantity, "3 mois", "Borne basse, comprise."),
        optional("plus_de", Form::Quantity, "3 mois", "Borne basse, non comprise."),
        optional("a", Form::Quantity, "12 mois", "Borne haute, comprise."),
        optional("moins_de", Form::Quantity, "12 mois", "Borne haute, non comprise."),
        required("note", Form::Quantity, "4", "Note de la classe."),
    ]],
    rules: &[Rule::NotBoth("de", "plus_de"), Rule::NotBoth("a", "moins_de")],
    ..Mapping::PLAIN
};

/// Reads a map whose keys are names the author chooses.
pub(super) fn named<T>(
    reader: &mut Reader<'_>,
    node: &Node,
    what: &str,
    mut read: impl FnMut(&mut Reader<'_>, &Spanned<String>, &Node) -> Option<T>,
) -> Option<Vec<T>> {
    let Kind::Map(entries) = &node.kind else {
        return reader.expected(node, what);
    };
    let mut all = Vec::with_capacity(entries.len());
    let mut whole = true;
    for (name, value) in entries {
        let sound = sound_name(reader, name);
        match read(reader, name, value).filter(|_| sound) {
            Some(read) => all.push(read),
            None => whole = false,
        }
    }
    whole.then_some(all)
}

/// Words of the language of formulas, which no value can bear.
pub(in crate::subject) const RESERVED: [&str; 9] =
    ["si", "alors", "sinon", "et", "ou", "non", "entre", "vrai", "faux"];

/// Refuses a name that formulas could not say.
fn sound_name(reader: &mut Reader<'_>, name: &Spanned<String>) -> bool {
    if RESERVED.contains(&name.value.as_str()) {
        reader.faults.push(
            Fault::error("nom-reserve", format!("« {} » est un mot des formules", name.value))
                .at(name.span, "attendu : un autre nom"),
        );
        return false;
    }
    let mut letters = name.value.chars();
    let sound = letters.next().is_some_and(char::is_alphabetic)
        && letters.all(|letter| letter.is_alphanumeric() || letter == '_');
    if !sound {
        reader.faults.push(
            Fault::error("nom-impossible", format!("« {} » ne peut pas être un nom", name.value))
                .at(name.span, "attendu : des lettres, des chiffres et « _ », une lettre d’abord")
                .help("le libellé, lui, s’écrit comme on veut : {libelle: …, valeur: …}"),
        );
    }
    sound
}

/// Reads `donnees`: values and tables.
pub(super) fn data(reader: &mut Reader<'_>, node: &Node) -> Option<(Vec<Datum>, Vec<Table>)> {
    enum Either {
        Datum(Datum),
        Table(Table),
    }
    let read = named(reader, node, "des données : « nom : valeur »", |reader, name, node| {
        let is_table = matches!(&node.kind, Kind::Map(entries)
            if entries.iter().any(|(key, _)| key.value == "colonnes"));
        if is_table {
            return table::table(reader, name, node).map(Either::Table);
        }
        datum(reader, name, node).map(Either::Datum)
    })?;
    let (mut values, mut tables) = (Vec::new(), Vec::new());
    for either in read {
        match either {
            Either::Datum(datum) => values.push(datum),
            Either::Table(table) => tables.push(table),
        }
    }
    Some((values, tables))
}

fn datum(reader: &mut Reader<'_>, name: &Spanned<String>, node: &Node) -> Option<Datum> {
    if !matches!(node.kind, Kind::Map(_)) {
        let value = spanned(scalar)(reader, node)?;
        return Some(Datum { name: name.clone(), label: None, value });
    }
    let mut fields = Fields::open(reader, node, &VALUE)?;
    let value = fields.required(reader, "valeur", spanned(scalar));
    let label = fields.optional(reader, "libelle", spanned(plain));
    let unit = fields.optional(reader, "unite", spanned(unit));
    fields.close(reader);
    let mut value = value?;
    if let (Some(unit), Scalar::Number(number)) = (unit, &value.value) {
        value.value = Scalar::Number(in_unit(reader, number, &unit)?);
    }
    Some(Datum { name: name.clone(), label, value })
}

/// Gives a number the unit declared for it.
pub(super) fn in_unit(
    reader: &mut Reader<'_>,
    number: &Quantity,
    unit: &Spanned<Unit>,
) -> Option<Quantity> {
    // « valeur: 95, unite: % » means 95 %: the figure, not ninety-five times.
    if number.unit.is_none() {
        return Some(Quantity::of(&number.value, unit.value.clone()));
    }
    number
        .with_unit(&unit.value)
        .map_err(|fault| {
            let told = Fault::error("unite-incompatible", fault.message())
                .at(unit.span, "cette unité ne convient pas à la valeur");
            reader.faults.push(fault.help().into_iter().fold(told, Fault::help));
        })
        .ok()
}

fn scalar(reader: &mut Reader<'_>, node: &Node) -> Option<Scalar> {
    match &node.kind {
        Kind::Truth(truth) => Some(Scalar::Truth(*truth)),
        // Between braces a decimal comma needs quotes: « {valeur: "12,5"} ».
        Kind::Scalar { text, plain: false } => Some(match number::parse_quantity(text) {
            Ok(quantity) if text.contains(',') => Scalar::Number(quantity),
            Err(_) if text.contains(',') && number::french_number(text).is_some() => {
                return super::quantity(reader, node).map(Scalar::Number);
            }
            _ => Scalar::Text(text.clone()),
        }),
        Kind::Scalar { text, plain: true } => Some(match text.as_str() {
            "oui" | "Oui" => Scalar::Truth(true),
            "non" | "Non" => Scalar::Truth(false),
            _ => match (number::parse_quantity(text), number::parse_date(text)) {
                (Ok(quantity), _) => {
                    reader.faults.extend(doubtful(text, &quantity, None, node.span));
                    Scalar::Number(quantity)
                }
                (_, Ok(date)) => Scalar::Date(date),
                _ if looks_like_date(text) => return super::date(reader, node).map(Scalar::Date),
                _ if number::french_number(text).is_some() => {
                    return super::quantity(reader, node).map(Scalar::Number);
                }
                _ => {
                    reader.faults.extend(unread_unit(text, node.span));
                    Scalar::Text(text.clone())
                }
            },
        }),
        _ => reader.expected(node, "un nombre, une date ou un texte"),
    }
}

/// Tells a date that does not exist from a text that is no date.
fn looks_like_date(text: &str) -> bool {
    let figures = |sign: &[char]| {
        let parts: Vec<_> = text.split(sign).collect();
        let all = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        (all && parts.len() == 3).then(|| parts.last().map_or(0, |last| last.len()))
    };
    figures(&['-', '/']).is_some() || figures(&['.']) == Some(4)
}

/// Reads a unit.
pub(super) fn unit(reader: &mut Reader<'_>, node: &Node) -> Option<Unit> {
    let text = plain(reader, node)?;
    match Unit::parse(&text) {
        Ok(unit) => Some(unit),
        Err(fault) => {
            reader
                .faults
                .push(Fault::error("unite-illisible", fault.message()).at(node.span, fault.help()));
            None
        }
    }
}

/// Reads a number of decimals.
pub(super) fn decimals(reader: &mut Reader<'_>, node: &Node) -> Option<u32> {
    use num_traits::ToPrimitive;
    let read = exact(reader, node)?;
    match read.is_integer().then(|| read.to_integer().to_u32()).flatten() {
        Some(decimals) if decimals <= 9 => Some(decimals),
        _ => reader.expected(node, "un nombre de décimales, de 0 à 9"),
    }
}

/// Reads `calculs`.
pub(super) fn computations(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Computation>> {
    named(reader, node, "des calculs : « nom : formule »", |reader, name, node| {
        if !matches!(node.kind, Kind::Map(_)) {
            let formula = formula(reader, node)?;
            let (label, unit, decimals, signed) = (None, None, None, false);
            return Some(Computation {
                name: name.clone(),
                label,
                formula,
                unit,
                decimals,
                signed,
            });
        }
        let mut fields = Fields::open(reader, node, &COMPUTATION)?;
        let label = fields.optional(reader, "libelle", spanned(plain));
        let formula = fields.required(reader, "formule", formula);
        let unit = fields.optional(reader, "unite", spanned(unit));
        let decimals = fields.optional(reader, "decimales", decimals);
        let signed = fields.optional(reader, "signe", flag).unwrap_or(false);
        fields.close(reader);
        Some(Computation { name: name.clone(), label, formula: formula?, unit, decimals, signed })
    })
}

/// Reads `grilles`.
pub(super) fn grids(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Spanned<Grid>>> {
    named(reader, node, "des grilles : « nom : {classes: […]} »", |reader, name, node| {
        let mut fields = Fields::open(reader, node, &GRID)?;
        let label = fields.optional(reader, "libelle", plain);
        let whole = fields.optional(reader, "entier", flag);
        let classes = fields.required(
            reader,
            "classes",
            list(|reader, node| spanned(class_once)(reader, node)),
        );
        fields.close(reader);
        let classes = classes?;
        let grid = Grid {
            name: name.value.clone(),
            label: label.unwrap_or_else(|| name.value.replace('_', " ")),
            classes: classes.iter().map(|class| class.value.clone()).collect(),
            whole: whole.unwrap_or_default(),
        };
        if let Err(fault) = grid.check() {
            let (first, second) = ranks(fault);
            let place = |rank: usize| classes.get(rank).map_or(name.span, |class| class.span);
            let told = Fault::error("grille-incoherente", fault.message())
                .at(place(second), "cette classe ne suit pas la précédente");
            reader.faults.push(if first == second {
                told
            } else {
                told.at(place(first), "la précédente")
            });
            return None;
        }
        Some(Spanned::new(grid, name.span))
    })
}

/// Returns the ranks of the classes at fault.
fn ranks(fault: GridFault) -> (usize, usize) {
    match fault {
        GridFault::Empty(class) => (class, class),
        GridFault::Units(a, b) | GridFault::Hole(a, b) | GridFault::Overlap(a, b) => (a, b),
    }
}

fn class_once(reader: &mut Reader<'_>, node: &Node) -> Option<Class> {
    let mut fields = Fields::open(reader, node, &CLASS)?;
    let from = fields.optional(reader, "de", quantity);
    let above = fields.optional(reader, "plus_de", quantity);
    let to = fields.optional(reader, "a", quantity);
    let below = fields.optional(reader, "moins_de", quantity);
    let score = fields.required(reader, "note", quantity);
    let twice = (from.is_some() && above.is_some()) || (to.is_some() && below.is_some());
    fields.close(reader);
    if twice {
        return reader.expected(node, "une seule borne de chaque côté : « de » ou « plus_de »");
    }
    let limit = |value: Option<Quantity>, inclusive| value.map(|value| Limit { value, inclusive });
    Some(Class {
        from: limit(from, true).or(limit(above, false)),
        to: limit(to, true).or(limit(below, false)),
        score: score?,
    })
}

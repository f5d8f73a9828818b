//! Scalars: numbers, dates, yes or no, formulas, names of files.

use std::sync::Arc;

use chrono::NaiveDate;
use num_traits::{Signed, ToPrimitive};

use super::Reader;
use crate::diagnostic::Fault;
use crate::formula;
use crate::number::{self, Exact, Format, Quantity, Unit, display};
use crate::source::{Span, Spanned};
use crate::subject::text::{Formula, Origin};
use crate::yaml::{Kind, Node};

/// What a number looks like.
const A_NUMBER: &str = "un nombre, comme « 4 », « 1,5 » ou « 95 % »";

/// Reads any scalar as the characters that were written.
pub(super) fn plain(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Scalar { text, .. } if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Kind::Truth(_) => Some(reader.sources.slice(node.span).to_owned()),
        _ => reader.expected(node, "un texte"),
    }
}

/// Reads with another reader and keeps the place.
pub(super) fn spanned<T>(
    read: impl FnOnce(&mut Reader<'_>, &Node) -> Option<T>,
) -> impl FnOnce(&mut Reader<'_>, &Node) -> Option<Spanned<T>> {
    |reader, node| Some(Spanned::new(read(reader, node)?, node.span))
}

/// Reads a list, or a single element where a list could stand.
pub(super) fn list<T>(
    mut read: impl FnMut(&mut Reader<'_>, &Node) -> Option<T>,
) -> impl FnOnce(&mut Reader<'_>, &Node) -> Option<Vec<T>> {
    move |reader, node| match &node.kind {
        Kind::List(nodes) => {
            let read: Vec<_> = nodes.iter().map(|node| read(reader, node)).collect();
            read.into_iter().collect()
        }
        Kind::Null => reader.expected(node, "une liste"),
        _ => Some(vec![read(reader, node)?]),
    }
}

/// Reads a list of names, each with its place.
pub(super) fn names(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Spanned<String>>> {
    list(|reader, node| spanned(plain)(reader, node))(reader, node)
}

/// Reads `oui` or `non`.
pub(super) fn flag(reader: &mut Reader<'_>, node: &Node) -> Option<bool> {
    match &node.kind {
        Kind::Truth(truth) => Some(*truth),
        Kind::Scalar { text, .. } => match text.as_str() {
            "oui" | "Oui" => Some(true),
            "non" | "Non" => Some(false),
            _ => {
                reader.faults.push(truth_fault(node, text));
                None
            }
        },
        _ => reader.expected(node, "oui ou non"),
    }
}

/// Returns the fault of a word that is neither `oui` nor `non`.
fn truth_fault(node: &Node, text: &str) -> Fault {
    let fault = Fault::error("mot-inconnu", format!("« {text} » n’est pas admis ici"))
        .at(node.span, "attendu : oui ou non");
    match text.to_lowercase().as_str() {
        "oui" | "o" | "yes" | "y" | "vrai" | "on" | "1" => fault.help("écrivez « oui »"),
        "non" | "n" | "no" | "faux" | "off" | "0" => fault.help("écrivez « non »"),
        _ => fault,
    }
}

/// Reads a number with or without a unit.
pub(super) fn quantity(reader: &mut Reader<'_>, node: &Node) -> Option<Quantity> {
    let Kind::Scalar { text, .. } = &node.kind else {
        return reader.expected(node, A_NUMBER);
    };
    match number::parse_quantity(text) {
        Ok(quantity) => {
            reader.faults.extend(doubtful(text, &quantity, None, node.span));
            Some(quantity)
        }
        Err(fault) => {
            let fault = Fault::error("nombre-illisible", fault.message())
                .at(node.span, format!("attendu : {A_NUMBER}"));
            reader.faults.push(match number::french_number(text) {
                Some(mended) => fault.help(format!("écrivez {mended}")),
                None => fault,
            });
            None
        }
    }
}

/// Remarks on a number whose point or comma may have been meant to separate
/// thousands; `declared` is the unit given elsewhere.
pub(super) fn doubtful(
    text: &str,
    read: &Quantity,
    declared: Option<&Unit>,
    place: Span,
) -> Option<Fault> {
    let mended = number::doubtful_thousands(text, read, declared)?;
    let value = display(read, &Format::default()).text;
    let message = format!("« {text} » : des milliers ou des décimales ?");
    let fault = Fault::warning("nombre-ambigu", message)
        .at(place, format!("le programme lit {value}"))
        .help(format!("pour des milliers, écrivez {mended}"));
    Some(fault)
}

/// Remarks on a number that what follows it makes a text.
pub(super) fn unread_unit(text: &str, place: Span) -> Option<Fault> {
    let unit = number::unread_unit(text)?;
    let message =
        format!("« {text} » est lu comme un texte : « {unit} » n’est pas une unité connue");
    let fault =
        Fault::warning("donnee-texte", message).at(place, "attendu : un nombre et son unité");
    let fault = if unit.contains('€') {
        fault.help("écrivez la somme entière, comme 15 000 €, et le reste dans le libellé")
    } else {
        fault.help("écrivez l’unité en toutes lettres, au pluriel, comme degrés")
    };
    Some(fault.help("si c’est un texte, mettez-le entre guillemets"))
}

/// Reads a number without unit.
pub(super) fn exact(reader: &mut Reader<'_>, node: &Node) -> Option<Exact> {
    let read = quantity(reader, node)?;
    if read.unit.is_none() {
        return Some(read.value);
    }
    reader.expected(node, "un nombre sans unité")
}

/// Reads a number above zero, without unit.
pub(super) fn positive(reader: &mut Reader<'_>, node: &Node) -> Option<Exact> {
    let read = exact(reader, node)?;
    if read.is_positive() {
        return Some(read);
    }
    out_of_bounds(reader, node, "un nombre plus grand que zéro")
}

/// Reads points: nothing or more.
pub(super) fn points(reader: &mut Reader<'_>, node: &Node) -> Option<Exact> {
    let read = exact(reader, node)?;
    if !read.is_negative() {
        return Some(read);
    }
    out_of_bounds(reader, node, "zéro, ou un nombre plus grand")
}

fn out_of_bounds(reader: &mut Reader<'_>, node: &Node, expected: &str) -> Option<Exact> {
    let text = reader.sources.slice(node.span).to_owned();
    let fault = Fault::error("nombre-trop-petit", format!("« {text} » est trop petit"));
    reader.faults.push(fault.at(node.span, format!("attendu : {expected}")));
    None
}

/// Reads a share of a width, from 1 to 100 %.
pub(super) fn percent(reader: &mut Reader<'_>, node: &Node) -> Option<u8> {
    let read = quantity(reader, node)?;
    let hundred = Exact::from_integer(100.into());
    let share = (read.value * hundred).round().to_integer().to_u8();
    match share.filter(|share| read.unit.is_percent() && (1..=100).contains(share)) {
        Some(share) => Some(share),
        None => reader.expected(node, "une largeur de 1 % à 100 %"),
    }
}

/// Reads a date.
pub(super) fn date(reader: &mut Reader<'_>, node: &Node) -> Option<NaiveDate> {
    let text = plain(reader, node)?;
    match number::parse_date(&text) {
        Ok(date) => Some(date),
        Err(fault) => {
            reader.faults.push(
                Fault::error("date-illisible", fault.message())
                    .at(node.span, "attendu : une date, comme 2025-11-08 ou 8 novembre 2025")
                    .help(fault.help()),
            );
            None
        }
    }
}

/// Reads a month and returns its first day.
pub(super) fn month(reader: &mut Reader<'_>, node: &Node) -> Option<NaiveDate> {
    let text = plain(reader, node)?;
    match number::parse_month(&text) {
        Ok(first) => Some(first),
        Err(fault) => {
            reader.faults.push(
                Fault::error("date-illisible", fault.message())
                    .at(node.span, "attendu : un mois, comme novembre 2025 ou 2025-11")
                    .help(match number::month_named(&text).zip(reader.year.as_ref()) {
                        Some((month, year)) => format!("écrivez {month} {year}"),
                        None => fault.help(),
                    }),
            );
            None
        }
    }
}

/// Reads a formula.
pub(super) fn formula(reader: &mut Reader<'_>, node: &Node) -> Option<Formula> {
    let text = plain(reader, node)?;
    let origin = Origin { span: node.span, text: Arc::from(text.as_str()), offset: 0 };
    formula_at(reader, &text, origin)
}

/// Parses a formula that stands somewhere in a text.
pub(super) fn formula_at(reader: &mut Reader<'_>, text: &str, origin: Origin) -> Option<Formula> {
    match formula::parse(text) {
        Ok(expr) => Some(Formula { expr, origin, text: text.to_owned() }),
        Err(faults) => {
            for fault in faults {
                let placed = origin.fault(reader.sources, fault);
                reader.faults.push(placed);
            }
            None
        }
    }
}

//! Title block of a subject from the tree.

use chrono::NaiveDate;

use super::keys::{Form, Key, Mapping, optional, required, words};
use super::words::Choice;
use super::{Fields, Reader, choice, date, line, plain, positive, spanned};
use crate::diagnostic::Fault;
use crate::number::{self, whole};
use crate::subject::model::{Identity, Mark, MarkRounding, Version};
use crate::yaml::Node;

/// Keys of a subject that identify the paper.
pub(super) static KEYS: &[Key] = &[
    required(
        "examen",
        Form::Line,
        "BTS Négociation et digitalisation de la relation client",
        "Nom du diplôme.",
    ),
    required(
        "epreuve",
        Form::Line,
        "\"E5 : Relation client à distance et digitalisation\"",
        "Nom de l’épreuve.",
    ),
    optional("partie", Form::Line, "Première partie – Épreuve écrite", "Partie de l’épreuve."),
    required("session", Form::Plain, "2026", "Année de la session."),
    optional("code", Form::Plain, "26-NDRCU5-P", "Code du sujet, imprimé sur ses pages."),
    required("titre", Form::Line, "Les Ruchers du Val-Doré", "Titre du sujet."),
    required("duree", Form::Duration, "1 h 30", "Durée de l’épreuve."),
    optional("coefficient", Form::Number, "2", "Coefficient de l’épreuve."),
    required(
        "total",
        Form::Number,
        "40",
        "Total des points : la somme des dossiers et de la réflexion.",
    ),
    optional("note", Form::Block(&MARK), "{sur: 20, arrondi: aucun}", "Calcul de la note finale.")
        .default("{sur: 20, arrondi: aucun}"),
    optional(
        "version",
        Form::Block(&VERSION),
        "{numero: 2, date: 18 mai 2026}",
        "Version du corrigé.",
    ),
    optional(
        "date",
        Form::Date,
        "2026-05-18",
        "Date inscrite dans les PDF ; à défaut, celle de la version, sinon le 1er janvier de la session.",
    ),
];

const ROUNDINGS: [Choice<MarkRounding>; 4] = [
    ("aucun", MarkRounding::None),
    ("0,25", MarkRounding::Quarter),
    ("0,5", MarkRounding::Half),
    ("0,5 superieur", MarkRounding::HalfUp),
];

pub(super) static MARK: Mapping = Mapping {
    name: "note_finale",
    title: "Note finale",
    expected: "la note : {sur: 20, arrondi: aucun}",
    keys: &[&[
        required("sur", Form::Number, "20", "Note la plus haute."),
        optional(
            "arrondi",
            Form::Choice(&words(&ROUNDINGS)),
            "0,5 superieur",
            "Arrondi de la note : aucun, au quart de point, au demi-point, au demi-point supérieur.",
        )
        .default("aucun"),
    ]],
    ..Mapping::PLAIN
};

pub(super) static VERSION: Mapping = Mapping {
    name: "version",
    title: "Version du corrigé",
    expected: "la version : {numero: 1, date: …}",
    keys: &[&[
        required("numero", Form::Plain, "2", "Numéro de la version."),
        required("date", Form::Date, "18 mai 2026", "Date de la version."),
        optional("remplace", Form::Line, "le corrigé du 17 mai 2026", "Ce qu’elle annule."),
    ]],
    ..Mapping::PLAIN
};

/// Reads what identifies the paper among the keys of the subject.
pub(super) fn identity(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Identity> {
    let diploma = fields.required(reader, "examen", line);
    let test = fields.required(reader, "epreuve", line);
    let part = fields.optional(reader, "partie", line);
    let session = fields.required(reader, "session", plain);
    let code = fields.optional(reader, "code", plain);
    let title = fields.required(reader, "titre", line);
    let duration = fields.required(reader, "duree", duration);
    let coefficient = fields.optional(reader, "coefficient", positive);
    let total = fields.required(reader, "total", spanned(positive));
    let mark = fields.optional(reader, "note", mark);
    let version = fields.optional(reader, "version", version);
    let dated = fields.optional(reader, "date", date);
    let session = session?;
    Some(Identity {
        diploma: diploma?,
        test: test?,
        part,
        code,
        title: title?,
        duration: duration?,
        coefficient,
        total: total?,
        mark: mark.unwrap_or(Mark { out_of: whole(20), rounding: MarkRounding::None }),
        // Without a date of its own a document bears the first day of its
        // session: any day would do, provided it is always the same.
        date: dated
            .or(version.as_ref().map(|version| version.date))
            .or_else(|| NaiveDate::from_ymd_opt(session.parse().ok()?, 1, 1))
            .unwrap_or_default(),
        version,
        session,
    })
}

fn duration(reader: &mut Reader<'_>, node: &Node) -> Option<crate::number::Quantity> {
    let text = plain(reader, node)?;
    match number::parse_quantity(&text) {
        Ok(read) if read.unit.is_time() => Some(read),
        _ => {
            reader.faults.push(
                Fault::error("duree-illisible", format!("« {text} » n’est pas une durée"))
                    .at(node.span, "attendu : une durée, comme « 3 h » ou « 1 h 30 »"),
            );
            None
        }
    }
}

fn mark(reader: &mut Reader<'_>, node: &Node) -> Option<Mark> {
    let mut fields = Fields::open(reader, node, &MARK)?;
    let out_of = fields.required(reader, "sur", positive);
    let rounding = fields.optional(reader, "arrondi", choice(&ROUNDINGS));
    fields.close(reader);
    Some(Mark { out_of: out_of?, rounding: rounding.unwrap_or(MarkRounding::None) })
}

fn version(reader: &mut Reader<'_>, node: &Node) -> Option<Version> {
    let mut fields = Fields::open(reader, node, &VERSION)?;
    let number = fields.required(reader, "numero", plain);
    let date = fields.required(reader, "date", date);
    let replaces = fields.optional(reader, "remplace", line);
    fields.close(reader);
    Some(Version { number: number?, date: date?, replaces })
}

/// Warns about a session that is not a year: the documents would sort badly.
pub(super) fn check_session(reader: &mut Reader<'_>, fields: &mut Fields<'_>) {
    let Some(node) = fields.take("session") else { return };
    let raw = reader.sources.slice(node.span).to_owned();
    let year = raw.trim_matches(['"', '\'']);
    if year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit()) {
        reader.year = Some(year.to_owned());
        return;
    }
    reader.faults.push(
        Fault::warning("session-inhabituelle", format!("« {year} » n’est pas une année"))
            .at(node.span, "attendu : une année de session, comme 2025"),
    );
}

/// Warns about a code of an unusual form: one case is reissued in another
/// session, so any code is possible, but most are typed wrong.
pub(super) fn check_code(reader: &mut Reader<'_>, fields: &mut Fields<'_>) {
    let Some(node) = fields.take("code") else { return };
    let raw = reader.sources.slice(node.span).to_owned();
    let code = raw.trim_matches(['"', '\'']);
    let parts: Vec<_> = code.split('-').collect();
    let upper = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    let year = parts.first().is_some_and(|part| {
        part.len() >= 2 && part.chars().take(2).all(|digit| digit.is_ascii_digit())
    });
    if year && parts.len() == 3 && parts.iter().all(|part| upper(part)) {
        return;
    }
    reader.faults.push(
        Fault::warning("code-inhabituel", format!("« {code} » n’a pas la forme d’un code sujet"))
            .at(node.span, "attendu : une forme comme 22-NDRCU5-P ou 23NC-NDRCU5E-P"),
    );
}

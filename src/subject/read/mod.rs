//! Reading of the tree into the model: takes [`Node`]s, gives values of the
//! subject, and collects every fault on the way instead of stopping at the
//! first.
//!
//! A function that reads returns `None` when it has reported what is wrong.

mod block;
mod calendar;
mod chart;
mod csv;
mod data;
mod detour;
mod email;
mod essay;
mod exam;
mod fields;
mod file;
mod identity;
mod keys;
mod mockup;
mod person;
mod proofing;
mod scalar;
mod scheme;
mod screen;
mod shares;
mod subject;
mod table;
mod tables;
#[cfg(test)]
mod tests;
mod variants;
mod words;

pub(super) use data::RESERVED;
pub(super) use keys::{Cases, Form, Key, Mapping, Rule, When};
pub(super) use subject::{SUBJECT, subject};

use fields::Fields;
use scalar::{
    date, exact, flag, formula, list, month, names, percent, plain, points, positive, quantity,
    spanned,
};
use words::{choice, line, text};

use std::path::{Path, PathBuf};

use crate::diagnostic::{Fault, Faults};
use crate::number;
use crate::source::{Sources, Span};
use crate::subject::Asset;
use crate::yaml::{Kind, Node, quoted};

/// What reading needs and fills: the files, the faults, the pictures.
pub(super) struct Reader<'s> {
    /// Every file read so far; data files join them.
    pub(super) sources: &'s mut Sources,
    /// Every fault found so far.
    pub(super) faults: Faults,
    /// Folder of the subject.
    pub(super) folder: PathBuf,
    /// Folder nothing may be read outside of.
    pub(super) project: PathBuf,
    /// Pictures named so far.
    pub(super) assets: Vec<Asset>,
    /// Year of the session, that of a month without year most likely.
    year: Option<String>,
}

impl<'s> Reader<'s> {
    /// Starts reading the subject that stands in `folder`.
    pub(super) fn new(sources: &'s mut Sources, folder: &Path, project: &Path) -> Self {
        Self {
            sources,
            faults: Faults::default(),
            folder: folder.to_owned(),
            project: project.to_owned(),
            assets: Vec::new(),
            year: None,
        }
    }

    /// Reports that a node is not what was expected there.
    pub(super) fn expected<T>(&mut self, node: &Node, what: &str) -> Option<T> {
        let found = match &node.kind {
            Kind::Null => "il manque une valeur",
            Kind::Truth(_) => "oui ou non ne convient pas ici",
            Kind::Scalar { text, .. } if number::parse_quantity(text).is_ok() => {
                "cette valeur ne convient pas ici"
            }
            Kind::Scalar { .. } => "un texte ne convient pas ici",
            Kind::List(_) => "une liste ne convient pas ici",
            Kind::Map(_) => "un bloc de clés ne convient pas ici",
        };
        let span = self.head(node);
        let fault = Fault::error("type-inattendu", found).at(span, format!("attendu : {what}"));
        self.faults.push(match self.commented(node) {
            Some(text) => fault
                .help("ce qui suit « # » est un commentaire")
                .help(format!("pour un texte, mettez-le entre guillemets : {}", quoted(text))),
            None => fault,
        });
        None
    }

    /// Returns the comment that stands where a value is missing.
    fn commented(&self, node: &Node) -> Option<&str> {
        let text = &self.sources.get(node.span.source).text;
        let before = text.get(..node.span.range().start)?;
        let line = text.get(before.rfind('\n').map_or(0, |end| end + 1)..)?.lines().next()?;
        let (_, comment) = line.split_once(" #").filter(|_| matches!(node.kind, Kind::Null))?;
        line.get(line.len() - comment.len() - 1..)
    }

    /// Reports a scalar whose value is not one of those that fit.
    pub(super) fn refused<T>(&mut self, node: &Node, what: &str) -> Option<T> {
        let written = self.sources.slice(node.span).trim_matches(['"', '\'']);
        let fault = Fault::error("valeur-inadmise", format!("« {written} » ne convient pas ici"));
        self.faults.push(fault.at(node.span, format!("attendu : {what}")));
        None
    }

    /// Returns the place to underline for a node: its first line if it is long.
    fn head(&self, node: &Node) -> Span {
        let range = node.span.range();
        let raw = self.sources.slice(node.span);
        let length = raw.find('\n').unwrap_or(raw.len());
        Span::new(node.span.source, range.start..range.start + length)
    }
}

/// Reads a block of a test, and the ids of its faults.
#[cfg(test)]
fn trial<T>(
    text: &str,
    read: impl Fn(&mut Reader<'_>, &Node) -> Option<T>,
) -> (Option<T>, Vec<&'static str>) {
    let mut sources = Sources::default();
    let id = sources.add("essai.yaml", text);
    let node = crate::yaml::read(&sources, id).unwrap();
    let mut reader = Reader::new(&mut sources, Path::new("."), Path::new("."));
    let value = read(&mut reader, &node);
    let faults = reader.faults.in_order();
    (value, faults.into_iter().map(|fault| fault.id).collect())
}

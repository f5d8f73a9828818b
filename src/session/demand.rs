//! What was asked for and nothing answers: takes what is wanted and what the
//! subjects of a plan offer, gives the demands that choose no document.

use std::collections::BTreeSet;

use super::document::Document;
use super::select::{Identity, Wanted};
use crate::diagnostic::nearest;
use crate::subject;

/// What a subject can be asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// What tells it from others.
    pub identity: Identity,
    /// The names of the files of its documents.
    pub documents: Vec<String>,
}

/// What a demand is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A session.
    Session,
    /// A word of an exam, of a test or of a code.
    Exam,
    /// A document.
    Document,
    /// An adapted edition.
    Edition,
}

/// A demand that chooses no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vain {
    /// What it is about.
    pub kind: Kind,
    /// As it was asked: `2062`, `bareme`, `16pt`.
    pub value: String,
    /// Whether no subject has it at all; otherwise the other demands leave out
    /// what it would choose.
    pub absent: bool,
    /// What there is of its kind.
    pub present: Vec<String>,
    /// What was meant, perhaps.
    pub near: Option<String>,
}

impl Wanted {
    /// Finds the demands that choose nothing of what subjects offer, whichever
    /// runner prints it.
    #[must_use]
    pub fn vain(&self, offers: &[Offer]) -> Vec<Vain> {
        let all = Self { share: None, ..self.clone() };
        let mut found = Vec::new();
        for (kind, value, only) in all.demands() {
            if only.answered(offers) {
                continue;
            }
            let nothing = Self::default();
            let alone = match kind {
                Kind::Session => Self { sessions: only.sessions, ..nothing },
                Kind::Exam => Self { exams: only.exams, ..nothing },
                Kind::Document => Self { documents: only.documents, ..nothing },
                Kind::Edition => Self { editions: only.editions, ..nothing },
            };
            let absent = !alone.answered(offers);
            let present = present(kind, offers);
            let near = if absent && kind == Kind::Exam { near(&value, offers) } else { None };
            found.push(Vain { kind, value, absent, present, near });
        }
        found
    }

    /// Lists the demands, each with what is wanted when it is the only one of
    /// its kind.
    fn demands(&self) -> Vec<(Kind, String, Self)> {
        let mut demands = Vec::new();
        for session in &self.sessions {
            let only = Self { sessions: vec![session.clone()], ..self.clone() };
            demands.push((Kind::Session, session.clone(), only));
        }
        for exam in &self.exams {
            let only = Self { exams: vec![exam.clone()], ..self.clone() };
            demands.push((Kind::Exam, exam.clone(), only));
        }
        for document in &self.documents {
            let only = Self { documents: vec![*document], ..self.clone() };
            demands.push((Kind::Document, Document::name(*document).to_owned(), only));
        }
        for edition in &self.editions {
            let only = Self { editions: vec![*edition], ..self.clone() };
            demands.push((Kind::Edition, Document::edition(*edition).to_owned(), only));
        }
        demands
    }

    fn answered(&self, offers: &[Offer]) -> bool {
        let document = |file: &String| self.document("", file);
        let chosen =
            |offer: &Offer| self.subject(&offer.identity) && offer.documents.iter().any(document);
        offers.iter().any(chosen)
    }
}

/// Lists what there is of a kind, each once.
fn present(kind: Kind, offers: &[Offer]) -> Vec<String> {
    let of = |offer: &Offer| match kind {
        Kind::Session => vec![offer.identity.session.clone()],
        Kind::Exam => vec![offer.identity.exam.clone()],
        Kind::Document => named(offer, |(kind, _)| Some(Document::name(kind))),
        Kind::Edition => named(offer, |(_, edition)| edition.map(Document::edition)),
    };
    offers.iter().flat_map(of).collect::<BTreeSet<_>>().into_iter().collect()
}

fn named(
    offer: &Offer,
    name: impl Fn((subject::Document, Option<subject::Edition>)) -> Option<&'static str>,
) -> Vec<String> {
    let kinds = offer.documents.iter().filter_map(|file| Document::kind(file));
    kinds.filter_map(name).map(str::to_owned).collect()
}

/// Returns the word of an exam, of a test or of a code that is nearest.
fn near(value: &str, offers: &[Offer]) -> Option<String> {
    let names = offers.iter().flat_map(|Offer { identity, .. }| {
        [identity.exam.as_str(), &identity.test, &identity.code]
    });
    let words = names.flat_map(|name| name.split(|letter: char| !letter.is_alphanumeric()));
    let words: BTreeSet<_> = words.filter(|word| !word.is_empty()).collect();
    nearest(value, words).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::Edition;

    fn offers() -> Vec<Offer> {
        let offer = |session: &str, exam: &str, documents: &[&str]| Offer {
            identity: Identity {
                session: session.into(),
                exam: exam.into(),
                ..Identity::default()
            },
            documents: documents.iter().map(|file| (*file).to_owned()).collect(),
        };
        vec![
            offer("2025", "BTS NDRC", &["sujet.pdf", "sujet-a3.pdf", "corrige.pdf"]),
            offer("2023", "BTS MCO", &["corrige.pdf", "bareme.pdf"]),
        ]
    }

    fn told(wanted: &Wanted) -> Vec<String> {
        let line = |vain: Vain| {
            let absent = if vain.absent { "absent" } else { "écarté" };
            let near = vain.near.map(|near| format!(", {near} ?")).unwrap_or_default();
            format!("{:?} {} {absent} : {}{near}", vain.kind, vain.value, vain.present.join(" "))
        };
        wanted.vain(&offers()).into_iter().map(line).collect()
    }

    #[test]
    fn what_every_demand_chooses_is_in_order() {
        let wanted = Wanted {
            sessions: vec!["2023".into(), "2025".into()],
            exams: vec!["ndrc".into(), "mco".into()],
            documents: vec![subject::Document::Sujet, subject::Document::Bareme],
            ..Wanted::default()
        };
        assert_eq!(told(&wanted), [""; 0]);
        assert_eq!(told(&Wanted::default()), [""; 0]);
    }

    #[test]
    fn a_demand_without_answer_is_told_with_what_there_is() {
        let wanted = Wanted {
            sessions: vec!["2025".into(), "2062".into()],
            exams: vec!["NRDC".into(), "BTS".into()],
            ..Wanted::default()
        };
        assert_eq!(
            told(&wanted),
            ["Session 2062 absent : 2023 2025", "Exam NRDC absent : BTS MCO BTS NDRC, NDRC ?"]
        );
        let wanted = Wanted {
            documents: vec![subject::Document::Exercise, subject::Document::Sujet],
            editions: vec![Edition::A3, Edition::Large],
            ..Wanted::default()
        };
        assert_eq!(
            told(&wanted),
            ["Document exercice absent : bareme corrige sujet", "Edition 16pt absent : a3"]
        );
    }

    #[test]
    fn a_demand_that_the_others_leave_out_is_told_as_such() {
        let wanted = Wanted {
            sessions: vec!["2023".into(), "2025".into()],
            documents: vec![subject::Document::Bareme],
            ..Wanted::default()
        };
        assert_eq!(told(&wanted), ["Session 2025 écarté : 2023 2025"]);
    }
}

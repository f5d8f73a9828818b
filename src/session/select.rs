//! Which subjects and which of their documents are wanted: takes what was
//! asked, tells of a subject whether it is concerned.

use serde::{Deserialize, Serialize};

use super::document::Document;
use super::shard::Share;
use crate::subject::{self, Edition};

/// What is to be built; an empty list is no demand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Sessions, as subjects write them: `2025`.
    pub sessions: Vec<String>,
    /// Words of the exam, of the test or of the code: `NDRC`.
    pub exams: Vec<String>,
    /// Kinds of documents.
    pub documents: Vec<subject::Document>,
    /// Adapted editions of the exam paper; the others are then left out.
    pub editions: Vec<Edition>,
    /// The share of this runner, when several divide the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
}

/// What tells a subject from others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Its session.
    pub session: String,
    /// Its diploma.
    pub exam: String,
    /// Its test.
    pub test: String,
    /// Its code, empty when it has none.
    pub code: String,
}

impl From<&subject::Identity> for Identity {
    fn from(identity: &subject::Identity) -> Self {
        Self {
            session: identity.session.clone(),
            exam: identity.diploma.words(),
            test: identity.test.words(),
            code: identity.code.clone().unwrap_or_default(),
        }
    }
}

impl Wanted {
    /// Tells whether nothing is left out.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Tells whether the documents of a subject are wanted at all.
    #[must_use]
    pub fn subject(&self, identity: &Identity) -> bool {
        let session = |wanted: &String| *wanted == identity.session;
        let named = |wanted: &String| {
            let wanted = folded(wanted);
            [&identity.exam, &identity.test, &identity.code]
                .iter()
                .any(|name| folded(name).contains(&wanted))
        };
        (self.sessions.is_empty() || self.sessions.iter().any(session))
            && (self.exams.is_empty() || self.exams.iter().any(named))
    }

    /// Tells whether the documents of a folder are wanted from this runner.
    #[must_use]
    pub fn concerns(&self, folder: &str) -> bool {
        self.share.as_ref().is_none_or(|share| share.concerns(folder))
    }

    /// Returns what is wanted of one subject, by the folder of its documents.
    #[must_use]
    pub(super) fn within(&self, folder: &str) -> Self {
        let share = self.share.as_ref().map(|share| share.within(folder));
        Self { share, ..self.clone() }
    }

    /// Tells whether a document is wanted, by its folder and the name of its
    /// file.
    #[must_use]
    pub fn document(&self, folder: &str, file: &str) -> bool {
        let Some((kind, edition)) = Document::kind(file) else { return false };
        if self.share.as_ref().is_some_and(|share| !share.holds(folder, file)) {
            return false;
        }
        (self.documents.is_empty() || self.documents.contains(&kind))
            && (self.editions.is_empty()
                || edition.is_some_and(|edition| self.editions.contains(&edition)))
    }
}

/// Returns a name without what people leave out when they ask for it: capitals
/// and accents.
fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    name.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> Identity {
        Identity {
            session: "2025".into(),
            exam: "BTS Négociation et digitalisation de la relation client".into(),
            test: "E5 : Relation client à distance".into(),
            code: "25NC-NDRCU5E-P".into(),
        }
    }

    #[test]
    fn without_demand_everything_is_wanted() {
        let all = Wanted::default();
        assert!(all.is_everything() && all.subject(&identity()));
        assert!(all.document("2025/a", "sujet.pdf") && all.document("2025/a", "sujet-a3.pdf"));
        assert!(!all.document("2025/a", "photo.png"));
    }

    #[test]
    fn an_exam_is_asked_for_as_people_type_it() {
        let exam = |name: &str| Wanted { exams: vec![name.into()], ..Wanted::default() };
        for name in ["NDRC", "negociation", "Négociation", "e5", "BTS"] {
            assert!(exam(name).subject(&identity()), "{name}");
        }
        assert!(!exam("MCO").subject(&identity()));
    }

    #[test]
    fn demands_of_a_kind_add_up_and_kinds_narrow() {
        let wanted = Wanted {
            sessions: vec!["2024".into(), "2025".into()],
            exams: vec!["MCO".into()],
            ..Wanted::default()
        };
        assert!(!wanted.subject(&identity()));
        assert!(Wanted { exams: vec![], ..wanted }.subject(&identity()));
    }

    #[test]
    fn an_edition_is_printed_alone_and_a_kind_with_its_editions() {
        let wanted = Wanted { editions: vec![Edition::Dys], ..Wanted::default() };
        assert!(wanted.document("2025/a", "sujet-dys.pdf"));
        assert!(
            !wanted.document("2025/a", "sujet.pdf") && !wanted.document("2025/a", "corrige.pdf")
        );
        let wanted = Wanted { documents: vec![subject::Document::Sujet], ..Wanted::default() };
        assert!(
            wanted.document("2025/a", "sujet.pdf") && wanted.document("2025/a", "sujet-16pt.pdf")
        );
        assert!(!wanted.document("2025/a", "bareme.pdf"));
    }
}

//! Which question of one revision is which of the other.

use std::hash::{Hash, Hasher};

use super::align::{Pair, align};
use super::passage::line_text;
use super::revision::Revision;
use super::words::likeness;
use crate::sheet;
use crate::subject;

/// What two statements share at least to be those of one question, wherever it
/// stands.
const ALIKE: usize = 600;

/// The same, for questions that have the same number.
const ALIKE_AT_ITS_NUMBER: usize = 250;

/// A question as it was read and as it is printed.
#[derive(Debug, Clone)]
pub(super) struct Asked<'a> {
    pub(super) subject: &'a subject::Question,
    pub(super) sheet: &'a sheet::Question,
    /// `Question 2.3`, or the heading of the essay.
    pub(super) place: String,
    pub(super) statement: String,
    /// What it is called in a few words; empty if its author does not say.
    pub(super) heading: String,
}

impl PartialEq for Asked<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.statement == other.statement
    }
}

impl Eq for Asked<'_> {}

impl Hash for Asked<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.statement.hash(state);
    }
}

/// Pairs the questions of two revisions: those with the same statement, then
/// those with the same number or nearly the same statement.
pub(super) fn pairs<'a>(old: &'a Revision<'a>, new: &'a Revision<'a>) -> Vec<Pair<Asked<'a>>> {
    let (before, after) = (questions(old), questions(new));
    let like = |old: &Asked<'_>, new: &Asked<'_>| {
        let shared = likeness(&old.statement, &new.statement);
        let same_number = old.sheet.number == new.sheet.number;
        let least = if same_number { ALIKE_AT_ITS_NUMBER } else { ALIKE };
        if shared < least { 0 } else { shared + usize::from(same_number) }
    };
    align(&before, &after, like).into_iter().map(Pair::cloned).collect()
}

fn questions<'a>(revision: &'a Revision<'a>) -> Vec<Asked<'a>> {
    let summary = &revision.corrige.summary;
    let heading = |number: &str| {
        let mut rows = summary.iter().flat_map(|part| &part.questions);
        rows.find(|row| row.number == number).map(|row| line_text(&row.title))
    };
    let dossiers = &revision.subject.dossiers;
    let read = dossiers.iter().flat_map(|dossier| &dossier.questions);
    let read = read.chain(&revision.subject.essay);
    let parts = revision.corrige.parts.iter();
    let printed = parts.flat_map(|part| part.questions.iter().map(move |one| (part, one)));
    read.zip(printed)
        .map(|(subject, (part, sheet))| Asked {
            subject,
            sheet,
            place: match sheet.number.as_str() {
                "" => part.heading.clone(),
                number => format!("Question {number}"),
            },
            statement: line_text(&sheet.statement),
            // Without a heading of its own, a row shows the statement.
            heading: subject.heading.as_ref().and(heading(&sheet.number)).unwrap_or_default(),
        })
        .collect()
}

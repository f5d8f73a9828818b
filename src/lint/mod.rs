//! What a proof-reader may remark (*règles de relecture*): takes an
//! identifier, gives its rule, with a page that explains it.
//!
//! A rule is a warning that its author may silence. Errors are not here: they
//! cannot be silenced, and their messages say all.

mod numbers;
mod page;
mod pictures;
mod points;
mod typography;
mod variants;
mod words;

pub use page::{list, page};

use std::sync::LazyLock;

use crate::diagnostic::{self, Severity};

/// A rule of the proof-reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lint {
    /// That of its faults: `mot-double`.
    pub id: &'static str,
    /// How much its faults weigh.
    pub severity: Severity,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// Why it is wrong, and what to do.
    pub reason: &'static str,
    /// What it finds, as an author writes it; may take several lines.
    pub wrong: &'static str,
    /// The same, mended.
    pub mended: &'static str,
    /// Whether the program may mend it by itself.
    pub mends: Mends,
}

/// Whether a rule comes with a change that loses nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mends {
    /// Always: the meaning of the text is the same.
    Safely,
    /// Never: only its author knows what was meant.
    No,
}

/// Returns every rule, in the order of their identifiers.
#[must_use]
pub fn all() -> &'static [Lint] {
    static ALL: LazyLock<Vec<Lint>> = LazyLock::new(|| {
        let groups: [&[Lint]; 6] = [
            &typography::LINTS,
            &words::LINTS,
            &numbers::LINTS,
            &pictures::LINTS,
            &points::LINTS,
            &variants::LINTS,
        ];
        let mut all = groups.concat();
        all.sort_unstable_by_key(|lint| lint.id);
        all
    });
    &ALL
}

/// Returns the rule of an identifier.
#[must_use]
pub fn find(id: &str) -> Option<&'static Lint> {
    let rank = all().binary_search_by_key(&id, |lint| lint.id).ok()?;
    all().get(rank)
}

/// Returns the identifier nearest to a misspelt one, if one is near enough.
#[must_use]
pub fn nearest(id: &str) -> Option<&'static str> {
    diagnostic::nearest(id, all().iter().map(|lint| lint.id))
}

/// Makes the rule of a warning that no change mends by itself.
const fn warning(
    id: &'static str,
    summary: &'static str,
    reason: &'static str,
    wrong: &'static str,
    mended: &'static str,
) -> Lint {
    Lint { id, severity: Severity::Warning, summary, reason, wrong, mended, mends: Mends::No }
}

/// Makes the rule of a warning that a safe change mends.
const fn mended(
    id: &'static str,
    summary: &'static str,
    reason: &'static str,
    wrong: &'static str,
    mended: &'static str,
) -> Lint {
    Lint { mends: Mends::Safely, ..warning(id, summary, reason, wrong, mended) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_found_by_its_identifier() {
        for lint in all() {
            assert_eq!(find(lint.id), Some(lint));
        }
        assert_eq!(find("mot-triple"), None);
        assert_eq!(nearest("mots-doubles"), Some("mot-double"));
    }

    #[test]
    fn identifiers_come_once() {
        for pair in all().windows(2) {
            assert!(pair[0].id < pair[1].id, "{} comes twice", pair[0].id);
        }
    }

    #[test]
    fn a_page_is_written_in_french() {
        for lint in all() {
            for sentence in [lint.summary, lint.reason] {
                assert!(sentence.starts_with(char::is_uppercase), "{}", lint.id);
                assert!(sentence.ends_with('.'), "{}", lint.id);
                assert!(!sentence.contains('\''), "a straight apostrophe in {}", lint.id);
            }
            assert!(!lint.summary.trim_end_matches('.').contains(". "), "{}", lint.id);
            assert_ne!(lint.wrong, lint.mended, "{}", lint.id);
        }
    }
}

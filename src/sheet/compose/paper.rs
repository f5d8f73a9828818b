//! What identifies a document: title block, footer, metadata.

use num_traits::{One, Signed, Zero};

use super::Composer;
use super::alternative::words;
use super::figure::{bare, number, points};
use super::text::plain_line;
use crate::answers::Answers;
use crate::markup::typography::apply_text;
use crate::number::{DateStyle, Exact, Quantity, Unit, display_clock, format_date, whole};
use crate::sheet::{Inline, Line, Paper};
use crate::source::Sources;
use crate::subject::{Mark, MarkRounding, Subject};

/// Letters of a title that the foot of a page has room for.
const LONGEST_RUNNING: usize = 44;

impl Composer<'_> {
    /// Composes what identifies a document of the paper.
    pub(super) fn paper(&mut self, document: &str) -> Paper {
        let identity = &self.subject.identity;
        let test = self.line(&identity.test);
        let title = self.line(&identity.title);
        let mut running = plain_line(&format!("{document} · {} · ", short_test(&words(&test))));
        running.extend(running_title(&title));
        let version = identity.version.as_ref();
        Paper {
            diploma: self.line(&identity.diploma),
            part: self.line_or_none(identity.part.as_ref()),
            session: apply_text(&format!("Session {}", identity.session)),
            code: identity.code.clone().unwrap_or_default(),
            duration: some(&identity.duration, |time| display_clock(time).text),
            duration_words: some(&identity.duration, duration_words),
            coefficient: identity.coefficient.as_ref().map(bare).unwrap_or_default(),
            version: version
                .map(|version| {
                    let date = format_date(version.date, DateStyle::Long);
                    plain_line(&format!("Version {} du {date}", version.number))
                })
                .unwrap_or_default(),
            replaces: self.line_or_none(version.and_then(|version| version.replaces.as_ref())),
            total: points(&identity.total.value),
            mark: mark(&identity.mark, &identity.total.value),
            subject: title,
            running,
            ticket: None,
            test,
        }
    }
}

/// Returns the title and the identity of a page about a paper, other than the
/// documents that candidates and correctors work with.
#[must_use]
pub fn identification(
    subject: &Subject,
    answers: &Answers,
    sources: &Sources,
    document: &str,
) -> (String, Paper) {
    let paper = Composer::new(subject, answers, sources).paper(document);
    (title(document, &paper), paper)
}

/// Returns the title of a document for the metadata of its file.
pub(super) fn title(document: &str, paper: &Paper) -> String {
    format!(
        "{document} – {} – {} – {}",
        words(&paper.subject),
        short_test(&words(&paper.test)),
        paper.session.to_lowercase()
    )
}

/// Cuts a title that is too long for a line at the foot of a page.
fn running_title(title: &Line) -> Line {
    let whole = words(title);
    if whole.chars().count() <= LONGEST_RUNNING {
        return title.clone();
    }
    let mut kept = String::new();
    for word in whole.split(' ') {
        if kept.chars().count() + word.chars().count() >= LONGEST_RUNNING {
            break;
        }
        kept.push_str(word);
        kept.push(' ');
    }
    plain_line(&format!("{}…", kept.trim_end_matches([' ', ',', ';'])))
}

/// Says a duration; some questions of a paper have none.
fn some(duration: &Quantity, told: impl Fn(&Quantity) -> String) -> String {
    if duration.is_zero() { String::new() } else { told(duration) }
}

/// Says a duration in words: `3 heures`, `1 heure 30 minutes`.
fn duration_words(duration: &Quantity) -> String {
    let minutes = (&duration.value / whole(60)).round();
    let hours = (&minutes / whole(60)).floor();
    let rest = &minutes - &hours * whole(60);
    let told = |count: Exact, unit| number(&Quantity::new(count, Unit::noun(unit)), None).text;
    match (hours.is_zero(), rest.is_zero()) {
        (true, _) => told(rest, "minutes"),
        (false, true) => told(hours, "heures"),
        (false, false) => format!("{} {}", told(hours, "heures"), told(rest, "minutes")),
    }
}

/// Returns what stands before the colon of a test: `E5`.
fn short_test(test: &str) -> &str {
    test.split(':').next().unwrap_or(test).trim()
}

/// Says how the mark is had from the total: `Note sur 20 : total ÷ 2`; nothing
/// when it is the total, or when nothing is marked.
fn mark(mark: &Mark, total: &Exact) -> Line {
    let same = mark.out_of == *total && mark.rounding == MarkRounding::None;
    if same || !total.is_positive() {
        return Line::new();
    }
    // A ratio in lowest terms: 20 for 30 points is 2 for 3.
    let ratio = &mark.out_of / total;
    let (over, under) = (ratio.numer(), ratio.denom());
    let mut how = "total".to_owned();
    for (sign, factor) in [("×", over), ("÷", under)] {
        if !factor.is_one() {
            how = format!("{how} {sign} {}", bare(&Exact::from_integer(factor.clone())));
        }
    }
    let how = how.replace(' ', "\u{a0}");
    let rounding = match mark.rounding {
        MarkRounding::None => "",
        MarkRounding::Quarter => ", arrondie au quart de point le plus proche",
        MarkRounding::Half => ", arrondie au demi-point le plus proche",
        MarkRounding::HalfUp => ", arrondie au demi-point supérieur",
    };
    vec![Inline::Text {
        text: apply_text(&format!("Note sur {} : {how}{rounding}", bare(&mark.out_of))),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_says_how_it_is_had() {
        let twenty = Mark { out_of: whole(20), rounding: MarkRounding::HalfUp };
        let line = words(&mark(&twenty, &whole(40))).replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(line, "Note sur 20 : total ÷ 2, arrondie au demi-point supérieur");
        let line = words(&mark(&twenty, &whole(30))).replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(line, "Note sur 20 : total × 2 ÷ 3, arrondie au demi-point supérieur");
    }

    #[test]
    fn a_mark_that_is_the_total_says_nothing_unless_it_is_rounded() {
        let out_of = |rounding| Mark { out_of: whole(9), rounding };
        assert!(mark(&out_of(MarkRounding::None), &whole(9)).is_empty());
        let line = words(&mark(&out_of(MarkRounding::Half), &whole(9)));
        assert!(line.ends_with("total, arrondie au demi-point le plus proche"), "{line}");
    }

    #[test]
    fn a_long_title_is_cut_at_a_word_at_the_foot_of_pages() {
        let running = |title: &str| words(&running_title(&plain_line(title)));
        assert_eq!(running("À la Cloche Lorraine"), "À la Cloche Lorraine");
        let long = "La jardinerie du plateau, une maison familiale qui veut grandir";
        assert_eq!(running(long), "La jardinerie du plateau, une maison…");
        assert_eq!(running(&"a".repeat(90)), "…");
    }

    #[test]
    fn a_paper_without_points_has_no_mark() {
        let twenty = Mark { out_of: whole(20), rounding: MarkRounding::None };
        assert!(mark(&twenty, &whole(0)).is_empty());
        assert!(mark(&twenty, &whole(-4)).is_empty());
    }

    #[test]
    fn a_duration_is_said_in_words() {
        let minutes = |count| Quantity::of(&whole(count), Unit::minutes());
        assert_eq!(duration_words(&minutes(180)), "3\u{a0}heures");
        assert_eq!(duration_words(&minutes(90)), "1\u{a0}heure 30\u{a0}minutes");
        assert_eq!(duration_words(&minutes(45)), "45\u{a0}minutes");
    }

    #[test]
    fn a_test_is_known_by_its_number() {
        assert_eq!(short_test("E5\u{a0}: Relation client"), "E5");
    }
}

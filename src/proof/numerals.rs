//! Numbers and ordinals: a point for a comma, endings that are too long, a
//! word that sticks to its number.

use super::Finding;
use super::figures::figure;
use super::reading::{HIDDEN, Reading};
use crate::diagnostic::Fault;
use crate::number::scan_quantity;
use crate::source::Sources;
use crate::subject::Subject;

/// Words whose number may hold a point.
const REFERENCES: [&str; 24] = [
    "question",
    "questions",
    "dossier",
    "dossiers",
    "annexe",
    "annexes",
    "article",
    "articles",
    "art",
    "version",
    "versions",
    "v",
    "point",
    "partie",
    "parties",
    "chapitre",
    "section",
    "paragraphe",
    "exercice",
    "tableau",
    "figure",
    "web",
    "n",
    "norme",
];

/// Endings as authors write them and as they are printed; the last of those
/// that fit is the longest.
const ENDINGS: [(&str, &str); 12] = [
    ("ère", "re"),
    ("ères", "res"),
    ("ière", "re"),
    ("ières", "res"),
    ("ème", "e"),
    ("èmes", "es"),
    ("ième", "e"),
    ("ièmes", "es"),
    ("eme", "e"),
    ("emes", "es"),
    ("ieme", "e"),
    ("iemes", "es"),
];

/// Words that their number must not touch.
const NUMBERED: [&str; 16] = [
    "article",
    "articles",
    "annexe",
    "annexes",
    "dossier",
    "dossiers",
    "question",
    "questions",
    "page",
    "pages",
    "tableau",
    "document",
    "figure",
    "partie",
    "étape",
    "exercice",
];

/// Checks the numbers of a text.
pub(super) fn check(
    reading: &Reading<'_>,
    subject: &Subject,
    sources: &Sources,
    found: &mut Vec<Finding>,
) {
    if !reading.text.bytes().any(|byte| byte.is_ascii_digit() || byte == b'X' || byte == b'V') {
        return;
    }
    decimal_points(reading, subject, sources, found);
    for word in reading.words() {
        if let Some(short) = ordinal(word.text) {
            let fault = Fault::warning(
                "ordinal-long",
                format!("un ordinal se termine plus court : « {} »", word.text),
            );
            found.push(reading.mended(sources, fault, word.range(), &short));
        } else if let Some((name, number)) = stuck(word.text) {
            let fault = Fault::warning("espace-manquante", "il manque une espace");
            let apart = format!("{name} {number}");
            found.push(reading.mended(sources, fault, word.range(), &apart));
        }
    }
}

fn decimal_points(
    reading: &Reading<'_>,
    subject: &Subject,
    sources: &Sources,
    found: &mut Vec<Finding>,
) {
    let text = reading.text.as_str();
    for (at, _) in text.match_indices('.') {
        let whole = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let decimals = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        if whole == 0 || decimals == 0 {
            continue;
        }
        let (start, end) = (at - whole, at + 1 + decimals);
        let glued = |letter: char| {
            letter.is_alphanumeric() || matches!(letter, '.' | ',' | '/' | '-' | '#' | HIDDEN)
        };
        let rest = &text[end..];
        let longer = text[..start].ends_with(glued)
            || rest.starts_with(['/', '-', HIDDEN])
            || rest.strip_prefix(['.', ',']).is_some_and(|after| after.starts_with(figure));
        if !longer && is_decimal(reading, subject, start..end, decimals) {
            let comma = text[start..end].replace('.', ",");
            let fault =
                Fault::warning("point-decimal", "un nombre décimal s’écrit avec une virgule");
            found.push(reading.mended(sources, fault, start..end, &comma));
        }
    }
}

/// Tells a decimal number from a reference, an hour, a day, thousands.
fn is_decimal(
    reading: &Reading<'_>,
    subject: &Subject,
    range: std::ops::Range<usize>,
    decimals: usize,
) -> bool {
    let text = reading.text.as_str();
    let written = &text[range.clone()];
    let measured = scan_quantity(&text[range.start..])
        .is_some_and(|(quantity, length)| length > written.len() && !quantity.unit.is_none());
    if measured {
        return decimals != 3;
    }
    let mut before = text[..range.start].split(|letter: char| !letter.is_alphanumeric()).rev();
    let word = before.find(|word| !word.is_empty()).unwrap_or_default().to_lowercase();
    if REFERENCES.contains(&word.as_str()) || text[range.end..].starts_with(char::is_alphabetic) {
        return false;
    }
    let questions = subject.dossiers.iter().flat_map(|dossier| &dossier.questions);
    let question = || questions.into_iter().any(|question| question.number == written);
    // Two decimals may be minutes or a month.
    decimals == 1 && !question() && !text[..range.start].trim().is_empty()
}

/// Returns an ordinal with a short ending.
fn ordinal(word: &str) -> Option<String> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let roman = word.bytes().take_while(|byte| b"IVX".contains(byte)).count();
    let number = digits.max(roman);
    let (figure, ending) = word.split_at(number);
    let (_, short) = ENDINGS.iter().find(|(long, _)| *long == ending)?;
    let first = figure == "1" || figure == "I";
    let fits = first == short.starts_with('r') && (digits > 0 || ending.contains('è'));
    (number > 0 && fits).then(|| format!("{figure}{short}"))
}

/// Parts a word from the number that it touches.
fn stuck(word: &str) -> Option<(&str, &str)> {
    let (name, number) = word.split_at(word.find(|letter: char| letter.is_ascii_digit())?);
    let whole = number.bytes().all(|byte| byte.is_ascii_digit());
    (whole && NUMBERED.contains(&name.to_lowercase().as_str())).then_some((name, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinal_takes_a_short_ending() {
        let short = |word| ordinal(word).unwrap_or_default();
        assert_eq!(short("2ème"), "2e");
        assert_eq!(short("18èmes"), "18es");
        assert_eq!(short("1ère"), "1re");
        assert_eq!(short("XVIIIème"), "XVIIIe");
        for right in ["2e", "1er", "Vere", "1ème", "2ère", "ème", "ère", "XIX"] {
            assert_eq!(ordinal(right), None, "{right}");
        }
    }

    #[test]
    fn a_word_stands_apart_from_its_number() {
        assert_eq!(stuck("article3"), Some(("article", "3")));
        assert_eq!(stuck("Annexe12"), Some(("Annexe", "12")));
        for right in ["covid19", "mp3", "annexe2bis", "3"] {
            assert_eq!(stuck(right), None, "{right}");
        }
    }
}

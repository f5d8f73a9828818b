//! Literals at the head of a text: gives the value and how many bytes it takes.
//!
//! Formulas and YAML scalars share this reading; only a scalar may group its
//! thousands with plain spaces, which in a formula separate words.

use num_bigint::BigInt;

use super::exact::{Exact, ten_to, whole};
use super::quantity::Quantity;
use super::unit::{Clock, Unit};
use super::unit_text::{known_unit, rate};

/// What may separate thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grouping {
    /// Non-breaking spaces only.
    Tight,
    /// Any space.
    Loose,
}

/// Reads the longest literal at the head of the text: a number with the known
/// unit that follows it, `95 %`, `4 h 30`, `12 €/h`, `3 mois`; never a noun.
#[must_use]
pub fn scan_quantity(text: &str) -> Option<(Quantity, usize)> {
    literal(text, Grouping::Tight)
}

/// Reads the longest unsigned number at the head of the text: `1 530,25`, `1.5`.
pub(super) fn number(text: &str, grouping: Grouping) -> Option<(Exact, usize)> {
    let mut end = digits(text);
    if end == 0 {
        return None;
    }
    let mut figures = text[..end].to_owned();
    if end <= 3 {
        while let Some((group, width)) = group(&text[end..], grouping) {
            figures.push_str(group);
            end += width;
        }
    }
    let mut decimals = 0;
    if let Some(rest) = text[end..].strip_prefix([',', '.']) {
        decimals = digits(rest);
        figures.push_str(&rest[..decimals]);
        end += if decimals > 0 { decimals + 1 } else { 0 };
    }
    let value: BigInt = figures.parse().ok()?;
    Some((Exact::new(value, ten_to(decimals)), end))
}

/// Reads a number and the known unit that follows it, if one does.
pub(super) fn literal(text: &str, grouping: Grouping) -> Option<(Quantity, usize)> {
    let (figure, end) = number(text, grouping)?;
    let Some((unit, width)) = unit(text[end..].trim_start_matches(is_space)) else {
        return Some((Quantity::bare(figure), end));
    };
    let end = text.len() - text[end..].trim_start_matches(is_space).len() + width;
    if let Some((below, width)) = below(&text[end..])
        && let Some(unit) = rate(&unit, below)
    {
        return Some((Quantity::of(&figure, unit), end + width));
    }
    let mut quantity = Quantity::of(&figure, unit);
    let end = end + if figure.is_integer() { lower_parts(&text[end..], &mut quantity) } else { 0 };
    Some((quantity, end))
}

/// Adds `30` or `05 min 10 s` to the hours read before; returns the bytes taken.
fn lower_parts(text: &str, total: &mut Quantity) -> usize {
    if !total.unit.is_time() {
        return 0;
    }
    let mut taken = 0;
    let mut above = total.unit.clock;
    while let Some((seconds, clock, width)) = part(&text[taken..], above) {
        total.value += whole(seconds);
        above = clock;
        taken += width;
    }
    taken
}

/// Reads the part of a time that follows a larger part: its seconds, unit and width.
fn part(text: &str, above: Clock) -> Option<(i64, Clock, usize)> {
    let start = text.trim_start_matches(is_space);
    let width = digits(start);
    let (count, rest) = start.split_at(width);
    let count: i64 = if width <= 2 { count.parse().ok()? } else { return None };
    let named = unit(rest.trim_start_matches(is_space));
    let (clock, rest) = match named.filter(|(unit, _)| unit.is_time()) {
        Some((unit, width)) => (unit.clock, &rest.trim_start_matches(is_space)[width..]),
        None if width == 2 && ends_word(rest) && !rest.starts_with([',', '.', '%']) => {
            (lower(above)?, rest)
        }
        None => return None,
    };
    let fits = clock < above && count * clock.seconds() < lower_limit(clock);
    fits.then(|| (count * clock.seconds(), clock, text.len() - rest.len()))
}

/// The part written without unit: minutes after hours, seconds after minutes.
fn lower(clock: Clock) -> Option<Clock> {
    match clock {
        Clock::Hour => Some(Clock::Minute),
        Clock::Minute => Some(Clock::Second),
        Clock::Second | Clock::Day => None,
    }
}

/// The seconds that make one of the unit above.
fn lower_limit(clock: Clock) -> i64 {
    match clock {
        Clock::Second => 60,
        Clock::Minute => 3_600,
        Clock::Hour | Clock::Day => 86_400,
    }
}

/// Reads a known unit at the head of the text.
fn unit(text: &str) -> Option<(Unit, usize)> {
    let word = word(text)?;
    known_unit(word).map(|unit| (unit, word.len()))
}

/// Reads the known unit below a slash, as text, and how far it goes.
fn below(text: &str) -> Option<(&str, usize)> {
    let word = word(text.strip_prefix('/')?)?;
    known_unit(word).map(|_| (word, word.len() + 1))
}

/// Returns the symbol or the whole word at the head of the text.
fn word(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    if matches!(first, '%' | '€') {
        return Some(&text[..first.len_utf8()]);
    }
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    // `4 h30` is a time, `2 h_max` a number and a name.
    let apart = !text[end..].starts_with('_');
    (end > 0 && apart).then(|| &text[..end])
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Returns the three digits that follow one separator, and the width of both.
fn group(text: &str, grouping: Grouping) -> Option<(&str, usize)> {
    let separator = text.chars().next().filter(|letter| is_space(*letter))?;
    let rest = &text[separator.len_utf8()..];
    let allowed = grouping == Grouping::Loose || separator != ' ';
    (allowed && digits(rest) == 3).then(|| (&rest[..3], separator.len_utf8() + 3))
}

fn ends_word(text: &str) -> bool {
    !text.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_')
}

/// Tells a space that may stand inside a quantity.
pub(super) fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scans(text: &str) -> Option<(String, &str)> {
        let (quantity, end) = scan_quantity(text)?;
        Some((format!("{} {}", quantity.figure(), quantity.unit), &text[end..]))
    }

    #[test]
    fn a_number_ends_where_it_must() {
        for (text, value, rest) in [
            ("1,5; 2", whole(3) / whole(2), "; 2"),
            ("1.5+x", whole(3) / whole(2), "+x"),
            ("12, 5", whole(12), ", 5"),
            ("1\u{202f}530\u{a0}000 x", whole(1_530_000), " x"),
            ("1 530", whole(1), " 530"),
            ("1\u{202f}53", whole(1), "\u{202f}53"),
        ] {
            let (scanned, end) = number(text, Grouping::Tight).unwrap();
            assert_eq!((scanned, &text[end..]), (value, rest));
        }
        for text in ["x", "-1", ",5"] {
            assert_eq!(number(text, Grouping::Tight), None, "{text}");
        }
    }

    #[test]
    fn a_literal_takes_its_unit_and_leaves_the_rest() {
        for (text, quantity, rest) in [
            ("95 % × b", "95 %", " × b"),
            ("95%", "95 %", ""),
            ("12 €/h × 3", "12 €/h", " × 3"),
            ("12 €/heures_dues", "12 €", "/heures_dues"),
            ("12 € / h", "12 €", " / h"),
            ("3 mois)", "3 mois", ")"),
            ("2 appels", "2 ", " appels"),
            ("2 h_max", "2 ", " h_max"),
            ("4\u{a0}min", "4 min", ""),
        ] {
            assert_eq!(scans(text), Some((quantity.to_owned(), rest)), "{text}");
        }
    }

    #[test]
    fn a_time_may_have_several_parts() {
        for (text, quantity, rest) in [
            ("4 h 30", "9/2 h", ""),
            ("4h30)", "9/2 h", ")"),
            ("1 h 05 min", "13/12 h", ""),
            ("3 min 30 s", "7/2 min", ""),
            ("2 jours 12 h", "5/2 jours", ""),
            ("4 h 75", "4 h", " 75"),
            ("4 h 30 %", "9/2 h", " %"),
            ("4 h 30,5", "4 h", " 30,5"),
            ("4 h 120 min", "4 h", " 120 min"),
            ("4 h + 30", "4 h", " + 30"),
            ("1,5 h 30", "3/2 h", " 30"),
        ] {
            assert_eq!(scans(text), Some((quantity.to_owned(), rest)), "{text}");
        }
    }
}

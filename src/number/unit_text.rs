//! Units as text: reads what an author writes and writes what a page shows.

use std::fmt;

use super::noun::Noun;
use super::unit::{Clock, Unit};

/// Why a text is no unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitFault {
    /// Nothing is written.
    Empty,
    /// The text is neither a known unit nor a noun.
    Unreadable(String),
}

impl UnitFault {
    /// Says in French what is wrong.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Empty => "l’unité est vide".to_owned(),
            Self::Unreadable(text) => format!("«\u{a0}{text}\u{a0}» n’est pas une unité"),
        }
    }

    /// Says in French what to write instead.
    #[must_use]
    pub fn help(&self) -> String {
        "écrivez %, points, €, s, min, h, jours, mois, ans, m², kg, L, un quotient comme €/h, \
         €/m² ou appels/h, ou un nom au pluriel comme appels"
            .to_owned()
    }
}

/// Words too short to begin a noun: `h 75` is a slip, not a thing counted.
const SYMBOLS: [&str; 9] = ["s", "sec", "min", "mn", "h", "j", "pt", "pts", "eur"];
/// Letters that a noun may take.
const LONGEST_NOUN: usize = 60;

/// Reads a unit.
pub(super) fn parse_unit(text: &str) -> Result<Unit, UnitFault> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return Err(UnitFault::Empty);
    }
    let parts = words.split_once('/').or_else(|| words.split_once(" par "));
    let unit = match parts {
        None => simple(&words),
        Some(("", below)) => rate(&Unit::none(), below.trim()),
        Some((above, below)) => simple(above.trim()).and_then(|unit| rate(&unit, below.trim())),
    };
    unit.ok_or(UnitFault::Unreadable(words))
}

/// Returns the unit of a known word or symbol; nouns are not known.
pub(super) fn known_unit(word: &str) -> Option<Unit> {
    Some(match word.to_lowercase().as_str() {
        "%" | "pour cent" | "pourcent" | "pourcents" => Unit::percent(),
        "€" | "euro" | "euros" | "eur" => Unit::euro(),
        "s" | "sec" | "seconde" | "secondes" => Unit::seconds(),
        "min" | "mn" | "minute" | "minutes" => Unit::minutes(),
        "h" | "heure" | "heures" => Unit::hours(),
        "j" | "jour" | "jours" => Unit::days(),
        "mois" => Unit::months(),
        "an" | "ans" | "année" | "années" => Unit::years(),
        "pt" | "pts" | "point" | "points" => Unit::points(),
        _ => return None,
    })
}

/// Puts a known unit or a noun below another unit: `€` and `h` make `€/h`.
pub(super) fn rate(above: &Unit, below: &str) -> Option<Unit> {
    let below = simple(below)?;
    let per = below.counted.clone();
    // A noun below nothing, or a percentage on either side, says nothing.
    if above.percent || below.percent || per.is_some() && above.is_none() {
        return None;
    }
    let unit = above.over(&Unit { counted: None, ..below })?;
    Some(Unit { per, ..unit })
}

fn simple(words: &str) -> Option<Unit> {
    // As keyboards without exponents write them.
    let measure = words.replace("m2", "m²").replace("m3", "m³");
    if Noun::is_symbol(&measure) {
        return Some(Unit::noun(&measure));
    }
    known_unit(words).or_else(|| {
        let is_letter = |letter: char| letter.is_alphabetic() || " -'’".contains(letter);
        let first = words.split(' ').next()?;
        let is_noun = words.chars().all(is_letter)
            && words.starts_with(char::is_alphabetic)
            && words.chars().nth(1).is_some()
            && words.chars().nth(LONGEST_NOUN).is_none()
            && !SYMBOLS.contains(&first);
        is_noun.then(|| Unit::noun(words))
    })
}

impl Unit {
    /// Writes the unit after a figure, its noun in the plural or not.
    pub(super) fn text(&self, plural: bool) -> String {
        if self.percent {
            return "%".to_owned();
        }
        let number = |noun: &Noun| if plural { noun.many() } else { noun.one() }.to_owned();
        let day = if plural { "jours" } else { "jour" };
        let above = [
            self.counted.as_ref().map(number),
            raised("€", self.money),
            raised(self.clock.symbol(day), self.time),
        ];
        let below = [
            raised("€", self.money.saturating_neg()),
            raised(self.clock.symbol("jour"), self.time.saturating_neg()),
            self.per.as_ref().map(|noun| noun.one().to_owned()),
        ];
        let above = above.into_iter().flatten().collect::<Vec<_>>().join("·");
        below.into_iter().flatten().fold(above, |text, part| format!("{text}/{part}"))
    }
}

/// Writes a symbol to a power above zero: `h²`.
fn raised(symbol: &str, power: i8) -> Option<String> {
    const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let superscript = |digit: char| {
        digit.to_digit(10).and_then(|digit| SUPERSCRIPTS.get(digit as usize)).copied()
    };
    match power {
        ..=0 => None,
        1 => Some(symbol.to_owned()),
        _ => {
            let power = power.to_string();
            Some(symbol.chars().chain(power.chars().filter_map(superscript)).collect())
        }
    }
}

impl Clock {
    fn symbol(self, day: &str) -> &str {
        match self {
            Self::Second => "s",
            Self::Minute => "min",
            Self::Hour => "h",
            Self::Day => day,
        }
    }
}

/// Writes the unit as messages name it, in the plural; nothing for a bare number.
impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text(true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_read_in_any_of_its_spellings() {
        for (text, unit) in [
            ("%", Unit::percent()),
            ("pts", Unit::points()),
            ("euros", Unit::euro()),
            ("secondes", Unit::seconds()),
            ("MIN", Unit::minutes()),
            ("heures", Unit::hours()),
            ("j", Unit::days()),
            ("mois", Unit::months()),
            ("an", Unit::years()),
            ("gîtes  touristiques", Unit::noun("gîtes touristiques")),
        ] {
            assert_eq!(Unit::parse(text), Ok(unit), "{text}");
        }
    }

    #[test]
    fn a_unit_is_written_as_it_is_read() {
        for text in
            ["%", "€", "min", "jours", "€/h", "€/jour", "appels/h", "appels/contact", "€/m²"]
        {
            assert_eq!(Unit::parse(text).map(|unit| unit.to_string()).as_deref(), Ok(text));
        }
        assert_eq!(Unit::parse("m2").unwrap().to_string(), "m²");
        assert_eq!(Unit::parse("euros par contact").unwrap().to_string(), "€/contact");
        assert_eq!(Unit::hours().power(2).unwrap().to_string(), "h²");
        assert_eq!(Unit::none().to_string(), "");
    }

    #[test]
    fn a_slip_is_not_taken_for_a_noun() {
        for text in ["k€", "h 75", "e5", "€/%", "appels/", "x", "µ²", "-"] {
            let fault = Unit::parse(text).unwrap_err();
            assert_eq!(fault.message(), format!("«\u{a0}{text}\u{a0}» n’est pas une unité"));
        }
        assert_eq!(Unit::parse(" "), Err(UnitFault::Empty));
    }
}

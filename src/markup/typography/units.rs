//! Spaces that tie a number to its unit, an hour to its minutes, an
//! abbreviation to what it announces.

use super::NBSP;
use super::line::{Edit, Line, is_boundary};
use super::numbers::start_of_number;

/// Units that stand after a number.
const UNITS: &[&str] = &[
    "%",
    "‰",
    "°C",
    "€",
    "k€",
    "K€",
    "M€",
    "Md€",
    "$",
    "£",
    "h",
    "min",
    "mn",
    "s",
    "sec",
    "ms",
    "j",
    "km/h",
    "km²",
    "km",
    "m²",
    "m³",
    "m",
    "cm²",
    "cm",
    "mm",
    "ha",
    "kg",
    "g",
    "mg",
    "t",
    "L",
    "l",
    "cl",
    "ml",
    "Mo",
    "Go",
    "ko",
    "To",
    "px",
    "pt",
    "pts",
    "point",
    "points",
    "an",
    "ans",
    "mois",
    "jour",
    "jours",
    "semaine",
    "semaines",
    "heure",
    "heures",
    "minute",
    "minutes",
    "seconde",
    "secondes",
    "année",
    "années",
    "euro",
    "euros",
    "centime",
    "centimes",
    "mètres",
    "kilomètres",
    "litres",
    "degrés",
    "millier",
    "milliers",
    "million",
    "millions",
    "milliard",
    "milliards",
];

/// Abbreviations that announce a number.
const BEFORE_NUMBERS: [&str; 11] =
    ["n°", "N°", "nº", "Nº", "p.", "pp.", "art.", "chap.", "fig.", "vol.", "no"];
/// Titles that announce a name.
const BEFORE_NAMES: [&str; 12] =
    ["M.", "MM.", "Mmes", "Mme", "Mlles", "Mlle", "Dr", "Pr", "Me", "Mgr", "Ste", "St"];

/// Returns the end of the unit that starts at a rank, if one does.
pub(super) fn unit(line: &Line, rank: usize) -> Option<usize> {
    UNITS.iter().find_map(|unit| {
        let end = rank + unit.chars().count();
        let word = unit.ends_with(char::is_alphabetic);
        let next = line.at(end);
        let elided = word && matches!(next, Some('’' | '\''));
        let code = !word && next.is_some_and(|char| char.is_ascii_digit());
        (line.reads(rank, unit) && !elided && !code && (!word || is_boundary(next))).then_some(end)
    })
}

/// Sets no-break spaces around the h of 8h30.
pub(super) fn hours(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (rank, char) in line.free().filter(|(_, char)| matches!(char, 'h' | 'H')) {
        let (start, end) = (line.gap_before(rank), line.gap_after(rank + 1));
        let hour = start_of_number(line, start).is_some_and(|from| is_boundary(line.before(from)));
        let after = line.end_of(end, |char| char.is_ascii_digit());
        let minutes = after == end + 2
            && line.at(end).is_some_and(|tens| tens < '6')
            && (is_boundary(line.at(after)) || unit(line, after).is_some())
            && !(line.at(after) == Some(',') && line.at(after + 1).is_some_and(char::is_numeric));
        let glued = start == rank && end == rank + 1;
        if hour && minutes && (char == 'h' || glued) {
            edits.push(Edit::replace(start..end, format!("{NBSP}h{NBSP}")));
        }
    }
    edits
}

/// Sets a no-break space between a number and its unit.
pub(super) fn after_numbers(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    for rank in 1..line.len() {
        // Amounts: « 12 € HT ».
        if line.before(rank) == Some('€') && (line.reads(rank, " HT") || line.reads(rank, " TTC"))
        {
            edits.push(Edit::replace(rank..rank + 1, NBSP));
        }
        let digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
        if !digit(line.before(rank)) || digit(line.at(rank)) {
            continue;
        }
        let end = line.gap_after(rank);
        let Some(start) = start_of_number(line, rank) else { continue };
        let glued = end == rank;
        if unit(line, end).is_some()
            && (!glued || is_boundary(line.before(start)))
            && line.at(rank).filter(|_| !glued) != Some(NBSP)
        {
            edits.push(Edit::replace(rank..end, NBSP));
        }
    }
    edits
}

/// Sets a no-break space after n°, p., M. and the like.
pub(super) fn before_numbers(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (rank, _) in line.free().filter(|(rank, _)| is_boundary(line.before(*rank))) {
        let number = BEFORE_NUMBERS.iter().find(|word| line.reads(rank, word));
        let name = BEFORE_NAMES.iter().find(|word| line.reads(rank, word));
        let Some(word) = number.or(name) else { continue };
        let start = rank + word.chars().count();
        let end = line.gap_after(start);
        let sign = word.ends_with(['°', 'º']);
        let announced = line.at(end).is_some_and(|char| match number {
            Some(_) => char.is_ascii_digit() || sign && char.is_alphabetic() && end > start,
            None => char.is_uppercase(),
        });
        let glued = end == start;
        let splits = sign || word.ends_with('.') && number.is_some();
        if announced && (!glued || splits) && (glued || line.at(start) != Some(NBSP)) {
            edits.push(Edit::replace(start..end, NBSP));
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn a_number_goes_with_its_unit() {
        assert_eq!(shown("5% 5 € 0,5pt 12 points 3 ans"), "5~% 5~€ 0,5~pt 12~points 3~ans");
        assert_eq!(shown("20°C, 90km/h, 50 m², 7j/7"), "20~°C, 90~km/h, 50~m², 7~j/7");
        assert_eq!(shown("2,13 milliards, 12 € HT, 10M€"), "2,13~milliards, 12~€~HT, 10~M€");
    }

    #[test]
    fn a_letter_that_starts_a_word_is_no_unit() {
        for text in ["les 4 s’abonnent", "à 5 m’ont dit", "3 autres", "23NC", "5€50", "CO2s"]
        {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn hours_are_spaced() {
        assert_eq!(shown("8h30, 8 h 30, 14H05, 9h-12h"), "8~h~30, 8~h~30, 14~h~05, 9~h–12~h");
        assert_eq!(shown("1h30min, 24h/24, 4 h"), "1~h~30~min, 24~h/24, 4~h");
        assert_eq!(shown("5 h 75 et B8h30"), "5~h 75 et B8h30");
    }

    #[test]
    fn abbreviations_go_with_what_they_announce() {
        assert_eq!(shown("n°5, N° 12, N° client, p.3"), "n°~5, N°~12, N°~client, p.~3");
        assert_eq!(shown("M. Pons, Mme Lea, MM. A et B"), "M.~Pons, Mme~Lea, MM.~A et B");
        assert_eq!(shown("chez St Michel, Ste Anne"), "chez St~Michel, Ste~Anne");
        assert_eq!(shown("Me voici, la p. suivante"), "Me voici, la p. suivante");
    }
}

//! Ordinals: 1er, 1re, 2e and Roman ones, their endings raised and shortened.

use super::line::{Edit, Line, is_boundary};

/// Endings as authors write them and as they are printed.
const ENDINGS: [(&str, &str); 26] = [
    ("er", "er"),
    ("ers", "ers"),
    ("ier", "er"),
    ("re", "re"),
    ("res", "res"),
    ("ère", "re"),
    ("ères", "res"),
    ("ere", "re"),
    ("eres", "res"),
    ("ière", "re"),
    ("ières", "res"),
    ("iere", "re"),
    ("e", "e"),
    ("es", "es"),
    ("ème", "e"),
    ("èmes", "es"),
    ("eme", "e"),
    ("emes", "es"),
    ("ième", "e"),
    ("ièmes", "es"),
    ("ieme", "e"),
    ("iemes", "es"),
    ("nd", "nd"),
    ("nds", "nds"),
    ("nde", "nde"),
    ("ndes", "ndes"),
];

/// Raises the ending of an ordinal.
pub(super) fn endings(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut rank = 0;
    while rank < line.len() {
        let end = line.end_of(rank, char::is_alphanumeric);
        if is_boundary(line.before(rank)) && !matches!(line.before(rank), Some('.' | ',' | '-')) {
            edits.extend(ending(line, rank, end));
        }
        rank = end + 1;
    }
    edits
}

fn ending(line: &Line, start: usize, end: usize) -> Option<Edit> {
    let digits = line.end_of(start, |char| char.is_ascii_digit());
    let number =
        if digits > start { digits } else { line.end_of(start, |char| "IVX".contains(char)) };
    let written = line.slice(number..end);
    let (_, printed) = ENDINGS.iter().find(|(ending, _)| *ending == written)?;
    let one = if digits > start {
        line.slice(start..digits) == "1"
    } else {
        let roman = line.slice(start..number);
        if !is_roman(&roman) {
            return None;
        }
        roman == "I"
    };
    // Only the first is 1er or 1re, only the second 2nd; Ie is no ordinal.
    let fits = match printed.chars().next() {
        Some('r') => one,
        Some('n') => line.slice(start..number) == "2",
        _ if printed.starts_with("er") => one,
        _ => !(one && digits == start),
    };
    fits.then(|| Edit::raise(number..end, *printed))
}

/// Tells whether capitals write a number below forty as the Romans did.
fn is_roman(capitals: &str) -> bool {
    const TENS: [&str; 4] = ["", "X", "XX", "XXX"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let mut pairs = TENS.iter().flat_map(|tens| ONES.iter().map(move |ones| (tens, ones)));
    pairs.any(|(tens, ones)| capitals.strip_prefix(tens) == Some(ones) && !capitals.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn endings_are_shortened_and_raised() {
        assert_eq!(shown("1er 1ère 1res 2ème 3èmes 21e"), "1^er^ 1^re^ 1^res^ 2^e^ 3^es^ 21^e^");
        assert_eq!(shown("la 2nde, le 2nd"), "la 2^nde^, le 2^nd^");
        assert_eq!(shown("Ier, XVIIIème, Ve, IXe"), "I^er^, XVIII^e^, V^e^, IX^e^");
    }

    #[test]
    fn other_words_are_no_ordinals() {
        for text in ["Ce, De, Le, Me, Ie", "IIIIe, VXe", "3er, 3nd", "B2e, 1.2e, Xer", "2E, 5G"] {
            assert_eq!(shown(text), text);
        }
    }
}

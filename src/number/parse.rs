//! Quantities as authors write them: takes a YAML scalar, gives a quantity or
//! what was expected.

use num_traits::Zero;

use super::exact::Exact;
use super::quantity::Quantity;
use super::scan::{Grouping, is_space, literal, number};
use super::unit::Unit;
use super::unit_text::UnitFault;

/// Why a text is no quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParseFault {
    /// Nothing is written.
    Empty,
    /// The text is longer than any quantity.
    TooLong,
    /// The text does not begin with a number, or its number goes on strangely.
    NotANumber(String),
    /// The number is followed by something that is no unit.
    NotAUnit(UnitFault),
    /// The denominator of the fraction is zero.
    ZeroDenominator,
}

impl ParseFault {
    /// Says in French what is wrong.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Empty => "la valeur est vide".to_owned(),
            Self::TooLong => "la valeur est trop longue pour être un nombre".to_owned(),
            Self::NotANumber(text) => format!("«\u{a0}{text}\u{a0}» n’est pas un nombre"),
            Self::NotAUnit(fault) => fault.message(),
            Self::ZeroDenominator => "le dénominateur de la fraction est nul".to_owned(),
        }
    }
}

/// Characters that a quantity may take.
const LONGEST: usize = 200;

/// Reads a quantity: `1 530 appels`, `95 %`, `−3`, `4 h 30`, `2/3`.
///
/// # Errors
///
/// When the text does not begin with a number, or when what follows it is no unit.
pub fn parse_quantity(text: &str) -> Result<Quantity, ParseFault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ParseFault::Empty);
    }
    if text.chars().nth(LONGEST).is_some() {
        return Err(ParseFault::TooLong);
    }
    let unsigned = text.trim_start_matches(['-', '−', '+']);
    let signs = text.len() - unsigned.len();
    let sign = text.chars().next().filter(|_| signs > 0);
    if signs > sign.map_or(0, char::len_utf8) {
        return Err(ParseFault::NotANumber(text.to_owned()));
    }
    let quantity = unsigned_quantity(unsigned.trim_start_matches(is_space), text)?;
    Ok(if matches!(sign, Some('-' | '−')) { quantity.negate() } else { quantity })
}

fn unsigned_quantity(unsigned: &str, text: &str) -> Result<Quantity, ParseFault> {
    let not_a_number = || ParseFault::NotANumber(text.to_owned());
    match literal(unsigned, Grouping::Loose) {
        Some((quantity, end)) if end == unsigned.len() => return Ok(quantity),
        _ => {}
    }
    let (figure, end) = number(unsigned, Grouping::Loose).ok_or_else(not_a_number)?;
    let (figure, rest) = fraction(figure, &unsigned[end..])?;
    let rest = rest.trim_start_matches(is_space);
    if rest.is_empty() {
        return Ok(Quantity::bare(figure));
    }
    let is_unit = |letter: char| letter.is_alphabetic() || matches!(letter, '%' | '€' | '°');
    if !rest.strip_prefix('/').unwrap_or(rest).starts_with(is_unit) {
        return Err(not_a_number());
    }
    let unit = Unit::parse(rest).map_err(ParseFault::NotAUnit)?;
    Ok(Quantity::of(&figure, unit))
}

/// Divides by the denominator that follows a slash, if one does.
fn fraction(figure: Exact, rest: &str) -> Result<(Exact, &str), ParseFault> {
    let below = rest.trim_start_matches(is_space).strip_prefix('/').map(|below| {
        let below = below.trim_start_matches(is_space);
        number(below, Grouping::Loose).map(|(denominator, end)| (denominator, &below[end..]))
    });
    match below.flatten() {
        None => Ok((figure, rest)),
        Some((denominator, _)) if denominator.is_zero() => Err(ParseFault::ZeroDenominator),
        Some((denominator, rest)) => Ok((figure / denominator, rest)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::exact::whole;
    use super::super::scan_quantity;
    use super::*;

    #[test]
    fn bare_numbers_are_read_as_the_french_write_them() {
        for (text, value) in [
            ("1,5", whole(3) / whole(2)),
            ("1.5", whole(3) / whole(2)),
            ("1 530", whole(1530)),
            ("1\u{a0}530\u{202f}000,25", whole(6_120_001) / whole(4)),
            ("−3", whole(-3)),
            ("-3", whole(-3)),
            ("- 3", whole(-3)),
            ("+3", whole(3)),
            ("2/3", whole(2) / whole(3)),
            ("-1 / 2", whole(-1) / whole(2)),
            (" 007 ", whole(7)),
        ] {
            assert_eq!(parse_quantity(text), Ok(Quantity::bare(value)), "{text}");
        }
    }

    #[test]
    fn quantities_keep_their_unit() {
        for (text, figure, unit) in [
            ("95 %", whole(95), Unit::percent()),
            ("95%", whole(95), Unit::percent()),
            ("56 €", whole(56), Unit::euro()),
            ("35 heures", whole(35), Unit::hours()),
            ("120 secondes", whole(120), Unit::seconds()),
            ("4 h 30", whole(9) / whole(2), Unit::hours()),
            ("4h30", whole(9) / whole(2), Unit::hours()),
            ("1 h 05 min", whole(13) / whole(12), Unit::hours()),
            ("1 530 appels", whole(1530), Unit::noun("appels")),
            ("1 téléacteur", whole(1), Unit::noun("téléacteurs")),
            ("15 points", whole(15), Unit::points()),
            ("5 jours ouvrés", whole(5), Unit::noun("jours ouvrés")),
            ("2/3 h", whole(2) / whole(3), Unit::hours()),
        ] {
            assert_eq!(parse_quantity(text), Ok(Quantity::of(&figure, unit)), "{text}");
        }
        let rate = parse_quantity("1,2 appels par contact").unwrap();
        assert_eq!(rate, parse_quantity("1,2 appel/contact").unwrap());
    }

    #[test]
    fn what_is_no_quantity_is_told() {
        let not_a_number = |text: &str| ParseFault::NotANumber(text.to_owned());
        for text in ["abc", "1,5,3", "1 53", "--3", "−+3", ",5", "8/11/2025", "2025-11-08", "5 (€)"]
        {
            assert_eq!(parse_quantity(text), Err(not_a_number(text)), "{text}");
        }
        let unit = |text: &str| ParseFault::NotAUnit(UnitFault::Unreadable(text.to_owned()));
        assert_eq!(parse_quantity("4 h 75"), Err(unit("h 75")));
        assert_eq!(parse_quantity("1e5"), Err(unit("e5")));
        assert_eq!(parse_quantity(" "), Err(ParseFault::Empty));
        assert_eq!(parse_quantity("1/0"), Err(ParseFault::ZeroDenominator));
        assert_eq!(parse_quantity(&"9".repeat(201)), Err(ParseFault::TooLong));
    }

    #[test]
    fn messages_quote_the_guilty_words() {
        let fault = parse_quantity("douze").unwrap_err();
        assert_eq!(fault.message(), "«\u{a0}douze\u{a0}» n’est pas un nombre");
        let fault = parse_quantity("12 µ²").unwrap_err();
        assert_eq!(fault.message(), "«\u{a0}µ²\u{a0}» n’est pas une unité");
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[0-9,./+− \u{a0}\u{202f}%€hjminspaé_-]{0,16}|.{0,16}") {
            if let Some((quantity, end)) = scan_quantity(&text) {
                prop_assert!(text.is_char_boundary(end) && end > 0);
                prop_assert!(!quantity.approximate);
            }
            if let Err(fault) = parse_quantity(&text) {
                prop_assert!(!fault.message().is_empty());
            }
        }
    }
}

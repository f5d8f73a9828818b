//! Quantities as a page shows them: takes a quantity and a format, gives French text.

use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive, Zero};

use super::digits::Digits;
use super::exact::Exact;
use super::plain::french_digits;
use super::quantity::Quantity;
use super::unit::Unit;

/// How a quantity is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Format {
    /// How many decimals, no more and no less. `None` follows the unit: up to
    /// one for %, none or two for €, up to two for anything else.
    pub decimals: Option<u32>,
    /// Whether a plus stands before what is above zero.
    pub sign: bool,
    /// Whether the unit is shown.
    pub unit: bool,
}

impl Default for Format {
    fn default() -> Self {
        Self { decimals: None, sign: false, unit: true }
    }
}

/// What is shown of a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Displayed {
    /// The text, with its typography done.
    pub text: String,
    /// Whether the text says the very value.
    pub exact: bool,
}

/// Decimals beyond which none is shown.
const MOST_DECIMALS: u32 = 100;
const MINUS: char = '\u{2212}';
const SPACE: char = '\u{a0}';

/// Shows a quantity: `1 342 contacts`, `−37,5 %`, `4,25 h`.
#[must_use]
pub fn display(quantity: &Quantity, format: &Format) -> Displayed {
    let figure = quantity.figure();
    let digits = rounded(&figure, &quantity.unit, format.decimals);
    let mut text = sign(&digits, format.sign).map(String::from).unwrap_or_default();
    text.push_str(&french_digits(&digits));
    if format.unit {
        let unit = quantity.unit.text(is_plural(&digits));
        if !unit.is_empty() && !unit.starts_with('/') {
            text.push(SPACE);
        }
        text.push_str(&unit);
    }
    Displayed { text, exact: !quantity.approximate && digits.exact }
}

/// Tells whether so many decimals say the very value of a quantity, as
/// [`display`] would, without writing it.
#[must_use]
pub fn is_said_by(quantity: &Quantity, decimals: u32) -> bool {
    let power = BigInt::from(10).pow(decimals.min(MOST_DECIMALS));
    !quantity.approximate && (power % quantity.figure().denom()).is_zero()
}

/// Shows a duration as a clock does, `4 h 30`, to the second; any other
/// quantity as [`display`] does.
#[must_use]
pub fn display_clock(quantity: &Quantity) -> Displayed {
    let seconds = quantity.value.round().to_integer();
    let (Some(total), true) = (seconds.abs().to_u64(), quantity.unit.is_time()) else {
        return display(quantity, &Format::default());
    };
    let minus = if seconds.is_negative() { MINUS.to_string() } else { String::new() };
    let digits = Digits::of(&Exact::from_integer(BigInt::from(total / 3600)), 0);
    let hours = french_digits(&digits);
    let parts = match (total / 3600, total / 60 % 60, total % 60) {
        (0, 0, second) => format!("{second} s"),
        (0, minute, 0) => format!("{minute} min"),
        (0, minute, second) => format!("{minute} min {second:02} s"),
        (_, 0, 0) => format!("{hours} h"),
        (_, minute, 0) => format!("{hours} h {minute:02}"),
        (_, minute, second) => format!("{hours} h {minute:02} min {second:02} s"),
    };
    let exact = !quantity.approximate && quantity.value.is_integer();
    Displayed { text: minus + &parts.replace(' ', &SPACE.to_string()), exact }
}

fn rounded(figure: &Exact, unit: &Unit, decimals: Option<u32>) -> Digits {
    if let Some(decimals) = decimals {
        return Digits::of(figure, decimals.min(MOST_DECIMALS) as usize);
    }
    let mut digits = Digits::of(figure, if unit.is_percent() { 1 } else { 2 });
    let cents = unit.money > 0 && !figure.is_integer();
    if !cents {
        digits.decimals.truncate(digits.decimals.trim_end_matches('0').len());
    }
    digits
}

fn sign(digits: &Digits, plus: bool) -> Option<char> {
    match digits.sign {
        Sign::Minus => Some(MINUS),
        Sign::NoSign => None,
        Sign::Plus => plus.then_some('+'),
    }
}

/// In French the plural begins at two: 1,5 appel, 2 appels.
fn is_plural(digits: &Digits) -> bool {
    !matches!(digits.whole.as_str(), "0" | "1")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::exact::whole;
    use super::super::parse_quantity;
    use super::*;

    /// Shows with visible spaces: `_` for U+00A0, `'` for U+202F, `≈` before what is rounded.
    fn shown(text: &str, format: &Format) -> String {
        visible(&display(&parse_quantity(text).unwrap(), format))
    }

    fn visible(displayed: &Displayed) -> String {
        let text = displayed.text.replace('\u{a0}', "_").replace('\u{202f}', "'");
        if displayed.exact { text } else { format!("≈{text}") }
    }

    proptest! {
        #[test]
        fn what_decimals_say_is_told_without_writing_it(
            top in -100_000_i64..100_000, bottom in 1_i64..2000, decimals in 0_u32..6,
            percent: bool,
        ) {
            let unit = if percent { Unit::percent() } else { Unit::none() };
            let quantity = Quantity::new(whole(top) / whole(bottom), unit);
            let shown = display(&quantity, &Format { decimals: Some(decimals), ..Format::default() });
            prop_assert_eq!(is_said_by(&quantity, decimals), shown.exact);
        }
    }

    #[test]
    fn the_unit_chooses_the_decimals() {
        for (text, expected) in [
            ("1342", "1'342"),
            ("-37,5 %", "−37,5_%"),
            ("95 %", "95_%"),
            ("41,6667 %", "≈41,7_%"),
            ("56 €", "56_€"),
            ("12,5 €", "12,50_€"),
            ("12,001 €", "≈12,00_€"),
            ("4,25", "4,25"),
            ("2/3", "≈0,67"),
            ("4 h 30", "4,5_h"),
            ("-0,001", "≈0"),
            ("1 234 567,8 €/h", "1'234'567,80_€/h"),
        ] {
            assert_eq!(shown(text, &Format::default()), expected);
        }
    }

    #[test]
    fn nouns_agree_from_two() {
        for (text, expected) in [
            ("0 appel", "0_appel"),
            ("1 téléacteurs", "1_téléacteur"),
            ("5 téléacteurs", "5_téléacteurs"),
            ("1,5 appels", "1,5_appel"),
            ("1,999 appels", "≈2_appels"),
            ("-3 points", "−3_points"),
            ("1 jours", "1_jour"),
            ("12 mois", "12_mois"),
            ("1 ans", "1_an"),
            ("2 points de vente", "2_points de vente"),
            ("1,2 appels/contact", "1,2_appel/contact"),
        ] {
            assert_eq!(shown(text, &Format::default()), expected);
        }
    }

    #[test]
    fn a_format_says_otherwise() {
        let signed = Format { sign: true, ..Format::default() };
        assert_eq!(shown("15 points", &signed), "+15_points");
        assert_eq!(shown("-15 points", &signed), "−15_points");
        assert_eq!(shown("0 %", &signed), "0_%");
        let fixed = |decimals| Format { decimals: Some(decimals), ..Format::default() };
        assert_eq!(shown("20 %", &fixed(1)), "20,0_%");
        assert_eq!(shown("2,5", &fixed(0)), "≈3");
        assert_eq!(shown("-2,5", &fixed(0)), "≈−3");
        let bare = Format { unit: false, ..Format::default() };
        assert_eq!(shown("12,5 €", &bare), "12,50");
    }

    #[test]
    fn durations_read_as_on_a_clock() {
        for (text, expected) in [
            ("4,5 h", "4_h_30"),
            ("65 min", "1_h_05"),
            ("102 h", "102_h"),
            ("24 min", "24_min"),
            ("205 s", "3_min_25_s"),
            ("1 h 00 min 30 s", "1_h_00_min_30_s"),
            ("-90 min", "−1_h_30"),
            ("1/3 s", "≈0_s"),
            ("6 €", "6_€"),
        ] {
            assert_eq!(visible(&display_clock(&parse_quantity(text).unwrap())), expected);
        }
    }

    #[test]
    fn an_approximate_value_is_never_exact() {
        let root = Quantity::whole(2).root(2).unwrap();
        assert_eq!(visible(&display(&root, &Format::default())), "≈1,41");
        let two = root.multiply(&root).unwrap();
        assert_eq!(visible(&display(&two, &Format::default())), "≈2");
    }

    proptest! {
        #[test]
        fn what_is_shown_exactly_is_read_back(
            numer in any::<i32>(),
            denom in prop::sample::select(vec![1_i64, 2, 4, 10, 100, 3]),
            unit in prop::sample::select(vec!["", "%", "€", "min", "h", "jours", "ans", "points",
                "appels", "gîtes touristiques", "€/h", "appels/h", "appels/contact"]),
            sign in any::<bool>(),
        ) {
            let unit = if unit.is_empty() { Unit::none() } else { Unit::parse(unit).unwrap() };
            let quantity = Quantity::of(&(whole(i64::from(numer)) / whole(denom)), unit);
            let displayed = display(&quantity, &Format { sign, ..Format::default() });
            let read = parse_quantity(&displayed.text).unwrap();
            prop_assert_eq!(displayed.exact, read == quantity, "{}", displayed.text);
        }

        #[test]
        fn a_clock_is_read_back(seconds in any::<i32>()) {
            let time = Quantity::of(&whole(i64::from(seconds)), Unit::seconds());
            let read = parse_quantity(&display_clock(&time).text).unwrap();
            prop_assert_eq!(read.with_unit(&Unit::seconds()).unwrap(), time);
        }
    }
}

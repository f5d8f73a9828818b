//! Numbers in the manner of others: takes a text, gives the same number as
//! the French write it, if it looks like one.

use super::parse::parse_quantity;
use super::quantity::Quantity;
use super::scan::{Grouping, is_space, number};
use super::unit::Unit;

/// Returns a text that is no number in French, mended: the euro before the
/// figures or among them, points between thousands.
#[must_use]
pub fn french_number(text: &str) -> Option<String> {
    let text = text.trim();
    let ends = |letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ',');
    if let Some(figures) = text.strip_prefix(['€', '$']) {
        let figures = figures.trim_start_matches(is_space);
        let sign = &text[..text.len() - figures.len()];
        let whole = !figures.is_empty() && !figures.contains(|one| ends(one) && !is_space(one));
        return whole.then(|| format!("{} {}", plain(figures), sign.trim_end_matches(is_space)));
    }
    if let Some((euros, cents)) = text.split_once('€') {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|one| one.is_ascii_digit());
        if digits(euros) && digits(cents) && cents.len() == 2 {
            return Some(format!("{euros},{cents} €"));
        }
    }
    let end = text.find(ends).unwrap_or(text.len());
    let (figures, rest) = text.split_at(end);
    let unit = rest.trim_start_matches(is_space);
    let known = matches!(unit, "" | "%" | "€") || unit.starts_with(char::is_alphabetic);
    let mended = plain(figures);
    (known && mended != figures).then(|| format!("{mended}{rest}"))
}

/// Returns what stands in the place of a unit after the number of a text that
/// is no quantity: a short word, `m²`, or an amount with a word, `€ HT`.
#[must_use]
pub fn unread_unit(text: &str) -> Option<&str> {
    let text = text.trim();
    if parse_quantity(text).is_ok() {
        return None;
    }
    let unsigned = text.trim_start_matches(['-', '−', '+']).trim_start_matches(is_space);
    let (_, end) = number(unsigned, Grouping::Loose)?;
    let after = unsigned.get(end..)?;
    let unit = after.trim_start_matches(is_space);
    let words = unit.split_whitespace().count();
    let sign = |letter: char| {
        !letter.is_ascii_digit() && (letter.is_alphanumeric() || "°€".contains(letter))
    };
    // « 3e » is a rank, « 5G » and « 3D » are names.
    let rank = ["e", "er", "re", "nd", "nde", "ème"].contains(&unit);
    let name = after == unit && unit.bytes().all(|letter| letter.is_ascii_uppercase());
    let short = words == 1 && unit.chars().count() <= 3 && unit.chars().all(sign);
    let amount = words == 2 && unit.split_whitespace().any(|word| word == "€");
    let amount = amount && unit.chars().all(|letter| sign(letter) || is_space(letter));
    (amount || short && !rank && !name).then_some(unit)
}

/// Tells a number of thousands written with a point or a comma, which reads
/// as decimals: `1.200`, `3,500 €`; returns it with a space.
#[must_use]
pub fn doubtful_thousands(text: &str, read: &Quantity, declared: Option<&Unit>) -> Option<String> {
    let text = text.trim();
    let ends = |letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ',');
    let end = text.find(ends).unwrap_or(text.len());
    let (figures, rest) = text.split_at(end);
    doubtful(figures, declared.unwrap_or(&read.unit)).map(|figures| format!("{figures}{rest}"))
}

fn doubtful(figures: &str, unit: &Unit) -> Option<String> {
    let (thousands, last) = figures.split_once(['.', ','])?;
    let groups = (1..=3).contains(&thousands.len()) && !thousands.starts_with('0');
    let digits = last.len() == 3 && last.bytes().all(|one| one.is_ascii_digit());
    // Half a visitor, a tenth of a cent: nobody writes those.
    let counted = unit.is_money() || figures.contains('.') && unit.is_count();
    let likely = counted || figures.contains('.') && last.ends_with('0');
    (groups && digits && likely).then(|| format!("{thousands} {last}"))
}

/// Writes figures with spaces between thousands and a decimal comma: the last
/// sign of two different ones, or a lonely one, is the decimal one.
fn plain(figures: &str) -> String {
    let Some(last) = figures.rfind(['.', ',']) else { return figures.to_owned() };
    let (whole, decimals) = (&figures[..last], &figures[last + 1..]);
    let sign = figures.as_bytes().get(last).copied().map_or(',', char::from);
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let sound = groups.iter().skip(1).all(|group| group.len() == 3)
        && groups.first().is_some_and(|first| (1..=3).contains(&first.len()));
    if groups.len() == 1 {
        return figures.replace('.', ",");
    }
    if !sound {
        return figures.to_owned();
    }
    let thousands = groups.join(" ");
    if whole.contains(sign) && decimals.len() == 3 {
        format!("{thousands} {decimals}")
    } else {
        format!("{thousands},{decimals}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_other_countries_are_mended() {
        for (text, mended) in [
            ("€ 12", "12 €"),
            ("€12,50", "12,50 €"),
            ("€ 1.200.000", "1 200 000 €"),
            ("$12.50", "12,50 $"),
            ("12€50", "12,50 €"),
            ("1.200.000 €", "1 200 000 €"),
            ("1.200,50 €", "1 200,50 €"),
            ("1,200.50 visiteurs", "1 200,50 visiteurs"),
        ] {
            assert!(parse_quantity(text).is_err(), "{text}");
            assert_eq!(french_number(text).as_deref(), Some(mended), "{text}");
            assert!(mended.ends_with('$') || parse_quantity(mended).is_ok(), "{mended}");
        }
        for text in
            ["", "€", "douze", "03 29 00 00 00", "03.29.00.00.00", "3 x 4", "24/7", "v1.2.3"]
        {
            assert_eq!(french_number(text), None, "{text}");
        }
    }

    #[test]
    fn words_in_the_place_of_a_unit_are_found() {
        for (text, unit) in
            [("15 k€", "k€"), ("-25°F", "°F"), ("1,2 million €", "million €"), ("15 € HT", "€ HT")]
        {
            assert!(parse_quantity(text).is_err(), "{text}");
            assert_eq!(unread_unit(text), Some(unit), "{text}");
        }
        for text in [
            "3e place",
            "3e",
            "1er",
            "5G",
            "12 rue des Fleurs",
            "24 heures sur 24",
            "24/7",
            "8/11/2025",
            "2025-11-08",
            "03 29 00 00 00",
            "3 x 4",
            "15 €",
            "12 kg",
            "12 (€)",
            "douze",
        ] {
            assert_eq!(unread_unit(text), None, "{text}");
        }
    }

    #[test]
    fn thousands_with_a_point_are_doubtful() {
        let told = |text: &str| doubtful_thousands(text, &parse_quantity(text).unwrap(), None);
        assert_eq!(told("1.250 €").as_deref(), Some("1 250 €"));
        assert_eq!(told("1.342 visiteurs").as_deref(), Some("1 342 visiteurs"));
        assert_eq!(told("3,500 €").as_deref(), Some("3 500 €"));
        for text in ["1,200 kg", "0.125 €", "12.5 €", "1 200 €", "1.02 €"] {
            assert_eq!(told(text), None, "{text}");
        }
        let bare = |text: &str| doubtful(text, &Unit::percent());
        assert_eq!(bare("1.200").as_deref(), Some("1 200"));
        assert_eq!(bare("1.025"), None);
    }
}

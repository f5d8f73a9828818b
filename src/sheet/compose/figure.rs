//! Values as text: numbers, dates, yes or no, lists.

use crate::answers::Answer;
use crate::formula::Value;
use crate::number::{
    DateStyle, Displayed, Exact, Format, Quantity, Unit, display, display_clock, format_date,
    is_said_by, whole,
};

/// Decimals a figure may show when its author asks for none.
pub(super) const MOST_DECIMALS: u32 = 2;

/// Writes a value; `None` for what no text can show, a grid.
#[must_use]
pub fn value_text(value: &Value, decimals: Option<u32>) -> Option<String> {
    Some(match value {
        Value::Number(quantity) => number(quantity, decimals).text,
        Value::Text(text) => text.clone(),
        Value::Date(date) => format_date(*date, DateStyle::Long),
        Value::Truth(true) => "oui".to_owned(),
        Value::Truth(false) => "non".to_owned(),
        Value::Column(values) => {
            let texts: Vec<_> =
                values.iter().filter_map(|value| value_text(value, decimals)).collect();
            enumeration(&texts)
        }
        Value::Grid(_) => return None,
    })
}

/// Writes a number with its unit; hours as on a clock, `12 h 30`, when they
/// are whole minutes.
pub(super) fn number(quantity: &Quantity, decimals: Option<u32>) -> Displayed {
    if decimals.is_none() && quantity.unit == Unit::hours() {
        let clock = display_clock(quantity);
        if clock.exact {
            return clock;
        }
    }
    display(quantity, &Format { decimals, ..Format::default() })
}

/// Writes the value of an answer as a result, outside of a sentence; `None` for
/// what no text can show, a grid.
#[must_use]
pub fn answer_text(answer: &Answer) -> Option<String> {
    result_text(answer, &answer.value)
}

/// Writes another value of an answer as its own; the percentages of a column
/// with the decimals that they share in a table.
pub(super) fn result_text(answer: &Answer, value: &Value) -> Option<String> {
    let decimals = answer.decimals.or_else(|| {
        let Value::Column(lines) = value else { return None };
        let shares = numbers(lines.iter()).next().is_some_and(|first| first.unit.is_percent());
        shares.then(|| self::decimals(numbers(lines.iter())))
    });
    if answer.signed { signed(value, decimals) } else { value_text(value, decimals) }
}

/// Writes a value with a plus if it is above zero.
pub(super) fn signed(value: &Value, decimals: Option<u32>) -> Option<String> {
    match value {
        Value::Number(quantity) => {
            Some(display(quantity, &Format { decimals, sign: true, unit: true }).text)
        }
        other => value_text(other, decimals),
    }
}

/// Writes points in full: `4 points`.
pub(super) fn points(value: &Exact) -> String {
    number(&Quantity::new(value.clone(), Unit::points()), None).text
}

/// Writes points in short: `0,5 pt`, `2 pts`.
pub(super) fn short_points(value: &Exact) -> String {
    let plural = if *value >= whole(2) { "s" } else { "" };
    format!("{}\u{a0}pt{plural}", bare(value))
}

/// Writes a number without unit.
pub(super) fn bare(value: &Exact) -> String {
    number(&Quantity::bare(value.clone()), None).text
}

/// Picks the numbers out of some values.
pub(super) fn numbers<'v>(
    values: impl IntoIterator<Item = &'v Value>,
) -> impl Iterator<Item = &'v Quantity> {
    values.into_iter().filter_map(|value| match value {
        Value::Number(quantity) => Some(quantity),
        _ => None,
    })
}

/// Counts decimals until the figures of a column are exact, as far as shown.
pub(super) fn decimals<'v>(quantities: impl Iterator<Item = &'v Quantity>) -> u32 {
    quantities
        .map(|quantity| {
            let least = (0..MOST_DECIMALS)
                .find(|decimals| is_said_by(quantity, *decimals))
                .unwrap_or(MOST_DECIMALS);
            // Cents come in twos.
            if quantity.unit.is_money() && least > 0 { MOST_DECIMALS } else { least }
        })
        .max()
        .unwrap_or(0)
}

/// Joins texts as a sentence does: `1, 5 et 7`.
#[must_use]
pub fn enumeration(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_plural_from_two() {
        let half = whole(1) / whole(2);
        assert_eq!(short_points(&half), "0,5\u{a0}pt");
        assert_eq!(short_points(&(whole(1) + &half)), "1,5\u{a0}pt");
        assert_eq!(short_points(&whole(2)), "2\u{a0}pts");
    }

    #[test]
    fn a_result_has_its_plus_where_its_author_wants_one() {
        let answer = |signed, points| Answer {
            name: "ecart".into(),
            label: "Écart".into(),
            value: Value::Number(Quantity::new(whole(points), Unit::points())),
            kind: crate::answers::Kind::Computed,
            formula: None,
            decimals: None,
            signed,
        };
        assert_eq!(answer_text(&answer(true, 15)).as_deref(), Some("+15\u{a0}points"));
        assert_eq!(answer_text(&answer(false, 15)).as_deref(), Some("15\u{a0}points"));
        assert_eq!(answer_text(&answer(true, -15)).as_deref(), Some("−15\u{a0}points"));
        assert_eq!(answer_text(&answer(true, 0)).as_deref(), Some("0\u{a0}point"));
    }

    #[test]
    fn a_column_reads_as_a_sentence() {
        let column = Value::column([1, 5, 7].map(|n| Value::Number(Quantity::whole(n))));
        assert_eq!(value_text(&column, None).as_deref(), Some("1, 5 et 7"));
    }

    #[test]
    fn figures_of_a_column_share_their_decimals() {
        let figures = [Quantity::whole(13), Quantity::bare(whole(5) / whole(2))];
        assert_eq!(decimals(figures.iter()), 1);
        assert_eq!(decimals([Quantity::bare(whole(8) / whole(3))].iter()), 2);
    }
}

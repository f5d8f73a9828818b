//! Operators: take values and the places they come from, give a value; on
//! columns they go line by line.

use std::cmp::Ordering;
use std::ops::Range;

use chrono::{Duration, NaiveDate};

use super::fault::FormulaFault;
use super::syntax::Operator;
use super::value::{MAX_LINES, Value};
use crate::diagnostic::fold;
use crate::number::{ArithmeticFault, Format, Quantity, Unit, display};

type Outcome<T = Value> = Result<T, FormulaFault>;

/// Longest text a formula may build, in bytes: texts that double from one
/// name to the next would otherwise fill the memory.
pub(super) const MAX_TEXT: usize = 20_000;

/// The bytes of an operation and of its operands.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub(super) left: Range<usize>,
    pub(super) right: Range<usize>,
    pub(super) whole: Range<usize>,
}

/// Returns how many lines the columns among some values have; `None` when
/// there is no column.
pub(super) fn lines(values: &[&Value], place: &Range<usize>) -> Outcome<Option<usize>> {
    let mut found = None;
    for value in values {
        let Value::Column(column) = value else { continue };
        match found {
            Some(count) if count != column.len() => {
                let message = format!(
                    "les colonnes n’ont pas le même nombre de lignes\u{a0}: {count} et {}",
                    column.len()
                );
                return Err(FormulaFault::new("longueurs-differentes", place, message)
                    .help("une opération ligne à ligne demande des colonnes du même tableau"));
            }
            _ => found = Some(column.len()),
        }
    }
    Ok(found)
}

/// Applies an operator.
pub(super) fn binary(operator: Operator, left: &Value, right: &Value, places: &Places) -> Outcome {
    let Some(count) = lines(&[left, right], &places.whole)? else {
        return scalar(operator, left, right, places);
    };
    let line = |line: usize| {
        scalar(operator, left.line(line), right.line(line), places)
            .map_err(|fault| fault.in_line(line))
    };
    (0..count).map(line).collect::<Outcome<Vec<_>>>().map(|column| Value::Column(column.into()))
}

/// Applies a sign or `non`, line by line on a column.
pub(super) fn unary(
    value: &Value,
    place: &Range<usize>,
    scalar: impl Fn(&Value, &Range<usize>) -> Outcome,
) -> Outcome {
    let Value::Column(column) = value else { return scalar(value, place) };
    let line =
        |(line, item)| scalar(item, place).map_err(|fault: FormulaFault| fault.in_line(line));
    column.iter().enumerate().map(line).collect::<Outcome<Vec<_>>>().map(Value::column)
}

/// Returns the opposite of a number.
pub(super) fn negate(value: &Value, place: &Range<usize>) -> Outcome {
    match value {
        Value::Number(number) => Ok(number.negate().into()),
        other => Err(FormulaFault::kind(place, "le signe −", "un nombre", other)),
    }
}

/// Returns the contrary of a condition.
pub(super) fn not(value: &Value, place: &Range<usize>) -> Outcome {
    truth(value, place, "«\u{a0}non\u{a0}»").map(|truth| Value::Truth(!truth))
}

/// Reads a condition.
pub(super) fn truth(value: &Value, place: &Range<usize>, who: &str) -> Outcome<bool> {
    match value {
        Value::Truth(truth) => Ok(*truth),
        other => Err(FormulaFault::kind(place, who, "une condition", other)
            .help("une condition compare deux valeurs\u{a0}: x > 0")),
    }
}

fn scalar(operator: Operator, left: &Value, right: &Value, places: &Places) -> Outcome {
    let who = || format!("«\u{a0}{}\u{a0}»", operator.sign());
    match operator {
        Operator::And | Operator::Or => {
            let left = truth(left, &places.left, &who())?;
            let right = truth(right, &places.right, &who())?;
            Ok(Value::Truth(if operator == Operator::And { left && right } else { left || right }))
        }
        Operator::Join => join(left, right, places),
        Operator::Equal | Operator::Different => {
            let equal = order(left, right, places)? == Ordering::Equal;
            Ok(Value::Truth(equal == (operator == Operator::Equal)))
        }
        Operator::Less | Operator::AtMost | Operator::More | Operator::AtLeast => {
            if let (Value::Truth(_), _) | (_, Value::Truth(_)) = (left, right) {
                return Err(FormulaFault::kind(&places.left, &who(), "deux nombres", left));
            }
            let order = order(left, right, places)?;
            Ok(Value::Truth(match operator {
                Operator::Less => order.is_lt(),
                Operator::AtMost => order.is_le(),
                Operator::More => order.is_gt(),
                _ => order.is_ge(),
            }))
        }
        _ => match (left, right) {
            (Value::Number(a), Value::Number(b)) => {
                arithmetic(operator, a, b).map(Value::Number).map_err(|fault| {
                    let divided = fault == ArithmeticFault::DivisionByZero;
                    let place = if divided { &places.right } else { &places.whole };
                    let told = FormulaFault::arithmetic(place, &fault);
                    if divided { told.label("ceci vaut 0") } else { told }
                })
            }
            (Value::Date(date), other) => on_date(operator, *date, other, places),
            (Value::Number(_), Value::Date(date)) if operator == Operator::Add => {
                let turned = Places {
                    left: places.right.clone(),
                    right: places.left.clone(),
                    whole: places.whole.clone(),
                };
                on_date(operator, *date, left, &turned)
            }
            (Value::Number(_), other) => {
                Err(FormulaFault::kind(&places.right, &who(), "deux nombres", other))
            }
            (other, _) => Err(FormulaFault::kind(&places.left, &who(), "deux nombres", other)),
        },
    }
}

fn arithmetic(
    operator: Operator,
    left: &Quantity,
    right: &Quantity,
) -> Result<Quantity, ArithmeticFault> {
    match operator {
        Operator::Add => left.add(right),
        Operator::Subtract => left.subtract(right),
        Operator::Multiply => left.multiply(right),
        Operator::Divide => left.divide(right),
        _ => left.power(right),
    }
}

/// Orders two values of the same kind; texts as a French dictionary does.
pub(super) fn order(left: &Value, right: &Value, places: &Places) -> Outcome<Ordering> {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => {
            a.compare(b).map_err(|fault| FormulaFault::arithmetic(&places.whole, &fault))
        }
        (Value::Date(a), Value::Date(b)) => Ok(a.cmp(b)),
        (Value::Text(a), Value::Text(b)) => Ok(fold(a).cmp(&fold(b)).then_with(|| a.cmp(b))),
        (Value::Truth(a), Value::Truth(b)) => Ok(a.cmp(b)),
        _ => {
            let message = format!("on ne compare pas {} et {}", left.kind(), right.kind());
            Err(FormulaFault::new("type-inattendu", &places.whole, message))
        }
    }
}

fn join(left: &Value, right: &Value, places: &Places) -> Outcome {
    let text = |value: &Value, place: &Range<usize>| {
        value
            .to_text()
            .ok_or_else(|| FormulaFault::kind(place, "«\u{a0}&\u{a0}»", "deux textes", value))
    };
    let joined = text(left, &places.left)? + &text(right, &places.right)?;
    short_enough(joined, &places.whole)
}

/// Makes a value of a text, unless it has grown beyond measure.
pub(super) fn short_enough(text: String, place: &Range<usize>) -> Outcome {
    if text.len() <= MAX_TEXT {
        return Ok(Value::Text(text));
    }
    Err(FormulaFault::new("resultat-trop-grand", place, "ce texte est trop long"))
}

/// Makes a value of a column, unless it has grown beyond measure.
pub(super) fn few_enough(column: Vec<Value>, place: &Range<usize>) -> Outcome {
    if column.len() <= MAX_LINES {
        return Ok(Value::Column(column.into()));
    }
    let message = format!("cette colonne compte plus de {MAX_LINES} lignes");
    Err(FormulaFault::new("resultat-trop-grand", place, message))
}

/// Subtracts two dates, or moves a date by days, months or years.
fn on_date(operator: Operator, date: NaiveDate, other: &Value, places: &Places) -> Outcome {
    match (operator, other) {
        (Operator::Subtract, Value::Date(from)) => Ok(days_between(*from, date).into()),
        (Operator::Add, Value::Number(step)) => moved(date, step, places),
        (Operator::Subtract, Value::Number(step)) => moved(date, &step.negate(), places),
        _ => {
            let who = format!("«\u{a0}{}\u{a0}»", operator.sign());
            Err(FormulaFault::kind(&places.left, &who, "deux nombres", &Value::Date(date))
                .help("une date se compare, se soustrait d’une autre, ou se décale de jours"))
        }
    }
}

/// Counts the days from one date to another.
pub(super) fn days_between(from: NaiveDate, to: NaiveDate) -> Quantity {
    let days = to.signed_duration_since(from).num_days();
    Quantity::of(&crate::number::whole(days), Unit::days())
}

fn moved(date: NaiveDate, step: &Quantity, places: &Places) -> Outcome {
    let unfit = || {
        let shown = display(step, &Format::default()).text;
        let message = format!("on ne décale pas une date de {shown}");
        FormulaFault::new("unites-differentes", &places.right, message).help(
            "écrivez un nombre entier de jours, de mois ou d’années\u{a0}: 15\u{a0}jours, 3\u{a0}mois",
        )
    };
    let day = Quantity::of(&crate::number::whole(1), Unit::days());
    let result = if step.unit == Unit::months() {
        step.to_i64().and_then(|count| add_months(date, count))
    } else if step.unit == Unit::years() {
        step.to_i64().and_then(|count| add_months(date, count.checked_mul(12)?))
    } else if step.unit.is_time() {
        step.divide(&day).ok().and_then(|days| days.to_i64()).and_then(|days| add_days(date, days))
    } else {
        None
    };
    result.map(Value::Date).ok_or_else(unfit)
}

/// Moves a date by days.
pub(super) fn add_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    date.checked_add_signed(Duration::try_days(days)?)
}

/// Moves a date by months; beyond the end of a month, its last day.
pub(super) fn add_months(date: NaiveDate, months: i64) -> Option<NaiveDate> {
    let span = chrono::Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { date.checked_sub_months(span) } else { date.checked_add_months(span) }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::formula::sample::shown;

    #[test]
    fn quantities_keep_their_units() {
        assert_eq!(shown("2 h + 30 min"), "2,5\u{a0}h");
        assert_eq!(shown("charge × 12 €/h"), "1\u{202f}224\u{a0}€");
        assert_eq!(shown("(1 + 5 %)^2 − 1"), "0,1");
        assert_eq!(shown("45 % − 30 %"), "15\u{a0}%");
    }

    #[test]
    fn texts_compare_as_in_a_dictionary() {
        assert_eq!(shown("\"Meuse\" = \"Meuse\" et \"Meuse\" ≠ \"meuse\""), "vrai");
        assert_eq!(shown("\"été\" < \"hiver\""), "vrai");
    }

    #[test]
    fn texts_join_with_values_as_displayed() {
        assert_eq!(
            shown("\"il reste \" & charge & \", soit \" & 50 %"),
            "il reste 102\u{a0}h, soit 50\u{a0}%"
        );
    }

    #[test]
    fn dates_move_by_days_months_and_years() {
        assert_eq!(shown("2026-01-31 + 1 mois"), "28\u{a0}février 2026");
        assert_eq!(shown("2 ans + 2024-02-29"), "28\u{a0}février 2026");
        assert_eq!(shown("2025-11-08 − 8 jours"), "31\u{a0}octobre 2025");
        assert_eq!(shown("2025-11-08 − 2025-11-01"), "7\u{a0}jours");
        assert_eq!(shown("2025-11-08 > debut"), "vrai");
    }

    #[test]
    fn a_date_moves_by_whole_days_only() {
        expect![[r"
            debut + 3
                    ^
            unites-differentes : on ne décale pas une date de 3
            aide : écrivez un nombre entier de jours, de mois ou d’années : 15 jours, 3 mois
        "]]
        .assert_eq(&shown("debut + 3"));
        expect![[r"
            debut + 36 h
                    ^^^^
            unites-differentes : on ne décale pas une date de 36 h
            aide : écrivez un nombre entier de jours, de mois ou d’années : 15 jours, 3 mois
        "]]
        .assert_eq(&shown("debut + 36 h"));
        expect![[r"
            debut × 2
            ^^^^^ ceci est une date
            type-inattendu : « × » attend deux nombres
            aide : une date se compare, se soustrait d’une autre, ou se décale de jours
        "]]
        .assert_eq(&shown("debut × 2"));
        expect![[r"
            2 − debut
                ^^^^^ ceci est une date
            type-inattendu : « − » attend deux nombres
        "]]
        .assert_eq(&shown("2 − debut"));
    }

    #[test]
    fn what_has_no_order_is_told() {
        expect![[r"
            debut = 2025
            ^^^^^^^^^^^^
            type-inattendu : on ne compare pas une date et un nombre
        "]]
        .assert_eq(&shown("debut = 2025"));
        expect![[r"
            vrai > faux
            ^^^^ ceci est une condition
            type-inattendu : « > » attend deux nombres
        "]]
        .assert_eq(&shown("vrai > faux"));
        expect![[r"
            1 & exemple
                ^^^^^^^ ceci est une grille
            type-inattendu : « & » attend deux textes
        "]]
        .assert_eq(&shown("1 & exemple"));
    }

    #[test]
    fn values_that_grow_beyond_measure_are_refused() {
        assert!(short_enough("x".repeat(MAX_TEXT), &(0..1)).is_ok());
        let long = short_enough("x".repeat(MAX_TEXT + 1), &(0..1)).unwrap_err();
        assert_eq!(long.message, "ce texte est trop long");
        let column = |count| few_enough(vec![Value::Truth(true); count], &(0..1));
        assert!(column(MAX_LINES).is_ok());
        assert_eq!(column(MAX_LINES + 1).unwrap_err().id, "resultat-trop-grand");
    }
}

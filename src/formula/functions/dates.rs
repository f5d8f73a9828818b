//! Days.

use chrono::{Datelike, NaiveDate};

use super::{Arguments, Family, Function, Work};
use crate::formula::fault::FormulaFault;
use crate::formula::operators::{add_days, add_months, days_between};
use crate::formula::value::Value;
use crate::number::{Quantity, Rounding, Unit, weekday_name, whole};

type Outcome<T = Value> = Result<T, FormulaFault>;

/// Furthest a date is moved, in days or months.
const REACH: i64 = 1_000_000;

pub(super) static FUNCTIONS: &[Function] = &[
    Function {
        signature: "jours_entre(debut; fin)",
        title: "jours entre",
        family: Family::Dates,
        summary: "Compte les jours d’une date à une autre.",
        remark: Some("Le premier jour n’est pas compté ; négatif si la fin précède le début."),
        example: "jours_entre(2025-11-08; 2025-12-01)",
        result: "23 jours",
        work: Work::Each(|call| Ok(days_between(call.date(0)?, call.date(1)?).into())),
    },
    Function {
        signature: "mois_entre(debut; fin)",
        title: "mois entre",
        family: Family::Dates,
        summary: "Compte les mois entiers écoulés d’une date à une autre.",
        remark: None,
        example: "mois_entre(2025-01-31; 2025-11-08)",
        result: "9 mois",
        work: Work::Each(|call| {
            Ok(Quantity::of(&whole(months_between(call)?), Unit::months()).into())
        }),
    },
    Function {
        signature: "annees_entre(debut; fin)",
        title: "années entre",
        family: Family::Dates,
        summary: "Compte les années entières écoulées d’une date à une autre.",
        remark: None,
        example: "annees_entre(2020-09-01; 2025-11-08)",
        result: "5 ans",
        work: Work::Each(years_between),
    },
    Function {
        signature: "age(naissance; date)",
        title: "âge",
        family: Family::Dates,
        summary: "Donne l’âge à une date, en années révolues.",
        remark: Some(
            "La date du jour n’existe pas : un corrigé ne change pas d’un jour à l’autre.",
        ),
        example: "age(2004-12-25; 2025-11-08)",
        result: "20 ans",
        work: Work::Each(years_between),
    },
    Function {
        signature: "ajouter_jours(date; n)",
        title: "ajout de jours",
        family: Family::Dates,
        summary: "Donne la date n jours plus tard.",
        remark: Some("« date + 15 jours » dit la même chose."),
        example: "ajouter_jours(2025-11-08; 30)",
        result: "8 décembre 2025",
        work: Work::Each(|call| moved(call, add_days)),
    },
    Function {
        signature: "ajouter_mois(date; n)",
        title: "ajout de mois",
        family: Family::Dates,
        summary: "Donne la date n mois plus tard.",
        remark: Some("Quand ce jour n’existe pas, le dernier du mois."),
        example: "ajouter_mois(2026-01-31; 1)",
        result: "28 février 2026",
        work: Work::Each(|call| moved(call, add_months)),
    },
    Function {
        signature: "jour_semaine(date)",
        title: "jour de la semaine",
        family: Family::Dates,
        summary: "Nomme le jour de la semaine.",
        remark: None,
        example: "jour_semaine(2025-11-08)",
        result: "samedi",
        work: Work::Each(|call| Ok(Value::Text(weekday_name(call.date(0)?.weekday()).to_owned()))),
    },
];

/// Counts the whole months from the first argument to the second.
fn months_between(call: &Arguments<'_>) -> Outcome<i64> {
    Ok(whole_months(call.date(0)?, call.date(1)?))
}

/// Counts the whole months from one date to another; they are negative when the
/// other comes before.
pub(in crate::formula) fn whole_months(from: NaiveDate, to: NaiveDate) -> i64 {
    let (early, late) = if from <= to { (from, to) } else { (to, from) };
    let month = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
    let mut months = month(late) - month(early);
    if add_months(early, months).is_none_or(|date| date > late) {
        months -= 1;
    }
    if from <= to { months } else { -months }
}

fn years_between(call: &Arguments<'_>) -> Outcome {
    Ok(Quantity::of(&whole(months_between(call)? / 12), Unit::years()).into())
}

fn moved(call: &Arguments<'_>, step: fn(NaiveDate, i64) -> Option<NaiveDate>) -> Outcome {
    let count = call.whole(1, -REACH, REACH)?;
    let date = step(call.date(0)?, count);
    date.map(Value::Date)
        .ok_or_else(|| call.fault("resultat-trop-grand", 1, "cette date sort du calendrier"))
}

/// Finds the day a threshold is reached.
pub(super) fn break_even(call: &Arguments<'_>) -> Outcome {
    let base = base(call)?;
    let share = call.reached(call.number(0)?.divide(call.number(1)?))?;
    let days = call.reached(share.multiply(&Quantity::whole(base)))?;
    let start = call.date(2)?;
    let Some(day) = days.round(Rounding::Up, 0).to_i64().filter(|day| *day <= base) else {
        return Err(call
            .fault("seuil-non-atteint", 0, "le seuil de rentabilité n’est pas atteint dans l’année")
            .label("plus que le chiffre d’affaires de l’année"));
    };
    let elapsed = (day - 1).max(0);
    let date = match base {
        360 => accounting_day(start, elapsed),
        _ => add_days(start, elapsed),
    };
    date.map(Value::Date)
        .ok_or_else(|| call.fault("resultat-trop-grand", 2, "cette date sort du calendrier"))
}

/// Returns the day after so many others of months of 30 days; a month that has
/// fewer ends with its last.
fn accounting_day(start: NaiveDate, elapsed: i64) -> Option<NaiveDate> {
    let months = elapsed / 30;
    let last = add_months(start, months + 1)?.pred_opt()?;
    add_days(add_months(start, months)?, elapsed % 30).map(|day| day.min(last))
}

/// Reads the number of days of a year, written as a number or a text.
fn base(call: &Arguments<'_>) -> Outcome<i64> {
    let base = match call.value(3)? {
        Value::Text(text) => text.trim().parse().ok(),
        Value::Number(number) => number.to_i64(),
        _ => None,
    };
    base.filter(|base| [360, 365].contains(base))
        .ok_or_else(|| call.fault("type-inattendu", 3, "la base est de 360 ou de 365\u{a0}jours"))
}

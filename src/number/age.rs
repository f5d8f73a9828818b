//! Ages of posts and reviews: takes two dates, gives the words between them.

use chrono::{Datelike, NaiveDate};

/// A length of time in the largest unit that fits in it.
enum Age {
    Days(i64),
    Weeks(i64),
    Months(i64),
    Years(i64),
}

/// Says how long before `to` lies `from`: `il y a 5 jours`, `hier`; after it, `dans 5 jours`.
#[must_use]
pub fn relative_age(from: NaiveDate, to: NaiveDate) -> String {
    let past = from <= to;
    let words = match age(from, to) {
        Age::Days(0) => return "aujourd’hui".to_owned(),
        Age::Days(1) => return if past { "hier" } else { "demain" }.to_owned(),
        Age::Days(count) => format!("{count}\u{a0}jours"),
        Age::Weeks(1) => "1\u{a0}semaine".to_owned(),
        Age::Weeks(count) => format!("{count}\u{a0}semaines"),
        Age::Months(count) => format!("{count}\u{a0}mois"),
        Age::Years(1) => "1\u{a0}an".to_owned(),
        Age::Years(count) => format!("{count}\u{a0}ans"),
    };
    if past { format!("il y a {words}") } else { format!("dans {words}") }
}

/// Says the same as social networks abridge it: `5 j`, `2 sem`, `3 mois`, `1 an`.
#[must_use]
pub fn short_age(from: NaiveDate, to: NaiveDate) -> String {
    match age(from, to) {
        Age::Days(0) => "aujourd’hui".to_owned(),
        Age::Days(count) => format!("{count}\u{a0}j"),
        Age::Weeks(count) => format!("{count}\u{a0}sem"),
        Age::Months(count) => format!("{count}\u{a0}mois"),
        Age::Years(1) => "1\u{a0}an".to_owned(),
        Age::Years(count) => format!("{count}\u{a0}ans"),
    }
}

fn age(one: NaiveDate, other: NaiveDate) -> Age {
    let (from, to) = (one.min(other), one.max(other));
    let months = whole_months(from, to);
    let days = to.signed_duration_since(from).num_days();
    match (months / 12, months, days) {
        (1.., ..) => Age::Years(months / 12),
        (_, 1.., _) => Age::Months(months),
        (.., 7..) => Age::Weeks(days / 7),
        _ => Age::Days(days),
    }
}

/// Counts the whole calendar months from one date to a later one.
fn whole_months(from: NaiveDate, to: NaiveDate) -> i64 {
    let years = i64::from(to.year()) - i64::from(from.year());
    let months = years * 12 + i64::from(to.month()) - i64::from(from.month());
    months - i64::from(to.day() < from.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(from: &str, to: &str) -> (String, String) {
        let [from, to] = [from, to].map(|text| text.parse().unwrap());
        let plain = |text: String| text.replace('\u{a0}', " ");
        (plain(relative_age(from, to)), plain(short_age(from, to)))
    }

    #[test]
    fn an_age_is_told_in_its_largest_unit() {
        for (from, long, short) in [
            ("2025-11-08", "aujourd’hui", "aujourd’hui"),
            ("2025-11-07", "hier", "1 j"),
            ("2025-11-03", "il y a 5 jours", "5 j"),
            ("2025-11-01", "il y a 1 semaine", "1 sem"),
            ("2025-10-25", "il y a 2 semaines", "2 sem"),
            ("2025-10-09", "il y a 4 semaines", "4 sem"),
            ("2025-10-08", "il y a 1 mois", "1 mois"),
            ("2025-08-08", "il y a 3 mois", "3 mois"),
            ("2024-11-09", "il y a 11 mois", "11 mois"),
            ("2024-11-08", "il y a 1 an", "1 an"),
            ("2020-01-01", "il y a 5 ans", "5 ans"),
        ] {
            assert_eq!(told(from, "2025-11-08"), (long.to_owned(), short.to_owned()), "{from}");
        }
    }

    #[test]
    fn a_later_date_lies_ahead() {
        assert_eq!(told("2025-11-09", "2025-11-08").0, "demain");
        assert_eq!(told("2025-11-22", "2025-11-08").0, "dans 2 semaines");
    }
}

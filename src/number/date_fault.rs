//! Faults of dates, as data, with what to say of them in French.

use chrono::{Datelike, NaiveDate, Weekday};

use super::date::{DateStyle, MONTHS, format_date, month_name, unaccented, weekday_name};

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateFault {
    /// The text has no form of date.
    Unreadable(String),
    /// The word where a month should stand is none.
    UnknownMonth {
        /// The word.
        found: String,
        /// The month nearest to it, if one is near.
        suggestion: Option<&'static str>,
    },
    /// The number of the month is not one of 1 to 12.
    NoSuchMonth(u32),
    /// The month has no such day that year.
    NoSuchDay {
        /// Day of the month.
        day: u32,
        /// Month, from 1.
        month: u32,
        /// Year.
        year: i32,
    },
    /// The text is a date in another order, or with other signs.
    OtherForm {
        /// What is written.
        found: String,
        /// The date that is most likely meant.
        date: NaiveDate,
        /// What is unusual about it.
        form: DateForm,
    },
    /// The date is another day of the week.
    WrongWeekday {
        /// The date.
        date: NaiveDate,
        /// The day of the week that is written.
        told: Weekday,
    },
}

/// What is unusual about a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateForm {
    /// `05/17/2025`, `2025-17-05`: the month stands where the day should.
    Swapped,
    /// `17-05-2025`, `2025/05/17`, `17.05.2025`: the signs of another order.
    Signs,
    /// `17/05/25`: two figures for a year.
    ShortYear,
}

impl DateFault {
    /// Makes the fault of a word that is no month.
    pub(super) fn unknown_month(word: &str) -> Self {
        let plain = unaccented(word);
        let near = |month: &&str| strsim::osa_distance(&unaccented(month), &plain);
        let suggestion = MONTHS.into_iter().min_by_key(near);
        // An abbreviation is far in letters and near in meaning.
        let abridged = MONTHS.into_iter().find(|month| {
            let stem = plain.trim_end_matches('.');
            stem.len() >= 3 && unaccented(month).starts_with(stem)
        });
        let suggestion = abridged.or(suggestion.filter(|month| near(month) <= 2));
        Self::UnknownMonth { found: word.to_owned(), suggestion }
    }

    /// Says in French what is wrong.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Unreadable(text) => format!("«\u{a0}{text}\u{a0}» n’est pas une date"),
            Self::UnknownMonth { found, .. } => {
                format!("«\u{a0}{found}\u{a0}» n’est pas un mois")
            }
            Self::NoSuchMonth(month) => format!("le mois {month} n’existe pas"),
            Self::NoSuchDay { day, month, year } => {
                format!("le {day} {} {year} n’existe pas", month_name(*month))
            }
            Self::OtherForm { found, form, .. } => match form {
                DateForm::Swapped if found.contains('/') => {
                    format!("«\u{a0}{found}\u{a0}» met le mois avant le jour")
                }
                DateForm::Swapped => format!("«\u{a0}{found}\u{a0}» met le jour avant le mois"),
                DateForm::Signs => {
                    format!("«\u{a0}{found}\u{a0}» mêle deux façons d’écrire une date")
                }
                DateForm::ShortYear => {
                    format!("l’année de «\u{a0}{found}\u{a0}» n’a que deux chiffres")
                }
            },
            Self::WrongWeekday { date, told } => format!(
                "le {} n’est pas un {}",
                format_date(*date, DateStyle::Long),
                weekday_name(*told)
            ),
        }
    }

    /// Says in French what to write instead.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::UnknownMonth { suggestion: Some(month), .. } => {
                format!("vouliez-vous dire «\u{a0}{month}\u{a0}»\u{202f}?")
            }
            Self::UnknownMonth { suggestion: None, .. } => {
                "écrivez le nom du mois en entier, de janvier à décembre".to_owned()
            }
            Self::Unreadable(_) => {
                "écrivez une date comme 8 novembre 2025, 8/11/2025 ou 2025-11-08".to_owned()
            }
            Self::OtherForm { found, date, .. } => {
                let short = format_date(*date, DateStyle::Short);
                if found.starts_with(|letter: char| letter.is_ascii_digit())
                    && found.find(['-', '/', '.']) == Some(4)
                {
                    format!("écrivez {date} ou {short}")
                } else {
                    format!("écrivez {short} ou {}", format_date(*date, DateStyle::Long))
                }
            }
            Self::NoSuchMonth(_) => "les mois vont de 1 à 12".to_owned(),
            Self::NoSuchDay { month, year, .. } => last_day(*year, *month),
            Self::WrongWeekday { date, .. } => {
                format!("c’est un {}", weekday_name(date.weekday()))
            }
        }
    }
}

fn last_day(year: i32, month: u32) -> String {
    let last = (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some());
    let name = month_name(month);
    match last {
        Some(last) => format!("en {year}, {name} finit le {last}"),
        None => format!("vérifiez le jour de «\u{a0}{name}\u{a0}»"),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::parse_date;

    #[test]
    fn every_fault_says_what_to_write() {
        let told = [
            "30 février 2026",
            "31/04/2026",
            "8 novembr 2025",
            "8 nov. 2025",
            "8 brumaire 2025",
            "2025-13-32",
            "2025-17-05",
            "05/17/2025",
            "2025/05/17",
            "17-05-2025",
            "17.05.2025",
            "17/05/25",
            "lundi 8 novembre 2025",
            "demain",
        ]
        .map(|text| parse_date(text).unwrap_err())
        .map(|fault| format!("{}\n  {}\n", fault.message(), fault.help()));
        expect![[r#"
            le 30 février 2026 n’existe pas
              en 2026, février finit le 28
            le 31 avril 2026 n’existe pas
              en 2026, avril finit le 30
            « novembr » n’est pas un mois
              vouliez-vous dire « novembre » ?
            « nov. » n’est pas un mois
              vouliez-vous dire « novembre » ?
            « brumaire » n’est pas un mois
              écrivez le nom du mois en entier, de janvier à décembre
            le mois 13 n’existe pas
              les mois vont de 1 à 12
            « 2025-17-05 » met le jour avant le mois
              écrivez 2025-05-17 ou 17/05/2025
            « 05/17/2025 » met le mois avant le jour
              écrivez 17/05/2025 ou 17 mai 2025
            « 2025/05/17 » mêle deux façons d’écrire une date
              écrivez 2025-05-17 ou 17/05/2025
            « 17-05-2025 » mêle deux façons d’écrire une date
              écrivez 17/05/2025 ou 17 mai 2025
            « 17.05.2025 » mêle deux façons d’écrire une date
              écrivez 17/05/2025 ou 17 mai 2025
            l’année de « 17/05/25 » n’a que deux chiffres
              écrivez 17/05/2025 ou 17 mai 2025
            le 8 novembre 2025 n’est pas un lundi
              c’est un samedi
            « demain » n’est pas une date
              écrivez une date comme 8 novembre 2025, 8/11/2025 ou 2025-11-08
        "#]]
        .assert_eq(&told.concat());
    }
}

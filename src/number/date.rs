//! Dates in French: takes what an author writes, gives dates, and writes them back.

use chrono::{Datelike, NaiveDate, Weekday};

use super::date_fault::{DateFault, DateForm};

/// How a date is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateStyle {
    /// `8 novembre 2025`.
    Long,
    /// `samedi 8 novembre 2025`.
    Weekday,
    /// `8 novembre`.
    DayMonth,
    /// `novembre 2025`.
    Month,
    /// `08/11/2025`.
    Short,
}

pub(super) const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("lundi", Weekday::Mon),
    ("mardi", Weekday::Tue),
    ("mercredi", Weekday::Wed),
    ("jeudi", Weekday::Thu),
    ("vendredi", Weekday::Fri),
    ("samedi", Weekday::Sat),
    ("dimanche", Weekday::Sun),
];

/// Reads a date: `2025-11-08`, `8 novembre 2025`, `samedi 8 novembre 2025`,
/// `1er mars 2026`, `8/11/2025`.
///
/// # Errors
///
/// When the text has no form of date, when its month is unknown, when the day
/// does not exist or is another day of the week.
pub fn parse_date(text: &str) -> Result<NaiveDate, DateFault> {
    let text = text.trim();
    let unreadable = || DateFault::Unreadable(text.to_owned());
    let split = |separator| text.split(separator).collect::<Vec<&str>>();
    if let [year, month, day] = split('-')[..] {
        return existing(figures(day), figures(month), whole_year(year), text)
            .map_err(|fault| meant(text).unwrap_or(fault));
    }
    if let [day, month, year] = split('/')[..] {
        return existing(figures(day), figures(month), whole_year(year), text)
            .map_err(|fault| meant(text).unwrap_or(fault));
    }
    if let Some(fault) = meant(text) {
        return Err(fault);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let (weekday, words) = match words.split_first() {
        Some((first, rest)) if rest.len() == 3 => {
            (Some(weekday(first).ok_or_else(unreadable)?), rest)
        }
        _ => (None, &words[..]),
    };
    let [day, month, year] = *words else { return Err(unreadable()) };
    let day = if day.eq_ignore_ascii_case("1er") { Some(1) } else { figures(day) };
    let (Some(_), Some(_)) = (day, whole_year(year)) else { return Err(unreadable()) };
    let date = existing(day, Some(month_number(month)?), whole_year(year), text)?;
    match weekday {
        Some(told) if told != date.weekday() => Err(DateFault::WrongWeekday { date, told }),
        _ => Ok(date),
    }
}

/// Reads a month, `novembre 2025` or `2025-11`, and gives its first day.
///
/// # Errors
///
/// When the text has no form of month or its month is unknown.
pub fn parse_month(text: &str) -> Result<NaiveDate, DateFault> {
    let text = text.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    if let [month, year] = words[..]
        && let year @ Some(_) = whole_year(year)
    {
        return existing(Some(1), Some(month_number(month)?), year, text);
    }
    match text.split_once('-') {
        Some((year, month)) => existing(Some(1), figures(month), whole_year(year), text),
        None => Err(DateFault::Unreadable(text.to_owned())),
    }
}

/// Returns the name of a month that stands alone.
#[must_use]
pub fn month_named(text: &str) -> Option<&'static str> {
    month_number(text.trim()).ok().map(month_name)
}

/// Writes a date; the day of a month stands before U+00A0.
#[must_use]
pub fn format_date(date: NaiveDate, style: DateStyle) -> String {
    let day = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    let (month, year) = (month_name(date.month()), date.year());
    match style {
        DateStyle::Long => format!("{day}\u{a0}{month} {year}"),
        DateStyle::Weekday => {
            format!("{} {day}\u{a0}{month} {year}", weekday_name(date.weekday()))
        }
        DateStyle::DayMonth => format!("{day}\u{a0}{month}"),
        DateStyle::Month => format!("{month} {year}"),
        DateStyle::Short => format!("{:02}/{:02}/{year}", date.day(), date.month()),
    }
}

/// Returns the name of a month, from 1; nothing beyond 12.
#[must_use]
pub fn month_name(month: u32) -> &'static str {
    let index = month.checked_sub(1).and_then(|index| usize::try_from(index).ok());
    index.and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

/// Returns the name of a day of the week.
#[must_use]
pub fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, known)| *known == day).map(|(name, _)| *name).unwrap_or_default()
}

/// Returns the fault of three numbers that are a date in another form.
fn meant(text: &str) -> Option<DateFault> {
    let sign = text.chars().find(|letter| !letter.is_ascii_digit())?;
    let parts: Vec<&str> = text.split(sign).collect();
    let [first, second, third] = parts[..] else { return None };
    let date = |day, month, year| {
        NaiveDate::from_ymd_opt(whole_year(year)?, figures(month)?, figures(day)?)
    };
    let century = format!("20{third}");
    let (form, date) = match sign {
        '/' if third.len() == 4 => (DateForm::Swapped, date(second, first, third)),
        '/' if third.len() == 2 && first.len() < 4 => {
            (DateForm::ShortYear, date(first, second, &century))
        }
        '/' => (DateForm::Signs, date(third, second, first)),
        '-' if first.len() == 4 => (DateForm::Swapped, date(second, third, first)),
        '-' | '.' => (DateForm::Signs, date(first, second, third)),
        _ => return None,
    };
    Some(DateFault::OtherForm { found: text.to_owned(), date: date?, form })
}

fn existing(
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
    text: &str,
) -> Result<NaiveDate, DateFault> {
    let (Some(day), Some(month), Some(year)) = (day, month, year) else {
        return Err(DateFault::Unreadable(text.to_owned()));
    };
    if month_name(month).is_empty() {
        return Err(DateFault::NoSuchMonth(month));
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateFault::NoSuchDay { day, month, year })
}

fn figures(text: &str) -> Option<u32> {
    let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn whole_year(text: &str) -> Option<i32> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| text.parse().ok()).flatten()
}

fn weekday(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    WEEKDAYS.iter().find(|(name, _)| *name == word).map(|(_, day)| *day)
}

fn month_number(word: &str) -> Result<u32, DateFault> {
    let plain = unaccented(word);
    match (1..=12).find(|month| unaccented(month_name(*month)) == plain) {
        Some(month) => Ok(month),
        None => Err(DateFault::unknown_month(word)),
    }
}

/// Lowers a word and takes its accents off, as far as months have any.
pub(super) fn unaccented(word: &str) -> String {
    word.to_lowercase().replace(['é', 'è'], "e").replace('û', "u")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn dates_are_read_in_all_their_forms() {
        for text in [
            "2025-11-08",
            "8 novembre 2025",
            "8\u{a0}novembre\u{a0}2025",
            "samedi 8 novembre 2025",
            "8/11/2025",
            "08/11/2025",
            "8 Novembre 2025",
        ] {
            assert_eq!(parse_date(text), Ok(date(2025, 11, 8)), "{text}");
        }
        assert_eq!(parse_date("1er mars 2026"), Ok(date(2026, 3, 1)));
        assert_eq!(parse_date("15 aout 2026"), Ok(date(2026, 8, 15)));
        assert_eq!(parse_date("29 fevrier 2024"), Ok(date(2024, 2, 29)));
    }

    #[test]
    fn months_are_read_to_their_first_day() {
        for text in ["novembre 2025", "2025-11", "Novembre 2025"] {
            assert_eq!(parse_month(text), Ok(date(2025, 11, 1)), "{text}");
        }
        assert!(parse_month("2025").is_err());
        assert_eq!(month_named(" Aout "), Some("août"));
        assert_eq!(month_named("4"), None);
        assert!(parse_month("11-2025").is_err());
        assert_eq!(parse_month("2025-13"), Err(DateFault::NoSuchMonth(13)));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "demain", "8 novembre", "8/11/5", "2025-11-08-01", "huit mai 2025", "-/-/-"]
        {
            assert_eq!(parse_date(text), Err(DateFault::Unreadable(text.to_owned())), "{text}");
        }
        let missing = DateFault::NoSuchDay { day: 30, month: 2, year: 2026 };
        assert_eq!(parse_date("30 février 2026"), Err(missing.clone()));
        assert_eq!(parse_date("2026-02-30"), Err(missing));
        assert_eq!(
            parse_date("lundi 8 novembre 2025"),
            Err(DateFault::WrongWeekday { date: date(2025, 11, 8), told: Weekday::Mon })
        );
    }

    #[test]
    fn dates_are_written_in_every_style() {
        let styles = [
            DateStyle::Long,
            DateStyle::Weekday,
            DateStyle::DayMonth,
            DateStyle::Month,
            DateStyle::Short,
        ];
        let written = styles.map(|style| format_date(date(2026, 3, 1), style)).join(", ");
        assert_eq!(
            written.replace('\u{a0}', "_"),
            "1er_mars 2026, dimanche 1er_mars 2026, 1er_mars, mars 2026, 01/03/2026"
        );
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[0-9/ -]{0,12}|[0-9]{1,2} .{0,8} [0-9]{4}|.{0,12}") {
            for fault in [parse_date(&text).err(), parse_month(&text).err()].into_iter().flatten() {
                prop_assert!(!fault.message().is_empty() && !fault.help().is_empty());
            }
        }

        #[test]
        fn a_written_date_is_read_back(days in 0_i64..400_000) {
            let written = date(1000, 1, 1) + chrono::TimeDelta::days(days);
            for style in [DateStyle::Long, DateStyle::Weekday, DateStyle::Short] {
                prop_assert_eq!(parse_date(&format_date(written, style)), Ok(written));
            }
            prop_assert_eq!(parse_date(&written.to_string()), Ok(written));
        }
    }
}

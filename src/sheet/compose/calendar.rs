//! Editorial calendars: cards in order of date, months day by day.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::Composer;
use super::alternative::sentences;
use super::figure::enumeration;
use super::text::plain_line;
use crate::diagnostic::Fault;
use crate::number::{DateStyle, format_date, french_holidays};
use crate::sheet::{Card, CardField, Day, DayKind, EditorialCalendar, Month};
use crate::subject::block::{self, Article};

/// Months a calendar may show: two years are more than a season.
const MOST_MONTHS: usize = 24;

impl Composer<'_> {
    /// Composes an editorial calendar.
    pub(super) fn editorial_calendar(
        &mut self,
        calendar: &block::EditorialCalendar,
    ) -> Option<EditorialCalendar> {
        let months = months(calendar.from, calendar.to.value);
        if months.is_empty() || months.len() > MOST_MONTHS {
            self.tell(
                Fault::error("saison-impossible", "ces mois ne font pas une saison")
                    .at(calendar.to.span, "attendu : le mois « de » ou l’un des 23 qui suivent"),
            );
            return None;
        }
        let mut articles: Vec<&Article> = calendar.articles.iter().collect();
        articles.sort_by_key(|article| article.date.value);
        for article in &articles {
            if !months.contains(&first_day(article.date.value)) {
                self.tell(
                    Fault::error("article-hors-saison", "cet article paraît hors du calendrier")
                        .at(article.date.span, "attendu : un jour des mois du calendrier")
                        .at(calendar.to.span, "le dernier mois"),
                );
            }
        }
        let holidays = holidays(&months, calendar.alsace_moselle);
        let cards = articles
            .iter()
            .enumerate()
            .map(|(rank, article)| self.card(rank + 1, article))
            .collect();
        let grids = months.iter().map(|first| month(*first, &articles, &holidays)).collect();
        Some(EditorialCalendar {
            cards,
            months: grids,
            holidays: holidays.iter().map(|(date, name)| plain_line(&named(*date, name))).collect(),
            alt: alt(&months, &articles, &holidays),
        })
    }

    fn card(&mut self, number: usize, article: &Article) -> Card {
        Card {
            number: number.to_string(),
            date: plain_line(&format_date(article.date.value, DateStyle::Weekday)),
            title: self.line(&article.title),
            fields: article
                .fields
                .iter()
                .map(|(label, text)| CardField {
                    label: (*label).to_owned(),
                    content: self.flow(text),
                })
                .collect(),
        }
    }
}

fn first_day(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

fn months(from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    (0..=u32::try_from(MOST_MONTHS).unwrap_or_default())
        .map_while(|count| from.checked_add_months(Months::new(count)))
        .take_while(|first| *first <= to)
        .collect()
}

fn holidays(months: &[NaiveDate], alsace_moselle: bool) -> Vec<(NaiveDate, &'static str)> {
    let mut years: Vec<_> = months.iter().map(NaiveDate::year).collect();
    years.dedup();
    years
        .into_iter()
        .flat_map(|year| french_holidays(year, alsace_moselle))
        .filter(|(date, _)| months.contains(&first_day(*date)))
        .collect()
}

fn month(first: NaiveDate, articles: &[&Article], holidays: &[(NaiveDate, &str)]) -> Month {
    let lead = first.weekday().num_days_from_monday() as usize;
    let mut days: Vec<Day> = std::iter::repeat_with(outside).take(lead).collect();
    let inside = first.iter_days().take_while(|date| date.month() == first.month());
    days.extend(inside.map(|date| day(date, articles, holidays)));
    while !days.len().is_multiple_of(7) {
        days.push(outside());
    }
    Month {
        title: format_date(first, DateStyle::Month),
        weeks: days.chunks(7).map(<[Day]>::to_vec).collect(),
    }
}

fn outside() -> Day {
    Day { number: String::new(), kind: DayKind::Outside, article: String::new() }
}

fn day(date: NaiveDate, articles: &[&Article], holidays: &[(NaiveDate, &str)]) -> Day {
    let published: Vec<_> = articles
        .iter()
        .enumerate()
        .filter(|(_, article)| article.date.value == date)
        .map(|(rank, _)| (rank + 1).to_string())
        .collect();
    let kind = if !published.is_empty() {
        DayKind::Publication
    } else if holidays.iter().any(|(holiday, _)| *holiday == date) {
        DayKind::Holiday
    } else if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
        DayKind::Weekend
    } else {
        DayKind::Plain
    };
    Day { number: date.day().to_string(), kind, article: published.join(", ") }
}

fn named(date: NaiveDate, name: &str) -> String {
    format!("{} : {name}", format_date(date, DateStyle::DayMonth))
}

fn alt(
    months: &[NaiveDate],
    articles: &[&Article],
    holidays: &[(NaiveDate, &'static str)],
) -> String {
    let shown = |first: Option<&NaiveDate>| {
        first.map(|first| format_date(*first, DateStyle::Month)).unwrap_or_default()
    };
    let days: Vec<_> = articles
        .iter()
        .map(|article| format_date(article.date.value, DateStyle::Weekday))
        .collect();
    let holidays: Vec<_> = holidays.iter().map(|(date, name)| named(*date, name)).collect();
    sentences(&[
        format!("Calendrier, {} à {}", from(&shown(months.first())), shown(months.last())),
        format!("Jours de publication : {}", enumeration(&days)),
        format!("Jours fériés : {}", holidays.join(" ; ")),
    ])
}

/// Says from which month: `de mars`, `d’avril`.
fn from(month: &str) -> String {
    let elided = month.starts_with(['a', 'o']);
    format!("{}{month}", if elided { "d’" } else { "de " })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_whole_weeks_from_monday() {
        let november = NaiveDate::from_ymd_opt(2025, 11, 1).unwrap();
        let month = month(november, &[], &[(november, "Toussaint")]);
        assert_eq!(month.weeks.len(), 5);
        assert!(month.weeks.iter().all(|week| week.len() == 7));
        let saturday = &month.weeks[0][5];
        assert_eq!((saturday.number.as_str(), saturday.kind), ("1", DayKind::Holiday));
        assert_eq!(month.weeks[0][4].kind, DayKind::Outside);
    }

    #[test]
    fn a_season_may_pass_new_year() {
        let from = NaiveDate::from_ymd_opt(2025, 11, 1).unwrap();
        let to = NaiveDate::from_ymd_opt(2026, 4, 1).unwrap();
        assert_eq!(months(from, to).len(), 6);
        assert!(months(to, from).is_empty());
    }
}

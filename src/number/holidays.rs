//! French public holidays: takes a year, gives its *jours fériés* in order.

use chrono::{Days, NaiveDate};

/// Holidays that fall on the same date every year: month, day, name.
const FIXED: [(u32, u32, &str); 8] = [
    (1, 1, "Jour de l’An"),
    (5, 1, "Fête du Travail"),
    (5, 8, "Victoire de 1945"),
    (7, 14, "Fête nationale"),
    (8, 15, "Assomption"),
    (11, 1, "Toussaint"),
    (11, 11, "Armistice de 1918"),
    (12, 25, "Noël"),
];

/// Holidays that follow Easter, with their distance in days.
const MOVABLE: [(u64, &str); 3] =
    [(1, "Lundi de Pâques"), (39, "Ascension"), (50, "Lundi de Pentecôte")];

/// Returns the public holidays of a year, with the two of Alsace-Moselle if asked.
#[must_use]
pub fn french_holidays(year: i32, alsace_moselle: bool) -> Vec<(NaiveDate, &'static str)> {
    let fixed = FIXED.into_iter().filter_map(|(month, day, name)| {
        NaiveDate::from_ymd_opt(year, month, day).map(|date| (date, name))
    });
    let mut holidays: Vec<_> = fixed.collect();
    if let Some(easter) = easter(year) {
        let movable = MOVABLE.into_iter().filter_map(|(distance, name)| {
            easter.checked_add_days(Days::new(distance)).map(|date| (date, name))
        });
        holidays.extend(movable);
    }
    if alsace_moselle {
        let friday = easter(year).and_then(|easter| easter.checked_sub_days(Days::new(2)));
        holidays.extend(friday.map(|date| (date, "Vendredi saint")));
        let stephen = NaiveDate::from_ymd_opt(year, 12, 26);
        holidays.extend(stephen.map(|date| (date, "Saint-Étienne")));
    }
    holidays.sort_by_key(|(date, _)| *date);
    holidays
}

/// Returns Easter Sunday, by the anonymous Gregorian computus (Meeus, *Astronomical
/// Algorithms*, chapter 8).
#[expect(
    clippy::many_single_char_names,
    reason = "the letters are those of the published algorithm"
)]
fn easter(year: i32) -> Option<NaiveDate> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let f = (b + 8).div_euclid(25);
    let g = (b - f + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let day = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(day / 31).ok()?, u32::try_from(day % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn easter_falls_where_the_church_says() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (2000, 4, 23),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
        ] {
            assert_eq!(easter(year), NaiveDate::from_ymd_opt(year, month, day));
        }
    }

    #[test]
    fn the_year_has_eleven_holidays_and_thirteen_in_alsace() {
        assert_eq!(french_holidays(2025, false).len(), 11);
        let lines =
            french_holidays(2025, true).into_iter().map(|(date, name)| format!("{date} {name}\n"));
        expect![[r"
            2025-01-01 Jour de l’An
            2025-04-18 Vendredi saint
            2025-04-21 Lundi de Pâques
            2025-05-01 Fête du Travail
            2025-05-08 Victoire de 1945
            2025-05-29 Ascension
            2025-06-09 Lundi de Pentecôte
            2025-07-14 Fête nationale
            2025-08-15 Assomption
            2025-11-01 Toussaint
            2025-11-11 Armistice de 1918
            2025-12-25 Noël
            2025-12-26 Saint-Étienne
        "]]
        .assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn a_year_beyond_the_calendar_has_none() {
        assert_eq!(french_holidays(i32::MAX, true), []);
    }
}

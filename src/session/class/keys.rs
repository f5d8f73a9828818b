//! The keys of a class (*clés*): one row a pupil, two columns a result, what is
//! displayed and what is exact, as CSV and as a spreadsheet. No name of a pupil
//! stands in them.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::diagnostic::Fault;
use crate::variants::roster::spreadsheet_text;

/// What the keys say of one pupil.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Identifier, group, variant, code.
    pub(super) pupil: [String; 4],
    /// Displayed and exact text of each result, in the order of the columns.
    pub(super) results: Vec<[String; 2]>,
}

const PUPIL: [&str; 4] = ["identifiant", "groupe", "variante", "code"];

/// Writes the keys as CSV for French spreadsheets: semicolons, and the mark
/// that says UTF-8.
///
/// # Errors
///
/// Only when memory is short.
pub(super) fn csv(results: &[String], rows: &[Row]) -> Result<Vec<u8>, Fault> {
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').from_writer(b"\xef\xbb\xbf".to_vec());
    // A result is ours, and may begin with a minus.
    let neutral = |row: &Row| {
        let safe = Row {
            pupil: row.pupil.clone().map(|cell| spreadsheet_text(&cell).into_owned()),
            ..row.clone()
        };
        cells(&safe)
    };
    for line in [headers(results)].into_iter().chain(rows.iter().map(neutral)) {
        writer.write_record(&line).map_err(|error| unwritten("cles.csv", &error))?;
    }
    writer.into_inner().map_err(|error| unwritten("cles.csv", &error))
}

/// Writes the keys as a spreadsheet, dated as the subject is.
///
/// # Errors
///
/// More rows or columns than a spreadsheet has.
pub(super) fn xlsx(results: &[String], rows: &[Row], date: NaiveDate) -> Result<Vec<u8>, Fault> {
    sheet(results, rows, date).map_err(|error| unwritten("cles.xlsx", &error))
}

fn sheet(results: &[String], rows: &[Row], date: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let year = u16::try_from(date.year()).unwrap_or(2000);
    let day = |part: u32| u8::try_from(part).unwrap_or(1);
    let created = ExcelDateTime::from_ymd(year, day(date.month()), day(date.day()))?;
    book.set_properties(&DocProperties::new().set_title("Clés").set_creation_datetime(&created));
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet().set_name("Clés")?;
    for (column, header) in (0..).zip(headers(results)) {
        sheet.write_string_with_format(0, column, header, &bold)?;
    }
    for (line, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells(row)) {
            // A fraction is exact as a text only; an identifier is not a number.
            match cell.parse::<i32>() {
                Ok(whole) if usize::from(column) >= PUPIL.len() => {
                    sheet.write_number(line, column, whole)?
                }
                _ => sheet.write_string(line, column, cell)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 1)?.autofit();
    book.save_to_buffer()
}

fn headers(results: &[String]) -> Vec<String> {
    let pupil = PUPIL.map(str::to_owned).into_iter();
    pupil.chain(results.iter().flat_map(|name| [name.clone(), format!("{name} (exact)")])).collect()
}

fn cells(row: &Row) -> Vec<String> {
    row.pupil.iter().chain(row.results.iter().flatten()).cloned().collect()
}

fn unwritten(file: &str, error: &dyn std::error::Error) -> Fault {
    Fault::error("cles-refusees", format!("« {file} » ne s’écrit pas : {error}"))
        .help("demandez moins de variantes à la fois")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Row> {
        vec![Row {
            pupil: ["=1+1", "2 A", "", "K7QF-3M2X"].map(str::to_owned),
            results: vec![
                ["5 téléacteurs", "5"].map(str::to_owned),
                ["−37,5 %", "-3/8"].map(str::to_owned),
            ],
        }]
    }

    #[test]
    fn a_formula_in_the_place_of_a_name_is_text() {
        let text = csv(&["teleacteurs".to_owned(), "evolution".to_owned()], &rows()).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert_eq!(
            text,
            "\u{feff}identifiant;groupe;variante;code;teleacteurs;teleacteurs (exact);evolution;\
             evolution (exact)\n'=1+1;2 A;;K7QF-3M2X;5 téléacteurs;5;−37,5 %;-3/8\n"
        );
    }

    #[test]
    fn the_same_keys_give_the_same_spreadsheet() {
        let date = NaiveDate::from_ymd_opt(2023, 5, 15).unwrap();
        let once = xlsx(&["a".to_owned()], &rows(), date).unwrap();
        assert_eq!(once, xlsx(&["a".to_owned()], &rows(), date).unwrap());
        assert!(once.starts_with(b"PK"));
    }
}

//! CSV files: takes bytes as spreadsheets write them, gives records whose
//! cells know their places.
//!
//! The separator is `;`, a tab or `,`, whichever the first line has, in this
//! order. The text is UTF-8 with or without mark, UTF-16 with its mark, or
//! else Windows-1252.

use std::ops::Range;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::{SourceId, Sources, Span, Spanned};

/// A line of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The cells, without the blanks around them; one at least.
    pub cells: Vec<Spanned<String>>,
    /// The whole line.
    pub span: Span,
}

/// Adds a file to the sources and cuts it in records; empty lines are none.
///
/// # Errors
///
/// Returns the point from which it cannot be read.
pub fn read(
    sources: &mut Sources,
    name: impl Into<String>,
    bytes: &[u8],
) -> Result<Vec<Record>, Span> {
    let text = decode(bytes);
    let source = sources.add(name, text.clone());
    records(source, &text)
}

/// Decodes what spreadsheets write.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let body = bytes.get(length..).unwrap_or_default();
        if encoding != UTF_8 {
            return encoding.decode_without_bom_handling(body).0.into_owned();
        }
        return decode_unmarked(body);
    }
    decode_unmarked(bytes)
}

fn decode_unmarked(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default().as_bytes();
    let found = [b';', b'\t'].into_iter().find(|delimiter| first.contains(delimiter));
    found.unwrap_or(b',')
}

/// Cuts a text in records of cells, each with its place.
fn records(source: SourceId, text: &str) -> Result<Vec<Record>, Span> {
    let delimiter = delimiter(text);
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        let start = usize::try_from(csv.position().byte()).unwrap_or(usize::MAX);
        match csv.read_record(&mut record) {
            Ok(false) => return Ok(records),
            Ok(true) => {
                let end = usize::try_from(csv.position().byte()).unwrap_or(usize::MAX);
                let raw = text.get(start..end).unwrap_or_default();
                let start = end - raw.trim_start_matches(['\r', '\n']).len();
                let raw = raw.trim_matches(['\r', '\n']);
                let cells = record.iter().zip(places(raw, char::from(delimiter)));
                let cells = cells.map(|(cell, place)| {
                    let place = Span::new(source, start + place.start..start + place.end);
                    Spanned::new(cell.trim().to_owned(), place)
                });
                let span = Span::new(source, start..start + raw.len());
                records.push(Record { cells: cells.collect(), span });
            }
            Err(_) => {
                let point = start.min(text.len());
                return Err(Span::new(source, point..point));
            }
        }
    }
}

/// Finds where the cells of a raw record stand, quotes included.
fn places(raw: &str, delimiter: char) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let (mut start, mut quoted) = (0, false);
    let mut letters = raw.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if quoted {
            // Two quotes in a row are one letter; elsewhere than at the start
            // of a cell, a quote opens nothing.
            quoted = letter != '"' || letters.next_if(|(_, next)| *next == '"').is_some();
        } else if letter == '"' && at == start {
            quoted = true;
        } else if letter == delimiter {
            places.push(start..at);
            start = at + delimiter.len_utf8();
        }
    }
    places.push(start..raw.len());
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<(String, String)>> {
        let mut sources = Sources::default();
        let records = read(&mut sources, "essai.csv", bytes).expect("records");
        let pair =
            |cell: Spanned<String>| (cell.value.clone(), sources.slice(cell.span).to_owned());
        records.into_iter().map(|record| record.cells.into_iter().map(pair).collect()).collect()
    }

    fn values(bytes: &[u8]) -> Vec<Vec<String>> {
        let record = |record: Vec<_>| record.into_iter().map(|(value, _)| value).collect();
        cells(bytes).into_iter().map(record).collect()
    }

    #[test]
    fn each_way_spreadsheets_write_is_read() {
        let expected = vec![vec!["âge".to_owned(), "prénom".to_owned()]];
        let utf_16 = "\u{feff}âge\tprénom".encode_utf16().flat_map(u16::to_le_bytes);
        assert_eq!(values(b"\xE2ge;pr\xE9nom"), expected);
        assert_eq!(values("\u{feff}âge;prénom\r\n".as_bytes()), expected);
        assert_eq!(values(b"\xEF\xBB\xBF\xE2ge;pr\xE9nom"), expected);
        assert_eq!(values("âge,prénom\n\n".as_bytes()), expected);
        assert_eq!(values(&utf_16.collect::<Vec<_>>()), expected);
    }

    #[test]
    fn a_delimiter_between_quotes_does_not_cut() {
        assert_eq!(places("a;\"b;c\";d", ';'), [0..1, 2..7, 8..9]);
        assert_eq!(places("\"a\"\";b\";c", ';'), [0..7, 8..9]);
    }

    #[test]
    fn a_quote_within_a_cell_is_a_letter() {
        assert_eq!(places("27\";écran", ';'), [0..3, 4..10]);
        assert_eq!(values("27\";écran".as_bytes()), [["27\"", "écran"]]);
    }

    #[test]
    fn cells_know_their_places_beyond_empty_lines() {
        let pair = |value: &str, raw: &str| (value.to_owned(), raw.to_owned());
        assert_eq!(
            cells(b"a;b\r\n\r\n c ;\"d\r\nd\"\r\n"),
            [
                vec![pair("a", "a"), pair("b", "b")],
                vec![pair("c", " c "), pair("d\r\nd", "\"d\r\nd\"")]
            ]
        );
    }

    proptest! {
        #[test]
        fn no_cell_is_lost(text in "[ab\";, \r\n\t]{0,30}") {
            let delimiter = delimiter(&text);
            let mut csv = csv::ReaderBuilder::new();
            let csv = csv.delimiter(delimiter).has_headers(false).flexible(true);
            let expected = csv.from_reader(text.as_bytes()).into_records();
            let expected = expected.map(|record| record.expect("a record").len());
            let found = values(text.as_bytes());
            prop_assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        }
    }
}

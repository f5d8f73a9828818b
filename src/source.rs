//! Files as the program reads them: takes names and texts, gives [`Source`]s
//! and the [`Span`]s that point into them.
//!
//! Everything an author wrote keeps its span for as long as it lives, so that
//! a fault found by the last step of the line still shows the words of the
//! first.

pub mod csv;
mod picture;

pub use picture::{Pixels, pixels};

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Number of a source within its [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(u32);

/// A place in a source: a range of bytes, always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The source pointed into.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// Byte after the last; equal to `start` for a point.
    pub end: u32,
}

impl Span {
    /// Returns the span of a byte range of a source.
    #[must_use]
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { source, start: clip(range.start), end: clip(range.end) }
    }

    /// Returns the byte range within the source.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place where its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value and its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// One file: the name shown in messages and the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Path as the person who runs the program wrote or knows it.
    pub name: String,
    /// The whole text, in UTF-8, without byte order mark.
    pub text: String,
}

/// Every file read so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a file and returns its number.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Source { name: name.into(), text: text.into() });
        id
    }

    /// Hides the characters of a span from all that shows the file: each of
    /// their bytes becomes an asterisk, but for the ends of lines.
    pub fn hide(&mut self, span: Span) {
        if let Some(file) = self.files.get_mut(span.source.0 as usize)
            && file.text.get(span.range()).is_some()
        {
            let masked = |byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { '*' };
            let hidden: String = file.text[span.range()].bytes().map(masked).collect();
            file.text.replace_range(span.range(), &hidden);
        }
    }

    /// Returns the same files by other names.
    #[must_use]
    pub fn renamed(&self, name: impl Fn(&str) -> String) -> Self {
        let file = |file: &Source| Source { name: name(&file.name), text: file.text.clone() };
        Self { files: self.files.iter().map(file).collect() }
    }

    /// Visits the files in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.files.iter().zip(0..).map(|(file, rank)| (SourceId(rank), file))
    }

    /// Returns a file by its number.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// Tells whether a span stands in one of the files, on character boundaries.
    #[must_use]
    pub fn holds(&self, span: Span) -> bool {
        let file = self.files.get(span.source.0 as usize);
        file.is_some_and(|file| file.text.get(span.range()).is_some())
    }

    /// Returns the characters a span covers.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.range()).unwrap_or_default()
    }

    /// Returns line and column of a byte, both from 1, columns in characters.
    #[must_use]
    pub fn line_column(&self, source: SourceId, byte: usize) -> (usize, usize) {
        let text = &self.get(source).text;
        let before = &text[..text.floor_char_boundary(byte.min(text.len()))];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }

    /// Returns the place of a part of a text whose author wrote it at `span`.
    ///
    /// The text may differ from what stands in the file by quotes, escapes,
    /// folded lines and indentation: the two are walked side by side, once,
    /// and what the file has more is passed over.
    #[must_use]
    pub fn within(&self, span: Span, text: &str, part: Range<usize>) -> Span {
        let raw = self.slice(span);
        let base = span.start as usize;
        let found = if raw == text {
            part.start.min(raw.len())..part.end.min(raw.len())
        } else {
            align(raw, text, &part)
        };
        let end = found.end.max(found.start);
        Span::new(span.source, base + found.start..base + end)
    }
}

/// Finds the bytes of `raw` where a part of `text` was written.
fn align(raw: &str, text: &str, part: &Range<usize>) -> Range<usize> {
    let mut walk = Walk::new(raw);
    let mut start = None;
    for (offset, letter) in text.char_indices() {
        if offset >= part.end && start.is_some() {
            break;
        }
        let here = walk.step(letter);
        if offset >= part.start && start.is_none() {
            start = Some(here);
            if part.is_empty() {
                return here..here;
            }
        }
    }
    start.unwrap_or(walk.at)..walk.at
}

/// A walk through what stands in a file, led by the letters it means.
struct Walk<'a> {
    raw: &'a str,
    at: usize,
    /// Between apostrophes, where one is written twice.
    apostrophes: bool,
}

impl<'a> Walk<'a> {
    /// Starts after the opening quote, or after the first line of a block.
    fn new(raw: &'a str) -> Self {
        let block = raw.starts_with(['|', '>']);
        let at = match raw.find('\n') {
            Some(newline) if block => newline + 1,
            _ => usize::from(raw.starts_with(['"', '\''])),
        };
        Self { raw, at, apostrophes: raw.starts_with('\'') }
    }

    /// Passes one letter of the text and returns the byte it was written at.
    fn step(&mut self, letter: char) -> usize {
        loop {
            let rest = self.raw.get(self.at..).unwrap_or_default();
            let Some(found) = rest.chars().next() else { return self.raw.len() };
            let here = self.at;
            let escape = if found == '\\' { escape(rest, letter) } else { None };
            if let Some((length, means_letter)) = escape {
                self.at += length;
                if means_letter {
                    return here;
                }
            } else if found == letter {
                let doubled = self.apostrophes && rest.starts_with("''");
                self.at += if doubled { 2 } else { found.len_utf8() };
                return here;
            } else if found == '\n' && letter == ' ' {
                self.at += 1;
                return here;
            } else {
                self.at += found.len_utf8();
                // Blanks are indentation; another letter stands for this one.
                if !found.is_whitespace() {
                    return here;
                }
            }
        }
    }
}

/// Returns the length of an escape and whether it means a letter, if the
/// backslash at the start of `rest` is not itself the letter meant.
fn escape(rest: &str, letter: char) -> Option<(usize, bool)> {
    let next = rest.chars().nth(1)?;
    match next {
        '\n' | '\r' => Some((1 + next.len_utf8(), false)),
        '\\' if letter == '\\' => Some((2, true)),
        _ if letter == '\\' => None,
        'x' => Some((4, true)),
        'u' => Some((6, true)),
        'U' => Some((10, true)),
        _ => Some((1 + next.len_utf8(), true)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn part(raw: &str, text: &str, part: Range<usize>) -> String {
        let mut sources = Sources::default();
        let id = sources.add("essai.yaml", raw);
        let span = sources.within(Span::new(id, 0..raw.len()), text, part);
        sources.slice(span).to_owned()
    }

    #[test]
    fn a_part_of_a_plain_text_is_itself() {
        assert_eq!(part("charge ÷ temps", "charge ÷ temps", 10..15), "temps");
    }

    #[test]
    fn quotes_and_escapes_are_passed_over() {
        assert_eq!(part(r#""un \"mot\" ici""#, "un \"mot\" ici", 9..12), "ici");
        assert_eq!(part(r#""un \"mot\" ici""#, "un \"mot\" ici", 3..8), r#"\"mot\""#);
        assert_eq!(part(r#""\u00e9t\xe9\n fin""#, "été\n fin", 0..5), r"\u00e9t\xe9");
        assert_eq!(part(r"'l''un \ ou'", r"l'un \ ou", 5..6), r"\");
        assert_eq!(part(r"'l''un'", "l'un", 1..2), "''");
    }

    #[test]
    fn a_part_of_a_part_is_found_too() {
        assert_eq!(part(r#"dit \"oui\" ici"#, "dit \"oui\" ici", 10..13), "ici");
        assert_eq!(part("un\n   deux\n   trois", "un\n deux\n trois", 10..15), "trois");
    }

    #[test]
    fn a_line_that_ends_with_a_backslash_is_not_broken() {
        assert_eq!(part("\"un \\\n   mot\"", "un mot", 3..6), "mot");
    }

    #[test]
    fn windows_line_ends_are_passed_over() {
        assert_eq!(part("|\r\n  un\r\n  deux\r\n", "un\ndeux\n", 3..7), "deux");
    }

    #[test]
    fn an_empty_part_is_a_point() {
        assert_eq!(part("'un mot'", "un mot", 3..3), "");
        let mut sources = Sources::default();
        let id = sources.add("essai.yaml", "'un mot'");
        let span = sources.within(Span::new(id, 0..8), "un mot", 3..3);
        assert_eq!(span, Span::new(id, 4..4));
    }

    #[test]
    fn a_part_beyond_the_text_stays_in_the_file() {
        assert_eq!(part("'un'", "un", 1..99), "n");
        assert_eq!(part("un", "un", 5..9), "");
        assert_eq!(part("'un'", "un deux trois", 3..7), "");
    }

    #[test]
    fn a_long_text_is_walked_once() {
        let raw = format!("\"{}\"", r"\n".repeat(200_000));
        let text = "\n".repeat(200_000);
        assert_eq!(part(&raw, &text, 199_999..200_000), r"\n");
    }

    #[test]
    fn a_block_keeps_its_lines() {
        let raw = "|\n    Première ligne\n    {inconnu} ici\n";
        let text = "Première ligne\n{inconnu} ici\n";
        let start = text.find("inconnu").unwrap();
        assert_eq!(part(raw, text, start..start + 7), "inconnu");
    }

    #[test]
    fn a_folded_line_break_is_a_space() {
        let raw = ">\n    un mot\n    puis deux\n";
        let text = "un mot puis deux\n";
        let start = text.find("puis").unwrap();
        assert_eq!(part(raw, text, start..start + 4), "puis");
    }

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let mut sources = Sources::default();
        let id = sources.add("essai.yaml", "été\nhiver");
        assert_eq!(sources.line_column(id, 5), (1, 4));
        assert_eq!(sources.line_column(id, 6), (2, 1));
    }

    proptest! {
        #[test]
        fn every_word_of_a_folded_text_is_found(
            words in prop::collection::vec(("[a-zé€]{1,4}", any::<bool>()), 1..20),
        ) {
            let (mut raw, mut text, mut parts) = (String::new(), String::new(), Vec::new());
            for (word, folded) in &words {
                if !text.is_empty() {
                    raw.push_str(if *folded { "\n    " } else { " " });
                    text.push(' ');
                }
                parts.push(text.len()..text.len() + word.len());
                raw.push_str(word);
                text.push_str(word);
            }
            for (range, (word, _)) in parts.into_iter().zip(&words) {
                prop_assert_eq!(&part(&format!("\"{raw}\""), &text, range.clone()), word);
                prop_assert_eq!(&part(&raw, &text, range), word);
            }
        }

        #[test]
        fn any_part_of_any_text_stays_in_the_file(
            raw in r#"[ab'"\\\n é]{0,20}"#, text in "[ab'\"\\\\\n é]{0,20}", from in 0usize..25, length in 0usize..25,
        ) {
            let mut sources = Sources::default();
            let id = sources.add("essai.yaml", raw.as_str());
            let span = sources.within(Span::new(id, 0..raw.len()), &text, from..from + length);
            prop_assert!(raw.get(span.range()).is_some());
        }
    }
}

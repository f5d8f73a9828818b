//! A text as the proof-reader sees it: takes what an author wrote, gives its
//! words, without expressions, code, addresses nor tags.

use std::ops::Range;

use super::{Finding, Mend};
use crate::diagnostic::Fault;
use crate::source::{Sources, Span};
use crate::subject::Text;

/// What stands in the place of each byte that is no word.
pub(super) const HIDDEN: char = '\u{1}';

/// A text without what is no word.
#[derive(Debug)]
pub(super) struct Reading<'s> {
    span: Span,
    source: &'s str,
    /// The text, each byte where it was in the source.
    pub(super) text: String,
    /// Where its words stand: runs of letters and figures.
    words: Vec<Range<usize>>,
}

impl<'s> Reading<'s> {
    /// Reads a text in Markdown.
    pub(super) fn of(text: &'s Text) -> Self {
        Self::new(text.span, &text.source)
    }

    /// Reads words that stand at a place.
    pub(super) fn new(span: Span, source: &'s str) -> Self {
        let text = shown(source);
        let words = words(&text);
        Self { span, source, text, words }
    }

    /// Returns a word by its rank.
    pub(super) fn word(&self, rank: usize) -> Option<Word<'_>> {
        let range = self.words.get(rank)?;
        Some(Word { text: self.text.get(range.clone())?, at: range.start })
    }

    /// Visits its words, in order.
    pub(super) fn words(&self) -> impl Iterator<Item = Word<'_>> {
        (0..self.words.len()).filter_map(|rank| self.word(rank))
    }

    /// Tells what stands between two words.
    pub(super) fn between(&self, first: Word<'_>, second: Word<'_>) -> &str {
        self.text.get(first.range().end..second.at).unwrap_or_default()
    }

    /// Returns what was written in a range.
    pub(super) fn written(&self, range: Range<usize>) -> &str {
        self.source.get(range).unwrap_or_default()
    }

    /// Returns the place of a range.
    pub(super) fn place(&self, sources: &Sources, range: Range<usize>) -> Span {
        sources.within(self.span, self.source, range)
    }

    /// Tells whether a sentence starts at a byte: nothing stands before it, or
    /// a sign that ends or opens one.
    pub(super) fn starts_sentence(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end_matches([' ', '*', '_', '\u{a0}', '\u{202f}']);
        let mut backwards = before.strip_suffix('.').unwrap_or_default().chars().rev();
        // « M. », an initial: the sentence goes on.
        if backwards.next().is_some_and(char::is_uppercase)
            && !backwards.next().is_some_and(char::is_alphanumeric)
        {
            return false;
        }
        before.ends_with(['.', '!', '?', '…', ':', '\n', '-', '–', '(', '«', '"', '•'])
            || before.is_empty()
    }

    /// Makes a finding of what one change mends.
    pub(super) fn mended(
        &self,
        sources: &Sources,
        fault: Fault,
        range: Range<usize>,
        text: &str,
    ) -> Finding {
        let place = self.place(sources, range);
        let fault = fault.at(place, format!("attendu : « {text} »"));
        Finding { fault, mends: vec![Mend { place, text: text.to_owned() }] }
    }
}

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'r> {
    /// Its letters.
    pub(super) text: &'r str,
    /// Its first byte in the text.
    pub(super) at: usize,
}

impl Word<'_> {
    /// Returns where it stands.
    pub(super) fn range(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_ascii_alphanumeric() || letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Hides what is no word, byte by byte.
fn shown(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let (mut at, mut opens) = (0, true);
    for (start, letter) in source.char_indices() {
        if start < at || !opens && !matches!(letter, '\\' | '{' | '`' | ']') {
            opens = opens_word(letter) && start >= at;
            continue;
        }
        let rest = &source[start..];
        let hidden = match letter {
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '{' => insert(rest),
            '`' => code(rest),
            ']' if rest.starts_with("](") => rest.find(')').map_or(0, |end| end + 1),
            _ if opens => address(rest),
            _ => 0,
        };
        if hidden > 0 {
            text.push_str(&source[at..start]);
            at = start + hidden;
            let hide = |byte: u8| if byte == b'\n' { '\n' } else { HIDDEN };
            text.extend(rest[..hidden].bytes().map(hide));
        }
        opens = hidden == 0 && opens_word(letter);
    }
    text.push_str(&source[at..]);
    text
}

/// Returns the length of an expression: braces between quotation marks are
/// words of the formula.
fn insert(text: &str) -> usize {
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '}' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.find('}').map_or(0, |end| end + 1)
}

/// Returns the length of a passage between backquotes.
fn code(text: &str) -> usize {
    let fence = text.len() - text.trim_start_matches('`').len();
    text[fence..].find(&text[..fence]).map_or(0, |end| end + 2 * fence)
}

fn opens_word(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '(' | '[' | '«' | '"' | '’' | '\'' | '*' | '<')
}

/// Returns the length of an address, a tag, a mention or a code at the head of
/// a text.
fn address(text: &str) -> usize {
    let ends = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, '(' | ')' | '[' | ']' | '{' | '}' | '"' | '»' | '*' | '`')
    };
    let word = &text[..text.find(ends).unwrap_or(text.len())];
    if !word.bytes().any(|byte| b"#@./_".contains(&byte)) {
        return 0;
    }
    let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', '…']);
    // Letters on both sides of a point: a site, a file.
    let site = || {
        word.match_indices('.').any(|(at, _)| {
            word[at + 1..].starts_with(|letter: char| letter.is_ascii_lowercase())
                && word[..at].ends_with(char::is_alphanumeric)
        })
    };
    let code = || word.contains('_') && word.trim_matches('_').contains('_');
    let known = word.starts_with(['#', '@'])
        || word.contains("://")
        || word.starts_with("www.")
        || word.contains('@')
        || site()
        || code();
    if known { word.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> String {
        shown(source).replace(HIDDEN, "~")
    }

    #[test]
    fn what_is_no_word_is_hidden_in_place() {
        assert_eq!(read("Un {a & \"}\"} et `x y` là"), "Un ~~~~~~~~~ et ~~~~~ là");
        assert_eq!(read("voir exemple.fr, #été ou a@b.fr."), "voir ~~~~~~~~~~, ~~~~~~ ou ~~~~~~.");
        assert_eq!(
            read("[le site](https://a.fr) ; clients_1.csv"),
            "[le site~~~~~~~~~~~~~~~ ; ~~~~~~~~~~~~~"
        );
        assert_eq!(read("Fin.Début de 49.6 et _mot_"), "Fin.Début de 49.6 et _mot_");
        assert_eq!(read("\\{a\\} `b {c"), "~~a~~ `b {c");
        assert_eq!(read("({si(a_b_c = 1; \"x\")})"), format!("({})", "~".repeat(20)));
    }

    #[test]
    fn every_byte_keeps_its_place() {
        for source in ["é{a}é", "`é`é #é é", "\\é", "{", "](", "\\", "a\\"] {
            assert_eq!(shown(source).len(), source.len(), "{source}");
        }
    }
}

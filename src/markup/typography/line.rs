//! A line being set: takes runs, gives its characters by rank to the rules,
//! makes their edits and gives runs back.

use std::ops::Range;

use super::{NARROW, NBSP, Run};

/// Whether the rules may change a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// They may.
    Free,
    /// They may not: it belongs to an address, a hashtag, a code.
    Protected,
    /// They may not: its run is not text.
    Fixed,
    /// They raised it.
    Raised,
}

#[derive(Debug, Clone, Copy)]
struct Glyph {
    char: char,
    run: usize,
    state: State,
}

/// A change: what takes the place of a range of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    range: Range<usize>,
    text: String,
    raised: bool,
}

impl Edit {
    /// Puts a text in the place of characters.
    pub(super) fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into(), raised: false }
    }

    /// Puts a character before another.
    pub(super) fn insert(at: usize, char: char) -> Self {
        Self::replace(at..at, char)
    }

    /// Puts raised letters in the place of characters.
    pub(super) fn raise(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into(), raised: true }
    }
}

/// Which signs a line holds.
#[derive(Debug, Default)]
pub(super) struct Present {
    /// One bit a character.
    ascii: u128,
    others: Vec<char>,
}

impl Present {
    /// Tells whether one of some signs is there.
    pub(super) fn any(&self, signs: &[char]) -> bool {
        signs.iter().any(|sign| match u32::from(*sign) {
            code @ 0..128 => self.ascii >> code & 1 == 1,
            _ => self.others.contains(sign),
        })
    }
}

/// The characters of a line.
#[derive(Debug)]
pub(super) struct Line {
    glyphs: Vec<Glyph>,
}

impl Line {
    /// Lays out the characters of runs.
    pub(super) fn new(runs: &[Run]) -> Self {
        let glyphs = runs.iter().enumerate().flat_map(|(run, content)| {
            let (text, state) = match content {
                Run::Text(text) => (text, State::Free),
                Run::Fixed(text) | Run::Superscript(text) => (text, State::Fixed),
            };
            text.chars().map(move |char| Glyph { char, run, state })
        });
        Self { glyphs: glyphs.collect() }
    }

    /// Returns the signs that stand anywhere, letters apart.
    pub(super) fn signs(&self) -> Present {
        let mut present = Present::default();
        for Glyph { char, .. } in &self.glyphs {
            if char.is_ascii() {
                present.ascii |= 1 << u32::from(*char);
            } else if !char.is_alphabetic() && !present.others.contains(char) {
                present.others.push(*char);
            }
        }
        present
    }

    /// Returns the number of characters.
    pub(super) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// Returns the character of a rank.
    pub(super) fn at(&self, rank: usize) -> Option<char> {
        self.glyphs.get(rank).map(|glyph| glyph.char)
    }

    /// Returns the character before a rank.
    pub(super) fn before(&self, rank: usize) -> Option<char> {
        self.at(rank.checked_sub(1)?)
    }

    /// Returns the ranks of the characters that rules may change, with them.
    pub(super) fn free(&self) -> impl Iterator<Item = (usize, char)> {
        self.free_from(0)
    }

    /// Returns the same from a rank on.
    pub(super) fn free_from(&self, rank: usize) -> impl Iterator<Item = (usize, char)> {
        let free = self.glyphs.iter().enumerate().skip(rank);
        let free = free.filter(|(_, glyph)| glyph.state == State::Free);
        free.map(|(rank, glyph)| (rank, glyph.char))
    }

    /// Returns where a space before a rank starts, or the rank itself.
    pub(super) fn gap_before(&self, rank: usize) -> usize {
        if self.before(rank).is_some_and(is_space) { rank - 1 } else { rank }
    }

    /// Returns where a space from a rank ends, or the rank itself.
    pub(super) fn gap_after(&self, rank: usize) -> usize {
        if self.at(rank).is_some_and(is_space) { rank + 1 } else { rank }
    }

    /// Returns the end of the longest stretch from a rank that a test accepts.
    pub(super) fn end_of(&self, from: usize, accepts: impl Fn(char) -> bool) -> usize {
        (from..self.len()).find(|rank| !self.at(*rank).is_some_and(&accepts)).unwrap_or(self.len())
    }

    /// Returns the start of the longest stretch before a rank that a test accepts.
    pub(super) fn start_of(&self, to: usize, accepts: impl Fn(char) -> bool) -> usize {
        (0..to).rev().find(|rank| !self.at(*rank).is_some_and(&accepts)).map_or(0, |rank| rank + 1)
    }

    /// Tells whether a text stands at a rank.
    pub(super) fn reads(&self, rank: usize, text: &str) -> bool {
        text.chars().enumerate().all(|(index, char)| self.at(rank + index) == Some(char))
    }

    /// Returns the characters of a range.
    pub(super) fn slice(&self, range: Range<usize>) -> String {
        self.glyphs.get(range).unwrap_or_default().iter().map(|glyph| glyph.char).collect()
    }

    /// Returns every character.
    pub(super) fn text(&self) -> String {
        self.slice(0..self.len())
    }

    /// Withdraws characters from the rules.
    pub(super) fn protect(&mut self, range: Range<usize>) {
        for glyph in self.glyphs.get_mut(range).unwrap_or_default() {
            if glyph.state == State::Free {
                glyph.state = State::Protected;
            }
        }
    }

    /// Makes the changes of a rule, in order, but those that would reach what
    /// is not free or what an earlier one changed.
    pub(super) fn edit(&mut self, mut edits: Vec<Edit>) {
        if edits.is_empty() {
            return;
        }
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        edits.dedup();
        let mut made = Vec::with_capacity(self.glyphs.len() + edits.len());
        let mut done = 0;
        for edit in edits {
            let Some(run) = self.host(&edit.range).filter(|_| edit.range.start >= done) else {
                continue;
            };
            let state = if edit.raised { State::Raised } else { State::Free };
            made.extend_from_slice(self.glyphs.get(done..edit.range.start).unwrap_or_default());
            made.extend(edit.text.chars().map(|char| Glyph { char, run, state }));
            done = edit.range.end;
        }
        made.extend_from_slice(self.glyphs.get(done..).unwrap_or_default());
        self.glyphs = made;
    }

    /// Returns the run that a change belongs to, if it may be made.
    fn host(&self, range: &Range<usize>) -> Option<usize> {
        let replaced = self.glyphs.get(range.clone())?;
        if let Some(first) = replaced.first() {
            return replaced.iter().all(|glyph| glyph.state == State::Free).then_some(first.run);
        }
        // Inside a protected word nothing is inserted either; beside it, yes.
        let after = self.glyphs.get(range.start);
        let before = range.start.checked_sub(1).and_then(|rank| self.glyphs.get(rank));
        let sides = [after, before].map(|side| side.filter(|glyph| glyph.state != State::Fixed));
        let inside = sides.iter().all(|side| side.is_some_and(|glyph| glyph.state != State::Free));
        sides.into_iter().flatten().next().filter(|_| !inside).map(|glyph| glyph.run)
    }

    /// Gives back the runs that each run became.
    pub(super) fn into_runs(self, runs: &[Run]) -> Vec<Vec<Run>> {
        let mut glyphs = self.glyphs.into_iter().peekable();
        let mut result = Vec::with_capacity(runs.len());
        for (index, run) in runs.iter().enumerate() {
            let own: Vec<Glyph> =
                std::iter::from_fn(|| glyphs.next_if(|glyph| glyph.run == index)).collect();
            result.push(match run {
                Run::Text(_) => own
                    .chunk_by(|a, b| (a.state == State::Raised) == (b.state == State::Raised))
                    .map(stretch)
                    .collect(),
                Run::Fixed(_) | Run::Superscript(_) => vec![run.clone()],
            });
        }
        result
    }
}

fn stretch(glyphs: &[Glyph]) -> Run {
    let text = glyphs.iter().map(|glyph| glyph.char).collect();
    let raised = glyphs.first().is_some_and(|glyph| glyph.state == State::Raised);
    if raised { Run::Superscript(text) } else { Run::Text(text) }
}

/// Tells whether a character is a space that a rule may replace.
pub(super) fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\u{2009}' | NBSP | NARROW)
}

/// Tells whether nothing stands there on the line.
pub(super) fn is_edge(char: Option<char>) -> bool {
    char.is_none_or(|char| char == '\n')
}

/// Tells whether what follows a character is set against it.
pub(super) fn is_opening(char: char) -> bool {
    matches!(char, '(' | '[' | '{' | '«' | '“' | '‘' | '„' | '¿' | '¡')
}

/// Tells whether a word stops there: neither letter nor digit goes on.
pub(super) fn is_boundary(char: Option<char>) -> bool {
    char.is_none_or(|char| !char.is_alphanumeric() && char != '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> Line {
        Line::new(&[Run::Text("ab".to_owned()), Run::Fixed("cd".to_owned())])
    }

    #[test]
    fn edits_are_made_together_and_runs_come_back() {
        let runs = [Run::Text("1er a".to_owned()), Run::Text("b".to_owned())];
        let mut line = Line::new(&runs);
        line.edit(vec![Edit::insert(5, '-'), Edit::raise(1..3, "er"), Edit::replace(3..4, NBSP)]);
        assert_eq!(line.text(), "1er\u{a0}a-b");
        let text = |text: &str| Run::Text(text.to_owned());
        assert_eq!(
            line.into_runs(&runs),
            [vec![text("1"), Run::Superscript("er".to_owned()), text("\u{a0}a")], vec![text("-b")],]
        );
    }

    #[test]
    fn what_is_fixed_or_protected_is_never_edited() {
        let mut fixed = line();
        fixed.edit(vec![Edit::replace(1..3, "x"), Edit::replace(2..3, "x"), Edit::insert(3, 'x')]);
        assert_eq!(fixed.text(), "abcd");
        fixed.edit(vec![Edit::insert(2, '-')]);
        assert_eq!(fixed.text(), "ab-cd");
        let mut protected = line();
        protected.protect(0..2);
        protected.edit(vec![Edit::insert(1, 'x'), Edit::replace(0..1, "x")]);
        assert_eq!(protected.text(), "abcd");
    }

    #[test]
    fn of_two_edits_that_overlap_the_first_is_made() {
        let mut line = line();
        line.edit(vec![Edit::replace(0..2, "x"), Edit::replace(1..2, "y")]);
        assert_eq!(line.text(), "xcd");
    }

    #[test]
    fn spaces_and_stretches_are_measured() {
        let line = Line::new(&[Run::Text("a\u{a0}12 b".to_owned())]);
        assert_eq!((line.gap_before(2), line.gap_before(1)), (1, 1));
        assert_eq!((line.gap_after(4), line.gap_after(3)), (5, 3));
        assert_eq!(line.end_of(2, |char| char.is_ascii_digit()), 4);
        assert_eq!(line.start_of(4, |char| char.is_ascii_digit()), 2);
        assert!(line.reads(2, "12 b") && !line.reads(2, "12 bc"));
    }
}

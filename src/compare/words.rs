//! Two texts word by word: takes both, gives the words that only one of them
//! has, how alike they are, and excerpts around what changed.

use std::hash::{Hash, Hasher};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::changes::Bit;

/// Unchanged words kept on each side of a change.
const CONTEXT: usize = 7;

/// Signs that are words of their own before another.
const OPENING: [char; 5] = ['(', '«', '“', '\u{a0}', '\u{202f}'];

/// Signs that are words of their own after another, with the space that does
/// not break before them.
const CLOSING: [char; 12] =
    ['.', ',', ';', ':', '!', '?', ')', '…', '»', '”', '\u{a0}', '\u{202f}'];

/// A word, and the blanks before it, which are not compared.
#[derive(Debug, Clone, Copy)]
struct Word<'t> {
    blank: &'t str,
    text: &'t str,
}

impl PartialEq for Word<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Word<'_> {}

impl Hash for Word<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// Cuts a text at its spaces, after opening signs and before closing ones; a
/// space that does not break stays within its word, so that a figure goes with
/// its unit.
fn cut(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let start = rest.find(|letter| !breaks(letter)).unwrap_or(rest.len());
        let (blank, after) = rest.split_at(start);
        let end = after.find(breaks).unwrap_or(after.len());
        let (word, below) = after.split_at(end);
        let core = word.trim_start_matches(OPENING);
        let (opening, core) = word.split_at(word.len() - core.len());
        let (core, closing) = core.split_at(core.trim_end_matches(CLOSING).len());
        let mut blank = blank;
        for text in [opening, core, closing].into_iter().filter(|text| !text.is_empty()) {
            words.push(Word { blank, text });
            blank = "";
        }
        rest = below;
    }
    words
}

fn breaks(letter: char) -> bool {
    matches!(letter, ' ' | '\n' | '\t')
}

/// Compares two texts; each comes back with its own changes, an empty one
/// where only the other has words.
pub(super) fn compare(old: &str, new: &str) -> (Vec<Bit>, Vec<Bit>) {
    let (before, after) = (cut(old), cut(new));
    let (mut was, mut is) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let changed = !matches!(op, DiffOp::Equal { .. });
        push(&mut was, &before[op.old_range()], changed);
        push(&mut is, &after[op.new_range()], changed);
    }
    (was, is)
}

fn push(bits: &mut Vec<Bit>, words: &[Word<'_>], changed: bool) {
    let text: String = words.iter().flat_map(|word| [word.blank, word.text]).collect();
    match bits.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(&text),
        _ => bits.push(Bit { text, changed }),
    }
}

/// Returns a text that only one revision has.
pub(super) fn whole(text: &str) -> Vec<Bit> {
    vec![Bit { text: text.to_owned(), changed: true }]
}

/// Tells how much two texts have in common: 0 nothing, 1000 everything.
pub(super) fn likeness(old: &str, new: &str) -> usize {
    let (before, after) = (cut(old), cut(new));
    let all = before.len() + after.len();
    if all == 0 {
        return 1000;
    }
    let ops = capture_diff_slices(Algorithm::Myers, &before, &after);
    let shared: usize = ops
        .iter()
        .filter(|op| matches!(op, DiffOp::Equal { .. }))
        .map(|op| op.old_range().len())
        .sum();
    2000 * shared / all
}

/// Shortens what has not changed to the words next to what has.
#[must_use]
pub fn excerpt(bits: &[Bit]) -> Vec<Bit> {
    let last = bits.len().saturating_sub(1);
    bits.iter()
        .enumerate()
        .map(|(rank, bit)| {
            let text = if bit.changed {
                bit.text.clone()
            } else {
                shortened(&bit.text, rank > 0, rank < last)
            };
            Bit { text, changed: bit.changed }
        })
        .collect()
}

/// Keeps the first words of a text, its last ones, or both.
fn shortened(text: &str, first: bool, last: bool) -> String {
    let words = cut(text);
    let kept = CONTEXT * (usize::from(first) + usize::from(last));
    // An ellipsis in the place of a word or two would say less and be no shorter.
    if words.len() <= kept + 2 {
        return text.to_owned();
    }
    let join = |words: &[Word<'_>]| -> String {
        words.iter().flat_map(|word| [word.blank, word.text]).collect()
    };
    let head = if first { join(&words[..CONTEXT]) + " " } else { String::new() };
    let mut end = &words[words.len() - CONTEXT..];
    // No sentence ends after an ellipsis.
    while let [sign, rest @ ..] = end
        && sign.text.starts_with(CLOSING)
    {
        end = rest;
    }
    let tail = if last { join(end) } else { String::new() };
    format!("{head}…{tail}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Writes changed words between brackets.
    fn shown(bits: &[Bit]) -> String {
        bits.iter()
            .map(|Bit { text, changed }| {
                let inner = text.trim_start_matches(' ');
                let blank = &text[..text.len() - inner.len()];
                if *changed { format!("{blank}[{inner}]") } else { text.clone() }
            })
            .collect()
    }

    fn both(old: &str, new: &str) -> [String; 2] {
        let (old, new) = compare(old, new);
        [shown(&old), shown(&new)]
    }

    #[test]
    fn a_figure_goes_with_its_unit_and_leaves_the_full_stop() {
        assert_eq!(
            both("Il faut 5\u{a0}téléacteurs.", "Il faut 6\u{a0}téléacteurs."),
            ["Il faut [5\u{a0}téléacteurs].", "Il faut [6\u{a0}téléacteurs]."]
        );
    }

    #[test]
    fn signs_around_a_word_stay_out_of_the_change() {
        assert_eq!(
            both("(102\u{a0}h) «\u{a0}oui\u{a0}»\u{a0}:", "(96\u{a0}h) «\u{a0}non\u{a0}»\u{a0}:"),
            [
                "([102\u{a0}h]) «\u{a0}[oui]\u{a0}»\u{a0}:",
                "([96\u{a0}h]) «\u{a0}[non]\u{a0}»\u{a0}:"
            ]
        );
    }

    #[test]
    fn a_word_that_is_added_changes_one_side_only() {
        assert_eq!(both("un mot", "un seul mot"), ["un[] mot", "un [seul] mot"]);
        assert_eq!(both("", "un mot"), ["[]", "[un mot]"]);
    }

    #[test]
    fn likeness_counts_shared_words() {
        assert_eq!(likeness("a b c d", "a b c d"), 1000);
        assert_eq!(likeness("a b c d", "a b x y"), 500);
        assert_eq!(likeness("a b", "x y"), 0);
        assert_eq!(likeness("", ""), 1000);
    }

    #[test]
    fn an_excerpt_keeps_the_words_around() {
        let long = "un deux trois quatre cinq six sept huit neuf dix onze douze";
        let (old, _) = compare(&format!("{long} ici {long}"), &format!("{long} là {long}"));
        assert_eq!(
            shown(&excerpt(&old)),
            "… six sept huit neuf dix onze douze [ici] un deux trois quatre cinq six sept …"
        );
        let (old, _) = compare("un deux ici trois", "un deux là trois");
        assert_eq!(shown(&excerpt(&old)), "un deux [ici] trois");
        let (old, _) = compare(long, &format!("{long} enfin"));
        assert_eq!(shown(&excerpt(&old)), "… six sept huit neuf dix onze douze[]");
    }

    proptest! {
        #[test]
        fn both_texts_come_back_whole(old in "[ab.,\u{a0} ]{0,30}", new in "[ab.,\u{a0} ]{0,30}") {
            let (was, is) = compare(&old, &new);
            let text = |bits: &[Bit]| bits.iter().map(|bit| bit.text.as_str()).collect::<String>();
            prop_assert_eq!(text(&was), old.trim_end_matches(' '));
            prop_assert_eq!(text(&is), new.trim_end_matches(' '));
        }

        #[test]
        fn what_has_not_changed_is_the_same_on_both_sides(
            old in "[abc ]{0,30}", new in "[abc ]{0,30}",
        ) {
            let (was, is) = compare(&old, &new);
            let same = |bits: &[Bit]| {
                bits.iter().filter(|bit| !bit.changed).flat_map(|bit| {
                    bit.text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
                }).collect::<Vec<_>>()
            };
            prop_assert_eq!(same(&was), same(&is));
        }
    }
}

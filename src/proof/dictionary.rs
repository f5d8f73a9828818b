//! French words: tells whether a word is one, and which is nearest to it.
//!
//! `french.txt` holds those of four letters or more, in the order of their
//! bytes. One in sixteen stands whole after `=`; the others begin with a
//! letter that says how many bytes they share with the word before, A for
//! none. A word is found by halves among the first, then in its group. The
//! list is that of `an-array-of-french-words` (MIT), without compounds nor
//! names, œ written oe.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Fewest letters of a word that is looked for.
pub(super) const FEWEST: usize = 4;
/// Letters of French words.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûü";
/// Sign of a word that stands whole.
const WHOLE: u8 = b'=';
/// Letter of a word that shares nothing.
const NONE: u8 = b'A';

/// Words of the trade and of the day that general lists lack.
const TRADE: &str = "\
    aide argumenté argumentés argumentée argumentées blog blogs bio buzz chatbot chatbots cliquer clique \
    cliquent cliqué cliqués cliqueur cliqueurs courriel courriels délivrabilité désinstaller \
    digital digitale digitales digitalisation digitaliser digitalisé digitaux dimensionnement \
    drive dys écoresponsabilité écoresponsable écoresponsables émoji émojis emoji emojis externalité \
    externalités fidélisation fidéliser fidélise fidélisent fidélisé fidélisés hashtag hashtags \
    hébergeur hébergeurs hypertexte influenceur influenceurs influenceuse influenceuses infobésité \
    instagrammable jardinerie joignabilité joignable joignables madeleinier madeleiniers ménager \
    ménagers multicanal multicanale newsletter newsletters nuitée nuitées omnicanal omnicanale \
    omnicanales omnicanalité parapente persona personas phygital plateforme plateformes podcast \
    podcasts prospect prospects quiz récence référencement reporting réactivité scanner scannés \
    scoring smartphone smartphones snowboardeur snowboardeurs sociétal sociétale storytelling \
    téléacteur téléacteurs téléchargement téléchargements téléconseiller téléconseillers \
    téléprospection téléprospecteur téléprospecteurs tutoriel tutoriels visioconférence webcam \
    webcams webinaire webinaires wifi click collect aujourd push biodiversité métropolitaine";

/// The list.
const FRENCH: &[u8] = include_bytes!("french.txt");

/// A list of words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dictionary {
    list: &'static [u8],
    /// Where the words that stand whole are.
    groups: &'static [usize],
}

impl Dictionary {
    /// Opens the list of French words.
    pub(super) fn french() -> Self {
        static GROUPS: LazyLock<Vec<usize>> = LazyLock::new(|| {
            let signs = FRENCH.iter().enumerate().filter(|(_, byte)| **byte == WHOLE);
            signs.map(|(at, _)| at).collect()
        });
        Self { list: FRENCH, groups: &GROUPS }
    }

    /// Tells whether a word is French, or of the trade; feminines and plurals
    /// that the list lacks are.
    pub(super) fn holds(self, word: &str) -> bool {
        let word = match word.contains(['œ', 'æ']) {
            true => Cow::from(word.replace('œ', "oe").replace('æ', "ae")),
            false => Cow::from(word),
        };
        let endings = ["", "s", "e", "es"].into_iter();
        endings.filter_map(|end| word.strip_suffix(end)).any(|word| self.lists(word))
    }

    /// Returns the French word that one letter parts from another: doubled,
    /// forgotten, exchanged, wrong.
    pub(super) fn nearest(self, word: &str) -> Option<String> {
        let letters: Vec<char> = word.chars().collect();
        // A word that is right up to a letter differs there at the latest.
        let reach = self.reach(word);
        let known = |letters: &[char]| {
            let near: String = letters.iter().collect();
            (letters.len() >= FEWEST && self.lists(&near)).then_some(near)
        };
        let swapped = (1..letters.len().min(reach + 2)).find_map(|at| {
            let mut other = letters.clone();
            other.swap(at - 1, at);
            known(&other)
        });
        let shorter = || {
            (0..letters.len().min(reach + 1)).find_map(|at| {
                let mut other = letters.clone();
                other.remove(at);
                known(&other)
            })
        };
        let replaced = || {
            (0..letters.len().min(reach + 1)).find_map(|at| {
                let mut other = letters.clone();
                LETTERS.chars().find_map(|letter| {
                    other[at] = letter;
                    known(&other)
                })
            })
        };
        let longer = || {
            (0..=letters.len().min(reach)).find_map(|at| {
                let mut other = letters.clone();
                other.insert(at, ' ');
                LETTERS.chars().find_map(|letter| {
                    other[at] = letter;
                    known(&other)
                })
            })
        };
        swapped.or_else(shorter).or_else(replaced).or_else(longer)
    }

    fn lists(self, word: &str) -> bool {
        OWN.contains(word) || self.finds(word.as_bytes(), |_| ())
    }

    /// Counts the letters that a word shares with the head of some word.
    fn reach(self, word: &str) -> usize {
        let shared = |known: &[u8]| {
            known.iter().zip(word.as_bytes()).take_while(|(one, other)| one == other).count()
        };
        let mut most = OWN.iter().map(|known| shared(known.as_bytes())).max().unwrap_or(0);
        self.finds(word.as_bytes(), |neighbour| most = most.max(shared(neighbour)));
        word.char_indices().take_while(|(at, letter)| at + letter.len_utf8() <= most).count()
    }

    /// Tells whether a word is there; visits those before it, then the one
    /// that stands in its place.
    fn finds(self, word: &[u8], mut visit: impl FnMut(&[u8])) -> bool {
        let before = self.groups.partition_point(|start| self.head(*start) <= word);
        let start = before.checked_sub(1).and_then(|rank| self.groups.get(rank));
        let start = start.copied().unwrap_or_default();
        let mut current = Vec::with_capacity(word.len());
        for line in self.list[start..].split(|byte| *byte == b'\n') {
            let Some((sign, rest)) = line.split_first() else { break };
            let kept = if *sign == WHOLE { 0 } else { usize::from(sign.saturating_sub(NONE)) };
            current.truncate(kept);
            current.extend_from_slice(rest);
            visit(&current);
            if current.as_slice() >= word {
                return current == word;
            }
        }
        false
    }

    /// Returns the first word of the group that starts at a byte.
    fn head(self, start: usize) -> &'static [u8] {
        let word = self.list.get(start + 1..).unwrap_or_default();
        word.split(|byte| *byte == b'\n').next().unwrap_or_default()
    }
}

/// Words of the trade, to be found.
static OWN: LazyLock<BTreeSet<&str>> = LazyLock::new(|| TRADE.split_whitespace().collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_found() {
        let dictionary = Dictionary::french();
        let mut current = Vec::new();
        let mut last = Vec::new();
        let lines = dictionary.list.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        for (rank, line) in lines.enumerate() {
            let shared = if line[0] == WHOLE { 0 } else { usize::from(line[0] - NONE) };
            current.truncate(shared);
            current.extend_from_slice(&line[1..]);
            assert!(last < current, "{}", String::from_utf8_lossy(&current));
            if rank % 101 == 0 || rank < 40 {
                assert!(
                    dictionary.finds(&current, |_| ()),
                    "{}",
                    String::from_utf8_lossy(&current)
                );
            }
            last.clone_from(&current);
        }
        assert!(dictionary.finds(&last, |_| ()));
    }

    #[test]
    fn other_words_are_not() {
        let dictionary = Dictionary::french();
        for word in ["détritrus", "zzzzzz", "aaaa", "boutiqe", ""] {
            assert!(!dictionary.holds(word), "{word}");
        }
        assert!(dictionary.holds("cœur") && dictionary.holds("téléacteurs"));
    }

    #[test]
    fn the_nearest_word_is_a_letter_away() {
        let near = |word| Dictionary::french().nearest(word);
        assert_eq!(near("boutiqe").as_deref(), Some("boutique"));
        assert_eq!(near("cleint").as_deref(), Some("client"));
        assert_eq!(near("clientt").as_deref(), Some("client"));
        assert_eq!(near("qzertyuiop"), None);
    }

    #[test]
    fn a_letter_lost_anywhere_is_found_again() {
        for word in ["bibliothèque", "anticonstitutionnellement", "téléprospecteurs", "hébergeur"]
        {
            let letters: Vec<char> = word.chars().collect();
            for at in 0..letters.len() {
                let lost: String = [&letters[..at], &letters[at + 1..]].concat().iter().collect();
                assert!(Dictionary::french().nearest(&lost).is_some(), "{lost}");
            }
        }
    }
}

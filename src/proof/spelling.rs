//! Spelling: words that are no French, beside the word they are nearest to.
//!
//! Names, foreign words and neologisms are many in such papers: a word that is
//! near to none is not remarked on.

use std::collections::BTreeMap;

use super::Finding;
use super::dictionary::{Dictionary, FEWEST};
use super::reading::{HIDDEN, Reading, Word};
use super::slips::slip;
use crate::diagnostic::Fault;
use crate::source::Sources;
use crate::subject::Subject;

/// Finds words that are misspelt.
pub(super) fn check(
    subject: &Subject,
    readings: &[&Reading<'_>],
    sources: &Sources,
    found: &mut Vec<Finding>,
) {
    let dictionary = Dictionary::french();
    let mut met: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for reading in readings {
        for word in reading.words().filter(|word| is_checked(reading, *word)) {
            let near = met.entry(word.text).or_insert_with(|| {
                let own = subject.proofing.words.iter().any(|known| known == word.text);
                let known = own || dictionary.holds(word.text) || slip(word.text).is_some();
                (!known).then(|| dictionary.nearest(word.text)).flatten()
            });
            let Some(near) = near else { continue };
            let message = format!("« {} » n’est pas dans le dictionnaire", word.text);
            found.push(
                Fault::warning("orthographe", message)
                    .at(
                        reading.place(sources, word.range()),
                        format!("vouliez-vous dire « {near} » ?"),
                    )
                    .help(format!("si le mot est juste : « relecture: {{mots: [{}]}} »", word.text))
                    .into(),
            );
        }
    }
}

/// Tells a whole French word from a name, an elided one, a part of a code.
fn is_checked(reading: &Reading<'_>, word: Word<'_>) -> bool {
    let before = reading.text[..word.at].chars().next_back();
    let after = reading.text[word.range().end..].chars().next();
    let glued = |sign: Option<char>| matches!(sign, Some(HIDDEN | '@' | '/' | '_'));
    word.text.chars().all(char::is_lowercase)
        && word.text.chars().count() >= FEWEST
        && !glued(before)
        && !glued(after)
        && !matches!(after, Some('\'' | '’' | '('))
}

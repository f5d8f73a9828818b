//! Common slips: words of the trade often misspelt, turns that lack a word,
//! names of networks.

use std::borrow::Cow;

use super::Finding;
use super::reading::{Reading, Word};
use crate::diagnostic::Fault;
use crate::source::Sources;

/// Words and what they should be, in the order of their letters.
const WORDS: [(&str, &str); 39] = [
    ("acceuil", "accueil"),
    ("acceuillir", "accueillir"),
    ("addresse", "adresse"),
    ("appercevoir", "apercevoir"),
    ("biensur", "bien sûr"),
    ("biensûr", "bien sûr"),
    ("bénificier", "bénéficier"),
    ("cauchemard", "cauchemar"),
    ("connection", "connexion"),
    ("connections", "connexions"),
    ("courrielle", "courriel"),
    ("developpement", "développement"),
    ("dilemne", "dilemme"),
    ("détritrus", "détritus"),
    ("dévelloppement", "développement"),
    ("développment", "développement"),
    ("enterprise", "entreprise"),
    ("entreprize", "entreprise"),
    ("exercise", "exercice"),
    ("fidèlisation", "fidélisation"),
    ("fidèliser", "fidéliser"),
    ("hashtague", "hashtag"),
    ("interressant", "intéressant"),
    ("language", "langage"),
    ("malgrés", "malgré"),
    ("marketting", "marketing"),
    ("newletter", "newsletter"),
    ("newsletteur", "newsletter"),
    ("occurence", "occurrence"),
    ("parmis", "parmi"),
    ("professionel", "professionnel"),
    ("professionelle", "professionnelle"),
    ("proffesionnel", "professionnel"),
    ("questionaire", "questionnaire"),
    ("quizz", "quiz"),
    ("quizzes", "quiz"),
    ("recommendation", "recommandation"),
    ("recommendations", "recommandations"),
    ("traffic", "trafic"),
];

/// Turns of several words and what they should be; `#` is a number.
const TURNS: [(&[&str], &str); 5] = [
    (&["il", "y", "#"], "il y a"),
    (&["type", "collègue"], "type collège"),
    (&["chiffre", "d", "affaire"], "chiffre d’affaires"),
    (&["entrain", "de"], "en train de"),
    (&["en", "terme", "de"], "en termes de"),
];

/// Names that an author knows, and types fast.
const NAMES: [&str; 16] = [
    "Facebook",
    "Instagram",
    "LinkedIn",
    "YouTube",
    "TikTok",
    "Pinterest",
    "Snapchat",
    "WhatsApp",
    "Twitter",
    "TripAdvisor",
    "Messenger",
    "Telegram",
    "Mailchimp",
    "WordPress",
    "Salesforce",
    "PowerPoint",
];

/// Fewest bytes of a slip.
const SHORTEST: usize = 5;

/// Finds slips among the words of a text; `known` words are right.
pub(super) fn check(
    reading: &Reading<'_>,
    known: &[String],
    sources: &Sources,
    found: &mut Vec<Finding>,
) {
    let mut tell = |first: Word<'_>, last: Word<'_>, right: &str| {
        let range = first.at..last.range().end;
        let written = reading.written(range.clone());
        if known.iter().any(|word| word == written) {
            return;
        }
        let message = format!("« {written} » est une faute fréquente");
        let place = reading.place(sources, range);
        found.push(
            Fault::warning("faute-courante", message)
                .at(place, format!("attendu : « {right} »"))
                .help(format!("si le mot est voulu : « relecture: {{mots: [{written}]}} »"))
                .into(),
        );
    };
    for (rank, word) in reading.words().enumerate() {
        if let Some(right) = slip(word.text) {
            tell(word, word, right);
        }
        for (turn, right) in TURNS {
            if let Some(last) = last_of(reading, rank, turn) {
                tell(word, last, right);
            }
        }
    }
}

/// Returns the last word of a turn that starts at the word of a rank.
fn last_of<'r>(reading: &'r Reading<'_>, rank: usize, turn: &[&str]) -> Option<Word<'r>> {
    if !reading.word(rank).zip(turn.first()).is_some_and(|(word, first)| is(word.text, first)) {
        return None;
    }
    let mut last: Option<Word<'r>> = None;
    for (word, expected) in (rank..).map_while(|rank| reading.word(rank)).zip(turn) {
        if !is(word.text, expected) || last.is_some_and(|last| !beside(reading, last, word)) {
            return None;
        }
        last = Some(word);
    }
    last.filter(|_| reading.word(rank + turn.len() - 1).is_some())
}

/// Returns what a word should be, if it is a common slip.
pub(super) fn slip(word: &str) -> Option<&'static str> {
    if word.len() < SHORTEST {
        return None;
    }
    let capital = word.starts_with(char::is_uppercase);
    let lower = if capital { Cow::from(word.to_lowercase()) } else { Cow::from(word) };
    if let Ok(rank) = WORDS.binary_search_by(|(wrong, _)| (*wrong).cmp(&*lower)) {
        return WORDS.get(rank).map(|(_, right)| *right);
    }
    // A slip seldom changes the first letter; without capital, it is no name.
    let first = word.chars().next().filter(|first| first.is_uppercase())?;
    let near = |name: &&&str| {
        name.starts_with(first) && !is(word, &name.to_lowercase()) && {
            strsim::osa_distance(&word.to_lowercase(), &name.to_lowercase()) == 1
        }
    };
    NAMES.iter().find(near).copied()
}

fn is(word: &str, expected: &str) -> bool {
    match expected {
        "#" => word.bytes().all(|byte| byte.is_ascii_digit()),
        // Most words have no capital.
        _ if word == expected => true,
        _ => {
            word.len() == expected.len()
                && word.starts_with(char::is_uppercase)
                && word.chars().flat_map(char::to_lowercase).eq(expected.chars())
        }
    }
}

fn beside(reading: &Reading<'_>, first: Word<'_>, second: Word<'_>) -> bool {
    let gap = reading.between(first, second);
    gap.chars().count() == 1 && gap.chars().all(|sign| sign.is_whitespace() || "'’".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_known() {
        assert_eq!(slip("Instragram"), Some("Instagram"));
        assert_eq!(slip("Linkedin"), None);
        assert_eq!(slip("quizz"), Some("quiz"));
        assert_eq!(slip("Traffic"), Some("trafic"));
        for right in ["Instagram", "INSTAGRAM", "trafic", "connexion", "instagramme"] {
            assert_eq!(slip(right), None);
        }
    }

    #[test]
    fn words_are_in_order_and_none_is_its_own_slip() {
        for pair in WORDS.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} is out of order", pair[1].0);
        }
        for (wrong, right) in WORDS {
            assert_ne!(wrong, right);
        }
    }
}

//! Model essays that no candidate could write in the time given.

use super::Finding;
use crate::diagnostic::Fault;
use crate::subject::block::Block;
use crate::subject::{Subject, Text, answer_texts};

/// Words at most when the instruction says nothing.
const MOST: usize = 1_200;
/// Times what is asked that a model may fill: it lists more ideas than one
/// candidate has.
const LARGESS: usize = 2;
/// Words on a line, on a page, written by hand.
const UNITS: [(&str, usize); 3] = [("ligne", 12), ("page", 350), ("mot", 1)];
/// Numbers that instructions write in letters.
const LETTERS: [(&str, usize); 14] = [
    ("une", 1),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("dizaine", 10),
    ("quinze", 15),
    ("quinzaine", 15),
    ("vingt", 20),
    ("vingtaine", 20),
    ("trente", 30),
    ("trentaine", 30),
    ("quarantaine", 40),
    ("cinquantaine", 50),
];

/// Checks the length of the model essay.
pub(super) fn check(subject: &Subject, found: &mut Vec<Finding>) {
    let Some(question) = &subject.essay else { return };
    let instruction = question.instruction.as_ref();
    let asked = instruction.and_then(|text| asked(&text.source).map(|words| (text, words)));
    let most = asked.map_or(MOST, |(_, words)| words * LARGESS);
    for block in &question.answer {
        let Block::Essay(essay) = block else { continue };
        let words = answer_texts(std::slice::from_ref(block)).into_iter().map(count).sum::<usize>();
        if words <= most {
            continue;
        }
        let message = format!("ce plan fait {words} mots ; un candidat ne peut en écrire autant");
        let fault = Fault::warning("reflexion-longue", message)
            .at(essay.introduction.span, format!("attendu : {most} mots au plus, plan compris"));
        found.push(match asked {
            Some((text, words)) => fault.at(text.span, format!("soit {words} mots environ")).into(),
            None => fault.into(),
        });
    }
}

/// Counts the words of a text; an expression is one.
fn count(text: &Text) -> usize {
    let words = text.source.split_whitespace();
    words.filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Returns how many words an instruction asks for.
fn asked(instruction: &str) -> Option<usize> {
    let lower = instruction.to_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().find_map(|(rank, word)| {
        let singular = word.strip_suffix('s').unwrap_or(word);
        let (_, size) = UNITS.iter().find(|(unit, _)| *unit == singular)?;
        // « une trentaine de lignes » has a word between.
        let near = words[rank.saturating_sub(2)..rank].iter().rev();
        near.copied().find_map(number).map(|number| number * size)
    })
}

fn number(word: &str) -> Option<usize> {
    let known = LETTERS.iter().find(|(letters, _)| *letters == word).map(|(_, number)| *number);
    known.or_else(|| word.parse().ok().filter(|number| *number <= 5_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_says_how_long() {
        assert_eq!(asked("En une trentaine de lignes au plus, rédigez."), Some(360));
        assert_eq!(asked("Réponse en 2 pages."), Some(700));
        assert_eq!(asked("Rédigez 400 mots sur ce sujet."), Some(400));
        assert_eq!(asked("En d’autres mots, une réflexion."), None);
        assert_eq!(asked("Sur une page au plus"), Some(350));
    }
}

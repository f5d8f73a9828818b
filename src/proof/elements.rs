//! Answers beside their marking schemes: what is paid and appears nowhere,
//! more elements paid than listed.

use super::Finding;
use crate::answers::Answers;
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::markup::{Paragraph, Piece};
use crate::subject::block::Block;
use crate::subject::scheme::Item;
use crate::subject::{Question, Subject, Text, answer_texts};

/// Something that a scheme pays and that can be recognised.
struct Element {
    /// Words of the scheme that ask for it.
    asked: &'static [&'static str],
    /// What it is, with its article.
    name: &'static str,
    /// Whether a text shows it.
    shown: fn(&str) -> bool,
}

const ELEMENTS: [Element; 4] = [
    Element {
        asked: &["numéro de téléphone", "n° de téléphone", "coordonnées téléphoniques"],
        name: "un numéro de téléphone",
        shown: has_telephone,
    },
    Element {
        asked: &["adresse électronique", "adresse mail", "adresse e-mail", "adresse courriel"],
        name: "une adresse électronique",
        shown: |text| text.split_whitespace().any(is_mail),
    },
    Element {
        asked: &["adresse du site", "lien vers le site", "adresse web", "url"],
        name: "l’adresse d’un site",
        shown: |text| text.split_whitespace().any(is_site),
    },
    Element {
        asked: &["hashtag", "hashtags", "mot-dièse", "mots-dièse"],
        name: "un mot-dièse",
        shown: |text| text.split_whitespace().any(is_tag),
    },
];

/// Figures of a telephone number.
const TELEPHONE: usize = 10;

/// Checks every question's answer.
pub(super) fn check(subject: &Subject, answers: &Answers, found: &mut Vec<Finding>) {
    let questions = subject.dossiers.iter().flat_map(|dossier| &dossier.questions);
    for question in questions.chain(&subject.essay) {
        let mut items = Vec::new();
        question.scheme.items().for_each(|item| all(item, &mut items));
        absent(question, &items, answers, found);
        few(question, found);
    }
}

fn all<'s>(item: &'s Item, items: &mut Vec<&'s Item>) {
    items.push(item);
    item.parts().for_each(|part| all(part, items));
}

/// Remarks on what is paid and is nowhere in the answer.
fn absent(question: &Question, items: &[&Item], answers: &Answers, found: &mut Vec<Finding>) {
    let mut shown = None;
    for item in items {
        let label = item.label.source.to_lowercase();
        for element in ELEMENTS.iter().filter(|element| asks(&label, element.asked)) {
            let shown = shown.get_or_insert_with(|| answer(question, answers));
            if (element.shown)(shown) {
                continue;
            }
            let message = format!("le barème paie {}, que la réponse ne montre pas", element.name);
            found.push(
                Fault::warning("element-attendu-absent", message)
                    .at(item.label.span, "attendu dans la réponse de cette question")
                    .into(),
            );
        }
    }
}

/// Tells whether a label names an element, as whole words.
fn asks(label: &str, names: &[&str]) -> bool {
    let bounded = |part: &str, at: usize| {
        let letter = char::is_alphanumeric;
        !label[..at].ends_with(letter) && !label[at + part.len()..].starts_with(letter)
    };
    names.iter().any(|name| label.match_indices(name).any(|(at, part)| bounded(part, at)))
}

/// Writes all that an answer says, values in their places.
fn answer(question: &Question, answers: &Answers) -> String {
    let mut text = String::new();
    for part in answer_texts(&question.answer) {
        text.push_str(&part.source);
        text.push('\n');
        for formula in &part.inserts {
            if let Some(Value::Text(words)) = answers.get(formula.text.trim()).map(|one| &one.value)
            {
                text.push_str(words);
                text.push('\n');
            }
        }
    }
    text
}

fn has_telephone(text: &str) -> bool {
    let joined = |letter: char| {
        letter.is_ascii_digit() || matches!(letter, ' ' | '.' | '\u{a0}' | '\u{202f}')
    };
    let mut runs = text.split(|letter: char| !joined(letter));
    runs.any(|run| {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        digits.len() >= TELEPHONE - 1 && (digits.contains('0') || digits.len() >= TELEPHONE)
    })
}

fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, site)| !name.is_empty() && site.contains('.'))
}

fn is_site(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ';', ')', '!', '?']);
    let domain = word.rsplit_once('.').is_some_and(|(name, end)| {
        name.len() > 1 && end.starts_with(|letter: char| letter.is_ascii_lowercase())
    });
    word.contains("://") || word.contains("www.") || domain && !word.contains('@')
}

fn is_tag(word: &str) -> bool {
    let tag = word.trim_start_matches(['*', '(', '«']).strip_prefix('#');
    tag.is_some_and(|tag| tag.starts_with(char::is_alphanumeric))
}

/// Remarks on a scheme that pays for more elements than the answer lists.
fn few(question: &Question, found: &mut Vec<Finding>) {
    let listed: usize = question.answer.iter().map(listed).sum();
    if listed == 0 {
        return;
    }
    for item in question.scheme.items() {
        if item.computation.is_none() && item.count as usize > listed {
            let count = item.count;
            let message = format!("le barème paie {count} éléments, la réponse en liste {listed}");
            found.push(
                Fault::warning("elements-insuffisants", message)
                    .at(item.span, "attendu : une réponse qui en montre au moins autant")
                    .into(),
            );
        }
    }
}

/// Counts the elements that a block lists, of any kind.
fn listed(block: &Block) -> usize {
    match block {
        Block::Text(text) | Block::Callout { text, .. } => items(text),
        Block::Arguments { items, .. } => items.len(),
        Block::Columns { columns, .. } => columns.iter().map(|(_, items)| items.len()).sum(),
        Block::WrittenTable(table) => table.rows.iter().map(Vec::len).sum(),
        Block::Choice { then, otherwise, .. } => {
            let count = |blocks: &[Block]| blocks.iter().map(listed).sum::<usize>();
            count(then).max(count(otherwise))
        }
        Block::Post(post) => post.keys.iter().map(|group| group.elements.len()).sum(),
        Block::Review(review) => review.keys.iter().map(|group| group.elements.len()).sum(),
        Block::Email(email) => email.keys.iter().map(|group| group.elements.len()).sum(),
        // The others show data: how many elements they make is not known.
        _ => usize::MAX / 1_000,
    }
}

/// Counts what a text lists: items, emphasised words, lines.
fn items(text: &Text) -> usize {
    let paragraphs = text.markup.flow.iter().map(|paragraph| match paragraph {
        Paragraph::List { items, .. } => items.len(),
        Paragraph::Text(pieces) => {
            pieces.iter().filter(|piece| matches!(piece, Piece::Strong(_))).count()
        }
    });
    paragraphs.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_recognised() {
        assert!(has_telephone("au 03 29 00 00 00") && has_telephone("+33 3 29 00 00 00"));
        assert!(!has_telephone("en 2025, 1 500 clients"));
        assert!(is_mail("contact@exemple.fr") && !is_mail("@exemple"));
        assert!(is_site("exemple.fr.") && is_site("https://a.fr") && !is_site("fin."));
        assert!(is_tag("#ski") && !is_tag("#") && !is_tag("ski"));
    }

    #[test]
    fn an_element_is_asked_by_whole_words() {
        assert!(asks("numéro de téléphone, horaires", &["numéro de téléphone"]));
        assert!(!asks("curling", &["url"]));
    }
}

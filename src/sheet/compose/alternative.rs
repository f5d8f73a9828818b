//! Alternative texts: what a picture, a mock-up or a line says in plain words.

use super::text::plain_line;
use crate::markup::typography::apply_text;
use crate::sheet::{Flow, Inline};
use crate::subject::block::Picture;

/// Returns the words of a line.
pub(super) fn words(line: &[Inline]) -> String {
    line.iter()
        .map(|inline| match inline {
            Inline::Text { text } | Inline::Superscript { text } | Inline::Code { text } => {
                text.clone()
            }
            Inline::Strong { content }
            | Inline::Emph { content }
            | Inline::Link { content, .. } => words(content),
            Inline::Marker { .. } | Inline::Footnote { .. } => String::new(),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}

/// Returns the words of paragraphs and lists.
pub(super) fn flow_words(flow: &[Flow]) -> String {
    let parts: Vec<_> = flow
        .iter()
        .map(|flow| match flow {
            Flow::Paragraph { content } => words(content).trim().to_owned(),
            Flow::List { items, .. } => {
                let items: Vec<_> = items
                    .iter()
                    .map(|item| {
                        flow_words(item)
                            .trim_end_matches([' ', '\u{a0}', '\u{202f}', ';', ','])
                            .to_owned()
                    })
                    .collect();
                items.join(" ; ")
            }
        })
        .collect();
    parts.join(" ")
}

/// Returns the words of paragraphs whose lines stand one under the other, as an
/// address does.
pub(super) fn told_lines(flow: &[Flow]) -> String {
    let lines = flow.iter().flat_map(|flow| match flow {
        Flow::Paragraph { content } => {
            content.split(|inline| *inline == Inline::Break).map(words).collect()
        }
        list @ Flow::List { .. } => vec![flow_words(std::slice::from_ref(list))],
    });
    let lines: Vec<_> = lines.map(|line| line.trim().to_owned()).collect();
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ; ")
}

/// Joins sentences that may be empty into one text, each with its full stop.
pub(super) fn sentences(parts: &[String]) -> String {
    let told: Vec<_> = parts.iter().filter_map(|part| sentence(part)).collect();
    apply_text(&told.join(" "))
}

/// Ends a sentence with its full stop, unless it is empty or announces others.
fn sentence(part: &str) -> Option<String> {
    let part = part.trim();
    let ended = part.ends_with(['.', '!', '?', '…', ':']);
    (!part.is_empty()).then(|| format!("{part}{}", if ended { "" } else { "." }))
}

/// Says the same as [`sentences`] in a list under the first; the last part
/// announces what is numbered, if anything is.
pub(super) fn listed(parts: &[String], numbered: &[String]) -> Vec<Flow> {
    let said =
        |part: &String| Some(vec![Flow::Paragraph { content: plain_line(&sentence(part)?) }]);
    let mut all = parts.iter().filter_map(said);
    let mut flow = all.next().unwrap_or_default();
    let mut items: Vec<_> = all.collect();
    let under: Vec<_> = numbered.iter().filter_map(said).collect();
    if let Some(last) = items.last_mut().filter(|_| !under.is_empty()) {
        last.push(Flow::List { start: Some(1), items: under });
    }
    flow.push(Flow::List { start: None, items });
    flow
}

/// Puts a name before words, if there are any.
pub(super) fn labelled(label: &str, words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("{label} : {words}") }
}

/// Puts a name before what a picture shows, if there is one.
pub(super) fn described(label: &str, picture: Option<&Picture>) -> String {
    picture.map(|picture| labelled(label, &picture.description)).unwrap_or_default()
}

/// Puts a small letter first.
pub(crate) fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().collect::<String>() + letters.as_str()
    })
}

/// Puts a capital first.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_stand_under_each_other_are_told_apart() {
        let text = |text: &str| Inline::Text { text: text.into() };
        let content = vec![text("8, place du Puits "), Inline::Break, text("55200 Commercy")];
        let closed = Flow::Paragraph { content: vec![text("Fermé le lundi")] };
        let told = told_lines(&[Flow::Paragraph { content }, closed]);
        assert_eq!(told, "8, place du Puits ; 55200 Commercy ; Fermé le lundi");
    }

    #[test]
    fn sentences_end_and_empty_ones_vanish() {
        let parts = ["Un".to_owned(), String::new(), "Deux !".to_owned()];
        assert_eq!(sentences(&parts).replace('\u{202f}', " "), "Un. Deux !");
    }

    #[test]
    fn a_list_says_what_the_sentences_say() {
        let parts = ["Page", "Onglets : un ; deux", "", "Adresses :"].map(str::to_owned);
        let flow = listed(&parts, &["Ici".to_owned(), "Là".to_owned()]);
        let said =
            |text: &str| Flow::Paragraph { content: vec![Inline::Text { text: text.into() }] };
        let under =
            Flow::List { start: Some(1), items: vec![vec![said("Ici.")], vec![said("Là.")]] };
        let items = vec![
            vec![said("Onglets\u{a0}: un\u{202f}; deux.")],
            vec![said("Adresses\u{a0}:"), under],
        ];
        assert_eq!(flow, [said("Page."), Flow::List { start: None, items }]);
    }
}

//! Safe changes made to a file: takes its text and the changes, gives the text
//! changed, the rest to the byte.

use super::Mend;
use crate::source::{SourceId, Sources};
use crate::yaml::{Kind, Node, read};

/// Makes the changes of a file; returns the text and how many were made.
///
/// A change is left out when it touches one made before it, or when the file
/// would no longer have the same keys and the same lists: a comma between
/// braces would part a text in two.
#[must_use]
pub fn mended(sources: &Sources, file: SourceId, mends: &[Mend]) -> (String, usize) {
    let mut own: Vec<&Mend> = mends.iter().filter(|mend| mend.place.source == file).collect();
    own.sort_by_key(|mend| (mend.place.start, mend.place.end));
    own.dedup();
    let text = sources.get(file).text.as_str();
    let Some(before) = shape(text) else { return (text.to_owned(), 0) };
    let all = changed(text, &own);
    if shape(&all.0).as_deref() == Some(&*before) {
        return all;
    }
    let sound = |mend: &&Mend| shape(&changed(text, &[mend]).0).as_deref() == Some(&*before);
    changed(text, &own.into_iter().filter(sound).collect::<Vec<_>>())
}

fn changed(text: &str, mends: &[&Mend]) -> (String, usize) {
    let (mut out, mut at, mut made) = (String::with_capacity(text.len()), 0, 0);
    for mend in mends {
        let range = mend.place.range();
        let Some(kept) = text.get(at..range.start) else { continue };
        out.push_str(kept);
        out.push_str(&mend.text);
        (at, made) = (range.end, made + 1);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, made)
}

/// Draws the tree of a text without its scalars, if it is one.
fn shape(text: &str) -> Option<String> {
    let mut sources = Sources::default();
    let id = sources.add("", text);
    let tree = read(&sources, id).ok()?;
    let mut drawn = String::new();
    draw(&tree, &mut drawn);
    Some(drawn)
}

fn draw(node: &Node, drawn: &mut String) {
    match &node.kind {
        Kind::Null => drawn.push('~'),
        Kind::Truth(_) | Kind::Scalar { .. } => drawn.push('.'),
        Kind::List(nodes) => {
            drawn.push('[');
            nodes.iter().for_each(|node| draw(node, drawn));
            drawn.push(']');
        }
        Kind::Map(entries) => {
            drawn.push('{');
            for (key, node) in entries {
                drawn.push_str(&key.value);
                draw(node, drawn);
            }
            drawn.push('}');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn change(text: &str, parts: &[(&str, &str)]) -> (String, usize) {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", text);
        let mends: Vec<_> = parts
            .iter()
            .map(|(old, new)| {
                let start = text.find(old).unwrap();
                Mend { place: Span::new(id, start..start + old.len()), text: (*new).to_owned() }
            })
            .collect();
        mended(&sources, id, &mends)
    }

    #[test]
    fn only_the_changes_change() {
        let text = "a: la 2ème  # la 2ème\nb: {c: 'de de', d: 1}\n";
        let (new, made) = change(text, &[("de de", "de"), ("2ème", "2e")]);
        assert_eq!((new.as_str(), made), ("a: la 2e  # la 2ème\nb: {c: 'de', d: 1}\n", 2));
    }

    #[test]
    fn a_change_that_would_part_a_text_is_left_out() {
        let text = "a: {b: 49.6 kg}\nc: 12.5 kg\n";
        let (new, made) = change(text, &[("49.6", "49,6"), ("12.5", "12,5")]);
        assert_eq!((new.as_str(), made), ("a: {b: 49.6 kg}\nc: 12,5 kg\n", 1));
    }

    #[test]
    fn changes_that_touch_are_made_once() {
        let (new, made) = change("a: un deux\n", &[("un deux", "trois"), ("deux", "2")]);
        assert_eq!((new.as_str(), made), ("a: trois\n", 1));
    }
}

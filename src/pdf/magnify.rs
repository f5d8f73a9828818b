//! Templates whose lengths are those of the paper: takes a job whose pages are
//! brought to their paper once laid out, gives templates that lay them out on
//! that paper at once, for who has but the official command.
//!
//! A page whose lengths are all multiplied by one number breaks its lines and
//! its pages at the same places. Lengths are written in the templates, and a few
//! are Typst's own when nothing is said: those become rules.

use std::collections::BTreeMap;

use typst::syntax::{SyntaxKind, SyntaxNode, parse};

use super::{as_templates_say, bad_entry, enlarge};
use crate::typst::{Engine, Job, JobWorld, TypesetFault};

/// Units of the lengths that do not follow another one.
const UNITS: [&str; 4] = ["pt", "mm", "cm", "in"];

/// What lays the pages of a document out at their final size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Magnified {
    /// The templates by their paths, without their fonts.
    pub templates: BTreeMap<String, String>,
    /// Rules that stand before the document; empty for pages that no paper
    /// asks to be brought to it.
    pub rules: String,
}

/// Enlarges the lengths of the templates of a document.
///
/// # Errors
///
/// What keeps the document from being laid out, which tells how large its pages
/// are.
pub fn magnified(engine: &Engine, job: &Job) -> Result<Magnified, Vec<TypesetFault>> {
    let world = JobWorld::new(engine, job).ok_or_else(|| bad_entry(job))?;
    let factor = match job.paper {
        None => None,
        Some(paper) => {
            let (laid, _) = as_templates_say(&world)?;
            laid.pages().first().map(|page| enlarge::height(paper) / page.frame.size().y)
        }
    };
    let texts = engine.files().filter(|(path, _)| path.ends_with(".typ")).map(|(path, bytes)| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        (path.to_owned(), factor.map_or(text.clone(), |factor| lengthened(&text, factor)))
    });
    Ok(Magnified { templates: texts.collect(), rules: factor.map(rules).unwrap_or_default() })
}

/// Multiplies the lengths of a template.
fn lengthened(text: &str, factor: f64) -> String {
    let mut written = String::with_capacity(text.len());
    walk(&parse(text), factor, &mut written);
    written
}

fn walk(node: &SyntaxNode, factor: f64, written: &mut String) {
    if node.children().len() > 0 {
        node.children().for_each(|child| walk(child, factor, written));
        return;
    }
    let text = node.leaf_text();
    let unit = UNITS.iter().find(|unit| text.ends_with(*unit));
    let number = unit.and_then(|unit| text.strip_suffix(unit)?.parse::<f64>().ok());
    match (node.kind(), number, unit) {
        (SyntaxKind::Numeric, Some(number), Some(unit)) => {
            written.push_str(&figures(number * factor));
            written.push_str(unit);
        }
        _ => written.push_str(text),
    }
}

/// What Typst takes for the lengths that a template does not say.
fn rules(factor: f64) -> String {
    let length = |points: f64| figures(points * factor);
    let (inset, stroke, thin) = (length(5.0), length(1.0), length(0.5));
    let padded = ["table", "rect", "square", "circle", "ellipse"]
        .map(|element| format!("#set {element}(inset: {inset}pt)\n"))
        .concat();
    format!(
        "{padded}#set line(stroke: {stroke}pt)\n\
         #set footnote.entry(separator: line(length: 30%, stroke: {thin}pt))\n"
    )
}

/// Writes a number to the millionth, without the zeros that say nothing.
fn figures(number: f64) -> String {
    let written = format!("{number:.6}");
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_multiplied_and_nothing_else() {
        let text = "// 10pt\n#set text(size: 10pt, spacing: 1.5em)\n#v(-2mm) 10pt \"16pt\" `3pt`\n\
                    #let x = (a: 0.5pt + red, b: 80%, c: 2, d: .5cm, \"20pt\": 1in)\n";
        let expected = "// 10pt\n#set text(size: 11pt, spacing: 1.5em)\n#v(-2.2mm) 10pt \"16pt\" `3pt`\n\
                        #let x = (a: 0.55pt + red, b: 80%, c: 2, d: 0.55cm, \"20pt\": 1.1in)\n";
        assert_eq!(lengthened(text, 1.1), expected);
        assert_eq!(lengthened(text, 1.0), text.replace(".5cm", "0.5cm"));
    }

    #[test]
    fn a_third_is_written_to_the_millionth() {
        assert_eq!(figures(10.0 / 3.0), "3.333333");
        assert_eq!(figures(20.0), "20");
    }
}

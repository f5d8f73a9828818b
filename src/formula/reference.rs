//! The page authors read on formulas: takes the tables of functions, gives
//! `docs/formules.md`.

use std::fmt::Write;

use super::functions::{Function, functions};

/// What stands before the functions: how a formula is written.
const PREAMBLE: &str = include_str!("reference.md");

/// Writes the reference of formulas, in French, as Markdown.
#[must_use]
pub fn reference() -> String {
    let mut functions: Vec<&Function> = functions().collect();
    functions.sort_by_key(|function| function.family);
    let mut page = PREAMBLE.to_owned();
    for family in functions.chunk_by(|a, b| a.family == b.family) {
        let title = family.first().map_or("", |function| function.family.title());
        // Writing to a text cannot fail.
        let _ = write!(page, "\n## {title}\n");
        for function in family {
            entry(&mut page, function);
        }
    }
    page
}

fn entry(page: &mut String, function: &Function) {
    let mut letters = function.title.chars();
    let initial = letters.next().into_iter().flat_map(char::to_uppercase);
    let title: String = initial.chain(letters).collect();
    let _ = write!(page, "\n### {title}\n\n`{}`\n\n{}", function.signature, function.summary);
    if let Some(remark) = function.remark {
        let _ = write!(page, " {remark}");
    }
    page.push_str("\n\n");
    if let Some(formula) = function.formula() {
        let _ = writeln!(page, "- Formule\u{a0}: `{formula}`");
    }
    let _ = writeln!(page, "- Exemple\u{a0}: `{}` donne **{}**", function.example, function.result);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::sample::table;
    use crate::formula::{Value, evaluate, parse};

    /// The page as it stands in the repository.
    const PAGE: &str = include_str!("../../docs/formules.md");

    #[test]
    fn the_page_in_the_repository_is_this_one() {
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formules.md");
            std::fs::write(path, reference()).expect("the page can be written");
        } else {
            assert!(PAGE == reference(), "run the tests with UPDATE_EXPECT=1 to rewrite the page");
        }
    }

    #[test]
    fn every_example_gives_the_result_it_shows() {
        let scope = table();
        for function in functions() {
            let name = function.name();
            assert!(function.example.contains(&format!("{name}(")), "{name}: no call of itself");
            let expr =
                parse(function.example).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
            let value = evaluate(&expr, &scope).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
            let shown = Value::to_text(&value).unwrap_or_default();
            assert_eq!(shown, function.result, "{}", function.example);
        }
    }

    #[test]
    fn summaries_and_remarks_are_sentences() {
        for function in functions() {
            for sentence in std::iter::once(function.summary).chain(function.remark) {
                assert!(sentence.ends_with('.'), "{sentence}");
                let first = sentence.chars().next().unwrap();
                assert!(first.is_uppercase() || first == '«', "{sentence}");
            }
        }
    }

    #[test]
    fn every_ratio_of_the_field_names_its_denominator() {
        for function in functions().filter(|function| function.formula().is_some()) {
            let formula = function.formula().unwrap_or_default();
            let ratio = formula.contains('÷') && !formula.starts_with("plafond");
            let opposite = formula.starts_with("1 ÷") || formula.starts_with("racine");
            if ratio && !opposite {
                let remark = function.remark.unwrap_or_default();
                assert!(remark.contains("Dénominateur"), "{}: {remark}", function.name());
            }
        }
    }

    #[test]
    fn no_name_is_taken_twice() {
        let mut names: Vec<&str> = functions().map(Function::name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}

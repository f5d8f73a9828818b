//! The page authors read on keys: takes the tables of keys, gives
//! `docs/cles.md`.

use std::fmt::Write;

use super::label::{french, linked};
use super::{Part, parts};
use crate::subject::read::{Key, Mapping, Rule, When};

/// What stands before the blocks: how the page is read.
const PREAMBLE: &str = include_str!("reference.md");

/// Writes the reference of every key, in French, as Markdown.
#[must_use]
pub fn reference() -> String {
    let mut page = french(PREAMBLE);
    for part in parts() {
        // Writing to a text cannot fail.
        let _ = match part {
            Part::Block(mapping) => block(&mut page, mapping),
            Part::Cases(cases) => {
                let mut told = format!("\n## {}\n\n", french(cases.title));
                for (when, mapping) in cases.when {
                    let told_by = match *when {
                        When::Has(key) => format!("avec `{key}`"),
                        When::Is(key, word) => format!("avec `{key}: {word}`"),
                    };
                    let _ = writeln!(told, "- {told_by}, {}", link(mapping.title));
                }
                let _ = writeln!(told, "- sinon, {}", link(cases.otherwise.title));
                page.write_str(&told)
            }
        };
    }
    page
}

fn block(page: &mut String, mapping: &Mapping) -> std::fmt::Result {
    writeln!(page, "\n## {}\n", french(mapping.title))?;
    for rule in mapping.rules {
        writeln!(page, "{}\n", french(&demand(rule)))?;
    }
    writeln!(page, "| Clé | Ce qu’elle dit | Attendu | À défaut | Exemple |")?;
    writeln!(page, "|---|---|---|---|---|")?;
    for key in mapping.all() {
        row(page, key)?;
    }
    if let Some(form) = &mapping.others {
        let form = french(&linked(form, &anchor));
        writeln!(page, "| *un nom* | Ce qui change, et comment. | {form} | | |")?;
    }
    Ok(())
}

fn row(page: &mut String, key: &Key) -> std::fmt::Result {
    let mark = if key.required { " \\*" } else { "" };
    let form = french(&linked(&key.form, &anchor));
    let default = if key.default.is_empty() { String::new() } else { code(key.default) };
    let (name, says, example) = (key.name, french(key.says), code(key.example));
    writeln!(page, "| `{name}`{mark} | {says} | {form} | {default} | {example} |")
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

/// Says what a block asks of its keys together.
fn demand(rule: &Rule) -> String {
    let listed = |keys: &[&str], last: &str| {
        let codes: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
        match codes.split_last() {
            Some((end, start)) if !start.is_empty() => format!("{} {last} {end}", start.join(", ")),
            _ => codes.join(", "),
        }
    };
    match rule {
        Rule::Single => "Une seule de ces clés par bloc.".to_owned(),
        Rule::Any(keys) => format!("Au moins une clé parmi {}.", listed(keys, "et")),
        Rule::One(keys) => {
            format!("Soit {}, l’une ou l’autre et pas les deux.", listed(keys, "soit"))
        }
        Rule::NotBoth(one, other) => format!("Jamais `{one}` et `{other}` ensemble."),
        Rule::Together(keys) => format!("Les clés {} vont ensemble.", listed(keys, "et")),
        Rule::Only(by, key, words) => {
            format!("`{key}` : seulement si `{by}` vaut {}.", listed(words, "ou"))
        }
    }
}

fn link(title: &str) -> String {
    format!("[{}](#{})", french(title), anchor(title))
}

/// Returns the anchor of a title, as code hosts make it.
fn anchor(title: &str) -> String {
    let letters = french(title).to_lowercase();
    let kept = letters.chars().filter(|char| char.is_alphanumeric() || " -_".contains(*char));
    kept.map(|char| if char == ' ' { '-' } else { char }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page as it stands in the repository.
    const PAGE: &str = include_str!("../../../docs/cles.md");

    #[test]
    fn the_page_in_the_repository_is_this_one() {
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/cles.md");
            std::fs::write(path, reference()).expect("the page can be written");
        } else {
            assert!(PAGE == reference(), "run the tests with UPDATE_EXPECT=1 to rewrite the page");
        }
    }

    #[test]
    fn every_link_leads_to_a_block() {
        let page = reference();
        let titles: Vec<_> =
            page.lines().filter_map(|line| line.strip_prefix("## ")).map(anchor).collect();
        let links = page.split("](#").skip(1).filter_map(|after| after.split_once(')'));
        let mut count = 0;
        for (target, _) in links {
            assert!(titles.iter().any(|title| title == target), "no title for {target}");
            count += 1;
        }
        assert!(count > 50, "only {count} links");
    }
}

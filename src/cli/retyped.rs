//! The command that was meant: takes what was typed and what is wrong with it,
//! gives the nearest line that could be typed instead.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};

use super::usage::named;

/// What stands for a value that lacks, by the name of its option or its own.
const SAMPLES: [(&str, &str); 26] = [
    ("--collate", "name"),
    ("--count", "35"),
    ("--dossiers", "3"),
    ("--draws", "1000"),
    ("--edition", "20pt"),
    ("--eject", "callout"),
    ("--format", "json"),
    ("--jobs", "2"),
    ("--junit", "rapport.xml"),
    ("--key", "salle-12.cle"),
    ("--out", "sortie"),
    ("--questions", "2.3,2.4"),
    ("--render", "20"),
    ("--replay", "8,17"),
    ("--roster", "eleves.csv"),
    ("--seating", "6x6"),
    ("--seed", "2026"),
    ("--series", "4"),
    ("--session", "2026"),
    ("--shard", "3/10"),
    ("ANCIEN", "avant/val-dore"),
    ("DOSSIER", "pages"),
    ("DOSSIERS", "part-1 part-2"),
    ("FICHIER", "subjects/2026/val-dore"),
    ("NOUVEAU", "subjects/2026/val-dore"),
    ("SHELL", "bash"),
];

/// Says what to type instead, if there is something near.
pub(super) fn retyped(
    typed: &[String],
    command: Option<&Command>,
    error: &Error,
) -> Option<String> {
    match error.kind() {
        ErrorKind::MissingRequiredArgument => {
            let lacking = all(error, ContextKind::InvalidArg);
            let lacking = lacking.iter().map(|argument| sample(argument));
            Some(example(typed.iter().map(quoted).chain(lacking)))
        }
        ErrorKind::InvalidValue if one(error, ContextKind::InvalidValue)?.is_empty() => {
            let option = one(error, ContextKind::InvalidArg)?;
            let rank = typed.iter().position(|word| *word == named(&option))?;
            let (before, after) = typed.split_at(rank);
            let [before, after] = [before, after.get(1..)?].map(|words| words.iter().map(quoted));
            Some(example(before.chain([sample(&option)]).chain(after)))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let near = one(error, ContextKind::SuggestedValue)?;
            meant(typed, &one(error, ContextKind::InvalidValue)?, &near)
        }
        ErrorKind::InvalidSubcommand => {
            let near = one(error, ContextKind::SuggestedSubcommand)?;
            meant(typed, &one(error, ContextKind::InvalidSubcommand)?, &near)
        }
        ErrorKind::UnknownArgument => {
            let command = command?;
            let unknown = one(error, ContextKind::InvalidArg)?;
            let near = one(error, ContextKind::SuggestedArg);
            near.and_then(|near| meant(typed, &unknown, &near)).or_else(|| Some(usage(command)))
        }
        _ => None,
    }
}

/// Writes what was typed with one word in the place of another.
fn meant(typed: &[String], wrong: &str, right: &str) -> Option<String> {
    let is_wrong = |word: &String| {
        let (option, value) = word.split_once('=').unwrap_or((word, word));
        option == wrong || value == wrong
    };
    let rank = typed.iter().position(is_wrong)?;
    let words = typed.iter().enumerate().map(|(other, word)| match other == rank {
        true => quoted(&word.replacen(wrong, right, 1)),
        false => quoted(word),
    });
    Some(format!("vouliez-vous dire « {} » ?", line(words)))
}

/// Writes a line that lacks nothing.
fn example(words: impl Iterator<Item = String>) -> String {
    format!("par exemple, « {} »", line(words))
}

fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    format!("la commande s’écrit « {} »", usage.trim_start_matches("Usage: "))
}

/// Writes an argument that lacks: `--count 35` for `--count <NOMBRE>`.
fn sample(argument: &str) -> String {
    let name = named(argument);
    let value = SAMPLES.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    if !name.starts_with('-') {
        return value.unwrap_or(&name).to_owned();
    }
    let placeholder = argument.split_once('<').and_then(|(_, value)| value.split_once('>'));
    let value = value.or(placeholder.map(|(value, _)| value)).unwrap_or_default();
    format!("{name} {value}")
}

fn line(words: impl Iterator<Item = String>) -> String {
    words.fold("corrige".to_owned(), |line, word| line + " " + &word)
}

/// Puts quotes around what a terminal would part.
fn quoted(word: &String) -> String {
    let plain = !word.is_empty()
        && !word.contains(|char: char| char.is_whitespace() || "\"'()&|;*?$<>".contains(char));
    if plain { word.clone() } else { format!("\"{word}\"") }
}

fn one(error: &Error, kind: ContextKind) -> Option<String> {
    all(error, kind).into_iter().next()
}

fn all(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    }
}

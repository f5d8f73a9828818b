//! Faults of the command line, in French.

use std::error::Error;
use std::ffi::OsString;
use std::io::Write;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Status;
use super::arguments::Arguments;
use super::limits::Expected;
use super::retyped::retyped;

/// Prints what is wrong with the arguments, or the help asked for; the last
/// line is the one that was meant, as far as what was typed shows it.
pub(super) fn tell(typed: &[OsString], error: &clap::Error) -> Status {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A reader that has gone away has read enough.
        let _ = write!(std::io::stdout(), "{}", error.render());
        return Status::Done;
    }
    let typed: Vec<_> =
        typed.iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let program = Arguments::command();
    let command = typed.iter().find_map(|word| program.find_subcommand(word));
    let command = command.filter(|command| !command.is_hide_set());
    let name = command.map(|command| format!("{} ", command.get_name())).unwrap_or_default();
    let meant = retyped(&typed, command, error)
        .or_else(|| suggestion(error).map(|near| format!("vouliez-vous dire « {near} » ?")));
    let meant = meant.map(|meant| format!("  aide : {meant}\n")).unwrap_or_default();
    let _ = write!(
        std::io::stderr(),
        "erreur : {}\n  aide : « corrige {name}--help » dit ce qui est possible\n{meant}",
        message(error)
    );
    Status::Refused
}

fn message(error: &clap::Error) -> String {
    let told = |kind| {
        error.get(kind).map(|value| match value {
            ContextValue::Strings(all) => all.join(", "),
            other => other.to_string(),
        })
    };
    let argument = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(all)) => all.iter().map(|one| named(one)).collect(),
        Some(other) => vec![named(&other.to_string())],
        None => Vec::new(),
    };
    let argument = argument.join(" », « ");
    let value = told(ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => format!(
            "commande inconnue : « {} »",
            told(ContextKind::InvalidSubcommand).unwrap_or_default()
        ),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            format!("il manque une commande : {}", commands().join(", "))
        }
        ErrorKind::UnknownArgument => format!("« {argument} » n’est pas attendu ici"),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("il manque une valeur après « {argument} »")
        }
        ErrorKind::InvalidValue => format!(
            "« {value} » ne convient pas à « {argument} » ; attendu : {}",
            told(ContextKind::ValidValue).unwrap_or_default()
        ),
        // Either says how many papers there are.
        ErrorKind::MissingRequiredArgument if argument == "--count" => {
            "il manque « --count » ou « --roster »".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("il manque « {argument} »"),
        ErrorKind::ArgumentConflict => match told(ContextKind::PriorArg) {
            Some(prior) if !prior.starts_with(&argument) => {
                let prior = prior.split(" <").next().unwrap_or_default().to_owned();
                format!("« {argument} » et « {prior} » ne vont pas ensemble")
            }
            _ => format!("« {argument} » est donné deux fois"),
        },
        ErrorKind::ValueValidation => {
            let expected = error.source().and_then(|source| source.downcast_ref::<Expected>());
            let expected = expected.map_or_else(|| whole(&value), |expected| expected.0);
            format!("« {value} » ne convient pas à « {argument} » ; attendu : {expected}")
        }
        _ => "ces arguments ne se comprennent pas".to_owned(),
    }
}

/// Says which whole number was expected in the place of another.
fn whole(value: &str) -> &'static str {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    match digits {
        true if value.bytes().all(|byte| byte == b'0') => "un nombre entier, 1 au moins",
        true => "un nombre entier moins grand",
        false => "un nombre entier",
    }
}

/// Names an argument as the help does: `--out` for `--out <DOSSIER>`, `DOSSIERS`
/// for `<DOSSIERS>...`.
pub(super) fn named(argument: &str) -> String {
    let argument = argument.split(" <").next().unwrap_or_default();
    argument.trim_end_matches("...").trim_matches(['<', '>']).to_owned()
}

/// Lists the commands.
fn commands() -> Vec<String> {
    let command = Arguments::command();
    let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
    shown.map(|command| command.get_name().to_owned()).collect()
}

fn suggestion(error: &clap::Error) -> Option<String> {
    [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| match error.get(kind)? {
            ContextValue::String(one) => Some(one.clone()),
            ContextValue::Strings(all) => all.first().cloned(),
            _ => None,
        })
}

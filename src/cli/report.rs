//! What is printed: results on the standard output, faults on the other one
//! unless a program is to read them.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::Status;
use super::arguments::Format;
use super::checkout::Checkout;
use crate::diagnostic::{Fault, Sarif, Severity, render};
use crate::source::Sources;

/// What a run has said and found so far.
pub(super) struct Report {
    format: Format,
    errors: usize,
    warnings: usize,
    /// All faults of the run, when they are one document.
    sarif: Sarif,
    /// Where reviewers find the files, when faults are shown to them.
    checkout: Option<Checkout>,
    broken: Option<io::Error>,
}

impl Report {
    /// Starts a report.
    pub(super) fn new(format: Format) -> Self {
        let review = matches!(format, Format::Github | Format::Sarif);
        let here = Path::new(".");
        let checkout = Checkout::around(here, |name| std::env::var_os(name)).filter(|_| review);
        let sarif = Sarif::default();
        Self { format, errors: 0, warnings: 0, sarif, checkout, broken: None }
    }

    /// Returns how faults and values are written.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Prints a line of result.
    pub(super) fn line(&mut self, line: &str) {
        let written = if self.for_program() {
            writeln!(io::stderr(), "{line}")
        } else {
            writeln!(io::stdout(), "{line}")
        };
        self.keep(written);
    }

    /// Prints a line that is no result: what the program waits for.
    pub(super) fn note(&mut self, line: &str) {
        let written = writeln!(io::stderr(), "{line}");
        self.keep(written);
    }

    /// Prints what was asked for, whatever the format of faults; beside the
    /// document that all faults make.
    pub(super) fn output(&mut self, text: &str) {
        let written = if self.format == Format::Sarif {
            write!(io::stderr(), "{text}")
        } else {
            write!(io::stdout(), "{text}")
        };
        self.keep(written);
    }

    /// Prints faults.
    pub(super) fn faults(&mut self, faults: &[Fault], sources: &Sources) {
        self.told(faults, sources, self.for_program());
    }

    /// Prints why the work cannot be done, which stands in no file.
    pub(super) fn refused(&mut self, faults: &[Fault]) -> Status {
        self.faults(faults, &Sources::default());
        Status::Refused
    }

    /// Prints faults beside a result that fills the standard output.
    pub(super) fn aside(&mut self, faults: &[Fault], sources: &Sources) {
        self.told(faults, sources, false);
    }

    fn told(&mut self, faults: &[Fault], sources: &Sources, on_output: bool) {
        if faults.is_empty() {
            return;
        }
        let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
        self.errors += errors;
        self.warnings += faults.len() - errors;
        let seen = self.checkout.as_ref().map(|checkout| checkout.seen(sources));
        let sources = seen.as_ref().unwrap_or(sources);
        if self.format == Format::Sarif {
            self.sarif.add(faults, sources);
            return;
        }
        let color = !self.for_program() && colored(io::stderr().is_terminal(), environment);
        let text = render(faults, sources, self.format.into(), color);
        let written =
            if on_output { write!(io::stdout(), "{text}") } else { write!(io::stderr(), "{text}") };
        self.keep(written);
    }

    /// Counts the faults told so far: `2 fautes, 1 avertissement`.
    pub(super) fn count(&self) -> String {
        let told = |number: usize, noun: &str| match number {
            0 => None,
            1 => Some(format!("1 {noun}")),
            _ => Some(format!("{number} {noun}s")),
        };
        let parts = [told(self.errors, "faute"), told(self.warnings, "avertissement")];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "aucune faute".to_owned() } else { parts.join(", ") }
    }

    /// Ends the report, with the document of all faults where they make one.
    ///
    /// # Errors
    ///
    /// Returns why something could not be printed.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.format == Format::Sarif {
            let written = write!(io::stdout(), "{}", self.sarif.document());
            self.keep(written);
        }
        self.broken.map_or(Ok(()), Err)
    }

    /// Tells whether a program reads the faults on the standard output.
    fn for_program(&self) -> bool {
        matches!(self.format, Format::Json | Format::Github | Format::Sarif)
    }

    fn keep(&mut self, written: io::Result<()>) {
        if let Err(error) = written {
            self.broken.get_or_insert(error);
        }
    }
}

/// Tells whether faults are coloured: on a terminal that shows colours, for a
/// person who has not asked otherwise (see <https://no-color.org>).
fn colored(terminal: bool, environment: impl Fn(&str) -> Option<OsString>) -> bool {
    let refused = environment("NO_COLOR").is_some_and(|value| !value.is_empty());
    terminal && !refused && environment("TERM").is_none_or(|value| value != "dumb")
}

fn environment(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_for_a_person_who_wants_them() {
        let with = |terminal, set: &'static [(&str, &str)]| {
            let value = |name: &str| set.iter().find(|(known, _)| *known == name);
            colored(terminal, |name| value(name).map(|(_, value)| OsString::from(value)))
        };
        assert!(with(true, &[]));
        assert!(with(true, &[("TERM", "xterm-256color"), ("NO_COLOR", "")]));
        assert!(!with(false, &[("TERM", "xterm-256color")]));
        assert!(!with(true, &[("NO_COLOR", "1")]));
        assert!(!with(true, &[("TERM", "dumb")]));
    }
}

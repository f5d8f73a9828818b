//! Faults as text: takes faults and the sources they point into, gives what a
//! person, a program or GitHub reads.

mod full;
mod github;
mod json;
mod sarif;
mod short;

pub use sarif::Sarif;

use super::{Fault, Severity};
use crate::source::Sources;

/// How faults are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// With the lines of the file and the guilty words underlined.
    #[default]
    Full,
    /// One line each.
    Short,
    /// One JSON object a line.
    Json,
    /// GitHub's workflow commands, which annotate a pull request.
    Github,
    /// One SARIF document, which many tools read; [`Sarif`] makes one of
    /// several files.
    Sarif,
}

/// Renders faults in the order given; each ends its own line.
///
/// Colours are those of a terminal and only the full format has any.
#[must_use]
pub fn render(faults: &[Fault], sources: &Sources, format: Format, color: bool) -> String {
    match format {
        Format::Full => full::render(faults, sources, color),
        Format::Short => faults.iter().map(|fault| short::render(fault, sources)).collect(),
        Format::Json => faults.iter().map(|fault| json::render(fault, sources)).collect(),
        Format::Github => faults.iter().map(|fault| github::render(fault, sources)).collect(),
        Format::Sarif => {
            let mut sarif = Sarif::default();
            sarif.add(faults, sources);
            sarif.document()
        }
    }
}

/// Names a severity in French.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "erreur",
        Severity::Warning => "avertissement",
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, render};
    use crate::diagnostic::Fault;
    use crate::source::{Sources, Span};

    /// A fault with all that a renderer must show or escape.
    pub(super) fn two_lines() -> (Sources, Fault) {
        let mut sources = Sources::default();
        let id = sources.add("sujets/été, 1.yaml", "titre: été\npoints: 4\n");
        let fault = Fault::error("bareme-somme", "le barème fait 3 points sur 4,\nsoit 75 %")
            .at(Span::new(id, 21..22), "4 étaient attendus")
            .at(Span::new(id, 7..12), "pour cette question")
            .help("ajoutez 1 point")
            .help("ou ôtez-en un");
        (sources, fault)
    }

    #[test]
    fn every_fault_ends_its_line_in_every_format() {
        let (sources, fault) = two_lines();
        for format in [Format::Full, Format::Short, Format::Json, Format::Github] {
            let one = render(std::slice::from_ref(&fault), &sources, format, false);
            assert!(one.ends_with('\n') && !one.ends_with("\n\n"), "{one:?}");
            let blank = if format == Format::Full { "\n" } else { "" };
            let two = render(&[fault.clone(), fault.clone()], &sources, format, false);
            assert_eq!(two, format!("{one}{blank}{one}"));
            assert_eq!(render(&[], &sources, format, false), "");
        }
    }
}

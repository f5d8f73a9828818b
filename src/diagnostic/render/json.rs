//! Faults for programs: takes a fault, gives one JSON object on one line.
//!
//! Fields are only ever added; one that changes its meaning changes `version`.

use serde::Serialize;

use crate::diagnostic::{Fault, Place, Severity};
use crate::source::Sources;

#[derive(Serialize)]
struct Line<'a> {
    version: u32,
    severity: &'static str,
    id: &'a str,
    message: &'a str,
    places: Vec<Where<'a>>,
    help: &'a [String],
}

/// A place; lines and columns count from 1, columns in characters, and the
/// end is the first character after.
#[derive(Serialize)]
struct Where<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    label: &'a str,
}

pub(super) fn render(fault: &Fault, sources: &Sources) -> String {
    let line = Line {
        version: 1,
        severity: match fault.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        id: fault.id,
        message: &fault.message,
        places: fault.places.iter().map(|place| locate(place, sources)).collect(),
        help: &fault.help,
    };
    // Text, numbers and lists always serialise: the default is never met.
    let mut text = serde_json::to_string(&line).unwrap_or_default();
    text.push('\n');
    text
}

fn locate<'a>(place: &'a Place, sources: &'a Sources) -> Where<'a> {
    let span = place.span;
    let (line, column) = sources.line_column(span.source, span.start as usize);
    let (end_line, end_column) = sources.line_column(span.source, span.end as usize);
    let file = sources.get(span.source).name.as_str();
    Where { file, line, column, end_line, end_column, label: &place.label }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::render;
    use crate::diagnostic::Fault;
    use crate::diagnostic::render::tests::two_lines;
    use crate::source::Sources;

    #[test]
    fn a_fault_with_two_places() {
        let (sources, fault) = two_lines();
        expect![[r#"
            {"version":1,"severity":"error","id":"bareme-somme","message":"le barème fait 3 points sur 4,\nsoit 75 %","places":[{"file":"sujets/été, 1.yaml","line":2,"column":9,"end_line":2,"end_column":10,"label":"4 étaient attendus"},{"file":"sujets/été, 1.yaml","line":1,"column":8,"end_line":1,"end_column":11,"label":"pour cette question"}],"help":["ajoutez 1 point","ou ôtez-en un"]}
        "#]].assert_eq(&render(&fault, &sources));
    }

    #[test]
    fn a_warning_without_place() {
        let fault = Fault::warning("police-absente", "aucune police");
        expect![[r#"
            {"version":1,"severity":"warning","id":"police-absente","message":"aucune police","places":[],"help":[]}
        "#]].assert_eq(&render(&fault, &Sources::default()));
    }
}

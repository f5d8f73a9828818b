//! Faults on a pull request: takes a fault, gives a workflow command of GitHub
//! (`::error file=…,line=…::message`).

use crate::diagnostic::{Fault, Place, Severity};
use crate::source::Sources;

pub(super) fn render(fault: &Fault, sources: &Sources) -> String {
    let command = match fault.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut body = fault.message.clone();
    let mut properties = Vec::new();
    if let Some(place) = fault.places.first() {
        properties = locate(place, sources);
        if !place.label.is_empty() {
            body.push('\n');
            body.push_str(&place.label);
        }
    }
    properties.push(format!("title={}", property(fault.id)));
    for help in &fault.help {
        body.push_str("\naide : ");
        body.push_str(help);
    }
    format!("::{command} {}::{}\n", properties.join(","), data(&body))
}

fn locate(place: &Place, sources: &Sources) -> Vec<String> {
    let span = place.span;
    let (line, column) = sources.line_column(span.source, span.start as usize);
    let (end_line, end_column) = sources.line_column(span.source, span.end as usize);
    let file = property(&sources.get(span.source).name);
    let mut properties =
        vec![format!("file={file}"), format!("line={line}"), format!("col={column}")];
    // GitHub refuses an end column unless the place is on one line.
    if line == end_line {
        properties.push(format!("endColumn={end_column}"));
    } else {
        properties.push(format!("endLine={end_line}"));
    }
    properties
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property, which commas and colons would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::render;
    use crate::diagnostic::Fault;
    use crate::diagnostic::render::tests::two_lines;
    use crate::source::{Sources, Span};

    #[test]
    fn a_fault_with_two_places() {
        let (sources, fault) = two_lines();
        expect![[r#"
            ::error file=sujets/été%2C 1.yaml,line=2,col=9,endColumn=10,title=bareme-somme::le barème fait 3 points sur 4,%0Asoit 75 %25%0A4 étaient attendus%0Aaide : ajoutez 1 point%0Aaide : ou ôtez-en un
        "#]].assert_eq(&render(&fault, &sources));
    }

    #[test]
    fn a_warning_without_place() {
        let fault = Fault::warning("police-absente", "aucune police");
        expect![[r#"
            ::warning title=police-absente::aucune police
        "#]]
        .assert_eq(&render(&fault, &Sources::default()));
    }

    #[test]
    fn a_place_on_two_lines_has_no_end_column() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "un\ndeux\n");
        let fault = Fault::error("x", "100 % faux").at(Span::new(id, 1..5), "");
        expect![[r#"
            ::error file=a.yaml,line=1,col=2,endLine=2,title=x::100 %25 faux
        "#]]
        .assert_eq(&render(&fault, &sources));
    }
}

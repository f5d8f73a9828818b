//! One line a fault: takes a fault, gives `file:line:column: severity[id] : message`.

use super::severity_name;
use crate::diagnostic::Fault;
use crate::source::Sources;

pub(super) fn render(fault: &Fault, sources: &Sources) -> String {
    let place = fault.places.first().map_or_else(String::new, |place| {
        let span = place.span;
        let (line, column) = sources.line_column(span.source, span.start as usize);
        format!("{}:{line}:{column}: ", sources.get(span.source).name)
    });
    let Fault { id, message, .. } = fault;
    let message = message.replace('\n', " ");
    format!("{place}{}[{id}] : {message}\n", severity_name(fault.severity))
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
            sujets/été, 1.yaml:2:9: erreur[bareme-somme] : le barème fait 3 points sur 4, soit 75 %
        "#]]
        .assert_eq(&render(&fault, &sources));
    }

    #[test]
    fn a_warning_without_place() {
        let fault = Fault::warning("police-absente", "aucune police");
        expect![[r#"
            avertissement[police-absente] : aucune police
        "#]]
        .assert_eq(&render(&fault, &Sources::default()));
    }
}

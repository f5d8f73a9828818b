//! Worked computations as passages.

use super::{Passages, line_text, named};
use crate::sheet::{Computation, Math};

/// Adds a worked computation: its formula, then its figures and result.
pub(super) fn computation(step: &Computation, passages: &mut Passages) {
    let label = line_text(&step.label);
    let at = named("calcul", label.trim());
    if let Some(symbols) = &step.symbols {
        passages.text("formule", &at, &text(symbols));
    }
    let figures = step.figures.iter().chain(&step.unrounded).map(text);
    let figures = figures.collect::<Vec<_>>().join(" = ");
    let result = text(&step.result);
    passages.text("calcul", &at, &format!("{figures} {} {result}", step.relation));
}

/// Writes a formula on one line.
fn text(math: &Math) -> String {
    match math {
        Math::Text { text } => text.clone(),
        Math::Operator { text } => format!(" {text} "),
        Math::Fraction { top, bottom } => format!("{} ÷ {}", operand(top), operand(bottom)),
        Math::Fence { open, close, content } => format!("{open}{}{close}", self::text(content)),
        Math::Power { base, exponent } => format!("{}^{}", operand(base), operand(exponent)),
        Math::Call { name, arguments } => {
            let arguments: Vec<_> = arguments.iter().map(text).collect();
            format!("{name}({})", arguments.join(" ; "))
        }
        Math::Row { items } => items.iter().map(text).collect(),
    }
}

/// Writes a part of a fraction or of a power, between brackets when it is an
/// operation.
fn operand(math: &Math) -> String {
    match math {
        Math::Row { .. } | Math::Fraction { .. } => format!("({})", text(math)),
        _ => text(math),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Math {
        Math::Text { text: text.into() }
    }

    #[test]
    fn a_formula_holds_on_a_line() {
        let sum =
            Math::Row { items: vec![word("a"), Math::Operator { text: "+".into() }, word("b")] };
        let half = Math::Fraction { top: Box::new(sum), bottom: Box::new(word("2")) };
        let fenced =
            Math::Fence { open: "⌈".into(), close: "⌉".into(), content: Box::new(half) };
        assert_eq!(text(&fenced), "⌈(a + b) ÷ 2⌉");
        let power = Math::Power { base: Box::new(word("a")), exponent: Box::new(word("n")) };
        let call = Math::Call { name: "moyenne".into(), arguments: vec![power, word("b")] };
        assert_eq!(text(&call), "moyenne(a^n ; b)");
    }
}

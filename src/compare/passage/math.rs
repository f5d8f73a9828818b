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
    passages.text("calcul", &at, &chain(step));
}

/// Writes the figures, the value before rounding and the result, with the signs
/// that the corrigé has between them.
fn chain(step: &Computation) -> String {
    let mut told = step.figures.as_ref().map(text).unwrap_or_default();
    let mut follow = |sign: &str, math: &Math| {
        if !told.is_empty() {
            told.push(' ');
        }
        told.extend([sign, " ", &text(math)]);
    };
    if let Some(unrounded) = &step.unrounded {
        follow(step.cut.as_deref().unwrap_or("="), unrounded);
    }
    let rounds = step.unrounded.is_some() && step.relation == "=";
    follow(if rounds { "→" } else { &step.relation }, &step.result);
    told
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
    use crate::sheet::Breadths;

    fn word(text: &str) -> Math {
        Math::Text { text: text.into() }
    }

    #[test]
    fn signs_are_those_of_the_answer_sheet() {
        let step =
            |figures: Option<Math>, unrounded: Option<&str>, cut: Option<&str>| Computation {
                points: None,
                label: Vec::new(),
                name: word("Seuil"),
                symbols: None,
                figures,
                relation: "=".into(),
                unrounded: unrounded.map(word),
                cut: cut.map(str::to_owned),
                result: word("5"),
                breadths: Breadths::default(),
                tall: false,
                alt: String::new(),
            };
        let figures = || Some(word("14 ÷ 3"));
        assert_eq!(chain(&step(figures(), Some("4,67"), Some("≈"))), "14 ÷ 3 ≈ 4,67 → 5");
        assert_eq!(chain(&step(figures(), Some("4,5"), None)), "14 ÷ 3 = 4,5 → 5");
        assert_eq!(chain(&step(None, Some("4,67"), Some("≈"))), "≈ 4,67 → 5");
        assert_eq!(chain(&step(None, None, None)), "= 5");
        let near = Computation { relation: "≈".into(), ..step(figures(), None, None) };
        assert_eq!(chain(&near), "14 ÷ 3 ≈ 5");
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

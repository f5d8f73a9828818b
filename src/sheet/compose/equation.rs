//! Worked computations: terms of a formula as two-dimensional mathematics,
//! and as words.

use super::Composer;
use super::figure::{number, short_points, value_text};
use super::text::plain_line;
use crate::answers::Answer;
use crate::formula::{Term, Value, Worked};
use crate::markup::typography::apply_text;
use crate::number::Exact;
use crate::sheet::{Block, Computation, Math};
use crate::source::Spanned;

impl Composer<'_> {
    /// Composes the worked computations of a list of names.
    pub(super) fn computations(
        &mut self,
        names: &[Spanned<String>],
        paid: &[(String, Exact)],
    ) -> Block {
        let steps = names.iter().filter_map(|name| self.computation(name, paid)).collect();
        Block::Computations { steps }
    }

    fn computation(
        &mut self,
        name: &Spanned<String>,
        paid: &[(String, Exact)],
    ) -> Option<Computation> {
        let subject = self.subject;
        let definition = subject.computations.iter().find(|one| one.name.value == name.value)?;
        let answer = self.answers.get(&name.value)?.clone();
        let worked = match self.answers.worked(&definition.formula) {
            Ok(worked) => worked,
            Err(fault) => {
                let fault = definition.formula.origin.fault(self.sources, fault);
                self.tell(fault);
                return None;
            }
        };
        let points = paid.iter().find(|(paid, _)| *paid == name.value);
        Some(shown(&answer, &worked, points.map(|(_, points)| short_points(points))))
    }
}

fn shown(answer: &Answer, worked: &Worked, points: Option<String>) -> Computation {
    let (result, exact) = match &answer.value {
        Value::Number(quantity) => {
            let displayed = number(quantity, answer.decimals);
            (displayed.text, displayed.exact && !quantity.approximate)
        }
        other => (value_text(other, None).unwrap_or_default(), true),
    };
    let label = apply_text(&answer.label);
    let name = Math::Text { text: label.clone() };
    let symbols = math(&worked.symbols);
    let figures = math(&worked.figures);
    let unrounded = worked.unrounded.as_ref().map(|quantity| number(quantity, None));
    // A rounding that the display hides is told by the relation alone.
    let exact = exact && unrounded.as_ref().is_none_or(|before| before.text != result);
    let unrounded = unrounded.filter(|before| before.text != result);
    let cut = unrounded.as_ref().filter(|before| !before.exact).map(|_| "≈".to_owned());
    let unrounded = unrounded.map(|before| before.text);
    let plain_result = Math::Text { text: result.clone() };
    // The value of a name alone is the value before rounding: told once.
    let told = unrounded.as_ref().map(|text| Math::Text { text: text.clone() });
    let figures = Some(figures).filter(|figures| {
        *figures != symbols && *figures != plain_result && told.as_ref() != Some(figures)
    });
    let relation = if exact { "=" } else { "≈" };
    let alt = [
        Some(label.clone()),
        Some(format!("égale {}", spoken(&symbols))),
        figures.as_ref().map(|figures| format!("soit {}", spoken(figures))),
        unrounded.as_ref().map(|value| {
            let near = if cut.is_some() { "environ " } else { "" };
            format!("c’est-à-dire {near}{value}")
        }),
        Some(format!("{} {result}", if exact { "égale" } else { "environ égale à" })),
    ];
    Computation {
        points,
        label: plain_line(&answer.label),
        name,
        symbols: Some(symbols),
        figures,
        relation: relation.to_owned(),
        unrounded: unrounded.map(|text| Math::Text { text }),
        cut,
        result: plain_result,
        alt: alt.into_iter().flatten().collect::<Vec<_>>().join(", "),
    }
}

/// Sets a term.
fn math(term: &Term) -> Math {
    let boxed = |term: &Term| Box::new(math(term));
    match term {
        Term::Symbol(label) => Math::Text { text: apply_text(label) },
        Term::Figure(quantity) => Math::Text { text: number(quantity, None).text },
        Term::Words(words) => Math::Text { text: apply_text(words) },
        // A word is no sign: it needs the spaces of a sentence.
        Term::Operator(word) if word.chars().all(char::is_alphabetic) => {
            Math::Text { text: format!("\u{a0}{word}\u{a0}") }
        }
        Term::Operator(sign) => Math::Operator { text: (*sign).to_owned() },
        Term::Fraction(top, bottom) => Math::Fraction { top: boxed(top), bottom: boxed(bottom) },
        Term::Fence { open, close, content } => Math::Fence {
            open: (*open).to_owned(),
            close: (*close).to_owned(),
            content: boxed(content),
        },
        Term::Power(base, exponent) => Math::Power { base: boxed(base), exponent: boxed(exponent) },
        Term::Call { name, args } => {
            Math::Call { name: name.replace('_', " "), arguments: args.iter().map(math).collect() }
        }
        Term::Row(terms) => Math::Row { items: terms.iter().map(math).collect() },
    }
}

/// Says a formula in words, for those who do not see it.
fn spoken(math: &Math) -> String {
    match math {
        Math::Text { text } => text.clone(),
        Math::Operator { text } => operator_word(text).to_owned(),
        Math::Fraction { top, bottom } => {
            let (over, under) = (spoken(top), spoken(bottom));
            match (&**top, &**bottom) {
                (Math::Text { .. }, Math::Text { .. }) => format!("{over} divisé par {under}"),
                _ => format!("la fraction de numérateur {over} et de dénominateur {under}"),
            }
        }
        Math::Fence { open, content, .. } => {
            let inside = spoken(content);
            match open.as_str() {
                "⌈" => format!("l’entier supérieur de {inside}"),
                "⌊" => format!("l’entier inférieur de {inside}"),
                "|" => format!("la valeur absolue de {inside}"),
                _ => format!("parenthèse {inside} fin de parenthèse"),
            }
        }
        Math::Power { base, exponent } => {
            format!("{} puissance {}", spoken(base), spoken(exponent))
        }
        Math::Call { name, arguments } => {
            let arguments: Vec<_> = arguments.iter().map(spoken).collect();
            format!("{name} de {}", arguments.join(" et "))
        }
        Math::Row { items } => {
            let words: Vec<_> = items.iter().map(spoken).collect();
            words.join(" ")
        }
    }
}

fn operator_word(sign: &str) -> &str {
    match sign {
        "+" => "plus",
        "−" => "moins",
        "×" => "multiplié par",
        "=" => "égale",
        "≈" => "environ égale à",
        "≠" => "différent de",
        "<" => "inférieur à",
        ">" => "supérieur à",
        "≤" => "inférieur ou égal à",
        "≥" => "supérieur ou égal à",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Answers, Kind};
    use crate::formula::{parse, worked};

    fn text(text: &str) -> Math {
        Math::Text { text: text.into() }
    }

    /// Shows what follows the figures of a formula.
    fn end(formula: &str) -> String {
        let worked = worked(&parse(formula).unwrap(), &Answers::default()).unwrap();
        let answer = Answer {
            name: "x".into(),
            label: "x".into(),
            value: worked.result.clone(),
            kind: Kind::Computed,
            formula: None,
            decimals: None,
        };
        let shown = shown(&answer, &worked, None);
        let sign = shown.cut.as_deref().unwrap_or("=");
        let before = shown.unrounded.map(|before| format!("{sign} {} ", spoken(&before)));
        format!("{}{} {}", before.unwrap_or_default(), shown.relation, spoken(&shown.result))
    }

    #[test]
    fn an_equals_sign_stands_between_equal_values_only() {
        for (formula, expected) in [
            ("120 ÷ 24", "= 5"),
            ("10 ÷ 3", "≈ 3,33"),
            ("plafond(102 ÷ 24)", "= 4,25 = 5"),
            ("plafond(46900 ÷ 31)", "≈ 1\u{202f}512,9 = 1\u{202f}513"),
            // The rounding shows nothing that the result does not.
            ("arrondi(24,9 ÷ 1,055; 2)", "≈ 23,6"),
            ("arrondi(24,9 ÷ 1,05; 2)", "≈ 23,71"),
            ("arrondi(23,6; 2)", "= 23,6"),
        ] {
            assert_eq!(end(formula), expected, "{formula}");
        }
    }

    #[test]
    fn a_formula_is_said_in_words() {
        let difference = Math::Row {
            items: vec![text("70 %"), Math::Operator { text: "−".into() }, text("15 %")],
        };
        assert_eq!(spoken(&difference), "70 % moins 15 %");
        let quotient =
            Math::Fraction { top: Box::new(text("6 120")), bottom: Box::new(text("24")) };
        assert_eq!(spoken(&quotient), "6 120 divisé par 24");
        let ceiling =
            Math::Fence { open: "⌈".into(), close: "⌉".into(), content: Box::new(quotient) };
        assert_eq!(spoken(&ceiling), "l’entier supérieur de 6 120 divisé par 24");
    }
}

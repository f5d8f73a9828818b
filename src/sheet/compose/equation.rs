//! Worked computations: terms of a formula as two-dimensional mathematics,
//! and as words.

use super::Composer;
use super::breadth::breadths;
use super::figure::{answer_text, number, short_points, value_text};
use super::operand::{MORE_DECIMALS, Operands};
use super::text::plain_line;
use crate::answers::{Answer, Answers};
use crate::formula::{Expr, Term, Value, Worked};
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
        let points = points.map(|(_, points)| short_points(points));
        Some(shown(&answer, &definition.formula.expr, &worked, self.answers, points))
    }
}

fn shown(
    answer: &Answer,
    expr: &Expr,
    worked: &Worked,
    answers: &Answers,
    points: Option<String>,
) -> Computation {
    let result = match &answer.value {
        Value::Number(quantity) => number(quantity, answer.decimals).text,
        other => value_text(other, answer.decimals).unwrap_or_default(),
    };
    let exact = says_all(&answer.value, answer.decimals);
    let label = apply_text(&answer.label);
    let name = Math::Text { text: label.clone() };
    let usual = Operands::new(answers, &worked.figures, 0);
    let symbols = math(&worked.symbols, &usual);
    let figures = math(&worked.figures, &usual);
    let unrounded = worked.unrounded.as_ref().map(|quantity| number(quantity, None));
    // A rounding that the display hides is told by the relation alone.
    let exact = exact && unrounded.as_ref().is_none_or(|before| before.text != result);
    let unrounded = unrounded.filter(|before| before.text != result);
    let cut = unrounded.as_ref().filter(|before| !before.exact).map(|_| "≈".to_owned());
    let unrounded = unrounded.map(|before| before.text);
    let plain_result = Math::Text { text: result.clone() };
    // The value of a name alone is the value before rounding: told once.
    let told = unrounded.as_ref().map(|text| Math::Text { text: text.clone() });
    let again = match &worked.figures {
        Term::Figure(lone, _) if told.is_some() => Some(lone) == worked.unrounded.as_ref(),
        Term::Figure(lone, _) => exact && Value::Number(lone.clone()) == answer.value,
        _ => false,
    };
    let figures = Some(figures).filter(|figures| {
        let new = *figures != symbols && *figures != plain_result;
        new && told.as_ref() != Some(figures) && !again
    });
    let claimed = if unrounded.is_some() { cut.is_none() } else { exact };
    let (figures, holds) = match figures {
        Some(_) if claimed => {
            let (figures, holds) = checked(answer, expr, worked, answers);
            (Some(figures), holds)
        }
        figures => (figures, true),
    };
    let (exact, cut) = match &unrounded {
        Some(_) if !holds => (exact, Some("≈".to_owned())),
        _ => (exact && holds, cut),
    };
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
    let unrounded = unrounded.map(|text| Math::Text { text });
    let shown_result = match answer_text(answer).filter(|_| answer.signed) {
        Some(text) => Math::Text { text },
        None => plain_result,
    };
    let breadths = breadths(Some(&symbols), figures.as_ref(), unrounded.as_ref(), &shown_result);
    let tall = figures.iter().chain([&symbols]).any(is_tall);
    Computation {
        points,
        label: plain_line(&answer.label),
        name,
        symbols: Some(symbols),
        figures,
        relation: relation.to_owned(),
        unrounded,
        cut,
        result: shown_result,
        breadths,
        tall,
        alt: alt.into_iter().flatten().collect::<Vec<_>>().join(", "),
    }
}

/// Tells whether figures with so many decimals say a value, or each line of it.
fn says_all(value: &Value, decimals: Option<u32>) -> bool {
    match value {
        Value::Number(quantity) => !quantity.approximate && number(quantity, decimals).exact,
        Value::Column(lines) => lines.iter().all(|line| says_all(line, decimals)),
        _ => true,
    }
}

/// Sets the figures with the fewest decimals that give the result when they
/// are computed again; with the most, and `false`, when none does.
fn checked(answer: &Answer, expr: &Expr, worked: &Worked, answers: &Answers) -> (Math, bool) {
    let told = |worked: &Worked| match (&worked.unrounded, &worked.result, &answer.value) {
        (Some(before), ..) => Some(number(before, None).text),
        (None, Value::Number(result), Value::Number(known)) => {
            let result = result.with_unit(&known.unit).unwrap_or_else(|_| result.clone());
            Some(number(&result, answer.decimals).text)
        }
        (None, other, _) => value_text(other, None),
    };
    let expected = told(worked);
    let mut figures = Operands::new(answers, &worked.figures, 0);
    for more in 0..=MORE_DECIMALS {
        figures = Operands::new(answers, &worked.figures, more);
        if figures.work(expr).is_some_and(|again| told(&again) == expected) {
            return (math(&worked.figures, &figures), true);
        }
    }
    (math(&worked.figures, &figures), false)
}

/// Sets a term.
fn math(term: &Term, operands: &Operands<'_>) -> Math {
    let boxed = |term: &Term| Box::new(math(term, operands));
    let all = |terms: &[Term]| terms.iter().map(|term| math(term, operands)).collect();
    match term {
        Term::Symbol(label) => Math::Text { text: apply_text(label) },
        Term::Figure(quantity, name) => {
            Math::Text { text: operands.text(quantity, name.as_deref()) }
        }
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
            Math::Call { name: name.replace('_', " "), arguments: all(args) }
        }
        Term::Row(terms) => Math::Row { items: all(terms) },
    }
}

/// Tells whether a formula is higher than a line of text.
fn is_tall(math: &Math) -> bool {
    match math {
        Math::Fraction { .. } => true,
        Math::Text { .. } | Math::Operator { .. } => false,
        Math::Fence { content, .. } => is_tall(content),
        Math::Power { base, exponent } => is_tall(base) || is_tall(exponent),
        Math::Call { arguments: parts, .. } | Math::Row { items: parts } => {
            parts.iter().any(is_tall)
        }
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
    use crate::answers::Kind;
    use crate::formula::{parse, worked};

    fn text(text: &str) -> Math {
        Math::Text { text: text.into() }
    }

    /// Shows what follows the figures of a formula.
    fn end(formula: &str) -> String {
        let expr = parse(formula).unwrap();
        let worked = worked(&expr, &Answers::default()).unwrap();
        let answer = Answer {
            name: "x".into(),
            label: "x".into(),
            value: worked.result.clone(),
            kind: Kind::Computed,
            formula: None,
            decimals: None,
            signed: false,
        };
        let shown = shown(&answer, &expr, &worked, &Answers::default(), None);
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

    /// Answers of a table whose notes are written with two decimals at most.
    fn notes() -> Answers {
        let subject = crate::subject::sample(
            "
examen: BTS
epreuve: E5
session: 2025
titre: Essai
duree: 1 h
total: 1
donnees:
  bonus: 0,5
  eleves:
    colonnes: [nom, note, part]
    lignes: [[Ana, '12,5', 20 %], [Bob, '9,25', '30,25 %'], [Zoé, 16, '49,75 %']]
calculs:
  moyenne: {formule: moyenne(eleves.note), decimales: 1}
  tarif: {formule: 7 ÷ 2, decimales: 2}
  tiers: {formule: 100 ÷ 3, decimales: 1}
  taux: {formule: '11,5 ÷ 18'}
dossiers:
  - titre: Un dossier
    points: 1
    questions: [{enonce: x, points: 1, bareme: [{points: 1, libelle: x}], corrige: [x]}]
",
        );
        let (answers, faults) = crate::answers::solve(&subject, &crate::source::Sources::default());
        assert!(faults.is_empty(), "{faults:?}");
        answers
    }

    #[test]
    fn figures_have_the_decimals_that_they_have_elsewhere() {
        let answers = notes();
        let figures = |formula: &str| {
            let worked = worked(&parse(formula).unwrap(), &answers).unwrap();
            let operands = Operands::new(&answers, &worked.figures, 0);
            spoken(&math(&worked.figures, &operands)).replace('\u{a0}', "_")
        };
        for (formula, expected) in [
            ("somme(eleves.note)", "12,50 plus 9,25 plus 16,00"),
            ("max(filtre(eleves.note; eleves.note > 10))", "maximum de 12,50 et 16,00"),
            (
                "somme(eleves.note × eleves.part)",
                "12,50 multiplié par 20,00_% plus \
              9,25 multiplié par 30,25_% plus 16,00 multiplié par 49,75_%",
            ),
            (
                "moyenne(filtre(eleves.note; eleves.note > 10))",
                "la fraction de numérateur 12,50 plus 16,00 et de dénominateur 2",
            ),
            ("tarif × 2", "3,50 multiplié par 2"),
            // One decimal would hide what the computation rests on.
            ("tiers × 3", "33,33 multiplié par 3"),
            ("moyenne + bonus", "12,58 plus 0,5"),
            // A value on its own is told once.
            ("plafond(tarif)", "3,50"),
        ] {
            assert_eq!(figures(formula), expected, "{formula}");
        }
        let expr = parse("plafond(tarif)").unwrap();
        let worked = worked(&expr, &answers).unwrap();
        let answer =
            Answer { value: worked.result.clone(), ..answers.get("tarif").unwrap().clone() };
        assert_eq!(shown(&answer, &expr, &worked, &answers, None).figures, None);
    }

    #[test]
    fn an_equals_sign_is_true_of_the_figures_that_are_shown() {
        let answers = notes();
        let line = |formula: &str| {
            let expr = parse(formula).unwrap();
            let worked = worked(&expr, &answers).unwrap();
            let value = worked.result.clone();
            let answer = Answer { value, ..answers.get("bonus").unwrap().clone() };
            let shown = shown(&answer, &expr, &worked, &answers, None);
            let figures = shown.figures.map(|figures| spoken(&figures)).unwrap_or_default();
            let sign = shown.cut.unwrap_or_else(|| "=".to_owned());
            let before = shown.unrounded.map(|before| format!(" {sign} {}", spoken(&before)));
            let result = spoken(&shown.result);
            let line =
                format!("{figures}{} {} {result}", before.unwrap_or_default(), shown.relation);
            line.replace('\u{a0}', "_").replace('\u{202f}', "'")
        };
        for (formula, expected) in [
            // One more decimal is enough.
            ("tiers × 3", "33,333 multiplié par 3 = 100"),
            ("plafond(tiers × 4,5)", "33,333 multiplié par 4,5 = 150"),
            // The usual ones are, the result being rounded as it is shown.
            ("plafond(tiers × 0,0375)", "33,33 multiplié par 0,0375 = 1,25 = 2"),
            // None would be.
            ("23000 € ÷ taux", "23'000_€ divisé par 0,638889 ≈ 36'000_€"),
            ("plafond(23000,50 ÷ taux)", "23'000,5 divisé par 0,64 ≈ 36'000,78 = 36'001"),
            // The result is rounded and says so.
            ("tiers × 2", "33,33 multiplié par 2 ≈ 66,67"),
            // What the author writes is shown as it is.
            ("bonus × 0,125 × 16", "0,5 multiplié par 0,125 multiplié par 16 = 1"),
            ("tarif × 2", "3,50 multiplié par 2 = 7"),
            // A line that is rounded is enough.
            ("eleves.note ÷ 3", " ≈ 4,17, 3,08 et 5,33"),
            ("eleves.note ÷ 2", " ≈ 6,25, 4,63 et 8"),
        ] {
            assert_eq!(line(formula), expected, "{formula}");
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

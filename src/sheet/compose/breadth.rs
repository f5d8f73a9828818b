//! About how wide mathematics is: takes a formula of a sheet, gives its width
//! in hundredths of an em.
//!
//! Templates know fonts and could measure every formula; but to measure is to
//! lay out, which costs as much as to print. They measure one text, the `sample`
//! of `templates/components/equation.typ`, which says what a hundredth is in
//! their font, then only the formulas whose estimate comes too near the margin.

use crate::sheet::{Breadths, Math};

/// A sign with the spaces around it.
const OPERATION: u32 = 113;
/// A sign that compares, with the spaces around it.
const RELATION: u32 = 125;
/// One of a pair of signs around something, as high as that.
const FENCE: u32 = 45;
/// What a bar reaches over its fraction, on both sides.
const BAR: u32 = 20;
/// Between words that follow each other.
const BETWEEN_WORDS: u32 = 28;
/// A semicolon between arguments, with its spaces.
const SEPARATOR: u32 = 69;

/// Estimates the links of a computation after its name.
pub(super) fn breadths(
    symbols: Option<&Math>,
    figures: Option<&Math>,
    unrounded: Option<&Math>,
    result: &Math,
) -> Breadths {
    Breadths {
        symbols: symbols.map(breadth),
        figures: figures.map(breadth),
        unrounded: unrounded.map(breadth),
        result: breadth(result),
    }
}

fn breadth(math: &Math) -> u32 {
    match math {
        Math::Text { text } => of_text(text),
        Math::Operator { text } => match text.as_str() {
            "=" | "≈" | "≠" | "<" | ">" | "≤" | "≥" | "→" => RELATION,
            _ => OPERATION,
        },
        Math::Fraction { top, bottom } => breadth(top).max(breadth(bottom)) + BAR,
        Math::Fence { content, .. } => breadth(content) + 2 * FENCE,
        Math::Power { base, exponent } => breadth(base) + breadth(exponent) * 7 / 10,
        Math::Call { name, arguments } => {
            let between = SEPARATOR * u32::try_from(arguments.len().saturating_sub(1)).unwrap_or(0);
            let arguments: u32 = arguments.iter().map(breadth).sum();
            of_text(name) + of_text("()") + arguments + between
        }
        Math::Row { items } => {
            let pairs = items.windows(2).filter(|pair| pair.iter().all(is_worded)).count();
            let items: u32 = items.iter().map(breadth).sum();
            items + BETWEEN_WORDS * u32::try_from(pairs).unwrap_or(0)
        }
    }
}

/// Words that bring no space of their own.
fn is_worded(math: &Math) -> bool {
    matches!(math, Math::Text { text } if text.trim() == text)
}

fn of_text(text: &str) -> u32 {
    text.chars().map(of_character).sum()
}

/// Classes of widths, the same in most fonts that are made for reading.
fn of_character(character: char) -> u32 {
    match character {
        '\u{202f}' => 12,
        '’' | '\'' | '|' => 20,
        ' ' | '\u{a0}' => 23,
        '.' | ',' | ';' | ':' | '-' | 'i' | 'j' | 'l' | 'î' | 'ï' => 30,
        'f' | 't' | '(' | ')' | '[' | ']' | '/' | 'I' | 'J' => 35,
        'r' | 's' | 'z' => 44,
        'm' | 'w' | 'œ' | 'æ' | 'M' | 'W' | 'Œ' | '%' => 88,
        'A'..='Z' | 'À'..='Ý' => 66,
        _ => 53,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Math {
        Math::Text { text: text.into() }
    }

    #[test]
    fn a_formula_is_as_wide_as_what_stands_on_its_line() {
        let sign = || Math::Operator { text: "×".into() };
        let product = Math::Row { items: vec![text("12"), sign(), text("4 h")] };
        assert_eq!(breadth(&product), 106 + 113 + 53 + 23 + 53);
        let words = Math::Row { items: vec![text("ab"), text("cd"), text("\u{a0}et\u{a0}")] };
        assert_eq!(breadth(&words), 2 * 106 + 28 + 53 + 35 + 46);
        let quotient = Math::Fraction { top: Box::new(product), bottom: Box::new(text("1")) };
        assert_eq!(breadth(&quotient), 348 + 20);
    }

    #[test]
    fn the_sample_of_the_templates_is_counted_alike() {
        let template = include_str!("../../../templates/components/equation.typ");
        let after = |key: &str| template.split_once(key).unwrap().1;
        let sample = after("text: \"").split_once('"').unwrap().0;
        let counted = after("breadth: ").split_once(',').unwrap().0;
        assert_eq!(of_text(sample).to_string(), counted);
    }
}

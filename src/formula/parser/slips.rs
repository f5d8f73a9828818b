//! Slips of the hand in a formula: takes the word where reading stopped, gives
//! the fault of what its author most likely meant, with the formula mended.

use std::ops::Range;

use crate::formula::fault::FormulaFault;
use crate::formula::functions::Function;
use crate::formula::lexer::{Token, Word};
use crate::formula::syntax::Expr;
use crate::formula::value::Value;

/// A formula cut into its words.
pub(super) struct Slips<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

impl<'a> Slips<'a> {
    /// Returns the fault of a word that cannot stand where it does, if it is a
    /// usual slip.
    pub(super) fn at(&self, at: usize) -> Option<FormulaFault> {
        let before = &self.tokens.get(at.checked_sub(1)?)?.word;
        match (before, &self.tokens.get(at)?.word) {
            (_, Word::Comma) => self.comma(at),
            (_, Word::Name(name)) if factor(name).is_some() => Some(self.times(at)),
            (Word::Literal(Value::Number(_)), Word::Literal(Value::Number(_))) => {
                let number = format!("{}{}", self.word(at - 1), self.word(at));
                let help = format!("les chiffres d’un nombre se touchent\u{a0}: {number}");
                Some(self.fault("formule-syntaxe", at, "la fin du nombre").help(help))
            }
            (Word::Name(_), Word::Name(_) | Word::Literal(Value::Number(_))) => {
                let name = format!("{}_{}", self.word(at - 1), self.word(at));
                let help = format!(
                    "un nom s’écrit sans espace\u{a0}: «\u{a0}{name}\u{a0}»\u{202f}; \
                     une multiplication, avec ×"
                );
                let label = "un opérateur ou la fin de la formule";
                Some(self.fault("formule-syntaxe", at, label).help(help))
            }
            _ => None,
        }
    }

    /// Returns a call as its author most likely meant it, when it has the
    /// wrong number of arguments.
    pub(super) fn arguments(
        &self,
        function: &Function,
        arguments: &[Expr],
        call: &Range<usize>,
    ) -> Option<String> {
        let commas: Vec<usize> = arguments
            .iter()
            .filter_map(|argument| {
                let written = self.text.get(argument.range.clone())?;
                let figures = |letter: char| letter.is_ascii_digit() || letter == ',';
                let comma = written.chars().all(figures).then(|| written.find(','))??;
                Some(argument.range.start + comma)
            })
            .collect();
        if !commas.is_empty() && function.refuses(arguments.len() + commas.len()).is_none() {
            return self.separated(call, &commas);
        }
        let several = arguments.len() > 1 && function.refuses(1).is_none();
        if !several || !function.signature.contains("colonne") {
            return None;
        }
        let written: Option<Vec<_>> =
            arguments.iter().map(|argument| self.text.get(argument.range.clone())).collect();
        Some(format!("{}(liste({}))", function.name(), written?.join("; ")))
    }

    /// A comma between two arguments, or loose in a number.
    fn comma(&self, at: usize) -> Option<FormulaFault> {
        let message = "la virgule ne sépare pas les arguments d’une fonction";
        let told = |help: String| {
            FormulaFault::new("formule-virgule", &self.place(at), message)
                .label("attendu ici\u{a0}: «\u{a0};\u{a0}»")
                .help(help)
        };
        if let Some((call, commas)) = self.call_around(at) {
            let mended = self.separated(&call, &commas)?;
            let close = if mended.ends_with(')') { "" } else { ")" };
            return Some(told(format!("écrivez {mended}{close}")));
        }
        let number = |at: usize| {
            let token = self.tokens.get(at)?;
            matches!(token.word, Word::Literal(Value::Number(_))).then(|| self.word(at))
        };
        let number = format!("{},{}", number(at - 1)?, number(at + 1)?);
        let fault = self.fault("formule-virgule", at, "un opérateur ou la fin de la formule");
        Some(fault.help(format!("une virgule décimale touche ses chiffres\u{a0}: {number}")))
    }

    /// Finds the call whose arguments hold a word: its bytes, and its commas.
    fn call_around(&self, at: usize) -> Option<(Range<usize>, Vec<usize>)> {
        let mut level = 0_usize;
        let open = (0..at).rev().find(|rank| {
            let own = level == 0;
            match self.tokens.get(*rank).map(|token| &token.word) {
                Some(Word::Close) => level += 1,
                Some(Word::Open) if own => return true,
                Some(Word::Open) => level -= 1,
                _ => {}
            }
            false
        })?;
        let name = self.tokens.get(open.checked_sub(1)?)?;
        if !matches!(name.word, Word::Name(_) | Word::If) {
            return None;
        }
        let (mut level, mut commas) = (0_usize, Vec::new());
        for token in self.tokens.get(open..)? {
            match token.word {
                Word::Open => level += 1,
                Word::Close if level == 1 => {
                    return Some((name.range.start..token.range.end, commas));
                }
                Word::Close => level -= 1,
                Word::Comma if level == 1 => commas.push(token.range.start),
                _ => {}
            }
        }
        Some((name.range.start..self.text.trim_end().len(), commas))
    }

    /// Writes a part of the formula with semicolons in the place of commas.
    fn separated(&self, part: &Range<usize>, commas: &[usize]) -> Option<String> {
        let mut written = String::new();
        let mut from = part.start;
        for comma in commas {
            written.push_str(self.text.get(from..*comma)?);
            from = comma + 1;
            let close = self.text.get(from..)?.starts_with(char::is_whitespace);
            written.push_str(if close { ";" } else { "; " });
        }
        written.push_str(self.text.get(from..part.end)?);
        Some(written)
    }

    /// An `x` between two values.
    fn times(&self, at: usize) -> FormulaFault {
        let mut written = String::new();
        let mut from = 0;
        for (rank, token) in self.tokens.iter().enumerate().skip(1) {
            let Word::Name(name) = &token.word else { continue };
            let follows = self.tokens.get(rank - 1).is_some_and(|before| {
                matches!(before.word, Word::Literal(_) | Word::Name(_) | Word::Close)
            });
            if let Some(rest) = factor(name).filter(|_| follows) {
                let before = self.text.get(from..token.range.start).unwrap_or_default();
                let gap = if rest.is_empty() { "" } else { " " };
                written.extend([before.trim_end(), " ×", gap, rest]);
                from = token.range.end;
            }
        }
        written.push_str(self.text.get(from..).unwrap_or_default());
        let sign = self.word(at).chars().next().unwrap_or('x');
        let message = format!("la lettre «\u{a0}{sign}\u{a0}» n’est pas le signe ×");
        let place = self.place(at);
        FormulaFault::new("formule-fois", &(place.start..place.start + 1), message)
            .label("attendu ici\u{a0}: × ou *")
            .help(format!("écrivez {}", written.trim()))
    }

    fn fault(&self, id: &'static str, at: usize, expected: &str) -> FormulaFault {
        let found = self.word(at);
        let message = format!("«\u{a0}{found}\u{a0}» ne peut pas suivre ce qui précède");
        FormulaFault::new(id, &self.place(at), message)
            .label(format!("attendu ici\u{a0}: {expected}"))
    }

    fn place(&self, at: usize) -> Range<usize> {
        self.tokens.get(at).map_or(0..0, |token| token.range.clone())
    }

    fn word(&self, at: usize) -> &'a str {
        self.text.get(self.place(at)).unwrap_or_default()
    }
}

/// Returns what follows the sign when a name is an `x` typed for `×`: `x`,
/// `x4`.
pub(in crate::formula) fn factor(name: &str) -> Option<&str> {
    let rest = name.strip_prefix(['x', 'X'])?;
    rest.bytes().all(|byte| byte.is_ascii_digit()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::tests::read;

    #[test]
    fn commas_become_semicolons_in_their_call() {
        expect![[r#"
            1 + max(min(a, b,3,5); c)
                         ^ attendu ici : « ; »
            formule-virgule : la virgule ne sépare pas les arguments d’une fonction
            aide : écrivez min(a; b; 3,5)
        "#]]
        .assert_eq(&read("1 + max(min(a, b,3,5); c)"));
        expect![[r#"
            somme(a, b
                   ^ attendu ici : « ; »
            formule-virgule : la virgule ne sépare pas les arguments d’une fonction
            aide : écrivez somme(a; b)
        "#]]
        .assert_eq(&read("somme(a, b"));
        expect![[r#"
            3, 5 + a
             ^ attendu ici : un opérateur ou la fin de la formule
            formule-virgule : « , » ne peut pas suivre ce qui précède
            aide : une virgule décimale touche ses chiffres : 3,5
        "#]]
        .assert_eq(&read("3, 5 + a"));
        assert_eq!(read("arrondi(3,5 ; 1)"), "arrondi(3,5; 1)");
    }

    #[test]
    fn a_decimal_comma_may_have_been_meant_as_a_separator() {
        expect![[r#"
            taux_evolution(8000,9200)
            ^^^^^^^^^^^^^^^^^^^^^^^^^
            nombre-d-arguments : « taux_evolution » attend 2 arguments et en reçoit 1
            aide : écrivez taux_evolution(8000; 9200)
        "#]]
        .assert_eq(&read("taux_evolution(8000,9200)"));
        expect![[r#"
            somme(1; 2)
            ^^^^^^^^^^^
            nombre-d-arguments : « somme » attend 1 argument et en reçoit 2
            aide : écrivez somme(liste(1; 2))
        "#]]
        .assert_eq(&read("somme(1; 2)"));
    }

    #[test]
    fn an_x_between_two_values_is_a_sign() {
        for formula in ["3 x 4", "3x4", "3x 4", "a x b", "(a + b) X 2 x c", "x x 2"] {
            assert!(read(formula).contains("formule-fois"), "{formula}");
        }
        expect![[r#"
            (a + b) X 2 x4 ÷ c
                    ^ attendu ici : × ou *
            formule-fois : la lettre « X » n’est pas le signe ×
            aide : écrivez (a + b) × 2 × 4 ÷ c
        "#]]
        .assert_eq(&read("(a + b) X 2 x4 ÷ c"));
        assert_eq!(read("x × x2"), "(x × x2)");
    }

    #[test]
    fn names_and_numbers_in_several_words() {
        expect![[r#"
            visiteurs 2024
                      ^^^^ attendu ici : un opérateur ou la fin de la formule
            formule-syntaxe : « 2024 » ne peut pas suivre ce qui précède
            aide : un nom s’écrit sans espace : « visiteurs_2024 » ; une multiplication, avec ×
        "#]]
        .assert_eq(&read("visiteurs 2024"));
        expect![[r#"
            taux rebond + 1
                 ^^^^^^ attendu ici : un opérateur ou la fin de la formule
            formule-syntaxe : « rebond » ne peut pas suivre ce qui précède
            aide : un nom s’écrit sans espace : « taux_rebond » ; une multiplication, avec ×
        "#]]
        .assert_eq(&read("taux rebond + 1"));
    }
}

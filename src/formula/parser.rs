//! Syntax of formulas: takes a text, gives its tree or every fault found.
//!
//! A Pratt parser: [`Operator::strength`] says how tightly each sign binds,
//! and one loop does the rest.

mod slips;

use std::ops::Range;

use super::fault::FormulaFault;
use super::functions::{self, Function};
use super::lexer::{Token, Word, words};
use super::syntax::{Expr, Kind, Operator, Strength};
use super::value::Value;
use crate::diagnostic::nearest;
use slips::Slips;
pub(super) use slips::factor;

/// Longest formula that is read, in characters.
const MAX_CHARACTERS: usize = 4_000;

/// Deepest nesting of parentheses, calls and signs that is read.
const MAX_DEPTH: usize = 64;

/// Most operations in a formula.
const MAX_OPERATIONS: usize = 500;

/// Most operations and calls that wait for one another: `1 + 1 + 1` makes a
/// tree of three levels, and every walk of the tree is a recursion.
const MAX_HEIGHT: usize = 100;

type Reading<T = Expr> = Result<T, FormulaFault>;

/// Reads a formula.
///
/// # Errors
/// When the text is no formula, names unknown functions or gives them the
/// wrong number of arguments.
pub fn parse(text: &str) -> Result<Expr, Vec<FormulaFault>> {
    if text.chars().count() > MAX_CHARACTERS {
        let message = format!("la formule compte plus de {MAX_CHARACTERS} caractères");
        let fault = FormulaFault::new("formule-trop-longue", &(0..text.len()), message);
        return Err(vec![fault.help("donnez un nom à une partie du calcul")]);
    }
    let tokens = words(text)?;
    let mut parser =
        Parser { text, tokens: &tokens, at: 0, depth: 0, operations: 0, faults: vec![] };
    match parser.formula() {
        Ok(expr) if parser.faults.is_empty() => low_enough(expr),
        Ok(_) => Err(parser.faults),
        Err(fault) => {
            parser.faults.push(fault);
            parser.faults.sort_by_key(|fault| fault.range.start);
            Err(parser.faults)
        }
    }
}

/// Refuses a tree whose walk would take too much of the stack.
fn low_enough(expr: Expr) -> Result<Expr, Vec<FormulaFault>> {
    if expr.height() <= MAX_HEIGHT {
        return Ok(expr);
    }
    let message = format!("la formule enchaîne plus de {MAX_HEIGHT} opérations");
    let fault = FormulaFault::new("formule-trop-profonde", &expr.range, message);
    Err(vec![fault.help("donnez un nom à une partie du calcul")])
}

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    operations: usize,
    /// Faults that leave the syntax readable.
    faults: Vec<FormulaFault>,
}

impl<'a> Parser<'a> {
    fn formula(&mut self) -> Reading {
        let expr = self.expression(Strength::LOOSEST)?;
        match self.peek() {
            None => Ok(expr),
            Some(Word::Close) => Err(self.refused("aucune parenthèse n’est ouverte ici")),
            Some(_) => Err(self.unexpected("un opérateur ou la fin de la formule")),
        }
    }

    /// Reads what binds at least as tightly as asked.
    fn expression(&mut self, least: u8) -> Reading {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = format!("la formule a plus de {MAX_DEPTH} niveaux");
            return Err(FormulaFault::new("formule-trop-profonde", &self.here(), message)
                .help("donnez un nom à une partie du calcul"));
        }
        let mut left = self.operand()?;
        let mut compared = false;
        while let Some(word) = self.peek() {
            let comparison = match word {
                Word::Operator(operator) if operator.strength() >= least => {
                    operator.is_comparison()
                }
                Word::Between if Strength::COMPARISON >= least => true,
                _ => break,
            };
            if comparison && compared {
                return Err(self.refused("une seule comparaison à la fois").help(
                    "écrivez «\u{a0}x entre a et b\u{a0}», ou reliez deux comparaisons par «\u{a0}et\u{a0}»",
                ));
            }
            compared |= comparison;
            left = self.operation(left)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    /// Reads an operator and what stands on its right.
    fn operation(&mut self, left: Expr) -> Reading {
        let operator = match self.next() {
            Some(Word::Operator(operator)) => *operator,
            _ => return self.between(left),
        };
        self.count_operation(&left.range)?;
        // A power of a power reads from the right, all else from the left.
        let least = operator.strength() + u8::from(operator != Operator::Power);
        let right = self.expression(least)?;
        let range = left.range.start..right.range.end;
        Ok(Expr { kind: Kind::Binary(operator, Box::new(left), Box::new(right)), range })
    }

    fn between(&mut self, left: Expr) -> Reading {
        self.count_operation(&left.range)?;
        let low = self.expression(Strength::COMPARISON + 1)?;
        if self.peek() != Some(&Word::Operator(Operator::And)) {
            return Err(self
                .unexpected("«\u{a0}et\u{a0}»")
                .help("écrivez «\u{a0}x entre a et b\u{a0}»"));
        }
        self.at += 1;
        let high = self.expression(Strength::COMPARISON + 1)?;
        let range = left.range.start..high.range.end;
        Ok(Expr { kind: Kind::Between(Box::new(left), Box::new(low), Box::new(high)), range })
    }

    /// Reads a value: a literal, a name, a call, a sign and its value, a
    /// condition, or something between parentheses.
    fn operand(&mut self) -> Reading {
        let range = self.here();
        let tokens = self.tokens;
        let kind = match tokens.get(self.at).map(|token| &token.word) {
            Some(Word::Literal(value)) => Kind::Literal(value.clone()),
            Some(Word::Name(name)) if self.opens(1) => return self.call(name),
            Some(Word::Name(name)) => Kind::Name(name.clone()),
            Some(Word::Operator(Operator::Subtract)) => {
                return self.prefixed(Strength::NEGATION, Kind::Negate);
            }
            Some(Word::Operator(Operator::Add)) => {
                self.at += 1;
                return self.expression(Strength::NEGATION);
            }
            Some(Word::Not) => return self.prefixed(Strength::NOT, Kind::Not),
            Some(Word::If) if self.opens(1) && self.separates(1) => return self.call("si"),
            Some(Word::If) => return self.condition(),
            Some(Word::Open) => return self.group(),
            _ => return Err(self.unexpected("un nombre, un nom ou une fonction")),
        };
        self.at += 1;
        Ok(Expr { kind, range })
    }

    fn prefixed(&mut self, strength: u8, kind: fn(Box<Expr>) -> Kind) -> Reading {
        let start = self.here().start;
        self.count_operation(&self.here())?;
        self.at += 1;
        let inner = self.expression(strength)?;
        let range = start..inner.range.end;
        Ok(Expr { kind: kind(Box::new(inner)), range })
    }

    fn group(&mut self) -> Reading {
        let start = self.here().start;
        self.at += 1;
        let mut inner = self.expression(Strength::LOOSEST)?;
        inner.range = start..self.close(start)?;
        Ok(inner)
    }

    fn condition(&mut self) -> Reading {
        let start = self.here().start;
        self.at += 1;
        let condition = self.expression(Strength::LOOSEST)?;
        self.expect(
            &Word::Then,
            "«\u{a0}alors\u{a0}»",
            "écrivez «\u{a0}si … alors … sinon …\u{a0}»",
        )?;
        let yes = self.expression(Strength::LOOSEST)?;
        self.expect(
            &Word::Else,
            "«\u{a0}sinon\u{a0}»",
            "écrivez «\u{a0}si … alors … sinon …\u{a0}»",
        )?;
        let no = self.expression(Strength::LOOSEST)?;
        let range = start..no.range.end;
        Ok(Expr { kind: Kind::If(Box::new(condition), Box::new(yes), Box::new(no)), range })
    }

    fn call(&mut self, name: &str) -> Reading {
        let place = self.here();
        self.at += 1;
        let open = self.here().start;
        self.at += 1;
        let arguments = self.arguments()?;
        let range = place.start..self.close(open)?;
        let kind = if let Some(function) = functions::find(name) {
            self.checked(function, arguments, &range)
        } else {
            self.faults.push(unknown_function(name, &place));
            Kind::Literal(Value::Truth(false))
        };
        Ok(Expr { kind, range })
    }

    fn arguments(&mut self) -> Reading<Vec<Expr>> {
        let mut arguments = Vec::new();
        if self.peek() == Some(&Word::Close) {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.expression(Strength::LOOSEST)?);
            if self.peek() != Some(&Word::Separator) {
                return Ok(arguments);
            }
            self.at += 1;
        }
    }

    /// Checks the number of arguments; `si` has a node of its own.
    fn checked(
        &mut self,
        function: &'static Function,
        arguments: Vec<Expr>,
        range: &Range<usize>,
    ) -> Kind {
        if let Some(expected) = function.refuses(arguments.len()) {
            let message = format!(
                "«\u{a0}{}\u{a0}» attend {expected} et en reçoit {}",
                function.name(),
                arguments.len()
            );
            let slips = Slips { text: self.text, tokens: self.tokens };
            let help = slips
                .arguments(function, &arguments, range)
                .unwrap_or_else(|| function.signature.to_owned());
            let help = format!("écrivez {help}");
            self.faults.push(FormulaFault::new("nombre-d-arguments", range, message).help(help));
        }
        if function.name() != "si" {
            return Kind::Call(function, arguments);
        }
        let mut parts = arguments.into_iter().map(Box::new);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(condition), Some(yes), Some(no)) => Kind::If(condition, yes, no),
            _ => Kind::Literal(Value::Truth(false)),
        }
    }

    /// Passes over the closing parenthesis and returns the byte after it.
    fn close(&mut self, open: usize) -> Reading<usize> {
        let end = self.here().end;
        if self.peek() == Some(&Word::Close) {
            self.at += 1;
            return Ok(end);
        }
        if self.peek().is_some() {
            return Err(self.unexpected("«\u{a0};\u{a0}», «\u{a0})\u{a0}» ou un opérateur"));
        }
        let message = "la parenthèse ouverte ici n’est pas fermée";
        Err(FormulaFault::new("formule-syntaxe", &(open..open + 1), message)
            .help("ajoutez «\u{a0})\u{a0}» où elle se ferme"))
    }

    fn expect(&mut self, word: &Word, expected: &str, help: &str) -> Reading<()> {
        if self.peek() != Some(word) {
            return Err(self.unexpected(expected).help(help));
        }
        self.at += 1;
        Ok(())
    }

    fn count_operation(&mut self, place: &Range<usize>) -> Reading<()> {
        self.operations += 1;
        if self.operations <= MAX_OPERATIONS {
            return Ok(());
        }
        let message = format!("la formule compte plus de {MAX_OPERATIONS} opérations");
        Err(FormulaFault::new("formule-trop-longue", place, message)
            .help("donnez un nom à une partie du calcul"))
    }

    fn peek(&self) -> Option<&'a Word> {
        self.tokens.get(self.at).map(|token| &token.word)
    }

    fn next(&mut self) -> Option<&'a Word> {
        let word = self.peek();
        self.at += 1;
        word
    }

    /// Tells whether the word so far ahead is an opening parenthesis.
    fn opens(&self, ahead: usize) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|token| token.word == Word::Open)
    }

    /// Tells whether the parentheses that open so far ahead hold a `;` of
    /// their own, which makes them the arguments of a call.
    fn separates(&self, ahead: usize) -> bool {
        let mut level = 0_usize;
        for token in self.tokens.get(self.at + ahead..).unwrap_or_default() {
            match token.word {
                Word::Open => level += 1,
                Word::Close if level <= 1 => return false,
                Word::Close => level -= 1,
                Word::Separator if level == 1 => return true,
                _ => {}
            }
        }
        false
    }

    /// Returns the bytes of the next word, or the end of the text.
    fn here(&self) -> Range<usize> {
        let end = self.text.trim_end().len();
        self.tokens.get(self.at).map_or(end..end, |token| token.range.clone())
    }

    /// Says what was expected where something else was found.
    fn unexpected(&self, expected: &str) -> FormulaFault {
        self.refused(&format!("attendu ici\u{a0}: {expected}"))
    }

    /// Says that the next word cannot stand where it does.
    fn refused(&self, label: &str) -> FormulaFault {
        let range = self.here();
        let found = self.text.get(range.clone()).unwrap_or_default();
        let message = match (found, self.tokens.is_empty()) {
            (_, true) => "la formule est vide".to_owned(),
            ("", _) => "la formule s’arrête trop tôt".to_owned(),
            _ if self.at == 0 => {
                format!("une formule ne peut pas commencer par «\u{a0}{found}\u{a0}»")
            }
            _ => format!("«\u{a0}{found}\u{a0}» ne peut pas suivre ce qui précède"),
        };
        let fault = FormulaFault::new("formule-syntaxe", &range, message).label(label);
        let slips = Slips { text: self.text, tokens: self.tokens };
        if let Some(slip) = slips.at(self.at) {
            return slip;
        }
        match self.peek() {
            // The sign that opens a formula in a spreadsheet.
            _ if self.at == 0 && self.text.get(range).is_some_and(|found| found == "=") => {
                fault.help("retirez «\u{a0}=\u{a0}»")
            }
            Some(Word::Open | Word::Name(_) | Word::Literal(_)) if self.at > 0 => {
                fault.help("une multiplication s’écrit avec ×")
            }
            _ => fault,
        }
    }
}

fn unknown_function(name: &str, place: &Range<usize>) -> FormulaFault {
    let message = format!("la fonction «\u{a0}{name}\u{a0}» n’existe pas");
    let fault = FormulaFault::new("fonction-inconnue", place, message)
        .label("aucune fonction ne porte ce nom");
    match nearest(name, functions::functions().map(Function::name)) {
        Some(near) => fault.help(format!("vouliez-vous dire «\u{a0}{near}\u{a0}»\u{202f}?")),
        None => fault,
    }
}

#[cfg(test)]
mod tests;

//! The arguments of a call: gives a function what it asks for, or the fault
//! that tells the author which argument is not what it should be.

use std::ops::Range;

use crate::formula::fault::FormulaFault;
use crate::formula::functions::Function;
use crate::formula::operators::lines;
use crate::formula::value::Value;
use crate::number::{ArithmeticFault, Quantity};
use chrono::NaiveDate;

type Found<T> = Result<T, FormulaFault>;

/// What a function is called with.
pub(in crate::formula) struct Arguments<'a> {
    /// The function called.
    pub(in crate::formula) function: &'static Function,
    /// Its arguments.
    pub(in crate::formula) values: &'a [&'a Value],
    /// The bytes of each argument.
    pub(in crate::formula) places: &'a [Range<usize>],
    /// The bytes of the call.
    pub(in crate::formula) range: &'a Range<usize>,
}

impl<'a> Arguments<'a> {
    /// Calls once for each line of the columns among the arguments, or once
    /// when there is none.
    pub(in crate::formula) fn each(
        &self,
        native: fn(&Arguments<'_>) -> Found<Value>,
    ) -> Found<Value> {
        let Some(count) = lines(self.values, self.range)? else { return native(self) };
        let mut row: Vec<&Value> = self.values.to_vec();
        let mut results = Vec::with_capacity(count);
        for line in 0..count {
            for (cell, value) in row.iter_mut().zip(self.values) {
                *cell = value.line(line);
            }
            let call = Arguments { values: &row, ..*self };
            results.push(native(&call).map_err(|fault| fault.in_line(line))?);
        }
        Ok(Value::Column(results.into()))
    }

    /// Returns an argument that may be left out.
    pub(super) fn get(&self, rank: usize) -> Option<&'a Value> {
        self.values.get(rank).copied()
    }

    /// Returns an argument of any kind.
    pub(super) fn value(&self, rank: usize) -> Found<&'a Value> {
        self.get(rank).ok_or_else(|| {
            let message = format!("il manque un argument à {}", self.who());
            FormulaFault::new("nombre-d-arguments", self.range, message)
        })
    }

    /// Returns an argument that is a number.
    pub(super) fn number(&self, rank: usize) -> Found<&'a Quantity> {
        match self.value(rank)? {
            Value::Number(number) => Ok(number),
            other => Err(self.unfit(rank, "un nombre", other)),
        }
    }

    /// Returns an argument that is a whole number between two bounds.
    pub(super) fn whole(&self, rank: usize, least: i64, most: i64) -> Found<i64> {
        let number = self.number(rank)?;
        number.to_i64().filter(|whole| (least..=most).contains(whole)).ok_or_else(|| {
            let [least, most] = [least, most].map(|bound| Value::from(Quantity::whole(bound)));
            let [least, most] = [least, most].map(|bound| bound.to_text().unwrap_or_default());
            let message = format!("{} attend un nombre entier de {least} à {most}", self.who());
            FormulaFault::new("type-inattendu", &self.place(rank), message)
        })
    }

    /// Returns an argument that is a text.
    pub(super) fn text(&self, rank: usize) -> Found<&'a str> {
        match self.value(rank)? {
            Value::Text(text) => Ok(text),
            other => Err(self.unfit(rank, "un texte", other)),
        }
    }

    /// Returns an argument that is a date.
    pub(super) fn date(&self, rank: usize) -> Found<NaiveDate> {
        match self.value(rank)? {
            Value::Date(date) => Ok(*date),
            other => Err(self.unfit(rank, "une date", other)),
        }
    }

    /// Returns an argument that is a column.
    pub(super) fn column(&self, rank: usize) -> Found<&'a [Value]> {
        match self.value(rank)? {
            Value::Column(column) => Ok(column),
            other => Err(self.unfit(rank, "une colonne", other)),
        }
    }

    /// Returns an argument that is a column of at least one line.
    pub(super) fn filled(&self, rank: usize) -> Found<&'a [Value]> {
        let column = self.column(rank)?;
        if !column.is_empty() {
            return Ok(column);
        }
        let message = format!("{} ne peut rien tirer d’une colonne vide", self.who());
        Err(FormulaFault::new("colonne-vide", &self.place(rank), message)
            .label("aucune ligne n’est retenue ici"))
    }

    /// Returns the numbers of a column.
    pub(super) fn numbers(&self, rank: usize, column: &'a [Value]) -> Found<Vec<&'a Quantity>> {
        let number = |(line, value): (usize, &'a Value)| match value {
            Value::Number(number) => Ok(number),
            other => Err(self.unfit(rank, "une colonne de nombres", other).in_line(line)),
        };
        column.iter().enumerate().map(number).collect()
    }

    /// Returns the conditions of a column.
    pub(super) fn truths(&self, rank: usize) -> Found<Vec<bool>> {
        let truth = |(line, value): (usize, &Value)| match value {
            Value::Truth(truth) => Ok(*truth),
            other => Err(self.unfit(rank, "une colonne de conditions", other).in_line(line)),
        };
        self.column(rank)?.iter().enumerate().map(truth).collect()
    }

    /// Returns the bytes of an argument.
    pub(super) fn place(&self, rank: usize) -> Range<usize> {
        self.places.get(rank).unwrap_or(self.range).clone()
    }

    /// Sets the place of a fault of arithmetic.
    pub(super) fn done(&self, result: Result<Quantity, ArithmeticFault>) -> Found<Value> {
        self.reached(result).map(Value::Number)
    }

    /// Sets the place of a fault of arithmetic.
    pub(super) fn reached<T>(&self, result: Result<T, ArithmeticFault>) -> Found<T> {
        result.map_err(|fault| FormulaFault::arithmetic(self.range, &fault))
    }

    /// Starts a fault at an argument.
    pub(super) fn fault(
        &self,
        id: &'static str,
        rank: usize,
        message: impl Into<String>,
    ) -> FormulaFault {
        FormulaFault::new(id, &self.place(rank), message)
    }

    /// Names the function in a message.
    pub(super) fn who(&self) -> String {
        format!("«\u{a0}{}\u{a0}»", self.function.name())
    }

    fn unfit(&self, rank: usize, expected: &str, found: &Value) -> FormulaFault {
        FormulaFault::kind(&self.place(rank), &self.who(), expected, found)
            .help(format!("écrivez {}", self.function.signature))
    }
}

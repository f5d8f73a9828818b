//! The little language of formulas: takes the text an author wrote and a
//! [`Scope`] of named values, gives a [`Value`] and the worked computation
//! that leads to it, or a [`FormulaFault`] that points into the text.
//!
//! Four steps, each a function: [`parse`] makes an [`Expr`] of the text,
//! [`evaluate`] makes a value of it, [`worked`] shows the way from one to the
//! other, [`reference()`] tells authors what they can write. Functions are rows
//! of tables: those the field knows by name are formulas themselves, so that
//! what is computed, shown and documented is one and the same text.
//!
//! A formula runs no loop and calls only what is listed; its length, its depth,
//! its steps and what it builds are bounded, so that a subject received from
//! someone else cannot stall the program.

mod evaluate;
mod fault;
mod functions;
mod grid;
#[cfg(test)]
mod independent;
mod kind;
mod lexer;
mod operators;
mod parser;
mod percent;
mod program;
#[cfg(test)]
mod properties;
mod reference;
#[cfg(test)]
mod sample;
mod scope;
mod sort;
mod syntax;
mod unrounded;
mod value;
mod worked;

pub use evaluate::evaluate;
pub use fault::{ALREADY_TOLD, FormulaFault};
pub use functions::{Family, Function, functions};
pub use grid::{Class, Grid, GridFault, Limit};
pub use parser::parse;
pub use program::{Definition, Memory, Program, Ready};
pub use reference::reference;
pub use scope::{Lookup, Scope};
pub use syntax::Expr;
pub use value::Value;
pub use worked::{Term, Worked, worked};

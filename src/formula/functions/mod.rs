//! The functions formulas may call: rows of tables, by family. A row says what
//! an author reads of a function and what is computed, in one place.

mod aggregate;
mod arguments;
mod columns;
mod dates;
mod evolution;
mod grids;
mod logic;
mod phone;
mod profit;
mod rounding;
mod text;
mod web;

use std::fmt;
use std::sync::OnceLock;

pub(super) use arguments::Arguments;
pub(super) use dates::whole_months;

use super::fault::FormulaFault;
use super::parser::parse;
use super::syntax::Expr;
use super::value::Value;
use crate::number::Unit;

/// A function of the language, as authors read of it.
pub struct Function {
    /// What to write: `nps(promoteurs; detracteurs)`; `[x]` may be left out,
    /// `…` goes on like what precedes.
    pub signature: &'static str,
    /// Its name in words, which worked computations show: « taux d’évolution ».
    pub title: &'static str,
    /// What it is for.
    pub family: Family,
    /// What it gives, in one French sentence.
    pub summary: &'static str,
    /// The denominator, the convention, or the trap.
    pub remark: Option<&'static str>,
    /// A call.
    pub example: &'static str,
    /// What the call gives, as it is displayed.
    pub result: &'static str,
    /// How it is computed.
    pub(super) work: Work,
}

/// What a function is for; families follow one another in the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Conditions.
    Logic,
    /// Rounding and plain arithmetic.
    Rounding,
    /// One value out of a column.
    Aggregate,
    /// A column out of a column.
    Columns,
    /// Scores by a grid.
    Grids,
    /// Words.
    Text,
    /// Days.
    Dates,
    /// Change and gaps.
    Evolution,
    /// What customers say and do.
    Customers,
    /// Phone campaigns.
    Phone,
    /// Mailings.
    Mailing,
    /// Sites and shops.
    Shop,
    /// Advertising.
    Advertising,
    /// Margins and thresholds.
    Profit,
}

impl Family {
    /// Returns its French heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Logic => "Conditions",
            Self::Rounding => "Arrondis et calcul",
            Self::Aggregate => "Résumer une colonne",
            Self::Columns => "Choisir et ranger les lignes d’une colonne",
            Self::Grids => "Grilles",
            Self::Text => "Textes",
            Self::Dates => "Dates",
            Self::Evolution => "Évolutions et écarts",
            Self::Customers => "Satisfaction et fidélité",
            Self::Phone => "Campagne téléphonique",
            Self::Mailing => "Campagne de courriels",
            Self::Shop => "Site et point de vente",
            Self::Advertising => "Publicité et réseaux sociaux",
            Self::Profit => "Rentabilité",
        }
    }
}

/// A function written in Rust.
pub(super) type Native = fn(&Arguments<'_>) -> Result<Value, FormulaFault>;

/// How a function is computed.
pub(super) enum Work {
    /// By a node of the syntax tree.
    Syntax,
    /// On scalars; columns are taken line by line.
    Each(Native),
    /// On columns as they are.
    Whole(Native),
    /// By a formula of its own.
    Formula(Formula),
}

/// The formula of a function and the unit of its result.
pub(super) struct Formula {
    pub(super) text: &'static str,
    /// Empty when the result keeps the unit it has.
    unit: &'static str,
    read: OnceLock<Result<Body, FormulaFault>>,
}

/// A formula that has been read.
pub(super) struct Body {
    pub(super) expr: Expr,
    pub(super) unit: Option<Unit>,
    /// Whether it calls a function of whole columns.
    takes_columns: bool,
}

/// Makes the work of a function that is a formula.
const fn formula(text: &'static str, unit: &'static str) -> Work {
    Work::Formula(Formula { text, unit, read: OnceLock::new() })
}

/// Lists every function, family by family.
pub fn functions() -> impl Iterator<Item = &'static Function> {
    [
        logic::FUNCTIONS,
        rounding::FUNCTIONS,
        aggregate::FUNCTIONS,
        columns::FUNCTIONS,
        grids::FUNCTIONS,
        text::FUNCTIONS,
        dates::FUNCTIONS,
        &evolution::FUNCTIONS,
        &phone::FUNCTIONS,
        &web::FUNCTIONS,
        &profit::FUNCTIONS,
    ]
    .into_iter()
    .flatten()
}

/// Finds a function by its name.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    functions().find(|function| function.name() == name)
}

impl Function {
    /// Returns the name formulas call it by.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.signature.split('(').next().unwrap_or_default()
    }

    /// Returns its formula, when it is one.
    #[must_use]
    pub fn formula(&self) -> Option<&'static str> {
        match &self.work {
            Work::Formula(formula) => Some(formula.text),
            _ => None,
        }
    }

    /// Lists its parameters as the signature writes them.
    fn slots(&self) -> impl Iterator<Item = &'static str> {
        let inside = self.signature.split_once('(').map_or("", |(_, rest)| rest);
        inside.trim_end_matches(')').split(';').map(str::trim).filter(|slot| !slot.is_empty())
    }

    /// Tells whether it sees columns whole, not line by line.
    pub(super) fn takes_columns(&self) -> bool {
        match &self.work {
            Work::Whole(_) => true,
            Work::Formula(formula) => formula.body(self).is_ok_and(|body| body.takes_columns),
            Work::Each(_) | Work::Syntax => false,
        }
    }

    /// Returns what it expects, in French, when a number of arguments is wrong.
    pub(super) fn refuses(&self, count: usize) -> Option<String> {
        let endless = self.slots().any(|slot| slot == "…");
        let named = || self.slots().filter(|slot| *slot != "…");
        let most = named().count();
        let least = named().filter(|slot| !slot.starts_with('[')).count();
        if count >= least && (endless || count <= most) {
            return None;
        }
        let plural = |number: usize| if number > 1 { "s" } else { "" };
        Some(match (endless, least == most) {
            (true, _) => format!("au moins {least} argument{}", plural(least)),
            (false, true) => format!("{most} argument{}", plural(most)),
            (false, false) => format!("de {least} à {most} arguments"),
        })
    }
}

impl Formula {
    /// Reads the formula, once for all, for the function it belongs to.
    pub(super) fn body(&self, function: &Function) -> Result<&Body, FormulaFault> {
        let read = self.read.get_or_init(|| {
            let broken = || FormulaFault::new("formule-syntaxe", &(0..0), "formule illisible");
            let mut expr = parse(self.text)
                .map_err(|faults| faults.into_iter().next().unwrap_or_else(broken))?;
            expr.bind(&function.slots().collect::<Vec<_>>());
            let unit = match self.unit {
                "" => None,
                unit => Some(Unit::parse(unit).map_err(|_| broken())?),
            };
            let takes_columns = expr.calls(Function::takes_columns);
            Ok(Body { expr, unit, takes_columns })
        });
        read.as_ref().map_err(Clone::clone)
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.signature)
    }
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.signature == other.signature
    }
}

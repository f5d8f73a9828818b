//! How the figures of a subject may change from one pupil to the next
//! (*variantes*): what is drawn, and what every draw must hold to.

use std::ops::RangeInclusive;

use crate::formula::Value;
use crate::number::Exact;
use crate::source::{Span, Spanned};
use crate::subject::text::Formula;

/// The variants of a subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Variants {
    /// Where they are declared.
    pub span: Span,
    /// What changes, in the order of the file.
    pub parameters: Vec<Parameter>,
    /// What every draw must satisfy (*contraintes*): formulas that give `vrai`.
    pub constraints: Vec<Formula>,
    /// What keeps variants as hard as one another (*équité*).
    pub fairness: Vec<Fairness>,
    /// What `stress` demands (*seuils*).
    pub thresholds: Thresholds,
}

impl Variants {
    /// Keys of `variantes` that are no parameter.
    pub(super) const RESERVED: [&str; 3] = ["contraintes", "equite", "seuils"];
}

/// Something that changes (*paramètre*).
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name: that of a datum, of a column `table.colonne`, of a table, or of
    /// a group of data. It keys the stream its draws come from.
    pub name: Spanned<String>,
    /// How it changes.
    pub rule: Rule,
}

/// How a parameter changes.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// By chance; several draws when each cell of a column has its own.
    Drawn(Vec<Draw>),
    /// By a formula over other names, which replaces a datum.
    Derived {
        /// Rank of the datum in the subject.
        datum: usize,
        /// What it becomes.
        formula: Formula,
    },
}

/// One draw, independent of all others.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// What it fills.
    pub cells: Vec<Cell>,
    /// What it chooses from.
    pub domain: Domain,
}

/// A value of the subject that a draw replaces, by ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// A named value.
    Datum(usize),
    /// A cell of a written column.
    Entry {
        /// Rank of the table.
        table: usize,
        /// Rank among its written columns.
        column: usize,
        /// Row, from 0.
        row: usize,
    },
}

/// What a draw chooses from; never empty.
#[derive(Debug, Clone, PartialEq)]
pub enum Domain {
    /// `first`, `first + step`, … (*de, à, pas*), for one cell.
    Steps {
        /// The lowest, or the earliest.
        first: Value,
        /// From one to the next; days for a date.
        step: Exact,
        /// How many there are.
        count: u64,
    },
    /// One of some alternatives (*parmi*), each with a value a cell.
    Choice {
        /// The alternatives.
        alternatives: Vec<Vec<Value>>,
        /// Their weights (*poids*); empty when all weigh the same.
        weights: Vec<u64>,
    },
    /// Some items in some order, none twice (*permutation*, *échantillon*);
    /// each item fills as many cells, in turn, as it has values.
    Order {
        /// The items.
        items: Vec<Vec<Value>>,
    },
    /// Whole numbers of parts with a fixed sum (*somme*), for as many cells.
    Shares {
        /// The least and the most parts of each cell.
        parts: Vec<RangeInclusive<u64>>,
        /// The sum of the parts.
        total: u64,
        /// What one part is worth, with its unit; a cell is a multiple of it.
        part: Value,
    },
}

/// What variants have in common with the subject as it is written, so that
/// none is easier (*équité*).
#[derive(Debug, Clone, PartialEq)]
pub struct Fairness {
    /// What they have in common.
    pub likeness: Likeness,
    /// Of what.
    pub formula: Formula,
}

/// In what a result is like that of the subject as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Its sign (*même signe*).
    Sign,
    /// Its power of ten (*même ordre de grandeur*).
    Magnitude,
    /// Its value: a condition, a text, a rank (*même conclusion*).
    Conclusion,
    /// Whether its rounding changes anything (*mêmes arrondis*).
    Rounding,
}

/// What `stress` demands of many draws (*seuils*).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Thresholds {
    /// The largest share of refused tries (*refus*).
    pub refusals: Option<Spanned<Exact>>,
    /// The fewest distinct variants (*distinctes*).
    pub distinct: Option<Spanned<u64>>,
    /// The largest share of degenerate draws (*dégénérés*).
    pub degenerate: Option<Spanned<Exact>>,
    /// Degenerate cases that do no harm (*admis*).
    pub admitted: Vec<Admission>,
}

/// Degenerate cases that do no harm, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admission {
    /// In which way they are degenerate (*cas*), where it is written.
    pub flaw: Spanned<Flaw>,
    /// The results concerned (*valeurs*); any when there are none.
    pub names: Vec<Spanned<String>>,
    /// Why they do no harm (*raison*).
    pub reason: String,
}

/// A way for a draw to be degenerate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// A result is 0.
    Zero,
    /// Things are counted, and there are fewer than none.
    Negative,
    /// Two lines of a column whose order matters are equal.
    Tie,
    /// A value lies exactly between the two it could be rounded to.
    Half,
    /// Two different values are shown alike.
    Hidden,
}

impl Admission {
    /// Tells whether a case of some results is admitted.
    #[must_use]
    pub fn admits(&self, flaw: Flaw, names: &[&str]) -> bool {
        let listed = |name: &str| self.names.iter().any(|known| known.value == name);
        self.flaw.value == flaw && (self.names.is_empty() || names.iter().all(|name| listed(name)))
    }
}

impl Flaw {
    /// Every way, in order.
    pub const ALL: [Self; 5] = [Self::Zero, Self::Negative, Self::Tie, Self::Half, Self::Hidden];

    /// Returns its identifier, for subjects and programs.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::Negative => "effectif-negatif",
            Self::Tie => "ex-aequo",
            Self::Half => "moitie-exacte",
            Self::Hidden => "ecart-cache",
        }
    }

    /// Says what is wrong with a result.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Zero => "vaut 0",
            Self::Negative => "effectif négatif",
            Self::Tie => "ex æquo",
            Self::Half => "moitié exacte à arrondir",
            Self::Hidden => "valeurs différentes affichées pareil",
        }
    }
}

//! What a subject demands of its draws: takes thresholds and what was found,
//! tells which hold.

use super::Stress;
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::{Exact, Quantity, Unit};
use crate::sheet::value_text;
use crate::source::Span;
use crate::subject::Thresholds;
use crate::variants::words::{number, percent};

/// Something a subject demands.
#[derive(Debug, Clone, PartialEq)]
pub struct Threshold {
    /// What.
    pub demanded: Demanded,
    /// The limit as it is shown: « 60 % ».
    pub limit: String,
    /// What was found, likewise.
    pub found: String,
    /// Whether it holds; `None` when the draws are too few to tell.
    pub holds: Option<bool>,
    /// Where it was written.
    pub span: Span,
}

/// What is demanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demanded {
    /// No larger share of refused tries (*refus*).
    Refusals,
    /// No fewer different variants (*distinctes*).
    Distinct,
    /// No larger share of degenerate draws (*degeneres*).
    Degenerate,
}

impl Demanded {
    /// Returns its key in a subject.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Refusals => "refus",
            Self::Distinct => "distinctes",
            Self::Degenerate => "degeneres",
        }
    }

    /// Says it in words.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Refusals => "essais refusés",
            Self::Distinct => "variantes différentes",
            Self::Degenerate => "tirages dégénérés",
        }
    }

    /// Says which side of the limit is right.
    pub(super) fn side(self) -> &'static str {
        match self {
            Self::Refusals | Self::Degenerate => "au plus",
            Self::Distinct => "au moins",
        }
    }
}

impl Threshold {
    /// Tells that it does not hold.
    #[must_use]
    pub fn fault(&self) -> Fault {
        let what = self.demanded;
        let message = format!("{} : {}", what.title(), self.found);
        let label = format!("demandé : {} {}", what.side(), self.limit);
        Fault::error("seuil-franchi", message).at(self.span, label)
    }
}

/// Compares what was found with what is demanded.
pub(super) fn all(demanded: &Thresholds, stress: &Stress) -> Vec<Threshold> {
    let share = |what, limit: &crate::source::Spanned<Exact>, part: u64, all: u64| Threshold {
        demanded: what,
        limit: written(&limit.value),
        found: percent(part, all),
        holds: Some(Exact::new(part.into(), all.max(1).into()) <= limit.value),
        span: limit.span,
    };
    let refusals = demanded.refusals.as_ref();
    let refusals =
        refusals.map(|limit| share(Demanded::Refusals, limit, stress.worst.1, stress.worst.0));
    let distinct = demanded.distinct.as_ref().map(|limit| Threshold {
        demanded: Demanded::Distinct,
        limit: number(limit.value),
        found: number(stress.distinct),
        holds: match stress.distinct >= limit.value {
            false if u64::from(stress.draws) < limit.value => None,
            holds => Some(holds),
        },
        span: limit.span,
    });
    let made = u64::from(stress.draws) - stress.failures.count;
    let degenerate = demanded.degenerate.as_ref();
    let degenerate =
        degenerate.map(|limit| share(Demanded::Degenerate, limit, stress.degenerate, made));
    refusals.into_iter().chain(distinct).chain(degenerate).collect()
}

fn written(share: &Exact) -> String {
    let percent: Value = Quantity::new(share.clone(), Unit::percent()).into();
    value_text(&percent, None).unwrap_or_default()
}

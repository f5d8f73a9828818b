//! What was done beside what was aimed at: takes two quantities, gives gap and
//! rate by the formulas of the field.

use std::cmp::Ordering;

use num_traits::{Signed, Zero};

use super::figure::{decimals, number};
use crate::formula::{FormulaFault, Lookup, Scope, Value, evaluate, parse};
use crate::number::{Format, Quantity, Unit, display, display_clock};
use crate::sheet::Trend;

/// What formulas call what was done, and what was aimed at.
const NAMES: [&str; 2] = ["realise", "objectif"];

/// What was done beside what was aimed at.
pub(super) struct Target<'q> {
    pub(super) actual: &'q Quantity,
    pub(super) objective: &'q Quantity,
}

impl Target<'_> {
    /// Computes the gap: in points between percentages, else in their unit.
    pub(super) fn gap(&self) -> Result<Quantity, Vec<FormulaFault>> {
        let percentages = self.actual.unit.is_percent() && self.objective.unit.is_percent();
        self.computed(if percentages {
            "ecart_points(objectif; realise)"
        } else {
            "ecart(realise; objectif)"
        })
    }

    /// Computes the rate of realisation; there is none of an objective of zero.
    pub(super) fn rate(&self) -> Result<Option<Quantity>, Vec<FormulaFault>> {
        if self.objective.is_zero() {
            return Ok(None);
        }
        self.computed("taux_realisation(realise; objectif)").map(Some)
    }

    fn computed(&self, formula: &str) -> Result<Quantity, Vec<FormulaFault>> {
        match evaluate(&parse(formula)?, self).map_err(|fault| vec![fault])? {
            Value::Number(quantity) => Ok(quantity),
            _ => Err(Vec::new()),
        }
    }
}

impl Scope for Target<'_> {
    fn lookup(&self, name: &str) -> Lookup {
        let found = match name {
            "realise" => self.actual,
            "objectif" => self.objective,
            _ => return Lookup::Unknown,
        };
        Lookup::Found(Value::Number(found.clone()))
    }

    fn names(&self) -> Vec<String> {
        NAMES.map(str::to_owned).to_vec()
    }

    fn label(&self, _: &str) -> Option<String> {
        None
    }
}

/// Tells on which side of the objective a gap is.
pub(super) fn trend(gap: &Quantity) -> Trend {
    match gap.value.cmp(&Zero::zero()) {
        Ordering::Less => Trend::Below,
        Ordering::Equal => Trend::Reached,
        Ordering::Greater => Trend::Above,
    }
}

/// Counts the decimals that figures set in one column share; `None` when they
/// are not of one unit, or are times, which read as on a clock.
pub(super) fn shared_decimals(quantities: &[&Quantity], most: u32) -> Option<u32> {
    let unit = &quantities.first()?.unit;
    if unit.is_time() || quantities.iter().any(|quantity| quantity.unit != *unit) {
        return None;
    }
    let shared = decimals(quantities.iter().copied()).min(most);
    // Cents go by two.
    Some(if unit.is_money() && shared == 1 { 2 } else { shared })
}

/// Writes a figure of a dashboard with its unit, and its sign when asked.
pub(super) fn measured(quantity: &Quantity, decimals: Option<u32>, sign: bool) -> String {
    let shown = display(quantity, &Format { decimals, sign, unit: true });
    let unit = &quantity.unit;
    if shown.exact && quantity.figure().is_integer() || !unit.is_time() || *unit == Unit::days() {
        return shown.text;
    }
    let plus = if sign && quantity.value.is_positive() { "+" } else { "" };
    let clock = display_clock(quantity);
    if clock.exact { format!("{plus}{}", clock.text) } else { shown.text }
}

/// Writes a rate, or the dash of what has none.
pub(super) fn rate_text(rate: Option<&Quantity>, decimals: Option<u32>) -> String {
    rate.map_or_else(|| "–".to_owned(), |rate| number(rate, decimals).text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse_quantity;

    /// Shows gap, rate and side, with plain spaces.
    fn shown(actual: &str, objective: &str) -> String {
        let [actual, objective] = [actual, objective].map(|text| parse_quantity(text).unwrap());
        let target = Target { actual: &actual, objective: &objective };
        let gap = target.gap().unwrap();
        let rate = rate_text(target.rate().unwrap().as_ref(), None);
        format!("{} | {rate} | {:?}", measured(&gap, None, true), trend(&gap))
            .replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn a_gap_keeps_the_unit_of_what_was_done() {
        assert_eq!(shown("1 476 appels", "1 530 appels"), "−54 appels | 96,5 % | Below");
        assert_eq!(shown("102 €", "85 €"), "+17 € | 120 % | Above");
        assert_eq!(shown("400", "400"), "0 | 100 % | Reached");
    }

    #[test]
    fn percentages_are_points_apart() {
        assert_eq!(shown("45 %", "30 %"), "+15 points | 150 % | Above");
    }

    #[test]
    fn times_read_as_on_a_clock() {
        assert_eq!(shown("4 min 12 s", "4 min"), "+12 s | 105 % | Above");
        assert_eq!(shown("100 h", "102 h"), "−2 h | 98 % | Below");
    }

    #[test]
    fn an_objective_of_zero_has_no_rate() {
        assert_eq!(shown("3 réclamations", "0 réclamation"), "+3 réclamations | – | Above");
    }

    #[test]
    fn different_units_have_no_gap() {
        let [time, money] = ["4 min", "4 €"].map(|text| parse_quantity(text).unwrap());
        let faults = Target { actual: &time, objective: &money }.gap().unwrap_err();
        assert_eq!(faults.first().map(|fault| fault.id), Some("unites-differentes"));
    }

    #[test]
    fn figures_of_one_unit_share_their_decimals() {
        let read = |texts: [&str; 2]| texts.map(|text| parse_quantity(text).unwrap());
        let shared = |[a, b]: [Quantity; 2]| shared_decimals(&[&a, &b], 2);
        assert_eq!(shared(read(["95 %", "93,5 %"])), Some(1));
        assert_eq!(shared(read(["12,5 €", "3 €"])), Some(2));
        assert_eq!(shared(read(["12 €", "3 %"])), None);
        assert_eq!(shared(read(["4 min", "5 min"])), None);
    }
}

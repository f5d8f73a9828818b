//! Degenerate draws: takes the results of each, finds those that come out in a
//! way that the subject as it is written does not.

use std::collections::BTreeMap;

use super::figure::{Scale, Shown, Small};
use super::reading::{Line, Read, Reading};
use super::{Case, Examples};
use crate::formula::Value;
use crate::number::{Exact, Quantity};
use crate::subject::{Admission, Flaw};
use crate::variants::fairness::elements;
use crate::variants::plan::{Outcome, Plan};

/// The degenerate draws, so far.
pub(super) struct Flaws {
    subjects: Vec<Subject>,
    ordered: Vec<String>,
    /// Pairs of scalars that are shown the same way.
    pairs: Vec<(usize, usize)>,
    shown: Vec<Option<(Small, Shown)>>,
    draws: u64,
    found: Found,
}

/// The cases, by flaw and name.
struct Found {
    /// Those that do no harm.
    admitted: Vec<Admission>,
    cases: BTreeMap<(Flaw, String), Drawn>,
}

/// The draws of a case.
struct Drawn {
    examples: Examples,
    /// The last of them: it is not counted again.
    last: u32,
    /// Why the case does no harm.
    admitted: Option<String>,
}

/// A result, and in which ways it may be degenerate: not in those of the
/// subject as it is written.
struct Subject {
    name: String,
    scale: Option<Scale>,
    /// Whether things are counted.
    counts: bool,
    /// The flaws of the subject itself.
    own: Vec<Flaw>,
}

impl Flaws {
    pub(super) fn new(plan: &Plan) -> Self {
        let subjects: Vec<_> = plan.results.iter().map(Subject::new).collect();
        let mut pairs = Vec::new();
        for (rank, one) in plan.results.iter().enumerate() {
            for (other_rank, other) in plan.results.iter().enumerate().skip(rank + 1) {
                if alike(one, other) {
                    pairs.push((rank, other_rank));
                }
            }
        }
        Self {
            shown: Vec::with_capacity(subjects.len()),
            subjects,
            ordered: plan.ordered.iter().map(|column| column.name.clone()).collect(),
            pairs,
            draws: 0,
            found: Found { admitted: plan.thresholds.admitted.clone(), cases: BTreeMap::new() },
        }
    }

    /// Looks at a draw.
    pub(super) fn look(&mut self, draw: u32, reading: &Reading) {
        let mut degenerate = false;
        self.shown.clear();
        let results = reading.results.iter().zip(&reading.nearest);
        for (subject, (read, nearest)) in self.subjects.iter().zip(results) {
            let mut tell = |flaw| degenerate |= self.found.tell(flaw, &[&subject.name], draw);
            match read {
                Read::Number(number) => {
                    subject.look(*number, &mut tell);
                    let shown = subject.scale.and_then(|scale| scale.show(*number));
                    self.shown.push(shown.map(|shown| (*number, shown)));
                }
                Read::Lines(lines) => {
                    subject.look_at_lines(lines, &mut tell);
                    self.shown.push(None);
                }
                Read::Other(_) => self.shown.push(None),
            }
            if let Some([Some(before), Some(up), Some(down)]) = nearest
                && between(*before, *up, *down)
            {
                tell(Flaw::Half);
            }
        }
        for (one, other) in &self.pairs {
            let Some((Some(first), Some(second))) =
                self.shown.get(*one).zip(self.shown.get(*other))
            else {
                continue;
            };
            if hides(*first, *second) {
                let names = [one, other].map(|rank| self.subjects[*rank].name.as_str());
                degenerate |= self.found.tell(Flaw::Hidden, &names, draw);
            }
        }
        for (name, lines) in self.ordered.iter().zip(&reading.ordered) {
            let mut lines: Vec<_> = lines.iter().flatten().collect();
            lines.sort_unstable();
            if lines.windows(2).any(|pair| pair[0] == pair[1]) {
                degenerate |= self.found.tell(Flaw::Tie, &[name], draw);
            }
        }
        self.draws += u64::from(degenerate);
    }

    /// Returns how many draws are degenerate in a way that is not admitted, and
    /// all the ways.
    pub(super) fn finish(self) -> (u64, Vec<Case>) {
        let case = |((flaw, name), Drawn { examples: draws, admitted, .. })| Case {
            flaw,
            name,
            draws,
            admitted,
        };
        let mut cases: Vec<_> = self.found.cases.into_iter().map(case).collect();
        cases.sort_by_key(|case| std::cmp::Reverse(case.draws.count));
        (self.draws, cases)
    }
}

impl Found {
    /// Notes a flaw, once a draw; tells whether it is not admitted.
    fn tell(&mut self, flaw: Flaw, names: &[&str], draw: u32) -> bool {
        let Self { admitted, cases } = self;
        let case = cases.entry((flaw, names.join(", "))).or_insert_with(|| {
            let admission = admitted.iter().find(|admission| admission.admits(flaw, names));
            let admitted = admission.map(|admission| admission.reason.clone());
            Drawn { examples: Examples::default(), last: 0, admitted }
        });
        if case.examples.count == 0 || case.last != draw {
            case.examples.add(draw);
            case.last = draw;
        }
        case.admitted.is_none()
    }
}

impl Subject {
    fn new(result: &Outcome) -> Self {
        let numbers: Vec<_> = elements(&result.written).iter().filter_map(number).collect();
        let unit = numbers.first().map(|number| number.unit.clone()).unwrap_or_default();
        let scale = Scale::new(&unit, result.decimals);
        let counts = unit.is_count() && !unit.is_points() && !unit.is_calendar();
        let mut subject = Self { name: result.name.clone(), scale, counts, own: Vec::new() };
        let lines = elements(&result.written).iter().filter_map(super::figure::small);
        let lines: Vec<_> = lines.map(Line::Number).collect();
        let mut own = Vec::new();
        subject.look_at_lines(&lines, &mut |flaw| own.push(flaw));
        subject.own = own;
        subject
    }

    fn look(&self, number: Small, tell: &mut impl FnMut(Flaw)) {
        if number.0 == 0 && self.minds(Flaw::Zero) {
            tell(Flaw::Zero);
        }
        if number.0 < 0 && self.counts && self.minds(Flaw::Negative) {
            tell(Flaw::Negative);
        }
        if self.minds(Flaw::Half) && self.show(number).is_some_and(|shown| shown.half) {
            tell(Flaw::Half);
        }
    }

    /// Looks at the lines of a column; each flaw is told once.
    fn look_at_lines(&self, lines: &[Line], tell: &mut impl FnMut(Flaw)) {
        let mut told = [false; 5];
        let mut once = |flaw: Flaw| {
            if !std::mem::replace(&mut told[flaw as usize], true) {
                tell(flaw);
            }
        };
        let mut shown = Vec::new();
        for line in lines {
            let Line::Number(number) = line else { continue };
            self.look(*number, &mut once);
            if self.minds(Flaw::Hidden) {
                shown.extend(self.show(*number).map(|shown| (*number, shown)));
            }
        }
        shown.sort_unstable_by_key(|(number, shown)| (shown.digits, *number));
        if shown.windows(2).any(|pair| hides(pair[0], pair[1])) {
            once(Flaw::Hidden);
        }
    }

    /// Tells whether a flaw is one of draws, and not of the subject itself.
    fn minds(&self, flaw: Flaw) -> bool {
        !self.own.contains(&flaw)
    }

    fn show(&self, number: Small) -> Option<Shown> {
        self.scale.and_then(|scale| scale.show(number))
    }
}

/// Tells whether two numbers differ and are shown alike.
fn hides(one: (Small, Shown), other: (Small, Shown)) -> bool {
    one.1.digits == other.1.digits && one.0 != other.0
}

/// Tells whether a value is as far from the one as from the other.
fn between(before: Small, up: Small, down: Small) -> bool {
    let exact =
        |(numerator, denominator): Small| Exact::new_raw(numerator.into(), denominator.into());
    up != down && exact(up) - exact(before) == exact(before) - exact(down)
}

/// Tells whether two scalars are shown the same way, and differ on the page of
/// the subject as it is written, or not at all.
fn alike(one: &Outcome, other: &Outcome) -> bool {
    let (Value::Number(first), Value::Number(second)) = (&one.written, &other.written) else {
        return false;
    };
    if first.unit != second.unit || one.decimals != other.decimals {
        return false;
    }
    let shown = |number: &Quantity| {
        let small = super::figure::small(&Value::Number(number.clone()))?;
        Some((small, Scale::new(&number.unit, one.decimals)?.show(small)?))
    };
    !shown(first).zip(shown(second)).is_some_and(|(first, second)| hides(first, second))
}

fn number(value: &Value) -> Option<&Quantity> {
    match value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

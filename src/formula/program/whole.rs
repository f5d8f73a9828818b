//! Calls on whole columns: takes the shapes of the arguments, makes the
//! operations that fold their lines, keep some, or put them in order.

use std::slice;

use super::arithmetic::Native;
use super::emit::{Emitter, Outcome, fixed};
use super::op::{Applied, Fold, Line, Op, Spread};
use super::shape::{Kind, ONE, Shape, Slot};
use crate::diagnostic::fold as folded;
use crate::formula::functions::Function;
use crate::formula::syntax::Operator;
use crate::formula::value::{MAX_LINES, Value};
use crate::number::{Quantity, Unit, whole};

impl Emitter {
    /// Calls a function that takes columns whole.
    pub(super) fn whole(&mut self, function: &'static Function, arguments: &[Shape]) -> Outcome {
        let work = Applied::Call(function);
        if fixed(arguments).is_some() {
            return self.apply(arguments, &work);
        }
        if let Some(shape) = self.native(function.name(), arguments)? {
            return Ok(shape);
        }
        match function.name() {
            "liste" | "filtre" | "trier" | "rang" | "distincts" => {
                let most = arguments.iter().map(|each| each.most().max(1)).sum();
                match self.apply(arguments, &work)? {
                    Shape::Boxed(cell) => Ok(Shape::Unknown { cell, most }),
                    other => Ok(other),
                }
            }
            "tous" | "un_au_moins" => {
                let truth = self.apply(arguments, &work)?;
                self.open(truth, Kind::Truth)
            }
            _ => self.apply(arguments, &work),
        }
    }

    fn native(&mut self, name: &str, arguments: &[Shape]) -> Native {
        match (name, arguments) {
            ("liste", lists) => Ok(list(lists)),
            ("filtre", [column, condition]) => self.filtered(column, condition),
            ("somme", [column]) => self.sum(column, Fold::Sum),
            ("produit", [Shape::Column(lines)]) => self.chain(lines, Operator::Multiply),
            ("moyenne", [column]) => self.mean(column),
            ("compter", [column]) => self.count(column),
            ("min", columns) => self.folded(columns, Fold::Least),
            ("max", columns) => self.folded(columns, Fold::Greatest),
            ("tous", [_]) => self.truths(arguments, Fold::All),
            ("un_au_moins", [_]) => self.truths(arguments, Fold::Any),
            ("premier", [Shape::Column(lines)]) => Ok(lines.first().cloned()),
            ("premier", [column]) => self.folded(slice::from_ref(column), Fold::First),
            ("dernier", [Shape::Column(lines)]) => Ok(lines.last().cloned()),
            ("dernier", [column]) => self.folded(slice::from_ref(column), Fold::Last),
            ("nieme", [Shape::Column(lines), Shape::Fixed(Value::Number(rank))]) => {
                let rank = rank.to_i64().and_then(|rank| usize::try_from(rank).ok());
                Ok(rank.and_then(|rank| lines.get(rank.checked_sub(1)?).cloned()))
            }
            ("mediane", [Shape::Column(lines)]) => self.quantile(lines, 2),
            ("quartile", [Shape::Column(lines), Shape::Fixed(Value::Number(rank))]) => {
                match rank.to_i64() {
                    Some(rank @ 1..=3) => self.quantile(lines, rank),
                    _ => Ok(None),
                }
            }
            ("trier", [column, rest @ ..]) => match direction(rest, false) {
                Some(down) => self.sorted(column, down),
                None => Ok(None),
            },
            ("rang", [column, rest @ ..]) => match direction(rest, true) {
                Some(down) => self.ranked(column, down),
                None => Ok(None),
            },
            ("distincts", [column]) => self.distinct(column),
            _ => Ok(None),
        }
    }

    /// Returns the slots of the lines of columns, all of one kind; scalars are
    /// lines too.
    fn slots(&mut self, columns: &[Shape]) -> Option<(Kind, Vec<Line>)> {
        let mut slots = Vec::new();
        let mut common: Option<Kind> = None;
        for column in columns {
            let scalar = || vec![(ONE, column.clone())];
            let lines = if column.is_scalar() { scalar() } else { column.lines()? };
            for (kept, line) in lines {
                let (at, kind) = self.small(&line)?;
                if *common.get_or_insert_with(|| kind.clone()) != kind {
                    return None;
                }
                slots.push(Line { kept, at });
            }
        }
        Some((common?, slots))
    }

    fn fold(&mut self, kind: Kind, fold: Fold, lines: Vec<Line>) -> Native {
        let lines = lines.into();
        self.make(kind, |out| Op::Fold { fold, lines, out }).map(Some)
    }

    fn folded(&mut self, columns: &[Shape], fold: Fold) -> Native {
        // Alone, a scalar is no column.
        if let [scalar] = columns
            && scalar.is_scalar()
        {
            return Ok(None);
        }
        match self.slots(columns) {
            Some((kind, lines)) => self.fold(kind, fold, lines),
            None => Ok(None),
        }
    }

    fn truths(&mut self, columns: &[Shape], fold: Fold) -> Native {
        match self.slots(columns) {
            Some((Kind::Truth, lines)) if !columns.iter().any(Shape::is_scalar) => {
                self.fold(Kind::Truth, fold, lines)
            }
            _ => Ok(None),
        }
    }

    /// Adds the lines of a column; the sum of none has no unit.
    fn sum(&mut self, column: &Shape, fold: Fold) -> Native {
        match (self.slots(slice::from_ref(column)), column) {
            (_, scalar) if scalar.is_scalar() => Ok(None),
            (Some((Kind::Number(unit), lines)), _) => {
                let fold = if unit.is_none() { fold } else { Fold::FilledSum };
                self.fold(Kind::Number(unit), fold, lines)
            }
            (None, Shape::Column(lines)) => self.chain(lines, Operator::Add),
            _ => Ok(None),
        }
    }

    /// Puts an operator between lines that are all there.
    fn chain(&mut self, lines: &[Shape], operator: Operator) -> Native {
        if !lines.iter().all(|line| matches!(self.small(line), Some((_, Kind::Number(_))))) {
            return Ok(None);
        }
        let mut chain: Option<Shape> = None;
        for line in lines {
            chain = Some(match chain {
                Some(before) => self.each(&[before, line.clone()], &Applied::Binary(operator))?,
                None => line.clone(),
            });
        }
        Ok(chain)
    }

    fn mean(&mut self, column: &Shape) -> Native {
        let Some(sum) = self.sum(column, Fold::FilledSum)? else { return Ok(None) };
        let Some(lines) = column.lines() else { return Ok(None) };
        let line = |(kept, _): &(Slot, Shape)| Line { kept: ONE, at: *kept };
        let lines = lines.iter().map(line).collect();
        let Some(count) = self.fold(Kind::Number(Unit::none()), Fold::Sum, lines)? else {
            return Ok(None);
        };
        self.each(&[sum, count], &Applied::Binary(Operator::Divide)).map(Some)
    }

    /// Counts the lines that are there, false conditions left out.
    fn count(&mut self, column: &Shape) -> Native {
        let Some(lines) = column.lines() else { return Ok(None) };
        let mut counted = Vec::with_capacity(lines.len());
        for (kept, line) in lines {
            match line {
                Shape::Fixed(Value::Truth(false)) => {}
                Shape::Small(at, Kind::Truth) => counted.push(Line { kept, at }),
                Shape::Fixed(_) | Shape::Small(..) => counted.push(Line { kept, at: ONE }),
                _ => return Ok(None),
            }
        }
        self.fold(Kind::Number(Unit::none()), Fold::Sum, counted)
    }

    /// Keeps lines of a column.
    fn filtered(&mut self, column: &Shape, condition: &Shape) -> Native {
        let (Some(lines), Some(conditions)) = (column.lines(), condition.lines()) else {
            return Ok(None);
        };
        let slots = |lines: &[(Slot, Shape)]| lines.iter().map(|line| line.0).collect::<Vec<_>>();
        if slots(&lines) != slots(&conditions) {
            return Ok(None);
        }
        let mut left = Vec::new();
        for ((kept, line), (_, condition)) in lines.into_iter().zip(conditions) {
            match condition {
                Shape::Fixed(Value::Truth(false)) => {}
                Shape::Fixed(Value::Truth(true)) => left.push((kept, line)),
                Shape::Small(slot, Kind::Truth) if kept == ONE => left.push((slot, line)),
                Shape::Small(slot, Kind::Truth) => {
                    let out = self.slot();
                    self.push(Op::Both { a: kept, b: slot, out })?;
                    left.push((out, line));
                }
                _ => return Ok(None),
            }
        }
        Ok(Some(Shape::kept(left)))
    }

    fn spread(&mut self, spread: Spread, lines: Vec<Line>) -> Outcome<Vec<Slot>> {
        let outs: Vec<Slot> = lines.iter().map(|_| self.slot()).collect();
        self.push(Op::Spread { spread, lines: lines.into(), outs: outs.clone().into() })?;
        Ok(outs)
    }

    fn sorted(&mut self, column: &Shape, down: bool) -> Native {
        let Shape::Column(_) = column else { return Ok(None) };
        let Some((kind, lines)) = self.slots(slice::from_ref(column)) else { return Ok(None) };
        let outs = self.spread(Spread::Sorted { down }, lines)?;
        let line = |out| Shape::Small(out, kind.clone());
        Ok(Some(Shape::column(outs.into_iter().map(line).collect())))
    }

    fn ranked(&mut self, column: &Shape, down: bool) -> Native {
        let (false, Some((_, lines))) = (column.is_scalar(), self.slots(slice::from_ref(column)))
        else {
            return Ok(None);
        };
        let kept: Vec<Slot> = lines.iter().map(|line| line.kept).collect();
        let outs = self.spread(Spread::Ranks { down }, lines)?;
        let line = |(kept, out)| (kept, Shape::Small(out, Kind::Number(Unit::none())));
        Ok(Some(Shape::kept(kept.into_iter().zip(outs).map(line).collect())))
    }

    fn distinct(&mut self, column: &Shape) -> Native {
        let (Some(shapes), Some((_, lines))) =
            (column.lines(), self.slots(slice::from_ref(column)))
        else {
            return Ok(None);
        };
        let outs = self.spread(Spread::Distinct, lines)?;
        let line = |(out, (_, shape))| (out, shape);
        Ok(Some(Shape::kept(outs.into_iter().zip(shapes).map(line).collect())))
    }

    /// Finds the value below which so many quarters of the lines stand.
    fn quantile(&mut self, lines: &[Shape], quarters: i64) -> Native {
        let Some(last) = i64::try_from(lines.len()).ok().and_then(|count| count.checked_sub(1))
        else {
            return Ok(None);
        };
        let column = Shape::Column(lines.to_vec());
        match self.slots(slice::from_ref(&column)) {
            Some((Kind::Number(_), _)) => {}
            _ => return Ok(None),
        }
        let Some(Shape::Column(sorted)) = self.sorted(&column, false)? else { return Ok(None) };
        let position = last * quarters;
        let at = |rank: i64| usize::try_from(rank).ok().and_then(|rank| sorted.get(rank).cloned());
        let (Some(low), high) = (at(position / 4), at(position / 4 + 1)) else { return Ok(None) };
        let Some(high) = high else { return Ok(Some(low)) };
        let share = Shape::Fixed(Quantity::bare(whole(position % 4) / whole(4)).into());
        let gap = self.each(&[high, low.clone()], &Applied::Binary(Operator::Subtract))?;
        let part = self.each(&[gap, share], &Applied::Binary(Operator::Multiply))?;
        self.each(&[low, part], &Applied::Binary(Operator::Add)).map(Some)
    }
}

/// Puts columns and scalars end to end.
fn list(lists: &[Shape]) -> Option<Shape> {
    let mut lines = Vec::new();
    for each in lists {
        match each {
            Shape::Fixed(Value::Grid(_)) | Shape::Unknown { .. } => return None,
            scalar if scalar.is_scalar() => lines.push((ONE, scalar.clone())),
            column => lines.extend(column.lines()?),
        }
    }
    (lines.len() <= MAX_LINES).then(|| Shape::kept(lines))
}

/// Reads a direction: whether it goes down; nothing when it is not known.
fn direction(arguments: &[Shape], usual: bool) -> Option<bool> {
    match arguments {
        [] => Some(usual),
        [Shape::Fixed(Value::Text(text))] => match folded(text).as_str() {
            "croissant" => Some(false),
            "decroissant" => Some(true),
            _ => None,
        },
        _ => None,
    }
}

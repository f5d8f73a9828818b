//! Line by line: takes the shapes of operands, among them columns, and makes
//! the operations of each line.

use super::emit::{Emitter, Outcome, Unforeseen, fixed};
use super::op::Applied;
use super::shape::{Kind, ONE, Shape, Slot};
use crate::formula::syntax::Operator;
use crate::number::Unit;

/// How the lines of operands go together.
enum Layout {
    /// There is no column.
    Scalar,
    /// So many lines, each there unless its slot is 0.
    Lines(Vec<Slot>),
    /// It depends on the run.
    Unknown,
}

impl Emitter {
    /// Does something to scalars, or to each line of columns.
    pub(super) fn each(&mut self, operands: &[Shape], work: &Applied) -> Outcome {
        if fixed(operands).is_some() {
            return self.apply(operands, work);
        }
        match layout(operands)? {
            Layout::Scalar => self.scalar(operands, work),
            Layout::Lines(slots) => self.lines(operands, &slots, work),
            Layout::Unknown => self.unknown(operands, work),
        }
    }

    fn lines(&mut self, operands: &[Shape], slots: &[Slot], work: &Applied) -> Outcome {
        let columns: Vec<_> = operands.iter().map(Shape::lines).collect();
        let mut made = Vec::with_capacity(slots.len());
        for (line, kept) in slots.iter().enumerate() {
            let cell = |(column, scalar): (&Option<Vec<(Slot, Shape)>>, &Shape)| match column {
                Some(lines) => lines.get(line).map(|(_, shape)| shape.clone()),
                None => Some(scalar.clone()),
            };
            let row: Option<Vec<Shape>> = columns.iter().zip(operands).map(cell).collect();
            let row = row.ok_or(Unforeseen)?;
            // A line that is left out must not stop the run.
            let before = self.aside();
            let result = self.one(&row, work);
            let ops = self.back(before);
            self.only_if(*kept, ops)?;
            made.push((*kept, result?));
        }
        Ok(Shape::kept(made))
    }

    fn one(&mut self, row: &[Shape], work: &Applied) -> Outcome {
        if fixed(row).is_some() { self.apply(row, work) } else { self.scalar(row, work) }
    }

    /// Does something to values of which little is known.
    pub(super) fn unknown(&mut self, operands: &[Shape], work: &Applied) -> Outcome {
        let most = operands.iter().map(Shape::most).max().unwrap_or_default();
        match self.apply(operands, work)? {
            Shape::Boxed(cell) => Ok(Shape::Unknown { cell, most }),
            other => Ok(other),
        }
    }

    /// Does something to scalars that are not all fixed.
    fn scalar(&mut self, operands: &[Shape], work: &Applied) -> Outcome {
        let native = match work {
            Applied::Negate => self.negated(operands)?,
            Applied::Not => self.contrary(operands)?,
            Applied::Binary(operator) => self.operated(*operator, operands)?,
            Applied::InUnit(unit) => self.converted(operands, unit)?,
            Applied::Call(function) => self.called(function.name(), operands)?,
        };
        if let Some(shape) = native {
            return Ok(shape);
        }
        let whole = self.apply(operands, work)?;
        // Whatever their operands, these give nothing else.
        let kinds: Vec<Option<Kind>> =
            operands.iter().map(|operand| self.small(operand).map(|(_, kind)| kind)).collect();
        let kind = match work {
            Applied::Binary(Operator::Add | Operator::Subtract) => match kinds.as_slice() {
                [Some(Kind::Date), Some(Kind::Number(_))]
                | [Some(Kind::Number(_)), Some(Kind::Date)] => Some(Kind::Date),
                _ => None,
            },
            Applied::Not | Applied::Binary(Operator::And | Operator::Or) => Some(Kind::Truth),
            Applied::Binary(operator) => operator.is_comparison().then_some(Kind::Truth),
            Applied::Call(function) => match function.name() {
                "ajouter_jours" | "ajouter_mois" | "date_point_mort" => Some(Kind::Date),
                _ => None,
            },
            _ => None,
        };
        match kind {
            Some(kind) => self.open(whole, kind),
            None => Ok(whole),
        }
    }

    /// Gives numbers a unit.
    pub(super) fn in_unit(&mut self, shape: Shape, unit: &Unit) -> Outcome {
        self.each(&[shape], &Applied::InUnit(unit.clone()))
    }
}

/// Finds how the lines of operands go together.
fn layout(operands: &[Shape]) -> Outcome<Layout> {
    let mut found: Option<Vec<Slot>> = None;
    for operand in operands.iter().filter(|operand| !operand.is_scalar()) {
        let Some(lines) = operand.lines() else { return Ok(Layout::Unknown) };
        let slots: Vec<Slot> = lines.iter().map(|(kept, _)| *kept).collect();
        match &found {
            None => found = Some(slots),
            Some(before) if *before == slots => {}
            Some(before) => {
                let all_there = |slots: &[Slot]| slots.iter().all(|slot| *slot == ONE);
                // Columns of different lengths are a fault.
                let fault = all_there(before) && all_there(&slots);
                return if fault { Err(Unforeseen) } else { Ok(Layout::Unknown) };
            }
        }
    }
    Ok(found.map_or(Layout::Scalar, Layout::Lines))
}

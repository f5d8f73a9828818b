//! `si`: takes a condition and two branches, makes the operations of each and
//! the jumps that leave one out.

use super::compile::{At, Compiler, at_line};
use super::emit::{Outcome, Unforeseen};
use super::op::Op;
use super::shape::{Kind, Shape, Slot};
use crate::formula::syntax::Expr;
use crate::formula::value::Value;

impl Compiler<'_> {
    /// Walks `si`: once for a condition, line by line for a column of them.
    pub(super) fn choose(
        &mut self,
        condition: &Expr,
        yes: &Expr,
        no: &Expr,
        at: At<'_>,
    ) -> Outcome {
        let condition = self.value(condition, at)?;
        if condition.is_scalar() {
            return self
                .branch(condition, [yes, no], &mut |compiler, branch| compiler.value(branch, at));
        }
        if let Shape::Kept(_) = condition {
            return Err(Unforeseen);
        }
        let lines = condition.lines().ok_or(Unforeseen)?;
        let count = lines.len();
        let mut chosen = Vec::with_capacity(count);
        for (rank, (_, line)) in lines.into_iter().enumerate() {
            let place = Some((rank, count));
            chosen.push(self.branch(line, [yes, no], &mut |compiler, branch| {
                let value = compiler.value(branch, At { line: place, ..at })?;
                let value = at_line(value, place)?;
                // A column of another length is a fault.
                if value.is_scalar() { Ok(value) } else { Err(Unforeseen) }
            })?);
        }
        Ok(Shape::column(chosen))
    }

    /// Walks the branch that a scalar condition takes, or both.
    fn branch(
        &mut self,
        condition: Shape,
        [yes, no]: [&Expr; 2],
        walk: &mut dyn FnMut(&mut Self, &Expr) -> Outcome,
    ) -> Outcome {
        match self.emitter.condition(condition)? {
            Shape::Fixed(Value::Truth(truth)) => walk(self, if truth { yes } else { no }),
            Shape::Small(slot, Kind::Truth) => {
                let (mut yes_ops, yes) = self.segment(|compiler| walk(compiler, yes))?;
                let (mut no_ops, no) = self.segment(|compiler| walk(compiler, no))?;
                let merged = self.merge(&yes, &no, &mut yes_ops, &mut no_ops)?;
                self.emitter.branch(slot, yes_ops, no_ops)?;
                Ok(merged)
            }
            _ => Err(Unforeseen),
        }
    }

    /// Ends both branches by setting their results in one place.
    fn merge(
        &mut self,
        yes: &Shape,
        no: &Shape,
        yes_ops: &mut Vec<Op>,
        no_ops: &mut Vec<Op>,
    ) -> Outcome {
        if let (Some((a, kind)), Some((b, other))) =
            (self.emitter.small(yes), self.emitter.small(no))
            && kind == other
        {
            let out: Slot = self.emitter.slot();
            yes_ops.push(Op::Copy { a, out });
            no_ops.push(Op::Copy { a: b, out });
            return Ok(Shape::Small(out, kind));
        }
        let is_column = |shape: &Shape| matches!(shape, Shape::Fixed(_) | Shape::Column(_));
        if let (Some(a), Some(b)) = (yes.lines(), no.lines())
            && is_column(yes)
            && is_column(no)
            && a.len() == b.len()
        {
            let mut merged = Vec::with_capacity(a.len());
            for ((_, a), (_, b)) in a.iter().zip(&b) {
                merged.push(self.merge(a, b, yes_ops, no_ops)?);
            }
            return Ok(Shape::column(merged));
        }
        let is_grid = |shape: &Shape| matches!(shape, Shape::Fixed(Value::Grid(_)));
        if is_grid(yes) || is_grid(no) {
            return Err(Unforeseen);
        }
        let out = self.emitter.cell();
        yes_ops.push(Op::Store { shape: Box::new(yes.clone()), out });
        no_ops.push(Op::Store { shape: Box::new(no.clone()), out });
        if yes.is_scalar() && no.is_scalar() {
            return Ok(Shape::Boxed(out));
        }
        Ok(Shape::Unknown { cell: out, most: yes.most().max(no.most()) })
    }
}

//! Columns of small numbers: takes the slots of their lines, makes one number
//! of them, or as many as there are lines.

use std::cmp::Ordering;

use super::op::{Class, Fold, Line, Spread};
use super::shape::Slot;
use super::small::Small;

/// Makes one number of the lines that are there.
pub(super) fn fold(fold: Fold, lines: &[Line], smalls: &[Small]) -> Option<Small> {
    let mut there =
        lines.iter().filter(|line| smalls[line.kept].is_true()).map(|line| smalls[line.at]);
    match fold {
        Fold::Sum => there.try_fold(Small::ZERO, Small::add),
        Fold::FilledSum => {
            let first = there.next()?;
            there.try_fold(first, Small::add)
        }
        Fold::Least => {
            there.reduce(|best, each| if each.compare(best).is_lt() { each } else { best })
        }
        Fold::Greatest => {
            there.reduce(|best, each| if each.compare(best).is_gt() { each } else { best })
        }
        Fold::All => Some(Small::truth(there.all(Small::is_true))),
        Fold::Any => Some(Small::truth(there.any(Small::is_true))),
        Fold::First => there.next(),
        Fold::Last => there.next_back(),
    }
}

/// Makes a number for each line; what those that are left out get is of no
/// account.
pub(super) fn spread(spread: Spread, lines: &[Line], outs: &[Slot], smalls: &mut [Small]) {
    let at = |line: &Line, smalls: &[Small]| smalls[line.at];
    match spread {
        Spread::Sorted { down } => {
            let mut sorted: Vec<Small> = lines.iter().map(|line| at(line, smalls)).collect();
            sorted.sort_by(|a, b| if down { b.compare(*a) } else { a.compare(*b) });
            for (out, small) in outs.iter().zip(sorted) {
                smalls[*out] = small;
            }
        }
        Spread::Ranks { down } => {
            let side = if down { Ordering::Greater } else { Ordering::Less };
            for (line, out) in lines.iter().zip(outs) {
                let own = at(line, smalls);
                let ahead = |other: &&Line| {
                    smalls[other.kept].is_true() && at(other, smalls).compare(own) == side
                };
                let count = lines.iter().filter(ahead).count();
                smalls[*out] = Small::whole(i64::try_from(count).unwrap_or(i64::MAX - 1) + 1);
            }
        }
        Spread::Distinct => {
            for (rank, (line, out)) in lines.iter().zip(outs).enumerate() {
                let own = at(line, smalls);
                // A line equal to one left out for being equal has an equal before both.
                let same = |other: &Line| {
                    smalls[other.kept].is_true() && at(other, smalls).compare(own).is_eq()
                };
                let first = smalls[line.kept].is_true() && !lines[..rank].iter().any(same);
                smalls[*out] = Small::truth(first);
            }
        }
    }
}

/// Returns the score of the first class that holds a number.
pub(super) fn score(number: Small, classes: &[Class]) -> Option<Small> {
    let allows = |limit: &Option<(Small, bool)>, side: Ordering| match limit {
        Some((end, inclusive)) => {
            let order = number.compare(*end);
            order == side || (*inclusive && order.is_eq())
        }
        None => true,
    };
    let holds = |class: &&Class| {
        allows(&class.from, Ordering::Greater) && allows(&class.to, Ordering::Less)
    };
    classes.iter().find(holds).map(|class| class.score)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Five lines, the third left out: 7, 3, (9), 3, 12.
    fn five() -> (Vec<Small>, Vec<Line>) {
        let smalls = [1, 0, 7, 3, 9, 3, 12, 0, 0, 0, 0, 0].map(Small::whole).to_vec();
        let line = |at| Line { kept: usize::from(at == 4), at };
        (smalls, (2..7).map(line).collect())
    }

    #[test]
    fn lines_that_are_left_out_do_not_count() {
        let (smalls, lines) = five();
        for (how, expected) in [
            (Fold::Sum, 25),
            (Fold::FilledSum, 25),
            (Fold::Least, 3),
            (Fold::Greatest, 12),
            (Fold::First, 7),
            (Fold::Last, 12),
            (Fold::All, 1),
            (Fold::Any, 1),
        ] {
            assert_eq!(fold(how, &lines, &smalls).unwrap().numer(), expected, "{how:?}");
        }
    }

    #[test]
    fn nothing_comes_of_no_line_but_a_sum_and_truths() {
        for (how, expected) in [
            (Fold::Sum, Some(0)),
            (Fold::FilledSum, None),
            (Fold::Least, None),
            (Fold::First, None),
            (Fold::All, Some(1)),
            (Fold::Any, Some(0)),
        ] {
            assert_eq!(fold(how, &[], &[]).map(Small::numer), expected, "{how:?}");
        }
    }

    #[test]
    fn lines_are_ranked_and_told_apart() {
        let (mut smalls, lines) = five();
        let outs = [7, 8, 9, 10, 11];
        let mut made = |how| {
            spread(how, &lines, &outs, &mut smalls);
            outs.map(|out| smalls[out].numer())
        };
        let [a, b, _, d, e] = made(Spread::Ranks { down: true });
        assert_eq!([a, b, d, e], [2, 3, 3, 1]);
        assert_eq!(made(Spread::Distinct), [1, 1, 0, 0, 1]);
        assert_eq!(made(Spread::Sorted { down: false }), [3, 3, 7, 9, 12]);
    }
}

//! What is read of a draw once it is made: results that are needed, and
//! columns whose order matters.

use super::build::{Builder, Outline, Places};
use super::{Group, Ordered, Outcome, Work, watch};
use crate::formula::Value;

/// Tells whether a value is a column of percentages, which tables show with as
/// many decimals as its lines need, two at most.
fn shares(value: &Value) -> bool {
    let Value::Column(lines) = value else { return false };
    matches!(lines.first(), Some(Value::Number(first)) if first.unit.is_percent())
}

impl Builder<'_, '_> {
    /// Lists the computed results that change and are wanted.
    pub(super) fn results(
        &self,
        outline: &Outline<'_>,
        groups: &[Group],
        joint: Option<&Work>,
    ) -> Vec<Outcome> {
        let Outline { wanted, places, .. } = outline;
        let result = |name: &String| {
            self.reach.meaning(name).filter(|meaning| meaning.datum.is_none())?;
            let answer = self.answers.get(name)?;
            let group = *places.of.get(name)?;
            let work = work(group, groups, joint)?;
            let step = |step: &str| work.rank(&format!("{name} {step}"));
            let steps = (step("avant"), step("plafond"), step("plancher"));
            Some(Outcome {
                name: name.clone(),
                label: answer.label.clone(),
                decimals: answer.decimals.or_else(|| shares(&answer.value).then_some(2)),
                written: answer.value.clone(),
                group,
                definition: work.rank(name)?,
                nearest: match steps {
                    (Some(before), Some(up), Some(down)) => Some([before, up, down]),
                    _ => None,
                },
            })
        };
        places.order.iter().filter(|name| wanted.contains(*name)).filter_map(result).collect()
    }

    /// Lists the columns whose order matters.
    pub(super) fn ordered(
        &self,
        places: &Places,
        groups: &[Group],
        joint: Option<&Work>,
    ) -> Vec<Ordered> {
        let column = |name: &String| {
            let group = *places.of.get(name)?;
            let work = work(group, groups, joint)?;
            let definition = work.rank(name).or_else(|| work.rank(&watch::column_name(name)))?;
            watch::is_ranked(&self.answers.get(name)?.value).then(|| Ordered {
                name: name.clone(),
                group,
                definition,
            })
        };
        places
            .order
            .iter()
            .filter(|name| places.ordered.contains(*name))
            .filter_map(column)
            .collect()
    }
}

/// Returns the program of a group, or of what rests on several.
fn work<'w>(
    group: Option<usize>,
    groups: &'w [Group],
    joint: Option<&'w Work>,
) -> Option<&'w Work> {
    group.map_or(joint, |group| groups.get(group).map(|group| &group.work))
}

//! Errors carried on: for each declared mistake, what the next steps become, so
//! that they can be paid.

use super::detours::{Path, Steps, says, shared_unit, told};
use super::text::plain_line;
use crate::answers::Answer;
use crate::formula::Value;
use crate::number::{Format, display};
use crate::sheet::{Argument, Block, Flow, Inline};

/// What a step that follows an error must be to be paid.
const LEAD: &str = "Une étape menée ensuite sans nouvelle erreur garde ses points quand elle donne";

/// Composes what follows each mistake; nothing without a mistake that a step
/// follows.
pub(super) fn follow_through(steps: &Steps<'_>, paths: &[Path<'_>]) -> Vec<Block> {
    let items: Vec<_> = paths
        .iter()
        .filter(|path| !path.detour.accepted)
        .filter_map(|path| {
            let trail = plain_line(&trail(path, steps)?);
            let content = vec![Flow::Paragraph { content: trail }];
            Some(Argument { title: path.label.clone(), content })
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    let mut lead = vec![Inline::Strong { content: plain_line("La suite de chaque erreur.") }];
    lead.extend(plain_line(&format!(" {LEAD} :")));
    let lead = Block::Text { content: vec![Flow::Paragraph { content: lead }] };
    vec![lead, Block::Arguments { numbered: false, items }]
}

/// Says what a mistake changes, then the steps after it, down to the last
/// result even if that stays the same; `None` where no step is left.
fn trail(path: &Path<'_>, steps: &Steps<'_>) -> Option<String> {
    let changed = |name: &str| path.detour.changes.iter().any(|(changed, _)| changed.value == name);
    let ranked = || steps.answers.iter().copied().enumerate();
    let value = |rank: usize| path.values.get(rank).and_then(Option::as_ref);
    let own = ranked().filter(|(_, answer)| changed(&answer.name)).map(|(rank, answer)| {
        let (own, expected) = (step(answer, value(rank)), step(answer, Some(&answer.value)));
        if own == expected {
            return format!("{own}, comme attendu");
        }
        format!("{own} au lieu de {}", figure(answer, Some(&answer.value)))
    });
    let next = ranked().filter(|(rank, answer)| {
        let last = steps.results.last() == Some(rank);
        !changed(&answer.name) && (last || value(*rank) != Some(&answer.value))
    });
    let next: Vec<_> = next.map(|(rank, answer)| step(answer, value(rank))).collect();
    if next.is_empty() {
        return None;
    }
    let own = own.collect::<Vec<_>>().join(" ; ");
    Some([own].into_iter().chain(next).collect::<Vec<_>>().join(" → "))
}

fn step(answer: &Answer, value: Option<&Value>) -> String {
    format!("{} : {}", answer.label, figure(answer, value))
}

/// Writes the value of a step, without a unit that its label says.
fn figure(answer: &Answer, value: Option<&Value>) -> String {
    match (value, shared_unit(value.into_iter())) {
        (Some(Value::Number(quantity)), Some(unit)) if says(&answer.label, unit) => {
            let format = Format { decimals: answer.decimals, sign: answer.signed, unit: false };
            display(quantity, &format).text
        }
        _ => told(answer, value),
    }
}

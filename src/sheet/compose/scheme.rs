//! Marking schemes as lines.

use super::Composer;
use super::alternative::capitalised;
use super::figure::{answer_text, bare, short_points};
use crate::sheet::{Inline, Line, Rule, SchemeLine};
use crate::subject::Text;
use crate::subject::scheme::{Entry, Item, Scheme};

/// What an error carried on costs: nothing.
pub(super) const CARRIED_ON: &str = "les étapes suivantes, menées sans nouvelle erreur à partir \
    d’un résultat faux, gardent leurs points";

impl Composer<'_> {
    /// Composes a marking scheme, splits and rules under their items.
    pub(super) fn scheme(&mut self, scheme: &Scheme) -> Vec<SchemeLine> {
        let mut lines = Vec::new();
        self.entries(&scheme.entries, 0, &mut lines);
        if scheme.items().any(carries_on) {
            let label = vec![Inline::Text { text: CARRIED_ON.into() }];
            lines.push(rule(Rule::CarriedOn, 0, String::new(), label));
        }
        lines
    }

    fn entries(&mut self, entries: &[Entry], depth: u8, lines: &mut Vec<SchemeLine>) {
        for entry in entries {
            match entry {
                Entry::Item(item) => self.item(item, depth, lines),
                Entry::Cap { points, when } => {
                    let label = self.when(when);
                    let points = format!("{} au plus", short_points(points));
                    lines.push(rule(Rule::Cap, depth, points, label));
                }
                Entry::Condition { paid, when } => {
                    let mut label = self.line(paid);
                    label.push(Inline::Text { text: " ".into() });
                    label.extend(self.when(when));
                    lines.push(rule(Rule::Condition, depth, String::new(), label));
                }
            }
        }
    }

    fn item(&mut self, item: &Item, depth: u8, lines: &mut Vec<SchemeLine>) {
        let each = short_points(&item.each);
        let several = item.count > 1;
        let points = if several { format!("{}\u{a0}×\u{a0}{each}", item.count) } else { each };
        let mut label = self.line(&item.label);
        if let (0, Some(Inline::Text { text })) = (depth, label.first_mut()) {
            *text = capitalised(text);
        }
        if let Some(result) = self.paid_result(item) {
            label.push(Inline::Text { text: "\u{a0}: ".into() });
            label.push(Inline::Strong { content: vec![Inline::Text { text: result }] });
        }
        let total = several.then(|| short_points(&item.total()));
        lines.push(SchemeLine { rule: Rule::Item, depth, points, total, label });
        item.detail.iter().for_each(|part| self.item(part, depth + 1, lines));
        self.entries(&item.entries, depth + 1, lines);
        if item.all_or_nothing {
            let label = format!("{} ou 0, sans partage", bare(&item.each));
            let label = vec![Inline::Text { text: label }];
            lines.push(rule(Rule::AllOrNothing, depth + 1, String::new(), label));
        }
        for accepted in &item.accepted {
            let label = self.line(accepted);
            lines.push(rule(Rule::Accepted, depth + 1, String::new(), label));
        }
    }

    /// Writes the result of the computation an item pays.
    fn paid_result(&self, item: &Item) -> Option<String> {
        let answer = self.answers.get(&item.computation.as_ref()?.value)?;
        answer_text(answer)
    }

    /// Composes a case: `si la trame manque`, `s’il manque un titre`.
    fn when(&mut self, when: &Text) -> Line {
        let mut line = self.line(when);
        let elided =
            ["il ", "ils "].iter().any(|start| when.source.trim_start().starts_with(start));
        let si = if elided { "s’" } else { "si " };
        line.insert(0, Inline::Text { text: si.into() });
        line
    }
}

fn rule(rule: Rule, depth: u8, points: String, label: Line) -> SchemeLine {
    SchemeLine { rule, depth, points, total: None, label }
}

/// Tells whether an item, or a part of it, keeps its points on an error that
/// is carried on.
pub(super) fn carries_on(item: &Item) -> bool {
    item.carried_on || item.parts().any(carries_on)
}

//! Points that differ: of the paper, of its parts, of questions and of the
//! lines of their marking schemes.

use std::collections::BTreeSet;

use super::align::{Pair, align};
use super::changes::PointsChange;
use super::passage::line_text;
use super::questions::Asked;
use super::revision::Revision;
use super::words::likeness;
use crate::sheet::{Part, Rule, SchemeLine};

/// What two lines share at least to be one line whose words were changed.
const ALIKE: usize = 400;

/// Lists the points that differ.
pub(super) fn points(
    old: &Revision<'_>,
    new: &Revision<'_>,
    questions: &[Pair<Asked<'_>>],
) -> Vec<PointsChange> {
    let mut found = Vec::new();
    let (before, after) = (&old.corrige, &new.corrige);
    compared("Total", [""; 2], &before.paper.total, &after.paper.total, &mut found);
    let headings = before.parts.iter().chain(&after.parts);
    let mut seen = BTreeSet::new();
    for part in headings.filter(|part| seen.insert(part.heading.as_str())) {
        let of = |parts: &[Part]| {
            let own = parts.iter().find(|other| other.heading == part.heading);
            own.map(|part| part.points.clone()).unwrap_or_default()
        };
        // The essay is a question as well, and told as such.
        if part.questions.iter().any(|question| !question.number.is_empty()) {
            compared(&part.heading, [""; 2], &of(&before.parts), &of(&after.parts), &mut found);
        }
    }
    for pair in questions {
        match pair {
            Pair::Old(was) => compared(&was.place, [""; 2], &was.sheet.points, "", &mut found),
            Pair::New(is) => compared(&is.place, [""; 2], "", &is.sheet.points, &mut found),
            Pair::Both(was, is) => {
                compared(&is.place, [""; 2], &was.sheet.points, &is.sheet.points, &mut found);
                scheme(&is.place, &was.sheet.scheme, &is.sheet.scheme, &mut found);
            }
        }
    }
    found
}

fn compared(place: &str, items: [&str; 2], old: &str, new: &str, found: &mut Vec<PointsChange>) {
    let [item_before, item] = items.map(str::to_owned);
    if old != new {
        found.push(PointsChange {
            place: place.to_owned(),
            item,
            item_before,
            old: old.to_owned(),
            new: new.to_owned(),
        });
    }
}

/// A line of a marking scheme: what it does, where, for what.
#[derive(PartialEq, Eq, Hash)]
struct Paid {
    rule: Rule,
    depth: u8,
    label: String,
    points: String,
}

fn scheme(place: &str, old: &[SchemeLine], new: &[SchemeLine], found: &mut Vec<PointsChange>) {
    let paid = |scheme: &[SchemeLine]| -> Vec<Paid> {
        let lines = scheme.iter().filter(|line| !line.points.is_empty());
        lines
            .map(|line| Paid {
                rule: line.rule,
                depth: line.depth,
                label: line_text(&line.label),
                points: line.points.clone(),
            })
            .collect()
    };
    let (before, after) = (paid(old), paid(new));
    let like = |old: &Paid, new: &Paid| {
        if (old.rule, old.depth) != (new.rule, new.depth) {
            return 0;
        }
        let shared = likeness(&old.label, &new.label);
        if shared >= ALIKE { shared } else { 0 }
    };
    for pair in align(&before, &after, like) {
        match pair {
            Pair::Both(was, is) => {
                compared(place, [&was.label, &is.label], &was.points, &is.points, found);
            }
            Pair::Old(was) => compared(place, [&was.label, &was.label], &was.points, "", found),
            Pair::New(is) => compared(place, ["", &is.label], "", &is.points, found),
        }
    }
}

//! Changes for programs: takes them, gives one JSON object on one line;
//! `docs/diff.md` describes it.
//!
//! Fields are only ever added; one that changes its meaning changes `version`.

use serde::Serialize;

use crate::answers::Answer;
use crate::cli::values::{Exact, exact};
use crate::compare::{
    CellChange, Changes, Fact, PictureChange, PointsChange, Section, ValueChange, value_text,
};

#[derive(Serialize)]
struct Object<'a> {
    version: u32,
    identity: &'a [Fact],
    values: Vec<Row<'a>>,
    points: &'a [PointsChange],
    sections: &'a [Section],
    pictures: &'a [PictureChange],
}

/// A named value.
#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    label: &'a str,
    old: Option<Known<'a>>,
    new: Option<Known<'a>>,
    cells: &'a [CellChange],
}

/// A value as one revision knows it.
#[derive(Serialize)]
struct Known<'a> {
    exact: Option<Exact>,
    displayed: String,
    formula: Option<&'a str>,
}

/// Writes all changes.
pub(super) fn json(changes: &Changes<'_>) -> String {
    let object = Object {
        version: 1,
        identity: &changes.identity,
        values: changes.values.iter().map(row).collect(),
        points: &changes.points,
        sections: &changes.sections,
        pictures: &changes.pictures,
    };
    // Text and lists always serialise: the default is never met.
    let mut text = serde_json::to_string(&object).unwrap_or_default();
    text.push('\n');
    text
}

fn row<'a>(change: &'a ValueChange<'_>) -> Row<'a> {
    let known = |answer: &'a Answer| Known {
        exact: exact(&answer.value),
        displayed: value_text(answer),
        formula: answer.formula.as_deref(),
    };
    Row {
        name: change.name,
        label: change.label,
        old: change.old.map(known),
        new: change.new.map(known),
        cells: &change.cells,
    }
}

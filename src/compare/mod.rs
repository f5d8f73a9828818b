//! Two revisions of a subject: takes both as their documents say them, gives
//! what differs – identity, values, points, texts – and the page that tells it
//! to those who hold the old corrigé (*rectificatif*).
//!
//! What is compared is what documents print, values filled in: a changed figure
//! shows wherever a reader meets it, and a comment or an indentation does not.

mod align;
mod changes;
mod edits;
mod identity;
mod passage;
mod pictures;
mod points;
mod questions;
mod recheck;
mod rectificatif;
mod replaced;
mod revision;
mod texts;
mod values;
mod words;

pub use changes::{
    Bit, CellChange, Changes, Document, Edit, Fact, PictureChange, PointsChange, Recheck, Section,
    State, ValueChange,
};
pub use rectificatif::rectificatif;
pub use revision::Revision;
pub use values::value_text;
pub use words::excerpt;

use questions::pairs;

/// Compares two revisions of a subject, the old one first.
#[must_use]
pub fn compare<'a>(old: &'a Revision<'a>, new: &'a Revision<'a>) -> Changes<'a> {
    let questions = pairs(old, new);
    Changes {
        identity: identity::facts(old, new),
        values: values::values(old, new),
        points: points::points(old, new, &questions),
        sections: texts::sections(old, new, &questions),
        pictures: pictures::pictures(old, new),
    }
}

//! What a page says, as data: takes a subject and its answers, gives the
//! [`Sheet`], the one type that templates see.
//!
//! Here numbers become text, and nowhere else. A sheet holds no number that a
//! template would have to format, but lengths of bars in thousandths.

mod block;
mod calendar;
mod chart;
mod compose;
mod email;
mod equation;
mod exam;
mod exercise;
mod inline;
mod mockup;
mod page;
mod person;
mod rectificatif;
mod scheme;
mod screen;

pub use block::*;
pub use calendar::*;
pub use chart::*;
pub use compose::{
    answer_text, bareme, corrige, enumeration, exercise, grid_text, identification, sujet,
    value_text,
};
pub(crate) use compose::{capitalised, uncapitalised};
pub use email::*;
pub use equation::*;
pub use exam::*;
pub use exercise::*;
pub use inline::*;
pub use mockup::*;
pub use page::*;
pub use person::*;
pub use rectificatif::*;
pub use scheme::*;
pub use screen::*;

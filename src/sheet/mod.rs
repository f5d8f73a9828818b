//! What a page says, as data: takes a subject and its answers, gives the
//! [`Sheet`], the one type that templates see.
//!
//! Here numbers become text, and nowhere else. A sheet holds no number that a
//! template would have to format, but lengths of bars in thousandths.

mod block;
mod calendar;
mod compose;
mod equation;
mod inline;
mod mockup;
mod page;
mod scheme;

pub use block::*;
pub use calendar::*;
pub use compose::{corrige, points, value_text};
pub use equation::*;
pub use inline::*;
pub use mockup::*;
pub use page::*;
pub use scheme::*;

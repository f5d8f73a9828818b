//! The documents of a session into a folder: takes subjects and what is wanted
//! of them, prints what has changed and nothing else, and notes what stands
//! there.
//!
//! [`Build::survey`] compares the folder with its record and reads no subject:
//! a run with nothing to do ends there. What is due becomes [`Task`]s, which
//! [`Workers`] do, telling [`Event`]s that go two ways: at once into the record,
//! and in the order of the plan to whoever watches.

mod check;
mod ledger;
mod manifest;
mod news;
mod order;
mod perform;
mod preview;
mod run;
mod share;
mod task;
#[cfg(test)]
mod tests;
mod todo;

pub use check::{Checked, Difference, Kind};
pub use manifest::{Entry, Manifest};
pub use news::{Fate, News, Summary};
pub(in crate::session) use perform::contents;
pub use perform::{Warm, perform};
pub use preview::Foreseen;
pub use run::{Build, Survey, Workers};
pub use task::{Event, Part, Print, Reading, Task};
pub use todo::{Reason, Todo};

//! The documents of a session into a folder: takes subjects and what is wanted
//! of them, prints what has changed and nothing else, and notes what stands
//! there.

mod perform;
mod task;

pub use perform::perform;
pub use task::{Event, Part, Print, Reading, Task};

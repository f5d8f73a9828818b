//! Printing in other processes of the same program: takes tasks, gives what
//! happens to them, and outlives a subject that takes a process down.
//!
//! A [`Pool`] starts workers (`corrige __worker`), which load templates and
//! fonts once and then do one task after the other; [`serve()`] is what they
//! run. A subject may ask for too much memory or time: its worker alone is
//! lost, its task fails with the reason, and another worker takes the place.

mod child;
mod loss;
#[cfg(unix)]
mod memory;
mod pool;
mod protocol;
mod serve;

pub use pool::Pool;
pub use serve::serve;

/// The command that makes a worker of the program.
pub const COMMAND: &str = "__worker";

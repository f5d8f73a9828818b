//! Variants of a subject: takes a key, gives other figures for each pupil, the
//! same for ever from the same key; nothing else in the crate draws.
//!
//! A [`Key`] is the seed of everything. From it come [`Stream`]s of numbers,
//! from which a [`PreparedDomain`] takes values, all equally likely. A [`Plan`]
//! says what a subject draws and checks; its [`Dealer`] draws for a pupil until
//! every check holds, and [`assign`] for a class, so that no two pupils have
//! the same; [`stress`](mod@stress) draws many and says what comes of it. What
//! a class needs beside stands here too: its [`roster`], the [`seating`] of its
//! room, the [`code`] printed on each paper and its [`qr`] picture.

mod apply;
mod catalogue;
pub mod code;
mod diagnosis;
mod distinct;
mod draw;
mod fairness;
mod key;
mod plan;
pub mod qr;
pub mod roster;
mod sample;
pub mod seating;
mod signature;
mod stream;
pub mod stress;
mod tally;
#[cfg(test)]
mod trial;
mod words;

pub use apply::Drawn;
pub use distinct::{Assigned, Attempt, assign};
pub use draw::Dealer;
pub use key::Key;
pub use plan::Plan;
pub use sample::{PreparedDomain, Unprepared};
pub use stream::Stream;

//! Variants.
mod apply;
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
mod space;
mod stream;
mod tally;
#[cfg(test)]
mod trial;
pub use apply::Drawn;
pub use distinct::{Assigned, Attempt, assign};
pub use draw::Dealer;
pub use key::Key;
pub use plan::Plan;
pub use sample::{PreparedDomain, Unprepared};
pub use signature::Signature;
pub use space::Space;
pub use stream::Stream;

//! From the files of a project to the documents it prints: takes paths, gives
//! prepared subjects and PDF files.

mod blame;
pub mod build;
pub mod class;
mod demand;
mod document;
mod export;
mod fingerprint;
mod gallery;
mod inputs;
mod limits;
mod lock;
mod merge;
mod origin;
mod plan;
mod prepare;
mod print;
mod project;
mod record;
#[cfg(test)]
mod scratch;
mod select;
mod shard;
mod threads;
pub mod watch;
pub mod worker;
mod write;

pub use demand::{Kind, Offer, Vain};
pub use document::{Document, RECTIFICATIF};
pub use export::{Exported, export};
pub use fingerprint::{Fingerprint, Inputs};
pub use gallery::{Gallery, gallery};
pub use inputs::{Input, Stamp};
pub use limits::{Limit, Limits};
pub use lock::{Holder, Lock, Quiet};
pub use merge::{Merged, merge};
pub use plan::{Planned, plan};
pub use prepare::{Prepared, Ready, prepare, prepare_some};
pub use print::{Printed, job, print};
pub use project::Project;
pub use select::{Identity, Wanted};
pub use shard::{AskedShard, Piece, Shard, Share, Slip};
pub use threads::{alone, cores};
pub use write::{write, write_with};

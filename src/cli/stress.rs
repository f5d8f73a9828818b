//! `corrige stress`.
use super::Status;
use super::arguments::StressArguments;
use super::report::Report;
pub(super) fn run(_: &StressArguments, _: &mut Report) -> Status {
    Status::Refused
}

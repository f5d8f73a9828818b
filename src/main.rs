//! Collects the arguments, runs, exits with the status.

use std::process::ExitCode;

fn main() -> ExitCode {
    corrige::run(std::env::args_os())
}

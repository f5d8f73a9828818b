//! Clocks of the benchmarks: takes what to run, gives milliseconds and medians;
//! and the memory of the workers of a process.

use std::fmt;
use std::fs;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

/// Times of several runs, in milliseconds.
pub(super) type Times = Vec<f64>;

/// The middle of several times.
#[derive(Clone, Copy)]
pub(super) struct Median(f64);

impl Median {
    /// Returns it in milliseconds.
    pub(super) fn milliseconds(self) -> f64 {
        self.0
    }

    /// Returns how many times the other it is.
    pub(super) fn ratio(self, other: Self) -> f64 {
        self.0 / other.0
    }
}

impl fmt::Display for Median {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:>9.1} ms", self.0)
    }
}

/// Runs and times, in milliseconds.
pub(super) fn time<T>(run: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let result = run();
    (start.elapsed().as_secs_f64() * 1000.0, result)
}

/// Returns the median.
pub(super) fn median(mut times: Times) -> Median {
    times.sort_by(f64::total_cmp);
    Median(times.get(times.len() / 2).copied().unwrap_or_default())
}

/// Waits for a process; returns the most memory that one of its workers has
/// held, in mebibytes, looked at every few milliseconds; nothing on a system
/// that does not tell.
pub(super) fn watched(mut process: Child) -> f64 {
    let mut most: f64 = 0.0;
    while process.try_wait().expect("a process").is_none() {
        let children = format!("/proc/{0}/task/{0}/children", process.id());
        let children = fs::read_to_string(children).unwrap_or_default();
        most = children.split_whitespace().map(held).fold(most, f64::max);
        thread::sleep(Duration::from_millis(2));
    }
    assert!(process.wait().expect("a process").success());
    most
}

/// Reads the most memory that a process has held so far.
fn held(process: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    kibibytes.and_then(|number| number.parse().ok()).map_or(0.0, |number: f64| number / 1024.0)
}

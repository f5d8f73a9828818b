//! Clocks of the benchmarks: takes what to run, gives milliseconds and medians.

use std::fmt;
use std::time::Instant;

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

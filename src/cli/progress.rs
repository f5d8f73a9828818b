//! The bar of a long print, on a terminal only.

use std::fmt::Write;
use std::io::{IsTerminal, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// How far a print is.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// Starts a bar; one that nobody would see is not drawn.
    pub(super) fn new(total: usize, what: &str) -> Self {
        let bar = ProgressBar::new(total as u64);
        if !stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let template = format!("{{bar:40}} {{pos}}/{{len}} {what}{{left}}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            // Before the first one nothing tells how long the others take.
            let left = |state: &ProgressState, out: &mut dyn Write| {
                if state.pos() > 0 && state.pos() < state.len().unwrap_or_default() {
                    // A bar that cannot be written is seen by nobody.
                    let _ = write!(out, ", encore {}", spoken(state.eta()));
                }
            };
            bar.set_style(style.with_key("left", left));
        }
        Self(bar)
    }

    /// Tells that one more is done.
    pub(super) fn advance(&self) {
        self.0.inc(1);
    }

    /// Tells how many are done, of how many as far as is known.
    pub(super) fn at(&self, done: usize, total: usize) {
        self.0.set_length(total as u64);
        self.0.set_position(done as u64);
    }

    /// Prints above the bar.
    pub(super) fn above(&self, print: impl FnOnce()) {
        self.0.suspend(print);
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}

/// Says a time as one says it aloud: `45 s`, `2 min`, `1 h 05`.
fn spoken(time: Duration) -> String {
    let seconds = time.as_secs() + u64::from(time.subsec_nanos() > 0);
    let minutes = seconds.div_ceil(60);
    match (seconds, minutes) {
        (0..60, _) => format!("{seconds}\u{a0}s"),
        (_, 0..60) => format!("{minutes}\u{a0}min"),
        _ => format!("{}\u{a0}h\u{a0}{:02}", minutes / 60, minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_said_in_french() {
        let said = |seconds: f64| spoken(Duration::from_secs_f64(seconds)).replace('\u{a0}', "_");
        for (seconds, expected) in [
            (0.2, "1_s"),
            (45.0, "45_s"),
            (59.5, "1_min"),
            (60.0, "1_min"),
            (61.0, "2_min"),
            (3540.5, "1_h_00"),
            (3900.0, "1_h_05"),
        ] {
            assert_eq!(said(seconds), expected, "{seconds}");
        }
    }
}

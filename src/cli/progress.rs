//! The bar of a long print, on a terminal only.

use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far a print is.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// Starts a bar; one that nobody would see is not drawn.
    pub(super) fn new(total: usize, what: &str) -> Self {
        let bar = ProgressBar::new(total as u64);
        if !stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let template = format!("{{bar:40}} {{pos}}/{{len}} {what}, encore {{eta}}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
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

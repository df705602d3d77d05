//! Progress for long work, on a terminal only.

use crate::site::pipeline::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Fewer files than this are done before anybody could read a bar.
const WORTH_SHOWING: usize = 2_000;

/// A progress bar that stays hidden for short work, and where standard error is no terminal.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    pub(crate) fn new() -> Bar {
        let bar = ProgressBar::hidden();
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        Bar(bar)
    }

    pub(crate) fn show(&self, progress: Progress) {
        match progress {
            Progress::Reading { total } => self.start("reading", total),
            Progress::Rendering { total } => self.start("rendering", total),
            Progress::Read | Progress::Rendered => self.0.inc(1),
            // Who waits says so in words.
            Progress::Waiting => {}
        }
    }

    pub(crate) fn clear(&self) {
        self.0.finish_and_clear();
    }

    fn start(&self, what: &'static str, total: usize) {
        self.0.set_message(what);
        self.0.set_length(total as u64);
        self.0.set_position(0);
        if total >= WORTH_SHOWING {
            self.0.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

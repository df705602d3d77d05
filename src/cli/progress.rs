//! Progress in, a progress bar out, only for long work and only on a terminal.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::site::pipeline::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The minimum number of files or documents for a visible bar. Fewer are processed too quickly.
const MIN_FILES: usize = 2_000;

/// A progress bar that is hidden for short work, and if standard error is not a terminal.
pub(crate) struct Bar {
    progress: ProgressBar,
    is_quiet: bool,
    /// Whether there is anything to be seen: a hidden bar, too, would look at the clock for each of a million files.
    is_shown: AtomicBool,
}

impl Bar {
    /// A quiet one is never shown.
    pub(crate) fn new(is_quiet: bool) -> Bar {
        let progress = ProgressBar::hidden();
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            progress.set_style(style);
        }
        Bar { progress, is_quiet, is_shown: AtomicBool::new(false) }
    }

    /// The items, which are counted as they are checked.
    pub(crate) fn checking<T>(items: &[T], is_quiet: bool) -> impl Iterator<Item = &T> {
        let bar = Bar::new(is_quiet);
        bar.show(Progress::Checking { total: items.len() });
        // The bar goes with the iterator.
        items.iter().inspect(move |_| bar.show(Progress::Checked))
    }

    pub(crate) fn is_quiet(&self) -> bool {
        self.is_quiet
    }

    pub(crate) fn show(&self, progress: Progress) {
        match progress {
            Progress::Reading { total } => self.start("reading", total),
            Progress::Rendering { total } => self.start("rendering", total),
            Progress::Checking { total } => self.start("checking", total),
            Progress::Read | Progress::Rendered | Progress::Checked => {
                if self.is_shown.load(Ordering::Relaxed) {
                    self.progress.inc(1);
                }
            }
            // Waiting is reported as a message.
            Progress::Waiting => {}
        }
    }

    pub(crate) fn clear(&self) {
        self.progress.finish_and_clear();
    }

    fn start(&self, what: &'static str, total: usize) {
        self.progress.set_message(what);
        self.progress.set_length(total as u64);
        self.progress.set_position(0);
        let is_shown = total >= MIN_FILES && !self.is_quiet;
        let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        self.progress.set_draw_target(target);
        self.is_shown.store(!self.progress.is_hidden(), Ordering::Relaxed);
    }
}

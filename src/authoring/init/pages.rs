//! The configuration for a site in; whether only the built site has the addresses of its articles, out.

use chrono::{DateTime, Utc};

use crate::diagnostic::{Diagnostic, Severity};
use crate::site::config::Config;
use crate::site::metadata::COMPUTED_ADDRESS;
use crate::site::pipeline::{self, Options};

/// Whether the site's own code makes the addresses of articles.
pub(super) fn are_computed(config: &Config, now: DateTime<Utc>) -> bool {
    let index = pipeline::index(config, &Options::at(now), Vec::new(), &|_| {});
    let is_needed =
        |finding: &Diagnostic| finding.code == &COMPUTED_ADDRESS && finding.severity == Severity::Error;
    index.is_ok_and(|index| index.diagnostics.iter().any(is_needed))
}

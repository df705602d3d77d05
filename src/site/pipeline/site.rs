//! The site of the library: reads its configuration, and builds its documents.

use std::path::Path;

use super::{Options, Progress, build, configure};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Error;
use crate::site::config::{Config, Overrides};
use crate::site::document::Outcome;
use crate::site::scan;
use crate::source::bounds::CONFIGURATION;

/// A site, as it is configured.
///
/// ```no_run
/// use std::path::Path;
/// use feedwright::site::{Options, Overrides, Site};
///
/// let site = Site::read(Path::new("feedwright.toml"), &Overrides::default()).expect("a valid configuration");
/// let outcome = site.build(&Options::at(chrono::Utc::now()), &|_| {})?;
/// for finding in &outcome.diagnostics {
///     eprintln!("{}: {}", finding.code.name, finding.message);
/// }
/// # Ok::<(), feedwright::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Site {
    config: Config,
    diagnostics: Vec<Diagnostic>,
}

impl Site {
    /// Reads the configuration of a site, which may name these codes.
    pub(crate) fn configured(
        file: &Path,
        overrides: &Overrides,
        codes: &[&Code],
    ) -> Result<Site, Vec<Diagnostic>> {
        let text = scan::text_up_to(file, CONFIGURATION).map_err(|finding| vec![finding])?;
        match configure(file, &text, overrides, codes) {
            (Some(config), diagnostics) => Ok(Site { config, diagnostics }),
            (None, diagnostics) => Err(diagnostics),
        }
    }

    /// Builds every document of the site, and publishes all of them or none: none, if the outcome has an error among its
    /// diagnostics. The documents are compared with those in the output folder, and not with `[site] against`, which may
    /// be on a network. `[check]` and `options.levels` are both heeded. `progress` is called on the way, from several
    /// threads.
    ///
    /// # Errors
    /// If a folder cannot be read or a document cannot be written. Everything published is then as it was before.
    pub fn build(&self, options: &Options, progress: &(dyn Fn(Progress) + Sync)) -> Result<Outcome, Error> {
        let configured = &self.config.check.levels;
        let mut options = options.clone();
        options.levels.deny.extend(configured.deny.iter().cloned());
        options.levels.allow.extend(configured.allow.iter().cloned());
        options.levels.deny_warnings |= configured.deny_warnings;
        build(&self.config, &options, None, self.diagnostics.clone(), progress)
    }
}

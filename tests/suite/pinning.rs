//! Comparing a site with published documents and pinning it to them, in memory.

use std::fs;

use feedwright::authoring::pin::{self, ConfigFile, Pinned};
use feedwright::diagnostic::Diagnostic;
use feedwright::error::Error;
use feedwright::site::config::Config;
use feedwright::site::pipeline::{self, Against, PublishedDocument, PublishedDocuments};
use feedwright::site::{Outcome, Progress};

use super::harness::Site;
use super::support::lines;

impl Site {
    /// Builds, and compares with one published document.
    pub(crate) fn build_against(&self, published: Option<(&str, &[u8])>) -> Outcome {
        let (config, found) = self.config();
        let against = published.map(|document| Against { documents: one(document), is_all: true });
        pipeline::build(&config, &self.options, against, found, &|_| {}).unwrap()
    }

    /// Pins what is published: names, and documents.
    pub(crate) fn pin(&self, published: &[(&str, &[u8])]) -> Pinned {
        self.try_pin(published, &|_| {}).unwrap()
    }

    /// Pins, and calls `progress` on the way.
    pub(crate) fn try_pin(
        &self,
        published: &[(&str, &[u8])],
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Pinned, Error> {
        let path = self.path("feedwright.toml");
        let file = ConfigFile { path: &path, overrides: &self.overrides, codes: &feedwright::codes() };
        let published = published.iter().copied().map(one).collect();
        pin::pin(&self.config().0, Some(file), &self.options, published, progress)
    }

    fn config(&self) -> (Config, Vec<Diagnostic>) {
        let file = self.path("feedwright.toml");
        let text = fs::read_to_string(&file).unwrap();
        let (config, found) =
            feedwright::site::pipeline::configure(&file, &text, &self.overrides, &feedwright::codes());
        let Some(config) = config else { panic!("{:#?}", lines(&found)) };
        (config, found)
    }
}

/// A single published document, with its name.
fn one((name, bytes): (&str, &[u8])) -> PublishedDocuments<'static> {
    PublishedDocuments::One(PublishedDocument::parse(name, bytes).unwrap())
}

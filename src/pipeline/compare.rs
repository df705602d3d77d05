//! History: what is published now, and what subscribers would lose.

use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::document::Document;
use crate::{history, scan};

/// Compares with what is published now: the paths that `--prune` removes, and what subscribers would lose.
pub(super) fn compare(
    config: &Config,
    options: &Options,
    documents: &[Document],
) -> Result<(Vec<String>, Vec<Diagnostic>), Error> {
    let made: BTreeMap<_, _> =
        documents.iter().map(|document| (document.path.as_str(), document.entries)).collect();
    let published = published(config, &made)?;
    let asked: BTreeSet<_> = config.feeds.iter().map(|feed| feed.path.as_str()).collect();
    let mut found = Vec::new();
    for (path, known) in &published {
        let entries = made.get(path.as_str()).copied().unwrap_or_default();
        if made.contains_key(path.as_str()) || asked.contains(path.as_str()) {
            found.extend(history::emptied(&config.output.join(path), known, entries, options.accept_emptied));
        }
    }
    let paths = made.keys().map(|path| (*path).to_owned()).collect();
    let (stale, listed) = history::stale(&config.output, &published, &paths, &config.site.base_url);
    if options.prune {
        return Ok((stale, found));
    }
    found.extend(listed);
    Ok((Vec::new(), found))
}

fn published(config: &Config, made: &BTreeMap<&str, usize>) -> Result<Vec<(String, history::Known)>, Error> {
    let mut bytes: BTreeMap<_, _> = scan::published(&config.output)?.into_iter().collect();
    for path in made.keys() {
        if let Some(found) = scan::bytes(&config.output.join(path))? {
            bytes.insert((*path).to_owned(), found);
        }
    }
    let read = |(path, bytes): (String, Vec<u8>)| Some((path, history::read(&bytes)?));
    Ok(bytes.into_iter().filter_map(read).collect())
}

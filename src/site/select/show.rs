//! A podcast's documents in, what only their configuration decides out: the addresses of counted files, and advice to pin
//! the identity of the show.

use std::sync::Arc;

use super::UNPINNED_PODCAST;
use super::fan_out::Selection;
use crate::diagnostic::Diagnostic;
use crate::feed::podcast::guid_of;
use crate::feed::{Entry, Url};

/// The advice to write down the guid of a show. Shows that share their settings cannot have one each.
#[must_use]
pub(crate) fn unpinned(selection: &Selection<'_>) -> Option<Diagnostic> {
    let show = selection
        .config
        .show
        .as_ref()
        .filter(|show| show.podcast.guid.is_none() && selection.config.each.is_empty())?;
    let guid = guid_of(&selection.self_url);
    let finding = Diagnostic::new(&UNPINNED_PODCAST, "podcast without `guid`").at(show.places.table.clone());
    Some(finding.help(format!("add guid = \"{guid}\" to [feed.podcast], and keep it if the feed moves")))
}

/// An entry whose first file is asked for through a counting service: the address of the service, followed by that of the
/// file without `https://`.
#[must_use]
pub(crate) fn counted(entry: &Arc<Entry>, prefix: &Url) -> Arc<Entry> {
    let Some(first) = entry.enclosures.first() else { return Arc::clone(entry) };
    let address = first.url.as_str();
    let address = address.strip_prefix("https://").unwrap_or(address);
    let Ok(url) = Url::parse(&format!("{prefix}{address}")) else { return Arc::clone(entry) };
    let mut counted = Entry::clone(entry);
    if let Some(first) = counted.enclosures.first_mut() {
        first.url = url;
    }
    Arc::new(counted)
}

//! The recordings that are articles by nothing but their tags in, those of them that belong to other articles out of the
//! index: an article has their name, or names them, in its metadata or in its text.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;
use percent_encoding::utf8_percent_encode;

use super::read::Read;
use crate::feed::url::escapes::UNRESERVED;
use crate::root::Root;
use crate::site::config::Config;
use crate::site::files::Source;
use crate::site::kind::Kind;
use crate::site::scan;
use crate::site::sidecar::is_note_of;

/// The articles without the recordings that belong to others of them.
pub(super) fn without_named(config: &Config, mut read: Read, content: &Root) -> Read {
    let tagged = std::mem::take(&mut read.tagged);
    if tagged.is_empty() {
        return read;
    }
    let articles = read.articles.iter().map(|article| &article.source);
    // Whatever keeps an article out of feeds keeps its recording out, too.
    let texts = articles.chain(read.left_out.iter().map(|left| &left.source));
    let mut folders: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for text in texts.filter(|source| source.kind != Kind::Media) {
        folders.entry(text.dir()).or_default().push(text);
    }
    let shows = config.feeds.iter().filter_map(|feed| feed.show.as_ref());
    let trailers = shows.flat_map(|show| &show.podcast.trailers);
    let trailers =
        trailers.filter_map(|trailer| scan::path_on_site(&trailer.file.url, &config.site.base_url));
    let named: BTreeSet<_> = read.named_files.iter().cloned().chain(trailers).collect();
    let is_named = |recording: &&Source| {
        let path = recording.file_path();
        let beside = folders.get(recording.dir()).map(Vec::as_slice).unwrap_or_default();
        named.contains(path)
            || beside.iter().any(|text| is_note_of(text.file_path(), path))
            || beside.iter().any(|text| mentions(text, recording.name(), content))
    };
    let gone: Vec<_> = tagged.iter().filter(is_named).collect();
    read.without(&gone)
}

/// Whether an article mentions a file in its folder, by its name as it is or as in a URL.
fn mentions(text: &Source, name: &str, content: &Root) -> bool {
    let files = [Some(text.file_path().to_owned()), text.sidecar_path()];
    let encoded = utf8_percent_encode(name, UNRESERVED).to_string();
    files.into_iter().flatten().any(|file| {
        let text = scan::text_below(content, file.as_ref()).unwrap_or_default();
        [name, &encoded].iter().any(|name| memmem::find(text.as_bytes(), name.as_bytes()).is_some())
    })
}

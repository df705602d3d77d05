//! The recordings that are articles by nothing but their tags in, those of them that belong to other articles out of the
//! index: an article has their name, or names them, in its metadata or in its text.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::mentions::Mentions;
use super::read::Read;
use crate::feed::Url;
use crate::root::Root;
use crate::site::config::Config;
use crate::site::file_name::folded;
use crate::site::files::Source;
use crate::site::kind::FileKind;
use crate::site::{scan, sidecar};

/// The articles without the recordings that belong to others of them.
pub(super) fn without_named(config: &Config, mut read: Read, content: &Root) -> Read {
    let tagged = std::mem::take(&mut read.tagged);
    if tagged.is_empty() {
        return read;
    }
    let articles = read.articles.iter().map(|article| &article.source);
    // Whatever keeps an article out of feeds keeps its recording out, too.
    let texts = articles.chain(read.left_out.iter().map(|left| &left.source));
    let texts: Vec<_> = texts.filter(|source| source.kind != FileKind::Media).collect();
    let mut paths: Vec<_> = texts.iter().map(|text| text.file_path()).collect();
    paths.sort_unstable();
    let shows = config.feeds.iter().filter_map(|feed| feed.show.as_ref());
    let trailers = shows.flat_map(|show| &show.podcast.trailers);
    let base = &config.site.base_url;
    let places = |url: &Url| [scan::path_on_site(url, base), scan::literal_path_on_site(url, base)];
    let trailers = trailers.flat_map(|trailer| places(&trailer.file.url)).flatten();
    let named = read.named_files.iter().cloned().chain(trailers);
    let named: BTreeSet<_> = named.map(|path| folded(&path)).collect();
    let mentioned = mentioned(&tagged, &texts, content);
    let is_named = |recording: &&Source| {
        let path = recording.file_path();
        named.contains(&folded(path)) || mentioned.contains(path) || sidecar::has_text(path, &paths)
    };
    let gone: Vec<_> = tagged.iter().filter(is_named).collect();
    read.without(&gone)
}

/// The paths of the recordings that texts mention. Each text is read once, and few are in memory at a time.
fn mentioned<'r>(recordings: &'r [Source], texts: &[&Source], content: &Root) -> BTreeSet<&'r str> {
    let mentions = Mentions::of(recordings);
    let in_text = |text: &&Source| {
        let files = [Some(text.file_path().to_owned()), text.sidecar_path()];
        let of_file = |file: String| match scan::text_below(content, file.as_ref()) {
            Ok(words) => mentions.in_text(text.dir(), &words),
            // What it mentions is unknown.
            Err(_) => mentions.in_folder(text.dir()),
        };
        files.into_iter().flatten().flat_map(of_file).collect::<Vec<_>>()
    };
    texts.par_iter().flat_map_iter(in_text).collect()
}

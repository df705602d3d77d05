//! Articles in, the page that shows their entries as several readers leave them out.

use std::path::Path;

use percent_encoding::percent_decode_str;

use super::entries::rendered_entries;
use super::{Index, Options};
use crate::diagnostic::Diagnostic;
use crate::root::Root;
use crate::site::article::Article;
use crate::site::config::Config;
use crate::site::{preview, scan};

/// The largest picture that the page contains, in bytes.
const PICTURE: u64 = 2 * 1024 * 1024;

/// The page of articles, given by their places in the index, each with why it is in no feed; with what is found in them.
#[must_use]
pub(crate) fn preview(
    config: &Config,
    options: &Options,
    index: &Index<'_>,
    wanted: &[(usize, Option<String>)],
) -> (String, Vec<Diagnostic>) {
    let Ok(output) = Root::open_optional(&config.output) else { return (String::new(), Vec::new()) };
    let (rendered, entries) =
        rendered_entries(config, options, index, &output, wanted.iter().map(|(at, _)| *at).collect());
    let shown =
        wanted.iter().filter_map(|(at, outside)| Some((entries.get(at)?.as_ref(), outside.as_deref())));
    let shown: Vec<_> = shown.collect();
    let files = Files { base_url: config.site.base_url.as_str(), content: &index.content, output: &output };
    let articles = || rendered.articles.values().map(AsRef::as_ref);
    let load = |address: &str| files.load(address, articles());
    (preview::page(&shown, &load), rendered.diagnostics)
}

/// Where the files of the site are.
struct Files<'f> {
    base_url: &'f str,
    content: &'f Root,
    output: &'f Root,
}

impl Files<'_> {
    /// The file at an address: in the output folder, in the content folder, or beside one of the articles.
    fn load<'a>(&self, address: &str, mut articles: impl Iterator<Item = &'a Article>) -> Option<Vec<u8>> {
        let address = address.split(['?', '#']).next()?;
        let path = decoded(address.strip_prefix(self.base_url)?);
        let read = |root: &Root, path: &str| {
            let below = Path::new(path);
            let is_small = (1..=PICTURE).contains(&scan::size_below(root, below));
            is_small.then(|| scan::bytes_below(root, below).ok().flatten()).flatten()
        };
        let beside = |article: &Article| {
            let page = article.permalink.as_str();
            let folder = page.get(..=page.rfind('/')?)?;
            let below = Path::new(article.source.dir()).join(decoded(address.strip_prefix(folder)?));
            read(self.content, below.to_str()?)
        };
        read(self.output, &path).or_else(|| read(self.content, &path)).or_else(|| articles.find_map(beside))
    }
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

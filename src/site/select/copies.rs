//! Articles and the hashes of their texts in, those that are copies of others out: another file with the same title and text.

use std::collections::BTreeMap;

use super::COPIED_ARTICLE;
use crate::diagnostic::Diagnostic;
use crate::feed::Url;
use crate::site::article::Article;

/// Reports the copies among articles that were read, given as hashes of texts and places in the index.
#[must_use]
pub(crate) fn copies(
    mut digests: Vec<(u64, usize)>,
    articles: &BTreeMap<usize, Box<Article>>,
    base_url: &Url,
) -> Vec<Diagnostic> {
    digests.sort_unstable();
    let groups = digests.chunk_by(|(a, _), (b, _)| a == b).filter(|group| group.len() > 1);
    let in_group = |group: &[(u64, usize)]| {
        let mut same: Vec<&Article> =
            group.iter().filter_map(|(_, at)| articles.get(at).map(AsRef::as_ref)).collect();
        same.sort_by(|a, b| {
            let key = |article: &Article| (article.date, article.source.path.clone());
            a.title.as_str().cmp(b.title.as_str()).then_with(|| key(a).cmp(&key(b)))
        });
        let copy = |end: usize| {
            let (second, before) = same.get(..=end)?.split_last()?;
            let first = before.iter().rev().find(|first| is_copy(first, second, base_url))?;
            Some((second.source.path.clone(), copied(first, second)))
        };
        (1..same.len()).filter_map(copy).collect::<Vec<_>>()
    };
    let mut found: Vec<_> = groups.flat_map(in_group).collect();
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// Whether readers could not tell two articles with the same text apart. Notes may say the same again, and what has another
/// picture, recording or language, or is about another page elsewhere, is another article.
fn is_copy(first: &Article, second: &Article, base_url: &Url) -> bool {
    let is_own = |article: &Article| article.permalink.as_str().starts_with(base_url.as_str());
    let enclosures =
        |article: &Article| article.enclosures.iter().map(|file| file.src.clone()).collect::<Vec<_>>();
    let images =
        |article: &Article| article.images.iter().map(|image| image.file.src.clone()).collect::<Vec<_>>();
    !second.title.is_blank()
        && first.title == second.title
        && first.language == second.language
        && first.source.file_path() != second.source.file_path()
        && (is_own(first) && is_own(second) || first.permalink == second.permalink)
        && enclosures(first) == enclosures(second)
        && images(first) == images(second)
}

fn copied(first: &Article, second: &Article) -> Diagnostic {
    let message = format!("`{}` has the same title and text", first.source.path);
    let help = "remove one of the two, or keep one out of feeds with feed = false";
    Diagnostic::new(&COPIED_ARTICLE, message)
        .at(second.place("title"))
        .help(help)
        .related(first.place("title"))
}

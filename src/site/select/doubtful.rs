//! The public articles in; a warning for each folder and each file of them out, if its name may say that they are not to be
//! published.

use std::collections::BTreeMap;

use super::{DOUBTFUL_FILE, DOUBTFUL_FOLDER};
use crate::diagnostic::{Diagnostic, Place, counted};
use crate::site::config::Content;
use crate::site::file_name::name;
use crate::site::files::Source;
use crate::site::index::IndexedArticle;
use crate::site::rules;

/// Reports such folders, each once.
#[must_use]
pub(crate) fn doubtful_folders(articles: &[IndexedArticle], content: &Content) -> Vec<Diagnostic> {
    let mut found: BTreeMap<&str, (&Source, usize)> = BTreeMap::new();
    // Most articles are in the folder of the one before.
    let mut before = ("", None);
    for article in articles {
        let source = &article.source;
        if before.0 != source.dir() {
            before = (source.dir(), rules::doubtful_folder(content.unnamed_folders(&source.path)));
        }
        let mut targets = source.link_targets().iter();
        let of_targets = targets.find_map(|path| rules::doubtful_folder(content.unnamed_folders(path)));
        let Some(folder) = before.1.or(of_targets) else { continue };
        let (first, count) = found.entry(folder).or_insert((source, 0));
        *first = source.min(*first);
        *count += 1;
    }
    found.into_iter().map(|(folder, (first, count))| finding(folder, first, count)).collect()
}

/// Reports such files. `title` reads that of an article.
#[must_use]
pub(crate) fn doubtful_files(
    articles: &[IndexedArticle],
    content: &Content,
    title: &dyn Fn(&IndexedArticle) -> Option<String>,
) -> Vec<Diagnostic> {
    if content.has_own_conventions() {
        return Vec::new();
    }
    let ignored = &content.rules.keys;
    let is_doubtful = |article: &&IndexedArticle| {
        let path = &article.source.path;
        rules::is_doubtful_file(path, &|| title(article)) && !ignored.is_ignored(name(path))
    };
    let public = articles.iter().filter(|article| !article.limits.draft);
    public
        .filter(is_doubtful)
        .map(|article| {
            let source = &article.source;
            let name = name(&source.path);
            let help = format!(
                "set `draft` to `true` to keep the article out of feeds; otherwise list `{name}` in `ignore-keys` under \
                 [content], or rename the file"
            );
            let message = format!("published from the file `{name}`, whose name may say otherwise");
            Diagnostic::new(&DOUBTFUL_FILE, message).at(Place::file(&source.file())).help(help)
        })
        .collect()
}

fn finding(folder: &str, first: &Source, count: usize) -> Diagnostic {
    let articles = counted(count, "article is", "articles are");
    let message = format!("{articles} published from the folder `{folder}`, whose name may say otherwise");
    let help = format!(
        "call the folder `drafts` to keep its articles out of feeds; otherwise list `{folder}` in `ignore-keys` under \
         [content]"
    );
    Diagnostic::new(&DOUBTFUL_FOLDER, message).at(Place::file(&first.file())).help(help)
}

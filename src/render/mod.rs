//! Stage 4: an article and its text in, the HTML that readers show out. Markdown, HTML or plain text becomes a tree,
//! the tree is cleaned up for readers, a template puts picture and source around it, and a sanitiser that knows only
//! what may stay has the last word.

mod characters;
mod clean;
mod depth;
mod markdown;
mod plain;
mod sanitize;
mod summary;
mod template;

pub use template::Templates;

use uuid::Uuid;

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::model::article::Article;
use crate::model::feed::Image;
use crate::model::source::{Kind, SourceText};
use crate::model::text::Text;
use crate::model::url::Url;

codes! {
    BROKEN_TEMPLATE "broken-template" Error "a template that cannot be read, or fails on an article" "";
    UNRESOLVABLE_LINK "unresolvable-link" Warning "a link that is no URL; it was left out" "RFC 3986";
}

/// What readers show of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// A clean fragment of HTML: absolute URLs, nothing that runs.
    pub content: Text,
    /// Text, no HTML.
    pub summary: Option<Text>,
}

/// Renders an article. `text` is the whole text of its file, less a BOM, with line ends unified; its picture has been
/// measured.
#[must_use]
pub fn entry(
    article: &Article,
    text: &str,
    image: Option<&Image>,
    templates: &Templates,
) -> (Rendered, Vec<Diagnostic>) {
    let source = SourceText { file: &article.source.file, text };
    let body = text.get(article.body_start.min(text.len())..).unwrap_or_default();
    let mut found = characters::raw(source, article.body_start);
    let body = Text::new(body);
    let html = match article.source.kind {
        Kind::Markdown => markdown::html(body.as_str()),
        Kind::Html => body.to_string(),
        Kind::Text => plain::html(body.as_str()),
        Kind::Media => String::new(),
    };
    let page = Page::of(article);
    let tree = clean::tree(&depth::limited(&html), article.source.kind, &page);
    let summary = article.summary.clone().or_else(|| summary::of(&tree.html));
    let shown = image.filter(|image| !tree.images.contains(&image.url));
    let wrapped = match templates.wrap(article, summary.as_ref(), shown, &tree.html) {
        Ok(wrapped) => wrapped,
        Err(finding) => {
            found.push(finding);
            tree.html.clone()
        }
    };
    let content = sanitize::html(&wrapped, &page, tree.base.as_ref(), tree.ids);
    found.extend(tree.lost.iter().map(|link| unresolvable(source, article, link)));
    found.extend(characters::escaped(source, article.body_start, &content));
    (Rendered { content: Text::new(content.trim()), summary }, found)
}

/// What links are resolved against, and what makes ids the entry's own.
#[derive(Clone, Debug)]
struct Page {
    url: Url,
    prefix: String,
}

impl Page {
    /// Readers show many entries on one page, so ids must differ between them; and not between builds.
    fn of(article: &Article) -> Page {
        let hash =
            Uuid::new_v5(&Uuid::NAMESPACE_URL, article.permalink.as_str().as_bytes()).simple().to_string();
        Page { url: article.permalink.clone(), prefix: format!("e{}-", hash.get(..8).unwrap_or_default()) }
    }
}

fn unresolvable(source: SourceText<'_>, article: &Article, link: &str) -> Diagnostic {
    let body = source.text.get(article.body_start.min(source.text.len())..).unwrap_or_default();
    // Markdown percent-encodes what it finds.
    let decoded = percent_encoding::percent_decode_str(link).decode_utf8_lossy();
    let written = [link, decoded.as_ref()].into_iter().find_map(|link| Some((link, body.find(link)?)));
    let (shown, place) = match written {
        Some((link, at)) => {
            let start = article.body_start + at;
            (link, source.place(start..start + link.len()))
        }
        None => (link, Place::file(source.file)),
    };
    let finding = Diagnostic::new(&UNRESOLVABLE_LINK, format!("`{}` is no URL", shown.escape_debug()));
    finding.at(place).help("correct the link, or write it as code if it is none")
}

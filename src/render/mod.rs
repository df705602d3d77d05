//! Stage 4: an article and its text in, the HTML that readers show out. Markdown, HTML or plain text becomes a tree,
//! the tree is cleaned up for readers, a template puts picture and source around it, and a sanitiser that knows only
//! what may stay has the last word.

mod address;
mod anchors;
mod characters;
mod clean;
mod code;
mod depth;
mod elements;
mod frames;
mod lazy;
mod links;
mod markdown;
mod places;
mod plain;
mod sanitize;
mod summary;
mod template;
mod title;

pub use template::Templates;

use std::collections::BTreeSet;

use uuid::Uuid;

use links::Resolver;
use places::Places;

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::model::article::Article;
use crate::model::feed::Image;
use crate::model::source::Kind;
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
    let body = text.get(article.body_start.min(text.len())..).unwrap_or_default();
    let mut found = characters::raw(article, text);
    let body = Text::new(body);
    let html = match article.source.kind {
        Kind::Markdown => markdown::html(body.as_str()),
        Kind::Html => body.to_string(),
        Kind::Text => plain::html(body.as_str()),
        Kind::Media => String::new(),
    };
    let page = Page::of(article);
    let tree = clean::tree(&depth::limited(&html), article.source.kind, &page, &article.title);
    let summary = article.summary.clone().or_else(|| summary::of(&tree.html));
    let shown = image.filter(|image| !tree.images.contains(&image.url));
    let wrapped = match templates.wrap(article, summary.as_ref(), shown, &tree.html) {
        Ok(wrapped) => wrapped,
        Err(finding) => {
            found.push(finding);
            tree.html.clone()
        }
    };
    let content = sanitize::html(&wrapped, Resolver { page, base: tree.base, ids: tree.ids });
    found.extend(unresolvable(article, text, &tree.lost));
    found.extend(characters::escaped(article, text, &content));
    // White space may be all that is left before what XML forbids.
    let content = Text::new(Text::new(&content).as_str().trim());
    (Rendered { content, summary }, found)
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

    /// The place that a URL leads to within the page.
    fn fragment<'u>(&self, url: &'u Url) -> Option<&'u str> {
        url.as_str().strip_prefix(self.url.as_str())?.strip_prefix('#')
    }
}

/// Links that were left out, in their order: each is looked for behind the one before.
fn unresolvable(article: &Article, text: &str, links: &[String]) -> Vec<Diagnostic> {
    let file = article.source.file();
    let mut places = Places::new(&file, text);
    let mut from = article.body_start;
    // What does not stand behind one link does not stand behind a later one either.
    let mut absent = BTreeSet::new();
    let finding = |link: &String| {
        let forms = spellings(link).into_iter().filter(|form| !absent.contains(form)).collect::<Vec<_>>();
        let rest = text.get(from..).unwrap_or_default();
        let found = forms.into_iter().find_map(|form| match rest.find(&form) {
            Some(at) => Some((form, at)),
            None => {
                absent.insert(form);
                None
            }
        });
        let (shown, place) = match found {
            Some((shown, at)) => {
                let start = from + at;
                from = start + shown.len();
                (shown, places.of(&(start..from)))
            }
            None => (link.clone(), Place::file(&file)),
        };
        let finding = Diagnostic::new(&UNRESOLVABLE_LINK, format!("`{}` is no URL", shown.escape_debug()));
        finding.at(place).help("correct the link, or write it as code if it is none")
    };
    links.iter().map(finding).collect()
}

/// How a link may be written: Markdown percent-encodes what it finds.
fn spellings(link: &str) -> Vec<String> {
    let decoded = percent_encoding::percent_decode_str(link).decode_utf8_lossy().into_owned();
    if decoded == link { vec![decoded] } else { vec![decoded, link.to_owned()] }
}

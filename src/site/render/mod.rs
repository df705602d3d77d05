//! An article and its text in, HTML for readers out. Markdown, HTML or plain text becomes a tree, the tree is
//! cleaned up, a template adds image and source, and a sanitizer with a list of allowed content runs last.

mod address;
mod anchors;
mod body;
mod captions;
mod characters;
mod clean;
mod code;
mod direction;
mod elements;
mod frames;
mod hidden;
mod lazy;
mod links;
mod markdown;
mod math;
mod modern;
mod nesting;
mod plain;
mod sanitize;
mod sizes;
mod substitutes;
mod summary;
mod template;
mod title;

pub(crate) use template::Templates;

use std::collections::BTreeSet;
use std::path::Path;

use uuid::Uuid;

use body::Body;
use links::Resolver;
use template::WrapError;

use crate::check::registries;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::feed::{Image, Text, Url};
use crate::site::article::Article;
use crate::site::kind::Kind;
use crate::site::pages::PageBody;
use crate::site::rules::Excerpt;
use crate::source::bounds::{self, Budget, FINDINGS, Oversized};
use crate::source::html::{self, Excess, Limited};
use crate::source::lines::Lines;

codes! {
    BROKEN_TEMPLATE "broken-template" Error "template that cannot be compiled, or fails on an article" "";
    EXCESSIVE_MARKUP "excessive-markup" Warning "HTML tag with too many attributes or names; the rest was removed" "";
    OVERSIZED_ENTRY "oversized-entry" Error "article whose HTML is too large for its text" "";
    REMOVED_ELEMENT "removed-element" Warning "element that readers cannot show, which was removed" "WHATWG HTML §4"
        "Readers run no scripts, and show neither forms nor embedded programs. A link, a text or a picture in the \
         element stays in its place; this one had none.";
    UNRESOLVABLE_LINK "unresolvable-link" Warning "malformed link, which was removed" "RFC 3986";
}

/// The rendered article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rendered {
    /// A clean HTML fragment with absolute URLs and nothing executable.
    pub content: Text,
    /// Plain text, not HTML.
    pub summary: Option<Text>,
}

/// Renders an article from its source. `text` is the whole text of its file without a BOM, with line feeds as line ends.
/// The size of its image has been measured.
#[must_use]
pub(crate) fn entry(
    article: &Article,
    text: &str,
    image: Option<&Image>,
    (templates, excerpt): (&Templates, &Excerpt),
) -> (Rendered, Vec<Diagnostic>) {
    rendered(article, &Body::of_source(article, text), image, (templates, excerpt))
}

/// Renders an article from an element of its page. `text` is the whole text of the page in `file`.
#[must_use]
pub(crate) fn page(
    article: &Article,
    (file, text): (&Path, &str),
    element: &PageBody,
    image: Option<&Image>,
    rules: (&Templates, &Excerpt),
) -> (Rendered, Vec<Diagnostic>) {
    rendered(article, &Body::of_page(file, text, element), image, rules)
}

/// Reports an article whose HTML is too large.
#[must_use]
pub(crate) fn oversized(oversized: Oversized, file: &Path) -> Diagnostic {
    Diagnostic::new(&OVERSIZED_ENTRY, oversized.to_string())
        .at(Place::file(file))
        .help("split it into several articles, or leave it out with `exclude`")
}

fn rendered(
    article: &Article,
    body: &Body<'_>,
    image: Option<&Image>,
    rules: (&Templates, &Excerpt),
) -> (Rendered, Vec<Diagnostic>) {
    let mut found = characters::raw(body);
    match content(article, body, image, rules, &mut found) {
        Ok(rendered) => (rendered, found),
        Err(error) => {
            found.push(oversized(error, &body.file));
            (Rendered { summary: article.summary.clone(), ..Rendered::default() }, found)
        }
    }
}

fn content(
    article: &Article,
    body: &Body<'_>,
    image: Option<&Image>,
    (templates, excerpt): (&Templates, &Excerpt),
    found: &mut Vec<Diagnostic>,
) -> Result<Rendered, Oversized> {
    let markup = body.markup();
    let markup = Text::new(&summary::with_mark(markup.as_str(), excerpt));
    bounds::check_markup(markup.as_str(), |byte| body.kind.is_markup(byte))?;
    let budget = Budget::of_article(markup.as_str().len());
    let html = match body.kind {
        Kind::Markdown => markdown::html(&markup, budget)?,
        Kind::Html => markup.to_string(),
        Kind::Text => plain::html(markup.as_str()),
        Kind::Unrendered | Kind::Media => String::new(),
    };
    let Limited { html: limited, excess } = html::limited(&html);
    found.extend(excess.map(|excess| excessive_markup(body, &html, &excess)));
    let page = Page::of(article, body.element);
    let is_right_to_left = article.language.as_ref().is_some_and(direction::is_right_to_left);
    let about = clean::About { title: &article.title, image, is_right_to_left };
    let tree = clean::tree(&limited, body.kind, &page, &about, budget)?;
    let summary = article.summary.clone().or_else(|| summary::of(&tree.html, excerpt));
    let shown = image.filter(|image| !tree.images.contains(&image.url));
    let wrapped = match templates.wrap(article, summary.as_ref(), shown, &tree.html, budget) {
        Ok(wrapped) => wrapped,
        Err(WrapError::Oversized(oversized)) => return Err(oversized),
        Err(WrapError::Broken(finding)) => {
            found.push(finding);
            tree.html
        }
    };
    let wrapped = if is_right_to_left { direction::wrapped(&wrapped) } else { wrapped };
    let content = sanitize::html(&wrapped, Resolver { page, base: tree.base, ids: tree.ids }, budget)?;
    found.extend(unresolvable(body, &tree.unresolvable));
    found.extend(removed(body, &tree.removed));
    found.extend(characters::escaped(body, &content));
    // Removed characters may leave white space at the ends.
    let content = Text::new(Text::new(&content).as_str().trim());
    Ok(Rendered { content, summary })
}

/// Reports what was removed from a tag. Its place is that of the beginning of the tag, which Markdown keeps.
fn excessive_markup(body: &Body<'_>, html: &str, excess: &Excess) -> Diagnostic {
    let tag = html.get(excess.range.clone()).unwrap_or_default();
    let shown = tag.get(..tag.floor_char_boundary(60)).unwrap_or_default();
    let place = body.rest().find(shown).map(|at| {
        let start = body.start + at;
        Place::at(&body.file, Lines::new(body.text).span(start..start + shown.len()))
    });
    Diagnostic::new(&EXCESSIVE_MARKUP, format!("{}; the rest was removed", excess.message))
        .at(place.unwrap_or_else(|| Place::file(&body.file)))
        .help("remove attributes that readers do not need, or add a missing quote")
}

/// The URL of an entry's page, and the prefix of the entry's ids.
#[derive(Clone, Debug)]
struct Page {
    url: Url,
    /// What the page itself says that its links are relative to.
    base: Option<String>,
    prefix: String,
}

impl Page {
    /// Readers show several entries on one page, so ids must differ between entries, but not between builds.
    fn of(article: &Article, element: Option<&PageBody>) -> Page {
        let hash =
            Uuid::new_v5(&Uuid::NAMESPACE_URL, article.permalink.as_str().as_bytes()).simple().to_string();
        Page {
            url: article.permalink.clone(),
            base: element.and_then(|element| element.base.clone()),
            prefix: format!("e{}-", hash.get(..8).unwrap_or_default()),
        }
    }

    /// The fragment of a URL that leads to this page.
    fn fragment<'u>(&self, url: &'u Url) -> Option<&'u str> {
        url.as_str().strip_prefix(self.url.as_str())?.strip_prefix('#')
    }
}

/// The maximum number of unsuccessful searches. After that, links are reported without a place.
const MAX_SEARCHES: usize = 100;

/// Reports removed links in their order. Each one is searched for after the previous one.
fn unresolvable(body: &Body<'_>, links: &[String]) -> Vec<Diagnostic> {
    let mut positions = Lines::new(body.text);
    let mut from = body.start;
    // A text that is not found after one link is not found after a later one either.
    let mut missing = BTreeSet::new();
    let finding = |link: &String| {
        // Each search reads the whole text.
        let is_candidate = |form: &String| missing.len() < MAX_SEARCHES && !missing.contains(form);
        let forms = spellings(link).into_iter().filter(is_candidate).collect::<Vec<_>>();
        let rest = body.text.get(from..).unwrap_or_default();
        let found = forms.into_iter().find_map(|form| match rest.find(&form) {
            Some(at) => Some((form, at)),
            None => {
                missing.insert(form);
                None
            }
        });
        let (shown, place) = match found {
            Some((shown, at)) => {
                let start = from + at;
                from = start + shown.len();
                (shown, Place::at(&body.file, positions.span(start..from)))
            }
            None => (link.clone(), Place::file(&body.file)),
        };
        let finding = Diagnostic::new(&UNRESOLVABLE_LINK, format!("`{}` is not a URL", shown.escape_debug()));
        finding.at(place).help("correct the link, or write it as code if it is not a link")
    };
    links.iter().take(FINDINGS).map(finding).collect()
}

/// Reports removed elements in their order.
fn removed(body: &Body<'_>, names: &[String]) -> Vec<Diagnostic> {
    let lower = body.text.to_ascii_lowercase();
    let mut positions = Lines::new(body.text);
    let mut from = body.start;
    let finding = |name: &String| {
        let tag = format!("<{name}");
        let found = lower.get(from..).and_then(|rest| rest.find(&tag)).map(|at| from + at);
        let place = found.map_or_else(
            || Place::file(&body.file),
            |start| {
                from = start + tag.len();
                Place::at(&body.file, positions.span(start..from))
            },
        );
        let help = if registries::is_html(name) {
            "add a link to it, or a text that readers can show in its place"
        } else {
            "add a link to what it shows; write `&lt;` if `<` is meant as text"
        };
        let message = format!("readers cannot show `<{name}>`, so it was removed");
        Diagnostic::new(&REMOVED_ELEMENT, message).at(place).help(help)
    };
    names.iter().take(FINDINGS).map(finding).collect()
}

/// The spellings of a link in the text: Markdown percent-encodes links.
fn spellings(link: &str) -> Vec<String> {
    let decoded = percent_encoding::percent_decode_str(link).decode_utf8_lossy().into_owned();
    if decoded == link { vec![decoded] } else { vec![decoded, link.to_owned()] }
}

//! An article and its text in, HTML for readers out. Markdown, HTML or plain text becomes a tree, the tree is
//! cleaned up, a template adds image and source, and a sanitizer with a list of allowed content runs last.

mod address;
mod alignment;
mod anchors;
mod as_markdown;
mod body;
mod captions;
mod characters;
mod clean;
mod code;
mod companion;
mod custom;
mod direction;
mod elements;
mod files;
mod footnotes;
mod frames;
mod hidden;
mod lazy;
mod links;
mod markdown;
mod math;
mod modern;
mod notes;
mod plain;
mod reports;
mod sanitize;
mod sizes;
mod substitutes;
mod summary;
mod syntax;
mod template;
mod title;
mod unclosed;

pub(crate) use companion::{Companion, companion, companion_with};
pub(crate) use custom::{entry_elements, feed_elements};
pub(crate) use template::Templates;

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use uuid::Uuid;

use body::Body;
use links::Resolver;
use template::{View, WrapError};

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::feed::url::is_site_path;
use crate::feed::{Image, ImageForm, Person, Text, Url};
use crate::site::article::{Article, TextFrom};
use crate::site::article_paths::ArticlePaths;
use crate::site::kind::FileKind;
use crate::site::pages::PageBody;
use crate::site::rules::{Excerpt, PathsFrom, SiteRules};
use crate::site::zone::Zone;
use crate::source::bounds::{self, Budget, Oversized};
use crate::source::html::{self, Limited};

codes! {
    BROKEN_TEMPLATE "broken-template" Error "template that cannot be compiled, or fails on an article" "";
    DEAD_LINK "dead-link" Warning "link to a file that is not a public article" ""
        "A link to the file of another article becomes a link to its page once that is public. Until then, feeds \
         contain only the text of the link.";
    DEAD_REFERENCE "dead-reference" Warning "reference to a link or a note that is not defined" "CommonMark 0.31.2 §6.3"
        "Markdown shows such a reference as it is written, with its brackets. A link needs a line `[label]: https://…`, \
         a note a line `[^label]: …`.";
    EXCESSIVE_MARKUP "excessive-markup" Warning "HTML tag with too many attributes or attribute names; the rest was removed" "";
    LOST_CELLS "lost-cells" Warning "cells of a table beyond its columns" "GFM 0.29 §4.10"
        "A table has as many columns as its first row. Markdown drops further cells of other rows. A `|` that is meant as \
         text is written `\\|`, in code, too.";
    OVERSIZED_ENTRY "oversized-entry" Error "article whose HTML is too large for its text" "";
    REMOVED_ELEMENT "removed-element" Warning "element that readers cannot show, which was removed" "WHATWG HTML §4"
        "Readers do not run scripts, and do not show forms or embedded programs. Links, text and pictures in such an \
         element are kept; this one had none.";
    TEMPLATE_SYNTAX "template-syntax" Warning "template syntax that was left out" ""
        "Feedwright translates common tags, shortcodes and components, but does not run any. A condition, such as \
         `{% if … %}`, is left out with the text in it, since nothing tells whether that is to be shown. With `body-from = \
         \"page\"`, texts come from the pages that the site's generator has made. If the braces are meant as text, \
         allow this code to keep them.";
    TEMPLATE_WITHOUT_CONTENT "template-without-content" Warning "template that leaves out the text of articles" "";
    UNCLOSED_MARKUP "unclosed-markup" Warning "tag, comment, element or code that is never closed" "WHATWG HTML §13.2.5"
        "Browsers treat everything after `<!--`, `<textarea>` or a missing quote as part of it, to the end of the \
         text. Readers do not see that text. A block of code that is not closed ends with the article.";
    UNKNOWN_TEMPLATE "unknown-template" Warning "file in `templates` that is probably a misspelled template" "";
    UNRESOLVABLE_LINK "unresolvable-link" Warning "malformed link, which was removed" "RFC 3986";
    UNWRITTEN_MARKDOWN "unwritten-markdown" Info "article without Markdown in a feed that has it" "Source namespace <source:markdown>"
        "With `markdown = true`, an RSS feed has the Markdown of articles beside their HTML. Readers could not show template \
         syntax or HTML in it as the site does.";
}

/// The rendered article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rendered {
    /// A clean HTML fragment with absolute URLs and nothing executable.
    pub content: Text,
    /// Plain text, not HTML.
    pub summary: Option<Text>,
    /// The first picture in it that is large enough for lists, of those that could be measured.
    pub picture: Option<ImageForm>,
    /// Its Markdown, if that is wanted.
    pub markdown: Option<Text>,
    /// The hash of its text as it was written; none if that is short.
    pub digest: Option<u64>,
}

/// What an article is rendered with.
#[derive(Clone, Copy)]
pub(crate) struct Context<'c> {
    /// The templates around its text.
    pub templates: &'c Templates,
    /// The conventions of the site.
    pub rules: &'c SiteRules,
    /// The site's address.
    pub base_url: &'c Url,
    /// The site's authors, for articles without their own.
    pub authors: &'c [Person],
    /// The site's time zone; `None` means UTC.
    pub timezone: Option<&'c Zone>,
    /// Where links to files of articles lead.
    pub articles: &'c ArticlePaths<'c>,
    /// Whether template syntax is text, unless it is understood.
    pub syntax_is_text: bool,
    /// Measures the pictures in its text.
    pub measure: &'c Measure<'c>,
    /// Whether its Markdown is wanted, too.
    pub has_markdown: bool,
}

/// Measures a picture in the text of an article, as written and at its URL, if it is a file of the site.
pub(crate) type Measure<'m> = dyn Fn(&Article, &str, &Url) -> Option<MeasuredPicture> + Sync + 'm;

/// A picture in a text, and what is wrong with its file, without a place.
pub(crate) type MeasuredPicture = (ImageForm, Option<Diagnostic>);

/// The code of findings about template syntax. Where it is allowed, that is text.
pub(crate) const SYNTAX_CODE: &str = "template-syntax";

/// Renders an article from its source. `text` is the whole text of its file without a BOM, with line feeds as line ends.
/// The sizes of its images have been measured.
#[must_use]
pub(crate) fn entry(
    article: &Article,
    text: &str,
    images: &[Image],
    context: Context<'_>,
) -> (Rendered, Vec<Diagnostic>) {
    rendered(article, &Body::of_source(article, text), images, context)
}

/// Takes template syntax out of the summary in an article's metadata, as out of its text.
#[must_use]
pub(crate) fn clean_summary(article: &mut Article, context: Context<'_>) -> Vec<Diagnostic> {
    // What a page says about itself has been made by the generator.
    let is_source = article.text_from != TextFrom::OwnPage
        && matches!(article.source.kind, FileKind::Markdown | FileKind::Html | FileKind::Unrendered);
    let written = article.summary.as_ref().filter(|summary| is_source && summary.as_str().contains('{'));
    let Some(written) = written else { return Vec::new() };
    let about = syntax::About {
        base_url: context.base_url,
        title: article.title.as_str(),
        permalink: &article.permalink,
        mark: None,
        is_text: context.syntax_is_text,
    };
    let (line, is_left_out) = syntax::line(written.as_str(), (&context.rules.syntax, &about));
    article.summary = Some(Text::line(&line)).filter(|summary| !summary.is_blank());
    if !is_left_out {
        return Vec::new();
    }
    let message = "the summary contains template syntax, which was left out";
    let help = "write it the way readers should see it, or allow `template-syntax` if this is meant as text";
    vec![Diagnostic::new(&TEMPLATE_SYNTAX, message).at(article.place("summary")).help(help)]
}

/// Renders an article from an element of its page. `text` is the whole text of the page in `file`.
#[must_use]
pub(crate) fn page(
    article: &Article,
    (file, text): (&Path, &str),
    element: &PageBody,
    images: &[Image],
    context: Context<'_>,
) -> (Rendered, Vec<Diagnostic>) {
    rendered(article, &Body::of_page(file, text, element), images, context)
}

/// The address of a file beside an article, if that is beside the page of a translation.
#[must_use]
pub(crate) fn shared_file(article: &Article, src: &str, context: Context<'_>) -> Option<Url> {
    files::shared(article, src, context.rules, context.articles)
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
    images: &[Image],
    context: Context<'_>,
) -> (Rendered, Vec<Diagnostic>) {
    let mut found = characters::raw(body);
    match content(article, body, images, context, &mut found) {
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
    images: &[Image],
    context: Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Result<Rendered, Oversized> {
    let excerpt = article.excerpt.as_ref().unwrap_or(&context.rules.excerpt);
    let markup = markup(article, body, excerpt, context, found)?;
    let budget = Budget::of_article(markup.as_str().len());
    if body.kind == FileKind::Markdown && body.element.is_none() {
        found.extend(reports::lost(body, markup.as_str()));
    }
    let html = html(body, &markup, budget)?;
    let limited = limited(body, &html, found);
    let is_of_source = body.element.is_none();
    let root = (context.rules.paths_from == PathsFrom::Site && is_of_source).then_some(context.base_url);
    let page = Page::of(article, body.element, root);
    let is_right_to_left = article.language.as_ref().is_some_and(direction::is_right_to_left);
    let files =
        files::Files { article, base_url: context.base_url, paths: context.articles, rules: context.rules };
    let about = clean::About {
        title: &article.title,
        images,
        dateline: article.dateline.as_ref(),
        measure: &|src, url| (context.measure)(article, src, url),
        is_right_to_left,
        files: is_of_source.then_some(files),
    };
    let tree = clean::tree(&limited, body.kind, &page, &about, budget)?;
    let of_text = || summary::of(&tree.html, excerpt).or_else(|| images.first().and_then(said));
    let summary = article.summary.clone().or_else(of_text);
    let is_missing = |image: &&Image| !tree.images.contains(&image.url);
    let (first, more) = images.split_at(images.len().min(1));
    let missing = (first.iter().find(is_missing), more.iter().filter(is_missing).collect::<Vec<_>>());
    let written = (body, &markup, excerpt);
    let pictures = (missing.0, missing.1.as_slice());
    let markdown = context.has_markdown.then(|| as_markdown::of(article, written, pictures, &page, files));
    let markdown = markdown.and_then(|markdown| markdown.map_err(|finding| found.push(finding)).ok());
    let view = View::of(article, summary.as_ref(), missing, (context.authors, context.timezone));
    let html = article.correction.as_ref().map(notes::correction).unwrap_or_default() + &tree.html;
    let wrapped = match context.templates.wrap(article, view, &html, budget) {
        Ok(wrapped) => wrapped,
        Err(WrapError::Oversized(oversized)) => return Err(oversized),
        Err(WrapError::Broken(finding)) => {
            found.push(finding);
            html
        }
    };
    let wrapped = if is_right_to_left { direction::wrapped(&wrapped) } else { wrapped };
    let clean = sanitize::html(&wrapped, Resolver { page, base: tree.base, ids: tree.ids }, budget)?;
    found.extend(reports::dead(body, &tree.dead));
    found.extend(reports::unresolvable(body, &tree.unresolvable));
    found.extend(reports::removed(body, &tree.removed));
    found.extend(reports::unusable_pictures(body, tree.unusable));
    found.extend(characters::escaped(body, &clean));
    // Removed characters may leave white space at the ends.
    let content = Text::new(Text::new(&clean).as_str().trim());
    Ok(Rendered { content, summary, picture: tree.picture, markdown, digest: digest(&markup) })
}

/// The text of an article without the template syntax of its site, and with its excerpt's mark.
fn markup(
    article: &Article,
    body: &Body<'_>,
    excerpt: &Excerpt,
    context: Context<'_>,
    found: &mut Vec<Diagnostic>,
) -> Result<Text, Oversized> {
    bounds::check_markup(body.rest(), |byte| body.kind.is_markup(byte))?;
    let about = syntax::About {
        base_url: context.base_url,
        title: article.title.as_str(),
        permalink: &article.permalink,
        mark: excerpt.text_in(body.rest()),
        is_text: context.syntax_is_text,
    };
    let (markup, left_out) = match body.element {
        // What is on a page has been made by the generator.
        Some(element) => (Cow::Borrowed(element.html.as_str()), Vec::new()),
        None => syntax::without(article, body.text, body.rest(), (&context.rules.syntax, &about)),
    };
    found.extend(left_out);
    let markup = Text::new(&summary::with_mark(&markup, excerpt));
    bounds::check_markup(markup.as_str(), |byte| body.kind.is_markup(byte))?;
    Ok(markup)
}

/// The hash of a text. A few words may be those of another article, too.
fn digest(markup: &Text) -> Option<u64> {
    let text = markup.as_str().trim();
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    (text.chars().nth(MIN_COPIED).is_some()).then(|| hasher.finish())
}

/// The length of texts that are found to be copies, in characters.
const MIN_COPIED: usize = 40;

/// The HTML of a text, as it is written.
fn html(body: &Body<'_>, markup: &Text, budget: Budget) -> Result<String, Oversized> {
    Ok(match body.kind {
        FileKind::Markdown => markdown::html(markup, budget)?,
        FileKind::Html => markup.to_string(),
        FileKind::Text => plain::html(markup.as_str()),
        FileKind::Unrendered | FileKind::Media => String::new(),
    })
}

/// HTML within the limits of parsers. What is beyond them, or not closed in its source, is reported.
fn limited<'h>(body: &Body<'_>, html: &'h str, found: &mut Vec<Diagnostic>) -> Cow<'h, str> {
    let Limited { html: limited, excess } = html::limited(html);
    let is_written = body.element.is_none() && matches!(body.kind, FileKind::Markdown | FileKind::Html);
    if excess.is_none() && is_written {
        found.extend(unclosed::first(html).map(|unclosed| reports::unclosed(body, html, &unclosed)));
    }
    found.extend(excess.map(|excess| reports::excessive_markup(body, html, &excess)));
    limited
}

/// What a picture says to those who do not see it.
fn said(image: &Image) -> Option<Text> {
    [&image.alt, &image.caption].into_iter().flatten().find(|text| !text.is_blank()).cloned()
}

/// The URL of an entry's page, and the prefix of the entry's ids.
#[derive(Clone, Debug)]
struct Page {
    url: Url,
    /// What the page itself says that its links are relative to.
    base: Option<String>,
    /// Where paths that begin with a slash begin, if that is not the host.
    root: Option<Url>,
    prefix: String,
}

impl Page {
    /// Readers show several entries on one page, so ids must differ between entries, but not between builds.
    fn of(article: &Article, element: Option<&PageBody>, root: Option<&Url>) -> Page {
        // Two entries may be about one page elsewhere.
        let hash = Uuid::new_v5(&Uuid::NAMESPACE_URL, article.id.as_str().as_bytes()).simple().to_string();
        Page {
            url: article.permalink.clone(),
            base: element.and_then(|element| element.base.clone()),
            root: root.cloned(),
            prefix: format!("e{}-", hash.get(..8).unwrap_or_default()),
        }
    }

    /// The URL of a path below the site's address that begins with a slash, and does not begin there already.
    fn below_root(&self, path: &str) -> Option<Url> {
        let root = self.root.as_ref()?;
        let own = url::Url::parse(root.as_str()).ok()?;
        (is_site_path(path) && !path.starts_with(own.path())).then(|| root.below(path).ok()).flatten()
    }

    /// The fragment of a URL that leads to this page.
    fn fragment<'u>(&self, url: &'u Url) -> Option<&'u str> {
        url.as_str().strip_prefix(self.url.as_str())?.strip_prefix('#')
    }
}

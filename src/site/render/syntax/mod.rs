//! An article's text in, the same text without the template language of its generator out, before Markdown is read: what
//! usual tags, shortcodes and components mean is written instead of them, and the others are left out and reported at
//! their places. Runs nothing. Code keeps its braces.

mod arguments;
mod code;
mod expression;
mod html;
mod jsx;
mod mapped;
mod mdx;
mod scan;
mod standard;
mod tags;

use std::borrow::Cow;
use std::ops::Range;

use dom_query::Document;

use code::{Language, Ranges};
use mapped::{Mapped, Writer};

use crate::diagnostic::{Diagnostic, Place};
use crate::feed::Url;
use crate::site::article::Article;
use crate::site::file_name::extension;
use crate::site::kind::FileKind;
use crate::site::rules::{Mdx, Syntax};
use crate::source::bounds::FINDINGS;
use crate::source::lines::LineIndex;

/// What is known of the text.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    /// The site's address.
    pub(super) base_url: &'a Url,
    /// The article's title.
    pub(super) title: &'a str,
    /// Its address.
    pub(super) permalink: &'a Url,
    /// The mark at the end of its excerpt, which stays.
    pub(super) mark: Option<&'a str>,
    /// Whether what is not understood is meant as text.
    pub(super) is_text: bool,
}

/// What stands for the article that a tag refers to, before the name that the tag has for it.
pub(super) const REFERENCE: &str = "%7Bref%7D";

/// The same, for a link whose text is to be the title of the article.
pub(super) const TITLED_REFERENCE: &str = "%7Btitle%7D";

/// How often a text is read: what is removed may turn what was code into text.
const PASSES: usize = 4;

/// The body of an article without template syntax, and findings about what was left out.
pub(super) fn without<'t>(
    article: &Article,
    text: &str,
    body: &'t str,
    (syntax, about): (&Syntax, &About<'_>),
) -> (Cow<'t, str>, Vec<Diagnostic>) {
    let is_text = !matches!(article.source.kind, FileKind::Markdown | FileKind::Html);
    if is_text || !body.contains(['{', '<', 'i', 'e']) {
        return (Cow::Borrowed(body), Vec::new());
    }
    let is_mdx = article.source.kind == FileKind::Markdown && is_mdx(article, body, syntax.mdx);
    if !is_mdx && !syntax.constructs.iter().any(|construct| body.contains(construct.open)) {
        return (Cow::Borrowed(body), Vec::new());
    }
    let language = match (article.source.kind == FileKind::Html, is_mdx) {
        (true, _) => Language::Html,
        (false, true) => Language::Mdx,
        (false, false) => Language::Markdown,
    };
    let (mapped, left_out) = passes(body, language, syntax, about);
    let findings = findings(article, text, body, left_out);
    (Cow::Owned(mapped.text), findings)
}

/// A plain text on one line without template syntax, and whether anything was left out.
pub(super) fn line(text: &str, (syntax, about): (&Syntax, &About<'_>)) -> (String, bool) {
    let code = Ranges::of(text, Language::Markdown);
    let (mut line, mut at, mut is_left_out) = (String::new(), 0, false);
    for found in scan::constructs(text, syntax, &code) {
        line.push_str(text.get(at..found.range.start).unwrap_or_default());
        let piece = text.get(found.range.clone()).unwrap_or_default();
        let (mapped, left_out) = passes(piece, Language::Markdown, syntax, about);
        if mapped.text == piece {
            line.push_str(piece);
        } else {
            line.push_str(&Document::fragment(mapped.text).text());
        }
        is_left_out |= !left_out.is_empty();
        at = found.range.end;
    }
    line.push_str(text.get(at..).unwrap_or_default());
    (line, is_left_out)
}

fn is_mdx(article: &Article, body: &str, which: Mdx) -> bool {
    let is_called_so = || extension(article.source.file_path()).eq_ignore_ascii_case("mdx");
    match which {
        Mdx::All => true,
        Mdx::ByExtension => is_called_so(),
        Mdx::ByImport => is_called_so() || begins_with_import(body),
    }
}

/// `import Tide from '../components/Tide.astro'`
fn begins_with_import(body: &str) -> bool {
    let first = body.trim_start().lines().next().unwrap_or_default().trim_end().trim_end_matches(';');
    first.starts_with("import ") && first.ends_with(['\'', '"'])
}

fn passes(body: &str, language: Language, syntax: &Syntax, about: &About<'_>) -> (Mapped, Vec<LeftOut>) {
    let (mut mapped, mut left_out) = (Mapped::new(body), Vec::new());
    for _ in 0..PASSES {
        let mut pass = Pass {
            about,
            source: &mapped,
            writer: Writer::new(&mapped),
            left_out: &mut left_out,
            changed: false,
        };
        match language {
            Language::Mdx => mdx::write(&mut pass),
            Language::Html | Language::Markdown => {
                let code = Ranges::of(&mapped.text, language);
                tags::write(&mut pass, &scan::constructs(&mapped.text, syntax, &code));
            }
        }
        let changed = pass.changed;
        let made = pass.writer.finish();
        if !changed {
            return (mapped, in_order(left_out));
        }
        mapped = made;
    }
    // Nobody writes so, but for showing that something is left.
    (Mapped::new(&mapped.text.replace('{', "")), in_order(left_out))
}

fn in_order(mut left_out: Vec<LeftOut>) -> Vec<LeftOut> {
    left_out.sort_by_key(|one| (one.range.start, one.range.end));
    left_out.dedup();
    left_out
}

/// A construct that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
struct LeftOut {
    /// Its place in the text.
    range: Range<usize>,
    inside: Inside,
}

/// What became of the text between a tag and its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    /// There is none.
    Nothing,
    /// It is in the entry.
    Kept,
    /// It was left out with the tag: whether it is to be shown is unknown.
    LeftOut,
}

/// One reading of a text.
struct Pass<'p> {
    about: &'p About<'p>,
    source: &'p Mapped,
    writer: Writer<'p>,
    left_out: &'p mut Vec<LeftOut>,
    changed: bool,
}

impl Pass<'_> {
    /// Where the mark at the end of the excerpt is.
    fn mark(&self) -> Option<usize> {
        self.source.text.find(self.about.mark?)
    }

    /// The site's address as it is written.
    fn base(&self) -> String {
        html::address(self.about.base_url.as_str().trim_end_matches('/'))
    }

    /// Removes the site's address from the end of what has been written, since what comes next begins with it.
    fn remove_base(&mut self) {
        let base = self.base();
        if let Some(before) = self.writer.written().strip_suffix(&base) {
            let length = before.len();
            self.writer.truncate(length);
        }
    }

    /// Writes something else instead of a range.
    fn replace(&mut self, range: &Range<usize>, text: &str) {
        self.writer.write(text, range.start);
        self.changed = true;
    }

    /// Leaves out a range that is not understood, unless it is meant as text. Returns whether it did.
    fn leave_out(&mut self, range: &Range<usize>, inside: Inside) -> bool {
        if self.about.is_text {
            self.writer.copy(range.clone());
            return false;
        }
        self.report(range, inside);
        self.replace(range, "");
        true
    }

    /// Notes that a construct is left out.
    fn report(&mut self, range: &Range<usize>, inside: Inside) {
        let start = self.source.origin(range.start);
        let end = self.source.origin(range.end.saturating_sub(1)) + 1;
        self.left_out.push(LeftOut { range: start..end.max(start + 1), inside });
    }
}

fn findings(article: &Article, text: &str, body: &str, left_out: Vec<LeftOut>) -> Vec<Diagnostic> {
    let file = article.source.file();
    let before = text.len() - body.len();
    let mut lines = LineIndex::new(text);
    let finding = |LeftOut { range, inside }: LeftOut| {
        let written = body.get(range.start..body.ceil_char_boundary(range.end)).unwrap_or_default();
        let shown = written.lines().next().unwrap_or_default();
        let end = shown.floor_char_boundary(60);
        let more = if end < written.len() { "…" } else { "" };
        let shown = shown.get(..end).unwrap_or_default();
        let why = match inside {
            Inside::Nothing => "is template syntax, so it was left out",
            Inside::Kept => "is template syntax, so it was left out; the text in it stays",
            Inside::LeftOut => "decides whether the text in it is shown, so both were left out",
        };
        let message = format!("`{shown}{more}` {why}");
        Diagnostic::new(&super::TEMPLATE_SYNTAX, message)
            .at(Place::at(&file, lines.span(before + range.start..before + range.end)))
            .help(
                "write body-from = \"page\" under [content] to take texts from the built site, or allow \
                 `template-syntax` if this is meant as text",
            )
    };
    left_out.into_iter().take(FINDINGS).map(finding).collect()
}

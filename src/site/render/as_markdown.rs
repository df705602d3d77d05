//! An article in; its Markdown for feeds that have it beside the HTML, or why there is none, out.

use super::Page;
use super::UNWRITTEN_MARKDOWN;
use super::address::{Address, Base, Context};
use super::body::Body;
use super::files::Files;
use super::markdown::absolute;
use super::summary::with_mark;
use crate::diagnostic::Diagnostic;
use crate::feed::Text;
use crate::site::article::Article;
use crate::site::kind::FileKind;
use crate::site::rules::Excerpt;

/// The characters of a text that mean something in Markdown.
const MARKS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '&', '#', '|', '~'];

/// The Markdown of an article. `markup` is its text without template syntax.
pub(super) fn of(
    article: &Article,
    (body, markup, excerpt): (&Body<'_>, &Text, &Excerpt),
    page: &Page,
    files: Files<'_, '_>,
) -> Result<Text, Diagnostic> {
    let unwritten = |reason: &str| {
        let message = format!("the feed has no Markdown of this article: {reason}");
        let finding = Diagnostic::new(&UNWRITTEN_MARKDOWN, message).at(article.place("title"));
        finding.help("nothing has to be done: readers show its HTML")
    };
    if body.element.is_some() {
        return Err(unwritten("its text comes from its page"));
    }
    if body.kind != FileKind::Markdown {
        return Err(unwritten("it is not written in Markdown"));
    }
    if *markup != Text::new(&with_mark(body.rest(), excerpt)) {
        return Err(unwritten("its text has template syntax"));
    }
    let resolve = |destination: &str, is_link: bool| address(destination, is_link, page, files);
    let absolute = absolute(body.rest(), &resolve).ok_or_else(|| unwritten("its text has HTML"))?;
    let corrected = article.correction.as_ref().map(|correction| format!("*{}*\n\n", escaped(correction)));
    Ok(Text::new((corrected.unwrap_or_default() + absolute.trim()).as_str()))
}

/// The address that a destination means. One that leads nowhere is that of the article itself.
fn address(destination: &str, is_link: bool, page: &Page, files: Files<'_, '_>) -> String {
    let own = page.url.as_str().split('#').next().unwrap_or_default().to_owned();
    let context = if is_link { Context::Link } else { Context::Image };
    let found = files.meant(destination, is_link);
    let base = Base { page, url: &page.url };
    match found.and_then(|found| Address::parse_in(&found, context, base)) {
        Some(Address::Fragment(fragment)) => format!("{own}#{fragment}"),
        Some(Address::Url(url)) => url.to_string(),
        Some(Address::InlineImage(other) | Address::Other(other)) => other,
        None => own,
    }
}

/// A text without meaning in Markdown.
fn escaped(text: &Text) -> String {
    let mut escaped = String::new();
    for c in text.as_str().chars() {
        if MARKS.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

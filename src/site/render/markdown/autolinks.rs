//! Running text in, the bare links in it out: addresses that begin with `http://`, `https://` or `www.`, and addresses of
//! e-mail, as in GitHub Flavored Markdown §6.9.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

use super::kept::escaped;

/// What ends no link.
const NOT_ENDS: &[char] = &['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '"'];

/// The links in a text, in their order.
pub(super) fn of(text: &str) -> Vec<Range<usize>> {
    if !["://", "www.", "@"].iter().any(|mark| text.contains(mark)) {
        return Vec::new();
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url, LinkKind::Email]).url_must_have_scheme(false);
    let links = finder.links(text).filter(|link| {
        let before = text.get(..link.start()).unwrap_or_default();
        if *link.kind() == LinkKind::Email {
            return !before.ends_with(['@', ':', '/']);
        }
        is_web(link.as_str()) && !before.ends_with(['@', '/', '.', '-', '='])
    });
    links.map(|link| link.start()..link.start() + trimmed(link.as_str()).len()).collect()
}

/// A link as HTML, and its text.
pub(super) fn html(link: &str) -> (String, String) {
    let text = unescaped(link.trim_end_matches(NOT_ENDS));
    let scheme = match text.as_str() {
        mail if !is_web(mail) => "mailto:",
        name if is_name(name) => "http://",
        _ => "",
    };
    let shown = escaped(&text);
    (format!("<a href=\"{scheme}{shown}\">{shown}</a>"), text)
}

fn is_web(link: &str) -> bool {
    let begins =
        |scheme: &str| link.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    is_name(link) || begins("http://") || begins("https://")
}

fn is_name(link: &str) -> bool {
    link.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."))
}

/// A link up to punctuation of other scripts, such as `。`, and without punctuation at its end.
fn trimmed(link: &str) -> &str {
    let is_punctuation = |c: char| !c.is_ascii() && !c.is_alphanumeric();
    let link = link.split(is_punctuation).next().unwrap_or_default();
    link.trim_end_matches(NOT_ENDS)
}

/// A link without the backslashes that escape its punctuation, and with `&` for `&amp;`.
fn unescaped(link: &str) -> String {
    let mut text = String::with_capacity(link.len());
    let mut characters = link.chars().peekable();
    while let Some(c) = characters.next() {
        let is_escape = c == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        text.push(if is_escape { characters.next().unwrap_or(c) } else { c });
    }
    text.replace("&amp;", "&")
}

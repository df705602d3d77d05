//! An address in; where it leads on the site, and what is wrong with it if it is broken, out. The files of the site are
//! looked for elsewhere.

use std::collections::BTreeSet;
use std::ops::{ControlFlow, Range};

use percent_encoding::percent_decode_str;

use super::{
    BROKEN_FRAGMENT, BROKEN_LINK, MISSING_FEED, MISSING_PAGE, PAGE_WITHOUT_FEED, UNCHECKED_LINKS,
    UNNAMED_FEED, address_of, files_of,
};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::feed::url::trimmed;
use crate::feed::{Format, Url};
use crate::site::config::BuiltPages;
use crate::source::html::tags::{self, Event};
use crate::source::html::{PageHead, srcset};

/// The codes of links that lead nowhere.
pub(crate) const CODES: [&Code; 2] = [&BROKEN_FRAGMENT, &BROKEN_LINK];

/// An address on the site, with the scheme that the site has; `None` for other sites.
#[must_use]
pub(crate) fn on_site(address: &str, base_url: &Url) -> Option<String> {
    let host = |url: &str| url.split_once("://").map(|(_, rest)| rest.to_owned());
    let (address, base) = (host(address)?, host(base_url.as_str())?);
    let below = match address.strip_prefix(&base) {
        Some(below) => below,
        None => address
            .strip_prefix(base.trim_end_matches('/'))
            .filter(|rest| rest.is_empty() || rest.starts_with(['?', '#']))?,
    };
    Some(format!("{base_url}{below}"))
}

/// The id that the fragment of an address names. An empty one and `top` are the beginning of any page, and `:~:` is for
/// browsers.
#[must_use]
pub(crate) fn fragment(address: &str) -> Option<String> {
    let (_, fragment) = address.split_once('#')?;
    let fragment = fragment.split(":~:").next().unwrap_or_default();
    let id = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
    (!id.is_empty() && !id.eq_ignore_ascii_case("top")).then_some(id)
}

/// The ids of a page.
#[must_use]
pub(crate) fn ids(page: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    tags::read(page, &mut |event| {
        if let Event::Start { tag, .. } = event {
            let name = tag.value("name").filter(|_| tag.name == "a");
            ids.extend(tag.value("id").into_iter().chain(name).map(str::to_owned));
        }
        ControlFlow::Continue(())
    });
    ids
}

/// The addresses in the HTML of an entry, but for those of places in it.
#[must_use]
pub(crate) fn addresses(html: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    tags::read(html, &mut |event| {
        if let Event::Start { tag, .. } = event {
            let single = ["href", "src", "poster", "cite"].into_iter().filter_map(|name| tag.value(name));
            let set = tag.value("srcset").map(srcset::candidates).unwrap_or_default();
            let all = single.chain(set.iter().map(|candidate| candidate.address)).map(trimmed);
            found.extend(all.filter(|address| !address.starts_with('#')).map(str::to_owned));
        }
        ControlFlow::Continue(())
    });
    found
}

/// The addresses on the site of the feeds that a page names.
#[must_use]
pub(crate) fn feeds(file: &str, head: &PageHead, base_url: &Url) -> Vec<String> {
    let Some(page) = address_of(file, base_url) else { return Vec::new() };
    let named = head.feeds.iter().filter_map(|href| page.join(href).ok());
    named.filter_map(|url| on_site(url.as_str(), base_url)).collect()
}

/// A link that is broken.
#[must_use]
pub(crate) fn broken(address: &str, base_url: &Url) -> Diagnostic {
    let expected = files_of(address, base_url).into_iter().next();
    let expected = expected.map_or_else(|| "such file".to_owned(), |file| format!("`{file}`"));
    let message = format!("`{address}` is a broken link: the site has no {expected}");
    Diagnostic::new(&BROKEN_LINK, message)
        .help("correct the link, or build the site again if it is out of date")
}

/// An article whose page does not exist.
#[must_use]
pub(crate) fn no_page(address: &str, base_url: &Url, pages: &BuiltPages) -> Diagnostic {
    broken(address, base_url).help(build_first(pages))
}

/// An article that is left out, since the site has no page of it.
#[must_use]
pub(crate) fn left_out(pages: &BuiltPages) -> Diagnostic {
    let message = format!("no page of this article in `{}`, so it is left out", pages.dir.display());
    let finding = Diagnostic::new(&MISSING_PAGE, message).help(build_first(pages));
    Diagnostic { severity: Severity::Warning, ..finding }
}

/// Several articles, none of which has a page, on a site that has other pages.
#[must_use]
pub(crate) fn no_pages(articles: usize, pages: &BuiltPages) -> Diagnostic {
    let dir = pages.dir.display();
    let message = format!("`{dir}` has no page for any of the {articles} articles in the feeds");
    Diagnostic::new(&BROKEN_LINK, message).help(format!(
        "{}, or write the folder with its pages as `pages` under [content] in feedwright.toml",
        build_first(pages)
    ))
}

/// A site without pages, so that it is not known whether those of articles are where they should be.
#[must_use]
pub(crate) fn unbuilt(pages: &BuiltPages) -> Diagnostic {
    let message =
        format!("`{}` has no pages, so it was not checked for the pages of articles", pages.dir.display());
    Diagnostic {
        severity: Severity::Info,
        ..Diagnostic::new(&UNCHECKED_LINKS, message).help(pages.build_first())
    }
}

/// What to do about a missing page.
fn build_first(pages: &BuiltPages) -> String {
    format!(
        "{}; if the page has another address, write permalink = \"pages\" under [content]",
        pages.build_first()
    )
}

/// A link to an anchor that its page does not have.
#[must_use]
pub(crate) fn without_place(address: &str, file: &str, id: &str) -> Diagnostic {
    let message =
        format!("`{address}` leads to the top of `{file}`, which has no id `{}`", id.escape_debug());
    Diagnostic::new(&BROKEN_FRAGMENT, message).help("write the id of an element of that page after the `#`")
}

/// A feed that pages name, and that does not exist.
#[must_use]
pub(crate) fn missing_feed(address: &str, pages: usize) -> Diagnostic {
    let others = match pages {
        0 | 1 => String::new(),
        2 => ", as another page does".to_owned(),
        several => format!(", as {} other pages do", several - 1),
    };
    let message = format!("the page links to the feed `{address}`, which does not exist{others}");
    Diagnostic::new(&MISSING_FEED, message)
        .help("correct `<link rel=\"alternate\">` in its head, or make a feed at that path")
}

/// A page that names no feed; `tag` names one of those that it should name.
#[must_use]
pub(crate) fn page_without_feed(tag: &str) -> Diagnostic {
    Diagnostic::new(&PAGE_WITHOUT_FEED, "the page links to no feed of the site")
        .help(format!("add to its head: {tag}"))
}

/// The tag that names a feed in the head of a page.
#[must_use]
pub(crate) fn tag(format: Format, title: &str, address: &str) -> String {
    let (media_type, title, href) = (format.media_type(), escape(title), escape(address));
    format!("<link rel=\"alternate\" type=\"{media_type}\" title=\"{title}\" href=\"{href}\">")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A feed that no page names; `tag` would name it.
#[must_use]
pub(crate) fn unnamed_feed(address: &str, tag: &str) -> Diagnostic {
    let help = format!("add to the head of its pages: {tag}");
    Diagnostic::new(&UNNAMED_FEED, format!("no page of the site links to the feed `{address}`")).help(help)
}

/// Where a text contains an address, as a whole or in part: the more of it the better. `from` is where the text begins.
#[must_use]
pub(crate) fn find(text: &str, from: usize, address: &str, base_url: &Url) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let path = address.strip_prefix(base_url.as_str()).unwrap_or_default();
    let parts = std::iter::successors(Some(path), |path| path.split_once('/').map(|(_, rest)| rest));
    let forms = std::iter::once(address).chain(parts).flat_map(spellings);
    let is_long = |form: &String| form.chars().any(char::is_alphanumeric);
    let found = forms.filter(is_long).find_map(|form| {
        let at = rest.match_indices(&form).map(|(at, _)| at).find(|at| is_whole(rest, *at, &form))?;
        Some(at..at + form.len())
    })?;
    let (before, after) = (rest.get(..found.start)?, rest.get(found.end..)?);
    let start = before.rfind(ENDS).map_or(0, |at| at + 1);
    let end = found.end + after.find(ENDS).unwrap_or(after.len());
    Some(from + start..from + end)
}

/// What stands before and after an address.
const ENDS: [char; 11] = ['"', '\'', '(', ')', '<', '>', '=', ' ', '\t', '\n', '`'];

/// An address as people may have written it.
fn spellings(address: &str) -> Vec<String> {
    let decoded = percent_decode_str(address).decode_utf8_lossy().into_owned();
    let forms = [address.to_owned(), decoded];
    let bare = forms.clone().map(|form| form.trim_end_matches('/').to_owned());
    forms.into_iter().chain(bare).collect()
}

/// Whether a part of a text stands between the signs that addresses stand between.
fn is_whole(text: &str, at: usize, form: &str) -> bool {
    let (before, after) = text.split_at(at);
    let after = after.get(form.len()..).unwrap_or_default();
    let is_begun = before.ends_with(['/', '"', '\'', '(', '<', '=', '@']) || before.ends_with("]: ");
    let is_ended =
        after.starts_with(['"', '\'', ')', '>', '#', '?', '/', '.', ' ', '\n']) || after.is_empty();
    (is_begun || form.contains("://")) && is_ended
}

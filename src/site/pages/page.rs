//! The head of a page in; its address, and what tells whose page it is, out.

use std::borrow::Cow;

use chrono::NaiveDate;
use deunicode::deunicode;
use percent_encoding::percent_decode_str;

use super::address::{address_of, without_index};
use super::json_ld::{self, JsonLd};
use super::page_metadata::PUBLISHED;
use super::title::{SEPARATORS, title_key};
use crate::feed::{Language, Url};
use crate::site::date::{WrittenDate, written};
use crate::source::html::PageHead;

/// The names of `<meta>` that address search engines: all of them, and the largest.
const ROBOTS: &[&str] = &["robots", "googlebot"];

/// A page of the built site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// Its file, below the folder of the site.
    pub file: String,
    /// Its address: the canonical one, if that is below the site's base URL.
    pub url: Url,
    /// The address of its file, if that is another.
    pub own_url: Option<Url>,
    /// What may be its title, folded.
    pub titles: Vec<String>,
    /// The day of its publication.
    pub day: Option<NaiveDate>,
    /// Its language.
    pub language: Option<Language>,
    /// Whether it says that it is an article.
    pub is_article: bool,
}

impl Page {
    /// The page in a file, if it can be that of an article: no redirect, no page that search engines are to ignore, no
    /// numbered page of a list, and none of ours.
    #[must_use]
    pub(crate) fn of(file: &str, head: &PageHead, base_url: &Url) -> Option<Page> {
        let own_url = address_of(file, base_url)?;
        if redirect(head, &own_url).is_some() || is_hidden(head) || is_numbered(file) || is_ours(head) {
            return None;
        }
        let is_on_site =
            |url: &Url| url.as_str().starts_with(base_url.as_str()) && !url.as_str().contains(['?', '#']);
        let canonical = head.link("canonical").and_then(|href| own_url.join(href).ok()).filter(is_on_site);
        let data = JsonLd::of(head);
        let published = data.objects().iter().find_map(|object| json_ld::text(object, "datePublished"));
        let dates = PUBLISHED.iter().filter_map(|name| head.meta(name)).chain(head.time.as_deref());
        let day = published.as_deref().into_iter().chain(dates).find_map(day);
        let is_article = published.is_some()
            || head.meta("og:type") == Some("article")
            || head.meta("article:published_time").is_some()
            || data.has_article();
        let language = head.language.as_deref().and_then(Language::parse);
        let (url, own_url) = match canonical {
            Some(url) if url != own_url => (url, Some(own_url)),
            Some(_) | None => (own_url, None),
        };
        Some(Page { file: file.to_owned(), url, own_url, titles: titles(head), day, language, is_article })
    }
}

/// Where a page at an address sends its visitors, if that is not the page itself, which it may load again now and then.
#[must_use]
pub(crate) fn redirect<'h>(head: &'h PageHead, own: &Url) -> Option<&'h str> {
    let is_own = |target: &str| own.join(target).is_ok_and(|url| place_on_web(&url) == place_on_web(own));
    head.refresh().filter(|target| !is_own(target))
}

/// An address without its scheme, its query and its fragment, and without what servers add to the names of folders.
fn place_on_web(url: &Url) -> &str {
    let address = url.as_str().split(['?', '#']).next().unwrap_or_default();
    let place = address.split_once("://").map_or(address, |(_, place)| place);
    without_index(place).trim_end_matches('/')
}

/// Whether a page asks search engines not to index it.
pub(crate) fn is_hidden(head: &PageHead) -> bool {
    let robots = head.metas.iter().filter(|(name, _)| ROBOTS.contains(&name.as_str()));
    let mut words = robots.flat_map(|(_, content)| content.split(','));
    words.any(|word| ["noindex", "none"].iter().any(|hides| word.trim().eq_ignore_ascii_case(hides)))
}

/// `page/2/index.html`, `page/2.html`, `page2/index.html`
fn is_numbered(file: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let path = without_index(file).trim_end_matches('/');
    let path = path.strip_suffix(".html").unwrap_or(path);
    let mut parts = path.rsplit('/');
    let last = parts.next().unwrap_or_default();
    let in_name = last.strip_prefix("page").is_some_and(|rest| is_number(rest.trim_start_matches('-')));
    in_name || is_number(last) && parts.next() == Some("page")
}

/// What may be the title of the article: the titles of the page, and their beginnings and ends.
fn titles(head: &PageHead) -> Vec<String> {
    let whole = [head.meta("og:title"), head.title.as_deref(), head.heading.as_deref()];
    let mut titles = Vec::new();
    for title in whole.into_iter().flatten() {
        titles.push(title);
        for separator in SEPARATORS {
            titles.extend(title.rsplit_once(separator).map(|(first, _)| first));
            titles.extend(title.split_once(separator).map(|(_, last)| last));
        }
    }
    let mut titles: Vec<_> = titles.into_iter().map(title_key).filter(|title| !title.is_empty()).collect();
    titles.sort();
    titles.dedup();
    titles
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(match written(text.trim())? {
        WrittenDate::Instant(instant) => instant.date_naive(),
        WrittenDate::Local(local) => local.date(),
        WrittenDate::Date(date) => date,
    })
}

/// The parts of a path, so that spellings of different programs are equal: without marks, in Latin letters, lower case,
/// and with one hyphen for what is neither a letter nor a digit.
#[must_use]
pub(crate) fn folded(path: &str) -> Vec<String> {
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path);
    path.split('/').map(folded_part).filter(|part| !part.is_empty()).collect()
}

fn folded_part(part: &str) -> String {
    let part = percent_decode_str(part).decode_utf8_lossy();
    let latin = if part.is_ascii() { part.clone() } else { Cow::Owned(deunicode(&part)) };
    let kept = latin.chars().filter(|c| !matches!(c, '\'' | '.')).collect::<String>().to_ascii_lowercase();
    let words = kept.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Whether a page is the companion page of feeds, as Feedwright makes it.
#[must_use]
pub(crate) fn is_ours(head: &PageHead) -> bool {
    head.meta("generator") == Some("Feedwright")
}

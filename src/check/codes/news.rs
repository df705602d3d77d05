//! Rules about news: requirements of Google, MSN, Flipboard, `SmartNews` and Apple News beyond the formats. Enabled by
//! the profile.

use std::ops::ControlFlow;

use chrono::TimeDelta;
use unicode_width::UnicodeWidthChar;

use super::rules;
use crate::check::finding::excerpt;
use crate::check::scope::{Flavor, Scope};
use crate::check::values;
use crate::diagnostic::counted;
use crate::source::html::tags::{self, Event};
use crate::source::xml::Ns;
use crate::source::xml::tree::Element;

rules! {
    NEWS_TITLE "news-title-length" Warning "title that partners truncate or reject" "MSN Partner Hub; Apple News RSS guidelines"
        "MSN rejects titles of 20 characters or fewer and of more than 150; Apple News recommends 15 to 60. Han characters, \
         kana and Hangul are as wide as two others, and count as two."
        NewsItem r"<title>«Rain»</title>"
        => r"<title>Heavy rain floods three villages</title>";
    NEWS_IMAGE "news-without-image" Warning "article without an image" "Flipboard; MSN Partner Hub"
        "Flipboard and MSN do not show it, or not in a prominent place. The shorter side should have at least 400 \
         pixels, better 720."
        News r"<item><title>Heavy rain floods five villages</title><link>https://kampung.example/5</link><guid>https://kampung.example/5</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><dc:creator>Ana</dc:creator><description>{long}</description></item>"
        => r#"<item><title>Heavy rain floods five villages</title><link>https://kampung.example/5</link><guid>https://kampung.example/5</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><dc:creator>Ana</dc:creator><description>{long}</description><media:content url="https://kampung.example/5.jpg" medium="image" width="1200" height="800"><media:credit role="photographer">Ana</media:credit></media:content></item>"#;
    NEWS_CREDIT "news-image-without-credit" Warning "image without a credit" "Media RSS <media:credit>, <media:copyright>"
        "Partners that pay for images or fear claims leave the image out, and the article with it."
        NewsItem r#"<«media:content» url="https://kampung.example/a.jpg" medium="image" width="1200" height="800"/>"#
        => r#"<media:content url="https://kampung.example/a.jpg" medium="image" width="1200" height="800"><media:credit role="photographer">Ana</media:credit></media:content>"#;
    NEWS_TEXT "news-short-text" Warning "article with too little text" "Flipboard; Google News; SmartNews"
        "Partners show articles on their own pages, and require the full text, with at least 300 characters."
        NewsItem r"<«description»>It rained.</description>"
        => r"<description>{long}</description>";
    NEWS_BYLINE "news-without-byline" Warning "article without an author" "Flipboard; SmartNews; Apple News"
        "Partners show the author, and trust articles with an author more."
        News r#"<item><title>Heavy rain floods five villages</title><link>https://kampung.example/5</link><guid>https://kampung.example/5</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><description>{long}</description><media:content url="https://kampung.example/5.jpg" medium="image" width="1200" height="800"><media:credit role="photographer">Ana</media:credit></media:content></item>"#
        => r#"<item><title>Heavy rain floods five villages</title><link>https://kampung.example/5</link><guid>https://kampung.example/5</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate><dc:creator>Ana</dc:creator><description>{long}</description><media:content url="https://kampung.example/5.jpg" medium="image" width="1200" height="800"><media:credit role="photographer">Ana</media:credit></media:content></item>"#;
    NEWS_AGE "news-too-old" Error "article older than a year" "MSN Partner Hub"
        "MSN rejects articles that are older than 365 days."
        NewsItem r"<pubDate>«Fri, 18 Oct 2024 08:00:00 GMT»</pubDate>"
        => r"<pubDate>Sun, 18 Oct 2026 07:00:00 GMT</pubDate>";
    NEWS_HOST "news-link-elsewhere" Warning "article on another host than the feed" "Flipboard"
        "Flipboard accepts only articles from the feed's own site."
        NewsItem r#"<link>«https://wire.example/rain»</link><guid isPermaLink="false">tag:kampung.example,2026:rain</guid>"#
        => r#"<link>https://kampung.example/rain</link><guid isPermaLink="false">tag:kampung.example,2026:rain</guid>"#;
    NEWS_COUNT "news-few-entries" Warning "fewer articles than partners require" "Flipboard"
        "Flipboard requires 30 articles in the feed, newest first."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><«channel»>{news}<item>{news-item}</item></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>{news}<item>{news-item}</item>{thirty}</channel></rss>"#;
    NEWS_READ_MORE "news-read-more" Warning "link to the full article in its text" "Apple News RSS guidelines"
        "Partners show the article on their own page, with their own link; they reject ads and links such as “read \
         more”."
        NewsItem r"<description>{long} «Read more»</description>"
        => r"<description>{long}</description>";
}

const NONE: Ns = Ns::NONE;
const ATOM: Ns = Ns::ATOM;

/// The length of titles that every partner accepts, in characters.
const TITLE_LENGTH: std::ops::RangeInclusive<usize> = 21..=150;

/// The minimum length of a text, in characters.
const MIN_TEXT: usize = 300;

/// The minimum number of articles.
const MIN_ENTRIES: usize = 30;

const AUTHORLESS: &str = "the article has no author, which Flipboard, SmartNews and Apple News require";

/// Checks what news partners reject in a feed.
pub(crate) fn check_feed(feed: Element<'_>, scope: &mut Scope<'_>) {
    let count = scope.facts.entries;
    if (1..MIN_ENTRIES).contains(&count) {
        scope.findings.add(
            &NEWS_COUNT,
            feed.name_range(),
            format!(
                "the feed has {}, but Flipboard requires at least {MIN_ENTRIES}",
                counted(count, "article", "articles")
            ),
            "include 30 or more",
        );
    }
}

/// Checks what news partners reject in an article.
pub(crate) fn check_entry(entry: Element<'_>, scope: &mut Scope<'_>) {
    let core = if scope.flavor == Flavor::Rss { NONE } else { ATOM };
    if let Some(title) = entry.child((core, "title")) {
        let title_text = title.trimmed();
        let length = weight(&title_text);
        if !TITLE_LENGTH.contains(&length) {
            scope.findings.add(
                &NEWS_TITLE,
                title.text().range(),
                format!("the title has {}, but MSN requires 21 to 150", measured(&title_text)),
                "write 21 to 150 characters; Apple News shows the first 60",
            );
        }
    }
    text(entry, core, scope);
    image(entry, scope);
    let has_author = entry.child((core, "author")).is_some() || entry.child((Ns::DC, "creator")).is_some();
    let feed_author = entry.parent().is_some_and(|feed| feed.child((ATOM, "author")).is_some());
    if !has_author && !feed_author {
        scope.findings.add(&NEWS_BYLINE, entry.name_range(), AUTHORLESS, "add <dc:creator>");
    }
    age(scope);
    if core == NONE {
        host(entry, scope);
    }
}

fn text(entry: Element<'_>, core: Ns, scope: &mut Scope<'_>) {
    let names = [(Ns::CONTENT, "encoded"), (core, "content"), (core, "description"), (core, "summary")];
    let bodies: Vec<_> = names.into_iter().filter_map(|name| entry.child(name)).collect();
    let longest = bodies.iter().map(|body| length(*body)).max().unwrap_or(0);
    if longest < MIN_TEXT {
        let range = bodies.first().map_or(entry.name_range(), |body| body.name_range());
        scope.findings.add(
            &NEWS_TEXT,
            range,
            format!("the article's longest text has {longest} characters, but Flipboard requires {MIN_TEXT}"),
            "include the full text",
        );
    }
    for body in bodies {
        let value = body.text();
        let text = value.text();
        let lower = text.to_ascii_lowercase();
        let found = ["read more", "read original", "continue reading"]
            .iter()
            .find_map(|words| Some((lower.find(words)?, words.len())));
        if let Some((at, length)) = found {
            let words = excerpt(text.get(at..at + length).unwrap_or_default());
            let message = format!("the text contains `{words}`, which Apple News rejects");
            scope.findings.add(
                &NEWS_READ_MORE,
                value.locate(at..at + length),
                message,
                "include the full text, and remove the link",
            );
        }
    }
}

/// The characters of a text, and how many of them count twice.
fn measured(text: &str) -> String {
    let characters = counted(text.chars().count(), "character", "characters");
    match text.chars().filter(|c| c.width() == Some(2)).count() {
        0 => characters,
        wide => format!("{characters}, of which {wide} count twice"),
    }
}

/// The number of characters of a text, in which one as wide as two Latin letters counts twice.
fn weight(text: &str) -> usize {
    text.chars().map(|c| if c.width() == Some(2) { 2 } else { 1 }).sum()
}

/// The [`weight`] of a text that people see, without markup and repeated whitespace.
fn length(body: Element<'_>) -> usize {
    let mut text = String::new();
    if body.children().next().is_some() {
        let elements = std::iter::once(body).chain(body.descendants());
        elements.flat_map(Element::texts).for_each(|piece| text.push_str(&piece.text()));
    } else {
        let mut is_shown = true;
        tags::read_page(&body.text().text(), &mut |event| {
            match event {
                Event::Text(piece, _) if is_shown => text.push_str(piece),
                Event::Start { tag, .. } => is_shown = !matches!(tag.name.as_str(), "script" | "style"),
                Event::End { .. } => is_shown = true,
                Event::Text(..) | Event::Doctype(_) | Event::Fault(..) => {}
            }
            ControlFlow::Continue(())
        });
    }
    let words = text.split_whitespace().map(|word| weight(word) + 1);
    words.sum::<usize>().saturating_sub(1)
}

fn image(entry: Element<'_>, scope: &mut Scope<'_>) {
    let is_image = |element: &Element<'_>| {
        let of = |name| element.attribute(name).map(|value| value.trimmed().into_owned()).unwrap_or_default();
        of("medium") == "image" || of("type").starts_with("image/")
    };
    let media: Vec<_> =
        entry.descendants().filter(|element| element.is((Ns::MEDIA, "content"))).filter(is_image).collect();
    let mut others = entry.children().filter(|element| {
        element.local() == "enclosure" || element.is((ATOM, "link")) || element.is((Ns::MEDIA, "thumbnail"))
    });
    let has_other = others.any(|element| is_image(&element) || element.ns() == Ns::MEDIA);
    if media.is_empty() && !has_other && !has_inline_image(entry) {
        let position = entry.name_range();
        scope.findings.add(
            &NEWS_IMAGE,
            position,
            "the article has no image, which Flipboard and MSN require",
            "add <media:content medium=\"image\" url=\"…\"/>",
        );
    }
    for picture in media {
        let has_credit = |element: Element<'_>| {
            ["credit", "copyright"].iter().any(|name| element.child((Ns::MEDIA, name)).is_some())
        };
        if !has_credit(picture) && !has_credit(entry) && !picture.parent().is_some_and(has_credit) {
            scope.findings.add(
                &NEWS_CREDIT,
                picture.name_range(),
                "the image has no credit, which partners that pay for images require",
                "add <media:credit role=\"photographer\">…</media:credit>",
            );
        }
    }
}

/// Whether the text of an entry has an image, in HTML or XHTML.
fn has_inline_image(entry: Element<'_>) -> bool {
    const TEXTS: [(Ns, &str); 4] =
        [(NONE, "description"), (Ns::CONTENT, "encoded"), (ATOM, "content"), (ATOM, "summary")];
    let texts = entry.children().filter(|child| TEXTS.iter().any(|name| child.is(*name)));
    let has_image = |text: Element<'_>| {
        text.descendants().any(|element| element.is((Ns::XHTML, "img")))
            || tags::has_any(&text.text().text(), &["img"])
    };
    texts.into_iter().any(has_image)
}

/// Checks the date that was just recorded for the entry.
fn age(scope: &mut Scope<'_>) {
    let Some(now) = scope.options.now else { return };
    let own = scope.facts.dates.last().filter(|(_, _, entry)| Some(*entry) == scope.entry);
    if let Some((date, range, _)) = own.filter(|(date, _, _)| now - date > TimeDelta::days(365)) {
        let date = date.format("%Y-%m-%d");
        let message = format!("the article is dated {date}, but MSN rejects articles older than a year");
        scope.findings.add(&NEWS_AGE, range.clone(), message, "leave out articles older than a year");
    }
}

fn host(item: Element<'_>, scope: &mut Scope<'_>) {
    let url = |element: Option<Element<'_>>| values::absolute(&element?.trimmed());
    let link = item.child((NONE, "link"));
    let site = url(item.parent().and_then(|channel| channel.child((NONE, "link"))));
    if let (Some(own), Some(site), Some(link)) = (url(link), site, link)
        && own.host_str().map(|host| host.trim_start_matches("www."))
            != site.host_str().map(|host| host.trim_start_matches("www."))
    {
        scope.findings.add(
            &NEWS_HOST,
            link.text().range(),
            format!(
                "the article is on `{}`, but Flipboard accepts only the feed's own site",
                own.host_str().unwrap_or_default()
            ),
            "include only articles from the feed's own site",
        );
    }
}

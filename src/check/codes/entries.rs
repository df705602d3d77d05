//! Rules about entries: an RSS item or an Atom entry in, findings and facts out.

use chrono::{DateTime, Utc};

use super::rules;
use crate::check::codes::dates::{MISSING_DATE, UPDATED_BEFORE_PUBLISHED};
use crate::check::codes::links::{
    DUPLICATE_ALTERNATE, ENCLOSURE_WITHOUT_LENGTH, SELF_LINK_TYPE, TRANSLATION_LAST,
};
use crate::check::codes::text::SAME_TEXT_TWICE;
use crate::check::finding::excerpt;
use crate::check::scope::{Flavor, Scope};
use crate::check::{Profile, targets, values};
use crate::diagnostic::{Severity, timestamp};
use crate::source::dates;
use crate::source::xml::Ns;
use crate::source::xml::tree::{Element, Name};

rules! {
    ENTRY_SAYS_NOTHING "entry-says-nothing" Error "entry with nothing to show" "RSS 2.0 <item>; JSON Feed 1.1 items"
        "An RSS item needs a title or a description, a JSON Feed item content_html or content_text. Readers show an \
         empty line, or drop the entry as NetNewsWire does."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}<«item»><link>https://news.example/wind</link><guid>https://news.example/wind</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate></item></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}<item><title>Wind</title><link>https://news.example/wind</link><guid>https://news.example/wind</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate></item></channel></rss>"#;
    MISSING_GUID "missing-guid" Warning or Error "item without an id" "RSS Profile §4.1.1.20.6"
        "Readers then tell items apart by link, title or date, and show the item again when one of them changes. \
         Apple, Google and MSN reject it."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}<«item»><title>Wind</title><link>https://news.example/wind</link><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate></item></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}<item><title>Wind</title><link>https://news.example/wind</link><guid>https://news.example/wind</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate></item></channel></rss>"#;
    GUID_NOT_A_URL "guid-not-a-url" Error "guid declared as a permalink is not a URL" "RSS 2.0 <guid>"
        "Unless isPermaLink=\"false\" is set, a guid is a URL, and readers such as Thunderbird and newsboat open it. \
         They cannot open a tag: URI or a number."
        Item r"<guid>«rain-2026»</guid>"
        => r#"<guid isPermaLink="false">tag:kampung.example,2026:rain</guid>"#;
    BLANK_GUID "blank-guid" Error "empty guid" "RSS 2.0 <guid>"
        "All items with an empty guid count as one item. FreshRSS stops trusting the ids of a feed if more than 5% \
         of them are blank or repeated."
        Item r#"<«guid» isPermaLink="false"></guid>"#
        => r#"<guid isPermaLink="false">tag:kampung.example,2026:rain</guid>"#;
    SHORT_GUID "short-guid" Warning "guid that is not globally unique" "RSS 2.0 <guid>; newsboat, cache"
        "A guid must be unique across all feeds, not only within its own: newsboat and Thunderbird compare it with \
         the guids of all feeds, and mistake an item 42 for one that they have already seen."
        Item r#"<guid isPermaLink="false">«42»</guid>"#
        => r#"<guid isPermaLink="false">tag:kampung.example,2026:42</guid>"#;
    GUID_DIFFERS "guid-differs-from-link" Info "guid and link are different URLs" "RSS 2.0 Comments"
        "This is allowed if the link points elsewhere on purpose. Readers differ in which of the two they open."
        Item r"<link>https://kampung.example/rain</link><guid>«https://kampung.example/other»</guid>"
        => r"<link>https://kampung.example/rain</link><guid>https://kampung.example/rain</guid>";
    MISSING_LINK "missing-link" Info or Warning "entry without a link" "RSS 2.0 <link>; JSON Feed 1.1 items.url"
        "Readers have nothing to open: the title links nowhere, or to the site."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}<«item»><title>Wind</title><guid isPermaLink="false">tag:news.example,2026:wind</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate></item></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}<item><title>Wind</title><link>https://news.example/wind</link><guid isPermaLink="false">tag:news.example,2026:wind</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate></item></channel></rss>"#;
    CONTENT_BEFORE_DESCRIPTION "content-before-description" Warning "`<content:encoded>` before `<description>`" "RSS Profile §5.2.1"
        "Some readers use the last of the two as the text, and show the summary instead of the article."
        Item r#"<«content:encoded» xmlns:content="http://purl.org/rss/1.0/modules/content/">It rained all night.</content:encoded><description>Rain.</description>"#
        => r#"<description>Rain.</description><content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">It rained all night.</content:encoded>"#;
    CONTENT_WITHOUT_DESCRIPTION "content-without-description" Info "`<content:encoded>` without `<description>`" "RSS Profile §5.2.1"
        "Readers that do not support content:encoded show nothing. If there is no summary, put the whole text in the \
         description."
        Item r#"<«content:encoded» xmlns:content="http://purl.org/rss/1.0/modules/content/">It rained all night.</content:encoded>"#
        => r"<description>It rained all night.</description>";
    SAME_MEANING "two-elements-one-meaning" Warning "two elements with the same meaning" "RSS Profile §5; W3C Feed Validator, DuplicateSemantics"
        "Some readers use one and some the other; if they differ, people see different dates or authors."
        Item r#"<author>ana@kampung.example (Ana)</author><«dc:creator» xmlns:dc="http://purl.org/dc/elements/1.1/">Ana</dc:creator>"#
        => r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ana</dc:creator>"#;
    SEVERAL_ENCLOSURES "several-enclosures" Warning "item with several enclosures" "RSS Profile §4.1.1.20.5"
        "Most apps play the first and never show the rest; some play the last. Other versions of the same recording \
         belong in media:group or podcast:alternateEnclosure."
        Item r#"<enclosure url="https://kampung.example/a.mp3" length="4096" type="audio/mpeg"/><«enclosure» url="https://kampung.example/a.ogg" length="4096" type="audio/ogg"/>"#
        => r#"<enclosure url="https://kampung.example/a.mp3" length="4096" type="audio/mpeg"/>"#;
    UNKNOWN_LENGTH "unknown-length" Info or Warning "enclosure with length 0" "RSS Profile §4.1.1.20.5; Apple Podcasts"
        "A length of 0 means unknown, so apps cannot show or limit the download size."
        Item r#"<enclosure url="https://kampung.example/a.mp3" «length="0"» type="audio/mpeg"/>"#
        => r#"<enclosure url="https://kampung.example/a.mp3" length="4096" type="audio/mpeg"/>"#;
    SOURCE_IS_SELF "source-is-self" Info "item that names its own feed as its source" "RSS 2.0 <source>"
        "The source is the feed that an item was taken from. Readers show it as `via`."
        Item r#"<source «url="https://kampung.example/feed.xml"»>Kampung News</source>"#
        => r#"<source url="https://wire.example/feed.xml">Wire</source>"#;
    XML_BASE_IN_RSS "xml-base-in-rss" Info "xml:base in an RSS feed" "RSS 2.0; feedparser, newsboat"
        "Some readers resolve URLs against it, most do not. Absolute URLs work everywhere."
        Item r#"<description «xml:base="https://kampung.example/"»>It rained.</description>"#
        => r"<description>It rained.</description>";
    NO_CONTENT_NO_LINK "entry-without-content-or-link" Error "entry with neither content nor a link" "RFC 4287 §4.1.2"
        "There is nothing to read and nothing to open."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{feed}<«entry»><id>tag:news.example,2026:wind</id><title>Wind</title><updated>2026-10-18T08:00:00Z</updated><summary>It blew.</summary></entry></feed>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{feed}<entry><id>tag:news.example,2026:wind</id><title>Wind</title><updated>2026-10-18T08:00:00Z</updated><link href="https://news.example/wind"/><summary>It blew.</summary></entry></feed>"#;
    MISSING_SUMMARY "missing-summary" Error "external or binary content without a summary" "RFC 4287 §4.1.2"
        "Readers that cannot fetch or show the content have nothing else to show."
        Entry r#"<«content» type="image/jpeg" src="https://kampung.example/rain.jpg"/>"#
        => r#"<content type="image/jpeg" src="https://kampung.example/rain.jpg"/><summary>A wet road.</summary>"#;
    NO_TEXT "entry-without-text" Warning "entry with neither content nor a summary" "RFC 4287 §4.1.1.1"
        "Readers show only the title."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{feed}<«entry»><id>tag:news.example,2026:wind</id><title>Wind</title><updated>2026-10-18T08:00:00Z</updated><link href="https://news.example/wind"/></entry></feed>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{feed}<entry><id>tag:news.example,2026:wind</id><title>Wind</title><updated>2026-10-18T08:00:00Z</updated><link href="https://news.example/wind"/><summary>It blew.</summary></entry></feed>"#;
    INCOMPLETE_SOURCE "incomplete-source" Warning "source without the id, title or date of its feed" "RFC 4287 §4.2.11"
        "Readers of an aggregated feed cannot tell where an entry comes from, or find its feed."
        Entry r"<«source»><title>Wire</title><updated>2026-10-19T08:00:00Z</updated></source>"
        => r"<source><id>tag:wire.example,2026:feed</id><title>Wire</title><updated>2026-10-19T08:00:00Z</updated></source>";
    CONTENT_BESIDE_SRC "content-beside-src" Error "content that is both inline and external" "RFC 4287 §4.1.3.2"
        "With src the element must be empty. Some readers use one, some the other."
        Entry r#"<summary>Rain.</summary><«content» type="text/html" src="https://kampung.example/rain">It rained.</content>"#
        => r#"<summary>Rain.</summary><content type="text/html" src="https://kampung.example/rain"/>"#;
    CONTENT_SRC_TYPE "content-src-type" Error or Warning "external content without a valid media type" "RFC 4287 §4.1.3.2"
        "The types text, html and xhtml are for inline content. For external content, readers need a media type; \
         without any type, which is a warning, they have to guess."
        Entry r#"<summary>Rain.</summary><content «type="html"» src="https://kampung.example/rain"/>"#
        => r#"<summary>Rain.</summary><content type="text/html" src="https://kampung.example/rain"/>"#;
    COMPOSITE_CONTENT "composite-content" Error "content with a composite media type" "RFC 4287 §4.1.3.1"
        "multipart and message types are not allowed; no reader unpacks them."
        Entry r#"<summary>Rain.</summary><content «type="multipart/mixed"»>UmFpbg==</content>"#
        => r#"<summary>Rain.</summary><content type="image/png">UmFpbg==</content>"#;
    FRAGMENT_AS_DOCUMENT "fragment-as-document" Warning "HTML fragment declared as a document" "RFC 4287 §4.1.3.3"
        "The media types text/html and application/xhtml+xml are for whole pages; readers show them in a frame, or \
         not at all. A fragment needs type html or xhtml."
        Entry r#"<content «type="text/html"»>&lt;p&gt;It rained.&lt;/p&gt;</content>"#
        => r#"<content type="html">&lt;p&gt;It rained.&lt;/p&gt;</content>"#;
    MALFORMED_BASE64 "malformed-base64" Error "content that is not valid Base64" "RFC 4287 §4.1.3.3"
        "Content of any type other than text and XML is Base64. Readers that decode it get garbage."
        Entry r#"<summary>Rain.</summary><content type="image/png">«It rained!»</content>"#
        => r#"<summary>Rain.</summary><content type="image/png">UmFpbg==</content>"#;
    DUPLICATE_LINK "duplicate-link" Warning "two entries with the same link" "RSS 2.0 <link>; CommaFeed, Miniflux"
        "Readers that identify entries by link, by design or because there is no id, show only one of the two."
        Channel r#"<item><title>Rain</title><link>https://kampung.example/1</link><guid isPermaLink="false">tag:kampung.example,2026:1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate></item><item><title>Wind</title><link>«https://kampung.example/1»</link><guid isPermaLink="false">tag:kampung.example,2026:2</guid><pubDate>Sun, 18 Oct 2026 09:00:00 GMT</pubDate></item>"#
        => r#"<item><title>Rain</title><link>https://kampung.example/1</link><guid isPermaLink="false">tag:kampung.example,2026:1</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate></item><item><title>Wind</title><link>https://kampung.example/2</link><guid isPermaLink="false">tag:kampung.example,2026:2</guid><pubDate>Sun, 18 Oct 2026 09:00:00 GMT</pubDate></item>"#;
}

const NONE: Ns = Ns::NONE;
const ATOM: Ns = Ns::ATOM;

/// Elements of an item with the same meaning; the second one is redundant.
const ITEM_PAIRS: &[(Name, Name)] = &[
    ((NONE, "author"), (Ns::DC, "creator")),
    ((NONE, "guid"), (ATOM, "id")),
    ((NONE, "category"), (Ns::DC, "subject")),
    ((NONE, "pubDate"), (Ns::DC, "date")),
    ((NONE, "pubDate"), (ATOM, "published")),
    ((NONE, "source"), (Ns::DC, "source")),
    ((NONE, "title"), (ATOM, "title")),
    ((NONE, "description"), (Ns::XHTML, "body")),
    ((NONE, "description"), (ATOM, "content")),
    ((Ns::CONTENT, "encoded"), (Ns::XHTML, "body")),
    ((Ns::CC, "license"), (Ns::CREATIVE_COMMONS, "license")),
];

/// Checks an entry beyond its grammar, and collects the facts for checks of the feed.
pub(crate) fn check(entry: Element<'_>, scope: &mut Scope<'_>) {
    scope.facts.entries += 1;
    scope.facts.first_entry.get_or_insert(entry.range().start);
    match scope.flavor {
        Flavor::Rss => item(entry, scope),
        Flavor::Atom | Flavor::Json => atom(entry, scope),
    }
    alternates(entry, scope);
    translation_last(entry, scope);
    enclosure_links(entry, scope);
}

fn item(item: Element<'_>, scope: &mut Scope<'_>) {
    let has_content = |name: &'static str| {
        let is_blank =
            |element: Element<'_>| element.text().is_blank() && element.children().next().is_none();
        item.child((NONE, name)).is_some_and(|element| !is_blank(element))
    };
    if !has_content("title") && !has_content("description") {
        scope.findings.add(
            &ENTRY_SAYS_NOTHING,
            item.name_range(),
            "the item has neither a title nor a description",
            "add <title>",
        );
    }
    guid(item, scope);
    link(item, scope);
    date(item, scope);
    bodies(item, scope);
    enclosures(item, scope);
    pairs(item, ITEM_PAIRS, scope);
    source(item, scope);
    xml_base(item, scope);
    scope.facts.has_comment_counts |= item.child((Ns::SLASH, "comments")).is_some();
}

fn guid(item: Element<'_>, scope: &mut Scope<'_>) {
    let Some(guid) = item.child((NONE, "guid")) else {
        if item.child((ATOM, "id")).is_none() {
            let has_profile = scope
                .options
                .profiles
                .iter()
                .any(|profile| matches!(profile, Profile::Podcast | Profile::News));
            let severity = if has_profile { Severity::Error } else { MISSING_GUID.severity };
            let help =
                "add <guid>: the item's URL, or with isPermaLink=\"false\" any string that never changes"
                    .to_owned();
            scope.findings.add(MISSING_GUID.at(severity), item.name_range(), "the item has no guid", help);
        }
        return;
    };
    let value = guid.text();
    let text = guid.trimmed();
    if text.is_empty() {
        return scope.findings.add(
            &BLANK_GUID,
            guid.name_range(),
            "the guid is empty",
            "write the item's URL, or any string that never changes",
        );
    }
    let fact = scope.fact(&text, value.range());
    scope.facts.ids.push(fact);
    let is_permalink =
        guid.attribute("isPermaLink").is_none_or(|attribute| attribute.value().text() == "true");
    let is_plain_false =
        guid.attribute("isPermaLink").is_some_and(|attribute| attribute.value().text() == "false");
    if is_permalink {
        permalink(item, guid, &text, scope);
    } else if is_plain_false && text.len() < 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = format!("the guid `{text}` is only a number, which other feeds are likely to use, too");
        scope.findings.add(
            &SHORT_GUID,
            value.range(),
            message,
            "put your domain before it: `tag:example.org,2026:…`; keep guids that are already published",
        );
    }
}

/// A guid that is a URL (RSS 2.0 `<guid>`).
fn permalink(item: Element<'_>, guid: Element<'_>, text: &str, scope: &mut Scope<'_>) {
    let range = guid.text().range();
    let is_web = values::absolute(text)
        .is_some_and(|url| matches!(url.scheme(), "http" | "https" | "ftp") && url.has_host());
    if !is_web || text.contains([' ', '<', '>']) {
        let message = format!("the guid `{}` is not the URL of a web page", excerpt(text));
        return scope.findings.add(
            &GUID_NOT_A_URL,
            range,
            message,
            "add isPermaLink=\"false\", or write the item's URL",
        );
    }
    let link = item.child((NONE, "link")).filter(|link| !link.text().is_blank());
    let Some(link) = link else {
        // Readers open the guid then.
        return targets::check_value(text, &range, scope);
    };
    if link.trimmed() != text && values::absolute(&link.trimmed()).is_some_and(|link| link.has_host()) {
        let message = format!("the guid and the link `{}` are different URLs", excerpt(&link.trimmed()));
        scope.findings.add(
            &GUID_DIFFERS,
            range,
            message,
            "if both lead to the same page, write the same URL; keep guids that are already published",
        );
    }
}

fn link(item: Element<'_>, scope: &mut Scope<'_>) {
    match item.child((NONE, "link")) {
        Some(link) if !link.text().is_blank() => {
            let fact = scope.fact(&link.trimmed(), link.text().range());
            scope.facts.links.push(fact);
        }
        Some(_) => {}
        None => {
            let guid = item.child((NONE, "guid"));
            let is_permalink = guid.is_some_and(|guid| {
                guid.attribute("isPermaLink").is_none_or(|it| it.value().text() == "true")
            });
            if !is_permalink && item.child((NONE, "enclosure")).is_none() {
                scope.findings.add(
                    &MISSING_LINK,
                    item.name_range(),
                    "the item has no link, and its guid is not a URL",
                    "add <link>",
                );
            }
        }
    }
}

fn date(item: Element<'_>, scope: &mut Scope<'_>) {
    let dates = [
        ((NONE, "pubDate"), dates::rfc822 as fn(&str) -> _),
        ((Ns::DC, "date"), dates::w3c),
        ((ATOM, "published"), dates::rfc3339),
        ((ATOM, "updated"), dates::rfc3339),
    ];
    let mut found = dates.iter().filter_map(|(name, read)| Some((item.child(*name)?, *read)));
    let Some((element, read)) = found.next() else {
        let has_profile = !scope.options.profiles.is_empty();
        let severity = if has_profile { Severity::Error } else { MISSING_DATE.severity };
        let help = "add <pubDate>".to_owned();
        return scope.findings.add(
            MISSING_DATE.at(severity),
            item.name_range(),
            "the item has no date",
            help,
        );
    };
    if let Some(date) = read(&element.trimmed()) {
        scope.date(date, element.text().range());
    }
}

fn bodies(item: Element<'_>, scope: &mut Scope<'_>) {
    let description = item.child((NONE, "description")).filter(|description| !description.text().is_blank());
    let content = item.child((Ns::CONTENT, "encoded"));
    match (description, content) {
        (Some(description), Some(content)) if content.range().start < description.range().start => {
            scope.findings.add(
                &CONTENT_BEFORE_DESCRIPTION,
                content.name_range(),
                "`<content:encoded>` comes before `<description>`",
                "put the description first",
            );
        }
        (Some(description), Some(content)) => same_text(description, content, scope),
        (None, Some(content)) => {
            scope.findings.add(
                &CONTENT_WITHOUT_DESCRIPTION,
                content.name_range(),
                "the item has `<content:encoded>` but no `<description>`",
                "add a summary as <description>, or rename the element to <description>",
            );
        }
        (_, None) => {}
    }
}

/// Reports an element that repeats another one.
fn same_text(first: Element<'_>, second: Element<'_>, scope: &mut Scope<'_>) {
    let text = first.trimmed();
    if !text.is_empty() && second.equals_trimmed(&text) {
        let message = format!("`<{}>` repeats `<{}>`", second.written(), first.written());
        scope.findings.add(&SAME_TEXT_TWICE, second.name_range(), message, "leave one of them out");
    }
}

fn enclosures(item: Element<'_>, scope: &mut Scope<'_>) {
    for (index, enclosure) in item.all((NONE, "enclosure")).enumerate() {
        if index == 1 {
            scope.findings.add(
                &SEVERAL_ENCLOSURES,
                enclosure.name_range(),
                "the item has more than one enclosure",
                "keep the one that every app can play",
            );
        }
        if let Some(length) = enclosure.attribute("length").filter(|length| length.trimmed() == "0") {
            let severity = if scope.options.profiles.contains(&Profile::Podcast) {
                Severity::Warning
            } else {
                UNKNOWN_LENGTH.severity
            };
            let range = length.range();
            scope.findings.add(
                UNKNOWN_LENGTH.at(severity),
                range,
                "the enclosure has length 0",
                "write the file's size in bytes: length=\"…\"",
            );
        }
        if let Some(url) = enclosure.attribute("url") {
            let fact = scope.fact(&url.trimmed(), url.value().range());
            scope.facts.enclosures.push(fact);
        }
    }
}

/// Reports two elements with the same meaning.
pub(crate) fn pairs(parent: Element<'_>, pairs: &[(Name, Name)], scope: &mut Scope<'_>) {
    for (first, second) in pairs {
        // External content repeats nothing.
        let second = parent.child(*second).filter(|second| second.attribute("src").is_none());
        if let (Some(first), Some(second)) = (parent.child(*first), second) {
            let message = format!("`<{}>` has the same meaning as `<{}>`", second.written(), first.written());
            scope.findings.add(&SAME_MEANING, second.name_range(), message, "keep one of the two");
        }
    }
}

fn source(item: Element<'_>, scope: &mut Scope<'_>) {
    let url = item.child((NONE, "source")).and_then(|source| source.attribute("url"));
    let channel = item.parent();
    let own = channel.and_then(|channel| {
        channel
            .all((ATOM, "link"))
            .find(|link| link.attribute("rel").is_some_and(|rel| rel.trimmed() == "self"))
    });
    if let (Some(url), Some(own)) = (url, own.and_then(|link| link.attribute("href")))
        && url.trimmed() == own.trimmed()
    {
        let range = url.range();
        scope.findings.add(
            &SOURCE_IS_SELF,
            range,
            "the item names this feed as its source",
            "remove <source>",
        );
    }
}

/// Reports the first `xml:base` of an element of RSS and its children.
pub(crate) fn xml_base(parent: Element<'_>, scope: &mut Scope<'_>) {
    let mut bases = std::iter::once(parent).chain(parent.children()).filter(|element| element.ns() == NONE);
    if let Some(base) = bases.find_map(|element| element.xml_attribute("base")) {
        let range = base.range();
        scope.findings.add(&XML_BASE_IN_RSS, range, "`xml:base` in an RSS feed", "write absolute URLs");
    }
}

fn atom(entry: Element<'_>, scope: &mut Scope<'_>) {
    let child = |name: &'static str| entry.child((ATOM, name));
    if let Some(id) = child("id").filter(|id| !id.text().is_blank()) {
        let fact = scope.fact(&id.trimmed(), id.text().range());
        scope.facts.ids.push(fact);
    }
    let has_link = links(entry, "alternate").next().is_some();
    let (content, summary) = (child("content"), child("summary"));
    if content.is_none() && !has_link {
        scope.findings.add(
            &NO_CONTENT_NO_LINK,
            entry.name_range(),
            "the entry has neither content nor a link to its page",
            "add <link href=\"…\"/>",
        );
    }
    if content.is_none() && summary.is_none() {
        scope.findings.add(
            &NO_TEXT,
            entry.name_range(),
            "the entry has neither content nor a summary",
            "add <summary> or <content>",
        );
    }
    if let Some(content) = content.filter(|content| summary.is_none() && needs_summary(*content)) {
        scope.findings.add(
            &MISSING_SUMMARY,
            content.name_range(),
            "the content is external or binary, and there is no summary",
            "add <summary>",
        );
    }
    if let (Some(content), Some(summary)) = (content, summary) {
        same_text(summary, content, scope);
    }
    if let (Some(title), Some(summary)) = (child("title"), summary) {
        same_text(title, summary, scope);
    }
    atom_dates(entry, scope);
    atom_source(entry, scope);
    let has_author = |element: Element<'_>| element.child((ATOM, "author")).is_some();
    if !has_author(entry) && !child("source").is_some_and(has_author) {
        scope.facts.first_without_author.get_or_insert(entry.name_range());
    }
}

/// Whether content is external or Base64 (RFC 4287 §4.1.2).
fn needs_summary(content: Element<'_>) -> bool {
    let kind = content.attribute("type").map(|kind| kind.value().text());
    let mime = kind.as_deref().and_then(|kind| kind.parse::<mime_guess::Mime>().ok());
    let is_binary = mime.is_some_and(|mime| mime.type_() != mime_guess::mime::TEXT && !values::is_xml(&mime));
    content.attribute("src").is_some() || is_binary
}

fn atom_dates(entry: Element<'_>, scope: &mut Scope<'_>) {
    let read = |name: &'static str| {
        let element = entry.child((ATOM, name))?;
        Some((dates::rfc3339(&element.trimmed())?, element.text().range()))
    };
    let (published, updated) = (read("published"), read("updated"));
    if let (Some((published, _)), Some((updated, range))) = (&published, &updated)
        && updated < published
    {
        scope.findings.add(
            &UPDATED_BEFORE_PUBLISHED,
            range.clone(),
            updated_before(*updated, *published),
            "write the later date as <updated>",
        );
    }
    if let Some((updated, range)) = updated {
        scope.date(updated, range);
    }
}

/// The message about an entry whose dates are in the wrong order.
pub(crate) fn updated_before(updated: DateTime<Utc>, published: DateTime<Utc>) -> String {
    let [updated, published] = [updated, published].map(|time| timestamp(time.fixed_offset()));
    format!("the entry was updated at `{updated}`, before it was published at `{published}`")
}

fn atom_source(entry: Element<'_>, scope: &mut Scope<'_>) {
    let Some(source) = entry.child((ATOM, "source")) else { return };
    let missing: Vec<_> =
        ["id", "title", "updated"].into_iter().filter(|name| source.child((ATOM, name)).is_none()).collect();
    if !missing.is_empty() {
        let message = format!(
            "the source has no {}",
            missing.iter().map(|name| format!("`<{name}>`")).collect::<Vec<_>>().join(", ")
        );
        scope.findings.add(
            &INCOMPLETE_SOURCE,
            source.name_range(),
            message,
            "copy it from the feed that the entry comes from",
        );
    }
    alternates(source, scope);
}

/// The Atom links of an element with a relation; the default is `alternate` (RFC 4287 §4.2.7.2).
pub(crate) fn links<'t>(parent: Element<'t>, relation: &'static str) -> impl Iterator<Item = Element<'t>> {
    parent.all((ATOM, "link")).filter(move |link| {
        link.attribute("rel").map_or(relation == "alternate", |rel| {
            let rel = rel.trimmed();
            rel == relation || rel.strip_prefix("http://www.iana.org/assignments/relation/") == Some(relation)
        })
    })
}

/// Reports alternates with the same type and language (RFC 4287 §4.1.1).
pub(crate) fn alternates(parent: Element<'_>, scope: &mut Scope<'_>) {
    let mut seen = std::collections::BTreeSet::new();
    // RSS has no such rule.
    let links_of_atom = links(parent, "alternate").filter(|_| scope.flavor == Flavor::Atom);
    for link in links_of_atom.collect::<Vec<_>>() {
        let of = |name| link.attribute(name).map(|attribute| attribute.trimmed().to_ascii_lowercase());
        if !seen.insert((of("type"), of("hreflang"))) {
            let help = "keep one of them, or give each a different hreflang or type";
            scope.findings.add(
                &DUPLICATE_ALTERNATE,
                link.name_range(),
                "second alternate link with the same type and language",
                help,
            );
        }
    }
    for link in links(parent, "self") {
        self_link_type(link, scope);
    }
}

/// Reports an entry whose last alternate link, which some readers open, is a translation.
fn translation_last(entry: Element<'_>, scope: &mut Scope<'_>) {
    let href = |link: Element<'_>| link.attribute("href").map(|href| href.trimmed().into_owned());
    let alternates: Vec<_> = links(entry, "alternate").collect();
    let ([first, .., last], true) = (alternates.as_slice(), scope.flavor == Flavor::Atom) else { return };
    if last.attribute("hreflang").is_some() && href(*first) != href(*last) {
        let message = "some readers open the last alternate link, which is a translation";
        let help = "repeat the first link, with its hreflang, after the others";
        scope.findings.add(&TRANSLATION_LAST, last.name_range(), message, help);
    }
}

fn self_link_type(link: Element<'_>, scope: &mut Scope<'_>) {
    const FEEDS: &[&str] = &[
        "application/rss+xml",
        "application/atom+xml",
        "application/xml",
        "text/xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
    ];
    let Some(kind) = link.attribute("type") else { return };
    let media_type = kind.trimmed().to_ascii_lowercase();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if essence.contains('/') && !FEEDS.contains(&essence) {
        let range = kind.range();
        let help = match scope.flavor {
            Flavor::Atom => "write `application/atom+xml`",
            Flavor::Rss | Flavor::Json => "write `application/rss+xml`",
        };
        scope.findings.add(
            &SELF_LINK_TYPE,
            range,
            format!("the self link has type `{}`", excerpt(essence)),
            help,
        );
    }
}

fn enclosure_links(entry: Element<'_>, scope: &mut Scope<'_>) {
    for link in links(entry, "enclosure") {
        if let Some(href) = link.attribute("href").filter(|_| scope.flavor == Flavor::Atom) {
            let fact = scope.fact(&href.trimmed(), href.value().range());
            scope.facts.enclosures.push(fact);
        }
        if link.attribute("length").is_none() {
            scope.findings.add(
                &ENCLOSURE_WITHOUT_LENGTH,
                link.name_range(),
                "the enclosure has no length",
                "add length=\"…\", its size in bytes",
            );
        }
    }
}
